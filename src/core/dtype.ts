/**
 * Element types: their names, sizes, storage and the TypeScript types of their values. A dtype is its NumPy name, a
 * string, so that `NDArray<'float64'>` reads well and `a.dtype === 'float64'` is the test.
 */
import type { Complex } from './complex.js';
import { DTypeError, describe } from './errors.js';

/** For each dtype, the type of one element and of the storage behind an array. */
export interface DTypeMap {
  bool: { scalar: boolean; storage: Uint8Array };
  int8: { scalar: number; storage: Int8Array };
  uint8: { scalar: number; storage: Uint8Array };
  int16: { scalar: number; storage: Int16Array };
  uint16: { scalar: number; storage: Uint16Array };
  int32: { scalar: number; storage: Int32Array };
  uint32: { scalar: number; storage: Uint32Array };
  int64: { scalar: bigint; storage: BigInt64Array };
  uint64: { scalar: bigint; storage: BigUint64Array };
  float16: { scalar: number; storage: Uint16Array };
  float32: { scalar: number; storage: Float32Array };
  float64: { scalar: number; storage: Float64Array };
  complex64: { scalar: Complex; storage: Float32Array };
  complex128: { scalar: Complex; storage: Float64Array };
}

/** The name of an element type. */
export type DType = keyof DTypeMap;

/** The value of one element of dtype `D`: a number, bigint, boolean or `Complex`. */
export type Scalar<D extends DType = DType> = DTypeMap[D]['scalar'];

/** The typed array behind an array of dtype `D` (float16 as bit patterns, complex as interleaved pairs). */
export type StorageOf<D extends DType = DType> = DTypeMap[D]['storage'];

/** Any storage. */
export type Storage = StorageOf;

/** Other spellings of dtypes, as NumPy has them; `'int'` is the default integer, int32. */
export interface DTypeAliases {
  int: 'int32';
  uint: 'uint32';
  float: 'float64';
  complex: 'complex128';
  half: 'float16';
  single: 'float32';
  double: 'float64';
  csingle: 'complex64';
  cdouble: 'complex128';
  intc: 'int32';
  uintc: 'uint32';
  byte: 'int8';
  ubyte: 'uint8';
  short: 'int16';
  ushort: 'uint16';
  longlong: 'int64';
  ulonglong: 'uint64';
  intp: 'int32';
  bool_: 'bool';
  '?': 'bool';
  i1: 'int8';
  u1: 'uint8';
  i2: 'int16';
  u2: 'uint16';
  i4: 'int32';
  u4: 'uint32';
  i8: 'int64';
  u8: 'uint64';
  f2: 'float16';
  f4: 'float32';
  f8: 'float64';
  c8: 'complex64';
  c16: 'complex128';
}

/** What an option named `dtype` takes: a dtype or one of its other spellings. */
export type DTypeLike = DType | keyof DTypeAliases;

/** The dtype that a spelling stands for. */
export type ResolveDType<T extends DTypeLike> = T extends DType
  ? T
  : T extends keyof DTypeAliases
    ? DTypeAliases[T]
    : never;

/** NumPy's one-letter kinds: boolean, signed, unsigned, floating, complex. */
export type Kind = 'b' | 'i' | 'u' | 'f' | 'c';

/** How the generated loops see an element: a JS number, a bigint, or a pair. */
export type Domain = 'number' | 'bigint' | 'complex';

/** Makes storage of a length, or lays it over a buffer. */
export interface StorageConstructor<S extends Storage = Storage> {
  new (length: number): S;
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): S;
  readonly BYTES_PER_ELEMENT: number;
}

/** What is known of a dtype. One frozen record per dtype. */
export interface DTypeInfo<D extends DType = DType> {
  /** NumPy's name, e.g. `'float64'`. */
  readonly name: D;
  /** Position in NumPy's order, 0 to 13. */
  readonly num: number;
  readonly kind: Kind;
  /** NumPy's type character, e.g. `'d'`. */
  readonly char: string;
  /** Bytes an element. */
  readonly itemsize: number;
  /** Storage slots an element: 2 for complex, else 1. */
  readonly lanes: 1 | 2;
  readonly domain: Domain;
  readonly Storage: StorageConstructor<StorageOf<D>>;
  /** The dtype as .npy files spell it, little-endian: `'<f8'`. */
  readonly str: string;
}

function info<D extends DType>(
  num: number,
  name: D,
  kind: Kind,
  char: string,
  itemsize: number,
  Storage: unknown,
): DTypeInfo<D> {
  const order = itemsize === 1 ? '|' : '<';
  return Object.freeze({
    name,
    num,
    kind,
    char,
    itemsize,
    lanes: kind === 'c' ? 2 : 1,
    domain: kind === 'c' ? 'complex' : itemsize === 8 && (kind === 'i' || kind === 'u') ? 'bigint' : 'number',
    Storage: Storage as StorageConstructor<StorageOf<D>>,
    str: `${order}${kind}${itemsize}`,
  }) as DTypeInfo<D>;
}

/** All dtypes, by name. */
export const DTYPES: { readonly [D in DType]: DTypeInfo<D> } = {
  bool: info(0, 'bool', 'b', '?', 1, Uint8Array),
  int8: info(1, 'int8', 'i', 'b', 1, Int8Array),
  uint8: info(2, 'uint8', 'u', 'B', 1, Uint8Array),
  int16: info(3, 'int16', 'i', 'h', 2, Int16Array),
  uint16: info(4, 'uint16', 'u', 'H', 2, Uint16Array),
  int32: info(5, 'int32', 'i', 'i', 4, Int32Array),
  uint32: info(6, 'uint32', 'u', 'I', 4, Uint32Array),
  int64: info(7, 'int64', 'i', 'q', 8, BigInt64Array),
  uint64: info(8, 'uint64', 'u', 'Q', 8, BigUint64Array),
  float16: info(9, 'float16', 'f', 'e', 2, Uint16Array),
  float32: info(10, 'float32', 'f', 'f', 4, Float32Array),
  float64: info(11, 'float64', 'f', 'd', 8, Float64Array),
  complex64: info(12, 'complex64', 'c', 'F', 8, Float32Array),
  complex128: info(13, 'complex128', 'c', 'D', 16, Float64Array),
};

/** All dtypes in NumPy's order. */
export const DTYPE_LIST: readonly DTypeInfo[] = Object.values(DTYPES).sort((a, b) => a.num - b.num);

const ALIASES: DTypeAliases = {
  int: 'int32',
  uint: 'uint32',
  float: 'float64',
  complex: 'complex128',
  half: 'float16',
  single: 'float32',
  double: 'float64',
  csingle: 'complex64',
  cdouble: 'complex128',
  intc: 'int32',
  uintc: 'uint32',
  byte: 'int8',
  ubyte: 'uint8',
  short: 'int16',
  ushort: 'uint16',
  longlong: 'int64',
  ulonglong: 'uint64',
  intp: 'int32',
  bool_: 'bool',
  '?': 'bool',
  i1: 'int8',
  u1: 'uint8',
  i2: 'int16',
  u2: 'uint16',
  i4: 'int32',
  u4: 'uint32',
  i8: 'int64',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  c8: 'complex64',
  c16: 'complex128',
};

const BY_CHAR = new Map(DTYPE_LIST.map((d) => [d.char, d]));

/** The record of a dtype given by NumPy's type character (`'d'`, `'?'`). */
export function dtypeOfChar(char: string): DTypeInfo {
  const found = BY_CHAR.get(char);
  if (!found) throw new DTypeError(`data type '${char}' not understood`);
  return found;
}

/**
 * The record of a dtype: its name, kind, item size and storage.
 *
 * @param spec - a dtype's name or another spelling of it (`'int'`, `'f4'`, `'<f8'`), or such a record
 * @returns the frozen record
 * @throws DTypeError when no dtype is spelled so
 * @example
 * np.dtype('float32').itemsize; // 4
 */
export function dtype<T extends DTypeLike>(spec: T | DTypeInfo<ResolveDType<T>>): DTypeInfo<ResolveDType<T>> {
  if (typeof spec === 'string') {
    const direct = Object.hasOwn(DTYPES, spec) ? DTYPES[spec as DType] : undefined;
    if (direct) return direct as unknown as DTypeInfo<ResolveDType<T>>;
    const bare = /^[<|=]/.test(spec) ? spec.slice(1) : spec;
    if (bare === 'b1') return DTYPES.bool as unknown as DTypeInfo<ResolveDType<T>>;
    if (Object.hasOwn(ALIASES, bare)) {
      return DTYPES[ALIASES[bare as keyof DTypeAliases]] as unknown as DTypeInfo<ResolveDType<T>>;
    }
  } else if (spec && typeof spec === 'object' && Object.hasOwn(DTYPES, spec.name)) {
    return DTYPES[spec.name] as unknown as DTypeInfo<ResolveDType<T>>;
  }
  throw new DTypeError(`data type ${describe(spec)} not understood; dtypes are ${Object.keys(DTYPES).join(', ')}`);
}

/** An ordinary typed array that a dtype can be read off. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** The dtype of a plain typed array. */
export function dtypeOfTypedArray(data: TypedArray): DTypeInfo {
  switch (data.constructor.name) {
    case 'Float64Array':
      return DTYPES.float64;
    case 'Float32Array':
      return DTYPES.float32;
    case 'Int32Array':
      return DTYPES.int32;
    case 'Uint8Array':
    case 'Uint8ClampedArray':
    case 'Buffer':
      return DTYPES.uint8;
    case 'Int8Array':
      return DTYPES.int8;
    case 'Int16Array':
      return DTYPES.int16;
    case 'Uint16Array':
      return DTYPES.uint16;
    case 'Uint32Array':
      return DTYPES.uint32;
    case 'BigInt64Array':
      return DTYPES.int64;
    case 'BigUint64Array':
      return DTYPES.uint64;
    default:
      throw new DTypeError(`array: cannot read a dtype off ${describe(data)}`);
  }
}

/** Is this one of JavaScript's typed arrays (not a DataView)? */
export function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
