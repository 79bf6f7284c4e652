/** solveIvp: initial value problems of ordinary differential equations. */
import { checkSignal } from '../../core/abort.js';
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTypeError, checkOptions, describe } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { EventWatch } from './events.js';
import { makeSolver, type UserFunction } from './makeSolver.js';
import { OdeSolution, columns } from './odeSolution.js';
import { OPTION_NAMES, checkSpan, checkTimes, type SolveIvpOptions, type StateOf } from './options.js';
import type { Interpolant, OdeSolver } from './solver.js';
import { freshState, initialState, stateArray, type StateDType } from './state.js';

/** What `solveIvp` finds. */
export interface IvpResult<D extends 'float64' | 'complex128' = 'float64'> {
  /** Times, of shape (m,). */
  readonly t: NDArray<'float64'>;
  /** States at those times, of shape (n, m). */
  readonly y: NDArray<D>;
  /** The solution as a function of time; null unless `denseOutput`. */
  readonly sol: OdeSolution | null;
  /** For each event function the times of its zeros; null without events. */
  readonly tEvents: NDArray<'float64'>[] | null;
  /** For each event function the states there, of shape (k, n). */
  readonly yEvents: NDArray<D>[] | null;
  /** How often the right-hand side was evaluated (differences of the Jacobian not counted). */
  readonly nfev: number;
  /** How often the Jacobian was. */
  readonly njev: number;
  /** How many LU factorisations were made. */
  readonly nlu: number;
  /** 0: the end was reached; 1: an event ended it; -1: a step failed. */
  readonly status: -1 | 0 | 1;
  readonly message: string;
  readonly success: boolean;
}

const REACHED = 'The solver successfully reached the end of the integration interval.';
const TERMINATED = 'A termination event occurred.';

/** After so many steps it is estimated how many more there will be. */
const LOOK_AHEAD = 5000;
/** No memory holds the results of more steps. */
const MOST_STEPS = 1e8;

/**
 * Solve an initial value problem `dy/dt = fun(t, y)`, `y(t0) = y0`.
 *
 * Step control and methods: E. Hairer, S. Norsett, G. Wanner, Solving Ordinary Differential Equations I and II.
 *
 * @param fun - the right-hand side: given t and the state (n,), returns as many derivatives
 * @param tSpan - `[t0, tf]`; tf may lie before t0
 * @param y0 - the state at t0, of shape (n,), real or complex
 * @param options - `method`, `tEval`, `denseOutput`, `events`, `args`, `rtol` (1e-3), `atol` (1e-6), `maxStep`, `firstStep`; for implicit methods
 *   `jac`, `jacSparsity`; `signal`
 * @returns times, states, counters, and how it ended; a solver that cannot go on says so in `message`, it does not throw
 * @throws ValueError for options that make no sense; what `fun` throws
 * @example
 * const decay = solveIvp((t, [y]) => [-0.5 * y], [0, 10], [2]);
 * decay.y.item(0, -1); // about 0.0135
 */
export function solveIvp<Y0 extends ArrayLike, A extends readonly unknown[] = []>(
  fun: (t: number, y: NDArray<StateOf<Y0>>, ...args: A) => ArrayLike,
  tSpan: readonly [number, number] | ArrayLike,
  y0: Y0,
  options: SolveIvpOptions<StateOf<Y0>, A> = {},
): IvpResult<StateOf<Y0>> {
  checkOptions('solveIvp', options, OPTION_NAMES);
  if (typeof fun !== 'function') throw new DTypeError(`solveIvp: fun must be a function, got ${describe(fun)}`);
  const [t0, end] = checkSpan('solveIvp', tSpan);
  const { state, lanes } = initialState('solveIvp', y0);
  const times = checkTimes('solveIvp', options.tEval, t0, end);
  const [call, given] = bound(fun as unknown as Call, options as unknown as SolveIvpOptions<StateDType, unknown[]>);
  const solver = makeSolver('solveIvp', call, t0, end, state, lanes, given);
  const { events } = given;
  const list = events === undefined || events === null ? [] : typeof events === 'function' ? [events] : events;
  if (!Array.isArray(list)) {
    throw new DTypeError(`solveIvp: events must be a function or an array of functions, got ${describe(events)}`);
  }
  const watch = new EventWatch('solveIvp', list, t0, state, lanes);
  return run(solver, watch, times, given) as IvpResult<StateOf<Y0>>;
}

type Call = (t: number, y: NDArray, ...args: unknown[]) => ArrayLike;

/** The functions with their further arguments fixed. */
function bound(fun: Call, options: SolveIvpOptions<StateDType, unknown[]>): [UserFunction, SolveIvpOptions] {
  const { args, jac, events } = options;
  const given = options as unknown as SolveIvpOptions;
  if (args === undefined || args.length === 0) return [fun, given];
  if (!Array.isArray(args)) throw new DTypeError(`solveIvp: args must be an array, got ${describe(args)}`);
  const fixed = <F>(call: F): F =>
    typeof call === 'function'
      ? // Properties such as `terminal` go along.
        (Object.assign((t: number, y: NDArray) => (call as unknown as Call)(t, y, ...args), call) as unknown as F)
      : call;
  const watched = Array.isArray(events) ? events.map(fixed) : fixed(events);
  return [fixed(fun), { ...given, jac: fixed(jac), events: watched } as unknown as SolveIvpOptions];
}

/** Step to the end, and collect what was asked for. */
function run(
  solver: OdeSolver,
  watch: EventWatch,
  times: Float64Array | undefined,
  options: SolveIvpOptions,
): IvpResult<'float64' | 'complex128'> {
  const { lanes, n } = solver;
  const { denseOutput = false, signal } = options;
  const ts: number[] = times ? [] : [solver.t];
  const ys: Float64Array[] = times ? [] : [solver.y];
  const ends: number[] = [solver.t];
  const pieces: Interpolant[] = [];
  let status: -1 | 0 | 1 | undefined;
  let message = '';
  let next = 0;
  let steps = 0;
  let mark = solver.t;
  while (status === undefined) {
    checkSignal(signal);
    const failure = solver.step();
    if (solver.status === 'finished') status = 0;
    else if (failure !== undefined) {
      status = -1;
      message = failure;
      break;
    }
    let { t, y } = solver;
    let piece: Interpolant | undefined;
    const interpolant = (): Interpolant => (piece ??= solver.denseOutput());
    if (denseOutput) pieces.push(interpolant());
    if (watch.active) {
      const end = watch.look(t, y, interpolant);
      if (end) {
        status = 1;
        ({ t, y } = end);
      }
    }
    if (denseOutput) ends.push(t);
    if (!times) {
      ts.push(t);
      ys.push(y);
    } else {
      const { direction } = solver;
      while (next < times.length && direction * (times[next]! - t) <= 0) {
        const state = new Float64Array(y.length);
        if (times[next] === t && status !== 1) state.set(y);
        else interpolant().fill(times[next]!, state);
        ts.push(times[next++]!);
        ys.push(state);
      }
    }
    if (++steps % LOOK_AHEAD === 0 && status === undefined) {
      const ahead = (Math.abs(solver.bound - t) / Math.abs(t - mark)) * LOOK_AHEAD;
      mark = t;
      if (ahead > MOST_STEPS && Number.isFinite(solver.bound)) {
        status = -1;
        message =
          `At t = ${t}, after ${steps} steps, about ${ahead.toExponential(0)} more would be needed: ` +
          "the problem is probably stiff for this method; try 'Radau', 'BDF' or 'LSODA'.";
      }
    }
  }
  if (status === 0) message = REACHED;
  else if (status === 1) message = TERMINATED;
  const m = ts.length;
  const y = freshState(n * m * lanes);
  columns(ys, n, lanes, y);
  return {
    t: vector(ts),
    y: stateArray(y, lanes, [n, m]),
    sol: denseOutput ? solution(ends, pieces, solver) : null,
    tEvents: watch.active ? watch.times.map((list) => vector(list)) : null,
    yEvents: watch.active
      ? watch.states.map((list) => {
          const rows = new Float64Array(list.length * n * lanes);
          list.forEach((state, k) => rows.set(state, k * n * lanes));
          return stateArray(rows, lanes, [list.length, n]);
        })
      : null,
    nfev: solver.nfev,
    njev: solver.njev,
    nlu: solver.nlu,
    status: status!,
    message,
    success: status! >= 0,
  };
}

function solution(ends: readonly number[], pieces: readonly Interpolant[], solver: OdeSolver): OdeSolution | null {
  if (pieces.length === 0) return null;
  return new OdeSolution(Float64Array.from(ends), pieces, solver.n, solver.lanes);
}

function vector(values: readonly number[]): NDArray<'float64'> {
  return asNDArray('solveIvp', Float64Array.from(values)) as NDArray<'float64'>;
}
