/**
 * Householder reflections I - tau v v^H, one at a time and in blocks: I - V T V^H (R. Schreiber and C. Van Loan, A storage-efficient WY
 * representation, 1989). Layout and signs are LAPACK's: H^H takes a vector to a real multiple of the first unit vector.
 */
import { at, add, conj, div, fromReal, get, hypot, im, isZero, mul, neg, pair, put, re, sub } from './scalar';
import { clear, copy, norm, scal } from './vector';
import { copyMatrix, gemm, gemvC, gemvN, ger, identity } from './matrix';
import { mark, release, room } from './memory';

const BLOCK = 32;

/** Make the reflection that takes (head, x) to (beta, 0): x becomes v without its leading 1, head beta; tau is returned. */
export function reflector<T>(n: i32, head: usize, x: usize): T {
  let length = n > 1 ? norm<T>(n - 1, x) : 0.0;
  let alpha = load<T>(head);
  if (length == 0 && im<T>(alpha) == 0) return fromReal<T>(0);
  let beta = -copysign<f64>(hypot(hypot(re<T>(alpha), im<T>(alpha)), length), re<T>(alpha));
  let times = 0;
  // Vectors so short that 1 / (alpha - beta) might overflow are lengthened first.
  while (abs(beta) < 1e-290 && times < 20 && beta != 0) {
    scal<T>(n - 1, fromReal<T>(1e290), x);
    beta *= 1e290;
    alpha = mul<T>(alpha, fromReal<T>(1e290));
    times++;
  }
  if (times > 0) {
    length = n > 1 ? norm<T>(n - 1, x) : 0.0;
    beta = -copysign<f64>(hypot(hypot(re<T>(alpha), im<T>(alpha)), length), re<T>(alpha));
  }
  let tau: T;
  if (isVector<T>()) tau = pair((beta - re<T>(alpha)) / beta, -im<T>(alpha) / beta) as T;
  else tau = fromReal<T>((beta - re<T>(alpha)) / beta);
  scal<T>(n - 1, div<T>(fromReal<T>(1), sub<T>(alpha, fromReal<T>(beta))), x);
  for (; times > 0; times--) beta *= 1e-290;
  store<T>(head, fromReal<T>(beta));
  return tau;
}

/** `c = (I - tau v v^H) c` for c m x n; v is whole; work has n. */
export function reflectLeft<T>(m: i32, n: i32, v: usize, tau: T, c: usize, ldc: i32, work: usize): void {
  if (isZero<T>(tau) || n <= 0) return;
  clear<T>(n, work);
  gemvC<T>(m, n, fromReal<T>(1), c, ldc, v, work);
  ger<T>(m, n, neg<T>(tau), v, work, c, ldc);
}

/** `c = c (I - tau v v^H)` for c m x n; work has m. */
export function reflectRight<T>(m: i32, n: i32, v: usize, tau: T, c: usize, ldc: i32, work: usize): void {
  if (isZero<T>(tau) || m <= 0) return;
  clear<T>(m, work);
  gemvN<T>(m, n, fromReal<T>(1), c, ldc, v, work);
  ger<T>(m, n, neg<T>(tau), work, v, c, ldc);
}

/** The reflections' vectors with their ones and zeros. */
export function wholeVectors<T>(m: i32, k: i32, a: usize, lda: i32, v: usize): void {
  for (let j = 0; j < k; j++) {
    const p = at<T>(v, 0, j, m);
    clear<T>(j, p);
    put<T>(v, j, j, m, fromReal<T>(1));
    copy<T>(m - j - 1, at<T>(a, j + 1, j, lda), p + <usize>(j + 1) * sizeof<T>());
  }
}

/** T of H(1) ... H(k) = I - V T V^H; t is k x k. */
export function blockFactor<T>(m: i32, k: i32, v: usize, tau: usize, t: usize): void {
  const before = mark();
  const g = room<T>(k * k);
  const column = room<T>(k);
  gemm<T>(2, 0, k, k, m, 1, v, m, v, m, 0, g, k);
  for (let j = 0; j < k; j++) {
    const tj = load<T>(tau + <usize>j * sizeof<T>());
    const p = at<T>(t, 0, j, k);
    clear<T>(k, p);
    for (let i = 0; i < j; i++) store<T>(column + <usize>i * sizeof<T>(), mul<T>(neg<T>(tj), get<T>(g, i, j, k)));
    gemvN<T>(j, j, fromReal<T>(1), t, k, column, p);
    put<T>(t, j, j, k, tj);
  }
  release(before);
}

/** `c = (I - V op(T) V^H) c` (`left`) or `c (I - V op(T) V^H)`, c m x n, V (m or n) x k. */
export function applyBlock<T>(left: bool, conjugate: bool, m: i32, n: i32, k: i32, v: usize, t: usize, c: usize, ldc: i32): void {
  if (m <= 0 || n <= 0) return;
  const before = mark();
  if (left) {
    const w = room<T>(k * n);
    const x = room<T>(k * n);
    gemm<T>(2, 0, k, n, m, 1, v, m, c, ldc, 0, w, k);
    gemm<T>(conjugate ? 2 : 0, 0, k, n, k, 1, t, k, w, k, 0, x, k);
    gemm<T>(0, 0, m, n, k, -1, v, m, x, k, 1, c, ldc);
  } else {
    const w = room<T>(m * k);
    const x = room<T>(m * k);
    gemm<T>(0, 0, m, k, n, 1, c, ldc, v, n, 0, w, m);
    gemm<T>(0, conjugate ? 2 : 0, m, k, k, 1, w, m, t, k, 0, x, m);
    gemm<T>(0, 2, m, n, k, -1, x, m, v, n, 1, c, ldc);
  }
  release(before);
}

/** QR of a panel, a column at a time. */
function panel<T>(m: i32, n: i32, a: usize, lda: i32, tau: usize): void {
  const before = mark();
  const work = room<T>(n);
  for (let j = 0; j < min(m, n); j++) {
    const d = at<T>(a, j, j, lda);
    const t = reflector<T>(m - j, d, d + sizeof<T>());
    store<T>(tau + <usize>j * sizeof<T>(), t);
    const beta = load<T>(d);
    store<T>(d, fromReal<T>(1));
    reflectLeft<T>(m - j, n - j - 1, d, conj<T>(t), at<T>(a, j, j + 1, lda), lda, work);
    store<T>(d, beta);
  }
  release(before);
}

export function geqrf<T>(m: i32, n: i32, a: usize, lda: i32, tau: usize): void {
  const k = min(m, n);
  const before = mark();
  for (let i = 0; i < k; i += BLOCK) {
    const kb = min(BLOCK, k - i);
    const d = at<T>(a, i, i, lda);
    const here = tau + <usize>i * sizeof<T>();
    panel<T>(m - i, kb, d, lda, here);
    if (i + kb < n) {
      const v = room<T>((m - i) * kb);
      const t = room<T>(kb * kb);
      wholeVectors<T>(m - i, kb, d, lda, v);
      blockFactor<T>(m - i, kb, v, here, t);
      applyBlock<T>(true, true, m - i, n - i - kb, kb, v, t, at<T>(a, i, i + kb, lda), lda);
      release(before);
    }
  }
}

/** `c = op(Q) c` or `c op(Q)` with the k reflections in a, (m or n) x k. */
export function ormqr<T>(left: bool, conjugate: bool, m: i32, n: i32, k: i32, a: usize, lda: i32, tau: usize, c: usize, ldc: i32): void {
  const order = left ? m : n;
  const forward = left == conjugate;
  const blocks = (k + BLOCK - 1) / BLOCK;
  const before = mark();
  for (let s = 0; s < blocks; s++) {
    const i = (forward ? s : blocks - 1 - s) * BLOCK;
    const kb = min(BLOCK, k - i);
    const v = room<T>((order - i) * kb);
    const t = room<T>(kb * kb);
    wholeVectors<T>(order - i, kb, at<T>(a, i, i, lda), lda, v);
    blockFactor<T>(order - i, kb, v, tau + <usize>i * sizeof<T>(), t);
    if (left) applyBlock<T>(true, conjugate, m - i, n, kb, v, t, at<T>(c, i, 0, ldc), ldc);
    else applyBlock<T>(false, conjugate, m, n - i, kb, v, t, at<T>(c, 0, i, ldc), ldc);
    release(before);
  }
}

/** The first n columns (m x n) of Q from k reflections, over a. */
export function orgqr<T>(m: i32, n: i32, k: i32, a: usize, lda: i32, tau: usize): void {
  if (n == 0) return;
  const before = mark();
  const vectors = room<T>(m * k);
  copyMatrix<T>(m, k, a, lda, vectors, m);
  for (let j = 0; j < n; j++) {
    clear<T>(m, at<T>(a, 0, j, lda));
    put<T>(a, j, j, lda, fromReal<T>(1));
  }
  const inner = mark();
  const blocks = (k + BLOCK - 1) / BLOCK;
  for (let s = blocks - 1; s >= 0; s--) {
    const i = s * BLOCK;
    const kb = min(BLOCK, k - i);
    const v = room<T>((m - i) * kb);
    const t = room<T>(kb * kb);
    wholeVectors<T>(m - i, kb, at<T>(vectors, i, i, m), m, v);
    blockFactor<T>(m - i, kb, v, tau + <usize>i * sizeof<T>(), t);
    applyBlock<T>(true, false, m - i, n - i, kb, v, t, at<T>(a, i, i, lda), lda);
    release(inner);
  }
  release(before);
}
