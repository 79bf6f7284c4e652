/** Membership of integers by a table of those between a least and a greatest one. */
import type { StridedView } from '../backend.js';
import { specialised } from './specialise.js';

const MARK = `(a, p, n, low, table) => { for (let i = 0; i < n; i++) table[a[p + i] - low] = 1; }`;
// The last place of the table stands for all that lie outside.
const LOOK = `(a, p, n, low, table, out, q) => { const last = table.length - 1;
  for (let i = 0; i < n; i++) { const at = a[p + i] - low; out[q + i] = table[at >= 0 && at < last ? at : last]; } }`;

type Mark = (a: unknown, p: number, n: number, low: number, table: Uint8Array) => void;
type Look = (a: unknown, p: number, n: number, low: number, table: Uint8Array, out: Uint8Array, q: number) => void;

/**
 * Which of `n` elements are among `m` others? All integers of at most 32 bits, without gaps.
 *
 * @param elements - the elements in question
 * @param tests - the others, of the same dtype
 * @param low - the least of the others
 * @param high - the greatest of the others
 * @param out - receives booleans
 */
export function memberFlat(
  n: number,
  elements: StridedView,
  m: number,
  tests: StridedView,
  low: number,
  high: number,
  out: StridedView,
): void {
  const table = new Uint8Array(high - low + 2);
  specialised<Mark>(MARK, tests.info)(tests.storage, tests.offset, m, low, table);
  const look = specialised<Look>(LOOK, elements.info);
  look(elements.storage, elements.offset, n, low, table, out.storage as Uint8Array, out.offset);
}
