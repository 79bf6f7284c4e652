// The methods of Generator that draw counts.

import type { ArrayLike } from '../core/arrayLike.js';
import type { NDArray } from '../core/ndarray.js';
import type { ShapeLike } from '../core/shape.js';
import type { Size } from './arguments.js';
import { ContinuousMethods } from './continuousMethods.js';
import { binomial } from './distributions/binomial.js';
import { drawCounts } from './distributions/fill.js';
import { hypergeometric } from './distributions/hypergeometric.js';
import { negativeBinomial, poisson } from './distributions/poisson.js';
import { geometric, logseries, zipf } from './distributions/waiting.js';

/** Draws from discrete distributions. */
export abstract class DiscreteMethods extends ContinuousMethods {
  /**
   * Draws from the binomial distribution: successes in n trials.
   *
   * Arrays come as int32, or as int64 where the parameters let values beyond int32 occur; single values are plain
   * numbers.
   *
   * @param n - number of trials, an integer
   * @param p - probability of success
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when n is negative or p is no probability, or shapes do not fit
   * @example
   * np.random.defaultRng(1).binomial(10, 0.3, 5).toArray(); // [3, 5, 1, 5, 2]
   */
  binomial(n: number, p: number, size?: null): number;
  binomial(n: ArrayLike, p: ArrayLike, size: ShapeLike): NDArray<'int32'>;
  binomial(n: ArrayLike, p: ArrayLike, size?: Size): NDArray<'int32'>;
  binomial(n: ArrayLike, p: ArrayLike, size?: Size): unknown {
    return drawCounts(this.bitGenerator, binomial, [n, p], size);
  }

  /**
   * Draws from the Poisson distribution.
   *
   * Arrays come as int32, or as int64 where the parameters let values beyond int32 occur; single values are plain
   * numbers.
   *
   * @param lam - mean, 1 by default
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when lam is negative, not a number or too large (about 9.2e18), or shapes do not fit
   * @example
   * np.random.defaultRng(1).poisson(3, 5).toArray(); // [4, 4, 4, 2, 2]
   */
  poisson(lam?: number, size?: null): number;
  poisson(lam: ArrayLike | undefined, size: ShapeLike): NDArray<'int32'>;
  poisson(lam?: ArrayLike, size?: Size): NDArray<'int32'>;
  poisson(lam: ArrayLike = 1, size?: Size): unknown {
    return drawCounts(this.bitGenerator, poisson, [lam], size);
  }

  /**
   * Draws from the geometric distribution: trials up to the first success.
   *
   * Arrays come as int32, or as int64 where the parameters let values beyond int32 occur; single values are plain
   * numbers.
   *
   * @param p - probability of success, above 0
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when p is no probability or 0, or shapes do not fit
   * @example
   * np.random.defaultRng(1).geometric(0.2, 5).toArray(); // [5, 2, 25, 2, 1]
   */
  geometric(p: number, size?: null): number;
  geometric(p: ArrayLike, size: ShapeLike): NDArray<'int32'>;
  geometric(p: ArrayLike, size?: Size): NDArray<'int32'>;
  geometric(p: ArrayLike, size?: Size): unknown {
    return drawCounts(this.bitGenerator, geometric, [p], size);
  }

  /**
   * Draws from the negative binomial distribution: failures before n successes.
   *
   * Arrays come as int32, or as int64 where the parameters let values beyond int32 occur; single values are plain
   * numbers.
   *
   * @param n - number of successes, above 0, not only integers
   * @param p - probability of success, above 0
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when n is not above 0 or p is no probability or 0, or shapes do not fit
   * @example
   * np.random.defaultRng(1).negativeBinomial(3, 0.4, 5).toArray(); // [5, 6, 3, 7, 1]
   */
  negativeBinomial(n: number, p: number, size?: null): number;
  negativeBinomial(n: ArrayLike, p: ArrayLike, size: ShapeLike): NDArray<'int32'>;
  negativeBinomial(n: ArrayLike, p: ArrayLike, size?: Size): NDArray<'int32'>;
  negativeBinomial(n: ArrayLike, p: ArrayLike, size?: Size): unknown {
    return drawCounts(this.bitGenerator, negativeBinomial, [n, p], size);
  }

  /**
   * Draws from the hypergeometric distribution: good items in a sample without replacement.
   *
   * @param ngood - number of good items, below 1e9
   * @param nbad - number of bad items, below 1e9
   * @param nsample - size of the sample
   * @param size - the shape of the result; by default that to which the parameters broadcast
   * @throws ValueError when a number is negative or too large, or the sample larger than the population, or shapes do not fit
   * @example
   * np.random.defaultRng(1).hypergeometric(15, 10, 8, 5).toArray(); // [5, 6, 6, 6, 4]
   */
  hypergeometric(ngood: number, nbad: number, nsample: number, size?: null): number;
  hypergeometric(ngood: ArrayLike, nbad: ArrayLike, nsample: ArrayLike, size: ShapeLike): NDArray<'int32'>;
  hypergeometric(ngood: ArrayLike, nbad: ArrayLike, nsample: ArrayLike, size?: Size): NDArray<'int32'>;
  hypergeometric(ngood: ArrayLike, nbad: ArrayLike, nsample: ArrayLike, size?: Size): unknown {
    return drawCounts(this.bitGenerator, hypergeometric, [ngood, nbad, nsample], size);
  }

  /**
   * Draws from the logarithmic series distribution.
   *
   * Arrays come as int32, or as int64 where the parameters let values beyond int32 occur; single values are plain
   * numbers.
   *
   * @param p - shape, in [0, 1)
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when p is outside, or shapes do not fit
   * @example
   * np.random.defaultRng(1).logseries(0.7, 5).toArray(); // [2, 6, 2, 1, 2]
   */
  logseries(p: number, size?: null): number;
  logseries(p: ArrayLike, size: ShapeLike): NDArray<'int32'>;
  logseries(p: ArrayLike, size?: Size): NDArray<'int32'>;
  logseries(p: ArrayLike, size?: Size): unknown {
    return drawCounts(this.bitGenerator, logseries, [p], size);
  }

  /**
   * Draws from the Zipf distribution.
   *
   * Arrays come as int64: for usual exponents, values beyond int32 are likely. Single values are plain numbers.
   *
   * @param a - exponent, above 1
   * @param size - the shape of the result; by default that of the parameter
   * @throws ValueError when a is not above 1, or shapes do not fit
   * @example
   * np.random.defaultRng(1).zipf(3, 5).toArray(); // [1n, 1n, 1n, 2n, 1n]
   */
  zipf(a: number, size?: null): number;
  zipf(a: ArrayLike, size: ShapeLike): NDArray<'int64'>;
  zipf(a: ArrayLike, size?: Size): NDArray<'int64'>;
  zipf(a: ArrayLike, size?: Size): unknown {
    return drawCounts(this.bitGenerator, zipf, [a], size);
  }
}
