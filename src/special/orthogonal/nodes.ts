/**
 * Gauss quadrature: nodes as eigenvalues of the Jacobi matrix (G. Golub and J. Welsch, Math. Comp. 23, 1969), made exact by a step of
 * Newton's method on the orthonormal recurrence, weights as the inverse sums of squares of the orthonormal polynomials.
 */
import { eigvalshTridiagonal } from '../../linalg/index.js';

/** The recurrence of monic polynomials, p(k + 1) = (x - a(k)) p(k) - b(k) p(k - 1), and the integral of the weight. */
export interface Recurrence {
  a(k: number): number;
  b(k: number): number;
  mass: number;
  /** The weight is even. */
  even: boolean;
}

export interface Rule {
  x: Float64Array;
  w: Float64Array;
}

const BIG = 1e150;

/** n nodes and weights. */
export function gaussRule(n: number, of: Recurrence): Rule {
  const diagonal = Float64Array.from({ length: n }, (_, k) => of.a(k));
  // beside[k] couples degrees k and k + 1; the last belongs to p(n).
  const beside = Float64Array.from({ length: n }, (_, k) => Math.sqrt(of.b(k + 1)));
  const x =
    n === 1
      ? Float64Array.of(diagonal[0]!)
      : Float64Array.from(eigvalshTridiagonal(diagonal, beside.subarray(0, n - 1)).toArray() as number[]);
  const w = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let round = 0; round < 3; round++) {
      const t = x[i]!;
      let before = 0;
      let now = 1;
      let slopeBefore = 0;
      let slope = 0;
      let sum = 0;
      let scale = 0;
      for (let k = 0; k < n; k++) {
        sum += now * now;
        const d = 1 / beside[k]!;
        const c = k === 0 ? 0 : beside[k - 1]!;
        const gap = t - diagonal[k]!;
        const next = (gap * now - c * before) * d;
        const slopeNext = (now + gap * slope - c * slopeBefore) * d;
        before = now;
        now = next;
        slopeBefore = slope;
        slope = slopeNext;
        if (Math.abs(now) + Math.abs(slope) > BIG) {
          before /= BIG;
          now /= BIG;
          slopeBefore /= BIG;
          slope /= BIG;
          sum /= BIG * BIG;
          scale++;
        }
      }
      w[i] = of.mass / sum / Math.pow(BIG, scale) / Math.pow(BIG, scale);
      const delta = now / slope;
      if (round === 2 || Math.abs(delta) < 1e-17 * Math.abs(t)) break;
      x[i] = t - delta;
      if (Math.abs(delta) <= 2e-16 * Math.abs(t) && round > 0) break;
    }
  }
  if (of.even) {
    for (let i = 0, j = n - 1; i <= j; i++, j--) {
      const half = (x[j]! - x[i]!) / 2;
      x[i] = i === j ? 0 : -half;
      x[j] = i === j ? 0 : half;
      w[i] = w[j] = (w[i]! + w[j]!) / 2;
    }
  }
  // The weights sum to the mass.
  let total = 0;
  for (const value of w) total += value;
  const factor = of.mass / total;
  if (Number.isFinite(factor)) for (let i = 0; i < n; i++) w[i]! *= factor;
  return { x, w };
}
