/** BSpline: a spline as a sum of B-splines. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { Item, NDArray } from '../core/ndarray.js';
import {
  arrayOver,
  columnsOf,
  delivered,
  mustBeFinite,
  queriesOf,
  queryAxesAt,
  realVector,
  room,
  wholeNumber,
  type Columns,
  type Extrapolate,
  type SplineDType,
  type ValueAt,
} from './data.js';
import { DesignMatrix } from './designMatrix.js';
import { intervalOf, wrapped } from './intervals.js';
import { insertKnotInto } from './knotInsertion.js';
import { extrapolation, type EvaluateOptions, type PiecewiseOptions } from './piecewise.js';
import type { PPoly } from './ppoly.js';
import {
  basisAt,
  derivedSpline,
  evaluateSpline,
  integratedSpline,
  splineIntegral,
  type SplineData,
} from './splineBasis.js';

/** All that makes a spline object. */
export interface SplineParts {
  readonly spline: SplineData;
  readonly extrapolate: boolean | 'periodic';
  readonly axis: number;
  readonly rest: readonly number[];
  readonly lanes: 1 | 2;
}

/** Knots, coefficients and degree. */
export type Tck<D extends SplineDType = 'float64'> = [t: NDArray<'float64'>, c: NDArray<D>, k: number];

/**
 * A spline `sum(c[j] * B[j, k, t](x))` of degree k on knots t.
 *
 * @example
 * const s = new BSpline([0, 1, 2, 3, 4, 5, 6], [-1, 2, 0, -1], 2);
 * s.evaluate(2.5); // 1.375
 * s.integrate(2, 4);
 */
export class BSpline<D extends SplineDType = 'float64'> {
  /** @internal */
  readonly parts: SplineParts;
  /** The knots. */
  readonly t: NDArray<'float64'>;
  /** The degree. */
  readonly k: number;
  /** What happens outside the base interval `t[k]` to `t[n]`. */
  readonly extrapolate: boolean | 'periodic';
  /** The axis of interpolation. */
  readonly axis: number;

  /**
   * @param t - n + k + 1 knots, not decreasing
   * @param c - array_like with at least n coefficients along `axis`
   * @param k - the degree
   * @param options - `extrapolate` (true), `axis` (0)
   * @throws ValueError when there are too few knots or coefficients, or knots decrease or are not finite
   */
  constructor(t: ArrayLike, c: ArrayLike, k: number, options: PiecewiseOptions = {}) {
    checkOptions('BSpline', options, ['extrapolate', 'axis']);
    const parts = c instanceof Known ? c.parts : readSpline(t, c, k, options);
    this.parts = parts;
    this.t = arrayOver(parts.spline.t, [parts.spline.t.length]);
    this.k = parts.spline.k;
    this.extrapolate = parts.extrapolate;
    this.axis = parts.axis;
  }

  /** The coefficients. */
  get c(): NDArray<D> {
    const { spline, rest, axis, lanes } = this.parts;
    const rows = spline.width === 0 ? 0 : spline.c.length / spline.width;
    return queryAxesAt(arrayOver<D>(spline.c, [rows, ...rest], lanes), 1, axis);
  }

  /** `[t, c, k]`. */
  get tck(): Tck<D> {
    return [this.t, this.c, this.k];
  }

  /**
   * The value, or a derivative's, at points.
   *
   * @param x - array_like
   * @param options - `nu`, the order of the derivative (0); `extrapolate`
   * @returns the shape of x in the place of the interpolation axis; a plain value for a plain x and coefficients of one axis
   */
  evaluate<X extends ArrayLike>(x: X, options: EvaluateOptions = {}): ValueAt<X, D> {
    checkOptions('evaluate', options, ['nu', 'extrapolate']);
    const { spline, rest, axis, lanes } = this.parts;
    const nu = wholeNumber('evaluate', 'nu', options.nu ?? 0);
    const outside = extrapolation('evaluate', options.extrapolate, this.extrapolate);
    const queries = queriesOf('evaluate', x);
    const out = room(queries.points.length * spline.width);
    evaluateSpline(spline, queries.points, nu, outside, out);
    return delivered<D>(out, queries, rest, axis, lanes) as ValueAt<X, D>;
  }

  /** The derivative as a spline; `nu` is its order (1). */
  derivative(options: { nu?: number } = {}): BSpline<D> {
    checkOptions('derivative', options, ['nu']);
    const nu = wholeNumber('derivative', 'nu', options.nu ?? 1);
    if (nu > this.k) {
      throw new ValueError(`derivative: Order of derivative (n = ${nu}) must be <= order of spline (k = ${this.k})`);
    }
    return bsplineOf<D>({ ...this.parts, spline: derivedSpline(this.parts.spline, nu) });
  }

  /** The antiderivative that is 0 at the first knot; `nu` is its order (1). */
  antiderivative(options: { nu?: number } = {}): BSpline<D> {
    checkOptions('antiderivative', options, ['nu']);
    const nu = wholeNumber('antiderivative', 'nu', options.nu ?? 1);
    return bsplineOf<D>({
      ...this.parts,
      spline: integratedSpline(this.parts.spline, nu),
      extrapolate: this.extrapolate === 'periodic' ? false : this.extrapolate,
    });
  }

  /**
   * The definite integral from a to b. Without `extrapolate` the spline is 0 outside its base interval.
   *
   * @param a - lower bound
   * @param b - upper bound
   * @param options - `extrapolate`
   * @returns a number, or an array without the interpolation axis
   */
  integrate(a: number, b: number, options: { extrapolate?: Extrapolate } = {}): Item<D> {
    checkOptions('integrate', options, ['extrapolate']);
    if (typeof a !== 'number' || typeof b !== 'number') {
      throw new DTypeError(`integrate: bounds must be numbers, got ${describe(a)} and ${describe(b)}`);
    }
    const { spline, rest, lanes } = this.parts;
    const outside = extrapolation('integrate', options.extrapolate, this.extrapolate);
    const sign = b < a ? -1 : 1;
    let [low, high] = sign < 0 ? [b, a] : [a, b];
    const { t, k } = spline;
    const first = t[k]!;
    const last = t[t.length - k - 1]!;
    let sum = new Float64Array(spline.width);
    const gather = (from: number, to: number, times: number): void =>
      splineIntegral(spline, from, to).forEach((value, i) => (sum[i]! += times * value));
    if (outside === 'periodic') {
      const period = last - first;
      const whole = Math.floor((high - low) / period);
      const left = high - low - whole * period;
      if (whole > 0) gather(first, last, whole);
      low = wrapped(low, first, last);
      high = low + left;
      if (high <= last) gather(low, high, 1);
      else {
        gather(low, last, 1);
        gather(first, first + high - last, 1);
      }
    } else {
      if (!outside) {
        low = Math.min(Math.max(low, first), last);
        high = Math.max(Math.min(high, last), first);
      }
      gather(low, high, 1);
    }
    if (sign < 0) sum = sum.map((value) => -value);
    return delivered<D>(sum, { points: sum, shape: [], scalar: true }, rest, 0, lanes) as Item<D>;
  }

  /**
   * The same spline with one knot more, `m` times.
   *
   * @param x - where, within the base interval
   * @param options - `m`, how often (1)
   */
  insertKnot(x: number, options: { m?: number } = {}): BSpline<D> {
    checkOptions('insertKnot', options, ['m']);
    const m = wholeNumber('insertKnot', 'm', options.m ?? 1, 1);
    let { spline } = this.parts;
    for (let i = 0; i < m; i++) spline = insertKnotInto('insertKnot', spline, x, this.extrapolate === 'periodic');
    return bsplineOf<D>({ ...this.parts, spline });
  }

  /**
   * One B-spline on its own knots, of degree `t.length - 2`.
   *
   * @param t - the knots
   * @param options - `extrapolate` (true): its polynomials go on outside
   * @example
   * BSpline.basisElement([0, 1, 2, 3, 4]).evaluate(2); // 0.6666666666666666
   */
  static basisElement(t: ArrayLike, options: { extrapolate?: Extrapolate } = {}): BSpline {
    checkOptions('basisElement', options, ['extrapolate']);
    const own = realVector('basisElement', 't', t);
    const k = own.length - 2;
    if (k < 0) throw new ValueError('basisElement: at least 2 knots are needed');
    const knots = Float64Array.of(
      ...new Array<number>(k).fill(own[0]! - 1),
      ...own,
      ...new Array<number>(k).fill(own[own.length - 1]! + 1),
    );
    const c = new Float64Array(knots.length);
    c[k] = 1;
    return new BSpline(knots, c, k, { extrapolate: options.extrapolate ?? true });
  }

  /**
   * The values of all B-splines at points, one row a point, as a sparse matrix.
   *
   * @param x - points within the base interval
   * @param t - knots
   * @param k - the degree
   * @param options - `extrapolate` (false)
   * @returns a matrix of `x.length` by `t.length - k - 1`
   * @throws ValueError for points outside unless `extrapolate`
   */
  static designMatrix(
    x: ArrayLike,
    t: ArrayLike,
    k: number,
    options: { extrapolate?: Extrapolate } = {},
  ): DesignMatrix {
    const where = 'designMatrix';
    checkOptions(where, options, ['extrapolate']);
    const outside = extrapolation(where, options.extrapolate, false);
    const points = realVector(where, 'x', x);
    const knots = realVector(where, 't', t);
    wholeNumber(where, 'k', k);
    checkKnots(where, knots, k);
    const n = knots.length - k - 1;
    const [low, high] = [knots[k]!, knots[n]!];
    const values = new Float64Array(points.length * (k + 1));
    const first = new Int32Array(points.length);
    const basis = new Float64Array(k + 1);
    const work = new Float64Array(k + 1);
    let span = k;
    points.forEach((given, i) => {
      let at = given;
      if (outside === 'periodic') at = wrapped(at, low, high);
      else if (!(outside || (at >= low && at <= high))) {
        throw new ValueError(`${where}: Out of bounds w/ x = ${given}.`);
      }
      if (at !== at) throw new ValueError(`${where}: x must not contain nan`);
      span = intervalOf(knots, at, k, n - 1, span);
      basisAt(knots, k, span, at, 0, basis, work);
      values.set(basis, i * (k + 1));
      first[i] = span - k;
    });
    return new DesignMatrix(values, first, n);
  }

  /** A spline from knots, coefficients and degree that are known to be right. */
  static constructFast<D extends SplineDType = 'float64'>(
    t: ArrayLike,
    c: ArrayLike,
    k: number,
    options: PiecewiseOptions = {},
  ): BSpline<D> {
    return new BSpline<D>(t, c, k, options);
  }

  /**
   * The cubic spline of a `CubicSpline` (or a cubic PPoly with two continuous derivatives) in the basis of B-splines.
   *
   * @param pp - the cubics
   * @param options - `bcType`, which knots to take: 'not-a-knot' (default) leaves out the second point from either end, 'periodic'
   *   carries the points on, any other repeats the ends
   */
  static fromPowerBasis<D extends SplineDType = 'float64'>(
    pp: PPoly<D>,
    options: { bcType?: 'not-a-knot' | 'natural' | 'clamped' | 'periodic' } = {},
  ): BSpline<D> {
    checkOptions('fromPowerBasis', options, ['bcType']);
    const { bcType = 'not-a-knot' } = options;
    const { pieces, ...others } = pp.parts;
    if (pieces.k !== 4) throw new ValueError(`fromPowerBasis: only cubics are supported, got k = ${pieces.k - 1}`);
    const { x, width } = pieces;
    const m = x.length - 1;
    const at = (i: number): number => {
      if (i >= 0 && i <= m) return x[i]!;
      if (bcType !== 'periodic') return i < 0 ? x[0]! : x[m]!;
      return i < 0 ? x[0]! - (x[m]! - x[m + i]!) : x[m]! + (x[i - m]! - x[0]!);
    };
    const all = Array.from({ length: m + 7 }, (_, i) => at(i - 3));
    const t = Float64Array.from(bcType === 'not-a-knot' ? all.filter((_, i) => i !== 4 && i !== m + 2) : all);
    // The dual functional of a cubic B-spline: c[j] from value, slope and curvature anywhere between t[j + 1] and t[j + 3].
    const n = t.length - 4;
    const c = new Float64Array(n * width);
    let piece = 0;
    for (let j = 0; j < n; j++) {
      const tau = Math.min(Math.max(t[j + 2]!, x[0]!), x[m]!);
      piece = intervalOf(x, tau, 0, m - 1, piece);
      const d = tau - x[piece]!;
      const [a, b, e] = [t[j + 1]! - tau, t[j + 2]! - tau, t[j + 3]! - tau];
      for (let column = 0; column < width; column++) {
        const q = (i: number): number => pieces.c[(piece * 4 + i) * width + column]!;
        const f = ((q(0) * d + q(1)) * d + q(2)) * d + q(3);
        const f1 = (3 * q(0) * d + 2 * q(1)) * d + q(2);
        const f2 = 6 * q(0) * d + 2 * q(1);
        c[j * width + column] = f + (f1 * (a + b + e)) / 3 + (f2 * (a * b + a * e + b * e)) / 6;
      }
    }
    return bsplineOf<D>({ ...others, spline: { t, c, k: 3, width } });
  }
}

class Known {
  constructor(readonly parts: SplineParts) {}
}

/** A BSpline over parts that are known to be right. */
export function bsplineOf<D extends SplineDType = 'float64'>(parts: SplineParts): BSpline<D> {
  return new BSpline<D>([], new Known(parts) as unknown as ArrayLike, 0);
}

/** Throws unless knots fit a degree. */
export function checkKnots(where: string, t: Float64Array, k: number): void {
  for (let i = 1; i < t.length; i++) {
    if (t[i]! < t[i - 1]!) throw new ValueError(`${where}: Knots must be in a non-decreasing order.`);
  }
  if (t.length < 2 * k + 2)
    throw new ValueError(`${where}: Need at least ${2 * k + 2} knots for degree ${k}, got ${t.length}`);
  mustBeFinite(where, 't', t);
  if (!(t[t.length - k - 1]! > t[k]!)) throw new ValueError(`${where}: Need at least two internal knots.`);
}

function readSpline(t: ArrayLike, c: ArrayLike, k: number, options: PiecewiseOptions): SplineParts {
  const where = 'BSpline';
  const knots = realVector(where, 't', t);
  if (typeof k !== 'number' || !Number.isInteger(k) || k < 0) {
    throw new ValueError(`${where}: Spline order cannot be negative, and must be an integer; got k = ${describe(k)}`);
  }
  const columns: Columns = columnsOf(where, 'c', c, options.axis ?? 0);
  const n = knots.length - k - 1;
  checkKnots(where, knots, k);
  if (columns.n < n) {
    throw new ValueError(
      `${where}: Knots, coefficients and degree are inconsistent: ${columns.n} coefficients, shape ${shapeText((asNDArray(where, c) as NDArray).shape)}, for ${knots.length} knots and degree ${k} need ${n}`,
    );
  }
  mustBeFinite(where, 'c', columns.values);
  return {
    spline: { t: knots, c: columns.values, k, width: columns.width },
    extrapolate: extrapolation(where, options.extrapolate),
    axis: columns.axis,
    rest: columns.rest,
    lanes: columns.lanes,
  };
}
