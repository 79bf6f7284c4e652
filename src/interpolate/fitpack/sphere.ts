/**
 * Smoothing and least squares surfaces near scattered data on the sphere: FITPACK's sphere (P. Dierckx, Algorithms for smoothing data
 * on the sphere with tensor product splines, Computing 32, 1984). Bicubic in colatitude and longitude, periodic in longitude, with
 * one value at each pole and with slopes there that belong to a tangent plane.
 */
import { BandedLeastSquares } from '../bandedLeastSquares.js';
import { intervalOf } from '../intervals.js';
import { basisAt } from '../splineBasis.js';
import { closedKnots, fitClosedOnKnots } from './closedCurve.js';
import type { SurfaceFit } from './gridSurface.js';
import { solveTriangle } from './surface.js';
import { TOLERANCE, jumps, searchParameter, type Ending } from './smoothing.js';

const PERIOD = 2 * Math.PI;

/** Scattered data with weights. */
export interface SphereData {
  readonly theta: Float64Array;
  readonly phi: Float64Array;
  readonly r: Float64Array;
  readonly w: Float64Array;
  /** Diagonal elements below this times the largest count as 0. */
  readonly eps: number;
}

/** Coefficients of the periodic cubic splines that go through the cosine and the sine at the knots; without knots there are none. */
export function circleCoefficients(
  interior: readonly number[],
  from: number,
): { cos: Float64Array; sin: Float64Array } {
  if (interior.length === 0) return { cos: new Float64Array(4), sin: new Float64Array(4) };
  const x = Float64Array.from([from, ...interior, from + PERIOD]);
  const through = (f: (x: number) => number): Float64Array =>
    fitClosedOnKnots(
      { x, y: x.map(f), width: 1, w: new Float64Array(x.length).fill(1), k: 3, xb: from, xe: from + PERIOD },
      interior,
    ).c;
  return { cos: through(Math.cos), sin: through(Math.sin) };
}

/** Knots in colatitude. */
export function colatitudeKnots(interior: readonly number[]): Float64Array {
  return Float64Array.from([0, 0, 0, 0, ...interior, Math.PI, Math.PI, Math.PI, Math.PI]);
}

/** A least squares problem on given knots. */
class SphereProblem {
  readonly tt: Float64Array;
  readonly tp: Float64Array;
  readonly rows: number;
  /** Coefficients in longitude that are free: the last three repeat the first. */
  readonly free: number;
  /** Unknowns: three at each pole, then the rows between. */
  readonly n: number;
  readonly fit: BandedLeastSquares;
  readonly #circle: { cos: Float64Array; sin: Float64Array };

  constructor(
    readonly data: SphereData,
    inTheta: readonly number[],
    inPhi: readonly number[],
  ) {
    this.tt = colatitudeKnots(inTheta);
    this.tp = closedKnots(inPhi, 3, 0, PERIOD);
    this.rows = this.tt.length - 4;
    this.free = this.tp.length - 7;
    this.n = 6 + this.free * (this.rows - 4);
    this.#circle = circleCoefficients(inPhi, 0);
    this.fit = new BandedLeastSquares(this.n, this.n, 1);
    const rhs = new Float64Array(1);
    for (let i = 0; i < data.r.length; i++) {
      const row = new Float64Array(this.n);
      this.eachTerm(i, (r, j, value) => this.spread(r, j, data.w[i]! * value, row));
      rhs[0] = data.w[i]! * data.r[i]!;
      this.fit.add(0, row, rhs);
    }
  }

  /** Add a multiple of the coefficient in row i and column j, in terms of the unknowns, to a row. */
  spread(i: number, j: number, value: number, row: Float64Array): void {
    const column = j % this.free;
    const pole = i < 2 ? 0 : 3;
    if (i > 1 && i < this.rows - 2) {
      row[6 + (i - 2) * this.free + column]! += value;
      return;
    }
    row[pole]! += value;
    if (i === 1 || i === this.rows - 2) {
      row[pole + 1]! += value * this.#circle.cos[column]!;
      row[pole + 2]! += value * this.#circle.sin[column]!;
    }
  }

  /** The products of B-splines at a point: rows, columns and values. */
  eachTerm(p: number, visit: (i: number, j: number, value: number) => void): void {
    const { theta, phi } = this.data;
    const work = new Float64Array(4);
    const bt = new Float64Array(4);
    const bp = new Float64Array(4);
    const st = intervalOf(this.tt, theta[p]!, 3, this.rows - 1, 3);
    const sp = intervalOf(this.tp, phi[p]!, 3, this.free + 2, 3);
    basisAt(this.tt, 3, st, theta[p]!, 0, bt, work);
    basisAt(this.tp, 3, sp, phi[p]!, 0, bp, work);
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) visit(st - 3 + i, sp - 3 + j, bt[i]! * bp[j]!);
  }

  /** With the jumps of the third derivatives, divided by p, as further rows. */
  smoothed(p: number): BandedLeastSquares {
    const more = this.fit.widened(this.n);
    const rhs = new Float64Array(1);
    const put = (terms: readonly (readonly [i: number, j: number, value: number])[]): void => {
      const row = new Float64Array(this.n);
      for (const [i, j, value] of terms) this.spread(i, j, value / p, row);
      rhs[0] = 0;
      more.add(0, row, rhs);
    };
    jumps(this.tt, 3).forEach((row, r) => {
      for (let j = 0; j < this.free; j++) put(Array.from(row, (value, i) => [r + i, j, value] as const));
    });
    jumps(this.tp, 3).forEach((row, r) => {
      for (let i = 1; i < this.rows - 1; i++) put(Array.from(row, (value, j) => [i, r + j, value] as const));
    });
    return more;
  }

  /** All coefficients, those that repeat too. */
  coefficients(u: Float64Array): Float64Array {
    const columns = this.free + 3;
    const c = new Float64Array(this.rows * columns);
    const row = new Float64Array(this.n);
    for (let i = 0; i < this.rows; i++) {
      for (let j = 0; j < columns; j++) {
        row.fill(0);
        this.spread(i, j, 1, row);
        let sum = 0;
        for (let k = 0; k < this.n; k++) if (row[k] !== 0) sum += row[k]! * u[k]!;
        c[i * columns + j] = sum;
      }
    }
    return c;
  }

  /** Weighted squares of the residuals. */
  squares(c: Float64Array): Float64Array {
    const columns = this.free + 3;
    return this.data.r.map((value, p) => {
      let sum = 0;
      this.eachTerm(p, (i, j, term) => (sum += term * c[i * columns + j]!));
      return (this.data.w[p]! * (value - sum)) ** 2;
    });
  }

  solve(fit: BandedLeastSquares): { c: Float64Array; deficient: number } {
    const { c, deficient } = solveTriangle(fit, this.data.eps);
    return { c: this.coefficients(c), deficient };
  }
}

/** The least squares surface on interior knots. */
export function fitSphereOnKnots(data: SphereData, inTheta: readonly number[], inPhi: readonly number[]): SurfaceFit {
  const problem = new SphereProblem(data, inTheta, inPhi);
  const { c, deficient } = problem.solve(problem.fit);
  const fp = problem.squares(c).reduce((a, b) => a + b, 0);
  const ier = deficient > 0 ? -(problem.n - deficient) : 0;
  return { tx: problem.tt, ty: problem.tp, c, kx: 3, ky: 3, fp, ier };
}

/** Each interval's share of the residuals, and where within it they are. */
function gathered(squares: Float64Array, at: Float64Array, t: Float64Array): { sums: number[]; centres: number[] } {
  const n = t.length - 4;
  const sums = new Array<number>(n - 3).fill(0);
  const centres = new Array<number>(n - 3).fill(0);
  squares.forEach((square, i) => {
    const j = intervalOf(t, at[i]!, 3, n - 1, 3) - 3;
    sums[j]! += square;
    centres[j]! += square * at[i]!;
  });
  return { sums, centres };
}

/** The surface with a weighted sum of squares of s. */
export function fitSphere(data: SphereData, s: number, mostTheta: number, mostPhi: number): SurfaceFit {
  const m = data.r.length;
  const inTheta: number[] = [];
  const inPhi: number[] = [];
  const accuracy = TOLERANCE * s;
  let fp0 = 0;
  for (let step = 0; ; step++) {
    const problem = new SphereProblem(data, inTheta, inPhi);
    const { tt, tp } = problem;
    const { c } = problem.solve(problem.fit);
    const squares = problem.squares(c);
    const fp = squares.reduce((a, b) => a + b, 0);
    const result = (ier: number, coefficients = c, sum = fp): SurfaceFit => ({
      tx: tt,
      ty: inPhi.length > 0 ? tp : Float64Array.from([0, 0, 0, 0, PERIOD, PERIOD, PERIOD, PERIOD]),
      c: coefficients,
      kx: 3,
      ky: 3,
      fp: sum,
      ier,
    });
    if (step === 0) fp0 = fp;
    const excess = fp - s;
    if (Math.abs(excess) <= accuracy) return result(step === 0 ? -2 : 0);
    if (excess < 0) return step === 0 ? result(-2) : smoothSphere(problem, s, fp0, fp, result);
    if (problem.n > m) return result(4);
    if (step > m) return result(0);
    if (step === 0) {
      // The first knots are the same for all data.
      inTheta.push(Math.PI / 2);
      inPhi.push(Math.PI / 2, Math.PI, 1.5 * Math.PI);
      continue;
    }
    const [inTs, inPs] = [gathered(squares, data.theta, tt), gathered(squares, data.phi, tp)];
    let placed = false;
    let full = true;
    for (;;) {
      let [best, at, along] = [0, -1, true];
      if (tt.length < mostTheta) {
        full = false;
        inTs.sums.forEach((sum, j) => {
          if (sum > best) [best, at, along] = [sum, j, true];
        });
      }
      if (tp.length < mostPhi) {
        full = false;
        inPs.sums.forEach((sum, j) => {
          if (sum > best) [best, at, along] = [sum, j, false];
        });
      }
      if (at < 0) break;
      const list = along ? inTs : inPs;
      const t = along ? tt : tp;
      const knot = list.centres[at]! / list.sums[at]!;
      const [left, right] = [knot - t[3 + at]!, t[4 + at]! - knot];
      list.sums[at] = 0;
      // Too near to a knot that is there.
      if (right > 10 * left || left > 10 * right) continue;
      (along ? inTheta : inPhi).splice(at, 0, knot);
      placed = true;
      break;
    }
    if (!placed) return result(full ? 1 : 5);
  }
}

function smoothSphere(
  problem: SphereProblem,
  s: number,
  fp0: number,
  fpInfinity: number,
  result: (ier: number, c: Float64Array, fp: number) => SurfaceFit,
): SurfaceFit {
  const { n, band, r } = problem.fit;
  let diagonal = 0;
  for (let i = 0; i < n; i++) diagonal += r[i * band]!;
  let c: Float64Array = problem.fit.z;
  let fp = fpInfinity;
  const ier: Ending = searchParameter(n / diagonal, s, fp0, fpInfinity, (p) => {
    ({ c } = problem.solve(problem.smoothed(p)));
    fp = problem.squares(c).reduce((a, b) => a + b, 0);
    return fp;
  });
  return result(ier, c, fp);
}
