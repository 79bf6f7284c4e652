/** Solvers by their names: what users give is checked, and their functions are wrapped for plain states. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, describe } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { BDF } from './bdf.js';
import { DOP853 } from './dop853.js';
import type { ImplicitProblem } from './implicit.js';
import { LSODA } from './lsoda.js';
import { checkTolerances, type IvpMethod, type SolveIvpOptions } from './options.js';
import { Radau } from './radau.js';
import { RK23 } from './rk23.js';
import { RK45 } from './rk45.js';
import { checkFirstStep, type OdeSolver } from './solver.js';
import { copyState, readState, stateArray, type Derivative, type Lanes } from './state.js';

type SolverClass = new (problem: ImplicitProblem) => OdeSolver;

const METHODS: Readonly<Record<IvpMethod, SolverClass>> = { RK45, RK23, DOP853, Radau, BDF, LSODA };
const IMPLICIT: readonly IvpMethod[] = ['Radau', 'BDF', 'LSODA'];

/** A right-hand side as solvers call it. */
export type UserFunction = (t: number, y: NDArray) => ArrayLike;

/** A solver by its name, for what a user gave; everything is checked. */
export function makeSolver(
  functionName: string,
  fun: UserFunction,
  t0: number,
  bound: number,
  y0: Float64Array,
  lanes: Lanes,
  options: SolveIvpOptions,
): OdeSolver {
  const { method = 'RK45', rtol = 1e-3, atol = 1e-6, maxStep = Infinity, vectorized = false } = options;
  const Solver = METHODS[method];
  if (!Object.hasOwn(METHODS, method)) {
    throw new ValueError(
      `${functionName}: method must be one of ${Object.keys(METHODS)
        .map((name) => `'${name}'`)
        .join(', ')}, got ${describe(method)}`,
    );
  }
  if (lanes === 2 && (method === 'Radau' || method === 'LSODA')) {
    throw new ValueError(
      `${functionName}: y0 is complex, but the method '${method}' does not support integration in a complex domain`,
    );
  }
  if (typeof maxStep !== 'number' || !(maxStep > 0)) {
    throw new ValueError(`${functionName}: maxStep must be positive, got ${describe(maxStep)}`);
  }
  const first = options.firstStep ?? undefined;
  checkFirstStep(functionName, first, Math.abs(bound - t0));
  for (const name of ['jac', 'jacSparsity'] as const) {
    if (options[name] !== undefined && options[name] !== null && !IMPLICIT.includes(method)) {
      globalThis.process?.emitWarning?.(`${functionName}: ${name} has no meaning for the explicit method '${method}'`);
    }
  }
  const n = y0.length / lanes;
  const shape = vectorized ? [n, 1] : [n];
  const source = `${functionName}: fun`;
  const derivative: Derivative = (t, y, out, fresh = false) => {
    readState(source, fun(t, stateArray(fresh ? y : copyState(y), lanes, shape)), lanes, out);
  };
  const { lband, uband } = options;
  const banded = typeof lband === 'number' || typeof uband === 'number';
  return new Solver({
    functionName,
    fun: derivative,
    lanes,
    t0,
    y0,
    bound,
    tolerances: checkTolerances(functionName, rtol, atol, n),
    maxStep,
    firstStep: first,
    jac: options.jac,
    jacSparsity: options.jacSparsity ?? (banded ? { lower: lband ?? 0, upper: uband ?? 0 } : undefined),
    minStep: options.minStep,
  });
}
