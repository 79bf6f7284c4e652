/** How far peaks stand out and how wide they are. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { emptyArray } from '../../core/ndarray.js';
import { realArray, realParts, reals, type Reals } from '../values.js';
import { SignalWarning, warn } from '../warnings.js';

/** A property of a peak could not be worked out as meant. */
export class PeakPropertyWarning extends SignalWarning {
  override name = 'PeakPropertyWarning';
}

/** Indices of samples. */
export type Indices = NDArray<'int32'>;

/** Indices as users get them. */
export function indexArray(values: Int32Array | readonly number[]): Indices {
  const result = emptyArray(DTYPES.int32, [values.length]);
  (result.storage as Int32Array).set(values);
  return result;
}

/** A signal of one dimension. */
export function signalOf(functionName: string, x: ArrayLike): Float64Array {
  const { re, shape } = realParts(functionName, 'x', x);
  if (shape.length !== 1)
    throw new ValueError(`${functionName}: \`x\` must be a 1-D array, got shape ${shapeText(shape)}`);
  return re;
}

/** Peaks as indices into a signal. */
export function peaksOf(functionName: string, peaks: ArrayLike, n: number): Int32Array {
  const values = reals(functionName, 'peaks', peaks);
  for (const p of values) {
    if (!Number.isInteger(p))
      throw new ValueError(`${functionName}: cannot safely cast \`peaks\` to integers, got ${p}`);
    if (p < 0 || p >= n) throw new ValueError(`${functionName}: peak ${p} is not a valid index for \`x\``);
  }
  return Int32Array.from(values);
}

/** The window's length; -1 for all of the signal. */
export function windowLength(functionName: string, wlen: unknown): number {
  if (wlen === undefined || wlen === null) return -1;
  if (typeof wlen !== 'number' || !(wlen > 1))
    throw new ValueError(`${functionName}: \`wlen\` must be larger than 1, was ${describe(wlen)}`);
  return Math.ceil(wlen);
}

/** Prominences and the bases on either side. */
export interface Prominences {
  readonly prominences: Float64Array;
  readonly leftBases: Int32Array;
  readonly rightBases: Int32Array;
}

/**
 * From each peak down to both sides, until the signal is higher than the peak or the window ends. Where peaks look so far that this
 * comes to many looks a sample, all bases are found by one pass to either side instead.
 */
export function prominencesOf(x: Float64Array, peaks: Int32Array, wlen: number): Prominences {
  const n = peaks.length;
  const left = { least: new Float64Array(n), bases: new Int32Array(n) };
  const right = { least: new Float64Array(n), bases: new Int32Array(n) };
  const half = wlen >= 2 ? Math.floor(wlen / 2) : Infinity;
  let rising = half === Infinity;
  for (let k = 1; k < n && rising; k++) rising = peaks[k]! > peaks[k - 1]!;
  let looks = rising ? 8 * x.length : Infinity;
  for (let k = 0; k < n && looks >= 0; k++) looks -= look(x, peaks[k]!, half, left, right, k);
  if (looks < 0) {
    pass(x, peaks, left, 1);
    pass(x, peaks, right, -1);
  }
  const prominences = new Float64Array(n);
  let none = false;
  for (let k = 0; k < n; k++) {
    const low = Math.max(left.least[k]!, right.least[k]!);
    prominences[k] = x[peaks[k]!]! - low;
    if (prominences[k] === 0) none = true;
  }
  if (none) warn('some peaks have a prominence of 0', PeakPropertyWarning);
  return { prominences, leftBases: left.bases, rightBases: right.bases };
}

/** The lowest points on one side of each peak, and where they are. */
interface Side {
  readonly least: Float64Array;
  readonly bases: Int32Array;
}

/** The lowest points on both sides of one peak; returns how many samples were looked at. */
function look(x: Float64Array, peak: number, half: number, left: Side, right: Side, k: number): number {
  const top = x[peak]!;
  const first = Math.max(peak - half, 0);
  const last = Math.min(peak + half, x.length - 1);
  let least = top;
  let base = peak;
  let i = peak;
  for (; i >= first && x[i]! <= top; i--) {
    if (x[i]! < least) {
      least = x[i]!;
      base = i;
    }
  }
  let looks = peak - i;
  left.least[k] = least;
  left.bases[k] = base;
  least = top;
  base = peak;
  i = peak;
  for (; i <= last && x[i]! <= top; i++) {
    if (x[i]! < least) {
      least = x[i]!;
      base = i;
    }
  }
  looks += i - peak;
  right.least[k] = least;
  right.bases[k] = base;
  return looks;
}

/**
 * The lowest points behind all peaks, going forwards (step 1) or backwards: a stack holds the samples that are higher than all since,
 * each with the lowest point between it and the one below. A nan is never passed.
 */
function pass(x: Float64Array, peaks: Int32Array, side: Side, step: 1 | -1): void {
  const n = x.length;
  const tops = new Float64Array(n);
  const lows = new Float64Array(n);
  const places = new Int32Array(n);
  let depth = 0;
  let k = step === 1 ? 0 : peaks.length - 1;
  for (let i = step === 1 ? 0 : n - 1; i >= 0 && i < n; i += step) {
    const v = x[i]!;
    let low = v;
    let place = i;
    while (depth > 0 && tops[depth - 1]! <= v) {
      depth--;
      if (lows[depth]! < low) {
        low = lows[depth]!;
        place = places[depth]!;
      }
    }
    tops[depth] = v;
    lows[depth] = low;
    places[depth] = place;
    depth++;
    if (k >= 0 && k < peaks.length && peaks[k] === i) {
      side.least[k] = low;
      side.bases[k] = place;
      k += step;
    }
  }
}

/** Widths, the heights at which they were measured, and where the signal crosses these. */
export interface Widths {
  readonly widths: Float64Array;
  readonly widthHeights: Float64Array;
  readonly leftIps: Float64Array;
  readonly rightIps: Float64Array;
}

/** Widths at a part of the prominence below the top. */
export function widthsOf(
  functionName: string,
  x: Float64Array,
  peaks: Int32Array,
  relHeight: number,
  p: Prominences,
): Widths {
  if (!(relHeight >= 0))
    throw new ValueError(`${functionName}: \`rel_height\` must be greater or equal to 0.0, got ${describe(relHeight)}`);
  const n = peaks.length;
  const result = {
    widths: new Float64Array(n),
    widthHeights: new Float64Array(n),
    leftIps: new Float64Array(n),
    rightIps: new Float64Array(n),
  };
  let none = false;
  for (let k = 0; k < n; k++) {
    const peak = peaks[k]!;
    const least = p.leftBases[k]!;
    const most = p.rightBases[k]!;
    if (!(least >= 0 && least <= peak && peak <= most && most < x.length)) {
      throw new ValueError(`${functionName}: prominence data is invalid for peak ${peak}`);
    }
    const height = x[peak]! - p.prominences[k]! * relHeight;
    let i = peak;
    while (least < i && height < x[i]!) i--;
    let left = i;
    if (x[i]! < height) left += (height - x[i]!) / (x[i + 1]! - x[i]!);
    i = peak;
    while (i < most && height < x[i]!) i++;
    let right = i;
    if (x[i]! < height) right -= (height - x[i]!) / (x[i - 1]! - x[i]!);
    result.widths[k] = right - left;
    if (right === left) none = true;
    result.widthHeights[k] = height;
    result.leftIps[k] = left;
    result.rightIps[k] = right;
  }
  if (none) warn('some peaks have a width of 0', PeakPropertyWarning);
  return result;
}

/**
 * How far each peak stands out: its height above the higher of the lowest points towards higher peaks on either side.
 *
 * @param x - the signal
 * @param peaks - indices of peaks
 * @param options - `wlen`: the length of a window around a peak, in samples, beyond which nothing is looked at
 * @returns prominences, and the indices of the lowest points on both sides
 * @throws ValueError for indices that are none, or a window that is too short
 * @example
 * peakProminences([0, 2, 1, 3, 0], [1, 3])[0].toArray(); // [1, 3]
 */
export function peakProminences(
  x: ArrayLike,
  peaks: ArrayLike,
  options: { wlen?: number | null } = {},
): [prominences: Reals, leftBases: Indices, rightBases: Indices] {
  checkOptions('peakProminences', options, ['wlen']);
  const signal = signalOf('peakProminences', x);
  const p = prominencesOf(
    signal,
    peaksOf('peakProminences', peaks, signal.length),
    windowLength('peakProminences', options.wlen),
  );
  return [realArray(p.prominences), indexArray(p.leftBases), indexArray(p.rightBases)];
}

/** Options of `peakWidths`. */
export interface PeakWidthsOptions {
  /** At which part of the prominence below the top. Default 0.5. */
  relHeight?: number;
  /** What `peakProminences` gave, to save its work. */
  prominenceData?: readonly [prominences: ArrayLike, leftBases: ArrayLike, rightBases: ArrayLike] | null;
  /** The length of a window around a peak, in samples. */
  wlen?: number | null;
}

/**
 * How wide peaks are.
 *
 * @param x - the signal
 * @param peaks - indices of peaks
 * @returns widths in samples, the heights at which they were measured, and where the signal crosses these on both sides
 * @throws ValueError for indices that are none, or a negative height
 * @example
 * peakWidths([0, 1, 2, 1, 0], [2])[0].toArray(); // [2]
 */
export function peakWidths(
  x: ArrayLike,
  peaks: ArrayLike,
  options: PeakWidthsOptions = {},
): [widths: Reals, widthHeights: Reals, leftIps: Reals, rightIps: Reals] {
  checkOptions('peakWidths', options, ['relHeight', 'prominenceData', 'wlen']);
  const { relHeight = 0.5, prominenceData = null } = options;
  const signal = signalOf('peakWidths', x);
  const at = peaksOf('peakWidths', peaks, signal.length);
  const p = prominenceData
    ? {
        prominences: reals('peakWidths', 'prominenceData', prominenceData[0]),
        leftBases: Int32Array.from(reals('peakWidths', 'prominenceData', prominenceData[1])),
        rightBases: Int32Array.from(reals('peakWidths', 'prominenceData', prominenceData[2])),
      }
    : prominencesOf(signal, at, windowLength('peakWidths', options.wlen));
  if (p.prominences.length !== at.length)
    throw new ValueError(
      `peakWidths: arrays in \`prominence_data\` must have the same shape as \`peaks\`, got ${p.prominences.length} for ${at.length}`,
    );
  const w = widthsOf('peakWidths', signal, at, relHeight, p);
  return [realArray(w.widths), realArray(w.widthHeights), realArray(w.leftIps), realArray(w.rightIps)];
}
