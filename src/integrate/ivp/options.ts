/** The options of solveIvp, checked. */
import type { AbortLike } from '../../core/abort.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import type { EventFunction } from './events.js';
import type { JacobianLike } from './jacobian.js';
import type { JacobianSparsity } from './sparsity.js';
import type { StateDType } from './state.js';
import { LEAST_RTOL, type Tolerances } from './tolerances.js';

/** The names of solvers. */
export type IvpMethod = 'RK45' | 'RK23' | 'DOP853' | 'Radau' | 'BDF' | 'LSODA';

/** The element type of states that begin at y0. */
export type StateOf<Y0> = DTypeOf<Y0> extends 'complex64' | 'complex128' ? 'complex128' : 'float64';

/** Options of `solveIvp`. */
export interface SolveIvpOptions<D extends StateDType = StateDType, A extends readonly unknown[] = []> {
  /** What `fun`, `jac` and the events get after t and y. */
  args?: A;
  /** The solver: explicit Runge-Kutta for non-stiff problems (the default is `'RK45'`), implicit ones for stiff problems. */
  method?: IvpMethod;
  /** Times at which the solution is wanted, within the interval and in its order; by default where the steps end. */
  tEval?: ArrayLike | null;
  /** Give the solution as a function of time too? */
  denseOutput?: boolean;
  /** Functions whose zeros are wanted; properties `terminal` and `direction` as in SciPy. */
  events?: EventFunction<D, A> | readonly EventFunction<D, A>[] | null;
  /** Does `fun` take states of shape (n, k) and give as many derivatives? */
  vectorized?: boolean;
  /** The length of the first step; by default chosen. */
  firstStep?: number | null;
  /** No step is longer. */
  maxStep?: number;
  /** Relative tolerance, a number or one a component. */
  rtol?: ArrayLike;
  /** Absolute tolerance, a number or one a component. */
  atol?: ArrayLike;
  /** The Jacobian of shape (n, n), a matrix or a function of t and y, for implicit methods; differenced by default. */
  jac?: JacobianLike<D, A> | null;
  /** Where the Jacobian may not be zero, for implicit methods that difference it. */
  jacSparsity?: JacobianSparsity | null;
  /** For `'LSODA'`: the number of diagonals below and above in the Jacobian. */
  lband?: number | null;
  uband?: number | null;
  /** For `'LSODA'`: no step is shorter. */
  minStep?: number;
  /** Stops the integration between steps: its reason is thrown. */
  signal?: AbortLike;
}

export const OPTION_NAMES = [
  'args',
  'method',
  'tEval',
  'denseOutput',
  'events',
  'vectorized',
  'firstStep',
  'maxStep',
  'rtol',
  'atol',
  'jac',
  'jacSparsity',
  'lband',
  'uband',
  'minStep',
  'signal',
] as const;

/** One value a component, from a number or as many. */
function perComponent(functionName: string, name: string, value: ArrayLike, n: number): Float64Array {
  const array = asNDArray(functionName, value);
  if (array.info.kind === 'c') throw new DTypeError(`${functionName}: ${name} must be real, got ${describe(value)}`);
  if (array.size !== 1 && !(array.ndim === 1 && array.size === n)) {
    throw new ValueError(
      `${functionName}: ${name} must be a number or have shape (${n},), got ${shapeText(array.shape)}`,
    );
  }
  const values = copyAs(array, DTYPES.float64).data as Float64Array;
  return array.size === 1 ? new Float64Array(n).fill(values[0]!) : values.slice();
}

/** Is a value below a bound, or nan? */
function anyBelow(values: Float64Array, bound: number): boolean {
  for (let i = 0; i < values.length; i++) if (!(values[i]! >= bound)) return true;
  return false;
}

/** Check tolerances; what double precision cannot serve is raised, with a warning. */
export function checkTolerances(functionName: string, rtol: ArrayLike, atol: ArrayLike, n: number): Tolerances {
  const relative = perComponent(functionName, 'rtol', rtol, n);
  const absolute = perComponent(functionName, 'atol', atol, n);
  if (anyBelow(relative, 0)) {
    throw new ValueError(`${functionName}: rtol must not be negative, got ${describe(rtol)}`);
  }
  if (anyBelow(absolute, 0)) {
    throw new ValueError(`${functionName}: atol must be positive, got ${describe(atol)}`);
  }
  if (anyBelow(relative, LEAST_RTOL)) {
    globalThis.process?.emitWarning?.(
      `${functionName}: at least one element of rtol is too small; set to at least ${LEAST_RTOL.toExponential(3)}`,
    );
    relative.forEach((value, i) => {
      relative[i] = Math.max(value, LEAST_RTOL);
    });
  }
  return { rtol: relative, atol: absolute };
}

/** Check the interval. */
export function checkSpan(functionName: string, tSpan: unknown): [number, number] {
  const list = tSpan instanceof Object && Symbol.iterator in tSpan ? [...(tSpan as Iterable<unknown>)] : [];
  const [t0, t1] = list as [number, number];
  if (list.length !== 2 || typeof t0 !== 'number' || typeof t1 !== 'number' || Number.isNaN(t0) || Number.isNaN(t1)) {
    throw new ValueError(`${functionName}: tSpan must be two numbers, [t0, tf], got ${describe(tSpan)}`);
  }
  if (!Number.isFinite(t0)) throw new ValueError(`${functionName}: tSpan must begin at a finite time, got ${t0}`);
  return [t0, t1];
}

/** Check the times at which the solution is wanted. */
export function checkTimes(
  functionName: string,
  tEval: ArrayLike | null | undefined,
  t0: number,
  t1: number,
): Float64Array | undefined {
  if (tEval === undefined || tEval === null) return undefined;
  const array = asNDArray(functionName, tEval);
  if (array.ndim !== 1) {
    throw new ValueError(`${functionName}: tEval must be 1-dimensional, got shape ${shapeText(array.shape)}`);
  }
  const times = (copyAs(array, DTYPES.float64) as NDArray<'float64'>).data;
  const [low, high] = t0 <= t1 ? [t0, t1] : [t1, t0];
  const direction = t1 >= t0 ? 1 : -1;
  times.forEach((time, k) => {
    if (!(time >= low && time <= high)) {
      throw new ValueError(
        `${functionName}: values in tEval are not within tSpan: ${time} is not in [${low}, ${high}]`,
      );
    }
    if (k > 0 && !(direction * (time - times[k - 1]!) > 0)) {
      throw new ValueError(
        `${functionName}: values in tEval are not properly sorted: ${times[k - 1]!} comes before ${time}`,
      );
    }
  });
  return times;
}
