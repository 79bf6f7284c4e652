/**
 * Between the arrays that users see and the plain Float64Arrays that solvers compute with: what functions return becomes
 * numbers, vectors and matrices here, and vectors become arrays.
 */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import type { Mat } from './dense/matrix.js';
import { copied, freshVec, type Vec } from './dense/vector.js';

/** What a user's function is given: a vector of float64. */
export type Vector = NDArray<'float64'>;

/** A vector over plain numbers; the array shares their memory. */
export function toArray(values: Vec, shape: readonly number[] = [values.length]): Vector {
  const steps = new Array<number>(shape.length);
  let step = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    steps[k] = step;
    step *= shape[k]!;
  }
  return new NDArray(DTYPES.float64, values, shape, steps, 0, null, true);
}

/** The array that a user's function gets: its own copy, which it may keep or change. */
export function handedOver(values: Vec): Vector {
  return toArray(copied(values));
}

function plain(name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  throw new DTypeError(`${name} must be real numbers, got ${describe(value)}`);
}

/** One number: a plain one, or an array or nested array of one element. */
export function toNumber(name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (value instanceof NDArray) {
    if (value.size === 1) return plain(name, value.item());
    throw new ValueError(`${name} must be a single number, got an array of shape ${shapeText(value.shape)}`);
  }
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const list = value as unknown as ArrayLike[];
    if (list.length === 1) return toNumber(name, list[0]);
    throw new ValueError(`${name} must be a single number, got ${describe(value)}`);
  }
  throw new DTypeError(`${name} must be a number, got ${describe(value)}`);
}

/** All elements in C order as a fresh vector. */
export function toVec(name: string, value: unknown): Vec {
  if (value instanceof NDArray) {
    if (value.dtype === 'float64' && value.isC) {
      const { size, offset } = value;
      const storage = value.storage as Float64Array;
      if (size > 128) return storage.slice(offset, offset + size);
      const result = freshVec(size);
      for (let i = 0; i < size; i++) result[i] = storage[offset + i]!;
      return result;
    }
    return Float64Array.from(value.toFlatArray(), (x) => plain(name, x));
  }
  if (typeof value === 'number') return Float64Array.of(value);
  if (value instanceof Float64Array) return copied(value);
  if (Array.isArray(value)) {
    const { length } = value;
    const result = freshVec(length);
    for (let i = 0; i < length; i++) {
      const x: unknown = value[i];
      if (typeof x !== 'number') return toVec(name, asNDArray(name, value as ArrayLike));
      result[i] = x;
    }
    return result;
  }
  return toVec(name, asNDArray(name, value as ArrayLike));
}

/** The elements for reading at once: where no conversion is needed, what was given itself. */
export function toReadable(name: string, value: unknown): Vec {
  if (value instanceof Float64Array) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (typeof value[i] !== 'number') return toVec(name, value);
    return value as unknown as Vec;
  }
  if (value instanceof NDArray && value.dtype === 'float64' && value.isC && value.offset === 0) {
    const { storage } = value;
    if (storage.length === value.size) return storage as Float64Array;
  }
  return toVec(name, value);
}

/** A vector of a known length. */
export function toVecOf(name: string, value: unknown, length: number): Vec {
  const result = toVec(name, value);
  if (result.length !== length) {
    throw new ValueError(`${name} must have ${length} element${length === 1 ? '' : 's'}, got ${result.length}`);
  }
  return result;
}

/** A vector of a known length; one number stands for all. */
export function toVecOrScalar(name: string, value: unknown, length: number): Vec {
  const result = toVec(name, value);
  if (result.length === length) return result;
  if (result.length === 1) return new Float64Array(length).fill(result[0]!);
  throw new ValueError(`${name} must be a number or have ${length} elements, got ${result.length}`);
}

/** A matrix by rows of known columns: an m x n array, or n numbers for one row. */
export function toMat(name: string, value: unknown, m: number, n: number): Mat {
  const result = toVec(name, value);
  const shape = shapeOf(value);
  const fits =
    result.length === m * n &&
    (shape.length < 2
      ? m === 1 || n === 1 || shape.length === 0
      : shape.length === 2 && shape[0] === m && shape[1] === n);
  if (!fits) throw new ValueError(`${name} must have shape (${m},${n}), got ${shapeText(shape)}`);
  return result;
}

/** The shape of an array-like. */
export function shapeOf(value: unknown): readonly number[] {
  if (value instanceof NDArray) return value.shape;
  const shape: number[] = [];
  for (let v = value; Array.isArray(v) || ArrayBuffer.isView(v) || v instanceof NDArray;) {
    if (v instanceof NDArray) return [...shape, ...v.shape];
    const list = v as unknown[];
    shape.push(list.length);
    v = list[0];
  }
  return shape;
}

/** A two-dimensional array-like as rows, with its shape; a vector is one row. */
export function toRows(name: string, value: unknown): { a: Mat; m: number; n: number } {
  const shape = shapeOf(value);
  if (shape.length > 2) throw new ValueError(`${name} must have at most two dimensions, got shape ${shapeText(shape)}`);
  const a = toVec(name, value);
  const m = shape.length === 2 ? shape[0]! : 1;
  return { a, m, n: shape.length === 2 ? shape[1]! : a.length };
}
