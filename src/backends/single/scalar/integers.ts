/**
 * Scalar integer functions: divisors and multiples, powers that wrap as the type does, and bit counts.
 */

/**
 * The greatest common divisor of |a| and |b|, for integers up to 2 ** 53; 0 if both are 0.
 * @param a an integer
 * @param b an integer
 */
export function gcd(a: number, b: number): number {
  a = Math.abs(a);
  b = Math.abs(b);
  while (b !== 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/**
 * The least common multiple of |a| and |b|, its low 32 bits as an int32 (right for every signed type it is stored in);
 * 0 if either is 0.
 * @param a an integer of at most 32 bits
 * @param b an integer of at most 32 bits
 */
export function lcm(a: number, b: number): number {
  const divisor = gcd(a, b);
  return divisor === 0 ? 0 : Math.imul(Math.abs(a) / divisor, Math.abs(b));
}

/**
 * The least common multiple of two uint32 values, modulo 2 ** 32.
 * @param a an integer from 0 to 2 ** 32 - 1
 * @param b an integer from 0 to 2 ** 32 - 1
 */
export function lcmUint32(a: number, b: number): number {
  return lcm(a, b) >>> 0;
}

/**
 * The greatest common divisor of |a| and |b|; 0 if both are 0.
 * @param a an int64 or uint64
 * @param b an int64 or uint64
 */
export function gcdBigInt(a: bigint, b: bigint): bigint {
  if (a < 0n) a = -a;
  if (b < 0n) b = -b;
  while (b !== 0n) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/**
 * The least common multiple of |a| and |b| (it wraps when it is stored in 64 bits); 0 if either is 0.
 * @param a an int64 or uint64
 * @param b an int64 or uint64
 */
export function lcmBigInt(a: bigint, b: bigint): bigint {
  const divisor = gcdBigInt(a, b);
  if (divisor === 0n) return 0n;
  const multiple = (a / divisor) * b;
  return multiple < 0n ? -multiple : multiple;
}

/**
 * base ** exponent modulo 2 ** 32 as an int32, by repeated squaring.
 * @param base an integer of at most 32 bits
 * @param exponent an integer from 0 to 2 ** 32 - 1
 */
export function powerInt32(base: number, exponent: number): number {
  let square = base | 0;
  let rest = exponent >>> 0;
  let result = 1;
  while (rest !== 0) {
    if ((rest & 1) !== 0) result = Math.imul(result, square);
    square = Math.imul(square, square);
    rest >>>= 1;
  }
  return result;
}

/**
 * base ** exponent modulo 2 ** 32 as a uint32.
 * @param base an integer of at most 32 bits
 * @param exponent an integer from 0 to 2 ** 32 - 1
 */
export function powerUint32(base: number, exponent: number): number {
  return powerInt32(base, exponent) >>> 0;
}

function powerModulo64(base: bigint, exponent: bigint): bigint {
  let square = base;
  let rest = exponent;
  let result = 1n;
  while (rest > 0n) {
    if ((rest & 1n) !== 0n) result = BigInt.asUintN(64, result * square);
    rest >>= 1n;
    if (rest > 0n) square = BigInt.asUintN(64, square * square);
  }
  return result;
}

/**
 * base ** exponent modulo 2 ** 64 as an int64.
 * @param base an int64
 * @param exponent an int64 that is not negative
 */
export function powerInt64(base: bigint, exponent: bigint): bigint {
  return BigInt.asIntN(64, powerModulo64(base, exponent));
}

/**
 * base ** exponent modulo 2 ** 64 as a uint64.
 * @param base a uint64
 * @param exponent a uint64
 */
export function powerUint64(base: bigint, exponent: bigint): bigint {
  return BigInt.asUintN(64, powerModulo64(base, exponent));
}

function onesIn(word: number): number {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  word = (word + (word >>> 4)) & 0x0f0f0f0f;
  return Math.imul(word, 0x01010101) >>> 24;
}

/**
 * The number of one bits of |x|, as np.bitwise_count.
 * @param x an integer of at most 32 bits
 */
export function popcount32(x: number): number {
  return onesIn(Math.abs(x) | 0);
}

/**
 * The number of one bits of |x|, as np.bitwise_count.
 * @param x an int64 or uint64
 */
export function popcount64(x: bigint): number {
  const magnitude = x < 0n ? -x : x;
  return onesIn(Number(magnitude & 0xffffffffn) | 0) + onesIn(Number(magnitude >> 32n) | 0);
}
