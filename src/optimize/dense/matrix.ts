/** Products with small dense matrices: Float64Arrays by rows, element (i, j) of an m x n matrix at `i * n + j`. */
import type { Vec } from './vector.js';

export type Mat = Float64Array;

/** `a @ x` for an m x n matrix. */
export function matVec(a: Mat, m: number, n: number, x: Vec): Vec {
  const result = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    let sum = 0;
    const row = i * n;
    for (let j = 0; j < n; j++) sum += a[row + j]! * x[j]!;
    result[i] = sum;
  }
  return result;
}

/** `a.T @ y` for an m x n matrix. */
export function matTVec(a: Mat, m: number, n: number, y: Vec): Vec {
  const result = new Float64Array(n);
  for (let i = 0; i < m; i++) {
    const t = y[i]!;
    if (t === 0) continue;
    const row = i * n;
    for (let j = 0; j < n; j++) result[j]! += t * a[row + j]!;
  }
  return result;
}

/** `a @ b`, m x k times k x n. */
export function matMat(a: Mat, b: Mat, m: number, k: number, n: number): Mat {
  const result = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const t = a[i * k + l]!;
      if (t === 0) continue;
      for (let j = 0; j < n; j++) result[i * n + j]! += t * b[l * n + j]!;
    }
  }
  return result;
}

/** `a.T @ a` for an m x n matrix. */
export function gram(a: Mat, m: number, n: number): Mat {
  const result = new Float64Array(n * n);
  for (let i = 0; i < m; i++) {
    const row = i * n;
    for (let p = 0; p < n; p++) {
      const t = a[row + p]!;
      if (t === 0) continue;
      for (let q = p; q < n; q++) result[p * n + q]! += t * a[row + q]!;
    }
  }
  for (let p = 0; p < n; p++) for (let q = 0; q < p; q++) result[p * n + q] = result[q * n + p]!;
  return result;
}

/** The transpose of an m x n matrix. */
export function transposed(a: Mat, m: number, n: number): Mat {
  const result = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) result[j * m + i] = a[i * n + j]!;
  return result;
}

/** The identity of order n, times a factor. */
export function identity(n: number, factor = 1): Mat {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) result[i * n + i] = factor;
  return result;
}

/** `x.T @ a @ y` for a square matrix. */
export function bilinear(a: Mat, x: Vec, y: Vec): number {
  const n = x.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += a[i * n + j]! * y[j]!;
    total += x[i]! * sum;
  }
  return total;
}
