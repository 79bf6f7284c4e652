/** LU factorisation with partial pivoting, and solving with it (Golub and Van Loan, section 3.4). */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { emptyArray, type ArrayOf, type NDArray } from '../core/ndarray.js';
import { clearTriangle, copyOf, dense, fromArray, part, toArray, toVector, type Dense } from './dense.js';
import { engine } from './engine/index.js';
import {
  checkFiniteArray,
  eachMember,
  isComplexKind,
  kindOf,
  lanesOf,
  matrixOf,
  squareOf,
  typed,
  type CheckOptions,
  type FloatOf,
  type MeetOf,
} from './matrices.js';
import { transOf, type TransOption } from './triangular.js';
import { warn } from './warnings.js';

/** Options of `lu`. */
export interface LuOptions extends CheckOptions {
  /** Give `{ PL, U }` with `PL = P @ L`. */
  permuteL?: boolean;
  /** Give P as row indices: `a = L[p] @ U`. */
  pIndices?: boolean;
}

/** `a = P @ L @ U`. */
export interface Lu<D, P> {
  /** The permutation, m x m, or with `pIndices` its row indices. */
  readonly P: P;
  /** Unit lower triangular (or trapezoidal), m x min(m, n). */
  readonly L: D;
  /** Upper triangular (or trapezoidal), min(m, n) x n. */
  readonly U: D;
}

/** The order of rows that pivots stand for: row i of `P.T @ a` is row `order[i]` of a. */
function orderOf(pivots: Int32Array, m: number): Int32Array {
  const order = Int32Array.from({ length: m }, (_, i) => i);
  pivots.forEach((pivot, i) => {
    const other = order[pivot - 1]!;
    order[pivot - 1] = order[i]!;
    order[i] = other;
  });
  return order;
}

/** L and U out of what LU leaves behind. */
function factors(packed: Dense): [l: Dense, u: Dense] {
  const { kind, m, n } = packed;
  const k = Math.min(m, n);
  const l = clearTriangle(part(packed, 0, m, 0, k), 'above');
  const lanes = lanesOf(kind);
  for (let i = 0; i < k; i++) {
    l.data[(i * m + i) * lanes] = 1;
    if (lanes === 2) l.data[(i * m + i) * 2 + 1] = 0;
  }
  return [l, clearTriangle(part(packed, 0, k, 0, n), 'below')];
}

/**
 * LU decomposition with partial pivoting, `a = P @ L @ U`.
 *
 * @param a - array_like of shape (..., m, n)
 * @param options - `permuteL`, `pIndices`, `checkFinite` (true by default)
 * @returns `{ P, L, U }`, or `{ PL, U }` with `permuteL`
 * @throws ValueError for nan or inf
 * @example
 * const { P, L, U } = np.linalg.lu([[1, 2], [3, 4]]);
 * U.toArray()[0]; // [3, 4]
 */
export function lu<A extends ArrayLike>(
  a: A,
  options: LuOptions & { permuteL: true },
): { readonly PL: ArrayOf<FloatOf<A>>; readonly U: ArrayOf<FloatOf<A>> };
export function lu<A extends ArrayLike>(
  a: A,
  options: LuOptions & { pIndices: true },
): Lu<ArrayOf<FloatOf<A>>, NDArray<'int32'>>;
export function lu<A extends ArrayLike>(a: A, options?: LuOptions): Lu<ArrayOf<FloatOf<A>>, ArrayOf<FloatOf<A>>>;
export function lu(a: ArrayLike, options: LuOptions = {}): object {
  checkOptions('lu', options, ['permuteL', 'pIndices', 'checkFinite']);
  const { permuteL = false, pIndices = false, checkFinite = true } = options;
  const array = matrixOf('lu', a);
  if (checkFinite) checkFiniteArray('lu', array);
  const kind = kindOf('lu', array.info);
  const lanes = lanesOf(kind);
  const results = eachMember([array], [2], (matrix) => {
    const packed = fromArray(matrix!, kind);
    const { m, n } = packed;
    const pivots = new Int32Array(Math.min(m, n));
    if (pivots.length > 0) engine().getrf(kind, m, n, packed.data, pivots);
    const order = orderOf(pivots, m);
    const [l, u] = factors(packed);
    if (permuteL) {
      const pl = dense(kind, m, l.n);
      for (let j = 0; j < l.n; j++) {
        for (let i = 0; i < m; i++) {
          for (let lane = 0; lane < lanes; lane++) {
            pl.data[(j * m + order[i]!) * lanes + lane] = l.data[(j * m + i) * lanes + lane]!;
          }
        }
      }
      return [toArray(pl), toArray(u)];
    }
    if (pIndices) {
      const places = emptyArray(DTYPES.int32, [m]);
      order.forEach((row, i) => (places.storage[row] = i));
      return [places as NDArray, toArray(l), toArray(u)];
    }
    const p = dense(kind, m, m);
    order.forEach((row, i) => (p.data[(i * m + row) * lanes] = 1));
    return [toArray(p), toArray(l), toArray(u)];
  });
  return permuteL ? { PL: results[0], U: results[1] } : { P: results[0], L: results[1], U: results[2] };
}

/**
 * LU factors for `luSolve`.
 *
 * @param a - array_like of shape (..., m, n)
 * @param options - `checkFinite` (true by default)
 * @returns `[lu, piv]`: U above L (whose unit diagonal is left out), and for each row the one it was swapped with
 * @throws ValueError for nan or inf; a singular matrix causes a `LinAlgWarning`
 * @example
 * const factors = np.linalg.luFactor([[3, 1], [1, 2]]);
 * np.linalg.luSolve(factors, [9, 8]).toArray(); // [2, 3]
 */
export function luFactor<A extends ArrayLike>(
  a: A,
  options: CheckOptions = {},
): [lu: ArrayOf<FloatOf<A>>, piv: NDArray<'int32'>] {
  checkOptions('luFactor', options, ['checkFinite']);
  const array = matrixOf('luFactor', a);
  if (options.checkFinite ?? true) checkFiniteArray('luFactor', array);
  const kind = kindOf('luFactor', array.info);
  const [packed, piv] = eachMember([array], [2], (matrix) => {
    const factor = fromArray(matrix!, kind);
    const pivots = emptyArray(DTYPES.int32, [Math.min(factor.m, factor.n)]);
    const places = new Int32Array(pivots.size);
    if (pivots.size > 0) {
      const info = engine().getrf(kind, factor.m, factor.n, factor.data, places);
      if (info > 0) warn('luFactor', `Diagonal number ${info} is exactly zero. Singular matrix.`);
    }
    places.forEach((place, i) => (pivots.storage[i] = place - 1));
    return [toArray(factor), pivots as NDArray];
  });
  return [typed(packed!), typed(piv!)];
}

/** Options of `luSolve`. */
export interface LuSolveOptions extends CheckOptions {
  /** Solve with `a` (0), its transpose (1) or its conjugate transpose (2). */
  trans?: TransOption;
}

/**
 * Solve `a @ x = b` with the factors that `luFactor` made.
 *
 * @param luAndPiv - what `luFactor` returned
 * @param b - array_like of shape (n,) or (..., n, k)
 * @param options - `trans`, `checkFinite` (true by default)
 * @returns x, of the shape of b
 * @throws ValueError when shapes do not fit
 * @example
 * const factors = np.linalg.luFactor([[3, 1], [1, 2]]);
 * np.linalg.luSolve(factors, [9, 8]).toArray(); // [2, 3]
 */
export function luSolve<A extends ArrayLike, B extends ArrayLike>(
  luAndPiv: readonly [lu: A, piv: ArrayLike],
  b: B,
  options: LuSolveOptions = {},
): ArrayOf<MeetOf<A, B>> {
  checkOptions('luSolve', options, ['trans', 'checkFinite']);
  const [factor, right] = [squareOf('luSolve', luAndPiv[0]), matrixOf('luSolve', b, 1)];
  const piv = matrixOf('luSolve', luAndPiv[1], 1);
  if (options.checkFinite ?? true) [factor, right].forEach((array) => checkFiniteArray('luSolve', array));
  const n = factor.shape[factor.ndim - 1]!;
  const core = right.ndim === 1 ? 1 : 2;
  if (right.shape[right.ndim - core] !== n) {
    throw new ValueError(
      `luSolve: shapes of lu ${shapeText(factor.shape)} and b ${shapeText(right.shape)} are incompatible`,
    );
  }
  const kind = kindOf('luSolve', factor.info, right.info);
  const op = transOf('luSolve', options.trans ?? 0, isComplexKind(kind));
  const [x] = eachMember([factor, piv, right], [2, 1, core], (matrix, places, rhs) => {
    const r = fromArray(rhs!, kind);
    const pivots = Int32Array.from(places!.toFlatArray() as number[], (place) => place + 1);
    if (r.data.length > 0) {
      engine().getrs(kind, op, n, r.n, copyOf(fromArray(matrix!, kind)).data, pivots, r.data);
    }
    return [core === 1 ? toVector(r) : toArray(r)];
  });
  return typed(x!);
}
