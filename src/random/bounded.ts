// Unbiased integers in a closed range [0, range], from as few bits as NumPy takes: Lemire's multiplication for 8, 16,
// 32 and 64 bits, masked rejection for shuffles, single bits for booleans. All are raw: no offsets, no checks.

import type { BitGenerator } from './bitGenerator.js';
import { fillBounded32Natively } from './nativeBounded.js';

const TWO_32 = 2 ** 32;
const MAX_UINT32 = TWO_32 - 1;
const MAX_UINT64 = 0xffffffffffffffffn;

/** The upper 32 bits of the product of two integers in [0, 2**32), given its lower 32 bits. */
export function upperHalf(a: number, b: number, lower: number): number {
  // The rounding error of a * b is at most 2**10, so the quotient rounds to the right integer.
  return ((a * b - lower) * 2 ** -32 + 0.5) >>> 0;
}

/**
 * One integer in [0, range], by 32-bit draws; none for range 0.
 *
 * Source: D. Lemire, "Fast Random Integer Generation in an Interval", ACM Trans. Model. Comput. Simul. 29(1) (2019),
 * https://arxiv.org/abs/1805.10941.
 *
 * @param bits the stream to draw from
 * @param range the largest result, an integer in [0, 2**32)
 * @example boundedUint32(new PCG64(1), 9) // 4
 */
export function boundedUint32(bits: BitGenerator, range: number): number {
  if (range === 0) return 0;
  if (range === MAX_UINT32) return bits.nextUint32();
  const count = range + 1;
  let word = bits.nextUint32();
  let lower = Math.imul(word, count) >>> 0;
  if (lower < count) {
    const threshold = (MAX_UINT32 - range) % count;
    while (lower < threshold) {
      word = bits.nextUint32();
      lower = Math.imul(word, count) >>> 0;
    }
  }
  return upperHalf(word, count, lower);
}

/** How many 32-bit draws are taken at a time. A block never holds more draws than results are missing. */
const BLOCK = 1024;

/**
 * Fills `out` with integers in [0, range], the same as so many calls of {@link boundedUint32}.
 *
 * @param bits the stream to draw from
 * @param out receives one integer an element, as a signed one where it is 2**31 or more
 * @param range the largest result, an integer in [0, 2**32)
 * @param offset what is added to each, modulo 2**32
 * @returns `out`
 * @example fillBoundedUint32(new PCG64(1), new Int32Array(3), 9)
 */
export function fillBoundedUint32(bits: BitGenerator, out: Int32Array, range: number, offset = 0): Int32Array {
  if (range === 0) return out.fill(offset);
  if (range === MAX_UINT32) {
    bits.fillUint32(out, out.length);
    if (offset !== 0) for (let i = 0; i < out.length; i++) out[i] = out[i]! + offset;
    return out;
  }
  const done = bits.fillHalves?.(out, { offset, range }) ?? 0;
  if (fillBounded32Natively(bits, out, done, range, offset)) return out;
  const count = range + 1;
  const threshold = (MAX_UINT32 - range) % count;
  const words = new Int32Array(Math.min(BLOCK, out.length));
  for (let i = done; i < out.length;) {
    const block = Math.min(words.length, out.length - i);
    bits.fillUint32(words, block);
    for (let k = 0; k < block; k++) {
      const word = words[k]! >>> 0;
      const lower = Math.imul(word, count) >>> 0;
      if (lower >= threshold) out[i++] = upperHalf(word, count, lower) + offset;
    }
  }
  return out;
}

/**
 * Fills `out` with the partners of one step after another of a shuffle: out[k] is an integer in [0, first - k], the
 * same as {@link randomInterval} gives in turn.
 *
 * @param bits the stream to draw from
 * @param out receives the partners
 * @param count how many; at most `first`, so that every interval has two values or more
 * @param first the largest value of the first interval, below 2**32
 */
export function fillShufflePartners(bits: BitGenerator, out: Int32Array, count: number, first: number): void {
  const words = new Int32Array(Math.min(BLOCK, count));
  let max = first;
  let mask = -1 >>> Math.clz32(max);
  for (let i = 0; i < count;) {
    const block = Math.min(words.length, count - i);
    bits.fillUint32(words, block);
    for (let k = 0; k < block; k++) {
      const value = (words[k]! & mask) >>> 0;
      if (value > max) continue;
      out[i++] = value;
      max--;
      if (mask >>> 1 >= max) mask >>>= 1;
    }
  }
}

/**
 * A source of 1-, 8- or 16-bit pieces of 32-bit draws, lowest piece first. NumPy keeps the rest of a draw only within
 * one call, so make one for each call.
 */
export class SmallDraws {
  #word = 0;
  #left = 0;
  readonly #bits: BitGenerator;
  readonly #width: 1 | 8 | 16;
  readonly #mask: number;

  /**
   * @param bits the stream to draw from
   * @param width bits in a piece
   */
  constructor(bits: BitGenerator, width: 1 | 8 | 16) {
    this.#bits = bits;
    this.#width = width;
    this.#mask = 2 ** width - 1;
  }

  /** The next piece, an integer in [0, 2**width). */
  next(): number {
    if (this.#left === 0) {
      this.#word = this.#bits.nextUint32() | 0;
      this.#left = 32 / this.#width - 1;
    } else {
      this.#word >>>= this.#width;
      this.#left--;
    }
    return this.#word & this.#mask;
  }

  /**
   * One integer in [0, range], range < 2**width, by Lemire's method; none is drawn for range 0. With width 1, one bit.
   *
   * @param range the largest result
   */
  bounded(range: number): number {
    if (range === 0) return 0;
    if (range === this.#mask) return this.next();
    const count = range + 1;
    let product = Math.imul(this.next(), count);
    if ((product & this.#mask) < count) {
      const threshold = (this.#mask - range) % count;
      while ((product & this.#mask) < threshold) product = Math.imul(this.next(), count);
    }
    return product >>> this.#width;
  }
}

/**
 * Integers in [0, range] for ranges of up to 64 bits, as two 32-bit halves. Ranges that fit into 32 bits take 32-bit
 * draws, as NumPy's `random_bounded_uint64` does.
 */
export class BoundedUint64 {
  /** The lower half of the last draw, in [0, 2**32). */
  low = 0;
  /** The upper half of the last draw, in [0, 2**32). */
  high = 0;
  readonly #bits: BitGenerator;
  #range = -1n;
  #small = 0;
  #kind: 'small' | 'full' | 'large' = 'small';
  // range + 1 in halves, and the number of lower products to refuse, when 64-bit draws are needed
  #countLow = 0;
  #countHigh = 0;
  #thresholdLow = -1;
  #thresholdHigh = 0;

  /**
   * @param bits the stream to draw from
   * @param range the largest result, in [0, 2**64); {@link setRange} changes it
   */
  constructor(bits: BitGenerator, range: bigint) {
    this.#bits = bits;
    this.setRange(range);
  }

  /** Sets the largest result of the next draws. */
  setRange(range: bigint): void {
    if (range === this.#range) return;
    this.#range = range;
    if (range <= 0xffffffffn) {
      this.#kind = 'small';
      this.#small = Number(range);
      return;
    }
    this.#kind = range === MAX_UINT64 ? 'full' : 'large';
    const count = range + 1n;
    this.#countLow = Number(count & 0xffffffffn);
    this.#countHigh = Number((count >> 32n) & 0xffffffffn);
    this.#thresholdLow = -1;
  }

  /** Draws; the result is in {@link low} and {@link high}. */
  draw(): void {
    if (this.#kind === 'small') {
      this.low = boundedUint32(this.#bits, this.#small);
      this.high = 0;
    } else if (this.#kind === 'full') {
      this.low = this.#bits.nextUint64() >>> 0;
      this.high = this.#bits.high >>> 0;
    } else {
      this.#drawLarge();
    }
  }

  #drawLarge(): void {
    const countLow = this.#countLow;
    const countHigh = this.#countHigh;
    for (;;) {
      const low = this.#bits.nextUint64() >>> 0;
      const high = this.#bits.high >>> 0;
      // The 128-bit product (high, low) * (countHigh, countLow): 64 lower bits decide, 64 upper bits are the result.
      const p00 = Math.imul(low, countLow) >>> 0;
      const p01 = Math.imul(low, countHigh) >>> 0;
      const p10 = Math.imul(high, countLow) >>> 0;
      const p11 = Math.imul(high, countHigh) >>> 0;
      const column1 = upperHalf(low, countLow, p00) + p01 + p10;
      const column2 =
        upperHalf(low, countHigh, p01) + upperHalf(high, countLow, p10) + p11 + Math.floor(column1 / TWO_32);
      this.low = column2 >>> 0;
      this.high = (upperHalf(high, countHigh, p11) + Math.floor(column2 / TWO_32)) >>> 0;
      if (!this.#refused(column1 >>> 0, p00)) return;
    }
  }

  /** Whether the lower 64 bits of a product are below 2**64 modulo (range + 1). */
  #refused(high: number, low: number): boolean {
    // range + 1 is a quick upper bound of the threshold, whose computation takes a division.
    if (high > this.#countHigh || (high === this.#countHigh && low >= this.#countLow)) return false;
    if (this.#thresholdLow < 0) {
      const threshold = (MAX_UINT64 - this.#range) % (this.#range + 1n);
      this.#thresholdLow = Number(threshold & 0xffffffffn);
      this.#thresholdHigh = Number(threshold >> 32n);
    }
    return high < this.#thresholdHigh || (high === this.#thresholdHigh && low < this.#thresholdLow);
  }
}

/**
 * One integer in [0, max] for a `max` of up to 2**53 - 1, by Lemire's method: 32-bit draws if `max` fits into 32 bits,
 * 64-bit draws otherwise. NumPy's `random_bounded_uint64`, as `choice` uses it.
 *
 * @param bits the stream to draw from
 * @param max the largest result
 * @example boundedInteger(new PCG64(1), 5) // 2
 */
export function boundedInteger(bits: BitGenerator, max: number): number {
  if (max <= MAX_UINT32) return boundedUint32(bits, max);
  const draws = new BoundedUint64(bits, BigInt(max));
  draws.draw();
  return draws.high * TWO_32 + draws.low;
}

/**
 * One integer in [0, max] by masked rejection: draws of the bits of `max`, repeated while above it. NumPy's
 * `random_interval`, as `shuffle` and `permutation` use it.
 *
 * @param bits the stream to draw from
 * @param max the largest result, an integer in [0, 2**53)
 * @example randomInterval(new PCG64(1), 5) // 3
 */
export function randomInterval(bits: BitGenerator, max: number): number {
  if (max === 0) return 0;
  if (max <= MAX_UINT32) {
    const mask = -1 >>> Math.clz32(max);
    for (;;) {
      const value = (bits.nextUint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }
  const maskHigh = -1 >>> Math.clz32(Math.floor(max / TWO_32));
  for (;;) {
    const low = bits.nextUint64() >>> 0;
    const value = ((bits.high & maskHigh) >>> 0) * TWO_32 + low;
    if (value <= max) return value;
  }
}
