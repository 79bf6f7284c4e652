/** Arrays with elements added or taken away along an axis: append, insert, delete, trimZeros. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { IndexError, ValueError, checkOptions, describe } from '../core/errors.js';
import { Slice, resolveSlice, sliceOf } from '../core/indexing.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { normalizeAxes, normalizeAxis } from '../core/shape.js';
import { broadcastInto } from './broadcasting.js';
import { indexArray } from './integerArguments.js';
import { concatenate } from './joining.js';
import { ravelArray } from './reshaping.js';
import { withAxisAt } from './transposition.js';
import { nonzeroOf } from '../core/nonzero.js';
import { asDType, copyAs } from './creation.js';
import type { Promote } from '../core/promotion.js';

/** Options of functions that work along an axis, or on the flattened array without one. */
export interface FlatAxisOptions {
  /** The axis; by default the flattened array. */
  axis?: number | null;
}

/**
 * Values put after the end.
 *
 * @param arr - array_like
 * @param values - array_like; with an axis, of the same shape but for that axis
 * @param options - `axis`; without it both are flattened
 * @throws ValueError when the shapes do not fit
 * @example
 * np.append([1, 2], [3]).toArray(); // [1, 2, 3]
 */
export function append<A extends ArrayLike, B extends ArrayLike>(
  arr: A,
  values: B,
  options: FlatAxisOptions = {},
): ArrayOf<Promote<DTypeOf<A>, DTypeOf<B>>> {
  checkOptions('append', options, ['axis']);
  const { axis = null } = options;
  const parts = [asNDArray('append', arr), asNDArray('append', values)];
  return concatenate(parts, { axis }) as ArrayOf<Promote<DTypeOf<A>, DTypeOf<B>>>;
}

/** The array with the axis worked on in front, and a way back. */
function withAxisFirst(
  functionName: string,
  arr: ArrayLike,
  options: FlatAxisOptions,
): { rows: NDArray; back: (result: NDArray) => NDArray; axis: number; ndim: number } {
  checkOptions(functionName, options, ['axis']);
  const array = asNDArray(functionName, arr);
  const { axis } = options;
  if (axis === undefined || axis === null) {
    return { rows: ravelArray(array), back: (result) => result, axis: 0, ndim: 1 };
  }
  const at = normalizeAxis(functionName, axis, array.ndim);
  return { rows: withAxisAt(array, at, 0), back: (result) => withAxisAt(result, 0, at), axis: at, ndim: array.ndim };
}

/** What names places along an axis: an index, several, a slice, or a mask. */
export type Places = ArrayLike | string | Slice;

/** The places that an argument names, made non-negative and checked against `length`. */
function placesOf(
  functionName: string,
  places: Places,
  axis: number,
  length: number,
  limit: number,
): { list: Int32Array; single: boolean } {
  if (typeof places === 'string' || places instanceof Slice) {
    const { start, step, count } = resolveSlice(sliceOf(places), length);
    return { list: Int32Array.from({ length: count }, (_, i) => start + i * step), single: false };
  }
  const array = asNDArray(functionName, places);
  if (array.info === DTYPES.bool && functionName === 'delete') {
    if (array.ndim !== 1 || array.size !== length) {
      throw new ValueError(
        `delete: boolean array argument obj to delete must be one dimensional and match the axis length of ${length}`,
      );
    }
    return { list: nonzeroOf(array)[0]!.data, single: false };
  }
  const source =
    array.info === DTYPES.bool && array.ndim > 0 ? nonzeroOf(array)[0]! : indexArray(functionName, 'obj', places);
  if (source.ndim > 1) {
    throw new ValueError(
      `${functionName}: index array argument obj to ${functionName} must be one dimensional or scalar`,
    );
  }
  const list = Int32Array.from(source.toFlatArray());
  list.forEach((index, i) => {
    if (index < -length || index >= limit) {
      throw new IndexError(`${functionName}: index ${index} is out of bounds for axis ${axis} with size ${length}`);
    }
    if (index < 0) list[i] = index + length;
  });
  return { list, single: source.ndim === 0 };
}

/**
 * Values put before given places along an axis.
 *
 * @param arr - array_like
 * @param obj - the place or places, in terms of `arr`; a slice or a mask too
 * @param values - array_like, broadcast to what is inserted and converted to the dtype of `arr`
 * @param options - `axis`; without it `arr` is flattened
 * @throws IndexError for a place out of bounds, ValueError when the values do not fit
 * @example
 * np.insert([1, 2, 3], 1, 9).toArray(); // [1, 9, 2, 3]
 */
export function insert<A extends ArrayLike>(
  arr: A,
  obj: Places,
  values: ArrayLike,
  options: FlatAxisOptions = {},
): ArrayOf<DTypeOf<A>> {
  const { rows, back, axis, ndim } = withAxisFirst('insert', arr, options);
  if (rows.ndim === 0) throw new ValueError('insert: an array without axes has no axis to insert along');
  const length = rows.shape[0]!;
  const { list, single } = placesOf('insert', obj, axis, length, length + 1);
  let fresh = asDType('insert', values, rows.info);
  let before = list;
  if (list.length === 1) {
    // One place may take several rows: as many as the values have along the axis.
    const lead = new Array<number>(Math.max(ndim - fresh.ndim, 0)).fill(1);
    fresh = fresh.strided([...lead, ...fresh.shape], [...lead.map(() => 0), ...fresh.steps], fresh.offset);
    if (single) fresh = withAxisAt(fresh, 0, axis);
    before = new Int32Array(fresh.shape[axis]!).fill(list[0]!);
  }
  const count = before.length;
  const rest = rows.shape.slice(1);
  const spread = broadcastInto('insert', fresh, [...rest.slice(0, axis), count, ...rest.slice(axis)]);
  // The new rows' places in the result, in the order of their places before.
  const order = Array.from(before, (_, i) => i).sort((i, j) => before[i]! - before[j]! || i - j);
  const isNew = new Uint8Array(length + count);
  const targets = new Int32Array(count);
  order.forEach((which, i) => {
    targets[which] = before[which]! + i;
    isNew[before[which]! + i] = 1;
  });
  const kept = new Int32Array(length);
  for (let i = 0, n = 0; i < isNew.length; i++) if (isNew[i] === 0) kept[n++] = i;
  const result = emptyArray(rows.info, [length + count, ...rest]);
  if (length > 0) result.set([kept], rows);
  if (count > 0) result.set([targets], withAxisAt(spread, axis, 0));
  return back(result) as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * Without the elements at given places along an axis.
 *
 * Exported as `delete`: `np.delete(a, 1)`.
 *
 * @param arr - array_like
 * @param obj - an index, several, a slice, or a mask of what goes
 * @param options - `axis`; without it `arr` is flattened
 * @throws IndexError for an index out of bounds
 * @example
 * np.delete([1, 2, 3], 1).toArray(); // [1, 3]
 */
function without<A extends ArrayLike>(arr: A, obj: Places, options: FlatAxisOptions = {}): ArrayOf<DTypeOf<A>> {
  const { rows, back, axis } = withAxisFirst('delete', arr, options);
  if (rows.ndim === 0) throw new ValueError('delete: an array without axes has no axis to delete along');
  const length = rows.shape[0]!;
  const { list } = placesOf('delete', obj, axis, length, length);
  const keep = new Uint8Array(length).fill(1);
  for (const place of list) keep[place] = 0;
  const mask = zerosArray(DTYPES.bool, [length]);
  mask.storage.set(keep);
  const kept = rows.at(mask);
  return back(kept) as unknown as ArrayOf<DTypeOf<A>>;
}
export { without as delete };

/** Options of `trimZeros`. */
export interface TrimZerosOptions {
  /** At which ends: `'f'` the front, `'b'` the back, `'fb'` (the default) both. */
  trim?: string;
  /** The axis or axes to trim, all by default. */
  axis?: number | readonly number[] | null;
}

/**
 * Without the zeros at the ends: the smallest box that holds all other values.
 *
 * @param filt - array_like
 * @param options - `trim`, `axis`
 * @throws ValueError when `trim` is not made of f and b
 * @example
 * np.trimZeros([0, 0, 1, 2, 0]).toArray(); // [1, 2]
 */
export function trimZeros<A extends ArrayLike>(filt: A, options: TrimZerosOptions = {}): ArrayOf<DTypeOf<A>> {
  checkOptions('trimZeros', options, ['trim', 'axis']);
  const array = asNDArray('trimZeros', filt);
  const trim = String(options.trim ?? 'fb').toLowerCase();
  if (!['f', 'b', 'fb', 'bf'].includes(trim)) {
    throw new ValueError(
      `trimZeros: unexpected character(s) in trim: ${describe(options.trim)}; it is made of 'f' and 'b'`,
    );
  }
  const axes = normalizeAxes('trimZeros', options.axis, array.ndim);
  if (array.ndim === 0) return array as unknown as ArrayOf<DTypeOf<A>>;
  const places = nonzeroOf(copyAs(array, DTYPES.bool));
  const shape = [...array.shape];
  let { offset } = array;
  for (const axis of axes) {
    const { data } = places[axis]!;
    let least = data.length === 0 ? shape[axis]! : Infinity;
    let most = data.length === 0 ? shape[axis]! - 1 : -1;
    for (const place of data) {
      if (place < least) least = place;
      if (place > most) most = place;
    }
    const start = trim.includes('f') ? least : 0;
    const stop = trim.includes('b') ? (data.length === 0 ? start : most + 1) : shape[axis]!;
    offset += (stop > start ? start : 0) * array.steps[axis]!;
    shape[axis] = Math.max(stop - start, 0);
  }
  return array.strided(shape, array.steps, offset) as unknown as ArrayOf<DTypeOf<A>>;
}
