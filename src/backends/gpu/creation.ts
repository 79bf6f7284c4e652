/** Making arrays on a device. */
import type { ArrayLike, DTypeOf } from '../../core/arrayLike.js';
import type { DType, DTypeInfo } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../../core/errors.js';
import { arg } from '../../core/expression.js';
import type { NDArray } from '../../core/ndarray.js';
import { checkShape, type ShapeLike } from '../../core/shape.js';
import { arange } from '../../ops/creation.js';
import { eye } from '../../ops/diagonals.js';
import { linspace } from '../../ops/ranges.js';
import { GpuArray, type GpuDType } from './array.js';
import type { GpuDevice } from './device.js';
import { launchElementwise } from './elementwise.js';
import { checkArray, gpuDType, toOperands, type GpuScalar } from './operands.js';
import { toDevice } from './transfer.js';
import type { FromHost, GpuDTypeName, ResolveGpuDType } from './types.js';

/** Options of `array` and `asarray`. */
export interface TransferOptions<T extends GpuDTypeName = GpuDTypeName> {
  /** Convert to this dtype; float32 for plain numbers and that of the data otherwise. */
  dtype?: T;
  /** Convert float64 to float32 and wide integers that fit to int32 instead of refusing them. */
  downcast?: boolean;
}

/** Options of functions that make arrays. */
export interface CreationOptions<T extends GpuDTypeName = GpuDTypeName> {
  /** The dtype; float32 by default. */
  dtype?: T;
}

type Made<T> = GpuArray<ResolveGpuDType<T>>;
/** The dtype of data: rows of plain numbers, float64 for the host, are float32. */
type Sent<A> =
  A extends GpuArray<infer D>
    ? GpuArray<D>
    : A extends ArrayLike
      ? A extends NDArray<infer D>
        ? GpuArray<FromHost<D>>
        : GpuArray<FromHost<DTypeOf<A>>>
      : never;

/** Functions that make arrays on a device. */
export interface GpuCreation {
  /**
   * A fresh array of host data, or a copy of an array of this device.
   *
   * @param data - array_like on the host, or a GpuArray
   * @throws DTypeError for float64 and other dtypes that a device has not, unless `downcast` or `dtype` asks for a conversion
   * @example
   * cp.array([[1, 2], [3, 4]]).shape; // [2, 2]
   */
  array<T extends GpuDTypeName>(data: ArrayLike | GpuArray, options: TransferOptions<T> & { dtype: T }): Made<T>;
  array<A extends ArrayLike | GpuArray>(data: A, options?: TransferOptions): Sent<A>;
  /** The same, but an array that is on this device already comes back as it is. */
  asarray<T extends GpuDTypeName>(data: ArrayLike | GpuArray, options: TransferOptions<T> & { dtype: T }): Made<T>;
  asarray<A extends ArrayLike | GpuArray>(data: A, options?: TransferOptions): Sent<A>;
  /** Zeros. */
  zeros<T extends GpuDTypeName = 'float32'>(shape: ShapeLike, options?: CreationOptions<T>): Made<T>;
  /** Ones. */
  ones<T extends GpuDTypeName = 'float32'>(shape: ShapeLike, options?: CreationOptions<T>): Made<T>;
  /** An array whose values are not to be relied on; zeros here. */
  empty<T extends GpuDTypeName = 'float32'>(shape: ShapeLike, options?: CreationOptions<T>): Made<T>;
  /** One value everywhere. */
  full<T extends GpuDTypeName = 'float32'>(
    shape: ShapeLike,
    fillValue: GpuScalar,
    options?: CreationOptions<T>,
  ): Made<T>;
  /** Zeros of another array's shape and dtype. */
  zerosLike<D extends GpuDType>(a: GpuArray<D>): GpuArray<D>;
  /** Ones of another array's shape and dtype. */
  onesLike<D extends GpuDType>(a: GpuArray<D>): GpuArray<D>;
  /** An array of another array's shape and dtype whose values are not to be relied on. */
  emptyLike<D extends GpuDType>(a: GpuArray<D>): GpuArray<D>;
  /** One value everywhere, in another array's shape and dtype. */
  fullLike<D extends GpuDType>(a: GpuArray<D>, fillValue: GpuScalar): GpuArray<D>;
  /** Evenly spaced numbers: `arange(stop)`, `arange(start, stop)`, `arange(start, stop, step)`. */
  arange<T extends GpuDTypeName = 'float32'>(stop: number, options?: CreationOptions<T>): Made<T>;
  arange<T extends GpuDTypeName = 'float32'>(start: number, stop: number, options?: CreationOptions<T>): Made<T>;
  arange<T extends GpuDTypeName = 'float32'>(
    start: number,
    stop: number,
    step: number,
    options?: CreationOptions<T>,
  ): Made<T>;
  /** `num` numbers from `start` to `stop`. */
  linspace(start: number, stop: number, num?: number, options?: { endpoint?: boolean }): GpuArray<'float32'>;
  /** Ones on the diagonal. */
  eye<T extends GpuDTypeName = 'float32'>(
    n: number,
    m?: number,
    options?: CreationOptions<T> & { k?: number },
  ): Made<T>;
  /** Ones on the diagonal of a square. */
  identity<T extends GpuDTypeName = 'float32'>(n: number, options?: CreationOptions<T>): Made<T>;
}

/** One value everywhere, made on the device. */
export function filled<D extends GpuDType>(
  functionName: string,
  device: GpuDevice,
  shape: readonly number[],
  value: GpuScalar,
  info: DTypeInfo<D>,
): GpuArray<D> {
  if (typeof value !== 'number' && typeof value !== 'boolean') {
    throw new DTypeError(`${functionName}: the value must be a number or a boolean, got ${describe(value)}`);
  }
  const [operand] = toOperands(functionName, device, [
    info.kind === 'i' || info.kind === 'u' ? Math.trunc(Number(value)) : value,
  ]);
  const held = info.kind === 'b' ? { ...operand!, value: value ? 1 : 0 } : operand!;
  const computation = { id: 'fill', result: arg(0), output: info };
  const buffer = launchElementwise(functionName, device, computation, shape, [held]);
  return new GpuArray(device, info, buffer, shape);
}

/** A device's functions that make arrays. */
export function makeCreation(device: GpuDevice): GpuCreation {
  const fill = (name: string, shape: ShapeLike, value: GpuScalar, options: CreationOptions = {}): GpuArray => {
    checkOptions(name, options, ['dtype']);
    return filled(name, device, checkShape(name, shape), value, gpuDType(name, options.dtype, 'float32'));
  };
  const like = (name: string, a: GpuArray, value: GpuScalar): GpuArray => {
    const { shape, info } = checkArray(name, device, a);
    return filled(name, device, shape, value, info);
  };
  const send = (name: string, data: unknown, options: TransferOptions = {}): GpuArray => {
    checkOptions(name, options, ['dtype', 'downcast']);
    const found = toDevice(name, device, data, options);
    const { dtype } = options;
    return dtype === undefined || found.dtype === gpuDType(name, dtype, 'float32').name ? found : found.astype(dtype);
  };
  const host = (name: string, data: NDArray<DType>, dtype: string | undefined): GpuArray =>
    toDevice(name, device, data, { dtype: gpuDType(name, dtype, 'float32').name });
  const functions = {
    array: (data: unknown, options?: TransferOptions) => {
      const found = send('array', data, options);
      return found === data ? found.copied('array') : found;
    },
    asarray: (data: unknown, options?: TransferOptions) => send('asarray', data, options),
    zeros: (shape: ShapeLike, options?: CreationOptions) => fill('zeros', shape, 0, options),
    ones: (shape: ShapeLike, options?: CreationOptions) => fill('ones', shape, 1, options),
    empty: (shape: ShapeLike, options?: CreationOptions) => fill('empty', shape, 0, options),
    full: (shape: ShapeLike, value: GpuScalar, options?: CreationOptions) => fill('full', shape, value, options),
    zerosLike: (a: GpuArray) => like('zerosLike', a, 0),
    onesLike: (a: GpuArray) => like('onesLike', a, 1),
    emptyLike: (a: GpuArray) => like('emptyLike', a, 0),
    fullLike: (a: GpuArray, value: GpuScalar) => like('fullLike', a, value),
    arange: (...args: (number | CreationOptions)[]) => {
      const last = args[args.length - 1];
      const options = typeof last === 'object' ? last : {};
      checkOptions('arange', options, ['dtype']);
      const numbers = args.filter((one): one is number => typeof one === 'number');
      if (
        numbers.length < 1 ||
        numbers.length > 3 ||
        numbers.length + (typeof last === 'object' ? 1 : 0) !== args.length
      ) {
        throw new ValueError(`arange: expected arange(stop), arange(start, stop) or arange(start, stop, step)`);
      }
      const [start, stop, step] =
        numbers.length === 1 ? [0, numbers[0]!, 1] : [numbers[0]!, numbers[1]!, numbers[2] ?? 1];
      return host('arange', arange(start, stop, step), options.dtype);
    },
    linspace: (start: number, stop: number, num?: number, options?: { endpoint?: boolean }) =>
      host('linspace', linspace(start, stop, num, options) as NDArray<DType>, undefined),
    eye: (n: number, m?: number, options: CreationOptions & { k?: number } = {}) => {
      checkOptions('eye', options, ['dtype', 'k']);
      return host('eye', eye(n, m, { k: options.k ?? 0 }) as NDArray<DType>, options.dtype);
    },
    identity: (n: number, options: CreationOptions = {}) => host('identity', eye(n) as NDArray<DType>, options.dtype),
  };
  return functions as unknown as GpuCreation;
}
