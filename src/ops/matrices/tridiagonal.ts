/**
 * Eigenvalues of symmetric tridiagonal matrices by implicit QL steps (A. Dubrulle, R. Martin and J. Wilkinson, Numer.
 * Math. 12, 1968).
 */
import { LinAlgError } from '../../core/errors.js';

/**
 * The eigenvalues, rising.
 *
 * @param diagonal - n elements; left as they are
 * @param beside - the n - 1 elements beside the diagonal
 * @throws LinAlgError when the iteration does not end
 */
export function tridiagonalEigenvalues(diagonal: Float64Array, beside: Float64Array): Float64Array {
  const n = diagonal.length;
  const d = diagonal.slice();
  const e = new Float64Array(n);
  e.set(beside.subarray(0, Math.max(n - 1, 0)));
  for (let l = 0; l < n; l++) {
    for (let steps = 0; ; steps++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]!) > Number.EPSILON * (Math.abs(d[m]!) + Math.abs(d[m + 1]!))) m++;
      if (m === l) break;
      if (steps === 60) throw new LinAlgError('Eigenvalues did not converge');
      const half = (d[l + 1]! - d[l]!) / (2 * e[l]!);
      const root = Math.hypot(half, 1);
      let g = d[m]! - d[l]! + e[l]! / (half + (half >= 0 ? root : -root));
      let s = 1;
      let c = 1;
      let p = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * e[i]!;
        const b = c * e[i]!;
        const r = Math.hypot(f, g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1]! -= p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1]! - p;
        const t = (d[i]! - g) * s + 2 * c * b;
        p = s * t;
        d[i + 1] = g + p;
        g = c * t - b;
      }
      if (i >= l) continue;
      d[l]! -= p;
      e[l] = g;
      e[m] = 0;
    }
  }
  return d.sort();
}
