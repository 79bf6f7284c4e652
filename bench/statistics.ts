/** What a run of the benchmark says about its samples: median, quartiles, and ratios taken round by round. */

/** A summary of one set of samples; all but `samples` in the unit of the samples. */
export interface Summary {
  readonly samples: number;
  readonly median: number;
  readonly q1: number;
  readonly q3: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** The median distance from the median. */
  readonly mad: number;
}

/** A ratio with its quartiles. */
export interface Ratio {
  readonly ratio: number;
  readonly q1: number;
  readonly q3: number;
}

/**
 * The value below which a share of the sample lies, interpolated linearly between its neighbours (NumPy's default method).
 *
 * @param values The sample, in any order; at least one value.
 * @param share Between 0 and 1.
 * @returns The quantile, or NaN for an empty sample.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (place - below);
}

/** The middle value, or the mean of the middle two. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Everything that is kept of a sample. */
export function summarise(values: readonly number[]): Summary {
  const middle = median(values);
  return {
    samples: values.length,
    median: middle,
    q1: quantile(values, 0.25),
    q3: quantile(values, 0.75),
    min: quantile(values, 0),
    max: quantile(values, 1),
    mean: values.reduce((total, value) => total + value, 0) / values.length,
    mad: median(values.map((value) => Math.abs(value - middle))),
  };
}

/**
 * How many times faster one thing is than another. Both were measured in the same rounds, so each round gives a ratio of its own, in
 * which what slowed the whole machine for that round cancels; the answer is the median of those, with their quartiles.
 *
 * @param base The median time of each round of what is compared with.
 * @param rounds The median time of each round of what is judged; a round that either lacks is left out.
 * @returns The ratio base / rounds, or null where the two share no round.
 */
export function speedUp(base: readonly number[], rounds: readonly number[]): Ratio | null {
  const ratios: number[] = [];
  for (let k = 0; k < Math.min(base.length, rounds.length); k++) ratios.push(base[k]! / rounds[k]!);
  if (ratios.length === 0) return null;
  return { ratio: median(ratios), q1: quantile(ratios, 0.25), q3: quantile(ratios, 0.75) };
}
