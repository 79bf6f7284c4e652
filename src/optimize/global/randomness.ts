/** Random numbers for the stochastic methods, from `rng` or `seed`. */
import { ValueError } from '../../core/errors.js';
import { Generator, defaultRng, type Seed } from '../../random/index.js';

/** Options of methods that draw random numbers. */
export interface Seeded {
  /** A generator, or a seed for one. */
  rng?: Generator | Seed | null;
  /** The same under its older name. */
  seed?: Generator | Seed | null;
}

/** Draws plain numbers, in blocks from the generator. */
export class RandomNumbers {
  private block: Float64Array = new Float64Array(0);
  private at = 0;
  constructor(readonly generator: Generator) {}

  /** Uniform in [0, 1). */
  random(): number {
    if (this.at === this.block.length) {
      this.block = this.generator.random(256).data as Float64Array;
      this.at = 0;
    }
    return this.block[this.at++]!;
  }

  /** Uniform between two numbers. */
  uniform(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /** A whole number from 0 to n - 1. */
  integer(n: number): number {
    return Math.min(n - 1, Math.floor(this.random() * n));
  }

  /** Standard normal, by the polar method (G. Marsaglia and T. Bray, 1964). */
  normal(): number {
    for (;;) {
      const [a, b] = [2 * this.random() - 1, 2 * this.random() - 1];
      const s = a * a + b * b;
      if (s > 0 && s < 1) return a * Math.sqrt((-2 * Math.log(s)) / s);
    }
  }

  /** Shuffle in place. */
  shuffle(list: { length: number; [index: number]: number }): void {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [list[i], list[j]] = [list[j]!, list[i]!];
    }
  }
}

/** The numbers that options ask for. */
export function randomOf(functionName: string, { rng, seed }: Seeded): RandomNumbers {
  if (rng !== undefined && rng !== null && seed !== undefined && seed !== null) {
    throw new ValueError(`${functionName}: give rng or seed, not both`);
  }
  const given = rng ?? seed;
  return new RandomNumbers(given instanceof Generator ? given : defaultRng(given ?? undefined));
}
