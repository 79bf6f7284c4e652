/** What PPoly and BPoly share: breakpoints, coefficients by piece, and the handling of axes and of points outside. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { normalizeAxis, sizeOf } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { permuted } from '../ops/axes.js';
import {
  delivered,
  queriesOf,
  realVector,
  room,
  wholeNumber,
  type Extrapolate,
  type SplineDType,
  type ValueAt,
} from './data.js';
import type { Pieces } from './pieces.js';
import { wrapped } from './intervals.js';

/** Options of piecewise polynomials. */
export interface PiecewiseOptions {
  /** Carry on with the first and last piece outside (default), give nan, or repeat. */
  extrapolate?: Extrapolate;
  /** The axis of interpolation, the first by default. */
  axis?: number;
}

/** Options of evaluation. */
export interface EvaluateOptions {
  /** The order of the derivative, 0 by default. */
  nu?: number;
  /** As for the constructor, whose choice is the default. */
  extrapolate?: Extrapolate;
}

/** All that makes a piecewise polynomial. */
export interface Parts {
  readonly pieces: Pieces;
  readonly extrapolate: boolean | 'periodic';
  readonly axis: number;
  readonly rest: readonly number[];
  readonly lanes: 1 | 2;
}

/** The choice for points outside. */
export function extrapolation(where: string, value: Extrapolate | undefined, otherwise: boolean | 'periodic' = true) {
  if (value === undefined || value === null) return otherwise;
  if (value === true || value === false || value === 'periodic') return value;
  throw new ValueError(`${where}: extrapolate must be true, false or 'periodic', got ${describe(value)}`);
}

/** Coefficients of shape (k, m, ...) and breakpoints, read and checked. */
export function readParts(where: string, c: ArrayLike, x: ArrayLike, options: PiecewiseOptions): Parts {
  const grid = realVector(where, 'x', x);
  const array = asNDArray(where, c) as NDArray;
  if (array.ndim < 2) throw new ValueError(`${where}: Coefficients array must be at least 2-dimensional.`);
  const axis = normalizeAxis(where, options.axis ?? 0, array.ndim - 1);
  if (grid.length < 2) throw new ValueError(`${where}: at least 2 breakpoints are needed`);
  // The two coefficient axes lie where the interpolation axis was.
  const order = array.shape.map((_, i) => i).filter((i) => i !== axis && i !== axis + 1);
  const turned = permuted(array, [axis + 1, axis, ...order]);
  const [m, k] = [turned.shape[0]!, turned.shape[1]!];
  if (m !== grid.length - 1) {
    throw new ValueError(
      `${where}: Shapes of \`c\` and \`x\` are incompatible: ${m} pieces for ${grid.length} breakpoints, c has shape ${shapeText(array.shape)}`,
    );
  }
  if (k === 0) throw new ValueError(`${where}: polynomial must be at least of order 0`);
  const up = grid[1]! > grid[0]!;
  for (let i = 1; i < grid.length; i++) {
    if (!(up ? grid[i]! > grid[i - 1]! : grid[i]! < grid[i - 1]!)) {
      throw new ValueError(`${where}: \`x\` must be strictly increasing or decreasing.`);
    }
  }
  const lanes = array.info.kind === 'c' ? 2 : 1;
  const rest = turned.shape.slice(2);
  const values = copyAs(turned, lanes === 2 ? DTYPES.complex128 : DTYPES.float64).data;
  return {
    pieces: { x: grid, c: values, k, width: sizeOf(rest) * lanes },
    extrapolate: extrapolation(where, options.extrapolate),
    axis,
    rest,
    lanes,
  };
}

/** Coefficients in some basis on each interval between breakpoints. */
export abstract class Piecewise<D extends SplineDType> {
  /** @internal */
  readonly parts: Parts;
  /** The breakpoints. */
  readonly x: NDArray<'float64'>;
  /** What happens outside the breakpoints. */
  readonly extrapolate: boolean | 'periodic';
  /** The axis of interpolation. */
  readonly axis: number;

  protected constructor(parts: Parts) {
    this.parts = parts;
    this.x = asNDArray('x', parts.pieces.x) as NDArray<'float64'>;
    this.extrapolate = parts.extrapolate;
    this.axis = parts.axis;
  }

  /** The coefficients, of shape (k, m, ...): a view. */
  get c(): NDArray<D> {
    const { pieces, rest, lanes } = this.parts;
    const { k } = pieces;
    const m = pieces.x.length - 1;
    const info = lanes === 2 ? DTYPES.complex128 : DTYPES.float64;
    const size = sizeOf(rest);
    const steps = rest.map((_, i) => sizeOf(rest.slice(i + 1)));
    return new NDArray(info, pieces.c, [k, m, ...rest], [size, k * size, ...steps], 0, null) as unknown as NDArray<D>;
  }

  /** Values of the derivative of order nu. */
  protected abstract fill(nu: number, points: Float64Array, out: Float64Array, extrapolate: boolean): void;

  /**
   * The value, or a derivative's, at points.
   *
   * @param x - array_like
   * @param options - `nu`, the order of the derivative; `extrapolate`
   * @returns the shape of x in the place of the interpolation axis; a plain value for a plain x and data of one axis
   * @throws ValueError for a negative order
   */
  evaluate<X extends ArrayLike>(x: X, options: EvaluateOptions = {}): ValueAt<X, D> {
    checkOptions('evaluate', options, ['nu', 'extrapolate']);
    const { pieces, rest, axis, lanes } = this.parts;
    const nu = wholeNumber('evaluate', 'nu', options.nu ?? 0);
    const outside = extrapolation('evaluate', options.extrapolate, this.extrapolate);
    const queries = queriesOf('evaluate', x);
    let { points } = queries;
    if (outside === 'periodic') {
      const first = pieces.x[0]!;
      const last = pieces.x[pieces.x.length - 1]!;
      points = points.map((at) => wrapped(at, first, last));
    }
    const out = room(points.length * pieces.width);
    this.fill(nu, points, out, outside !== false);
    return delivered<D>(out, queries, rest, axis, lanes) as ValueAt<X, D>;
  }

  /** One value a column as an array without the interpolation axis, or a plain value. */
  protected handOver(values: Float64Array): NDArray<D> {
    const { rest, lanes } = this.parts;
    return delivered<D>(values, { points: values, shape: [], scalar: true }, rest, 0, lanes);
  }
}

/** Throws for complex coefficients. */
export function mustBeReal(where: string, lanes: 1 | 2): void {
  if (lanes === 2) throw new DTypeError(`${where}: Root finding is only for real-valued polynomials`);
}
