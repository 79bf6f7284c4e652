// Names of columns, made into words that a program can use, and the dtypes that columns of text turn out to have.

import { Complex } from '../core/complex.js';
import { DTYPES, type DTypeInfo, type Scalar } from '../core/dtype.js';
import { parseFloatField, fieldParser } from './parseField.js';

/** How `genfromtxt` changes names. */
export interface NameRules {
  readonly excludelist: readonly string[];
  readonly deletechars: string;
  readonly replaceSpace: string;
  readonly caseSensitive: boolean | 'upper' | 'lower';
  readonly defaultfmt: string;
}

/** The characters that names lose by default. */
export const DELETED_CHARACTERS = ' !#$%&\'()*+,-./:;<=>?@[\\]^{|}~"';
const RESERVED = ['return', 'file', 'print'];

/** Names cleaned by the rules: none empty, none twice. */
export function cleanNames(names: readonly string[], rules: NameRules): string[] {
  const excluded = new Set([...rules.excludelist, ...RESERVED]);
  const seen = new Map<string, number>();
  let numbered = 0;
  return names.map((given) => {
    let name = given;
    if (rules.caseSensitive === 'lower') name = name.toLowerCase();
    else if (rules.caseSensitive !== true) name = name.toUpperCase();
    name = name.trim().replaceAll(' ', rules.replaceSpace);
    name = [...name].filter((c) => !rules.deletechars.includes(c) && c !== '"').join('');
    if (name === '') {
      do name = rules.defaultfmt.replace(/%[di]/, String(numbered++));
      while (names.includes(name));
    } else if (excluded.has(name)) name += '_';
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before > 0 ? `${name}_${before}` : name;
  });
}

/** The type of a column: a dtype, or text. */
export type ColumnInfo = DTypeInfo | 'str';

/** How the fields of one column become values. */
export interface ColumnReader {
  info: ColumnInfo;
  /** The value of a field, undefined if it is none. */
  parse: (text: string) => Scalar | string | undefined;
  /** The value of a missing or unreadable field. */
  fallback: Scalar | string;
  /** Was there a field that told the type? */
  told: boolean;
}

/** true and false as genfromtxt reads them. */
function parseTruth(text: string): boolean | undefined {
  const word = text.trim().toUpperCase();
  return word === 'TRUE' ? true : word === 'FALSE' ? false : undefined;
}

/** The reader of a column of known type. */
export function readerOf(info: ColumnInfo, filling: Scalar | string | undefined): ColumnReader {
  if (info === 'str') return { info, parse: (text) => text, fallback: filling ?? '???', told: true };
  const parse: ColumnReader['parse'] =
    info.kind === 'b' ? parseTruth : info.kind === 'f' ? parseLooseFloat : fieldParser(info);
  return { info, parse, fallback: filling ?? missingValue(info), told: true };
}

/** As `parseFloatField`, and with underscores between digits, as Python's float. */
function parseLooseFloat(text: string): number | undefined {
  return (
    parseFloatField(text) ?? (/\d_\d/.test(text) ? parseFloatField(text.replace(/(?<=\d)_(?=\d)/g, '')) : undefined)
  );
}

/** What stands for a missing value where nothing else is said. */
function missingValue(info: DTypeInfo): Scalar {
  if (info.kind === 'f') return NaN;
  if (info.kind === 'c') return new Complex(NaN, 0);
  if (info.kind === 'b') return false;
  const least = info.kind === 'u' ? 0 : -1;
  return info.domain === 'bigint' ? BigInt(least) : least;
}

const LADDER: readonly ColumnInfo[] = [
  DTYPES.bool,
  DTYPES.int32,
  DTYPES.int64,
  DTYPES.float64,
  DTYPES.complex128,
  'str',
];

/** The first type of bool, int32, int64, float64, complex128 and text that reads every field which is not missing. */
export function guessReader(
  fields: readonly string[],
  missing: ReadonlySet<string>,
  filling: Scalar | string | undefined,
): ColumnReader {
  let step = 0;
  let reader = readerOf(LADDER[0]!, filling);
  let told = false;
  for (const field of fields) {
    for (;;) {
      if (reader.parse(field) !== undefined) {
        told = true;
        break;
      }
      if (missing.has(field.trim())) break;
      reader = readerOf(LADDER[++step]!, filling);
    }
  }
  return { ...reader, told };
}
