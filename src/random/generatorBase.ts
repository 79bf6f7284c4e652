// What every random generator has: the bit generator underneath, and its text.

import { DTypeError, describe } from '../core/errors.js';
import type { BitGenerator } from './bitGenerator.js';

/** Is this something that samplers can draw from? */
export function isBitGenerator(value: unknown): value is BitGenerator {
  return typeof value === 'object' && value !== null && 'nextUint64' in value && 'fillDoubles' in value;
}

/** The base of `Generator`. Its methods stand in classes on top of each other, one for each family of distributions. */
export abstract class GeneratorBase {
  /** The stream of bits underneath. */
  readonly bitGenerator: BitGenerator;

  /**
   * @param bitGenerator - the stream of bits to draw from, e.g. `new PCG64(seed)`
   */
  constructor(bitGenerator: BitGenerator) {
    if (!isBitGenerator(bitGenerator)) {
      throw new DTypeError(
        `Generator: expected a bit generator such as new PCG64(seed), got ${describe(bitGenerator)}`,
      );
    }
    this.bitGenerator = bitGenerator;
  }

  /** As Python prints it: `Generator(PCG64)`. */
  toString(): string {
    return `Generator(${this.bitGenerator.constructor.name})`;
  }
}
