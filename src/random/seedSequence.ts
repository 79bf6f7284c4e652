// SeedSequence: turns any entropy (an integer, a list of integers, the operating system) into as many well mixed
// 32-bit words as a bit generator needs, and grows a tree of independent child sequences. Word for word NumPy's.

import { DTypeError, ValueError } from '../core/errors.js';

/** What a seed may be: a non-negative integer of any size, a list of such integers, or nothing (OS entropy). */
export type SeedLike = number | bigint | ArrayLike<number | bigint> | null | undefined;

/** The word sizes that {@link SeedSequence.generateState} gives. */
export type SeedWordDType = 'uint32' | 'uint64';

/** What a bit generator asks of its seed sequence. Any object with these methods may seed a bit generator. */
export interface SeedSequenceLike {
  generateState(nWords: number, dtype?: 'uint32'): Uint32Array;
  generateState(nWords: number, dtype: 'uint64'): BigUint64Array;
  /** Absent for sequences that cannot spawn. */
  spawn?(nChildren: number): SeedSequenceLike[];
}

/** Options of {@link SeedSequence}. */
export interface SeedSequenceOptions {
  /** Position in the tree of spawned sequences; set by `spawn`, seldom by hand. Default `[]`. */
  spawnKey?: ArrayLike<number | bigint>;
  /** Number of 32-bit words in the entropy pool, at least 4. Default 4. */
  poolSize?: number;
  /** How many children were spawned already; for rebuilding a stored sequence. Default 0. */
  nChildrenSpawned?: number;
}

const DEFAULT_POOL_SIZE = 4;
// Constants of O'Neill's seed_seq alternative (see the class comment).
const INIT_A = 0x43b0d7e5;
const MULT_A = 0x931e8875;
const INIT_B = 0x8b51f9dd;
const MULT_B = 0x58f38ded;
const MIX_LEFT = 0xca01f9dd;
const MIX_RIGHT = 0x4973f715;

/** Appends the 32-bit words of one non-negative integer, lowest first, to `words`. */
function appendWords(value: number | bigint, words: number[], argument: string): void {
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) {
      throw new DTypeError(`SeedSequence: ${argument} must be integer, got ${describe(value)}`);
    }
    if (value < 0) throw new ValueError(`SeedSequence: expected non-negative integer for ${argument}, got ${value}`);
    if (!Number.isSafeInteger(value)) {
      throw new ValueError(
        `SeedSequence: ${argument} ${value} is beyond 2**53 and not exact as a number, expected a bigint`,
      );
    }
    words.push(value >>> 0);
    if (value >= 2 ** 32) words.push(Math.floor(value / 2 ** 32));
    return;
  }
  if (typeof value !== 'bigint') {
    throw new DTypeError(`SeedSequence: ${argument} must be integer, got ${describe(value)}`);
  }
  if (value < 0n) throw new ValueError(`SeedSequence: expected non-negative integer for ${argument}, got ${value}`);
  let rest = value;
  do {
    words.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  } while (rest > 0n);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(describe).join(', ')}]`;
  return String(value);
}

function isSequence(value: unknown): value is ArrayLike<number | bigint> {
  return typeof value === 'object' && value !== null && typeof (value as { length?: unknown }).length === 'number';
}

function wordsOf(value: number | bigint | ArrayLike<number | bigint>, argument: string): number[] {
  const words: number[] = [];
  if (isSequence(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (isSequence(item)) throw new DTypeError('SeedSequence does not accept nested sequences.');
      appendWords(item as number | bigint, words, `${argument}[${i}]`);
    }
  } else {
    appendWords(value, words, argument);
  }
  return words;
}

function osEntropy(nWords: number): bigint {
  const words = crypto.getRandomValues(new Uint32Array(nWords));
  let value = 0n;
  for (const word of words) value = (value << 32n) | BigInt(word);
  return value;
}

function checkCount(method: string, argument: string, value: number): void {
  if (!Number.isInteger(value)) throw new DTypeError(`${method}: ${argument} must be an integer, got ${value}`);
  if (value < 0) throw new ValueError(`${method}: ${argument} must be non-negative, got ${value}`);
}

/**
 * Mixes sources of entropy in a reproducible way, to set the initial state of independent and very probably
 * non-overlapping bit generators.
 *
 * Source: M. E. O'Neill, "Developing a seed_seq Alternative" (2015),
 * https://www.pcg-random.org/posts/developing-a-seed_seq-alternative.html, with NumPy's spawn keys. The words are
 * those of `numpy.random.SeedSequence` (1.19 and later).
 *
 * @example
 * const sequence = new SeedSequence(12345);
 * sequence.generateState(2);               // Uint32Array(2) [ 2688385916, 3048105090 ]
 * const [a, b] = sequence.spawn(2);        // seeds for two independent generators
 */
export class SeedSequence implements SeedSequenceLike {
  /** The entropy given, or the integer drawn from the operating system: keep it to repeat a run. */
  readonly entropy: number | bigint | ArrayLike<number | bigint>;
  /** Position in the tree of spawned sequences. */
  readonly spawnKey: readonly (number | bigint)[];
  /** Number of 32-bit words in the pool. */
  readonly poolSize: number;
  #nChildrenSpawned: number;
  readonly #pool: Uint32Array;

  /**
   * @param entropy a non-negative integer (number up to 2**53, bigint of any size), a list of them, or nothing for
   *   128 bits from the operating system
   * @param options see {@link SeedSequenceOptions}
   * @throws ValueError if an integer is negative or the pool has fewer than 4 words; DTypeError if the entropy is not
   *   made of integers
   */
  constructor(entropy?: SeedLike, options: SeedSequenceOptions = {}) {
    const { spawnKey = [], poolSize = DEFAULT_POOL_SIZE, nChildrenSpawned = 0 } = options;
    checkCount('SeedSequence', 'poolSize', poolSize);
    if (poolSize < DEFAULT_POOL_SIZE) {
      throw new ValueError(
        `SeedSequence: The size of the entropy pool should be at least ${DEFAULT_POOL_SIZE}, got poolSize ${poolSize}`,
      );
    }
    checkCount('SeedSequence', 'nChildrenSpawned', nChildrenSpawned);
    const given = entropy ?? osEntropy(poolSize);
    const isInteger = typeof given === 'bigint' || (typeof given === 'number' && Number.isInteger(given));
    if (!isInteger && !isSequence(given)) {
      throw new DTypeError(`SeedSequence expects int or sequence of ints for entropy not ${describe(given)}`);
    }
    this.entropy = given;
    this.spawnKey = Array.from(spawnKey);
    this.poolSize = poolSize;
    this.#nChildrenSpawned = nChildrenSpawned;

    const words = wordsOf(given, 'entropy');
    const keyWords = wordsOf(this.spawnKey, 'spawnKey');
    // A spawn key must never be mistaken for entropy: entropy is filled up to the pool's size before it.
    if (keyWords.length > 0) while (words.length < poolSize) words.push(0);
    this.#pool = mixEntropy(words.concat(keyWords), poolSize);
  }

  /** How many children this sequence has spawned. */
  get nChildrenSpawned(): number {
    return this.#nChildrenSpawned;
  }

  /**
   * The words with which a bit generator seeds itself. The same call gives the same words: nothing is consumed.
   *
   * @param nWords how many words
   * @param dtype 'uint32' (default) or 'uint64'; a 64-bit word is two consecutive 32-bit words, the lower first
   * @returns a Uint32Array or BigUint64Array of length `nWords`
   * @throws ValueError if `nWords` is negative or `dtype` is another type
   * @example new SeedSequence(0).generateState(1, 'uint64') // BigUint64Array(1) [ 15793235383387715774n ]
   */
  generateState(nWords: number, dtype?: 'uint32'): Uint32Array;
  generateState(nWords: number, dtype: 'uint64'): BigUint64Array;
  generateState(nWords: number, dtype: SeedWordDType = 'uint32'): Uint32Array | BigUint64Array {
    checkCount('SeedSequence.generateState', 'nWords', nWords);
    if (dtype !== 'uint32' && dtype !== 'uint64') {
      throw new ValueError(`SeedSequence.generateState: only support uint32 or uint64, got dtype ${describe(dtype)}`);
    }
    const words = new Uint32Array(dtype === 'uint64' ? 2 * nWords : nWords);
    let hash = INIT_B;
    for (let i = 0; i < words.length; i++) {
      let value = this.#pool[i % this.poolSize]! ^ hash;
      hash = Math.imul(hash, MULT_B);
      value = Math.imul(value, hash);
      words[i] = value ^ (value >>> 16);
    }
    if (dtype === 'uint32') return words;
    return BigUint64Array.from({ length: nWords }, (_, i) => {
      return (BigInt(words[2 * i + 1]!) << 32n) | BigInt(words[2 * i]!);
    });
  }

  /**
   * Child sequences, each independent of its siblings and of this one; a second call goes on where the first ended.
   *
   * @param nChildren how many children
   * @returns the children, in order
   * @throws ValueError if `nChildren` is negative
   * @example new SeedSequence(1).spawn(2).map((s) => s.spawnKey) // [ [ 0 ], [ 1 ] ]
   */
  spawn(nChildren: number): SeedSequence[] {
    checkCount('SeedSequence.spawn', 'nChildren', nChildren);
    const first = this.#nChildrenSpawned;
    this.#nChildrenSpawned += nChildren;
    return Array.from({ length: nChildren }, (_, i) => {
      return new SeedSequence(this.entropy, { spawnKey: [...this.spawnKey, first + i], poolSize: this.poolSize });
    });
  }
}

/** Spreads every bit of `entropy` over all words of a fresh pool. */
function mixEntropy(entropy: readonly number[], poolSize: number): Uint32Array {
  let hash = INIT_A;
  const hashed = (word: number): number => {
    const xored = word ^ hash;
    hash = Math.imul(hash, MULT_A);
    const product = Math.imul(xored, hash);
    return product ^ (product >>> 16);
  };
  const mixed = (x: number, y: number): number => {
    const difference = Math.imul(MIX_LEFT, x) - Math.imul(MIX_RIGHT, y);
    return difference ^ ((difference >>> 0) >>> 16);
  };
  const pool = new Uint32Array(poolSize);
  for (let i = 0; i < poolSize; i++) pool[i] = hashed(entropy[i] ?? 0);
  for (let source = 0; source < poolSize; source++) {
    for (let target = 0; target < poolSize; target++) {
      if (source !== target) pool[target] = mixed(pool[target]!, hashed(pool[source]!));
    }
  }
  for (const word of entropy.slice(poolSize)) {
    for (let target = 0; target < poolSize; target++) pool[target] = mixed(pool[target]!, hashed(word));
  }
  return pool;
}

/** Is this a seed sequence rather than entropy for one? */
export function isSeedSequence(seed: unknown): seed is SeedSequenceLike {
  return typeof seed === 'object' && seed !== null && 'generateState' in seed;
}
