/**
 * Linear least squares between bounds: by active sets (P. Stark and R. Parker, Comput. Stat. 10, 1995), and by the reflective
 * method of T. Coleman and Y. Li (SIAM J. Optim. 6, 1996).
 */
import { clipTo, type Box } from '../bounds.js';
import { matTVec, matVec, type Mat } from '../dense/matrix.js';
import { leastNorm } from '../dense/svd.js';
import { lsmr, stacked } from './lsmr.js';
import { dot, minus, norm2, normInf, plus, scaled, times, type Vec } from '../dense/vector.js';
import {
  colemanLi,
  minimumOfQuadratic,
  quadraticAlong,
  quadraticValue,
  stepToBounds,
  strictlyInside,
} from '../leastSquares/geometry.js';

export interface BoundedOutcome {
  readonly x: Vec;
  readonly status: number;
  readonly nit: number;
  readonly optimality: number;
  readonly onBound: Int8Array;
}

/** The largest component of the gradient that bounds do not hold. */
function free(g: Vec, onBound: Int8Array): number {
  let largest = 0;
  for (let i = 0; i < g.length; i++) if (g[i]! * onBound[i]! >= 0) largest = Math.max(largest, Math.abs(g[i]!));
  return largest;
}

/** Bounded-variable least squares. */
export function bvls(
  a: Mat,
  m: number,
  n: number,
  b: Vec,
  start: Vec,
  { lb, ub }: Box,
  tol: number,
  maxiter: number,
): BoundedOutcome {
  const x = start.slice();
  const onBound = new Int8Array(n);
  for (let i = 0; i < n; i++) {
    if (x[i]! <= lb[i]!) [x[i], onBound[i]] = [lb[i]!, -1];
    else if (x[i]! >= ub[i]!) [x[i], onBound[i]] = [ub[i]!, 1];
  }
  const residual = (): Vec => minus(matVec(a, m, n, x), b);
  /** Least squares over the free variables. */
  const solve = (set: number[]): Vec => {
    const k = set.length;
    const part = new Float64Array(m * k);
    for (let i = 0; i < m; i++) for (let t = 0; t < k; t++) part[i * k + t] = a[i * n + set[t]!]!;
    const fixed = x.slice();
    for (const j of set) fixed[j] = 0;
    return leastNorm(part, m, k, minus(b, matVec(a, m, n, fixed)), Number.EPSILON);
  };
  const freeSet = (): number[] => [...onBound.keys()].filter((i) => onBound[i] === 0);
  // First make all free variables feasible.
  let nit = 0;
  for (let set = freeSet(); set.length > 0; set = freeSet()) {
    nit++;
    const z = solve(set);
    const below = set.filter((j, t) => z[t]! < lb[j]!);
    const above = set.filter((j, t) => z[t]! > ub[j]!);
    set.forEach((j, t) => (x[j] = Math.min(Math.max(z[t]!, lb[j]!), ub[j]!)));
    for (const j of below) onBound[j] = -1;
    for (const j of above) onBound[j] = 1;
    if (below.length + above.length === 0) break;
  }
  let r = residual();
  let cost = 0.5 * dot(r, r);
  let g = matTVec(a, m, n, r);
  let optimality = free(g, onBound);
  const limit = maxiter + nit;
  let status = 0;
  for (; nit < limit; nit++) {
    if (optimality < tol) {
      status = 1;
      break;
    }
    let enter = 0;
    for (let i = 1; i < n; i++) if (g[i]! * onBound[i]! > g[enter]! * onBound[enter]!) enter = i;
    if (!(g[enter]! * onBound[enter]! > 0)) {
      status = 1;
      break;
    }
    onBound[enter] = 0;
    for (;;) {
      const set = freeSet();
      const z = solve(set);
      let alpha = 1;
      let leave = -1;
      let side: -1 | 1 = 1;
      set.forEach((j, t) => {
        if (z[t]! < lb[j]! || z[t]! > ub[j]!) {
          const limitJ = z[t]! < lb[j]! ? lb[j]! : ub[j]!;
          const ratio = Math.min(1, Math.max(0, (limitJ - x[j]!) / (z[t]! - x[j]!)));
          if (leave < 0 || ratio < alpha) [alpha, leave, side] = [ratio, j, z[t]! < lb[j]! ? -1 : 1];
        }
      });
      if (leave < 0) {
        set.forEach((j, t) => (x[j] = z[t]!));
        break;
      }
      set.forEach((j, t) => (x[j] = x[j]! * (1 - alpha) + alpha * z[t]!));
      x[leave] = side < 0 ? lb[leave]! : ub[leave]!;
      onBound[leave] = side;
      if (freeSet().length === 0) break;
    }
    r = residual();
    const costNew = 0.5 * dot(r, r);
    const change = cost - costNew;
    cost = costNew;
    g = matTVec(a, m, n, r);
    optimality = free(g, onBound);
    if (change < tol * cost && change >= 0 && optimality >= tol) {
      nit++;
      status = 2;
      break;
    }
  }
  return { x, status, nit, optimality, onBound };
}

/** How exactly LSMR solves the subproblems. */
export interface LsmrTolerance {
  readonly tol: number | 'auto' | undefined;
  readonly maxiter: number | undefined;
}

/** Fold a point back into bounds by reflections. */
function reflected(y: Vec, { lb, ub }: Box): Vec {
  return y.map((t, i) => {
    const [l, u] = [lb[i]!, ub[i]!];
    if (l === -Infinity && u === Infinity) return t;
    if (u === Infinity) return Math.max(t, 2 * l - t);
    if (l === -Infinity) return Math.min(t, 2 * u - t);
    const d = u - l;
    const r = (((t - l) % (2 * d)) + 2 * d) % (2 * d);
    return l + Math.min(r, 2 * d - r);
  });
}

/** The reflective method. */
export function trfLinear(
  a: Mat,
  m: number,
  n: number,
  b: Vec,
  start: Vec,
  box: Box,
  tol: number,
  maxiter: number,
  iterative?: LsmrTolerance,
): BoundedOutcome {
  let x = strictlyInside(reflected(start, box), box, 0.1);
  let r = minus(matVec(a, m, n, x), b);
  let g = matTVec(a, m, n, r);
  let cost = 0.5 * dot(r, r);
  let status = 0;
  let optimality = 0;
  let nit = 0;
  for (; ; nit++) {
    const { v, dv } = colemanLi(x, g, box);
    optimality = normInf(times(g, v));
    if (optimality < tol) status = 1;
    if (status !== 0 || nit >= maxiter) break;
    const diag = times(g, dv);
    const d = v.map(Math.sqrt);
    const gh = times(d, g);
    const jh = new Float64Array((m + n) * n);
    for (let i = 0; i < m; i++) for (let k = 0; k < n; k++) jh[i * n + k] = a[i * n + k]! * d[k]!;
    const ah = jh.slice(0, m * n);
    const root = diag.map(Math.sqrt);
    for (let k = 0; k < n; k++) jh[(m + k) * n + k] = root[k]!;
    const right = new Float64Array(m + n);
    right.set(scaled(-1, r));
    let ph: Vec;
    if (iterative) {
      const eta = 1e-2 * Math.min(0.5, optimality);
      const own = iterative.tol;
      const within = own === 'auto' ? Math.max(Number.EPSILON, Math.min(0.1, eta * norm2(g))) : (own ?? 1e-2 * tol);
      ph = lsmr(stacked(ah, m, n, root), right, { atol: within, btol: within, maxiter: iterative.maxiter }).x;
    } else ph = leastNorm(jh, m + n, n, right, Number.EPSILON);
    const theta = 1 - Math.min(0.005, optimality);
    const stepH = select(x, ah, m, gh, diag, ph, d, box, theta);
    const step = times(d, stepH);
    let next = strictlyInside(plus(x, step), box, 0);
    let change = -quadraticValue(a, m, g, step);
    if (change < 0) {
      let alpha = 1;
      while (change < 0 && alpha > 1e-12) {
        alpha *= 0.5;
        next = strictlyInside(clipTo(plus(x, scaled(alpha, step)), box), box, 0);
        change = -quadraticValue(a, m, g, minus(next, x));
      }
    }
    const moved = norm2(minus(next, x));
    x = next;
    r = minus(matVec(a, m, n, x), b);
    g = matTVec(a, m, n, r);
    if (change < tol * cost) status = 2;
    cost = 0.5 * dot(r, r);
    if (moved === 0) status = 2;
  }
  const onBound = new Int8Array(n);
  for (let i = 0; i < n; i++) {
    const low = x[i]! - box.lb[i]!;
    const high = box.ub[i]! - x[i]!;
    if (Number.isFinite(box.lb[i]!) && low <= Math.min(high, tol * Math.max(1, Math.abs(box.lb[i]!)))) onBound[i] = -1;
    else if (Number.isFinite(box.ub[i]!) && high <= Math.min(low, tol * Math.max(1, Math.abs(box.ub[i]!))))
      onBound[i] = 1;
  }
  return { x, status, nit, optimality, onBound };
}

/** The best of the step to the bounds, its reflection, and the scaled gradient. */
function select(x: Vec, ah: Mat, m: number, gh: Vec, diag: Vec, ph: Vec, d: Vec, { lb, ub }: Box, theta: number): Vec {
  const p = times(d, ph);
  if (plus(x, p).every((t, i) => t >= lb[i]! && t <= ub[i]!)) return ph;
  const { step: stride, hits } = stepToBounds(x, p, lb, ub);
  const rh = ph.map((t, i) => (hits[i] ? -t : t));
  const cut = scaled(stride, ph);
  const reach = stepToBounds(plus(x, times(d, cut)), times(d, rh), lb, ub).step;
  let candidate: Vec = cut;
  let rValue = Infinity;
  const high = theta * reach;
  const low = reach > 0 ? ((1 - theta) * stride) / reach : 0;
  if (low <= high && Number.isFinite(high)) {
    const { a, b, c } = quadraticAlong(ah, m, gh, rh, diag, cut);
    const best = minimumOfQuadratic(a, b, low, high, c);
    rValue = best.value;
    candidate = rh.map((t, i) => best.t * t + cut[i]!);
  }
  const inside = scaled(theta, cut);
  const pValue = quadraticValue(ah, m, gh, inside, diag);
  const down = scaled(-1, gh);
  const limit = theta * stepToBounds(x, times(d, down), lb, ub).step;
  const { a, b } = quadraticAlong(ah, m, gh, down, diag);
  const best = minimumOfQuadratic(a, b, 0, Number.isFinite(limit) ? limit : 1e10);
  if (pValue < rValue && pValue < best.value) return inside;
  return rValue < pValue && rValue < best.value ? candidate : scaled(best.t, down);
}
