/** Piecewise linear interpolation at many points. */

/**
 * The index of the last knot that is not above `x`: a binary search that begins near the last answer.
 *
 * @param knots - ascending
 * @param x - not below the first knot and below the last
 * @param guess - where the last point was
 */
function interval(knots: Float64Array, x: number, guess: number): number {
  let low = 0;
  let high = knots.length - 1;
  if (knots[guess]! <= x) {
    if (x < knots[guess + 1]!) return guess;
    low = guess + 1;
    if (low + 1 <= high && x < knots[low + 1]!) return low;
  } else high = guess;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (knots[middle]! <= x) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Values of the broken line through (knots, values).
 *
 * @param x - where; nan gives nan
 * @param knots - ascending, at least one
 * @param values - one a knot
 * @param left - below the first knot
 * @param right - above the last knot
 */
export function interpolateFlat(x: Float64Array, knots: Float64Array, values: Float64Array, left: number, right: number): Float64Array {
  const n = x.length;
  const last = knots.length - 1;
  const result = new Float64Array(n);
  const first = knots[0]!;
  const final = knots[last]!;
  const slopes = new Float64Array(Math.max(last, 0));
  for (let k = 0; k < last; k++) slopes[k] = (values[k + 1]! - values[k]!) / (knots[k + 1]! - knots[k]!);
  let guess = 0;
  for (let i = 0; i < n; i++) {
    const at = x[i]!;
    if (at >= first && at < final) {
      guess = interval(knots, at, guess);
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
