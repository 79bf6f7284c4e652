/** makeSmoothingSpline: the natural cubic spline that balances nearness to data against curvature. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { minimizeScalar } from '../optimize/minimizeScalar.js';
import { BandMatrix } from './bandSystem.js';
import type { BSpline } from './bspline.js';
import { columnsOf, mustBeFinite, mustIncrease, realVector } from './data.js';
import { makeInterpSpline } from './makeSplines.js';

/** Options of `makeSmoothingSpline`. */
export interface MakeSmoothingSplineOptions {
  /** Weights of the points, positive; ones by default. */
  w?: ArrayLike | null;
  /** How much curvature weighs, >= 0; chosen by generalised cross validation by default. */
  lam?: number | null;
}

/** The parts of Reinsch's system for one set of points: `R` and `Q` of C. H. Reinsch, Smoothing by spline functions, 1967. */
class Smoother {
  private readonly h: Float64Array;
  readonly n: number;

  constructor(
    readonly x: Float64Array,
    readonly y: Float64Array,
    readonly w: Float64Array,
  ) {
    this.n = x.length;
    this.h = x.slice(1).map((value, i) => value - x[i]!);
  }

  /** Column j of Q: its rows j, j + 1 and j + 2. */
  private column(j: number): [number, number, number] {
    const [a, b] = [1 / this.h[j]!, 1 / this.h[j + 1]!];
    return [a, -a - b, b];
  }

  /** Diagonals of `R + lam Q' W^-1 Q`: the main one, and two above. */
  private diagonals(lam: number): [Float64Array, Float64Array, Float64Array] {
    const m = this.n - 2;
    const { h, w } = this;
    const d = [new Float64Array(m), new Float64Array(m), new Float64Array(m)] as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let j = 0; j < m; j++) {
      const q = this.column(j);
      d[0][j] = (h[j]! + h[j + 1]!) / 3 + lam * (q[0] ** 2 / w[j]! + q[1] ** 2 / w[j + 1]! + q[2] ** 2 / w[j + 2]!);
      if (j + 1 < m) {
        const next = this.column(j + 1);
        d[1][j] = h[j + 1]! / 6 + lam * ((q[1] * next[0]) / w[j + 1]! + (q[2] * next[1]) / w[j + 2]!);
      }
      if (j + 2 < m) d[2][j] = (lam * q[2] * this.column(j + 2)[0]) / w[j + 2]!;
    }
    return d;
  }

  /** Smoothed values at the points. */
  smooth(lam: number): Float64Array {
    const { n, w, y } = this;
    const m = n - 2;
    const [d0, d1, d2] = this.diagonals(lam);
    const system = new BandMatrix(m, 2, 2);
    const gamma = new Float64Array(m);
    for (let j = 0; j < m; j++) {
      const q = this.column(j);
      gamma[j] = q[0] * y[j]! + q[1] * y[j + 1]! + q[2] * y[j + 2]!;
      system.set(j, j, d0[j]!);
      if (j + 1 < m) {
        system.set(j, j + 1, d1[j]!);
        system.set(j + 1, j, d1[j]!);
      }
      if (j + 2 < m) {
        system.set(j, j + 2, d2[j]!);
        system.set(j + 2, j, d2[j]!);
      }
    }
    system.solve(gamma, 1, 'makeSmoothingSpline');
    const values = y.slice();
    for (let j = 0; j < m; j++) {
      const q = this.column(j);
      for (let r = 0; r < 3; r++) values[j + r]! -= (lam * q[r]! * gamma[j]!) / w[j + r]!;
    }
    return values;
  }

  /**
   * Generalised cross validation (G. Wahba, P. Craven 1979): the trace of the influence matrix from the central bands of the
   * inverse alone (M. F. Hutchinson, F. R. de Hoog, Smoothing noisy data with spline functions, Numer. Math. 47, 1985). As in SciPy
   * the residuals are not weighted.
   */
  crossValidation(lam: number): number {
    const { n, w, y } = this;
    const m = n - 2;
    const [d0, d1, d2] = this.diagonals(lam);
    // L D L' of the pentadiagonal matrix, then the bands of its inverse from the last row up.
    const d = new Float64Array(m);
    const u1 = new Float64Array(m + 2);
    const u2 = new Float64Array(m + 2);
    for (let j = 0; j < m; j++) {
      let pivot = d0[j]!;
      let first = d1[j]!;
      if (j > 0) {
        pivot -= d[j - 1]! * u1[j - 1]! ** 2;
        first -= d[j - 1]! * u1[j - 1]! * u2[j - 1]!;
      }
      if (j > 1) pivot -= d[j - 2]! * u2[j - 2]! ** 2;
      d[j] = pivot;
      u1[j] = first / pivot;
      u2[j] = d2[j]! / pivot;
    }
    const b0 = new Float64Array(m + 2);
    const b1 = new Float64Array(m + 2);
    const b2 = new Float64Array(m + 2);
    for (let j = m - 1; j >= 0; j--) {
      b1[j] = j + 1 < m ? -u1[j]! * b0[j + 1]! - u2[j]! * b1[j + 1]! : 0;
      b2[j] = j + 2 < m ? -u1[j]! * b1[j + 1]! - u2[j]! * b0[j + 2]! : 0;
      b0[j] = 1 / d[j]! - u1[j]! * b1[j]! - u2[j]! * b2[j]!;
    }
    let trace = n;
    for (let j = 0; j < m; j++) {
      const q = this.column(j);
      let own = 0;
      for (let r = 0; r < 3; r++) own += q[r]! ** 2 / w[j + r]!;
      trace -= lam * own * b0[j]!;
      if (j + 1 < m) {
        const next = this.column(j + 1);
        trace -= 2 * lam * ((q[1] * next[0]) / w[j + 1]! + (q[2] * next[1]) / w[j + 2]!) * b1[j]!;
      }
      if (j + 2 < m) trace -= (2 * lam * q[2] * this.column(j + 2)[0] * b2[j]!) / w[j + 2]!;
    }
    const smoothed = this.smooth(lam);
    let residual = 0;
    for (let i = 0; i < n; i++) residual += (y[i]! - smoothed[i]!) ** 2;
    return residual / n / (1 - trace / n) ** 2;
  }
}

/**
 * The cubic smoothing spline: least sum of `w (y - f(x))**2` plus `lam` times the integral of the squared second derivative.
 *
 * @param x - n >= 5 strictly increasing points
 * @param y - n values
 * @param options - `w`, `lam`; see `MakeSmoothingSplineOptions`
 * @returns a BSpline with a knot at every point
 * @throws ValueError when shapes do not fit, x does not increase, there are fewer than 5 points, or lam is negative
 * @example
 * makeSmoothingSpline([0, 1, 2, 3, 4], [0, 1.1, 1.9, 3.2, 3.9], { lam: 1 }).evaluate(2); // 2.035...
 */
export function makeSmoothingSpline(x: ArrayLike, y: ArrayLike, options: MakeSmoothingSplineOptions = {}): BSpline {
  const where = 'makeSmoothingSpline';
  checkOptions(where, options, ['w', 'lam']);
  const points = realVector(where, 'x', x);
  const data = columnsOf(where, 'y', y, 0);
  if (data.width !== 1 || data.lanes !== 1) throw new ValueError(`${where}: y must be real and of one dimension`);
  mustBeFinite(where, 'x', points);
  mustBeFinite(where, 'y', data.values);
  const n = points.length;
  if (data.n !== n) throw new ValueError(`${where}: x and y must have the same length, got ${n} and ${data.n}`);
  mustIncrease(where, 'x', points);
  let w = new Float64Array(n).fill(1);
  if (options.w !== undefined && options.w !== null) {
    w = realVector(where, 'w', options.w) as Float64Array<ArrayBuffer>;
    if (w.length !== n) throw new ValueError(`${where}: w must have ${n} elements, got ${w.length}`);
    if (w.some((value) => !(value > 0 && Number.isFinite(value))))
      throw new ValueError(`${where}: Invalid vector of weights`);
  }
  if (n <= 4) throw new ValueError(`${where}: \`\`x\`\` and \`\`y\`\` length must be at least 5, got ${n}`);
  const smoother = new Smoother(points, data.values, w);
  let { lam } = options;
  if (lam === undefined || lam === null) {
    const found = minimizeScalar((value: number) => smoother.crossValidation(value), {
      bounds: [0, n],
      method: 'bounded',
    });
    if (!found.success) throw new ValueError(`${where}: Unable to find minimum of the GCV function: ${found.message}`);
    lam = Number(found.x);
  }
  if (typeof lam !== 'number' || !(lam >= 0)) {
    throw new ValueError(`${where}: Regularization parameter should be non-negative, got ${describe(lam)}`);
  }
  return makeInterpSpline(points, smoother.smooth(lam), { bcType: 'natural' });
}
