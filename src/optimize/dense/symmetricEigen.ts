/** Eigenvalues of small symmetric matrices by Jacobi's rotations (G. Golub and C. Van Loan, Matrix Computations, 8.5). */
import type { Mat } from './matrix.js';

/** Eigenvalues ascending; column k of `vectors` (element (i, k) at `i * n + k`) belongs to value k. */
export function symmetricEigen(a: Mat, n: number): { values: Float64Array; vectors: Mat } {
  const w = a.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const square = w[i * n + j]! * w[i * n + j]!;
        all += square;
        if (i !== j) off += square;
      }
    }
    if (!(off > 1e-32 * all)) break;
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(w, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => w[i * n + i]! - w[j * n + j]!);
  const values = Float64Array.from(order, (i) => w[i * n + i]!);
  const vectors = new Float64Array(n * n);
  for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) vectors[i * n + k] = v[i * n + order[k]!]!;
  return { values, vectors };
}

function rotate(w: Mat, v: Mat, n: number, p: number, q: number): void {
  const apq = w[p * n + q]!;
  if (apq === 0) return;
  const theta = (w[q * n + q]! - w[p * n + p]!) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [x, y] = [w[k * n + p]!, w[k * n + q]!];
    w[k * n + p] = c * x - s * y;
    w[k * n + q] = s * x + c * y;
  }
  for (let k = 0; k < n; k++) {
    const [x, y] = [w[p * n + k]!, w[q * n + k]!];
    w[p * n + k] = c * x - s * y;
    w[q * n + k] = s * x + c * y;
    const [a, b] = [v[k * n + p]!, v[k * n + q]!];
    v[k * n + p] = c * a - s * b;
    v[k * n + q] = s * a + c * b;
  }
}
