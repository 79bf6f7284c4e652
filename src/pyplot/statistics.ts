/** The statistics that box and violin plots draw. */

/** What a box plot shows of one data set. */
export interface BoxStats {
  readonly med: number;
  readonly mean: number;
  readonly q1: number;
  readonly q3: number;
  readonly iqr: number;
  readonly whislo: number;
  readonly whishi: number;
  readonly fliers: Float64Array;
}

/** The quantile of sorted values, linear between neighbours. */
export function quantileOfSorted(sorted: Float64Array, q: number): number {
  const at = q * (sorted.length - 1);
  const k = Math.floor(at);
  const a = sorted[k]!;
  return k + 1 < sorted.length ? a + (at - k) * (sorted[k + 1]! - a) : a;
}

/** Quartiles, whiskers (to the last value within `whis` times the interquartile range) and what lies beyond. NaN counts as missing. */
export function boxStats(values: Float64Array, whis: number): BoxStats {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort();
  if (sorted.length === 0) {
    return { med: NaN, mean: NaN, q1: NaN, q3: NaN, iqr: NaN, whislo: NaN, whishi: NaN, fliers: new Float64Array() };
  }
  const q1 = quantileOfSorted(sorted, 0.25);
  const q3 = quantileOfSorted(sorted, 0.75);
  const iqr = q3 - q1;
  const low = q1 - whis * iqr;
  const high = q3 + whis * iqr;
  const inside = sorted.filter((v) => v >= low && v <= high);
  return {
    med: quantileOfSorted(sorted, 0.5),
    mean: sorted.reduce((a, b) => a + b, 0) / sorted.length,
    q1,
    q3,
    iqr,
    whislo: Math.min(q1, inside[0] ?? q1),
    whishi: Math.max(q3, inside[inside.length - 1] ?? q3),
    fliers: sorted.filter((v) => v < low || v > high),
  };
}

/** A Gaussian kernel density at `points`, with Scott's bandwidth. */
export function gaussianDensity(values: Float64Array, points: Float64Array, bandwidth?: number): Float64Array {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
  const width = Math.sqrt(variance) * (bandwidth ?? n ** -0.2);
  const result = new Float64Array(points.length);
  for (let k = 0; k < points.length; k++) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const z = (points[k]! - values[i]!) / width;
      sum += Math.exp(-0.5 * z * z);
    }
    result[k] = sum / (n * width * Math.sqrt(2 * Math.PI));
  }
  return result;
}
