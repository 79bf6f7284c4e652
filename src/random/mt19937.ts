// MT19937, the Mersenne Twister: NumPy's generator before PCG64, and still that of numpy.random.seed and of Python itself.

import { DTypeError, ValueError } from '../core/errors.js';
import { checkStateName, wholeNumber, type BitGenerator, type BitGeneratorState } from './bitGenerator.js';
import { jumpPolynomial } from './mt19937Jump.js';
import { SeedSequence, isSeedSequence, type SeedLike, type SeedSequenceLike } from './seedSequence.js';

/** The state of an {@link MT19937}. */
export interface MT19937State extends BitGeneratorState {
  readonly bitGenerator: 'MT19937';
  /** The 624 words, and which of them comes next. */
  readonly state: { readonly key: Uint32Array; readonly pos: number };
}

const N = 624;
const M = 397;
const MATRIX = 0x9908b0df;

/** The word that takes the place of one word, from it, its neighbour and the word M places on. */
function twist(word: number, neighbour: number, far: number): number {
  const y = (word & 0x80000000) | (neighbour & 0x7fffffff);
  return far ^ (y >>> 1) ^ (-(neighbour & 1) & MATRIX);
}

/**
 * The bit generator MT19937: period 2**19937 - 1, 32 bits at a time. The stream of a seed is bit for bit that of
 * `numpy.random.MT19937`; {@link MT19937.legacySeeding} gives that of `numpy.random.seed`.
 *
 * Source: M. Matsumoto and T. Nishimura, "Mersenne Twister: A 623-Dimensionally Equidistributed Uniform Pseudo-Random Number
 * Generator", ACM Trans. Model. Comput. Simul. 8 (1998), and their initialisation of 2002.
 *
 * @example
 * new MT19937(42).nextUint32(); // 2327846034
 */
export class MT19937 implements BitGenerator {
  high = 0;
  readonly seedSeq: SeedSequenceLike;
  readonly #key = new Int32Array(N);
  #position = N - 1;

  /**
   * @param seed a non-negative integer, a list of them, a seed sequence, or nothing for entropy from the operating
   *   system
   * @throws ValueError for a negative seed, DTypeError for one that is not made of integers
   */
  constructor(seed?: SeedLike | SeedSequenceLike) {
    this.seedSeq = isSeedSequence(seed) ? seed : new SeedSequence(seed);
    this.#key.set(this.seedSeq.generateState(N));
    this.#key[0] = 0x80000000;
  }

  /**
   * A generator in the state that `numpy.random.seed(seed)` leaves: the older ways to seed.
   *
   * @param seed an integer in [0, 2**32), or a list of such integers
   * @throws ValueError for integers outside
   * @example
   * MT19937.legacySeeding(42).nextDouble(); // 0.3745401188473625, the first number of np.random.seed(42)
   */
  static legacySeeding(seed: number | readonly number[] | Uint32Array): MT19937 {
    const bits = new MT19937(0);
    const check = (value: number): number => {
      if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) return value;
      throw new ValueError(`MT19937.legacySeeding: Seed must be between 0 and 2**32 - 1, got ${value}`);
    };
    if (typeof seed === 'number') bits.#fromInteger(check(seed));
    else {
      if (seed.length === 0) throw new ValueError('MT19937.legacySeeding: Seed must be non-empty');
      bits.#fromList(Array.from(seed, check));
    }
    return bits;
  }

  #fromInteger(seed: number): void {
    const key = this.#key;
    key[0] = seed;
    for (let i = 1; i < N; i++) {
      const last = key[i - 1]!;
      key[i] = Math.imul(1812433253, last ^ (last >>> 30)) + i;
    }
    this.#position = N;
  }

  #fromList(seeds: readonly number[]): void {
    this.#fromInteger(19650218);
    const key = this.#key;
    let i = 1;
    const next = (): void => {
      i++;
      if (i === N) {
        key[0] = key[N - 1]!;
        i = 1;
      }
    };
    for (let k = 0; k < Math.max(N, seeds.length); k++) {
      const j = k % seeds.length;
      const last = key[i - 1]!;
      key[i] = (key[i]! ^ Math.imul(last ^ (last >>> 30), 1664525)) + seeds[j]! + j;
      next();
    }
    for (let k = 1; k < N; k++) {
      const last = key[i - 1]!;
      key[i] = (key[i]! ^ Math.imul(last ^ (last >>> 30), 1566083941)) - i;
      next();
    }
    key[0] = 0x80000000;
    this.#position = N;
  }

  #twistAll(): void {
    const key = this.#key;
    let i = 0;
    for (; i < N - M; i++) key[i] = twist(key[i]!, key[i + 1]!, key[i + M]!);
    for (; i < N - 1; i++) key[i] = twist(key[i]!, key[i + 1]!, key[i + M - N]!);
    key[N - 1] = twist(key[N - 1]!, key[0]!, key[M - 1]!);
    this.#position = 0;
  }

  /** The next 32 bits as a signed integer. */
  #next(): number {
    if (this.#position === N) this.#twistAll();
    let y = this.#key[this.#position++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  nextUint32(): number {
    return this.#next() >>> 0;
  }

  nextUint64(): number {
    this.high = this.#next();
    return this.#next();
  }

  nextDouble(): number {
    const high = this.#next();
    return this.doubleOf(this.#next(), high);
  }

  doubleOf(low: number, high: number): number {
    return ((high >>> 5) * 0x4000000 + (low >>> 6)) * 2 ** -53;
  }

  fillDoubles(out: Float64Array, start: number, end: number): void {
    for (let i = start; i < end; i++) out[i] = this.nextDouble();
  }

  fillUint32(out: Int32Array, count: number): void {
    for (let i = 0; i < count; i++) out[i] = this.#next();
  }

  fillUint64(out: Int32Array, count: number): void {
    for (let i = 0; i < 2 * count; i += 2) {
      out[i + 1] = this.#next();
      out[i] = this.#next();
    }
  }

  /**
   * The next `n` words as they come from the generator: 32 bits each.
   *
   * @throws ValueError when that is no non-negative integer
   */
  randomRaw(n: number): BigUint64Array {
    if (!Number.isInteger(n) || n < 0) throw new ValueError(`randomRaw: n must be a non-negative integer, got ${n}`);
    return BigUint64Array.from({ length: n }, () => BigInt(this.nextUint32()));
  }

  /**
   * Generators of the same kind on independent streams.
   *
   * @param n how many
   * @throws DTypeError when the seed sequence underneath cannot spawn
   */
  spawn(n: number): MT19937[] {
    if (this.seedSeq.spawn === undefined) {
      throw new DTypeError('spawn: The underlying SeedSequence does not implement spawning.');
    }
    if (!Number.isInteger(n) || n < 0) throw new ValueError(`spawn: n_children must be non-negative, got ${n}`);
    return this.seedSeq.spawn(n).map((child) => new MT19937(child));
  }

  /**
   * The state, as plain data. Assigning a state repeats the stream from there.
   *
   * @throws DTypeError if what is assigned is not the state of an MT19937
   */
  get state(): MT19937State {
    return { bitGenerator: 'MT19937', state: { key: new Uint32Array(this.#key), pos: this.#position } };
  }

  set state(value: MT19937State) {
    checkStateName('MT19937', value);
    const { key, pos } = value.state ?? {};
    if (!(key instanceof Uint32Array) || key.length !== N) {
      throw new DTypeError('MT19937.state: state.key must be a Uint32Array of 624 words');
    }
    if (!Number.isInteger(pos) || pos < 0 || pos > N) {
      throw new ValueError(`MT19937.state: state.pos must be 0 to 624, got ${pos}`);
    }
    this.#key.set(key);
    this.#position = pos;
  }

  /**
   * A new generator, `jumps` times 2**128 words further on in the same stream. (The first call takes a tenth of a second.)
   *
   * Source: H. Haramoto, M. Matsumoto, T. Nishimura, F. Panneton and P. L'Ecuyer, "Efficient Jump Ahead for F2-Linear Random
   * Number Generators", INFORMS J. Comput. 20 (2008).
   *
   * @param jumps how many jumps, 1 by default
   * @returns the new generator; this one stays where it is
   * @throws DTypeError or ValueError if `jumps` is not a non-negative integer
   */
  jumped(jumps: number | bigint = 1): MT19937 {
    const count = wholeNumber('MT19937.jumped', 'jumps', jumps);
    if (count < 0n) throw new ValueError(`MT19937.jumped: jumps must be non-negative, got ${count}`);
    const other = new MT19937();
    other.state = this.state;
    for (let i = 0n; i < count; i++) other.#jump();
    return other;
  }

  /** Applies the polynomial of a jump to the state, by Horner's rule: one step of the generator for each power. */
  #jump(): void {
    const { bits, degree } = jumpPolynomial();
    const start = this.#key.slice();
    const first = this.#position % N;
    const key = this.#key;
    let at = first;
    for (let power = degree - 1; power >= 0; power--) {
      key[at] = twist(key[at]!, key[at + 1 === N ? 0 : at + 1]!, key[at + M < N ? at + M : at + M - N]!);
      at = at + 1 === N ? 0 : at + 1;
      if (((bits[power >>> 5]! >>> (power & 31)) & 1) === 0) continue;
      // Words of the same age are added: the oldest lies at `at` here, at `first` there.
      for (let i = at, j = first, left = N; left > 0; left--) {
        key[i] = key[i]! ^ start[j]!;
        if (++i === N) i = 0;
        if (++j === N) j = 0;
      }
    }
    this.#position = at;
  }
}
