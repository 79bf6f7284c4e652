/**
 * Balancing (B. Parlett and C. Reinsch, 1969; norms as in R. James, J. Langou and B. Lowery, On matrix balancing and eigenvector
 * computation, 2014) and reduction to Hessenberg form by reflections (Golub and Van Loan, 7.4.3).
 */
import { add, at, conj, fromReal, get, isZero, put, scaled } from './scalar';
import { clear, copy, largest, norm, scaleReals, swap } from './vector';
import { orgqr, reflectLeft, reflectRight, reflector } from './householder';
import { mark, release, room } from './memory';

/** What `gebal` finds: the block that is not yet triangular, from 0, both ends within. */
export let low: i32 = 0;
export let high: i32 = 0;

export function exchangeBoth<T>(n: i32, a: usize, i: i32, j: i32, rows: i32): void {
  if (i == j) return;
  const width = sizeof<T>();
  swap<T>(rows, at<T>(a, 0, i, n), width, at<T>(a, 0, j, n), width);
  swap<T>(n, at<T>(a, i, 0, n), <usize>n * width, at<T>(a, j, 0, n), <usize>n * width);
}

/** `scale` (f64 each): the (1-based) place exchanged with, outside the block; powers of two inside. */
export function balance<T>(permute: bool, doScale: bool, n: i32, a: usize, scale: usize): void {
  low = 0;
  high = n - 1;
  for (let i = 0; i < n; i++) store<f64>(scale + <usize>i * 8, 1);
  if (permute) {
    let again = true;
    while (again && high > 0) {
      // A row that is zero beside its diagonal goes last.
      again = false;
      for (let i = high; i >= 0; i--) {
        let isolated = true;
        for (let j = 0; j <= high && isolated; j++) if (j != i && !isZero<T>(get<T>(a, i, j, n))) isolated = false;
        if (!isolated) continue;
        store<f64>(scale + <usize>high * 8, <f64>(i + 1));
        exchangeBoth<T>(n, a, i, high, n);
        high--;
        again = true;
        break;
      }
    }
    again = true;
    while (again && low < high) {
      again = false;
      for (let j = low; j <= high; j++) {
        let isolated = true;
        for (let i = low; i <= high && isolated; i++) if (i != j && !isZero<T>(get<T>(a, i, j, n))) isolated = false;
        if (!isolated) continue;
        store<f64>(scale + <usize>low * 8, <f64>(j + 1));
        exchangeBoth<T>(n, a, j, low, n);
        low++;
        again = true;
        break;
      }
    }
  }
  if (n == 0) high = -1;
  if (!doScale) return;
  const before = mark();
  const count = high - low + 1;
  const row = room<T>(n);
  const parts = isVector<T>() ? 2 : 1;
  let again = true;
  while (again) {
    again = false;
    for (let i = low; i <= high; i++) {
      for (let j = low; j <= high; j++) store<T>(row + <usize>(j - low) * sizeof<T>(), get<T>(a, i, j, n));
      const c0 = norm<T>(count, at<T>(a, low, i, n));
      const r0 = norm<T>(count, row);
      if (!(c0 > 0) || !(r0 > 0) || c0 == Infinity || r0 == Infinity) continue;
      // The power of two nearest to sqrt(r / c), step by step so that nothing leaves the range.
      let c = c0;
      let r = r0;
      let f = 1.0;
      while (c < r / 2 && f < 1e120 && c < 1e290 && r > 1e-290) {
        f *= 2;
        c *= 2;
        r /= 2;
      }
      while (c / 2 >= r && f > 1e-120 && r < 1e290 && c > 1e-290) {
        f /= 2;
        c /= 2;
        r *= 2;
      }
      if (c + r >= 0.95 * (c0 + r0)) continue;
      const p = scale + <usize>i * 8;
      const whole = load<f64>(p) * f;
      if (whole < 1e-140 || whole > 1e140) continue;
      store<f64>(p, whole);
      again = true;
      for (let j = low; j < n; j++) put<T>(a, i, j, n, scaled<T>(get<T>(a, i, j, n), 1 / f));
      scaleReals(parts * (high + 1), f, at<T>(a, 0, i, n));
    }
  }
  release(before);
}

/** ilo and ihi (1-based) go to `ends` (i32 each). */
export function gebal<T>(permute: bool, doScale: bool, n: i32, a: usize, scale: usize, ends: usize): void {
  balance<T>(permute, doScale, n, a, scale);
  store<i32>(ends, low + 1);
  store<i32>(ends, high + 1, 4);
}

/** Vectors of the balanced matrix (columns of v) become those of the matrix itself. */
export function balanceBack<T>(left: bool, n: i32, lo: i32, hi: i32, scale: usize, m: i32, v: usize): void {
  const width = sizeof<T>();
  for (let i = lo; i <= hi; i++) {
    const s = load<f64>(scale + <usize>i * 8);
    if (s == 1) continue;
    for (let j = 0; j < m; j++) put<T>(v, i, j, n, scaled<T>(get<T>(v, i, j, n), left ? 1 / s : s));
  }
  for (let k = 1; k < n; k++) {
    // From the block outwards, the last exchange first.
    for (let end = 0; end < 2; end++) {
      const i = end == 0 ? lo - k : hi + k;
      if (i < 0 || i >= n) continue;
      const p = <i32>load<f64>(scale + <usize>i * 8) - 1;
      if (p != i) swap<T>(m, at<T>(v, i, 0, n), <usize>n * width, at<T>(v, p, 0, n), <usize>n * width);
    }
  }
}

/** Hessenberg form of rows and columns lo..hi (from 0, within); the reflections' vectors stay below the subdiagonal. */
export function reduce<T>(n: i32, lo: i32, hi: i32, a: usize, tau: usize): void {
  const before = mark();
  const work = room<T>(n);
  clear<T>(max(n - 1, 0), tau);
  for (let i = lo; i < hi; i++) {
    const p = at<T>(a, i + 1, i, n);
    const m = hi - i;
    const t = reflector<T>(m, p, p + sizeof<T>());
    store<T>(tau + <usize>i * sizeof<T>(), t);
    const beta = load<T>(p);
    store<T>(p, fromReal<T>(1));
    reflectRight<T>(hi + 1, m, p, t, at<T>(a, 0, i + 1, n), n, work);
    reflectLeft<T>(m, n - i - 1, p, conj<T>(t), at<T>(a, i + 1, i + 1, n), n, work);
    store<T>(p, beta);
  }
  release(before);
}

/** As LAPACK's, with ends from 1. */
export function gehrd<T>(n: i32, ilo: i32, ihi: i32, a: usize, tau: usize): void {
  reduce<T>(n, ilo - 1, ihi - 1, a, tau);
}

export function orghr<T>(n: i32, ilo: i32, ihi: i32, a: usize, tau: usize): void {
  const lo = ilo - 1;
  const hi = ihi - 1;
  const m = hi - lo;
  for (let j = n - 1; j >= 0; j--) {
    const p = at<T>(a, 0, j, n);
    if (j > lo && j <= hi) copy<T>(n, at<T>(a, 0, j - 1, n), p);
    else {
      clear<T>(n, p);
      put<T>(a, j, j, n, fromReal<T>(1));
    }
  }
  if (m <= 0) return;
  orgqr<T>(m, m, m, at<T>(a, lo + 1, lo + 1, n), n, tau + <usize>lo * sizeof<T>());
  for (let j = lo + 1; j <= hi; j++) {
    clear<T>(lo + 1, at<T>(a, 0, j, n));
    for (let i = hi + 1; i < n; i++) put<T>(a, i, j, n, fromReal<T>(0));
  }
}
