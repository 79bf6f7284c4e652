/** odeint: the older interface to LSODA, with the solution at given times. */
import { checkSignal, type AbortLike } from '../../core/abort.js';
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import { LSODA } from './lsoda.js';
import { MOST_ADAMS, MOST_BDF } from './nordsieck.js';
import { checkTolerances } from './options.js';
import { copyState, initialState, readState, stateArray } from './state.js';
import { ODEintWarning, warn } from '../warnings.js';

/** Options of `odeint`. */
export interface OdeintOptions<A extends readonly unknown[] = []> {
  /** What `func` and `Dfun` get after the state and the time. */
  args?: A;
  /** The Jacobian as a function of y and t (of t and y with `tfirst`), of shape (n, n). */
  Dfun?: ((...args: never[]) => ArrayLike) | null;
  /** Does `Dfun` give derivatives down the columns? */
  colDeriv?: boolean;
  /** Return a second element that tells more? */
  fullOutput?: boolean;
  /** The number of diagonals below and above in the Jacobian. */
  ml?: number | null;
  mu?: number | null;
  rtol?: ArrayLike | null;
  atol?: ArrayLike | null;
  /** Times at which the right-hand side jumps or is singular: no step goes past them. */
  tcrit?: ArrayLike | null;
  /** The first, the longest and the shortest step; 0 lets the solver choose. */
  h0?: number;
  hmax?: number;
  hmin?: number;
  /** The most steps between two of the times; 0 for the usual 500. */
  mxstep?: number;
  /** The highest order of the Adams methods (12) and of BDF (5). */
  mxordn?: number;
  mxords?: number;
  /** Does `func` take t first? */
  tfirst?: boolean;
  /** Print how it went? */
  printmessg?: boolean;
  /** Stops the integration between steps: its reason is thrown. */
  signal?: AbortLike;
}

/** What `odeint` tells with `fullOutput`: arrays for the times after the first. */
export interface OdeintInfo {
  /** The last step's length. */
  readonly hu: NDArray<'float64'>;
  /** Where the solver stood, at or past the time. */
  readonly tcur: NDArray<'float64'>;
  /** By how much tolerances were raised: 0. */
  readonly tolsf: NDArray<'float64'>;
  /** The time of the last change between methods. */
  readonly tsw: NDArray<'float64'>;
  /** Steps, evaluations of the right-hand side and of the Jacobian so far. */
  readonly nst: NDArray<'int32'>;
  readonly nfe: NDArray<'int32'>;
  readonly nje: NDArray<'int32'>;
  /** The order of the last step. */
  readonly nqu: NDArray<'int32'>;
  /** -1, as in SciPy where no error test fails for good. */
  readonly imxer: number;
  /** The work space that ODEPACK would need. */
  readonly lenrw: number;
  readonly leniw: number;
  /** The method of the last step: 1 Adams, 2 BDF. */
  readonly mused: NDArray<'int32'>;
  readonly message: string;
}

const OPTIONS = [
  'args', 'Dfun', 'colDeriv', 'fullOutput', 'ml', 'mu', 'rtol', 'atol', 'tcrit', 'h0', 'hmax', 'hmin', 'mxstep', 'mxordn',
  'mxords', 'tfirst', 'printmessg', 'signal',
]; // prettier-ignore
const TOLERANCE = 1.49012e-8;
const USUAL_STEPS = 500;

/**
 * Integrate a system of ordinary differential equations by LSODA. New programs use `solveIvp`.
 *
 * @param func - the right-hand side: the state (n,) and t, in this order unless `tfirst`
 * @param y0 - the state at t[0]
 * @param t - times at which the solution is wanted, monotonic, of shape (m,)
 * @param options - `rtol`, `atol` (1.49012e-8 each), `args`, `Dfun`, `ml`, `mu`, `tfirst`, `tcrit`, `h0`, `hmax`, `hmin`, `mxstep`, `mxordn`,
 *   `mxords`, `fullOutput`
 * @returns states of shape (m, n); with `fullOutput` `[states, info]`. Where the solver fails, rows are nan and a warning says why
 * @throws ValueError for times that are not monotonic
 * @example
 * const y = odeint((y, t) => [-0.5 * y.item(0)], [2], [0, 1, 2]);
 * y.at(-1, 0); // about 2 exp(-1)
 */
export function odeint<A extends readonly unknown[] = []>(
  func: (y: NDArray<'float64'>, t: number, ...args: A) => ArrayLike,
  y0: ArrayLike,
  t: ArrayLike,
  options: OdeintOptions<A> & { fullOutput: true; tfirst?: false },
): [NDArray<'float64'>, OdeintInfo];
export function odeint<A extends readonly unknown[] = []>(
  func: (t: number, y: NDArray<'float64'>, ...args: A) => ArrayLike,
  y0: ArrayLike,
  t: ArrayLike,
  options: OdeintOptions<A> & { fullOutput: true; tfirst: true },
): [NDArray<'float64'>, OdeintInfo];
export function odeint<A extends readonly unknown[] = []>(
  func: (t: number, y: NDArray<'float64'>, ...args: A) => ArrayLike,
  y0: ArrayLike,
  t: ArrayLike,
  options: OdeintOptions<A> & { fullOutput?: false; tfirst: true },
): NDArray<'float64'>;
export function odeint<A extends readonly unknown[] = []>(
  func: (y: NDArray<'float64'>, t: number, ...args: A) => ArrayLike,
  y0: ArrayLike,
  t: ArrayLike,
  options?: OdeintOptions<A> & { fullOutput?: false; tfirst?: false },
): NDArray<'float64'>;
export function odeint(
  func: (...args: never[]) => ArrayLike,
  y0: ArrayLike,
  t: ArrayLike,
  options: OdeintOptions<readonly unknown[]> = {},
): NDArray<'float64'> | [NDArray<'float64'>, OdeintInfo] {
  checkOptions('odeint', options, OPTIONS);
  if (typeof func !== 'function') throw new DTypeError(`odeint: func must be a function, got ${describe(func)}`);
  const times = vector('t', t);
  if (times.length === 0) throw new ValueError('odeint: t must not be empty');
  const first = times[0]!;
  const last = times[times.length - 1]!;
  const direction = last >= first ? 1 : -1;
  for (let k = 1; k < times.length; k++) {
    if (!(direction * (times[k]! - times[k - 1]!) >= 0)) {
      throw new ValueError(
        'odeint: the values in t must be monotonically increasing or monotonically decreasing; repeated values are allowed',
      );
    }
  }
  const { mxstep = 0, printmessg = false, args = [], tfirst = false } = options;
  if (!(Number.isInteger(mxstep) && mxstep >= 0)) {
    throw new ValueError(`odeint: mxstep must be a whole number of at least 0, got ${describe(mxstep)}`);
  }
  const start = copyAs(asNDArray('odeint', y0), DTYPES.float64);
  const { state } = initialState('odeint', start.ndim === 0 ? start.strided([1], [1], start.offset) : start);
  const n = state.length;
  const call = func as unknown as (...all: unknown[]) => ArrayLike;
  const fun = (time: number, y: Float64Array, out: Float64Array): void => {
    const at = stateArray(copyState(y), 1, [n]);
    readState('odeint: func', tfirst ? call(time, at, ...args) : call(at, time, ...args), 1, out);
  };
  // Past a critical time the solver begins anew.
  const critical = options.tcrit === undefined || options.tcrit === null ? [] : [...vector('tcrit', options.tcrit)];
  const ends = critical.filter((time) => direction * (time - first) > 0 && direction * (last - time) > 0);
  ends.sort((a, b) => direction * (a - b));
  ends.push(last);
  const solverFrom = begin(options, fun, n);

  const m = times.length;
  const rows = new Float64Array(m * n).fill(NaN);
  const seen = new Statistics(m - 1);
  rows.set(state);
  let solver = solverFrom(first, state, ends.shift()!);
  let message = 'Integration successful.';
  const out = new Float64Array(n);
  for (let k = 1; k < m; k++) {
    const target = times[k]!;
    for (let steps = 0; direction * (solver.t - target) < 0; steps++) {
      if (steps === (mxstep || USUAL_STEPS)) {
        message = 'Excess work done on this call (perhaps wrong Dfun type).';
        break;
      }
      if (solver.status === 'finished') {
        seen.keep(solver);
        solver = solverFrom(solver.t, solver.y.slice(), ends.shift()!);
      }
      checkSignal(options.signal);
      const failure = solver.step();
      if (failure !== undefined) {
        message = failure;
        break;
      }
    }
    if (direction * (solver.t - target) < 0) break;
    if (target === first) rows.set(state, k * n);
    else {
      if (target === solver.t) out.set(solver.y);
      else solver.denseOutput().fill(target, out);
      rows.set(out, k * n);
    }
    seen.note(k - 1, solver);
  }
  const success = message === 'Integration successful.';
  if (!success) warn(new ODEintWarning(`odeint: ${message}`));
  if (printmessg) console.log(message);
  const result = (asNDArray('odeint', rows) as NDArray<'float64'>).strided([m, n], [n, 1], 0);
  return options.fullOutput ? [result, seen.info(n, message)] : result;
}

function vector(name: string, value: ArrayLike): Float64Array {
  const array = asNDArray('odeint', value);
  if (array.ndim > 1 || (name === 't' && array.ndim !== 1)) {
    throw new ValueError(`odeint: ${name} must be 1-dimensional, got shape ${shapeText(array.shape)}`);
  }
  return copyAs(array, DTYPES.float64).data as Float64Array;
}

type Derivative = (t: number, y: Float64Array, out: Float64Array) => void;

/** Makes solvers that begin at a time and a state and go to an end. */
function begin(
  options: OdeintOptions<readonly unknown[]>,
  fun: Derivative,
  n: number,
): (t0: number, y0: Float64Array, bound: number) => LSODA {
  const { rtol, atol, ml, mu, h0 = 0, hmax = 0, hmin = 0, mxordn = MOST_ADAMS, mxords = MOST_BDF, Dfun } = options;
  const { args = [], tfirst = false, colDeriv = false } = options;
  for (const [name, order, most] of [
    ['mxordn', mxordn, MOST_ADAMS],
    ['mxords', mxords, MOST_BDF],
  ] as const) {
    // prettier-ignore
    if (!Number.isInteger(order) || order < 1 || order > most) {
      throw new ValueError(`odeint: ${name} must be a whole number from 1 to ${most}, got ${describe(order)}`);
    }
  }
  const tolerances = checkTolerances('odeint', rtol ?? TOLERANCE, atol ?? TOLERANCE, n);
  const derivative = Dfun as unknown as ((...all: unknown[]) => ArrayLike) | null | undefined;
  const jac = derivative
    ? (time: number, y: NDArray): ArrayLike => {
        const matrix = asNDArray('odeint', derivative(...(tfirst ? [time, y] : [y, time]), ...args));
        return colDeriv && matrix.ndim === 2 ? matrix.T : matrix;
      }
    : undefined;
  const banded = typeof ml === 'number' || typeof mu === 'number';
  return (t0, y0, bound) =>
    new LSODA({
      functionName: 'odeint',
      fun,
      lanes: 1,
      t0,
      y0,
      bound,
      tolerances,
      maxStep: hmax > 0 ? hmax : Infinity,
      firstStep: h0 > 0 ? Math.min(h0, Math.abs(bound - t0)) : undefined,
      minStep: hmin,
      jac,
      jacSparsity: banded ? { lower: ml ?? 0, upper: mu ?? 0 } : undefined,
      mostOrders: [mxordn, mxords],
    });
}

/** What is noted at each time. */
class Statistics {
  readonly #real: Record<'hu' | 'tcur' | 'tolsf' | 'tsw', Float64Array>;
  readonly #whole: Record<'nst' | 'nfe' | 'nje' | 'nqu' | 'mused', Int32Array>;
  /** The counters of solvers that came before. */
  #before = { steps: 0, nfev: 0, njev: 0 };

  constructor(length: number) {
    const [real, whole] = [() => new Float64Array(length), () => new Int32Array(length)];
    this.#real = { hu: real(), tcur: real(), tolsf: real(), tsw: real() };
    this.#whole = { nst: whole(), nfe: whole(), nje: whole(), nqu: whole(), mused: whole() };
  }

  /** Another solver goes on. */
  keep({ steps, nfev, njev }: LSODA): void {
    const { steps: s, nfev: f, njev: j } = this.#before;
    this.#before = { steps: s + steps, nfev: f + nfev, njev: j + njev };
  }

  note(k: number, solver: LSODA): void {
    const { steps, nfev, njev } = this.#before;
    this.#real.hu[k] = solver.lastStep;
    this.#real.tcur[k] = solver.t;
    this.#real.tsw[k] = solver.switchedAt;
    this.#whole.nst[k] = steps + solver.steps;
    this.#whole.nfe[k] = nfev + solver.nfev;
    this.#whole.nje[k] = njev + solver.njev;
    this.#whole.nqu[k] = solver.order;
    this.#whole.mused[k] = solver.family === 'adams' ? 1 : 2;
  }

  info(n: number, message: string): OdeintInfo {
    const arrays = { ...this.#real, ...this.#whole };
    const named = Object.fromEntries(Object.entries(arrays).map(([name, list]) => [name, asNDArray('odeint', list)]));
    const sizes = { imxer: -1, lenrw: Math.max(20 + 16 * n, 22 + 9 * n + n * n), leniw: 20 + n };
    return { ...named, ...sizes, message } as unknown as OdeintInfo;
  }
}
