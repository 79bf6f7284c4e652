// Arrays that stay on disk: an index reads (or writes) only the bytes that it names. Node has no memory mapping; the parts
// are read with ordinary reads, whole runs at a time.

import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import {
  DTYPES,
  dtype as dtypeInfo,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  type ResolveDType,
} from '../core/dtype.js';
import { DTypeError, FormatError, IndexError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { planIndex, type Index } from '../core/indexing.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { canCastInfo } from '../core/promotion.js';
import { MAX_SIZE, broadcastSteps, sizeOf, stepsC, stepsF, type ShapeLike } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { NATIVE_ORDER, swapBytes, type ByteOrder } from './byteOrder.js';
import { isFilePath, withFile, writeWhole, type FilePath, type OpenFile } from './fileSystem.js';
import { npyHeader, settle } from './npy.js';
import { npyHeaderAt } from './npyFile.js';

/** May the file be written? `'w+'` makes a new one, full of zeros. */
export type MemmapMode = 'r' | 'r+' | 'w+';

/** Options of `memmap`. */
export interface MemmapOptions<T extends DTypeLike = DTypeLike> {
  /** The element type, uint8 by default. */
  dtype?: T;
  /** `'r'` to read, `'r+'` (default) to read and write, `'w+'` for a new file. */
  mode?: MemmapMode;
  /** Where the array begins, in bytes. */
  offset?: number;
  /** The shape; by default one axis over the rest of the file. */
  shape?: ShapeLike | null;
  order?: 'C' | 'F';
}

interface Layout<D extends DType> {
  readonly info: DTypeInfo<D>;
  readonly byteOrder: ByteOrder;
  readonly shape: readonly number[];
  readonly order: 'C' | 'F';
  readonly offset: number;
  readonly mode: MemmapMode;
}

/** Runs of elements nearer to each other than this many bytes are read together with what lies between. */
const GAP = 4096;
/** The most bytes read at a time where runs are picked out. */
const SPAN = 2 ** 22;

/**
 * An array in a file. `at` reads the part that an index names, `set` writes one; nothing else is held in memory, and no
 * file stays open between calls.
 *
 * @example
 * np.save('/tmp/big.npy', np.arange(1e6));
 * const big = np.load('/tmp/big.npy', { mmapMode: 'r' });
 * big.at('10:13').toArray(); // [10, 11, 12]
 */
export class Memmap<D extends DType = DType> {
  readonly filename: FilePath;
  readonly dtype: D;
  readonly shape: readonly number[];
  /** How the elements lie in the file. */
  readonly order: 'C' | 'F';
  /** Where the first element lies in the file, in bytes. */
  readonly offset: number;
  readonly mode: MemmapMode;
  readonly #info: DTypeInfo<D>;
  readonly #byteOrder: ByteOrder;

  /** For the library's own use: nothing is checked. */
  constructor(filename: FilePath, layout: Layout<D>) {
    this.filename = filename;
    this.#info = layout.info;
    this.#byteOrder = layout.byteOrder;
    this.dtype = layout.info.name;
    this.shape = layout.shape;
    this.order = layout.order;
    this.offset = layout.offset;
    this.mode = layout.mode;
  }

  /** How many axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** How many elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** Bytes an element. */
  get itemsize(): number {
    return this.#info.itemsize;
  }

  /** Bytes of all elements. */
  get nbytes(): number {
    return this.size * this.itemsize;
  }

  /** The length along the first axis. */
  get length(): number {
    if (this.ndim === 0) throw new DTypeError('len() of unsized object: an array without axes has no length');
    return this.shape[0]!;
  }

  /**
   * Reads the part that an index names.
   *
   * @param indices - integers, slices, `np.newaxis` and `'...'`; no index arrays
   * @returns a fresh array
   * @throws IndexError for other indices, FormatError when the file has become too short
   */
  at(...indices: Index[]): NDArray<D> {
    const { runs, count, packed } = this.#runsOf('at', indices);
    if (packed.size > MAX_SIZE) {
      throw new ValueError(
        `memmap: a part of ${packed.size} elements is too large; an array holds at most ${MAX_SIZE}`,
      );
    }
    const array = emptyArray(this.#info, [packed.size]);
    const { storage } = array;
    const bytes = new Uint8Array(storage.buffer, storage.byteOffset, array.nbytes);
    if (array.size > 0) {
      withFile('memmap', this.filename, 'r', (opened) =>
        readRuns(opened, bytes, runs, count * this.itemsize, this.itemsize),
      );
    }
    settle(array as NDArray, bytes, this.#byteOrder);
    return new NDArray(this.#info, storage, packed.shape, packed.steps, packed.offset, null);
  }

  /** Reads all of it. */
  read(): NDArray<D> {
    return this.at('...');
  }

  /**
   * Writes the part that an index names.
   *
   * @param indices - the index, e.g. `[0, '1:3']`
   * @param value - array_like, broadcast to that part; plain numbers must fit the dtype
   * @throws ValueError when the file was opened to read only or the value does not fit
   */
  set(indices: readonly Index[], value: ArrayLike): this {
    if (this.mode === 'r') throw new ValueError("memmap: assignment destination is read-only; open it with mode 'r+'");
    if (!Array.isArray(indices))
      throw new DTypeError(`memmap: the index must be a list such as [0, '1:3'], got ${describe(indices)}`);
    const source = asNDArray('memmap', value, this.#info);
    if (!canCastInfo(source.info, this.#info, 'same_kind')) {
      throw new DTypeError(
        `memmap: cannot assign ${source.dtype} values to a file of ${this.dtype} without loss; convert them with astype('${this.dtype}')`,
      );
    }
    const { runs, count, packed } = this.#runsOf('set', indices);
    const { shape } = packed;
    if (
      source.ndim > shape.length ||
      source.shape.some((n, k) => n !== 1 && n !== shape[shape.length - source.ndim + k])
    ) {
      throw new ValueError(
        `memmap: could not broadcast input array from shape ${shapeText(source.shape)} into shape ${shapeText(shape)}`,
      );
    }
    const array = emptyArray(this.#info, [packed.size]);
    const target = new NDArray(this.#info, array.storage, shape, packed.steps, packed.offset, null);
    const spread = {
      info: source.info,
      storage: source.storage,
      offset: source.offset,
      steps: broadcastSteps(source.shape, source.steps, shape),
    };
    backend().copy(shape, spread, target);
    const bytes = new Uint8Array(array.storage.buffer, array.storage.byteOffset, array.nbytes);
    if (this.#byteOrder !== NATIVE_ORDER) swapBytes(bytes, this.itemsize / this.#info.lanes);
    withFile('memmap', this.filename, 'r+', (opened) => {
      const run = count * this.itemsize;
      let done = 0;
      forEachRun(runs, (element) => {
        opened.write(bytes.subarray(done, done + run), this.offset + element * this.itemsize);
        done += run;
      });
    });
    return this;
  }

  toString(): string {
    return `Memmap '${String(this.filename)}' of shape ${shapeText(this.shape)}, dtype ${this.dtype}, mode '${this.mode}'`;
  }

  /**
   * What an index comes to: runs of `count` neighbouring elements in the file, in ascending order, and the shape, steps and
   * offset that show these elements, packed one run after another, as the index wants them.
   */
  #runsOf(method: string, indices: readonly Index[]): { runs: Runs; count: number; packed: Packed } {
    const whole = new NDArray(
      this.#info,
      new this.#info.Storage(0),
      this.shape,
      this.order === 'C' ? stepsC(this.shape) : stepsF(this.shape),
      0,
      null,
      false,
    ) as unknown as NDArray;
    const plan = planIndex(method, whole, indices);
    if (plan.advanced.length > 0) {
      throw new IndexError(
        `memmap: ${method} takes integers, slices, newaxis and '...'; read the part and index that with arrays`,
      );
    }
    const { view } = plan;
    // Axes by their distance in the file, the farthest first; backward ones are read forward.
    const axes = view.shape.map((length, k) => ({
      k,
      length,
      step: Math.abs(view.steps[k]!),
      backward: view.steps[k]! < 0,
    }));
    const byStep = axes.filter((axis) => axis.length !== 1).sort((a, b) => b.step - a.step);
    let first = view.offset;
    for (const axis of axes) if (axis.backward) first -= axis.step * (axis.length - 1);
    let count = 1;
    const outer = [...byStep];
    while (outer.length > 0 && outer.at(-1)!.step === count) count *= outer.pop()!.length;
    const steps = new Array<number>(view.ndim).fill(0);
    let packedOffset = 0;
    let step = 1;
    for (const axis of byStep.reverse()) {
      steps[axis.k] = axis.backward ? -step : step;
      if (axis.backward) packedOffset += step * (axis.length - 1);
      step *= axis.length;
    }
    return {
      runs: {
        first,
        shape: outer.map((axis) => axis.length),
        steps: outer.map((axis) => axis.step),
        base: this.offset,
      },
      count,
      packed: {
        shape: view.shape,
        steps,
        offset: sizeOf(view.shape) === 0 ? 0 : packedOffset,
        size: sizeOf(view.shape),
      },
    };
  }
}

interface Runs {
  /** The first run's first element. */
  readonly first: number;
  readonly shape: readonly number[];
  readonly steps: readonly number[];
  /** Where element 0 lies in the file, in bytes. */
  readonly base: number;
}

interface Packed {
  readonly shape: readonly number[];
  readonly steps: readonly number[];
  readonly offset: number;
  readonly size: number;
}

/** Calls `visit` with the first element of every run, in the order of the file. */
function forEachRun(runs: Runs, visit: (element: number) => void): void {
  const { shape, steps } = runs;
  const walk = (axis: number, element: number): void => {
    if (axis === shape.length) return visit(element);
    for (let i = 0; i < shape[axis]!; i++) walk(axis + 1, element + i * steps[axis]!);
  };
  walk(0, runs.first);
}

/** Reads runs of `length` bytes one after another into `bytes`; near ones come in one read. */
function readRuns(opened: OpenFile, bytes: Uint8Array, runs: Runs, length: number, itemsize: number): void {
  const waiting: number[] = []; // where the runs of the next read begin in the file
  let done = 0;
  const flush = (): void => {
    const from = waiting[0]!;
    if (waiting.length === 1) opened.readFully('memmap', bytes.subarray(done, done + length), from);
    else {
      const span = new Uint8Array(waiting.at(-1)! + length - from);
      opened.readFully('memmap', span, from);
      waiting.forEach((start, k) => bytes.set(span.subarray(start - from, start - from + length), done + k * length));
    }
    done += waiting.length * length;
    waiting.length = 0;
  };
  forEachRun(runs, (element) => {
    const start = runs.base + element * itemsize;
    const last = waiting.at(-1);
    if (last !== undefined && (start - (last + length) > GAP || start + length - waiting[0]! > SPAN)) flush();
    waiting.push(start);
  });
  if (waiting.length > 0) flush();
}

function checkMode(functionName: string, file: unknown, mode: unknown): void {
  if (!isFilePath(file))
    throw new DTypeError(`${functionName}: filename must be a path or a URL, got ${describe(file)}`);
  if (mode !== 'r' && mode !== 'r+' && mode !== 'w+') {
    throw new ValueError(`${functionName}: mode must be one of 'r', 'r+', 'w+', got ${describe(mode)}`);
  }
}

/** A shape for an array on disk, which may be larger than one in memory. */
function fileShape(functionName: string, shape: ShapeLike): number[] {
  const list = typeof shape === 'number' ? [shape] : [...shape];
  for (const length of list) {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new ValueError(
        `${functionName}: lengths in a shape must be non-negative integers, got ${describe(length)}`,
      );
    }
  }
  return list;
}

/**
 * An array in a file of raw numbers, of which only the parts asked for are read or written.
 *
 * @param filename - a path or URL
 * @param options - `dtype` (uint8), `mode` ('r+'), `offset` (bytes), `shape`, `order`
 * @throws ValueError when the file is shorter than the shape needs, or its length is no multiple of the item size
 * @example
 * const m = np.memmap('/tmp/raw.bin', { dtype: 'float32', mode: 'w+', shape: [1000, 3] });
 * m.set([0], [1, 2, 3]);
 * m.at(0).toArray(); // [1, 2, 3]
 */
export function memmap<T extends DTypeLike = 'uint8'>(
  filename: FilePath,
  options: MemmapOptions<T> = {},
): Memmap<ResolveDType<T>> {
  checkOptions('memmap', options, ['dtype', 'mode', 'offset', 'shape', 'order']);
  const { dtype, mode = 'r+', offset = 0, shape, order = 'C' } = options;
  checkMode('memmap', filename, mode);
  const info = (dtype === undefined ? DTYPES.uint8 : dtypeInfo(dtype)) as DTypeInfo<ResolveDType<T>>;
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new ValueError(`memmap: offset must be a non-negative number of bytes, got ${describe(offset)}`);
  }
  if (order !== 'C' && order !== 'F') throw new ValueError(`memmap: order must be 'C' or 'F', got ${describe(order)}`);
  if (mode === 'w+' && (shape === undefined || shape === null)) {
    throw new ValueError("memmap: shape must be given if mode = 'w+'");
  }
  const given = shape === undefined || shape === null ? undefined : fileShape('memmap', shape);
  const length = withFile('memmap', filename, mode, (opened) => {
    const needed = given && offset + sizeOf(given) * info.itemsize;
    if (needed !== undefined && needed > opened.length && mode !== 'r') {
      // As in NumPy a file open for writing grows to what the shape needs.
      opened.resize(needed);
      return needed;
    }
    return opened.length;
  });
  const available = length - offset;
  if (given === undefined && (available < 0 || available % info.itemsize !== 0)) {
    throw new ValueError(
      `memmap: Size of available data (${available} bytes) is not a multiple of the data-type size (${info.itemsize})`,
    );
  }
  const full = given ?? [available / info.itemsize];
  if (sizeOf(full) * info.itemsize > available) {
    throw new ValueError(
      `memmap: mmap length is greater than file size: shape ${shapeText(full)} of ${info.name} needs ${sizeOf(full) * info.itemsize} bytes from byte ${offset} on, the file has ${available}`,
    );
  }
  return new Memmap(filename, { info, byteOrder: NATIVE_ORDER, shape: full, order, offset, mode });
}

/** Options of `openMemmap`. */
export interface OpenMemmapOptions<T extends DTypeLike = DTypeLike> {
  /** `'r'` to read, `'r+'` (default) to read and write, `'w+'` for a new file. */
  mode?: MemmapMode;
  /** For a new file: the element type, float64 by default. */
  dtype?: T;
  /** For a new file: the shape. */
  shape?: ShapeLike;
  /** For a new file: Fortran order? Default false. */
  fortranOrder?: boolean;
}

/**
 * An array in a .npy file, of which only the parts asked for are read or written.
 *
 * @param filename - a path or URL
 * @param options - `mode`; for a new file also `dtype`, `shape`, `fortranOrder`
 * @throws FormatError when the file is no sound .npy file
 * @example
 * const m = np.openMemmap('/tmp/new.npy', { mode: 'w+', dtype: 'int32', shape: [2, 2] });
 * m.set([0, 1], 7);
 * np.load('/tmp/new.npy').toArray(); // [[0, 7], [0, 0]]
 */
export function openMemmap<T extends DTypeLike = DType>(
  filename: FilePath,
  options: OpenMemmapOptions<T> = {},
): Memmap<ResolveDType<T>> {
  checkOptions('openMemmap', options, ['mode', 'dtype', 'shape', 'fortranOrder']);
  const { mode = 'r+' } = options;
  checkMode('openMemmap', filename, mode);
  if (mode === 'w+') {
    if (options.shape === undefined) throw new ValueError("openMemmap: shape must be given if mode = 'w+'");
    const shape = fileShape('openMemmap', options.shape);
    const info = dtypeInfo(options.dtype ?? 'float64') as DTypeInfo;
    const head = npyHeader(info, shape, options.fortranOrder ? 'F' : 'C');
    writeWhole('openMemmap', filename, (put) => put(head));
    withFile('openMemmap', filename, 'r+', (opened) => opened.resize(head.length + sizeOf(shape) * info.itemsize));
  }
  const header = npyHeaderAt('openMemmap', filename);
  const needed = header.dataStart + sizeOf(header.shape) * header.info.itemsize;
  if (header.fileLength < needed) {
    throw new FormatError(
      `${String(filename)}: truncated: the array needs a file of ${needed} bytes, it has ${header.fileLength}`,
    );
  }
  return new Memmap(filename, {
    info: header.info as DTypeInfo<ResolveDType<T>>,
    byteOrder: header.byteOrder,
    shape: header.shape,
    order: header.order,
    offset: header.dataStart,
    mode: mode === 'w+' ? 'r+' : mode,
  });
}
