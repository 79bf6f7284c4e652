/** LU with partial pivoting, recursive in the columns (S. Toledo, Locality of reference in LU decomposition, 1997). */
import { at, conj, fromReal, get, isZero, neg, put } from './scalar';
import { axpy, indexOfLargest, swap } from './vector';
import { copyMatrix, gemm } from './matrix';
import { divideBy, trsm, trtri } from './triangular';
import { mark, release, room } from './memory';

const BASE = 8;

/** Factor m x n; ipiv (1-based) has min(m, n). The result is the (1-based) place of the first zero pivot, or 0. */
export function getrf<T>(m: i32, n: i32, a: usize, lda: i32, ipiv: usize): i32 {
  const k = min(m, n);
  if (k <= BASE) return panel<T>(m, n, a, lda, ipiv);
  const h = k > 64 ? ((k / 2 + 15) & ~15) : k / 2;
  let info = getrf<T>(m, h, a, lda, ipiv);
  const right = at<T>(a, 0, h, lda);
  exchange<T>(n - h, right, lda, ipiv, 0, h);
  trsm<T>(true, false, 0, true, h, n - h, a, lda, right, lda);
  const corner = at<T>(a, h, h, lda);
  gemm<T>(0, 0, m - h, n - h, h, -1, at<T>(a, h, 0, lda), lda, right, lda, 1, corner, lda);
  const rest = ipiv + <usize>h * 4;
  const second = getrf<T>(m - h, n - h, corner, lda, rest);
  if (info == 0 && second > 0) info = second + h;
  for (let i = 0; i < k - h; i++) store<i32>(rest + <usize>i * 4, load<i32>(rest + <usize>i * 4) + h);
  exchange<T>(h, a, lda, ipiv, h, k);
  return info;
}

function panel<T>(m: i32, n: i32, a: usize, lda: i32, ipiv: usize): i32 {
  let info = 0;
  const k = min(m, n);
  const step = <usize>lda * sizeof<T>();
  for (let j = 0; j < k; j++) {
    const d = at<T>(a, j, j, lda);
    const p = j + indexOfLargest<T>(m - j, d);
    store<i32>(ipiv + <usize>j * 4, p + 1);
    if (p != j) swap<T>(n, at<T>(a, j, 0, lda), step, at<T>(a, p, 0, lda), step);
    const pivot = load<T>(d);
    if (isZero<T>(pivot)) {
      if (info == 0) info = j + 1;
      continue;
    }
    divideBy<T>(m - j - 1, pivot, d + sizeof<T>());
    for (let c = j + 1; c < n; c++) {
      const head = at<T>(a, j, c, lda);
      axpy<T>(m - j - 1, neg<T>(load<T>(head)), d + sizeof<T>(), head + sizeof<T>());
    }
  }
  return info;
}

/** Apply the exchanges `first` to `last` (exclusive) to so many columns. */
export function exchange<T>(n: i32, a: usize, lda: i32, ipiv: usize, first: i32, last: i32): void {
  for (let j = 0; j < n; j++) {
    const column = at<T>(a, 0, j, lda);
    for (let i = first; i < last; i++) exchangeOne<T>(column, i, load<i32>(ipiv + <usize>i * 4) - 1);
  }
}

function exchangeBack<T>(n: i32, a: usize, lda: i32, ipiv: usize, count: i32): void {
  for (let j = 0; j < n; j++) {
    const column = at<T>(a, 0, j, lda);
    for (let i = count - 1; i >= 0; i--) exchangeOne<T>(column, i, load<i32>(ipiv + <usize>i * 4) - 1);
  }
}

// @ts-ignore: decorator
@inline
function exchangeOne<T>(column: usize, i: i32, p: i32): void {
  if (p == i) return;
  const x = column + <usize>i * sizeof<T>();
  const y = column + <usize>p * sizeof<T>();
  const v = load<T>(x);
  store<T>(x, load<T>(y));
  store<T>(y, v);
}

export function getrs<T>(trans: i32, n: i32, nrhs: i32, lu: usize, ipiv: usize, b: usize): void {
  if (trans == 0) {
    exchange<T>(nrhs, b, n, ipiv, 0, n);
    trsm<T>(true, false, 0, true, n, nrhs, lu, n, b, n);
    trsm<T>(true, true, 0, false, n, nrhs, lu, n, b, n);
  } else {
    trsm<T>(true, true, trans, false, n, nrhs, lu, n, b, n);
    trsm<T>(true, false, trans, true, n, nrhs, lu, n, b, n);
    exchangeBack<T>(nrhs, b, n, ipiv, n);
  }
}

/** The inverse from LU: that of U first, then `x @ L = inv(U)`. */
export function getri<T>(n: i32, a: usize, ipiv: usize): i32 {
  const info = trtri<T>(true, false, n, a, n);
  if (info > 0) return info;
  const before = mark();
  const lower = room<T>(n * n);
  copyMatrix<T>(n, n, a, n, lower, n);
  for (let j = 0; j < n; j++) for (let i = j + 1; i < n; i++) put<T>(a, i, j, n, fromReal<T>(0));
  trsm<T>(false, false, 0, true, n, n, lower, n, a, n);
  for (let j = n - 1; j >= 0; j--) {
    const p = load<i32>(ipiv + <usize>j * 4) - 1;
    if (p != j) swap<T>(n, at<T>(a, 0, j, n), sizeof<T>(), at<T>(a, 0, p, n), sizeof<T>());
  }
  release(before);
  return 0;
}
