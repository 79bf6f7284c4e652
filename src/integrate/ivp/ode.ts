/** ode and complexOde: the older classes for initial value problems, step by step towards times that the program chooses. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import { BDF } from './bdf.js';
import { DOP853 } from './dop853.js';
import type { ImplicitProblem } from './implicit.js';
import { LSODA } from './lsoda.js';
import { checkTolerances } from './options.js';
import { RK45 } from './rk45.js';
import type { OdeSolver } from './solver.js';
import { initialState, readState, stateArray, type Derivative, type Lanes, type StateDType } from './state.js';

/** The names of integrators. */
export type Integrator = 'vode' | 'zvode' | 'lsoda' | 'dopri5' | 'dop853';

/** Options of `setIntegrator`. */
export interface IntegratorOptions {
  /** Relative tolerance, 1e-6 by default. */
  rtol?: ArrayLike;
  /** Absolute tolerance, 1e-12 by default. */
  atol?: ArrayLike;
  /** For `'vode'` and `'zvode'`: `'adams'` (default) or `'bdf'` for stiff problems. */
  method?: 'adams' | 'bdf';
  /** Use the Jacobian that was given? Default true. */
  withJacobian?: boolean;
  /** The most steps of one call of `integrate`, 500 by default. */
  nsteps?: number;
  /** The first, the longest and the shortest step; 0 lets the solver choose. */
  firstStep?: number;
  maxStep?: number;
  minStep?: number;
  /** The number of diagonals below and above in the Jacobian. */
  lband?: number | null;
  uband?: number | null;
}

/** A function that is called after every step; -1 (or false) stops the integration. */
export type SolOut<D extends StateDType> = (t: number, y: NDArray<D>) => number | boolean | void;

const OPTIONS = [
  'rtol',
  'atol',
  'method',
  'withJacobian',
  'nsteps',
  'firstStep',
  'maxStep',
  'minStep',
  'lband',
  'uband',
];
const NAMES: readonly Integrator[] = ['vode', 'zvode', 'lsoda', 'dopri5', 'dop853'];

type Rhs<D extends StateDType> = (t: number, y: NDArray<D>, ...params: never[]) => ArrayLike;

/** What both classes share: settings, the state, and integrating. */
abstract class OdeBase<D extends StateDType> {
  readonly f: Rhs<D>;
  readonly jac: Rhs<D> | null;
  #t = 0;
  /** The state as the solver has it. */
  #state: Float64Array = new Float64Array(0);
  #lanes: Lanes = 1;
  #integrator: Integrator = 'vode';
  #options: IntegratorOptions = {};
  #solout: SolOut<D> | null = null;
  #params: readonly unknown[] = [];
  #jacParams: readonly unknown[] = [];
  #code = 1;

  constructor(name: string, f: Rhs<D>, jac: Rhs<D> | null = null) {
    if (typeof f !== 'function') throw new DTypeError(`${name}: f must be a function, got ${describe(f)}`);
    if (jac !== null && typeof jac !== 'function') {
      throw new DTypeError(`${name}: jac must be a function, got ${describe(jac)}`);
    }
    this.f = f;
    this.jac = jac;
  }

  /** Parts a component as the solver sees it: 1 when a complex state is integrated as twice as many real numbers. */
  protected abstract solverLanes(lanes: Lanes): Lanes;
  /** The state from what the user gave. */
  protected abstract readInitial(y: ArrayLike): { state: Float64Array; lanes: Lanes };

  /** The time that was reached. */
  get t(): number {
    return this.#t;
  }

  /** The state there, of shape (n,). */
  get y(): NDArray<D> {
    return this.#array(this.#state);
  }

  #array(state: Float64Array): NDArray<D> {
    return stateArray(state.slice(), this.#lanes, [state.length / this.#lanes]) as NDArray<D>;
  }

  /**
   * Choose the integrator.
   *
   * @param name - `'dopri5'`, `'dop853'` (explicit Runge-Kutta), `'lsoda'`, `'vode'` or `'zvode'` (for complex states)
   * @param options - `rtol`, `atol`, `nsteps`, `firstStep`, `maxStep`; `method` 'adams' or 'bdf' for vode and zvode
   * @returns the object itself
   * @throws ValueError for an unknown name
   */
  setIntegrator(name: Integrator, options: IntegratorOptions = {}): this {
    checkOptions('setIntegrator', options, OPTIONS);
    if (!NAMES.includes(name)) {
      throw new ValueError(`setIntegrator: name must be one of ${NAMES.join(', ')}, got ${describe(name)}`);
    }
    const { method = 'adams', nsteps = 500 } = options;
    if (method !== 'adams' && method !== 'bdf') {
      throw new ValueError(`setIntegrator: method must be 'adams' or 'bdf', got ${describe(method)}`);
    }
    if (!(nsteps >= 1)) throw new ValueError(`setIntegrator: nsteps must be at least 1, got ${describe(nsteps)}`);
    this.#integrator = name;
    this.#options = options;
    return this;
  }

  /**
   * Set the state to begin with.
   *
   * @param y - the state, of shape (n,) or a number
   * @param t - its time, 0 by default
   * @returns the object itself
   */
  setInitialValue(y: ArrayLike, t = 0): this {
    if (typeof t !== 'number' || !Number.isFinite(t)) {
      throw new ValueError(`setInitialValue: t must be a finite number, got ${describe(t)}`);
    }
    const { state, lanes } = this.readInitial(y);
    this.#state = state;
    this.#lanes = lanes;
    this.#t = t;
    this.#code = 1;
    return this;
  }

  /** Set further arguments of `f`. Returns the object itself. */
  setFParams(...params: unknown[]): this {
    this.#params = params;
    return this;
  }

  /** Set further arguments of `jac`. Returns the object itself. */
  setJacParams(...params: unknown[]): this {
    this.#jacParams = params;
    return this;
  }

  /**
   * Set a function that gets time and state at the start and after every step, and may stop the integration by returning -1.
   *
   * @throws ValueError for an integrator without such calls: only 'dopri5' and 'dop853' have them
   */
  setSolout(solout: SolOut<D>): void {
    if (this.#integrator !== 'dopri5' && this.#integrator !== 'dop853') {
      throw new ValueError(`setSolout: ${this.#integrator} does not support solout, use 'dopri5' or 'dop853'`);
    }
    if (typeof solout !== 'function') throw new DTypeError(`setSolout: expected a function, got ${describe(solout)}`);
    this.#solout = solout;
  }

  /** Did the last integration succeed? */
  successful(): boolean {
    return this.#code > 0;
  }

  /** 1: the time was reached; 2: `solout` stopped it; -1: too many steps were needed; -3: steps became too small. */
  getReturnCode(): number {
    return this.#code;
  }

  /**
   * Go on to a time.
   *
   * @param t - the time; may lie before the present one
   * @param options - `step`: make one step towards it only; `relax`: one step, which may go past it
   * @returns the state there
   * @throws what `f` throws; a solver that cannot go on is seen by `successful()`, and warned of
   */
  integrate(t: number, options: { step?: boolean; relax?: boolean } = {}): NDArray<D> {
    checkOptions('integrate', options, ['step', 'relax']);
    if (typeof t !== 'number' || Number.isNaN(t))
      throw new ValueError(`integrate: t must be a number, got ${describe(t)}`);
    if (this.#state.length === 0) throw new ValueError('integrate: call setInitialValue first');
    const one = options.step === true || options.relax === true;
    if (t === this.#t) return this.y;
    const direction = t > this.#t ? 1 : -1;
    const solver = this.#solver(options.relax === true ? direction * Infinity : t);
    const { nsteps = 500 } = this.#options;
    const stop = (): boolean => {
      const answer = this.#solout?.(solver.t, this.#array(solver.y));
      return answer === -1 || answer === false;
    };
    this.#code = 1;
    let stopped = this.#solout !== null && stop();
    if (stopped) this.#code = 2;
    for (let steps = 0; !stopped && solver.status === 'running'; steps++) {
      if (steps === nsteps) {
        this.#fail(-1, `more than ${nsteps} steps are needed; raise nsteps`);
        break;
      }
      const failure = solver.step();
      if (failure !== undefined) {
        this.#fail(-3, failure);
        break;
      }
      if (this.#solout !== null && stop()) {
        stopped = true;
        this.#code = 2;
      }
      if (one) break;
    }
    this.#t = solver.t;
    this.#state = solver.y.slice();
    return this.y;
  }

  #fail(code: number, message: string): void {
    this.#code = code;
    globalThis.process?.emitWarning?.(`${this.#integrator}: ${message}`);
  }

  #solver(bound: number): OdeSolver {
    const lanes = this.#lanes;
    const { rtol = 1e-6, atol = 1e-12, method = 'adams', lband, uband, withJacobian = true } = this.#options;
    const { firstStep = 0, maxStep = 0, minStep = 0 } = this.#options;
    const solverLanes = this.solverLanes(lanes);
    const n = this.#state.length / solverLanes;
    const fun: Derivative = (t, y, out) => {
      const value = (this.f as (...given: unknown[]) => ArrayLike)(t, this.#array(y), ...this.#params);
      readState('ode: f', value, lanes, out);
    };
    const { jac } = this;
    const span = Math.abs(bound - this.#t);
    const problem: ImplicitProblem = {
      functionName: 'ode',
      fun,
      lanes: solverLanes,
      t0: this.#t,
      y0: this.#state.slice(),
      bound,
      tolerances: checkTolerances('setIntegrator', rtol, atol, n),
      maxStep: maxStep > 0 ? maxStep : Infinity,
      firstStep: firstStep > 0 ? Math.min(firstStep, span) : undefined,
      jac:
        jac === null || !withJacobian || solverLanes !== lanes
          ? undefined
          : (t: number, y: NDArray) => (jac as (...given: unknown[]) => ArrayLike)(t, y, ...this.#jacParams),
      jacSparsity:
        typeof lband === 'number' || typeof uband === 'number' ? { lower: lband ?? 0, upper: uband ?? 0 } : undefined,
      minStep,
    };
    switch (this.#integrator) {
      case 'dopri5':
        return new RK45(problem);
      case 'dop853':
        return new DOP853(problem);
      case 'lsoda':
        if (solverLanes === 2) throw new ValueError("ode: 'lsoda' needs a real state; use 'zvode' or complexOde");
        return new LSODA(problem);
      default:
        if (method === 'bdf') return new BDF(problem);
        return solverLanes === 2 ? new DOP853(problem) : new LSODA(problem);
    }
  }
}

/**
 * Integrates `dy/dt = f(t, y)` step by step, as SciPy's `ode`. New programs use `solveIvp`.
 *
 * The integrators are those of `solveIvp`: 'dopri5' is RK45, 'dop853' DOP853, 'lsoda' LSODA; 'vode' is LSODA, with `method: 'bdf'`
 * BDF; 'zvode' DOP853 and BDF.
 *
 * @example
 * const decay = new ode((t, y) => [-0.5 * y.item(0)]).setIntegrator('dopri5').setInitialValue([2], 0);
 * while (decay.successful() && decay.t < 10) decay.integrate(decay.t + 1);
 * decay.y.item(0); // about 0.0135
 */
export class ode extends OdeBase<'float64'> {
  /**
   * @param f - the right-hand side: t, the state (n,), and what `setFParams` sets
   * @param jac - its Jacobian, of shape (n, n)
   */
  constructor(
    f: (t: number, y: NDArray<'float64'>, ...params: never[]) => ArrayLike,
    jac: ((t: number, y: NDArray<'float64'>, ...params: never[]) => ArrayLike) | null = null,
  ) {
    super('ode', f, jac);
  }

  protected solverLanes(lanes: Lanes): Lanes {
    return lanes;
  }

  protected readInitial(y: ArrayLike): { state: Float64Array; lanes: Lanes } {
    const array = asNDArray('setInitialValue', y);
    return initialState('setInitialValue', array.ndim === 0 ? array.reshape(1) : array);
  }
}

/**
 * The same for complex states: real and imaginary parts are integrated as so many real numbers.
 *
 * @example
 * const turn = new complexOde((t, y) => np.multiply(new np.Complex(0, 1), y)).setIntegrator('dopri5').setInitialValue([1]);
 * turn.integrate(Math.PI).item(0); // about new Complex(-1, 0)
 */
export class complexOde extends OdeBase<'complex128'> {
  /**
   * @param f - the right-hand side: t, the complex state (n,), and what `setFParams` sets
   */
  constructor(f: (t: number, y: NDArray<'complex128'>, ...params: never[]) => ArrayLike) {
    super('complexOde', f);
  }

  protected solverLanes(): Lanes {
    return 1;
  }

  protected readInitial(y: ArrayLike): { state: Float64Array; lanes: Lanes } {
    const array = copyAs(asNDArray('setInitialValue', y), DTYPES.complex128);
    return initialState('setInitialValue', array.ndim === 0 ? array.reshape(1) : array);
  }

  override setIntegrator(name: Integrator, options: IntegratorOptions = {}): this {
    if (name === 'zvode') throw new ValueError('complexOde: zvode must be used with ode, not complexOde');
    return super.setIntegrator(name, options);
  }
}
