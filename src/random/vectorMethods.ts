// The methods of Generator that draw vectors.

import type { ArrayLike } from '../core/arrayLike.js';
import { checkOptions } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import type { Size } from './arguments.js';
import { DiscreteMethods } from './discreteMethods.js';
import { drawMultivariateNormal, type MultivariateNormalOptions } from './distributions/multivariateNormal.js';
import {
  drawDirichlet,
  drawHypergeometrics,
  drawMultinomials,
  type HypergeometricMethod,
} from './distributions/vectors.js';

/** Draws of whole vectors. */
export abstract class VectorMethods extends DiscreteMethods {
  /**
   * Draws from the multinomial distribution: how many of n trials come out in each category.
   *
   * @param n - number of trials, an integer; it broadcasts against the leading axes of `pvals`
   * @param pvals - the probabilities of the categories along the last axis; the last of them is what the others leave
   * @param size - the shape of the result without its last axis
   * @returns counts with the categories along a last axis, as int32 (int64 for 2**31 trials and more)
   * @throws ValueError when n is negative, the probabilities add up to more than 1, or shapes do not fit
   * @example
   * np.random.defaultRng(1).multinomial(10, [0.2, 0.3, 0.5]).toArray(); // [2, 5, 3]
   */
  multinomial(n: ArrayLike, pvals: ArrayLike, size?: Size): NDArray<'int32'> {
    return drawMultinomials(this.bitGenerator, n, pvals, size);
  }

  /**
   * Draws from the multivariate hypergeometric distribution: how many of each colour are in a sample without replacement.
   *
   * @param colors - how many items there are of each colour
   * @param nsample - the size of the sample
   * @param size - the shape of the result without its last axis
   * @param options - `method`: `'marginals'` (default; below 1e9 items) or `'count'` (draws the items themselves; good for
   *   few items, memory grows with their number)
   * @returns counts with the colours along a last axis
   * @throws ValueError when a number is negative or the sample larger than the population
   * @example
   * np.random.defaultRng(1).multivariateHypergeometric([10, 20, 30], 12).toArray(); // [1, 4, 7]
   */
  multivariateHypergeometric(
    colors: ArrayLike,
    nsample: number,
    size?: Size,
    options: { method?: HypergeometricMethod } = {},
  ): NDArray<'int32'> {
    checkOptions('multivariateHypergeometric', options, ['method']);
    return drawHypergeometrics(this.bitGenerator, colors, nsample, size, options.method ?? 'marginals');
  }

  /**
   * Draws from the Dirichlet distribution: vectors of non-negative numbers that add up to 1.
   *
   * @param alpha - the parameters, not negative
   * @param size - the shape of the result without its last axis
   * @returns an array with the vectors along a last axis
   * @throws ValueError when a parameter is negative
   * @example
   * np.random.defaultRng(1).dirichlet([1, 2, 3]).toArray(); // [0.21056999216173944, 0.5824961624913346, 0.20693384534692588]
   */
  dirichlet(alpha: ArrayLike, size?: Size): NDArray<'float64'> {
    return drawDirichlet(this.bitGenerator, alpha, size);
  }

  /**
   * Draws from the multivariate normal distribution.
   *
   * The Cholesky factor is unique, so `method: 'cholesky'` gives NumPy's numbers up to rounding. The others depend on the
   * signs of singular vectors or eigenvectors, which no rule fixes: there the numbers may be others of the same
   * distribution.
   *
   * @param mean - the mean, of length n
   * @param cov - the covariance, n x n, symmetric and positive semidefinite
   * @param size - the shape of the result without its last axis
   * @param options - `method` ('svd', 'eigh' or 'cholesky'), `checkValid` ('warn', 'raise' or 'ignore'), `tol`
   * @returns an array with the vectors along a last axis
   * @throws ValueError when shapes do not fit or, with `checkValid: 'raise'`, the covariance is not semidefinite;
   *   LinAlgError with 'cholesky' when it is not definite
   * @example
   * np.random.defaultRng(1).multivariateNormal([0, 0], [[1, 0.5], [0.5, 1]], 2, { method: 'cholesky' }).shape; // [2, 2]
   */
  multivariateNormal(
    mean: ArrayLike,
    cov: ArrayLike,
    size?: Size,
    options: MultivariateNormalOptions = {},
  ): NDArray<'float64'> {
    checkOptions('multivariateNormal', options, ['checkValid', 'tol', 'method']);
    return drawMultivariateNormal(this.bitGenerator, mean, cov, size, options);
  }
}
