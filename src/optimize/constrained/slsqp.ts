/**
 * SLSQP: sequential quadratic programming with a BFGS approximation of the Lagrangian's Hessian and a line search on the
 * L1 penalty function (D. Kraft, A software package for sequential quadratic programming, DFVLR-FB 88-28, 1988; damping after
 * M. Powell, A fast algorithm for nonlinearly constrained optimization calculations, 1978).
 */
import { clipTo, freeBox } from '../bounds.js';
import { ConstraintRows, type PreparedConstraint } from '../constraints.js';
import { identity, matTVec, matVec, type Mat } from '../dense/matrix.js';
import { along, dot, minus, norm2, type Vec } from '../dense/vector.js';
import type { CommonOptions, DifferenceOptions, Problem } from '../minimize/problem.js';
import { STOPPED, type OptimizeResult } from '../result.js';
import { handedOver } from '../values.js';
import { quadraticProgramme } from './quadratic.js';

export interface SLSQPOptions extends CommonOptions, DifferenceOptions {
  /** Precision of the value in the stopping criterion. */
  ftol?: number;
}

export const SLSQP_OPTIONS = ['maxiter', 'ftol', 'eps', 'disp', 'finiteDiffRelStep'];

const MESSAGES: Record<number, string> = {
  0: 'Optimization terminated successfully',
  2: 'More equality constraints than independent variables',
  3: 'More than 3*n iterations in LSQ subproblem',
  4: 'Inequality constraints incompatible',
  5: 'Singular matrix E in LSQ subproblem',
  6: 'Singular matrix C in LSQ subproblem',
  8: 'Positive directional derivative for linesearch',
  9: 'Iteration limit reached',
};

interface Direction {
  readonly d: Vec;
  /** Multipliers of equations and inequalities. */
  readonly r: Vec;
  /** How far the linear constraints had to be relaxed. */
  readonly relaxed: number;
}

export function minimizeSLSQP(
  { objective, x0, report, box: given }: Problem,
  options: SLSQPOptions,
  constraints: readonly PreparedConstraint[],
): OptimizeResult {
  const { ftol: acc = 1e-6 } = options;
  const maxiter = options.maxiter ?? 100;
  const n = x0.length;
  const box = given ?? freeBox(n);
  const rows = new ConstraintRows(constraints);
  const { equations: meq, count: m } = rows;
  const lower: number[] = [];
  const upper: number[] = [];
  for (let i = 0; i < n; i++) {
    if (box.lb[i]! > -Infinity) lower.push(i);
    if (box.ub[i]! < Infinity) upper.push(i);
  }
  let x = clipTo(x0, box);
  let f = objective.value(x);
  let g: Vec = objective.gradient(x);
  let c = rows.values(x);
  let a = rows.jacobian(x);
  let nit = 0;
  let multipliers: Vec = new Float64Array(m);
  const finish = (status: number, message = MESSAGES[status]!): OptimizeResult => ({
    x: handedOver(x),
    fun: f,
    jac: handedOver(g),
    nit,
    nfev: objective.nfev,
    njev: objective.njev,
    success: status === 0,
    status,
    message,
    multipliers: handedOver(multipliers),
  });
  if (meq > n) return finish(2);
  let b: Mat = identity(n);
  const mu = new Float64Array(m);
  let resets = 0;
  const violation = (values: Vec, weights?: Vec): number => {
    let sum = 0;
    for (let k = 0; k < m; k++) sum += (weights ? weights[k]! : 1) * Math.max(-values[k]!, k < meq ? values[k]! : 0);
    return sum;
  };

  /** The quadratic subproblem; where its constraints contradict each other, with one more variable that relaxes them. */
  const direction = (): Direction | number => {
    const solve = (penalty: number): Direction | number => {
      const extra = penalty > 0 ? 1 : 0;
      const w = n + extra;
      const bounds = lower.length + upper.length + 2 * extra;
      const bm = new Float64Array(w * w);
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) bm[i * w + j] = b[i * n + j]!;
      const gv = new Float64Array(w);
      gv.set(g);
      if (extra) bm[n * w + n] = penalty;
      const cm = new Float64Array(meq * w);
      const dv = new Float64Array(meq);
      for (let k = 0; k < meq; k++) {
        for (let i = 0; i < n; i++) cm[k * w + i] = a[k * n + i]!;
        if (extra) cm[k * w + n] = -c[k]!;
        dv[k] = -c[k]!;
      }
      const q = m - meq + bounds;
      const gm = new Float64Array(q * w);
      const hv = new Float64Array(q);
      for (let k = meq; k < m; k++) {
        const at = k - meq;
        for (let i = 0; i < n; i++) gm[at * w + i] = a[k * n + i]!;
        if (extra) gm[at * w + n] = Math.max(-c[k]!, 0);
        hv[at] = -c[k]!;
      }
      let at = m - meq;
      for (const i of lower) {
        gm[at * w + i] = 1;
        hv[at++] = box.lb[i]! - x[i]!;
      }
      for (const i of upper) {
        gm[at * w + i] = -1;
        hv[at++] = x[i]! - box.ub[i]!;
      }
      if (extra) {
        gm[at * w + n] = 1;
        hv[at++] = 0;
        gm[at * w + n] = -1;
        hv[at++] = -1;
      }
      const result = quadraticProgramme(bm, gv, cm, dv, gm, hv);
      if (!result.ok) return { incompatible: 4, dependent: 6, indefinite: 5, limit: 3 }[result.reason];
      const r = new Float64Array(m);
      r.set(result.equations);
      r.set(result.inequalities.subarray(0, m - meq), meq);
      const d = result.x.slice(0, n);
      for (let i = 0; i < n; i++) d[i] = Math.min(Math.max(d[i]!, box.lb[i]! - x[i]!), box.ub[i]! - x[i]!);
      return { d, r, relaxed: extra ? result.x[n]! : 0 };
    };
    const found = solve(0);
    if (found !== 4 && !(found === 6 && meq <= n)) return found;
    let penalty = 100;
    let relaxed: Direction | number = found;
    for (let k = 0; k < 5; k++, penalty *= 10) {
      relaxed = solve(penalty);
      if (typeof relaxed !== 'number') return relaxed;
      if (relaxed !== 4) return relaxed;
    }
    return relaxed;
  };

  for (;;) {
    nit++;
    // As SciPy counts: the last iteration is not begun.
    if (nit >= maxiter) return finish(9);
    const found = direction();
    if (typeof found === 'number') return finish(found);
    const { d, r, relaxed } = found;
    multipliers = r;
    const bad = relaxed > 0 ? 1 - relaxed : 1;
    const gd = dot(g, d);
    let h1 = Math.abs(gd);
    for (let k = 0; k < m; k++) {
      mu[k] = Math.max(Math.abs(r[k]!), (mu[k]! + Math.abs(r[k]!)) / 2);
      h1 += Math.abs(r[k]!) * Math.abs(c[k]!);
    }
    if (h1 < acc && violation(c) < acc && Number.isFinite(f)) return finish(0);
    let slope = gd - violation(c, mu) * bad;
    if (!(slope < 0)) {
      if (++resets > 5) {
        const near = (Math.abs(h1) < 10 * acc || norm2(d) < 10 * acc) && violation(c) < 10 * acc && Number.isFinite(f);
        return finish(near ? 0 : 8);
      }
      b = identity(n);
      continue;
    }
    const t0 = f + violation(c, mu);
    const f0 = f;
    let s = d;
    let xNew = x;
    for (let k = 1; ; k++) {
      xNew = clipTo(along(x, 1, s), box);
      f = objective.value(xNew);
      c = rows.values(xNew);
      const fall = f + violation(c, mu) - t0;
      if (fall <= slope / 10 || k > 10) break;
      const alpha = Number.isFinite(fall) ? Math.max(slope / (2 * (slope - fall)), 0.1) : 0.1;
      slope *= alpha;
      s = s.map((v) => alpha * v);
    }
    const ended =
      (Math.abs(f - f0) < acc || norm2(s) < acc) && violation(c) < acc && relaxed === 0 && Number.isFinite(f);
    if (ended) {
      x = xNew;
      return report(x, f) ? finish(STOPPED.status, STOPPED.message) : finish(0);
    }
    const gNew = objective.gradient(xNew);
    const aNew = rows.jacobian(xNew);
    const moved = minus(xNew, x);
    // The change of the Lagrangian's gradient, damped so that B stays positive definite.
    const u = minus(gNew, g);
    const [ar, arNew] = [matTVec(a, m, n, r), matTVec(aNew, m, n, r)];
    for (let i = 0; i < n; i++) u[i]! -= arNew[i]! - ar[i]!;
    x = xNew;
    g = gNew;
    a = aNew;
    if (report(x, f)) return finish(STOPPED.status, STOPPED.message);
    if (!Number.isFinite(f) || g.some((t) => !Number.isFinite(t))) {
      if (nit >= maxiter) return finish(9);
      if (Number.isNaN(f)) return finish(8);
    }
    const v = matVec(b, n, n, moved);
    let su = dot(moved, u);
    const sv = dot(moved, v);
    if (!(sv > 0)) continue;
    if (su < 0.2 * sv) {
      const t = (0.8 * sv) / (sv - su);
      for (let i = 0; i < n; i++) u[i] = t * u[i]! + (1 - t) * v[i]!;
      su = 0.2 * sv;
    }
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) b[i * n + j]! += (u[i]! * u[j]!) / su - (v[i]! * v[j]!) / sv;
  }
}
