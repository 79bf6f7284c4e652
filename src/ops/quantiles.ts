/** Medians, quantiles and percentiles, with and without nan. */
import type { ArrayOf, ScalarOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf, type ScalarLike } from '../core/arrayLike.js';
import { DTYPES, type DType, type DTypeInfo, type Scalar } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions } from '../core/errors.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { promoteInfo } from '../core/promotion.js';
import { normalizeAxes, sizeOf } from '../core/shape.js';
import { checkOutput, permuted, putOut, reducedShape, reshaped, rowsAlong } from './axes.js';
import { float64Of } from './counting.js';
import { converted, meanInfo } from './moments.js';
import { orderStatistics, weightedQuantiles } from './orderStatistics.js';
import { QUANTILE_METHODS, isDiscrete, type DiscreteMethod, type QuantileMethod } from './quantileMethods.js';
import type { Along, AxisOption, AxisOptions, MeanDType, Whole } from './reductionTypes.js';

export type { QuantileMethod };

/** Options of `median` and `nanmedian`. */
export interface MedianOptions extends AxisOptions {
  /** Accepted for NumPy's sake; the input is never overwritten. */
  overwriteInput?: boolean;
}

/** Options of quantiles and percentiles. */
export interface QuantileOptions<M extends QuantileMethod = QuantileMethod> extends MedianOptions {
  /** How a quantile between two values is taken; `'linear'` by default. */
  method?: M;
  /** One weight a value, or one a place along the axes; only with `method: 'inverted_cdf'`. */
  weights?: ArrayLike | null;
}

/** The dtype of quantiles of `D`. */
export type QuantileDType<D, M extends QuantileMethod> = M extends DiscreteMethod ? D : MeanDType<D>;

/** A median over axes. */
export interface Median {
  <D extends DType>(a: ArrayLike, options: MedianOptions & { out: NDArray<D> }): NDArray<D>;
  <A extends ArrayLike>(a: A, options?: MedianOptions & Whole): ScalarOf<MeanDType<DTypeOf<A>>>;
  <A extends ArrayLike>(a: A, options: MedianOptions & Along): ArrayOf<MeanDType<DTypeOf<A>>>;
  <A extends ArrayLike>(
    a: A,
    options?: MedianOptions,
  ): ArrayOf<MeanDType<DTypeOf<A>>> | ScalarOf<MeanDType<DTypeOf<A>>>;
}

/** A quantile over axes: plain for a plain q over everything, else an array with the axes of q in front. */
export interface Quantile {
  <D extends DType>(a: ArrayLike, q: ArrayLike, options: QuantileOptions & { out: NDArray<D> }): NDArray<D>;
  <A extends ArrayLike, M extends QuantileMethod = 'linear'>(
    a: A,
    q: number,
    options?: QuantileOptions<M> & Whole,
  ): ScalarOf<QuantileDType<DTypeOf<A>, M>>;
  <A extends ArrayLike, M extends QuantileMethod = 'linear'>(
    a: A,
    q: number,
    options: QuantileOptions<M> & Along,
  ): ArrayOf<QuantileDType<DTypeOf<A>, M>>;
  <A extends ArrayLike, Q extends Exclude<ArrayLike, ScalarLike>>(
    a: A,
    q: Q,
    options?: QuantileOptions,
  ): ArrayOf<MeanDType<DTypeOf<A>> | DTypeOf<A> | 'float64'>;
  <A extends ArrayLike>(a: A, q: ArrayLike, options?: QuantileOptions): NDArray | Scalar;
}

/** Put rows' results (rows, quantiles) into NumPy's order: the axes of q first, then the axes that are left. */
function arranged(
  found: NDArray,
  qShape: readonly number[],
  rest: readonly number[],
  axes: readonly number[],
  ndim: number,
  keepdims: boolean,
): NDArray {
  const turned = permuted(reshaped(found, [sizeOf(rest), sizeOf(qShape)]), [1, 0]);
  let next = 0;
  const kept = keepdims ? Array.from({ length: ndim }, (_, k) => (axes.includes(k) ? 1 : rest[next++]!)) : rest;
  return reshaped(turned, [...qShape, ...kept]);
}

function quantiles(
  name: string,
  a: ArrayLike,
  q: ArrayLike,
  options: QuantileOptions,
  scale: number,
  skipNan: boolean,
): NDArray | Scalar {
  checkOptions(name, options, ['axis', 'out', 'overwriteInput', 'method', 'keepdims', 'weights']);
  const { axis, out, method = 'linear', keepdims = false, weights } = options;
  if (!Object.hasOwn(QUANTILE_METHODS, method)) {
    throw new ValueError(
      `${name}: '${String(method)}' is not a valid method. Use one of: ${Object.keys(QUANTILE_METHODS).join(', ')}`,
    );
  }
  const source = asNDArray(name, a);
  if (source.info.kind === 'c') throw new DTypeError(`${name}: a must be an array of real numbers`);
  const wanted = asNDArray(name, q);
  if (wanted.info.kind === 'c') throw new DTypeError(`${name}: q must be real`);
  const fractions = float64Of(wanted).map((value) => value / scale);
  if (!fractions.every((f) => f >= 0 && f <= 1)) {
    throw new ValueError(
      scale === 100 ? 'Percentiles must be in the range [0, 100]' : 'Quantiles must be in the range [0, 1]',
    );
  }
  const axes = normalizeAxes(name, axis, source.ndim);
  const mean = meanInfo(source.info);
  const between = isScalarLike(q) || wanted.info.kind !== 'f' ? mean : promoteInfo(mean, wanted.info);
  const info = isDiscrete(method) || source.info.kind === 'b' ? source.info : between;
  if (source.info.kind === 'b' && !isDiscrete(method)) {
    throw new DTypeError(
      `${name}: quantiles of booleans need a method that takes one of them, such as 'nearest'; convert them with astype first`,
    );
  }
  const rest = reducedShape(source.shape, axes, false);
  const shape = [...wanted.shape, ...reducedShape(source.shape, axes, keepdims)];
  if (out !== undefined && out !== null) checkOutput(name, out, shape, info);
  let found: NDArray;
  if (weights !== undefined && weights !== null) {
    if (method !== 'inverted_cdf') {
      throw new ValueError(`${name}: Only method 'inverted_cdf' supports weights. Got: ${method}.`);
    }
    found = weightedQuantiles(name, source, axes, asNDArray(name, weights), fractions, skipNan);
  } else {
    const { rows } = rowsAlong(source, axes);
    found = orderStatistics(rows, fractions, method, info, skipNan);
  }
  const result = arranged(found, wanted.shape, rest, axes, source.ndim, keepdims);
  if (out !== undefined && out !== null) return putOut(name, result, out);
  return result.ndim === 0 && (axis === undefined || axis === null) && isScalarLike(q) ? result.item() : result;
}

function quantileFunction(name: string, scale: 1 | 100, skipNan: boolean): Quantile {
  const fn = (a: ArrayLike, q: ArrayLike, options: QuantileOptions = {}): NDArray | Scalar => {
    if (q === undefined)
      throw new DTypeError(
        `${name}: q is missing; give ${scale === 1 ? 'a fraction from 0 to 1' : 'a percentage from 0 to 100'}`,
      );
    return quantiles(name, a, q, options, scale, skipNan);
  };
  Object.defineProperty(fn, 'name', { value: name });
  return fn as unknown as Quantile;
}

/**
 * The q-th quantiles along axes: the values below which a fraction q of the data lies. nan where there is a nan.
 *
 * @param a - array_like of real numbers
 * @param q - array_like of fractions from 0 to 1
 * @param options - `axis`, `out`, `method` (`'linear'`, or another of Hyndman and Fan's, Am. Stat. 50, 1996), `keepdims`,
 *   `weights` (with `'inverted_cdf'`)
 * @returns a plain value for a plain q over everything, else an array with the axes of q in front
 * @throws ValueError for q out of range, an unknown method, or weights that do not fit
 * @example
 * np.quantile([1, 2, 3, 4], 0.5); // 2.5
 * np.quantile([[10, 7, 4], [3, 2, 1]], [0.25, 0.75], { axis: 1 }).toArray(); // [[5.5, 1.5], [8.5, 2.5]]
 */
export const quantile: Quantile = quantileFunction('quantile', 1, false);

/**
 * The q-th percentiles along axes; see `quantile`.
 *
 * @param a - array_like of real numbers
 * @param q - array_like of percentages from 0 to 100
 * @param options - `axis`, `out`, `method`, `keepdims`, `weights`
 * @returns a plain value for a plain q over everything, else an array with the axes of q in front
 * @throws ValueError for q out of range, an unknown method, or weights that do not fit
 * @example
 * np.percentile([[10, 7, 4], [3, 2, 1]], 50); // 3.5
 */
export const percentile: Quantile = quantileFunction('percentile', 100, false);

/**
 * The q-th quantiles along axes, nan left out; nan where nothing is left.
 *
 * @param a - array_like of real numbers
 * @param q - array_like of fractions from 0 to 1
 * @param options - see `quantile`
 * @throws ValueError for q out of range, an unknown method, or weights that do not fit
 * @example
 * np.nanquantile([1, NaN, 3], 0.5); // 2
 */
export const nanquantile: Quantile = quantileFunction('nanquantile', 1, true);

/**
 * The q-th percentiles along axes, nan left out; nan where nothing is left.
 *
 * @param a - array_like of real numbers
 * @param q - array_like of percentages from 0 to 100
 * @param options - see `quantile`
 * @throws ValueError for q out of range, an unknown method, or weights that do not fit
 * @example
 * np.nanpercentile([1, NaN, 3], 100); // 3
 */
export const nanpercentile: Quantile = quantileFunction('nanpercentile', 100, true);

function medianFunction(name: string, skipNan: boolean): Median {
  const fn = (a: ArrayLike, options: MedianOptions = {}): NDArray | Scalar => {
    checkOptions(name, options, ['axis', 'out', 'overwriteInput', 'keepdims']);
    const { axis, out, keepdims = false } = options as MedianOptions & { axis?: AxisOption };
    const source = asNDArray(name, a);
    const axes = normalizeAxes(name, axis, source.ndim);
    const info: DTypeInfo = meanInfo(source.info);
    if (out !== undefined && out !== null) checkOutput(name, out, reducedShape(source.shape, axes, keepdims), info);
    const { rows, rest } = rowsAlong(converted(source, source.info.kind === 'b' ? DTYPES.uint8 : source.info), axes);
    const found = rows.shape[0] === 0 ? emptyArray(info, [0, 1]) : orderStatistics(rows, null, 'median', info, skipNan);
    const result = arranged(found, [], rest, axes, source.ndim, keepdims);
    if (out !== undefined && out !== null) return putOut(name, result, out);
    return result.ndim === 0 && (axis === undefined || axis === null) ? result.item() : result;
  };
  Object.defineProperty(fn, 'name', { value: name });
  return fn as unknown as Median;
}

/**
 * The median along axes: the middle value, or the mean of the two middle ones. nan where there is a nan.
 *
 * @param a - array_like
 * @param options - `axis`, `out`, `keepdims`
 * @returns a plain value over everything, an array with `axis` or `keepdims`; nan for no elements
 * @throws AxisError for an axis out of bounds
 * @example
 * np.median([[10, 7, 4], [3, 2, 1]]); // 3.5
 * np.median([[10, 7, 4], [3, 2, 1]], { axis: 1 }).toArray(); // [7, 2]
 */
export const median: Median = medianFunction('median', false);

/**
 * The median along axes, nan left out; nan where nothing is left.
 *
 * @param a - array_like
 * @param options - `axis`, `out`, `keepdims`
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @throws AxisError for an axis out of bounds
 * @example
 * np.nanmedian([1, NaN, 4]); // 2.5
 */
export const nanmedian: Median = medianFunction('nanmedian', true);
