/** Smoothing splines as BSplines, with the choice of knots apart: generateKnots, makeSplrep, makeSplprep. */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { bsplineOf, type BSpline } from './bspline.js';
import { arrayOver, mustBeFinite, realVector, reals } from './data.js';
import { fitOnKnots, smoothed, squaresByInterval, squaresOf, type CurveData } from './fitpack/curve.js';
import { TOLERANCE, addKnot, knotsToAdd, type Intervals } from './fitpack/smoothing.js';
import { makeInterpSpline, notAKnot } from './makeSplines.js';

/** Options of `generateKnots`. */
export interface GenerateKnotsOptions {
  /** Weights, positive; 1 by default. */
  w?: ArrayLike | null;
  /** The interval of the spline; that of the points by default. */
  xb?: number | null;
  xe?: number | null;
  /** The degree. Default 3. */
  k?: number;
  /** The weighted sum of squares to get below; 0 interpolates. */
  s?: number;
  /** The most knots. */
  nest?: number | null;
}

/** Options of `makeSplrep`. */
export interface MakeSplrepOptions extends GenerateKnotsOptions {
  /** The knots, all of them, instead of a choice. */
  t?: ArrayLike | null;
}

/** Options of `makeSplprep`. */
export interface MakeSplprepOptions extends Omit<MakeSplrepOptions, 'xb' | 'xe'> {
  /** Parameter values; by default the length of the polygon through the points, from 0 to 1. */
  u?: ArrayLike | null;
  ub?: number | null;
  ue?: number | null;
}

interface Problem {
  readonly data: CurveData;
  readonly s: number;
  readonly nest: number | null;
}

function read(
  where: string,
  x: Float64Array,
  y: Float64Array,
  width: number,
  options: GenerateKnotsOptions,
  mayRepeat: boolean,
): Problem {
  const m = x.length;
  const { k = 3, s = 0, nest = null } = options;
  if (typeof k !== 'number' || !Number.isInteger(k) || k < 0) {
    throw new ValueError(`${where}: k must be an integer >= 0, got ${describe(k)}`);
  }
  if (!(s >= 0)) throw new ValueError(`${where}: s must be non-negative, got ${describe(s)}`);
  if (m <= k) throw new ValueError(`${where}: Need more than k = ${k} points, got ${m}`);
  mustBeFinite(where, 'x', x);
  mustBeFinite(where, 'y', y);
  for (let i = 1; i < m; i++) {
    if (!(mayRepeat ? x[i]! >= x[i - 1]! : x[i]! > x[i - 1]!)) {
      throw new ValueError(`${where}: Expect x to be an ordered 1D sequence, got ${x[i - 1]} before ${x[i]}`);
    }
  }
  const w = options.w == null ? new Float64Array(m).fill(1) : realVector(where, 'w', options.w);
  if (w.length !== m) throw new ValueError(`${where}: Weights is of incompatible length: ${w.length} for ${m} points`);
  if (w.some((value) => !(value > 0))) throw new ValueError(`${where}: w must be positive`);
  if (nest !== null) {
    if (s === 0) throw new ValueError(`${where}: s == 0 is interpolation only, and takes no nest`);
    if (!Number.isInteger(nest) || nest < 2 * (k + 1)) {
      throw new ValueError(`${where}: nest must be an integer of at least 2 (k + 1) = ${2 * k + 2}, got ${describe(nest)}`);
    }
  } // prettier-ignore
  const xb = options.xb ?? x[0]!;
  const xe = options.xe ?? x[m - 1]!;
  if (!(xb <= x[0]! && xe >= x[m - 1]!)) {
    throw new ValueError(`${where}: [xb, xe] must enclose the points ${x[0]} to ${x[m - 1]}, got ${xb} and ${xe}`);
  }
  return { data: { x, y, width, w, k, xb, xe }, s, nest };
}

/** Knots of splines that come nearer and nearer to the data, the last one near enough. */
function* knots({ data, s, nest }: Problem): Generator<Float64Array, void, undefined> {
  const { x, k, xb, xe } = data;
  const m = x.length;
  if (s === 0) {
    yield notAKnot(x, k);
    return;
  }
  const most = m + k + 1;
  const room = nest ?? Math.max(most, 2 * k + 3);
  const ends = (value: number): number[] => new Array<number>(k + 1).fill(value);
  const state: Intervals = { t: [...ends(xb), ...ends(xe)], squares: [], inside: [m - 2] };
  let added = 0;
  let previous = 0;
  let fp = 0;
  for (let step = 0; step < m; step++) {
    const t = Float64Array.from(state.t);
    yield t;
    previous = fp;
    const gather = (on: Float64Array): number => {
      const squares = squaresOf(data, on, fitOnKnots(data, on).c);
      state.squares = squaresByInterval(data, on, squares);
      return squares.reduce((a, b) => a + b, 0);
    };
    fp = gather(t);
    const excess = fp - s;
    if (excess < 0 || Math.abs(excess) < s * TOLERANCE) return;
    added = step === 0 ? 1 : knotsToAdd(added, previous, fp, s);
    for (let i = 0; i < added; i++) {
      if (!addKnot(state, x, k)) return;
      if (state.t.length >= most) {
        yield notAKnot(x, k);
        return;
      }
      if (state.t.length >= room) {
        yield Float64Array.from(state.t);
        return;
      }
      if (i < added - 1) gather(Float64Array.from(state.t));
    }
  }
}

/**
 * Choices of knots for a smoothing spline, from none within the interval on: knots are added where the least squares spline on
 * the present ones is farthest from the data, until its weighted sum of squares is below s (P. Dierckx, Curve and Surface Fitting
 * with Splines, 1993, section 5.3).
 *
 * @param x - m > k points, increasing
 * @param y - m values
 * @param options - `s` (0: the knots of the interpolating spline), `k` (3), `w`, `xb`, `xe`, `nest`
 * @returns a generator of all knots, one list a step
 * @throws ValueError for points that do not increase, lengths that differ, or options out of range
 * @example
 * const x = [0, 1, 2, 3, 4, 5, 6, 7];
 * const last = [...generateKnots(x, x.map(Math.sin), { s: 0.01 })].at(-1);
 */
export function* generateKnots(
  x: ArrayLike,
  y: ArrayLike,
  options: GenerateKnotsOptions = {},
): Generator<NDArray<'float64'>, void, undefined> {
  const where = 'generateKnots';
  checkOptions(where, options, ['w', 'xb', 'xe', 'k', 's', 'nest']);
  const [points, values] = pointsAndValues(where, x, y);
  for (const t of knots(read(where, points, values, 1, options, true))) yield arrayOver(t, [t.length]);
}

function pointsAndValues(where: string, x: ArrayLike, y: ArrayLike): [Float64Array, Float64Array] {
  const points = realVector(where, 'x', x);
  const values = realVector(where, 'y', y);
  if (points.length !== values.length) {
    throw new ValueError(`${where}: x and y must have the same length, got ${points.length} and ${values.length}`);
  }
  return [points, values];
}

/** The coefficients of the smoothing spline, in rows. */
function fit(where: string, problem: Problem, given: ArrayLike | null | undefined): { t: Float64Array; c: Float64Array } {
  const { data, s } = problem;
  const { x, y, k, width } = data;
  if (s === 0) {
    if (given != null) throw new ValueError(`${where}: s == 0 is for interpolation only, and takes no knots`);
    const { spline } = makeInterpSpline(x, arrayOver(y, [x.length, width]), { k }).parts;
    return { t: spline.t, c: spline.c };
  }
  let t = new Float64Array(0) as Float64Array;
  if (given == null) for (t of knots(problem));
  else t = realVector(where, 't', given);
  const fewest = 2 * k + 2;
  if (t.length < fewest) throw new ValueError(`${where}: Need at least 2 (k + 1) = ${fewest} knots, got ${t.length}`);
  const best = fitOnKnots(data, t);
  const excess = best.fp - s;
  if (t.length === fewest || excess >= 0 || Math.abs(excess) < s * TOLERANCE) return best;
  const ends = [...t.slice(0, k + 1), ...t.slice(-k - 1)];
  const fp0 = fitOnKnots(data, Float64Array.from(ends)).fp;
  return smoothed(data, t, best.triangle, s, fp0, best.fp, (ier, c, fp) => ({ t, c, fp, ier }));
} // prettier-ignore

/**
 * A smoothing spline near data: as smooth as its weighted sum of squares s allows, on as few knots as will do (P. Dierckx, Curve and
 * Surface Fitting with Splines, 1993). `splrep` does the same with FITPACK's interface.
 *
 * @param x - m > k points, increasing
 * @param y - m values
 * @param options - `s` (0 interpolates), `k` (3), `w`, `xb`, `xe`, `t`, `nest`
 * @throws ValueError for points that do not increase, lengths that differ, or options out of range
 * @example
 * makeSplrep([0, 1, 2, 3, 4], [0, 1, 4, 9, 16]).evaluate(2.5); // 6.25
 */
export function makeSplrep(x: ArrayLike, y: ArrayLike, options: MakeSplrepOptions = {}): BSpline {
  const where = 'makeSplrep';
  checkOptions(where, options, ['w', 'xb', 'xe', 'k', 's', 't', 'nest']);
  const [points, values] = pointsAndValues(where, x, y);
  const problem = read(where, points, values, 1, options, (options.s ?? 0) > 0);
  const { t, c } = fit(where, problem, options.t);
  const spline = { t, c, k: problem.data.k, width: 1 };
  return bsplineOf({ spline, extrapolate: true, axis: 0, rest: [], lanes: 1 });
}

/**
 * A smoothing spline near a curve in space, by a parameter u.
 *
 * @param x - the coordinates: a list of arrays of m values each
 * @param options - `s` (0 interpolates), `k` (3), `u`, `ub`, `ue`, `w`, `t`, `nest`
 * @returns the spline, whose values have one row a coordinate, and u
 * @throws DTypeError for more than 10 coordinates; ValueError for parameters that do not increase, or options out of range
 * @example
 * const [spline, u] = makeSplprep([[0, 1, 2, 3], [0, 1, 0, 1]]);
 * spline.evaluate(0.5); // array([1.5, 0.5])
 */
export function makeSplprep(
  x: readonly ArrayLike[] | NDArray,
  options: MakeSplprepOptions = {},
): [spline: BSpline, u: NDArray<'float64'>] {
  const where = 'makeSplprep';
  checkOptions(where, options, ['w', 'u', 'ub', 'ue', 'k', 's', 't', 'nest']);
  const rows = reals(where, 'x', x as ArrayLike);
  if (rows.ndim !== 2) {
    throw new ValueError(`${where}: x must be a list of coordinates, got shape ${shapeText(rows.shape)}`);
  }
  const [width, m] = [rows.shape[0]!, rows.shape[1]!];
  if (!(width > 0 && width < 11)) throw new DTypeError(`${where}: there must be 1 to 10 coordinates, got ${width}`);
  const y = new Float64Array(width * m);
  for (let i = 0; i < m; i++) for (let d = 0; d < width; d++) y[i * width + d] = rows.data[d * m + i]!;
  const u = options.u == null ? chordLengths(y, width, m) : realVector(where, 'u', options.u);
  if (u.length !== m) throw new ValueError(`${where}: u has ${u.length} elements for ${m} points`);
  const { ub, ue, ...others } = options;
  const problem = read(where, u, y, width, { ...others, xb: ub ?? null, xe: ue ?? null }, false);
  const { t, c } = fit(where, problem, options.t);
  const spline = { t, c, k: problem.data.k, width };
  return [bsplineOf({ spline, extrapolate: true, axis: 1, rest: [width], lanes: 1 }), arrayOver(u, [m])];
}

/** Lengths of the polygon through points up to each, the whole being 1. */
export function chordLengths(y: Float64Array, width: number, m: number): Float64Array {
  const u = new Float64Array(m);
  for (let i = 1; i < m; i++) {
    let square = 0;
    for (let d = 0; d < width; d++) square += (y[i * width + d]! - y[(i - 1) * width + d]!) ** 2;
    u[i] = u[i - 1]! + Math.sqrt(square);
  }
  const length = u[m - 1]!;
  for (let i = 1; i < m; i++) u[i]! /= length;
  return u;
}
