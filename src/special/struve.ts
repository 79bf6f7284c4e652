/**
 * Struve functions H and L of real order. The power series in pairs of doubles where it must cancel, for large argument the expansion
 * of the difference to Y or I (DLMF 11.6), which goes through the same Bessel functions.
 */
import { iv, jv, yv } from './bessel/realOrder.js';
import { special } from './define.js';
import { gammaKernel, gammalnKernel, gammasgnKernel, rgammaKernel } from './gammaKernel.js';
import { doubledLoss, doubledSeries } from './hypergeometric/doubled.js';
import type { Special2 } from './types.js';

/** The expansion of H - Y or L - I for large x; the smallest term relative to `scale` in `rest`. */
let rest = 0;
function difference(v: number, x: number, sign: number): number {
  // Terms gamma(k + 1/2) (x / 2)^(v - 2 k - 1) / (pi gamma(v + 1/2 - k)).
  let term = (Math.pow(x / 2, v - 1) * gammaKernel(0.5) * rgammaKernel(v + 0.5)) / Math.PI;
  let sum = 0;
  for (let k = 0; k < 200; k++) {
    sum += term;
    // Each factor of 1 / gamma goes down by one: alternately for L.
    const next = (-sign * term * (k + 0.5) * (v - 0.5 - k) * 4) / (x * x);
    if (Math.abs(next) >= Math.abs(term) && k > v) {
      rest = Math.abs(term);
      return sum;
    }
    term = next;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
  }
  rest = Math.abs(term);
  return sum;
}

/** H (sign -1) or L (sign 1) by its power series; `doubledLoss` has its cancellation. */
function series(v: number, x: number, sign: number): number {
  const sum = doubledSeries([1, 0], [1.5, 0, v + 1.5, 0], (sign * x * x) / 4);
  const direct = Math.pow(x / 2, v + 1) * rgammaKernel(v + 1.5) * (2 / Math.sqrt(Math.PI));
  if (Number.isFinite(direct) && direct !== 0) return direct * sum;
  const size = (v + 1) * Math.log(x / 2) - gammalnKernel(v + 1.5);
  return gammasgnKernel(v + 1.5) * Math.exp(size) * (2 / Math.sqrt(Math.PI)) * sum;
}

function struveOf(v: number, x: number, sign: 1 | -1): number {
  if (Number.isNaN(v) || Number.isNaN(x)) return NaN;
  if (x < 0) {
    if (!Number.isInteger(v)) return NaN;
    return (v % 2 === 0 ? -1 : 1) * struveOf(v, -x, sign);
  }
  if (x === 0)
    return v > -1 ? 0 : v === -1 ? 2 / Math.PI : rgammaKernel(v + 1.5) === 0 ? 0 : gammasgnKernel(v + 1.5) * Infinity;
  // H(-n - 1/2) = (-1)^n J(n + 1/2), L likewise (DLMF 11.4.3).
  if (v < -0.5 && Number.isInteger(v + 0.5)) {
    const n = -v - 0.5;
    return sign < 0 ? (n % 2 === 0 ? 1 : -1) * jv(n + 0.5, x) : iv(n + 0.5, x);
  }
  if (x > 16 && x > 1.5 * Math.abs(v)) {
    const d = difference(v, x, sign);
    if (sign < 0) {
      const y = yv(v, x);
      if (rest < 1e-16 * Math.max(Math.abs(d), Math.abs(d + y))) return d + y;
    } else {
      const i = iv(-v, x);
      if (rest < 1e-16 * Math.abs(i)) return i - d;
    }
  }
  const value = series(v, x, sign);
  if (doubledLoss < 1e14 || sign > 0) return value;
  return difference(v, x, -1) + yv(v, x);
}

/** H(v, x). */
export function struveKernel(v: number, x: number): number {
  return struveOf(v, x, -1);
}

/** L(v, x). */
export function modstruveKernel(v: number, x: number): number {
  return struveOf(v, x, 1);
}

/**
 * The Struve function H of order v at x; for x < 0 only integer orders.
 *
 * @example
 * special.struve(0, 1); // 0.5686566270482879
 */
export const struve = special<Special2>('struve', struveKernel);
/** The modified Struve function L of order v at x; for x < 0 only integer orders. */
export const modstruve = special<Special2>('modstruve', modstruveKernel);
