// The random generator that users hold: NumPy's numpy.random.Generator over a bit generator. The numbers are made in the
// other files of this folder; here arguments are checked, results allocated, and the types of both stated.

import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES, isTypedArray, type DType, type ResolveDType, type Scalar, type TypedArray } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, wrapTypedArray, type Item } from '../core/ndarray.js';
import { normalizeAxis, sameShape, sizeOf, stepsC, type ShapeLike } from '../core/shape.js';
import { canCastInfo } from '../core/promotion.js';
import { backend } from '../backends/backend.js';
import { asDType, copyAs, orderFor } from '../ops/creation.js';
import { getItem } from '../ops/indexing.js';
import {
  floatParameters,
  floatTarget,
  isOptions,
  memoryOf,
  shapeOf,
  type FloatDType,
  type FloatDTypeLike,
  type Parameters,
  type Size,
} from './arguments.js';
import type { BitGenerator } from './bitGenerator.js';
import { boundedUint32 } from './bounded.js';
import { choiceWithProbabilities, choiceWithoutReplacement } from './choice.js';
import { drawIntegers } from './integerArguments.js';
import { isBitGenerator } from './generatorBase.js';
import { fillIntegers, type IntegerDType } from './integers.js';
import type { ChoiceOptions, ExponentialOptions, FloatOptions, IntegerDTypeLike, IntegersOptions } from './options.js';
import { PCG64 } from './pcg64.js';
import { permutation, shuffle } from './permute.js';
import { permutedAlong, shuffleAlong, shuffleAll, shuffleLines, taken } from './reorder.js';
import { fillExponential, fillNormal, fillRandom, fillUniform, randomBytes } from './samples.js';
import type { SeedLike, SeedSequenceLike } from './seedSequence.js';
import { VectorMethods } from './vectorMethods.js';
import { fillStandardExponential, fillStandardNormal, standardNormal } from './ziggurat.js';

export type { ChoiceOptions, ExponentialOptions, FloatOptions, IntegersOptions } from './options.js';

/** What a generator may be made from. */
export type Seed = SeedLike | SeedSequenceLike | BitGenerator | Generator;

type DrawFloats = (bits: BitGenerator, out: Float64Array | Float32Array) => unknown;

/**
 * A source of random numbers. Make one with `defaultRng(seed)`: the same seed gives the same numbers as
 * `numpy.random.default_rng(seed)`.
 *
 * Parameters go by position with `size` last; an options object may follow. Without `size` (and with plain parameters) a
 * method returns one plain value, with it an array; parameters that are arrays broadcast.
 *
 * @example
 * const rng = np.random.defaultRng(42);
 * rng.random(); // 0.7739560485559633
 * rng.normal(0, 1, [2, 3]); // a 2 x 3 array
 */
export class Generator extends VectorMethods {
  /**
   * Draws from the uniform distribution over [0, 1).
   *
   * @param size - the shape of the result; one number without
   * @param options - `dtype` ('float64' with 53 random bits, or 'float32' with 24), `out`
   * @throws ValueError when `out` does not fit the size, DTypeError when it does not fit the dtype
   * @example
   * np.random.defaultRng(42).random(2).toArray(); // [0.7739560485559633, 0.4388784397520523]
   */
  random(size?: null, options?: FloatOptions & { out?: null }): number;
  random<D extends FloatDType>(size: Size, options: FloatOptions<D> & { out: NDArray<D> }): NDArray<D>;
  random<T extends FloatDTypeLike = 'float64'>(size: ShapeLike, options?: FloatOptions<T>): NDArray<ResolveDType<T>>;
  random(size?: Size, options?: FloatOptions): unknown {
    if (size === undefined && options === undefined) return this.bitGenerator.nextDouble();
    checkOptions('random', options, ['dtype', 'out']);
    return this.#floats('random', size, options, fillRandom);
  }

  /**
   * Draws from the standard normal distribution (mean 0, standard deviation 1).
   *
   * @param size - the shape of the result; one number without
   * @param options - `dtype` ('float64' or 'float32'), `out`
   * @throws ValueError when `out` does not fit the size, DTypeError when it does not fit the dtype
   * @example
   * np.random.defaultRng(1).standardNormal(); // 0.345584192064786
   */
  standardNormal(size?: null, options?: FloatOptions & { out?: null }): number;
  standardNormal<D extends FloatDType>(size: Size, options: FloatOptions<D> & { out: NDArray<D> }): NDArray<D>;
  standardNormal<T extends FloatDTypeLike = 'float64'>(
    size: ShapeLike,
    options?: FloatOptions<T>,
  ): NDArray<ResolveDType<T>>;
  standardNormal(size?: Size, options?: FloatOptions): unknown {
    if (size === undefined && options === undefined) return standardNormal(this.bitGenerator);
    checkOptions('standardNormal', options, ['dtype', 'out']);
    return this.#floats('standardNormal', size, options, fillStandardNormal);
  }

  /**
   * Draws from the standard exponential distribution (mean 1).
   *
   * @param size - the shape of the result; one number without
   * @param options - `dtype` ('float64' or 'float32'), `method` ('zig' or 'inv'), `out`
   * @throws ValueError for another method or an `out` that does not fit
   * @example
   * np.random.defaultRng(1).standardExponential(); // 1.0730290263725388
   */
  standardExponential(size?: null, options?: ExponentialOptions & { out?: null }): number;
  standardExponential<D extends FloatDType>(
    size: Size,
    options: ExponentialOptions<D> & { out: NDArray<D> },
  ): NDArray<D>;
  standardExponential<T extends FloatDTypeLike = 'float64'>(
    size: ShapeLike,
    options?: ExponentialOptions<T>,
  ): NDArray<ResolveDType<T>>;
  standardExponential(size?: Size, options?: ExponentialOptions): unknown {
    checkOptions('standardExponential', options, ['dtype', 'method', 'out']);
    const method = options?.method ?? 'zig';
    return this.#floats('standardExponential', size, options, (bits, out) =>
      fillStandardExponential(bits, out, method),
    );
  }

  #floats(method: string, size: Size, options: FloatOptions | undefined, fill: DrawFloats): number | NDArray {
    const { info, target } = floatTarget(method, size, options?.dtype, options?.out);
    if (target === undefined) {
      const one = info.name === 'float64' ? new Float64Array(1) : new Float32Array(1);
      fill(this.bitGenerator, one);
      return one[0]!;
    }
    fill(this.bitGenerator, memoryOf<Float64Array | Float32Array>(target));
    return target;
  }

  /**
   * Draws from the uniform distribution over [low, high).
   *
   * @param low - lower end, 0 by default
   * @param high - upper end, 1 by default
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when high - low is negative or not finite, or shapes do not fit
   * @example
   * np.random.defaultRng(42).uniform(-1, 1); // 0.5479120971119267
   */
  uniform(low?: number, high?: number, size?: null): number;
  uniform(low: ArrayLike | undefined, high: ArrayLike | undefined, size: ShapeLike): NDArray<'float64'>;
  uniform(low?: ArrayLike, high?: ArrayLike, size?: Size): NDArray<'float64'>;
  uniform(low: ArrayLike = 0, high: ArrayLike = 1, size?: Size): unknown {
    if (size === undefined && typeof low === 'number' && typeof high === 'number') {
      const range = high - low;
      if (range >= 0 && range < Infinity) return low + range * this.bitGenerator.nextDouble();
    }
    return this.#withParameters('uniform', [low, high], size, (out, [a, b]) =>
      fillUniform(this.bitGenerator, out, a!, b!),
    );
  }

  /**
   * Draws from the normal (Gaussian) distribution.
   *
   * @param loc - mean, 0 by default
   * @param scale - standard deviation, 1 by default
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when a scale is negative or shapes do not fit
   * @example
   * np.random.defaultRng(1).normal(10, 2); // 10.691168384129572
   */
  normal(loc?: number, scale?: number, size?: null): number;
  normal(loc: ArrayLike | undefined, scale: ArrayLike | undefined, size: ShapeLike): NDArray<'float64'>;
  normal(loc?: ArrayLike, scale?: ArrayLike, size?: Size): NDArray<'float64'>;
  normal(loc: ArrayLike = 0, scale: ArrayLike = 1, size?: Size): unknown {
    if (size === undefined && typeof loc === 'number' && typeof scale === 'number' && scale > 0) {
      return loc + scale * standardNormal(this.bitGenerator);
    }
    return this.#withParameters('normal', [loc, scale], size, (out, [a, b]) =>
      fillNormal(this.bitGenerator, out, a!, b!),
    );
  }

  /**
   * Draws from the exponential distribution.
   *
   * @param scale - mean (the inverse of the rate), 1 by default
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when a scale is negative or shapes do not fit
   * @example
   * np.random.defaultRng(1).exponential(2); // 2.1460580527450777
   */
  exponential(scale?: number, size?: null): number;
  exponential(scale: ArrayLike | undefined, size: ShapeLike): NDArray<'float64'>;
  exponential(scale?: ArrayLike, size?: Size): NDArray<'float64'>;
  exponential(scale: ArrayLike = 1, size?: Size): unknown {
    return this.#withParameters('exponential', [scale], size, (out, [a]) =>
      fillExponential(this.bitGenerator, out, a!),
    );
  }

  // (Single values from plain parameters take the way over an array of one, but for the most frequent distributions.)
  #withParameters(
    method: string,
    given: readonly ArrayLike[],
    size: Size,
    fill: (out: Float64Array, values: Parameters['values']) => unknown,
  ): number | NDArray {
    const { shape, values } = floatParameters(method, given, size);
    if (shape === undefined) {
      const one = new Float64Array(1);
      fill(one, values);
      return one[0]!;
    }
    const result = emptyArray(DTYPES.float64, shape);
    fill(memoryOf<Float64Array>(result), values);
    return result;
  }

  /**
   * Random integers from [low, high), each alike; `integers(high)` draws from [0, high).
   *
   * Without `dtype` the values are those of NumPy's default (its int64 stream). They come as int32, numloom's default
   * integer, where the bounds fit into it (NumPy's int64 and int32 streams are the same there), and as int64 beyond and
   * for bigint bounds; single values as plain numbers. With `dtype` they come as that dtype, from its own stream.
   *
   * @param low - smallest integer (or, alone, one above the largest)
   * @param high - one above the largest integer (the largest itself with `endpoint`)
   * @param size - the shape of the result; by default that to which the bounds broadcast
   * @param options - `dtype`, `endpoint`
   * @throws ValueError when a bound is outside the dtype or low is not below high
   * @example
   * const rng = np.random.defaultRng(42);
   * rng.integers(10); // 0
   * rng.integers(1, 6, 5, { endpoint: true }).toArray(); // [5, 4, 3, 3, 6]
   */
  integers(low: number, high?: number | null, options?: IntegersOptions<undefined>): number;
  integers(low: number, high: number | null | undefined, size?: null, options?: IntegersOptions<undefined>): number;
  integers(low: bigint, high?: bigint | null, size?: null, options?: IntegersOptions<undefined>): bigint;
  integers<T extends IntegerDTypeLike>(
    low: number | bigint,
    high: number | bigint | null | undefined,
    size: null | undefined,
    options: IntegersOptions<T> & { dtype: T },
  ): Scalar<ResolveDType<T>>;
  integers(
    low: bigint,
    high: bigint | null | undefined,
    size: ShapeLike,
    options?: IntegersOptions<undefined>,
  ): NDArray<'int64'>;
  integers<T extends IntegerDTypeLike = 'int32'>(
    low: ArrayLike,
    high: ArrayLike | null | undefined,
    size?: Size,
    options?: IntegersOptions<T>,
  ): NDArray<ResolveDType<T>>;
  integers(low: ArrayLike, high?: ArrayLike | null, ...rest: unknown[]): unknown {
    if (rest.length === 0 && typeof low === 'number') {
      const least = high === undefined ? 0 : low;
      const beyond = high === undefined ? low : high;
      if (typeof beyond === 'number' && least >= -(2 ** 31) && beyond <= 2 ** 31 && least < beyond) {
        if (Number.isInteger(least) && Number.isInteger(beyond)) {
          return least + boundedUint32(this.bitGenerator, beyond - 1 - least);
        }
      }
    }
    const [size, options = {}] = (isOptions(rest[0]) ? [undefined, rest[0]] : rest) as [Size, IntegersOptions?];
    checkOptions('integers', options, ['dtype', 'endpoint']);
    return drawIntegers(this.bitGenerator, low, high, size, options.dtype, options.endpoint ?? false);
  }

  /**
   * A random choice from the items of `a`.
   *
   * @param a - the items: an array-like, a list of strings, or an integer n for 0 to n - 1
   * @param size - the shape of the result; one item without
   * @param options - `replace`, `p`, `axis`, `shuffle`
   * @returns items of `a`: one of them, or an array (of subarrays along `axis` if `a` has several)
   * @throws ValueError when `p` is no list of probabilities, or more items are asked for than there are
   * @example
   * np.random.defaultRng(1).choice(10, 3, { replace: false }).toArray(); // [4, 3, 7]
   * np.random.defaultRng(1).choice(['red', 'green', 'blue'], 2); // ['green', 'green']
   */
  choice(a: number, size?: null, options?: ChoiceOptions): number;
  choice(a: number, size: ShapeLike, options?: ChoiceOptions): NDArray<'int32'>;
  choice<T extends string>(a: readonly T[], size?: null, options?: ChoiceOptions): T;
  choice<T extends string>(a: readonly T[], size: number, options?: ChoiceOptions): T[];
  choice<A extends ArrayLike>(
    a: A,
    size?: null,
    options?: ChoiceOptions,
  ): A extends readonly number[] | TypedArray ? Scalar<DTypeOf<A>> : Item<DTypeOf<A>>;
  choice<A extends ArrayLike>(a: A, size: ShapeLike, options?: ChoiceOptions): ArrayOf<DTypeOf<A>>;
  choice(a: ArrayLike | readonly string[], size?: Size, options: ChoiceOptions = {}): unknown {
    checkOptions('choice', options, ['replace', 'p', 'axis', 'shuffle']);
    const { axis = 0 } = options;
    if (isStrings(a)) {
      const chosen = this.#chosen(a.length, size, options, 'a cannot be empty unless no samples are taken');
      if (chosen.ndim > 1)
        throw new ValueError(`choice: a list of strings takes one length as size, got ${shapeText(chosen.shape)}`);
      return size === undefined || size === null
        ? a[Number(chosen.item())]
        : Array.from(chosen.data as Int32Array, (i) => a[i]!);
    }
    if (typeof a === 'number') {
      if (!Number.isInteger(a)) throw new ValueError(`choice: a must be a sequence or an integer, not ${a}`);
      const chosen = this.#chosen(a, size, options, 'a must be a positive integer unless no samples are taken');
      return size === undefined || size === null ? Number(chosen.item()) : chosen;
    }
    const array = asNDArray('choice', a);
    if (array.ndim === 0) throw new ValueError(`choice: a must be a sequence or an integer, not ${describe(a)}`);
    const along = normalizeAxis('choice', axis, array.ndim);
    const chosen = this.#chosen(array.shape[along]!, size, options, 'a cannot be empty unless no samples are taken');
    if (size === undefined || size === null) {
      const one = getItem(array, [...new Array<string>(along).fill(':'), Number(chosen.item())]);
      return one.ndim === 0 ? one.item() : one.copy();
    }
    return taken(array, chosen.ndim === 0 ? chosen.strided([1], [1], 0) : chosen, along).strided(
      ...reshaped([...array.shape.slice(0, along), ...chosen.shape, ...array.shape.slice(along + 1)]),
      0,
    );
  }

  /** Which of n items are chosen: positions in the shape asked for (one without axes if none is). */
  #chosen(population: number, size: Size, options: ChoiceOptions, empty: string): NDArray {
    const { replace = true, p, shuffle: shuffled = true } = options;
    const shape = shapeOf('choice', size) ?? [];
    const count = sizeOf(shape);
    if (population <= 0 && count !== 0) throw new ValueError(`choice: ${empty}`);
    let flat: NDArray;
    if (p !== undefined && p !== null) {
      const weights = asNDArray('choice', p);
      if (weights.ndim !== 1)
        throw new ValueError(`choice: p must be 1-dimensional, got shape ${shapeText(weights.shape)}`);
      if (weights.size !== population) {
        throw new ValueError(`choice: a and p must have same size, got ${population} and ${weights.size}`);
      }
      const epsilon = weights.dtype === 'float32' ? 2 ** -23 : weights.dtype === 'float16' ? 2 ** -10 : 2 ** -52;
      const values = copyAs(asDType('choice', weights, DTYPES.float64), DTYPES.float64).data;
      flat = wrapTypedArray(choiceWithProbabilities(this.bitGenerator, values, count, replace, Math.sqrt(epsilon)));
    } else if (!replace) {
      flat = wrapTypedArray(choiceWithoutReplacement(this.bitGenerator, population, count, shuffled));
    } else {
      flat = emptyArray(population <= 2 ** 31 ? DTYPES.int32 : DTYPES.int64, [count]) as NDArray;
      if (count > 0) fillIntegers(this.bitGenerator, flat.dtype as IntegerDType, memoryOf(flat), 0, population);
    }
    return flat.strided(shape, stepsC(shape), 0);
  }

  /**
   * Puts the subarrays along an axis into random order, in place.
   *
   * @param x - an NDArray of any layout, a typed array, or a JavaScript array of anything
   * @param options - `axis`, 0 by default
   * @throws ValueError when the array is read-only, AxisError when it has no such axis
   * @example
   * const x = [1, 2, 3, 4, 5];
   * np.random.defaultRng(1).shuffle(x);
   * x; // [5, 1, 2, 3, 4]
   */
  shuffle(x: NDArray | TypedArray | unknown[], options: { axis?: number } = {}): void {
    checkOptions('shuffle', options, ['axis']);
    const { axis = 0 } = options;
    if (x instanceof NDArray) {
      if (!x.writeable) throw new ValueError('shuffle: array is read-only');
      shuffleAlong(this.bitGenerator, x, normalizeAxis('shuffle', axis, x.ndim));
      return;
    }
    if (!Array.isArray(x) && !isTypedArray(x)) {
      throw new DTypeError(`shuffle: x must be an NDArray, a typed array or a JavaScript array, got ${describe(x)}`);
    }
    if (axis !== 0) throw new ValueError('shuffle: Axis argument is only supported on NDArray objects');
    shuffle<ArrayLikeObject>(this.bitGenerator, x as ArrayLikeObject);
  }

  /**
   * A random permutation of a range, or of the subarrays of an array along an axis.
   *
   * @param x - an integer n for the numbers 0 to n - 1, an array-like, or a list of strings
   * @param options - `axis`, 0 by default
   * @returns a fresh array; the one given stays as it is
   * @throws ValueError when `x` is a negative number, AxisError when there is no such axis
   * @example
   * np.random.defaultRng(1).permutation(5).toArray(); // [4, 0, 1, 2, 3]
   */
  permutation(x: number): NDArray<'int32'>;
  permutation<T extends string>(x: readonly T[]): T[];
  permutation<A extends ArrayLike>(x: A, options?: { axis?: number }): ArrayOf<DTypeOf<A>>;
  permutation(x: ArrayLike | readonly string[], options: { axis?: number } = {}): unknown {
    checkOptions('permutation', options, ['axis']);
    if (typeof x === 'number') return wrapTypedArray(permutation(this.bitGenerator, x));
    if (isStrings(x)) return shuffle(this.bitGenerator, [...x]);
    const array = asNDArray('permutation', x);
    if (array.ndim === 0) throw new ValueError('permutation: x must be an integer or at least 1-dimensional');
    const axis = normalizeAxis('permutation', options.axis ?? 0, array.ndim);
    if (array.ndim > 1) return permutedAlong(this.bitGenerator, array, axis);
    const result = copyAs(array, array.info);
    shuffleAlong(this.bitGenerator, result, 0);
    return result;
  }

  /**
   * The elements in random order: each line along an axis shuffled on its own, or all elements among each other.
   *
   * @param x - the array
   * @param options - `axis` (by default all elements are shuffled), `out`
   * @returns a fresh array, or `out`
   * @throws ValueError when `out` has another shape or is read-only, AxisError when there is no such axis
   * @example
   * np.random.defaultRng(1).permuted([[1, 2, 3], [4, 5, 6]], { axis: 1 }).toArray(); // [[1, 2, 3], [6, 4, 5]]
   */
  permuted<D extends DType>(x: ArrayLike, options: { axis?: number | null; out: NDArray<D> }): NDArray<D>;
  permuted<A extends ArrayLike>(x: A, options?: { axis?: number | null; out?: null }): ArrayOf<DTypeOf<A>>;
  permuted(x: ArrayLike, options: { axis?: number | null; out?: NDArray | null } = {}): NDArray {
    checkOptions('permuted', options, ['axis', 'out']);
    const array = asNDArray('permuted', x);
    const { out } = options;
    const axis = options.axis ?? null;
    const along = axis === null ? null : normalizeAxis('permuted', axis, array.ndim);
    if (out !== undefined && out !== null) checkPermutedOut(array, out);
    const result = out ?? copyAs(array, array.info, orderFor(array, 'K'));
    if (out) backend().copy(array.shape, array === out ? array : copyAs(array, array.info), out);
    if (along === null) shuffleAll(this.bitGenerator, result);
    else shuffleLines(this.bitGenerator, result, along);
    return result;
  }

  /**
   * Random bytes.
   *
   * @param length - how many
   * @throws ValueError when that is no non-negative integer
   * @example
   * np.random.defaultRng(1).bytes(3); // Uint8Array(3) [ 255, 228, 34 ]
   */
  bytes(length: number): Uint8Array {
    return randomBytes(this.bitGenerator, length);
  }

  /**
   * Independent generators, for the parts of a parallel program; a second call gives others.
   *
   * @param nChildren - how many
   * @throws DTypeError when the seed sequence underneath cannot spawn
   * @example
   * const [a, b] = np.random.defaultRng(7).spawn(2);
   */
  spawn(nChildren: number): Generator[] {
    return this.bitGenerator.spawn(nChildren).map((bits) => new Generator(bits));
  }
}

interface ArrayLikeObject {
  readonly length: number;
  [index: number]: unknown;
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}

function reshaped(shape: readonly number[]): [readonly number[], number[]] {
  return [shape, stepsC(shape)];
}

function checkPermutedOut(x: NDArray, out: unknown): void {
  if (!(out instanceof NDArray)) throw new DTypeError(`permuted: out must be an NDArray, got ${describe(out)}`);
  if (!out.writeable) throw new ValueError('permuted: array is read-only');
  if (!sameShape(out.shape, x.shape)) {
    throw new ValueError(
      `permuted: out must have the same shape as x, got ${shapeText(out.shape)} for x of shape ${shapeText(x.shape)}`,
    );
  }
  if (!canCastInfo(x.info, out.info, 'safe')) {
    throw new DTypeError(
      `permuted: Cannot cast array data from dtype('${x.dtype}') to dtype('${out.dtype}') according to the rule 'safe'`,
    );
  }
}

/**
 * A generator of random numbers on PCG64, NumPy's default bit generator.
 *
 * @param seed - a non-negative integer (a bigint beyond 2**53), a list of them, or a SeedSequence: the same numbers every
 *   time; nothing for entropy from the operating system. A bit generator is wrapped, a Generator comes back itself.
 * @throws ValueError for a negative seed, DTypeError for one that is not made of integers
 * @example
 * np.random.defaultRng(42).random(); // 0.7739560485559633
 */
export function defaultRng(seed?: Seed): Generator {
  if (seed instanceof Generator) return seed;
  return new Generator(isBitGenerator(seed) ? seed : new PCG64(seed as SeedLike | SeedSequenceLike));
}
