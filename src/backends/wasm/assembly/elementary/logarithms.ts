// Logarithms of x = 2^e m, m from 1/sqrt(2) to sqrt(2). With f = m - 1 and s = f / (2 + f), log(m) = 2 atanh(s), which is
// arranged as f - (f^2 / 2 - s (f^2 / 2 + R(s^2))) so that f, which is exact, carries the result. The other bases
// multiply the logarithm, as a sum of a short number and a small one, by a constant in two parts.
import { add, at, choose, div, half, keepZero, mul, mulAdd, one, poly7, sub, two } from './arithmetic';
import { LN2, LOG, LOG10E, LOG2E } from './coefficients';

/**
 * Added to a number's bits, so that the exponent turns over at sqrt(1/2) and not at 1; the exponent's bits; those of 1;
 * those of 2^52; the upper half.
 */
const BITS = memory.data<i64>([
  0x3ff0000000000000 - 0x3fe6a09e667f3bcd,
  -0x10000000000000,
  0x3ff0000000000000,
  0x4330000000000000,
  -0x100000000,
]);
/** 2^52 + 1023: what the exponent, as low bits of 2^52, is more than e. */
const BIAS = memory.data<f64>([4503599627371519]);

/** The bits whose upper ones are the exponent of x, for m in the interval. */
// @ts-ignore: decorator
@inline
function shifted(x: v128): v128 {
  return i64x2.add(x, at(BITS, 0));
}
/** e, from what `shifted` gave. */
// @ts-ignore: decorator
@inline
function exponent(bits: v128): v128 {
  return sub(v128.or(i64x2.shr_u(bits, 52), at(BITS, 3)), at(BIAS, 0));
}
/** m. */
// @ts-ignore: decorator
@inline
function significand(x: v128, bits: v128): v128 {
  return i64x2.sub(x, i64x2.sub(v128.and(bits, at(BITS, 1)), at(BITS, 2)));
}

/** s (f^2 / 2 + R), what is added to f - f^2 / 2. */
// @ts-ignore: decorator
@inline
function correction(f: v128, square: v128): v128 {
  const s = div(f, add(two(), f));
  const z = mul(s, s);
  return mul(s, mulAdd(z, poly7(LOG, z), square));
}

/** For positive normal x. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  const bits = shifted(x);
  const e = exponent(bits);
  const f = sub(significand(x, bits), one());
  const square = mul(half(), mul(f, f));
  const rest = mulAdd(e, at(LN2, 2), correction(f, square));
  return mulAdd(e, at(LN2, 1), sub(f, sub(square, rest)));
}

/** log(1 + x) for x > -1 up to 2^1000. */
// @ts-ignore: decorator
@inline
export function log1p(x: v128): v128 {
  const u = add(one(), x);
  const bits = shifted(u);
  const e = exponent(bits);
  // What the rounding of 1 + x left, relative to u; where e is 0, f is x itself.
  const left = choose(f64x2.ge(u, two()), sub(one(), sub(u, x)), sub(x, sub(u, one())));
  const same = f64x2.eq(e, f64x2.splat(0));
  const f = choose(same, x, sub(significand(u, bits), one()));
  const c = v128.andnot(div(left, u), same);
  const square = mul(half(), mul(f, f));
  const rest = add(mulAdd(e, at(LN2, 2), c), correction(f, square));
  return keepZero(mulAdd(e, at(LN2, 1), sub(f, sub(square, rest))), x);
}

/** For positive normal x. */
// @ts-ignore: decorator
@inline
export function log2(x: v128): v128 {
  const bits = shifted(x);
  const e = exponent(bits);
  const f = sub(significand(x, bits), one());
  const square = mul(half(), mul(f, f));
  const high = v128.and(sub(f, square), at(BITS, 4));
  const low = add(sub(sub(f, high), square), correction(f, square));
  const product = mul(high, at(LOG2E, 0));
  const sum = add(e, product);
  const rest = mulAdd(low, at(LOG2E, 0), mul(add(low, high), at(LOG2E, 1)));
  return add(add(rest, add(sub(e, sum), product)), sum);
}

/** For positive normal x. */
// @ts-ignore: decorator
@inline
export function log10(x: v128): v128 {
  const bits = shifted(x);
  const e = exponent(bits);
  const f = sub(significand(x, bits), one());
  const square = mul(half(), mul(f, f));
  const high = v128.and(sub(f, square), at(BITS, 4));
  const low = add(sub(sub(f, high), square), correction(f, square));
  const product = mul(high, at(LOG10E, 0));
  const whole = mul(e, at(LOG10E, 2));
  const sum = add(whole, product);
  const rest = mulAdd(low, at(LOG10E, 0), mulAdd(add(low, high), at(LOG10E, 1), mul(e, at(LOG10E, 3))));
  return add(add(rest, add(sub(whole, sum), product)), sum);
}
