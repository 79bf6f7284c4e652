/** Lambert's W, Wright's ω and Owen's T as ufuncs. */
import type { ArrayLike } from '../core/arrayLike.js';
import { special, specialComplex } from './define.js';
import { lambertwKernel, owensTKernel, wrightomegaComplex, wrightomegaKernel } from './lambertKernel.js';
import type { ComplexResultOf, Special1, Special2, Special2Complex } from './types.js';

const branch = specialComplex<Special2Complex>('lambertw', 2, lambertwKernel, 1);

/** Options of `lambertw`. */
export interface LambertwOptions {
  /** Which branch, a whole number; 0, the principal one, by default. */
  k?: ArrayLike;
  /** Taken for SciPy's sake; steps go on until nothing changes. */
  tol?: number;
}

/**
 * Lambert's W: the w of w exp(w) = z. Always complex.
 *
 * @param z - complex numbers
 * @param options - the branch
 * @returns w
 * @example
 * special.lambertw(2).re; // 0.8526055020137254
 */
export function lambertw<A extends ArrayLike>(z: A, options?: LambertwOptions): ComplexResultOf<A>;
export function lambertw(z: ArrayLike, { k = 0 }: LambertwOptions = {}): unknown {
  return branch(k, z);
}

/** Wright's ω: the solution w of w + log(w) = z. */
export const wrightomega = special<Special1>('wrightomega', wrightomegaKernel, { complex: wrightomegaComplex });
/** Owen's T function: `owensT(h, a)`. */
export const owensT = special<Special2>('owens_t', owensTKernel);
