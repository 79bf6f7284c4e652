/** The methods for large systems under their own names: `broyden1`, `anderson`, `newtonKrylov` and so on. */
import type { ArrayLike } from '../core/arrayLike.js';
import { checkOptions } from '../core/errors.js';
import type { AbortLike } from './calls.js';
import { normInf, type Vec } from './dense/vector.js';
import { shapeOf, toVec, type Vector } from './values.js';
import { JACOBIAN_OPTIONS, NoConvergence, runNonlin, type JacobianOptions, type NonlinName } from './root.js';

/** Options of the methods under their own names. */
export interface NonlinFunctionOptions extends JacobianOptions {
  iter?: number | null;
  verbose?: boolean;
  maxiter?: number | null;
  fTol?: number | null;
  fRtol?: number | null;
  xTol?: number | null;
  xRtol?: number | null;
  tolNorm?: ((v: Vector) => number) | null;
  lineSearch?: 'armijo' | 'wolfe' | null;
  callback?: ((x: Vector, f: Vector) => boolean | void) | null;
  signal?: AbortLike;
}

const FUNCTION_OPTIONS = [
  'iter',
  'verbose',
  'maxiter',
  'fTol',
  'fRtol',
  'xTol',
  'xRtol',
  'tolNorm',
  'lineSearch',
  'callback',
  'signal',
];

function named(name: string, method: NonlinName, F: unknown, xin: ArrayLike, options: NonlinFunctionOptions): Vector {
  checkOptions(name, options, [...FUNCTION_OPTIONS, ...JACOBIAN_OPTIONS[method]]);
  const jacOptions = Object.fromEntries(
    Object.entries(options).filter(([key]) => JACOBIAN_OPTIONS[method].includes(key)),
  ) as JacobianOptions;
  const { iter, verbose, maxiter, fTol, fRtol, xTol, xRtol, tolNorm, lineSearch, callback, signal } = options;
  const x0 = toVec(`${name}: xin`, xin);
  const result = runNonlin(
    { name, fun: F, jac: undefined, args: undefined, x0, shape: shapeOf(xin), callback, signal },
    method,
    {
      nit: iter ?? null,
      disp: verbose ?? false,
      maxiter: maxiter ?? null,
      fatol: fTol ?? null,
      frtol: fRtol ?? null,
      xatol: xTol ?? null,
      xrtol: xRtol ?? null,
      tolNorm: tolNorm ?? null,
      lineSearch: lineSearch === undefined ? 'armijo' : lineSearch,
      jacOptions,
    },
  );
  if (!result.success)
    throw new NoConvergence(
      `${name}: no root after ${result.nit} iterations, the residual is ${normInf(result.fun.storage as Vec)}`,
      result.x,
    );
  return result.x;
}

/** A function of a system: as many values as variables. */
export type SystemFunction = (x: Vector) => ArrayLike;

/** A method for large systems under its own name: from the function and a start to the root. */
export type SystemSolver = (F: SystemFunction, xin: ArrayLike, options?: NonlinFunctionOptions) => Vector;

const solver =
  (name: string, method: NonlinName): SystemSolver =>
  (F, xin, options = {}) =>
    named(name, method, F, xin, options);

/**
 * A root of a system by Broyden's first ("good") update of the inverse Jacobian.
 *
 * @param F - gets a vector of n numbers, returns n numbers
 * @param xin - where to start
 * @param options - tolerances, `alpha`, `maxRank`
 * @returns the root
 * @throws NoConvergence where it is not found
 * @example
 * broyden1((x) => [x.item(0) - 2, x.item(1) - 1], [0, 0]); // array([2., 1.])
 */
export const broyden1: SystemSolver = solver('broyden1', 'broyden1');
/** A root of a system by Broyden's second ("bad") update. See `broyden1`. */
export const broyden2: SystemSolver = solver('broyden2', 'broyden2');
/** A root of a system by (extended) Anderson mixing. See `broyden1`. */
export const anderson: SystemSolver = solver('anderson', 'anderson');
/** A root of a system with a diagonal Broyden approximation. See `broyden1`. */
export const diagbroyden: SystemSolver = solver('diagbroyden', 'diagbroyden');
/** A root of a system with a scalar approximation of the Jacobian. See `broyden1`. */
export const linearmixing: SystemSolver = solver('linearmixing', 'linearmixing');
/** A root of a system with a tuned diagonal approximation of the Jacobian. See `broyden1`. */
export const excitingmixing: SystemSolver = solver('excitingmixing', 'excitingmixing');
/** A root of a system by Newton's method with GMRES for the step. See `broyden1`. */
export const newtonKrylov: SystemSolver = solver('newtonKrylov', 'krylov');
