/**
 * The 1-norm of an inverse, estimated from a few solves, one of which may carry right-hand sides of the caller's along: reading
 * the factors costs as much for three columns as for one.
 */
import type { Matrix } from './engine.js';

/** Refinements at most, as in LAPACK. */
const MOST = 5;

/** Solve in place: `columns` right-hand sides with the matrix, or with its transpose. */
export type InPlaceSolve = (trans: 'N' | 'T', columns: number, b: Matrix) => void;

const norm1 = (x: Matrix): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.abs(x[i]!);
  return sum;
};

const largest = (x: Matrix): number => {
  let place = 0;
  for (let i = 1; i < x.length; i++) if (Math.abs(x[i]!) > Math.abs(x[place]!)) place = i;
  return place;
};

/** Replace x by its signs; do they differ from `before`, which they are then written to? */
function takeSigns(x: Matrix, before: Int8Array): boolean {
  let changed = false;
  for (let i = 0; i < x.length; i++) {
    const sign = x[i]! >= 0 ? 1 : -1;
    if (before[i] !== sign) changed = true;
    before[i] = sign;
    x[i] = sign;
  }
  return changed;
}

/**
 * Solve a real system, and estimate the 1-norm of the inverse of its matrix.
 *
 * @param n - the order of the matrix, at least 1
 * @param nrhs - right-hand sides
 * @param b - n x nrhs, column-major; becomes the solution
 * @param solve - solves with the factored matrix
 * @returns the estimate, nearly always within a factor of 3 below the norm; NaN or Infinity where a solve overflowed
 *
 * N. J. Higham, FORTRAN codes for estimating the one-norm of a real or complex matrix, ACM Trans. Math. Softw. 14 (1988),
 * Algorithm 4.1, which LAPACK's xLACN2 follows too.
 */
export function solveAndEstimate(n: number, nrhs: number, b: Matrix, solve: InPlaceSolve): number {
  const fresh = (length: number): Matrix =>
    b instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
  // The caller's columns, the mean of the unit vectors, and the vector that catches what refinement misses.
  const together = fresh(n * (nrhs + 2));
  together.set(b.subarray(0, n * nrhs));
  const x = together.subarray(n * nrhs, n * (nrhs + 1));
  const alternating = together.subarray(n * (nrhs + 1));
  for (let i = 0; i < n; i++) {
    x[i] = 1 / n;
    alternating[i] = (i % 2 === 0 ? 1 : -1) * (1 + i / Math.max(1, n - 1));
  }
  solve('N', nrhs + 2, together);
  b.set(together.subarray(0, n * nrhs));
  let estimate = norm1(x);
  const atLeast = (2 * norm1(alternating)) / (3 * n);
  if (n === 1) return estimate;
  const signs = new Int8Array(n);
  takeSigns(x, signs);
  solve('T', 1, x);
  let place = largest(x);
  for (let round = 2; round <= MOST; round++) {
    x.fill(0);
    x[place] = 1;
    solve('N', 1, x);
    const next = norm1(x);
    const better = next > estimate;
    estimate = next;
    if (!takeSigns(x, signs) || !better) break;
    solve('T', 1, x);
    const before = place;
    place = largest(x);
    if (Math.abs(x[before]!) === Math.abs(x[place]!)) break;
  }
  return Math.max(estimate, atLeast);
}
