// The module of dense linear algebra: what the host calls. Matrices lie at addresses, with any strides, counted in elements;
// the work is done in product/. Letters before a name are BLAS's: s, d, c, z for float32, float64, complex64, complex128.
export * from './linear/exports';
import { matrixVector, rankOne } from './product/vectors';
import { product } from './product/product';
import { SOLVE_SPACE, solveTriangle } from './product/solve';
import { TRIANGLE_SPACE, triangleProduct } from './product/triangle';

/** Where memory beyond the module's own constants begins. */
export function heapBase(): usize {
  return __heap_base;
}

/** Bytes of working space that each function here needs that takes one. */
export function space(): usize {
  return max(SOLVE_SPACE, TRIANGLE_SPACE);
}

/** C = scale A B or C += scale A B, m x n with k summed. */
export function dgemm(
  m: i32, n: i32, k: i32, scale: f64, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32,
  c: usize, cRow: i32, cColumn: i32, accumulate: bool, space: usize,
): void {
  product<f64>(1, m, n, k, scale, 0, a, aRow, aColumn, false, b, bRow, bColumn, false, c, cRow, cColumn, accumulate, space);
}

/** As dgemm. */
export function sgemm(
  m: i32, n: i32, k: i32, scale: f32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32,
  c: usize, cRow: i32, cColumn: i32, accumulate: bool, space: usize,
): void {
  product<f32>(1, m, n, k, scale, 0, a, aRow, aColumn, false, b, bRow, bColumn, false, c, cRow, cColumn, accumulate, space);
}

/** C = scale op(A) op(B) or C += that, where op conjugates if asked to. */
export function zgemm(
  m: i32, n: i32, k: i32, scaleRe: f64, scaleIm: f64, a: usize, aRow: i32, aColumn: i32, aConjugate: bool,
  b: usize, bRow: i32, bColumn: i32, bConjugate: bool, c: usize, cRow: i32, cColumn: i32, accumulate: bool, space: usize,
): void {
  product<f64>(
    2, m, n, k, scaleRe, scaleIm, a, aRow, aColumn, aConjugate, b, bRow, bColumn, bConjugate, c, cRow, cColumn, accumulate, space,
  );
}

/** As zgemm. */
export function cgemm(
  m: i32, n: i32, k: i32, scaleRe: f32, scaleIm: f32, a: usize, aRow: i32, aColumn: i32, aConjugate: bool,
  b: usize, bRow: i32, bColumn: i32, bConjugate: bool, c: usize, cRow: i32, cColumn: i32, accumulate: bool, space: usize,
): void {
  product<f32>(
    2, m, n, k, scaleRe, scaleIm, a, aRow, aColumn, aConjugate, b, bRow, bColumn, bConjugate, c, cRow, cColumn, accumulate, space,
  );
}

/** y = scale A x or y += scale A x. */
export function dgemv(
  m: i32, n: i32, scale: f64, a: usize, aRow: i32, aColumn: i32, x: usize, xStep: i32, y: usize, yStep: i32, accumulate: bool,
): void {
  matrixVector<f64>(m, n, scale, a, aRow, aColumn, x, xStep, y, yStep, accumulate);
}

/** A += scale x y^T. */
export function dger(
  m: i32, n: i32, scale: f64, x: usize, xStep: i32, y: usize, yStep: i32, a: usize, aRow: i32, aColumn: i32,
): void {
  rankOne<f64>(m, n, scale, x, xStep, y, yStep, a, aRow, aColumn);
}

/** One triangle of C = scale A A^T or C += scale A A^T, where A is n x k (exchange its strides for A^T A). */
export function dsyrk(
  lower: bool, n: i32, k: i32, scale: f64, a: usize, aRow: i32, aColumn: i32,
  c: usize, cRow: i32, cColumn: i32, accumulate: bool, space: usize,
): void {
  triangleProduct<f64>(
    1, lower, n, k, scale, 0, a, aRow, aColumn, false, a, aColumn, aRow, false, c, cRow, cColumn, accumulate, space,
  );
}

/** Solve A X = B for triangular A (m x m); B (m x n) becomes X. For A^T exchange its strides and turn `lower` round. */
export function dtrsm(
  lower: bool, unit: bool, m: i32, n: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32, space: usize,
): void {
  solveTriangle<f64>(1, lower, unit, false, m, n, a, aRow, aColumn, b, bRow, bColumn, space);
}

/** As dtrsm, of A or its conjugate. */
export function ztrsm(
  lower: bool, unit: bool, conjugate: bool, m: i32, n: i32, a: usize, aRow: i32, aColumn: i32,
  b: usize, bRow: i32, bColumn: i32, space: usize,
): void {
  solveTriangle<f64>(2, lower, unit, conjugate, m, n, a, aRow, aColumn, b, bRow, bColumn, space);
}
