/** The methods of arrays that reshape, select, sort and look at memory: each mirrors the function of the same name. */
import type { ArrayOf } from '../../core/ndarray.js';
import type { ArrayLike, DTypeOf, ScalarLike } from '../../core/arrayLike.js';
import { dtype as dtypeInfo, type DType, type DTypeLike, type ResolveDType } from '../../core/dtype.js';
import { coerce } from '../../core/element.js';
import { DTypeError, ValueError, checkOptions, describe } from '../../core/errors.js';
import { NDArray } from '../../core/ndarray.js';
import type { ShapeLike } from '../../core/shape.js';
import type { IndexMode } from '../../backends/single/positions.js';
import { byteswap, tobytes } from '../buffers.js';
import { diagonalOf, type DiagonalOptions } from '../diagonals.js';
import { FlatIterator, assignFlat } from '../iteration.js';
import { fieldView } from '../memory.js';
import { repeatArray, type RepeatOptions } from '../repetition.js';
import {
  flattenArray,
  ravelArray,
  reshapeArray,
  resizeInPlace,
  squeezeArray,
  type RavelOptions,
  type ReshapeOptions,
  type SqueezeOptions,
} from '../reshaping.js';
import { nonzero, searchsorted, type SearchsortedOptions } from '../searching.js';
import { chooseFrom, compressArray, type ChooseOptions, type CompressOptions } from '../selection.js';
import {
  argpartition,
  argsort,
  partitionInPlace,
  sortInPlace,
  type PartitionInPlaceOptions,
  type PartitionOptions,
  type SortInPlaceOptions,
  type SortOptions,
} from '../sorting.js';
import { putInto, takeFrom, type TakeOptions } from '../taking.js';
import { swapaxes, transposeArray } from '../transposition.js';
import { fillWith } from '../ufuncs/fold.js';
import type { Order } from '../ufuncs/types.js';

declare module '../../core/ndarray.js' {
  interface NDArray<D extends DType = DType> {
    /** The elements in C order as if they lay along one axis; `a.flat = values` assigns to all of them. */
    get flat(): FlatIterator<D>;
    set flat(value: ArrayLike);
    /**
     * The same elements in another shape; a view where possible. One length may be -1.
     *
     * @example
     * const a = np.arange(6);
     * a.reshape(2, -1).toArray(); // [[0, 1, 2], [3, 4, 5]]
     * a.reshape([2, 3], { order: 'F' }).toArray(); // [[0, 2, 4], [1, 3, 5]]
     */
    reshape(...shape: number[]): NDArray<D>;
    reshape(shape: ShapeLike, options?: ReshapeOptions): NDArray<D>;
    /** All elements along one axis; a view where they lie without gaps, else a copy. */
    ravel(options?: RavelOptions): NDArray<D>;
    /** All elements along one axis: always a copy. */
    flatten(options?: RavelOptions): NDArray<D>;
    /** The axes in another order, reversed by default: a view. */
    transpose(...axes: number[]): NDArray<D>;
    transpose(axes: readonly number[] | null): NDArray<D>;
    /** Two axes exchanged: a view. */
    swapaxes(axis1: number, axis2: number): NDArray<D>;
    /** Without its axes of length 1: a view. */
    squeeze(options?: SqueezeOptions): NDArray<D>;
    /** Each element several times in a row. */
    repeat(repeats: ArrayLike, options?: RepeatOptions): NDArray<D>;
    /** The elements at given indices along an axis (of the flattened array by default). */
    take(indices: ArrayLike, options?: TakeOptions): NDArray<D>;
    /** Write values at indices of the flattened array; in place. */
    put(indices: ArrayLike, values: ArrayLike, options?: { mode?: IndexMode }): this;
    /** For every element, an index, the one of several arrays that it picks. */
    choose<A extends ArrayLike>(
      choices: readonly A[] | ArrayOf<DTypeOf<A>>,
      options?: ChooseOptions,
    ): ArrayOf<DTypeOf<A>>;
    /** The subarrays along an axis where a condition is true. */
    compress(condition: ArrayLike, options?: CompressOptions): NDArray<D>;
    /** The indices of the elements that are not zero, one array an axis. */
    nonzero(): NDArray<'int32'>[];
    /** Sort along an axis (the last by default); in place. */
    sort(options?: SortInPlaceOptions): this;
    /** The indices that sort along an axis (the last by default). */
    argsort(options?: SortOptions): NDArray<'int32'>;
    /** Put the elements at places `kth` where sorting would put them, smaller ones before, larger ones after; in place. */
    partition(kth: number | readonly number[], options?: PartitionInPlaceOptions): this;
    /** The indices that partition the array. */
    argpartition(kth: number | readonly number[], options?: PartitionOptions): NDArray<'int32'>;
    /** Where elements would be inserted into this sorted array. */
    searchsorted(v: ScalarLike, options?: SearchsortedOptions): number;
    searchsorted(v: Exclude<ArrayLike, ScalarLike>, options?: SearchsortedOptions): NDArray<'int32'>;
    /** The diagonal of two axes: a read-only view. */
    diagonal(options?: DiagonalOptions): NDArray<D>;
    /** Give this array, which must own its memory, another shape: cut off at the end, or filled up with zeros; in place. */
    resize(...shape: number[]): this;
    resize(shape: ShapeLike): this;
    /** Give every element a value; in place. */
    fill(value: ScalarLike | NDArray): this;
    /** Every element with its bytes in reverse order: a copy, or in place. */
    byteswap(options?: { inplace?: boolean }): NDArray<D>;
    /** A copy of the bytes of all elements, in C order by default. */
    tobytes(options?: { order?: Order | null }): Uint8Array<ArrayBuffer>;
    /** What JSON.stringify writes: the values as nested arrays. */
    toJSON(): unknown;
    /** May elements be assigned? A view of read-only memory cannot be made writeable. */
    setflags(options: { write?: boolean }): void;
    /** The bytes of every element from an offset on, read as another dtype: a view. */
    getfield<T extends DTypeLike>(dtype: T, options?: { offset?: number }): NDArray<ResolveDType<T>>;
    /** Write values of a dtype into the bytes of every element from an offset on. */
    setfield(value: ArrayLike, dtype: DTypeLike, options?: { offset?: number }): void;
  }
}

/** A shape or axes given one by one or as a list, and the options behind them. */
function spreadArguments(
  functionName: string,
  args: readonly unknown[],
): { list: readonly number[] | number | null; options: object } {
  const [first, second] = args;
  if (Array.isArray(first) || first === null || (args.length === 2 && typeof second === 'object')) {
    if (args.length > 2)
      throw new DTypeError(
        `${functionName}() takes numbers, or one list and options, got ${args.map(describe).join(', ')}`,
      );
    return { list: first as readonly number[] | number | null, options: (second ?? {}) as object };
  }
  if (first instanceof NDArray) return { list: first.toFlatArray().map(Number), options: (second ?? {}) as object };
  return { list: args as readonly number[], options: {} };
}

const methods = {
  reshape(this: NDArray, ...args: unknown[]): NDArray {
    const { list, options } = spreadArguments('reshape', args);
    return reshapeArray(this, list ?? [], options);
  },
  ravel(this: NDArray, options?: RavelOptions): NDArray {
    return ravelArray(this, options);
  },
  flatten(this: NDArray, options?: RavelOptions): NDArray {
    return flattenArray(this, options);
  },
  transpose(this: NDArray, ...args: unknown[]): NDArray {
    if (args.length === 0) return transposeArray('transpose', this);
    const { list } = spreadArguments('transpose', args);
    return transposeArray('transpose', this, typeof list === 'number' ? [list] : list);
  },
  swapaxes(this: NDArray, axis1: number, axis2: number): NDArray {
    return swapaxes(this, axis1, axis2);
  },
  squeeze(this: NDArray, options?: SqueezeOptions): NDArray {
    return squeezeArray(this, options);
  },
  repeat(this: NDArray, repeats: ArrayLike, options?: RepeatOptions): NDArray {
    return repeatArray(this, repeats, options);
  },
  take(this: NDArray, indices: ArrayLike, options?: TakeOptions): NDArray {
    return takeFrom(this, indices, options);
  },
  put(this: NDArray, indices: ArrayLike, values: ArrayLike, options?: { mode?: IndexMode }): NDArray {
    putInto(this, indices, values, options);
    return this;
  },
  choose(this: NDArray, choices: readonly ArrayLike[] | NDArray, options?: ChooseOptions): NDArray {
    return chooseFrom(this, choices, options);
  },
  compress(this: NDArray, condition: ArrayLike, options?: CompressOptions): NDArray {
    return compressArray(condition, this, options);
  },
  nonzero(this: NDArray): NDArray<'int32'>[] {
    return nonzero(this);
  },
  sort(this: NDArray, options?: SortInPlaceOptions): NDArray {
    sortInPlace(this, options);
    return this;
  },
  argsort(this: NDArray, options?: SortOptions): NDArray<'int32'> {
    return argsort(this, options);
  },
  partition(this: NDArray, kth: number | readonly number[], options?: PartitionInPlaceOptions): NDArray {
    partitionInPlace(this, kth, options);
    return this;
  },
  argpartition(this: NDArray, kth: number | readonly number[], options?: PartitionOptions): NDArray<'int32'> {
    return argpartition(this, kth, options);
  },
  searchsorted(this: NDArray, v: ArrayLike, options?: SearchsortedOptions): NDArray<'int32'> | number {
    return searchsorted(this, v, options);
  },
  diagonal(this: NDArray, options?: DiagonalOptions): NDArray {
    return diagonalOf(this, options);
  },
  resize(this: NDArray, ...args: unknown[]): NDArray {
    resizeInPlace(this, (args.length === 1 ? args[0] : args) as ShapeLike);
    return this;
  },
  fill(this: NDArray, value: ScalarLike | NDArray): NDArray {
    this.mustBeWriteable('fill');
    const one = value instanceof NDArray ? value.item() : value;
    const target = coerce('fill', this.info, one);
    if (this.size > 0) fillWith(this, target);
    return this;
  },
  byteswap(this: NDArray, options?: { inplace?: boolean }): NDArray {
    return byteswap(this, options);
  },
  tobytes(this: NDArray, options?: { order?: Order | null }): Uint8Array<ArrayBuffer> {
    return tobytes(this, options);
  },
  toJSON(this: NDArray): unknown {
    return this.toArray();
  },
  setflags(this: NDArray, options: { write?: boolean }): void {
    checkOptions('setflags', options, ['write']);
    if (options.write === true && this.base !== null && !this.base.writeable) {
      throw new ValueError('setflags: cannot set WRITEABLE flag to true of this array: its base is read-only');
    }
    if (options.write !== undefined) this.writeable = options.write;
  },
  getfield(this: NDArray, dtype: DTypeLike, options: { offset?: number } = {}): NDArray {
    checkOptions('getfield', options, ['offset']);
    return fieldView('getfield', this, dtype, options.offset) as NDArray;
  },
  setfield(this: NDArray, value: ArrayLike, dtype: DTypeLike, options: { offset?: number } = {}): void {
    checkOptions('setfield', options, ['offset']);
    this.mustBeWriteable('setfield');
    (fieldView('setfield', this, dtypeInfo(dtype).name, options.offset) as NDArray).set(['...'], value);
  },
};
Object.assign(NDArray.prototype, methods);
Object.defineProperty(NDArray.prototype, 'flat', {
  configurable: true,
  get(this: NDArray): FlatIterator {
    return new FlatIterator(this);
  },
  set(this: NDArray, value: ArrayLike) {
    assignFlat(this, value);
  },
});
