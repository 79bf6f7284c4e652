/** Sums, products, extremes and truth over axes: folds of ufuncs under the names that users know. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES, type Scalar } from '../core/dtype.js';
import { checkOptions } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { normalizeAxes } from '../core/shape.js';
import { countNonzeroFlat, truthFlat } from '../backends/single/truth.js';
import { delivered } from './axes.js';
import type {
  AxisOption,
  AxisOptions,
  ExtremumOptions,
  Reduction,
  ReductionRule,
  TotalOptions,
  TruthOptions,
} from './reductionTypes.js';
import { add, maximum, minimum, multiply, subtract } from './ufuncs/arithmetic.js';
import { reduce } from './ufuncs/fold.js';
import { logicalAnd, logicalOr, notEqual } from './ufuncs/logic.js';
import { tableOf } from './ufuncs/make.js';
import type { ReduceOptions } from './ufuncs/types.js';

const TOTAL = ['axis', 'dtype', 'out', 'keepdims', 'initial', 'where'];
const EXTREMUM = ['axis', 'out', 'keepdims', 'initial', 'where'];

/** A reduction that is the fold of a ufunc. */
function folding<R extends ReductionRule, O extends AxisOptions>(
  name: string,
  ufunc: object,
  known: readonly string[],
): Reduction<R, O> {
  const table = tableOf(ufunc);
  const fn = (a: ArrayLike, options?: O): NDArray | Scalar => {
    checkOptions(name, options, known);
    return reduce(table, name, a, options as ReduceOptions);
  };
  Object.defineProperty(fn, 'name', { value: name });
  return fn as unknown as Reduction<R, O>;
}

/**
 * Sum of elements over axes. Float sums are pairwise; integers add up in 64 bits.
 *
 * @param a - array_like
 * @param options - `axis`, `dtype`, `out`, `keepdims`, `initial`, `where`
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @throws AxisError for an axis out of bounds; ValueError when `out` does not fit
 * @example
 * np.sum([[0, 1], [0, 5]]); // 6
 * np.sum([[0, 1], [0, 5]], { axis: 0 }).toArray(); // [0, 6]
 */
export const sum: Reduction<'total', TotalOptions> = folding('sum', add, TOTAL);

/**
 * Product of elements over axes.
 *
 * @param a - array_like
 * @param options - `axis`, `dtype`, `out`, `keepdims`, `initial`, `where`
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @example
 * np.prod([[1, 2], [3, 4]]); // 24
 */
export const prod: Reduction<'total', TotalOptions> = folding('prod', multiply, TOTAL);

/**
 * The largest element along axes; nan where there is a nan.
 *
 * @param a - array_like
 * @param options - `axis`, `out`, `keepdims`, `initial`, `where` (which needs `initial`)
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @throws ValueError for empty input without `initial`
 * @example
 * np.max([[1, 5], [3, 2]], { axis: 1 }).toArray(); // [5, 3]
 */
export const max: Reduction<'same', ExtremumOptions> = folding('max', maximum, EXTREMUM);

/**
 * The smallest element along axes; nan where there is a nan.
 *
 * @param a - array_like
 * @param options - `axis`, `out`, `keepdims`, `initial`, `where` (which needs `initial`)
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @throws ValueError for empty input without `initial`
 * @example
 * np.min([[1, 5], [3, 2]]); // 1
 */
export const min: Reduction<'same', ExtremumOptions> = folding('min', minimum, EXTREMUM);

/** The same as `max`, under its other name. */
export const amax: Reduction<'same', ExtremumOptions> = folding('amax', maximum, EXTREMUM);

/** The same as `min`, under its other name. */
export const amin: Reduction<'same', ExtremumOptions> = folding('amin', minimum, EXTREMUM);

/**
 * The range "peak to peak": maximum less minimum.
 *
 * @param a - array_like, not boolean
 * @param options - `axis`, `out`, `keepdims`
 * @returns a plain value over everything, an array with `axis` or `keepdims`
 * @example
 * np.ptp([4, 9, 2, 10]); // 8
 */
export const ptp = function ptp(a: ArrayLike, options: AxisOptions = {}): NDArray | Scalar {
  checkOptions('ptp', options, ['axis', 'out', 'keepdims']);
  const source = asNDArray('ptp', a);
  const axes = normalizeAxes('ptp', options.axis, source.ndim);
  const ends = [maximum, minimum].map(
    (ufunc) => reduce(tableOf(ufunc), 'ptp', source, { axis: axes, keepdims: true }) as NDArray,
  );
  return delivered('ptp', subtract(ends[0]!, ends[1]!), axes, options);
} as Reduction<'same', AxisOptions>;

function truth(name: 'all' | 'any', ufunc: object): Reduction<'bool', TruthOptions> {
  const table = tableOf(ufunc);
  const stopAt = name === 'any';
  const fn = (a: ArrayLike, options: TruthOptions = {}): NDArray | Scalar => {
    checkOptions(name, options, ['axis', 'out', 'keepdims', 'where']);
    const source = asNDArray(name, a);
    const { axis, out, keepdims, where } = options;
    if (
      source.isC &&
      (axis === undefined || axis === null) &&
      !out &&
      !keepdims &&
      (where === undefined || where === true)
    ) {
      return truthFlat(source, source.size, stopAt);
    }
    return reduce(table, name, source, options);
  };
  Object.defineProperty(fn, 'name', { value: name });
  return fn as unknown as Reduction<'bool', TruthOptions>;
}

/**
 * Are all elements along axes true (not 0; nan is true)?
 *
 * @param a - array_like
 * @param options - `axis`, `out`, `keepdims`, `where`
 * @returns a boolean over everything, an array with `axis` or `keepdims`
 * @example
 * np.all([[true, false], [true, true]], { axis: 1 }).toArray(); // [false, true]
 */
export const all: Reduction<'bool', TruthOptions> = truth('all', logicalAnd);

/**
 * Is any element along axes true (not 0; nan is true)?
 *
 * @param a - array_like
 * @param options - `axis`, `out`, `keepdims`, `where`
 * @returns a boolean over everything, an array with `axis` or `keepdims`
 * @example
 * np.any([0, 0, 3]); // true
 */
export const any: Reduction<'bool', TruthOptions> = truth('any', logicalOr);

/**
 * How many elements are not zero.
 *
 * @param a - array_like
 * @param options - `axis`, `keepdims`
 * @returns a number over everything, an int32 array with `axis` or `keepdims`
 * @example
 * np.countNonzero([[0, 1, 7], [3, 0, 0]], { axis: 1 }).toArray(); // [2, 1]
 */
export function countNonzero(a: ArrayLike, options?: { axis?: null; keepdims?: false }): number;
export function countNonzero(
  a: ArrayLike,
  options: { axis: number | readonly number[]; keepdims?: boolean },
): NDArray<'int32'>;
export function countNonzero(a: ArrayLike, options: { axis?: AxisOption; keepdims: true }): NDArray<'int32'>;
export function countNonzero(
  a: ArrayLike,
  options: { axis?: AxisOption; keepdims?: boolean } = {},
): NDArray<'int32'> | number {
  checkOptions('countNonzero', options, ['axis', 'keepdims']);
  const source = asNDArray('countNonzero', a);
  const { axis, keepdims = false } = options;
  if (source.isC && (axis === undefined || axis === null) && !keepdims) return countNonzeroFlat(source, source.size);
  const bits = source.info === DTYPES.bool ? source : notEqual(source, source.info.kind === 'b' ? false : 0);
  return reduce(tableOf(add), 'countNonzero', bits, { axis, keepdims, dtype: 'int32' }) as NDArray<'int32'> | number;
}
