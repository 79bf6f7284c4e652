/**
 * Inverse complex trigonometric and hyperbolic functions with the special values of C99, Annex G. Results go to z.
 * Arc sine and arc cosine follow T. E. Hull, T. F. Fairgrieve and P. T. P. Tang, "Implementing the complex arcsine and
 * arccosine functions using exception handling" (ACM TOMS 23, 1997); arc tangent follows W. Kahan (1987).
 */
import { copysign, signbit } from '../scalar/floatBits.js';
import { hypot } from '../scalar/elementary.js';
import { turnBack } from './hyperbolic.js';
import { give } from './result.js';

const HALF_PI = Math.PI / 2;
/** Hull's crossover points between formulas. */
const A_CROSSOVER = 1.5;
const B_CROSSOVER = 0.6417;
/** Beyond this 1 is nothing beside z; below its inverse z * z is nothing beside 1. */
const LARGE = 2 ** 500;
const TINY = 2 ** -500;
const ROUNDING = 2 ** -53;

/** Arc sine's and arc cosine's parts for a point of the first quadrant: the real parts of both, and the imaginary. */
const quadrant = { sine: 0, cosine: 0, imaginary: 0 };

/** Fills `quadrant` for x, y >= 0, finite. */
function solveQuadrant(x: number, y: number): void {
  if (x > LARGE || y > LARGE) {
    quadrant.sine = Math.atan2(x, y);
    quadrant.cosine = Math.atan2(y, x);
    quadrant.imaginary = Math.log(hypot(x * 0.5, y * 0.5)) + 2 * Math.LN2;
    return;
  }
  const above = x + 1;
  const distance = Math.abs(x - 1);
  if (distance === 0 && y < TINY) {
    const root = Math.sqrt(y);
    quadrant.sine = HALF_PI - root;
    quadrant.cosine = root;
    quadrant.imaginary = root;
    return;
  }
  if (y <= ROUNDING * distance) {
    const root = Math.sqrt(distance * above);
    if (x < 1) {
      quadrant.sine = Math.asin(x);
      quadrant.cosine = Math.acos(x);
      quadrant.imaginary = y / root;
    } else {
      quadrant.sine = HALF_PI - y / root;
      quadrant.cosine = y / root;
      quadrant.imaginary = Math.log1p(distance + root);
    }
    return;
  }
  const r = hypot(above, y);
  const s = hypot(distance, y);
  const a = 0.5 * (r + s);
  const b = x / a;
  if (b <= B_CROSSOVER) {
    quadrant.sine = Math.asin(b);
    quadrant.cosine = Math.acos(b);
  } else {
    const sum = a + x;
    const side =
      x <= 1
        ? Math.sqrt(0.5 * sum * ((y * y) / (r + above) + (s + distance)))
        : y * Math.sqrt(0.5 * (sum / (r + above) + sum / (s + distance)));
    quadrant.sine = Math.atan2(x, side);
    quadrant.cosine = Math.atan2(side, x);
  }
  if (a <= A_CROSSOVER) {
    const beyond = x < 1 ? (y * y) / (s + distance) : s + distance;
    const excess = 0.5 * ((y * y) / (r + above) + beyond);
    quadrant.imaginary = Math.log1p(excess + Math.sqrt(excess * (a + 1)));
  } else {
    quadrant.imaginary = Math.log(a + Math.sqrt(a * a - 1));
  }
}

/**
 * The principal inverse hyperbolic sine.
 * @param re real part
 * @param im imaginary part
 */
export function casinh(re: number, im: number): void {
  const x = Math.abs(re);
  const y = Math.abs(im);
  if (x === Infinity) {
    if (im !== im) return give(re, NaN);
    return give(re, copysign(y === Infinity ? Math.PI / 4 : 0, im));
  }
  if (y === Infinity) return re !== re ? give(Infinity, NaN) : give(copysign(Infinity, re), copysign(HALF_PI, im));
  if (re !== re) return give(NaN, im === 0 ? im : NaN);
  if (im !== im) return give(NaN, NaN);
  if (x === 0 && y === 0) return give(re, im);
  // asinh(z) = i asin(-i z): the parts change places.
  solveQuadrant(y, x);
  give(copysign(quadrant.imaginary, re), copysign(quadrant.sine, im));
}

/**
 * The principal inverse sine.
 * @param re real part
 * @param im imaginary part
 */
export function casin(re: number, im: number): void {
  // The sign is not specified; this one is glibc's.
  if (im !== im && Math.abs(re) === Infinity) return give(NaN, Infinity);
  casinh(-im, re);
  turnBack();
}

/**
 * The principal inverse cosine.
 * @param re real part
 * @param im imaginary part
 */
export function cacos(re: number, im: number): void {
  const x = Math.abs(re);
  const y = Math.abs(im);
  if (x === Infinity) {
    if (im !== im) return give(NaN, -Infinity);
    const angle = y === Infinity ? Math.PI / 4 : 0;
    return give(re < 0 ? Math.PI - angle : angle, -copysign(Infinity, im));
  }
  if (y === Infinity) return give(re !== re ? NaN : HALF_PI, -copysign(Infinity, im));
  if (re !== re) return give(NaN, NaN);
  if (im !== im) return give(re === 0 ? HALF_PI : NaN, NaN);
  solveQuadrant(x, y);
  give(signbit(re) ? Math.PI - quadrant.cosine : quadrant.cosine, -copysign(quadrant.imaginary, im));
}

/**
 * The principal inverse hyperbolic cosine.
 * @param re real part
 * @param im imaginary part
 */
export function cacosh(re: number, im: number): void {
  const x = Math.abs(re);
  const y = Math.abs(im);
  if (x === Infinity) {
    if (im !== im) return give(Infinity, NaN);
    const angle = y === Infinity ? Math.PI / 4 : 0;
    return give(Infinity, copysign(re < 0 ? Math.PI - angle : angle, im));
  }
  if (y === Infinity) return give(Infinity, re !== re ? NaN : copysign(HALF_PI, im));
  if (re !== re) return give(NaN, NaN);
  if (im !== im) return give(NaN, re === 0 ? HALF_PI : NaN);
  solveQuadrant(x, y);
  give(quadrant.imaginary, copysign(signbit(re) ? Math.PI - quadrant.cosine : quadrant.cosine, im));
}

/**
 * The principal inverse hyperbolic tangent.
 * @param re real part
 * @param im imaginary part
 */
export function catanh(re: number, im: number): void {
  const x = Math.abs(re);
  const y = Math.abs(im);
  if (x === Infinity) return give(copysign(0, re), im !== im ? NaN : copysign(HALF_PI, im));
  if (y === Infinity) return give(re !== re ? 0 : copysign(0, re), copysign(HALF_PI, im));
  if (re !== re) return give(NaN, NaN);
  if (im !== im) return give(re === 0 ? re : NaN, NaN);
  if (x > LARGE || y > LARGE) {
    // The real part of 1 / z, with the larger part divided out first.
    const larger = Math.max(x, y);
    const ratio = Math.min(x, y) / larger;
    const inverse = 1 / larger / (1 + ratio * ratio);
    return give(copysign(x === larger ? inverse : inverse * ratio, re), copysign(HALF_PI, im));
  }
  const apart = 1 - x;
  let real: number;
  if (apart === 0 && y < TINY) real = y === 0 ? Infinity : 0.5 * (Math.LN2 - Math.log(y));
  else real = 0.25 * Math.log1p((4 * x) / (apart * apart + y * y));
  const imaginary = y === 0 && x < 1 ? im : 0.5 * Math.atan2(2 * im, apart * (1 + x) - y * y);
  give(copysign(real, re), x === 1 && y === 0 ? im : imaginary);
}

/**
 * The principal inverse tangent.
 * @param re real part
 * @param im imaginary part
 */
export function catan(re: number, im: number): void {
  if (im !== im && Math.abs(re) === Infinity) return give(copysign(HALF_PI, re), 0);
  catanh(-im, re);
  turnBack();
}
