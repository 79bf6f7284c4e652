/** Booleans packed eight to a byte: packbits and unpackbits. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { normalizeAxis, sizeOf } from '../core/shape.js';
import { packBits, unpackBits } from '../backends/single/bytes.js';
import { packed } from './axes.js';
import { asDType, copyAs } from './creation.js';
import { integerArgument } from './integerArguments.js';
import { ravelArray } from './reshaping.js';
import { withAxisAt } from './transposition.js';

/** Options of `packbits`. */
export interface PackbitsOptions {
  /** The axis along which to pack; by default the flattened array. */
  axis?: number | null;
  /** Does the first element go into the highest bit (`'big'`, the default) or the lowest (`'little'`)? */
  bitorder?: 'big' | 'little';
}

/** Options of `unpackbits`. */
export interface UnpackbitsOptions extends PackbitsOptions {
  /** How many bits to unpack, all by default; a negative number leaves out so many at the end. */
  count?: number | null;
}

function isLittle(functionName: string, bitorder: unknown): boolean {
  if (bitorder !== 'big' && bitorder !== 'little') {
    throw new ValueError(`${functionName}: 'bitorder' must be either 'little' or 'big', got ${describe(bitorder)}`);
  }
  return bitorder === 'little';
}

/** Packed rows along an axis, and where the axis belongs. */
function rowsAlong(functionName: string, a: NDArray, axis: number | null | undefined): { rows: NDArray; at: number } {
  const flat = axis === undefined || axis === null || a.ndim === 0;
  const source = flat ? ravelArray(a) : a;
  const at = flat ? 0 : normalizeAxis(functionName, axis, a.ndim);
  return { rows: packed(withAxisAt(source, at, source.ndim - 1)), at };
}

/**
 * Truth values packed into the bits of uint8 elements, filled up with zeros.
 *
 * @param a - integers or booleans, array_like; what is not 0 is 1
 * @param options - `axis`, `bitorder`
 * @throws DTypeError for other dtypes
 * @example
 * np.packbits([true, false, true]).toArray(); // [160]
 */
export function packbits(a: ArrayLike, options: PackbitsOptions = {}): NDArray<'uint8'> {
  checkOptions('packbits', options, ['axis', 'bitorder']);
  const little = isLittle('packbits', options.bitorder ?? 'big');
  const array = asNDArray('packbits', a);
  if (a instanceof NDArray && (array.info.kind === 'f' || array.info.kind === 'c')) {
    throw new DTypeError(`packbits: expected an input array of integer or boolean data type, got ${array.dtype}`);
  }
  const { rows, at } = rowsAlong(
    'packbits',
    array.info === DTYPES.bool ? array : copyAs(array, DTYPES.bool),
    options.axis,
  );
  const n = rows.shape[rows.ndim - 1]!;
  const outer = rows.shape.slice(0, -1);
  const result = emptyArray(DTYPES.uint8, [...outer, Math.ceil(n / 8)]);
  packBits(rows.data as Uint8Array, sizeOf(outer), n, little, result.data);
  return withAxisAt(result, result.ndim - 1, at);
}

/**
 * The bits of uint8 elements as elements that are 0 or 1.
 *
 * @param a - an array of dtype uint8, or whole numbers from 0 to 255
 * @param options - `axis`, `count`, `bitorder`
 * @throws DTypeError for other dtypes
 * @example
 * np.unpackbits([160], { count: 3 }).toArray(); // [1, 0, 1]
 */
export function unpackbits(a: ArrayLike, options: UnpackbitsOptions = {}): NDArray<'uint8'> {
  checkOptions('unpackbits', options, ['axis', 'count', 'bitorder']);
  const little = isLittle('unpackbits', options.bitorder ?? 'big');
  const array = asDTypeOrRefuse(a);
  const { rows, at } = rowsAlong('unpackbits', array, options.axis);
  const width = rows.shape[rows.ndim - 1]!;
  const outer = rows.shape.slice(0, -1);
  const { count } = options;
  let n = 8 * width;
  if (count !== undefined && count !== null) {
    const wanted = integerArgument('unpackbits', 'count', count);
    if (wanted < -n) throw new ValueError(`unpackbits: -count larger than number of elements: ${wanted} of ${n}`);
    n = wanted < 0 ? n + wanted : wanted;
  }
  const result = zerosArray(DTYPES.uint8, [...outer, n]);
  unpackBits(rows.data as Uint8Array, sizeOf(outer), width, n, little, result.data);
  return withAxisAt(result, result.ndim - 1, at);
}

function asDTypeOrRefuse(a: ArrayLike): NDArray<'uint8'> {
  const array = asNDArray('unpackbits', a);
  if (array.info !== DTYPES.uint8 && a instanceof NDArray) {
    throw new DTypeError(`unpackbits: expected an input array of unsigned byte data type, got ${array.dtype}`);
  }
  return array.info === DTYPES.uint8
    ? (array as NDArray<'uint8'>)
    : asDType('unpackbits', asNDArray('unpackbits', a, DTYPES.uint8), DTYPES.uint8);
}
