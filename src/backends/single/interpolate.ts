/** Piecewise linear interpolation at many points. */
import { binIndices } from './counting.js';

/**
 * Values of the broken line through (knots, values).
 *
 * @param x - where; nan gives nan
 * @param knots - ascending, at least one
 * @param values - one a knot
 * @param left - below the first knot
 * @param right - above the last knot
 */
export function interpolateFlat(
  x: Float64Array,
  knots: Float64Array,
  values: Float64Array,
  left: number,
  right: number,
): Float64Array {
  const n = x.length;
  const last = knots.length - 1;
  const result = new Float64Array(n);
  const first = knots[0]!;
  const final = knots[last]!;
  const slopes = new Float64Array(Math.max(last, 0));
  for (let k = 0; k < last; k++) slopes[k] = (values[k + 1]! - values[k]!) / (knots[k + 1]! - knots[k]!);
  const above = binIndices(x, knots, false);
  for (let i = 0; i < n; i++) {
    const at = x[i]!;
    if (at >= first && at < final) {
      const guess = above[i]! - 1;
      const from = knots[guess]!;
      const slope = slopes[guess]!;
      let value = slope * (at - from) + values[guess]!;
      if (value !== value) {
        // Infinite slopes or values: come from the other side, then take equal neighbours as they are.
        value = slope * (at - knots[guess + 1]!) + values[guess + 1]!;
        if (value !== value && values[guess] === values[guess + 1]) value = values[guess]!;
      }
      result[i] = at === from ? values[guess]! : value;
    } else if (at < first) result[i] = left;
    else if (at > final) result[i] = right;
    else result[i] = at === final ? values[last]! : at;
  }
  return result;
}
