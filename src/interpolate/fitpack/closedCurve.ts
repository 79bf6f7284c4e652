/** Periodic smoothing splines and closed curves: FITPACK's percur and clocur. The last point repeats the first. */
import { intervalOf } from '../intervals.js';
import { basisAt } from '../splineBasis.js';
import { squaresOf, type CurveData, type CurveFit } from './curve.js';
import { addKnot, jumps, knotsToAdd, searchParameter, TOLERANCE, type Ending, type Intervals } from './smoothing.js';

/**
 * Least squares by Givens rotations for the first `n` coefficients, of which the rest are copies: a row that runs over the end comes
 * in again at the beginning. The triangle is a band with the last columns full.
 */
export class CyclicLeastSquares {
  readonly r: Float64Array[];
  readonly z: Float64Array;
  residual = 0;

  constructor(
    readonly n: number,
    readonly width: number,
    /** How many of the last columns are full. */
    readonly border: number,
    readonly band: number,
  ) {
    this.r = Array.from({ length: n }, () => new Float64Array(n));
    this.z = new Float64Array(n * width);
  }

  copy(band: number, border: number): CyclicLeastSquares {
    const made = new CyclicLeastSquares(this.n, this.width, border, band);
    this.r.forEach((row, i) => made.r[i]!.set(row));
    made.z.set(this.z);
    made.residual = this.residual;
    return made;
  }

  /** Add a row given by its entries from column `start` on, taken modulo n. */
  add(start: number, entries: Float64Array, rhs: Float64Array): void {
    const { n, width, border, band, r, z } = this;
    const row = new Float64Array(n);
    let first = n;
    entries.forEach((value, i) => {
      const column = (((start + i) % n) + n) % n;
      row[column]! += value;
      first = Math.min(first, column);
    });
    const full = Math.max(0, n - border);
    for (let j = first; j < n; j++) {
      const pivot = row[j]!;
      if (pivot === 0) continue;
      const own = r[j]!;
      const old = own[j]!;
      const length = Math.hypot(old, pivot);
      const cos = old / length;
      const sin = pivot / length;
      own[j] = length;
      for (let column = 0; column < width; column++) {
        const above = z[j * width + column]!;
        const here = rhs[column]!;
        z[j * width + column] = cos * above + sin * here;
        rhs[column] = cos * here - sin * above;
      }
      const rotate = (i: number): void => {
        const above = own[i]!;
        const here = row[i]!;
        own[i] = cos * above + sin * here;
        row[i] = cos * here - sin * above;
      };
      const end = Math.min(full, j + band);
      for (let i = j + 1; i < end; i++) rotate(i);
      for (let i = Math.max(full, j + 1); i < n; i++) rotate(i);
    }
    for (let column = 0; column < width; column++) this.residual += rhs[column]! ** 2;
  }

  solve(): Float64Array {
    const { n, width, r, z } = this;
    const x = new Float64Array(n * width);
    for (let i = n - 1; i >= 0; i--) {
      const row = r[i]!;
      for (let column = 0; column < width; column++) {
        let sum = z[i * width + column]!;
        for (let j = i + 1; j < n; j++) if (row[j] !== 0) sum -= row[j]! * x[j * width + column]!;
        x[i * width + column] = row[i] === 0 ? 0 : sum / row[i]!;
      }
    }
    return x;
  }
}

/** The data without the repeated last point. */
function open(data: CurveData): CurveData {
  const m = data.x.length - 1;
  return { ...data, x: data.x.slice(0, m), y: data.y.slice(0, m * data.width), w: data.w.slice(0, m) };
}

/** All knots from the interior ones, carried on periodically. */
export function closedKnots(interior: readonly number[], k: number, from: number, to: number): Float64Array {
  const period = to - from;
  const count = interior.length;
  const t = new Float64Array(count + 2 * k + 2);
  t[k] = from;
  t.set(interior, k + 1);
  t[k + 1 + count] = to;
  for (let j = 1; j <= k; j++) {
    t[k - j] = t[k + 1 + count - j]! - period;
    t[k + 1 + count + j] = t[k + j]! + period;
  }
  return t;
}

/** Coefficients with the first k repeated at the end. */
function wrapAround(c: Float64Array, k: number, width: number): Float64Array {
  const n = c.length / width;
  const all = new Float64Array((n + k) * width);
  for (let i = 0; i < n + k; i++) all.set(c.subarray((i % n) * width, ((i % n) + 1) * width), i * width);
  return all;
}

/** The periodic least squares spline on interior knots. */
export function fitClosedOnKnots(
  data: CurveData,
  interior: readonly number[],
): CurveFit & { readonly triangle: CyclicLeastSquares } {
  const { k, width } = data;
  const { x, y, w } = open(data);
  const t = closedKnots(interior, k, data.xb, data.xe);
  const count = t.length - k - 1;
  const triangle = new CyclicLeastSquares(count - k, width, k, k + 1);
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  const rhs = new Float64Array(width);
  let span = k;
  for (let i = 0; i < x.length; i++) {
    span = intervalOf(t, x[i]!, k, count - 1, span);
    basisAt(t, k, span, x[i]!, 0, basis, work);
    for (let j = 0; j <= k; j++) basis[j]! *= w[i]!;
    for (let column = 0; column < width; column++) rhs[column] = w[i]! * y[i * width + column]!;
    triangle.add(span - k, basis, rhs);
  }
  return { t, c: wrapAround(triangle.solve(), k, width), fp: triangle.residual, ier: 0, triangle };
}

function interpolationInterior({ x, k }: CurveData): number[] {
  const inner = Array.from(x.subarray(1, x.length - 1));
  return k % 2 === 1 ? inner : inner.map((value, i) => 0.5 * (value + x[i]!));
}

/** See `fitCurve`; the spline and its derivatives agree at both ends. */
export function fitClosedCurve(data: CurveData, s: number, nest: number): CurveFit {
  const { x, k, width } = data;
  const m = x.length;
  const most = m + 2 * k;
  if (s === 0) {
    const fit = fitClosedOnKnots(data, interpolationInterior(data));
    return { t: fit.t, c: fit.c, fp: 0, ier: -1 };
  }
  const accuracy = TOLERANCE * s;
  const points = open(data);
  // The best constant.
  const mean = new Float64Array(width);
  let weights = 0;
  points.w.forEach((w, i) => {
    weights += w * w;
    for (let column = 0; column < width; column++) mean[column]! += w * w * points.y[i * width + column]!;
  });
  for (let column = 0; column < width; column++) mean[column]! /= weights;
  let fp0 = 0;
  points.w.forEach((w, i) => {
    for (let column = 0; column < width; column++) fp0 += (w * (points.y[i * width + column]! - mean[column]!)) ** 2;
  });
  if (fp0 - s < accuracy || most === 2 * k + 2) {
    const t = closedKnots([], k, data.xb, data.xe);
    const c = new Float64Array((k + 1) * width);
    for (let i = 0; i <= k; i++) c.set(mean, i * width);
    return { t, c, fp: fp0, ier: -2 };
  }
  const middle = Math.floor((m + 1) / 2);
  const state: Intervals = { t: [], squares: [], inside: [middle - 2, m - 1 - middle] };
  let interior = [x[middle - 1]!];
  let previous = fp0;
  let added = 1;
  let fit = fitClosedOnKnots(data, interior);
  for (let step = 0; step < m; step++) {
    if (step > 0) fit = fitClosedOnKnots(data, interior);
    const { t, c, fp } = fit;
    const excess = fp - s;
    if (Math.abs(excess) < accuracy) return { t, c, fp, ier: 0 };
    if (excess < 0) return smoothedClosed(data, fit, s, fp0);
    if (t.length === most) return { t, c, fp, ier: -1 };
    if (t.length >= nest) return { t, c, fp, ier: 1 };
    added = knotsToAdd(added, previous, fp, s);
    previous = fp;
    state.squares = closedSquares(points, t, squaresOf(points, t, c));
    state.t = Array.from(t);
    for (let i = 0; i < added; i++) {
      if (!addKnot(state, x, k) || state.t.length >= Math.min(most, nest)) break;
    }
    interior = state.t.length === most ? interpolationInterior(data) : state.t.slice(k + 1, -k - 1);
  }
  return { t: fit.t, c: fit.c, fp: fit.fp, ier: 0 };
}

/** The sum of squares by knot interval; the first point counts half in the last interval too. */
function closedSquares({ x, k }: CurveData, t: Float64Array, squares: Float64Array): number[] {
  const n = t.length - k - 1;
  const sums: number[] = [];
  let part = 0;
  let knot = k + 1;
  for (let i = 0; i < x.length; i++) {
    part += squares[i]!;
    if (knot < n && x[i]! >= t[knot]!) {
      knot++;
      const half = 0.5 * squares[i]!;
      sums.push(part - half);
      part = half;
    }
  }
  sums.push(part + squares[0]!);
  return sums;
}

function smoothedClosed(
  data: CurveData,
  fit: CurveFit & { readonly triangle: CyclicLeastSquares },
  s: number,
  fp0: number,
): CurveFit {
  const { k, width } = data;
  const { t, triangle } = fit;
  const points = open(data);
  const rows = jumps(t, k);
  const { n } = triangle;
  let diagonal = 0;
  for (let i = 0; i < n; i++) diagonal += triangle.r[i]![i]!;
  let { c, fp } = fit;
  const ier: Ending = searchParameter(n / diagonal, s, fp0, fit.fp, (p) => {
    const more = triangle.copy(k + 2, k + 1);
    const rhs = new Float64Array(width);
    rows.forEach((row, i) => {
      rhs.fill(0);
      more.add(
        i,
        row.map((value) => value / p),
        rhs,
      );
    });
    c = wrapAround(more.solve(), k, width);
    fp = squaresOf(points, t, c).reduce((a, b) => a + b, 0);
    return fp;
  });
  return { t, c, fp, ier };
}
