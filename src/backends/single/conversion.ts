/** Conversions between numbers and 64-bit integers as C casts do them, and the few scalar functions on bigints. */

const INT64_MIN = -(2n ** 63n);

/** A float cut off to an integer; what has none (nan, inf) becomes the least int64, as on x86. */
export function bigintOf(value: number): bigint {
  return Number.isFinite(value) ? BigInt(Math.trunc(value)) : INT64_MIN;
}

/** `1 / x` in integers: 0 beyond -1 and 1, and 0 for 0. */
export function reciprocalBigInt(value: bigint): bigint {
  return value === 0n ? 0n : 1n / value;
}
