/** Arrays with a border: `pad` in all its modes, worked out axis by axis as whole-array operations. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import type { DTypeInfo } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { backend } from '../backends/backend.js';
import { asDType, copyAs } from './creation.js';
import { linspace } from './ranges.js';
import { mean as meanOf } from './moments.js';
import { integerArgument } from './integerArguments.js';
import { flipped } from './rearrangement.js';
import { max as maxOf, min as minOf } from './reductions.js';
import { sort } from './sorting.js';
import { withAxisAt } from './transposition.js';
import { multiply, rint, subtract } from './ufuncs/arithmetic.js';

/** One value for all, a pair (before, after) for all axes, or a pair for each axis. */
export type PadPairs = number | readonly number[] | readonly (readonly number[])[];

/** How wide the border is: one number, a pair, pairs for each axis, or pairs by axis (`{ 0: [1, 2], '-1': 3 }`). */
export type PadWidth = PadPairs | { readonly [axis: number]: number | readonly [number, number] };

/** Writes the border of one row in place: it is given the padded row, the two widths, the axis and further options. */
export type PadFunction = (
  vector: NDArray,
  padWidth: readonly [number, number],
  axis: number,
  options: Readonly<Record<string, unknown>>,
) => void;

/** The names of the modes of `pad`. */
export type PadMode =
  | 'constant'
  | 'edge'
  | 'linear_ramp'
  | 'maximum'
  | 'mean'
  | 'median'
  | 'minimum'
  | 'reflect'
  | 'symmetric'
  | 'wrap'
  | 'empty';

/** Options of `pad`; further ones are handed to a function given as `mode`. */
export interface PadOptions {
  /** What the border holds, `'constant'` by default. */
  mode?: PadMode | PadFunction;
  /** The values of mode constant, 0 by default. */
  constantValues?: PadPairs;
  /** The outermost values of mode linear_ramp, 0 by default. */
  endValues?: PadPairs;
  /** How many values at each end the statistics are taken of; all by default. */
  statLength?: PadPairs | null;
  /** Whether the reflected part is the mirror image or, `'odd'`, twice the edge less that. */
  reflectType?: 'even' | 'odd';
  [more: string]: unknown;
}

type Pair = readonly [number, number];

/** Values for each axis as pairs. */
function pairsFor(argument: string, value: unknown, ndim: number, check: (one: unknown) => number): Pair[] {
  const all = (pair: Pair): Pair[] => Array.from({ length: ndim }, () => pair);
  const list = value instanceof NDArray ? (value.toArray() as unknown) : value;
  if (!Array.isArray(list)) {
    const one = check(list);
    return all([one, one]);
  }
  const pair = (one: unknown): Pair => {
    const parts = Array.isArray(one) ? one : [one];
    if (parts.length < 1 || parts.length > 2) {
      throw new ValueError(
        `pad: ${argument} must be one value, a pair, or a pair for each axis, got ${describe(value)}`,
      );
    }
    return [check(parts[0]), check(parts[parts.length - 1])];
  };
  if (!list.some(Array.isArray)) {
    if (list.length <= 2) return all(pair(list));
    throw new ValueError(`pad: ${argument} must be one value, a pair, or a pair for each axis, got ${describe(value)}`);
  }
  if (list.length === 1) return all(pair(list[0]));
  if (list.length !== ndim) {
    throw new ValueError(
      `pad: operands could not be broadcast together: ${list.length} pairs of ${argument} for ${ndim} axes`,
    );
  }
  return list.map(pair);
}

function widthOf(value: unknown): number {
  const width = integerArgument('pad', 'padWidth', value);
  if (width < 0) throw new ValueError(`pad: index can't contain negative values, got ${width}`);
  return width;
}

function widthsFor(padWidth: PadWidth, ndim: number): Pair[] {
  if (typeof padWidth !== 'object' || Array.isArray(padWidth) || (padWidth as unknown) instanceof NDArray) {
    return pairsFor('padWidth', padWidth, ndim, widthOf);
  }
  const widths: Pair[] = Array.from({ length: ndim }, () => [0, 0]);
  for (const [key, value] of Object.entries(padWidth)) {
    const axis = Number(key);
    if (!Number.isInteger(axis) || axis < -ndim || axis >= ndim) {
      throw new ValueError(`pad: axis ${key} of padWidth is out of bounds for array of dimension ${ndim}`);
    }
    widths[axis < 0 ? axis + ndim : axis] = pairsFor('padWidth', value, 1, widthOf)[0]!;
  }
  return widths;
}

const plainNumber = (value: unknown): number => {
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  if (typeof value !== 'number') throw new DTypeError(`pad: expected numbers, got ${describe(value)}`);
  return value;
};

/** The part of an array from `start` on along an axis. */
function span(a: NDArray, axis: number, start: number, length: number): NDArray {
  return a.strided(
    a.shape.map((n, k) => (k === axis ? length : n)),
    a.steps,
    a.offset + start * a.steps[axis]!,
  );
}

function put(target: NDArray, value: NDArray): void {
  const lead = target.ndim - value.ndim;
  const steps = target.shape.map((n, k) => {
    const own = k - lead;
    return own < 0 || (value.shape[own] === 1 && n !== 1) ? 0 : value.steps[own]!;
  });
  if (target.size > 0) {
    backend().copy(target.shape, { info: value.info, storage: value.storage, offset: value.offset, steps }, target);
  }
}

const wholeNumbers = (info: DTypeInfo): boolean => info.kind === 'i' || info.kind === 'u';

function median(a: NDArray, axis: number): NDArray {
  const n = a.shape[axis]!;
  const sorted = sort(a, { axis });
  const half = Math.floor(n / 2);
  return meanOf(span(sorted, axis, n % 2 ? half : half - 1, n % 2 ? 1 : 2), { axis, keepdims: true });
}

const STATISTICS: { readonly [mode: string]: (a: NDArray, axis: number) => NDArray } = {
  maximum: (a, axis) => maxOf(a, { axis, keepdims: true }),
  minimum: (a, axis) => minOf(a, { axis, keepdims: true }),
  mean: (a, axis) => meanOf(a, { axis, keepdims: true }),
  median,
};

/** The rows of `inner` mirrored, shifted or repeated into the border, block by block outwards. */
function mirror(roi: NDArray, axis: number, [left, right]: Pair, withEdge: boolean, odd: boolean): void {
  const total = roi.shape[axis]!;
  const n = total - left - right;
  const period = withEdge ? n : n - 1;
  const write = (target: NDArray, edge: NDArray, source: NDArray): void => {
    const image = flipped(source, [axis]);
    if (!odd) return put(target, image);
    const twice = multiply(edge, asDType('pad', 2, edge.info)) as NDArray;
    put(target, subtract(twice, image) as NDArray);
  };
  for (let start = left; start > 0;) {
    const count = Math.min(period, start);
    const source = span(roi, axis, withEdge ? start : start + 1, count);
    write(span(roi, axis, start - count, count), span(roi, axis, start, 1), source);
    start -= count;
  }
  for (let end = left + n; end < total;) {
    const count = Math.min(period, total - end);
    const source = span(roi, axis, (withEdge ? end : end - 1) - count, count);
    write(span(roi, axis, end, count), span(roi, axis, end - 1, 1), source);
    end += count;
  }
}

function wrapAround(roi: NDArray, axis: number, [left, right]: Pair): void {
  const total = roi.shape[axis]!;
  const n = total - left - right;
  for (let start = left; start > 0;) {
    const count = Math.min(n, start);
    put(span(roi, axis, start - count, count), span(roi, axis, start - count + n, count));
    start -= count;
  }
  for (let end = left + n; end < total;) {
    const count = Math.min(n, total - end);
    put(span(roi, axis, end, count), span(roi, axis, end - n, count));
    end += count;
  }
}

function padEdge(roi: NDArray, axis: number, [left, right]: Pair): void {
  const total = roi.shape[axis]!;
  put(span(roi, axis, 0, left), span(roi, axis, left, 1));
  put(span(roi, axis, total - right, right), span(roi, axis, total - right - 1, 1));
}

function padRamp(roi: NDArray, axis: number, [left, right]: Pair, [first, last]: Pair): void {
  const total = roi.shape[axis]!;
  const ramp = (from: number, edge: NDArray, num: number): NDArray =>
    linspace(from, edge.at(...edge.shape.map((_, k) => (k === axis ? 0 : ':'))), num, {
      endpoint: false,
      dtype: roi.dtype,
      axis,
    });
  if (left > 0) put(span(roi, axis, 0, left), ramp(first, span(roi, axis, left, 1), left));
  if (right > 0) {
    const values = ramp(last, span(roi, axis, total - right - 1, 1), right);
    put(span(roi, axis, total - right, right), flipped(values, [axis]));
  }
}

function padStatistic(roi: NDArray, axis: number, [left, right]: Pair, lengths: Pair | undefined, mode: string): void {
  const n = roi.shape[axis]! - left - right;
  const [first, last] = (lengths ?? [n, n]).map((length) => Math.min(length, n)) as [number, number];
  if (first === 0 || last === 0) throw new ValueError('pad: statLength of 0 yields no value for padding');
  const statistic = (part: NDArray): NDArray => {
    const value = STATISTICS[mode]!(part, axis);
    return copyAs(wholeNumbers(roi.info) && value.info.kind === 'f' ? (rint(value) as NDArray) : value, roi.info);
  };
  const before = statistic(span(roi, axis, left, first));
  const after = first === n && last === n ? before : statistic(span(roi, axis, left + n - last, last));
  put(span(roi, axis, 0, left), before);
  put(span(roi, axis, left + n, right), after);
}

const MODE_OPTIONS: { readonly [mode: string]: readonly string[] } = {
  constant: ['constantValues'],
  edge: [],
  linear_ramp: ['endValues'],
  maximum: ['statLength'],
  mean: ['statLength'],
  median: ['statLength'],
  minimum: ['statLength'],
  reflect: ['reflectType'],
  symmetric: ['reflectType'],
  wrap: [],
  empty: [],
};

/**
 * An array with a border.
 *
 * @param array - array_like
 * @param padWidth - how wide: one number, a pair (before, after), pairs for each axis, or `{ axis: width }`
 * @param options - `mode` and what that mode takes: `constantValues`, `endValues`, `statLength`, `reflectType`
 * @throws ValueError for an unknown mode, an option that the mode does not take, negative widths, or an empty axis that a
 *   mode would have to extend
 * @example
 * np.pad([1, 2, 3], [2, 1], { mode: 'reflect' }).toArray(); // [3, 2, 1, 2, 3, 2]
 */
export function pad<A extends ArrayLike>(array: A, padWidth: PadWidth, options: PadOptions = {}): ArrayOf<DTypeOf<A>> {
  const { mode = 'constant' } = options;
  const source = asNDArray('pad', array);
  const { ndim } = source;
  const widths = widthsFor(padWidth, ndim);
  const shape = source.shape.map((n, k) => n + widths[k]![0] + widths[k]![1]);
  const custom = typeof mode === 'function';
  if (!custom) {
    if (!Object.hasOwn(MODE_OPTIONS, mode)) {
      throw new ValueError(
        `pad: mode ${describe(mode)} is not supported; modes are ${Object.keys(MODE_OPTIONS).join(', ')}`,
      );
    }
    checkOptions(`pad (mode '${mode}')`, options, ['mode', ...MODE_OPTIONS[mode]!]);
  }
  const result = custom ? zerosArray(source.info, shape) : emptyArray(source.info, shape);
  const centre = result.strided(
    source.shape,
    result.steps,
    result.steps.reduce((at, step, k) => at + step * widths[k]![0], 0),
  );
  put(centre, source);
  if (custom) {
    const { mode: _mode, ...rest } = options;
    for (let axis = 0; axis < ndim; axis++) {
      const rows = withAxisAt(result, axis, ndim - 1);
      const outer = rows.shape.slice(0, -1);
      const count = outer.reduce((n, length) => n * length, 1);
      for (let i = 0; i < count; i++) {
        let { offset } = rows;
        for (let k = outer.length - 1, left = i; k >= 0; k--) {
          offset += (left % outer[k]!) * rows.steps[k]!;
          left = Math.floor(left / outer[k]!);
        }
        mode(result.strided([result.shape[axis]!], [result.steps[axis]!], offset), widths[axis]!, axis, rest);
      }
    }
    return result as unknown as ArrayOf<DTypeOf<A>>;
  }
  if (mode === 'empty') return result as unknown as ArrayOf<DTypeOf<A>>;
  const values = pairsFor(
    mode === 'constant' ? 'constantValues' : 'endValues',
    (mode === 'constant' ? options.constantValues : options.endValues) ?? 0,
    ndim,
    plainNumber,
  );
  const lengths =
    options.statLength === undefined || options.statLength === null
      ? undefined
      : pairsFor('statLength', options.statLength, ndim, widthOf);
  const { reflectType = 'even' } = options;
  if (reflectType !== 'even' && reflectType !== 'odd') {
    throw new ValueError(`pad: reflectType must be 'even' or 'odd', got ${describe(reflectType)}`);
  }
  if (mode !== 'constant') {
    source.shape.forEach((n, axis) => {
      if (n === 0 && (widths[axis]![0] > 0 || widths[axis]![1] > 0)) {
        throw new ValueError(`pad: can't extend empty axis ${axis} using modes other than 'constant' or 'empty'`);
      }
    });
  }
  for (let axis = 0; axis < ndim; axis++) {
    const pair = widths[axis]!;
    if (pair[0] === 0 && pair[1] === 0) continue;
    // Axes before this one are finished, of later ones only the middle is there.
    const roi = result.strided(
      shape.map((n, k) => (k > axis ? source.shape[k]! : n)),
      result.steps,
      result.steps.reduce((at, step, k) => at + (k > axis ? step * widths[k]![0] : 0), 0),
    );
    if (mode === 'constant') {
      const [before, after] = values[axis]!;
      put(span(roi, axis, 0, pair[0]), asDType('pad', before, source.info));
      put(span(roi, axis, shape[axis]! - pair[1], pair[1]), asDType('pad', after, source.info));
    } else if (roi.size === 0) continue;
    else if (mode === 'edge') padEdge(roi, axis, pair);
    else if (mode === 'linear_ramp') padRamp(roi, axis, pair, values[axis]!);
    else if (mode === 'wrap') wrapAround(roi, axis, pair);
    else if (mode in STATISTICS) padStatistic(roi, axis, pair, lengths?.[axis], mode);
    else if (mode === 'reflect' && source.shape[axis] === 1) padEdge(roi, axis, pair);
    else mirror(roi, axis, pair, mode === 'symmetric', reflectType === 'odd');
  }
  return result as unknown as ArrayOf<DTypeOf<A>>;
}
