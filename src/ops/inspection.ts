/** Questions about a value as an array: ndim, shape, size, isscalar, iterable, isfortran. */
import { asNDArray, isScalarLike, type ArrayLike } from '../core/arrayLike.js';
import { checkOptions } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { isStepsF, normalizeAxes } from '../core/shape.js';

/**
 * How many axes an array-like has.
 *
 * @example
 * np.ndim([[1, 2]]); // 2
 */
export function ndim(a: ArrayLike): number {
  return asNDArray('ndim', a).ndim;
}

/**
 * The length along each axis.
 *
 * @example
 * np.shape([[1, 2]]); // [1, 2]
 */
export function shape(a: ArrayLike): number[] {
  return [...asNDArray('shape', a).shape];
}

/**
 * How many elements, or how many along some axes.
 *
 * @param a - array_like
 * @param options - `axis`: one axis or several
 * @example
 * np.size([[1, 2, 3]], { axis: 1 }); // 3
 */
export function size(a: ArrayLike, options: { axis?: number | readonly number[] | null } = {}): number {
  checkOptions('size', options, ['axis']);
  const array = asNDArray('size', a);
  return normalizeAxes('size', options.axis, array.ndim).reduce((n, k) => n * array.shape[k]!, 1);
}

/**
 * Is this a plain value: a number, bigint, boolean, string or `Complex`?
 *
 * @example
 * np.isscalar(3); // true
 * np.isscalar([3]); // false
 */
export function isscalar(element: unknown): boolean {
  return isScalarLike(element) || typeof element === 'string';
}

/**
 * Can this be iterated over?
 *
 * @example
 * np.iterable([1]); // true
 * np.iterable(2); // false
 */
export function iterable(y: unknown): boolean {
  if (y instanceof NDArray) return y.ndim > 0;
  return typeof y === 'string' || (typeof y === 'object' && y !== null && Symbol.iterator in y);
}

/**
 * Is the array laid out in Fortran order, and not in C order?
 *
 * @example
 * np.isfortran(np.ones([2, 3], { order: 'F' })); // true
 */
export function isfortran(a: NDArray): boolean {
  return !a.isC && isStepsF(a.shape, a.steps);
}
