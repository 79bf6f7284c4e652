/** The modified Bessel function of the first kind and order zero, for windows and for numloom/special. */
import { i0Far, i0Middle, i0Near, i0Small } from './fits/modified.js';

/** exp(a) times an amplitude over sqrt(a), where exp(a) alone would overflow too. */
export function grown(a: number, amplitude: number): number {
  const value = amplitude / Math.sqrt(a);
  if (a < 700) return Math.exp(a) * value;
  const half = Math.exp(a / 2);
  return a === Infinity ? Infinity : half * value * half;
}

/** sqrt(a) exp(-a) I0(a), a >= 4. */
export function i0Amplitude(a: number): number {
  if (a >= 24) return i0Far(1 / a);
  return a < 8 ? i0Near(1 / a - 0.1875) : i0Middle(1 / a - 0.08333333333333333);
}

/** I0(x): a polynomial in x^2 near 0, beyond polynomials in 1 / x by pieces times exp(x) / sqrt(x) (DLMF 10.40). */
export function besselI0(x: number): number {
  const a = Math.abs(x);
  return a < 4 ? i0Small(a * a) : grown(a, i0Amplitude(a));
}

/** I0 of `n` numbers, in place. */
export function besselI0Flat(a: Float64Array, from: number, n: number): void {
  for (let i = from; i < from + n; i++) a[i] = besselI0(a[i]!);
}
