/** Elements read and written by index: take, put, takeAlongAxis, putAlongAxis, putmask, place. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES, type DType } from '../core/dtype.js';
import { DTypeError, IndexError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { flatNonzero } from '../core/nonzero.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { sharesMemory } from '../core/overlap.js';
import { canCastInfo } from '../core/promotion.js';
import { broadcastShapes, normalizeAxis, sameShape, sizeOf } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { positionsAlong, positionsInRows, wrapIndices, type IndexMode } from '../backends/single/positions.js';
import { packed, putOut } from './axes.js';
import { spreadOver } from './broadcasting.js';
import { copyAs } from './creation.js';
import { indexArray } from './integerArguments.js';
import { ravelArray, resize } from './reshaping.js';

const MODES: readonly unknown[] = ['raise', 'wrap', 'clip'];

/** Check a mode for indices out of bounds. */
export function checkMode(functionName: string, mode: unknown): IndexMode {
  if (!MODES.includes(mode)) {
    throw new ValueError(`${functionName}: clipmode must be one of 'clip', 'raise', or 'wrap' (got ${describe(mode)})`);
  }
  return mode as IndexMode;
}

/** Indices into an axis, packed and made non-negative. */
function wrapped(
  functionName: string,
  indices: NDArray<'int32'>,
  axis: number,
  length: number,
  mode: IndexMode,
): Int32Array {
  const { data } = packed(indices);
  if (data.length === 0) return data;
  if (length === 0) throw new IndexError(`${functionName}: cannot do a non-empty take from an empty axis`);
  const result = new Int32Array(data.length);
  const bad = wrapIndices(data, length, mode, result);
  if (bad >= 0) {
    throw new IndexError(`${functionName}: index ${data[bad]} is out of bounds for axis ${axis} with size ${length}`);
  }
  return result;
}

/** Options of `take`. */
export interface TakeOptions {
  /** The axis along which to take; by default the flattened array. */
  axis?: number | null;
  /** Write the result here. */
  out?: NDArray | null;
  /** What becomes of an index out of bounds: an error (`'raise'`, the default), counted round, or the nearest one. */
  mode?: IndexMode;
}

/** See `take`; also behind `a.take`. */
export function takeFrom<D extends DType>(a: NDArray<D>, indices: ArrayLike, options: TakeOptions = {}): NDArray<D> {
  checkOptions('take', options, ['axis', 'out', 'mode']);
  const mode = checkMode('take', options.mode ?? 'raise');
  const places = indexArray('take', 'indices', indices);
  const flat = options.axis === undefined || options.axis === null || a.ndim === 0;
  if (a.ndim === 0 && typeof options.axis === 'number') normalizeAxis('take', options.axis, 1);
  const source = packed(flat ? ravelArray(a) : a);
  const axis = flat ? 0 : normalizeAxis('take', options.axis!, a.ndim);
  const length = source.shape[axis]!;
  const list = wrapped('take', places, axis, length, mode);
  const before = source.shape.slice(0, axis);
  const after = source.shape.slice(axis + 1);
  const shape = [...before, ...places.shape, ...after];
  const { out } = options;
  const inPlace = out instanceof NDArray && out.info === a.info && out.isC && sameShape(out.shape, shape);
  const free = inPlace && out.writeable && !sharesMemory(out, source) && !sharesMemory(out, places);
  const result = free ? out : emptyArray(a.info, shape);
  if (result.size > 0) {
    backend().gather(source, positionsInRows(list, length, sizeOf(before)), sizeOf(after), result);
  }
  return (free ? out : putOut('take', result, out)) as NDArray<D>;
}

/**
 * The elements at given indices along an axis.
 *
 * @param a - array_like
 * @param indices - integers, array_like; their shape takes the place of the axis
 * @param options - `axis` (by default the flattened array), `out`, `mode`
 * @throws IndexError for an index out of bounds under mode raise
 * @example
 * np.take([10, 20, 30], [2, 0]).toArray(); // [30, 10]
 */
export function take<A extends ArrayLike>(a: A, indices: ArrayLike, options?: TakeOptions): ArrayOf<DTypeOf<A>> {
  return takeFrom(asNDArray('take', a), indices, options) as unknown as ArrayOf<DTypeOf<A>>;
}

/** What `takeAlongAxis` and `putAlongAxis` share: both arrays broadcast but for the axis, and where the indices point. */
function alongAxis(
  functionName: string,
  arr: NDArray,
  indices: ArrayLike,
  axis: number | null,
): { source: NDArray; shape: number[]; positions: Int32Array | Float64Array } {
  let places = indexArray(functionName, 'indices', indices);
  let source = arr;
  let at = 0;
  if (axis === null) {
    if (places.ndim !== 1)
      throw new ValueError(`${functionName}: when axis=null, indices must have a single dimension`);
    source = ravelArray(arr);
  } else {
    at = normalizeAxis(functionName, axis, arr.ndim);
    if (places.ndim !== arr.ndim) {
      throw new ValueError(
        `${functionName}: indices and arr must have the same number of dimensions, got shapes ${shapeText(places.shape)} and ${shapeText(arr.shape)}`,
      );
    }
  }
  const but = (shape: readonly number[]): number[] => shape.map((n, k) => (k === at ? 1 : n));
  const rest = broadcastShapes(but(source.shape), but(places.shape));
  const shape = rest.map((n, k) => (k === at ? places.shape[at]! : n));
  places = spreadOver(places, shape);
  const length = source.shape[at]!;
  source = spreadOver(
    source,
    rest.map((n, k) => (k === at ? length : n)),
  );
  const list = wrapped(functionName, places, at, length, 'raise');
  const width = sizeOf(shape.slice(at + 1));
  const positions = positionsAlong(list, sizeOf(shape.slice(0, at)), shape[at]!, width, length);
  return { source, shape, positions };
}

/**
 * Along an axis, the elements that an array of indices of matching shape names, as `argsort` and `argmax` (with kept
 * dimensions) give them.
 *
 * @param arr - array_like
 * @param indices - integers, array_like of as many axes; broadcast against `arr` but for the axis
 * @param axis - the axis; null takes from the flattened array
 * @throws IndexError for an index out of bounds, ValueError when the shapes do not fit
 * @example
 * const a = np.array([[3, 1], [2, 4]]);
 * np.takeAlongAxis(a, np.argsort(a, { axis: 1 }), 1).toArray(); // [[1, 3], [2, 4]]
 */
export function takeAlongAxis<A extends ArrayLike>(
  arr: A,
  indices: ArrayLike,
  axis: number | null,
): ArrayOf<DTypeOf<A>> {
  const { source, shape, positions } = alongAxis('takeAlongAxis', asNDArray('takeAlongAxis', arr), indices, axis);
  const result = emptyArray(source.info, shape);
  if (result.size > 0) backend().gather(packed(source), positions, 1, result);
  return result as unknown as ArrayOf<DTypeOf<A>>;
}

/** An array to write to, checked. */
function target(functionName: string, argument: string, a: unknown): NDArray {
  if (!(a instanceof NDArray))
    throw new DTypeError(`${functionName}: ${argument} must be an NDArray, got ${describe(a)}`);
  a.mustBeWriteable(functionName);
  return a;
}

/** Values to be written into an array of a dtype, packed and apart from its memory. */
function valuesFor(functionName: string, values: ArrayLike, a: NDArray): NDArray {
  const source = asNDArray(functionName, values, a.info);
  if (!canCastInfo(source.info, a.info, 'same_kind')) {
    throw new DTypeError(
      `${functionName}: Cannot cast array data from dtype('${source.dtype}') to dtype('${a.dtype}') according to the rule 'same_kind'`,
    );
  }
  return source.info === a.info && source.isC && !sharesMemory(source, a) ? source : copyAs(source, a.info);
}

/** Write packed values at positions of the flattened array, whatever its layout. */
function scatterFlat(a: NDArray, positions: Int32Array | Float64Array, values: NDArray): void {
  if (positions.length === 0) return;
  if (a.isC) {
    backend().scatter(a, positions, 1, values);
    return;
  }
  const whole = copyAs(a, a.info);
  backend().scatter(whole, positions, 1, values);
  backend().copy(a.shape, whole, a);
}

/**
 * Write values along an axis at the places that an array of indices of matching shape names; in place.
 *
 * @param arr - the array
 * @param indices - integers, array_like of as many axes; broadcast against `arr` but for the axis
 * @param values - array_like, broadcast to the shape of the indices
 * @param axis - the axis; null writes to the flattened array
 * @throws IndexError for an index out of bounds, ValueError when the shapes do not fit
 * @example
 * const a = np.array([[3, 1], [2, 4]]);
 * np.putAlongAxis(a, np.argmax(a, { axis: 1, keepdims: true }), 0, 1);
 * a.toArray(); // [[0, 1], [2, 0]]
 */
export function putAlongAxis(arr: NDArray, indices: ArrayLike, values: ArrayLike, axis: number | null): void {
  const a = target('putAlongAxis', 'arr', arr);
  const { source, shape, positions } = alongAxis('putAlongAxis', a, indices, axis);
  if (axis !== null && !sameShape(source.shape, a.shape)) {
    throw new ValueError(
      `putAlongAxis: indices of shape ${shapeText(shape)} do not broadcast into an array of shape ${shapeText(a.shape)}`,
    );
  }
  const given = valuesFor('putAlongAxis', values, a);
  if (
    broadcastShapes(given.shape, shape).length !== shape.length ||
    !sameShape(broadcastShapes(given.shape, shape), shape)
  ) {
    throw new ValueError(
      `putAlongAxis: shape mismatch: values of shape ${shapeText(given.shape)} could not be broadcast to indexing result of shape ${shapeText(shape)}`,
    );
  }
  scatterFlat(a, positions, packed(spreadOver(given, shape)));
}

/** Values repeated, or cut off, to a number. */
function fitted(values: NDArray, count: number): NDArray {
  if (values.size === count && values.isC) return values;
  return resize(values, count);
}

/** See `put`; also behind `a.put`. */
export function putInto(a: NDArray, ind: ArrayLike, v: ArrayLike, options: { mode?: IndexMode } = {}): void {
  checkOptions('put', options, ['mode']);
  const mode = checkMode('put', options.mode ?? 'raise');
  const array = target('put', 'a', a);
  const places = indexArray('put', 'ind', ind);
  const list = wrapped('put', places, 0, array.size, mode);
  const values = valuesFor('put', v, array);
  if (list.length === 0 || values.size === 0) return;
  scatterFlat(array, list, fitted(values, list.length));
}

/**
 * Write values at indices of the flattened array; in place. Too few values are begun again.
 *
 * @param a - the array
 * @param ind - integers, array_like
 * @param v - array_like
 * @param options - `mode`: what becomes of an index out of bounds (`'raise'`)
 * @throws IndexError for an index out of bounds under mode raise
 * @example
 * const a = np.arange(4);
 * np.put(a, [0, 2], [-1, -2]);
 * a.toArray(); // [-1, 1, -2, 3]
 */
export function put(a: NDArray, ind: ArrayLike, v: ArrayLike, options?: { mode?: IndexMode }): void {
  putInto(a, ind, v, options);
}

/** A mask as wide as an array, as places in the flattened array. */
function placesOfMask(functionName: string, a: NDArray, mask: ArrayLike): Int32Array {
  const given = asNDArray(functionName, mask);
  if (given.size !== a.size) {
    throw new ValueError(
      `${functionName}: mask and data must be the same size, got shapes ${shapeText(given.shape)} and ${shapeText(a.shape)}`,
    );
  }
  return flatNonzero(given.info === DTYPES.bool ? given : copyAs(given, DTYPES.bool)).data;
}

/**
 * Write values where a mask is true: element n of the array takes element n of the values (begun again as often as it
 * takes); in place.
 *
 * @param a - the array
 * @param mask - array_like of the same size
 * @param values - array_like
 * @throws ValueError when the sizes of array and mask differ
 * @example
 * const a = np.arange(4);
 * np.putmask(a, np.greater(a, 2), 0);
 * a.toArray(); // [0, 1, 2, 0]
 */
export function putmask(a: NDArray, mask: ArrayLike, values: ArrayLike): void {
  const array = target('putmask', 'a', a);
  const places = placesOfMask('putmask', array, mask);
  const given = valuesFor('putmask', values, array);
  if (given.size === 0 || places.length === 0) return;
  const from = new Int32Array(places.length);
  for (let i = 0; i < places.length; i++) from[i] = places[i]! % given.size;
  const chosen = emptyArray(array.info, [places.length]);
  backend().gather(given, from, 1, chosen);
  scatterFlat(array, places, chosen);
}

/**
 * Write values one after another where a mask is true, begun again when they run out; in place.
 *
 * @param arr - the array
 * @param mask - array_like of the same size
 * @param vals - array_like
 * @throws ValueError when sizes differ, or there are no values but places to fill
 * @example
 * const a = np.arange(5);
 * np.place(a, np.greater(a, 2), [44, 55]);
 * a.toArray(); // [0, 1, 2, 44, 55]
 */
export function place(arr: NDArray, mask: ArrayLike, vals: ArrayLike): void {
  const array = target('place', 'arr', arr);
  const places = placesOfMask('place', array, mask);
  const given = valuesFor('place', vals, array);
  if (places.length === 0) return;
  if (given.size === 0) throw new ValueError('place: cannot insert from an empty array');
  scatterFlat(array, places, fitted(given, places.length));
}
