/** The values at quantiles of rows: rows are partitioned, not sorted, where few places are wanted. */
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { ValueError, shapeText } from '../core/errors.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { broadcastSteps, sameShape } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { countNan } from '../backends/single/nonFinite.js';
import { argsortSegment, partitionSegment, sortSegment } from '../backends/single/sort/index.js';
import { rowsAlong } from './axes.js';
import { copyAs } from './creation.js';
import { converted } from './moments.js';
import { QUANTILE_METHODS, isDiscrete, type Place, type QuantileMethod } from './quantileMethods.js';
import { add, divide } from './ufuncs/arithmetic.js';

/** From so many places on a row is sorted whole. */
const SORT_FROM = 16;

/** The places of all quantiles in a row of n values. */
interface Places {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly gamma: Float64Array;
  /** All of them, ascending, each once. */
  readonly wanted: readonly number[];
}

function placesIn(n: number, fractions: Float64Array | null, method: QuantileMethod | 'median'): Places {
  const count = fractions?.length ?? 1;
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const gamma = new Float64Array(count);
  const place: Place = { low: 0, high: 0, gamma: 0 };
  for (let i = 0; i < count; i++) {
    if (method === 'median') {
      place.low = (n - 1) >> 1;
      place.high = n >> 1;
      place.gamma = 0.5;
    } else QUANTILE_METHODS[method](n, fractions![i]!, place);
    low[i] = place.low;
    high[i] = place.high;
    gamma[i] = place.gamma;
  }
  const wanted = [...new Set([...low, ...high])].sort((a, b) => a - b);
  return { low, high, gamma, wanted };
}

/** Bring the wanted places of a row into order. */
function arrangeRow(rows: NDArray, start: number, n: number, wanted: readonly number[]): void {
  if (wanted.length < SORT_FROM) partitionSegment(rows.storage, rows.dtype, start, start + n, wanted);
  else sortSegment(rows.storage, rows.dtype, start, start + n);
}

/** Fill rows of a result with nan. */
function blank(result: NDArray, rows: readonly number[]): void {
  const count = result.shape[1]!;
  for (const row of rows) for (let i = 0; i < count; i++) result.itemset(row, i, NaN);
}

/**
 * Quantiles of rows.
 *
 * @param source - real numbers (complex ones for medians), of shape (rows, values a row); not changed
 * @param fractions - from 0 to 1; null for the median
 * @param method - how a quantile between two values is taken
 * @param info - the dtype of the result
 * @param skipNan - leave nan out, instead of letting them decide
 * @returns an array of shape (rows, quantiles)
 */
export function orderStatistics(
  source: NDArray,
  fractions: Float64Array | null,
  method: QuantileMethod | 'median',
  info: DTypeInfo,
  skipNan: boolean,
): NDArray {
  const [rowCount, length] = source.shape as [number, number];
  const count = fractions?.length ?? 1;
  const rows = copyAs(source, source.info);
  const total = rowCount * count;
  const low = new Int32Array(total);
  const high = new Int32Array(total);
  const gamma = new Float64Array(total);
  const blanks: number[] = [];
  const byLength = new Map<number, Places>();
  for (let row = 0; row < rowCount; row++) {
    const start = row * length;
    const nans = countNan(rows.info, rows.storage, rows.offset + start, length);
    const n = length - nans;
    if (n === 0 || (nans > 0 && !skipNan)) {
      blanks.push(row);
      continue;
    }
    let places = byLength.get(n);
    if (!places) byLength.set(n, (places = placesIn(n, fractions, method)));
    arrangeRow(rows, rows.offset + start, length, places.wanted);
    const at = row * count;
    for (let i = 0; i < count; i++) {
      low[at + i] = start + places.low[i]!;
      high[at + i] = start + places.high[i]!;
      gamma[at + i] = places.gamma[i]!;
    }
  }
  if (blanks.length > 0 && info.kind !== 'f' && info.kind !== 'c') {
    throw new ValueError(`quantile: no values to take a quantile of in an array of ${source.dtype}`);
  }
  if (length === 0) {
    const empty = emptyArray(info, [rowCount, count]);
    blank(empty, blanks);
    return empty;
  }
  const take = (positions: Int32Array): NDArray => {
    const packed = emptyArray(rows.info, [rowCount, count]);
    if (total > 0)
      backend().gather(
        { info: rows.info, storage: rows.storage, offset: rows.offset, steps: [] },
        positions,
        1,
        packed,
      );
    return packed;
  };
  const lower = take(low);
  let result: NDArray;
  if (method !== 'median' && isDiscrete(method)) result = converted(lower, info);
  else if (rows.info.kind === 'c') result = converted(divide(add(lower, take(high)), 2), info);
  else {
    const a = copyAs(lower, DTYPES.float64);
    const b = copyAs(take(high), DTYPES.float64).data;
    const values = a.data;
    for (let i = 0; i < total; i++) {
      const [from, to, t] = [values[i]!, b[i]!, gamma[i]!];
      if (method === 'median') values[i] = low[i] === high[i] ? from : (from + to) / 2;
      else if (from !== to) values[i] = t < 0.5 ? from + (to - from) * t : to - (to - from) * (1 - t);
    }
    result = converted(a as unknown as NDArray, info);
  }
  blank(result, blanks);
  return result;
}

/** Weights seen in the shape of the values: as they are, or one a place along the axes. */
function weightsOver(functionName: string, source: NDArray, axes: readonly number[], weights: NDArray): NDArray {
  if (sameShape(weights.shape, source.shape)) return weights;
  const along = axes.map((k) => source.shape[k]!);
  if (!sameShape(weights.shape, along)) {
    throw new ValueError(
      `${functionName}: Shape of weights must be consistent with shape of a along specified axis: ${shapeText(weights.shape)} and ${shapeText(along)}`,
    );
  }
  const shape = source.shape.map((n, k) => (axes.includes(k) ? n : 1));
  const steps = source.shape.map((_, k) => (axes.includes(k) ? weights.steps[axes.indexOf(k)]! : 0));
  return weights.strided(source.shape, broadcastSteps(shape, steps, source.shape), weights.offset);
}

/**
 * Quantiles of weighted values by the inverse of their distribution function.
 *
 * @param functionName - for messages
 * @param source - real numbers
 * @param axes - the axes that are reduced
 * @param weights - not negative
 * @param fractions - from 0 to 1
 * @param skipNan - leave nan out
 * @returns an array of shape (rows, quantiles)
 */
export function weightedQuantiles(
  functionName: string,
  source: NDArray,
  axes: readonly number[],
  weights: NDArray,
  fractions: Float64Array,
  skipNan: boolean,
): NDArray {
  if (weights.info.kind === 'c') throw new ValueError(`${functionName}: weights must be real`);
  const { rows } = rowsAlong(source, axes);
  const given = copyAs(rowsAlong(weightsOver(functionName, source, axes, weights), axes).rows, DTYPES.float64).data;
  if (!given.every((w) => w >= 0)) throw new ValueError(`${functionName}: Weights must be non-negative.`);
  const [rowCount, length] = rows.shape as [number, number];
  const order = new Int32Array(length);
  const sums = new Float64Array(length);
  const positions = new Int32Array(rowCount * fractions.length);
  const blanks: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const start = row * length;
    const nans = countNan(rows.info, rows.storage, rows.offset + start, length);
    const n = length - nans;
    if (n === 0 || (nans > 0 && !skipNan)) {
      blanks.push(row);
      continue;
    }
    argsortSegment(rows.storage, rows.dtype, rows.offset + start, rows.offset + start + length, order, 0);
    let sum = 0;
    for (let i = 0; i < n; i++) sums[i] = sum += given[start + order[i]!]!;
    if (!(sum > 0 && sum < Infinity))
      throw new ValueError(`${functionName}: Weights included NaN, inf or were all zero.`);
    fractions.forEach((q, j) => {
      let i = 0;
      while (i < n - 1 && (sums[i]! / sum < q || sums[i] === 0)) i++;
      positions[row * fractions.length + j] = start + order[i]!;
    });
  }
  if (blanks.length > 0 && rows.info.kind !== 'f')
    throw new ValueError(`${functionName}: no values to take a quantile of`);
  const result = emptyArray(rows.info, [rowCount, fractions.length]);
  if (length > 0 && positions.length > 0) {
    backend().gather({ info: rows.info, storage: rows.storage, offset: rows.offset, steps: [] }, positions, 1, result);
  }
  blank(result, blanks);
  return result;
}
