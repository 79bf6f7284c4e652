/** Integrals of sampled functions: simpson, cumulativeSimpson, cumulativeTrapezoid, romb; trapezoid is NumPy's. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import { NDArray, emptyArray } from '../../core/ndarray.js';
import { normalizeAxis } from '../../core/shape.js';
import { copyAs } from '../../ops/creation.js';
import { withAxisAt } from '../../ops/transposition.js';

/** Options of rules for samples. */
export interface SampledOptions {
  /** Where the samples lie, of shape (n,) or that of y; by default `dx` apart. */
  x?: ArrayLike | null;
  /** The distance between samples when `x` is not given. */
  dx?: number;
  /** The axis along which to integrate, the last by default. */
  axis?: number;
}

/** Options of cumulative rules. */
export interface CumulativeOptions extends SampledOptions {
  /** Put this value first, so that the result has the shape of y. */
  initial?: number | null;
}

/** Samples as rows: row r has `values[r * n]` on, abscissae likewise or one row for all. */
interface Rows {
  readonly n: number;
  readonly count: number;
  readonly values: Float64Array;
  /** Undefined: `dx` apart. */
  readonly x: Float64Array | undefined;
  readonly shared: boolean;
  readonly dx: number;
  /** The shape without the axis, and where the axis was. */
  readonly rest: readonly number[];
  readonly axis: number;
}

function rowsOf(functionName: string, y: ArrayLike, options: SampledOptions): Rows {
  const array = asNDArray(functionName, y);
  if (array.info.kind === 'c')
    throw new DTypeError(`${functionName}: complex samples are not supported; integrate real and imaginary parts`);
  if (array.ndim === 0) throw new ValueError(`${functionName}: y must have at least one dimension`);
  const axis = normalizeAxis(functionName, options.axis ?? -1, array.ndim);
  const turned = withAxisAt(array, axis, array.ndim - 1);
  const n = array.shape[axis]!;
  const values = copyAs(turned, DTYPES.float64).data as Float64Array;
  const rest = turned.shape.slice(0, -1);
  const count = rest.reduce((a, b) => a * b, 1);
  const { dx = 1 } = options;
  if (typeof dx !== 'number') throw new DTypeError(`${functionName}: dx must be a number, got ${describe(dx)}`);
  let x: Float64Array | undefined;
  let shared = true;
  if (options.x !== undefined && options.x !== null) {
    const given = asNDArray(functionName, options.x);
    if (given.ndim === 1) {
      if (given.size !== n) {
        throw new ValueError(
          `${functionName}: x must have as many elements as y along the axis, ${n}, got shape ${shapeText(given.shape)}`,
        );
      }
      x = copyAs(given, DTYPES.float64).data as Float64Array;
    } else {
      if (given.ndim !== array.ndim || given.shape.some((length, k) => length !== array.shape[k])) {
        throw new ValueError(
          `${functionName}: x must have shape (${n},) or that of y, ${shapeText(array.shape)}, got ${shapeText(given.shape)}`,
        );
      }
      x = copyAs(withAxisAt(given, axis, array.ndim - 1), DTYPES.float64).data as Float64Array;
      shared = false;
    }
  }
  return { n, count, values, x, shared, dx, rest, axis };
}

/** One number a row. */
function perRow(rows: Rows, integrate: (row: number) => number): number | NDArray<'float64'> {
  const result = emptyArray(DTYPES.float64, rows.rest);
  for (let r = 0; r < rows.count; r++) result.storage[r] = integrate(r);
  return rows.rest.length === 0 ? result.storage[0]! : result;
}

/** Several numbers a row, along the axis where it was. */
function perRowSeveral(rows: Rows, length: number, fill: (row: number, out: Float64Array) => void): NDArray<'float64'> {
  const result = emptyArray(DTYPES.float64, [...rows.rest, length]);
  for (let r = 0; r < rows.count; r++) fill(r, result.storage.subarray(r * length, (r + 1) * length));
  return withAxisAt(result, rows.rest.length, rows.axis) as NDArray<'float64'>;
}

/** The distance between samples i and i + 1 of a row. */
function gap(rows: Rows, row: number, i: number): number {
  if (!rows.x) return rows.dx;
  const at = (rows.shared ? 0 : row * rows.n) + i;
  return rows.x[at + 1]! - rows.x[at]!;
}

/** The integral over the first of two neighbouring gaps of the parabola through three samples. */
function parabolaFirst(h0: number, h1: number, y0: number, y1: number, y2: number): number {
  return (
    (h0 / 6) *
    ((3 - h0 / (h0 + h1)) * y0 +
      (3 + h0 ** 2 / (h1 * (h0 + h1)) + h0 / (h0 + h1)) * y1 -
      (h0 ** 2 / (h1 * (h0 + h1))) * y2)
  );
}

/** Both gaps of the parabola through three samples. */
function parabola(h0: number, h1: number, y0: number, y1: number, y2: number): number {
  const sum = h0 + h1;
  if (h0 === h1) return (h0 / 3) * (y0 + 4 * y1 + y2);
  const ratio = h0 / h1;
  return (sum / 6) * (y0 * (2 - 1 / ratio) + y1 * (sum * (sum / (h0 * h1))) + y2 * (2 - ratio));
}

const SAMPLED: readonly string[] = ['x', 'dx', 'axis'];

/**
 * The integral of samples by Simpson's rule; for an even number of samples the last interval is integrated by the parabola through the last three
 * (K. V. Cartwright, Simpson's rule cumulative integration with MS Excel and irregularly-spaced data, 2017).
 *
 * @param y - samples
 * @param options - `x` or `dx`, `axis`
 * @returns a number, or an array without the axis
 * @throws ValueError when x does not fit y
 * @example
 * simpson([0, 1, 4, 9, 16]); // 21.333...
 */
export function simpson(y: ArrayLike, options: SampledOptions = {}): number | NDArray<'float64'> {
  checkOptions('simpson', options, SAMPLED);
  const rows = rowsOf('simpson', y, options);
  const { n, values } = rows;
  if (n === 0) throw new ValueError('simpson: y must not be empty along the axis');
  return perRow(rows, (r) => {
    const at = r * n;
    if (n === 1) return 0;
    if (n === 2) return 0.5 * gap(rows, r, 0) * (values[at]! + values[at + 1]!);
    let sum = 0;
    const last = n % 2 === 1 ? n - 1 : n - 2;
    for (let i = 0; i + 2 <= last; i += 2) {
      sum += parabola(gap(rows, r, i), gap(rows, r, i + 1), values[at + i]!, values[at + i + 1]!, values[at + i + 2]!);
    }
    if (n % 2 === 0) {
      const k = at + n - 1;
      sum += parabolaFirst(gap(rows, r, n - 2), gap(rows, r, n - 3), values[k]!, values[k - 1]!, values[k - 2]!);
    }
    return sum;
  });
}

function withInitial(
  functionName: string,
  rows: Rows,
  initial: number | null | undefined,
  fill: (row: number, out: Float64Array) => void,
  first: boolean,
): NDArray<'float64'> {
  if (initial === undefined || initial === null) return perRowSeveral(rows, rows.n - 1, fill);
  if (typeof initial !== 'number')
    throw new DTypeError(`${functionName}: initial must be a number, got ${describe(initial)}`);
  return perRowSeveral(rows, rows.n, (row, out) => {
    out[0] = initial;
    const rest = out.subarray(1);
    fill(row, rest);
    if (first) for (let i = 0; i < rest.length; i++) rest[i]! += initial;
  });
}

/**
 * Running integrals of samples by the trapezoidal rule.
 *
 * @param y - samples
 * @param options - `x` or `dx`, `axis`, `initial` (0 or null)
 * @returns as y, one shorter along the axis unless `initial` is given
 * @throws ValueError when x does not fit y
 * @example
 * cumulativeTrapezoid([0, 1, 2, 3]).toArray(); // [0.5, 2, 4.5]
 */
export function cumulativeTrapezoid(y: ArrayLike, options: CumulativeOptions = {}): NDArray<'float64'> {
  checkOptions('cumulativeTrapezoid', options, [...SAMPLED, 'initial']);
  const rows = rowsOf('cumulativeTrapezoid', y, options);
  const { n, values } = rows;
  if (n === 0) throw new ValueError('cumulativeTrapezoid: at least one point is required along axis');
  return withInitial(
    'cumulativeTrapezoid',
    rows,
    options.initial,
    (r, out) => {
      let sum = 0;
      for (let i = 0; i + 1 < n; i++) {
        sum += 0.5 * gap(rows, r, i) * (values[r * n + i]! + values[r * n + i + 1]!);
        out[i] = sum;
      }
    },
    false,
  );
}

/**
 * Running integrals of samples by Simpson's rule, each interval from the parabola through it and a neighbour (Cartwright 2017).
 *
 * @param y - samples, at least 3 along the axis (for 2, the trapezoidal rule)
 * @param options - `x` (strictly increasing) or `dx`, `axis`, `initial`, which is added to all
 * @returns as y, one shorter along the axis unless `initial` is given
 * @throws ValueError when x does not fit y or does not increase
 * @example
 * cumulativeSimpson([0, 1, 4, 9]).toArray(); // [1/3, 8/3, 9]
 */
export function cumulativeSimpson(y: ArrayLike, options: CumulativeOptions = {}): NDArray<'float64'> {
  checkOptions('cumulativeSimpson', options, [...SAMPLED, 'initial']);
  const rows = rowsOf('cumulativeSimpson', y, options);
  const { n, values } = rows;
  if (n === 0) throw new ValueError('cumulativeSimpson: at least one point is required along axis');
  if (rows.x) {
    for (let r = 0; r < (rows.shared ? 1 : rows.count); r++) {
      for (let i = 0; i + 1 < n; i++) {
        if (!(gap(rows, r, i) > 0)) throw new ValueError('cumulativeSimpson: x must be strictly increasing');
      }
    }
  }
  return withInitial(
    'cumulativeSimpson',
    rows,
    options.initial,
    (r, out) => {
      const at = r * n;
      let sum = 0;
      for (let i = 0; i + 1 < n; i++) {
        const h = gap(rows, r, i);
        if (n === 2) sum += 0.5 * h * (values[at]! + values[at + 1]!);
        else if (i % 2 === 0 && i + 2 < n) {
          sum += parabolaFirst(h, gap(rows, r, i + 1), values[at + i]!, values[at + i + 1]!, values[at + i + 2]!);
        } else sum += parabolaFirst(h, gap(rows, r, i - 1), values[at + i + 1]!, values[at + i]!, values[at + i - 1]!);
        out[i] = sum;
      }
    },
    true,
  );
}

/**
 * Romberg integration of `2**k + 1` equally spaced samples: trapezoidal sums of halved steps, extrapolated.
 *
 * @param y - samples
 * @param options - `dx`, `axis`
 * @returns a number, or an array without the axis
 * @throws ValueError when the number of samples is not one more than a power of two
 * @example
 * romb([0, 1, 4, 9, 16]); // 21.333...
 */
export function romb(y: ArrayLike, options: Omit<SampledOptions, 'x'> = {}): number | NDArray<'float64'> {
  checkOptions('romb', options, ['dx', 'axis']);
  const rows = rowsOf('romb', y, options);
  const { n, values, dx } = rows;
  const levels = Math.round(Math.log2(n - 1));
  if (n < 2 || 2 ** levels !== n - 1) {
    throw new ValueError(`romb: the number of samples must be one plus a non-negative power of 2, got ${n}`);
  }
  return perRow(rows, (r) => {
    const at = r * n;
    let step = n - 1;
    let row = [0.5 * step * dx * (values[at]! + values[at + n - 1]!)];
    for (let k = 1; k <= levels; k++) {
      const half = step / 2;
      let sum = 0;
      for (let i = half; i < n - 1; i += step) sum += values[at + i]!;
      const next = [0.5 * row[0]! + half * dx * sum];
      for (let j = 1; j <= k; j++) next.push(next[j - 1]! + (next[j - 1]! - row[j - 1]!) / (4 ** j - 1));
      row = next;
      step = half;
    }
    return row[levels]!;
  });
}
