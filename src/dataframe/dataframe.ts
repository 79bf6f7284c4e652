/** A table of named columns: choosing, sorting, grouping, joining, statistics. */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { fileSystem } from '../files/fileSystem.js';
import { columnStack } from '../ops/joining.js';
import {
  cellAt,
  fromCells,
  isMissing,
  isNumeric,
  numbersOf,
  takeRows,
  toArray,
  toColumn,
  type Cell,
  type Column,
  type ColumnLike,
} from './column.js';
import { formatCsv, type ToCsvOptions } from './csvWrite.js';
import { arquero, forArquero } from './engine.js';
import { GroupBy } from './groupby.js';
import { formatTable, type Index } from './printing.js';
import { Series, rangeIndex, takeIndex } from './series.js';
import { describeNumbers } from './statistics.js';

export type JoinHow = 'inner' | 'left' | 'right' | 'outer';

export interface MergeOptions {
  on?: string | readonly string[];
  leftOn?: string | readonly string[];
  rightOn?: string | readonly string[];
  how?: JoinHow;
  suffixes?: readonly [string, string];
}

/**
 * A table.
 *
 * @example
 * const df = new DataFrame({ name: ['Alice', 'Bob'], age: [25, 30] });
 * df.shape; // [2, 2]
 * df.filter(df.get('age').gt(28)).get('name').toArray(); // ['Bob']
 */
export class DataFrame {
  /** @internal */
  readonly data: ReadonlyMap<string, Column>;
  readonly index: Index;
  private readonly count: number;

  /**
   * @param data - columns by name (lists, arrays, columns of other tables: row by row), or rows as objects
   * @throws ValueError when columns are of different lengths
   * @example
   * new DataFrame({ Name: ['Alice', 'Bob'], Age: [25, 30] });
   */
  constructor(
    data:
      | Readonly<Record<string, ColumnLike | Series>>
      | readonly Readonly<Record<string, Cell>>[]
      | ReadonlyMap<string, Column> = {},
    index?: Index,
  ) {
    const columns = new Map<string, Column>();
    if (data instanceof Map)
      for (const [name, column] of data as ReadonlyMap<string, Column>) columns.set(name, column);
    else if (Array.isArray(data)) {
      const rows = data as readonly Readonly<Record<string, Cell>>[];
      const names = new Set(rows.flatMap((row) => Object.keys(row)));
      for (const name of names)
        columns.set(
          name,
          fromCells(
            rows.map((row) => row[name] ?? null),
            name,
          ),
        );
    } else if (typeof data === 'object' && data !== null)
      for (const [name, value] of Object.entries(data))
        columns.set(name, value instanceof Series ? value.column : toColumn(name, value as ColumnLike));
    else throw new DTypeError(`DataFrame: expected columns by name or a list of rows, got ${describe(data)}`);
    const lengths = [...columns].map(([name, column]) => [name, column.length] as const);
    const odd = lengths.find(([, n]) => n !== lengths[0]![1]);
    if (odd !== undefined) {
      throw new ValueError(
        `DataFrame: all columns must be of the same length, but ${describe(lengths[0]![0])} has ${lengths[0]![1]} and ${describe(odd[0])} ${odd[1]}`,
      );
    }
    this.data = columns;
    this.count = lengths[0]?.[1] ?? index?.levels[0]!.length ?? 0;
    this.index = index ?? rangeIndex(this.count);
  }

  /** The names of the columns. */
  get columns(): string[] {
    return [...this.data.keys()];
  }
  /** Rows and columns. */
  get shape(): [number, number] {
    return [this.count, this.data.size];
  }
  get length(): number {
    return this.count;
  }
  get dtypes(): Record<string, string> {
    return Object.fromEntries([...this.data].map(([name, column]) => [name, column.dtype]));
  }

  /** @internal */
  column(functionName: string, name: string): Column {
    const found = this.data.get(name);
    if (found === undefined)
      throw new ValueError(
        `${functionName}: there is no column ${describe(name)}; there are ${this.columns.map((c) => `'${c}'`).join(', ')}`,
      );
    return found;
  }

  /** A column. */
  get(name: string): Series {
    return new Series(name, this.column('get', name), this.index);
  }
  /** Some columns, in this order. */
  select(names: readonly string[]): DataFrame {
    if (!Array.isArray(names))
      throw new DTypeError(`select: expected a list of names, got ${describe(names)}; get(name) gives one column`);
    return new DataFrame(new Map(names.map((name) => [name, this.column('select', name)])), this.index);
  }
  /** @internal */
  take(rows: Int32Array): DataFrame {
    return new DataFrame(
      new Map([...this.data].map(([name, column]) => [name, takeRows(column, rows)])),
      takeIndex(this.index, rows),
    );
  }
  /**
   * The rows where a mask is true: a Series of truth values, an array, or a function of the row.
   *
   * @example
   * const df = new DataFrame({ Name: ['Alice', 'Bob'], Age: [25, 30] });
   * df.filter(df.get('Age').gt(28)).shape; // [1, 2]
   */
  filter(mask: Series | NDArray | readonly boolean[] | ((row: Record<string, Cell>, i: number) => boolean)): DataFrame {
    const rows: number[] = [];
    if (typeof mask === 'function') {
      for (let i = 0; i < this.count; i++) if (mask(this.row(i), i)) rows.push(i);
    } else {
      if (typeof mask !== 'object' || mask === null) {
        throw new DTypeError(
          `filter: expected a mask such as df.get('a').gt(1), or a function of the row, got ${describe(mask)}`,
        );
      }
      const bits = mask instanceof Series ? mask.column : toColumn('mask', mask as ColumnLike);
      if (bits.dtype !== 'bool') throw new DTypeError(`filter: a mask holds truth values, got ${bits.dtype}`);
      if (bits.length !== this.count)
        throw new ValueError(`filter: the mask has ${bits.length} values for ${this.count} rows`);
      for (let i = 0; i < this.count; i++) if (bits.data[i] === 1) rows.push(i);
    }
    return this.take(Int32Array.from(rows));
  }
  /** A row as an object, counted from 0. */
  row(i: number): Record<string, Cell> {
    const k = i < 0 ? i + this.count : i;
    if (!(k >= 0 && k < this.count)) throw new ValueError(`row: ${i} is out of bounds for ${this.count} rows`);
    return Object.fromEntries([...this.data].map(([name, column]) => [name, cellAt(column, k)]));
  }
  /** All rows as objects. */
  toRecords(): Record<string, Cell>[] {
    return Array.from({ length: this.count }, (_, i) => this.row(i));
  }
  /** Rows from `start` up to before `stop`, counted from 0; negative from the end. */
  iloc(start: number, stop = this.count): DataFrame {
    for (const v of [start, stop])
      if (!Number.isInteger(v)) throw new DTypeError(`iloc: expected whole numbers of rows, got ${describe(v)}`);
    const place = (v: number): number => Math.max(0, Math.min(this.count, v < 0 ? v + this.count : v));
    const [a, b] = [place(start), place(stop)];
    return this.take(Int32Array.from({ length: Math.max(0, b - a) }, (_, k) => a + k));
  }
  head(n = 5): DataFrame {
    return this.iloc(0, n);
  }
  tail(n = 5): DataFrame {
    return this.iloc(Math.max(0, this.count - n));
  }
  /** With more or other columns; a function gets the table. */
  assign(
    columns: Readonly<Record<string, ColumnLike | Series | Cell | ((df: DataFrame) => ColumnLike | Series)>>,
  ): DataFrame {
    const data = new Map(this.data);
    for (const [name, given] of Object.entries(columns)) {
      const value = typeof given === 'function' ? given(this) : given;
      const column =
        value instanceof Series
          ? value.column
          : value === null || typeof value !== 'object' || value instanceof Date
            ? fromCells(Array<Cell>(this.count).fill(value as Cell), name)
            : toColumn(name, value as ColumnLike);
      if (column.length !== this.count)
        throw new ValueError(`assign: column ${describe(name)} has ${column.length} values for ${this.count} rows`);
      data.set(name, column);
    }
    return new DataFrame(data, this.index);
  }
  drop(names: string | readonly string[]): DataFrame {
    const gone = new Set(typeof names === 'string' ? [names] : names);
    for (const name of gone) this.column('drop', name);
    return new DataFrame(new Map([...this.data].filter(([name]) => !gone.has(name))), this.index);
  }
  rename(names: Readonly<Record<string, string>>): DataFrame {
    return new DataFrame(new Map([...this.data].map(([name, column]) => [names[name] ?? name, column])), this.index);
  }
  /** Without rows where something is missing. */
  dropna(): DataFrame {
    const columns = [...this.data.values()];
    return this.take(
      Int32Array.from(
        Array.from({ length: this.count }, (_, i) => i).filter((i) =>
          columns.every((column) => !isMissing(cellAt(column, i))),
        ),
      ),
    );
  }
  fillna(value: Cell): DataFrame {
    return new DataFrame(new Map(this.columns.map((name) => [name, this.get(name).fillna(value).column])), this.index);
  }
  resetIndex(): DataFrame {
    const levels = this.index.names.map(
      (name, k) =>
        [
          name ?? (k === 0 && this.index.names.length === 1 ? 'index' : `level_${k}`),
          fromCells(this.index.levels[k]!),
        ] as const,
    );
    return new DataFrame(new Map([...levels, ...this.data]));
  }
  /** The rows in another order; missing values come last. Equal rows keep theirs. */
  sortValues(by: string | readonly string[], options: { ascending?: boolean | readonly boolean[] } = {}): DataFrame {
    checkOptions('sortValues', options, ['ascending']);
    const names = typeof by === 'string' ? [by] : by;
    const columns = names.map((name) => this.column('sortValues', name));
    const up = names.map(
      (_, k) => (Array.isArray(options.ascending) ? (options.ascending as boolean[])[k] : options.ascending) ?? true,
    );
    const rows = Int32Array.from({ length: this.count }, (_, i) => i);
    rows.sort((i, j) => {
      for (let k = 0; k < columns.length; k++) {
        const [a, b] = [cellAt(columns[k]!, i), cellAt(columns[k]!, j)];
        const [x, y] = [isMissing(a), isMissing(b)];
        if (x || y) {
          if (x !== y) return x ? 1 : -1;
        } else if (a !== b && (a! < b! || a! > b!)) return a! < b! === up[k] ? -1 : 1;
      }
      return i - j;
    });
    return this.take(rows);
  }
  /** Rows of equal values in some columns together. */
  groupby(by: string | readonly string[]): GroupBy {
    const names = typeof by === 'string' ? [by] : by;
    names.forEach((name) => this.column('groupby', name));
    return new GroupBy(this, names, (data, index) => new DataFrame(data, index));
  }
  /**
   * Rows of two tables that agree in key columns.
   *
   * @param options - `on` or `leftOn` and `rightOn`; `how`: `'inner'` (default), `'left'`, `'right'`, `'outer'`
   */
  merge(other: DataFrame, options: MergeOptions = {}): DataFrame {
    checkOptions('merge', options, ['on', 'leftOn', 'rightOn', 'how', 'suffixes']);
    const list = (v: string | readonly string[] | undefined): readonly string[] | undefined =>
      typeof v === 'string' ? [v] : v;
    const shared = this.columns.filter((name) => other.data.has(name));
    const left = list(options.leftOn ?? options.on) ?? shared;
    const right = list(options.rightOn ?? options.on) ?? shared;
    if (left.length === 0 || left.length !== right.length)
      throw new ValueError(`merge: no columns to join on; give on, or leftOn and rightOn of the same length`);
    const how = options.how ?? 'inner';
    if (!['inner', 'left', 'right', 'outer'].includes(how))
      throw new ValueError(`merge: how must be 'inner', 'left', 'right' or 'outer', got ${describe(how)}`);
    const { table } = arquero();
    // arquero finds which rows meet; columns are taken by row, so that dtypes stay.
    const keys = (df: DataFrame, names: readonly string[]): object =>
      Object.fromEntries([
        ...names.map((name, k) => [`k${k}`, forArquero(df.column('merge', name))]),
        ['row', Int32Array.from({ length: df.count }, (_, i) => i)],
      ]);
    const [a, b] = [table(keys(this, left)), table(keys(other, right))];
    const on = left.map((_, k) => `k${k}`);
    const values = [['row'], ['row']];
    const joined =
      how === 'inner'
        ? a.join(b, [on, on], values)
        : how === 'left'
          ? a.join_left(b, [on, on], values)
          : how === 'right'
            ? b.join_left(a, [on, on], values)
            : a.join_full(b, [on, on], values);
    const rowsOf = (name: string): Int32Array =>
      Int32Array.from(joined.array(name) as ArrayLike<number | undefined> as number[], (v) => v ?? -1);
    let [l, r] = how === 'right' ? [rowsOf('row_2'), rowsOf('row_1')] : [rowsOf('row_1'), rowsOf('row_2')];
    const order = Int32Array.from(l.keys()).sort((i, j) => {
      // Rows in the left table's order (right's for a right join), unmatched ones of an outer join last.
      const [x, y] = how === 'right' ? [r[i]!, r[j]!] : [l[i]!, l[j]!];
      const [u, v] = how === 'right' ? [l[i]!, l[j]!] : [r[i]!, r[j]!];
      return x !== y ? (x < 0 ? 1 : y < 0 ? -1 : x - y) : u - v;
    });
    l = order.map((i) => l[i]!);
    r = order.map((i) => r[i]!);
    const [sl, sr] = options.suffixes ?? ['_x', '_y'];
    const data = new Map<string, Column>();
    const samekeys = left.filter((name, k) => right[k] === name);
    for (const [name, column] of this.data) {
      const key = samekeys.includes(name);
      let taken = takeRows(column, l);
      if (key && l.includes(-1)) {
        // Keys of rows that only the right table has come from there.
        const own = takeRows(other.data.get(name)!, r);
        taken = fromCells(
          Array.from(l, (row, i) => (row < 0 ? cellAt(own, i) : cellAt(column, row))),
          name,
        );
      }
      data.set(!key && other.data.has(name) ? name + sl : name, taken);
    }
    for (const [name, column] of other.data) {
      if (samekeys.includes(name)) continue;
      data.set(this.data.has(name) ? name + sr : name, takeRows(column, r));
    }
    const merged = new DataFrame(data);
    return how === 'outer' ? merged.sortValues(left[0] === right[0] ? left : []).reindexed() : merged;
  }
  private reindexed(): DataFrame {
    return new DataFrame(this.data);
  }
  private numeric(): [string, Column][] {
    return [...this.data].filter(([, column]) => isNumeric(column));
  }
  /** Count, mean, deviation, extremes and quartiles of each column of numbers. */
  describe(): DataFrame {
    const columns = this.numeric();
    if (columns.length === 0) throw new DTypeError('describe: there is no column of numbers');
    const labels = ['count', 'mean', 'std', 'min', '25%', '50%', '75%', 'max'];
    const data = new Map<string, Column>();
    for (const [name, column] of columns) {
      const s = describeNumbers(numbersOf(column).filter((v) => !Number.isNaN(v)));
      data.set(name, {
        dtype: 'float64',
        data: Float64Array.of(s.count, s.mean, s.std, s.min, s.q25, s.q50, s.q75, s.max),
        length: 8,
      });
    }
    return new DataFrame(data, { names: [null], levels: [labels] });
  }
  private reduced(f: (series: Series) => number): Series {
    const columns = this.numeric();
    return new Series(null, fromCells(columns.map(([name]) => f(this.get(name)))), {
      names: [null],
      levels: [columns.map(([name]) => name)],
    });
  }
  mean(): Series {
    return this.reduced((series) => series.mean());
  }
  sum(): Series {
    return this.reduced((series) => series.sum());
  }
  std(): Series {
    return this.reduced((series) => series.std());
  }
  /** Columns of numbers as a matrix; one column shares its memory. */
  toNumpy(names: readonly string[] = this.columns): NDArray {
    const arrays = names.map((name) => toArray(this.column('toNumpy', name), name));
    return arrays.length === 1 ? arrays[0]!.strided([this.count, 1], [1, 1], 0) : columnStack(arrays);
  }
  /** As CSV, returned or written to a file. */
  toCsv(path?: string | null, options: ToCsvOptions = {}): string | undefined {
    const text = formatCsv(this.data, this.index, this.count, options);
    if (path === undefined || path === null) return text;
    fileSystem('toCsv').writeFileSync(path, text);
    return undefined;
  }
  toString(options: { maxRows?: number; width?: number } = {}): string {
    return formatTable(this.data, this.index, this.count, options);
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
