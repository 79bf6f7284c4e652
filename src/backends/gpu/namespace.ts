/** What `open` gives: NumPy's functions on the arrays of one device. */

import { DTypeError, ValueError, checkOptions, describe } from '../../core/errors.js';
import { arg, call, constant, ne, select } from '../../core/expression.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { normalizeAxes, normalizeAxis, type ShapeLike } from '../../core/shape.js';
import type { ArrayOf } from '../../core/ndarray.js';
import { GpuArray, type GpuDType } from './array.js';
import { compress, countNonzero, extract, nonzero } from './choosing.js';
import { makeCreation, type GpuCreation } from './creation.js';
import type { GpuDevice } from './device.js';
import type { GpuMode } from './driver.js';
import { concatenate, stack } from './joining.js';
import type { MemoryInfo } from './memory.js';
import { take } from './indexing.js';
import { argsort, searchsorted, sort, takeAlongAxis } from './order.js';
import { checkArray, onDevice, toOperands, type GpuOperand } from './operands.js';
import { makeProducts, type GpuProducts } from './products.js';
import { makeRandom, type GpuRandom } from './random.js';
import { makeReductions, type GpuAxisOptions, type GpuReductions } from './reductions.js';
import * as shaping from './shaping.js';
import type { GpuDTypeName, GpuMeet, GpuPairOptions, OnDeviceArray, ResolveGpuDType } from './types.js';
import { BINARY, PAIRS, UNARY, tableNamed, type GpuUfuncs } from './ufuncNames.js';
import { applyExpression, applyUfunc } from './ufuncs.js';
import { promoteInfo } from '../../core/promotion.js';

/** Functions about shapes, choice and joining. */
export interface GpuShaping {
  /** The array in another shape; a view of a C-ordered array, else a copy. */
  reshape<D extends GpuDType>(a: GpuArray<D>, shape: ShapeLike): GpuArray<D>;
  /** All elements in C order as one axis; a view of a C-ordered array, else a copy. */
  ravel<D extends GpuDType>(a: GpuArray<D>): GpuArray<D>;
  /** The axes in another order, reversed by default: a view. */
  transpose<D extends GpuDType>(a: GpuArray<D>, axes?: readonly number[] | null): GpuArray<D>;
  /** Two axes exchanged: a view. */
  swapaxes<D extends GpuDType>(a: GpuArray<D>, axis1: number, axis2: number): GpuArray<D>;
  /** An axis of length 1 put in: a view. */
  expandDims<D extends GpuDType>(a: GpuArray<D>, axis: number): GpuArray<D>;
  /** Axes of length 1 taken out: a view. */
  squeeze<D extends GpuDType>(a: GpuArray<D>, options?: { axis?: number | readonly number[] | null }): GpuArray<D>;
  /** The array seen in a larger shape: a view. */
  broadcastTo<D extends GpuDType>(a: GpuArray<D>, shape: ShapeLike): GpuArray<D>;
  /** A fresh array of the same values. */
  copy<D extends GpuDType>(a: GpuArray<D>): GpuArray<D>;
  /** The values as another dtype, in a fresh array; floats lose their fraction on the way to integers. */
  astype<T extends GpuDTypeName>(a: GpuArray, dtype: T): GpuArray<ResolveGpuDType<T>>;
  /** `x` where the condition is true, else `y`. */
  where<A extends GpuOperand, B extends GpuOperand>(condition: GpuOperand, x: A, y: B): OnDeviceArray<GpuMeet<A, B>>;
  /** Values kept within bounds; null leaves a side open. */
  clip<D extends GpuDType>(a: GpuArray<D>, min?: GpuOperand | null, max?: GpuOperand | null): GpuArray<D>;
  /** Arrays one after another along an axis. */
  concatenate<D extends GpuDType>(arrays: readonly GpuArray<D>[], options?: { axis?: number }): GpuArray<D>;
  /** Arrays of one shape side by side along a new axis. */
  stack<D extends GpuDType>(arrays: readonly GpuArray<D>[], options?: { axis?: number }): GpuArray<D>;
  /** Quotient, rounded down, and remainder. */
  divmod<A extends GpuOperand, B extends GpuOperand>(
    x1: A,
    x2: B,
    options?: GpuPairOptions,
  ): [OnDeviceArray<GpuMeet<A, B>>, OnDeviceArray<GpuMeet<A, B>>];
  /** The fractional and the integer part. */
  modf(x: GpuOperand, options?: GpuPairOptions): [GpuArray<'float32'>, GpuArray<'float32'>];
  /** The mantissa, from 0.5 to 1, and the exponent of two. */
  frexp(x: GpuOperand, options?: GpuPairOptions): [GpuArray<'float32'>, GpuArray<'int32'>];
}

/** Functions that sort, search and choose. */
export interface GpuChoosing {
  /** A sorted copy, along the last axis by default; null for the flattened array. nan comes last. */
  sort<D extends GpuDType>(a: GpuArray<D>, options?: { axis?: number | null }): GpuArray<D>;
  /** The places that would sort an array; ties keep their order. */
  argsort(a: GpuArray, options?: { axis?: number | null }): GpuArray<'int32'>;
  /** Where values would go in a sorted list, to its left by default. */
  searchsorted(a: GpuArray, v: GpuArray, options?: { side?: 'left' | 'right' }): GpuArray<'int32'>;
  /**
   * Elements at indices, along an axis or of the flattened array (the default). An index of the device that is out of bounds
   * gives nan; one of the host is an IndexError.
   */
  take<D extends GpuDType>(
    a: GpuArray<D>,
    indices: GpuArray | ArrayLike,
    options?: { axis?: number | null },
  ): GpuArray<D>;
  /** Elements at indices along one axis, the others going along: what `argsort` gives, for instance. */
  takeAlongAxis<D extends GpuDType>(a: GpuArray<D>, indices: GpuArray, options: { axis: number | null }): GpuArray<D>;
  /** How many elements are not 0. */
  countNonzero(a: GpuArray, options?: GpuAxisOptions): GpuArray<'int32'>;
  /** Where elements are not 0, one index array an axis. A promise: their number must come back first. */
  nonzero(a: GpuArray): Promise<GpuArray<'int32'>[]>;
  /** The same places counted in the flattened array. */
  flatnonzero(a: GpuArray): Promise<GpuArray<'int32'>>;
  /** The elements where a condition of the same size is true, as one axis: NumPy's `a[mask]`. A promise, likewise. */
  extract<D extends GpuDType>(condition: GpuArray, a: GpuArray<D>): Promise<GpuArray<D>>;
  /** The slices along an axis where a condition is true. A promise, likewise. */
  compress<D extends GpuDType>(
    condition: GpuArray,
    a: GpuArray<D>,
    options?: { axis?: number | null },
  ): Promise<GpuArray<D>>;
}

/** The device itself. */
export interface GpuControl {
  /** How it computes. */
  readonly mode: GpuMode;
  /** What computes, in words. */
  readonly device: string;
  /** Why this mode. */
  readonly reason: string;
  /** Mode, device and reason in a line. */
  describe(): string;
  /**
   * Wait until everything queued is done.
   *
   * @throws GpuError with the first failure since the last time
   */
  synchronize(): Promise<void>;
  /** How much the device's arrays hold. */
  memoryInfo(): MemoryInfo;
  /** The values of an array, on the host: the same as `a.get()`. */
  asnumpy<D extends GpuDType>(a: GpuArray<D>): Promise<ArrayOf<D>>;
  /** Finish what is queued and give the device back; a program that ends need not. */
  close(): Promise<void>;
}

/** NumPy's functions on the arrays of one device, as CuPy's `cp`. */
export interface GpuNamespace
  extends GpuControl, GpuCreation, GpuReductions, GpuProducts, GpuShaping, GpuChoosing, GpuUfuncs {
  /** Random numbers. */
  readonly random: GpuRandom;
}

const choice = select(ne(arg(0), constant(0)), arg(1), arg(2));
const BOUNDS = {
  both: call('min', call('max', arg(0), arg(1)), arg(2)),
  low: call('max', arg(0), arg(1)),
  high: call('min', arg(0), arg(1)),
} as const;

function where(device: GpuDevice, condition: unknown, x: unknown, y: unknown): GpuArray {
  const values = toOperands('where', device, [x, y]);
  const output = onDevice(promoteInfo(values[0]!.info, values[1]!.info));
  return applyExpression('where', device, 'where', choice, output, [condition, x, y]);
}

/** Values kept within bounds. */
export function clip(a: GpuArray, min: unknown, max: unknown): GpuArray {
  const low = min === undefined || min === null ? null : min;
  const high = max === undefined || max === null ? null : max;
  if (low === null && high === null) return a.copied('clip');
  const kind = low === null ? 'high' : high === null ? 'low' : 'both';
  const bounds = [low, high].filter((one) => one !== null);
  const infos = toOperands('clip', a.device, [a, ...bounds]).map((one) => one.info);
  const output = onDevice(infos.reduce(promoteInfo));
  return applyExpression('clip', a.device, `clip ${kind}`, BOUNDS[kind], output, [a, ...bounds]);
}

function makeUfuncs(device: GpuDevice): Record<string, unknown> {
  const functions: Record<string, unknown> = {};
  const names = [...Object.values(UNARY), ...Object.values(BINARY)].flat() as string[];
  for (const name of names) {
    const table = tableNamed(name);
    functions[name] = (...values: unknown[]) => applyUfunc(name, device, table, values)[0]!;
  }
  for (const name of PAIRS) {
    const table = tableNamed(name);
    functions[name] = (...values: unknown[]) => applyUfunc(name, device, table, values);
  }
  return functions;
}

function makeShaping(device: GpuDevice): Record<string, unknown> {
  const one = (name: string, a: unknown): GpuArray => checkArray(name, device, a);
  return {
    reshape: (a: unknown, shape: ShapeLike) => shaping.reshape(one('reshape', a), shape),
    ravel: (a: unknown) => shaping.ravel(one('ravel', a)),
    transpose: (a: unknown, axes?: readonly number[]) => shaping.transpose(one('transpose', a), axes),
    swapaxes: (a: unknown, i: number, j: number) => shaping.swapaxes(one('swapaxes', a), i, j),
    expandDims: (a: unknown, axis: number) => shaping.expandDims(one('expandDims', a), axis),
    squeeze: (a: unknown, options?: { axis?: number }) => {
      checkOptions('squeeze', options, ['axis']);
      return shaping.squeeze(one('squeeze', a), options);
    },
    broadcastTo: (a: unknown, shape: ShapeLike) => shaping.broadcastTo(one('broadcastTo', a), shape),
    copy: (a: unknown) => one('copy', a).copied('copy'),
    astype: (a: unknown, dtype: GpuDTypeName) => one('astype', a).astype(dtype),
    where: (condition: unknown, x: unknown, y: unknown) => {
      if (x === undefined || y === undefined) throw new ValueError('where: either give both x and y or use the host');
      return where(device, condition, x, y);
    },
    clip: (a: unknown, min?: unknown, max?: unknown) => clip(one('clip', a), min, max),
    concatenate: (arrays: unknown, options?: { axis?: number }) => {
      checkOptions('concatenate', options, ['axis']);
      return concatenate('concatenate', device, arrays, options);
    },
    stack: (arrays: unknown, options?: { axis?: number }) => {
      checkOptions('stack', options, ['axis']);
      return stack(device, arrays, options);
    },
  };
}

function makeChoosing(device: GpuDevice): Record<string, unknown> {
  const one = (name: string, a: unknown): GpuArray => checkArray(name, device, a);
  const axisOf = (name: string, options: { axis?: number | null } | undefined, otherwise: number | null) => {
    checkOptions(name, options, ['axis']);
    return options?.axis === undefined ? otherwise : options.axis;
  };
  return {
    sort: (a: unknown, options?: { axis?: number | null }) => sort('sort', one('sort', a), axisOf('sort', options, -1)),
    argsort: (a: unknown, options?: { axis?: number | null }) =>
      argsort('argsort', one('argsort', a), axisOf('argsort', options, -1)),
    searchsorted: (a: unknown, v: unknown, options?: { side?: 'left' | 'right' }) => {
      checkOptions('searchsorted', options, ['side']);
      const side = options?.side ?? 'left';
      if (side !== 'left' && side !== 'right') {
        throw new ValueError(`searchsorted: side must be 'left' or 'right', got ${describe(side)}`);
      }
      const list = one('searchsorted', a);
      if (list.ndim !== 1)
        throw new ValueError(`searchsorted: object too deep for desired array: a has ${list.ndim} axes`);
      return searchsorted('searchsorted', list, one('searchsorted', v), side);
    },
    take: (a: unknown, indices: unknown, options?: { axis?: number | null }) =>
      take('take', one('take', a), indices, axisOf('take', options, null)),
    takeAlongAxis: (a: unknown, indices: unknown, options?: { axis?: number | null }) => {
      const name = 'takeAlongAxis';
      const axis = axisOf(name, options, null);
      const list = one(name, indices);
      if (axis === null) return takeAlongAxis(name, shaping.ravel(one(name, a)), shaping.ravel(list), 0);
      return takeAlongAxis(name, one(name, a), list, normalizeAxis(name, axis, one(name, a).ndim));
    },
    countNonzero: (a: unknown, options: GpuAxisOptions = {}) => {
      checkOptions('countNonzero', options, ['axis', 'keepdims']);
      const array = one('countNonzero', a);
      return countNonzero(
        'countNonzero',
        array,
        normalizeAxes('countNonzero', options.axis, array.ndim),
        options.keepdims,
      );
    },
    nonzero: async (a: unknown) => nonzero('nonzero', one('nonzero', a)),
    flatnonzero: async (a: unknown) => (await nonzero('flatnonzero', shaping.ravel(one('flatnonzero', a))))[0]!,
    extract: async (condition: unknown, a: unknown) => extract('extract', one('extract', condition), one('extract', a)),
    compress: async (condition: unknown, a: unknown, options?: { axis?: number | null }) =>
      compress('compress', one('compress', condition), one('compress', a), axisOf('compress', options, null)),
  };
}

/** The namespace of a device. */
export function makeNamespace(device: GpuDevice): GpuNamespace {
  const { driver, reason } = device;
  const control: GpuControl = {
    mode: driver.mode,
    device: driver.device,
    reason,
    describe: () => `numloom/gpu: mode ${driver.mode} on ${driver.device} (${reason})`,
    synchronize: () => device.synchronize(),
    memoryInfo: () => device.memory.info(),
    asnumpy: (a) => {
      if (!(a instanceof GpuArray)) throw new DTypeError(`asnumpy: expected a GpuArray, got ${describe(a)}`);
      return a.get();
    },
    close: () => device.close(),
  };
  return {
    ...control,
    ...makeCreation(device),
    ...makeReductions(device),
    ...makeProducts(device),
    ...makeShaping(device),
    ...makeChoosing(device),
    ...makeUfuncs(device),
    random: makeRandom(device),
  } as unknown as GpuNamespace;
}
