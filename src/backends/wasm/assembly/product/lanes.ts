// Vectors of two doubles or four floats, written once for both: T is f64 or f32.

/** How many numbers a vector holds. */
// @ts-ignore: decorator
@inline
export function lanes<T>(): i32 {
  return 16 / sizeof<T>();
}

/** s + x * y, rounded once where the engine has fused multiply-add. */
// @ts-ignore: decorator
@inline
export function madd<T>(x: v128, y: v128, s: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(x, y, s);
  return v128.add<T>(s, v128.mul<T>(x, y));
}

/** s - x * y. */
// @ts-ignore: decorator
@inline
export function nmadd<T>(x: v128, y: v128, s: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_nmadd<T>(x, y, s);
  return v128.sub<T>(s, v128.mul<T>(x, y));
}

/** One number from memory in all lanes. */
// @ts-ignore: decorator
@inline
export function spread<T>(at: usize): v128 {
  return sizeof<T>() == 8 ? v128.load64_splat(at) : v128.load32_splat(at);
}

/** The sum of a vector's lanes. */
// @ts-ignore: decorator
@inline
export function total<T>(x: v128): T {
  if (sizeof<T>() == 8) return v128.extract_lane<T>(x, 0) + v128.extract_lane<T>(x, 1);
  const pairs = v128.add<T>(x, v128.shuffle<i64>(x, x, 1, 0));
  return v128.extract_lane<T>(pairs, 0) + v128.extract_lane<T>(pairs, 1);
}
