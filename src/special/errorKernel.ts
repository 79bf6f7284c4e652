/**
 * Error functions of real numbers, and their inverses: rational approximations of erf near 0 and of exp(x²) erfc(x) away
 * from it, of Dawson's integral, and of the inverse in the square root of -log.
 */
import { dawson28, dawsonLarge, dawsonNear, erfNear, erfcxTail } from './fits/error.js';
import { erfcinvTail, erfinvNear } from './fits/errorInverse.js';

const TWO_OVER_SQRT_PI = 1.1283791670955126;
const SQRT_PI = 1.772453850905516;

/** exp(r), |r| < 1e-4. */
function expTiny(r: number): number {
  return 1 + r * (1 + r * (0.5 + r / 6));
}

/** exp(-x²), |x| < 40: the square of x rounded to float32 is exact, and the rest is small. */
export function expMinusSquare(x: number): number {
  const q = Math.fround(x);
  return Math.exp(-q * q) * expTiny((q - x) * (q + x));
}

/** exp(x²), likewise. */
export function expSquare(x: number): number {
  const q = Math.fround(x);
  return Math.exp(q * q) * expTiny((x - q) * (q + x));
}

/** exp(x²) erfc(x), x >= 1/2. */
function scaledTail(x: number): number {
  const v = 1 / (x + 3);
  return v * erfcxTail(v);
}

/** erf(x). */
export function erfKernel(x: number): number {
  const y = Math.abs(x);
  if (y < 1) return x * erfNear(y * y);
  if (!(y < 6)) return y !== y ? y : x > 0 ? 1 : -1;
  // Beside 1 the tail needs no full relative accuracy.
  const tail = Math.exp(-y * y) * scaledTail(y);
  return x > 0 ? 1 - tail : tail - 1;
}

/** erfc(x) = 1 - erf(x). */
export function erfcKernel(x: number): number {
  const y = Math.abs(x);
  if (y < 0.5) return 1 - x * erfNear(x * x);
  if (!(y < 27.3)) return x !== x ? x : x > 0 ? 0 : 2;
  const tail = expMinusSquare(y) * scaledTail(y);
  return x > 0 ? tail : 2 - tail;
}

/** exp(x²) erfc(x). */
export function erfcxKernel(x: number): number {
  if (x >= 0.5) return x === Infinity ? 0 : scaledTail(x);
  if (x > -0.5) return Math.exp(x * x) * (1 - x * erfNear(x * x));
  if (x < -26.7) return Infinity;
  return 2 * expSquare(x) - scaledTail(-x);
}

/** Dawson's integral exp(-x²) ∫ exp(t²) dt from 0 to x. */
export function dawsnKernel(x: number): number {
  const y = Math.abs(x);
  if (y < 2) return x * dawsonNear(y * y);
  if (y < 8) return dawson28(y) / x;
  return y < 1e9 ? dawsonLarge(1 / (y * y)) / x : 0.5 / x;
}

/** erfi(x) = -i erf(ix). */
export function erfiKernel(x: number): number {
  const y = Math.abs(x);
  if (y > 26.7) return x > 0 ? Infinity : -Infinity;
  return TWO_OVER_SQRT_PI * expSquare(x) * dawsnKernel(x);
}

/** The x of erfc(x) = p, from s = √-log p >= 1.17. */
export function inverseTail(s: number): number {
  if (s < 28) return s * erfcinvTail(s);
  // Newton's steps on log erfc(x) = log(erfcx(x)) - x² from its leading terms.
  const target = s * s;
  let x = s;
  for (let k = 0; k < 6; k++) {
    const scaled = scaledTail(x);
    const gap = (s - x) * (s + x) + Math.log(scaled);
    const step = (gap * SQRT_PI * scaled) / 2;
    x += step;
    if (Math.abs(step) < 1e-16 * x || target === Infinity) break;
  }
  return x;
}

/** The x of erf(x) = y. */
export function erfinvKernel(y: number): number {
  const size = Math.abs(y);
  if (size <= 0.75) return y * erfinvNear(y * y);
  if (!(size < 1)) return size === 1 ? y * Infinity : NaN;
  const x = inverseTail(Math.sqrt(-Math.log(1 - size)));
  return y < 0 ? -x : x;
}

/** The x of erfc(x) = p. */
export function erfcinvKernel(p: number): number {
  if (p < 0.25) {
    if (!(p > 0)) return p === 0 ? Infinity : NaN;
    return inverseTail(Math.sqrt(-Math.log(p)));
  }
  if (p <= 1.75) return erfinvKernel(1 - p);
  return p <= 2 ? -erfcinvKernel(2 - p) : NaN;
}

/** exp(-x²/2), |x| < 40. */
export function expMinusHalfSquare(x: number): number {
  const q = Math.fround(x);
  return Math.exp(-0.5 * q * q) * expTiny(0.5 * (q - x) * (q + x));
}

/** The normal distribution's probability of values below x. */
export function ndtrKernel(x: number): number {
  const t = x * Math.SQRT1_2;
  const y = Math.abs(t);
  if (t > -0.5 && t < 1) return 0.5 + 0.5 * t * erfNear(t * t);
  if (!(y < 27.4)) return x !== x ? x : x > 0 ? 1 : 0;
  const tail = 0.5 * expMinusHalfSquare(x) * scaledTail(y);
  return x > 0 ? 1 - tail : tail;
}

/** Its logarithm. */
export function logNdtrKernel(x: number): number {
  if (x < -1) return x === -Infinity ? -Infinity : Math.log(0.5 * scaledTail(-x * Math.SQRT1_2)) - 0.5 * x * x;
  if (x > 0) return Math.log1p(-ndtrKernel(-x));
  return Math.log(ndtrKernel(x));
}

/** The x of ndtr(x) = p. */
export function ndtriKernel(p: number): number {
  if (p < 0.125) {
    if (!(p > 0)) return p === 0 ? -Infinity : NaN;
    return -Math.SQRT2 * inverseTail(Math.sqrt(-Math.log(2 * p)));
  }
  if (p <= 0.875) return Math.SQRT2 * erfinvKernel(2 * p - 1);
  return p <= 1 ? -ndtriKernel(1 - p) : NaN;
}

/** The x of log(ndtr(x)) = y. */
export function ndtriExpKernel(y: number): number {
  if (!(y <= 0)) return NaN;
  if (y > -0.01) return y === 0 ? Infinity : -ndtriKernel(-Math.expm1(y));
  if (y > -2.1) return ndtriKernel(Math.exp(y));
  return y === -Infinity ? y : -Math.SQRT2 * inverseTail(Math.sqrt(-y - Math.LN2));
}
