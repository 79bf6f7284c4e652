/** Are arrays equal, or nearly so? Also signs of infinity. */
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, checkOptions } from '../core/errors.js';
import { abs, add, and, arg, call, complexArg, eq, le, mul, ne, or, sub, type Expr } from '../core/expression.js';
import type { NDArray } from '../core/ndarray.js';
import { broadcastShapes, sameShape } from '../core/shape.js';
import { truthFlat } from '../backends/single/truth.js';
import { applyKernel, kernelOf } from './applyKernel.js';
import { equal, isnan, logicalAnd, logicalOr } from './ufuncs/logic.js';

/** Options of `isclose` and `allclose`. */
export interface CloseOptions {
  /** The relative tolerance, 1e-5 by default. */
  rtol?: ArrayLike;
  /** The absolute tolerance, 1e-8 by default. */
  atol?: ArrayLike;
  /** Does nan equal nan? No by default. */
  equalNan?: boolean;
}

const [x, y, rtol, atol] = [arg(0), arg(1), arg(2), arg(3)];
const [zx, zy] = [complexArg(0), complexArg(1)];
const isNan = (...parts: Expr[]): Expr => parts.map((part) => ne(part, part)).reduce(or);

const realClose = or(eq(x, y), and(call('isFinite', y), le(abs(sub(x, y)), add(atol, mul(rtol, abs(y))))));
const realCloseNan = or(realClose, and(isNan(x), isNan(y)));
const complexDistance = call('hypot', sub(zx.re, zy.re), sub(zx.im, zy.im));
const complexClose = or(
  and(eq(zx.re, zy.re), eq(zx.im, zy.im)),
  and(
    and(call('isFinite', zy.re), call('isFinite', zy.im)),
    le(complexDistance, add(atol, mul(rtol, call('hypot', zy.re, zy.im)))),
  ),
);
const complexCloseNan = or(complexClose, and(isNan(zx.re, zx.im), isNan(zy.re, zy.im)));

function close(functionName: string, a: ArrayLike, b: ArrayLike, options: CloseOptions): NDArray<'bool'> {
  checkOptions(functionName, options, ['rtol', 'atol', 'equalNan']);
  const { equalNan = false } = options;
  const left = asNDArray(functionName, a);
  const right = asNDArray(functionName, b);
  const tolerances = [options.rtol ?? 1e-5, options.atol ?? 1e-8].map((value) => asNDArray(functionName, value));
  const complex = left.info.kind === 'c' || right.info.kind === 'c';
  const { float64, complex128, bool } = DTYPES;
  const info = complex ? complex128 : float64;
  const kernel = kernelOf(`isclose${equalNan ? ' nan' : ''}`, [info, info, float64, float64], bool, () =>
    complex ? (equalNan ? complexCloseNan : complexClose) : equalNan ? realCloseNan : realClose,
  );
  return applyKernel(functionName, kernel, [left, right, ...tolerances]) as NDArray<'bool'>;
}

/**
 * Is `a` close to `b`, element by element: `|a - b| <= atol + rtol * |b|`?
 *
 * @param a - array_like
 * @param b - array_like, the reference
 * @param options - `rtol` (1e-5), `atol` (1e-8), `equalNan` (false)
 * @returns a bool array; a boolean when both are plain
 * @throws ValueError when the shapes do not broadcast
 * @example
 * np.isclose([1, 1.1], [1 + 1e-9, 1]).toArray(); // [true, false]
 */
export function isclose<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: CloseOptions = {},
): [A, B] extends [ScalarLike, ScalarLike] ? boolean : NDArray<'bool'> {
  const result = close('isclose', a, b, options);
  return (isScalarLike(a) && isScalarLike(b) ? result.item() : result) as never;
}

/**
 * Are all elements close? See `isclose`.
 *
 * @param a - array_like
 * @param b - array_like, the reference
 * @param options - `rtol` (1e-5), `atol` (1e-8), `equalNan` (false)
 * @throws ValueError when the shapes do not broadcast
 * @example
 * np.allclose([1, 2], [1, 2 + 1e-9]); // true
 */
export function allclose(a: ArrayLike, b: ArrayLike, options: CloseOptions = {}): boolean {
  const result = close('allclose', a, b, options);
  return truthFlat(result, result.size, false);
}

/**
 * Do two arrays have the same shape and the same elements?
 *
 * @param a1 - array_like
 * @param a2 - array_like
 * @param options - `equalNan`: does nan equal nan? No by default
 * @example
 * np.arrayEqual([1, 2], [1, 2]); // true
 * np.arrayEqual([1, 2], [[1, 2]]); // false
 */
export function arrayEqual(a1: ArrayLike, a2: ArrayLike, options: { equalNan?: boolean } = {}): boolean {
  checkOptions('arrayEqual', options, ['equalNan']);
  const left = asNDArray('arrayEqual', a1);
  const right = asNDArray('arrayEqual', a2);
  if (!sameShape(left.shape, right.shape)) return false;
  let same: NDArray<'bool'> = equal(left, right);
  if (options.equalNan) same = logicalOr(same, logicalAnd(isnan(left), isnan(right)));
  return truthFlat(same.isC ? same : same.T, same.size, false);
}

/**
 * Do two arrays have the same elements once broadcast against each other?
 *
 * @param a1 - array_like
 * @param a2 - array_like
 * @returns false also for shapes that do not broadcast
 * @example
 * np.arrayEquiv([1, 2], [[1, 2], [1, 2]]); // true
 */
export function arrayEquiv(a1: ArrayLike, a2: ArrayLike): boolean {
  const left = asNDArray('arrayEquiv', a1);
  const right = asNDArray('arrayEquiv', a2);
  try {
    broadcastShapes(left.shape, right.shape);
  } catch {
    return false;
  }
  const same = equal(left, right, { order: 'C' });
  return truthFlat(same, same.size, false);
}

function infinity(name: string, value: number, a: ArrayLike, options: { out?: NDArray | null }): unknown {
  checkOptions(name, options, ['out']);
  const source = asNDArray(name, a);
  if (source.info.kind === 'c') {
    throw new DTypeError(
      `${name}: This operation is not supported for ${source.dtype} values because it would be ambiguous.`,
    );
  }
  const result = equal(source, source.info.kind === 'b' ? asNDArray(name, value) : value, options) as NDArray;
  return isScalarLike(a) && !options.out ? result.item() : result;
}

/**
 * Is an element positive infinity?
 *
 * @param x - array_like of real numbers
 * @param options - `out`
 * @returns a bool array; a boolean for a plain value
 * @throws DTypeError for complex numbers
 * @example
 * np.isposinf([Infinity, -Infinity, 0]).toArray(); // [true, false, false]
 */
export function isposinf<A extends ArrayLike>(
  x: A,
  options: { out?: NDArray | null } = {},
): A extends ScalarLike ? boolean : NDArray<'bool'> {
  return infinity('isposinf', Infinity, x, options) as never;
}

/**
 * Is an element negative infinity?
 *
 * @param x - array_like of real numbers
 * @param options - `out`
 * @returns a bool array; a boolean for a plain value
 * @throws DTypeError for complex numbers
 * @example
 * np.isneginf([Infinity, -Infinity, 0]).toArray(); // [false, true, false]
 */
export function isneginf<A extends ArrayLike>(
  x: A,
  options: { out?: NDArray | null } = {},
): A extends ScalarLike ? boolean : NDArray<'bool'> {
  return infinity('isneginf', -Infinity, x, options) as never;
}
