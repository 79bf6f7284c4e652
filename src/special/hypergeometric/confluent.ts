/**
 * Kummer's function M(a, b, x) = 1F1 and the limit function 0F1 of real arguments. Several ways are open (J. Pearson, S. Olver and
 * M. Porter, Numer. Algor. 74, 2017): the power series, the same after Kummer's transformation, the expansion for large x (DLMF
 * 13.7). Series are summed in pairs of doubles; where even those lose too much to cancellation, in as many digits as it takes.
 */
import { doubledLoss, doubledSeries, pairOf } from './doubled.js';
import { exactSeries } from './exactSeries.js';
import { pow } from '../../backends/single/scalar/power.js';
import { iv, jv } from '../bessel/realOrder.js';
import { digammaKernel } from '../digamma.js';
import { cospi } from '../multiplesOfPi.js';
import { gammaKernel, gammalnKernel, gammasgnKernel, rgammaKernel } from '../gammaKernel.js';

const EPS = 2 ** -52;
/** What the last sum lost: its largest term against the sum, in units of 1. */
let lost = 0;

export const isNonPositive = (n: number): boolean => n <= 0 && Number.isInteger(n);

/** More than this is lost only where pairs of doubles do not suffice. */
const MOST_LOST = 1e13;

/** The power series; a and b as pairs. */
function series(a: readonly [number, number], b: number, x: number): number {
  const doubled = doubledSeries(a, [b, 0], x);
  if (doubledLoss < MOST_LOST || !(Math.abs(x) < 3000)) return doubled;
  const exact = exactSeries(a, [b, 0], x);
  return exact === exact ? exact : doubled;
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
    const [c, low] = pairOf(a, -b);
    const power = gammaKernel(b) * rgammaKernel(a) * (pow(x, c) * (1 + low * Math.log(x))) * main;
    const half = Math.exp(x / 2);
    value = x < 700 ? power * Math.exp(x) : power * half * half;
  } else value = signs * Math.exp(size) * main;
  if (rgammaKernel(b - a) !== 0) {
    const other = falling(a, a - b + 1, -1 / x);
    const rest = cospi(a) * gammaKernel(b) * rgammaKernel(b - a) * pow(x, -a) * other;
    const share = Math.abs(rest / (value + rest));
    lost = Math.max(firstLost, share < EPS ? 0 : lost * Math.min(1, share));
    value += Number.isFinite(rest) ? rest : 0;
  } else lost = firstLost;
  return value;
}

/** M(a, b, x). */
export function hyp1f1Kernel(a: number, b: number, x: number): number {
  if (Number.isNaN(a) || Number.isNaN(b) || Number.isNaN(x)) return NaN;
  if (isNonPositive(b)) {
    if (a === 0) return 1;
    return isNonPositive(a) && a > b ? series([a, 0], b, x) : Infinity;
  }
  if (a === 0 || x === 0) return 1;
  if (a === b) return Math.exp(x);
  if (a === -1) return 1 - x / b;
  if (a - b === 1) return (1 + x / b) * Math.exp(x);
  if (a === 1 && b === 2) return Math.expm1(x) / x;
  if (x === Infinity) return gammasgnKernel(b) * gammasgnKernel(a) * Infinity;
  if (x === -Infinity) return a > 0 ? 0 : NaN;
  if (isNonPositive(a) && a > -1e4) return series([a, 0], b, x);
  return x < 0 ? negative(a, b, x) : positive(a, b, x);
}

/** From this |x| on the expansion for large x takes the place of the series, whose sum would overflow. */
const LARGE = 700;

/** M(a, b, x) for x < 0, by Kummer's transformation exp(x) M(b - a, b, -x) but for small x. */
function negative(a: number, b: number, x: number): number {
  if (x > -0.5 && Math.abs(a) < Math.abs(b)) return series([a, 0], b, x);
  const [c, low] = pairOf(b, -a);
  if (-x > LARGE) {
    // The expansion for large |x| (DLMF 13.7.2), whose other part exp(x) takes away.
    const value = falling(a, a - b + 1, -1 / x);
    const valueLost = lost;
    const g = gammaKernel(b) * rgammaOfPair(c, low) * pow(-x, -a);
    const rest = Math.exp(x) * gammaKernel(b) * rgammaKernel(a) * pow(-x, a - b);
    if (valueLost < 2 && Number.isFinite(g) && Math.abs(rest) < 1e-18 * Math.abs(g * value)) return g * value;
  }
  const value = positive(c, b, -x, low);
  if (x > -700) return Math.exp(x) * value;
  const half = Math.exp(x / 2);
  return half === 0 ? 0 : half * value * half;
}

/** 1/Γ(c + low), low being what rounding took from c. */
function rgammaOfPair(c: number, low: number): number {
  return low === 0 ? rgammaKernel(c) : rgammaKernel(c) * (1 - low * digammaKernel(c));
}

/** M(a, b, x) for x > 0, a given as the pair a + low. */
function positive(a: number, b: number, x: number, low = 0): number {
  let best = NaN;
  if (x > LARGE) {
    best = large(a, b, x);
    if (lost < 2) return best;
  }
  return x < 3000 ? series([a, low], b, x) : best;
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
    const value = gammaKernel(b) * bessel * pow(root, 1 - b);
    if (Number.isFinite(value) && value !== 0) return value;
  }
  return Math.exp(gammalnKernel(b) + (1 - b) * Math.log(root)) * gammasgnKernel(b) * bessel;
}
