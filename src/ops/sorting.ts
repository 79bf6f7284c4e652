/** Sorted copies, sorting in place, and orders: sort, argsort, lexsort, partition, argpartition, sortComplex. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { normalizeAxis, sameShape } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { lexsortKeys } from '../backends/single/sort/index.js';
import { argpartition as argpartitionRows, partition as partitionRows } from '../backends/single/sorting.js';
import { packed } from './axes.js';
import { copyAs } from './creation.js';
import { integerList } from './integerArguments.js';
import { flattenArray, ravelArray } from './reshaping.js';
import { withAxisAt } from './transposition.js';

/** The names of sorting algorithms. Whichever is asked for, equal elements keep their order. */
export type SortKind = 'quicksort' | 'mergesort' | 'heapsort' | 'stable';

/** Options of `sort` and `argsort`. */
export interface SortOptions {
  /** The axis along which to sort, the last by default; null sorts the flattened array. */
  axis?: number | null;
  /** Accepted for NumPy's sake; the algorithm is chosen by the data and always stable. */
  kind?: SortKind | null;
  /** The same: sorting is always stable. */
  stable?: boolean | null;
}

/** Options of `a.sort()`, which works in place. */
export interface SortInPlaceOptions extends Omit<SortOptions, 'axis'> {
  /** The axis along which to sort, the last by default. */
  axis?: number;
}

const KINDS: readonly unknown[] = ['quicksort', 'mergesort', 'heapsort', 'stable', null, undefined];

function checkSortOptions(functionName: string, options: SortOptions): void {
  checkOptions(functionName, options, ['axis', 'kind', 'stable']);
  if (!KINDS.includes(options.kind)) {
    throw new ValueError(
      `${functionName}: sort kind must be one of 'quicksort', 'heapsort', 'mergesort', or 'stable' (got ${describe(options.kind)})`,
    );
  }
}

/** Sort an array in place along an axis; behind `a.sort`. */
export function sortInPlace(a: NDArray, options: SortInPlaceOptions = {}): void {
  checkSortOptions('sort', options);
  a.mustBeWriteable('sort');
  const axis = normalizeAxis('sort', options.axis ?? -1, a.ndim);
  sortAlong(a, axis);
}

function sortAlong(a: NDArray, axis: number): void {
  const rows = withAxisAt(a, axis, a.ndim - 1);
  backend().sort(rows.shape, rows);
}

/**
 * A sorted copy: ascending, nan last, complex by real part and then imaginary part. Stable.
 *
 * @param a - array_like
 * @param options - `axis` (the last; null flattens), `kind`
 * @throws AxisError when the axis is out of bounds
 * @example
 * np.sort([3, 1, 2]).toArray(); // [1, 2, 3]
 */
export function sort<A extends ArrayLike>(a: A, options: SortOptions = {}): ArrayOf<DTypeOf<A>> {
  checkSortOptions('sort', options);
  const source = asNDArray('sort', a);
  const { axis = -1 } = options;
  const flat = axis === null;
  const at = flat ? 0 : normalizeAxis('sort', axis, source.ndim);
  const result = flat ? flattenArray(source) : copyAs(source, source.info);
  sortAlong(result, at);
  return result as unknown as ArrayOf<DTypeOf<A>>;
}

/** The array as it is worked on, flattened or with the axis last, and where the axis belongs. */
function rowsOf(functionName: string, a: ArrayLike, axis: number | null | undefined): { rows: NDArray; at: number } {
  const source = asNDArray(functionName, a);
  if (axis === null) return { rows: ravelArray(source), at: 0 };
  if (source.ndim === 0 && (axis === undefined || axis === -1 || axis === 0))
    return { rows: ravelArray(source), at: 0 };
  const at = normalizeAxis(functionName, axis ?? -1, source.ndim);
  return { rows: withAxisAt(source, at, source.ndim - 1), at };
}

/**
 * The indices that sort an array along an axis. Stable.
 *
 * @param a - array_like
 * @param options - `axis` (the last; null flattens), `kind`
 * @returns an int32 array; `takeAlongAxis(a, result, axis)` is sorted
 * @throws AxisError when the axis is out of bounds
 * @example
 * np.argsort([3, 1, 2]).toArray(); // [1, 2, 0]
 */
export function argsort(a: ArrayLike, options: SortOptions = {}): NDArray<'int32'> {
  checkSortOptions('argsort', options);
  const { rows, at } = rowsOf('argsort', a, options.axis);
  const shape = rows.shape;
  const result = emptyArray(DTYPES.int32, withMoved(shape, at));
  const target = withAxisAt(result, at, shape.length - 1);
  backend().argsort(shape, rows, target);
  return result;
}

/** The shape with the last length moved to a place. */
function withMoved(shape: readonly number[], place: number): number[] {
  const rest = shape.slice(0, -1);
  rest.splice(place, 0, shape[shape.length - 1]!);
  return rest;
}

/**
 * The indices that sort records by several keys, the last key first in importance. Stable.
 *
 * @param keys - a list of array-likes of one shape, or an array, whose rows are the keys
 * @param options - `axis`: the axis along which to sort, the last by default
 * @returns an int32 array of the shape of a key
 * @throws ValueError when the keys differ in shape
 * @example
 * np.lexsort([[1, 0, 2], [1, 1, 0]]).toArray(); // [2, 1, 0]
 */
export function lexsort(keys: readonly ArrayLike[] | NDArray, options: { axis?: number } = {}): NDArray<'int32'> {
  checkOptions('lexsort', options, ['axis']);
  const list = keys instanceof NDArray ? [...keys.rows()] : keys.map((one) => asNDArray('lexsort', one));
  if (list.length === 0) throw new DTypeError('lexsort: need sequence of keys with len > 0 in lexsort');
  const { shape, ndim } = list[0]!;
  for (const key of list) {
    if (!sameShape(key.shape, shape)) {
      throw new ValueError(
        `lexsort: all keys need to be the same shape, got ${shapeText(shape)} and ${shapeText(key.shape)}`,
      );
    }
  }
  if (ndim === 0) return zerosArray(DTYPES.int32, []);
  const axis = normalizeAxis('lexsort', options.axis ?? -1, ndim);
  const rows = list.map((key) => packed(withAxisAt(key, axis, ndim - 1)));
  const n = shape[axis]!;
  const result = emptyArray(DTYPES.int32, rows[0]!.shape);
  for (let start = 0; n > 0 && start < result.size; start += n) {
    lexsortKeys(
      rows.map((row) => ({ data: row.storage, dtype: row.dtype, start: row.offset + start })),
      n,
      result.storage.subarray(start, start + n),
    );
  }
  return copyAs(withAxisAt(result, ndim - 1, axis), DTYPES.int32);
}

/** Options of `partition` and `argpartition`. */
export interface PartitionOptions {
  /** The axis, the last by default; null works on the flattened array. */
  axis?: number | null;
  /** Accepted for NumPy's sake. */
  kind?: 'introselect';
}

/** Options of `a.partition()`, which works in place. */
export interface PartitionInPlaceOptions extends Omit<PartitionOptions, 'axis'> {
  /** The axis, the last by default. */
  axis?: number;
}

function checkPlaces(functionName: string, kth: number | readonly number[], length: number): number[] {
  const places = integerList(functionName, 'kth', kth).map((place) => {
    const counted = place < 0 ? place + length : place;
    if (counted < 0 || counted >= length)
      throw new ValueError(`${functionName}: kth(=${place}) out of bounds (${length})`);
    return counted;
  });
  return [...new Set(places)].sort((x, y) => x - y);
}

function checkPartitionOptions(functionName: string, options: PartitionOptions): void {
  checkOptions(functionName, options, ['axis', 'kind']);
  if (options.kind !== undefined && options.kind !== 'introselect') {
    throw new ValueError(`${functionName}: select kind must be 'introselect' (got ${describe(options.kind)})`);
  }
}

/** Partition an array in place along an axis; behind `a.partition`. */
export function partitionInPlace(
  a: NDArray,
  kth: number | readonly number[],
  options: PartitionInPlaceOptions = {},
): void {
  checkPartitionOptions('partition', options);
  a.mustBeWriteable('partition');
  partitionAlong(a, kth, normalizeAxis('partition', options.axis ?? -1, a.ndim));
}

function partitionAlong(a: NDArray, kth: number | readonly number[], axis: number): void {
  const places = checkPlaces('partition', kth, a.shape[axis]!);
  const rows = withAxisAt(a, axis, a.ndim - 1);
  partitionRows(rows.shape, rows, places);
}

/**
 * A copy in which the elements at given places are those that sorting would put there, with none larger before and none
 * smaller after them.
 *
 * @param a - array_like
 * @param kth - the place, or several
 * @param options - `axis` (the last; null flattens)
 * @throws ValueError when a place is out of bounds
 * @example
 * np.partition([5, 3, 4, 1], 1).item(1); // 3
 */
export function partition<A extends ArrayLike>(
  a: A,
  kth: number | readonly number[],
  options: PartitionOptions = {},
): ArrayOf<DTypeOf<A>> {
  checkPartitionOptions('partition', options);
  const source = asNDArray('partition', a);
  const { axis = -1 } = options;
  const result = axis === null ? flattenArray(source) : copyAs(source, source.info);
  partitionAlong(result, kth, axis === null ? 0 : normalizeAxis('partition', axis, source.ndim));
  return result as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * The indices that partition an array; see `partition`.
 *
 * @param a - array_like
 * @param kth - the place, or several
 * @param options - `axis` (the last; null flattens)
 * @returns an int32 array
 * @throws ValueError when a place is out of bounds
 * @example
 * np.argpartition([5, 3, 4, 1], 0).item(0); // 3
 */
export function argpartition(
  a: ArrayLike,
  kth: number | readonly number[],
  options: PartitionOptions = {},
): NDArray<'int32'> {
  checkPartitionOptions('argpartition', options);
  const { rows, at } = rowsOf('argpartition', a, options.axis);
  const shape = rows.shape;
  const places = checkPlaces('argpartition', kth, shape[shape.length - 1]!);
  const result = emptyArray(DTYPES.int32, withMoved(shape, at));
  argpartitionRows(shape, rows, withAxisAt(result, at, shape.length - 1), places);
  return result;
}

/** The complex dtype in which `sortComplex` works. */
type ComplexFor<D> = D extends 'int8' | 'uint8' | 'int16' | 'uint16' | 'float16' | 'float32' | 'complex64'
  ? 'complex64'
  : 'complex128';

/**
 * A sorted complex copy: by real part, then by imaginary part.
 *
 * @param a - array_like
 * @returns complex64 for integers of at most 16 bits and narrow floats, else complex128
 * @example
 * np.sortComplex([3, 1, 2]).dtype; // 'complex128'
 */
export function sortComplex<A extends ArrayLike>(a: A): ArrayOf<ComplexFor<DTypeOf<A>>> {
  const source = asNDArray('sortComplex', a);
  const { info } = source;
  const narrow =
    info.kind === 'c' ? info === DTYPES.complex64 : info.kind !== 'b' && info.itemsize <= (info.kind === 'f' ? 4 : 2);
  const result = copyAs(source, narrow ? DTYPES.complex64 : DTYPES.complex128);
  if (result.ndim > 0) sortAlong(result, result.ndim - 1);
  return result as unknown as ArrayOf<ComplexFor<DTypeOf<A>>>;
}
