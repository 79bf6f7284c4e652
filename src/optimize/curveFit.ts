/** `curveFit`: the parameters of a function that fit data. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { bindArgs, type AbortLike } from './calls.js';
import { cholesky, lowerSolve } from './dense/cholesky.js';
import { svd } from './dense/svd.js';
import type { Mat } from './dense/matrix.js';
import { allFinite, norm2, type Vec } from './dense/vector.js';
import type { DifferenceMethod } from './difference/steps.js';
import type { LossName } from './leastSquares/losses.js';
import { ConvergenceError } from './rootScalar.js';
import { handedOver, shapeOf, toArray, toVec, type Vector } from './values.js';
import { warn } from './warnings.js';
import { leastSquares, pairToBox, type BoundsPair } from './leastSquares.js';
import { runLeastsq } from './leastsq.js';

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
