/** What optimisers return: SciPy's `OptimizeResult` as plain objects. */
import { saysStop } from './callbacks.js';
import type { NDArray } from '../core/ndarray.js';
import type { Vec } from './dense/vector.js';
import { handedOver, type Vector } from './values.js';

/** What minimisers find. Which of the fields after `message` there are depends on the method. */
export interface OptimizeResult {
  /** The solution. */
  x: Vector;
  /** The value there. */
  fun: number;
  /** Did it end as it should? */
  success: boolean;
  /** Why it ended: 0 for success in most methods. */
  status: number;
  /** The same in words. */
  message: string;
  /** Calls of the function. */
  nfev: number;
  /** Evaluations of the gradient. */
  njev?: number;
  /** Evaluations of the Hessian. */
  nhev?: number;
  /** Iterations. */
  nit: number;
  /** The gradient at the solution. */
  jac?: Vector;
  /** The Hessian there. */
  hess?: NDArray<'float64'>;
  /** The inverse of the Hessian, approximated. */
  hessInv?: NDArray<'float64'> | LinearMap;
  /** Nelder-Mead: the last simplex and its values. */
  finalSimplex?: [NDArray<'float64'>, Vector];
  /** Powell: the directions. */
  direc?: NDArray<'float64'>;
  /** The largest violation of a constraint. */
  maxcv?: number;
  /** SLSQP: the Lagrange multipliers. */
  multipliers?: Vector;
  /** The solutions of all iterations, where `returnAll` asks for them. */
  allvecs?: Vector[];
}

/** A matrix known by its products. */
export interface LinearMap {
  readonly shape: readonly [number, number];
  /** The product with a vector. */
  matvec(x: Vector): Vector;
  /** The matrix itself. */
  todense(): NDArray<'float64'>;
}

/** What a callback is told beside the point. */
export interface IntermediateResult {
  readonly x: Vector;
  readonly fun: number;
}

/**
 * Called after an iteration with the point reached; what it returns stops the solver if it is true, or that it throws
 * `StopIteration`.
 */
export type MinimizeCallback = (xk: Vector, intermediate: IntermediateResult) => boolean | void;

/** What solvers call after an iteration: true to stop. */
export type Report = (x: Vec, fun: number) => boolean;

/** A user's callback as solvers call it. */
export function reporter(callback: MinimizeCallback | null | undefined): Report {
  if (!callback) return () => false;
  return (x, fun) => {
    const at = handedOver(x);
    return saysStop(() => callback(at, { x: at, fun }));
  };
}

/** The status and message of a run that a callback stopped. */
export const STOPPED = { status: 99, message: '`callback` raised `StopIteration`.' } as const;

/** Messages that several methods share. */
export const MESSAGES = {
  success: 'Optimization terminated successfully.',
  maxfev: 'Maximum number of function evaluations has been exceeded.',
  maxiter: 'Maximum number of iterations has been exceeded.',
  precision: 'Desired error not necessarily achieved due to precision loss.',
  nan: 'NaN result encountered.',
  outOfBounds: 'The result is outside of the provided bounds.',
} as const;
