/** Mathieu functions as ufuncs, and their Fourier coefficients. */
import { describe, ValueError } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { count, vector } from './arrays.js';
import { special, specialMulti } from './define.js';
import * as kernels from './mathieuKernel.js';
import type { Special2, Special3Of } from './types.js';

/**
 * The characteristic value of the even Mathieu function ce(m, x, q): `mathieuA(m, q)`.
 *
 * @example
 * special.mathieuA(2, 5); // 7.449109739529...
 */
export const mathieuA = special<Special2>('mathieu_a', kernels.mathieuAKernel);
/** The characteristic value of the odd Mathieu function se(m, x, q): `mathieuB(m, q)`, m > 0. */
export const mathieuB = special<Special2>('mathieu_b', kernels.mathieuBKernel);
/**
 * The even Mathieu function: `mathieuCem(m, q, x)`, x in degrees.
 *
 * @returns ce and its derivative with respect to the angle in radians
 */
export const mathieuCem = specialMulti<Special3Of<2>>('mathieu_cem', 2, kernels.mathieuCemKernel);
/**
 * The odd Mathieu function: `mathieuSem(m, q, x)`, x in degrees.
 *
 * @returns se and its derivative with respect to the angle in radians
 */
export const mathieuSem = specialMulti<Special3Of<2>>('mathieu_sem', 2, kernels.mathieuSemKernel);
/** The even modified Mathieu function of the first kind, q >= 0: `mathieuModcem1(m, q, x)`, with its derivative. */
export const mathieuModcem1 = specialMulti<Special3Of<2>>('mathieu_modcem1', 2, kernels.mathieuModcem1Kernel);
/** The even modified Mathieu function of the second kind, q >= 0: `mathieuModcem2(m, q, x)`, with its derivative. */
export const mathieuModcem2 = specialMulti<Special3Of<2>>('mathieu_modcem2', 2, kernels.mathieuModcem2Kernel);
/** The odd modified Mathieu function of the first kind, q >= 0: `mathieuModsem1(m, q, x)`, with its derivative. */
export const mathieuModsem1 = specialMulti<Special3Of<2>>('mathieu_modsem1', 2, kernels.mathieuModsem1Kernel);
/** The odd modified Mathieu function of the second kind, q >= 0: `mathieuModsem2(m, q, x)`, with its derivative. */
export const mathieuModsem2 = specialMulti<Special3Of<2>>('mathieu_modsem2', 2, kernels.mathieuModsem2Kernel);

/** As many coefficients as SciPy gives. */
function coefficients(name: string, even: boolean, m: number, q: number): NDArray<'float64'> {
  const order = count(name, 'm', m, even ? 0 : 1);
  if (typeof q !== 'number' || !(q >= 0 && q < Infinity)) {
    throw new ValueError(`${name}: q must be a number of at least 0, got ${describe(q)}`);
  }
  const root = Math.sqrt(q);
  const wanted =
    q <= 1 ? 7.5 + 56.1 * root - 134.7 * q + 90.7 * root * q : 17 + 3.1 * root - 0.126 * q + 0.0037 * root * q;
  const values = new Float64Array(Math.max(1, Math.min(251, Math.trunc(wanted + 0.5 * order))));
  values.set(kernels.mathieuCoefficients(even, order, q).subarray(0, values.length));
  return vector(values);
}

/**
 * The Fourier coefficients of an even Mathieu function: of cos(2 k x) for even m, of cos((2 k + 1) x) for odd m.
 *
 * @param m - the order
 * @param q - the parameter, at least 0
 * @returns as many coefficients as matter
 * @throws ValueError if m is no whole number or q negative
 */
export function mathieuEvenCoef(m: number, q: number): NDArray<'float64'> {
  return coefficients('mathieuEvenCoef', true, m, q);
}

/**
 * The Fourier coefficients of an odd Mathieu function: of sin((2 k + 2) x) for even m, of sin((2 k + 1) x) for odd m.
 *
 * @param m - the order, at least 1
 * @param q - the parameter, at least 0
 * @returns as many coefficients as matter
 * @throws ValueError if m is no positive whole number or q negative
 */
export function mathieuOddCoef(m: number, q: number): NDArray<'float64'> {
  return coefficients('mathieuOddCoef', false, m, q);
}
