/** `root`: roots of systems of equations by all methods. */
import { factorsOf } from './leastsq.js';
import { saysStop } from './callbacks.js';
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import type { AbortLike } from './calls.js';
import { identity } from './dense/matrix.js';
import { applyQ, applyQT, qrFactor } from './dense/qr.js';
import type { Vec } from './dense/vector.js';
import { levenbergMarquardt } from './leastSquares/levenbergMarquardt.js';
import { Residuals } from './leastSquares/residuals.js';
import { preconditionerOf, type InnerPreconditioner } from './jacobians.js';
import { hybrid } from './roots/hybrid.js';
import { iterate } from './roots/iteration.js';
import {
  Anderson,
  BroydenFirst,
  BroydenSecond,
  DiagBroyden,
  ExcitingMixing,
  Krylov,
  LinearMixing,
  type ApproximateJacobian,
  type ReductionMethod,
} from './roots/quasiNewton.js';
import { dfSane, type SpectralOptions } from './roots/spectral.js';
import { ConvergenceError } from './rootScalar.js';
import { handedOver, shapeOf, toArray, toVec, toVecOrScalar, type Vector } from './values.js';
import { warn } from './warnings.js';

/** No root was found; `x` is the last point. */
export class NoConvergence extends ConvergenceError {
  override name = 'NoConvergence';
  constructor(
    message: string,
    readonly x: Vector,
  ) {
    super(message);
  }
}

/** Options of hybr, and of `fsolve` less those that it names otherwise. */
export interface HybrOptions {
  colDeriv?: boolean;
  xtol?: number;
  maxfev?: number;
  band?: readonly [number, number] | null;
  /** Relative precision of the function, for differences. */
  eps?: number | null;
  factor?: number;
  diag?: ArrayLike | null;
}

/** Options of lm. */
export interface RootLmOptions {
  colDeriv?: boolean;
  ftol?: number;
  xtol?: number;
  gtol?: number;
  maxiter?: number;
  eps?: number;
  factor?: number;
  diag?: ArrayLike | null;
}

/** Options of the methods with approximate Jacobians. */
export interface NonlinOptions {
  /** Do exactly so many iterations. */
  nit?: number | null;
  disp?: boolean;
  maxiter?: number | null;
  /** Tolerances of the residual (absolute, relative) and the step. */
  fatol?: number | null;
  frtol?: number | null;
  xatol?: number | null;
  xrtol?: number | null;
  tolNorm?: ((v: Vector) => number) | null;
  lineSearch?: 'armijo' | 'wolfe' | null;
  jacOptions?: JacobianOptions;
}

/** Options of the Jacobians. */
export interface JacobianOptions {
  alpha?: number | null;
  reductionMethod?: ReductionMethod | readonly [ReductionMethod, ...number[]];
  maxRank?: number | null;
  w0?: number;
  M?: number;
  alphamax?: number;
  rdiff?: number | null;
  method?: 'lgmres' | 'gmres' | 'bicgstab' | 'cgs' | 'minres' | 'tfqmr';
  innerMaxiter?: number;
  /** krylov: an approximate inverse of the Jacobian, which may learn as `new InverseJacobian(new BroydenFirst())` does. */
  innerM?: InnerPreconditioner | null;
  outerK?: number;
}

/** The options of each method of `root`. */
export interface RootMethodOptions {
  hybr: HybrOptions;
  lm: RootLmOptions;
  broyden1: NonlinOptions;
  broyden2: NonlinOptions;
  anderson: NonlinOptions;
  linearmixing: NonlinOptions;
  diagbroyden: NonlinOptions;
  excitingmixing: NonlinOptions;
  krylov: NonlinOptions;
  'df-sane': Omit<SpectralOptions, 'etaStrategy'>;
}

/** The methods of `root`. */
export type RootMethod = keyof RootMethodOptions;

/** Options of `root`. */
export interface RootOptions<A extends readonly unknown[] = [], M extends RootMethod = RootMethod> {
  args?: A;
  method?: M;
  /** The Jacobian, true if `fun` returns `[values, Jacobian]`; hybr and lm. */
  jac?: ((x: Vector, ...args: A) => ArrayLike) | boolean | null;
  tol?: number | null;
  /** Called after each iteration with x and the residuals; returns true to stop. Not hybr and lm in SciPy; all here. */
  callback?: ((x: Vector, f: Vector) => boolean | void) | null;
  options?: RootMethodOptions[M];
  signal?: AbortLike;
}

/** What `root` finds. */
export interface RootResult {
  x: Vector;
  fun: Vector;
  success: boolean;
  status: number;
  message: string;
  method: RootMethod;
  nfev: number;
  njev?: number;
  nit?: number;
  /** hybr: the orthogonal factor of the final Jacobian, transposed. lm: the triangle, its columns as rows. */
  fjac?: Vector;
  /** hybr: the triangle, by rows in one vector. */
  r?: Vector;
  qtf?: Vector;
  /** lm: inv(J'J), null where it is singular. */
  covX?: Vector | null;
  /** lm: the number of the variable behind each column of the triangle, from 1. */
  ipvt?: Vector;
}

/** What to solve. */
export interface Setting {
  name: string;
  fun: unknown;
  jac: unknown;
  args: readonly unknown[] | undefined;
  x0: Vec;
  shape: readonly number[];
  callback?: ((x: Vector, f: Vector) => boolean | void) | null | undefined;
  signal?: AbortLike | undefined;
}

const HYBR_MESSAGES = (maxfev: number, xtol: number): Record<number, string> => ({
  [-2]: '`callback` raised `StopIteration`.',
  0: 'Improper input parameters were entered.',
  1: 'The solution converged.',
  2: `The number of calls to function has reached maxfev = ${maxfev}.`,
  3: `xtol=${xtol.toFixed(6)} is too small, no further improvement in the approximate\n solution is possible.`,
  4: 'The iteration is not making good progress, as measured by the \n improvement from the last five Jacobian evaluations.',
  5: 'The iteration is not making good progress, as measured by the \n improvement from the last ten iterations.',
});

function reportTo(s: Setting): ((x: Vec, f: Vec) => boolean) | undefined {
  const { callback } = s;
  return callback ? (x, f) => saysStop(() => callback(handedOver(x), handedOver(f))) : undefined;
}

function residualsOf(s: Setting, colDeriv: boolean | undefined): Residuals {
  return new Residuals({
    functionName: s.name,
    fun: s.fun,
    jac: s.jac ?? '2-point',
    args: s.args,
    signal: s.signal,
    transposed: colDeriv,
  });
}

/** Powell's hybrid method. */
export function runHybr(s: Setting, o: HybrOptions): RootResult {
  const { xtol = 1.49012e-8, factor = 100 } = o;
  const n = s.x0.length;
  if (!(xtol >= 0))
    throw new ValueError(`${s.name}: Improper input parameters: xtol must not be negative, got ${xtol}`);
  if (!(factor > 0))
    throw new ValueError(`${s.name}: Improper input parameters: factor must be positive, got ${factor}`);
  const residuals = residualsOf(s, o.colDeriv);
  const maxfev = o.maxfev || (residuals.ownJacobian ? 100 : 200) * (n + 1);
  const value = (x: Vec): Vec => {
    const f = residuals.value(x);
    if (f.length !== n) {
      throw new ValueError(
        `${s.name}: there is a mismatch between the input and output shape of the 'func' argument: shape should be (${n},) but it is (${f.length},).`,
      );
    }
    return f;
  };
  const epsilon = Math.sqrt(Math.max(o.eps ?? Number.EPSILON, Number.EPSILON));
  const found = hybrid({
    value,
    jacobian: residuals.ownJacobian ? residuals.jacobian : (x, f) => residuals.forward(x, f, epsilon),
    x0: s.x0,
    xtol,
    factor,
    more: () => residuals.nfev < maxfev,
    diag: o.diag === undefined || o.diag === null ? undefined : toVecOrScalar(`${s.name}: diag`, o.diag, n),
    report: reportTo(s),
  });
  const factors = qrFactor(found.jacobian, n, n);
  const q = identity(n);
  const fjac = new Float64Array(n * n);
  for (let k = 0; k < n; k++) fjac.set(applyQ(factors, q.slice(k * n, k * n + n)), k * n);
  const r: number[] = [];
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) r.push(factors.qr[i * n + j]!);
  return {
    x: toArray(found.x.slice(), s.shape.length ? s.shape : [n]),
    fun: handedOver(found.f),
    success: found.info === 1,
    status: found.info === -2 ? 99 : found.info,
    message: HYBR_MESSAGES(maxfev, xtol)[found.info]!,
    method: 'hybr',
    nfev: residuals.nfev,
    ...(residuals.ownJacobian ? { njev: residuals.njev } : {}),
    fjac: toArray(fjac, [n, n]),
    r: toArray(Float64Array.from(r)),
    qtf: toArray(applyQT(factors, found.f.slice())),
  };
}

function runLm(s: Setting, o: RootLmOptions): RootResult {
  const { ftol = 1.49012e-8, xtol = 1.49012e-8, gtol = 0, factor = 100 } = o;
  const n = s.x0.length;
  const residuals = residualsOf(s, o.colDeriv);
  const maxfev = o.maxiter || (residuals.ownJacobian ? 100 : 200) * (n + 1);
  const epsilon = Math.sqrt(Math.max(o.eps ?? Number.EPSILON, Number.EPSILON));
  const report = reportTo(s);
  const found = levenbergMarquardt({
    value: residuals.value,
    jacobian: residuals.ownJacobian ? residuals.jacobian : (x, f) => residuals.forward(x, f, epsilon),
    x0: s.x0,
    ftol,
    xtol,
    gtol,
    factor,
    more: () => residuals.nfev < maxfev,
    diag: o.diag === undefined || o.diag === null ? undefined : toVecOrScalar(`${s.name}: diag`, o.diag, n),
    report: report ? (x, f) => report(x, f) : undefined,
  });
  const { info } = found;
  const message =
    {
      [-2]: '`callback` raised `StopIteration`.',
      1: `Both actual and predicted relative reductions in the sum of squares\n  are at most ${ftol.toFixed(6)}`,
      2: `The relative error between two consecutive iterates is at most ${xtol.toFixed(6)}`,
      3: `Both actual and predicted relative reductions in the sum of squares\n  are at most ${ftol.toFixed(6)} and the relative error between two consecutive iterates is at \n  most ${xtol.toFixed(6)}`,
      4: `The cosine of the angle between func(x) and any column of the\n  Jacobian is at most ${gtol.toFixed(6)} in absolute value`,
      5: `Number of calls to function has reached maxfev = ${maxfev}.`,
      6: `ftol=${ftol.toFixed(6)} is too small, no further reduction in the sum of squares\n  is possible.`,
      7: `xtol=${xtol.toFixed(6)} is too small, no further improvement in the approximate\n  solution is possible.`,
      8: `gtol=${gtol.toFixed(6)} is too small, func(x) is orthogonal to the columns of\n  the Jacobian to machine precision.`,
    }[info] ?? '';
  return {
    x: toArray(found.x.slice(), s.shape.length ? s.shape : [n]),
    fun: handedOver(found.f),
    success: info >= 1 && info <= 4,
    status: info === -2 ? 99 : info,
    message,
    method: 'lm',
    nfev: residuals.nfev,
    ...(residuals.ownJacobian ? { njev: residuals.njev } : {}),
    qtf: toArray(found.qtf.slice(0, n)),
    ...factorsOf(found.factors, n),
  };
}

/** The methods with approximate Jacobians. */
export type NonlinName = Exclude<RootMethod, 'hybr' | 'lm' | 'df-sane'>;

function jacobianOf(method: NonlinName, o: JacobianOptions): ApproximateJacobian {
  const given = o.reductionMethod ?? 'restart';
  const [reduction, ...parameters] = typeof given === 'string' ? [given] : given;
  const rank = o.maxRank ?? Infinity;
  switch (method) {
    case 'broyden1':
      return new BroydenFirst(o.alpha, reduction, rank, parameters[0]);
    case 'broyden2':
      return new BroydenSecond(o.alpha, reduction, rank, parameters[0]);
    case 'anderson':
      return new Anderson(o.alpha, o.w0 ?? 0.01, o.M ?? 5);
    case 'diagbroyden':
      return new DiagBroyden(o.alpha);
    case 'linearmixing':
      return new LinearMixing(o.alpha);
    case 'excitingmixing':
      return new ExcitingMixing(o.alpha, o.alphamax ?? 1);
    case 'krylov':
      return new Krylov(o.rdiff, o.innerMaxiter ?? 20, 5, preconditionerOf('root', o.innerM));
  }
}

/** The options of each Jacobian. */
export const JACOBIAN_OPTIONS: Readonly<Record<NonlinName, readonly string[]>> = {
  broyden1: ['alpha', 'reductionMethod', 'maxRank'],
  broyden2: ['alpha', 'reductionMethod', 'maxRank'],
  anderson: ['alpha', 'w0', 'M'],
  diagbroyden: ['alpha'],
  linearmixing: ['alpha'],
  excitingmixing: ['alpha', 'alphamax'],
  krylov: ['rdiff', 'method', 'innerMaxiter', 'innerM', 'outerK'],
};

/** A method with an approximate Jacobian. */
export function runNonlin(s: Setting, method: NonlinName, o: NonlinOptions): RootResult {
  checkOptions(`${s.name} (${method})`, o.jacOptions, JACOBIAN_OPTIONS[method]);
  const residuals = residualsOf(s, undefined);
  const n = s.x0.length;
  const fun = (x: Vec): Vec => {
    const f = residuals.value(x);
    if (f.length !== n) throw new ValueError(`${s.name}: fun must return ${n} values, as x has, got ${f.length}`);
    return f;
  };
  const { tolNorm } = o;
  const found = iterate({
    fun,
    x0: s.x0,
    jacobian: jacobianOf(method, o.jacOptions ?? {}),
    iter: o.nit,
    maxiter: o.maxiter,
    fTol: o.fatol,
    fRtol: o.frtol,
    xTol: o.xatol,
    xRtol: o.xrtol,
    tolNorm: tolNorm ? (v) => tolNorm(toArray(v)) : undefined,
    lineSearch: o.lineSearch === undefined ? 'armijo' : o.lineSearch,
    verbose: o.disp,
    report: reportTo(s),
  });
  return {
    x: toArray(found.x.slice(), s.shape.length ? s.shape : [n]),
    fun: handedOver(found.f),
    success: found.status === 1,
    status: found.status,
    message:
      found.status === 1
        ? 'A solution was found at the specified tolerance.'
        : found.status === 2
          ? 'The maximum number of iterations allowed has been reached.'
          : '`callback` raised `StopIteration`.',
    method,
    nit: found.nit,
    nfev: residuals.nfev,
  };
}

const NONLIN = ['nit', 'disp', 'maxiter', 'fatol', 'frtol', 'xatol', 'xrtol', 'tolNorm', 'lineSearch', 'jacOptions'];

const OPTIONS: Readonly<Record<RootMethod, readonly string[]>> = {
  hybr: ['colDeriv', 'xtol', 'maxfev', 'band', 'eps', 'factor', 'diag'],
  lm: ['colDeriv', 'ftol', 'xtol', 'gtol', 'maxiter', 'eps', 'factor', 'diag'],
  broyden1: NONLIN,
  broyden2: NONLIN,
  anderson: NONLIN,
  linearmixing: NONLIN,
  diagbroyden: NONLIN,
  excitingmixing: NONLIN,
  krylov: NONLIN,
  'df-sane': ['ftol', 'fatol', 'maxfev', 'sigmaEps', 'sigma0', 'M', 'lineSearch', 'disp'],
};

/** The options of each method of `root`, for `showOptions`. */
export const ROOT_OPTIONS = OPTIONS;

/**
 * A root of a system of equations: x with `fun(x) = 0`.
 *
 * @param fun - gets a vector of n numbers, returns n numbers (m >= n for lm)
 * @param x0 - where to start: n numbers, or one
 * @param options - method, Jacobian, tolerances
 * @returns the root and how it was found
 * @throws ValueError for options or results that do not fit
 * @example
 * root((x) => [x.item(0) + 0.5 * (x.item(0) - x.item(1)) ** 3 - 1, 0.5 * (x.item(1) - x.item(0)) ** 3 + x.item(1)], [0, 0]).x;
 * // array([0.8411639, 0.1588361])
 */
export function root<A extends readonly unknown[] = [], M extends RootMethod = RootMethod>(
  fun: (x: Vector, ...args: A) => ArrayLike | readonly [ArrayLike, ArrayLike],
  x0: ArrayLike,
  options: RootOptions<A, M> = {},
): RootResult {
  checkOptions('root', options, ['args', 'method', 'jac', 'tol', 'callback', 'options', 'signal']);
  const method = String(options.method ?? 'hybr').toLowerCase() as RootMethod;
  if (!Object.hasOwn(OPTIONS, method))
    throw new ValueError(
      `root: Unknown solver ${describe(options.method)}; methods are ${Object.keys(OPTIONS).join(', ')}`,
    );
  const own: Record<string, unknown> = { ...options.options };
  checkOptions(`root (${method})`, own, OPTIONS[method]);
  const { tol, args } = options;
  if (tol !== undefined && tol !== null) {
    if (method === 'hybr' || method === 'lm') own.xtol ??= tol;
    else if (method === 'df-sane') own.ftol ??= tol;
    else {
      own.xatol ??= tol;
      own.fatol ??= tol;
    }
  }
  let call: unknown = fun;
  let jac: unknown = options.jac === false ? undefined : (options.jac ?? undefined);
  if (jac === true) {
    const both = fun as unknown as (x: Vector, ...rest: unknown[]) => readonly [ArrayLike, ArrayLike];
    call = (x: Vector, ...rest: unknown[]): ArrayLike => both(x, ...rest)[0];
    jac = (x: Vector, ...rest: unknown[]): ArrayLike => both(x, ...rest)[1];
  }
  if (jac !== undefined && method !== 'hybr' && method !== 'lm') {
    warn(`root: Method ${method} does not use the jacobian (jac).`);
    jac = undefined;
  }
  const shape = shapeOf(x0);
  const setting: Setting = {
    name: 'root',
    fun: call,
    jac,
    args,
    x0: toVec('root: x0', x0),
    shape,
    callback: options.callback,
    signal: options.signal,
  };
  if (method === 'hybr') return runHybr(setting, own as HybrOptions);
  if (method === 'lm') return runLm(setting, own as RootLmOptions);
  if (method === 'df-sane') {
    const residuals = residualsOf(setting, undefined);
    const found = dfSane(residuals.value, setting.x0, own as SpectralOptions, reportTo(setting));
    return {
      x: toArray(found.x.slice(), shape.length ? shape : [found.x.length]),
      fun: handedOver(found.f),
      success: found.converged,
      status: found.stopped ? 99 : found.converged ? 1 : 2,
      message: found.stopped
        ? '`callback` raised `StopIteration`.'
        : found.converged
          ? 'successful convergence'
          : 'too many function evaluations required',
      method,
      nit: found.nit,
      nfev: residuals.nfev,
    };
  }
  return runNonlin(setting, method as NonlinName, own as NonlinOptions);
}
