/** Data at scattered points: LinearNDInterpolator, NearestNDInterpolator. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import type { Delaunay } from '../spatial/delaunay.js';
import { KDTree } from '../spatial/kdtree.js';
import { arrayOver, type SplineDType } from './data.js';
import {
  NEARLY,
  Scaling,
  coordinatesOf,
  fillRow,
  meshArrays,
  meshFrom,
  pointData,
  triangulated,
  type Coordinates,
  type PointData,
  type ScatteredOptions,
} from './scatteredData.js';
import { sharedKernel } from './sharing.js';

interface LinearSettings {
  readonly d: number;
  readonly side: number;
  readonly width: number;
  readonly lanes: 1 | 2;
  readonly fill: number;
}

const linear = sharedKernel('scattered: linear', ([values, ...mesh], own: LinearSettings, points, out) => {
  const { d, width, lanes, fill } = own;
  const { simplices, locator } = meshFrom(mesh, d, own.side);
  const weights = new Float64Array(d + 1);
  const count = points.length / d;
  for (let i = 0; i < count; i++) {
    const s = locator.locate(points, i * d, NEARLY, weights);
    if (s < 0) {
      fillRow(out, i, width, lanes, fill);
      continue;
    }
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let j = 0; j <= d; j++) sum += weights[j]! * values![simplices[s * (d + 1) + j]! * width + column]!;
      out[i * width + column] = sum;
    }
  }
});

/**
 * Linear interpolation on a Delaunay triangulation of scattered points.
 *
 * @example
 * const f = new LinearNDInterpolator([[0, 0], [1, 0], [0, 1], [1, 1]], [0, 1, 1, 2]);
 * f.evaluate([0.5, 0.25]); // array(0.75)
 */
export class LinearNDInterpolator<D extends SplineDType = 'float64'> {
  /** The triangulation. */
  readonly tri: Delaunay;
  readonly #scaling: Scaling | null;
  readonly #data: PointData;
  readonly #fill: number;

  /**
   * @param points - array_like of shape (n, d), d coordinate arrays, or a Delaunay triangulation
   * @param values - array_like of shape (n, ...)
   * @param options - `fillValue` (nan), `rescale` (false)
   * @throws QhullError when the points lie in one hyperplane; ValueError when shapes do not fit
   */
  constructor(points: Coordinates | Delaunay, values: ArrayLike, options: ScatteredOptions = {}) {
    const where = 'LinearNDInterpolator';
    checkOptions(where, options, ['fillValue', 'rescale']);
    const { tri, scaling } = triangulated(where, points, options.rescale ?? false);
    this.tri = tri;
    this.#scaling = scaling;
    this.#data = pointData(where, values, tri.npoints);
    this.#fill = options.fillValue ?? NaN;
  }

  /**
   * The values at points.
   *
   * @param xi - array_like of shape (..., d), or a list of d coordinate arrays
   * @returns values of shape (...) followed by the further axes of the data
   */
  evaluate(xi: Coordinates): NDArray<D> {
    const { tri } = this;
    const { ndim: d } = tri;
    const set = coordinatesOf('LinearNDInterpolator', xi, d);
    const points = this.#scaling ? this.#scaling.apply(set) : set.points;
    const { values, width, rest, lanes } = this.#data;
    const count = points.length / d;
    const out = new Float64Array(count * width);
    const settings = { d, side: tri.mesh().side, width, lanes, fill: this.#fill };
    linear([values, ...meshArrays(tri)], settings, points, out, count, 60 * d + d * width);
    return arrayOver<D>(out, [...set.shape, ...rest], lanes);
  }
}

/** Options of `NearestNDInterpolator`. */
export interface NearestNDOptions {
  rescale?: boolean;
  /** Options of the KDTree. */
  treeOptions?: { leafsize?: number } | null;
}

/**
 * The value of the nearest of scattered points.
 *
 * @example
 * new NearestNDInterpolator([[0, 0], [1, 1]], [3, 4]).evaluate([0.9, 0.8]); // array(4.)
 */
export class NearestNDInterpolator<D extends SplineDType = 'float64'> {
  readonly tree: KDTree;
  readonly #scaling: Scaling | null;
  readonly #data: PointData;

  /**
   * @param x - array_like of shape (n, d), or d coordinate arrays
   * @param y - array_like of shape (n, ...)
   * @param options - `rescale` (false), `treeOptions`
   * @throws ValueError when shapes do not fit
   */
  constructor(x: Coordinates, y: ArrayLike, options: NearestNDOptions = {}) {
    const where = 'NearestNDInterpolator';
    checkOptions(where, options, ['rescale', 'treeOptions']);
    const set = coordinatesOf(where, x);
    if (set.shape.length !== 1)
      throw new ValueError(`${where}: invalid shape for input data points: ${shapeText([...set.shape, set.d])}`);
    this.#scaling = options.rescale ? Scaling.of(set) : null;
    const flat = this.#scaling ? this.#scaling.apply(set) : set.points;
    const n = set.shape[0]!;
    if (n === 0) throw new ValueError(`${where}: at least one point is needed`);
    this.#data = pointData(where, y, n);
    this.tree = new KDTree(arrayOver(flat, [n, set.d]), options.treeOptions ?? {});
  }

  /**
   * The values at points.
   *
   * @param xi - array_like of shape (..., d), or a list of d coordinate arrays
   * @param options - `distanceUpperBound`: nan for points farther than this from all
   * @returns values of shape (...) followed by the further axes of the data
   */
  evaluate(xi: Coordinates, options: { distanceUpperBound?: number } = {}): NDArray<D> {
    checkOptions('evaluate', options, ['distanceUpperBound']);
    const bound = options.distanceUpperBound ?? Infinity;
    const d = this.tree.m;
    const set = coordinatesOf('NearestNDInterpolator', xi, d);
    const points = this.#scaling ? this.#scaling.apply(set) : set.points;
    const { values, width, rest, lanes } = this.#data;
    const count = points.length / d;
    const out = new Float64Array(count * width);
    const distance = new Float64Array(1);
    const index = new Int32Array(1);
    for (let i = 0; i < count; i++) {
      const found = this.tree.nearest(points, i * d, 1, 2, 0, bound, distance, index);
      if (found === 0) out.fill(NaN, i * width, (i + 1) * width);
      else out.set(values.subarray(index[0]! * width, (index[0]! + 1) * width), i * width);
    }
    return arrayOver<D>(out, [...set.shape, ...rest], lanes);
  }
}
