/**
 * Sorting complex numbers, interleaved in a float array: by the real parts first, then each run of equal real parts by
 * the imaginary ones. Numbers with NaN parts come last, in three classes (see compareComplex).
 */
import { sortByComparison } from './comparison.js';
import { orderDoubles } from './doubles.js';

/** Runs up to this length are ordered by insertion. */
const SHORT_RUN = 16;

/**
 * Puts `members`, ascending positions of numbers counted from `start`, in the order of one part, stably.
 * @returns that part in order; null if there are few members
 */
function orderByPart(parts: Float64Array, start: number, part: 0 | 1, members: Int32Array): Float64Array | null {
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
    return null;
  }
  const keys = new Float64Array(n);
  for (let i = 0; i < n; i++) keys[i] = parts[2 * (start + members[i]!) + part]!;
  const order = new Int32Array(n);
  const sorted = new Float64Array(n);
  orderDoubles(keys, 0, n, order, 0, null, sorted);
  // Members that are all numbers there are need no second look-up.
  if (members[n - 1] === n - 1) {
    members.set(order);
  } else {
    const before = members.slice();
    for (let i = 0; i < n; i++) members[i] = before[order[i]!]!;
  }
  return sorted;
}

/** Whether one of the numbers has a NaN part. */
function hasNaN(parts: Float64Array, start: number, end: number): boolean {
  for (let i = 2 * start; i < 2 * end; i++) {
    const value = parts[i]!;
    if (value !== value) return true;
  }
  return false;
}

/** Fills `order` with the positions, class by class, ascending in each; gives the end of each class. */
function groupByClass(parts: Float64Array, start: number, order: Int32Array): [number, number, number, number] {
  const n = order.length;
  if (!hasNaN(parts, start, start + n)) {
    for (let i = 0; i < n; i++) order[i] = i;
    return [n, n, n, n];
  }
  const classes = new Uint8Array(n);
  const sizes = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const re = parts[2 * (start + i)]!;
    const im = parts[2 * (start + i) + 1]!;
    const kind = (re !== re ? 2 : 0) + (im !== im ? 1 : 0);
    classes[i] = kind;
    sizes[kind]!++;
  }
  const ends: [number, number, number, number] = [0, sizes[0]!, sizes[0]! + sizes[1]!, n - sizes[3]!];
  for (let i = 0; i < n; i++) order[ends[classes[i]!]!++] = i;
  return ends;
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
  const ends = groupByClass(parts, start, order);
  const finite = order.subarray(0, ends[0]);
  const reals = orderByPart(parts, start, 0, finite) ?? Float64Array.from(finite, (i) => parts[2 * (start + i)]!);
  for (let i = 0; i < finite.length;) {
    const re = reals[i]!;
    let j = i + 1;
    while (j < finite.length && reals[j] === re) j++;
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
  for (let i = 0, to = 2 * start; i < n; i++, to += 2) {
    const from = 2 * order[i]!;
    parts[to] = copy[from]!;
    parts[to + 1] = copy[from + 1]!;
  }
}
