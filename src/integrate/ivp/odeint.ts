/** odeint: the older interface to LSODA, with the solution at given times. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import { solveIvp } from './solveIvp.js';

/** Options of `odeint`. */
export interface OdeintOptions {
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
  /** The first, the longest and the shortest step; 0 lets the solver choose. */
  h0?: number;
  hmax?: number;
  hmin?: number;
  /** Does `func` take t first? */
  tfirst?: boolean;
}

/** What `odeint` tells with `fullOutput`. */
export interface OdeintInfo {
  readonly nfe: number;
  readonly nje: number;
  readonly message: string;
}

const OPTIONS = ['Dfun', 'colDeriv', 'fullOutput', 'ml', 'mu', 'rtol', 'atol', 'h0', 'hmax', 'hmin', 'tfirst'];
const TOLERANCE = 1.49012e-8;

/**
 * Integrate a system of ordinary differential equations by LSODA. New programs use `solveIvp`.
 *
 * @param func - the right-hand side: the state (n,) and t, in this order unless `tfirst`
 * @param y0 - the state at t[0]
 * @param t - times at which the solution is wanted, monotonic, of shape (m,)
 * @param options - `rtol`, `atol` (1.49012e-8 each), `Dfun`, `ml`, `mu`, `tfirst`, `h0`, `hmax`, `hmin`, `fullOutput`
 * @returns states of shape (m, n); with `fullOutput` `[states, info]`. Where the solver fails, rows are nan and a warning says why
 * @throws ValueError for times that are not monotonic
 * @example
 * const y = odeint((y, t) => [-0.5 * y.item(0)], [2], [0, 1, 2]);
 * y.at(-1, 0); // about 2 exp(-1)
 */
export function odeint(
  func: (y: NDArray<'float64'>, t: number) => ArrayLike,
  y0: ArrayLike,
  t: ArrayLike,
  options: OdeintOptions & { fullOutput: true; tfirst?: false },
): [NDArray<'float64'>, OdeintInfo];
export function odeint(
  func: (t: number, y: NDArray<'float64'>) => ArrayLike,
  y0: ArrayLike,
  t: ArrayLike,
  options: OdeintOptions & { fullOutput?: false; tfirst: true },
): NDArray<'float64'>;
export function odeint(
  func: (y: NDArray<'float64'>, t: number) => ArrayLike,
  y0: ArrayLike,
  t: ArrayLike,
  options?: OdeintOptions & { fullOutput?: false; tfirst?: false },
): NDArray<'float64'>;
export function odeint(
  func: ((y: NDArray<'float64'>, t: number) => ArrayLike) | ((t: number, y: NDArray<'float64'>) => ArrayLike),
  y0: ArrayLike,
  t: ArrayLike,
  options: OdeintOptions = {},
): NDArray<'float64'> | [NDArray<'float64'>, OdeintInfo] {
  checkOptions('odeint', options, OPTIONS);
  const { tfirst = false, rtol, atol, ml, mu, h0 = 0, hmax = 0, hmin = 0, Dfun, colDeriv = false } = options;
  if (typeof func !== 'function') throw new DTypeError(`odeint: func must be a function, got ${describe(func)}`);
  const given = asNDArray('odeint', t);
  if (given.ndim !== 1 || given.size === 0) {
    throw new ValueError(`odeint: t must be 1-dimensional and not empty, got shape ${shapeText(given.shape)}`);
  }
  const times = copyAs(given, DTYPES.float64).data as Float64Array;
  const first = times[0]!;
  const last = times[times.length - 1]!;
  const direction = last >= first ? 1 : -1;
  for (let k = 1; k < times.length; k++) {
    if (direction * (times[k]! - times[k - 1]!) < 0) {
      throw new ValueError(
        `odeint: the values in t must be monotonically increasing or monotonically decreasing; repeated values are allowed`,
      );
    }
  }
  const distinct = times.filter((time, k) => k === 0 || time !== times[k - 1]);
  const call = func as (...args: unknown[]) => ArrayLike;
  const start = copyAs(asNDArray('odeint', y0), DTYPES.float64);
  const flat = start.ndim === 0 ? start.strided([1], [1], start.offset) : start;
  const found = solveIvp((time, y) => (tfirst ? call(time, y) : call(y, time)), [first, last], flat, {
    method: 'LSODA',
    tEval: distinct,
    rtol: rtol ?? TOLERANCE,
    atol: atol ?? TOLERANCE,
    lband: ml ?? null,
    uband: mu ?? null,
    firstStep: h0 > 0 ? h0 : null,
    maxStep: hmax > 0 ? hmax : Infinity,
    minStep: hmin,
    jac: Dfun
      ? (time, y) => {
          const matrix = asNDArray(
            'odeint',
            (Dfun as (...args: unknown[]) => ArrayLike)(...(tfirst ? [time, y] : [y, time])),
          );
          return colDeriv && matrix.ndim === 2 ? matrix.T : matrix;
        }
      : null,
  });
  const n = found.y.shape[0]!;
  const reached = found.t.size;
  const rows = new Float64Array(times.length * n);
  const values = found.y.data as Float64Array;
  let column = -1;
  times.forEach((time, k) => {
    if (k === 0 || time !== times[k - 1]) column++;
    for (let i = 0; i < n; i++) rows[k * n + i] = column < reached ? values[i * reached + column]! : NaN;
  });
  if (!found.success) globalThis.process?.emitWarning?.(`odeint: ${found.message}`, 'ODEintWarning');
  const array = asNDArray('odeint', rows) as NDArray<'float64'>;
  const result = array.strided([times.length, n], [n, 1], 0);
  if (!options.fullOutput) return result;
  return [
    result,
    { nfe: found.nfev, nje: found.njev, message: found.success ? 'Integration successful.' : found.message },
  ];
}
