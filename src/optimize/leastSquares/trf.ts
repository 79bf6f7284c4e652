/**
 * Trust Region Reflective: steps in an ellipsoid scaled by the distance to the bounds, reflected at them (M. Branch, T. Coleman
 * and Y. Li, SIAM J. Sci. Comput. 21, 1999); the subproblem after J. Moré (Lecture Notes in Mathematics 630, 1978).
 */
import { within, type Box } from '../bounds.js';
import { matTVec, type Mat } from '../dense/matrix.js';
import { applyQT, qrFactor } from '../dense/qr.js';
import { svd, type Svd } from '../dense/svd.js';
import { allFinite, dot, norm2, normInf, plus, scaled, times, type Vec } from '../dense/vector.js';
import { borderCrossings } from '../trustRegion/subproblem.js';
import { finiteJacobian, Scaling, type FitOutcome, type FitProblem } from './fit.js';
import {
  colemanLi,
  minimumOfQuadratic,
  nextRadius,
  quadraticAlong,
  quadraticValue,
  stepToBounds,
  strictlyInside,
  termination,
} from './geometry.js';
import { robustCost, scaleForLoss } from './losses.js';
import { subspaceSteps } from './subspace.js';

/** A matrix as singular values with the right-hand side rotated along: from R where there are more rows than columns. */
function decompose(a: Mat, m: number, n: number, f: Vec): { s: Vec; uf: Vec; v: Svd['v'] } {
  let [matrix, rows, right] = [a, m, f];
  if (m > n) {
    const factors = qrFactor(a, m, n);
    right = applyQT(factors, f.slice()).subarray(0, n);
    matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = i; j < n; j++) matrix[i * n + j] = factors.qr[i * n + j]!;
    rows = n;
  }
  const { u, s, v } = svd(matrix, rows, n);
  const uf = new Float64Array(s.length);
  for (let k = 0; k < s.length; k++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += u[k * rows + i]! * right[i]!;
    uf[k] = sum;
  }
  return { s, uf, v };
}

/** The step of least `|J p + f|` within a radius; `alpha` is the damping to begin with. */
function regionStep(
  { s, uf, v }: ReturnType<typeof decompose>,
  m: number,
  n: number,
  radius: number,
  alpha: number,
): { p: Vec; alpha: number } {
  const combine = (w: Vec): Vec => {
    const p = new Float64Array(n);
    for (let k = 0; k < w.length; k++) for (let j = 0; j < n; j++) p[j]! -= w[k]! * v[k * n + j]!;
    return p;
  };
  const suf = times(s, uf);
  const full = m >= n && s.length > 0 && s[s.length - 1]! > Number.EPSILON * m * s[0]!;
  if (full) {
    const p = combine(uf.map((t, k) => t / s[k]!));
    if (norm2(p) <= radius) return { p, alpha: 0 };
  }
  const phi = (t: number): [number, number] => {
    let square = 0;
    let slope = 0;
    for (let k = 0; k < s.length; k++) {
      const d = s[k]! * s[k]! + t;
      square += (suf[k]! / d) ** 2;
      slope += suf[k]! ** 2 / d ** 3;
    }
    const length = Math.sqrt(square);
    return [length - radius, -slope / length];
  };
  let upper = norm2(suf) / radius;
  let lower = 0;
  if (full) {
    const [value, slope] = phi(0);
    lower = -value / slope;
  }
  const middle = (): number => Math.max(0.001 * upper, Math.sqrt(lower * upper));
  let t = !full && alpha === 0 ? middle() : alpha;
  for (let k = 0; k < 10; k++) {
    if (t < lower || t > upper) t = middle();
    const [value, slope] = phi(t);
    if (value < 0) upper = t;
    const ratio = value / slope;
    lower = Math.max(lower, t - ratio);
    t -= ((value + radius) * ratio) / radius;
    if (Math.abs(value) < 0.01 * radius) break;
  }
  const p = combine(suf.map((w, k) => w / (s[k]! ** 2 + t)));
  const length = norm2(p);
  return { p: length > 0 ? scaled(radius / length, p) : p, alpha: t };
}

interface Scaled {
  readonly jh: Mat;
  readonly rows: number;
  readonly gh: Vec;
  readonly diag: Vec;
  readonly d: Vec;
}

/** Of the step cut at the bounds, its reflection and the scaled gradient, the one that the model likes best. */
function selectStep(
  x: Vec,
  { jh, rows, gh, diag, d }: Scaled,
  ph: Vec,
  radius: number,
  box: Box,
  theta: number,
): { step: Vec; stepH: Vec; predicted: number } {
  const { lb, ub } = box;
  const p = times(d, ph);
  if (within(plus(x, p), box)) return { step: p, stepH: ph, predicted: -quadraticValue(jh, rows, gh, ph, diag) };
  const { step: stride, hits } = stepToBounds(x, p, lb, ub);
  let rh = ph.map((t, i) => (hits[i] ? -t : t));
  const r = times(d, rh);
  const cut = scaled(stride, ph);
  const onBound = plus(x, scaled(stride, p));
  const [, toRegion] = borderCrossings(cut, rh, radius);
  const toBound = stepToBounds(onBound, r, lb, ub).step;
  const furthest = Math.min(toBound, toRegion);
  let low = 0;
  let high = -1;
  if (furthest > 0) {
    low = ((1 - theta) * stride) / furthest;
    high = furthest === toBound ? theta * toBound : toRegion;
  }
  let rValue = Infinity;
  if (low <= high) {
    const { a, b, c } = quadraticAlong(jh, rows, gh, rh, diag, cut);
    const best = minimumOfQuadratic(a, b, low, high, c);
    rValue = best.value;
    rh = rh.map((t, i) => best.t * t + cut[i]!);
  }
  const inside = scaled(theta, cut);
  const pValue = quadraticValue(jh, rows, gh, inside, diag);
  const down = scaled(-1, gh);
  const ag = times(d, down);
  const toRegionG = radius / norm2(down);
  const toBoundG = stepToBounds(x, ag, lb, ub).step;
  const limit = toBoundG < toRegionG ? theta * toBoundG : toRegionG;
  const { a, b } = quadraticAlong(jh, rows, gh, down, diag);
  const best = minimumOfQuadratic(a, b, 0, limit);
  const agH = scaled(best.t, down);
  const stepH = pValue < rValue && pValue < best.value ? inside : rValue < pValue && rValue < best.value ? rh : agH;
  return { step: times(d, stepH), stepH, predicted: -Math.min(pValue, rValue, best.value) };
}

export function trf(problem: FitProblem): FitOutcome {
  const { residuals, box, ftol, xtol, gtol, maxNfev, loss, fScale } = problem;
  const n = problem.x0.length;
  const bounded = box.lb.some((t) => t > -Infinity) || box.ub.some((t) => t < Infinity);
  let x: Vec = problem.x0.slice();
  let f: Vec = problem.f0;
  let fTrue: Vec = f.slice();
  const m = f.length;
  let j = finiteJacobian(residuals, x, f);
  const cost0 = (values: Vec): number => (loss ? robustCost(values, loss, fScale) : 0.5 * dot(values, values));
  let cost = cost0(f);
  const adjust = (): void => {
    if (!loss) return;
    f = f.slice();
    j = j.slice();
    scaleForLoss(j, f, n, loss, fScale);
  };
  const scaling = new Scaling(problem.xScale, j, m, n);
  adjust();
  let g = matTVec(j, m, n, f);
  let v: Vec = new Float64Array(n).fill(1);
  let dv: Vec = new Float64Array(n);
  const rescale = (): void => {
    if (!bounded) return;
    ({ v, dv } = colemanLi(x, g, box));
    v = v.map((t, i) => (dv[i] !== 0 ? t * scaling.inverse[i]! : t));
  };
  rescale();
  let radius = norm2(x.map((t, i) => (t * scaling.inverse[i]!) / Math.sqrt(v[i]!)));
  if (radius === 0 || !Number.isFinite(radius)) radius = 1;
  let alpha = 0;
  let status: number | undefined;
  let nit = 0;
  let optimality: number;
  const size = (): number => {
    // With bounds the gradient counts by the true distance to them.
    if (!bounded) return normInf(g);
    const { v: w } = colemanLi(x, g, box);
    return normInf(times(g, w));
  };
  for (;;) {
    optimality = size();
    if (optimality < gtol) status = 1;
    if (problem.verbose === 2) console.log(`${nit} ${residuals.nfev} ${cost} ${optimality}`);
    if (status !== undefined || residuals.nfev >= maxNfev) break;
    const d = v.map((t, i) => Math.sqrt(t) * scaling.scale[i]!);
    const diag = g.map((t, i) => t * dv[i]! * scaling.scale[i]!);
    const gh = times(d, g);
    const rows = bounded ? m + n : m;
    const jh = new Float64Array(m * n);
    for (let i = 0; i < m; i++) for (let k = 0; k < n; k++) jh[i * n + k] = j[i * n + k]! * d[k]!;
    let augmented: Mat = jh;
    let fAugmented = f;
    if (bounded && problem.trSolver === 'exact') {
      augmented = new Float64Array(rows * n);
      augmented.set(jh);
      for (let k = 0; k < n; k++) augmented[(m + k) * n + k] = Math.sqrt(Math.max(0, diag[k]!));
      fAugmented = new Float64Array(rows);
      fAugmented.set(f);
    }
    const { trSolver } = problem;
    const parts = trSolver === 'exact' ? decompose(augmented, rows, n, fAugmented) : undefined;
    const inPlane = parts
      ? undefined
      : subspaceSteps(jh, m, n, f, gh, bounded ? diag : undefined, radius, problem.trOptions);
    const theta = Math.max(0.995, 1 - optimality);
    let actual = -1;
    let stepNorm = 0;
    while (actual <= 0 && residuals.nfev < maxNfev) {
      let stepH: Vec;
      if (parts) ({ p: stepH, alpha } = regionStep(parts, rows, n, radius, alpha));
      else stepH = inPlane!(radius);
      let step: Vec;
      let predicted: number;
      if (bounded)
        ({ step, stepH, predicted } = selectStep(x, { jh, rows: m, gh, diag, d }, stepH, radius, box, theta));
      else {
        step = times(d, stepH);
        predicted = -quadraticValue(jh, m, gh, stepH);
      }
      const xNew = bounded ? strictlyInside(plus(x, step), box, 0) : plus(x, step);
      const fNew = residuals.value(xNew);
      const lengthH = norm2(stepH);
      if (!allFinite(fNew)) {
        radius = 0.25 * lengthH;
        if (!(radius > 0)) break;
        continue;
      }
      const costNew = cost0(fNew);
      actual = cost - costNew;
      const next = nextRadius(radius, actual, predicted, lengthH, lengthH > 0.95 * radius);
      stepNorm = norm2(step);
      const ended = termination(actual, cost, stepNorm, norm2(x), next.ratio, ftol, xtol);
      if (ended) status = ended;
      if (actual > 0) {
        x = xNew;
        fTrue = f = fNew;
        cost = costNew;
      }
      if (ended) break;
      alpha *= radius / next.radius;
      radius = next.radius;
    }
    if (actual > 0) {
      fTrue = f.slice();
      j = finiteJacobian(residuals, x, f);
      scaling.update(j, m);
      adjust();
      g = matTVec(j, m, n, f);
      rescale();
    } else actual = 0;
    nit++;
    if (problem.report(x, fTrue, cost, nit)) {
      status = -2;
      optimality = size();
      break;
    }
  }
  const activeMask = new Int8Array(n);
  if (bounded) {
    const tolerance = xtol;
    for (let i = 0; i < n; i++) {
      const low = x[i]! - box.lb[i]!;
      const high = box.ub[i]! - x[i]!;
      if (Number.isFinite(box.lb[i]!) && low <= Math.min(high, tolerance * Math.max(1, Math.abs(box.lb[i]!))))
        activeMask[i] = -1;
      else if (Number.isFinite(box.ub[i]!) && high <= Math.min(low, tolerance * Math.max(1, Math.abs(box.ub[i]!))))
        activeMask[i] = 1;
    }
  }
  return { x, cost, f: fTrue, jacobian: j, gradient: g, optimality, activeMask, status: status ?? 0 };
}
