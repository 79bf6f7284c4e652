/** Filters as quotients of polynomials: normalisation, conversion to zeros and poles, and changes of the kind of filter. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../../core/errors.js';
import { polynomialOf, polynomialProduct, polynomialSum, rootsOf } from '../complexes.js';
import { partsArray, shapedParts, vectorParts, type Numbers, type Parts } from '../values.js';
import { BadCoefficients, warn } from '../warnings.js';
import { zpkOf, zpkTuple, type BandOptions, type CutoffOptions, type Zpk, type ZpkTuple } from './zpk.js';

/** A transfer function as users get it: the coefficients of numerator and denominator, the highest power first. */
export type TfTuple = [b: Numbers, a: Numbers];

/** Numerator (perhaps several, as rows) and denominator as the algorithms take them. */
export interface Quotient {
  /** The rows of the numerator. */
  readonly rows: readonly Parts[];
  readonly a: Parts;
}

const slice = ({ re, im }: Parts, from: number): Parts => ({ re: re.slice(from), im: im ? im.slice(from) : null });

/** Divide all coefficients by a number. */
function divided({ re, im }: Parts, by: { re: number; im: number }): Parts {
  if (!im && by.im === 0) return { re: re.map((x) => x / by.re), im: null };
  const size = by.re * by.re + by.im * by.im;
  const at = (i: number): number => (im ? im[i]! : 0);
  return {
    re: re.map((x, i) => (x * by.re + at(i) * by.im) / size),
    im: re.map((x, i) => (at(i) * by.re - x * by.im) / size),
  };
}

/** The numerator's rows and the denominator, divided by its first coefficient and freed of leading zeros. */
export function normalized(functionName: string, b: ArrayLike, a: ArrayLike): Quotient {
  const den = vectorParts(functionName, 'a', a);
  const num = shapedParts(functionName, 'b', b);
  if (num.shape.length > 2) {
    throw new ValueError(
      `${functionName}: Numerator polynomial must be rank-1 or rank-2 array, got shape ${shapeText(num.shape)}`,
    );
  }
  const zero = (p: Parts, i: number): boolean => p.re[i] === 0 && (!p.im || p.im[i] === 0);
  let start = 0;
  while (start < den.re.length && zero(den, start)) start++;
  if (start === den.re.length) {
    throw new ValueError(`${functionName}: Denominator must have at least on nonzero element.`);
  }
  const trimmed = slice(den, start);
  const lead = { re: trimmed.re[0]!, im: trimmed.im ? trimmed.im[0]! : 0 };
  const m = num.shape.length === 2 ? num.shape[0]! : 1;
  const n = m === 0 ? 0 : num.re.length / m;
  const rows = Array.from({ length: m }, (_, i) =>
    divided({ re: num.re.slice(i * n, (i + 1) * n), im: num.im ? num.im.slice(i * n, (i + 1) * n) : null }, lead),
  );
  let leading = 0;
  while (leading < n && rows.every(({ re, im }) => Math.hypot(re[leading]!, im ? im[leading]! : 0) <= 1e-14)) leading++;
  if (leading > 0) {
    warn('Badly conditioned filter coefficients (numerator): the results may be meaningless', BadCoefficients);
    if (leading === n) leading--;
  }
  return { rows: rows.map((row) => slice(row, leading)), a: divided(trimmed, lead) };
}

/** A single numerator. */
export function normalizedPair(functionName: string, b: ArrayLike, a: ArrayLike): { b: Parts; a: Parts } {
  const { rows, a: den } = normalized(functionName, b, a);
  if (rows.length !== 1) throw new ValueError(`${functionName}: b must be 1-D, got ${rows.length} numerators`);
  return { b: rows[0]!, a: den };
}

/**
 * A transfer function divided by the first coefficient of its denominator.
 *
 * @param b - the numerator, the highest power first; several as rows
 * @param a - the denominator
 * @returns numerator and denominator
 * @throws ValueError for a denominator of zeros or wrong shapes
 * @example
 * const [b, a] = normalize([2], [2, 4]);
 * a.toArray(); // [1, 2]
 */
export function normalize(b: ArrayLike, a: ArrayLike): TfTuple {
  const { rows, a: den } = normalized('normalize', b, a);
  return [rowsArray(rows), partsArray(den)];
}

/** One row as a vector, several as a matrix. */
export function rowsArray(rows: readonly Parts[]): Numbers {
  if (rows.length === 1) return partsArray(rows[0]!);
  const n = rows[0]!.re.length;
  const re = new Float64Array(n * rows.length);
  const im = rows.some((row) => row.im) ? new Float64Array(n * rows.length) : null;
  rows.forEach((row, i) => {
    re.set(row.re, i * n);
    if (im && row.im) im.set(row.im, i * n);
  });
  return partsArray({ re, im }, [rows.length, n]);
}

/** Zeros, poles and gain of a quotient. */
export function zpkOfQuotient(b: Parts, a: Parts): Zpk {
  const k = b.re[0]!;
  return { z: rootsOf(b), p: rootsOf(a), k };
}

/**
 * Zeros, poles and gain of a transfer function.
 *
 * @param b - the numerator, the highest power first
 * @param a - the denominator
 * @returns zeros, poles and gain
 * @throws ValueError for a denominator of zeros
 * @example
 * const [z, p, k] = tf2zpk([2, 6], [1, 3, 2]);
 * z.item(0).re; // -3
 */
export function tf2zpk(b: ArrayLike, a: ArrayLike): ZpkTuple {
  const q = normalizedPair('tf2zpk', b, a);
  return zpkTuple(zpkOfQuotient(q.b, q.a));
}

/** The quotient with these zeros and poles. */
export function quotientOf({ z, p, k }: Zpk): { b: Parts; a: Parts } {
  return { b: polynomialOf(z, k), a: polynomialOf(p) };
}

/**
 * The transfer function with given zeros, poles and gain.
 *
 * @param z - zeros
 * @param p - poles
 * @param k - gain, or a list of gains for several numerators, with a row of zeros for each
 * @returns numerator and denominator, real where roots come in conjugate pairs
 * @throws ValueError for wrong shapes
 * @example
 * const [b, a] = zpk2tf([-3], [-1, -2], 2);
 * b.toArray(); // [2, 6]
 */
export function zpk2tf(z: ArrayLike, p: ArrayLike, k: ArrayLike): TfTuple {
  const shaped = shapedParts('zpk2tf', 'z', z);
  if (shaped.shape.length === 2) {
    const gains = vectorParts('zpk2tf', 'k', k);
    const [m, n] = shaped.shape as readonly [number, number];
    const rows = Array.from({ length: m }, (_, i) => {
      const cut = (x: Float64Array): Float64Array => x.slice(i * n, (i + 1) * n);
      const zeros = partsArray({ re: cut(shaped.re), im: shaped.im ? cut(shaped.im) : null });
      return quotientOf(zpkOf('zpk2tf', zeros, p, gains.re[gains.re.length === 1 ? 0 : i]!)).b;
    });
    return [rowsArray(rows), partsArray(quotientOf(zpkOf('zpk2tf', [], p, 1)).a)];
  }
  const q = quotientOf(zpkOf('zpk2tf', z, p, k));
  return [partsArray(q.b), partsArray(q.a)];
}

function finished(functionName: string, b: Parts, a: Parts): TfTuple {
  return normalize(partsArray(b), partsArray(a)).map((x) => x) as TfTuple;
}

const scaledPowers = ({ re, im }: Parts, factor: (power: number) => number): Parts => {
  const at = (i: number): number => factor(re.length - 1 - i);
  return { re: re.map((x, i) => x * at(i)), im: im ? im.map((x, i) => x * at(i)) : null };
};

/** A polynomial in which the variable is another polynomial's quotient: sum of c[j] top^j bottom^(degree - j). */
function substituted({ re, im }: Parts, degree: number, top: Parts, bottom: Parts): Parts {
  const powers = (p: Parts): Parts[] => {
    const list: Parts[] = [{ re: Float64Array.of(1), im: null }];
    for (let k = 0; k < degree; k++) list.push(polynomialProduct(list[k]!, p));
    return list;
  };
  const tops = powers(top);
  const bottoms = powers(bottom);
  let sum: Parts = { re: new Float64Array(1), im: null };
  for (let i = 0; i < re.length; i++) {
    const power = re.length - 1 - i;
    const c: Parts = { re: Float64Array.of(re[i]!), im: im ? Float64Array.of(im[i]!) : null };
    sum = polynomialSum(sum, polynomialProduct(c, polynomialProduct(tops[power]!, bottoms[degree - power]!)));
  }
  return sum;
}

function substitute(functionName: string, b: ArrayLike, a: ArrayLike, top: number[], bottom: number[]): TfTuple {
  const num = vectorParts(functionName, 'b', b);
  const den = vectorParts(functionName, 'a', a);
  const degree = Math.max(num.re.length, den.re.length) - 1;
  const [p, q] = [top, bottom].map((x) => ({ re: Float64Array.from(x), im: null }));
  return finished(functionName, substituted(num, degree, p!, q!), substituted(den, degree, p!, q!));
}

/**
 * A lowpass prototype of cut-off 1 rad/s moved to another cut-off.
 *
 * @param b - the numerator, the highest power first
 * @param a - the denominator
 * @returns numerator and denominator
 * @throws ValueError for wrong shapes
 * @example
 * const [b, a] = lp2lp([1], [1, 1], { wo: 3 });
 * a.toArray(); // [1, 3]
 */
export function lp2lp(b: ArrayLike, a: ArrayLike, options: CutoffOptions = {}): TfTuple {
  checkOptions('lp2lp', options, ['wo']);
  const wo = options.wo ?? 1;
  const num = vectorParts('lp2lp', 'b', b);
  const den = vectorParts('lp2lp', 'a', a);
  const degree = Math.max(num.re.length, den.re.length) - 1;
  const moved = (p: Parts): Parts => scaledPowers(p, (power) => wo ** (degree - power));
  return finished('lp2lp', moved(num), moved(den));
}

/**
 * A lowpass prototype turned to a highpass filter.
 *
 * @param b - the numerator, the highest power first
 * @param a - the denominator
 * @returns numerator and denominator
 * @throws ValueError for wrong shapes
 * @example
 * const [b, a] = lp2hp([1], [1, 1], { wo: 3 });
 * b.toArray(); // [1, 0]
 */
export function lp2hp(b: ArrayLike, a: ArrayLike, options: CutoffOptions = {}): TfTuple {
  checkOptions('lp2hp', options, ['wo']);
  return substitute('lp2hp', b, a, [options.wo ?? 1], [1, 0]);
}

/**
 * A lowpass prototype turned to a bandpass filter.
 *
 * @param b - the numerator, the highest power first
 * @param a - the denominator
 * @returns numerator and denominator
 * @throws ValueError for wrong shapes
 * @example
 * const [b, a] = lp2bp([1], [1, 1]);
 * a.toArray(); // [1, 1, 1]
 */
export function lp2bp(b: ArrayLike, a: ArrayLike, options: BandOptions = {}): TfTuple {
  checkOptions('lp2bp', options, ['wo', 'bw']);
  const { wo = 1, bw = 1 } = options;
  return substitute('lp2bp', b, a, [1, 0, wo * wo], [bw, 0]);
}

/**
 * A lowpass prototype turned to a bandstop filter.
 *
 * @param b - the numerator, the highest power first
 * @param a - the denominator
 * @returns numerator and denominator
 * @throws ValueError for wrong shapes
 * @example
 * const [b, a] = lp2bs([1], [1, 1]);
 * b.toArray(); // [1, 0, 1]
 */
export function lp2bs(b: ArrayLike, a: ArrayLike, options: BandOptions = {}): TfTuple {
  checkOptions('lp2bs', options, ['wo', 'bw']);
  const { wo = 1, bw = 1 } = options;
  return substitute('lp2bs', b, a, [bw, 0], [1, 0, wo * wo]);
}

/**
 * An analog filter turned to a digital one by Tustin's method, the bilinear transform.
 *
 * @param b - the numerator, the highest power first
 * @param a - the denominator
 * @param options - `fs`: the sampling rate, 1 by default
 * @returns numerator and denominator
 * @throws ValueError for wrong shapes
 * @example
 * const [b, a] = bilinear([1], [1, 1], { fs: 0.5 });
 * b.toArray(); // [0.5, 0.5]
 */
export function bilinear(b: ArrayLike, a: ArrayLike, options: { fs?: number } = {}): TfTuple {
  checkOptions('bilinear', options, ['fs']);
  const fs = options.fs ?? 1;
  return substitute('bilinear', b, a, [2 * fs, -2 * fs], [1, 1]);
}
