/**
 * Singular values and vectors by one-sided Jacobi rotations: columns are turned in pairs until all are orthogonal; their
 * lengths are the singular values then, to high relative accuracy (G. Golub and C. Van Loan, Matrix Computations, section
 * 8.6; Z. Drmac and K. Veselic, SIAM J. Matrix Anal. Appl. 29, 2008). Matrices here are Float64Arrays by columns.
 */
import { LinAlgError } from '../../core/errors.js';

/** The most sweeps over all pairs; fewer than ten are usual. */
const SWEEPS = 60;

/** `a = u @ diag(s) @ v.T`, the singular values falling; `u` (m x n) and `v` (n x n) by columns. */
export interface JacobiSvd {
  readonly u: Float64Array;
  readonly s: Float64Array;
  readonly v: Float64Array;
}

/**
 * Singular value decomposition of a matrix of at least as many rows as columns.
 *
 * @param a - the matrix (m x n, m >= n) by columns
 * @param m - rows
 * @param n - columns
 * @throws LinAlgError for nan or inf, or when the rotations do not come to an end
 */
export function jacobiSvd(a: Float64Array, m: number, n: number): JacobiSvd {
  const u = a.slice();
  const v = new Float64Array(n * n);
  for (let j = 0; j < n; j++) v[j * n + j] = 1;
  let largest = 0;
  for (const x of u) {
    if (!Number.isFinite(x)) throw new LinAlgError('SVD did not converge: the matrix holds nan or inf');
    largest = Math.max(largest, Math.abs(x));
  }
  // Scaled by a power of two, so that no square overflows or vanishes.
  const scale = largest > 0 ? 2 ** -Math.floor(Math.log2(largest)) : 1;
  for (let i = 0; i < u.length; i++) u[i]! *= scale;
  let turned = true;
  for (let sweep = 0; turned; sweep++) {
    if (sweep === SWEEPS) throw new LinAlgError('SVD did not converge');
    turned = false;
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) if (orthogonalize(u, v, m, n, p, q)) turned = true;
  }
  const lengths = Array.from({ length: n }, (_, j) => norm(u, j * m, m));
  const order = lengths.map((_, j) => j).sort((i, j) => lengths[j]! - lengths[i]!);
  const result = { u: new Float64Array(m * n), s: new Float64Array(n), v: new Float64Array(n * n) };
  order.forEach((from, to) => {
    const length = lengths[from]!;
    result.s[to] = length / scale;
    for (let i = 0; i < m; i++) result.u[to * m + i] = length > 0 ? u[from * m + i]! / length : 0;
    result.v.set(v.subarray(from * n, from * n + n), to * n);
  });
  return result;
}

/** Turn columns p and q so that they are orthogonal; false where they are so already. */
function orthogonalize(u: Float64Array, v: Float64Array, m: number, n: number, p: number, q: number): boolean {
  const [up, uq] = [p * m, q * m];
  let alpha = 0;
  let beta = 0;
  let gamma = 0;
  for (let i = 0; i < m; i++) {
    const x = u[up + i]!;
    const y = u[uq + i]!;
    alpha += x * x;
    beta += y * y;
    gamma += x * y;
  }
  if (gamma === 0 || Math.abs(gamma) <= Number.EPSILON * Math.sqrt(alpha) * Math.sqrt(beta)) return false;
  const zeta = (beta - alpha) / (2 * gamma);
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  if (t === 0) return false;
  const c = 1 / Math.hypot(1, t);
  const s = c * t;
  rotate(u, up, uq, m, c, s);
  rotate(v, p * n, q * n, n, c, s);
  return true;
}

function rotate(a: Float64Array, p: number, q: number, length: number, c: number, s: number): void {
  for (let i = 0; i < length; i++) {
    const x = a[p + i]!;
    const y = a[q + i]!;
    a[p + i] = c * x - s * y;
    a[q + i] = s * x + c * y;
  }
}

/** The length of a vector, safe against overflow. */
export function norm(a: Float64Array, at: number, length: number): number {
  let largest = 0;
  for (let i = 0; i < length; i++) largest = Math.max(largest, Math.abs(a[at + i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (a[at + i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}
