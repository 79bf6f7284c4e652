// PCG64, the default bit generator: a 128-bit linear congruential generator with the XSL-RR output function. This file
// says where its inner loop (pcg64Kernel.ts) and its parallel fills are; the rest is in pcg128.ts.

import { backend } from '../backends/backend.js';
import { nativeRandom } from '../backends/native/kernels/random.js';
import { ZIGGURAT_PARALLEL_FROM, fillZigguratInParts } from './parallelZiggurat.js';
import { boundedUint32 } from './bounded.js';
import { HALVES_PARALLEL_FROM, fillHalvesInParts, type Interval } from './parallelHalves.js';
import { NATIVE_PARALLEL_FROM, PARALLEL_FROM, fillDoublesInParts, type Scaling } from './parallelFill.js';
import { PCG64_MULTIPLIER, Pcg128, affinePower, readLimbs, wrap, writeLimbs, type Pcg128State } from './pcg128.js';
import { NATIVE_FROM, pcg64Kernel, type Pcg64Kernel } from './pcg64Kernel.js';
import { drawSingle, fillZigguratNatively, nextFloat, type ZigguratKind } from './ziggurat.js';
import type { SeedLike, SeedSequenceLike } from './seedSequence.js';

/** The state of a {@link PCG64}. */
export type PCG64State = Pcg128State<'PCG64'>;

/** Is a fill with doubles shared out on threads? */
function isShared(draws: number): boolean {
  if (draws < PARALLEL_FROM || backend().capabilities.workers < 2) return false;
  return draws >= NATIVE_PARALLEL_FROM || !nativeRandom();
}

/**
 * Are normal and exponential draws shared out? Threads make draws whose places are not known yet, and copy them: two gain nothing over one
 * compiled loop (1e7 normal draws: 31 ms on one, 30 to 50 on two), but over the loops in JavaScript, which single precision always takes.
 */
function isZigguratShared(out: Float64Array | Float32Array): boolean {
  const { workers } = backend().capabilities;
  if (workers < 2 || out.length < ZIGGURAT_PARALLEL_FROM) return false;
  return workers > 2 || out instanceof Float32Array || !nativeRandom();
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
 * bits.randomRaw(1);            // BigUint64Array(1) [ 8095878257575067585n ]
 */
export class PCG64 extends Pcg128<'PCG64'> {
  readonly #kernel: Pcg64Kernel;

  /**
   * @param seed a non-negative integer, a list of them, a seed sequence, or nothing for entropy from the operating
   *   system
   * @throws ValueError for a negative seed, DTypeError for one that is not made of integers
   */
  constructor(seed?: SeedLike | SeedSequenceLike) {
    super('PCG64', PCG64_MULTIPLIER, seed);
    this.#kernel = pcg64Kernel();
  }

  protected generate(words: Int32Array, count: number): void {
    this.#kernel.words(this.core, words, count);
  }

  protected override generateDoubles(out: Float64Array, start: number, end: number): void {
    this.dropBlock();
    if (isShared(end - start)) {
      fillDoublesInParts(this.core, skipper, out, start, end);
    } else this.#kernel.doubles(this.core, out, start, end);
  }

  fillZiggurat(kind: ZigguratKind, out: Float64Array | Float32Array, scaling: Scaling | null): number {
    if (!isZigguratShared(out)) {
      if (out instanceof Float32Array || out.length < NATIVE_FROM || !nativeRandom()) return 0;
      this.settle();
      return fillZigguratNatively(kind, this.core, this.#kernel.words, out, scaling) ? out.length : 0;
    }
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
    if (!isShared(out.length)) {
      const native = out.length < NATIVE_FROM ? undefined : nativeRandom();
      if (!native) return false;
      this.settle();
      native.doubles(this.core, out, 0, out.length, scaling[0], scaling[1]);
      return true;
    }
    this.settle();
    fillDoublesInParts(this.core, skipper, out, 0, out.length, scaling);
    return true;
  }

  fillHalves(out: Float32Array | Int32Array, interval: Interval | null): number {
    const { workers } = backend().capabilities;
    if (out.length < HALVES_PARALLEL_FROM || workers < 2) return 0;
    // One compiled loop makes integers in less time than two threads in JavaScript.
    if (interval !== null && workers < 4 && nativeRandom()) return 0;
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
}

/** What moves states of the stream of `core` on by `draws` words. */
function skipper(core: Int32Array, draws: number): (core: Int32Array) => void {
  const [factor, term] = affinePower(PCG64_MULTIPLIER, readLimbs(core, 4), BigInt(draws));
  return (state) => writeLimbs(state, 0, wrap(readLimbs(state, 0) * factor + term));
}
