/** Cholesky factors of small symmetric matrices by rows (G. Golub and C. Van Loan, Matrix Computations, section 4.2). */
import type { Mat } from './matrix.js';
import type { Vec } from './vector.js';

/**
 * The lower factor, `a = l @ l.T`.
 *
 * @returns the factor and 0, or the order k (from 1) of the first leading minor that is not positive, with rows before k done
 */
export function cholesky(a: Mat, n: number): { l: Mat; failed: number } {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      if (i === j) {
        l[i * n + i] = sum;
        if (!(sum > 0)) return { l, failed: i + 1 };
        l[i * n + i] = Math.sqrt(sum);
      } else l[i * n + j] = sum / l[j * n + j]!;
    }
  }
  return { l, failed: 0 };
}

/** Solve `l @ y = b`. */
export function lowerSolve(l: Mat, n: number, b: Vec): Vec {
  const y = b.slice();
  for (let i = 0; i < n; i++) {
    let sum = y[i]!;
    for (let j = 0; j < i; j++) sum -= l[i * n + j]! * y[j]!;
    y[i] = sum / l[i * n + i]!;
  }
  return y;
}

/** Solve `l.T @ x = y`. */
export function lowerTSolve(l: Mat, n: number, y: Vec): Vec {
  const x = y.slice();
  for (let i = n - 1; i >= 0; i--) {
    const t = (x[i]! /= l[i * n + i]!);
    for (let j = 0; j < i; j++) x[j]! -= l[i * n + j]! * t;
  }
  return x;
}

/** Solve `l @ l.T @ x = b`. */
export function choleskySolve(l: Mat, n: number, b: Vec): Vec {
  return lowerTSolve(l, n, lowerSolve(l, n, b));
}
