/** Legendre series: numpy.polynomial.legendre. */
import { asNDArray } from '../core/arrayLike.js';
import type { NDArray } from '../core/ndarray.js';
import { add, multiply } from '../ops/ufuncs/arithmetic.js';
import { gauss } from './matrices.js';
import type { ArrayLike } from '../core/arrayLike.js';
import type { Family } from './family.js';
import { functionsOf } from './functions.js';
import { trimcoef } from './polyutils.js';
import { ABCPolyBase, type Kind, type SeriesOptions } from './series.js';

const family: Family = {
  prefix: 'leg',
  timesX: { up: (n) => (n + 1) / (2 * n + 1), down: (n) => n / (2 * n + 1) },
  antiderivative: { up: (n) => 1 / (2 * n + 1), down: (n) => -1 / (2 * n + 1) },
};
const own = functionsOf(family);

/** The domain on which the family is at home. */
export const legdomain = asNDArray('legdomain', [-1, 1]) as NDArray<'float64'>;
/** The series of 0. */
export const legzero = asNDArray('legzero', [0]) as NDArray<'float64'>;
/** The series of 1. */
export const legone = asNDArray('legone', [1]) as NDArray<'float64'>;
/** The series of x. */
export const legx = asNDArray('legx', [0, 1]) as NDArray<'float64'>;

/** Sum of two series. */
export const legadd = own.add;
/** Difference of two series. */
export const legsub = own.sub;
/** x times a series. */
export const legmulx = own.mulx;
/** Product of two series. */
export const legmul = own.mul;
/** `[quotient, remainder]` of two series; a divisor of zero is a ValueError. */
export const legdiv = own.div;
/** A whole power of a series; option `maxpower` limits it. */
export const legpow = own.pow;
/** Values of the series `c` at `x`; option `tensor` (true) evaluates every column of `c` at every x. */
export const legval = own.val;
/** Values at points (x, y) of a series in two variables. */
export const legval2d = own.val2d;
/** Values at points (x, y, z) of a series in three variables. */
export const legval3d = own.val3d;
/** Values on the grid of x and y of a series in two variables. */
export const leggrid2d = own.grid2d;
/** Values on the grid of x, y and z of a series in three variables. */
export const leggrid3d = own.grid3d;
/** The derivative of a series; options `m` (1), `scl`, `axis`. */
export const legder = own.der;
/** The integral of a series; options `m` (1), `k`, `lbnd`, `scl`, `axis`. */
export const legint = own.int;
/** The straight line `off + scl * x` as a series. */
export const legline = own.line;
/** The series with given roots. */
export const legfromroots = own.fromroots;
/** The roots of a series, rising. */
export const legroots = own.roots;
/** The companion matrix of a series. */
export const legcompanion = own.companion;
/** The members of degree 0 to `deg` at points, along a last axis. */
export const legvander = own.vander;
/** Products of members in two variables, along a last axis. */
export const legvander2d = own.vander2d;
/** Products of members in three variables, along a last axis. */
export const legvander3d = own.vander3d;
/** The least-squares series through points; options `rcond`, `full`, `w`. */
export const legfit = own.fit;
/** A series without small trailing coefficients; option `tol`. */
export const legtrim = trimcoef;
/** A power series as one of this family. */
export const poly2leg = own.fromPower;
/** A series of this family as a power series. */
export const leg2poly = own.toPower;

/**
 * Gauss-Legendre quadrature: `deg` nodes and weights, exact for polynomials of degree up to `2 * deg - 1` under the weight
 * 1 on [-1, 1].
 *
 * @returns `[nodes, weights]`, the nodes rising
 * @throws ValueError when deg is not positive
 */
export function leggauss(deg: number): [x: NDArray<'float64'>, w: NDArray<'float64'>] {
  return gauss(family, deg, 2, true);
}

/** The weight function 1 on [-1, 1] under which the family is orthogonal. */
export function legweight(x: ArrayLike): NDArray {
  const points = asNDArray('legweight', x);
  return add(multiply(points, 0), 1) as NDArray;
}

/**
 * A series of Legendre polynomials.
 *
 * @example
 * new np.polynomial.Legendre([1, 2, 3]).evaluate(0.5);
 */
export class Legendre extends ABCPolyBase {
  static readonly kind: Kind = { family, functions: own, domain: [-1, 1], basisName: 'P' };

  constructor(coef: ArrayLike, options?: SeriesOptions) {
    super(Legendre.kind, coef, options);
  }
}
