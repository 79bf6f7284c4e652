/** Signals at other sampling rates: by Fourier transforms, by polyphase filters, and every so many samples of a filtered one. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { cheby1 } from '../design/iir.js';
import { firwin } from '../fir/windowed.js';
import { sosfilt, sosfiltfilt } from '../filters/sections.js';
import { inverseReal, transformComplex, transformReal } from '../transforms.js';
import {
  arrayOfRows,
  fresh,
  interleaved,
  realArray,
  reals,
  rowsOf,
  separated,
  type Numbers,
  type Parts,
  type Reals,
  type Rows,
} from '../values.js';
import { isNamedWindow, windowOf, type WindowArgument } from '../windows/getWindow.js';
import { EXTENSION_MODES, outputLength, upfirdnRows, type ExtensionMode } from './upfirdn.js';

/** Options of `resample`. */
export interface ResampleOptions {
  /** The times of the samples; gives the new times too. */
  t?: ArrayLike | null;
  /** The axis of time. Default 0. */
  axis?: number;
  /** A window on the spectrum, by name, as values in the order of frequencies, or a function of frequencies (cycles a sample). */
  window?: WindowArgument | ((frequencies: Reals) => ArrayLike) | null;
  /** Is x a signal (`'time'`, the default) or its spectrum (`'freq'`)? */
  domain?: 'time' | 'freq';
}

/** The window in the order of the transform's frequencies. */
function spectralWindow(window: NonNullable<ResampleOptions['window']>, n: number): Float64Array {
  if (typeof window === 'function') {
    const f = Float64Array.from({ length: n }, (_, k) => (k < Math.ceil(n / 2) ? k : k - n) / n);
    return reals('resample', 'window', window(realArray(f)));
  }
  if (!isNamedWindow(window)) {
    const w = reals('resample', 'window', window);
    if (w.length !== n)
      throw new ValueError(`resample: window must have the same length as data, got ${w.length} and ${n}`);
    return w;
  }
  const w = windowOf('resample', window, n);
  const shift = Math.floor(n / 2);
  return Float64Array.from({ length: n }, (_, k) => w[(k + shift) % n]!);
}

function resampleReal(x: Float64Array, rows: number, n: number, num: number, w: Float64Array | null): Float64Array {
  const spectra = transformReal(x, rows, n);
  const bins = Math.floor(n / 2) + 1;
  const target = Math.floor(num / 2) + 1;
  const folded = w && Float64Array.from({ length: bins }, (_, k) => (k === 0 ? w[0]! : 0.5 * (w[k]! + w[n - k]!)));
  const N = Math.min(num, n);
  const keep = Math.floor(N / 2) + 1;
  const y = new Float64Array(2 * rows * target);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < keep; k++) {
      // The bin at the Nyquist frequency of the shorter one stands for two of the longer one.
      let factor = folded ? folded[k]! : 1;
      if (2 * k === N) factor *= num < n ? 2 : n < num ? 0.5 : 1;
      y[2 * (row * target + k)] = spectra[2 * (row * bins + k)]! * factor;
      y[2 * (row * target + k) + 1] = spectra[2 * (row * bins + k) + 1]! * factor;
    }
  }
  const result = inverseReal(y, rows, num);
  const scale = num / n;
  for (let i = 0; i < result.length; i++) result[i]! *= scale;
  return result;
}

function resampleComplex(
  parts: Parts,
  rows: number,
  n: number,
  num: number,
  w: Float64Array | null,
  isSpectrum: boolean,
): Parts {
  const spectra = isSpectrum ? interleaved(parts) : transformComplex(interleaved(parts), rows, n);
  const N = Math.min(num, n);
  const keep = Math.floor(N / 2) + 1;
  const y = new Float64Array(2 * rows * num);
  for (let row = 0; row < rows; row++) {
    const put = (to: number, from: number, factor: number, add = false): void => {
      const f = factor * (w ? w[from]! : 1);
      for (let lane = 0; lane < 2; lane++) {
        const i = 2 * (row * num + to) + lane;
        const v = spectra[2 * (row * n + from) + lane]! * f;
        y[i] = add ? y[i]! + v : v;
      }
    };
    for (let k = 0; k < keep; k++) put(k, k, 1);
    for (let k = 1; k <= N - keep; k++) put(num - k, n - k, 1);
    if (N % 2 === 0) {
      const half = N / 2;
      if (num < n) put(half, n - half, 1, true);
      else if (n < num) {
        put(half, half, 0.5);
        put(num - half, half, 0.5);
      }
    }
  }
  const result = separated(transformComplex(y, rows, num, true));
  const scale = num / n;
  for (let i = 0; i < result.re.length; i++) {
    result.re[i]! *= scale;
    result.im[i]! *= scale;
  }
  return result;
}

/**
 * A signal with another number of samples, by Fourier transforms: it is taken for periodic.
 *
 * @param x - the signal
 * @param num - how many samples
 * @returns the resampled signal; with `t` a pair of it and the new times
 * @throws ValueError for an unknown domain or a window of another length
 * @example
 * resample([0, 1, 0, -1], 8).size; // 8
 */
export function resample(
  x: ArrayLike,
  num: number,
  options: ResampleOptions & { t: ArrayLike },
): [x: Numbers, t: Reals];
export function resample(x: ArrayLike, num: number, options?: ResampleOptions & { t?: null }): Numbers;
export function resample(x: ArrayLike, num: number, options: ResampleOptions = {}): Numbers | [Numbers, Reals] {
  checkOptions('resample', options, ['t', 'axis', 'window', 'domain']);
  const { t = null, axis = 0, window = null, domain = 'time' } = options;
  if (domain !== 'time' && domain !== 'freq')
    throw new ValueError(`resample: Acceptable domain flags are 'time' or 'freq', not domain=${describe(domain)}`);
  if (!Number.isInteger(num) || num < 1)
    throw new ValueError(`resample: num must be a positive integer, got ${describe(num)}`);
  const rows = rowsOf('resample', 'x', x, axis);
  if (rows.n === 0) throw new ValueError('resample: x must have at least one sample');
  const w = window === null ? null : spectralWindow(window, rows.n);
  const parts: Parts =
    rows.im || domain === 'freq'
      ? resampleComplex(rows, rows.rows, rows.n, num, w, domain === 'freq')
      : { re: resampleReal(rows.re, rows.rows, rows.n, num, w), im: null };
  const y = arrayOfRows(parts, rows);
  if (t === null) return y;
  const times = reals('resample', 't', t);
  const step = ((times[1]! - times[0]!) * rows.n) / num;
  return [y, realArray(Float64Array.from({ length: num }, (_, i) => i * step + times[0]!))];
}

/** Options of `resamplePoly`. */
export interface ResamplePolyOptions {
  /** The axis of time. Default 0. */
  axis?: number;
  /** The window of the lowpass filter, or the filter itself; `['kaiser', 5]` by default. */
  window?: WindowArgument;
  /** How the signal goes on beyond its ends (`'constant'` by default), or which value is taken out before and put back after. */
  padtype?: ExtensionMode | 'mean' | 'median' | 'minimum' | 'maximum';
  /** The value beyond the ends for `'constant'`. Default 0. */
  cval?: number | null;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** The value of a row that is taken out. */
function background(x: Float64Array, type: string): number {
  switch (type) {
    case 'mean':
      return x.reduce((a, b) => a + b, 0) / x.length;
    case 'minimum':
      return x.reduce((a, b) => Math.min(a, b), Infinity);
    case 'maximum':
      return x.reduce((a, b) => Math.max(a, b), -Infinity);
    default: {
      const s = x.slice().sort();
      return (s[(s.length - 1) >> 1]! + s[s.length >> 1]!) / 2;
    }
  }
}

/** Rows at a rate of up / down of theirs. */
function polyphase(
  part: Float64Array,
  rows: Rows,
  up: number,
  down: number,
  h: Float64Array,
  halfLength: number,
  padtype: string,
  cval: number,
): Float64Array {
  const { n } = rows;
  const count = Math.ceil((n * up) / down);
  const before = down - (halfLength % down);
  const remove = Math.floor((halfLength + before) / down);
  let behind = 0;
  while (outputLength(h.length + before + behind, n, up, down) < count + remove) behind++;
  const taps = new Float64Array(before + h.length + behind);
  taps.set(h, before);
  const takesOut = ['mean', 'median', 'minimum', 'maximum'].includes(padtype);
  let source = part;
  const levels = new Float64Array(rows.rows);
  if (takesOut) {
    source = part.slice();
    for (let row = 0; row < rows.rows; row++) {
      levels[row] = background(part.subarray(row * n, (row + 1) * n), padtype);
      for (let i = 0; i < n; i++) source[row * n + i]! -= levels[row]!;
    }
  }
  const y = upfirdnRows(
    taps,
    source,
    rows.rows,
    n,
    up,
    down,
    takesOut ? 'constant' : (padtype as ExtensionMode),
    takesOut ? 0 : cval,
    remove,
    count,
  );
  if (takesOut) {
    for (let row = 0; row < rows.rows; row++) {
      for (let i = row * count; i < (row + 1) * count; i++) y[i]! += levels[row]!;
    }
  }
  return y;
}

/**
 * A signal at `up / down` times its sampling rate, by a polyphase filter without delay.
 *
 * @param x - the signal
 * @param up - the factor
 * @param down - the divisor
 * @returns the resampled signal
 * @throws ValueError for factors below 1, or unknown options
 * @example
 * resamplePoly([1, 2, 3, 4], 3, 2).size; // 6
 */
export function resamplePoly(x: ArrayLike, up: number, down: number, options: ResamplePolyOptions = {}): Numbers {
  checkOptions('resamplePoly', options, ['axis', 'window', 'padtype', 'cval']);
  const { axis = 0, window = ['kaiser', 5], padtype = 'constant', cval = null } = options;
  if (!Number.isInteger(up)) throw new ValueError('resamplePoly: up must be an integer');
  if (!Number.isInteger(down)) throw new ValueError('resamplePoly: down must be an integer');
  if (up < 1 || down < 1) throw new ValueError('resamplePoly: up and down must be >= 1');
  if (cval !== null && padtype !== 'constant')
    throw new ValueError('resamplePoly: cval has no effect when padtype is ' + padtype);
  if (!EXTENSION_MODES.includes(padtype) && !['mean', 'median', 'minimum', 'maximum'].includes(padtype)) {
    throw new ValueError(
      `resamplePoly: padtype must be one of ${[...EXTENSION_MODES, 'mean', 'median', 'minimum', 'maximum'].join(', ')}, got ${describe(padtype)}`,
    );
  }
  const common = gcd(up, down);
  const [u, d] = [up / common, down / common];
  const rows = rowsOf('resamplePoly', 'x', x, axis);
  if (u === 1 && d === 1) return arrayOfRows({ re: rows.re.slice(), im: rows.im ? rows.im.slice() : null }, rows);
  let h: Float64Array;
  if (isNamedWindow(window)) {
    const rate = Math.max(u, d);
    h = firwin(20 * rate + 1, 1 / rate, { window }).data;
  } else h = reals('resamplePoly', 'window', window);
  const halfLength = (h.length - 1) >> 1;
  const scaled = h.map((v) => v * u);
  const run = (part: Float64Array): Float64Array => polyphase(part, rows, u, d, scaled, halfLength, padtype, cval ?? 0);
  return arrayOfRows({ re: run(rows.re), im: rows.im ? run(rows.im) : null }, rows);
}

/** Options of `decimate`. */
export interface DecimateOptions {
  /** The order of the filter (8 for `'iir'`), or its length less 1 (20 times the factor for `'fir'`). */
  n?: number | null;
  /** Chebyshev's filter of the first kind (`'iir'`, the default), or a Hamming window's. */
  ftype?: 'iir' | 'fir';
  /** The axis of time. Default -1. */
  axis?: number;
  /** Without a shift of phase? Default true. */
  zeroPhase?: boolean;
}

/**
 * Every q-th sample of a signal, after a lowpass filter.
 *
 * @param x - the signal
 * @param q - the factor
 * @returns the shorter signal
 * @throws ValueError for an unknown filter, or a signal too short for it
 * @example
 * decimate(np.arange(100), 4).size; // 25
 */
export function decimate(x: ArrayLike, q: number, options: DecimateOptions = {}): Numbers {
  checkOptions('decimate', options, ['n', 'ftype', 'axis', 'zeroPhase']);
  const { n = null, ftype = 'iir', axis = -1, zeroPhase = true } = options;
  if (!Number.isInteger(q) || q < 1) throw new ValueError(`decimate: q must be a positive integer, got ${describe(q)}`);
  if (n !== null && !Number.isInteger(n)) throw new ValueError(`decimate: n must be an integer, got ${describe(n)}`);
  if (ftype !== 'iir' && ftype !== 'fir') throw new ValueError(`decimate: invalid ftype: ${describe(ftype)}`);
  const rows = rowsOf('decimate', 'x', x, axis);
  if (ftype === 'fir') {
    const order = n ?? 20 * q;
    const h = firwin(order + 1, 1 / q, { window: 'hamming' });
    if (zeroPhase) return resamplePoly(x, 1, q, { axis, window: h });
    const count = Math.ceil(rows.n / q);
    const run = (part: Float64Array): Float64Array =>
      upfirdnRows(h.data, part, rows.rows, rows.n, 1, q, 'constant', 0, 0, count);
    return arrayOfRows({ re: run(rows.re), im: rows.im ? run(rows.im) : null }, rows);
  }
  const sos = cheby1(n ?? 8, 0.05, 0.8 / q, { output: 'sos' });
  const filtered = rowsOf('decimate', 'x', zeroPhase ? sosfiltfilt(sos, x, { axis }) : sosfilt(sos, x, { axis }), axis);
  const count = Math.ceil(rows.n / q);
  const every = (part: Float64Array): Float64Array => {
    const y = fresh(rows.rows * count);
    for (let row = 0; row < rows.rows; row++)
      for (let i = 0; i < count; i++) y[row * count + i] = part[row * rows.n + i * q]!;
    return y;
  };
  return arrayOfRows({ re: every(filtered.re), im: filtered.im ? every(filtered.im) : null }, rows);
}
