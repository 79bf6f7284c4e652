/** arquero, loaded when first wanted. In a browser's build library.browser.ts stands here. */
import { createRequire } from 'node:module';
import type { Cell } from './column.js';

/** A table of the library's. */
export interface Table {
  groupby(...keys: unknown[]): Table;
  rollup(values: object): Table;
  join_full(other: Table, on: unknown, values: unknown): Table;
  join(other: Table, on: unknown, values: unknown): Table;
  join_left(other: Table, on: unknown, values: unknown): Table;
  join_right(other: Table, on: unknown, values: unknown): Table;
  array(name: string): ArrayLike<Cell>;
  numRows(): number;
}
/** The library, as far as it is used here. */
export interface Arquero {
  table(columns: object): Table;
  op: Record<string, (name: string) => unknown>;
}

let loaded: Arquero | undefined;

/** The library. */
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
