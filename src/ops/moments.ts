/** Means, variances and standard deviations. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES, dtype as dtypeInfo, type DTypeInfo, type DTypeLike, type Scalar } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { emptyArray, zerosArray, type NDArray } from '../core/ndarray.js';
import { broadcastSteps, normalizeAxes, sizeOf } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { hasPlainNumbers } from '../backends/single/moments.js';
import { checkOutput, delivered, reducedShape } from './axes.js';
import { copyAs } from './creation.js';
import type { MeanOptions, Reduction, SpreadOptions } from './reductionTypes.js';
import { add, conjugate, divide, maximum, multiply, square, subtract } from './ufuncs/arithmetic.js';
import { maskArray } from './ufuncs/call.js';
import { sqrt } from './ufuncs/elementary.js';
import { reduce } from './ufuncs/fold.js';
import { tableOf } from './ufuncs/make.js';

/** The dtype of a mean of values of a dtype. */
export function meanInfo(info: DTypeInfo): DTypeInfo {
  return info.kind === 'f' || info.kind === 'c' ? info : DTYPES.float64;
}

/** The dtype in which means are accumulated: at least float64. */
function accumulator(info: DTypeInfo): DTypeInfo {
  return info.kind === 'c' ? DTYPES.complex128 : DTYPES.float64;
}

/** An array in another dtype, copied only where it must be. */
export function converted(a: NDArray, info: DTypeInfo): NDArray {
  return a.info === info ? a : copyAs(a, info);
}

/** How many elements each mean is taken over: one number, or one a mean where a mask leaves some out. */
function counts(
  functionName: string,
  source: NDArray,
  axes: readonly number[],
  where: ArrayLike | undefined,
): number | NDArray {
  if (where === undefined || where === true) return sizeOf(axes.map((k) => source.shape[k]!));
  const mask = maskArray(functionName, where);
  const spread = mask.strided(source.shape, broadcastSteps(mask.shape, mask.steps, source.shape), mask.offset);
  return reduce(tableOf(add), functionName, spread, { axis: axes, keepdims: true, dtype: 'float64' }) as NDArray;
}

/** Means with reduced axes kept, in the accumulator's dtype. */
function keptMean(
  functionName: string,
  source: NDArray,
  axes: readonly number[],
  where: ArrayLike | undefined,
  n: number | NDArray,
): NDArray {
  const info = accumulator(source.info);
  const sums = reduce(tableOf(add), functionName, source, {
    axis: axes,
    keepdims: true,
    where,
    dtype: info.name,
  }) as NDArray;
  return divide(sums, n, { out: sums });
}

function resultInfo(source: NDArray, wanted: DTypeLike | undefined): DTypeInfo {
  return wanted === undefined ? meanInfo(source.info) : (dtypeInfo(wanted) as DTypeInfo);
}

/** An output must fit before anything is computed. */
function checkEarly(
  functionName: string,
  options: MeanOptions,
  source: NDArray,
  axes: readonly number[],
  info: DTypeInfo,
): void {
  const { out, keepdims = false } = options;
  if (out !== undefined && out !== null)
    checkOutput(functionName, out, reducedShape(source.shape, axes, keepdims), info);
}

/** See `mean`; for the functions that build on it. */
export function meanAlong(functionName: string, a: ArrayLike, options: MeanOptions): NDArray | Scalar {
  const source = asNDArray(functionName, a);
  const axes = normalizeAxes(functionName, options.axis, source.ndim);
  const info = resultInfo(source, options.dtype);
  checkEarly(functionName, options, source, axes, info);
  const n = counts(functionName, source, axes, options.where);
  return delivered(
    functionName,
    converted(keptMean(functionName, source, axes, options.where, n), info),
    axes,
    options,
  );
}

/**
 * The arithmetic mean along axes, added up pairwise in float64 at least.
 *
 * @param a - array_like
 * @param options - `axis`, `dtype` (float64 for integers), `out`, `keepdims`, `where`
 * @returns a plain value over everything, an array with `axis` or `keepdims`; nan for no elements
 * @throws AxisError for an axis out of bounds
 * @example
 * np.mean([[1, 2], [3, 4]]); // 2.5
 * np.mean([[1, 2], [3, 4]], { axis: 0 }).toArray(); // [2, 3]
 */
export const mean = function mean(a: ArrayLike, options: MeanOptions = {}): NDArray | Scalar {
  checkOptions('mean', options, ['axis', 'dtype', 'out', 'keepdims', 'where']);
  return meanAlong('mean', a, options);
} as Reduction<'mean', MeanOptions>;

/** Squared distances from the mean, added up along axes (kept). */
function squares(
  functionName: string,
  source: NDArray,
  middle: NDArray,
  axes: readonly number[],
  where: ArrayLike | undefined,
): NDArray {
  const { shape } = source;
  if (hasPlainNumbers(source.info) && middle.info === DTYPES.float64 && (where === undefined || where === true)) {
    const sums = zerosArray(DTYPES.float64, reducedShape(shape, axes, true));
    const still = (array: NDArray): number[] =>
      broadcastSteps(array.shape, array.steps, shape).map((step, k) => (axes.includes(k) ? 0 : step));
    const view = (array: NDArray) => ({
      info: array.info,
      storage: array.storage,
      offset: array.offset,
      steps: still(array),
    });
    backend().squaredDeviations(shape, source, view(middle), view(sums));
    return sums;
  }
  const wide = accumulator(source.info);
  const off = subtract(source, middle, { dtype: wide.name });
  let squared: NDArray = off;
  if (wide.kind === 'c') {
    squared = emptyArray(DTYPES.float64, shape);
    backend().copy(shape, multiply(off, conjugate(off)), squared);
  } else square(off, { out: off });
  return reduce(tableOf(add), functionName, squared, { axis: axes, keepdims: true, where }) as NDArray;
}

/** See `var`; `finish` is applied to the variances before they are handed over. */
export function varianceAlong(
  functionName: string,
  a: ArrayLike,
  options: SpreadOptions,
  finish?: (variance: NDArray) => NDArray,
): NDArray | Scalar {
  const { ddof, correction, where } = options;
  if (ddof !== undefined && correction !== undefined) {
    throw new ValueError(`${functionName}: ddof and correction can't be provided simultaneously.`);
  }
  const delta = ddof ?? correction ?? 0;
  if (typeof delta !== 'number') throw new DTypeError(`${functionName}: ddof must be a number, got ${describe(delta)}`);
  const source = asNDArray(functionName, a);
  const axes = normalizeAxes(functionName, options.axis, source.ndim);
  let info = resultInfo(source, options.dtype);
  if (info.kind === 'c') info = info === DTYPES.complex64 ? DTYPES.float32 : DTYPES.float64;
  checkEarly(functionName, options, source, axes, info);
  const n = counts(functionName, source, axes, where);
  const middle =
    options.mean === undefined
      ? keptMean(functionName, source, axes, where, n)
      : converted(asNDArray(functionName, options.mean), accumulator(source.info));
  let result = squares(functionName, source, middle, axes, where);
  const divisor = typeof n === 'number' ? Math.max(n - delta, 0) : maximum(subtract(n, delta), 0);
  result = divide(result, divisor, { out: result });
  if (finish) result = finish(result);
  return delivered(functionName, converted(result, info), axes, options);
}

const SPREAD = ['axis', 'dtype', 'out', 'ddof', 'keepdims', 'where', 'mean', 'correction'];

const variance = function (a: ArrayLike, options: SpreadOptions = {}): NDArray | Scalar {
  checkOptions('var', options, SPREAD);
  return varianceAlong('var', a, options);
} as Reduction<'spread', SpreadOptions>;
Object.defineProperty(variance, 'name', { value: 'var' });

/**
 * The variance along axes, in two passes: the mean, then squared deviations from it added up pairwise. The variance of
 * complex numbers is real. Exported as `var`.
 *
 * @param a - array_like
 * @param options - `axis`, `dtype`, `out`, `ddof` (or `correction`), `keepdims`, `where`, `mean`
 * @returns a plain value over everything, an array with `axis` or `keepdims`; nan where `n <= ddof`
 * @throws AxisError for an axis out of bounds; ValueError for both `ddof` and `correction`
 * @example
 * np.var([1, 2, 3, 4]); // 1.25
 * np.var([1, 2, 3, 4], { ddof: 1 }); // 1.6666666666666667
 */
export { variance as var };

/**
 * The standard deviation along axes: the square root of `var`.
 *
 * @param a - array_like
 * @param options - `axis`, `dtype`, `out`, `ddof` (or `correction`), `keepdims`, `where`, `mean`
 * @returns a plain value over everything, an array with `axis` or `keepdims`; nan where `n <= ddof`
 * @throws AxisError for an axis out of bounds; ValueError for both `ddof` and `correction`
 * @example
 * np.std([1, 2, 3, 4]); // 1.118033988749895
 */
export const std = function std(a: ArrayLike, options: SpreadOptions = {}): NDArray | Scalar {
  checkOptions('std', options, SPREAD);
  return varianceAlong('std', a, options, (values) => sqrt(values, { out: values }));
} as Reduction<'spread', SpreadOptions>;
