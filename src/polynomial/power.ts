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

export const polyadd = own.add;
export const polysub = own.sub;
export const polymulx = own.mulx;
export const polymul = own.mul;
export const polydiv = own.div;
export const polypow = own.pow;
export const polyval = own.val;
export const polyval2d = own.val2d;
export const polyval3d = own.val3d;
export const polygrid2d = own.grid2d;
export const polygrid3d = own.grid3d;
export const polyder = own.der;
export const polyint = own.int;
export const polyline = own.line;
export const polyfromroots = own.fromroots;
export const polyroots = own.roots;
export const polycompanion = own.companion;
export const polyvander = own.vander;
export const polyvander2d = own.vander2d;
export const polyvander3d = own.vander3d;
export const polyfit = own.fit;
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
