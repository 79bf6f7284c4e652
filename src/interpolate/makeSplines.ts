/** Splines through data and near data: makeInterpSpline, makeLsqSpline. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { LinAlgError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { sameShape } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { BandMatrix } from './bandSystem.js';
import { BandedLeastSquares } from './bandedLeastSquares.js';
import { BSpline, bsplineOf } from './bspline.js';
import { mustClose } from './cubicSpline.js';
import { widened } from './cubicHermite.js';
import { columnsOf, mustBeFinite, realVector, wholeNumber, type Columns, type SplineDType } from './data.js';
import { intervalOf } from './intervals.js';
import { basisAt } from './splineBasis.js';

/** Derivatives at one end: a name, or pairs of order and value; null for none. */
export type EndDerivatives =
  'natural' | 'clamped' | 'not-a-knot' | null | readonly (readonly [order: number, value: ArrayLike])[];

/** Options of `makeInterpSpline`. */
export interface MakeInterpSplineOptions {
  /** The degree, 3 by default. */
  k?: number;
  /** Knots; by default those of the not-a-knot condition, or the points themselves with conditions at the ends. */
  t?: ArrayLike | null;
  /** Conditions at both ends; see `EndDerivatives`. */
  bcType?: 'natural' | 'clamped' | 'not-a-knot' | 'periodic' | null | readonly [EndDerivatives, EndDerivatives];
  axis?: number;
  checkFinite?: boolean;
}

/** Knots of an interpolating spline without conditions: the first and last few points carry none. */
export function notAKnot(x: Float64Array, k: number): Float64Array {
  const n = x.length;
  const half = Math.floor((k + 1) / 2);
  const inner = Array.from({ length: Math.max(0, n - k - 1) }, (_, i) =>
    k % 2 === 1 ? x[i + half]! : 0.5 * (x[i + half]! + x[i + half + 1]!),
  );
  const ends = (value: number): number[] => new Array<number>(k + 1).fill(value);
  return Float64Array.from([...ends(x[0]!), ...inner, ...ends(x[n - 1]!)]);
}

/** The points as knots, the ends repeated. */
function augmented(x: Float64Array, k: number): Float64Array {
  const ends = (value: number): number[] => new Array<number>(k).fill(value);
  return Float64Array.from([...ends(x[0]!), ...x, ...ends(x[x.length - 1]!)]);
}

function checkedPoints(where: string, x: ArrayLike, finite: boolean, strict: boolean): Float64Array {
  const points = realVector(where, 'x', x);
  if (finite) mustBeFinite(where, 'x', points);
  for (let i = 1; i < points.length; i++) {
    if (points[i]! < points[i - 1]!) throw new ValueError(`${where}: Expect x to be a 1-D sorted array_like.`);
    if (strict && points[i] === points[i - 1]) throw new ValueError(`${where}: Expect x to not have duplicates`);
  }
  return points;
}

function checkedData(where: string, x: Float64Array, y: ArrayLike, axis: number, finite: boolean): Columns {
  const data = columnsOf(where, 'y', y, axis);
  if (finite) mustBeFinite(where, 'y', data.values);
  if (data.n !== x.length) {
    throw new ValueError(
      `${where}: Shapes of x ${shapeText([x.length])} and y ${shapeText(asNDArray(where, y).shape)} are incompatible`,
    );
  }
  return data;
}

type Condition = readonly [order: number, value: Columns | null];

function readConditions(where: string, given: unknown, y: Columns): Condition[] {
  if (given === null || given === undefined || given === 'not-a-knot') return [];
  if (given === 'clamped') return [[1, null]];
  if (given === 'natural') return [[2, null]];
  if (!Array.isArray(given)) throw new ValueError(`${where}: Unknown boundary condition: ${describe(given)}`);
  return (given as unknown[]).map((pair): Condition => {
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new ValueError(`${where}: Derivatives, \`bc_type\`, should be specified as a pair of iterables of pairs of (order, value).`); // prettier-ignore
    }
    const array = asNDArray(where, pair[1] as ArrayLike);
    if (!sameShape(array.shape, y.rest)) {
      throw new ValueError(
        `${where}: a derivative's value has shape ${shapeText(array.shape)}, expected ${shapeText(y.rest)}`,
      );
    }
    const lanes = array.info.kind === 'c' ? 2 : 1;
    const values = copyAs(array, lanes === 2 ? DTYPES.complex128 : DTYPES.float64).data;
    return [wholeNumber(where, 'order of a derivative', pair[0]), { ...y, n: 1, lanes, width: values.length, values }];
  });
}

/**
 * The spline of degree k through data.
 *
 * @param x - n strictly increasing points
 * @param y - array_like with n values along `axis`
 * @param options - `k` (3), `t`, `bcType`, `axis`, `checkFinite`; see `MakeInterpSplineOptions`
 * @returns a BSpline
 * @throws ValueError when shapes or numbers of knots and conditions do not fit, x does not increase or values are not finite;
 *   LinAlgError when a knot interval has no data (the conditions of Schoenberg and Whitney)
 * @example
 * const s = makeInterpSpline([0, 1, 2, 3, 4], [0, 1, 4, 9, 16], { k: 3 });
 * s.evaluate(2.5); // 6.25
 */
export function makeInterpSpline<D extends SplineDType = 'float64'>(
  x: ArrayLike,
  y: ArrayLike,
  options: MakeInterpSplineOptions = {},
): BSpline<D> {
  const where = 'makeInterpSpline';
  checkOptions(where, options, ['k', 't', 'bcType', 'axis', 'checkFinite']);
  const { bcType = null, axis = 0, checkFinite = true } = options;
  const k = wholeNumber(where, 'k', options.k ?? 3);
  const points = checkedPoints(where, x, checkFinite, true);
  let data = checkedData(where, points, y, axis, checkFinite);
  const n = points.length;
  const made = (t: Float64Array, c: Float64Array, extrapolate: boolean | 'periodic' = true): BSpline<D> =>
    bsplineOf<D>({
      spline: { t, c, k, width: data.width },
      extrapolate,
      axis: data.axis,
      rest: data.rest,
      lanes: data.lanes,
    });
  const periodic = bcType === 'periodic';
  if (periodic) mustClose(where, data);
  let left: Condition[] = [];
  let right: Condition[] = [];
  if (!periodic && bcType !== null) {
    const pair: readonly unknown[] = typeof bcType === 'string' ? [bcType, bcType] : bcType;
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new ValueError(`${where}: Unknown boundary condition: ${describe(bcType)}`);
    }
    left = readConditions(where, pair[0], data);
    right = readConditions(where, pair[1], data);
  }
  const given = options.t === undefined || options.t === null ? null : realVector(where, 't', options.t);
  if (k === 0) {
    if (given || left.length > 0 || right.length > 0) {
      throw new ValueError(`${where}: Too much info for k=0: t and bc_type can only be None.`);
    }
    return made(Float64Array.of(...points, points[n - 1]!), data.values);
  }
  if (k === 1 && !given) {
    if (left.length > 0 || right.length > 0)
      throw new ValueError(`${where}: Too much info for k=1: bc_type can only be None.`);
    return made(Float64Array.of(points[0]!, ...points, points[n - 1]!), data.values);
  }
  if (periodic) {
    const t = given ?? periodicKnots(points, k);
    checkKnotsFor(where, t, k, points, 0);
    return made(t, periodicCoefficients(where, points, data, t, k), 'periodic');
  }
  const t = given ?? (left.length + right.length > 0 ? augmented(points, k) : notAKnot(points, k));
  const lanes = Math.max(data.lanes, ...[...left, ...right].map(([, value]) => value?.lanes ?? 1)) as 1 | 2;
  data = widened(data, lanes);
  checkKnotsFor(where, t, k, points, 0);
  const count = t.length - k - 1;
  if (count > n && left.length + right.length === 0 && n <= k) {
    throw new ValueError(`${where}: degree ${k} takes at least ${k + 1} points, got ${n}`);
  }
  if (count - n !== left.length + right.length) {
    throw new ValueError(
      `${where}: The number of derivatives at boundaries does not match: expected ${count - n}, got ${left.length}+${right.length}`,
    );
  }
  const { width } = data;
  const system = new BandMatrix(count, k, k);
  const rhs = new Float64Array(count * width);
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  const put = (row: number, span: number, at: number, nu: number, values: Float64Array | null, from: number): void => {
    basisAt(t, k, span, at, nu, basis, work);
    for (let j = 0; j <= k; j++) {
      const column = span - k + j;
      if (basis[j] === 0) continue;
      if (Math.abs(column - row) > k) throw new LinAlgError(`${where}: Collocation matrix is singular.`);
      system.set(row, column, basis[j]!);
    }
    if (values) for (let column = 0; column < width; column++) rhs[row * width + column] = values[from + column]!;
  };
  left.forEach(([nu, value], row) => {
    checkOrder(where, nu, k);
    put(row, intervalOf(t, points[0]!, k, count - 1, k), points[0]!, nu, value && widened(value, lanes).values, 0);
  });
  let span = k;
  for (let i = 0; i < n; i++) {
    span = intervalOf(t, points[i]!, k, count - 1, span);
    put(left.length + i, span, points[i]!, 0, data.values, i * width);
  }
  right.forEach(([nu, value], i) => {
    checkOrder(where, nu, k);
    const end = points[n - 1]!;
    put(left.length + n + i, intervalOf(t, end, k, count - 1, span), end, nu, value && widened(value, lanes).values, 0);
  });
  system.solve(rhs, width, where);
  return made(t, rhs);
}

function checkOrder(where: string, nu: number, k: number): void {
  if (nu > k) throw new ValueError(`${where}: the order of a derivative at an end must be at most k = ${k}, got ${nu}`);
}

function checkKnotsFor(where: string, t: Float64Array, k: number, x: Float64Array, fewer: number): void {
  for (let i = 1; i < t.length; i++) {
    if (!(t[i]! >= t[i - 1]!)) throw new ValueError(`${where}: Expect t to be a 1-D sorted array_like.`);
  }
  const needed = x.length + k + 1 - fewer;
  if (fewer === 0 && t.length < needed) {
    throw new ValueError(`${where}: Got ${t.length} knots, need at least ${needed}.`);
  }
  if (x[0]! < t[k]! || x[x.length - 1]! > t[t.length - k - 1]!) {
    throw new ValueError(`${where}: Out of bounds w/ x = [${x.join(' ')}].`);
  }
}

/** The points (middles of intervals for even k) as knots, carried on periodically. */
function periodicKnots(x: Float64Array, k: number): Float64Array {
  const n = x.length;
  const inner = x.slice();
  if (k % 2 === 0) for (let i = 1; i < n - 1; i++) inner[i] = x[i]! - 0.5 * (x[i]! - x[i - 1]!);
  const gap = (i: number): number => inner[i + 1]! - inner[i]!;
  const t = new Float64Array(n + 2 * k);
  t.set(inner, k);
  for (let i = 0; i < k; i++) {
    t[k - i - 1] = t[k - i]! - gap(n - 2 - (i % (n - 1)));
    t[n + k + i] = t[n + k + i - 1]! + gap(i % (n - 1));
  }
  return t;
}

/**
 * Coefficients of the periodic spline: the cyclic collocation system, turned so that its largest entries are on the diagonal, with
 * its last k unknowns as a border of a banded one.
 */
function periodicCoefficients(where: string, x: Float64Array, y: Columns, t: Float64Array, k: number): Float64Array {
  const n = x.length - 1;
  const { width } = y;
  const count = t.length - k - 1;
  const half = Math.floor(k / 2);
  const border = Math.min(n, k);
  const inner = n - border;
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  const columns = width + border;
  const system = new BandMatrix(inner, k, k);
  const rhs = new Float64Array(inner * columns);
  const lower: Float64Array[] = [];
  let span = k;
  for (let i = 0; i < n; i++) {
    span = intervalOf(t, x[i]!, k, count - 1, span);
    basisAt(t, k, span, x[i]!, 0, basis, work);
    const dense = new Float64Array(n);
    for (let j = 0; j <= k; j++) {
      const column = (((span - k + j - half) % n) + n) % n;
      dense[column]! += basis[j]!;
    }
    if (i >= inner) {
      lower.push(dense);
      continue;
    }
    for (let j = Math.max(0, i - k); j < Math.min(inner, i + k + 1); j++)
      if (dense[j] !== 0) system.set(i, j, dense[j]!);
    for (let column = 0; column < width; column++) rhs[i * columns + column] = y.values[i * width + column]!;
    for (let j = 0; j < border; j++) rhs[i * columns + width + j] = dense[inner + j]!;
  }
  if (inner > 0) system.solve(rhs, columns, where);
  const corner = new BandMatrix(border, border - 1, border - 1);
  const last = new Float64Array(border * width);
  lower.forEach((dense, i) => {
    for (let j = 0; j < border; j++) {
      let value = dense[inner + j]!;
      for (let r = 0; r < inner; r++) if (dense[r] !== 0) value -= dense[r]! * rhs[r * columns + width + j]!;
      corner.set(i, j, value);
    }
    for (let column = 0; column < width; column++) {
      let value = y.values[(inner + i) * width + column]!;
      for (let r = 0; r < inner; r++) if (dense[r] !== 0) value -= dense[r]! * rhs[r * columns + column]!;
      last[i * width + column] = value;
    }
  });
  corner.solve(last, width, where);
  const c = new Float64Array(count * width);
  for (let j = 0; j < count; j++) {
    const from = (((j - half) % n) + n) % n;
    for (let column = 0; column < width; column++) {
      if (from >= inner) c[j * width + column] = last[(from - inner) * width + column]!;
      else {
        let value = rhs[from * columns + column]!;
        for (let b = 0; b < border; b++) value -= rhs[from * columns + width + b]! * last[b * width + column]!;
        c[j * width + column] = value;
      }
    }
  }
  return c;
}

/** Options of `makeLsqSpline`. */
export interface MakeLsqSplineOptions {
  /** The degree, 3 by default. */
  k?: number;
  /** Weights of the points, positive. */
  w?: ArrayLike | null;
  axis?: number;
  checkFinite?: boolean;
}

/**
 * The spline on given knots that is nearest to data in the least squares sense.
 *
 * @param x - points, not decreasing
 * @param y - array_like with as many values along `axis`
 * @param t - knots; k + 1 of them at or beyond either end of the data
 * @param options - `k` (3), `w`, `axis`, `checkFinite`
 * @returns a BSpline
 * @throws ValueError when shapes do not fit, x or t decrease, or points lie outside the knots
 * @example
 * makeLsqSpline([0, 1, 2, 3, 4], [0, 1, 4, 9, 16], [0, 0, 0, 4, 4, 4], { k: 2 }).evaluate(2.5); // about 6.25
 */
export function makeLsqSpline<D extends SplineDType = 'float64'>(
  x: ArrayLike,
  y: ArrayLike,
  t: ArrayLike,
  options: MakeLsqSplineOptions = {},
): BSpline<D> {
  const where = 'makeLsqSpline';
  checkOptions(where, options, ['k', 'w', 'axis', 'checkFinite']);
  const { axis = 0, checkFinite = true } = options;
  const k = wholeNumber(where, 'k', options.k ?? 3);
  const points = checkedPoints(where, x, checkFinite, false);
  const data = checkedData(where, points, y, axis, checkFinite);
  const knots = realVector(where, 't', t);
  if (checkFinite) mustBeFinite(where, 't', knots);
  if (knots.length < 2 * k + 2)
    throw new ValueError(`${where}: Got ${knots.length} knots, need at least ${2 * k + 2}.`);
  checkKnotsFor(where, knots, k, points, points.length);
  const weights = readWeights(where, options.w, points.length);
  const n = knots.length - k - 1;
  const fit = leastSquaresSpline(points, data.values, data.width, weights, knots, k);
  return bsplineOf<D>({
    spline: { t: knots, c: fit.solve().slice(0, n * data.width), k, width: data.width },
    extrapolate: true,
    axis: data.axis,
    rest: data.rest,
    lanes: data.lanes,
  });
}

/** Weights, ones by default. */
export function readWeights(where: string, w: ArrayLike | null | undefined, n: number): Float64Array {
  if (w === undefined || w === null) return new Float64Array(n).fill(1);
  const weights = realVector(where, 'w', w);
  if (weights.length !== n)
    throw new ValueError(
      `${where}: Shapes of w ${shapeText([weights.length])} and x ${shapeText([n])} are incompatible`,
    );
  mustBeFinite(where, 'w', weights);
  return weights;
}

/** The triangle of the least squares problem on given knots. */
export function leastSquaresSpline(
  x: Float64Array,
  y: Float64Array,
  width: number,
  w: Float64Array,
  t: Float64Array,
  k: number,
): BandedLeastSquares {
  const n = t.length - k - 1;
  const fit = new BandedLeastSquares(n, k + 1, width);
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  const rhs = new Float64Array(width);
  let span = k;
  for (let i = 0; i < x.length; i++) {
    span = intervalOf(t, x[i]!, k, n - 1, span);
    basisAt(t, k, span, x[i]!, 0, basis, work);
    const weight = w[i]!;
    for (let j = 0; j <= k; j++) basis[j]! *= weight;
    for (let column = 0; column < width; column++) rhs[column] = weight * y[i * width + column]!;
    fit.add(span - k, basis, rhs);
  }
  return fit;
}
