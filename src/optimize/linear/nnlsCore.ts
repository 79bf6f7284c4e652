/** Non-negative least squares by active sets (C. Lawson and R. Hanson, Solving Least Squares Problems, chapter 23). */
import { applyQT, qrFactor, upperSolve } from '../dense/qr.js';
import type { Mat } from '../dense/matrix.js';
import { norm2, type Vec } from '../dense/vector.js';

/**
 * Minimise `|a @ x - b|` over x >= 0.
 *
 * @returns x, the residual `b - a @ x`, its norm, and whether it ended within `maxiter` passes
 */
export function nnlsCore(
  a: Mat,
  m: number,
  n: number,
  b: Vec,
  maxiter = 3 * n,
): { x: Vec; residual: Vec; norm: number; done: boolean } {
  const x = new Float64Array(n);
  const passive = new Uint8Array(n);
  const residual = b.slice();
  const w = new Float64Array(n);
  const columnNorm = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i < m; i++) sum += a[i * n + j]! ** 2;
    columnNorm[j] = Math.sqrt(sum);
  }
  const size = norm2(b);
  let passes = 0;
  let done = true;
  /** Least squares over the passive columns. */
  const solve = (): { set: number[]; z: Vec } => {
    const set: number[] = [];
    for (let j = 0; j < n; j++) if (passive[j]) set.push(j);
    const k = set.length;
    const part = new Float64Array(m * k);
    for (let i = 0; i < m; i++) for (let t = 0; t < k; t++) part[i * k + t] = a[i * n + set[t]!]!;
    const factors = qrFactor(part, m, k);
    return { set, z: k <= m ? upperSolve(factors.qr, k, k, applyQT(factors, b.slice())) : new Float64Array(k) };
  };
  const refused = new Uint8Array(n);
  for (;;) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      if (!passive[j]) for (let i = 0; i < m; i++) sum += a[i * n + j]! * residual[i]!;
      w[j] = sum;
    }
    let count = 0;
    let enter = -1;
    for (let j = 0; j < n; j++) {
      if (passive[j]) count++;
      else if (!refused[j] && w[j]! > 10 * Number.EPSILON * columnNorm[j]! * size && (enter < 0 || w[j]! > w[enter]!))
        enter = j;
    }
    if (enter < 0 || count >= m) break;
    passive[enter] = 1;
    let { set, z } = solve();
    // A column that is dependent on the others, or would be negative at once, stays out this time.
    const place = set.indexOf(enter);
    if (!(z[place]! > 0) || !Number.isFinite(z[place]!)) {
      passive[enter] = 0;
      refused[enter] = 1;
      continue;
    }
    refused.fill(0);
    while (set.some((_, t) => !(z[t]! > 0))) {
      if (++passes > maxiter) {
        done = false;
        break;
      }
      let alpha = Infinity;
      let leave = -1;
      set.forEach((j, t) => {
        if (z[t]! > 0) return;
        const ratio = x[j]! / (x[j]! - z[t]!);
        if (!(ratio >= alpha)) [alpha, leave] = [ratio, j];
      });
      set.forEach((j, t) => (x[j]! += alpha * (z[t]! - x[j]!)));
      for (const j of set) {
        if (j === leave || x[j]! <= 0) {
          x[j] = 0;
          passive[j] = 0;
        }
      }
      ({ set, z } = solve());
    }
    if (!done || ++passes > maxiter) {
      done = false;
      break;
    }
    x.fill(0);
    set.forEach((j, t) => (x[j] = z[t]!));
    for (let i = 0; i < m; i++) {
      let sum = b[i]!;
      for (const j of set) sum -= a[i * n + j]! * x[j]!;
      residual[i] = sum;
    }
  }
  return { x, residual, norm: norm2(residual), done };
}
