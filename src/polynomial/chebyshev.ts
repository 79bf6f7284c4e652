/** Chebyshev series: numpy.polynomial.chebyshev. */
import { asNDArray } from '../core/arrayLike.js';
import type { NDArray } from '../core/ndarray.js';
import { ValueError, describe } from '../core/errors.js';
import { convolution, padded, part } from '../ops/coefficients.js';
import { dot } from '../ops/products.js';
import { add, divide, multiply, subtract } from '../ops/ufuncs/arithmetic.js';
import { sqrt } from '../ops/ufuncs/elementary.js';
import { checkCount, type Family } from './family.js';
import type { ArrayLike } from '../core/arrayLike.js';
import { functionsOf } from './functions.js';
import { trimcoef } from './polyutils.js';
import { ABCPolyBase, type Kind, type SeriesOptions } from './series.js';

const family: Family = {
  prefix: 'cheb',
  timesX: { up: (n) => (n === 0 ? 1 : 0.5), down: (n) => (n === 0 ? 0 : 0.5) },
  antiderivative: { up: (n) => (n === 0 ? 1 : 1 / (2 * (n + 1))), down: (n) => (n < 2 ? 0 : -1 / (2 * (n - 1))) },
  product: symmetricProduct,
};

/** T_m T_n is the mean of T_{m + n} and T_{m - n}: the product of Laurent series symmetric in z and 1 / z. */
function symmetricProduct(a: NDArray, b: NDArray): NDArray {
  const laurent = (c: NDArray): NDArray => {
    const half = multiply(c, 0.5) as NDArray;
    const n = c.shape[0]!;
    const both = add(padded(half, n - 1, 0), padded(half.at('::-1'), 0, n - 1)) as NDArray;
    return both;
  };
  const z = convolution(laurent(a), laurent(b));
  const middle = (z.shape[0]! - 1) / 2;
  const result = multiply(part(z, middle), 2) as NDArray;
  result.set([0], z.at(middle));
  return result;
}
const own = functionsOf(family);

/** The domain on which the family is at home. */
export const chebdomain = asNDArray('chebdomain', [-1, 1]) as NDArray<'float64'>;
/** The series of 0. */
export const chebzero = asNDArray('chebzero', [0]) as NDArray<'float64'>;
/** The series of 1. */
export const chebone = asNDArray('chebone', [1]) as NDArray<'float64'>;
/** The series of x. */
export const chebx = asNDArray('chebx', [0, 1]) as NDArray<'float64'>;

/** Sum of two series. */
export const chebadd = own.add;
/** Difference of two series. */
export const chebsub = own.sub;
/** x times a series. */
export const chebmulx = own.mulx;
/** Product of two series. */
export const chebmul = own.mul;
/** `[quotient, remainder]` of two series; a divisor of zero is a ValueError. */
export const chebdiv = own.div;
/** A whole power of a series; option `maxpower` limits it. */
export const chebpow = own.pow;
/** Values of the series `c` at `x`; option `tensor` (true) evaluates every column of `c` at every x. */
export const chebval = own.val;
/** Values at points (x, y) of a series in two variables. */
export const chebval2d = own.val2d;
/** Values at points (x, y, z) of a series in three variables. */
export const chebval3d = own.val3d;
/** Values on the grid of x and y of a series in two variables. */
export const chebgrid2d = own.grid2d;
/** Values on the grid of x, y and z of a series in three variables. */
export const chebgrid3d = own.grid3d;
/** The derivative of a series; options `m` (1), `scl`, `axis`. */
export const chebder = own.der;
/** The integral of a series; options `m` (1), `k`, `lbnd`, `scl`, `axis`. */
export const chebint = own.int;
/** The straight line `off + scl * x` as a series. */
export const chebline = own.line;
/** The series with given roots. */
export const chebfromroots = own.fromroots;
/** The roots of a series, rising. */
export const chebroots = own.roots;
/** The companion matrix of a series. */
export const chebcompanion = own.companion;
/** The members of degree 0 to `deg` at points, along a last axis. */
export const chebvander = own.vander;
/** Products of members in two variables, along a last axis. */
export const chebvander2d = own.vander2d;
/** Products of members in three variables, along a last axis. */
export const chebvander3d = own.vander3d;
/** The least-squares series through points; options `rcond`, `full`, `w`. */
export const chebfit = own.fit;
/** A series without small trailing coefficients; option `tol`. */
export const chebtrim = trimcoef;
/** A power series as one of this family. */
export const poly2cheb = own.fromPower;
/** A series of this family as a power series. */
export const cheb2poly = own.toPower;

/** Cosines of n angles evenly spaced by `pi / intervals` about a right angle, rising. */
function cosines(n: number, intervals: number): NDArray<'float64'> {
  const points = new Float64Array(n);
  // Sines of angles about 0 come out symmetric.
  for (let k = 0; k < n; k++) points[k] = Math.sin((Math.PI * (2 * k - n + 1)) / (2 * intervals));
  return asNDArray('chebpts', points) as NDArray<'float64'>;
}

function checkPoints(name: string, npts: number, least: number): void {
  if (!Number.isInteger(npts)) throw new ValueError(`${name}: npts must be integer, got ${describe(npts)}`);
  if (npts < least) throw new ValueError(`${name}: npts must be >= ${least}, got ${npts}`);
}

/** The zeros of T_npts, rising: Chebyshev points of the first kind. */
export function chebpts1(npts: number): NDArray<'float64'> {
  checkPoints('chebpts1', npts, 1);
  return cosines(npts, npts);
}

/** The extrema of T_{npts - 1} on [-1, 1], rising: Chebyshev points of the second kind. */
export function chebpts2(npts: number): NDArray<'float64'> {
  checkPoints('chebpts2', npts, 2);
  return cosines(npts, npts - 1);
}

/**
 * Gauss-Chebyshev quadrature: `deg` nodes and weights, exact for polynomials of degree up to `2 * deg - 1` under the weight
 * 1 / sqrt(1 - x ** 2) on [-1, 1].
 *
 * @returns `[nodes, weights]`, the nodes falling as in NumPy
 * @throws ValueError when deg is not positive
 */
export function chebgauss(deg: number): [x: NDArray<'float64'>, w: NDArray<'float64'>] {
  if (!Number.isInteger(deg) || deg <= 0)
    throw new ValueError(`chebgauss: deg must be a positive integer, got ${describe(deg)}`);
  const weights = new Float64Array(deg).fill(Math.PI / deg);
  return [chebpts1(deg).at('::-1'), asNDArray('chebgauss', weights) as NDArray<'float64'>];
}

/** The weight function 1 / sqrt(1 - x ** 2) under which the family is orthogonal. */
export function chebweight(x: ArrayLike): NDArray {
  const points = asNDArray('chebweight', x);
  return divide(1, multiply(sqrt(add(1, points) as NDArray), sqrt(subtract(1, points) as NDArray))) as NDArray;
}

/**
 * The series of degree `deg` that meets a function in the Chebyshev points of the first kind.
 *
 * @param func - takes an array of points in [-1, 1], gives their values
 * @param deg - the degree
 * @throws ValueError for a negative deg
 * @example
 * np.polynomial.chebyshev.chebinterpolate((x) => np.tanh(x), 8).shape; // [9]
 */
export function chebinterpolate(func: (x: NDArray<'float64'>) => ArrayLike, deg: number): NDArray {
  checkCount('chebinterpolate', 'deg', deg);
  const order = deg + 1;
  const points = chebpts1(order);
  const sums = dot(own.vander(points, deg).T, func(points)) as NDArray;
  const result = multiply(sums, 2 / order) as NDArray;
  result.set([0], multiply(result.at(0), 0.5));
  return result;
}

/**
 * A series of Chebyshev polynomials of the first kind.
 *
 * @example
 * new np.polynomial.Chebyshev([1, 2, 3]).evaluate(0.5);
 */
export class Chebyshev extends ABCPolyBase {
  static readonly kind: Kind = { family, functions: own, domain: [-1, 1], basisName: 'T' };

  constructor(coef: ArrayLike, options?: SeriesOptions) {
    super(Chebyshev.kind, coef, options);
  }
}
