/**
 * Householder QR of small matrices by rows, with column exchanges where wanted (G. Golub and C. Van Loan, Matrix
 * Computations, sections 5.2 and 5.4; P. Businger and G. Golub, Numer. Math. 7, 1965).
 */
import type { Mat } from './matrix.js';
import type { Vec } from './vector.js';

export interface Qr {
  /** R on and above the diagonal, the reflections' vectors below it (their heads in `heads`). */
  readonly qr: Mat;
  readonly heads: Vec;
  readonly betas: Vec;
  /** Column j of the factors is column `order[j]` of the matrix. */
  readonly order: Int32Array;
  /** The lengths of the matrix' columns, where columns were exchanged. */
  readonly lengths: Vec | undefined;
  readonly m: number;
  readonly n: number;
}

/**
 * `a[:, order] = q @ r`.
 *
 * @param pivot - exchange columns so that the diagonal of R falls in magnitude
 * @param work - m x n numbers where the factors are to lie
 */
export function qrFactor(a: Mat, m: number, n: number, pivot = false, work?: Mat): Qr {
  const qr = work ?? a.slice();
  if (work) work.set(a);
  const steps = Math.min(m, n);
  const heads = new Float64Array(steps);
  const betas = new Float64Array(steps);
  const order = Int32Array.from({ length: n }, (_, j) => j);
  const lengths = new Float64Array(n);
  const fresh = new Float64Array(n);
  const length = (j: number, from: number): number => columnLength(qr, m, n, j, from);
  if (pivot) for (let j = 0; j < n; j++) lengths[j] = fresh[j] = length(j, 0);
  const given = pivot ? lengths.slice() : undefined;
  for (let k = 0; k < steps; k++) {
    if (pivot) {
      let best = k;
      for (let j = k + 1; j < n; j++) if (lengths[j]! > lengths[best]!) best = j;
      if (best !== k) {
        const over = best - k;
        for (let at = k, end = m * n; at < end; at += n) {
          const kept = qr[at]!;
          qr[at] = qr[at + over]!;
          qr[at + over] = kept;
        }
        [order[k], order[best]] = [order[best]!, order[k]!];
        lengths[best] = lengths[k]!;
        fresh[best] = fresh[k]!;
      }
    }
    const size = length(k, k);
    if (size === 0) continue;
    const head = qr[k * n + k]!;
    const diagonal = head > 0 ? -size : size;
    heads[k] = head - diagonal;
    betas[k] = -1 / (diagonal * heads[k]!);
    const first = heads[k]!;
    for (let j = k + 1; j < n; j++) {
      const sum = betas[k]! * (first * qr[k * n + j]! + columnDot(qr, m, n, k, j));
      if (sum === 0) continue;
      qr[k * n + j] = qr[k * n + j]! - sum * first;
      const over = j - k;
      for (let at = (k + 1) * n + k, end = m * n; at < end; at += n) qr[at + over] = qr[at + over]! - sum * qr[at]!;
    }
    qr[k * n + k] = diagonal;
    if (pivot) {
      for (let j = k + 1; j < n; j++) {
        if (lengths[j] === 0) continue;
        const ratio = qr[k * n + j]! / lengths[j]!;
        lengths[j]! *= Math.sqrt(Math.max(0, 1 - ratio * ratio));
        if (0.05 * (lengths[j]! / fresh[j]!) ** 2 <= Number.EPSILON) lengths[j] = fresh[j] = length(j, k + 1);
      }
    }
  }
  return { qr, heads, betas, order, lengths: given, m, n };
}

/** The length of column j from row `from` on, safe from overflow. */
function columnLength(a: Mat, m: number, n: number, j: number, from: number): number {
  const end = m * n;
  const first = from * n + j;
  // Two sums, so that one addition need not wait for the other.
  let even = 0;
  let odd = 0;
  let at = first;
  for (; at + n < end; at += 2 * n) {
    const x = a[at]!;
    const y = a[at + n]!;
    even += x * x;
    odd += y * y;
  }
  if (at < end) even += a[at]! * a[at]!;
  const sum = even + odd;
  if (sum > 1e-280 && sum < 1e280) return Math.sqrt(sum);
  let largest = 0;
  for (at = first; at < end; at += n) largest = Math.max(largest, Math.abs(a[at]!));
  if (largest === 0 || !(largest < Infinity)) return largest;
  let scaled = 0;
  for (at = first; at < end; at += n) scaled += (a[at]! / largest) ** 2;
  return largest * Math.sqrt(scaled);
}

/** The sum of products of columns k and j below row k. */
function columnDot(a: Mat, m: number, n: number, k: number, j: number): number {
  const end = m * n;
  const over = j - k;
  let even = 0;
  let odd = 0;
  let at = (k + 1) * n + k;
  for (; at + n < end; at += 2 * n) {
    even += a[at]! * a[at + over]!;
    odd += a[at + n]! * a[at + n + over]!;
  }
  if (at < end) even += a[at]! * a[at + over]!;
  return even + odd;
}

/** `q.T @ b` in place, b of m elements. */
export function applyQT({ qr, heads, betas, m, n }: Qr, b: Vec): Vec {
  for (let k = 0; k < betas.length; k++) reflect(qr, heads, betas, m, n, k, b);
  return b;
}

/** `q @ b` in place, b of m elements. */
export function applyQ({ qr, heads, betas, m, n }: Qr, b: Vec): Vec {
  for (let k = betas.length - 1; k >= 0; k--) reflect(qr, heads, betas, m, n, k, b);
  return b;
}

function reflect(qr: Mat, heads: Vec, betas: Vec, m: number, n: number, k: number, b: Vec): void {
  if (betas[k] === 0) return;
  let even = heads[k]! * b[k]!;
  let odd = 0;
  let i = k + 1;
  let at = i * n + k;
  for (; i + 1 < m; i += 2, at += 2 * n) {
    even += qr[at]! * b[i]!;
    odd += qr[at + n]! * b[i + 1]!;
  }
  if (i < m) even += qr[at]! * b[i]!;
  const sum = (even + odd) * betas[k]!;
  b[k]! -= sum * heads[k]!;
  for (i = k + 1, at = i * n + k; i < m; i++, at += n) b[i]! -= sum * qr[at]!;
}

/** Solve `r[:k, :k] @ x = b[:k]`. */
export function upperSolve(r: Mat, width: number, k: number, b: Vec): Vec {
  const x = b.slice(0, k);
  for (let i = k - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let j = i + 1; j < k; j++) sum -= r[i * width + j]! * x[j]!;
    x[i] = sum / r[i * width + i]!;
  }
  return x;
}

/** Solve `r[:k, :k].T @ x = b[:k]`. */
export function upperTSolve(r: Mat, width: number, k: number, b: Vec): Vec {
  const x = b.slice(0, k);
  for (let i = 0; i < k; i++) {
    const t = (x[i]! /= r[i * width + i]!);
    for (let j = i + 1; j < k; j++) x[j]! -= r[i * width + j]! * t;
  }
  return x;
}
