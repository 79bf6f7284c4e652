/** General eigenproblems: balance, Hessenberg form, Schur form, vectors. */
import { add, at, conj, div, fromReal, get, hypot, im, isZero, modulus, mul, neg, pair, put, re, scaled, size } from './scalar';
import { clear, copy, largest, norm, scal, scaleReals } from './vector';
import { copyMatrix, gemm, reversedTranspose } from './matrix';
import { balance, balanceBack, high, low, orghr, reduce } from './hessenberg';
import { francis, rotateTwoColumns } from './francis';
import { complexQr } from './complexSchur';
import { complexVectors, realVectors } from './schurVectors';
import { mark, release, room } from './memory';
import { safeScale } from './symmetric';

/** Schur form of a with lo..hi its block; z = 0 for no vectors. */
function schur<T>(whole: bool, n: i32, lo: i32, hi: i32, a: usize, w: usize, z: usize): i32 {
  const before = mark();
  const tau = room<T>(n);
  reduce<T>(n, lo, hi, a, tau);
  if (z != 0) {
    copyMatrix<T>(n, n, a, n, z, n);
    orghr<T>(n, lo + 1, hi + 1, z, tau);
  }
  for (let j = lo; j < hi; j++) for (let i = j + 2; i <= hi; i++) put<T>(a, i, j, n, fromReal<T>(0));
  release(before);
  if (isVector<T>()) return complexQr(whole, n, lo, hi, a, w, z);
  return francis(whole, n, lo, hi, a, w, z);
}

function isFinite<T>(count: i32, a: usize): bool {
  const most = largest(isVector<T>() ? 2 * count : count, a);
  return most == most && most != Infinity;
}

export function gees<T>(n: i32, a: usize, w: usize, vs: usize): i32 {
  if (n == 0) return 0;
  if (!isFinite<T>(n * n, a)) return 1;
  const before = mark();
  const parts = isVector<T>() ? 2 : 1;
  const scale = safeScale(largest(parts * n * n, a));
  if (scale != 1) scaleReals(parts * n * n, scale, a);
  const moves = room<f64>(n);
  balance<T>(true, false, n, a, moves);
  const lo = low;
  const hi = high;
  const info = schur<T>(true, n, lo, hi, a, w, vs);
  if (vs != 0) balanceBack<T>(false, n, lo, hi, moves, n, vs);
  if (scale != 1) {
    scaleReals(parts * n * n, 1 / scale, a);
    scaleReals(2 * n, 1 / scale, w);
  }
  release(before);
  return info;
}

export function geev<T>(n: i32, a: usize, w: usize, vl: usize, vr: usize): i32 {
  if (n == 0) return 0;
  if (!isFinite<T>(n * n, a)) {
    for (let i = 0; i < 2 * n; i++) store<f64>(w + <usize>i * 8, NaN);
    return 1;
  }
  const before = mark();
  const parts = isVector<T>() ? 2 : 1;
  const scale = safeScale(largest(parts * n * n, a));
  if (scale != 1) scaleReals(parts * n * n, scale, a);
  const factors = room<f64>(n);
  balance<T>(true, true, n, a, factors);
  const lo = low;
  const hi = high;
  const vectors = vl != 0 || vr != 0;
  const z: usize = vectors ? room<T>(n * n) : 0;
  const info = schur<T>(vectors, n, lo, hi, a, w, z);
  if (vectors && info == 0) {
    const x = room<T>(n * n);
    if (vr != 0) {
      triangularVectors<T>(n, a, x);
      gemm<T>(0, 0, n, n, n, 1, z, n, x, n, 0, vr, n);
      balanceBack<T>(false, n, lo, hi, factors, n, vr);
      unitColumns<T>(n, w, vr);
    }
    if (vl != 0) {
      const turned = room<T>(n * n);
      reversedTranspose<T>(n, n, a, n, turned, n);
      triangularVectors<T>(n, turned, x);
      turnVectors<T>(n, w, x, turned);
      gemm<T>(0, 0, n, n, n, 1, z, n, turned, n, 0, vl, n);
      balanceBack<T>(true, n, lo, hi, factors, n, vl);
      unitColumns<T>(n, w, vl);
    }
  }
  if (scale != 1) scaleReals(2 * n, 1 / scale, w);
  release(before);
  return info;
}

function triangularVectors<T>(n: i32, t: usize, x: usize): void {
  if (isVector<T>()) complexVectors(n, t, x);
  else realVectors(n, t, x);
}

/** From vectors of the turned transpose to left ones: both orders reversed; of a pair the conjugate is wanted. */
export function turnVectors<T>(n: i32, w: usize, x: usize, y: usize): void {
  for (let k = 0; k < n; k++) {
    const isPair = !isVector<T>() && load<f64>(w + <usize>k * 16, 8) != 0;
    if (isPair) {
      const from = n - 2 - k;
      for (let i = 0; i < n; i++) {
        put<T>(y, i, k, n, get<T>(x, n - 1 - i, from, n));
        put<T>(y, i, k + 1, n, neg<T>(get<T>(x, n - 1 - i, from + 1, n)));
      }
      k++;
    } else for (let i = 0; i < n; i++) put<T>(y, i, k, n, get<T>(x, n - 1 - i, n - 1 - k, n));
  }
}

/** Columns of length 1, the largest component of a complex one real. */
function unitColumns<T>(n: i32, w: usize, v: usize): void {
  for (let k = 0; k < n; k++) {
    const p = at<T>(v, 0, k, n);
    if (isVector<T>()) {
      scaleReals(2 * n, 1 / norm<T>(n, p), p);
      let most = -1.0;
      let place = 0;
      for (let i = 0; i < n; i++) {
        const s = modulus<T>(load<T>(p + <usize>i * 16));
        if (s > most) {
          most = s;
          place = i;
        }
      }
      const q = p + <usize>place * 16;
      if (most > 0) scal<T>(n, scaled<T>(conj<T>(load<T>(q)), 1 / most), p);
      store<f64>(q, 0, 8);
    } else if (load<f64>(w + <usize>k * 16, 8) != 0) {
      const q = at<T>(v, 0, k + 1, n);
      const length = hypot(norm<T>(n, p), norm<T>(n, q));
      scaleReals(n, 1 / length, p);
      scaleReals(n, 1 / length, q);
      let most = -1.0;
      let place: usize = 0;
      for (let i = 0; i < n; i++) {
        const o = <usize>i * 8;
        const s = hypot(load<f64>(p + o), load<f64>(q + o));
        if (s > most) {
          most = s;
          place = o;
        }
      }
      if (most > 0) rotateTwoColumns(n, v, n, k, load<f64>(p + place) / most, load<f64>(q + place) / most);
      store<f64>(q + place, 0);
      k++;
    } else scaleReals(n, 1 / norm<T>(n, p), p);
  }
}
