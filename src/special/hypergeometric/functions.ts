/** Hypergeometric functions as ufuncs. */
import { special } from '../define.js';
import type { Special2, Special3, Special4 } from '../types.js';
import { hyp0f1Complex, hyp1f1Complex, hyp2f1Complex } from './complexKernels.js';
import { hyp0f1Kernel, hyp1f1Kernel } from './confluent.js';
import { hyp2f1Kernel } from './gauss.js';
import { hyperuKernel } from './tricomi.js';

/**
 * The confluent hypergeometric limit function 0F1(; v; z), z real or complex.
 *
 * @example
 * special.hyp0f1(1, 1); // 2.279585302336067
 */
export const hyp0f1 = special<Special2>('hyp0f1', hyp0f1Kernel, { complex: hyp0f1Complex, complexFrom: 1 });
/**
 * Kummer's confluent hypergeometric function 1F1(a; b; x), x real or complex.
 *
 * @example
 * special.hyp1f1(0.5, 1.5, -1); // 0.7468241328124271
 */
export const hyp1f1 = special<Special3>('hyp1f1', hyp1f1Kernel, { complex: hyp1f1Complex, complexFrom: 2 });
/** Tricomi's confluent hypergeometric function U(a, b, x), x >= 0. */
export const hyperu = special<Special3>('hyperu', hyperuKernel);
/**
 * Gauss's hypergeometric function 2F1(a, b; c; x); Infinity for x > 1 unless it is a polynomial. Complex x may
 * be anywhere; on the cut, beyond 1, it gives the value above.
 *
 * @example
 * special.hyp2f1(1, 1, 2, 0.5); // 1.3862943611198906
 */
export const hyp2f1 = special<Special4>('hyp2f1', hyp2f1Kernel, { complex: hyp2f1Complex, complexFrom: 3 });
