/** Surfaces over the sphere as objects: SmoothSphereBivariateSpline, LSQSphereBivariateSpline, RectSphereBivariateSpline. */
import { isScalarLike, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { broadcastShapes } from '../core/shape.js';
import { broadcastTo } from '../ops/broadcasting.js';
import { copyAs } from '../ops/creation.js';
import { SURFACE_MESSAGES, checkOrders, pairs, surfaceValues, type BivariateTck } from './bivariate.js';
import { arrayOver, mustBeFinite, mustIncrease, realVector, reals } from './data.js';
import type { SurfaceFit } from './fitpack/gridSurface.js';
import { fitSphere, fitSphereOnKnots, type SphereData } from './fitpack/sphere.js';
import { fitSphereGrid, type Pole } from './fitpack/sphereGrid.js';
import { warn } from './warnings.js';

const PERIOD = 2 * Math.PI;

/** Options of evaluation. */
export interface SphereEvaluateOptions {
  /** Orders of the partial derivatives. */
  dtheta?: number;
  dphi?: number;
  /** Evaluate at all pairs of theta and phi (true), or at the points that they form together. */
  grid?: boolean;
}

/** A surface over the sphere: a function of colatitude theta and longitude phi, periodic in phi. Its classes make it from data. */
export class SphereBivariateSpline {
  readonly #surface: SurfaceFit;
  readonly #from: number;

  /** Made by the classes derived from it. */
  protected constructor(surface: SurfaceFit, from = 0) {
    this.#surface = surface;
    this.#from = from;
  }

  /** `[tx, ty, c, kx, ky]`. */
  get tck(): BivariateTck {
    const { tx, ty, c, kx, ky } = this.#surface;
    return [arrayOver(tx, [tx.length]), arrayOver(ty, [ty.length]), arrayOver(c, [c.length]), kx, ky];
  }

  /**
   * The values, or partial derivatives, on a grid or at points.
   *
   * @param theta - colatitudes in radians, 0 to pi; with `grid` a list in rising order, else array_like
   * @param phi - longitudes in radians, within the period of the data (0 to 2 pi); without `grid` broadcast with theta
   * @param options - `dtheta`, `dphi` (0), `grid` (true)
   * @returns an array of shape (theta.length, phi.length), or of the broadcast shape
   * @throws ValueError for angles out of bounds, lists that do not rise, or orders out of range
   */
  evaluate(theta: ArrayLike, phi: ArrayLike, options: SphereEvaluateOptions = {}): NDArray<'float64'> {
    checkOptions('evaluate', options, ['dtheta', 'dphi', 'grid']);
    const { dtheta = 0, dphi = 0, grid = true } = options;
    checkOrders('evaluate', dtheta, dphi, this.#surface);
    const [a, b] = [reals('evaluate', 'theta', theta), reals('evaluate', 'phi', phi)];
    const last = this.#from + PERIOD;
    mustLieWithin('theta', a.data, 0, Math.PI);
    mustLieWithin('phi', b.data, this.#from, last);
    if (grid) {
      for (const [name, list] of [['theta', a.data], ['phi', b.data]] as const) {
        for (let i = 1; i < list.length; i++) {
          if (!(list[i]! >= list[i - 1]!)) throw new ValueError(`evaluate: ${name} must be sorted to evaluate on a grid`);
        }
      } // prettier-ignore
      return arrayOver(surfaceValues(this.#surface, ...pairs(a.data, b.data), dtheta, dphi), [a.size, b.size]);
    }
    const shape = broadcastShapes(a.shape, b.shape);
    const wide = (array: NDArray): Float64Array => copyAs(broadcastTo(array, shape) as NDArray, DTYPES.float64).data;
    return arrayOver(surfaceValues(this.#surface, wide(a), wide(b), dtheta, dphi), shape);
  }

  /** The values, or partial derivatives, at points; plain for plain ones. `dtheta` and `dphi` are 0 by default. */
  ev<X extends ArrayLike>(
    theta: X,
    phi: ArrayLike,
    options: { dtheta?: number; dphi?: number } = {},
  ): X extends number ? number : NDArray<'float64'> {
    checkOptions('ev', options, ['dtheta', 'dphi']);
    const result = this.evaluate(theta, phi, { ...options, grid: false });
    return (isScalarLike(theta) && isScalarLike(phi) ? result.item() : result) as never;
  }

  /** Knots in theta and phi. */
  getKnots(): [tt: NDArray<'float64'>, tp: NDArray<'float64'>] {
    const [tt, tp] = this.tck;
    return [tt, tp];
  }

  /** The coefficients, in C order. */
  getCoeffs(): NDArray<'float64'> {
    return this.tck[2];
  }

  /** The weighted sum of squared residuals. */
  getResidual(): number {
    return this.#surface.fp;
  }
}

function mustLieWithin(name: string, values: Float64Array, low: number, high: number): void {
  for (const value of values) {
    if (value < low || value > high) {
      throw new ValueError(`evaluate: requested ${name} out of bounds: ${value} is not within ${low} to ${high}`);
    }
  }
}

/** Options of surfaces near scattered data on the sphere. */
export interface ScatteredSphereOptions {
  /** Weights, positive. */
  w?: ArrayLike | null;
  /** Below this, in terms of the largest, the system counts as rank deficient. */
  eps?: number | null;
}

function readSphere(
  where: string,
  theta: ArrayLike,
  phi: ArrayLike,
  r: ArrayLike,
  { w, eps }: ScatteredSphereOptions,
): SphereData {
  const data = {
    theta: realVector(where, 'theta', theta),
    phi: realVector(where, 'phi', phi),
    r: realVector(where, 'r', r),
    eps: eps ?? 1e-16,
  };
  const m = data.r.length;
  if (data.theta.length !== m || data.phi.length !== m) {
    throw new ValueError(`${where}: theta, phi and r should have a same length, got ${data.theta.length}, ${data.phi.length} and ${m}`);
  }
  if (m < 2) throw new ValueError(`${where}: at least 2 points are needed, got ${m}`);
  for (const name of ['theta', 'phi', 'r'] as const) mustBeFinite(where, name, data[name]);
  if (data.theta.some((x) => x < 0 || x > Math.PI)) throw new ValueError(`${where}: theta should be between [0, pi]`);
  if (data.phi.some((x) => x < 0 || x > PERIOD)) throw new ValueError(`${where}: phi should be between [0, 2pi]`);
  const weights = w == null ? new Float64Array(m).fill(1) : realVector(where, 'w', w);
  if (weights.length !== m) throw new ValueError(`${where}: w should have as many elements as r, got ${weights.length} for ${m}`);
  if (weights.some((x) => !(x >= 0))) throw new ValueError(`${where}: w should be positive`);
  if (!(data.eps > 0 && data.eps < 1)) throw new ValueError(`${where}: eps should be between (0, 1), got ${describe(eps)}`);
  return { ...data, w: weights };
} // prettier-ignore

/**
 * A smoothing surface near scattered data on the sphere.
 *
 * @example
 * // new SmoothSphereBivariateSpline(theta, phi, r, { s: 3.5 }).ev(1, 2)
 */
export class SmoothSphereBivariateSpline extends SphereBivariateSpline {
  /**
   * @param theta - m colatitudes, 0 to pi
   * @param phi - m longitudes, 0 to 2 pi
   * @param r - m values
   * @param options - `w`, `s`, the sum of squares to aim at (0), `eps` (1e-16)
   * @throws ValueError when lengths differ, or an angle or option is out of range
   */
  constructor(theta: ArrayLike, phi: ArrayLike, r: ArrayLike, options: ScatteredSphereOptions & { s?: number } = {}) {
    const where = 'SmoothSphereBivariateSpline';
    checkOptions(where, options, ['w', 's', 'eps']);
    const data = readSphere(where, theta, phi, r, options);
    const { s = 0 } = options;
    if (!(s >= 0)) throw new ValueError(`${where}: s should be positive, got ${describe(s)}`);
    const most = 8 + Math.max(8, Math.floor(Math.sqrt(data.r.length / 2)));
    const fit = fitSphere(data, s, most, most);
    super(fit);
    if (fit.ier > 0) warn(where, SURFACE_MESSAGES[fit.ier] ?? `ier=${fit.ier}`);
  }
}

/**
 * The least squares surface on the sphere on given interior knots.
 *
 * @example
 * // new LSQSphereBivariateSpline(theta, phi, r, [1, 2], [1, 2, 3, 4]).ev(1, 2)
 */
export class LSQSphereBivariateSpline extends SphereBivariateSpline {
  /**
   * @param theta - m colatitudes, 0 to pi
   * @param phi - m longitudes, 0 to 2 pi
   * @param r - m values
   * @param tt - interior knots in theta, increasing
   * @param tp - interior knots in phi, increasing
   * @param options - `w`, `eps` (1e-16)
   * @throws ValueError when lengths differ, knots do not increase, or an angle or option is out of range
   */
  constructor(
    theta: ArrayLike,
    phi: ArrayLike,
    r: ArrayLike,
    tt: ArrayLike,
    tp: ArrayLike,
    options: ScatteredSphereOptions = {},
  ) {
    const where = 'LSQSphereBivariateSpline';
    checkOptions(where, options, ['w', 'eps']);
    const data = readSphere(where, theta, phi, r, options);
    const [inTheta, inPhi] = [realVector(where, 'tt', tt), realVector(where, 'tp', tp)];
    for (const [name, list, end] of [['tt', inTheta, Math.PI], ['tp', inPhi, PERIOD]] as const) {
      mustIncrease(where, name, list);
      if (list.some((x) => !(x > 0 && x < end))) throw new ValueError(`${where}: ${name} should be between (0, ${end === Math.PI ? 'pi' : '2pi'})`);
    } // prettier-ignore
    const fit = fitSphereOnKnots(data, Array.from(inTheta), Array.from(inPhi));
    super(fit);
    if (fit.ier < 0) warn(where, 'The coefficients of the spline are those of least norm of a rank deficient system');
  }
}

/** Options of `RectSphereBivariateSpline`; a pair means the poles u = 0 and u = pi. */
export interface RectSphereOptions {
  /** The sum of squares to aim at; 0 interpolates. */
  s?: number;
  /** Has the surface a tangent plane at the poles? Default false. */
  poleContinuity?: boolean | readonly [boolean, boolean];
  /** Values at the poles. */
  poleValues?: number | null | readonly [number | null, number | null];
  /** Are these values right, or data as the others? Default false. */
  poleExact?: boolean | readonly [boolean, boolean];
  /** Is the surface level at the poles? Default false; only with `poleContinuity`. */
  poleFlat?: boolean | readonly [boolean, boolean];
}

/**
 * A surface near or through data on a grid of colatitudes and longitudes.
 *
 * @example
 * const u = np.linspace(0.3, 2.8, 6);
 * const v = np.linspace(0, 5.5, 8);
 * const f = new RectSphereBivariateSpline(u, v, np.ones([6, 8]));
 * f.ev(1, 2); // 1
 */
export class RectSphereBivariateSpline extends SphereBivariateSpline {
  /**
   * @param u - colatitudes, increasing, within 0 and pi
   * @param v - longitudes, increasing, from v[0] within -pi and pi on for at most a period
   * @param r - array_like of shape (u.length, v.length)
   * @param options - `s` (0), `poleContinuity`, `poleExact`, `poleFlat` (false), `poleValues` (null)
   * @throws ValueError when shapes do not fit, angles do not increase or are out of range, or options contradict each other
   */
  constructor(u: ArrayLike, v: ArrayLike, r: ArrayLike, options: RectSphereOptions = {}) {
    const where = 'RectSphereBivariateSpline';
    checkOptions(where, options, ['s', 'poleContinuity', 'poleValues', 'poleExact', 'poleFlat']);
    const [us, vs] = [realVector(where, 'u', u), realVector(where, 'v', v)];
    mustIncrease(where, 'u', us);
    mustIncrease(where, 'v', vs);
    if (us.length < 4 || vs.length < 4) {
      throw new ValueError(`${where}: u and v must have at least 4 elements, got ${us.length} and ${vs.length}`);
    }
    if (!(us[0]! > 0 && us[us.length - 1]! < Math.PI)) throw new ValueError(`${where}: u should be between (0, pi)`);
    if (!(vs[0]! >= -Math.PI && vs[0]! < Math.PI)) throw new ValueError(`${where}: v[0] should be between [-pi, pi)`);
    if (!(vs[vs.length - 1]! <= vs[0]! + PERIOD)) throw new ValueError(`${where}: v[-1] should be v[0] + 2pi or less`);
    const values = reals(where, 'r', r);
    if (values.ndim !== 2 || values.shape[0] !== us.length || values.shape[1] !== vs.length) {
      throw new ValueError(`${where}: r must have shape (${us.length}, ${vs.length}), got ${shapeText(values.shape)}`);
    }
    mustBeFinite(where, 'r', values.data);
    const { s = 0 } = options;
    if (!(s >= 0)) throw new ValueError(`${where}: s should be positive, got ${describe(s)}`);
    const fit = fitSphereGrid({ u: us, v: vs, r: values.data.slice(), poles: polesOf(where, options) }, s);
    super(fit, vs[0]!);
    if (fit.ier > 0) warn(where, SURFACE_MESSAGES[fit.ier] ?? `ier=${fit.ier}`);
  }
}

function polesOf(where: string, options: RectSphereOptions): [Pole, Pole] {
  const pair = <T>(value: T | readonly [T, T]): readonly [T, T] =>
    Array.isArray(value) ? (value as unknown as readonly [T, T]) : [value as T, value as T];
  const smooth = pair<boolean>(options.poleContinuity ?? false);
  const values = pair<number | null>(options.poleValues ?? null);
  const exact = pair<boolean>(options.poleExact ?? false);
  const flat = pair<boolean>(options.poleFlat ?? false);
  const pole = (k: 0 | 1): Pole => {
    if (flat[k] && !smooth[k]) throw new ValueError(`${where}: if poleContinuity is false, so must be poleFlat`);
    if (exact[k] && values[k] === null) throw new ValueError(`${where}: if poleExact is true, poleValues must be given`);
    if (values[k] !== null && !Number.isFinite(values[k])) throw new ValueError(`${where}: poleValues must be finite, got ${describe(values[k])}`);
    return { smooth: smooth[k], flat: flat[k], value: values[k], exact: exact[k] };
  }; // prettier-ignore
  return [pole(0), pole(1)];
}
