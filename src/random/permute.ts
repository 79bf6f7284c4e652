// Shuffling in place and random permutations: Fisher and Yates's algorithm over masked-rejection integers.

import { ValueError } from '../core/errors.js';
import { fillShufflePartners, randomInterval } from './bounded.js';
import type { BitGenerator } from './bitGenerator.js';

/** Anything whose elements can be read and written by index. */
interface Indexable<E> {
  readonly length: number;
  [index: number]: E;
}

/** How many steps of a shuffle are drawn at a time. */
const BLOCK = 1024;

/**
 * Calls `swap(i, j)` for every exchange of a shuffle of `n` things, i from n - 1 down to 1 and j in [0, i]; calls with
 * i === j are left out. For shuffling rows, strided data or several arrays alike.
 *
 * Source: R. Durstenfeld, "Algorithm 235: Random Permutation", Commun. ACM 7 (1964). The draws are those of NumPy's
 * `Generator.shuffle`.
 *
 * @param bits the stream to draw from
 * @param n how many things, a non-negative integer
 * @param swap exchanges things i and j
 * @example
 * const rows = [[1, 2], [3, 4], [5, 6]];
 * shuffleSwaps(new PCG64(1), 3, (i, j) => ([rows[i], rows[j]] = [rows[j], rows[i]]));
 */
export function shuffleSwaps(bits: BitGenerator, n: number, swap: (i: number, j: number) => void): void {
  for (let i = n - 1; i > 0; i--) {
    const j = randomInterval(bits, i);
    if (i !== j) swap(i, j);
  }
}

/**
 * Shuffles an array or typed array in place, as NumPy's `Generator.shuffle` does a 1-d array.
 *
 * @param bits the stream to draw from
 * @param values is put into random order
 * @returns `values`
 * @example shuffle(new PCG64(1), Int32Array.of(1, 2, 3, 4, 5)) // [ 5, 1, 2, 3, 4 ]
 */
export function shuffle<T extends Indexable<unknown>>(bits: BitGenerator, values: T): T {
  const elements: Indexable<unknown> = values;
  const partners = new Int32Array(Math.min(BLOCK, elements.length));
  for (let last = elements.length - 1; last > 0; last -= partners.length) {
    const count = Math.min(partners.length, last);
    fillShufflePartners(bits, partners, count, last);
    for (let k = 0; k < count; k++) {
      const i = last - k;
      const j = partners[k]! >>> 0;
      const kept = elements[j];
      elements[j] = elements[i];
      elements[i] = kept;
    }
  }
  return values;
}

/**
 * The integers 0 to n - 1 in random order, as NumPy's `Generator.permutation(n)`.
 *
 * @param bits the stream to draw from
 * @param n how many integers, in [0, 2**31)
 * @returns an Int32Array of length `n`
 * @throws ValueError if `n` is not such an integer
 * @example permutation(new PCG64(1), 5) // [ 4, 0, 1, 2, 3 ]
 */
export function permutation(bits: BitGenerator, n: number): Int32Array {
  if (!Number.isInteger(n) || n < 0 || n >= 2 ** 31) {
    throw new ValueError(`permutation: x must be an integer in [0, 2**31), got ${n}`);
  }
  const values = new Int32Array(n);
  for (let i = 0; i < n; i++) values[i] = i;
  return shuffle(bits, values);
}
