/**
 * Approximation by cosines on a grid, of least greatest weighted error: Remez' exchange with the barycentric form of the interpolant
 * (T. Parks and J. McClellan, IEEE Trans. Circuit Theory 19, 1972; J. McClellan, T. Parks and L. Rabiner, IEEE Trans. Audio
 * Electroacoust. 21, 1973). New extrema are climbed to from the old ones, so that the error is worked out at few points; what that
 * finds is checked on the whole grid, and where it does not hold, the whole grid is searched at each exchange.
 */
import { ValueError } from '../../core/errors.js';

/** Where the approximation is wanted. */
export interface Grid {
  /** The cosine of each angle, falling. */
  readonly x: Float64Array;
  readonly desired: Float64Array;
  readonly weight: Float64Array;
  /** 1 where a band begins. */
  readonly starts: Uint8Array;
}

/** The polynomial in cos(angle) whose error at `count` points of the grid alternates between plus and minus one level. */
class Levelled {
  readonly #grid: Grid;
  /** One point fewer than there are extrema determines the polynomial. */
  readonly #x: Float64Array;
  readonly #w: Float64Array;
  readonly #y: Float64Array;
  /** Products of weights and values. */
  readonly #wy: Float64Array;
  readonly #all: Float64Array;
  readonly #weights: Float64Array;
  level = 0;

  constructor(grid: Grid, count: number) {
    this.#grid = grid;
    this.#all = new Float64Array(count);
    this.#weights = new Float64Array(count);
    this.#x = this.#all.subarray(0, count - 1);
    this.#w = new Float64Array(count - 1);
    this.#y = new Float64Array(count - 1);
    this.#wy = new Float64Array(count - 1);
  }

  /** Put the extrema at these points. */
  settle(extrema: Int32Array): void {
    const { x, desired, weight } = this.#grid;
    const all = this.#all;
    const w = this.#weights;
    const count = all.length;
    for (let k = 0; k < count; k++) {
      all[k] = x[extrema[k]!]!;
      w[k] = 1;
    }
    // The points lie within an interval of length 2, whose capacity is 1/2: doubled, the products neither vanish nor overflow.
    for (let i = 0; i < count; i++) {
      const at = all[i]!;
      let product = w[i]!;
      for (let j = i + 1; j < count; j++) {
        const d = 2 * (at - all[j]!);
        product *= d;
        w[j]! *= -d;
      }
      w[i] = 1 / product;
    }
    let top = 0;
    let bottom = 0;
    let sign = 1;
    for (let k = 0; k < count; k++) {
      const i = extrema[k]!;
      top += w[k]! * desired[i]!;
      bottom += (sign * w[k]!) / weight[i]!;
      sign = -sign;
    }
    this.level = top / bottom;
    sign = 1;
    const last = all[count - 1]!;
    for (let k = 0; k < count - 1; k++) {
      const i = extrema[k]!;
      this.#y[k] = desired[i]! - (sign * this.level) / weight[i]!;
      this.#w[k] = w[k]! * (all[k]! - last);
      this.#wy[k] = this.#w[k]! * this.#y[k]!;
      sign = -sign;
    }
  }

  /** The polynomial's value; four terms of each sum share one division. */
  at(x: number): number {
    const nodes = this.#x;
    const w = this.#w;
    const v = this.#wy;
    const n = nodes.length;
    let top = 0;
    let bottom = 0;
    let k = 0;
    for (; k + 3 < n; k += 4) {
      const d0 = x - nodes[k]!;
      const d1 = x - nodes[k + 1]!;
      const d2 = x - nodes[k + 2]!;
      const d3 = x - nodes[k + 3]!;
      const low = d0 * d1;
      const high = d2 * d3;
      const all = low * high;
      if (all === 0) return this.#atNode(x, k);
      const r = 1 / all;
      bottom += (high * (w[k]! * d1 + w[k + 1]! * d0) + low * (w[k + 2]! * d3 + w[k + 3]! * d2)) * r;
      top += (high * (v[k]! * d1 + v[k + 1]! * d0) + low * (v[k + 2]! * d3 + v[k + 3]! * d2)) * r;
    }
    for (; k < n; k++) {
      const d = x - nodes[k]!;
      if (d === 0) return this.#y[k]!;
      bottom += w[k]! / d;
      top += v[k]! / d;
    }
    return top / bottom;
  }

  /** The value at the node nearest to x, one of four from k on. */
  #atNode(x: number, k: number): number {
    let nearest = k;
    for (let i = k + 1; i < k + 4; i++) {
      if (Math.abs(x - this.#x[i]!) < Math.abs(x - this.#x[nearest]!)) nearest = i;
    }
    return this.#y[nearest]!;
  }

  /** The weighted error at a point of the grid. */
  error(i: number): number {
    const { x, desired, weight } = this.#grid;
    return (desired[i]! - this.at(x[i]!)) * weight[i]!;
  }

  /** The c[k] of sum c[k] cos(k angle), from values at equidistant angles. */
  coefficients(): Float64Array {
    const n = this.#x.length;
    const points = 2 * n - 1;
    const cosines = new Float64Array(points);
    for (let j = 0; j < points; j++) cosines[j] = Math.cos((2 * Math.PI * j) / points);
    const values = new Float64Array(n);
    for (let j = 0; j < n; j++) values[j] = this.at(cosines[j]!);
    const c = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      let sum = values[0]!;
      for (let j = 1, i = k; j < n; j++) {
        sum += 2 * values[j]! * cosines[i]!;
        i += k;
        if (i >= points) i -= points;
      }
      c[k] = ((k === 0 ? 1 : 2) * sum) / points;
    }
    return c;
  }
}

/** The largest error of a sum of cosines at every other point of the grid, by Clenshaw's recurrence, four points at a time. */
function worstError({ x, desired, weight }: Grid, c: Float64Array): number {
  let worst = 0;
  const n = x.length;
  const last = c.length - 1;
  for (let i = 0; i < n; i += 8) {
    const i1 = Math.min(i + 2, n - 1);
    const i2 = Math.min(i + 4, n - 1);
    const i3 = Math.min(i + 6, n - 1);
    const x0 = 2 * x[i]!;
    const x1 = 2 * x[i1]!;
    const x2 = 2 * x[i2]!;
    const x3 = 2 * x[i3]!;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let b3 = 0;
    for (let k = last; k > 0; k--) {
      const ck = c[k]!;
      const t0 = ck + x0 * a0 - b0;
      const t1 = ck + x1 * a1 - b1;
      const t2 = ck + x2 * a2 - b2;
      const t3 = ck + x3 * a3 - b3;
      b0 = a0;
      b1 = a1;
      b2 = a2;
      b3 = a3;
      a0 = t0;
      a1 = t1;
      a2 = t2;
      a3 = t3;
    }
    const c0 = c[0]!;
    worst = Math.max(
      worst,
      Math.abs((desired[i]! - (c0 + 0.5 * x0 * a0 - b0)) * weight[i]!),
      Math.abs((desired[i1]! - (c0 + 0.5 * x1 * a1 - b1)) * weight[i1]!),
      Math.abs((desired[i2]! - (c0 + 0.5 * x2 * a2 - b2)) * weight[i2]!),
      Math.abs((desired[i3]! - (c0 + 0.5 * x3 * a3 - b3)) * weight[i3]!),
    );
  }
  return worst;
}

/** Of local extrema, in order, `count` that alternate in sign, the smallest left out; null when there are too few. */
function alternating(found: readonly number[], errors: Float64Array, count: number): Int32Array | null {
  const size = (i: number): number => Math.abs(errors[i]!);
  const kept: number[] = [];
  // Of neighbours of one sign the largest stays.
  for (const i of found) {
    const last = kept[kept.length - 1];
    if (last !== undefined && errors[last]! > 0 === errors[i]! > 0) {
      if (size(i) > size(last)) kept[kept.length - 1] = i;
    } else kept.push(i);
  }
  while (kept.length > count) {
    if (kept.length === count + 1) {
      // One too many: the smaller of the ends goes.
      if (size(kept[0]!) < size(kept[kept.length - 1]!)) kept.shift();
      else kept.pop();
      break;
    }
    // The smallest goes, and with it its smaller neighbour, so that signs still alternate.
    let k = 0;
    for (let i = 1; i < kept.length; i++) if (size(kept[i]!) < size(kept[k]!)) k = i;
    if (k === 0) kept.shift();
    else if (k === kept.length - 1) kept.pop();
    else kept.splice(size(kept[k - 1]!) < size(kept[k + 1]!) ? k - 1 : k, 2);
  }
  return kept.length === count ? Int32Array.from(kept) : null;
}

/** Local extrema of errors known everywhere. */
function everyExtremum(errors: Float64Array, starts: Uint8Array): number[] {
  const n = errors.length;
  const found: number[] = [];
  for (let i = 0; i < n; i++) {
    const e = errors[i]!;
    if (e === 0) continue;
    const sign = e > 0 ? 1 : -1;
    const size = Math.abs(e);
    const before = i > 0 && !starts[i] ? sign * errors[i - 1]! : -Infinity;
    const behind = i + 1 < n && !starts[i + 1] ? sign * errors[i + 1]! : -Infinity;
    if ((size >= before && size > behind) || (size > before && size >= behind)) found.push(i);
  }
  return found;
}

/** The largest of the errors at some points. */
function largestOf(errors: Float64Array, places: Int32Array): number {
  let largest = 0;
  for (let k = 0; k < places.length; k++) largest = Math.max(largest, Math.abs(errors[places[k]!]!));
  return largest;
}

const same = (a: Int32Array, b: Int32Array): boolean => a.every((i, k) => i === b[k]);

/** Extrema spread evenly over the grid. */
function evenly(n: number, count: number): Int32Array {
  const places = new Int32Array(count);
  for (let k = 0; k < count; k++) places[k] = k === count - 1 ? n - 1 : Math.floor((k * (n - 1)) / (count - 1));
  return places;
}

/**
 * Extrema where they lie for high degrees: as dense as the equilibrium charge of the bands, which between bands with edges u and v has
 * the factor |x - c| / sqrt((x - u)(x - v)), c within the gap, here its middle (N. Achieser's formula for several intervals).
 */
function likely({ x, starts }: Grid, count: number): Int32Array {
  const n = x.length;
  const density = new Float64Array(n).fill(1);
  for (let g = 1; g < n; g++) {
    if (!starts[g]) continue;
    const u = x[g - 1]!;
    const v = x[g]!;
    const c = (u + v) / 2;
    // At the edges themselves the charge up to half a step stands in for the infinite density.
    const du = g > 1 ? Math.abs(x[g - 2]! - u) / 8 : 1;
    const dv = g + 1 < n ? Math.abs(x[g + 1]! - v) / 8 : 1;
    for (let i = 0; i < n; i++) {
      const at = x[i]!;
      density[i]! *= Math.abs(at - c) / Math.sqrt((Math.abs(at - u) + du) * (Math.abs(at - v) + dv));
    }
  }
  let total = 0;
  for (let i = 1; i < n; i++) total += starts[i] ? 0 : density[i - 1]! + density[i]!;
  const places = new Int32Array(count);
  let sum = 0;
  let k = 1;
  for (let i = 1; i < n && k < count; i++) {
    sum += starts[i] ? 0 : density[i - 1]! + density[i]!;
    while (k < count && sum >= (total * k) / (count - 1)) places[k++] = i;
  }
  while (k < count) places[k++] = n - 1;
  places[count - 1] = n - 1;
  // The edges of bands are extrema.
  for (let j = 1; j < count; j++) {
    for (let i = places[j - 1]! + 1; i <= places[j]!; i++) {
      if (!starts[i]) continue;
      if (i - 1 > (j > 1 ? places[j - 2]! : -1)) places[j - 1] = i - 1;
      if (j + 1 >= count || i < places[j + 1]!) places[j] = i;
      break;
    }
  }
  for (let j = 1; j < count; j++) if (places[j]! <= places[j - 1]!) return evenly(n, count);
  return places;
}

/** Exchange by climbing from the old extrema; null where that does not lead to what holds on the whole grid. */
function byClimbing(grid: Grid, functions: number, maxiter: number): Float64Array | null {
  const { starts } = grid;
  const n = grid.x.length;
  const count = functions + 1;
  const polynomial = new Levelled(grid, count);
  const errors = new Float64Array(n);
  // In which exchange an error was worked out.
  const known = new Int32Array(n).fill(-1);
  const edges: number[] = [];
  for (let i = 0; i < n; i++) {
    if (i === 0 || starts[i]) edges.push(i);
    if (i === n - 1 || starts[i + 1]) edges.push(i);
  }
  let round = 0;
  const error = (i: number): number => {
    if (known[i] !== round) {
      known[i] = round;
      errors[i] = polynomial.error(i);
    }
    return errors[i]!;
  };
  let extrema = likely(grid, count);
  for (; round < maxiter; round++) {
    polynomial.settle(extrema);
    const { level } = polynomial;
    if (!Number.isFinite(level)) return null;
    for (let k = 0; k < count; k++) {
      known[extrema[k]!] = round;
      errors[extrema[k]!] = k % 2 === 0 ? level : -level;
    }
    const found: number[] = [];
    for (let k = 0; k < count; k++) {
      let i = extrema[k]!;
      const sign = errors[i]! > 0 ? 1 : -1;
      const low = k === 0 ? 0 : found[k - 1]! + 1;
      const high = k === count - 1 ? n - 1 : extrema[k + 1]! - 1;
      let size = sign * errors[i]!;
      while (i < high && !starts[i + 1] && sign * error(i + 1) > size) size = sign * errors[++i]!;
      if (i === extrema[k]) while (i > low && !starts[i] && sign * error(i - 1) > size) size = sign * errors[--i]!;
      found.push(i);
    }
    // The ends of bands are extrema that nobody climbs to from elsewhere.
    for (const i of edges) {
      const e = error(i);
      if (Math.abs(e) <= Math.abs(level)) continue;
      const inwards = i === 0 || starts[i] ? i + 1 : i - 1;
      if (inwards < n && (e > 0 ? e : -e) > (e > 0 ? error(inwards) : -error(inwards))) found.push(i);
    }
    if (found.length > count) {
      found.sort((a, b) => a - b);
      for (let k = found.length - 1; k > 0; k--) if (found[k] === found[k - 1]) found.splice(k, 1);
    }
    const next = alternating(found, errors, count);
    if (!next) return null;
    if (same(next, extrema) || largestOf(errors, next) <= Math.abs(level) * (1 + 1e-12)) {
      const c = polynomial.coefficients();
      return worstError(grid, c) <= Math.abs(level) * (1 + 1e-9) + 1e-14 ? c : null;
    }
    extrema = next;
  }
  return null;
}

/** Exchange by all extrema of the grid. */
function bySearching(grid: Grid, functions: number, maxiter: number): Float64Array {
  const n = grid.x.length;
  const count = functions + 1;
  const polynomial = new Levelled(grid, count);
  const errors = new Float64Array(n);
  let extrema = evenly(n, count);
  for (let round = 1; ; round++) {
    polynomial.settle(extrema);
    const { level } = polynomial;
    for (let i = 0; i < n; i++) errors[i] = polynomial.error(i);
    for (let k = 0; k < count; k++) errors[extrema[k]!] = k % 2 === 0 ? level : -level;
    const next = alternating(everyExtremum(errors, grid.starts), errors, count);
    if (!next) {
      // Nothing exceeds the level: rounding is all that is left.
      let largest = 0;
      for (const e of errors) largest = Math.max(largest, Math.abs(e));
      if (largest <= Math.abs(level) * (1 + 1e-8) + 1e-14) return polynomial.coefficients();
    } else if (same(next, extrema) || largestOf(errors, next) <= Math.abs(level) * (1 + 1e-12)) {
      return polynomial.coefficients();
    }
    if (!next || round >= maxiter) {
      throw new ValueError(`remez: Failure to converge at iteration ${round}, try reducing transition band width.`);
    }
    extrema = next;
  }
}

/**
 * The sum of `functions` cosines with the least greatest weighted error.
 *
 * @returns its coefficients c[k], of cos(k angle)
 * @throws ValueError when the grid has too few points, or the exchange does not end
 */
export function bestCosines(grid: Grid, functions: number, maxiter: number): Float64Array {
  const n = grid.x.length;
  if (n < functions + 1) {
    throw new ValueError(`remez: the bands are too narrow: ${n} grid points for ${functions} coefficients`);
  }
  return byClimbing(grid, functions, maxiter) ?? bySearching(grid, functions, maxiter);
}
