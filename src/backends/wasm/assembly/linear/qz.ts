/**
 * Generalised Schur form of real pencils by the QZ method (C. Moler and G. Stewart, 1973; Golub and Van Loan, 7.7): B triangular, A
 * Hessenberg, then implicit double-shift steps. Zeros on the diagonal of B are chased down and give infinite eigenvalues.
 */
import { at, conj, EPS, fromReal, get, hypot, put, SAFE_MIN } from './scalar';
import { copy, largest, normOfReals, scaleReals } from './vector';
import { copyMatrix, gemm, identity } from './matrix';
import { geqrf, ormqr, orgqr } from './householder';
import { rotateTwoColumns, rotateTwoRows } from './francis';
import { rc, rotation, rs } from './rotations';
import { applyToColumns, applyToRows } from './small';
import { mark, release, room } from './memory';

/** The pencil and the vectors in work; q and z are 0 for none. */
let n: i32 = 0;
let a: usize = 0;
let b: usize = 0;
let q: usize = 0;
let z: usize = 0;

export function setPencil(order: i32, pa: usize, pb: usize, pq: usize, pz: usize): void {
  n = order;
  a = pa;
  b = pb;
  q = pq;
  z = pz;
}

/** Rotate rows i and i + 1 of both matrices, from column `from` on. */
function rows(i: i32, from: i32, c: f64, s: f64): void {
  rotateTwoRows(n, from, a, n, i, c, s);
  rotateTwoRows(n, from, b, n, i, c, s);
  if (q != 0) rotateTwoColumns(n, q, n, i, c, s);
}

/** Rotate columns j and j + 1: so many rows of a and of b. */
function columns(j: i32, rowsA: i32, rowsB: i32, c: f64, s: f64): void {
  rotateTwoColumns(rowsA, a, n, j, c, s);
  rotateTwoColumns(rowsB, b, n, j, c, s);
  if (z != 0) rotateTwoColumns(n, z, n, j, c, s);
}

/** The rotation of columns j and j + 1 that makes element (i, j) of `target` zero. */
function clearLeft(target: usize, i: i32, j: i32, rowsA: i32, rowsB: i32): void {
  rotation(get<f64>(target, i, j + 1, n), get<f64>(target, i, j, n));
  columns(j, rowsA, rowsB, rc, -rs);
  put<f64>(target, i, j, n, 0);
}

/** A becomes Hessenberg, B triangular. */
function hessenbergTriangular(): void {
  const before = mark();
  const tau = room<f64>(n);
  geqrf<f64>(n, n, b, n, tau);
  ormqr<f64>(true, true, n, n, n, b, n, tau, a, n);
  if (q != 0) {
    copyMatrix<f64>(n, n, b, n, q, n);
    orgqr<f64>(n, n, n, q, n, tau);
  }
  if (z != 0) identity<f64>(n, z, n);
  for (let j = 0; j < n; j++) for (let i = j + 1; i < n; i++) put<f64>(b, i, j, n, 0);
  for (let j = 0; j < n - 2; j++) {
    for (let i = n - 2; i > j; i--) {
      if (get<f64>(a, i + 1, j, n) == 0) continue;
      rotation(get<f64>(a, i, j, n), get<f64>(a, i + 1, j, n));
      const c = rc;
      const s = rs;
      rotateTwoRows(n, j, a, n, i, c, s);
      rotateTwoRows(n, i, b, n, i, c, s);
      if (q != 0) rotateTwoColumns(n, q, n, i, c, s);
      put<f64>(a, i + 1, j, n, 0);
      clearLeft(b, i + 1, i, n, i + 2);
    }
  }
  release(before);
}

/** 0, or the (1-based) row where it gave up. With `whole` false only the diagonal blocks come out right. */
export function realQz(order: i32, pa: usize, pb: usize, pq: usize, pz: usize): i32 {
  setPencil(order, pa, pb, pq, pz);
  hessenbergTriangular();
  const atol = max(EPS * normOfReals(n * n, a), SAFE_MIN);
  const btol = max(EPS * normOfReals(n * n, b), SAFE_MIN);
  let hi = n - 1;
  let tries = 0;
  let left = 40 * (n + 1);
  while (hi >= 0) {
    let lo = hi;
    for (; lo > 0; lo--) {
      if (abs(get<f64>(a, lo, lo - 1, n)) <= atol) {
        put<f64>(a, lo, lo - 1, n, 0);
        break;
      }
    }
    if (lo == hi) {
      if (abs(get<f64>(b, hi, hi, n)) <= btol) put<f64>(b, hi, hi, n, 0);
      positive(hi, hi + 1);
      hi--;
      tries = 0;
      continue;
    }
    let zero = -1;
    for (let j = hi; j >= lo; j--) {
      if (abs(get<f64>(b, j, j, n)) <= btol) {
        put<f64>(b, j, j, n, 0);
        zero = j;
        break;
      }
    }
    if (zero >= 0) {
      for (let j = zero; j < hi; j++) {
        rotation(get<f64>(b, j, j + 1, n), get<f64>(b, j + 1, j + 1, n));
        rows(j, j > lo ? j - 1 : j, rc, rs);
        put<f64>(b, j + 1, j + 1, n, 0);
        if (j > lo) clearLeft(a, j + 1, j - 1, min(j + 2, hi) + 1, j + 1);
      }
      clearLeft(a, hi, hi - 1, hi + 1, hi + 1);
      put<f64>(b, hi, hi, n, 0);
      continue;
    }
    if (lo == hi - 1) {
      standardPair(lo);
      hi -= 2;
      tries = 0;
      continue;
    }
    if (left-- <= 0) return hi + 1;
    tries++;
    doubleStep(lo, hi, tries);
  }
  return 0;
}

function doubleStep(lo: i32, hi: i32, tries: i32): void {
  // Trace and determinant of the last 2 x 2 block of A inv(B), and its first two columns at the top.
  const m = hi - 1;
  const p = get<f64>(b, m, m, n);
  const qq = get<f64>(b, m, hi, n);
  const r = get<f64>(b, hi, hi, n);
  const x11 = get<f64>(a, m, m, n) / p;
  const x21 = get<f64>(a, hi, m, n) / p;
  const x12 = (get<f64>(a, m, hi, n) - x11 * qq) / r;
  const x22 = (get<f64>(a, hi, hi, n) - x21 * qq) / r;
  let trace = x11 + x22;
  let det = x11 * x22 - x12 * x21;
  const t11 = get<f64>(b, lo, lo, n);
  const t12 = get<f64>(b, lo, lo + 1, n);
  const t22 = get<f64>(b, lo + 1, lo + 1, n);
  const m11 = get<f64>(a, lo, lo, n) / t11;
  const m21 = get<f64>(a, lo + 1, lo, n) / t11;
  const m12 = (get<f64>(a, lo, lo + 1, n) - m11 * t12) / t22;
  const m22 = (get<f64>(a, lo + 1, lo + 1, n) - m21 * t12) / t22;
  const m32 = get<f64>(a, lo + 2, lo + 1, n) / t22;
  if (tries % 10 == 0) {
    const s = abs(x21) + abs(get<f64>(a, m, m - 1, n) / get<f64>(b, m - 1, m - 1, n));
    trace = 1.5 * s;
    det = s * s;
  } else {
    // Two real shifts: twice the nearer one.
    const half = 0.5 * trace;
    const square = half * half - det;
    if (square > 0) {
      const root = sqrt(square);
      const r1 = half + copysign<f64>(root, half);
      const r2 = r1 != 0 ? det / r1 : 0;
      const nearer = abs(r1 - x22) < abs(r2 - x22) ? r1 : r2;
      trace = 2 * nearer;
      det = nearer * nearer;
    }
  }
  let u0 = m11 * m11 + m12 * m21 - trace * m11 + det;
  let u1 = m21 * (m11 + m22 - trace);
  let u2 = m21 * m32;
  const g = memory.data(72);
  for (let k = lo; k < m; k++) {
    if (k > lo) {
      u0 = get<f64>(a, k, k - 1, n);
      u1 = get<f64>(a, k + 1, k - 1, n);
      u2 = get<f64>(a, k + 2, k - 1, n);
    }
    if (reflection(u0, u1, u2, 0, g)) {
      applyToRows(3, g, n, k > lo ? k - 1 : k, a, n, k);
      applyToRows(3, g, n, k, b, n, k);
      if (q != 0) applyToColumns(3, g, n, q, n, k);
    }
    if (k > lo) {
      put<f64>(a, k + 1, k - 1, n, 0);
      put<f64>(a, k + 2, k - 1, n, 0);
    }
    // From the right: the last row of B's bulge, then the one above it.
    const bottom = min(k + 3, hi) + 1;
    if (reflection(get<f64>(b, k + 2, k, n), get<f64>(b, k + 2, k + 1, n), get<f64>(b, k + 2, k + 2, n), 2, g)) {
      applyToColumns(3, g, bottom, a, n, k);
      applyToColumns(3, g, k + 3, b, n, k);
      if (z != 0) applyToColumns(3, g, n, z, n, k);
    }
    put<f64>(b, k + 2, k, n, 0);
    put<f64>(b, k + 2, k + 1, n, 0);
    clearLeft(b, k + 1, k, bottom, k + 2);
  }
  rotation(get<f64>(a, m, m - 1, n), get<f64>(a, hi, m - 1, n));
  const c = rc;
  const s = rs;
  rotateTwoRows(n, m - 1, a, n, m, c, s);
  rotateTwoRows(n, m, b, n, m, c, s);
  if (q != 0) rotateTwoColumns(n, q, n, m, c, s);
  put<f64>(a, hi, m - 1, n, 0);
  clearLeft(b, hi, m, hi + 1, hi + 1);
}

/** The reflection (3 x 3, over g) that takes a vector to the axis `axis`; false where it is there already. */
function reflection(x: f64, y: f64, w: f64, axis: i32, g: usize): bool {
  const v = memory.data(24);
  store<f64>(v, x);
  store<f64>(v, y, 8);
  store<f64>(v, w, 16);
  const most = max(abs(x), max(abs(y), abs(w)));
  if (most == 0) return false;
  let square = 0.0;
  for (let i = 0; i < 3; i++) {
    const c = load<f64>(v + <usize>i * 8) / most;
    store<f64>(v + <usize>i * 8, c);
    square += c * c;
  }
  const o = v + <usize>axis * 8;
  const head = load<f64>(o);
  const length = sqrt(square);
  const first = head + copysign<f64>(length, head);
  store<f64>(o, first);
  const t = 1 / (length * abs(first));
  for (let j = 0; j < 3; j++) {
    for (let i = 0; i < 3; i++) {
      put<f64>(g, i, j, 3, (i == j ? 1.0 : 0.0) - t * load<f64>(v + <usize>i * 8) * load<f64>(v + <usize>j * 8));
    }
  }
  return true;
}

/** Make B's diagonal positive at j, by the sign of a column of so many rows. */
function positive(j: i32, height: i32): void {
  if (!(get<f64>(b, j, j, n) < 0)) return;
  scaleReals(height, -1, at<f64>(a, 0, j, n));
  scaleReals(height, -1, at<f64>(b, 0, j, n));
  if (z != 0) scaleReals(n, -1, at<f64>(z, 0, j, n));
}

/**
 * The 2 x 2 block at j: triangular where its eigenvalues are real, else with a diagonal and positive block of B. B's block need
 * not be triangular before.
 */
export function standardPair(j: i32): void {
  const k = j + 1;
  if (get<f64>(b, k, j, n) != 0) {
    rotation(get<f64>(b, j, j, n), get<f64>(b, k, j, n));
    rows(j, j, rc, rs);
    put<f64>(b, k, j, n, 0);
  }
  const p = get<f64>(b, j, j, n);
  const o = get<f64>(b, j, k, n);
  const r = get<f64>(b, k, k, n);
  if (min(abs(p), abs(r)) <= 4 * EPS * max(abs(o), max(abs(p), abs(r)))) {
    // B is singular: the infinite eigenvalue first.
    bringFirst(j, 1, 0);
    positive(j, j + 2);
    positive(k, k + 1);
    return;
  }
  const x11 = get<f64>(a, j, j, n) / p;
  const x21 = get<f64>(a, k, j, n) / p;
  const x12 = (get<f64>(a, j, k, n) - x11 * o) / r;
  const x22 = (get<f64>(a, k, k, n) - x21 * o) / r;
  const half = 0.5 * (x11 - x22);
  const scale = max(abs(half), sqrt(abs(x12)) * sqrt(abs(x21)));
  const square = scale > 0 ? (half / scale) * (half / scale) + (x12 / scale) * (x21 / scale) : 0;
  if (square >= 0) {
    // The larger eigenvalue, which is the better determined.
    const middle = x22 + half;
    const lambda = middle + copysign<f64>(scale * sqrt(square), middle);
    if (abs(lambda) > 1) bringFirst(j, 1, 1 / lambda);
    else bringFirst(j, lambda, 1);
    positive(j, j + 2);
    positive(k, k + 1);
    return;
  }
  // A rotation of columns that makes B's orthogonal, then one of rows.
  if (o != 0) {
    const zeta = (o * o + (r - p) * (r + p)) / (2 * p * o);
    const t = copysign<f64>(1, zeta) / (abs(zeta) + hypot(1, zeta));
    const c = 1 / sqrt(1 + t * t);
    columns(j, j + 2, j + 2, c, -c * t);
    // Rows by the longer column; the other one follows.
    const x = get<f64>(b, j, j, n);
    const y = get<f64>(b, k, j, n);
    const u = get<f64>(b, j, k, n);
    const v = get<f64>(b, k, k, n);
    if (hypot(x, y) >= hypot(u, v)) {
      rotation(x, y);
      rows(j, j, rc, rs);
    } else {
      rotation(v, u);
      rows(j, j, rc, -rs);
    }
    put<f64>(b, k, j, n, 0);
    put<f64>(b, j, k, n, 0);
  }
  positive(j, j + 2);
  positive(k, k + 1);
}

/** Rotate so that the eigenvalue alpha / beta of the 2 x 2 block at j comes first and the block is triangular. */
export function bringFirst(j: i32, alpha: f64, beta: f64): void {
  const k = j + 1;
  const e11 = beta * get<f64>(a, j, j, n) - alpha * get<f64>(b, j, j, n);
  const e12 = beta * get<f64>(a, j, k, n) - alpha * get<f64>(b, j, k, n);
  const e21 = beta * get<f64>(a, k, j, n) - alpha * get<f64>(b, k, j, n);
  const e22 = beta * get<f64>(a, k, k, n) - alpha * get<f64>(b, k, k, n);
  // Its null vector, from the longer row.
  if (hypot(e11, e12) >= hypot(e21, e22)) rotation(e12, -e11);
  else rotation(e22, -e21);
  columns(j, j + 2, j + 2, rc, rs);
  const ax = get<f64>(a, j, j, n);
  const ay = get<f64>(a, k, j, n);
  const bx = get<f64>(b, j, j, n);
  const by = get<f64>(b, k, j, n);
  // beta A z = alpha B z: where alpha is the larger, A z is.
  if ((abs(alpha) > abs(beta) && (ax != 0 || ay != 0)) || (bx == 0 && by == 0)) rotation(ax, ay);
  else rotation(bx, by);
  rows(j, j, rc, rs);
  put<f64>(a, k, j, n, 0);
  put<f64>(b, k, j, n, 0);
}

/** Eigenvalues of a pencil in generalised Schur form: alpha as pairs, beta real. */
export function pencilEigenvalues(order: i32, pa: usize, pb: usize, alpha: usize, beta: usize): void {
  n = order;
  for (let j = 0; j < n; j++) {
    const o = alpha + <usize>j * 16;
    const d = beta + <usize>j * 8;
    const p = get<f64>(pb, j, j, n);
    if (j < n - 1 && get<f64>(pa, j + 1, j, n) != 0) {
      const r = get<f64>(pb, j + 1, j + 1, n);
      const x11 = get<f64>(pa, j, j, n) / p;
      const x21 = get<f64>(pa, j + 1, j, n) / p;
      const x12 = get<f64>(pa, j, j + 1, n) / r;
      const x22 = get<f64>(pa, j + 1, j + 1, n) / r;
      const half = 0.5 * (x11 - x22);
      const real = x22 + half;
      const imaginary = sqrt(max(0.0, -(half * half + x12 * x21)));
      store<f64>(o, real * p);
      store<f64>(o, imaginary * p, 8);
      store<f64>(o, real * r, 16);
      store<f64>(o, -imaginary * r, 24);
      store<f64>(d, p);
      store<f64>(d, r, 8);
      j++;
    } else {
      store<f64>(o, get<f64>(pa, j, j, n));
      store<f64>(o, 0, 8);
      store<f64>(d, p);
    }
  }
}
