// What the two generators on a 128-bit linear congruential state share: seeding, reading and setting the state, and skipping
// ahead (BigInt, rare). The inner loops are in pcg64Kernel.ts and pcg64dxsm.ts.

import { DTypeError } from '../core/errors.js';
import {
  BlockBitGenerator,
  checkStateName,
  wholeNumber,
  type BitGeneratorState,
  type JumpableBitGenerator,
} from './bitGenerator.js';
import { SeedSequence, type SeedLike, type SeedSequenceLike } from './seedSequence.js';

/** The state of a generator on a 128-bit congruential state. */
export interface Pcg128State<Name extends string> extends BitGeneratorState {
  readonly bitGenerator: Name;
  /** The 128-bit state and the odd 128-bit increment, which names the stream. */
  readonly state: { readonly state: bigint; readonly inc: bigint };
  /** 1 if the upper half of a word waits for the next 32-bit draw. */
  readonly hasUint32: number;
  /** That upper half. */
  readonly uinteger: number;
}

/** The multiplier of PCG64; in NumPy, PCG64DXSM seeds itself with it too. */
export const PCG64_MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
/** The length of a jump: 2**128 times (golden ratio - 1), made odd. */
const JUMP = 0x9e3779b97f4a7c15f39cc0605cedc835n;

export const wrap = (value: bigint): bigint => BigInt.asUintN(128, value);

export function readLimbs(core: Int32Array, first: number): bigint {
  let value = 0n;
  for (let i = 3; i >= 0; i--) value = (value << 32n) | BigInt(core[first + i]! >>> 0);
  return value;
}

export function writeLimbs(core: Int32Array, first: number, value: bigint): void {
  for (let i = 0; i < 4; i++) core[first + i] = Number(BigInt.asIntN(32, value >> BigInt(32 * i)));
}

/**
 * Base class of PCG64 and PCG64DXSM: x -> multiplier * x + increment, modulo 2**128. Skipping: F. B. Brown, "Random Number
 * Generation with Arbitrary Strides", Trans. Am. Nucl. Soc. 71 (1994).
 */
export abstract class Pcg128<Name extends string> extends BlockBitGenerator implements JumpableBitGenerator {
  /** The state and the increment, four limbs each, the lowest first. */
  protected readonly core = new Int32Array(8);
  readonly #name: Name;
  readonly #multiplier: bigint;

  protected constructor(name: Name, multiplier: bigint, seed: SeedLike | SeedSequenceLike) {
    super(seed);
    this.#name = name;
    this.#multiplier = multiplier;
    const [stateHigh, stateLow, incHigh, incLow] = this.seedSeq.generateState(4, 'uint64');
    const start = (stateHigh! << 64n) | stateLow!;
    const inc = wrap((((incHigh! << 64n) | incLow!) << 1n) | 1n);
    writeLimbs(this.core, 0, wrap((inc + start) * PCG64_MULTIPLIER + inc));
    writeLimbs(this.core, 4, inc);
  }

  protected abstract override fromSeed(seed: SeedSequenceLike): Pcg128<Name>;

  /**
   * The state, as plain data. Assigning a state repeats the stream from there.
   *
   * @throws DTypeError if what is assigned is not the state of such a generator
   * @example
   * const bits = new PCG64(1);
   * const before = bits.state;
   * const first = bits.nextDouble();
   * bits.state = before;
   * bits.nextDouble() === first;  // true
   */
  get state(): Pcg128State<Name> {
    this.settle();
    return {
      bitGenerator: this.#name,
      state: { state: readLimbs(this.core, 0), inc: readLimbs(this.core, 4) },
      hasUint32: this.hasSpare,
      uinteger: this.spare >>> 0,
    };
  }

  set state(value: Pcg128State<Name>) {
    checkStateName(this.#name, value);
    const { state, inc } = value.state ?? {};
    if (typeof state !== 'bigint' || typeof inc !== 'bigint') {
      throw new DTypeError(`${this.#name}.state: state.state and state.inc must be bigints`);
    }
    this.dropBlock();
    writeLimbs(this.core, 0, state);
    writeLimbs(this.core, 4, inc);
    this.hasSpare = value.hasUint32 ? 1 : 0;
    this.spare = value.uinteger | 0;
  }

  /**
   * Moves the stream on as if `delta` words of 64 bits had been drawn, and drops a waiting 32-bit half.
   *
   * @param delta how many words; modulo 2**128, so a negative one goes back
   * @returns this generator
   * @throws DTypeError if `delta` is not an integer
   * @example new PCG64(1).advance(1).nextDouble() // 0.9504636963259353, the second double of the stream
   */
  advance(delta: number | bigint): this {
    const steps = wrap(wholeNumber(`${this.#name}.advance`, 'delta', delta));
    this.settle();
    const [factor, term] = affinePower(this.#multiplier, readLimbs(this.core, 4), steps);
    writeLimbs(this.core, 0, wrap(readLimbs(this.core, 0) * factor + term));
    this.hasSpare = 0;
    this.spare = 0;
    return this;
  }

  /**
   * A new generator, `jumps` times 210306068529402873165736369884012333109 words further on in the same stream. Its
   * seed sequence is a fresh one, as in NumPy.
   *
   * @param jumps how many jumps, 1 by default
   * @returns the new generator; this one stays where it is
   * @throws DTypeError if `jumps` is not an integer
   * @example const streams = [0, 1, 2].map((i) => new PCG64(7).jumped(i))
   */
  jumped(jumps: number | bigint = 1): this {
    const count = wholeNumber(`${this.#name}.jumped`, 'jumps', jumps);
    const other = this.fromSeed(new SeedSequence());
    other.state = this.state;
    return other.advance(JUMP * count) as this;
  }
}

/** The map x -> factor * x + term that is x -> multiplier * x + increment applied `steps` times, modulo 2**128. */
export function affinePower(multiplier: bigint, increment: bigint, steps: bigint): [factor: bigint, term: bigint] {
  let factor = 1n;
  let term = 0n;
  let squareFactor = multiplier;
  let squareTerm = increment;
  for (let rest = steps; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) {
      factor = wrap(factor * squareFactor);
      term = wrap(term * squareFactor + squareTerm);
    }
    squareTerm = wrap((squareFactor + 1n) * squareTerm);
    squareFactor = wrap(squareFactor * squareFactor);
  }
  return [factor, term];
}
