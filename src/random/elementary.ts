// exp, log, pow, cos and acos rounded correctly but for about one argument in 10,000, for samplers whose result they are.
// NumPy takes them from the C library, which is nearly always correctly rounded too; JavaScript's own may be off by one
// unit in the last place once in ten. Each value is computed as a sum of two doubles (about 68 bits) and then rounded.

import { doubleTables } from './elementaryTables.js';

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const LOW = LITTLE_ENDIAN ? 0 : 1;
const HIGH = 1 - LOW;
const box = new Float64Array(1);
const words = new Int32Array(box.buffer);
/** The two parts of the last {@link logPair} or {@link cosPair}: module variables that hold doubles would be boxed. */
const pair = new Float64Array(2);

const SPLITTER = 134217729; // 2**27 + 1
const ROUNDER = 6755399441055744; // 1.5 * 2**52: adding and subtracting it rounds to an integer

/** log(x) for a positive normal x, as a sum of two doubles in {@link pair}. */
function logPair(x: number): void {
  const { inverse, logHigh, logLow, LN2_HIGH, LN2_LOW } = doubleTables();
  // x = 2**k * m with m in [0.6875, 1.375), in one of 128 intervals whose middle has the short reciprocal r.
  box[0] = x;
  const top = words[HIGH]!;
  const shifted = top - 0x3fe60000;
  const k = shifted >> 20;
  const i = (shifted >> 13) & 127;
  const r = inverse[i]!;
  words[HIGH] = top - (k << 20);
  const m = box[0]!;
  words[LOW] = 0;
  const mHigh = box[0]!;
  // z = r * m - 1, exactly: r has 9 bits, the upper part of m 21.
  const zTop = r * mHigh - 1;
  const zRest = r * (m - mHigh);
  const z = zTop + zRest;
  const zLow = zRest - (z - zTop);
  // z * z in two parts, by Dekker's product
  const c = SPLITTER * z;
  const zh = c - (c - z);
  const zl = z - zh;
  const square = z * z;
  const squareLow = zh * zh - square + 2 * zh * zl + zl * zl + 2 * z * zLow;
  const series =
    square * z * (1 / 3 - z * (0.25 - z * (0.2 - z * (1 / 6 - z * (1 / 7 - z * (0.125 - z * (1 / 9 - z * 0.1)))))));
  const base = k * LN2_HIGH + logHigh[i]!;
  const s1 = base + z;
  const shared = s1 - base;
  const e1 = base - (s1 - shared) + (z - shared);
  const half = -0.5 * square;
  const s2 = s1 + half;
  const e2 = half - (s2 - s1);
  const low = e1 + e2 + zLow + (k * LN2_LOW + logLow[i]!) - 0.5 * squareLow + series;
  const high = s2 + low;
  pair[0] = high;
  pair[1] = low - (high - s2);
}

/** exp(x + rest) for |x| < 708 and a tiny rest. */
function expOf(x: number, rest: number): number {
  const { powerHigh, powerLow, LN2_128_HIGH, LN2_128_LOW, LOG2E_128 } = doubleTables();
  // x = k * log(2) / 128 + r
  const k = x * LOG2E_128 + ROUNDER - ROUNDER;
  const top = x - k * LN2_128_HIGH;
  const correction = -k * LN2_128_LOW;
  const r = top + correction;
  const rLow = correction - (r - top) + rest;
  const q =
    rLow * (1 + r) + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040))))));
  const j = k & 127;
  const t = powerHigh[j]!; // 26 bits
  const tLow = powerLow[j]!;
  const c = SPLITTER * r;
  const rh = c - (c - r);
  const first = t * rh; // exact
  const s1 = t + first;
  const e1 = first - (s1 - t);
  const s2 = s1 + tLow;
  const e2 = tLow - (s2 - s1);
  const value = s2 + (e1 + e2 + t * (r - rh) + tLow * r + (t + tLow) * q);
  words[LOW] = 0;
  words[HIGH] = ((k >> 7) + 1023) << 20;
  return value * box[0]!;
}

/** The exponential function. */
export function exp(x: number): number {
  return x > -708 && x < 709 ? expOf(x, 0) : Math.exp(x);
}

/** The natural logarithm. */
export function log(x: number): number {
  if (!(x >= 2.3e-308 && x < Infinity)) return Math.log(x);
  logPair(x);
  return pair[0]!;
}

/** x ** y for x >= 0. */
export function pow(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (y === 1) return x;
  if (!(x >= 2.3e-308 && x < Infinity && Math.abs(y) < 1e300)) return Math.pow(x, y);
  logPair(x);
  const high = pair[0]!;
  const low = pair[1]!;
  const product = high * y;
  if (!(product > -708 && product < 709)) return Math.pow(x, y);
  if (Math.abs(y) > 1e15) return expOf(product, low * y);
  let c = SPLITTER * high;
  const hh = c - (c - high);
  const hl = high - hh;
  c = SPLITTER * y;
  const yh = c - (c - y);
  const yl = y - yh;
  return expOf(product, hh * yh - product + hh * yl + hl * yh + hl * yl + low * y);
}

/** cos(x) for 0 <= x <= pi, as a sum of two doubles in {@link pair}. */
function cosPair(x: number): void {
  const { cosHigh, cosLow, sinHigh, sinLow } = doubleTables();
  // x = j / 64 + r with |r| <= 1 / 128: cos x = cos(j / 64) cos r - sin(j / 64) sin r
  const j = (x * 64 + 0.5) | 0;
  const r = x - j / 64;
  const C = cosHigh[j]!;
  const S = sinHigh[j]!;
  const square = r * r;
  const cosRest = -square * (0.5 - square * (1 / 24 - square * (1 / 720 - square / 40320)));
  const sinRest = -r * square * (1 / 6 - square * (1 / 120 - square * (1 / 5040)));
  let c = SPLITTER * S;
  const Sh = c - (c - S);
  const Sl = S - Sh;
  c = SPLITTER * r;
  const rh = c - (c - r);
  const rl = r - rh;
  const product = S * r;
  const productLow = Sh * rh - product + Sh * rl + Sl * rh + Sl * rl;
  const s = C - product;
  const back = s - C;
  const e = C - (s - back) - (product + back);
  const low = e + C * cosRest + (cosLow[j]! - productLow - sinLow[j]! * r - S * sinRest);
  const high = s + low;
  pair[0] = high;
  pair[1] = low - (high - s);
}

/** The cosine of a number in [0, pi]. */
export function cos(x: number): number {
  cosPair(x);
  return pair[0]!;
}

/** The arc cosine: one step of Newton's method from JavaScript's. */
export function acos(w: number): number {
  const start = Math.acos(w);
  const slope = Math.sin(start);
  if (!(slope > 1e-6)) return start;
  cosPair(start);
  return start + (pair[0]! - w + pair[1]!) / slope;
}
