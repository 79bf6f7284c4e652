/** Running sums and products along an axis. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import type { DTypeLike, ResolveDType } from '../core/dtype.js';
import { ValueError, checkOptions } from '../core/errors.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { normalizeAxis } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { checkOutput, flattened } from './axes.js';
import type { Running, RunningOptions, TotalDType } from './reductionTypes.js';
import { add, multiply } from './ufuncs/arithmetic.js';
import { accumulate, fillWith, foldLoop } from './ufuncs/fold.js';
import { tableOf } from './ufuncs/make.js';

function running(name: string, ufunc: object): Running {
  const table = tableOf(ufunc);
  const fn = (a: ArrayLike, options: RunningOptions = {}): NDArray => {
    checkOptions(name, options, ['axis', 'dtype', 'out']);
    let source = asNDArray(name, a);
    const { axis, dtype, out } = options;
    const whole = axis === undefined || axis === null;
    if (whole || source.ndim === 0) {
      if (!whole) normalizeAxis(name, axis, Math.max(source.ndim, 1));
      source = source.ndim === 0 ? source.strided([1], [1], source.offset) : flattened(source);
    }
    return accumulate(table, name, source, { axis: whole ? 0 : axis, dtype, out });
  };
  Object.defineProperty(fn, 'name', { value: name });
  return fn as unknown as Running;
}

/**
 * Running sums along an axis; integers add up in 64 bits.
 *
 * @param a - array_like
 * @param options - `axis` (null, the default: all elements in C order), `dtype`, `out`
 * @returns an array of the source's shape, of one axis where `axis` is null
 * @throws AxisError for an axis out of bounds
 * @example
 * np.cumsum([[1, 2], [3, 4]]).toArray(); // [1, 3, 6, 10]
 * np.cumsum([[1, 2], [3, 4]], { axis: 0 }).toArray(); // [[1, 2], [4, 6]]
 */
export const cumsum: Running = running('cumsum', add);

/**
 * Running products along an axis; integers multiply in 64 bits.
 *
 * @param a - array_like
 * @param options - `axis` (null, the default: all elements in C order), `dtype`, `out`
 * @returns an array of the source's shape, of one axis where `axis` is null
 * @throws AxisError for an axis out of bounds
 * @example
 * np.cumprod([1, 2, 3, 4]).toArray(); // [1, 2, 6, 24]
 */
export const cumprod: Running = running('cumprod', multiply);

/** Options of `cumulativeSum` and `cumulativeProd`. */
export interface CumulativeOptions {
  /** The axis to run along; may be left out for one axis only. */
  axis?: number | null;
  dtype?: DTypeLike;
  out?: NDArray | null;
  /** Put the starting value (0 or 1) in front. */
  includeInitial?: boolean;
}

function cumulative(name: string, ufunc: object, start: 0 | 1, x: ArrayLike, options: CumulativeOptions): NDArray {
  checkOptions(name, options, ['axis', 'dtype', 'out', 'includeInitial']);
  const table = tableOf(ufunc);
  let source = asNDArray(name, x);
  const { axis, dtype, out, includeInitial = false } = options;
  if (source.ndim === 0) source = source.strided([1], [1], source.offset);
  if ((axis === undefined || axis === null) && source.ndim !== 1) {
    throw new ValueError(`${name}: For arrays which have more than one dimension \`axis\` argument is required.`);
  }
  const along = normalizeAxis(name, axis ?? 0, source.ndim);
  if (!includeInitial) return accumulate(table, name, source, { axis: along, dtype, out });
  const shape = source.shape.map((n, k) => (k === along ? n + 1 : n));
  const { info } = foldLoopOutput(table, source, dtype, out);
  const result = out ? checkOutput(name, out, shape, info) : emptyArray(info, shape);
  const behind = result.strided(source.shape, result.steps, result.offset + result.steps[along]!);
  backend().copy(source.shape, accumulate(table, name, source, { axis: along, dtype: info.name }), behind);
  const first = source.shape.map((n, k) => (k === along ? 1 : n));
  const value = result.info.domain === 'bigint' ? BigInt(start) : start;
  fillWith(result.strided(first, result.steps, result.offset), value);
  return result;
}

function foldLoopOutput(
  table: ReturnType<typeof tableOf>,
  source: NDArray,
  dtype?: DTypeLike,
  out?: NDArray | null,
): { info: NDArray['info'] } {
  return { info: foldLoop(table, source.info, dtype, out).outputs[0]! };
}

/**
 * Running sums along an axis (the Array API's `cumsum`).
 *
 * @param x - array_like
 * @param options - `axis` (needed for more than one axis), `dtype`, `out`, `includeInitial` (a 0 in front)
 * @throws ValueError when `axis` is needed and missing
 * @example
 * np.cumulativeSum([1, 2, 3], { includeInitial: true }).toArray(); // [0, 1, 3, 6]
 */
export function cumulativeSum<T extends DTypeLike>(
  x: ArrayLike,
  options: CumulativeOptions & { dtype: T },
): NDArray<ResolveDType<T>>;
export function cumulativeSum<A extends ArrayLike>(x: A, options?: CumulativeOptions): ArrayOf<TotalDType<DTypeOf<A>>>;
export function cumulativeSum(x: ArrayLike, options: CumulativeOptions = {}): NDArray {
  return cumulative('cumulativeSum', add, 0, x, options);
}

/**
 * Running products along an axis (the Array API's `cumprod`).
 *
 * @param x - array_like
 * @param options - `axis` (needed for more than one axis), `dtype`, `out`, `includeInitial` (a 1 in front)
 * @throws ValueError when `axis` is needed and missing
 * @example
 * np.cumulativeProd([2, 3], { includeInitial: true }).toArray(); // [1, 2, 6]
 */
export function cumulativeProd<T extends DTypeLike>(
  x: ArrayLike,
  options: CumulativeOptions & { dtype: T },
): NDArray<ResolveDType<T>>;
export function cumulativeProd<A extends ArrayLike>(x: A, options?: CumulativeOptions): ArrayOf<TotalDType<DTypeOf<A>>>;
export function cumulativeProd(x: ArrayLike, options: CumulativeOptions = {}): NDArray {
  return cumulative('cumulativeProd', multiply, 1, x, options);
}
