/**
 * What the functions that expressions call by name mean, for real numbers: integers are bigints, floats are doubles. The
 * plainest way that is right; functions that the engine has are the engine's.
 */
import { UNDEFINED } from './undefinedResult.js';
import type { Part } from './scalars.js';

/** A scalar function of the reference. */
export type RealFunction = (...args: never[]) => Part;

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0);
const withSign = (size: number, like: number): number => (isNegative(like) ? -Math.abs(size) : Math.abs(size));
const size = (x: bigint): bigint => (x < 0n ? -x : x);

function floorDivideInteger(a: bigint, b: bigint): bigint {
  if (b === 0n) return 0n;
  const quotient = a / b;
  return quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

const remainderInteger = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : a - floorDivideInteger(a, b) * b);
const fmodInteger = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : a % b);

function powerInteger(base: bigint, exponent: bigint): bigint {
  // Callers refuse negative exponents.
  if (exponent < 0n) throw UNDEFINED;
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = BigInt.asUintN(64, result * square);
    square = BigInt.asUintN(64, square * square);
  }
  return result;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? size(a) : greatestDivisor(b, a % b);
}

function leastMultiple(a: bigint, b: bigint): bigint {
  return a === 0n || b === 0n ? 0n : size(a * b) / greatestDivisor(a, b);
}

function onesOf(x: bigint): bigint {
  return BigInt([...size(x).toString(2)].filter((digit) => digit === '1').length);
}

function reciprocalInteger(x: bigint): bigint {
  if (x === 0n) throw UNDEFINED;
  return 1n / x;
}

function pythonRemainder(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return withSign(0, b);
  return rest < 0 !== b < 0 && !Number.isNaN(rest) && !Number.isNaN(b) ? rest + b : rest;
}

function floorDivideFloat(a: number, b: number): number {
  if (b === 0) return a / b;
  const rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0 && rest < 0 !== b < 0) quotient -= 1;
  if (quotient === 0) return withSign(0, a / b);
  const below = Math.floor(quotient);
  return quotient - below > 0.5 ? below + 1 : below;
}

function nearestEven(x: number): number {
  const below = Math.floor(x);
  if (!Number.isFinite(x) || below === x) return x;
  const rest = x - below;
  const rounded = rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below;
  return withSign(rounded, x);
}

function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

function logAddExp(a: number, b: number, log1p: (x: number) => number, exp: (x: number) => number): number {
  if (a === b) return a + log1p(1);
  const most = Math.max(a, b);
  return most === Infinity ? Infinity : most + log1p(exp(Math.min(a, b) - most));
}

const float64 = new Float64Array(1);
const int64 = new BigInt64Array(float64.buffer);

/** The next float64 after x towards y, by counting bit patterns. */
function nextDouble(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y) return y;
  float64[0] = x;
  const bits = int64[0]!;
  const place = bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
  const next = place + (y > x ? 1n : -1n);
  if (next === 0n) return isNegative(x) ? -0 : 0;
  int64[0] = next < 0n ? -(2n ** 63n) - next : next;
  return float64[0]!;
}

/** The next float of a narrower dtype: the first double on the way that rounds to another one. */
function nextNarrow(x: number, y: number, digits: number, least: number, most: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y) return y;
  const up = y > x;
  if (Math.abs(x) === Infinity) return withSign(most, x);
  if (x === 0) return up ? least : -least;
  const away = up === x > 0;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(x))), Math.log2(least) + digits);
  let unit = 2 ** (exponent - digits);
  // Downwards from a power of two the floats lie closer, down to the subnormal ones.
  if (!away && Math.abs(x) === 2 ** exponent && unit > least) unit /= 2;
  const next = away ? Math.abs(x) + unit : Math.abs(x) - unit;
  return withSign(next > most ? Infinity : next, x);
}

const next32 = (x: number, y: number): number => nextNarrow(x, y, 23, 2 ** -149, (2 - 2 ** -23) * 2 ** 127);
const next16 = (x: number, y: number): number => nextNarrow(x, y, 10, 2 ** -24, 65504);

function gap(next: (x: number, y: number) => number, x: number): number {
  return Number.isFinite(x) ? next(x, x < 0 ? -Infinity : Infinity) - x : NaN;
}

/** Mantissa and exponent by halving and doubling. */
function split(x: number): [mantissa: number, exponent: number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let [mantissa, exponent] = [x, 0];
  for (; Math.abs(mantissa) >= 1; exponent++) mantissa /= 2;
  for (; Math.abs(mantissa) < 0.5; exponent--) mantissa *= 2;
  return [mantissa, exponent];
}

function scale(x: number, exponent: number | bigint): number {
  const e = Math.max(-2200, Math.min(2200, Number(exponent)));
  if (x === 0 || !Number.isFinite(x)) return x;
  // Rounded once: the exact product is a quotient of integers.
  const [mantissa, own] = split(x);
  const total = own + e;
  if (total > 1025) return withSign(Infinity, x);
  if (total < -1080) return withSign(0, x);
  if (total >= -1021) return mantissa * 2 ** Math.min(total, 1000) * 2 ** Math.max(0, total - 1000);
  return mantissa * 2 ** (total + 100) * 2 ** -100;
}

/** Functions whose result is exact or rounded once by definition: any backend gives the same bits. */
export const EXACT: Readonly<Record<string, RealFunction>> = {
  Number: (x: bigint) => Number(x),
  isFinite: (x: number) => Number.isFinite(x),
  signbit: (x: number) => isNegative(x),
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  rint: nearestEven,
  max: (a: number, b: number) => Math.max(a, b),
  min: (a: number, b: number) => Math.min(a, b),
  copysign: withSign,
  fmodFloat: (a: number, b: number) => a % b,
  heaviside: (x: number, atZero: number) => (Number.isNaN(x) ? NaN : x === 0 ? atZero : x < 0 ? 0 : 1),
  modfFraction: (x: number) => withSign(Math.abs(x) === Infinity ? 0 : x - Math.trunc(x), x),
  modfInteger: Math.trunc,
  frexpMantissa: (x: number) => split(x)[0],
  frexpExponent: (x: number) => BigInt(split(x)[1]),
  ldexp: scale,
  nextafter64: nextDouble,
  nextafter32: next32,
  nextafter16: next16,
  spacing64: (x: number) => gap(nextDouble, x),
  spacing32: (x: number) => gap(next32, x),
  spacing16: (x: number) => (Number.isFinite(x) ? next16(x, Infinity) - x : NaN),
  floorDivideInt: floorDivideInteger,
  floorDivideBigInt: floorDivideInteger,
  remainderInt: remainderInteger,
  remainderBigInt: remainderInteger,
  fmodInt: fmodInteger,
  fmodBigInt: fmodInteger,
  powerInt32: powerInteger,
  powerUint32: powerInteger,
  powerInt64: powerInteger,
  powerUint64: powerInteger,
  reciprocalBigInt: reciprocalInteger,
  gcd: greatestDivisor,
  gcdBigInt: greatestDivisor,
  lcm: leastMultiple,
  lcmUint32: leastMultiple,
  lcmBigInt: leastMultiple,
  popcount32: onesOf,
  popcount64: onesOf,
};

/** Functions that a backend may round otherwise. */
export const ROUNDED: Readonly<Record<string, RealFunction>> = {
  pyRemainder: pythonRemainder,
  floorDivide: floorDivideFloat,
  pow: power,
  hypot: (x: number, y: number) => Math.hypot(x, y),
  cbrt: Math.cbrt,
  exp: Math.exp,
  exp2: (x: number) => 2 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  logaddexp: (a: number, b: number) => logAddExp(a, b, Math.log1p, Math.exp),
  logaddexp2: (a: number, b: number) =>
    logAddExp(
      a,
      b,
      (x) => Math.log1p(x) / Math.LN2,
      (x) => 2 ** x,
    ),
  degrees: (x: number) => x * (180 / Math.PI),
  radians: (x: number) => x * (Math.PI / 180),
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  atan2: Math.atan2,
};
