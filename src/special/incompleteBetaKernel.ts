/**
 * The regularized incomplete beta function of numbers: a power series where it is short, else the continued fraction
 * (DLMF 8.17.22), and its inverse by Newton's method in logarithms.
 */
import { pow } from '../backends/single/scalar/power.js';
import { betaKernel, betalnKernel } from './betaKernel.js';
import { ndtriKernel } from './errorKernel.js';
import { log1pmx, stirlingFactor } from './gammaKernel.js';

const EPSILON = 1.1e-16;

/** x^a (1 - x)^b / B(a, b), y = 1 - x. */
export function betaDensity(a: number, b: number, x: number, y: number): number {
  if (a >= 10 && b >= 10) {
    const c = a + b;
    const gap = x <= y ? a - c * x : c * y - b;
    const exponent = a * log1pmx(-gap / a) + b * log1pmx(gap / b);
    const factors = (stirlingFactor(a) * stirlingFactor(b)) / stirlingFactor(c);
    return (Math.sqrt((a * b) / (2 * Math.PI * c)) * Math.exp(exponent)) / factors;
  }
  const lx = x < 0.5 ? Math.log(x) : Math.log1p(-y);
  const ly = y < 0.5 ? Math.log(y) : Math.log1p(-x);
  if (Math.max(a, b) < 200) {
    const px = a < 50 && x < 0.5 ? pow(x, a) : Math.exp(a * lx);
    const py = b < 50 && y < 0.5 ? pow(y, b) : Math.exp(b * ly);
    if (px > 1e-150 && py > 1e-150) return (px * py) / betaKernel(a, b);
  }
  return Math.exp(a * lx + b * ly - betalnKernel(a, b));
}

/** The power series in x (DLMF 8.17.8 with the factor (1 - x)^b expanded), b x <= 1. */
function powerSeries(a: number, b: number, x: number, y: number): number {
  let sum = 1 / a;
  let term = 1;
  for (let n = 1; n < 2000; n++) {
    term *= ((n - b) * x) / n;
    const one = term / (a + n);
    sum += one;
    if (Math.abs(one) < EPSILON * Math.abs(sum)) break;
  }
  const lx = x < 0.5 ? Math.log(x) : Math.log1p(-y);
  if (a + b < 150 && a * lx > -600) return (pow(x, a) * sum) / betaKernel(a, b);
  return Math.exp(a * lx - betalnKernel(a, b)) * sum;
}

/** The continued fraction, x below (a + 1) / (a + b + 2). */
function fraction(a: number, b: number, x: number, y: number): number {
  // Numerators p and denominators q of the convergents, by their recurrence: one division for two terms, and none to compare.
  const ab = a + b;
  let p0 = 1;
  let q0 = 1;
  const first = (-ab * x) / (a + 1);
  let p1 = 1;
  let q1 = 1 + first;
  for (let m = 1; m < 100000; m++) {
    const m2 = a + 2 * m;
    const step = x / ((m2 - 1) * m2 * (m2 + 1));
    const even = m * (b - m) * (m2 + 1) * step;
    p0 = p1 + even * p0;
    q0 = q1 + even * q0;
    const odd = (a + m) * (ab + m) * (m2 - 1) * step;
    p1 = p0 - odd * p1;
    q1 = q0 - odd * q1;
    const product = p1 * q0;
    if (Math.abs(product - p0 * q1) <= EPSILON * Math.abs(product)) break;
    if (q1 > 1e100 || q1 < 1e-100) {
      p0 /= q1;
      q0 /= q1;
      p1 /= q1;
      q1 = 1;
    }
  }
  return (betaDensity(a, b, x, y) * (p1 / q1)) / a;
}

/** I_x(a, b), from x and y = 1 - x; `upper` for 1 - I. */
export function incompleteBeta(a: number, b: number, x: number, y: number, upper = false): number {
  if (!(a > 0 && b > 0) || !(x >= 0 && x <= 1)) {
    if (a === 0 && b > 0 && x >= 0 && x <= 1) return upper ? 0 : 1;
    if (b === 0 && a > 0 && x >= 0 && x <= 1) return (x === 1) !== upper ? 1 : 0;
    return NaN;
  }
  if (x === 0) return upper ? 1 : 0;
  if (y === 0) return upper ? 0 : 1;
  if (a === Infinity || b === Infinity) {
    if (a === b) return NaN;
    return (a === Infinity) === upper ? 1 : 0;
  }
  let value: number;
  let isUpper = false;
  if (b * x <= 1 && x <= 0.7) value = powerSeries(a, b, x, y);
  else if (a * y <= 1 && y <= 0.7) {
    value = powerSeries(b, a, y, x);
    isUpper = true;
  } else if (x < (a + 1) / (a + b + 2)) value = fraction(a, b, x, y);
  else {
    value = fraction(b, a, y, x);
    isUpper = true;
  }
  return isUpper === upper ? value : 1 - value;
}

/** I_x(a, b). */
export function betaincKernel(a: number, b: number, x: number): number {
  return incompleteBeta(a, b, x, 1 - x);
}

/** 1 - I_x(a, b). */
export function betainccKernel(a: number, b: number, x: number): number {
  return incompleteBeta(a, b, x, 1 - x, true);
}

/** The x <= 1/2 of I_x(a, b) = p, or its tail from above; the caller has turned the sides so that x is the small one. */
function solve(a: number, b: number, p: number, upper: boolean): number {
  const logTarget = Math.log(p);
  // The first term's x, or the normal approximation to Fisher's z (Abramowitz and Stegun 26.5.22).
  const logLower = upper ? Math.log1p(-p) : logTarget;
  let x = Math.exp((logLower + Math.log(a) + betalnKernel(a, b)) / a);
  if (a > 1 && b > 1) {
    const normal = (upper ? -1 : 1) * -ndtriKernel(p);
    const r = (normal * normal - 3) / 6;
    const s = 1 / (2 * a - 1);
    const t = 1 / (2 * b - 1);
    const h = 2 / (s + t);
    const w = (normal * Math.sqrt(h + r)) / h - (t - s) * (r + 5 / 6 - 2 / (3 * h));
    const guess = a / (a + b * Math.exp(2 * w));
    if (guess > 0 && guess < 1 && h + r > 0) x = guess;
  }
  if (!(x > 0)) return 0;
  if (x > 0.7) x = Math.min(x, 0.5);
  let low = 0;
  let high = 1;
  for (let k = 0; k < 100; k++) {
    const value = incompleteBeta(a, b, x, 1 - x, upper);
    const above = upper ? value < p : value > p;
    if (above) high = Math.min(high, x);
    else low = Math.max(low, x);
    const density = betaDensity(a, b, x, 1 - x);
    const gap = Math.abs(value / p - 1) < 0.1 ? Math.log1p((value - p) / p) : Math.log(value) - logTarget;
    // In u = log x: the tail's slope is density / (1 - x).
    const slope = (upper ? -density : density) / ((1 - x) * value);
    let step = -gap / slope;
    const bend = a - ((b - 1) * x) / (1 - x) - slope;
    const correction = 1 + (step * bend) / 2;
    if (correction > 0.3 && correction < 3) step /= correction;
    let next = x * Math.exp(step);
    // The error after a step of Halley's is about the cube of the step.
    if (Math.abs(step) < 1e-6) return next;
    if (!(next > low && next < high)) next = low === 0 ? high / 4 : (low + high) / 2;
    x = next;
  }
  return x;
}

/** The x of I_x(a, b) = p, as x and 1 - x: the smaller one is accurate. */
export function inverseBeta(a: number, b: number, p: number, q: number): { x: number; y: number } {
  if (!(a > 0 && b > 0 && p >= 0 && q >= 0)) return { x: NaN, y: NaN };
  if (p === 0) return { x: 0, y: 1 };
  if (q === 0) return { x: 1, y: 0 };
  // Which side of 1/2 is the answer on?
  if (incompleteBeta(a, b, 0.5, 0.5) >= p) {
    const x = p <= 0.9 ? solve(a, b, p, false) : solve(a, b, q, true);
    return { x, y: 1 - x };
  }
  const y = q <= 0.9 ? solve(b, a, q, false) : solve(b, a, p, true);
  return { x: 1 - y, y };
}

/** The x of I_x(a, b) = p. */
export function betaincinvKernel(a: number, b: number, p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  return inverseBeta(a, b, p, 1 - p).x;
}

/** The x of 1 - I_x(a, b) = q. */
export function betainccinvKernel(a: number, b: number, q: number): number {
  if (!(q >= 0 && q <= 1)) return NaN;
  return inverseBeta(a, b, 1 - q, q).x;
}
