// Reading a table from text, tolerantly: missing values are filled, columns may have names and types of their own.

import type { ScalarLike } from '../core/arrayLike.js';
import {
  DTYPES,
  dtype as dtypeInfo,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  type ResolveDType,
  type Scalar,
} from '../core/dtype.js';
import { coerce, writeElement } from '../core/element.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import {
  DELETED_CHARACTERS,
  cleanNames,
  guessReader,
  readerOf,
  type ColumnInfo,
  type ColumnReader,
} from './columnNames.js';
import type { Converter } from './loadtxt.js';
import { squeezed } from './loadtxt.js';
import { readLines, type TextSource } from './textInput.js';

/** The type of a column: a dtype, or `'str'` for text. */
export type ColumnType = DTypeLike | 'str';

/** Columns by name: arrays of one axis, lists of strings for text. */
export type Columns = Record<string, NDArray | string[]>;

/** Options of `genfromtxt`. */
export interface GenfromtxtOptions {
  /** One dtype for all (float64 by default), a list of one for each column, or null to find them out. */
  dtype?: ColumnType | readonly ColumnType[] | null;
  /** What begins a comment; null for none. Default `'#'`. */
  comments?: string | null;
  /** The text between fields (white space by default), the width of every field, or a list of widths. */
  delimiter?: string | number | readonly number[] | null;
  /** How many lines to leave out at the beginning. */
  skipHeader?: number;
  /** How many lines to leave out at the end. */
  skipFooter?: number;
  /** Functions for columns, by number or name. */
  converters?: Readonly<Record<string | number, Converter>> | null;
  /** Texts that stand for missing values: for all columns, a list of one for each, or by number or name. */
  missingValues?: string | readonly string[] | Readonly<Record<string | number, string | readonly string[]>> | null;
  /** What missing values become: for all columns, a list of one for each, or by number or name. */
  fillingValues?:
    | ScalarLike
    | string
    | readonly (ScalarLike | string | null)[]
    | Readonly<Record<string | number, ScalarLike | string>>
    | null;
  /** The columns to read, by number or name. */
  usecols?: number | string | readonly (number | string)[] | null;
  /** true: the first line holds names; or the names themselves, as a list or with commas. */
  names?: true | string | readonly string[] | null;
  /** Names that get an underscore put on, besides return, file and print. */
  excludelist?: readonly string[] | null;
  /** Characters that names lose. */
  deletechars?: string;
  /** What stands for a space within a name. Default `'_'`. */
  replaceSpace?: string;
  /** Drop the space around fields. */
  autostrip?: boolean;
  /** Keep names as they are (true), or make them upper or lower case. */
  caseSensitive?: boolean | 'upper' | 'lower';
  /** The names of columns without one. Default `'f%i'`. */
  defaultfmt?: string;
  /** Give the table transposed; a list of columns where they have names. */
  unpack?: boolean;
  /** Do fields that cannot be read count as missing (true, the default), or are they errors? */
  loose?: boolean;
  /** Is a row of other length an error (true, the default), or left out with a warning? */
  invalidRaise?: boolean;
  /** The most rows to read. */
  maxRows?: number | null;
  encoding?: string | null;
  /** The least number of axes of the result: 0, 1 or 2. */
  ndmin?: number;
}

const OPTION_NAMES = [
  'dtype', 'comments', 'delimiter', 'skipHeader', 'skipFooter', 'converters', 'missingValues', 'fillingValues', 'usecols',
  'names', 'excludelist', 'deletechars', 'replaceSpace', 'autostrip', 'caseSensitive', 'defaultfmt', 'unpack', 'loose',
  'invalidRaise', 'maxRows', 'encoding', 'ndmin',
] as const; // prettier-ignore

/** A function that splits lines, without their comments, into fields. */
function lineSplitter(options: GenfromtxtOptions): (line: string) => string[] {
  const { comments = '#', delimiter = null, autostrip = false } = options;
  const bare = (line: string): string => {
    const at = comments === null ? -1 : line.indexOf(comments);
    return at < 0 ? line : line.slice(0, at);
  };
  let split: (line: string) => string[];
  if (typeof delimiter === 'number' || Array.isArray(delimiter)) {
    const widths = delimiter;
    if (![widths].flat().every((width) => Number.isInteger(width) && width > 0)) {
      throw new ValueError(`genfromtxt: the widths of fields must be positive integers, got ${describe(delimiter)}`);
    }
    split = (line) => {
      const text = bare(line);
      if (text === '') return [];
      const fields: string[] = [];
      if (typeof widths === 'number')
        for (let at = 0; at < text.length; at += widths) fields.push(text.slice(at, at + widths));
      else {
        let at = 0;
        for (const width of widths as readonly number[]) fields.push(text.slice(at, (at += width)));
      }
      return fields;
    };
  } else if (delimiter === null || delimiter === '') {
    split = (line) => {
      const text = bare(line).trim();
      return text === '' ? [] : text.split(/\s+/);
    };
  } else if (typeof delimiter === 'string') {
    split = (line) => {
      const text = bare(line).replace(/^[ \r\n]+|[ \r\n]+$/g, '');
      return text === '' ? [] : text.split(delimiter);
    };
  } else
    throw new DTypeError(
      `genfromtxt: delimiter must be a string, a width or a list of widths, got ${describe(delimiter)}`,
    );
  return autostrip ? (line) => split(line).map((field) => field.trim()) : split;
}

/** The columns that are read: where they stand in a row, and their names. */
interface Chosen {
  /** undefined for all. */
  readonly columns: number[] | undefined;
  readonly names: string[] | undefined;
  readonly count: number;
}

function chooseColumns(options: GenfromtxtOptions, names: string[] | undefined, width: number): Chosen {
  const { usecols = null } = options;
  if (usecols === null) return { columns: undefined, names, count: width };
  const list = typeof usecols === 'string' ? usecols.split(',').map((one) => one.trim()) : [usecols].flat();
  const columns = list.map((one) => {
    if (typeof one === 'number' && Number.isInteger(one)) return one < 0 ? one + width : one;
    const at = typeof one === 'string' ? (names?.indexOf(one) ?? -1) : -1;
    if (at < 0)
      throw new ValueError(
        `genfromtxt: usecols has ${describe(one)}, which is no column; the names are ${names?.join(', ') ?? 'not known'}`,
      );
    return at;
  });
  const kept = names !== undefined && names.length > columns.length ? columns.map((at) => names[at] ?? '') : names;
  return { columns, names: kept, count: columns.length };
}

/** The position among the columns read that a number or name stands for; -1 for one that is not read. */
function columnAt(key: string | number, chosen: Chosen): number {
  const named = chosen.names?.indexOf(String(key)) ?? -1;
  if (named >= 0) return named;
  const number = Number(key);
  if (!Number.isInteger(number)) return -1;
  return chosen.columns === undefined ? number : chosen.columns.indexOf(number);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

function missingTexts(options: GenfromtxtOptions, chosen: Chosen): Set<string>[] {
  const { missingValues = null } = options;
  const texts = Array.from({ length: chosen.count }, () => new Set(['']));
  const add = (column: number, more: unknown): void => {
    for (const text of [more].flat()) texts[column]?.add(String(text));
  };
  if (missingValues === null) return texts;
  if (isRecord(missingValues)) {
    for (const [key, value] of Object.entries(missingValues)) add(columnAt(key, chosen), value);
  } else if (Array.isArray(missingValues)) missingValues.forEach((value, k) => add(k, value));
  else texts.forEach((_, k) => add(k, String(missingValues).split(',')));
  return texts;
}

function fillings(options: GenfromtxtOptions, chosen: Chosen): (Scalar | string | undefined)[] {
  const { fillingValues = null } = options;
  const values = new Array<Scalar | string | undefined>(chosen.count).fill(undefined);
  if (fillingValues === null) return values;
  if (isRecord(fillingValues)) {
    for (const [key, value] of Object.entries(fillingValues)) {
      const at = columnAt(key, chosen);
      if (at >= 0 && at < values.length) values[at] = value as Scalar;
    }
    return values;
  }
  if (Array.isArray(fillingValues))
    return values.map((_, k) => (fillingValues[k] as Scalar | null | undefined) ?? undefined);
  return values.fill(fillingValues as Scalar);
}

function columnInfo(type: ColumnType): ColumnInfo {
  return type === 'str' ? 'str' : (dtypeInfo(type) as DTypeInfo);
}

function readersFor(
  options: GenfromtxtOptions,
  chosen: Chosen,
  rows: readonly string[][],
  missing: Set<string>[],
): ColumnReader[] {
  const { dtype = 'float64' } = options;
  const filled = fillings(options, chosen);
  const column = (k: number): string[] => rows.map((row) => row[k]!);
  if (dtype === null) return filled.map((filling, k) => guessReader(column(k), missing[k]!, filling));
  if (Array.isArray(dtype)) {
    const types = dtype as readonly ColumnType[];
    const used = types.length > chosen.count && chosen.columns ? chosen.columns.map((at) => types[at]!) : types;
    if (used.length !== chosen.count) {
      throw new ValueError(
        `genfromtxt: dtype must list one type for each of ${chosen.count} columns, got ${describe(dtype)}`,
      );
    }
    return filled.map((filling, k) => readerOf(columnInfo(used[k]!), filling));
  }
  return filled.map((filling) => readerOf(columnInfo(dtype as ColumnType), filling));
}

function nonNegative(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 0)
    throw new ValueError(`genfromtxt: ${name} must be a non-negative integer, got ${describe(value)}`);
  return value;
}

/**
 * Load a table from text, with missing values handled as told.
 *
 * Where NumPy gives a structured array (names, a list of dtypes, or columns that turn out to differ), this gives an object
 * of columns by name; columns of text are lists of strings.
 *
 * @param fname - a path or URL (`.gz` is unpacked), or a list of lines
 * @param options - see `GenfromtxtOptions`
 * @returns an array, its axes of length 1 dropped down to `ndmin`; or columns by name
 * @throws ValueError for rows of other length, with their line numbers
 * @example
 * np.genfromtxt(['1,2', '3,'], { delimiter: ',' }).toArray(); // [[1, 2], [3, NaN]]
 * np.genfromtxt(['x y', '1 2', '3 4'], { names: true }).y.toArray(); // [2, 4]
 */
export function genfromtxt<T extends DTypeLike = 'float64'>(
  fname: TextSource,
  options?: GenfromtxtOptions & { dtype?: T; names?: null },
): NDArray<ResolveDType<T>>;
export function genfromtxt<T extends DTypeLike = 'float64'>(
  fname: TextSource,
  options: GenfromtxtOptions & { dtype?: T; names: true | string | readonly string[]; unpack: true },
): NDArray<ResolveDType<T>>[];
export function genfromtxt<T extends DTypeLike = 'float64'>(
  fname: TextSource,
  options: GenfromtxtOptions & { dtype?: T; names: true | string | readonly string[] },
): Record<string, NDArray<ResolveDType<T>>>;
export function genfromtxt(
  fname: TextSource,
  options: GenfromtxtOptions & { names: true | string | readonly string[] },
): Columns;
export function genfromtxt(fname: TextSource, options: GenfromtxtOptions): NDArray | Columns | (NDArray | string[])[];
export function genfromtxt(
  fname: TextSource,
  options: GenfromtxtOptions = {},
): NDArray | Columns | (NDArray | string[])[] {
  checkOptions('genfromtxt', options, OPTION_NAMES);
  const { comments = '#', names: givenNames = null, maxRows = null, ndmin = 0, unpack = false } = options;
  const skipHeader = nonNegative('skipHeader', options.skipHeader ?? 0);
  const skipFooter = nonNegative('skipFooter', options.skipFooter ?? 0);
  if (maxRows !== null) {
    if (skipFooter > 0)
      throw new ValueError(
        "genfromtxt: The keywords 'skipFooter' and 'maxRows' can not be specified at the same time.",
      );
    if (!Number.isInteger(maxRows) || maxRows < 1)
      throw new ValueError(`genfromtxt: 'maxRows' must be at least 1, got ${describe(maxRows)}`);
  }
  if (![0, 1, 2].includes(ndmin))
    throw new ValueError(`genfromtxt: Illegal value of ndmin keyword: ${describe(ndmin)}`);
  const split = lineSplitter(options);
  const lines = readLines('genfromtxt', fname, options.encoding ?? undefined);
  // The first line with fields tells how many columns there are, and perhaps their names.
  let first: string[] = [];
  let at = skipHeader;
  for (; at < lines.length && first.length === 0; at++) {
    let line = lines[at]!;
    if (givenNames === true && comments !== null && line.includes(comments))
      line = line.split(comments).slice(1).join('');
    first = split(line);
  }
  const rules = {
    excludelist: options.excludelist ?? [],
    deletechars: options.deletechars ?? DELETED_CHARACTERS,
    replaceSpace: options.replaceSpace ?? '_',
    caseSensitive: options.caseSensitive === false ? ('upper' as const) : (options.caseSensitive ?? true),
    defaultfmt: options.defaultfmt ?? 'f%i',
  };
  if (givenNames === true && first.length > 0 && comments !== null && comments.includes(first[0]!.trim()))
    first.shift();
  let names: string[] | undefined;
  if (givenNames === true)
    names = cleanNames(
      first.map((name) => name.trim()),
      rules,
    );
  else if (typeof givenNames === 'string')
    names = cleanNames(
      givenNames.split(',').map((name) => name.trim()),
      rules,
    );
  else if (givenNames !== null) names = cleanNames(givenNames, rules);
  const chosen = chooseColumns(options, names, first.length);
  if (chosen.names !== undefined && first.length > 0 && chosen.names.length !== chosen.count) {
    throw new ValueError(
      `genfromtxt: there are ${chosen.names.length} names for ${chosen.count} columns: ${describe(chosen.names)}`,
    );
  }
  const start = givenNames === true ? at : Math.max(at - 1, 0);
  const rows = readRows(lines, start, split, chosen, {
    skipFooter,
    maxRows: maxRows ?? Infinity,
    invalidRaise: options.invalidRaise ?? true,
  });
  const missing = missingTexts(options, chosen);
  const readers = readersFor(options, chosen, rows, missing);
  applyConverters(options, chosen, readers);
  const columns = readers.map((reader, k) => readColumn(reader, rows, k, missing[k]!, options.loose ?? true));
  return assembled(columns, readers, chosen, {
    ndmin,
    unpack,
    rules,
    guessed: options.dtype === null,
    listed: Array.isArray(options.dtype),
    rows: rows.length,
  });
}

function readRows(
  lines: readonly string[],
  start: number,
  split: (line: string) => string[],
  chosen: Chosen,
  limits: { skipFooter: number; maxRows: number; invalidRaise: boolean },
): string[][] {
  const rows: string[][] = [];
  let invalid: [line: number, fields: number][] = [];
  for (let i = start; i < lines.length && rows.length < limits.maxRows; i++) {
    const fields = split(lines[i]!);
    if (fields.length === 0) continue;
    const { columns } = chosen;
    if (
      columns === undefined
        ? fields.length !== chosen.count
        : columns.some((column) => column < 0 || column >= fields.length)
    ) {
      invalid.push([i + 1, fields.length]);
    } else rows.push(columns === undefined ? fields : columns.map((column) => fields[column]!));
  }
  let { skipFooter } = limits;
  if (invalid.length > 0 && skipFooter > 0) {
    // Rows of other length among the last ones are left out with them.
    const footer = lines.length - skipFooter;
    const kept = invalid.filter(([line]) => line <= footer);
    skipFooter -= invalid.length - kept.length;
    invalid = kept;
  }
  if (invalid.length > 0) {
    const list = invalid.map(([line, n]) => `    Line #${line} (got ${n} columns instead of ${chosen.count})`);
    const message = ['Some errors were detected !', ...list].join('\n');
    if (limits.invalidRaise) throw new ValueError(`genfromtxt: ${message}`);
    const node = (globalThis as { process?: { emitWarning?: (text: string, type: string) => void } }).process;
    node?.emitWarning?.(`genfromtxt: ${message}`, 'ConversionWarning');
  }
  return skipFooter > 0 ? rows.slice(0, -skipFooter) : rows;
}

function applyConverters(options: GenfromtxtOptions, chosen: Chosen, readers: ColumnReader[]): void {
  for (const [key, converter] of Object.entries(options.converters ?? {})) {
    if (typeof converter !== 'function')
      throw new DTypeError(`genfromtxt: converters must be functions, got ${describe(converter)} for ${key}`);
    const reader = readers[columnAt(key, chosen)];
    if (reader) reader.parse = converter as ColumnReader['parse'];
  }
}

function readColumn(
  reader: ColumnReader,
  rows: readonly string[][],
  k: number,
  missing: ReadonlySet<string>,
  loose: boolean,
): NDArray | string[] {
  const { info } = reader;
  const values = rows.map((row) => {
    const text = row[k]!;
    const value = reader.parse(text);
    if (value !== undefined) return value;
    if (!loose && !missing.has(text.trim())) {
      throw new ValueError(
        `genfromtxt: Cannot convert string ${describe(text)} to ${info === 'str' ? 'text' : info.name} in column ${k}`,
      );
    }
    return reader.fallback;
  });
  if (info === 'str') return values.map(String);
  const column = emptyArray(info, [values.length]);
  values.forEach((value, i) => writeElement(info, column.storage, i, coerce('genfromtxt', info, value)));
  return column;
}

interface Assembly {
  readonly ndmin: number;
  readonly unpack: boolean;
  readonly rules: { readonly defaultfmt: string };
  readonly guessed: boolean;
  readonly listed: boolean;
  readonly rows: number;
}

function assembled(
  columns: (NDArray | string[])[],
  readers: readonly ColumnReader[],
  chosen: Chosen,
  how: Assembly,
): NDArray | Columns | (NDArray | string[])[] {
  const told = new Set(readers.filter((reader) => reader.told).map((reader) => reader.info));
  // The two sizes of integers are one type.
  if (how.guessed && told.has(DTYPES.int64)) told.delete(DTYPES.int32);
  const uniform = how.guessed ? told.size <= 1 : !how.listed || columns.length === 1;
  const info = how.guessed ? ([...told][0] ?? readers[0]?.info) : readers[0]?.info;
  if (chosen.names !== undefined || !uniform || info === 'str') {
    if (how.unpack) return columns;
    return Object.fromEntries(
      columns.map((column, k) => [chosen.names?.[k] ?? how.rules.defaultfmt.replace(/%[di]/, String(k)), column]),
    );
  }
  const dtype = info ?? (dtypeInfo('float64') as DTypeInfo);
  if (how.rows === 0) return zerosArray(dtype, how.ndmin === 2 ? [0, 1] : [0]);
  const table = emptyArray(dtype, [how.rows, columns.length]);
  (columns as NDArray<DType>[]).forEach((column, k) => table.set([':', k], column.astype(dtype.name)));
  const result = squeezed(table, how.ndmin);
  return how.unpack ? result.T : result;
}
