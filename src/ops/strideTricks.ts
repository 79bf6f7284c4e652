/** Views with shapes and strides of one's own: asStrided, slidingWindowView. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { checkShape, normalizeAxes, normalizeAxis } from '../core/shape.js';
import { integerList } from './integerArguments.js';

/** Options of `asStrided`. */
export interface AsStridedOptions {
  /** The shape of the view, that of `x` by default. */
  shape?: readonly number[] | null;
  /** The strides of the view in bytes, those of `x` by default. */
  strides?: readonly number[] | null;
  /** May the view be written to? True by default. */
  writeable?: boolean;
}

/**
 * A view of the same memory with another shape and other strides. Unlike NumPy's it never reaches outside the memory.
 *
 * @param x - array_like
 * @param options - `shape`, `strides` (bytes), `writeable`
 * @throws ValueError when the view would leave the memory, or strides are no multiples of the item size
 * @example
 * np.strideTricks.asStrided(np.arange(4), { shape: [3, 2], strides: [8, 8] }).toArray(); // [[0, 1], [1, 2], [2, 3]]
 */
export function asStrided<A extends ArrayLike>(x: A, options: AsStridedOptions = {}): ArrayOf<DTypeOf<A>> {
  checkOptions('asStrided', options, ['shape', 'strides', 'writeable']);
  const array = asNDArray('asStrided', x);
  const shape = checkShape('asStrided', options.shape ?? array.shape);
  const strides = integerList('asStrided', 'strides', options.strides ?? array.strides);
  if (shape.length !== strides.length) {
    throw new ValueError(
      `asStrided: shape and strides must be of the same length, got ${describe(shape)} and ${describe(strides)}`,
    );
  }
  const { itemsize, lanes } = array.info;
  if (strides.some((stride) => stride % itemsize !== 0)) {
    throw new ValueError(`asStrided: strides must be multiples of the item size ${itemsize}, got ${describe(strides)}`);
  }
  const steps = strides.map((stride) => stride / itemsize);
  let low = array.offset;
  let high = array.offset;
  shape.forEach((length, k) => {
    const reach = (length - 1) * steps[k]!;
    if (reach < 0) low += reach;
    else high += reach;
  });
  if (!shape.includes(0) && (low < 0 || high >= array.storage.length / lanes)) {
    throw new ValueError(
      `asStrided: a view of shape ${describe(shape)} and strides ${describe(strides)} leaves the memory of the array`,
    );
  }
  const view = array.strided(shape, steps, array.offset);
  if (options.writeable === false) view.writeable = false;
  return view as unknown as ArrayOf<DTypeOf<A>>;
}

/** Options of `slidingWindowView`. */
export interface SlidingWindowOptions {
  /** The axes along which the windows slide; all by default. An axis may come twice. */
  axis?: number | readonly number[] | null;
  /** May the view be written to? False by default. */
  writeable?: boolean;
}

/**
 * All windows of a shape that fit into an array: a view, the axes of the windows last.
 *
 * @param x - array_like
 * @param windowShape - the length of the window along each of the axes
 * @param options - `axis`, `writeable`
 * @throws ValueError when a window is longer than the axis, or lengths and axes differ in number
 * @example
 * np.slidingWindowView([1, 2, 3, 4], 3).toArray(); // [[1, 2, 3], [2, 3, 4]]
 */
export function slidingWindowView<A extends ArrayLike>(
  x: A,
  windowShape: number | readonly number[],
  options: SlidingWindowOptions = {},
): ArrayOf<DTypeOf<A>> {
  checkOptions('slidingWindowView', options, ['axis', 'writeable']);
  const array = asNDArray('slidingWindowView', x);
  const window = integerList('slidingWindowView', 'windowShape', windowShape);
  if (window.some((length) => length < 0)) {
    throw new ValueError(`slidingWindowView: windowShape cannot contain negative values, got ${describe(window)}`);
  }
  const { axis } = options;
  const axes =
    axis === undefined || axis === null
      ? normalizeAxes('slidingWindowView', null, array.ndim)
      : integerList('slidingWindowView', 'axis', axis).map((one) =>
          normalizeAxis('slidingWindowView', one, array.ndim),
        );
  if (axes.length !== window.length) {
    throw new ValueError(
      `slidingWindowView: must provide matching length windowShape and axis; got ${window.length} window lengths and ${axes.length} axes`,
    );
  }
  const shape = [...array.shape];
  axes.forEach((one, i) => {
    shape[one]! -= window[i]! - 1;
    if (shape[one]! <= 0 && window[i]! > array.shape[one]!) {
      throw new ValueError('slidingWindowView: window shape cannot be larger than input array shape');
    }
  });
  if (shape.some((length) => length < 0)) {
    throw new ValueError('slidingWindowView: window shape cannot be larger than input array shape');
  }
  const view = array.strided(
    [...shape, ...window],
    [...array.steps, ...axes.map((one) => array.steps[one]!)],
    array.offset,
  );
  view.writeable = options.writeable ?? false;
  return view as unknown as ArrayOf<DTypeOf<A>>;
}

/** NumPy's `lib.stride_tricks`. */
export const strideTricks = { asStrided, slidingWindowView } as const;
