/**
 * Scalar functions on the representation of floating-point numbers: rounding, signs, neighbours, exponents.
 * float32 and float16 variants take and give JavaScript numbers that are exact in that type.
 */
import { decodeFloat16, encodeFloat16 } from '../../../core/float16.js';

const double = new Float64Array(1);
const doubleWords = new Uint32Array(double.buffer);
const single = new Float32Array(1);
const singleWord = new Int32Array(single.buffer);
const UPPER = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const LOWER = 1 - UPPER;
/** 2 ** 52: adding and subtracting it rounds to an integer in the default rounding mode. */
const INTEGER_SPACING = 4503599627370496;
/** The least positive float32 and float16. */
const LEAST_SINGLE = 2 ** -149;
const LEAST_HALF = 2 ** -24;
const TWO_MINUS_969 = 2 ** -969;

/**
 * The nearest integer, halves to the even one; keeps the sign of zero.
 * @param x any number
 */
export function rint(x: number): number {
  if (x > 0) return x < INTEGER_SPACING ? x + INTEGER_SPACING - INTEGER_SPACING : x;
  if (x < 0) return x > -INTEGER_SPACING ? -(INTEGER_SPACING - x - INTEGER_SPACING) : x;
  return x;
}

/**
 * Whether x is negative, counting -0 (the sign of NaN is not visible in JavaScript and counts as positive).
 * @param x any number
 */
export function signbit(x: number): boolean {
  return x < 0 || (x === 0 && 1 / x < 0);
}

/**
 * The magnitude of x with the sign of y.
 * @param x the magnitude
 * @param y the sign, where -0 is negative
 */
export function copysign(x: number, y: number): number {
  const magnitude = Math.abs(x);
  return y < 0 || (y === 0 && 1 / y < 0) ? -magnitude : magnitude;
}

/** The float64 next to the nonzero x, one step away from zero (+1) or towards it (-1). */
function stepFrom(x: number, step: 1 | -1): number {
  double[0] = x;
  const lower = doubleWords[LOWER]!;
  doubleWords[LOWER] = lower + step;
  if (step === 1 ? lower === 0xffffffff : lower === 0) doubleWords[UPPER] = doubleWords[UPPER]! + step;
  return double[0]!;
}

/**
 * The float64 next to x in the direction of y.
 * @param x start
 * @param y direction; the result when equal to x
 */
export function nextafter64(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? 5e-324 : -5e-324;
  return stepFrom(x, x < y === x > 0 ? 1 : -1);
}

/**
 * The float32 next to x in the direction of y.
 * @param x start, a float32
 * @param y direction, a float32; the result when equal to x
 */
export function nextafter32(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? LEAST_SINGLE : -LEAST_SINGLE;
  single[0] = x;
  singleWord[0] = singleWord[0]! + (x < y === x > 0 ? 1 : -1);
  return single[0]!;
}

/**
 * The float16 next to x in the direction of y.
 * @param x start, a float16
 * @param y direction, a float16; the result when equal to x
 */
export function nextafter16(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? LEAST_HALF : -LEAST_HALF;
  return decodeFloat16(encodeFloat16(x) + (x < y === x > 0 ? 1 : -1));
}

/**
 * The distance from x to the next float64 away from zero, with the sign of x (positive for both zeros), as np.spacing.
 * @param x any number; infinities and NaN give NaN
 */
export function spacing64(x: number): number {
  if (x - x !== 0) return NaN;
  return x === 0 ? 5e-324 : stepFrom(x, 1) - x;
}

/**
 * The distance from x to the next float32 away from zero, with the sign of x (positive for both zeros).
 * @param x a float32; infinities and NaN give NaN
 */
export function spacing32(x: number): number {
  if (x - x !== 0) return NaN;
  if (x === 0) return LEAST_SINGLE;
  single[0] = x;
  singleWord[0] = singleWord[0]! + 1;
  return single[0]! - x;
}

/**
 * The distance from x to the next float16 above it. Unlike the wider types NumPy's float16 spacing is never negative.
 * @param x a float16; infinities and NaN give NaN
 */
export function spacing16(x: number): number {
  if (x - x !== 0) return NaN;
  return nextafter16(x, Infinity) - x;
}

/**
 * The exponent e of the decomposition x = m * 2 ** e with 0.5 <= |m| < 1; 0 for zeros, infinities and NaN.
 * @param x any number
 */
export function frexpExponent(x: number): number {
  if (x === 0 || x - x !== 0) return 0;
  double[0] = x;
  const biased = (doubleWords[UPPER]! >>> 20) & 0x7ff;
  if (biased !== 0) return biased - 1022;
  double[0] = x * INTEGER_SPACING;
  return ((doubleWords[UPPER]! >>> 20) & 0x7ff) - 1074;
}

/**
 * The mantissa m of the decomposition x = m * 2 ** e with 0.5 <= |m| < 1; x itself for zeros, infinities and NaN.
 * @param x any number
 */
export function frexpMantissa(x: number): number {
  if (x === 0 || x - x !== 0) return x;
  double[0] = x;
  if (((doubleWords[UPPER]! >>> 20) & 0x7ff) === 0) double[0] = x * INTEGER_SPACING;
  doubleWords[UPPER] = (doubleWords[UPPER]! & 0x800fffff) | 0x3fe00000;
  return double[0]!;
}

/** The normal powers of two, 2 ** (i - 1022): reading them is faster than making one from its bits. */
const POWERS_OF_TWO = Float64Array.from({ length: 2046 }, (_, i) => 2 ** (i - 1022));

/** 2 ** e for -1022 <= e <= 1023. */
function powerOfTwo(e: number): number {
  return POWERS_OF_TWO[e + 1022]!;
}

/**
 * x * 2 ** e, rounded once (also when the result is subnormal).
 * @param x any number
 * @param e an integer of any size
 */
export function ldexp(x: number, e: number): number {
  if (e >= -1022) {
    if (e <= 1023) return x * powerOfTwo(e);
    // Only the last product can overflow: a subnormal x stays finite in the earlier ones.
    x *= powerOfTwo(1023);
    e -= 1023;
    if (e > 1023) {
      x *= powerOfTwo(1023);
      e -= 1023;
      if (e > 1023) e = 1023;
    }
    return x * powerOfTwo(e);
  }
  // 2 ** -969 leaves 53 bits of room above the subnormals: what the first products round is zero in the end.
  x *= TWO_MINUS_969;
  e += 969;
  if (e < -1022) {
    x *= TWO_MINUS_969;
    e += 969;
    if (e < -1022) e = -1022;
  }
  return x * powerOfTwo(e);
}

/**
 * The fractional part of x, with its sign (zero for infinities).
 * @param x any number
 */
export function modfFraction(x: number): number {
  const rest = x === Infinity || x === -Infinity ? 0 : x - Math.trunc(x);
  return rest === 0 ? copysign(0, x) : rest;
}

/**
 * The integer part of x, towards zero, with its sign.
 * @param x any number
 */
export function modfInteger(x: number): number {
  return Math.trunc(x);
}
