/**
 * Linear least squares of least norm: Householder QR takes the matrix down to a triangle, whose singular values decide
 * the rank (G. Golub and C. Van Loan, Matrix Computations, sections 5.2 and 5.5). Matrices are Float64Arrays by columns.
 */
import { jacobiSvd, norm } from './svd.js';

/** What `leastSquares` finds. */
export interface LeastSquares {
  /** The solutions (n x p) by columns. */
  readonly x: Float64Array;
  /** For each right-hand side the sum of squared residuals; empty for rank below n or m <= n. */
  readonly residuals: Float64Array;
  readonly rank: number;
  /** The singular values, falling. */
  readonly s: Float64Array;
}

/**
 * Minimise `|a @ x - b|` column by column; of several solutions the shortest.
 *
 * @param a - the matrix (m x n) by columns
 * @param m - rows
 * @param n - columns
 * @param b - the right-hand sides (m x p) by columns
 * @param p - how many
 * @param rcond - singular values below `rcond` times the largest count as zero; by default eps * max(m, n)
 * @throws LinAlgError when the matrix holds nan or inf
 */
export function leastSquares(
  a: Float64Array,
  m: number,
  n: number,
  b: Float64Array,
  p: number,
  rcond: number = Number.EPSILON * Math.max(m, n),
): LeastSquares {
  return m >= n ? tall(a, m, n, b, p, rcond) : wide(a, m, n, b, p, rcond);
}

function tall(a: Float64Array, m: number, n: number, b: Float64Array, p: number, rcond: number): LeastSquares {
  const { qr, betas } = householder(a, m, n);
  const rhs = b.slice();
  for (let j = 0; j < p; j++) for (let k = 0; k < n; k++) reflect(qr, k * m, betas[k]!, k, m, rhs, j * m);
  // The triangle's transpose: its columns are closer to orthogonal, so the rotations end sooner.
  const lower = new Float64Array(n * n);
  for (let j = 0; j < n; j++) for (let i = 0; i <= j; i++) lower[i * n + j] = qr[j * m + i]!;
  const { u: v, s, v: u } = jacobiSvd(lower, n, n);
  const rank = rankOf(s, rcond);
  const x = new Float64Array(n * p);
  for (let j = 0; j < p; j++) combine(u, v, s, n, rank, rhs, j * m, x, j * n);
  const residuals = new Float64Array(rank === n && m > n ? p : 0);
  for (let j = 0; j < residuals.length; j++) residuals[j] = norm(rhs, j * m + n, m - n) ** 2;
  return { x, residuals, rank, s };
}

function wide(a: Float64Array, m: number, n: number, b: Float64Array, p: number, rcond: number): LeastSquares {
  const transposed = new Float64Array(n * m);
  for (let j = 0; j < n; j++) for (let i = 0; i < m; i++) transposed[i * n + j] = a[j * m + i]!;
  const { qr, betas } = householder(transposed, n, m);
  const lower = new Float64Array(m * m);
  for (let j = 0; j < m; j++) for (let i = 0; i <= j; i++) lower[i * m + j] = qr[j * n + i]!;
  const { u, s, v } = jacobiSvd(lower, m, m);
  const rank = rankOf(s, rcond);
  const x = new Float64Array(n * p);
  for (let j = 0; j < p; j++) {
    combine(u, v, s, m, rank, b, j * m, x, j * n);
    for (let k = m - 1; k >= 0; k--) reflect(qr, k * n, betas[k]!, k, n, x, j * n);
  }
  return { x, residuals: new Float64Array(0), rank, s };
}

function rankOf(s: Float64Array, rcond: number): number {
  const least = rcond * (s[0] ?? 0);
  let rank = 0;
  while (rank < s.length && s[rank]! > least) rank++;
  return rank;
}

/** `x = v @ diag(1 / s) @ u.T @ b` over the first `rank` singular values. */
function combine(
  u: Float64Array,
  v: Float64Array,
  s: Float64Array,
  n: number,
  rank: number,
  b: Float64Array,
  from: number,
  x: Float64Array,
  to: number,
): void {
  for (let k = 0; k < rank; k++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += u[k * n + i]! * b[from + i]!;
    sum /= s[k]!;
    for (let i = 0; i < n; i++) x[to + i]! += sum * v[k * n + i]!;
  }
}

/** QR by reflections: R above the diagonal and on it, below it the reflections' vectors, whose first component is 1. */
export function householder(a: Float64Array, m: number, n: number): { qr: Float64Array; betas: Float64Array } {
  const qr = a.slice();
  const betas = new Float64Array(n);
  for (let k = 0; k < Math.min(m, n); k++) {
    const column = k * m;
    const length = norm(qr, column + k, m - k);
    if (length === 0) continue;
    const head = qr[column + k]!;
    const diagonal = head > 0 ? -length : length;
    const first = head - diagonal;
    for (let i = k + 1; i < m; i++) qr[column + i]! /= first;
    betas[k] = -first / diagonal;
    for (let j = k + 1; j < n; j++) reflect(qr, column, betas[k]!, k, m, qr, j * m);
    qr[column + k] = diagonal;
  }
  return { qr, betas };
}

/** Apply reflection k to a column. */
function reflect(
  qr: Float64Array,
  column: number,
  beta: number,
  k: number,
  m: number,
  b: Float64Array,
  at: number,
): void {
  let sum = b[at + k]!;
  for (let i = k + 1; i < m; i++) sum += qr[column + i]! * b[at + i]!;
  sum *= beta;
  b[at + k]! -= sum;
  for (let i = k + 1; i < m; i++) b[at + i]! -= sum * qr[column + i]!;
}
