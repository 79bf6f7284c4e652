// What a Generator's methods are given, made uniform: sizes, parameters that broadcast, arrays to write results into.

import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES, dtype as dtypeInfo, type DTypeInfo, type DTypeLike } from '../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, isTypedArray } from '../core/ndarray.js';
import { broadcastShapes, checkShape, isStepsF, sameShape, sizeOf, type ShapeLike } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { asDType } from '../ops/creation.js';
import { stretched } from '../ops/ufuncs/call.js';

/** The shape of a result: one length, a list of lengths, or nothing for a single value. */
export type Size = ShapeLike | null | undefined;

/** The dtypes that floating-point draws come in. */
export type FloatDType = 'float64' | 'float32';
/** Their spellings. */
export type FloatDTypeLike = FloatDType | 'float' | 'double' | 'single' | 'f4' | 'f8';

/** Is this an options object, rather than an array-like? */
export function isOptions(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !isTypedArray(value);
}

/** Refuse an object of named parameters, as Python's keywords are often translated. */
export function checkByPosition(method: string, value: unknown): void {
  if (isOptions(value)) {
    throw new DTypeError(`${method}: parameters go by position, the size after them, got ${describe(value)}`);
  }
}

/** A size as a shape; undefined where a single value is wanted. */
export function shapeOf(method: string, size: Size): number[] | undefined {
  checkByPosition(method, size);
  return size === undefined || size === null ? undefined : checkShape(method, size);
}

/** A distribution's parameters, packed in the shape of the result. */
export interface Parameters {
  /** The shape of the result, undefined for a single plain value. */
  readonly shape: number[] | undefined;
  /** How many values the result has. */
  readonly count: number;
  /** Each parameter: one number, or one for every value. */
  readonly values: (number | Float64Array)[];
}

/**
 * Broadcasts float parameters against each other and the size.
 *
 * @throws ValueError when they do not fit together
 */
export function floatParameters(method: string, given: readonly ArrayLike[], size: Size): Parameters {
  const asked = shapeOf(method, size);
  if (given.every((value) => typeof value === 'number')) {
    return { shape: asked, count: asked === undefined ? 1 : sizeOf(asked), values: [...given] };
  }
  const arrays = given.map((value) => {
    checkByPosition(method, value);
    const array = asNDArray(method, value, DTYPES.float64);
    if (array.info.kind === 'c') {
      throw new DTypeError(`${method}: Cannot cast array data from dtype('${array.dtype}') to dtype('float64')`);
    }
    return asDType(method, array, DTYPES.float64);
  });
  const shape = commonShape(method, arrays, asked);
  const values = arrays.map((array) => (array.ndim === 0 ? array.item() : spread(array, shape ?? [])));
  return { shape, count: shape === undefined ? 1 : sizeOf(shape), values };
}

/** The shape that arrays and a size have in common; undefined for a single value. */
export function commonShape(
  method: string,
  arrays: readonly NDArray[],
  asked: number[] | undefined,
): number[] | undefined {
  const common = broadcastShapes(...arrays.map((array) => array.shape));
  if (asked === undefined) return common.length === 0 ? undefined : common;
  let fits = common.length <= asked.length;
  for (let k = 1; fits && k <= common.length; k++) {
    fits = common[common.length - k] === 1 || common[common.length - k] === asked[asked.length - k];
  }
  if (!fits) {
    throw new ValueError(
      `${method}: Output size ${shapeText(asked)} is not compatible with broadcast dimensions of inputs ${shapeText(common)}.`,
    );
  }
  return asked;
}

/** The elements of an array seen in a larger shape, packed in C order. */
export function spread<S extends Float64Array>(array: NDArray<'float64'>, shape: readonly number[]): S;
export function spread(array: NDArray, shape: readonly number[]): NDArray['storage'];
export function spread(array: NDArray, shape: readonly number[]): NDArray['storage'] {
  if (array.isC && sameShape(array.shape, shape)) return array.data;
  const packed = emptyArray(array.info, shape);
  backend().copy(shape, stretched(array, shape), packed);
  return packed.storage;
}

/** The record of a dtype that floating-point draws come in. */
export function floatInfo(method: string, spec: DTypeLike): DTypeInfo<FloatDType> {
  const info = dtypeInfo(spec) as DTypeInfo;
  if (info !== DTYPES.float64 && info !== DTYPES.float32) {
    throw new DTypeError(`${method}: Unsupported dtype '${info.name}' for ${method}; use 'float64' or 'float32'`);
  }
  return info as DTypeInfo<FloatDType>;
}

/**
 * The array that a method fills: `out` after NumPy's checks, or a fresh one.
 *
 * @returns the array, or undefined where a single value is wanted
 */
export function floatTarget(
  method: string,
  size: Size,
  spec: DTypeLike | undefined,
  out: unknown,
): { info: DTypeInfo<FloatDType>; target: NDArray<FloatDType> | undefined } {
  const shape = shapeOf(method, size);
  const info = floatInfo(method, spec ?? (out instanceof NDArray ? out.dtype : 'float64'));
  if (out === undefined || out === null) return { info, target: shape && emptyArray(info, shape) };
  if (!(out instanceof NDArray)) throw new DTypeError(`${method}: out must be an NDArray, got ${describe(out)}`);
  if (out.info !== (info as DTypeInfo)) {
    throw new DTypeError(
      `${method}: Supplied output array has the wrong type. Expected ${info.name}, got ${out.dtype}`,
    );
  }
  if (!out.writeable || !(out.isC || isStepsF(out.shape, out.steps))) {
    throw new ValueError(`${method}: Supplied output array must be contiguous and writable`);
  }
  if (shape !== undefined && !sameShape(shape, out.shape)) {
    throw new ValueError(
      `${method}: size must match out.shape when used together, got size ${shapeText(shape)} and out of shape ${shapeText(out.shape)}`,
    );
  }
  return { info, target: out as unknown as NDArray<FloatDType> };
}

/** The memory of a contiguous array, in memory order. */
export function memoryOf<S extends NDArray['storage']>(array: NDArray): S {
  const { lanes } = array.info;
  const { storage } = array;
  const length = array.size * lanes;
  if (array.offset === 0 && storage.length === length) return storage as S;
  return storage.subarray(array.offset * lanes, array.offset * lanes + length) as S;
}
