/**
 * The order of the elements of a segment: NumPy's `argsort`, `argpartition` and `lexsort` of one row.
 */
import type { DType, Storage } from '../../../core/dtype.js';
import { argsortByComparison, INSERTION_LENGTH } from './comparison.js';
import { argsortComplex } from './complex.js';
import { orderDoubles } from './doubles.js';
import { isComplex, isLong, layoutOf, loadWords, sortLongs, type LongDType, type WordDType } from './keys.js';
import { DATA, releaseWorkspace, TABLE, workspace } from './kernels.js';

/**
 * The positions that put a segment in ascending order, NaN last; equal elements keep their order.
 * @param data the array; float16 as bit patterns, complex interleaved
 * @param dtype its dtype
 * @param start first element (complex numbers count as one)
 * @param end one past the last element
 * @param outIndices receives end - start positions, counted from start
 * @param outStart where in outIndices they begin
 * @param _stable whether equal elements must keep their order; they do in any case
 */
export function argsortSegment(
  data: Storage,
  dtype: DType,
  start: number,
  end: number,
  outIndices: Int32Array,
  outStart: number,
  _stable = true,
): void {
  order(data, dtype, start, end, outIndices, outStart, null);
}

/**
 * Positions that partition a segment: those of the elements that sorting would put at some positions stand there, with
 * none of larger elements before and of smaller ones after them; NaN last.
 * @param data the array; float16 as bit patterns, complex interleaved
 * @param dtype its dtype
 * @param start first element
 * @param end one past the last element
 * @param kths positions, counted from start, each from 0 to end - start - 1
 * @param outIndices receives end - start positions, counted from start
 * @param outStart where in outIndices they begin
 */
export function argpartitionSegment(
  data: Storage,
  dtype: DType,
  start: number,
  end: number,
  kths: readonly number[],
  outIndices: Int32Array,
  outStart: number,
): void {
  order(data, dtype, start, end, outIndices, outStart, Int32Array.from(kths).sort());
}

/** One key of a lexicographic sort: n elements of `data` from `start` on. */
export interface SortKey {
  data: Storage;
  dtype: DType;
  start: number;
}

/**
 * The positions that put n records in ascending order of several keys, the last key first in importance; records that
 * are equal in all of them keep their order. Sorts by one key after the other.
 * @param keys the keys, least important first
 * @param n number of records
 * @param out receives n positions
 */
export function lexsortKeys(keys: readonly SortKey[], n: number, out: Int32Array): void {
  for (let i = 0; i < n; i++) out[i] = i;
  const step = new Int32Array(n);
  const before = new Int32Array(n);
  keys.forEach(({ data, dtype, start }, round) => {
    if (round === 0) {
      argsortSegment(data, dtype, start, start + n, out, 0);
      return;
    }
    const width = isComplex(dtype) ? 2 : 1;
    const arranged = data.slice(width * start, width * (start + n)) as Float64Array;
    const source = data as Float64Array;
    for (let i = 0; i < n; i++) {
      for (let part = 0; part < width; part++) {
        arranged[width * i + part] = source[width * (start + out[i]!) + part]!;
      }
    }
    argsortSegment(arranged, dtype, 0, n, step, 0);
    before.set(out.length === n ? out : out.subarray(0, n));
    for (let i = 0; i < n; i++) out[i] = before[step[i]!]!;
  });
}

function order(
  data: Storage,
  dtype: DType,
  start: number,
  end: number,
  out: Int32Array,
  outStart: number,
  wanted: Int32Array | null,
): void {
  const n = end - start;
  if (isComplex(dtype)) {
    argsortComplex(data as Float64Array, start, end, out, outStart);
  } else if (dtype === 'float64') {
    orderDoubles(data as Float64Array, start, end, out, outStart, wanted);
  } else {
    const done =
      n > INSERTION_LENGTH &&
      (isLong(dtype)
        ? orderLongs(data, dtype, start, end, out, outStart, wanted)
        : orderWords(data, dtype, start, end, out, outStart));
    if (!done) argsortByComparison(data, dtype, start, end, out, outStart);
  }
}

/** False where the kernels are not to be had. */
function orderLongs(
  data: Storage,
  dtype: LongDType,
  start: number,
  end: number,
  out: Int32Array,
  outStart: number,
  wanted: Int32Array | null,
): boolean {
  const n = end - start;
  const layout = layoutOf(n, true, wanted?.length ?? 0);
  const space = workspace(layout.bytes);
  if (space === null) return false;
  const { kernels, i64, i32 } = space;
  const { ia } = layout;
  i64.set(new BigInt64Array(data.buffer, data.byteOffset + 8 * start, n), DATA / 8);
  kernels.iota(ia, n);
  if (wanted !== null) {
    i32.set(wanted, layout.wanted / 4);
    i32[layout.wanted / 4 + wanted.length] = -1;
  }
  sortLongs(space, layout, n, dtype, true, wanted === null ? 0 : layout.wanted);
  out.set(i32.subarray(ia / 4, ia / 4 + n), outStart);
  releaseWorkspace();
  return true;
}

/** Keys of at most 32 bits travel in one 64-bit integer with their index. */
function orderWords(
  data: Storage,
  dtype: WordDType,
  start: number,
  end: number,
  out: Int32Array,
  outStart: number,
): boolean {
  const n = end - start;
  const space = workspace(24 * n + 8);
  if (space === null) return false;
  const { kernels, i32 } = space;
  const { min, bits, descents } = loadWords(space, data, dtype, start, end, true);
  if (descents === 0) {
    kernels.iota(DATA, n);
  } else {
    const a = DATA + 8 * Math.ceil(n / 2);
    kernels.pack(DATA, n, min, a);
    kernels.lsd64(a, 0, a + 8 * n, 0, n, TABLE, 0n, 32, bits);
    kernels.unpack(a, n, DATA);
  }
  out.set(i32.subarray(DATA / 4, DATA / 4 + n), outStart);
  releaseWorkspace();
  return true;
}
