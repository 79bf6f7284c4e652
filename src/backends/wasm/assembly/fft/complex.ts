// Complex numbers in vectors: one of float64 or two of float32. `T` is f64 or f32; interleaved real and imaginary parts.

/** Real and imaginary parts exchanged. */
@inline
export function swapped<T>(x: v128): v128 {
  if (sizeof<T>() == 8) return v128.shuffle<f64>(x, x, 1, 0);
  return v128.shuffle<f32>(x, x, 1, 0, 3, 2);
}

/** `a * b + c` for each part, fused where the engine has it. */
@inline
export function fused<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    if (sizeof<T>() == 8) return f64x2.relaxed_madd(a, b, c);
    return f32x4.relaxed_madd(a, b, c);
  }
  return v128.add<T>(v128.mul<T>(a, b), c);
}

/** The product with a factor that is given as (re, re) and (-im, im). */
@inline
export function times<T>(x: v128, re: v128, im: v128): v128 {
  return fused<T>(swapped<T>(x), im, v128.mul<T>(x, re));
}

/** The real part of a factor stored as (re, -im, im). */
@inline
export function factorRe<T>(address: usize): v128 {
  if (sizeof<T>() == 8) return v128.load64_splat(address);
  return v128.load32_splat(address);
}

/** Its imaginary part, as (-im, im). */
@inline
export function factorIm<T>(address: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(address, 8);
  return v128.load64_splat(address, 4);
}

/** The product of two numbers, both as they lie in memory. */
@inline
export function product<T>(x: v128, y: v128): v128 {
  if (sizeof<T>() == 8) {
    const re = v128.shuffle<f64>(y, y, 0, 0);
    const im = v128.xor(v128.shuffle<f64>(y, y, 1, 1), f64x2(-0.0, 0.0));
    return times<T>(x, re, im);
  }
  const re = v128.shuffle<f32>(y, y, 0, 0, 2, 2);
  const im = v128.xor(v128.shuffle<f32>(y, y, 1, 1, 3, 3), f32x4(-0.0, 0.0, -0.0, 0.0));
  return times<T>(x, re, im);
}

/** The signs that turn an exchanged number into its product with -i (forward) or i. */
@inline
export function turning<T>(inverse: bool): v128 {
  if (sizeof<T>() == 8) return inverse ? f64x2(-0.0, 0.0) : f64x2(0.0, -0.0);
  return inverse ? f32x4(-0.0, 0.0, -0.0, 0.0) : f32x4(0.0, -0.0, 0.0, -0.0);
}

/** The product with -i (forward) or i. */
@inline
export function turned<T>(x: v128, turn: v128): v128 {
  return v128.xor(swapped<T>(x), turn);
}

@inline
export function conjugate<T>(x: v128): v128 {
  if (sizeof<T>() == 8) return v128.xor(x, f64x2(0.0, -0.0));
  return v128.xor(x, f32x4(0.0, -0.0, 0.0, -0.0));
}

@inline
export function splat<T>(x: f64): v128 {
  if (sizeof<T>() == 8) return f64x2.splat(x);
  return f32x4.splat(<f32>x);
}

/** Bytes of a complex number. */
@inline
export function itemBytes<T>(): usize {
  return 2 * sizeof<T>();
}
