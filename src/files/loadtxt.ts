// Reading a table of numbers from text, strictly: every row has the same columns and every field is a number.

import type { ScalarLike } from '../core/arrayLike.js';
import {
  dtype as dtypeInfo,
  type DTypeInfo,
  type DTypeLike,
  type ResolveDType,
  type Scalar,
  type Storage,
} from '../core/dtype.js';
import { coerce, writeElement } from '../core/element.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray, zerosArray } from '../core/ndarray.js';
import { fieldParser, type FieldParser } from './parseField.js';
import { readLines, type TextSource } from './textInput.js';

/** Turns the text of a field into a value. */
export type Converter = (text: string) => ScalarLike;

/** Options of `loadtxt`. */
export interface LoadtxtOptions<T extends DTypeLike = DTypeLike> {
  /** The element type, float64 by default. */
  dtype?: T;
  /** What begins a comment, to the end of the line; null for none. Default `'#'`. */
  comments?: string | readonly string[] | null;
  /** The character between fields; by default any white space. */
  delimiter?: string | null;
  /** A function for all fields, or functions by column number. */
  converters?: Converter | Readonly<Record<number, Converter>> | null;
  /** How many lines to leave out at the beginning. */
  skiprows?: number;
  /** The column or columns to read; negative ones count from the end. */
  usecols?: number | readonly number[] | null;
  /** Give the table transposed, so that `const [x, y] = ...` takes columns. */
  unpack?: boolean;
  /** The least number of axes of the result: 0, 1 or 2. */
  ndmin?: number;
  /** How the file is encoded, utf-8 by default. */
  encoding?: string | null;
  /** The most rows to read (lines without data do not count). */
  maxRows?: number | null;
  /** The character around fields that may hold delimiters or comments. */
  quotechar?: string | null;
}

const OPTION_NAMES = [
  'dtype', 'comments', 'delimiter', 'converters', 'skiprows', 'usecols', 'unpack', 'ndmin', 'encoding', 'maxRows', 'quotechar',
] as const; // prettier-ignore

function control(name: string, value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' || [...value].length !== 1) {
    throw new DTypeError(
      `loadtxt: Text reading control character must be a single unicode character or None; but got: ${describe(value)} for ${name}`,
    );
  }
  if (value === '\n' || value === '\r') throw new ValueError(`loadtxt: ${name} cannot be a newline`);
  return value;
}

/** A count that is given, not negative. */
function count(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 0) {
    throw new ValueError(
      `loadtxt: argument must be nonnegative: ${name} must be a non-negative integer, got ${describe(value)}`,
    );
  }
  return value;
}

/** Splits lines into fields. The list of fields is used anew for every line. */
class FieldSplitter {
  readonly fields: string[] = [];

  constructor(
    readonly comments: readonly string[],
    readonly delimiter: string | null,
    readonly quote: string | null,
  ) {}

  /** The number of fields of a line; 0 for one without data. */
  split(line: string): number {
    if (this.quote !== null && line.includes(this.quote)) return this.#splitQuoted(line);
    for (const comment of this.comments) {
      const at = line.indexOf(comment);
      if (at >= 0) line = line.slice(0, at);
    }
    return this.delimiter === null ? this.#splitSpace(line) : this.#splitAt(line, this.delimiter);
  }

  #splitSpace(line: string): number {
    const { fields } = this;
    const { length } = line;
    let n = 0;
    for (let i = 0; i < length;) {
      while (i < length && isSpace(line.charCodeAt(i))) i++;
      const start = i;
      while (i < length && !isSpace(line.charCodeAt(i))) i++;
      if (i > start) fields[n++] = line.slice(start, i);
    }
    return n;
  }

  #splitAt(line: string, delimiter: string): number {
    if (line === '') return 0;
    const { fields } = this;
    let n = 0;
    let start = 0;
    for (let at = line.indexOf(delimiter); at >= 0; at = line.indexOf(delimiter, start)) {
      fields[n++] = line.slice(start, at);
      start = at + delimiter.length;
    }
    fields[n++] = line.slice(start);
    return n;
  }

  /** A quote opens at the beginning of a field; within it delimiters and comments are text, two quotes are one. */
  #splitQuoted(line: string): number {
    const { fields, delimiter, quote } = this;
    let n = 0;
    let field = '';
    let quoted = false;
    let any = false;
    const atField = (): boolean => field === '' && !any;
    for (let i = 0; i < line.length; i++) {
      const c = line[i]!;
      if (quoted) {
        if (c !== quote) field += c;
        else if (line[i + 1] === quote) field += line[++i];
        else quoted = false;
      } else if (c === quote && atField()) {
        quoted = true;
        any = true;
      } else if (this.comments.some((comment) => line.startsWith(comment, i))) break;
      else if (delimiter === null ? isSpace(c.charCodeAt(0)) : c === delimiter) {
        if (delimiter !== null || !atField()) fields[n++] = field;
        field = '';
        any = false;
      } else field += c;
    }
    if (delimiter === null ? !atField() : n > 0 || !atField()) fields[n++] = field;
    return n;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x85;
}

/** Storage that grows as values come. */
class GrowingStorage {
  storage: Storage;
  length = 0;

  constructor(readonly info: DTypeInfo) {
    this.storage = new info.Storage(1024 * info.lanes);
  }

  push(value: Scalar): void {
    const { info } = this;
    if (this.length * info.lanes === this.storage.length) {
      const larger = new info.Storage(2 * this.storage.length);
      (larger as Float64Array).set(this.storage as Float64Array);
      this.storage = larger;
    }
    writeElement(info, this.storage, this.length++, value);
  }

  /** The values as a table of so many rows. */
  table(rows: number, columns: number): NDArray {
    const storage = this.storage.slice(0, this.length * this.info.lanes);
    return new NDArray(this.info, storage, [rows, columns], [columns, 1], 0, null, true);
  }
}

/**
 * Load a table of numbers from text: a row a line, the same columns in every row.
 *
 * @param fname - a path or URL (`.gz` is unpacked), or a list of lines
 * @param options - `dtype`, `comments`, `delimiter`, `converters`, `skiprows`, `usecols`, `unpack`, `ndmin`, `encoding`,
 *   `maxRows`, `quotechar`
 * @returns an array of two axes; axes of length 1 are dropped down to `ndmin`
 * @throws ValueError for a field that is no number of the dtype or a row of other length, with the row's number
 * @example
 * np.loadtxt(['1 2', '3 4']).toArray(); // [[1, 2], [3, 4]]
 * const [x, y] = np.loadtxt(['0,1', '2,3'], { delimiter: ',', unpack: true });
 */
export function loadtxt<T extends DTypeLike = 'float64'>(
  fname: TextSource,
  options: LoadtxtOptions<T> = {},
): NDArray<ResolveDType<T>> {
  checkOptions('loadtxt', options, OPTION_NAMES);
  const { converters = null, skiprows = 0, unpack = false, ndmin = 0, maxRows = null } = options;
  const info = dtypeInfo(options.dtype ?? 'float64') as DTypeInfo;
  if (![0, 1, 2].includes(ndmin)) throw new ValueError(`loadtxt: Illegal value of ndmin keyword: ${describe(ndmin)}`);
  const { comments = '#' } = options;
  const marks = comments === null ? [] : typeof comments === 'string' ? [comments] : [...comments];
  if (marks.includes(''))
    throw new ValueError('loadtxt: comments cannot be an empty string; use null to read no comments');
  const splitter = new FieldSplitter(
    marks,
    control('delimiter', options.delimiter),
    control('quotechar', options.quotechar),
  );
  const lines = readLines('loadtxt', fname, options.encoding ?? undefined);
  const wanted = options.usecols === undefined || options.usecols === null ? null : [options.usecols].flat();
  for (const column of wanted ?? []) {
    if (!Number.isInteger(column))
      throw new DTypeError(`loadtxt: usecols must be an int or a sequence of ints but it contains ${describe(column)}`);
  }
  const most = maxRows === null ? Infinity : count('maxRows', maxRows);
  const parse = fieldParser(info);
  const values = new GrowingStorage(info);
  const { fields } = splitter;
  let rows = 0;
  let width = -1; // fields of the first row
  let columns: readonly number[] = wanted ?? [];
  let parsers: (FieldParser | Converter)[] = [];
  for (let i = count('skiprows', skiprows); i < lines.length && rows < most; i++) {
    const n = splitter.split(lines[i]!);
    if (n === 0) continue;
    if (n !== width) {
      if (width >= 0 && wanted === null) {
        throw new ValueError(
          `loadtxt: the number of columns changed from ${width} to ${n} at row ${rows + 1}; use \`usecols\` to select a subset and avoid this error`,
        );
      }
      columns =
        wanted === null
          ? Array.from({ length: n }, (_, k) => k)
          : wanted.map((column) => resolveColumn(column, n, rows + 1));
      if (width < 0) parsers = columnParsers(columns, n, parse, converters);
      width = n;
    }
    for (let k = 0; k < columns.length; k++) {
      const text = fields[columns[k]!]!;
      const parser = parsers[k]!;
      let value = parser(text) as Scalar | undefined;
      if (value === undefined) {
        throw new ValueError(
          `loadtxt: could not convert string ${describe(text)} to ${info.name} at row ${rows}, column ${columns[k]! + 1}.`,
        );
      }
      if (parser !== parse) value = coerce('loadtxt', info, value);
      values.push(value);
    }
    rows++;
  }
  let table: NDArray = rows === 0 ? zerosArray(info, [0, wanted?.length ?? 1]) : values.table(rows, columns.length);
  table = squeezed(table, ndmin, rows === 0);
  return (unpack ? table.T : table) as unknown as NDArray<ResolveDType<T>>;
}

function resolveColumn(column: number, n: number, row: number): number {
  const at = column < 0 ? column + n : column;
  if (at < 0 || at >= n)
    throw new ValueError(`loadtxt: invalid column index ${column} at row ${row} with ${n} columns`);
  return at;
}

function columnParsers(
  columns: readonly number[],
  n: number,
  parse: FieldParser,
  converters: LoadtxtOptions['converters'],
): (FieldParser | Converter)[] {
  if (typeof converters === 'function') return columns.map(() => converters);
  const parsers: (FieldParser | Converter)[] = columns.map(() => parse);
  for (const [key, converter] of Object.entries(converters ?? {})) {
    const column = Number(key);
    const at = column < 0 ? column + n : column;
    if (!Number.isInteger(column) || at < 0 || at >= n) {
      throw new ValueError(
        `loadtxt: converter specified for column ${key}, which is invalid for the number of fields ${n}.`,
      );
    }
    if (typeof converter !== 'function')
      throw new DTypeError(`loadtxt: converters must be functions, got ${describe(converter)} for column ${key}`);
    columns.forEach((used, k) => {
      if (used === at) parsers[k] = converter;
    });
  }
  return parsers;
}

/** A table with its axes of length 1 dropped, down to `ndmin` axes, as NumPy does for text. */
export function squeezed(table: NDArray, ndmin: number, empty = false): NDArray {
  if (ndmin === 2) return table;
  const [rows, columns] = table.shape as [number, number];
  if (empty && columns <= 1) return table.strided([0], [1], 0);
  if (rows !== 1 && columns !== 1) return table;
  if (rows === 1 && columns === 1) return ndmin === 1 ? table.strided([1], [1], 0) : table.strided([], [], 0);
  return table.strided([rows * columns], [1], 0);
}
