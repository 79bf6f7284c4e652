/** CloughTocher2DInterpolator: a smooth surface of cubics over a triangulation of the plane. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import type { Delaunay } from '../spatial/delaunay.js';
import { Locator } from '../spatial/locator.js';
import { arrayOver, type SplineDType } from './data.js';
import {
  NEARLY,
  coordinatesOf,
  fillRow,
  meshArrays,
  meshFrom,
  pointData,
  triangulated,
  type Coordinates,
  type PointData,
  type ScatteredOptions,
  type Scaling,
} from './scatteredData.js';
import { sharedKernel } from './sharing.js';
import { warn } from './warnings.js';

/** Options of `CloughTocher2DInterpolator`. */
export interface CloughTocherOptions extends ScatteredOptions {
  /** When the estimate of the gradients counts as settled. */
  tol?: number;
  /** The most rounds of that estimate. */
  maxiter?: number;
}

/**
 * Gradients at the points that bend the surface least along the edges of the triangulation, each found in turn from its neighbours'
 * (G. Nielson, A method for interpolating scattered data based upon a minimum norm network, Math. Comp. 40, 1983; R. J. Renka,
 * A. K. Cline, A triangle-based C1 interpolation method, Rocky Mountain J. Math. 14, 1984).
 */
export function estimateGradients(
  tri: Delaunay,
  values: Float64Array,
  width: number,
  column: number,
  tol: number,
  maxiter: number,
): { gradients: Float64Array; settled: boolean } {
  const { indptr, indices } = tri.edges();
  const p = tri.points.data;
  const n = tri.npoints;
  const g = new Float64Array(2 * n);
  for (let round = 0; round < maxiter; round++) {
    let worst = 0;
    for (let i = 0; i < n; i++) {
      let a = 0;
      let b = 0;
      let c = 0;
      let s = 0;
      let t = 0;
      for (let e = indptr[i]!; e < indptr[i + 1]!; e++) {
        const j = indices[e]!;
        const ex = p[2 * j]! - p[2 * i]!;
        const ey = p[2 * j + 1]! - p[2 * i + 1]!;
        const cube = Math.hypot(ex, ey) ** 3;
        const slope = ex * g[2 * j]! + ey * g[2 * j + 1]!;
        const pull = (6 * (values[j * width + column]! - values[i * width + column]!) - 2 * slope) / cube;
        a += (4 * ex * ex) / cube;
        b += (4 * ex * ey) / cube;
        c += (4 * ey * ey) / cube;
        s += pull * ex;
        t += pull * ey;
      }
      const det = a * c - b * b;
      if (det === 0) continue;
      const gx = (c * s - b * t) / det;
      const gy = (a * t - b * s) / det;
      const change = Math.max(Math.abs(gx - g[2 * i]!), Math.abs(gy - g[2 * i + 1]!));
      g[2 * i] = gx;
      g[2 * i + 1] = gy;
      worst = Math.max(worst, change / Math.max(1, Math.abs(gx), Math.abs(gy)));
    }
    if (worst < tol) return { gradients: g, settled: true };
  }
  return { gradients: g, settled: false };
}

interface SmoothSettings {
  readonly side: number;
  readonly width: number;
  readonly lanes: 1 | 2;
  readonly fill: number;
}

const smooth = sharedKernel('scattered: Clough-Tocher', (arrays, own: SmoothSettings, points, out) => {
  const { width, lanes, fill } = own;
  const [values, p, lean] = arrays as Float64Array[];
  const { simplices, locator } = meshFrom(arrays.slice(3, 8), 2, own.side);
  const weights = new Float64Array(3);
  const f = new Float64Array(3);
  const slopes = new Float64Array(6);
  for (let i = 0; i < points.length / 2; i++) {
    const s = locator.locate(points, 2 * i, NEARLY, weights);
    if (s < 0) {
      fillRow(out, i, width, lanes, fill);
      continue;
    }
    for (let column = 0; column < width; column++) {
      const g = arrays[8 + column]!;
      for (let a = 0; a < 3; a++) {
        const v = simplices[3 * s + a]!;
        f[a] = values![v * width + column]!;
        // Slopes along the edges to the next vertex and the one after.
        for (let step = 1; step <= 2; step++) {
          const w = simplices[3 * s + ((a + step) % 3)]!;
          slopes[2 * a + step - 1] =
            (p![2 * w]! - p![2 * v]!) * g[2 * v]! + (p![2 * w + 1]! - p![2 * v + 1]!) * g[2 * v + 1]!;
        }
      }
      out[i * width + column] = patch(f, slopes, lean!, 3 * s, weights);
    }
  }
});

/**
 * A continuously differentiable interpolant of scattered data in the plane, each triangle being split into three cubics.
 *
 * The derivative across an edge is taken in the direction of the neighbouring triangle's centroid, which keeps the surface
 * independent of affine changes of the coordinates (P. Alfeld, A trivariate Clough-Tocher scheme for tetrahedral data, 1984; G. Farin,
 * Triangular Bernstein-Bezier patches, 1986).
 *
 * @example
 * const f = new CloughTocher2DInterpolator([[0, 0], [1, 0], [0, 1], [1, 1]], [0, 1, 1, 2]);
 * f.evaluate([0.5, 0.25]); // array(0.75)
 */
export class CloughTocher2DInterpolator<D extends SplineDType = 'float64'> {
  readonly tri: Delaunay;
  readonly #scaling: Scaling | null;
  readonly #data: PointData;
  readonly #fill: number;
  readonly #gradients: Float64Array[];
  /** For each triangle and edge, how far the direction across leans from the middle of the edge. */
  readonly #lean: Float64Array;

  /**
   * @param points - array_like of shape (n, 2), two coordinate arrays, or a Delaunay triangulation
   * @param values - array_like of shape (n, ...)
   * @param options - `fillValue` (nan), `tol` (1e-6), `maxiter` (400), `rescale` (false)
   * @throws QhullError when the points lie on a line; ValueError when shapes do not fit
   */
  constructor(points: Coordinates | Delaunay, values: ArrayLike, options: CloughTocherOptions = {}) {
    const where = 'CloughTocher2DInterpolator';
    checkOptions(where, options, ['fillValue', 'tol', 'maxiter', 'rescale']);
    const { fillValue = NaN, tol = 1e-6, maxiter = 400, rescale = false } = options;
    const { tri, scaling } = triangulated(where, points, rescale);
    if (tri.ndim !== 2) throw new ValueError(`${where}: points must be in the plane, got ${tri.ndim} coordinates`);
    this.tri = tri;
    this.#scaling = scaling;
    this.#data = pointData(where, values, tri.npoints);
    this.#fill = fillValue;
    const { width } = this.#data;
    this.#gradients = Array.from({ length: width }, (_, column) => {
      const { gradients, settled } = estimateGradients(tri, this.#data.values, width, column, tol, maxiter);
      if (!settled) warn(where, 'Gradient estimation did not converge, the results may be inaccurate');
      return gradients;
    });
    this.#lean = leans(tri);
  }

  /**
   * The values at points.
   *
   * @param xi - array_like of shape (..., 2), or a list of two coordinate arrays
   * @returns values of shape (...) followed by the further axes of the data
   */
  evaluate(xi: Coordinates): NDArray<D> {
    const { tri } = this;
    const set = coordinatesOf('CloughTocher2DInterpolator', xi, 2);
    const points = this.#scaling ? this.#scaling.apply(set) : set.points;
    const { values, width, rest, lanes } = this.#data;
    const count = points.length / 2;
    const out = new Float64Array(count * width);
    const settings = { side: tri.mesh().side, width, lanes, fill: this.#fill };
    const arrays = [values, tri.points.data, this.#lean, ...meshArrays(tri), ...this.#gradients];
    smooth(arrays, settings, points, out, count, 120 + 60 * width);
    return arrayOver<D>(out, [...set.shape, ...rest], lanes);
  }
}

/** See `#lean`: the direction from an edge to the neighbour's centroid, in barycentric terms; -1/2 (straight) at the hull. */
function leans(tri: Delaunay): Float64Array {
  const neighbors = tri.neighbors.data;
  const simplices = tri.simplices.data;
  const p = tri.points.data;
  const result = new Float64Array(3 * tri.nsimplex);
  const locator = new Locator(tri.mesh());
  const c = new Float64Array(3);
  const y = new Float64Array(2);
  for (let s = 0; s < tri.nsimplex; s++) {
    for (let k = 0; k < 3; k++) {
      const next = neighbors[3 * s + k]!;
      if (next < 0) {
        result[3 * s + k] = -0.5;
        continue;
      }
      y.fill(0);
      for (let j = 0; j < 3; j++) {
        const v = simplices[3 * next + j]!;
        y[0]! += p[2 * v]! / 3;
        y[1]! += p[2 * v + 1]! / 3;
      }
      locator.barycentric(s, y, 0, c);
      // The edge opposite vertex k runs from a to b.
      const [a, b] = [(k + 1) % 3, (k + 2) % 3];
      result[3 * s + k] = (2 * c[b]! + c[a]! - 1) / (2 - 3 * c[a]! - 3 * c[b]!);
    }
  }
  return result;
}

/**
 * The value of the three cubics of a triangle in Bernstein form. f are the values at the corners 0, 1, 2; slopes the directional
 * derivatives along the edges leaving each corner, to the next corner and the one after.
 */
function patch(f: Float64Array, slopes: Float64Array, lean: Float64Array, at: number, b: Float64Array): number {
  // Control points: corner[i]; near[i][j] on the edge from i to j beside i; inner[i] from corner i towards the middle.
  const [f0, f1, f2] = [f[0]!, f[1]!, f[2]!];
  const e01 = f0 + slopes[0]! / 3;
  const e02 = f0 + slopes[1]! / 3;
  const e12 = f1 + slopes[2]! / 3;
  const e10 = f1 + slopes[3]! / 3;
  const e20 = f2 + slopes[4]! / 3;
  const e21 = f2 + slopes[5]! / 3;
  const i0 = (e01 + e02 + f0) / 3;
  const i1 = (e10 + f1 + e12) / 3;
  const i2 = (e20 + e21 + f2) / 3;
  // Beside the middle of each edge: the derivative across it is linear along it.
  const m0 = (lean[at]! * (-f1 + 3 * e12 - 3 * e21 + f2) + (-f1 + 2 * e12 - e21 + i2 + i1)) / 2;
  const m1 = (lean[at + 1]! * (-f2 + 3 * e20 - 3 * e02 + f0) + (-f2 + 2 * e20 - e02 + i0 + i2)) / 2;
  const m2 = (lean[at + 2]! * (-f0 + 3 * e01 - 3 * e10 + f1) + (-f0 + 2 * e01 - e10 + i0 + i1)) / 2;
  const n0 = (m2 + m1 + i0) / 3;
  const n1 = (m2 + m0 + i1) / 3;
  const n2 = (m1 + m0 + i2) / 3;
  const centre = (n0 + n1 + n2) / 3;
  // The point lies in the part beyond the smallest coordinate: that one is shared out with the centre.
  const least = Math.min(b[0]!, b[1]!, b[2]!);
  const [x, y, z, w] = [b[0]! - least, b[1]! - least, b[2]! - least, 3 * least];
  return (
    x * x * x * f0 + y * y * y * f1 + z * z * z * f2 + w * w * w * centre +
    3 * (x * x * (y * e01 + z * e02 + w * i0) + y * y * (x * e10 + z * e12 + w * i1) + z * z * (x * e20 + y * e21 + w * i2)) +
    3 * w * w * (x * n0 + y * n1 + z * n2) +
    6 * w * (x * y * m2 + x * z * m1 + y * z * m0)
  ); // prettier-ignore
}
