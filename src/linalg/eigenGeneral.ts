/** Eigenvalues and vectors of general matrices, alone or in pairs (Golub and Van Loan, chapter 7). */
import type { ArrayLike } from '../core/arrayLike.js';
import type { DTypeInfo } from '../core/dtype.js';
import { LinAlgError, ValueError, shapeText } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { copyAs } from '../ops/creation.js';
import { secondArray } from './arguments.js';
import { dense, fromArray, toArray, toComplex, toVector, type Dense } from './dense.js';
import type { Matrix } from './engine/engine.js';
import { engine } from './engine/index.js';
import {
  COMPLEX,
  INFO,
  REAL,
  allFinite,
  checkFiniteArray,
  eachMember,
  isComplexKind,
  kindOf,
  squareOf,
  typed,
  zerosOf,
  type CheckOptions,
  type EitherOf,
} from './matrices.js';

/** Options of `eigvals`. */
export interface EigvalsOptions extends CheckOptions {
  /** Give the eigenvalues as pairs `[alpha, beta]` that stand for `alpha / beta`: an array of shape (2, n). */
  homogeneousEigvals?: boolean;
}

/** Options of `eig`. */
export interface EigOptions extends EigvalsOptions {
  /** Left eigenvectors too; false by default. */
  left?: boolean;
  /** Right eigenvectors; true by default. */
  right?: boolean;
}

/** Eigenvalues with eigenvectors. */
export interface Eig<D> {
  readonly eigenvalues: D;
  /** The right ones as columns of length 1. */
  readonly eigenvectors: D;
}

/** What `eig` gives with `left`. */
export interface EigLeft<D> extends Eig<D> {
  /** The left ones as columns of length 1: `v^H @ a = w * v^H`. */
  readonly leftEigenvectors: D;
}

/** What one problem gives; `beta` is there for pairs. All complex. */
export interface GeneralEigen {
  readonly alpha: Dense;
  readonly beta: Dense | null;
  readonly left: Dense | null;
  readonly right: Dense | null;
}

/** Real kinds hold a complex pair of vectors as two real columns: the parts. */
function unpacked(v: Dense, w: Matrix): Dense {
  if (isComplexKind(v.kind)) return v;
  const { n } = v;
  const result = dense(COMPLEX[v.kind], n, n);
  for (let j = 0; j < n; j++) {
    if (w[2 * j + 1] === 0 || j === n - 1) {
      for (let i = 0; i < n; i++) result.data[2 * (j * n + i)] = v.data[j * n + i]!;
      continue;
    }
    for (let i = 0; i < n; i++) {
      const [re, im] = [v.data[j * n + i]!, v.data[(j + 1) * n + i]!];
      result.data[2 * (j * n + i)] = result.data[2 * ((j + 1) * n + i)] = re;
      result.data[2 * (j * n + i) + 1] = im;
      result.data[2 * ((j + 1) * n + i) + 1] = -im;
    }
    j++;
  }
  return result;
}

function normalizeColumns(v: Dense): Dense {
  for (let j = 0; j < v.n; j++) {
    const column = v.data.subarray(2 * j * v.m, 2 * (j + 1) * v.m);
    let sum = 0;
    for (const x of column) sum += x * x;
    const length = Math.sqrt(sum);
    if (length > 0) for (let i = 0; i < column.length; i++) column[i]! /= length;
  }
  return v;
}

/** Eigenvalues and vectors of one matrix or pair, which are lost. */
export function generalEigen(a: Dense, b: Dense | null, left: boolean, right: boolean): GeneralEigen {
  const { kind, n } = a;
  const complex = COMPLEX[kind];
  const w = zerosOf(complex, n);
  const failed = (): LinAlgError => new LinAlgError('Eigenvalues did not converge');
  if (!allFinite(a.data) || (b && !allFinite(b.data))) throw new LinAlgError('Array must not contain infs or NaNs');
  const vl = left ? dense(kind, n, n) : null;
  const vr = right ? dense(kind, n, n) : null;
  if (!b) {
    if (n > 0 && engine().geev(kind, n, a.data, w, vl?.data, vr?.data) > 0) throw failed();
    return {
      alpha: dense(complex, n, 1, w),
      beta: null,
      left: vl && unpacked(vl, w),
      right: vr && unpacked(vr, w),
    };
  }
  const beta = zerosOf(kind, n);
  if (n > 0 && engine().ggev(kind, n, a.data, b.data, w, beta, vl?.data, vr?.data) > 0) throw failed();
  return {
    alpha: dense(complex, n, 1, w),
    beta: toComplex(dense(kind, n, 1, beta)),
    left: vl && normalizeColumns(unpacked(vl, w)),
    right: vr && normalizeColumns(unpacked(vr, w)),
  };
}

/** `alpha / beta`, with infinity where beta is 0. */
export function quotients(alpha: Dense, beta: Dense): Dense {
  const result = dense(alpha.kind, alpha.m, 1);
  for (let i = 0; i < alpha.m; i++) {
    const [x, y] = [alpha.data[2 * i]!, alpha.data[2 * i + 1]!];
    const [c, d] = [beta.data[2 * i]!, beta.data[2 * i + 1]!];
    if (d === 0) {
      result.data[2 * i] = x / c;
      result.data[2 * i + 1] = c === 0 ? (y === 0 ? 0 : NaN) : y / c;
    } else {
      const size = Math.hypot(c, d);
      const [cos, sin] = [c / size, d / size];
      result.data[2 * i] = (x * cos + y * sin) / size;
      result.data[2 * i + 1] = (y * cos - x * sin) / size;
    }
  }
  return result;
}

const KNOWN = ['left', 'right', 'homogeneousEigvals', 'checkFinite'];

function compute(
  functionName: string,
  a: ArrayLike,
  b: ArrayLike | null,
  options: EigOptions,
  left: boolean,
  right: boolean,
): NDArray[] {
  const arrays = [squareOf(functionName, a)];
  if (b !== null) arrays.push(squareOf(functionName, b));
  if (arrays[1] && arrays[1].shape[arrays[1].ndim - 1] !== arrays[0]!.shape[arrays[0]!.ndim - 1]) {
    throw new ValueError(
      `${functionName}: a and b must have the same shape, got ${shapeText(arrays[0]!.shape)} and ${shapeText(arrays[1].shape)}`,
    );
  }
  if (options.checkFinite) for (const array of arrays) checkFiniteArray(functionName, array);
  const kind = kindOf(functionName, ...arrays.map((array) => array.info));
  let allReal = !isComplexKind(kind);
  const results = eachMember(
    arrays,
    arrays.map(() => 2),
    (...members) => {
      const [first, second] = members.map((member) => fromArray(member, kind));
      const found = generalEigen(first!, second ?? null, left, right);
      for (let i = 1; allReal && i < found.alpha.data.length; i += 2) allReal = found.alpha.data[i] === 0;
      let values: NDArray;
      if (options.homogeneousEigvals) {
        const pairs = dense(COMPLEX[kind], found.alpha.m, 2);
        pairs.data.set(found.alpha.data);
        if (found.beta) pairs.data.set(found.beta.data, found.alpha.data.length);
        else for (let i = 0; i < found.alpha.m; i++) pairs.data[found.alpha.data.length + 2 * i] = 1;
        values = toArray(pairs).T;
      } else values = toVector(found.beta ? quotients(found.alpha, found.beta) : found.alpha);
      return [values, ...[found.right, found.left].filter((v) => v !== null).map(toArray)];
    },
  );
  return allReal ? results.map((a) => copyAs(a, INFO[REAL[kind]] as DTypeInfo)) : results;
}

/**
 * Eigenvalues and eigenvectors of general matrices, alone (`a @ v = w * v`) or with a second one (`a @ v = w * b @ v`).
 *
 * @param a - array_like of shape (..., n, n)
 * @param b - array_like of shape (..., n, n); may be left out
 * @param options - `left` (false), `right` (true), `homogeneousEigvals`, `checkFinite`
 * @returns `{ eigenvalues, eigenvectors }`, with `left` also `leftEigenvectors`; vectors are columns of length 1. For real
 *   input all of them are real where all eigenvalues are, else complex, as in NumPy
 * @throws LinAlgError when a matrix is not square, holds nan or inf, or the iteration does not end
 * @example
 * np.linalg.eig([[2, 0], [0, 3]]).eigenvalues.toArray(); // [2, 3]
 */
export function eig<A extends ArrayLike>(
  a: A,
  b: ArrayLike | null | undefined,
  options: EigOptions & { left: true },
): EigLeft<ArrayOf<EitherOf<A>>>;
export function eig<A extends ArrayLike>(a: A, options: EigOptions & { left: true }): EigLeft<ArrayOf<EitherOf<A>>>;
export function eig<A extends ArrayLike>(
  a: A,
  b?: ArrayLike | EigOptions | null,
  options?: EigOptions,
): Eig<ArrayOf<EitherOf<A>>>;
export function eig(a: ArrayLike, b?: ArrayLike | EigOptions | null, options?: EigOptions): object {
  const [second, chosen] = secondArray('eig', b, options, KNOWN);
  const { left = false, right = true } = chosen;
  const [eigenvalues, ...vectors] = compute('eig', a, second, chosen, left, right);
  return {
    eigenvalues,
    ...(right && { eigenvectors: vectors[0] }),
    ...(left && { leftEigenvectors: vectors[right ? 1 : 0] }),
  };
}

/**
 * Eigenvalues of general matrices, alone or with a second one; see `eig`.
 *
 * @param a - array_like of shape (..., n, n)
 * @param b - array_like of shape (..., n, n); may be left out
 * @param options - `homogeneousEigvals`, `checkFinite`
 * @returns an array of shape (..., n), real where all of them are real and the input is
 * @example
 * np.linalg.eigvals([[0, 1], [-1, 0]]).dtype; // 'complex128'
 */
export function eigvals<A extends ArrayLike>(
  a: A,
  b?: ArrayLike | EigvalsOptions | null,
  options?: EigvalsOptions,
): ArrayOf<EitherOf<A>> {
  const [second, chosen] = secondArray('eigvals', b, options, ['homogeneousEigvals', 'checkFinite']);
  return typed(compute('eigvals', a, second, chosen, false, false)[0]!);
}
