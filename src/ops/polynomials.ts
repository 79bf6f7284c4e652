/** Functions on polynomials as coefficient vectors, the highest power first: poly, polyval, roots, polyfit and the rest. */
import type { ArrayOf, ScalarOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../core/arrayLike.js';
import type { DType } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { convolution, eigenvaluesOf, inexact } from './coefficients.js';
import { asDType } from './creation.js';
import { inverseOfGram, solveLeastSquares } from './leastSquares.js';
import type { ProductDType } from './matmul.js';
import { coefficientsOf, composed, integrationConstants, poly1d, type PolynomialLike } from './poly1d.js';
import {
  antiderivative,
  checkTimes,
  combined,
  derivative,
  divided,
  fromRoots,
  horner,
  powers,
  rootsOf,
  trimmed,
} from './powerSeries.js';
import { add, divide, multiply, square, subtract } from './ufuncs/arithmetic.js';
import { sqrt } from './ufuncs/elementary.js';
import { reduce } from './ufuncs/fold.js';
import { tableOf } from './ufuncs/make.js';

/** A polynomial where one was given, else an array. */
type Combined<A, B> = A extends poly1d ? poly1d : B extends poly1d ? poly1d : ArrayOf<ProductDType<A, B>>;

function like<A, B>(a: A, b: B, values: NDArray): Combined<A, B> {
  return (a instanceof poly1d || b instanceof poly1d ? new poly1d(values) : values) as Combined<A, B>;
}

/**
 * The coefficients of the polynomial with given roots, leading coefficient 1; of a square matrix its characteristic
 * polynomial.
 *
 * @param seqOfZeros - roots, or a square matrix
 * @returns the coefficients, the highest power first; real where complex roots come in conjugate pairs; [1] for no roots
 * @throws ValueError for what is neither a vector nor a square matrix
 * @example
 * np.poly([2, 3]).toArray(); // [1, -5, 6]
 */
export function poly(seqOfZeros: ArrayLike): NDArray {
  let roots = asNDArray('poly', seqOfZeros);
  if (roots.ndim === 2 && roots.shape[0] === roots.shape[1] && roots.shape[0] !== 0) roots = eigenvaluesOf(roots);
  else if (roots.ndim === 0) roots = roots.strided([1], [1], roots.offset);
  else if (roots.ndim !== 1)
    throw new ValueError(`poly: input must be 1d or non-empty square 2d array, got shape ${shapeText(roots.shape)}`);
  return fromRoots(roots);
}

/**
 * The roots of a polynomial, by the eigenvalues of its companion matrix.
 *
 * @param p - coefficients, the highest power first
 * @returns the roots: complex unless all are real
 * @throws ValueError for more than one axis
 * @example
 * np.roots([1, -5, 6]).toArray(); // [3, 2]
 */
export function roots(p: PolynomialLike): NDArray {
  if (!(p instanceof poly1d) && asNDArray('roots', p).ndim > 1)
    throw new ValueError('roots: Input must be a rank-1 array.');
  return rootsOf(coefficientsOf(p, 'roots'));
}

/**
 * The value of a polynomial, by Horner's rule.
 *
 * @param p - coefficients, the highest power first
 * @param x - a number, an array_like, or a polynomial to put in
 * @returns a plain value, an array of x's shape, or a polynomial
 * @example
 * np.polyval([3, 0, 1], 5); // 76
 */
export function polyval(p: PolynomialLike, x: poly1d): poly1d;
export function polyval<P extends PolynomialLike, X extends ArrayLike>(
  p: P,
  x: X,
): X extends ScalarLike ? ScalarOf<ProductDType<P, X>> : ArrayOf<ProductDType<P, X>>;
export function polyval(p: PolynomialLike, x: PolynomialLike): unknown {
  const coefficients = coefficientsOf(p, 'polyval');
  if (x instanceof poly1d) return composed(coefficients, x);
  const y = horner(coefficients, asNDArray('polyval', x));
  return isScalarLike(x) ? y.item() : y;
}

/**
 * The sum of two polynomials.
 *
 * @example
 * np.polyadd([1, 2], [9, 5, 4]).toArray(); // [9, 6, 6]
 */
export function polyadd<A extends PolynomialLike, B extends PolynomialLike>(a1: A, a2: B): Combined<A, B> {
  return like(a1, a2, combined(coefficientsOf(a1, 'polyadd'), coefficientsOf(a2, 'polyadd'), add));
}

/**
 * The difference of two polynomials.
 *
 * @example
 * np.polysub([2, 10, -2], [3, 10, -4]).toArray(); // [-1, 0, 2]
 */
export function polysub<A extends PolynomialLike, B extends PolynomialLike>(a1: A, a2: B): Combined<A, B> {
  return like(a1, a2, combined(coefficientsOf(a1, 'polysub'), coefficientsOf(a2, 'polysub'), subtract));
}

/**
 * The product of two polynomials.
 *
 * @example
 * np.polymul([1, 2, 3], [9, 5, 1]).toArray(); // [9, 23, 38, 17, 3]
 */
export function polymul<A extends PolynomialLike, B extends PolynomialLike>(a1: A, a2: B): Combined<A, B> {
  const [a, b] = [coefficientsOf(a1, 'polymul'), coefficientsOf(a2, 'polymul')];
  return like(a1, a2, convolution(trimmed(a), trimmed(b)));
}

/**
 * Quotient and remainder of two polynomials.
 *
 * @param u - the dividend
 * @param v - the divisor
 * @returns `[quotient, remainder]`
 * @example
 * np.polydiv([3, 5, 2], [2, 1]); // [[1.5, 1.75], [0.25]]
 */
export function polydiv<A extends PolynomialLike, B extends PolynomialLike>(
  u: A,
  v: B,
): [quotient: Combined<A, B>, remainder: Combined<A, B>] {
  const [quotient, remainder] = divided(coefficientsOf(u, 'polydiv'), coefficientsOf(v, 'polydiv'));
  return [like(u, v, quotient), like(u, v, remainder)];
}

/**
 * The derivative of a polynomial.
 *
 * @param p - coefficients, the highest power first
 * @param options - `m`: how often, 1 by default
 * @throws ValueError for a negative m
 * @example
 * np.polyder([1, 1, 1, 1]).toArray(); // [3, 2, 1]
 */
export function polyder<P extends PolynomialLike>(p: P, options: { m?: number } = {}): Combined<P, P> {
  checkOptions('polyder', options, ['m']);
  const { m = 1 } = options;
  checkTimes('polyder', 'derivative', m);
  return like(p, p, derivative(coefficientsOf(p, 'polyder'), m));
}

/**
 * The antiderivative of a polynomial.
 *
 * @param p - coefficients, the highest power first
 * @param options - `m`: how often, 1 by default; `k`: the integration constants, one for all or m of them, 0 by default
 * @throws ValueError for a negative m or too few constants
 * @example
 * np.polyint([3, 2, 1]).toArray(); // [1, 1, 1, 0]
 */
export function polyint<P extends PolynomialLike>(
  p: P,
  options: { m?: number; k?: ArrayLike | null } = {},
): P extends poly1d ? poly1d : NDArray {
  checkOptions('polyint', options, ['m', 'k']);
  const { m = 1 } = options;
  checkTimes('polyint', 'integral', m);
  const values = antiderivative(coefficientsOf(p, 'polyint'), m, integrationConstants('polyint', options.k ?? 0, m));
  return (p instanceof poly1d ? new poly1d(values) : values) as P extends poly1d ? poly1d : NDArray;
}

/** Options of `polyfit`. */
export interface PolyfitOptions {
  /** Singular values below this times the largest count as zero; by default `x.size` times the float64 epsilon. */
  rcond?: number | null;
  /** Give the diagnostics too. */
  full?: boolean;
  /** Weights of the residuals, of x's shape: 1 / sigma where the values have standard deviations sigma. */
  w?: ArrayLike | null;
  /** Give the covariance matrix too: scaled by the reduced chi-square, or `'unscaled'`. */
  cov?: boolean | 'unscaled';
}

/** The dtype of a fit. */
type Fitted<X, Y> =
  ProductDType<X, Y> extends 'complex64' | 'complex128'
    ? 'complex128'
    : DType extends ProductDType<X, Y>
      ? DType
      : 'float64';

/**
 * The polynomial of a degree that fits points best, in the sense of least squares. Where the problem has no full rank the
 * shortest solution is given, without a warning: compare the rank under `full`.
 *
 * @param x - M places
 * @param y - values, of shape (M,) or (M, K) for K fits at once
 * @param deg - the degree
 * @param options - `rcond`, `full`, `w`, `cov`
 * @returns the coefficients, the highest power first, of shape (deg + 1,) or (deg + 1, K); with `full`
 *   `[p, residuals, rank, singularValues, rcond]`, with `cov` `[p, covariance]`
 * @throws DTypeError for x or y of wrong shape; ValueError for a negative degree or too few points for `cov`
 * @example
 * np.polyfit([0, 1, 2, 3], [1, 3, 5, 7], 1); // about [2, 1]
 */
export function polyfit(
  x: ArrayLike,
  y: ArrayLike,
  deg: number,
  options: PolyfitOptions & { full: true },
): [p: NDArray, residuals: NDArray, rank: number, singularValues: NDArray, rcond: number];
export function polyfit(
  x: ArrayLike,
  y: ArrayLike,
  deg: number,
  options: PolyfitOptions & { full?: false; cov: true | 'unscaled' },
): [p: NDArray, covariance: NDArray];
export function polyfit<X extends ArrayLike, Y extends ArrayLike>(
  x: X,
  y: Y,
  deg: number,
  options?: PolyfitOptions & { full?: false; cov?: false },
): ArrayOf<Fitted<X, Y>>;
export function polyfit(x: ArrayLike, y: ArrayLike, deg: number, options: PolyfitOptions = {}): unknown {
  checkOptions('polyfit', options, ['rcond', 'full', 'w', 'cov']);
  const { full = false, w, cov = false } = options;
  if (typeof deg !== 'number' || !Number.isInteger(deg))
    throw new DTypeError(`polyfit: deg must be an integer, got ${describe(deg)}`);
  if (deg < 0) throw new ValueError(`polyfit: expected deg >= 0, got ${deg}`);
  const places = asNDArray('polyfit', x);
  const values = asNDArray('polyfit', y);
  if (places.ndim !== 1)
    throw new DTypeError(`polyfit: expected 1D vector for x, got shape ${shapeText(places.shape)}`);
  if (places.size === 0) throw new DTypeError('polyfit: expected non-empty vector for x');
  if (values.ndim < 1 || values.ndim > 2)
    throw new DTypeError(`polyfit: expected 1D or 2D array for y, got shape ${shapeText(values.shape)}`);
  const m = places.shape[0]!;
  if (values.shape[0] !== m)
    throw new DTypeError(`polyfit: expected x and y to have same length, got ${m} and ${values.shape[0]}`);
  const n = deg + 1;
  const rcond = options.rcond ?? m * Number.EPSILON;

  let matrix = powers(asDType('polyfit', places, inexact(places.info)), n);
  let rhs = asDType('polyfit', values, inexact(values.info));
  if (w !== undefined && w !== null) {
    const weights = asNDArray('polyfit', w);
    if (weights.ndim !== 1)
      throw new DTypeError(`polyfit: expected a 1-d array for weights, got shape ${shapeText(weights.shape)}`);
    if (weights.shape[0] !== m)
      throw new DTypeError(`polyfit: expected w and y to have the same length, got ${weights.shape[0]} and ${m}`);
    const column = weights.strided([m, 1], [weights.steps[0]!, 0], weights.offset);
    matrix = multiply(matrix, column) as NDArray;
    rhs = multiply(rhs, rhs.ndim === 2 ? column : weights) as NDArray;
  }
  // Columns of length 1 (as NumPy scales: by the root of the sum of squares).
  const scale = sqrt(reduce(tableOf(add), 'polyfit', square(matrix), { axis: 0 }) as NDArray) as NDArray;
  matrix = divide(matrix, scale) as NDArray;
  const { x: scaled, residuals, rank, s } = solveLeastSquares(matrix, rhs, rcond);
  const column = scale.strided([n, 1], [scale.steps[0]!, 0], scale.offset);
  const p = divide(scaled, values.ndim === 2 ? column : scale) as NDArray;
  if (full) return [p, residuals, rank, s, rcond];
  if (!cov) return p;
  let covariance: NDArray = divide(divide(inverseOfGram(matrix), column), scale) as NDArray;
  let factor: NDArray | number = 1;
  if (cov !== 'unscaled') {
    if (m <= n)
      throw new ValueError('polyfit: the number of data points must exceed order to scale the covariance matrix');
    factor = divide(residuals, m - n) as NDArray;
  }
  if (values.ndim === 2) covariance = covariance.strided([n, n, 1], [n, 1, 0], covariance.offset);
  return [p, multiply(covariance, factor)];
}
