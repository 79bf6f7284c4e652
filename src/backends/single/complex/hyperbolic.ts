/**
 * Complex hyperbolic and trigonometric functions with the special values of C99, Annex G. Results go to z. The
 * trigonometric ones are hyperbolic ones of i z, turned back.
 */
import { copysign, signbit } from '../scalar/floatBits.js';
import { give, z } from './result.js';

/** Beyond this sinh and cosh are half an exponential. */
const LARGE = 22;
const LARGE_EXPONENT = 709;
const EXPONENT_STEP = 700;
const EXP_OF_STEP = Math.exp(EXPONENT_STEP);

/** exp(x) / 2 times (a, b) for large x, without overflow in between. */
function giveHalfExponential(x: number, a: number, b: number): void {
  const isHuge = x > LARGE_EXPONENT;
  const size = 0.5 * Math.exp(isHuge ? x - EXPONENT_STEP : x);
  const rest = isHuge ? EXP_OF_STEP : 1;
  give(size * a * rest, size * b * rest);
}

/**
 * The hyperbolic sine.
 * @param re real part
 * @param im imaginary part
 */
export function csinh(re: number, im: number): void {
  if (im === 0) return give(Math.sinh(re), im);
  if (im - im !== 0) {
    if (re === 0) return give(re, NaN);
    return give(re === Infinity || re === -Infinity ? Infinity : NaN, NaN);
  }
  const cosine = Math.cos(im);
  const sine = Math.sin(im);
  if (re === Infinity || re === -Infinity) return give(re * cosine, Infinity * sine);
  if (Math.abs(re) > LARGE) return giveHalfExponential(Math.abs(re), copysign(1, re) * cosine, sine);
  give(Math.sinh(re) * cosine, Math.cosh(re) * sine);
}

/**
 * The hyperbolic cosine.
 * @param re real part
 * @param im imaginary part
 */
export function ccosh(re: number, im: number): void {
  if (im === 0) return give(Math.cosh(re), re !== re ? im : signbit(re) ? -im : im);
  if (im - im !== 0) {
    if (re === 0) return give(NaN, 0);
    return give(re === Infinity || re === -Infinity ? Infinity : NaN, NaN);
  }
  const cosine = Math.cos(im);
  const sine = Math.sin(im);
  if (re === Infinity || re === -Infinity) return give(Infinity * cosine, re * sine);
  if (Math.abs(re) > LARGE) return giveHalfExponential(Math.abs(re), cosine, copysign(1, re) * sine);
  give(Math.cosh(re) * cosine, Math.sinh(re) * sine);
}

/**
 * The hyperbolic tangent, after W. Kahan, "Branch cuts for complex elementary functions" (1987).
 * @param re real part
 * @param im imaginary part
 */
export function ctanh(re: number, im: number): void {
  if (re === Infinity || re === -Infinity) {
    const one = copysign(1, re);
    return give(one, im - im === 0 ? copysign(0, Math.sin(im) * Math.cos(im)) : copysign(0, im));
  }
  if (im === 0) return give(Math.tanh(re), im);
  if (im - im !== 0) return give(re === 0 ? re : NaN, NaN);
  if (re !== re) return give(NaN, NaN);
  if (Math.abs(re) > LARGE) {
    return give(copysign(1, re), 4 * Math.sin(im) * Math.cos(im) * Math.exp(-2 * Math.abs(re)));
  }
  const sinh = Math.sinh(re);
  const rho = Math.sqrt(1 + sinh * sinh);
  const tan = Math.tan(im);
  const beta = 1 + tan * tan;
  const divisor = 1 + beta * sinh * sinh;
  give((beta * rho * sinh) / divisor, tan / divisor);
}

/** Multiplies z by -i. */
export function turnBack(): void {
  give(z[1]!, -z[0]!);
}

/**
 * The sine.
 * @param re real part
 * @param im imaginary part
 */
export function csin(re: number, im: number): void {
  // The sign of the infinity is not specified; this one is glibc's.
  if (Math.abs(im) === Infinity && re - re !== 0) return give(NaN, Infinity);
  csinh(-im, re);
  turnBack();
}

/**
 * The cosine.
 * @param re real part
 * @param im imaginary part
 */
export function ccos(re: number, im: number): void {
  ccosh(-im, re);
}

/**
 * The tangent.
 * @param re real part
 * @param im imaginary part
 */
export function ctan(re: number, im: number): void {
  ctanh(-im, re);
  turnBack();
}
