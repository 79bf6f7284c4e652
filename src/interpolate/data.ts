/**
 * What every interpolator reads and hands over: abscissae as plain Float64Arrays, data as rows of columns with the
 * interpolation axis first, and values put back into the shape that the caller expects. Abscissae are real, so complex
 * data are twice as many real columns.
 */
import { asNDArray, isScalarLike, type ArrayLike, type ScalarLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray, type Item } from '../core/ndarray.js';
import { normalizeAxis, sizeOf, stepsC } from '../core/shape.js';
import { allocate } from '../core/storage.js';
import { permuted } from '../ops/axes.js';
import { copyAs } from '../ops/creation.js';
import { withAxisAt } from '../ops/transposition.js';

/** The dtypes that interpolated values may have. */
export type SplineDType = 'float64' | 'complex128';

/** What evaluating gives: a plain value for a plain x and data of one axis, else an array. */
export type ValueAt<X, D extends SplineDType> = X extends ScalarLike ? Item<D> : NDArray<D>;

/** What happens outside the domain: carry on, give nan, or repeat. */
export type Extrapolate = boolean | 'periodic' | null;

/** Data as `n` rows of `width` numbers, a complex element being two of them. */
export interface Columns {
  readonly n: number;
  readonly width: number;
  readonly lanes: 1 | 2;
  /** The shape without the axis. */
  readonly rest: readonly number[];
  readonly axis: number;
  readonly values: Float64Array;
}

/** An array of real numbers, as it is or converted, without gaps; never to be written to. */
export function reals(where: string, name: string, value: ArrayLike): NDArray<'float64'> {
  const array = asNDArray(where, value);
  if (array.info.kind === 'c') throw new DTypeError(`${where}: ${name} must be real, got ${describe(value)}`);
  return array.dtype === 'float64' && array.isC ? (array as NDArray<'float64'>) : copyAs(array, DTYPES.float64);
}

/** Real numbers of one axis, copied. */
export function realVector(where: string, name: string, value: ArrayLike): Float64Array {
  const array = reals(where, name, value);
  if (array.ndim !== 1) {
    throw new ValueError(`${where}: \`${name}\` must be a 1-dimensional array, got shape ${shapeText(array.shape)}`);
  }
  return array.data.slice();
}

/** Throws unless all numbers are finite. */
export function mustBeFinite(where: string, name: string, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) {
      throw new ValueError(`${where}: \`${name}\` must contain only finite values, element ${i} is ${values[i]}`);
    }
  }
}

/** Throws unless the numbers strictly increase. */
export function mustIncrease(where: string, name: string, values: Float64Array): void {
  for (let i = 1; i < values.length; i++) {
    if (!(values[i]! > values[i - 1]!)) {
      throw new ValueError(
        `${where}: \`${name}\` must be strictly increasing sequence, got ${values[i - 1]} before ${values[i]}`,
      );
    }
  }
}

/** Data with the interpolation axis turned to the front. */
export function columnsOf(where: string, name: string, value: ArrayLike, axis: number): Columns {
  const array = asNDArray(where, value);
  if (array.ndim === 0) throw new ValueError(`${where}: ${name} must have at least one dimension`);
  const at = normalizeAxis(where, axis, array.ndim);
  const turned = withAxisAt(array as NDArray, at, 0);
  const lanes = array.info.kind === 'c' ? 2 : 1;
  const values = copyAs(turned, lanes === 2 ? DTYPES.complex128 : DTYPES.float64).data;
  const rest = turned.shape.slice(1);
  return { n: array.shape[at]!, width: sizeOf(rest) * lanes, lanes, rest, axis: at, values };
}

/** Room for numbers that the caller will write, all of them; not first filled with zeros. */
export function room(count: number): Float64Array {
  return allocate(DTYPES.float64, count);
}

/** Points to evaluate at. */
export interface Queries {
  readonly points: Float64Array;
  readonly shape: readonly number[];
  readonly scalar: boolean;
}

/** Read points to evaluate at. */
export function queriesOf(where: string, x: ArrayLike): Queries {
  if (typeof x === 'number') return { points: Float64Array.of(x), shape: [], scalar: true };
  const array = reals(where, 'x', x);
  return { points: array.data, shape: array.shape, scalar: isScalarLike(x) };
}

/** An array over plain numbers in C order, sharing their memory. */
export function arrayOver<D extends SplineDType = 'float64'>(
  values: Float64Array,
  shape: readonly number[],
  lanes: 1 | 2 = 1,
): NDArray<D> {
  const info = lanes === 2 ? DTYPES.complex128 : DTYPES.float64;
  return new NDArray(info, values, shape, stepsC(shape), 0, null, true) as unknown as NDArray<D>;
}

/** Rows of values, one a query, as the caller expects them: the query's axes where the interpolation axis was. */
export function delivered<D extends SplineDType>(
  values: Float64Array,
  queries: Queries,
  rest: readonly number[],
  axis: number,
  lanes: 1 | 2,
): NDArray<D> {
  const { shape, scalar } = queries;
  const result = arrayOver<D>(values, [...shape, ...rest], lanes);
  if (scalar && rest.length === 0) return result.item() as unknown as NDArray<D>;
  return axis === 0 ? result : queryAxesAt(result, shape.length, axis);
}

/** A view with the first `count` axes moved behind the next `axis` ones. */
export function queryAxesAt<D extends SplineDType>(a: NDArray<D>, count: number, axis: number): NDArray<D> {
  const order = a.shape.map((_, k) => k);
  const moved = order.splice(0, count);
  order.splice(axis, 0, ...moved);
  return permuted(a, order);
}

/** An option that must be a whole number not below `least`. */
export function wholeNumber(where: string, name: string, value: unknown, least = 0): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw new ValueError(`${where}: ${name} must be an integer >= ${least}, got ${describe(value)}`);
  }
  return value;
}
