/** Elements as nested rows in brackets: where lines break, how they are indented, what a summary leaves out. */
import { readElement } from '../element.js';
import type { Scalar } from '../dtype.js';
import type { NDArray } from '../ndarray.js';

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

/**
 * Texts in brackets, rows below one another, blank lines between blocks.
 *
 * @param texts - those of `shownElements`
 * @param shape - the array's shape, whole
 * @param layout - the separator, width and so on
 */
export function layOut(texts: readonly string[], shape: readonly number[], layout: RowLayout): string {
  const { separator, edgeitems } = layout;
  const bare = separator.trimEnd();
  let next = 0;
  const block = (axis: number, indent: string, width: number): string => {
    if (axis === shape.length) return texts[next++]!;
    const { head, tail, gap } = shown(shape[axis]!, edgeitems);
    const parts: string[] = [];
    for (let i = 0; i < head; i++) parts.push(block(axis + 1, `${indent} `, width - 1));
    if (gap) parts.push(GAP);
    for (let i = 0; i < tail; i++) parts.push(block(axis + 1, `${indent} `, width - 1));
    const deeper = shape.length - 1 - axis;
    if (deeper === 0) return `[${fillLines(parts, separator, indent, width - Math.max(bare.length, 1))}]`;
    return `[${parts.join(`${bare}${'\n'.repeat(deeper)}${indent}`)}]`;
  };
  return block(0, ' '.repeat(layout.indent + 1), layout.width);
}
