/**
 * Bessel and Hankel functions of real order and complex argument, by the connection formulas (DLMF 10.11, 10.27, 10.34) from K and I
 * in the right half of the plane. Each leaves its value in `z`.
 */
import { z } from '../define.js';
import { I, K, complexI, complexK } from './complexModified.js';
import { cospi, sinpi } from '../multiplesOfPi.js';

/** z = (ar + i ai) exp(er + i ei). */
function giveTimesExp(ar: number, ai: number, er: number, ei: number): void {
  const c = ei === 0 ? 1 : Math.cos(ei);
  const s = ei === 0 ? 0 : Math.sin(ei);
  let re = ei === 0 ? ar : ar * c - ai * s;
  let im = ei === 0 ? ai : ar * s + ai * c;
  if (er !== 0) {
    const half = Math.exp(er / 2);
    re = re * half * half;
    im = im * half * half;
  }
  z[0] = re;
  z[1] = im;
}

/** exp(-Re z if scaled) I(v, z) for v >= 0 in the right half. */
function rightI(v: number, x: number, y: number, scaled: boolean): void {
  complexI(v, x, y);
  giveTimesExp(I[0]!, I[1]!, scaled ? 0 : x, 0);
}

/** exp(z if scaled) K(v, z) for v >= 0 in the right half. */
function rightK(v: number, x: number, y: number, scaled: boolean): void {
  complexK(v, x, y);
  giveTimesExp(K[0]!, K[1]!, K[4]! - (scaled ? 0 : x), scaled ? 0 : -y);
}

function isNaNAny(v: number, x: number, y: number): boolean {
  return Number.isNaN(v) || Number.isNaN(x) || Number.isNaN(y);
}

function set(re: number, im: number): void {
  z[0] = re;
  z[1] = im;
}

/** I(v, z); scaled: times exp(-|Re z|). */
function modifiedFirst(v: number, x: number, y: number, scaled: boolean): void {
  if (isNaNAny(v, x, y)) return set(NaN, NaN);
  const a = Math.abs(v);
  if (x === 0 && y === 0) {
    if (v === 0) return set(1, 0);
    return v > 0 || Number.isInteger(v) ? set(0, 0) : set(Infinity, NaN);
  }
  if (v < 0 && !Number.isInteger(v)) {
    modifiedFirst(a, x, y, scaled);
    const re = z[0]!;
    const im = z[1]!;
    modifiedSecond(a, x, y, false);
    const f = (2 / Math.PI) * sinpi(a) * (scaled ? Math.exp(-Math.abs(x)) : 1);
    return set(re + f * z[0]!, im + f * z[1]!);
  }
  if (x >= 0) return rightI(a, x, y, scaled);
  rightI(a, -x, -y, scaled);
  const c = cospi(a);
  const s = y >= 0 ? sinpi(a) : -sinpi(a);
  set(c * z[0]! - s * z[1]!, c * z[1]! + s * z[0]!);
}

/** K(v, z); scaled: times exp(z). */
function modifiedSecond(v: number, x: number, y: number, scaled: boolean): void {
  if (isNaNAny(v, x, y)) return set(NaN, NaN);
  if (x === 0 && y === 0) return set(Infinity, NaN);
  const a = Math.abs(v);
  if (x >= 0) return rightK(a, x, y, scaled);
  // K(w exp(+-i pi)) = exp(-+i pi v) K(w) -+ i pi I(w), w = -z.
  const up = y >= 0 ? 1 : -1;
  rightI(a, -x, -y, false);
  const ir = z[0]!;
  const ii = z[1]!;
  rightK(a, -x, -y, false);
  const c = cospi(a);
  const s = -up * sinpi(a);
  const re = c * z[0]! - s * z[1]! + up * Math.PI * ii;
  const im = c * z[1]! + s * z[0]! - up * Math.PI * ir;
  giveTimesExp(re, im, scaled ? x : 0, scaled ? y : 0);
}

/** J(v, z) exp(-|Im z|) for v >= 0 (DLMF 10.27.6). */
function firstPositive(v: number, x: number, y: number): void {
  const up = y >= 0;
  // J(v, z) = exp(i pi v / 2) I(v, -i z) in the upper half, the conjugate below.
  complexI(v, up ? y : -y, -x);
  const c = cospi(v / 2);
  const s = sinpi(v / 2);
  const re = c * I[0]! - s * I[1]!;
  const im = c * I[1]! + s * I[0]!;
  set(re, up ? im : -im);
}

/** H1(v, z) for v >= 0 and any z; scaled: times exp(-i z). */
function hankelPositive(v: number, x: number, y: number, scaled: boolean): void {
  const c = cospi(v / 2);
  const s = sinpi(v / 2);
  let re: number;
  let im: number;
  let e: number;
  let turn: number;
  if (y >= 0) {
    // (2 / (pi i)) exp(-i pi v / 2) K(v, -i z); exp(w) K(w) with w = y - i x.
    complexK(v, y, -x);
    re = c * K[0]! + s * K[1]!;
    im = c * K[1]! - s * K[0]!;
    e = K[4]! - (scaled ? 0 : y);
    turn = scaled ? 0 : x;
  } else {
    // exp(i pi v / 2) K(w) + i pi exp(-i pi v / 2) I(w), w = i z.
    complexK(v, -y, x);
    giveTimesExp(K[0]!, K[1]!, K[4]! + 2 * y, -2 * x);
    const kr = z[0]!;
    const ki = z[1]!;
    complexI(v, -y, x);
    // exp(-Re w) I is turned by exp(-i Im w), to give all of it the factor exp(-w).
    giveTimesExp(I[0]!, I[1]!, 0, -x);
    const ir = Math.PI * (s * z[0]! - c * z[1]!);
    const ii = Math.PI * (c * z[0]! + s * z[1]!);
    re = c * kr - s * ki + ir;
    im = c * ki + s * kr + ii;
    e = scaled ? 0 : -y;
    turn = scaled ? 0 : x;
  }
  // 2 / (pi i) = -2 i / pi.
  giveTimesExp((2 / Math.PI) * im, (-2 / Math.PI) * re, e, turn);
}

/** H1(v, z), or with `second` H2; scaled: times exp(-+i z). */
function hankel(v: number, x: number, y: number, second: boolean, scaled: boolean): void {
  if (isNaNAny(v, x, y) || (x === 0 && y === 0)) return set(NaN, NaN);
  hankelPositive(Math.abs(v), x, second ? -y : y, scaled);
  if (v < 0) {
    // H1(-v) = exp(i pi v) H1(v).
    const c = cospi(v);
    const s = -sinpi(v);
    set(c * z[0]! - s * z[1]!, c * z[1]! + s * z[0]!);
  }
  if (second) z[1] = -z[1]!;
}

/** The results of the first and second kind: J, Y of v >= 0, each with exp(-|Im z|). */
const pair = new Float64Array(4);
function both(v: number, x: number, y: number): void {
  firstPositive(v, x, y);
  pair[0] = z[0]!;
  pair[1] = z[1]!;
  // In the upper half Y = i J - i H1, H1 having exp(-Im z); below the conjugate of what is above.
  const up = y >= 0 ? 1 : -1;
  hankelPositive(v, x, Math.abs(y), true);
  const e = Math.exp(-2 * Math.abs(y));
  giveTimesExp(z[0]! * e, z[1]! * e, 0, x);
  pair[2] = z[1]! - up * pair[1];
  pair[3] = up * (pair[0] - z[0]!);
}

/** J(v, z); scaled: times exp(-|Im z|). */
function first(v: number, x: number, y: number, scaled: boolean): void {
  if (isNaNAny(v, x, y)) return set(NaN, NaN);
  if (x === 0 && y === 0) {
    if (v === 0) return set(1, 0);
    return v > 0 || Number.isInteger(v) ? set(0, 0) : set(Infinity, NaN);
  }
  const a = Math.abs(v);
  if (v >= 0 || Number.isInteger(v)) {
    firstPositive(a, x, y);
    if (v < 0 && a % 2 !== 0) set(-z[0]!, -z[1]!);
  } else {
    both(a, x, y);
    const c = cospi(a);
    const s = sinpi(a);
    set(c * pair[0]! - s * pair[2]!, c * pair[1]! - s * pair[3]!);
  }
  if (!scaled) giveTimesExp(z[0]!, z[1]!, Math.abs(y), 0);
}

/** Y(v, z); scaled: times exp(-|Im z|). */
function second(v: number, x: number, y: number, scaled: boolean): void {
  if (isNaNAny(v, x, y)) return set(NaN, NaN);
  if (x === 0 && y === 0) return set(-Infinity, 0);
  const a = Math.abs(v);
  both(a, x, y);
  if (v < 0) {
    const c = cospi(a);
    const s = sinpi(a);
    set(s * pair[0]! + c * pair[2]!, s * pair[1]! + c * pair[3]!);
  } else set(pair[2]!, pair[3]!);
  if (!scaled) giveTimesExp(z[0]!, z[1]!, Math.abs(y), 0);
}

/* The kernels, under the names of the functions. */
export const jvComplex = (v: number, x: number, y: number): void => first(v, x, y, false);
export const jveComplex = (v: number, x: number, y: number): void => first(v, x, y, true);
export const yvComplex = (v: number, x: number, y: number): void => second(v, x, y, false);
export const yveComplex = (v: number, x: number, y: number): void => second(v, x, y, true);
export const ivComplex = (v: number, x: number, y: number): void => modifiedFirst(v, x, y, false);
export const iveComplex = (v: number, x: number, y: number): void => modifiedFirst(v, x, y, true);
export const kvComplex = (v: number, x: number, y: number): void => modifiedSecond(v, x, y, false);
export const kveComplex = (v: number, x: number, y: number): void => modifiedSecond(v, x, y, true);
export const hankel1Complex = (v: number, x: number, y: number): void => hankel(v, x, y, false, false);
export const hankel1eComplex = (v: number, x: number, y: number): void => hankel(v, x, y, false, true);
export const hankel2Complex = (v: number, x: number, y: number): void => hankel(v, x, y, true, false);
export const hankel2eComplex = (v: number, x: number, y: number): void => hankel(v, x, y, true, true);
