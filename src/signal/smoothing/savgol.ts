/** Savitzky and Golay's filters: polynomials fitted to stretches of a signal (Anal. Chem. 36, 1964). */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { leastSquares } from '../../ops/matrices/lstsq.js';
import { slide } from '../filters/sliding.js';
import { arrayOfRows, fresh, realArray, rowsOf, wholeNumber, type Numbers, type Reals } from '../values.js';

/** Options of `savgolCoeffs`. */
export interface SavgolCoeffsOptions {
  /** Which derivative. Default 0. */
  deriv?: number;
  /** The distance of samples. Default 1. */
  delta?: number;
  /** For which point of the window; the middle by default. */
  pos?: number | null;
  /** In the order for convolution (the default), or as they multiply the samples. */
  use?: 'conv' | 'dot';
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

function coefficients(
  functionName: string,
  windowLength: number,
  polyorder: number,
  deriv: number,
  delta: number,
  pos: number | null,
  use: 'conv' | 'dot',
): Float64Array {
  const n = wholeNumber(functionName, 'windowLength', windowLength);
  const order = wholeNumber(functionName, 'polyorder', polyorder);
  if (n < 1) throw new ValueError(`${functionName}: window_length must be positive, got ${n}`);
  if (order >= n)
    throw new ValueError(`${functionName}: polyorder must be less than window_length, got ${order} and ${n}.`);
  const at = pos ?? (n % 2 === 0 ? n / 2 - 0.5 : (n - 1) / 2);
  if (!(at >= 0 && at < n))
    throw new ValueError(`${functionName}: pos must be nonnegative and less than window_length, got ${at}.`);
  if (use !== 'conv' && use !== 'dot')
    throw new ValueError(`${functionName}: \`use\` must be 'conv' or 'dot', got ${describe(use)}`);
  if (deriv > order) return new Float64Array(n);
  // The weights c of least norm with sum c[i] x[i]^k = 0 but for the derivative's power; by columns.
  const a = new Float64Array((order + 1) * n);
  for (let i = 0; i < n; i++) for (let k = 0; k <= order; k++) a[i * (order + 1) + k] = (i - at) ** k;
  const y = new Float64Array(order + 1);
  y[deriv] = factorial(deriv) / delta ** deriv;
  const c = leastSquares(a, order + 1, n, y, 1, 0).x;
  return use === 'conv' ? c.slice().reverse() : c.slice();
}

/**
 * The coefficients of a Savitzky-Golay filter.
 *
 * @param windowLength - the length of the filter
 * @param polyorder - the degree of the polynomial, less than the length
 * @returns the coefficients
 * @throws ValueError when polyorder is not less than windowLength, or pos lies outside
 * @example
 * savgolCoeffs(5, 2).size; // 5
 */
export function savgolCoeffs(windowLength: number, polyorder: number, options: SavgolCoeffsOptions = {}): Reals {
  checkOptions('savgolCoeffs', options, ['deriv', 'delta', 'pos', 'use']);
  const { deriv = 0, delta = 1, pos = null, use = 'conv' } = options;
  return realArray(coefficients('savgolCoeffs', windowLength, polyorder, deriv, delta, pos, use));
}

/** Options of `savgolFilter`. */
export interface SavgolFilterOptions {
  /** Which derivative. Default 0. */
  deriv?: number;
  /** The distance of samples. Default 1. */
  delta?: number;
  /** The axis of time. Default -1. */
  axis?: number;
  /** What lies beyond the ends; by default nothing: the last polynomial is evaluated there (`'interp'`). */
  mode?: 'mirror' | 'constant' | 'nearest' | 'wrap' | 'interp';
  /** The value beyond the ends for `'constant'`. Default 0. */
  cval?: number;
}

/** The index that stands for one outside; -1 for a constant. */
function outside(i: number, n: number, mode: string): number {
  if (i >= 0 && i < n) return i;
  if (mode === 'nearest') return i < 0 ? 0 : n - 1;
  if (mode === 'wrap') return ((i % n) + n) % n;
  if (mode !== 'mirror') return -1;
  if (n === 1) return 0;
  const period = 2 * (n - 1);
  const k = ((i % period) + period) % period;
  return k < n ? k : period - k;
}

/**
 * A signal smoothed, or its derivative, by polynomials fitted to stretches of it.
 *
 * @param x - the signal
 * @param windowLength - how many samples a polynomial is fitted to
 * @param polyorder - its degree, less than windowLength
 * @returns the filtered signal
 * @throws ValueError when polyorder is not less than windowLength, or for `'interp'` the window is longer than the signal
 * @example
 * savgolFilter([2, 2, 5, 2, 1, 0, 1, 4, 9], 5, 2).size; // 9
 */
export function savgolFilter(
  x: ArrayLike,
  windowLength: number,
  polyorder: number,
  options: SavgolFilterOptions = {},
): Numbers {
  checkOptions('savgolFilter', options, ['deriv', 'delta', 'axis', 'mode', 'cval']);
  const { deriv = 0, delta = 1, axis = -1, mode = 'interp', cval = 0 } = options;
  if (!['mirror', 'constant', 'nearest', 'interp', 'wrap'].includes(mode)) {
    throw new ValueError(
      `savgolFilter: mode must be 'mirror', 'constant', 'nearest' 'wrap' or 'interp', got ${describe(mode)}.`,
    );
  }
  const rows = rowsOf('savgolFilter', 'x', x, axis);
  const { n } = rows;
  const m = windowLength;
  const c = coefficients('savgolFilter', m, polyorder, deriv, delta, null, 'dot');
  if (mode === 'interp' && m > n) {
    throw new ValueError(
      `savgolFilter: If mode is 'interp', window_length must be less than or equal to the size of x, got ${m} and ${n}.`,
    );
  }
  const half = m % 2 === 0 ? m / 2 - 1 : (m - 1) / 2;
  // At the ends the weights are those of the first and last windows' other points.
  const ends =
    mode === 'interp'
      ? Array.from({ length: m }, (_, pos) =>
          pos < Math.floor(m / 2) || pos >= m - Math.floor(m / 2)
            ? coefficients('savgolFilter', m, polyorder, deriv, delta, pos, 'dot')
            : c,
        )
      : [];
  const filter = (v: Float64Array): Float64Array => {
    const y = fresh(v.length);
    for (let row = 0; row < rows.rows; row++) {
      const at = row * n;
      const inside = Math.max(0, n - m + 1);
      if (inside > 0) slide(v.subarray(at, at + n), c, y.subarray(at + half, at + half + inside));
      for (let i = 0; i < n; i++) {
        if (i === half && inside > 0) i += inside;
        if (i === n) break;
        let sum = 0;
        if (mode !== 'interp') {
          for (let k = 0; k < m; k++) {
            const j = outside(i - half + k, n, mode);
            sum += c[k]! * (j < 0 ? cval : v[at + j]!);
          }
        }
        y[at + i] = sum;
      }
      if (mode === 'interp') {
        const edge = Math.floor(m / 2);
        for (let i = 0; i < edge; i++) {
          let [first, last] = [0, 0];
          for (let k = 0; k < m; k++) {
            first += ends[i]![k]! * v[at + k]!;
            last += ends[m - 1 - i]![k]! * v[at + n - m + k]!;
          }
          y[at + i] = first;
          y[at + n - 1 - i] = last;
        }
      }
    }
    return y;
  };
  return arrayOfRows({ re: filter(rows.re), im: rows.im ? filter(rows.im) : null }, rows);
}
