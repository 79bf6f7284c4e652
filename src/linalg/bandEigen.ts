/** Eigenvalues and vectors of banded and tridiagonal symmetric matrices. */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { dense, fromArray, part, toArray, toVector, type Dense } from './dense.js';
import { engine } from './engine/index.js';
import type { Matrix } from './engine/engine.js';
import { hermitianEigen } from './hermitianEigen.js';
import {
  REAL,
  checkFiniteArray,
  exactly,
  isComplexKind,
  kindOf,
  lanesOf,
  typed,
  type CheckOptions,
  type FloatOf,
  type RealOf,
} from './matrices.js';

/** Which eigenvalues: all, those in a half-open interval `(low, high]`, or those at places counted from the smallest. */
export interface SelectOptions extends CheckOptions {
  select?: 'a' | 'v' | 'i' | 'all' | 'value' | 'index';
  selectRange?: readonly [number, number] | null;
}

/** Options of `eigBanded`. */
export interface EigBandedOptions extends SelectOptions {
  /** The band is in lower form; false, upper form, by default. */
  lower?: boolean;
  /** Only the eigenvalues. */
  eigvalsOnly?: boolean;
  /** Accepted for SciPy's sake: there is no limit. */
  maxEv?: number;
}

/** Options of `eighTridiagonal`. */
export interface EighTridiagonalOptions extends SelectOptions {
  /** Only the eigenvalues. */
  eigvalsOnly?: boolean;
  /** Accepted for SciPy's sake: eigenvalues are always found to full precision. */
  tol?: number;
  /** Accepted for SciPy's sake. */
  lapackDriver?: 'auto' | 'stemr' | 'stebz' | 'sterf' | 'stev';
}

function selected(functionName: string, w: Matrix, { select = 'a', selectRange }: SelectOptions): [number, number] {
  if (select === 'a' || select === 'all') return [0, w.length];
  if (!Array.isArray(selectRange) || selectRange.length !== 2) {
    throw new ValueError(`${functionName}: selectRange must have two elements, got ${describe(selectRange)}`);
  }
  const [low, high] = selectRange as readonly [number, number];
  if (select === 'v' || select === 'value') {
    if (!(low < high)) throw new ValueError(`${functionName}: selectRange must rise, got [${low}, ${high}]`);
    let [from, to] = [0, w.length];
    while (from < to && !(w[from]! > low)) from++;
    while (to > from && !(w[to - 1]! <= high)) to--;
    return [from, to];
  }
  if (select === 'i' || select === 'index') {
    if (!Number.isInteger(low) || !Number.isInteger(high) || low < 0 || high < low || high >= w.length) {
      throw new ValueError(
        `${functionName}: selectRange out of bounds: places lie between 0 and ${w.length - 1}, got [${low}, ${high}]`,
      );
    }
    return [low, high + 1];
  }
  throw new ValueError(`${functionName}: select must be 'a', 'v' or 'i', got ${describe(select)}`);
}

function vectorOf(kind: Dense['kind'], values: Matrix): NDArray {
  return toVector(dense(kind, values.length, 1, values));
}

function banded(functionName: string, aBand: ArrayLike, options: EigBandedOptions, vectors: boolean): NDArray[] {
  const { lower = false, checkFinite = true } = options;
  const array = exactly(functionName, 'aBand', aBand, 2);
  if (checkFinite) checkFiniteArray(functionName, array);
  const kind = kindOf(functionName, array.info);
  const band = fromArray(array, kind);
  const { m, n } = band;
  const full = dense(kind, n, n);
  const lanes = lanesOf(kind);
  // The triangle of the same form is all that is read.
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < m; k++) {
      const i = lower ? j + k : j + k - (m - 1);
      if (i < 0 || i >= n) continue;
      for (let lane = 0; lane < lanes; lane++) {
        full.data[(j * n + i) * lanes + lane] = band.data[(j * m + k) * lanes + lane]!;
      }
    }
  }
  const { w, v } = hermitianEigen(full, lower ? 'L' : 'U', vectors);
  const [from, to] = selected(functionName, w, options);
  const values = vectorOf(REAL[kind], w.slice(from, to) as Matrix);
  return v ? [values, toArray(part(v, 0, n, from, to))] : [values];
}

/**
 * Eigenvalues and eigenvectors of a real symmetric or complex Hermitian banded matrix.
 *
 * @param aBand - array_like of shape (u + 1, n), the diagonals as rows: upper form `aBand[u + i - j, j] = a[i, j]`, lower
 *   form `aBand[i - j, j] = a[i, j]`
 * @param options - `lower`, `eigvalsOnly`, `select`, `selectRange`, `checkFinite` (true by default)
 * @returns `[w, v]`: eigenvalues, rising, and orthonormal columns; w alone with `eigvalsOnly`
 * @throws LinAlgError when the iteration does not end; ValueError for nan or inf or a wrong range
 * @example
 * np.linalg.eigBanded([[0, 1], [2, 2]], { eigvalsOnly: true }).toArray(); // [1, 3]
 */
export function eigBanded<A extends ArrayLike>(
  aBand: A,
  options: EigBandedOptions & { eigvalsOnly: true },
): ArrayOf<RealOf<A>>;
export function eigBanded<A extends ArrayLike>(
  aBand: A,
  options?: EigBandedOptions,
): [w: ArrayOf<RealOf<A>>, v: ArrayOf<FloatOf<A>>];
export function eigBanded(aBand: ArrayLike, options: EigBandedOptions = {}): unknown {
  checkOptions('eigBanded', options, ['lower', 'eigvalsOnly', 'select', 'selectRange', 'maxEv', 'checkFinite']);
  const results = banded('eigBanded', aBand, options, !options.eigvalsOnly);
  return options.eigvalsOnly ? results[0]! : results;
}

/**
 * Eigenvalues of a banded matrix; see `eigBanded`.
 *
 * @param aBand - array_like of shape (u + 1, n)
 * @param options - `lower`, `select`, `selectRange`, `checkFinite` (true by default)
 * @returns the eigenvalues, rising
 */
export function eigvalsBanded<A extends ArrayLike>(
  aBand: A,
  options: Omit<EigBandedOptions, 'eigvalsOnly' | 'maxEv'> = {},
): ArrayOf<RealOf<A>> {
  checkOptions('eigvalsBanded', options, ['lower', 'select', 'selectRange', 'checkFinite']);
  return typed(banded('eigvalsBanded', aBand, options, false)[0]!);
}

function tridiagonal(
  functionName: string,
  d: ArrayLike,
  e: ArrayLike,
  options: EighTridiagonalOptions,
  vectors: boolean,
): NDArray[] {
  const [middle, beside] = [exactly(functionName, 'd', d, 1), exactly(functionName, 'e', e, 1)];
  if (options.checkFinite ?? true) [middle, beside].forEach((array) => checkFiniteArray(functionName, array));
  const kind = kindOf(functionName, middle.info, beside.info);
  if (isComplexKind(kind)) throw new TypeError(`${functionName}: only real arrays "d" and "e" are supported`);
  const n = middle.shape[0]!;
  if (beside.shape[0] !== Math.max(n - 1, 0)) {
    throw new ValueError(
      `${functionName}: d (${shapeText(middle.shape)}) must have one more element than e (${shapeText(beside.shape)})`,
    );
  }
  const [w, off] = [fromArray(middle, kind).data, fromArray(beside, kind).data];
  const v = vectors ? dense(kind, n, n) : null;
  if (n > 0 && engine().stev(kind, n, w, off, v?.data) > 0) throw new LinAlgError('Eigenvalues did not converge');
  const [from, to] = selected(functionName, w, options);
  const values = vectorOf(kind, w.slice(from, to) as Matrix);
  return v ? [values, toArray(part(v, 0, n, from, to))] : [values];
}

/**
 * Eigenvalues and eigenvectors of a real symmetric tridiagonal matrix.
 *
 * @param d - array_like of shape (n,), the diagonal
 * @param e - array_like of shape (n - 1,), beside it
 * @param options - `eigvalsOnly`, `select`, `selectRange`, `checkFinite` (true by default)
 * @returns `[w, v]`: eigenvalues, rising, and orthonormal columns; w alone with `eigvalsOnly`
 * @throws LinAlgError when the iteration does not end; ValueError when shapes do not fit
 * @example
 * np.linalg.eighTridiagonal([2, 2], [1], { eigvalsOnly: true }).toArray(); // [1, 3]
 */
export function eighTridiagonal<D extends ArrayLike>(
  d: D,
  e: ArrayLike,
  options: EighTridiagonalOptions & { eigvalsOnly: true },
): ArrayOf<RealOf<D>>;
export function eighTridiagonal<D extends ArrayLike>(
  d: D,
  e: ArrayLike,
  options?: EighTridiagonalOptions,
): [w: ArrayOf<RealOf<D>>, v: ArrayOf<RealOf<D>>];
export function eighTridiagonal(d: ArrayLike, e: ArrayLike, options: EighTridiagonalOptions = {}): unknown {
  checkOptions('eighTridiagonal', options, [
    'eigvalsOnly',
    'select',
    'selectRange',
    'checkFinite',
    'tol',
    'lapackDriver',
  ]);
  const results = tridiagonal('eighTridiagonal', d, e, options, !options.eigvalsOnly);
  return options.eigvalsOnly ? results[0]! : results;
}

/**
 * Eigenvalues of a real symmetric tridiagonal matrix; see `eighTridiagonal`.
 *
 * @param d - array_like of shape (n,), the diagonal
 * @param e - array_like of shape (n - 1,), beside it
 * @param options - `select`, `selectRange`, `checkFinite` (true by default)
 * @returns the eigenvalues, rising
 */
export function eigvalshTridiagonal<D extends ArrayLike>(
  d: D,
  e: ArrayLike,
  options: Omit<EighTridiagonalOptions, 'eigvalsOnly'> = {},
): ArrayOf<RealOf<D>> {
  checkOptions('eigvalshTridiagonal', options, ['select', 'selectRange', 'checkFinite', 'tol', 'lapackDriver']);
  return typed(tridiagonal('eigvalshTridiagonal', d, e, options, false)[0]!);
}
