/**
 * Sylvester equations on Schur forms (R. Bartels and G. Stewart, 1972), split recursively into products (I. Jonsson and B. Kagstrom, Recursive
 * blocked algorithms for solving triangular systems, 2002). Transposes are turned by 180 degrees, so that one case is left.
 */
import { add, at, conj, div, EPS, fromReal, get, isZero, mul, neg, put, SAFE_MIN, scaled, size, sub } from './scalar';
import { axpy, copy, largest, swap } from './vector';
import { copyMatrix, gemm, reversedTranspose } from './matrix';
import { mark, release, room } from './memory';
import { solveSmall } from './small';

const BASE = 16;

/** `op(a) x + sign x op(b) = c`; 1 is returned where pivots had to be enlarged. */
export function trsyl<T>(trana: i32, tranb: i32, sign: i32, m: i32, n: i32, a: usize, b: usize, c: usize): i32 {
  if (m == 0 || n == 0) return 0;
  const before = mark();
  const parts = isVector<T>() ? 2 : 1;
  const left = trana == 0 ? a : turned<T>(trana, m, a);
  const right = tranb == 0 ? b : turned<T>(tranb, n, b);
  const least = max(EPS * max(largest(parts * m * m, a), largest(parts * n * n, b)), SAFE_MIN / EPS);
  if (trana != 0) turnRows<T>(m, n, c);
  if (tranb != 0) turnColumns<T>(m, n, c);
  const changed = solve<T>(<f64>sign, m, n, left, m, right, n, c, m, least);
  if (trana != 0) turnRows<T>(m, n, c);
  if (tranb != 0) turnColumns<T>(m, n, c);
  release(before);
  return changed ? 1 : 0;
}

function turned<T>(trans: i32, n: i32, a: usize): usize {
  const b = room<T>(n * n);
  reversedTranspose<T>(n, n, a, n, b, n);
  if (trans == 1 && isVector<T>()) {
    for (let i = 0; i < n * n; i++) store<T>(b + <usize>i * sizeof<T>(), conj<T>(load<T>(b + <usize>i * sizeof<T>())));
  }
  return b;
}

function turnRows<T>(m: i32, n: i32, c: usize): void {
  const step = <usize>m * sizeof<T>();
  for (let i = 0; i < m / 2; i++) swap<T>(n, at<T>(c, i, 0, m), step, at<T>(c, m - 1 - i, 0, m), step);
}

function turnColumns<T>(m: i32, n: i32, c: usize): void {
  const width = sizeof<T>();
  for (let j = 0; j < n / 2; j++) swap<T>(m, at<T>(c, 0, j, m), width, at<T>(c, 0, n - 1 - j, m), width);
}

/** Half of the order, not within a 2 x 2 block. */
function half<T>(n: i32, a: usize, lda: i32): i32 {
  const h = n / 2;
  if (!isVector<T>() && !isZero<T>(get<T>(a, h, h - 1, lda))) return h + 1;
  return h;
}

// prettier-ignore
function solve<T>(sign: f64, m: i32, n: i32, a: usize, lda: i32, b: usize, ldb: i32, c: usize, ldc: i32, least: f64): bool {
  if (m <= BASE && n <= BASE) return base<T>(sign, m, n, a, lda, b, ldb, c, ldc, least);
  if (m >= n) {
    const h = half<T>(m, a, lda);
    const low = at<T>(c, h, 0, ldc);
    const first = solve<T>(sign, m - h, n, at<T>(a, h, h, lda), lda, b, ldb, low, ldc, least);
    gemm<T>(0, 0, h, n, m - h, -1, at<T>(a, 0, h, lda), lda, low, ldc, 1, c, ldc);
    return solve<T>(sign, h, n, a, lda, b, ldb, c, ldc, least) || first;
  }
  const h = half<T>(n, b, ldb);
  const right = at<T>(c, 0, h, ldc);
  const first = solve<T>(sign, m, h, a, lda, b, ldb, c, ldc, least);
  gemm<T>(0, 0, m, n - h, h, -sign, c, ldc, at<T>(b, 0, h, ldb), ldb, 1, right, ldc);
  return solve<T>(sign, m, n - h, a, lda, at<T>(b, h, h, ldb), ldb, right, ldc, least) || first;
}

// prettier-ignore
function base<T>(sign: f64, m: i32, n: i32, a: usize, lda: i32, b: usize, ldb: i32, c: usize, ldc: i32, least: f64): bool {
  let changed = false;
  for (let l = 0; l < n; l++) {
    const q = !isVector<T>() && l < n - 1 && !isZero<T>(get<T>(b, l + 1, l, ldb)) ? 2 : 1;
    for (let i = m - 1; i >= 0; i--) {
      const p = !isVector<T>() && i > 0 && !isZero<T>(get<T>(a, i, i - 1, lda)) ? 2 : 1;
      const top = i - p + 1;
      if (p == 1 && q == 1) {
        let d = add<T>(get<T>(a, i, i, lda), scaled<T>(get<T>(b, l, l, ldb), sign));
        if (!(size<T>(d) >= least)) {
          d = fromReal<T>(least);
          changed = true;
        }
        put<T>(c, i, l, ldc, div<T>(get<T>(c, i, l, ldc), d));
      } else if (!isVector<T>()) changed = block(sign, p, q, at<T>(a, top, top, lda), lda, at<T>(b, l, l, ldb), ldb, at<T>(c, top, l, ldc), ldc, least) || changed;
      for (let j = l; j < l + q; j++) {
        for (let k = top; k <= i; k++) axpy<T>(top, neg<T>(get<T>(c, k, j, ldc)), at<T>(a, 0, k, lda), at<T>(c, 0, j, ldc));
      }
      i = top;
    }
    for (let j = l + q; j < n; j++) {
      for (let k = l; k < l + q; k++) axpy<T>(m, scaled<T>(get<T>(b, k, j, ldb), -sign), at<T>(c, 0, k, ldc), at<T>(c, 0, j, ldc));
    }
    l += q - 1;
  }
  return changed;
}

/** Blocks of orders p and q as one system of order p q. */
// prettier-ignore
function block(sign: f64, p: i32, q: i32, a: usize, lda: i32, b: usize, ldb: i32, c: usize, ldc: i32, least: f64): bool {
  const m = memory.data(128);
  const x = memory.data(32);
  const order = p * q;
  for (let j = 0; j < order; j++) for (let i = 0; i < order; i++) put<f64>(m, i, j, order, 0);
  for (let l = 0; l < q; l++) {
    for (let i = 0; i < p; i++) {
      const row = i + l * p;
      for (let k = 0; k < p; k++) put<f64>(m, row, k + l * p, order, get<f64>(m, row, k + l * p, order) + get<f64>(a, i, k, lda));
      for (let k = 0; k < q; k++) put<f64>(m, row, i + k * p, order, get<f64>(m, row, i + k * p, order) + sign * get<f64>(b, k, l, ldb));
      store<f64>(x + <usize>row * 8, get<f64>(c, i, l, ldc));
    }
  }
  const changed = solveSmall(order, m, x, least);
  for (let l = 0; l < q; l++) for (let i = 0; i < p; i++) put<f64>(c, i, l, ldc, load<f64>(x + <usize>(i + l * p) * 8));
  return changed;
}
