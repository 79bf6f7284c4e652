/**
 * Eigenvalues and eigenvectors of symmetric tridiagonal matrices whose entries grow along the diagonal: the systems of Fourier,
 * Legendre and power series coefficients. Bisection with Sturm's count keeps relative accuracy where QR steps would not, and a
 * factorization twisted where it is the most nearly singular gives the vector (K. Fernando, SIAM J. Matrix Anal. 18, 1997).
 */

/** How many eigenvalues are less than x. */
function countBelow(d: Float64Array, squares: Float64Array, x: number): number {
  let count = 0;
  let pivot = 1;
  for (let k = 0; k < d.length; k++) {
    pivot = d[k]! - x - (k > 0 ? squares[k - 1]! / pivot : 0);
    if (pivot === 0) pivot = -1e-300;
    if (pivot < 0) count++;
  }
  return count;
}

/**
 * The eigenvalue of an index, counted from 0 by size.
 *
 * @param d - the diagonal
 * @param squares - the squares of the entries beside it (of the products, where the matrix is not symmetric)
 */
export function eigenvalue(d: Float64Array, squares: Float64Array, index: number): number {
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k < d.length; k++) {
    const reach = (k > 0 ? Math.sqrt(squares[k - 1]!) : 0) + (k < d.length - 1 ? Math.sqrt(squares[k]!) : 0);
    low = Math.min(low, d[k]! - reach);
    high = Math.max(high, d[k]! + reach);
  }
  for (let k = 0; k < 200; k++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (countBelow(d, squares, middle) > index) high = middle;
    else low = middle;
  }
  return low + (high - low) / 2;
}

/**
 * The eigenvector of an eigenvalue, of length 1, with the sign that comes.
 *
 * @param e - the entries beside the diagonal
 */
export function eigenvector(d: Float64Array, e: Float64Array, value: number): Float64Array {
  const n = d.length;
  const tiny = 1e-290;
  const down = new Float64Array(n);
  const up = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    down[k] = d[k]! - value - (k > 0 ? e[k - 1]! ** 2 / down[k - 1]! : 0) || tiny;
    const j = n - 1 - k;
    up[j] = d[j]! - value - (k > 0 ? e[j]! ** 2 / up[j + 1]! : 0) || tiny;
  }
  let r = 0;
  let least = Infinity;
  for (let k = 0; k < n; k++) {
    const gap = Math.abs(down[k]! + up[k]! - (d[k]! - value));
    if (gap < least) {
      least = gap;
      r = k;
    }
  }
  const v = new Float64Array(n);
  v[r] = 1;
  let norm = 1;
  for (let k = r; k > 0; k--) {
    v[k - 1] = (-e[k - 1]! * v[k]!) / down[k - 1]!;
    norm += v[k - 1]! ** 2;
  }
  for (let k = r; k < n - 1; k++) {
    v[k + 1] = (-e[k]! * v[k]!) / up[k + 1]!;
    norm += v[k + 1]! ** 2;
  }
  norm = Math.sqrt(norm);
  for (let k = 0; k < n; k++) v[k]! /= norm;
  return v;
}
