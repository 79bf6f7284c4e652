/** Smoothing splines as objects: UnivariateSpline, InterpolatedUnivariateSpline, LSQUnivariateSpline. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { arrayOver, delivered, mustBeFinite, queriesOf, realVector, wholeNumber } from './data.js';
import { fitCurve, fitOnKnots, knotsFitData, type CurveData, type CurveFit } from './fitpack/curve.js';
import { MESSAGES } from './fitpack/smoothing.js';
import { clippedIntegral, derivativesAt, evaluateOutside, rootsOf } from './splev.js';
import { derivedSpline, integratedSpline, type SplineData } from './splineBasis.js';
import { warn } from './warnings.js';

/** What lies outside: carry on, zeros, an error, the value at the end. */
export type ExtName = 0 | 1 | 2 | 3 | 'extrapolate' | 'zeros' | 'raise' | 'const';

/** Options of all univariate splines. */
export interface UnivariateOptions {
  /** Weights, positive. */
  w?: ArrayLike | null;
  /** The interval of the spline, that of the points by default. */
  bbox?: readonly [number | null, number | null];
  /** The degree, 1 to 5. */
  k?: number;
  ext?: ExtName;
  checkFinite?: boolean;
}

/** Options of `UnivariateSpline`. */
export interface UnivariateSplineOptions extends UnivariateOptions {
  /** The weighted sum of squares to aim at, `x.length` by default; 0 interpolates. */
  s?: number | null;
}

const EXT: Record<string, 0 | 1 | 2 | 3> = { extrapolate: 0, zeros: 1, raise: 2, const: 3, 0: 0, 1: 1, 2: 2, 3: 3 };
const COMMON = ['w', 'bbox', 'k', 'ext', 'checkFinite'];

function extOf(where: string, ext: unknown): 0 | 1 | 2 | 3 {
  const found = EXT[String(ext)];
  if (found === undefined) throw new ValueError(`${where}: Unknown extrapolation mode ${describe(ext)}.`);
  return found;
}

function readCurve(
  where: string,
  x: ArrayLike,
  y: ArrayLike,
  options: UnivariateOptions,
  mayRepeat: boolean,
): CurveData {
  const points = realVector(where, 'x', x);
  const values = realVector(where, 'y', y);
  const m = points.length;
  const w =
    options.w === undefined || options.w === null ? new Float64Array(m).fill(1) : realVector(where, 'w', options.w);
  if (values.length !== m)
    throw new ValueError(`${where}: x and y should have a same length, got ${m} and ${values.length}`);
  if (w.length !== m) throw new ValueError(`${where}: x, y, and w should have a same length, got ${m} and ${w.length}`);
  if (options.checkFinite) {
    mustBeFinite(where, 'x', points);
    mustBeFinite(where, 'y', values);
    mustBeFinite(where, 'w', w);
  }
  const { k = 3, bbox = [null, null] } = options;
  if (!Number.isInteger(k) || k < 1 || k > 5)
    throw new ValueError(`${where}: k should be 1 <= k <= 5, got ${describe(k)}`);
  if (!Array.isArray(bbox) || bbox.length !== 2)
    throw new ValueError(`${where}: bbox shape should be (2,), got ${describe(bbox)}`);
  for (let i = 1; i < m; i++) {
    if (mayRepeat ? !(points[i]! >= points[i - 1]!) : !(points[i]! > points[i - 1]!)) {
      throw new ValueError(
        mayRepeat
          ? `${where}: x must be increasing if s > 0, got ${points[i - 1]} before ${points[i]}`
          : `${where}: x must be strictly increasing if s = 0, got ${points[i - 1]} before ${points[i]}`,
      );
    }
  }
  if (m <= k) throw new ValueError(`${where}: m > k must hold, got ${m} points for k = ${k}`);
  if (values.some((value) => value !== value)) throw new ValueError(`${where}: y must not contain nan`);
  if (w.some((value) => !(value > 0))) throw new ValueError(`${where}: w must be positive`);
  const [xb, xe] = [bbox[0] ?? points[0]!, bbox[1] ?? points[m - 1]!];
  if (!(xb <= points[0]! && xe >= points[m - 1]!)) {
    throw new ValueError(
      `${where}: bbox must enclose the points ${points[0]} to ${points[m - 1]}, got ${describe(bbox)}`,
    );
  }
  return { x: points, y: values, width: 1, w, k, xb, xe };
}

/** What a spline object is made of when it does not come from data of its own. */
class Derived {
  constructor(
    readonly spline: SplineData,
    readonly ext: 0 | 1 | 2 | 3,
  ) {}
}

/**
 * A smoothing spline: as smooth as a weighted sum of squared residuals of s allows.
 *
 * The algorithm is that of `splrep` (P. Dierckx, Curve and Surface Fitting with Splines, 1993).
 *
 * @example
 * const spl = new UnivariateSpline([0, 1, 2, 3, 4], [0, 1, 4, 9, 16], { s: 0 });
 * spl.evaluate(2.5); // 6.25
 * spl.integral(0, 3); // 9
 */
export class UnivariateSpline {
  #spline: SplineData;
  #ext: 0 | 1 | 2 | 3;
  #data: CurveData | null = null;
  #fit: CurveFit | null = null;

  /**
   * @param x - m > k points, increasing (strictly for s = 0)
   * @param y - m values
   * @param options - `w`, `bbox`, `k` (3), `s` (m), `ext` (0), `checkFinite` (false)
   * @throws ValueError when lengths do not fit, x does not increase or an option is out of range
   */
  constructor(x: ArrayLike, y: ArrayLike, options: UnivariateSplineOptions = {}) {
    if (x instanceof Derived) {
      this.#spline = x.spline;
      this.#ext = x.ext;
      return;
    }
    const where = new.target.name.replace(/^_/, '');
    if (x instanceof Fitted) {
      this.#ext = x.ext;
      this.#data = x.data;
      this.#fit = x.fit;
      this.#spline = { t: x.fit.t, c: x.fit.c, k: x.data.k, width: 1 };
      return;
    }
    checkOptions(where, options, [...COMMON, 's']);
    const { s = null } = options;
    if (s !== null && !(s >= 0)) throw new ValueError(`${where}: s should be s >= 0.0, got ${describe(s)}`);
    this.#ext = extOf(where, options.ext ?? 0);
    this.#data = readCurve(where, x, y, options, s === null || s > 0);
    const { k } = this.#data;
    const m = this.#data.x.length;
    const most = m + k + 1;
    const aim = s ?? m;
    // As SciPy: first with room for half as many knots as points, then for all.
    let fit = fitCurve(this.#data, aim, aim === 0 ? most : Math.max(Math.floor(m / 2), 2 * (k + 1)));
    if (fit.ier === 1) fit = fitCurve(this.#data, aim, most, fit.resume);
    this.#fit = fit;
    this.#spline = { t: fit.t, c: fit.c, k, width: 1 };
    if (fit.ier > 0) warn(where, MESSAGES[fit.ier]!);
  }

  /** @internal */
  get spline(): SplineData {
    return this.#spline;
  }

  /**
   * The value, or a derivative's, at points.
   *
   * @param x - array_like
   * @param options - `nu`, the order of the derivative (0); `ext`
   * @returns values of the shape of x; a number for a number
   * @throws ValueError for points outside with ext 2
   */
  evaluate<X extends ArrayLike>(
    x: X,
    options: { nu?: number; ext?: ExtName } = {},
  ): X extends number ? number : NDArray<'float64'> {
    checkOptions('evaluate', options, ['nu', 'ext']);
    const nu = wholeNumber('evaluate', 'nu', options.nu ?? 0);
    if (nu > this.#spline.k) throw new ValueError(`evaluate: nu must be at most k = ${this.#spline.k}, got ${nu}`);
    const queries = queriesOf('evaluate', x);
    const ext = options.ext === undefined ? this.#ext : extOf('evaluate', options.ext);
    return delivered(evaluateOutside('evaluate', this.#spline, queries.points, nu, ext), queries, [], 0, 1) as never;
  }

  /** The interior knots and both ends. */
  getKnots(): NDArray<'float64'> {
    const { t, k } = this.#spline;
    const kept = t.slice(k, t.length - k);
    return arrayOver(kept, [kept.length]);
  }

  /** The coefficients. */
  getCoeffs(): NDArray<'float64'> {
    const { t, c, k } = this.#spline;
    const kept = c.slice(0, t.length - k - 1);
    return arrayOver(kept, [kept.length]);
  }

  /** The weighted sum of squared residuals. */
  getResidual(): number {
    if (!this.#fit) throw new ValueError('getResidual: this spline does not come from data');
    return this.#fit.fp;
  }

  /** Fit the same data again with another s, going on from the present knots. */
  setSmoothingFactor(s: number): void {
    if (!(s >= 0)) throw new ValueError(`setSmoothingFactor: s should be s >= 0.0, got ${describe(s)}`);
    if (!this.#data || !this.#fit) {
      throw new ValueError(
        'setSmoothingFactor: smoothing factor unchanged for a spline that has fixed knots or no data',
      );
    }
    if (this.#fit.triangleOnly) {
      warn('setSmoothingFactor', 'smoothing factor unchanged for LSQ spline with fixed knots');
      return;
    }
    const data = this.#data;
    this.#fit = fitCurve(data, s, data.x.length + data.k + 1, this.#fit.resume);
    this.#spline = { t: this.#fit.t, c: this.#fit.c, k: data.k, width: 1 };
    if (this.#fit.ier > 0) warn('setSmoothingFactor', MESSAGES[this.#fit.ier]!);
  }

  /** The definite integral from a to b; outside its interval the spline counts as 0. */
  integral(a: number, b: number): number {
    return clippedIntegral(this.#spline, a, b)[0]!;
  }

  /** Value and all derivatives at a point: k + 1 numbers. */
  derivatives(x: number): NDArray<'float64'> {
    return arrayOver(derivativesAt(this.#spline, x), [this.#spline.k + 1]);
  }

  /** The zeros of a cubic spline within its interval. */
  roots(): NDArray<'float64'> {
    if (this.#spline.k !== 3)
      throw new ValueError(`roots: finding roots unsupported for non-cubic splines, k = ${this.#spline.k}`);
    const roots = rootsOf(this.#spline);
    return arrayOver(Float64Array.from(roots), [roots.length]);
  }

  /** The derivative as a spline of lower degree; `n` is its order (1). */
  derivative(options: { n?: number } = {}): UnivariateSpline {
    checkOptions('derivative', options, ['n']);
    const n = wholeNumber('derivative', 'n', options.n ?? 1);
    if (n > this.#spline.k) {
      throw new ValueError(
        `derivative: Order of derivative (n = ${n}) must be <= order of spline (k = ${this.#spline.k})`,
      );
    }
    // What is constant outside has derivative 0 there.
    return fromSpline(derivedSpline(this.#spline, n), this.#ext === 3 && n > 0 ? 1 : this.#ext);
  }

  /** The antiderivative, 0 at the beginning, as a spline of higher degree; `n` is its order (1). */
  antiderivative(options: { n?: number } = {}): UnivariateSpline {
    checkOptions('antiderivative', options, ['n']);
    return fromSpline(integratedSpline(this.#spline, wholeNumber('antiderivative', 'n', options.n ?? 1)), this.#ext);
  }
}

function fromSpline(spline: SplineData, ext: 0 | 1 | 2 | 3): UnivariateSpline {
  return new UnivariateSpline(new Derived(spline, ext) as unknown as ArrayLike, []);
}

/** What a class with knots of its own hands to UnivariateSpline. */
class Fitted {
  constructor(
    readonly data: CurveData,
    readonly fit: CurveFit,
    readonly ext: 0 | 1 | 2 | 3,
  ) {}
}

/**
 * The spline through all points.
 *
 * @example
 * new InterpolatedUnivariateSpline([0, 1, 2, 3], [0, 1, 8, 27]).evaluate(1.5); // 3.375
 */
export class InterpolatedUnivariateSpline extends UnivariateSpline {
  /**
   * @param x - m > k strictly increasing points
   * @param y - m values
   * @param options - `w`, `bbox`, `k` (3), `ext` (0), `checkFinite` (false)
   * @throws ValueError when lengths do not fit or x does not increase strictly
   */
  constructor(x: ArrayLike, y: ArrayLike, options: UnivariateOptions = {}) {
    const where = 'InterpolatedUnivariateSpline';
    checkOptions(where, options, COMMON);
    const data = readCurve(where, x, y, options, false);
    const fit = fitCurve(data, 0, data.x.length + data.k + 1);
    super(new Fitted(data, fit, extOf(where, options.ext ?? 0)) as unknown as ArrayLike, []);
  }
}

/**
 * The least squares spline on given interior knots.
 *
 * @example
 * new LSQUnivariateSpline([0, 1, 2, 3, 4, 5], [0, 1, 4, 9, 16, 25], [2.5]).evaluate(3); // about 9
 */
export class LSQUnivariateSpline extends UnivariateSpline {
  /**
   * @param x - m points, increasing
   * @param y - m values
   * @param t - interior knots, strictly increasing, with data between them
   * @param options - `w`, `bbox`, `k` (3), `ext` (0), `checkFinite` (false)
   * @throws ValueError when lengths do not fit, x does not increase or the knots leave a B-spline without data
   */
  constructor(x: ArrayLike, y: ArrayLike, t: ArrayLike, options: UnivariateOptions = {}) {
    const where = 'LSQUnivariateSpline';
    checkOptions(where, options, COMMON);
    const data = readCurve(where, x, y, options, true);
    const interior = realVector(where, 't', t);
    const { k, xb, xe } = data;
    const ends = (value: number): number[] => new Array<number>(k + 1).fill(value);
    const knots = Float64Array.from([...ends(xb), ...interior, ...ends(xe)]);
    for (let i = k + 1; i < knots.length - k; i++) {
      if (!(knots[i]! > knots[i - 1]!))
        throw new ValueError(`${where}: Interior knots t must satisfy Schoenberg-Whitney conditions`);
    }
    if (!knotsFitData(data.x, knots, k)) {
      throw new ValueError(`${where}: Interior knots t must satisfy Schoenberg-Whitney conditions`);
    }
    const { t: all, c, fp } = fitOnKnots(data, knots);
    const fit: CurveFit = { t: all, c, fp, ier: 0, triangleOnly: true };
    super(new Fitted(data, fit, extOf(where, options.ext ?? 0)) as unknown as ArrayLike, []);
  }
}
