/** Spectra as functions of time: spectrogram, stft and its inverse, and the conditions under which there is one. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { asNDArray } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { normalizeAxis } from '../../core/shape.js';
import { packed, permuted } from '../../ops/axes.js';
import type { PadType } from '../filters/padding.js';
import { inverseReal, transformComplex } from '../transforms.js';
import {
  fresh,
  interleaved,
  partsArray,
  realArray,
  rowsOf,
  shapedParts,
  type Numbers,
  type Parts,
  type Reals,
  type Rows,
} from '../values.js';
import { warn } from '../warnings.js';
import { windowOf, type WindowArgument } from '../windows/getWindow.js';
import {
  binFrequencies,
  eachSpectrum,
  framesArray,
  planSegments,
  rowOf,
  scaleOf,
  segmentTimes,
  weightOf,
  type Plan,
  type SegmentOptions,
} from './segments.js';
import { SEGMENT_OPTIONS } from './welch.js';

/** Options of `spectrogram`. */
export interface SpectrogramOptions extends SegmentOptions {
  /** Power per unit of frequency (`'density'`, the default), or of single lines (`'spectrum'`). */
  scaling?: 'density' | 'spectrum';
  /** Power (`'psd'`, the default), the transform itself, or its magnitude, angle, or angle without jumps. */
  mode?: 'psd' | 'complex' | 'magnitude' | 'angle' | 'phase';
}

/** Options of `stft`. */
export interface StftOptions extends SegmentOptions {
  /** How the signal is continued at the ends, by half a segment; `'zeros'` by default, null for not at all. */
  boundary?: PadType | null;
  /** Add zeros at the end so that segments fill the signal? Default true. */
  padded?: boolean;
  /** The magnitude of single lines (`'spectrum'`, the default), or per root of a unit of frequency (`'psd'`). */
  scaling?: 'spectrum' | 'psd';
}

/** Options of `istft`. */
export interface IstftOptions {
  /** The sampling rate. Default 1. */
  fs?: number;
  /** The window; `'hann'` by default. */
  window?: WindowArgument;
  /** The length of a segment; by default it follows from the number of frequencies. */
  nperseg?: number | null;
  /** By how many samples segments overlap; half their length by default. */
  noverlap?: number | null;
  /** The length of the transforms. */
  nfft?: number | null;
  /** Are only frequencies from 0 up given? Default true. */
  inputOnesided?: boolean;
  /** Was the signal continued at its ends? Default true. */
  boundary?: boolean;
  /** The axis of segments. Default -1. */
  timeAxis?: number;
  /** The axis of frequencies. Default -2. */
  freqAxis?: number;
  /** As of `stft`. */
  scaling?: 'spectrum' | 'psd';
}

/** Frames of all rows, frequencies by times, scaled. */
function frames(rows: Rows, plan: Plan, store: (re: number, im: number, at: number, bin: number) => void): void {
  const { bins, segments } = plan;
  for (let row = 0; row < rows.rows; row++) {
    const base = row * bins * segments;
    eachSpectrum(rowOf(rows, row), plan, (pairs, from, count) => {
      for (let k = 0; k < count; k++) {
        for (let i = 0; i < bins; i++) {
          const at = 2 * (k * bins + i);
          store(pairs[at]!, pairs[at + 1]!, base + i * segments + from + k, i);
        }
      }
    });
  }
}

function complexFrames(rows: Rows, plan: Plan, scale: number): Parts {
  const size = rows.rows * plan.bins * plan.segments;
  const re = fresh(size);
  const im = fresh(size);
  frames(rows, plan, (x, y, at) => {
    re[at] = x * scale;
    im[at] = y * scale;
  });
  return { re, im };
}

/**
 * The spectrum of a signal as a function of time.
 *
 * @param x - the signal
 * @returns frequencies, times, and the power (or what `mode` says): frequencies where time was, times last
 * @throws ValueError for lengths that do not fit, or an unknown mode
 * @example
 * const [f, t, Sxx] = spectrogram(np.arange(1024), { fs: 100 });
 * Sxx.shape; // [129, 4]
 */
export function spectrogram(x: ArrayLike, options: SpectrogramOptions = {}): [f: Reals, t: Reals, Sxx: Numbers] {
  checkOptions('spectrogram', options, [...SEGMENT_OPTIONS, 'scaling', 'mode']);
  const { scaling = 'density', mode = 'psd', axis = -1 } = options;
  if (!['psd', 'complex', 'magnitude', 'angle', 'phase'].includes(mode)) {
    throw new ValueError(
      `spectrogram: unknown value for mode ${describe(mode)}, must be one of ['psd', 'complex', 'magnitude', 'angle', 'phase']`,
    );
  }
  const rows = rowsOf('spectrogram', 'x', x, axis);
  const plan = planSegments('spectrogram', rows.n, rows.im !== null, options, {
    window: ['tukey', 0.25],
    detrend: 'constant',
    overlap: (m) => Math.floor(m / 8),
  });
  const scale = scaleOf('spectrogram', plan, scaling);
  const { bins, segments } = plan;
  const size = rows.rows * bins * segments;
  let parts: Parts;
  if (mode === 'complex') parts = complexFrames(rows, plan, Math.sqrt(scale));
  else {
    const re = fresh(size);
    if (mode === 'psd') frames(rows, plan, (a, b, at, bin) => (re[at] = (a * a + b * b) * scale * weightOf(plan, bin)));
    else if (mode === 'magnitude') frames(rows, plan, (a, b, at) => (re[at] = Math.hypot(a, b) * Math.sqrt(scale)));
    else frames(rows, plan, (a, b, at) => (re[at] = Math.atan2(b, a)));
    if (mode === 'phase') for (let row = 0; row < rows.rows; row++) unwrap(re, row * bins * segments, bins, segments);
    parts = { re, im: null };
  }
  return [binFrequencies(plan), segmentTimes(plan), framesArray(parts, rows, bins, segments)];
}

/** Take the jumps by 2 pi between neighbouring frequencies out of angles, in place. */
function unwrap(a: Float64Array, base: number, bins: number, segments: number): void {
  for (let k = 0; k < segments; k++) {
    let shift = 0;
    let before = a[base + k]!;
    for (let i = 1; i < bins; i++) {
      const at = base + i * segments + k;
      const d = a[at]! - before;
      before = a[at]!;
      if (Math.abs(d) >= Math.PI) {
        let turned = ((((d + Math.PI) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)) - Math.PI;
        if (turned === -Math.PI && d > 0) turned = Math.PI;
        shift += turned - d;
      }
      a[at]! += shift;
    }
  }
}

/**
 * The short-time Fourier transform.
 *
 * @param x - the signal
 * @returns frequencies, times, and the transform: frequencies where time was, times last
 * @throws ValueError for lengths that do not fit, or unknown options
 * @example
 * const [f, t, Zxx] = stft(np.arange(1000), { nperseg: 100 });
 * Zxx.shape; // [51, 21]
 */
export function stft(x: ArrayLike, options: StftOptions = {}): [f: Reals, t: Reals, Zxx: Numbers] {
  checkOptions('stft', options, [...SEGMENT_OPTIONS, 'boundary', 'padded', 'scaling']);
  const { boundary = 'zeros', padded = true, scaling = 'spectrum', axis = -1 } = options;
  if (boundary !== null && !['even', 'odd', 'constant', 'zeros'].includes(boundary)) {
    throw new ValueError(
      `stft: Unknown boundary option ${describe(boundary)}, must be one of: ['even', 'odd', 'constant', 'zeros', None]`,
    );
  }
  if (scaling !== 'spectrum' && scaling !== 'psd') {
    throw new ValueError(`stft: Parameter scaling=${describe(scaling)} not in ['spectrum', 'psd']!`);
  }
  const rows = rowsOf('stft', 'x', x, axis);
  const plan = planSegments(
    'stft',
    rows.n,
    rows.im !== null,
    { ...options },
    { window: 'hann', detrend: false, boundary, padded },
  );
  const scale = Math.sqrt(scaleOf('stft', plan, scaling === 'psd' ? 'density' : 'spectrum'));
  return [
    binFrequencies(plan),
    segmentTimes(plan),
    framesArray(complexFrames(rows, plan, scale), rows, plan.bins, plan.segments),
  ];
}

/**
 * The signal that has a given short-time Fourier transform.
 *
 * @param Zxx - the transform
 * @returns times, and the signal
 * @throws ValueError for lengths that do not fit
 * @example
 * const [, , Zxx] = stft(np.arange(1000));
 * const [t, x] = istft(Zxx);
 * x.item(500); // 500
 */
export function istft(Zxx: ArrayLike, options: IstftOptions = {}): [t: Reals, x: Numbers] {
  checkOptions('istft', options, [
    'fs',
    'window',
    'nperseg',
    'noverlap',
    'nfft',
    'inputOnesided',
    'boundary',
    'timeAxis',
    'freqAxis',
    'scaling',
  ]);
  const { fs = 1, window = 'hann', inputOnesided = true, boundary = true, scaling = 'spectrum' } = options;
  const array = asNDArray('istft', Zxx);
  const { ndim } = array;
  if (ndim < 2) throw new ValueError('istft: Input stft must be at least 2d!');
  const time = normalizeAxis('istft', options.timeAxis ?? -1, ndim);
  const freq = normalizeAxis('istft', options.freqAxis ?? -2, ndim);
  if (time === freq) throw new ValueError('istft: Must specify differing time and frequency axes!');
  const segments = array.shape[time]!;
  const bins = array.shape[freq]!;
  const byDefault = inputOnesided ? 2 * (bins - 1) : bins;
  const nperseg = options.nperseg ?? byDefault;
  if (nperseg < 1) throw new ValueError(`istft: nperseg must be a positive integer, got ${nperseg}`);
  const nfft = options.nfft ?? (inputOnesided && nperseg === byDefault + 1 ? nperseg : byDefault);
  if (nfft < nperseg)
    throw new ValueError(`istft: nfft must be greater than or equal to nperseg, got ${nfft} and ${nperseg}.`);
  const noverlap = options.noverlap ?? Math.floor(nperseg / 2);
  if (noverlap >= nperseg)
    throw new ValueError(`istft: noverlap must be less than nperseg, got ${noverlap} and ${nperseg}.`);
  const step = nperseg - noverlap;
  const w = windowOf('istft', window, nperseg);
  if (w.length !== nperseg) throw new ValueError(`istft: window must have length of ${nperseg}, got ${w.length}`);
  const others = array.shape.map((_, k) => k).filter((k) => k !== time && k !== freq);
  const turned = packed(permuted(array, [...others, time, freq]));
  const parts = shapedParts('istft', 'Zxx', turned);
  const rows = parts.re.length / (segments * bins);
  const length = nperseg + (segments - 1) * step;
  let sum = 0;
  let squares = 0;
  for (const v of w) {
    sum += v;
    squares += v * v;
  }
  if (scaling !== 'spectrum' && scaling !== 'psd')
    throw new ValueError(`istft: Parameter scaling=${describe(scaling)} not in ['spectrum', 'psd']!`);
  const scale = scaling === 'spectrum' ? sum : Math.sqrt(fs * squares);
  const norm = new Float64Array(length);
  for (let k = 0; k < segments; k++) for (let i = 0; i < nperseg; i++) norm[k * step + i]! += w[i]! * w[i]!;
  const pairs = interleaved(parts);
  const lanes = inputOnesided ? 1 : 2;
  const signals = inputOnesided
    ? inverseReal(pairs, rows * segments, nfft)
    : transformComplex(pairs, rows * segments, nfft, true);
  const edge = boundary ? Math.floor(nperseg / 2) : 0;
  const count = length - 2 * edge;
  const out = Array.from({ length: lanes }, () => fresh(rows * count));
  for (let row = 0; row < rows; row++) {
    for (let lane = 0; lane < lanes; lane++) {
      const x = new Float64Array(length);
      for (let k = 0; k < segments; k++) {
        const from = (row * segments + k) * nfft * lanes + lane;
        for (let i = 0; i < nperseg; i++) x[k * step + i]! += signals[from + i * lanes]! * w[i]! * scale;
      }
      for (let i = 0; i < count; i++) {
        const below = norm[i + edge]!;
        out[lane]![row * count + i] = x[i + edge]! / (below > 1e-10 ? below : 1);
      }
    }
  }
  if (norm.subarray(edge, edge + count).some((v) => !(v > 1e-10))) {
    warn(
      'istft: NOLA condition failed, STFT may not be invertible.' +
        (boundary ? '' : '  Possibly due to missing boundary'),
    );
  }
  const shape = [...others.map((k) => array.shape[k]!), count];
  // The signal's axis comes where the earlier of the two axes was, if that is not the end.
  const flat = partsArray({ re: out[0]!, im: lanes === 2 ? out[1]! : null }, shape, parts.single);
  const t = realArray(Float64Array.from({ length: count }, (_, i) => i / fs));
  return [t, moveTime(flat, ndim, time, freq)];
}

function moveTime(x: Numbers, ndim: number, time: number, freq: number): Numbers {
  if (x.ndim <= 1 || time === ndim - 1) return x;
  const to = freq < time ? time - 1 : time;
  const order = x.shape.map((_, k) => k);
  order.splice(to, 0, order.pop()!);
  return packed(permuted(x, order)) as Numbers;
}

function overlaps(
  functionName: string,
  window: WindowArgument,
  nperseg: number,
  noverlap: number,
  power: 1 | 2,
): Float64Array {
  if (!(nperseg >= 1)) throw new ValueError(`${functionName}: nperseg must be a positive integer, got ${nperseg}`);
  if (noverlap >= nperseg)
    throw new ValueError(`${functionName}: noverlap must be less than nperseg, got ${noverlap} and ${nperseg}.`);
  if (noverlap < 0) throw new ValueError(`${functionName}: noverlap must be a nonnegative integer, got ${noverlap}`);
  const w = windowOf(functionName, window, nperseg);
  if (w.length !== nperseg)
    throw new ValueError(`${functionName}: window must have length of nperseg, got ${w.length} and ${nperseg}`);
  const step = nperseg - noverlap;
  const sums = new Float64Array(step);
  for (let i = 0; i < nperseg; i++) sums[i % step]! += w[i]! ** power;
  return sums;
}

/**
 * Do overlapping windows sum to a constant?
 *
 * @param window - the window
 * @param nperseg - the length of a segment
 * @param noverlap - by how many samples segments overlap
 * @param options - `tol`: how far sums may be off their median, 1e-10 by default
 * @throws ValueError for lengths that do not fit
 * @example
 * checkCOLA('hann', 120, 60); // true
 */
export function checkCOLA(
  window: WindowArgument,
  nperseg: number,
  noverlap: number,
  options: { tol?: number } = {},
): boolean {
  checkOptions('checkCOLA', options, ['tol']);
  const sums = overlaps('checkCOLA', window, nperseg, noverlap, 1);
  const sorted = sums.slice().sort();
  const n = sorted.length;
  const median = (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
  return sums.every((s) => Math.abs(s - median) < (options.tol ?? 1e-10));
}

/**
 * Are the sums of squares of overlapping windows nowhere zero, so that there is an inverse transform?
 *
 * @param window - the window
 * @param nperseg - the length of a segment
 * @param noverlap - by how many samples segments overlap
 * @param options - `tol`: what counts as zero, 1e-10 by default
 * @throws ValueError for lengths that do not fit
 * @example
 * checkNOLA('hann', 64, 0); // false
 */
export function checkNOLA(
  window: WindowArgument,
  nperseg: number,
  noverlap: number,
  options: { tol?: number } = {},
): boolean {
  checkOptions('checkNOLA', options, ['tol']);
  return overlaps('checkNOLA', window, nperseg, noverlap, 2).every((s) => s > (options.tol ?? 1e-10));
}
