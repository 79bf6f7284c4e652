/** The tiny sizes at which the benchmark's cases are checked, and the samples on which its statistics are. */
import type { Case } from '../../bench/case.js';
import type { Precision } from '../../bench/results.js';

const dtypes: readonly Precision[] = ['float32', 'float64'];

/** Number of elements, side of matrix products, precisions. */
export const TINY = { n: 12, side: 5, dtypes } as const;

/** The tiny size of a case. */
export const tinySize = (one: Case): number => (one.product ? TINY.side : TINY.n);

/** Samples for the statistics. */
export const SAMPLES = {
  one: [0.25],
  two: [3, 1],
  odd: [5.5, 1.25, 3, 9, 2],
  other: [2, 1, 4, 3, 0.5],
  even: [0.7, 0.1, 0.9, 0.4, 0.4, 12],
} as const;
