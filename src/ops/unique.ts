/** Distinct elements: unique with all that NumPy returns beside them, and the Array API's four forms of it. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES, type DType } from '../core/dtype.js';
import { ValueError, checkOptions } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { normalizeAxis, sizeOf } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { runNumbers, runStarts } from '../backends/single/runs.js';
import { lexsortKeys } from '../backends/single/sort/index.js';
import { packed } from './axes.js';
import { flattenArray, ravelArray, reshapeC } from './reshaping.js';
import { withAxisAt } from './transposition.js';
import { isnan, notEqual } from './ufuncs/logic.js';

/** Options of `unique`. */
export interface UniqueOptions {
  /** Also give the index of each distinct element's first occurrence. */
  returnIndex?: boolean;
  /** Also give, for every element, the index of its value among the distinct ones. */
  returnInverse?: boolean;
  /** Also give how often each distinct element occurs. */
  returnCounts?: boolean;
  /** Compare the subarrays along this axis; by default the elements. */
  axis?: number | null;
  /** Is nan equal to nan? True by default. */
  equalNan?: boolean;
}

type Indices = NDArray<'int32'>;

/** Whether options say that something is wanted: known from their type, or not. */
type Flag<O, K extends keyof UniqueOptions> = K extends keyof O
  ? boolean extends O[K]
    ? 'maybe'
    : true extends O[K]
      ? 'yes'
      : 'no'
  : 'no';

type Flags<O> = Flag<O, 'returnIndex'> | Flag<O, 'returnInverse'> | Flag<O, 'returnCounts'>;

type Wanted<O, K extends keyof UniqueOptions> = Flag<O, K> extends 'yes' ? [Indices] : [];

/** What `unique` gives for options: the distinct elements alone, or a tuple of all that was asked for. */
export type Unique<D extends DType, O> =
  'maybe' extends Flags<O>
    ? NDArray<D> | [NDArray<D>, ...Indices[]]
    : 'yes' extends Flags<O>
      ? [NDArray<D>, ...Wanted<O, 'returnIndex'>, ...Wanted<O, 'returnInverse'>, ...Wanted<O, 'returnCounts'>]
      : NDArray<D>;

interface Found {
  values: NDArray;
  index: Indices;
  inverse: Indices;
  counts: Indices;
}

const int32 = (data: Int32Array): Indices => {
  const result = emptyArray(DTYPES.int32, [data.length]);
  result.storage.set(data);
  return result;
};

const NONE = int32(new Int32Array(0));

/** From where on sorted elements are nan; their number where there are none. */
function nanStart(sorted: NDArray): number {
  if (sorted.info.kind !== 'f' && sorted.info.kind !== 'c') return sorted.size;
  const at = (isnan(sorted) as NDArray<'bool'>).data.indexOf(1);
  return at < 0 ? sorted.size : at;
}

/** The starts of runs, all nan being one run where they are equal. */
function startsOf(sorted: NDArray, equalNan: boolean): Int32Array {
  if (sorted.size === 0) return new Int32Array(0);
  const starts = runStarts(sorted.info, sorted.storage, sorted.offset, sorted.size);
  const { kind } = sorted.info;
  if (!equalNan || (kind !== 'f' && kind !== 'c')) return starts;
  const from = nanStart(sorted);
  if (from >= sorted.size - 1) return starts;
  const kept = starts.findIndex((start) => start >= from);
  return starts.slice(0, kept + 1);
}

function counts(starts: Int32Array, n: number): Int32Array {
  const result = new Int32Array(starts.length);
  for (let i = 0; i < starts.length; i++) result[i] = (i + 1 < starts.length ? starts[i + 1]! : n) - starts[i]!;
  return result;
}

/** Everything about the runs of `order`ed elements. */
function describeRuns(starts: Int32Array, order: Int32Array, needInverse: boolean): Omit<Found, 'values'> {
  const n = order.length;
  const index = new Int32Array(starts.length);
  for (let i = 0; i < starts.length; i++) index[i] = order[starts[i]!]!;
  const inverse = new Int32Array(needInverse ? n : 0);
  if (needInverse) {
    const numbers = runNumbers(starts, n);
    for (let i = 0; i < n; i++) inverse[order[i]!] = numbers[i]!;
  }
  return { index: int32(index), inverse: int32(inverse), counts: int32(counts(starts, n)) };
}

function gathered(source: NDArray, positions: Int32Array, block: number, shape: readonly number[]): NDArray {
  const result = emptyArray(source.info, shape);
  if (result.size > 0) backend().gather(source, positions, block, result);
  return result;
}

/** The distinct elements of the flattened array. */
function uniqueElements(array: NDArray, equalNan: boolean, needOrder: boolean, needInverse: boolean): Found {
  if (!needOrder) {
    const sorted = flattenArray(array);
    backend().sort(sorted.shape, sorted);
    const starts = startsOf(sorted, equalNan);
    const values = starts.length === sorted.size ? sorted : gathered(sorted, starts, 1, [starts.length]);
    return { values, index: NONE, inverse: NONE, counts: int32(counts(starts, sorted.size)) };
  }
  const flat = ravelArray(array);
  const order = emptyArray(DTYPES.int32, [flat.size]);
  backend().argsort(flat.shape, flat, order);
  const sorted = gathered(flat, order.data, 1, [flat.size]);
  const starts = startsOf(sorted, equalNan);
  const found = describeRuns(starts, order.data, needInverse);
  return { values: gathered(sorted, starts, 1, [starts.length]), ...found };
}

/** The distinct subarrays along an axis, in lexicographic order. */
function uniqueRows(array: NDArray, axis: number, needInverse: boolean): Found {
  const moved = withAxisAt(array, axis, 0);
  const n = moved.shape[0]!;
  const width = sizeOf(moved.shape.slice(1));
  const rows = packed(reshapeC(moved, [n, width]));
  const order = new Int32Array(n);
  if (width > 0) {
    const columns = packed(rows.T);
    const keys = Array.from({ length: width }, (_, k) => ({
      data: columns.storage,
      dtype: columns.dtype,
      start: columns.offset + (width - 1 - k) * n,
    }));
    lexsortKeys(keys, n, order);
  } else for (let i = 0; i < n; i++) order[i] = i;
  const sorted = gathered(rows, order, width, [n, width]);
  let starts = Int32Array.from(n > 0 ? [0] : []);
  if (n > 1 && width > 0) {
    const differs = notEqual(sorted.at('1:'), sorted.at(':-1')) as NDArray<'bool'>;
    const { data } = differs;
    const list = [0];
    for (let i = 1; i < n; i++) {
      const end = i * width;
      let at = end - width;
      while (at < end && data[at] === 0) at++;
      if (at < end) list.push(i);
    }
    starts = Int32Array.from(list);
  }
  const found = describeRuns(starts, order, needInverse);
  const values = gathered(sorted, starts, width, [starts.length, ...moved.shape.slice(1)]);
  return { values: withAxisAt(values, 0, axis), ...found };
}

function find(functionName: string, ar: ArrayLike, options: UniqueOptions): Found {
  const array = asNDArray(functionName, ar);
  const { axis, returnIndex = false, returnInverse = false, equalNan = true } = options;
  if (axis === undefined || axis === null) {
    const found = uniqueElements(array, equalNan, returnIndex || returnInverse, returnInverse);
    return returnInverse ? { ...found, inverse: reshapeC(found.inverse, array.shape) } : found;
  }
  if (array.ndim === 0) throw new ValueError(`${functionName}: an array without axes has no axis ${axis}`);
  return uniqueRows(array, normalizeAxis(functionName, axis, array.ndim), returnInverse);
}

/**
 * The distinct elements, sorted; on demand also where they come first, which of them every element is, and how often
 * each occurs.
 *
 * @param ar - array_like
 * @param options - `returnIndex`, `returnInverse`, `returnCounts`, `axis`, `equalNan`
 * @returns the distinct elements, or a tuple of them and what was asked for, in NumPy's order: index, inverse (of the
 *   shape of `ar`, so that `values.at(inverse)` gives it back; along an axis flat), counts
 * @throws AxisError when the axis is out of bounds
 * @example
 * np.unique([3, 1, 3]).toArray(); // [1, 3]
 * const [values, counts] = np.unique([3, 1, 3], { returnCounts: true });
 */
export function unique<A extends ArrayLike>(ar: A): ArrayOf<DTypeOf<A>>;
export function unique<A extends ArrayLike, const O extends UniqueOptions>(ar: A, options: O): Unique<DTypeOf<A>, O>;
export function unique(ar: ArrayLike, options: UniqueOptions = {}): NDArray | NDArray[] {
  checkOptions('unique', options, ['returnIndex', 'returnInverse', 'returnCounts', 'axis', 'equalNan']);
  const { values, index, inverse, counts } = find('unique', ar, options);
  const results: NDArray[] = [values];
  if (options.returnIndex) results.push(index);
  if (options.returnInverse) results.push(inverse);
  if (options.returnCounts) results.push(counts);
  return results.length === 1 ? values : results;
}

/** What `uniqueAll` gives. */
export interface UniqueAllResult<D extends DType = DType> {
  /** The distinct elements, sorted. */
  values: NDArray<D>;
  /** Where each comes first in the flattened array. */
  indices: Indices;
  /** For every element the index of its value. */
  inverseIndices: Indices;
  /** How often each occurs. */
  counts: Indices;
}

/**
 * The distinct elements and everything about them (Array API); every nan is distinct.
 *
 * @param x - array_like
 * @example
 * np.uniqueAll([1, 1, 2]).counts.toArray(); // [2, 1]
 */
export function uniqueAll<A extends ArrayLike>(x: A): UniqueAllResult<DTypeOf<A>> {
  const found = find('uniqueAll', x, { returnIndex: true, returnInverse: true, equalNan: false });
  const { values, index, inverse, counts } = found;
  return { values: values as unknown as NDArray<DTypeOf<A>>, indices: index, inverseIndices: inverse, counts };
}

/**
 * The distinct elements and how often each occurs (Array API); every nan is distinct.
 *
 * @param x - array_like
 * @example
 * np.uniqueCounts([1, 1, 2]).values.toArray(); // [1, 2]
 */
export function uniqueCounts<A extends ArrayLike>(x: A): Pick<UniqueAllResult<DTypeOf<A>>, 'values' | 'counts'> {
  const { values, counts } = find('uniqueCounts', x, { equalNan: false });
  return { values: values as unknown as NDArray<DTypeOf<A>>, counts };
}

/**
 * The distinct elements and, for every element, the index of its value (Array API); every nan is distinct.
 *
 * @param x - array_like
 * @example
 * np.uniqueInverse([5, 5, 7]).inverseIndices.toArray(); // [0, 0, 1]
 */
export function uniqueInverse<A extends ArrayLike>(
  x: A,
): Pick<UniqueAllResult<DTypeOf<A>>, 'values' | 'inverseIndices'> {
  const { values, inverse } = find('uniqueInverse', x, { returnInverse: true, equalNan: false });
  return { values: values as unknown as NDArray<DTypeOf<A>>, inverseIndices: inverse };
}

/**
 * The distinct elements, sorted (Array API); every nan is distinct.
 *
 * @param x - array_like
 * @example
 * np.uniqueValues([2, 1, 2]).toArray(); // [1, 2]
 */
export function uniqueValues<A extends ArrayLike>(x: A): ArrayOf<DTypeOf<A>> {
  return find('uniqueValues', x, { equalNan: false }).values as unknown as ArrayOf<DTypeOf<A>>;
}
