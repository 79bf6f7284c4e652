/** Peaks of a signal by their properties. */
import { signalKernels } from '../../backends/native/kernels/signal.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { isNDArray, isTypedArray } from '../../core/ndarray.js';
import { allocate } from '../../core/storage.js';
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

/** Maxima, flat tops counted once: their middles. */
function middlesOf(x: Float64Array): Int32Array {
  const n = x.length;
  // The compiled loop writes eight places at a time.
  const places = allocate(DTYPES.int32, (n >> 1) + 8);
  const native = signalKernels();
  if (native) return places.subarray(0, native.maxima(x, places, n));
  let m = 0;
  const last = n - 1;
  let before = x[0]!;
  let here = x[1]!;
  for (let i = 1; i < last; i++) {
    const behind = x[i + 1]!;
    if (before < here) {
      if (behind < here) places[m++] = i;
      else if (behind === here) {
        let ahead = i + 1;
        while (ahead < last && x[ahead] === here) ahead++;
        if (x[ahead]! < here) places[m++] = (i + ahead - 1) >> 1;
        i = ahead - 1;
        before = here;
        here = x[ahead]!;
        continue;
      }
    }
    before = here;
    here = behind;
  }
  return places.subarray(0, m);
}

/** Maxima with the edges of their flat tops. */
function plateausOf(x: Float64Array): { middles: Int32Array; left: Int32Array; right: Int32Array } {
  const middles = middlesOf(x);
  const left = middles.slice();
  const right = middles.slice();
  for (let k = 0; k < middles.length; k++) {
    const top = x[middles[k]!]!;
    while (x[left[k]! - 1] === top) left[k]!--;
    while (x[right[k]! + 1] === top) right[k]!++;
  }
  return { middles, left, right };
}

/** The samples at some places. */
function samplesAt(x: Float64Array, places: Int32Array): Float64Array {
  const values = new Float64Array(places.length);
  for (let k = 0; k < places.length; k++) values[k] = x[places[k]!]!;
  return values;
}

type Bound = number | Float64Array | null;

function bound(name: string, value: unknown, n: number, peaks: Int32Array): Bound {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value;
  const values = reals('findPeaks', name, value);
  if (values.length === 1) return values[0]!;
  if (values.length !== n)
    throw new ValueError(`findPeaks: array size of ${name} must match x: ${values.length} and ${n}`);
  return samplesAt(values, peaks);
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

/** Clears `keep` where a value, times the sign, is below a bound (times the sign) or nan. */
function atLeast(
  values: Float64Array | Int32Array,
  bound: number | Float64Array,
  keep: Uint8Array,
  sign: 1 | -1,
): void {
  if (typeof bound === 'number') {
    const least = sign * bound;
    for (let k = 0; k < keep.length; k++) if (!(sign * values[k]! >= least)) keep[k] = 0;
  } else for (let k = 0; k < keep.length; k++) if (!(sign * values[k]! >= sign * bound[k]!)) keep[k] = 0;
}

/** Which values lie within an interval. */
function within(values: Float64Array | Int32Array, [low, high]: [Bound, Bound]): Uint8Array {
  const keep = new Uint8Array(values.length).fill(1);
  if (low !== null) atLeast(values, low, keep, 1);
  if (high !== null) atLeast(values, high, keep, -1);
  return keep;
}

/**
 * Which peaks stay when the highest takes away what is too near, then the next highest of the rest, and so on; of equals the later
 * one is first. No sorting: from the leftmost peak in question one climbs to the highest within reach, from there on, until none
 * within reach is higher. That one stays; what it leaves of the way is gone down again.
 */
function farApart(x: Float64Array, peaks: Int32Array, distance: number): Uint8Array {
  const n = peaks.length;
  const least = Math.ceil(distance);
  const heights = samplesAt(x, peaks);
  const gone = new Uint8Array(n);
  const kept = new Uint8Array(n);
  // The way up: each is the highest within reach on the right of the one before.
  const way = new Int32Array(n);
  let depth = 0;
  let left = 0;
  for (;;) {
    if (depth === 0) {
      while (left < n && (gone[left] || kept[left])) left++;
      if (left === n) return kept;
      way[depth++] = left;
    }
    const j = way[depth - 1]!;
    let best = j;
    const reach = peaks[j]! + least;
    for (let k = j + 1; k < n && peaks[k]! < reach; k++) if (!gone[k] && heights[k]! >= heights[best]!) best = k;
    if (best !== j) {
      way[depth++] = best;
      continue;
    }
    kept[j] = 1;
    for (let k = j - 1; k >= 0 && peaks[j]! - peaks[k]! < least; k--) gone[k] = 1;
    for (let k = j + 1; k < n && peaks[k]! < reach; k++) gone[k] = 1;
    depth--;
    while (depth > 0 && gone[way[depth - 1]!]) depth--;
  }
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
  const wantsPlateaus = plateauSize !== undefined && plateauSize !== null;
  const plateaus = wantsPlateaus ? plateausOf(signal) : null;
  let peaks = plateaus ? plateaus.middles : middlesOf(signal);
  const columns: Record<string, Int32Array | Float64Array> = {};
  const filter = (keep: Uint8Array): void => {
    let count = 0;
    for (let k = 0; k < keep.length; k++) count += keep[k]!;
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
  if (plateaus) {
    const { left, right } = plateaus;
    columns.plateauSizes = right.map((r, k) => r - left[k]! + 1);
    columns.leftEdges = left;
    columns.rightEdges = right;
    filter(within(columns.plateauSizes, bounds('plateauSize', plateauSize, n, peaks)));
  }
  if (height !== undefined && height !== null) {
    columns.peakHeights = samplesAt(signal, peaks);
    filter(within(columns.peakHeights, bounds('height', height, n, peaks)));
  }
  if (threshold !== undefined && threshold !== null) {
    const left = new Float64Array(peaks.length);
    const right = new Float64Array(peaks.length);
    for (let k = 0; k < peaks.length; k++) {
      const i = peaks[k]!;
      left[k] = signal[i]! - signal[i - 1]!;
      right[k] = signal[i]! - signal[i + 1]!;
    }
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
