/**
 * What every solver of initial value problems shares: the state that advances step by step, counters, interpolation between
 * steps. A solver says how to make one step and how to interpolate over it.
 */
import { ValueError, describe } from '../../core/errors.js';
import type { Derivative, Lanes } from './state.js';
import type { Start, Tolerances } from './tolerances.js';

/** The solution over one step, as a function of t: fills `out`. */
export interface Interpolant {
  readonly tOld: number;
  readonly t: number;
  fill(t: number, out: Float64Array): void;
}

/** A problem as solvers take it. */
export interface Problem {
  readonly fun: Derivative;
  readonly lanes: Lanes;
  readonly t0: number;
  readonly y0: Float64Array;
  readonly bound: number;
  readonly tolerances: Tolerances;
  readonly maxStep: number;
  readonly firstStep?: number | undefined;
  /** No step is shorter (LSODA). */
  readonly minStep?: number | undefined;
}

export const TOO_SMALL_STEP = 'Required step size is less than spacing between numbers.';

/** The distance from t to the next double towards `direction`. */
export function spacing(t: number): number {
  const size = Math.abs(t);
  if (size < 2 ** -1022) return 2 ** -1074;
  return 2 ** (Math.floor(Math.log2(size)) - 52);
}

/** One solver at work on one problem. */
export abstract class OdeSolver {
  readonly lanes: Lanes;
  readonly direction: 1 | -1;
  readonly bound: number;
  readonly maxStep: number;
  readonly tolerances: Tolerances;
  t: number;
  tOld: number | undefined;
  y: Float64Array;
  status: 'running' | 'finished' | 'failed' = 'running';
  nfev = 0;
  njev = 0;
  nlu = 0;
  protected readonly fun: Derivative;

  constructor(problem: Problem) {
    const { fun, lanes, t0, y0, bound } = problem;
    this.fun = (t, y, out, fresh) => {
      this.nfev++;
      fun(t, y, out, fresh);
    };
    this.lanes = lanes;
    this.t = t0;
    this.y = y0;
    this.bound = bound;
    this.direction = bound >= t0 ? 1 : -1;
    this.maxStep = problem.maxStep;
    this.tolerances = problem.tolerances;
  }

  /** How many components the state has. */
  get n(): number {
    return this.y.length / this.lanes;
  }

  /** What choosing a first step starts from; f is the derivative at the state. */
  protected start(f: Float64Array): Start {
    const { fun, lanes, t, y, bound, maxStep, direction } = this;
    return { fun, lanes, t, y, f, bound, maxStep, direction };
  }

  /** Make one step that the error control accepts; the message says why none could be made. */
  protected abstract advance(): string | undefined;

  /** The solution over the last step. */
  protected abstract interpolate(): Interpolant;

  /** One step towards the bound. */
  step(): string | undefined {
    if (this.status !== 'running') {
      throw new ValueError(`step: the solver has ${this.status === 'failed' ? 'failed' : 'finished'}`);
    }
    if (this.y.length === 0 || this.t === this.bound) {
      this.tOld = this.t;
      this.t = this.bound;
      this.status = 'finished';
      return undefined;
    }
    const t = this.t;
    const message = this.advance();
    if (message !== undefined) {
      this.status = 'failed';
      return message;
    }
    this.tOld = t;
    if (this.direction * (this.t - this.bound) >= 0) this.status = 'finished';
    return undefined;
  }

  /** The solution over the last step. */
  denseOutput(): Interpolant {
    if (this.tOld === undefined) throw new ValueError('denseOutput: no step was made yet');
    const { t, y } = this;
    if (this.y.length === 0 || t === this.tOld) return { tOld: this.tOld, t, fill: (_, out) => out.set(y) };
    return this.interpolate();
  }
}

/** Check `firstStep` against the interval. */
export function checkFirstStep(functionName: string, firstStep: unknown, span: number): void {
  if (firstStep === undefined) return;
  if (typeof firstStep !== 'number' || !(firstStep > 0)) {
    throw new ValueError(`${functionName}: firstStep must be positive, got ${describe(firstStep)}`);
  }
  if (firstStep > span) {
    throw new ValueError(`${functionName}: firstStep ${firstStep} exceeds the interval of length ${span}`);
  }
}
