/** Vectors without gaps: sums, products, norms. */
import { add, conj, fma2, fnma2, mul, pair, re, im, scaled, size, swapped, fromReal } from './scalar';

/** `y += alpha * x`. */
export function axpy<T>(n: i32, alpha: T, x: usize, y: usize): void {
  if (isVector<T>()) {
    const ar = v128.shuffle<f64>(alpha as v128, alpha as v128, 0, 0);
    const ai = f64x2.mul(v128.shuffle<f64>(alpha as v128, alpha as v128, 1, 1), f64x2(-1, 1));
    const end = x + <usize>n * 16;
    for (; x < end; x += 16, y += 16) {
      const v = v128.load(x);
      v128.store(y, fma2(v, ar, fma2(swapped(v), ai, v128.load(y))));
    }
  } else {
    const a = f64x2.splat(alpha as f64);
    const end = x + <usize>n * 8;
    const whole = x + <usize>(n & ~7) * 8;
    for (; x < whole; x += 64, y += 64) {
      v128.store(y, fma2(v128.load(x), a, v128.load(y)));
      v128.store(y, fma2(v128.load(x, 16), a, v128.load(y, 16)), 16);
      v128.store(y, fma2(v128.load(x, 32), a, v128.load(y, 32)), 32);
      v128.store(y, fma2(v128.load(x, 48), a, v128.load(y, 48)), 48);
    }
    for (; x + 16 <= end; x += 16, y += 16) v128.store(y, fma2(v128.load(x), a, v128.load(y)));
    if (x < end) store<f64>(y, load<f64>(y) + (alpha as f64) * load<f64>(x));
  }
}

/** `sum(conj(x) * y)`. */
export function dotc<T>(n: i32, x: usize, y: usize): T {
  if (isVector<T>()) {
    let p = f64x2.splat(0);
    let q = f64x2.splat(0);
    const end = x + <usize>n * 16;
    for (; x < end; x += 16, y += 16) {
      const a = v128.load(x);
      const b = v128.load(y);
      p = fma2(a, b, p);
      q = fma2(a, swapped(b), q);
    }
    return pair(
      f64x2.extract_lane(p, 0) + f64x2.extract_lane(p, 1),
      f64x2.extract_lane(q, 0) - f64x2.extract_lane(q, 1),
    ) as T;
  } else {
    let p = f64x2.splat(0);
    let q = f64x2.splat(0);
    let r = f64x2.splat(0);
    let s = f64x2.splat(0);
    const end = x + <usize>n * 8;
    const whole = x + <usize>(n & ~7) * 8;
    for (; x < whole; x += 64, y += 64) {
      p = fma2(v128.load(x), v128.load(y), p);
      q = fma2(v128.load(x, 16), v128.load(y, 16), q);
      r = fma2(v128.load(x, 32), v128.load(y, 32), r);
      s = fma2(v128.load(x, 48), v128.load(y, 48), s);
    }
    for (; x + 16 <= end; x += 16, y += 16) p = fma2(v128.load(x), v128.load(y), p);
    p = f64x2.add(f64x2.add(p, q), f64x2.add(r, s));
    let sum = f64x2.extract_lane(p, 0) + f64x2.extract_lane(p, 1);
    if (x < end) sum += load<f64>(x) * load<f64>(y);
    return sum as T;
  }
}

/** `sum(x * y)`. */
export function dotu<T>(n: i32, x: usize, y: usize): T {
  if (isVector<T>()) {
    let p = f64x2.splat(0);
    let q = f64x2.splat(0);
    const end = x + <usize>n * 16;
    for (; x < end; x += 16, y += 16) {
      const a = v128.load(x);
      const b = v128.load(y);
      p = fma2(a, b, p);
      q = fma2(a, swapped(b), q);
    }
    return pair(
      f64x2.extract_lane(p, 0) - f64x2.extract_lane(p, 1),
      f64x2.extract_lane(q, 0) + f64x2.extract_lane(q, 1),
    ) as T;
  }
  return dotc<T>(n, x, y);
}

/** `x *= alpha`. */
export function scal<T>(n: i32, alpha: T, x: usize): void {
  for (let i = 0; i < n; i++, x += sizeof<T>()) store<T>(x, mul<T>(load<T>(x), alpha));
}

/** `x *= alpha` with a real alpha and so many real numbers. */
export function scaleReals(n: i32, alpha: f64, x: usize): void {
  const a = f64x2.splat(alpha);
  const end = x + <usize>n * 8;
  for (; x + 16 <= end; x += 16) v128.store(x, f64x2.mul(v128.load(x), a));
  if (x < end) store<f64>(x, load<f64>(x) * alpha);
}

/** Exchange vectors whose elements lie so many bytes apart. */
export function swap<T>(n: i32, x: usize, dx: usize, y: usize, dy: usize): void {
  for (let i = 0; i < n; i++, x += dx, y += dy) {
    const v = load<T>(x);
    store<T>(x, load<T>(y));
    store<T>(y, v);
  }
}

/** The index of the largest element, by `size`; a NaN counts as largest. */
export function indexOfLargest<T>(n: i32, x: usize): i32 {
  let most = -1.0;
  let index = 0;
  for (let i = 0; i < n; i++, x += sizeof<T>()) {
    const s = size<T>(load<T>(x));
    if (s > most) {
      most = s;
      index = i;
    } else if (s != s) return i;
  }
  return index;
}

/** The largest absolute value of so many real numbers; NaN where there is one. */
export function largest(n: i32, x: usize): f64 {
  let most = 0.0;
  for (let i = 0; i < n; i++, x += 8) {
    const s = abs(load<f64>(x));
    if (s > most) most = s;
    else if (s != s) return s;
  }
  return most;
}

/** The Euclidean norm of so many real numbers, scaled only where squares leave the range. */
export function normOfReals(n: i32, x: usize): f64 {
  const sum = dotc<f64>(n, x, x);
  if (sum > 1e-280 && sum < 1e300) return sqrt(sum);
  const most = largest(n, x);
  if (most == 0 || most != most || most == Infinity) return most;
  let s = 0.0;
  // 1 / most may overflow where `most` is subnormal: divide.
  for (let i = 0; i < n; i++, x += 8) {
    const v = load<f64>(x) / most;
    s += v * v;
  }
  return most * sqrt(s);
}

/** The Euclidean norm. */
// @ts-ignore: decorator
@inline
export function norm<T>(n: i32, x: usize): f64 {
  return normOfReals(isVector<T>() ? 2 * n : n, x);
}

export function clear<T>(n: i32, x: usize): void {
  memory.fill(x, 0, <usize>n * sizeof<T>());
}

export function copy<T>(n: i32, x: usize, y: usize): void {
  memory.copy(y, x, <usize>n * sizeof<T>());
}

/** y = conj(x), x's elements so many bytes apart. */
export function gatherConj<T>(n: i32, x: usize, dx: usize, y: usize): void {
  for (let i = 0; i < n; i++, x += dx, y += sizeof<T>()) store<T>(y, conj<T>(load<T>(x)));
}
