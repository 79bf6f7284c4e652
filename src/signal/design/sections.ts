/** Filters as second-order sections: which poles go with which zeros, and the way back. */
import type { ArrayLike } from '../../core/arrayLike.js';
import type { Complex } from '../../core/complex.js';
import { ValueError, checkOptions, shapeText } from '../../core/errors.js';
import { complex, polynomialOf, polynomialProduct } from '../complexes.js';
import { partsArray, realArray, realParts, type Parts, type Reals } from '../values.js';
import { normalizedPair, zpkOfQuotient, type TfTuple } from './transferFunction.js';
import { zpkOf, zpkTuple, type Zpk, type ZpkTuple } from './zpk.js';

/** How poles and zeros are put together: by nearness, likewise with odd sections kept, or with as few as can be. */
export type Pairing = 'nearest' | 'keep_odd' | 'minimal';

/** Options of `zpk2sos` and `tf2sos`. */
export interface SosOptions {
  /** `'nearest'` by default, `'minimal'` for analog filters. */
  pairing?: Pairing | null;
  /** Is the filter analog? Default false. */
  analog?: boolean;
}

/** The roots of which each pair of conjugates is given once, above the axis, complex ones first, each kind sorted. */
function folded(roots: readonly Complex[]): Complex[] {
  const tolerance = 100 * Number.EPSILON;
  const isReal = (z: Complex): boolean => Math.abs(z.im) <= tolerance * Math.hypot(z.re, z.im);
  const order = (a: Complex, b: Complex): number => a.re - b.re || Math.abs(a.im) - Math.abs(b.im);
  const real = roots.filter(isReal).map((z) => complex(z.re));
  const above = roots.filter((z) => !isReal(z) && z.im > 0).sort(order);
  const below = roots.filter((z) => !isReal(z) && z.im <= 0);
  const pairs = above.map((z) => {
    const k = below.findIndex((w) => Math.hypot(w.re - z.re, w.im + z.im) <= tolerance * z.abs());
    if (k < 0) throw new ValueError('zpk2sos: Array contains complex value with no matching conjugate.');
    const [w] = below.splice(k, 1);
    return complex((z.re + w!.re) / 2, (z.im - w!.im) / 2);
  });
  if (below.length > 0) throw new ValueError('zpk2sos: Array contains complex value with no matching conjugate.');
  return [...pairs.sort(order), ...real.sort(order)];
}

const isReal = (z: Complex): boolean => z.im === 0;

/** Take the one with the least cost out of a list, the first of equals. */
function takeBest(list: Complex[], cost: (z: Complex) => number, among: (z: Complex) => boolean = () => true): Complex {
  let best = -1;
  let least = Infinity;
  list.forEach((z, i) => {
    if (!among(z)) return;
    const c = cost(z);
    if (best < 0 || c < least) {
      best = i;
      least = c;
    }
  });
  return list.splice(best, 1)[0]!;
}

/** Sections from zeros and poles: `rows` of six coefficients each. */
export function sectionsOf(filter: Zpk, pairing: Pairing, analog: boolean): Float64Array {
  if (filter.z.length === 0 && filter.p.length === 0) {
    return Float64Array.from(analog ? [0, 0, filter.k, 0, 0, 1] : [filter.k, 0, 0, 1, 0, 0]);
  }
  let z = [...filter.z];
  let p = [...filter.p];
  const zeros = (n: number): Complex[] => Array.from({ length: Math.max(0, n) }, () => complex(0));
  let count: number;
  if (pairing === 'minimal') {
    if (p.length < z.length) throw new ValueError('zpk2sos: for analog zpk2sos conversion, must have len(p)>=len(z)');
    count = Math.floor((p.length + 1) / 2);
  } else {
    const [nz, np] = [z.length, p.length];
    p = [...p, ...zeros(nz - np)];
    z = [...z, ...zeros(np - nz)];
    count = Math.floor((Math.max(nz, np) + 1) / 2);
    if (p.length % 2 === 1 && pairing === 'nearest') {
      p.push(complex(0));
      z.push(complex(0));
    }
  }
  const poles = folded(p);
  const rest = folded(z);
  const badness = analog ? (s: Complex): number => Math.abs(s.re) : (s: Complex): number => Math.abs(1 - s.abs());
  const sos = new Float64Array(6 * count);
  const put = (section: number, zs: Complex[], ps: Complex[]): void => {
    const b = polynomialOf(zs).re;
    const a = polynomialOf(ps).re;
    sos.set(b, 6 * section + 3 - b.length);
    sos.set(a, 6 * section + 6 - a.length);
  };
  for (let section = count - 1; section >= 0; section--) {
    // The pole nearest to the edge of stability, with the zero nearest to it.
    const p1 = takeBest(poles, badness);
    const distance = (w: Complex): number => Math.hypot(w.re - p1.re, w.im - p1.im);
    if (isReal(p1) && !poles.some(isReal)) {
      // The last real pole.
      if (pairing !== 'minimal') put(section, [takeBest(rest, distance, isReal), complex(0)], [p1, complex(0)]);
      else if (rest.length > 0) put(section, [takeBest(rest, distance, isReal)], [p1]);
      else put(section, [], [p1]);
      continue;
    }
    if (
      poles.length + 1 === rest.length &&
      !isReal(p1) &&
      poles.filter(isReal).length === 1 &&
      rest.filter(isReal).length === 1
    ) {
      // One real pole and one real zero must remain for each other.
      const z1 = takeBest(rest, distance, (w) => !isReal(w));
      put(section, [z1, z1.conj()], [p1, p1.conj()]);
      continue;
    }
    const p2 = isReal(p1) ? takeBest(poles, badness, isReal) : p1.conj();
    if (rest.length === 0) {
      put(section, [], [p1, p2]);
      continue;
    }
    const z1 = takeBest(rest, distance);
    if (!isReal(z1)) put(section, [z1, z1.conj()], [p1, p2]);
    else if (rest.some(isReal)) put(section, [z1, takeBest(rest, distance, isReal)], [p1, p2]);
    else put(section, [z1], [p1, p2]);
  }
  for (let i = 0; i < 3; i++) sos[i]! *= filter.k;
  return sos;
}

/** The pairing that is meant, checked. */
function pairingOf(functionName: string, { pairing, analog = false }: SosOptions): Pairing {
  const meant = pairing ?? (analog ? 'minimal' : 'nearest');
  if (!['nearest', 'keep_odd', 'minimal'].includes(meant)) {
    throw new ValueError(`${functionName}: pairing must be one of ['nearest', 'keep_odd', 'minimal'], not '${meant}'`);
  }
  if (analog && meant !== 'minimal') {
    throw new ValueError(`${functionName}: for analog zpk2sos conversion, pairing must be "minimal"`);
  }
  return meant;
}

/**
 * Second-order sections with given zeros, poles and gain.
 *
 * @param z - zeros
 * @param p - poles
 * @param k - gain
 * @returns sections as rows b0, b1, b2, a0, a1, a2
 * @throws ValueError when complex numbers have no conjugate, or for an unknown pairing
 * @example
 * zpk2sos([-1, -1], [0.5, 0.25], 2).shape; // [1, 6]
 */
export function zpk2sos(z: ArrayLike, p: ArrayLike, k: number, options: SosOptions = {}): Reals {
  checkOptions('zpk2sos', options, ['pairing', 'analog']);
  const pairing = pairingOf('zpk2sos', options);
  return sosArray(sectionsOf(zpkOf('zpk2sos', z, p, k), pairing, options.analog ?? false));
}

/** Sections as an array. */
export const sosArray = (sos: Float64Array): Reals => realArray(sos, [sos.length / 6, 6]);

/**
 * Second-order sections of a transfer function.
 *
 * @param b - the numerator, the highest power first
 * @param a - the denominator
 * @returns sections as rows b0, b1, b2, a0, a1, a2
 * @throws ValueError for a denominator of zeros, or for an unknown pairing
 * @example
 * tf2sos([1, 2, 1], [1, -0.75, 0.125]).shape; // [1, 6]
 */
export function tf2sos(b: ArrayLike, a: ArrayLike, options: SosOptions = {}): Reals {
  checkOptions('tf2sos', options, ['pairing', 'analog']);
  const pairing = pairingOf('tf2sos', options);
  const q = normalizedPair('tf2sos', b, a);
  return sosArray(sectionsOf(zpkOfQuotient(q.b, q.a), pairing, options.analog ?? false));
}

/** Sections as flat numbers, checked. */
export function checkSos(functionName: string, sos: ArrayLike): { sos: Float64Array; count: number } {
  const given = realParts(functionName, 'sos', sos);
  const { re } = given;
  const shape = given.shape.length === 1 ? [1, ...given.shape] : given.shape;
  if (shape.length !== 2) throw new ValueError(`${functionName}: sos array must be 2D, got shape ${shapeText(shape)}`);
  if (shape[1] !== 6)
    throw new ValueError(`${functionName}: sos array must be shape (n_sections, 6), got ${shapeText(shape)}`);
  for (let i = 0; i < shape[0]!; i++) {
    if (re[6 * i + 3] !== 1) throw new ValueError(`${functionName}: sos[:, 3] should be all ones`);
  }
  return { sos: re, count: shape[0]! };
}

/** Zeros, poles and gain of sections. */
export function zpkOfSections(sos: Float64Array): Zpk {
  const z: Complex[] = [];
  const p: Complex[] = [];
  let k = 1;
  const two = (list: Complex[]): Complex[] => [...list, ...Array.from({ length: 2 - list.length }, () => complex(0))];
  for (let i = 0; i < sos.length; i += 6) {
    const b = { re: sos.slice(i, i + 3), im: null };
    const a = { re: sos.slice(i + 3, i + 6), im: null };
    const { b: num, a: den } = normalizedPair('sos2zpk', partsArray(b), partsArray(a));
    const q = zpkOfQuotient(num, den);
    z.push(...two([...q.z]));
    p.push(...two([...q.p]));
    k *= q.k;
  }
  return { z, p, k };
}

/**
 * Zeros, poles and gain of second-order sections.
 *
 * @param sos - sections as rows b0, b1, b2, a0, a1, a2
 * @returns zeros and poles, two a section (0 where a section is of first order), and the gain
 * @throws ValueError when sos has a wrong shape
 * @example
 * const [z] = sos2zpk([[1, 2, 1, 1, 0, 0]]);
 * z.size; // 2
 */
export function sos2zpk(sos: ArrayLike): ZpkTuple {
  return zpkTuple(zpkOfSections(checkSos('sos2zpk', sos).sos));
}

/**
 * The transfer function of second-order sections.
 *
 * @param sos - sections as rows b0, b1, b2, a0, a1, a2
 * @returns numerator and denominator
 * @throws ValueError when sos has a wrong shape
 * @example
 * const [b] = sos2tf([[1, 2, 1, 1, 0, 0]]);
 * b.toArray(); // [1, 2, 1]
 */
export function sos2tf(sos: ArrayLike): TfTuple {
  const { sos: s } = checkSos('sos2tf', sos);
  let b: Parts = { re: Float64Array.of(1), im: null };
  let a: Parts = b;
  for (let i = 0; i < s.length; i += 6) {
    b = polynomialProduct(b, { re: s.subarray(i, i + 3), im: null });
    a = polynomialProduct(a, { re: s.subarray(i + 3, i + 6), im: null });
  }
  return [partsArray(b), partsArray(a)];
}
