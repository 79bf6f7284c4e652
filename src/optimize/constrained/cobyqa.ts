/**
 * COBYQA: constrained optimisation without derivatives by sequential quadratic programming on interpolated quadratic models (T.
 * Ragonneau, Model-based derivative-free optimization methods and software, PhD thesis, Hong Kong 2022; the handling of the
 * two radii after M. Powell, The NEWUOA software, 2006). Bounds are respected by every point.
 */
import { clipTo, freeBox } from '../bounds.js';
import { ConstraintRows, type PreparedConstraint } from '../constraints.js';
import type { Mat } from '../dense/matrix.js';
import { allFinite, minus, norm2, normInf, plus, scaled, type Vec } from '../dense/vector.js';
import type { CommonOptions, Problem } from '../minimize/problem.js';
import { STOPPED, type OptimizeResult } from '../result.js';
import { handedOver } from '../values.js';
import { exactStep } from '../trustRegion/exact.js';
import { Interpolation, modelValue, type QuadraticModel } from './interpolation.js';
import { linearStep } from './linearStep.js';
import { quadraticProgramme } from './quadratic.js';

export interface COBYQAOptions extends CommonOptions {
  /** The most calls of the function; 500 n by default. */
  maxfev?: number;
  /** A value below which to stop. */
  fTarget?: number;
  /** The violation that still counts as none. */
  feasibilityTol?: number;
  initialTrRadius?: number;
  finalTrRadius?: number;
  /** Scale the variables by the width of their bounds. */
  scale?: boolean;
}

export const COBYQA_OPTIONS = [
  'disp',
  'maxiter',
  'maxfev',
  'fTarget',
  'feasibilityTol',
  'initialTrRadius',
  'finalTrRadius',
  'scale',
];

const MESSAGES: Record<number, string> = {
  0: 'The lower bound for the trust-region radius has been reached',
  1: 'The target objective function value has been reached',
  3: 'All variables are fixed by the bound constraints',
  5: 'The maximum number of function evaluations has been exceeded',
  6: 'The maximum number of iterations has been exceeded',
  [-2]: 'A linear algebra error occurred',
};

interface Point {
  readonly x: Vec;
  readonly f: number;
  readonly c: Vec;
  readonly v: number;
}

export function minimizeCOBYQA(
  { objective, x0, report, box: given }: Problem,
  options: COBYQAOptions,
  constraints: readonly PreparedConstraint[],
): OptimizeResult {
  const n = x0.length;
  const box = given ?? freeBox(n);
  const { finalTrRadius = 1e-6, fTarget = -Infinity, feasibilityTol = Math.sqrt(Number.EPSILON) } = options;
  const maxfev = options.maxfev ?? 500 * n;
  const maxiter = options.maxiter ?? 1000 * n;
  const rows = new ConstraintRows(constraints);
  const { equations: meq, count: mc } = rows;
  let narrow = Infinity;
  for (let i = 0; i < n; i++) if (box.ub[i]! > box.lb[i]!) narrow = Math.min(narrow, 0.5 * (box.ub[i]! - box.lb[i]!));
  let delta = Math.min(options.initialTrRadius ?? 1, narrow);
  let rho = delta;
  let stopped = false;
  let nit = 0;
  const violation = (c: Vec): number => {
    let most = 0;
    for (let k = 0; k < mc; k++) most = Math.max(most, k < meq ? Math.abs(c[k]!) : -c[k]!);
    return most;
  };
  const evaluate = (x: Vec): Point => {
    const value = objective.fresh(x);
    const c = rows.values(x);
    // A huge value stands for what is not finite, so that models stay usable.
    const f = Number.isFinite(value) ? value : 1e30;
    return { x, f, c: c.map((t) => (Number.isFinite(t) ? t : -1e30)), v: violation(c) };
  };
  const points: Point[] = [];
  let mu = 0;
  const merit = (p: Point): number => p.f + mu * p.v;
  const finish = (status: number): OptimizeResult => {
    let best = points[0]!;
    for (const p of points) {
      const [a, b] = [p.v <= feasibilityTol, best.v <= feasibilityTol];
      if ((a && (!b || p.f < best.f)) || (!a && !b && p.v < best.v)) best = p;
    }
    const success =
      !stopped &&
      (status === 0 || status === 1 || status === 3) &&
      best.v <= Math.max(feasibilityTol, 1e-6) &&
      best.f < 1e30;
    return {
      x: handedOver(best.x),
      fun: best.f === 1e30 ? objective.fresh(best.x) : best.f,
      maxcv: best.v,
      nit,
      nfev: objective.nfev,
      success,
      status: stopped ? STOPPED.status : status,
      message: stopped ? STOPPED.message : MESSAGES[status]!,
    };
  };
  const start = clipTo(x0, box);
  const free: number[] = [];
  for (let i = 0; i < n; i++) {
    if (box.lb[i] === box.ub[i]) continue;
    free.push(i);
    // Far enough from the bounds for steps both ways, or on them.
    if (start[i]! - box.lb[i]! < delta && start[i]! > box.lb[i]!)
      start[i] = start[i]! - box.lb[i]! < 0.5 * delta ? box.lb[i]! : box.lb[i]! + delta;
    if (box.ub[i]! - start[i]! < delta && start[i]! < box.ub[i]!)
      start[i] = box.ub[i]! - start[i]! < 0.5 * delta ? box.ub[i]! : box.ub[i]! - delta;
  }
  points.push(evaluate(start));
  if (free.length === 0) return finish(3);
  for (const i of free) {
    for (const sign of [1, -1]) {
      if (objective.nfev >= maxfev) return finish(5);
      const x = start.slice();
      let step = sign * delta;
      if (x[i]! + step > box.ub[i]!) step = -2 * delta;
      else if (x[i]! + step < box.lb[i]!) step = 2 * delta;
      x[i] = Math.min(Math.max(x[i]! + step, box.lb[i]!), box.ub[i]!);
      points.push(evaluate(x));
    }
  }
  const zero = (): QuadraticModel => ({ c: 0, g: new Float64Array(n), h: new Float64Array(n * n) });
  let models = Array.from({ length: mc + 1 }, zero);
  let multipliers: Vec = new Float64Array(mc);
  const valueOf = (p: Point, k: number): number => (k === 0 ? p.f : p.c[k - 1]!);
  const bestIndex = (): number => {
    let best = 0;
    points.forEach((p, k) => {
      if (merit(p) < merit(points[best]!)) best = k;
    });
    return best;
  };
  let base = points[0]!.x;
  for (;;) {
    if (stopped) return finish(0);
    if (nit >= maxiter) return finish(6);
    nit++;
    const at = bestIndex();
    const best = points[at]!;
    if (best.f <= fTarget && best.v <= feasibilityTol) return finish(1);
    // Variables that bounds fix play no part in the system.
    const seen = (x: Vec): Vec => Float64Array.from(free, (i) => x[i]!);
    const shift = minus(best.x, base);
    base = best.x;
    const system = new Interpolation(
      points.map((p) => seen(p.x)),
      seen(base),
      Math.max(delta, 1e-300),
    );
    if (system.singular) return finish(-2);
    const widen = (v: Vec): Vec => {
      const full = new Float64Array(n);
      free.forEach((i, t) => (full[i] = v[t]!));
      return full;
    };
    const widenMatrix = (h: Mat): Mat => {
      const full = new Float64Array(n * n);
      const k = free.length;
      free.forEach((i, s) => free.forEach((j, t) => (full[i * n + j] = h[s * k + t]!)));
      return full;
    };
    models = models.map((old, k) => {
      // The old model seen from the new base, and the least change that makes it interpolate again.
      const moved: QuadraticModel = { c: modelValue(old, shift), g: old.g.slice(), h: old.h };
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) moved.g[i]! += old.h[i * n + j]! * shift[j]!;
      const rest = system.fit(Float64Array.from(points, (p) => valueOf(p, k) - modelValue(moved, minus(p.x, base))));
      const g = widen(rest.g);
      const h = widenMatrix(rest.h);
      return { c: moved.c + rest.c, g: plus(moved.g, g), h: plus(moved.h, h) };
    });
    if (!models.every((m) => allFinite(m.g) && allFinite(m.h))) return finish(-2);
    const objectiveModel = models[0]!;
    // The Hessian of the Lagrangian.
    let b = objectiveModel.h;
    for (let k = 0; k < mc; k++)
      if (multipliers[k] !== 0) b = b.map((t, i) => t - multipliers[k]! * models[k + 1]!.h[i]!);
    const trial = trialStep(objectiveModel.g, b, models.slice(1), best, box, delta, meq);
    multipliers = trial.multipliers;
    const d = minus(clipTo(plus(base, trial.d), box), base);
    const length = norm2(d);
    const distances = points.map((p) => norm2(minus(p.x, base)));
    const far = distances.some((t) => t > 2 * Math.max(delta, rho));
    let improveGeometry = false;
    if (length <= 0.5 * rho) {
      // Too short to be worth a call.
      delta = Math.max(0.5 * delta, rho) === rho ? rho : 0.5 * delta;
      if (delta <= 1.5 * rho) delta = rho;
      improveGeometry = far;
      if (!improveGeometry) {
        if (rho <= finalTrRadius) return finish(0);
        rho =
          rho > 250 * finalTrRadius
            ? 0.1 * rho
            : rho > 16 * finalTrRadius
              ? Math.sqrt(rho * finalTrRadius)
              : finalTrRadius;
        delta = Math.max(0.5 * delta, rho);
        continue;
      }
    } else {
      if (objective.nfev >= maxfev) return finish(5);
      const needed = 2 * multipliers.reduce((sum, t) => sum + Math.abs(t), 0);
      if (mu < needed) {
        mu = 1.5 * needed;
        if (bestIndex() !== at) continue;
      }
      const predictedC = Float64Array.from(models.slice(1), (m) => modelValue(m, d));
      let linearV = 0;
      for (let k = 0; k < mc; k++) linearV = Math.max(linearV, k < meq ? Math.abs(predictedC[k]!) : -predictedC[k]!);
      const rise = modelValue(objectiveModel, d) - best.f;
      const fall = best.v - linearV;
      if (fall > 0 && mu * fall < 1.5 * rise) {
        // A step towards the constraints must be worth its price.
        mu = (2 * rise) / fall;
        if (bestIndex() !== at) continue;
      }
      const predicted = mu * fall - rise;
      const p = evaluate(plus(base, d));
      if (report(p.x, p.f)) stopped = true;
      const actual = merit(best) - merit(p);
      const ratio = predicted > 0 ? actual / predicted : actual > 0 ? 1 : -1;
      if (ratio <= 0.1) delta = 0.5 * delta;
      else if (ratio <= 0.7) delta = Math.max(0.5 * delta, length);
      else delta = Math.max(0.5 * delta, Math.min(2 * delta, 2 * length), length);
      if (delta <= 1.5 * rho) delta = rho;
      // The point whose place the new one fills best.
      let drop = -1;
      let most = 0;
      const influence = system.lagrangeValues(seen(d));
      const centre = actual > 0 ? minus(p.x, base) : new Float64Array(n);
      for (let k = 0; k < points.length; k++) {
        if (k === at && actual <= 0) continue;
        const away = norm2(minus(minus(points[k]!.x, base), centre));
        const weight = Math.abs(influence[k]!) * Math.max(1, (away / Math.max(delta, rho)) ** 4);
        if (weight > most) [most, drop] = [weight, k];
      }
      if (drop >= 0 && (actual > 0 || most > 1e-8)) points[drop] = p;
      if (p.f <= fTarget && p.v <= feasibilityTol) return finish(1);
      if (ratio > 0.1) continue;
      improveGeometry = far;
      if (!improveGeometry) {
        if (actual > 0 || delta > rho || length > 1.01 * rho) continue;
        if (rho <= finalTrRadius) return finish(0);
        rho =
          rho > 250 * finalTrRadius
            ? 0.1 * rho
            : rho > 16 * finalTrRadius
              ? Math.sqrt(rho * finalTrRadius)
              : finalTrRadius;
        delta = Math.max(0.5 * delta, rho);
        continue;
      }
    }
    // The furthest point is replaced by one that its Lagrange polynomial grows towards.
    if (objective.nfev >= maxfev) return finish(5);
    const nowBest = bestIndex();
    if (nowBest !== at) continue;
    let furthest = at === 0 ? 1 : 0;
    distances.forEach((t, k) => {
      if (k !== at && t > distances[furthest]!) furthest = k;
    });
    const l = new Interpolation(
      points.map((p) => seen(p.x)),
      seen(base),
      Math.max(delta, 1e-300),
    );
    if (l.singular) return finish(-2);
    const polynomial = l.lagrange(furthest);
    const reach = Math.max(Math.min(0.1 * distances[furthest]!, 0.5 * delta), rho);
    const size = norm2(polynomial.g) || 1;
    const directions = [
      scaled(reach / size, polynomial.g),
      ...free.map((_, t) => Float64Array.from(free, (__, s) => (s === t ? reach : 0))),
    ];
    let bestStep: Vec | undefined;
    let bestValue = 0;
    for (const direction of directions) {
      for (const sign of [1, -1]) {
        const step = minus(clipTo(plus(base, widen(scaled(sign, direction))), box), base);
        const value = Math.abs(modelValue(polynomial, seen(step)));
        if (value > bestValue && normInf(step) > 0.1 * reach) [bestValue, bestStep] = [value, step];
      }
    }
    if (!bestStep) return finish(0);
    const p = evaluate(plus(base, bestStep));
    if (report(p.x, p.f)) stopped = true;
    points[furthest] = p;
  }
}

/** A step for the quadratic model under linearised constraints, within bounds and radius: the Hessian is shifted until it fits. */
function trialStep(
  g: Vec,
  b: Mat,
  models: readonly QuadraticModel[],
  best: Point,
  box: { lb: Vec; ub: Vec },
  radius: number,
  meq: number,
): { d: Vec; multipliers: Vec } {
  const n = g.length;
  const mc = models.length;
  const c = new Float64Array(meq * n);
  const right = new Float64Array(meq);
  for (let k = 0; k < meq; k++) {
    c.set(models[k]!.g, k * n);
    right[k] = -models[k]!.c;
  }
  const rows: number[] = [];
  const limits: number[] = [];
  for (let k = meq; k < mc; k++) {
    rows.push(...models[k]!.g);
    limits.push(-models[k]!.c);
  }
  for (let i = 0; i < n; i++) {
    for (const sign of [1, -1]) {
      const room = sign > 0 ? box.lb[i]! - best.x[i]! : best.x[i]! - box.ub[i]!;
      if (!Number.isFinite(room)) continue;
      for (let j = 0; j < n; j++) rows.push(j === i ? sign : 0);
      limits.push(room);
    }
  }
  if (mc === 0 && limits.length === 0) {
    return { d: exactStep(b, g, radius, { easy: 0.01, hard: 0.01 }).p, multipliers: new Float64Array(0) };
  }
  const gm = Float64Array.from(rows);
  const h = Float64Array.from(limits);
  let size = 0;
  for (const t of b) size = Math.max(size, Math.abs(t));
  let low = 0;
  let high = Infinity;
  let shift = 0;
  let found: { d: Vec; multipliers: Vec } | undefined;
  const first = Math.max(size * n, norm2(g) / radius, 1e-12);
  for (let k = 0; k < 30; k++) {
    const shifted = b.slice();
    for (let i = 0; i < n; i++) shifted[i * n + i]! += shift;
    const result = quadraticProgramme(shifted, g, c, right, gm, h);
    if (!result.ok && result.reason !== 'indefinite') break;
    const length = result.ok ? norm2(result.x) : Infinity;
    if (result.ok && length <= radius * 1.0001) {
      const multipliers = new Float64Array(mc);
      multipliers.set(result.equations);
      multipliers.set(result.inequalities.subarray(0, mc - meq), meq);
      found = { d: result.x, multipliers };
      if (shift === 0 || length >= 0.95 * radius) return found;
      high = shift;
    } else low = shift;
    if (high < Infinity && high - low <= 0.02 * high) break;
    shift = high === Infinity ? (shift === 0 ? 1e-3 * first : shift * 8) : low === 0 ? high / 8 : Math.sqrt(low * high);
    if (shift > 1e12 * first) break;
  }
  if (found) return found;
  // The linearised constraints cannot be met within the radius: the least violation.
  const a = new Float64Array((2 * meq + h.length) * n);
  const values: number[] = [];
  for (let k = 0; k < meq; k++) {
    a.set(models[k]!.g, 2 * k * n);
    a.set(scaled(-1, models[k]!.g), (2 * k + 1) * n);
    values.push(models[k]!.c, -models[k]!.c);
  }
  a.set(gm, 2 * meq * n);
  for (const t of h) values.push(-t);
  const { d } = linearStep(g, a, Float64Array.from(values), radius);
  return { d, multipliers: new Float64Array(mc) };
}
