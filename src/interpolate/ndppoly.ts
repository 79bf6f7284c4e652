/** NdPPoly: products of piecewise polynomials on a grid of several dimensions. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, type Item } from '../core/ndarray.js';
import { normalizeAxis, sizeOf } from '../core/shape.js';
import { permuted } from '../ops/axes.js';
import { copyAs } from '../ops/creation.js';
import { arrayOver, mustIncrease, realVector, reals, wholeNumber, type SplineDType } from './data.js';
import { intervalOf } from './intervals.js';
import { integralOfPieces, integratedPieces, derivedPieces, type Pieces } from './pieces.js';

/** Options of `NdPPoly`. */
export interface NdPPolyOptions {
  /** Carry on outside the grid (true) or give nan. */
  extrapolate?: boolean | null;
}

/**
 * A piecewise polynomial in several variables: in each cell the sum of `c[k1, ..., i1, ...]` times powers of the distances from its
 * lower corner, highest powers first.
 *
 * @example
 * new NdPPoly([[[[1]], [[0]]], [[[0]], [[2]]]], [[0, 1], [0, 1]]).evaluate([0.5, 0.5]); // x y + 2
 */
export class NdPPoly<D extends SplineDType = 'float64'> {
  /** The breakpoints of each dimension. */
  readonly x: NDArray<'float64'>[];
  readonly extrapolate: boolean;
  readonly #c: NDArray<D>;
  readonly #grids: Float64Array[];

  /**
   * @param c - array_like of shape (k1, ..., kd, m1, ..., md, ...)
   * @param x - d lists of breakpoints, of lengths m1 + 1, ..., md + 1, strictly increasing
   * @param options - `extrapolate` (true)
   * @throws ValueError when shapes do not fit or breakpoints do not increase
   */
  constructor(c: ArrayLike, x: readonly ArrayLike[], options: NdPPolyOptions = {}) {
    const where = 'NdPPoly';
    checkOptions(where, options, ['extrapolate']);
    this.#grids = Array.from(x, (values) => realVector(where, 'x', values));
    const d = this.#grids.length;
    for (const grid of this.#grids) {
      mustIncrease(where, 'x', grid);
      if (grid.length < 2) throw new ValueError(`${where}: at least 2 breakpoints are needed in each dimension`);
    }
    const array = asNDArray(where, c) as NDArray;
    if (array.ndim < 2 * d)
      throw new ValueError(`${where}: \`c\` must have at least 2*len(x) dimensions, got ${array.ndim}`);
    this.#grids.forEach((grid, i) => {
      if (array.shape[d + i] !== grid.length - 1) {
        throw new ValueError(
          `${where}: x and c do not agree on the number of intervals: ${grid.length - 1} in dimension ${i}, c has shape ${shapeText(array.shape)}`,
        );
      }
    });
    this.#c = copyAs(array, array.info.kind === 'c' ? DTYPES.complex128 : DTYPES.float64) as unknown as NDArray<D>;
    this.x = this.#grids.map((grid) => arrayOver(grid, [grid.length]));
    this.extrapolate = options.extrapolate ?? true;
  }

  /** The coefficients. */
  get c(): NDArray<D> {
    return this.#c;
  }

  /**
   * The value, or a partial derivative's, at points.
   *
   * @param x - array_like of shape (..., d)
   * @param options - `nu`, the order of the derivative in each dimension; `extrapolate`
   * @returns values of shape (...) followed by c's further axes
   */
  evaluate(x: ArrayLike, options: { nu?: readonly number[] | null; extrapolate?: boolean | null } = {}): Item<D> {
    checkOptions('evaluate', options, ['nu', 'extrapolate']);
    const d = this.#grids.length;
    const points = reals('evaluate', 'x', x);
    if (points.shape[points.ndim - 1] !== d) {
      throw new ValueError(`evaluate: the last axis of x must have length ${d}, got shape ${shapeText(points.shape)}`);
    }
    const { nu } = options;
    if (nu) {
      if (nu.length !== d)
        throw new ValueError(`evaluate: invalid number of derivative orders nu: ${nu.length} for ${d} dimensions`);
      return this.derivative(nu).evaluate(x, { extrapolate: options.extrapolate ?? this.extrapolate });
    }
    const outside = options.extrapolate ?? this.extrapolate;
    const lanes = this.#c.info.lanes as 1 | 2;
    const rest = this.#c.shape.slice(2 * d);
    const width = sizeOf(rest) * lanes;
    const ks = this.#c.shape.slice(0, d);
    const ms = this.#c.shape.slice(d, 2 * d);
    const cells = sizeOf(ms);
    const data = this.#c.data as Float64Array;
    const values = points.data;
    const count = values.length / d;
    const out = new Float64Array(count * width);
    const at = new Int32Array(d);
    const distance = new Float64Array(d);
    for (let p = 0; p < count; p++) {
      let cell = 0;
      let missing = false;
      for (let i = 0; i < d; i++) {
        const grid = this.#grids[i]!;
        const value = values[p * d + i]!;
        const last = grid.length - 2;
        if (value !== value || (!outside && (value < grid[0]! || value > grid[last + 1]!))) {
          missing = true;
          break;
        }
        at[i] = intervalOf(grid, value, 0, last, at[i]!);
        distance[i] = value - grid[at[i]!]!;
        cell = cell * ms[i]! + at[i]!;
      }
      for (let column = 0; column < width; column++) {
        out[p * width + column] = missing ? NaN : nested(data, ks, distance, 0, 0, cells, cell, width, column);
      }
    }
    const shape = [...points.shape.slice(0, -1), ...rest];
    const result = arrayOver<D>(out, shape, lanes);
    return (shape.length === 0 ? result.item() : result) as Item<D>;
  }

  /** Apply a change of one dimension's polynomials; the axes of that dimension come first meanwhile. */
  #along(dimension: number, change: (pieces: Pieces) => Pieces): NdPPoly<D> {
    const d = this.#grids.length;
    const order = this.#c.shape.map((_, i) => i).filter((i) => i !== dimension && i !== d + dimension);
    const turned = permuted(this.#c as unknown as NDArray, [d + dimension, dimension, ...order]);
    const lanes = this.#c.info.lanes as 1 | 2;
    const shape = turned.shape.slice(2);
    const flat = copyAs(turned, this.#c.info).data as Float64Array;
    const changed = change({ x: this.#grids[dimension]!, c: flat, k: turned.shape[1]!, width: sizeOf(shape) * lanes });
    const made = arrayOver<D>(changed.c, [turned.shape[0]!, changed.k, ...shape], lanes);
    const back: number[] = [];
    order.forEach((from, to) => (back[from] = to + 2));
    back[d + dimension] = 0;
    back[dimension] = 1;
    return new NdPPoly<D>(permuted(made, back), this.#grids, { extrapolate: this.extrapolate });
  }

  /** The partial derivative; negative orders are antiderivatives. */
  derivative(nu: readonly number[]): NdPPoly<D> {
    return this.#orders('derivative', nu, 1);
  }

  /** The antiderivative, 0 at the lower ends; negative orders are derivatives. */
  antiderivative(nu: readonly number[]): NdPPoly<D> {
    return this.#orders('antiderivative', nu, -1);
  }

  #orders(where: string, nu: readonly number[], sign: 1 | -1): NdPPoly<D> {
    if (!Array.isArray(nu) || nu.length !== this.#grids.length) {
      throw new ValueError(`${where}: one order a dimension is needed, ${this.#grids.length}, got ${describe(nu)}`);
    }
    return (nu as readonly number[]).reduce<NdPPoly<D>>((before, order, i) => {
      const n = wholeNumber(where, 'order', order, -Infinity) * sign;
      if (n === 0) return before;
      return before.#along(i, (pieces) => (n > 0 ? derivedPieces(pieces, n) : integratedPieces(pieces, -n)));
    }, this);
  }

  /**
   * The integral over one dimension.
   *
   * @param a - lower bound
   * @param b - upper bound
   * @param axis - the dimension
   * @param options - `extrapolate`
   * @returns a piecewise polynomial in one dimension less; for one dimension the integral itself
   */
  integrate1d(a: number, b: number, axis: number, options: NdPPolyOptions = {}): NdPPoly<D> | Item<D> {
    checkOptions('integrate1d', options, ['extrapolate']);
    const d = this.#grids.length;
    const dimension = normalizeAxis('integrate1d', axis, d);
    const outside = options.extrapolate ?? this.extrapolate;
    const order = this.#c.shape.map((_, i) => i).filter((i) => i !== dimension && i !== d + dimension);
    const turned = permuted(this.#c as unknown as NDArray, [d + dimension, dimension, ...order]);
    const lanes = this.#c.info.lanes as 1 | 2;
    const shape = turned.shape.slice(2);
    const flat = copyAs(turned, this.#c.info).data as Float64Array;
    const pieces = { x: this.#grids[dimension]!, c: flat, k: turned.shape[1]!, width: sizeOf(shape) * lanes };
    const sign = b < a ? -1 : 1;
    const [low, high] = sign < 0 ? [b, a] : [a, b];
    const values = integralOfPieces(pieces, low, high, outside).map((value) => sign * value);
    const rest = arrayOver<D>(values, shape, lanes);
    if (d === 1) return (shape.length === 0 ? rest.item() : rest) as Item<D>;
    return new NdPPoly<D>(
      rest,
      this.#grids.filter((_, i) => i !== dimension),
      { extrapolate: this.extrapolate },
    );
  }

  /**
   * The integral over a box.
   *
   * @param ranges - a pair of bounds for each dimension
   * @param options - `extrapolate`
   * @returns a number, or an array of c's further axes
   */
  integrate(ranges: readonly (readonly [number, number])[], options: NdPPolyOptions = {}): Item<D> {
    checkOptions('integrate', options, ['extrapolate']);
    if (!Array.isArray(ranges) || ranges.length !== this.#grids.length) {
      throw new ValueError(
        `integrate: Range not a sequence of correct length: ${this.#grids.length} pairs of bounds are needed`,
      );
    }
    return (ranges as readonly (readonly [number, number])[]).reduce<NdPPoly<D> | Item<D>>(
      (before, [a, b]) => (before as NdPPoly<D>).integrate1d(a, b, 0, options),
      this,
    ) as Item<D>;
  }

  /** A piecewise polynomial from coefficients and breakpoints that are known to be right. */
  static constructFast<D extends SplineDType = 'float64'>(
    c: ArrayLike,
    x: readonly ArrayLike[],
    options: NdPPolyOptions = {},
  ): NdPPoly<D> {
    return new NdPPoly<D>(c, x, options);
  }
}

/** Horner's scheme dimension by dimension: `index` is the flat index of the powers chosen so far. */
function nested(
  c: Float64Array,
  ks: readonly number[],
  distance: Float64Array,
  dimension: number,
  index: number,
  cells: number,
  cell: number,
  width: number,
  column: number,
): number {
  if (dimension === ks.length) return c[(index * cells + cell) * width + column]!;
  const k = ks[dimension]!;
  let value = 0;
  for (let j = 0; j < k; j++) {
    value =
      value * distance[dimension]! + nested(c, ks, distance, dimension + 1, index * k + j, cells, cell, width, column);
  }
  return value;
}
