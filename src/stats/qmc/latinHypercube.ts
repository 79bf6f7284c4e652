/** Latin hypercube samples: of n points, each coordinate has one in each of n equal parts. */
import type { Generator } from '../../random/generator.js';
import { QMCEngine, type EngineOptions } from './engine.js';

/**
 * Latin hypercube sampling. Each call is a sample of its own.
 *
 * Source: M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21 (1979).
 *
 * @example
 * new LatinHypercube(2, { rng: 1 }).random(4).shape; // [4, 2]
 */
export class LatinHypercube extends QMCEngine {
  readonly #scramble: boolean;

  /**
   * @param d - the dimension
   * @param options - `scramble` (true: anywhere in a part, false: in its middle), `rng`
   */
  constructor(d: number, options: EngineOptions = {}) {
    super('LatinHypercube', d, options, []);
    this.#scramble = options.scramble ?? true;
  }

  withGenerator(rng: Generator): LatinHypercube {
    return new LatinHypercube(this.d, { scramble: this.#scramble, rng });
  }

  protected fill(out: Float64Array, n: number): void {
    if (this.#scramble) out.set(this.rng.random(out.length).data);
    else out.fill(0.5);
    for (let k = 0; k < this.d; k++) {
      const order = this.rng.permutation(n).data as Int32Array;
      for (let i = 0; i < n; i++) out[i * this.d + k] = (order[i]! + 1 - out[i * this.d + k]!) / n;
    }
  }
}
