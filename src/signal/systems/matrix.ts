/** Small real matrices by rows, as state-space models are made of. */
import type { NDArray } from '../../core/ndarray.js';
import type { Complex } from '../../core/complex.js';
import { complex } from '../complexes.js';
import { expm, solve } from '../../linalg/index.js';
import { realEigenvalues } from '../../ops/matrices/eigenvalues.js';
import { realArray, type Reals } from '../values.js';

/** An m x n matrix by rows. */
export interface Matrix {
  readonly m: number;
  readonly n: number;
  readonly a: Float64Array;
}

export const matrix = (m: number, n: number, a: Float64Array = new Float64Array(m * n)): Matrix => ({ m, n, a });

export function identity(n: number, value = 1): Matrix {
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) result.a[i * n + i] = value;
  return result;
}

export const toArray = ({ m, n, a }: Matrix): Reals => realArray(a, [m, n]);

export function multiply(x: Matrix, y: Matrix): Matrix {
  const result = matrix(x.m, y.n);
  for (let i = 0; i < x.m; i++) {
    for (let k = 0; k < x.n; k++) {
      const f = x.a[i * x.n + k]!;
      if (f !== 0) for (let j = 0; j < y.n; j++) result.a[i * y.n + j]! += f * y.a[k * y.n + j]!;
    }
  }
  return result;
}

/** x + factor * y */
export const plus = (x: Matrix, y: Matrix, factor = 1): Matrix =>
  matrix(
    x.m,
    x.n,
    x.a.map((v, i) => v + factor * y.a[i]!),
  );

export const times = (x: Matrix, factor: number): Matrix =>
  matrix(
    x.m,
    x.n,
    x.a.map((v) => v * factor),
  );

export function transposed(x: Matrix): Matrix {
  const result = matrix(x.n, x.m);
  for (let i = 0; i < x.m; i++) for (let j = 0; j < x.n; j++) result.a[j * x.m + i] = x.a[i * x.n + j]!;
  return result;
}

/** A part of a matrix. */
export function part(x: Matrix, i0: number, i1: number, j0: number, j1: number): Matrix {
  const result = matrix(i1 - i0, j1 - j0);
  for (let i = i0; i < i1; i++)
    for (let j = j0; j < j1; j++) result.a[(i - i0) * result.n + j - j0] = x.a[i * x.n + j]!;
  return result;
}

/** Put a matrix into a larger one. */
export function put(into: Matrix, x: Matrix, i0: number, j0: number): void {
  for (let i = 0; i < x.m; i++) for (let j = 0; j < x.n; j++) into.a[(i0 + i) * into.n + j0 + j] = x.a[i * x.n + j]!;
}

export function exponential(x: Matrix): Matrix {
  if (x.n === 0) return x;
  return matrix(x.m, x.n, Float64Array.from((expm(toArray(x)) as unknown as NDArray<'float64'>).copy().data));
}

/** x^-1 y */
export function solved(x: Matrix, y: Matrix): Matrix {
  if (x.n === 0 || y.n === 0) return matrix(x.m, y.n);
  return matrix(
    x.m,
    y.n,
    Float64Array.from((solve(toArray(x), toArray(y)) as unknown as NDArray<'float64'>).copy().data),
  );
}

export function eigenvalues(x: Matrix): Complex[] {
  if (x.n === 0) return [];
  const { re, im } = realEigenvalues(x.a, x.n);
  return Array.from(re, (v, i) => complex(v, im[i]!));
}
