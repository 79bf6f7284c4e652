/**
 * TNC: Newton's method between bounds, the step found by conjugate gradients that stop early, products with the Hessian by
 * differences of gradients (S. Nash, SIAM J. Numer. Anal. 21, 1984; R. Dembo and T. Steihaug, Math. Programming 26, 1983).
 */
import { clipTo, freeBox, type Box } from '../bounds.js';
import { addScaled, along, dot, norm2, type Vec } from '../dense/vector.js';
import { GradientLine } from '../line/gradientLine.js';
import { moreThuente } from '../line/moreThuente.js';
import type { OptimizeResult } from '../result.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { handedOver, toVecOrScalar } from '../values.js';
import type { CommonOptions, DifferenceOptions, Problem } from './problem.js';

export interface TNCOptions extends CommonOptions, DifferenceOptions {
  /** Scale of each variable: by default the width of its bounds, 1 + |x| without. */
  scale?: ArrayLike | null;
  /** Subtracted before scaling; it has no effect on the steps. */
  offset?: ArrayLike | null;
  /** The most products with the Hessian in an iteration. */
  maxCGit?: number;
  /** The most evaluations of value and gradient together, those for products with the Hessian not counted. */
  maxfun?: number | null;
  /** Severity of the line search, between 0 (exact) and 1; 0.7 by default. */
  eta?: number;
  /** The longest step of a line search, in scaled variables. */
  stepmx?: number;
  /** Relative precision of differences. */
  accuracy?: number;
  /** A value below which to stop. */
  minfev?: number;
  /** Tolerances of value, step and projected gradient; negative for the defaults. */
  ftol?: number;
  xtol?: number;
  gtol?: number;
  rescale?: number;
  mesgNum?: number | null;
}

export const TNC_OPTIONS = [
  'eps', 'scale', 'offset', 'mesgNum', 'maxCGit', 'maxiter', 'maxfun', 'eta', 'stepmx', 'accuracy', 'minfev', 'ftol', 'xtol', 'gtol', 'rescale', 'disp', 'finiteDiffRelStep',
]; // prettier-ignore

const MESSAGES: Record<number, string> = {
  0: 'Local minimum reached (|pg| ~= 0)',
  1: 'Converged (|f_n-f_(n-1)| ~= 0)',
  2: 'Converged (|x_n-x_(n-1)| ~= 0)',
  3: 'Max. number of function evaluations reached',
  4: 'Linear search failed',
  5: 'All lower bounds are equal to the upper bounds',
  6: 'Unable to progress',
  7: 'User requested end of minimization',
};

/** Variables that their bounds hold: the gradient points outwards there. */
function held(x: Vec, g: Vec, { lb, ub }: Box): Uint8Array {
  const result = new Uint8Array(x.length);
  for (let i = 0; i < x.length; i++)
    if ((x[i]! <= lb[i]! && g[i]! >= 0) || (x[i]! >= ub[i]! && g[i]! <= 0)) result[i] = 1;
  return result;
}

export function minimizeTNC({ objective, x0, report, box: given }: Problem, options: TNCOptions): OptimizeResult {
  const n = x0.length;
  const box = given ?? freeBox(n);
  const { minfev = 0 } = options;
  const accuracy =
    options.accuracy !== undefined && options.accuracy > 0 ? options.accuracy : Math.sqrt(Number.EPSILON);
  const ftol = options.ftol !== undefined && options.ftol >= 0 ? options.ftol : 0;
  const xtol = options.xtol !== undefined && options.xtol >= 0 ? options.xtol : Math.sqrt(Number.EPSILON);
  const gtol = options.gtol !== undefined && options.gtol >= 0 ? options.gtol : 1e-2 * Math.sqrt(accuracy);
  const eta = options.eta !== undefined && options.eta > 0 && options.eta < 1 ? options.eta : 0.7;
  const maxfun = options.maxfun ?? Math.max(100, 10 * n);
  const maxiter = options.maxiter ?? Infinity;
  const mostProducts =
    options.maxCGit !== undefined && options.maxCGit > 0 ? options.maxCGit : Math.max(1, Math.min(50, n + 1));
  const longest = options.stepmx !== undefined && options.stepmx > 0 ? options.stepmx : 1e6;
  let x: Vec = clipTo(x0, box);
  const scale = options.scale
    ? toVecOrScalar('minimize: scale', options.scale, n)
    : x.map((t, i) =>
        Number.isFinite(box.ub[i]! - box.lb[i]!) && box.ub[i]! > box.lb[i]! ? box.ub[i]! - box.lb[i]! : 1 + Math.abs(t),
      );
  let f = objective.value(x);
  let g: Vec = objective.gradient(x);
  let nit = 0;
  const finish = (status: number): OptimizeResult => ({
    x: handedOver(x),
    fun: f,
    jac: handedOver(g),
    nit,
    nfev: objective.nfev,
    njev: objective.njev,
    success: status > -1 && status < 3,
    status,
    message: MESSAGES[status]!,
  });
  if (n > 0 && box.lb.every((t, i) => t === box.ub[i])) return finish(5);
  const scaledSize = (active: Uint8Array): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) if (!active[i]) sum += (g[i]! * scale[i]!) ** 2;
    return Math.sqrt(sum);
  };
  // The first gradient sets the measure of the others, as far as it is not small.
  const measure = Math.min(1, Math.max(scaledSize(held(x, g, box)), Number.EPSILON));
  let failures = 0;
  let products = 0;
  for (;;) {
    const active = held(x, g, box);
    if (scaledSize(active) <= gtol * measure) return finish(0);
    if (objective.njev - products >= maxfun) return finish(3);
    if (nit >= maxiter) return finish(3);
    if (!Number.isFinite(f)) return finish(4);
    // Conjugate gradients in the free, scaled variables.
    const r = g.map((t, i) => (active[i] ? 0 : t * scale[i]!));
    const p: Vec = new Float64Array(n);
    let d: Vec = r.map((t) => -t);
    let rr = dot(r, r);
    const goal = Math.min(0.02, Math.sqrt(rr)) * Math.sqrt(rr);
    for (let k = 0; k < mostProducts; k++) {
      const direction = d.map((t, i) => t * scale[i]!);
      // Differences of differences want a longer step.
      const h = ((objective.ownGradient ? accuracy : Math.sqrt(accuracy)) * (1 + norm2(x))) / norm2(direction);
      const inside = along(x, h, direction);
      const ahead = objective.gradient(inside);
      products++;
      const hd = ahead.map((t, i) => (active[i] ? 0 : ((t - g[i]!) / h) * scale[i]!));
      const curvature = dot(d, hd);
      if (!(curvature > 1e-12 * dot(d, d))) {
        if (k === 0) p.set(d);
        break;
      }
      const alpha = rr / curvature;
      addScaled(p, alpha, d);
      addScaled(r, alpha, hd);
      const next = dot(r, r);
      if (Math.sqrt(next) <= goal) break;
      const beta = next / rr;
      d = d.map((t, i) => -r[i]! + beta * t);
      rr = next;
    }
    const step = p.map((t, i) => t * scale[i]!);
    let slope = dot(step, g);
    if (!(slope < 0)) {
      for (let i = 0; i < n; i++) step[i] = active[i] ? 0 : -g[i]! * scale[i]! ** 2;
      slope = dot(step, g);
    }
    let furthest = longest;
    let hit = -1;
    for (let i = 0; i < n; i++) {
      if (step[i] === 0) continue;
      const room = ((step[i]! > 0 ? box.ub[i]! : box.lb[i]!) - x[i]!) / step[i]!;
      if (room < furthest) [furthest, hit] = [room, i];
    }
    const line = new GradientLine(objective, x, step);
    if (furthest <= 0) {
      // On a bound that the direction leaves: fix it by a tiny nudge onto the bound.
      furthest = Number.MIN_VALUE;
    }
    const first = Math.min(1, furthest);
    const found = moreThuente(
      (t) => line.value(t),
      (t) => line.slope(t),
      f,
      slope,
      first,
      {
        ftol: 1e-4,
        gtol: eta,
        xtol: 1e-10,
        stepMin: 0,
        stepMax: furthest,
        maxiter: 20,
      },
    );
    const usable = found.step > 0 && Number.isFinite(found.phi) && found.phi < f;
    if (!usable) {
      if (hit >= 0 && furthest < 1e-12) {
        x = x.slice();
        x[hit] = step[hit]! > 0 ? box.ub[hit]! : box.lb[hit]!;
        f = objective.value(x);
        g = objective.gradient(x);
        if (++failures < n + 2) continue;
      }
      return finish(failures > 0 ? 6 : 4);
    }
    failures = 0;
    const before = f;
    const xOld = x;
    x = line.point(found.step).slice();
    if (hit >= 0 && found.step >= furthest) x[hit] = step[hit]! > 0 ? box.ub[hit]! : box.lb[hit]!;
    x = clipTo(x, box);
    f = objective.value(x);
    g = objective.gradient(x);
    nit++;
    if (report(x, f)) return finish(7);
    if (options.minfev !== undefined && f <= minfev) return finish(1);
    let moved = 0;
    for (let i = 0; i < n; i++) moved += ((x[i]! - xOld[i]!) / scale[i]!) ** 2;
    if (Math.abs(before - f) <= ftol) return finish(1);
    if (Math.sqrt(moved) <= xtol) return finish(2);
  }
}
