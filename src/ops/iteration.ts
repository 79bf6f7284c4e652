/** Walking through arrays element by element: ndindex, ndenumerate, nditer, and the flat iterator behind `a.flat`. */
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { dtype as dtypeInfo, type DType, type DTypeInfo, type DTypeLike, type Scalar } from '../core/dtype.js';
import { coerce, readElement, writeElement } from '../core/element.js';
import { DTypeError, IndexError, ValueError, checkOptions, describe } from '../core/errors.js';
import { Slice, resolveSlice, sliceOf } from '../core/indexing.js';
import { NDArray } from '../core/ndarray.js';
import { broadcastShapes, checkShape, isStepsF, sizeOf, type ShapeLike } from '../core/shape.js';
import { spreadOver } from './broadcasting.js';
import { copyAs } from './creation.js';
import { indexArray } from './integerArguments.js';
import { flattenArray, ravelArray } from './reshaping.js';
import { takeFrom, putInto } from './taking.js';
import { fillWith } from './ufuncs/fold.js';

/** Go to the next index of a shape in C order; false after the last one. */
function advance(index: number[], shape: readonly number[]): boolean {
  for (let k = shape.length - 1; k >= 0; k--) {
    if (++index[k]! < shape[k]!) return true;
    index[k] = 0;
  }
  return false;
}

/**
 * All indices of a shape, in C order.
 *
 * @param shape - lengths, or one list of them
 * @example
 * [...np.ndindex(2, 2)]; // [[0, 0], [0, 1], [1, 0], [1, 1]]
 */
export function* ndindex(...shape: number[] | [readonly number[]]): IterableIterator<number[]> {
  const lengths = checkShape('ndindex', (Array.isArray(shape[0]) ? shape[0] : shape) as ShapeLike);
  if (lengths.includes(0)) return;
  const index = lengths.map(() => 0);
  do yield [...index];
  while (advance(index, lengths));
}

/**
 * All indices and elements of an array, in C order.
 *
 * @param arr - array_like
 * @example
 * [...np.ndenumerate([[5, 6]])]; // [[[0, 0], 5], [[0, 1], 6]]
 */
export function* ndenumerate<A extends ArrayLike>(arr: A): IterableIterator<[number[], Scalar<DTypeOf<A>>]> {
  const array = asNDArray('ndenumerate', arr);
  if (array.size === 0) return;
  const index = array.shape.map(() => 0);
  do yield [[...index], readElement(array.info, array.storage, array.position(index)) as Scalar<DTypeOf<A>>];
  while (advance(index, array.shape));
}

/** The elements of an array in C order as if they lay along one axis: what `a.flat` is. */
export class FlatIterator<D extends DType = DType> {
  /** How many elements have been handed out by the iteration that began last. */
  index = 0;

  /** @param base - the array whose elements these are */
  constructor(readonly base: NDArray<D>) {}

  /** How many elements. */
  get length(): number {
    return this.base.size;
  }

  /** The index, along each axis, of the element that comes next. */
  get coords(): number[] {
    let rest = this.index;
    const coords: number[] = [];
    for (let k = this.base.ndim - 1; k >= 0; k--) {
      const length = this.base.shape[k]!;
      coords.unshift(k === 0 ? rest : rest % length);
      rest = Math.floor(rest / length);
    }
    return coords;
  }

  /** The elements one after another. */
  *[Symbol.iterator](): IterableIterator<Scalar<D>> {
    const { info, storage } = this.base;
    for (this.index = 0; this.index < this.length;) {
      yield readElement(info, storage, this.base.flatPosition(this.index++));
    }
  }

  private place(index: number): number {
    const { length } = this;
    if (!Number.isInteger(index)) throw new IndexError(`flat: indices must be integers, got ${describe(index)}`);
    if (index < -length || index >= length) throw new IndexError(`index ${index} is out of bounds for size ${length}`);
    return index < 0 ? index + length : index;
  }

  private places(index: string | Slice | ArrayLike): NDArray<'int32'> {
    if (typeof index === 'string' || index instanceof Slice) {
      const { start, step, count } = resolveSlice(sliceOf(index), this.length);
      return asNDArray(
        'flat',
        Int32Array.from({ length: count }, (_, i) => start + i * step),
      ) as NDArray<'int32'>;
    }
    return indexArray('flat', 'indices', index);
  }

  /**
   * One element, or several as a copy.
   *
   * @param index - an integer, a slice, or integers
   * @throws IndexError when an index is out of bounds
   */
  at(index: number): Scalar<D>;
  at(index: string | Slice | Exclude<ArrayLike, number>): NDArray<D>;
  at(index: number | string | Slice | ArrayLike): Scalar<D> | NDArray<D> {
    const { base } = this;
    if (typeof index === 'number') return readElement(base.info, base.storage, base.flatPosition(this.place(index)));
    return takeFrom(base, this.places(index));
  }

  /**
   * Assign to one element, or to several; too few values are begun again.
   *
   * @param index - an integer, a slice, or integers
   * @param value - a plain value or array_like
   * @throws IndexError when an index is out of bounds
   */
  set(index: number | string | Slice | ArrayLike, value: ArrayLike): this {
    const { base } = this;
    base.mustBeWriteable('flat');
    if (typeof index === 'number') {
      const at = base.flatPosition(this.place(index));
      const one = value instanceof NDArray ? value.item() : value;
      writeElement(base.info, base.storage, at, coerce('flat', base.info, one));
    } else putInto(base, this.places(index), value);
    return this;
  }

  /** The elements as a fresh array of one axis. */
  copy(): NDArray<D> {
    return flattenArray(this.base);
  }

  /** How many elements, as `len(a.flat)`; and the iterator as text. */
  toString(): string {
    return `<flat iterator of ${this.length} elements>`;
  }
}

/** Give every element of an array a value, or values in C order begun again; behind `a.flat = ...`. */
export function assignFlat(a: NDArray, value: ArrayLike): void {
  a.mustBeWriteable('flat');
  const values = asNDArray('flat', value, a.info);
  if (values.ndim === 0) fillWith(a, coerce('flat', a.info, values.item()));
  else if (a.size > 0) {
    const flat = ravelArray(values);
    if (flat.size === 0) throw new ValueError('flat: cannot assign from an empty array');
    putInto(
      a,
      Int32Array.from({ length: a.size }, (_, i) => i),
      flat,
    );
  }
}

/** Options of `nditer`. */
export interface NditerOptions {
  /** `'multi_index'`, `'c_index'`, `'f_index'`, `'external_loop'`, `'zerosize_ok'`; others of NumPy's change nothing here. */
  flags?: readonly string[];
  /** For each array `'readonly'`, `'writeonly'` or `'readwrite'`, readonly by default; one list serves all. */
  opFlags?: readonly string[] | readonly (readonly string[])[];
  /** Convert the arrays to these dtypes (for reading). */
  opDtypes?: DTypeLike | readonly (DTypeLike | null)[];
  /** In which order to go: `'C'`, `'F'`, or that of memory (`'K'`, the default). */
  order?: 'C' | 'F' | 'A' | 'K';
}

const NDITER_FLAGS = [
  'multi_index',
  'c_index',
  'f_index',
  'external_loop',
  'zerosize_ok',
  'buffered',
  'common_dtype',
  'copy_if_overlap',
  'delay_bufalloc',
  'grow_inner',
  'ranged',
  'reduce_ok',
  'refs_ok',
];

/** An iteration over one array or several broadcast together; see `nditer`. */
export class NDIterator {
  /** The arrays, in their common shape. */
  readonly operands: readonly NDArray[];
  /** The common shape. */
  readonly shape: readonly number[];
  /** How many steps the iteration takes. */
  readonly itersize: number;
  /** Is the iteration over? */
  finished = false;
  /** How many steps have been taken. */
  iterindex = 0;
  private readonly current: number[];
  private readonly order: readonly number[];
  private readonly flags: ReadonlySet<string>;
  private readonly chunks: boolean;

  constructor(ops: readonly NDArray[], flags: ReadonlySet<string>, order: 'C' | 'F' | 'A' | 'K') {
    this.shape = broadcastShapes(...ops.map((one) => one.shape));
    this.operands = ops.map((one) => {
      const view = spreadOver(one, this.shape);
      view.writeable = one.writeable;
      return view;
    });
    this.flags = flags;
    this.chunks = flags.has('external_loop');
    const axes = this.shape.map((_, k) => k);
    const first = this.operands[0]!;
    if (order === 'F' || (order === 'A' && ops.every((one) => !one.isC && isStepsF(one.shape, one.steps))))
      axes.reverse();
    else if (order === 'K') axes.sort((i, j) => Math.abs(first.steps[j]!) - Math.abs(first.steps[i]!) || i - j);
    this.order = axes;
    this.current = this.shape.map(() => 0);
    const size = sizeOf(this.shape);
    const inner = this.chunks && axes.length > 0 ? this.shape[axes[axes.length - 1]!]! : 1;
    this.itersize = size === 0 ? 0 : size / inner;
    this.finished = this.itersize === 0;
  }

  /** How many axes are walked. */
  get ndim(): number {
    return this.shape.length;
  }

  /** How many arrays. */
  get nop(): number {
    return this.operands.length;
  }

  /** The index of the element at hand, along each axis; needs flag multi_index. */
  get multiIndex(): number[] {
    if (!this.flags.has('multi_index'))
      throw new ValueError("nditer: iterator is not tracking a multi-index; pass flags: ['multi_index']");
    return [...this.current];
  }

  /** The index of the element at hand in the flattened array; needs flag c_index or f_index. */
  get index(): number {
    const fortran = this.flags.has('f_index');
    if (!fortran && !this.flags.has('c_index'))
      throw new ValueError("nditer: iterator does not have an index; pass flags: ['c_index']");
    let flat = 0;
    const axes = this.shape.map((_, k) => k);
    if (fortran) axes.reverse();
    for (const k of axes) flat = flat * this.shape[k]! + this.current[k]!;
    return flat;
  }

  /** The element at hand of every array, as views (without axes, or of one axis under external_loop). */
  get value(): NDArray | NDArray[] {
    const views = this.operands.map((one) => {
      const offset = one.steps.reduce((at, step, k) => at + step * this.current[k]!, one.offset);
      if (!this.chunks || this.ndim === 0) return one.strided(this.chunks ? [1] : [], this.chunks ? [1] : [], offset);
      const axis = this.order[this.ndim - 1]!;
      return one.strided([this.shape[axis]!], [one.steps[axis]!], offset);
    });
    return views.length === 1 ? views[0]! : views;
  }

  /** Go one step on; false at the end. */
  iternext(): boolean {
    if (this.finished) return false;
    this.iterindex++;
    for (let i = this.order.length - (this.chunks ? 2 : 1); i >= 0; i--) {
      const k = this.order[i]!;
      if (++this.current[k]! < this.shape[k]!) return true;
      this.current[k] = 0;
    }
    this.finished = true;
    return false;
  }

  /** Begin again. */
  reset(): void {
    this.current.fill(0);
    this.iterindex = 0;
    this.finished = this.itersize === 0;
  }

  /** The elements, one step after another. */
  *[Symbol.iterator](): IterableIterator<NDArray & NDArray[]> {
    while (!this.finished) {
      yield this.value as NDArray & NDArray[];
      this.iternext();
    }
  }
}

/**
 * Walk through one array, or several broadcast together, element by element. Slow beside whole-array functions.
 *
 * Elements come as views without axes: `x.item()` reads, `x.set(['...'], value)` writes where `opFlags` allow it.
 *
 * @param op - an array_like, or a list of arrays
 * @param options - `flags`, `opFlags`, `opDtypes`, `order`
 * @throws ValueError for unknown flags, empty arrays (without flag zerosize_ok) and shapes that do not broadcast
 * @example
 * const a = np.array([[1, 2]]);
 * const it = np.nditer(a, { flags: ['multi_index'] });
 * for (const x of it) console.log(it.multiIndex, x.item());
 */
export function nditer(op: ArrayLike | readonly NDArray[], options: NditerOptions = {}): NDIterator {
  checkOptions('nditer', options, ['flags', 'opFlags', 'opDtypes', 'order']);
  const { flags = [], opFlags = ['readonly'], opDtypes, order = 'K' } = options;
  for (const flag of flags) {
    if (!NDITER_FLAGS.includes(flag)) throw new ValueError(`nditer: unexpected iterator global flag ${describe(flag)}`);
  }
  const many = Array.isArray(op) && op.length > 0 && op.every((one) => one instanceof NDArray);
  const given = many ? (op as readonly NDArray[]) : [asNDArray('nditer', op as ArrayLike)];
  const perOperand = (Array.isArray(opFlags[0]) ? opFlags : given.map(() => opFlags)) as readonly (readonly string[])[];
  const dtypes = Array.isArray(opDtypes)
    ? (opDtypes as readonly (DTypeLike | null)[])
    : given.map(() => (opDtypes as DTypeLike | undefined) ?? null);
  if (perOperand.length !== given.length || dtypes.length !== given.length) {
    throw new ValueError(`nditer: opFlags and opDtypes must be given for all ${given.length} arrays or once for all`);
  }
  const operands = given.map((array, k) => {
    const writes = perOperand[k]!.some((flag) => flag === 'readwrite' || flag === 'writeonly');
    if (writes) array.mustBeWriteable('nditer');
    const wanted = dtypes[k] === null || dtypes[k] === undefined ? array.info : (dtypeInfo(dtypes[k]) as DTypeInfo);
    if (writes && wanted !== array.info)
      throw new DTypeError('nditer: arrays that are written to keep their own dtype');
    const view = wanted === array.info ? array.view() : copyAs(array, wanted);
    view.writeable = writes;
    return view;
  });
  const iterator = new NDIterator(operands, new Set(flags), order);
  if (iterator.itersize === 0 && !flags.includes('zerosize_ok')) {
    throw new ValueError("nditer: iteration of zero-sized operands is not enabled; pass flags: ['zerosize_ok']");
  }
  return iterator;
}
