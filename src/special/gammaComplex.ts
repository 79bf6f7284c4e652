/** Γ and its logarithm of complex arguments (D. E. G. Hare, "Computing the principal branch of log-Gamma", 1997). */
import { give, z } from './define.js';
import { gammaKernel, gammalnKernel, HALF_LOG_2PI, rgammaKernel } from './gammaKernel.js';
import { cospi, sinpi } from './multiplesOfPi.js';
import { hurwitzZeta } from './zetaKernel.js';

/** B(2k) / (2k (2k - 1)), k from 1. */
const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** (-1)^k ζ(k) / k, made when first needed. */
let taylor: Float64Array | undefined;

/** Stirling's formula (DLMF 5.11.1), |z| > 12 in the right half-plane. */
function stirlingSeries(re: number, im: number): void {
  const d = re * re + im * im;
  const logRe = Math.log(d) / 2;
  const logIm = Math.atan2(im, re);
  const ire = re / d;
  const iim = -im / d;
  const sRe = ire * ire - iim * iim;
  const sIm = 2 * ire * iim;
  let tRe = 0;
  let tIm = 0;
  for (let k = SERIES.length - 1; k > 0; k--) {
    const a = tRe + SERIES[k]!;
    tRe = a * sRe - tIm * sIm;
    tIm = a * sIm + tIm * sRe;
  }
  tRe += SERIES[0]!;
  const shifted = re - 0.5;
  give(
    shifted * logRe - im * logIm - re + HALF_LOG_2PI + tRe * ire - tIm * iim,
    shifted * logIm + im * logRe - im + tRe * iim + tIm * ire,
  );
}

/** log Γ(1 + w) by its series (DLMF 5.7.3), |w| <= 0.3: keeps its figures beside the root at w = 0. */
function nearOne(re: number, im: number): void {
  if (!taylor) {
    taylor = new Float64Array(40);
    taylor[1] = -0.5772156649015329;
    for (let k = 2; k < 40; k++) taylor[k] = ((k % 2 ? -1 : 1) * hurwitzZeta(k, 1)) / k;
  }
  let tRe = 0;
  let tIm = 0;
  for (let k = 39; k > 0; k--) {
    const a = tRe + taylor[k]!;
    tRe = a * re - tIm * im;
    tIm = a * im + tIm * re;
  }
  give(tRe, tIm);
}

/** The principal branch of log Γ(z). */
export function loggammaComplex(re: number, im: number): void {
  if (re !== re || im !== im) return give(NaN, NaN);
  if (im === 0 && re > 0) return give(gammalnKernel(re), im);
  if (im === 0 && re === Math.floor(re)) return give(NaN, NaN);
  if (Math.hypot(re - 1, im) <= 0.3) return nearOne(re - 1, im);
  if (Math.hypot(re - 2, im) <= 0.3) {
    // log Γ(2 + w) = log Γ(1 + w) + log(1 + w).
    const w = re - 2;
    nearOne(w, im);
    return give(z[0]! + Math.log1p(w * (2 + w) + im * im) / 2, z[1]! + Math.atan2(im, 1 + w));
  }
  if (re < -18) {
    // Reflection (Hare's proposition 3.1).
    const branch = (im < 0 || Object.is(im, -0) ? -1 : 1) * 2 * Math.PI * Math.floor(re / 2 + 0.25);
    loggammaComplex(1 - re, -im);
    const [otherRe, otherIm] = [z[0]!, z[1]!];
    // log sin(πz), with exp(π|im|)/2 taken out where it is large.
    let sizeLog: number;
    let angle: number;
    const s = sinpi(re);
    const c = cospi(re);
    if (Math.abs(im) > 3) {
      const e = Math.exp(-2 * Math.PI * Math.abs(im));
      const x = s * (1 + e);
      const y = c * (1 - e) * Math.sign(im);
      sizeLog = Math.PI * Math.abs(im) - Math.LN2 + Math.log(x * x + y * y) / 2;
      angle = Math.atan2(y, x);
    } else {
      const x = s * Math.cosh(Math.PI * im);
      const y = c * Math.sinh(Math.PI * im);
      sizeLog = Math.log(Math.hypot(x, y));
      angle = Math.atan2(y, x);
    }
    return give(Math.log(Math.PI) - sizeLog - otherRe, branch - angle - otherIm);
  }
  // Recurrence: the product's logarithm, with a turn for every change of its imaginary part's sign.
  let productRe = 1;
  let productIm = 0;
  let turns = 0;
  let shifted = false;
  const negative = im < 0 || Object.is(im, -0);
  if (negative) im = -im;
  let wasNegative = false;
  while (re < 0 || re * re + im * im < 144) {
    const a = productRe * re - productIm * im;
    productIm = productRe * im + productIm * re;
    productRe = a;
    const isNegative = productIm < 0 || Object.is(productIm, -0);
    if (isNegative && !wasNegative) turns++;
    wasNegative = isNegative;
    re += 1;
    shifted = true;
  }
  stirlingSeries(re, im);
  if (shifted) {
    z[0]! -= Math.log(Math.hypot(productRe, productIm));
    z[1]! -= Math.atan2(productIm, productRe) + 2 * Math.PI * turns;
  }
  if (negative) z[1] = -z[1]!;
}

/** Γ(z) = exp(log Γ(z)). */
export function gammaComplex(re: number, im: number): void {
  if (im === 0) {
    if (re <= 0 && re === Math.floor(re)) return give(NaN, NaN);
    return give(gammaKernel(re), im);
  }
  loggammaComplex(re, im);
  const size = Math.exp(z[0]!);
  give(size * Math.cos(z[1]!), size * Math.sin(z[1]!));
}

/** 1/Γ(z). */
export function rgammaComplex(re: number, im: number): void {
  if (im === 0) return give(rgammaKernel(re), -im);
  loggammaComplex(re, im);
  const size = Math.exp(-z[0]!);
  give(size * Math.cos(z[1]!), -size * Math.sin(z[1]!));
}
