/** Differences, derivatives and integrals of sampled values. */
import type { ArrayOf, ScalarOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES, type DType, type DTypeInfo, type Scalar } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, isTypedArray } from '../core/ndarray.js';
import { canCastInfo, promoteInfo } from '../core/promotion.js';
import { normalizeAxes, normalizeAxis } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { unwrapRows } from '../backends/single/unwrap.js';
import { dropAxes, flattened } from './axes.js';
import { copyAs } from './creation.js';
import { converted, meanInfo } from './moments.js';
import type { MeanDType } from './reductionTypes.js';
import { add, divide, multiply, subtract } from './ufuncs/arithmetic.js';
import { reduce } from './ufuncs/fold.js';
import { notEqual } from './ufuncs/logic.js';
import { tableOf } from './ufuncs/make.js';

/** The elements from `start` to `stop` (by `step`) along an axis: a view; negative bounds count from the end. */
function along<D extends DType>(
  a: NDArray<D>,
  axis: number,
  start: number,
  stop: number = a.shape[axis]!,
  step = 1,
): NDArray<D> {
  const length = a.shape[axis]!;
  const from = Math.min(start < 0 ? Math.max(start + length, 0) : start, length);
  const to = stop < 0 ? stop + length : Math.min(stop, length);
  const count = Math.max(0, Math.ceil((to - from) / step));
  return a.strided(
    a.shape.map((n, k) => (k === axis ? count : n)),
    a.steps.map((s, k) => (k === axis ? s * step : s)),
    count > 0 ? a.offset + from * a.steps[axis]! : a.offset,
  );
}

/** Arrays one after another along an axis, in the dtype in which they meet. */
function joined(functionName: string, arrays: readonly NDArray[], axis: number): NDArray {
  const info = arrays.map((a) => a.info).reduce(promoteInfo);
  const first = arrays[0]!;
  for (const a of arrays) {
    if (a.ndim !== first.ndim || a.shape.some((n, k) => k !== axis && n !== first.shape[k])) {
      throw new ValueError(
        `${functionName}: all the input array dimensions except for the concatenation axis must match exactly, got shapes ${arrays.map((one) => shapeText(one.shape)).join(' ')}`,
      );
    }
  }
  const total = arrays.reduce((n, a) => n + a.shape[axis]!, 0);
  const result = emptyArray(
    info,
    first.shape.map((n, k) => (k === axis ? total : n)),
  );
  let at = 0;
  for (const a of arrays) {
    backend().copy(a.shape, a, along(result, axis, at, at + a.shape[axis]!));
    at += a.shape[axis]!;
  }
  return result;
}

/** Options of `diff`. */
export interface DiffOptions {
  /** How many times to take differences, 1 by default. */
  n?: number;
  /** The axis, the last by default. */
  axis?: number;
  /** Values put in front along the axis before taking differences. */
  prepend?: ArrayLike;
  /** Values put behind along the axis before taking differences. */
  append?: ArrayLike;
}

/**
 * Differences of neighbours along an axis, `a[i + 1] - a[i]`, taken n times. For booleans: where they differ.
 *
 * @param a - array_like with at least one axis
 * @param options - `n`, `axis`, `prepend`, `append`
 * @returns an array that is n shorter along the axis
 * @throws ValueError for a negative n or an array without axes; AxisError for an axis out of bounds
 * @example
 * np.diff([1, 2, 4, 7]).toArray(); // [1, 2, 3]
 * np.diff([1, 2, 4, 7], { n: 2 }).toArray(); // [1, 1]
 */
export function diff<A extends ArrayLike>(a: A, options: DiffOptions = {}): ArrayOf<DTypeOf<A>> {
  checkOptions('diff', options, ['n', 'axis', 'prepend', 'append']);
  const { n = 1, axis = -1, prepend, append } = options;
  let source = asNDArray('diff', a);
  if (!Number.isInteger(n) || n < 0)
    throw new ValueError(`diff: order must be a non-negative integer but got ${describe(n)}`);
  if (n === 0) return source as never;
  if (source.ndim === 0) throw new ValueError('diff requires input that is at least one dimensional');
  const k = normalizeAxis('diff', axis, source.ndim);
  const end = (value: ArrayLike): NDArray => {
    const array = asNDArray('diff', value, isScalarLike(value) && fits(value, source.info) ? source.info : undefined);
    if (array.ndim > 0) return array;
    const shape = source.shape.map((length, j) => (j === k ? 1 : length));
    return array.strided(
      shape,
      shape.map(() => 0),
      array.offset,
    );
  };
  const parts = [
    prepend === undefined ? [] : [end(prepend)],
    [source],
    append === undefined ? [] : [end(append)],
  ].flat();
  if (parts.length > 1) source = joined('diff', parts, k);
  const minus = (source.info.kind === 'b' ? notEqual : subtract) as unknown as (x1: NDArray, x2: NDArray) => NDArray;
  for (let i = 0; i < n; i++)
    source = minus(along(source, k, 1), along(source, k, 0, Math.max(source.shape[k]! - 1, 0)));
  return source as never;
}

/** Can a plain value go into a dtype as it is? */
function fits(value: unknown, info: DTypeInfo): boolean {
  if (value instanceof Complex) return info.kind === 'c';
  return (
    info.kind === 'f' ||
    info.kind === 'c' ||
    (info.kind !== 'b' ? Number.isInteger(Number(value)) : typeof value === 'boolean')
  );
}

/**
 * Differences of neighbours in the flattened array, with values put before and behind.
 *
 * @param ary - array_like
 * @param options - `toEnd`, `toBegin`: values to put behind and before the differences
 * @returns an array of one axis
 * @throws DTypeError when those values do not fit the dtype
 * @example
 * np.ediff1d([1, 2, 4], { toBegin: -99, toEnd: [88, 99] }).toArray(); // [-99, 1, 2, 88, 99]
 */
export function ediff1d<A extends ArrayLike>(
  ary: A,
  options: { toEnd?: ArrayLike | null; toBegin?: ArrayLike | null } = {},
): ArrayOf<DTypeOf<A>> {
  checkOptions('ediff1d', options, ['toEnd', 'toBegin']);
  const source = flattened(asNDArray('ediff1d', ary));
  const end = (name: string, value: ArrayLike | null | undefined): NDArray => {
    const array = asNDArray('ediff1d', value ?? [], source.info);
    if (!canCastInfo(array.info, source.info, 'same_kind')) {
      throw new DTypeError(
        `ediff1d: dtype of \`${name}\` (${array.dtype}) must be compatible with input \`ary\` (${source.dtype}) under the \`same_kind\` rule.`,
      );
    }
    return flattened(converted(array, source.info));
  };
  const before = end('to_begin', options.toBegin);
  const behind = end('to_end', options.toEnd);
  const count = Math.max(source.size - 1, 0);
  const result = emptyArray(source.info, [before.size + count + behind.size]);
  backend().copy(before.shape, before, along(result, 0, 0, before.size));
  if (count > 0) {
    const middle = along(result, 0, before.size, before.size + count);
    subtract(along(source, 0, 1), along(source, 0, 0, count), { out: middle });
  }
  backend().copy(behind.shape, behind, along(result, 0, before.size + count, result.size));
  return result as never;
}

/** Options of `gradient`. */
export interface GradientOptions {
  /** The axis or axes along which to differentiate; all by default. */
  axis?: number | readonly number[] | null;
  /** The order of accuracy at the ends, 1 (the default) or 2. */
  edgeOrder?: 1 | 2;
}

function isOptions(value: unknown): value is GradientOptions {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof NDArray) &&
    !(value instanceof Complex) &&
    !isTypedArray(value)
  );
}

/** The derivative along one axis: central differences inside, one-sided ones at the ends. */
function slope(source: NDArray, axis: number, spacing: number | NDArray, edgeOrder: 1 | 2): NDArray {
  const result = emptyArray(source.info, source.shape);
  const n = source.shape[axis]!;
  const at = (start: number, stop?: number): NDArray => along(source, axis, start, stop);
  const into = (start: number, stop?: number): NDArray => along(result, axis, start, stop);
  const weight = (w: NDArray): NDArray => {
    const shape = source.shape.map((_, k) => (k === axis ? w.size : 1));
    return w.strided(
      shape,
      shape.map((_, k) => (k === axis ? w.steps[0]! : 0)),
      w.offset,
    );
  };
  if (typeof spacing === 'number') {
    const middle = into(1, n - 1);
    if (n > 2) {
      subtract(at(2), at(0, n - 2), { out: middle });
      divide(middle, 2 * spacing, { out: middle });
    }
  } else if (n > 2) {
    // Weights of the parabola through three points at distances h0 and h1.
    const h0 = along(spacing, 0, 0, n - 2);
    const h1 = along(spacing, 0, 1, n - 1);
    const both = add(h0, h1);
    const left = weight(divide(multiply(h1, -1), multiply(h0, both)));
    const centre = weight(divide(subtract(h1, h0), multiply(h0, h1)));
    const right = weight(divide(h0, multiply(h1, both)));
    const middle = into(1, n - 1);
    multiply(at(0, n - 2), left, { out: middle });
    add(middle, multiply(at(1, n - 1), centre), { out: middle });
    add(middle, multiply(at(2), right), { out: middle });
  }
  const distance = (i: number): number => (typeof spacing === 'number' ? spacing : Number(spacing.item(i)));
  if (edgeOrder === 1) {
    divide(subtract(at(1, 2), at(0, 1)), distance(0), { out: into(0, 1) });
    divide(subtract(at(n - 1), at(n - 2, n - 1)), distance(n - 2), { out: into(n - 1) });
    return result;
  }
  const three = (first: number, a: number, b: number, c: number): NDArray =>
    add(
      add(multiply(at(first, first + 1), a), multiply(at(first + 1, first + 2), b)),
      multiply(at(first + 2, first + 3), c),
    ) as NDArray;
  let [p, q] = [distance(0), distance(1)];
  backend().copy(
    into(0, 1).shape,
    three(0, -(2 * p + q) / (p * (p + q)), (p + q) / (p * q), -p / (q * (p + q))),
    into(0, 1),
  );
  [p, q] = [distance(n - 3), distance(n - 2)];
  backend().copy(
    into(n - 1).shape,
    three(n - 3, q / (p * (p + q)), -(q + p) / (p * q), (2 * q + p) / (q * (p + q))),
    into(n - 1),
  );
  return result;
}

/**
 * The gradient of sampled values: second-order central differences inside, one-sided ones at the ends.
 *
 * @param f - array_like of samples
 * @param args - spacings: none (1), one number for all axes, or per axis a number or the coordinates along it; then
 *   options: `axis`, `edgeOrder` (1 or 2)
 * @returns one array for one axis, a list with one array per axis for several (or for a list of axes that is not of length 1)
 * @throws ValueError for too few samples, coordinates that do not match, a wrong `edgeOrder`; DTypeError for a wrong
 *   number of spacings
 * @example
 * np.gradient([1, 2, 4, 7, 11], { axis: 0 }).toArray(); // [1, 1.5, 2.5, 3.5, 4]
 */
export function gradient<A extends ArrayLike>(
  f: A,
  options: GradientOptions & { axis: number },
): ArrayOf<MeanDType<DTypeOf<A>>>;
export function gradient<A extends ArrayLike>(
  f: A,
  spacing: ArrayLike,
  options: GradientOptions & { axis: number },
): ArrayOf<MeanDType<DTypeOf<A>>>;
export function gradient<A extends readonly number[] | Float64Array | Float32Array>(
  f: A,
  ...args: [options?: GradientOptions] | [spacing: ArrayLike, options?: GradientOptions]
): ArrayOf<MeanDType<DTypeOf<A>>>;
export function gradient<A extends readonly (readonly unknown[])[] & ArrayLike>(
  f: A,
  ...args: ArrayLike[] | [...ArrayLike[], GradientOptions]
): ArrayOf<MeanDType<DTypeOf<A>>>[];
export function gradient<A extends ArrayLike>(
  f: A,
  ...args: ArrayLike[] | [...ArrayLike[], GradientOptions]
): ArrayOf<MeanDType<DTypeOf<A>>> | ArrayOf<MeanDType<DTypeOf<A>>>[];
export function gradient(f: ArrayLike, ...args: unknown[]): NDArray | NDArray[] {
  const options = isOptions(args[args.length - 1]) ? (args.pop() as GradientOptions) : {};
  checkOptions('gradient', options, ['axis', 'edgeOrder']);
  if (args[args.length - 1] === undefined) args.pop();
  let source = asNDArray('gradient', f);
  source = converted(source, meanInfo(source.info));
  const { axis, edgeOrder = 1 } = options;
  const axes = normalizeAxes('gradient', axis, source.ndim);
  if (edgeOrder !== 1 && edgeOrder !== 2)
    throw new ValueError(`gradient: 'edgeOrder' greater than 2 not supported, got ${describe(edgeOrder)}`);
  const given = args as ArrayLike[];
  if (given.length > 1 && given.length !== axes.length) {
    throw new DTypeError(`gradient: invalid number of arguments: ${given.length} spacings for ${axes.length} axes`);
  }
  const spacings = axes.map((k, i): number | NDArray => {
    const value = given.length === 0 ? 1 : asNDArray('gradient', given[given.length === 1 ? 0 : i]!);
    if (typeof value === 'number') return value;
    if (value.ndim === 0) return Number(value.item());
    if (value.ndim !== 1)
      throw new ValueError(`gradient: distances must be either scalars or 1d, got shape ${shapeText(value.shape)}`);
    if (value.size !== source.shape[k]) {
      throw new ValueError(
        `gradient: when 1d, distances must match the length of the corresponding dimension: ${value.size} for axis ${k} of length ${source.shape[k]}`,
      );
    }
    const distances = diff(converted(value, DTYPES.float64)) as NDArray<'float64'>;
    // Even spacing takes the shorter formula.
    return distances.size > 0 && distances.toFlatArray().every((d) => d === distances.item(0))
      ? distances.item(0)
      : distances;
  });
  for (const k of axes) {
    if (source.shape[k]! < edgeOrder + 1) {
      throw new ValueError(
        'Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.',
      );
    }
  }
  const results = axes.map((k, i) => slope(source, k, spacings[i]!, edgeOrder));
  return results.length === 1 ? results[0]! : results;
}

/** Options of `trapezoid`. */
export interface TrapezoidOptions {
  /** The sample points; evenly spaced by `dx` if not given. */
  x?: ArrayLike | null;
  /** The spacing where `x` is not given, 1 by default. */
  dx?: number;
  /** The axis, the last by default. */
  axis?: number;
}

/**
 * Integrate along an axis with the trapezoidal rule.
 *
 * @param y - array_like of samples
 * @param options - `x`, `dx`, `axis`
 * @returns a plain value for samples of one axis, else an array with that axis gone
 * @throws ValueError when `x` does not match
 * @example
 * np.trapezoid([1, 2, 3]); // 4
 * np.trapezoid([1, 2, 3], { x: [4, 6, 8] }); // 8
 */
export function trapezoid<A extends readonly number[] | Float64Array | Float32Array | Int32Array>(
  y: A,
  options?: TrapezoidOptions,
): number;
export function trapezoid<A extends ArrayLike>(
  y: A,
  options?: TrapezoidOptions,
): ArrayOf<MeanDType<DTypeOf<A>>> | ScalarOf<MeanDType<DTypeOf<A>>>;
export function trapezoid(y: ArrayLike, options: TrapezoidOptions = {}): NDArray | Scalar {
  checkOptions('trapezoid', options, ['x', 'dx', 'axis']);
  const { x, dx = 1, axis = -1 } = options;
  let source = asNDArray('trapezoid', y);
  const k = normalizeAxis('trapezoid', axis, source.ndim);
  source = converted(source, meanInfo(source.info));
  const n = source.shape[k]!;
  const sum = (a: NDArray): NDArray => reduce(tableOf(add), 'trapezoid', a, { axis: k }) as NDArray;
  const plain = (a: NDArray): NDArray | Scalar => (a.ndim === 0 ? a.item() : a);
  if ((x === undefined || x === null) && n > 1) {
    // Even spacing: the inner samples whole, the outer ones by half.
    const ends = divide(sum(along(source, k, 0, n, n - 1)), 2) as NDArray;
    return plain(multiply(add(ends, sum(along(source, k, 1, n - 1))), dx) as NDArray);
  }
  let widths: NDArray | number = dx;
  if (x !== undefined && x !== null) {
    const points = asNDArray('trapezoid', x);
    if (points.ndim === 1) {
      if (points.size !== n) throw new ValueError(`trapezoid: x has ${points.size} points, y ${n} along axis ${k}`);
      const steps = diff(points) as NDArray;
      const shape = source.shape.map((_, j) => (j === k ? steps.size : 1));
      widths = steps.strided(
        shape,
        shape.map((_, j) => (j === k ? steps.steps[0]! : 0)),
        steps.offset,
      );
    } else widths = diff(points, { axis }) as NDArray;
  }
  const pairs: NDArray = add(along(source, k, 1), along(source, k, 0, Math.max(n - 1, 0)));
  const areas = multiply(pairs, widths) as NDArray;
  return plain(divide(sum(areas), 2) as NDArray);
}

/** Options of `unwrap`. */
export interface UnwrapOptions {
  /** The largest jump that is left alone; `period / 2` by default, and at least. */
  discont?: number | null;
  axis?: number;
  /** The length of the cycle, 2 pi by default. */
  period?: number;
}

/**
 * Take out jumps by whole periods: where neighbours differ by more than `discont`, add the multiple of the period that
 * brings them closest.
 *
 * @param p - array_like of phases, in radians unless `period` says otherwise
 * @param options - `discont`, `axis`, `period`
 * @returns an array of the same shape
 * @throws AxisError for an axis out of bounds
 * @example
 * np.unwrap([0, 3, 6, 1], { period: 7 }).toArray(); // [0, 3, 6, 8]
 */
export function unwrap<A extends ArrayLike>(p: A, options: UnwrapOptions = {}): ArrayOf<MeanDType<DTypeOf<A>>> {
  checkOptions('unwrap', options, ['discont', 'axis', 'period']);
  const { discont, axis = -1, period = 2 * Math.PI } = options;
  const source = asNDArray('unwrap', p);
  if (source.info.kind === 'c') throw new DTypeError(`unwrap: phases must be real, got ${source.dtype}`);
  const k = normalizeAxis('unwrap', axis, source.ndim);
  const integers = source.info.kind === 'i' || source.info.kind === 'u';
  const whole = integers && Number.isInteger(period);
  const work = copyAs(source, DTYPES.float64);
  const shape = work.shape.filter((_, j) => j !== k);
  const rows = dropAxes(
    work.strided(
      work.shape.map((n, j) => (j === k ? 1 : n)),
      work.steps,
      work.offset,
    ),
    [k],
  );
  unwrapRows(shape, rows, work.steps[k]!, work.shape[k]!, period, Math.max(discont ?? period / 2, 0), whole);
  const info = whole ? source.info : meanInfo(source.info);
  return converted(work as unknown as NDArray, info) as never;
}
