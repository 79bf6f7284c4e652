/** QR and RQ factorisations by Householder reflections (Golub and Van Loan, section 5.2). */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { emptyArray, type ArrayOf, type NDArray } from '../core/ndarray.js';
import { oneOf } from './arguments.js';
import {
  clearTriangle,
  dense,
  denseOf,
  fromArray,
  part,
  putPart,
  toArray,
  toVector,
  transposed,
  type Dense,
} from './dense.js';
import { engine } from './engine/index.js';
import type { Matrix } from './engine/engine.js';
import {
  checkFiniteArray,
  eachMember,
  exactly,
  isComplexKind,
  kindOf,
  matrixOf,
  typed,
  zerosOf,
  type CheckOptions,
  type FloatOf,
  type MeetOf,
} from './matrices.js';

/** Which parts of a QR factorisation are wanted. */
export type QrMode = 'reduced' | 'economic' | 'complete' | 'full' | 'r' | 'raw';

/** Options of `qr`. */
export interface QrOptions extends CheckOptions {
  /**
   * `'reduced'` (the default) or `'economic'`: Q is m x k and R k x n, where k = min(m, n); `'complete'` or `'full'`: Q is
   * m x m and R m x n; `'r'`: R alone; `'raw'`: reflectors and their factors as LAPACK has them.
   */
  mode?: QrMode;
  /** Swap columns so that the diagonal of R falls in modulus; adds `P`. */
  pivoting?: boolean;
}

/** `a = Q @ R`. */
export interface Qr<D> {
  readonly Q: D;
  readonly R: D;
}

/** `a[:, P] = Q @ R`. */
export interface PivotedQr<D> extends Qr<D> {
  /** The order of the columns. */
  readonly P: NDArray<'int32'>;
}

/** What `mode: 'raw'` gives. */
export interface RawQr<D> {
  /** The reflectors as LAPACK leaves them, transposed: n x m. */
  readonly h: D;
  /** The reflectors' factors. */
  readonly tau: D;
}

/** A factored matrix. */
interface Factored {
  readonly packed: Dense;
  readonly tau: Matrix;
  /** The order of columns, from 0. */
  readonly order: Int32Array | null;
}

/** QR of a matrix, which is overwritten. */
export function factorQr(packed: Dense, pivoting: boolean): Factored {
  const { kind, m, n, data } = packed;
  const tau = zerosOf(kind, Math.min(m, n));
  const order = pivoting ? new Int32Array(n) : null;
  if (m > 0 && n > 0) {
    if (order) engine().geqp3(kind, m, n, data, order, tau);
    else engine().geqrf(kind, m, n, data, tau);
  }
  const fromZero = order && Int32Array.from(order, (place, j) => (place === 0 ? j : place - 1));
  return { packed, tau, order: fromZero };
}

/** The first `columns` columns of Q. */
export function formQ({ packed, tau }: Factored, columnCount: number): Dense {
  const { kind, m, n } = packed;
  const k = Math.min(m, n);
  const q = dense(kind, m, columnCount);
  putPart(q, part(packed, 0, m, 0, Math.min(k, columnCount)), 0, 0);
  if (m > 0 && columnCount > 0) engine().orgqr(kind, m, columnCount, Math.min(k, columnCount), q.data, tau);
  return q;
}

/** R, of `rows` rows. */
export function formR({ packed }: Factored, rows: number): Dense {
  return clearTriangle(part(packed, 0, rows, 0, packed.n), 'below');
}

function int32Array(values: Int32Array): NDArray {
  const result = emptyArray(DTYPES.int32, [values.length]);
  result.storage.set(values);
  return result as NDArray;
}

const MODES: readonly QrMode[] = ['reduced', 'economic', 'complete', 'full', 'r', 'raw'];

/**
 * QR factorisation: `Q` with orthonormal columns, `R` upper triangular.
 *
 * @param a - array_like of shape (..., m, n)
 * @param options - `mode` (`'reduced'` by default, as NumPy), `pivoting`, `checkFinite`
 * @returns `{ Q, R }`, with `pivoting` `{ Q, R, P }` where `a[:, P] = Q @ R`; R alone for mode `'r'` (`{ R, P }` with
 *   pivoting); `{ h, tau }` for mode `'raw'`
 * @throws LinAlgError for fewer than two axes
 * @example
 * const { Q, R } = np.linalg.qr([[3, 0], [4, 5]]);
 * R.shape; // [2, 2]
 */
export function qr<A extends ArrayLike>(
  a: A,
  options: QrOptions & { mode: 'r'; pivoting: true },
): { readonly R: ArrayOf<FloatOf<A>>; readonly P: NDArray<'int32'> };
export function qr<A extends ArrayLike>(a: A, options: QrOptions & { mode: 'r' }): ArrayOf<FloatOf<A>>;
export function qr<A extends ArrayLike>(
  a: A,
  options: QrOptions & { mode: 'raw'; pivoting: true },
): RawQr<ArrayOf<FloatOf<A>>> & { readonly P: NDArray<'int32'> };
export function qr<A extends ArrayLike>(a: A, options: QrOptions & { mode: 'raw' }): RawQr<ArrayOf<FloatOf<A>>>;
export function qr<A extends ArrayLike>(a: A, options: QrOptions & { pivoting: true }): PivotedQr<ArrayOf<FloatOf<A>>>;
export function qr<A extends ArrayLike>(a: A, options?: QrOptions): Qr<ArrayOf<FloatOf<A>>>;
export function qr(a: ArrayLike, options: QrOptions = {}): object {
  checkOptions('qr', options, ['mode', 'pivoting', 'checkFinite']);
  const mode = oneOf('qr', 'mode', options.mode, MODES);
  const { pivoting = false } = options;
  const array = matrixOf('qr', a);
  if (options.checkFinite) checkFiniteArray('qr', array);
  const kind = kindOf('qr', array.info);
  const results = eachMember([array], [2], (matrix) => {
    const factored = factorQr(fromArray(matrix!, kind), pivoting);
    const { m, n } = factored.packed;
    const k = Math.min(m, n);
    const order = factored.order ? [int32Array(factored.order)] : [];
    if (mode === 'raw') {
      return [toArray(transposed(factored.packed)), toVector(dense(kind, k, 1, factored.tau)), ...order];
    }
    const full = mode === 'complete' || mode === 'full';
    const r = toArray(formR(factored, full ? m : k));
    return mode === 'r' ? [r, ...order] : [toArray(formQ(factored, full ? m : k)), r, ...order];
  });
  if (mode === 'r') return pivoting ? { R: results[0], P: results[1] } : results[0]!;
  const names = mode === 'raw' ? ['h', 'tau', 'P'] : ['Q', 'R', 'P'];
  return Object.fromEntries(results.map((result, i) => [names[i]!, result]));
}

/** Options of `qrMultiply`. */
export interface QrMultiplyOptions {
  /** `'right'` (the default): `c @ Q`; `'left'`: `Q @ c`. */
  mode?: 'right' | 'left';
  pivoting?: boolean;
  /** Multiply with the conjugate of Q. */
  conjugate?: boolean;
}

/** What `qrMultiply` gives. */
export interface QrProduct<D> {
  /** The product with Q. */
  readonly CQ: D;
  readonly R: D;
  /** The order of the columns, with `pivoting`. */
  readonly P?: NDArray<'int32'>;
}

/**
 * R of a QR factorisation, and the product of Q with a matrix, without forming Q.
 *
 * @param a - array_like of shape (m, n)
 * @param c - array_like to multiply: for `'right'` of shape (..., m) or (m,), for `'left'` of shape (min(m, n), ...)
 * @param options - `mode`, `pivoting`, `conjugate`
 * @returns `{ CQ, R }`, with `pivoting` also `P`
 * @throws ValueError when shapes do not fit
 */
export function qrMultiply<A extends ArrayLike, C extends ArrayLike>(
  a: A,
  c: C,
  options: QrMultiplyOptions = {},
): QrProduct<ArrayOf<MeetOf<A, C>>> {
  checkOptions('qrMultiply', options, ['mode', 'pivoting', 'conjugate']);
  const mode = oneOf('qrMultiply', 'mode', options.mode, ['right', 'left'] as const);
  const array = exactly('qrMultiply', 'a', a, 2);
  const factor = matrixOf('qrMultiply', c, 1);
  [array, factor].forEach((x) => checkFiniteArray('qrMultiply', x));
  if (factor.ndim > 2) throw new ValueError(`qrMultiply: c must have 1 or 2 axes, got ${shapeText(factor.shape)}`);
  const kind = kindOf('qrMultiply', array.info, factor.info);
  const factored = factorQr(fromArray(array, kind), options.pivoting ?? false);
  const { m, n } = factored.packed;
  const k = Math.min(m, n);
  let given = fromArray(factor, kind);
  if (factor.ndim === 1 && mode === 'right') given = dense(kind, 1, given.m, given.data);
  const conjugate = (x: Dense): Dense => {
    if (options.conjugate && isComplexKind(kind)) for (let i = 1; i < x.data.length; i += 2) x.data[i]! *= -1;
    return x;
  };
  const wanted = mode === 'left' ? Math.min(m, given.m) : m;
  if (mode === 'left' ? given.m !== k && given.m !== m : given.n !== m) {
    throw new ValueError(
      `qrMultiply: c of shape ${shapeText(factor.shape)} cannot be multiplied with Q of a matrix of shape ${shapeText(array.shape)}`,
    );
  }
  let result: Dense;
  const reflectors = part(factored.packed, 0, m, 0, k);
  if (mode === 'left') {
    const padded = dense(kind, m, given.n);
    putPart(padded, conjugate(given), 0, 0);
    engine().ormqr(kind, 'L', 'N', m, given.n, k, reflectors.data, factored.tau, padded.data);
    result = conjugate(padded);
  } else {
    const copy = conjugate(dense(kind, given.m, given.n, given.data.slice() as Matrix));
    engine().ormqr(kind, 'R', 'N', given.m, m, k, reflectors.data, factored.tau, copy.data);
    result = conjugate(part(copy, 0, copy.m, 0, k));
  }
  const R = formR(factored, mode === 'left' ? Math.min(wanted, k) : k);
  return {
    CQ: typed(factor.ndim === 1 ? toVector(result) : toArray(result)),
    R: typed(toArray(R)),
    ...(factored.order && { P: typed(int32Array(factored.order)) }),
  };
}

/** Options of `rq`. */
export interface RqOptions extends CheckOptions {
  /** `'full'` (the default): R is m x n and Q n x n; `'economic'`: R m x k and Q k x n; `'r'`: R alone. */
  mode?: 'full' | 'economic' | 'r';
}

/**
 * RQ factorisation: `a = R @ Q` with `R` upper triangular (trapezoidal) and orthonormal rows in `Q`.
 *
 * @param a - array_like of shape (m, n)
 * @param options - `mode`, `checkFinite` (true by default)
 * @returns `{ R, Q }`; R alone for mode `'r'`
 * @throws ValueError when `a` has not two axes
 */
export function rq<A extends ArrayLike>(a: A, options: RqOptions & { mode: 'r' }): ArrayOf<FloatOf<A>>;
export function rq<A extends ArrayLike>(a: A, options?: RqOptions): Qr<ArrayOf<FloatOf<A>>>;
export function rq(a: ArrayLike, options: RqOptions = {}): object {
  checkOptions('rq', options, ['mode', 'checkFinite']);
  const mode = oneOf('rq', 'mode', options.mode, ['full', 'economic', 'r'] as const);
  const [packed] = denseOf('rq', { a }, options) as [Dense];
  const { kind, m, n } = packed;
  const k = Math.min(m, n);
  const tau = zerosOf(kind, k);
  if (k > 0) engine().gerqf(kind, m, n, packed.data, tau);
  const economic = mode === 'economic' && m < n;
  const R = toArray(
    clearTriangle(
      economic ? part(packed, 0, m, n - m, n) : part(packed, 0, m, 0, n),
      'below',
      n > m && !economic ? n - m : m > n ? n - m : 0,
    ),
  );
  if (mode === 'r') return R;
  const rows = economic ? m : n;
  const q = dense(kind, rows, n);
  putPart(q, part(packed, m - k, m, 0, n), rows - k, 0);
  if (n > 0) engine().orgrq(kind, rows, n, k, q.data, tau);
  return { R, Q: toArray(q) };
}

/** Throws unless a value is one of a `which` option's words. */
export function rowOrColumn(functionName: string, which: unknown): 'row' | 'col' {
  if (which === undefined || which === 'row') return 'row';
  if (which === 'col') return 'col';
  throw new ValueError(`${functionName}: which must be 'row' or 'col', got ${describe(which)}`);
}
