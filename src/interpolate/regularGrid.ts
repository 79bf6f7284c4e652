/** Data on a rectangular grid: RegularGridInterpolator, interpn, NdBSpline, makeNdbspl. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES, isTypedArray } from '../core/dtype.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { broadcastShapes, sizeOf } from '../core/shape.js';
import { broadcastTo } from '../ops/broadcasting.js';
import { copyAs } from '../ops/creation.js';
import { arrayOver, realVector, reals, type SplineDType, room } from './data.js';
import { gridLinear, gridNearest, type GridData } from './gridKernels.js';
import { gridPchip } from './gridPchip.js';
import { evaluateTensor, tensorThrough, type TensorSpline } from './tensorSpline.js';

/** How a grid is interpolated. */
export type GridMethod = 'linear' | 'nearest' | 'slinear' | 'cubic' | 'quintic' | 'pchip';

/** Options of `RegularGridInterpolator`. */
export interface RegularGridOptions {
  method?: GridMethod;
  /** Throw for points outside (true). */
  boundsError?: boolean;
  /** What stands outside without an error; null carries on. */
  fillValue?: number | null;
}

/**
 * Points of d coordinates: an array_like of shape (..., d), or a list of d NDArrays or typed arrays, one a coordinate, which are
 * broadcast.
 */
export type GridPoints = ArrayLike | readonly (NDArray | Float64Array)[];

const DEGREES = { slinear: 1, cubic: 3, quintic: 5 } as const;
const METHODS: readonly string[] = ['linear', 'nearest', 'slinear', 'cubic', 'quintic', 'pchip'];

/** Read points: their numbers in rows of d, and the shape without the last axis. */
export function gridPoints(
  where: string,
  xi: GridPoints,
  d: number,
): { points: Float64Array; shape: readonly number[] } {
  const list = Array.isArray(xi) ? (xi as unknown[]) : null;
  if (list && list.length > 0 && list.every((item) => item instanceof NDArray || isTypedArray(item))) {
    const arrays = (list as ArrayLike[]).map((item) => reals(where, 'xi', item));
    if (arrays.length !== d) {
      throw new ValueError(`${where}: The requested sample points xi have dimension ${arrays.length} but this interpolator has dimension ${d}`); // prettier-ignore
    }
    const shape = broadcastShapes(...arrays.map((a) => a.shape));
    const count = sizeOf(shape);
    const points = new Float64Array(count * d);
    arrays.forEach((array, k) => {
      const wide = copyAs(broadcastTo(array, shape) as NDArray, DTYPES.float64).data;
      for (let i = 0; i < count; i++) points[i * d + k] = wide[i]!;
    });
    return { points, shape };
  }
  const array = reals(where, 'xi', xi as ArrayLike);
  if (d === 1 && (array.ndim === 0 || array.shape[array.ndim - 1] !== 1))
    return { points: array.data, shape: array.shape };
  const last = array.ndim === 0 ? 1 : array.shape[array.ndim - 1]!;
  if (last !== d) {
    throw new ValueError(
      `${where}: The requested sample points xi have dimension ${last} but this interpolator has dimension ${d}`,
    );
  }
  // One bare point of d coordinates stands for a list of one.
  return { points: array.data, shape: array.ndim === 1 ? [1] : array.shape.slice(0, -1) };
}

/** Grids and values, ascending. */
function readGrid(
  where: string,
  points: readonly ArrayLike[],
  values: ArrayLike,
): { data: GridData; rest: readonly number[]; lanes: 1 | 2 } {
  const grids = Array.from(points, (p) => realVector(where, 'points', p));
  const array = asNDArray(where, values) as NDArray;
  if (grids.length > array.ndim) {
    throw new ValueError(`${where}: There are ${grids.length} point arrays, but values has ${array.ndim} dimensions`);
  }
  let turned = array;
  grids.forEach((grid, i) => {
    const n = grid.length;
    const down = n > 1 && grid[1]! < grid[0]!;
    for (let j = 1; j < n; j++) {
      if (!(down ? grid[j]! < grid[j - 1]! : grid[j]! > grid[j - 1]!)) {
        throw new ValueError(`${where}: The points in dimension ${i} must be strictly ascending or descending`);
      }
    }
    if (array.shape[i] !== n) {
      throw new ValueError(`${where}: There are ${n} points and ${array.shape[i]} values along axis ${i}`);
    }
    if (down) {
      grid.reverse();
      const steps = [...turned.steps];
      steps[i] = -steps[i]!;
      turned = turned.strided(turned.shape, steps, turned.offset + turned.steps[i]! * (n - 1));
    }
  });
  const lanes = array.info.kind === 'c' ? 2 : 1;
  const rest = array.shape.slice(grids.length);
  const flat = copyAs(turned, lanes === 2 ? DTYPES.complex128 : DTYPES.float64).data as Float64Array;
  return { data: { grids, values: flat, width: sizeOf(rest) * lanes }, rest, lanes };
}

/**
 * Interpolation of data on a rectangular grid of any number of dimensions.
 *
 * 'linear' and 'nearest' look at the cell alone; 'slinear', 'cubic' and 'quintic' are products of interpolating splines, 'pchip' goes
 * through the dimensions with monotone cubics.
 *
 * @example
 * const f = new RegularGridInterpolator([[0, 1, 2], [0, 1]], [[0, 1], [10, 11], [20, 21]]);
 * f.evaluate([[0.5, 0.5], [1.5, 0]]); // array([ 5.5, 15. ])
 */
export class RegularGridInterpolator<D extends SplineDType = 'float64'> {
  /** The coordinates of the grid, ascending. */
  readonly grid: NDArray<'float64'>[];
  readonly method: GridMethod;
  readonly boundsError: boolean;
  readonly fillValue: number | null;
  readonly #data: GridData;
  readonly #rest: readonly number[];
  readonly #lanes: 1 | 2;
  readonly #splines = new Map<GridMethod, TensorSpline>();

  /**
   * @param points - d lists of coordinates, each strictly ascending or descending
   * @param values - array_like of shape (n1, ..., nd, ...)
   * @param options - `method` ('linear'), `boundsError` (true), `fillValue` (nan)
   * @throws ValueError when shapes do not fit, coordinates are not monotone or too few for the method
   */
  constructor(points: readonly ArrayLike[], values: ArrayLike, options: RegularGridOptions = {}) {
    const where = 'RegularGridInterpolator';
    checkOptions(where, options, ['method', 'boundsError', 'fillValue']);
    const { method = 'linear', boundsError = true, fillValue = NaN } = options;
    this.method = checkMethod(where, method);
    this.boundsError = boundsError;
    if (fillValue !== null && typeof fillValue !== 'number') {
      throw new ValueError(`${where}: fill_value must be either 'None' or of a type compatible with values, got ${describe(fillValue)}`); // prettier-ignore
    }
    this.fillValue = fillValue;
    const { data, rest, lanes } = readGrid(where, points, values);
    this.#data = data;
    this.#rest = rest;
    this.#lanes = lanes;
    this.grid = data.grids.map((g) => arrayOver(g, [g.length]));
    this.#checkCounts(where, this.method);
  }

  #checkCounts(where: string, method: GridMethod): void {
    const fewest = method === 'pchip' ? 4 : method in DEGREES ? DEGREES[method as keyof typeof DEGREES] + 1 : 1;
    this.#data.grids.forEach((grid, i) => {
      if (grid.length < fewest) {
        throw new ValueError(
          `${where}: There are ${grid.length} points in dimension ${i}, but method ${method} requires at least ${fewest} points per dimension.`,
        );
      }
    });
  }

  /**
   * The values at points.
   *
   * @param xi - array_like of shape (..., d), or a list of d NDArrays of coordinates
   * @param options - `method`, another than the constructor's
   * @returns values of shape (...) followed by the further axes of the data
   * @throws ValueError for points outside, when asked for
   */
  evaluate(xi: GridPoints, options: { method?: GridMethod } = {}): NDArray<D> {
    const where = 'RegularGridInterpolator';
    checkOptions(where, options, ['method']);
    const method = options.method === undefined ? this.method : checkMethod(where, options.method);
    if (method !== this.method) this.#checkCounts(where, method);
    const { grids, width } = this.#data;
    const d = grids.length;
    const { points, shape } = gridPoints(where, xi, d);
    const count = points.length / d;
    if (this.boundsError) this.#mustBeInside(where, points);
    const out = room(count * width);
    if (method === 'linear') gridLinear(this.#data, points, out);
    else if (method === 'nearest') gridNearest(this.#data, points, out);
    else if (method === 'pchip') gridPchip(this.#data, points, out);
    else {
      let spline = this.#splines.get(method);
      if (!spline) {
        spline = tensorThrough(grids, this.#data.values, width, grids.map(() => DEGREES[method])); // prettier-ignore
        this.#splines.set(method, spline);
      }
      evaluateTensor(spline, points, grids.map(() => 0), true, out); // prettier-ignore
    }
    if (!this.boundsError && this.fillValue !== null) this.#fillOutside(points, out, this.fillValue);
    return arrayOver<D>(out, [...shape, ...this.#rest], this.#lanes);
  }

  #mustBeInside(where: string, points: Float64Array): void {
    const { grids } = this.#data;
    const d = grids.length;
    for (let k = 0; k < d; k++) {
      const grid = grids[k]!;
      const low = grid[0]!;
      const high = grid[grid.length - 1]!;
      for (let i = k; i < points.length; i += d) {
        if (points[i]! < low || points[i]! > high) {
          throw new ValueError(
            `${where}: One of the requested xi is out of bounds in dimension ${k}: ${points[i]} is not within ${low} to ${high}`,
          );
        }
      }
    }
  }

  #fillOutside(points: Float64Array, out: Float64Array, value: number): void {
    const { grids, width } = this.#data;
    const d = grids.length;
    const row = new Float64Array(width);
    for (let i = 0; i < width; i += this.#lanes) row[i] = value;
    for (let k = 0; k < d; k++) {
      const grid = grids[k]!;
      const low = grid[0]!;
      const high = grid[grid.length - 1]!;
      for (let p = 0, i = k; i < points.length; p++, i += d) {
        const x = points[i]!;
        if (x < low || x > high) out.set(row, p * width);
      }
    }
    // A point with a nan is nan, wherever its other coordinates are.
    for (let i = 0; i < points.length; i++) {
      if (points[i] !== points[i]) out.fill(NaN, Math.floor(i / d) * width, (Math.floor(i / d) + 1) * width);
    }
  }
}

function checkMethod(where: string, method: unknown): GridMethod {
  if (typeof method !== 'string' || !METHODS.includes(method)) {
    throw new ValueError(`${where}: Method '${String(method)}' is not defined; it is one of ${METHODS.join(', ')}`);
  }
  return method as GridMethod;
}

/**
 * Values of data on a rectangular grid at points; see `RegularGridInterpolator`.
 *
 * @param points - d lists of coordinates
 * @param values - array_like of shape (n1, ..., nd, ...)
 * @param xi - array_like of shape (..., d), or a list of d NDArrays of coordinates
 * @param options - `method` (also 'splinef2d', bicubic in two dimensions), `boundsError` (true), `fillValue` (nan; null carries on)
 * @returns values of shape (...) followed by the further axes of the data
 * @throws ValueError when shapes do not fit, and for points outside
 * @example
 * interpn([[0, 1, 2], [0, 1]], [[0, 1], [10, 11], [20, 21]], [[0.5, 0.5]]); // array([5.5])
 */
export function interpn<D extends SplineDType = 'float64'>(
  points: readonly ArrayLike[],
  values: ArrayLike,
  xi: GridPoints,
  options: Omit<RegularGridOptions, 'method'> & { method?: GridMethod | 'splinef2d' } = {},
): NDArray<D> {
  checkOptions('interpn', options, ['method', 'boundsError', 'fillValue']);
  const { method = 'linear', ...others } = options;
  if (method !== 'splinef2d') return new RegularGridInterpolator<D>(points, values, { ...others, method }).evaluate(xi);
  if (points.length !== 2) throw new ValueError(`interpn: The method splinef2d can only be used for 2-dimensional input data, got ${points.length} dimensions`); // prettier-ignore
  if (others.fillValue === null && others.boundsError === false) {
    throw new ValueError('interpn: The method splinef2d does not support extrapolation.');
  }
  return new RegularGridInterpolator<D>(points, values, { ...others, method: 'cubic' }).evaluate(xi);
}

/**
 * A product of splines in several variables.
 *
 * @example
 * const s = makeNdbspl([[0, 1, 2, 3], [0, 1, 2, 3]], np.ones([4, 4]));
 * s.evaluate([[0.5, 2.5]]); // array([1.])
 */
export class NdBSpline<D extends SplineDType = 'float64'> {
  readonly t: NDArray<'float64'>[];
  readonly k: readonly number[];
  readonly extrapolate: boolean;
  readonly #spline: TensorSpline;
  readonly #rest: readonly number[];
  readonly #lanes: 1 | 2;

  /**
   * @param t - d lists of knots, not decreasing
   * @param c - array_like of shape (n1, ..., nd, ...)
   * @param k - the degree, or one for each dimension
   * @param options - `extrapolate` (true)
   * @throws ValueError when numbers of knots and coefficients do not fit the degrees
   */
  constructor(
    t: readonly ArrayLike[],
    c: ArrayLike,
    k: number | readonly number[],
    options: { extrapolate?: boolean | null } = {},
  ) {
    const where = 'NdBSpline';
    checkOptions(where, options, ['extrapolate']);
    const knots = Array.from(t, (values) => realVector(where, 't', values));
    const d = knots.length;
    const degrees = typeof k === 'number' ? knots.map(() => k) : [...k];
    if (degrees.length !== d) throw new ValueError(`${where}: len(t) = ${d} and len(k) = ${degrees.length} must agree`);
    const array = asNDArray(where, c) as NDArray;
    knots.forEach((values, i) => {
      const n = values.length - degrees[i]! - 1;
      if (n < degrees[i]! + 1) {
        throw new ValueError(
          `${where}: Need at least ${2 * degrees[i]! + 2} knots for degree ${degrees[i]} in dimension ${i}.`,
        );
      }
      for (let j = 1; j < values.length; j++) {
        if (!(values[j]! >= values[j - 1]!))
          throw new ValueError(`${where}: Knots in dimension ${i} must be in a non-decreasing order.`);
      }
      if (array.shape[i] !== n) {
        throw new ValueError(
          `${where}: Knots, coefficients and degree in dimension ${i} are inconsistent: got ${array.shape[i]} coefficients for ${values.length} knots, need at least ${n} for k = ${degrees[i]}`,
        );
      }
    });
    const lanes = array.info.kind === 'c' ? 2 : 1;
    this.#lanes = lanes;
    this.#rest = array.shape.slice(d);
    this.#spline = {
      t: knots,
      k: degrees,
      c: copyAs(array, lanes === 2 ? DTYPES.complex128 : DTYPES.float64).data as Float64Array,
      shape: array.shape.slice(0, d),
      width: sizeOf(this.#rest) * lanes,
    };
    this.t = knots.map((values) => arrayOver(values, [values.length]));
    this.k = degrees;
    this.extrapolate = options.extrapolate ?? true;
  }

  /** The coefficients. */
  get c(): NDArray<D> {
    return arrayOver<D>(this.#spline.c, [...this.#spline.shape, ...this.#rest], this.#lanes);
  }

  /**
   * The values, or a partial derivative's, at points.
   *
   * @param xi - array_like of shape (..., d)
   * @param options - `nu`, the order of the derivative in each dimension; `extrapolate`
   * @returns values of shape (...) followed by the coefficients' further axes
   */
  evaluate(xi: GridPoints, options: { nu?: readonly number[] | null; extrapolate?: boolean | null } = {}): NDArray<D> {
    checkOptions('evaluate', options, ['nu', 'extrapolate']);
    const d = this.k.length;
    const nu = options.nu ?? this.k.map(() => 0);
    if (nu.length !== d)
      throw new ValueError(`evaluate: invalid number of derivative orders nu = ${describe(nu)} for ndim = ${d}.`);
    if (nu.some((order) => !Number.isInteger(order) || order < 0)) {
      throw new ValueError(`evaluate: derivatives must be positive, got nu = ${describe(nu)}`);
    }
    const { points, shape } = gridPoints('evaluate', xi, d);
    const out = new Float64Array((points.length / d) * this.#spline.width);
    evaluateTensor(this.#spline, points, nu, options.extrapolate ?? this.extrapolate, out);
    return arrayOver<D>(out, [...shape, ...this.#rest], this.#lanes);
  }
}

/**
 * The product of interpolating splines through data on a rectangular grid.
 *
 * @param points - d lists of coordinates, strictly increasing
 * @param values - array_like of shape (n1, ..., nd, ...)
 * @param options - `k`, the degree, or one for each dimension (3)
 * @returns an NdBSpline
 * @throws ValueError when shapes do not fit or there are too few points
 */
export function makeNdbspl<D extends SplineDType = 'float64'>(
  points: readonly ArrayLike[],
  values: ArrayLike,
  options: { k?: number | readonly number[] } = {},
): NdBSpline<D> {
  checkOptions('makeNdbspl', options, ['k']);
  const { data, rest, lanes } = readGrid('makeNdbspl', points, values);
  const { k = 3 } = options;
  const degrees = typeof k === 'number' ? data.grids.map(() => k) : [...k];
  data.grids.forEach((grid, i) => {
    if (grid.length <= degrees[i]!) {
      throw new ValueError(
        `makeNdbspl: There are ${grid.length} points in dimension ${i}, but order ${degrees[i]} requires at least ${degrees[i]! + 1} points per dimension.`,
      );
    }
  });
  const spline = tensorThrough(data.grids, data.values, data.width, degrees);
  return new NdBSpline<D>(
    spline.t.map((t) => arrayOver(t, [t.length])),
    arrayOver<D>(spline.c, [...spline.shape, ...rest], lanes),
    degrees,
  );
}
