/** What all estimates of spectra share: a signal cut into windowed segments, and the transform of each. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, describe } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { packed, permuted } from '../../ops/axes.js';
import { extended, type PadType } from '../filters/padding.js';
import { transformComplex, transformReal } from '../transforms.js';
import { partsArray, realArray, realParts, type Numbers, type Parts, type Reals, type Rows } from '../values.js';
import { warn } from '../warnings.js';
import { isNamedWindow, windowOf, type WindowArgument } from '../windows/getWindow.js';
import { subtractLine, subtractMean } from './detrend.js';

/** What is taken out of every segment: its mean, a line, nothing, or what a function takes from an array of segments. */
export type DetrendLike = 'constant' | 'linear' | false | ((segments: Reals) => ArrayLike);

/** Options of estimates of spectra. */
export interface SegmentOptions {
  /** The sampling rate. Default 1. */
  fs?: number;
  /** The window by name, or its values. */
  window?: WindowArgument;
  /** The length of a segment: 256, or the window's. */
  nperseg?: number | null;
  /** By how many samples segments overlap. */
  noverlap?: number | null;
  /** The length of the transforms; nperseg by default. */
  nfft?: number | null;
  /** What is taken out of every segment. */
  detrend?: DetrendLike;
  /** Only frequencies from 0 up, for real signals? Default true. */
  returnOnesided?: boolean;
  /** The axis of time. Default -1. */
  axis?: number;
}

/** Segments, worked out. */
export interface Plan {
  readonly fs: number;
  readonly window: Float64Array;
  readonly nperseg: number;
  readonly step: number;
  readonly nfft: number;
  readonly detrend: DetrendLike;
  readonly onesided: boolean;
  readonly bins: number;
  /** How many segments, and in how many samples (boundaries counted). */
  readonly segments: number;
  readonly length: number;
  readonly boundary: PadType | null;
}

const integer = (functionName: string, name: string, value: unknown): number => {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new ValueError(`${functionName}: ${name} must be an integer, got ${describe(value)}`);
  return Math.trunc(value);
};

/** Window and length of segments. */
export function windowAndLength(
  functionName: string,
  window: WindowArgument,
  nperseg: number | null | undefined,
  n: number,
): { window: Float64Array; nperseg: number } {
  if (isNamedWindow(window)) {
    let length = nperseg ?? 256;
    if (length > n) {
      if (nperseg != null)
        warn(`${functionName}: nperseg = ${length} is greater than input length  = ${n}, using nperseg = ${n}`);
      length = n;
    }
    return { window: windowOf(functionName, window, length), nperseg: length };
  }
  const values = windowOf(functionName, window, n);
  if (values.length > n)
    throw new ValueError(`${functionName}: window is longer than input signal: ${values.length} and ${n}`);
  if (nperseg != null && nperseg !== values.length) {
    throw new ValueError(
      `${functionName}: value specified for nperseg is different from length of window: ${nperseg} and ${values.length}`,
    );
  }
  return { window: values, nperseg: values.length };
}

/** Work out the segments of signals of `n` samples. */
export function planSegments(
  functionName: string,
  n: number,
  complex: boolean,
  options: SegmentOptions,
  defaults: {
    window: WindowArgument;
    detrend: DetrendLike;
    overlap?: (nperseg: number) => number;
    boundary?: PadType | null;
    padded?: boolean;
  },
): Plan {
  const { fs = 1 } = options;
  if (options.nperseg != null) {
    const given = integer(functionName, 'nperseg', options.nperseg);
    if (given < 1) throw new ValueError(`${functionName}: nperseg must be a positive integer, got ${given}`);
  }
  const given = options.nperseg == null ? null : Math.trunc(options.nperseg);
  const { window, nperseg } = windowAndLength(functionName, options.window ?? defaults.window, given, n);
  const nfft = options.nfft == null ? nperseg : integer(functionName, 'nfft', options.nfft);
  if (nfft < nperseg)
    throw new ValueError(`${functionName}: nfft must be greater than or equal to nperseg, got ${nfft} and ${nperseg}.`);
  const noverlap =
    options.noverlap == null
      ? (defaults.overlap ?? ((m: number) => Math.floor(m / 2)))(nperseg)
      : integer(functionName, 'noverlap', options.noverlap);
  if (noverlap >= nperseg)
    throw new ValueError(`${functionName}: noverlap must be less than nperseg, got ${noverlap} and ${nperseg}.`);
  const step = nperseg - noverlap;
  const boundary = defaults.boundary ?? null;
  const edge = boundary ? Math.floor(nperseg / 2) : 0;
  let length = n + 2 * edge;
  if (defaults.padded) length += (((-(length - nperseg) % step) + step) % step) % nperseg;
  const onesided = (options.returnOnesided ?? true) && !complex;
  if ((options.returnOnesided ?? true) && complex && options.returnOnesided === true) {
    warn(`${functionName}: Input data is complex, switching to return_onesided=False`);
  }
  const detrend = options.detrend ?? defaults.detrend;
  if (detrend !== false && detrend !== 'constant' && detrend !== 'linear' && typeof detrend !== 'function') {
    throw new ValueError(`${functionName}: Trend type must be 'linear' or 'constant', got ${describe(detrend)}.`);
  }
  return {
    fs,
    window,
    nperseg,
    step,
    nfft,
    detrend,
    onesided,
    bins: onesided ? Math.floor(nfft / 2) + 1 : nfft,
    segments: length < nperseg ? 0 : Math.floor((length - nperseg) / step) + 1,
    length,
    boundary,
  };
}

/** A signal of one row as the plan wants it: continued at the ends. */
function prepared(x: Float64Array, plan: Plan): Float64Array {
  const { boundary, length, nperseg } = plan;
  const edge = boundary ? Math.floor(nperseg / 2) : 0;
  if (boundary && boundary !== 'zeros' && x.length <= edge) {
    throw new ValueError(
      `The extension length n (${edge}) is too big. It must not exceed x.shape[axis]-1, which is ${x.length - 1}.`,
    );
  }
  const long = boundary ? extended(x, 1, x.length, edge, boundary) : x;
  if (long.length >= length) return long;
  const result = new Float64Array(length);
  result.set(long);
  return result;
}

function cut(x: Float64Array, plan: Plan, from: number, count: number): Float64Array {
  const { nperseg, step, nfft, window, detrend } = plan;
  const result = new Float64Array(count * nfft);
  for (let k = 0; k < count; k++) {
    const source = (from + k) * step;
    result.set(x.subarray(source, source + nperseg), k * nfft);
    if (detrend === 'constant') subtractMean(result, k * nfft, nperseg);
    else if (detrend === 'linear') subtractLine(result, k * nfft, nperseg);
  }
  if (typeof detrend === 'function') {
    const packedSegments = new Float64Array(count * nperseg);
    for (let k = 0; k < count; k++) packedSegments.set(result.subarray(k * nfft, k * nfft + nperseg), k * nperseg);
    const { re } = realParts('detrend', 'result', detrend(realArray(packedSegments, [count, nperseg])));
    if (re.length !== packedSegments.length)
      throw new ValueError('detrend: the function must return as many samples as it gets');
    for (let k = 0; k < count; k++) result.set(re.subarray(k * nperseg, (k + 1) * nperseg), k * nfft);
  }
  for (let k = 0; k < count; k++) {
    const at = k * nfft;
    for (let i = 0; i < nperseg; i++) result[at + i]! *= window[i]!;
  }
  return result;
}

/** The transforms of the segments of one row, a few at a time: `visit` gets pairs, the first segment and how many. */
export function eachSpectrum(
  parts: Parts,
  plan: Plan,
  visit: (pairs: Float64Array, from: number, count: number) => void,
): void {
  const re = prepared(parts.re, plan);
  const im = parts.im ? prepared(parts.im, plan) : null;
  const together = Math.max(1, Math.floor(2 ** 17 / plan.nfft));
  for (let from = 0; from < plan.segments; from += together) {
    const count = Math.min(together, plan.segments - from);
    const a = cut(re, plan, from, count);
    if (plan.onesided) {
      visit(transformReal(a, count, plan.nfft), from, count);
      continue;
    }
    const b = im ? cut(im, plan, from, count) : null;
    const pairs = new Float64Array(2 * a.length);
    for (let i = 0; i < a.length; i++) {
      pairs[2 * i] = a[i]!;
      if (b) pairs[2 * i + 1] = b[i]!;
    }
    visit(transformComplex(pairs, count, plan.nfft), from, count);
  }
}

/** One row of a signal. */
export const rowOf = (rows: Rows, k: number): Parts => {
  const at = (rows.rows === 1 ? 0 : k) * rows.n;
  return { re: rows.re.subarray(at, at + rows.n), im: rows.im ? rows.im.subarray(at, at + rows.n) : null };
};

/** The frequencies of the bins. */
export function binFrequencies({ nfft, fs, onesided, bins }: Plan): Reals {
  const f = new Float64Array(bins);
  for (let i = 0; i < bins; i++) f[i] = ((onesided || i < Math.ceil(nfft / 2) ? i : i - nfft) * fs) / nfft;
  return realArray(f);
}

/** The times of the segments' middles. */
export function segmentTimes({ segments, nperseg, step, fs, boundary }: Plan): Reals {
  const t = new Float64Array(segments);
  for (let k = 0; k < segments; k++) t[k] = (nperseg / 2 + k * step) / fs - (boundary ? nperseg / 2 / fs : 0);
  return realArray(t);
}

/** The factor of spectra: per unit of frequency, or for the power of single lines. */
export function scaleOf(functionName: string, { window, fs }: Plan, scaling: string): number {
  let sum = 0;
  let squares = 0;
  for (const w of window) {
    sum += w;
    squares += w * w;
  }
  if (scaling === 'density') return 1 / (fs * squares);
  if (scaling === 'spectrum') return 1 / (sum * sum);
  throw new ValueError(`${functionName}: Unknown scaling: ${describe(scaling)}`);
}

/** By what the bin of a one-sided spectrum counts: 2, but for frequency 0 and the Nyquist frequency. */
export const weightOf = ({ onesided, nfft }: Plan, bin: number): number =>
  onesided && bin > 0 && !(nfft % 2 === 0 && bin === nfft / 2) ? 2 : 1;

/** Rows of (bins, times) as an array: frequencies where time was, times last. */
export function framesArray(parts: Parts, like: Rows, bins: number, times: number, single = like.single): Numbers {
  const lead = like.shape.filter((_, k) => k !== like.axis);
  const flat = partsArray(parts, [...lead, bins, times], single) as NDArray;
  const order = lead.map((_, k) => k);
  order.splice(like.axis, 0, lead.length);
  return packed(permuted(flat, [...order, lead.length + 1])) as Numbers;
}
