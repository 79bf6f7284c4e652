/**
 * Sorting and ordering float64 segments, or only what some wanted positions ask for.
 */
import { argsortByComparison, INSERTION_LENGTH, insertionSort, sortByComparison } from './comparison.js';
import { layoutOf, segmentOf, sortDoubles } from './keys.js';
import { DATA, releaseWorkspace, RESULT, workspace } from './kernels.js';

/** Up to this length the built-in sort is the faster one. */
const SHORT_SEGMENT = 160;

/**
 * Sorts a segment in place, NaN last.
 * @param wanted null, or ascending positions counted from start: then only they need get their elements, with no larger
 * ones before and no smaller ones after them
 */
export function arrangeDoubles(data: Float64Array, start: number, end: number, wanted: Int32Array | null): void {
  const n = end - start;
  if (n <= INSERTION_LENGTH) {
    insertionSort(data, start, end);
    return;
  }
  const layout = layoutOf(n, false, wanted?.length ?? 0);
  const space = n <= SHORT_SEGMENT ? null : workspace(layout.bytes);
  if (space === null) {
    sortByComparison(data, 'float64', start, end);
    return;
  }
  const { kernels, f64, i32 } = space;
  f64.set(segmentOf(data, start, end), DATA / 8);
  kernels.statistics_f64(DATA, n, RESULT);
  let count = n;
  if (i32[RESULT / 4 + 5] !== 0) {
    count = kernels.compactNaN(DATA, 0, 0, n);
    if (count > 0) kernels.statistics_f64(DATA, count, RESULT);
  } else if (i32[RESULT / 4 + 4] === 0) {
    return;
  }
  if (count > 0) {
    if (wanted !== null) {
      i32.set(wanted, layout.wanted / 4);
      i32[layout.wanted / 4 + wanted.length] = -1;
    }
    sortDoubles(space, layout, count, false, wanted === null ? 0 : layout.wanted);
  }
  data.set(f64.subarray(DATA / 8, DATA / 8 + n), start);
  releaseWorkspace();
}

/**
 * The stable order of a segment, NaN last.
 * @param out receives the positions, counted from start
 * @param outStart where in out they begin
 * @param wanted as in arrangeDoubles
 * @param sorted receives the elements in order, -0 perhaps as 0, if given
 */
export function orderDoubles(
  data: Float64Array,
  start: number,
  end: number,
  out: Int32Array,
  outStart: number,
  wanted: Int32Array | null,
  sorted: Float64Array | null = null,
): void {
  const n = end - start;
  const layout = layoutOf(n, true, wanted?.length ?? 0);
  const space = n <= INSERTION_LENGTH ? null : workspace(layout.bytes);
  if (space === null) {
    argsortByComparison(data, 'float64', start, end, out, outStart);
    if (sorted !== null) for (let i = 0; i < n; i++) sorted[i] = data[start + out[outStart + i]!]!;
    return;
  }
  const { kernels, f64, i32 } = space;
  const { ia, ib } = layout;
  f64.set(segmentOf(data, start, end), DATA / 8);
  kernels.iota(ia, n);
  kernels.statistics_f64(DATA, n, RESULT);
  let count = n;
  if (i32[RESULT / 4 + 5] !== 0) {
    count = kernels.compactNaNIndex(DATA, ia, ib, n);
    if (count > 0) kernels.statistics_f64(DATA, count, RESULT);
  }
  if (count > 0 && i32[RESULT / 4 + 4] !== 0) {
    if (wanted !== null) {
      i32.set(wanted, layout.wanted / 4);
      i32[layout.wanted / 4 + wanted.length] = -1;
    }
    sortDoubles(space, layout, count, true, wanted === null ? 0 : layout.wanted);
  }
  out.set(i32.subarray(ia / 4, ia / 4 + n), outStart);
  if (sorted !== null) sorted.set(f64.subarray(DATA / 8, DATA / 8 + n));
  releaseWorkspace();
}
