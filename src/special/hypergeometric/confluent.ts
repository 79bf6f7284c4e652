/**
 * Kummer's function M(a, b, x) = 1F1 and the limit function 0F1 of real arguments. Several ways are open (J. Pearson, S. Olver and
 * M. Porter, Numer. Algor. 74, 2017): the power series, the same after Kummer's transformation, the expansion for large x (DLMF
 * 13.7); each says how much it lost to cancellation, and the best is kept. Where all are poor the differential equation is followed
 * by Taylor series.
 */
import { doubledLoss, doubledSeries, pairOf } from './doubled.js';
import { iv, jv } from '../bessel/realOrder.js';
import { cosPi } from '../bessel/fractional.js';
import { gammaKernel, gammalnKernel, gammasgnKernel, rgammaKernel } from '../gammaKernel.js';

const EPS = 2 ** -52;
/** What the last sum lost: its largest term against the sum, in units of 1. */
let lost = 0;

export const isNonPositive = (n: number): boolean => n <= 0 && Number.isInteger(n);

/** The power series. */
function series(a: number, b: number, x: number): number {
  let term = 1;
  let sum = 1;
  let carry = 0;
  let most = 1;
  lost = Infinity;
  for (let n = 0; n < 3000; n++) {
    term *= ((a + n) / (b + n)) * (x / (n + 1));
    // Kahan's sum: the terms carry their own rounding errors, which grow with n.
    const y = term - carry;
    const t = sum + y;
    carry = t - sum - y;
    sum = t;
    const size = Math.abs(term);
    if (size > most) most = size;
    if (size <= EPS * 0.1 * Math.abs(sum) && n > -a && n > -b && n + 1 > Math.abs(x) * 0.5) {
      lost = most / Math.abs(sum);
      break;
    }
    if (term === 0) {
      lost = most / Math.abs(sum);
      break;
    }
    if (!Number.isFinite(sum)) return sum;
  }
  return sum;
}

/** The sum of (p)_n (q)_n / n! y^n as far as it falls; `lost` has the smallest term over EPS. */
export function falling(p: number, q: number, y: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 500; n++) {
    const next = (term * (p + n) * (q + n) * y) / (n + 1);
    if (Math.abs(next) >= Math.abs(term) && n > 2 && next !== 0) {
      lost = Math.abs(term / sum) / EPS;
      return sum;
    }
    term = next;
    sum += term;
    if (Math.abs(term) < EPS * 0.1 * Math.abs(sum)) break;
  }
  lost = 1;
  return sum;
}
export const fallingLost = (): number => lost;

/** The expansion for large positive x (DLMF 13.7.2, real part). */
function large(a: number, b: number, x: number): number {
  const main = falling(1 - a, b - a, 1 / x);
  const firstLost = lost;
  const signs = gammasgnKernel(b) * gammasgnKernel(a);
  const size = x + (a - b) * Math.log(x) + gammalnKernel(b) - gammalnKernel(a);
  let value: number;
  if (Math.abs(a) < 100 && Math.abs(b) < 100) {
    const half = Math.exp(x / 2);
    value = gammaKernel(b) * rgammaKernel(a) * Math.pow(x, a - b) * main * half * half;
  } else value = signs * Math.exp(size) * main;
  if (rgammaKernel(b - a) !== 0) {
    const other = falling(a, a - b + 1, -1 / x);
    const rest = cosPi(a) * gammaKernel(b) * rgammaKernel(b - a) * Math.pow(x, -a) * other;
    const share = Math.abs(rest / (value + rest));
    lost = Math.max(firstLost, share < EPS ? 0 : lost * Math.min(1, share));
    value += Number.isFinite(rest) ? rest : 0;
  } else lost = firstLost;
  return value;
}

/** A polynomial in x, a = -m, by its recurrence in a (DLMF 13.3.1). */
function polynomial(m: number, b: number, x: number): number {
  if (m === 0) return 1;
  let before = 1;
  let now = 1 - x / b;
  for (let k = 1; k < m; k++) {
    const next = ((2 * k + b - x) * now - k * before) / (b + k);
    before = now;
    now = next;
  }
  return now;
}

/** Taylor series of x y'' + (b - x) y' - a y = 0 from where the power series is good, x > 0. */
function followed(a: number, b: number, x: number): number {
  let at = Math.min(x, 2 / (1 + Math.abs(a) / Math.max(1, Math.abs(b))));
  let y = series(a, b, at);
  let slope = (a / b) * series(a + 1, b + 1, at);
  for (let step = 0; at < x && step < 5000; step++) {
    // The other solution goes like x^(1 - b): its coefficients must not grow too far.
    const h = Math.min(x - at, at / 2, (4 * at) / Math.abs(b), 1.5);
    let c0 = y;
    let c1 = slope;
    let power = h;
    let sum = y + slope * h;
    let dsum = slope;
    for (let n = 0; n < 120; n++) {
      const c2 = (-(n + 1) * (n + b - at) * c1 + (n + a) * c0) / ((n + 2) * (n + 1) * at);
      dsum += (n + 2) * c2 * power;
      power *= h;
      const term = c2 * power;
      sum += term;
      c0 = c1;
      c1 = c2;
      if (n > 4 && Math.abs(term) * (n + 2) < EPS * 0.01 * (Math.abs(sum) + Math.abs(dsum * h))) break;
    }
    y = sum;
    slope = dsum;
    at = x - at === h ? x : at + h;
  }
  return y;
}

/** M(a, b, x). */
export function hyp1f1Kernel(a: number, b: number, x: number): number {
  if (Number.isNaN(a) || Number.isNaN(b) || Number.isNaN(x)) return NaN;
  if (isNonPositive(b)) {
    if (a === 0) return 1;
    return isNonPositive(a) && a > b ? series(a, b, x) : Infinity;
  }
  if (a === 0 || x === 0) return 1;
  if (a === b) return Math.exp(x);
  if (a === -1) return 1 - x / b;
  if (a - b === 1) return (1 + x / b) * Math.exp(x);
  if (a === 1 && b === 2) return Math.expm1(x) / x;
  if (x === Infinity) return gammasgnKernel(b) * gammasgnKernel(a) * Infinity;
  if (x === -Infinity) return a > 0 ? 0 : NaN;
  if (isNonPositive(a) && a > -1e6) {
    if (x < 0 && b > 0) return series(a, b, x);
    if (b > 0) return polynomial(-a, b, x);
  }
  return x < 0 ? negative(a, b, x) : positive(a, b, x);
}

/** M(a, b, x) for x < 0, by Kummer's transformation exp(x) M(b - a, b, -x) but for small x. */
function negative(a: number, b: number, x: number): number {
  if (x > -0.5 && Math.abs(a) < Math.abs(b)) return series(a, b, x);
  if (isNonPositive(b - a) && b > 0 && b - a + a === b) return Math.exp(x) * polynomial(a - b, b, -x);
  if (-x > 20) {
    // The expansion for large |x| (DLMF 13.7.2), whose other part exp(x) takes away.
    const value = falling(a, a - b + 1, -1 / x);
    const valueLost = lost;
    const g = gammaKernel(b) * rgammaKernel(b - a) * Math.pow(-x, -a);
    const rest = Math.exp(x) * gammaKernel(b) * rgammaKernel(a) * Math.pow(-x, a - b);
    if (valueLost < 4 && Number.isFinite(g) && Math.abs(rest) < 1e-18 * Math.abs(g * value)) return g * value;
  }
  const [c, low] = pairOf(b, -a);
  const value = positive(c, b, -x, low);
  const half = Math.exp(x / 2);
  return half === 0 ? 0 : half * value * half;
}

/** M(a, b, x) for x > 0, a given as the pair a + low. */
function positive(a: number, b: number, x: number, low = 0): number {
  let best = NaN;
  let least = Infinity;
  if (x > 20) {
    best = large(a, b, x);
    least = lost >= 0 ? lost : Infinity;
    if (least < 4) return best;
  }
  if (a > 0 && b > 0) return series(a, b, x);
  const doubled = doubledSeries([a, low], [b, 0], x);
  if (doubledLoss < 1e15) return doubled;
  if (least < 1e4) return best;
  if (x < 2000) {
    const along = followed(a, b, x);
    if (Number.isFinite(along)) return along;
  }
  return doubledLoss / 1e16 < least ? doubled : best;
}

/** 0F1(; b; x): Bessel functions of order b - 1 (DLMF 10.16.9, 10.39.9), the series near 0. */
export function hyp0f1Kernel(b: number, x: number): number {
  if (Number.isNaN(b) || Number.isNaN(x)) return NaN;
  if (isNonPositive(b)) return NaN;
  if (x === 0) return 1;
  if (Math.abs(x) < 1e-6 * (1 + Math.abs(b))) return 1 + x / b + (x * x) / (2 * b * (b + 1));
  if (Math.abs(x) < Math.max(1, Math.abs(b)) && b > 0) {
    let term = 1;
    let sum = 1;
    for (let n = 0; n < 200; n++) {
      term *= x / ((b + n) * (n + 1));
      sum += term;
      if (Math.abs(term) < EPS * 0.1 * Math.abs(sum)) break;
    }
    return sum;
  }
  const root = Math.sqrt(Math.abs(x));
  const bessel = x > 0 ? iv(b - 1, 2 * root) : jv(b - 1, 2 * root);
  if (b < 100) {
    const value = gammaKernel(b) * bessel * Math.pow(root, 1 - b);
    if (Number.isFinite(value) && value !== 0) return value;
  }
  return Math.exp(gammalnKernel(b) + (1 - b) * Math.log(root)) * gammasgnKernel(b) * bessel;
}
