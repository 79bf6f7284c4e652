/** Random numbers for a device, drawn on the host: one seed gives the same numbers in every mode. */
import { DTYPES } from '../../core/dtype.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions, describe } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { checkShape, sizeOf, stepsC, type ShapeLike } from '../../core/shape.js';
import { defaultRng, type Generator } from '../../random/generator.js';
import { GpuArray, type GpuDType } from './array.js';
import type { GpuDevice } from './device.js';
import { EXACT } from './elementwise.js';
import { at, set } from './indexing.js';
import { checkArray } from './operands.js';

/** A stream of random numbers for a device, PCG64 as in numloom's `random`. */
export interface GpuGenerator {
  /** Uniform numbers in [0, 1). */
  random(size?: ShapeLike): GpuArray<'float32'>;
  /** Uniform numbers in [low, high). */
  uniform(low?: number, high?: number, size?: ShapeLike): GpuArray<'float32'>;
  /** Normal numbers of mean 0 and deviation 1. */
  standardNormal(size?: ShapeLike): GpuArray<'float32'>;
  /** Normal numbers. */
  normal(loc?: number, scale?: number, size?: ShapeLike): GpuArray<'float32'>;
  /** Exponential numbers of mean 1. */
  standardExponential(size?: ShapeLike): GpuArray<'float32'>;
  /** Exponential numbers. */
  exponential(scale?: number, size?: ShapeLike): GpuArray<'float32'>;
  /** Whole numbers from `low` to below `high`, or from 0 to below `low`. */
  integers(low: number, high?: number | null, size?: ShapeLike): GpuArray<'int32'>;
  /** Items of a list (its rows, where it has several axes), or of 0 to n - 1, each alike unless `p` says otherwise. */
  choice(a: number, size?: ShapeLike, options?: GpuChoiceOptions): GpuArray<'int32'>;
  choice<D extends GpuDType>(a: GpuArray<D>, size?: ShapeLike, options?: GpuChoiceOptions): GpuArray<D>;
  /** A list (its rows) in random order, or 0 to n - 1. */
  permutation(x: number): GpuArray<'int32'>;
  permutation<D extends GpuDType>(x: GpuArray<D>): GpuArray<D>;
  /** Put a list (its rows) in random order, in place. */
  shuffle(x: GpuArray): void;
}

/** Options of `choice`. */
export interface GpuChoiceOptions {
  /** May an item come twice? Default true. */
  replace?: boolean;
  /** The probability of each item, on the host. */
  p?: ArrayLike | null;
}

/** A device's random numbers: the functions of one generator that all share, and generators of one's own. */
export interface GpuRandom extends GpuGenerator {
  /** Start the shared generator again from a seed; without one from the machine's randomness. */
  seed(seed?: number): void;
  /** A generator of one's own. */
  defaultRng(seed?: number): GpuGenerator;
  /** Uniform numbers in [0, 1): `rand([2, 3])` or `rand(2, 3)`. */
  rand(...shape: [ShapeLike] | number[]): GpuArray<'float32'>;
  /** Normal numbers: `randn([2, 3])` or `randn(2, 3)`. */
  randn(...shape: [ShapeLike] | number[]): GpuArray<'float32'>;
  /** The same as `integers`. */
  randint(low: number, high?: number | null, size?: ShapeLike): GpuArray<'int32'>;
}

function shapeFrom(name: string, args: readonly unknown[]): number[] {
  return checkShape(name, (args.length === 1 ? args[0] : args) as ShapeLike);
}

function checkNumber(name: string, what: string, value: unknown): void {
  if (typeof value !== 'number') throw new DTypeError(`${name}: ${what} must be a number, got ${describe(value)}`);
}

/** The functions of one generator. */
function makeGenerator(device: GpuDevice, current: () => Generator): GpuGenerator {
  const send = (name: string, shape: readonly number[], values: Float32Array): GpuArray<'float32'> =>
    new GpuArray(device, DTYPES.float32, device.upload(name, values), shape);
  /** `offset + factor * draw` for each draw, in float64 before it is rounded. */
  const scaled = (draws: Float32Array, offset: number, factor: number): Float32Array => {
    const values = draws.slice();
    if (offset !== 0 || factor !== 1) for (let i = 0; i < values.length; i++) values[i] = offset + factor * values[i]!;
    return values;
  };
  const floats = (
    method: 'random' | 'standardNormal' | 'standardExponential',
    name: string,
    size: ShapeLike,
    offset: number,
    factor: number,
  ): GpuArray<'float32'> => {
    const shape = checkShape(`random.${name}`, size);
    device.mustBeOpen(`random.${name}`);
    const source = current() as unknown as Record<
      typeof method,
      (size: number, options: { dtype: 'float32' }) => NDArray<'float32'>
    >;
    const draws = source[method](sizeOf(shape), { dtype: 'float32' });
    return send(`random.${name}`, shape, scaled(draws.data as Float32Array, offset, factor));
  };
  const indices = (name: string, host: NDArray<'int32'>): GpuArray<'int32'> =>
    new GpuArray(device, DTYPES.int32, device.upload(name, Float32Array.from(host.data as Int32Array)), host.shape);
  /** How many items there are to choose from. */
  const countOf = (name: string, a: number | GpuArray): number => {
    const n = typeof a === 'number' ? a : checkArray(name, device, a).length;
    if (!Number.isInteger(n) || n < 0 || n >= EXACT) {
      throw new ValueError(`${name}: expected a number of items from 0 to below 2**24, got ${n}`);
    }
    return n;
  };
  const positive = (name: string, scale: number): void => {
    checkNumber(name, 'scale', scale);
    if (scale < 0) throw new ValueError(`${name}: scale < 0, got ${scale}`);
  };
  const permutation = (x: number | GpuArray): GpuArray => {
    const name = 'random.permutation';
    const n = countOf(name, x);
    const order = indices(name, current().permutation(n));
    return typeof x === 'number' ? order : at(x, [order]);
  };
  const functions = {
    random: (size: ShapeLike = []) => floats('random', 'random', size, 0, 1),
    uniform: (low = 0, high = 1, size: ShapeLike = []) => {
      checkNumber('random.uniform', 'low', low);
      checkNumber('random.uniform', 'high', high);
      return floats('random', 'uniform', size, low, high - low);
    },
    standardNormal: (size: ShapeLike = []) => floats('standardNormal', 'standardNormal', size, 0, 1),
    normal: (loc = 0, scale = 1, size: ShapeLike = []) => {
      checkNumber('random.normal', 'loc', loc);
      positive('random.normal', scale);
      return floats('standardNormal', 'normal', size, loc, scale);
    },
    standardExponential: (size: ShapeLike = []) => floats('standardExponential', 'standardExponential', size, 0, 1),
    exponential: (scale = 1, size: ShapeLike = []) => {
      positive('random.exponential', scale);
      return floats('standardExponential', 'exponential', size, 0, scale);
    },
    integers: (low: number, high: number | null = null, size: ShapeLike = []) => {
      const [from, to] = high === null ? [0, low] : [low, high];
      checkNumber('random.integers', 'low', from);
      checkNumber('random.integers', 'high', to);
      if (from < -EXACT || to > EXACT + 1) {
        throw new ValueError(
          `random.integers: bounds must lie within -2**24 and 2**24 on a device, got ${from} and ${to}`,
        );
      }
      const shape = checkShape('random.integers', size);
      const draws = current().integers(from, to, sizeOf(shape));
      return indices('random.integers', draws.reshape(shape));
    },
    choice: (a: number | GpuArray, size: ShapeLike = [], options: GpuChoiceOptions = {}) => {
      checkOptions('random.choice', options, ['replace', 'p']);
      const shape = checkShape('random.choice', size);
      const n = countOf('random.choice', a);
      const flat = indices('random.choice', current().choice(n, sizeOf(shape), options));
      const chosen = flat.strided(shape, stepsC(shape), 0);
      if (typeof a === 'number') return chosen;
      // An index without axes is a list of one.
      return shape.length === 0 ? at(at(a, [flat]), [0]) : at(a, [chosen]);
    },
    permutation,
    shuffle: (x: GpuArray) => {
      const mixed = permutation(checkArray('random.shuffle', device, x));
      set(x, ['...'], mixed);
      mixed.free();
    },
  };
  return functions as unknown as GpuGenerator;
}

/** A device's random numbers. */
export function makeRandom(device: GpuDevice): GpuRandom {
  let generator: Generator = defaultRng();
  const shared = makeGenerator(device, () => generator);
  return {
    ...shared,
    seed: (seed?: number) => {
      generator = defaultRng(seed);
    },
    defaultRng: (seed?: number) => {
      const own = defaultRng(seed);
      return makeGenerator(device, () => own);
    },
    rand: (...shape) => shared.random(shapeFrom('random.rand', shape)),
    randn: (...shape) => shared.standardNormal(shapeFrom('random.randn', shape)),
    randint: (low, high, size) => shared.integers(low, high, size),
  };
}
