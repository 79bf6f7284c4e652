/**
 * Scalar elementary functions of a real argument that JavaScript lacks or defines differently from NumPy. The others
 * (sin, exp, log1p and so on) are Math's own: on V8 they are within 2 ulp, as test/kernels checks.
 */
import { exp2 } from './power.js';

/** log2(e). */
const LOG2E = 1.4426950408889634;
/** Powers of two as constants: V8 does not fold `2 ** n` inside a function. */
const TWO_511 = 2 ** 511;
const TWO_600 = 2 ** 600;
const TWO_MINUS_54 = 2 ** -54;
const TWO_MINUS_459 = 2 ** -459;
const TWO_MINUS_600 = 2 ** -600;
const DEGREES_PER_RADIAN = 180 / Math.PI;
const RADIANS_PER_DEGREE = Math.PI / 180;

/**
 * log(exp(x) + exp(y)) without overflow.
 * @param x a logarithm
 * @param y a logarithm
 */
export function logaddexp(x: number, y: number): number {
  if (x === y) return x + Math.LN2;
  const gap = x - y;
  if (gap > 0) return x + Math.log1p(Math.exp(-gap));
  return gap <= 0 ? y + Math.log1p(Math.exp(gap)) : gap;
}

/**
 * log2(2 ** x + 2 ** y) without overflow.
 * @param x a base-2 logarithm
 * @param y a base-2 logarithm
 */
export function logaddexp2(x: number, y: number): number {
  if (x === y) return x + 1;
  const gap = x - y;
  if (gap > 0) return x + LOG2E * Math.log1p(exp2(-gap));
  return gap <= 0 ? y + LOG2E * Math.log1p(exp2(gap)) : gap;
}

/**
 * The base-2 logarithm, exact for powers of two.
 * @param x any number
 */
export function log2(x: number): number {
  return Math.log2(x);
}

/**
 * The real cube root.
 * @param x any number
 */
export function cbrt(x: number): number {
  return Math.cbrt(x);
}

/**
 * sqrt(x * x + y * y) without overflow or underflow, within 1 ulp.
 * The square root of the sum is corrected by one Newton step whose residual is formed from exact differences
 * (C. F. Borges, "An improved algorithm for hypot(a, b)", 2019).
 * @param x any number
 * @param y any number
 */
export function hypot(x: number, y: number): number {
  x = Math.abs(x);
  y = Math.abs(y);
  if (x === Infinity || y === Infinity) return Infinity;
  if (x < y) {
    const swap = x;
    x = y;
    y = swap;
  }
  // From here x >= y; a y below half an ulp of x changes nothing.
  if (y <= x * TWO_MINUS_54) return x + y;
  let scale = 1;
  if (x > TWO_511) {
    scale = TWO_600;
    x *= TWO_MINUS_600;
    y *= TWO_MINUS_600;
  } else if (y < TWO_MINUS_459) {
    scale = TWO_MINUS_600;
    x *= TWO_600;
    y *= TWO_600;
  }
  let root = Math.sqrt(x * x + y * y);
  if (root <= 2 * y) {
    const rise = root - y;
    root -= (x * (2 * rise - x) + (rise - 2 * (x - y)) * rise) / (2 * root);
  } else {
    const rise = root - x;
    root -= (2 * rise * (x - 2 * y) + (4 * rise - y) * y + rise * rise) / (2 * root);
  }
  return root * scale;
}

/**
 * The step function: 0 below zero, 1 above it, atZero at it, NaN for NaN.
 * @param x any number
 * @param atZero the value at zero
 */
export function heaviside(x: number, atZero: number): number {
  if (x === 0) return atZero;
  return x < 0 ? 0 : x > 0 ? 1 : x;
}

/**
 * Radians to degrees.
 * @param x an angle in radians
 */
export function degrees(x: number): number {
  return x * DEGREES_PER_RADIAN;
}

/**
 * Degrees to radians.
 * @param x an angle in degrees
 */
export function radians(x: number): number {
  return x * RADIANS_PER_DEGREE;
}
