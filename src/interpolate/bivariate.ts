/** Surfaces as objects: BivariateSpline, RectBivariateSpline, SmoothBivariateSpline, LSQBivariateSpline. */
import { isScalarLike, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { broadcastShapes } from '../core/shape.js';
import { broadcastTo } from '../ops/broadcasting.js';
import { copyAs } from '../ops/creation.js';
import { arrayOver, mustBeFinite, realVector, reals } from './data.js';
import { fitGridSurface, transposed, type SurfaceFit } from './fitpack/gridSurface.js';
import { fitSurface, fitSurfaceOnKnots, type SurfaceData } from './fitpack/surface.js';
import { derivedSpline, splineIntegral } from './splineBasis.js';
import { evaluateTensor } from './tensorSpline.js';
import { warn } from './warnings.js';

/** Knots, coefficients and degrees of a surface. */
export type BivariateTck = [
  tx: NDArray<'float64'>,
  ty: NDArray<'float64'>,
  c: NDArray<'float64'>,
  kx: number,
  ky: number,
];

/** A product of splines. */
export type Surface = Pick<SurfaceFit, 'tx' | 'ty' | 'c' | 'kx' | 'ky'>;

/** What FITPACK says about the endings of surfaces. */
export const SURFACE_MESSAGES: Record<number, string> = {
  1: 'The required storage space exceeds the available storage space: nxest or nyest too small, or s too small. The weighted least-squares spline on the current knots is returned',
  2: 'A theoretically impossible result was found during the iteration process for finding a smoothing spline with fp = s: s too small or badly chosen eps',
  3: 'The maximal number of iterations (20) allowed for finding smoothing spline with fp=s has been reached: s too small',
  4: 'No more knots can be added because the number of B-spline coefficients already exceeds the number of data points m: either s or m too small',
  5: 'No more knots can be added because the additional knot would (quasi) coincide with an old one: s too small or too large a weight to an inaccurate data point',
};

/** Values or partial derivatives at pairs of points; outside the domain those on its border. */
export function surfaceValues(s: Surface, x: Float64Array, y: Float64Array, dx: number, dy: number): Float64Array {
  const { tx, ty, kx, ky } = s;
  const [x0, x1] = [tx[kx]!, tx[tx.length - kx - 1]!];
  const [y0, y1] = [ty[ky]!, ty[ty.length - ky - 1]!];
  const points = new Float64Array(2 * x.length);
  for (let i = 0; i < x.length; i++) {
    points[2 * i] = x[i]! < x0 ? x0 : x[i]! > x1 ? x1 : x[i]!;
    points[2 * i + 1] = y[i]! < y0 ? y0 : y[i]! > y1 ? y1 : y[i]!;
  }
  const out = new Float64Array(x.length);
  const shape = [tx.length - kx - 1, ty.length - ky - 1];
  evaluateTensor({ t: [tx, ty], k: [kx, ky], c: s.c, shape, width: 1 }, points, [dx, dy], true, out);
  return out;
}

/** All pairs of two lists. */
export function pairs(x: Float64Array, y: Float64Array): [Float64Array, Float64Array] {
  const [xs, ys] = [new Float64Array(x.length * y.length), new Float64Array(x.length * y.length)];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < y.length; j++) {
      xs[i * y.length + j] = x[i]!;
      ys[i * y.length + j] = y[j]!;
    }
  }
  return [xs, ys];
}

/** Throws unless orders of derivatives are within 0 and the degrees. */
export function checkOrders(where: string, dx: unknown, dy: unknown, { kx, ky }: Surface): void {
  for (const [name, order, k] of [['dx', dx, kx], ['dy', dy, ky]] as const) {
    if (typeof order !== 'number' || !Number.isInteger(order) || order < 0 || order > k) {
      throw new ValueError(`${where}: order of derivative ${name} must be an integer within 0 and ${k}, got ${describe(order)}`);
    }
  } // prettier-ignore
}

/** Options of evaluation. */
export interface BivariateEvaluateOptions {
  /** Orders of the partial derivatives. */
  dx?: number;
  dy?: number;
  /** Evaluate at all pairs of x and y (true), or at the points that they form together. */
  grid?: boolean;
}

/**
 * A surface made of products of splines. Its classes make it from data; outside its domain it has the values on the border.
 */
export class BivariateSpline {
  #surface: SurfaceFit;

  /** Made by the classes derived from it. */
  protected constructor(surface: SurfaceFit) {
    this.#surface = surface;
  }

  /** `[tx, ty, c, kx, ky]`. */
  get tck(): BivariateTck {
    const { tx, ty, c, kx, ky } = this.#surface;
    return [arrayOver(tx, [tx.length]), arrayOver(ty, [ty.length]), arrayOver(c, [c.length]), kx, ky];
  }

  /**
   * The values, or partial derivatives, on a grid or at points.
   *
   * @param x - with `grid` a list in rising order, else array_like
   * @param y - likewise; without `grid` broadcast with x
   * @param options - `dx`, `dy` (0), `grid` (true)
   * @returns an array of shape (x.length, y.length), or of the broadcast shape
   * @throws ValueError when lists do not rise or an order is out of range
   */
  evaluate(x: ArrayLike, y: ArrayLike, options: BivariateEvaluateOptions = {}): NDArray<'float64'> {
    checkOptions('evaluate', options, ['dx', 'dy', 'grid']);
    const { dx = 0, dy = 0, grid = true } = options;
    checkOrders('evaluate', dx, dy, this.#surface);
    const [a, b] = [reals('evaluate', 'x', x), reals('evaluate', 'y', y)];
    if (grid) {
      const [xs, ys] = [a.data, b.data];
      for (const [name, list] of [['x', xs], ['y', ys]] as const) {
        for (let i = 1; i < list.length; i++) {
          if (!(list[i]! >= list[i - 1]!)) throw new ValueError(`evaluate: ${name} must be sorted to evaluate on a grid`);
        }
      } // prettier-ignore
      return arrayOver(surfaceValues(this.#surface, ...pairs(xs, ys), dx, dy), [xs.length, ys.length]);
    }
    const shape = broadcastShapes(a.shape, b.shape);
    const wide = (array: NDArray): Float64Array => copyAs(broadcastTo(array, shape) as NDArray, DTYPES.float64).data;
    return arrayOver(surfaceValues(this.#surface, wide(a), wide(b), dx, dy), shape);
  }

  /** The values, or partial derivatives, at points; plain for plain ones. `dx` and `dy` are 0 by default. */
  ev<X extends ArrayLike>(
    xi: X,
    yi: ArrayLike,
    options: { dx?: number; dy?: number } = {},
  ): X extends number ? number : NDArray<'float64'> {
    checkOptions('ev', options, ['dx', 'dy']);
    const result = this.evaluate(xi, yi, { ...options, grid: false });
    return (isScalarLike(xi) && isScalarLike(yi) ? result.item() : result) as never;
  }

  /** The integral over a rectangle; outside its domain the surface counts as 0. */
  integral(xa: number, xb: number, ya: number, yb: number): number {
    const { tx, ty, c, kx, ky } = this.#surface;
    const inside = (t: Float64Array, k: number, v: number): number =>
      Math.min(Math.max(v, t[k]!), t[t.length - k - 1]!);
    const [nx, ny] = [tx.length - kx - 1, ty.length - ky - 1];
    const row = splineIntegral({ t: tx, c, k: kx, width: ny }, inside(tx, kx, xa), inside(tx, kx, xb));
    if (nx === 0) return 0;
    return splineIntegral({ t: ty, c: row, k: ky, width: 1 }, inside(ty, ky, ya), inside(ty, ky, yb))[0]!;
  }

  /** Knots in x and y. */
  getKnots(): [tx: NDArray<'float64'>, ty: NDArray<'float64'>] {
    const [tx, ty] = this.tck;
    return [tx, ty];
  }

  /** The coefficients, in C order. */
  getCoeffs(): NDArray<'float64'> {
    return this.tck[2];
  }

  /** The weighted sum of squared residuals. */
  getResidual(): number {
    return this.#surface.fp;
  }

  /** A partial derivative as a surface. */
  partialDerivative(dx: number, dy: number): BivariateSpline {
    checkOrders('partialDerivative', dx, dy, this.#surface);
    const { tx, ty, c, kx, ky, fp, ier } = this.#surface;
    const ny = ty.length - ky - 1;
    const along = derivedSpline({ t: tx, c, k: kx, width: ny }, dx);
    const mx = along.t.length - along.k - 1;
    const across = derivedSpline({ t: ty, c: transposed(along.c.slice(0, mx * ny), mx, ny), k: ky, width: mx }, dy);
    const my = across.t.length - across.k - 1;
    return new BivariateSpline({
      tx: along.t,
      ty: across.t,
      c: transposed(across.c.slice(0, mx * my), my, mx),
      kx: along.k,
      ky: across.k,
      fp,
      ier,
    });
  }
}

type Bbox = readonly [number | null, number | null, number | null, number | null];

function boxOf(
  where: string,
  given: Bbox | undefined,
  x: Float64Array,
  y: Float64Array,
): [number, number, number, number] {
  const box = given ?? [null, null, null, null];
  if (!Array.isArray(box) || box.length !== 4)
    throw new ValueError(`${where}: bbox shape should be (4,), got ${describe(given)}`);
  const [lowX, highX, lowY, highY] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  const [xb, xe, yb, ye] = [box[0] ?? lowX, box[1] ?? highX, box[2] ?? lowY, box[3] ?? highY];
  if (!(xb <= lowX && xe >= highX && yb <= lowY && ye >= highY)) {
    throw new ValueError(`${where}: bbox must enclose the points, got ${describe(box)}`);
  }
  return [xb, xe, yb, ye];
}

function checkDegrees(where: string, kx: unknown, ky: unknown): void {
  for (const k of [kx, ky]) {
    if (typeof k !== 'number' || !Number.isInteger(k) || k < 1 || k > 5) {
      throw new ValueError(`${where}: degrees must be integers from 1 to 5, got ${describe(k)}`);
    }
  }
}

/**
 * A surface near or through data on a rectangular grid.
 *
 * @example
 * const f = new RectBivariateSpline([0, 1, 2, 3], [0, 1, 2, 3], np.ones([4, 4]));
 * f.evaluate([0.5], [1.5]); // array([[1.]])
 */
export class RectBivariateSpline extends BivariateSpline {
  /**
   * @param x - mx > kx strictly increasing coordinates
   * @param y - my > ky strictly increasing coordinates
   * @param z - array_like of shape (mx, my)
   * @param options - `bbox`, `kx`, `ky` (3), `s` (0, which interpolates)
   * @throws ValueError when shapes do not fit or coordinates do not increase
   */
  constructor(
    x: ArrayLike,
    y: ArrayLike,
    z: ArrayLike,
    options: { bbox?: Bbox; kx?: number; ky?: number; s?: number } = {},
  ) {
    const where = 'RectBivariateSpline';
    checkOptions(where, options, ['bbox', 'kx', 'ky', 's']);
    const { kx = 3, ky = 3, s = 0 } = options;
    checkDegrees(where, kx, ky);
    const [xs, ys] = [realVector(where, 'x', x), realVector(where, 'y', y)];
    for (const [name, list, k] of [['x', xs, kx], ['y', ys, ky]] as const) {
      for (let i = 1; i < list.length; i++) {
        if (!(list[i]! > list[i - 1]!)) throw new ValueError(`${where}: ${name} must be strictly increasing`);
      }
      if (list.length <= k) throw new ValueError(`${where}: ${name} must have more than ${k} elements for degree ${k}, got ${list.length}`);
    } // prettier-ignore
    const values = reals(where, 'z', z);
    if (values.ndim !== 2 || values.shape[0] !== xs.length || values.shape[1] !== ys.length) {
      throw new ValueError(
        `${where}: x and y dimensions of z must have same number of elements as x and y: got ${shapeText(values.shape)} for ${xs.length} and ${ys.length}`,
      );
    }
    mustBeFinite(where, 'z', values.data);
    if (!(s >= 0)) throw new ValueError(`${where}: s should be s >= 0.0, got ${describe(s)}`);
    const fit = fitGridSurface(
      { x: xs, y: ys, z: values.data.slice(), kx, ky, bbox: boxOf(where, options.bbox, xs, ys) },
      s,
    );
    super(fit);
    if (fit.ier > 0) warn(where, SURFACE_MESSAGES[fit.ier] ?? `ier=${fit.ier}`);
  }
}

/** Options of surfaces near scattered data. */
export interface ScatteredSurfaceOptions {
  /** Weights, positive. */
  w?: ArrayLike | null;
  bbox?: Bbox;
  kx?: number;
  ky?: number;
  /** Below this, in terms of the largest, the system counts as rank deficient. */
  eps?: number | null;
}

/** Scattered data, checked. */
export function readSurface(
  where: string,
  x: ArrayLike,
  y: ArrayLike,
  z: ArrayLike,
  options: ScatteredSurfaceOptions,
): SurfaceData {
  const { kx = 3, ky = 3, eps } = options;
  checkDegrees(where, kx, ky);
  const [xs, ys, zs] = [realVector(where, 'x', x), realVector(where, 'y', y), realVector(where, 'z', z)];
  const m = xs.length;
  if (ys.length !== m || zs.length !== m) throw new ValueError(`${where}: x, y, and z should have a same length`);
  const w =
    options.w === undefined || options.w === null ? new Float64Array(m).fill(1) : realVector(where, 'w', options.w);
  if (w.length !== m) throw new ValueError(`${where}: x, y, z, and w should have a same length`);
  if (w.some((value) => !(value >= 0))) throw new ValueError(`${where}: w should be positive`);
  mustBeFinite(where, 'x', xs);
  mustBeFinite(where, 'y', ys);
  mustBeFinite(where, 'z', zs);
  if (eps !== undefined && eps !== null && !(eps > 0 && eps < 1))
    throw new ValueError(`${where}: eps should be between (0, 1), got ${describe(eps)}`);
  if (m < (kx + 1) * (ky + 1)) {
    throw new ValueError(
      `${where}: The length of x, y and z should be at least (kx+1) * (ky+1) = ${(kx + 1) * (ky + 1)}, got ${m}`,
    );
  }
  return { x: xs, y: ys, z: zs, w, kx, ky, bbox: boxOf(where, options.bbox, xs, ys), eps: eps ?? 1e-16 };
}

/**
 * A smoothing surface near scattered data.
 *
 * @example
 * // new SmoothBivariateSpline(x, y, z, { s: 0.1 }).ev(0.5, 0.5)
 */
export class SmoothBivariateSpline extends BivariateSpline {
  /**
   * @param x - m coordinates
   * @param y - m coordinates
   * @param z - m values
   * @param options - `w`, `bbox`, `kx`, `ky` (3), `s`, the sum of squares to aim at (m), `eps` (1e-16)
   * @throws ValueError when lengths differ, there are too few points or an option is out of range
   */
  constructor(x: ArrayLike, y: ArrayLike, z: ArrayLike, options: ScatteredSurfaceOptions & { s?: number | null } = {}) {
    const where = 'SmoothBivariateSpline';
    checkOptions(where, options, ['w', 'bbox', 'kx', 'ky', 's', 'eps']);
    const data = readSurface(where, x, y, z, options);
    const m = data.x.length;
    const s = options.s ?? m;
    if (!(s >= 0)) throw new ValueError(`${where}: s should be s >= 0.0, got ${describe(s)}`);
    const most = (k: number): number => Math.max(Math.floor(k + 1 + Math.sqrt(m / 2)), 2 * (k + 1));
    const fit = fitSurface(data, s, most(data.kx), most(data.ky));
    super(fit);
    if (fit.ier > 0) warn(where, SURFACE_MESSAGES[fit.ier] ?? `ier=${fit.ier}`);
  }
}

/**
 * The least squares surface on given interior knots.
 *
 * @example
 * // new LSQBivariateSpline(x, y, z, [0.5], [0.5]).ev(0.25, 0.25)
 */
export class LSQBivariateSpline extends BivariateSpline {
  /**
   * @param x - m coordinates
   * @param y - m coordinates
   * @param z - m values
   * @param tx - interior knots in x
   * @param ty - interior knots in y
   * @param options - `w`, `bbox`, `kx`, `ky` (3), `eps` (1e-16)
   * @throws ValueError when lengths differ, there are too few points or an option is out of range
   */
  constructor(
    x: ArrayLike,
    y: ArrayLike,
    z: ArrayLike,
    tx: ArrayLike,
    ty: ArrayLike,
    options: ScatteredSurfaceOptions = {},
  ) {
    const where = 'LSQBivariateSpline';
    checkOptions(where, options, ['w', 'bbox', 'kx', 'ky', 'eps']);
    const data = readSurface(where, x, y, z, options);
    const inX = Array.from(realVector(where, 'tx', tx)).sort((a, b) => a - b);
    const inY = Array.from(realVector(where, 'ty', ty)).sort((a, b) => a - b);
    checkInterior(where, data, inX, inY);
    const fit = fitSurfaceOnKnots(data, inX, inY);
    super(fit);
    if (fit.ier < -2) {
      const n = -fit.ier;
      warn(where, `The coefficients of the spline returned have been computed as the minimal norm least-squares solution of a (numerically) rank deficient system of rank ${n}`); // prettier-ignore
    }
  }
}

/** Throws unless interior knots are distinct and within the domain. */
export function checkInterior(
  where: string,
  { bbox }: SurfaceData,
  inX: readonly number[],
  inY: readonly number[],
): void {
  for (const [name, list, low, high] of [['tx', inX, bbox[0], bbox[1]], ['ty', inY, bbox[2], bbox[3]]] as const) {
    list.forEach((t, i) => {
      if (!(t > low && t < high) || (i > 0 && !(t > list[i - 1]!))) {
        throw new ValueError(`${where}: interior knots ${name} must be distinct and lie within ${low} to ${high}, got ${t}`);
      }
    });
  } // prettier-ignore
}
