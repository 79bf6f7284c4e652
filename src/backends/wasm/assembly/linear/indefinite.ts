/**
 * Bunch and Kaufman's factorisation of symmetric and Hermitian indefinite matrices (Golub and Van Loan, 4.4), LAPACK's layout.
 * The upper variant is the lower one of the matrix turned by 180 degrees.
 */
import { add, at, conj, conjIf, div, fromReal, get, isZero, mul, neg, put, re, scaled, size, sub } from './scalar';
import { axpy, copy, dotc, dotu, indexOfLargest, swap } from './vector';
import { divideBy } from './triangular';
import { mark, release, room } from './memory';

const ALPHA: f64 = 0.6403882032022076; // (1 + sqrt(17)) / 8

/** Turn a matrix (or a block of columns: n x m) by 180 degrees. */
function turn<T>(n: i32, m: i32, a: usize): void {
  const total = n * m;
  for (let i = 0; i < total / 2; i++) {
    const x = a + <usize>i * sizeof<T>();
    const y = a + <usize>(total - 1 - i) * sizeof<T>();
    const v = load<T>(x);
    store<T>(x, load<T>(y));
    store<T>(y, v);
  }
}

function turnPivots(n: i32, ipiv: usize): void {
  for (let i = 0; i < n; i++) {
    const p = ipiv + <usize>i * 4;
    const v = load<i32>(p);
    store<i32>(p, v > 0 ? n + 1 - v : -(n + 1 + v));
  }
  for (let i = 0; i < n / 2; i++) swap<i32>(1, ipiv + <usize>i * 4, 4, ipiv + <usize>(n - 1 - i) * 4, 4);
}

export function sytrf<T>(hermitian: bool, upper: bool, n: i32, a: usize, ipiv: usize): i32 {
  if (!upper) return factorLower<T>(hermitian, n, a, ipiv);
  turn<T>(n, n, a);
  const info = factorLower<T>(hermitian, n, a, ipiv);
  turn<T>(n, n, a);
  turnPivots(n, ipiv);
  return info == 0 ? 0 : n + 1 - info;
}

function factorLower<T>(hermitian: bool, n: i32, a: usize, ipiv: usize): i32 {
  const width = sizeof<T>();
  const before = mark();
  const c1 = room<T>(n);
  const c2 = room<T>(n);
  let info = 0;
  let k = 0;
  while (k < n) {
    let kp = k;
    let two = false;
    const d = at<T>(a, k, k, n);
    const here = hermitian ? abs(re<T>(load<T>(d))) : size<T>(load<T>(d));
    let most = 0;
    let columnMost = 0.0;
    if (k + 1 < n) {
      most = k + 1 + indexOfLargest<T>(n - k - 1, d + width);
      columnMost = size<T>(get<T>(a, most, k, n));
    }
    if (!(here > 0 || columnMost > 0) || here != here) {
      if (info == 0) info = k + 1;
    } else {
      if (here < ALPHA * columnMost) {
        let rowMost = 0.0;
        for (let j = k; j < most; j++) rowMost = max(rowMost, size<T>(get<T>(a, most, j, n)));
        for (let i = most + 1; i < n; i++) rowMost = max(rowMost, size<T>(get<T>(a, i, most, n)));
        const other = hermitian ? abs(re<T>(get<T>(a, most, most, n))) : size<T>(get<T>(a, most, most, n));
        if (here >= ALPHA * columnMost * (columnMost / rowMost)) kp = k;
        else {
          kp = most;
          two = !(other >= ALPHA * rowMost);
        }
      }
      const kk = two ? k + 1 : k;
      if (kp != kk) exchangeSymmetric<T>(hermitian, n, a, k, kk, kp, two);
      if (hermitian) {
        put<T>(a, k, k, n, fromReal<T>(re<T>(get<T>(a, k, k, n))));
        if (two) put<T>(a, k + 1, k + 1, n, fromReal<T>(re<T>(get<T>(a, k + 1, k + 1, n))));
      }
      if (!two) {
        const rest = n - k - 1;
        const x = d + width;
        copy<T>(rest, x, c1);
        divideBy<T>(rest, load<T>(d), x);
        for (let j = 0; j < rest; j++) {
          const v = conjIf<T>(load<T>(c1 + <usize>j * width), hermitian);
          axpy<T>(rest - j, neg<T>(v), x + <usize>j * width, at<T>(a, k + 1 + j, k + 1 + j, n));
        }
        if (hermitian) realDiagonal<T>(n, a, k + 1);
      } else if (k + 2 < n) {
        const rest = n - k - 2;
        const x1 = at<T>(a, k + 2, k, n);
        const x2 = at<T>(a, k + 2, k + 1, n);
        copy<T>(rest, x1, c1);
        copy<T>(rest, x2, c2);
        const d21 = get<T>(a, k + 1, k, n);
        const d12 = conjIf<T>(d21, hermitian);
        const p = div<T>(load<T>(d), d21);
        const q = div<T>(get<T>(a, k + 1, k + 1, n), d12);
        const t = div<T>(fromReal<T>(1), sub<T>(mul<T>(p, q), fromReal<T>(1)));
        for (let j = 0; j < rest; j++) {
          const o = <usize>j * width;
          const u = div<T>(load<T>(c1 + o), d21);
          const v = div<T>(load<T>(c2 + o), d12);
          store<T>(x1 + o, mul<T>(t, sub<T>(mul<T>(u, q), v)));
          store<T>(x2 + o, mul<T>(t, sub<T>(mul<T>(v, p), u)));
        }
        for (let j = 0; j < rest; j++) {
          const o = <usize>j * width;
          const y = at<T>(a, k + 2 + j, k + 2 + j, n);
          axpy<T>(rest - j, neg<T>(conjIf<T>(load<T>(c1 + o), hermitian)), x1 + o, y);
          axpy<T>(rest - j, neg<T>(conjIf<T>(load<T>(c2 + o), hermitian)), x2 + o, y);
        }
        if (hermitian) realDiagonal<T>(n, a, k + 2);
      }
    }
    const p = ipiv + <usize>k * 4;
    if (two) {
      store<i32>(p, -(kp + 1));
      store<i32>(p + 4, -(kp + 1));
      k += 2;
    } else {
      store<i32>(p, kp + 1);
      k++;
    }
  }
  release(before);
  return info;
}

function realDiagonal<T>(n: i32, a: usize, from: i32): void {
  if (isVector<T>()) for (let i = from; i < n; i++) put<T>(a, i, i, n, fromReal<T>(re<T>(get<T>(a, i, i, n))));
}

/** Exchange rows and columns kk and kp of the lower triangle from column k on. */
function exchangeSymmetric<T>(hermitian: bool, n: i32, a: usize, k: i32, kk: i32, kp: i32, two: bool): void {
  const width = sizeof<T>();
  swap<T>(n - kp - 1, at<T>(a, kp, kk, n) + width, width, at<T>(a, kp, kp, n) + width, width);
  for (let i = kk + 1; i < kp; i++) {
    const v = get<T>(a, i, kk, n);
    put<T>(a, i, kk, n, conjIf<T>(get<T>(a, kp, i, n), hermitian));
    put<T>(a, kp, i, n, conjIf<T>(v, hermitian));
  }
  if (hermitian) put<T>(a, kp, kk, n, conj<T>(get<T>(a, kp, kk, n)));
  swap<T>(1, at<T>(a, kk, kk, n), width, at<T>(a, kp, kp, n), width);
  if (two) swap<T>(1, at<T>(a, k + 1, k, n), width, at<T>(a, kp, k, n), width);
}

export function sytrs<T>(hermitian: bool, upper: bool, n: i32, nrhs: i32, a: usize, ipiv: usize, b: usize): void {
  if (upper) {
    turn<T>(n, n, a);
    turnPivots(n, ipiv);
    turn<T>(n, nrhs, b);
  }
  for (let j = 0; j < nrhs; j++) solveLower<T>(hermitian, n, a, ipiv, at<T>(b, 0, j, n));
  if (upper) turn<T>(n, nrhs, b);
}

function solveLower<T>(hermitian: bool, n: i32, a: usize, ipiv: usize, x: usize): void {
  const width = sizeof<T>();
  let k = 0;
  while (k < n) {
    const p = load<i32>(ipiv + <usize>k * 4);
    const here = x + <usize>k * width;
    if (p > 0) {
      swap<T>(1, here, width, x + <usize>(p - 1) * width, width);
      const v = load<T>(here);
      axpy<T>(n - k - 1, neg<T>(v), at<T>(a, k, k, n) + width, here + width);
      store<T>(here, div<T>(v, get<T>(a, k, k, n)));
      k++;
    } else {
      swap<T>(1, here + width, width, x + <usize>(-p - 1) * width, width);
      const u = load<T>(here);
      const v = load<T>(here + width);
      axpy<T>(n - k - 2, neg<T>(u), at<T>(a, k + 2, k, n), here + 2 * width);
      axpy<T>(n - k - 2, neg<T>(v), at<T>(a, k + 2, k + 1, n), here + 2 * width);
      const d21 = get<T>(a, k + 1, k, n);
      const d12 = conjIf<T>(d21, hermitian);
      const r = div<T>(get<T>(a, k, k, n), d12);
      const s = div<T>(get<T>(a, k + 1, k + 1, n), d21);
      const t = sub<T>(mul<T>(r, s), fromReal<T>(1));
      const uu = div<T>(u, d12);
      const vv = div<T>(v, d21);
      store<T>(here, div<T>(sub<T>(mul<T>(s, uu), vv), t));
      store<T>(here + width, div<T>(sub<T>(mul<T>(r, vv), uu), t));
      k += 2;
    }
  }
  k = n - 1;
  while (k >= 0) {
    const p = load<i32>(ipiv + <usize>k * 4);
    const here = x + <usize>k * width;
    const count = n - k - 1;
    store<T>(here, sub<T>(load<T>(here), dot<T>(hermitian, count, at<T>(a, k, k, n) + width, here + width)));
    if (p > 0) {
      swap<T>(1, here, width, x + <usize>(p - 1) * width, width);
      k--;
    } else {
      const above = here - width;
      store<T>(above, sub<T>(load<T>(above), dot<T>(hermitian, count, at<T>(a, k, k - 1, n) + width, here + width)));
      swap<T>(1, here, width, x + <usize>(-p - 1) * width, width);
      k -= 2;
    }
  }
}

// @ts-ignore: decorator
@inline
function dot<T>(conjugate: bool, n: i32, x: usize, y: usize): T {
  return conjugate || !isVector<T>() ? dotc<T>(n, x, y) : dotu<T>(n, x, y);
}
