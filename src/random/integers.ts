// Uniform integers of every dtype between bounds, the core of Generator.integers: one pair of bounds for a whole array,
// or one pair for each element.

import { DTypeError, ValueError } from '../core/errors.js';
import { BoundedUint64, SmallDraws, boundedUint32, fillBoundedUint32 } from './bounded.js';
import type { BitGenerator } from './bitGenerator.js';
import { fillBounded32Natively, fillBounded64Natively, fillSmallNatively } from './nativeBounded.js';

/** The typed array that holds each integer dtype; bool is held as 0 and 1. */
export interface IntegerArrays {
  bool: Uint8Array;
  int8: Int8Array;
  uint8: Uint8Array;
  int16: Int16Array;
  uint16: Uint16Array;
  int32: Int32Array;
  uint32: Uint32Array;
  int64: BigInt64Array;
  uint64: BigUint64Array;
}

/** The dtypes that `fillIntegers` draws. */
export type IntegerDType = keyof IntegerArrays;

/** Bits of a dtype, and its smallest and largest value. */
const LIMITS: { readonly [D in IntegerDType]: readonly [width: 1 | 8 | 16 | 32 | 64, least: bigint, most: bigint] } = {
  bool: [1, 0n, 1n],
  int8: [8, -0x80n, 0x7fn],
  uint8: [8, 0n, 0xffn],
  int16: [16, -0x8000n, 0x7fffn],
  uint16: [16, 0n, 0xffffn],
  int32: [32, -0x80000000n, 0x7fffffffn],
  uint32: [32, 0n, 0xffffffffn],
  int64: [64, -0x8000000000000000n, 0x7fffffffffffffffn],
  uint64: [64, 0n, 0xffffffffffffffffn],
};

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function asBigInt(argument: string, value: number | bigint): bigint {
  if (typeof value === 'bigint') return value;
  if (!Number.isInteger(value)) throw new DTypeError(`integers: ${argument} must be an integer, got ${value}`);
  return BigInt(value);
}

/** The closed interval that is drawn from, as [least, most], after NumPy's checks in NumPy's order. */
function interval(
  dtype: IntegerDType,
  low: number | bigint,
  high: number | bigint,
  endpoint: boolean,
): [least: bigint, most: bigint] {
  const [, floor, ceiling] = LIMITS[dtype];
  const least = asBigInt('low', low);
  const most = asBigInt('high', high) - (endpoint ? 0n : 1n);
  if (least < floor) throw new ValueError(`integers: low is out of bounds for ${dtype}, got low ${low}`);
  if (most > ceiling) throw new ValueError(`integers: high is out of bounds for ${dtype}, got high ${high}`);
  if (least > most) {
    throw new ValueError(`integers: low ${endpoint ? '>' : '>='} high, got low ${low} and high ${high}`);
  }
  return [least, most];
}

function checkDType(dtype: IntegerDType): void {
  if (!Object.hasOwn(LIMITS, dtype)) {
    throw new DTypeError(`integers: Unsupported dtype ${JSON.stringify(dtype)} for integers`);
  }
}

/** Adds a 64-bit offset to draws of `draws` and writes them to elements of a 64-bit array. */
function writer64(out: BigInt64Array | BigUint64Array, draws: BoundedUint64): (i: number, offset: bigint) => void {
  const words = new Int32Array(out.buffer, out.byteOffset, 2 * out.length);
  const lowAt = LITTLE_ENDIAN ? 0 : 1;
  const highAt = 1 - lowAt;
  let known = 0n;
  let offsetLow = 0;
  let offsetHigh = 0;
  return (i, offset) => {
    if (offset !== known) {
      known = offset;
      offsetLow = Number(BigInt.asUintN(32, offset));
      offsetHigh = Number(BigInt.asUintN(32, offset >> 32n));
    }
    draws.draw();
    const low = draws.low + offsetLow;
    words[2 * i + lowAt] = low;
    words[2 * i + highAt] = draws.high + offsetHigh + (low >= 2 ** 32 ? 1 : 0);
  };
}

/**
 * Fills `out` with integers from [low, high), or [low, high] with `endpoint`, each alike, as NumPy's
 * `Generator.integers(low, high, size, dtype, endpoint)` with scalar bounds.
 *
 * int8, uint8, int16, uint16 and bool take 8, 16 or 1 bits a draw from shared 32-bit words; int32 and uint32 take 32
 * bits; int64 and uint64 take 32 while high - low fits into them, and 64 beyond. An interval of one value takes none.
 *
 * Source: D. Lemire, "Fast Random Integer Generation in an Interval" (2019), https://arxiv.org/abs/1805.10941.
 *
 * @param bits the stream to draw from
 * @param dtype the dtype that decides the bits of a draw
 * @param out the typed array of that dtype; receives one integer an element
 * @param low smallest integer
 * @param high one above the largest integer, or the largest with `endpoint`
 * @param endpoint whether `high` itself may be drawn. Default false.
 * @returns `out`
 * @throws ValueError if a bound is outside the dtype or low is not below high; DTypeError if a bound is not an integer
 * @example fillIntegers(new PCG64(42), 'int64', new BigInt64Array(3), 0, 10) // [ 0n, 7n, 6n ]
 */
export function fillIntegers<D extends IntegerDType>(
  bits: BitGenerator,
  dtype: D,
  out: IntegerArrays[D],
  low: number | bigint,
  high: number | bigint,
  endpoint = false,
): IntegerArrays[D] {
  checkDType(dtype);
  const [least, most] = interval(dtype, low, high, endpoint);
  if (out instanceof BigInt64Array || out instanceof BigUint64Array) {
    const range = most - least;
    if (range > 0n && range < 0xffffffffn && isSafe(least)) {
      if (fillBounded32Natively(bits, out, 0, Number(range), Number(least))) return out;
    }
    if (range > 0xffffffffn && range < 2n ** 64n - 1n && fillBounded64Natively(bits, out, range, least)) return out;
    if (range <= 0xffffffffn) {
      fill64By32(bits, out, least, Number(range));
    } else {
      const write = writer64(out, new BoundedUint64(bits, range));
      for (let i = 0; i < out.length; i++) write(i, least);
    }
    return out;
  }
  const width = LIMITS[dtype][0];
  const offset = Number(least);
  const range = Number(most - least);
  if (out instanceof Int32Array || out instanceof Uint32Array) fill32(bits, out, offset, range);
  else if (range === 0 || !fillSmallNatively(bits, width as 1 | 8 | 16, out, range, offset)) {
    fillSmall(new SmallDraws(bits, width as 1 | 8 | 16), out, offset, range);
  }
  return out;
}

const isSafe = (value: bigint): boolean => Number.isSafeInteger(Number(value));

type SmallArray = Exclude<IntegerArrays[IntegerDType], BigInt64Array | BigUint64Array>;

function fill32(bits: BitGenerator, out: Int32Array | Uint32Array, offset: number, range: number): void {
  const values = new Int32Array(out.buffer, out.byteOffset, out.length);
  fillBoundedUint32(bits, values, range, offset);
}

/** Fills a 64-bit array from an interval whose length fits into 32 bits. */
function fill64By32(bits: BitGenerator, out: BigInt64Array | BigUint64Array, offset: bigint, range: number): void {
  const words = new Int32Array(out.buffer, out.byteOffset, 2 * out.length);
  const lowAt = LITTLE_ENDIAN ? 0 : 1;
  const offsetLow = Number(BigInt.asUintN(32, offset));
  const offsetHigh = Number(BigInt.asUintN(32, offset >> 32n));
  const block = new Int32Array(Math.min(1024, out.length));
  for (let first = 0; first < out.length; first += block.length) {
    const count = Math.min(block.length, out.length - first);
    fillBoundedUint32(bits, count === block.length ? block : block.subarray(0, count), range);
    for (let k = 0; k < count; k++) {
      const low = (block[k]! >>> 0) + offsetLow;
      const at = 2 * (first + k);
      words[at + lowAt] = low;
      words[at + 1 - lowAt] = offsetHigh + (low >= 2 ** 32 ? 1 : 0);
    }
  }
}

function fillSmall(draws: SmallDraws, out: SmallArray, offset: number, range: number): void {
  for (let i = 0; i < out.length; i++) out[i] = offset + draws.bounded(range);
}

/**
 * Fills `out` with integers between bounds of their own, as NumPy's `Generator.integers` with array bounds. All bounds
 * are checked before anything is drawn.
 *
 * @param bits the stream to draw from
 * @param dtype the dtype that decides the bits of a draw
 * @param out the typed array of that dtype
 * @param low the smallest integer of each element, or one for all
 * @param high one above the largest integer of each element (the largest with `endpoint`), or one for all
 * @param endpoint whether `high` itself may be drawn. Default false.
 * @returns `out`
 * @throws ValueError if a bound is outside the dtype, a low is not below its high, or a list of bounds has another
 *   length than `out`; DTypeError if a bound is not an integer
 * @example fillIntegersBetween(new PCG64(1), 'int32', new Int32Array(3), 1, [3, 5, 10]) // [ 1, 3, 7 ]
 */
export function fillIntegersBetween<D extends IntegerDType>(
  bits: BitGenerator,
  dtype: D,
  out: IntegerArrays[D],
  low: number | bigint | ArrayLike<number | bigint>,
  high: number | bigint | ArrayLike<number | bigint>,
  endpoint = false,
): IntegerArrays[D] {
  checkDType(dtype);
  const lowAt = reader('low', low, out.length);
  const highAt = reader('high', high, out.length);
  const offsets = new Array<bigint>(out.length);
  const ranges = new Array<bigint>(out.length);
  for (let i = 0; i < out.length; i++) {
    const [least, most] = interval(dtype, lowAt(i), highAt(i), endpoint);
    offsets[i] = least;
    ranges[i] = most - least;
  }
  if (out instanceof BigInt64Array || out instanceof BigUint64Array) {
    const draws = new BoundedUint64(bits, 0n);
    const write = writer64(out, draws);
    for (let i = 0; i < out.length; i++) {
      draws.setRange(ranges[i]!);
      write(i, offsets[i]!);
    }
    return out;
  }
  const width = LIMITS[dtype][0];
  if (width === 32) {
    for (let i = 0; i < out.length; i++) out[i] = Number(offsets[i]) + boundedUint32(bits, Number(ranges[i]));
  } else {
    const draws = new SmallDraws(bits, width as 1 | 8 | 16);
    for (let i = 0; i < out.length; i++) out[i] = Number(offsets[i]) + draws.bounded(Number(ranges[i]));
  }
  return out;
}

type Bounds = number | bigint | ArrayLike<number | bigint>;

function reader(argument: string, bounds: Bounds, length: number): (i: number) => number | bigint {
  if (typeof bounds === 'number' || typeof bounds === 'bigint') return () => bounds;
  if (bounds.length !== length) {
    throw new ValueError(`integers: ${argument} must have one value for each of ${length}, got ${bounds.length}`);
  }
  return (i) => bounds[i]!;
}
