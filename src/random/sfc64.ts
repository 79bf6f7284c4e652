// SFC64, a small fast chaotic generator with a counter.

import { DTypeError } from '../core/errors.js';
import { BlockBitGenerator, checkStateName, type BitGeneratorState } from './bitGenerator.js';
import type { SeedLike, SeedSequenceLike } from './seedSequence.js';
import { readWord, writeWord } from './wordArithmetic.js';

/** The state of an {@link SFC64}. */
export interface SFC64State extends BitGeneratorState {
  readonly bitGenerator: 'SFC64';
  /** Three words of state and the counter. */
  readonly state: { readonly state: BigUint64Array };
  /** 1 if the upper half of a word waits for the next 32-bit draw. */
  readonly hasUint32: number;
  /** That upper half. */
  readonly uinteger: number;
}

const DOWN = 2 ** -32;

/**
 * The bit generator SFC64: 256 bits of state, a period of at least 2**64. Bit for bit `numpy.random.SFC64`.
 *
 * Source: C. Doty-Humphrey, PractRand, http://pracrand.sourceforge.net/RNG_engines.txt.
 *
 * @example
 * new SFC64(42).randomRaw(1); // BigUint64Array(1) [ 9775594601838723485n ]
 */
export class SFC64 extends BlockBitGenerator {
  /** a, b, c and the counter, two limbs each, the lower first. */
  protected readonly core = new Int32Array(8);

  /**
   * @param seed a non-negative integer, a list of them, a seed sequence, or nothing for entropy from the operating
   *   system
   * @throws ValueError for a negative seed, DTypeError for one that is not made of integers
   */
  constructor(seed?: SeedLike | SeedSequenceLike) {
    super(seed);
    this.seedSeq.generateState(3, 'uint64').forEach((word, i) => writeWord(this.core, 2 * i, word));
    this.core[6] = 1;
    this.generate(new Int32Array(24), 12);
  }

  protected fromSeed(seed: SeedSequenceLike): SFC64 {
    return new SFC64(seed);
  }

  protected generate(words: Int32Array, count: number): void {
    const { core } = this;
    let aLow = core[0]!;
    let aHigh = core[1]!;
    let bLow = core[2]!;
    let bHigh = core[3]!;
    let cLow = core[4]!;
    let cHigh = core[5]!;
    let nLow = core[6]!;
    let nHigh = core[7]!;
    for (let i = 0; i < 2 * count; i += 2) {
      // a + b + counter; the sum of the three lower limbs carries up to 2.
      const sum = (aLow >>> 0) + (bLow >>> 0) + (nLow >>> 0);
      const low = sum | 0;
      const high = (aHigh + bHigh + nHigh + ((sum * DOWN) | 0)) | 0;
      nLow = (nLow + 1) | 0;
      if (nLow === 0) nHigh = (nHigh + 1) | 0;
      aLow = bLow ^ ((bLow >>> 11) | (bHigh << 21));
      aHigh = bHigh ^ (bHigh >>> 11);
      const shifted = (cLow << 3) >>> 0;
      const bSum = (cLow >>> 0) + shifted;
      bLow = bSum | 0;
      bHigh = (cHigh + ((cHigh << 3) | (cLow >>> 29)) + ((bSum * DOWN) | 0)) | 0;
      const turnedLow = ((cLow << 24) | (cHigh >>> 8)) >>> 0;
      const turnedHigh = (cHigh << 24) | (cLow >>> 8);
      const cSum = turnedLow + (low >>> 0);
      cLow = cSum | 0;
      cHigh = (turnedHigh + high + ((cSum * DOWN) | 0)) | 0;
      words[i] = low;
      words[i + 1] = high;
    }
    core[0] = aLow;
    core[1] = aHigh;
    core[2] = bLow;
    core[3] = bHigh;
    core[4] = cLow;
    core[5] = cHigh;
    core[6] = nLow;
    core[7] = nHigh;
  }

  /**
   * The state, as plain data. Assigning a state repeats the stream from there.
   *
   * @throws DTypeError if what is assigned is not the state of an SFC64
   */
  get state(): SFC64State {
    this.settle();
    return {
      bitGenerator: 'SFC64',
      state: { state: BigUint64Array.from([0, 2, 4, 6], (first) => readWord(this.core, first)) },
      hasUint32: this.hasSpare,
      uinteger: this.spare >>> 0,
    };
  }

  set state(value: SFC64State) {
    checkStateName('SFC64', value);
    const words = value.state?.state;
    if (!(words instanceof BigUint64Array) || words.length !== 4) {
      throw new DTypeError('SFC64.state: state.state must be a BigUint64Array of 4 words');
    }
    this.dropBlock();
    words.forEach((word, i) => writeWord(this.core, 2 * i, word));
    this.hasSpare = value.hasUint32 ? 1 : 0;
    this.spare = value.uinteger | 0;
  }
}
