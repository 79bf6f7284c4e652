/** Making arrays: from values, filled, in ranges. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import {
  DTYPES,
  dtype as dtypeInfo,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  type ResolveDType,
} from '../core/dtype.js';
import { coerce } from '../core/element.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray, emptyArray, isTypedArray, zerosArray } from '../core/ndarray.js';
import { canCastInfo, type Casting } from '../core/promotion.js';
import { checkShape, isStepsF, type ShapeLike } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { fillWith } from './ufuncs/fold.js';
import type { Order } from './ufuncs/types.js';

/** Options of functions that make an array of a shape. */
export interface CreationOptions<T extends DTypeLike = DTypeLike> {
  /** The element type, float64 by default. */
  dtype?: T;
  /** The memory layout, C by default. */
  order?: 'C' | 'F';
}

/** Options of `array`. */
export interface ArrayOptions<T extends DTypeLike = DTypeLike> {
  /** The element type; by default that of the values. */
  dtype?: T;
  /** Copy an array or typed array (true, the default) or share its memory where possible (false). */
  copy?: boolean;
  order?: Order;
  /** The least number of axes; lengths of 1 are put in front. */
  ndmin?: number;
}

/** A layout that a copy of `a` takes under an order. */
export function orderFor(a: NDArray, order: Order | undefined): 'C' | 'F' {
  if (order === 'C' || order === 'F') return order;
  return !a.isC && isStepsF(a.shape, a.steps) ? 'F' : 'C';
}

/** A fresh array with the values of `a`, converted to a dtype (unsafe casting). */
export function copyAs<D extends DType>(a: NDArray, info: DTypeInfo<D>, order: 'C' | 'F' = 'C'): NDArray<D> {
  const result = emptyArray(info, a.shape, order);
  backend().copy(a.shape, a, result);
  return result;
}

/** An array-like as an array of a dtype, copied only where it must be. */
export function asDType<D extends DType>(functionName: string, value: ArrayLike, info: DTypeInfo<D>): NDArray<D> {
  const array = asNDArray(functionName, value, info);
  return array.info === (info as DTypeInfo) ? (array as NDArray<D>) : copyAs(array, info);
}

/** Conversion to a dtype; see `NDArray.astype`. */
export function astype<T extends DTypeLike>(
  x: NDArray,
  dtype: T,
  options: { copy?: boolean; casting?: Casting; order?: Order } = {},
): NDArray<ResolveDType<T>> {
  checkOptions('astype', options, ['copy', 'casting', 'order']);
  const { copy = true, casting = 'unsafe', order } = options;
  const info = dtypeInfo(dtype) as DTypeInfo;
  if (!canCastInfo(x.info, info, casting)) {
    throw new DTypeError(
      `Cannot cast array data from dtype('${x.dtype}') to dtype('${info.name}') according to the rule '${casting}'`,
    );
  }
  const layout = orderFor(x, order);
  if (!copy && x.info === info && (layout === 'C' ? x.isC : isStepsF(x.shape, x.steps))) return x as NDArray<never>;
  return copyAs(x, info, layout) as unknown as NDArray<ResolveDType<T>>;
}

/**
 * Make an array.
 *
 * @param object - a number, nested arrays, a typed array or an NDArray
 * @param options - `dtype`, `copy`, `order`, `ndmin`
 * @returns an array of the values; numbers make float64 unless `dtype` says otherwise
 * @throws ValueError for ragged nesting, or values that the dtype cannot hold
 * @example
 * np.array([[1, 2], [3, 4]]).shape; // [2, 2]
 * np.array([1, 2, 3], { dtype: 'int' }).dtype; // 'int32'
 */
export function array<T extends DTypeLike>(
  object: ArrayLike,
  options: ArrayOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function array<A extends ArrayLike>(object: A, options?: ArrayOptions): ArrayOf<DTypeOf<A>>;
export function array(object: ArrayLike, options: ArrayOptions = {}): NDArray {
  checkOptions('array', options, ['dtype', 'copy', 'order', 'ndmin']);
  const { copy = true, order, ndmin = 0 } = options;
  const info = options.dtype === undefined ? undefined : (dtypeInfo(options.dtype) as DTypeInfo);
  let result = asNDArray('array', object, info);
  const shared = object instanceof NDArray || isTypedArray(object);
  if (info && result.info !== info) result = copyAs(result, info, orderFor(result, order));
  else if (
    (shared && copy) ||
    (order === 'C' && !result.isC) ||
    (order === 'F' && !isStepsF(result.shape, result.steps))
  ) {
    result = copyAs(result, result.info, orderFor(result, order));
  }
  if (result.ndim < ndmin) {
    const lead = new Array<number>(ndmin - result.ndim).fill(1);
    result = result.strided([...lead, ...result.shape], [...lead.map(() => 0), ...result.steps], result.offset);
  }
  return result;
}

/**
 * An array-like as an array: an NDArray comes back itself, a typed array shares its memory.
 *
 * @example
 * np.asarray(new Float64Array([1, 2])).dtype; // 'float64'
 */
export function asarray<T extends DTypeLike>(
  a: ArrayLike,
  options: { dtype: T; order?: Order },
): NDArray<ResolveDType<T>>;
export function asarray<A extends ArrayLike>(a: A, options?: { dtype?: undefined; order?: Order }): ArrayOf<DTypeOf<A>>;
export function asarray(a: ArrayLike, options: { dtype?: DTypeLike; order?: Order } = {}): NDArray {
  checkOptions('asarray', options, ['dtype', 'order']);
  return array(a, { ...options, copy: false } as ArrayOptions);
}

function made(functionName: string, shape: ShapeLike, options: CreationOptions, zeroed: boolean): NDArray {
  checkOptions(functionName, options, ['dtype', 'order']);
  const info = dtypeInfo(options.dtype ?? 'float64') as DTypeInfo;
  const list = checkShape(functionName, shape);
  return zeroed ? zerosArray(info, list, options.order) : emptyArray(info, list, options.order);
}

/**
 * An array whose values are not set; write all of them before reading any.
 *
 * @param shape - one length or a list of lengths
 * @param options - `dtype` (float64), `order`
 * @example
 * np.empty([2, 3]).shape; // [2, 3]
 * np.add([1, 2], [3, 4], { out: np.empty(2) }).toArray(); // [4, 6]
 */
export function empty<T extends DTypeLike = 'float64'>(
  shape: ShapeLike,
  options: CreationOptions<T> = {},
): NDArray<ResolveDType<T>> {
  return made('empty', shape, options, false) as NDArray<ResolveDType<T>>;
}

/**
 * An array of zeros.
 *
 * @param shape - one length or a list of lengths
 * @param options - `dtype` (float64), `order`
 * @throws ValueError for negative or too large lengths, DTypeError for lengths that are no integers
 * @example
 * np.zeros([2, 3]).shape; // [2, 3]
 */
export function zeros<T extends DTypeLike = 'float64'>(
  shape: ShapeLike,
  options: CreationOptions<T> = {},
): NDArray<ResolveDType<T>> {
  return made('zeros', shape, options, true) as NDArray<ResolveDType<T>>;
}

/**
 * An array of ones; see `zeros`.
 *
 * @example
 * np.ones([2, 2]).toArray(); // [[1, 1], [1, 1]]
 * np.ones(3, { dtype: 'bool' }).toArray(); // [true, true, true]
 */
export function ones<T extends DTypeLike = 'float64'>(
  shape: ShapeLike,
  options: CreationOptions<T> = {},
): NDArray<ResolveDType<T>> {
  const result = made('ones', shape, options, false);
  fillWith(result, coerce('ones', result.info, 1));
  return result as NDArray<ResolveDType<T>>;
}

/**
 * An array filled with one value.
 *
 * @param shape - one length or a list of lengths
 * @param fillValue - a plain value, or an array-like that broadcasts to the shape
 * @param options - `dtype` (that of the value), `order`
 * @example
 * np.full([2], 7).toArray(); // [7, 7]
 */
export function full<A extends ArrayLike>(
  shape: ShapeLike,
  fillValue: A,
  options?: { dtype?: undefined; order?: 'C' | 'F' },
): ArrayOf<DTypeOf<A>>;
export function full<T extends DTypeLike>(
  shape: ShapeLike,
  fillValue: ArrayLike,
  options: CreationOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function full(shape: ShapeLike, fillValue: ArrayLike, options: CreationOptions = {}): NDArray {
  checkOptions('full', options, ['dtype', 'order']);
  const info = options.dtype === undefined ? undefined : (dtypeInfo(options.dtype) as DTypeInfo);
  const value = asNDArray('full', fillValue, info);
  const result = emptyArray(info ?? value.info, checkShape('full', shape), options.order);
  if (isScalarLike(fillValue)) fillWith(result, value.item());
  else result.set(['...'], value);
  return result;
}

/**
 * Evenly spaced values within a half-open interval.
 *
 * @param start - the first value (0 when only a stop is given)
 * @param stop - the end, not among the values
 * @param step - the spacing, 1 by default
 * @param options - `dtype`, float64 by default (`'int'` for indices)
 * @throws ValueError when step is 0 or the length is not finite
 * @example
 * np.arange(3).toArray(); // [0, 1, 2]
 * np.arange(1, 2, 0.25).toArray(); // [1, 1.25, 1.5, 1.75]
 */
export function arange<T extends DTypeLike = 'float64'>(
  stop: number,
  options?: { dtype?: T },
): NDArray<ResolveDType<T>>;
export function arange<T extends DTypeLike = 'float64'>(
  start: number,
  stop: number,
  options?: { dtype?: T },
): NDArray<ResolveDType<T>>;
export function arange<T extends DTypeLike = 'float64'>(
  start: number,
  stop: number,
  step: number,
  options?: { dtype?: T },
): NDArray<ResolveDType<T>>;
export function arange(...args: unknown[]): NDArray {
  const last = args[args.length - 1];
  const options = typeof last === 'object' && last !== null ? (args.pop() as { dtype?: DTypeLike }) : {};
  checkOptions('arange', options, ['dtype']);
  if (args.length < 1 || args.length > 3 || args.some((value) => typeof value !== 'number')) {
    throw new DTypeError(`arange() takes one to three numbers and { dtype }, got (${args.map(describe).join(', ')})`);
  }
  const [first, second, step = 1] = args as number[];
  const [start, stop] = second === undefined ? [0, first!] : [first!, second];
  if (step === 0) throw new ValueError('arange: step must not be zero');
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (!Number.isFinite(count))
    throw new ValueError(`arange: cannot compute length of range from ${start} to ${stop} by ${step}`);
  const [length] = checkShape('arange', count);
  const info = dtypeInfo(options.dtype ?? 'float64') as DTypeInfo;
  const values = emptyArray(DTYPES.float64, [length!]);
  // As NumPy: the spacing is that of the first two values in the dtype.
  const integer = info.kind === 'i' || info.kind === 'u';
  const origin = integer ? Math.trunc(start) : start;
  const delta = integer ? Math.trunc(start + step) - origin : start + step - start;
  for (let i = 0; i < length!; i++) values.storage[i] = origin + i * delta;
  return info === (DTYPES.float64 as DTypeInfo) ? values : copyAs(values, info);
}
