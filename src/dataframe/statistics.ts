/** The numbers that `describe` shows. */

export interface Summary {
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly max: number;
}

/** Statistics of numbers without NaN; `q50` is the quantile `middle`. */
export function describeNumbers(values: Float64Array, middle = 0.5): Summary {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  const mean = n === 0 ? NaN : values.reduce((a, b) => a + b, 0) / n;
  const squares = values.reduce((a, b) => a + (b - mean) ** 2, 0);
  const q = (p: number): number => {
    if (n === 0) return NaN;
    const at = p * (n - 1);
    const k = Math.floor(at);
    if (k + 1 >= n) return sorted[k]!;
    // From the nearer end, as NumPy does, so that the last digit is the same.
    const [t, gap] = [at - k, sorted[k + 1]! - sorted[k]!];
    return t < 0.5 ? sorted[k]! + t * gap : sorted[k + 1]! - (1 - t) * gap;
  };
  return {
    count: n,
    mean,
    std: n < 2 ? NaN : Math.sqrt(squares / (n - 1)),
    min: sorted[0] ?? NaN,
    q25: q(0.25),
    q50: q(middle),
    q75: q(0.75),
    max: sorted[n - 1] ?? NaN,
  };
}
