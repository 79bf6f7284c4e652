/** One column: a dtype of numloom's over a typed array, or `object` over a list (texts, mixed values; null is missing). */
import type { ArrayLike } from '../core/arrayLike.js';
import { asNDArray } from '../core/arrayLike.js';
import { DTYPES, isTypedArray, type DType, type StorageOf } from '../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray, wrapTypedArray } from '../core/ndarray.js';

/** A value in a table. */
export type Cell = number | bigint | boolean | string | Date | null;
/** What a column can be made from: an array without a copy, or a list. */
export type ColumnLike = NDArray | ArrayLike | readonly Cell[] | readonly string[];

export interface Column {
  readonly dtype: DType | 'object';
  readonly data: StorageOf | readonly Cell[];
  readonly length: number;
}

/** A column over an array, which shares its memory where that lies without gaps. */
function ofArray(name: string, array: NDArray): Column {
  if (array.ndim !== 1)
    throw new ValueError(
      `DataFrame: column ${describe(name)} must be 1-dimensional, got shape ${shapeText(array.shape)}`,
    );
  if (array.info.kind === 'c' || array.dtype === 'float16') {
    throw new DTypeError(
      `DataFrame: column ${describe(name)} of ${array.dtype} is not supported; take np.real or astype first`,
    );
  }
  return { dtype: array.dtype, data: array.isC ? array.data : (array.copy() as NDArray).data, length: array.size };
}

/** A column from what users give. Whole numbers that fit become int32, other numbers float64, a missing number NaN. */
export function toColumn(name: string, value: ColumnLike): Column {
  if (value instanceof NDArray) return ofArray(name, value);
  if (isTypedArray(value)) return ofArray(name, wrapTypedArray(value));
  if (!Array.isArray(value))
    throw new DTypeError(`DataFrame: column ${describe(name)} must be a list or an array, got ${describe(value)}`);
  return fromCells(value as readonly unknown[], name);
}

/** The narrowest column for a list of values. */
export function fromCells(list: readonly unknown[], name = ''): Column {
  let numbers = 0;
  let whole = true;
  let booleans = 0;
  let missing = 0;
  let bigints = 0;
  for (const v of list) {
    if (typeof v === 'number') {
      numbers++;
      if (!Number.isInteger(v) || v > 2147483647 || v < -2147483648 || Object.is(v, -0)) whole = false;
    } else if (typeof v === 'boolean') booleans++;
    else if (typeof v === 'bigint') bigints++;
    else if (v === null || v === undefined) missing++;
    else if (typeof v !== 'string' && !(v instanceof Date)) {
      throw new DTypeError(
        `DataFrame: column ${describe(name)} holds ${describe(v)}; values are numbers, texts, truth values, dates or null`,
      );
    }
  }
  const n = list.length;
  if (n > 0 && numbers === n && whole) return { dtype: 'int32', data: Int32Array.from(list as number[]), length: n };
  if (numbers > 0 && numbers + missing === n) {
    return { dtype: 'float64', data: Float64Array.from(list, (v) => (typeof v === 'number' ? v : NaN)), length: n };
  }
  if (n > 0 && booleans === n) return { dtype: 'bool', data: Uint8Array.from(list as boolean[], Number), length: n };
  if (n > 0 && bigints === n) return { dtype: 'int64', data: BigInt64Array.from(list as bigint[]), length: n };
  return { dtype: 'object', data: list.map((v) => v ?? null) as Cell[], length: n };
}

/** One value. */
export function cellAt(column: Column, i: number): Cell {
  const v = column.data[i] as number | bigint | Cell;
  return column.dtype === 'bool' ? v !== 0 : v;
}

/** Is a value missing? */
export const isMissing = (v: unknown): boolean => v === null || v === undefined || (typeof v === 'number' && v !== v);

/** Is a column of numbers (truth values do not count)? */
export const isNumeric = (column: Column): boolean => column.dtype !== 'object' && column.dtype !== 'bool';

/** Some rows of a column, in this order; -1 is a missing row. */
export function takeRows(column: Column, rows: Int32Array): Column {
  const n = rows.length;
  if (column.dtype === 'object') {
    const from = column.data as readonly Cell[];
    return { dtype: 'object', data: Array.from(rows, (r) => (r < 0 ? null : from[r]!)), length: n };
  }
  const gaps = rows.includes(-1);
  if (gaps && column.dtype === 'bool') return fromObject(Array.from(rows, (r) => (r < 0 ? null : cellAt(column, r))));
  if (gaps && !column.dtype.startsWith('float')) {
    return {
      dtype: 'float64',
      data: Float64Array.from(rows, (r) => (r < 0 ? NaN : Number(column.data[r]))),
      length: n,
    };
  }
  const Storage = DTYPES[column.dtype].Storage as unknown as new (length: number) => Float64Array;
  const data = new Storage(n);
  const from = column.data as Float64Array;
  if (gaps) for (let i = 0; i < n; i++) data[i] = rows[i]! < 0 ? NaN : from[rows[i]!]!;
  else for (let i = 0; i < n; i++) data[i] = from[rows[i]!]!;
  return { dtype: column.dtype, data: data as StorageOf, length: n };
}

/** A list as it is. */
export const fromObject = (list: readonly Cell[]): Column => ({ dtype: 'object', data: list, length: list.length });

/** A column as an array: the memory is shared. */
export function toArray(column: Column, name: string): NDArray {
  if (column.dtype === 'object') {
    throw new DTypeError(
      `toNumpy: column ${describe(name)} holds ${describe(column.data.find((v) => v !== null))}, which is no number`,
    );
  }
  const wrapped = wrapTypedArray(column.data as Float64Array);
  if (wrapped.dtype === column.dtype) return wrapped;
  return new NDArray(DTYPES[column.dtype], column.data as StorageOf, [column.length], [1], 0, null, true);
}

/** Values as numbers, NaN where there is none. */
export function numbersOf(column: Column): Float64Array {
  if (column.dtype === 'float64') return column.data as Float64Array;
  return Float64Array.from(column.data as ArrayLikeOf, (v) => (v === null ? NaN : Number(v)));
}
type ArrayLikeOf = Iterable<number>;

export { asNDArray };
