/** MPI datatypes: the predefined ones, which dtype each stands for, and derived ones for strided and scattered memory. */
import type { DType, TypedArray } from '../core/dtype.js';
import { DTypeError, ValueError, describe } from '../core/errors.js';
import type { Handle } from './abi/abi.js';
import { MPIObject, handleCells, makeHandle, readHandle, writeHandle, type HandleCells } from './handles.js';
import { beforeFinalize, check, mpi } from './library.js';

/** Lists of integers, as MPI wants them. */
export type Integers = readonly number[] | Int32Array;

/** Integers as C's int array; says which argument is wrong. */
export function int32(functionName: string, name: string, values: Integers): Int32Array {
  if (values instanceof Int32Array) return values;
  if (!Array.isArray(values) || !values.every((value) => Number.isInteger(value))) {
    throw new DTypeError(`${functionName}: ${name} must be a list of integers, got ${describe(values)}`);
  }
  return Int32Array.from(values as readonly number[]);
}

/** Displacements in bytes, as C's array of addresses. */
function addresses(functionName: string, displacements: Integers): BigInt64Array {
  return BigInt64Array.from(int32(functionName, 'displacements', displacements), (value) => BigInt(value));
}

/** The type of elements in a message. Predefined ones are `MPI.DOUBLE` and so on; derived ones are made by the methods `Create...`. */
export class Datatype extends MPIObject {
  /** MPI's name, or `derived`. */
  readonly name: string;
  /** The dtype that a predefined type stands for. */
  readonly dtype: DType | undefined;
  /** Bytes of one element of the basic type, of which buffers are counted. */
  readonly basicSize: number;
  /** Of a derived type: the distance between elements, and where the data of one ends. */
  #room: readonly [extent: number, needed: number] | undefined;

  /** For the library's own use. */
  constructor(handle: Handle | string, dtype: DType | undefined, basicSize: number, name?: string) {
    super(handle);
    this.name = name ?? (typeof handle === 'string' ? handle : 'derived');
    this.dtype = dtype;
    this.basicSize = basicSize;
  }

  #derive(call: (cell: HandleCells) => number, functionName: string): Datatype {
    const handle = makeHandle((cell) => check(call(cell), functionName));
    return new Datatype(handle, this.dtype, this.basicSize);
  }

  /** Bytes of data in one element. */
  getSize(): number {
    const size = new Int32Array(1);
    check(mpi().calls.MPI_Type_size(this.handle, size), 'getSize');
    return size[0]!;
  }

  /** Bytes of data in one element. */
  get size(): number {
    return this.getSize();
  }

  /** Where an element begins and how far the next one is, in bytes: [lower bound, extent]. */
  getExtent(): [lowerBound: number, extent: number] {
    const cells = new BigInt64Array(2);
    check(mpi().calls.MPI_Type_get_extent(this.handle, cells.subarray(0, 1), cells.subarray(1)), 'getExtent');
    return [Number(cells[0]), Number(cells[1])];
  }

  /** The distance between elements in bytes. */
  get extent(): number {
    return this.getExtent()[1];
  }

  /** As `getExtent`, without what `CreateResized` has changed. */
  getTrueExtent(): [lowerBound: number, extent: number] {
    const cells = new BigInt64Array(2);
    check(mpi().calls.MPI_Type_get_true_extent(this.handle, cells.subarray(0, 1), cells.subarray(1)), 'getTrueExtent');
    return [Number(cells[0]), Number(cells[1])];
  }

  /** Where an element begins, in bytes. */
  get lb(): number {
    return this.getExtent()[0];
  }

  /** Where an element ends, in bytes. */
  get ub(): number {
    const [lowerBound, extent] = this.getExtent();
    return lowerBound + extent;
  }

  /** MPI's name, or `derived`. */
  getName(): string {
    return this.name;
  }

  /** A copy. */
  Dup(): Datatype {
    return this.#derive((cell) => mpi().calls.MPI_Type_dup(this.handle, cell), 'Dup');
  }

  /**
   * So many elements in a row.
   *
   * @param count - elements
   */
  CreateContiguous(count: number): Datatype {
    return this.#derive((cell) => mpi().calls.MPI_Type_contiguous(count, this.handle, cell), 'CreateContiguous');
  }

  /**
   * Blocks at equal distances: a column of a matrix, say.
   *
   * @param count - blocks
   * @param blocklength - elements a block
   * @param stride - from the start of one block to the next, in elements
   * @example
   * // A column of a matrix of 4 rows and 6 columns of float64:
   * const column = MPI.DOUBLE.CreateVector(4, 1, 6).Commit();
   */
  CreateVector(count: number, blocklength: number, stride: number): Datatype {
    return this.#derive(
      (cell) => mpi().calls.MPI_Type_vector(count, blocklength, stride, this.handle, cell),
      'CreateVector',
    );
  }

  /** As `CreateVector`, the stride in bytes. */
  CreateHvector(count: number, blocklength: number, stride: number): Datatype {
    return this.#derive(
      (cell) => mpi().calls.MPI_Type_create_hvector(count, blocklength, stride, this.handle, cell),
      'CreateHvector',
    );
  }

  /** Blocks of given lengths at given displacements, in elements. */
  CreateIndexed(blocklengths: Integers, displacements: Integers): Datatype {
    const lengths = int32('CreateIndexed', 'blocklengths', blocklengths);
    const at = int32('CreateIndexed', 'displacements', displacements);
    if (lengths.length !== at.length) {
      throw new ValueError(
        `CreateIndexed: blocklengths and displacements must be of one length, got ${lengths.length} and ${at.length}`,
      );
    }
    return this.#derive(
      (cell) => mpi().calls.MPI_Type_indexed(lengths.length, lengths, at, this.handle, cell),
      'CreateIndexed',
    );
  }

  /** As `CreateIndexed`, the displacements in bytes. */
  CreateHindexed(blocklengths: Integers, displacements: Integers): Datatype {
    const lengths = int32('CreateHindexed', 'blocklengths', blocklengths);
    if (lengths.length !== displacements.length) {
      throw new ValueError(
        `CreateHindexed: blocklengths and displacements must be of one length, got ${lengths.length} and ${displacements.length}`,
      );
    }
    const at = addresses('CreateHindexed', displacements);
    return this.#derive(
      (cell) => mpi().calls.MPI_Type_create_hindexed(lengths.length, lengths, at, this.handle, cell),
      'CreateHindexed',
    );
  }

  /** As `CreateIndexedBlock`, the displacements in bytes. */
  CreateHindexedBlock(blocklength: number, displacements: Integers): Datatype {
    const at = addresses('CreateHindexedBlock', displacements);
    return this.#derive(
      (cell) => mpi().calls.MPI_Type_create_hindexed_block(at.length, blocklength, at, this.handle, cell),
      'CreateHindexedBlock',
    );
  }

  /** Blocks of one length at given displacements, in elements. */
  CreateIndexedBlock(blocklength: number, displacements: Integers): Datatype {
    const at = int32('CreateIndexedBlock', 'displacements', displacements);
    return this.#derive(
      (cell) => mpi().calls.MPI_Type_create_indexed_block(at.length, blocklength, at, this.handle, cell),
      'CreateIndexedBlock',
    );
  }

  /**
   * A rectangular part of an array.
   *
   * @param sizes - the shape of the whole array
   * @param subsizes - the shape of the part
   * @param starts - where the part begins
   * @param options - `order`: 'C' or 'F'
   */
  CreateSubarray(
    sizes: Integers,
    subsizes: Integers,
    starts: Integers,
    { order = 'C' }: { readonly order?: 'C' | 'F' } = {},
  ): Datatype {
    const { abi, calls } = mpi();
    const lists = [
      int32('CreateSubarray', 'sizes', sizes),
      int32('CreateSubarray', 'subsizes', subsizes),
      int32('CreateSubarray', 'starts', starts),
    ] as const;
    if (lists.some((list) => list.length !== lists[0].length)) {
      throw new ValueError('CreateSubarray: sizes, subsizes and starts must be of one length');
    }
    const code = order === 'C' ? abi.constants.ORDER_C : abi.constants.ORDER_FORTRAN;
    return this.#derive(
      (cell) => calls.MPI_Type_create_subarray(lists[0].length, ...lists, code, this.handle, cell),
      'CreateSubarray',
    );
  }

  /** The same data with another lower bound and extent, in bytes. */
  CreateResized(lowerBound: number, extent: number): Datatype {
    return this.#derive(
      (cell) => mpi().calls.MPI_Type_create_resized(this.handle, lowerBound, extent, cell),
      'CreateResized',
    );
  }

  /** Blocks of several datatypes at displacements in bytes: a record. */
  static CreateStruct(blocklengths: Integers, displacements: Integers, datatypes: readonly Datatype[]): Datatype {
    const lengths = int32('CreateStruct', 'blocklengths', blocklengths);
    if (lengths.length !== displacements.length || lengths.length !== datatypes.length) {
      throw new ValueError('CreateStruct: blocklengths, displacements and datatypes must be of one length');
    }
    const at = BigInt64Array.from(displacements as ArrayLike<number>, (value) => BigInt(value));
    const types = handleCells(datatypes.length);
    datatypes.forEach((datatype, k) => writeHandle(types, k, datatype.handle));
    const handle = makeHandle((cell) =>
      check(mpi().calls.MPI_Type_create_struct(lengths.length, lengths, at, types, cell), 'CreateStruct'),
    );
    return new Datatype(handle, undefined, 1);
  }

  /** Make a derived datatype ready for communication. */
  Commit(): this {
    const cell = handleCells(1);
    writeHandle(cell, 0, this.handle);
    check(mpi().calls.MPI_Type_commit(cell), 'Commit');
    return this;
  }

  /** Free a derived datatype. */
  Free(): void {
    if (this.predefinedName !== undefined) throw new ValueError(`Free: ${this.name} is predefined and cannot be freed`);
    const cell = handleCells(1);
    writeHandle(cell, 0, this.handle);
    check(mpi().calls.MPI_Type_free(cell), 'Free');
    this.forget();
  }

  /**
   * Put the elements of an array one after another, without gaps, behind what is packed already.
   *
   * @param inbuf - the elements
   * @param outbuf - receives them
   * @param position - where in `outbuf`, in bytes
   * @param comm - with whom the packed bytes (`MPI.PACKED`) are exchanged
   * @returns the position behind them
   */
  Pack(inbuf: ArrayBufferView, outbuf: Uint8Array, position: number, comm: { readonly handle: Handle }): number {
    const at = Int32Array.of(position);
    const count = this.elementsIn(inbuf.byteLength);
    const { calls } = mpi();
    const needed = position + this.PackSize(count, comm);
    if (needed > outbuf.length) {
      throw new ValueError(`Pack: outbuf holds ${outbuf.length} bytes, fewer than the ${needed} that may be needed`);
    }
    check(calls.MPI_Pack(inbuf, count, this.handle, outbuf, outbuf.length, at, comm.handle), 'Pack');
    return at[0]!;
  }

  /**
   * Take packed elements out again.
   *
   * @param inbuf - what was packed
   * @param position - where in `inbuf`, in bytes
   * @param outbuf - receives as many elements as it holds
   * @param comm - with whom the packed bytes are exchanged
   * @returns the position behind them
   */
  Unpack(inbuf: Uint8Array, position: number, outbuf: ArrayBufferView, comm: { readonly handle: Handle }): number {
    const at = Int32Array.of(position);
    const { calls } = mpi();
    const count = this.elementsIn(outbuf.byteLength);
    check(calls.MPI_Unpack(inbuf, inbuf.length, at, outbuf, count, this.handle, comm.handle), 'Unpack');
    return at[0]!;
  }

  /** Bytes that so many elements may take when packed. */
  PackSize(count: number, comm: { readonly handle: Handle }): number {
    const size = new Int32Array(1);
    check(mpi().calls.MPI_Pack_size(count, this.handle, comm.handle, size), 'PackSize');
    return size[0]!;
  }

  /** How many of these elements so many bytes hold: of the last one, what follows its data may lie outside. */
  elementsIn(bytes: number): number {
    if (this.predefinedName !== undefined) return Math.floor(bytes / this.basicSize);
    this.#room ??= [this.getExtent()[1], this.getTrueExtent().reduce((a, b) => a + b)];
    const [extent, needed] = this.#room;
    return bytes < needed ? 0 : extent > 0 ? 1 + Math.floor((bytes - needed) / extent) : 1;
  }

  /** Is it one of MPI's own? */
  get isPredefined(): boolean {
    return this.predefinedName !== undefined;
  }
}

const predefined = (name: string, dtype: DType | undefined, size: number): Datatype =>
  new Datatype(`MPI_${name}`, dtype, size);

export const BYTE = predefined('BYTE', 'uint8', 1);
/** What `Pack` makes. */
export const PACKED = predefined('PACKED', 'uint8', 1);
export const CHAR = predefined('CHAR', 'int8', 1);
export const SIGNED_CHAR = predefined('SIGNED_CHAR', 'int8', 1);
export const UNSIGNED_CHAR = predefined('UNSIGNED_CHAR', 'uint8', 1);
export const SHORT = predefined('SHORT', 'int16', 2);
export const UNSIGNED_SHORT = predefined('UNSIGNED_SHORT', 'uint16', 2);
export const INT = predefined('INT', 'int32', 4);
export const UNSIGNED = predefined('UNSIGNED', 'uint32', 4);
export const LONG = predefined('LONG', 'int64', 8);
export const UNSIGNED_LONG = predefined('UNSIGNED_LONG', 'uint64', 8);
export const LONG_LONG = predefined('LONG_LONG', 'int64', 8);
export const UNSIGNED_LONG_LONG = predefined('UNSIGNED_LONG_LONG', 'uint64', 8);
export const FLOAT = predefined('FLOAT', 'float32', 4);
export const DOUBLE = predefined('DOUBLE', 'float64', 8);
export const C_BOOL = predefined('C_BOOL', 'bool', 1);
export const INT8_T = predefined('INT8_T', 'int8', 1);
export const UINT8_T = predefined('UINT8_T', 'uint8', 1);
export const INT16_T = predefined('INT16_T', 'int16', 2);
export const UINT16_T = predefined('UINT16_T', 'uint16', 2);
export const INT32_T = predefined('INT32_T', 'int32', 4);
export const UINT32_T = predefined('UINT32_T', 'uint32', 4);
export const INT64_T = predefined('INT64_T', 'int64', 8);
export const UINT64_T = predefined('UINT64_T', 'uint64', 8);
export const COMPLEX = predefined('C_FLOAT_COMPLEX', 'complex64', 8);
export const C_FLOAT_COMPLEX = predefined('C_FLOAT_COMPLEX', 'complex64', 8);
export const DOUBLE_COMPLEX = predefined('C_DOUBLE_COMPLEX', 'complex128', 16);
export const C_DOUBLE_COMPLEX = predefined('C_DOUBLE_COMPLEX', 'complex128', 16);
/** A float32 and an int32: pairs for MAXLOC and MINLOC. */
export const FLOAT_INT = predefined('FLOAT_INT', undefined, 8);
/** A float64 and an int32 in 16 bytes: pairs for MAXLOC and MINLOC. */
export const DOUBLE_INT = predefined('DOUBLE_INT', undefined, 16);
/** Two int32: pairs for MAXLOC and MINLOC. */
export const TWOINT = predefined('2INT', undefined, 8);

/** float16 has no MPI datatype: its bits travel as uint16, and no operation may touch them. */
export const FLOAT16_BITS = new Datatype('MPI_UINT16_T', 'float16', 2, 'float16 (as bits)');

/** The datatype of every dtype. */
export const DATATYPES: Readonly<Record<DType, Datatype>> = {
  bool: C_BOOL,
  int8: INT8_T,
  uint8: UINT8_T,
  int16: INT16_T,
  uint16: UINT16_T,
  int32: INT32_T,
  uint32: UINT32_T,
  int64: INT64_T,
  uint64: UINT64_T,
  float16: FLOAT16_BITS,
  float32: FLOAT,
  float64: DOUBLE,
  complex64: C_FLOAT_COMPLEX,
  complex128: C_DOUBLE_COMPLEX,
};

/** The datatype of a typed array. */
const BY_CONSTRUCTOR = new Map<unknown, Datatype>([
  [Float64Array, DOUBLE],
  [Float32Array, FLOAT],
  [Int32Array, INT32_T],
  [Uint8Array, UINT8_T],
  [Uint8ClampedArray, UINT8_T],
  [Int8Array, INT8_T],
  [Int16Array, INT16_T],
  [Uint16Array, UINT16_T],
  [Uint32Array, UINT32_T],
  [BigInt64Array, INT64_T],
  [BigUint64Array, UINT64_T],
]);

/** The datatype of a typed array's elements; bytes for a Buffer or a DataView. */
export function datatypeOfView(view: TypedArray | ArrayBufferView): Datatype {
  return BY_CONSTRUCTOR.get(view.constructor) ?? BYTE;
}

/** A datatype for elements at steps of their own, made once for each layout. */
const layouts = new Map<string, Datatype>();
const MOST_LAYOUTS = 256;

function freeLayouts(): void {
  for (const datatype of layouts.values()) datatype.Free();
  layouts.clear();
}

/**
 * A committed datatype whose one element is a strided array.
 *
 * @param base - the element type
 * @param shape - lengths along the axes
 * @param steps - distances along the axes, in elements
 */
export function stridedDatatype(base: Datatype, shape: readonly number[], steps: readonly number[]): Datatype {
  const key = `${base.name}|${shape.join()}|${steps.join()}`;
  const known = layouts.get(key);
  if (known) return known;
  if (layouts.size === 0) beforeFinalize(freeLayouts);
  if (layouts.size >= MOST_LAYOUTS) {
    const [oldest, datatype] = layouts.entries().next().value!;
    datatype.Free();
    layouts.delete(oldest);
  }
  const { calls } = mpi();
  let handle = base.handle;
  for (let k = shape.length - 1; k >= 0; k--) {
    const cell = handleCells(1);
    const code = calls.MPI_Type_create_hvector(shape[k]!, 1, steps[k]! * base.basicSize, handle, cell);
    if (handle !== base.handle) {
      const old = handleCells(1);
      writeHandle(old, 0, handle);
      calls.MPI_Type_free(old);
    }
    check(code, 'CreateHvector');
    handle = readHandle(cell);
  }
  const made = new Datatype(handle, base.dtype, base.basicSize).Commit();
  layouts.set(key, made);
  return made;
}
