/** Ellipsoidal harmonics (Lamé functions) and their normalization constants. */
import type { ArrayLike } from '../core/arrayLike.js';
import { checkOptions } from '../core/errors.js';
import { multiply } from '../ops/ufuncs/arithmetic.js';
import { special } from './define.js';
import { ellipHarm2Kernel, ellipHarmKernel, ellipNormalKernel, ellipSignKernel } from './ellipsoidalKernel.js';
import type { ResultOf, Special4, Special5 } from './types.js';

const harmonic = special<Special5>('ellip_harm', ellipHarmKernel);
const sign = special<Special4>('ellip_sign', ellipSignKernel);

/** Options of `ellipHarm`. */
export interface EllipHarmOptions {
  /** The sign of the root of |s² - h²|, 1 or -1. */
  signm?: ArrayLike;
  /** The sign of the root of |s² - k²|, 1 or -1. */
  signn?: ArrayLike;
}

/**
 * The ellipsoidal harmonic (Lamé function) E of the first kind: the solution of
 * (s² - h²)(s² - k²) E'' + s (2 s² - h² - k²) E' + (a - n (n + 1) s²) E = 0 whose polynomial part has the leading coefficient 1.
 *
 * @param h2 - h²
 * @param k2 - k², not less than h²
 * @param n - the degree
 * @param p - which of the 2 n + 1 functions, from 1
 * @param s - the coordinate
 * @param options - signs of the roots
 * @returns values of the arguments' common shape; NaN outside the domain
 * @example
 * special.ellipHarm(5, 8, 1, 1, 2.5); // 2.5
 */
export function ellipHarm<
  A extends ArrayLike,
  B extends ArrayLike,
  C extends ArrayLike,
  D extends ArrayLike,
  E extends ArrayLike,
>(h2: A, k2: B, n: C, p: D, s: E, options?: EllipHarmOptions): ResultOf<A | B | C | D | E>;
export function ellipHarm(
  h2: ArrayLike,
  k2: ArrayLike,
  n: ArrayLike,
  p: ArrayLike,
  s: ArrayLike,
  options: EllipHarmOptions = {},
): unknown {
  checkOptions('ellipHarm', options, ['signm', 'signn']);
  const { signm = 1, signn = 1 } = options;
  const value: unknown = harmonic(h2, k2, n, p, s);
  if (signm === 1 && signn === 1) return value;
  const factor: unknown = sign(n, p, signm, signn);
  return typeof value === 'number' && typeof factor === 'number'
    ? value * factor
    : multiply(value as ArrayLike, factor as ArrayLike);
}

/**
 * The ellipsoidal harmonic F of the second kind: `ellipHarm2(h2, k2, n, p, s)`, s > k;
 * F(s) = (2 n + 1) E(s) ∫ du / (E(1/u)² √((1 - u² k²)(1 - u² h²))), u from 0 to 1/s.
 */
export const ellipHarm2 = special<Special5>('ellip_harm_2', ellipHarm2Kernel);
/** The normalization constant of the ellipsoidal harmonic: `ellipNormal(h2, k2, n, p)`. */
export const ellipNormal = special<Special4>('ellip_normal', ellipNormalKernel);
