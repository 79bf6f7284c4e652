// Raw numbers in files, without any header: binary as they lie in memory, or text with a separator.

import {
  dtype as dtypeInfo,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  type ResolveDType,
  type Scalar,
} from '../core/dtype.js';
import { writeElement } from '../core/element.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { MAX_SIZE } from '../core/shape.js';
import { copyAs } from '../ops/creation.js';
import { NATIVE_ORDER, swapBytes } from './byteOrder.js';
import { isFilePath, withFile, writeWhole, type FilePath } from './fileSystem.js';
import { readFormat, type FormatValue } from './formatNumber.js';
import { settle } from './npy.js';
import { fieldParser } from './parseField.js';
import { textOf } from './savetxt.js';
import { readText } from './textInput.js';

/** Options of `fromfile`. */
export interface FromfileOptions<T extends DTypeLike = DTypeLike> {
  /** The element type, float64 by default. */
  dtype?: T;
  /** How many elements to read; -1 (default) for all. */
  count?: number;
  /** The text between elements; `''` (default) says that the file is binary. White space in it matches any white space. */
  sep?: string;
  /** How many bytes to leave out first, of a binary file. */
  offset?: number;
}

/**
 * The numbers of a binary (little-endian) or text file, without any header.
 *
 * @param file - a path or URL
 * @param options - `dtype` (float64), `count`, `sep`, `offset`
 * @returns an array of one axis; shorter than `count` where the file ends before, as in NumPy
 * @throws ValueError when a text is no number, or the options do not fit
 * @example
 * np.array([1, 2, 3], { dtype: 'float32' }).tofile('/tmp/raw.bin');
 * np.fromfile('/tmp/raw.bin', { dtype: 'float32' }).toArray(); // [1, 2, 3]
 */
export function fromfile<T extends DTypeLike = 'float64'>(
  file: FilePath,
  options: FromfileOptions<T> = {},
): NDArray<ResolveDType<T>> {
  checkOptions('fromfile', options, ['dtype', 'count', 'sep', 'offset']);
  const { count = -1, sep = '', offset = 0 } = options;
  const info = dtypeInfo(options.dtype ?? 'float64') as DTypeInfo;
  if (!isFilePath(file)) throw new DTypeError(`fromfile: file must be a path or a URL, got ${describe(file)}`);
  if (!Number.isInteger(count) || count < -1)
    throw new ValueError(`fromfile: count must be an integer of at least -1, got ${describe(count)}`);
  if (!Number.isInteger(offset) || offset < 0)
    throw new ValueError(`fromfile: offset must be a non-negative number of bytes, got ${describe(offset)}`);
  if (sep !== '') {
    if (offset !== 0) throw new DTypeError("fromfile: 'offset' argument only permitted for binary files");
    return parseText(readText('fromfile', file), info, count, sep) as unknown as NDArray<ResolveDType<T>>;
  }
  return withFile('fromfile', file, 'r', (opened) => {
    const there = Math.max(0, Math.floor((opened.length - offset) / info.itemsize));
    const length = count < 0 ? there : Math.min(count, there);
    if (length > MAX_SIZE) {
      throw new ValueError(
        `fromfile: ${length} elements are too many; an array holds at most ${MAX_SIZE}. Read parts with count and offset`,
      );
    }
    const array = emptyArray(info, [length]);
    const bytes = new Uint8Array(array.storage.buffer, array.storage.byteOffset, array.nbytes);
    opened.readFully('fromfile', bytes, offset);
    settle(array, bytes, '<');
    return array as unknown as NDArray<ResolveDType<T>>;
  });
}

function parseText(text: string, info: DTypeInfo, count: number, sep: string): NDArray {
  const parse = fieldParser(info);
  const word = sep.trim();
  const pattern = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s*');
  const pieces = (word === '' ? text.trim().split(/\s+/) : text.trim().split(new RegExp(`\\s*${pattern}\\s*`))).filter(
    (piece, k, all) => {
      // Nothing at all, or nothing behind the last separator.
      return piece !== '' || k < all.length - 1;
    },
  );
  const used = count < 0 ? pieces : pieces.slice(0, count);
  const array = emptyArray(info, [used.length]);
  used.forEach((piece, i) => {
    const value = parse(piece);
    if (value === undefined) {
      throw new ValueError(
        `fromfile: string or file could not be read to its end due to unmatched data: ${describe(piece)} is no ${info.name}, at item ${i}`,
      );
    }
    writeElement(info, array.storage, i, value);
  });
  return array;
}

/** Options of `tofile`. */
export interface TofileOptions {
  /** The text between elements; `''` (default) writes binary. */
  sep?: string;
  /** The %-format of each element in a text file, `'%s'` by default. */
  format?: string;
}

declare module '../core/ndarray.js' {
  interface NDArray<D extends DType = DType> {
    /**
     * Write the elements in C order to a file, without any header: binary (little-endian), or as text.
     *
     * @param file - a path or URL
     * @param options - `sep` (between elements; `''` for binary), `format` (of each, `'%s'`)
     * @example
     * np.array([1, 2]).tofile('/tmp/a.txt', { sep: ',' });
     * np.fromfile('/tmp/a.txt', { sep: ',' }).toArray(); // [1, 2]
     */
    tofile(this: NDArray<D>, file: FilePath, options?: TofileOptions): void;
  }
}

function tofile(this: NDArray, file: FilePath, options: TofileOptions = {}): void {
  checkOptions('tofile', options, ['sep', 'format']);
  const { sep = '', format = '%s' } = options;
  if (!isFilePath(file)) throw new DTypeError(`tofile: file must be a path or a URL, got ${describe(file)}`);
  const { info } = this;
  if (sep === '') {
    const { data } = this.isC ? this : copyAs(this, info);
    let bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    if (NATIVE_ORDER === '>') swapBytes((bytes = bytes.slice()), info.itemsize / info.lanes);
    writeWhole('tofile', file, (put) => put(bytes));
    return;
  }
  const compiled = readFormat('tofile', format);
  if (compiled.count > 1) throw new ValueError(`tofile: format must have one conversion, got ${describe(format)}`);
  if (compiled.count === 1 && info.kind === 'c' && !/%[-+ 0#]*\d*s/.test(format)) {
    throw new DTypeError(`tofile: complex numbers are written with %s only, got ${describe(format)}`);
  }
  const stringOf = textOf(info) as (value: FormatValue) => string;
  const texts = (this.toFlatArray() as Scalar[]).map((value) => compiled.write([value as FormatValue], 0, stringOf));
  writeWhole('tofile', file, (put) => put(new TextEncoder().encode(texts.join(sep))));
}

Object.assign(NDArray.prototype, { tofile });
