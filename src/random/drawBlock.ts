// A block of words drawn ahead from a bit generator, for samplers that take one word for nearly every number: their
// loops read the block directly and fall back on this reader where a number takes more.

import { MAX_BLOCK, type BitGenerator } from './bitGenerator.js';

/** What a sampler of single numbers draws from: a bit generator or a block of its words. */
export type WordSource = Pick<BitGenerator, 'high' | 'nextUint32' | 'nextUint64' | 'nextDouble'>;

const BLOCK = MAX_BLOCK;

/**
 * Words of one width, drawn ahead. A block never holds more words than numbers are missing, and each number takes at
 * least one, so that nothing is left over at the end.
 */
export class DrawBlock implements WordSource {
  /** The words: 32-bit draws, or lower and upper halves of 64-bit draws in turn. */
  readonly words: Int32Array;
  /** Where the next word lies. */
  position = 0;
  /** Where the block ends. */
  limit = 0;
  high = 0;
  readonly #bits: BitGenerator;
  readonly #lanes: 1 | 2;

  /**
   * @param bits the stream to draw from
   * @param width bits in a draw
   * @param total how many numbers will be made
   */
  constructor(bits: BitGenerator, width: 32 | 64, total: number) {
    this.#bits = bits;
    this.#lanes = width === 64 ? 2 : 1;
    this.words = new Int32Array(this.#lanes * Math.min(BLOCK, total));
  }

  /** Draws the next block, when the last one is used up; `missing` numbers are still to be made. Returns `limit`. */
  refill(missing: number): number {
    const count = Math.min(BLOCK, missing);
    if (this.#lanes === 2) this.#bits.fillUint64(this.words, count);
    else this.#bits.fillUint32(this.words, count);
    this.position = 0;
    this.limit = this.#lanes * count;
    return this.limit;
  }

  nextUint64(): number {
    if (this.position < this.limit) {
      const at = this.position;
      this.position = at + 2;
      this.high = this.words[at + 1]!;
      return this.words[at]!;
    }
    const low = this.#bits.nextUint64();
    this.high = this.#bits.high;
    return low;
  }

  nextUint32(): number {
    if (this.position < this.limit) return this.words[this.position++]! >>> 0;
    return this.#bits.nextUint32();
  }

  nextDouble(): number {
    const low = this.nextUint64();
    return this.#bits.doubleOf(low, this.high);
  }
}
