/** Projections onto the null space and the row space of a Jacobian, from the QR factors of its transpose. */
import { transposed, type Mat } from '../dense/matrix.js';
import { applyQ, applyQT, qrFactor, upperSolve, upperTSolve } from '../dense/qr.js';
import type { Vec } from '../dense/vector.js';

/** What sequential quadratic programming asks of a Jacobian A (m x n). */
export interface Projections {
  /** The part of x that A maps to 0. */
  nullSpace(x: Vec): Vec;
  /** The least-squares solution z of `A' z = x`. */
  leastSquares(x: Vec): Vec;
  /** The shortest y with `A y = x`. */
  rowSpace(x: Vec): Vec;
}

export function projectionsOf(a: Mat, m: number, n: number): Projections {
  if (m === 0) {
    return {
      nullSpace: (x) => x.slice(),
      leastSquares: () => new Float64Array(0),
      rowSpace: () => new Float64Array(n),
    };
  }
  const factors = qrFactor(transposed(a, m, n), n, m, true);
  const { qr, order } = factors;
  const largest = Math.abs(qr[0]!);
  let rank = 0;
  while (rank < Math.min(m, n) && Math.abs(qr[rank * m + rank]!) > 1e-12 * largest) rank++;
  const nullSpace = (x: Vec): Vec => {
    // Twice, to be rid of rounding errors.
    let v = x;
    for (let pass = 0; pass < 2; pass++) {
      v = applyQT(factors, v.slice());
      v.fill(0, 0, rank);
      applyQ(factors, v);
    }
    return v;
  };
  const leastSquares = (x: Vec): Vec => {
    const z = upperSolve(qr, m, rank, applyQT(factors, x.slice()));
    const result = new Float64Array(m);
    for (let k = 0; k < rank; k++) result[order[k]!] = z[k]!;
    return result;
  };
  const rowSpace = (x: Vec): Vec => {
    const y = upperTSolve(
      qr,
      m,
      rank,
      Float64Array.from(order, (k) => x[k]!),
    );
    const result = new Float64Array(n);
    result.set(y);
    return applyQ(factors, result);
  };
  return { nullSpace, leastSquares, rowSpace };
}
