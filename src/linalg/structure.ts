/** What shape a matrix has: its bandwidth, whether it is symmetric or Hermitian. */
import type { ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { copyAs } from '../ops/creation.js';
import { DTYPES } from '../core/dtype.js';
import { fromArray, type Dense } from './dense.js';
import { eachMember, exactly, isComplexKind, lanesOf, matrixOf } from './matrices.js';

/** How many diagonals below and above the main one are not all zero. */
export function bandOf(a: Dense): [lower: number, upper: number] {
  const { m, n, data } = a;
  const lanes = lanesOf(a.kind);
  let [lower, upper] = [0, 0];
  for (let j = 0; j < n; j++) {
    const column = j * m * lanes;
    // Only what lies outside the band found so far is looked at.
    for (let i = Math.max(m * lanes - 1, 0); i >= (j + lower + 1) * lanes; i--) {
      if (data[column + i] !== 0) {
        lower = Math.floor(i / lanes) - j;
        break;
      }
    }
    for (let i = 0; i < Math.min(j - upper, m) * lanes; i++) {
      if (data[column + i] !== 0) {
        upper = j - Math.floor(i / lanes);
        break;
      }
    }
  }
  return [lower, upper];
}

/** Is a square matrix equal to its transpose (`conjugate`: its conjugate transpose)? */
export function equalsTranspose(a: Dense, conjugate: boolean): boolean {
  const { n, data } = a;
  if (!isComplexKind(a.kind)) {
    for (let j = 0; j < n; j++) for (let i = 0; i < j; i++) if (data[j * n + i] !== data[i * n + j]) return false;
    return true;
  }
  for (let j = 0; j < n; j++) {
    for (let i = 0; i <= j; i++) {
      const [p, q] = [2 * (j * n + i), 2 * (i * n + j)];
      if (data[p] !== data[q] || data[p + 1] !== (conjugate ? -data[q + 1]! : data[q + 1])) return false;
    }
  }
  return true;
}

/**
 * How far a matrix reaches from its diagonal.
 *
 * @param a - array_like of shape (m, n)
 * @returns `[lower, upper]`: how many diagonals below and above the main one hold anything but zeros
 * @throws ValueError when `a` has not two axes
 * @example
 * np.linalg.bandwidth([[1, 2, 0], [0, 3, 4], [0, 0, 5]]); // [0, 1]
 */
export function bandwidth(a: ArrayLike): [lower: number, upper: number] {
  const array = exactly('bandwidth', 'a', a, 2);
  if (array.size === 0) return [0, 0];
  return bandOf(fromArray(array, array.info.kind === 'c' ? 'z' : 'd'));
}

/** Options of `issymmetric` and `ishermitian`. */
export interface ToleranceOptions {
  /** Absolute difference allowed, 0 by default. */
  atol?: number | null;
  /** Difference allowed relative to the other element, 0 by default. */
  rtol?: number | null;
}

function symmetric(
  functionName: string,
  a: ArrayLike,
  options: ToleranceOptions,
  conjugate: boolean,
): boolean | NDArray<'bool'> {
  checkOptions(functionName, options, ['atol', 'rtol']);
  const array = matrixOf(functionName, a);
  if (array.shape[array.ndim - 2] !== array.shape[array.ndim - 1]) {
    throw new ValueError(`${functionName}: the matrix must be square, got shape ${shapeText(array.shape)}`);
  }
  const { atol, rtol } = options;
  const test = (matrix: NDArray): boolean => {
    const dense = fromArray(matrix, matrix.info.kind === 'c' ? 'z' : 'd');
    if (!atol && !rtol) return equalsTranspose(dense, conjugate);
    const { n, data } = dense;
    const complex = isComplexKind(dense.kind);
    const value = (i: number, j: number): Complex =>
      complex ? new Complex(data[2 * (j * n + i)]!, data[2 * (j * n + i) + 1]!) : new Complex(data[j * n + i]!);
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        const other = conjugate ? value(j, i).conj() : value(j, i);
        const difference = value(i, j).sub(other).abs();
        if (!(difference <= (atol ?? 0) + (rtol ?? 0) * other.abs())) return false;
      }
    }
    return true;
  };
  if (array.ndim === 2) return test(array);
  const [result] = eachMember([array], [2], (matrix) => {
    const truth = copyAs(matrix!.strided([], [], 0), DTYPES.bool);
    truth.storage[0] = test(matrix!) ? 1 : 0;
    return [truth];
  });
  return result as NDArray<'bool'>;
}

/**
 * Is a square matrix equal to its transpose, exactly or within tolerances?
 *
 * @param a - array_like of shape (..., n, n)
 * @param options - `atol`, `rtol`: both 0 by default, which means exactly
 * @returns a truth value; an array of them for a stack
 * @throws ValueError when the matrix is not square
 * @example
 * np.linalg.issymmetric([[1, 2], [2, 3]]); // true
 */
export function issymmetric(a: readonly (readonly number[])[], options?: ToleranceOptions): boolean;
export function issymmetric(a: ArrayLike, options?: ToleranceOptions): boolean | NDArray<'bool'>;
export function issymmetric(a: ArrayLike, options: ToleranceOptions = {}): boolean | NDArray<'bool'> {
  return symmetric('issymmetric', a, options, false);
}

/**
 * Is a square matrix equal to its conjugate transpose, exactly or within tolerances?
 *
 * @param a - array_like of shape (..., n, n)
 * @param options - `atol`, `rtol`: both 0 by default, which means exactly
 * @returns a truth value; an array of them for a stack
 * @throws ValueError when the matrix is not square
 * @example
 * np.linalg.ishermitian([[1, new np.Complex(0, 2)], [new np.Complex(0, -2), 3]]); // true
 */
export function ishermitian(a: readonly (readonly number[])[], options?: ToleranceOptions): boolean;
export function ishermitian(a: ArrayLike, options?: ToleranceOptions): boolean | NDArray<'bool'>;
export function ishermitian(a: ArrayLike, options: ToleranceOptions = {}): boolean | NDArray<'bool'> {
  return symmetric('ishermitian', a, options, true);
}
