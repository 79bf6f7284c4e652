// PCG64DXSM: PCG64 with a cheap 64-bit multiplier and the DXSM output function, which NumPy recommends for very many
// parallel streams.

import { Pcg128, type Pcg128State } from './pcg128.js';
import type { SeedLike, SeedSequenceLike } from './seedSequence.js';
import { multiply64, type Product128 } from './wordArithmetic.js';

/** The state of a {@link PCG64DXSM}. */
export type PCG64DXSMState = Pcg128State<'PCG64DXSM'>;

const MULTIPLIER = 0xda942042e4dd58b5n;
const HIGH = 0xda942042;
const LOW = 0xe4dd58b5;
const DOWN = 2 ** -32;

/**
 * The bit generator PCG CM DXSM 128/64: period 2**128, 2**127 streams. Bit for bit `numpy.random.PCG64DXSM`.
 *
 * Source: M. E. O'Neill, PCG (2014), see {@link PCG64}; DXSM: her remarks at
 * https://github.com/imneme/pcg-cpp (2019) and NumPy's "Upgrading PCG64 with PCG64DXSM".
 *
 * @example
 * new PCG64DXSM(42).randomRaw(1); // BigUint64Array(1) [ 12329818062196000797n ]
 */
export class PCG64DXSM extends Pcg128<'PCG64DXSM'> {
  /**
   * @param seed a non-negative integer, a list of them, a seed sequence, or nothing for entropy from the operating
   *   system
   * @throws ValueError for a negative seed, DTypeError for one that is not made of integers
   */
  constructor(seed?: SeedLike | SeedSequenceLike) {
    super('PCG64DXSM', MULTIPLIER, seed);
  }

  protected fromSeed(seed: SeedSequenceLike): PCG64DXSM {
    return new PCG64DXSM(seed);
  }

  protected generate(words: Int32Array, count: number): void {
    const { core } = this;
    const product: Product128 = { p0: 0, p1: 0, p2: 0, p3: 0 };
    let s0 = core[0]! >>> 0;
    let s1 = core[1]! >>> 0;
    let s2 = core[2]! >>> 0;
    let s3 = core[3]! >>> 0;
    const i0 = core[4]! >>> 0;
    const i1 = core[5]! >>> 0;
    const i2 = core[6]! >>> 0;
    const i3 = core[7]! >>> 0;
    for (let i = 0; i < 2 * count; i += 2) {
      // The output: "double xorshift multiply" of the upper half, by the multiplier and by the odd lower half.
      multiply64(product, (s2 ^ s3) >>> 0, s3, LOW, HIGH);
      const low = (product.p0 ^ (product.p1 >>> 16)) >>> 0;
      multiply64(product, low, product.p1, (s0 | 1) >>> 0, s1);
      words[i] = product.p0;
      words[i + 1] = product.p1;
      // The step: the state times the multiplier plus the increment.
      multiply64(product, s2, s3, LOW, HIGH);
      const upper0 = product.p0;
      const upper1 = product.p1;
      multiply64(product, s0, s1, LOW, HIGH);
      const c0 = product.p0 + i0;
      const c1 = product.p1 + i1 + ((c0 * DOWN) >>> 0);
      const c2 = product.p2 + upper0 + i2 + ((c1 * DOWN) >>> 0);
      s0 = c0 >>> 0;
      s1 = c1 >>> 0;
      s2 = c2 >>> 0;
      s3 = (product.p3 + upper1 + i3 + ((c2 * DOWN) >>> 0)) >>> 0;
    }
    core[0] = s0;
    core[1] = s1;
    core[2] = s2;
    core[3] = s3;
  }
}
