/** A filter as zeros, poles and a gain, and the transformations between kinds of filters in that form. */
import type { Complex } from '../../core/complex.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { complex, negative, productOf, sqrtOf } from '../complexes.js';
import { complexList, complexVector, realNumber, type Complexes } from '../values.js';

/** Zeros, poles and gain as the algorithms take them. */
export interface Zpk {
  readonly z: readonly Complex[];
  readonly p: readonly Complex[];
  readonly k: number;
}

/** Zeros, poles and gain as users get them. */
export type ZpkTuple = [z: Complexes, p: Complexes, k: number];

/** From what users give. */
export function zpkOf(functionName: string, z: ArrayLike, p: ArrayLike, k: unknown): Zpk {
  return {
    z: complexList(functionName, 'z', z),
    p: complexList(functionName, 'p', p),
    k: realNumber(functionName, 'k', k),
  };
}

/** As users get it. */
export function zpkTuple({ z, p, k }: Zpk): ZpkTuple {
  return [complexVector(z), complexVector(p), k];
}

/** How many poles there are more than zeros. */
export function relativeDegree(functionName: string, z: readonly unknown[], p: readonly unknown[]): number {
  const degree = p.length - z.length;
  if (degree < 0) {
    throw new ValueError(
      `${functionName}: Improper transfer function. Must have at least as many poles as zeros, got ${p.length} and ${z.length}.`,
    );
  }
  return degree;
}

const scaled = (list: readonly Complex[], factor: number): Complex[] =>
  list.map((z) => complex(z.re * factor, z.im * factor));
const repeat = (z: Complex, n: number): Complex[] => Array.from({ length: n }, () => z);

/** A lowpass prototype moved to cut-off `wo`. */
export function toLowpass({ z, p, k }: Zpk, wo: number): Zpk {
  const degree = relativeDegree('lp2lpZpk', z, p);
  return { z: scaled(z, wo), p: scaled(p, wo), k: k * wo ** degree };
}

/** A lowpass prototype turned to a highpass filter. */
export function toHighpass({ z, p, k }: Zpk, wo: number): Zpk {
  const degree = relativeDegree('lp2hpZpk', z, p);
  const inverse = (list: readonly Complex[]): Complex[] => list.map((x) => complex(wo).div(x));
  const gain = productOf(z.map(negative)).div(productOf(p.map(negative))).re;
  return { z: [...inverse(z), ...repeat(complex(0), degree)], p: inverse(p), k: k * gain };
}

/** Each number x to x + sqrt(x^2 - wo^2), then each to x - sqrt(x^2 - wo^2). */
function split(list: readonly Complex[], wo: number): Complex[] {
  const roots = list.map((x) => sqrtOf(x.mul(x).sub(wo * wo)));
  return [...list.map((x, i) => x.add(roots[i]!)), ...list.map((x, i) => x.sub(roots[i]!))];
}

/** A lowpass prototype turned to a bandpass filter. */
export function toBandpass({ z, p, k }: Zpk, wo: number, bw: number): Zpk {
  const degree = relativeDegree('lp2bpZpk', z, p);
  return {
    z: [...split(scaled(z, bw / 2), wo), ...repeat(complex(0), degree)],
    p: split(scaled(p, bw / 2), wo),
    k: k * bw ** degree,
  };
}

/** A lowpass prototype turned to a bandstop filter. */
export function toBandstop({ z, p, k }: Zpk, wo: number, bw: number): Zpk {
  const degree = relativeDegree('lp2bsZpk', z, p);
  const inverse = (list: readonly Complex[]): Complex[] => list.map((x) => complex(bw / 2).div(x));
  const gain = productOf(z.map(negative)).div(productOf(p.map(negative))).re;
  return {
    z: [...split(inverse(z), wo), ...repeat(complex(0, wo), degree), ...repeat(complex(0, -wo), degree)],
    p: split(inverse(p), wo),
    k: k * gain,
  };
}

/** An analog filter turned to a digital one by Tustin's method. */
export function toDigital({ z, p, k }: Zpk, fs: number): Zpk {
  const degree = relativeDegree('bilinearZpk', z, p);
  const fs2 = complex(2 * fs);
  const turned = (list: readonly Complex[]): Complex[] => list.map((x) => fs2.add(x).div(fs2.sub(x)));
  const gain = productOf(z.map((x) => fs2.sub(x))).div(productOf(p.map((x) => fs2.sub(x)))).re;
  return { z: [...turned(z), ...repeat(complex(-1), degree)], p: turned(p), k: k * gain };
}

/** Options of `lp2lp`, `lp2hp` and their relatives. */
export interface CutoffOptions {
  /** The cut-off, in rad/s. Default 1. */
  wo?: number;
}

/** Options of `lp2bp`, `lp2bs` and their relatives. */
export interface BandOptions {
  /** The centre of the band, in rad/s. Default 1. */
  wo?: number;
  /** Its width, in rad/s. Default 1. */
  bw?: number;
}

/**
 * A lowpass prototype of cut-off 1 rad/s moved to another cut-off.
 *
 * @param z - zeros
 * @param p - poles
 * @param k - gain
 * @returns zeros, poles and gain
 * @throws ValueError when there are more zeros than poles
 * @example
 * const [, p] = lp2lpZpk([], [-1], 1, { wo: 3 });
 * p.item(0).re; // -3
 */
export function lp2lpZpk(z: ArrayLike, p: ArrayLike, k: number, options: CutoffOptions = {}): ZpkTuple {
  checkOptions('lp2lpZpk', options, ['wo']);
  return zpkTuple(toLowpass(zpkOf('lp2lpZpk', z, p, k), options.wo ?? 1));
}

/**
 * A lowpass prototype turned to a highpass filter.
 *
 * @param z - zeros
 * @param p - poles
 * @param k - gain
 * @returns zeros, poles and gain
 * @throws ValueError when there are more zeros than poles
 * @example
 * const [z] = lp2hpZpk([], [-1], 1, { wo: 3 });
 * z.size; // 1
 */
export function lp2hpZpk(z: ArrayLike, p: ArrayLike, k: number, options: CutoffOptions = {}): ZpkTuple {
  checkOptions('lp2hpZpk', options, ['wo']);
  return zpkTuple(toHighpass(zpkOf('lp2hpZpk', z, p, k), options.wo ?? 1));
}

/**
 * A lowpass prototype turned to a bandpass filter.
 *
 * @param z - zeros
 * @param p - poles
 * @param k - gain
 * @returns zeros, poles and gain
 * @throws ValueError when there are more zeros than poles
 * @example
 * const [, p] = lp2bpZpk([], [-1], 1, { wo: 3, bw: 1 });
 * p.size; // 2
 */
export function lp2bpZpk(z: ArrayLike, p: ArrayLike, k: number, options: BandOptions = {}): ZpkTuple {
  checkOptions('lp2bpZpk', options, ['wo', 'bw']);
  return zpkTuple(toBandpass(zpkOf('lp2bpZpk', z, p, k), options.wo ?? 1, options.bw ?? 1));
}

/**
 * A lowpass prototype turned to a bandstop filter.
 *
 * @param z - zeros
 * @param p - poles
 * @param k - gain
 * @returns zeros, poles and gain
 * @throws ValueError when there are more zeros than poles
 * @example
 * const [z] = lp2bsZpk([], [-1], 1, { wo: 3, bw: 1 });
 * z.size; // 2
 */
export function lp2bsZpk(z: ArrayLike, p: ArrayLike, k: number, options: BandOptions = {}): ZpkTuple {
  checkOptions('lp2bsZpk', options, ['wo', 'bw']);
  return zpkTuple(toBandstop(zpkOf('lp2bsZpk', z, p, k), options.wo ?? 1, options.bw ?? 1));
}

/**
 * An analog filter turned to a digital one by Tustin's method, the bilinear transform.
 *
 * @param z - zeros
 * @param p - poles
 * @param k - gain
 * @param fs - the sampling rate
 * @returns zeros, poles and gain
 * @throws ValueError when there are more zeros than poles
 * @example
 * const [z] = bilinearZpk([], [-1], 1, 2);
 * z.item(0).re; // -1
 */
export function bilinearZpk(z: ArrayLike, p: ArrayLike, k: number, fs: number): ZpkTuple {
  return zpkTuple(toDigital(zpkOf('bilinearZpk', z, p, k), fs));
}
