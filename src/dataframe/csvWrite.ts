/** Tables as CSV (RFC 4180). */
import { checkOptions } from '../core/errors.js';
import { cellAt, isMissing, type Cell, type Column } from './column.js';
import type { Index } from './printing.js';

export interface ToCsvOptions {
  sep?: string;
  /** Write the row labels? */
  index?: boolean;
  header?: boolean;
  naRep?: string;
}

/** The whole text. */
export function formatCsv(
  columns: ReadonlyMap<string, Column>,
  index: Index,
  count: number,
  options: ToCsvOptions,
): string {
  checkOptions('toCsv', options, ['sep', 'index', 'header', 'naRep']);
  const { sep = ',', naRep = '' } = options;
  const field = (text: string): string =>
    text.includes(sep) || /["\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  const cell = (v: Cell, floating: boolean): string => {
    if (isMissing(v)) return naRep;
    if (typeof v === 'boolean') return v ? 'True' : 'False';
    if (v instanceof Date) return v.toISOString();
    if (typeof v === 'number' && floating && Number.isInteger(v) && Math.abs(v) < 1e16) return v.toFixed(1);
    return field(String(v));
  };
  const labels = options.index ?? true;
  const lines: string[] = [];
  if (options.header ?? true)
    lines.push(
      [...(labels ? index.names.map((name) => field(name ?? '')) : []), ...[...columns.keys()].map(field)].join(sep),
    );
  const list = [...columns.values()];
  for (let i = 0; i < count; i++) {
    const parts = labels ? index.levels.map((level) => cell(level[i]!, false)) : [];
    for (const column of list) parts.push(cell(cellAt(column, i), column.dtype.startsWith('float')));
    lines.push(parts.join(sep));
  }
  return lines.join('\n') + '\n';
}
