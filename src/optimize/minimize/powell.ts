/** Powell's method of conjugate directions without derivatives (M. Powell, Comput. J. 7, 1964; Press et al., section 10.7). */
import { ValueError } from '../../core/errors.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { startWithin, type Box } from '../bounds.js';
import { identity } from '../dense/matrix.js';
import { along, minus, type Vec } from '../dense/vector.js';
import { MESSAGES, STOPPED, type OptimizeResult } from '../result.js';
import { bracketMinimum } from '../scalar/bracketing.js';
import { boundedMinimum, brentMinimum } from '../scalar/minima.js';
import { handedOver, toArray, toMat } from '../values.js';
import { warn } from '../warnings.js';
import { History, type CommonOptions, type Problem, type ReturnAllOptions } from './problem.js';

export interface PowellOptions extends CommonOptions, ReturnAllOptions {
  /** The most calls of the function. */
  maxfev?: number | null;
  /** Relative error of x in the line searches. */
  xtol?: number;
  /** End when the value falls by no more than this, relatively. */
  ftol?: number;
  /** The directions to start with, as rows. */
  direc?: ArrayLike | null;
}

export const POWELL_OPTIONS = ['disp', 'maxiter', 'maxfev', 'xtol', 'ftol', 'direc', 'returnAll'];

const EXHAUSTED = Symbol('maxfev');

/** The steps along a direction that stay within bounds. */
function range(x: Vec, d: Vec, box: Box): [number, number] {
  let low = -Infinity;
  let high = Infinity;
  for (let i = 0; i < x.length; i++) {
    if (d[i] === 0) continue;
    const [a, b] = [(box.lb[i]! - x[i]!) / d[i]!, (box.ub[i]! - x[i]!) / d[i]!];
    low = Math.max(low, Math.min(a, b));
    high = Math.min(high, Math.max(a, b));
  }
  return low > high ? [0, 0] : [low, high];
}

export function minimizePowell({ objective, x0, report, box }: Problem, options: PowellOptions): OptimizeResult {
  const { xtol = 1e-4, ftol = 1e-4 } = options;
  const n = x0.length;
  let { maxiter, maxfev } = options;
  if (maxiter == null && maxfev == null) maxiter = maxfev = n * 1000;
  else if (maxiter == null) maxiter = maxfev === Infinity ? n * 1000 : Infinity;
  else if (maxfev == null) maxfev = maxiter === Infinity ? n * 1000 : Infinity;
  const limit = maxfev!;
  const start = box ? startWithin('minimize', x0, box) : x0;
  const direc = options.direc ? toMat('minimize: direc', options.direc, n, n) : identity(n);
  if (n > 0 && !direc.some((t) => t !== 0)) throw new ValueError('minimize: direc must not be all zeros');
  const directions: Vec[] = Array.from({ length: n }, (_, k) => direc.slice(k * n, k * n + n));
  let x: Vec = start.slice();
  const call = (at: Vec): number => {
    if (objective.nfev >= limit) throw EXHAUSTED;
    return objective.fresh(at);
  };
  /** Minimise along a direction; returns the value and the step taken. */
  const search = (from: Vec, d: Vec, fFrom: number): { f: number; x: Vec; step: Vec } => {
    const phi = (alpha: number): number => call(along(from, alpha, d));
    if (!d.some((t) => t !== 0)) return { f: fFrom, x: from, step: d };
    let alpha: number;
    let f: number;
    const [low, high] = box ? range(from, d, box) : [-Infinity, Infinity];
    if (low === -Infinity && high === Infinity) {
      const around = bracketMinimum(phi, 0, 1);
      const found =
        around.found || around.reason === '' ? brentMinimum(phi, around, 100 * xtol) : { x: around.xb, fun: around.fb };
      alpha = found.x;
      f = found.fun;
    } else if (low > -Infinity && high < Infinity) {
      ({ x: alpha, fun: f } = boundedMinimum(phi, low, high, xtol));
    } else {
      // A half-open interval is mapped onto a finite one.
      const found = boundedMinimum((t) => phi(Math.tan(t)), Math.atan(low), Math.atan(high), xtol);
      alpha = Math.tan(found.x);
      f = found.fun;
    }
    const step = new Float64Array(n);
    for (let i = 0; i < n; i++) step[i] = alpha * d[i]!;
    return { f, x: along(from, 1, step), step };
  };
  let f = call(x);
  let xOld: Vec = x.slice();
  let nit = 0;
  let stopped = false;
  const history = new History(options.returnAll, x);
  for (;;) {
    try {
      const fOld = f;
      let biggest = 0;
      let drop = 0;
      for (let k = 0; k < n; k++) {
        const before = f;
        const found = search(x, directions[k]!, f);
        f = found.f;
        x = found.x;
        if (before - f > drop) {
          drop = before - f;
          biggest = k;
        }
      }
      nit++;
      history.add(x);
      if (report(x, f)) {
        stopped = true;
        break;
      }
      if (2 * (fOld - f) <= ftol * (Math.abs(fOld) + Math.abs(f)) + 1e-20) break;
      if (objective.nfev >= limit || nit >= maxiter!) break;
      if (Number.isNaN(fOld) && Number.isNaN(f)) break;
      // The point as far again along the whole move.
      const d = minus(x, xOld);
      xOld = x.slice();
      let reach = 1;
      if (box) {
        const [, high] = range(x, d, box);
        reach = Math.min(high, 1);
      }
      const beyond = call(along(x, reach, d));
      if (fOld > beyond) {
        const t = 2 * (fOld + beyond - 2 * f) * (fOld - f - drop) ** 2 - drop * (fOld - beyond) ** 2;
        if (t < 0) {
          const found = search(x, d, f);
          f = found.f;
          x = found.x;
          if (found.step.some((s) => s !== 0)) {
            directions[biggest] = directions[n - 1]!;
            directions[n - 1] = found.step;
          }
        }
      }
    } catch (error) {
      if (error !== EXHAUSTED) throw error;
      break;
    }
  }
  let [status, message]: [number, string] = [0, MESSAGES.success];
  if (stopped) ({ status, message } = STOPPED);
  else if (box && x.some((t, i) => t < box.lb[i]! || t > box.ub[i]!)) [status, message] = [4, MESSAGES.outOfBounds];
  else if (objective.nfev >= limit) [status, message] = [1, MESSAGES.maxfev];
  else if (nit >= maxiter!) [status, message] = [2, MESSAGES.maxiter];
  else if (Number.isNaN(f) || x.some(Number.isNaN)) [status, message] = [3, MESSAGES.nan];
  if (status && options.disp) warn(message);
  const flat = new Float64Array(n * n);
  directions.forEach((d, k) => flat.set(d, k * n));
  return {
    x: handedOver(x),
    fun: f,
    direc: toArray(flat, [n, n]),
    nit,
    nfev: objective.nfev,
    success: status === 0,
    status,
    message,
    ...history.field,
  };
}
