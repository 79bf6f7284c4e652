/** BPoly: piecewise polynomials in the Bernstein basis, and those that meet given derivatives. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions } from '../core/errors.js';
import { NDArray, type Item } from '../core/ndarray.js';
import { sizeOf } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { mustIncrease, realVector, wholeNumber, type Extrapolate, type SplineDType } from './data.js';
import { intervalOf } from './intervals.js';
import { ascending, type Pieces } from './pieces.js';
import { Piecewise, extrapolation, readParts, type Parts, type PiecewiseOptions } from './piecewise.js';
import { PPoly, binomial, extended, integrated, type IntegrateOptions } from './ppoly.js';

/**
 * A piecewise polynomial in the Bernstein basis: on `[x[i], x[i+1])` the sum of `c[a, i] * C(k, a) * s**a * (1 - s)**(k - a)`
 * with s from 0 to 1.
 *
 * @example
 * const p = new BPoly([[1], [2], [3]], [0, 1]);
 * p.evaluate(0.5); // 2
 */
export class BPoly<D extends SplineDType = 'float64'> extends Piecewise<D> {
  /**
   * @param c - array_like of shape (k, m, ...)
   * @param x - the m + 1 breakpoints, strictly increasing or decreasing
   * @param options - `extrapolate` (true), `axis`
   * @throws ValueError when shapes do not fit or x does not increase or decrease
   */
  constructor(c: ArrayLike, x: ArrayLike, options: PiecewiseOptions = {}) {
    checkOptions('BPoly', options, ['extrapolate', 'axis']);
    super(c instanceof Known ? c.parts : readParts('BPoly', c, x, options));
  }

  protected fill(nu: number, points: Float64Array, out: Float64Array, extrapolate: boolean): void {
    let { pieces } = this.parts;
    for (let i = 0; i < nu; i++) pieces = derived(pieces);
    evaluateBernstein(pieces, points, out, extrapolate);
  }

  /** The derivative; a negative order is an antiderivative. `nu` is 1 by default. */
  derivative(options: { nu?: number } = {}): BPoly<D> {
    checkOptions('derivative', options, ['nu']);
    const { nu = 1 } = options;
    if (nu < 0) return this.antiderivative({ nu: -nu });
    let { pieces } = this.parts;
    for (let i = 0; i < wholeNumber('derivative', 'nu', nu); i++) pieces = derived(pieces);
    return bpolyOf<D>({ ...this.parts, pieces });
  }

  /** The antiderivative that is 0 at the first breakpoint; a negative order is a derivative. `nu` is 1 by default. */
  antiderivative(options: { nu?: number } = {}): BPoly<D> {
    checkOptions('antiderivative', options, ['nu']);
    const { nu = 1 } = options;
    if (nu <= 0) return this.derivative({ nu: -nu });
    let { pieces } = this.parts;
    for (let i = 0; i < wholeNumber('antiderivative', 'nu', nu); i++) pieces = integral(pieces);
    return bpolyOf<D>({
      ...this.parts,
      pieces,
      extrapolate: this.extrapolate === 'periodic' ? false : this.extrapolate,
    });
  }

  /**
   * The definite integral from a to b.
   *
   * @returns a number, or an array without the interpolation axis
   */
  integrate(a: number, b: number, options: IntegrateOptions = {}): Item<D> {
    checkOptions('integrate', options, ['extrapolate']);
    const power = PPoly.fromBernsteinBasis<D>(this);
    return this.handOver(integrated(power.parts, a, b, options.extrapolate)) as Item<D>;
  }

  /** Add pieces on the left or right, in place; the degrees are raised to the higher of both. */
  extend(c: ArrayLike, x: ArrayLike): void {
    const given = asNDArray('extend', c) as NDArray;
    const k = Math.max(given.shape[0] ?? 0, this.parts.pieces.k);
    const raisedOwn = raised(this.parts.pieces, k);
    const more = realVector('extend', 'x', x);
    const { lanes, rest } = this.parts;
    // Through parts of its own, so that the new coefficients are raised likewise.
    const width = sizeOf(rest) * lanes;
    const flat = copyAs(given, lanes === 2 ? DTYPES.complex128 : DTYPES.float64).data;
    const kGiven = given.shape[0] ?? 0;
    const byPiece = new Float64Array(flat.length);
    for (let j = 0; j < kGiven; j++) {
      for (let i = 0; i < more.length; i++) {
        for (let column = 0; column < width; column++) {
          byPiece[(i * kGiven + j) * width + column] = flat[(j * more.length + i) * width + column]!;
        }
      }
    }
    const grown = raised({ x: Float64Array.of(...more, NaN), c: byPiece, k: kGiven, width }, k);
    const size = sizeOf(rest);
    const steps = rest.map((_, i) => sizeOf(rest.slice(i + 1)));
    const view = new NDArray(
      lanes === 2 ? DTYPES.complex128 : DTYPES.float64,
      grown.c,
      [k, more.length, ...rest],
      [size, k * size, ...steps],
      0,
      null,
    );
    const parts = extended('extend', { ...this.parts, pieces: raisedOwn }, view as unknown as NDArray, x);
    (this as { parts: Parts }).parts = parts;
    (this as { x: NDArray<'float64'> }).x = asNDArray('x', parts.pieces.x) as NDArray<'float64'>;
  }

  /** The same polynomials in the Bernstein basis. */
  static fromPowerBasis<D extends SplineDType = 'float64'>(
    pp: Piecewise<D>,
    options: { extrapolate?: Extrapolate } = {},
  ): BPoly<D> {
    checkOptions('fromPowerBasis', options, ['extrapolate']);
    const { pieces, ...others } = pp.parts;
    const { x, c, k, width } = pieces;
    const result = new Float64Array(c.length);
    for (let i = 0; i < x.length - 1; i++) {
      const h = x[i + 1]! - x[i]!;
      for (let a = 0; a < k; a++) {
        // The coefficient of (X - x_i)**(k - 1 - a).
        const power = k - 1 - a;
        const factor = h ** power / binomial(k - 1, power);
        for (let j = power; j < k; j++) {
          for (let column = 0; column < width; column++) {
            result[(i * k + j) * width + column]! += c[(i * k + a) * width + column]! * factor * binomial(j, power);
          }
        }
      }
    }
    return bpolyOf<D>({
      ...others,
      extrapolate: extrapolation('fromPowerBasis', options.extrapolate, pp.extrapolate),
      pieces: { x, c: result, k, width },
    });
  }

  /**
   * The polynomial pieces that have given values and derivatives at the breakpoints.
   *
   * @param xi - strictly increasing breakpoints
   * @param yi - for each breakpoint a list: value, first derivative, second derivative, ...
   * @param options - `orders`, the degree of all pieces or one a piece; by default all derivatives are used. `extrapolate`
   * @throws ValueError when lengths do not fit or xi does not increase
   * @example
   * BPoly.fromDerivatives([0, 1], [[1, 2], [3, 4]]).evaluate(1, { nu: 1 }); // 4
   */
  static fromDerivatives(
    xi: ArrayLike,
    yi: readonly ArrayLike[],
    options: { orders?: number | readonly number[] | null; extrapolate?: Extrapolate } = {},
  ): BPoly {
    const where = 'fromDerivatives';
    checkOptions(where, options, ['orders', 'extrapolate']);
    const x = realVector(where, 'xi', xi);
    mustIncrease(where, 'xi', x);
    const lists = Array.from(yi, (value) => {
      const array = asNDArray(where, value) as NDArray;
      if (array.ndim === 0) throw new ValueError(`${where}: yi must hold a list of derivatives a breakpoint`);
      return { values: copyAs(array, DTYPES.float64).data, count: array.shape[0]!, rest: array.shape.slice(1) };
    });
    if (x.length !== lists.length) throw new ValueError(`${where}: xi and yi need to have the same length`);
    const rest = lists[0]!.rest;
    const width = sizeOf(rest);
    const m = x.length - 1;
    const { orders } = options;
    const chosen = Array.from({ length: m }, (_, i) =>
      typeof orders === 'number' ? orders : orders ? (orders[i] ?? null) : null,
    );
    const parts = chosen.map((order, i) => {
      const [left, right] = [lists[i]!, lists[i + 1]!];
      let [na, nb] = [left.count, right.count];
      if (order !== null) {
        // Shared out evenly, as far as both sides have derivatives.
        na = Math.min(Math.floor((order + 1) / 2), left.count);
        nb = Math.min(order + 1 - na, right.count);
        na = Math.min(order + 1 - nb, left.count);
        if (na + nb !== order + 1) {
          throw new ValueError(
            `${where}: Point ${x[i]} has ${left.count} derivatives, point ${x[i + 1]} has ${right.count} derivatives, but order ${order} requested`,
          );
        }
      }
      return { c: meeting(x[i]!, x[i + 1]!, left.values, right.values, na, nb, width), k: na + nb };
    });
    const k = Math.max(...parts.map((part) => part.k));
    const c = new Float64Array(m * k * width);
    parts.forEach((part, i) => {
      const one = raised({ x: Float64Array.of(0, 1), c: part.c, k: part.k, width }, k);
      c.set(one.c, i * k * width);
    });
    return bpolyOf({
      pieces: { x, c, k, width },
      extrapolate: extrapolation(where, options.extrapolate),
      axis: 0,
      rest,
      lanes: 1,
    });
  }
}

class Known {
  constructor(readonly parts: Parts) {}
}

function bpolyOf<D extends SplineDType>(parts: Parts): BPoly<D> {
  return new BPoly<D>(new Known(parts) as unknown as ArrayLike, []);
}

/** Derivative: differences of neighbouring coefficients. */
function derived({ x, c, k, width }: Pieces): Pieces {
  const m = x.length - 1;
  const kept = Math.max(1, k - 1);
  const result = new Float64Array(m * kept * width);
  for (let i = 0; k > 1 && i < m; i++) {
    const factor = (k - 1) / (x[i + 1]! - x[i]!);
    for (let j = 0; j < kept * width; j++) {
      result[i * kept * width + j] = factor * (c[i * k * width + j + width]! - c[i * k * width + j]!);
    }
  }
  return { x, c: result, k: kept, width };
}

/** Antiderivative: running sums, carried on from piece to piece. */
function integral({ x, c, k, width }: Pieces): Pieces {
  const m = x.length - 1;
  const result = new Float64Array(m * (k + 1) * width);
  for (let column = 0; column < width; column++) {
    let before = 0;
    for (let i = 0; i < m; i++) {
      const h = (x[i + 1]! - x[i]!) / k;
      let sum = 0;
      result[i * (k + 1) * width + column] = before;
      for (let j = 0; j < k; j++) {
        sum += c[(i * k + j) * width + column]!;
        result[(i * (k + 1) + j + 1) * width + column] = before + h * sum;
      }
      before += h * sum;
    }
  }
  return { x, c: result, k: k + 1, width };
}

/** The same polynomials with k coefficients. */
function raised({ x, c, k: old, width }: Pieces, k: number): Pieces {
  if (k === old) return { x, c, k, width };
  const m = x.length - 1;
  const d = k - old;
  const result = new Float64Array(m * k * width);
  for (let i = 0; i < m; i++) {
    for (let a = 0; a < old; a++) {
      for (let j = 0; j <= d; j++) {
        const factor = (binomial(old - 1, a) * binomial(d, j)) / binomial(k - 1, a + j);
        for (let column = 0; column < width; column++) {
          result[(i * k + a + j) * width + column]! += factor * c[(i * old + a) * width + column]!;
        }
      }
    }
  }
  return { x, c: result, k, width };
}

function evaluateBernstein(pieces: Pieces, points: Float64Array, out: Float64Array, extrapolate: boolean): void {
  const { x, c, k, width } = pieces;
  const { grid, sign } = ascending(x);
  const last = x.length - 2;
  const weights = Float64Array.from({ length: k }, (_, a) => binomial(k - 1, a));
  const basis = new Float64Array(k);
  let guess = 0;
  for (let p = 0; p < points.length; p++) {
    const at = sign * points[p]!;
    if (at !== at || (!extrapolate && (at < grid[0]! || at > grid[last + 1]!))) {
      for (let column = 0; column < width; column++) out[p * width + column] = NaN;
      continue;
    }
    guess = intervalOf(grid, at, 0, last, guess);
    const s = (points[p]! - x[guess]!) / (x[guess + 1]! - x[guess]!);
    let power = 1;
    for (let a = 0; a < k; a++) {
      basis[a] = weights[a]! * power;
      power *= s;
    }
    power = 1;
    for (let a = k - 1; a >= 0; a--) {
      basis[a]! *= power;
      power *= 1 - s;
    }
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let a = 0; a < k; a++) sum += basis[a]! * c[(guess * k + a) * width + column]!;
      out[p * width + column] = sum;
    }
  }
}

/**
 * Bernstein coefficients of the polynomial with `na` values and derivatives at xa and `nb` at xb: the derivative of order q
 * at an end is a difference of order q of the first or last coefficients, which gives them one after another.
 */
function meeting(
  xa: number,
  xb: number,
  ya: Float64Array,
  yb: Float64Array,
  na: number,
  nb: number,
  width: number,
): Float64Array {
  const n = na + nb;
  const h = xb - xa;
  const c = new Float64Array(n * width);
  for (let column = 0; column < width; column++) {
    let scale = 1;
    for (let q = 0; q < na; q++) {
      if (q > 0) scale *= h / (n - q);
      let value = ya[q * width + column]! * scale;
      for (let j = 0; j < q; j++) value -= (q - j) % 2 ? -binomial(q, j) * c[j * width + column]! : binomial(q, j) * c[j * width + column]!; // prettier-ignore
      c[q * width + column] = value;
    }
    scale = 1;
    for (let q = 0; q < nb; q++) {
      if (q > 0) scale *= h / (n - q);
      let value = (q % 2 ? -1 : 1) * yb[q * width + column]! * scale;
      for (let j = 0; j < q; j++) {
        const term = binomial(q, j + 1) * c[(n - q + j) * width + column]!;
        value -= (j + 1) % 2 ? -term : term;
      }
      c[(n - q - 1) * width + column] = value;
    }
  }
  return c;
}
