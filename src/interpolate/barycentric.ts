/** Barycentric formulas: BarycentricInterpolator, and the rational FloaterHormannInterpolator. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import {
  arrayOver,
  columnsOf,
  delivered,
  mustBeFinite,
  queriesOf,
  realVector,
  wholeNumber,
  type Columns,
  type SplineDType,
  type ValueAt,
} from './data.js';
import { derivativesOf, newtonForm, type AxisOptions } from './krogh.js';

/** Values of `sum(w f / (x - xi)) / sum(w / (x - xi))`; a point that is a node has its value. */
export function barycentricValues(
  nodes: Float64Array,
  weights: Float64Array,
  { width, values }: Columns,
  points: Float64Array,
): Float64Array {
  const out = new Float64Array(points.length * width);
  for (let p = 0; p < points.length; p++) {
    const at = points[p]!;
    let bottom = 0;
    let node = -1;
    for (let i = 0; i < nodes.length; i++) {
      const gap = at - nodes[i]!;
      if (gap === 0) {
        node = i;
        break;
      }
      const share = weights[i]! / gap;
      bottom += share;
      for (let column = 0; column < width; column++) out[p * width + column]! += share * values[i * width + column]!;
    }
    for (let column = 0; column < width; column++) {
      if (node >= 0) out[p * width + column] = values[node * width + column]!;
      else out[p * width + column]! /= bottom;
    }
  }
  return out;
}

/** The weights of polynomial interpolation, up to a common factor, the points scaled to an interval of capacity 1. */
function polynomialWeights(x: Float64Array): Float64Array {
  let [low, high] = [Infinity, -Infinity];
  for (const value of x) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const scale = high > low ? 4 / (high - low) : 1;
  return x.map((value, i) => {
    let product = 1;
    for (let j = 0; j < x.length; j++) if (j !== i) product *= scale * (value - x[j]!);
    return 1 / product;
  });
}

/**
 * The polynomial through points in barycentric form, which is stable and cheap to evaluate
 * (J.-P. Berrut, L. N. Trefethen, Barycentric Lagrange interpolation, SIAM Review 46, 2004).
 *
 * @example
 * new BarycentricInterpolator([0, 1, 2], [0, 1, 4]).evaluate(1.5); // 2.25
 */
export class BarycentricInterpolator<D extends SplineDType = 'float64'> {
  #x: Float64Array;
  #weights: Float64Array;
  #data: Columns | null = null;
  readonly #axis: number;

  /**
   * @param xi - n distinct points
   * @param options - `yi`, array_like with n values along `axis` (0); they may come later by `setYi`
   * @throws ValueError when lengths do not fit or a point is repeated
   */
  constructor(xi: ArrayLike, yi?: ArrayLike | null, options: AxisOptions = {}) {
    checkOptions('BarycentricInterpolator', options, ['axis']);
    this.#axis = options.axis ?? 0;
    this.#x = realVector('BarycentricInterpolator', 'xi', xi);
    this.#weights = this.#weigh('BarycentricInterpolator');
    if (yi !== undefined && yi !== null) this.setYi(yi);
  }

  #weigh(where: string): Float64Array {
    if (new Set(this.#x).size !== this.#x.length)
      throw new ValueError(`${where}: Interpolation points xi must be distinct.`);
    return polynomialWeights(this.#x);
  }

  /** The points. */
  get xi(): NDArray<'float64'> {
    return arrayOver(this.#x.slice(), [this.#x.length]);
  }

  /** Give other data for the same points. */
  setYi(yi: ArrayLike, options: AxisOptions = {}): void {
    checkOptions('setYi', options, ['axis']);
    const data = columnsOf('setYi', 'yi', yi, options.axis ?? this.#axis);
    if (data.n !== this.#x.length) {
      throw new ValueError(
        `setYi: The number of points ${this.#x.length} does not fit the data, ${data.n} along the axis`,
      );
    }
    this.#data = data;
  }

  /** Add points, with data for them where there are data already. */
  addXi(xi: ArrayLike, yi?: ArrayLike | null): void {
    const more = realVector('addXi', 'xi', xi);
    const old = this.#data;
    const given = yi !== undefined && yi !== null;
    if (given && !old) throw new ValueError('addXi: No previous yi value to update!');
    if (!given && old) throw new ValueError('addXi: data yi must be given for the new points');
    const before = this.#x;
    this.#x = Float64Array.from([...before, ...more]);
    try {
      this.#weights = this.#weigh('addXi');
    } catch (error) {
      this.#x = before;
      throw error;
    }
    if (!given || !old) return;
    const data = columnsOf('addXi', 'yi', yi, this.#axis);
    if (data.n !== more.length || data.width !== old.width) {
      this.#x = before;
      this.#weights = this.#weigh('addXi');
      throw new ValueError(`addXi: the data do not fit ${more.length} points`);
    }
    const values = new Float64Array(old.values.length + data.values.length);
    values.set(old.values);
    values.set(data.values, old.values.length);
    this.#data = { ...old, n: old.n + data.n, values };
  }

  #ready(where: string): Columns {
    if (!this.#data) throw new ValueError(`${where}: there are no data yet: call setYi first`);
    return this.#data;
  }

  /** The values at points. */
  evaluate<X extends ArrayLike>(x: X): ValueAt<X, D> {
    const data = this.#ready('evaluate');
    const queries = queriesOf('evaluate', x);
    const out = barycentricValues(this.#x, this.#weights, data, queries.points);
    return delivered<D>(out, queries, data.rest, data.axis, data.lanes) as ValueAt<X, D>;
  }

  /** A derivative at points; `der` is its order (1). */
  derivative<X extends ArrayLike>(x: X, options: { der?: number } = {}): ValueAt<X, D> {
    checkOptions('derivative', options, ['der']);
    const der = wholeNumber('derivative', 'der', options.der ?? 1);
    const data = this.#ready('derivative');
    const queries = queriesOf('derivative', x);
    const all = derivativesOf<D>(newtonForm(this.#x, data), { ...data, axis: 0 }, queries, der + 1);
    const size = queries.points.length * data.width;
    const out = all.data.slice(der * size, (der + 1) * size) as Float64Array;
    return delivered<D>(out, queries, data.rest, data.axis, data.lanes) as ValueAt<X, D>;
  }

  /** Value and derivatives at points, orders along the first axis; `der` is how many (as many as points). */
  derivatives(x: ArrayLike, options: { der?: number | null } = {}): NDArray<D> {
    checkOptions('derivatives', options, ['der']);
    const data = this.#ready('derivatives');
    const count = wholeNumber('derivatives', 'der', options.der ?? data.n);
    return derivativesOf<D>(newtonForm(this.#x, data), data, queriesOf('derivatives', x), count);
  }
}

/**
 * The values at x of the polynomial through points.
 *
 * @param xi - distinct points
 * @param yi - data
 * @param x - array_like
 * @param options - `der`, the order of a derivative (0); `axis` (0)
 * @example
 * barycentricInterpolate([0, 1, 2], [0, 1, 4], 1.5); // 2.25
 */
export function barycentricInterpolate<X extends ArrayLike>(
  xi: ArrayLike,
  yi: ArrayLike,
  x: X,
  options: AxisOptions & { der?: number } = {},
): ValueAt<X, 'float64'> {
  checkOptions('barycentricInterpolate', options, ['axis', 'der']);
  const p = new BarycentricInterpolator(xi, yi, { axis: options.axis ?? 0 });
  const { der = 0 } = options;
  return der === 0 ? p.evaluate(x) : p.derivative(x, { der });
}

/**
 * A rational interpolant without poles on the line
 * (M. S. Floater, K. Hormann, Barycentric rational interpolation with no poles and high rates of approximation, Numer. Math. 107, 2007).
 *
 * @example
 * new FloaterHormannInterpolator([0, 1, 2, 3], [0, 1, 4, 9]).evaluate(1.5); // 2.25
 */
export class FloaterHormannInterpolator<D extends SplineDType = 'float64'> {
  readonly #x: Float64Array;
  readonly #weights: Float64Array;
  readonly #data: Columns;

  /**
   * @param points - n distinct points, increasing
   * @param values - array_like with n values along its first axis
   * @param options - `d`, the degree of the blended polynomials, 0 to n - 1 (3)
   * @throws ValueError when lengths do not fit, points repeat or d is out of range
   */
  constructor(points: ArrayLike, values: ArrayLike, options: { d?: number } = {}) {
    const where = 'FloaterHormannInterpolator';
    checkOptions(where, options, ['d']);
    const x = realVector(where, 'points', points);
    const data = columnsOf(where, 'values', values, 0);
    mustBeFinite(where, 'points', x);
    mustBeFinite(where, 'values', data.values);
    const n = x.length;
    if (data.n !== n)
      throw new ValueError(`${where}: points and values must have the same length, got ${n} and ${data.n}`);
    if (new Set(x).size !== n) throw new ValueError(`${where}: Points must be distinct`);
    const { d = 3 } = options;
    if (!Number.isInteger(d) || d < 0 || d > n - 1) {
      throw new ValueError(`${where}: \`d\` must satisfy 0 <= d < n = ${n}, got ${describe(d)}`);
    }
    this.#x = x;
    this.#data = data;
    this.#weights = x.map((at, k) => {
      let sum = 0;
      for (let i = Math.max(0, k - d); i <= Math.min(k, n - 1 - d); i++) {
        let product = 1;
        for (let j = i; j <= i + d; j++) if (j !== k) product /= Math.abs(at - x[j]!);
        sum += product;
      }
      return (k - d) % 2 ? -sum : sum;
    });
  }

  /** The weights of the barycentric formula. */
  get weights(): NDArray<'float64'> {
    return arrayOver(this.#weights.slice(), [this.#weights.length]);
  }

  /** The values at points. */
  evaluate<X extends ArrayLike>(x: X): ValueAt<X, D> {
    const queries = queriesOf('evaluate', x);
    const { rest, lanes } = this.#data;
    const out = barycentricValues(this.#x, this.#weights, this.#data, queries.points);
    return delivered<D>(out, queries, rest, 0, lanes) as ValueAt<X, D>;
  }
}
