/** Riemann's and Hurwitz's zeta functions. */
import type { ArrayLike } from '../core/arrayLike.js';
import type { UfuncOptions } from '../ops/ufuncs/types.js';
import { special } from './define.js';
import { hurwitzZeta, riemannZeta, zetacKernel } from './zetaKernel.js';
import type { ResultOf, Special1, Special2 } from './types.js';

const riemann = special<Special1>('riemann_zeta', riemannZeta);
const hurwitz = special<Special2>('zeta', hurwitzZeta);

/**
 * Riemann's zeta function ζ(x), or, with `q`, Hurwitz's: the sum of (q + k)^-x over k from 0.
 *
 * @param x - exponents
 * @param options - `q`, the first term's base, and a ufunc's options
 * @returns ζ(x) or ζ(x, q), elementwise
 * @example
 * special.zeta(2); // 1.6449340668482264
 * special.zeta(2, { q: 2 }); // 0.6449340668482264
 */
export function zeta<A extends ArrayLike>(x: A, options?: UfuncOptions & { q?: null }): ResultOf<A>;
export function zeta<A extends ArrayLike, Q extends ArrayLike>(x: A, options: UfuncOptions & { q: Q }): ResultOf<A | Q>;
export function zeta<A extends ArrayLike, Q extends ArrayLike>(x: A, q: Q): ResultOf<A | Q>;
export function zeta(x: ArrayLike, given?: unknown): unknown {
  const isOptions = given !== null && typeof given === 'object' && Object.getPrototypeOf(given) === Object.prototype;
  const { q, ...rest } = (isOptions ? given : { q: given }) as UfuncOptions & { q?: ArrayLike | null };
  const options = Object.keys(rest).length > 0 ? rest : undefined;
  if (q === undefined || q === null) return options ? riemann(x, options) : riemann(x);
  return options ? hurwitz(x, q, options) : hurwitz(x, q);
}

/** `zeta(x) - 1`, accurate for large x. */
export const zetac = special<Special1>('zetac', zetacKernel);
