/** Linear equations between tensors, and the functions of the Array API whose linalg forms differ from NumPy's own. */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import type { DTypeLike } from '../core/dtype.js';
import { LinAlgError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { normalizeAxis, sizeOf } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { diagonal as diagonalOf } from '../ops/diagonals.js';
import { cross as crossOf, outer as outerOf, trace as traceOf } from '../ops/products.js';
import type { Meet } from '../ops/ufuncs/types.js';
import { inv } from './inverse.js';
import { matrixOf, typed, type FloatOf, type MeetOf } from './matrices.js';
import { solve } from './solve.js';

/** An array in another shape, in C order. */
function reshapedTo(a: NDArray, shape: readonly number[]): NDArray {
  const packed = a.isC ? a : copyAs(a, a.info);
  let step = 1;
  const steps = new Array<number>(shape.length);
  for (let k = shape.length - 1; k >= 0; k--) {
    steps[k] = step;
    step *= shape[k]!;
  }
  return packed.strided(shape, steps, packed.offset);
}

/**
 * Solve `tensordot(a, x, x.ndim) = b`.
 *
 * @param a - array_like of shape `b.shape + q`, with as many elements in q as in b
 * @param b - array_like
 * @param options - `axes`: axes of `a` to move to the right first
 * @returns x, of shape q
 * @throws LinAlgError when `a` is singular or its shape not square in this sense
 */
export function tensorsolve<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: { axes?: readonly number[] | null } = {},
): ArrayOf<MeetOf<A, B>> {
  checkOptions('tensorsolve', options, ['axes']);
  let left = asNDArray('tensorsolve', a);
  const right = asNDArray('tensorsolve', b);
  if (options.axes) {
    const moved = options.axes.map((axis) => normalizeAxis('tensorsolve', axis, left.ndim));
    const order = [...Array.from({ length: left.ndim }, (_, k) => k).filter((k) => !moved.includes(k)), ...moved];
    left = left.strided(
      order.map((k) => left.shape[k]!),
      order.map((k) => left.steps[k]!),
      left.offset,
    );
  }
  const q = left.shape.slice(right.ndim);
  const side = sizeOf(q);
  if (left.size !== side * side || right.size !== side) {
    throw new LinAlgError(
      `tensorsolve: Input arrays must satisfy the requirement prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim]); a has shape ${shapeText(left.shape)}, b ${shapeText(right.shape)}`,
    );
  }
  const x = solve(reshapedTo(left, [side, side]), reshapedTo(right, [side])) as NDArray;
  return typed(reshapedTo(x, q));
}

/**
 * The inverse of a tensor in the sense of `tensordot(tensorinv(a), a, ind)` being the identity.
 *
 * @param a - array_like of shape `p + q` with as many elements in p as in q
 * @param options - `ind`: how many axes p has, 2 by default
 * @returns an array of shape `q + p`
 * @throws LinAlgError when `a` is singular or its shape not square in this sense; ValueError for ind < 1
 */
export function tensorinv<A extends ArrayLike>(a: A, options: { ind?: number } = {}): ArrayOf<FloatOf<A>> {
  checkOptions('tensorinv', options, ['ind']);
  const { ind = 2 } = options;
  if (!Number.isInteger(ind) || ind <= 0) throw new ValueError(`tensorinv: Invalid ind argument: ${describe(ind)}`);
  const array = asNDArray('tensorinv', a);
  const [p, q] = [array.shape.slice(0, ind), array.shape.slice(ind)];
  if (sizeOf(p) !== sizeOf(q)) {
    throw new LinAlgError(
      `tensorinv: the first ${ind} axes of shape ${shapeText(array.shape)} have ${sizeOf(p)} elements, the others ${sizeOf(q)}`,
    );
  }
  return typed(reshapedTo(inv(reshapedTo(array, [sizeOf(p), sizeOf(q)])) as NDArray, [...q, ...p]));
}

/**
 * Cross products of vectors of three components.
 *
 * @param x1 - array_like
 * @param x2 - array_like
 * @param options - `axis` of the components, the last by default
 * @throws ValueError unless both have three components; `np.cross` takes two as well
 * @example
 * np.linalg.cross([1, 0, 0], [0, 1, 0]).toArray(); // [0, 0, 1]
 */
export function cross<A extends ArrayLike, B extends ArrayLike>(
  x1: A,
  x2: B,
  options: { axis?: number } = {},
): ArrayOf<Meet<A, B>> {
  checkOptions('linalg.cross', options, ['axis']);
  const { axis = -1 } = options;
  for (const x of [x1, x2]) {
    const array = asNDArray('linalg.cross', x);
    const length = array.shape[normalizeAxis('linalg.cross', axis, array.ndim)];
    if (length !== 3) {
      throw new ValueError(
        `linalg.cross: Both input arrays must be (arrays of) 3-dimensional vectors, but one has length ${length} along axis ${axis}`,
      );
    }
  }
  return crossOf(x1, x2, { axis }) as never;
}

/**
 * Every element of a vector times every element of another.
 *
 * @param x1 - array_like of one axis
 * @param x2 - array_like of one axis
 * @throws ValueError for more axes; `np.outer` flattens
 * @example
 * np.linalg.outer([1, 2], [3, 4]).toArray(); // [[3, 4], [6, 8]]
 */
export function outer<A extends ArrayLike, B extends ArrayLike>(x1: A, x2: B): ArrayOf<Meet<A, B>> {
  for (const x of [x1, x2]) {
    const array = asNDArray('linalg.outer', x);
    if (array.ndim !== 1) {
      throw new ValueError(`linalg.outer: Input arrays must be one-dimensional, got shape ${shapeText(array.shape)}`);
    }
  }
  return outerOf(x1, x2);
}

/**
 * The diagonals of the matrices in the last two axes.
 *
 * @param x - array_like of shape (..., m, n)
 * @param options - `offset`: positive above the main diagonal
 * @returns a read-only view
 * @example
 * np.linalg.diagonal([[1, 2], [3, 4]]).toArray(); // [1, 4]
 */
export function diagonal<A extends ArrayLike>(x: A, options: { offset?: number } = {}): ArrayOf<DTypeOf<A>> {
  checkOptions('linalg.diagonal', options, ['offset']);
  const array = matrixOf('linalg.diagonal', x);
  return typed(diagonalOf(array, { offset: options.offset ?? 0, axis1: -2, axis2: -1 }) as NDArray);
}

/**
 * The sums of the diagonals of the matrices in the last two axes.
 *
 * @param x - array_like of shape (..., m, n)
 * @param options - `offset`, `dtype`
 * @returns one number for a matrix, an array for a stack
 * @example
 * np.linalg.trace([[1, 2], [3, 4]]); // 5
 */
export function trace(x: ArrayLike, options: { offset?: number; dtype?: DTypeLike } = {}): ReturnType<typeof traceOf> {
  checkOptions('linalg.trace', options, ['offset', 'dtype']);
  const array = matrixOf('linalg.trace', x);
  return traceOf(array, { ...options, axis1: -2, axis2: -1 } as never) as never;
}
