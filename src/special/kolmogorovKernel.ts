/** Kolmogorov's limit distribution, Smirnov's exact one-sided one, their inverses, and Tukey's lambda, of numbers. */
import { pow } from '../backends/single/scalar/power.js';
import { FACTORIALS, gammalnKernel } from './gammaKernel.js';
import { solveAnywhere } from './inversion.js';

/** 2 Σ (-1)^(k-1) exp(-2 k² x²), or for small x one minus its theta transform (DLMF 20.7.32). */
export function kolmogorov(x: number): number {
  if (x !== x) return x;
  if (x <= 0) return 1;
  if (x < 0.82) return 1 - kolmogorovLower(x);
  const e = Math.exp(-2 * x * x);
  let sum = 0;
  for (let k = 5; k >= 1; k--) sum += (k % 2 ? 1 : -1) * Math.pow(e, k * k);
  return 2 * sum;
}

/** The distribution function, small x: √(2π)/x Σ exp(-(2k - 1)² π² / (8x²)). */
function kolmogorovLower(x: number): number {
  if (x >= 0.82) return 1 - kolmogorov(x);
  const e = Math.exp((-Math.PI * Math.PI) / (8 * x * x));
  if (e === 0) return 0;
  let sum = 0;
  for (let k = 4; k >= 0; k--) sum += Math.pow(e, (2 * k + 1) ** 2);
  return (Math.sqrt(2 * Math.PI) / x) * sum;
}

export function kolmogi(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p === 1) return 0;
  if (p === 0) return Infinity;
  if (p > 0.5) return solveAnywhere((x) => kolmogorovLower(x) / (1 - p) - 1, 1e-3, 1, 0.5, 0.1);
  const guess = Math.sqrt(-Math.log(p / 2) / 2);
  return solveAnywhere((x) => kolmogorov(x) / p - 1, 0.5, 30, guess, 0.01);
}

/** P(D+ >= d) of n values (Birnbaum and Tingey's sum). */
export function smirnov(n: number, d: number): number {
  if (!(n > 0) || n !== Math.floor(n) || !(d >= 0 && d <= 1)) return NaN;
  if (d === 0) return 1;
  if (d === 1) return 0;
  const last = Math.floor(n * (1 - d));
  if (n * d <= 1 && n > 1) return 1 - d * pow(1 + d, n - 1);
  let sum = 0;
  // n d as a sum of two numbers: powers are taken of what is exact.
  const high = n * d;
  const low = productError(n, d, high);
  for (let k = 0; k <= last; k++) {
    const a = k / n + d;
    const b = 1 - a;
    if (b <= 0) {
      if (n === k) sum += pow(a, k - 1);
      continue;
    }
    if (n <= 170) {
      const c = FACTORIALS[n]! / FACTORIALS[k]! / FACTORIALS[n - k]!;
      sum += c * powerOfQuotient(k, high, low, n, k - 1) * powerOfQuotient(n - k, -high, -low, n, n - k);
    } else if (n < 1000) {
      sum += choose(n, k) * pow(a, k - 1) * pow(b, n - k);
    } else {
      const log = gammalnKernel(n + 1) - gammalnKernel(k + 1) - gammalnKernel(n - k + 1);
      sum += Math.exp(log + (k - 1) * Math.log(a) + (n - k) * Math.log1p(-a));
    }
  }
  return Math.min(1, d * sum);
}

const SPLIT = 134217729;

/** x y - product, exactly (T. J. Dekker, 1971). */
function productError(x: number, y: number, product: number): number {
  const p = SPLIT * x;
  const xHigh = p - (p - x);
  const xLow = x - xHigh;
  const q = SPLIT * y;
  const yHigh = q - (q - y);
  const yLow = y - yHigh;
  return xHigh * yHigh - product + xHigh * yLow + xLow * yHigh + xLow * yLow;
}

/** ((k + high + low) / n)^m, the base's rounding error put back. */
function powerOfQuotient(k: number, high: number, low: number, n: number, m: number): number {
  const sum = k + high;
  const part = sum - k;
  const rest = k - (sum - part) + (high - part) + low;
  const base = sum / n;
  const product = base * n;
  const lost = (sum - product - productError(base, n, product) + rest) / n;
  return pow(base, m) * (1 + (m * lost) / base);
}

function choose(n: number, k: number): number {
  k = Math.min(k, n - k);
  let c = 1;
  for (let j = 1; j <= k; j++) c = (c * (n - k + j)) / j;
  return c;
}

export function smirnovi(n: number, p: number): number {
  if (!(n > 0) || n !== Math.floor(n) || !(p >= 0 && p <= 1)) return NaN;
  if (p === 0) return 1;
  if (p === 1) return 0;
  if (n === 1) return 1 - p;
  const guess = Math.min(0.9, Math.sqrt(-Math.log(p) / (2 * n)));
  return solveAnywhere((d) => smirnov(n, d) / p - 1, 1e-300, 1, guess, 0.01);
}

/** Tukey's lambda distribution: x is (p^λ - (1 - p)^λ) / λ, solved for p. */
export function tklmbda(x: number, lambda: number): number {
  if (x !== x || lambda !== lambda) return NaN;
  if (lambda > 0) {
    if (x <= -1 / lambda) return 0;
    if (x >= 1 / lambda) return 1;
  }
  if (Math.abs(lambda) < 1e-8) return x > 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
  if (x === 0) return 0.5;
  if (Math.abs(x) === Infinity) return x > 0 ? 1 : 0;
  // The lower tail, in log p.
  const y = -Math.abs(x);
  const quantile = (u: number): number =>
    (Math.expm1(lambda * u) - Math.expm1(lambda * Math.log1p(-Math.exp(u)))) / lambda;
  const u = solveAnywhere((v) => quantile(v) - y, -745, Math.log(0.5), -1, 0.5);
  const p = u !== u ? 0 : Math.exp(u);
  return x < 0 ? p : 1 - p;
}
