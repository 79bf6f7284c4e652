/** Fresh arrays in the likeness of another: zerosLike, onesLike, emptyLike, fullLike. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { dtype as dtypeInfo, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { coerce } from '../core/element.js';
import { checkOptions } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { checkShape, type ShapeLike } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { broadcastInto } from './broadcasting.js';
import { orderFor } from './creation.js';
import { fillWith } from './ufuncs/fold.js';
import type { Order } from './ufuncs/types.js';

/** Options of functions that make an array like another. */
export interface LikeOptions<T extends DTypeLike = DTypeLike> {
  /** The dtype, that of the other array by default. */
  dtype?: T;
  /** The layout, `'K'` (that of the other array) by default. */
  order?: Order;
  /** The shape, that of the other array by default. */
  shape?: ShapeLike | null;
}

/** A function that makes an array like another. */
interface MakeLike {
  <T extends DTypeLike>(a: ArrayLike, options: LikeOptions<T> & { dtype: T }): NDArray<ResolveDType<T>>;
  <A extends ArrayLike>(a: A, options?: LikeOptions & { dtype?: undefined }): ArrayOf<DTypeOf<A>>;
}

function likeness(functionName: string, a: ArrayLike, options: LikeOptions, zeroed: boolean): NDArray {
  checkOptions(functionName, options, ['dtype', 'order', 'shape']);
  const array = asNDArray(functionName, a);
  const info = options.dtype === undefined ? array.info : (dtypeInfo(options.dtype) as DTypeInfo);
  const { shape } = options;
  const lengths = shape === undefined || shape === null ? array.shape : checkShape(functionName, shape);
  const order = orderFor(array, options.order);
  return zeroed ? zerosArray(info, lengths, order) : emptyArray(info, lengths, order);
}

/**
 * An array of the shape and dtype of another, whose values are not set.
 *
 * @param prototype - array_like
 * @param options - `dtype`, `order`, `shape`
 * @example
 * np.emptyLike([[1, 2]]).shape; // [1, 2]
 */
export const emptyLike = ((a: ArrayLike, options: LikeOptions = {}) =>
  likeness('emptyLike', a, options, false)) as MakeLike;

/**
 * Zeros in the shape and dtype of another array.
 *
 * @param a - array_like
 * @param options - `dtype`, `order`, `shape`
 * @example
 * np.zerosLike([1, 2]).toArray(); // [0, 0]
 */
export const zerosLike = ((a: ArrayLike, options: LikeOptions = {}) =>
  likeness('zerosLike', a, options, true)) as MakeLike;

/**
 * Ones in the shape and dtype of another array.
 *
 * @param a - array_like
 * @param options - `dtype`, `order`, `shape`
 * @example
 * np.onesLike([5, 6]).toArray(); // [1, 1]
 */
export const onesLike = ((a: ArrayLike, options: LikeOptions = {}) => {
  const result = likeness('onesLike', a, options, false);
  fillWith(result, coerce('onesLike', result.info, 1));
  return result;
}) as MakeLike;

/**
 * An array of the shape and dtype of another, filled with a value.
 *
 * @param a - array_like
 * @param fillValue - a plain value, or an array-like that broadcasts to the shape
 * @param options - `dtype`, `order`, `shape`
 * @throws ValueError when the dtype cannot hold the value
 * @example
 * np.fullLike([1, 2], 7).toArray(); // [7, 7]
 */
export function fullLike<T extends DTypeLike>(
  a: ArrayLike,
  fillValue: ArrayLike,
  options: LikeOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function fullLike<A extends ArrayLike>(
  a: A,
  fillValue: ArrayLike,
  options?: LikeOptions & { dtype?: undefined },
): ArrayOf<DTypeOf<A>>;
export function fullLike(a: ArrayLike, fillValue: ArrayLike, options: LikeOptions = {}): NDArray {
  const result = likeness('fullLike', a, options, false);
  if (isScalarLike(fillValue)) fillWith(result, coerce('fullLike', result.info, fillValue));
  else {
    const value = asNDArray('fullLike', fillValue, result.info);
    backend().copy(result.shape, broadcastInto('fullLike', value, result.shape), result);
  }
  return result;
}
