/** Splines near curves under FITPACK's names: splrep and splprep. */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { arrayOver, realVector, reals } from './data.js';
import { fitClosedCurve, fitClosedOnKnots } from './fitpack/closedCurve.js';
import { fitCurve, fitOnKnots, knotsFitData, type CurveData, type CurveFit } from './fitpack/curve.js';
import { MESSAGES } from './fitpack/smoothing.js';
import type { Tck } from './bspline.js';
import { warn } from './warnings.js';

/** A spline of several columns: knots, one list of coefficients a column, degree. */
export type ParametricTck = [t: NDArray<'float64'>, c: NDArray<'float64'>[], k: number];
/** What functions take for a spline. */
export type TckLike = readonly [t: ArrayLike, c: ArrayLike, k: number];
/** What functions take for a spline of several columns. */
export type ParametricTckLike = readonly [t: ArrayLike, c: readonly NDArray[], k: number];

/** Options of `splrep`. */
export interface SplrepOptions<Full extends boolean = boolean> {
  /** Weights, positive. */
  w?: ArrayLike | null;
  /** The interval of the spline; that of the points by default. */
  xb?: number | null;
  xe?: number | null;
  /** The degree, 1 to 5. */
  k?: number;
  /** 0: find knots for s; -1: least squares on the interior knots `t`. */
  task?: 0 | -1;
  /** The sum of squares to aim at; 0 without weights, else `m - sqrt(2 m)`. */
  s?: number | null;
  /** Interior knots, for task -1. */
  t?: ArrayLike | null;
  fullOutput?: Full;
  /** Periodic: the last point counts as a repetition of the first. */
  per?: boolean | 0 | 1;
  quiet?: boolean | 0 | 1;
}

const SPLREP = ['w', 'xb', 'xe', 'k', 'task', 's', 't', 'fullOutput', 'per', 'quiet'];

function mustBeDegree(where: string, k: unknown): number {
  if (typeof k !== 'number' || !Number.isInteger(k) || k < 1 || k > 5) {
    throw new DTypeError(`${where}: Given degree of the spline (k=${describe(k)}) is not supported. (1<=k<=5)`);
  }
  return k;
}

function runFit(
  where: string,
  data: CurveData,
  s: number,
  task: number,
  interior: Float64Array | null,
  periodic: boolean,
  nest: number,
): CurveFit {
  if (task === -1 || interior) {
    if (!interior) throw new DTypeError(`${where}: Knots must be given for task=-1`);
    const { k, xb, xe } = data;
    if (periodic) return fitClosedOnKnots(data, Array.from(interior));
    const ends = (value: number): number[] => new Array<number>(k + 1).fill(value);
    const t = Float64Array.from([...ends(xb), ...interior, ...ends(xe)]);
    for (let i = 1; i < t.length; i++) {
      if (i > k && i < t.length - k && !(t[i]! > t[i - 1]!)) {
        throw new ValueError(`${where}: interior knots must increase strictly and lie within ${xb} to ${xe}`);
      }
    }
    if (!knotsFitData(data.x, t, k)) {
      throw new ValueError(`${where}: Interior knots t must satisfy Schoenberg-Whitney conditions`);
    }
    return fitOnKnots(data, t);
  }
  return periodic ? fitClosedCurve(data, s, nest) : fitCurve(data, s, nest);
}

/** Coefficients of one column with FITPACK's zeros at the end. */
function column(fit: CurveFit, width: number, index: number, filled: boolean): NDArray<'float64'> {
  const n = fit.c.length / width;
  const c = new Float64Array(filled ? fit.t.length : n);
  for (let i = 0; i < n; i++) c[i] = fit.c[i * width + index]!;
  return arrayOver(c, [c.length]);
}

function say(where: string, ier: number, quiet: boolean): void {
  if (ier > 0 && !quiet) warn(where, MESSAGES[ier]!);
}

/**
 * A smoothing spline near the curve y = f(x).
 *
 * The knots are added where the data ask for them, until the sum of squares falls below s; then the spline is made as smooth as s
 * allows (P. Dierckx, An algorithm for smoothing, differentiation and integration of experimental data using spline functions,
 * J. Comp. Appl. Math. 1, 1975; Curve and Surface Fitting with Splines, 1993).
 *
 * @param x - m > k points, increasing
 * @param y - m values
 * @param options - `s`, `k` (3), `w`, `per`, `task` and `t`, ...; see `SplrepOptions`
 * @returns `[t, c, k]`, c with k + 1 zeros at the end; with `fullOutput` `[tck, fp, ier, msg]`
 * @throws DTypeError for a degree outside 1 to 5 or too few points; ValueError when x does not increase or lengths differ
 * @example
 * const tck = splrep([0, 1, 2, 3, 4], [0, 1, 4, 9, 16]);
 * splev(2.5, tck); // 6.25
 */
export function splrep<Full extends boolean = false>(
  x: ArrayLike,
  y: ArrayLike,
  options: SplrepOptions<Full> = {},
): Full extends true ? [tck: Tck, fp: number, ier: number, msg: string] : Tck {
  const where = 'splrep';
  checkOptions(where, options, SPLREP);
  const points = realVector(where, 'x', x);
  const values = realVector(where, 'y', y);
  const m = points.length;
  const k = mustBeDegree(where, options.k ?? 3);
  const weighted = options.w !== undefined && options.w !== null;
  const w = weighted ? realVector(where, 'w', options.w!) : new Float64Array(m).fill(1);
  if (w.length !== m) throw new DTypeError(`${where}: len(w)=${w.length} is not equal to m=${m}`);
  if (values.length !== m) throw new DTypeError(`${where}: Lengths of the first three arguments (x,y,w) must be equal, got ${m} and ${values.length}`); // prettier-ignore
  if (m <= k) throw new DTypeError(`${where}: m > k must hold, got ${m} points for k=${k}`);
  const s = options.s ?? (weighted ? m - Math.sqrt(2 * m) : 0);
  if (!(s >= 0)) throw new ValueError(`${where}: s must be >= 0, got ${describe(s)}`);
  const periodic = Boolean(options.per);
  const xb = options.xb ?? points[0]!;
  const xe = options.xe ?? points[m - 1]!;
  if (!(xb <= points[0]! && xe >= points[m - 1]!)) {
    throw new ValueError(
      `${where}: xb and xe must enclose the points ${points[0]} to ${points[m - 1]}, got ${xb} and ${xe}`,
    );
  }
  mustBeReady(where, points, w, s > 0 && !periodic && options.task !== -1);
  if (values.some((value) => value !== value)) throw new ValueError(`${where}: y must not contain nan`);
  if (periodic) values[m - 1] = values[0]!;
  const data: CurveData = {
    x: points,
    y: values,
    width: 1,
    w,
    k,
    xb: periodic ? points[0]! : xb,
    xe: periodic ? points[m - 1]! : xe,
  };
  const interior = options.t === undefined || options.t === null ? null : realVector(where, 't', options.t);
  const nest = periodic ? Math.max(m + 2 * k, 2 * k + 3) : Math.max(m + k + 1, 2 * k + 3);
  const fit = runFit(where, data, s, options.task ?? 0, interior, periodic, nest);
  const tck: Tck = [arrayOver(fit.t, [fit.t.length]), column(fit, 1, 0, true), k];
  if (!options.fullOutput) say(where, fit.ier, Boolean(options.quiet ?? true));
  return (options.fullOutput ? [tck, fit.fp, fit.ier, MESSAGES[fit.ier]] : tck) as never;
}

/** Throws unless points increase (strictly for an interpolating or periodic spline) and weights are positive. */
function mustBeReady(where: string, x: Float64Array, w: Float64Array, mayRepeat: boolean): void {
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]!)) throw new ValueError(`${where}: x must be finite, element ${i} is ${x[i]}`);
    if (i > 0 && !(mayRepeat ? x[i]! >= x[i - 1]! : x[i]! > x[i - 1]!)) {
      throw new ValueError(
        `${where}: Error on input data: x must increase${mayRepeat ? '' : ' strictly'}, got ${x[i - 1]} before ${x[i]}`,
      );
    }
    if (!(w[i]! > 0))
      throw new ValueError(`${where}: Error on input data: weights must be positive, element ${i} is ${w[i]}`);
  }
}

/** Options of `splprep`. */
export interface SplprepOptions<Full extends boolean = boolean> {
  w?: ArrayLike | null;
  /** Parameter values; by default the length of the polygon through the points, from 0 to 1. */
  u?: ArrayLike | null;
  ub?: number | null;
  ue?: number | null;
  k?: number;
  task?: 0 | -1;
  /** The sum of squares to aim at; `m - sqrt(2 m)` by default. */
  s?: number | null;
  t?: ArrayLike | null;
  fullOutput?: Full;
  nest?: number | null;
  per?: boolean | 0 | 1;
  quiet?: boolean | 0 | 1;
}

/**
 * A smoothing spline near a curve in space, by a parameter u.
 *
 * @param x - the coordinates: a list of arrays of m values each
 * @param options - `s` (m - sqrt(2 m)), `k` (3), `u`, `per`, ...; see `SplprepOptions`
 * @returns `[[t, c, k], u]`, c being one list a coordinate; with `fullOutput` `[[[t, c, k], u], fp, ier, msg]`
 * @throws DTypeError for a degree outside 1 to 5 or too few points; ValueError when u does not increase
 * @example
 * const [tck, u] = splprep([[0, 1, 2, 3], [0, 1, 0, 1]], { s: 0 });
 * splev(0.5, tck); // [1.5, 0.5]
 */
export function splprep<Full extends boolean = false>(
  x: readonly ArrayLike[] | NDArray,
  options: SplprepOptions<Full> = {},
): Full extends true
  ? [result: [tck: ParametricTck, u: NDArray<'float64'>], fp: number, ier: number, msg: string]
  : [tck: ParametricTck, u: NDArray<'float64'>] {
  const where = 'splprep';
  checkOptions(where, options, [...SPLREP.filter((name) => !name.startsWith('x')), 'u', 'ub', 'ue', 'nest']);
  const rows = reals(where, 'x', x as ArrayLike);
  if (rows.ndim !== 2) throw new ValueError(`${where}: x must be a list of coordinates, got ${describe(x)}`);
  const [width, m] = [rows.shape[0]!, rows.shape[1]!];
  if (!(width > 0 && width < 11)) throw new DTypeError(`${where}: 0 < idim < 11 must hold, got ${width}`);
  const k = mustBeDegree(where, options.k ?? 3);
  const y = new Float64Array(width * m);
  for (let i = 0; i < m; i++) for (let d = 0; d < width; d++) y[i * width + d] = rows.data[d * m + i]!;
  const periodic = Boolean(options.per);
  if (periodic) y.copyWithin((m - 1) * width, 0, width);
  const w =
    options.w === undefined || options.w === null ? new Float64Array(m).fill(1) : realVector(where, 'w', options.w);
  if (w.length !== m) throw new DTypeError(`${where}: len(w)=${w.length} is not equal to m=${m}`);
  let u: Float64Array;
  if (options.u === undefined || options.u === null) {
    u = new Float64Array(m);
    for (let i = 1; i < m; i++) {
      let square = 0;
      for (let d = 0; d < width; d++) square += (y[i * width + d]! - y[(i - 1) * width + d]!) ** 2;
      u[i] = u[i - 1]! + Math.sqrt(square);
    }
    const length = u[m - 1]!;
    for (let i = 1; i < m; i++) u[i]! /= length;
  } else u = realVector(where, 'u', options.u);
  if (u.length !== m)
    throw new DTypeError(`${where}: Mismatch of input dimensions: u has ${u.length} elements for ${m} points`);
  if (m <= k) throw new DTypeError(`${where}: m > k must hold, got ${m} points for k=${k}`);
  const s = options.s ?? m - Math.sqrt(2 * m);
  if (!(s >= 0)) throw new ValueError(`${where}: s must be >= 0, got ${describe(s)}`);
  mustBeReady(where, u, w, false);
  const data: CurveData = {
    x: u,
    y,
    width,
    w,
    k,
    xb: periodic ? u[0]! : (options.ub ?? u[0]!),
    xe: periodic ? u[m - 1]! : (options.ue ?? u[m - 1]!),
  };
  const interior = options.t === undefined || options.t === null ? null : realVector(where, 't', options.t);
  const nest = options.nest ?? m + 2 * k;
  const fit = runFit(where, data, s, options.task ?? 0, interior, periodic, Math.max(nest, 2 * k + 3));
  const tck: ParametricTck = [
    arrayOver(fit.t, [fit.t.length]),
    Array.from({ length: width }, (_, i) => column(fit, width, i, false)),
    k,
  ];
  const result = [tck, arrayOver(u, [m])];
  if (!options.fullOutput) say(where, fit.ier, Boolean(options.quiet ?? true));
  return (options.fullOutput ? [result, fit.fp, fit.ier, MESSAGES[fit.ier]] : result) as never;
}
