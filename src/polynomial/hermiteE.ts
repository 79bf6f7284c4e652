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

export const hermeadd = own.add;
export const hermesub = own.sub;
export const hermemulx = own.mulx;
export const hermemul = own.mul;
export const hermediv = own.div;
export const hermepow = own.pow;
export const hermeval = own.val;
export const hermeval2d = own.val2d;
export const hermeval3d = own.val3d;
export const hermegrid2d = own.grid2d;
export const hermegrid3d = own.grid3d;
export const hermeder = own.der;
export const hermeint = own.int;
export const hermeline = own.line;
export const hermefromroots = own.fromroots;
export const hermeroots = own.roots;
export const hermecompanion = own.companion;
export const hermevander = own.vander;
export const hermevander2d = own.vander2d;
export const hermevander3d = own.vander3d;
export const hermefit = own.fit;
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
