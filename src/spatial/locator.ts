/** Which simplex of a triangulation holds a point, by plain arrays alone, so that any thread can look. */

/** What looking needs to know of a triangulation of n points in d dimensions. */
export interface Mesh {
  readonly d: number;
  /** The simplex opposite each vertex, -1 where there is none. */
  readonly neighbors: Int32Array;
  /** Affine maps to barycentric coordinates; see `Delaunay.transform`. */
  readonly transforms: Float64Array;
  /** A simplex near each cell of an even grid with `side` cells along each axis: where a walk begins. */
  readonly nearby: Int32Array;
  readonly side: number;
  /** The grid's lowest corner, then cells a unit along each axis. */
  readonly grid: Float64Array;
}

/** The cell of the even grid that holds a point. */
function cellOf(grid: Float64Array, side: number, d: number, points: Float64Array, at: number): number {
  let cell = 0;
  for (let k = 0; k < d; k++) {
    const place = Math.floor((points[at + k]! - grid[k]!) * grid[d + k]!);
    cell = cell * side + (place > 0 ? (place < side ? place : side - 1) : 0);
  }
  return cell;
}

/** An even grid of about half as many cells as points, and a simplex near each cell. */
export function nearbySimplices(
  points: Float64Array,
  d: number,
  simplices: Int32Array,
): Pick<Mesh, 'nearby' | 'side' | 'grid'> {
  const n = points.length / d;
  const side = Math.max(1, Math.floor((n / 2) ** (1 / d)));
  const grid = new Float64Array(2 * d);
  for (let k = 0; k < d; k++) {
    let [low, high] = [Infinity, -Infinity];
    for (let i = k; i < points.length; i += d) {
      low = Math.min(low, points[i]!);
      high = Math.max(high, points[i]!);
    }
    grid[k] = low;
    grid[d + k] = side / (high - low || 1);
  }
  const nearby = new Int32Array(side ** d).fill(-1);
  for (let i = 0; i < simplices.length; i++) {
    const cell = cellOf(grid, side, d, points, simplices[i]! * d);
    if (nearby[cell]! < 0) nearby[cell] = Math.floor(i / (d + 1));
  }
  let last = 0;
  for (let cell = 0; cell < nearby.length; cell++) {
    if (nearby[cell]! < 0) nearby[cell] = last;
    else last = nearby[cell]!;
  }
  return { nearby, side, grid };
}

/** Finds simplices. What is found depends on the point alone, not on the points before it. */
export class Locator {
  readonly #d: number;
  readonly #neighbors: Int32Array;
  readonly #transforms: Float64Array;
  readonly #mesh: Mesh;
  readonly #count: number;

  constructor(mesh: Mesh) {
    this.#mesh = mesh;
    this.#d = mesh.d;
    this.#neighbors = mesh.neighbors;
    this.#transforms = mesh.transforms;
    this.#count = mesh.neighbors.length / (mesh.d + 1);
  }

  /** Barycentric coordinates of a point, at `at` in `points`, in a simplex. */
  barycentric(s: number, points: Float64Array, at: number, out: Float64Array): void {
    const d = this.#d;
    const t = this.#transforms;
    const from = s * (d + 1) * d;
    let rest = 1;
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += t[from + i * d + j]! * (points[at + j]! - t[from + d * d + j]!);
      out[i] = sum;
      rest -= sum;
    }
    out[d] = rest;
  }

  /**
   * The simplex that holds a point; -1 outside. `out` gets the barycentric coordinates. Points outside by no more than `eps` (in
   * barycentric coordinates) count as inside.
   */
  locate(points: Float64Array, at: number, eps: number, out: Float64Array): number {
    const d = this.#d;
    const size = d + 1;
    const neighbors = this.#neighbors;
    for (let k = 0; k < d; k++) if (points[at + k] !== points[at + k]) return -1;
    const { grid, side, nearby } = this.#mesh;
    let s = nearby[cellOf(grid, side, d, points, at)]!;
    const limit = 65 + (this.#count >> 2);
    for (let step = 0; step < limit; step++) {
      this.barycentric(s, points, at, out);
      if (out[0] !== out[0]) break;
      let least = -eps;
      let next = -2;
      for (let j = 0; j < size; j++) {
        if (out[j]! < least) {
          const beyond = neighbors[s * size + j]!;
          if (beyond < 0) {
            if (next === -2) next = -1;
            continue;
          }
          least = out[j]!;
          next = beyond;
        }
      }
      if (next === -2) return s;
      // Beyond facets of the hull and no others: outside.
      if (next === -1) return -1;
      s = next;
    }
    return this.locateByForce(points, at, eps, out);
  }

  /** As `locate`, by trying every simplex. */
  locateByForce(points: Float64Array, at: number, eps: number, out: Float64Array): number {
    for (let s = 0; s < this.#count; s++) {
      this.barycentric(s, points, at, out);
      let inside = true;
      for (let j = 0; j <= this.#d; j++) if (!(out[j]! >= -eps)) inside = false;
      if (inside) return s;
    }
    return -1;
  }
}
