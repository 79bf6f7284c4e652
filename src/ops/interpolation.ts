/** One-dimensional piecewise linear interpolation. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf, type ScalarLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { backend } from '../backends/backend.js';
import { interpolateFlat } from '../backends/single/interpolate.js';
import { imagView, realView } from './complexParts.js';
import { copyAs } from './creation.js';

/** Options of `interp`. */
export interface InterpOptions<S = number | Complex> {
  /** The value below `xp[0]`; `fp[0]` by default. */
  left?: S | null;
  /** The value above `xp[-1]`; `fp[-1]` by default. */
  right?: S | null;
  /** The period of the x coordinates; `left` and `right` are then ignored. */
  period?: number | null;
}

type Value<F> = DTypeOf<F> extends 'complex64' | 'complex128' ? 'complex128' : 'float64';

/** The numbers of an array as a plain Float64Array of their own. */
function floats(a: NDArray): Float64Array {
  return copyAs(a, DTYPES.float64).data;
}

/**
 * Piecewise linear interpolation of the points (xp, fp) at `x`.
 *
 * @param x - array_like: where to interpolate
 * @param xp - the x coordinates of the points, ascending unless `period` is given
 * @param fp - the y coordinates, real or complex
 * @param options - `left`, `right`, `period`
 * @returns values of the shape of `x`, float64 or complex128; a plain value for a plain x
 * @throws ValueError when xp and fp differ in length, are empty or not of one axis, or for a period of 0
 * @example
 * np.interp(2.5, [1, 2, 3], [3, 2, 0]); // 1
 * np.interp([0, 1, 1.5, 3.14], [1, 2, 3], [3, 2, 0]).toArray(); // [3, 3, 2.5, 0]
 */
export function interp<A extends ArrayLike, F extends ArrayLike>(
  x: A,
  xp: ArrayLike,
  fp: F,
  options: InterpOptions = {},
): A extends ScalarLike ? (Value<F> extends 'complex128' ? Complex : number) : ArrayOf<Value<F>> {
  checkOptions('interp', options, ['left', 'right', 'period']);
  const { left, right, period } = options;
  const points = asNDArray('interp', xp);
  const values = asNDArray('interp', fp);
  if (points.ndim !== 1 || values.ndim !== 1) {
    throw new ValueError(
      `interp: xp and fp must be of one axis, got shapes ${shapeText(points.shape)} and ${shapeText(values.shape)}`,
    );
  }
  if (points.size !== values.size)
    throw new ValueError(`interp: fp and xp are not of the same length: ${values.size} and ${points.size}`);
  if (points.size === 0) throw new ValueError('interp: array of sample points is empty');
  const where = asNDArray('interp', x);
  let at = floats(where);
  let knots = floats(points);
  const complex = values.info.kind === 'c';
  let parts = complex ? [floats(realView(values)), floats(imagView(values))] : [floats(values)];
  if (period !== undefined && period !== null) {
    if (period === 0) throw new ValueError('interp: period must be a non-zero value');
    const length = Math.abs(period);
    const wrap = (value: number): number => {
      const rest = value % length;
      return rest < 0 ? rest + length : rest;
    };
    at = at.map(wrap);
    knots = knots.map(wrap);
    const order = Int32Array.from(knots, (_, i) => i).sort((i, j) => knots[i]! - knots[j]!);
    const n = order.length;
    const around = (list: Float64Array, shift: number): Float64Array => {
      const wide = new Float64Array(n + 2);
      for (let i = 0; i < n; i++) wide[i + 1] = list[order[i]!]!;
      wide[0] = wide[n]! - shift;
      wide[n + 1] = wide[1]! + shift;
      return wide;
    };
    parts = parts.map((list) => around(list, 0));
    knots = around(knots, length);
  }
  const edge = (value: number | Complex | null | undefined, list: Float64Array, part: number, from: number): number => {
    if (value === null || value === undefined || period) return list[from]!;
    if (value instanceof Complex) return part === 0 ? value.re : value.im;
    return part === 0 ? value : 0;
  };
  const found = parts.map((list, part) =>
    interpolateFlat(at, knots, list, edge(left, list, part, 0), edge(right, list, part, list.length - 1)),
  );
  const result: NDArray = emptyArray(complex ? DTYPES.complex128 : DTYPES.float64, where.shape) as unknown as NDArray;
  (complex ? [realView(result), imagView(result)] : [result]).forEach((view, part) => {
    const source = asNDArray('interp', found[part]!);
    const packed = emptyArray(DTYPES.float64, where.shape);
    backend().copy(where.shape, source.strided(where.shape, packed.steps, 0), view);
  });
  return (isScalarLike(x) ? result.item() : result) as never;
}
