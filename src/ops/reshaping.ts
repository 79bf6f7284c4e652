/** The same elements in another shape: reshape, ravel, squeeze, expandDims and their like; views wherever possible. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import type { DType } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { checkShape, isStepsF, normalizeAxes, sizeOf, stepsC, type ShapeLike } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { copyAs } from './creation.js';
import { integerList } from './integerArguments.js';
import type { Order } from './ufuncs/types.js';

/** Options of `reshape`. */
export interface ReshapeOptions {
  /** In which order elements are read and placed; `'A'` is F for an array in Fortran layout, else C. C by default. */
  order?: 'C' | 'F' | 'A';
  /** Always copy (true), never (false: an error where it must be), or where it must be (null, the default). */
  copy?: boolean | null;
}

/** Options of `ravel` and `flatten`. */
export interface RavelOptions {
  /** In which order elements are read; `'K'` is the order in which they lie in memory. C by default. */
  order?: Order;
}

/**
 * Steps that show elements, read in C order, in another shape without moving them; null where there are none.
 */
function stepsWithoutCopy(shape: readonly number[], steps: readonly number[], to: readonly number[]): number[] | null {
  // The axes as runs of evenly spaced elements, innermost first.
  const runs: { length: number; step: number }[] = [];
  for (let k = shape.length - 1; k >= 0; k--) {
    if (shape[k] === 1) continue;
    const last = runs[runs.length - 1];
    if (last && steps[k] === last.step * last.length) last.length *= shape[k]!;
    else runs.push({ length: shape[k]!, step: steps[k]! });
  }
  // New axes are cut off the runs.
  const result = new Array<number>(to.length);
  let next = 0;
  let left = 1;
  let step = 1;
  for (let k = to.length - 1; k >= 0; k--) {
    if (to[k] !== 1) {
      if (left === 1) ({ length: left, step } = runs[next++]!);
      if (left % to[k]! !== 0) return null;
      left /= to[k]!;
    }
    result[k] = step;
    step *= to[k]!;
  }
  return result;
}

/** A shape in which one length may be -1, worked out for a number of elements. */
function resolveShape(functionName: string, shape: ShapeLike, size: number): number[] {
  const list = integerList(functionName, 'shape', shape);
  const unknown = list.indexOf(-1);
  const fail = (): ValueError =>
    new ValueError(`${functionName}: cannot reshape array of size ${size} into shape ${shapeText(list)}`);
  if (unknown < 0) {
    const checked = checkShape(functionName, list);
    if (sizeOf(checked) !== size) throw fail();
    return checked;
  }
  if (list.includes(-1, unknown + 1)) {
    throw new ValueError(`${functionName}: can only specify one unknown dimension, got ${shapeText(list)}`);
  }
  const known = sizeOf(
    checkShape(
      functionName,
      list.filter((_, k) => k !== unknown),
    ),
  );
  if (known === 0 || size % known !== 0) throw fail();
  list[unknown] = size / known;
  return list;
}

function reversedAxes(a: NDArray): NDArray {
  return a.strided([...a.shape].reverse(), [...a.steps].reverse(), a.offset);
}

/** `reshape` for an array and a shape that fits it, reading in C order. */
export function reshapeC<D extends DType>(a: NDArray<D>, shape: readonly number[]): NDArray<D> {
  if (a.isC) return a.strided(shape, stepsC(shape), a.offset);
  const steps = stepsWithoutCopy(a.shape, a.steps, shape);
  if (steps) return a.strided(shape, steps, a.offset);
  const copy = copyAs(a, a.info);
  return copy.strided(shape, stepsC(shape), 0);
}

const ORDERS: readonly unknown[] = ['C', 'F', 'A', 'K'];

function isReversedOrder(functionName: string, a: NDArray, order: Order): boolean {
  if (!ORDERS.includes(order)) {
    throw new ValueError(`${functionName}: order must be one of 'C', 'F', 'A', or 'K' (got ${describe(order)})`);
  }
  return order === 'F' || (order === 'A' && !a.isC && isStepsF(a.shape, a.steps));
}

/** See `reshape`; also behind `a.reshape`. */
export function reshapeArray<D extends DType>(
  a: NDArray<D>,
  newshape: ShapeLike,
  options: ReshapeOptions = {},
): NDArray<D> {
  checkOptions('reshape', options, ['order', 'copy']);
  const { order = 'C', copy = null } = options;
  const shape = resolveShape('reshape', newshape, a.size);
  const reversed = isReversedOrder('reshape', a, order);
  const source = copy === true ? copyAs(a, a.info, reversed ? 'F' : 'C') : a;
  const result = reversed
    ? (reversedAxes(reshapeC(reversedAxes(source), [...shape].reverse())) as NDArray<D>)
    : reshapeC(source, shape);
  if (copy === false && result.storage !== a.storage) {
    throw new ValueError('reshape: unable to avoid creating a copy while reshaping');
  }
  return result;
}

/**
 * The same elements in another shape; a view where possible.
 *
 * @param a - array_like
 * @param newshape - one length or a list; one of them may be -1 and is worked out
 * @param options - `order`, `copy`
 * @throws ValueError when the sizes differ
 * @example
 * np.reshape(np.arange(6), [2, -1]).shape; // [2, 3]
 */
export function reshape<A extends ArrayLike>(a: A, newshape: ShapeLike, options?: ReshapeOptions): ArrayOf<DTypeOf<A>> {
  return reshapeArray(asNDArray('reshape', a), newshape, options) as unknown as ArrayOf<DTypeOf<A>>;
}

/** The axes as they lie in memory, the farthest step first. */
function inMemoryOrder(a: NDArray): NDArray {
  const axes = a.shape.map((_, k) => k).sort((i, j) => Math.abs(a.steps[j]!) - Math.abs(a.steps[i]!) || i - j);
  return a.strided(
    axes.map((k) => a.shape[k]!),
    axes.map((k) => a.steps[k]!),
    a.offset,
  );
}

/** The array with its axes so that C order reads it as `order` says. */
function readIn(functionName: string, a: NDArray, order: Order): NDArray {
  if (isReversedOrder(functionName, a, order)) return reversedAxes(a);
  return order === 'K' ? inMemoryOrder(a) : a;
}

/** See `ravel`; also behind `a.ravel`. */
export function ravelArray<D extends DType>(a: NDArray<D>, options: RavelOptions = {}): NDArray<D> {
  checkOptions('ravel', options, ['order']);
  const source = readIn('ravel', a, options.order ?? 'C') as NDArray<D>;
  const flat = source.isC ? source : copyAs(source, source.info);
  return flat.strided([a.size], [1], flat.offset);
}

/**
 * All elements along one axis; a view where they lie without gaps, else a copy.
 *
 * @param a - array_like
 * @param options - `order`
 * @example
 * np.ravel([[1, 2], [3, 4]], { order: 'F' }).toArray(); // [1, 3, 2, 4]
 */
export function ravel<A extends ArrayLike>(a: A, options?: RavelOptions): ArrayOf<DTypeOf<A>> {
  return ravelArray(asNDArray('ravel', a), options) as unknown as ArrayOf<DTypeOf<A>>;
}

/** All elements along one axis, always a copy; behind `a.flatten`. */
export function flattenArray<D extends DType>(a: NDArray<D>, options: RavelOptions = {}): NDArray<D> {
  checkOptions('flatten', options, ['order']);
  const source = readIn('flatten', a, options.order ?? 'C') as NDArray<D>;
  const result = emptyArray(a.info, [a.size]);
  backend().copy(source.shape, source, { ...viewOf(result), steps: stepsC(source.shape) });
  return result;
}

const viewOf = ({ info, storage, offset, steps }: NDArray): Pick<NDArray, 'info' | 'storage' | 'offset' | 'steps'> => ({
  info,
  storage,
  offset,
  steps,
});

/**
 * New axes of length 1 at the places that they have in the result: a view.
 *
 * @param a - array_like
 * @param axis - one place or several
 * @throws AxisError for a place outside the result
 * @example
 * np.expandDims([1, 2], 0).shape; // [1, 2]
 */
export function expandDims<A extends ArrayLike>(a: A, axis: number | readonly number[]): ArrayOf<DTypeOf<A>> {
  const array = asNDArray('expandDims', a);
  const count = typeof axis === 'number' ? 1 : axis.length;
  const places = normalizeAxes('expandDims', axis, array.ndim + count);
  const shape: number[] = [];
  const steps: number[] = [];
  let next = 0;
  for (let k = 0; k < array.ndim + count; k++) {
    const added = places.includes(k);
    shape.push(added ? 1 : array.shape[next]!);
    steps.push(added ? 0 : array.steps[next]!);
    if (!added) next++;
  }
  return array.strided(shape, steps, array.offset) as unknown as ArrayOf<DTypeOf<A>>;
}

/** Options of `squeeze`. */
export interface SqueezeOptions {
  /** The axes to drop; all of length 1 by default. */
  axis?: number | readonly number[] | null;
}

/** See `squeeze`; also behind `a.squeeze`. */
export function squeezeArray<D extends DType>(a: NDArray<D>, options: SqueezeOptions = {}): NDArray<D> {
  checkOptions('squeeze', options, ['axis']);
  const { axis } = options;
  const { shape, steps } = a;
  const dropped =
    axis === undefined || axis === null
      ? shape.flatMap((length, k) => (length === 1 ? [k] : []))
      : normalizeAxes('squeeze', axis, shape.length);
  if (dropped.some((k) => shape[k] !== 1)) {
    throw new ValueError(
      `squeeze: cannot select an axis to squeeze out which has size not equal to one, got axis ${describe(axis)} of shape ${shapeText(shape)}`,
    );
  }
  const kept = (_: number, k: number): boolean => !dropped.includes(k);
  return a.strided(shape.filter(kept), steps.filter(kept), a.offset);
}

/**
 * Without its axes of length 1: a view.
 *
 * @param a - array_like
 * @param options - `axis`: only these
 * @throws ValueError when a named axis is longer than 1
 * @example
 * np.squeeze([[[1], [2]]]).shape; // [2]
 */
export function squeeze<A extends ArrayLike>(a: A, options?: SqueezeOptions): ArrayOf<DTypeOf<A>> {
  return squeezeArray(asNDArray('squeeze', a), options) as unknown as ArrayOf<DTypeOf<A>>;
}

/** One array for one argument, a list for several. */
type OneOrList<T extends readonly ArrayLike[]> = T extends readonly [infer A]
  ? ArrayOf<DTypeOf<A>>
  : { -readonly [K in keyof T]: ArrayOf<DTypeOf<T[K]>> };

function eachAtLeast<T extends readonly ArrayLike[]>(
  functionName: string,
  arys: T,
  widen: (a: NDArray) => NDArray,
): OneOrList<T> {
  if (arys.length === 0) throw new DTypeError(`${functionName}: at least one array is required`);
  const results = arys.map((one) => widen(asNDArray(functionName, one)));
  return (results.length === 1 ? results[0] : results) as OneOrList<T>;
}

const withLengths = (a: NDArray, before: number, after: number): NDArray => {
  const front = new Array<number>(before).fill(1);
  const back = new Array<number>(after).fill(1);
  return a.strided(
    [...front, ...a.shape, ...back],
    [...front.map(() => 0), ...a.steps, ...back.map(() => 0)],
    a.offset,
  );
};

/**
 * Each array with at least one axis.
 *
 * @param arys - one array_like or several
 * @returns an array for one argument, a list for several
 * @example
 * np.atleast1d(3).shape; // [1]
 */
export function atleast1d<T extends readonly ArrayLike[]>(...arys: T): OneOrList<T> {
  return eachAtLeast('atleast1d', arys, (a) => (a.ndim === 0 ? withLengths(a, 1, 0) : a));
}

/**
 * Each array with at least two axes; new ones come in front.
 *
 * @param arys - one array_like or several
 * @returns an array for one argument, a list for several
 * @example
 * np.atleast2d([1, 2]).shape; // [1, 2]
 */
export function atleast2d<T extends readonly ArrayLike[]>(...arys: T): OneOrList<T> {
  return eachAtLeast('atleast2d', arys, (a) => (a.ndim < 2 ? withLengths(a, 2 - a.ndim, 0) : a));
}

/**
 * Each array with at least three axes: a vector of n becomes (1, n, 1), an m by n matrix (m, n, 1).
 *
 * @param arys - one array_like or several
 * @returns an array for one argument, a list for several
 * @example
 * np.atleast3d([1, 2]).shape; // [1, 2, 1]
 */
export function atleast3d<T extends readonly ArrayLike[]>(...arys: T): OneOrList<T> {
  return eachAtLeast('atleast3d', arys, (a) => {
    if (a.ndim > 2) return a;
    return a.ndim === 2 ? withLengths(a, 0, 1) : withLengths(a, 1, 2 - a.ndim);
  });
}

/** Fill `result` with the elements of `a` in C order, begun again as often as it takes. */
function fillRepeating(result: NDArray, a: NDArray): void {
  const flat = ravelArray(a);
  const part = (array: NDArray, from: number, count: number): NDArray =>
    array.strided([count], [1], array.offset + from);
  let done = Math.min(flat.size, result.size);
  backend().copy([done], part(flat, 0, done), part(result, 0, done));
  while (done < result.size) {
    const more = Math.min(done, result.size - done);
    backend().copy([more], part(result, 0, more), part(result, done, more));
    done += more;
  }
}

/**
 * A fresh array of a shape, filled with the elements in C order, begun again as often as it takes.
 *
 * The method `a.resize(...)` differs: it works in place and fills up with zeros.
 *
 * @param a - array_like
 * @param newShape - the shape
 * @example
 * np.resize([1, 2, 3], [2, 2]).toArray(); // [[1, 2], [3, 1]]
 */
export function resize<A extends ArrayLike>(a: A, newShape: ShapeLike): ArrayOf<DTypeOf<A>> {
  const array = asNDArray('resize', a);
  const shape = checkShape('resize', newShape);
  if (array.size === 0) return zerosArray(array.info, shape) as unknown as ArrayOf<DTypeOf<A>>;
  const result = emptyArray(array.info, shape);
  if (result.size > 0) fillRepeating(result, array);
  return result as unknown as ArrayOf<DTypeOf<A>>;
}

/** Give an array another shape in place: cut off at the end, or filled up with zeros; behind `a.resize`. */
export function resizeInPlace(a: NDArray, newShape: ShapeLike): void {
  const shape = checkShape('resize', newShape);
  if (a.base !== null) {
    throw new ValueError('resize: cannot resize this array: it does not own its data; use np.resize(a, newShape)');
  }
  a.mustBeWriteable('resize');
  if (!a.isC) throw new ValueError('resize: only an array in C layout can be resized in place');
  const size = sizeOf(shape);
  const fresh = zerosArray(a.info, shape);
  const common = Math.min(size, a.size);
  if (common > 0) backend().copy([common], a.strided([common], [1], a.offset), fresh.strided([common], [1], 0));
  const fields: { -readonly [K in keyof NDArray]?: NDArray[K] } = a;
  fields.storage = fresh.storage;
  fields.shape = fresh.shape;
  fields.steps = fresh.steps;
  fields.offset = 0;
  fields.size = size;
  fields.isC = true;
}
