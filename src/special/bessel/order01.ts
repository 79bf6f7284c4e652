/**
 * Bessel functions of order 0 and 1 of real argument. Below 8 polynomials by pieces, about the zeros where there is one; from 8 on
 * Hankel's waves with fitted amplitudes (NIST Digital Library of Mathematical Functions, 10.17). The fits are this project's own.
 */
import * as zero from './fits/order0.js';
import * as one from './fits/order1.js';
import { wave } from './waves.js';

const TWO_OVER_PI = 2 / Math.PI;
const ONE_OVER_PI = 1 / Math.PI;

/** J0(x). */
export function j0(x: number): number {
  const a = Math.abs(x);
  if (a < 2) return zero.j0Small(a * a);
  if (a < 4) return zero.j0First(a);
  if (a < 6.3) return zero.j0Second(a);
  if (a < 8) return zero.j0Third(a - 7);
  const t = 1 / (a * a);
  const near = a < 16;
  const p = near ? zero.p0Middle(t) : zero.p0Far(t);
  const q = (near ? zero.q0Middle(t) : zero.q0Far(t)) / a;
  return wave(a, p + q, p - q) / Math.sqrt(Math.PI * a);
}

/** J1(x). */
export function j1(x: number): number {
  const a = Math.abs(x);
  if (a < 2) return x * one.j1Small(a * a);
  let value: number;
  if (a < 3) value = one.j1Zeroth(a - 2.5);
  else if (a < 5.3) value = one.j1First(a);
  else if (a < 8) value = one.j1Second(a);
  else {
    const t = 1 / (a * a);
    const near = a < 16;
    const p = near ? one.p1Middle(t) : one.p1Far(t);
    const q = (near ? one.q1Middle(t) : one.q1Far(t)) / a;
    value = wave(a, q - p, p + q) / Math.sqrt(Math.PI * a);
  }
  return x < 0 ? -value : value;
}

/** Y0(x); -Infinity at 0 and NaN below. */
export function y0(x: number): number {
  if (x < 2) {
    if (!(x > 0)) return x === 0 ? -Infinity : NaN;
    const t = x * x;
    return zero.y0Small(t) + TWO_OVER_PI * Math.log(x) * zero.j0Small(t);
  }
  if (x < 3) return zero.y0First(x - 2.5);
  if (x < 5) return zero.y0Second(x);
  if (x < 6.5) return zero.y0Third(x - 5.75);
  if (x < 8) return zero.y0Fourth(x);
  const t = 1 / (x * x);
  const near = x < 16;
  const p = near ? zero.p0Middle(t) : zero.p0Far(t);
  const q = (near ? zero.q0Middle(t) : zero.q0Far(t)) / x;
  return wave(x, q - p, p + q) / Math.sqrt(Math.PI * x);
}

/** Y1(x); -Infinity at 0 and NaN below. */
export function y1(x: number): number {
  if (x < 2) {
    if (!(x > 0)) return x === 0 ? -Infinity : NaN;
    const t = x * x;
    return x * (one.y1Small(t) + TWO_OVER_PI * Math.log(x) * one.j1Small(t)) - (2 * ONE_OVER_PI) / x;
  }
  if (x < 3) return one.y1First(x);
  if (x < 4.5) return one.y1Second(x - 3.75);
  if (x < 6.5) return one.y1Third(x);
  if (x < 8) return one.y1Fourth(x - 7.25);
  const t = 1 / (x * x);
  const near = x < 16;
  const p = near ? one.p1Middle(t) : one.p1Far(t);
  const q = (near ? one.q1Middle(t) : one.q1Far(t)) / x;
  return wave(x, -(p + q), q - p) / Math.sqrt(Math.PI * x);
}
