/**
 * Sorting complex numbers, interleaved in a float array: by the real parts first, then each run of equal real parts by
 * the imaginary ones. Numbers with NaN parts come last, in three classes (see compareComplex).
 */
import { sortByComparison } from './comparison.js';
import { orderDoubles } from './doubles.js';

/** Runs up to this length are ordered by insertion. */
const SHORT_RUN = 16;

/** The order of `members` (positions) by one part of the numbers at `start`, stably, in place. */
function orderByPart(parts: Float64Array, start: number, part: 0 | 1, members: Int32Array): void {
  const n = members.length;
  if (n <= SHORT_RUN) {
    for (let i = 1; i < n; i++) {
      const member = members[i]!;
      const value = parts[2 * (start + member) + part]!;
      let j = i - 1;
      while (j >= 0 && parts[2 * (start + members[j]!) + part]! > value) {
        members[j + 1] = members[j]!;
        j--;
      }
      members[j + 1] = member;
    }
    return;
  }
  const keys = new Float64Array(n);
  for (let i = 0; i < n; i++) keys[i] = parts[2 * (start + members[i]!) + part]!;
  const order = new Int32Array(n);
  orderDoubles(keys, 0, n, order, 0, null);
  const before = members.slice();
  for (let i = 0; i < n; i++) members[i] = before[order[i]!]!;
}

/**
 * The positions that put complex numbers in ascending order; equal numbers keep their order.
 * @param parts interleaved real and imaginary parts (Float32Array too)
 * @param start first number
 * @param end one past the last
 * @param out receives the positions, counted from start
 * @param outStart where in out they begin
 */
export function argsortComplex(
  parts: Float64Array,
  start: number,
  end: number,
  out: Int32Array,
  outStart: number,
): void {
  const n = end - start;
  const order = out.subarray(outStart, outStart + n);
  const sizes = [0, 0, 0, 0];
  const classes = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const re = parts[2 * (start + i)]!;
    const im = parts[2 * (start + i) + 1]!;
    const kind = (re !== re ? 2 : 0) + (im !== im ? 1 : 0);
    classes[i] = kind;
    sizes[kind]!++;
  }
  const ends = [0, sizes[0]!, sizes[0]! + sizes[1]!, n - sizes[3]!];
  for (let i = 0; i < n; i++) order[ends[classes[i]!]!++] = i;

  const finite = order.subarray(0, sizes[0]);
  orderByPart(parts, start, 0, finite);
  for (let i = 0; i < finite.length;) {
    const re = parts[2 * (start + finite[i]!)]!;
    let j = i + 1;
    while (j < finite.length && parts[2 * (start + finite[j]!)] === re) j++;
    if (j - i > 1) orderByPart(parts, start, 1, finite.subarray(i, j));
    i = j;
  }
  orderByPart(parts, start, 0, order.subarray(ends[0], ends[1]));
  orderByPart(parts, start, 1, order.subarray(ends[1], ends[2]));
}

/**
 * Sorts complex numbers in place, ascending.
 * @param parts interleaved real and imaginary parts (Float32Array too)
 * @param start first number
 * @param end one past the last
 */
export function sortComplex(parts: Float64Array, start: number, end: number): void {
  const n = end - start;
  if (n <= SHORT_RUN) {
    sortByComparison(parts, 'complex128', start, end);
    return;
  }
  const order = new Int32Array(n);
  argsortComplex(parts, start, end, order, 0);
  const copy = parts.slice(2 * start, 2 * end);
  for (let i = 0; i < n; i++) {
    parts[2 * (start + i)] = copy[2 * order[i]!]!;
    parts[2 * (start + i) + 1] = copy[2 * order[i]! + 1]!;
  }
}
