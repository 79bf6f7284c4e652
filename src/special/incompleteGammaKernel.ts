/**
 * Regularized incomplete gamma functions P and Q of numbers: series (DLMF 8.11.4), continued fraction (8.9.2), Temme's uniform
 * expansion where a is large and x is near it (8.12), and their inverses by Newton's method in logarithms.
 */
import { erfcKernel, ndtriKernel } from './errorKernel.js';
import { TEMME } from './fits/temme.js';
import { gammaDensity, gammalnKernel, log1pmx } from './gammaKernel.js';

const EPSILON = 1.1e-16;

/** Temme's expansion, sign 1 for Q and -1 for P. */
function temme(a: number, x: number, sign: number): number {
  const mu = (x - a) / a;
  const half = -log1pmx(mu);
  const eta = (mu < 0 ? -1 : 1) * Math.sqrt(2 * half);
  let sum = 0;
  let scale = 1;
  let before = Infinity;
  for (let k = 0; k < TEMME.length; k++) {
    const row = TEMME[k]!;
    let c = row[row.length - 1]!;
    for (let j = row.length - 2; j >= 0; j--) c = c * eta + row[j]!;
    const term = c * scale;
    if (Math.abs(term) > before && k > 3) break;
    sum += term;
    before = Math.abs(term);
    if (before < EPSILON * Math.abs(sum)) break;
    scale /= a;
  }
  return (
    0.5 * erfcKernel(sign * eta * Math.sqrt(a / 2)) + (sign * Math.exp(-a * half) * sum) / Math.sqrt(2 * Math.PI * a)
  );
}

/** P by its series, x below a + 1 or so. */
function lowerSeries(a: number, x: number): number {
  const density = gammaDensity(a, x) / a;
  if (density === 0) return 0;
  let term = 1;
  let sum = 1;
  for (let n = a + 1; term > EPSILON * sum; n++) {
    term *= x / n;
    sum += term;
  }
  return density * sum;
}

/** Q by the continued fraction. */
function upperFraction(a: number, x: number): number {
  const density = gammaDensity(a, x);
  if (density === 0) return 0;
  // Numerators p and denominators q of the convergents, by their recurrence.
  let b = x + 1 - a;
  let p0 = 0;
  let q0 = 1;
  let p1 = 1;
  let q1 = b;
  for (let i = 1; i < 20000; i++) {
    const an = -i * (i - a);
    b += 2;
    const p2 = b * p1 + an * p0;
    const q2 = b * q1 + an * q0;
    p0 = p1;
    q0 = q1;
    p1 = p2;
    q1 = q2;
    // Are the last two convergents the same?
    const product = p1 * q0;
    if (Math.abs(product - p0 * q1) <= EPSILON * Math.abs(product)) break;
    if (Math.abs(q1) > 1e100) {
      p0 *= 1e-100;
      q0 *= 1e-100;
      p1 *= 1e-100;
      q1 *= 1e-100;
    }
  }
  return density * (p1 / q1);
}

/** Q for small x and a by the series of 1 - P (DLMF 8.7.3), without the difference of near equals. */
function upperSeries(a: number, x: number): number {
  let term = 1;
  let sum = 0;
  for (let n = 1; n < 200; n++) {
    term *= -x / n;
    const one = term / (a + n);
    sum += one;
    if (Math.abs(one) < EPSILON * Math.abs(sum)) break;
  }
  // x^a / Γ(1 + a) = exp(e).
  const e = a * Math.log(x) - gammalnKernel(1 + a);
  return -Math.expm1(e) - a * Math.exp(e) * sum;
}

/** Is Temme's expansion to be used? */
function isNear(a: number, x: number): boolean {
  if (a < 20) return false;
  const gap = Math.abs(x - a) / a;
  return a < 200 ? gap < 0.3 : gap < Math.min(0.3, 4.5 / Math.sqrt(a)) || (a > 1e5 && gap < 0.3);
}

/** P(a, x). */
export function gammaincKernel(a: number, x: number): number {
  if (!(a >= 0 && x >= 0)) return NaN;
  if (a === 0) return x > 0 ? 1 : NaN;
  if (x === 0) return 0;
  if (a === Infinity) return x === Infinity ? NaN : 0;
  if (x === Infinity) return 1;
  if (isNear(a, x)) return temme(a, x, -1);
  if (x > 1 && x > a) return 1 - gammainccKernel(a, x);
  return lowerSeries(a, x);
}

/** Q(a, x) = 1 - P(a, x). */
export function gammainccKernel(a: number, x: number): number {
  if (!(a >= 0 && x >= 0)) return NaN;
  if (a === 0) return x > 0 ? 0 : NaN;
  if (x === 0) return 1;
  if (a === Infinity) return x === Infinity ? NaN : 1;
  if (x === Infinity) return 0;
  if (isNear(a, x)) return temme(a, x, 1);
  if (x > 1.1) return x < a ? 1 - lowerSeries(a, x) : upperFraction(a, x);
  if (x <= 0.5 ? -0.4 / Math.log(x) < a : 1.1 * x < a) return 1 - lowerSeries(a, x);
  return upperSeries(a, x);
}

/** The x of P(a, x) = p (lower) or Q(a, x) = p. */
function inverse(a: number, p: number, lower: boolean): number {
  // Where the start comes from: the first term for small P, else Wilson and Hilferty's normal approximation.
  const logLower = lower ? Math.log(p) : Math.log1p(-p);
  const small = (logLower + gammalnKernel(a + 1)) / a;
  let x: number;
  if (small < Math.log(0.2 * (1 + a))) x = Math.exp(small) * (1 + Math.exp(small) / (a + 1));
  else {
    const normal = lower ? ndtriKernel(p) : -ndtriKernel(p);
    const root = 1 - 1 / (9 * a) + normal / (3 * Math.sqrt(a));
    x = root > 0.2 ? a * root * root * root : Math.exp(small);
    if (a < 1 && !lower && p < 0.2)
      x = Math.max(-Math.log(p) - gammalnKernel(a) + (a - 1) * Math.log(-Math.log(p)), 0.5);
  }
  if (x === 0) return Math.exp(small);
  const logTarget = Math.log(p);
  let low = 0;
  let high = Infinity;
  for (let k = 0; k < 60; k++) {
    const value = lower ? gammaincKernel(a, x) : gammainccKernel(a, x);
    const above = lower ? value > p : value < p;
    if (above) high = Math.min(high, x);
    else low = Math.max(low, x);
    const density = gammaDensity(a, x);
    // Newton on the logarithm of the tail in log x, with Halley's correction.
    const ratio = value / p;
    const gap = Math.abs(ratio - 1) < 0.1 ? Math.log1p((value - p) / p) : Math.log(value) - logTarget;
    const slope = (lower ? density : -density) / value;
    let step = -gap / slope;
    const bend = a - x - (lower ? density : -density) / value;
    const correction = 1 + (step * bend) / 2;
    if (correction > 0.3 && correction < 3) step /= correction;
    let next = x * Math.exp(step);
    // The error after a step of Halley's is about the cube of the step.
    if (Math.abs(step) < 1e-6) return next;
    if (!(next > low && next < high)) next = high === Infinity ? 2 * x + 1 : low === 0 ? high / 4 : (low + high) / 2;
    x = next;
  }
  return x;
}

/** The x of P(a, x) = p. */
export function gammaincinvKernel(a: number, p: number): number {
  if (!(a >= 0 && p >= 0 && p <= 1)) return NaN;
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  if (a === 0) return 0;
  return p > 0.9 ? inverse(a, 1 - p, false) : inverse(a, p, true);
}

/** The x of Q(a, x) = q. */
export function gammainccinvKernel(a: number, q: number): number {
  if (!(a >= 0 && q >= 0 && q <= 1)) return NaN;
  if (q === 0) return Infinity;
  if (q === 1) return 0;
  if (a === 0) return 0;
  return q > 0.9 ? inverse(a, 1 - q, true) : inverse(a, q, false);
}
