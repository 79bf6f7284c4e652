/**
 * Scalar division with remainder: floating point and integers, after Python's and C's conventions, with NumPy's rules
 * for zero divisors.
 */
import { copysign } from './floatBits.js';

/**
 * The remainder with the sign of the dividend (C's fmod), exact.
 * @param a dividend
 * @param b divisor; zero gives NaN
 */
export function fmodFloat(a: number, b: number): number {
  return a % b;
}

/**
 * The remainder with the sign of the divisor, as Python's % (np.remainder).
 * @param a dividend
 * @param b divisor; zero gives NaN
 */
export function pyRemainder(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return copysign(0, b);
  return rest < 0 !== b < 0 && rest === rest && b === b ? rest + b : rest;
}

/**
 * The quotient rounded down, consistent with pyRemainder (np.floor_divide).
 * @param a dividend
 * @param b divisor; zero gives a / b, that is an infinity or NaN
 */
export function floorDivide(a: number, b: number): number {
  if (b === 0) return a / b;
  const rest = a % b;
  // a - rest is a multiple of b up to rounding, so the quotient is within half of the integer that is wanted.
  let quotient = (a - rest) / b;
  if (rest !== 0 && rest < 0 !== b < 0) quotient -= 1;
  if (quotient === 0) return copysign(0, a / b);
  const down = Math.floor(quotient);
  return quotient - down > 0.5 ? down + 1 : down;
}

/**
 * The quotient of integers rounded down, for types of at most 32 bits; division by zero gives 0.
 * The one quotient that does not fit (the least integer by -1) wraps when it is stored.
 * @param a dividend
 * @param b divisor
 */
export function floorDivideInt(a: number, b: number): number {
  return b === 0 ? 0 : Math.floor(a / b) + 0;
}

/**
 * The remainder of integers with the sign of the divisor, for types of at most 32 bits; by zero it is 0.
 * @param a dividend
 * @param b divisor
 */
export function remainderInt(a: number, b: number): number {
  if (b === 0) return 0;
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
}

/**
 * The remainder of integers with the sign of the dividend, for types of at most 32 bits; by zero it is 0.
 * @param a dividend
 * @param b divisor
 */
export function fmodInt(a: number, b: number): number {
  return b === 0 ? 0 : (a % b) + 0;
}

/**
 * The quotient of int64 or uint64 values rounded down; division by zero gives 0, and the least int64 by -1 wraps when
 * it is stored.
 * @param a dividend
 * @param b divisor
 */
export function floorDivideBigInt(a: bigint, b: bigint): bigint {
  if (b === 0n) return 0n;
  const quotient = a / b;
  return a < 0n !== b < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

/**
 * The remainder of int64 or uint64 values with the sign of the divisor; by zero it is 0.
 * @param a dividend
 * @param b divisor
 */
export function remainderBigInt(a: bigint, b: bigint): bigint {
  if (b === 0n) return 0n;
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

/**
 * The remainder of int64 or uint64 values with the sign of the dividend; by zero it is 0.
 * @param a dividend
 * @param b divisor
 */
export function fmodBigInt(a: bigint, b: bigint): bigint {
  return b === 0n ? 0n : a % b;
}
