/** Laguerre series: numpy.polynomial.laguerre. */
import { asNDArray } from '../core/arrayLike.js';
import type { NDArray } from '../core/ndarray.js';
import { negative } from '../ops/ufuncs/arithmetic.js';
import { exp } from '../ops/ufuncs/elementary.js';
import { gauss } from './matrices.js';
import type { ArrayLike } from '../core/arrayLike.js';
import type { Family } from './family.js';
import { functionsOf } from './functions.js';
import { trimcoef } from './polyutils.js';
import { ABCPolyBase, type Kind, type SeriesOptions } from './series.js';

const family: Family = {
  prefix: 'lag',
  timesX: { up: (n) => -(n + 1), same: (n) => 2 * n + 1, down: (n) => -n },
  antiderivative: { up: () => -1, same: () => 1 },
};
const own = functionsOf(family);

/** The domain on which the family is at home. */
export const lagdomain = asNDArray('lagdomain', [0, 1]) as NDArray<'float64'>;
/** The series of 0. */
export const lagzero = asNDArray('lagzero', [0]) as NDArray<'float64'>;
/** The series of 1. */
export const lagone = asNDArray('lagone', [1]) as NDArray<'float64'>;
/** The series of x. */
export const lagx = asNDArray('lagx', [1, -1]) as NDArray<'float64'>;

/** Sum of two series. */
export const lagadd = own.add;
/** Difference of two series. */
export const lagsub = own.sub;
/** x times a series. */
export const lagmulx = own.mulx;
/** Product of two series. */
export const lagmul = own.mul;
/** `[quotient, remainder]` of two series; a divisor of zero is a ValueError. */
export const lagdiv = own.div;
/** A whole power of a series; option `maxpower` limits it. */
export const lagpow = own.pow;
/** Values of the series `c` at `x`; option `tensor` (true) evaluates every column of `c` at every x. */
export const lagval = own.val;
/** Values at points (x, y) of a series in two variables. */
export const lagval2d = own.val2d;
/** Values at points (x, y, z) of a series in three variables. */
export const lagval3d = own.val3d;
/** Values on the grid of x and y of a series in two variables. */
export const laggrid2d = own.grid2d;
/** Values on the grid of x, y and z of a series in three variables. */
export const laggrid3d = own.grid3d;
/** The derivative of a series; options `m` (1), `scl`, `axis`. */
export const lagder = own.der;
/** The integral of a series; options `m` (1), `k`, `lbnd`, `scl`, `axis`. */
export const lagint = own.int;
/** The straight line `off + scl * x` as a series. */
export const lagline = own.line;
/** The series with given roots. */
export const lagfromroots = own.fromroots;
/** The roots of a series, rising. */
export const lagroots = own.roots;
/** The companion matrix of a series. */
export const lagcompanion = own.companion;
/** The members of degree 0 to `deg` at points, along a last axis. */
export const lagvander = own.vander;
/** Products of members in two variables, along a last axis. */
export const lagvander2d = own.vander2d;
/** Products of members in three variables, along a last axis. */
export const lagvander3d = own.vander3d;
/** The least-squares series through points; options `rcond`, `full`, `w`. */
export const lagfit = own.fit;
/** A series without small trailing coefficients; option `tol`. */
export const lagtrim = trimcoef;
/** A power series as one of this family. */
export const poly2lag = own.fromPower;
/** A series of this family as a power series. */
export const lag2poly = own.toPower;

/**
 * Gauss-Laguerre quadrature: `deg` nodes and weights, exact for polynomials of degree up to `2 * deg - 1` under the weight
 * exp(-x) on [0, inf).
 *
 * @returns `[nodes, weights]`, the nodes rising
 * @throws ValueError when deg is not positive
 */
export function laggauss(deg: number): [x: NDArray<'float64'>, w: NDArray<'float64'>] {
  return gauss(family, deg, 1, false);
}

/** The weight function exp(-x) on [0, inf) under which the family is orthogonal. */
export function lagweight(x: ArrayLike): NDArray {
  const points = asNDArray('lagweight', x);
  return exp(negative(points) as NDArray) as NDArray;
}

/**
 * A series of Laguerre polynomials.
 *
 * @example
 * new np.polynomial.Laguerre([1, 2, 3]).evaluate(0.5);
 */
export class Laguerre extends ABCPolyBase {
  static readonly kind: Kind = { family, functions: own, domain: [0, 1], basisName: 'L' };

  constructor(coef: ArrayLike, options?: SeriesOptions) {
    super(Laguerre.kind, coef, options);
  }
}
