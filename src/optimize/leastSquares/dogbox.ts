/** Dogleg steps in a rectangular trust region, which meets bounds exactly (C. Voglis and I. Lagaris, WSEAS 2004). */
import { clipTo, within, type Box } from '../bounds.js';
import { matTVec, type Mat } from '../dense/matrix.js';
import { applyQT, qrFactor, upperSolve } from '../dense/qr.js';
import { leastNorm } from '../dense/svd.js';
import { allFinite, dot, minus, norm2, normInf, scaled, times, type Vec } from '../dense/vector.js';
import { finiteJacobian, Scaling, type FitOutcome, type FitProblem } from './fit.js';
import {
  minimumOfQuadratic,
  nextRadius,
  quadraticAlong,
  quadraticValue,
  stepToBounds,
  termination,
} from './geometry.js';
import { lsmr, stacked } from '../linear/lsmr.js';
import { robustCost, scaleForLoss } from './losses.js';

/** Least squares `|a p + f|`: by QR, of least norm where the rank is not full. */
function gaussNewton(a: Mat, m: number, n: number, f: Vec): Vec {
  const minusF = scaled(-1, f);
  if (m >= n) {
    const factors = qrFactor(a, m, n, true);
    const last = Math.abs(factors.qr[(n - 1) * n + n - 1]!);
    if (n > 0 && last > 1e-14 * Math.abs(factors.qr[0]!)) {
      const z = upperSolve(factors.qr, n, n, applyQT(factors, minusF));
      const p = new Float64Array(n);
      factors.order.forEach((k, i) => (p[k] = z[i]!));
      return p;
    }
  }
  return leastNorm(a, m, n, minusF, Number.EPSILON);
}

/** The dogleg path cut at the region and the bounds. */
function doglegStep(
  x: Vec,
  newton: Vec,
  g: Vec,
  a: number,
  b: number,
  region: Vec,
  box: Box,
): { step: Vec; hits: Int8Array; atRegion: boolean } {
  const n = x.length;
  const low = new Float64Array(n);
  const high = new Float64Array(n);
  const origLow = new Uint8Array(n);
  const origHigh = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const [l, u] = [box.lb[i]! - x[i]!, box.ub[i]! - x[i]!];
    low[i] = Math.max(l, -region[i]!);
    high[i] = Math.min(u, region[i]!);
    origLow[i] = low[i] === l ? 1 : 0;
    origHigh[i] = high[i] === u ? 1 : 0;
  }
  const hits = new Int8Array(n);
  if (within(newton, { lb: low, ub: high })) return { step: newton, hits, atRegion: false };
  const down = scaled(-1, g);
  const reach = stepToBounds(new Float64Array(n), down, low, high).step;
  const cauchy = scaled(minimumOfQuadratic(a, b, 0, reach).t, down);
  const rest = minus(newton, cauchy);
  const { step: t, hits: met } = stepToBounds(cauchy, rest, low, high);
  let atRegion = false;
  for (let i = 0; i < n; i++) {
    if (met[i]! < 0 && origLow[i]) hits[i] = -1;
    else if (met[i]! > 0 && origHigh[i]) hits[i] = 1;
    if ((met[i]! < 0 && low[i] === -region[i]!) || (met[i]! > 0 && high[i] === region[i])) atRegion = true;
  }
  return { step: cauchy.map((c, i) => c + t * rest[i]!), hits, atRegion };
}

export function dogbox(problem: FitProblem): FitOutcome {
  const { residuals, box, ftol, xtol, gtol, maxNfev, loss, fScale } = problem;
  const n = problem.x0.length;
  let x: Vec = problem.x0.slice();
  let f: Vec = problem.f0;
  let fTrue: Vec = f.slice();
  const m = f.length;
  let j = finiteJacobian(residuals, x, f);
  const costOf = (values: Vec): number => (loss ? robustCost(values, loss, fScale) : 0.5 * dot(values, values));
  let cost = costOf(f);
  const scaling = new Scaling(problem.xScale, j, m, n);
  const adjust = (): void => {
    if (!loss) return;
    f = f.slice();
    j = j.slice();
    scaleForLoss(j, f, n, loss, fScale);
  };
  adjust();
  let g = matTVec(j, m, n, f);
  let radius = normInf(times(x, scaling.inverse));
  if (radius === 0) radius = 1;
  const onBound = new Int8Array(n);
  for (let i = 0; i < n; i++) onBound[i] = x[i] === box.lb[i] ? -1 : x[i] === box.ub[i] ? 1 : 0;
  let status: number | undefined;
  let optimality = 0;
  let nit = 0;
  for (;;) {
    const free: number[] = [];
    for (let i = 0; i < n; i++) if (!(onBound[i]! * g[i]! < 0)) free.push(i);
    const pick = (v: Vec): Vec => Float64Array.from(free, (i) => v[i]!);
    const gFree = pick(g);
    optimality = normInf(gFree);
    if (optimality < gtol) status = 1;
    if (problem.verbose === 2) console.log(`${nit} ${residuals.nfev} ${cost} ${optimality}`);
    if (status !== undefined || residuals.nfev >= maxNfev) break;
    const k = free.length;
    const jFree = new Float64Array(m * k);
    for (let i = 0; i < m; i++) for (let t = 0; t < k; t++) jFree[i * k + t] = j[i * n + free[t]!]!;
    const newton =
      problem.trSolver === 'exact'
        ? gaussNewton(jFree, m, k, f)
        : lsmr(stacked(jFree, m, k), scaled(-1, f), problem.trOptions).x;
    const { a, b } = quadraticAlong(jFree, m, gFree, scaled(-1, gFree));
    const boxFree = { lb: pick(box.lb), ub: pick(box.ub) };
    const xFree = pick(x);
    const scaleFree = pick(scaling.scale);
    let actual = -1;
    let xNew = x;
    let fNew = f;
    let costNew = cost;
    let bound: Int8Array = onBound;
    while (actual <= 0 && residuals.nfev < maxNfev) {
      const found = doglegStep(xFree, newton, gFree, a, b, scaled(radius, scaleFree), boxFree);
      const step = new Float64Array(n);
      bound = onBound.slice();
      free.forEach((i, t) => {
        step[i] = found.step[t]!;
        bound[i] = found.hits[t]!;
      });
      const predicted = -quadraticValue(jFree, m, gFree, found.step);
      xNew = clipTo(
        x.map((t, i) => t + step[i]!),
        box,
      );
      fNew = residuals.value(xNew);
      const lengthH = normInf(times(step, scaling.inverse));
      if (!allFinite(fNew)) {
        radius = 0.25 * lengthH;
        if (!(radius > 0)) break;
        continue;
      }
      costNew = costOf(fNew);
      actual = cost - costNew;
      const next = nextRadius(radius, actual, predicted, lengthH, found.atRegion);
      radius = next.radius;
      const ended = termination(actual, cost, norm2(step), norm2(x), next.ratio, ftol, xtol);
      if (ended) {
        status = ended;
        break;
      }
    }
    if (actual > 0) {
      onBound.set(bound);
      x = xNew.map((t, i) => (onBound[i] === -1 ? box.lb[i]! : onBound[i] === 1 ? box.ub[i]! : t));
      f = fNew;
      fTrue = f.slice();
      cost = costNew;
      j = finiteJacobian(residuals, x, f);
      scaling.update(j, m);
      adjust();
      g = matTVec(j, m, n, f);
    }
    nit++;
    if (problem.report(x, fTrue, cost, nit)) {
      status = -2;
      break;
    }
  }
  return { x, cost, f: fTrue, jacobian: j, gradient: g, optimality, activeMask: onBound, status: status ?? 0 };
}
