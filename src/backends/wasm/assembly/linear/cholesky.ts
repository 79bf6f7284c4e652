/** Cholesky, recursively; only the triangle that is named is read and written. Upper factors are the transposes of lower ones. */
import { at, conj, fromReal, get, isZero, put, re } from './scalar';
import { axpy, copy } from './vector';
import { clearLower, conjugateTranspose, copyMatrix, gemm, gemvN } from './matrix';
import { divideBy, trsm, trtri } from './triangular';
import { triangleProduct } from '../product/triangle';
import { mark, productSpace, release, room } from './memory';

const BASE = 24;

/** `c -= a @ a^H` below the diagonal and on it; a is n x k. */
export function subtractSquare<T>(n: i32, k: i32, a: usize, lda: i32, c: usize, ldc: i32): void {
  // prettier-ignore
  triangleProduct<f64>(
    isVector<T>() ? 2 : 1, true, n, k, -1, 0, a, 1, lda, false, a, lda, 1, true, c, 1, ldc, true, productSpace(),
  );
}

/** The lower factor over the lower triangle; the result is the order of the first minor that is not positive, or 0. */
export function choleskyLower<T>(n: i32, a: usize, lda: i32): i32 {
  if (n <= BASE) return unblocked<T>(n, a, lda);
  const h = n > 64 ? ((n / 2 + 15) & ~15) : n / 2;
  const first = choleskyLower<T>(h, a, lda);
  if (first > 0) return first;
  const below = at<T>(a, h, 0, lda);
  const corner = at<T>(a, h, h, lda);
  trsm<T>(false, false, 2, false, n - h, h, a, lda, below, lda);
  subtractSquare<T>(n - h, h, below, lda, corner, lda);
  const second = choleskyLower<T>(n - h, corner, lda);
  return second > 0 ? second + h : 0;
}

function unblocked<T>(n: i32, a: usize, lda: i32): i32 {
  const before = mark();
  const row = room<T>(n);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) store<T>(row + <usize>k * sizeof<T>(), conj<T>(get<T>(a, j, k, lda)));
    const d = at<T>(a, j, j, lda);
    gemvN<T>(n - j, j, fromReal<T>(-1), at<T>(a, j, 0, lda), lda, row, d);
    const square = re<T>(load<T>(d));
    if (!(square > 0)) {
      store<T>(d, fromReal<T>(square));
      release(before);
      return j + 1;
    }
    const root = sqrt(square);
    store<T>(d, fromReal<T>(root));
    divideBy<T>(n - j - 1, fromReal<T>(root), d + sizeof<T>());
  }
  release(before);
  return 0;
}

/** Conjugate transposes of one triangle: b's lower becomes a's upper, or the other way about. */
export function flipTriangle<T>(fromUpper: bool, n: i32, a: usize, lda: i32, b: usize, ldb: i32): void {
  for (let j = 0; j < n; j++) {
    const first = fromUpper ? 0 : j;
    const last = fromUpper ? j + 1 : n;
    for (let i = first; i < last; i++) put<T>(b, j, i, ldb, conj<T>(get<T>(a, i, j, lda)));
  }
}

export function potrf<T>(upper: bool, n: i32, a: usize): i32 {
  if (!upper) return choleskyLower<T>(n, a, n);
  const before = mark();
  const lower = room<T>(n * n);
  flipTriangle<T>(true, n, a, n, lower, n);
  const info = choleskyLower<T>(n, lower, n);
  flipTriangle<T>(false, n, lower, n, a, n);
  release(before);
  return info;
}

export function potrs<T>(upper: bool, n: i32, nrhs: i32, a: usize, b: usize): void {
  trsm<T>(true, upper, upper ? 2 : 0, false, n, nrhs, a, n, b, n);
  trsm<T>(true, upper, upper ? 0 : 2, false, n, nrhs, a, n, b, n);
}

/** The inverse's triangle over the factor's. */
export function potri<T>(upper: bool, n: i32, a: usize): i32 {
  const info = trtri<T>(upper, false, n, a, n);
  if (info > 0) return info;
  const before = mark();
  const factor = room<T>(n * n);
  const product = room<T>(n * n);
  memory.fill(factor, 0, <usize>(n * n) * sizeof<T>());
  for (let j = 0; j < n; j++) {
    if (upper) copy<T>(j + 1, at<T>(a, 0, j, n), at<T>(factor, 0, j, n));
    else copy<T>(n - j, at<T>(a, j, j, n), at<T>(factor, j, j, n));
  }
  gemm<T>(upper ? 0 : 2, upper ? 2 : 0, n, n, n, 1, factor, n, factor, n, 0, product, n);
  for (let j = 0; j < n; j++) {
    if (upper) copy<T>(j + 1, at<T>(product, 0, j, n), at<T>(a, 0, j, n));
    else copy<T>(n - j, at<T>(product, j, j, n), at<T>(a, j, j, n));
  }
  release(before);
  return 0;
}
