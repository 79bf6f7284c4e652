/** Indices as values and between shapes: r_, c_, s_, indexExp, ravelMultiIndex, unravelIndex. */
import { isScalarLike, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { sliceOf, type Index } from '../core/indexing.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { broadcastShapes, checkShape, sizeOf, type ShapeLike } from '../core/shape.js';
import { positionsFromCoordinates, coordinatesOfPositions } from '../backends/single/coordinates.js';
import type { IndexMode } from '../backends/single/positions.js';
import { packed } from './axes.js';
import { spreadOver } from './broadcasting.js';
import { rangeOf } from './grids.js';
import { indexArray } from './integerArguments.js';
import { concatenate } from './joining.js';
import { meetArrays } from './resultType.js';
import { checkMode } from './taking.js';
import { transpose } from './transposition.js';

/** What `r_` and `c_` join: array-likes, and ranges as text. */
export type JoinPiece = ArrayLike | string;

const NOT_A_DIRECTIVE = /:/;

/** Which axis to join along, how many axes at least, and where the axes of narrower arrays go. */
interface Directive {
  axis: number;
  ndmin: number;
  place: number;
}

function directiveOf(functionName: string, text: string, otherwise: Directive): Directive {
  const parts = text.split(',').map((part) => Number(part.trim()));
  if (parts.length > 3 || parts.some((one) => !Number.isInteger(one)) || text.trim() === '') {
    throw new ValueError(`${functionName}: unknown special directive ${describe(text)}`);
  }
  return { ...otherwise, axis: parts[0]!, ndmin: parts[1] ?? otherwise.ndmin, place: parts[2] ?? otherwise.place };
}

function joined(functionName: string, pieces: readonly JoinPiece[], start: Directive): NDArray {
  let directive = start;
  let rest = pieces;
  const [first] = pieces;
  if (typeof first === 'string' && !NOT_A_DIRECTIVE.test(first)) {
    if (first === 'r' || first === 'c') {
      throw new ValueError(
        `${functionName}: the matrix directives 'r' and 'c' have no meaning here: there is no matrix class`,
      );
    }
    directive = directiveOf(functionName, first, start);
    rest = pieces.slice(1);
  }
  const { axis, ndmin, place } = directive;
  const values = rest.map((piece) => (typeof piece === 'string' ? rangeOf(functionName, piece) : piece));
  if (values.length === 0) throw new ValueError(`${functionName}: need at least one array to concatenate`);
  const { arrays, info } = meetArrays(functionName, values);
  const widened = arrays.map((array, k) => {
    const isRange = typeof rest[k] === 'string';
    const from = array.ndim;
    if (from >= ndmin && from > 0) return array;
    const wanted = Math.max(ndmin, 1);
    const lead = new Array<number>(wanted - from).fill(1);
    const wide = array.strided([...lead, ...array.shape], [...lead.map(() => 0), ...array.steps], array.offset);
    if (from === 0 && !isRange) return wide;
    // The axes that the array had begin at `place`; new ones fill the rest.
    let at = place;
    if (at < 0) at += wanted - from + 1;
    const order = Array.from({ length: wanted }, (_, i) => i);
    const own = order.slice(wanted - from);
    const others = order.slice(0, wanted - from);
    return transpose(wide, [...others.slice(0, at), ...own, ...others.slice(at)]);
  });
  return concatenate(widened, { axis, dtype: info.name, casting: 'unsafe' });
}

/**
 * Numbers, arrays and ranges joined: `np.r_[1:4, 0, 4]` is `np.r_('1:4', 0, 4)`.
 *
 * @param pieces - array-likes and ranges (`'0:5'`, `'0:1:0.1'`, `'-1:1:6j'`); the first may be a directive: the axis,
 *   `'axis,ndmin'`, or `'axis,ndmin,place'`
 * @throws ValueError for an unknown directive or pieces that do not fit
 * @example
 * np.r_('1:4', 0, [4, 5]).toArray(); // [1, 2, 3, 0, 4, 5]
 */
export function r_(...pieces: JoinPiece[]): NDArray {
  return joined('r_', pieces, { axis: 0, ndmin: 1, place: -1 });
}

/**
 * Vectors and ranges side by side as columns: `np.c_[[1, 2], [3, 4]]` is `np.c_([1, 2], [3, 4])`.
 *
 * @param pieces - array-likes and ranges; the first may be a directive as in `r_`
 * @throws ValueError for pieces that do not fit
 * @example
 * np.c_([1, 2], [3, 4]).toArray(); // [[1, 3], [2, 4]]
 */
export function c_(...pieces: JoinPiece[]): NDArray {
  return joined('c_', pieces, { axis: -1, ndmin: 2, place: 0 });
}

/** A part of an index as it is used: slices as `Slice` values. */
function partOf(index: Index): Index {
  return typeof index === 'string' && index.trim() !== '...' ? sliceOf(index) : index;
}

/**
 * An index as a value: a single part by itself, several as a list to be spread: `a.at(...np.s_('1:3', 0))`.
 *
 * @param parts - the parts of an index, as `a.at` takes them
 * @example
 * String(np.s_('2::2')); // '2::2'
 */
export function s_(part: Index): Index;
export function s_(...parts: Index[]): Index[];
export function s_(...parts: Index[]): Index | Index[] {
  return parts.length === 1 ? partOf(parts[0]!) : parts.map(partOf);
}

/**
 * An index as a list of its parts, also when it has only one: `a.at(...np.indexExp('1:3'))`.
 *
 * @param parts - the parts of an index, as `a.at` takes them
 * @example
 * np.indexExp('2::2').length; // 1
 */
export function indexExp(...parts: Index[]): Index[] {
  return parts.map(partOf);
}

/** Options of `ravelMultiIndex`. */
export interface RavelMultiIndexOptions {
  /** What becomes of an index out of bounds, for all axes or for each. */
  mode?: IndexMode | readonly IndexMode[];
  /** Does the last axis run fastest (`'C'`, the default) or the first? */
  order?: 'C' | 'F';
}

function checkOrder(functionName: string, order: unknown): 'C' | 'F' {
  if (order !== 'C' && order !== 'F') {
    throw new ValueError(`${functionName}: only 'C' or 'F' order is permitted, got ${describe(order)}`);
  }
  return order;
}

/**
 * Indices along each axis as indices into the flattened array.
 *
 * @param multiIndex - one integer array_like an axis; they are broadcast
 * @param dims - the shape of the array
 * @param options - `mode`, `order`
 * @returns int32, or a number when all are plain numbers
 * @throws ValueError for an index out of bounds under mode raise, or another number of axes
 * @example
 * np.ravelMultiIndex([1, 2], [3, 4]); // 6
 */
export function ravelMultiIndex(
  multiIndex: readonly number[],
  dims: ShapeLike,
  options?: RavelMultiIndexOptions,
): number;
export function ravelMultiIndex(
  multiIndex: readonly ArrayLike[] | NDArray,
  dims: ShapeLike,
  options?: RavelMultiIndexOptions,
): NDArray<'int32'>;
export function ravelMultiIndex(
  multiIndex: readonly ArrayLike[] | NDArray,
  dims: ShapeLike,
  options: RavelMultiIndexOptions = {},
): NDArray<'int32'> | number {
  checkOptions('ravelMultiIndex', options, ['mode', 'order']);
  const shape = checkShape('ravelMultiIndex', dims);
  const order = checkOrder('ravelMultiIndex', options.order ?? 'C');
  const list = multiIndex instanceof NDArray ? [...multiIndex.rows()] : multiIndex;
  if (list.length !== shape.length) {
    throw new ValueError(
      `ravelMultiIndex: parameter multiIndex must be a sequence of length ${shape.length}, got ${list.length}`,
    );
  }
  const { mode = 'raise' } = options;
  const modes = shape.map((_, k) => checkMode('ravelMultiIndex', typeof mode === 'string' ? mode : mode[k]));
  const arrays = list.map((one) => indexArray('ravelMultiIndex', 'multiIndex', one));
  const common = broadcastShapes(...arrays.map((one) => one.shape));
  const columns = arrays.map((one) => packed(spreadOver(one, common)).data);
  const result = emptyArray(DTYPES.int32, common);
  const bad = positionsFromCoordinates(columns, shape, modes, order === 'F', result.data);
  if (bad >= 0) throw new ValueError('ravelMultiIndex: invalid entry in coordinates array');
  return list.every(isScalarLike) && list.length > 0 ? result.item() : result;
}

/**
 * Indices into the flattened array as indices along each axis.
 *
 * @param indices - an integer or integers, array_like
 * @param shape - the shape of the array
 * @param options - `order`
 * @returns one int32 array an axis; numbers for a plain number
 * @throws ValueError for an index out of bounds
 * @example
 * np.unravelIndex(6, [3, 4]); // [1, 2]
 */
export function unravelIndex(indices: number, shape: ShapeLike, options?: { order?: 'C' | 'F' }): number[];
export function unravelIndex(
  indices: Exclude<ArrayLike, number>,
  shape: ShapeLike,
  options?: { order?: 'C' | 'F' },
): NDArray<'int32'>[];
export function unravelIndex(
  indices: ArrayLike,
  shape: ShapeLike,
  options: { order?: 'C' | 'F' } = {},
): NDArray<'int32'>[] | number[] {
  checkOptions('unravelIndex', options, ['order']);
  const lengths = checkShape('unravelIndex', shape);
  const order = checkOrder('unravelIndex', options.order ?? 'C');
  const places = packed(indexArray('unravelIndex', 'indices', indices));
  const results = lengths.map(() => emptyArray(DTYPES.int32, places.shape));
  const bad = coordinatesOfPositions(
    places.data,
    lengths,
    order === 'F',
    results.map((one) => one.data),
  );
  if (bad >= 0) {
    throw new ValueError(
      `unravelIndex: index ${places.data[bad]} is out of bounds for array with size ${sizeOf(lengths)} (shape ${shapeText(lengths)})`,
    );
  }
  return isScalarLike(indices) ? results.map((one) => one.item()) : results;
}
