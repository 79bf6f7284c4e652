// Philox, a counter-based generator: its words are an encryption of 0, 1, 2, ..., so that any place in the stream is as
// near as any other.

import { DTypeError, ValueError } from '../core/errors.js';
import {
  BlockBitGenerator,
  checkStateName,
  wholeNumber,
  type BitGeneratorState,
  type JumpableBitGenerator,
} from './bitGenerator.js';
import type { SeedLike, SeedSequenceLike } from './seedSequence.js';
import { multiply64, readWord, writeWord, type Product128 } from './wordArithmetic.js';

/** The state of a {@link Philox}. */
export interface PhiloxState extends BitGeneratorState {
  readonly bitGenerator: 'Philox';
  /** The 256-bit counter and the 128-bit key, lowest words first. */
  readonly state: { readonly counter: BigUint64Array; readonly key: BigUint64Array };
  /** The four words made last. */
  readonly buffer: BigUint64Array;
  /** How many of them were used. */
  readonly bufferPos: number;
  /** 1 if the upper half of a word waits for the next 32-bit draw. */
  readonly hasUint32: number;
  /** That upper half. */
  readonly uinteger: number;
}

/** Options of {@link Philox}: they set the key and the counter themselves. */
export interface PhiloxOptions {
  /** The key, in place of a seed: an integer in [0, 2**128), or its two 64-bit words, the lower first. */
  key?: number | bigint | readonly (number | bigint)[] | BigUint64Array;
  /** Where in the stream to start, in steps of four words: an integer in [0, 2**256), or its four words. Default 0. */
  counter?: number | bigint | readonly (number | bigint)[] | BigUint64Array;
}

// Multipliers of the two halves and what is added to the key from round to round.
const M0_LOW = 0xe14c6c93;
const M0_HIGH = 0xd2e7470e;
const M1_LOW = 0x95121157;
const M1_HIGH = 0xca5a8263;
const W0_LOW = 0x7f4a7c15;
const W0_HIGH = 0x9e3779b9;
const W1_LOW = 0x84caa73b;
const W1_HIGH = 0xbb67ae85;
const DOWN = 2 ** -32;

// Where the parts of the state lie in `core`.
const COUNTER = 0;
const KEY = 8;
const BUFFER = 12;
const POSITION = 20;

/** An integer or its 64-bit words as so many words. */
function wordsOf(name: string, value: NonNullable<PhiloxOptions['key']>, count: number): bigint[] {
  if (typeof value === 'number' || typeof value === 'bigint') {
    const whole = wholeNumber('Philox', name, value);
    if (whole < 0n || whole >= 1n << BigInt(64 * count)) {
      throw new ValueError(`Philox: ${name} must be positive and less than 2**${64 * count}, got ${value}`);
    }
    return Array.from({ length: count }, (_, i) => BigInt.asUintN(64, whole >> BigInt(64 * i)));
  }
  const words = Array.from(value as ArrayLike<number | bigint>, (word) => wholeNumber('Philox', name, word));
  if (words.length !== count || words.some((word) => word < 0n || word >= 1n << 64n)) {
    throw new ValueError(`Philox: ${name} must be an integer or ${count} 64-bit words, got ${String(words)}`);
  }
  return words;
}

/**
 * The bit generator Philox 4x64 with 10 rounds: period 2**258 for each of 2**128 keys. Bit for bit `numpy.random.Philox`.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC11 (2011).
 *
 * @example
 * new Philox(42).randomRaw(1); // BigUint64Array(1) [ 1587852024645073290n ]
 * const streams = [0, 1, 2].map((rank) => new Philox(undefined, { key: [rank, 2024] }));
 */
export class Philox extends BlockBitGenerator implements JumpableBitGenerator {
  /** Counter (8 limbs), key (4), buffer (8), and how many words of the buffer were used. */
  protected readonly core = new Int32Array(POSITION + 1);

  /**
   * @param seed a non-negative integer, a list of them, a seed sequence, or nothing for entropy from the operating
   *   system; with `key`, nothing
   * @param options `key`, `counter`
   * @throws ValueError for a negative seed, a seed and a key, or a key or counter out of range
   */
  constructor(seed?: SeedLike | SeedSequenceLike, options: PhiloxOptions = {}) {
    const { key, counter = 0 } = options;
    const keyed = key !== undefined;
    if (keyed && seed !== undefined && seed !== null) throw new ValueError('Philox: seed and key cannot be both used');
    super(keyed ? 0 : seed);
    const words = keyed ? wordsOf('key', key, 2) : [...this.seedSeq.generateState(2, 'uint64')];
    words.forEach((word, i) => writeWord(this.core, KEY + 2 * i, word));
    wordsOf('counter', counter, 4).forEach((word, i) => writeWord(this.core, COUNTER + 2 * i, word));
    this.core[POSITION] = 4;
  }

  protected fromSeed(seed: SeedSequenceLike): Philox {
    return new Philox(seed);
  }

  protected generate(words: Int32Array, count: number): void {
    const { core } = this;
    const product: Product128 = { p0: 0, p1: 0, p2: 0, p3: 0 };
    let position = core[POSITION]!;
    for (let i = 0; i < 2 * count; i += 2) {
      if (position === 4) {
        encrypt(core, product);
        position = 0;
      }
      words[i] = core[BUFFER + 2 * position]!;
      words[i + 1] = core[BUFFER + 2 * position + 1]!;
      position++;
    }
    core[POSITION] = position;
  }

  /**
   * The state, as plain data. Assigning a state repeats the stream from there.
   *
   * @throws DTypeError if what is assigned is not the state of a Philox
   */
  get state(): PhiloxState {
    this.settle();
    const read = (first: number, count: number): BigUint64Array =>
      BigUint64Array.from({ length: count }, (_, i) => readWord(this.core, first + 2 * i));
    return {
      bitGenerator: 'Philox',
      state: { counter: read(COUNTER, 4), key: read(KEY, 2) },
      buffer: read(BUFFER, 4),
      bufferPos: this.core[POSITION]!,
      hasUint32: this.hasSpare,
      uinteger: this.spare >>> 0,
    };
  }

  set state(value: PhiloxState) {
    checkStateName('Philox', value);
    const { counter, key } = value.state ?? {};
    const { buffer, bufferPos } = value;
    const isWords = (words: unknown, length: number): boolean =>
      words instanceof BigUint64Array && words.length === length;
    if (!isWords(counter, 4) || !isWords(key, 2) || !isWords(buffer, 4)) {
      throw new DTypeError('Philox.state: counter, key and buffer must be BigUint64Arrays of 4, 2 and 4 words');
    }
    if (![0, 1, 2, 3, 4].includes(bufferPos)) {
      throw new ValueError(`Philox.state: bufferPos must be 0 to 4, got ${bufferPos}`);
    }
    this.dropBlock();
    [...counter, ...key, ...buffer].forEach((word, i) => writeWord(this.core, 2 * i, word));
    this.core[POSITION] = bufferPos;
    this.hasSpare = value.hasUint32 ? 1 : 0;
    this.spare = value.uinteger | 0;
  }

  /**
   * Moves the counter on by `delta`, that is the stream by four times as many words, and drops the rest of the current
   * four words and a waiting 32-bit half.
   *
   * @param delta how many steps, modulo 2**256
   * @returns this generator
   * @throws DTypeError if `delta` is not an integer
   */
  advance(delta: number | bigint): this {
    const steps = wholeNumber('Philox.advance', 'delta', delta);
    this.settle();
    let counter = 0n;
    for (let i = 3; i >= 0; i--) counter = (counter << 64n) | readWord(this.core, COUNTER + 2 * i);
    counter = BigInt.asUintN(256, counter + steps);
    for (let i = 0; i < 4; i++) writeWord(this.core, COUNTER + 2 * i, BigInt.asUintN(64, counter >> BigInt(64 * i)));
    this.core.fill(0, BUFFER, POSITION);
    this.core[POSITION] = 4;
    this.hasSpare = 0;
    this.spare = 0;
    return this;
  }

  /**
   * A new generator with the counter `jumps` times 2**128 further on.
   *
   * @param jumps how many jumps, 1 by default
   * @returns the new generator; this one stays where it is
   * @throws DTypeError if `jumps` is not an integer
   */
  jumped(jumps: number | bigint = 1): Philox {
    const count = wholeNumber('Philox.jumped', 'jumps', jumps);
    const other = new Philox();
    other.state = this.state;
    return other.advance(count << 128n);
  }
}

/** Adds one to the counter and writes its encryption to the buffer. */
function encrypt(core: Int32Array, product: Product128): void {
  for (let i = COUNTER; i < KEY; i++) if ((core[i] = core[i]! + 1) !== 0) break;
  let a0 = core[0]! >>> 0;
  let a1 = core[1]! >>> 0;
  let b0 = core[2]! >>> 0;
  let b1 = core[3]! >>> 0;
  let c0 = core[4]! >>> 0;
  let c1 = core[5]! >>> 0;
  let d0 = core[6]! >>> 0;
  let d1 = core[7]! >>> 0;
  let k0 = core[KEY]! >>> 0;
  let k1 = core[KEY + 1]! >>> 0;
  let l0 = core[KEY + 2]! >>> 0;
  let l1 = core[KEY + 3]! >>> 0;
  for (let round = 0; round < 10; round++) {
    if (round > 0) {
      const k = k0 + W0_LOW;
      k1 = (k1 + W0_HIGH + ((k * DOWN) >>> 0)) >>> 0;
      k0 = k >>> 0;
      const l = l0 + W1_LOW;
      l1 = (l1 + W1_HIGH + ((l * DOWN) >>> 0)) >>> 0;
      l0 = l >>> 0;
    }
    multiply64(product, a0, a1, M0_LOW, M0_HIGH);
    const { p0, p1, p2, p3 } = product;
    multiply64(product, c0, c1, M1_LOW, M1_HIGH);
    a0 = (product.p2 ^ b0 ^ k0) >>> 0;
    a1 = (product.p3 ^ b1 ^ k1) >>> 0;
    b0 = product.p0;
    b1 = product.p1;
    c0 = (p2 ^ d0 ^ l0) >>> 0;
    c1 = (p3 ^ d1 ^ l1) >>> 0;
    d0 = p0;
    d1 = p1;
  }
  core[BUFFER] = a0;
  core[BUFFER + 1] = a1;
  core[BUFFER + 2] = b0;
  core[BUFFER + 3] = b1;
  core[BUFFER + 4] = c0;
  core[BUFFER + 5] = c1;
  core[BUFFER + 6] = d0;
  core[BUFFER + 7] = d1;
}
