/** Halton sequences: the digits of 0, 1, 2, ... in a prime base, mirrored at the point, one prime for each dimension. */
import type { Generator } from '../../random/generator.js';
import { QMCEngine, type EngineOptions } from './engine.js';

/** The first n primes. */
function primes(n: number): number[] {
  const found: number[] = [];
  for (let k = 2; found.length < n; k++) {
    if (found.every((p) => p * p > k || k % p !== 0)) found.push(k);
  }
  return found;
}

/** The mirrored digits of an integer. */
function mirrored(index: number, base: number): number {
  let value = 0;
  for (let scale = 1 / base, rest = index; rest > 0; scale /= base) {
    value += (rest % base) * scale;
    rest = Math.floor(rest / base);
  }
  return value;
}

/** The same with a permutation for each digit, leading zeros included. */
function permuted(index: number, base: number, permutations: readonly Int32Array[]): number {
  let value = 0;
  let scale = 1 / base;
  let rest = index;
  for (const permutation of permutations) {
    value += permutation[rest % base]! * scale;
    scale /= base;
    rest = Math.floor(rest / base);
  }
  return value;
}

/**
 * Halton's sequence.
 *
 * Sources: J. H. Halton, Numer. Math. 2 (1960); scrambling by random permutations of digits: A. B. Owen, "A randomized Halton algorithm in
 * R", arXiv:1706.02808 (2017).
 *
 * @example
 * new Halton(2, { scramble: false }).random(3).toArray(); // [[0, 0], [0.5, 0.333...], [0.25, 0.666...]]
 */
export class Halton extends QMCEngine {
  readonly #bases: readonly number[];
  readonly #permutations: readonly (readonly Int32Array[])[] | null;
  readonly #scramble: boolean;

  /**
   * @param d - the dimension
   * @param options - `scramble` (true), `rng`
   */
  constructor(d: number, options: EngineOptions = {}) {
    super('Halton', d, options, []);
    this.#scramble = options.scramble ?? true;
    this.#bases = primes(d);
    this.#permutations = this.#scramble
      ? this.#bases.map((base) => {
          // As many digits as a double distinguishes.
          const digits = Math.ceil(54 / Math.log2(base)) - 1;
          return Array.from({ length: digits }, () => this.rng.permutation(base).data as Int32Array);
        })
      : null;
  }

  withGenerator(rng: Generator): Halton {
    return new Halton(this.d, { scramble: this.#scramble, rng });
  }

  protected fill(out: Float64Array, n: number): void {
    const permutations = this.#permutations;
    for (let k = 0; k < this.d; k++) {
      const base = this.#bases[k]!;
      for (let i = 0; i < n; i++) {
        const index = this.numGenerated + i;
        out[i * this.d + k] = permutations === null ? mirrored(index, base) : permuted(index, base, permutations[k]!);
      }
    }
  }
}
