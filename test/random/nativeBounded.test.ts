/** Long fills with integers between two bounds draw what bounds of their own for each element draw: the compiled loops against the plain ones. */
import { describe, expect, it } from 'vitest';
import { MT19937, PCG64 } from '../../src/random/index.js';
import { fillIntegers, fillIntegersBetween, type IntegerArrays, type IntegerDType } from '../../src/random/integers.js';

const n = 5003;
const CASES: readonly [IntegerDType, low: number | bigint, high: number | bigint][] = [
  ['bool', 0, 2],
  ['int8', -128, 128],
  ['int8', -100, 27],
  ['uint8', 0, 200],
  ['uint16', 0, 65536],
  ['int16', -30000, 10001],
  ['int32', -(2 ** 31), 2 ** 31],
  ['int32', -7, 1e9],
  ['uint32', 5, 3e9],
  ['int64', 0, 1000],
  ['int64', -50, 2 ** 40],
  ['int64', -(2 ** 52), 2 ** 32 - 2 ** 52],
  ['int64', -(2n ** 62n) - 5n, 5n - 2n ** 62n],
  ['int64', -(2n ** 63n), 2n ** 63n],
  ['uint64', 1n, 2n ** 64n],
  ['uint64', 2n ** 63n, 2n ** 63n + 3n],
];
const MAKERS = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
} as const;

describe.each([
  ['PCG64', PCG64],
  ['MT19937', MT19937],
] as const)('%s', (_, Bits) => {
  it.each(CASES)('%s from %s to %s', (dtype, low, high) => {
    const together = new Bits(11);
    const apart = new Bits(11);
    const make = (): IntegerArrays[IntegerDType] => new MAKERS[dtype](n);
    // A half word waits before the fill.
    expect(together.nextUint32()).toBe(apart.nextUint32());
    const filled = fillIntegers(together, dtype, make() as never, low, high);
    const lows = Array.from({ length: n }, () => low);
    expect(filled).toEqual(fillIntegersBetween(apart, dtype, make() as never, lows, high));
    expect(together.nextUint32()).toBe(apart.nextUint32());
  });
});
