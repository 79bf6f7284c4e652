/** Extrema of arrays along an axis: argrelextrema, argrelmax, argrelmin. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { arrayOfRows, rowsOf, type Reals } from '../values.js';
import { indexArray, type Indices } from './properties.js';

/** Options of `argrelextrema` and its relatives. */
export interface ExtremaOptions {
  /** The axis. Default 0. */
  axis?: number;
  /** How many neighbours on either side are compared. Default 1. */
  order?: number;
  /** Beyond the ends the last value goes on (`'clip'`, the default), or the other end (`'wrap'`). */
  mode?: 'clip' | 'wrap';
}

/** Compares two arrays element by element, as `np.greater` does. */
export type Comparator = (a: Reals, b: Reals) => ArrayLike;

function extrema(
  functionName: string,
  data: ArrayLike,
  compare: (rows: Float64Array, shifted: Float64Array) => ArrayLike & { [i: number]: unknown },
  options: ExtremaOptions,
): Indices[] {
  checkOptions(functionName, options, ['axis', 'order', 'mode']);
  const { axis = 0, order = 1, mode = 'clip' } = options;
  if (!Number.isInteger(order) || order < 1)
    throw new ValueError(`${functionName}: Order must be an int >= 1, got ${describe(order)}`);
  if (mode !== 'clip' && mode !== 'wrap')
    throw new ValueError(`${functionName}: mode must be 'clip' or 'wrap', got ${describe(mode)}`);
  const rows = rowsOf(functionName, 'data', data, axis);
  const { n } = rows;
  const found = new Float64Array(rows.re.length).fill(1);
  const shifted = new Float64Array(rows.re.length);
  for (let d = 1; d <= order; d++) {
    for (const shift of [d, -d]) {
      for (let row = 0; row < rows.rows; row++) {
        for (let i = 0; i < n; i++) {
          const j = mode === 'clip' ? Math.min(n - 1, Math.max(0, i + shift)) : (((i + shift) % n) + n) % n;
          shifted[row * n + i] = rows.re[row * n + j]!;
        }
      }
      const holds = compare(rows.re, shifted);
      for (let i = 0; i < found.length; i++) if (!holds[i]) found[i] = 0;
    }
  }
  const mask = arrayOfRows({ re: found, im: null }, rows, false) as Reals;
  const values = mask.data;
  const places: number[] = [];
  values.forEach((v, i) => {
    if (v) places.push(i);
  });
  const { shape } = mask;
  return shape.map((length, k) => {
    const step = shape.slice(k + 1).reduce((a, b) => a * b, 1);
    return indexArray(places.map((i) => Math.floor(i / step) % length));
  });
}

const compared =
  (holds: (a: number, b: number) => boolean) =>
  (a: Float64Array, b: Float64Array): Uint8Array =>
    Uint8Array.from(a, (v, i) => (holds(v, b[i]!) ? 1 : 0));

/**
 * Where a comparison with neighbours on both sides holds.
 *
 * @param data - an array
 * @param comparator - compares two arrays element by element, e.g. `np.greater`
 * @returns the indices along each axis
 * @throws ValueError when order is below 1
 * @example
 * argrelextrema([1, 3, 2], np.greater)[0].toArray(); // [1]
 */
export function argrelextrema(data: ArrayLike, comparator: Comparator, options: ExtremaOptions = {}): Indices[] {
  const rows = rowsOf('argrelextrema', 'data', data, options.axis ?? 0);
  const compare = (a: Float64Array, b: Float64Array): ArrayLike & { [i: number]: unknown } => {
    const shaped = (v: Float64Array): Reals => arrayOfRows({ re: v, im: null }, rows, false) as Reals;
    const result = asNDArray('argrelextrema', comparator(shaped(a), shaped(b))) as NDArray;
    return rowsOf('argrelextrema', 'comparator', result, options.axis ?? 0).re;
  };
  return extrema('argrelextrema', data, compare, options);
}

/**
 * Where an array has maxima along an axis.
 *
 * @param data - an array
 * @returns the indices along each axis
 * @throws ValueError when order is below 1
 * @example
 * argrelmax([1, 3, 2])[0].toArray(); // [1]
 */
export function argrelmax(data: ArrayLike, options: ExtremaOptions = {}): Indices[] {
  return extrema(
    'argrelmax',
    data,
    compared((a, b) => a > b),
    options,
  );
}

/**
 * Where an array has minima along an axis.
 *
 * @param data - an array
 * @returns the indices along each axis
 * @throws ValueError when order is below 1
 * @example
 * argrelmin([3, 1, 2])[0].toArray(); // [1]
 */
export function argrelmin(data: ArrayLike, options: ExtremaOptions = {}): Indices[] {
  return extrema(
    'argrelmin',
    data,
    compared((a, b) => a < b),
    options,
  );
}
