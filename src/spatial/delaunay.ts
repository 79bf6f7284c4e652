/** Delaunay: a triangulation of scattered points, and which simplex holds a point. */
import type { ArrayLike } from '../core/arrayLike.js';
import { asNDArray } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { stepsC } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { Locator, nearbySimplices, type Mesh } from './locator.js';
import { FlatPoints, triangulate, type Triangulation } from './triangulate.js';

/** The points cannot be triangulated: SciPy's `QhullError`. */
export class QhullError extends ValueError {
  override name = 'QhullError';
}

/** Points as rows: their numbers, how many, and how many coordinates. */
export function pointRows(where: string, value: ArrayLike): { points: Float64Array; n: number; d: number } {
  const array = asNDArray(where, value) as NDArray;
  if (array.info.kind === 'c') throw new ValueError(`${where}: points must be real`);
  if (array.ndim !== 2) {
    throw new ValueError(`${where}: points must be an array of shape (n, d), got ${shapeText(array.shape)}`);
  }
  return { points: copyAs(array, DTYPES.float64).data as Float64Array, n: array.shape[0]!, d: array.shape[1]! };
}

function integers(values: Int32Array, shape: readonly number[]): NDArray<'int32'> {
  return new NDArray(DTYPES.int32, values, shape, stepsC(shape), 0, null, true);
}

/**
 * The Delaunay triangulation of points: the simplices whose circumspheres hold no other point.
 *
 * @example
 * const tri = new Delaunay([[0, 0], [1, 0], [0, 1], [1, 1.5]]);
 * tri.simplices.shape; // [2, 3]
 * tri.findSimplex([[0.2, 0.2], [5, 5]]).toArray(); // [0, -1]
 */
export class Delaunay {
  /** The points, n x d. */
  readonly points: NDArray<'float64'>;
  readonly ndim: number;
  readonly npoints: number;
  readonly nsimplex: number;
  /** Numbers of the vertices of each simplex, m x (d + 1), in two dimensions counter-clockwise. */
  readonly simplices: NDArray<'int32'>;
  /** The simplex opposite each vertex, -1 where there is none. */
  readonly neighbors: NDArray<'int32'>;
  /** Points that repeat another: the point, a simplex and the vertex it coincides with. */
  readonly coplanar: NDArray<'int32'>;
  readonly #flat: Float64Array;
  readonly #made: Triangulation;
  #transform: Float64Array | undefined;
  #mesh: Mesh | undefined;

  /**
   * @param points - array_like of shape (n, d), n > d >= 2
   * @throws QhullError when there are too few points or all lie in one hyperplane; ValueError for other shapes or values that are not
   *   finite
   */
  constructor(points: ArrayLike) {
    const { points: flat, n, d } = pointRows('Delaunay', points);
    if (d < 2) throw new ValueError(`Delaunay: Need at least 2-D data, got points of ${d} coordinates`);
    if (n < d + 1)
      throw new QhullError(`Delaunay: not enough points (${n}) to construct an initial simplex (need ${d + 1})`);
    for (const value of flat) {
      if (!Number.isFinite(value))
        throw new ValueError(`Delaunay: Points cannot contain NaN or infinite values, got ${value}`);
    }
    this.#flat = flat;
    this.ndim = d;
    this.npoints = n;
    try {
      this.#made = triangulate(flat, d);
    } catch (error) {
      if (error instanceof FlatPoints)
        throw new QhullError('Delaunay: initial simplex is flat: all points lie in one hyperplane');
      throw error;
    }
    const size = d + 1;
    const m = this.#made.simplices.length / size;
    this.nsimplex = m;
    this.points = new NDArray(DTYPES.float64, flat, [n, d], [d, 1], 0, null, true);
    this.simplices = integers(this.#made.simplices, [m, size]);
    this.neighbors = integers(this.#made.neighbors, [m, size]);
    this.coplanar = integers(this.#made.coplanar, [this.#made.coplanar.length / 3, 3]);
  }

  /** Facets of the convex hull, as numbers of their vertices: rows of d. */
  get convexHull(): NDArray<'int32'> {
    const { simplices, neighbors } = this.#made;
    const size = this.ndim + 1;
    const facets: number[] = [];
    for (let s = 0; s < this.nsimplex; s++) {
      for (let j = 0; j < size; j++) {
        if (neighbors[s * size + j]! >= 0) continue;
        for (let i = 0; i < size; i++) if (i !== j) facets.push(simplices[s * size + i]!);
      }
    }
    return integers(Int32Array.from(facets), [facets.length / this.ndim, this.ndim]);
  }

  /** A simplex of each point, -1 for a point that repeats another. */
  get vertexToSimplex(): NDArray<'int32'> {
    const result = new Int32Array(this.npoints).fill(-1);
    const size = this.ndim + 1;
    this.#made.simplices.forEach((vertex, i) => {
      if (result[vertex] === -1) result[vertex] = Math.floor(i / size);
    });
    return integers(result, [this.npoints]);
  }

  /** Which points are joined to each: `[indptr, indices]`, the neighbours of point i being `indices[indptr[i]:indptr[i + 1]]`. */
  get vertexNeighborVertices(): [indptr: NDArray<'int32'>, indices: NDArray<'int32'>] {
    const { indptr, indices } = this.edges();
    return [integers(indptr, [indptr.length]), integers(indices, [indices.length])];
  }

  /** @internal */
  edges(): { indptr: Int32Array; indices: Int32Array } {
    const size = this.ndim + 1;
    const around = Array.from({ length: this.npoints }, () => new Set<number>());
    const { simplices } = this.#made;
    for (let s = 0; s < this.nsimplex; s++) {
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) if (i !== j) around[simplices[s * size + i]!]!.add(simplices[s * size + j]!);
      }
    }
    const indptr = new Int32Array(this.npoints + 1);
    around.forEach((set, i) => (indptr[i + 1] = indptr[i]! + set.size));
    const indices = new Int32Array(indptr[this.npoints]!);
    around.forEach((set, i) =>
      indices.set(
        [...set].sort((a, b) => a - b),
        indptr[i]!,
      ),
    );
    return { indptr, indices };
  }

  /**
   * Affine maps to barycentric coordinates, (m, d + 1, d): `transform[s, :d] @ (x - transform[s, d])` gives the first d of them; nan
   * for a simplex without volume.
   */
  get transform(): NDArray<'float64'> {
    const { ndim: d } = this;
    return new NDArray(
      DTYPES.float64,
      this.transforms(),
      [this.nsimplex, d + 1, d],
      stepsC([0, d + 1, d]),
      0,
      null,
      true,
    );
  }

  /** @internal */
  transforms(): Float64Array {
    if (this.#transform) return this.#transform;
    const { ndim: d, nsimplex: m } = this;
    const size = d + 1;
    const { simplices } = this.#made;
    const all = new Float64Array(m * size * d);
    const a = new Float64Array(d * 2 * d);
    for (let s = 0; s < m; s++) {
      const base = simplices[s * size + d]! * d;
      // The matrix of edges, columns v_j - v_d, beside the identity, brought to the identity.
      let singular = false;
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          a[i * 2 * d + j] = this.#flat[simplices[s * size + j]! * d + i]! - this.#flat[base + i]!;
          a[i * 2 * d + d + j] = i === j ? 1 : 0;
        }
      }
      for (let k = 0; k < d && !singular; k++) {
        let best = k;
        for (let i = k + 1; i < d; i++) if (Math.abs(a[i * 2 * d + k]!) > Math.abs(a[best * 2 * d + k]!)) best = i;
        const pivot = a[best * 2 * d + k]!;
        if (pivot === 0) {
          singular = true;
          break;
        }
        for (let j = 0; j < 2 * d; j++) {
          const kept = a[k * 2 * d + j]!;
          a[k * 2 * d + j] = a[best * 2 * d + j]! / pivot;
          if (best !== k) a[best * 2 * d + j] = kept;
        }
        for (let i = 0; i < d; i++) {
          if (i === k) continue;
          const factor = a[i * 2 * d + k]!;
          if (factor !== 0) for (let j = 0; j < 2 * d; j++) a[i * 2 * d + j]! -= factor * a[k * 2 * d + j]!;
        }
      }
      const to = s * size * d;
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) all[to + i * d + j] = singular ? NaN : a[i * 2 * d + d + j]!;
        all[to + d * d + i] = this.#flat[base + i]!;
      }
    }
    return (this.#transform = all);
  }

  /** @internal What a `Locator` needs. */
  mesh(): Mesh {
    if (this.#mesh) return this.#mesh;
    const { simplices, neighbors } = this.#made;
    const near = nearbySimplices(this.#flat, this.ndim, simplices);
    return (this.#mesh = { d: this.ndim, neighbors, transforms: this.transforms(), ...near });
  }

  /**
   * Which simplex holds each point.
   *
   * @param xi - array_like of shape (..., d)
   * @param options - `bruteforce`, try all simplices instead of walking; `tol`, how far outside still counts as inside, in
   *   barycentric coordinates (100 times the machine epsilon)
   * @returns numbers of simplices of shape (...), -1 for points outside
   */
  findSimplex(xi: ArrayLike, options: { bruteforce?: boolean; tol?: number | null } = {}): NDArray<'int32'> {
    checkOptions('findSimplex', options, ['bruteforce', 'tol']);
    const array = asNDArray('findSimplex', xi) as NDArray;
    const d = this.ndim;
    if (array.shape[array.ndim - 1] !== d) {
      throw new ValueError(
        `findSimplex: wrong dimensionality in xi: the last axis must have length ${d}, got ${shapeText(array.shape)}`,
      );
    }
    const points = copyAs(array, DTYPES.float64).data as Float64Array;
    const eps = options.tol ?? 100 * Number.EPSILON;
    const shape = array.shape.slice(0, -1);
    const result = new Int32Array(points.length / d);
    const out = new Float64Array(d + 1);
    const locator = new Locator(this.mesh());
    for (let i = 0; i < result.length; i++) {
      result[i] = options.bruteforce
        ? locator.locateByForce(points, i * d, eps, out)
        : locator.locate(points, i * d, eps, out);
    }
    return integers(result, shape);
  }
}
