/** One column with its name and row labels: comparisons, statistics, arithmetic. */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import {
  cellAt,
  fromCells,
  fromObject,
  isMissing,
  isNumeric,
  numbersOf,
  takeRows,
  toArray,
  type Cell,
  type Column,
} from './column.js';
import { formatSeries, type Index } from './printing.js';
import { describeNumbers } from './statistics.js';

/** Row labels 0, 1, 2, ... */
export function rangeIndex(count: number): Index {
  return { names: [null], levels: [Array.from({ length: count }, (_, k) => k)] };
}

/** Some labels of an index. */
export const takeIndex = (index: Index, rows: Int32Array): Index => ({
  names: index.names,
  levels: index.levels.map((level) => Array.from(rows, (r) => level[r]!)),
});

/** A column with its labels. */
export class Series {
  /** @internal */
  constructor(
    readonly name: string | null,
    readonly column: Column,
    readonly index: Index,
  ) {}

  /** Operators do not work on columns: `column + 1` is an error, `column.add(1)` the sum. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString();
    throw new DTypeError('Series: operators do not work on columns; write df.get(name).mul(2), .gt(1), .and(mask)');
  }

  get dtype(): string {
    return this.column.dtype;
  }
  get length(): number {
    return this.column.length;
  }
  /** One value, counted from 0; negative from the end. */
  at(i: number): Cell {
    const k = i < 0 ? i + this.length : i;
    if (!(k >= 0 && k < this.length)) throw new ValueError(`Series.at: ${i} is out of bounds for ${this.length} rows`);
    return cellAt(this.column, k);
  }
  *[Symbol.iterator](): IterableIterator<Cell> {
    for (let i = 0; i < this.length; i++) yield cellAt(this.column, i);
  }
  /** The values as a list. */
  toArray(): Cell[] {
    return [...this];
  }
  /** The values as an array that shares the memory; texts are refused. */
  toNumpy(): NDArray {
    return toArray(this.column, this.name ?? '');
  }

  private compare(name: string, other: Cell | Series, test: (a: never, b: never) => boolean): Series {
    const n = this.length;
    const mask = new Uint8Array(n);
    const series = other instanceof Series ? other : null;
    if (series !== null && series.length !== n)
      throw new ValueError(`Series.${name}: lengths ${n} and ${series.length} differ`);
    if (
      series === null &&
      other !== null &&
      isNumeric(this.column) !== (typeof other === 'number' || typeof other === 'bigint') &&
      name !== 'eq' &&
      name !== 'ne' &&
      !(other instanceof Date)
    ) {
      if (isNumeric(this.column) || typeof other === 'number') {
        throw new DTypeError(
          `Series.${name}: ${this.dtype} values of ${describe(this.name)} cannot be compared with ${describe(other)}`,
        );
      }
    }
    const plain = other instanceof Date ? other.getTime() : other;
    for (let i = 0; i < n; i++) {
      const raw = cellAt(this.column, i);
      const a = raw instanceof Date ? raw.getTime() : raw;
      const b = series === null ? plain : cellAt(series.column, i);
      mask[i] = isMissing(a) || isMissing(b) ? (name === 'ne' ? 1 : 0) : test(a as never, b as never) ? 1 : 0;
    }
    return new Series(this.name, { dtype: 'bool', data: mask, length: n }, this.index);
  }
  gt(other: Cell | Series): Series {
    return this.compare('gt', other, (a: number, b: number) => a > b);
  }
  ge(other: Cell | Series): Series {
    return this.compare('ge', other, (a: number, b: number) => a >= b);
  }
  lt(other: Cell | Series): Series {
    return this.compare('lt', other, (a: number, b: number) => a < b);
  }
  le(other: Cell | Series): Series {
    return this.compare('le', other, (a: number, b: number) => a <= b);
  }
  eq(other: Cell | Series): Series {
    // A bigint equals the number of the same value.
    return this.compare('eq', other, (a: number, b: number) => a === b || (typeof a === 'bigint' && Number(a) === b));
  }
  ne(other: Cell | Series): Series {
    return this.compare('ne', other, (a: number, b: number) => a !== b && !(typeof a === 'bigint' && Number(a) === b));
  }
  isin(values: readonly Cell[]): Series {
    const set = new Set<Cell>(values);
    return this.mask((v) => set.has(v));
  }
  isna(): Series {
    return this.mask(isMissing);
  }
  notna(): Series {
    return this.mask((v) => !isMissing(v));
  }
  private mask(test: (v: Cell) => boolean): Series {
    return new Series(
      this.name,
      {
        dtype: 'bool',
        data: Uint8Array.from({ length: this.length }, (_, i) => Number(test(cellAt(this.column, i)))),
        length: this.length,
      },
      this.index,
    );
  }
  private logical(name: string, other: Series, test: (a: number, b: number) => number): Series {
    if (this.dtype !== 'bool' || other.dtype !== 'bool')
      throw new DTypeError(`Series.${name}: both must be truth values, got ${this.dtype} and ${other.dtype}`);
    if (other.length !== this.length)
      throw new ValueError(`Series.${name}: lengths ${this.length} and ${other.length} differ`);
    const [a, b] = [this.column.data as Uint8Array, other.column.data as Uint8Array];
    return new Series(
      this.name,
      { dtype: 'bool', data: a.map((v, i) => test(v, b[i]!)), length: this.length },
      this.index,
    );
  }
  and(other: Series): Series {
    return this.logical('and', other, (a, b) => a & b);
  }
  or(other: Series): Series {
    return this.logical('or', other, (a, b) => a | b);
  }
  not(): Series {
    return this.logical('not', this, (a) => 1 - a);
  }

  private arithmetic(name: string, other: number | Series, f: (a: number, b: number) => number): Series {
    if (!isNumeric(this.column) || (other instanceof Series && !isNumeric(other.column))) {
      throw new DTypeError(`Series.${name}: ${describe(this.name)} holds ${this.dtype}, not numbers`);
    }
    const a = numbersOf(this.column);
    const b = other instanceof Series ? numbersOf(other.column) : null;
    if (b !== null && b.length !== a.length)
      throw new ValueError(`Series.${name}: lengths ${a.length} and ${b.length} differ`);
    const data = new Float64Array(a.length);
    for (let i = 0; i < a.length; i++) data[i] = f(a[i]!, b === null ? (other as number) : b[i]!);
    const whole =
      name !== 'div' &&
      !this.dtype.startsWith('float') &&
      (b === null ? Number.isInteger(other) : !(other as Series).dtype.startsWith('float'));
    const column =
      whole && data.every((v) => Math.abs(v) < 2 ** 31)
        ? { dtype: 'int32' as const, data: Int32Array.from(data), length: data.length }
        : { dtype: 'float64' as const, data, length: data.length };
    return new Series(this.name, column, this.index);
  }
  add(other: number | Series): Series {
    return this.arithmetic('add', other, (a, b) => a + b);
  }
  sub(other: number | Series): Series {
    return this.arithmetic('sub', other, (a, b) => a - b);
  }
  mul(other: number | Series): Series {
    return this.arithmetic('mul', other, (a, b) => a * b);
  }
  div(other: number | Series): Series {
    return this.arithmetic('div', other, (a, b) => a / b);
  }
  /** Each value by a function. */
  map(f: (value: Cell, i: number) => Cell): Series {
    return new Series(
      this.name,
      fromCells(
        Array.from({ length: this.length }, (_, i) => f(cellAt(this.column, i), i)),
        this.name ?? '',
      ),
      this.index,
    );
  }

  private numbers(name: string): Float64Array {
    if (this.column.dtype === 'object')
      throw new DTypeError(`Series.${name}: ${describe(this.name)} holds ${this.dtype} values, not numbers`);
    return numbersOf(this.column).filter((v) => !Number.isNaN(v));
  }
  sum(): number {
    return this.numbers('sum').reduce((a, b) => a + b, 0);
  }
  mean(): number {
    const v = this.numbers('mean');
    return v.length === 0 ? NaN : v.reduce((a, b) => a + b, 0) / v.length;
  }
  /** The standard deviation over n - 1, as pandas has it. */
  std(): number {
    return describeNumbers(this.numbers('std')).std;
  }
  median(): number {
    return describeNumbers(this.numbers('median')).q50;
  }
  quantile(q = 0.5): number {
    return describeNumbers(this.numbers('quantile'), q).q50;
  }
  min(): Cell {
    return this.extreme((a, b) => a < b);
  }
  max(): Cell {
    return this.extreme((a, b) => a > b);
  }
  private extreme(better: (a: never, b: never) => boolean): Cell {
    let best: Cell = null;
    for (const v of this) if (!isMissing(v) && (best === null || better(v as never, best as never))) best = v;
    return best ?? NaN;
  }
  /** How many are not missing. */
  count(): number {
    let n = 0;
    for (const v of this) if (!isMissing(v)) n++;
    return n;
  }
  unique(): Cell[] {
    return [...new Set(this)];
  }
  nunique(): number {
    return this.unique().filter((v) => !isMissing(v)).length;
  }
  /** How often each value occurs, most frequent first. */
  valueCounts(): Series {
    const counts = new Map<Cell, number>();
    for (const v of this) if (!isMissing(v)) counts.set(v, (counts.get(v) ?? 0) + 1);
    const rows = [...counts].sort((a, b) => b[1] - a[1]);
    return new Series(this.name, fromCells(rows.map(([, n]) => n)), { names: [null], levels: [rows.map(([v]) => v)] });
  }
  /** The first rows. */
  head(n = 5): Series {
    return this.take(Int32Array.from({ length: Math.min(n, this.length) }, (_, k) => k));
  }
  /** Those where a mask is true. */
  filter(mask: Series): Series {
    const bits = mask.column.data as Uint8Array;
    return this.take(Int32Array.from(Array.from(bits.keys()).filter((i) => bits[i] === 1)));
  }
  /** @internal */
  take(rows: Int32Array): Series {
    return new Series(this.name, takeRows(this.column, rows), takeIndex(this.index, rows));
  }
  fillna(value: Cell): Series {
    return this.map((v) => (isMissing(v) ? value : v));
  }
  astype(dtype: 'float64' | 'int32' | 'object'): Series {
    if (dtype === 'object') return new Series(this.name, fromObject(this.toArray()), this.index);
    const values = numbersOf(this.column);
    const bad = values.findIndex((v, i) => Number.isNaN(v) && !isMissing(cellAt(this.column, i)));
    if (bad >= 0)
      throw new ValueError(`Series.astype: could not convert ${describe(cellAt(this.column, bad))} to ${dtype}`);
    if (dtype === 'int32' && values.some(Number.isNaN))
      throw new ValueError('Series.astype: cannot convert missing values to int32');
    return new Series(
      this.name,
      { dtype, data: dtype === 'int32' ? Int32Array.from(values) : values, length: values.length },
      this.index,
    );
  }
  toString(): string {
    return formatSeries(this.name, this.column, this.index);
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
