/** Filters from specifications or for one purpose: whole designs, notches, peaks, combs and gammatones. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { complex, expOf, powerOf, productOf } from '../complexes.js';
import { realArray, reals, type Reals } from '../values.js';
import { checkFs, iirfilter, type Designed, type FilterType, type OutputForm } from './iir.js';
import { buttord, cheb1ord, cheb2ord, ellipord } from './orders.js';

/** Options of `iirdesign`. */
export interface IirdesignOptions<O extends OutputForm = OutputForm> {
  /** An analog filter? Default false. */
  analog?: boolean;
  /** The family; `'ellip'` by default. */
  ftype?: FilterType;
  /** `'ba'` (coefficients, the default), `'zpk'` or `'sos'`. */
  output?: O;
  /** The sampling rate, in whose units frequencies are. */
  fs?: number | null;
}

const ORDERS: Readonly<Record<string, typeof buttord>> = {
  butter: buttord,
  butterworth: buttord,
  cheby1: cheb1ord,
  chebyshev1: cheb1ord,
  chebyshevi: cheb1ord,
  cheby2: cheb2ord,
  chebyshev2: cheb2ord,
  chebyshevii: cheb2ord,
  ellip: ellipord,
  elliptic: ellipord,
  cauer: ellipord,
};

/**
 * The filter of least order that meets a specification.
 *
 * @param wp - the edge of the passband, or two: between 0 and 1 (the Nyquist frequency), in the units of `fs`, or in rad/s
 *   for analog filters
 * @param ws - the edge of the stopband, or two
 * @param gpass - the largest loss in the passband, in dB
 * @param gstop - the least attenuation in the stopband, in dB
 * @returns `[b, a]`, `[z, p, k]` or sections, as `output` says
 * @throws ValueError for edges out of range, bands that do not lie one within the other, or an unknown family
 * @example
 * const sos = iirdesign(0.2, 0.3, 1, 60, { ftype: 'butter', output: 'sos' });
 * sos.shape[1]; // 6
 */
export function iirdesign<O extends OutputForm = 'ba'>(
  wp: ArrayLike,
  ws: ArrayLike,
  gpass: number,
  gstop: number,
  options: IirdesignOptions<O> = {},
): Designed<O> {
  checkOptions('iirdesign', options, ['analog', 'ftype', 'output', 'fs']);
  const { analog = false, ftype = 'ellip', output = 'ba' as O, fs = null } = options;
  const order = typeof ftype === 'string' ? ORDERS[ftype.toLowerCase()] : undefined;
  if (!order) {
    throw new ValueError(
      typeof ftype === 'string' && ftype.startsWith('bessel')
        ? `iirdesign: ${ftype} does not have order selection. Use iirfilter function.`
        : `iirdesign: Invalid IIR filter type: ${describe(ftype)}`,
    );
  }
  const pass = reals('iirdesign', 'wp', wp);
  const stop = reals('iirdesign', 'ws', ws);
  const [N, Wn] = order(wp, ws, gpass, gstop, { analog, fs });
  const rising = pass[0]! < stop[0]!;
  const btype = pass.length === 1 ? (rising ? 'lowpass' : 'highpass') : rising ? 'bandstop' : 'bandpass';
  return iirfilter(N, Wn as ArrayLike, { rp: gpass, rs: gstop, btype, analog, ftype, output, fs });
}

/** Numerator and denominator, real. */
export type RealTf = [b: Reals, a: Reals];

const realTf = (b: readonly number[], a: readonly number[]): RealTf => [
  realArray(Float64Array.from(b)),
  realArray(Float64Array.from(a)),
];

/** A biquad with a notch or a peak; w0 in radians a sample (S. Orfanidis, Introduction to Signal Processing, 11.3). */
function resonator(functionName: string, w0: number, Q: number, options: { fs?: number }, peak: boolean): RealTf {
  checkOptions(functionName, options, ['fs']);
  const fs = checkFs(functionName, options.fs ?? 2)!;
  const relative = (2 * w0) / fs;
  if (!(relative > 0 && relative < 1)) {
    throw new ValueError(`${functionName}: w0 should be such that 0 < w0 < ${fs / 2} (half of fs), got ${w0}`);
  }
  const bw = (relative / Q) * Math.PI;
  const angle = relative * Math.PI;
  const gb = 1 / Math.sqrt(2);
  const beta = peak
    ? (gb / Math.sqrt(1 - gb ** 2)) * Math.tan(bw / 2)
    : (Math.sqrt(1 - gb ** 2) / gb) * Math.tan(bw / 2);
  const gain = 1 / (1 + beta);
  const b = peak ? [1 - gain, 0, gain - 1] : [gain, -2 * gain * Math.cos(angle), gain];
  return realTf(b, [1, -2 * gain * Math.cos(angle), 2 * gain - 1]);
}

/**
 * A filter of second order that takes out one frequency.
 *
 * @param w0 - the frequency, between 0 and half of `fs`
 * @param Q - the quality: w0 over the width at -3 dB
 * @param options - `fs`: the sampling rate, 2 by default
 * @returns numerator and denominator
 * @throws ValueError when w0 is out of range
 * @example
 * const [b, a] = iirnotch(60, 30, { fs: 200 });
 * b.size; // 3
 */
export function iirnotch(w0: number, Q: number, options: { fs?: number } = {}): RealTf {
  return resonator('iirnotch', w0, Q, options, false);
}

/**
 * A filter of second order that keeps one frequency.
 *
 * @param w0 - the frequency, between 0 and half of `fs`
 * @param Q - the quality: w0 over the width at -3 dB
 * @param options - `fs`: the sampling rate, 2 by default
 * @returns numerator and denominator
 * @throws ValueError when w0 is out of range
 * @example
 * const [b, a] = iirpeak(300, 30, { fs: 1000 });
 * b.size; // 3
 */
export function iirpeak(w0: number, Q: number, options: { fs?: number } = {}): RealTf {
  return resonator('iirpeak', w0, Q, options, true);
}

/** Options of `iircomb`. */
export interface IircombOptions {
  /** Take the frequencies out (`'notch'`, the default) or keep them (`'peak'`). */
  ftype?: 'notch' | 'peak';
  /** The sampling rate. Default 2. */
  fs?: number;
  /** Where the teeth lie: do notches (peaks) come at 0 too? Default false: frequency 0 passes a notching comb. */
  passZero?: boolean;
}

/**
 * A comb: notches or peaks at one frequency and its multiples (S. Orfanidis, Introduction to Signal Processing, 11.5).
 *
 * @param w0 - the frequency; it must divide the sampling rate
 * @param Q - the quality: w0 over the width at -3 dB
 * @returns numerator and denominator
 * @throws ValueError when w0 is out of range or does not divide `fs`
 * @example
 * const [b, a] = iircomb(20, 30, { ftype: 'notch', fs: 200 });
 * b.size; // 11
 */
export function iircomb(w0: number, Q: number, options: IircombOptions = {}): RealTf {
  checkOptions('iircomb', options, ['ftype', 'fs', 'passZero']);
  const { ftype = 'notch', passZero = false } = options;
  const fs = checkFs('iircomb', options.fs ?? 2)!;
  const kind = typeof ftype === 'string' ? ftype.toLowerCase() : ftype;
  if (kind !== 'notch' && kind !== 'peak') throw new ValueError('iircomb: ftype must be either notch or peak.');
  if (!(w0 > 0 && w0 < fs / 2)) {
    throw new ValueError(`iircomb: w0 must be between 0 and ${fs / 2} (nyquist), but given ${w0}.`);
  }
  const N = Math.round(fs / w0);
  if (Math.abs(w0 - fs / N) / fs > 1e-14)
    throw new ValueError(`iircomb: fs must be divisible by w0, got ${fs} and ${w0}.`);
  const width = (2 * Math.PI * w0) / fs / Q;
  const [g0, g] = kind === 'notch' ? [1, 0] : [0, 1];
  const gb = 1 / Math.sqrt(2);
  const beta = Math.sqrt((gb ** 2 - g0 ** 2) / (g ** 2 - gb ** 2)) * Math.tan((N * width) / 4);
  const ax = (1 - beta) / (1 + beta);
  const bx = (g0 + g * beta) / (1 + beta);
  const cx = (g0 - g * beta) / (1 + beta);
  // With teeth at 0 the sign of the delayed part is negative for notches, else it is turned.
  const negative = (kind === 'peak' && passZero) || (kind === 'notch' && !passZero);
  const b = new Array<number>(N + 1).fill(0);
  const a = new Array<number>(N + 1).fill(0);
  b[0] = bx;
  b[N] = negative ? -cx : cx;
  a[0] = 1;
  a[N] = negative ? -ax : ax;
  return realTf(b, a);
}

/** Options of `gammatone`. */
export interface GammatoneOptions {
  /** The order of a finite filter, at most 24. Default 4. */
  order?: number | null;
  /** The length of a finite filter; by default 15 ms, at least 15 samples. */
  numtaps?: number | null;
  /** The sampling rate. Default 2. */
  fs?: number | null;
}

/**
 * A gammatone filter, a model of the inner ear (M. Slaney, Apple technical report 35, 1993).
 *
 * @param freq - the centre, between 0 and half of `fs`
 * @param ftype - `'fir'` or `'iir'` (of fourth order)
 * @returns numerator and denominator
 * @throws ValueError when the frequency or the order is out of range
 * @example
 * const [b, a] = gammatone(440, 'iir', { fs: 16000 });
 * a.size; // 9
 */
export function gammatone(freq: number, ftype: 'fir' | 'iir', options: GammatoneOptions = {}): RealTf {
  checkOptions('gammatone', options, ['order', 'numtaps', 'fs']);
  const fs = checkFs('gammatone', options.fs ?? 2)!;
  if (!(freq > 0 && freq < fs / 2)) {
    throw new ValueError(`gammatone: The frequency must be between 0 and ${fs / 2} (nyquist), but given ${freq}.`);
  }
  const kind = String(ftype).toLowerCase();
  if (kind !== 'fir' && kind !== 'iir') throw new ValueError('gammatone: ftype must be either fir or iir.');
  // The equivalent rectangular bandwidth of Glasberg and Moore.
  const erb = (f: number): number => f / 9.26449 + 24.7;
  if (kind === 'fir') {
    const order = options.order ?? 4;
    const numtaps = options.numtaps ?? Math.max(Math.trunc(fs * 0.015), 15);
    if (!Number.isInteger(order) || order < 1 || order > 24) {
      throw new ValueError(`gammatone: Invalid order: order must be > 0 and <= 24, got ${order}.`);
    }
    let factorial = 1;
    for (let i = 2; i < order; i++) factorial *= i;
    const bandwidth = 1.019 * erb(freq);
    let scale = 2 * (2 * Math.PI * bandwidth) ** order;
    scale /= factorial * fs;
    const b = Array.from({ length: numtaps }, (_, i) => {
      const t = i / fs;
      return scale * t ** (order - 1) * Math.exp(-2 * Math.PI * bandwidth * t) * Math.cos(2 * Math.PI * freq * t);
    });
    return realTf(b, [1]);
  }
  const T = 1 / fs;
  const bw = 2 * Math.PI * 1.019 * erb(freq);
  const fr = 2 * freq * Math.PI * T;
  const decay = T * Math.exp(-(bw * T));
  // The four zeros of the cascade.
  const offsets = [
    Math.sqrt(3 + 2 ** 1.5),
    -Math.sqrt(3 + 2 ** 1.5),
    Math.sqrt(3 - 2 ** 1.5),
    -Math.sqrt(3 - 2 ** 1.5),
  ];
  const twice = expOf(complex(0, 2 * fr));
  const damped = expOf(complex(-bw * T, fr)).mul(2 * T);
  const factors = offsets.map((s) => twice.mul(-2 * T).add(damped.mul(Math.cos(fr) + s * Math.sin(fr))));
  const bottom = complex(-2 / Math.exp(2 * bw * T))
    .sub(twice.mul(2))
    .add(twice.add(1).mul(2 / Math.exp(bw * T)));
  const gain = productOf(factors).div(powerOf(bottom, 4)).abs();
  let b = [1 / gain];
  let a = [1];
  for (const s of offsets) {
    b = product(b, [T, -decay * (Math.cos(fr) + s * Math.sin(fr))]);
    a = product(a, [1, (-2 * Math.cos(fr)) / Math.exp(bw * T), Math.exp(-2 * bw * T)]);
  }
  return realTf(b, a);
}

function product(p: readonly number[], q: readonly number[]): number[] {
  const result = new Array<number>(p.length + q.length - 1).fill(0);
  p.forEach((x, i) => q.forEach((y, j) => (result[i + j]! += x * y)));
  return result;
}
