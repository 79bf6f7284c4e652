/** Tables of Bessel functions at one point: Riccati and Bessel's functions, and Jahnke and Emden's Lambda functions. */
import { describe, ValueError } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { count, vector } from '../arrays.js';
import { gammaAfter } from './fractional.js';
import { jv, yv } from './realOrder.js';

type Pair = [NDArray<'float64'>, NDArray<'float64'>];

function point(name: string, x: unknown): number {
  if (typeof x !== 'number') throw new ValueError(`${name}: x must be a number, got ${describe(x)}`);
  return x;
}

/** x f(k) and its derivative for k from 0 to n; f(k) = sqrt(pi / (2 x)) F(k + 1/2). */
function riccati(f: (v: number, x: number) => number, n: number, x: number, minusOne: (x: number) => number): Pair {
  const values = new Float64Array(n + 1);
  const slopes = new Float64Array(n + 1);
  const factor = Math.sqrt((Math.PI * Math.abs(x)) / 2);
  let before = minusOne(x);
  for (let k = 0; k <= n; k++) {
    // For x < 0 by parity: x j(k) has that of k + 1.
    const value = factor * f(k + 0.5, Math.abs(x)) * (x < 0 && k % 2 === 0 ? -1 : 1);
    values[k] = value;
    // (x f(k))' = x f(k - 1) - k f(k) (DLMF 10.51.2).
    slopes[k] = before - (k * value) / x;
    before = value;
  }
  return [vector(values), vector(slopes)];
}

/**
 * Riccati and Bessel's functions of the first kind x j(k, x), k = 0, 1, ..., n, and their derivatives.
 *
 * @param n - the highest order
 * @param x - the argument
 * @returns two arrays of n + 1 values
 * @throws ValueError if n is no whole number or x no number
 * @example
 * special.riccatiJn(0, 1)[0].item(0); // 0.84147098480..., the sine of 1
 */
export function riccatiJn(n: number, x: number): Pair {
  const order = count('riccatiJn', 'n', n);
  const at = point('riccatiJn', x);
  if (at === 0) {
    const slopes = new Float64Array(order + 1);
    slopes[0] = 1;
    return [vector(new Float64Array(order + 1)), vector(slopes)];
  }
  return riccati(jv, order, at, Math.cos);
}

/**
 * Riccati and Bessel's functions of the second kind x y(k, x), k = 0, 1, ..., n, and their derivatives.
 *
 * @param n - the highest order
 * @param x - the argument
 * @returns two arrays of n + 1 values
 * @throws ValueError if n is no whole number or x no number
 */
export function riccatiYn(n: number, x: number): Pair {
  const order = count('riccatiYn', 'n', n);
  const at = point('riccatiYn', x);
  if (at < 0) {
    // x y(k) is of the parity of k.
    const [values, slopes] = riccati(yv, order, -at, Math.sin);
    for (let k = 0; k <= order; k++) {
      if (k % 2 === 1) values.set([k], -values.item(k));
      else slopes.set([k], -slopes.item(k));
    }
    return [values, slopes];
  }
  return riccati(yv, order, at, Math.sin);
}

/**
 * Jahnke and Emden's Lambda functions gamma(v + 1) (x / 2)^-v J(v, x) of the orders v0, v0 + 1, ..., v, v0 = v - trunc(v), and
 * their derivatives.
 *
 * @param v - the highest order, at least 0
 * @param x - the argument
 * @returns two arrays
 * @throws ValueError if v or x is no number or v < 0
 * @example
 * special.lmbda(1, 2)[0].item(1); // 0.57672480775687..., which is J1 at 2
 */
export function lmbda(v: number, x: number): Pair {
  if (typeof v !== 'number' || !(v >= 0) || v > 1e4) {
    throw new ValueError(`lmbda: v must be a number of at least 0, got ${describe(v)}`);
  }
  const at = point('lmbda', x);
  const whole = Math.max(1, Math.floor(v));
  const first = v - Math.floor(v);
  const values = new Float64Array(whole + 2);
  const size = Math.abs(at);
  for (let k = 0; k <= whole + 1; k++) values[k] = lambda(first + k, size);
  // The derivative is -x / (2 (v + 1)) times the next function.
  const slopes = Float64Array.from({ length: whole + 1 }, (_, k) => (-at / (2 * (first + k + 1))) * values[k + 1]!);
  return [vector(values.slice(0, whole + 1)), vector(slopes)];
}

/** One of them: the power series near 0, where J and the power vanish together. */
function lambda(v: number, x: number): number {
  const t = (x * x) / 4;
  if (t < v + 1 || v > 140) {
    let term = 1;
    let sum = 1;
    for (let k = 1; k < 500; k++) {
      term *= -t / (k * (v + k));
      sum += term;
      if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
    }
    return sum;
  }
  return gammaAfter(v) * Math.pow(x / 2, -v) * jv(v, x);
}
