/** CubicSpline: cubics that join with two derivatives, under any conditions at the ends. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { sameShape } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { BandMatrix } from './bandSystem.js';
import { hermiteParts, readSamples, widened, type Samples } from './cubicHermite.js';
import type { Columns, SplineDType } from './data.js';
import { extrapolation, type PiecewiseOptions } from './piecewise.js';
import { PPoly, ready } from './ppoly.js';

/** A condition by name. */
export type BoundaryName = 'not-a-knot' | 'natural' | 'clamped';
/** A condition at one end: a name, or the order of a derivative and its value. */
export type EndCondition = BoundaryName | readonly [order: 1 | 2, value: ArrayLike];
/** Conditions at both ends. */
export type BoundaryConditions = BoundaryName | 'periodic' | readonly [EndCondition, EndCondition];

/** Options of `CubicSpline`. */
export interface CubicSplineOptions extends PiecewiseOptions {
  bcType?: BoundaryConditions;
}

type End = 'not-a-knot' | { readonly order: 1 | 2; readonly values: Float64Array };

/**
 * The piecewise cubic that interpolates data and has two continuous derivatives.
 *
 * The slopes at the points solve a tridiagonal system (C. de Boor, A Practical Guide to Splines, 1978, chapter IV).
 *
 * @example
 * const cs = new CubicSpline([0, 1, 2, 3], [0, 1, 8, 27]);
 * cs.evaluate(1.5); // 3.375
 * cs.evaluate(1.5, { nu: 1 }); // 6.75
 */
export class CubicSpline<D extends SplineDType = 'float64'> extends PPoly<D> {
  /**
   * @param x - n strictly increasing points
   * @param y - array_like with n values along `axis`
   * @param options - `bcType` ('not-a-knot', 'natural', 'clamped', 'periodic', or a pair of conditions, one an end), `axis` (0),
   *   `extrapolate` ('periodic' for periodic conditions, else true)
   * @throws ValueError when shapes do not fit, x does not increase, values are not finite, or the first and last of periodic
   *   data differ
   */
  constructor(x: ArrayLike, y: ArrayLike, options: CubicSplineOptions = {}) {
    const where = 'CubicSpline';
    checkOptions(where, options, ['axis', 'extrapolate', 'bcType']);
    let samples = readSamples(where, x, y, options.axis ?? 0);
    const { bcType = 'not-a-knot' } = options;
    const otherwise = bcType === 'periodic' ? 'periodic' : true;
    let slopes: Float64Array;
    if (bcType === 'periodic') {
      mustClose(where, samples.y);
      slopes = periodicSlopes(where, samples);
    } else {
      const ends = readEnds(where, bcType, samples.y);
      samples = { x: samples.x, y: widened(samples.y, ends.lanes) };
      slopes = splineSlopes(where, samples, ends.left, ends.right);
    }
    super(ready(hermiteParts(samples, slopes, extrapolation(where, options.extrapolate, otherwise))), []);
  }
}

/** Throws unless the first and last row agree. */
export function mustClose(where: string, { n, width, values }: Columns): void {
  for (let column = 0; column < width; column++) {
    const [a, b] = [values[column]!, values[(n - 1) * width + column]!];
    if (!(Math.abs(a - b) <= 1e-15 + 1e-15 * Math.abs(b))) {
      throw new ValueError(
        `${where}: The first and last \`y\` point along axis 0 must be identical (within machine precision) when bc_type='periodic', got ${a} and ${b}`,
      );
    }
  }
}

/** The conditions at the ends, their values as rows like those of y. */
function readEnds(where: string, given: unknown, y: Columns): { left: End; right: End; lanes: 1 | 2 } {
  let pair: readonly unknown[];
  if (typeof given === 'string') pair = [given, given];
  else if (Array.isArray(given) && given.length === 2) pair = given;
  else {
    throw new ValueError(
      `${where}: \`bc_type\` must contain 2 elements to specify start and end conditions, got ${describe(given)}`,
    );
  }
  if (pair[0] === 'periodic' || pair[1] === 'periodic') {
    throw new ValueError(`${where}: 'periodic' \`bc_type\` is defined for both curve ends and cannot be used with other boundary conditions.`); // prettier-ignore
  }
  let { lanes } = y;
  const read = pair.map((end): { order: 1 | 2; values: Columns } | 'not-a-knot' => {
    if (end === 'not-a-knot') return end;
    const zero: Columns = { ...y, n: 1, values: new Float64Array(y.width) };
    if (end === 'clamped') return { order: 1, values: zero };
    if (end === 'natural') return { order: 2, values: zero };
    if (typeof end === 'string') throw new ValueError(`${where}: bc_type=${end} is not allowed.`);
    if (!Array.isArray(end) || end.length !== 2) {
      throw new ValueError(`${where}: A specified derivative must be given in the form (order, value), got ${describe(end)}`); // prettier-ignore
    }
    const [order, value] = end as [unknown, ArrayLike];
    if (order !== 1 && order !== 2) {
      throw new ValueError(`${where}: The specified derivative order must be 1 or 2, got ${describe(order)}`);
    }
    const array = asNDArray(where, value);
    if (!sameShape(array.shape, y.rest)) {
      throw new ValueError(
        `${where}: \`deriv_value\` shape ${shapeText(array.shape)} is not the expected one ${shapeText(y.rest)}.`,
      );
    }
    const own = array.info.kind === 'c' ? 2 : 1;
    if (own === 2) lanes = 2;
    const values = copyAs(array, own === 2 ? DTYPES.complex128 : DTYPES.float64).data;
    return { order, values: { ...y, n: 1, lanes: own, width: values.length, values } };
  });
  const ends = read.map((end): End =>
    end === 'not-a-knot' ? end : { order: end.order, values: widened(end.values, lanes).values },
  );
  return { left: ends[0]!, right: ends[1]!, lanes };
}

/** Slopes at the points from continuity of the second derivative and one condition an end. */
function splineSlopes(where: string, { x, y }: Samples, left: End, right: End): Float64Array {
  const { n, width, values } = y;
  const slopes = new Float64Array(n * width);
  const secant = (i: number, column: number): number =>
    (values[(i + 1) * width + column]! - values[i * width + column]!) / (x[i + 1]! - x[i]!);
  if (n === 2 && (left === 'not-a-knot' || right === 'not-a-knot')) {
    // One interval: an end that asks for nothing gets the secant's slope.
    const line = Float64Array.from({ length: width }, (_, column) => secant(0, column));
    if (left === 'not-a-knot') left = { order: 1, values: line };
    if (right === 'not-a-knot') right = { order: 1, values: line };
  }
  if (n === 3 && left === 'not-a-knot' && right === 'not-a-knot') {
    // The parabola through three points.
    const [h0, h1] = [x[1]! - x[0]!, x[2]! - x[1]!];
    for (let column = 0; column < width; column++) {
      const [a, b] = [secant(0, column), secant(1, column)];
      const bend = (b - a) / (h0 + h1);
      slopes[column] = a - bend * h0;
      slopes[width + column] = a + bend * h0;
      slopes[2 * width + column] = b + bend * h1;
    }
    return slopes;
  }
  const system = new BandMatrix(n, 1, 1);
  const rhs = slopes;
  const h = (i: number): number => x[i + 1]! - x[i]!;
  for (let i = 1; i < n - 1; i++) {
    system.set(i, i - 1, h(i));
    system.set(i, i, 2 * (h(i - 1) + h(i)));
    system.set(i, i + 1, h(i - 1));
    for (let column = 0; column < width; column++) {
      rhs[i * width + column] = 3 * (h(i) * secant(i - 1, column) + h(i - 1) * secant(i, column));
    }
  }
  /** The condition of an end: `end` its point, `next` the neighbour, a and b its first and second interval. */
  const condition = (end: End, at: number, next: number, a: number, b: number): void => {
    const sign = next > at ? 1 : -1;
    if (end === 'not-a-knot') {
      const d = h(a) + h(b);
      system.set(at, at, h(b));
      system.set(at, next, d);
      for (let column = 0; column < width; column++) {
        rhs[at * width + column] = ((h(a) + 2 * d) * h(b) * secant(a, column) + h(a) ** 2 * secant(b, column)) / d;
      }
    } else if (end.order === 1) {
      system.set(at, at, 1);
      for (let column = 0; column < width; column++) rhs[at * width + column] = end.values[column]!;
    } else {
      system.set(at, at, 2 * h(a));
      system.set(at, next, h(a));
      for (let column = 0; column < width; column++) {
        rhs[at * width + column] = 3 * secant(a, column) * h(a) - sign * 0.5 * end.values[column]! * h(a) ** 2;
      }
    }
  };
  condition(left, 0, 1, 0, 1);
  condition(right, n - 1, n - 2, n - 2, n - 3);
  system.solve(rhs, width, where);
  return rhs;
}

/** Slopes of the closed curve: the cyclic system by bordering, its last unknown found from two tridiagonal solutions. */
function periodicSlopes(where: string, { x, y }: Samples): Float64Array {
  const { n, width, values } = y;
  const slopes = new Float64Array(n * width);
  const m = n - 1;
  const h = (i: number): number => x[((i + m) % m) + 1]! - x[(i + m) % m]!;
  const secant = (i: number, column: number): number => {
    const at = (i + m) % m;
    return (values[(at + 1) * width + column]! - values[at * width + column]!) / h(at);
  };
  if (n === 2) return slopes;
  if (n === 3) {
    // Two unknowns, and both intervals bend alike.
    for (let column = 0; column < width; column++) {
      const t = (secant(0, column) / h(0) + secant(1, column) / h(1)) / (1 / h(0) + 1 / h(1));
      for (let i = 0; i < 3; i++) slopes[i * width + column] = t;
    }
    return slopes;
  }
  // Unknown i < m: h(i) s(i-1) + 2 (h(i-1) + h(i)) s(i) + h(i-1) s(i+1) = 3 (h(i) secant(i-1) + h(i-1) secant(i)).
  const size = m - 1;
  const system = new BandMatrix(size, 1, 1);
  const columns = width + 1;
  const rhs = new Float64Array(size * columns);
  for (let i = 0; i < size; i++) {
    system.set(i, i, 2 * (h(i - 1) + h(i)));
    if (i > 0) system.set(i, i - 1, h(i));
    if (i < size - 1) system.set(i, i + 1, h(i - 1));
    for (let column = 0; column < width; column++) {
      rhs[i * columns + column] = 3 * (h(i) * secant(i - 1, column) + h(i - 1) * secant(i, column));
    }
  }
  rhs[width]! -= h(0);
  rhs[(size - 1) * columns + width]! -= h(size - 2);
  system.solve(rhs, columns, where);
  const last = m - 1;
  const before = (last - 1) * columns;
  for (let column = 0; column < width; column++) {
    const known = 3 * (h(last) * secant(last - 1, column) + h(last - 1) * secant(last, column));
    const s =
      (known - h(last - 1) * rhs[column]! - h(last) * rhs[before + column]!) /
      (2 * (h(last - 1) + h(last)) + h(last - 1) * rhs[width]! + h(last) * rhs[before + width]!);
    for (let i = 0; i < size; i++)
      slopes[i * width + column] = rhs[i * columns + column]! + s * rhs[i * columns + width]!;
    slopes[last * width + column] = s;
    slopes[m * width + column] = slopes[column]!;
  }
  return slopes;
}
