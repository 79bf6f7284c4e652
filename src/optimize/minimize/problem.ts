/** What every minimiser gets: the objective, the start, bounds, and whom to report to. */
import type { Box } from '../bounds.js';
import type { Vec } from '../dense/vector.js';
import type { Objective } from '../objective.js';
import type { Report } from '../result.js';
import { handedOver, type Vector } from '../values.js';

export interface Problem {
  readonly objective: Objective;
  readonly x0: Vec;
  readonly report: Report;
  readonly box?: Box | undefined;
  /** What was given for the Hessian; a strategy where a method takes one. */
  readonly hess?: unknown;
}

/** Options that all methods take. */
export interface CommonOptions {
  /** Print how it ended. */
  disp?: boolean;
  /** The most iterations. */
  maxiter?: number | null;
}

/** Options of methods that approximate gradients. */
export interface DifferenceOptions {
  /** The absolute step of forward differences when `jac` is not given: one, or one for each variable. */
  eps?: number | readonly number[];
  /** The relative step when `jac` is '2-point', '3-point' or 'cs'. */
  finiteDiffRelStep?: number | readonly number[] | null;
}

/** Options of methods that can return the solution of each iteration. */
export interface ReturnAllOptions {
  /** Return `allvecs`. */
  returnAll?: boolean;
}

/** The solutions of iterations, if wanted. */
export class History {
  private readonly list: Vector[] | undefined;
  constructor(wanted: boolean | undefined, x0: Vec) {
    this.list = wanted ? [handedOver(x0)] : undefined;
  }
  add(x: Vec): void {
    this.list?.push(handedOver(x));
  }
  /** The field of the result. */
  get field(): { allvecs?: Vector[] } {
    return this.list ? { allvecs: this.list } : {};
  }
}
