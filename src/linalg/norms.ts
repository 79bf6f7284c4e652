/** Norms of vectors and matrices, condition numbers and ranks. */
import type { ArrayLike, DTypeOf } from '../core/arrayLike.js';
import { asNDArray } from '../core/arrayLike.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { LinAlgError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { ArrayOf, NDArray, ScalarOf } from '../core/ndarray.js';
import { normalizeAxes, normalizeAxis } from '../core/shape.js';
import { asDType, copyAs } from '../ops/creation.js';
import { plainIfScalar } from '../ops/matmul.js';
import { max, min, sum } from '../ops/reductions.js';
import { absolute, divide, multiply, power } from '../ops/ufuncs/arithmetic.js';
import { sqrt } from '../ops/ufuncs/elementary.js';
import { greater, isnan, notEqual } from '../ops/ufuncs/logic.js';
import { eigvalsh } from './eigenHermitian.js';
import { inv, type PerMatrix } from './inverse.js';
import { EPS, checkFiniteArray, kindOf, matrixOf, squareSide, type CheckOptions, type RealOf } from './matrices.js';
import { svdvals } from './singular.js';

/** Which norm: for matrices `'fro'`, `'nuc'`, 1, -1, 2, -2, Infinity, -Infinity; for vectors any number. */
export type NormOrder = number | 'fro' | 'nuc';

/** Options of `norm`. */
export interface NormOptions extends CheckOptions {
  /** The order; by default the 2-norm of all elements (of matrices that is the Frobenius norm). */
  ord?: NormOrder | null;
  /** One axis for vectors, two for matrices; by default the whole of an array of one or two axes. */
  axis?: number | readonly number[] | null;
  /** Keep the axes with length 1. */
  keepdims?: boolean;
}

/** The dtype of a norm: float16 stays what it is. */
export type NormOf<A> = [DTypeOf<A>] extends ['float16'] ? 'float16' : RealOf<A>;

/** Numbers as floats, float16 included. */
function floats(array: NDArray): NDArray {
  return array.info.kind === 'f' || array.info.kind === 'c' ? array : copyAs(array, DTYPES.float64);
}

/** The squares of moduli. */
function squares(x: NDArray): NDArray {
  if (x.info.kind !== 'c') return multiply(x, x) as NDArray;
  const size = absolute(x) as NDArray;
  return multiply(size, size, { out: size as never }) as NDArray;
}

/** The largest or smallest along axes, 0 for the largest of nothing. */
function extreme(which: typeof max, x: NDArray, axis: number | readonly number[], keepdims: boolean): NDArray {
  return asNDArray(
    'norm',
    which(x, { axis, keepdims: keepdims as true, ...(which === max && x.size === 0 && { initial: 0 }) }) as NDArray,
  );
}

function total(x: NDArray, axis: number | readonly number[], keepdims: boolean): NDArray {
  return sum(x, { axis, keepdims: keepdims as true }) as NDArray;
}

/** Norms along one axis; along several their elements are one vector. */
function vectorNorms(x: NDArray, ord: number, axis: number | readonly number[], keepdims: boolean): NDArray {
  if (ord === 2) return sqrt(total(squares(x), axis, keepdims)) as NDArray;
  if (ord === 0) {
    const nonzero = notEqual(x, 0) as NDArray;
    return total(copyAs(nonzero, realInfo(x)), axis, keepdims);
  }
  const sizes = absolute(x) as NDArray;
  if (ord === Infinity) return extreme(max, sizes, axis, keepdims);
  if (ord === -Infinity) return extreme(min as typeof max, sizes, axis, keepdims);
  if (ord === 1) return total(sizes, axis, keepdims);
  const powers = power(sizes, ord) as NDArray;
  return power(total(powers, axis, keepdims), 1 / ord) as NDArray;
}

function realInfo(x: NDArray): DTypeInfo {
  return (x.info.name === 'complex64'
    ? DTYPES.float32
    : x.info.kind === 'c'
      ? DTYPES.float64
      : x.info) as unknown as DTypeInfo;
}

/** Norms over two axes. */
function matrixNorms(
  functionName: string,
  x: NDArray,
  ord: NormOrder,
  axes: readonly number[],
  keepdims: boolean,
): NDArray {
  const [row, column] = axes as [number, number];
  if (row === column) throw new ValueError(`${functionName}: Duplicate axes given.`);
  const kept = (result: NDArray): NDArray => {
    if (!keepdims) return result;
    const [shape, steps] = [[...result.shape], [...result.steps]];
    for (const axis of [...axes].sort((a, b) => a - b)) {
      shape.splice(axis, 0, 1);
      steps.splice(axis, 0, 0);
    }
    return result.strided(shape, steps, result.offset);
  };
  /** Sums along one axis, then the extreme along the other. */
  const sums = (which: typeof max, along: number, over: number): NDArray => {
    const partial = total(absolute(x) as NDArray, along, false);
    return kept(extreme(which, partial, over > along ? over - 1 : over, false));
  };
  switch (ord) {
    case 'fro':
      return sqrt(total(squares(x), axes, keepdims)) as NDArray;
    case 1:
      return sums(max, row, column);
    case -1:
      return sums(min as typeof max, row, column);
    case Infinity:
      return sums(max, column, row);
    case -Infinity:
      return sums(min as typeof max, column, row);
    case 2:
    case -2:
    case 'nuc': {
      const rest = Array.from({ length: x.ndim }, (_, k) => k).filter((k) => !axes.includes(k));
      const order = [...rest, row, column];
      const moved = x.strided(
        order.map((k) => x.shape[k]!),
        order.map((k) => x.steps[k]!),
        x.offset,
      );
      const s = svdvals(moved) as NDArray;
      const last = s.ndim - 1;
      return kept(
        ord === 'nuc' ? total(s, last, false) : extreme((ord === 2 ? max : min) as typeof max, s, last, false),
      );
    }
    default:
      throw new ValueError(
        `${functionName}: Invalid norm order for matrices: ${describe(ord)}; orders are 'fro', 'nuc', 1, -1, 2, -2, Infinity and -Infinity`,
      );
  }
}

/** The 2-norm of up to some thousand float64 elements that lie without gaps; null for others. */
function shortNorm(x: NDArray): number | null {
  if (x.info !== (DTYPES.float64 as DTypeInfo) || !x.isC || x.size > 4096) return null;
  const storage = x.storage as Float64Array;
  let sum = 0;
  for (let i = x.offset; i < x.offset + x.size; i++) sum += storage[i]! * storage[i]!;
  return Math.sqrt(sum);
}

function vectorOrder(functionName: string, ord: NormOrder | null | undefined): number {
  if (ord === undefined || ord === null) return 2;
  if (typeof ord === 'number' && !Number.isNaN(ord)) return ord;
  throw new ValueError(`${functionName}: Invalid norm order ${describe(ord)} for vectors`);
}

/** What makes a norm one number. */
export interface WholeNorm {
  axis?: null;
  keepdims?: false;
}

/**
 * Norms of vectors or matrices.
 *
 * @param a - array_like; without `axis` of one or two axes, or any number when `ord` is left out too
 * @param options - `ord`, `axis` (one for vectors, two for matrices), `keepdims`, `checkFinite`
 * @returns one number without `axis`, else an array
 * @throws ValueError for an order that vectors or matrices do not have, or more than two axes
 * @example
 * np.linalg.norm([3, 4]); // 5
 * np.linalg.norm([[1, 2], [3, 4]], { ord: 1 }); // 6
 */
export function norm<A extends ArrayLike>(a: A, options?: NormOptions & WholeNorm): ScalarOf<NormOf<A>>;
export function norm<A extends ArrayLike>(
  a: A,
  options: NormOptions & ({ axis: number | readonly number[] } | { keepdims: true }),
): ArrayOf<NormOf<A>>;
export function norm<A extends ArrayLike>(a: A, options?: NormOptions): ArrayOf<NormOf<A>> | ScalarOf<NormOf<A>>;
export function norm(a: ArrayLike, options: NormOptions = {}): unknown {
  checkOptions('norm', options, ['ord', 'axis', 'keepdims', 'checkFinite']);
  const { ord, axis, keepdims = false } = options;
  const x = floats(asNDArray('norm', a));
  if (axis == null && !keepdims && (ord == null || (ord === 2 && x.ndim === 1)) && !options.checkFinite) {
    const short = shortNorm(x);
    if (short !== null) return short;
  }
  if (options.checkFinite) checkFiniteArray('norm', x);
  if (axis === undefined || axis === null) {
    const all = Array.from({ length: x.ndim }, (_, k) => k);
    if (ord === undefined || ord === null || (x.ndim === 1 && ord === 2) || (x.ndim === 2 && ord === 'fro')) {
      return plainIfScalar(asNDArray('norm', vectorNorms(x, 2, all, keepdims)));
    }
    if (x.ndim === 1) return plainIfScalar(asNDArray('norm', vectorNorms(x, vectorOrder('norm', ord), 0, keepdims)));
    if (x.ndim === 2) return plainIfScalar(asNDArray('norm', matrixNorms('norm', x, ord, all, keepdims)));
    throw new ValueError(`norm: Improper number of dimensions to norm: ${x.ndim} without axis`);
  }
  const axes = normalizeAxes('norm', typeof axis === 'number' ? [axis] : axis, x.ndim);
  if (axes.length === 1) {
    return asNDArray('norm', vectorNorms(x, vectorOrder('norm', ord), axes[0]!, keepdims));
  }
  if (axes.length !== 2) {
    throw new ValueError(`norm: Improper number of dimensions to norm: axis names ${axes.length}`);
  }
  return asNDArray('norm', matrixNorms('norm', x, ord ?? 'fro', axes, keepdims));
}

/** Options of `vectorNorm`. */
export interface VectorNormOptions {
  /** The axis or axes; null, the default, takes all elements as one vector. */
  axis?: number | readonly number[] | null;
  keepdims?: boolean;
  /** The order, 2 by default. */
  ord?: number;
}

/**
 * Norms of vectors, along one axis, several or all.
 *
 * @param x - array_like
 * @param options - `axis`, `keepdims`, `ord`
 * @returns one number without `axis`, else an array
 * @throws ValueError for an order that is no number
 * @example
 * np.linalg.vectorNorm([[3, 4], [6, 8]], { axis: 1 }).toArray(); // [5, 10]
 */
export function vectorNorm<A extends ArrayLike>(x: A, options?: VectorNormOptions & WholeNorm): ScalarOf<NormOf<A>>;
export function vectorNorm<A extends ArrayLike>(
  x: A,
  options: VectorNormOptions & ({ axis: number | readonly number[] } | { keepdims: true }),
): ArrayOf<NormOf<A>>;
export function vectorNorm<A extends ArrayLike>(
  x: A,
  options?: VectorNormOptions,
): ArrayOf<NormOf<A>> | ScalarOf<NormOf<A>>;
export function vectorNorm(x: ArrayLike, options: VectorNormOptions = {}): unknown {
  checkOptions('vectorNorm', options, ['axis', 'keepdims', 'ord']);
  const array = floats(asNDArray('vectorNorm', x));
  const { axis, keepdims = false } = options;
  const ord = vectorOrder('vectorNorm', options.ord);
  const axes =
    axis === undefined || axis === null
      ? Array.from({ length: array.ndim }, (_, k) => k)
      : typeof axis === 'number'
        ? [normalizeAxis('vectorNorm', axis, array.ndim)]
        : normalizeAxes('vectorNorm', axis, array.ndim);
  const result = asNDArray('vectorNorm', vectorNorms(array, ord, axes, keepdims));
  return axis === undefined || axis === null ? plainIfScalar(result) : result;
}

/** Options of `matrixNorm`. */
export interface MatrixNormOptions {
  keepdims?: boolean;
  /** The order, `'fro'` by default. */
  ord?: NormOrder;
}

/**
 * Norms of the matrices in the last two axes.
 *
 * @param x - array_like of shape (..., m, n)
 * @param options - `keepdims`, `ord`
 * @returns one number for a matrix, an array for a stack
 * @throws ValueError for an order that matrices do not have
 * @example
 * np.linalg.matrixNorm([[3, 0], [0, 4]]); // 5
 */
export function matrixNorm<A extends ArrayLike>(
  x: A,
  options: MatrixNormOptions & { keepdims: true },
): ArrayOf<RealOf<A>>;
export function matrixNorm<A extends ArrayLike>(x: A, options?: MatrixNormOptions): PerMatrix<A, RealOf<A>>;
export function matrixNorm(x: ArrayLike, options: MatrixNormOptions = {}): unknown {
  checkOptions('matrixNorm', options, ['keepdims', 'ord']);
  const array = floats(matrixOf('matrixNorm', x));
  const { ord = 'fro', keepdims = false } = options;
  return plainIfScalar(
    asNDArray('matrixNorm', matrixNorms('matrixNorm', array, ord, [array.ndim - 2, array.ndim - 1], keepdims)),
  );
}

/** Options of `cond`. */
export interface CondOptions {
  /** The norm, 2 by default; 2 and -2 come from singular values. */
  p?: NormOrder | null;
}

/**
 * Condition numbers, `norm(x) * norm(inv(x))`.
 *
 * @param x - array_like of shape (..., m, n); square for norms other than 2 and -2
 * @param options - `p`
 * @returns one number for a matrix, an array for a stack; Infinity for singular matrices
 * @throws LinAlgError for empty matrices
 * @example
 * np.linalg.cond([[2, 0], [0, 1]]); // 2
 */
export function cond<A extends ArrayLike>(x: A, options: CondOptions = {}): PerMatrix<A, RealOf<A>> {
  checkOptions('cond', options, ['p']);
  const array = matrixOf('cond', x);
  if (array.size === 0) throw new LinAlgError('cond is not defined on empty arrays');
  const { p } = options;
  let result: NDArray;
  if (p === undefined || p === null || p === 2 || p === -2) {
    const s = svdvals(array) as NDArray;
    const last = s.ndim - 1;
    const pick = (place: number): NDArray =>
      s.strided(s.shape.slice(0, -1), s.steps.slice(0, -1), s.offset + place * s.steps[last]!);
    const [largest, smallest] = [pick(0), pick(s.shape[last]! - 1)];
    result = asNDArray('cond', (p === -2 ? divide(smallest, largest) : divide(largest, smallest)) as NDArray);
  } else {
    squareSide('cond', array);
    const shape = array.shape.slice(0, -2);
    const axes = [array.ndim - 2, array.ndim - 1];
    const own = asNDArray('cond', matrixNorms('cond', floats(array), p, axes, false));
    const inverses = copyAs(asNDArray('cond', own), own.info);
    const list = [...eachMatrix(array)];
    list.forEach((matrix, k) => {
      let value = Infinity;
      try {
        value = plainIfScalar(
          asNDArray('cond', matrixNorms('cond', inv(matrix) as NDArray, p, [0, 1], false)),
        ) as never;
      } catch (error) {
        if (!(error instanceof LinAlgError)) throw error;
      }
      (inverses.storage as Float64Array)[k] = value;
    });
    result = asNDArray('cond', multiply(own, inverses) as NDArray).strided(shape, own.steps, 0);
  }
  // What is nan without nan in the matrix is the condition of a singular one.
  if (
    asNDArray('cond', isnan(result) as NDArray)
      .toFlatArray()
      .some(Boolean)
  ) {
    result = copyAs(result, result.info);
    [...eachMatrix(array)].forEach((matrix, k) => {
      const values = result.storage as Float64Array;
      if (!Number.isNaN(values[k]!)) return;
      const holdsNaN = asNDArray('cond', isnan(asDType('cond', matrix, floats(matrix).info)) as NDArray)
        .toFlatArray()
        .some(Boolean);
      if (!holdsNaN) values[k] = Infinity;
    });
  }
  return plainIfScalar(result) as never;
}

function* eachMatrix(a: NDArray): IterableIterator<NDArray> {
  if (a.ndim === 2) {
    yield a;
    return;
  }
  for (const row of a.rows()) yield* eachMatrix(row);
}

/** Options of `matrixRank`. */
export interface MatrixRankOptions {
  /** Singular values below this count as zero; by default rtol times the largest. */
  tol?: ArrayLike | null;
  /** By default eps * max(m, n). */
  rtol?: ArrayLike | null;
  /** The matrices are Hermitian: use eigenvalues. */
  hermitian?: boolean;
}

/**
 * Ranks of matrices: how many singular values are above a tolerance.
 *
 * @param A - array_like of shape (..., m, n); a vector has rank 1 unless it is zero
 * @param options - `tol`, `rtol`, `hermitian`
 * @returns one number for a matrix, an int32 array for a stack
 * @throws ValueError when both `tol` and `rtol` are given
 * @example
 * np.linalg.matrixRank([[1, 2], [2, 4]]); // 1
 */
export function matrixRank<T extends ArrayLike>(A: T, options: MatrixRankOptions = {}): PerMatrix<T, 'int32'> {
  checkOptions('matrixRank', options, ['tol', 'rtol', 'hermitian']);
  const { tol, rtol, hermitian = false } = options;
  if (tol != null && rtol != null) throw new ValueError('matrixRank: tol and rtol cannot both be given');
  const array = asNDArray('matrixRank', A);
  if (array.ndim < 2) return (array.toFlatArray().some((x) => Number(x as number) !== 0) ? 1 : 0) as never;
  const kind = kindOf('matrixRank', array.info);
  const s = hermitian ? (absolute(eigvalsh(array) as NDArray) as NDArray) : (svdvals(array) as NDArray);
  const last = s.ndim - 1;
  const [m, n] = [array.shape[array.ndim - 2]!, array.shape[array.ndim - 1]!];
  const column = (value: ArrayLike): NDArray => {
    const given = asNDArray('matrixRank', value);
    return given.ndim === 0 ? given : given.strided([...given.shape, 1], [...given.steps, 0], given.offset);
  };
  const least =
    tol != null
      ? column(tol)
      : multiply(
          extreme(max, s, last, true),
          rtol != null ? column(rtol) : ((EPS[kind] * Math.max(m, n)) as ArrayLike),
        );
  const above = asNDArray('matrixRank', greater(s, least as NDArray) as NDArray);
  return plainIfScalar(copyAs(asNDArray('matrixRank', total(above, last, false)), DTYPES.int32)) as never;
}
