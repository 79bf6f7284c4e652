/**
 * Complex square root, exponentials, logarithms and powers, with the special values of C99, Annex G. Results go to z.
 */
import { copysign } from '../scalar/floatBits.js';
import { hypot } from '../scalar/elementary.js';
import { exp2 } from '../scalar/power.js';
import { cdivide } from './quotient.js';
import { give, z } from './result.js';

/** Above this exp(x) overflows, though exp(x) times a sine need not. */
const LARGE_EXPONENT = 709;
const EXPONENT_STEP = 700;
const EXP_OF_STEP = Math.exp(EXPONENT_STEP);
const HUGE = 2 ** 1020;
const TINY = 2 ** -960;
const TWO_108 = 2 ** 108;
const TWO_54 = 2 ** 54;
const TWO_MINUS_54 = 2 ** -54;
/** Multiplying by it splits a float64 in two halves of 26 bits (Dekker 1971). */
const SPLITTER = 134217729;

/**
 * The square root with nonnegative real part.
 * @param re real part
 * @param im imaginary part
 */
export function csqrt(re: number, im: number): void {
  if (re === 0 && im === 0) return give(0, im);
  if (im === Infinity || im === -Infinity) return give(Infinity, im);
  if (re !== re) return give(NaN, NaN);
  if (re === Infinity) return give(Infinity, im === im ? copysign(0, im) : NaN);
  if (re === -Infinity) return give(im === im ? 0 : NaN, copysign(Infinity, im));
  if (im !== im) return give(NaN, NaN);
  let scale = 1;
  const size = Math.max(Math.abs(re), Math.abs(im));
  if (size > HUGE) {
    re *= 0.25;
    im *= 0.25;
    scale = 2;
  } else if (size < TINY) {
    re *= TWO_108;
    im *= TWO_108;
    scale = TWO_MINUS_54;
  }
  const root = Math.sqrt(0.5 * (Math.abs(re) + hypot(re, im)));
  const other = Math.abs(im) / (2 * root);
  if (re >= 0) give(root * scale, copysign(other * scale, im));
  else give(other * scale, copysign(root * scale, im));
}

/** exp(x) times (cosine, sine) without overflow in between. */
function giveScaled(x: number, cosine: number, sine: number): void {
  if (x <= LARGE_EXPONENT) {
    const size = Math.exp(x);
    return give(size * cosine, size * sine);
  }
  const size = Math.exp(x - EXPONENT_STEP);
  give(size * cosine * EXP_OF_STEP, size * sine * EXP_OF_STEP);
}

/**
 * The exponential.
 * @param re real part
 * @param im imaginary part
 */
export function cexp(re: number, im: number): void {
  if (im === 0) return give(Math.exp(re), im);
  if (im - im !== 0) {
    if (re === -Infinity) return give(0, copysign(0, im));
    return give(re === Infinity ? Infinity : NaN, NaN);
  }
  if (re === Infinity) return give(Infinity * Math.cos(im), Infinity * Math.sin(im));
  giveScaled(re, Math.cos(im), Math.sin(im));
}

/**
 * 2 to a complex power.
 * @param re real part
 * @param im imaginary part
 */
export function cexp2(re: number, im: number): void {
  const angle = im * Math.LN2;
  if (angle === 0) return give(exp2(re), im);
  if (re - re !== 0 || im - im !== 0 || re > 1023) return cexp(re * Math.LN2, angle);
  const size = exp2(re);
  give(size * Math.cos(angle), size * Math.sin(angle));
}

/**
 * exp(z) - 1, accurate for small z.
 * @param re real part
 * @param im imaginary part
 */
export function cexpm1(re: number, im: number): void {
  if (im === 0) return give(Math.expm1(re), im);
  if (re - re !== 0 || im - im !== 0 || re > LARGE_EXPONENT) {
    cexp(re, im);
    z[0] = z[0]! - 1;
    return;
  }
  const half = Math.sin(0.5 * im);
  give(Math.expm1(re) * Math.cos(im) - 2 * half * half, Math.exp(re) * Math.sin(im));
}

/** x * x + y * y - 1 for 0 <= y <= x, about 1: the squares as unevaluated sums of two numbers. */
function squaresLessOne(x: number, y: number): number {
  let t = SPLITTER * x;
  let high = t - (t - x);
  let low = x - high;
  const x2 = x * x;
  const x2Rest = high * high - x2 + 2 * high * low + low * low;
  t = SPLITTER * y;
  high = t - (t - y);
  low = y - high;
  const y2 = y * y;
  const y2Rest = high * high - y2 + 2 * high * low + low * low;
  // x2 - 1 is exact; the sum with y2 leaves the rest that Knuth's two-sum finds.
  const less = x2 - 1;
  const sum = less + y2;
  const part = sum - less;
  const sumRest = less - (sum - part) + (y2 - part);
  return sum + (sumRest + x2Rest + y2Rest);
}

/** log(|z|), accurate about |z| = 1 and without overflow. */
function logOfSize(re: number, im: number): number {
  let x = Math.abs(re);
  let y = Math.abs(im);
  if (x === Infinity || y === Infinity) return Infinity;
  if (x < y) {
    const swap = x;
    x = y;
    y = swap;
  }
  if (x > HUGE) return Math.log(hypot(x * 0.25, y * 0.25)) + 2 * Math.LN2;
  if (x < TINY) return x === 0 && y === 0 ? -Infinity : Math.log(hypot(x * TWO_54, y * TWO_54)) - 54 * Math.LN2;
  if (x > 0.5 && x < 1.4) {
    const excess = squaresLessOne(x, y);
    if (excess > -0.5 && excess < 1) return 0.5 * Math.log1p(excess);
  }
  return Math.log(hypot(x, y));
}

/**
 * The principal natural logarithm.
 * @param re real part
 * @param im imaginary part
 */
export function clog(re: number, im: number): void {
  give(logOfSize(re, im), Math.atan2(im, re));
}

/**
 * The principal base-10 logarithm.
 * @param re real part
 * @param im imaginary part
 */
export function clog10(re: number, im: number): void {
  give(logOfSize(re, im) * Math.LOG10E, Math.atan2(im, re) * Math.LOG10E);
}

/**
 * The principal base-2 logarithm.
 * @param re real part
 * @param im imaginary part
 */
export function clog2(re: number, im: number): void {
  give(logOfSize(re, im) * Math.LOG2E, Math.atan2(im, re) * Math.LOG2E);
}

/**
 * log(1 + z), accurate for small z.
 * @param re real part
 * @param im imaginary part
 */
export function clog1p(re: number, im: number): void {
  const angle = Math.atan2(im, re + 1);
  if (Math.abs(re) < 0.5 && Math.abs(im) < 0.5) give(0.5 * Math.log1p(re * (2 + re) + im * im), angle);
  else give(logOfSize(re + 1, im), angle);
}

/** Integer powers below this are products. */
const PRODUCT_POWERS = 100;

/** An integer power by repeated squaring, to z. */
function cpowInteger(re: number, im: number, n: number): void {
  let productRe = 1;
  let productIm = 0;
  for (let rest = Math.abs(n); ;) {
    if ((rest & 1) !== 0) {
      const swap = productRe * re - productIm * im;
      productIm = productRe * im + productIm * re;
      productRe = swap;
    }
    rest >>= 1;
    if (rest === 0) break;
    const swap = re * re - im * im;
    im = 2 * re * im;
    re = swap;
  }
  if (n < 0) cdivide(1, 0, productRe, productIm);
  else give(productRe, productIm);
}

/**
 * The principal power: small integer exponents by multiplication, others through exponential and logarithm; the rules
 * for zero are NumPy's.
 * @param ar real part of the base
 * @param ai its imaginary part
 * @param br real part of the exponent
 * @param bi its imaginary part
 */
export function cpow(ar: number, ai: number, br: number, bi: number): void {
  if (br === 0 && bi === 0) return give(1, 0);
  if (ar === 0 && ai === 0) return br > 0 ? give(0, 0) : give(NaN, NaN);
  if (bi === 0 && Number.isInteger(br)) {
    if (br === 1) return give(ar, ai);
    if (br === 2 || br === 3) {
      const squareRe = ar * ar - ai * ai;
      const squareIm = ar * ai + ai * ar;
      if (br === 2) return give(squareRe, squareIm);
      return give(squareRe * ar - squareIm * ai, squareRe * ai + squareIm * ar);
    }
    if (Math.abs(br) < PRODUCT_POWERS) return cpowInteger(ar, ai, br);
  }
  const size = logOfSize(ar, ai);
  const angle = Math.atan2(ai, ar);
  const re = br * size - bi * angle;
  const im = br * angle + bi * size;
  if (re === re || im === im) cexp(re, im);
  else cexpOfProduct(br, bi, size, angle);
}

/** An infinite part as 1, a finite one as 0, with the sign. */
const direction = (x: number): number => copysign(x === Infinity || x === -Infinity ? 1 : 0, x);
/** NaN as a zero. */
const known = (x: number): number => (x === x ? x : 0);

/** exp of a product that came out as NaN + NaN i: if a factor is infinite so is the product (C99, G.5.1). */
function cexpOfProduct(a: number, b: number, c: number, d: number): void {
  let found = false;
  if (Math.abs(a) === Infinity || Math.abs(b) === Infinity) {
    a = direction(a);
    b = direction(b);
    c = known(c);
    d = known(d);
    found = true;
  }
  if (Math.abs(c) === Infinity || Math.abs(d) === Infinity) {
    c = direction(c);
    d = direction(d);
    a = known(a);
    b = known(b);
    found = true;
  }
  if (found) cexp(Infinity * (a * c - b * d), Infinity * (a * d + b * c));
  else give(NaN, NaN);
}
