/**
 * Modified Bessel functions of order 0 and 1 of real argument, plain and scaled by their exponentials. Polynomials in x^2 near 0,
 * beyond polynomials in 1 / x by pieces times exp(+-x) / sqrt(x) (NIST Digital Library of Mathematical Functions, 10.40). The fits
 * are this project's own.
 */
import { grown, i0Amplitude } from '../../backends/single/bessel.js';
import { i0Small } from '../../backends/single/fits/modified.js';
import * as zero from './fits/modified0.js';
import * as one from './fits/modified1.js';

export { besselI0 as i0 } from '../../backends/single/bessel.js';

function i1Amplitude(a: number): number {
  if (a >= 24) return one.i1Far(1 / a);
  return a < 8 ? one.i1Near(1 / a - 0.1875) : one.i1Middle(1 / a - 0.08333333333333333);
}

/** sqrt(x) exp(x) K0(x), x > 1. */
function k0Amplitude(x: number): number {
  if (x >= 12) return zero.k0Far(1 / x);
  if (x >= 4) return zero.k0Middle(1 / x - 0.16666666666666666);
  return x < 2 ? zero.k0First(1 / x - 0.75) : zero.k0Near(1 / x - 0.375);
}

function k1Amplitude(x: number): number {
  if (x >= 12) return one.k1Far(1 / x);
  if (x >= 4) return one.k1Middle(1 / x - 0.16666666666666666);
  return x < 2 ? one.k1First(1 / x - 0.75) : one.k1Near(1 / x - 0.375);
}

/** I1(x). */
export function i1(x: number): number {
  const a = Math.abs(x);
  if (a < 4) return x * one.i1Small(a * a);
  const value = grown(a, i1Amplitude(a));
  return x < 0 ? -value : value;
}

/** exp(-|x|) I0(x). */
export function i0e(x: number): number {
  const a = Math.abs(x);
  return a < 4 ? Math.exp(-a) * i0Small(a * a) : i0Amplitude(a) / Math.sqrt(a);
}

/** exp(-|x|) I1(x). */
export function i1e(x: number): number {
  const a = Math.abs(x);
  if (a < 4) return x * Math.exp(-a) * one.i1Small(a * a);
  const value = i1Amplitude(a) / Math.sqrt(a);
  return x < 0 ? -value : value;
}

/** K0(x), 0 < x <= 1. */
function k0Near(x: number): number {
  const t = x * x;
  return zero.k0Small(t) - Math.log(x) * i0Small(t);
}

function k1Near(x: number): number {
  const t = x * x;
  return x * (one.k1Small(t) + Math.log(x) * one.i1Small(t)) + 1 / x;
}

/** K0(x); Infinity at 0 and NaN below. */
export function k0(x: number): number {
  if (x > 1) return (Math.exp(-x) * k0Amplitude(x)) / Math.sqrt(x);
  return x > 0 ? k0Near(x) : x === 0 ? Infinity : NaN;
}

/** K1(x); Infinity at 0 and NaN below. */
export function k1(x: number): number {
  if (x > 1) return (Math.exp(-x) * k1Amplitude(x)) / Math.sqrt(x);
  return x > 0 ? k1Near(x) : x === 0 ? Infinity : NaN;
}

/** exp(x) K0(x); Infinity at 0 and NaN below. */
export function k0e(x: number): number {
  if (x > 1) return k0Amplitude(x) / Math.sqrt(x);
  return x > 0 ? Math.exp(x) * k0Near(x) : x === 0 ? Infinity : NaN;
}

/** exp(x) K1(x); Infinity at 0 and NaN below. */
export function k1e(x: number): number {
  if (x > 1) return k1Amplitude(x) / Math.sqrt(x);
  return x > 0 ? Math.exp(x) * k1Near(x) : x === 0 ? Infinity : NaN;
}
