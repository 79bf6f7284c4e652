/**
 * Triangular systems, recursively, so that nearly all of the work is products of matrices (F. Gustavson, Recursion leads to automatic variable
 * blocking, 1997); inverses; estimates of condition (N. Higham, Accuracy and Stability of Numerical Algorithms, 15.3).
 */
import { add, at, conj, conjIf, div, fromReal, get, isZero, modulus, mul, neg, put, scaled, size, sub } from './scalar';
import { axpy, copy, dotc, dotu, scal } from './vector';
import { clearLower, copyMatrix, gemm, gemvN } from './matrix';
import { mark, release, room } from './memory';

/** `x /= d`. */
export function divideBy<T>(n: i32, d: T, x: usize): void {
  const s = size<T>(d);
  if (s > 1e-290 && s < 1e290) scal<T>(n, div<T>(fromReal<T>(1), d), x);
  else for (let i = 0; i < n; i++, x += sizeof<T>()) store<T>(x, div<T>(load<T>(x), d));
}

const BASE = 24;

/** Solve `op(a) x = b` (`left`) or `x op(a) = b` with triangular a; b (m x n) becomes x. */
export function trsm<T>(
  left: bool,
  upper: bool,
  trans: i32,
  unit: bool,
  m: i32,
  n: i32,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
): void {
  const order = left ? m : n;
  if (m == 0 || n == 0) return;
  const high = upper != (trans != 0);
  if (order <= BASE) {
    if (left) solveLeft<T>(high, trans, unit, m, n, a, lda, b, ldb);
    else solveRight<T>(high, trans, unit, m, n, a, lda, b, ldb);
    return;
  }
  const h = order > 64 ? ((order / 2 + 15) & ~15) : order / 2;
  const rest = order - h;
  const corner = at<T>(a, h, h, lda);
  // The block beside the diagonal: of op(a) below it where op(a) is lower.
  const off = upper ? at<T>(a, 0, h, lda) : at<T>(a, h, 0, lda);
  if (left) {
    const low = at<T>(b, h, 0, ldb);
    if (high) {
      trsm<T>(left, upper, trans, unit, rest, n, corner, lda, low, ldb);
      gemm<T>(trans, 0, h, n, rest, -1, off, lda, low, ldb, 1, b, ldb);
      trsm<T>(left, upper, trans, unit, h, n, a, lda, b, ldb);
    } else {
      trsm<T>(left, upper, trans, unit, h, n, a, lda, b, ldb);
      gemm<T>(trans, 0, rest, n, h, -1, off, lda, b, ldb, 1, low, ldb);
      trsm<T>(left, upper, trans, unit, rest, n, corner, lda, low, ldb);
    }
  } else {
    const right = at<T>(b, 0, h, ldb);
    if (high) {
      trsm<T>(left, upper, trans, unit, m, h, a, lda, b, ldb);
      gemm<T>(0, trans, m, rest, h, -1, b, ldb, off, lda, 1, right, ldb);
      trsm<T>(left, upper, trans, unit, m, rest, corner, lda, right, ldb);
    } else {
      trsm<T>(left, upper, trans, unit, m, rest, corner, lda, right, ldb);
      gemm<T>(0, trans, m, h, rest, -1, right, ldb, off, lda, 1, b, ldb);
      trsm<T>(left, upper, trans, unit, m, h, a, lda, b, ldb);
    }
  }
}

function solveLeft<T>(high: bool, trans: i32, unit: bool, m: i32, n: i32, a: usize, lda: i32, b: usize, ldb: i32): void {
  const width = sizeof<T>();
  for (let j = 0; j < n; j++) {
    const x = at<T>(b, 0, j, ldb);
    for (let s = 0; s < m; s++) {
      const i = high ? m - 1 - s : s;
      const p = x + <usize>i * width;
      let v = load<T>(p);
      const d = at<T>(a, i, i, lda);
      if (trans == 0) {
        if (!unit) {
          v = div<T>(v, load<T>(d));
          store<T>(p, v);
        }
        if (isZero<T>(v)) continue;
        if (high) axpy<T>(i, neg<T>(v), at<T>(a, 0, i, lda), x);
        else axpy<T>(m - 1 - i, neg<T>(v), d + width, p + width);
      } else {
        if (high) v = sub<T>(v, dot<T>(trans, m - 1 - i, d + width, p + width));
        else v = sub<T>(v, dot<T>(trans, i, at<T>(a, 0, i, lda), x));
        if (!unit) v = div<T>(v, conjIf<T>(load<T>(d), trans == 2));
        store<T>(p, v);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function dot<T>(trans: i32, n: i32, x: usize, y: usize): T {
  return trans == 2 || !isVector<T>() ? dotc<T>(n, x, y) : dotu<T>(n, x, y);
}

function solveRight<T>(high: bool, trans: i32, unit: bool, m: i32, n: i32, a: usize, lda: i32, b: usize, ldb: i32): void {
  const before = mark();
  const column = room<T>(n);
  for (let s = 0; s < n; s++) {
    const j = high ? s : n - 1 - s;
    // The part of op(a)'s column j that meets columns of x already known.
    const from = high ? 0 : j + 1;
    const count = high ? j : n - 1 - j;
    for (let k = 0; k < count; k++) {
      const v = trans == 0 ? get<T>(a, from + k, j, lda) : conjIf<T>(get<T>(a, j, from + k, lda), trans == 2);
      store<T>(column + <usize>k * sizeof<T>(), v);
    }
    const y = at<T>(b, 0, j, ldb);
    gemvN<T>(m, count, fromReal<T>(-1), at<T>(b, 0, from, ldb), ldb, column, y);
    if (!unit) divideBy<T>(m, conjIf<T>(get<T>(a, j, j, lda), trans == 2), y);
  }
  release(before);
}

/** Invert a triangular matrix; the result is the (1-based) place of a zero on the diagonal, or 0. */
export function trtri<T>(upper: bool, unit: bool, n: i32, a: usize, lda: i32): i32 {
  if (!unit) for (let i = 0; i < n; i++) if (isZero<T>(get<T>(a, i, i, lda))) return i + 1;
  invertTriangle<T>(upper, unit, n, a, lda);
  return 0;
}

function invertTriangle<T>(upper: bool, unit: bool, n: i32, a: usize, lda: i32): void {
  if (n <= 0) return;
  if (n == 1) {
    if (!unit) store<T>(a, div<T>(fromReal<T>(1), load<T>(a)));
    return;
  }
  const h = n / 2;
  const corner = at<T>(a, h, h, lda);
  const off = upper ? at<T>(a, 0, h, lda) : at<T>(a, h, 0, lda);
  const rows = upper ? h : n - h;
  const columns = upper ? n - h : h;
  trsm<T>(true, upper, 0, unit, rows, columns, upper ? a : corner, lda, off, lda);
  trsm<T>(false, upper, 0, unit, rows, columns, upper ? corner : a, lda, off, lda);
  for (let j = 0; j < columns; j++) scal<T>(rows, fromReal<T>(-1), at<T>(off, 0, j, lda));
  invertTriangle<T>(upper, unit, h, a, lda);
  invertTriangle<T>(upper, unit, n - h, corner, lda);
}

/** How `inverseNorm` solves: with an LU factorisation, or with a Cholesky factor. */
export const enum Factor {
  LU,
  LOWER,
  UPPER,
}

function solveWith<T>(factor: i32, conjugate: bool, n: i32, a: usize, lda: i32, x: usize): void {
  if (factor == Factor.LU) {
    if (conjugate) {
      trsm<T>(true, true, 2, false, n, 1, a, lda, x, n);
      trsm<T>(true, false, 2, true, n, 1, a, lda, x, n);
    } else {
      trsm<T>(true, false, 0, true, n, 1, a, lda, x, n);
      trsm<T>(true, true, 0, false, n, 1, a, lda, x, n);
    }
  } else {
    const upper = factor == Factor.UPPER;
    trsm<T>(true, upper, upper ? 2 : 0, false, n, 1, a, lda, x, n);
    trsm<T>(true, upper, upper ? 0 : 2, false, n, 1, a, lda, x, n);
  }
}

function sumOfModuli<T>(n: i32, x: usize): f64 {
  let sum = 0.0;
  for (let i = 0; i < n; i++, x += sizeof<T>()) sum += modulus<T>(load<T>(x));
  return sum;
}

/** The reciprocal condition number from a factorisation and the matrix's norm; `infinity` for that norm. */
export function reciprocalCondition<T>(factor: i32, infinity: bool, n: i32, a: usize, lda: i32, anorm: f64): f64 {
  if (n == 0) return 1;
  if (anorm == 0) return 0;
  if (anorm != anorm) return anorm;
  if (anorm == Infinity) return 0;
  for (let i = 0; i < n; i++) if (isZero<T>(get<T>(a, i, i, lda))) return 0;
  const ainv = inverseNorm<T>(factor, infinity, n, a, lda);
  if (!(ainv > 0) || ainv == Infinity) return 0;
  return 1 / ainv / anorm;
}

function inverseNorm<T>(factor: i32, infinity: bool, n: i32, a: usize, lda: i32): f64 {
  const before = mark();
  const x = room<T>(n);
  const width = sizeof<T>();
  for (let i = 0; i < n; i++) store<T>(x + <usize>i * width, fromReal<T>(1 / <f64>n));
  solveWith<T>(factor, infinity, n, a, lda, x);
  let estimate = sumOfModuli<T>(n, x);
  if (n == 1) {
    release(before);
    return estimate;
  }
  let j = -1;
  for (let step = 0; step < 5; step++) {
    for (let i = 0; i < n; i++) {
      const p = x + <usize>i * width;
      const v = load<T>(p);
      const s = modulus<T>(v);
      store<T>(p, s > 1e-300 && s < Infinity ? scaled<T>(v, 1 / s) : fromReal<T>(1));
    }
    solveWith<T>(factor, !infinity, n, a, lda, x);
    let most = -1.0;
    let next = 0;
    for (let i = 0; i < n; i++) {
      const s = modulus<T>(load<T>(x + <usize>i * width));
      if (s > most) {
        most = s;
        next = i;
      }
    }
    if (j >= 0 && modulus<T>(load<T>(x + <usize>j * width)) >= most) break;
    j = next;
    memory.fill(x, 0, <usize>n * width);
    store<T>(x + <usize>j * width, fromReal<T>(1));
    solveWith<T>(factor, infinity, n, a, lda, x);
    const found = sumOfModuli<T>(n, x);
    if (!(found > estimate)) break;
    estimate = found;
  }
  let sign = 1.0;
  for (let i = 0; i < n; i++) {
    store<T>(x + <usize>i * width, fromReal<T>(sign * (1 + <f64>i / <f64>(n - 1))));
    sign = -sign;
  }
  solveWith<T>(factor, infinity, n, a, lda, x);
  const other = (2 * sumOfModuli<T>(n, x)) / (3 * <f64>n);
  release(before);
  return other > estimate ? other : estimate;
}
