/** The same elements several times: repeat and tile. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import type { DType } from '../core/dtype.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { checkShape, normalizeAxis, sizeOf, stepsC } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { runPositions } from '../backends/single/positions.js';
import { copyAs } from './creation.js';
import { indexArray, integerList } from './integerArguments.js';
import { ravelArray } from './reshaping.js';

/** Up to this many repetitions are written by one strided copy each. */
const FEW = 16;

/** Options of `repeat`. */
export interface RepeatOptions {
  /** The axis along which to repeat; by default the flattened array is. */
  axis?: number | null;
}

/** See `repeat`; also behind `a.repeat`. */
export function repeatArray<D extends DType>(
  a: NDArray<D>,
  repeats: ArrayLike,
  options: RepeatOptions = {},
): NDArray<D> {
  checkOptions('repeat', options, ['axis']);
  const flat = options.axis === undefined || options.axis === null;
  let source = flat ? ravelArray(a) : a;
  if (source.ndim === 0) source = source.strided([1], [1], source.offset);
  const axis = flat ? 0 : normalizeAxis('repeat', options.axis!, source.ndim);
  const length = source.shape[axis]!;
  const counts = indexArray('repeat', 'repeats', repeats);
  if (counts.ndim > 1) throw new ValueError('repeat: repeats must be a number or have one axis');
  const list = counts.isC ? counts.data : counts.copy().data;
  for (let i = 0; i < list.length; i++) {
    if (list[i]! < 0) throw new ValueError(`repeat: repeats may not contain negative values, got ${list[i]}`);
  }
  if (list.length !== 1 && list.length !== length) {
    throw new ValueError(
      `repeat: operands could not be broadcast together with shape ${shapeText([length])} ${shapeText(counts.shape)}`,
    );
  }
  return list.length === 1 ? evenly(source, axis, list[0]!) : unevenly(source, axis, list);
}

function evenly<D extends DType>(a: NDArray<D>, axis: number, count: number): NDArray<D> {
  const shape = checkShape(
    'repeat',
    a.shape.map((n, k) => (k === axis ? n * count : n)),
  );
  const result = emptyArray(a.info, shape);
  if (result.size === 0) return result;
  const { steps } = result;
  const apart = steps.map((step, k) => (k === axis ? step * count : step));
  if (count <= FEW) {
    for (let i = 0; i < count; i++) backend().copy(a.shape, a, result.strided(a.shape, apart, i * steps[axis]!));
    return result;
  }
  const spread = <T>(list: readonly T[], one: T): T[] => [...list.slice(0, axis + 1), one, ...list.slice(axis + 1)];
  const long = spread(a.shape, count);
  backend().copy(
    long,
    a.strided(long, spread(a.steps, 0), a.offset),
    result.strided(long, spread(apart, steps[axis]!), 0),
  );
  return result;
}

function unevenly<D extends DType>(a: NDArray<D>, axis: number, counts: Int32Array): NDArray<D> {
  const source = a.isC ? a : copyAs(a, a.info);
  const block = sizeOf(a.shape.slice(axis + 1));
  const outer = sizeOf(a.shape.slice(0, axis));
  const positions = runPositions(counts, outer);
  const shape = checkShape(
    'repeat',
    a.shape.map((n, k) => (k === axis ? positions.length / Math.max(outer, 1) : n)),
  );
  const result = emptyArray(a.info, shape);
  if (result.size > 0) backend().gather(source, positions, block, result);
  return result;
}

/**
 * Each element several times in a row.
 *
 * @param a - array_like
 * @param repeats - how often: one number, or one for each element along the axis
 * @param options - `axis`; without it the flattened array is repeated
 * @throws ValueError when a number is negative or there are too few or too many
 * @example
 * np.repeat([1, 2], [2, 1]).toArray(); // [1, 1, 2]
 */
export function repeat<A extends ArrayLike>(a: A, repeats: ArrayLike, options?: RepeatOptions): ArrayOf<DTypeOf<A>> {
  return repeatArray(asNDArray('repeat', a), repeats, options) as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * An array made of copies of another, side by side along each axis.
 *
 * @param A - array_like
 * @param reps - how many copies, or how many along each axis; fewer than axes count for the last ones
 * @throws ValueError for negative numbers
 * @example
 * np.tile([1, 2], [2, 2]).toArray(); // [[1, 2, 1, 2], [1, 2, 1, 2]]
 */
export function tile<A extends ArrayLike>(A: A, reps: number | readonly number[]): ArrayOf<DTypeOf<A>> {
  const a = asNDArray('tile', A);
  const given = integerList('tile', 'reps', reps);
  if (given.some((n) => n < 0)) throw new ValueError(`tile: reps may not be negative, got ${shapeText(given)}`);
  const ndim = Math.max(a.ndim, given.length);
  const lead = new Array<number>(ndim - a.ndim).fill(1);
  const shape = [...lead, ...a.shape];
  const steps = [...lead.map(() => 0), ...a.steps];
  const times = [...new Array<number>(ndim - given.length).fill(1), ...given];
  const result = emptyArray(
    a.info,
    checkShape(
      'tile',
      shape.map((n, k) => n * times[k]!),
    ),
  );
  if (result.size === 0) return result as unknown as ArrayOf<DTypeOf<A>>;
  // Leading repetitions repeat what has been written as one block, doubling it.
  let whole = 0;
  while (whole < ndim && (times[whole] === 1 || shape.slice(0, whole).every((n) => n === 1))) whole++;
  const inner = times.map((n, k) => (k < whole ? 1 : n));
  const head = shape.map((n, k) => n * inner[k]!);
  const long = shape.flatMap((n, k) => [inner[k]!, n]);
  const target = stepsC(head);
  backend().copy(
    long,
    a.strided(
      long,
      steps.flatMap((step) => [0, step]),
      a.offset,
    ),
    result.strided(
      long,
      target.flatMap((step, k) => [step * shape[k]!, step]),
      0,
    ),
  );
  for (let done = sizeOf(head); done < result.size;) {
    const more = Math.min(done, result.size - done);
    backend().copy([more], result.strided([more], [1], 0), result.strided([more], [1], done));
    done += more;
  }
  return result as unknown as ArrayOf<DTypeOf<A>>;
}
