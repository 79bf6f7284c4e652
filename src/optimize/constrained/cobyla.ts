/**
 * COBYLA: constrained optimisation by linear approximations on a simplex of points, without derivatives (M. Powell, A direct
 * search optimization method that models the objective and constraint functions by linear interpolation, 1994).
 */
import { ConstraintRows, type PreparedConstraint } from '../constraints.js';
import { inverse } from '../dense/lu.js';
import { dot, norm2, type Vec } from '../dense/vector.js';
import type { CommonOptions, Problem } from '../minimize/problem.js';
import { STOPPED, type OptimizeResult } from '../result.js';
import { handedOver } from '../values.js';
import { linearStep } from './linearStep.js';

export interface COBYLAOptions extends CommonOptions {
  /** Reasonable first changes of the variables. */
  rhobeg?: number;
  /** The last radius. */
  tol?: number;
  /** The violation that still counts as none. */
  catol?: number;
  /** Calls of the function below this value end the run. */
  fTarget?: number;
}

export const COBYLA_OPTIONS = ['rhobeg', 'tol', 'maxiter', 'disp', 'catol', 'fTarget'];

const MESSAGES: Record<number, string> = {
  1: 'Optimization terminated successfully.',
  2: 'Maximum number of function evaluations has been exceeded.',
  3: 'Rounding errors are becoming damaging in COBYLA subroutine.',
  4: 'Did not converge to a solution satisfying the constraints. See `maxcv` for magnitude of violation.',
  5: 'NaN result encountered.',
};

interface Point {
  readonly x: Vec;
  readonly f: number;
  /** What must not be negative. */
  readonly c: Vec;
  /** The largest violation. */
  readonly v: number;
}

export function minimizeCOBYLA(
  { objective, x0, report, box }: Problem,
  options: COBYLAOptions,
  constraints: readonly PreparedConstraint[],
): OptimizeResult {
  const { rhobeg = 1, tol: rhoend = 1e-4, catol = 2e-4, fTarget = -Infinity } = options;
  const maxfun = options.maxiter ?? 1000;
  const n = x0.length;
  const rows = new ConstraintRows(constraints);
  const evaluate = (x: Vec): Point => {
    const f = objective.fresh(x);
    const list: number[] = [];
    rows.values(x).forEach((t, k) => {
      list.push(t);
      if (k < rows.equations) list.push(-t);
    });
    if (box) {
      for (let i = 0; i < n; i++) {
        if (box.lb[i]! > -Infinity) list.push(x[i]! - box.lb[i]!);
        if (box.ub[i]! < Infinity) list.push(box.ub[i]! - x[i]!);
      }
    }
    const c = Float64Array.from(list);
    return { x, f, c, v: c.reduce((most, t) => Math.max(most, -t), 0) };
  };
  let rho = rhobeg;
  let mu = 0;
  let nit = 0;
  let stopped = false;
  const merit = (p: Point): number => p.f + mu * p.v;
  const points: Point[] = [evaluate(x0.slice())];
  const seen = (p: Point): void => {
    if (report(p.x, p.f)) stopped = true;
  };
  const finish = (status: number): OptimizeResult => {
    let best = points[0]!;
    for (const p of points)
      if (p.v <= Math.max(best.v, catol) && (merit(p) < merit(best) || (best.v > catol && p.v < best.v))) best = p;
    const flag = stopped ? 99 : Number.isNaN(best.f) ? 5 : status === 1 && best.v > catol ? 4 : status;
    return {
      x: handedOver(best.x),
      fun: best.f,
      maxcv: best.v,
      nit,
      nfev: objective.nfev,
      success: flag === 1,
      status: flag,
      message: stopped ? STOPPED.message : MESSAGES[flag]!,
    };
  };
  for (let i = 0; i < n && objective.nfev < maxfun; i++) {
    const x = points[0]!.x.slice();
    x[i]! += rho;
    points.push(evaluate(x));
    // The best point becomes the corner that the others are seen from.
    if (points[i + 1]!.f < points[0]!.f) [points[0], points[i + 1]] = [points[i + 1]!, points[0]!];
  }
  if (points.length <= n) return finish(2);
  let geometryNext = false;
  while (!stopped) {
    nit++;
    // The best vertex first.
    let at = 0;
    for (let k = 1; k <= n; k++) {
      const [a, b] = [merit(points[k]!), merit(points[at]!)];
      if (a < b || (a === b && mu === 0 && points[k]!.v < points[at]!.v)) at = k;
    }
    if (at !== 0) [points[0], points[at]] = [points[at]!, points[0]!];
    const best = points[0]!;
    const m = best.c.length;
    // Linear models: the inverse of the matrix of edges times the differences.
    const edges = new Float64Array(n * n);
    for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) edges[k * n + i] = points[k + 1]!.x[i]! - best.x[i]!;
    const inv = inverse(edges, n);
    if (!inv || inv.some((t) => !Number.isFinite(t))) return finish(3);
    const gradientOf = (value: (p: Point) => number): Vec => {
      const g = new Float64Array(n);
      for (let k = 0; k < n; k++) {
        const d = value(points[k + 1]!) - value(best);
        for (let i = 0; i < n; i++) g[i]! += inv[i * n + k]! * d;
      }
      return g;
    };
    const g = gradientOf((p) => p.f);
    const a = new Float64Array(m * n);
    for (let k = 0; k < m; k++)
      a.set(
        gradientOf((p) => p.c[k]!),
        k * n,
      );
    // Distances of vertices from the opposite faces, and lengths of edges.
    const column = (k: number): Vec => Float64Array.from({ length: n }, (_, i) => inv[i * n + k]!);
    const sigma = new Float64Array(n);
    const eta = new Float64Array(n);
    let acceptable = true;
    for (let k = 0; k < n; k++) {
      sigma[k] = 1 / norm2(column(k));
      eta[k] = norm2(edges.subarray(k * n, k * n + n));
      if (sigma[k]! < 0.25 * rho || eta[k]! > 2.1 * rho) acceptable = false;
    }
    const violationAt = (d: Vec): number => {
      let most = 0;
      for (let k = 0; k < m; k++) most = Math.max(most, -(best.c[k]! + dot(a.subarray(k * n, k * n + n), d)));
      return most;
    };
    if (geometryNext && !acceptable) {
      geometryNext = false;
      let drop = -1;
      let most = 2.1 * rho;
      for (let k = 0; k < n; k++) if (eta[k]! > most) [most, drop] = [eta[k]!, k];
      if (drop < 0) {
        drop = 0;
        for (let k = 1; k < n; k++) if (sigma[k]! < sigma[drop]!) drop = k;
      }
      const away = column(drop);
      let d = away.map((t) => 0.5 * rho * sigma[drop]! * t);
      const other = d.map((t) => -t);
      if (dot(g, d) + mu * violationAt(d) > dot(g, other) + mu * violationAt(other)) d = other;
      if (objective.nfev >= maxfun) return finish(2);
      const p = evaluate(best.x.map((t, i) => t + d[i]!));
      points[drop + 1] = p;
      seen(p);
      continue;
    }
    geometryNext = false;
    const { d, full } = linearStep(g, a, best.c, rho);
    let shrink = !full && norm2(d) < 0.5 * rho;
    if (!shrink) {
      const newViolation = violationAt(d);
      const fall = best.v - newViolation;
      const rise = dot(g, d);
      const needed = fall > 0 ? rise / fall : 0;
      if (mu < 1.5 * needed) {
        mu = 2 * needed;
        // With another weight another vertex may be the best.
        if (points.some((p, k) => k > 0 && merit(p) < merit(best))) continue;
      }
      const predicted = mu * fall - rise;
      if (objective.nfev >= maxfun) return finish(2);
      const p = evaluate(best.x.map((t, i) => t + d[i]!));
      seen(p);
      if (Number.isNaN(p.f)) return finish(5);
      const actual = mu === 0 && p.f === best.f ? best.v - p.v : merit(best) - merit(p);
      // Which vertex goes: the simplex must keep its volume.
      let drop = -1;
      let most = actual <= 0 ? 1 : 0;
      const share = new Float64Array(n);
      for (let k = 0; k < n; k++) {
        share[k] = Math.abs(dot(column(k), d));
        if (share[k]! > most) [most, drop] = [share[k]!, k];
      }
      let furthest = 1.1 * rho;
      for (let k = 0; k < n; k++) {
        const bar = share[k]! * sigma[k]!;
        if (bar < 0.25 * rho && bar < sigma[k]!) continue;
        const distance = actual > 0 ? norm2(points[k + 1]!.x.map((t, i) => t - p.x[i]!)) : eta[k]!;
        if (distance > furthest) [furthest, drop] = [distance, k];
      }
      if (drop >= 0) points[drop + 1] = p;
      if (p.f <= fTarget && p.v <= catol) return finish(1);
      if (actual > 0 && actual >= 0.1 * predicted && drop >= 0) continue;
      shrink = true;
    }
    if (!acceptable) {
      geometryNext = true;
      continue;
    }
    if (rho <= rhoend) return finish(1);
    rho *= 0.5;
    if (rho <= 1.5 * rhoend) rho = rhoend;
    if (mu > 0) {
      // A smaller weight where the constraints vary little against the objective.
      let spread = 0;
      for (let k = 0; k < m; k++) {
        let low = Infinity;
        let high = -Infinity;
        for (const p of points) {
          low = Math.min(low, p.c[k]!);
          high = Math.max(high, p.c[k]!);
        }
        if (low < 0.5 * high)
          spread = spread === 0 ? Math.max(high, 0) - low : Math.min(spread, Math.max(high, 0) - low);
      }
      const values = points.map((p) => p.f);
      const range = Math.max(...values) - Math.min(...values);
      if (spread === 0) mu = 0;
      else if (range < mu * spread) mu = range / spread;
    }
  }
  return finish(1);
}
