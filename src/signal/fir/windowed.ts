/** Filters of finite response by the window method and by sampling the frequency response. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import { inverseReal } from '../transforms.js';
import { realArray, realParts, reals, wholeNumber, type Reals } from '../values.js';
import { windowOf, type WindowLike } from '../windows/getWindow.js';
import { kaiserAtten, kaiserBeta } from './kaiser.js';

/** Which bands `firwin` lets pass. */
export type PassZero = boolean | 'bandpass' | 'lowpass' | 'highpass' | 'bandstop';

/** Options of `firwin`. */
export interface FirwinOptions {
  /** The width of the transition, in the units of `fs`: takes a Kaiser window for it. */
  width?: number | null;
  /** The window; `'hamming'` by default. */
  window?: WindowLike;
  /** Does frequency 0 pass (default true)? Or the kind of filter. */
  passZero?: PassZero;
  /** Scale so that the response is 1 in the middle of the first band (or at 0 or the Nyquist frequency)? Default true. */
  scale?: boolean;
  /** The sampling rate. Default 2: cut-offs between 0 and 1. */
  fs?: number | null;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

function passesZero(passZero: PassZero, cutoffs: number): boolean {
  switch (passZero) {
    case true:
    case false:
      return passZero;
    case 'bandstop':
    case 'bandpass':
      if (cutoffs < 2)
        throw new ValueError(
          `firwin: cutoff must have at least two elements if pass_zero=="${passZero}", got ${cutoffs}`,
        );
      return passZero === 'bandstop';
    case 'lowpass':
    case 'highpass':
      if (cutoffs !== 1)
        throw new ValueError(`firwin: cutoff must have one element if pass_zero=="${passZero}", got ${cutoffs}`);
      return passZero === 'lowpass';
    default:
      throw new ValueError(
        `firwin: pass_zero must be True, False, "bandpass", "lowpass", "highpass", or "bandstop", got ${describe(passZero)}`,
      );
  }
}

/** How many taps, checked. */
export function checkTaps(functionName: string, numtaps: unknown): number {
  const n = wholeNumber(functionName, 'numtaps', numtaps);
  if (n < 1) throw new ValueError(`${functionName}: numtaps must be at least 1, got ${n}`);
  return n;
}

/**
 * A filter of finite response by the window method.
 *
 * @param numtaps - the length of the filter; odd where the Nyquist frequency passes
 * @param cutoff - the cut-off frequency or frequencies, between 0 and fs / 2, rising
 * @returns the coefficients
 * @throws ValueError for frequencies out of range or not rising, or an even length where the Nyquist frequency passes
 * @example
 * firwin(3, 0.1).toArray(); // [0.06799017, 0.86401967, 0.06799017]
 */
export function firwin(numtaps: number, cutoff: ArrayLike, options: FirwinOptions = {}): Reals {
  checkOptions('firwin', options, ['width', 'window', 'passZero', 'scale', 'fs']);
  const { width = null, scale = true, fs } = options;
  const n = checkTaps('firwin', numtaps);
  const nyquist = 0.5 * (fs ?? 2);
  const { re, shape } = realParts('firwin', 'cutoff', cutoff);
  if (shape.length > 1)
    throw new ValueError(`firwin: The cutoff argument must be at most one-dimensional, got shape ${shapeText(shape)}.`);
  if (re.length === 0) throw new ValueError('firwin: At least one cutoff frequency must be given.');
  const edges = Array.from(re, (f) => f / nyquist);
  if (edges.some((f) => !(f > 0 && f < 1))) {
    throw new ValueError(
      `firwin: Invalid cutoff frequency: frequencies must be greater than 0 and less than fs/2, got ${describe(cutoff)}.`,
    );
  }
  if (edges.some((f, i) => i > 0 && f <= edges[i - 1]!)) {
    throw new ValueError('firwin: Invalid cutoff frequencies: the frequencies must be strictly increasing.');
  }
  let { window = 'hamming' } = options;
  if (width !== null) window = ['kaiser', kaiserBeta(kaiserAtten(n, width / nyquist))];
  const zero = passesZero(options.passZero ?? true, edges.length);
  const top = (edges.length % 2 === 1) !== zero;
  if (top && n % 2 === 0) {
    throw new ValueError(
      'firwin: A filter with an even number of coefficients must have zero response at the Nyquist frequency.',
    );
  }
  const bounds = [...(zero ? [0] : []), ...edges, ...(top ? [1] : [])];
  const middle = (n - 1) / 2;
  const w = windowOf('firwin', window, n, false);
  const h = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const m = i - middle;
    let sum = 0;
    for (let k = 0; k < bounds.length; k += 2) {
      sum += bounds[k + 1]! * sinc(bounds[k + 1]! * m) - bounds[k]! * sinc(bounds[k]! * m);
    }
    h[i] = sum * w[i]!;
  }
  if (scale) {
    const [left, right] = bounds as [number, number];
    const at = left === 0 ? 0 : right === 1 ? 1 : 0.5 * (left + right);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += h[i]! * Math.cos(Math.PI * (i - middle) * at);
    for (let i = 0; i < n; i++) h[i]! /= sum;
  }
  return realArray(h);
}

/** Options of `firwin2`. */
export interface Firwin2Options {
  /** How many points the response is sampled at: a power of two and one by default. */
  nfreqs?: number | null;
  /** The window; `'hamming'` by default, null for none. */
  window?: WindowLike | null;
  /** An antisymmetric filter? Default false. */
  antisymmetric?: boolean;
  /** The sampling rate. Default 2. */
  fs?: number | null;
}

/**
 * A filter of finite response with a given gain as a function of frequency.
 *
 * @param numtaps - the length of the filter
 * @param freq - frequencies from 0 to fs / 2; a jump is a frequency given twice
 * @param gain - the gain at each
 * @returns the coefficients
 * @throws ValueError when frequencies do not rise from 0 to fs / 2, or where the kind of filter cannot have such gains
 * @example
 * firwin2(150, [0, 0.5, 1], [1, 1, 0]).size; // 150
 */
export function firwin2(numtaps: number, freq: ArrayLike, gain: ArrayLike, options: Firwin2Options = {}): Reals {
  checkOptions('firwin2', options, ['nfreqs', 'window', 'antisymmetric', 'fs']);
  const { antisymmetric = false } = options;
  const n = checkTaps('firwin2', numtaps);
  const nyquist = 0.5 * (options.fs ?? 2);
  const f = Float64Array.from(reals('firwin2', 'freq', freq));
  const g = reals('firwin2', 'gain', gain);
  const points = options.nfreqs ?? 1 + 2 ** Math.ceil(Math.log2(n));
  const fail = (message: string): never => {
    throw new ValueError(`firwin2: ${message}`);
  };
  if (f.length !== g.length) fail('freq and gain must be of same length.');
  if (n >= points) fail(`ntaps must be less than nfreqs, but firwin2 was called with ntaps=${n} and nfreqs=${points}`);
  const last = f.length - 1;
  if (f[0] !== 0 || f[last] !== nyquist) fail('freq must start with 0 and end with fs/2.');
  const steps = Array.from({ length: last }, (_, i) => f[i + 1]! - f[i]!);
  if (steps.some((d) => d < 0)) fail('The values in freq must be nondecreasing.');
  if (steps.some((d, i) => i > 0 && d + steps[i - 1]! === 0)) fail('A value in freq must not occur more than twice.');
  if (f[1] === 0) fail('Value 0 must not be repeated in freq');
  if (f[last - 1] === nyquist) fail('Value fs/2 must not be repeated in freq');
  const type = antisymmetric ? (n % 2 === 0 ? 4 : 3) : n % 2 === 0 ? 2 : 1;
  if (type === 2 && g[last] !== 0) fail('A Type II filter must have zero gain at the Nyquist frequency.');
  if (type === 3 && (g[0] !== 0 || g[last] !== 0))
    fail('A Type III filter must have zero gain at zero and Nyquist frequencies.');
  if (type === 4 && g[0] !== 0) fail('A Type IV filter must have zero gain at zero frequency.');
  if (steps.some((d) => d === 0)) {
    const eps = Number.EPSILON * nyquist;
    for (let k = 0; k < last; k++) {
      if (f[k] === f[k + 1]) {
        f[k]! -= eps;
        f[k + 1]! += eps;
      }
    }
    if (f.some((x, i) => i > 0 && x <= f[i - 1]!))
      fail('freq cannot contain numbers that are too close (within eps * (fs/2)) to a repeated value');
  }
  const spectrum = new Float64Array(2 * points);
  let k = 0;
  for (let i = 0; i < points; i++) {
    const x = (nyquist * i) / (points - 1);
    while (k < last - 1 && f[k + 1]! <= x) k++;
    const value = x >= f[last]! ? g[last]! : g[k]! + ((g[k + 1]! - g[k]!) / (f[k + 1]! - f[k]!)) * (x - f[k]!);
    const angle = ((-(n - 1) / 2) * Math.PI * x) / nyquist + (type > 2 ? Math.PI / 2 : 0);
    spectrum[2 * i] = value * Math.cos(angle);
    spectrum[2 * i + 1] = value * Math.sin(angle);
  }
  const full = inverseReal(spectrum, 1, 2 * (points - 1));
  const h = full.slice(0, n);
  const window = options.window === undefined ? 'hamming' : options.window;
  if (window !== null) {
    const w = windowOf('firwin2', window, n, false);
    for (let i = 0; i < n; i++) h[i]! *= w[i]!;
  }
  if (type === 3) h[Math.floor(n / 2)] = 0;
  return realArray(h);
}
