/** Singular values of small matrices by rows, on the one-sided Jacobi rotations of linalg, and what follows from them. */
import { jacobiSvd } from '../../ops/matrices/svd.js';
import { transposed, type Mat } from './matrix.js';
import type { Vec } from './vector.js';

/** `a = u @ diag(s) @ v.T`: u (m x k), s (k, falling), v (n x k), k = min(m, n). Both by columns: `u[j * m + i]`. */
export interface Svd {
  readonly u: Float64Array;
  readonly s: Float64Array;
  readonly v: Float64Array;
}

/** Singular value decomposition of an m x n matrix by rows. */
export function svd(a: Mat, m: number, n: number): Svd {
  if (m >= n) return jacobiSvd(transposed(a, m, n), m, n);
  // By rows, the matrix is its transpose by columns.
  const { u, s, v } = jacobiSvd(a, n, m);
  return { u: v, s, v: u };
}

/** The solution of least norm of least squares `a @ x = b`. */
export function leastNorm(a: Mat, m: number, n: number, b: Vec, rcond = Number.EPSILON * Math.max(m, n)): Vec {
  const { u, s, v } = svd(a, m, n);
  const x = new Float64Array(n);
  for (let k = 0; k < s.length; k++) {
    if (!(s[k]! > rcond * s[0]!)) break;
    let sum = 0;
    for (let i = 0; i < m; i++) sum += u[k * m + i]! * b[i]!;
    sum /= s[k]!;
    for (let j = 0; j < n; j++) x[j]! += sum * v[k * n + j]!;
  }
  return x;
}
