/** Hermite series, the probabilists' polynomials: numpy.polynomial.hermite_e. */
import { asNDArray } from '../core/arrayLike.js';
import type { NDArray } from '../core/ndarray.js';
import { multiply, square } from '../ops/ufuncs/arithmetic.js';
import { exp } from '../ops/ufuncs/elementary.js';
import { gauss } from './matrices.js';
import type { ArrayLike } from '../core/arrayLike.js';
import type { Family } from './family.js';
import { functionsOf } from './functions.js';
import { trimcoef } from './polyutils.js';
import { ABCPolyBase, type Kind, type SeriesOptions } from './series.js';

const family: Family = {
  prefix: 'herme',
  timesX: { up: () => 1, down: (n) => n },
  antiderivative: { up: (n) => 1 / (n + 1) },
};
const own = functionsOf(family);

/** The domain on which the family is at home. */
export const hermedomain = asNDArray('hermedomain', [-1, 1]) as NDArray<'float64'>;
/** The series of 0. */
export const hermezero = asNDArray('hermezero', [0]) as NDArray<'float64'>;
/** The series of 1. */
export const hermeone = asNDArray('hermeone', [1]) as NDArray<'float64'>;
/** The series of x. */
export const hermex = asNDArray('hermex', [0, 1]) as NDArray<'float64'>;

/** Sum of two series. */
export const hermeadd = own.add;
/** Difference of two series. */
export const hermesub = own.sub;
/** x times a series. */
export const hermemulx = own.mulx;
/** Product of two series. */
export const hermemul = own.mul;
/** `[quotient, remainder]` of two series; a divisor of zero is a ValueError. */
export const hermediv = own.div;
/** A whole power of a series; option `maxpower` limits it. */
export const hermepow = own.pow;
/** Values of the series `c` at `x`; option `tensor` (true) evaluates every column of `c` at every x. */
export const hermeval = own.val;
/** Values at points (x, y) of a series in two variables. */
export const hermeval2d = own.val2d;
/** Values at points (x, y, z) of a series in three variables. */
export const hermeval3d = own.val3d;
/** Values on the grid of x and y of a series in two variables. */
export const hermegrid2d = own.grid2d;
/** Values on the grid of x, y and z of a series in three variables. */
export const hermegrid3d = own.grid3d;
/** The derivative of a series; options `m` (1), `scl`, `axis`. */
export const hermeder = own.der;
/** The integral of a series; options `m` (1), `k`, `lbnd`, `scl`, `axis`. */
export const hermeint = own.int;
/** The straight line `off + scl * x` as a series. */
export const hermeline = own.line;
/** The series with given roots. */
export const hermefromroots = own.fromroots;
/** The roots of a series, rising. */
export const hermeroots = own.roots;
/** The companion matrix of a series. */
export const hermecompanion = own.companion;
/** The members of degree 0 to `deg` at points, along a last axis. */
export const hermevander = own.vander;
/** Products of members in two variables, along a last axis. */
export const hermevander2d = own.vander2d;
/** Products of members in three variables, along a last axis. */
export const hermevander3d = own.vander3d;
/** The least-squares series through points; options `rcond`, `full`, `w`. */
export const hermefit = own.fit;
/** A series without small trailing coefficients; option `tol`. */
export const hermetrim = trimcoef;
/** A power series as one of this family. */
export const poly2herme = own.fromPower;
/** A series of this family as a power series. */
export const herme2poly = own.toPower;

/**
 * Gauss-HermiteE quadrature: `deg` nodes and weights, exact for polynomials of degree up to `2 * deg - 1` under the weight
 * exp(-x ** 2 / 2).
 *
 * @returns `[nodes, weights]`, the nodes rising
 * @throws ValueError when deg is not positive
 */
export function hermegauss(deg: number): [x: NDArray<'float64'>, w: NDArray<'float64'>] {
  return gauss(family, deg, Math.sqrt(2 * Math.PI), true);
}

/** The weight function exp(-x ** 2 / 2) under which the family is orthogonal. */
export function hermeweight(x: ArrayLike): NDArray {
  const points = asNDArray('hermeweight', x);
  return exp(multiply(square(points), -0.5) as NDArray) as NDArray;
}

/**
 * A series of Hermite polynomials, the probabilists' ones.
 *
 * @example
 * new np.polynomial.HermiteE([1, 2, 3]).evaluate(0.5);
 */
export class HermiteE extends ABCPolyBase {
  static readonly kind: Kind = { family, functions: own, domain: [-1, 1], basisName: 'He' };

  constructor(coef: ArrayLike, options?: SeriesOptions) {
    super(HermiteE.kind, coef, options);
  }
}
