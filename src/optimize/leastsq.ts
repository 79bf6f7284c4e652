/** `leastsq`: least squares as MINPACK has them, with the covariance of the parameters. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions } from '../core/errors.js';
import type { AbortLike } from './calls.js';
import { inverse } from './dense/lu.js';
import type { Mat } from './dense/matrix.js';
import { allFinite, type Vec } from './dense/vector.js';
import { levenbergMarquardt } from './leastSquares/levenbergMarquardt.js';
import { Residuals } from './leastSquares/residuals.js';
import { handedOver, toArray, toVec, toVecOrScalar, type Vector } from './values.js';
import { warn } from './warnings.js';
import type { ResidualFunction } from './leastSquares.js';

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
  /** The triangle of the final Jacobian's factors, its columns as rows. */
  fjac: Vector;
  /** The number of the variable behind each column of the triangle, from 1. */
  ipvt: Vector;
  qtf: Vector;
}

/** What `leastsq` returns. */
export type LeastsqResult<F> = F extends true
  ? [x: Vector, covX: Vector | null, infodict: LeastsqInfo, mesg: string, ier: number]
  : [x: Vector, ier: number];

/** A run of the method. */
export interface MarquardtRun {
  x: Vec;
  f: Vec;
  cov: Mat | undefined;
  factors: { readonly qr: Mat; readonly order: Int32Array };
  nfev: number;
  njev: number | undefined;
  qtf: Vec;
  message: string;
  ier: number;
}

/** Check the settings and run the method. */
export function runLeastsq(name: string, func: unknown, start: Vec, o: LeastsqOptions<never[]>): MarquardtRun {
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
    factors: found.factors,
    nfev: residuals.nfev,
    njev: residuals.ownJacobian ? residuals.njev : undefined,
    qtf: found.qtf.slice(0, n),
    message: messages[found.info]!,
    ier: found.info,
  };
}

/** The final Jacobian's covariance, triangle and order of columns, as results show them. */
export function factorsOf(
  { qr, order }: { readonly qr: Mat; readonly order: Int32Array },
  n: number,
): { covX: Vector | null; fjac: Vector; ipvt: Vector } {
  const cov = covarianceFromR(qr, order, n);
  const columns = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) columns[j * n + i] = qr[i * n + j]!;
  return {
    covX: cov ? toArray(cov, [n, n]) : null,
    fjac: toArray(columns, [n, n]),
    ipvt: toArray(Float64Array.from(order.subarray(0, n), (k) => k + 1)),
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
  if (!options.fullOutput) {
    if (run.ier > 4) warn(`leastsq: ${run.message}`);
    return [x, run.ier] as LeastsqResult<F>;
  }
  const { covX, fjac, ipvt } = factorsOf(run.factors, run.x.length);
  const info: LeastsqInfo = {
    nfev: run.nfev,
    fvec: handedOver(run.f),
    fjac,
    ipvt,
    qtf: handedOver(run.qtf),
    ...(run.njev === undefined ? {} : { njev: run.njev }),
  };
  return [x, covX, info, run.message, run.ier] as LeastsqResult<F>;
}
