// What Generator.integers is given, made uniform: bounds as numbers, bigints or arrays, and the dtype of the result.

import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES, dtype as dtypeInfo, type DTypeInfo, type DTypeLike } from '../core/dtype.js';
import { DTypeError, ValueError } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { sizeOf } from '../core/shape.js';
import { asDType } from '../ops/creation.js';
import { checkByPosition, commonShape, memoryOf, shapeOf, spread, type Size } from './arguments.js';
import type { BitGenerator } from './bitGenerator.js';
import { fillIntegers, fillIntegersBetween, type IntegerArrays, type IntegerDType } from './integers.js';

type Bound = number | bigint | NDArray;

const LEAST = -(2 ** 31);
const MOST = 2 ** 31 - 1;

function asBound(value: ArrayLike): Bound {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  checkByPosition('integers', value);
  let array = asNDArray('integers', value);
  if (array.info.kind === 'c')
    throw new DTypeError(`integers: bounds must be integers, got an array of ${array.dtype}`);
  if (array.info.kind === 'f') array = asDType('integers', array, DTYPES.float64);
  return array.ndim === 0 ? (array.item() as number | bigint) : array;
}

/** Do all values from this bound on fit into int32? */
function fitsInt32(bound: Bound, excluded: number): boolean {
  if (!(bound instanceof NDArray)) return typeof bound === 'number' && bound >= LEAST && bound - excluded <= MOST;
  if (bound.info.domain === 'bigint') return false;
  if (bound.info.kind !== 'f' && bound.info !== DTYPES.uint32) return true;
  return (bound.toFlatArray() as number[]).every((value) => value >= LEAST && value - excluded <= MOST);
}

/**
 * The dtype of integers between bounds when none is asked for: int32 where it holds them, else int64. Both draw the same
 * numbers, those of NumPy's int64: bounds so near each other take 32-bit draws there too.
 */
function defaultInfo(low: Bound, high: Bound, endpoint: boolean): DTypeInfo {
  return fitsInt32(low, 0) && fitsInt32(high, endpoint ? 0 : 1) ? DTYPES.int32 : DTYPES.int64;
}

/**
 * Draws integers as `fillIntegers` and {@link fillIntegersBetween} do, into a fresh array.
 *
 * @returns the array, or a plain value where the bounds and `size` ask for one
 */
export function drawIntegers(
  bits: BitGenerator,
  first: ArrayLike,
  second: ArrayLike | null | undefined,
  size: Size,
  dtype: DTypeLike | undefined,
  endpoint: boolean,
): NDArray | number | bigint | boolean {
  const asked = shapeOf('integers', size);
  const low = second === undefined || second === null ? 0 : asBound(first);
  const high = asBound(second ?? first);
  const info = dtype === undefined ? defaultInfo(low, high, endpoint) : (dtypeInfo(dtype) as DTypeInfo);
  const name = info.name as IntegerDType;
  if (!(low instanceof NDArray) && !(high instanceof NDArray)) {
    if (asked === undefined) {
      const plain = dtype === undefined && typeof low === 'number' && typeof high === 'number';
      if (plain) checkExact(low, high);
      const one = emptyArray(info, [1]);
      fillIntegers(bits, name, memoryOf<IntegerArrays[IntegerDType]>(one), low, high, endpoint);
      const value = one.item() as number | bigint | boolean;
      return plain ? Number(value) : value;
    }
    const result = emptyArray(info, asked);
    fillIntegers(bits, name, memoryOf<IntegerArrays[IntegerDType]>(result), low, high, endpoint);
    return result;
  }
  const arrays = [low, high].filter((bound) => bound instanceof NDArray);
  const shape = commonShape('integers', arrays, asked)!;
  const result = emptyArray(info, shape);
  const list = (bound: Bound): number | bigint | ArrayLikeOf<number | bigint> =>
    bound instanceof NDArray ? (spread(bound, shape) as ArrayLikeOf<number | bigint>) : bound;
  if (sizeOf(shape) > 0) {
    fillIntegersBetween(bits, name, memoryOf<IntegerArrays[IntegerDType]>(result), list(low), list(high), endpoint);
  }
  return result;
}

interface ArrayLikeOf<T> {
  readonly length: number;
  readonly [index: number]: T;
}

/** Bounds whose integers all are exact as numbers, or an error. */
function checkExact(low: number, high: number): void {
  if (low >= -(2 ** 53) && high <= 2 ** 53) return;
  throw new ValueError(
    `integers: numbers are exact to 2**53 only, got low ${low} and high ${high}; give bigints or say dtype: 'int64'`,
  );
}
