/**
 * Powell's hybrid method for systems of equations: dogleg steps on a Jacobian that Broyden updates keep up (M. Powell, A hybrid
 * method for nonlinear equations, 1970; J. Moré, B. Garbow and K. Hillstrom, User guide for MINPACK-1, 1980).
 */
import { matVec, type Mat } from '../dense/matrix.js';
import { applyQT, qrFactor, upperSolve } from '../dense/qr.js';
import { allFinite, minus, norm2, plus, type Vec } from '../dense/vector.js';

export interface HybridProblem {
  readonly value: (x: Vec) => Vec;
  readonly jacobian: (x: Vec, f: Vec) => Mat;
  readonly x0: Vec;
  readonly xtol: number;
  readonly more: () => boolean;
  readonly factor: number;
  readonly diag?: Vec | undefined;
  readonly report?: ((x: Vec, f: Vec) => boolean) | undefined;
}

export interface HybridOutcome {
  readonly x: Vec;
  readonly f: Vec;
  /** As MINPACK numbers it. */
  readonly info: number;
  readonly nit: number;
  readonly jacobian: Mat;
}

/** The length of `x` with each element weighted. */
function weightedNorm(x: Vec, weights: Vec): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! * weights[i]!) ** 2;
  return Number.isFinite(sum) && sum > 1e-280 ? Math.sqrt(sum) : norm2(x.map((t, i) => t * weights[i]!));
}

/** The shorter of Newton's step and the dogleg, within a scaled radius; `r` is n x n. */
function dogleg(r: Mat, n: number, qtf: Vec, diag: Vec, radius: number): Vec {
  const triangle = r.slice();
  for (let j = 0; j < n; j++) {
    if (triangle[j * n + j] !== 0) continue;
    let most = 0;
    for (let i = 0; i <= j; i++) most = Math.max(most, Math.abs(triangle[i * n + j]!));
    triangle[j * n + j] = most > 0 ? Number.EPSILON * most : Number.EPSILON;
  }
  const newton = upperSolve(triangle, n, n, qtf);
  const length = weightedNorm(newton, diag);
  if (length <= radius) return newton;
  // The scaled gradient.
  let g: Vec = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) g[i]! += r[j * n + i]! * qtf[j]!;
  }
  g = g.map((t, i) => t / diag[i]!);
  const size = norm2(g);
  let along = 0;
  let alpha = radius / length;
  if (size !== 0) {
    g = g.map((t, i) => t / size / diag[i]!);
    const rg = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = i; j < n; j++) rg[i]! += r[i * n + j]! * g[j]!;
    const t = norm2(rg);
    along = size / t / t;
    alpha = 0;
    if (along < radius) {
      const bnorm = norm2(qtf);
      const ratio = (bnorm / size) * (bnorm / length) * (along / radius);
      // Where on the line from the gradient's minimum to Newton's step the border lies.
      const inner =
        ratio -
        (radius / length) * (along / radius) ** 2 +
        Math.sqrt((ratio - radius / length) ** 2 + (1 - (radius / length) ** 2) * (1 - (along / radius) ** 2));
      alpha = ((radius / length) * (1 - (along / radius) ** 2)) / inner;
    }
  }
  const part = (1 - alpha) * Math.min(along, radius);
  return newton.map((t, i) => part * g[i]! + alpha * t);
}

export function hybrid({ value, jacobian, x0, xtol, more, factor, diag: given, report }: HybridProblem): HybridOutcome {
  const n = x0.length;
  let x: Vec = x0.slice();
  let f = value(x);
  let size = norm2(f);
  const diag: Vec = given ? given.slice() : new Float64Array(n);
  let radius = 0;
  let xNorm = 0;
  let nit = 1;
  let successes = 0;
  let failures = 0;
  let slow1 = 0;
  let slow2 = 0;
  for (let first = true; ; first = false) {
    const b = jacobian(x, f).slice();
    const end = (info: number): HybridOutcome => ({ x, f, info, nit, jacobian: b });
    let fresh = true;
    const lengths = new Float64Array(n);
    const column = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) column[i] = b[i * n + j]!;
      lengths[j] = norm2(column);
    }
    if (first) {
      if (!given) for (let j = 0; j < n; j++) diag[j] = lengths[j]! || 1;
      xNorm = weightedNorm(x, diag);
      radius = factor * xNorm || factor;
    }
    if (!given) for (let j = 0; j < n; j++) diag[j] = Math.max(diag[j]!, lengths[j]!);
    for (;;) {
      const factors = qrFactor(b, n, n);
      const r = new Float64Array(n * n);
      for (let i = 0; i < n; i++) for (let j = i; j < n; j++) r[i * n + j] = factors.qr[i * n + j]!;
      const p = dogleg(r, n, applyQT(factors, f.slice()), diag, radius);
      for (let i = 0; i < n; i++) p[i] = -p[i]!;
      const next = plus(x, p);
      const length = weightedNorm(p, diag);
      if (nit === 1) radius = Math.min(radius, length);
      const fNext = value(next);
      const sizeNext = norm2(fNext);
      const actual = sizeNext < size ? 1 - (sizeNext / size) ** 2 : -1;
      const bp = matVec(b, n, n, p);
      const linear = norm2(plus(bp, f));
      const predicted = linear < size ? 1 - (linear / size) ** 2 : 0;
      const ratio = predicted > 0 ? actual / predicted : 0;
      if (!(ratio >= 0.1)) {
        successes = 0;
        failures++;
        radius *= 0.5;
      } else {
        failures = 0;
        successes++;
        if (ratio >= 0.5 || successes > 1) radius = Math.max(radius, length / 0.5);
        if (Math.abs(ratio - 1) <= 0.1) radius = length / 0.5;
      }
      // Broyden's update, before x moves.
      const y = minus(minus(fNext, f), bp);
      if (ratio >= 1e-4) {
        x = next;
        f = fNext;
        xNorm = weightedNorm(x, diag);
        size = sizeNext;
        nit++;
        if (report?.(x, f)) return end(-2);
      }
      slow1++;
      if (actual >= 0.001) slow1 = 0;
      if (fresh) slow2++;
      if (actual >= 0.1) slow2 = 0;
      if (radius <= xtol * xNorm || size === 0) return end(1);
      if (!more()) return end(2);
      if (0.1 * Math.max(0.1 * radius, length) <= Number.EPSILON * xNorm) return end(3);
      if (slow2 === 5) return end(4);
      if (slow1 === 10) return end(5);
      if (!Number.isFinite(size) && !Number.isFinite(sizeNext)) return end(5);
      if (failures === 2) break;
      if (allFinite(y) && length > 0) {
        for (let i = 0; i < n; i++) {
          const t = y[i]! / length;
          for (let j = 0; j < n; j++) b[i * n + j]! += t * diag[j]! * ((diag[j]! * p[j]!) / length);
        }
      }
      fresh = false;
    }
  }
}
