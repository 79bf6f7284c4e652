/**
 * Least squares of minimum norm: by singular values (Golub and Van Loan, 5.5), whose rotations are applied to the right-hand sides
 * and never to matrices; and by complete orthogonal factorisation (5.5.2) with the rank from estimated condition
 * (C. Bischof, Incremental condition estimation, 1990).
 */
import { add, at, conj, fromReal, get, hypot, im, modulus, mul, neg, pair, put, re, scaled, size } from './scalar';
import { axpy, clear, copy, dotc, largest, scal, scaleReals } from './vector';
import { clearLower, conjugateTranspose, copyMatrix } from './matrix';
import { geqrf, ormqr } from './householder';
import { geqp3 } from './pivotedQr';
import { trsm } from './triangular';
import { bidiagonalQr, gebrd } from './bidiagonal';
import { mark, release, room } from './memory';
import { safeScale, sortColumns } from './symmetric';
import { applyLogToRows, applyLogTransposed, emptyLog } from './rotations';
import { isTall } from './svd';

/** Of the rows that count. */
function largestOf<T>(m: i32, nrhs: i32, b: usize, ldb: i32): f64 {
  let most = 0.0;
  for (let j = 0; j < nrhs; j++) {
    const s = largest((isVector<T>() ? 2 : 1) * m, at<T>(b, 0, j, ldb));
    if (s != s) return s;
    most = max(most, s);
  }
  return most;
}

/** b (max(m, n) x nrhs) becomes the solutions; the rank goes to `rank` (f64). */
export function gelsd<T>(m: i32, n: i32, nrhs: i32, a: usize, b: usize, s: usize, rcond: f64, rank: usize): i32 {
  const before = mark();
  const parts = isVector<T>() ? 2 : 1;
  const k = min(m, n);
  const ldb = max(m, n);
  store<f64>(rank, 0);
  if (k == 0) {
    if (m == 0) clear<T>(ldb * nrhs, b);
    return 0;
  }
  const most = largest(parts * m * n, a);
  const mostB = largestOf<T>(m, nrhs, b, ldb);
  if (most != most || most == Infinity || mostB != mostB || mostB == Infinity) {
    for (let i = 0; i < k; i++) store<f64>(s + <usize>i * 8, NaN);
    return 1;
  }
  const scale = safeScale(most);
  const scaleB = safeScale(mostB);
  if (scale != 1) scaleReals(parts * m * n, scale, a);
  if (scaleB != 1) for (let j = 0; j < nrhs; j++) scaleReals(parts * m, scaleB, at<T>(b, 0, j, ldb));
  let info = 0;
  if (m >= n) info = solveTall<T>(m, n, nrhs, a, b, ldb, s, rcond, rank);
  else {
    // a = R^H Q^H: least squares with R^H, then back by Q.
    const q = room<T>(n * m);
    const tau = room<T>(m);
    conjugateTranspose<T>(m, n, a, m, q, n);
    geqrf<T>(n, m, q, n, tau);
    const lower = room<T>(m * m);
    conjugateTranspose<T>(m, m, q, n, lower, m);
    for (let j = 1; j < m; j++) clear<T>(j, at<T>(lower, 0, j, m));
    info = solveTall<T>(m, m, nrhs, lower, b, ldb, s, rcond, rank);
    for (let j = 0; j < nrhs; j++) clear<T>(n - m, at<T>(b, m, j, ldb));
    ormqr<T>(true, false, n, nrhs, m, q, n, tau, b, ldb);
  }
  if (scale != 1) scaleReals(k, 1 / scale, s);
  for (let j = 0; j < nrhs; j++) {
    if (scale != 1) scaleReals(parts * n, scale, at<T>(b, 0, j, ldb));
    if (scaleB != 1) scaleReals(parts * ldb, 1 / scaleB, at<T>(b, 0, j, ldb));
  }
  release(before);
  return info;
}

// prettier-ignore
function solveTall<T>(m: i32, n: i32, nrhs: i32, a: usize, b: usize, ldb: i32, s: usize, rcond: f64, rank: usize): i32 {
  const before = mark();
  const parts = isVector<T>() ? 2 : 1;
  const tau = room<T>(n);
  const taup = room<T>(n);
  const e = room<f64>(n);
  const p = room<T>(n * n);
  let core = a;
  let order = m;
  if (isTall(m, n)) {
    geqrf<T>(m, n, a, m, tau);
    ormqr<T>(true, true, m, nrhs, n, a, m, tau, b, ldb);
    core = room<T>(n * n);
    copyMatrix<T>(n, n, a, m, core, n);
    clearLower<T>(n, n, core, n);
    order = n;
  }
  gebrd<T>(order, n, core, order, s, e, tau, taup, p);
  ormqr<T>(true, true, order, nrhs, n, core, order, tau, b, ldb);
  const info = bidiagonalQr(n, s, e, true, true, 0, 0, 0, 0, 0, 0);
  applyLogTransposed(1, nrhs, parts, b, ldb);
  let most = 0.0;
  for (let i = 0; i < n; i++) most = max(most, abs(load<f64>(s + <usize>i * 8)));
  let count = 0;
  for (let i = 0; i < n; i++) {
    const v = load<f64>(s + <usize>i * 8);
    const kept = abs(v) > rcond * most;
    if (kept) count++;
    for (let j = 0; j < nrhs; j++) {
      const x = at<T>(b, i, j, ldb);
      if (!kept) store<T>(x, fromReal<T>(0));
      else {
        store<f64>(x, load<f64>(x) / v);
        if (isVector<T>()) store<f64>(x, load<f64>(x, 8) / v, 8);
      }
    }
    store<f64>(s + <usize>i * 8, abs(v));
  }
  applyLogToRows(0, nrhs, parts, b, ldb);
  emptyLog();
  ormqr<T>(true, false, n - 1, nrhs, n - 1, at<T>(p, 1, 0, n), n, taup, at<T>(b, 1, 0, ldb), ldb);
  sortColumns(false, n, s, 0, 0, 0, 0);
  store<f64>(rank, <f64>count);
  release(before);
  return info;
}

/** By QR with pivoting and a second one from the right; the rank is returned. */
export function gelsy<T>(m: i32, n: i32, nrhs: i32, a: usize, b: usize, rcond: f64): i32 {
  const before = mark();
  const parts = isVector<T>() ? 2 : 1;
  const width = sizeof<T>();
  const k = min(m, n);
  const ldb = max(m, n);
  const most = k > 0 ? largest(parts * m * n, a) : 0;
  if (most == 0) {
    clear<T>(ldb * nrhs, b);
    return 0;
  }
  const mostB = largestOf<T>(m, nrhs, b, ldb);
  const finite = most < Infinity && mostB < Infinity;
  const scale = finite ? safeScale(most) : 1;
  const scaleB = finite ? safeScale(mostB) : 1;
  if (scale != 1) scaleReals(parts * m * n, scale, a);
  if (scaleB != 1) for (let j = 0; j < nrhs; j++) scaleReals(parts * m, scaleB, at<T>(b, 0, j, ldb));
  const jpvt = room<i32>(n);
  const tau = room<T>(k);
  geqp3<T>(m, n, a, m, jpvt, tau);
  const rank = estimatedRank<T>(m, k, a, rcond);
  if (rank == 0) {
    clear<T>(ldb * nrhs, b);
    release(before);
    return 0;
  }
  ormqr<T>(true, true, m, nrhs, k, a, m, tau, b, ldb);
  if (rank == n) trsm<T>(true, true, 0, false, n, nrhs, a, m, b, ldb);
  else {
    // [R11 R12] = R^H Q^H.
    const q = room<T>(n * rank);
    const tauz = room<T>(rank);
    clearLower<T>(rank, rank, a, m);
    conjugateTranspose<T>(rank, n, a, m, q, n);
    geqrf<T>(n, rank, q, n, tauz);
    trsm<T>(true, true, 2, false, rank, nrhs, q, n, b, ldb);
    for (let j = 0; j < nrhs; j++) clear<T>(n - rank, at<T>(b, rank, j, ldb));
    ormqr<T>(true, false, n, nrhs, rank, q, n, tauz, b, ldb);
  }
  const x = room<T>(n);
  for (let j = 0; j < nrhs; j++) {
    const column = at<T>(b, 0, j, ldb);
    copy<T>(n, column, x);
    for (let i = 0; i < n; i++) {
      store<T>(column + <usize>(load<i32>(jpvt + <usize>i * 4) - 1) * width, load<T>(x + <usize>i * width));
    }
    if (scale != 1) scaleReals(parts * n, scale, column);
    if (scaleB != 1) scaleReals(parts * ldb, 1 / scaleB, column);
  }
  release(before);
  return rank;
}

/** How many columns of a triangular matrix keep the estimated condition number at most 1 / rcond. */
function estimatedRank<T>(lda: i32, k: i32, a: usize, rcond: f64): i32 {
  const before = mark();
  const width = sizeof<T>();
  const low = room<T>(k);
  const high = room<T>(k);
  let least = modulus<T>(load<T>(a));
  let most = least;
  let rank = 1;
  if (!(most > 0)) rank = 0;
  store<T>(low, fromReal<T>(1));
  store<T>(high, fromReal<T>(1));
  for (; rank > 0 && rank < k; rank++) {
    const column = at<T>(a, 0, rank, lda);
    const gamma = get<T>(a, rank, rank, lda);
    const g = modulus<T>(gamma);
    // With x^H R of length sigma: the extreme lengths of (s x, c)^H [R w; 0 gamma].
    const alphaHigh = dotc<T>(rank, high, column);
    const alphaLow = dotc<T>(rank, low, column);
    const ah = modulus<T>(alphaHigh);
    const al = modulus<T>(alphaLow);
    const nextMost = extreme(most, ah, g);
    const largestLow = extreme(least, al, g);
    const nextLeast = largestLow > 0 ? (least / largestLow) * g : 0;
    if (!(nextLeast > 0) || nextLeast < nextMost * rcond) break;
    extend<T>(rank, high, most, ah, g, alphaHigh, gamma, true);
    extend<T>(rank, low, least, al, g, alphaLow, gamma, false);
    most = nextMost;
    least = nextLeast;
  }
  release(before);
  return rank;
}

/** The larger singular value of [sigma 0; alpha gamma]. */
function extreme(sigma: f64, alpha: f64, gamma: f64): f64 {
  const p = hypot(sigma + gamma, alpha);
  const q = hypot(sigma - gamma, alpha);
  return 0.5 * (p + q);
}

function extend<T>(n: i32, x: usize, sigma: f64, absAlpha: f64, absGamma: f64, alpha: T, gamma: T, larger: bool): void {
  const scale = max(sigma, max(absAlpha, absGamma));
  const s = sigma / scale;
  const p = absAlpha / scale;
  const q = absGamma / scale;
  const angle = 0.5 * NativeMath.atan2(2 * p * q, s * s + p * p - q * q);
  const u = larger ? NativeMath.cos(angle) : -NativeMath.sin(angle);
  const v = larger ? NativeMath.sin(angle) : NativeMath.cos(angle);
  // Phases that make both products real.
  scal<T>(n, absAlpha > 0 ? scaled<T>(alpha, u / absAlpha) : fromReal<T>(u), x);
  store<T>(x + <usize>n * sizeof<T>(), absGamma > 0 ? scaled<T>(gamma, v / absGamma) : fromReal<T>(v));
}
