/**
 * How each dtype's elements become keys of the kernels: 32-bit words, 64-bit integers or float64.
 */
import type { DType, Storage } from '../../../core/dtype.js';
import { DATA, RESULT, TABLE, type Workspace } from './kernels.js';

/** A dtype that has an order of single values; complex numbers are ordered in complex.ts. */
export type RealDType = Exclude<DType, 'complex64' | 'complex128'>;
/** The 64-bit integer dtypes. */
export type LongDType = 'int64' | 'uint64';
/** The dtypes whose keys are 32-bit words. */
export type WordDType = Exclude<RealDType, LongDType | 'float64'>;

const SIGN_32 = -(2 ** 31);
const SIGN_64 = -(2n ** 63n);
/** Largest place of a key in the distribution sort. */
const LAST_PLACE = 2 ** 31 - 1;

/** Whether the dtype is int64 or uint64. */
export function isLong(dtype: DType): dtype is LongDType {
  return dtype === 'int64' || dtype === 'uint64';
}

/** Whether the dtype is complex64 or complex128. */
export function isComplex(dtype: DType): dtype is 'complex64' | 'complex128' {
  return dtype === 'complex64' || dtype === 'complex128';
}

/** The elements from start to end, without a new view where that is the whole array. */
export function segmentOf<T extends Storage>(data: T, start: number, end: number): T {
  return start === 0 && end === data.length ? data : (data.subarray(start, end) as T);
}

/** Least key, width of the range in bits, and order of a segment. */
export interface WordStatistics {
  min: number;
  bits: number;
  descents: number;
}

/**
 * Copies a segment of up to 32-bit elements to DATA as 32-bit words and takes their statistics.
 * @param space where to
 * @param tied whether -0 and 0 shall have the same key
 */
export function loadWords(
  space: Workspace,
  data: Storage,
  dtype: WordDType,
  start: number,
  end: number,
  tied: boolean,
): WordStatistics {
  const n = end - start;
  const { kernels, i32 } = space;
  if (dtype === 'float32') {
    i32.set(new Int32Array(data.buffer, data.byteOffset + 4 * start, n), DATA / 4);
    kernels.encode32(DATA, n, tied ? 1 : 0);
  } else {
    i32.set(segmentOf(data, start, end) as Int32Array, DATA / 4);
    if (dtype === 'float16') kernels.encode16(DATA, n, tied ? 1 : 0);
  }
  const isSigned = dtype === 'int8' || dtype === 'int16' || dtype === 'int32';
  kernels.statistics_i32(DATA, n, RESULT, isSigned ? SIGN_32 : 0);
  const min = i32[RESULT / 4]!;
  const range = i32[RESULT / 4 + 2]! - min;
  return { min, bits: 32 - Math.clz32(range), descents: i32[RESULT / 4 + 4]! };
}

/** Copies a word segment back from DATA. */
export function storeWords(space: Workspace, data: Storage, dtype: WordDType, start: number, end: number): void {
  const n = end - start;
  const words = space.i32.subarray(DATA / 4, DATA / 4 + n);
  if (dtype === 'float32') {
    space.kernels.decode32(DATA, n);
    new Int32Array(data.buffer, data.byteOffset + 4 * start, n).set(words);
  } else {
    if (dtype === 'float16') space.kernels.decode16(DATA, n);
    (data as Int32Array).set(words, start);
  }
}

/** Where 64-bit keys, their indices and the scratch space of both lie, for n keys. */
export interface Layout {
  a: number;
  b: number;
  ia: number;
  ib: number;
  /** Room for a few wanted positions and their end. */
  wanted: number;
  bytes: number;
}

/**
 * The layout for n keys of 64 bits.
 * @param withIndex whether indices travel along
 * @param wanted how many wanted positions there are
 */
export function layoutOf(n: number, withIndex: boolean, wanted = 0): Layout {
  const a = DATA;
  const b = a + 8 * n;
  const ia = b + 8 * n;
  const ib = withIndex ? ia + 4 * n : ia;
  const wantedAt = withIndex ? ib + 4 * n : ia;
  return { a, b, ia, ib, wanted: wantedAt, bytes: wantedAt + 4 * (wanted + 1) - DATA };
}

/** Bits of the first scatter for n keys: buckets that fit the cache, not too many to write to at a time. */
function bucketBits(n: number): number {
  if (n <= 8192) return 0;
  if (n <= 131072) return 8;
  return n < 4000000 ? 10 : 11;
}

/**
 * Sorts the n float64 keys of a layout, none of them NaN, with their indices if asked.
 * @param wanted address of the positions that matter, or 0
 */
export function sortDoubles(space: Workspace, layout: Layout, n: number, withIndex: boolean, wanted: number): void {
  const { kernels, f64 } = space;
  const { a, b, ia, ib } = layout;
  const min = f64[RESULT / 8]!;
  const range = f64[RESULT / 8 + 1]! - min;
  if (range === 0) return;
  const scale = LAST_PLACE / range;
  if (range < Infinity && scale < Infinity) {
    const distribute = withIndex ? kernels.distributeFX : kernels.distributeF;
    distribute(a, ia, b, ib, n, TABLE, min, scale, bucketBits(n), wanted);
  } else {
    (withIndex ? kernels.radixFX : kernels.radixF)(a, ia, b, ib, n, TABLE);
  }
}

/**
 * Takes the statistics of n int64 or uint64 keys at DATA and sorts them, with their indices if asked.
 * @returns false if the keys were in order (nothing has been moved)
 */
export function sortLongs(
  space: Workspace,
  layout: Layout,
  n: number,
  dtype: LongDType,
  withIndex: boolean,
  wanted: number,
): boolean {
  const { kernels, i64, i32 } = space;
  const { a, b, ia, ib } = layout;
  kernels.statistics_i64(a, n, RESULT, dtype === 'int64' ? SIGN_64 : 0n);
  if (i32[RESULT / 4 + 4] === 0) return false;
  const min = i64[RESULT / 8]!;
  const range = BigInt.asUintN(64, i64[RESULT / 8 + 1]! - min);
  const bits = range.toString(2).length;
  if (bits >= 31) {
    const distribute = withIndex ? kernels.distributeIX : kernels.distributeI;
    distribute(a, ia, b, ib, n, TABLE, min, BigInt(Math.max(0, bits - 31)), bucketBits(n), wanted);
  } else {
    (withIndex ? kernels.lsd64X : kernels.lsd64)(a, ia, b, ib, n, TABLE, min, 0, bits);
  }
  return true;
}
