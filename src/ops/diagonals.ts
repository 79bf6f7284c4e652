/** Diagonals: eye, identity, diag, diagflat, diagonal, fillDiagonal, diagIndices. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { dtype as dtypeInfo, type DType, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { coerce } from '../core/element.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, zerosArray } from '../core/ndarray.js';
import { checkShape, normalizeAxis } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { arange, type CreationOptions } from './creation.js';
import { integerArgument } from './integerArguments.js';
import { ravelArray, resize } from './reshaping.js';
import { fillWith } from './ufuncs/fold.js';

/** Options of `diagonal`. */
export interface DiagonalOptions {
  /** Which diagonal: 0 is the main one, positive ones lie above it. */
  offset?: number;
  /** The axis of the rows, 0 by default. */
  axis1?: number;
  /** The axis of the columns, 1 by default. */
  axis2?: number;
}

/** The diagonal of two axes as a (writeable) view; its axis is the last. */
export function diagonalView<D extends DType>(
  functionName: string,
  a: NDArray<D>,
  options: DiagonalOptions = {},
): NDArray<D> {
  if (a.ndim < 2)
    throw new ValueError(
      `${functionName}: diag requires an array of at least two dimensions, got shape ${shapeText(a.shape)}`,
    );
  const { axis1 = 0, axis2 = 1 } = options;
  const offset = integerArgument(functionName, 'offset', options.offset ?? 0);
  const rows = normalizeAxis(functionName, axis1, a.ndim);
  const columns = normalizeAxis(functionName, axis2, a.ndim);
  if (rows === columns) throw new ValueError(`${functionName}: axis1 and axis2 cannot be the same`);
  const down = Math.max(-offset, 0);
  const right = Math.max(offset, 0);
  const length = Math.max(0, Math.min(a.shape[rows]! - down, a.shape[columns]! - right));
  const kept = (_: number, k: number): boolean => k !== rows && k !== columns;
  const start = length === 0 ? 0 : down * a.steps[rows]! + right * a.steps[columns]!;
  return a.strided(
    [...a.shape.filter(kept), length],
    [...a.steps.filter(kept), a.steps[rows]! + a.steps[columns]!],
    a.offset + start,
  );
}

/** See `diagonal`; also behind `a.diagonal`. */
export function diagonalOf<D extends DType>(a: NDArray<D>, options: DiagonalOptions = {}): NDArray<D> {
  checkOptions('diagonal', options, ['offset', 'axis1', 'axis2']);
  const view = diagonalView('diagonal', a, options);
  view.writeable = false;
  return view;
}

/**
 * The diagonal of two axes: a read-only view, its axis the last.
 *
 * @param a - array_like of at least two axes
 * @param options - `offset`, `axis1`, `axis2`
 * @throws ValueError for fewer axes, or twice the same
 * @example
 * np.diagonal([[1, 2], [3, 4]]).toArray(); // [1, 4]
 */
export function diagonal<A extends ArrayLike>(a: A, options?: DiagonalOptions): ArrayOf<DTypeOf<A>> {
  return diagonalOf(asNDArray('diagonal', a), options) as unknown as ArrayOf<DTypeOf<A>>;
}

function squareWith(values: NDArray, k: number): NDArray {
  const n = values.size + Math.abs(k);
  const result = zerosArray(values.info, checkShape('diag', [n, n]));
  const view = diagonalView('diag', result, { offset: k });
  backend().copy(view.shape, values, view);
  return result;
}

/**
 * A diagonal of a matrix (a read-only view), or the matrix with a given diagonal and zeros elsewhere.
 *
 * @param v - array_like: a matrix or a vector
 * @param options - `k`: which diagonal, 0 is the main one, positive ones lie above it
 * @throws ValueError for more than two axes
 * @example
 * np.diag([1, 2]).toArray(); // [[1, 0], [0, 2]]
 */
export function diag<A extends ArrayLike>(v: A, options: { k?: number } = {}): ArrayOf<DTypeOf<A>> {
  checkOptions('diag', options, ['k']);
  const array = asNDArray('diag', v);
  const k = integerArgument('diag', 'k', options.k ?? 0);
  if (array.ndim === 1) return squareWith(array, k) as unknown as ArrayOf<DTypeOf<A>>;
  if (array.ndim === 2) return diagonalOf(array, { offset: k }) as unknown as ArrayOf<DTypeOf<A>>;
  throw new ValueError(`diag: input must be 1- or 2-d, got shape ${shapeText(array.shape)}`);
}

/**
 * The matrix with the flattened values on a diagonal.
 *
 * @param v - array_like
 * @param options - `k`: which diagonal
 * @example
 * np.diagflat([[1, 2]]).toArray(); // [[1, 0], [0, 2]]
 */
export function diagflat<A extends ArrayLike>(v: A, options: { k?: number } = {}): ArrayOf<DTypeOf<A>> {
  checkOptions('diagflat', options, ['k']);
  const flat = ravelArray(asNDArray('diagflat', v));
  return squareWith(flat, integerArgument('diagflat', 'k', options.k ?? 0)) as unknown as ArrayOf<DTypeOf<A>>;
}

/** Options of `eye`. */
export interface EyeOptions<T extends DTypeLike = DTypeLike> extends CreationOptions<T> {
  /** Which diagonal holds the ones: 0 is the main one, positive ones lie above it. */
  k?: number;
}

/**
 * A matrix with ones on a diagonal and zeros elsewhere.
 *
 * @param n - how many rows
 * @param m - how many columns, as many as rows by default
 * @param options - `k`, `dtype` (float64), `order`
 * @throws ValueError for negative lengths
 * @example
 * np.eye(2, 3, { k: 1 }).toArray(); // [[0, 1, 0], [0, 0, 1]]
 */
export function eye<T extends DTypeLike = 'float64'>(n: number, options?: EyeOptions<T>): NDArray<ResolveDType<T>>;
export function eye<T extends DTypeLike = 'float64'>(
  n: number,
  m: number | null | undefined,
  options?: EyeOptions<T>,
): NDArray<ResolveDType<T>>;
export function eye(n: number, m?: number | null | EyeOptions, options?: EyeOptions): NDArray {
  const given = typeof m === 'object' && m !== null ? m : (options ?? {});
  const columns = typeof m === 'object' || m === undefined ? n : m;
  checkOptions('eye', given, ['k', 'dtype', 'order']);
  const info = dtypeInfo(given.dtype ?? 'float64') as DTypeInfo;
  const result = zerosArray(info, checkShape('eye', [n, columns]), given.order);
  const view = diagonalView('eye', result, { offset: given.k ?? 0 });
  if (view.size > 0) fillWith(view, coerce('eye', info, 1));
  return result;
}

/**
 * The square matrix with ones on the main diagonal.
 *
 * @param n - how many rows and columns
 * @param options - `dtype` (float64)
 * @throws ValueError for a negative length
 * @example
 * np.identity(2).toArray(); // [[1, 0], [0, 1]]
 */
export function identity<T extends DTypeLike = 'float64'>(
  n: number,
  options: { dtype?: T } = {},
): NDArray<ResolveDType<T>> {
  checkOptions('identity', options, ['dtype']);
  return eye(n, options) as NDArray<ResolveDType<T>>;
}

/**
 * Write values to the main diagonal `a[i, i, ...]`, in place.
 *
 * @param a - the array, of at least two axes; of more only with all lengths equal
 * @param val - array_like, begun again where it is too short
 * @param options - `wrap`: begin again below the square part of a tall matrix, after a free row
 * @throws ValueError for fewer axes or unequal lengths
 * @example
 * const a = np.zeros([2, 2]);
 * np.fillDiagonal(a, 1);
 * a.toArray(); // [[1, 0], [0, 1]]
 */
export function fillDiagonal(a: NDArray, val: ArrayLike, options: { wrap?: boolean } = {}): void {
  checkOptions('fillDiagonal', options, ['wrap']);
  if (!(a instanceof NDArray)) throw new DTypeError(`fillDiagonal: a must be an NDArray, got ${describe(a)}`);
  if (a.ndim < 2) throw new ValueError(`fillDiagonal: array must be at least 2-d, got shape ${shapeText(a.shape)}`);
  if (a.ndim > 2 && a.shape.some((n) => n !== a.shape[0])) {
    throw new ValueError(
      `fillDiagonal: all dimensions of input must be of equal length, got shape ${shapeText(a.shape)}`,
    );
  }
  a.mustBeWriteable('fillDiagonal');
  const [rows, columns] = a.shape as [number, number];
  const step = a.steps.reduce((sum, one) => sum + one, 0);
  const parts: NDArray[] = [];
  for (let top = 0; top < rows; top += columns + 1) {
    parts.push(a.strided([Math.min(rows - top, ...a.shape.slice(1))], [step], a.offset + top * a.steps[0]!));
    if (!options.wrap || a.ndim > 2) break;
  }
  const total = parts.reduce((n, part) => n + part.size, 0);
  if (total === 0) return;
  const given = asNDArray('fillDiagonal', val, a.info);
  const values = resize(given.ndim === 0 || given.size > 0 ? given : zerosArray(a.info, [1]), total);
  let done = 0;
  for (const part of parts) {
    part.set(['...'], values.strided(part.shape, [1], values.offset + done));
    done += part.size;
  }
}

/**
 * The indices of the main diagonal of an array with all lengths equal.
 *
 * @param n - the length
 * @param options - `ndim`: how many axes, 2 by default
 * @returns one int32 array an axis
 * @example
 * const a = np.ones([3, 3]);
 * a.set(np.diagIndices(3), 0).sum(); // 6
 */
export function diagIndices(n: number, options: { ndim?: number } = {}): NDArray<'int32'>[] {
  checkOptions('diagIndices', options, ['ndim']);
  const index = arange(integerArgument('diagIndices', 'n', n), { dtype: 'int32' });
  return Array.from({ length: integerArgument('diagIndices', 'ndim', options.ndim ?? 2) }, () => index);
}

/**
 * The indices of the main diagonal of an array.
 *
 * @param arr - an array of at least two axes, all of one length
 * @throws ValueError for fewer axes or unequal lengths
 * @example
 * np.diagIndicesFrom(np.eye(3)).length; // 2
 */
export function diagIndicesFrom(arr: ArrayLike): NDArray<'int32'>[] {
  const { shape, ndim } = asNDArray('diagIndicesFrom', arr);
  if (ndim < 2)
    throw new ValueError(`diagIndicesFrom: input array must be at least 2-d, got shape ${shapeText(shape)}`);
  if (shape.some((n) => n !== shape[0])) {
    throw new ValueError(
      `diagIndicesFrom: all dimensions of input must be of equal length, got shape ${shapeText(shape)}`,
    );
  }
  return diagIndices(shape[0]!, { ndim });
}
