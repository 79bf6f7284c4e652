/** Reductions that leave nan out. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES, dtype as dtypeInfo, type DTypeInfo, type Scalar } from '../core/dtype.js';
import { ValueError, checkOptions } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { normalizeAxes } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { countNan, replaceNan } from '../backends/single/nonFinite.js';
import { checkOutput, delivered, reducedShape } from './axes.js';
import { copyAs } from './creation.js';
import { argExtremum, type ArgOptions, type ArgReduction } from './extrema.js';
import { converted, meanAlong, meanInfo, varianceAlong } from './moments.js';
import type {
  ExtremumOptions,
  MeanOptions,
  Reduction,
  Running,
  RunningOptions,
  SpreadOptions,
  TotalOptions,
} from './reductionTypes.js';
import { cumprod, cumsum } from './scans.js';
import { add, conjugate, divide, fmax, fmin, multiply, square, subtract } from './ufuncs/arithmetic.js';
import { maskArray } from './ufuncs/call.js';
import { sqrt } from './ufuncs/elementary.js';
import { reduce } from './ufuncs/fold.js';
import { greater, isnan, logicalAnd, logicalNot } from './ufuncs/logic.js';
import { tableOf } from './ufuncs/make.js';

/** May an array hold nan? */
function mayHoldNan(info: DTypeInfo): boolean {
  return info.kind === 'f' || info.kind === 'c';
}

/** A copy with another number in the place of nan; the array itself where its dtype has none. */
function without(a: NDArray, value: number): NDArray {
  if (!mayHoldNan(a.info)) return a;
  const half = a.info === DTYPES.float16;
  const copy = copyAs(a, half ? (DTYPES.float32 as DTypeInfo) : a.info);
  const { lanes } = copy.info;
  replaceNan(copy.info, copy.storage, copy.offset * lanes, (copy.offset + copy.size) * lanes, value);
  return half ? copyAs(copy, a.info) : copy;
}

/** Is a result nan, or any of its elements? */
function holdsNan(result: NDArray | Scalar): boolean {
  if (result instanceof NDArray) {
    const packed = result.isC ? result : copyAs(result, result.info);
    return countNan(packed.info, packed.storage, packed.offset, packed.size) > 0;
  }
  return result instanceof Complex ? result.re !== result.re || result.im !== result.im : result !== result;
}

const TOTAL = ['axis', 'dtype', 'out', 'keepdims', 'initial', 'where'];
const EXTREMUM = ['axis', 'out', 'keepdims', 'initial', 'where'];

/**
 * Sum of elements over axes, nan counting as 0.
 *
 * @param a - array_like
 * @param options - `axis`, `dtype`, `out`, `keepdims`, `initial`, `where`
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @example
 * np.nansum([1, NaN, 2]); // 3
 */
export const nansum = function nansum(a: ArrayLike, options: TotalOptions = {}): NDArray | Scalar {
  checkOptions('nansum', options, TOTAL);
  if (!options.out) {
    // A sum without nan had none to leave out.
    const total = reduce(tableOf(add), 'nansum', a, options);
    if (!holdsNan(total)) return total;
  }
  return reduce(tableOf(add), 'nansum', without(asNDArray('nansum', a), 0), options);
} as Reduction<'total', TotalOptions>;

/**
 * Product of elements over axes, nan counting as 1.
 *
 * @param a - array_like
 * @param options - `axis`, `dtype`, `out`, `keepdims`, `initial`, `where`
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @example
 * np.nanprod([2, NaN, 3]); // 6
 */
export const nanprod = function nanprod(a: ArrayLike, options: TotalOptions = {}): NDArray | Scalar {
  checkOptions('nanprod', options, TOTAL);
  return reduce(tableOf(multiply), 'nanprod', without(asNDArray('nanprod', a), 1), options);
} as Reduction<'total', TotalOptions>;

/**
 * The largest element along axes, nan left out; nan where nothing is left.
 *
 * @param a - array_like
 * @param options - `axis`, `out`, `keepdims`, `initial`, `where` (which needs `initial`)
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @throws ValueError for empty input without `initial`
 * @example
 * np.nanmax([1, NaN, 2]); // 2
 */
export const nanmax = function nanmax(a: ArrayLike, options: ExtremumOptions = {}): NDArray | Scalar {
  checkOptions('nanmax', options, EXTREMUM);
  return reduce(tableOf(fmax), 'nanmax', a, options);
} as Reduction<'same', ExtremumOptions>;

/**
 * The smallest element along axes, nan left out; nan where nothing is left.
 *
 * @param a - array_like
 * @param options - `axis`, `out`, `keepdims`, `initial`, `where` (which needs `initial`)
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @throws ValueError for empty input without `initial`
 * @example
 * np.nanmin([1, NaN, 2]); // 1
 */
export const nanmin = function nanmin(a: ArrayLike, options: ExtremumOptions = {}): NDArray | Scalar {
  checkOptions('nanmin', options, EXTREMUM);
  return reduce(tableOf(fmin), 'nanmin', a, options);
} as Reduction<'same', ExtremumOptions>;

function nanArg(name: string, which: 'max' | 'min', a: ArrayLike, options: ArgOptions): NDArray | number {
  const source = asNDArray(name, a);
  if (mayHoldNan(source.info) && source.size > 0) {
    const nan = isnan(source);
    const axes = options.axis === undefined ? null : options.axis;
    const empty = reduce(tableOf(logicalAnd), name, nan, { axis: axes, keepdims: true }) as NDArray;
    if (empty.toFlatArray().some(Boolean)) throw new ValueError(`${name}: All-NaN slice encountered`);
  }
  return argExtremum(name, which, without(source, which === 'max' ? -Infinity : Infinity), options);
}

/**
 * The index of the largest element, nan left out.
 *
 * @param a - array_like
 * @param options - `axis` (null: all elements in C order), `out`, `keepdims`
 * @returns a number over everything, an int32 array along an axis
 * @throws ValueError where there is nothing but nan
 * @example
 * np.nanargmax([NaN, 4, 2]); // 1
 */
export const nanargmax = ((a: ArrayLike, options: ArgOptions = {}) =>
  nanArg('nanargmax', 'max', a, options)) as ArgReduction;

/**
 * The index of the smallest element, nan left out.
 *
 * @param a - array_like
 * @param options - `axis` (null: all elements in C order), `out`, `keepdims`
 * @returns a number over everything, an int32 array along an axis
 * @throws ValueError where there is nothing but nan
 * @example
 * np.nanargmin([NaN, 4, 2]); // 2
 */
export const nanargmin = ((a: ArrayLike, options: ArgOptions = {}) =>
  nanArg('nanargmin', 'min', a, options)) as ArgReduction;

/** Which elements count: those that are no nan and where the mask, if any, is true. */
function counting(functionName: string, source: NDArray, where: ArrayLike | undefined): NDArray {
  const numbers: NDArray = logicalNot(isnan(source));
  return where === undefined || where === true ? numbers : logicalAnd(numbers, maskArray(functionName, where));
}

/** Sums and counts of what counts, axes kept; sums in float64 at least. */
function sumsAndCounts(
  functionName: string,
  source: NDArray,
  axes: readonly number[],
  mask: NDArray,
  where: ArrayLike | undefined,
): [NDArray, NDArray] {
  const wide = source.info.kind === 'c' ? 'complex128' : 'float64';
  const fold = (a: NDArray, more: { where?: ArrayLike; dtype: 'float64' | 'complex128' }): NDArray =>
    reduce(tableOf(add), functionName, a, { axis: axes, keepdims: true, ...more }) as NDArray;
  return [fold(without(source, 0), { where, dtype: wide }), fold(mask, { dtype: 'float64' })];
}

/**
 * The mean along axes, nan left out; nan where nothing is left.
 *
 * @param a - array_like
 * @param options - `axis`, `dtype`, `out`, `keepdims`, `where`
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @example
 * np.nanmean([1, NaN, 3]); // 2
 */
export const nanmean = function nanmean(a: ArrayLike, options: MeanOptions = {}): NDArray | Scalar {
  checkOptions('nanmean', options, ['axis', 'dtype', 'out', 'keepdims', 'where']);
  const source = asNDArray('nanmean', a);
  if (!options.out) {
    const plain = meanAlong('nanmean', source, options);
    if (!mayHoldNan(source.info) || !holdsNan(plain)) return plain;
  } else if (!mayHoldNan(source.info)) return meanAlong('nanmean', source, options);
  const { axis, dtype, out, keepdims = false, where } = options;
  const axes = normalizeAxes('nanmean', axis, source.ndim);
  const info = dtype === undefined ? meanInfo(source.info) : (dtypeInfo(dtype) as DTypeInfo);
  if (out) checkOutput('nanmean', out, reducedShape(source.shape, axes, keepdims), info);
  const [sums, counts] = sumsAndCounts('nanmean', source, axes, counting('nanmean', source, where), where);
  return delivered('nanmean', converted(divide(sums, counts, { out: sums }), info), axes, options);
} as Reduction<'mean', MeanOptions>;

function nanSpread(
  name: string,
  a: ArrayLike,
  options: SpreadOptions,
  finish?: (variance: NDArray) => NDArray,
): NDArray | Scalar {
  checkOptions(name, options, ['axis', 'dtype', 'out', 'ddof', 'keepdims', 'where', 'mean', 'correction']);
  const source = asNDArray(name, a);
  if (!mayHoldNan(source.info)) return varianceAlong(name, source, options, finish);
  const { axis, dtype, out, keepdims = false, where, ddof, correction } = options;
  if (ddof !== undefined && correction !== undefined)
    throw new ValueError(`${name}: ddof and correction can't be provided simultaneously.`);
  const axes = normalizeAxes(name, axis, source.ndim);
  let info = dtype === undefined ? source.info : (dtypeInfo(dtype) as DTypeInfo);
  if (info.kind === 'c') info = info === DTYPES.complex64 ? DTYPES.float32 : DTYPES.float64;
  if (out) checkOutput(name, out, reducedShape(source.shape, axes, keepdims), info);
  const mask = counting(name, source, where);
  const [sums, counts] = sumsAndCounts(name, source, axes, mask, where);
  const middle = options.mean === undefined ? divide(sums, counts, { out: sums }) : asNDArray(name, options.mean);
  const wide = source.info.kind === 'c' ? 'complex128' : 'float64';
  const off: NDArray = subtract(source, middle, { dtype: wide });
  let squares: NDArray = off;
  if (wide === 'complex128') {
    squares = emptyArray(DTYPES.float64, source.shape) as unknown as NDArray;
    backend().copy(source.shape, multiply(off, conjugate(off)), squares);
  } else square(off, { out: off });
  const total = reduce(tableOf(add), name, without(squares, 0), { axis: axes, keepdims: true, where }) as NDArray;
  const free = subtract(counts, ddof ?? correction ?? 0) as NDArray;
  let result = divide(total, free) as NDArray;
  // Fewer values than degrees of freedom: nan, as in NumPy.
  const none = logicalNot(greater(free, 0));
  add(result, NaN, { out: result, where: none });
  if (finish) result = finish(result);
  return delivered(name, converted(result, info), axes, options);
}

/**
 * The variance along axes, nan left out; nan where too little is left.
 *
 * @param a - array_like
 * @param options - `axis`, `dtype`, `out`, `ddof` (or `correction`), `keepdims`, `where`, `mean`
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @example
 * np.nanvar([1, NaN, 3]); // 1
 */
export const nanvar = ((a: ArrayLike, options: SpreadOptions = {}) => nanSpread('nanvar', a, options)) as Reduction<
  'spread',
  SpreadOptions
>;

/**
 * The standard deviation along axes, nan left out; nan where too little is left.
 *
 * @param a - array_like
 * @param options - `axis`, `dtype`, `out`, `ddof` (or `correction`), `keepdims`, `where`, `mean`
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @example
 * np.nanstd([1, NaN, 5]); // 2
 */
export const nanstd = ((a: ArrayLike, options: SpreadOptions = {}) =>
  nanSpread('nanstd', a, options, (values) => sqrt(values, { out: values }))) as Reduction<'spread', SpreadOptions>;

/**
 * Running sums along an axis, nan counting as 0.
 *
 * @param a - array_like
 * @param options - `axis` (null, the default: all elements in C order), `dtype`, `out`
 * @example
 * np.nancumsum([1, NaN, 2]).toArray(); // [1, 1, 3]
 */
export const nancumsum = ((a: ArrayLike, options: RunningOptions = {}) =>
  cumsum(without(asNDArray('nancumsum', a), 0), options)) as Running;

/**
 * Running products along an axis, nan counting as 1.
 *
 * @param a - array_like
 * @param options - `axis` (null, the default: all elements in C order), `dtype`, `out`
 * @example
 * np.nancumprod([2, NaN, 3]).toArray(); // [2, 2, 6]
 */
export const nancumprod = ((a: ArrayLike, options: RunningOptions = {}) =>
  cumprod(without(asNDArray('nancumprod', a), 1), options)) as Running;
