/** Groups of rows and their statistics. */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { cellAt, fromCells, isMissing, takeRows, type Column } from './column.js';
import type { DataFrame } from './dataframe.js';
import { AGGREGATES, arquero, forArquero, operation, type Aggregate } from './engine.js';
import type { Index } from './printing.js';
import { Series } from './series.js';

/** Groups of rows, waiting for a statistic. */
export class GroupBy {
  /** @internal */
  constructor(
    private readonly df: DataFrame,
    private readonly keys: readonly string[],
    private readonly made: (data: ReadonlyMap<string, Column>, index: Index) => DataFrame,
  ) {}

  /**
   * Statistics of the groups: one for all columns of numbers, or for each column its own (or several, named `column_how`).
   *
   * @example
   * const df = new DataFrame({ city: ['Ulm', 'Bonn', 'Ulm'], price: [1, 2, 3], sold: [10, 20, 30] });
   * df.groupby('city').agg({ price: 'mean', sold: ['sum', 'max'] });
   */
  agg(how: Aggregate | Readonly<Record<string, Aggregate | readonly Aggregate[]>>): DataFrame {
    const { df, keys } = this;
    const wanted: [string, string, Aggregate][] = [];
    const check = (name: Aggregate): Aggregate => {
      if (!AGGREGATES.includes(name))
        throw new ValueError(`agg: ${describe(name)} is not a statistic; there are ${AGGREGATES.join(', ')}`);
      return name;
    };
    if (typeof how === 'string') {
      check(how);
      const all = ['min', 'max', 'count', 'first', 'last', 'nunique', 'size'].includes(how);
      for (const name of df.columns)
        if (!keys.includes(name) && (all || df.data.get(name)!.dtype !== 'object')) wanted.push([name, name, how]);
    } else if (typeof how !== 'object' || how === null) {
      throw new DTypeError(
        `agg: expected the name of a statistic (${AGGREGATES.join(', ')}) or an object of them by column, got ${describe(how)}`,
      );
    } else {
      for (const [name, list] of Object.entries(how)) {
        df.column('agg', name);
        if (typeof list === 'string') wanted.push([name, name, check(list)]);
        else for (const one of list) wanted.push([`${name}_${one}`, name, check(one)]);
      }
    }
    for (const [, name, one] of wanted) {
      if (df.data.get(name)!.dtype === 'object' && ['mean', 'sum', 'std', 'var', 'median'].includes(one)) {
        throw new DTypeError(
          `agg: ${one} of ${describe(name)} is not possible, it holds ${describe(
            df
              .get(name)
              .toArray()
              .find((v) => v !== null),
          )}`,
        );
      }
    }
    const { table } = arquero();
    const columns: Record<string, unknown> = {};
    // Missing keys make no group.
    const present = df.filter(
      Array.from({ length: df.length }, (_, i) => keys.every((key) => !isMissing(cellAt(df.data.get(key)!, i)))),
    );
    keys.forEach((key, k) => (columns[`k${k}`] = forArquero(present.data.get(key)!)));
    const names = [...new Set(wanted.map(([, name]) => name))];
    names.forEach((name, k) => (columns[`c${k}`] = forArquero(present.data.get(name)!)));
    columns['row'] = Int32Array.from({ length: present.length }, (_, i) => i);
    const rollup: Record<string, unknown> = { row: arquero().op['min']!('row'), last: arquero().op['max']!('row') };
    wanted.forEach(([, name, one], k) => {
      if (one !== 'first' && one !== 'last') rollup[`v${k}`] = operation(one, `c${names.indexOf(name)}`);
    });
    const result = table(columns)
      .groupby(...keys.map((_, k) => `k${k}`))
      .rollup(rollup);
    const n = result.numRows();
    const first = Int32Array.from(result.array('row') as ArrayLike<number>);
    const last = Int32Array.from(result.array('last') as ArrayLike<number>);
    const data = new Map<string, Column>();
    wanted.forEach(([out, name, one], k) => {
      const source = present.data.get(name)!;
      if (one === 'first' || one === 'last') data.set(out, takeRows(source, one === 'first' ? first : last));
      else {
        const values = Array.from({ length: n }, (_, i) => result.array(`v${k}`)[i] ?? null);
        const floating =
          ['mean', 'median', 'std', 'var'].includes(one) ||
          (source.dtype.startsWith('float') && !['count', 'size', 'nunique'].includes(one));
        data.set(
          out,
          floating
            ? { dtype: 'float64', data: Float64Array.from(values, (v) => (v === null ? NaN : Number(v))), length: n }
            : fromCells(
                values.map((v) => (typeof v === 'bigint' ? Number(v) : v)),
                out,
              ),
        );
      }
    });
    const levels = keys.map((key) => {
      const taken = takeRows(present.data.get(key)!, first);
      return Array.from({ length: n }, (_, i) => cellAt(taken, i));
    });
    const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => {
      for (const level of levels)
        if (level[i]! < level[j]! || level[i]! > level[j]!) return level[i]! < level[j]! ? -1 : 1;
      return 0;
    });
    return this.made(data, { names: [...keys], levels }).take(Int32Array.from(order));
  }
  mean(): DataFrame {
    return this.agg('mean');
  }
  sum(): DataFrame {
    return this.agg('sum');
  }
  min(): DataFrame {
    return this.agg('min');
  }
  max(): DataFrame {
    return this.agg('max');
  }
  count(): DataFrame {
    return this.agg('count');
  }
  median(): DataFrame {
    return this.agg('median');
  }
  std(): DataFrame {
    return this.agg('std');
  }
  /** How many rows each group has. */
  size(): Series {
    const rest = this.df.columns.find((name) => !this.keys.includes(name)) ?? this.keys[0]!;
    const counted = this.agg({ [rest]: 'size' });
    return new Series(null, counted.data.get(rest)!, counted.index);
  }
}
