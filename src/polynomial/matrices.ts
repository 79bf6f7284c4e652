/** What of a family takes linear algebra: Vandermonde matrices, companion matrices and roots, fits, Gauss quadrature. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { broadcastShapes, broadcastSteps, sameShape } from '../core/shape.js';
import { permuted, reshapedC } from '../ops/axisGroups.js';
import { eigenvaluesOf, inexact, part, row } from '../ops/coefficients.js';
import { asDType } from '../ops/creation.js';
import { solveLeastSquares, type Solution } from '../ops/leastSquares.js';
import { sort } from '../ops/sorting.js';
import { add, divide, multiply, square, subtract } from '../ops/ufuncs/arithmetic.js';
import { sqrt } from '../ops/ufuncs/elementary.js';
import { reduce } from '../ops/ufuncs/fold.js';
import { tableOf } from '../ops/ufuncs/make.js';
import { tridiagonalEigenvalues } from '../ops/matrices/tridiagonal.js';
import { checkCount, type Family } from './family.js';
import { series } from './polyutils.js';

const none = (): number => 0;

/** P_0(x) to P_deg(x) along a last axis. */
export function vandermonde(family: Family, x: ArrayLike, deg: number): NDArray {
  const name = `${family.prefix}vander`;
  checkCount(name, 'deg', deg);
  const { up, same = none, down = none } = family.timesX;
  const given = asNDArray(name, x);
  const points = asDType(name, given.ndim === 0 ? given.strided([1], [1], given.offset) : given, inexact(given.info));
  const result = emptyArray(points.info as DTypeInfo, [deg + 1, ...points.shape]);
  result.set([0], 1);
  for (let n = 0; n < deg; n++) {
    const next = multiply(same(n) === 0 ? points : subtract(points, same(n)), row(result, n), {
      out: row(result, n + 1),
    });
    if (n > 0 && down(n) !== 0) subtract(next, multiply(row(result, n - 1), down(n)), { out: next });
    if (up(n) !== 1) multiply(next, 1 / up(n), { out: next });
  }
  return permuted(result, [...points.shape.keys()].map((k) => k + 1).concat(0));
}

/** Products of Vandermonde rows of several variables, the degrees flattened along the last axis. */
export function vandermondeOf(family: Family, points: readonly ArrayLike[], degrees: readonly number[]): NDArray {
  const name = `${family.prefix}vander${points.length}d`;
  if (!Array.isArray(degrees) || degrees.length !== points.length)
    throw new ValueError(`${name}: Expected ${points.length} degrees, got ${describe(degrees)}`);
  const arrays = points.map((one) => asNDArray(name, one));
  const shape = broadcastShapes(...arrays.map((one) => one.shape));
  const dims = shape.length === 0 ? [1] : shape;
  const n = points.length;
  const factors = arrays.map((one, i) => {
    const wide = one.strided(dims, broadcastSteps(one.shape, one.steps, dims), one.offset);
    const v = vandermonde(family, wide, degrees[i]!);
    const last = v.ndim - 1;
    const lengths = degrees.map((_, k) => (k === i ? v.shape[last]! : 1));
    return v.strided(
      [...dims, ...lengths],
      [...v.steps.slice(0, last), ...degrees.map((_, k) => (k === i ? v.steps[last]! : 0))],
      v.offset,
    );
  });
  const product = factors
    .slice(1)
    .reduce<NDArray>((sum, one) => multiply(sum, one, { order: 'C' }) as NDArray, factors[0]!);
  const packed = n === 1 ? (multiply(product, 1, { order: 'C' }) as NDArray) : product;
  return reshapedC(packed, [...dims, degrees.reduce((size, deg) => size * (deg + 1), 1)]);
}

/** The companion matrix, scaled to be symmetric but for its last column where the family's polynomials are orthogonal. */
export function companion(family: Family, c: ArrayLike): NDArray {
  const coef = series(c);
  const n = coef.shape[0]! - 1;
  if (n < 1) throw new ValueError(`${family.prefix}companion: Series must have maximum degree of at least 1.`);
  const { up, same = none, down = none } = family.timesX;
  const scale = new Float64Array(n).fill(1);
  for (let k = 1; k < n && family.timesX.down; k++) scale[k] = scale[k - 1]! * Math.sqrt(down(k) / up(k - 1));
  const result = zerosArray(coef.info as DTypeInfo, [n, n]);
  for (let k = 0; k < n; k++) {
    result.itemset(k, k, same(k));
    if (k + 1 < n) {
      const beside = family.timesX.down ? Math.sign(up(k)) * Math.sqrt(up(k) * down(k + 1)) : up(k);
      result.itemset(k + 1, k, beside);
      if (family.timesX.down) result.itemset(k, k + 1, beside);
    }
  }
  const last = result.strided([n], [n], n - 1);
  const factors = emptyArray(DTYPES.float64, [n]);
  for (let k = 0; k < n; k++) factors.storage[k] = (scale[k]! / scale[n - 1]!) * up(n - 1);
  subtract(last, multiply(divide(part(coef, 0, n), row(coef, n)), factors), { out: last });
  return result;
}

/** The roots of a series, rising. */
export function rootsOf(family: Family, c: ArrayLike): NDArray {
  const coef = series(c);
  const n = coef.shape[0]! - 1;
  if (n < 1) return emptyArray(coef.info, [0]);
  const { up, same = none } = family.timesX;
  if (n === 1) return add(multiply(divide(part(coef, 0, 1), part(coef, 1, 2)), -up(0)), same(0)) as NDArray;
  // Turned by half a turn the QR steps begin with the large coefficients.
  const matrix = companion(family, coef);
  return sort(eigenvaluesOf(matrix.strided(matrix.shape, [-n, -1], n * n - 1))) as NDArray;
}

/** Options of fits. */
export interface FitOptions {
  /** Singular values below this times the largest count as zero; by default `x.size` times the epsilon. */
  rcond?: number | null;
  /** Give `[residuals, rank, singularValues, rcond]` too. */
  full?: boolean;
  /** Weights of the residuals. */
  w?: ArrayLike | null;
}

/** What a fit tells besides its coefficients. */
export type FitDiagnostics = [residuals: NDArray, rank: number, singularValues: NDArray, rcond: number];

/** Least-squares coefficients of degree `deg`, or of the degrees listed. */
export function fitted(
  family: Family,
  x: ArrayLike,
  y: ArrayLike,
  deg: number | readonly number[],
  options: FitOptions,
): [coef: NDArray, diagnostics: FitDiagnostics] {
  const name = `${family.prefix}fit`;
  const { w } = options;
  const points = asNDArray(name, x);
  const targets = asNDArray(name, y);
  const degrees =
    typeof deg === 'number' ? Array.from({ length: deg + 1 }, (_, k) => k) : [...deg].sort((a, b) => a - b);
  if (
    (typeof deg === 'number' ? [deg] : degrees).some((d) => !Number.isInteger(d)) ||
    (typeof deg !== 'number' && degrees.length === 0)
  ) {
    throw new DTypeError(`${name}: deg must be an int or non-empty 1-D array of int, got ${describe(deg)}`);
  }
  if (degrees.length === 0 || degrees[0]! < 0) throw new ValueError(`${name}: expected deg >= 0, got ${describe(deg)}`);
  if (points.ndim !== 1)
    throw new DTypeError(`${name}: expected 1D vector for x, got shape ${shapeText(points.shape)}`);
  if (points.size === 0) throw new DTypeError(`${name}: expected non-empty vector for x`);
  if (targets.ndim < 1 || targets.ndim > 2)
    throw new DTypeError(`${name}: expected 1D or 2D array for y, got shape ${shapeText(targets.shape)}`);
  const m = points.shape[0]!;
  if (targets.shape[0] !== m)
    throw new DTypeError(`${name}: expected x and y to have same length, got ${m} and ${targets.shape[0]}`);
  const largest = degrees[degrees.length - 1]!;
  let matrix = vandermonde(family, points, largest);
  if (degrees.length <= largest) {
    const chosen = emptyArray(matrix.info as DTypeInfo, [m, degrees.length]);
    degrees.forEach((d, k) => chosen.set([':', k], matrix.at(':', d)));
    matrix = chosen;
  }
  let rhs = asDType(name, targets, inexact(targets.info));
  if (w !== undefined && w !== null) {
    const given = asNDArray(name, w);
    if (given.ndim !== 1)
      throw new DTypeError(`${name}: expected 1D vector for w, got shape ${shapeText(given.shape)}`);
    if (given.shape[0] !== m)
      throw new DTypeError(`${name}: expected x and w to have same length, got ${m} and ${given.shape[0]}`);
    const column = given.strided([m, 1], [given.steps[0]!, 0], given.offset);
    matrix = multiply(matrix, column) as NDArray;
    rhs = multiply(rhs, rhs.ndim === 2 ? column : given) as NDArray;
  }
  const rcond = options.rcond ?? m * (points.info === DTYPES.float32 ? 2 ** -23 : Number.EPSILON);
  // Columns of length 1.
  const squares = matrix.info.kind === 'c' ? square(lengthsOf(matrix)) : square(matrix);
  const scale = sqrt(reduce(tableOf(add), name, squares as NDArray, { axis: 0 }) as NDArray) as NDArray;
  for (let k = 0; k < scale.size; k++) if (scale.item(k) === 0) scale.itemset(k, 1);
  const { x: scaled, residuals, rank, s }: Solution = solveLeastSquares(divide(matrix, scale) as NDArray, rhs, rcond);
  let coef = divide(
    scaled,
    targets.ndim === 2 ? scale.strided([degrees.length, 1], [1, 0], scale.offset) : scale,
  ) as NDArray;
  if (degrees.length <= largest) {
    const all = zerosArray(coef.info as DTypeInfo, [largest + 1, ...coef.shape.slice(1)]);
    degrees.forEach((d, k) => all.set([d], coef.at(k)));
    coef = all;
  }
  return [coef, [residuals, rank, s, rcond]];
}

/** Real numbers as long as the elements of a complex array. */
function lengthsOf(a: NDArray): NDArray {
  const result = emptyArray(DTYPES.float64, a.shape);
  a.toFlatArray().forEach((z, i) => (result.storage[i] = (z as { abs(): number }).abs()));
  return result;
}

/**
 * Nodes and weights of Gauss quadrature: eigenvalues of the Jacobi matrix, one Newton step each; a node's weight is the
 * reciprocal sum of squares of the orthonormal polynomials there (G. Golub and J. Welsch, Math. Comp. 23, 1969).
 *
 * @param mass - the integral of the weight function
 * @param symmetric - do nodes come in pairs about 0?
 */
export function gauss(
  family: Family,
  deg: number,
  mass: number,
  symmetric: boolean,
): [x: NDArray<'float64'>, w: NDArray<'float64'>] {
  const name = `${family.prefix}gauss`;
  if (checkCount(name, 'deg', deg) === 0) throw new ValueError(`${name}: deg must be a positive integer`);
  const { up, same = none, down = none } = family.timesX;
  const a = Float64Array.from({ length: deg }, (_, k) => same(k));
  const b = Float64Array.from({ length: deg }, (_, k) => Math.sqrt(up(k) * down(k + 1)));
  const nodes = tridiagonalEigenvalues(a, b.subarray(0, deg - 1));
  const weights = new Float64Array(deg);
  const at = (x: number): [value: number, slope: number, squares: number] => {
    // Orthonormal polynomials and derivatives by their recurrence, P_0 being 1.
    let p = 1;
    let before = 0;
    let dp = 0;
    let dbefore = 0;
    let squares = 0;
    for (let k = 0; k < deg; k++) {
      squares += p * p;
      const beside = k > 0 ? b[k - 1]! : 0;
      [p, before, dp, dbefore] = [
        ((x - a[k]!) * p - beside * before) / b[k]!,
        p,
        ((x - a[k]!) * dp + p - beside * dbefore) / b[k]!,
        dp,
      ];
    }
    return [p, dp, squares];
  };
  nodes.forEach((x, i) => {
    const [value, slope] = at(x);
    const better = Number.isFinite(value / slope) ? x - value / slope : x;
    nodes[i] = better;
    weights[i] = 1 / at(better)[2];
  });
  if (symmetric) {
    for (let i = 0; i < deg; i++) {
      const j = deg - 1 - i;
      if (i > j) break;
      const [x, w] = [(nodes[j]! - nodes[i]!) / 2, (weights[i]! + weights[j]!) / 2];
      [nodes[i], nodes[j], weights[i], weights[j]] = [i === j ? 0 : -x, i === j ? 0 : x, w, w];
    }
  }
  const total = weights.reduce((sum, w) => sum + w, 0);
  const wrap = (values: Float64Array): NDArray<'float64'> => asNDArray(name, values) as NDArray<'float64'>;
  return [wrap(nodes), wrap(weights.map((w) => (w * mass) / total))];
}

/** Do two arrays have one shape? For points that go together. */
export function checkTogether(name: string, points: readonly ArrayLike[]): NDArray[] {
  const arrays = points.map((one) => asNDArray(name, one));
  if (arrays.some((one) => !sameShape(one.shape, arrays[0]!.shape))) {
    throw new ValueError(
      `${name}: ${'xyz'.slice(0, arrays.length).split('').join(', ')} are incompatible: shapes ${arrays.map((one) => shapeText(one.shape)).join(' ')}`,
    );
  }
  return arrays;
}
