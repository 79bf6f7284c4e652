/**
 * The Faddeeva function w(z) = exp(-z²) erfc(-iz) by trapezoidal rules corrected for the pole (M. Al Azah and
 * S. N. Chandler-Wilde, "Computation of the complex error function using modified trapezoidal rules", SIAM J. Numer.
 * Anal. 59, 2021), and the error functions of complex arguments, which it gives.
 */
import { give, z } from './define.js';
import { dawsnKernel, erfKernel, erfcKernel, erfcxKernel, erfiKernel, expMinusSquare } from './errorKernel.js';

const N = 11;
const H = Math.sqrt(Math.PI / (N + 1));
const TWO_OVER_SQRT_PI = 1.1283791670955126;
const SQRT_PI_2 = 0.886226925452758;

/** Squares of the nodes of the two rules, and exp of their negatives. */
const midSquares = Float64Array.from({ length: N + 1 }, (_, k) => ((k + 0.5) * H) ** 2);
const midWeights = midSquares.map((t) => Math.exp(-t));
const endSquares = Float64Array.from({ length: N + 1 }, (_, k) => (k * H) ** 2);
const endWeights = endSquares.map((t) => Math.exp(-t));

/** w(x + iy), x, y >= 0. */
function firstQuadrant(x: number, y: number): void {
  if (x > 1e8 || y > 1e8) {
    // i / (√π z).
    const scale = Math.max(x, y);
    const [a, b] = [x / scale, y / scale];
    const d = (a * a + b * b) * scale * 1.772453850905516;
    return give(b / d, a / d);
  }
  // Nodes at multiples of H where x is far from them, at the midpoints otherwise.
  const part = x / H - Math.floor(x / H);
  const useEnds = y < x && part >= 0.25 && part <= 0.75;
  const far = y >= Math.max(x, Math.PI / H) || y > 50;
  const squareRe = (x - y) * (x + y);
  const squareIm = 2 * x * y;
  let sumRe = 0;
  let sumIm = 0;
  const squares = useEnds ? endSquares : midSquares;
  const weights = useEnds ? endWeights : midWeights;
  for (let k = useEnds ? 1 : 0; k <= N; k++) {
    const a = squareRe - squares[k]!;
    const d = weights[k]! / (a * a + squareIm * squareIm);
    sumRe += a * d;
    sumIm -= squareIm * d;
  }
  // (2ih/π) z times the sum.
  const factor = (2 * H) / Math.PI;
  let re = -factor * (x * sumIm + y * sumRe);
  let im = factor * (x * sumRe - y * sumIm);
  if (useEnds) {
    const d = H / Math.PI / (x * x + y * y);
    re += d * y;
    im += d * x;
  }
  if (!far) {
    // 2 exp(-z²) / (1 ± exp(-2πiz/H)).
    const size = Math.exp(-squareRe);
    const eRe = 2 * size * Math.cos(squareIm);
    const eIm = -2 * size * Math.sin(squareIm);
    const grow = Math.exp((2 * Math.PI * y) / H) * (useEnds ? -1 : 1);
    const angle = (-2 * Math.PI * x) / H;
    const dRe = 1 + grow * Math.cos(angle);
    const dIm = grow * Math.sin(angle);
    const d = dRe * dRe + dIm * dIm;
    re += (eRe * dRe + eIm * dIm) / d;
    im += (eIm * dRe - eRe * dIm) / d;
  }
  give(re, im);
}

/** w(z). */
export function wofzKernel(re: number, im: number): void {
  if (re !== re || im !== im) return give(NaN, NaN);
  if (im === 0) return give(Math.abs(re) < 30 ? expMinusSquare(re) : 0, TWO_OVER_SQRT_PI * dawsnKernel(re));
  if (re === 0) return give(erfcxKernel(im), 0);
  const x = Math.abs(re);
  const y = Math.abs(im);
  firstQuadrant(x, y);
  if (im < 0) {
    // w(z) = 2 exp(-z²) - w(-z), and -z = (x, y) up to the sign of the real part.
    const size = 2 * Math.exp((y - x) * (y + x));
    const angle = 2 * x * y;
    // For z = x - iy: -z² = y² - x² + 2ixy; w(-z) = conj(w(x + iy)).
    const a = size === Infinity ? size : size * Math.cos(angle);
    const b = size === Infinity ? size : size * Math.sin(angle);
    give(a - z[0]!, b + z[1]!);
  }
  if (re < 0) z[1] = -z[1]!;
}

/** Re w(x + iy), y >= 0. */
export function wofzReal(x: number, y: number): number {
  if (y === 0) return Math.abs(x) < 30 ? expMinusSquare(x) : 0;
  wofzKernel(x, y);
  return z[0]!;
}

/** erf(z) by its series (DLMF 7.6.1), |z| < 1.5. */
function erfSeries(re: number, im: number): void {
  const sRe = im * im - re * re;
  const sIm = -2 * re * im;
  let tRe = re;
  let tIm = im;
  let sumRe = re;
  let sumIm = im;
  for (let k = 1; k < 60; k++) {
    const a = (tRe * sRe - tIm * sIm) / k;
    tIm = (tRe * sIm + tIm * sRe) / k;
    tRe = a;
    sumRe += tRe / (2 * k + 1);
    sumIm += tIm / (2 * k + 1);
    if (Math.abs(tRe) + Math.abs(tIm) < 1e-17 * (Math.abs(sumRe) + Math.abs(sumIm))) break;
  }
  give(TWO_OVER_SQRT_PI * sumRe, TWO_OVER_SQRT_PI * sumIm);
}

/** exp(-z²) w(iz): erfc for re >= 0. */
function erfcRight(re: number, im: number): void {
  wofzKernel(-im, re);
  const size = Math.exp((im - re) * (im + re));
  const c = size * Math.cos(2 * re * im);
  const s = -size * Math.sin(2 * re * im);
  give(c * z[0]! - s * z[1]!, c * z[1]! + s * z[0]!);
}

export function erfComplex(re: number, im: number): void {
  if (im === 0) return give(erfKernel(re), im);
  if (re === 0) return give(re, erfiKernel(im));
  if (re * re + im * im < 2.25) return erfSeries(re, im);
  if (re < 0) {
    erfcRight(-re, -im);
    return give(z[0]! - 1, z[1]!);
  }
  erfcRight(re, im);
  give(1 - z[0]!, -z[1]!);
}

export function erfcComplex(re: number, im: number): void {
  if (im === 0) return give(erfcKernel(re), -im);
  if (re < 0) {
    erfcRight(-re, -im);
    return give(2 - z[0]!, -z[1]!);
  }
  if (re * re + im * im < 0.25) {
    erfSeries(re, im);
    return give(1 - z[0]!, -z[1]!);
  }
  erfcRight(re, im);
}

export function erfcxComplex(re: number, im: number): void {
  if (im === 0) return give(erfcxKernel(re), -im);
  wofzKernel(-im, re);
}

export function erfiComplex(re: number, im: number): void {
  // -i erf(iz).
  erfComplex(-im, re);
  give(z[1]!, -z[0]!);
}

export function dawsnComplex(re: number, im: number): void {
  if (im === 0) return give(dawsnKernel(re), im);
  if (re * re + im * im < 1) {
    // √π/2 exp(-z²) erfi(z).
    erfiComplex(re, im);
    const size = SQRT_PI_2 * Math.exp((im - re) * (im + re));
    const c = size * Math.cos(2 * re * im);
    const s = -size * Math.sin(2 * re * im);
    return give(c * z[0]! - s * z[1]!, c * z[1]! + s * z[0]!);
  }
  // i √π/2 (exp(-z²) - w(z)), in the half-plane where w is moderate.
  const negative = im < 0;
  if (negative) {
    re = -re;
    im = -im;
  }
  wofzKernel(re, im);
  const size = Math.exp((im - re) * (im + re));
  const c = size * Math.cos(2 * re * im) - z[0]!;
  const s = -size * Math.sin(2 * re * im) - z[1]!;
  const sign = negative ? -SQRT_PI_2 : SQRT_PI_2;
  give(-sign * s, sign * c);
}
