/** Several arrays as one: concatenate, stack and its relatives, block. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { dtype as dtypeInfo, type DType, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, isTypedArray } from '../core/ndarray.js';
import { canCastInfo, type Casting } from '../core/promotion.js';
import { isStepsF, normalizeAxis } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { checkOutput } from './axes.js';
import { expandDims, ravelArray, atleast1d, atleast2d, atleast3d } from './reshaping.js';
import { meetInfos, type PromoteAll } from './resultType.js';

/** Options of functions that join arrays. */
export interface JoinOptions<T extends DTypeLike = DTypeLike> {
  /** Write the result here. */
  out?: NDArray | null;
  /** The dtype of the result; by default that in which the arrays meet. Not together with `out`. */
  dtype?: T;
  /** Which conversions are allowed, `'same_kind'` by default. */
  casting?: Casting;
}

/** Options of `concatenate`. */
export interface ConcatenateOptions<T extends DTypeLike = DTypeLike> extends JoinOptions<T> {
  /** The axis along which to join, 0 by default; null joins the flattened arrays. */
  axis?: number | null;
}

/** Options of `stack`. */
export interface StackOptions<T extends DTypeLike = DTypeLike> extends JoinOptions<T> {
  /** The place of the new axis in the result, 0 by default. */
  axis?: number;
}

/** What functions that join take: a list of array-likes, or an array, whose rows are joined. */
export type Sequence = readonly ArrayLike[] | NDArray;

/** The arrays that a sequence stands for. */
export function arraysOf(functionName: string, sequence: unknown): NDArray[] {
  if (sequence instanceof NDArray) return [...sequence.rows()];
  if (isTypedArray(sequence)) return [...asNDArray(functionName, sequence).rows()];
  if (!Array.isArray(sequence)) {
    throw new DTypeError(`${functionName}: expected a list of arrays, got ${describe(sequence)}`);
  }
  return sequence.map((one) => asNDArray(functionName, one as ArrayLike));
}

/** Join arrays that have been prepared; `axis` is that of the result. */
function join(functionName: string, arrays: readonly NDArray[], axis: number, options: JoinOptions): NDArray {
  const { out, casting = 'same_kind' } = options;
  const hasOut = out !== undefined && out !== null;
  if (hasOut && options.dtype !== undefined) {
    throw new DTypeError(`${functionName}: only one of out and dtype may be given`);
  }
  const first = arrays[0]!;
  if (first.ndim === 0) throw new ValueError(`${functionName}: zero-dimensional arrays cannot be concatenated`);
  const at = normalizeAxis(functionName, axis, first.ndim);
  let length = 0;
  arrays.forEach((array, i) => {
    if (array.ndim !== first.ndim) {
      throw new ValueError(
        `${functionName}: all the input array dimensions except for the concatenation axis must match exactly, but the array ` +
          `at index 0 has ${first.ndim} dimension(s) and the array at index ${i} has ${array.ndim} dimension(s)`,
      );
    }
    array.shape.forEach((n, k) => {
      if (k !== at && n !== first.shape[k]) {
        throw new ValueError(
          `${functionName}: all the input array dimensions except for the concatenation axis must match exactly, but along ` +
            `dimension ${k}, the array at index 0 has size ${first.shape[k]} and the array at index ${i} has size ${n}`,
        );
      }
    });
    length += array.shape[at]!;
  });
  const info: DTypeInfo = hasOut
    ? out.info
    : options.dtype !== undefined
      ? (dtypeInfo(options.dtype) as DTypeInfo)
      : meetInfos(
          arrays.map((one) => one.info),
          [],
        );
  for (const array of arrays) {
    if (!canCastInfo(array.info, info, casting)) {
      throw new DTypeError(
        `${functionName}: Cannot cast array data from dtype('${array.dtype}') to dtype('${info.name}') according to the rule '${casting}'`,
      );
    }
  }
  const shape = first.shape.map((n, k) => (k === at ? length : n));
  const fortran = first.ndim > 1 && arrays.every((one) => !one.isC && isStepsF(one.shape, one.steps));
  const result = hasOut ? checkOutput(functionName, out, shape, info) : emptyArray(info, shape, fortran ? 'F' : 'C');
  let { offset } = result;
  for (const array of arrays) {
    const target = { info: result.info, storage: result.storage, offset, steps: result.steps };
    if (array.size > 0) backend().copy(array.shape, array, target);
    offset += array.shape[at]! * result.steps[at]!;
  }
  return result;
}

function concatenated(functionName: string, arrays: readonly NDArray[], options: ConcatenateOptions): NDArray {
  checkOptions(functionName, options, ['axis', 'out', 'dtype', 'casting']);
  if (arrays.length === 0) throw new ValueError(`${functionName}: need at least one array to concatenate`);
  const { axis = 0 } = options;
  if (axis === null)
    return join(
      functionName,
      arrays.map((one) => ravelArray(one)),
      0,
      options,
    );
  return join(functionName, arrays, axis, options);
}

/**
 * Arrays joined along an axis that they have.
 *
 * @param arrays - a list of array-likes of the same shape but for that axis, or an array, whose rows are joined
 * @param options - `axis` (0; null joins the flattened arrays), `out`, `dtype`, `casting`
 * @throws ValueError when shapes do not fit
 * @example
 * np.concatenate([[1, 2], [3]]).toArray(); // [1, 2, 3]
 */
export function concatenate<D extends DType>(
  arrays: Sequence,
  options: ConcatenateOptions & { out: NDArray<D> },
): NDArray<D>;
export function concatenate<T extends DTypeLike>(
  arrays: Sequence,
  options: ConcatenateOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function concatenate<const S extends Sequence>(arrays: S, options?: ConcatenateOptions): ArrayOf<PromoteAll<S>>;
export function concatenate(arrays: Sequence, options: ConcatenateOptions = {}): NDArray {
  return concatenated('concatenate', arraysOf('concatenate', arrays), options);
}

/** The same as `concatenate`, under its Array API name. */
export const concat = concatenate;

/**
 * Arrays of one shape joined along a new axis.
 *
 * @param arrays - a list of array-likes, or an array, whose rows are stacked
 * @param options - `axis`: the place of the new axis in the result (0); `out`, `dtype`, `casting`
 * @throws ValueError when shapes differ
 * @example
 * np.stack([[1, 2], [3, 4]], { axis: -1 }).toArray(); // [[1, 3], [2, 4]]
 */
export function stack<D extends DType>(arrays: Sequence, options: StackOptions & { out: NDArray<D> }): NDArray<D>;
export function stack<T extends DTypeLike>(
  arrays: Sequence,
  options: StackOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function stack<const S extends Sequence>(arrays: S, options?: StackOptions): ArrayOf<PromoteAll<S>>;
export function stack(arrays: Sequence, options: StackOptions = {}): NDArray {
  checkOptions('stack', options, ['axis', 'out', 'dtype', 'casting']);
  const list = arraysOf('stack', arrays);
  if (list.length === 0) throw new ValueError('stack: need at least one array to stack');
  const shape = list[0]!.shape;
  if (list.some((one) => one.ndim !== shape.length || one.shape.some((n, k) => n !== shape[k]))) {
    throw new ValueError(
      `stack: all input arrays must have the same shape, got ${list.map((one) => shapeText(one.shape)).join(' ')}`,
    );
  }
  const axis = normalizeAxis('stack', options.axis ?? 0, shape.length + 1);
  return join(
    'stack',
    list.map((one) => expandDims(one, axis)),
    axis,
    options,
  );
}

/** Options of `vstack` and `hstack`. */
export type StackRowsOptions<T extends DTypeLike = DTypeLike> = Omit<JoinOptions<T>, 'out'>;

function stackPrepared(
  functionName: string,
  tup: Sequence,
  options: StackRowsOptions,
  prepare: (a: NDArray) => NDArray,
  axisFor: (first: NDArray) => number,
): NDArray {
  checkOptions(functionName, options, ['dtype', 'casting']);
  const arrays = arraysOf(functionName, tup).map(prepare);
  if (arrays.length === 0) throw new ValueError(`${functionName}: need at least one array to concatenate`);
  return join(functionName, arrays, axisFor(arrays[0]!), options);
}

/**
 * Arrays stacked on top of one another: vectors as rows, the rest along the first axis.
 *
 * @param tup - a list of array-likes
 * @param options - `dtype`, `casting`
 * @throws ValueError when shapes do not fit
 * @example
 * np.vstack([[1, 2], [3, 4]]).toArray(); // [[1, 2], [3, 4]]
 */
export function vstack<T extends DTypeLike>(
  tup: Sequence,
  options: StackRowsOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function vstack<const S extends Sequence>(tup: S, options?: StackRowsOptions): ArrayOf<PromoteAll<S>>;
export function vstack(tup: Sequence, options: StackRowsOptions = {}): NDArray {
  return stackPrepared(
    'vstack',
    tup,
    options,
    (a) => atleast2d(a),
    () => 0,
  );
}

/**
 * Arrays side by side: vectors end to end, the rest along the second axis.
 *
 * @param tup - a list of array-likes
 * @param options - `dtype`, `casting`
 * @throws ValueError when shapes do not fit
 * @example
 * np.hstack([[[1], [2]], [[3], [4]]]).toArray(); // [[1, 3], [2, 4]]
 */
export function hstack<T extends DTypeLike>(
  tup: Sequence,
  options: StackRowsOptions<T> & { dtype: T },
): NDArray<ResolveDType<T>>;
export function hstack<const S extends Sequence>(tup: S, options?: StackRowsOptions): ArrayOf<PromoteAll<S>>;
export function hstack(tup: Sequence, options: StackRowsOptions = {}): NDArray {
  return stackPrepared(
    'hstack',
    tup,
    options,
    (a) => atleast1d(a),
    (first) => (first.ndim === 1 ? 0 : 1),
  );
}

/**
 * Arrays joined along the third axis, as `atleast3d` sees them.
 *
 * @param tup - a list of array-likes
 * @throws ValueError when shapes do not fit
 * @example
 * np.dstack([[1, 2], [3, 4]]).toArray(); // [[[1, 3], [2, 4]]]
 */
export function dstack<const S extends Sequence>(tup: S): ArrayOf<PromoteAll<S>> {
  return stackPrepared(
    'dstack',
    tup,
    {},
    (a) => atleast3d(a),
    () => 2,
  ) as ArrayOf<PromoteAll<S>>;
}

/**
 * Vectors as the columns of a matrix; matrices go in as they are.
 *
 * @param tup - a list of array-likes of one or two axes
 * @throws ValueError when shapes do not fit
 * @example
 * np.columnStack([[1, 2], [3, 4]]).toArray(); // [[1, 3], [2, 4]]
 */
export function columnStack<const S extends Sequence>(tup: S): ArrayOf<PromoteAll<S>> {
  const column = (a: NDArray): NDArray => (a.ndim < 2 ? expandDims(atleast1d(a), 1) : a);
  return stackPrepared('columnStack', tup, {}, column, () => 1) as ArrayOf<PromoteAll<S>>;
}

/** Lists of arrays within lists, as deep as you like. */
export type Blocks = ArrayLike | readonly Blocks[];

/** How deep lists are nested before arrays or numbers come; all branches must agree. */
function blockDepth(blocks: unknown, path: string): number {
  if (!Array.isArray(blocks)) return 0;
  if (blocks.length === 0) throw new ValueError(`block: list at ${path} cannot be empty`);
  const depths = blocks.map((one, i) => blockDepth(one, `${path}[${i}]`));
  const other = depths.findIndex((depth) => depth !== depths[0]);
  if (other >= 0) {
    throw new ValueError(
      `block: list depths are mismatched: first element was at depth ${depths[0]! + 1}, but there is an element at depth ` +
        `${depths[other]! + 1} (${path}[${other}])`,
    );
  }
  return depths[0]! + 1;
}

/**
 * An array put together from nested lists of blocks: the innermost lists are joined along the last axis, the next along
 * the one before, and so on.
 *
 * @param arrays - nested lists of arrays or numbers
 * @throws ValueError when lists are nested unevenly or empty, or blocks do not fit
 * @example
 * np.block([[np.eye(2), np.zeros([2, 1])], [np.ones([1, 3])]]).shape; // [3, 3]
 */
export function block(arrays: Blocks): NDArray {
  const depth = blockDepth(arrays, 'arrays');
  const leaves: NDArray[] = [];
  const collect = (one: unknown): void => {
    if (Array.isArray(one)) one.forEach(collect);
    else leaves.push(asNDArray('block', one as ArrayLike));
  };
  collect(arrays);
  const ndim = Math.max(depth, ...leaves.map((one) => one.ndim));
  let next = 0;
  const build = (one: unknown, level: number): NDArray => {
    if (!Array.isArray(one)) {
      const leaf = leaves[next++]!;
      const lead = new Array<number>(ndim - leaf.ndim).fill(1);
      return leaf.strided([...lead, ...leaf.shape], [...lead.map(() => 0), ...leaf.steps], leaf.offset);
    }
    const parts = one.map((item) => build(item, level + 1));
    return join('block', parts, ndim - depth + level, {});
  };
  const result = build(arrays, 0);
  return depth === 0 ? result.copy() : result;
}
