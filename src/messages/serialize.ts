/**
 * Values as bytes, for the lower-case methods: whatever structured cloning takes, and besides NDArrays and `Complex`. Arrays of
 * numbers at the top travel as they lie in memory, everything else through V8's serialiser.
 */
import { DefaultDeserializer, DefaultSerializer } from 'node:v8';
import { DTYPES, type DType, type StorageOf } from '../core/dtype.js';
import { DTypeError } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { sizeOf, stepsC } from '../core/shape.js';
import { packed, putBack, takeOut, type Destination, type Taken } from './exchange.js';

/** What the first byte says. */
const enum Form {
  /** V8's format. */
  Value = 0,
  /** V8's format of a list: the value with marks in place of arrays, and the arrays. */
  Marked = 1,
  /** An NDArray: its dtype, shape, and bytes. */
  Array = 2,
  /** A float64. */
  Number = 3,
}

/** Data of an array begins at a multiple of this. */
const ALIGNMENT = 16;
const DTYPE_NAMES = Object.keys(DTYPES) as DType[];

/**
 * A value as bytes.
 *
 * @param functionName - for the message of an error
 * @param to - to whom it goes: a process of this machine may share memory
 * @throws DTypeError when the value holds what cannot be sent: a function, a promise
 */
export function serialize(functionName: string, value: unknown, to: Destination = 'anywhere'): Uint8Array {
  if (typeof value === 'number') {
    const bytes = Buffer.allocUnsafe(9);
    bytes[0] = Form.Number;
    bytes.writeDoubleLE(value, 1);
    return bytes;
  }
  if (value instanceof NDArray && to === 'anywhere') return serializeArray(value);
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
  return serializer.releaseBuffer();
}

function serializeArray(array: NDArray): Uint8Array {
  const data = packed(array);
  const head = 2 + 1 + 8 * array.ndim;
  const start = Math.ceil(head / ALIGNMENT) * ALIGNMENT;
  const bytes = Buffer.allocUnsafeSlow(start + data.byteLength);
  bytes[0] = Form.Array;
  bytes[1] = DTYPE_NAMES.indexOf(array.dtype);
  bytes[2] = array.ndim;
  array.shape.forEach((length, k) => bytes.writeDoubleLE(length, 3 + 8 * k));
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  return bytes;
}

/** The value behind bytes. They may become the memory of the result. */
export function deserialize(bytes: Uint8Array): unknown {
  switch (bytes[0] as Form) {
    case Form.Number:
      return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(1, true);
    case Form.Array:
      return deserializeArray(bytes);
    case Form.Value:
      return readValue(bytes);
    case Form.Marked: {
      const [value, taken] = readValue(bytes) as [unknown, Taken[]];
      return putBack(value, taken);
    }
  }
}

function readValue(bytes: Uint8Array): unknown {
  const deserializer = new DefaultDeserializer(bytes.subarray(1));
  deserializer.readHeader();
  return deserializer.readValue();
}

function deserializeArray(bytes: Uint8Array): NDArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const info = DTYPES[DTYPE_NAMES[bytes[1]!]!];
  const shape = Array.from({ length: bytes[2]! }, (_, k) => view.getFloat64(3 + 8 * k, true));
  const start = Math.ceil((3 + 8 * shape.length) / ALIGNMENT) * ALIGNMENT;
  const slots = sizeOf(shape) * info.lanes;
  const at = bytes.byteOffset + start;
  const storage =
    at % ALIGNMENT === 0
      ? new info.Storage(bytes.buffer, at, slots)
      : new info.Storage(bytes.slice(start).buffer, 0, slots);
  return new NDArray(info, storage as StorageOf, shape, stepsC(shape), 0, null, true);
}
