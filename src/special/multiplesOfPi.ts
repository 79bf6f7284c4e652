/** Sine and cosine of multiples of π, exact where the angle is a multiple of a right angle. */

/** sin(πx). */
export function sinpi(x: number): number {
  const r = x - 2 * Math.round(x / 2);
  const a = Math.abs(r);
  const s = a <= 0.25 ? Math.sin(Math.PI * a) : a < 0.75 ? Math.cos(Math.PI * (0.5 - a)) : Math.sin(Math.PI * (1 - a));
  return r < 0 ? -s : s;
}

/** cos(πx). */
export function cospi(x: number): number {
  const a = Math.abs(x - 2 * Math.round(x / 2));
  if (a <= 0.25) return Math.cos(Math.PI * a);
  return a < 0.75 ? Math.sin(Math.PI * (0.5 - a)) : -Math.cos(Math.PI * (1 - a));
}
