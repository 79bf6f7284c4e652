/** Grouping and joining by arquero. */
import { cellAt, type Column } from './column.js';
import { arquero } from './library.js';

export { arquero };

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
