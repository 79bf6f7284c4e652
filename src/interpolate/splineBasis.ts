/** B-splines as numbers: basis functions, values, and coefficients of derivatives and integrals (de Boor's recurrences). */
import { intervalOf, wrapped } from './intervals.js';
import { sharedKernel } from './sharing.js';

/** A spline of degree k: `c` holds rows of `width` numbers, at least `t.length - k - 1` of them. */
export interface SplineData {
  readonly t: Float64Array;
  readonly c: Float64Array;
  readonly k: number;
  readonly width: number;
}

/**
 * The k + 1 B-splines that are not zero on interval `span`, or their derivatives of order nu, at x into `out`. They are those of
 * index span - k to span. `work` has room for k + 1 numbers.
 */
export function basisAt(
  t: Float64Array,
  k: number,
  span: number,
  x: number,
  nu: number,
  out: Float64Array,
  work: Float64Array,
): void {
  out[0] = 1;
  // Raise the degree step by step; the last nu steps differentiate instead of interpolating.
  for (let j = 1; j <= k; j++) {
    for (let i = 0; i < j; i++) work[i] = out[i]!;
    out[0] = 0;
    const differentiate = j > k - nu;
    for (let i = 1; i <= j; i++) {
      const right = t[span + i]!;
      const left = t[span + i - j]!;
      if (right === left) {
        out[i] = 0;
        continue;
      }
      const weight = work[i - 1]! / (right - left);
      if (differentiate) {
        out[i - 1]! -= j * weight;
        out[i] = j * weight;
      } else {
        out[i - 1]! += weight * (right - x);
        out[i] = weight * (x - left);
      }
    }
  }
}

interface SplineSettings {
  readonly k: number;
  readonly width: number;
  readonly nu: number;
  readonly extrapolate: boolean | 'periodic';
}

const shared = sharedKernel('splines', ([t, c], own: SplineSettings, points, out) =>
  evaluateHere(
    { t: t as Float64Array, c: c as Float64Array, k: own.k, width: own.width },
    points,
    own.nu,
    own.extrapolate,
    out,
  ),
);

/** The values of a spline or of its derivative of order nu; nan outside the base interval unless `extrapolate`. */
export function evaluateSpline(
  spline: SplineData,
  points: Float64Array,
  nu: number,
  extrapolate: boolean | 'periodic',
  out: Float64Array,
): void {
  const { t, c, k, width } = spline;
  const nanoseconds = k === 3 && nu === 0 && width === 1 ? 10 : 10 + 5 * k * k + 2 * k * width;
  shared([t, c], { k, width, nu, extrapolate }, points, out, points.length, nanoseconds);
}

function evaluateHere(
  spline: SplineData,
  points: Float64Array,
  nu: number,
  extrapolate: boolean | 'periodic',
  out: Float64Array,
): void {
  const { t, c, k, width } = spline;
  const n = t.length - k - 1;
  const low = t[k]!;
  const high = t[n]!;
  if (nu > k) {
    for (let p = 0; p < points.length; p++) {
      const x = points[p]!;
      const value = x !== x || (!extrapolate && (x < low || x > high)) ? NaN : 0;
      out.fill(value, p * width, (p + 1) * width);
    }
    return;
  }
  const periodic = extrapolate === 'periodic';
  if (k === 3 && nu === 0 && width === 1) return evaluateCubic(t, c, points, extrapolate, out);
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  let span = k;
  for (let p = 0; p < points.length; p++) {
    let x = points[p]!;
    if (periodic) x = wrapped(x, low, high);
    if (x !== x || (!extrapolate && (x < low || x > high))) {
      out.fill(NaN, p * width, (p + 1) * width);
      continue;
    }
    span = intervalOf(t, x, k, n - 1, span);
    basisAt(t, k, span, x, nu, basis, work);
    const first = (span - k) * width;
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let j = 0; j <= k; j++) sum += c[first + j * width + column]! * basis[j]!;
      out[p * width + column] = sum;
    }
  }
}

/** Cubic splines of one column, the usual case, written out: the quotients stay while points fall into one interval. */
function evaluateCubic(
  t: Float64Array,
  c: Float64Array,
  points: Float64Array,
  extrapolate: boolean | 'periodic',
  out: Float64Array,
): void {
  const n = t.length - 4;
  const low = t[3]!;
  const high = t[n]!;
  const periodic = extrapolate === 'periodic';
  let span = 3;
  let from = Infinity;
  let to = -Infinity;
  let l1 = 0;
  let l2 = 0;
  let l3 = 0;
  let r1 = 0;
  let r2 = 0;
  let r3 = 0;
  let q11 = 0;
  let q12 = 0;
  let q13 = 0;
  let q22 = 0;
  let q23 = 0;
  let q33 = 0;
  let c0 = 0;
  let c1 = 0;
  let c2 = 0;
  let c3 = 0;
  for (let p = 0; p < points.length; p++) {
    let x = points[p]!;
    if (periodic) x = wrapped(x, low, high);
    if (!(x >= from && x < to)) {
      if (x !== x || (!extrapolate && (x < low || x > high))) {
        out[p] = NaN;
        continue;
      }
      span = intervalOf(t, x, 3, n - 1, span);
      from = t[span]!;
      to = t[span + 1]!;
      l1 = from;
      l2 = t[span - 1]!;
      l3 = t[span - 2]!;
      r1 = to;
      r2 = t[span + 2]!;
      r3 = t[span + 3]!;
      q11 = 1 / (r1 - l1);
      q12 = 1 / (r1 - l2);
      q22 = 1 / (r2 - l1);
      q13 = 1 / (r1 - l3);
      q23 = 1 / (r2 - l2);
      q33 = 1 / (r3 - l1);
      c0 = c[span - 3]!;
      c1 = c[span - 2]!;
      c2 = c[span - 1]!;
      c3 = c[span]!;
    }
    // Degree 1, 2 and 3 in turn; each basis function goes in shares to its two successors.
    const b0 = (r1 - x) * q11;
    const b1 = (x - l1) * q11;
    const w0 = b0 * q12;
    const w1 = b1 * q22;
    const d0 = w0 * (r1 - x);
    const d1 = w0 * (x - l2) + w1 * (r2 - x);
    const d2 = w1 * (x - l1);
    const v0 = d0 * q13;
    const v1 = d1 * q23;
    const v2 = d2 * q33;
    out[p] =
      c0 * (v0 * (r1 - x)) +
      c1 * (v0 * (x - l3) + v1 * (r2 - x)) +
      c2 * (v1 * (x - l2) + v2 * (r3 - x)) +
      c3 * (v2 * (x - l1));
  }
}

/** Knots and coefficients of the derivative of order `order`, filled up with zeros to as many rows as knots. */
export function derivedSpline(spline: SplineData, order: number): SplineData {
  let { t, c, k } = spline;
  const { width } = spline;
  for (let step = 0; step < order; step++) {
    const n = t.length - k - 1;
    const next = new Float64Array((t.length - 2) * width);
    for (let i = 0; i < n - 1; i++) {
      const h = t[i + k + 1]! - t[i + 1]!;
      for (let column = 0; column < width; column++) {
        const difference = c[(i + 1) * width + column]! - c[i * width + column]!;
        next[i * width + column] = (difference * k) / h;
      }
    }
    t = t.slice(1, -1);
    c = next;
    k--;
  }
  return { t, c, k, width };
}

/** Knots and coefficients of the antiderivative that is 0 at the first knot. */
export function integratedSpline(spline: SplineData, order: number): SplineData {
  let { t, c, k } = spline;
  const { width } = spline;
  for (let step = 0; step < order; step++) {
    const n = t.length - k - 1;
    const knots = Float64Array.of(t[0]!, ...t, t[t.length - 1]!);
    const next = new Float64Array(knots.length * width);
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        sum += c[i * width + column]! * (t[i + k + 1]! - t[i]!);
        next[(i + 1) * width + column] = sum / (k + 1);
      }
      for (let i = n + 1; i < knots.length; i++) next[i * width + column] = sum / (k + 1);
    }
    t = knots;
    c = next;
    k++;
  }
  return { t, c, k, width };
}

/** The integral of a spline from a to b, for each column; bounds outside the base interval carry on its ends' polynomials. */
export function splineIntegral(spline: SplineData, a: number, b: number): Float64Array {
  const whole = integratedSpline(spline, 1);
  const { width } = spline;
  const ends = new Float64Array(2 * width);
  evaluateSpline(whole, Float64Array.of(a, b), 0, true, ends);
  return ends.subarray(width).map((value, i) => value - ends[i]!);
}
