/** Sobol' sequences: sums of direction numbers over the field of two elements, evenly spread in blocks of 2**m points. */
import { ValueError, describe } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import type { Generator } from '../../random/generator.js';
import { QMCEngine, type EngineOptions } from './engine.js';
import { MOST_DIMENSIONS, directionNumbers } from './sobolNumbers.js';

/** Options of `Sobol`. */
export interface SobolOptions extends EngineOptions {
  /** Binary digits of a coordinate, up to 32; there are 2**bits points. Default 30. */
  bits?: number;
}

/** Is the number of one-bits odd? */
function parity(value: number): number {
  let x = value ^ (value >>> 16);
  x ^= x >>> 8;
  x ^= x >>> 4;
  return (0x6996 >>> (x & 15)) & 1;
}

/**
 * Sobol's sequence, in the order of the Gray code.
 *
 * Sources: I. M. Sobol', USSR Comput. Math. Math. Phys. 7 (1967); I. A. Antonov and V. M. Saleev, ibid. 19 (1979); scrambling by random
 * triangular matrices and a shift: J. Matousek, "On the L2-discrepancy for anchored boxes", J. Complexity 14 (1998).
 *
 * @example
 * new Sobol(2, { scramble: false }).randomBase2(2).toArray(); // [[0, 0], [0.5, 0.5], [0.75, 0.25], [0.25, 0.75]]
 */
export class Sobol extends QMCEngine {
  /** Binary digits of a coordinate. */
  readonly bits: number;
  readonly #scramble: boolean;
  readonly #numbers: readonly Uint32Array[];
  readonly #shift: Uint32Array;

  /**
   * @param d - the dimension, up to 160
   * @param options - `scramble` (true), `bits` (30), `rng`
   */
  constructor(d: number, options: SobolOptions = {}) {
    super('Sobol', d, options, ['bits'], MOST_DIMENSIONS);
    const { scramble = true, bits = 30 } = options;
    if (!Number.isInteger(bits) || bits < 1 || bits > 32) {
      throw new ValueError(`Sobol: bits must be an integer from 1 to 32, got ${describe(bits)}`);
    }
    this.bits = bits;
    this.#scramble = scramble;
    this.#numbers = directionNumbers(Math.max(d, 1), bits);
    this.#shift = new Uint32Array(d);
    if (scramble) this.#randomise();
  }

  withGenerator(rng: Generator): Sobol {
    return new Sobol(this.d, { scramble: this.#scramble, bits: this.bits, rng });
  }

  /** Multiplies the numbers of each dimension by a random lower triangular matrix of bits, and draws a shift. */
  #randomise(): void {
    const { bits } = this;
    const words = (n: number): Uint32Array =>
      this.rng.integers(0, 2 ** bits, n, { dtype: 'uint32' }).data as Uint32Array;
    this.#shift.set(words(this.d));
    for (let k = 0; k < this.d; k++) {
      const numbers = this.#numbers[k]!;
      // Row r: digit r of a number and random ones of the digits above it.
      const rows = words(bits).map((word, r) => {
        const digit = 2 ** (bits - 1 - r);
        return ((word & ~(2 * digit - 1)) | digit) >>> 0;
      });
      for (let j = 0; j < bits; j++) {
        const old = numbers[j]!;
        let value = 0;
        for (let r = 0; r < bits; r++) if (parity(old & rows[r]!)) value += 2 ** (bits - 1 - r);
        numbers[j] = value;
      }
    }
  }

  protected fill(out: Float64Array, n: number): void {
    const first = this.numGenerated;
    const most = 2 ** this.bits;
    if (first + n > most) {
      throw new ValueError(
        `Sobol: At most 2**${this.bits} = ${most} distinct points can be generated, ${first} were and ${n} are asked for`,
      );
    }
    if (first === 0 && n > 0 && (n & (n - 1)) !== 0) {
      globalThis.process?.emitWarning?.("Sobol: The balance properties of Sobol' points require n to be a power of 2.");
    }
    const scale = 1 / most;
    const gray = first ^ Math.floor(first / 2);
    for (let k = 0; k < this.d; k++) {
      const numbers = this.#numbers[k]!;
      let point = this.#shift[k]!;
      for (let j = 0; j < this.bits; j++) if ((gray >>> j) & 1) point ^= numbers[j]!;
      for (let i = 0; i < n; i++) {
        out[i * this.d + k] = (point >>> 0) * scale;
        // The Gray codes of an index and the next differ in the bit that is the lowest zero of the index.
        point ^= numbers[31 - Math.clz32(~(first + i) & (first + i + 1))] ?? 0;
      }
    }
  }

  /**
   * The next 2**m points.
   *
   * @param m - the exponent
   * @returns an array of shape (2**m, d)
   * @throws ValueError when the number of all points so far would be no power of 2
   */
  randomBase2(m: number): NDArray<'float64'> {
    if (!Number.isInteger(m) || m < 0) {
      throw new ValueError(`randomBase2: m must be a non-negative integer, got ${describe(m)}`);
    }
    const total = this.numGenerated + 2 ** m;
    if ((total & (total - 1)) !== 0) {
      throw new ValueError(
        `randomBase2: The balance properties of Sobol' points require n to be a power of 2. ${this.numGenerated} points have been ` +
          `previously generated, then: n=${this.numGenerated}+2**${m}=${total}. If you still want to do this, use 'random'`,
      );
    }
    return this.random(2 ** m);
  }
}
