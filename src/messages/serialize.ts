/**
 * Values as bytes, for the lower-case methods: whatever structured cloning takes, and besides NDArrays and `Complex`. Common values travel
 * in the compact form, large arrays as they lie in memory, everything else through V8's serialiser.
 */
import { DefaultDeserializer, DefaultSerializer } from 'node:v8';
import { DTYPES, type StorageOf } from '../core/dtype.js';
import { DTypeError } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { sizeOf, stepsC } from '../core/shape.js';
import { DTYPE_NAMES, VIEWS, VIEW_NUMBERS } from './compactFormat.js';
import { CompactReader } from './compactReader.js';
import { CompactWriter } from './compactWriter.js';
import { isByReference, packed, putBack, takeOut, type Destination, type Taken } from './exchange.js';

/** What the first byte says. */
const enum Form {
  /** V8's format. */
  Value = 0,
  /** V8's format of a list: the value with marks in place of arrays, and the arrays. */
  Marked = 1,
  /** An NDArray: its dtype, shape, and bytes. */
  Array = 2,
  /** A typed array: its kind and bytes. */
  View = 3,
  /** The compact form. */
  Compact = 4,
}

/** Data of an array begins at a multiple of this. */
const ALIGNMENT = 16;
/** Arrays of more bytes become the memory of the result, without a copy. */
const LARGE = 4096;
/** Messages up to here are copied out of the writer's memory; longer ones take it with them. */
const COPIED = 2 ** 16;

/** A message in memory that the next one will overwrite. */
export interface Encoded {
  readonly bytes: Buffer;
  readonly length: number;
}

const writer = new CompactWriter();
const reader = new CompactReader();

/**
 * A value as bytes, in memory that is used again: they must be sent or copied before the next value is encoded; then `sent` may
 * be called.
 *
 * @param functionName - for the message of an error
 * @param to - to whom it goes: a process of this machine may share memory
 * @throws DTypeError when the value holds what cannot be sent: a function, a promise
 */
export function encode(functionName: string, value: unknown, to: Destination = 'anywhere'): Encoded {
  if (typeof value === 'object' && value !== null) {
    if (value instanceof NDArray) {
      if (to === 'anywhere' && value.nbytes > LARGE) return arrayBytes(value);
    } else if (ArrayBuffer.isView(value) && value.byteLength > LARGE) {
      const kind = VIEW_NUMBERS.get(Object.getPrototypeOf(value));
      if (kind !== undefined) return viewBytes(value, kind);
    }
  }
  // A getter of the value may itself send something.
  const free = writer.busy ? new CompactWriter() : writer;
  if (free.write(Form.Compact, value, to === 'anywhere' ? undefined : isByReference)) return free;
  return clone(functionName, value, to);
}

/** Give back memory that a long message took. */
export function sent(): void {
  writer.trim();
}

/** A value as bytes in memory of their own. */
export function serialize(functionName: string, value: unknown, to: Destination = 'anywhere'): Uint8Array {
  const message = encode(functionName, value, to);
  const { bytes, length } = message;
  if (!(message instanceof CompactWriter)) return bytes;
  if (length > COPIED) {
    message.discard();
    return bytes.subarray(0, length);
  }
  const own = Buffer.allocUnsafeSlow(length);
  bytes.copy(own, 0, 0, length);
  return own;
}

function whole(bytes: Buffer): Encoded {
  return { bytes, length: bytes.length };
}

function clone(functionName: string, value: unknown, to: Destination): Encoded {
  const { value: marked, taken } = takeOut(value, to);
  const serializer = new DefaultSerializer();
  serializer.writeRawBytes(Buffer.of(taken.length > 0 ? Form.Marked : Form.Value));
  try {
    serializer.writeHeader();
    serializer.writeValue(taken.length > 0 ? [marked, taken] : marked);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DTypeError(
      `${functionName}: a value that cannot be cloned cannot be sent (${why}); functions, promises and sockets stay with their process`,
      { cause: error },
    );
  }
  return whole(serializer.releaseBuffer());
}

function arrayBytes(array: NDArray): Encoded {
  const data = packed(array);
  const head = 2 + 1 + 8 * array.ndim;
  const start = Math.ceil(head / ALIGNMENT) * ALIGNMENT;
  const bytes = Buffer.allocUnsafeSlow(start + data.byteLength);
  bytes[0] = Form.Array;
  bytes[1] = DTYPE_NAMES.indexOf(array.dtype);
  bytes[2] = array.ndim;
  array.shape.forEach((length, k) => bytes.writeDoubleLE(length, 3 + 8 * k));
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  return whole(bytes);
}

function viewBytes(view: ArrayBufferView, kind: number): Encoded {
  const bytes = Buffer.allocUnsafeSlow(ALIGNMENT + view.byteLength);
  bytes[0] = Form.View;
  bytes[1] = kind;
  bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), ALIGNMENT);
  return whole(bytes);
}

/**
 * The value behind bytes.
 *
 * @param bytes - the memory
 * @param length - how much of it counts; all if absent
 * @param own - may it become the memory of the result? True if absent
 */
export function deserialize(bytes: Uint8Array, length: number = bytes.length, own = true): unknown {
  if ((bytes[0] as Form) === Form.Compact) {
    const buffer = bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const free = reader.busy ? new CompactReader() : reader;
    const value = free.read(buffer, length);
    if (own) free.release();
    return value;
  }
  let message = bytes;
  if (!own) {
    message = Buffer.allocUnsafeSlow(length);
    message.set(bytes.subarray(0, length));
  }
  switch (message[0] as Form) {
    case Form.Array:
      return deserializeArray(message);
    case Form.View:
      return deserializeView(message);
    case Form.Marked: {
      const [value, taken] = readValue(message) as [unknown, Taken[]];
      return putBack(value, taken);
    }
    default:
      return readValue(message);
  }
}

function readValue(bytes: Uint8Array): unknown {
  const deserializer = new DefaultDeserializer(bytes.subarray(1));
  deserializer.readHeader();
  return deserializer.readValue();
}

/** Memory for so many bytes of a message from `start` on: the message's own where elements may lie there. */
function memoryOf(bytes: Uint8Array, start: number): { readonly buffer: ArrayBuffer; readonly at: number } {
  const at = bytes.byteOffset + start;
  if (at % ALIGNMENT === 0) return { buffer: bytes.buffer as ArrayBuffer, at };
  return { buffer: (bytes.buffer as ArrayBuffer).slice(at, bytes.byteOffset + bytes.byteLength), at: 0 };
}

function deserializeArray(bytes: Uint8Array): NDArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const info = DTYPES[DTYPE_NAMES[bytes[1]!]!];
  const shape = Array.from({ length: bytes[2]! }, (_, k) => view.getFloat64(3 + 8 * k, true));
  const start = Math.ceil((3 + 8 * shape.length) / ALIGNMENT) * ALIGNMENT;
  const { buffer, at } = memoryOf(bytes, start);
  const storage = new info.Storage(buffer, at, sizeOf(shape) * info.lanes);
  return new NDArray(info, storage as StorageOf, shape, stepsC(shape), 0, null, true);
}

function deserializeView(bytes: Uint8Array): ArrayBufferView {
  const View = VIEWS[bytes[1]!]!;
  const { buffer, at } = memoryOf(bytes, ALIGNMENT);
  return new View(buffer, at, (bytes.byteLength - ALIGNMENT) / View.BYTES_PER_ELEMENT);
}
