/** Peaks by ridges of the continuous wavelet transform (P. Du, W. Kibbe and S. Lin, Bioinformatics 22, 2006). */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { shapedParts, reals } from '../values.js';
import { cwt, ricker, type Wavelet } from '../waves/wavelets.js';
import { indexArray, signalOf, type Indices } from './properties.js';

/** Options of `findPeaksCwt`. */
export interface FindPeaksCwtOptions {
  /** The wavelet; `ricker` by default. */
  wavelet?: Wavelet | null;
  /** How far a ridge may move from one width to the next; a quarter of the width by default. */
  maxDistances?: ArrayLike | null;
  /** Over how many widths a ridge may be interrupted; the first width by default. */
  gapThresh?: number | null;
  /** Over how many widths a ridge must go; a quarter of them by default. */
  minLength?: number | null;
  /** The least ratio of signal to noise. Default 1. */
  minSnr?: number;
  /** The percentile of samples that counts as noise. Default 10. */
  noisePerc?: number;
  /** The size of the window for noise; a twentieth of the samples by default. */
  windowSize?: number | null;
}

interface Ridge {
  readonly rows: number[];
  readonly columns: number[];
  gap: number;
}

/** Maxima of neighbouring rows joined, from the widest wavelet to the narrowest. */
function ridges(m: Float64Array, rows: number, n: number, distances: Float64Array, gapThresh: number): Ridge[] {
  const maxima = (row: number): number[] => {
    const found: number[] = [];
    for (let j = 0; j < n; j++) {
      const v = m[row * n + j]!;
      const before = m[row * n + Math.max(0, j - 1)]!;
      const behind = m[row * n + Math.min(n - 1, j + 1)]!;
      if (v > before && v > behind) found.push(j);
    }
    return found;
  };
  let start = rows - 1;
  while (start >= 0 && maxima(start).length === 0) start--;
  if (start < 0) return [];
  let open: Ridge[] = maxima(start).map((j) => ({ rows: [start], columns: [j], gap: 0 }));
  const closed: Ridge[] = [];
  for (let row = start - 1; row >= 0; row--) {
    for (const line of open) line.gap++;
    const previous = open.map((line) => line.columns[line.columns.length - 1]!);
    const before = open.slice();
    for (const j of maxima(row)) {
      let nearest = -1;
      previous.forEach((p, k) => {
        if (nearest < 0 || Math.abs(j - p) < Math.abs(j - previous[nearest]!)) nearest = k;
      });
      if (nearest >= 0 && Math.abs(j - previous[nearest]!) <= distances[row]!) {
        const line = before[nearest]!;
        line.rows.push(row);
        line.columns.push(j);
        line.gap = 0;
      } else open.push({ rows: [row], columns: [j], gap: 0 });
    }
    const rest: Ridge[] = [];
    for (const line of open) (line.gap > gapThresh ? closed : rest).push(line);
    open = rest;
  }
  return [...closed, ...open];
}

function percentile(values: Float64Array, p: number): number {
  const sorted = values.slice().sort();
  const at = (p / 100) * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (at - low);
}

/**
 * Peaks of a signal that show over several widths of a wavelet.
 *
 * @param vector - the signal
 * @param widths - the widths, about those of the peaks
 * @returns the indices of the peaks
 * @throws ValueError for a signal that is not one-dimensional, or distances that do not fit the widths
 * @example
 * const x = np.sin(np.arange(0, 4 * Math.PI, 0.05));
 * findPeaksCwt(x, np.arange(1, 10)).size; // 2
 */
export function findPeaksCwt(vector: ArrayLike, widths: ArrayLike, options: FindPeaksCwtOptions = {}): Indices {
  checkOptions('findPeaksCwt', options, [
    'wavelet',
    'maxDistances',
    'gapThresh',
    'minLength',
    'minSnr',
    'noisePerc',
    'windowSize',
  ]);
  const list = reals('findPeaksCwt', 'widths', widths);
  const signal = signalOf('findPeaksCwt', vector);
  const rows = list.length;
  if (rows === 0) throw new ValueError('findPeaksCwt: widths must hold at least one width');
  const gap = options.gapThresh ?? Math.ceil(list[0]!);
  const distances =
    options.maxDistances == null ? list.map((w) => w / 4) : reals('findPeaksCwt', 'maxDistances', options.maxDistances);
  if (distances.length < rows)
    throw new ValueError(
      `findPeaksCwt: Max_distances must have at least as many rows as matr, got ${describe(options.maxDistances)}`,
    );
  const n = signal.length;
  const m = shapedParts('findPeaksCwt', 'cwt', cwt(signal, options.wavelet ?? ricker, list)).re;
  const least = options.minLength ?? Math.ceil(rows / 4);
  const size = options.windowSize ?? Math.ceil(n / 20);
  const half = Math.floor(size / 2);
  const odd = size % 2;
  const { minSnr = 1, noisePerc = 10 } = options;
  const noise = (j: number): number =>
    percentile(m.slice(Math.max(0, j - half), Math.min(n, j + half + odd)), noisePerc);
  const found = ridges(m, rows, n, distances, gap)
    .filter((line) => line.rows.length >= least)
    .map((line) => {
      const k = line.rows.indexOf(Math.min(...line.rows));
      return { row: line.rows[k]!, column: line.columns[k]! };
    })
    .filter(({ row, column }) => Math.abs(m[row * n + column]! / noise(column)) >= minSnr)
    .map(({ column }) => column);
  return indexArray(found.sort((a, b) => a - b));
}
