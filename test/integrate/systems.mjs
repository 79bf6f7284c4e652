// Right-hand sides that workers load.
export const oscillator = (_t, y, params) => {
  const [stiffness, damping] = params;
  return [y.item(1), -damping * y.item(1) - stiffness * y.item(0)];
};

export const peak = (x, width) => [Math.exp(-x * x), 1 / (x * x + width * width)];
