/** Histograms in one, two and more dimensions. */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { emptyArray, wrapTypedArray, type NDArray } from '../core/ndarray.js';
import { sameShape } from '../core/shape.js';
import { binIndices, countBins, countEvenBins, evenBinIndices, weighBins } from '../backends/single/counting.js';
import { imagView, realView } from './complexParts.js';
import { float64Of } from './counting.js';
import { binEdges, evenEdges, outerEdges, type BinRule, type Range } from './histogramBins.js';

export type { BinRule, Range };

/** A number of bins, a rule for it, or the edges. */
export type Bins = number | BinRule | ArrayLike;

/** Options of `histogram`. */
export interface HistogramOptions<W extends ArrayLike | null | undefined = ArrayLike | null> {
  /** How many even bins (10), a rule for their number, or all edges. */
  bins?: Bins;
  /** The outer edges; the least and greatest value by default. Values outside are not counted. */
  range?: Range | null;
  /** Divide by the total and by the bins' widths, so that the integral is 1. */
  density?: boolean | null;
  /** Add these up instead of counting: one a value. */
  weights?: W;
}

const float64 = (values: Float64Array): NDArray<'float64'> => wrapTypedArray(values) as NDArray<'float64'>;

function binsOf(functionName: string, bins: Bins): number | BinRule | Float64Array {
  if (typeof bins === 'number' || typeof bins === 'string') return bins;
  const edges = asNDArray(functionName, bins);
  if (edges.ndim === 0) return Number(edges.item());
  if (edges.ndim !== 1)
    throw new ValueError(`${functionName}: \`bins\` must be 1d, when an array, got shape ${shapeText(edges.shape)}`);
  if (edges.info.kind === 'c') throw new DTypeError(`${functionName}: \`bins\` must be real`);
  return float64Of(edges);
}

function weightsFor(functionName: string, source: NDArray, weights: ArrayLike | null | undefined): NDArray | undefined {
  if (weights === undefined || weights === null) return undefined;
  const given = asNDArray(functionName, weights);
  if (!sameShape(given.shape, source.shape)) {
    throw new ValueError(
      `${functionName}: weights should have the same shape as a: ${shapeText(given.shape)} and ${shapeText(source.shape)}`,
    );
  }
  return given;
}

function realValues(functionName: string, a: ArrayLike): NDArray {
  const source = asNDArray(functionName, a);
  if (source.info.kind === 'c') throw new DTypeError(`${functionName}: values must be real, got ${source.dtype}`);
  return source;
}

/**
 * The edges of the bins that `histogram` would use.
 *
 * @param a - array_like
 * @param options - `bins`, `range`, `weights`
 * @returns a float64 array, one longer than there are bins
 * @throws ValueError for bins or ranges that make no sense
 * @example
 * np.histogramBinEdges([0, 0, 1, 2, 5], { bins: 5 }).toArray(); // [0, 1, 2, 3, 4, 5]
 */
export function histogramBinEdges(a: ArrayLike, options: Omit<HistogramOptions, 'density'> = {}): NDArray<'float64'> {
  const name = 'histogramBinEdges';
  checkOptions(name, options, ['bins', 'range', 'weights']);
  const source = realValues(name, a);
  const weights = weightsFor(name, source, options.weights);
  const integers = source.info.kind === 'i' || source.info.kind === 'u';
  return float64(
    binEdges(
      name,
      float64Of(source),
      binsOf(name, options.bins ?? 10),
      options.range,
      integers,
      weights !== undefined,
    ).edges.slice(),
  );
}

/** Counts, or sums of weights, by bin. */
function counted(indices: Int32Array, weights: NDArray | undefined, size: number): Float64Array | Int32Array {
  if (weights === undefined) {
    const counts = new Int32Array(size);
    countBins(indices, counts);
    return counts;
  }
  const sums = new Float64Array(size);
  weighBins(indices, float64Of(weights), sums);
  return sums;
}

/** Counts divided by the total and by the bins' widths. */
function densityOf(hist: NDArray, edges: Float64Array): NDArray<'float64'> {
  const counts = float64Of(hist);
  const total = counts.reduce((s, n) => s + n, 0);
  return float64(counts.map((n, k) => n / (edges[k + 1]! - edges[k]!) / total));
}

/**
 * How many values lie in each bin. A bin holds its left edge; the last one holds both.
 *
 * @param a - array_like, flattened
 * @param options - `bins` (10, a rule such as `'auto'`, or edges), `range`, `density`, `weights`
 * @returns `[hist, binEdges]`: int32 counts (float64 with `density` or weights, complex128 with complex weights) and float64
 *   edges
 * @throws ValueError for bins, ranges or weights that do not fit
 * @example
 * const [hist, edges] = np.histogram([1, 2, 1], { bins: [0, 1, 2, 3] });
 * hist.toArray(); // [0, 2, 1]
 */
export function histogram(
  a: ArrayLike,
  options: HistogramOptions & { density: true },
): [NDArray<'float64'>, NDArray<'float64'>];
export function histogram<W extends ArrayLike>(
  a: ArrayLike,
  options: HistogramOptions<W> & { weights: W },
): [NDArray<DTypeOf<W> extends 'complex64' | 'complex128' ? 'complex128' : 'float64'>, NDArray<'float64'>];
export function histogram(
  a: ArrayLike,
  options?: HistogramOptions<null | undefined>,
): [NDArray<'int32'>, NDArray<'float64'>];
export function histogram(a: ArrayLike, options?: HistogramOptions): [NDArray, NDArray<'float64'>];
export function histogram(a: ArrayLike, options: HistogramOptions<ArrayLike | null | undefined> = {}): unknown {
  checkOptions('histogram', options, ['bins', 'range', 'density', 'weights']);
  const source = realValues('histogram', a);
  const weights = weightsFor('histogram', source, options.weights);
  const integers = source.info.kind === 'i' || source.info.kind === 'u';
  const values = float64Of(source);
  const { edges, even } = binEdges(
    'histogram',
    values,
    binsOf('histogram', options.bins ?? 10),
    options.range,
    integers,
    weights !== undefined,
  );
  const bins = edges.length - 1;
  if (bins < 1) return [wrapTypedArray(weights ? new Float64Array(0) : new Int32Array(0)), float64(edges.slice())];
  if (even && !weights) {
    const counts = new Int32Array(bins);
    countEvenBins(values, edges, counts);
    return [
      options.density ? densityOf(wrapTypedArray(counts), edges) : wrapTypedArray(counts),
      float64(edges.slice()),
    ];
  }
  let indices: Int32Array;
  if (even) indices = evenBinIndices(values, edges);
  else {
    indices = binIndices(values, edges, false);
    const last = edges[bins]!;
    for (let i = 0; i < indices.length; i++) indices[i] = values[i] === last ? bins - 1 : indices[i]! - 1;
  }
  let hist: NDArray;
  if (weights?.info.kind === 'c') {
    hist = emptyArray(DTYPES.complex128, [bins]) as unknown as NDArray;
    const parts = [realView(weights), imagView(weights)].map((part) => counted(indices, part, bins));
    for (let k = 0; k < bins; k++) {
      hist.storage[2 * k] = parts[0]![k]!;
      hist.storage[2 * k + 1] = parts[1]![k]!;
    }
  } else hist = wrapTypedArray(counted(indices, weights, bins));
  if (options.density) hist = densityOf(hist, edges);
  return [hist, float64(edges.slice())];
}

/** Options of `histogramdd`. */
export interface HistogramddOptions {
  /** One number of bins for all dimensions (10), or per dimension a number or the edges. */
  bins?: number | readonly (number | ArrayLike)[];
  /** Per dimension the outer edges, or null for the extremes. */
  range?: readonly (Range | null)[] | null;
  /** Divide by the total and by the bins' volumes. */
  density?: boolean | null;
  /** Add these up instead of counting: one a sample. */
  weights?: ArrayLike | null;
}

function binnedIn(
  functionName: string,
  columns: readonly Float64Array[],
  options: HistogramddOptions,
): [NDArray<'float64'>, NDArray<'float64'>[]] {
  const { bins = 10, range, density, weights } = options;
  const dimensions = columns.length;
  const count = columns[0]?.length ?? 0;
  const wanted: readonly (number | ArrayLike)[] = typeof bins === 'number' ? columns.map(() => bins) : bins;
  if (wanted.length !== dimensions) {
    throw new ValueError(
      `${functionName}: The dimension of bins must be equal to the dimension of the sample x: ${wanted.length} and ${dimensions}`,
    );
  }
  if (range !== undefined && range !== null && range.length !== dimensions) {
    throw new ValueError(
      `${functionName}: range argument must have one entry per dimension, got ${range.length} for ${dimensions}`,
    );
  }
  const edges = columns.map((column, d): Float64Array => {
    const one = binsOf(functionName, wanted[d]!);
    if (typeof one === 'string')
      throw new DTypeError(`${functionName}: \`bins[${d}]\` must be an integer or 1d array, got '${one}'`);
    if (typeof one !== 'number') return binEdges(functionName, column, one, null, false, false).edges;
    if (!Number.isInteger(one))
      throw new DTypeError(`${functionName}: \`bins[${d}]\` must be an integer or 1d array, got ${describe(one)}`);
    if (one < 1) throw new ValueError(`${functionName}: \`bins[${d}]\` must be positive, when an integer`);
    const [low, high] = outerEdges(functionName, column, range?.[d]);
    return evenEdges(low, high, one);
  });
  const shape = edges.map((list) => list.length - 1);
  const size = shape.reduce((n, length) => n * length, 1);
  const cell = new Int32Array(count);
  columns.forEach((column, d) => {
    const list = edges[d]!;
    const length = shape[d]!;
    const last = list[length]!;
    const found = binIndices(column, list, false);
    for (let i = 0; i < count; i++) {
      const k = column[i] === last ? length - 1 : found[i]! - 1;
      cell[i] = cell[i]! < 0 || k < 0 || k >= length ? -1 : cell[i]! * length + k;
    }
  });
  let given: NDArray | undefined;
  if (weights !== undefined && weights !== null) {
    given = asNDArray(functionName, weights);
    if (given.size !== count)
      throw new ValueError(
        `${functionName}: The weights and list don't have the same length: ${given.size} and ${count}`,
      );
    if (given.info.kind === 'c') throw new DTypeError(`${functionName}: weights must be real`);
  }
  const sums = Float64Array.from(counted(cell, given, size));
  if (density) {
    const total = sums.reduce((s, n) => s + n, 0);
    for (let i = 0; i < size; i++) {
      let rest = i;
      let volume = 1;
      for (let d = dimensions - 1; d >= 0; d--) {
        const k = rest % shape[d]!;
        rest = (rest - k) / shape[d]!;
        volume *= edges[d]![k + 1]! - edges[d]![k]!;
      }
      sums[i] = sums[i]! / volume / total;
    }
  }
  const result = float64(sums);
  const laid = emptyArray(DTYPES.float64, shape);
  laid.storage.set(result.storage, laid.offset);
  return [laid, edges.map((list) => float64(list.slice()))];
}

/**
 * A histogram in several dimensions.
 *
 * @param sample - array_like of shape (N, D), one sample a row; or a list of D coordinate arrays of N values each, when
 *   these are NDArrays or typed arrays
 * @param options - `bins`, `range`, `density`, `weights`
 * @returns `[H, edges]`: float64 counts of shape (bins...), and the edges along each dimension
 * @throws ValueError for bins, ranges or weights that do not fit
 * @example
 * const [H, edges] = np.histogramdd([[0, 0], [1, 1], [1, 1]], { bins: 2 });
 * H.toArray(); // [[1, 0], [0, 2]]
 */
export function histogramdd(
  sample: ArrayLike,
  options: HistogramddOptions = {},
): [NDArray<'float64'>, NDArray<'float64'>[]] {
  checkOptions('histogramdd', options, ['bins', 'range', 'density', 'weights']);
  const table = realValues('histogramdd', sample);
  const byCoordinate =
    Array.isArray(sample) && sample.length > 0 && !Array.isArray(sample[0]) && typeof sample[0] === 'object';
  if (table.ndim > 2)
    throw new ValueError(`histogramdd: the sample must have shape (N, D), got ${shapeText(table.shape)}`);
  const flat =
    table.ndim < 2
      ? table.strided([table.size, 1], [table.steps[0] ?? 0, 0], table.offset)
      : byCoordinate
        ? table.T
        : table;
  const columns = Array.from({ length: flat.shape[1]! }, (_, d) =>
    float64Of(flat.strided([flat.shape[0]!], [flat.steps[0]!], flat.offset + d * flat.steps[1]!)),
  );
  return binnedIn('histogramdd', columns, options);
}

/** Options of `histogram2d`. */
export interface Histogram2dOptions extends Omit<HistogramddOptions, 'bins'> {
  /** One number of bins or edges for both dimensions (10), or a pair of them. */
  bins?: number | ArrayLike | readonly [number | ArrayLike, number | ArrayLike];
}

/**
 * A histogram of pairs.
 *
 * @param x - array_like of N values: the first dimension
 * @param y - array_like of N values: the second dimension
 * @param options - `bins`, `range`, `density`, `weights`
 * @returns `[H, xedges, yedges]`: float64 counts of shape (nx, ny), and the edges
 * @throws ValueError when x and y differ in length
 * @example
 * const [H, xedges, yedges] = np.histogram2d([0, 1, 1], [0, 1, 1], { bins: 2 });
 * H.toArray(); // [[1, 0], [0, 2]]
 */
export function histogram2d(
  x: ArrayLike,
  y: ArrayLike,
  options: Histogram2dOptions = {},
): [NDArray<'float64'>, NDArray<'float64'>, NDArray<'float64'>] {
  checkOptions('histogram2d', options, ['bins', 'range', 'density', 'weights']);
  const columns = [x, y].map((list) => float64Of(realValues('histogram2d', list)));
  if (columns[0]!.length !== columns[1]!.length) {
    throw new ValueError(
      `histogram2d: x and y must have the same length, got ${columns[0]!.length} and ${columns[1]!.length}`,
    );
  }
  const { bins = 10 } = options;
  const pair = Array.isArray(bins) && bins.length === 2;
  const both =
    typeof bins === 'number'
      ? bins
      : pair
        ? (bins as readonly (number | ArrayLike)[])
        : [bins as ArrayLike, bins as ArrayLike];
  const [counts, edges] = binnedIn('histogram2d', columns, { ...options, bins: both });
  return [counts, edges[0]!, edges[1]!];
}
