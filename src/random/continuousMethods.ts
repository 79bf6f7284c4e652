// The methods of Generator that draw from the other continuous distributions with parameters.

import type { ArrayLike } from '../core/arrayLike.js';
import type { NDArray } from '../core/ndarray.js';
import type { ShapeLike } from '../core/shape.js';
import type { Size } from './arguments.js';
import { drawFloats } from './distributions/fill.js';
import {
  gumbel,
  laplace,
  logistic,
  lognormal,
  pareto,
  power,
  rayleigh,
  standardCauchy,
  triangular,
  wald,
  weibull,
} from './distributions/transforms.js';
import { vonmises } from './distributions/vonmises.js';
import { GammaMethods } from './gammaMethods.js';

/** Draws from continuous distributions. */
export abstract class ContinuousMethods extends GammaMethods {
  /**
   * Draws from the standard Cauchy distribution.
   *
   * @param size - the shape of the result; one number without
   * @example
   * np.random.defaultRng(1).standardCauchy(); // 0.42061411958619777
   */
  standardCauchy(size?: null): number;
  standardCauchy(size: ShapeLike): NDArray<'float64'>;
  standardCauchy(size?: Size): unknown {
    return drawFloats(this.bitGenerator, standardCauchy, [], size);
  }

  /**
   * Draws from the log-normal distribution, exp of normal draws.
   *
   * @param mean - mean of the logarithm, 0 by default
   * @param sigma - standard deviation of the logarithm, 1 by default
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when sigma is negative, or shapes do not fit
   * @example
   * np.random.defaultRng(1).lognormal(0, 0.5); // 1.188618960795861
   */
  lognormal(mean?: number, sigma?: number, size?: null): number;
  lognormal(mean: ArrayLike | undefined, sigma: ArrayLike | undefined, size: ShapeLike): NDArray<'float64'>;
  lognormal(mean?: ArrayLike, sigma?: ArrayLike, size?: Size): NDArray<'float64'>;
  lognormal(mean: ArrayLike = 0, sigma: ArrayLike = 1, size?: Size): unknown {
    return drawFloats(this.bitGenerator, lognormal, [mean, sigma], size);
  }

  /**
   * Draws from the Laplace (double exponential) distribution.
   *
   * @param loc - centre, 0 by default
   * @param scale - decay length, 1 by default
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when the scale is negative, or shapes do not fit
   * @example
   * np.random.defaultRng(1).laplace(0, 2); // 0.04785447240229408
   */
  laplace(loc?: number, scale?: number, size?: null): number;
  laplace(loc: ArrayLike | undefined, scale: ArrayLike | undefined, size: ShapeLike): NDArray<'float64'>;
  laplace(loc?: ArrayLike, scale?: ArrayLike, size?: Size): NDArray<'float64'>;
  laplace(loc: ArrayLike = 0, scale: ArrayLike = 1, size?: Size): unknown {
    return drawFloats(this.bitGenerator, laplace, [loc, scale], size);
  }

  /**
   * Draws from the Gumbel distribution of largest values.
   *
   * @param loc - mode, 0 by default
   * @param scale - scale, 1 by default
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when the scale is negative, or shapes do not fit
   * @example
   * np.random.defaultRng(1).gumbel(0, 2); // 0.6651513094023096
   */
  gumbel(loc?: number, scale?: number, size?: null): number;
  gumbel(loc: ArrayLike | undefined, scale: ArrayLike | undefined, size: ShapeLike): NDArray<'float64'>;
  gumbel(loc?: ArrayLike, scale?: ArrayLike, size?: Size): NDArray<'float64'>;
  gumbel(loc: ArrayLike = 0, scale: ArrayLike = 1, size?: Size): unknown {
    return drawFloats(this.bitGenerator, gumbel, [loc, scale], size);
  }

  /**
   * Draws from the logistic distribution.
   *
   * @param loc - mean, 0 by default
   * @param scale - scale, 1 by default
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when the scale is negative, or shapes do not fit
   * @example
   * np.random.defaultRng(1).logistic(0, 2); // 0.09459062571903151
   */
  logistic(loc?: number, scale?: number, size?: null): number;
  logistic(loc: ArrayLike | undefined, scale: ArrayLike | undefined, size: ShapeLike): NDArray<'float64'>;
  logistic(loc?: ArrayLike, scale?: ArrayLike, size?: Size): NDArray<'float64'>;
  logistic(loc: ArrayLike = 0, scale: ArrayLike = 1, size?: Size): unknown {
    return drawFloats(this.bitGenerator, logistic, [loc, scale], size);
  }

  /**
   * Draws from the Rayleigh distribution, the length of a vector of two normal draws.
   *
   * @param scale - mode, 1 by default
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when the scale is negative, or shapes do not fit
   * @example
   * np.random.defaultRng(1).rayleigh(2); // 2.929886040613237
   */
  rayleigh(scale?: number, size?: null): number;
  rayleigh(scale: ArrayLike | undefined, size: ShapeLike): NDArray<'float64'>;
  rayleigh(scale?: ArrayLike, size?: Size): NDArray<'float64'>;
  rayleigh(scale: ArrayLike = 1, size?: Size): unknown {
    return drawFloats(this.bitGenerator, rayleigh, [scale], size);
  }

  /**
   * Draws from the Pareto II (Lomax) distribution; add 1 for the classical one.
   *
   * @param a - shape, above 0
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when a is not above 0, or shapes do not fit
   * @example
   * np.random.defaultRng(1).pareto(3); // 0.4300027139314554
   */
  pareto(a: number, size?: null): number;
  pareto(a: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  pareto(a: ArrayLike, size?: Size): NDArray<'float64'>;
  pareto(a: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, pareto, [a], size);
  }

  /**
   * Draws from the Weibull distribution of scale 1.
   *
   * @param a - shape, not negative
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when a is negative, or shapes do not fit
   * @example
   * np.random.defaultRng(1).weibull(2); // 1.0358711437107122
   */
  weibull(a: number, size?: null): number;
  weibull(a: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  weibull(a: ArrayLike, size?: Size): NDArray<'float64'>;
  weibull(a: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, weibull, [a], size);
  }

  /**
   * Draws from the power distribution over [0, 1], with density a x**(a - 1).
   *
   * @param a - exponent plus one, above 0
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when a is not above 0, or shapes do not fit
   * @example
   * np.random.defaultRng(1).power(3); // 0.8697911563106514
   */
  power(a: number, size?: null): number;
  power(a: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  power(a: ArrayLike, size?: Size): NDArray<'float64'>;
  power(a: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, power, [a], size);
  }

  /**
   * Draws from the triangular distribution.
   *
   * @param left - lower end
   * @param mode - where the density is largest
   * @param right - upper end
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when not left <= mode <= right, or the ends are the same, or shapes do not fit
   * @example
   * np.random.defaultRng(1).triangular(0, 1, 3); // 1.2885473270351704
   */
  triangular(left: number, mode: number, right: number, size?: null): number;
  triangular(left: ArrayLike, mode: ArrayLike, right: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  triangular(left: ArrayLike, mode: ArrayLike, right: ArrayLike, size?: Size): NDArray<'float64'>;
  triangular(left: ArrayLike, mode: ArrayLike, right: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, triangular, [left, mode, right], size);
  }

  /**
   * Draws from the von Mises distribution on the circle, as angles in [-pi, pi].
   *
   * @param mu - mode, in radians
   * @param kappa - concentration, not negative
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when kappa is negative, or shapes do not fit
   * @example
   * np.random.defaultRng(1).vonmises(0, 4); // -0.5067838336258101
   */
  vonmises(mu: number, kappa: number, size?: null): number;
  vonmises(mu: ArrayLike, kappa: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  vonmises(mu: ArrayLike, kappa: ArrayLike, size?: Size): NDArray<'float64'>;
  vonmises(mu: ArrayLike, kappa: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, vonmises, [mu, kappa], size);
  }

  /**
   * Draws from the Wald (inverse Gaussian) distribution.
   *
   * @param mean - mean, above 0
   * @param scale - scale, above 0
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when one of them is not above 0, or shapes do not fit
   * @example
   * np.random.defaultRng(1).wald(3, 2); // 4.566593422427362
   */
  wald(mean: number, scale: number, size?: null): number;
  wald(mean: ArrayLike, scale: ArrayLike, size: ShapeLike): NDArray<'float64'>;
  wald(mean: ArrayLike, scale: ArrayLike, size?: Size): NDArray<'float64'>;
  wald(mean: ArrayLike, scale: ArrayLike, size?: Size): unknown {
    return drawFloats(this.bitGenerator, wald, [mean, scale], size);
  }
}
