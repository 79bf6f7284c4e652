/** Arrays from bytes, text and iterators, and their bytes: frombuffer, fromstring, fromiter, tobytes, byteswap. */
import type { ScalarLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { dtype as dtypeInfo, type DType, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { coerce, writeElement } from '../core/element.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { isStepsF } from '../core/shape.js';
import { reverseBytes } from '../backends/single/bytes.js';
import { copyAs } from './creation.js';
import { integerArgument } from './integerArguments.js';
import type { Order } from './ufuncs/types.js';

/** Options of `frombuffer`. */
export interface FrombufferOptions<T extends DTypeLike = DTypeLike> {
  /** The dtype as which the bytes are read, float64 by default. */
  dtype?: T;
  /** How many elements; -1, the default, for all. */
  count?: number;
  /** Where to start, in bytes. */
  offset?: number;
}

/**
 * An array over the bytes of a buffer, sharing its memory (copied only where the bytes are not aligned for the dtype).
 *
 * @param buffer - an ArrayBuffer, a typed array, a Node Buffer or a DataView
 * @param options - `dtype` (float64), `count` (all), `offset` (bytes)
 * @throws ValueError when the bytes do not divide into elements or are too few
 * @example
 * np.frombuffer(new Uint8Array([1, 0, 2, 0]), { dtype: 'int16' }).toArray(); // [1, 2]
 */
export function frombuffer<T extends DTypeLike = 'float64'>(
  buffer: ArrayBufferLike | ArrayBufferView,
  options: FrombufferOptions<T> = {},
): NDArray<ResolveDType<T>> {
  checkOptions('frombuffer', options, ['dtype', 'count', 'offset']);
  const info = dtypeInfo(options.dtype ?? 'float64') as DTypeInfo;
  const count = integerArgument('frombuffer', 'count', options.count ?? -1);
  const offset = integerArgument('frombuffer', 'offset', options.offset ?? 0);
  const view = ArrayBuffer.isView(buffer);
  const shared = typeof SharedArrayBuffer !== 'undefined' && (buffer as unknown) instanceof SharedArrayBuffer;
  if (!view && !shared && !((buffer as unknown) instanceof ArrayBuffer)) {
    throw new DTypeError(`frombuffer: expected an ArrayBuffer or a view of one, got ${describe(buffer)}`);
  }
  const memory = view ? buffer.buffer : buffer;
  const { byteLength } = buffer;
  if (offset < 0 || offset > byteLength) {
    throw new ValueError(
      `frombuffer: offset must be non-negative and no greater than buffer length (${byteLength}), got ${offset}`,
    );
  }
  if (count < 0 && (byteLength - offset) % info.itemsize !== 0) {
    throw new ValueError(
      `frombuffer: buffer size must be a multiple of element size: ${byteLength - offset} bytes for ${info.name} (${info.itemsize} bytes)`,
    );
  }
  const n = count < 0 ? (byteLength - offset) / info.itemsize : count;
  if (offset + n * info.itemsize > byteLength) {
    throw new ValueError(
      `frombuffer: buffer is smaller than requested size: ${n} elements of ${info.name} in ${byteLength - offset} bytes`,
    );
  }
  const start = (view ? buffer.byteOffset : 0) + offset;
  const unit = info.itemsize / info.lanes;
  if (start % unit === 0) {
    return new NDArray(
      info,
      new info.Storage(memory, start, n * info.lanes),
      [n],
      [1],
      0,
      null,
      true,
    ) as unknown as NDArray<ResolveDType<T>>;
  }
  const result = emptyArray(info, [n]);
  bytesOf(result).set(new Uint8Array(memory, start, n * info.itemsize));
  return result as unknown as NDArray<ResolveDType<T>>;
}

/** The bytes of an array that lies without gaps. */
function bytesOf(a: NDArray): Uint8Array {
  return new Uint8Array(a.storage.buffer, a.storage.byteOffset + a.offset * a.info.itemsize, a.nbytes);
}

/** Options of `fromstring`. */
export interface FromstringOptions<T extends DTypeLike = DTypeLike> {
  /** What stands between numbers; white space in it matches any white space. */
  sep: string;
  /** The dtype, float64 by default. */
  dtype?: T;
  /** How many numbers to read; -1, the default, for all. */
  count?: number;
}

function parsed(text: string, info: DTypeInfo): ScalarLike {
  const fail = (): ValueError =>
    new ValueError(`fromstring: string or file could not be read to its end: ${describe(text)} is no ${info.name}`);
  if (info.kind === 'c') {
    const match = /^\(?([^()]*?)(?:([+-]?[^+-]*(?:e[+-]?\d+)?)j)?\)?$/i.exec(text);
    if (!match) throw fail();
    const re = match[1] === '' ? 0 : Number(match[1]);
    const im =
      match[2] === undefined ? 0 : match[2] === '+' || match[2] === '' ? 1 : match[2] === '-' ? -1 : Number(match[2]);
    if (Number.isNaN(re) || Number.isNaN(im)) throw fail();
    return new Complex(re, im);
  }
  if (info.domain === 'bigint') {
    if (!/^[+-]?\d+$/.test(text)) throw fail();
    return BigInt(text);
  }
  if (info.kind !== 'f' && !/^[+-]?\d+$/.test(text)) throw fail();
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(text);
  if (special) return special[2]!.toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity;
  const value = Number(text);
  if (text === '' || Number.isNaN(value) || /^[+-]?0[xbo]/i.test(text)) throw fail();
  return value;
}

/**
 * An array of the numbers in a text.
 *
 * @param string - the text
 * @param options - `sep` (required), `dtype` (float64), `count` (all)
 * @throws ValueError without `sep` (bytes are read by `frombuffer`), or for what is no number
 * @example
 * np.fromstring('1, 2', { sep: ',' }).toArray(); // [1, 2]
 */
export function fromstring<T extends DTypeLike = 'float64'>(
  string: string,
  options: FromstringOptions<T>,
): NDArray<ResolveDType<T>> {
  checkOptions('fromstring', options, ['sep', 'dtype', 'count']);
  if (typeof string !== 'string') throw new DTypeError(`fromstring: expected a string, got ${describe(string)}`);
  const { sep = '' } = (options ?? {}) as Partial<FromstringOptions>;
  if (sep === '') {
    throw new ValueError(
      'fromstring: sep must be given; the binary mode of fromstring is removed, use frombuffer instead',
    );
  }
  const info = dtypeInfo(options.dtype ?? 'float64') as DTypeInfo;
  const count = integerArgument('fromstring', 'count', options.count ?? -1);
  const escaped = sep.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const between = sep.trim() === '' ? /\s+/ : new RegExp(`\\s*${escaped}\\s*`);
  let words = string.trim() === '' ? [] : string.trim().split(between);
  // A separator after the last number ends the text.
  if (words.length > 1 && words[words.length - 1] === '') words.pop();
  if (count >= 0) {
    if (words.length < count)
      throw new ValueError(`fromstring: string is smaller than requested size: ${words.length} of ${count} numbers`);
    words = words.slice(0, count);
  }
  const result = emptyArray(info, [words.length]);
  words.forEach((word, i) => writeElement(info, result.storage, i, coerce('fromstring', info, parsed(word, info))));
  return result as NDArray<ResolveDType<T>>;
}

/**
 * An array of one axis from what an iterator yields.
 *
 * @param iter - plain values
 * @param dtype - the dtype
 * @param options - `count`: how many to read; -1, the default, for all
 * @throws ValueError when the iterator ends before `count` or a value does not fit
 * @example
 * np.fromiter(new Set([1, 2]), 'int32').toArray(); // [1, 2]
 */
export function fromiter<T extends DTypeLike>(
  iter: Iterable<ScalarLike>,
  dtype: T,
  options: { count?: number } = {},
): NDArray<ResolveDType<T>> {
  checkOptions('fromiter', options, ['count']);
  const info = dtypeInfo(dtype) as DTypeInfo;
  const count = integerArgument('fromiter', 'count', options.count ?? -1);
  const values: ScalarLike[] = [];
  if (count !== 0) {
    for (const value of iter) {
      values.push(value);
      if (values.length === count) break;
    }
  }
  if (count >= 0 && values.length < count)
    throw new ValueError(
      `fromiter: iterator too short: expected ${count} but iterator had only ${values.length} items`,
    );
  const result = emptyArray(info, [values.length]);
  values.forEach((value, i) => writeElement(info, result.storage, i, coerce('fromiter', info, value)));
  return result as NDArray<ResolveDType<T>>;
}

/** The bytes of an array's elements, as a copy; behind `a.tobytes`. */
export function tobytes(a: NDArray, options: { order?: Order | null } = {}): Uint8Array<ArrayBuffer> {
  checkOptions('tobytes', options, ['order']);
  const { order = 'C' } = options;
  const fortran =
    order === 'F' || ((order === 'A' || order === 'K' || order === null) && !a.isC && isStepsF(a.shape, a.steps));
  const source = fortran ? a.T : a;
  return new Uint8Array(bytesOf(source.isC ? source : copyAs(source, source.info)));
}

/** Every element with its bytes in reverse order; behind `a.byteswap`. */
export function byteswap<D extends DType>(a: NDArray<D>, options: { inplace?: boolean } = {}): NDArray<D> {
  checkOptions('byteswap', options, ['inplace']);
  const unit = a.info.itemsize / a.info.lanes;
  if (!options.inplace) {
    const result = copyAs(a, a.info);
    reverseBytes(bytesOf(result), unit);
    return result;
  }
  a.mustBeWriteable('byteswap');
  if (a.isC) reverseBytes(bytesOf(a), unit);
  else {
    const bytes = new Uint8Array(a.storage.buffer, a.storage.byteOffset, a.storage.byteLength);
    a.forEachPosition((position) => {
      reverseBytes(bytes.subarray(position * a.info.itemsize, (position + 1) * a.info.itemsize), unit);
    });
  }
  return a;
}
