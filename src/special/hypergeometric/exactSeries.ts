/**
 * Hypergeometric series in fixed-point numbers of as many digits as their cancellation takes: the last resort where the sums lose
 * more than pairs of doubles hold. Parameters are taken exactly as they are given, so that the result is right to the last place.
 */

/** A sum of doubles as an integer over 2^places; undefined where the smallest would be lost. */
function scaled(parts: readonly number[], places: number): bigint | undefined {
  let total = 0n;
  for (const part of parts) {
    if (part === 0) continue;
    const exponent = Math.floor(Math.log2(Math.abs(part))) - 54;
    if (exponent < -places) {
      // So small a part beside a larger one does not count.
      if (total !== 0n) continue;
      return undefined;
    }
    const shift = BigInt(places);
    // The mantissa is a whole number once it is scaled by a power of 2, which is exact.
    const mantissa = BigInt(part * 2 ** -exponent);
    total += exponent >= 0 ? (mantissa << BigInt(exponent)) << shift : mantissa << BigInt(places + exponent);
  }
  return total;
}

const size = (n: bigint): bigint => (n < 0n ? -n : n);

/** The number of binary digits. */
const digits = (n: bigint): number => (n === 0n ? 0 : 4 * size(n).toString(16).length);

/** n / 2^places, rounded. */
function toNumber(n: bigint, places: number): number {
  const excess = Math.max(0, digits(n) - 64);
  const exponent = excess - places;
  const top = Number(n >> BigInt(excess));
  // In two steps, for the power of two alone may be out of range.
  const half = Math.trunc(exponent / 2);
  return top * 2 ** half * 2 ** (exponent - half);
}

/** Places of the parameters' fixed-point numbers. */
const PLACES = 180;
const MOST_TERMS = 20000;

/**
 * The sum over n of the product of (tops)_n over that of (bottoms)_n, times x^n / n!.
 *
 * @param tops - numerator parameters, each as a pair hi, lo: flat
 * @param bottoms - denominator parameters, likewise
 * @param x - the argument, or a pair
 * @returns the sum; NaN where it does not end within reason
 */
export function exactSeries(tops: readonly number[], bottoms: readonly number[], x: number, xLow = 0): number {
  const fixed = (pairs: readonly number[]): (bigint | undefined)[] =>
    Array.from({ length: pairs.length / 2 }, (_, k) => scaled([pairs[2 * k]!, pairs[2 * k + 1]!], PLACES));
  const over = fixed(tops);
  const under = fixed(bottoms);
  const argument = scaled([x, xLow], PLACES);
  if (argument === undefined || [...over, ...under].includes(undefined)) return NaN;
  for (let places = 256; places <= 8192; places *= 2) {
    const value = sum(over as bigint[], under as bigint[], argument, places);
    if (value !== undefined) return value;
  }
  return NaN;
}

/** The sum with so many places; undefined if they do not suffice. */
function sum(tops: bigint[], bottoms: bigint[], x: bigint, places: number): number | undefined {
  const one = 1n << BigInt(PLACES);
  const shift = BigInt(PLACES * (tops.length - bottoms.length + 1));
  const unit = 1n << BigInt(places);
  const over = [...tops];
  const under = [...bottoms];
  let term = unit;
  let total = unit;
  let most = unit;
  // Past this index no factor changes its sign any more.
  let quiet = 0n;
  for (const parameter of [...tops, ...bottoms]) if (-parameter > quiet) quiet = -parameter;
  quiet >>= BigInt(PLACES);
  for (let n = 1n; n < MOST_TERMS; n++) {
    let divisor = n;
    for (let k = 0; k < over.length; k++) {
      term *= over[k]!;
      over[k]! += one;
    }
    for (let k = 0; k < under.length; k++) {
      divisor *= under[k]!;
      under[k]! += one;
    }
    const before = size(term * x);
    term = (term * x) / (shift >= 0n ? divisor << shift : divisor);
    if (shift < 0n) term <<= -shift;
    if (before === 0n) break;
    total += term;
    const now = size(term);
    if (now > most) most = now;
    if (now === 0n && n > quiet) {
      // What rounding took, some units a term, must be below the last place of the sum.
      return digits(total) > 72 + n.toString(2).length + digits(most) - places && digits(total) > 80
        ? toNumber(total, places)
        : undefined;
    }
    if (n + 1n === BigInt(MOST_TERMS)) return NaN;
  }
  return toNumber(total, places);
}
