/** Power spectra by averages over segments (P. Welch, IEEE Trans. Audio Electroacoust. 15, 1967). */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import { arrayOfRows, fresh, rowsOf, type Numbers, type Parts, type Reals, type Rows } from '../values.js';
import { isNamedWindow } from '../windows/getWindow.js';
import {
  binFrequencies,
  eachSpectrum,
  planSegments,
  rowOf,
  scaleOf,
  weightOf,
  type Plan,
  type SegmentOptions,
} from './segments.js';

/** Options of `periodogram`. */
export interface PeriodogramOptions extends Omit<SegmentOptions, 'nperseg' | 'noverlap'> {
  /** Power per unit of frequency (`'density'`, the default), or of single lines (`'spectrum'`). */
  scaling?: 'density' | 'spectrum';
}

/** Options of `welch` and `csd`. */
export interface WelchOptions extends SegmentOptions {
  /** Power per unit of frequency (`'density'`, the default), or of single lines (`'spectrum'`). */
  scaling?: 'density' | 'spectrum';
  /** The mean of all segments (the default), or their median. */
  average?: 'mean' | 'median';
}

/** Options of `coherence`. */
export type CoherenceOptions = Omit<SegmentOptions, 'returnOnesided'>;

export const SEGMENT_OPTIONS = ['fs', 'window', 'nperseg', 'noverlap', 'nfft', 'detrend', 'returnOnesided', 'axis'];

/** By how much the median of n exponential variates falls short of their mean. */
function medianBias(n: number): number {
  let bias = 1;
  for (let k = 1; k <= Math.floor((n - 1) / 2); k++) bias += 1 / (2 * k + 1) - 1 / (2 * k);
  return bias;
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const n = sorted.length;
  return n % 2 === 1 ? sorted[(n - 1) / 2]! : (sorted[n / 2 - 1]! + sorted[n / 2]!) / 2;
}

/** The average over segments of conj(X) Y, for one row. */
function averaged(
  x: Parts,
  y: Parts | null,
  plan: Plan,
  scale: number,
  average: string,
): { re: Float64Array; im: Float64Array | null } {
  const { bins, segments } = plan;
  const keep = average === 'median';
  const all = keep ? { re: fresh(bins * segments), im: y ? fresh(bins * segments) : null } : null;
  const sum = { re: new Float64Array(bins), im: y ? new Float64Array(bins) : null };
  const add = (a: Float64Array, b: Float64Array, from: number, count: number): void => {
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < bins; i++) {
        const at = 2 * (k * bins + i);
        const re = a[at]! * b[at]! + a[at + 1]! * b[at + 1]!;
        const im = y ? a[at]! * b[at + 1]! - a[at + 1]! * b[at]! : 0;
        if (all) {
          all.re[i * segments + from + k] = re;
          if (all.im) all.im[i * segments + from + k] = im;
        } else {
          sum.re[i]! += re;
          if (sum.im) sum.im[i]! += im;
        }
      }
    }
  };
  if (y) {
    const spectra: Float64Array[] = [];
    eachSpectrum(x, plan, (pairs) => spectra.push(pairs));
    let k = 0;
    eachSpectrum(y, plan, (pairs, from, count) => add(spectra[k++]!, pairs, from, count));
  } else eachSpectrum(x, plan, (pairs, from, count) => add(pairs, pairs, from, count));
  for (let i = 0; i < bins; i++) {
    const factor = scale * weightOf(plan, i);
    if (all) {
      const bias = medianBias(segments);
      const middle = (of: Float64Array): number =>
        (median(of.subarray(i * segments, (i + 1) * segments)) * factor) / bias;
      sum.re[i] = middle(all.re);
      if (sum.im) sum.im[i] = middle(all.im!);
    } else {
      sum.re[i]! *= factor / segments;
      if (sum.im) sum.im[i]! *= factor / segments;
    }
  }
  return sum;
}

function longer(rows: Rows, n: number): Rows {
  if (rows.n === n) return rows;
  const stretch = (v: Float64Array): Float64Array => {
    const result = new Float64Array(rows.rows * n);
    for (let k = 0; k < rows.rows; k++) result.set(v.subarray(k * rows.n, (k + 1) * rows.n), k * n);
    return result;
  };
  return {
    ...rows,
    n,
    re: stretch(rows.re),
    im: rows.im ? stretch(rows.im) : null,
    shape: rows.shape.map((s, k) => (k === rows.axis ? n : s)),
  };
}

/** Frequencies and the averages over segments, of one signal or of two. */
function estimate(
  functionName: string,
  x: ArrayLike,
  y: ArrayLike | null,
  options: WelchOptions,
  defaults: { window: SegmentOptions['window'] & {} },
): [Reals, Numbers] {
  const { scaling = 'density', average = 'mean', axis = -1 } = options;
  if (average !== 'mean' && average !== 'median') {
    throw new ValueError(`${functionName}: average must be "median" or "mean", got ${describe(average)}`);
  }
  let a = rowsOf(functionName, 'x', x, axis);
  let b = y === null ? null : rowsOf(functionName, 'y', y, axis);
  if (a.re.length === 0 || (b && b.re.length === 0)) {
    const empty = { re: new Float64Array(0), im: null };
    return [
      arrayOfRows(empty, { ...a, shape: [0], axis: 0 }) as Reals,
      arrayOfRows(empty, { ...a, shape: [0], axis: 0 }),
    ];
  }
  if (b) {
    const n = Math.max(a.n, b.n);
    [a, b] = [longer(a, n), longer(b, n)];
    if (a.rows !== b.rows && a.rows !== 1 && b.rows !== 1) {
      throw new ValueError(
        `${functionName}: x and y cannot be broadcast together, shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}.`,
      );
    }
  }
  const plan = planSegments(functionName, a.n, a.im !== null || (b !== null && b.im !== null), options, {
    window: defaults.window,
    detrend: 'constant',
  });
  const scale = scaleOf(functionName, plan, scaling);
  const like = b && b.rows > a.rows ? b : a;
  const re = fresh(like.rows * plan.bins);
  const im = b ? fresh(like.rows * plan.bins) : null;
  for (let k = 0; k < like.rows; k++) {
    const one = averaged(rowOf(a, k), b && rowOf(b, k), plan, scale, average);
    re.set(one.re, k * plan.bins);
    if (im) im.set(one.im!, k * plan.bins);
  }
  return [binFrequencies(plan), arrayOfRows({ re, im }, like, a.single && (b === null || b.single))];
}

/**
 * The power spectrum of a signal, averaged over overlapping segments.
 *
 * @param x - the signal
 * @returns frequencies, and the power at each
 * @throws ValueError for lengths that do not fit
 * @example
 * const [f, Pxx] = welch(np.arange(1024), { fs: 100, nperseg: 128 });
 * Pxx.size; // 65
 */
export function welch(x: ArrayLike, options: WelchOptions = {}): [f: Reals, Pxx: Reals] {
  checkOptions('welch', options, [...SEGMENT_OPTIONS, 'scaling', 'average']);
  return estimate('welch', x, null, options, { window: 'hann' }) as [Reals, Reals];
}

/**
 * The cross power spectrum of two signals, averaged over overlapping segments.
 *
 * @param x - the first signal
 * @param y - the second signal
 * @returns frequencies, and the complex cross power at each
 * @throws ValueError for lengths that do not fit
 * @example
 * const [f, Pxy] = csd(np.arange(1024), np.ones(1024), { nperseg: 128 });
 * Pxy.size; // 65
 */
export function csd(x: ArrayLike, y: ArrayLike, options: WelchOptions = {}): [f: Reals, Pxy: Numbers] {
  checkOptions('csd', options, [...SEGMENT_OPTIONS, 'scaling', 'average']);
  return estimate('csd', x, y, options, { window: 'hann' });
}

/**
 * The coherence of two signals: how well one follows linearly from the other, at each frequency.
 *
 * @param x - the first signal
 * @param y - the second signal
 * @returns frequencies, and the coherence at each, from 0 to 1
 * @throws ValueError for lengths that do not fit
 * @example
 * const [f, Cxy] = coherence(np.arange(1024), np.arange(1024), { nperseg: 128 });
 * Cxy.size; // 65
 */
export function coherence(x: ArrayLike, y: ArrayLike, options: CoherenceOptions = {}): [f: Reals, Cxy: Reals] {
  checkOptions(
    'coherence',
    options,
    SEGMENT_OPTIONS.filter((name) => name !== 'returnOnesided'),
  );
  const [f, pxx] = estimate('coherence', x, null, options, { window: 'hann' });
  const [, pyy] = estimate('coherence', y, null, options, { window: 'hann' });
  const [, pxy] = estimate('coherence', x, y, options, { window: 'hann' });
  const rows = rowsOf('coherence', 'Pxy', pxy, options.axis ?? -1);
  const a = rowsOf('coherence', 'Pxx', pxx, options.axis ?? -1);
  const b = rowsOf('coherence', 'Pyy', pyy, options.axis ?? -1);
  const c = fresh(rows.re.length);
  for (let i = 0; i < c.length; i++) {
    const re = rows.re[i]!;
    const im = rows.im ? rows.im[i]! : 0;
    c[i] = (re * re + im * im) / a.re[i % a.re.length]! / b.re[i % b.re.length]!;
  }
  return [f, arrayOfRows({ re: c, im: null }, rows) as Reals];
}

/**
 * The power spectrum of a signal, from all of it at once.
 *
 * @param x - the signal
 * @returns frequencies, and the power at each
 * @throws ValueError for a window of another length
 * @example
 * const [f, Pxx] = periodogram(np.arange(100), { fs: 10 });
 * Pxx.size; // 51
 */
export function periodogram(x: ArrayLike, options: PeriodogramOptions = {}): [f: Reals, Pxx: Reals] {
  checkOptions('periodogram', options, ['fs', 'window', 'nfft', 'detrend', 'returnOnesided', 'scaling', 'axis']);
  const rows = rowsOf('periodogram', 'x', x, options.axis ?? -1);
  if (rows.re.length === 0) return estimate('periodogram', x, null, {}, { window: 'boxcar' }) as [Reals, Reals];
  let source: ArrayLike = x;
  let { nfft = null } = options;
  let length = rows.n;
  if (nfft !== null && nfft < rows.n) {
    const keep = Math.trunc(nfft);
    const shorter = (v: Float64Array): Float64Array => {
      const result = fresh(rows.rows * keep);
      for (let k = 0; k < rows.rows; k++) result.set(v.subarray(k * rows.n, k * rows.n + keep), k * keep);
      return result;
    };
    source = arrayOfRows({ re: shorter(rows.re), im: rows.im ? shorter(rows.im) : null }, rows);
    length = keep;
    nfft = null;
  }
  const window = options.window ?? 'boxcar';
  if (!isNamedWindow(window) && rowsOf('periodogram', 'window', window).n !== length) {
    throw new ValueError(
      `periodogram: the size of the window must be the same size of the input on the specified axis, got ${rowsOf('periodogram', 'window', window).n} and ${length}`,
    );
  }
  const rest = { ...options, window, nfft, nperseg: isNamedWindow(window) ? length : null, noverlap: 0 };
  return estimate('periodogram', source, null, rest, { window }) as [Reals, Reals];
}
