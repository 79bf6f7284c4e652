/** Power series: numpy.polynomial.polynomial. Its polynomials are the powers of x. */
import { asNDArray } from '../core/arrayLike.js';
import type { NDArray } from '../core/ndarray.js';
import { convolution } from '../ops/coefficients.js';
import type { Family } from './family.js';
import { POWER, functionsOf, polyvalfromroots } from './functions.js';
import { ABCPolyBase, type Kind, type SeriesOptions } from './series.js';
import { trimcoef } from './polyutils.js';
import type { ArrayLike } from '../core/arrayLike.js';

const family: Family = { ...POWER, product: convolution };
const own = functionsOf(family);

/** The domain on which the family is at home. */
export const polydomain = asNDArray('polydomain', [-1, 1]) as NDArray<'float64'>;
/** The series of 0. */
export const polyzero = asNDArray('polyzero', [0]) as NDArray<'float64'>;
/** The series of 1. */
export const polyone = asNDArray('polyone', [1]) as NDArray<'float64'>;
/** The series of x. */
export const polyx = asNDArray('polyx', [0, 1]) as NDArray<'float64'>;

/** Sum of two series. */
export const polyadd = own.add;
/** Difference of two series. */
export const polysub = own.sub;
/** x times a series. */
export const polymulx = own.mulx;
/** Product of two series. */
export const polymul = own.mul;
/** `[quotient, remainder]` of two series; a divisor of zero is a ValueError. */
export const polydiv = own.div;
/** A whole power of a series; option `maxpower` limits it. */
export const polypow = own.pow;
/** Values of the series `c` at `x`; option `tensor` (true) evaluates every column of `c` at every x. */
export const polyval = own.val;
/** Values at points (x, y) of a series in two variables. */
export const polyval2d = own.val2d;
/** Values at points (x, y, z) of a series in three variables. */
export const polyval3d = own.val3d;
/** Values on the grid of x and y of a series in two variables. */
export const polygrid2d = own.grid2d;
/** Values on the grid of x, y and z of a series in three variables. */
export const polygrid3d = own.grid3d;
/** The derivative of a series; options `m` (1), `scl`, `axis`. */
export const polyder = own.der;
/** The integral of a series; options `m` (1), `k`, `lbnd`, `scl`, `axis`. */
export const polyint = own.int;
/** The straight line `off + scl * x` as a series. */
export const polyline = own.line;
/** The series with given roots. */
export const polyfromroots = own.fromroots;
/** The roots of a series, rising. */
export const polyroots = own.roots;
/** The companion matrix of a series. */
export const polycompanion = own.companion;
/** The members of degree 0 to `deg` at points, along a last axis. */
export const polyvander = own.vander;
/** Products of members in two variables, along a last axis. */
export const polyvander2d = own.vander2d;
/** Products of members in three variables, along a last axis. */
export const polyvander3d = own.vander3d;
/** The least-squares series through points; options `rcond`, `full`, `w`. */
export const polyfit = own.fit;
/** A series without small trailing coefficients; option `tol`. */
export const polytrim = trimcoef;
export { polyvalfromroots };

/**
 * A power series.
 *
 * @example
 * const p = new np.polynomial.Polynomial([1, 2, 3]);
 * p.evaluate(2); // 17
 * String(p); // '1.0 + 2.0·x + 3.0·x²'
 */
export class Polynomial extends ABCPolyBase {
  static readonly kind: Kind = { family, functions: own, domain: [-1, 1], basisName: null };

  constructor(coef: ArrayLike, options?: SeriesOptions) {
    super(Polynomial.kind, coef, options);
  }
}
