/** `leastSquares`, `leastsq`, `curveFit`: parameters that make residuals small. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { Bounds, within, type Box } from './bounds.js';
import { bindArgs, type AbortLike } from './calls.js';
import { cholesky, lowerSolve } from './dense/cholesky.js';
import { inverse } from './dense/lu.js';
import { svd } from './dense/svd.js';
import { matTVec, type Mat } from './dense/matrix.js';
import { allFinite, dot, norm2, normInf, type Vec } from './dense/vector.js';
import type { DifferenceMethod } from './difference/steps.js';
import { dogbox } from './leastSquares/dogbox.js';
import { strictlyInside } from './leastSquares/geometry.js';
import { levenbergMarquardt } from './leastSquares/levenbergMarquardt.js';
import { LOSSES, type Loss, type LossName } from './leastSquares/losses.js';
import { Residuals } from './leastSquares/residuals.js';
import { trf } from './leastSquares/trf.js';
import type { FitProblem } from './leastSquares/fit.js';
import { ConvergenceError } from './rootScalar.js';
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
  /** Both solve the subproblem by singular values here. */
  trSolver?: 'exact' | 'lsmr' | null;
  trOptions?: object;
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
    return callback(at, { x: at, fun: handedOver(f), cost, nit }) === true;
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

/** Options of `leastsq`. */
export interface LeastsqOptions<A extends readonly unknown[] = []> {
  args?: A;
  /** The Jacobian. */
  Dfun?: ((x: Vector, ...args: A) => ArrayLike) | null;
  fullOutput?: boolean;
  /** `Dfun` returns derivatives down the columns (n x m). */
  colDeriv?: boolean;
  ftol?: number;
  xtol?: number;
  gtol?: number;
  maxfev?: number;
  epsfcn?: number | null;
  factor?: number;
  diag?: ArrayLike | null;
  signal?: AbortLike;
}

/** More of what `leastsq` finds. */
export interface LeastsqInfo {
  nfev: number;
  njev?: number;
  fvec: Vector;
  qtf: Vector;
}

/** What `leastsq` returns. */
export type LeastsqResult<F> = F extends true
  ? [x: Vector, covX: Vector | null, infodict: LeastsqInfo, mesg: string, ier: number]
  : [x: Vector, ier: number];

interface MarquardtRun {
  x: Vec;
  f: Vec;
  cov: Mat | undefined;
  nfev: number;
  njev: number | undefined;
  qtf: Vec;
  message: string;
  ier: number;
}

function runLeastsq(name: string, func: unknown, start: Vec, o: LeastsqOptions<never[]>): MarquardtRun {
  const { ftol = 1.49012e-8, xtol = 1.49012e-8, gtol = 0, factor = 100 } = o;
  const n = start.length;
  for (const [which, value] of Object.entries({ ftol, xtol, gtol })) {
    if (!(value >= 0))
      throw new ValueError(`${name}: Improper input parameters: ${which} must not be negative, got ${value}`);
  }
  if (!(factor > 0)) throw new ValueError(`${name}: Improper input parameters: factor must be positive, got ${factor}`);
  const residuals = new Residuals({
    functionName: name,
    fun: func,
    jac: o.Dfun ?? '2-point',
    args: o.args,
    signal: o.signal,
    transposed: o.colDeriv,
  });
  const maxfev = o.maxfev || (residuals.ownJacobian ? 100 : 200) * (n + 1);
  const value = (x: Vec): Vec => {
    const f = residuals.value(x);
    if (residuals.nfev === 1 && f.length < n) {
      throw new ValueError(
        `${name}: Improper input: func input vector length N=${n} must not exceed func output vector length M=${f.length}`,
      );
    }
    return f;
  };
  const epsilon = Math.sqrt(Math.max(o.epsfcn ?? Number.EPSILON, Number.EPSILON));
  const found = levenbergMarquardt({
    value,
    jacobian: residuals.ownJacobian ? residuals.jacobian : (x, f) => residuals.forward(x, f, epsilon),
    x0: start,
    ftol,
    xtol,
    gtol,
    more: () => residuals.nfev < maxfev,
    factor,
    diag: o.diag === undefined || o.diag === null ? undefined : toVecOrScalar(`${name}: diag`, o.diag, n),
  });
  const text = (t: number): string => t.toFixed(6);
  const messages: Record<number, string> = {
    1: `Both actual and predicted relative reductions in the sum of squares\n  are at most ${text(ftol)}`,
    2: `The relative error between two consecutive iterates is at most ${text(xtol)}`,
    3: `Both actual and predicted relative reductions in the sum of squares\n  are at most ${text(ftol)} and the relative error between two consecutive iterates is at \n  most ${text(xtol)}`,
    4: `The cosine of the angle between func(x) and any column of the\n  Jacobian is at most ${text(gtol)} in absolute value`,
    5: `Number of calls to function has reached maxfev = ${maxfev}.`,
    6: `ftol=${text(ftol)} is too small, no further reduction in the sum of squares\n  is possible.`,
    7: `xtol=${text(xtol)} is too small, no further improvement in the approximate\n  solution is possible.`,
    8: `gtol=${text(gtol)} is too small, func(x) is orthogonal to the columns of\n  the Jacobian to machine precision.`,
  };
  return {
    x: found.x,
    f: found.f,
    cov: covarianceFromR(found.factors.qr, found.factors.order, n),
    nfev: residuals.nfev,
    njev: residuals.ownJacobian ? residuals.njev : undefined,
    qtf: found.qtf.slice(0, n),
    message: messages[found.info]!,
    ier: found.info,
  };
}

/** `inv(J'J)` from the triangle; undefined where it is singular. */
function covarianceFromR(qr: Mat, order: Int32Array, n: number): Mat | undefined {
  const r = new Float64Array(n * n);
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) r[i * n + j] = qr[i * n + j]!;
    largest = Math.max(largest, Math.abs(r[i * n + i]!));
  }
  for (let i = 0; i < n; i++) if (!(Math.abs(r[i * n + i]!) > Number.EPSILON * 1e-4 * largest)) return undefined;
  const inverseR = inverse(r, n);
  if (!inverseR || !allFinite(inverseR)) return undefined;
  const cov = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = Math.max(i, j); k < n; k++) sum += inverseR[i * n + k]! * inverseR[j * n + k]!;
      cov[order[i]! * n + order[j]!] = sum;
    }
  }
  return cov;
}

/**
 * Minimise a sum of squares by the method of Levenberg and Marquardt, as MINPACK's lmdif and lmder do.
 *
 * @param func - gets a vector of n numbers, returns m >= n residuals
 * @param x0 - where to start
 * @param options - Jacobian and tolerances
 * @returns `[x, ier]`; with `fullOutput` `[x, covX, infodict, mesg, ier]`
 * @throws ValueError where there are fewer residuals than variables
 * @example
 * leastsq((x) => [2 * (x.item(0) - 3), 1], 0)[0]; // array([3.])
 */
export function leastsq<A extends readonly unknown[] = [], F extends boolean = false>(
  func: ResidualFunction<A>,
  x0: ArrayLike,
  options: LeastsqOptions<A> & { fullOutput?: F } = {},
): LeastsqResult<F> {
  checkOptions('leastsq', options, [
    'args',
    'Dfun',
    'fullOutput',
    'colDeriv',
    'ftol',
    'xtol',
    'gtol',
    'maxfev',
    'epsfcn',
    'factor',
    'diag',
    'signal',
  ]);
  const run = runLeastsq('leastsq', func, toVec('leastsq: x0', x0), options as never);
  const x = handedOver(run.x);
  const n = run.x.length;
  if (!options.fullOutput) {
    if (run.ier > 4) warn(`leastsq: ${run.message}`);
    return [x, run.ier] as LeastsqResult<F>;
  }
  const info: LeastsqInfo = {
    nfev: run.nfev,
    fvec: handedOver(run.f),
    qtf: handedOver(run.qtf),
    ...(run.njev === undefined ? {} : { njev: run.njev }),
  };
  return [x, run.cov ? toArray(run.cov, [n, n]) : null, info, run.message, run.ier] as LeastsqResult<F>;
}

/** Options of `curveFit`. */
export interface CurveFitOptions {
  /** The first guess; ones by default. */
  p0?: ArrayLike | null;
  /** Standard deviations of `ydata` (m), or its covariance (m x m). */
  sigma?: ArrayLike | null;
  /** Is `sigma` meant absolutely? Else only its ratios count. */
  absoluteSigma?: boolean;
  checkFinite?: boolean;
  bounds?: BoundsPair;
  method?: 'lm' | 'trf' | 'dogbox' | null;
  /** The Jacobian (m x n) of the model, or how to take differences. */
  jac?: DifferenceMethod | ((x: never, ...parameters: number[]) => ArrayLike) | null;
  fullOutput?: boolean;
  /** What to do with nan: 'raise' (default), 'omit' leaves those points out. */
  nanPolicy?: 'raise' | 'omit' | null;
  /** The most calls, for 'lm'. */
  maxfev?: number;
  maxNfev?: number | null;
  ftol?: number;
  xtol?: number;
  gtol?: number;
  epsfcn?: number;
  xScale?: ArrayLike | 'jac';
  loss?: LossName;
  fScale?: number;
  diffStep?: ArrayLike;
  signal?: AbortLike;
}

/** What `curveFit` returns. */
export type CurveFitResult<F> = F extends true
  ? [popt: Vector, pcov: Vector, infodict: { nfev: number; fvec: Vector }, mesg: string, ier: number]
  : [popt: Vector, pcov: Vector];

const CURVE_FIT = [
  'p0', 'sigma', 'absoluteSigma', 'checkFinite', 'bounds', 'method', 'jac', 'fullOutput', 'nanPolicy', 'maxfev', 'maxNfev',
  'ftol', 'xtol', 'gtol', 'epsfcn', 'xScale', 'loss', 'fScale', 'diffStep', 'signal',
]; // prettier-ignore

/**
 * Fit a function to data by least squares.
 *
 * @param f - the model: `f(xdata, a, b, ...)` returns m values
 * @param xdata - where the data were measured; handed to `f` as an array (an object as it is)
 * @param ydata - what was measured, m numbers
 * @param options - first guess, weights, bounds; see `CurveFitOptions`
 * @returns `[popt, pcov]`, the parameters and their estimated covariance (inf where it cannot be estimated); with
 *   `fullOutput` also `infodict, mesg, ier`
 * @throws ConvergenceError where no parameters are found, ValueError for data that are not finite or do not fit
 * @example
 * const [popt] = curveFit((x: np.NDArray<'float64'>, a: number, b: number) => x.mul(a).add(b), [0, 1, 2], [1, 3, 5]);
 * popt; // array([2., 1.])
 */
export function curveFit<F extends boolean = false, X = Vector>(
  f: (x: X, ...parameters: number[]) => ArrayLike,
  xdata: ArrayLike | (X & object),
  ydata: ArrayLike,
  options: CurveFitOptions & { fullOutput?: F } = {},
): CurveFitResult<F> {
  const name = 'curveFit';
  checkOptions(name, options, CURVE_FIT);
  const { p0, sigma, absoluteSigma = false, checkFinite = true } = options;
  const model = bindArgs(name, 'f', f, []);
  let y = toVec(`${name}: ydata`, ydata);
  const arrayLike =
    Array.isArray(xdata) || ArrayBuffer.isView(xdata) || xdata instanceof NDArray || typeof xdata === 'number';
  let x: unknown = arrayLike ? asNDArray(name, xdata as ArrayLike) : xdata;
  if (x instanceof NDArray && x.dtype !== 'float64' && x.info.kind !== 'c')
    x = toArray(toVec(`${name}: xdata`, x), x.shape);
  if (y.length === 0) throw new ValueError(`${name}: \`ydata\` must not be empty!`);
  if (options.nanPolicy === 'omit' && x instanceof NDArray) {
    const flat = toVec('xdata', x);
    const width = flat.length / y.length;
    const keep = [...y.keys()].filter(
      (i) => !Number.isNaN(y[i]!) && (x instanceof NDArray && x.ndim === 1 ? !Number.isNaN(flat[i]!) : width > 0),
    );
    if (x.ndim === 1) x = toArray(Float64Array.from(keep, (i) => flat[i]!));
    y = Float64Array.from(keep, (i) => y[i]!);
  } else if (checkFinite || options.nanPolicy === 'raise') {
    if (!allFinite(y)) throw new ValueError(`${name}: array must not contain infs or NaNs (ydata)`);
    if (x instanceof NDArray && x.info.kind !== 'c' && !allFinite(toVec('xdata', x))) {
      throw new ValueError(`${name}: array must not contain infs or NaNs (xdata)`);
    }
  }
  let n: number;
  if (p0 === undefined || p0 === null) {
    n = f.length - 1;
    if (n < 1) throw new ValueError(`${name}: Unable to determine number of fit parameters; give p0`);
  } else n = toVec(`${name}: p0`, p0).length;
  const box = pairToBox(name, options.bounds, n);
  for (let i = 0; i < n; i++) {
    if (!(box.lb[i]! < box.ub[i]!))
      throw new ValueError(
        `${name}: Each lower bound must be strictly less than each upper bound; parameter ${i} has [${box.lb[i]}, ${box.ub[i]}].`,
      );
  }
  const bounded = box.lb.some((t) => t > -Infinity) || box.ub.some((t) => t < Infinity);
  const start =
    p0 === undefined || p0 === null
      ? Float64Array.from({ length: n }, (_, i) => {
          const [a, b] = [box.lb[i]!, box.ub[i]!];
          if (Number.isFinite(a) && Number.isFinite(b)) return 0.5 * (a + b);
          return Number.isFinite(a) ? a + 1 : Number.isFinite(b) ? b - 1 : 1;
        })
      : toVec(`${name}: p0`, p0);
  const method = options.method ?? (bounded ? 'trf' : 'lm');
  if (method === 'lm' && bounded)
    throw new ValueError(`${name}: Method 'lm' only works for unconstrained problems. Use 'trf' or 'dogbox'.`);
  const m = y.length;
  let whiten: (v: Vec) => Vec = (v) => v;
  if (sigma !== undefined && sigma !== null) {
    const shape = shapeOf(sigma);
    const s = toVec(`${name}: sigma`, sigma);
    if (s.length === 1 && shape.length < 2) whiten = (v) => v.map((t) => t / s[0]!);
    else if (shape.length === 1 && s.length === m) whiten = (v) => v.map((t, i) => t / s[i]!);
    else if (shape.length === 2 && shape[0] === m && shape[1] === m) {
      const { l, failed } = cholesky(s, m);
      if (failed) throw new ValueError(`${name}: \`sigma\` must be positive definite.`);
      whiten = (v) => lowerSolve(l, m, v);
    } else throw new ValueError(`${name}: \`sigma\` has incorrect shape: ${shapeText(shape)} for ${m} data.`);
  }
  const residual = (p: Vector): ArrayLike => {
    const value = toVec(`${name}: what f returns`, model(x, ...(p.storage as Float64Array)));
    if (value.length !== m && value.length !== 1)
      throw new ValueError(`${name}: f returned ${value.length} values for ${m} data`);
    const r = new Float64Array(m);
    for (let i = 0; i < m; i++) r[i] = value[value.length === 1 ? 0 : i]! - y[i]!;
    return toArray(whiten(r));
  };
  const { jac } = options;
  const jacobian =
    typeof jac === 'function'
      ? (p: Vector): ArrayLike => {
          const value = toVec(
            `${name}: what jac returns`,
            (jac as (...all: unknown[]) => ArrayLike)(x, ...(p.storage as Float64Array)),
          );
          if (value.length !== m * n)
            throw new ValueError(`${name}: jac must return ${m} x ${n} values, got ${value.length}`);
          const out = new Float64Array(m * n);
          const column = new Float64Array(m);
          for (let k = 0; k < n; k++) {
            for (let i = 0; i < m; i++) column[i] = value[i * n + k]!;
            whiten(column).forEach((t, i) => (out[i * n + k] = t));
          }
          return toArray(out, [m, n]);
        }
      : undefined;
  let popt: Vec;
  let pcov: Mat | undefined;
  let cost: number;
  let info: { nfev: number; fvec: Vector };
  let message: string;
  let ier: number;
  if (method === 'lm') {
    if (n > m)
      throw new ValueError(
        `${name}: The number of func parameters=${n} must not exceed the number of data points=${m}`,
      );
    const { ftol, xtol, gtol, epsfcn, signal } = options;
    const run = runLeastsq(name, residual, start, {
      Dfun: jacobian as never,
      maxfev: options.maxfev ?? options.maxNfev ?? 0,
      ...(ftol === undefined ? {} : { ftol }),
      ...(xtol === undefined ? {} : { xtol }),
      ...(gtol === undefined ? {} : { gtol }),
      ...(epsfcn === undefined ? {} : { epsfcn }),
      ...(signal ? { signal } : {}),
    });
    if (run.ier > 4) throw new ConvergenceError(`${name}: Optimal parameters not found: ${run.message}`);
    popt = run.x;
    pcov = run.cov;
    cost = norm2(run.f) ** 2;
    info = { nfev: run.nfev, fvec: handedOver(run.f) };
    ({ message, ier } = run);
  } else {
    const fit = leastSquares(residual, toArray(start), {
      method,
      bounds: [toArray(box.lb), toArray(box.ub)],
      jac: jacobian ?? (jac as DifferenceMethod | null | undefined) ?? '2-point',
      ...(options.maxfev || options.maxNfev ? { maxNfev: options.maxNfev ?? options.maxfev! } : {}),
      ...(options.ftol === undefined ? {} : { ftol: options.ftol }),
      ...(options.xtol === undefined ? {} : { xtol: options.xtol }),
      ...(options.gtol === undefined ? {} : { gtol: options.gtol }),
      ...(options.xScale === undefined ? {} : { xScale: options.xScale }),
      ...(options.loss === undefined ? {} : { loss: options.loss }),
      ...(options.fScale === undefined ? {} : { fScale: options.fScale }),
      ...(options.diffStep === undefined ? {} : { diffStep: options.diffStep }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    if (!fit.success) throw new ConvergenceError(`${name}: Optimal parameters not found: ${fit.message}`);
    popt = fit.x.storage as Vec;
    cost = 2 * fit.cost;
    const { s, v } = svd(fit.jac.storage as Mat, m, n);
    const least = Number.EPSILON * Math.max(m, n) * (s[0] ?? 0);
    if (s.length === n && s[n - 1]! > least) {
      pcov = new Float64Array(n * n);
      for (let k = 0; k < n; k++)
        for (let i = 0; i < n; i++)
          for (let l = 0; l < n; l++) pcov[i * n + l]! += (v[k * n + i]! * v[k * n + l]!) / s[k]! ** 2;
    }
    info = { nfev: fit.nfev, fvec: fit.fun };
    message = fit.message;
    ier = fit.status;
  }
  let estimated = pcov !== undefined && allFinite(pcov);
  if (estimated && !absoluteSigma) {
    if (m > n) for (let k = 0; k < n * n; k++) pcov![k]! *= cost / (m - n);
    else estimated = false;
  }
  if (!estimated) {
    pcov = new Float64Array(n * n).fill(Infinity);
    warn(`${name}: Covariance of the parameters could not be estimated`);
  }
  const parameters = handedOver(popt);
  const covariance = toArray(pcov!, [n, n]);
  return (
    options.fullOutput ? [parameters, covariance, info, message, ier] : [parameters, covariance]
  ) as CurveFitResult<F>;
}
