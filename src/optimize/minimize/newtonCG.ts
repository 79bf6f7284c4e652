/** Newton's method with the step found by conjugate gradients, stopped early (Nocedal and Wright, algorithm 7.1). */
import { ValueError } from '../../core/errors.js';
import { matVec } from '../dense/matrix.js';
import { addScaled, along, dot, scaled, type Vec } from '../dense/vector.js';
import { GradientLine } from '../line/gradientLine.js';
import { wolfe } from '../line/wolfe.js';
import { EPSILON } from '../objective.js';
import { MESSAGES, STOPPED, type OptimizeResult } from '../result.js';
import { handedOver } from '../values.js';
import { checkWolfe } from './bfgs.js';
import { History, type CommonOptions, type Problem, type ReturnAllOptions } from './problem.js';

export interface NewtonCGOptions extends CommonOptions, ReturnAllOptions {
  /** End when the average step is at most this. */
  xtol?: number;
  /** The step of differences of gradients where no Hessian is given. */
  eps?: number;
  /** Sufficient decrease and curvature in the line search. */
  c1?: number;
  c2?: number;
}

export const NEWTON_CG_OPTIONS = ['xtol', 'eps', 'maxiter', 'disp', 'returnAll', 'c1', 'c2'];

const WARNINGS: readonly string[] = [
  '',
  'Maximum number of iterations has been exceeded.',
  'Warning: Desired error not necessarily achieved due to precision loss.',
];

export function minimizeNewtonCG({ objective, x0, report }: Problem, options: NewtonCGOptions): OptimizeResult {
  if (!objective.ownGradient) throw new ValueError('minimize: Jacobian is required for Newton-CG method');
  const { xtol: avextol = 1e-5, eps = EPSILON, c1 = 1e-4, c2 = 0.9 } = options;
  checkWolfe(c1, c2);
  const n = x0.length;
  const maxiter = options.maxiter ?? n * 200;
  const most = 20 * n;
  const xtol = n * avextol;
  let x: Vec = x0.slice();
  let f = objective.value(x);
  let old: number | null = null;
  let change = Infinity;
  let [status, message]: [number, string] = [0, MESSAGES.success];
  let nit = 0;
  const history = new History(options.returnAll, x);
  const finish = (flag: number, text: string): OptimizeResult => ({
    x: handedOver(x),
    fun: f,
    jac: handedOver(objective.gradient(x)),
    nit,
    nfev: objective.nfev,
    njev: objective.njev,
    nhev: objective.nhev,
    success: flag === 0,
    status: flag,
    message: text,
    ...history.field,
  });
  while (change > xtol) {
    if (nit >= maxiter) return finish(1, WARNINGS[1]!);
    const g = objective.gradient(x);
    const size = g.reduce((sum, t) => sum + Math.abs(t), 0);
    const goal = Math.min(0.5, Math.sqrt(size)) * size;
    const hessian = !objective.hasHessp && objective.hasHessian ? objective.hessian(x) : undefined;
    const product = (v: Vec): Vec => {
      if (hessian) return matVec(hessian, n, n, v);
      if (objective.hasHessp) return objective.hessp(x, v);
      const ahead = objective.gradient(along(x, eps, v));
      return ahead.map((t, i) => (t - g[i]!) / eps);
    };
    // Conjugate gradients on H p = -g.
    const p = new Float64Array(n);
    const r = g.slice();
    let d = scaled(-1, r);
    let rr = dot(r, r);
    let done = false;
    for (let k = 0; k < most; k++) {
      if (r.reduce((sum, t) => sum + Math.abs(t), 0) <= goal) {
        done = true;
        break;
      }
      const hd = product(d);
      const curvature = dot(d, hd);
      if (curvature >= 0 && curvature <= 3 * Number.EPSILON) {
        done = true;
        break;
      }
      if (curvature < 0) {
        // Not convex here: go as far as it went, or down the gradient at once.
        if (k === 0) for (let i = 0; i < n; i++) p[i] = -Math.abs(rr / curvature) * g[i]!;
        done = true;
        break;
      }
      const alpha = rr / curvature;
      addScaled(p, alpha, d);
      addScaled(r, alpha, hd);
      const next = dot(r, r);
      const beta = next / rr;
      const direction = new Float64Array(n);
      for (let i = 0; i < n; i++) direction[i] = -r[i]! + beta * d[i]!;
      d = direction;
      rr = next;
    }
    if (!done) return finish(3, "Warning: CG iterations didn't converge. The Hessian is not positive definite.");
    const line = new GradientLine(objective, x, p);
    const step = wolfe(line, f, old, dot(g, p), { c1, c2 });
    if (!step) return finish(2, WARNINGS[2]!);
    const { alpha } = step;
    old = f;
    f = step.phi;
    x = line.point(alpha).slice();
    change = 0;
    for (let i = 0; i < n; i++) change += Math.abs(alpha * p[i]!);
    nit++;
    history.add(x);
    if (report(x, f)) return finish(STOPPED.status, STOPPED.message);
  }
  if (Number.isNaN(f) || Number.isNaN(change)) [status, message] = [3, MESSAGES.nan];
  return finish(status, message);
}
