/** Least squares on arrays, for fits: real or complex, one right-hand side or several. */
import { DTYPES } from '../core/dtype.js';
import { LinAlgError } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { leastSquares } from './matrices/lstsq.js';
import { jacobiSvd } from './matrices/svd.js';
import { copyAs } from './creation.js';

/** A least-squares solution with what decided its rank. */
export interface Solution {
  /** Of shape (n,) or (n, p), as the right-hand side. */
  readonly x: NDArray;
  /** Sums of squared residuals, (1,) or (p,); empty where the rank is below n or m <= n. */
  readonly residuals: NDArray;
  readonly rank: number;
  /** The singular values, falling. */
  readonly s: NDArray;
}

/** Columns of an array of one or two axes; a complex one as the real matrix that acts alike. */
function columns(a: NDArray, real: boolean, asMatrix: boolean): Float64Array {
  const m = a.shape[0]!;
  const n = a.ndim > 1 ? a.shape[1]! : 1;
  if (real) return copyAs(a, DTYPES.float64, 'F').storage;
  const values = copyAs(a, DTYPES.complex128, 'F').storage;
  const result = new Float64Array(2 * m * n * (asMatrix ? 2 : 1));
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < m; i++) {
      const re = values[2 * (j * m + i)]!;
      const im = values[2 * (j * m + i) + 1]!;
      result[2 * m * j + i] = re;
      result[2 * m * j + m + i] = im;
      if (asMatrix) {
        result[2 * m * (n + j) + i] = -im;
        result[2 * m * (n + j) + m + i] = re;
      }
    }
  }
  return result;
}

/**
 * Minimise `|a @ x - b|`.
 *
 * @param a - of shape (m, n)
 * @param b - of shape (m,) or (m, p)
 * @param rcond - singular values below `rcond` times the largest count as zero
 * @throws LinAlgError when the matrix holds nan or inf
 */
export function solveLeastSquares(a: NDArray, b: NDArray, rcond?: number): Solution {
  const [m, n] = a.shape as [number, number];
  const p = b.ndim > 1 ? b.shape[1]! : 1;
  const real = a.info.kind !== 'c' && b.info.kind !== 'c';
  const factor = real ? 1 : 2;
  const found = leastSquares(
    columns(a, real, true),
    factor * m,
    factor * n,
    columns(b, real, false),
    p,
    rcond ?? Number.EPSILON * Math.max(m, n),
  );
  const x = emptyArray(real ? DTYPES.float64 : DTYPES.complex128, [n, p]);
  for (let j = 0; j < p; j++) {
    for (let i = 0; i < n; i++) {
      for (let lane = 0; lane < factor; lane++)
        x.storage[factor * (i * p + j) + lane] = found.x[factor * n * j + lane * n + i]!;
    }
  }
  const vector = (values: Float64Array): NDArray => {
    const result = emptyArray(DTYPES.float64, [values.length]);
    result.storage.set(values);
    return result;
  };
  return {
    x: (b.ndim > 1 ? x : x.strided([n], [1], 0)) as NDArray,
    residuals: vector(found.residuals),
    rank: found.rank / factor,
    s: vector(found.s.filter((_, k) => k % factor === 0)),
  };
}

/**
 * The inverse of `a.T @ a` for a real matrix of full rank.
 *
 * @throws LinAlgError when it has none
 */
export function inverseOfGram(a: NDArray): NDArray<'float64'> {
  const [m, n] = a.shape as [number, number];
  const result = emptyArray(DTYPES.float64, [n, n]);
  if (m < n) throw new LinAlgError('Singular matrix');
  const { s, v } = jacobiSvd(copyAs(a, DTYPES.float64, 'F').storage, m, n);
  if (s.some((x) => x === 0)) throw new LinAlgError('Singular matrix');
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (v[k * n + i]! / s[k]!) * (v[k * n + j]! / s[k]!);
      result.storage[i * n + j] = sum;
    }
  }
  return result;
}
