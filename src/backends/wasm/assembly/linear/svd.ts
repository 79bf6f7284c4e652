/** The singular value decomposition: QR first where the matrix is tall, bidiagonal form, implicit QR (Golub and Van Loan, 8.6). */
import { at, conj, fromReal, get, neg, put } from './scalar';
import { clear, copy, largest, scal, scaleReals } from './vector';
import { clearLower, conjugateTranspose, copyMatrix, gemm } from './matrix';
import { geqrf, orgqr, ormqr } from './householder';
import { bidiagonalQr, gebrd } from './bidiagonal';
import { mark, release, room } from './memory';
import { safeScale, sortColumns } from './symmetric';

/** Rows from so many times the columns on are first reduced by QR. */
export function isTall(m: i32, n: i32): bool {
  return <f64>m >= 1.6 * <f64>n;
}

/** job 0: values alone; 1: the first min(m, n) vectors; 2: all. a is lost; vt is V^H. */
export function gesdd<T>(job: i32, m: i32, n: i32, a: usize, s: usize, u: usize, vt: usize): i32 {
  const before = mark();
  const parts = isVector<T>() ? 2 : 1;
  const k = min(m, n);
  if (k == 0) {
    if (job == 2) {
      for (let i = 0; i < m; i++) {
        clear<T>(m, at<T>(u, 0, i, m));
        put<T>(u, i, i, m, fromReal<T>(1));
      }
      for (let i = 0; i < n; i++) {
        clear<T>(n, at<T>(vt, 0, i, n));
        put<T>(vt, i, i, n, fromReal<T>(1));
      }
    }
    return 0;
  }
  const most = largest(parts * m * n, a);
  if (most != most || most == Infinity) {
    for (let i = 0; i < k; i++) store<f64>(s + <usize>i * 8, NaN);
    return 1;
  }
  const scale = safeScale(most);
  if (scale != 1) scaleReals(parts * m * n, scale, a);
  let info: i32;
  if (m >= n) {
    const v: usize = job == 0 ? 0 : room<T>(n * n);
    info = tall<T>(job, m, n, a, s, u, v);
    if (job != 0) conjugateTranspose<T>(n, n, v, n, vt, n);
  } else {
    const b = room<T>(n * m);
    conjugateTranspose<T>(m, n, a, m, b, n);
    const columns = job == 2 ? n : m;
    const right: usize = job == 0 ? 0 : room<T>(n * columns);
    info = tall<T>(job, n, m, b, s, right, u);
    if (job != 0) conjugateTranspose<T>(n, columns, right, n, vt, columns);
  }
  if (scale != 1) scaleReals(k, 1 / scale, s);
  release(before);
  return info;
}

/** m >= n: u is m x n or m x m, v n x n. */
function tall<T>(job: i32, m: i32, n: i32, a: usize, s: usize, u: usize, v: usize): i32 {
  const before = mark();
  const parts = isVector<T>() ? 2 : 1;
  const e = room<f64>(n);
  const tauq = room<T>(n);
  const taup = room<T>(n);
  const p = job == 0 ? room<T>(n * n) : v;
  const reduced = isTall(m, n);
  let core = a;
  let order = m;
  const tau = room<T>(n);
  if (reduced) {
    geqrf<T>(m, n, a, m, tau);
    core = room<T>(n * n);
    copyMatrix<T>(n, n, a, m, core, n);
    clearLower<T>(n, n, core, n);
    order = n;
  }
  gebrd<T>(order, n, core, order, s, e, tauq, taup, p);
  let info: i32;
  if (job == 0) info = bidiagonalQr(n, s, e, false, false, 0, 0, 0, 0, 0, 0);
  else {
    rightVectors<T>(n, v, taup);
    const all = job == 2 && !reduced;
    const left = reduced ? core : u;
    if (!reduced) copyMatrix<T>(m, n, a, m, u, m);
    orgqr<T>(order, all ? m : n, n, left, order, tauq);
    info = bidiagonalQr(n, s, e, true, false, parts * n, v, parts * n, parts * order, left, parts * order);
    for (let j = 0; j < n; j++) {
      const x = s + <usize>j * 8;
      if (load<f64>(x) < 0) scal<T>(n, fromReal<T>(-1), at<T>(v, 0, j, n));
    }
  }
  for (let j = 0; j < n; j++) store<f64>(s + <usize>j * 8, abs(load<f64>(s + <usize>j * 8)));
  if (job == 0) sortColumns(false, n, s, 0, 0, 0, 0);
  else {
    sortColumns(false, n, s, parts * n, v, parts * order, reduced ? core : u);
    if (reduced && job == 1) {
      for (let j = 0; j < n; j++) {
        clear<T>(m, at<T>(u, 0, j, m));
        copy<T>(n, at<T>(core, 0, j, n), at<T>(u, 0, j, m));
      }
      ormqr<T>(true, false, m, n, n, a, m, tau, u, m);
    } else if (reduced) {
      copyMatrix<T>(m, n, a, m, u, m);
      orgqr<T>(m, m, n, u, m, tau);
      const q = room<T>(m * n);
      copyMatrix<T>(m, n, u, m, q, m);
      gemm<T>(0, 0, m, n, n, 1, q, m, core, n, 0, u, m);
    }
  }
  release(before);
  return info;
}

/** From the right reflections' vectors in v to the orthogonal matrix. */
export function rightVectors<T>(n: i32, v: usize, taup: usize): void {
  // Columns and rows from 1 on; column j of the vectors moves to j + 1, its leading 1 to the diagonal.
  for (let j = n - 1; j > 0; j--) copy<T>(n, at<T>(v, 0, j - 1, n), at<T>(v, 0, j, n));
  clear<T>(n, v);
  store<T>(v, fromReal<T>(1));
  orgqr<T>(n - 1, n - 1, n - 1, at<T>(v, 1, 1, n), n, taup);
  for (let j = 1; j < n; j++) put<T>(v, 0, j, n, fromReal<T>(0));
}
