// exp and what is made of it. x = k ln 2 + r with |r| <= ln(2) / 2, and exp(x) = 2^k (1 + r + r^2 q(r)); ln 2 comes in two
// parts, the first so short that its multiples are exact (W. Cody and W. Waite, Software Manual for the Elementary Functions,
// 1980). 2^k is made by adding k to the exponent's bits.
import {
  add, at, choose, div, half, keepZero, magnitude, mul, mulAdd, mulSub, one, poly11, poly13, rounder, signed, sub, two,
} from './arithmetic';
import { EXP, EXP2, LN2, TANH } from './coefficients';

/** From here on tanh is 1 - 2 / (exp(2x) + 1), and beyond the second number it is 1. */
const TANH_FROM = memory.data<f64>([0.7, 20]);

/** y 2^k, where k is what a rounder holds. */
// @ts-ignore: decorator
@inline
function scale(y: v128, t: v128): v128 {
  return i64x2.add(y, i64x2.shl(t, 52));
}

/**
 * For |x| <= 708. 1 + r is added without error, and what the rounding of r left is added to the small rest, so that
 * the last addition is nearly the only one that rounds: exp(1) is e.
 */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const t = mulAdd(x, at(LN2, 0), rounder());
  const n = sub(t, rounder());
  const high = mulSub(n, at(LN2, 1), x);
  const low = mul(n, at(LN2, 2));
  const r = sub(high, low);
  const left = sub(sub(high, r), low);
  const sum = add(one(), r);
  const error = sub(r, sub(sum, one()));
  return scale(add(sum, mulAdd(mul(r, r), poly11(EXP, r), add(left, error))), t);
}

/** 2^x for |x| <= 1021. */
// @ts-ignore: decorator
@inline
export function exp2(x: v128): v128 {
  const t = add(x, rounder());
  const r = sub(x, sub(t, rounder()));
  const rest = mulAdd(mul(r, r), poly11(EXP2, r), mul(r, at(LN2, 3)));
  return scale(add(one(), rest), t);
}

/**
 * exp(x) - 1 for |x| <= 708: (2^k - 1) + 2^k r is added without error, and what the rounding of r left is added to the
 * small rest.
 */
// @ts-ignore: decorator
@inline
export function expm1(x: v128): v128 {
  const t = mulAdd(x, at(LN2, 0), rounder());
  const n = sub(t, rounder());
  const high = mulSub(n, at(LN2, 1), x);
  const low = mul(n, at(LN2, 2));
  const r = sub(high, low);
  const left = sub(sub(high, r), low);
  const power = scale(one(), t);
  const a = sub(power, one());
  const b = mul(power, r);
  const sum = add(a, b);
  const error = sub(b, sub(sum, a));
  const rest = mulAdd(mul(r, r), poly11(EXP, r), left);
  return keepZero(add(sum, mulAdd(power, rest, error)), x);
}

/** For |x| <= 708. */
// @ts-ignore: decorator
@inline
export function sinh(x: v128): v128 {
  const e = expm1(magnitude(x));
  return signed(mul(half(), add(e, div(e, add(e, one())))), x);
}

/** For |x| <= 708. */
// @ts-ignore: decorator
@inline
export function cosh(x: v128): v128 {
  const e = exp(magnitude(x));
  return add(mul(half(), e), div(half(), e));
}

/** For any x. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const a = magnitude(x);
  const z = mul(x, x);
  const small = mulAdd(mul(a, z), poly13(TANH, z), a);
  const within = f64x2.min(a, at(TANH_FROM, 1));
  const large = sub(one(), div(two(), add(exp(add(within, within)), one())));
  return signed(choose(f64x2.lt(a, at(TANH_FROM, 0)), small, large), x);
}
