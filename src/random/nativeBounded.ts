// Long fills with bounded integers by compiled loops, from blocks of words of any bit generator: the numbers of bounded.ts.

import { nativeRandom } from '../backends/native/kernels/random.js';
import type { BitGenerator } from './bitGenerator.js';

/** From so many integers on a call of a compiled function pays. */
const NATIVE_FROM = 256;
/** Words that are made at a time. A block never holds more draws than results are missing. */
const BLOCK = 4096;

/**
 * Fill `out[start]` and on with integers in [0, range], by 32-bit draws, plus an offset.
 *
 * @param range - the largest result before the offset, above 0 and below 2**32 - 1
 * @param offset - a safe integer
 * @returns false where there are no compiled loops
 */
export function fillBounded32Natively(
  bits: BitGenerator,
  out: Int32Array | Uint32Array | BigInt64Array | BigUint64Array,
  start: number,
  range: number,
  offset: number,
): boolean {
  const native = out.length - start < NATIVE_FROM ? undefined : nativeRandom();
  if (!native) return false;
  const words = new Int32Array(Math.min(BLOCK, out.length - start));
  for (let i = start; i < out.length;) {
    const count = Math.min(words.length, out.length - i);
    bits.fillUint32(words, count);
    i = native.bounded32(words, count, range, offset, out.BYTES_PER_ELEMENT, out, i, out.length);
  }
  return true;
}

/**
 * The same by 64-bit draws.
 *
 * @param range - the largest result before the offset, above 2**32 - 1 and below 2**64 - 1
 * @param offset - what is added, modulo 2**64
 */
export function fillBounded64Natively(
  bits: BitGenerator,
  out: BigInt64Array | BigUint64Array,
  range: bigint,
  offset: bigint,
): boolean {
  const native = out.length < NATIVE_FROM ? undefined : nativeRandom();
  if (!native) return false;
  const bounds = BigUint64Array.of(range, BigInt.asUintN(64, offset));
  const block = Math.min(BLOCK / 2, out.length);
  const words = new Int32Array(2 * block);
  for (let i = 0; i < out.length;) {
    const count = Math.min(block, out.length - i);
    bits.fillUint64(words, count);
    i = native.bounded64(words, count, bounds, out, i, out.length);
  }
  return true;
}

/**
 * The same by pieces of 32-bit draws, of which the rest is dropped at the end.
 *
 * @param width - bits of a piece
 * @param range - the largest result before the offset, above 0 and below 2**width
 */
export function fillSmallNatively(
  bits: BitGenerator,
  width: 1 | 8 | 16,
  out: Uint8Array | Int8Array | Uint16Array | Int16Array,
  range: number,
  offset: number,
): boolean {
  const native = out.length < NATIVE_FROM ? undefined : nativeRandom();
  if (!native) return false;
  const pieces = 32 / width;
  const words = new Int32Array(Math.min(BLOCK, Math.ceil(out.length / pieces)));
  const rest = new Int32Array(2);
  for (let i = 0; i < out.length;) {
    const missing = out.length - i - rest[1]!;
    const count = Math.min(words.length, Math.max(0, Math.ceil(missing / pieces)));
    if (count > 0) bits.fillUint32(words, count);
    i = native.boundedSmall(words, count, width, range, offset, out, i, out.length, rest);
  }
  return true;
}
