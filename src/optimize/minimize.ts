/** `minimize`: one door to all methods for functions of several variables. */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { startWithin, toBox, type BoundsLike } from './bounds.js';
import type { AbortLike } from './calls.js';
import { prepareConstraints, type ConstraintsLike } from './constraints.js';
import { filled } from './dense/vector.js';
import type { DifferenceMethod } from './difference/steps.js';
import { HessianUpdateStrategy } from './hessianUpdates.js';
import { METHODS, methodNamed, type MinimizeMethod, type MinimizeMethodOptions } from './minimize/methods.js';
import type { DifferenceOptions } from './minimize/problem.js';
import { EPSILON, Objective } from './objective.js';
import { MESSAGES, reporter, type MinimizeCallback, type OptimizeResult } from './result.js';
import { shapeOf, toArray, toVec, type Vector } from './values.js';
import { warn } from './warnings.js';

/** A function of several variables; with `jac: true` it returns `[value, gradient]`. */
export type ObjectiveFunction<A extends readonly unknown[] = []> = (
  x: Vector,
  ...args: A
) => ArrayLike | readonly [ArrayLike, ArrayLike];

/** Options of `minimize`. */
export interface MinimizeOptions<A extends readonly unknown[] = [], M extends MinimizeMethod = MinimizeMethod> {
  /** Arguments that `fun`, `jac` and `hess` get after x. */
  args?: A;
  /** The method; by default SLSQP with constraints, L-BFGS-B with bounds, else BFGS. */
  method?: M | Lowercase<M>;
  /** The gradient: a function, true if `fun` returns it too, or how to take differences. */
  jac?: ((x: Vector, ...args: A) => ArrayLike) | DifferenceMethod | boolean | null;
  /** The Hessian: a function, how to take differences of the gradient, or (trust-constr) a quasi-Newton strategy. */
  hess?: ((x: Vector, ...args: A) => ArrayLike) | DifferenceMethod | HessianUpdateStrategy | null;
  /** The Hessian times a vector. */
  hessp?: ((x: Vector, p: Vector, ...args: A) => ArrayLike) | null;
  /** Bounds on the variables. */
  bounds?: BoundsLike | null;
  /** Constraints, for the methods that have them. */
  constraints?: ConstraintsLike;
  /** One tolerance in place of the method's own. */
  tol?: number | null;
  /** Called after each iteration; returns true to stop. */
  callback?: MinimizeCallback | null;
  /** The method's own options. */
  options?: MinimizeMethodOptions[M];
  /** Stops the run: the next call of a user's function throws its reason. */
  signal?: AbortLike;
}

const KNOWN = [
  'args',
  'method',
  'jac',
  'hess',
  'hessp',
  'bounds',
  'constraints',
  'tol',
  'callback',
  'options',
  'signal',
];

/** Steps of differences as given. */
function stepVec(name: string, value: number | readonly number[] | null | undefined): Float64Array | undefined {
  return value === undefined || value === null ? undefined : toVec(name, value as ArrayLike);
}

/**
 * Minimise a function of one or more variables.
 *
 * @param fun - the function: gets a vector of n float64 (and `args`), returns a number
 * @param x0 - where to start: n numbers, or one
 * @param options - method, derivatives, bounds, constraints and tolerances; see `MinimizeOptions`
 * @returns the solution `x`, the value `fun`, and how it was found
 * @throws ValueError for bounds, constraints or options that do not fit; whatever `fun` throws
 * @example
 * minimize((x) => (x.item(0) - 3) ** 2 + 4, 0).x; // array([3.00000003])
 * minimize(rosen, [1.3, 0.7], { method: 'Nelder-Mead', options: { xatol: 1e-8 } }).success; // true
 */
export function minimize<A extends readonly unknown[] = [], M extends MinimizeMethod = MinimizeMethod>(
  fun: ObjectiveFunction<A>,
  x0: ArrayLike,
  options: MinimizeOptions<A, M> = {},
): OptimizeResult {
  checkOptions('minimize', options, KNOWN);
  if (typeof fun !== 'function') throw new DTypeError(`minimize: fun must be a function, got ${describe(fun)}`);
  const { args, callback, tol, constraints, hess, hessp, signal } = options;
  let { jac } = options;
  if (shapeOf(x0).length > 1) throw new ValueError("minimize: 'x0' must only have one dimension.");
  let start = toVec('minimize: x0', x0);
  const n = start.length;
  const constrained = constraints !== undefined && !(Array.isArray(constraints) && constraints.length === 0);
  const bounded = options.bounds !== undefined && options.bounds !== null;
  const wanted = options.method ?? (constrained ? 'SLSQP' : bounded ? 'L-BFGS-B' : 'BFGS');
  const found = typeof wanted === 'string' ? methodNamed(wanted) : undefined;
  if (!found)
    throw new ValueError(
      `minimize: Unknown solver ${describe(wanted)}; methods are ${Object.keys(METHODS).join(', ')}`,
    );
  const [name, entry] = found;
  const own: Record<string, unknown> = { ...options.options };
  checkOptions(`minimize (${name})`, own, entry.options);
  if (tol !== undefined && tol !== null) for (const option of entry.tol) own[option] ??= tol;
  for (const [key, value] of Object.entries(own)) if (value === undefined) delete own[key];

  const ignored = (what: string): void => warn(`minimize: Method ${name} ${what}.`);
  if (!entry.gradient && jac !== undefined && jac !== null && jac !== false) {
    ignored('does not use gradient information (jac)');
    if (jac !== true) jac = undefined;
  }
  if (!entry.hessian && hess) ignored('does not use Hessian information (hess)');
  if (!entry.hessian && hessp) ignored('does not use Hessian-vector product information (hessp)');
  if (bounded && !entry.bounds) ignored('cannot handle constraints nor bounds');
  if (constrained && !entry.constraints) ignored('cannot handle constraints');
  if (
    (name === 'Newton-CG' || /^(dogleg|trust-(ncg|exact|krylov))$/.test(name)) &&
    (jac === undefined || jac === null || jac === false)
  ) {
    throw new ValueError(`minimize: Jacobian is required for ${name} method`);
  }

  const box = bounded && entry.bounds ? toBox('minimize', options.bounds!, n) : undefined;
  if (box && entry.gradient) start = startWithin('minimize', start, box);
  const { eps, finiteDiffRelStep } = own as DifferenceOptions;
  const epsilon = stepVec('minimize: eps', name === 'Newton-CG' ? undefined : eps) ?? filled(1, entry.eps ?? EPSILON);
  const objective = new Objective({
    functionName: 'minimize',
    fun,
    args,
    jac: jac === false ? undefined : jac,
    hess: entry.hessian && !(hess instanceof HessianUpdateStrategy) ? hess : undefined,
    hessp: entry.hessian ? hessp : undefined,
    epsilon,
    relStep: stepVec('minimize: finiteDiffRelStep', finiteDiffRelStep),
    box,
    signal,
  });
  if (n === 0) {
    // Nothing to vary: the value is what it is.
    const { success: message } = MESSAGES;
    const only = objective.value(start);
    return { x: toArray(start), fun: only, nit: 0, nfev: objective.nfev, success: true, status: 0, message };
  }
  const prepared =
    constrained && entry.constraints ? prepareConstraints('minimize', constraints, start, box, signal, epsilon) : [];
  const result = entry.solve({ objective, x0: start, report: reporter(callback), box, hess }, own as never, prepared);
  if (own.disp === true) {
    console.log(
      `${result.message}\n         Current function value: ${result.fun}\n         Iterations: ${result.nit}\n         Function evaluations: ${result.nfev}`,
    );
  }
  return result;
}
