/** The same elements with their axes in another order: transpose, swapaxes, moveaxis and their like. All views. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import type { DType } from '../core/dtype.js';
import { AxisError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { normalizeAxes, normalizeAxis } from '../core/shape.js';
import { permuted } from './axes.js';
import { integerArgument } from './integerArguments.js';

/** The view with one axis moved to another place. */
export function withAxisAt<D extends DType>(a: NDArray<D>, axis: number, place: number): NDArray<D> {
  if (axis === place) return a;
  const order = a.shape.map((_, k) => k).filter((k) => k !== axis);
  order.splice(place, 0, axis);
  return permuted(a, order);
}

/** See `transpose`; also behind `a.transpose`. */
export function transposeArray<D extends DType>(
  functionName: string,
  a: NDArray<D>,
  axes?: readonly number[] | null,
): NDArray<D> {
  if (axes === undefined || axes === null) return permuted(a, a.shape.map((_, k) => k).reverse());
  if (!Array.isArray(axes) || axes.length !== a.ndim) {
    throw new ValueError(`${functionName}: axes don't match array: ${describe(axes)} for shape ${shapeText(a.shape)}`);
  }
  const order = (axes as readonly number[]).map((axis) => normalizeAxis(functionName, axis, a.ndim));
  if (new Set(order).size !== order.length) {
    throw new ValueError(`${functionName}: repeated axis in transpose: ${describe(axes)}`);
  }
  return permuted(a, order);
}

/**
 * The axes in another order: a view.
 *
 * @param a - array_like
 * @param axes - the axes of `a` in the order of the result; reversed by default
 * @throws ValueError when `axes` is no permutation
 * @example
 * np.transpose(np.ones([2, 3, 4]), [1, 0, 2]).shape; // [3, 2, 4]
 */
export function transpose<A extends ArrayLike>(a: A, axes?: readonly number[] | null): ArrayOf<DTypeOf<A>> {
  return transposeArray('transpose', asNDArray('transpose', a), axes) as unknown as ArrayOf<DTypeOf<A>>;
}

/** The same as `transpose`, under its Array API name. */
export const permuteDims = transpose;

/**
 * The last two axes swapped: a view.
 *
 * @param x - array_like of at least two axes
 * @throws ValueError for fewer axes
 * @example
 * np.matrixTranspose(np.ones([5, 2, 3])).shape; // [5, 3, 2]
 */
export function matrixTranspose<A extends ArrayLike>(x: A): ArrayOf<DTypeOf<A>> {
  const array = asNDArray('matrixTranspose', x);
  if (array.ndim < 2) {
    throw new ValueError(`matrixTranspose: input array must be at least 2-dimensional, but it is ${array.ndim}`);
  }
  return array.mT as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * Two axes exchanged: a view.
 *
 * @param a - array_like
 * @param axis1 - the one axis
 * @param axis2 - the other
 * @throws AxisError when one is out of bounds
 * @example
 * np.swapaxes(np.ones([2, 3, 4]), 0, 2).shape; // [4, 3, 2]
 */
export function swapaxes<A extends ArrayLike>(a: A, axis1: number, axis2: number): ArrayOf<DTypeOf<A>> {
  const array = asNDArray('swapaxes', a);
  const first = normalizeAxis('swapaxes', axis1, array.ndim);
  const second = normalizeAxis('swapaxes', axis2, array.ndim);
  const order = array.shape.map((_, k) => (k === first ? second : k === second ? first : k));
  return permuted(array, order) as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * Axes moved to other places, the rest in their order: a view.
 *
 * @param a - array_like
 * @param source - the axes to move
 * @param destination - where each goes
 * @throws ValueError when the two lists differ in length or repeat an axis
 * @example
 * np.moveaxis(np.ones([2, 3, 4]), 0, -1).shape; // [3, 4, 2]
 */
export function moveaxis<A extends ArrayLike>(
  a: A,
  source: number | readonly number[],
  destination: number | readonly number[],
): ArrayOf<DTypeOf<A>> {
  const array = asNDArray('moveaxis', a);
  const from = normalizeAxes('moveaxis', source, array.ndim);
  const to = normalizeAxes('moveaxis', destination, array.ndim);
  if (from.length !== to.length) {
    throw new ValueError(
      `moveaxis: source and destination must have the same number of elements, got ${from.length} and ${to.length}`,
    );
  }
  const order = array.shape.map((_, k) => k).filter((k) => !from.includes(k));
  const moves = to.map((place, i) => ({ place, axis: from[i]! })).sort((u, v) => u.place - v.place);
  for (const { place, axis } of moves) order.splice(place, 0, axis);
  return permuted(array, order) as unknown as ArrayOf<DTypeOf<A>>;
}

/** Options of `rollaxis`. */
export interface RollaxisOptions {
  /** The axis before which it is put, 0 by default; may be `ndim`, for the end. */
  start?: number;
}

/**
 * One axis moved to just before another: a view. `moveaxis` is easier to read.
 *
 * @param a - array_like
 * @param axis - the axis to move
 * @param options - `start`
 * @throws AxisError when an axis is out of bounds
 * @example
 * np.rollaxis(np.ones([2, 3, 4]), 2).shape; // [4, 2, 3]
 */
export function rollaxis<A extends ArrayLike>(a: A, axis: number, options: RollaxisOptions = {}): ArrayOf<DTypeOf<A>> {
  checkOptions('rollaxis', options, ['start']);
  const array = asNDArray('rollaxis', a);
  const from = normalizeAxis('rollaxis', axis, array.ndim);
  let start = integerArgument('rollaxis', 'start', options.start ?? 0);
  if (start < -array.ndim || start > array.ndim) {
    throw new AxisError(`rollaxis: 'start' must be between ${-array.ndim} and ${array.ndim}, got ${start}`);
  }
  if (start < 0) start += array.ndim;
  return withAxisAt(array, from, from < start ? start - 1 : start) as unknown as ArrayOf<DTypeOf<A>>;
}
