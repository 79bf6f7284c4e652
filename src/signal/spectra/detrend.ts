/** The mean or a straight line taken out of a signal. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { arrayOfRows, reals, rowsOf, type Numbers } from '../values.js';

/** Options of `detrend`. */
export interface DetrendOptions {
  /** The axis of time. Default -1. */
  axis?: number;
  /** Take out a line fitted by least squares (`'linear'`, the default) or the mean (`'constant'`). */
  type?: 'linear' | 'constant' | 'l' | 'c';
  /** Where a line ends and another begins, in samples. */
  bp?: ArrayLike;
  /** Accepted for SciPy's sake. */
  overwriteData?: boolean;
}

/** Take the mean out of `n` samples from `at` on, in place. */
export function subtractMean(x: Float64Array, at: number, n: number): void {
  let sum = 0;
  for (let i = at; i < at + n; i++) sum += x[i]!;
  const mean = sum / n;
  for (let i = at; i < at + n; i++) x[i]! -= mean;
}

/** Take the line of least squares out of `n` samples, in place. */
export function subtractLine(x: Float64Array, at: number, n: number): void {
  if (n === 0) return;
  const middle = (n - 1) / 2;
  let sum = 0;
  let moment = 0;
  for (let i = 0; i < n; i++) {
    sum += x[at + i]!;
    moment += (i - middle) * x[at + i]!;
  }
  const mean = sum / n;
  const slope = n === 1 ? 0 : moment / ((n * (n * n - 1)) / 12);
  for (let i = 0; i < n; i++) x[at + i]! -= mean + slope * (i - middle);
}

/**
 * A signal less its trend.
 *
 * @param data - the signal
 * @returns the signal without a line or its mean
 * @throws ValueError for an unknown type or break points outside
 * @example
 * detrend([1, 2, 3]).toArray(); // [0, 0, 0]
 */
export function detrend(data: ArrayLike, options: DetrendOptions = {}): Numbers {
  checkOptions('detrend', options, ['axis', 'type', 'bp', 'overwriteData']);
  const { axis = -1, type = 'linear', bp = 0 } = options;
  if (!['linear', 'l', 'constant', 'c'].includes(type)) {
    throw new ValueError(`detrend: Trend type must be 'linear' or 'constant', got ${describe(type)}.`);
  }
  const rows = rowsOf('detrend', 'data', data, axis);
  const { n } = rows;
  const constant = type === 'constant' || type === 'c';
  const breaks = [...new Set([0, ...(constant ? [] : reals('detrend', 'bp', bp)), n])].sort((a, b) => a - b);
  if (breaks.some((b) => b > n || b < 0 || !Number.isInteger(b))) {
    throw new ValueError('detrend: Breakpoints must be less than length of data along given axis.');
  }
  const run = (v: Float64Array): Float64Array => {
    const y = v.slice();
    for (let row = 0; row < rows.rows; row++) {
      if (constant) subtractMean(y, row * n, n);
      else
        for (let k = 0; k + 1 < breaks.length; k++) subtractLine(y, row * n + breaks[k]!, breaks[k + 1]! - breaks[k]!);
    }
    return y;
  };
  return arrayOfRows({ re: run(rows.re), im: rows.im ? run(rows.im) : null }, rows);
}
