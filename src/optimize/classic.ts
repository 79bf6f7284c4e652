/** Minimisers under their older names: `fmin`, `fminBfgs` and so on. Each is one method of `minimize` with its results as a tuple. */
import type { ArrayLike } from '../core/arrayLike.js';
import { checkOptions } from '../core/errors.js';
import type { BoundPair } from './bounds.js';
import type { AbortLike } from './calls.js';
import type { ConstraintDict } from './constraints.js';
import { minimize, type MinimizeOptions } from './minimize.js';
import type { MinimizeMethod } from './minimize/methods.js';
import type { MinimizeCallback, OptimizeResult } from './result.js';
import type { Vector } from './values.js';

/** A function of several variables and its derivatives. */
type Fun<A extends readonly unknown[]> = (x: Vector, ...args: A) => ArrayLike;

/** Options that all of these take. */
export interface ClassicOptions<A extends readonly unknown[] = []> {
  args?: A;
  /** Return more than x. */
  fullOutput?: boolean;
  /** Print how it ended. */
  disp?: boolean;
  callback?: MinimizeCallback | null;
  maxiter?: number | null;
  signal?: AbortLike;
}

const COMMON = ['args', 'fullOutput', 'disp', 'callback', 'maxiter', 'signal'];

/** What a call returns: x, or with `fullOutput` a tuple. */
type Returned<O, T extends readonly unknown[]> = O extends { fullOutput: true } ? T : Vector;

function run(
  name: string,
  method: MinimizeMethod,
  func: unknown,
  x0: ArrayLike,
  given: ClassicOptions<never[]>,
  known: readonly string[],
  more: Omit<MinimizeOptions<never[]>, 'method' | 'options'>,
  own: Readonly<Record<string, unknown>>,
): OptimizeResult {
  checkOptions(name, given, [...COMMON, ...known]);
  const { args, callback, maxiter, disp, signal } = given;
  return minimize(func as never, x0, {
    method,
    ...more,
    ...(args ? { args: args as never } : {}),
    ...(callback ? { callback } : {}),
    ...(signal ? { signal } : {}),
    options: { ...own, ...(maxiter === undefined ? {} : { maxiter }), ...(disp ? { disp } : {}) } as never,
  });
}

/** Options of `fmin` and `fminPowell`. */
export interface FminOptions<A extends readonly unknown[] = []> extends ClassicOptions<A> {
  xtol?: number;
  ftol?: number;
  maxfun?: number | null;
  initialSimplex?: ArrayLike | null;
}

/**
 * Minimise by the simplex method of Nelder and Mead.
 *
 * @param func - gets a vector of n numbers, returns a number
 * @param x0 - where to start
 * @param options - tolerances; `fullOutput` returns `[xopt, fopt, iter, funcalls, warnflag]`
 * @returns x
 * @example
 * fmin((x) => x.item(0) ** 2, 1); // array([0.]), nearly
 */
export function fmin<A extends readonly unknown[] = [], O extends FminOptions<A> = FminOptions<A>>(
  func: Fun<A>,
  x0: ArrayLike,
  options?: O & FminOptions<A>,
): Returned<O, [xopt: Vector, fopt: number, iter: number, funcalls: number, warnflag: number]> {
  const o = (options ?? {}) as FminOptions<never[]>;
  const { xtol = 1e-4, ftol = 1e-4, maxfun, initialSimplex } = o;
  const own = { xatol: xtol, fatol: ftol, maxfev: maxfun, initialSimplex };
  const r = run('fmin', 'Nelder-Mead', func, x0, o, ['xtol', 'ftol', 'maxfun', 'initialSimplex'], {}, own);
  return (o.fullOutput ? [r.x, r.fun, r.nit, r.nfev, r.status] : r.x) as never;
}

/**
 * Minimise by Powell's method.
 *
 * @param func - gets a vector of n numbers, returns a number
 * @param x0 - where to start
 * @param options - tolerances; `fullOutput` returns `[xopt, fopt, direc, iter, funcalls, warnflag]`
 * @returns x
 * @example
 * fminPowell((x) => x.item(0) ** 2, -1); // array([0.])
 */
export function fminPowell<A extends readonly unknown[] = [], O extends FminOptions<A> = FminOptions<A>>(
  func: Fun<A>,
  x0: ArrayLike,
  options?: O & FminOptions<A> & { direc?: ArrayLike | null },
): Returned<O, [xopt: Vector, fopt: number, direc: Vector, iter: number, funcalls: number, warnflag: number]> {
  const o = (options ?? {}) as FminOptions<never[]> & { direc?: ArrayLike | null };
  const { xtol = 1e-4, ftol = 1e-4, maxfun, direc } = o;
  const r = run(
    'fminPowell',
    'Powell',
    func,
    x0,
    o,
    ['xtol', 'ftol', 'maxfun', 'direc'],
    {},
    { xtol, ftol, maxfev: maxfun, direc },
  );
  return (o.fullOutput ? [r.x, r.fun, r.direc, r.nit, r.nfev, r.status] : r.x) as never;
}

/** Options of `fminBfgs` and `fminCg`. */
export interface FminGradientOptions<A extends readonly unknown[] = []> extends ClassicOptions<A> {
  fprime?: Fun<A> | null;
  gtol?: number;
  norm?: number;
  epsilon?: number | readonly number[];
}

/**
 * Minimise by BFGS.
 *
 * @param f - gets a vector of n numbers, returns a number
 * @param x0 - where to start
 * @param options - gradient, tolerance; `fullOutput` returns `[xopt, fopt, gopt, Bopt, func_calls, grad_calls, warnflag]`
 * @returns x
 * @example
 * fminBfgs(rosen, [1.3, 0.7]); // array([1., 1.]), nearly
 */
export function fminBfgs<A extends readonly unknown[] = [], O extends FminGradientOptions<A> = FminGradientOptions<A>>(
  f: Fun<A>,
  x0: ArrayLike,
  options?: O & FminGradientOptions<A> & { xrtol?: number },
): Returned<
  O,
  [xopt: Vector, fopt: number, gopt: Vector, bopt: Vector, funcCalls: number, gradCalls: number, warnflag: number]
> {
  const o = (options ?? {}) as FminGradientOptions<never[]> & { xrtol?: number };
  const { fprime, gtol, norm, epsilon: eps, xrtol } = o;
  const r = run(
    'fminBfgs',
    'BFGS',
    f,
    x0,
    o,
    ['fprime', 'gtol', 'norm', 'epsilon', 'xrtol'],
    { jac: fprime ?? null },
    { gtol, norm, eps, xrtol },
  );
  return (o.fullOutput ? [r.x, r.fun, r.jac, r.hessInv, r.nfev, r.njev, r.status] : r.x) as never;
}

/**
 * Minimise by conjugate gradients.
 *
 * @param f - gets a vector of n numbers, returns a number
 * @param x0 - where to start
 * @param options - gradient, tolerance; `fullOutput` returns `[xopt, fopt, func_calls, grad_calls, warnflag]`
 * @returns x
 * @example
 * fminCg(rosen, [1.3, 0.7]); // array([1., 1.]), nearly
 */
export function fminCg<A extends readonly unknown[] = [], O extends FminGradientOptions<A> = FminGradientOptions<A>>(
  f: Fun<A>,
  x0: ArrayLike,
  options?: O & FminGradientOptions<A>,
): Returned<O, [xopt: Vector, fopt: number, funcCalls: number, gradCalls: number, warnflag: number]> {
  const o = (options ?? {}) as FminGradientOptions<never[]>;
  const { fprime, gtol, norm, epsilon: eps } = o;
  const r = run(
    'fminCg',
    'CG',
    f,
    x0,
    o,
    ['fprime', 'gtol', 'norm', 'epsilon'],
    { jac: fprime ?? null },
    { gtol, norm, eps },
  );
  return (o.fullOutput ? [r.x, r.fun, r.nfev, r.njev, r.status] : r.x) as never;
}

/** Options of `fminNcg`. */
export interface FminNcgOptions<A extends readonly unknown[] = []> extends ClassicOptions<A> {
  fhess?: Fun<A> | null;
  fhessP?: ((x: Vector, p: Vector, ...args: A) => ArrayLike) | null;
  avextol?: number;
  epsilon?: number;
}

/**
 * Minimise by Newton's method with conjugate gradients.
 *
 * @param f - gets a vector of n numbers, returns a number
 * @param x0 - where to start
 * @param fprime - the gradient
 * @param options - Hessian, tolerance; `fullOutput` returns `[xopt, fopt, fcalls, gcalls, hcalls, warnflag]`
 * @returns x
 * @example
 * fminNcg(rosen, [1.3, 0.7], rosenDer); // array([1., 1.]), nearly
 */
export function fminNcg<A extends readonly unknown[] = [], O extends FminNcgOptions<A> = FminNcgOptions<A>>(
  f: Fun<A>,
  x0: ArrayLike,
  fprime: Fun<A>,
  options?: O & FminNcgOptions<A>,
): Returned<O, [xopt: Vector, fopt: number, fcalls: number, gcalls: number, hcalls: number, warnflag: number]> {
  const o = (options ?? {}) as FminNcgOptions<never[]>;
  const { fhess, fhessP, avextol: xtol, epsilon: eps } = o;
  const more = { jac: fprime as never, hess: fhess ?? null, hessp: fhessP ?? null };
  const r = run('fminNcg', 'Newton-CG', f, x0, o, ['fhess', 'fhessP', 'avextol', 'epsilon'], more, { xtol, eps });
  return (o.fullOutput ? [r.x, r.fun, r.nfev, r.njev, r.nhev, r.status] : r.x) as never;
}

/** Options of `fminLBfgsB`. Without `fprime` or `approxGrad`, `func` returns `[value, gradient]`. */
export interface FminLBfgsBOptions<A extends readonly unknown[] = []> extends Omit<ClassicOptions<A>, 'fullOutput'> {
  fprime?: Fun<A> | null;
  approxGrad?: boolean;
  bounds?: readonly BoundPair[] | null;
  m?: number;
  factr?: number;
  pgtol?: number;
  epsilon?: number;
  maxfun?: number;
  maxls?: number;
}

/**
 * Minimise between bounds by L-BFGS-B.
 *
 * @param func - gets a vector of n numbers, returns a number, or `[value, gradient]`
 * @param x0 - where to start
 * @param options - gradient, bounds, tolerances
 * @returns `[x, f, { grad, task, funcalls, nit, warnflag }]`
 * @example
 * fminLBfgsB(rosen, [1.3, 0.7], { approxGrad: true })[1]; // 0, nearly
 */
export function fminLBfgsB<A extends readonly unknown[] = []>(
  func: (x: Vector, ...args: A) => ArrayLike | readonly [ArrayLike, ArrayLike],
  x0: ArrayLike,
  options: FminLBfgsBOptions<A> = {},
): [x: Vector, f: number, d: { grad: Vector; task: string; funcalls: number; nit: number; warnflag: number }] {
  const { fprime, approxGrad, bounds, m: maxcor, factr = 1e7, pgtol: gtol, epsilon: eps, maxfun, maxls } = options;
  const known = ['fprime', 'approxGrad', 'bounds', 'm', 'factr', 'pgtol', 'epsilon', 'maxfun', 'maxls'];
  const more = { jac: (fprime ?? (approxGrad ? null : true)) as never, bounds: bounds ?? null };
  const own = { maxcor, ftol: factr * Number.EPSILON, gtol, eps, maxfun, maxls };
  const r = run('fminLBfgsB', 'L-BFGS-B', func, x0, options as never, known, more, own);
  return [r.x, r.fun, { grad: r.jac!, task: r.message, funcalls: r.nfev, nit: r.nit, warnflag: r.status }];
}

/** Options of `fminTnc`. Without `fprime` or `approxGrad`, `func` returns `[value, gradient]`. */
export interface FminTncOptions<A extends readonly unknown[] = []> extends Omit<ClassicOptions<A>, 'fullOutput'> {
  fprime?: Fun<A> | null;
  approxGrad?: boolean;
  bounds?: readonly BoundPair[] | null;
  epsilon?: number;
  scale?: ArrayLike | null;
  maxCGit?: number;
  maxfun?: number | null;
  eta?: number;
  stepmx?: number;
  accuracy?: number;
  ftol?: number;
  xtol?: number;
  pgtol?: number;
}

/**
 * Minimise between bounds by a truncated Newton method.
 *
 * @param func - gets a vector of n numbers, returns a number, or `[value, gradient]`
 * @param x0 - where to start
 * @param options - gradient, bounds, tolerances
 * @returns `[x, nfeval, rc]`
 * @example
 * fminTnc(rosen, [1.3, 0.7], { approxGrad: true })[0]; // array([1., 1.]), nearly
 */
export function fminTnc<A extends readonly unknown[] = []>(
  func: (x: Vector, ...args: A) => ArrayLike | readonly [ArrayLike, ArrayLike],
  x0: ArrayLike,
  options: FminTncOptions<A> = {},
): [x: Vector, nfeval: number, rc: number] {
  const {
    fprime,
    approxGrad,
    bounds,
    epsilon: eps,
    scale,
    maxCGit,
    maxfun,
    eta,
    stepmx,
    accuracy,
    ftol,
    xtol,
    pgtol: gtol,
  } = options;
  const known = [
    'fprime',
    'approxGrad',
    'bounds',
    'epsilon',
    'scale',
    'maxCGit',
    'maxfun',
    'eta',
    'stepmx',
    'accuracy',
    'ftol',
    'xtol',
    'pgtol',
  ];
  const more = { jac: (fprime ?? (approxGrad ? null : true)) as never, bounds: bounds ?? null };
  const own = { eps, scale, maxCGit, maxfun, eta, stepmx, accuracy, ftol, xtol, gtol };
  const r = run('fminTnc', 'TNC', func, x0, options as never, known, more, own);
  return [r.x, r.nfev, r.status];
}

/** Options of `fminCobyla`. */
export interface FminCobylaOptions<A extends readonly unknown[] = []> {
  args?: A;
  rhobeg?: number;
  rhoend?: number;
  maxfun?: number;
  catol?: number;
  callback?: MinimizeCallback | null;
  signal?: AbortLike;
}

/**
 * Minimise where functions are not negative, by linear approximations.
 *
 * @param func - gets a vector of n numbers, returns a number
 * @param x0 - where to start
 * @param cons - one function or several, each at least 0
 * @param options - radii, limits
 * @returns x
 * @example
 * fminCobyla((x) => x.item(0), [2], (x) => [x.item(0) - 1]); // array([1.])
 */
export function fminCobyla<A extends readonly unknown[] = []>(
  func: Fun<A>,
  x0: ArrayLike,
  cons: Fun<A> | readonly Fun<A>[],
  options: FminCobylaOptions<A> = {},
): Vector {
  checkOptions('fminCobyla', options, ['args', 'rhobeg', 'rhoend', 'maxfun', 'catol', 'callback', 'signal']);
  const { args, rhobeg, rhoend: tol, maxfun: maxiter, catol, callback, signal } = options;
  const list = (typeof cons === 'function' ? [cons] : cons) as readonly Fun<A>[];
  const constraints = list.map((fun): ConstraintDict => ({
    type: 'ineq',
    fun: fun as never,
    ...(args ? { args } : {}),
  }));
  const own = { rhobeg, tol, maxiter, catol };
  const more = { constraints };
  const given = { args, callback, signal } as never;
  return run('fminCobyla', 'COBYLA', func, x0, given, [], more, own).x;
}

/** Options of `fminSlsqp`. */
export interface FminSlsqpOptions<A extends readonly unknown[] = []> {
  /** Functions that are 0, each returning one number; one function that returns several. */
  eqcons?: readonly Fun<A>[];
  fEqcons?: Fun<A> | null;
  /** The same for what must not be negative. */
  ieqcons?: readonly Fun<A>[];
  fIeqcons?: Fun<A> | null;
  bounds?: readonly BoundPair[];
  fprime?: Fun<A> | null;
  fprimeEqcons?: Fun<A> | null;
  fprimeIeqcons?: Fun<A> | null;
  args?: A;
  iter?: number;
  acc?: number;
  disp?: boolean;
  fullOutput?: boolean;
  epsilon?: number;
  callback?: MinimizeCallback | null;
  signal?: AbortLike;
}

/**
 * Minimise with equations, inequalities and bounds by sequential quadratic programming.
 *
 * @param func - gets a vector of n numbers, returns a number
 * @param x0 - where to start
 * @param options - constraints, derivatives; `fullOutput` returns `[out, fx, its, imode, smode]`
 * @returns x
 * @example
 * fminSlsqp((x) => x.item(0) ** 2, [3], { ieqcons: [(x) => x.item(0) - 1] }); // array([1.])
 */
export function fminSlsqp<A extends readonly unknown[] = [], O extends FminSlsqpOptions<A> = FminSlsqpOptions<A>>(
  func: Fun<A>,
  x0: ArrayLike,
  options?: O & FminSlsqpOptions<A>,
): Returned<O, [out: Vector, fx: number, its: number, imode: number, smode: string]> {
  const o = (options ?? {}) as FminSlsqpOptions<never[]>;
  checkOptions('fminSlsqp', o, [
    'eqcons', 'fEqcons', 'ieqcons', 'fIeqcons', 'bounds', 'fprime', 'fprimeEqcons', 'fprimeIeqcons', 'args', 'iter', 'acc', 'disp',
    'fullOutput', 'epsilon', 'callback', 'signal',
  ]); // prettier-ignore
  const constraints: ConstraintDict[] = [];
  const add = (type: 'eq' | 'ineq', fun: unknown, jac?: unknown): void => {
    constraints.push({
      type,
      fun: fun as never,
      ...(jac ? { jac: jac as never } : {}),
      ...(o.args ? { args: o.args } : {}),
    });
  };
  for (const fun of o.eqcons ?? []) add('eq', fun);
  for (const fun of o.ieqcons ?? []) add('ineq', fun);
  if (o.fEqcons) add('eq', o.fEqcons, o.fprimeEqcons);
  if (o.fIeqcons) add('ineq', o.fIeqcons, o.fprimeIeqcons);
  const { args, iter = 100, acc = 1e-6, disp, epsilon: eps, callback, signal } = o;
  const more = { jac: o.fprime ?? null, constraints, ...(o.bounds && o.bounds.length > 0 ? { bounds: o.bounds } : {}) };
  const r = run('fminSlsqp', 'SLSQP', func, x0, { args, callback, signal, disp } as never, [], more, {
    maxiter: iter,
    ftol: acc,
    eps,
  });
  return (o.fullOutput ? [r.x, r.fun, r.nit, r.status, r.message] : r.x) as never;
}
