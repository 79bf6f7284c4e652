/** The base of quasi-Monte Carlo engines: sequences of points that fill the unit cube more evenly than random ones. */
import { DTYPES } from '../../core/dtype.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { emptyArray, type NDArray } from '../../core/ndarray.js';
import { defaultRng, type Generator, type Seed } from '../../random/generator.js';

/** Options of the engines. */
export interface EngineOptions {
  /** Randomise the points, so that each is uniform and errors can be estimated? Default true. */
  scramble?: boolean;
  /** What the randomness comes from: a seed or a generator; by default the operating system's entropy. */
  rng?: Seed;
  /** The older name of `rng`. */
  seed?: Seed;
}

/** Checks a dimension. */
export function checkDimension(name: string, d: number, most = Infinity): number {
  if (!Number.isInteger(d) || d < 0)
    throw new ValueError(`${name}: d must be a non-negative integer, got ${describe(d)}`);
  if (d > most) throw new ValueError(`${name}: d must be at most ${most}, got ${d}`);
  return d;
}

/** A sequence of points in [0, 1)**d. */
export abstract class QMCEngine {
  /** The dimension. */
  readonly d: number;
  /** How many points were given or skipped. */
  numGenerated = 0;
  /** What the randomness comes from. */
  readonly rng: Generator;

  protected constructor(name: string, d: number, options: EngineOptions, known: readonly string[], most?: number) {
    checkOptions(name, options, ['scramble', 'rng', 'seed', ...known]);
    this.d = checkDimension(name, d, most);
    this.rng = defaultRng(options.rng ?? options.seed);
  }

  /** Writes the next `n` points, row by row. */
  protected abstract fill(out: Float64Array, n: number): void;

  /** An engine of the same kind with other randomness, at its beginning. */
  abstract withGenerator(rng: Generator): QMCEngine;

  /**
   * The next points.
   *
   * @param n - how many, 1 by default
   * @returns an array of shape (n, d)
   * @throws ValueError when that is no non-negative integer
   */
  random(n = 1): NDArray<'float64'> {
    if (!Number.isInteger(n) || n < 0)
      throw new ValueError(`random: n must be a non-negative integer, got ${describe(n)}`);
    const result = emptyArray(DTYPES.float64, [n, this.d]);
    const out = new Float64Array(n * this.d);
    this.fill(out, n);
    result.storage.set(out, result.offset);
    this.numGenerated += n;
    return result;
  }

  /** Go back to the first point, with the same randomness. Returns the engine itself. */
  reset(): this {
    this.numGenerated = 0;
    return this;
  }

  /**
   * Skip points.
   *
   * @param n - how many
   * @returns the engine itself
   * @throws ValueError when that is no non-negative integer
   */
  fastForward(n: number): this {
    if (!Number.isInteger(n) || n < 0) {
      throw new ValueError(`fastForward: n must be a non-negative integer, got ${describe(n)}`);
    }
    this.numGenerated += n;
    return this;
  }
}
