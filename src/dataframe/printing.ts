/** Tables as pandas prints them: right-aligned columns, six decimals at most, the middle of long tables left out. */
import { cellAt, isMissing, type Cell, type Column } from './column.js';

/** The labels of rows: one list a level, each with its name. */
export interface Index {
  readonly names: readonly (string | null)[];
  readonly levels: readonly (readonly Cell[])[];
}

const DIGITS = 6;

/** A text's width in a terminal: East Asian signs take two places. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    width +=
      code >= 0x1100 &&
      (code <= 0x115f ||
        (code >= 0x2e80 && code <= 0xa4cf) ||
        (code >= 0xac00 && code <= 0xd7a3) ||
        (code >= 0xf900 && code <= 0xfaff) ||
        (code >= 0xff00 && code <= 0xff60))
        ? 2
        : 1;
  }
  return width;
}

const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/** -0 keeps its sign. */
const signOf = (v: number): string => (Object.is(v, -0) ? '-' : '');

function scientific(v: number): string {
  return signOf(v) + v.toExponential(DIGITS).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Six decimals; halves go to the even digit, as in C. */
function fixedText(v: number): string {
  if (Number.isInteger(v * 128) && (v * 128) % 2 !== 0) {
    const exact = v.toFixed(DIGITS + 1).slice(0, -1);
    if (Number(exact[exact.length - 1]) % 2 === 0) return exact;
  }
  return signOf(v) + v.toFixed(DIGITS);
}

/** Floats of a column in one format. */
export function formatFloats(values: readonly number[]): string[] {
  const finite = values.filter(Number.isFinite);
  const fixed = finite.map(fixedText);
  let digits = DIGITS;
  while (digits > 1 && fixed.every((text) => text[text.length - 1 - (DIGITS - digits)] === '0')) digits--;
  const cut = digits - DIGITS || undefined;
  // pandas leaves room for a sign when it measures.
  const longest = Math.max(0, ...finite.map((v, k) => fixed[k]!.slice(0, cut).length + (v < 0 ? 0 : 1)));
  const large = finite.some((v) => Math.abs(v) > 1e6);
  const small = finite.some((v) => v !== 0 && Math.abs(v) < 10 ** -DIGITS);
  const special = (v: number): string => (Number.isNaN(v) ? 'NaN' : v > 0 ? 'inf' : '-inf');
  if (small || (large && longest > DIGITS + 6))
    return values.map((v) => (Number.isFinite(v) ? scientific(v) : special(v)));
  return values.map((v) => (Number.isFinite(v) ? fixedText(v).slice(0, cut) : special(v)));
}

/** Every value has a blank before it; a number's minus sign stands on it. */
const signed = (texts: readonly string[], numbers: boolean): string[] =>
  texts.map((text) => (numbers && text.startsWith('-') ? text : ' ' + text));

function cellText(v: Cell): string {
  if (v === null) return 'None';
  if (v instanceof Date) return v.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '');
  if (typeof v === 'boolean') return v ? 'True' : 'False';
  if (typeof v === 'number' && Number.isNaN(v)) return 'NaN';
  return String(v).length > 50 ? String(v).slice(0, 46) + '...' : String(v);
}

/** The rows of a column as texts. */
export function formatColumn(column: Column, rows: readonly number[]): string[] {
  if (column.dtype.startsWith('float')) return formatFloats(rows.map((r) => column.data[r] as number));
  const values = rows.map((r) => cellAt(column, r));
  if (!isDates(column)) return values.map(cellText);
  // All dates of a column are written alike: with the time of day, unless all are at midnight.
  const day = (column.data as readonly Cell[]).every((v) => v === null || (v as Date).getTime() % 864e5 === 0);
  return values.map((v) =>
    v === null
      ? 'NaT'
      : (v as Date)
          .toISOString()
          .slice(0, day ? 10 : 19)
          .replace('T', ' '),
  );
}

/** A column of dates, perhaps with gaps. */
function isDates(column: Column): boolean {
  if (column.dtype !== 'object') return false;
  const list = column.data as readonly Cell[];
  return list.some((v) => v instanceof Date) && list.every((v) => v === null || v instanceof Date);
}

/** The texts of a column with the blank before them; dates have none. */
function cellTexts(column: Column, rows: readonly number[]): string[] {
  const texts = formatColumn(column, rows);
  return isDates(column) ? texts : signed(texts, column.dtype !== 'object');
}

export function labelText(v: Cell): string {
  return cellText(v);
}

/** Which rows are shown: all, or the first and last five. */
function shownRows(count: number, most: number): { rows: number[]; gap: boolean } {
  if (count <= most) return { rows: Array.from({ length: count }, (_, k) => k), gap: false };
  const rows = [0, 1, 2, 3, 4, ...Array.from({ length: 5 }, (_, k) => count - 5 + k)];
  return { rows, gap: true };
}

function indexTexts(index: Index, rows: readonly number[]): string[][] {
  return index.levels.map((level, depth) => {
    const texts = level.some((v) => typeof v === 'number' && !Number.isInteger(v))
      ? formatFloats(rows.map((r) => level[r] as number))
      : rows.map((r) => labelText(level[r]!));
    if (index.levels.length === 1 || depth === index.levels.length - 1) return texts;
    // A label that repeats is written once.
    return texts.map((text, k) =>
      k > 0 && index.levels.slice(0, depth + 1).every((own) => own[rows[k]!] === own[rows[k - 1]!]) ? '' : text,
    );
  });
}

/** A table as text. */
export function formatTable(
  columns: ReadonlyMap<string, Column>,
  index: Index,
  count: number,
  options: { maxRows?: number; width?: number } = {},
): string {
  const names = [...columns.keys()];
  const { rows, gap } = shownRows(count, options.maxRows ?? 60);
  if (names.length === 0 || count === 0) {
    const range = index.levels[0]!.map(labelText);
    return `Empty DataFrame\nColumns: [${names.join(', ')}]\nIndex: [${range.join(', ')}]`;
  }
  const named = index.names.some((name) => name !== null);
  const levels = indexTexts(index, rows);
  const heads = levels.map((texts, k) => {
    const width = Math.max(...texts.map(displayWidth), named ? displayWidth(index.names[k] ?? '') : 0, gap ? 2 : 0);
    return { width, texts, name: index.names[k] ?? '' };
  });
  const left = (k: number | 'name' | 'blank' | 'gap'): string =>
    heads
      .map((head) =>
        padEnd(
          k === 'name'
            ? head.name
            : k === 'blank'
              ? ''
              : k === 'gap'
                ? head.width > 3
                  ? '...'
                  : '..'
                : head.texts[k]!,
          head.width,
        ),
      )
      .join(' ');
  const body = names.map((name) => {
    const column = columns.get(name)!;
    const texts = cellTexts(column, rows);
    const width = Math.max(displayWidth(name) + (column.dtype === 'object' ? 0 : 1), ...texts.map(displayWidth));
    return { name, texts, width, gap: width > 3 ? '...' : '..' };
  });
  // Columns that do not fit beside each other: those in the middle are left out, as pandas counts them.
  const indexWidth = heads.reduce((sum, head) => sum + head.width, heads.length - 1);
  let over = body.reduce((sum, column) => sum + column.width + 1, indexWidth) - (options.width ?? 80) + 1;
  const widths = [indexWidth, ...body.map((column) => column.width)];
  while (over > 0 && widths.length > 1) {
    // Python rounds halves to even.
    const half = widths.length / 2;
    const middle = Number.isInteger(half) ? half : 2 * Math.round(half / 2);
    over -= widths.splice(middle, 1)[0]! + 1;
  }
  const fitted = Math.max(2, widths.length - 1);
  const cut = fitted < body.length;
  const side = Math.floor(fitted / 2);
  const shown = cut ? [...body.slice(0, side), null, ...body.slice(body.length - side)] : body;
  const line = (start: string, cell: (column: (typeof body)[number]) => string, blank = false): string =>
    start +
    shown
      .map((column) => ' ' + (column === null ? ' ...' : padStart(blank ? '' : cell(column), column.width)))
      .join('');
  const lines = [line(left('blank'), (column) => column.name)];
  if (named) lines.push(line(left('name'), () => '', true));
  rows.forEach((_, k) => {
    if (gap && k === 5) lines.push(line(left('gap'), (column) => column.gap));
    lines.push(line(left(k), (column) => column.texts[k]!));
  });
  const text = lines.join('\n');
  return gap || cut ? `${text}\n\n[${count} rows x ${names.length} columns]` : text;
}

/** A series as text. */
export function formatSeries(name: string | null, column: Column, index: Index): string {
  const { rows, gap } = shownRows(column.length, 60);
  if (column.length === 0) return `Series([], ${name === null ? '' : `Name: ${name}, `}dtype: ${column.dtype})`;
  const levels = indexTexts(index, rows);
  const widths = levels.map((texts) => Math.max(...texts.map(displayWidth), gap ? 2 : 0));
  const texts = cellTexts(column, rows);
  const width = Math.max(...texts.map(displayWidth));
  const lines: string[] = [];
  if (index.names.some((n) => n !== null))
    lines.push(
      index.names
        .map((n, k) => padEnd(n ?? '', widths[k]!))
        .join(' ')
        .trimEnd(),
    );
  rows.forEach((_, k) => {
    if (gap && k === 5) lines.push(padEnd('', widths[0]!) + '   ' + padStart(width > 3 ? '...' : '..', width));
    lines.push(levels.map((level, d) => padEnd(level[k]!, widths[d]!)).join(' ') + '   ' + padStart(texts[k]!, width));
  });
  const parts = [
    ...(name === null ? [] : [`Name: ${name}`]),
    ...(gap ? [`Length: ${column.length}`] : []),
    `dtype: ${isDates(column) ? 'datetime64[ns]' : column.dtype}`,
  ];
  return [...lines, parts.join(', ')].join('\n');
}

export { isMissing };
