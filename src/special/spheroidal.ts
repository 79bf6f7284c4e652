/** Spheroidal wave functions as ufuncs. */
import { describe, ValueError } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { count, vector } from './arrays.js';
import { special, specialMulti } from './define.js';
import * as kernels from './spheroidalKernel.js';
import type { Special3, Special4Of, Special5Of } from './types.js';

/**
 * The characteristic value of prolate spheroidal functions: `proCv(m, n, c)`, 0 <= m <= n.
 *
 * @example
 * special.proCv(0, 0, 1); // 0.319000055146...
 */
export const proCv = special<Special3>('pro_cv', kernels.proCvKernel);
/** The characteristic value of oblate spheroidal functions: `oblCv(m, n, c)`, 0 <= m <= n. */
export const oblCv = special<Special3>('obl_cv', kernels.oblCvKernel);

function sequence(name: string, kernel: (m: number, n: number, c: number) => number, args: [number, number, number]) {
  const m = count(name, 'm', args[0]);
  const n = count(name, 'n', args[1], m);
  const c = args[2];
  if (typeof c !== 'number') throw new ValueError(`${name}: c must be a number, got ${describe(c)}`);
  if (n - m > 198) throw new ValueError(`${name}: the difference between n and m is too large, got ${n - m}`);
  return vector(Float64Array.from({ length: n - m + 1 }, (_, k) => kernel(m, m + k, c)));
}

/**
 * Characteristic values of the prolate functions of the degrees m, m + 1, ..., n.
 *
 * @param m - the order
 * @param n - the highest degree
 * @param c - the size parameter
 * @throws ValueError if m or n is no whole number, n < m, or n - m > 198
 */
export function proCvSeq(m: number, n: number, c: number): NDArray<'float64'> {
  return sequence('proCvSeq', kernels.proCvKernel, [m, n, c]);
}
/** Characteristic values of the oblate functions of the degrees m, m + 1, ..., n; see `proCvSeq`. */
export function oblCvSeq(m: number, n: number, c: number): NDArray<'float64'> {
  return sequence('oblCvSeq', kernels.oblCvKernel, [m, n, c]);
}

/**
 * The prolate angular function of the first kind: `proAng1(m, n, c, x)`, |x| < 1.
 *
 * @returns the function and its derivative
 */
export const proAng1 = specialMulti<Special4Of<2>>('pro_ang1', 2, kernels.proAng1Kernel);
/** The oblate angular function of the first kind and its derivative: `oblAng1(m, n, c, x)`, |x| < 1. */
export const oblAng1 = specialMulti<Special4Of<2>>('obl_ang1', 2, kernels.oblAng1Kernel);
/** `proAng1` for a characteristic value that is known: `proAng1Cv(m, n, c, cv, x)`. */
export const proAng1Cv = specialMulti<Special5Of<2>>('pro_ang1_cv', 2, kernels.proAng1CvKernel);
/** `oblAng1` for a characteristic value that is known: `oblAng1Cv(m, n, c, cv, x)`. */
export const oblAng1Cv = specialMulti<Special5Of<2>>('obl_ang1_cv', 2, kernels.oblAng1CvKernel);
/**
 * The prolate radial function of the first kind: `proRad1(m, n, c, x)`, x > 1.
 *
 * @returns the function and its derivative
 */
export const proRad1 = specialMulti<Special4Of<2>>('pro_rad1', 2, kernels.proRad1Kernel);
/** The oblate radial function of the first kind and its derivative: `oblRad1(m, n, c, x)`, x >= 0. */
export const oblRad1 = specialMulti<Special4Of<2>>('obl_rad1', 2, kernels.oblRad1Kernel);
/** `proRad1` for a characteristic value that is known: `proRad1Cv(m, n, c, cv, x)`. */
export const proRad1Cv = specialMulti<Special5Of<2>>('pro_rad1_cv', 2, kernels.proRad1CvKernel);
/** `oblRad1` for a characteristic value that is known: `oblRad1Cv(m, n, c, cv, x)`. */
export const oblRad1Cv = specialMulti<Special5Of<2>>('obl_rad1_cv', 2, kernels.oblRad1CvKernel);
/** The prolate radial function of the second kind and its derivative: `proRad2(m, n, c, x)`, x > 1. */
export const proRad2 = specialMulti<Special4Of<2>>('pro_rad2', 2, kernels.proRad2Kernel);
/** The oblate radial function of the second kind and its derivative: `oblRad2(m, n, c, x)`, x >= 0. */
export const oblRad2 = specialMulti<Special4Of<2>>('obl_rad2', 2, kernels.oblRad2Kernel);
/** `proRad2` for a characteristic value that is known: `proRad2Cv(m, n, c, cv, x)`. */
export const proRad2Cv = specialMulti<Special5Of<2>>('pro_rad2_cv', 2, kernels.proRad2CvKernel);
/** `oblRad2` for a characteristic value that is known: `oblRad2Cv(m, n, c, cv, x)`. */
export const oblRad2Cv = specialMulti<Special5Of<2>>('obl_rad2_cv', 2, kernels.oblRad2CvKernel);
