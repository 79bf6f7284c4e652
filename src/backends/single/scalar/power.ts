/**
 * Powers of float64 numbers, rounded almost always correctly: within 0.52 ulp, where Math.pow allows itself 0.9 and
 * gives 0.000009999999999999999 for 10 ** -5. The logarithm is found as a sum of two numbers, multiplied exactly and
 * exponentiated with tables, in the manner of P. T. P. Tang (ACM TOMS 15, 1989, and 16, 1990).
 */
import { ldexp } from './floatBits.js';

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const UPPER = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Upper word of 0.6875: significands are taken from there to twice as much, so that 1 lies inside. */
const ORIGIN = 0x3fe60000;
const LOG_STEPS = 128;
/** The two steps beside 1, whose logarithm is measured from 1 itself. */
const BELOW_ONE = 79;
const FROM_ONE = 80;
const EXP_STEPS = 64;
/** ln 2 in two parts: the first with few digits, so that its integer multiples are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const STEPS_PER_LN2 = EXP_STEPS / Math.LN2;
/** 1.5 * 2 ** 52: adding and subtracting it rounds to an integer. */
const ROUNDER = 6755399441055744;
const TWO_52 = 4503599627370496;
/** Beyond this power of e everything overflows or vanishes. */
const EXTREME_EXPONENT = 800;
/** Exponents of size beyond these give 0, 1 or infinity. */
const LARGE = 2 ** 64;
const SMALL = 2 ** -64;

/** For each step of the significand 1 / c, and -log(1 / c) in two parts; for each of 64 steps 2 ** (j / 64) likewise. */
interface Tables {
  inverse: Float64Array;
  logHigh: Float64Array;
  logLow: Float64Array;
  powerHigh: Float64Array;
  powerLow: Float64Array;
}

/** Fixed-point numbers with this many binary places, as BigInts, make the tables. */
const PLACES = 140n;
const ONE = 1n << PLACES;

/** A fixed-point number as a float64. */
function rounded(fixed: bigint): number {
  const sign = fixed < 0n ? -1 : 1;
  const magnitude = fixed < 0n ? -fixed : fixed;
  const excess = magnitude.toString(2).length - 60;
  const top = excess > 0 ? magnitude >> BigInt(excess) : magnitude;
  return sign * Number(top) * 2 ** (Math.max(excess, 0) - Number(PLACES));
}

/** The same as a sum of two float64 numbers. */
function inTwoParts(fixed: bigint): [number, number] {
  const high = rounded(fixed);
  return [high, rounded(fixed - BigInt(high * 2 ** 80) * 2n ** (PLACES - 80n))];
}

/** log(p / q) = 2 atanh((p - q) / (p + q)) for p near q. */
function fixedLog(p: bigint, q: bigint): bigint {
  const u = ((p - q) * ONE) / (p + q);
  const square = (u * u) >> PLACES;
  let sum = 0n;
  let power = u;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = (power * square) >> PLACES;
  }
  return 2n * sum;
}

function fixedExp(x: bigint): bigint {
  let sum = 0n;
  let term = ONE;
  for (let n = 1n; term !== 0n; n++) {
    sum += term;
    term = ((term * x) >> PLACES) / n;
  }
  return sum;
}

function makeTables(): Tables {
  const tables: Tables = {
    inverse: new Float64Array(LOG_STEPS),
    logHigh: new Float64Array(LOG_STEPS),
    logLow: new Float64Array(LOG_STEPS),
    powerHigh: new Float64Array(EXP_STEPS),
    powerLow: new Float64Array(EXP_STEPS),
  };
  for (let i = 0; i < LOG_STEPS; i++) {
    words[1 - UPPER] = 0;
    words[UPPER] = ORIGIN + (i << 13) + (1 << 12);
    // Few digits, so that products with it are exact.
    const numerator = i === BELOW_ONE || i === FROM_ONE ? 1024 : Math.round(1024 / double[0]!);
    tables.inverse[i] = numerator / 1024;
    [tables.logHigh[i], tables.logLow[i]] = inTwoParts(fixedLog(1024n, BigInt(numerator)));
  }
  const ln2 = fixedLog(2n, 1n);
  for (let j = 0; j < EXP_STEPS; j++) {
    [tables.powerHigh[j], tables.powerLow[j]] = inTwoParts(fixedExp((ln2 * BigInt(j)) / BigInt(EXP_STEPS)));
  }
  return tables;
}

let tables: Tables | null = null;

/** exp(x + rest), |x| <= EXTREME_EXPONENT, with rest small against x. */
function expOfSum(x: number, rest: number, { powerHigh, powerLow }: Tables): number {
  const n = x * STEPS_PER_LN2 + ROUNDER - ROUNDER;
  const r = x - n * (LN2_HIGH / EXP_STEPS) - (n * (LN2_LOW / EXP_STEPS) - rest);
  return scaledPower(n, r, powerHigh, powerLow);
}

/** 2 ** (n / 64) * exp(r) for an integer n and |r| < 0.006. */
function scaledPower(n: number, r: number, powerHigh: Float64Array, powerLow: Float64Array): number {
  const j = n & (EXP_STEPS - 1);
  const high = powerHigh[j]!;
  const growth = r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  const significand = high + (powerLow[j]! + high * growth);
  return ldexp(significand, (n - j) / EXP_STEPS);
}

/** x ** y for normal, positive, finite x and SMALL < |y| < LARGE. */
function positivePower(x: number, y: number, exponent: number): number {
  tables ??= makeTables();
  double[0] = x;
  const offset = words[UPPER]! - ORIGIN;
  const k = offset >> 20;
  const i = (offset >>> 13) & (LOG_STEPS - 1);
  const m = ldexp(x, -k);

  // r + rRest = m / c - 1, with exact products: single precision has half of the digits.
  const inverse = tables.inverse[i]!;
  const mTop = Math.fround(m);
  const coarse = mTop * inverse - 1;
  const fine = (m - mTop) * inverse;
  const r = coarse + fine;
  const rRest = coarse - r + fine;

  // log(1 + r) = r - r * r / 2 + series, the square in two parts.
  const rTop = Math.fround(r);
  const rBottom = r - rTop;
  const square = 0.5 * r * r;
  const squareRest = 0.5 * (rTop * rTop - 2 * square + 2 * rTop * rBottom + rBottom * rBottom);
  const series =
    r *
    r *
    r *
    (1 / 3 - r * (1 / 4 - r * (1 / 5 - r * (1 / 6 - r * (1 / 7 - r * (1 / 8 - r * (1 / 9 - r * (1 / 10))))))));
  const turns = k + exponent;
  const whole = turns * LN2_HIGH + tables.logHigh[i]!;
  const wholeRest = turns * LN2_HIGH - whole + tables.logHigh[i]! + (turns * LN2_LOW + tables.logLow[i]!);
  const first = whole + r;
  const firstRest = whole - first + r;
  const second = first - square;
  const secondRest = first - second - square;
  const rest = wholeRest + firstRest + secondRest + (rRest - r * rRest - squareRest + series);
  const log = second + rest;
  const logRest = second - log + rest;

  // y * (log + logRest), the leading product in two parts.
  const product = y * log;
  if (product > EXTREME_EXPONENT) return Infinity;
  if (product < -EXTREME_EXPONENT) return 0;
  const yTop = Math.fround(y);
  const yBottom = y - yTop;
  const logTop = Math.fround(log);
  const logBottom = log - logTop;
  const productRest = yTop * logTop - product + yTop * logBottom + yBottom * logTop + yBottom * logBottom + y * logRest;
  return expOfSum(product, productRest, tables);
}

/**
 * base ** exponent by C's rules: 1 to any power is 1, also NaN, and -1 to an infinite power is 1.
 * @param base any number
 * @param exponent any number
 */
export function pow(base: number, exponent: number): number {
  const size = Math.abs(exponent);
  if (!(size > SMALL && size < LARGE) || base - base !== 0 || base === 0) return extremePower(base, exponent);
  if (exponent === 2) return base * base;
  if (exponent === 1) return base;
  if (base < 0) {
    if (exponent !== Math.floor(exponent)) return NaN;
    const isOdd = Math.abs(exponent % 2) === 1;
    const result = pow(-base, exponent);
    return isOdd ? -result : result;
  }
  if (base < 2.2250738585072014e-308) return positivePower(base * TWO_52, exponent, -52);
  return positivePower(base, exponent, 0);
}

/** Powers of zeros, infinities and NaN, and those with very large or small exponents: Math's own. */
function extremePower(base: number, exponent: number): number {
  const result = Math.pow(base, exponent);
  if (result !== result && (base === 1 || (base === -1 && (exponent === Infinity || exponent === -Infinity)))) return 1;
  return result;
}

/**
 * 2 ** x, exact for integers.
 * @param x any number
 */
export function exp2(x: number): number {
  if (!(Math.abs(x) < 1100)) return x > 0 ? Infinity : x < 0 ? 0 : x;
  tables ??= makeTables();
  const n = x * EXP_STEPS + ROUNDER - ROUNDER;
  return scaledPower(n, (x - n / EXP_STEPS) * Math.LN2, tables.powerHigh, tables.powerLow);
}
