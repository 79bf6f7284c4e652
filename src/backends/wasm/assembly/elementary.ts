// The module of elementary functions: each takes n doubles (or floats) in memory and writes as many. Arguments that the vector code is not
// made for (nan, infinities, huge or tiny ones) are left to the host: their places are listed.
import { acos, asin, atan } from './elementary/inverse';
import { cosh, exp, exp2, expm1, sinh, tanh } from './elementary/exponentials';
import { log, log10, log1p, log2 } from './elementary/logarithms';
import { cos, sin, tan } from './elementary/trigonometric';
import { all, cos4, exp4, log4, sin4, tanh4 } from './elementary/singles';
import { at } from './elementary/arithmetic';

/** Where memory beyond the module's own constants begins. */
export function heapBase(): usize {
  return __heap_base;
}

const EXP = 0, EXP2 = 1, EXPM1 = 2, LOG = 3, LOG2 = 4, LOG10 = 5, LOG1P = 6, SIN = 7, COS = 8, TAN = 9;
const SINH = 10, COSH = 11, TANH = 12, ASIN = 13, ACOS = 14, ATAN = 15;

/** Least and largest arguments: of exp, exp2, log, log1p, sin, asin, everything. */
const LIMITS = memory.data<f64>([
  -708, 708, -1021, 1021, 2.2250738585072014e-308, 1.7976931348623157e308, -0.9999999999999999, 1e300, -524288, 524288,
  -1, 1, -1.7976931348623157e308, 1.7976931348623157e308,
]);

// @ts-ignore: decorator
@inline
function limitsOf(fn: i32): usize {
  if (fn == EXP || fn == EXPM1 || fn == SINH || fn == COSH) return LIMITS;
  if (fn == EXP2) return LIMITS + 16;
  if (fn == LOG || fn == LOG2 || fn == LOG10) return LIMITS + 32;
  if (fn == LOG1P) return LIMITS + 48;
  if (fn == SIN || fn == COS || fn == TAN) return LIMITS + 64;
  if (fn == ASIN || fn == ACOS) return LIMITS + 80;
  return LIMITS + 96;
}

// @ts-ignore: decorator
@inline
function evaluate(fn: i32, x: v128): v128 {
  if (fn == EXP) return exp(x);
  if (fn == EXP2) return exp2(x);
  if (fn == EXPM1) return expm1(x);
  if (fn == LOG) return log(x);
  if (fn == LOG2) return log2(x);
  if (fn == LOG10) return log10(x);
  if (fn == LOG1P) return log1p(x);
  if (fn == SIN) return sin(x);
  if (fn == COS) return cos(x);
  if (fn == TAN) return tan(x);
  if (fn == SINH) return sinh(x);
  if (fn == COSH) return cosh(x);
  if (fn == TANH) return tanh(x);
  if (fn == ASIN) return asin(x);
  if (fn == ACOS) return acos(x);
  return atan(x);
}

/** The mask of arguments within the function's limits; nan is not. */
// @ts-ignore: decorator
@inline
function within(fn: i32, x: v128): v128 {
  const limits = limitsOf(fn);
  return v128.and(f64x2.ge(x, at(limits, 0)), f64x2.le(x, at(limits, 1)));
}

/** Write the places of the lanes that are not set to the list, which ends at `end`; its new end. */
function note(mask: v128, place: i32, end: usize): usize {
  if (!i64x2.extract_lane(mask, 0)) {
    store<i32>(end, place);
    end += 4;
  }
  if (!i64x2.extract_lane(mask, 1)) {
    store<i32>(end, place + 1);
    end += 4;
  }
  return end;
}

/**
 * y = fn(x), n numbers.
 * @param list for the places that are left; room for n + 3
 * @returns how many are left
 */
// @ts-ignore: decorator
@inline
function doubles(fn: i32, n: i32, x: usize, y: usize, list: usize): i32 {
  let end = list;
  // What fills up the last vector.
  store<f64>(x + (<usize>n << 3), 0.5);
  for (let i = 0; i < n; i += 2) {
    const v = v128.load(x);
    v128.store(y, evaluate(fn, v));
    const mask = within(fn, v);
    if (!i64x2.all_true(mask)) end = note(mask, i, end);
    x += 16;
    y += 16;
  }
  return <i32>((end - list) >> 2);
}

/** Of exp, log, sin and cos, tanh for floats. */
const LIMITS_SINGLE = memory.data<f32>([-87, 88, 1.17549435e-38, 3.40282347e38, -524288, 524288, -3.40282347e38, 3.40282347e38]);

// @ts-ignore: decorator
@inline
function evaluate4(fn: i32, x: v128): v128 {
  if (fn == EXP) return exp4(x);
  if (fn == LOG) return log4(x);
  if (fn == SIN) return sin4(x);
  if (fn == COS) return cos4(x);
  return tanh4(x);
}

/** The same on floats, four at a time. */
// @ts-ignore: decorator
@inline
function fours(fn: i32, n: i32, x: usize, y: usize, list: usize): i32 {
  const limits = LIMITS_SINGLE + (fn == EXP ? 0 : fn == LOG ? 8 : fn == TANH ? 24 : 16);
  let end = list;
  v128.store(x + (<usize>n << 2), f32x4.splat(0.5));
  for (let i = 0; i < n; i += 4) {
    const v = v128.load(x);
    v128.store(y, evaluate4(fn, v));
    const mask = v128.and(f32x4.ge(v, all(limits, 0)), f32x4.le(v, all(limits, 1)));
    if (!i32x4.all_true(mask)) end = noteFour(mask, i, end);
    x += 16;
    y += 16;
  }
  return <i32>((end - list) >> 2);
}

/** As `note`, of four lanes. */
function noteFour(mask: v128, place: i32, end: usize): usize {
  for (let bits = ~i32x4.bitmask(mask) & 15, lane = 0; bits != 0; bits >>= 1, lane++) {
    if (bits & 1) {
      store<i32>(end, place + lane);
      end += 4;
    }
  }
  return end;
}

/** The same on floats, computed in doubles. */
// @ts-ignore: decorator
@inline
function floats(fn: i32, n: i32, x: usize, y: usize, list: usize): i32 {
  let end = list;
  v128.store(x + (<usize>n << 2), f32x4.splat(0.5));
  for (let i = 0; i < n; i += 2) {
    const v = f64x2.promote_low_f32x4(v128.load64_zero(x));
    v128.store64_lane(y, f32x4.demote_f64x2_zero(evaluate(fn, v)), 0);
    const mask = within(fn, v);
    if (!i64x2.all_true(mask)) end = note(mask, i, end);
    x += 8;
    y += 8;
  }
  return <i32>((end - list) >> 2);
}

export function expDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(EXP, n, x, y, list);
}
export function expFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return fours(EXP, n, x, y, list);
}

export function exp2Doubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(EXP2, n, x, y, list);
}
export function exp2Floats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(EXP2, n, x, y, list);
}

export function expm1Doubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(EXPM1, n, x, y, list);
}
export function expm1Floats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(EXPM1, n, x, y, list);
}

export function logDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(LOG, n, x, y, list);
}
export function logFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return fours(LOG, n, x, y, list);
}

export function log2Doubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(LOG2, n, x, y, list);
}
export function log2Floats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(LOG2, n, x, y, list);
}

export function log10Doubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(LOG10, n, x, y, list);
}
export function log10Floats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(LOG10, n, x, y, list);
}

export function log1pDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(LOG1P, n, x, y, list);
}
export function log1pFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(LOG1P, n, x, y, list);
}

export function sinDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(SIN, n, x, y, list);
}
export function sinFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return fours(SIN, n, x, y, list);
}

export function cosDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(COS, n, x, y, list);
}
export function cosFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return fours(COS, n, x, y, list);
}

export function tanDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(TAN, n, x, y, list);
}
export function tanFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(TAN, n, x, y, list);
}

export function sinhDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(SINH, n, x, y, list);
}
export function sinhFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(SINH, n, x, y, list);
}

export function coshDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(COSH, n, x, y, list);
}
export function coshFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(COSH, n, x, y, list);
}

export function tanhDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(TANH, n, x, y, list);
}
export function tanhFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return fours(TANH, n, x, y, list);
}

export function asinDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(ASIN, n, x, y, list);
}
export function asinFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(ASIN, n, x, y, list);
}

export function acosDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(ACOS, n, x, y, list);
}
export function acosFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(ACOS, n, x, y, list);
}

export function atanDoubles(n: i32, x: usize, y: usize, list: usize): i32 {
  return doubles(ATAN, n, x, y, list);
}
export function atanFloats(n: i32, x: usize, y: usize, list: usize): i32 {
  return floats(ATAN, n, x, y, list);
}
