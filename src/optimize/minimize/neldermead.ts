/**
 * The simplex method of Nelder and Mead (Comput. J. 7, 1965), with coefficients for many variables by F. Gao and L. Han
 * (Comput. Optim. Appl. 51, 2012) where `adaptive` asks for them.
 */
import { ValueError, shapeText } from '../../core/errors.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { clipTo } from '../bounds.js';
import type { Vec } from '../dense/vector.js';
import { MESSAGES, STOPPED, type OptimizeResult } from '../result.js';
import { handedOver, toArray, toRows } from '../values.js';
import { warn } from '../warnings.js';
import { History, type CommonOptions, type Problem, type ReturnAllOptions } from './problem.js';

export interface NelderMeadOptions extends CommonOptions, ReturnAllOptions {
  /** The most calls of the function. */
  maxfev?: number | null;
  /** The (n + 1) x n vertices to start with. */
  initialSimplex?: ArrayLike | null;
  /** End when the vertices are this close ... */
  xatol?: number;
  /** ... and so are the values. */
  fatol?: number;
  /** Adapt the coefficients to the number of variables. */
  adaptive?: boolean;
}

export const NELDER_MEAD_OPTIONS = [
  'disp',
  'maxiter',
  'maxfev',
  'returnAll',
  'initialSimplex',
  'xatol',
  'fatol',
  'adaptive',
];

/** Thrown where no further call is allowed. */
const EXHAUSTED = Symbol('maxfev');

function vertices(x0: Vec, given: ArrayLike | null | undefined): Vec[] {
  const n = x0.length;
  if (given !== undefined && given !== null) {
    const { a, m, n: width } = toRows('minimize: initialSimplex', given);
    if (m !== width + 1)
      throw new ValueError(
        `minimize: initialSimplex should be an array of shape (N+1,N), got ${shapeText([m, width])}`,
      );
    if (width !== n) throw new ValueError('minimize: Size of `initialSimplex` is not consistent with `x0`');
    return Array.from({ length: m }, (_, k) => a.slice(k * n, k * n + n));
  }
  const list = [x0.slice()];
  for (let k = 0; k < n; k++) {
    const y = x0.slice();
    y[k] = y[k] !== 0 ? (1 + 0.05) * y[k]! : 0.00025;
    list.push(y);
  }
  return list;
}

/** Sort vertices by value; equal ones keep their order. */
function order(simplex: Vec[], values: Vec): void {
  for (let i = 1; i < simplex.length; i++) {
    const [x, f] = [simplex[i]!, values[i]!];
    let j = i - 1;
    // NaN goes last.
    while (j >= 0 && (values[j]! > f || (values[j] !== values[j] && f === f))) {
      simplex[j + 1] = simplex[j]!;
      values[j + 1] = values[j]!;
      j--;
    }
    simplex[j + 1] = x;
    values[j + 1] = f;
  }
}

export function minimizeNelderMead(
  { objective, x0, report, box }: Problem,
  options: NelderMeadOptions,
): OptimizeResult {
  const { xatol = 1e-4, fatol = 1e-4, adaptive = false, initialSimplex } = options;
  const n = x0.length;
  const dim = adaptive ? n : 0;
  const [rho, chi, psi, sigma] = adaptive ? [1, 1 + 2 / dim, 0.75 - 1 / (2 * dim), 1 - 1 / dim] : [1, 2, 0.5, 0.5];
  let { maxiter, maxfev } = options;
  if (maxiter == null && maxfev == null) maxiter = maxfev = n * 200;
  else if (maxiter == null) maxiter = maxfev === Infinity ? n * 200 : Infinity;
  else if (maxfev == null) maxfev = maxiter === Infinity ? n * 200 : Infinity;
  const mostCalls = maxfev!;
  const mostIterations = maxiter!;

  let simplex = vertices(box ? clipTo(x0, box) : x0, initialSimplex);
  if (box) {
    simplex = simplex.map((v) =>
      clipTo(
        v.map((t, i) => (t > box.ub[i]! && !initialSimplex ? 2 * box.ub[i]! - t : t)),
        box,
      ),
    );
  }
  const values = new Float64Array(n + 1).fill(Infinity);
  const call = (x: Vec): number => {
    if (objective.nfev >= mostCalls) throw EXHAUSTED;
    return objective.fresh(x);
  };
  const limited = (x: Vec): Vec => (box ? clipTo(x, box) : x);
  const history = new History(options.returnAll, simplex[0]!);
  let nit = 1;
  let stopped = false;
  try {
    for (let k = 0; k <= n; k++) values[k] = call(simplex[k]!);
  } catch (error) {
    if (error !== EXHAUSTED) throw error;
  }
  order(simplex, values);

  const centre = new Float64Array(n);
  /** `(1 + t) * centre - t * worst`. */
  const towards = (t: number): Vec => {
    const worst = simplex[n]!;
    const point = new Float64Array(n);
    for (let i = 0; i < n; i++) point[i] = (1 + t) * centre[i]! - t * worst[i]!;
    return limited(point);
  };
  const close = (): boolean => {
    const best = simplex[0]!;
    for (let k = 1; k <= n; k++) {
      if (!(Math.abs(values[0]! - values[k]!) <= fatol)) return false;
      const v = simplex[k]!;
      for (let i = 0; i < n; i++) if (!(Math.abs(v[i]! - best[i]!) <= xatol)) return false;
    }
    return true;
  };
  const replaceWorst = (x: Vec, f: number): void => {
    simplex[n] = x;
    values[n] = f;
  };
  const shrink = (): void => {
    for (let k = 1; k <= n; k++) {
      simplex[k] = limited(simplex[k]!.map((t, i) => simplex[0]![i]! + sigma * (t - simplex[0]![i]!)));
      values[k] = call(simplex[k]!);
    }
  };
  while (objective.nfev < mostCalls && nit < mostIterations) {
    try {
      if (close()) break;
      centre.fill(0);
      for (let k = 0; k < n; k++) {
        const v = simplex[k]!;
        for (let i = 0; i < n; i++) centre[i]! += v[i]!;
      }
      for (let i = 0; i < n; i++) centre[i]! /= n;
      const reflected = towards(rho);
      const fReflected = call(reflected);
      if (fReflected < values[0]!) {
        const expanded = towards(rho * chi);
        const fExpanded = call(expanded);
        if (fExpanded < fReflected) replaceWorst(expanded, fExpanded);
        else replaceWorst(reflected, fReflected);
      } else if (fReflected < values[n - 1]!) replaceWorst(reflected, fReflected);
      else {
        const outside = fReflected < values[n]!;
        const contracted = towards(outside ? psi * rho : -psi);
        const fContracted = call(contracted);
        if (outside ? fContracted <= fReflected : fContracted < values[n]!) replaceWorst(contracted, fContracted);
        else shrink();
      }
      nit++;
    } catch (error) {
      if (error !== EXHAUSTED) throw error;
    }
    order(simplex, values);
    history.add(simplex[0]!);
    if (report(simplex[0]!, values[0]!)) {
      stopped = true;
      break;
    }
  }
  let [status, message]: [number, string] = [0, MESSAGES.success];
  if (stopped) ({ status, message } = STOPPED);
  else if (objective.nfev >= mostCalls) [status, message] = [1, MESSAGES.maxfev];
  else if (nit >= mostIterations) [status, message] = [2, MESSAGES.maxiter];
  if (status && options.disp) warn(message);
  const vectors = new Float64Array((n + 1) * n);
  simplex.forEach((v, k) => vectors.set(v, k * n));
  return {
    x: handedOver(simplex[0]!),
    fun: values[0]!,
    nit,
    nfev: objective.nfev,
    success: status === 0,
    status,
    message,
    finalSimplex: [toArray(vectors, [n + 1, n]), toArray(values.slice())],
    ...history.field,
  };
}
