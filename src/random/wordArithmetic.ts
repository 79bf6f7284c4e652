// Unsigned 64- and 128-bit arithmetic on 32-bit limbs, for the inner loops of bit generators, where BigInt is too slow.

import { upperHalf } from './bounded.js';

/** The upper half of the last {@link multiply64}, in two limbs, and its lower half. */
export interface Product128 {
  /** Limbs, the lowest first. */
  p0: number;
  p1: number;
  p2: number;
  p3: number;
}

const TWO_MINUS_32 = 2 ** -32;

/** The 128-bit product of (aHigh, aLow) and (bHigh, bLow), into the limbs of `out`, all unsigned. */
export function multiply64(out: Product128, aLow: number, aHigh: number, bLow: number, bHigh: number): void {
  const l00 = Math.imul(aLow, bLow) >>> 0;
  const l01 = Math.imul(aLow, bHigh) >>> 0;
  const l10 = Math.imul(aHigh, bLow) >>> 0;
  const l11 = Math.imul(aHigh, bHigh) >>> 0;
  const column1 = upperHalf(aLow, bLow, l00) + l01 + l10;
  const column2 = upperHalf(aLow, bHigh, l01) + upperHalf(aHigh, bLow, l10) + l11 + ((column1 * TWO_MINUS_32) >>> 0);
  out.p0 = l00;
  out.p1 = column1 >>> 0;
  out.p2 = column2 >>> 0;
  out.p3 = (upperHalf(aHigh, bHigh, l11) + ((column2 * TWO_MINUS_32) >>> 0)) >>> 0;
}

/** A 64-bit integer as two signed limbs at `first` of an array. */
export function writeWord(limbs: Int32Array, first: number, value: bigint): void {
  limbs[first] = Number(BigInt.asIntN(32, value));
  limbs[first + 1] = Number(BigInt.asIntN(32, value >> 32n));
}

/** The 64-bit integer in two limbs. */
export function readWord(limbs: Int32Array, first: number): bigint {
  return (BigInt(limbs[first + 1]! >>> 0) << 32n) | BigInt(limbs[first]! >>> 0);
}
