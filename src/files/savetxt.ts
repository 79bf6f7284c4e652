// Writing an array as lines of text.

import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import type { Complex } from '../core/complex.js';
import { DTYPES, type DTypeInfo, type Scalar } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { floatAlone, complexAlone } from '../core/printing/floatText.js';
import { partDType } from '../core/printing/columns.js';
import { compression } from './compression.js';
import { isFilePath, writeWhole, type FilePath } from './fileSystem.js';
import { readFormat, type FormatValue, type NumberFormat } from './formatNumber.js';

/** Options of `savetxt`. */
export interface SavetxtOptions {
  /** One format for every value, one for each column (a list), or one for a whole row. Default `'%.18e'`. */
  fmt?: string | readonly string[];
  /** Between columns, a space by default. */
  delimiter?: string;
  /** Between rows. Default `'\n'`. */
  newline?: string;
  /** Lines written first, each behind `comments`. */
  header?: string;
  /** Lines written last, each behind `comments`. */
  footer?: string;
  /** Before each line of the header and footer. Default `'# '`. */
  comments?: string;
  /** `'utf-8'` (default) or `'latin1'`. */
  encoding?: string;
}

/** What `%s` writes for values of a dtype: NumPy's `str` of one. */
export function textOf(info: DTypeInfo): (value: FormatValue | Complex) => string {
  if (info.kind === 'f') {
    const part = partDType(info);
    return (value) => floatAlone(value as number, part, '0');
  }
  if (info.kind === 'b') return (value) => (value ? 'True' : 'False');
  if (info.kind === 'c') {
    const part = partDType(info);
    return (value) => complexAlone((value as Complex).re, (value as Complex).im, part);
  }
  return String;
}

/** The formats of a row: how many values it takes is checked against the columns. */
function rowFormat(fmt: unknown, columns: number, complex: boolean, delimiter: string): string {
  if (Array.isArray(fmt)) {
    if (fmt.length !== columns || !fmt.every((one) => typeof one === 'string')) {
      throw new ValueError(
        `savetxt: fmt has wrong shape: expected ${columns} formats, one for each column, got ${describe(fmt)}`,
      );
    }
    return fmt.join(delimiter);
  }
  if (typeof fmt !== 'string') throw new ValueError(`savetxt: invalid fmt: ${describe(fmt)}`);
  const count = fmt.split('%').length - 1;
  if (count === 1) return new Array<string>(columns).fill(complex ? ` (${fmt}+${fmt}j)` : fmt).join(delimiter);
  if (count !== (complex ? 2 * columns : columns)) {
    throw new ValueError(
      `savetxt: fmt has wrong number of % formats: ${describe(fmt)}, expected one or ${complex ? 2 * columns : columns}`,
    );
  }
  return fmt;
}

function encoder(encoding: string): (text: string) => Uint8Array {
  if (/^utf-?8$/i.test(encoding)) {
    const utf8 = new TextEncoder();
    return (text) => utf8.encode(text);
  }
  if (!/^(latin-?1|iso-8859-1|ascii)$/i.test(encoding)) {
    throw new ValueError(`savetxt: encoding must be 'utf-8' or 'latin1', got ${describe(encoding)}`);
  }
  return (text) => {
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 255)
        throw new ValueError(`savetxt: latin1 has no character ${describe(text[i])}; use encoding: 'utf-8'`);
      bytes[i] = code;
    }
    return bytes;
  };
}

/** So many characters are gathered before they are written. */
const BLOCK = 2 ** 20;

/**
 * Save an array to a text file, a row a line. The file is written whole or not at all.
 *
 * @param fname - a path or URL; `.gz` at its end compresses
 * @param X - the array, of one axis (a value a line) or two
 * @param options - `fmt` ('%.18e'), `delimiter` (' '), `newline`, `header`, `footer`, `comments` ('# '), `encoding`
 * @throws ValueError when X has no or more than two axes, or `fmt` does not fit its columns
 * @example
 * np.savetxt('/tmp/a.csv', [[1, 2], [3, 4]], { fmt: '%.1f', delimiter: ',' });
 * np.loadtxt('/tmp/a.csv', { delimiter: ',' }).toArray(); // [[1, 2], [3, 4]]
 */
export function savetxt(fname: FilePath, X: ArrayLike, options: SavetxtOptions = {}): void {
  checkOptions('savetxt', options, ['fmt', 'delimiter', 'newline', 'header', 'footer', 'comments', 'encoding']);
  const {
    fmt = '%.18e',
    delimiter = ' ',
    newline = '\n',
    header = '',
    footer = '',
    comments = '# ',
    encoding = 'utf-8',
  } = options;
  if (!isFilePath(fname)) throw new DTypeError(`savetxt: fname must be a path or a URL, got ${describe(fname)}`);
  const array = asNDArray('savetxt', X);
  if (array.ndim < 1 || array.ndim > 2) {
    throw new ValueError(`savetxt: Expected 1D or 2D array, got ${array.ndim}D array instead`);
  }
  const columns = array.ndim === 2 ? array.shape[1]! : 1;
  const format = rowFormat(fmt, columns, array.info.kind === 'c', delimiter);
  const compiled = readFormat('savetxt', format);
  if (compiled.integersOnly && 'fc'.includes(array.info.kind)) {
    throw new DTypeError(`savetxt: Mismatch between array dtype ('${array.dtype}') and format specifier ('${format}')`);
  }
  const encode = encoder(encoding);
  const name = typeof fname === 'string' ? fname : fname.pathname;
  const write = (put: (bytes: Uint8Array) => void): void => {
    const note = (text: string): string =>
      text === '' ? '' : comments + text.replaceAll('\n', `\n${comments}`) + newline;
    let waiting = note(header);
    for (const line of rowTexts(array, compiled, columns)) {
      waiting += line + newline;
      if (waiting.length >= BLOCK) {
        put(encode(waiting));
        waiting = '';
      }
    }
    put(encode(waiting + note(footer)));
  };
  if (!name.endsWith('.gz')) {
    writeWhole('savetxt', fname, write);
    return;
  }
  const parts: Uint8Array[] = [];
  write((bytes) => parts.push(bytes));
  const packed = compression().gzip(Uint8Array.from(Buffer.concat(parts)));
  writeWhole('savetxt', fname, (put) => put(packed));
}

/** The lines, one a row. */
function* rowTexts(array: NDArray, format: NumberFormat, columns: number): Generator<string> {
  const { info, steps, offset } = array;
  const complex = info.kind === 'c';
  const stringOf = textOf(complex ? (info.itemsize === 8 ? DTYPES.float32 : DTYPES.float64) : info);
  const values = new Array<FormatValue>(format.count).fill(0);
  const across = array.ndim === 2 ? steps[1]! : 1;
  for (let i = 0; i < array.shape[0]!; i++) {
    const row = array.strided([columns], [across], offset + i * steps[0]!).toFlatArray() as Scalar[];
    for (let k = 0; k < columns; k++) {
      if (complex) {
        values[2 * k] = (row[k] as Complex).re;
        values[2 * k + 1] = (row[k] as Complex).im;
      } else values[k] = row[k] as FormatValue;
    }
    const text = format.write(values, 0, stringOf);
    yield complex ? text.replaceAll('+-', '-') : text;
  }
}
