/** Filters of finite response by least squares (I. Selesnick, Linear-phase FIR filter design by least squares, 2005). */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { leastSquares } from '../../ops/matrices/lstsq.js';
import { realArray, realParts, reals, type Reals } from '../values.js';
import { checkTaps } from './windowed.js';

/** Options of `firls`. */
export interface FirlsOptions {
  /** The weight of each band; 1 by default. */
  weight?: ArrayLike | null;
  /** The sampling rate. Default 2. */
  fs?: number | null;
}

/** The solution of a symmetric positive definite system by Cholesky's method; null if it is none. The matrix is used up. */
function choleskySolve(a: Float64Array, n: number, b: Float64Array): Float64Array | null {
  let top = 0;
  for (let i = 0; i < n; i++) top = Math.max(top, a[i * n + i]!);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      if (j < i) a[i * n + j] = sum / a[j * n + j]!;
      else {
        if (!(sum > 1e-15 * n * top)) return null;
        a[i * n + i] = Math.sqrt(sum);
      }
    }
  }
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= a[i * n + k]! * x[k]!;
    x[i]! /= a[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= a[k * n + i]! * x[k]!;
    x[i]! /= a[i * n + i]!;
  }
  return x;
}

/**
 * A filter of finite response that comes nearest to a desired one in the sense of least squares.
 *
 * @param numtaps - the length of the filter, odd
 * @param bands - the edges of the bands, rising pairs between 0 and fs / 2
 * @param desired - the gain at each edge; within a band it is a straight line
 * @returns the coefficients
 * @throws ValueError for an even length, edges out of range or not rising, or wrong sizes
 * @example
 * firls(73, [0, 1, 2, 5], [1, 1, 0, 0], { fs: 10 }).size; // 73
 */
export function firls(numtaps: number, bands: ArrayLike, desired: ArrayLike, options: FirlsOptions = {}): Reals {
  checkOptions('firls', options, ['weight', 'fs']);
  const n = checkTaps('firls', numtaps);
  const fail = (message: string): never => {
    throw new ValueError(`firls: ${message}`);
  };
  if (n % 2 === 0) fail(`numtaps must be odd and >= 1, got ${n}`);
  const M = (n - 1) / 2;
  const nyquist = 0.5 * (options.fs ?? 2);
  if (!(nyquist > 0)) fail(`fs must be positive, got ${describe(options.fs)}`);
  const edges = realParts('firls', 'bands', bands).re.map((f) => f / nyquist);
  if (edges.length % 2 !== 0) fail('bands must contain frequency pairs.');
  if (edges.some((f) => f < 0 || f > 1)) fail('bands must be between 0 and 1 relative to Nyquist');
  const gains = realParts('firls', 'desired', desired).re;
  if (gains.length !== edges.length)
    fail(`desired must have one entry per frequency, got ${gains.length} gains for ${edges.length} frequencies`);
  for (let k = 0; k < edges.length; k++) {
    if (k > 0 && (k % 2 === 1 ? edges[k]! <= edges[k - 1]! : edges[k]! < edges[k - 1]!)) {
      fail('bands must be monotonically nondecreasing and have width > 0.');
    }
  }
  if (gains.some((x) => x < 0)) fail('desired must be non-negative.');
  const count = edges.length / 2;
  const weight = options.weight == null ? new Float64Array(count).fill(1) : reals('firls', 'weight', options.weight);
  if (weight.length !== count) fail(`weight must be the same size as the number of band pairs (${count}).`);
  if (weight.some((x) => x < 0)) fail('weight must be non-negative.');
  // Half the integrals of the weighted cosines: of their products with each other, and with the desired response.
  const q = new Float64Array(n);
  const rhs = new Float64Array(M + 1);
  for (let k = 0; k < count; k++) {
    const slope = (gains[2 * k + 1]! - gains[2 * k]!) / (edges[2 * k + 1]! - edges[2 * k]!);
    const constant = gains[2 * k]! - edges[2 * k]! * slope;
    for (let side = 0; side < 2; side++) {
      const f = edges[2 * k + side]!;
      const w = side === 0 ? -weight[k]! : weight[k]!;
      q[0]! += w * f;
      rhs[0]! += w * (f * (slope * f + constant) - (slope * f * f) / 2);
      for (let i = 1; i < n; i++) {
        const angle = Math.PI * i;
        const sine = Math.sin(angle * f) / angle;
        q[i]! += w * sine;
        if (i <= M) rhs[i]! += w * ((slope * f + constant) * sine + (slope * Math.cos(angle * f)) / (angle * angle));
      }
    }
  }
  const size = M + 1;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) matrix[i * size + j] = q[Math.abs(i - j)]! + q[i + j]!;
  const a = choleskySolve(matrix.slice(), size, rhs) ?? leastSquares(matrix, size, size, rhs, 1).x;
  const h = new Float64Array(n);
  h[M] = 2 * a[0]!;
  for (let k = 1; k <= M; k++) h[M - k] = h[M + k] = a[k]!;
  return realArray(h);
}
