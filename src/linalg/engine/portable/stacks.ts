/**
 * Stacks of small real float64 matrices in one call of the WebAssembly module: for 10,000 matrices of order 4 a call for each would cost more
 * than its arithmetic. Matrices are row-major and packed one after the other, as arrays hold them; both providers use it.
 */
import { call } from './call.js';

/** Matrices up to this order are worth a call of `stacks`; beyond it the engine's blocked routines win. */
export const SMALL = 16;

/** Every method takes `count` matrices and returns 0, or the number (from 1) of the first that failed. */
export const stacks = {
  /** Solve a x = b for each: a (n x n) is not changed, b (n x nrhs) becomes x. Fails where a pivot is exactly 0. */
  solve(count: number, n: number, nrhs: number, a: Float64Array, b: Float64Array): number {
    return call('d', (s) => {
      const [pa, pb] = [s.put(a), s.put(b)];
      const info = s.runReal('smallSolve', count, n, nrhs, pa, pb);
      s.take(pb, b);
      return info;
    });
  },
  /** Inverses into `inverse`. Fails where a pivot is exactly 0. */
  inv(count: number, n: number, a: Float64Array, inverse: Float64Array): number {
    return call('d', (s) => {
      const [pa, pb] = [s.put(a), s.room(inverse.length)];
      const info = s.runReal('smallInverse', count, n, pa, pb);
      s.take(pb, inverse);
      return info;
    });
  },
  /** Determinants into d (count). */
  det(count: number, n: number, a: Float64Array, d: Float64Array): number {
    return call('d', (s) => {
      const [pa, pd] = [s.put(a), s.room(d.length)];
      s.runReal('smallDeterminant', count, n, pa, pd, 0);
      s.take(pd, d);
      return 0;
    });
  },
  /** Sign and logarithm of the determinant's size, side by side, into d (2 count). */
  slogdet(count: number, n: number, a: Float64Array, d: Float64Array): number {
    return call('d', (s) => {
      const [pa, pd] = [s.put(a), s.room(d.length)];
      s.runReal('smallDeterminant', count, n, pa, pd, 1);
      s.take(pd, d);
      return 0;
    });
  },
  /** Lower Cholesky factors over a, from its lower triangle. Fails where a matrix is not positive definite. */
  cholesky(count: number, n: number, a: Float64Array): number {
    return call('d', (s) => {
      const pa = s.put(a);
      const info = s.runReal('smallCholesky', count, n, pa);
      s.take(pa, a);
      return info;
    });
  },
  /** SVD of m x n matrices: s has min(m, n) each, u m x min(m, n), vt min(m, n) x n; u and vt absent for values alone. */
  svd(
    count: number,
    m: number,
    n: number,
    a: Float64Array,
    values: Float64Array,
    u?: Float64Array,
    vt?: Float64Array,
  ): number {
    return call('d', (s) => {
      const [pa, ps] = [s.put(a), s.room(values.length)];
      const [pu, pv] = u && vt ? [s.room(u.length), s.room(vt.length)] : [0, 0];
      const info = s.runReal('smallSvd', count, m, n, pa, ps, pu, pv);
      s.take(ps, values);
      if (u && vt) {
        s.take(pu, u);
        s.take(pv, vt);
      }
      return info;
    });
  },
  /** Eigenvalues, rising, of symmetric matrices into w; with `vectors` those over a, in columns. */
  eigh(count: number, n: number, uplo: 'L' | 'U', vectors: boolean, a: Float64Array, w: Float64Array): number {
    return call('d', (s) => {
      const [pa, pw] = [s.put(a), s.room(w.length)];
      const info = s.runReal('smallEigh', count, n, +(uplo === 'U'), +vectors, pa, pw);
      s.take(pw, w);
      if (vectors) s.take(pa, a);
      return info;
    });
  },
};
