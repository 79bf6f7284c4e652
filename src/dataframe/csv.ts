/**
 * Reading CSV, by pieces of a megabyte: a file is never in memory as a whole. Columns start as whole numbers and widen as values ask for
 * it; one that turns out to be text is read again as text, so that its numbers stay as they were written.
 */
import { ValueError, DTypeError, FormatError, checkOptions, describe } from '../core/errors.js';
import { fileSystem } from '../files/fileSystem.js';
import type { Column } from './column.js';
import { DataFrame } from './dataframe.js';

export interface ReadCsvOptions {
  sep?: string;
  /** Is the first line the names? */
  header?: boolean;
  names?: readonly string[];
  usecols?: readonly string[];
  /** Texts that mean a missing value, besides the usual ones. */
  naValues?: readonly string[];
  dtype?: Readonly<Record<string, 'int32' | 'float64' | 'bool' | 'object'>>;
  nrows?: number;
  skiprows?: number;
  comment?: string;
}
const OPTIONS = ['sep', 'header', 'names', 'usecols', 'naValues', 'dtype', 'nrows', 'skiprows', 'comment'];

const MISSING = ['', 'NA', 'N/A', '#N/A', 'NaN', 'nan', 'null', 'NULL', 'None', '<NA>', 'n/a', '-nan', '-NaN', '#NA'];
const NUMBER = /^[ \t]*[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf|Infinity|-inf)[ \t]*$/;
const PIECE = 1 << 20;

type Kind = 'int32' | 'float64' | 'bool' | 'object';
const KINDS: readonly string[] = ['int32', 'float64', 'bool', 'object'];

/** Thrown inside when a column must be read again as something wider. */
class Widen {
  constructor(
    readonly column: number,
    readonly kind: Kind,
  ) {}
}

/** A column that grows. */
class Builder {
  length = 0;
  private numbers: Float64Array | Int32Array | null = null;
  private bits: Uint8Array | null = null;
  private texts: (string | null)[] = [];
  /** The length of the longest text that means a missing value. */
  private longest = 0;

  constructor(
    readonly name: string,
    public kind: Kind | null,
    private readonly fixed: boolean,
    private readonly at: number,
    private readonly missing: ReadonlySet<string>,
  ) {
    for (const text of missing) this.longest = Math.max(this.longest, text.length);
  }

  private room<T extends Float64Array | Int32Array | Uint8Array>(array: T): T {
    if (this.length < array.length) return array;
    const larger = new (array.constructor as new (n: number) => T)(array.length * 2);
    larger.set(array as never);
    return larger;
  }

  push(text: string, line: number): void {
    // The usual cases without a regular expression or a look into the set: they are most of the time of a large file.
    const { kind } = this;
    if (kind === 'int32' || kind === 'float64') {
      const value = plainNumber(text, kind === 'int32');
      if (!Number.isNaN(value)) {
        this.numbers = this.room((this.numbers ??= this.started(kind === 'int32' ? Int32Array : Float64Array)));
        this.numbers[this.length++] = value;
        return;
      }
    } else if (kind === 'object' && text.length > this.longest) {
      this.texts.push(text);
      this.length++;
      return;
    }
    const gone = this.missing.has(text);
    if (this.kind === null)
      this.kind = gone
        ? null
        : NUMBER.test(text)
          ? wholeNumber(text)
            ? 'int32'
            : 'float64'
          : /^(True|False|true|false|TRUE|FALSE)$/.test(text)
            ? 'bool'
            : 'object';
    const refuse = (): never => {
      throw new FormatError(
        `readCsv: ${describe(text)} in line ${line} is no ${this.kind} for column ${describe(this.name)}`,
      );
    };
    switch (this.kind) {
      case null:
        // Only missing values so far.
        this.texts.push(null);
        break;
      case 'int32':
        if (gone || !wholeNumber(text)) {
          if (this.fixed) refuse();
          if (!gone && !NUMBER.test(text)) throw new Widen(this.at, 'object');
          this.kind = 'float64';
          this.numbers = Float64Array.from(this.numbers ?? new Int32Array(1024));
          this.push(text, line);
          return;
        }
        this.numbers = this.room((this.numbers ??= this.started(Int32Array)));
        this.numbers[this.length] = Number(text);
        break;
      case 'float64':
        if (!gone && !NUMBER.test(text)) {
          if (this.fixed) refuse();
          throw new Widen(this.at, 'object');
        }
        this.numbers = this.room((this.numbers ??= this.started(Float64Array)) as Float64Array);
        this.numbers[this.length] = gone ? NaN : Number(text.replace(/inf(inity)?/i, 'Infinity'));
        break;
      case 'bool': {
        const value = /^\s*true\s*$/i.test(text);
        if (!value && !/^\s*false\s*$/i.test(text)) {
          if (this.fixed) refuse();
          throw new Widen(this.at, 'object');
        }
        this.bits = this.room((this.bits ??= new Uint8Array(1024)));
        this.bits[this.length] = value ? 1 : 0;
        break;
      }
      case 'object':
        this.texts.push(gone ? null : text);
    }
    this.length++;
  }

  /** Storage for a column that began with missing values: those make it float64. */
  private started(Storage: typeof Float64Array | typeof Int32Array): Float64Array | Int32Array {
    if (this.length === 0) return new Storage(1024);
    this.kind = 'float64';
    let n = 1024;
    while (n < this.length + 1) n *= 2;
    return new Float64Array(n).fill(NaN, 0, this.length);
  }

  finish(): Column {
    const { length } = this;
    if (this.kind === 'bool') return { dtype: 'bool', data: this.bits!.slice(0, length), length };
    if (this.kind === 'object') return { dtype: 'object', data: this.texts, length };
    if (this.numbers instanceof Int32Array) return { dtype: 'int32', data: this.numbers.slice(0, length), length };
    if (this.numbers !== null) return { dtype: 'float64', data: this.numbers.slice(0, length), length };
    return {
      dtype: length === 0 ? 'object' : 'float64',
      data: length === 0 ? [] : new Float64Array(length).fill(NaN),
      length,
    };
  }
}

/** Powers of ten that are doubles exactly. */
const TENS = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/**
 * The value of digits with at most one point, perhaps signed, where it is certainly right: the digits are a whole number below 2**53 and the
 * power of ten is exact, so that their quotient is rounded once (Clinger 1990, How to read floating point numbers accurately). Else NaN.
 */
function plainNumber(text: string, whole: boolean): number {
  const n = text.length;
  if (n === 0 || n > (whole ? 10 : 16)) return NaN;
  const negative = text.charCodeAt(0) === 45;
  let value = 0;
  let point = -1;
  for (let i = negative ? 1 : 0; i < n; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === -2 && point < 0 && !whole) point = i;
    else return NaN;
  }
  // At least one digit before the point.
  if (n === (negative ? 1 : 0) || point === (negative ? 1 : 0)) return NaN;
  if (value > (whole ? 2147483647 : Number.MAX_SAFE_INTEGER)) return NaN;
  if (point >= 0) value /= TENS[n - 1 - point]!;
  return negative ? -value : value;
}

function wholeNumber(text: string): boolean {
  if (text.length > 11 || !/^[ \t]*[+-]?\d+[ \t]*$/.test(text)) return false;
  const v = Number(text);
  return v <= 2147483647 && v >= -2147483648;
}

/** Pieces of a source, as text. */
function* pieces(source: string, isPath: boolean): Generator<string> {
  if (!isPath) {
    yield source;
    return;
  }
  const { closeSync, openSync, readSync, statSync } = fileSystem('readCsv');
  const stat = statSync(source, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new FormatError(`readCsv: there is no file ${describe(source)} (text is told from a path by its line ends)`);
  if (stat.isDirectory()) throw new FormatError(`readCsv: ${describe(source)} is a directory`);
  const file = openSync(source, 'r');
  try {
    const decoder = new TextDecoder('utf-8');
    const buffer = Buffer.alloc(PIECE);
    for (;;) {
      const n = readSync(file, buffer, 0, PIECE, null);
      if (n === 0) break;
      yield decoder.decode(buffer.subarray(0, n), { stream: true });
    }
    yield decoder.decode();
  } finally {
    closeSync(file);
  }
}

/** The records of CSV with their line numbers: quotes, quotes in quotes, line ends of all systems. The list of fields is used again for the next. */
function* records(source: Iterable<string>, sep: string, comment: string | undefined): Generator<[string[], number]> {
  const fields: string[] = [];
  const record: [string[], number] = [fields, 1];
  let count = 0;
  let field = '';
  let quoted = false;
  let wasQuoted = false;
  let line = 1;
  let start = 1;
  let lastQuote = false;
  let lastReturn = false;
  let empty = true;
  const done = (): [string[], number] | null => {
    fields[count++] = field;
    if (fields.length > count) fields.length = count;
    record[1] = start;
    count = 0;
    const blank = fields.length === 1 && field === '' && !wasQuoted;
    const skip = blank || (comment !== undefined && !wasQuoted && fields[0]!.startsWith(comment));
    field = '';
    wasQuoted = false;
    empty = true;
    return skip ? null : record;
  };
  const sepCode = sep.charCodeAt(0);
  for (const piece of source) {
    let from = 0;
    const n = piece.length;
    for (let i = 0; i < n; i++) {
      const code = piece.charCodeAt(i);
      if (quoted) {
        if (lastQuote) {
          lastQuote = false;
          if (code === 34) {
            field += '"';
            from = i + 1;
            continue;
          }
          quoted = false;
          from = i;
        } else {
          if (code === 34) {
            field += piece.slice(from, i);
            lastQuote = true;
            from = i + 1;
          } else if (code === 10) line++;
          continue;
        }
      }
      if (lastReturn) {
        lastReturn = false;
        if (code === 10) {
          from = i + 1;
          continue;
        }
      }
      if (code === sepCode) {
        const end = piece.slice(from, i);
        fields[count++] = field === '' ? end : field + end;
        field = '';
        wasQuoted = false;
        empty = true;
        from = i + 1;
      } else if (code === 10 || code === 13) {
        const end = piece.slice(from, i);
        field = field === '' ? end : field + end;
        const found = done();
        if (found !== null) yield found;
        line++;
        start = line;
        from = i + 1;
        lastReturn = code === 13;
      } else if (code === 34 && empty) {
        quoted = true;
        wasQuoted = true;
        from = i + 1;
        empty = false;
      } else empty = false;
    }
    if (from < n) field += piece.slice(from);
  }
  if (quoted && !lastQuote) throw new FormatError(`readCsv: a quote that opens in line ${start} is not closed`);
  if (field !== '' || count > 0 || wasQuoted) {
    const found = done();
    if (found !== null) yield found;
  }
}

/** Refuses options that have no meaning, before anything is read. */
function checkReadOptions(options: ReadCsvOptions): void {
  checkOptions('readCsv', options, OPTIONS);
  const { sep = ',', nrows = Infinity, skiprows = 0 } = options;
  if (typeof sep !== 'string' || sep.length !== 1)
    throw new ValueError(`readCsv: sep must be one character, got ${describe(sep)}`);
  if (nrows !== Infinity && !(Number.isInteger(nrows) && nrows >= 0))
    throw new ValueError(`readCsv: nrows must be a whole number of rows, got ${describe(nrows)}`);
  if (!Number.isInteger(skiprows) || skiprows < 0)
    throw new ValueError(`readCsv: skiprows must be a whole number of rows, got ${describe(skiprows)}`);
  for (const key of ['names', 'usecols', 'naValues'] as const) {
    const list: unknown = options[key];
    if (list !== undefined && !(Array.isArray(list) && list.every((name) => typeof name === 'string')))
      throw new DTypeError(`readCsv: ${key} must be a list of texts, got ${describe(list)}`);
  }
  for (const [name, kind] of Object.entries(options.dtype ?? {})) {
    if (!KINDS.includes(kind))
      throw new DTypeError(`readCsv: the dtype of ${describe(name)} must be one of ${KINDS.join(', ')}, got ${describe(kind)}`); // prettier-ignore
  }
}

/** Read tables of at most `size` rows. */
function* readTables(
  source: string,
  isPath: boolean,
  options: ReadCsvOptions,
  kinds: Map<number, Kind>,
  size: number,
): Generator<DataFrame> {
  const { sep = ',', header = true, nrows = Infinity, skiprows = 0 } = options;
  const missing = new Set([...MISSING, ...(options.naValues ?? [])]);
  let names: string[] | null = options.names === undefined ? null : [...options.names];
  let headed = !header;
  let builders: Builder[] = [];
  let wanted: number[] = [];
  let skipped = 0;
  let rows = 0;
  let total = 0;
  const begin = (): void => {
    wanted = names!
      .map((_, k) => k)
      .filter((k) => options.usecols === undefined || options.usecols.includes(names![k]!));
    for (const name of [...(options.usecols ?? []), ...Object.keys(options.dtype ?? {})])
      if (!names!.includes(name))
        throw new ValueError(`readCsv: there is no column ${describe(name)}; there are ${names!.join(', ')}`);
    builders = wanted.map((k) => {
      const kind = options.dtype?.[names![k]!];
      return new Builder(names![k]!, kind ?? kinds.get(k) ?? null, kind !== undefined, k, missing);
    });
  };
  const table = (): DataFrame => new DataFrame(new Map(builders.map((b) => [b.name, b.finish()])));
  for (const [fields, line] of records(pieces(source, isPath), sep, options.comment)) {
    if (skipped < skiprows) {
      skipped++;
      continue;
    }
    if (!headed) {
      headed = true;
      if (fields[0]!.charCodeAt(0) === 0xfeff) fields[0] = fields[0]!.slice(1);
      names ??= unique(fields);
      begin();
      continue;
    }
    if (names === null) names = fields.map((_, k) => String(k));
    if (builders.length === 0) begin();
    if (fields.length > names.length) {
      throw new FormatError(
        `readCsv: Error tokenizing data. Expected ${names.length} fields in line ${line}, saw ${fields.length}`,
      );
    }
    if (total >= nrows) break;
    for (let b = 0; b < builders.length; b++) builders[b]!.push(fields[wanted[b]!] ?? '', line);
    rows++;
    total++;
    if (rows === size) {
      yield table();
      rows = 0;
      begin();
    }
  }
  if (names === null) throw new FormatError('readCsv: no columns to parse from file');
  if (builders.length === 0) begin();
  if (rows > 0 || size === Infinity) yield table();
}

/** Names that are all different: a second `a` is `a.1`. */
function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((given, k) => {
    const name = given === '' ? `Unnamed: ${k}` : given;
    const n = seen.get(name) ?? 0;
    seen.set(name, n + 1);
    return n === 0 ? name : `${name}.${n}`;
  });
}

/** Is this the text of a table, or the path of a file? */
const isText = (source: string): boolean => source.includes('\n');

/**
 * Read a CSV file, or text with line ends in it.
 *
 * @param source - a path, or the text itself
 * @throws FormatError with the line when a row has more fields than there are columns, or a quote does not close
 * @example
 * const df = readCsv('x,y\n1,2.5\n3,4.5\n');
 * df.get('y').toNumpy().toArray(); // [2.5, 4.5]
 */
export function readCsv(source: string, options: ReadCsvOptions = {}): DataFrame {
  if (typeof source !== 'string') throw new DTypeError(`readCsv: expected a path or text, got ${describe(source)}`);
  checkReadOptions(options);
  const kinds = new Map<number, Kind>();
  for (;;) {
    try {
      const { value } = readTables(source, !isText(source), options, kinds, Infinity).next();
      return value as DataFrame;
    } catch (error) {
      if (!(error instanceof Widen)) throw error;
      kinds.set(error.column, error.kind);
    }
  }
}

/**
 * Read a CSV file table by table, for files larger than memory. A column that turns out to be text is text from that table on.
 *
 * @param chunksize - rows a table
 * @example
 * for (const part of readCsvChunks('x,y\n1,2\n3,4\n5,6\n', 2)) console.log(part.shape); // [2, 2], then [1, 2]
 */
export function* readCsvChunks(source: string, chunksize: number, options: ReadCsvOptions = {}): Generator<DataFrame> {
  if (!Number.isInteger(chunksize) || chunksize < 1)
    throw new ValueError(`readCsvChunks: chunksize must be a positive integer, got ${describe(chunksize)}`);
  checkReadOptions(options);
  const kinds = new Map<number, Kind>();
  let given = 0;
  for (;;) {
    try {
      // After widening, tables that were given already are read over.
      let k = 0;
      for (const table of readTables(source, !isText(source), options, kinds, chunksize)) {
        if (k++ < given) continue;
        given++;
        yield table;
      }
      return;
    } catch (error) {
      if (!(error instanceof Widen)) throw error;
      kinds.set(error.column, error.kind);
    }
  }
}
