/** One knot more in the same spline (W. Boehm, Inserting new knots into B-spline curves, Computer-Aided Design 12, 1980). */
import { ValueError } from '../core/errors.js';
import type { SplineData } from './splineBasis.js';

/**
 * The same spline with a knot more at x.
 *
 * @param periodic - keep the knots and coefficients of both ends copies of each other
 * @throws ValueError when x lies outside the base interval
 */
export function insertKnotInto(where: string, spline: SplineData, x: number, periodic: boolean): SplineData {
  const { t, c, k, width } = spline;
  const n = t.length - k - 1;
  if (!(x >= t[k]! && x <= t[n]!)) {
    throw new ValueError(`${where}: Cannot insert the knot at ${x}: it lies outside ${t[k]} to ${t[n]}`);
  }
  let span = k;
  while (span < n - 1 && x >= t[span + 1]!) span++;
  if (periodic && span + 1 <= 2 * k && span + 1 >= t.length - 2 * k) {
    throw new ValueError(`${where}: not enough internal knots.`);
  }
  const knots = new Float64Array(t.length + 1);
  knots.set(t.subarray(0, span + 1));
  knots[span + 1] = x;
  knots.set(t.subarray(span + 1), span + 2);
  const next = new Float64Array((n + 1) * width);
  for (let i = 0; i <= n; i++) {
    const share = i <= span - k ? 1 : i > span ? 0 : (x - t[i]!) / (t[i + k]! - t[i]!);
    for (let column = 0; column < width; column++) {
      const here = i < n ? c[i * width + column]! : 0;
      const before = i > 0 ? c[(i - 1) * width + column]! : 0;
      next[i * width + column] = share === 1 ? here : share === 0 ? before : share * here + (1 - share) * before;
    }
  }
  if (periodic) {
    const last = n + 1;
    const period = knots[last]! - knots[k]!;
    const distinct = last - k;
    if (span + 1 > last - k - 1) {
      // The new knot lies among those that are repeated at the beginning.
      for (let i = 0; i < k; i++) {
        knots[i] = knots[i + distinct]! - period;
        next.copyWithin(i * width, (i + distinct) * width, (i + distinct + 1) * width);
      }
    } else {
      for (let i = 0; i < k; i++) {
        knots[last + 1 + i] = knots[k + 1 + i]! + period;
        next.copyWithin((i + distinct) * width, i * width, (i + 1) * width);
      }
    }
  }
  return { t: knots, c: next, k, width };
}
