// PCG64, the default bit generator: a 128-bit linear congruential generator with the XSL-RR output function. This file
// holds the state, seeding and skipping ahead (BigInt, rare); the inner loop is in pcg64Kernel.ts.

import { backend } from '../backends/backend.js';
import { DTypeError } from '../core/errors.js';
import { BlockBitGenerator, type BitGeneratorState, type JumpableBitGenerator } from './bitGenerator.js';
import { ZIGGURAT_PARALLEL_FROM, fillZigguratInParts } from './parallelZiggurat.js';
import { boundedUint32 } from './bounded.js';
import { HALVES_PARALLEL_FROM, fillHalvesInParts, type Interval } from './parallelHalves.js';
import { PARALLEL_FROM, fillDoublesInParts, type Scaling } from './parallelFill.js';
import { pcg64Kernel, type Pcg64Kernel } from './pcg64Kernel.js';
import { drawSingle, nextFloat, type ZigguratKind } from './ziggurat.js';
import type { SeedLike, SeedSequenceLike } from './seedSequence.js';

/** The state of a {@link PCG64}. */
export interface PCG64State extends BitGeneratorState {
  readonly bitGenerator: 'PCG64';
  /** The 128-bit state and the odd 128-bit increment, which names the stream. */
  readonly state: { readonly state: bigint; readonly inc: bigint };
  /** 1 if the upper half of a word waits for the next 32-bit draw. */
  readonly hasUint32: number;
  /** That upper half. */
  readonly uinteger: number;
}

const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
/** The length of a jump: 2**128 times (golden ratio - 1), made odd. */
const JUMP = 0x9e3779b97f4a7c15f39cc0605cedc835n;

const wrap = (value: bigint): bigint => BigInt.asUintN(128, value);

function readLimbs(core: Int32Array, first: number): bigint {
  let value = 0n;
  for (let i = 3; i >= 0; i--) value = (value << 32n) | BigInt(core[first + i]! >>> 0);
  return value;
}

function writeLimbs(core: Int32Array, first: number, value: bigint): void {
  for (let i = 0; i < 4; i++) core[first + i] = Number(BigInt.asIntN(32, value >> BigInt(32 * i)));
}

/** A whole number of draws as a bigint, or an error in the name of `method`. */
function wholeNumber(method: string, argument: string, value: number | bigint): bigint {
  if (typeof value === 'bigint') return value;
  if (!Number.isSafeInteger(value)) {
    throw new DTypeError(`${method}: ${argument} must be an integer (a bigint beyond 2**53), got ${value}`);
  }
  return BigInt(value);
}

/**
 * The bit generator PCG XSL RR 128/64: period 2**128, 2**127 streams, skipping ahead in logarithmic time. The stream
 * of a seed is bit for bit that of `numpy.random.PCG64`.
 *
 * Source: M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number
 * Generation", Harvey Mudd College HMC-CS-2014-0905 (2014). Skipping: F. B. Brown, "Random Number Generation with
 * Arbitrary Strides", Trans. Am. Nucl. Soc. 71 (1994).
 *
 * @example
 * const bits = new PCG64(42);
 * bits.nextDouble();            // 0.7739560485559633
 * bits.randomRaw(1);            // BigUint64Array [ 8095878257575067585n ]
 */
export class PCG64 extends BlockBitGenerator implements JumpableBitGenerator {
  protected readonly core = new Int32Array(8);
  readonly #kernel: Pcg64Kernel;

  /**
   * @param seed a non-negative integer, a list of them, a seed sequence, or nothing for entropy from the operating
   *   system
   * @throws ValueError for a negative seed, DTypeError for one that is not made of integers
   */
  constructor(seed?: SeedLike | SeedSequenceLike) {
    super(seed);
    this.#kernel = pcg64Kernel();
    const [stateHigh, stateLow, incHigh, incLow] = this.seedSeq.generateState(4, 'uint64');
    const start = (stateHigh! << 64n) | stateLow!;
    const inc = wrap((((incHigh! << 64n) | incLow!) << 1n) | 1n);
    writeLimbs(this.core, 0, wrap((inc + start) * MULTIPLIER + inc));
    writeLimbs(this.core, 4, inc);
  }

  protected generate(words: Int32Array, count: number): void {
    this.#kernel.words(this.core, words, count);
  }

  protected override generateDoubles(out: Float64Array, start: number, end: number): void {
    this.dropBlock();
    if (end - start >= PARALLEL_FROM && backend().capabilities.workers > 1) {
      fillDoublesInParts(this.core, skipper, out, start, end);
    } else this.#kernel.doubles(this.core, out, start, end);
  }

  fillZiggurat(kind: ZigguratKind, out: Float64Array | Float32Array, scaling: Scaling | null): number {
    if (out.length < ZIGGURAT_PARALLEL_FROM || backend().capabilities.workers < 2) return 0;
    const single = out instanceof Float32Array;
    const one = new Float32Array(1);
    let done = 0;
    while (out.length - done >= ZIGGURAT_PARALLEL_FROM) {
      // A half word that waits belongs to the next draw in single precision.
      if (single) while (this.hasSpare === 1 && done < out.length) out[done++] = drawSingle(kind, this, one, scaling);
      this.settle();
      const batch = fillZigguratInParts(kind, this.core, skipper, out.subarray(done), scaling);
      if (batch.done === 0) break;
      done += batch.done;
      if (single && batch.spare) {
        this.hasSpare = batch.spare.waits ? 1 : 0;
        this.spare = batch.spare.half;
      }
    }
    return done;
  }

  fillScaled(out: Float64Array, scaling: Scaling): boolean {
    if (out.length < PARALLEL_FROM || backend().capabilities.workers < 2) return false;
    this.settle();
    fillDoublesInParts(this.core, skipper, out, 0, out.length, scaling);
    return true;
  }

  fillHalves(out: Float32Array | Int32Array, interval: Interval | null): number {
    if (out.length < HALVES_PARALLEL_FROM || backend().capabilities.workers < 2) return 0;
    let first = 0;
    while (this.hasSpare === 1 && first < out.length) {
      out[first++] = interval === null ? nextFloat(this) : boundedUint32(this, interval.range) + interval.offset;
    }
    this.settle();
    const { done, spare } = fillHalvesInParts(this.core, skipper, out.subarray(first), interval);
    if (done > 0) this.spare = spare;
    return first + done;
  }

  protected fromSeed(seed: SeedSequenceLike): PCG64 {
    return new PCG64(seed);
  }

  /**
   * The state, as plain data. Assigning a state repeats the stream from there.
   *
   * @throws DTypeError if what is assigned is not the state of a PCG64
   * @example
   * const bits = new PCG64(1);
   * const before = bits.state;
   * const first = bits.nextDouble();
   * bits.state = before;
   * bits.nextDouble() === first;  // true
   */
  get state(): PCG64State {
    this.settle();
    return {
      bitGenerator: 'PCG64',
      state: { state: readLimbs(this.core, 0), inc: readLimbs(this.core, 4) },
      hasUint32: this.hasSpare,
      uinteger: this.spare >>> 0,
    };
  }

  set state(value: PCG64State) {
    if (value?.bitGenerator !== 'PCG64') {
      throw new DTypeError(`PCG64.state: state must be for a PCG64 RNG, got one for ${String(value?.bitGenerator)}`);
    }
    const { state, inc } = value.state ?? {};
    if (typeof state !== 'bigint' || typeof inc !== 'bigint') {
      throw new DTypeError('PCG64.state: state.state and state.inc must be bigints');
    }
    this.dropBlock();
    writeLimbs(this.core, 0, state);
    writeLimbs(this.core, 4, inc);
    this.hasSpare = value.hasUint32 ? 1 : 0;
    this.spare = value.uinteger | 0;
  }

  /**
   * Moves the stream on as if `delta` words of 64 bits had been drawn, and drops a waiting 32-bit half.
   *
   * @param delta how many words; modulo 2**128, so a negative one goes back
   * @returns this generator
   * @throws DTypeError if `delta` is not an integer
   * @example new PCG64(1).advance(1).nextDouble() // 0.9504636963259353, the second double of the stream
   */
  advance(delta: number | bigint): this {
    const steps = wrap(wholeNumber('PCG64.advance', 'delta', delta));
    this.settle();
    const [factor, term] = affinePower(MULTIPLIER, readLimbs(this.core, 4), steps);
    writeLimbs(this.core, 0, wrap(readLimbs(this.core, 0) * factor + term));
    this.hasSpare = 0;
    this.spare = 0;
    return this;
  }

  /**
   * A new generator, `jumps` times 210306068529402873165736369884012333109 words further on in the same stream. Its
   * seed sequence is a fresh one, as in NumPy.
   *
   * @param jumps how many jumps, 1 by default
   * @returns the new generator; this one stays where it is
   * @throws DTypeError if `jumps` is not an integer
   * @example const streams = [0, 1, 2].map((i) => new PCG64(7).jumped(i))
   */
  jumped(jumps: number | bigint = 1): PCG64 {
    const count = wholeNumber('PCG64.jumped', 'jumps', jumps);
    const other = new PCG64();
    other.state = this.state;
    return other.advance(JUMP * count);
  }
}

/** What moves states of the stream of `core` on by `draws` words. */
function skipper(core: Int32Array, draws: number): (core: Int32Array) => void {
  const [factor, term] = affinePower(MULTIPLIER, readLimbs(core, 4), BigInt(draws));
  return (state) => writeLimbs(state, 0, wrap(readLimbs(state, 0) * factor + term));
}

/** The map x -> factor * x + term that is x -> multiplier * x + increment applied `steps` times, modulo 2**128. */
function affinePower(multiplier: bigint, increment: bigint, steps: bigint): [factor: bigint, term: bigint] {
  let factor = 1n;
  let term = 0n;
  let squareFactor = multiplier;
  let squareTerm = increment;
  for (let rest = steps; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) {
      factor = wrap(factor * squareFactor);
      term = wrap(term * squareFactor + squareTerm);
    }
    squareTerm = wrap((squareFactor + 1n) * squareTerm);
    squareFactor = wrap(squareFactor * squareFactor);
  }
  return [factor, term];
}
