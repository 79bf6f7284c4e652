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

export const legadd = own.add;
export const legsub = own.sub;
export const legmulx = own.mulx;
export const legmul = own.mul;
export const legdiv = own.div;
export const legpow = own.pow;
export const legval = own.val;
export const legval2d = own.val2d;
export const legval3d = own.val3d;
export const leggrid2d = own.grid2d;
export const leggrid3d = own.grid3d;
export const legder = own.der;
export const legint = own.int;
export const legline = own.line;
export const legfromroots = own.fromroots;
export const legroots = own.roots;
export const legcompanion = own.companion;
export const legvander = own.vander;
export const legvander2d = own.vander2d;
export const legvander3d = own.vander3d;
export const legfit = own.fit;
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
