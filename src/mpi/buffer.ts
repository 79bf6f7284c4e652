/**
 * What a capitalised method sends and receives: typed arrays, NDArrays, and mpi4py's lists `[data, count, datatype]`. They become
 * an address, a count and a datatype, without a copy.
 */
import type { TypedArray } from '../core/dtype.js';
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import type { Handle } from './abi/abi.js';
import type { Pointer } from './calls.js';
import {
  BYTE,
  DATATYPES,
  Datatype,
  FLOAT16_BITS,
  datatypeOfView,
  int32,
  stridedDatatype,
  type Integers,
} from './datatype.js';
import { mpi } from './library.js';

/** Memory that a message can be made of. */
export type BufferData = TypedArray | NDArray | ArrayBufferView | ArrayBuffer | SharedArrayBuffer;

/** How many elements each rank gives or gets, and where they lie. */
export type Counts = Integers | readonly [counts: Integers, displacements: Integers | null];

/** Memory with a count and a datatype, as mpi4py writes it. */
export type BufferSpec =
  | readonly [data: BufferData | null, datatype?: Datatype]
  | readonly [data: BufferData | null, count: number | Counts, datatype?: Datatype]
  | readonly [data: BufferData | null, counts: Integers, displacements: Integers, datatype?: Datatype];

/** `MPI.IN_PLACE`: take the operand from where the result goes. */
export const IN_PLACE: unique symbol = Symbol('MPI.IN_PLACE');

/** What a capitalised method takes as a buffer. */
export type Buffer_ = BufferData | BufferSpec;

/** A buffer, or MPI.IN_PLACE. */
export type SendBuffer = Buffer_ | typeof IN_PLACE | null;

/** A buffer as the C functions take it. One object is used again and again: read it before the next is resolved. */
export class Message {
  pointer: Pointer = null;
  count = 0;
  type: Handle = 0;
  datatype: Datatype = BYTE;
  /** How many elements there are behind the pointer; -1 if that is not known. */
  available = 0;
  inPlace = false;
  counts: Int32Array | undefined;
  displacements: Int32Array | undefined;
  /** Must stay alive while the message is under way. */
  owner: unknown;
  /** The memory as the program gave it, if a strided array is one element. */
  strided = false;
  /** Was the count given? Then it is one rank's share. */
  explicit = false;

  /** Nothing. */
  clear(): this {
    this.pointer = null;
    this.count = 0;
    this.datatype = BYTE;
    this.type = BYTE.handle;
    this.available = 0;
    this.inPlace = false;
    this.counts = undefined;
    this.displacements = undefined;
    this.owner = undefined;
    this.strided = false;
    this.explicit = false;
    return this;
  }
}

/**
 * Lay memory out for a message.
 *
 * @param message - receives the result
 * @param functionName - for messages of errors
 * @param argument - the argument's name, for messages of errors
 * @param buffer - what the program gave
 */
export function resolve(message: Message, functionName: string, argument: string, buffer: SendBuffer): Message {
  if (ArrayBuffer.isView(buffer)) {
    const datatype = datatypeOfView(buffer);
    const count = datatype === BYTE ? buffer.byteLength : (buffer as TypedArray).length;
    message.pointer = buffer;
    message.count = message.available = count;
    message.datatype = datatype;
    message.type = datatype.handle;
    message.inPlace = false;
    message.counts = message.displacements = undefined;
    message.owner = buffer;
    message.strided = false;
    message.explicit = false;
    return message;
  }
  message.clear();
  if (buffer instanceof NDArray) return resolveArray(message, buffer);
  if (buffer === IN_PLACE) {
    message.pointer = mpi().abi.inPlace;
    message.inPlace = true;
    return message;
  }
  if (buffer === null || buffer === undefined) return message;
  if (buffer instanceof ArrayBuffer || buffer instanceof SharedArrayBuffer) {
    return resolve(message, functionName, argument, new Uint8Array(buffer));
  }
  if (Array.isArray(buffer)) return resolveSpec(message, functionName, argument, buffer as readonly unknown[]);
  throw new DTypeError(
    `${functionName}: ${argument} must be a typed array, an NDArray or a list [data, count, datatype], got ${describe(buffer)}; ` +
      `other values go with the lower-case method`,
  );
}

function resolveArray(message: Message, array: NDArray): Message {
  const datatype = DATATYPES[array.dtype];
  message.owner = array;
  message.datatype = datatype;
  if (array.isC) {
    message.pointer = array.data;
    message.count = message.available = array.size;
    message.type = datatype.handle;
  } else {
    const { lanes } = array.info;
    const start = array.offset * lanes;
    message.pointer = array.storage.subarray(start, Math.max(start + 1, start));
    message.count = message.available = 1;
    message.strided = true;
    message.datatype = stridedDatatype(datatype, array.shape, array.steps);
    message.type = message.datatype.handle;
  }
  return message;
}

function isIntegers(value: unknown): value is Integers {
  return value instanceof Int32Array || (Array.isArray(value) && value.every((item) => typeof item === 'number'));
}

function resolveSpec(message: Message, functionName: string, argument: string, spec: readonly unknown[]): Message {
  const bad = (why: string): DTypeError =>
    new DTypeError(
      `${functionName}: ${argument} must be a typed array, an NDArray or a list [data, count, datatype]; ${why}`,
    );
  const rest = [...spec];
  const data = rest.shift();
  if (Array.isArray(data) || typeof data === 'number') {
    throw bad('plain arrays of numbers go with the lower-case method, or as Float64Array.of(...)');
  }
  resolve(message, functionName, argument, (data ?? null) as SendBuffer);
  const last = rest.at(-1);
  if (last instanceof Datatype) {
    rest.pop();
    setDatatype(message, functionName, argument, last);
  }
  if (rest.length === 0) return message;
  const [first, second, ...more] = rest;
  if (more.length > 0) throw bad(`it has ${spec.length} entries`);
  if (typeof first === 'number' && second === undefined) {
    if (!Number.isInteger(first) || first < 0) throw bad(`count must be a whole number, got ${describe(first)}`);
    if (message.available >= 0 && first > message.available) {
      throw new ValueError(
        `${functionName}: ${argument} holds ${message.available} elements of ${message.datatype.name}, fewer than the count ${first}`,
      );
    }
    message.count = first;
    message.counts = undefined;
    message.displacements = undefined;
    message.explicit = true;
    return message;
  }
  if (second === undefined && Array.isArray(first) && first.length === 2 && !isIntegers(first)) {
    const [counts, displacements] = first as [unknown, unknown];
    message.counts = int32(functionName, `the counts of ${argument}`, counts as Integers);
    if (displacements !== null && displacements !== undefined) {
      message.displacements = int32(functionName, `the displacements of ${argument}`, displacements as Integers);
    }
    return message;
  }
  if (isIntegers(first)) {
    message.counts = int32(functionName, `the counts of ${argument}`, first);
    if (second !== undefined && second !== null) {
      message.displacements = int32(functionName, `the displacements of ${argument}`, second as Integers);
    }
    return message;
  }
  throw bad(`got ${describe(first)} where a count, counts or a datatype belongs`);
}

function setDatatype(message: Message, functionName: string, argument: string, datatype: Datatype): void {
  const own = message.datatype;
  if (message.strided) {
    throw new ValueError(
      `${functionName}: ${argument} is a strided view, which brings its own datatype; leave out ${datatype.name} or pass a copy()`,
    );
  }
  if (message.owner !== undefined && datatype.dtype && own.dtype && own !== BYTE) {
    const same = own.dtype === datatype.dtype || datatype === BYTE || own.basicSize === datatype.basicSize;
    if (!same) {
      throw new DTypeError(
        `${functionName}: ${argument} holds ${own.dtype}, but its datatype is ${datatype.name} (${datatype.dtype})`,
      );
    }
  }
  const bytes = message.available * own.basicSize;
  message.datatype = datatype;
  message.type = datatype.handle;
  if (message.owner === undefined) return;
  message.available = message.count = datatype.elementsIn(bytes);
  if (message.count === 0 && bytes > 0) {
    throw new ValueError(
      `${functionName}: ${argument} holds ${bytes} bytes, not enough for one element of ${datatype.isPredefined ? datatype.name : 'the derived datatype'}`,
    );
  }
}

/** How many elements one rank gives or gets of a buffer that is divided evenly. */
export function perRank(message: Message, functionName: string, argument: string, size: number): number {
  if (message.inPlace || message.pointer === null) return 0;
  if (message.explicit) return message.count;
  if (message.strided) throw stridedError(functionName, argument);
  if (message.count % size !== 0) {
    throw new ValueError(
      `${functionName}: ${argument} holds ${message.count} elements, which ${size} ranks cannot share evenly; use ${functionName}v with counts`,
    );
  }
  return message.count / size;
}

/** A strided view where elements are counted. */
export function stridedError(functionName: string, argument: string): ValueError {
  return new ValueError(
    `${functionName}: ${argument} is a view with gaps or in another order; pass a contiguous array (a.copy())`,
  );
}

/** Refuse a view where elements are counted, and float16 where they are computed with. */
export function mustCompute(message: Message, functionName: string, argument: string): void {
  if (message.strided) throw stridedError(functionName, argument);
  if (message.datatype === FLOAT16_BITS) {
    throw new DTypeError(
      `${functionName}: ${argument} is float16, which MPI cannot compute with; convert it to float32`,
    );
  }
}

/** The two buffers of a collective hold one type. */
export function mustMatch(send: Message, receive: Message, functionName: string): void {
  if (send.inPlace || receive.inPlace || send.pointer === null || receive.pointer === null) return;
  if (send.datatype.dtype !== receive.datatype.dtype && send.datatype.dtype && receive.datatype.dtype) {
    throw new DTypeError(
      `${functionName}: sendbuf holds ${send.datatype.dtype}, recvbuf ${receive.datatype.dtype}; both must be of one type`,
    );
  }
}

/** The counts and displacements of a buffer with a part for every rank. */
export function fillParts(message: Message, functionName: string, argument: string, size: number): void {
  if (message.pointer === null) return;
  if (message.strided) throw stridedError(functionName, argument);
  let { counts, displacements } = message;
  if (counts === undefined) {
    if (message.inPlace) return;
    counts = new Int32Array(size);
    const { count } = message;
    for (let k = 0; k < size; k++) counts[k] = Math.floor(count / size) + (k < count % size ? 1 : 0);
  }
  if (counts.length !== size) {
    throw new ValueError(`${functionName}: ${argument} has ${counts.length} counts for ${size} ranks`);
  }
  if (displacements === undefined) {
    displacements = new Int32Array(size);
    for (let k = 1; k < size; k++) displacements[k] = displacements[k - 1]! + counts[k - 1]!;
  } else if (displacements.length !== size) {
    throw new ValueError(`${functionName}: ${argument} has ${displacements.length} displacements for ${size} ranks`);
  }
  for (let k = 0; k < size; k++) {
    const end = displacements[k]! + counts[k]!;
    if (
      counts[k]! < 0 ||
      displacements[k]! < 0 ||
      (message.available >= 0 && counts[k]! > 0 && end > message.available)
    ) {
      throw new ValueError(
        `${functionName}: rank ${k}'s part of ${argument} lies at ${displacements[k]} to ${end}, outside its ${message.available} elements`,
      );
    }
  }
  message.counts = counts;
  message.displacements = displacements;
}
