/** Triangles of matrices and their indices: tri, tril, triu, trilIndices, maskIndices; and the Vandermonde matrix. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES, dtype as dtypeInfo, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { nonzeroOf } from '../core/nonzero.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { promoteInfo, type Promote } from '../core/promotion.js';
import { checkShape } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { spreadOver } from './broadcasting.js';
import { arange, copyAs, full } from './creation.js';
import { integerArgument } from './integerArguments.js';
import { flipped } from './rearrangement.js';
import { nonzero } from './searching.js';
import { multiply } from './ufuncs/arithmetic.js';
import { greaterEqual, less } from './ufuncs/logic.js';

/** From this many columns on a triangle is copied row by row. */
const LONG_ROW = 64;

/** The mask that is true on and below a diagonal, or strictly above it. */
function triangle(n: number, m: number, k: number, above: boolean): NDArray<'bool'> {
  const rows = arange(n, { dtype: 'int32' });
  const columns = arange(-k, m - k, { dtype: 'int32' });
  return (above ? less : greaterEqual).outer(rows, columns) as NDArray<'bool'>;
}

/** Options of `tri`. */
export interface TriOptions<T extends DTypeLike = DTypeLike> {
  /** The last diagonal that is filled: 0 is the main one, positive ones lie above it. */
  k?: number;
  /** The dtype, float64 by default. */
  dtype?: T;
}

/**
 * A matrix with ones on and below a diagonal and zeros above it.
 *
 * @param n - how many rows
 * @param m - how many columns, as many as rows by default
 * @param options - `k`, `dtype` (float64)
 * @example
 * np.tri(2, 3).toArray(); // [[1, 0, 0], [1, 1, 0]]
 */
export function tri<T extends DTypeLike = 'float64'>(n: number, options?: TriOptions<T>): NDArray<ResolveDType<T>>;
export function tri<T extends DTypeLike = 'float64'>(
  n: number,
  m: number | null | undefined,
  options?: TriOptions<T>,
): NDArray<ResolveDType<T>>;
export function tri(n: number, m?: number | null | TriOptions, options?: TriOptions): NDArray {
  const given = typeof m === 'object' && m !== null ? m : (options ?? {});
  checkOptions('tri', given, ['k', 'dtype']);
  const [rows, columns] = checkShape('tri', [n, typeof m === 'number' ? m : n]) as [number, number];
  const mask = triangle(rows, columns, integerArgument('tri', 'k', given.k ?? 0), false);
  const info = dtypeInfo(given.dtype ?? 'float64') as DTypeInfo;
  return info === DTYPES.bool ? mask : copyAs(mask, info);
}

function masked(functionName: string, m: ArrayLike, options: { k?: number }, above: boolean): NDArray {
  checkOptions(functionName, options, ['k']);
  const array = asNDArray(functionName, m);
  const k = integerArgument(functionName, 'k', options.k ?? 0);
  if (array.ndim === 0) throw new ValueError(`${functionName}: an array of at least one axis is required`);
  const n = array.ndim;
  // A vector counts as the rows of a square matrix.
  const shape = n === 1 ? [array.shape[0]!, array.shape[0]!] : array.shape;
  const [rows, columns] = shape.slice(-2) as [number, number];
  const result = zerosArray(array.info, shape);
  if (columns >= LONG_ROW) {
    const source = spreadOver(array, shape);
    for (let row = 0; row < rows; row++) {
      const diagonal = Math.min(Math.max(row + k + (above ? 0 : 1), 0), columns);
      const [start, stop] = above ? [diagonal, columns] : [0, diagonal];
      const part = (one: NDArray): NDArray => one.at('...', row, `${start}:${stop}`);
      if (start < stop) backend().copy(part(source).shape, part(source), part(result));
    }
    return result;
  }
  const mask = triangle(rows, columns, above ? k - 1 : k, above);
  backend().copy(shape, spreadOver(array, shape), result, spreadOver(mask, shape));
  return result;
}

/**
 * A copy with zeros above a diagonal of the last two axes.
 *
 * @param m - array_like
 * @param options - `k`: the last diagonal that is kept
 * @example
 * np.tril([[1, 2], [3, 4]]).toArray(); // [[1, 0], [3, 4]]
 */
export function tril<A extends ArrayLike>(m: A, options: { k?: number } = {}): ArrayOf<DTypeOf<A>> {
  return masked('tril', m, options, false) as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * A copy with zeros below a diagonal of the last two axes.
 *
 * @param m - array_like
 * @param options - `k`: the first diagonal that is kept
 * @example
 * np.triu([[1, 2], [3, 4]]).toArray(); // [[1, 2], [0, 4]]
 */
export function triu<A extends ArrayLike>(m: A, options: { k?: number } = {}): ArrayOf<DTypeOf<A>> {
  return masked('triu', m, options, true) as unknown as ArrayOf<DTypeOf<A>>;
}

/** Rows and columns of chosen elements of a matrix; an index for `a.at` and `a.set`. */
export type MatrixIndices = [NDArray<'int32'>, NDArray<'int32'>];

/** Options of `trilIndices` and `triuIndices`. */
export interface TriangleIndicesOptions {
  /** The diagonal that bounds the triangle. */
  k?: number;
  /** How many columns, as many as rows by default. */
  m?: number | null;
}

function triangleIndices(
  functionName: string,
  n: number,
  options: TriangleIndicesOptions,
  above: boolean,
): MatrixIndices {
  checkOptions(functionName, options, ['k', 'm']);
  const [rows, columns] = checkShape(functionName, [n, options.m ?? n]) as [number, number];
  const k = integerArgument(functionName, 'k', options.k ?? 0);
  return nonzeroOf(triangle(rows, columns, above ? k - 1 : k, above)) as MatrixIndices;
}

function indicesFrom(functionName: string, arr: ArrayLike, options: { k?: number }, above: boolean): MatrixIndices {
  checkOptions(functionName, options, ['k']);
  const { shape } = asNDArray(functionName, arr);
  if (shape.length !== 2)
    throw new ValueError(`${functionName}: input array must be 2-d, got shape ${shapeText(shape)}`);
  return triangleIndices(functionName, shape[0]!, { ...options, m: shape[1]! }, above);
}

/**
 * The indices of the lower triangle of an n by m matrix.
 *
 * @param n - how many rows
 * @param options - `k`: the last diagonal that counts; `m`: how many columns
 * @returns int32 arrays of rows and columns
 * @example
 * const a = np.ones([3, 3]);
 * a.set(np.trilIndices(3), 0).sum(); // 3
 */
export function trilIndices(n: number, options: TriangleIndicesOptions = {}): MatrixIndices {
  return triangleIndices('trilIndices', n, options, false);
}

/**
 * The indices of the lower triangle of a matrix.
 *
 * @param arr - array_like of two axes
 * @param options - `k`
 * @throws ValueError for another number of axes
 */
export function trilIndicesFrom(arr: ArrayLike, options: { k?: number } = {}): MatrixIndices {
  return indicesFrom('trilIndicesFrom', arr, options, false);
}

/**
 * The indices of the upper triangle of an n by m matrix.
 *
 * @param n - how many rows
 * @param options - `k`: the first diagonal that counts; `m`: how many columns
 * @returns int32 arrays of rows and columns
 * @example
 * np.triuIndices(3, { k: 1 }).map(String); // ['[0 0 1]', '[1 2 2]']
 */
export function triuIndices(n: number, options: TriangleIndicesOptions = {}): MatrixIndices {
  return triangleIndices('triuIndices', n, options, true);
}

/**
 * The indices of the upper triangle of a matrix.
 *
 * @param arr - array_like of two axes
 * @param options - `k`
 * @throws ValueError for another number of axes
 */
export function triuIndicesFrom(arr: ArrayLike, options: { k?: number } = {}): MatrixIndices {
  return indicesFrom('triuIndicesFrom', arr, options, true);
}

/**
 * The indices at which a masking function such as `triu` leaves an n by n matrix of ones.
 *
 * @param n - how many rows and columns
 * @param maskFunc - given the matrix and `{ k }`, sets elements to zero
 * @param options - `k`, 0 by default
 * @returns int32 arrays of rows and columns
 * @example
 * np.maskIndices(3, np.triu).map((one) => one.size); // [6, 6]
 */
export function maskIndices<D extends { k?: number }>(
  n: number,
  maskFunc: (m: NDArray<'int32'>, options: { k: number }) => NDArray,
  options: D = {} as D,
): MatrixIndices {
  checkOptions('maskIndices', options, ['k']);
  const ones = full([n, n], 1, { dtype: 'int32' });
  return nonzero(maskFunc(ones, { k: options.k ?? 0 })) as MatrixIndices;
}

/** Options of `vander`. */
export interface VanderOptions {
  /** How many columns, as many as there are values by default. */
  N?: number | null;
  /** Do the powers rise from left to right? False by default. */
  increasing?: boolean;
}

/**
 * The Vandermonde matrix: the powers of each value in a row.
 *
 * @param x - array_like of one axis
 * @param options - `N`, `increasing`
 * @returns of int32 at least
 * @throws ValueError for another number of axes
 * @example
 * np.vander([2, 3], { N: 3 }).toArray(); // [[4, 2, 1], [9, 3, 1]]
 */
export function vander<A extends ArrayLike>(x: A, options: VanderOptions = {}): ArrayOf<Promote<DTypeOf<A>, 'int32'>> {
  checkOptions('vander', options, ['N', 'increasing']);
  const values = asNDArray('vander', x);
  if (values.ndim !== 1)
    throw new ValueError(`vander: x must be a one-dimensional array or sequence, got shape ${shapeText(values.shape)}`);
  const columns = integerArgument('vander', 'N', options.N ?? values.size);
  const info = promoteInfo(values.info, DTYPES.int32);
  const result = emptyArray(info, checkShape('vander', [values.size, columns]));
  const powers = options.increasing ? result : flipped(result, [1]);
  if (columns > 0) powers.set([':', 0], 1);
  if (columns > 1) {
    const rest = powers.at(':', '1:');
    rest.set(['...'], values.strided([values.size, 1], [values.steps[0]!, 0], values.offset));
    rest.set(['...'], multiply.accumulate(rest, { axis: 1, dtype: info.name }));
  }
  return result as ArrayOf<Promote<DTypeOf<A>, 'int32'>>;
}
