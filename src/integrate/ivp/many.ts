/** solveIvpMany: one system for many initial states or parameters, spread over the threads backend. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../../core/ndarray.js';
import { backend, type StridedView } from '../../backends/backend.js';
import { placeOf } from '../../backends/moduleFunction.js';
import { defineTask, share } from '../../backends/task.js';
import { copyAs } from '../../ops/creation.js';
import { checkSpan, checkTimes, type IvpMethod } from './options.js';
import { solveIvp, type IvpResult } from './solveIvp.js';

/** Options of `solveIvpMany`. */
export interface SolveIvpManyOptions {
  /** Parameters of each problem, of shape (k,) or (k, p): handed to `fun` after the state, a number or an array of shape (p,). */
  params?: ArrayLike | null;
  /** Times at which the solutions are wanted; by default the end alone. */
  tEval?: ArrayLike | null;
  method?: IvpMethod;
  rtol?: number;
  atol?: number;
  maxStep?: number;
  firstStep?: number | null;
}

/** What `solveIvpMany` finds for k problems of n components at m times. */
export interface ManyIvpResult {
  /** Times, of shape (m,). */
  readonly t: NDArray<'float64'>;
  /** States, of shape (k, n, m); nan after the time at which a problem failed. */
  readonly y: NDArray<'float64'>;
  /** How each problem ended, of shape (k,): 0 at the end, -1 when a step failed. */
  readonly status: NDArray<'int32'>;
  /** Evaluations of each problem, of shape (k,). */
  readonly nfev: NDArray<'int32'>;
  /** Did all succeed? */
  readonly success: boolean;
}

type Parameter = number | NDArray<'float64'>;
/** The right-hand side of a family of systems. */
export type ManyFunction<P extends Parameter> = (t: number, y: NDArray<'float64'>, params: P) => ArrayLike;

const OPTIONS = ['params', 'tEval', 'method', 'rtol', 'atol', 'maxStep', 'firstStep'];
type Passed = Pick<SolveIvpManyOptions, 'method' | 'rtol' | 'atol' | 'maxStep' | 'firstStep'>;

/** Row i of a packed matrix. */
function row(view: StridedView, i: number, length: number): Float64Array {
  const start = view.offset + i * length;
  return (view.storage as Float64Array).slice(start, start + length);
}

function solveOne(
  fn: ManyFunction<never>,
  span: readonly [number, number],
  times: readonly number[],
  options: Passed,
  y0: Float64Array,
  params: Parameter | undefined,
): IvpResult<'float64'> {
  const fun = fn as unknown as ManyFunction<Parameter>;
  return solveIvp((t, y) => fun(t, y as NDArray<'float64'>, params as Parameter), span, y0, {
    ...options,
    tEval: times,
  }) as IvpResult<'float64'>;
}

const solving = defineTask(
  'solveIvpMany',
  (
    chunk,
    chunks,
    fn: ManyFunction<never>,
    span: readonly [number, number],
    times: readonly number[],
    options: Passed,
    sizes: { first: number; count: number; n: number; p: number; shared: boolean },
    states: StridedView,
    params: StridedView,
    y: StridedView,
    ends: StridedView,
  ) => {
    const { first, count, n, p, shared } = sizes;
    const [start, end] = share(count - first, chunk, chunks);
    const m = times.length;
    for (let i = first + start; i < first + end; i++) {
      const given = p < 0 ? undefined : p === 0 ? row(params, i, 1)[0]! : asNDArray('solveIvpMany', row(params, i, p));
      const found = solveOne(fn, span, times, options, row(states, shared ? 0 : i, n), given as Parameter | undefined);
      store(found, n, m, y.storage as Float64Array, y.offset + i * n * m);
      (ends.storage as Int32Array)[ends.offset + 2 * i] = found.status;
      (ends.storage as Int32Array)[ends.offset + 2 * i + 1] = found.nfev;
    }
  },
  [7, 8],
);

function store(found: IvpResult<'float64'>, n: number, m: number, out: Float64Array, at: number): void {
  const reached = found.t.size;
  const values = found.y.data as Float64Array;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < m; k++) out[at + i * m + k] = k < reached ? values[i * reached + k]! : NaN;
  }
}

/**
 * Solve one system of ordinary differential equations for many initial states or parameters. On the threads backend the problems are spread over all
 * cores when `fun` is a function of a module (`np.moduleFunction`); any other function is called here.
 *
 * @param fun - the right-hand side: t, the state (n,) and the parameters of the problem
 * @param tSpan - `[t0, tf]`
 * @param y0 - initial states, of shape (k, n), or (n,) for all problems the same
 * @param options - `params` of shape (k,) or (k, p); `tEval`, `method`, `rtol`, `atol`, `maxStep`, `firstStep` as for `solveIvp`
 * @returns states of shape (k, n, m), and how each problem ended; results do not depend on the number of workers
 * @throws ValueError when `y0` and `params` are for different numbers of problems; what `fun` throws
 * @example
 * const rates = np.linspace(0.1, 1, 1000);
 * const decay = solveIvpMany((t, y, rate: number) => [-rate * y.item(0)], [0, 5], [1], { params: rates });
 * decay.y.shape; // [1000, 1, 1]
 */
export function solveIvpMany<P extends Parameter = never>(
  fun: ManyFunction<P>,
  tSpan: readonly [number, number] | ArrayLike,
  y0: ArrayLike,
  options: SolveIvpManyOptions = {},
): ManyIvpResult {
  checkOptions('solveIvpMany', options, OPTIONS);
  if (typeof fun !== 'function') throw new DTypeError(`solveIvpMany: fun must be a function, got ${describe(fun)}`);
  const span = checkSpan('solveIvpMany', tSpan);
  const times = [...(checkTimes('solveIvpMany', options.tEval, ...span) ?? [span[1]])];
  const states = realMatrix('y0', y0, [1, 2]);
  const params =
    options.params === undefined || options.params === null ? undefined : realMatrix('params', options.params, [1, 2]);
  const shared = states.ndim === 1;
  const count = shared ? (params ? params.shape[0]! : 1) : states.shape[0]!;
  if (params && params.shape[0] !== count) {
    throw new ValueError(
      `solveIvpMany: y0 of shape ${shapeText(states.shape)} is for ${count} problems, params of shape ${shapeText(params.shape)} for ${params.shape[0]}`,
    );
  }
  const n = states.shape[states.ndim - 1]!;
  const m = times.length;
  const p = !params ? -1 : params.ndim === 1 ? 0 : params.shape[1]!;
  const passed: Passed = {};
  for (const name of ['method', 'rtol', 'atol', 'maxStep', 'firstStep'] as const) {
    if (options[name] !== undefined) Object.assign(passed, { [name]: options[name] });
  }
  const y = emptyArray(DTYPES.float64, [count, n, m]);
  const ends = zerosArray(DTYPES.int32, [count, 2]);
  const views = [states, params ?? states, y, ends].map((one) => flatView(one)) as [
    StridedView,
    StridedView,
    StridedView,
    StridedView,
  ];
  const sizes = { first: 0, count, n, p, shared };
  const all = [fun as unknown as ManyFunction<never>, span, times, passed, sizes, ...views] as const;
  if (count > 1 && backend().capabilities.workers > 1 && placeOf(fun as ManyFunction<never>) !== undefined) {
    // The first problem is solved here: it shows mistakes at once, and how long one takes.
    const begin = performance.now();
    solving.run(0, 1, all[0], span, times, passed, { ...sizes, count: 1 }, ...views);
    const work = (performance.now() - begin) * 1e6 * count;
    const rest = emptyArray(DTYPES.float64, [count, n, m]);
    const restEnds = zerosArray(DTYPES.int32, [count, 2]);
    const [restView, endsView] = [flatView(rest), flatView(restEnds)];
    backend().run(
      solving,
      Math.min(count - 1, CHUNKS),
      work,
      all[0],
      span,
      times,
      passed,
      { ...sizes, first: 1 },
      views[0],
      views[1],
      restView,
      endsView,
    );
    rest.storage.set(y.storage.subarray(0, n * m), 0);
    restEnds.storage.set(ends.storage.subarray(0, 2), 0);
    return result(times, rest, restEnds);
  }
  solving.run(0, 1, ...all);
  return result(times, y, ends);
}

/** Problems may take very different times. */
const CHUNKS = 256;

function flatView(array: NDArray): StridedView {
  return { info: array.info, storage: array.storage, offset: array.offset, steps: [1] };
}

function result(times: readonly number[], y: NDArray<'float64'>, ends: NDArray<'int32'>): ManyIvpResult {
  const count = ends.shape[0]!;
  const column = (k: number): NDArray<'int32'> => copyAs(ends.strided([count], [2], k), DTYPES.int32);
  const status = column(0);
  return {
    t: asNDArray('solveIvpMany', Float64Array.from(times)) as NDArray<'float64'>,
    y,
    status,
    nfev: column(1),
    success: status.storage.every((one) => one === 0),
  };
}

function realMatrix(name: string, value: ArrayLike, dims: readonly number[]): NDArray<'float64'> {
  const array = asNDArray('solveIvpMany', value);
  if (!dims.includes(array.ndim)) {
    throw new ValueError(
      `solveIvpMany: ${name} must have ${dims.join(' or ')} dimensions, got shape ${shapeText(array.shape)}`,
    );
  }
  if (array.info.kind === 'c') throw new DTypeError(`solveIvpMany: ${name} must be real`);
  const copied = copyAs(array, DTYPES.float64);
  return copied;
}
