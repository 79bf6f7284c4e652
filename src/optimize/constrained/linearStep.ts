/** Steps that minimise linear models within a ball: first the constraints' violation, then the objective. */
import { matVec, identity, type Mat } from '../dense/matrix.js';
import { dot, norm2, scaled, type Vec } from '../dense/vector.js';
import { quadraticProgramme } from './quadratic.js';

const NONE = new Float64Array(0);

/**
 * Minimise `g.d` where `A d + c >= 0` and `|d| <= radius`; where that cannot be, the largest violation.
 *
 * @param a - q x n by rows
 */
export function linearStep(g: Vec, a: Mat, c: Vec, radius: number): { d: Vec; full: boolean } {
  const n = g.length;
  const q = c.length;
  const size = norm2(g);
  if (q === 0) return size > 0 ? { d: scaled(-radius / size, g), full: true } : { d: new Float64Array(n), full: false };
  // Rows of one length, so that the multipliers are comparable.
  const rows = a.slice();
  const right = new Float64Array(q);
  for (let k = 0; k < q; k++) {
    const length = norm2(a.subarray(k * n, k * n + n)) || 1;
    for (let i = 0; i < n; i++) rows[k * n + i]! /= length;
    right[k] = -c[k]! / length;
  }
  const feasible = quadraticProgramme(identity(n), new Float64Array(n), NONE, NONE, rows, right);
  if (!feasible.ok || norm2(feasible.x) > radius * (1 + 1e-12)) return { d: leastViolation(a, c, radius), full: true };
  if (size === 0) return { d: feasible.x, full: false };
  // The smaller the weight of |d|, the longer the step.
  const unit = scaled(1 / size, g);
  let best = feasible.x;
  let low = 0;
  let high = Infinity;
  let weight = 1 / radius;
  for (let k = 0; k < 30; k++) {
    const found = quadraticProgramme(identity(n, weight), unit, NONE, NONE, rows, right);
    const length = found.ok ? norm2(found.x) : Infinity;
    if (length <= radius) {
      if (found.ok && dot(unit, found.x) <= dot(unit, best)) best = found.x;
      if (length >= 0.98 * radius) return { d: best, full: true };
      high = weight;
      if (low === 0 && weight < 1e-6 / radius) return { d: best, full: false };
    } else low = weight;
    weight = low === 0 ? high / 8 : high === Infinity ? low * 2 : Math.sqrt(low * high);
  }
  return { d: best, full: norm2(best) > 0.9 * radius };
}

/** The step that makes the largest violation least. */
function leastViolation(a: Mat, c: Vec, radius: number): Vec {
  const q = c.length;
  const n = a.length / q;
  const w = n + 1;
  const rows = new Float64Array((q + 1) * w);
  const right = new Float64Array(q + 1);
  for (let k = 0; k < q; k++) {
    for (let i = 0; i < n; i++) rows[k * w + i] = a[k * n + i]!;
    rows[k * w + n] = 1;
    right[k] = -c[k]!;
  }
  rows[q * w + n] = 1;
  let best: Vec = new Float64Array(n);
  let bestValue = c.reduce((most, t) => Math.max(most, -t), 0);
  let low = 0;
  let high = Infinity;
  let weight = 1;
  for (let k = 0; k < 40; k++) {
    const b = new Float64Array(w * w);
    for (let i = 0; i < n; i++) b[i * w + i] = 1;
    b[n * w + n] = weight;
    const found = quadraticProgramme(b, new Float64Array(w), NONE, NONE, rows, right);
    if (!found.ok) {
      high = weight;
    } else {
      let d = found.x.slice(0, n);
      const length = norm2(d);
      if (length > radius) {
        high = weight;
        d = scaled(radius / length, d) as Float64Array<ArrayBuffer>;
      } else low = weight;
      const value = matVec(a, q, n, d).reduce((most, t, i) => Math.max(most, -(t + c[i]!)), 0);
      if (value < bestValue) [best, bestValue] = [d, value];
      if (length >= 0.95 * radius && length <= radius) break;
      if (low > 0 && high < low * 1.05) break;
      if (length < radius && weight > 1e14) break;
    }
    weight = high === Infinity ? weight * 10 : low === 0 ? weight / 10 : Math.sqrt(low * high);
  }
  return best;
}
