// asin, acos and atan.
import { add, at, choose, div, half, magnitude, mul, mulAdd, mulSub, one, poly11, poly13, signed, sub, two } from './arithmetic';
import { ANGLES, ASIN, ATAN } from './coefficients';

/** Where the reference angle of atan changes: the middles between the tangents 0, 1/2, 1, 3/2 and beyond. */
const CHANGES = memory.data<f64>([0.4375, 0.6875, 1.1875, 2.4375]);
/** The upper half of a double's bits. */
const UPPER = memory.data<i64>([-0x100000000]);
/** pi / 2 as a double and what it leaves: the last row of ANGLES. */
const RIGHT = ANGLES + 12 * 8;

/** A row of ANGLES for each lane, number `i` of it. */
// @ts-ignore: decorator
@inline
function rowsOf(first: usize, second: usize, i: usize): v128 {
  return v128.load64_lane(second + (i << 3), v128.load64_zero(first + (i << 3)), 1);
}

/** atan(x) = angle + atan((x - c) / (1 + c x)), c the tangent of the angle; for any x. */
// @ts-ignore: decorator
@inline
export function atan(x: v128): v128 {
  const a = magnitude(x);
  const last = f64x2.ge(a, at(CHANGES, 3));
  // Masks are -1 where they are set.
  const rows = i64x2.add(
    i64x2.add(f64x2.ge(a, at(CHANGES, 0)), f64x2.ge(a, at(CHANGES, 1))),
    i64x2.add(f64x2.ge(a, at(CHANGES, 2)), last),
  );
  const first = ANGLES - <usize>(<i32>i64x2.extract_lane(rows, 0) * 24);
  const second = ANGLES - <usize>(<i32>i64x2.extract_lane(rows, 1) * 24);
  const c = rowsOf(first, second, 0);
  const above = choose(last, f64x2.neg(one()), sub(a, c));
  const below = choose(last, a, mulAdd(c, a, one()));
  const t = div(above, below);
  const z = mul(t, t);
  const rest = mulAdd(mul(t, z), poly11(ATAN, z), rowsOf(first, second, 2));
  return signed(magnitude(add(rowsOf(first, second, 1), add(t, rest))), x);
}

/**
 * asin(x) = x + x^3 P(x^2) up to 1/2; beyond, pi/2 - 2 asin(sqrt((1 - x) / 2)), where the root is taken as a short number and
 * what that leaves. For |x| <= 1.
 */
// @ts-ignore: decorator
@inline
export function asin(x: v128): v128 {
  const a = magnitude(x);
  const small = f64x2.lt(a, half());
  const z = choose(small, mul(a, a), mul(half(), sub(one(), a)));
  const root = f64x2.sqrt(z);
  const cubic = mul(z, poly13(ASIN, z));
  const near = mulAdd(a, cubic, a);
  const short = v128.and(root, at(UPPER, 0));
  // (z - short^2) / (root + short), 0 where both are.
  const left = rest(z, root, short);
  // pi/2 - 2 (short + left + root * cubic), in two halves that are added last.
  const quarter = mul(half(), at(RIGHT, 1));
  const p = sub(mul(two(), mul(root, cubic)), sub(at(RIGHT, 2), mul(two(), left)));
  const q = mulSub(two(), short, quarter);
  const far = sub(quarter, sub(p, q));
  return signed(choose(small, near, far), x);
}

/** For |x| <= 1. */
// @ts-ignore: decorator
@inline
export function acos(x: v128): v128 {
  const a = magnitude(x);
  const small = f64x2.lt(a, half());
  const z = choose(small, mul(a, a), mul(half(), sub(one(), a)));
  const root = f64x2.sqrt(z);
  const cubic = mul(z, poly13(ASIN, z));
  // pi/2 - (x + x cubic)
  const near = sub(at(RIGHT, 1), sub(x, mulSub(x, cubic, at(RIGHT, 2))));
  const short = v128.and(root, at(UPPER, 0));
  const sum = mulAdd(root, cubic, rest(z, root, short));
  const right = mul(two(), add(short, sum));
  // pi - 2 asin(root): the root itself serves.
  const left = mul(two(), sub(at(RIGHT, 1), add(root, mulSub(one(), at(RIGHT, 2), mul(root, cubic)))));
  return choose(small, near, choose(f64x2.lt(x, f64x2.splat(0)), left, right));
}

/** What a square root less its upper half is: (z - short^2) / (root + short). */
// @ts-ignore: decorator
@inline
function rest(z: v128, root: v128, short: v128): v128 {
  const both = add(root, short);
  const quotient = div(sub(z, mul(short, short)), both);
  return v128.and(quotient, f64x2.gt(both, f64x2.splat(0)));
}
