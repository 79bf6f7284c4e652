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

/** From each peak down to both sides, until the signal is higher than the peak or the window ends. */
export function prominencesOf(x: Float64Array, peaks: Int32Array, wlen: number): Prominences {
  const n = peaks.length;
  const prominences = new Float64Array(n);
  const leftBases = new Int32Array(n);
  const rightBases = new Int32Array(n);
  let none = false;
  for (let k = 0; k < n; k++) {
    const peak = peaks[k]!;
    const top = x[peak]!;
    let least = 0;
    let most = x.length - 1;
    if (wlen >= 2) {
      const half = Math.floor(wlen / 2);
      least = Math.max(peak - half, least);
      most = Math.min(peak + half, most);
    }
    let left = top;
    let leftBase = peak;
    for (let i = peak; i >= least && x[i]! <= top; i--) {
      if (x[i]! < left) {
        left = x[i]!;
        leftBase = i;
      }
    }
    let right = top;
    let rightBase = peak;
    for (let i = peak; i <= most && x[i]! <= top; i++) {
      if (x[i]! < right) {
        right = x[i]!;
        rightBase = i;
      }
    }
    leftBases[k] = leftBase;
    rightBases[k] = rightBase;
    prominences[k] = top - Math.max(left, right);
    if (prominences[k] === 0) none = true;
  }
  if (none) warn('some peaks have a prominence of 0', PeakPropertyWarning);
  return { prominences, leftBases, rightBases };
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
