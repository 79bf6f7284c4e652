/** Grouping and joining by arquero, which loads when first wanted. */
import { createRequire } from 'node:module';
import { cellAt, type Cell, type Column } from './column.js';

interface Table {
  groupby(...keys: unknown[]): Table;
  rollup(values: object): Table;
  join_full(other: Table, on: unknown, values: unknown): Table;
  join(other: Table, on: unknown, values: unknown): Table;
  join_left(other: Table, on: unknown, values: unknown): Table;
  join_right(other: Table, on: unknown, values: unknown): Table;
  array(name: string): ArrayLike<Cell>;
  numRows(): number;
}
interface Arquero {
  table(columns: object): Table;
  op: Record<string, (name: string) => unknown>;
}
let loaded: Arquero | undefined;

export function arquero(): Arquero {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    try {
      loaded = require('arquero') as Arquero;
    } catch (error) {
      throw new Error('dataframe: grouping and joining need the package arquero; install it by: npm install arquero', {
        cause: error,
      });
    }
  }
  return loaded;
}

/** The statistics of a group. */
export type Aggregate =
  'mean' | 'sum' | 'min' | 'max' | 'count' | 'median' | 'std' | 'var' | 'size' | 'first' | 'last' | 'nunique';

/** arquero's name of a statistic; those without one are worked out here. */
const OPS: Partial<Record<Aggregate, string>> = {
  mean: 'mean',
  sum: 'sum',
  min: 'min',
  max: 'max',
  count: 'valid',
  median: 'median',
  std: 'stdev',
  var: 'variance',
  size: 'count',
  nunique: 'distinct',
};
export const AGGREGATES: readonly string[] = [...Object.keys(OPS), 'first', 'last'];

/** A column as arquero takes it: typed arrays as they are, truth values as themselves. */
export function forArquero(column: Column): unknown {
  if (column.dtype === 'object') return column.data;
  if (column.dtype === 'bool') return Array.from({ length: column.length }, (_, i) => cellAt(column, i));
  return column.data;
}

/** The operation of a statistic on a column. */
export function operation(how: Aggregate, name: string): unknown {
  const { op } = arquero();
  if (how === 'size') return (op['count'] as unknown as () => unknown)();
  return op[OPS[how]!]!(name);
}
