/** Splines given as `[t, c, k]`: splev, splint, sproot, spalde, splder, splantider, insert. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, type Item } from '../core/ndarray.js';
import { sizeOf } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { BSpline, type Tck } from './bspline.js';
import { arrayOver, delivered, queriesOf, realVector, wholeNumber, room } from './data.js';
import { insertKnotInto } from './knotInsertion.js';
import { PPoly } from './ppoly.js';
import { derivedSpline, evaluateSpline, integratedSpline, splineIntegral, type SplineData } from './splineBasis.js';
import type { ParametricTck, ParametricTckLike, TckLike } from './splrep.js';
import { warn } from './warnings.js';

/** A spline's numbers; `rest` and `lanes` say what a row of coefficients is. */
interface Read extends SplineData {
  readonly rest: readonly number[];
  readonly lanes: 1 | 2;
}

type AnyTck = TckLike | ParametricTckLike | BSpline;

function isParametric(tck: AnyTck): tck is ParametricTckLike {
  return !(tck instanceof BSpline) && Array.isArray(tck[1]) && (tck[1] as unknown[])[0] instanceof NDArray;
}

function read(where: string, tck: TckLike | BSpline): Read {
  if (tck instanceof BSpline) {
    const { spline, rest, lanes } = tck.parts;
    return { ...spline, rest, lanes };
  }
  if (!Array.isArray(tck) || tck.length !== 3) {
    throw new ValueError(`${where}: tck must be [t, c, k] or a BSpline, got ${describe(tck)}`);
  }
  const t = realVector(where, 't', tck[0] as ArrayLike);
  const array = asNDArray(where, tck[1] as ArrayLike);
  const lanes = array.info.kind === 'c' ? 2 : 1;
  const c = copyAs(array, lanes === 2 ? DTYPES.complex128 : DTYPES.float64).data;
  const k = wholeNumber(where, 'k', tck[2]);
  const rest = array.shape.slice(1);
  if (array.ndim === 0 || array.shape[0]! < t.length - k - 1 || t.length < 2 * k + 2) {
    throw new ValueError(
      `${where}: ${t.length} knots and coefficients of shape ${shapeText(array.shape)} do not fit degree ${k}`,
    );
  }
  return { t, c, k, width: sizeOf(rest) * lanes, rest, lanes };
}

/** Each coordinate of a spline of several columns as a spline of its own. */
function each<T>(tck: ParametricTckLike, run: (one: TckLike) => T): T[] {
  return tck[1].map((c) => run([tck[0], c, tck[2]]));
}

/** Options of `splev`. */
export interface SplevOptions {
  /** The order of the derivative, 0 to k. */
  der?: number;
  /** Outside the knots: 0 carries on, 1 gives 0, 2 throws, 3 gives the value at the end (derivatives carry on). */
  ext?: 0 | 1 | 2 | 3;
}

/**
 * The values of a spline, or of a derivative.
 *
 * @param x - array_like
 * @param tck - `[t, c, k]` as `splrep` or `splprep` gives it, or a BSpline
 * @param options - `der` (0), `ext` (0)
 * @returns values of the shape of x; a list of them, one a coordinate, for splines of `splprep`
 * @throws ValueError when der is not within 0 to k, ext is none of 0 to 3, or a point is outside with ext 2
 * @example
 * splev([0.5, 1.5], splrep([0, 1, 2, 3], [0, 1, 8, 27])); // array([0.125, 3.375])
 */
export function splev<X extends ArrayLike>(x: X, tck: ParametricTckLike, options?: SplevOptions): SplevValue<X>[];
export function splev<X extends ArrayLike>(x: X, tck: TckLike | BSpline, options?: SplevOptions): SplevValue<X>;
export function splev<X extends ArrayLike>(
  x: X,
  tck: AnyTck,
  options: SplevOptions = {},
): SplevValue<X> | SplevValue<X>[] {
  checkOptions('splev', options, ['der', 'ext']);
  if (isParametric(tck)) return each(tck, (one) => splev(x, one, options));
  const spline = read('splev', tck);
  const { der = 0, ext = 0 } = options;
  if (!Number.isInteger(der) || der < 0 || der > spline.k) {
    throw new ValueError(`splev: 0<=der=${String(der)}<=k=${spline.k} must hold`);
  }
  const queries = queriesOf('splev', x);
  const out = evaluateOutside('splev', spline, queries.points, der, ext);
  return delivered(out, queries, spline.rest, 0, spline.lanes) as SplevValue<X>;
}

/** A plain value for a plain x, else an array. */
export type SplevValue<X> = X extends number ? Item<'float64'> : NDArray<'float64'>;

/** Values with one of the four ways to treat points outside. */
export function evaluateOutside(
  where: string,
  spline: SplineData,
  points: Float64Array,
  nu: number,
  ext: number,
): Float64Array {
  if (ext !== 0 && ext !== 1 && ext !== 2 && ext !== 3) {
    throw new ValueError(`${where}: ext = ${String(ext)} not in (0, 1, 2, 3)`);
  }
  const { t, k, width } = spline;
  const out = room(points.length * width);
  const [low, high] = [t[k]!, t[t.length - k - 1]!];
  if (ext === 2) {
    for (const x of points) {
      if (x < low || x > high) {
        throw new ValueError(
          `${where}: A value of the x array lies outside the domain of the spline ${low} to ${high}: ${x}`,
        );
      }
    }
  }
  // As FITPACK: derivatives carry on where values stay constant.
  if (ext === 3 && nu === 0) points = points.map((x) => (x < low ? low : x > high ? high : x));
  evaluateSpline(spline, points, nu, true, out);
  if (ext === 1) {
    points.forEach((x, i) => {
      if (x < low || x > high) out.fill(0, i * width, (i + 1) * width);
    });
  }
  return out;
}

/**
 * The definite integral of a spline; outside its knots it counts as 0.
 *
 * @param a - lower bound
 * @param b - upper bound
 * @param tck - `[t, c, k]` or a BSpline
 * @param options - `fullOutput`: also the integrals of all B-splines
 * @returns the integral, a list of them for splines of `splprep`; with `fullOutput` `[integral, wrk]`
 * @example
 * splint(0, 2, splrep([0, 1, 2, 3], [0, 1, 8, 27])); // 4
 */
export function splint(a: number, b: number, tck: ParametricTckLike, options?: { fullOutput?: false }): number[];
export function splint(a: number, b: number, tck: TckLike | BSpline, options?: { fullOutput?: false }): Item<'float64'>;
export function splint(
  a: number,
  b: number,
  tck: TckLike | BSpline,
  options: { fullOutput: true },
): [integral: number, wrk: NDArray<'float64'>];
export function splint(a: number, b: number, tck: AnyTck, options: { fullOutput?: boolean } = {}): unknown {
  checkOptions('splint', options, ['fullOutput']);
  if (isParametric(tck)) return each(tck, (one) => splint(a, b, one));
  const spline = read('splint', tck);
  const values = clippedIntegral(spline, a, b);
  const result = delivered(values, { points: values, shape: [], scalar: true }, spline.rest, 0, spline.lanes);
  if (!options.fullOutput) return result;
  const n = spline.t.length - spline.k - 1;
  const wrk = new Float64Array(spline.t.length);
  for (let i = 0; i < n; i++) {
    const c = new Float64Array(n);
    c[i] = 1;
    wrk[i] = clippedIntegral({ ...spline, c, width: 1 }, a, b)[0]!;
  }
  return [result, arrayOver(wrk, [wrk.length])];
}

/** The integral of a spline that is 0 outside its base interval. */
export function clippedIntegral(spline: SplineData, a: number, b: number): Float64Array {
  const { t, k } = spline;
  const [low, high] = [t[k]!, t[t.length - k - 1]!];
  const inside = (x: number): number => (x < low ? low : x > high ? high : x);
  return splineIntegral(spline, inside(a), inside(b));
}

/**
 * Where a cubic spline is 0, within its knots.
 *
 * @param tck - `[t, c, k]` with k = 3 and at least 8 knots
 * @param options - `mest`, the most zeros to report (10)
 * @returns the zeros, ascending; a list for splines of `splprep`
 * @throws ValueError unless the spline is cubic
 * @example
 * sproot(splrep([0, 1, 2, 3, 4], [-1, 0, 1, 0, -1])); // array([1., 3.])
 */
export function sproot(tck: ParametricTckLike, options?: { mest?: number }): NDArray<'float64'>[];
export function sproot(tck: TckLike | BSpline, options?: { mest?: number }): NDArray<'float64'>;
export function sproot(tck: AnyTck, options: { mest?: number } = {}): unknown {
  checkOptions('sproot', options, ['mest']);
  if (isParametric(tck)) return each(tck, (one) => sproot(one, options));
  const spline = read('sproot', tck);
  if (spline.k !== 3) throw new ValueError(`sproot: sproot works only for cubic (k=3) splines, got k=${spline.k}`);
  if (spline.t.length < 8) throw new ValueError(`sproot: The number of knots ${spline.t.length}>=8`);
  const mest = wholeNumber('sproot', 'mest', options.mest ?? 10, 1);
  const roots = rootsOf(spline);
  if (roots.length > mest) warn('sproot', `The number of zeros exceeds mest=${mest}`);
  const kept = roots.slice(0, mest);
  return arrayOver(Float64Array.from(kept), [kept.length]);
}

/** Zeros of a real spline of one column within its base interval. */
export function rootsOf({ t, c, k }: SplineData): number[] {
  const n = t.length - k - 1;
  const pp = PPoly.fromSpline([t, c, k]);
  const [low, high] = [t[k]!, t[n]!];
  return (pp.roots({ extrapolate: false, discontinuity: k === 0 }).toFlatArray() as number[]).filter(
    (root) => root >= low && root <= high,
  );
}

/**
 * All derivatives of a spline at points, from order 0 to k.
 *
 * @param x - points within the knots
 * @param tck - `[t, c, k]`
 * @returns k + 1 numbers for a plain x, a list of them for several; for splines of `splprep` a list of that, one a coordinate
 * @throws ValueError for points outside the knots
 * @example
 * spalde(1, splrep([0, 1, 2, 3], [0, 1, 8, 27])); // array([1., 3., 6., 6.])
 */
export function spalde(x: number, tck: TckLike | BSpline): NDArray<'float64'>;
export function spalde(x: ArrayLike, tck: TckLike | BSpline): NDArray<'float64'> | NDArray<'float64'>[];
export function spalde(x: ArrayLike, tck: ParametricTckLike): (NDArray<'float64'> | NDArray<'float64'>[])[];
export function spalde(x: ArrayLike, tck: AnyTck): unknown {
  if (isParametric(tck)) return each(tck, (one) => spalde(x, one));
  const spline = read('spalde', tck);
  const { points } = queriesOf('spalde', x);
  const { t, k } = spline;
  const lists = Array.from(points, (at) => {
    if (!(at >= t[k]! && at <= t[t.length - k - 1]!)) {
      throw new ValueError(`spalde: Invalid input data: ${at} lies outside ${t[k]} to ${t[t.length - k - 1]}`);
    }
    return arrayOver(derivativesAt(spline, at), [k + 1]);
  });
  return points.length > 1 ? lists : lists[0];
}

/** Value and all derivatives at a point. */
export function derivativesAt(spline: SplineData, x: number): Float64Array {
  const out = new Float64Array(1);
  return Float64Array.from({ length: spline.k + 1 }, (_, nu) => {
    evaluateSpline(spline, Float64Array.of(x), nu, true, out);
    return out[0]!;
  });
}

function tckOf(spline: SplineData, rest: readonly number[], lanes: 1 | 2): Tck {
  const rows = spline.c.length / spline.width;
  return [arrayOver(spline.t, [spline.t.length]), arrayOver(spline.c, [rows, ...rest], lanes), spline.k];
}

/**
 * The derivative of a spline, as a spline.
 *
 * @param tck - `[t, c, k]`
 * @param options - `n`, the order (1); a negative one is an antiderivative
 * @returns knots, coefficients and degree of the derivative
 * @throws ValueError when n exceeds k or interior knots coincide too often
 * @example
 * const tck = splrep([0, 1, 2, 3], [0, 1, 8, 27]);
 * splev(1, splder(tck)); // 3
 */
export function splder(tck: BSpline, options?: { n?: number }): BSpline;
export function splder(tck: ParametricTckLike, options?: { n?: number }): ParametricTck;
export function splder(tck: TckLike, options?: { n?: number }): Tck;
export function splder(tck: AnyTck, options: { n?: number } = {}): unknown {
  checkOptions('splder', options, ['n']);
  const { n = 1 } = options;
  if (n < 0) return splantider(tck as TckLike, { n: -n });
  if (tck instanceof BSpline) return tck.derivative({ nu: n });
  if (isParametric(tck)) return joined(each(tck, (one) => splder(one, { n })));
  const spline = read('splder', tck);
  if (wholeNumber('splder', 'n', n) > spline.k) {
    throw new ValueError(`splder: Order of derivative (n = ${n}) must be <= order of spline (k = ${spline.k})`);
  }
  const { t, k } = spline;
  for (let i = 1; i < t.length - k - 1; i++) {
    if (n > 0 && t[i + k]! <= t[i]!) {
      throw new ValueError('splder: The spline has internal repeated knots and is not differentiable 1 times');
    }
  }
  return tckOf(derivedSpline(spline, n), spline.rest, spline.lanes);
}

/** Splines of one coordinate each, on the same knots, as one. */
function joined(list: Tck[]): ParametricTck {
  return [list[0]![0], list.map((tck) => tck[1]), list[0]![2]];
}

/**
 * The antiderivative of a spline, as a spline that is 0 at the first knot.
 *
 * @param tck - `[t, c, k]`
 * @param options - `n`, the order (1); a negative one is a derivative
 * @returns knots, coefficients and degree of the antiderivative
 * @example
 * splev(2, splantider(splrep([0, 1, 2, 3], [0, 1, 8, 27]))); // 4
 */
export function splantider(tck: BSpline, options?: { n?: number }): BSpline;
export function splantider(tck: ParametricTckLike, options?: { n?: number }): ParametricTck;
export function splantider(tck: TckLike, options?: { n?: number }): Tck;
export function splantider(tck: AnyTck, options: { n?: number } = {}): unknown {
  checkOptions('splantider', options, ['n']);
  const { n = 1 } = options;
  if (n < 0) return splder(tck as TckLike, { n: -n });
  if (tck instanceof BSpline) return tck.antiderivative({ nu: n });
  if (isParametric(tck)) return joined(each(tck, (one) => splantider(one, { n })));
  const spline = read('splantider', tck);
  return tckOf(integratedSpline(spline, wholeNumber('splantider', 'n', n)), spline.rest, spline.lanes);
}

/**
 * The same spline with a knot more.
 *
 * @param x - where
 * @param tck - `[t, c, k]`
 * @param options - `m`, how often (1); `per`, keep it periodic
 * @returns knots, coefficients and degree, c with k + 1 zeros at the end
 * @throws ValueError when x lies outside the knots
 * @example
 * const [t] = insert(1.5, splrep([0, 1, 2, 3], [0, 1, 8, 27]));
 * t; // array([0. , 0. , 0. , 0. , 1.5, 3. , 3. , 3. , 3. ])
 */
export function insert(x: number, tck: BSpline, options?: { m?: number; per?: boolean | 0 | 1 }): BSpline;
export function insert(
  x: number,
  tck: ParametricTckLike,
  options?: { m?: number; per?: boolean | 0 | 1 },
): ParametricTck;
export function insert(x: number, tck: TckLike, options?: { m?: number; per?: boolean | 0 | 1 }): Tck;
export function insert(x: number, tck: AnyTck, options: { m?: number; per?: boolean | 0 | 1 } = {}): unknown {
  checkOptions('insert', options, ['m', 'per']);
  const m = wholeNumber('insert', 'm', options.m ?? 1, 1);
  if (tck instanceof BSpline) return tck.insertKnot(x, { m });
  if (isParametric(tck)) return joined(each(tck, (one) => insert(x, one, options)));
  const { rest, lanes, ...first } = read('insert', tck);
  let spline: SplineData = first;
  for (let i = 0; i < m; i++) spline = insertKnotInto('insert', spline, x, Boolean(options.per));
  const c = new Float64Array(spline.t.length * spline.width);
  c.set(spline.c);
  return tckOf({ ...spline, c }, rest, lanes);
}
