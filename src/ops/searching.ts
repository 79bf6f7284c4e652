/** Where elements are: nonzero, flatnonzero, argwhere, searchsorted. */
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { flatNonzero, nonzeroOf } from '../core/nonzero.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { searchsortedSegment } from '../backends/single/sort/index.js';
import { packed } from './axes.js';
import { asDType, copyAs } from './creation.js';
import { indexArray } from './integerArguments.js';
import { stack } from './joining.js';
import { ravelArray } from './reshaping.js';
import { meetArrays } from './resultType.js';

/** What is not 0, as an array of dtype bool. */
function truthOf(a: NDArray): NDArray {
  return a.info === DTYPES.bool ? a : copyAs(a, DTYPES.bool);
}

/**
 * The indices of the elements that are not zero, one array an axis, in C order.
 *
 * @param a - array_like of at least one axis
 * @returns int32 arrays; `a.at(...np.nonzero(a))` are the elements themselves
 * @throws ValueError for an array without axes
 * @example
 * np.nonzero([[1, 0], [0, 2]]).map(String); // ['[0 1]', '[0 1]']
 */
export function nonzero(a: ArrayLike): NDArray<'int32'>[] {
  const array = asNDArray('nonzero', a);
  if (array.ndim === 0) {
    throw new ValueError('nonzero: calling nonzero on 0d arrays is not allowed; use np.atleast1d(scalar) first');
  }
  return nonzeroOf(truthOf(array));
}

/**
 * The indices of the elements of the flattened array that are not zero.
 *
 * @param a - array_like
 * @returns an int32 array
 * @example
 * np.flatnonzero([[1, 0], [0, 2]]).toArray(); // [0, 3]
 */
export function flatnonzero(a: ArrayLike): NDArray<'int32'> {
  return flatNonzero(truthOf(asNDArray('flatnonzero', a)));
}

/**
 * The indices of the elements that are not zero, one row an element.
 *
 * @param a - array_like
 * @returns an int32 array of shape (elements, axes)
 * @example
 * np.argwhere([[1, 0], [0, 2]]).toArray(); // [[0, 0], [1, 1]]
 */
export function argwhere(a: ArrayLike): NDArray<'int32'> {
  const array = asNDArray('argwhere', a);
  if (array.ndim === 0) return emptyArray(DTYPES.int32, [flatnonzero(array).size, 0]);
  return stack(nonzero(array), { axis: 1 }) as NDArray<'int32'>;
}

/** Options of `searchsorted`. */
export interface SearchsortedOptions {
  /** The place before equal elements (`'left'`, the default) or after them. */
  side?: 'left' | 'right';
  /** Indices that put `a` in order, as `argsort` gives them. */
  sorter?: ArrayLike | null;
}

/** See `searchsorted`. */
function search(a: ArrayLike, v: ArrayLike, options: SearchsortedOptions): NDArray<'int32'> {
  checkOptions('searchsorted', options, ['side', 'sorter']);
  const { side = 'left', sorter } = options;
  if (side !== 'left' && side !== 'right') {
    throw new ValueError(`searchsorted: side must be 'left' or 'right' (got ${describe(side)})`);
  }
  const { arrays, info } = meetArrays('searchsorted', [a, v]);
  const [first, second] = arrays as [NDArray, NDArray];
  if (first.ndim !== 1) {
    throw new ValueError(`searchsorted: a must have one axis, got shape ${shapeText(first.shape)}`);
  }
  const sorted = packed(asDType('searchsorted', first, info));
  const values = packed(asDType('searchsorted', second, info));
  const order = sorter === undefined || sorter === null ? null : orderOf(sorter, first.size);
  const result = emptyArray(DTYPES.int32, second.shape);
  searchsortedSegment(
    sorted.storage,
    info.name,
    sorted.offset,
    sorted.offset + sorted.size,
    values.storage,
    values.offset,
    values.offset + values.size,
    side,
    result.storage,
    order,
  );
  return result;
}

function orderOf(sorter: ArrayLike, size: number): Int32Array {
  const order = indexArray('searchsorted', 'sorter', sorter);
  if (order.ndim !== 1 || order.size !== size) {
    throw new ValueError(`searchsorted: sorter must have shape (${size},), got ${shapeText(order.shape)}`);
  }
  const list = ravelArray(order).data;
  for (let i = 0; i < size; i++) {
    if (list[i]! < 0 || list[i]! >= size) throw new ValueError(`searchsorted: sorter index ${list[i]} out of range`);
  }
  return list;
}

/**
 * Where elements would be inserted into a sorted array so that it stays sorted.
 *
 * @param a - array_like of one axis, ascending, or put in order by `sorter`; nan counts as the greatest
 * @param v - a plain value or array_like: what to insert
 * @param options - `side`, `sorter`
 * @returns an int32 array of the shape of `v`; a number for a plain value
 * @throws ValueError when `a` has not one axis or `sorter` does not fit
 * @example
 * np.searchsorted([1, 2, 2, 3], 2, { side: 'right' }); // 3
 */
export function searchsorted(a: ArrayLike, v: ScalarLike, options?: SearchsortedOptions): number;
export function searchsorted(
  a: ArrayLike,
  v: Exclude<ArrayLike, ScalarLike>,
  options?: SearchsortedOptions,
): NDArray<'int32'>;
export function searchsorted(a: ArrayLike, v: ArrayLike, options?: SearchsortedOptions): NDArray<'int32'> | number;
export function searchsorted(a: ArrayLike, v: ArrayLike, options: SearchsortedOptions = {}): NDArray<'int32'> | number {
  const result = search(a, v, options);
  return isScalarLike(v) ? result.item() : result;
}
