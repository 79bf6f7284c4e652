/** From what users write (numbers, nested arrays, typed arrays) to arrays, and the TypeScript types of that step. */
import { Complex } from './complex.js';
import { DTYPES, isTypedArray, type DType, type DTypeInfo, type Scalar, type TypedArray } from './dtype.js';
import { coerce, writeElement } from './element.js';
import { DTypeError, ValueError, describe, shapeText } from './errors.js';
import { NDArray, emptyArray, wrapTypedArray } from './ndarray.js';
import { promoteInfo } from './promotion.js';

/** Plain values that an array may hold. */
export type ScalarLike = number | bigint | boolean | Complex;

/** Arrays within arrays, as deep as you like; rows may be typed arrays or NDArrays. */
export interface NestedArray extends ReadonlyArray<ArrayLike> {}

/** What NumPy calls array_like: a number, nested arrays, a typed array or an NDArray. */
export type ArrayLike = ScalarLike | NDArray | TypedArray | NestedArray;

/** The dtype of a plain typed array. */
export type DTypeOfTypedArray<A> = A extends Float64Array
  ? 'float64'
  : A extends Float32Array
    ? 'float32'
    : A extends Int32Array
      ? 'int32'
      : A extends Uint8Array | Uint8ClampedArray
        ? 'uint8'
        : A extends Int8Array
          ? 'int8'
          : A extends Int16Array
            ? 'int16'
            : A extends Uint16Array
              ? 'uint16'
              : A extends Uint32Array
                ? 'uint32'
                : A extends BigInt64Array
                  ? 'int64'
                  : A extends BigUint64Array
                    ? 'uint64'
                    : DType;

/** The dtype of a scalar or an array that is not nested. */
type FlatDType<A> =
  A extends NDArray<infer D>
    ? D
    : A extends number
      ? 'float64'
      : A extends boolean
        ? 'bool'
        : A extends bigint
          ? 'int64'
          : A extends Complex
            ? 'complex128'
            : A extends TypedArray
              ? DTypeOfTypedArray<A>
              : DType;

// Nested arrays are followed a fixed number of levels: a type that calls itself is too much for the compiler here.
type Row1<A> = A extends readonly (infer E)[] ? ([E] extends [never] ? 'float64' : Row2<E>) : FlatDType<A>;
type Row2<A> = A extends readonly (infer E)[] ? ([E] extends [never] ? 'float64' : Row3<E>) : FlatDType<A>;
type Row3<A> = A extends readonly (infer E)[] ? ([E] extends [never] ? 'float64' : Row4<E>) : FlatDType<A>;
type Row4<A> = A extends readonly (infer E)[] ? FlatDType<E> : FlatDType<A>;

/** The dtype that an array-like has when it becomes an array (nested arrays to a depth of four). */
export type DTypeOf<A> = A extends NestedArray ? Row1<A> : FlatDType<A>;

/** Is this a plain scalar? */
export function isScalarLike(value: unknown): value is ScalarLike {
  const type = typeof value;
  return type === 'number' || type === 'boolean' || type === 'bigint' || value instanceof Complex;
}

/** The dtype of a plain scalar. */
export function dtypeOfScalar(value: ScalarLike): DTypeInfo {
  switch (typeof value) {
    case 'number':
      return DTYPES.float64;
    case 'boolean':
      return DTYPES.bool;
    case 'bigint':
      return value > 2n ** 63n - 1n ? DTYPES.uint64 : DTYPES.int64;
    default:
      return DTYPES.complex128;
  }
}

/** The shape of nested arrays, checked in full: every row must be like the first. */
function nestedShape(functionName: string, value: unknown, found: { info: DTypeInfo | null }): readonly number[] {
  if (isScalarLike(value)) {
    const info = dtypeOfScalar(value);
    if (found.info === null) found.info = info;
    else if (found.info !== info) found.info = promoteInfo(found.info, info);
    return [];
  }
  if (value instanceof NDArray || isTypedArray(value)) {
    const array = value instanceof NDArray ? value : wrapTypedArray(value);
    found.info = found.info === null ? array.info : promoteInfo(found.info, array.info);
    return array.shape;
  }
  if (!Array.isArray(value)) {
    throw new DTypeError(
      `${functionName}: expected numbers, nested arrays, a typed array or an NDArray, got ${describe(value)}`,
    );
  }
  if (value.length === 0) return [0];
  const first = nestedShape(functionName, value[0], found);
  let common = first.length;
  for (let i = 1; i < value.length; i++) {
    const other = nestedShape(functionName, value[i], found);
    let same = 0;
    while (same < common && same < other.length && other[same] === first[same]) same++;
    if (same < common || other.length !== first.length) {
      const detected = [value.length, ...first.slice(0, same)];
      throw new ValueError(
        `${functionName}: setting an array element with a sequence. The requested array has an inhomogeneous shape ` +
          `after ${detected.length} dimensions. The detected shape was ${shapeText(detected)} + inhomogeneous part.`,
      );
    }
    common = first.length;
  }
  return [value.length, ...first];
}

/**
 * An array-like as an array: NDArrays as they are, typed arrays sharing their memory, the rest copied.
 *
 * @param functionName - for the message
 * @param value - the array-like
 * @param as - convert plain numbers to this dtype; what has a dtype of its own keeps it
 * @throws ValueError for ragged rows or values that `as` cannot hold, DTypeError for what is no array-like
 */
export function asNDArray(functionName: string, value: ArrayLike, as?: DTypeInfo): NDArray {
  if (value instanceof NDArray) return value;
  if (isScalarLike(value)) {
    const info = as ?? dtypeOfScalar(value);
    const result = emptyArray(info, []);
    writeElement(info, result.storage, 0, coerce(functionName, info, value));
    return result;
  }
  if (isTypedArray(value)) return wrapTypedArray(value);
  const found: { info: DTypeInfo | null } = { info: null };
  const shape = nestedShape(functionName, value, found);
  const info = as ?? found.info ?? DTYPES.float64;
  const result = emptyArray(info, shape);
  fill(functionName, result, value, 0);
  return result;
}

/** Write nested values one after another from flat position `at`; returns where the next goes. */
function fill(functionName: string, result: NDArray, value: unknown, at: number): number {
  const { info, storage } = result;
  if (Array.isArray(value)) {
    if (info.num === 11 && typeof value[0] === 'number') {
      // Rows of plain numbers into float64, by far the most frequent case.
      const target = storage as Float64Array;
      let i = 0;
      for (; i < value.length && typeof value[i] === 'number'; i++) target[at + i] = value[i] as number;
      if (i === value.length) return at + i;
    }
    for (const item of value) at = fill(functionName, result, item, at);
    return at;
  }
  if (value instanceof NDArray || isTypedArray(value)) {
    for (const item of asNDArray(functionName, value).toFlatArray()) {
      writeElement(info, storage, at++, coerce(functionName, info, item));
    }
    return at;
  }
  writeElement(info, storage, at, coerce(functionName, info, value as Scalar));
  return at + 1;
}
