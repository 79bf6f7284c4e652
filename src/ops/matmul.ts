/**
 * Products whose last axes are matrices or vectors and whose other axes broadcast: matmul, vecdot, matvec, vecmat. One
 * function describes all four: which core axes each operand has.
 */
import type { ArrayOf, ScalarOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf, type ScalarLike } from '../core/arrayLike.js';
import {
  dtype as dtypeInfo,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  type ResolveDType,
  type TypedArray,
} from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, type Item } from '../core/ndarray.js';
import { sharesMemory } from '../core/overlap.js';
import { canCastInfo, promoteInfo, type Casting, type Promote } from '../core/promotion.js';
import { broadcastShapes, broadcastSteps, normalizeAxes, normalizeAxis, sameShape } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { asDType } from './creation.js';
import { conjugate } from './ufuncs/arithmetic.js';

/** Options of the matrix products. */
export interface MatmulOptions {
  /** Write the result here instead of into a fresh array. */
  out?: NDArray | null;
  /** Compute in, and return, this dtype. */
  dtype?: DTypeLike;
  /** Which conversions of operands and result are allowed; `'same_kind'` by default. */
  casting?: Casting;
  /** The axes of each operand and of the result that are its vectors or matrices; by default the last ones. */
  axes?: readonly (number | readonly number[])[];
}

/** Options of `vecdot`. */
export interface VecdotOptions extends MatmulOptions {
  /** The axis along which the vectors lie, -1 by default. */
  axis?: number;
}

/** What is known to have one axis. */
export type Vector = TypedArray | readonly ScalarLike[];

/** The dtype of a product. */
export type ProductDType<A, B> = Promote<DTypeOf<A>, DTypeOf<B>>;

/**
 * The result of a product: the plain value where both operands are seen to be vectors, else an array, or the plain value
 * for two arrays of one axis (which the types do not tell apart).
 */
export type Product<A, B> = [A, B] extends [Vector, Vector] ? ScalarOf<ProductDType<A, B>> : Item<ProductDType<A, B>>;

/** An array, or the plain value of an array without axes. */
export function plainIfScalar(result: NDArray): NDArray {
  return (result.ndim === 0 ? result.item() : result) as NDArray;
}

/** What tells the four functions apart. */
interface Core {
  readonly name: string;
  readonly signature: string;
  /** How many core axes the first operand, the second and the result have. */
  readonly axes: readonly [number, number, number];
  /** Is the first operand, a vector, conjugated? */
  readonly conjugates: boolean;
}

const MATMUL = '(n?,k),(k,m?)->(n?,m?)';

/** An operand whose core axes are the last ones. */
function coreLast(name: string, array: NDArray, axes: number | readonly number[] | undefined, count: number): NDArray {
  if (axes === undefined) return array;
  const list = normalizeAxes(name, axes, array.ndim);
  if (list.length !== count) {
    throw new ValueError(`${name}: axes names ${list.length} axes for an operand that has ${count} core dimensions`);
  }
  const order = [...array.shape.keys()].filter((k) => !list.includes(k)).concat(list);
  return array.strided(
    order.map((k) => array.shape[k]!),
    order.map((k) => array.steps[k]!),
    array.offset,
  );
}

function mismatch(core: Core, operand: number, axis: number, got: number, expected: number): ValueError {
  return new ValueError(
    `${core.name}: Input operand ${operand} has a mismatch in its core dimension ${axis}, with gufunc signature ` +
      `${core.signature} (size ${got} is different from ${expected})`,
  );
}

/** The common way of all four. */
function coreProduct(core: Core, x1: ArrayLike, x2: ArrayLike, options: MatmulOptions): NDArray {
  const { name } = core;
  const { out, casting = 'same_kind', axes } = options;
  let a = asNDArray(name, x1);
  let b = asNDArray(name, x2);
  const matmul = core.signature === MATMUL;
  const counts = [a, b].map((array, k) => (matmul ? Math.min(array.ndim, 2) : core.axes[k]!)) as [number, number];
  [a, b].forEach((array, k) => {
    const least = matmul ? 1 : counts[k]!;
    if (array.ndim < least) {
      throw new ValueError(
        `${name}: Input operand ${k} does not have enough dimensions (has ${array.ndim}, gufunc core with signature ${core.signature} requires ${least})`,
      );
    }
  });
  if (axes !== undefined && (!Array.isArray(axes) || axes.length < 2 || axes.length > 3)) {
    throw new ValueError(`${name}: axes must list the axes of both operands and the result, got ${describe(axes)}`);
  }
  const info = options.dtype === undefined ? promoteInfo(a.info, b.info) : (dtypeInfo(options.dtype) as DTypeInfo);
  [a, b].forEach((array, k) => {
    if (!canCastInfo(array.info, info, casting)) {
      throw new DTypeError(
        `Cannot cast ufunc '${name}' input ${k} from dtype('${array.dtype}') to dtype('${info.name}') with casting rule '${casting}'`,
      );
    }
  });
  a = coreLast(name, asDType(name, a, info), axes?.[0], counts[0]);
  b = coreLast(name, asDType(name, b, info), axes?.[1], counts[1]);
  if (core.conjugates && info.kind === 'c') a = conjugate(a) as NDArray;

  // Both as matrices: a vector on the left is one row, on the right one column.
  const [na, nb] = [a.ndim - counts[0], b.ndim - counts[1]];
  const [aShape, bShape] = [a.shape.slice(na), b.shape.slice(nb)];
  const [aSteps, bSteps] = [a.steps.slice(na), b.steps.slice(nb)];
  const [m, k, aRow, aColumn] =
    counts[0] === 2 ? [aShape[0]!, aShape[1]!, aSteps[0]!, aSteps[1]!] : [1, aShape[0]!, 0, aSteps[0]!];
  const [length, n, bRow, bColumn] =
    counts[1] === 2 ? [bShape[0]!, bShape[1]!, bSteps[0]!, bSteps[1]!] : [bShape[0]!, 1, bSteps[0]!, 0];
  if (length !== k) throw mismatch(core, 1, 0, length, k);
  const batch = broadcastShapes(a.shape.slice(0, na), b.shape.slice(0, nb));
  const hasRows = counts[0] === 2;
  const hasColumns = counts[1] === 2;
  const shape = [...batch, ...(hasRows ? [m] : []), ...(hasColumns ? [n] : [])];

  let target: NDArray | undefined;
  if (out !== undefined && out !== null) {
    if (!(out instanceof NDArray)) throw new DTypeError(`${name}: out must be an NDArray, got ${describe(out)}`);
    out.mustBeWriteable(name);
    if (!canCastInfo(info, out.info, casting)) {
      throw new DTypeError(
        `Cannot cast ufunc '${name}' output from dtype('${info.name}') to dtype('${out.dtype}') with casting rule '${casting}'`,
      );
    }
    target = coreLast(name, out, axes?.[2], shape.length - batch.length);
    if (!sameShape(target.shape, shape)) {
      throw new ValueError(`${name}: out has shape ${shapeText(target.shape)}, the result has ${shapeText(shape)}`);
    }
  }
  const direct = target && target.info === info && !sharesMemory(target, a) && !sharesMemory(target, b);
  const result = direct ? target! : emptyArray(info, shape);
  const outBatch = result.steps.slice(0, batch.length);
  let at = batch.length;
  const outRow = hasRows ? result.steps[at++]! : 0;
  const outColumn = hasColumns ? result.steps[at]! : 0;
  backend().matmul(
    batch,
    m,
    k,
    n,
    {
      info,
      storage: a.storage,
      offset: a.offset,
      steps: [...broadcastSteps(a.shape.slice(0, na), a.steps, batch), aRow, aColumn],
    },
    {
      info,
      storage: b.storage,
      offset: b.offset,
      steps: [...broadcastSteps(b.shape.slice(0, nb), b.steps, batch), bRow, bColumn],
    },
    { info, storage: result.storage, offset: result.offset, steps: [...outBatch, outRow, outColumn] },
  );
  if (target && !direct) backend().copy(shape, result, target);
  if (out) return out;
  if (axes?.[2] !== undefined) return coreMoved(name, result, axes[2], shape.length - batch.length);
  return plainIfScalar(result);
}

/** A result whose last axes are put where `axes` says. */
function coreMoved(name: string, result: NDArray, axes: number | readonly number[], count: number): NDArray {
  const list = normalizeAxes(name, axes, result.ndim);
  if (list.length !== count)
    throw new ValueError(`${name}: axes names ${list.length} axes for a result that has ${count} core dimensions`);
  const order = new Array<number>(result.ndim).fill(-1);
  list.forEach((to, i) => (order[to] = result.ndim - count + i));
  let next = 0;
  for (let k = 0; k < order.length; k++) if (order[k] === -1) order[k] = next++;
  return result.strided(
    order.map((k) => result.shape[k]!),
    order.map((k) => result.steps[k]!),
    result.offset,
  );
}

/** The short way of the most frequent calls: two arrays of one dtype, each a vector or a matrix, that fit. */
export function shortProduct(a: unknown, b: unknown): unknown {
  if (!(a instanceof NDArray) || !(b instanceof NDArray) || a.info !== b.info) return undefined;
  const [na, nb] = [a.shape.length, b.shape.length];
  if (na === 0 || nb === 0 || na > 2 || nb > 2 || a.shape[na - 1] !== b.shape[0]) return undefined;
  const k = b.shape[0]!;
  const m = na === 2 ? a.shape[0]! : 1;
  const n = nb === 2 ? b.shape[1]! : 1;
  const shape = na === 2 ? (nb === 2 ? [m, n] : [m]) : nb === 2 ? [n] : [];
  const out = emptyArray(a.info as DTypeInfo, shape);
  backend().matmul(
    [],
    m,
    k,
    n,
    na === 2 ? a : { info: a.info, storage: a.storage, offset: a.offset, steps: [0, a.steps[0]!] },
    nb === 2 ? b : { info: b.info, storage: b.storage, offset: b.offset, steps: [b.steps[0]!, 0] },
    shape.length === 2 ? out : { info: a.info, storage: out.storage, offset: 0, steps: [n, 1] },
  );
  return shape.length === 0 ? out.item() : out;
}

const MATMUL_CORE: Core = { name: 'matmul', signature: MATMUL, axes: [2, 2, 2], conjugates: false };
const VECDOT_CORE: Core = { name: 'vecdot', signature: '(n),(n)->()', axes: [1, 1, 0], conjugates: true };
const MATVEC_CORE: Core = { name: 'matvec', signature: '(m,n),(n)->(m)', axes: [2, 1, 1], conjugates: false };
const VECMAT_CORE: Core = { name: 'vecmat', signature: '(n),(n,m)->(m)', axes: [1, 2, 1], conjugates: true };
const NO_OPTIONS: MatmulOptions = {};
const OPTIONS = ['out', 'dtype', 'casting', 'axes'];

/**
 * Matrix product. Axes before the last two broadcast; a vector on the left is a row, on the right a column, and the axis
 * of length 1 is dropped from the result.
 *
 * @param x1 - array_like of shape (..., m, k) or (k,)
 * @param x2 - array_like of shape (..., k, n) or (k,)
 * @param options - `out`, `dtype`, `casting`, `axes`
 * @returns an array of shape (..., m, n); the plain value for two vectors
 * @throws ValueError for scalars, lengths that do not match, or an `out` of another shape
 * @example
 * np.matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]]).toArray(); // [[19, 22], [43, 50]]
 */
export function matmul<D extends DType>(
  x1: ArrayLike,
  x2: ArrayLike,
  options: MatmulOptions & { out: NDArray<D> },
): NDArray<D>;
export function matmul<T extends DTypeLike>(
  x1: ArrayLike,
  x2: ArrayLike,
  options: MatmulOptions & { dtype: T },
): Item<ResolveDType<T>>;
export function matmul<A extends ArrayLike, B extends ArrayLike>(x1: A, x2: B, options?: MatmulOptions): Product<A, B>;
export function matmul(x1: ArrayLike, x2: ArrayLike, options: MatmulOptions = NO_OPTIONS): unknown {
  if (options === NO_OPTIONS) {
    const short = shortProduct(x1, x2);
    if (short !== undefined) return short;
  } else checkOptions('matmul', options, OPTIONS);
  if (isScalarLike(x1) || isScalarLike(x2)) {
    throw new ValueError(
      `matmul: Input operand ${isScalarLike(x1) ? 0 : 1} does not have enough dimensions (has 0, gufunc core with signature ${MATMUL} requires 1)`,
    );
  }
  return coreProduct(MATMUL_CORE, x1, x2, options);
}

/**
 * Products of vectors along the last axis (or `axis`), the first one conjugated; the other axes broadcast.
 *
 * @param x1 - array_like of shape (..., n)
 * @param x2 - array_like of shape (..., n)
 * @returns the sums of `conj(x1) * x2`; the plain value for two vectors
 * @throws ValueError for scalars or lengths that do not match
 * @example
 * np.vecdot([[1, 2], [3, 4]], [10, 1]).toArray(); // [12, 34]
 */
export function vecdot<D extends DType>(
  x1: ArrayLike,
  x2: ArrayLike,
  options: VecdotOptions & { out: NDArray<D> },
): NDArray<D>;
export function vecdot<T extends DTypeLike>(
  x1: ArrayLike,
  x2: ArrayLike,
  options: VecdotOptions & { dtype: T },
): Item<ResolveDType<T>>;
export function vecdot<A extends ArrayLike, B extends ArrayLike>(x1: A, x2: B, options?: VecdotOptions): Product<A, B>;
export function vecdot(x1: ArrayLike, x2: ArrayLike, options: VecdotOptions = {}): unknown {
  checkOptions('vecdot', options, [...OPTIONS, 'axis']);
  const { axis, ...others } = options;
  if (axis === undefined) return coreProduct(VECDOT_CORE, x1, x2, others);
  if (others.axes !== undefined) throw new DTypeError("vecdot: cannot specify both 'axis' and 'axes'");
  const [a, b] = [asNDArray('vecdot', x1), asNDArray('vecdot', x2)];
  return coreProduct(VECDOT_CORE, a, b, {
    ...others,
    axes: [a, b].map((array) => normalizeAxis('vecdot', axis, array.ndim)),
  });
}

/**
 * Products of matrices with vectors; the axes before them broadcast.
 *
 * @param x1 - array_like of shape (..., m, n)
 * @param x2 - array_like of shape (..., n)
 * @returns an array of shape (..., m)
 * @example
 * np.matvec([[1, 2], [3, 4]], [[1, 0], [0, 1]]).toArray(); // [[1, 3], [2, 4]]
 */
export function matvec<D extends DType>(
  x1: ArrayLike,
  x2: ArrayLike,
  options: MatmulOptions & { out: NDArray<D> },
): NDArray<D>;
export function matvec<T extends DTypeLike>(
  x1: ArrayLike,
  x2: ArrayLike,
  options: MatmulOptions & { dtype: T },
): NDArray<ResolveDType<T>>;
export function matvec<A extends ArrayLike, B extends ArrayLike>(
  x1: A,
  x2: B,
  options?: MatmulOptions,
): ArrayOf<ProductDType<A, B>>;
export function matvec(x1: ArrayLike, x2: ArrayLike, options: MatmulOptions = {}): NDArray {
  checkOptions('matvec', options, OPTIONS);
  return coreProduct(MATVEC_CORE, x1, x2, options);
}

/**
 * Products of vectors, conjugated, with matrices; the axes before them broadcast.
 *
 * @param x1 - array_like of shape (..., n)
 * @param x2 - array_like of shape (..., n, m)
 * @returns an array of shape (..., m)
 * @example
 * np.vecmat([1, 2], [[1, 2], [3, 4]]).toArray(); // [7, 10]
 */
export function vecmat<D extends DType>(
  x1: ArrayLike,
  x2: ArrayLike,
  options: MatmulOptions & { out: NDArray<D> },
): NDArray<D>;
export function vecmat<T extends DTypeLike>(
  x1: ArrayLike,
  x2: ArrayLike,
  options: MatmulOptions & { dtype: T },
): NDArray<ResolveDType<T>>;
export function vecmat<A extends ArrayLike, B extends ArrayLike>(
  x1: A,
  x2: B,
  options?: MatmulOptions,
): ArrayOf<ProductDType<A, B>>;
export function vecmat(x1: ArrayLike, x2: ArrayLike, options: MatmulOptions = {}): NDArray {
  checkOptions('vecmat', options, OPTIONS);
  return coreProduct(VECMAT_CORE, x1, x2, options);
}
