/** Counting values: occurrences of integers, values in even or uneven bins, and the search for a value's bin. */

/** Add 1 at every index of `x`. */
export function countIndices(x: Int32Array, counts: Int32Array): void {
  const n = x.length;
  const bins = counts.length;
  let i = 0;
  if (bins <= 65536 && n >= 16 * bins) {
    // Four tables, so that an index that comes twice running need not wait for the first to be written.
    const tables = new Int32Array(4 * bins);
    const [second, third, fourth] = [bins, 2 * bins, 3 * bins];
    for (; i + 3 < n; i += 4) {
      tables[x[i]!]!++;
      tables[x[i + 1]! + second]!++;
      tables[x[i + 2]! + third]!++;
      tables[x[i + 3]! + fourth]!++;
    }
    for (let k = 0; k < bins; k++)
      counts[k]! += tables[k]! + tables[k + second]! + tables[k + third]! + tables[k + fourth]!;
  }
  for (; i < n; i++) counts[x[i]!]!++;
}

/** Add a weight at every index of `x`. */
export function addWeights(x: Int32Array, weights: Float64Array, sums: Float64Array): void {
  for (let i = 0; i < x.length; i++) sums[x[i]!]! += weights[i]!;
}

/**
 * A coarse even grid over edges: for each of its cells, how many edges lie at or below its left end. A search that starts
 * there has one or two steps to go. Null where a grid does not pay.
 */
function gridOver(edges: Float64Array, values: number): { starts: Int32Array; first: number; scale: number } | null {
  const n = edges.length;
  const first = edges[0]!;
  const span = edges[n - 1]! - first;
  if (n < 3 || values < 2 * n || !(span > 0 && span < Infinity)) return null;
  const cells = Math.min(4 * n, 1 << 16);
  const scale = cells / span;
  if (!Number.isFinite(scale)) return null;
  const starts = new Int32Array(cells + 1);
  let count = 0;
  for (let k = 0; k <= cells; k++) {
    const left = first + k / scale;
    while (count < n && edges[count]! <= left) count++;
    starts[k] = count;
    // Too many edges in one cell: bisection does better.
    if (k > 0 && count - starts[k - 1]! > 8) return null;
  }
  return { starts, first, scale };
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
  const grid = gridOver(edges, values.length);
  if (grid) {
    const { starts, first, scale } = grid;
    const final = edges[n - 1]!;
    for (let i = 0; i < values.length; i++) {
      const v = values[i]!;
      if (!(v > first && v < final)) {
        result[i] =
          v < first
            ? 0
            : v === first
              ? right
                ? 0
                : countAt(edges, first)
              : v === final
                ? right
                  ? countBelow(edges, final)
                  : n
                : n;
        continue;
      }
      let k = starts[((v - first) * scale) | 0]!;
      if (right) {
        while (edges[k - 1]! >= v) k--;
        while (edges[k]! < v) k++;
      } else {
        while (edges[k - 1]! > v) k--;
        while (edges[k]! <= v) k++;
      }
      result[i] = k;
    }
    return result;
  }
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    let low = 0;
    let high = n;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (right ? edges[middle]! < v || v !== v : !(v < edges[middle]!)) low = middle + 1;
      else high = middle;
    }
    result[i] = low;
  }
  return result;
}

/** How many edges are at or below a value near the front. */
function countAt(edges: Float64Array, value: number): number {
  let k = 0;
  while (k < edges.length && edges[k]! <= value) k++;
  return k;
}

/** How many edges are below a value near the end. */
function countBelow(edges: Float64Array, value: number): number {
  let k = edges.length;
  while (k > 0 && edges[k - 1]! >= value) k--;
  return k;
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

/** Count values in even bins; see `evenBinIndices`. */
export function countEvenBins(values: Float64Array, edges: Float64Array, counts: Int32Array): void {
  const bins = edges.length - 1;
  const first = edges[0]!;
  const last = edges[bins]!;
  const perUnit = bins / (last - first);
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (!(v >= first && v <= last)) continue;
    let k = ((v - first) * perUnit) | 0;
    if (k >= bins) k = bins - 1;
    if (v < edges[k]!) k--;
    else if (v >= edges[k + 1]! && k !== bins - 1) k++;
    counts[k]!++;
  }
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
export function extent(a: Float64Array): [number, number] {
  const n = a.length;
  if (n === 0) return [Infinity, -Infinity];
  let low = a[0]!;
  let high = low;
  let i = 0;
  if (low !== low) return [NaN, NaN];
  const widen = (from: number, to: number): boolean => {
    for (let j = from; j < to; j++) {
      const v = a[j]!;
      if (v !== v) return false;
      if (v < low) low = v;
      if (v > high) high = v;
    }
    return true;
  };
  for (; i + 3 < n; i += 4) {
    const v = a[i]!;
    const w = a[i + 1]!;
    const x = a[i + 2]!;
    const y = a[i + 3]!;
    if (v >= low && v <= high && w >= low && w <= high && x >= low && x <= high && y >= low && y <= high) continue;
    if (!widen(i, i + 4)) return [NaN, NaN];
  }
  return widen(i, n) ? [low, high] : [NaN, NaN];
}
