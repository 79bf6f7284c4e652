/** Random numbers for a device, drawn on the host: one seed gives the same numbers in every mode. */
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, describe } from '../../core/errors.js';
import { checkShape, sizeOf, type ShapeLike } from '../../core/shape.js';
import { defaultRng, type Generator } from '../../random/generator.js';
import { GpuArray } from './array.js';
import type { GpuDevice } from './device.js';
import { EXACT } from './elementwise.js';

/** A device's random numbers, PCG64 as in numloom's `random`. */
export interface GpuRandom {
  /** Start again from a seed; without one from the machine's randomness. */
  seed(seed?: number): void;
  /** Uniform numbers in [0, 1): `rand([2, 3])` or `rand(2, 3)`. */
  rand(...shape: [ShapeLike] | number[]): GpuArray<'float32'>;
  /** Uniform numbers in [0, 1). */
  random(size?: ShapeLike): GpuArray<'float32'>;
  /** Uniform numbers in [low, high). */
  uniform(low?: number, high?: number, size?: ShapeLike): GpuArray<'float32'>;
  /** Normal numbers: `randn([2, 3])` or `randn(2, 3)`. */
  randn(...shape: [ShapeLike] | number[]): GpuArray<'float32'>;
  /** Normal numbers of mean 0 and deviation 1. */
  standardNormal(size?: ShapeLike): GpuArray<'float32'>;
  /** Normal numbers. */
  normal(loc?: number, scale?: number, size?: ShapeLike): GpuArray<'float32'>;
  /** Whole numbers from `low` to below `high`, or from 0 to below `low`. */
  integers(low: number, high?: number | null, size?: ShapeLike): GpuArray<'int32'>;
}

function shapeFrom(name: string, args: readonly unknown[]): number[] {
  return checkShape(name, (args.length === 1 ? args[0] : args) as ShapeLike);
}

function checkNumber(name: string, what: string, value: unknown): void {
  if (typeof value !== 'number') throw new DTypeError(`${name}: ${what} must be a number, got ${describe(value)}`);
}

/** A device's random numbers. */
export function makeRandom(device: GpuDevice): GpuRandom {
  let generator: Generator = defaultRng();
  const send = (name: string, shape: readonly number[], values: Float32Array): GpuArray<'float32'> =>
    new GpuArray(device, DTYPES.float32, device.upload(name, values), shape);
  /** `offset + factor * draw` for each draw, in float64 before it is rounded. */
  const scaled = (draws: Float32Array, offset: number, factor: number): Float32Array => {
    const values = draws.slice();
    if (offset !== 0 || factor !== 1) for (let i = 0; i < values.length; i++) values[i] = offset + factor * values[i]!;
    return values;
  };
  const uniform = (name: string, shape: readonly number[], low: number, width: number): GpuArray<'float32'> => {
    device.mustBeOpen(name);
    const draws = generator.random(sizeOf(shape), { dtype: 'float32' });
    return send(name, shape, scaled(draws.data as Float32Array, low, width));
  };
  const normal = (name: string, shape: readonly number[], loc: number, scale: number): GpuArray<'float32'> => {
    device.mustBeOpen(name);
    const draws = generator.standardNormal(sizeOf(shape), { dtype: 'float32' });
    return send(name, shape, scaled(draws.data as Float32Array, loc, scale));
  };
  return {
    seed: (seed?: number) => {
      generator = defaultRng(seed);
    },
    rand: (...shape) => uniform('random.rand', shapeFrom('random.rand', shape), 0, 1),
    random: (size = []) => uniform('random.random', checkShape('random.random', size), 0, 1),
    uniform: (low = 0, high = 1, size = []) => {
      checkNumber('random.uniform', 'low', low);
      checkNumber('random.uniform', 'high', high);
      return uniform('random.uniform', checkShape('random.uniform', size), low, high - low);
    },
    randn: (...shape) => normal('random.randn', shapeFrom('random.randn', shape), 0, 1),
    standardNormal: (size = []) => normal('random.standardNormal', checkShape('random.standardNormal', size), 0, 1),
    normal: (loc = 0, scale = 1, size = []) => {
      checkNumber('random.normal', 'loc', loc);
      checkNumber('random.normal', 'scale', scale);
      if (scale < 0) throw new ValueError(`random.normal: scale < 0, got ${scale}`);
      return normal('random.normal', checkShape('random.normal', size), loc, scale);
    },
    integers: (low, high = null, size = []) => {
      const [from, to] = high === null ? [0, low] : [low, high];
      checkNumber('random.integers', 'low', from);
      checkNumber('random.integers', 'high', to);
      if (from < -EXACT || to > EXACT + 1) {
        throw new ValueError(
          `random.integers: bounds must lie within -2**24 and 2**24 on a device, got ${from} and ${to}`,
        );
      }
      const shape = checkShape('random.integers', size);
      const draws = generator.integers(from, to, sizeOf(shape));
      const values = Float32Array.from(draws.data as Int32Array);
      return new GpuArray(device, DTYPES.int32, device.upload('random.integers', values), shape);
    },
  };
}
