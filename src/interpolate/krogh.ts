/** Polynomials through points by Newton's divided differences, repeated points giving derivatives: KroghInterpolator and friends. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { poly1d } from '../ops/poly1d.js';
import { withAxisAt } from '../ops/transposition.js';
import {
  arrayOver,
  columnsOf,
  delivered,
  queriesOf,
  queryAxesAt,
  realVector,
  wholeNumber,
  type Columns,
  type Queries,
  type SplineDType,
  type ValueAt,
} from './data.js';

/** Newton's form of the polynomial through points: rows of divided differences. */
export interface NewtonForm {
  readonly x: Float64Array;
  readonly c: Float64Array;
  readonly width: number;
}

/**
 * Divided differences. Where a point is repeated its rows of y are value, first derivative, second derivative, ...
 * (F. T. Krogh, Efficient algorithms for polynomial interpolation and numerical differentiation, Math. Comp. 24, 1970).
 */
export function newtonForm(x: Float64Array, { n, width, values }: Columns): NewtonForm {
  const c = new Float64Array(n * width);
  for (let column = 0; column < width; column++) {
    // table[i] is the difference over the points i to i + order, once the loop has come to that order.
    const table = new Float64Array(n);
    const first = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      first[i] = i > 0 && x[i] === x[i - 1] ? first[i - 1]! : i;
      table[i] = values[first[i]! * width + column]!;
    }
    c[column] = table[0]!;
    let factorial = 1;
    for (let order = 1; order < n; order++) {
      factorial *= order;
      for (let i = 0; i + order < n; i++) {
        const gap = x[i + order]! - x[i]!;
        table[i] =
          gap === 0 ? values[(first[i]! + order) * width + column]! / factorial : (table[i + 1]! - table[i]!) / gap;
      }
      c[order * width + column] = table[0]!;
    }
  }
  return { x, c, width };
}

/** Value and the derivatives below order `count` of Newton's form, rows of `width` for each. */
export function newtonDerivatives({ x, c, width }: NewtonForm, at: number, count: number): Float64Array {
  const d = new Float64Array(count * width);
  for (let i = x.length - 1; i >= 0; i--) {
    const w = at - x[i]!;
    for (let column = 0; column < width; column++) {
      for (let j = count - 1; j >= 1; j--)
        d[j * width + column] = d[j * width + column]! * w + d[(j - 1) * width + column]!;
      d[column] = d[column]! * w + c[i * width + column]!;
    }
  }
  let factorial = 1;
  for (let j = 2; j < count; j++) {
    factorial *= j;
    for (let column = 0; column < width; column++) d[j * width + column]! *= factorial;
  }
  return d;
}

/** Options of polynomial interpolators. */
export interface AxisOptions {
  /** The axis of the data along which to interpolate. */
  axis?: number;
}

/**
 * The polynomial through points.
 *
 * @example
 * new KroghInterpolator([0, 0, 1], [2, 0, 3]).evaluate(0.5); // value 2 and slope 0 at 0, value 3 at 1: 2.25
 */
export class KroghInterpolator<D extends SplineDType = 'float64'> {
  readonly #form: NewtonForm;
  readonly #data: Columns;
  /** The points. */
  readonly xi: NDArray<'float64'>;

  /**
   * @param xi - n points; a point that is repeated next to itself has derivatives of rising order in its further places
   * @param yi - array_like with n values along `axis`
   * @param options - `axis` (0)
   * @throws ValueError when lengths do not fit
   */
  constructor(xi: ArrayLike, yi: ArrayLike, options: AxisOptions = {}) {
    const where = 'KroghInterpolator';
    checkOptions(where, options, ['axis']);
    const x = realVector(where, 'xi', xi);
    this.#data = columnsOf(where, 'yi', yi, options.axis ?? 0);
    if (this.#data.n !== x.length) {
      throw new ValueError(
        `${where}: The number of points ${x.length} does not fit the data, ${this.#data.n} along the axis`,
      );
    }
    if (x.length === 0) throw new ValueError(`${where}: at least one point is needed`);
    this.#form = newtonForm(x, this.#data);
    this.xi = arrayOver(x, [x.length]);
  }

  /** The values at points; see `derivatives` for more. */
  evaluate<X extends ArrayLike>(x: X): ValueAt<X, D> {
    return this.derivative(x, { der: 0 });
  }

  /**
   * A derivative at points.
   *
   * @param x - array_like
   * @param options - `der`, its order (1)
   */
  derivative<X extends ArrayLike>(x: X, options: { der?: number } = {}): ValueAt<X, D> {
    checkOptions('derivative', options, ['der']);
    const der = wholeNumber('derivative', 'der', options.der ?? 1);
    const queries = queriesOf('evaluate', x);
    const { width, rest, axis, lanes } = this.#data;
    const out = new Float64Array(queries.points.length * width);
    queries.points.forEach((at, i) => {
      out.set(newtonDerivatives(this.#form, at, der + 1).subarray(der * width), i * width);
    });
    return delivered<D>(out, queries, rest, axis, lanes) as ValueAt<X, D>;
  }

  /**
   * Value and derivatives at points.
   *
   * @param x - array_like
   * @param options - `der`, how many orders from 0 on (as many as points)
   * @returns an array with the orders along its first axis
   */
  derivatives(x: ArrayLike, options: { der?: number | null } = {}): NDArray<D> {
    checkOptions('derivatives', options, ['der']);
    const count = wholeNumber('derivatives', 'der', options.der ?? this.#data.n);
    return derivativesOf<D>(this.#form, this.#data, queriesOf('derivatives', x), count);
  }
}

/** Value and derivatives below order `count` for all points, the orders along the first axis. */
export function derivativesOf<D extends SplineDType>(
  form: NewtonForm,
  { width, rest, axis, lanes }: Columns,
  { points, shape }: Queries,
  count: number,
): NDArray<D> {
  const m = points.length;
  const out = new Float64Array(count * m * width);
  points.forEach((at, i) => {
    const d = newtonDerivatives(form, at, count);
    for (let j = 0; j < count; j++) out.set(d.subarray(j * width, (j + 1) * width), (j * m + i) * width);
  });
  const all = arrayOver<D>(out, [count, ...shape, ...rest], lanes);
  if (axis === 0) return all;
  // The query's axes go where the interpolation axis was, the orders stay first.
  const turned = queryAxesAt(withAxisAt(all, 0, all.ndim - 1), shape.length, axis);
  return withAxisAt(turned, turned.ndim - 1, 0);
}

/**
 * The values at x of the polynomial through points, or of derivatives.
 *
 * @param xi - points, see `KroghInterpolator`
 * @param yi - data
 * @param x - array_like
 * @param options - `der`, the order of the derivative (0), or a list of orders; `axis` (0)
 * @returns values; a list of them for a list of orders
 * @example
 * kroghInterpolate([0, 1, 2], [0, 1, 4], 3); // 9
 */
export function kroghInterpolate<X extends ArrayLike>(
  xi: ArrayLike,
  yi: ArrayLike,
  x: X,
  options?: { der?: number; axis?: number },
): ValueAt<X, 'float64'>;
export function kroghInterpolate<X extends ArrayLike>(
  xi: ArrayLike,
  yi: ArrayLike,
  x: X,
  options: { der: readonly number[]; axis?: number },
): ValueAt<X, 'float64'>[];
export function kroghInterpolate<X extends ArrayLike>(
  xi: ArrayLike,
  yi: ArrayLike,
  x: X,
  options: { der?: number | readonly number[]; axis?: number } = {},
): ValueAt<X, 'float64'> | ValueAt<X, 'float64'>[] {
  checkOptions('kroghInterpolate', options, ['der', 'axis']);
  const { der = 0, axis = 0 } = options;
  const p = new KroghInterpolator(xi, yi, { axis });
  return typeof der === 'number' ? p.derivative(x, { der }) : der.map((order) => p.derivative(x, { der: order }));
}

/**
 * The Taylor polynomial of a function about a point, estimated from its values nearby.
 *
 * @param f - takes an array of points and gives as many values
 * @param x - the point
 * @param degree - of the polynomial
 * @param scale - the width of the interval of values used
 * @param options - `order`, of the polynomial that is fitted first (degree)
 * @returns a poly1d in the distance from x
 * @example
 * approximateTaylorPolynomial((t) => np.exp(t), 0, 3, 1, { order: 8 }).coef; // about [1/6, 1/2, 1, 1]
 */
export function approximateTaylorPolynomial(
  f: (x: NDArray<'float64'>) => ArrayLike,
  x: number,
  degree: number,
  scale: number,
  options: { order?: number | null } = {},
): poly1d {
  const where = 'approximateTaylorPolynomial';
  checkOptions(where, options, ['order']);
  if (typeof f !== 'function') throw new ValueError(`${where}: f must be a function, got ${describe(f)}`);
  const order = wholeNumber(where, 'order', options.order ?? degree);
  const n = order + 1;
  const points = Float64Array.from({ length: n }, (_, i) => scale * Math.cos((Math.PI * i) / n) + x);
  const p = new KroghInterpolator(points, f(arrayOver(points.slice(), [n])));
  const d = p.derivatives(x, { der: wholeNumber(where, 'degree', degree) + 1 }).toFlatArray() as number[];
  let factorial = 1;
  return new poly1d(
    d
      .map((value, i) => {
        if (i > 1) factorial *= i;
        return value / factorial;
      })
      .reverse(),
  );
}
