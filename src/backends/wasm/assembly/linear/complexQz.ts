/** The QZ method for complex pencils: single shifts, plane rotations; the diagonal of B real and not negative. */
import { add, at, conj, div, EPS, fromReal, get, im, isZero, modulus, mul, neg, pair, put, re, SAFE_MIN, scaled, size, sub } from './scalar';
import { copy, norm, scal } from './vector';
import { copyMatrix, identity } from './matrix';
import { geqrf, ormqr, orgqr } from './householder';
import { complexRotation, rotateComplex, squareRoot, zc, zrIm, zrRe, zsIm, zsRe } from './complexSchur';
import { mark, release, room } from './memory';

let n: i32 = 0;
let a: usize = 0;
let b: usize = 0;
let q: usize = 0;
let z: usize = 0;

export function setComplexPencil(order: i32, pa: usize, pb: usize, pq: usize, pz: usize): void {
  n = order;
  a = pa;
  b = pb;
  q = pq;
  z = pz;
}

/** Rows i and i + 1 by the rotation that takes (f, g) to its first. */
function rows(i: i32, fromA: i32, fromB: i32, f: v128, g: v128): void {
  complexRotation(f, g);
  const step = <usize>n * 16;
  const pa = at<v128>(a, i, fromA, n);
  const pb = at<v128>(b, i, fromB, n);
  rotateComplex(n - fromA, pa, step, pa + 16, step, zc, zsRe, zsIm);
  rotateComplex(n - fromB, pb, step, pb + 16, step, zc, zsRe, zsIm);
  if (q == 0) return;
  const p = at<v128>(q, 0, i, n);
  rotateComplex(n, p, 16, p + step, 16, zc, zsRe, -zsIm);
}

/** Columns j + 1 and j by the rotation that takes (f, g), elements of a row in these columns, to its first. */
function columns(j: i32, rowsA: i32, rowsB: i32, f: v128, g: v128): void {
  complexRotation(f, g);
  const step = <usize>n * 16;
  const pa = at<v128>(a, 0, j, n);
  const pb = at<v128>(b, 0, j, n);
  rotateComplex(rowsA, pa + step, 16, pa, 16, zc, zsRe, zsIm);
  rotateComplex(rowsB, pb + step, 16, pb, 16, zc, zsRe, zsIm);
  if (z == 0) return;
  const p = at<v128>(z, 0, j, n);
  rotateComplex(n, p + step, 16, p, 16, zc, zsRe, zsIm);
}

function clearLeft(target: usize, i: i32, j: i32, rowsA: i32, rowsB: i32): void {
  columns(j, rowsA, rowsB, get<v128>(target, i, j + 1, n), get<v128>(target, i, j, n));
  put<v128>(target, i, j, n, fromReal<v128>(0));
}

function hessenbergTriangular(): void {
  const before = mark();
  const tau = room<v128>(n);
  const zero = fromReal<v128>(0);
  geqrf<v128>(n, n, b, n, tau);
  ormqr<v128>(true, true, n, n, n, b, n, tau, a, n);
  if (q != 0) {
    copyMatrix<v128>(n, n, b, n, q, n);
    orgqr<v128>(n, n, n, q, n, tau);
  }
  if (z != 0) identity<v128>(n, z, n);
  for (let j = 0; j < n; j++) for (let i = j + 1; i < n; i++) put<v128>(b, i, j, n, zero);
  for (let j = 0; j < n - 2; j++) {
    for (let i = n - 2; i > j; i--) {
      if (isZero<v128>(get<v128>(a, i + 1, j, n))) continue;
      rows(i, j, i, get<v128>(a, i, j, n), get<v128>(a, i + 1, j, n));
      put<v128>(a, i + 1, j, n, zero);
      clearLeft(b, i + 1, i, n, i + 2);
    }
  }
  release(before);
}

/** As `realQz`. */
export function complexQz(order: i32, pa: usize, pb: usize, pq: usize, pz: usize): i32 {
  setComplexPencil(order, pa, pb, pq, pz);
  hessenbergTriangular();
  const zero = fromReal<v128>(0);
  const atol = max(EPS * norm<v128>(n * n, a), SAFE_MIN);
  const btol = max(EPS * norm<v128>(n * n, b), SAFE_MIN);
  let hi = n - 1;
  let tries = 0;
  let left = 40 * (n + 1);
  while (hi >= 0) {
    let lo = hi;
    for (; lo > 0; lo--) {
      if (modulus<v128>(get<v128>(a, lo, lo - 1, n)) <= atol) {
        put<v128>(a, lo, lo - 1, n, zero);
        break;
      }
    }
    if (lo == hi) {
      if (modulus<v128>(get<v128>(b, hi, hi, n)) <= btol) put<v128>(b, hi, hi, n, zero);
      positive(hi);
      hi--;
      tries = 0;
      continue;
    }
    let place = -1;
    for (let j = hi; j >= lo; j--) {
      if (modulus<v128>(get<v128>(b, j, j, n)) <= btol) {
        put<v128>(b, j, j, n, zero);
        place = j;
        break;
      }
    }
    if (place >= 0) {
      for (let j = place; j < hi; j++) {
        const from = j > lo ? j - 1 : j;
        rows(j, from, j, get<v128>(b, j, j + 1, n), get<v128>(b, j + 1, j + 1, n));
        put<v128>(b, j + 1, j + 1, n, zero);
        if (j > lo) clearLeft(a, j + 1, j - 1, min(j + 2, hi) + 1, j + 1);
      }
      clearLeft(a, hi, hi - 1, hi + 1, hi + 1);
      put<v128>(b, hi, hi, n, zero);
      continue;
    }
    if (left-- <= 0) return hi + 1;
    tries++;
    singleStep(lo, hi, tries);
  }
  return 0;
}

function singleStep(lo: i32, hi: i32, tries: i32): void {
  const m = hi - 1;
  const p = get<v128>(b, m, m, n);
  const r = get<v128>(b, hi, hi, n);
  const o = get<v128>(b, m, hi, n);
  const x11 = div<v128>(get<v128>(a, m, m, n), p);
  const x21 = div<v128>(get<v128>(a, hi, m, n), p);
  const x12 = div<v128>(sub<v128>(get<v128>(a, m, hi, n), mul<v128>(x11, o)), r);
  const x22 = div<v128>(sub<v128>(get<v128>(a, hi, hi, n), mul<v128>(x21, o)), r);
  let shift = x22;
  if (tries % 10 == 0) shift = add<v128>(x22, fromReal<v128>(modulus<v128>(x21)));
  else {
    const half = scaled<v128>(sub<v128>(x11, x22), 0.5);
    const product = mul<v128>(x12, x21);
    let root = squareRoot(add<v128>(mul<v128>(half, half), product));
    if (re<v128>(root) * re<v128>(half) + im<v128>(root) * im<v128>(half) < 0) root = neg<v128>(root);
    const denominator = add<v128>(half, root);
    if (!isZero<v128>(denominator)) shift = sub<v128>(x22, div<v128>(product, denominator));
  }
  let f = sub<v128>(get<v128>(a, lo, lo, n), mul<v128>(shift, get<v128>(b, lo, lo, n)));
  let g = get<v128>(a, lo + 1, lo, n);
  for (let k = lo; k < hi; k++) {
    if (k > lo) {
      f = get<v128>(a, k, k - 1, n);
      g = get<v128>(a, k + 1, k - 1, n);
    }
    rows(k, k > lo ? k - 1 : k, k, f, g);
    if (k > lo) put<v128>(a, k + 1, k - 1, n, fromReal<v128>(0));
    clearLeft(b, k + 1, k, min(k + 2, hi) + 1, k + 2);
  }
}

/** Make B's diagonal element j real and not negative, by a column's phase. */
function positive(j: i32): void {
  const d = get<v128>(b, j, j, n);
  const s = modulus<v128>(d);
  if (s == 0 || (im<v128>(d) == 0 && re<v128>(d) > 0)) return;
  const phase = scaled<v128>(conj<v128>(d), 1 / s);
  scal<v128>(j + 1, phase, at<v128>(a, 0, j, n));
  scal<v128>(j, phase, at<v128>(b, 0, j, n));
  put<v128>(b, j, j, n, fromReal<v128>(s));
  if (z != 0) scal<v128>(n, phase, at<v128>(z, 0, j, n));
}

/** Exchange the eigenvalues j and j + 1 of the triangular pencil. */
export function swapComplexPencil(j: i32): void {
  const k = j + 1;
  const alpha = get<v128>(a, k, k, n);
  const beta = get<v128>(b, k, k, n);
  const e11 = sub<v128>(mul<v128>(beta, get<v128>(a, j, j, n)), mul<v128>(alpha, get<v128>(b, j, j, n)));
  const e12 = sub<v128>(mul<v128>(beta, get<v128>(a, j, k, n)), mul<v128>(alpha, get<v128>(b, j, k, n)));
  // The first column becomes the null vector (e12, -e11): the row (e11, e12) has its first element cleared.
  columns(j, k + 1, k + 1, e12, e11);
  const ax = get<v128>(a, j, j, n);
  const ay = get<v128>(a, k, j, n);
  const bx = get<v128>(b, j, j, n);
  const by = get<v128>(b, k, j, n);
  if (modulus<v128>(alpha) > modulus<v128>(beta)) rows(j, j, j, ax, ay);
  else rows(j, j, j, bx, by);
  put<v128>(a, k, j, n, fromReal<v128>(0));
  put<v128>(b, k, j, n, fromReal<v128>(0));
  positive(j);
  positive(k);
}
