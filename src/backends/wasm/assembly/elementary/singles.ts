// exp, log, sin, cos and tanh of four floats at a time, within 1.6 ulp: the methods of the files beside this one with shorter
// polynomials. The angles are reduced in doubles, where pi / 2 in two parts is enough.
import { at, mulSub, rounder } from './arithmetic';
import { madd, nmadd } from '../product/lanes';
import { turns } from './trigonometric';
import {
  COS_SINGLE, EXP_SINGLE, HALF_PI, LN2_SINGLE, LOG_SINGLE, SIN_SINGLE, TANH_SINGLE,
} from './coefficients';

/** 1/2, 1, 2, and 1.5 * 2^23, which rounds to an integer. */
const NUMBERS = memory.data<f32>([0.5, 1, 2, 12582912]);
/** As in logarithms.ts, for floats: the exponent's shift, its bits, those of 1; and the bit of odd numbers, the sign's. */
const BITS = memory.data<i32>([0x3f800000 - 0x3f3504f3, -0x800000, 0x3f800000, 1, i32.MIN_VALUE]);
const TANH_FROM = memory.data<f32>([0.7, 10]);

/** Number `i` of a table in all four lanes. */
// @ts-ignore: decorator
@inline
export function all(table: usize, i: usize): v128 {
  return v128.load32_splat(table + (i << 2));
}
// @ts-ignore: decorator
@inline
function mulAdd4(x: v128, y: v128, z: v128): v128 {
  return madd<f32>(x, y, z);
}
// @ts-ignore: decorator
@inline
function mulSub4(x: v128, y: v128, z: v128): v128 {
  return nmadd<f32>(x, y, z);
}
// @ts-ignore: decorator
@inline
function poly3(table: usize, z: v128): v128 {
  return mulAdd4(mulAdd4(all(table, 2), z, all(table, 1)), z, all(table, 0));
}
// @ts-ignore: decorator
@inline
function one4(): v128 {
  return all(NUMBERS, 1);
}

/** For -87 <= x <= 88. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const t = mulAdd4(x, all(LN2_SINGLE, 0), all(NUMBERS, 3));
  const n = f32x4.sub(t, all(NUMBERS, 3));
  const r = mulSub4(n, all(LN2_SINGLE, 2), mulSub4(n, all(LN2_SINGLE, 1), x));
  const square = f32x4.mul(r, r);
  const high = mulAdd4(mulAdd4(all(EXP_SINGLE, 4), r, all(EXP_SINGLE, 3)), r, all(EXP_SINGLE, 2));
  const q = mulAdd4(high, square, mulAdd4(all(EXP_SINGLE, 1), r, all(EXP_SINGLE, 0)));
  const sum = f32x4.add(one4(), r);
  const error = f32x4.sub(r, f32x4.sub(sum, one4()));
  return i32x4.add(f32x4.add(sum, mulAdd4(square, q, error)), i32x4.shl(t, 23));
}

/** For positive normal x. */
// @ts-ignore: decorator
@inline
export function log4(x: v128): v128 {
  const bits = i32x4.add(x, all(BITS, 0));
  const e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(bits, 23), i32x4.splat(127)));
  const m = i32x4.sub(x, i32x4.sub(v128.and(bits, all(BITS, 1)), all(BITS, 2)));
  const f = f32x4.sub(m, one4());
  const square = f32x4.mul(all(NUMBERS, 0), f32x4.mul(f, f));
  const s = f32x4.div(f, f32x4.add(all(NUMBERS, 2), f));
  const z = f32x4.mul(s, s);
  const correction = f32x4.mul(s, mulAdd4(z, poly3(LOG_SINGLE, z), square));
  const rest = mulAdd4(e, all(LN2_SINGLE, 2), correction);
  return mulAdd4(e, all(LN2_SINGLE, 1), f32x4.sub(f, f32x4.sub(square, rest)));
}

/** Two angles less k times pi / 2. */
// @ts-ignore: decorator
@inline
function reduced(x: v128, t: v128): v128 {
  const n = f64x2.sub(t, rounder());
  return mulSub(n, at(HALF_PI, 2), mulSub(n, at(HALF_PI, 1), x));
}

/** sin(x + quarters pi / 2) for |x| <= 2^19. */
// @ts-ignore: decorator
@inline
function sine4(x: v128, quarters: i32): v128 {
  const low = f64x2.promote_low_f32x4(x);
  const high = f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0));
  const t0 = turns(low);
  const t1 = turns(high);
  const r = v128.shuffle<i64>(
    f32x4.demote_f64x2_zero(reduced(low, t0)), f32x4.demote_f64x2_zero(reduced(high, t1)), 0, 2,
  );
  let k = v128.shuffle<i32>(t0, t1, 0, 2, 4, 6);
  if (quarters) k = i32x4.add(k, all(BITS, 3));
  const z = f32x4.mul(r, r);
  const sine = mulAdd4(f32x4.mul(r, z), poly3(SIN_SINGLE, z), r);
  const half = f32x4.mul(all(NUMBERS, 0), z);
  const cosine = f32x4.add(f32x4.sub(one4(), half), f32x4.mul(f32x4.mul(z, z), poly3(COS_SINGLE, z)));
  const bit = all(BITS, 3);
  const odd = i32x4.eq(v128.and(k, bit), bit);
  const value = v128.bitselect(cosine, sine, odd);
  return v128.xor(value, v128.and(i32x4.shl(k, 30), all(BITS, 4)));
}

// @ts-ignore: decorator
@inline
export function sin4(x: v128): v128 {
  return v128.or(sine4(x, 0), v128.and(f32x4.eq(x, f32x4.splat(0)), x));
}
// @ts-ignore: decorator
@inline
export function cos4(x: v128): v128 {
  return sine4(x, 1);
}

/** For any x. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const a = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  const low = poly3(TANH_SINGLE, z);
  const high = poly3(TANH_SINGLE + 12, z);
  const cube = f32x4.mul(z, f32x4.mul(a, mulAdd4(high, f32x4.mul(z, f32x4.mul(z, z)), low)));
  const small = f32x4.add(a, cube);
  const within = f32x4.min(a, all(TANH_FROM, 1));
  const e = exp4(f32x4.add(within, within));
  const large = f32x4.sub(one4(), f32x4.div(all(NUMBERS, 2), f32x4.add(e, one4())));
  const value = v128.bitselect(small, large, f32x4.lt(a, all(TANH_FROM, 0)));
  return v128.or(value, v128.and(x, all(BITS, 4)));
}
