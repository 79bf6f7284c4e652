/** The same elements in another order along axes: roll, flip and its relatives, rot90. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { normalizeAxes, normalizeAxis } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { permuted } from './axes.js';
import { integerArgument, integerList } from './integerArguments.js';
import { ravelArray, reshapeC } from './reshaping.js';

/** Options of `roll`. */
export interface RollOptions {
  /** The axis or axes to roll along; by default the flattened array is rolled and put back into shape. */
  axis?: number | readonly number[] | null;
}

/**
 * Elements shifted along axes; those that fall off the end come in at the beginning.
 *
 * @param a - array_like
 * @param shift - by how many places, one number or one for each axis
 * @param options - `axis`
 * @throws ValueError when there are several shifts and another number of axes
 * @example
 * np.roll([1, 2, 3], 1).toArray(); // [3, 1, 2]
 */
export function roll<A extends ArrayLike>(
  a: A,
  shift: number | readonly number[],
  options: RollOptions = {},
): ArrayOf<DTypeOf<A>> {
  checkOptions('roll', options, ['axis']);
  const array = asNDArray('roll', a);
  const { axis } = options;
  const shifts = integerList('roll', 'shift', shift);
  if (axis === undefined || axis === null) {
    const total = shifts.reduce((sum, one) => sum + one, 0);
    return reshapeC(rolled(ravelArray(array), [total]), array.shape) as unknown as ArrayOf<DTypeOf<A>>;
  }
  const axes = integerList('roll', 'axis', axis).map((one) => normalizeAxis('roll', one, array.ndim));
  if (shifts.length !== 1 && axes.length !== 1 && shifts.length !== axes.length) {
    throw new ValueError(
      `roll: shift and axis must have the same number of elements, got ${shifts.length} and ${axes.length}`,
    );
  }
  const along = array.shape.map(() => 0);
  for (let i = 0; i < Math.max(shifts.length, axes.length); i++) {
    along[axes[axes.length === 1 ? 0 : i]!]! += shifts[shifts.length === 1 ? 0 : i]!;
  }
  return rolled(array, along) as unknown as ArrayOf<DTypeOf<A>>;
}

/** A fresh array, shifted along each axis: every combination of heads and tails is one copy. */
function rolled(a: NDArray, shifts: readonly number[]): NDArray {
  const result = emptyArray(a.info, a.shape);
  if (a.size === 0) return result;
  const copyParts = (axis: number, shape: number[], from: number, to: number): void => {
    if (axis === a.ndim) {
      backend().copy(shape, a.strided(shape, a.steps, from), result.strided(shape, result.steps, to));
      return;
    }
    const length = a.shape[axis]!;
    const shift = ((shifts[axis]! % length) + length) % length;
    const source = a.steps[axis]!;
    const target = result.steps[axis]!;
    copyParts(axis + 1, [...shape, length - shift], from, to + shift * target);
    if (shift > 0) copyParts(axis + 1, [...shape, shift], from + (length - shift) * source, to);
  };
  copyParts(0, [], a.offset, 0);
  return result;
}

/** The view with some axes reversed. */
export function flipped(a: NDArray, axes: readonly number[]): NDArray {
  let { offset } = a;
  for (const axis of axes) if (a.shape[axis]! > 0) offset += (a.shape[axis]! - 1) * a.steps[axis]!;
  return a.strided(
    a.shape,
    a.steps.map((step, k) => (axes.includes(k) ? -step : step)),
    offset,
  );
}

/**
 * The elements in reverse order along axes: a view.
 *
 * @param m - array_like
 * @param options - `axis`: one axis or several, all by default
 * @throws AxisError when an axis is out of bounds
 * @example
 * np.flip([1, 2, 3]).toArray(); // [3, 2, 1]
 */
export function flip<A extends ArrayLike>(
  m: A,
  options: { axis?: number | readonly number[] | null } = {},
): ArrayOf<DTypeOf<A>> {
  checkOptions('flip', options, ['axis']);
  const array = asNDArray('flip', m);
  return flipped(array, normalizeAxes('flip', options.axis, array.ndim)) as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * The columns in reverse order: a view.
 *
 * @param m - array_like of at least two axes
 * @throws ValueError for fewer axes
 * @example
 * np.fliplr([[1, 2], [3, 4]]).toArray(); // [[2, 1], [4, 3]]
 */
export function fliplr<A extends ArrayLike>(m: A): ArrayOf<DTypeOf<A>> {
  const array = asNDArray('fliplr', m);
  if (array.ndim < 2) throw new ValueError(`fliplr: input must be >= 2-d, got shape ${shapeText(array.shape)}`);
  return flipped(array, [1]) as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * The rows in reverse order: a view.
 *
 * @param m - array_like of at least one axis
 * @throws ValueError for an array without axes
 * @example
 * np.flipud([[1, 2], [3, 4]]).toArray(); // [[3, 4], [1, 2]]
 */
export function flipud<A extends ArrayLike>(m: A): ArrayOf<DTypeOf<A>> {
  const array = asNDArray('flipud', m);
  if (array.ndim < 1) throw new ValueError('flipud: input must be >= 1-d, got an array without axes');
  return flipped(array, [0]) as unknown as ArrayOf<DTypeOf<A>>;
}

/** Options of `rot90`. */
export interface Rot90Options {
  /** How many quarter turns, from the first axis towards the second; 1 by default. */
  k?: number;
  /** The plane of the turn, `[0, 1]` by default. */
  axes?: readonly [number, number];
}

/**
 * The array turned by quarter turns in the plane of two axes: a view.
 *
 * @param m - array_like of at least two axes
 * @param options - `k`, `axes`
 * @throws ValueError when the axes are no two different axes of `m`
 * @example
 * np.rot90([[1, 2], [3, 4]]).toArray(); // [[2, 4], [1, 3]]
 */
export function rot90<A extends ArrayLike>(m: A, options: Rot90Options = {}): ArrayOf<DTypeOf<A>> {
  checkOptions('rot90', options, ['k', 'axes']);
  const array = asNDArray('rot90', m);
  const given = integerList('rot90', 'axes', options.axes ?? [0, 1]);
  if (given.length !== 2) throw new ValueError(`rot90: axes must be two, got ${describe(given)}`);
  const [first, second] = given.map((axis) => {
    if (axis < -array.ndim || axis >= array.ndim) {
      throw new ValueError(`rot90: axes=${shapeText(given)} out of range for array of ndim=${array.ndim}`);
    }
    return axis < 0 ? axis + array.ndim : axis;
  }) as [number, number];
  if (first === second) throw new ValueError(`rot90: axes must be different, got ${shapeText(given)}`);
  const turns = ((integerArgument('rot90', 'k', options.k ?? 1) % 4) + 4) % 4;
  const swapped = (one: NDArray): NDArray =>
    permuted(
      one,
      one.shape.map((_, k) => (k === first ? second : k === second ? first : k)),
    );
  let result = array.view();
  if (turns === 2) result = flipped(array, [first, second]);
  else if (turns === 1) result = swapped(flipped(array, [second]));
  else if (turns === 3) result = flipped(swapped(array), [second]);
  return result as unknown as ArrayOf<DTypeOf<A>>;
}
