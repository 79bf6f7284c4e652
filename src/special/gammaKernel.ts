/**
 * Γ and its logarithm as functions of numbers. Rational approximations on [1, 3] and, from 10 on, corrections of
 * Stirling's formula (DLMF 5.11); recurrence and reflection (DLMF 5.5) do the rest.
 */
import { pow } from '../backends/single/scalar/power.js';
import { gamma23, log1pRest, logGamma12, logGamma23, stirling, stirlingLog, stirlingShort } from './fits/gamma.js';
import { sinpi } from './multiplesOfPi.js';

const SQRT_2PI = 2.5066282746310002;
/** log(2π) / 2. */
export const HALF_LOG_2PI = 0.9189385332046728;

/** n! for n to 170. */
export const FACTORIALS = new Float64Array(171);
{
  // Exact products as far as they go, then rounded ones of whole numbers.
  let exact = 1n;
  for (let n = 0; n <= 170; n++) {
    if (n > 0) exact *= BigInt(n);
    FACTORIALS[n] = Number(exact);
  }
}

/** Γ(x) / (√(2π) x^(x - 1/2) e^-x), x >= 10. */
export function stirlingFactor(x: number): number {
  return stirling(1 / x);
}

/** log n, and the part of log Γ(n) beyond Stirling's formula, for n to 171. */
const LOGS = Float64Array.from({ length: 172 }, (_, n) => Math.log(n));
const RESTS = Float64Array.from({ length: 172 }, (_, n) => (n < 9 ? 0 : stirlingLog(1 / (n * n)) / n));

/** 1 / n for n to 171. */
const RECIPROCALS = Float64Array.from({ length: 172 }, (_, n) => 1 / n);

/** Γ(x) / Γ(n), x = n + d >= 10, by the difference of Stirling's formulas; 1/n, log n and the rest of the formula at n are given. */
function besideWhole(x: number, d: number, reciprocal: number, log: number, restThere: number): number {
  const t = d * reciprocal;
  const r = 1 / x;
  // log(1 + d/n) without t, which with n t = d leaves small terms alone.
  const rest = (x - 0.5) * (t * t * log1pRest(t)) + (d - 0.5) * t + (stirlingShort(r * r) * r - restThere);
  return Math.exp(d * log + rest);
}

/** Γ(x), 0 < x < 10: down to [2, 3), where the subtractions are exact, or up to it. */
function gammaSmall(x: number): number {
  let product = 1;
  let divisor = 1;
  let y = x;
  // No loop: as straight lines it becomes vector code.
  if (y >= 3) {
    y -= 1;
    product *= y;
  }
  if (y >= 3) {
    y -= 1;
    product *= y;
  }
  if (y >= 3) {
    y -= 1;
    product *= y;
  }
  if (y >= 3) {
    y -= 1;
    product *= y;
  }
  if (y >= 3) {
    y -= 1;
    product *= y;
  }
  if (y >= 3) {
    y -= 1;
    product *= y;
  }
  if (y >= 3) {
    y -= 1;
    product *= y;
  }
  if (y < 2) {
    divisor = y < 1 ? y * (y + 1) : y;
    y = y < 1 ? y + 2 : y + 1;
  }
  return (product * gamma23(y)) / divisor;
}

/** Γ(x). */
export function gammaKernel(x: number): number {
  const size = Math.abs(x);
  // The nearest whole number in the tables, and what they say of it: looked up always, which vector code does best.
  const n = size < 171 ? (size > 1 ? Math.round(size) : 1) : 171;
  const whole = FACTORIALS[n - 1]!;
  const reciprocal = RECIPROCALS[n]!;
  const log = LOGS[n]!;
  const restThere = RESTS[n]!;
  if (x !== x || x === Infinity) return x;
  if (x <= 0 && x === Math.floor(x)) return x === 0 ? 1 / x : x === -Infinity ? x : Infinity;
  if (size < 1e-300) return 1 / x;
  if (x === n) return whole;
  const y = Math.min(size, 190);
  const value = y < 10 ? gammaSmall(y) : besideWhole(y, y - n, reciprocal, log, restThere);
  // What is left of Γ(|x|), apart because the two together may overflow.
  const factor = y < 10 ? 1 : whole;
  return x > 0 ? value * factor : -Math.PI / (y * sinpi(-x) * value) / factor;
}

/** 1/Γ(x), an entire function. */
export function rgammaKernel(x: number): number {
  if (x <= 0 && x === Math.floor(x)) return x === -Infinity ? NaN : 0;
  if (x > 170) {
    if (x > 185) return 0;
    const half = pow(x, 0.5 * x - 0.25);
    return 1 / (SQRT_2PI * stirling(1 / x)) / half / (half * Math.exp(-x));
  }
  if (x < -170) {
    // By reflection: Γ(-x) in two factors, so that nothing overflows before the end.
    const y = -x;
    if (y > 1e4) return sinpi(y) < 0 ? Infinity : -Infinity;
    const half = pow(y, 0.5 * y - 0.25);
    return -((y * sinpi(y)) / Math.PI) * SQRT_2PI * stirling(1 / y) * (half * Math.exp(-y)) * half;
  }
  return 1 / gammaKernel(x);
}

/** log Γ(x), x > 0. */
function logGammaPositive(x: number): number {
  if (x >= 10) {
    if (x > 1e17) return x * (Math.log(x) - 1);
    const r = 1 / x;
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_2PI + stirlingLog(r * r) * r;
  }
  if (x < 1) return x * (x - 1) * logGamma12(x + 1) - Math.log(x);
  if (x < 2) return (x - 1) * (x - 2) * logGamma12(x);
  let product = 1;
  while (x > 3) {
    x -= 1;
    product *= x;
  }
  const near = (x - 1) * (x - 2) * logGamma23(x);
  return product === 1 ? near : near + Math.log(product);
}

/** log |Γ(x)|. */
export function gammalnKernel(x: number): number {
  if (x > 0) return logGammaPositive(x);
  if (x !== x) return x;
  if (x === Math.floor(x)) return Infinity;
  if (x > -20) return Math.log(Math.abs(gammaKernel(x)));
  return Math.log(Math.PI / Math.abs(x * sinpi(x))) - logGammaPositive(-x);
}

/** The sign of Γ(x); 0 at its poles. */
export function gammasgnKernel(x: number): number {
  if (x !== x) return x;
  if (x > 0) return 1;
  if (x === 0) return 0;
  if (x === -Infinity) return 1;
  const floor = Math.floor(x);
  if (floor === x) return 0;
  return floor % 2 === 0 ? 1 : -1;
}

/** The part of log Γ beyond Stirling's formula, x >= 10. */
export function stirlingRest(x: number): number {
  const r = 1 / x;
  return stirlingLog(r * r) * r;
}

/** log(1 + x) - x without loss for small x (Loader's log1pmx: a series in x / (2 + x)). */
export function log1pmx(x: number): number {
  if (x > 0.4 || x < -0.4) return Math.log1p(x) - x;
  const r = x / (2 + x);
  const s = r * r;
  // 2 atanh(r) - x = 2r(1 + s/3 + s²/5 + ...) - x, and 2r - x = -r x; s is at most 1/16.
  const u = s * s;
  const even = 1 / 3 + u * (1 / 7 + u * (1 / 11 + u * (1 / 15 + u * (1 / 19 + u * (1 / 23 + u / 27)))));
  const odd = 1 / 5 + u * (1 / 9 + u * (1 / 13 + u * (1 / 17 + u * (1 / 21 + u * (1 / 25 + u / 29)))));
  return r * (2 * s * (even + s * odd) - x);
}

/** x^a e^-x / Γ(a), a > 0, x > 0: the density of the gamma distribution times x. */
export function gammaDensity(a: number, x: number): number {
  if (a < 10) {
    if (x > 700) return Math.exp(a * Math.log(x) - x - gammalnKernel(a));
    return (pow(x, a) * Math.exp(-x)) / gammaKernel(a);
  }
  const gap = (x - a) / a;
  const scaled = Math.abs(gap) < 0.4 ? log1pmx(gap) : Math.log(x / a) - gap;
  return (Math.sqrt(a / (2 * Math.PI)) * Math.exp(a * scaled)) / stirlingFactor(a);
}

/** Γ(a) / Γ(a + b) for a >= 10, a + b >= 10. */
export function gammaRatioLarge(a: number, b: number): number {
  const c = a + b;
  return Math.exp((a - 0.5) * Math.log1p(-b / c) + b) * pow(c, -b) * (stirlingFactor(a) / stirlingFactor(c));
}
