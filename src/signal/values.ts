/**
 * Between the arrays that users see and the plain Float64Arrays that the algorithms compute with: vectors, complex vectors as
 * two arrays of parts, and signals as rows along one axis.
 */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { normalizeAxis, sizeOf, stepsC } from '../core/shape.js';
import { allocate } from '../core/storage.js';
import { packed, permuted } from '../ops/axes.js';
import { copyAs } from '../ops/creation.js';

/** A vector or an array of real numbers. */
export type Reals = NDArray<'float64'>;
/** An array of complex numbers. */
export type Complexes = NDArray<'complex128'>;
/** Real or complex, as the data are. */
export type Numbers = NDArray<'float64' | 'float32' | 'complex128' | 'complex64'>;

/** Numbers by parts; `im` is null for real ones. */
export interface Parts {
  readonly re: Float64Array;
  readonly im: Float64Array | null;
}

/** Numbers by parts in a shape. */
export interface ShapedParts extends Parts {
  readonly shape: readonly number[];
  /** Were they float32 or complex64 (or float16)? */
  readonly single: boolean;
}

/** A fresh Float64Array whose elements the caller writes; it is not cleared. */
export function fresh(n: number): Float64Array {
  return allocate(DTYPES.float64, n);
}

/** An array over plain numbers; they share the memory. */
export function realArray(values: Float64Array, shape: readonly number[] = [values.length]): Reals {
  return new NDArray(DTYPES.float64, values, shape, stepsC(shape), 0, null, true);
}

/** An array of complex numbers from interleaved parts, sharing their memory. */
export function interleavedArray(values: Float64Array, shape: readonly number[] = [values.length / 2]): Complexes {
  return new NDArray(DTYPES.complex128, values, shape, stepsC(shape), 0, null, true);
}

/** Parts as neighbouring pairs. */
export function interleaved({ re, im }: Parts): Float64Array {
  const result = fresh(2 * re.length);
  for (let i = 0; i < re.length; i++) {
    result[2 * i] = re[i]!;
    result[2 * i + 1] = im ? im[i]! : 0;
  }
  return result;
}

/** Neighbouring pairs as parts. */
export function separated(values: Float64Array): { re: Float64Array; im: Float64Array } {
  const n = values.length / 2;
  const re = fresh(n);
  const im = fresh(n);
  for (let i = 0; i < n; i++) {
    re[i] = values[2 * i]!;
    im[i] = values[2 * i + 1]!;
  }
  return { re, im };
}

/** An array of complex numbers by parts. */
export function complexArray(parts: Parts, shape: readonly number[] = [parts.re.length]): Complexes {
  return interleavedArray(interleaved(parts), shape);
}

/** A list of complex numbers as an array. */
export function complexVector(list: readonly Complex[]): Complexes {
  const values = new Float64Array(2 * list.length);
  list.forEach((z, i) => {
    values[2 * i] = z.re;
    values[2 * i + 1] = z.im;
  });
  return interleavedArray(values);
}

/** Parts as the array that they make: real or complex, in single precision if asked for. */
export function partsArray(parts: Parts, shape?: readonly number[], single = false): Numbers {
  const result: NDArray = parts.im ? complexArray(parts, shape) : realArray(parts.re, shape);
  return (single ? copyAs(result, (parts.im ? DTYPES.complex64 : DTYPES.float32) as DTypeInfo) : result) as Numbers;
}

function asNumbers(functionName: string, name: string, value: unknown): NDArray {
  if (value === undefined || value === null) {
    throw new DTypeError(`${functionName}: ${name} must be array_like, got ${describe(value)}`);
  }
  const array = asNDArray(functionName, value as ArrayLike);
  if (!'biufc'.includes(array.info.kind)) {
    throw new DTypeError(`${functionName}: ${name} must hold numbers, got dtype ${array.dtype}`);
  }
  return array;
}

function isSingle(info: DTypeInfo): boolean {
  return info.name === 'float32' || info.name === 'float16' || info.name === 'complex64';
}

/** The numbers of a packed array by parts: those of a float64 array itself, for reading only. */
function partsOf(array: NDArray): Parts {
  if (array.info.kind === 'c') {
    const pairs = array.dtype === 'complex128' ? packed(array) : copyAs(array, DTYPES.complex128);
    return separated((pairs as Complexes).data);
  }
  const values = array.dtype === 'float64' ? packed(array) : copyAs(array, DTYPES.float64);
  return { re: (values as Reals).data, im: null };
}

/** An array-like by parts, for reading only: its memory may be the caller's. */
export function shapedParts(functionName: string, name: string, value: unknown): ShapedParts {
  const array = asNumbers(functionName, name, value);
  return { ...partsOf(array), shape: array.shape, single: isSingle(array.info) };
}

/** A vector by parts; a plain number is a vector of one. */
export function vectorParts(functionName: string, name: string, value: unknown): ShapedParts {
  const parts = shapedParts(functionName, name, value);
  if (parts.shape.length > 1) {
    throw new ValueError(`${functionName}: ${name} must be 1-D, got shape ${shapeText(parts.shape)}`);
  }
  return parts.shape.length === 0 ? { ...parts, shape: [1] } : parts;
}

/** Real numbers of any shape, for reading only. */
export function realParts(
  functionName: string,
  name: string,
  value: unknown,
): { re: Float64Array; shape: readonly number[] } {
  if (value instanceof Float64Array) return { re: value, shape: [value.length] };
  const { re, im, shape } = shapedParts(functionName, name, value);
  if (im) throw new DTypeError(`${functionName}: ${name} must be real, got complex numbers`);
  return { re, shape };
}

/** A vector of real numbers, for reading only; a plain number is a vector of one. */
export function reals(functionName: string, name: string, value: unknown): Float64Array {
  const { re, shape } = realParts(functionName, name, value);
  if (shape.length > 1) {
    throw new ValueError(`${functionName}: ${name} must be 1-D, got shape ${shapeText(shape)}`);
  }
  return re;
}

/** A vector as a list of complex numbers. */
export function complexList(functionName: string, name: string, value: unknown): Complex[] {
  const { re, im } = vectorParts(functionName, name, value);
  return Array.from(re, (x, i) => new Complex(x, im ? im[i]! : 0));
}

/** A single real number. */
export function realNumber(functionName: string, name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  const { re } = realParts(functionName, name, value);
  if (re.length !== 1) {
    throw new ValueError(`${functionName}: ${name} must be a single number, got ${describe(value)}`);
  }
  return re[0]!;
}

/** A matrix of real numbers by rows. */
export function realMatrix(
  functionName: string,
  name: string,
  value: unknown,
): { a: Float64Array; m: number; n: number } {
  const { re, shape } = realParts(functionName, name, value);
  if (shape.length > 2) {
    throw new ValueError(`${functionName}: ${name} must have two dimensions, got shape ${shapeText(shape)}`);
  }
  const m = shape.length === 2 ? shape[0]! : 1;
  return { a: re, m, n: shape.length === 2 ? shape[1]! : re.length };
}

/** A signal laid out so that what lies along one axis is consecutive: `rows` rows of `n` samples. */
export interface Rows extends Parts {
  readonly rows: number;
  readonly n: number;
  /** The shape of the whole array. */
  readonly shape: readonly number[];
  readonly axis: number;
  readonly single: boolean;
}

/**
 * The rows of a signal along an axis, for reading only: their memory may be the caller's.
 *
 * @param functionName - for messages
 * @param name - the argument's name
 * @param value - array_like
 * @param axis - the axis of time
 */
export function rowsOf(functionName: string, name: string, value: unknown, axis = -1): Rows {
  const array = asNumbers(functionName, name, value);
  if (array.ndim === 0) throw new ValueError(`${functionName}: ${name} must be at least 1-D, got a single number`);
  const k = normalizeAxis(functionName, axis, array.ndim);
  const last = array.ndim - 1;
  const turned = k === last ? array : permuted(array, moved(array.ndim, k, last));
  const n = array.shape[k]!;
  return {
    ...partsOf(turned),
    n,
    rows: n === 0 ? 0 : array.size / n,
    shape: array.shape,
    axis: k,
    single: isSingle(array.info),
  };
}

/** The axes with one taken out and put in elsewhere. */
function moved(ndim: number, from: number, to: number): number[] {
  const order = Array.from({ length: ndim }, (_, k) => k);
  order.splice(from, 1);
  order.splice(to, 0, from);
  return order;
}

/**
 * Rows of results, of whatever length, as an array in which the axis lies where it lay in the signal.
 *
 * @param parts - the rows, one after another
 * @param like - the signal's rows
 * @param single - does the result have single precision?
 */
export function arrayOfRows(parts: Parts, like: Rows, single = like.single): Numbers {
  const { shape, axis } = like;
  const lead = shape.filter((_, k) => k !== axis);
  const count = sizeOf(lead);
  const n = count === 0 ? like.n : parts.re.length / count;
  const flat = partsArray(parts, [...lead, n], single);
  const last = shape.length - 1;
  return axis === last ? flat : (packed(permuted(flat as NDArray, moved(shape.length, last, axis))) as Numbers);
}

/** An integer argument that is given or has a default. */
export function wholeNumber(functionName: string, name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value === 'bigint') return Number(value);
  throw new DTypeError(`${functionName}: ${name} must be an integer, got ${describe(value)}`);
}
