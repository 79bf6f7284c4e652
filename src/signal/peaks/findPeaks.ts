/** Peaks of a signal by their properties. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { isNDArray, isTypedArray, type NDArray } from '../../core/ndarray.js';
import { argsort } from '../../ops/sorting.js';
import { realArray, reals, type Reals } from '../values.js';
import {
  indexArray,
  prominencesOf,
  signalOf,
  widthsOf,
  windowLength,
  type Indices,
  type Prominences,
  type Widths,
} from './properties.js';

/** A least value, one for every sample, or a pair of least and greatest (null for none). */
export type Interval = number | Reals | Float64Array | readonly [min: ArrayLike | null, max?: ArrayLike | null];

/** Options of `findPeaks`: what peaks must be like. */
export interface FindPeaksOptions {
  /** The height. */
  height?: Interval | null;
  /** How much higher than both neighbours. */
  threshold?: Interval | null;
  /** How many samples apart at least; lower peaks give way. */
  distance?: number | null;
  /** How far peaks stand out; see `peakProminences`. */
  prominence?: Interval | null;
  /** The width; see `peakWidths`. */
  width?: Interval | null;
  /** The length of the window for prominences, in samples. */
  wlen?: number | null;
  /** At which part of the prominence widths are measured. Default 0.5. */
  relHeight?: number;
  /** How many samples the flat top has. */
  plateauSize?: Interval | null;
}

/** What is known of the peaks that were found: as much as had to be worked out. */
export interface PeakProperties {
  plateauSizes?: Indices;
  leftEdges?: Indices;
  rightEdges?: Indices;
  peakHeights?: Reals;
  leftThresholds?: Reals;
  rightThresholds?: Reals;
  prominences?: Reals;
  leftBases?: Indices;
  rightBases?: Indices;
  widths?: Reals;
  widthHeights?: Reals;
  leftIps?: Reals;
  rightIps?: Reals;
}

/** Maxima, flat tops counted once: their middles, and, where wanted, their edges. */
export function localMaxima(
  x: Float64Array,
  edges: boolean,
): { middles: Int32Array; left: Int32Array; right: Int32Array } {
  const n = x.length;
  let size = 1024;
  let middles = new Int32Array(size);
  let left = new Int32Array(edges ? size : 0);
  let right = new Int32Array(edges ? size : 0);
  let m = 0;
  const last = n - 1;
  let i = 1;
  while (i < last) {
    const v = x[i]!;
    if (x[i - 1]! < v) {
      let ahead = i + 1;
      while (ahead < last && x[ahead] === v) ahead++;
      if (x[ahead]! < v) {
        if (m === size) {
          size *= 2;
          const grown = (of: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
            const result = new Int32Array(size);
            result.set(of);
            return result;
          };
          middles = grown(middles);
          if (edges) [left, right] = [grown(left), grown(right)];
        }
        if (edges) {
          left[m] = i;
          right[m] = ahead - 1;
        }
        middles[m++] = (i + ahead - 1) >> 1;
        i = ahead;
      }
    }
    i++;
  }
  const found = edges ? m : 0;
  return { middles: middles.subarray(0, m), left: left.subarray(0, found), right: right.subarray(0, found) };
}

type Bound = number | Float64Array | null;

function bound(name: string, value: unknown, n: number, peaks: Int32Array): Bound {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value;
  const values = reals('findPeaks', name, value);
  if (values.length === 1) return values[0]!;
  if (values.length !== n)
    throw new ValueError(`findPeaks: array size of ${name} must match x: ${values.length} and ${n}`);
  return Float64Array.from(peaks, (i) => values[i]!);
}

function bounds(name: string, interval: unknown, n: number, peaks: Int32Array): [Bound, Bound] {
  if (Array.isArray(interval) && interval.length <= 2) {
    return [bound(name, interval[0], n, peaks), bound(name, interval[1], n, peaks)];
  }
  if (typeof interval !== 'number' && !isNDArray(interval) && !isTypedArray(interval) && !Array.isArray(interval)) {
    throw new ValueError(`findPeaks: ${name} must be a number, an array or a pair of them, got ${describe(interval)}`);
  }
  return [bound(name, interval, n, peaks), null];
}

/** Which values lie within an interval. */
function within(values: ArrayLike & { [i: number]: number; length: number }, [low, high]: [Bound, Bound]): Uint8Array {
  const keep = new Uint8Array(values.length).fill(1);
  for (let k = 0; k < keep.length; k++) {
    const v = values[k]!;
    if (low !== null && !(v >= (typeof low === 'number' ? low : low[k]!))) keep[k] = 0;
    if (high !== null && !(v <= (typeof high === 'number' ? high : high[k]!))) keep[k] = 0;
  }
  return keep;
}

/** Peaks from the highest down, each taking away lower ones that are too near. */
function farApart(x: Float64Array, peaks: Int32Array, distance: number): Uint8Array {
  const n = peaks.length;
  const least = Math.ceil(distance);
  const keep = new Uint8Array(n).fill(1);
  const heights = Float64Array.from(peaks, (i) => x[i]!);
  const order = (argsort(heights, { kind: 'stable' }) as NDArray<'int32'>).data;
  for (let i = n - 1; i >= 0; i--) {
    const j = order[i]!;
    if (!keep[j]) continue;
    for (let k = j - 1; k >= 0 && peaks[j]! - peaks[k]! < least; k--) keep[k] = 0;
    for (let k = j + 1; k < n && peaks[k]! - peaks[j]! < least; k++) keep[k] = 0;
  }
  return keep;
}

/**
 * The peaks of a signal: samples, or middles of flat tops, that are higher than their neighbours, chosen by properties.
 *
 * @param x - the signal
 * @returns the indices of peaks, and the properties that had to be worked out
 * @throws ValueError for a signal that is not one-dimensional, or a distance below 1
 * @example
 * findPeaks([0, 2, 1, 3, 0], { height: 2.5 })[0].toArray(); // [3]
 */
export function findPeaks(x: ArrayLike, options: FindPeaksOptions = {}): [peaks: Indices, properties: PeakProperties] {
  checkOptions('findPeaks', options, [
    'height',
    'threshold',
    'distance',
    'prominence',
    'width',
    'wlen',
    'relHeight',
    'plateauSize',
  ]);
  const signal = signalOf('findPeaks', x);
  const n = signal.length;
  const { height, threshold, distance, prominence, width, plateauSize, relHeight = 0.5 } = options;
  if (distance !== undefined && distance !== null && !(distance >= 1)) {
    throw new ValueError(`findPeaks: \`distance\` must be greater or equal to 1, got ${describe(distance)}`);
  }
  const wlen = windowLength('findPeaks', options.wlen);
  const maxima = localMaxima(signal, plateauSize !== undefined && plateauSize !== null);
  let peaks = maxima.middles;
  const columns: Record<string, Int32Array | Float64Array> = {};
  const filter = (keep: Uint8Array): void => {
    const count = keep.reduce((sum, k) => sum + k, 0);
    if (count === keep.length) return;
    const chosen = <T extends Int32Array | Float64Array>(values: T): T => {
      const result = (values instanceof Int32Array ? new Int32Array(count) : new Float64Array(count)) as T;
      let m = 0;
      for (let k = 0; k < keep.length; k++) if (keep[k]) result[m++] = values[k]!;
      return result;
    };
    peaks = chosen(peaks);
    for (const name of Object.keys(columns)) columns[name] = chosen(columns[name]!);
  };
  if (plateauSize !== undefined && plateauSize !== null) {
    columns.plateauSizes = maxima.right.map((r, k) => r - maxima.left[k]! + 1);
    columns.leftEdges = maxima.left;
    columns.rightEdges = maxima.right;
    filter(within(columns.plateauSizes, bounds('plateauSize', plateauSize, n, peaks)));
  }
  if (height !== undefined && height !== null) {
    columns.peakHeights = Float64Array.from(peaks, (i) => signal[i]!);
    filter(within(columns.peakHeights, bounds('height', height, n, peaks)));
  }
  if (threshold !== undefined && threshold !== null) {
    const left = Float64Array.from(peaks, (i) => signal[i]! - signal[i - 1]!);
    const right = Float64Array.from(peaks, (i) => signal[i]! - signal[i + 1]!);
    columns.leftThresholds = left;
    columns.rightThresholds = right;
    const [low, high] = bounds('threshold', threshold, n, peaks);
    const keep = within(
      left.map((v, k) => Math.min(v, right[k]!)),
      [low, null],
    );
    const under = within(
      left.map((v, k) => Math.max(v, right[k]!)),
      [null, high],
    );
    filter(keep.map((v, k) => v & under[k]!));
  }
  if (distance !== undefined && distance !== null) filter(farApart(signal, peaks, distance));
  const wantsWidth = width !== undefined && width !== null;
  const wantsProminence = prominence !== undefined && prominence !== null;
  if (wantsProminence || wantsWidth) {
    Object.assign(columns, prominencesOf(signal, peaks, wlen) satisfies Prominences);
  }
  if (wantsProminence) filter(within(columns.prominences as Float64Array, bounds('prominence', prominence, n, peaks)));
  if (wantsWidth) {
    Object.assign(
      columns,
      widthsOf('findPeaks', signal, peaks, relHeight, columns as unknown as Prominences) satisfies Widths,
    );
    filter(within(columns.widths as Float64Array, bounds('width', width, n, peaks)));
  }
  const properties = Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [
      name,
      values instanceof Int32Array ? indexArray(values) : realArray(values),
    ]),
  ) as PeakProperties;
  return [indexArray(peaks), properties];
}
