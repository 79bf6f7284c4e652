/**
 * Whole matrices, column-major with leading dimensions: products with vectors, rank-one changes, products of matrices, copies.
 * `trans` is 0 as it stands, 1 transposed, 2 conjugate transposed.
 */
import { add, at, conj, conjIf, fma2, fromReal, get, isZero, mul, pair, put, re, im, scaled } from './scalar';
import { axpy, clear, copy, dotc, dotu, scaleReals } from './vector';
import { mark, productSpace, release, room } from './memory';
import { product } from '../product/product';

/** `y += alpha * a @ x`. */
export function gemvN<T>(m: i32, n: i32, alpha: T, a: usize, lda: i32, x: usize, y: usize): void {
  let j = 0;
  if (!isVector<T>()) {
    const step = <usize>lda * 8;
    for (; j + 4 <= n; j += 4) {
      let p0 = a + <usize>j * step;
      let p1 = p0 + step;
      let p2 = p1 + step;
      let p3 = p2 + step;
      const s0 = (alpha as f64) * vload(x, j);
      const s1 = (alpha as f64) * vload(x, j + 1);
      const s2 = (alpha as f64) * vload(x, j + 2);
      const s3 = (alpha as f64) * vload(x, j + 3);
      const x0 = f64x2.splat(s0);
      const x1 = f64x2.splat(s1);
      const x2 = f64x2.splat(s2);
      const x3 = f64x2.splat(s3);
      let q = y;
      const end = y + <usize>m * 8;
      for (; q + 32 <= end; q += 32) {
        let v = v128.load(q);
        let w = v128.load(q, 16);
        v = fma2(v128.load(p0), x0, v);
        w = fma2(v128.load(p0, 16), x0, w);
        v = fma2(v128.load(p1), x1, v);
        w = fma2(v128.load(p1, 16), x1, w);
        v = fma2(v128.load(p2), x2, v);
        w = fma2(v128.load(p2, 16), x2, w);
        v = fma2(v128.load(p3), x3, v);
        w = fma2(v128.load(p3, 16), x3, w);
        v128.store(q, v);
        v128.store(q, w, 16);
        p0 += 32;
        p1 += 32;
        p2 += 32;
        p3 += 32;
      }
      for (; q < end; q += 8) {
        store<f64>(q, load<f64>(q) + s0 * load<f64>(p0) + s1 * load<f64>(p1) + s2 * load<f64>(p2) + s3 * load<f64>(p3));
        p0 += 8;
        p1 += 8;
        p2 += 8;
        p3 += 8;
      }
    }
  }
  for (; j < n; j++) {
    axpy<T>(m, mul<T>(alpha, load<T>(x + <usize>j * sizeof<T>())), at<T>(a, 0, j, lda), y);
  }
}

// @ts-ignore: decorator
@inline
function vload(x: usize, i: i32): f64 {
  return load<f64>(x + <usize>i * 8);
}

/** `y += alpha * a^H @ x`. */
export function gemvC<T>(m: i32, n: i32, alpha: T, a: usize, lda: i32, x: usize, y: usize): void {
  let j = 0;
  if (!isVector<T>()) {
    const step = <usize>lda * 8;
    for (; j + 4 <= n; j += 4) {
      let p0 = a + <usize>j * step;
      let p1 = p0 + step;
      let p2 = p1 + step;
      let p3 = p2 + step;
      let u0 = f64x2.splat(0);
      let u1 = f64x2.splat(0);
      let u2 = f64x2.splat(0);
      let u3 = f64x2.splat(0);
      let w0 = f64x2.splat(0);
      let w1 = f64x2.splat(0);
      let w2 = f64x2.splat(0);
      let w3 = f64x2.splat(0);
      let q = x;
      const end = x + <usize>m * 8;
      for (; q + 32 <= end; q += 32) {
        const v = v128.load(q);
        const w = v128.load(q, 16);
        u0 = fma2(v128.load(p0), v, u0);
        w0 = fma2(v128.load(p0, 16), w, w0);
        u1 = fma2(v128.load(p1), v, u1);
        w1 = fma2(v128.load(p1, 16), w, w1);
        u2 = fma2(v128.load(p2), v, u2);
        w2 = fma2(v128.load(p2, 16), w, w2);
        u3 = fma2(v128.load(p3), v, u3);
        w3 = fma2(v128.load(p3, 16), w, w3);
        p0 += 32;
        p1 += 32;
        p2 += 32;
        p3 += 32;
      }
      let s0 = both(f64x2.add(u0, w0));
      let s1 = both(f64x2.add(u1, w1));
      let s2 = both(f64x2.add(u2, w2));
      let s3 = both(f64x2.add(u3, w3));
      for (; q < end; q += 8) {
        const v = load<f64>(q);
        s0 += v * load<f64>(p0);
        s1 += v * load<f64>(p1);
        s2 += v * load<f64>(p2);
        s3 += v * load<f64>(p3);
        p0 += 8;
        p1 += 8;
        p2 += 8;
        p3 += 8;
      }
      const z = y + <usize>j * 8;
      store<f64>(z, load<f64>(z) + (alpha as f64) * s0);
      store<f64>(z, load<f64>(z, 8) + (alpha as f64) * s1, 8);
      store<f64>(z, load<f64>(z, 16) + (alpha as f64) * s2, 16);
      store<f64>(z, load<f64>(z, 24) + (alpha as f64) * s3, 24);
    }
  }
  for (; j < n; j++) {
    const z = y + <usize>j * sizeof<T>();
    store<T>(z, add<T>(load<T>(z), mul<T>(alpha, dotc<T>(m, at<T>(a, 0, j, lda), x))));
  }
}

// @ts-ignore: decorator
@inline
export function both(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** `a += alpha * x @ y^H`. */
export function ger<T>(m: i32, n: i32, alpha: T, x: usize, y: usize, a: usize, lda: i32): void {
  for (let j = 0; j < n; j++) {
    axpy<T>(m, mul<T>(alpha, conj<T>(load<T>(y + <usize>j * sizeof<T>()))), x, at<T>(a, 0, j, lda));
  }
}

/** `c *= beta`; 0 clears NaN as well. */
export function scaleMatrix<T>(m: i32, n: i32, beta: f64, c: usize, ldc: i32): void {
  if (beta == 1) return;
  for (let j = 0; j < n; j++) {
    const p = at<T>(c, 0, j, ldc);
    if (beta == 0) clear<T>(m, p);
    else scaleReals(isVector<T>() ? 2 * m : m, beta, p);
  }
}

/** `c = alpha * op(a) @ op(b) + beta * c`. */
export function gemm<T>(
  transa: i32,
  transb: i32,
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  beta: f64,
  c: usize,
  ldc: i32,
): void {
  if (m == 0 || n == 0) return;
  scaleMatrix<T>(m, n, beta, c, ldc);
  if (k == 0 || alpha == 0) return;
  if (n == 1 || m < 3 || k < 3 || <f64>m * <f64>n * <f64>k < 500) {
    plainProduct<T>(transa, transb, m, n, k, alpha, a, lda, b, ldb, c, ldc);
    return;
  }
  // prettier-ignore
  product<f64>(
    isVector<T>() ? 2 : 1, m, n, k, alpha, 0,
    a, transa == 0 ? 1 : lda, transa == 0 ? lda : 1, transa == 2,
    b, transb == 0 ? 1 : ldb, transb == 0 ? ldb : 1, transb == 2,
    c, 1, ldc, true, productSpace(),
  );
}

/** By columns of c: for small products. */
function plainProduct<T>(transa: i32, transb: i32, m: i32, n: i32, k: i32, alpha: f64, a: usize, lda: i32, b: usize, ldb: i32, c: usize, ldc: i32): void {
  const before = mark();
  const column = room<T>(k);
  for (let j = 0; j < n; j++) {
    if (transb == 0) copy<T>(k, at<T>(b, 0, j, ldb), column);
    else {
      for (let l = 0; l < k; l++) store<T>(column + <usize>l * sizeof<T>(), conjIf<T>(get<T>(b, j, l, ldb), transb == 2));
    }
    const y = at<T>(c, 0, j, ldc);
    if (transa == 0) gemvN<T>(m, k, fromReal<T>(alpha), a, lda, column, y);
    else if (transa == 2 || !isVector<T>()) gemvC<T>(k, m, fromReal<T>(alpha), a, lda, column, y);
    else {
      for (let i = 0; i < m; i++) {
        const z = y + <usize>i * sizeof<T>();
        store<T>(z, add<T>(load<T>(z), scaled<T>(dotu<T>(k, at<T>(a, 0, i, lda), column), alpha)));
      }
    }
  }
  release(before);
}

/** Copy m x n. */
export function copyMatrix<T>(m: i32, n: i32, a: usize, lda: i32, b: usize, ldb: i32): void {
  for (let j = 0; j < n; j++) copy<T>(m, at<T>(a, 0, j, lda), at<T>(b, 0, j, ldb));
}

/** b (n x m) becomes the conjugate transpose of a (m x n), in tiles. */
export function conjugateTranspose<T>(m: i32, n: i32, a: usize, lda: i32, b: usize, ldb: i32): void {
  for (let j0 = 0; j0 < n; j0 += 16) {
    const j1 = min(j0 + 16, n);
    for (let i0 = 0; i0 < m; i0 += 16) {
      const i1 = min(i0 + 16, m);
      for (let j = j0; j < j1; j++) for (let i = i0; i < i1; i++) put<T>(b, j, i, ldb, conj<T>(get<T>(a, i, j, lda)));
    }
  }
}

/** b becomes a conjugate transposed and turned by 180 degrees: b(i, j) = conj(a(m - 1 - j, n - 1 - i)). */
export function reversedTranspose<T>(m: i32, n: i32, a: usize, lda: i32, b: usize, ldb: i32): void {
  for (let j = 0; j < m; j++) for (let i = 0; i < n; i++) put<T>(b, i, j, ldb, conj<T>(get<T>(a, m - 1 - j, n - 1 - i, lda)));
}

/** Clear what lies below the diagonal (or so many subdiagonals). */
export function clearLower<T>(m: i32, n: i32, a: usize, lda: i32, kept: i32 = 0): void {
  for (let j = 0; j < n; j++) for (let i = j + 1 + kept; i < m; i++) put<T>(a, i, j, lda, fromReal<T>(0));
}

export function identity<T>(n: i32, a: usize, lda: i32): void {
  for (let j = 0; j < n; j++) {
    clear<T>(n, at<T>(a, 0, j, lda));
    put<T>(a, j, j, lda, fromReal<T>(1));
  }
}
