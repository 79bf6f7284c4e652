/** KDTree: nearest neighbours among points, by halving space along one axis after another. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { stepsC } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { pointRows } from './delaunay.js';
import { Search, powered, rooted } from './neighbourSearch.js';

/** Options of `query`. */
export interface KDTreeQueryOptions {
  /** How many neighbours; a list asks for certain ones (1 is the nearest). */
  k?: number | readonly number[];
  /** Neighbours may be farther than the true ones by this factor less one. */
  eps?: number;
  /** Which Minkowski norm, 1 to infinity. */
  p?: number;
  /** Only neighbours nearer than this. */
  distanceUpperBound?: number;
  /** For SciPy's programs: one worker does it. */
  workers?: number;
}

/** Distances and numbers of neighbours; missing ones are infinity and n. */
export type KDTreeQueryResult = [distances: NDArray<'float64'>, indices: NDArray<'int32'>];

/**
 * A tree for finding neighbours among points (J. L. Bentley, Multidimensional binary search trees used for associative searching, 1975;
 * search from the near cell outwards: S. Arya, D. M. Mount, 1993).
 *
 * @example
 * const tree = new KDTree([[0, 0], [1, 0], [5, 5]]);
 * const [d, i] = tree.query([0.9, 0.1]);
 * i.item(); // 1
 */
export class KDTree {
  /** The points, n x m. */
  readonly data: NDArray<'float64'>;
  readonly n: number;
  readonly m: number;
  readonly leafsize: number;
  /** The greatest and least coordinates. */
  readonly maxes: NDArray<'float64'>;
  readonly mins: NDArray<'float64'>;
  readonly #points: Float64Array;
  readonly #search: Search;
  /** Points by leaf. */
  readonly #order: Int32Array;
  // Nodes in the order of a walk: the axis (-1 for a leaf), where it is cut, the right child (the left one follows), first and last point.
  readonly #axis: number[] = [];
  readonly #cut: number[] = [];
  readonly #right: number[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  /** Bounding boxes of the nodes: 2 m numbers each. */
  readonly #boxes: number[] = [];

  /**
   * @param data - array_like of shape (n, m)
   * @param options - `leafsize`, the most points that are searched one by one (10)
   * @throws ValueError for another shape or values that are not finite
   */
  constructor(data: ArrayLike, options: { leafsize?: number } = {}) {
    checkOptions('KDTree', options, ['leafsize']);
    const { points, n, d } = pointRows('KDTree', data);
    for (const value of points) {
      if (!Number.isFinite(value))
        throw new ValueError(`KDTree: data must be finite, check for nan or inf values, got ${value}`);
    }
    const { leafsize = 10 } = options;
    if (!Number.isInteger(leafsize) || leafsize < 1)
      throw new ValueError(`KDTree: leafsize must be at least 1, got ${describe(leafsize)}`);
    this.n = n;
    this.m = d;
    this.leafsize = leafsize;
    this.#points = points;
    this.#search = new Search(d);
    this.#order = Int32Array.from({ length: n }, (_, i) => i);
    this.data = new NDArray(DTYPES.float64, points, [n, d], [d, 1], 0, null, true);
    this.#build(0, n);
    const box = (from: number): NDArray<'float64'> =>
      new NDArray(DTYPES.float64, Float64Array.from(this.#boxes.slice(from, from + d)), [d], [1], 0, null, true);
    this.mins = box(0);
    this.maxes = box(d);
  }

  #build(from: number, to: number): number {
    const { m } = this;
    const points = this.#points;
    const order = this.#order;
    const node = this.#axis.length;
    const low = new Array<number>(m).fill(Infinity);
    const high = new Array<number>(m).fill(-Infinity);
    for (let i = from; i < to; i++) {
      for (let k = 0; k < m; k++) {
        const x = points[order[i]! * m + k]!;
        if (x < low[k]!) low[k] = x;
        if (x > high[k]!) high[k] = x;
      }
    }
    this.#boxes.push(...low, ...high);
    this.#axis.push(-1);
    this.#cut.push(0);
    this.#right.push(-1);
    this.#from.push(from);
    this.#to.push(to);
    let axis = 0;
    for (let k = 1; k < m; k++) if (high[k]! - low[k]! > high[axis]! - low[axis]!) axis = k;
    if (to - from <= this.leafsize || !(high[axis]! > low[axis]!)) return node;
    const middle = (from + to) >> 1;
    this.#select(from, to - 1, middle, axis);
    this.#axis[node] = axis;
    this.#cut[node] = points[order[middle]! * m + axis]!;
    this.#build(from, middle);
    this.#right[node] = this.#build(middle, to);
    return node;
  }

  /** Bring the point of rank `k` along an axis to its place, lesser ones before it (Hoare's selection). */
  #select(from: number, to: number, k: number, axis: number): void {
    const { m } = this;
    const points = this.#points;
    const order = this.#order;
    while (from < to) {
      const pivot = points[order[(from + to) >> 1]! * m + axis]!;
      let i = from;
      let j = to;
      while (i <= j) {
        while (points[order[i]! * m + axis]! < pivot) i++;
        while (points[order[j]! * m + axis]! > pivot) j--;
        if (i <= j) {
          const kept = order[i]!;
          order[i++] = order[j]!;
          order[j--] = kept;
        }
      }
      if (k <= j) to = j;
      else if (k >= i) from = i;
      else return;
    }
  }

  #coordinates(where: string, x: ArrayLike): { points: Float64Array; shape: readonly number[] } {
    const array = asNDArray(where, x) as NDArray;
    if (array.ndim === 0 || array.shape[array.ndim - 1] !== this.m) {
      throw new ValueError(
        `${where}: x must consist of vectors of length ${this.m} but has shape ${shapeText(array.shape)}`,
      );
    }
    const points = copyAs(array, DTYPES.float64).data as Float64Array;
    for (const value of points)
      if (!Number.isFinite(value)) throw new ValueError(`${where}: 'x' must be finite, check for nan or inf values`);
    return { points, shape: array.shape.slice(0, -1) };
  }

  /** The powered distance from a point to a node's box. */
  #boxDistance(node: number, q: Float64Array, at: number, p: number, power: (x: number) => number): number {
    const { m } = this;
    const base = node * 2 * m;
    let sum = 0;
    for (let k = 0; k < m; k++) {
      const x = q[at + k]!;
      const gap = Math.max(this.#boxes[base + k]! - x, x - this.#boxes[base + m + k]!, 0);
      sum = p === Infinity ? Math.max(sum, gap) : sum + power(gap);
    }
    return sum;
  }

  #distance(i: number, q: Float64Array, at: number, p: number, power: (x: number) => number, m: number): number {
    const points = this.#points;
    let sum = 0;
    if (p === 2) {
      for (let k = 0; k < m; k++) {
        const gap = points[i * m + k]! - q[at + k]!;
        sum += gap * gap;
      }
      return sum;
    }
    for (let k = 0; k < m; k++) {
      const gap = Math.abs(points[i * m + k]! - q[at + k]!);
      sum = p === Infinity ? Math.max(sum, gap) : sum + power(gap);
    }
    return sum;
  }

  /**
   * @internal The `k` nearest points to the one at `at` in `q`, nearest first, as powered distances and numbers; how many there are.
   */
  nearest(
    q: Float64Array,
    at: number,
    k: number,
    p: number,
    eps: number,
    bound: number,
    distances: Float64Array,
    indices: Int32Array,
  ): number {
    const search = this.#search;
    search.begin(q, at, k, p, eps, bound, distances, indices);
    if (this.n > 0) {
      let near = 0;
      const { m } = this;
      for (let d = 0; d < m; d++) {
        const x = q[at + d]!;
        const gap = Math.max(this.#boxes[d]! - x, x - this.#boxes[m + d]!, 0);
        search.gaps[d] = gap;
        near = search.joined(near, gap);
      }
      this.#visit(search, 0, near);
    }
    const root = rooted(p);
    for (let i = 0; i < search.found; i++) distances[i] = root(distances[i]!);
    return search.found;
  }

  /** Search a node whose cell is at the powered distance `near`: first the side of the cut where the point is. */
  #visit(search: Search, node: number, near: number): void {
    if (near >= search.limit || (search.found === search.k && near >= search.worst)) return;
    const axis = this.#axis[node]!;
    if (axis < 0) {
      const { m } = this;
      const to = this.#to[node]!;
      const order = this.#order;
      for (let i = this.#from[node]!; i < to; i++) {
        const point = order[i]!;
        search.offer(this.#distance(point, search.q, search.at, search.p, search.power, m), point);
      }
      return;
    }
    const gap = search.q[search.at + axis]! - this.#cut[node]!;
    const right = this.#right[node]!;
    this.#visit(search, gap < 0 ? node + 1 : right, near);
    // The far side is at least as far along this axis as the cut.
    const { gaps } = search;
    const kept = gaps[axis]!;
    const beyond = Math.abs(gap);
    if (beyond < kept) {
      this.#visit(search, gap < 0 ? right : node + 1, near);
      return;
    }
    const far = search.p === Infinity ? Math.max(near, beyond) : near - search.power(kept) + search.power(beyond);
    gaps[axis] = beyond;
    this.#visit(search, gap < 0 ? right : node + 1, far);
    gaps[axis] = kept;
  }

  /**
   * The nearest points.
   *
   * @param x - array_like of shape (..., m)
   * @param options - `k` (1), `eps` (0), `p` (2), `distanceUpperBound` (infinity)
   * @returns `[distances, indices]` of shape (...) for k = 1 (or none given), else (..., k), nearest first; missing neighbours are
   *   infinity and n
   * @throws ValueError for points of another dimension, or k < 1
   */
  query(x: ArrayLike, options: KDTreeQueryOptions = {}): KDTreeQueryResult {
    const where = 'query';
    checkOptions(where, options, ['k', 'eps', 'p', 'distanceUpperBound', 'workers']);
    const { k = 1, eps = 0, p = 2, distanceUpperBound = Infinity } = options;
    const { points, shape } = this.#coordinates(where, x);
    const ranks = typeof k === 'number' ? Array.from({ length: Number.isInteger(k) ? k : 0 }, (_, i) => i + 1) : [...k];
    if (ranks.length === 0 || ranks.some((rank) => !Number.isInteger(rank) || rank < 1)) {
      throw new ValueError(`${where}: k must be an integer greater than or equal to 1, got ${describe(k)}`);
    }
    checkNorm(where, p);
    if (!(eps >= 0)) throw new ValueError(`${where}: eps must be >= 0, got ${describe(eps)}`);
    const most = Math.max(...ranks);
    const count = points.length / this.m;
    const width = ranks.length;
    const d = new Float64Array(count * width).fill(Infinity);
    const i = new Int32Array(count * width).fill(this.n);
    const distances = new Float64Array(most);
    const indices = new Int32Array(most);
    for (let q = 0; q < count; q++) {
      const found = this.nearest(points, q * this.m, most, p, eps, distanceUpperBound, distances, indices);
      ranks.forEach((rank, column) => {
        if (rank > found) return;
        d[q * width + column] = distances[rank - 1]!;
        i[q * width + column] = indices[rank - 1]!;
      });
    }
    const out = k === 1 ? [...shape] : [...shape, width];
    return [
      new NDArray(DTYPES.float64, d, out, stepsC(out), 0, null, true),
      new NDArray(DTYPES.int32, i, out, stepsC(out), 0, null, true),
    ];
  }

  /** Numbers of the points within a powered distance of a point, in no order. */
  #within(q: Float64Array, at: number, limit: number, p: number, eps: number): number[] {
    const power = powered(p);
    const near = limit / power(1 + eps);
    const found: number[] = [];
    const visit = (node: number): void => {
      if (this.#boxDistance(node, q, at, p, power) > near) return;
      if (this.#axis[node]! >= 0) {
        visit(node + 1);
        visit(this.#right[node]!);
        return;
      }
      for (let i = this.#from[node]!; i < this.#to[node]!; i++) {
        const point = this.#order[i]!;
        if (this.#distance(point, q, at, p, power, this.m) <= limit) found.push(point);
      }
    };
    if (this.n > 0) visit(0);
    return found;
  }

  /**
   * All points within a distance.
   *
   * @param x - array_like of shape (..., m)
   * @param r - the distance, or one for each point
   * @param options - `p` (2), `eps` (0), `returnSorted` (true; false leaves them in the tree's order), `returnLength`: numbers of points only
   * @returns a list of numbers for one point; for several, nested lists of lists
   * @throws ValueError for points of another dimension
   */
  queryBallPoint(
    x: ArrayLike,
    r: ArrayLike,
    options?: KDTreeBallOptions & { returnLength?: false },
  ): number[] | NestedLists;
  queryBallPoint(
    x: ArrayLike,
    r: ArrayLike,
    options: KDTreeBallOptions & { returnLength: true },
  ): number | NDArray<'int32'>;
  queryBallPoint(x: ArrayLike, r: ArrayLike, options: KDTreeBallOptions & { returnLength?: boolean } = {}): unknown {
    const where = 'queryBallPoint';
    checkOptions(where, options, ['p', 'eps', 'workers', 'returnSorted', 'returnLength']);
    const { p = 2, eps = 0, returnSorted = true, returnLength = false } = options;
    checkNorm(where, p);
    const { points, shape } = this.#coordinates(where, x);
    const count = points.length / this.m;
    const radii = asNDArray(where, r).toFlatArray().map(Number);
    if (radii.length !== 1 && radii.length !== count) {
      throw new ValueError(`${where}: r must be a number or one for each of ${count} points, got ${radii.length}`);
    }
    const power = powered(p);
    const lists = Array.from({ length: count }, (_, q) => {
      const list = this.#within(points, q * this.m, power(radii.length === 1 ? radii[0]! : radii[q]!), p, eps);
      return returnSorted ? list.sort((a, b) => a - b) : list;
    });
    if (returnLength) {
      const lengths = Int32Array.from(lists, (list) => list.length);
      return shape.length === 0 ? lengths[0]! : new NDArray(DTYPES.int32, lengths, shape, stepsC(shape), 0, null, true);
    }
    return nest(lists, shape);
  }

  /**
   * For every point of this tree, the points of another within a distance.
   *
   * @param other - a KDTree
   * @param r - the distance
   * @param options - `p` (2), `eps` (0)
   */
  queryBallTree(other: KDTree, r: number, options: { p?: number; eps?: number } = {}): number[][] {
    checkOptions('queryBallTree', options, ['p', 'eps']);
    mustMatch('queryBallTree', this, other);
    const { p = 2, eps = 0 } = options;
    const limit = powered(p)(r);
    return Array.from({ length: this.n }, (_, i) =>
      other.#within(this.#points, i * this.m, limit, p, eps).sort((a, b) => a - b),
    );
  }

  /**
   * All pairs of points within a distance.
   *
   * @param r - the distance
   * @param options - `p` (2), `eps` (0), `outputType`: 'set' (default here a list of pairs) or 'ndarray'
   * @returns pairs `[i, j]` with i < j, ordered
   */
  queryPairs(r: number, options?: { p?: number; eps?: number; outputType?: 'set' }): [number, number][];
  queryPairs(r: number, options: { p?: number; eps?: number; outputType: 'ndarray' }): NDArray<'int32'>;
  queryPairs(r: number, options: { p?: number; eps?: number; outputType?: 'set' | 'ndarray' } = {}): unknown {
    checkOptions('queryPairs', options, ['p', 'eps', 'outputType']);
    const { p = 2, eps = 0, outputType = 'set' } = options;
    checkNorm('queryPairs', p);
    const limit = powered(p)(r);
    const pairs: [number, number][] = [];
    for (let i = 0; i < this.n; i++) {
      const near = this.#within(this.#points, i * this.m, limit, p, eps);
      near.sort((a, b) => a - b).forEach((j) => j > i && pairs.push([i, j]));
    }
    if (outputType === 'set') return pairs;
    return new NDArray(DTYPES.int32, Int32Array.from(pairs.flat()), [pairs.length, 2], [2, 1], 0, null, true);
  }

  /**
   * How many pairs of points, one of either tree, are within a distance.
   *
   * @param other - a KDTree
   * @param r - the distance, or several
   * @param options - `p` (2)
   */
  countNeighbors<R extends number | readonly number[]>(
    other: KDTree,
    r: R,
    options: { p?: number } = {},
  ): R extends number ? number : NDArray<'int32'> {
    checkOptions('countNeighbors', options, ['p']);
    mustMatch('countNeighbors', this, other);
    const { p = 2 } = options;
    const count = (radius: number): number => {
      const limit = powered(p)(radius);
      let sum = 0;
      for (let i = 0; i < this.n; i++) sum += other.#within(this.#points, i * this.m, limit, p, 0).length;
      return sum;
    };
    if (typeof r === 'number') return count(r) as never;
    const counts = Int32Array.from(r as readonly number[], count);
    return new NDArray(DTYPES.int32, counts, [counts.length], [1], 0, null, true) as never;
  }
}

/** SciPy's name for the tree that is written in C; here it is the same. */
export const cKDTree = KDTree;

/** Options of `queryBallPoint`. */
export interface KDTreeBallOptions {
  p?: number;
  eps?: number;
  workers?: number;
  returnSorted?: boolean | null;
}

/** Lists within lists, as many deep as the points have axes. */
export type NestedLists = number[][] | NestedLists[];

function nest(lists: number[][], shape: readonly number[]): unknown {
  if (shape.length === 0) return lists[0];
  if (shape.length === 1) return lists;
  const size = shape.slice(1).reduce((a, b) => a * b, 1);
  return Array.from({ length: shape[0]! }, (_, i) => nest(lists.slice(i * size, (i + 1) * size), shape.slice(1)));
}

function checkNorm(where: string, p: unknown): void {
  if (typeof p !== 'number' || !(p >= 1))
    throw new ValueError(`${where}: Only p-norms with 1<=p<=infinity permitted, got ${describe(p)}`);
}

function mustMatch(where: string, a: KDTree, b: KDTree): void {
  if (a.m !== b.m)
    throw new ValueError(`${where}: Trees passed to ${where} have different dimensionality: ${a.m} and ${b.m}`);
}
