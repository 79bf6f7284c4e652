// sin, cos and tan. x = k pi/2 + r + s with |r| <= pi / 4 and s what r leaves: pi / 2 comes in four parts, three of them of 33
// bits, whose multiples are exact for k below 2^20, so that r is right to its last bit even where x is within rounding of
// a multiple of pi / 2. Sine and cosine of r are both computed; k says which is wanted and its sign.
import { add, at, choose, div, half, isOdd, keepZero, mul, mulAdd, mulSub, one, poly6, rounder, signs, sub } from './arithmetic';
import { COS, HALF_PI, SIN } from './coefficients';

/** k, in the low bits of a rounder. */
// @ts-ignore: decorator
@inline
export function turns(x: v128): v128 {
  return mulAdd(x, at(HALF_PI, 0), rounder());
}
/** x less k times the first part, which is exact. */
// @ts-ignore: decorator
@inline
function first(x: v128, n: v128): v128 {
  return mulSub(n, at(HALF_PI, 1), x);
}

/** sin(r + s) = r + r^3 S(r^2) + s (1 - r^2 / 2). */
// @ts-ignore: decorator
@inline
function sine(r: v128, s: v128, z: v128): v128 {
  const slope = mulSub(half(), z, one());
  return add(r, mulAdd(mul(r, z), poly6(SIN, z), mul(s, slope)));
}
/** cos(r + s) = 1 - r^2 / 2 + r^4 C(r^2) - r s, the first difference without error. */
// @ts-ignore: decorator
@inline
function cosine(r: v128, s: v128, z: v128): v128 {
  const h = mul(half(), z);
  const w = sub(one(), h);
  const left = sub(sub(one(), w), h);
  return add(w, add(left, mulSub(r, s, mul(mul(z, z), poly6(COS, z)))));
}

/** sin for |x| <= 2^19. */
// @ts-ignore: decorator
@inline
export function sin(x: v128): v128 {
  const t = turns(x);
  const n = sub(t, rounder());
  const a = first(x, n);
  const b = mul(n, at(HALF_PI, 2));
  const d = sub(a, b);
  const e = errorOf(a, b, d);
  const c = mul(n, at(HALF_PI, 3));
  const r = sub(d, c);
  const s = mulSub(n, at(HALF_PI, 4), add(sub(sub(d, r), c), e));
  const z = mul(r, r);
  const value = choose(isOdd(t), cosine(r, s, z), sine(r, s, z));
  return keepZero(v128.xor(value, v128.and(i64x2.shl(t, 62), signs())), x);
}

/** cos for |x| <= 2^19. */
// @ts-ignore: decorator
@inline
export function cos(x: v128): v128 {
  const t = turns(x);
  const n = sub(t, rounder());
  const a = first(x, n);
  const b = mul(n, at(HALF_PI, 2));
  const d = sub(a, b);
  const e = errorOf(a, b, d);
  const c = mul(n, at(HALF_PI, 3));
  const r = sub(d, c);
  const s = mulSub(n, at(HALF_PI, 4), add(sub(sub(d, r), c), e));
  const z = mul(r, r);
  const odd = isOdd(t);
  const value = choose(odd, sine(r, s, z), cosine(r, s, z));
  // The sign changes where k is 1 or 2 modulo 4: where its two low bits differ.
  return v128.xor(value, v128.and(v128.xor(i64x2.shl(t, 62), i64x2.shl(t, 63)), signs()));
}

/** tan for |x| <= 2^19. */
// @ts-ignore: decorator
@inline
export function tan(x: v128): v128 {
  const t = turns(x);
  const n = sub(t, rounder());
  const a = first(x, n);
  const b = mul(n, at(HALF_PI, 2));
  const d = sub(a, b);
  const e = errorOf(a, b, d);
  const c = mul(n, at(HALF_PI, 3));
  const r = sub(d, c);
  const s = mulSub(n, at(HALF_PI, 4), add(sub(sub(d, r), c), e));
  const z = mul(r, r);
  const odd = isOdd(t);
  const p = sine(r, s, z);
  const q = cosine(r, s, z);
  const value = div(choose(odd, q, p), choose(odd, p, q));
  return keepZero(v128.xor(value, v128.and(i64x2.shl(t, 63), signs())), x);
}

/** (a - b) - d where d is a - b rounded (D. Knuth). */
// @ts-ignore: decorator
@inline
function errorOf(a: v128, b: v128, d: v128): v128 {
  const back = sub(d, a);
  return sub(sub(a, sub(d, back)), add(b, back));
}
