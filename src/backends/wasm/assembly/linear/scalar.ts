/**
 * Scalars of two kinds under one set of names, so that each algorithm is written once: `f64`, and complex numbers as `v128`
 * (real part in lane 0, imaginary part in lane 1). The kind is settled when a function is compiled for it.
 */

// @ts-ignore: decorator
@inline
export function fma2(a: v128, b: v128, c: v128): v128 {
  // @ts-ignore: a compile-time constant
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** `c - a * b`. */
// @ts-ignore: decorator
@inline
export function fnma2(a: v128, b: v128, c: v128): v128 {
  // @ts-ignore: a compile-time constant
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_nmadd(a, b, c);
  return f64x2.sub(c, f64x2.mul(a, b));
}

// @ts-ignore: decorator
@inline
export function pair(re: f64, im: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(re), 1, im);
}

// @ts-ignore: decorator
@inline
export function swapped(a: v128): v128 {
  return v128.shuffle<f64>(a, a, 1, 0);
}

// @ts-ignore: decorator
@inline
export function fromReal<T>(x: f64): T {
  if (isVector<T>()) return pair(x, 0) as T;
  return x as T;
}

// @ts-ignore: decorator
@inline
export function re<T>(a: T): f64 {
  if (isVector<T>()) return f64x2.extract_lane(a as v128, 0);
  return a as f64;
}

// @ts-ignore: decorator
@inline
export function im<T>(a: T): f64 {
  if (isVector<T>()) return f64x2.extract_lane(a as v128, 1);
  return 0;
}

// @ts-ignore: decorator
@inline
export function add<T>(a: T, b: T): T {
  if (isVector<T>()) return f64x2.add(a as v128, b as v128) as T;
  // @ts-ignore: a number here
  return (a + b) as T;
}

// @ts-ignore: decorator
@inline
export function sub<T>(a: T, b: T): T {
  if (isVector<T>()) return f64x2.sub(a as v128, b as v128) as T;
  // @ts-ignore: a number here
  return (a - b) as T;
}

// @ts-ignore: decorator
@inline
export function neg<T>(a: T): T {
  if (isVector<T>()) return f64x2.neg(a as v128) as T;
  // @ts-ignore: a number here
  return -a as T;
}

// @ts-ignore: decorator
@inline
export function mul<T>(a: T, b: T): T {
  if (isVector<T>()) {
    const br = v128.shuffle<f64>(b as v128, b as v128, 0, 0);
    const bi = f64x2.mul(v128.shuffle<f64>(b as v128, b as v128, 1, 1), f64x2(-1, 1));
    return f64x2.add(f64x2.mul(a as v128, br), f64x2.mul(swapped(a as v128), bi)) as T;
  }
  // @ts-ignore: a number here
  return (a * b) as T;
}

/** A scalar times a real number. */
// @ts-ignore: decorator
@inline
export function scaled<T>(a: T, b: f64): T {
  if (isVector<T>()) return f64x2.mul(a as v128, f64x2.splat(b)) as T;
  return ((a as f64) * b) as T;
}

// @ts-ignore: decorator
@inline
export function conj<T>(a: T): T {
  if (isVector<T>()) return v128.xor(a as v128, i64x2(0, i64.MIN_VALUE)) as T;
  return a;
}

/** The conjugate where `yes`. */
// @ts-ignore: decorator
@inline
export function conjIf<T>(a: T, yes: bool): T {
  if (isVector<T>()) return yes ? conj<T>(a) : a;
  return a;
}

/** Quotient; complex ones by R. Smith (1962), which neither overflows nor underflows before it must. */
export function div<T>(a: T, b: T): T {
  if (isVector<T>()) {
    const ar = re<T>(a);
    const ai = im<T>(a);
    const br = re<T>(b);
    const bi = im<T>(b);
    if (abs(br) >= abs(bi)) {
      if (bi == 0) return pair(ar / br, ai / br) as T;
      const r = bi / br;
      const d = br + bi * r;
      return pair((ar + ai * r) / d, (ai - ar * r) / d) as T;
    }
    const r = br / bi;
    const d = br * r + bi;
    return pair((ar * r + ai) / d, (ai * r - ar) / d) as T;
  }
  return ((a as f64) / (b as f64)) as T;
}

/** `sqrt(x * x + y * y)` without overflow. */
export function hypot(x: f64, y: f64): f64 {
  x = abs(x);
  y = abs(y);
  const sum = x * x + y * y;
  if (sum > 1e-290 && sum < 1e290) return sqrt(sum);
  const most = x > y ? x : y;
  const least = x > y ? y : x;
  if (most == 0 || most == Infinity) return most;
  const r = least / most;
  return most * sqrt(1 + r * r);
}

/** The modulus. */
// @ts-ignore: decorator
@inline
export function modulus<T>(a: T): f64 {
  if (isVector<T>()) return hypot(re<T>(a), im<T>(a));
  return abs(a as f64);
}

/** |re| + |im|, which chooses pivots as well and costs no root. */
// @ts-ignore: decorator
@inline
export function size<T>(a: T): f64 {
  if (isVector<T>()) return abs(re<T>(a)) + abs(im<T>(a));
  return abs(a as f64);
}

// @ts-ignore: decorator
@inline
export function isZero<T>(a: T): bool {
  if (isVector<T>()) return re<T>(a) == 0 && im<T>(a) == 0;
  return (a as f64) == 0;
}

/** The address of element (i, j). */
// @ts-ignore: decorator
@inline
export function at<T>(a: usize, i: i32, j: i32, ld: i32): usize {
  return a + <usize>(i + j * ld) * sizeof<T>();
}

// @ts-ignore: decorator
@inline
export function get<T>(a: usize, i: i32, j: i32, ld: i32): T {
  return load<T>(at<T>(a, i, j, ld));
}

// @ts-ignore: decorator
@inline
export function put<T>(a: usize, i: i32, j: i32, ld: i32, value: T): void {
  store<T>(at<T>(a, i, j, ld), value);
}

/** Element i of a vector. */
// @ts-ignore: decorator
@inline
export function vget<T>(x: usize, i: i32): T {
  return load<T>(x + <usize>i * sizeof<T>());
}

// @ts-ignore: decorator
@inline
export function vput<T>(x: usize, i: i32, value: T): void {
  store<T>(x + <usize>i * sizeof<T>(), value);
}

export const EPS: f64 = 2.220446049250313e-16;
/** The least number whose reciprocal is finite. */
export const SAFE_MIN: f64 = 2.2250738585072014e-308;
