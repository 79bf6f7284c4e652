/** Binomial coefficients, permutations, factorials, Stirling, Bernoulli and Euler numbers. */
import { asNDArray, isScalarLike, type ArrayLike } from '../core/arrayLike.js';
import { ValueError, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { array } from '../ops/creation.js';
import { betaKernel } from './betaKernel.js';
import { special } from './define.js';
import { FACTORIALS, gammaKernel, gammalnKernel, rgammaKernel } from './gammaKernel.js';
import { pochKernel } from './gamma.js';
import { sinpi } from './multiplesOfPi.js';
import type { ResultOf, Special1, Special2 } from './types.js';

/** n! / (k! (n - k)!), continued to real numbers. */
export function binomKernel(n: number, k: number): number {
  if (n !== n || k !== k) return NaN;
  if (n < 0 && n === Math.floor(n)) return NaN;
  const whole = Math.floor(k);
  if (k === whole && (Math.abs(n) > 1e-8 || n === 0)) {
    // A product, of the shorter side where both are whole.
    const isWhole = n === Math.floor(n);
    const m = isWhole && n > 0 && k > n / 2 ? n - k : k;
    if (m < 0) return 0;
    if (m < 20) {
      let product = 1;
      let divisor = 1;
      for (let j = 1; j <= m; j++) {
        product *= n - m + j;
        divisor *= j;
        if (Math.abs(product) > 1e50) {
          product /= divisor;
          divisor = 1;
        }
      }
      return product / divisor;
    }
    if (isWhole && n > 0 && n <= 170) return FACTORIALS[n]! / FACTORIALS[k]! / FACTORIALS[n - k]!;
  }
  if (n > 1e9 * Math.abs(k) && k > 0)
    return Math.exp(gammalnKernel(n + 1) - gammalnKernel(n - k + 1) - gammalnKernel(k + 1));
  if (k > 1e8 * Math.abs(n)) {
    // Γ(1 + n) sin(π(k - n)) / (π k^(n + 1)), to second order.
    const size = (gammaKernel(1 + n) / k + (gammaKernel(1 + n) * n) / (2 * k * k)) / (Math.PI * k ** n);
    const floor = Math.floor(k);
    return size * sinpi(k - floor - n) * (floor % 2 === 0 ? 1 : -1);
  }
  if (n - k > -1 && k > -1) return 1 / ((n + 1) * betaKernel(1 + n - k, 1 + k));
  return gammaKernel(n + 1) * rgammaKernel(k + 1) * rgammaKernel(n - k + 1);
}

/** n! / (n - k)!, 0 outside 0 <= k <= n. */
function permKernel(n: number, k: number): number {
  if (!(k <= n && n >= 0 && k >= 0)) return n === n && k === k ? 0 : NaN;
  if (n <= 170 && n === Math.floor(n) && k === Math.floor(k)) return FACTORIALS[n]! / FACTORIALS[n - k]!;
  return pochKernel(n - k + 1, k);
}

function combKernel(n: number, k: number): number {
  if (!(k <= n && n >= 0 && k >= 0)) return n === n && k === k ? 0 : NaN;
  const value = binomKernel(n, k);
  return n === Math.floor(n) && k === Math.floor(k) && value < 9e15 ? Math.round(value) : value;
}

const combUfunc = special<Special2>('comb', combKernel);
const permUfunc = special<Special2>('perm', permKernel);

/**
 * Binomial coefficients continued to real arguments: `binom(n, k)`.
 *
 * @example
 * special.binom(2.5, 2); // 1.875
 */
export const binom = special<Special2>('binom', binomKernel);

/** A whole number, or the error that it is none. */
function wholeNumber(functionName: string, argument: string, value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new ValueError(
      `${functionName}: ${argument} must be a whole number with exact: true, got ${describe(value)}`,
    );
  }
  return BigInt(value);
}

/** Options of `comb`. */
export interface CombOptions {
  /** Give a bigint. */
  exact?: boolean;
  /** Count choices with repetition. */
  repetition?: boolean;
}

/**
 * The number of choices of k things out of N.
 *
 * @param N - how many there are
 * @param k - how many are chosen
 * @param options - `exact` for a bigint (of two whole numbers), `repetition`
 * @returns the count, 0 where k > N or one of them is negative
 * @throws ValueError if exact is wanted of something else than whole numbers
 * @example
 * special.comb(10, 3); // 120
 */
export function comb(N: number | bigint, k: number | bigint, options: CombOptions & { exact: true }): bigint;
export function comb<A extends ArrayLike, B extends ArrayLike>(N: A, k: B, options?: CombOptions): ResultOf<A | B>;
export function comb(N: ArrayLike, k: ArrayLike, { exact = false, repetition = false }: CombOptions = {}): unknown {
  if (exact) {
    let n = wholeNumber('comb', 'N', N);
    let m = wholeNumber('comb', 'k', k);
    if (repetition) {
      if (n === 0n && m === 0n) return 1n;
      n = n + m - 1n;
    }
    if (m < 0n || n < 0n || m > n) return 0n;
    if (2n * m > n) m = n - m;
    let count = 1n;
    for (let j = 1n; j <= m; j++) count = (count * (n - m + j)) / j;
    return count;
  }
  if (repetition) {
    const total = asNDArray('comb', N).add(k).subtract(1);
    const both = isScalarLike(N) && isScalarLike(k);
    return combUfunc(both ? Number(total.item()) : total, k);
  }
  return combUfunc(N, k);
}

/** Options of `perm` and the factorials. */
export interface ExactOptions {
  /** Give a bigint. */
  exact?: boolean;
}

/**
 * The number of sequences of k different things out of N.
 *
 * @param N - how many there are
 * @param k - how long the sequences are
 * @param options - `exact` for a bigint
 * @returns N! / (N - k)!
 * @throws ValueError if exact is wanted of something else than whole numbers
 * @example
 * special.perm(10, 3); // 720
 */
export function perm(N: number | bigint, k: number | bigint, options: { exact: true }): bigint;
export function perm<A extends ArrayLike, B extends ArrayLike>(N: A, k: B, options?: ExactOptions): ResultOf<A | B>;
export function perm(N: ArrayLike, k: ArrayLike, { exact = false }: ExactOptions = {}): unknown {
  if (!exact) return permUfunc(N, k);
  const n = wholeNumber('perm', 'N', N);
  const m = wholeNumber('perm', 'k', k);
  if (m < 0n || n < 0n || m > n) return 0n;
  return productDown(n, m, 1n);
}

/** n (n - step) (n - 2 step) ..., count factors, or until it is used up. */
function productDown(n: bigint, count: bigint | undefined, step: bigint): bigint {
  let product = 1n;
  for (let x = n, j = 0n; x > 0n && (count === undefined || j < count); x -= step, j++) product *= x;
  return product;
}

/** Exact values for one whole number or an array of them (rounded to float64 there: NDArrays hold no such integers). */
function exactly(functionName: string, n: ArrayLike, step: bigint): unknown {
  if (isScalarLike(n)) {
    const whole = wholeNumber(functionName, 'n', n);
    return whole < 0n ? 0n : productDown(whole, undefined, step);
  }
  const values = asNDArray(functionName, n);
  const result = [...values.flat].map((x) => {
    const whole = wholeNumber(functionName, 'n', typeof x === 'bigint' ? x : Number(x));
    return Number(whole < 0n ? 0n : productDown(whole, undefined, step));
  });
  return array(result).reshape(values.shape);
}

const factorialUfunc = special<Special1>('factorial', (n: number): number => {
  if (n < 0) return 0;
  return n <= 170 && n === Math.floor(n) ? FACTORIALS[n]! : gammaKernel(n + 1);
});

const factorial2Ufunc = special<Special1>('factorial2', (n: number): number => {
  if (n < -1 || (n < 0 && n !== -1)) return n === n ? 0 : NaN;
  if (n === -1) return 1;
  if (n > 300) return Infinity;
  if (n === Math.floor(n)) {
    let product = 1;
    for (let x = n; x > 1; x -= 2) product *= x;
    return product;
  }
  return NaN;
});

/**
 * n!, continued by Γ(n + 1) to real numbers; 0 for negative ones.
 *
 * @param n - numbers
 * @param options - `exact` for a bigint (of arrays: exact products, rounded once)
 * @returns n!
 * @throws ValueError if exact is wanted of something else than whole numbers
 * @example
 * special.factorial(5); // 120
 * special.factorial(25, { exact: true }); // 15511210043330985984000000n
 */
export function factorial(n: number | bigint, options: { exact: true }): bigint;
export function factorial<A extends ArrayLike>(n: A, options?: ExactOptions): ResultOf<A>;
export function factorial(n: ArrayLike, { exact = false }: ExactOptions = {}): unknown {
  return exact ? exactly('factorial', n, 1n) : factorialUfunc(typeof n === 'bigint' ? Number(n) : n);
}

/**
 * The double factorial n!! = n (n - 2) (n - 4) ... of whole numbers.
 *
 * @param n - whole numbers
 * @param options - `exact` for a bigint
 * @returns n!!
 * @throws ValueError if exact is wanted of something else than whole numbers
 * @example
 * special.factorial2(7); // 105
 */
export function factorial2(n: number | bigint, options: { exact: true }): bigint;
export function factorial2<A extends ArrayLike>(n: A, options?: ExactOptions): ResultOf<A>;
export function factorial2(n: ArrayLike, { exact = false }: ExactOptions = {}): unknown {
  return exact ? exactly('factorial2', n, 2n) : factorial2Ufunc(typeof n === 'bigint' ? Number(n) : n);
}

/**
 * The multifactorial n (n - k) (n - 2k) ... of whole numbers.
 *
 * @param n - a whole number or an array of them
 * @param k - the step, at least 1
 * @param options - `exact` (true by default) for a bigint; arrays and `exact: false` give float64
 * @returns the product
 * @throws ValueError if k is no positive whole number
 * @example
 * special.factorialk(9, 3); // 162n
 */
export function factorialk(n: number | bigint, k: number, options?: { exact?: true }): bigint;
export function factorialk(n: number | bigint, k: number, options: { exact: false }): number;
export function factorialk(n: ArrayLike, k: number, options?: ExactOptions): NDArray;
export function factorialk(n: ArrayLike, k: number, { exact = true }: ExactOptions = {}): unknown {
  if (!Number.isInteger(k) || k < 1) throw new ValueError(`factorialk: k must be a positive whole number, got ${k}`);
  const value = exactly('factorialk', n, BigInt(k));
  return exact || typeof value !== 'bigint' ? value : Number(value);
}

/**
 * Stirling numbers of the second kind: in how many ways N things fall into K groups.
 *
 * @param N - how many things, whole numbers
 * @param K - how many groups, whole numbers
 * @param options - `exact` for a bigint (of two numbers)
 * @returns S(N, K)
 * @throws ValueError if one of them is no whole number
 * @example
 * special.stirling2(4, 2); // 7
 */
export function stirling2(N: number, K: number, options: { exact: true }): bigint;
export function stirling2<A extends ArrayLike, B extends ArrayLike>(
  N: A,
  K: B,
  options?: ExactOptions,
): ResultOf<A | B>;
export function stirling2(N: ArrayLike, K: ArrayLike, { exact = false }: ExactOptions = {}): unknown {
  const one = (n: unknown, k: unknown): bigint => {
    const m = Number(wholeNumber('stirling2', 'N', n));
    const g = Number(wholeNumber('stirling2', 'K', k));
    if (m < 0 || g < 0 || g > m) return 0n;
    // Row by row: S(n, k) = k S(n - 1, k) + S(n - 1, k - 1).
    const row = [1n, ...Array<bigint>(g).fill(0n)];
    for (let i = 1; i <= m; i++) {
      for (let j = Math.min(i, g); j > 0; j--) row[j] = BigInt(j) * row[j]! + row[j - 1]!;
      row[0] = 0n;
    }
    return row[g]!;
  };
  if (isScalarLike(N) && isScalarLike(K)) return exact ? one(N, K) : Number(one(N, K));
  const zero = asNDArray('stirling2', K).multiply(0);
  const n = asNDArray('stirling2', N).add(zero);
  const k = asNDArray('stirling2', N).multiply(0).add(K);
  const ks = [...k.flat];
  const values = [...n.flat].map((x, i) => Number(one(Number(x), Number(ks[i]))));
  return array(values).reshape(n.shape);
}

/**
 * Bernoulli's numbers B0 to Bn.
 *
 * @param n - the last index, a whole number
 * @returns n + 1 numbers (at least three, as SciPy gives)
 * @throws ValueError if n is no whole number from 0 on
 * @example
 * special.bernoulli(4).toArray(); // [1, -0.5, 0.16666666666666666, 0, -0.03333333333333333]
 */
export function bernoulli(n: number): NDArray<'float64'> {
  if (!Number.isInteger(n) || n < 0) throw new ValueError(`bernoulli: n must be a non-negative integer, got ${n}`);
  const length = Math.max(n, 2) + 1;
  const values = new Float64Array(length);
  values[0] = 1;
  values[1] = -0.5;
  // |B(2k)| = 2 (2k)! ζ(2k) / (2π)^2k; the first ones as fractions.
  const known = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798, -174611 / 330];
  for (let k = 2; k < length; k += 2) {
    const j = k / 2 - 1;
    if (j < known.length) values[k] = known[j]!;
    else {
      let size = 2;
      for (let i = 1; i <= k; i++) size *= i / (2 * Math.PI);
      values[k] = (k % 4 === 0 ? -1 : 1) * size * (1 + 2 ** -k + 3 ** -k);
    }
  }
  return array(values) as NDArray<'float64'>;
}

/**
 * Euler's numbers E0 to En.
 *
 * @param n - the last index, a whole number
 * @returns n + 1 numbers (at least three, as SciPy gives)
 * @throws ValueError if n is no whole number from 0 on
 * @example
 * special.euler(4).toArray(); // [1, 0, -1, 0, 5]
 */
export function euler(n: number): NDArray<'float64'> {
  if (!Number.isInteger(n) || n < 0) throw new ValueError(`euler: n must be a non-negative integer, got ${n}`);
  const length = Math.max(n, 2) + 1;
  const values = new Float64Array(length);
  // Exact, by Σ C(2m, 2k) E(2k) = 0.
  const exact: bigint[] = [1n];
  for (let m = 1; 2 * m < length; m++) {
    let sum = 0n;
    let binomial = 1n;
    for (let k = 0; k < m; k++) {
      sum += binomial * exact[k]!;
      const [top, bottom] = [BigInt(2 * m - 2 * k) * BigInt(2 * m - 2 * k - 1), BigInt(2 * k + 1) * BigInt(2 * k + 2)];
      binomial = (binomial * top) / bottom;
    }
    exact.push(-sum);
  }
  exact.forEach((value, k) => {
    if (2 * k < length) values[2 * k] = Number(value);
  });
  return array(values) as NDArray<'float64'>;
}

const diricUfunc = special<Special2>('diric', (x: number, n: number): number => {
  if (!(n > 0) || n !== Math.floor(n)) return NaN;
  const denominator = Math.sin(x / 2);
  if (Math.abs(denominator) < 1e-9) {
    const turns = Math.round(x / (2 * Math.PI));
    return turns % 2 !== 0 && (n - 1) % 2 !== 0 ? -1 : 1;
  }
  return Math.sin((n * x) / 2) / (n * denominator);
});

/**
 * Dirichlet's periodic sinc function sin(nx/2) / (n sin(x/2)).
 *
 * @param x - angles
 * @param n - the period's parameter, a positive whole number
 * @returns the function's values
 * @example
 * special.diric(0, 5); // 1
 */
export function diric<A extends ArrayLike, B extends ArrayLike>(x: A, n: B): ResultOf<A | B>;
export function diric(x: ArrayLike, n: ArrayLike): unknown {
  return diricUfunc(x, n);
}
