/** Occurrences of integers, and the bins in which values lie. */
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../core/arrayLike.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, wrapTypedArray } from '../core/ndarray.js';
import { addWeights, binIndices, countIndices, extent } from '../backends/single/counting.js';
import { copyAs } from './creation.js';

/** The numbers of an array as a flat Float64Array, without a copy where it can be. */
export function float64Of(a: NDArray): Float64Array {
  return a.info === (DTYPES.float64 as DTypeInfo) && a.isC ? (a.data as Float64Array) : copyAs(a, DTYPES.float64).data;
}

/**
 * How often each integer occurs.
 *
 * @param x - array_like of one axis of non-negative integers
 * @param options - `weights`: add these up instead of counting; `minlength`: the least length of the result
 * @returns an int32 array of length `max(x) + 1` at least; float64 with weights
 * @throws ValueError for negative integers, more than one axis, or weights of another length; DTypeError for fractions
 * @example
 * np.bincount([0, 1, 1, 3]).toArray(); // [1, 2, 0, 1]
 * np.bincount([0, 1, 1], { weights: [0.5, 1, 2] }).toArray(); // [0.5, 3]
 */
export function bincount(x: ArrayLike, options: { weights: ArrayLike; minlength?: number }): NDArray<'float64'>;
export function bincount(x: ArrayLike, options?: { weights?: null; minlength?: number }): NDArray<'int32'>;
export function bincount(
  x: ArrayLike,
  options: { weights?: ArrayLike | null; minlength?: number } = {},
): NDArray<'float64'> | NDArray<'int32'> {
  checkOptions('bincount', options, ['weights', 'minlength']);
  const { weights, minlength = 0 } = options;
  if (!Number.isInteger(minlength) || minlength < 0)
    throw new ValueError(`bincount: 'minlength' must not be negative, got ${describe(minlength)}`);
  const source = asNDArray('bincount', x);
  if (source.ndim !== 1)
    throw new ValueError(
      `bincount: object of too small depth for desired array, or too deep: shape ${shapeText(source.shape)}, one axis is wanted`,
    );
  const { kind } = source.info;
  if (kind === 'c' || (kind === 'f' && x instanceof NDArray)) {
    throw new DTypeError(
      `bincount: Cannot cast array data from dtype('${source.dtype}') to dtype('int32') according to the rule 'safe'; use astype('int')`,
    );
  }
  let indices: Int32Array;
  let high = -1;
  if (source.info === (DTYPES.int32 as DTypeInfo) && source.isC) {
    indices = source.data as Int32Array;
    let low = 0;
    for (let i = 0; i < indices.length; i++) {
      const value = indices[i]!;
      if (value > high) high = value;
      if (value < low) low = value;
    }
    if (low < 0) throw new ValueError(`bincount: 'list' argument must have no negative elements, got ${low}`);
  } else {
    const values = float64Of(source);
    const [low, top] = extent(values);
    if (values.length > 0) {
      if (low < 0) throw new ValueError(`bincount: 'list' argument must have no negative elements, got ${low}`);
      if (!values.every(Number.isInteger)) throw new DTypeError('bincount: x must be integers');
      if (top >= 2 ** 31) throw new ValueError(`bincount: ${top} is too large to count up to`);
      high = top;
    }
    indices = Int32Array.from(values);
  }
  const length = Math.max(high + 1, minlength);
  if (weights === undefined || weights === null) {
    const counts = new Int32Array(length);
    countIndices(indices, counts);
    return wrapTypedArray(counts) as NDArray<'int32'>;
  }
  const given = asNDArray('bincount', weights);
  if (given.info.kind === 'c') throw new DTypeError('bincount: weights must be real');
  if (given.ndim !== 1 || given.size !== indices.length) {
    throw new ValueError(
      `bincount: The weights and list don't have the same length: ${given.size} and ${indices.length}`,
    );
  }
  const sums = new Float64Array(length);
  addWeights(indices, float64Of(given), sums);
  return wrapTypedArray(sums) as NDArray<'float64'>;
}

/** +1 for ascending, -1 for descending, 0 for neither; equal neighbours are both. */
export function monotony(edges: Float64Array): 1 | -1 | 0 {
  let up = true;
  let down = true;
  for (let i = 1; i < edges.length; i++) {
    if (!(edges[i]! >= edges[i - 1]!)) up = false;
    if (!(edges[i]! <= edges[i - 1]!)) down = false;
  }
  return up ? 1 : down ? -1 : 0;
}

/**
 * The index of the bin in which each value lies: 0 below the first edge, `bins.length` above the last.
 *
 * @param x - array_like of real numbers
 * @param bins - edges, ascending or descending
 * @param options - `right`: does a bin hold its right edge instead of its left? No by default
 * @returns an int32 array of the shape of `x`; a number for a plain x
 * @throws ValueError when the bins are not monotonic
 * @example
 * np.digitize([0.2, 6.4, 3], [0, 1, 2.5, 4, 10]).toArray(); // [1, 4, 3]
 */
export function digitize<A extends ArrayLike>(
  x: A,
  bins: ArrayLike,
  options: { right?: boolean } = {},
): A extends ScalarLike ? number : NDArray<'int32'> {
  checkOptions('digitize', options, ['right']);
  const { right = false } = options;
  const source = asNDArray('digitize', x);
  const edges = asNDArray('digitize', bins);
  if (source.info.kind === 'c') throw new DTypeError('digitize: x may not be complex');
  if (edges.ndim !== 1) throw new ValueError(`digitize: bins must be of one axis, got shape ${shapeText(edges.shape)}`);
  let limits = float64Of(edges);
  const direction = monotony(limits);
  if (direction === 0) throw new ValueError('digitize: bins must be monotonically increasing or decreasing');
  if (direction < 0) limits = limits.slice().reverse();
  const found = binIndices(float64Of(source), limits, right);
  if (direction < 0) for (let i = 0; i < found.length; i++) found[i] = limits.length - found[i]!;
  if (isScalarLike(x)) return found[0] as never;
  const result = emptyArray(DTYPES.int32, source.shape);
  result.storage.set(found, result.offset);
  return result as never;
}
