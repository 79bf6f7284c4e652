/** `leastSquares`: parameters that make residuals small, between bounds and with robust losses. */
import { saysStop } from './callbacks.js';
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { Bounds, within, type Box } from './bounds.js';
import type { AbortLike } from './calls.js';
import { matTVec } from './dense/matrix.js';
import { allFinite, dot, normInf, type Vec } from './dense/vector.js';
import type { DifferenceMethod } from './difference/steps.js';
import { dogbox } from './leastSquares/dogbox.js';
import { strictlyInside } from './leastSquares/geometry.js';
import { levenbergMarquardt } from './leastSquares/levenbergMarquardt.js';
import { LOSSES, type Loss, type LossName } from './leastSquares/losses.js';
import { Residuals } from './leastSquares/residuals.js';
import type { SubspaceSettings } from './leastSquares/subspace.js';
import { trf } from './leastSquares/trf.js';
import type { FitProblem } from './leastSquares/fit.js';
import { handedOver, shapeOf, toArray, toVec, toVecOrScalar, type Vector } from './values.js';
import { warn } from './warnings.js';

/** A vector function, its residuals in any array form. */
export type ResidualFunction<A extends readonly unknown[] = []> = (x: Vector, ...args: A) => ArrayLike;

/** Two limits, each one number or one for each variable. */
export type BoundsPair = readonly [lb: ArrayLike, ub: ArrayLike] | Bounds;

/** Options of `leastSquares`. */
export interface LeastSquaresOptions<A extends readonly unknown[] = []> {
  /** The Jacobian (m x n), or how to take differences. */
  jac?: DifferenceMethod | ((x: Vector, ...args: A) => ArrayLike);
  bounds?: BoundsPair;
  /** Trust Region Reflective, dogleg in a box, or Levenberg-Marquardt (without bounds, m >= n). */
  method?: 'trf' | 'dogbox' | 'lm';
  /** Tolerances: relative fall of the cost, relative step, gradient; null for none. */
  ftol?: number | null;
  xtol?: number | null;
  gtol?: number | null;
  /** The scale of each variable, or 'jac' to follow the Jacobian. */
  xScale?: ArrayLike | 'jac';
  loss?: LossName | ((z: Vector) => ArrayLike);
  /** The residual that separates inliers from outliers. */
  fScale?: number;
  /** The relative step of differences. */
  diffStep?: ArrayLike | null;
  /** Solve subproblems by factors of the Jacobian ('exact', the default) or iteratively by products with it (LSMR). */
  trSolver?: 'exact' | 'lsmr' | null;
  /** For 'lsmr': `damp`, `atol`, `btol`, `conlim`, `maxiter`, and for trf `regularize`. */
  trOptions?: SubspaceSettings;
  /** Where the Jacobian may be other than zero (m x n), to group columns of differences. */
  jacSparsity?: ArrayLike | null;
  maxNfev?: number | null;
  verbose?: 0 | 1 | 2;
  args?: A;
  /** Called after each iteration; returns true to stop. */
  callback?:
    ((x: Vector, intermediate: { x: Vector; fun: Vector; cost: number; nit: number }) => boolean | void) | null;
  signal?: AbortLike;
}

/** What `leastSquares` finds. */
export interface LeastSquaresResult {
  x: Vector;
  /** Half the sum of squares (or of losses). */
  cost: number;
  /** The residuals. */
  fun: Vector;
  /** The Jacobian (changed for the loss). */
  jac: Vector;
  grad: Vector;
  optimality: number;
  /** -1 at a lower bound, 1 at an upper one, else 0. */
  activeMask: NDArray<'int32'>;
  nfev: number;
  /** null where Levenberg-Marquardt takes differences. */
  njev: number | null;
  status: number;
  message: string;
  success: boolean;
}

const KNOWN = [
  'jac', 'bounds', 'method', 'ftol', 'xtol', 'gtol', 'xScale', 'loss', 'fScale', 'diffStep', 'trSolver', 'trOptions',
  'jacSparsity', 'maxNfev', 'verbose', 'args', 'callback', 'signal',
]; // prettier-ignore

const MESSAGES: Record<number, string> = {
  [-2]: 'Stopped because `callback` function raised `StopIteration` or returned `True`',
  [-1]: 'Improper input parameters status returned from `leastsq`',
  0: 'The maximum number of function evaluations is exceeded.',
  1: '`gtol` termination condition is satisfied.',
  2: '`ftol` termination condition is satisfied.',
  3: '`xtol` termination condition is satisfied.',
  4: 'Both `ftol` and `xtol` termination conditions are satisfied.',
};

/** Bounds as a pair of vectors. */
export function pairToBox(name: string, bounds: BoundsPair | undefined, n: number): Box {
  const [low, high] = bounds instanceof Bounds ? [bounds.lb, bounds.ub] : (bounds ?? [-Infinity, Infinity]);
  if (bounds !== undefined && !(bounds instanceof Bounds) && (!Array.isArray(bounds) || bounds.length !== 2)) {
    throw new ValueError(`${name}: \`bounds\` must contain 2 elements, got ${describe(bounds)}`);
  }
  return { lb: toVecOrScalar(`${name}: bounds[0]`, low, n), ub: toVecOrScalar(`${name}: bounds[1]`, high, n) };
}

/** SciPy's treatment of a tolerance: null is none, below the rounding error a warning. */
function tolerance(name: string, which: string, value: number | null | undefined, method: string): number {
  const eps = Number.EPSILON;
  if (value === null) return 0;
  if (value === undefined) return 1e-8;
  if (value < eps) {
    warn(
      `${name}: Setting \`${which}\` below the machine epsilon (${eps.toExponential(2)}) effectively disables the corresponding termination condition.`,
    );
    if (method === 'lm') return eps;
  }
  return value;
}

function lossOf(loss: LossName | ((z: Vector) => ArrayLike)): Loss | undefined {
  if (typeof loss === 'function') {
    return (z) => {
      const rho = toVec('leastSquares: what loss returns', loss(toArray(Float64Array.of(z))));
      if (rho.length !== 3) throw new ValueError('leastSquares: The return value of `loss` callable has wrong shape.');
      return [rho[0]!, rho[1]!, rho[2]!];
    };
  }
  if (loss === 'linear') return undefined;
  const found = Object.hasOwn(LOSSES, loss) ? LOSSES[loss] : undefined;
  if (!found)
    throw new ValueError(
      `leastSquares: \`loss\` must be one of linear, huber, soft_l1, cauchy, arctan or a function, got ${describe(loss)}`,
    );
  return found;
}

/**
 * Minimise the sum of squares of m functions of n variables, possibly between bounds and with a robust loss.
 *
 * @param fun - gets a vector of n numbers, returns m residuals
 * @param x0 - where to start: n numbers, or one
 * @param options - Jacobian, bounds, method, tolerances, loss; see `LeastSquaresOptions`
 * @returns the solution and how it was found
 * @throws ValueError for x0 outside bounds, residuals that are not finite there, or options that do not fit
 * @example
 * leastSquares((x) => [10 * (x.item(1) - x.item(0) ** 2), 1 - x.item(0)], [2, 2]).x; // array([1., 1.])
 */
export function leastSquares<A extends readonly unknown[] = []>(
  fun: ResidualFunction<A>,
  x0: ArrayLike,
  options: LeastSquaresOptions<A> = {},
): LeastSquaresResult {
  const name = 'leastSquares';
  checkOptions(name, options, KNOWN);
  const { jac = '2-point', method = 'trf', loss = 'linear', fScale = 1, xScale = 1, verbose = 0, callback } = options;
  if (method !== 'trf' && method !== 'dogbox' && method !== 'lm')
    throw new ValueError(`${name}: \`method\` must be one of trf, dogbox, lm, got ${describe(method)}`);
  const { trSolver } = options;
  if (trSolver !== undefined && trSolver !== null && trSolver !== 'exact' && trSolver !== 'lsmr') {
    throw new ValueError(`${name}: \`trSolver\` must be 'exact', 'lsmr' or null, got ${describe(trSolver)}`);
  }
  const { trOptions = {} } = options;
  checkOptions(
    `${name} (trOptions)`,
    trOptions,
    trSolver === 'lsmr' && method !== 'lm'
      ? ['damp', 'atol', 'btol', 'conlim', 'maxiter', ...(method === 'trf' ? ['regularize'] : [])]
      : [],
  );
  const lossFunction = lossOf(loss);
  if (shapeOf(x0).length > 1)
    throw new ValueError(`${name}: \`x0\` must have at most 1 dimension, got shape ${shapeText(shapeOf(x0))}`);
  const start = toVec(`${name}: x0`, x0);
  const n = start.length;
  const box = pairToBox(name, options.bounds, n);
  const bounded = box.lb.some((t) => t !== -Infinity) || box.ub.some((t) => t !== Infinity);
  if (method === 'lm' && bounded) throw new ValueError(`${name}: Method 'lm' doesn't support bounds.`);
  for (let i = 0; i < n; i++) {
    if (!(box.lb[i]! < box.ub[i]!))
      throw new ValueError(
        `${name}: Each lower bound must be strictly less than each upper bound; variable ${i} has [${box.lb[i]}, ${box.ub[i]}].`,
      );
  }
  if (!within(start, box)) throw new ValueError(`${name}: \`x0\` is infeasible.`);
  if (xScale !== 'jac') {
    const scale = toVecOrScalar(`${name}: xScale`, xScale, n);
    if (scale.some((t) => !(t > 0 && Number.isFinite(t))))
      throw new ValueError(`${name}: \`xScale\` must be 'jac' or array_like with positive numbers.`);
  }
  if (method === 'lm') {
    if (lossFunction) throw new ValueError(`${name}: method='lm' supports only 'linear' loss function.`);
    if (options.jacSparsity) throw new ValueError(`${name}: method='lm' does not support \`jacSparsity\`.`);
  }
  if (n === 0) throw new ValueError(`${name}: \`x0\` must have at least one element.`);
  const ftol = tolerance(name, 'ftol', options.ftol, method);
  const xtol = tolerance(name, 'xtol', options.xtol, method);
  const gtol = tolerance(name, 'gtol', options.gtol, method);
  if (method !== 'lm' && ftol < Number.EPSILON && xtol < Number.EPSILON && gtol < Number.EPSILON) {
    throw new ValueError(
      `${name}: At least one of the tolerances must be higher than machine epsilon (${Number.EPSILON.toExponential(2)}).`,
    );
  }
  const maxNfev = options.maxNfev;
  if (maxNfev !== undefined && maxNfev !== null && !(maxNfev > 0))
    throw new ValueError(`${name}: \`maxNfev\` must be None or positive integer.`);
  const relStep =
    options.diffStep === undefined || options.diffStep === null
      ? undefined
      : toVec(`${name}: diffStep`, options.diffStep);
  const residuals = new Residuals({
    functionName: name,
    fun,
    jac,
    args: options.args,
    relStep,
    box: bounded ? box : undefined,
    sparsity: options.jacSparsity,
    signal: options.signal,
  });
  const first = method === 'trf' && bounded ? strictlyInside(start, box, 1e-10) : start;
  const report = (x: Vec, f: Vec, cost: number, nit: number): boolean => {
    if (!callback) return false;
    const at = handedOver(x);
    return saysStop(() => callback(at, { x: at, fun: handedOver(f), cost, nit }));
  };
  const scale = xScale === 'jac' ? 'jac' : toVecOrScalar(`${name}: xScale`, xScale, n);
  let result: LeastSquaresResult;
  if (method === 'lm') {
    const limit = maxNfev ?? (residuals.ownJacobian ? 100 * n : 100 * n * (n + 1));
    const check = (x: Vec): Vec => {
      const f = residuals.value(x);
      if (residuals.nfev === 1) {
        if (!allFinite(f)) throw new ValueError(`${name}: Residuals are not finite in the initial point.`);
        if (f.length < n)
          throw new ValueError(
            `${name}: Method 'lm' doesn't work when the number of residuals is less than the number of variables.`,
          );
      }
      return f;
    };
    const epsilon = relStep ? relStep[0]! : Math.sqrt(Number.EPSILON);
    const found = levenbergMarquardt({
      value: check,
      jacobian:
        residuals.ownJacobian || residuals.method !== '2-point'
          ? residuals.jacobian
          : (x, f) => residuals.forward(x, f, epsilon),
      x0: first,
      ftol,
      xtol,
      gtol,
      more: () => residuals.nfev < limit,
      factor: 100,
      diag: scale === 'jac' ? undefined : scale.map((t) => 1 / t),
      report: (x, f, nit) => report(x, f, 0.5 * dot(f, f), nit),
    });
    const { x, f, info } = found;
    // SciPy returns the Jacobian at the solution from one more evaluation.
    const jacobian = residuals.ownJacobian ? residuals.jacobian(x, f) : found.jacobian;
    const g = matTVec(jacobian, f.length, n, f);
    const status = info < 0 ? info : ({ 1: 2, 2: 3, 3: 4, 4: 1, 5: 0, 6: 2, 7: 3, 8: 1 }[info] ?? -1);
    result = {
      x: handedOver(x),
      cost: 0.5 * dot(f, f),
      fun: handedOver(f),
      jac: toArray(jacobian, [f.length, n]),
      grad: toArray(g),
      optimality: normInf(g),
      activeMask: mask(new Int8Array(n)),
      nfev: residuals.nfev,
      njev: residuals.ownJacobian ? residuals.njev : null,
      status,
      message: MESSAGES[status]!,
      success: status > 0,
    };
  } else {
    const f0 = residuals.value(first);
    if (!allFinite(f0)) throw new ValueError(`${name}: Residuals are not finite in the initial point.`);
    const problem: FitProblem = {
      residuals,
      x0: first,
      f0,
      box,
      ftol,
      xtol,
      gtol,
      maxNfev: maxNfev ?? 100 * n,
      xScale: scale,
      loss: lossFunction,
      fScale,
      trSolver: trSolver ?? 'exact',
      trOptions,
      report,
      verbose,
    };
    const found = method === 'trf' ? trf(problem) : dogbox(problem);
    result = {
      x: handedOver(found.x),
      cost: found.cost,
      fun: handedOver(found.f),
      jac: toArray(found.jacobian, [f0.length, n]),
      grad: toArray(found.gradient),
      optimality: found.optimality,
      activeMask: mask(found.activeMask),
      nfev: residuals.nfev,
      njev: residuals.njev,
      status: found.status,
      message: MESSAGES[found.status]!,
      success: found.status > 0,
    };
  }
  if (verbose) {
    console.log(
      `${result.message}\nFunction evaluations ${result.nfev}, final cost ${result.cost}, first-order optimality ${result.optimality}.`,
    );
  }
  return result;
}

function mask(values: Int8Array): NDArray<'int32'> {
  return asNDArray('leastSquares', Int32Array.from(values)) as NDArray<'int32'>;
}
