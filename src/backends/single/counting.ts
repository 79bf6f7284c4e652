/** Counting values: occurrences of integers, values in even or uneven bins, and the search for a value's bin. */

/** Add 1 (or a weight) at every index of `x`. */
export function countIndices(x: Int32Array, counts: Int32Array): void {
  for (let i = 0; i < x.length; i++) counts[x[i]!]!++;
}

/** Add a weight at every index of `x`. */
export function addWeights(x: Int32Array, weights: Float64Array, sums: Float64Array): void {
  for (let i = 0; i < x.length; i++) sums[x[i]!]! += weights[i]!;
}

/**
 * For every value, how many edges lie at or below it (`right` false: `edges[i-1] <= v < edges[i]`) or below it (`right`
 * true: `edges[i-1] < v <= edges[i]`). A nan lies above all edges.
 *
 * @param values - any numbers
 * @param edges - ascending
 * @param right - does a bin hold its right edge?
 */
export function binIndices(values: Float64Array, edges: Float64Array, right: boolean): Int32Array {
  const n = edges.length;
  const result = new Int32Array(values.length);
  let guess = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    let low = 0;
    let high = n;
    if (right) {
      if ((guess === 0 || edges[guess - 1]! < v) && (guess === n || v <= edges[guess]!)) low = high = guess;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (edges[middle]! < v || v !== v) low = middle + 1;
        else high = middle;
      }
    } else {
      if ((guess === 0 || edges[guess - 1]! <= v) && (guess === n || v < edges[guess]!)) low = high = guess;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (v < edges[middle]!) high = middle;
        else low = middle + 1;
      }
    }
    guess = low;
    result[i] = low;
  }
  return result;
}

/**
 * The bins of values among even ones, -1 for what lies outside.
 *
 * @param values - any numbers
 * @param edges - the edges, evenly spaced; the last bin holds both of its edges
 */
export function evenBinIndices(values: Float64Array, edges: Float64Array): Int32Array {
  const bins = edges.length - 1;
  const first = edges[0]!;
  const last = edges[bins]!;
  const perUnit = bins / (last - first);
  const result = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (!(v >= first && v <= last)) {
      result[i] = -1;
      continue;
    }
    let k = Math.min(((v - first) * perUnit) | 0, bins - 1);
    // Rounding may have put it beside its bin.
    if (v < edges[k]!) k--;
    else if (v >= edges[k + 1]! && k !== bins - 1) k++;
    result[i] = k;
  }
  return result;
}

/** Count bins, leaving out those below 0 and from `counts.length` on. */
export function countBins(bins: Int32Array, counts: Int32Array): void {
  const n = counts.length;
  for (let i = 0; i < bins.length; i++) {
    const k = bins[i]!;
    if (k >= 0 && k < n) counts[k]!++;
  }
}

/** Add weights by bin, leaving out those below 0 and from `sums.length` on. */
export function weighBins(bins: Int32Array, weights: Float64Array, sums: Float64Array): void {
  const n = sums.length;
  for (let i = 0; i < bins.length; i++) {
    const k = bins[i]!;
    if (k >= 0 && k < n) sums[k]! += weights[i]!;
  }
}

/** The least and greatest of numbers; nan as soon as one is nan. */
export function extent(values: Float64Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v < low) low = v;
    if (v > high) high = v;
    if (v !== v) return [NaN, NaN];
  }
  return [low, high];
}
