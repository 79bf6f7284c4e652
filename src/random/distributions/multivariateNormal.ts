// The multivariate normal distribution: standard normal vectors multiplied by a factor of the covariance.

import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../../core/errors.js';
import { emptyArray, type NDArray } from '../../core/ndarray.js';
import { cholesky } from '../../linalg/cholesky.js';
import { eigh } from '../../linalg/eigenHermitian.js';
import { svd } from '../../linalg/singular.js';
import { memoryOf, shapeOf, type Size } from '../arguments.js';
import type { BitGenerator } from '../bitGenerator.js';
import { fillStandardNormal } from '../ziggurat.js';
import { floatsOf } from './vectors.js';

/** Options of `multivariateNormal`. */
export interface MultivariateNormalOptions {
  /** What to do when the covariance is not positive semidefinite: `'warn'` (default), `'raise'` or `'ignore'`. */
  checkValid?: 'warn' | 'raise' | 'ignore';
  /** The tolerance of that check, 1e-8 by default. */
  tol?: number;
  /** How the covariance is factored: `'svd'` (default), `'eigh'` or `'cholesky'` (fastest, needs a positive definite one). */
  method?: 'svd' | 'eigh' | 'cholesky';
}

const NAME = 'multivariateNormal';

/** A factor F of the covariance, F F^T = cov, row by row, and whether the covariance is positive semidefinite. */
function factor(
  cov: NDArray<'float64'>,
  entries: Float64Array,
  n: number,
  method: string,
  tol: number,
): { rows: Float64Array; definite: boolean } {
  if (method === 'cholesky') return { rows: floatsOf(NAME, cholesky(cov)).values, definite: true };
  const rows = new Float64Array(n * n);
  const scaled = (vectors: Float64Array, values: Float64Array): void => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) rows[i * n + j] = vectors[i * n + j]! * Math.sqrt(Math.abs(values[j]!));
    }
  };
  if (method === 'eigh') {
    const { eigenvalues, eigenvectors } = eigh(cov);
    const values = floatsOf(NAME, eigenvalues).values;
    scaled(floatsOf(NAME, eigenvectors).values, values);
    return { rows, definite: values.every((value) => value >= -tol) };
  }
  const { S, Vh } = svd(cov);
  const values = floatsOf(NAME, S).values;
  const right = floatsOf(NAME, Vh).values;
  // Of a symmetric semidefinite matrix, V S V^T is the matrix itself.
  let definite = true;
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      vectors[i * n + j] = right[j * n + i]!;
      let product = 0;
      for (let k = 0; k < n; k++) product += right[k * n + i]! * values[k]! * right[k * n + j]!;
      const entry = entries[i * n + j]!;
      if (!(Math.abs(product - entry) <= tol + tol * Math.abs(entry))) definite = false;
    }
  }
  scaled(vectors, values);
  return { rows, definite };
}

/** Draws multivariate normal vectors; see `Generator.multivariateNormal`. */
export function drawMultivariateNormal(
  bits: BitGenerator,
  mean: ArrayLike,
  cov: ArrayLike,
  size: Size,
  { checkValid = 'warn', tol = 1e-8, method = 'svd' }: MultivariateNormalOptions,
): NDArray<'float64'> {
  if (!['svd', 'eigh', 'cholesky'].includes(method)) {
    throw new ValueError(`${NAME}: method must be one of 'svd', 'eigh', 'cholesky', got ${describe(method)}`);
  }
  if (!['warn', 'raise', 'ignore'].includes(checkValid)) {
    throw new ValueError(`${NAME}: checkValid must equal 'warn', 'raise', or 'ignore', got ${describe(checkValid)}`);
  }
  const centre = floatsOf(NAME, mean);
  const given = floatsOf(NAME, cov);
  const n = centre.values.length;
  if (centre.shape.length !== 1) {
    throw new ValueError(`${NAME}: mean must be 1 dimensional, got shape ${shapeText(centre.shape)}`);
  }
  if (given.shape.length !== 2 || given.shape[0] !== given.shape[1]) {
    throw new ValueError(`${NAME}: cov must be 2 dimensional and square, got shape ${shapeText(given.shape)}`);
  }
  if (given.shape[0] !== n) {
    throw new ValueError(
      `${NAME}: mean and cov must have same length, got shapes ${shapeText(centre.shape)} and ${shapeText(given.shape)}`,
    );
  }
  if (!(tol >= 0)) throw new DTypeError(`${NAME}: tol must be a non-negative number, got ${describe(tol)}`);
  const result = emptyArray(DTYPES.float64, [...(shapeOf(NAME, size) ?? []), n]);
  const { rows, definite } = factor(
    asNDArray(NAME, cov, DTYPES.float64) as NDArray<'float64'>,
    given.values,
    n,
    method,
    tol,
  );
  if (!definite && checkValid !== 'ignore') {
    const text = `${NAME}: covariance is not symmetric positive-semidefinite.`;
    if (checkValid === 'raise') throw new ValueError(text);
    globalThis.process?.emitWarning?.(text, 'RuntimeWarning');
  }
  const out = memoryOf<Float64Array>(result);
  fillStandardNormal(bits, out);
  const z = new Float64Array(n);
  for (let start = 0; start < out.length; start += n) {
    for (let j = 0; j < n; j++) z[j] = out[start + j]!;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += rows[i * n + j]! * z[j]!;
      out[start + i] = centre.values[i]! + sum;
    }
  }
  return result;
}
