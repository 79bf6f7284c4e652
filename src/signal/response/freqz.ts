/** Responses of digital filters as functions of frequency. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import { polynomialProduct } from '../complexes.js';
import { checkSos } from '../design/sections.js';
import { zpkOf } from '../design/zpk.js';
import { complexArray, realArray, vectorParts, type Complexes, type Parts, type Reals } from '../values.js';
import { warn } from '../warnings.js';
import { divideBy, onCircle, onEvenCircle, productAt } from './evaluate.js';
import { digitalFrequencies, inUnits, type FreqzOptions } from './frequencies.js';

/** Frequencies and the response at each. */
export type Response = [w: Reals, h: Complexes];

const KNOWN = ['worN', 'whole', 'fs', 'includeNyquist'];

/** Options of `freqz`. */
export interface FreqzTfOptions extends FreqzOptions {
  /** The denominator. Default 1. */
  a?: ArrayLike;
}

/**
 * The response of a digital filter.
 *
 * @param b - the numerator
 * @param options - `a`: the denominator, 1 by default; `worN`: how many frequencies, or which; `whole`, `fs`, `includeNyquist`
 * @returns frequencies, and the response at each
 * @throws ValueError for wrong shapes
 * @example
 * const [w, h] = freqz([1, 1], { a: [2], worN: 4 });
 * h.item(0).re; // 1
 */
export function freqz(b: ArrayLike, options: FreqzTfOptions = {}): Response {
  checkOptions('freqz', options, ['a', ...KNOWN]);
  const { a = 1, worN, whole = false, fs = 2 * Math.PI, includeNyquist = false } = options;
  const num = vectorParts('freqz', 'b', b);
  const den = vectorParts('freqz', 'a', a);
  const w = digitalFrequencies('freqz', worN, whole, fs, includeNyquist);
  const even = (worN === undefined || worN === null || typeof worN === 'number') && !includeNyquist && w.length > 0;
  const at = (p: Parts): { re: Float64Array; im: Float64Array } =>
    even && !p.im && p.re.length > 16 ? onEvenCircle(p.re, w.length, whole) : onCircle(p, w);
  return [inUnits(w, fs), complexArray(divideBy(at(num), at(den)))];
}

/**
 * The response of a digital filter given by zeros, poles and gain.
 *
 * @param z - zeros
 * @param p - poles
 * @param k - gain
 * @returns frequencies, and the response at each
 * @throws ValueError for wrong shapes
 * @example
 * const [w, h] = freqzZpk([-1], [0.5], 0.25, { worN: 4 });
 * h.item(0).re; // 1
 */
export function freqzZpk(
  z: ArrayLike,
  p: ArrayLike,
  k: number,
  options: Omit<FreqzOptions, 'includeNyquist'> = {},
): Response {
  checkOptions('freqzZpk', options, ['worN', 'whole', 'fs']);
  const { worN, whole = false, fs = 2 * Math.PI } = options;
  const filter = zpkOf('freqzZpk', z, p, k);
  const w = digitalFrequencies('freqzZpk', worN, whole, fs);
  const x = { re: w.map(Math.cos), im: w.map(Math.sin) };
  return [inUnits(w, fs), complexArray(divideBy(productAt(filter.z, x, filter.k), productAt(filter.p, x)))];
}

/**
 * The response of second-order sections.
 *
 * @param sos - sections as rows b0, b1, b2, a0, a1, a2
 * @returns frequencies, and the response at each
 * @throws ValueError when sos has a wrong shape
 * @example
 * const [w, h] = freqzSos([[1, 2, 1, 1, 0, 0]], { worN: 4 });
 * h.item(0).re; // 4
 */
export function freqzSos(sos: ArrayLike, options: Omit<FreqzOptions, 'includeNyquist'> = {}): Response {
  return sections('freqzSos', sos, options);
}

/**
 * The response of second-order sections; another name of `freqzSos`.
 *
 * @param sos - sections as rows b0, b1, b2, a0, a1, a2
 * @returns frequencies, and the response at each
 * @throws ValueError when sos has a wrong shape
 * @example
 * const [w, h] = sosfreqz([[1, 2, 1, 1, 0, 0]], { worN: 4 });
 * h.item(0).re; // 4
 */
export function sosfreqz(sos: ArrayLike, options: Omit<FreqzOptions, 'includeNyquist'> = {}): Response {
  return sections('sosfreqz', sos, options);
}

function sections(functionName: string, sos: ArrayLike, options: Omit<FreqzOptions, 'includeNyquist'>): Response {
  checkOptions(functionName, options, ['worN', 'whole', 'fs']);
  const { worN, whole = false, fs = 2 * Math.PI } = options;
  const { sos: c, count } = checkSos(functionName, sos);
  if (count === 0) throw new ValueError(`${functionName}: Cannot compute frequencies with no sections`);
  const w = digitalFrequencies(functionName, worN, whole, fs);
  const h = { re: new Float64Array(w.length).fill(1), im: new Float64Array(w.length) };
  for (let s = 0; s < count; s++) {
    const part = (from: number): Parts => ({ re: c.subarray(6 * s + from, 6 * s + from + 3), im: null });
    const one = divideBy(onCircle(part(0), w), onCircle(part(3), w));
    for (let i = 0; i < w.length; i++) {
      const t = h.re[i]! * one.re[i]! - h.im[i]! * one.im[i]!;
      h.im[i] = h.re[i]! * one.im[i]! + h.im[i]! * one.re[i]!;
      h.re[i] = t;
    }
  }
  return [inUnits(w, fs), complexArray(h)];
}

/** Options of `groupDelay`. */
export interface GroupDelayOptions {
  /** How many frequencies (512 by default), or these themselves, in the units of `fs`. */
  w?: ArrayLike | null;
  /** The whole circle? Default false. */
  whole?: boolean;
  /** The sampling rate. Default 2 pi. */
  fs?: number;
}

/**
 * The delay of a digital filter as a function of frequency (J. Smith, Introduction to Digital Filters, appendix).
 *
 * @param system - numerator and denominator
 * @returns frequencies, and the delay at each, in samples
 * @throws ValueError for wrong shapes
 * @example
 * const [w, gd] = groupDelay([[1, 1, 1], [1]], { w: 4 });
 * gd.toArray(); // [1, 1, 1, 1]
 */
export function groupDelay(
  system: readonly [b: ArrayLike, a: ArrayLike],
  options: GroupDelayOptions = {},
): [w: Reals, gd: Reals] {
  checkOptions('groupDelay', options, ['w', 'whole', 'fs']);
  const { whole = false, fs = 2 * Math.PI } = options;
  const b = vectorParts('groupDelay', 'b', system[0]);
  const a = vectorParts('groupDelay', 'a', system[1]);
  const w = digitalFrequencies('groupDelay', options.w, whole, fs);
  const back: Parts = { re: a.re.slice().reverse(), im: a.im ? a.im.map((x) => -x).reverse() : null };
  const c = polynomialProduct(b, back);
  const ramp: Parts = { re: c.re.map((x, i) => x * i), im: c.im ? c.im.map((x, i) => x * i) : null };
  const den = onCircle(c, w);
  const num = onCircle(ramp, w);
  const singular: number[] = [];
  const gd = new Float64Array(w.length);
  for (let i = 0; i < w.length; i++) {
    const [x, y] = [den.re[i]!, den.im[i]!];
    const size = x * x + y * y;
    if (Math.sqrt(size) < 10 * Number.EPSILON) singular.push(w[i]!);
    else gd[i] = (num.re[i]! * x + num.im[i]! * y) / size - a.re.length + 1;
  }
  if (singular.length > 0) {
    warn(
      `groupDelay: The group delay is singular at frequencies [${singular.map((x) => x.toFixed(3)).join(', ')}], setting to 0`,
    );
  }
  return [inUnits(w, fs), realArray(gd)];
}
