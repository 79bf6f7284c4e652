/** Incomplete gamma and beta functions and their inverses as ufuncs. */
import { special } from './define.js';
import { betaincKernel, betainccKernel, betainccinvKernel, betaincinvKernel } from './incompleteBetaKernel.js';
import { gammaincKernel, gammainccKernel, gammainccinvKernel, gammaincinvKernel } from './incompleteGammaKernel.js';
import type { Special2, Special3 } from './types.js';

/**
 * The regularized lower incomplete gamma function P(a, x).
 *
 * @example
 * special.gammainc(2, 1); // 0.2642411176571153
 */
export const gammainc = special<Special2>('gammainc', gammaincKernel);
/** The regularized upper incomplete gamma function Q(a, x) = 1 - P(a, x). */
export const gammaincc = special<Special2>('gammaincc', gammainccKernel);
/** The x of P(a, x) = p: `gammaincinv(a, p)`. */
export const gammaincinv = special<Special2>('gammaincinv', gammaincinvKernel);
/** The x of Q(a, x) = q: `gammainccinv(a, q)`. */
export const gammainccinv = special<Special2>('gammainccinv', gammainccinvKernel);
/**
 * The regularized incomplete beta function I_x(a, b): `betainc(a, b, x)`.
 *
 * @example
 * special.betainc(1, 2, 0.5); // 0.75
 */
export const betainc = special<Special3>('betainc', betaincKernel);
/** Its complement 1 - I_x(a, b). */
export const betaincc = special<Special3>('betaincc', betainccKernel);
/** The x of I_x(a, b) = p: `betaincinv(a, b, p)`. */
export const betaincinv = special<Special3>('betaincinv', betaincinvKernel);
/** The x of 1 - I_x(a, b) = q: `betainccinv(a, b, q)`. */
export const betainccinv = special<Special3>('betainccinv', betainccinvKernel);
