/**
 * Bessel functions of real order and real argument: from the fractional part of the order by recurrence where that is stable, the
 * minimal solution by its continued fraction and the Wronskian (W. Gautschi, SIAM Rev. 9, 1967), power series near 0 and uniform
 * expansions of large order for the modified functions (DLMF 10.41).
 */
import {
  HANKEL,
  gammaAfter,
  hankelK,
  hankelWaves,
  modified,
  modifiedPair,
  ratioI,
  ratioJ,
  wavePair,
  waves,
} from './fractional.js';
import { cospi, sinpi } from '../multiplesOfPi.js';
import { uniformI, uniformK } from './uniform.js';
import { i0, i0e, i1, i1e, k0, k0e, k1, k1e } from './modified01.js';
import { j0, j1, y0, y1 } from './order01.js';

const EPS = 2 ** -53;
/** Orders from here on use the expansions that are uniform in the argument. */
const UNIFORM = 50;
/** Up to this order the gamma function of a power series is multiplied out. */
const DIRECT = 50;

/** Results of besselWaves: J(v), J(v + 1), Y(v), Y(v + 1). */
export const result = new Float64Array(4);

/** J(v, x) by its power series, v >= 0, x^2 of the size of v. */
function seriesJ(v: number, x: number): number {
  const t = -0.25 * x * x;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 200; k++) {
    term *= t / (k * (v + k));
    sum += term;
    if (Math.abs(term) < EPS * Math.abs(sum)) break;
  }
  return (Math.pow(0.5 * x, v) / gammaAfter(v)) * sum;
}

/** J and Y of orders v and v + 1 into `result`, v >= 0, x > 0. */
export function besselWaves(v: number, x: number): void {
  if (x > HANKEL && v * v < x) {
    hankelWaves(v, x, 0);
    hankelWaves(v + 1, x, 1);
    result.set(wavePair);
    return;
  }
  const n = Math.round(v);
  const m = v - n;
  waves(m, x);
  let j = wavePair[0]!;
  let jn = wavePair[1]!;
  let y = wavePair[2]!;
  let yn = wavePair[3]!;
  const step = 2 / x;
  if (v <= x) {
    for (let k = 1; k <= n; k++) {
      const b = (m + k) * step;
      const t = b * jn - j;
      j = jn;
      jn = t;
      const u = b * yn - y;
      y = yn;
      yn = u;
    }
  } else {
    for (let k = 1; k <= n; k++) {
      const u = (m + k) * step * yn - y;
      y = yn;
      yn = u;
      if (u === -Infinity) break;
    }
    if (n > 0) {
      if (yn === -Infinity) {
        j = jn = 0;
        if (y !== -Infinity && v <= DIRECT) j = seriesJ(v, x);
        else y = yn;
      } else {
        const r = ratioJ(v, x);
        j = 2 / (Math.PI * x) / (r * y - yn);
        jn = r * j;
      }
    }
  }
  result[0] = j;
  result[1] = jn;
  result[2] = y;
  result[3] = yn;
}

/** J(v, x), v >= 0, x > 0. */
function positiveJ(v: number, x: number): number {
  if (v === 0) return j0(x);
  if (v === 1) return j1(x);
  if (v <= DIRECT && (x < 1 || x * x < 4 * (v + 1))) return seriesJ(v, x);
  if (x > HANKEL && v * v < x) {
    hankelWaves(v, x, 0);
    return wavePair[0]!;
  }
  if (v > x) {
    besselWaves(v, x);
    return result[0]!;
  }
  const n = Math.round(v);
  const m = v - n;
  waves(m, x);
  let j = wavePair[0]!;
  let jn = wavePair[1]!;
  const step = 2 / x;
  for (let k = 1; k <= n; k++) {
    const t = (m + k) * step * jn - j;
    j = jn;
    jn = t;
  }
  return j;
}

/** Y(v, x), v >= 0, x > 0. */
function positiveY(v: number, x: number): number {
  if (v === 0) return y0(x);
  if (v === 1) return y1(x);
  if (x > HANKEL && v * v < x) {
    hankelWaves(v, x, 0);
    return wavePair[2]!;
  }
  const n = Math.round(v);
  const m = v - n;
  waves(m, x);
  let y = wavePair[2]!;
  let yn = wavePair[3]!;
  const step = 2 / x;
  for (let k = 1; k <= n; k++) {
    const t = (m + k) * step * yn - y;
    y = yn;
    yn = t;
    if (t === -Infinity) return k === n ? y : t;
  }
  return y;
}

/** The Bessel function of the first kind J(v, x); NaN for x < 0 unless v is an integer. */
export function jv(v: number, x: number): number {
  if (Number.isNaN(v) || Number.isNaN(x)) return NaN;
  if (x < 0) {
    if (!Number.isInteger(v)) return NaN;
    return v % 2 === 0 ? jv(v, -x) : -jv(v, -x);
  }
  if (x === Infinity) return 0;
  if (v < 0) {
    if (Number.isInteger(v)) return v % 2 === 0 ? jv(-v, x) : -jv(-v, x);
    if (x === 0) return sinpi(v) === 0 ? 0 : gammaSign(v) * Infinity;
    const c = cospi(v);
    const s = sinpi(-v);
    return (c === 0 ? 0 : c * positiveJ(-v, x)) - s * positiveY(-v, x);
  }
  if (x === 0) return v === 0 ? 1 : 0;
  return positiveJ(v, x);
}

/** The sign of 1 / Gamma(1 + v) for v < 0 that is no integer. */
function gammaSign(v: number): number {
  return v > -1 || Math.ceil(v) % 2 === 0 ? 1 : -1;
}

/** The Bessel function of the second kind Y(v, x); -Infinity at 0, NaN for x < 0. */
export function yv(v: number, x: number): number {
  if (!(x >= 0) || Number.isNaN(v)) return NaN;
  if (x === Infinity) return 0;
  if (v < 0) {
    if (Number.isInteger(v)) return v % 2 === 0 ? yv(-v, x) : -yv(-v, x);
    const c = cospi(v);
    const s = sinpi(-v);
    if (x === 0) return c === 0 ? 0 : -Infinity * c;
    return s * positiveJ(-v, x) + (c === 0 ? 0 : c * positiveY(-v, x));
  }
  return x === 0 ? -Infinity : positiveY(v, x);
}

/** exp(x) K of orders v and v + 1 into modifiedPair, v >= 0, x > 0. */
export function besselModified(v: number, x: number): void {
  if (x > HANKEL && v * v < x) {
    const scale = Math.sqrt(Math.PI / (2 * x));
    modifiedPair[0] = scale * hankelK(v, x);
    modifiedPair[1] = scale * hankelK(v + 1, x);
    return;
  }
  const n = Math.round(v);
  const m = v - n;
  modified(m, x);
  let k0 = modifiedPair[0]!;
  let k1 = modifiedPair[1]!;
  const step = 2 / x;
  for (let k = 1; k <= n; k++) {
    const t = (m + k) * step * k1 + k0;
    k0 = k1;
    k1 = t;
  }
  modifiedPair[0] = k0;
  modifiedPair[1] = k1;
}

/** exp(scaled ? x : 0) K(v, x), v >= 0, x > 0. */
function positiveK(v: number, x: number, scaled: boolean): number {
  if (v === 0) return scaled ? k0e(x) : k0(x);
  if (v === 1) return scaled ? k1e(x) : k1(x);
  if (v >= UNIFORM) return uniformK(v, x, scaled);
  besselModified(v, x);
  const value = modifiedPair[0]!;
  return scaled ? value : value * Math.exp(-x);
}

/** exp(scaled ? -x : 0) I(v, x), v >= 0, x > 0. */
function positiveI(v: number, x: number, scaled: boolean): number {
  if (v === 0) return scaled ? i0e(x) : i0(x);
  if (v === 1) return scaled ? i1e(x) : i1(x);
  if (v >= UNIFORM) return uniformI(v, x, scaled);
  let value: number;
  if (x < 20) {
    const t = 0.25 * x * x;
    let term = 1;
    let sum = 1;
    for (let k = 1; k < 200; k++) {
      term *= t / (k * (v + k));
      sum += term;
      if (term < EPS * sum) break;
    }
    const all = (Math.pow(0.5 * x, v) / gammaAfter(v)) * sum;
    return scaled ? all * Math.exp(-x) : all;
  } else if (x > HANKEL && v * v < x) {
    // The recessive part, exp(-2 x) of this, is below a double's digits.
    value = hankelI(v, x) / Math.sqrt(2 * Math.PI * x);
  } else {
    besselModified(v, x);
    value = 1 / (x * (modifiedPair[1]! + ratioI(v, x) * modifiedPair[0]!));
  }
  if (scaled) return value;
  if (x < 700) return value * Math.exp(x);
  const half = Math.exp(x / 2);
  return value * half * half;
}

/** sqrt(2 pi x) exp(-x) I(v, x) by Hankel's expansion; x large against v^2. */
function hankelI(v: number, x: number): number {
  const mu = 4 * v * v;
  const step = -1 / (8 * x);
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 200; k++) {
    term *= ((mu - (2 * k - 1) ** 2) * step) / k;
    sum += term;
    if (Math.abs(term) < EPS * Math.abs(sum)) break;
  }
  return sum;
}

function modifiedFirst(v: number, x: number, scaled: boolean): number {
  if (Number.isNaN(v) || Number.isNaN(x)) return NaN;
  if (x < 0) {
    if (!Number.isInteger(v)) return NaN;
    return v % 2 === 0 ? modifiedFirst(v, -x, scaled) : -modifiedFirst(v, -x, scaled);
  }
  if (x === Infinity) return scaled ? 0 : Infinity;
  if (v < 0) {
    if (Number.isInteger(v)) return modifiedFirst(-v, x, scaled);
    if (x === 0) return gammaSign(v) * Infinity;
    const k = positiveK(-v, x, scaled) * (scaled ? Math.exp(-2 * x) : 1);
    return positiveI(-v, x, scaled) + (2 / Math.PI) * sinpi(-v) * k;
  }
  if (x === 0) return v === 0 ? 1 : 0;
  return positiveI(v, x, scaled);
}

function modifiedSecond(v: number, x: number, scaled: boolean): number {
  if (!(x >= 0) || Number.isNaN(v)) return NaN;
  if (x === 0) return Infinity;
  if (x === Infinity) return 0;
  return positiveK(Math.abs(v), x, scaled);
}

/** The modified Bessel function I(v, x). */
export function iv(v: number, x: number): number {
  return modifiedFirst(v, x, false);
}

/** exp(-|x|) I(v, x). */
export function ive(v: number, x: number): number {
  return modifiedFirst(v, x, true);
}

/** The modified Bessel function K(v, x); Infinity at 0, NaN for x < 0. */
export function kv(v: number, x: number): number {
  return modifiedSecond(v, x, false);
}

/** exp(x) K(v, x). */
export function kve(v: number, x: number): number {
  return modifiedSecond(v, x, true);
}
