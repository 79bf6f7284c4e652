// Choosing from 0 .. populationSize - 1: uniformly without replacement (Floyd's set or a tail shuffle, by NumPy's rule)
// and with given probabilities, with or without replacement. Uniform choice with replacement is fillIntegers.

import { DTypeError, ValueError } from '../core/errors.js';
import { boundedInteger } from './bounded.js';
import type { BitGenerator } from './bitGenerator.js';

/** Indices: 32-bit integers while the population has at most 2**31 members, 64-bit ones beyond. */
export type ChoiceIndices = Int32Array | BigInt64Array;

type WorkArray = Int32Array | Float64Array;

const INT32_POPULATION = 2 ** 31;

function checkSizes(populationSize: number, size: number): void {
  if (!Number.isSafeInteger(size)) throw new DTypeError(`choice: size must be an integer, got ${size}`);
  if (size < 0) throw new ValueError(`choice: negative dimensions are not allowed, got size ${size}`);
  if (!Number.isSafeInteger(populationSize)) {
    throw new DTypeError(`choice: a must be a sequence or an integer, got ${populationSize}`);
  }
  if (populationSize <= 0 && size !== 0) {
    throw new ValueError(
      `choice: a must be a positive integer unless no samples are taken, got a population of ${populationSize}`,
    );
  }
}

/** Shuffles data[first] .. data[n - 1] against everything before them. */
function shuffleTail(bits: BitGenerator, data: WorkArray, first: number): void {
  for (let i = data.length - 1; i >= first; i--) {
    const j = boundedInteger(bits, i);
    const kept = data[j]!;
    data[j] = data[i]!;
    data[i] = kept;
  }
}

/** A set of integers in [0, populationSize): flags while they are cheap, a hash set beyond. */
function indexSet(populationSize: number, size: number): { add(value: number): boolean } {
  if (populationSize <= 64 * size + 10_000) {
    const seen = new Uint8Array(populationSize);
    return {
      add(value) {
        if (seen[value] === 1) return false;
        seen[value] = 1;
        return true;
      },
    };
  }
  const seen = new Set<number>();
  return {
    add(value) {
      if (seen.has(value)) return false;
      seen.add(value);
      return true;
    },
  };
}

/**
 * `size` different integers from [0, populationSize), each subset alike, as NumPy's
 * `Generator.choice(populationSize, size, replace=False)`.
 *
 * Source: R. W. Floyd in J. Bentley, "Programming Pearls: A Sample of Brilliance", Commun. ACM 30 (1987). NumPy shuffles
 * the tail of the whole population instead if that has more than 10,000 members and the sample takes more than a 50th
 * of them (a 20th with `shuffle` false).
 *
 * @param bits the stream to draw from
 * @param populationSize how many integers to choose from, up to 2**53 - 1
 * @param size how many to choose
 * @param shuffle whether the order is random too; without, only the set is. Default true.
 * @returns the integers chosen
 * @throws ValueError if the sample is larger than the population or a size is negative
 * @example choiceWithoutReplacement(new PCG64(1), 10, 3) // [ 4, 3, 7 ]
 */
export function choiceWithoutReplacement(
  bits: BitGenerator,
  populationSize: number,
  size: number,
  shuffle = true,
): ChoiceIndices {
  checkSizes(populationSize, size);
  if (size > populationSize) {
    throw new ValueError(
      'choice: Cannot take a larger sample than population when replace is False, ' +
        `got size ${size} of ${populationSize}`,
    );
  }
  const make = (n: number): WorkArray => (populationSize <= INT32_POPULATION ? new Int32Array(n) : new Float64Array(n));
  const cutoff = shuffle ? 50 : 20;
  if (populationSize > 10_000 && size > Math.floor(populationSize / cutoff)) {
    const all = make(populationSize);
    for (let i = 0; i < populationSize; i++) all[i] = i;
    shuffleTail(bits, all, Math.max(populationSize - size, 1));
    return asIndices(all.slice(populationSize - size));
  }
  const chosen = make(size);
  const seen = indexSet(populationSize, size);
  for (let i = 0; i < size; i++) {
    const last = populationSize - size + i;
    const value = boundedInteger(bits, last);
    if (seen.add(value)) chosen[i] = value;
    else {
      seen.add(last);
      chosen[i] = last;
    }
  }
  if (shuffle) shuffleTail(bits, chosen, 1);
  return asIndices(chosen);
}

function asIndices(work: WorkArray): ChoiceIndices {
  return work instanceof Int32Array ? work : BigInt64Array.from(work, (value) => BigInt(value));
}

/** Kahan's compensated sum. */
function kahanSum(values: ArrayLike<number>): number {
  let sum = values.length > 0 ? values[0]! : 0;
  let compensation = 0;
  for (let i = 1; i < values.length; i++) {
    const term = values[i]! - compensation;
    const next = sum + term;
    compensation = next - sum - term;
    sum = next;
  }
  return sum;
}

/** Cumulative probabilities, ending at exactly 1. */
function cumulative(p: Float64Array): Float64Array {
  const out = new Float64Array(p.length);
  let sum = 0;
  for (let i = 0; i < p.length; i++) out[i] = sum += p[i]!;
  for (let i = 0; i < p.length; i++) out[i] = out[i]! / sum;
  return out;
}

/** The number of elements of the ascending `cdf` that are at most `u`. */
function searchRight(cdf: Float64Array, u: number): number {
  let from = 0;
  let to = cdf.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (u < cdf[middle]!) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * Integers from [0, p.length) drawn with the probabilities `p`, as NumPy's `Generator.choice(n, size, p=p)`: inversion
 * of the cumulative sum, one double a draw. Without replacement, repeated values are drawn again with the probabilities
 * of the values found so far set to 0.
 *
 * @param bits the stream to draw from
 * @param p probabilities, non-negative, adding up to 1 within 1.5e-8
 * @param size how many to draw
 * @param replace whether a value may come twice. Default true.
 * @param tolerance how far from 1 the sum may be; the square root of float32's epsilon for float32 data
 * @returns the integers drawn
 * @throws ValueError if `p` is not a list of probabilities, or has fewer non-zero entries than `size` without
 *   replacement
 * @example choiceWithProbabilities(new PCG64(1), [0.1, 0.2, 0.7], 4) // [ 2, 2, 1, 2 ]
 */
export function choiceWithProbabilities(
  bits: BitGenerator,
  p: ArrayLike<number>,
  size: number,
  replace = true,
  tolerance = Math.sqrt(Number.EPSILON),
): Int32Array {
  checkSizes(p.length, size);
  checkProbabilities(p, tolerance);
  const chosen = new Int32Array(size);
  const weights = Float64Array.from(p);
  if (replace) {
    const cdf = cumulative(weights);
    for (let i = 0; i < size; i++) chosen[i] = searchRight(cdf, bits.nextDouble());
    return chosen;
  }
  if (size > p.length) {
    throw new ValueError(
      `choice: Cannot take a larger sample than population when replace is False, got size ${size} of ${p.length}`,
    );
  }
  const possible = weights.reduce((count, weight) => (weight > 0 ? count + 1 : count), 0);
  if (possible < size) {
    throw new ValueError(`choice: Fewer non-zero entries in p than size, got ${possible} for size ${size}`);
  }
  const found = new Uint8Array(p.length);
  for (let n = 0; n < size;) {
    const cdf = cumulative(weights);
    for (let missing = size - n; missing > 0; missing--) {
      const value = searchRight(cdf, bits.nextDouble());
      if (found[value] === 1) continue;
      found[value] = 1;
      chosen[n++] = value;
    }
    for (let i = 0; i < n; i++) weights[chosen[i]!] = 0;
  }
  return chosen;
}

function checkProbabilities(p: ArrayLike<number>, tolerance: number): void {
  const sum = kahanSum(p);
  if (Number.isNaN(sum)) throw new ValueError('choice: Probabilities contain NaN');
  for (let i = 0; i < p.length; i++) {
    if (p[i]! < 0) throw new ValueError(`choice: Probabilities are not non-negative, got p[${i}] = ${p[i]}`);
  }
  if (Math.abs(sum - 1) > tolerance) throw new ValueError(`choice: Probabilities do not sum to 1, their sum is ${sum}`);
}
