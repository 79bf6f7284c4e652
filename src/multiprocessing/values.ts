/** Numbers and arrays in shared memory: Value, Array and NDArrays. */
import {
  DTYPES,
  dtype,
  type DType,
  type DTypeLike,
  type ResolveDType,
  type Scalar,
  type StorageOf,
} from '../core/dtype.js';
import { readElement, writeElement, coerce } from '../core/element.js';
import { DTypeError, IndexError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { sizeOf, stepsC } from '../core/shape.js';
import { SHARE, registerShared, setArraySharer, type Taken } from '../messages/exchange.js';
import { allocateBlock, blockOf, checkContext, openBlock, type Block, type BlockWire } from './memory.js';
import { RLock, type ContextOptions } from './synchronization.js';

/** C's types as Python's struct and array modules abbreviate them. */
const TYPECODES = {
  b: 'int8',
  B: 'uint8',
  h: 'int16',
  H: 'uint16',
  i: 'int32',
  I: 'uint32',
  l: 'int64',
  L: 'uint64',
  q: 'int64',
  Q: 'uint64',
  f: 'float32',
  d: 'float64',
} as const;

/** A type of C by its letter, or a dtype. */
export type TypeCode = keyof typeof TYPECODES | DTypeLike;

/** The dtype behind a typecode. */
export type DTypeOfCode<C extends TypeCode> = C extends keyof typeof TYPECODES
  ? (typeof TYPECODES)[C]
  : C extends DTypeLike
    ? ResolveDType<C>
    : never;

function dtypeOfCode<C extends TypeCode>(functionName: string, code: C): DTypeOfCode<C> {
  if (typeof code !== 'string') {
    throw new DTypeError(
      `${functionName}: typecode must be a letter such as 'i' or 'd', or a dtype, got ${describe(code)}`,
    );
  }
  if (Object.hasOwn(TYPECODES, code)) return TYPECODES[code as keyof typeof TYPECODES] as DTypeOfCode<C>;
  return dtype(code as DTypeLike).name as unknown as DTypeOfCode<C>;
}

/** How shared values are made. */
export interface SharedValueOptions extends ContextOptions {
  /** The lock that guards it, a fresh RLock if absent. */
  readonly lock?: RLock;
}

/** How shared numbers travel. */
interface Fields {
  readonly dtype: DType;
  readonly length: number;
  readonly data: BlockWire;
  readonly lock: { readonly fields: BlockWire };
}

/** What `Value` and `Array` share: elements in shared memory and a lock. */
abstract class SharedElements<D extends DType> {
  readonly dtype: D;
  /** The elements themselves. */
  readonly data: StorageOf<D>;
  readonly #lock: RLock;
  readonly #block: Block;
  protected abstract readonly kind: string;

  constructor(info: D, length: number, block: Block, lock: RLock) {
    this.dtype = info;
    const { Storage, lanes } = DTYPES[info];
    this.data = new Storage(block.buffer, 0, length * lanes) as StorageOf<D>;
    this.#block = block;
    this.#lock = lock;
  }

  /** The lock that guards it: `value.getLock().with(() => { value.value += 1; })`. */
  getLock(): RLock {
    return this.#lock;
  }

  /** Who shares it. */
  get context(): Block['context'] {
    return this.#block.context;
  }

  [SHARE](): Taken {
    const fields = {
      dtype: this.dtype,
      length: this.data.length / DTYPES[this.dtype].lanes,
      data: this.#block.wire,
      lock: this.#lock[SHARE](),
    };
    return { kind: this.kind, fields };
  }
}

/** Which parts a shared object is made of, for the library's own use. */
interface Parts {
  readonly block: Block;
  readonly lock: RLock;
}

function parts(functionName: string, bytes: number, options: SharedValueOptions & Partial<Parts>): Parts {
  if (options.block && options.lock) return { block: options.block, lock: options.lock };
  checkOptions(functionName, options, ['context', 'lock']);
  const context = checkContext(functionName, options.context ?? options.lock?.context);
  return { block: allocateBlock(bytes, context), lock: options.lock ?? new RLock({ context }) };
}

/**
 * A number that threads or processes share. `counter.value += 1` reads and writes: between the two another may write, so
 * that an update is lost; hold the lock meanwhile.
 *
 * @example
 * const counter = new Value('i', 0);
 * counter.getLock().with(() => { counter.value += 1; });
 */
export class Value<C extends TypeCode = 'd'> extends SharedElements<DTypeOfCode<C>> {
  protected readonly kind = 'Value';

  /**
   * @param typecode - 'i' (int32), 'd' (float64) and so on, or a dtype
   * @param value - what it begins with, 0 if absent
   * @param options - `lock`, `context`
   */
  constructor(typecode: C, value?: Scalar<DTypeOfCode<C>> | number, options: SharedValueOptions = {}) {
    const name = dtypeOfCode('Value', typecode);
    const { block, lock } = parts('Value', DTYPES[name as DType].itemsize, options);
    super(name, 1, block, lock);
    if (value !== undefined) this.value = value as Scalar<DTypeOfCode<C>>;
  }

  get value(): Scalar<DTypeOfCode<C>> {
    return readElement(DTYPES[this.dtype as DType], this.data as never, 0) as Scalar<DTypeOfCode<C>>;
  }

  set value(value: Scalar<DTypeOfCode<C>>) {
    const info = DTYPES[this.dtype as DType];
    writeElement(info, this.data as never, 0, coerce('Value', info, value as never));
  }
}

/**
 * Numbers that threads or processes share.
 *
 * @example
 * const squares = new Array('d', 10);
 * squares.data[3] = 9;
 */
export class SharedArray<C extends TypeCode = 'd'> extends SharedElements<DTypeOfCode<C>> {
  protected readonly kind = 'Array';

  /**
   * @param typecode - 'i' (int32), 'd' (float64) and so on, or a dtype
   * @param sizeOrInitializer - how many, or the numbers it begins with
   * @param options - `lock`, `context`
   */
  constructor(
    typecode: C,
    sizeOrInitializer: number | Iterable<Scalar<DTypeOfCode<C>> | number>,
    options: SharedValueOptions = {},
  ) {
    const name = dtypeOfCode('Array', typecode);
    const given = typeof sizeOrInitializer === 'number' ? undefined : [...sizeOrInitializer];
    const length = given ? given.length : (sizeOrInitializer as number);
    if (!Number.isInteger(length) || length < 0) {
      throw new ValueError(`Array: the size must be a whole number of at least 0, got ${describe(length)}`);
    }
    const { block, lock } = parts('Array', length * DTYPES[name as DType].itemsize, options);
    super(name, length, block, lock);
    given?.forEach((value, k) => this.set(k, value as Scalar<DTypeOfCode<C>>));
  }

  get length(): number {
    return this.data.length / DTYPES[this.dtype as DType].lanes;
  }

  #index(index: number): number {
    const { length } = this;
    const k = index < 0 ? index + length : index;
    if (!Number.isInteger(k) || k < 0 || k >= length) {
      throw new IndexError(`index ${index} is out of bounds for a shared array of length ${length}`);
    }
    return k;
  }

  /** One number; a negative index counts from the end. */
  at(index: number): Scalar<DTypeOfCode<C>> {
    const info = DTYPES[this.dtype as DType];
    return readElement(info, this.data as never, this.#index(index)) as Scalar<DTypeOfCode<C>>;
  }

  /** Set one number. */
  set(index: number, value: Scalar<DTypeOfCode<C>>): void {
    const info = DTYPES[this.dtype as DType];
    writeElement(info, this.data as never, this.#index(index), coerce('Array', info, value as never));
  }

  *[Symbol.iterator](): IterableIterator<Scalar<DTypeOfCode<C>>> {
    for (let k = 0; k < this.length; k++) yield this.at(k);
  }

  /** The numbers as a list. */
  toArray(): Scalar<DTypeOfCode<C>>[] {
    return [...this];
  }
}

/**
 * An NDArray in shared memory, of zeros: handed to a process or a pool it is the same memory there.
 *
 * @param shape - its shape
 * @param options - `dtype`: float64 if absent, `context`
 * @example
 * const field = sharedNdarray([100, 100]);
 */
export function sharedNdarray<T extends DTypeLike = 'float64'>(
  shape: number | readonly number[],
  options: ContextOptions & { readonly dtype?: T } = {},
): NDArray<ResolveDType<T>> {
  checkOptions('sharedNdarray', options, ['dtype', 'context']);
  const info = dtype(options.dtype ?? ('float64' as T));
  const lengths = typeof shape === 'number' ? [shape] : [...shape];
  const block = allocateBlock(sizeOf(lengths) * info.itemsize, checkContext('sharedNdarray', options.context));
  const storage = new info.Storage(block.buffer, 0, sizeOf(lengths) * info.lanes);
  return new NDArray(info, storage as StorageOf<ResolveDType<T>>, lengths, stepsC(lengths), 0, null, true);
}

/** How an array in memory that processes share travels. */
interface ArrayFields {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly steps: readonly number[];
  readonly offset: number;
  readonly data: BlockWire;
  readonly slots: readonly [start: number, length: number];
}

setArraySharer((array) => {
  const { buffer, byteOffset, length } = array.storage;
  const block = blockOf(buffer);
  if (!block) return undefined;
  const fields: ArrayFields = {
    dtype: array.dtype,
    shape: [...array.shape],
    steps: [...array.steps],
    offset: array.offset,
    data: block.wire,
    slots: [byteOffset, length],
  };
  return { kind: 'NDArray', fields };
});

registerShared('NDArray', ({ dtype: name, shape, steps, offset, data, slots }: ArrayFields) => {
  const info = DTYPES[name];
  const storage = new info.Storage(openBlock(data).buffer, ...slots);
  return new NDArray(info, storage as StorageOf, shape, steps, offset, null);
});

const reviveParts = ({ data, lock }: Fields): SharedValueOptions =>
  ({ block: openBlock(data), lock: new RLock(openBlock(lock.fields)) }) as SharedValueOptions;

registerShared('Value', (fields: Fields) => new Value(fields.dtype, undefined, reviveParts(fields)));
registerShared('Array', (fields: Fields) => new SharedArray(fields.dtype, fields.length, reviveParts(fields)));
