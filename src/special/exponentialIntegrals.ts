/** Exponential, sine, cosine and hyperbolic integrals, and Spence's function, as ufuncs. */
import { special, specialMulti } from './define.js';
import {
  exp1Complex,
  exp1Kernel,
  expiComplex,
  expiKernel,
  expnKernel,
  shichiKernel,
  siciKernel,
  spenceKernel,
} from './exponentialKernel.js';
import type { Special1, Special1Of, Special2 } from './types.js';

/**
 * The exponential integral E1, of real and complex arguments.
 *
 * @example
 * special.exp1(1); // 0.21938393439552029
 */
export const exp1 = special<Special1>('exp1', exp1Kernel, { complex: exp1Complex });
/** The exponential integral Ei, of real and complex arguments. */
export const expi = special<Special1>('expi', expiKernel, { complex: expiComplex });
/** The generalized exponential integral: `expn(n, x)`, n whole numbers. */
export const expn = special<Special2>('expn', expnKernel);
/**
 * The sine and cosine integrals.
 *
 * @returns Si(x) and Ci(x)
 */
export const sici = specialMulti<Special1Of<2>>('sici', 2, siciKernel);
/**
 * The hyperbolic sine and cosine integrals.
 *
 * @returns Shi(x) and Chi(x)
 */
export const shichi = specialMulti<Special1Of<2>>('shichi', 2, shichiKernel);
/** Spence's function, the dilogarithm of 1 - x. */
export const spence = special<Special1>('spence', spenceKernel);
