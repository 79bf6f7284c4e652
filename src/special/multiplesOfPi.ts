/** Sine and cosine of multiples of π, exact where the angle is a multiple of a right angle. */
import { cospiNear, sinpiNear } from './fits/multiplesOfPi.js';

/** sin(πb), 0 <= b <= 1/2. */
function quarterSine(b: number): number {
  const c = 0.5 - b;
  return b <= 0.25 ? b * sinpiNear(b * b) : cospiNear(c * c);
}

/** sin(πx). */
export function sinpi(x: number): number {
  const r = x - 2 * Math.round(x / 2);
  const a = Math.abs(r);
  const s = quarterSine(a > 0.5 ? 1 - a : a);
  return r < 0 ? -s : s;
}

/** cos(πx). */
export function cospi(x: number): number {
  const a = Math.abs(x - 2 * Math.round(x / 2));
  const s = quarterSine(Math.abs(0.5 - a));
  return a > 0.5 ? -s : s;
}
