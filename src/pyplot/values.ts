/**
 * What users hand to a plot, as typed arrays: numbers of any array-like (float64 arrays in C order as they are, without a copy),
 * dates as milliseconds since 1970 (UTC), names as places on a category axis.
 */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';

/** Dates: JavaScript's own. */
export type DateList = readonly Date[];
/** Names of categories. */
export type NameList = readonly string[];
/** What may stand on an axis: numbers, dates or names. */
export type PlotData = ArrayLike | DateList | NameList;

/** What the numbers of an axis mean. */
export type Units = 'number' | 'date' | 'category';

/** A matrix of float64 in C order. */
export interface Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

function isDates(value: unknown): value is DateList {
  return Array.isArray(value) && value.length > 0 && value[0] instanceof Date;
}

function isNames(value: unknown): value is NameList {
  return Array.isArray(value) && value.length > 0 && typeof value[0] === 'string';
}

/** What kind of axis this data wants. */
export function unitsOf(value: PlotData): Units {
  if (isDates(value)) return 'date';
  return isNames(value) ? 'category' : 'number';
}

/** All elements of an array in C order as float64; the array's own memory where it is just that. */
export function toFloats(functionName: string, name: string, array: NDArray): Float64Array {
  if (array.info.kind === 'c') {
    throw new DTypeError(
      `${functionName}: ${name} is complex; plot np.real(${name}), np.imag(${name}) or np.abs(${name})`,
    );
  }
  if (array.dtype === 'float64' && array.isC) return array.data as Float64Array;
  if (array.dtype !== 'float16' && array.isC) {
    const { data } = array;
    if (data instanceof BigInt64Array || data instanceof BigUint64Array) return Float64Array.from(data, Number);
    return Float64Array.from(data);
  }
  const result = new Float64Array(array.size);
  if (array.dtype === 'float64') {
    const storage = array.storage as Float64Array;
    let n = 0;
    array.forEachPosition((position) => {
      result[n++] = storage[position]!;
    });
    return result;
  }
  array.toFlatArray().forEach((value, k) => {
    result[k] = Number(value);
  });
  return result;
}

/**
 * Numbers along one axis.
 *
 * @param categories - where names get their places: filled as they come
 */
export function vector(
  functionName: string,
  name: string,
  value: PlotData,
  categories?: Map<string, number>,
): Float64Array {
  if (isDates(value)) {
    return Float64Array.from(value, (date) => {
      if (!(date instanceof Date)) throw new DTypeError(`${functionName}: ${name} mixes dates with ${describe(date)}`);
      return date.getTime();
    });
  }
  if (isNames(value)) {
    if (categories === undefined)
      throw new DTypeError(`${functionName}: ${name} must be numbers, got ${describe(value)}`);
    return Float64Array.from(value, (text) => {
      if (typeof text !== 'string') throw new DTypeError(`${functionName}: ${name} mixes names with ${describe(text)}`);
      let place = categories.get(text);
      if (place === undefined) categories.set(text, (place = categories.size));
      return place;
    });
  }
  const array = asNDArray(functionName, value as ArrayLike);
  if (array.ndim > 2 || (array.ndim === 2 && Math.min(...array.shape) > 1)) {
    throw new ValueError(`${functionName}: ${name} must have one dimension, got shape ${shapeText(array.shape)}`);
  }
  return toFloats(functionName, name, array);
}

/** The columns of data: one for one dimension, one a column for two. */
export function columns(
  functionName: string,
  name: string,
  value: PlotData,
  categories?: Map<string, number>,
): Float64Array[] {
  if (isDates(value) || isNames(value)) return [vector(functionName, name, value, categories)];
  const array = asNDArray(functionName, value as ArrayLike);
  if (array.ndim > 2) {
    throw new ValueError(
      `${functionName}: ${name} can be no greater than 2-D, but has shape ${shapeText(array.shape)}`,
    );
  }
  if (array.ndim < 2) return [toFloats(functionName, name, array)];
  const [rows, count] = array.shape as [number, number];
  return Array.from({ length: count }, (_, k) =>
    toFloats(functionName, name, array.strided([rows], [array.steps[0]!], array.offset + k * array.steps[1]!)),
  );
}

/** Several data sets: the columns of a matrix, or arrays in an array (each its own length). */
export function dataSets(functionName: string, name: string, value: ArrayLike | readonly ArrayLike[]): Float64Array[] {
  if (Array.isArray(value) && value.length > 0 && typeof value[0] === 'object') {
    return value.map((item: ArrayLike, k) => vector(functionName, `${name}[${k}]`, item));
  }
  return columns(functionName, name, value as ArrayLike);
}

/** A matrix of numbers. */
export function matrix(functionName: string, name: string, value: ArrayLike): Matrix {
  const array = asNDArray(functionName, value);
  if (array.ndim !== 2) {
    throw new ValueError(`${functionName}: ${name} must have two dimensions, got shape ${shapeText(array.shape)}`);
  }
  if (array.size === 0) throw new ValueError(`${functionName}: ${name} is empty, shape ${shapeText(array.shape)}`);
  return { data: toFloats(functionName, name, array), rows: array.shape[0]!, columns: array.shape[1]! };
}

/** Refuse arrays of different lengths. */
export function sameLength(functionName: string, arrays: Readonly<Record<string, Float64Array>>): void {
  const entries = Object.entries(arrays);
  const first = entries[0]!;
  for (const [name, array] of entries) {
    if (array.length !== first[1].length) {
      throw new ValueError(
        `${functionName}: ${first[0]} and ${name} must have the same length, but have ${first[1].length} and ${array.length} elements`,
      );
    }
  }
}

/** One value for each of `count`: a single one repeated, or as many as there are. */
export function spread(functionName: string, name: string, value: ArrayLike, count: number): Float64Array {
  const given = vector(functionName, name, value);
  if (given.length === count) return given;
  if (given.length === 1) return new Float64Array(count).fill(given[0]!);
  throw new ValueError(`${functionName}: ${name} must be one number or ${count} of them, got ${given.length}`);
}

/** The least and greatest finite value, or null where there is none. */
export function extent(values: Float64Array): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v < low && v !== -Infinity) low = v;
    if (v > high && v !== Infinity) high = v;
  }
  return low <= high ? [low, high] : null;
}

/** x and y of a chain exchanged. */
export function swapped(chain: readonly number[]): number[] {
  const result: number[] = [];
  for (let i = 0; i < chain.length; i += 2) result.push(chain[i + 1]!, chain[i]!);
  return result;
}
