/**
 * What all of Dierckx's smoothing splines share (P. Dierckx, Curve and Surface Fitting with Splines, Oxford 1993, chapters 4 and 5): how
 * many knots to add and where, the jumps of the highest derivative at the knots, and the search for the smoothing parameter.
 */

/** Sums of squares within this part of s count as s. */
export const TOLERANCE = 0.001;
/** The most steps of the search for the smoothing parameter. */
export const MOST_STEPS = 20;

/** How a fit ended: FITPACK's `ier`. */
export type Ending = -2 | -1 | 0 | 1 | 2 | 3;

/** Knots in the making, with what each interval between them contributes to the sum of squares. */
export interface Intervals {
  /** All knots. */
  t: number[];
  /** The sum of squares an interval, and how many data points lie strictly within it. */
  squares: number[];
  inside: number[];
}

/**
 * Add a knot at a data point: in the middle of the interval with the greatest sum of squares that has points within.
 *
 * @param k - the degree: knot `k + i` begins interval i
 * @returns false when no interval has room
 */
export function addKnot(intervals: Intervals, x: Float64Array, k: number): boolean {
  const { t, squares, inside } = intervals;
  let best = -1;
  let most = 0;
  let bestStart = 0;
  let start = 0;
  for (let i = 0; i < inside.length; i++) {
    const points = inside[i]!;
    if (most < squares[i]! && points !== 0) {
      best = i;
      most = squares[i]!;
      bestStart = start;
    }
    start += points + 1;
  }
  if (best < 0) return false;
  const points = inside[best]!;
  const half = Math.floor(points / 2) + 1;
  const [before, after] = [half - 1, points - half];
  inside.splice(best, 1, before, after);
  squares.splice(best, 1, (most * before) / points, (most * after) / points);
  t.splice(k + 1 + best, 0, x[bestStart + half]!);
  return true;
}

/** How many knots to add, from the progress that the last ones made. */
export function knotsToAdd(added: number, previous: number, now: number, s: number): number {
  let wanted = added * 2;
  if (previous - now > TOLERANCE * s) wanted = Math.trunc((added * (now - s)) / (previous - now));
  return Math.min(added * 2, Math.max(wanted, Math.floor(added / 2), 1));
}

/**
 * Jumps of the k-th derivative of the B-splines at the interior knots, up to a common factor: row r, for knot `k + 1 + r`, has k + 2
 * entries, for the B-splines r to r + k + 1.
 */
export function jumps(t: ArrayLike<number>, k: number): Float64Array[] {
  const n = t.length - k - 1;
  const scale = (n - k) / (t[n]! - t[k]!);
  const rows: Float64Array[] = [];
  for (let knot = k + 1; knot < n; knot++) {
    const first = knot - k - 1;
    const row = new Float64Array(k + 2);
    for (let j = 0; j <= k + 1; j++) {
      // Differences of the knot to the k + 2 knots around it that bound B-spline first + j.
      let product = 0;
      for (let i = first + j; i <= first + j + k + 1; i++) {
        if (i === knot) continue;
        const difference = t[knot]! - t[i]!;
        product = product === 0 ? difference : product * difference * scale;
      }
      row[j] = (t[first + j + k + 1]! - t[first + j]!) / product;
    }
    rows.push(row);
  }
  return rows;
}

/**
 * The search for p with F(p) = s, F decreasing from p = 0 (value `atZero` above s) to infinity (value `atInfinity` below): by the
 * rational function through three points (Dierckx 1993, section 5.2.4).
 *
 * @param p - where to begin
 * @param sumOfSquares - F
 */
export function searchParameter(
  p: number,
  s: number,
  atZero: number,
  atInfinity: number,
  sumOfSquares: (p: number) => number,
): Ending {
  const accuracy = TOLERANCE * s;
  let [p1, f1] = [0, atZero - s];
  let [p3, f3] = [-1, atInfinity - s];
  let settledAbove = false;
  let settledBelow = false;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const f2 = sumOfSquares(p) - s;
    if (Math.abs(f2) < accuracy) return 0;
    if (step === MOST_STEPS) return 3;
    const p2 = p;
    if (!settledAbove) {
      if (f2 - f3 <= accuracy) {
        // p is so large that F is at its limit.
        p3 = p2;
        f3 = f2;
        p *= 0.04;
        if (p <= p1) p = p1 * 0.9 + p2 * 0.1;
        continue;
      }
      if (f2 < 0) settledAbove = true;
    }
    if (!settledBelow) {
      if (f1 - f2 <= accuracy) {
        p1 = p2;
        f1 = f2;
        p /= 0.04;
        if (p3 >= 0 && p >= p3) p = p2 * 0.1 + p3 * 0.9;
        continue;
      }
      if (f2 > 0) settledBelow = true;
    }
    if (f2 >= f1 || f2 <= f3) return 2;
    if (p3 > 0) {
      const h1 = f1 * (f2 - f3);
      const h2 = f2 * (f3 - f1);
      const h3 = f3 * (f1 - f2);
      p = -(p1 * p2 * h3 + p2 * p3 * h1 + p3 * p1 * h2) / (p1 * h1 + p2 * h2 + p3 * h3);
    } else {
      p = (p1 * (f1 - f3) * f2 - p2 * (f2 - f3) * f1) / ((f1 - f2) * f3);
    }
    if (f2 < 0) [p3, f3] = [p2, f2];
    else [p1, f1] = [p2, f2];
  }
  return 3;
}

/** What FITPACK says about an ending. */
export const MESSAGES: Record<number, string> = {
  [-2]: 'The spline is the weighted least-squares polynomial of degree k; fp gives the upper bound fp0 for the smoothing factor s',
  [-1]: 'The spline is an interpolating spline (fp=0)',
  0: 'The spline has a residual sum of squares fp such that abs(fp-s)/s<=0.001',
  1: 'The required storage space exceeds the available storage space: nest too small, or s too small. The weighted least-squares spline on the current knots is returned',
  2: 'A theoretically impossible result was found during the iteration process for finding a smoothing spline with fp = s: s too small',
  3: 'The maximal number of iterations (20) allowed for finding smoothing spline with fp=s has been reached: s too small',
};
