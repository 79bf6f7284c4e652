/**
 * Gauss's function 2F1(a, b; c; x) of real x < 1: its series within reach of 0, Pfaff's transformation for x < 0, the connection
 * with 1 - x beside 1 (DLMF 15.8) with its limits where c - a - b is an integer, and Taylor series of the differential equation
 * where that connection would cancel.
 */
import { digammaKernel } from '../digamma.js';
import { gammaKernel, gammalnKernel, gammasgnKernel, rgammaKernel } from '../gammaKernel.js';
import { doubledLoss, doubledSeries, pairOf, quotientOf } from './doubled.js';
import { exactSeries } from './exactSeries.js';
import { isNonPositive } from './confluent.js';

const EPS = 2 ** -52;
/** The largest term of the last series against its sum. */
let lost = 0;

/** Parameters up to which the product of two terms' denominators is far from overflowing. */
const PAIRED_TO = 1e70;

function series(a: number, b: number, c: number, x: number): number {
  const paired = Math.abs(c) < PAIRED_TO && Math.abs(a) < PAIRED_TO && Math.abs(b) < PAIRED_TO;
  let term = 1;
  let sum = 1;
  let most = 1;
  lost = Infinity;
  for (let n = 0; n < 5000; n += 2) {
    const below = (c + n) * (n + 1);
    const next = (c + n + 1) * (n + 2);
    // Two terms by one division, which is what takes the time.
    const quotient = paired ? x / (below * next) : 0;
    const first = term * ((a + n) * (b + n) * (paired ? next * quotient : x / below));
    term = first * ((a + n + 1) * (b + n + 1) * (paired ? below * quotient : x / next));
    sum += first + term;
    const sizeOfFirst = Math.abs(first);
    const size = Math.abs(term);
    if (sizeOfFirst > most) most = sizeOfFirst;
    if (size > most) most = size;
    if (size <= EPS * 0.1 * Math.abs(sum) && n + 1 > -c) {
      lost = most / Math.abs(sum);
      break;
    }
    if (!Number.isFinite(sum)) break;
  }
  return sum;
}

/** gamma(p) gamma(q) / (gamma(r) gamma(s)), by logarithms where a factor overflows. */
function gammaQuotient(p: number, q: number, r: number, s: number): number {
  const direct = gammaKernel(p) * rgammaKernel(r) * (gammaKernel(q) * rgammaKernel(s));
  if (Number.isFinite(direct) && direct !== 0) return direct;
  if (isNonPositive(r) || isNonPositive(s)) return 0;
  const sign = gammasgnKernel(p) * gammasgnKernel(q) * gammasgnKernel(r) * gammasgnKernel(s);
  return sign * Math.exp(gammalnKernel(p) + gammalnKernel(q) - gammalnKernel(r) - gammalnKernel(s));
}

/** A polynomial, a = -m: the sum, or for large m the recurrence in a (DLMF 15.5.11). */
function polynomial(m: number, b: number, c: number, x: number): number {
  if (m < 8 || isNonPositive(c)) {
    let term = 1;
    let sum = 1;
    let most = 1;
    for (let n = 0; n < m; n++) {
      term *= (((n - m) * (b + n)) / ((c + n) * (n + 1))) * x;
      sum += term;
      most = Math.max(most, Math.abs(term));
    }
    if (most < 100 * Math.abs(sum) || isNonPositive(c)) return sum;
  }
  let before = 1;
  let now = 1 - (b * x) / c;
  for (let k = 1; k < m; k++) {
    // a = -k.
    const next = ((c + 2 * k - (b + k) * x) * now - k * (1 - x) * before) / (c + k);
    before = now;
    now = next;
  }
  return m === 0 ? 1 : now;
}

/** 2F1 beside 1, y = 1 - x, c - a - b an integer m >= 0 (DLMF 15.8.10). */
function logarithmic(a: number, b: number, m: number, y: number): number {
  const c = a + b + m;
  let finite = 0;
  if (m > 0) {
    let term = 1;
    finite = 1;
    for (let k = 0; k < m - 1; k++) {
      term *= ((a + k) * (b + k) * y) / ((k + 1) * (1 - m + k));
      finite += term;
    }
    finite *= gammaQuotient(m, c, a + m, b + m);
  }
  // The factor (a)_m (b)_m / (m! gamma(a + m) gamma(b + m)) = 1 / (m! gamma(a) gamma(b)).
  let term = rgammaKernel(a) * rgammaKernel(b);
  for (let k = 1; k <= m; k++) term /= k;
  term *= Math.pow(-y, m) * gammaKernel(c);
  if (term === 0) return finite;
  const log = Math.log(y);
  let p1 = digammaKernel(1);
  let p2 = digammaKernel(m + 1);
  let p3 = digammaKernel(a + m);
  let p4 = digammaKernel(b + m);
  let sum = 0;
  for (let k = 0; k < 2000; k++) {
    const value = term * (log - p1 - p2 + p3 + p4);
    sum += value;
    if (Math.abs(value) < EPS * 0.1 * Math.abs(sum) && k > 3) break;
    term *= ((a + m + k) * (b + m + k) * y) / ((k + 1) * (k + m + 1));
    p1 += 1 / (k + 1);
    p2 += 1 / (k + m + 1);
    p3 += 1 / (a + m + k);
    p4 += 1 / (b + m + k);
  }
  return finite - sum;
}

/** Taylor series of the differential equation from 1/2 towards x in (1/2, 1). */
function followed(a: number, b: number, c: number, x: number): number {
  let at = 0.5;
  let y = series(a, b, c, at);
  let slope = ((a * b) / c) * series(a + 1, b + 1, c + 1, at);
  for (let step = 0; at < x && step < 200; step++) {
    const h = Math.min(x - at, (1 - at) / 2);
    const w = at * (1 - at);
    let c0 = y;
    let c1 = slope;
    let power = h;
    let sum = y + slope * h;
    let dsum = slope;
    for (let n = 0; n < 300; n++) {
      const next =
        ((n + a) * (n + b) * c0 - (n + 1) * (n * (1 - 2 * at) + c - (a + b + 1) * at) * c1) / ((n + 2) * (n + 1) * w);
      dsum += (n + 2) * next * power;
      power *= h;
      const term = next * power;
      sum += term;
      c0 = c1;
      c1 = next;
      if (n > 4 && Math.abs(term) * (n + 2) < EPS * 0.01 * (Math.abs(sum) + Math.abs(dsum * h))) break;
    }
    y = sum;
    slope = dsum;
    at = x - at === h ? x : at + h;
  }
  return y;
}

/** The series in pairs of doubles, or in more digits where those lose too much; NaN where it is too long. b and x are pairs. */
function summed(a: number, b: number, low: number, c: number, x: number, xLow: number): number {
  const doubled = doubledSeries([a, 0, b, low], [c, 0], x, xLow);
  if (doubledLoss < 1e13) return doubled;
  return Math.abs(x) < 0.985 ? exactSeries([a, 0, b, low], [c, 0], x, xLow) : NaN;
}

/** 0 <= x < 1, with y = 1 - x given apart, for it may be tiny; `low` and `xLow` are what rounding took from b and x. */
function unit(a: number, b: number, c: number, x: number, y: number, low = 0, xLow = 0): number {
  if (isNonPositive(a)) return polynomial(-a, b, c, x);
  if (isNonPositive(b)) return polynomial(-b, a, c, x);
  const s = c - a - b;
  if (isNonPositive(c - a)) return Math.pow(y, s) * polynomial(a - c, c - b, c, x);
  if (isNonPositive(c - b)) return Math.pow(y, s) * polynomial(b - c, c - a, c, x);
  if (x <= 0.6) {
    const direct = series(a, b, c, x);
    if (lost < 10) return direct;
    const better = summed(a, b, low, c, x, xLow);
    return better === better ? better : direct;
  }
  if (x < 0.9 && Math.max(Math.abs(a), Math.abs(b)) > 6) {
    const better = summed(a, b, low, c, x, xLow);
    if (better === better) return better;
  }
  const m = Math.round(s);
  if (s === m) {
    if (m >= 0) return logarithmic(a, b, m, y);
    return Math.pow(y, m) * logarithmic(c - a, c - b, -m, y);
  }
  const near = Math.abs(s - m);
  const first = gammaQuotient(c, s, c - a, c - b) * series(a, b, 1 - s, y);
  const firstLost = lost;
  const second = Math.pow(y, s) * gammaQuotient(c, -s, a, b) * series(c - a, c - b, 1 + s, y);
  const total = first + second;
  const size = Math.max(Math.abs(first) * firstLost, Math.abs(second) * lost) / Math.abs(total);
  if (size < 10 || (near > 0.1 && size < 20) || y < 1e-7) return total;
  const better = summed(a, b, low, c, x, xLow);
  return better === better ? better : followed(a, b, c, x);
}

/** 2F1(a, b; c; x). */
export function hyp2f1Kernel(a: number, b: number, c: number, x: number): number {
  if (Number.isNaN(a) || Number.isNaN(b) || Number.isNaN(c) || Number.isNaN(x)) return NaN;
  if (x === 0 || a === 0 || b === 0) return isNonPositive(c) && !(a === 0 || b === 0) && x !== 0 ? Infinity : 1;
  const finite = isNonPositive(a) ? (isNonPositive(b) ? Math.max(a, b) : a) : isNonPositive(b) ? b : NaN;
  if (isNonPositive(c) && !(finite >= c)) return Infinity;
  if (!Number.isNaN(finite) && x > 1) return polynomial(-finite, finite === a ? b : a, c, x);
  if (x > 1) {
    if (c === a && Number.isInteger(b)) return Math.pow(1 - x, -b);
    if (c === b && Number.isInteger(a)) return Math.pow(1 - x, -a);
    return Infinity;
  }
  if (c === b && !isNonPositive(c)) return Math.pow(1 - x, -a);
  if (c === a && !isNonPositive(c)) return Math.pow(1 - x, -b);
  if (x === 1) {
    if (!Number.isNaN(finite)) return polynomial(-finite, finite === a ? b : a, c, 1);
    const s = c - a - b;
    return s > 0
      ? gammaQuotient(c, s, c - a, c - b)
      : gammasgnKernel(c) * gammasgnKernel(a) * gammasgnKernel(b) * Infinity;
  }
  if (isNonPositive(c)) return polynomial(-finite, finite === a ? b : a, c, x);
  if (x >= 0) return unit(a, b, c, x, 1 - x);
  if (!Number.isNaN(finite)) {
    const direct = polynomial(-finite, finite === a ? b : a, c, x);
    return direct;
  }
  if (x > -0.5) {
    const direct = series(a, b, c, x);
    if (lost < 10) return direct;
    const better = summed(a, b, 0, c, x, 0);
    if (better === better) return better;
  }
  // Pfaff's transformation to x / (x - 1), with the parameter that grows the least.
  const y = 1 / (1 - x);
  const [d, rest] = pairOf(1, -x);
  const [w, xLow] = quotientOf(-x, d, rest);
  const swap = Math.abs(b) < Math.abs(a) && !isNonPositive(c - b);
  const p = swap ? b : a;
  const q = swap ? a : b;
  const [r, low] = pairOf(c, -q);
  return Math.pow(y, p) * unit(p, r, c, w, y, low, xLow);
}
