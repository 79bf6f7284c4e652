/** Hermite series, the physicists' polynomials: numpy.polynomial.hermite. */
import { asNDArray } from '../core/arrayLike.js';
import type { NDArray } from '../core/ndarray.js';
import { negative, square } from '../ops/ufuncs/arithmetic.js';
import { exp } from '../ops/ufuncs/elementary.js';
import { gauss } from './matrices.js';
import type { ArrayLike } from '../core/arrayLike.js';
import type { Family } from './family.js';
import { functionsOf } from './functions.js';
import { trimcoef } from './polyutils.js';
import { ABCPolyBase, type Kind, type SeriesOptions } from './series.js';

const family: Family = {
  prefix: 'herm',
  timesX: { up: () => 0.5, down: (n) => n },
  antiderivative: { up: (n) => 1 / (2 * (n + 1)) },
};
const own = functionsOf(family);

/** The domain on which the family is at home. */
export const hermdomain = asNDArray('hermdomain', [-1, 1]) as NDArray<'float64'>;
/** The series of 0. */
export const hermzero = asNDArray('hermzero', [0]) as NDArray<'float64'>;
/** The series of 1. */
export const hermone = asNDArray('hermone', [1]) as NDArray<'float64'>;
/** The series of x. */
export const hermx = asNDArray('hermx', [0, 0.5]) as NDArray<'float64'>;

/** Sum of two series. */
export const hermadd = own.add;
/** Difference of two series. */
export const hermsub = own.sub;
/** x times a series. */
export const hermmulx = own.mulx;
/** Product of two series. */
export const hermmul = own.mul;
/** `[quotient, remainder]` of two series; a divisor of zero is a ValueError. */
export const hermdiv = own.div;
/** A whole power of a series; option `maxpower` limits it. */
export const hermpow = own.pow;
/** Values of the series `c` at `x`; option `tensor` (true) evaluates every column of `c` at every x. */
export const hermval = own.val;
/** Values at points (x, y) of a series in two variables. */
export const hermval2d = own.val2d;
/** Values at points (x, y, z) of a series in three variables. */
export const hermval3d = own.val3d;
/** Values on the grid of x and y of a series in two variables. */
export const hermgrid2d = own.grid2d;
/** Values on the grid of x, y and z of a series in three variables. */
export const hermgrid3d = own.grid3d;
/** The derivative of a series; options `m` (1), `scl`, `axis`. */
export const hermder = own.der;
/** The integral of a series; options `m` (1), `k`, `lbnd`, `scl`, `axis`. */
export const hermint = own.int;
/** The straight line `off + scl * x` as a series. */
export const hermline = own.line;
/** The series with given roots. */
export const hermfromroots = own.fromroots;
/** The roots of a series, rising. */
export const hermroots = own.roots;
/** The companion matrix of a series. */
export const hermcompanion = own.companion;
/** The members of degree 0 to `deg` at points, along a last axis. */
export const hermvander = own.vander;
/** Products of members in two variables, along a last axis. */
export const hermvander2d = own.vander2d;
/** Products of members in three variables, along a last axis. */
export const hermvander3d = own.vander3d;
/** The least-squares series through points; options `rcond`, `full`, `w`. */
export const hermfit = own.fit;
/** A series without small trailing coefficients; option `tol`. */
export const hermtrim = trimcoef;
/** A power series as one of this family. */
export const poly2herm = own.fromPower;
/** A series of this family as a power series. */
export const herm2poly = own.toPower;

/**
 * Gauss-Hermite quadrature: `deg` nodes and weights, exact for polynomials of degree up to `2 * deg - 1` under the weight
 * exp(-x ** 2).
 *
 * @returns `[nodes, weights]`, the nodes rising
 * @throws ValueError when deg is not positive
 */
export function hermgauss(deg: number): [x: NDArray<'float64'>, w: NDArray<'float64'>] {
  return gauss(family, deg, Math.sqrt(Math.PI), true);
}

/** The weight function exp(-x ** 2) under which the family is orthogonal. */
export function hermweight(x: ArrayLike): NDArray {
  const points = asNDArray('hermweight', x);
  return exp(negative(square(points) as NDArray) as NDArray) as NDArray;
}

/**
 * A series of Hermite polynomials, the physicists' ones.
 *
 * @example
 * new np.polynomial.Hermite([1, 2, 3]).evaluate(0.5);
 */
export class Hermite extends ABCPolyBase {
  static readonly kind: Kind = { family, functions: own, domain: [-1, 1], basisName: 'H' };

  constructor(coef: ArrayLike, options?: SeriesOptions) {
    super(Hermite.kind, coef, options);
  }
}
