/**
 * Sorting by comparison: for short segments, and for all of them where the kernels are not to be had.
 */
import type { DType, Storage } from '../../../core/dtype.js';
import { float16Table } from '../../../core/float16.js';
import { isComplex, isLong, segmentOf } from './keys.js';

/** Float64 segments up to this length are sorted by insertion. */
export const INSERTION_LENGTH = 24;

/** Negative, zero or positive as the element at i comes before, with or after the one at j. */
export type Comparator = (i: number, j: number) => number;

/** Numbers in NumPy's order: NaN last, -0 and 0 equal. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a === b ? 0 : +(a !== a) - +(b !== b);
}

/**
 * The order of the elements of an array by their positions.
 * @param data the array
 * @param dtype its dtype
 * @param start position that i and j count from
 */
export function comparatorOf(data: Storage, dtype: DType, start: number): Comparator {
  if (isComplex(dtype)) {
    const parts = data as Float64Array;
    return (i, j) => {
      const p = 2 * (start + i);
      const q = 2 * (start + j);
      return compareComplex(parts[p]!, parts[p + 1]!, parts[q]!, parts[q + 1]!);
    };
  }
  if (isLong(dtype)) {
    const longs = data as BigInt64Array;
    return (i, j) => {
      const a = longs[start + i]!;
      const b = longs[start + j]!;
      return a < b ? -1 : a > b ? 1 : 0;
    };
  }
  if (dtype === 'float16') {
    const table = float16Table();
    const bits = data as Uint16Array;
    return (i, j) => compareNumbers(table[bits[start + i]!]!, table[bits[start + j]!]!);
  }
  const numbers = data as Float64Array;
  return (i, j) => compareNumbers(numbers[start + i]!, numbers[start + j]!);
}

/**
 * Complex numbers in NumPy's order: those without NaN, then NaN imaginary parts, NaN real parts, both; in each class by
 * the real and then the imaginary part, as far as they are numbers.
 */
export function compareComplex(ar: number, ai: number, br: number, bi: number): number {
  const aClass = (ar !== ar ? 2 : 0) + (ai !== ai ? 1 : 0);
  const bClass = (br !== br ? 2 : 0) + (bi !== bi ? 1 : 0);
  if (aClass !== bClass) return aClass - bClass;
  if (ar < br) return -1;
  if (ar > br) return 1;
  return ai < bi ? -1 : ai > bi ? 1 : 0;
}

/**
 * Insertion sort of a float64 segment, NaN last.
 * @param data the array
 * @param start first position
 * @param end one past the last
 */
export function insertionSort(data: Float64Array, start: number, end: number): void {
  let last = end;
  for (let i = start; i < last;) {
    const value = data[i]!;
    if (value !== value) {
      last--;
      data[i] = data[last]!;
      data[last] = value;
      continue;
    }
    let j = i - 1;
    while (j >= start && data[j]! > value) {
      data[j + 1] = data[j]!;
      j--;
    }
    data[j + 1] = value;
    i++;
  }
}

/**
 * Sorts a segment by JavaScript's own sort.
 * @param data the array
 * @param dtype its dtype
 * @param start first element
 * @param end one past the last
 */
export function sortByComparison(data: Storage, dtype: DType, start: number, end: number): void {
  if (!isComplex(dtype) && dtype !== 'float16') {
    segmentOf(data, start, end).sort();
    return;
  }
  const order = new Int32Array(end - start);
  argsortByComparison(data, dtype, start, end, order, 0);
  const width = isComplex(dtype) ? 2 : 1;
  const numbers = data as Float64Array;
  const copy = numbers.slice(width * start, width * end);
  for (let i = 0; i < order.length; i++) {
    for (let part = 0; part < width; part++) {
      numbers[width * (start + i) + part] = copy[width * order[i]! + part]!;
    }
  }
}

/**
 * The stable order of a segment by JavaScript's own sort with a comparator.
 * @param data the array
 * @param dtype its dtype
 * @param start first element
 * @param end one past the last
 * @param out the positions, counted from start, in ascending order of their elements
 * @param outStart where in out they begin
 */
export function argsortByComparison(
  data: Storage,
  dtype: DType,
  start: number,
  end: number,
  out: Int32Array,
  outStart: number,
): void {
  const n = end - start;
  const compare = comparatorOf(data, dtype, start);
  const order = out.subarray(outStart, outStart + n);
  for (let i = 0; i < n; i++) order[i] = i;
  if (n > INSERTION_LENGTH) {
    order.sort(compare);
    return;
  }
  for (let i = 1; i < n; i++) {
    let j = i - 1;
    while (j >= 0 && compare(order[j]!, i) > 0) {
      order[j + 1] = order[j]!;
      j--;
    }
    order[j + 1] = i;
  }
}
