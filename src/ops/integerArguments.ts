/** Integers as arguments: single ones, lists of them, and arrays of indices that users may write as plain numbers. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, IndexError, describe } from '../core/errors.js';
import { NDArray, isTypedArray } from '../core/ndarray.js';
import { copyAs } from './creation.js';

/** One integer, checked. */
export function integerArgument(functionName: string, argument: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof NDArray && value.ndim === 0 && (value.info.kind === 'i' || value.info.kind === 'u')) {
    return Number(value.item());
  }
  throw new DTypeError(`${functionName}: ${argument} must be an integer, got ${describe(value)}`);
}

/** One integer or several, as a list. */
export function integerList(functionName: string, argument: string, value: unknown): number[] {
  if (value instanceof NDArray || isTypedArray(value)) {
    return [...indexArray(functionName, argument, value).toFlatArray()];
  }
  if (Array.isArray(value)) return value.map((one) => integerArgument(functionName, argument, one));
  return [integerArgument(functionName, argument, value)];
}

/**
 * An array-like of indices as int32. Plain numbers may be float64 as long as they are whole; an NDArray must be of
 * integers already.
 *
 * @throws DTypeError for what is no integer, IndexError for what no int32 holds
 */
export function indexArray(functionName: string, argument: string, value: ArrayLike): NDArray<'int32'> {
  const array = asNDArray(functionName, value);
  const { info } = array;
  if (info === DTYPES.int32) return array as NDArray<'int32'>;
  if (info.kind === 'c' || (info.kind === 'f' && value instanceof NDArray)) {
    throw new DTypeError(
      `${functionName}: ${argument} must be integers, got ${describe(array)} of dtype ${info.name}; use astype('int')`,
    );
  }
  if (info.kind === 'f' || info.itemsize >= 4) {
    const { storage, size } = copyAs(array, DTYPES.float64);
    for (let i = 0; i < size; i++) {
      const index = storage[i]!;
      if (!Number.isInteger(index)) {
        throw new DTypeError(`${functionName}: ${argument} must be integers, got ${index}`);
      }
      if (index < -(2 ** 31) || index >= 2 ** 31) {
        throw new IndexError(`${functionName}: index ${index} is out of bounds`);
      }
    }
  }
  return copyAs(array, DTYPES.int32);
}
