/** Elements as nested rows in brackets: where lines break, how they are indented, what a summary leaves out. */
import { readElement } from '../element.js';
import type { Scalar } from '../dtype.js';
import type { NDArray } from '../ndarray.js';
import type { ElementText } from './columns.js';

/** How the rows of an array are laid out. */
export interface RowLayout {
  /** Stands between elements. */
  readonly separator: string;
  /** Spaces before every line but the first. */
  readonly indent: number;
  /** Characters a line. */
  readonly width: number;
  /** Elements shown at either end of each axis, or null to show all. */
  readonly edgeitems: number | null;
}

const GAP = '...';

/** Which indices along an axis are shown: the first and the last ones, and whether some between are left out. */
function shown(length: number, edgeitems: number | null): { head: number; tail: number; gap: boolean } {
  if (edgeitems === null || length <= 2 * edgeitems) return { head: 0, tail: length, gap: false };
  // The last one is always shown.
  return { head: edgeitems, tail: Math.max(edgeitems, 1), gap: true };
}

/** The elements that will be shown, in C order. */
export function shownElements(a: NDArray, edgeitems: number | null): Scalar[] {
  const { info, storage, shape, steps } = a;
  const found: Scalar[] = [];
  const walk = (axis: number, position: number): void => {
    if (axis === shape.length) {
      found.push(readElement(info, storage, position));
      return;
    }
    const length = shape[axis]!;
    const { head, tail } = shown(length, edgeitems);
    for (let i = 0; i < head; i++) walk(axis + 1, position + i * steps[axis]!);
    for (let i = length - tail; i < length; i++) walk(axis + 1, position + i * steps[axis]!);
  };
  walk(0, a.offset);
  return found;
}

/** Words one after another in lines of a width; words of several lines (a user's formatter may write them) hang. */
function fillLines(words: readonly string[], separator: string, indent: string, width: number): string {
  const done: string[] = [];
  let line = indent;
  words.forEach((word, k) => {
    if (k > 0) line += separator;
    const lines = word.includes('\n') ? word.split(/\r?\n/) : [word];
    const wordWidth = lines.length === 1 ? word.length : Math.max(...lines.map((part) => part.length));
    // A line holds at least one word.
    if (line.length + wordWidth > width && line.length > indent.length) {
      done.push(line.trimEnd());
      line = indent;
    }
    const hang = ' '.repeat(line.length);
    line += lines[0]!;
    for (const part of lines.slice(1)) {
      done.push(line.trimEnd());
      line = hang + part;
    }
    if (lines.length > 1) line += ' '.repeat(wordWidth - lines[lines.length - 1]!.length);
  });
  done.push(line);
  return done.join('\n').slice(indent.length);
}

/** The array in brackets, rows below one another, blank lines between blocks. */
export function layOut(a: NDArray, text: ElementText, layout: RowLayout): string {
  const { info, storage, shape, steps } = a;
  const { separator, edgeitems } = layout;
  const bare = separator.trimEnd();
  const block = (axis: number, position: number, indent: string, width: number): string => {
    if (axis === shape.length) return text(readElement(info, storage, position));
    const length = shape[axis]!;
    const step = steps[axis]!;
    const { head, tail, gap } = shown(length, edgeitems);
    const last = axis === shape.length - 1;
    const parts: string[] = [];
    const add = (i: number): void => {
      parts.push(block(axis + 1, position + i * step, `${indent} `, width - 1));
    };
    for (let i = 0; i < head; i++) add(i);
    if (gap) parts.push(GAP);
    for (let i = length - tail; i < length; i++) add(i);
    if (last) return `[${fillLines(parts, separator, indent, width - Math.max(bare.length, 1))}]`;
    return `[${parts.join(`${bare}${'\n'.repeat(shape.length - 1 - axis)}${indent}`)}]`;
  };
  return block(0, a.offset, ' '.repeat(layout.indent + 1), layout.width);
}
