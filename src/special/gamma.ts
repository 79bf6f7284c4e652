/** The gamma function and what is made of it: logarithms, reciprocals, beta functions, Pochhammer symbols. */
import { asNDArray, isScalarLike, type ArrayLike } from '../core/arrayLike.js';
import { ValueError } from '../core/errors.js';
import { add } from '../ops/ufuncs/arithmetic.js';
import { special } from './define.js';
import { gammaComplex, loggammaComplex, rgammaComplex } from './gammaComplex.js';
import { betaKernel, betalnKernel } from './betaKernel.js';
import { gammaKernel, gammalnKernel, gammaRatioLarge, gammasgnKernel, rgammaKernel } from './gammaKernel.js';
import type { ResultOf, Special1, Special2 } from './types.js';

/** log Γ(x), nan where it is complex. */
function loggammaKernel(x: number): number {
  return x < 0 ? NaN : gammalnKernel(x);
}

/** Γ(z + m) / Γ(z). */
export function pochKernel(z: number, m: number): number {
  if (z !== z || m !== m) return NaN;
  const isWhole = m === Math.floor(m);
  if (isWhole && Math.abs(m) < 20) {
    let product = 1;
    for (let k = 0; k < m; k++) product *= z + k;
    for (let k = -1; k >= m; k--) product /= z + k;
    return product;
  }
  if (z === Infinity) return m > 0 ? Infinity : 0;
  const c = z + m;
  const isPole = (x: number): boolean => x <= 0 && x === Math.floor(x);
  if (isPole(c)) {
    if (!isPole(z)) return Infinity;
    // Both are poles: the ratio of the residues.
    const sign = m % 2 === 0 ? 1 : -1;
    return sign * pochKernel(1 - c, m);
  }
  if (isPole(z)) return 0;
  if (z >= 10 && c >= 10) return 1 / gammaRatioLarge(z, m);
  if (Math.abs(z) < 150 && Math.abs(c) < 170) return gammaKernel(c) * rgammaKernel(z);
  const sign = gammasgnKernel(c) * gammasgnKernel(z);
  return sign * Math.exp(gammalnKernel(c) - gammalnKernel(z));
}

/**
 * The gamma function, of real and complex arguments.
 *
 * @example
 * special.gamma(5); // 24
 */
export const gamma = special<Special1>('gamma', gammaKernel, { complex: gammaComplex });
/**
 * The logarithm of the absolute value of Γ(x), of real x.
 *
 * @example
 * gammaln([1, 100]).toArray(); // [0, 359.1342053695754]
 */
export const gammaln = special<Special1>('gammaln', gammalnKernel);
/** The principal branch of log Γ(z); nan for negative real numbers that are not given as complex ones. */
export const loggamma = special<Special1>('loggamma', loggammaKernel, { complex: loggammaComplex });
/** 1/Γ(x). */
export const rgamma = special<Special1>('rgamma', rgammaKernel, { complex: rgammaComplex });
/** The sign of Γ(x). */
export const gammasgn = special<Special1>('gammasgn', gammasgnKernel);
/**
 * The beta function Γ(a) Γ(b) / Γ(a + b).
 *
 * @example
 * special.beta(2, 3); // 0.08333333333333333
 */
export const beta = special<Special2>('beta', betaKernel);
/** The logarithm of the absolute value of the beta function. */
export const betaln = special<Special2>('betaln', betalnKernel);
/** Pochhammer's symbol Γ(z + m) / Γ(z). */
export const poch = special<Special2>('poch', pochKernel);

/**
 * The logarithm of the multivariate gamma function.
 *
 * @param a - the argument, greater than (d - 1) / 2
 * @param d - the dimension
 * @returns log Γ_d(a) = d (d - 1) log(π) / 4 + Σ log Γ(a - j / 2), j from 0 to d - 1
 * @throws ValueError if d is no positive integer or an a is too small
 */
export function multigammaln<A extends ArrayLike>(a: A, d: number): ResultOf<A>;
export function multigammaln(a: ArrayLike, d: number): unknown {
  if (!Number.isInteger(d) || d < 1) {
    throw new ValueError(`multigammaln: d should be a positive integer (dimension), got ${d}`);
  }
  const least = (d - 1) / 2;
  const values = asNDArray('multigammaln', a);
  const kernel = (x: number): number => {
    let sum = 0.25 * d * (d - 1) * Math.log(Math.PI);
    for (let j = 0; j < d; j++) sum += gammalnKernel(x - j / 2);
    return sum;
  };
  for (const x of values.flat) {
    if (!(Number(x) > least)) {
      throw new ValueError(`multigammaln: condition a (${Number(x)}) > 0.5 * (d-1) (${least}) not met`);
    }
  }
  if (isScalarLike(a)) return kernel(Number(a));
  let total: unknown = 0.25 * d * (d - 1) * Math.log(Math.PI);
  for (let j = 0; j < d; j++) total = add(total as ArrayLike, gammaln(add(values, -j / 2)) as ArrayLike);
  return total;
}
