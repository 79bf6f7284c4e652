/** The solvers of solveIvp as classes, for programs that step themselves: RK23, RK45, DOP853, Radau, BDF, LSODA. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import { makeSolver, type UserFunction } from './makeSolver.js';
import { columns } from './odeSolution.js';
import type { IvpMethod, SolveIvpOptions, StateOf } from './options.js';
import type { Interpolant, OdeSolver as Solver } from './solver.js';
import { copyState, initialState, stateArray, type Lanes, type StateDType } from './state.js';

/** Options of the explicit solvers. */
export type ExplicitSolverOptions = Pick<SolveIvpOptions, 'maxStep' | 'rtol' | 'atol' | 'vectorized' | 'firstStep'>;

/** Options of `Radau` and `BDF`. */
export type ImplicitSolverOptions<D extends StateDType = 'float64'> = ExplicitSolverOptions &
  Pick<SolveIvpOptions<D>, 'jac' | 'jacSparsity'>;

/** Options of `LSODA`. */
export type LsodaOptions<D extends StateDType = 'float64'> = ExplicitSolverOptions &
  Pick<SolveIvpOptions<D>, 'jac' | 'minStep' | 'lband' | 'uband'>;

const EXPLICIT = ['maxStep', 'rtol', 'atol', 'vectorized', 'firstStep'];
const IMPLICIT = [...EXPLICIT, 'jac', 'jacSparsity'];
const MULTISTEP = [...EXPLICIT, 'jac', 'minStep', 'lband', 'uband'];

/** The solution over one step, as a function of time. */
export class DenseOutput<D extends StateDType = 'float64'> {
  readonly tOld: number;
  readonly t: number;
  readonly tMin: number;
  readonly tMax: number;
  readonly #piece: Interpolant;
  readonly #n: number;
  readonly #lanes: Lanes;

  /** For the solvers' use: see `OdeSolver.denseOutput`. */
  constructor(piece: Interpolant, n: number, lanes: Lanes) {
    const { tOld, t } = piece;
    [this.tOld, this.t, this.tMin, this.tMax] = [tOld, t, Math.min(tOld, t), Math.max(tOld, t)];
    this.#piece = piece;
    this.#n = n;
    this.#lanes = lanes;
  }

  /**
   * The solution at one time or several.
   *
   * @param t - a number, or array_like of shape (m,)
   * @returns the state, of shape (n,), or (n, m) for several times
   */
  evaluate(t: number | ArrayLike): NDArray<D> {
    const n = this.#n;
    const lanes = this.#lanes;
    const at = (time: number): Float64Array => {
      const state = new Float64Array(n * lanes);
      this.#piece.fill(time, state);
      return state;
    };
    if (typeof t === 'number') return stateArray(at(t), lanes, [n]) as NDArray<D>;
    const times = copyAs(asNDArray('evaluate', t), DTYPES.float64).data as Float64Array;
    const result = new Float64Array(n * times.length * lanes);
    columns(Array.from(times, at), n, lanes, result);
    return stateArray(result, lanes, [n, times.length]) as NDArray<D>;
  }
}

/**
 * A solver at work on one initial value problem: it makes one step at each call of `step`. Use one of `RK23`, `RK45`, `DOP853`, `Radau`,
 * `BDF`, `LSODA`.
 */
export abstract class OdeSolver<D extends StateDType = 'float64'> {
  readonly #solver: Solver;
  readonly #lanes: Lanes;

  /** @param method - the solver's name */
  protected constructor(
    method: IvpMethod,
    known: readonly string[],
    fun: (t: number, y: NDArray<D>) => ArrayLike,
    t0: number,
    y0: ArrayLike,
    tBound: number,
    options: object,
  ) {
    checkOptions(method, options, known);
    if (typeof fun !== 'function') throw new DTypeError(`${method}: fun must be a function, got ${describe(fun)}`);
    for (const [name, value] of Object.entries({ t0, tBound })) {
      if (typeof value !== 'number' || Number.isNaN(value)) {
        throw new ValueError(`${method}: ${name} must be a number, got ${describe(value)}`);
      }
    }
    const { state, lanes } = initialState(method, y0);
    this.#lanes = lanes;
    this.#solver = makeSolver(method, fun as unknown as UserFunction, t0, tBound, state, lanes, {
      ...(options as SolveIvpOptions),
      method,
    });
  }

  /** How many components the state has. */
  get n(): number {
    return this.#solver.n;
  }
  /** Can steps be made? */
  get status(): 'running' | 'finished' | 'failed' {
    return this.#solver.status;
  }
  /** Where the integration ends. */
  get tBound(): number {
    return this.#solver.bound;
  }
  /** 1 or -1. */
  get direction(): 1 | -1 {
    return this.#solver.direction;
  }
  /** The time that was reached. */
  get t(): number {
    return this.#solver.t;
  }
  /** The state there, of shape (n,). */
  get y(): NDArray<D> {
    return stateArray(copyState(this.#solver.y), this.#lanes, [this.n]) as NDArray<D>;
  }
  /** The time before the last step; null when none was made. */
  get tOld(): number | null {
    return this.#solver.tOld ?? null;
  }
  /** The length of the last step; null when none was made. */
  get stepSize(): number | null {
    return this.tOld === null ? null : Math.abs(this.t - this.tOld);
  }
  /** Evaluations of the right-hand side, of the Jacobian, and LU factorisations. */
  get nfev(): number {
    return this.#solver.nfev;
  }
  get njev(): number {
    return this.#solver.njev;
  }
  get nlu(): number {
    return this.#solver.nlu;
  }

  /**
   * Make one step.
   *
   * @returns why it failed, null when it did not
   * @throws ValueError when `status` is not 'running'
   */
  step(): string | null {
    return this.#solver.step() ?? null;
  }

  /**
   * The solution over the last step.
   *
   * @throws ValueError when none was made
   */
  denseOutput(): DenseOutput<D> {
    return new DenseOutput(this.#solver.denseOutput(), this.n, this.#lanes);
  }
}

type Rhs<Y0> = (t: number, y: NDArray<StateOf<Y0>>) => ArrayLike;

/**
 * Explicit Runge-Kutta of order 5(4) (Dormand and Prince 1980), step by step.
 *
 * @example
 * const solver = new RK45((t, y) => [-y.item(0)], 0, [1], 10);
 * while (solver.status === 'running') solver.step();
 * solver.t; // 10
 */
export class RK45<Y0 extends ArrayLike = ArrayLike> extends OdeSolver<StateOf<Y0>> {
  /**
   * @param fun - the right-hand side: given t and the state (n,), returns as many derivatives
   * @param t0 - the time to begin at
   * @param y0 - the state there, of shape (n,)
   * @param tBound - where to end
   * @param options - `rtol` (1e-3), `atol` (1e-6), `maxStep`, `firstStep`, `vectorized`
   */
  constructor(fun: Rhs<Y0>, t0: number, y0: Y0, tBound: number, options: ExplicitSolverOptions = {}) {
    super('RK45', EXPLICIT, fun, t0, y0, tBound, options);
  }
}

/** Explicit Runge-Kutta of order 3(2) (Bogacki and Shampine 1989), step by step; see `RK45`. */
export class RK23<Y0 extends ArrayLike = ArrayLike> extends OdeSolver<StateOf<Y0>> {
  constructor(fun: Rhs<Y0>, t0: number, y0: Y0, tBound: number, options: ExplicitSolverOptions = {}) {
    super('RK23', EXPLICIT, fun, t0, y0, tBound, options);
  }
}

/** Explicit Runge-Kutta of order 8 (Hairer, Norsett and Wanner), step by step; see `RK45`. */
export class DOP853<Y0 extends ArrayLike = ArrayLike> extends OdeSolver<StateOf<Y0>> {
  constructor(fun: Rhs<Y0>, t0: number, y0: Y0, tBound: number, options: ExplicitSolverOptions = {}) {
    super('DOP853', EXPLICIT, fun, t0, y0, tBound, options);
  }
}

/** Implicit Runge-Kutta of order 5 for stiff problems (Hairer and Wanner), step by step; see `RK45`. Further options: `jac`, `jacSparsity`. */
export class Radau<Y0 extends ArrayLike = ArrayLike> extends OdeSolver<StateOf<Y0>> {
  constructor(fun: Rhs<Y0>, t0: number, y0: Y0, tBound: number, options: ImplicitSolverOptions<StateOf<Y0>> = {}) {
    super('Radau', IMPLICIT, fun, t0, y0, tBound, options);
  }
}

/** Backward differentiation for stiff problems (Shampine and Reichelt 1997), step by step; see `RK45`. Further options: `jac`, `jacSparsity`. */
export class BDF<Y0 extends ArrayLike = ArrayLike> extends OdeSolver<StateOf<Y0>> {
  constructor(fun: Rhs<Y0>, t0: number, y0: Y0, tBound: number, options: ImplicitSolverOptions<StateOf<Y0>> = {}) {
    super('BDF', IMPLICIT, fun, t0, y0, tBound, options);
  }
}

/** Adams and BDF methods that change by themselves (Petzold 1983), step by step; see `RK45`. Further options: `jac`, `lband`, `uband`, `minStep`. */
export class LSODA<Y0 extends ArrayLike = ArrayLike> extends OdeSolver<StateOf<Y0>> {
  constructor(fun: Rhs<Y0>, t0: number, y0: Y0, tBound: number, options: LsodaOptions<StateOf<Y0>> = {}) {
    super('LSODA', MULTISTEP, fun, t0, y0, tBound, options);
  }
}
