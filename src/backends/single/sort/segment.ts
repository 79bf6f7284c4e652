/**
 * Sorting and selecting within a segment of a typed array, in place: NumPy's `sort` and `partition` of one row.
 */
import type { DType, Storage } from '../../../core/dtype.js';
import { nativeSort } from '../../native/kernels/moves.js';
import { sortByComparison } from './comparison.js';
import { sortComplex } from './complex.js';
import { arrangeDoubles } from './doubles.js';
import {
  isComplex,
  isLong,
  layoutOf,
  loadWords,
  sortLongs,
  storeWords,
  type LongDType,
  type WordDType,
} from './keys.js';
import { DATA, releaseWorkspace, TABLE, workspace } from './kernels.js';

/** Up to this length the built-in sort is the faster one. */
const SHORT_SEGMENT = 400;

/**
 * Sorts a segment in place, ascending, NaN last.
 * @param data the array; float16 as bit patterns, complex interleaved
 * @param dtype its dtype
 * @param start first element (complex numbers count as one)
 * @param end one past the last element
 */
export function sortSegment(data: Storage, dtype: DType, start: number, end: number): void {
  arrange(data, dtype, start, end, null);
}

/**
 * Rearranges a segment so that the elements at some positions are those that sorting would put there, with no larger
 * ones before and no smaller ones after them; NaN last.
 * @param data the array; float16 as bit patterns, complex interleaved
 * @param dtype its dtype
 * @param start first element
 * @param end one past the last element
 * @param kths positions, counted from start, each from 0 to end - start - 1
 */
export function partitionSegment(
  data: Storage,
  dtype: DType,
  start: number,
  end: number,
  kths: readonly number[],
): void {
  if (kths.length > 0) arrange(data, dtype, start, end, Int32Array.from(kths).sort());
}

/** Sorts all (wanted === null), or what the ascending wanted positions ask for. */
function arrange(data: Storage, dtype: DType, start: number, end: number, wanted: Int32Array | null): void {
  const n = end - start;
  if (n < 2) return;
  if (wanted === null && nativeSort(data, dtype, start, end)) return;
  if (isComplex(dtype)) sortComplex(data as Float64Array, start, end);
  else if (dtype === 'float64') arrangeDoubles(data as Float64Array, start, end, wanted);
  else if (n <= SHORT_SEGMENT && dtype !== 'float16') sortByComparison(data, dtype, start, end);
  else if (isLong(dtype)) arrangeLongs(data as BigInt64Array, dtype, start, end, wanted);
  else sortWords(data, dtype, start, end);
}

function arrangeLongs(
  data: BigInt64Array,
  dtype: LongDType,
  start: number,
  end: number,
  wanted: Int32Array | null,
): void {
  const n = end - start;
  const layout = layoutOf(n, false, wanted?.length ?? 0);
  const space = workspace(layout.bytes);
  if (space === null) {
    sortByComparison(data, dtype, start, end);
    return;
  }
  const { i64, i32 } = space;
  // uint64 as int64 of the same bits: setting one kind from the other converts each element.
  const bits = new BigInt64Array(data.buffer, data.byteOffset + 8 * start, n);
  i64.set(bits, DATA / 8);
  if (wanted !== null) {
    i32.set(wanted, layout.wanted / 4);
    i32[layout.wanted / 4 + wanted.length] = -1;
  }
  if (sortLongs(space, layout, n, dtype, false, wanted === null ? 0 : layout.wanted)) {
    bits.set(i64.subarray(DATA / 8, DATA / 8 + n));
  }
  releaseWorkspace();
}

function sortWords(data: Storage, dtype: WordDType, start: number, end: number): void {
  const n = end - start;
  const space = workspace(8 * n);
  if (space === null) {
    sortByComparison(data, dtype, start, end);
    return;
  }
  const { min, bits, descents } = loadWords(space, data, dtype, start, end, false);
  if (descents !== 0) {
    space.kernels.lsd32(DATA, 0, DATA + 4 * n, 0, n, TABLE, min, 0, bits);
    storeWords(space, data, dtype, start, end);
  }
  releaseWorkspace();
}
