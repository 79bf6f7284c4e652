// Right-hand sides that workers load for bench/integrate.ts.

/** Lorenz' system for a value of rho. */
export const lorenz = (_t, y, rho) => {
  const [a, b, c] = y;
  return [10 * (b - a), a * (rho - c) - b, a * b - (8 / 3) * c];
};
