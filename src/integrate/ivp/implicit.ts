/** What the implicit solvers share: their Jacobian, and when a Newton iteration is good enough. */
import { makeJacobian, type Jacobian, type JacobianLike } from './jacobian.js';
import { OdeSolver, type Problem } from './solver.js';
import type { Derivative } from './state.js';
import type { JacobianSparsity } from './sparsity.js';
import { firstStep } from './tolerances.js';

/** A problem with what is known of its Jacobian. */
export interface ImplicitProblem extends Problem {
  readonly functionName: string;
  readonly jac?: JacobianLike | null | undefined;
  readonly jacSparsity?: JacobianSparsity | null | undefined;
  /** The highest orders of Adams and BDF methods (LSODA). */
  readonly mostOrders?: readonly [adams: number, bdf: number] | undefined;
}

/** A solver that solves nonlinear equations at each step. */
export abstract class ImplicitSolver extends OdeSolver {
  protected readonly jacobian: Jacobian;
  protected readonly newtonTolerance: number;
  protected h: number;
  /** The right-hand side for the Jacobian's sake, which the counter leaves out. */
  protected readonly uncounted: Derivative;
  /** The derivative at the state where the solver begins. */
  protected readonly f0: Float64Array;

  /** @param order - the order of the error estimate of the first step */
  constructor(problem: ImplicitProblem, order: number) {
    super(problem);
    this.uncounted = problem.fun;
    const { fun, jac, jacSparsity, functionName } = problem;
    this.f0 = new Float64Array(this.y.length);
    this.fun(this.t, this.y, this.f0);
    const { lanes, t, y, tolerances } = this;
    this.h = problem.firstStep ?? firstStep(this.start(this.f0), order, tolerances);
    this.jacobian = makeJacobian({
      functionName,
      n: this.n,
      lanes,
      fun,
      jac,
      sparsity: jacSparsity,
      threshold: tolerances.atol,
    });
    this.evaluateJacobian(t, y, this.f0);
    // The iteration's error is to stay below that of the step (Hairer and Wanner, Solving ODEs II, section IV.8).
    let rtol = Infinity;
    for (const one of tolerances.rtol) rtol = Math.min(rtol, one);
    this.newtonTolerance = Math.max((10 * Number.EPSILON) / rtol, Math.min(0.03, rtol ** 0.5));
  }

  /** Evaluate the Jacobian, counted; a constant one is read once. */
  protected evaluateJacobian(t: number, y: Float64Array, f: Float64Array): void {
    this.jacobian.evaluate(t, y, f);
    if (this.jacobian.varies) this.njev++;
  }
}

/** Are all elements finite? */
export function allFinite(v: Float64Array): boolean {
  for (let i = 0; i < v.length; i++) if (!Number.isFinite(v[i])) return false;
  return true;
}

/**
 * Does a Newton iteration end? Judged by how fast its corrections shrink.
 *
 * @param rate - the ratio of the last two corrections; undefined at the first
 * @param size - the norm of the last correction
 * @param left - how many corrections may still be made, this one included
 */
export function newtonDiverges(rate: number | undefined, size: number, left: number, tolerance: number): boolean {
  return rate !== undefined && (!(rate < 1) || (rate ** left / (1 - rate)) * size > tolerance);
}

/** See `newtonDiverges`. */
export function newtonConverged(rate: number | undefined, size: number, tolerance: number): boolean {
  return size === 0 || (rate !== undefined && (rate / (1 - rate)) * size < tolerance);
}
