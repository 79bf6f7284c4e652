/** Cholesky factorisations of full and banded matrices, and solving with them (Golub and Van Loan, section 4.2 and 4.3). */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, shapeText } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { clearTriangle, dense, fromArray, toArray, toVector } from './dense.js';
import { engine } from './engine/index.js';
import {
  at,
  checkFiniteArray,
  columns,
  eachMember,
  exactly,
  isComplexKind,
  kindOf,
  matrixOf,
  squareOf,
  transposedArray,
  typed,
  type CheckOptions,
  type FloatOf,
  type MeetOf,
} from './matrices.js';
import { choleskyStack, isSmallStack } from './smallStacks.js';

/** Options of `cholesky`. */
export interface CholeskyOptions extends CheckOptions {
  /** Give the upper factor, `a = u^H @ u`, and read the upper triangle; false by default, as in NumPy. */
  upper?: boolean;
  /** The same the other way round, as SciPy has it (where it is false by default). */
  lower?: boolean;
}

function notDefinite(functionName: string, order: number): LinAlgError {
  return new LinAlgError(
    `${functionName}: Matrix is not positive definite: the leading minor of order ${order} is not positive`,
  );
}

/** Which triangle the options ask for; lower unless they say otherwise. */
function isLower(functionName: string, { upper, lower }: { upper?: boolean; lower?: boolean }): boolean {
  if (upper !== undefined && lower !== undefined && upper === lower) {
    throw new ValueError(`${functionName}: upper and lower contradict each other: both are ${upper}`);
  }
  return lower ?? !(upper ?? false);
}

/**
 * Cholesky factors of symmetric or Hermitian positive definite matrices. Only one triangle of `a` is read.
 *
 * @param a - array_like of shape (..., n, n)
 * @param options - `upper` or `lower` (by default lower, as NumPy; SciPy's default is upper), `checkFinite`
 * @returns the factor `l` with `a = l @ l^H`, or `u` with `a = u^H @ u`; zeros in the other triangle
 * @throws LinAlgError when a matrix is not positive definite (the message names the leading minor) or not square
 * @example
 * np.linalg.cholesky([[4, 2], [2, 5]]).toArray(); // [[2, 0], [1, 2]]
 */
export function cholesky<A extends ArrayLike>(a: A, options: CholeskyOptions = {}): ArrayOf<FloatOf<A>> {
  checkOptions('cholesky', options, ['upper', 'lower', 'checkFinite']);
  const lower = isLower('cholesky', options);
  const array = squareOf('cholesky', a);
  if (options.checkFinite) checkFiniteArray('cholesky', array);
  const ownKind = kindOf('cholesky', array.info);
  const side = array.shape[array.ndim - 1]!;
  if (lower && side > 0 && isSmallStack(ownKind, array.size / (side * side), side, side)) {
    const factors = choleskyStack(ownKind, array);
    if (typeof factors !== 'number') return typed(factors);
  }
  // The rows of a are the columns of its transpose, whose upper factor's columns are the rows of the lower factor of a.
  const stack = columns(array.mT, ownKind);
  const { kind, n } = stack;
  for (let k = 0; k < stack.count && n > 0; k++) {
    const matrix = at(stack, k);
    const info = engine().potrf(kind, lower ? 'U' : 'L', n, matrix);
    if (info > 0) throw notDefinite('cholesky', info);
    clearTriangle({ kind, m: n, n, data: matrix }, lower ? 'below' : 'above');
  }
  return typed(transposedArray(stack));
}

/** Options of `choFactor`. */
export interface ChoFactorOptions extends CheckOptions {
  /** Lower triangle rather than upper; false by default, as in SciPy. */
  lower?: boolean;
}

/**
 * A Cholesky factor for `choSolve`; the other triangle keeps what `a` has there.
 *
 * @param a - array_like of shape (..., n, n)
 * @param options - `lower` (false by default), `checkFinite` (true by default)
 * @returns `[c, lower]`
 * @throws LinAlgError when the matrix is not positive definite; ValueError for nan or inf
 * @example
 * const factor = np.linalg.choFactor([[4, 2], [2, 5]]);
 * np.linalg.choSolve(factor, [8, 9]).toArray(); // [1.375, 1.25]
 */
export function choFactor<A extends ArrayLike>(
  a: A,
  options: ChoFactorOptions = {},
): [c: ArrayOf<FloatOf<A>>, lower: boolean] {
  checkOptions('choFactor', options, ['lower', 'checkFinite']);
  const { lower = false, checkFinite = true } = options;
  const array = squareOf('choFactor', a);
  if (checkFinite) checkFiniteArray('choFactor', array);
  const stack = columns(array.mT, kindOf('choFactor', array.info));
  for (let k = 0; k < stack.count && stack.n > 0; k++) {
    const info = engine().potrf(stack.kind, lower ? 'U' : 'L', stack.n, at(stack, k));
    if (info > 0) throw notDefinite('choFactor', info);
  }
  return [typed(transposedArray(stack)), lower];
}

/** Both operands of a solve as members: b with one axis or with columns. */
function rhsCore(functionName: string, b: NDArray, n: number): number {
  const core = b.ndim === 1 ? 1 : 2;
  if (b.shape[b.ndim - core] !== n) {
    throw new ValueError(
      `${functionName}: incompatible dimensions: the matrix has ${n} rows, b has shape ${shapeText(b.shape)}`,
    );
  }
  return core;
}

/**
 * Solve `a @ x = b` with the factor that `choFactor` made of `a`.
 *
 * @param cAndLower - what `choFactor` returned
 * @param b - array_like of shape (n,) or (..., n, k)
 * @param options - `checkFinite` (true by default)
 * @returns x, of the shape of b
 * @throws ValueError when shapes do not fit
 */
export function choSolve<B extends ArrayLike>(
  cAndLower: readonly [c: ArrayLike, lower: boolean],
  b: B,
  options: CheckOptions = {},
): NDArray<'float32' | 'float64' | 'complex64' | 'complex128'> {
  checkOptions('choSolve', options, ['checkFinite']);
  const [c, lower] = [squareOf('choSolve', cAndLower[0]), cAndLower[1]];
  const right = matrixOf('choSolve', b, 1);
  if (options.checkFinite ?? true) [c, right].forEach((array) => checkFiniteArray('choSolve', array));
  const kind = kindOf('choSolve', c.info, right.info);
  const core = rhsCore('choSolve', right, c.shape[c.ndim - 1]!);
  const [x] = eachMember([c, right], [2, core], (factor, rhs) => {
    const [f, r] = [fromArray(factor!, kind), fromArray(rhs!, kind)];
    if (r.data.length > 0) engine().potrs(kind, lower ? 'L' : 'U', f.n, r.n, f.data, r.data);
    return [core === 1 ? toVector(r) : toArray(r)];
  });
  return typed(x!);
}

/** Options of `choleskyBanded`. */
export interface BandOptions extends CheckOptions {
  /** The band is in lower form; false, upper form, by default. */
  lower?: boolean;
}

/**
 * Cholesky factor of a banded Hermitian positive definite matrix.
 *
 * @param ab - array_like of shape (u + 1, n), the diagonals as rows: `ab[u + i - j, j] = a[i, j]` (upper form), or
 *   `ab[i - j, j] = a[i, j]` (lower form)
 * @param options - `lower` (false by default), `checkFinite` (true by default)
 * @returns the factor in the same form
 * @throws LinAlgError when the matrix is not positive definite
 * @example
 * np.linalg.choleskyBanded([[0, 2], [4, 5]]).toArray(); // [[0, 1], [2, 2]]
 */
export function choleskyBanded<A extends ArrayLike>(ab: A, options: BandOptions = {}): ArrayOf<FloatOf<A>> {
  checkOptions('choleskyBanded', options, ['lower', 'checkFinite']);
  const { lower = false, checkFinite = true } = options;
  const array = exactly('choleskyBanded', 'ab', ab, 2);
  if (checkFinite) checkFiniteArray('choleskyBanded', array);
  const band = fromArray(array, kindOf('choleskyBanded', array.info));
  const info = band.data.length > 0 ? engine().pbtrf(band.kind, lower ? 'L' : 'U', band.n, band.m - 1, band.data) : 0;
  if (info > 0) throw notDefinite('choleskyBanded', info);
  return typed(toArray(band));
}

/**
 * Solve `a @ x = b` with the factor that `choleskyBanded` made.
 *
 * @param cbAndLower - the factor and whether it is in lower form
 * @param b - array_like of shape (n,) or (n, k)
 * @param options - `checkFinite` (true by default)
 * @returns x, of the shape of b
 */
export function choSolveBanded<A extends ArrayLike, B extends ArrayLike>(
  cbAndLower: readonly [cb: A, lower: boolean],
  b: B,
  options: CheckOptions = {},
): ArrayOf<MeetOf<A, B>> {
  checkOptions('choSolveBanded', options, ['checkFinite']);
  const [cb, lower] = [exactly('choSolveBanded', 'cb', cbAndLower[0], 2), cbAndLower[1]];
  const right = matrixOf('choSolveBanded', b, 1);
  if (options.checkFinite ?? true) [cb, right].forEach((array) => checkFiniteArray('choSolveBanded', array));
  const kind = kindOf('choSolveBanded', cb.info, right.info);
  const core = rhsCore('choSolveBanded', right, cb.shape[1]!);
  const [f, r] = [fromArray(cb, kind), fromArray(right, kind)];
  if (r.data.length > 0) engine().pbtrs(kind, lower ? 'L' : 'U', f.n, f.m - 1, r.n, f.data, r.data);
  return typed(core === 1 ? toVector(r) : toArray(r));
}

/**
 * Solve `a @ x = b` for a banded Hermitian positive definite matrix.
 *
 * @param ab - the band, as `choleskyBanded` takes it
 * @param b - array_like of shape (n,) or (n, k)
 * @param options - `lower` (false by default), `checkFinite` (true by default)
 * @returns x, of the shape of b
 * @throws LinAlgError when the matrix is not positive definite; ValueError when shapes do not fit
 * @example
 * np.linalg.solvehBanded([[0, 1, 1], [4, 4, 4]], [5, 6, 5]).toArray(); // [1, 1, 1]
 */
export function solvehBanded<A extends ArrayLike, B extends ArrayLike>(
  ab: A,
  b: B,
  options: BandOptions = {},
): ArrayOf<MeetOf<A, B>> {
  checkOptions('solvehBanded', options, ['lower', 'checkFinite']);
  const { lower = false, checkFinite = true } = options;
  const [band, right] = [exactly('solvehBanded', 'ab', ab, 2), matrixOf('solvehBanded', b, 1)];
  if (checkFinite) [band, right].forEach((array) => checkFiniteArray('solvehBanded', array));
  const kind = kindOf('solvehBanded', band.info, right.info);
  const n = band.shape[1]!;
  const core = rhsCore('solvehBanded', right, n);
  const [f, r] = [fromArray(band, kind), fromArray(right, kind)];
  if (r.data.length > 0) {
    let info: number;
    if (f.m === 2 && !isComplexKind(kind)) {
      const [d, e] = [dense(kind, n, 1), dense(kind, Math.max(n - 1, 0), 1)];
      for (let j = 0; j < n; j++) {
        d.data[j] = f.data[2 * j + (lower ? 0 : 1)]!;
        if (j < n - 1) e.data[j] = lower ? f.data[2 * j + 1]! : f.data[2 * j + 2]!;
      }
      info = engine().ptsv(kind, n, r.n, d.data, e.data, r.data);
    } else {
      info = engine().pbtrf(kind, lower ? 'L' : 'U', n, f.m - 1, f.data);
      if (info === 0) engine().pbtrs(kind, lower ? 'L' : 'U', n, f.m - 1, r.n, f.data, r.data);
    }
    if (info > 0) throw notDefinite('solvehBanded', info);
  }
  return typed(core === 1 ? toVector(r) : toArray(r));
}
