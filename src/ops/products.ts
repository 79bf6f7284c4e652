/** Products of arrays: dot, vdot, inner, outer, tensordot, kron, cross, trace. All come down to one matrix product. */
import type { ArrayOf, ScalarOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf, type ScalarLike } from '../core/arrayLike.js';
import type { DType, DTypeLike, ResolveDType } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, type Item } from '../core/ndarray.js';
import { sharesMemory } from '../core/overlap.js';
import { promoteInfo } from '../core/promotion.js';
import { broadcastShapes, normalizeAxis, sameShape, sizeOf } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { mergeAxes, permuted, reshapedC } from './axisGroups.js';
import { asDType } from './creation.js';
import { plainIfScalar, shortProduct, type Product, type ProductDType } from './matmul.js';
import { add, conjugate, multiply, negative, subtract } from './ufuncs/arithmetic.js';
import { ufuncOperands } from './ufuncs/call.js';
import { reduce } from './ufuncs/fold.js';
import { tableOf } from './ufuncs/make.js';
import type { Meet } from './ufuncs/types.js';

/** Options of products that take `out` alone. */
export interface OutOptions<D extends DType = DType> {
  /** Write the result here instead of into a fresh array. */
  out?: NDArray<D> | null;
}

/** The result of a product in which a plain scalar multiplies. */
export type Scaled<A, B> = [A, B] extends [ScalarLike, ScalarLike]
  ? ScalarOf<ProductDType<A, B>>
  : [A] extends [ScalarLike]
    ? ArrayOf<Meet<A, B>>
    : [B] extends [ScalarLike]
      ? ArrayOf<Meet<A, B>>
      : Product<A, B>;

/** Operands as arrays of one dtype; a plain scalar takes that of the array beside it. */
function operandsOf(functionName: string, a: ArrayLike, b: ArrayLike): [NDArray, NDArray] {
  const [left, right] =
    isScalarLike(a) || isScalarLike(b)
      ? ufuncOperands(tableOf(multiply), [a, b])
      : [asNDArray(functionName, a), asNDArray(functionName, b)];
  const info = promoteInfo(left!.info, right!.info);
  return [asDType(functionName, left!, info), asDType(functionName, right!, info)];
}

/** `out[i, j] = sum over l of a[i, l] * b[l, j]` for the axes of matrices; `out` is fresh. */
function matrixProduct(a: NDArray, b: NDArray, out: NDArray): NDArray {
  backend().matmul([], a.shape[0]!, a.shape[1]!, b.shape[1]!, a, b, out);
  return out;
}

function dotMismatch(a: NDArray, b: NDArray, axisA: number, axisB: number): ValueError {
  return new ValueError(
    `shapes ${shapeText(a.shape)} and ${shapeText(b.shape)} not aligned: ${a.shape[axisA]} (dim ${axisA}) != ${b.shape[axisB]} (dim ${axisB})`,
  );
}

/**
 * Dot product: for two vectors the sum of products, for matrices the matrix product, for a scalar the multiple, else the
 * sum over the last axis of `a` and the last but one of `b`.
 *
 * @param a - array_like
 * @param b - array_like
 * @param options - `out`, of exactly the result's dtype and shape, in C order
 * @returns an array of shape `a.shape[:-1] + b.shape[:-2] + b.shape[-1:]`; the plain value for two vectors
 * @throws ValueError when the lengths do not match or `out` does not fit
 * @example
 * np.dot([1, 2, 3], [4, 5, 6]); // 32
 * np.dot([[1, 0], [0, 2]], [3, 4]).toArray(); // [3, 8]
 */
export function dot<D extends DType>(a: ArrayLike, b: ArrayLike, options: { out: NDArray<D> }): NDArray<D>;
export function dot<A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: OutOptions): Scaled<A, B>;
export function dot(a: ArrayLike, b: ArrayLike, options: OutOptions = {}): unknown {
  checkOptions('dot', options, ['out']);
  const { out } = options;
  const short = out ? undefined : shortProduct(a, b);
  if (short !== undefined) return short;
  const [left, right] = operandsOf('dot', a, b);
  const { info } = left;
  const [na, nb] = [left.ndim, right.ndim];
  const scaling = na === 0 || nb === 0;
  const along = nb > 1 ? nb - 2 : 0;
  if (!scaling && left.shape[na - 1] !== right.shape[along]) throw dotMismatch(left, right, na - 1, along);
  const rest = right.shape.filter((_, k) => k !== along);
  const shape = scaling ? broadcastShapes(left.shape, right.shape) : [...left.shape.slice(0, -1), ...rest];
  if (out !== undefined && out !== null) {
    if (!(out instanceof NDArray)) throw new DTypeError(`dot: out must be an NDArray, got ${describe(out)}`);
    if (out.info !== info || !out.isC || !sameShape(out.shape, shape)) {
      throw new ValueError(
        'dot: output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array): ' +
          `expected ${info.name} of shape ${shapeText(shape)}, got ${out.dtype} of shape ${shapeText(out.shape)}`,
      );
    }
    out.mustBeWriteable('dot');
  }
  const fits = out && !sharesMemory(out, left) && !sharesMemory(out, right);
  if (scaling) {
    const result = multiply(left, right, out ? { out } : {}) as NDArray;
    return out ? result : plainIfScalar(result);
  }
  const result = fits ? out : emptyArray(info, shape);
  const rows = mergeAxes(left, [range(0, na - 1), [na - 1]]);
  const batch = right.shape.slice(0, Math.max(nb - 2, 0));
  const n = nb > 1 ? right.shape[nb - 1]! : 1;
  const width = nb > 1 ? sizeOf(rest) : 1;
  backend().matmul(
    batch,
    rows.shape[0]!,
    rows.shape[1]!,
    n,
    { info, storage: rows.storage, offset: rows.offset, steps: [...batch.map(() => 0), ...rows.steps] },
    nb > 1 ? right : { info, storage: right.storage, offset: right.offset, steps: [right.steps[0]!, 0] },
    {
      info,
      storage: result.storage,
      offset: result.offset,
      steps: [...result.steps.slice(na - 1, na - 1 + batch.length), width, 1],
    },
  );
  if (out) {
    if (!fits) backend().copy(shape, result, out);
    return out;
  }
  return plainIfScalar(result);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, k) => from + k);
}

/** An array as a vector in C order: a view where it lies so. */
function raveled(a: NDArray): NDArray {
  return mergeAxes(a, [range(0, a.ndim)]);
}

/**
 * The sum of products of all elements in C order, those of `a` conjugated.
 *
 * @param a - array_like
 * @param b - array_like of the same size
 * @returns the plain value
 * @throws ValueError when the sizes differ
 * @example
 * np.vdot([[1, 2], [3, 4]], [[5, 6], [7, 8]]); // 70
 */
export function vdot<A extends ArrayLike, B extends ArrayLike>(a: A, b: B): ScalarOf<ProductDType<A, B>> {
  let [left, right] = operandsOf('vdot', a, b);
  [left, right] = [raveled(left), raveled(right)];
  if (left.size !== right.size)
    throw new ValueError(`vdot: cannot reshape array of size ${right.size} into shape ${shapeText(left.shape)}`);
  if (left.info.kind === 'c') left = conjugate(left) as NDArray;
  return dot(left, right) as unknown as ScalarOf<ProductDType<A, B>>;
}

/**
 * The sum of products over the last axes of both.
 *
 * @param a - array_like
 * @param b - array_like whose last axis is as long
 * @returns an array of shape `a.shape[:-1] + b.shape[:-1]`; the plain value for two vectors
 * @throws ValueError when the last axes differ
 * @example
 * np.inner([[1, 2], [3, 4]], [1, 1]).toArray(); // [3, 7]
 */
export function inner<A extends ArrayLike, B extends ArrayLike>(a: A, b: B): Scaled<A, B> {
  const [left, right] = operandsOf('inner', a, b);
  if (left.ndim === 0 || right.ndim === 0) return plainIfScalar(multiply(left, right) as NDArray) as never;
  if (left.shape[left.ndim - 1] !== right.shape[right.ndim - 1])
    throw dotMismatch(left, right, left.ndim - 1, right.ndim - 1);
  return plainIfScalar(contract(left, right, [left.ndim - 1], [right.ndim - 1])) as never;
}

/** The sum of products over pairs of axes, the other axes of `a` before those of `b`. */
export function contract(a: NDArray, b: NDArray, axesA: readonly number[], axesB: readonly number[]): NDArray {
  const [restA, restB] = [
    range(0, a.ndim).filter((k) => !axesA.includes(k)),
    range(0, b.ndim).filter((k) => !axesB.includes(k)),
  ];
  const left = mergeAxes(a, [restA, axesA]);
  const right = mergeAxes(b, [axesB, restB]);
  const shape = [...restA.map((k) => a.shape[k]!), ...restB.map((k) => b.shape[k]!)];
  const result = matrixProduct(left, right, emptyArray(a.info, [left.shape[0]!, right.shape[1]!]));
  return reshapedC(result, shape);
}

/**
 * Every element of `a` times every element of `b`, both in C order.
 *
 * @param a - array_like
 * @param b - array_like
 * @param options - `out`, of shape (a.size, b.size)
 * @returns an array of shape (a.size, b.size)
 * @example
 * np.outer([1, 2], [3, 4, 5]).toArray(); // [[3, 4, 5], [6, 8, 10]]
 */
export function outer<D extends DType>(a: ArrayLike, b: ArrayLike, options: { out: NDArray<D> }): NDArray<D>;
export function outer<A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: OutOptions): ArrayOf<Meet<A, B>>;
export function outer(a: ArrayLike, b: ArrayLike, options: OutOptions = {}): NDArray {
  checkOptions('outer', options, ['out']);
  const [left, right] = operandsOf('outer', a, b);
  const [x, y] = [raveled(left), raveled(right)];
  const column = x.strided([x.size, 1], [x.steps[0]!, 0], x.offset);
  return multiply(
    column,
    y.strided([1, y.size], [0, y.steps[0]!], y.offset),
    options.out ? { out: options.out } : {},
  ) as NDArray;
}

/**
 * Sum of products over given axes.
 *
 * @param a - array_like
 * @param b - array_like
 * @param options - `axes`: how many of the last axes of `a` meet the first ones of `b` (2 by default), or the axes of `a` and those of `b`
 * @returns an array of the other axes of `a`, then those of `b`; the plain value when none is left
 * @throws ValueError when the axes' lengths differ
 * @example
 * np.tensordot(np.ones([3, 4, 5]), np.ones([4, 3, 2]), { axes: [[1, 0], [0, 1]] }).shape; // [5, 2]
 */
export function tensordot<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: { axes?: number | readonly [number | readonly number[], number | readonly number[]] } = {},
): Item<ProductDType<A, B>> {
  checkOptions('tensordot', options, ['axes']);
  const { axes = 2 } = options;
  const [left, right] = operandsOf('tensordot', a, b);
  let axesA: readonly number[];
  let axesB: readonly number[];
  if (typeof axes === 'number') {
    if (!Number.isInteger(axes) || axes < 0)
      throw new ValueError(`tensordot: axes must be a natural number or a pair of axes, got ${axes}`);
    if (axes > left.ndim || axes > right.ndim) {
      throw new ValueError(
        `tensordot: axes = ${axes} is more than the operands of shapes ${shapeText(left.shape)} ${shapeText(right.shape)} have`,
      );
    }
    axesA = range(left.ndim - axes, left.ndim);
    axesB = range(0, axes);
  } else {
    if (!Array.isArray(axes) || axes.length !== 2)
      throw new DTypeError(`tensordot: axes must be a number or a pair of axes, got ${describe(axes)}`);
    const [one, two] = (axes as readonly (number | readonly number[])[]).map((list) =>
      typeof list === 'number' ? [list] : list,
    ) as [number[], number[]];
    axesA = one.map((k) => normalizeAxis('tensordot', k, left.ndim));
    axesB = two.map((k) => normalizeAxis('tensordot', k, right.ndim));
  }
  if (axesA.length !== axesB.length || axesA.some((k, i) => left.shape[k] !== right.shape[axesB[i]!])) {
    throw new ValueError(
      `tensordot: shape-mismatch for sum: shapes ${shapeText(left.shape)} ${shapeText(right.shape)} over axes [${axesA.join(', ')}] and [${axesB.join(', ')}]`,
    );
  }
  if (new Set(axesA).size !== axesA.length || new Set(axesB).size !== axesB.length) {
    throw new ValueError(`tensordot: an axis comes twice in axes ${describe(axes)}`);
  }
  return plainIfScalar(contract(left, right, axesA, axesB)) as Item<ProductDType<A, B>>;
}

/**
 * Kronecker product: blocks of `b`, each scaled by an element of `a`.
 *
 * @param a - array_like
 * @param b - array_like; the one of fewer axes gets axes of length 1 in front
 * @returns an array whose lengths are the products of theirs
 * @example
 * np.kron([1, 10], [5, 6]).toArray(); // [5, 6, 50, 60]
 */
export function kron<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
): Scaled<A, B> extends NDArray ? ArrayOf<Meet<A, B>> : Scaled<A, B> {
  const [left, right] = operandsOf('kron', a, b);
  const n = Math.max(left.ndim, right.ndim);
  const lengths = (array: NDArray): number[] => [...new Array<number>(n - array.ndim).fill(1), ...array.shape];
  const steps = (array: NDArray): number[] => [...new Array<number>(n - array.ndim).fill(0), ...array.steps];
  const [ls, lp, rs, rp] = [lengths(left), steps(left), lengths(right), steps(right)];
  const x = left.strided(
    ls.flatMap((length) => [length, 1]),
    lp.flatMap((step) => [step, 0]),
    left.offset,
  );
  const y = right.strided(
    rs.flatMap((length) => [1, length]),
    rp.flatMap((step) => [0, step]),
    right.offset,
  );
  const product = multiply(x, y, { order: 'C' }) as NDArray;
  return plainIfScalar(
    reshapedC(
      product,
      ls.map((length, k) => length * rs[k]!),
    ),
  ) as never;
}

/** Options of `cross`. */
export interface CrossOptions {
  /** The axis of `a` that holds its vectors, the last by default. */
  axisa?: number;
  /** The axis of `b` that holds its vectors, the last by default. */
  axisb?: number;
  /** The axis of the result that holds its vectors, the last by default. */
  axisc?: number;
  /** All three at once. */
  axis?: number;
}

/**
 * Cross product of vectors of 2 or 3 components. Two vectors of 2 components give the third component alone.
 *
 * @param a - array_like, vectors along `axisa`
 * @param b - array_like, vectors along `axisb`; the other axes broadcast
 * @returns the vectors along `axisc`; for vectors of 2 components an array without that axis
 * @throws ValueError for vectors of other lengths
 * @example
 * np.cross([1, 2, 3], [4, 5, 6]).toArray(); // [-3, 6, -3]
 */
export function cross<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: CrossOptions = {},
): Item<ProductDType<A, B>> {
  checkOptions('cross', options, ['axisa', 'axisb', 'axisc', 'axis']);
  const { axis, axisa = axis ?? -1, axisb = axis ?? -1 } = options;
  const axisc = axis ?? options.axisc ?? -1;
  const [left, right] = operandsOf('cross', a, b);
  if (left.ndim === 0 || right.ndim === 0) throw new ValueError('cross: At least one array has zero dimension');
  const vectors = (array: NDArray, which: number): NDArray => {
    const k = normalizeAxis('cross', which, array.ndim);
    return permuted(array, [...range(0, array.ndim).filter((one) => one !== k), k]);
  };
  const [x, y] = [vectors(left, axisa), vectors(right, axisb)];
  const [nx, ny] = [x.shape[x.ndim - 1]!, y.shape[y.ndim - 1]!];
  if ((nx !== 2 && nx !== 3) || (ny !== 2 && ny !== 3)) {
    throw new ValueError(
      `cross: incompatible dimensions for cross product (dimension must be 2 or 3), got ${nx} and ${ny}`,
    );
  }
  const part = (array: NDArray, i: number): NDArray => {
    const last = array.ndim - 1;
    return array.strided(array.shape.slice(0, last), array.steps.slice(0, last), array.offset + i * array.steps[last]!);
  };
  const [x0, x1, y0, y1] = [part(x, 0), part(x, 1), part(y, 0), part(y, 1)];
  const shape = broadcastShapes(x0.shape, y0.shape);
  const scratch = emptyArray(left.info, shape);
  const minus = (p: NDArray, q: NDArray, r: NDArray, s: NDArray, out: NDArray): NDArray => {
    multiply(p, q, { out });
    return subtract(out, multiply(r, s, { out: scratch }), { out });
  };
  if (nx === 2 && ny === 2)
    return plainIfScalar(minus(x0, y1, x1, y0, emptyArray(left.info, shape))) as Item<ProductDType<A, B>>;
  const result = emptyArray(left.info, [...shape, 3]);
  const [z0, z1, z2] = [0, 1, 2].map((i) => part(result, i)) as [NDArray, NDArray, NDArray];
  if (nx === 3 && ny === 3) {
    const [x2, y2] = [part(x, 2), part(y, 2)];
    minus(x1, y2, x2, y1, z0);
    minus(x2, y0, x0, y2, z1);
  } else if (nx === 3) {
    // The other vectors lie in the plane: their third component is 0.
    const x2 = part(x, 2);
    negative(multiply(x2, y1, { out: z0 }), { out: z0 });
    multiply(x2, y0, { out: z1 });
  } else {
    const y2 = part(y, 2);
    multiply(x1, y2, { out: z0 });
    negative(multiply(x0, y2, { out: z1 }), { out: z1 });
  }
  minus(x0, y1, x1, y0, z2);
  const to = normalizeAxis('cross', axisc, result.ndim);
  const order = range(0, result.ndim - 1);
  order.splice(to, 0, result.ndim - 1);
  return permuted(result, order) as Item<ProductDType<A, B>>;
}

/** Options of `trace`. */
export interface TraceOptions<T extends DTypeLike = DTypeLike> {
  /** Which diagonal: 0 the main one, positive ones above it. */
  offset?: number;
  /** The rows' axis, 0 by default. */
  axis1?: number;
  /** The columns' axis, 1 by default. */
  axis2?: number;
  /** Sum in, and return, this dtype; by default that of `sum`. */
  dtype?: T;
  out?: NDArray | null;
}

/** The diagonal of two axes as the last axis: a view. */
export function diagonalView(functionName: string, a: NDArray, offset: number, axis1: number, axis2: number): NDArray {
  if (a.ndim < 2)
    throw new ValueError(
      `${functionName}: diag requires an array of at least two dimensions, got shape ${shapeText(a.shape)}`,
    );
  if (!Number.isInteger(offset))
    throw new DTypeError(`${functionName}: offset must be an integer, got ${describe(offset)}`);
  const [row, column] = [normalizeAxis(functionName, axis1, a.ndim), normalizeAxis(functionName, axis2, a.ndim)];
  if (row === column) throw new ValueError(`${functionName}: axis1 and axis2 cannot be the same`);
  const [down, right] = [Math.max(-offset, 0), Math.max(offset, 0)];
  const length = Math.max(0, Math.min(a.shape[row]! - down, a.shape[column]! - right));
  const rest = range(0, a.ndim).filter((k) => k !== row && k !== column);
  return a.strided(
    [...rest.map((k) => a.shape[k]!), length],
    [...rest.map((k) => a.steps[k]!), a.steps[row]! + a.steps[column]!],
    length === 0 ? a.offset : a.offset + down * a.steps[row]! + right * a.steps[column]!,
  );
}

/** What `trace` gives: integers are summed in 64 bits, which comes back as a number unless the input is 64-bit too. */
export type Traced<A> =
  DTypeOf<A> extends 'bool' | 'int8' | 'int16' | 'int32'
    ? number & NDArray<'int64'>
    : DTypeOf<A> extends 'uint8' | 'uint16' | 'uint32'
      ? number & NDArray<'uint64'>
      : Item<DTypeOf<A>>;

/**
 * The sum along a diagonal.
 *
 * @param a - array_like of at least two axes
 * @param options - `offset`, `axis1`, `axis2`, `dtype`, `out`
 * @returns the plain value for a matrix, else an array of the other axes
 * @throws ValueError for fewer than two axes or equal ones
 * @example
 * np.trace([[1, 2], [3, 4]]); // 5
 */
export function trace<D extends DType>(a: ArrayLike, options: TraceOptions & { out: NDArray<D> }): NDArray<D>;
export function trace<T extends DTypeLike>(
  a: ArrayLike,
  options: TraceOptions<T> & { dtype: T },
): Item<ResolveDType<T>>;
export function trace<A extends ArrayLike>(a: A, options?: TraceOptions): Traced<A>;
export function trace(a: ArrayLike, options: TraceOptions = {}): unknown {
  checkOptions('trace', options, ['offset', 'axis1', 'axis2', 'dtype', 'out']);
  const { offset = 0, axis1 = 0, axis2 = 1, dtype, out } = options;
  const diagonal = diagonalView('trace', asNDArray('trace', a), offset, axis1, axis2);
  return reduce(tableOf(add), 'trace', diagonal, { dtype, out, axis: diagonal.ndim === 1 ? null : -1 });
}
