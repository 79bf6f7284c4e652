/**
 * What an array is: a dtype, a storage, and the shape, steps and offset that say which element lies where. This class
 * holds structure only; the methods that compute are added by ops/methods.ts, printing by core/printing.ts.
 */
import { Complex } from './complex.js';
import {
  dtypeOfTypedArray,
  isTypedArray,
  type DType,
  type DTypeInfo,
  type Scalar,
  type StorageOf,
  type TypedArray,
} from './dtype.js';
import { coerce, readElement, writeElement } from './element.js';
import { DTypeError, IndexError, ValueError, describe, shapeText } from './errors.js';
import { isStepsC, isStepsF, sizeOf, stepsC, stepsF } from './shape.js';
import { allocate } from './storage.js';

/** What iterating an array yields: its values when it has one dimension, its rows (views) when it has more. */
export type Item<D extends DType = DType> = Scalar<D> & NDArray<D>;

/** Nested arrays as `toArray` gives them. */
export type NestedValues<T> = T | NestedValues<T>[];

/**
 * `NDArray<T>` for a dtype that is worked out. It asks for no proof that `T` is a dtype, which the compiler would look for
 * in every case of a computed type, for seconds.
 */
export type ArrayOf<T> = [T] extends [infer D extends DType] ? NDArray<D> : never;

/** `Scalar<T>` for a dtype that is worked out; see `ArrayOf`. */
export type ScalarOf<T> = T extends DType ? Scalar<T> : never;

/** The memory layout flags of an array. */
export interface Flags {
  readonly cContiguous: boolean;
  readonly fContiguous: boolean;
  readonly ownsData: boolean;
  readonly writeable: boolean;
}

/**
 * An n-dimensional array.
 *
 * Make one with `array`, `zeros`, `arange` and the like. `D` is the element type, one of NumPy's names.
 *
 * @example
 * const a = np.array([[1, 2, 3], [4, 5, 6]]);
 * a.shape; // [2, 3]
 * a.at(1).toArray(); // [4, 5, 6]
 */
export class NDArray<out D extends DType = DType> {
  /** The element type, e.g. `'float64'`. */
  readonly dtype: D;
  /** The record behind `dtype`. */
  readonly info: DTypeInfo<D>;
  /** The typed array that holds the elements, possibly among others; see `data`. */
  readonly storage: StorageOf<D>;
  /** The length along each axis. */
  readonly shape: readonly number[];
  /** The distance between neighbours along each axis, in elements; `strides` gives it in bytes. */
  readonly steps: readonly number[];
  /** Where in the storage the first element lies, in elements. */
  readonly offset: number;
  /** How many elements. */
  readonly size: number;
  /** Are the elements laid out without gaps in C order? */
  readonly isC: boolean;
  /** The array whose memory this one shows, or null if it owns its own. */
  readonly base: NDArray | null;
  /** May elements be assigned? */
  writeable = true;

  /**
   * For the library's own use: lay a shape over storage. Nothing is checked.
   */
  constructor(
    info: DTypeInfo<D>,
    storage: StorageOf<D>,
    shape: readonly number[],
    steps: readonly number[],
    offset: number,
    base: NDArray | null,
    isC: boolean = isStepsC(shape, steps),
  ) {
    this.info = info;
    this.dtype = info.name;
    this.storage = storage;
    this.shape = shape;
    this.steps = steps;
    this.offset = offset;
    this.size = sizeOf(shape);
    this.isC = isC;
    this.base = base;
  }

  /** How many axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** Bytes an element. */
  get itemsize(): number {
    return this.info.itemsize;
  }

  /** Bytes of all elements. */
  get nbytes(): number {
    return this.size * this.info.itemsize;
  }

  /** The distance between neighbours along each axis, in bytes, as in NumPy. */
  get strides(): number[] {
    return this.steps.map((step) => step * this.info.itemsize);
  }

  /** How the elements lie in memory. */
  get flags(): Flags {
    return {
      cContiguous: this.isC,
      fContiguous: isStepsF(this.shape, this.steps),
      ownsData: this.base === null,
      writeable: this.writeable,
    };
  }

  /**
   * The typed array itself, without a copy: float16 as bit patterns, complex as interleaved pairs.
   *
   * @throws ValueError when the elements do not lie without gaps in C order; `a.copy().data` then
   */
  get data(): StorageOf<D> {
    if (!this.isC) {
      throw new ValueError(
        `data: this view of shape ${shapeText(this.shape)} does not lie without gaps in memory; use copy().data`,
      );
    }
    const { lanes } = this.info;
    const start = this.offset * lanes;
    const length = this.size * lanes;
    if (start === 0 && length === this.storage.length) return this.storage;
    return this.storage.subarray(start, start + length) as StorageOf<D>;
  }

  /** The array with its axes in reverse order: a view. */
  get T(): NDArray<D> {
    return this.strided([...this.shape].reverse(), [...this.steps].reverse(), this.offset);
  }

  /** The last two axes swapped: a view. */
  get mT(): NDArray<D> {
    const n = this.ndim;
    if (n < 2)
      throw new ValueError(
        `mT: matrix transpose with ndim < 2 is undefined, got an array of shape ${shapeText(this.shape)}`,
      );
    const shape = [...this.shape];
    const steps = [...this.steps];
    [shape[n - 2], shape[n - 1]] = [shape[n - 1]!, shape[n - 2]!];
    [steps[n - 2], steps[n - 1]] = [steps[n - 1]!, steps[n - 2]!];
    return this.strided(shape, steps, this.offset);
  }

  /** A view of other shape and steps on the same storage; for the library's own use, nothing is checked. */
  strided(shape: readonly number[], steps: readonly number[], offset: number): NDArray<D> {
    const view = new NDArray(this.info, this.storage, shape, steps, offset, this.base ?? (this as unknown as NDArray));
    view.writeable = this.writeable;
    return view;
  }

  /**
   * A view of the same elements; with the name of a dtype, the same bytes read as that dtype.
   *
   * @throws ValueError when the last axis' bytes do not divide into that dtype
   */
  view(): NDArray<D> {
    return this.strided(this.shape, this.steps, this.offset);
  }

  /** Where in the storage an element lies, in elements; indices may count from the end. */
  position(indices: readonly number[]): number {
    const { shape, steps } = this;
    if (indices.length !== shape.length) {
      throw new IndexError(
        `${indices.length < shape.length ? 'too few' : 'too many'} indices for array: array is ${shape.length}-dimensional, but ${indices.length} were indexed`,
      );
    }
    let position = this.offset;
    for (let k = 0; k < indices.length; k++) {
      const index = indices[k]!;
      const length = shape[k]!;
      if (!Number.isInteger(index)) throw new IndexError(`item: indices must be integers, got ${describe(index)}`);
      if (index < -length || index >= length) {
        throw new IndexError(`index ${index} is out of bounds for axis ${k} with size ${length}`);
      }
      position += (index < 0 ? index + length : index) * steps[k]!;
    }
    return position;
  }

  /** Where the element of a flat C-order index lies in the storage. */
  flatPosition(index: number): number {
    if (this.isC) return this.offset + index;
    let position = this.offset;
    for (let k = this.shape.length - 1; k >= 0; k--) {
      const length = this.shape[k]!;
      position += (index % length) * this.steps[k]!;
      index = Math.floor(index / length);
    }
    return position;
  }

  /**
   * One element as a plain value.
   *
   * @param indices - none for an array of one element, one flat index, or one index an axis; negative ones count from the end
   * @throws IndexError when an index is out of bounds; ValueError without indices when the size is not 1
   * @example
   * np.array([[1, 2], [3, 4]]).item(1, 0); // 3
   */
  item(...indices: number[]): Scalar<D> {
    if (indices.length === 0) {
      if (this.size !== 1) {
        throw new ValueError(
          `item: can only convert an array of size 1 to a scalar, this one has shape ${shapeText(this.shape)}`,
        );
      }
      return readElement(this.info, this.storage, this.offset);
    }
    if (indices.length === 1 && this.shape.length !== 1) {
      const index = indices[0]!;
      if (!Number.isInteger(index) || index < -this.size || index >= this.size) {
        throw new IndexError(`index ${index} is out of bounds for size ${this.size}`);
      }
      return readElement(this.info, this.storage, this.flatPosition(index < 0 ? index + this.size : index));
    }
    return readElement(this.info, this.storage, this.position(indices));
  }

  /** Set one element: the indices first, the value last. */
  itemset(...args: [...indices: number[], value: Scalar<D> | number]): void {
    this.mustBeWriteable('itemset');
    const value = args[args.length - 1];
    const indices = args.slice(0, -1) as number[];
    const at =
      indices.length === 0
        ? this.offset
        : indices.length === 1 && this.ndim !== 1
          ? this.flatPosition(indices[0]!)
          : this.position(indices);
    writeElement(this.info, this.storage, at, coerce('itemset', this.info, value));
  }

  /** Throws when elements may not be assigned. */
  mustBeWriteable(functionName: string): void {
    if (!this.writeable) throw new ValueError(`${functionName}: assignment destination is read-only`);
  }

  /** The values as nested JavaScript arrays; a plain value for an array without axes. */
  toArray(): NestedValues<Scalar<D>> {
    const walk = (axis: number, position: number): NestedValues<Scalar<D>> => {
      if (axis === this.shape.length) return readElement(this.info, this.storage, position);
      const length = this.shape[axis]!;
      const step = this.steps[axis]!;
      const list = new Array<NestedValues<Scalar<D>>>(length);
      for (let i = 0; i < length; i++) list[i] = walk(axis + 1, position + i * step);
      return list;
    };
    return walk(0, this.offset);
  }

  /** The same as `toArray`, under NumPy's name. */
  tolist(): NestedValues<Scalar<D>> {
    return this.toArray();
  }

  /** All values in C order, as a flat JavaScript array. */
  toFlatArray(): Scalar<D>[] {
    const list = new Array<Scalar<D>>(this.size);
    let n = 0;
    this.forEachPosition((position) => {
      list[n++] = readElement(this.info, this.storage, position);
    });
    return list;
  }

  /** Call `visit` with the storage position of every element, in C order. */
  forEachPosition(visit: (position: number) => void): void {
    const { shape, steps } = this;
    const last = shape.length - 1;
    if (last < 0) return visit(this.offset);
    const walk = (axis: number, position: number): void => {
      const length = shape[axis]!;
      const step = steps[axis]!;
      for (let i = 0; i < length; i++) {
        if (axis === last) visit(position + i * step);
        else walk(axis + 1, position + i * step);
      }
    };
    walk(0, this.offset);
  }

  /** The subarrays along the first axis, as views. */
  *rows(): IterableIterator<NDArray<D>> {
    if (this.ndim === 0) throw new DTypeError('iteration over a 0-d array');
    const shape = this.shape.slice(1);
    const steps = this.steps.slice(1);
    for (let i = 0; i < this.shape[0]!; i++) yield this.strided(shape, steps, this.offset + i * this.steps[0]!);
  }

  /** Values of an array of one dimension, rows of one of more. */
  [Symbol.iterator](): IterableIterator<Item<D>> {
    if (this.shape.length !== 1) return this.rows() as IterableIterator<Item<D>>;
    const { info, storage, offset, size } = this;
    // Where values lie as they are in memory, the typed array's own iterator is several times faster (`const [x, v] = y`).
    if (this.isC && info.lanes === 1 && info.num !== 0 && info.num !== 9) {
      const values = storage.length === size ? storage : (storage as Float64Array).subarray(offset, offset + size);
      return (values as Float64Array).values() as IterableIterator<unknown> as IterableIterator<Item<D>>;
    }
    return this.eachValue();
  }

  private *eachValue(): IterableIterator<Item<D>> {
    for (let i = 0; i < this.shape[0]!; i++) {
      yield readElement(this.info, this.storage, this.offset + i * this.steps[0]!) as Item<D>;
    }
  }

  /** The length along the first axis. */
  get length(): number {
    if (this.ndim === 0) throw new DTypeError('len() of unsized object: an array without axes has no length');
    return this.shape[0]!;
  }

  [Symbol.toPrimitive](hint: 'number' | 'string' | 'default'): number | string | bigint | boolean {
    if (hint === 'string' || (hint === 'default' && this.ndim > 0)) return this.toString();
    if (this.size !== 1) {
      throw new DTypeError(
        `only arrays of size 1 can be converted to a number, this one has shape ${shapeText(this.shape)}; ` +
          'JavaScript operators do not work on arrays: use np.add(a, b), a.mul(b), ...',
      );
    }
    const value = this.item() as Scalar;
    return value instanceof Complex ? value.toString() : value;
  }
}

/** A fresh array whose elements the caller will write; `order` is its layout. */
export function emptyArray<D extends DType>(
  info: DTypeInfo<D>,
  shape: readonly number[],
  order: 'C' | 'F' = 'C',
): NDArray<D> {
  const steps = order === 'F' ? stepsF(shape) : stepsC(shape);
  return new NDArray(info, allocate(info, sizeOf(shape)), shape, steps, 0, null, order === 'C' ? true : undefined);
}

/** A fresh array of zeros. */
export function zerosArray<D extends DType>(
  info: DTypeInfo<D>,
  shape: readonly number[],
  order: 'C' | 'F' = 'C',
): NDArray<D> {
  const steps = order === 'F' ? stepsF(shape) : stepsC(shape);
  return new NDArray(
    info,
    allocate(info, sizeOf(shape), true),
    shape,
    steps,
    0,
    null,
    order === 'C' ? true : undefined,
  );
}

/** An array over a plain typed array, sharing its memory. */
export function wrapTypedArray(data: TypedArray, shape: readonly number[] = [data.length]): NDArray {
  const info = dtypeOfTypedArray(data);
  const storage = data instanceof Uint8ClampedArray ? new Uint8Array(data.buffer, data.byteOffset, data.length) : data;
  return new NDArray(info, storage as StorageOf, shape, stepsC(shape), 0, null, true);
}

/** Is this an array of numloom's? */
export function isNDArray(value: unknown): value is NDArray {
  return value instanceof NDArray;
}

export { isTypedArray };
