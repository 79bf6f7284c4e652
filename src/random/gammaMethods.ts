// The methods of Generator that draw from the gamma distribution and its relatives.

import type { ArrayLike } from '../core/arrayLike.js';
import type { ResolveDType } from '../core/dtype.js';
import { checkOptions } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import type { ShapeLike } from '../core/shape.js';
import type { FloatDType, FloatDTypeLike, Size } from './arguments.js';
import { drawFloats, drawStandardGamma } from './distributions/fill.js';
import {
  beta,
  chisquare,
  f,
  gamma,
  noncentralChisquare,
  noncentralF,
  standardGamma,
  standardT,
} from './distributions/gamma.js';
import { GeneratorBase } from './generatorBase.js';
import type { FloatOptions } from './options.js';

/** Gamma, beta, chi-square, F and t draws. */
export abstract class GammaMethods extends GeneratorBase {
  /**
   * Draws from the gamma distribution of scale 1.
   *
   * @param shape - not negative
   * @param size - the shape of the result; by default that of the parameter
   * @param options - `dtype` ('float64' or 'float32', which takes half the bits), `out`
   * @throws ValueError when the shape is negative or shapes do not fit, DTypeError when `out` does not fit the dtype
   * @example
   * np.random.defaultRng(1).standardGamma(2); // 2.153807477464259
   */
  standardGamma(shape: number, size?: null, options?: FloatOptions & { out?: null }): number;
  standardGamma<D extends FloatDType>(
    shape: ArrayLike,
    size: Size,
    options: FloatOptions<D> & { out: NDArray<D> },
  ): NDArray<D>;
  standardGamma<T extends FloatDTypeLike = 'float64'>(
    shape: ArrayLike,
    size?: Size,
    options?: FloatOptions<T>,
  ): NDArray<ResolveDType<T>>;
  standardGamma(shape: ArrayLike, size?: Size, options?: FloatOptions): unknown {
    checkOptions('standardGamma', options, ['dtype', 'out']);
    return options === undefined
      ? drawFloats(this.bitGenerator, standardGamma, [shape], size)
      : drawStandardGamma(this.bitGenerator, shape, size, options);
  }

  /**
   * Draws from the gamma distribution.
   *
   * @param shape - not negative
   * @param scale - not negative, 1 by default
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when the shape or the scale is negative, or shapes do not fit
   * @example
   * np.random.defaultRng(1).gamma(2, 3); // 6.4614224323927765
   */
  gamma(shape: number, scale?: number, size?: null): number;
  gamma(shape: ArrayLike, scale: ArrayLike | undefined, size: ShapeLike): NDArray<'float64'>;
  gamma(shape: ArrayLike, scale?: ArrayLike, size?: Size): NDArray<'float64'>;
  gamma(shape: ArrayLike, scale: ArrayLike = 1, size?: Size): unknown {
    return drawFloats(this.bitGenerator, gamma, [shape, scale], size);
  }

  /**
   * Draws from the beta distribution over [0, 1].
   *
   * @param a - alpha, above 0
   * @param b - beta, above 0
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when a or b is not above 0, or shapes do not fit
   * @example
   * np.random.defaultRng(1).beta(2, 3); // 0.39905349040213767
   */
  beta(a: number, b: number, size?: null): number;
  beta(a: ArrayLike, b: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  beta(a: ArrayLike, b: ArrayLike, size?: Size): NDArray<'float64'>;
  beta(a: ArrayLike, b: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, beta, [a, b], size);
  }

  /**
   * Draws from the chi-square distribution.
   *
   * @param df - degrees of freedom, above 0
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when df is not above 0, or shapes do not fit
   * @example
   * np.random.defaultRng(1).chisquare(3); // 3.1623299118042008
   */
  chisquare(df: number, size?: null): number;
  chisquare(df: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  chisquare(df: ArrayLike, size?: Size): NDArray<'float64'>;
  chisquare(df: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, chisquare, [df], size);
  }

  /**
   * Draws from the non-central chi-square distribution.
   *
   * @param df - degrees of freedom, above 0
   * @param nonc - non-centrality, not negative
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when df is not above 0 or nonc is negative, or shapes do not fit
   * @example
   * np.random.defaultRng(1).noncentralChisquare(3, 1); // 5.464350713477685
   */
  noncentralChisquare(df: number, nonc: number, size?: null): number;
  noncentralChisquare(df: ArrayLike, nonc: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  noncentralChisquare(df: ArrayLike, nonc: ArrayLike, size?: Size): NDArray<'float64'>;
  noncentralChisquare(df: ArrayLike, nonc: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, noncentralChisquare, [df, nonc], size);
  }

  /**
   * Draws from the F distribution.
   *
   * @param dfnum - degrees of freedom in the numerator, above 0
   * @param dfden - degrees of freedom in the denominator, above 0
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when one of them is not above 0, or shapes do not fit
   * @example
   * np.random.defaultRng(1).f(3, 4); // 0.9894539033129074
   */
  f(dfnum: number, dfden: number, size?: null): number;
  f(dfnum: ArrayLike, dfden: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  f(dfnum: ArrayLike, dfden: ArrayLike, size?: Size): NDArray<'float64'>;
  f(dfnum: ArrayLike, dfden: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, f, [dfnum, dfden], size);
  }

  /**
   * Draws from the non-central F distribution.
   *
   * @param dfnum - degrees of freedom in the numerator, above 0
   * @param dfden - degrees of freedom in the denominator, above 0
   * @param nonc - non-centrality, not negative
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when a number of degrees of freedom is not above 0 or nonc is negative, or shapes do not fit
   * @example
   * np.random.defaultRng(1).noncentralF(3, 4, 1); // 1.7097277302849387
   */
  noncentralF(dfnum: number, dfden: number, nonc: number, size?: null): number;
  noncentralF(dfnum: ArrayLike, dfden: ArrayLike, nonc: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  noncentralF(dfnum: ArrayLike, dfden: ArrayLike, nonc: ArrayLike, size?: Size): NDArray<'float64'>;
  noncentralF(dfnum: ArrayLike, dfden: ArrayLike, nonc: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, noncentralF, [dfnum, dfden, nonc], size);
  }

  /**
   * Draws from Student's t distribution.
   *
   * @param df - degrees of freedom, above 0
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when df is not above 0, or shapes do not fit
   * @example
   * np.random.defaultRng(1).standardT(3); // 0.2791965480189002
   */
  standardT(df: number, size?: null): number;
  standardT(df: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  standardT(df: ArrayLike, size?: Size): NDArray<'float64'>;
  standardT(df: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, standardT, [df], size);
  }
}
