/** Powered distances, and the state of one search for the nearest neighbours in a tree. */

/** Distances raised to the p-th power (the largest difference for infinity), which add up and need no roots. */
export function powered(p: number): (x: number) => number {
  if (p === 2) return square;
  if (p === 1 || p === Infinity) return same;
  return (x) => x ** p;
}

function square(x: number): number {
  return x * x;
}

function same(x: number): number {
  return x;
}

/** Back from powered distances. */
export function rooted(p: number): (x: number) => number {
  if (p === 2) return Math.sqrt;
  if (p === 1 || p === Infinity) return (x) => x;
  return (x) => x ** (1 / p);
}

/** The state of one search: kept from one to the next, so that none is made for each point. */
export class Search {
  q: Float64Array = new Float64Array(0);
  at = 0;
  k = 1;
  p = 2;
  power: (x: number) => number = (x) => x;
  limit = Infinity;
  /** Cells at this distance or more cannot hold a better neighbour; smaller than the last one by the factor of `eps`. */
  worst = Infinity;
  found = 0;
  /** The distance to the cell at hand along each axis. */
  readonly gaps: Float64Array;
  private slack = 1;
  private distances: Float64Array = new Float64Array(0);
  private indices: Int32Array = new Int32Array(0);

  constructor(m: number) {
    this.gaps = new Float64Array(m);
  }

  begin(
    q: Float64Array,
    at: number,
    k: number,
    p: number,
    eps: number,
    bound: number,
    distances: Float64Array,
    indices: Int32Array,
  ): void {
    this.q = q;
    this.at = at;
    this.k = k;
    this.power = powered(p);
    this.p = p;
    this.limit = this.power(bound);
    this.slack = 1 / this.power(1 + eps);
    this.worst = Infinity;
    this.found = 0;
    this.distances = distances;
    this.indices = indices;
  }

  /** A powered distance with a further axis. */
  joined(sum: number, gap: number): number {
    return this.p === Infinity ? Math.max(sum, gap) : sum + this.power(gap);
  }

  /** Insertion into a sorted list: k is small. */
  offer(distance: number, i: number): void {
    const { k, distances, indices } = this;
    if (!(distance < this.limit) || (this.found === k && !(distance < distances[k - 1]!))) return;
    let place = this.found < k ? this.found++ : k - 1;
    while (place > 0 && distances[place - 1]! > distance) {
      distances[place] = distances[place - 1]!;
      indices[place] = indices[place - 1]!;
      place--;
    }
    distances[place] = distance;
    indices[place] = i;
    if (this.found === k) this.worst = distances[k - 1]! * this.slack;
  }
}
