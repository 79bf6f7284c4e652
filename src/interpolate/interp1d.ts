/** interp1d: a function through points of one axis, by steps, lines or splines. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { broadcastShapes } from '../core/shape.js';
import { broadcastTo } from '../ops/broadcasting.js';
import { copyAs } from '../ops/creation.js';
import { widened } from './cubicHermite.js';
import {
  columnsOf,
  delivered,
  queriesOf,
  realVector,
  type Columns,
  type SplineDType,
  type ValueAt,
  room,
} from './data.js';
import { intervalOf } from './intervals.js';
import { makeInterpSpline } from './makeSplines.js';
import { evaluateSpline, type SplineData } from './splineBasis.js';

/** How interp1d joins points: steps, lines, or a spline by name or degree. */
export type Interp1dKind =
  'linear' | 'nearest' | 'nearest-up' | 'zero' | 'slinear' | 'quadratic' | 'cubic' | 'previous' | 'next' | number;

/** Options of `interp1d`. */
export interface Interp1dOptions {
  kind?: Interp1dKind;
  /** The axis of y along which to interpolate, the last by default. */
  axis?: number;
  /** For SciPy's programs: the data are always copied. */
  copy?: boolean;
  /** Throw for points outside; by default unless `fillValue` is 'extrapolate'. */
  boundsError?: boolean | null;
  /** What stands outside when no error is thrown: one value, a pair for below and above, or 'extrapolate'. */
  fillValue?: 'extrapolate' | ArrayLike | readonly [below: ArrayLike, above: ArrayLike];
  /** x increases already; otherwise the points are sorted first. */
  assumeSorted?: boolean;
}

const DEGREES: Record<string, number> = { zero: 0, slinear: 1, quadratic: 2, cubic: 3 };

/**
 * A function that interpolates points.
 *
 * @param x - n points, in any order unless `assumeSorted`
 * @param y - array_like with n values along `axis`
 * @param options - `kind` ('linear'), `axis` (-1), `boundsError`, `fillValue` (nan), `assumeSorted` (false)
 * @returns a function of array_like x that gives values of that shape in the place of the axis, a plain value for a plain x
 * @throws ValueError when lengths do not fit, points are too few or repeated, and the function for points outside
 * @example
 * const f = interp1d([0, 1, 2], [0, 10, 40]);
 * f(1.5); // 25
 */
export function interp1d<D extends SplineDType = 'float64'>(
  x: ArrayLike,
  y: ArrayLike,
  options: Interp1dOptions = {},
): <X extends ArrayLike>(x: X) => ValueAt<X, D> {
  const where = 'interp1d';
  checkOptions(where, options, ['kind', 'axis', 'copy', 'boundsError', 'fillValue', 'assumeSorted']);
  const { kind = 'linear', axis = -1, assumeSorted = false } = options;
  let points = realVector(where, 'x', x);
  let data = columnsOf(where, 'y', y, axis);
  const n = points.length;
  if (data.n !== n) {
    throw new ValueError(
      `${where}: x and y arrays must be equal in length along interpolation axis, got ${n} and ${data.n}`,
    );
  }
  const degree = typeof kind === 'number' ? kind : DEGREES[kind];
  if (degree !== undefined && (!Number.isInteger(degree) || degree < 0)) {
    throw new ValueError(`${where}: kind as a number is the degree of a spline, a whole number, got ${describe(kind)}`);
  }
  if (degree === undefined && !['linear', 'nearest', 'nearest-up', 'previous', 'next'].includes(kind as string)) {
    throw new ValueError(`${where}: ${String(kind)} is unsupported: Use fitpack routines for other types.`);
  }
  const fewest = degree === undefined ? 1 : degree + 1;
  if (n < fewest) throw new ValueError(`${where}: x and y arrays must have at least ${fewest} entries, got ${n}`);
  if (!assumeSorted) {
    const order = Array.from(points, (_, i) => i).sort((i, j) => points[i]! - points[j]!);
    if (order.some((at, i) => at !== i)) {
      points = Float64Array.from(order, (i) => points[i]!);
      const { width, values } = data;
      const sorted = new Float64Array(values.length);
      order.forEach((from, to) => sorted.set(values.subarray(from * width, (from + 1) * width), to * width));
      data = { ...data, values: sorted };
    }
  }
  const outside = readFill(where, options, data);
  data = widened(data, outside.lanes);
  const extrapolate = outside.below === null;
  const fill = filler(where, kind, degree, points, data, extrapolate);
  const { width, rest, lanes } = data;
  return <X extends ArrayLike>(at: X): ValueAt<X, D> => {
    const queries = queriesOf(where, at);
    const q = queries.points;
    const [low, high] = [points[0]!, points[n - 1]!];
    if (outside.boundsError) {
      for (const value of q) {
        if (value < low) {
          throw new ValueError(
            `${where}: A value (${value}) in x_new is below the interpolation range's minimum value (${low}).`,
          );
        }
        if (value > high) {
          throw new ValueError(
            `${where}: A value (${value}) in x_new is above the interpolation range's maximum value (${high}).`,
          );
        }
      }
    }
    const out = room(q.length * width);
    fill(q, out);
    for (let i = 0; i < q.length; i++) {
      const value = q[i]!;
      if (value !== value) out.fill(NaN, i * width, (i + 1) * width);
      else if (!extrapolate && value < low) out.set(outside.below!, i * width);
      else if (!extrapolate && value > high) out.set(outside.above!, i * width);
    }
    return delivered<D>(out, queries, rest, data.axis, lanes) as ValueAt<X, D>;
  };
}

/** Rows of values for below and above; null where the interpolant goes on. */
function readFill(
  where: string,
  { fillValue, boundsError = null }: Interp1dOptions,
  y: Columns,
): { below: Float64Array | null; above: Float64Array | null; boundsError: boolean; lanes: 1 | 2 } {
  if (fillValue === 'extrapolate') {
    if (boundsError) throw new ValueError(`${where}: Cannot extrapolate and raise at the same time.`);
    return { below: null, above: null, boundsError: false, lanes: y.lanes };
  }
  const pair =
    Array.isArray(fillValue) && fillValue.length === 2
      ? (fillValue as unknown as readonly [ArrayLike, ArrayLike])
      : ([fillValue ?? NaN, fillValue ?? NaN] as readonly [ArrayLike, ArrayLike]);
  const arrays = pair.map((value) => asNDArray(where, value));
  const lanes = arrays.some((a) => a.info.kind === 'c') ? 2 : y.lanes;
  const rows = arrays.map((array) => {
    let shape: readonly number[] | null;
    try {
      shape = broadcastShapes(array.shape, y.rest);
    } catch {
      shape = null;
    }
    if (!shape || shape.join() !== y.rest.join()) {
      throw new ValueError(
        `${where}: fill_value must be broadcastable to the shape of y without its axis, ${shapeText(y.rest)}, got ${shapeText(array.shape)}`,
      );
    }
    const wide = broadcastTo(array, [...y.rest]);
    return copyAs(wide, lanes === 2 ? DTYPES.complex128 : DTYPES.float64).data as Float64Array;
  });
  return { below: rows[0]!, above: rows[1]!, boundsError: boundsError ?? true, lanes };
}

/** What writes rows of values for points. */
function filler(
  where: string,
  kind: Interp1dKind,
  degree: number | undefined,
  x: Float64Array,
  y: Columns,
  extrapolate: boolean,
): (points: Float64Array, out: Float64Array) => void {
  const { width, values } = y;
  const n = x.length;
  if (degree !== undefined && degree !== 1) {
    if (values.some((value) => value !== value)) return (_, out) => void out.fill(NaN);
    const own = { ...y, axis: 0 };
    const spline: SplineData = { ...makeInterpSpline(x, rowsOf(own), { k: degree }).parts.spline, width };
    return (points, out) => evaluateSpline(spline, points, 0, true, out);
  }
  if (kind === 'linear' || degree === 1) {
    return (points, out) => {
      let i = 0;
      for (let p = 0; p < points.length; p++) {
        const at = points[p]!;
        if (at !== at) continue;
        if (n === 1) {
          for (let column = 0; column < width; column++) out[p * width + column] = values[column]!;
          continue;
        }
        i = intervalOf(x, at, 0, n - 2, i);
        const from = x[i]!;
        if (width === 1) {
          const a = values[i]!;
          const slope = (values[i + 1]! - a) / (x[i + 1]! - from);
          out[p] = at === from ? a : at === x[i + 1]! ? values[i + 1]! : slope * (at - from) + a;
          continue;
        }
        const share = 1 / (x[i + 1]! - from);
        for (let column = 0; column < width; column++) {
          const a = values[i * width + column]!;
          const b = values[(i + 1) * width + column]!;
          // A point on a breakpoint is not disturbed by its neighbour.
          out[p * width + column] = at === from ? a : at === x[i + 1]! ? b : (b - a) * share * (at - from) + a;
        }
      }
    };
  }
  // Steps: borders between which a value holds, open on the side that the kind says.
  const middle = kind === 'nearest' || kind === 'nearest-up';
  const borders = middle ? x.slice(0, -1).map((value, i) => value / 2 + x[i + 1]! / 2) : x;
  const upward = kind === 'nearest-up' || kind === 'previous';
  return (points, out) => {
    for (let p = 0; p < points.length; p++) {
      const at = points[p]!;
      // How many borders lie below the point (or on it).
      let low = 0;
      let high = borders.length;
      while (low < high) {
        const half = (low + high) >> 1;
        if (upward ? borders[half]! <= at : borders[half]! < at) low = half + 1;
        else high = half;
      }
      const index = kind === 'previous' ? low - 1 : low;
      const missing = extrapolate && !middle && (index < 0 || index >= n);
      const kept = Math.min(Math.max(index, 0), n - 1);
      for (let column = 0; column < width; column++) {
        out[p * width + column] = missing ? NaN : values[kept * width + column]!;
      }
    }
  };
}

/** Columns as an array of two axes. */
function rowsOf({ n, width, values }: Columns): ArrayLike {
  const flat = asNDArray('interp1d', values);
  return flat.strided([n, width], [width, 1], 0);
}
