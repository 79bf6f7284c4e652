/** Logistic functions, powers and logarithms that keep their figures, Box and Cox's transformations. */
import { pow } from '../backends/single/scalar/power.js';
import { special } from './define.js';
import type { Special1, Special2 } from './types.js';

/** 1 / (1 + exp(-x)). */
function expitKernel(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** log(x / (1 - x)). */
function logitKernel(x: number): number {
  const d = 1 - x;
  const r = x / d;
  // Where the logarithm is small, what rounding took from the quotient counts: products of halves of the digits are exact.
  const rTop = Math.fround(r);
  const dTop = Math.fround(d);
  const rRest = r - rTop;
  const dRest = d - dTop;
  const rest = x - rTop * dTop - rTop * dRest - rRest * dTop - rRest * dRest - r * (1 - d - x);
  return Math.log(r) + (x > 0.25 && x < 0.75 ? rest / x : 0);
}

function logExpitKernel(x: number): number {
  return x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x));
}

function exprelKernel(x: number): number {
  if (Math.abs(x) < 1e-16) return 1;
  if (x > 717) return Infinity;
  return Math.expm1(x) / x;
}

/** x log(y), 0 where x = 0. */
export function xlogyKernel(x: number, y: number): number {
  return x === 0 && y === y ? 0 : x * Math.log(y);
}

function xlog1pyKernel(x: number, y: number): number {
  return x === 0 && y === y ? 0 : x * Math.log1p(y);
}

function boxcoxKernel(x: number, lambda: number): number {
  if (Math.abs(lambda) < 1e-19 || x < 0) return Math.log(x);
  const e = lambda * Math.log(x);
  if (e !== e) return e;
  // Where the power is far from 1 it is exact enough itself.
  return Math.abs(e) < 0.7 ? Math.expm1(e) / lambda : (pow(x, lambda) - 1) / lambda;
}

function boxcox1pKernel(x: number, lambda: number): number {
  const l = Math.log1p(x);
  if (Math.abs(lambda) < 1e-19 || (Math.abs(l) < 1e-289 && Math.abs(lambda) < 1e273)) return l;
  return Math.expm1(lambda * l) / lambda;
}

function invBoxcoxKernel(y: number, lambda: number): number {
  if (lambda === 0) return Math.exp(y);
  const e = lambda * y;
  if (Math.abs(e) < 0.5 || e < -1 || Math.abs(lambda) === Infinity) return Math.exp(Math.log1p(e) / lambda);
  return pow(1 + e, 1 / lambda);
}

function invBoxcox1pKernel(y: number, lambda: number): number {
  if (lambda === 0) return Math.expm1(y);
  if (Math.abs(lambda * y) < 1e-154) return y;
  return Math.expm1(Math.log1p(lambda * y) / lambda);
}

/** x^y - 1. */
function powm1Kernel(x: number, y: number): number {
  if (x > 0) {
    if (y === 0 || x === 1) return 0;
    const l = Math.abs(x - 1) < 0.5 ? Math.log1p(x - 1) : Math.log(x);
    if (Math.abs(y * l) < 0.5) return Math.expm1(y * l);
  }
  return pow(x, y) - 1;
}

function exp10Kernel(x: number): number {
  return pow(10, x);
}

/**
 * The logistic function `1 / (1 + exp(-x))`.
 *
 * @example
 * special.expit(0); // 0.5
 */
export const expit = special<Special1>('expit', expitKernel);
/** The inverse of `expit`: `log(x / (1 - x))`. */
export const logit = special<Special1>('logit', logitKernel);
/** The logarithm of `expit(x)`. */
export const logExpit = special<Special1>('log_expit', logExpitKernel);
/** `(exp(x) - 1) / x`. */
export const exprel = special<Special1>('exprel', exprelKernel);
/**
 * `x * log(y)`, 0 where x is 0.
 *
 * @example
 * special.xlogy(0, 0); // 0
 */
export const xlogy = special<Special2>('xlogy', xlogyKernel);
/** `x * log1p(y)`, 0 where x is 0. */
export const xlog1py = special<Special2>('xlog1py', xlog1pyKernel);
/** Box and Cox's transformation: `(x**lmbda - 1) / lmbda`, `log(x)` for lmbda = 0. */
export const boxcox = special<Special2>('boxcox', boxcoxKernel);
/** Box and Cox's transformation of 1 + x. */
export const boxcox1p = special<Special2>('boxcox1p', boxcox1pKernel);
/** The inverse of `boxcox`. */
export const invBoxcox = special<Special2>('inv_boxcox', invBoxcoxKernel);
/** The inverse of `boxcox1p`. */
export const invBoxcox1p = special<Special2>('inv_boxcox1p', invBoxcox1pKernel);
/** `x**y - 1`, accurate where the power is near 1. */
export const powm1 = special<Special2>('powm1', powm1Kernel);
/** 10 to the power of x. */
export const exp10 = special<Special1>('exp10', exp10Kernel);
