/** Smoothing splines through curves, one or more columns of data at once: FITPACK's curfit and parcur. */
import { ValueError } from '../../core/errors.js';
import type { BandedLeastSquares } from '../bandedLeastSquares.js';
import { leastSquaresSpline, notAKnot } from '../makeSplines.js';
import { evaluateSpline } from '../splineBasis.js';
import { addKnot, jumps, knotsToAdd, searchParameter, TOLERANCE, type Ending, type Intervals } from './smoothing.js';

/** Points with weights, and the interval of the spline. */
export interface CurveData {
  readonly x: Float64Array;
  /** Rows of `width` numbers. */
  readonly y: Float64Array;
  readonly width: number;
  readonly w: Float64Array;
  readonly k: number;
  readonly xb: number;
  readonly xe: number;
}

/** A spline near data. */
export interface CurveFit {
  readonly t: Float64Array;
  /** Rows of coefficients, without FITPACK's zeros at the end. */
  readonly c: Float64Array;
  /** The weighted sum of squares. */
  readonly fp: number;
  readonly ier: Ending;
  /** Where a fit with another s may go on from. */
  readonly resume?: Resume;
  /** The knots were given: no other s can be asked for. */
  readonly triangleOnly?: boolean;
}

/** What a later fit goes on from. */
export interface Resume extends Intervals {
  readonly fp0: number;
  readonly previous: number;
  readonly added: number;
  /** How that fit ended: after any ending but 0 one knot is added first. */
  readonly ier: Ending;
}

/** Residuals' squares by point. */
export function squaresOf(data: CurveData, t: Float64Array, c: Float64Array): Float64Array {
  const { x, y, w, width, k } = data;
  const values = new Float64Array(y.length);
  evaluateSpline({ t, c, k, width }, x, 0, true, values);
  return x.map((_, i) => {
    let sum = 0;
    for (let column = 0; column < width; column++) {
      sum += (w[i]! * (values[i * width + column]! - y[i * width + column]!)) ** 2;
    }
    return sum;
  });
}

/** Knots of the spline through all points, with the ends of the interval. */
function interpolationKnots({ x, k, xb, xe }: CurveData): Float64Array {
  const t = notAKnot(x, k);
  for (let i = 0; i <= k; i++) {
    t[i] = xb;
    t[t.length - 1 - i] = xe;
  }
  return t;
}

/** The least squares spline on given knots (all of them). */
export function fitOnKnots(data: CurveData, t: Float64Array): CurveFit & { readonly triangle: BandedLeastSquares } {
  const { x, y, width, w, k } = data;
  const triangle = leastSquaresSpline(x, y, width, w, t, k);
  return { t, c: triangle.solve(), fp: triangle.residual, ier: 0, triangle };
}

/** Do the knots have data enough between them (the conditions of Schoenberg and Whitney)? */
export function knotsFitData(x: Float64Array, t: Float64Array, k: number): boolean {
  const n = t.length - k - 1;
  const m = x.length;
  if (!(x[0]! < t[k + 1]!) || !(x[m - 1]! > t[n - 1]!)) return false;
  // Every B-spline in turn takes the next point within its support; the first and last take the ends.
  let i = 0;
  for (let j = 1; j < n - 1; j++) {
    do i++;
    while (i < m - 1 && x[i]! <= t[j]!);
    if (i >= m - 1 || x[i]! >= t[j + k + 1]!) return false;
  }
  return true;
}

/**
 * The spline with as few knots as will do whose weighted sum of squares is s, and which is as smooth as that allows.
 *
 * @param s - the sum of squares to aim at; 0 interpolates
 * @param nest - the most knots
 * @param resume - go on from the knots of an earlier fit
 */
export function fitCurve(data: CurveData, s: number, nest: number, resume?: Resume): CurveFit {
  const { x, k, xb, xe } = data;
  const m = x.length;
  const fewest = 2 * k + 2;
  const most = m + k + 1;
  if (s === 0) {
    if (most > nest) throw new ValueError('fitCurve: nest is too small');
    const fit = fitOnKnots(data, interpolationKnots(data));
    return { t: fit.t, c: fit.c, fp: 0, ier: -1 };
  }
  const accuracy = TOLERANCE * s;
  const ends = (value: number): number[] => new Array<number>(k + 1).fill(value);
  let state: Intervals = { t: [...ends(xb), ...ends(xe)], squares: [], inside: [m - 2] };
  let fp0 = 0;
  let previous = 0;
  let added = 0;
  let afresh = true;
  if (resume && resume.t.length > fewest && resume.fp0 > s) {
    state = { t: [...resume.t], squares: [...resume.squares], inside: [...resume.inside] };
    ({ fp0, previous, added } = resume);
    afresh = resume.ier !== 0;
  }
  let t: Float64Array = Float64Array.from(state.t);
  for (let step = 0; step < m; step++) {
    const { triangle, c } = fitOnKnots(data, t);
    const fp = triangle.residual;
    const polynomial = t.length === fewest;
    if (polynomial) fp0 = fp;
    const result = (ier: Ending, coefficients = c, sum = fp): CurveFit => ({
      t,
      c: coefficients,
      fp: sum,
      ier,
      resume: { t: Array.from(t), squares: state.squares, inside: state.inside, fp0, previous, added, ier },
    });
    const excess = fp - s;
    if (Math.abs(excess) < accuracy) return result(polynomial ? -2 : 0);
    if (excess < 0) return polynomial ? result(-2) : smoothed(data, t, triangle, s, fp0, fp, result);
    if (t.length === most) return result(-1);
    if (t.length >= nest) return result(1);
    added = afresh ? 1 : knotsToAdd(added, previous, fp, s);
    afresh = false;
    previous = fp;
    state.squares = squaresByInterval(data, t, squaresOf(data, t, c));
    for (let i = 0; i < added; i++) {
      if (!addKnot(state, x, k)) break;
      if (state.t.length === most) break;
      if (state.t.length >= nest) break;
    }
    if (state.t.length === most) {
      t = interpolationKnots(data);
      state.t = Array.from(t);
    } else t = Float64Array.from(state.t);
  }
  const { c, fp } = fitOnKnots(data, t);
  return { t, c, fp, ier: 0 };
}

/** The sum of squares by knot interval; a point on a knot counts half on either side. */
export function squaresByInterval({ x, k }: CurveData, t: Float64Array, squares: Float64Array): number[] {
  const n = t.length - k - 1;
  const sums: number[] = [];
  let part = 0;
  let knot = k + 1;
  for (let i = 0; i < x.length; i++) {
    let fresh = false;
    if (knot < n && x[i]! >= t[knot]!) {
      fresh = true;
      knot++;
    }
    part += squares[i]!;
    if (fresh) {
      const half = 0.5 * squares[i]!;
      sums.push(part - half);
      part = half;
    }
  }
  sums.push(part);
  return sums;
}

/** The spline on these knots with a sum of squares of s, between those of the polynomial and of the least squares spline. */
export function smoothed(
  data: CurveData,
  t: Float64Array,
  triangle: BandedLeastSquares,
  s: number,
  fp0: number,
  fpInfinity: number,
  result: (ier: Ending, c: Float64Array, fp: number) => CurveFit,
): CurveFit {
  const { k, width } = data;
  const rows = jumps(t, k);
  const n = t.length - k - 1;
  let diagonal = 0;
  for (let i = 0; i < n; i++) diagonal += triangle.r[i * (k + 1)]!;
  let c: Float64Array = triangle.z;
  let fp = fpInfinity;
  const ier = searchParameter(n / diagonal, s, fp0, fpInfinity, (p) => {
    const more = triangle.widened(k + 2);
    const rhs = new Float64Array(width);
    rows.forEach((row, i) => {
      rhs.fill(0);
      more.add(
        i,
        row.map((value) => value / p),
        rhs,
      );
    });
    c = more.solve();
    fp = squaresOf(data, t, c).reduce((a, b) => a + b, 0);
    return fp;
  });
  return result(ier, c, fp);
}
