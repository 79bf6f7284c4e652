/**
 * Delaunay triangulation in any number of dimensions by insertion of points one after another (A. Bowyer, Computing Dirichlet
 * tessellations; D. F. Watson, Computing the n-dimensional Delaunay tessellation, Computer Journal 24, 1981). A vertex at infinity
 * joins every facet of the hull to a simplex outside, so that points beyond the hull need no case of their own.
 */
import { hilbertOrder } from './hilbert.js';
import { Predicates } from './predicates.js';

/** A triangulation: d + 1 vertices a simplex, and the neighbour opposite each vertex, -1 for none. */
export interface Triangulation {
  readonly simplices: Int32Array;
  readonly neighbors: Int32Array;
  /** Points that repeat another: point, the simplex and the vertex it coincides with. */
  readonly coplanar: Int32Array;
}

/** All points lie in one hyperplane. */
export class FlatPoints extends Error {
  override name = 'FlatPoints';
}

class Builder {
  readonly d: number;
  readonly size: number;
  readonly infinity: number;
  readonly predicates: Predicates;
  vertices: Int32Array;
  neighbors: Int32Array;
  private stamp: Int32Array;
  private readonly free: number[] = [];
  count = 0;
  private round = 0;
  private last = 0;
  readonly repeated: number[] = [];
  private readonly scratch: Int32Array;

  constructor(
    readonly points: Float64Array,
    d: number,
  ) {
    this.d = d;
    this.size = d + 1;
    this.infinity = points.length / d;
    this.predicates = new Predicates(points, d);
    const room = 1024 * this.size;
    this.vertices = new Int32Array(room);
    this.neighbors = new Int32Array(room);
    this.stamp = new Int32Array(1024);
    this.scratch = new Int32Array(this.size);
  }

  private fresh(): number {
    const reused = this.free.pop();
    if (reused !== undefined) return reused;
    if ((this.count + 1) * this.size > this.vertices.length) {
      const grown = (a: Int32Array): Int32Array => {
        const more = new Int32Array(2 * a.length);
        more.set(a);
        return more;
      };
      this.vertices = grown(this.vertices);
      this.neighbors = grown(this.neighbors);
      this.stamp = grown(this.stamp);
    }
    return this.count++;
  }

  /** The place of the vertex at infinity in a simplex, -1 if it has none. */
  private ghostAt(s: number): number {
    const { size, vertices, infinity } = this;
    for (let j = 0; j < size; j++) if (vertices[s * size + j] === infinity) return j;
    return -1;
  }

  /** The orientation of a simplex with vertex j replaced by point q. */
  private orientWith(s: number, j: number, q: number): number {
    const { size, vertices, scratch } = this;
    for (let i = 0; i < size; i++) scratch[i] = vertices[s * size + i]!;
    scratch[j] = q;
    return this.predicates.orient(scratch);
  }

  /** Does the sphere of a simplex contain the point? That of an outer simplex is the half space beyond its facet. */
  private conflicts(s: number, q: number): boolean {
    const { size } = this;
    const ghost = this.ghostAt(s);
    if (ghost < 0) return this.predicates.inSphere(this.vertices.subarray(s * size, (s + 1) * size), q) > 0;
    const side = this.orientWith(s, ghost, q);
    if (side !== 0) return side > 0;
    // In the hyperplane of the facet, the sphere of the simplex within has the same section.
    const within = this.neighbors[s * size + ghost]!;
    return this.predicates.inSphere(this.vertices.subarray(within * size, (within + 1) * size), q) > 0;
  }

  /** The first simplex and the outer ones around it; the points used. */
  begin(order: Int32Array): Set<number> {
    const { d, size, infinity, vertices, neighbors } = this;
    const chosen = independent(this.points, d, order);
    if (!chosen) throw new FlatPoints('the points lie in one hyperplane');
    const first = Int32Array.from(chosen);
    if (this.predicates.orient(first) < 0) [first[0], first[1]] = [first[1]!, first[0]!];
    const inner = this.fresh();
    vertices.set(first, inner * size);
    // Outer simplex j lies opposite vertex j; two vertices exchanged keep its orientation right.
    const outer = Array.from({ length: size }, () => this.fresh());
    const places = outer.map((s, j) => {
      const v = first.slice();
      v[j] = infinity;
      const [a, b] = j === 0 ? [1, 2] : j === 1 ? [0, 2] : [0, 1];
      [v[a], v[b]] = [v[b]!, v[a]!];
      vertices.set(v, s * size);
      return Array.from(v);
    });
    outer.forEach((s, j) => {
      neighbors[inner * size + j] = s;
      places[j]!.forEach((vertex, at) => {
        // Opposite the vertex at infinity is the inner simplex; opposite first[i] the outer simplex i.
        neighbors[s * size + at] = vertex === infinity ? inner : outer[first.indexOf(vertex)]!;
      });
    });
    if (d === 1) throw new FlatPoints('one dimension');
    this.last = inner;
    return new Set(chosen);
  }

  /** A simplex whose sphere contains the point: walk towards it, from facet to facet that it lies beyond. */
  private locate(q: number): number {
    const { size, neighbors } = this;
    let s = this.last;
    const ghost = this.ghostAt(s);
    if (ghost >= 0) s = neighbors[s * size + ghost]!;
    let from = -1;
    let turn = 0;
    walk: for (;;) {
      if (this.ghostAt(s) >= 0) return s;
      // Beginning with another facet each time keeps the walk from circling.
      turn = (turn + 1) % size;
      for (let i = 0; i < size; i++) {
        const j = (i + turn) % size;
        const next = neighbors[s * size + j]!;
        if (next === from) continue;
        if (this.orientWith(s, j, q) < 0) {
          from = s;
          s = next;
          continue walk;
        }
      }
      return s;
    }
  }

  insert(q: number): void {
    const { size } = this;
    const start = this.locate(q);
    if (!this.conflicts(start, q)) {
      this.repeated.push(q);
      return;
    }
    const round = ++this.round;
    const cavity = [start];
    this.stamp[start] = round;
    const rim: number[] = [];
    for (let c = 0; c < cavity.length; c++) {
      const s = cavity[c]!;
      for (let j = 0; j < size; j++) {
        const next = this.neighbors[s * size + j]!;
        if (this.stamp[next] === round) continue;
        if (this.stamp[next] !== -round && this.conflicts(next, q)) {
          this.stamp[next] = round;
          cavity.push(next);
        } else {
          this.stamp[next] = -round;
          rim.push(s, j);
        }
      }
    }
    // A new simplex on each facet of the rim; two of them that share a ridge are neighbours.
    const made: number[] = [];
    const ridges = new Map<number | string, number>();
    const { d, infinity } = this;
    const others = new Int32Array(d - 1);
    for (let r = 0; r < rim.length; r += 2) {
      const [s, j] = [rim[r]!, rim[r + 1]!];
      const t = this.fresh();
      made.push(t);
      const { vertices, neighbors } = this;
      for (let i = 0; i < size; i++) vertices[t * size + i] = vertices[s * size + i]!;
      vertices[t * size + j] = q;
      const beyond = neighbors[s * size + j]!;
      neighbors[t * size + j] = beyond;
      for (let i = 0; i < size; i++) if (neighbors[beyond * size + i] === s && this.shares(beyond, i, t, j)) neighbors[beyond * size + i] = t; // prettier-ignore
      for (let i = 0; i < size; i++) {
        if (i === j) continue;
        let n = 0;
        for (let m = 0; m < size; m++) if (m !== i && m !== j) others[n++] = vertices[t * size + m]!;
        let key: number | string;
        if (d === 2) key = others[0]!;
        else if (d === 3) {
          const [a, b] = [Math.min(others[0]!, others[1]!), Math.max(others[0]!, others[1]!)];
          key = a * (infinity + 1) + b;
        } else key = others.sort().join();
        const other = ridges.get(key);
        if (other === undefined) ridges.set(key, t * size + i);
        else {
          neighbors[t * size + i] = Math.floor(other / size);
          neighbors[other] = t;
          ridges.delete(key);
        }
      }
    }
    for (const s of cavity) {
      this.vertices[s * size] = -1;
      this.free.push(s);
    }
    this.last = made[made.length - 1]!;
  }

  /** Is the facet of simplex a opposite its place i the facet of b opposite j? */
  private shares(a: number, i: number, b: number, j: number): boolean {
    const { size, vertices } = this;
    for (let m = 0; m < size; m++) {
      if (m === i) continue;
      const vertex = vertices[a * size + m]!;
      let found = false;
      for (let n = 0; n < size; n++) if (n !== j && vertices[b * size + n] === vertex) found = true;
      if (!found) return false;
    }
    return true;
  }

  /** The inner simplices alone, numbered afresh. */
  finish(): Triangulation {
    const { size, count, vertices, neighbors } = this;
    const number = new Int32Array(count).fill(-1);
    let n = 0;
    for (let s = 0; s < count; s++) if (vertices[s * size]! >= 0 && this.ghostAt(s) < 0) number[s] = n++;
    const simplices = new Int32Array(n * size);
    const next = new Int32Array(n * size);
    for (let s = 0; s < count; s++) {
      const to = number[s]!;
      if (to < 0) continue;
      for (let j = 0; j < size; j++) {
        simplices[to * size + j] = vertices[s * size + j]!;
        next[to * size + j] = number[neighbors[s * size + j]!]!;
      }
    }
    return { simplices, neighbors: next, coplanar: this.coincidences(simplices) };
  }

  private coincidences(simplices: Int32Array): Int32Array {
    const { d, size, points } = this;
    if (this.repeated.length === 0) return new Int32Array(0);
    const key = (i: number): string => Array.from({ length: d }, (_, k) => points[i * d + k]! + 0).join();
    const at = new Map<string, [simplex: number, vertex: number]>();
    simplices.forEach((vertex, i) => {
      const name = key(vertex);
      if (!at.has(name)) at.set(name, [Math.floor(i / size), vertex]);
    });
    return Int32Array.from(this.repeated.flatMap((q) => [q, ...(at.get(key(q)) ?? [-1, -1])]));
  }
}

/** d + 1 points that span the space, the first ones in the order that do; undefined if there are none. */
function independent(points: Float64Array, d: number, order: Int32Array): number[] | undefined {
  // Gram-Schmidt finds good candidates: each the farthest from the span so far. An exact test decides.
  const n = order.length;
  const chosen = [order[0]!];
  const directions: number[][] = [];
  const residual = (i: number): number[] => {
    const row = Array.from({ length: d }, (_, k) => points[i * d + k]! - points[chosen[0]! * d + k]!);
    for (const u of directions) {
      const dot = row.reduce((sum, x, k) => sum + x * u[k]!, 0);
      row.forEach((_, k) => (row[k]! -= dot * u[k]!));
    }
    return row;
  };
  while (chosen.length <= d) {
    let best = -1;
    let most = 0;
    for (let i = 0; i < n; i++) {
      const row = residual(order[i]!);
      const size = row.reduce((sum, x) => sum + x * x, 0);
      if (size > most) {
        most = size;
        best = order[i]!;
      }
    }
    if (best < 0) {
      if (chosen.length < d) return undefined;
      best = order[0]!;
      most = 1;
    }
    const row = residual(best);
    const norm = Math.sqrt(most);
    directions.push(row.map((x) => x / norm));
    chosen.push(best);
  }
  const exact = new Predicates(points, d);
  if (exact.orient(Int32Array.from(chosen)) !== 0) return chosen;
  // Rounding chose the last one: any other that is truly beside the span of the rest will do.
  for (const candidate of order) {
    chosen[d] = candidate;
    if (exact.orient(Int32Array.from(chosen)) !== 0) return chosen;
  }
  return undefined;
}

/**
 * Triangulate points of d >= 2 coordinates.
 *
 * @throws FlatPoints when they lie in one hyperplane
 */
export function triangulate(points: Float64Array, d: number): Triangulation {
  const order = hilbertOrder(points, d);
  const builder = new Builder(points, d);
  const used = builder.begin(order);
  for (const q of order) if (!used.has(q)) builder.insert(q);
  return builder.finish();
}
