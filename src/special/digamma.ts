/** ψ, the logarithmic derivative of Γ, and its derivatives, of real and complex arguments. */
import { give, special } from './define.js';
import { digamma12, digammaLarge } from './fits/gamma.js';
import { FACTORIALS, gammalnKernel } from './gammaKernel.js';
import { hurwitzZeta } from './zetaKernel.js';
import { cospi, sinpi } from './multiplesOfPi.js';
import type { Special1, Special2 } from './types.js';

/** The positive root of ψ, in two parts. */
const ROOT = 1.4616321449683622;
const ROOT_LOW = 9.549995429965697e-17;

/** ψ(x). */
export function digammaKernel(x: number): number {
  if (x <= 0) {
    if (x === 0) return -1 / x;
    const whole = Math.floor(x);
    if (whole === x || x === -Infinity) return NaN;
    // Reflection (DLMF 5.5.4).
    return digammaKernel(1 - x) - (Math.PI * cospi(x)) / sinpi(x);
  }
  if (x >= 10) {
    if (x > 1e17) return Math.log(x);
    const y = 1 / (x * x);
    return Math.log(x) - 0.5 / x - digammaLarge(y) * y;
  }
  if (x < 1) return (x + (1 - ROOT) - ROOT_LOW) * digamma12(x + 1) - 1 / x;
  if (x <= 2) return (x - ROOT - ROOT_LOW) * digamma12(x);
  // The sum of 1/(x - k) as one quotient.
  let top = 0;
  let bottom = 1;
  while (x > 2) {
    x -= 1;
    top = top * x + bottom;
    bottom *= x;
  }
  return x === x ? (x - ROOT - ROOT_LOW) * digamma12(x) + top / bottom : x;
}

/** B(2k) / (2k), k from 1. */
const SERIES = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];

/** ψ(z): recurrence to |z| > 16, then the asymptotic series (DLMF 5.11.2); reflection for negative real parts. */
export function digammaComplex(re: number, im: number): void {
  if (im === 0 && (re > 0 || re !== Math.floor(re))) return give(digammaKernel(re), 0);
  if (re <= 0 && im === 0) return give(NaN, NaN);
  let sumRe = 0;
  let sumIm = 0;
  if (re < 0) {
    // ψ(z) = ψ(1 - z) - π cot(πz); the cotangent by exponentials that do not overflow.
    const e = Math.exp(-2 * Math.PI * Math.abs(im));
    const c = cospi(2 * re);
    const d = 1 + e * e - 2 * e * c;
    sumRe = (-Math.PI * 2 * e * sinpi(2 * re)) / d;
    sumIm = (Math.PI * (1 - e * e) * Math.sign(im)) / d;
    re = 1 - re;
    im = -im;
  }
  while (re * re + im * im < 256) {
    const d = re * re + im * im;
    sumRe -= re / d;
    sumIm += im / d;
    re += 1;
  }
  const d = re * re + im * im;
  const inverseRe = re / d;
  const inverseIm = -im / d;
  const squareRe = inverseRe * inverseRe - inverseIm * inverseIm;
  const squareIm = 2 * inverseRe * inverseIm;
  let tRe = 0;
  let tIm = 0;
  for (let k = SERIES.length - 1; k >= 0; k--) {
    const a = tRe + SERIES[k]!;
    tRe = a * squareRe - tIm * squareIm;
    tIm = a * squareIm + tIm * squareRe;
  }
  give(Math.log(d) / 2 - inverseRe / 2 - tRe + sumRe, Math.atan2(im, re) - inverseIm / 2 - tIm + sumIm);
}

/** The nth derivative of ψ (DLMF 5.15.1), n a whole number. */
function polygammaKernel(n: number, x: number): number {
  if (n === 0) return digammaKernel(x);
  if (!(n > 0) || n !== Math.floor(n)) return NaN;
  const sign = n % 2 === 0 ? -1 : 1;
  if (n < 150) return sign * FACTORIALS[n]! * hurwitzZeta(n + 1, x);
  return sign * Math.exp(gammalnKernel(n + 1)) * hurwitzZeta(n + 1, x);
}

/**
 * ψ(x), the derivative of log Γ(x).
 *
 * @example
 * special.digamma(1); // -0.5772156649015329
 */
export const digamma = special<Special1>('psi', digammaKernel, { complex: digammaComplex });
/** The same as `digamma`. */
export const psi = digamma;
/**
 * Derivatives of ψ: `polygamma(n, x)`, n whole numbers.
 *
 * @example
 * special.polygamma(1, 1); // 1.6449340668482264
 */
export const polygamma = special<Special2>('polygamma', polygammaKernel);
