/** The solution of an initial value problem as a function of t, put together from the steps' interpolants. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import type { Interpolant } from './solver.js';
import { stateArray, type Lanes, type StateDType } from './state.js';

/**
 * A continuous solution, made by `solveIvp` with `denseOutput: true`.
 *
 * @example
 * const { sol } = solveIvp((t, y) => [-y.item(0)], [0, 5], [1], { denseOutput: true });
 * sol.evaluate(2.5).item(0); // about exp(-2.5)
 */
export class OdeSolution {
  /** Where the steps begin and end. */
  readonly ts: NDArray<'float64'>;
  readonly tMin: number;
  readonly tMax: number;
  readonly #ts: Float64Array;
  readonly #pieces: readonly Interpolant[];
  readonly #n: number;
  readonly #lanes: Lanes;
  readonly #descending: boolean;

  constructor(ts: Float64Array, pieces: readonly Interpolant[], n: number, lanes: Lanes) {
    this.#ts = ts;
    this.#pieces = pieces;
    this.#n = n;
    this.#lanes = lanes;
    this.#descending = ts[ts.length - 1]! < ts[0]!;
    this.ts = asNDArray('OdeSolution', ts) as NDArray<'float64'>;
    this.tMin = Math.min(ts[0]!, ts[ts.length - 1]!);
    this.tMax = Math.max(ts[0]!, ts[ts.length - 1]!);
  }

  /** The piece that holds t; beyond the ends the first or last. */
  #pieceAt(t: number): Interpolant {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = this.#ts[middle + 1]!;
      if (this.#descending ? t >= end : t <= end) high = middle;
      else low = middle + 1;
    }
    return this.#pieces[low]!;
  }

  /**
   * The solution at one time or several.
   *
   * @param t - a number, or array_like of shape (m,)
   * @returns the state, of shape (n,), or (n, m) for several times
   */
  evaluate(t: number | ArrayLike): NDArray<StateDType> {
    const n = this.#n;
    const lanes = this.#lanes;
    if (typeof t === 'number') {
      const out = new Float64Array(n * lanes);
      this.#pieceAt(t).fill(t, out);
      return stateArray(out, lanes, [n]);
    }
    const times = copyAs(asNDArray('evaluate', t), DTYPES.float64).data as Float64Array;
    const m = times.length;
    const result = new Float64Array(n * m * lanes);
    const states: Float64Array[] = [];
    times.forEach((at) => {
      const state = new Float64Array(n * lanes);
      this.#pieceAt(at).fill(at, state);
      states.push(state);
    });
    columns(states, n, lanes, result);
    return stateArray(result, lanes, [n, m]);
  }
}

/** How many columns are written together: their elements of a row fill a line of the cache. */
const TILE = 8;

/** Put states into the columns of an n x m matrix in C order. */
export function columns(states: readonly Float64Array[], n: number, lanes: Lanes, out: Float64Array): void {
  const m = states.length;
  if (lanes === 2) {
    states.forEach((state, k) => {
      for (let i = 0; i < n; i++) {
        out[(i * m + k) * 2] = state[2 * i]!;
        out[(i * m + k) * 2 + 1] = state[2 * i + 1]!;
      }
    });
    return;
  }
  let k = 0;
  for (; k + TILE <= m; k += TILE) {
    const [a, b, c, d] = [states[k]!, states[k + 1]!, states[k + 2]!, states[k + 3]!];
    const [e, f, g, h] = [states[k + 4]!, states[k + 5]!, states[k + 6]!, states[k + 7]!];
    for (let i = 0, at = k; i < n; i++, at += m) {
      out[at] = a[i]!;
      out[at + 1] = b[i]!;
      out[at + 2] = c[i]!;
      out[at + 3] = d[i]!;
      out[at + 4] = e[i]!;
      out[at + 5] = f[i]!;
      out[at + 6] = g[i]!;
      out[at + 7] = h[i]!;
    }
  }
  for (; k < m; k++) {
    const state = states[k]!;
    for (let i = 0, at = k; i < n; i++, at += m) out[at] = state[i]!;
  }
}
