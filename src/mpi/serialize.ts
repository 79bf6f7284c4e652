/**
 * Values as bytes, for the lower-case methods: whatever structured cloning takes, and besides NDArrays and `Complex`. Arrays of
 * numbers at the top travel as they lie in memory, everything else through V8's serialiser.
 */
import { DefaultDeserializer, DefaultSerializer } from 'node:v8';
import { Complex } from '../core/complex.js';
import { DTYPES, type DType, type StorageOf, type TypedArray } from '../core/dtype.js';
import { DTypeError, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { sizeOf, stepsC } from '../core/shape.js';

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
/** A property that no value of a program has: it marks where an array or a complex number was taken out. */
const MARK = '\u0000numloom';

/** How an array or a complex number lies among the marked ones. */
type Taken =
  | { readonly dtype: DType; readonly shape: readonly number[]; readonly data: TypedArray }
  | { readonly re: number; readonly im: number };

const DTYPE_NAMES = Object.keys(DTYPES) as DType[];

/** An NDArray's elements without gaps. */
function packed(array: NDArray): TypedArray {
  return (array.isC ? array.data : (array as unknown as { copy(): NDArray }).copy().data) as TypedArray;
}

/**
 * A value as bytes.
 *
 * @param functionName - for the message of an error
 * @throws DTypeError when the value holds what cannot be sent: a function, a promise
 */
export function serialize(functionName: string, value: unknown): Uint8Array {
  if (typeof value === 'number') {
    const bytes = Buffer.allocUnsafe(9);
    bytes[0] = Form.Number;
    bytes.writeDoubleLE(value, 1);
    return bytes;
  }
  if (value instanceof NDArray) return serializeArray(value);
  const taken: Taken[] = [];
  const marked = takeOut(value, taken, 0, undefined);
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
      return putBack(value, taken.map(revive), new Set());
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

function revive(taken: Taken): unknown {
  if ('re' in taken) return new Complex(taken.re, taken.im);
  const info = DTYPES[taken.dtype];
  return new NDArray(info, taken.data as StorageOf, taken.shape, stepsC(taken.shape), 0, null, true);
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** From this depth on, look whether a value holds itself. */
const DEEP = 64;

/**
 * The value with marks in place of arrays and complex numbers, which are collected; itself when there are none.
 *
 * @param path - the objects on the way here, once it is long
 */
function takeOut(value: unknown, taken: Taken[], depth: number, path: ReadonlySet<unknown> | undefined): unknown {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' ? refuseFunction(value as { name?: string }) : value;
  }
  if (value instanceof NDArray) {
    taken.push({ dtype: value.dtype, shape: [...value.shape], data: packed(value) });
    return { [MARK]: taken.length - 1 };
  }
  if (value instanceof Complex) {
    taken.push({ re: value.re, im: value.im });
    return { [MARK]: taken.length - 1 };
  }
  let next = path;
  if (depth >= DEEP) {
    if (path?.has(value)) return value;
    next = new Set(path).add(value);
  }
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item !== 'object' && typeof item !== 'function') continue;
      const out = takeOut(item, taken, depth + 1, next);
      if (out !== item) (copy ??= [...(value as unknown[])])[i] = out;
    }
    return copy ?? value;
  }
  if (isPlain(value)) {
    let copy: Record<string, unknown> | undefined;
    for (const key in value) {
      const item = (value as Record<string, unknown>)[key];
      if (typeof item !== 'object' && typeof item !== 'function') continue;
      const out = takeOut(item, taken, depth + 1, next);
      if (out !== item) (copy ??= { ...value })[key] = out;
    }
    return copy ?? value;
  }
  if (value instanceof Map) {
    let changed = false;
    const entries = [...value].map(([key, item]: [unknown, unknown]) => {
      const out = takeOut(item, taken, depth + 1, next);
      if (out !== item) changed = true;
      return [key, out] as const;
    });
    return changed ? new Map(entries) : value;
  }
  return value;
}

function refuseFunction(value: { name?: string }): never {
  throw new DTypeError(
    `a function cannot be sent (${describe(value)}): functions stay with their process; send its name or its arguments`,
  );
}

/** Put arrays and complex numbers back in place of their marks. */
function putBack(value: unknown, given: readonly unknown[], seen: Set<unknown>): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (seen.has(value)) return value;
  const mark = (value as Record<string, unknown>)[MARK];
  if (typeof mark === 'number') return given[mark];
  seen.add(value);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = putBack(value[i], given, seen);
  } else if (value instanceof Map) {
    for (const [key, item] of value as Map<unknown, unknown>) value.set(key, putBack(item, given, seen));
  } else if (isPlain(value)) {
    const fields = value as Record<string, unknown>;
    for (const key in fields) fields[key] = putBack(fields[key], given, seen);
  }
  return value;
}
