/**
 * Small convex quadratic programmes: the equations leave a null space, in which the rest is a least-distance problem solved by
 * non-negative least squares (C. Lawson and R. Hanson, Solving Least Squares Problems, chapters 20 to 23).
 */
import { cholesky, choleskySolve, lowerSolve, lowerTSolve } from '../dense/cholesky.js';
import { matTVec, matVec, transposed, type Mat } from '../dense/matrix.js';
import { applyQ, applyQT, qrFactor, upperSolve, upperTSolve } from '../dense/qr.js';
import { addScaled, dot, type Vec } from '../dense/vector.js';
import { nnlsCore } from '../linear/nnlsCore.js';

/** A solution with its multipliers, or why there is none. */
export type QuadraticResult =
  | { readonly ok: true; readonly x: Vec; readonly equations: Vec; readonly inequalities: Vec }
  | { readonly ok: false; readonly reason: 'incompatible' | 'dependent' | 'indefinite' | 'limit' };

/**
 * Minimise `x'Bx / 2 + g.x` where `C x = d` and `G x >= h`.
 *
 * @param b - n x n, positive definite
 * @param c - p x n
 * @param gm - q x n
 */
export function quadraticProgramme(b: Mat, g: Vec, c: Mat, d: Vec, gm: Mat, h: Vec): QuadraticResult {
  const n = g.length;
  const p = d.length;
  const q = h.length;
  // Equations: C' = Q R with columns exchanged, so that dependent ones come last.
  const ct = transposed(c, p, n);
  const factors = qrFactor(ct, n, p, true);
  let rank = 0;
  const largest = p > 0 ? Math.abs(factors.qr[0]!) : 0;
  while (rank < Math.min(p, n) && Math.abs(factors.qr[rank * p + rank]!) > 1e-13 * n * largest) rank++;
  const ordered = Float64Array.from(factors.order, (j) => d[j]!);
  const y = upperTSolve(factors.qr, p, rank, ordered);
  const x = new Float64Array(n);
  x.set(y);
  applyQ(factors, x);
  if (rank < p) {
    const found = matVec(c, p, n, x);
    const scale = d.reduce((most, t) => Math.max(most, Math.abs(t)), 0);
    for (let k = 0; k < p; k++)
      if (Math.abs(found[k]! - d[k]!) > 1e-9 * (1 + scale)) return { ok: false, reason: 'dependent' };
  }
  const r = n - rank;
  // Z, the last r columns of Q; projections of B, g and G.
  const z: Vec[] = [];
  for (let k = 0; k < r; k++) {
    const unit = new Float64Array(n);
    unit[rank + k] = 1;
    z.push(rank > 0 ? applyQ(factors, unit) : unit);
  }
  const gradient = matVec(b, n, n, x);
  addScaled(gradient, 1, g);
  const inequalities = new Float64Array(q);
  if (r > 0) {
    const reduced = new Float64Array(r * r);
    const bz = z.map((v) => matVec(b, n, n, v));
    for (let i = 0; i < r; i++) for (let j = 0; j < r; j++) reduced[i * r + j] = dot(z[i]!, bz[j]!);
    const { l, failed } = cholesky(reduced, r);
    if (failed) return { ok: false, reason: 'indefinite' };
    const gz = Float64Array.from(z, (v) => dot(v, gradient));
    let step: Vec;
    if (q === 0) {
      step = choleskySolve(l, r, gz);
      for (let i = 0; i < r; i++) step[i] = -step[i]!;
    } else {
      // w = L' s + L^-1 gz: the shortest w with (G Z L^-T) w >= h - G x + G Z L^-T L^-1 gz.
      const shift = lowerSolve(l, r, gz);
      const e = new Float64Array((r + 1) * q);
      const gx = matVec(gm, q, n, x);
      let size = 0;
      for (let k = 0; k < q; k++) {
        const row = gm.subarray(k * n, k * n + n);
        const t = lowerSolve(
          l,
          r,
          Float64Array.from(z, (v) => dot(v, row)),
        );
        for (let i = 0; i < r; i++) e[i * q + k] = t[i]!;
        e[r * q + k] = h[k]! - gx[k]! + dot(t, shift);
        size = Math.max(size, Math.abs(e[r * q + k]!));
      }
      const unit = new Float64Array(r + 1);
      unit[r] = 1;
      // Scaled so that the last row is comparable with the others.
      const scale = size > 0 ? 1 / size : 1;
      for (let k = 0; k < q; k++) e[r * q + k]! *= scale;
      const { x: u, residual, norm, done } = nnlsCore(e, r + 1, q, unit, 10 * (q + r + 1));
      if (!done) return { ok: false, reason: 'limit' };
      const distance = residual[r]!;
      if (!(norm > 1e-12) || !(distance > 1e-14)) return { ok: false, reason: 'incompatible' };
      const w = new Float64Array(r);
      for (let k = 0; k < q; k++) {
        if (u[k] === 0) continue;
        inequalities[k] = u[k]! / (distance * scale);
        for (let i = 0; i < r; i++) w[i]! += e[i * q + k]! * inequalities[k]!;
      }
      step = lowerTSolve(
        l,
        r,
        w.map((t, i) => t - shift[i]!),
      );
    }
    for (let k = 0; k < r; k++) addScaled(x, step[k]!, z[k]!);
  }
  if (q > 0 && r === 0) {
    const gx = matVec(gm, q, n, x);
    for (let k = 0; k < q; k++)
      if (gx[k]! < h[k]! - 1e-9 * (1 + Math.abs(h[k]!))) return { ok: false, reason: 'incompatible' };
  }
  // Multipliers of the equations from what is left of the gradient.
  const rest = matVec(b, n, n, x);
  addScaled(rest, 1, g);
  addScaled(rest, -1, matTVec(gm, q, n, inequalities));
  const lambda = upperSolve(factors.qr, p, rank, applyQT(factors, rest));
  const equations = new Float64Array(p);
  for (let k = 0; k < rank; k++) equations[factors.order[k]!] = lambda[k]!;
  return { ok: true, x, equations, inequalities };
}
