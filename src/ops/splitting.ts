/** One array as several: split and its relatives, unstack. The parts are views. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { resolveSlice, slice } from '../core/indexing.js';
import type { NDArray } from '../core/ndarray.js';
import { normalizeAxis } from '../core/shape.js';
import { integerList } from './integerArguments.js';
import { withAxisAt } from './transposition.js';

/** Options of functions that cut along an axis. */
export interface SplitOptions {
  /** The axis to cut, 0 by default. */
  axis?: number;
}

/** How many parts, or the indices before which to cut. */
export type Sections = number | ArrayLike;

function parts(functionName: string, a: NDArray, sections: Sections, axis: number, equal: boolean): NDArray[] {
  const at = normalizeAxis(functionName, axis, a.ndim);
  const length = a.shape[at]!;
  let cuts: [number, number][];
  if (typeof sections === 'number') {
    const [count] = integerList(functionName, 'sections', sections) as [number];
    if (count <= 0) throw new ValueError(`${functionName}: number sections must be larger than 0, got ${count}`);
    if (equal && length % count !== 0) {
      throw new ValueError(
        `${functionName}: array split does not result in an equal division: ${length} elements along axis ${at} into ${count} parts`,
      );
    }
    const small = Math.floor(length / count);
    const larger = length % count;
    cuts = Array.from({ length: count }, (_, i) => {
      const start = i * small + Math.min(i, larger);
      return [start, start + small + (i < larger ? 1 : 0)];
    });
  } else {
    const places = integerList(functionName, 'sections', sections);
    const stops = [...places, length];
    cuts = stops.map((stop, i) => {
      const { start, count } = resolveSlice(slice(i === 0 ? 0 : places[i - 1]!, stop), length);
      return [start, start + count];
    });
  }
  return cuts.map(([start, stop]) =>
    a.strided(
      a.shape.map((n, k) => (k === at ? stop - start : n)),
      a.steps,
      a.offset + (stop > start ? start * a.steps[at]! : 0),
    ),
  );
}

/**
 * An array cut into parts of (nearly) equal length, or at given indices; views.
 *
 * @param ary - array_like
 * @param indicesOrSections - how many parts (the first ones get one more where it does not divide), or the indices
 * @param options - `axis`
 * @throws ValueError for less than one part
 * @example
 * np.arraySplit([1, 2, 3], 2).map(String); // ['[1. 2.]', '[3.]']
 */
export function arraySplit<A extends ArrayLike>(
  ary: A,
  indicesOrSections: Sections,
  options: SplitOptions = {},
): ArrayOf<DTypeOf<A>>[] {
  checkOptions('arraySplit', options, ['axis']);
  const a = asNDArray('arraySplit', ary);
  return parts('arraySplit', a, indicesOrSections, options.axis ?? 0, false) as unknown as ArrayOf<DTypeOf<A>>[];
}

/**
 * An array cut into parts of equal length, or at given indices; views.
 *
 * @param ary - array_like
 * @param indicesOrSections - how many parts, or the indices before which to cut
 * @param options - `axis`
 * @throws ValueError when the length does not divide
 * @example
 * np.split([1, 2, 3, 4], 2)[1].toArray(); // [3, 4]
 */
export function split<A extends ArrayLike>(
  ary: A,
  indicesOrSections: Sections,
  options: SplitOptions = {},
): ArrayOf<DTypeOf<A>>[] {
  checkOptions('split', options, ['axis']);
  const a = asNDArray('split', ary);
  return parts('split', a, indicesOrSections, options.axis ?? 0, true) as unknown as ArrayOf<DTypeOf<A>>[];
}

function splitAlong(
  functionName: string,
  ary: ArrayLike,
  sections: Sections,
  least: number,
  axis: (a: NDArray) => number,
): NDArray[] {
  const a = asNDArray(functionName, ary);
  if (a.ndim < least) {
    throw new ValueError(
      `${functionName}: only works on arrays of ${least} or more dimensions, got shape ${shapeText(a.shape)}`,
    );
  }
  return parts(functionName, a, sections, axis(a), true);
}

/**
 * `split` along the second axis (the first of a vector).
 *
 * @param ary - array_like of at least one axis
 * @param indicesOrSections - how many parts, or the indices before which to cut
 * @throws ValueError when the length does not divide
 * @example
 * np.hsplit(np.ones([2, 4]), 2)[0].shape; // [2, 2]
 */
export function hsplit<A extends ArrayLike>(ary: A, indicesOrSections: Sections): ArrayOf<DTypeOf<A>>[] {
  return splitAlong('hsplit', ary, indicesOrSections, 1, (a) => (a.ndim > 1 ? 1 : 0)) as unknown as ArrayOf<
    DTypeOf<A>
  >[];
}

/**
 * `split` along the first axis.
 *
 * @param ary - array_like of at least two axes
 * @param indicesOrSections - how many parts, or the indices before which to cut
 * @throws ValueError when the length does not divide
 * @example
 * np.vsplit(np.ones([4, 2]), 2)[0].shape; // [2, 2]
 */
export function vsplit<A extends ArrayLike>(ary: A, indicesOrSections: Sections): ArrayOf<DTypeOf<A>>[] {
  return splitAlong('vsplit', ary, indicesOrSections, 2, () => 0) as unknown as ArrayOf<DTypeOf<A>>[];
}

/**
 * `split` along the third axis.
 *
 * @param ary - array_like of at least three axes
 * @param indicesOrSections - how many parts, or the indices before which to cut
 * @throws ValueError when the length does not divide
 * @example
 * np.dsplit(np.ones([1, 2, 4]), 2)[0].shape; // [1, 2, 2]
 */
export function dsplit<A extends ArrayLike>(ary: A, indicesOrSections: Sections): ArrayOf<DTypeOf<A>>[] {
  return splitAlong('dsplit', ary, indicesOrSections, 3, () => 2) as unknown as ArrayOf<DTypeOf<A>>[];
}

/**
 * The subarrays along an axis, as views without it.
 *
 * @param x - array_like of at least one axis
 * @param options - `axis`
 * @throws ValueError for an array without axes
 * @example
 * const [re, im] = np.unstack([[1, 2], [3, 4]]);
 */
export function unstack<A extends ArrayLike>(x: A, options: SplitOptions = {}): ArrayOf<DTypeOf<A>>[] {
  checkOptions('unstack', options, ['axis']);
  const a = asNDArray('unstack', x);
  if (a.ndim === 0) throw new ValueError('unstack: input array must be at least 1-d');
  const axis = normalizeAxis('unstack', options.axis ?? 0, a.ndim);
  return [...withAxisAt(a, axis, 0).rows()] as unknown as ArrayOf<DTypeOf<A>>[];
}
