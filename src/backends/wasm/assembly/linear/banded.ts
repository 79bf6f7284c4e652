/** Banded and tridiagonal systems, in LAPACK's band layouts. */
import { add, conj, conjIf, div, fromReal, isZero, mul, neg, re, size, sub } from './scalar';
import { axpy, dotc, indexOfLargest } from './vector';
import { divideBy } from './triangular';
import { mark, release, room } from './memory';

/** Factor in place with partial pivoting and solve; the result is the (1-based) place of a zero pivot, or 0. */
export function gbsv<T>(n: i32, kl: i32, ku: i32, nrhs: i32, ab: usize, ipiv: usize, b: usize): i32 {
  const width = sizeof<T>();
  const ld = 2 * kl + ku + 1;
  const kv = kl + ku;
  // Moving along a row of the matrix.
  const along = <usize>(ld - 1) * width;
  for (let j = 0; j < n; j++) for (let i = 0; i < kl; i++) store<T>(ab + <usize>(i + j * ld) * width, fromReal<T>(0));
  let info = 0;
  let reach = 0;
  for (let j = 0; j < n; j++) {
    const d = ab + <usize>(kv + j * ld) * width;
    const km = min(kl, n - 1 - j);
    const jp = indexOfLargest<T>(km + 1, d);
    store<i32>(ipiv + <usize>j * 4, j + jp + 1);
    if (isZero<T>(load<T>(d + <usize>jp * width))) {
      if (info == 0) info = j + 1;
      continue;
    }
    reach = max(reach, min(j + ku + jp, n - 1));
    if (jp != 0) {
      for (let c = 0; c <= reach - j; c++) {
        const x = d + <usize>c * along;
        const y = x + <usize>jp * width;
        const v = load<T>(x);
        store<T>(x, load<T>(y));
        store<T>(y, v);
      }
    }
    divideBy<T>(km, load<T>(d), d + width);
    for (let c = 1; c <= reach - j; c++) {
      const x = d + <usize>c * along;
      axpy<T>(km, neg<T>(load<T>(x)), d + width, x + width);
    }
  }
  if (info > 0) return info;
  for (let r = 0; r < nrhs; r++) {
    const x = b + <usize>(r * n) * width;
    for (let j = 0; j < n; j++) {
      const here = x + <usize>j * width;
      const p = x + <usize>(load<i32>(ipiv + <usize>j * 4) - 1) * width;
      const v = load<T>(p);
      store<T>(p, load<T>(here));
      store<T>(here, v);
      axpy<T>(min(kl, n - 1 - j), neg<T>(v), ab + <usize>(kv + 1 + j * ld) * width, here + width);
    }
    for (let j = n - 1; j >= 0; j--) {
      const here = x + <usize>j * width;
      const v = div<T>(load<T>(here), load<T>(ab + <usize>(kv + j * ld) * width));
      store<T>(here, v);
      const count = min(kv, j);
      axpy<T>(count, neg<T>(v), ab + <usize>(kv - count + j * ld) * width, here - <usize>count * width);
    }
  }
  return 0;
}

/** From the upper band layout to the lower one's conjugate transpose, and back. */
function flipBand<T>(toLower: bool, n: i32, kd: i32, upper: usize, lower: usize): void {
  const ld = kd + 1;
  for (let j = 0; j < n; j++) {
    for (let k = 0; k <= min(kd, n - 1 - j); k++) {
      const u = upper + <usize>(kd - k + (j + k) * ld) * sizeof<T>();
      const l = lower + <usize>(k + j * ld) * sizeof<T>();
      if (toLower) store<T>(l, conj<T>(load<T>(u)));
      else store<T>(u, conj<T>(load<T>(l)));
    }
  }
}

export function pbtrf<T>(upper: bool, n: i32, kd: i32, ab: usize): i32 {
  if (!upper) return choleskyBand<T>(n, kd, ab);
  const before = mark();
  const lower = room<T>((kd + 1) * n);
  flipBand<T>(true, n, kd, ab, lower);
  const info = choleskyBand<T>(n, kd, lower);
  flipBand<T>(false, n, kd, ab, lower);
  release(before);
  return info;
}

function choleskyBand<T>(n: i32, kd: i32, ab: usize): i32 {
  const width = sizeof<T>();
  const ld = kd + 1;
  for (let j = 0; j < n; j++) {
    const d = ab + <usize>(j * ld) * width;
    const square = re<T>(load<T>(d));
    if (!(square > 0)) return j + 1;
    const root = sqrt(square);
    store<T>(d, fromReal<T>(root));
    const count = min(kd, n - 1 - j);
    divideBy<T>(count, fromReal<T>(root), d + width);
    for (let c = 0; c < count; c++) {
      const x = d + <usize>(1 + c) * width;
      axpy<T>(count - c, neg<T>(conj<T>(load<T>(x))), x, ab + <usize>((j + 1 + c) * ld) * width);
    }
  }
  return 0;
}

export function pbtrs<T>(upper: bool, n: i32, kd: i32, nrhs: i32, ab: usize, b: usize): void {
  const before = mark();
  const width = sizeof<T>();
  const ld = kd + 1;
  let lower = ab;
  if (upper) {
    lower = room<T>(ld * n);
    flipBand<T>(true, n, kd, ab, lower);
  }
  for (let r = 0; r < nrhs; r++) {
    const x = b + <usize>(r * n) * width;
    for (let j = 0; j < n; j++) {
      const here = x + <usize>j * width;
      const d = lower + <usize>(j * ld) * width;
      const v = div<T>(load<T>(here), load<T>(d));
      store<T>(here, v);
      axpy<T>(min(kd, n - 1 - j), neg<T>(v), d + width, here + width);
    }
    for (let j = n - 1; j >= 0; j--) {
      const here = x + <usize>j * width;
      const d = lower + <usize>(j * ld) * width;
      const v = sub<T>(load<T>(here), dotc<T>(min(kd, n - 1 - j), d + width, here + width));
      store<T>(here, div<T>(v, conj<T>(load<T>(d))));
    }
  }
  release(before);
}

/** Tridiagonal with partial pivoting; the second superdiagonal that exchanges make goes over dl. */
export function gtsv<T>(n: i32, nrhs: i32, dl: usize, d: usize, du: usize, b: usize): i32 {
  const width = sizeof<T>();
  for (let i = 0; i < n - 1; i++) {
    const o = <usize>i * width;
    const dd = load<T>(d + o);
    const low = load<T>(dl + o);
    if (size<T>(dd) >= size<T>(low)) {
      if (isZero<T>(dd)) return i + 1;
      const f = div<T>(low, dd);
      store<T>(d + o + width, sub<T>(load<T>(d + o + width), mul<T>(f, load<T>(du + o))));
      store<T>(dl + o, fromReal<T>(0));
      for (let r = 0; r < nrhs; r++) {
        const x = b + <usize>(r * n + i) * width;
        store<T>(x + width, sub<T>(load<T>(x + width), mul<T>(f, load<T>(x))));
      }
    } else {
      const f = div<T>(dd, low);
      const next = load<T>(d + o + width);
      store<T>(d + o, low);
      store<T>(d + o + width, sub<T>(load<T>(du + o), mul<T>(f, next)));
      if (i < n - 2) {
        const beyond = load<T>(du + o + width);
        store<T>(dl + o, beyond);
        store<T>(du + o + width, neg<T>(mul<T>(f, beyond)));
      } else store<T>(dl + o, fromReal<T>(0));
      store<T>(du + o, next);
      for (let r = 0; r < nrhs; r++) {
        const x = b + <usize>(r * n + i) * width;
        const v = load<T>(x);
        const w = load<T>(x + width);
        store<T>(x, w);
        store<T>(x + width, sub<T>(v, mul<T>(f, w)));
      }
    }
  }
  if (n > 0 && isZero<T>(load<T>(d + <usize>(n - 1) * width))) return n;
  for (let r = 0; r < nrhs; r++) {
    for (let i = n - 1; i >= 0; i--) {
      const o = <usize>i * width;
      const x = b + <usize>(r * n + i) * width;
      let v = load<T>(x);
      if (i < n - 1) v = sub<T>(v, mul<T>(load<T>(du + o), load<T>(x + width)));
      if (i < n - 2) v = sub<T>(v, mul<T>(load<T>(dl + o), load<T>(x + 2 * width)));
      store<T>(x, div<T>(v, load<T>(d + o)));
    }
  }
  return 0;
}

/** Tridiagonal positive definite, as L D L^H; d is real, e is what lies below the diagonal. */
export function ptsv<T>(n: i32, nrhs: i32, d: usize, e: usize, b: usize): i32 {
  const width = sizeof<T>();
  for (let i = 0; i < n; i++) {
    const dd = load<f64>(d + <usize>i * 8);
    if (!(dd > 0)) return i + 1;
    if (i == n - 1) break;
    const p = e + <usize>i * width;
    const below = load<T>(p);
    const l = div<T>(below, fromReal<T>(dd));
    store<T>(p, l);
    const next = d + <usize>(i + 1) * 8;
    store<f64>(next, load<f64>(next) - re<T>(mul<T>(l, conj<T>(below))));
  }
  for (let r = 0; r < nrhs; r++) {
    const x = b + <usize>(r * n) * width;
    for (let i = 1; i < n; i++) {
      const p = x + <usize>i * width;
      store<T>(p, sub<T>(load<T>(p), mul<T>(load<T>(e + <usize>(i - 1) * width), load<T>(p - width))));
    }
    for (let i = n - 1; i >= 0; i--) {
      const p = x + <usize>i * width;
      let v = div<T>(load<T>(p), fromReal<T>(load<f64>(d + <usize>i * 8)));
      if (i < n - 1) v = sub<T>(v, mul<T>(conj<T>(load<T>(e + <usize>i * width)), load<T>(p + width)));
      store<T>(p, v);
    }
  }
  return 0;
}
