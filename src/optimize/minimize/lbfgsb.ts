/**
 * L-BFGS-B: limited-memory BFGS for many variables between bounds (R. Byrd, P. Lu, J. Nocedal and C. Zhu, SIAM J. Sci.
 * Comput. 16, 1995), with the projection of the subspace step by J. Morales and J. Nocedal (ACM Trans. Math. Softw. 38, 2011).
 */
import { clipTo, freeBox, type Box } from '../bounds.js';
import { luFactor, luSolve } from '../dense/lu.js';
import { along, dot, minus, norm2, scaled, type Vec } from '../dense/vector.js';
import { GradientLine } from '../line/gradientLine.js';
import { moreThuente } from '../line/moreThuente.js';
import { STOPPED, type LinearMap, type OptimizeResult } from '../result.js';
import { handedOver, toArray, toVec } from '../values.js';
import { LimitedMemory } from './limitedMemory.js';
import type { CommonOptions, DifferenceOptions, Problem } from './problem.js';

export interface LBFGSBOptions extends CommonOptions, DifferenceOptions {
  /** How many pairs of vectors are kept. */
  maxcor?: number;
  /** End when the value falls by no more than this, relatively. */
  ftol?: number;
  /** End when the projected gradient is at most this. */
  gtol?: number;
  /** The most calls of the function, about. */
  maxfun?: number;
  /** The most steps of a line search. */
  maxls?: number;
}

export const LBFGSB_OPTIONS = [
  'disp',
  'maxcor',
  'ftol',
  'gtol',
  'eps',
  'maxfun',
  'maxiter',
  'maxls',
  'finiteDiffRelStep',
];

/** The largest component of the projected gradient. */
function projected(x: Vec, g: Vec, { lb, ub }: Box): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) {
    let t = g[i]!;
    if (t < 0) t = Math.max(x[i]! - ub[i]!, t);
    else t = Math.min(x[i]! - lb[i]!, t);
    if (!(Math.abs(t) <= largest)) largest = Math.abs(t);
  }
  return largest;
}

/** The generalised Cauchy point: the first minimum of the quadratic model along the projected gradient. */
function cauchyPoint(x: Vec, g: Vec, { lb, ub }: Box, b: LimitedMemory): { xc: Vec; c: Vec; free: Int32Array } {
  const n = x.length;
  const d = new Float64Array(n);
  const limits = new Float64Array(n);
  const order: number[] = [];
  for (let i = 0; i < n; i++) {
    limits[i] = g[i]! < 0 ? (x[i]! - ub[i]!) / g[i]! : g[i]! > 0 ? (x[i]! - lb[i]!) / g[i]! : Infinity;
    d[i] = limits[i]! > 0 ? -g[i]! : 0;
    if (limits[i]! > 0 && limits[i]! < Infinity) order.push(i);
  }
  order.sort((i, j) => limits[i]! - limits[j]!);
  const xc = x.slice();
  const hasMemory = b.count > 0;
  const p = hasMemory ? b.applyWT(d) : new Float64Array(0);
  const c = new Float64Array(p.length);
  let slope = -dot(d, d);
  let curvature = -b.theta * slope;
  if (hasMemory) curvature -= dot(p, b.applyMiddle(p));
  const least = Number.EPSILON * curvature;
  let best = -slope / curvature;
  let before = 0;
  let k = 0;
  while (k < order.length && slope < 0) {
    const i = order[k]!;
    const width = limits[i]! - before;
    if (best < width) break;
    const fixed = d[i]! > 0 ? ub[i]! : lb[i]!;
    xc[i] = fixed;
    const z = fixed - x[i]!;
    const gi = g[i]!;
    slope += width * curvature + gi * gi + b.theta * gi * z;
    curvature -= b.theta * gi * gi;
    if (hasMemory) {
      for (let t = 0; t < p.length; t++) c[t]! += width * p[t]!;
      const w = b.row(i);
      const mw = b.applyMiddle(w);
      slope -= gi * dot(mw, c);
      curvature -= 2 * gi * dot(mw, p) + gi * gi * dot(mw, w);
      for (let t = 0; t < p.length; t++) p[t]! += gi * w[t]!;
    }
    curvature = Math.max(curvature, least);
    d[i] = 0;
    best = -slope / curvature;
    before = limits[i]!;
    k++;
  }
  best = slope < 0 ? Math.max(best, 0) : 0;
  if (!Number.isFinite(best)) best = 0;
  const end = before + best;
  const free: number[] = [];
  for (let i = 0; i < n; i++) {
    if (d[i] !== 0) xc[i] = x[i]! + end * d[i]!;
    if (d[i] !== 0 || (limits[i] === Infinity && lb[i]! < x[i]! && x[i]! < ub[i]!)) free.push(i);
  }
  for (let t = 0; t < p.length; t++) c[t]! += best * p[t]!;
  return { xc, c, free: Int32Array.from(free) };
}

/** Minimise the model over the free variables from the Cauchy point. */
function subspace(x: Vec, g: Vec, xc: Vec, c: Vec, free: Int32Array, box: Box, b: LimitedMemory): Vec {
  const n = x.length;
  const { theta } = b;
  const all = free.length === n ? undefined : free;
  const r = new Float64Array(n);
  const mc = b.applyMiddle(c);
  for (let t = 0; t < free.length; t++) {
    const i = free[t]!;
    r[i] = g[i]! + theta * (xc[i]! - x[i]!);
  }
  b.addW(r, -1, mc, all);
  let v = b.applyMiddle(b.applyWT(r, all));
  const m = v.length;
  const gramW = b.gramW(all, n);
  const inner = new Float64Array(m * m);
  const column = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    for (let i = 0; i < m; i++) column[i] = gramW[i * m + j]!;
    const mw = b.applyMiddle(column);
    for (let i = 0; i < m; i++) inner[i * m + j] = (i === j ? 1 : 0) - mw[i]! / theta;
  }
  const factors = luFactor(inner, m);
  if (factors.singular) return xc;
  v = luSolve(factors, m, v);
  const d = new Float64Array(n);
  for (let t = 0; t < free.length; t++) d[free[t]!] = -r[free[t]!]! / theta;
  b.addW(d, -1 / (theta * theta), v, all);
  const result = clipTo(along(xc, 1, d), box);
  let rising = 0;
  for (let i = 0; i < n; i++) rising += (result[i]! - x[i]!) * g[i]!;
  if (!(rising > 0)) return result;
  let alpha = 1;
  for (let t = 0; t < free.length; t++) {
    const i = free[t]!;
    if (d[i]! > 0) alpha = Math.min(alpha, (box.ub[i]! - xc[i]!) / d[i]!);
    else if (d[i]! < 0) alpha = Math.min(alpha, (box.lb[i]! - xc[i]!) / d[i]!);
  }
  return clipTo(along(xc, Math.max(0, alpha), d), box);
}

/** The inverse of the final Hessian approximation as a linear map. */
export class LbfgsInvHessProduct implements LinearMap {
  readonly shape: readonly [number, number];
  constructor(
    private readonly memory: LimitedMemory,
    private readonly n: number,
  ) {
    this.shape = [n, n];
  }
  matvec(x: Parameters<typeof toVec>[1]): ReturnType<typeof toArray> {
    return toArray(this.memory.inverseProduct(toVec('matvec', x)));
  }
  todense(): ReturnType<typeof toArray> {
    const { n } = this;
    const result = new Float64Array(n * n);
    for (let j = 0; j < n; j++) {
      const unit = new Float64Array(n);
      unit[j] = 1;
      this.memory.inverseProduct(unit).forEach((t, i) => (result[i * n + j] = t));
    }
    return toArray(result, [n, n]);
  }
}

export function minimizeLBFGSB({ objective, x0, report, box: given }: Problem, options: LBFGSBOptions): OptimizeResult {
  const { maxcor = 10, ftol = 2.220446049250313e-9, gtol = 1e-5, maxfun = 15000, maxls = 20 } = options;
  const maxiter = options.maxiter ?? 15000;
  const n = x0.length;
  const box = given ?? freeBox(n);
  const bounded = box.lb.some(Number.isFinite) || box.ub.some(Number.isFinite);
  const boxed = box.lb.every(Number.isFinite) && box.ub.every(Number.isFinite);
  const memory = new LimitedMemory(maxcor);
  let x = clipTo(x0, box);
  let f = objective.value(x);
  let g: Vec = objective.gradient(x);
  let nit = 0;
  const finish = (status: number, message: string): OptimizeResult => ({
    x: handedOver(x),
    fun: f,
    jac: handedOver(g),
    hessInv: new LbfgsInvHessProduct(memory, n),
    nit,
    nfev: objective.nfev,
    njev: objective.njev,
    success: status === 0,
    status,
    message,
  });
  const small = 'CONVERGENCE: NORM OF PROJECTED GRADIENT <= PGTOL';
  if (projected(x, g, box) <= gtol) return finish(0, small);
  for (;;) {
    let target: Vec;
    if (!bounded && memory.count > 0) {
      target = along(x, -1, memory.inverseProduct(g, 1 / memory.theta));
    } else {
      const cauchy = cauchyPoint(x, g, box, memory);
      const { free } = cauchy;
      target = free.length > 0 && memory.count > 0 ? subspace(x, g, cauchy.xc, cauchy.c, free, box, memory) : cauchy.xc;
    }
    const d = minus(target, x);
    const size = norm2(d);
    let furthest = 1e10;
    if (bounded) {
      if (nit === 0) furthest = 1;
      else {
        for (let i = 0; i < n; i++) {
          if (d[i]! < 0 && box.lb[i]! > -Infinity) {
            const room = box.lb[i]! - x[i]!;
            furthest = room >= 0 ? 0 : d[i]! * furthest < room ? room / d[i]! : furthest;
          } else if (d[i]! > 0 && box.ub[i]! < Infinity) {
            const room = box.ub[i]! - x[i]!;
            furthest = room <= 0 ? 0 : d[i]! * furthest > room ? room / d[i]! : furthest;
          }
        }
      }
    }
    const first = nit === 0 && !boxed ? Math.min(1 / size, furthest) : Math.min(1, furthest);
    const slope0 = dot(g, d);
    let next: Vec | undefined;
    let step = 0;
    let slope = 0;
    if (slope0 < 0) {
      const line = new GradientLine(objective, x, d);
      // At a full step to within bounds the point is the target itself.
      const point = line.point.bind(line);
      line.point = (alpha) => (alpha === 1 ? target : bounded ? clipTo(point(alpha), box) : point(alpha));
      const found = moreThuente(
        (t) => line.value(t),
        (t) => line.slope(t),
        f,
        slope0,
        first,
        {
          ftol: 1e-3,
          gtol: 0.9,
          xtol: 0.1,
          stepMin: 0,
          stepMax: furthest,
          maxiter: maxls,
        },
      );
      if (
        (found.converged || found.reason === 'stepMax' || found.reason === 'xtol' || found.reason === 'rounding') &&
        found.step > 0
      ) {
        step = found.step;
        slope = found.slope;
        next = line.point(step);
        if (!Number.isFinite(found.phi)) next = undefined;
      }
    }
    if (!next) {
      if (memory.count === 0) {
        return finish(2, 'ABNORMAL: ');
      }
      memory.clear();
      continue;
    }
    const before = f;
    const gNext = objective.gradient(next);
    f = objective.value(next);
    const y = minus(gNext, g);
    x = next.slice();
    g = gNext;
    nit++;
    if (report(x, f)) return finish(STOPPED.status, STOPPED.message);
    if (projected(x, g, box) <= gtol) return finish(0, small);
    if (before - f <= ftol * Math.max(Math.abs(before), Math.abs(f), 1)) {
      return finish(0, 'CONVERGENCE: RELATIVE REDUCTION OF F <= FACTR*EPSMCH');
    }
    if (nit >= maxiter) return finish(1, 'STOP: TOTAL NO. OF ITERATIONS REACHED LIMIT');
    if (objective.nfev > maxfun) return finish(1, 'STOP: TOTAL NO. OF F,G EVALUATIONS EXCEEDS LIMIT');
    const curvature = (slope - slope0) * step;
    if (curvature > Number.EPSILON * -slope0 * step) memory.add(scaled(step, d), y);
  }
}
