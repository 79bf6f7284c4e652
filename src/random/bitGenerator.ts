// The seam between bit generators (PCG64, PCG64DXSM, MT19937, Philox, SFC64) and the samplers: the
// interface that a sampler draws from, and the base class of the generators that make 64 bits at a time.

import { DTypeError, ValueError } from '../core/errors.js';
import { SeedSequence, isSeedSequence, type SeedLike, type SeedSequenceLike } from './seedSequence.js';

/** A bit generator's state as plain data; each generator extends it with its own fields. */
export interface BitGeneratorState {
  /** The class name of the generator that the state belongs to. */
  readonly bitGenerator: string;
}

/**
 * A stream of random bits. Samplers read it through the four `next...` methods; which methods a sampler calls, and in
 * what order, decides its numbers, so samplers call exactly those that NumPy's samplers call.
 */
export interface BitGenerator {
  /** The upper 32 bits (as a signed integer) of the last {@link nextUint64}. */
  readonly high: number;
  /** The seed sequence that this generator was made from. */
  readonly seedSeq: SeedSequenceLike;
  /** The complete state: assigning it back repeats the stream. */
  state: BitGeneratorState;
  /** The next 32 bits, as an integer in [0, 2**32). */
  nextUint32(): number;
  /** The next 64 bits: returns the lower 32 as a signed integer and leaves the upper 32 in {@link high}. */
  nextUint64(): number;
  /** The next double in [0, 1), a multiple of 2**-53. */
  nextDouble(): number;
  /**
   * The double that {@link nextDouble} makes of 64 bits drawn ahead, given the lower and upper 32 as {@link nextUint64} gives
   * them.
   */
  doubleOf(low: number, high: number): number;
  /** Writes `end - start` doubles to `out`, the same as so many calls of {@link nextDouble}. */
  fillDoubles(out: Float64Array, start: number, end: number): void;
  /**
   * Writes `count` 32-bit draws to `out`, from index 0, as signed integers: the same as so many calls of
   * {@link nextUint32}.
   */
  fillUint32(out: Int32Array, count: number): void;
  /**
   * Writes `count` 64-bit draws to `out` as lower and upper halves in turn, from index 0, as signed integers: the same
   * as so many calls of {@link nextUint64}, but that {@link high} stays.
   */
  fillUint64(out: Int32Array, count: number): void;
  /**
   * Fills the beginning of `out` on several threads, where the generator can and it pays: the same numbers as one thread
   * draws. Returns how many.
   */
  fillZiggurat?(
    kind: 'normal' | 'exponential',
    out: Float64Array | Float32Array,
    scaling: readonly [offset: number, factor: number] | null,
  ): number;
  /** The same for `offset + factor * u` with doubles u in [0, 1): all of `out` or nothing. */
  fillScaled?(out: Float64Array, scaling: readonly [offset: number, factor: number]): boolean;
  /** The same for what takes one 32-bit draw an element: single-precision numbers in [0, 1), or integers of an interval. */
  fillHalves?(out: Float32Array | Int32Array, interval: { offset: number; range: number } | null): number;
  /** The next `n` unsigned 64-bit words as they come from the generator. */
  randomRaw(n: number): BigUint64Array;
  /** `n` generators of the same kind on independent streams, seeded by the children of {@link seedSeq}. */
  spawn(n: number): BitGenerator[];
}

/** A bit generator that can skip ahead. */
export interface JumpableBitGenerator extends BitGenerator {
  /** Moves the stream on by `delta` draws of 64 bits, and back for a negative one. Returns the generator itself. */
  advance(delta: number | bigint): this;
  /** A new generator, `jumps` times a very long way further on in the same stream. */
  jumped(jumps?: number | bigint): JumpableBitGenerator;
}

/** Throws unless a state belongs to the generator of that name. */
export function checkStateName(name: string, value: BitGeneratorState | undefined): void {
  if (value?.bitGenerator !== name) {
    throw new DTypeError(`${name}.state: state must be for a ${name} RNG, got one for ${String(value?.bitGenerator)}`);
  }
}

/** A whole number of draws as a bigint, or an error in the name of `method`. */
export function wholeNumber(method: string, argument: string, value: number | bigint): bigint {
  if (typeof value === 'bigint') return value;
  if (!Number.isSafeInteger(value)) {
    throw new DTypeError(`${method}: ${argument} must be an integer (a bigint beyond 2**53), got ${value}`);
  }
  return BigInt(value);
}

const FIRST_BLOCK = 16;

/** The largest number of 64-bit words that a generator makes at a time. */
export const MAX_BLOCK = 2048;

/**
 * Base class of the generators whose unit is 64 bits. It makes words in blocks (16 at first, then up to 2048) and hands
 * them out one by one; single draws, bulk fills and reading the state may be mixed freely, the stream is the same.
 *
 * A subclass keeps its state in {@link core} and writes the next words in {@link generate}. The base replays the
 * current block when it has to know the state in the middle of it.
 *
 * 32-bit draws take the lower half of a word and keep the upper half for the next 32-bit draw, which 64-bit draws in
 * between leave alone: NumPy's rule for PCG64, PCG64DXSM, Philox and SFC64.
 */
export abstract class BlockBitGenerator implements BitGenerator {
  high = 0;
  readonly seedSeq: SeedSequenceLike;
  /** The state after the last word of the current block. */
  protected abstract readonly core: Int32Array;
  /** 1 while the upper half of a word waits for the next 32-bit draw. */
  protected hasSpare: 0 | 1 = 0;
  /** That upper half; as in NumPy it stays visible after it was used. */
  protected spare = 0;
  /** The current block, as lower and upper halves in turn. */
  #words = new Int32Array(0);
  #position = 0;
  #limit = 0;
  #coreAtBlock = new Int32Array(0);

  protected constructor(seed: SeedLike | SeedSequenceLike) {
    this.seedSeq = isSeedSequence(seed) ? seed : new SeedSequence(seed);
  }

  /**
   * Writes the next `count` words to `words` as lower and upper halves in turn, from index 0, and moves {@link core} on.
   * `count` is at most `MAX_BLOCK`.
   */
  protected abstract generate(words: Int32Array, count: number): void;

  /** A generator of the same kind from another seed. */
  protected abstract fromSeed(seed: SeedSequenceLike): BlockBitGenerator;

  abstract state: BitGeneratorState;

  nextUint64(): number {
    let position = this.#position;
    if (position === this.#limit) {
      this.#refill();
      position = 0;
    }
    this.#position = position + 2;
    const words = this.#words;
    this.high = words[position + 1]!;
    return words[position]!;
  }

  nextUint32(): number {
    if (this.hasSpare === 1) {
      this.hasSpare = 0;
      return this.spare >>> 0;
    }
    const low = this.nextUint64();
    this.hasSpare = 1;
    this.spare = this.high;
    return low >>> 0;
  }

  nextDouble(): number {
    const low = this.nextUint64();
    return ((this.high >>> 0) * 0x200000 + (low >>> 11)) * 2 ** -53;
  }

  doubleOf(low: number, high: number): number {
    return ((high >>> 0) * 0x200000 + (low >>> 11)) * 2 ** -53;
  }

  fillDoubles(out: Float64Array, start: number, end: number): void {
    let i = start;
    // First what is left of the current block.
    const words = this.#words;
    let position = this.#position;
    for (const limit = this.#limit; i < end && position < limit; i++, position += 2) {
      out[i] = ((words[position + 1]! >>> 0) * 0x200000 + (words[position]! >>> 11)) * 2 ** -53;
    }
    this.#position = position;
    if (end - i > FIRST_BLOCK) this.generateDoubles(out, i, end);
    else while (i < end) out[i++] = this.nextDouble();
  }

  /** Fills from fresh words, past the block; a subclass may know a faster way. */
  protected generateDoubles(out: Float64Array, start: number, end: number): void {
    for (let i = start; i < end; i++) out[i] = this.nextDouble();
  }

  fillUint32(out: Int32Array, count: number): void {
    let i = 0;
    if (this.hasSpare === 1 && count > 0) {
      this.hasSpare = 0;
      out[i++] = this.spare;
    }
    // The halves of whole words in turn: first what is left of the current block, then straight from the generator.
    const words = this.#words;
    let position = this.#position;
    for (const limit = this.#limit; count - i > 1 && position < limit; i += 2, position += 2) {
      out[i] = words[position]!;
      out[i + 1] = words[position + 1]!;
    }
    this.#position = position;
    while (count - i > 2 * FIRST_BLOCK) {
      const whole = Math.min(MAX_BLOCK, (count - i) >> 1);
      this.dropBlock();
      this.generate(i === 0 ? out : out.subarray(i), whole);
      i += 2 * whole;
    }
    if (i > 1) this.spare = out[i - 1]!;
    while (i < count) out[i++] = this.nextUint32() | 0;
  }

  fillUint64(out: Int32Array, count: number): void {
    const words = this.#words;
    let i = 0;
    let position = this.#position;
    const end = 2 * count;
    for (const limit = this.#limit; i < end && position < limit; i++, position++) out[i] = words[position]!;
    this.#position = position;
    while (end - i > 2 * FIRST_BLOCK) {
      const whole = Math.min(MAX_BLOCK, (end - i) >> 1);
      this.dropBlock();
      this.generate(i === 0 ? out : out.subarray(i), whole);
      i += 2 * whole;
    }
    for (; i < end; i += 2) {
      out[i] = this.nextUint64();
      out[i + 1] = this.high;
    }
  }

  randomRaw(n: number): BigUint64Array {
    if (!Number.isInteger(n) || n < 0) {
      throw new ValueError(`randomRaw: n must be a non-negative integer, got ${n}`);
    }
    const out = new BigUint64Array(n);
    for (let i = 0; i < n; i++) {
      const low = this.nextUint64() >>> 0;
      out[i] = (BigInt(this.high >>> 0) << 32n) | BigInt(low);
    }
    return out;
  }

  spawn(n: number): this[] {
    if (this.seedSeq.spawn === undefined) {
      throw new DTypeError('spawn: The underlying SeedSequence does not implement spawning.');
    }
    if (!Number.isInteger(n) || n < 0) {
      throw new ValueError(`spawn: n_children must be non-negative, got ${n}`);
    }
    return this.seedSeq.spawn(n).map((child) => this.fromSeed(child) as this);
  }

  /** Makes {@link core} the state after the last word handed out, and drops the rest of the block. */
  protected settle(): void {
    if (this.#position < this.#limit) {
      this.core.set(this.#coreAtBlock);
      const used = this.#position / 2;
      if (used > 0) this.generate(this.#words, used);
    }
    this.dropBlock();
  }

  /** Forgets the current block; for use after {@link core} was set anew. */
  protected dropBlock(): void {
    this.#position = 0;
    this.#limit = 0;
  }

  #refill(): void {
    const size = Math.min(MAX_BLOCK, Math.max(FIRST_BLOCK, 2 * this.#words.length));
    if (this.#words.length < 2 * size) this.#words = new Int32Array(2 * size);
    if (this.#coreAtBlock.length === 0) this.#coreAtBlock = this.core.slice();
    else this.#coreAtBlock.set(this.core);
    this.generate(this.#words, size);
    this.#position = 0;
    this.#limit = 2 * size;
  }
}
