/** Parabolic cylinder functions as SciPy gives them. */
import { describe, ValueError } from '../core/errors.js';
import { asNDArray, isScalarLike, type ScalarLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import type { NDArray } from '../core/ndarray.js';
import { vector } from './arrays.js';
import { specialMulti, z } from './define.js';
import { parabolicOrders } from './parabolicComplex.js';
import { pbdvKernel, pbvvKernel, pbwaKernel } from './parabolicKernel.js';
import type { Special2Of } from './types.js';

/**
 * Whittaker's parabolic cylinder function D(v, x).
 *
 * @returns D and its derivative
 * @example
 * const [d, dp] = special.pbdv(0, 1); // [0.7788007830714049, -0.38940039153570244]
 */
export const pbdv = specialMulti<Special2Of<2>>('pbdv', 2, pbdvKernel);
/**
 * The parabolic cylinder function V(v, x).
 *
 * @returns V and its derivative
 */
export const pbvv = specialMulti<Special2Of<2>>('pbvv', 2, pbvvKernel);
/**
 * The parabolic cylinder function W(a, x), |x| <= 20; full precision for |a| and |x| up to 5, as in SciPy.
 *
 * @returns W and its derivative
 */
export const pbwa = specialMulti<Special2Of<2>>('pbwa', 2, pbwaKernel);

type Pair = [NDArray<'float64'>, NDArray<'float64'>];

function sequence(name: string, kernel: (v: number, x: number) => void, v: number, x: number): Pair {
  if (typeof v !== 'number' || typeof x !== 'number' || !Number.isFinite(v)) {
    throw new ValueError(`${name}: v and x must be numbers, got ${describe(v)} and ${describe(x)}`);
  }
  // Orders v0, v0 + 1, ..., v for v >= 0, or v0, v0 - 1, ..., v below; |v0| < 1.
  const whole = Math.trunc(v);
  const length = Math.max(Math.abs(whole), 1) + 1;
  const first = v - whole;
  const values = new Float64Array(length);
  const slopes = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    kernel(first + (whole < 0 ? -k : k), x);
    values[k] = z[0]!;
    slopes[k] = z[1]!;
  }
  return [vector(values), vector(slopes)];
}

/**
 * D(v0, x), D(v0 + 1, x), ..., D(v, x), v0 = v - trunc(v), and their derivatives.
 *
 * @returns two arrays
 */
export function pbdvSeq(v: number, x: number): Pair {
  return sequence('pbdvSeq', pbdvKernel, v, x);
}
/** V(v0, x), ..., V(v, x), v0 = v - trunc(v), and their derivatives. */
export function pbvvSeq(v: number, x: number): Pair {
  return sequence('pbvvSeq', pbvvKernel, v, x);
}

/**
 * D(0, z), D(1, z), ..., D(n, z), or D(0, z), D(-1, z), ..., D(n, z) for n < 0, and their derivatives, of complex z.
 *
 * @param n - the last order, a whole number
 * @param z - the argument
 * @returns two complex arrays
 * @throws ValueError if n is no whole number or z no number
 */
export function pbdnSeq(n: number, z: ScalarLike): [NDArray<'complex128'>, NDArray<'complex128'>] {
  if (typeof n !== 'number' || !Number.isInteger(n) || Math.abs(n) > 10000) {
    throw new ValueError(`pbdnSeq: n must be an integer, got ${describe(n)}`);
  }
  if (!isScalarLike(z)) throw new ValueError(`pbdnSeq: z must be a number, got ${describe(z)}`);
  const point = z instanceof Complex ? z : new Complex(Number(asNDArray('pbdnSeq', z).item()), 0);
  const { values, slopes } = parabolicOrders(Math.abs(n) < 1 ? 1 : n, point.re, point.im);
  return [vector(values, undefined, 'complex128'), vector(slopes, undefined, 'complex128')];
}
