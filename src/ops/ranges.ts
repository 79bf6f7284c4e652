/** Evenly spaced values between two ends: linspace, logspace, geomspace. The ends may be arrays. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import {
  DTYPES,
  dtype as dtypeInfo,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  type ResolveDType,
} from '../core/dtype.js';
import { ValueError, checkOptions } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { promoteInfo, type Promote } from '../core/promotion.js';
import { broadcastShapes, normalizeAxis } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { fillRamp } from '../backends/single/ramp.js';
import { arange, asDType, copyAs } from './creation.js';
import { spreadOver } from './broadcasting.js';
import { integerArgument } from './integerArguments.js';
import { withAxisAt } from './transposition.js';
import { absolute, add, divide, floor, multiply, power, sign, subtract } from './ufuncs/arithmetic.js';
import { log10 } from './ufuncs/elementary.js';
import { equal } from './ufuncs/logic.js';

/** Options of `geomspace`. */
export interface GeomspaceOptions<T extends DTypeLike = DTypeLike> {
  /** Is the stop among the values? True by default. */
  endpoint?: boolean;
  /** The dtype of the result; float64 or complex128 by default, float32 for float32 arrays. */
  dtype?: T | null;
  /** Where in the result the values lie when the ends are arrays; 0 by default. */
  axis?: number;
}

/** Options of `linspace`. */
export interface LinspaceOptions<T extends DTypeLike = DTypeLike> extends GeomspaceOptions<T> {
  /** Also give the spacing. */
  retstep?: boolean;
}

/** Options of `logspace`. */
export interface LogspaceOptions<T extends DTypeLike = DTypeLike> extends GeomspaceOptions<T> {
  /** The base of the powers, 10 by default; may be an array. */
  base?: ArrayLike;
}

type FloatOf<D extends DType> = D extends 'complex64' | 'complex128'
  ? 'complex128'
  : D extends 'float32'
    ? 'float32'
    : 'float64';

/** The dtype of values between two ends. */
export type SpacedDType<A, B> = A extends number
  ? B extends number
    ? 'float64'
    : FloatOf<DTypeOf<B>>
  : FloatOf<Promote<DTypeOf<A>, DTypeOf<B>>>;

/** The ends as arrays, and the inexact dtype in which to compute. */
function endsOf(
  functionName: string,
  start: ArrayLike,
  stop: ArrayLike,
): { first: NDArray; last: NDArray; info: DTypeInfo } {
  const floating = (value: ArrayLike): { array: NDArray; info: DTypeInfo } => {
    const array = asNDArray(functionName, value);
    const { kind } = array.info;
    return { array, info: kind === 'f' || kind === 'c' ? array.info : DTYPES.float64 };
  };
  const [a, b] = [floating(start), floating(stop)];
  let { info } = a;
  if (isScalarLike(start) && !isScalarLike(stop))
    info = start instanceof Complex ? promoteInfo(b.info, DTYPES.complex64) : b.info;
  else if (isScalarLike(stop) && !isScalarLike(start))
    info = stop instanceof Complex ? promoteInfo(a.info, DTYPES.complex64) : a.info;
  else info = promoteInfo(a.info, b.info);
  return { first: asDType(functionName, a.array, info), last: asDType(functionName, b.array, info), info };
}

function countOf(functionName: string, num: unknown): number {
  const count = integerArgument(functionName, 'num', num);
  if (count < 0) throw new ValueError(`${functionName}: number of samples, ${count}, must be non-negative`);
  return count;
}

/** The values along axis 0 in the dtype of the computation, and the spacing. */
function spaced(
  first: NDArray,
  last: NDArray,
  num: number,
  endpoint: boolean,
  info: DTypeInfo,
): { values: NDArray; step: NDArray } {
  const shape = broadcastShapes(first.shape, last.shape);
  const delta = asNDArray('linspace', subtract(last, first) as NDArray);
  const div = endpoint ? num - 1 : num;
  const values = emptyArray(info, [num, ...shape]);
  const step = div > 0 ? (divide(delta, asDType('linspace', div, info)) as NDArray) : delta;
  if (shape.length === 0 && info === DTYPES.float64 && div > 0 && step.item() !== 0) {
    fillRamp(values.storage as Float64Array, first.item() as number, step.item() as number);
    if (endpoint && num > 1) (values.storage as Float64Array)[num - 1] = last.item() as number;
    return { values, step };
  }
  const real =
    info === DTYPES.float32 || info === DTYPES.complex64
      ? DTYPES.float32
      : info === DTYPES.float16
        ? DTYPES.float16
        : DTYPES.float64;
  const counted = asDType('linspace', arange(num), real);
  const along = counted.strided([num, ...shape.map(() => 1)], [1, ...shape.map(() => 0)], 0);
  const flat =
    div > 0 && step.toFlatArray().some((one) => (one instanceof Complex ? one.re === 0 && one.im === 0 : one === 0));
  if (num > 0) {
    if (div > 0 && flat) {
      // A spacing that vanishes in rounding must not lose the far end.
      multiply(divide(along, asDType('linspace', div, real)) as NDArray, delta, { out: values });
    } else multiply(along, div > 0 ? step : delta, { out: values });
    add(values, first, { out: values });
    if (endpoint && num > 1) {
      backend().copy(
        shape,
        spreadOver(last, shape),
        values.strided(shape, values.steps.slice(1), (num - 1) * values.steps[0]!),
      );
    }
  }
  return { values, step: div > 0 ? step : copyAs(multiply(delta, asDType('linspace', NaN, info)) as NDArray, info) };
}

/** In the dtype asked for, with the axis where it belongs; integers are rounded down. */
function finished(functionName: string, values: NDArray, options: GeomspaceOptions): NDArray {
  const axis = normalizeAxis(functionName, options.axis ?? 0, values.ndim);
  const info =
    options.dtype === undefined || options.dtype === null ? values.info : (dtypeInfo(options.dtype) as DTypeInfo);
  let result = values;
  if (info !== values.info) {
    const whole = (info.kind === 'i' || info.kind === 'u') && values.info.kind === 'f';
    result = copyAs(whole ? (floor(values) as NDArray) : values, info);
  }
  return withAxisAt(result, 0, axis);
}

/**
 * Evenly spaced values between two ends.
 *
 * @param start - the first value, array_like
 * @param stop - the last value (with `endpoint: false` the one after it), array_like
 * @param num - how many, 50 by default
 * @param options - `endpoint`, `retstep`, `dtype`, `axis`
 * @returns the values; with `retstep` a pair of them and the spacing (a plain number for plain ends)
 * @throws ValueError for a negative number
 * @example
 * np.linspace(0, 1, 5).toArray(); // [0, 0.25, 0.5, 0.75, 1]
 */
export function linspace<A extends ArrayLike, B extends ArrayLike, T extends DTypeLike>(
  start: A,
  stop: B,
  num: number | undefined,
  options: LinspaceOptions<T> & { dtype: T; retstep?: false },
): NDArray<ResolveDType<T>>;
export function linspace<A extends ArrayLike, B extends ArrayLike>(
  start: A,
  stop: B,
  num: number | undefined,
  options: LinspaceOptions & { dtype?: null; retstep: true },
): [ArrayOf<SpacedDType<A, B>>, [A, B] extends [number, number] ? number : ArrayOf<SpacedDType<A, B>>];
export function linspace<A extends ArrayLike, B extends ArrayLike>(
  start: A,
  stop: B,
  num?: number,
  options?: LinspaceOptions & { dtype?: null; retstep?: false },
): ArrayOf<SpacedDType<A, B>>;
export function linspace(
  start: ArrayLike,
  stop: ArrayLike,
  num: number | undefined,
  options: LinspaceOptions & { retstep: true },
): [NDArray, NDArray | number | Complex];
export function linspace(
  start: ArrayLike,
  stop: ArrayLike,
  num: number | undefined = 50,
  options: LinspaceOptions = {},
): unknown {
  checkOptions('linspace', options, ['endpoint', 'retstep', 'dtype', 'axis']);
  const count = countOf('linspace', num);
  const { first, last, info } = endsOf('linspace', start, stop);
  const { values, step } = spaced(first, last, count, options.endpoint ?? true, info);
  const result = finished('linspace', values, options);
  if (!options.retstep) return result;
  return [result, isScalarLike(start) && isScalarLike(stop) ? step.item() : step];
}

/**
 * Values evenly spaced on a logarithmic scale: `base` to the powers from `start` to `stop`.
 *
 * @param start - the first exponent, array_like
 * @param stop - the last exponent, array_like
 * @param num - how many, 50 by default
 * @param options - `endpoint`, `base` (10), `dtype`, `axis`
 * @throws ValueError for a negative number
 * @example
 * np.logspace(0, 2, 3).toArray(); // [1, 10, 100]
 */
export function logspace<T extends DTypeLike>(
  start: ArrayLike,
  stop: ArrayLike,
  num: number | undefined,
  options: LogspaceOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function logspace<A extends ArrayLike, B extends ArrayLike>(
  start: A,
  stop: B,
  num?: number,
  options?: LogspaceOptions & { dtype?: null },
): ArrayOf<SpacedDType<A, B>>;
export function logspace(
  start: ArrayLike,
  stop: ArrayLike,
  num: number | undefined = 50,
  options: LogspaceOptions = {},
): NDArray {
  checkOptions('logspace', options, ['endpoint', 'base', 'dtype', 'axis']);
  const count = countOf('logspace', num);
  const { base = 10, endpoint = true } = options;
  const bases = asNDArray('logspace', base);
  // An array of bases takes part in the broadcasting of the ends.
  const { first, last, info } = endsOf('logspace', start, stop);
  const shape = broadcastShapes(first.shape, last.shape, bases.shape);
  const lead = (a: NDArray): NDArray => copyAs(spreadOver(a, shape), a.info);
  const { values } =
    bases.ndim > 0
      ? spaced(lead(first), lead(last), count, endpoint, info)
      : spaced(first, last, count, endpoint, info);
  const powers = isScalarLike(base) ? power(base, values) : power(bases, values);
  return withoutTruncation('logspace', powers as NDArray, options);
}

/** As `finished`, but integers are cut off, not rounded down, as in NumPy. */
function withoutTruncation(functionName: string, values: NDArray, options: GeomspaceOptions): NDArray {
  const axis = normalizeAxis(functionName, options.axis ?? 0, values.ndim);
  const info =
    options.dtype === undefined || options.dtype === null ? values.info : (dtypeInfo(options.dtype) as DTypeInfo);
  return withAxisAt(info === values.info ? values : copyAs(values, info), 0, axis);
}

/**
 * Values in geometric progression between two ends.
 *
 * @param start - the first value, array_like, not 0
 * @param stop - the last value, array_like, not 0
 * @param num - how many, 50 by default
 * @param options - `endpoint`, `dtype`, `axis`
 * @throws ValueError for a negative number, or an end that is 0
 * @example
 * np.geomspace(1, 8, 4).toArray(); // [1, 2, 4, 8]
 */
export function geomspace<T extends DTypeLike>(
  start: ArrayLike,
  stop: ArrayLike,
  num: number | undefined,
  options: GeomspaceOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function geomspace<A extends ArrayLike, B extends ArrayLike>(
  start: A,
  stop: B,
  num?: number,
  options?: GeomspaceOptions & { dtype?: null },
): ArrayOf<SpacedDType<A, B>>;
export function geomspace(
  start: ArrayLike,
  stop: ArrayLike,
  num: number | undefined = 50,
  options: GeomspaceOptions = {},
): NDArray {
  checkOptions('geomspace', options, ['endpoint', 'dtype', 'axis']);
  const count = countOf('geomspace', num);
  const { endpoint = true } = options;
  const { first, last, info } = endsOf('geomspace', start, stop);
  for (const end of [first, last]) {
    if ((equal(end, 0) as NDArray<'bool'>).toFlatArray().includes(true)) {
      throw new ValueError('geomspace: geometric sequence cannot include zero');
    }
  }
  // Turned so that it begins on the positive real axis.
  const shape = broadcastShapes(first.shape, last.shape);
  const whole = (a: NDArray): NDArray => copyAs(spreadOver(a, shape), info);
  const turn = (info.kind === 'c' ? divide(first, absolute(first)) : sign(first)) as NDArray;
  const [from, to] = [divide(first, turn), divide(last, turn)] as [NDArray, NDArray];
  const { values: logs } = spaced(whole(log10(from) as NDArray), whole(log10(to) as NDArray), count, endpoint, info);
  const values = copyAs(power(10, logs) as NDArray, info);
  const row = (i: number): NDArray => values.strided(shape, values.steps.slice(1), i * (values.steps[0] ?? 0));
  if (count > 0) backend().copy(shape, spreadOver(from, shape), row(0));
  if (count > 1 && endpoint) backend().copy(shape, spreadOver(to, shape), row(count - 1));
  multiply(values, turn, { out: values });
  return withoutTruncation('geomspace', values, options);
}
