/** How wide a histogram's bins should be: NumPy's estimators, and the edges that follow. */
import type { NDArray } from '../core/ndarray.js';
import { wrapTypedArray } from '../core/ndarray.js';
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { countEvenBins, extent } from '../backends/single/counting.js';
import { monotony } from './counting.js';
import { mean, std } from './moments.js';
import { percentile } from './quantiles.js';

/** A rule for the number of bins. */
export type BinRule = 'auto' | 'fd' | 'doane' | 'scott' | 'stone' | 'rice' | 'sturges' | 'sqrt';

/** The lowest and highest edge. */
export type Range = readonly [number, number];

const arrayOf = (values: Float64Array): NDArray<'float64'> => wrapTypedArray(values) as NDArray<'float64'>;

/** The distance between the extremes. */
function spanOf(values: Float64Array): number {
  const [low, high] = extent(values);
  return high - low;
}

/** Edges of `bins` even bins. */
export function evenEdges(low: number, high: number, bins: number): Float64Array {
  const edges = new Float64Array(bins + 1);
  const step = (high - low) / bins;
  for (let i = 0; i < bins; i++) edges[i] = i * step + low;
  edges[bins] = high;
  return edges;
}

const sturges = (values: Float64Array): number => spanOf(values) / (Math.log2(values.length) + 1);

/** Freedman and Diaconis (Z. Wahrscheinlichkeitstheorie 57, 1981): twice the interquartile range over the cube root of n. */
function freedmanDiaconis(values: Float64Array): number {
  const [upper, lower] = percentile(arrayOf(values), [75, 25]).toFlatArray() as [number, number];
  return (2 * (upper - lower)) / Math.cbrt(values.length);
}

/** Doane (Am. Stat. 30, 1976): Sturges' rule with a correction for skewness. */
function doane(values: Float64Array): number {
  const n = values.length;
  if (n <= 2) return 0;
  const deviation = std(arrayOf(values));
  if (!(deviation > 0)) return 0;
  const middle = mean(arrayOf(values));
  const skewness = mean(arrayOf(values.map((v) => ((v - middle) / deviation) ** 3)));
  const error = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  return spanOf(values) / (1 + Math.log2(n) + Math.log2(1 + Math.abs(skewness) / error));
}

/** Stone (1984): the number of bins that minimises an estimate of the integrated squared error. */
function stone(values: Float64Array, range: Range | null | undefined): number {
  const n = values.length;
  const span = spanOf(values);
  if (n <= 1 || span === 0) return 0;
  const [low, high] = range ?? extent(values);
  const most = Math.max(100, Math.trunc(Math.sqrt(n)));
  let best = 1;
  let least = Infinity;
  for (let bins = 1; bins <= most; bins++) {
    const counts = new Int32Array(bins);
    countEvenBins(values, evenEdges(low, high, bins), counts);
    let squares = 0;
    for (let k = 0; k < bins; k++) squares += (counts[k]! / n) ** 2;
    const loss = (2 - (n + 1) * squares) / (span / bins);
    if (loss < least) {
      least = loss;
      best = bins;
    }
  }
  return span / best;
}

const RULES: { readonly [R in BinRule]: (values: Float64Array, range?: Range | null) => number } = {
  sqrt: (values) => spanOf(values) / Math.sqrt(values.length),
  sturges,
  rice: (values) => spanOf(values) / (2 * Math.cbrt(values.length)),
  scott: (values) => Math.cbrt((24 * Math.sqrt(Math.PI)) / values.length) * std(arrayOf(values)),
  stone,
  doane,
  fd: freedmanDiaconis,
  auto: (values) => {
    const width = freedmanDiaconis(values);
    return width ? Math.min(width, sturges(values)) : sturges(values);
  },
};

/** The outer edges: the range asked for, or the extremes; never the same number twice. */
export function outerEdges(
  functionName: string,
  values: Float64Array,
  range: Range | null | undefined,
): [number, number] {
  let low = 0;
  let high = 1;
  if (range !== undefined && range !== null) {
    [low, high] = range;
    if (typeof low !== 'number' || typeof high !== 'number')
      throw new DTypeError(`${functionName}: range must be a pair of numbers, got ${describe(range)}`);
    if (low > high) throw new ValueError(`${functionName}: max must be larger than min in range parameter.`);
    if (!Number.isFinite(low) || !Number.isFinite(high))
      throw new ValueError(`${functionName}: supplied range of [${low}, ${high}] is not finite`);
  } else if (values.length > 0) {
    [low, high] = extent(values);
    if (!Number.isFinite(low) || !Number.isFinite(high))
      throw new ValueError(`${functionName}: autodetected range of [${low}, ${high}] is not finite`);
  }
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/**
 * The edges of a histogram's bins.
 *
 * @param functionName - for messages
 * @param values - what will be counted
 * @param bins - a number of bins, a rule, or edges
 * @param range - the outer edges, for a number or a rule
 * @param integers - are the values integers? Bins that a rule makes are then at least 1 wide
 * @param weighted - are there weights? Rules do not know about them
 */
export function binEdges(
  functionName: string,
  values: Float64Array,
  bins: number | BinRule | Float64Array,
  range: Range | null | undefined,
  integers: boolean,
  weighted: boolean,
): { edges: Float64Array; even: boolean } {
  if (typeof bins === 'object') {
    if (monotony(bins) !== 1)
      throw new ValueError(`${functionName}: \`bins\` must increase monotonically, when an array`);
    return { edges: bins, even: false };
  }
  let count: number;
  const [low, high] = outerEdges(functionName, values, range);
  if (typeof bins === 'string') {
    if (!Object.hasOwn(RULES, bins)) {
      throw new ValueError(
        `${functionName}: '${bins}' is not a valid estimator for \`bins\`; there are ${Object.keys(RULES).join(', ')}`,
      );
    }
    if (weighted) {
      throw new DTypeError(
        `${functionName}: Automated estimation of the number of bins is not supported for weighted data`,
      );
    }
    const inside = range ? values.filter((v) => v >= low && v <= high) : values;
    let width = inside.length === 0 ? 0 : RULES[bins](inside, range ? [low, high] : null);
    if (integers && width > 0 && width < 1) width = 1;
    count = width ? Math.max(1, Math.ceil((high - low) / width)) : 1;
  } else {
    if (!Number.isInteger(bins))
      throw new DTypeError(
        `${functionName}: \`bins\` must be an integer, a string, or an array, got ${describe(bins)}`,
      );
    if (bins < 1) throw new ValueError(`${functionName}: \`bins\` must be positive, when an integer`);
    count = bins;
  }
  return { edges: evenEdges(low, high, count), even: true };
}
