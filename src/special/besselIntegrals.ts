/**
 * Integrals of Bessel and Struve functions: sums over series near 0 in pairs of doubles, Struve functions elsewhere (DLMF 10.22(i),
 * 10.43(i), 11.7); what has no such form by Gauss-Legendre panels.
 */
import { i0, i1, k0 } from './bessel/modified01.js';
import { j0, j1, y0, y1 } from './bessel/order01.js';
import { special, specialMulti, z } from './define.js';
import { rgammaKernel } from './gammaKernel.js';
import { doubledSeries } from './hypergeometric/doubled.js';
import { legendreRule } from './orthogonal/families.js';
import { modstruveKernel, struveKernel } from './struve.js';
import type { Special1, Special1Of, Special3 } from './types.js';

const EULER = 0.5772156649015329;
let rule: { x: Float64Array; w: Float64Array } | undefined;

/** The integral of a smooth f over [a, b] by panels no longer than 2. */
function panels(f: (t: number) => number, a: number, b: number): number {
  rule ??= legendreRule(16);
  const count = Math.max(1, Math.ceil((b - a) / 2));
  const half = (b - a) / (2 * count);
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const centre = a + half * (2 * k + 1);
    for (let i = 0; i < 16; i++) sum += rule.w[i]! * f(centre + half * rule.x[i]!);
  }
  return sum * half;
}

/** Sum over k of x^(2k) (sign / 4)^k / k!^2 times g(k, harmonic number k): Y0's and K0's second series, |x| small. */
function withHarmonics(x: number, sign: number, g: (k: number, h: number) => number): number {
  let term = 1;
  let h = 0;
  let sum = g(0, 0);
  for (let k = 1; k < 60; k++) {
    term *= (sign * x * x) / (4 * k * k);
    h += 1 / k;
    const value = term * g(k, h);
    sum += value;
    if (Math.abs(value) < 1e-18 * Math.abs(sum)) break;
  }
  return sum;
}

/** The integrals from 0 to x of J0 and Y0. */
function itj0y0Kernel(x: number): void {
  const a = Math.abs(x);
  if (!(a < 1e8)) {
    z[0] = a === Infinity ? Math.sign(x) : NaN;
    z[1] = a === Infinity ? 0 : NaN;
  } else if (a < 2) {
    z[0] = x * doubledSeries([0.5, 0], [1, 0, 1.5, 0], (-x * x) / 4);
    const log = Math.log(a / 2) + EULER;
    z[1] =
      a === 0 ? 0 : ((2 * a) / Math.PI) * withHarmonics(a, -1, (k, h) => (log - h - 1 / (2 * k + 1)) / (2 * k + 1));
  } else {
    // x J0 + pi x (H0 J1 - H1 J0) / 2 (DLMF 10.22.2), the same with Y.
    const p = (Math.PI * a * struveKernel(0, a)) / 2;
    const q = a - (Math.PI * a * struveKernel(1, a)) / 2;
    z[0] = Math.sign(x) * (q * j0(a) + p * j1(a));
    z[1] = q * y0(a) + p * y1(a);
  }
  if (x < 0) z[1] = NaN;
}

/** The integrals from 0 to x of I0 and K0. */
function iti0k0Kernel(x: number): void {
  const a = Math.abs(x);
  z[0] = x * doubledSeries([0.5, 0], [1, 0, 1.5, 0], (x * x) / 4);
  if (a > 500)
    z[0] = Math.sign(x) * ((Math.PI * a) / 2) * (modstruveKernel(-1, a) * i0(a) - modstruveKernel(0, a) * i1(a));
  if (x < 0) z[1] = NaN;
  else if (x === 0) z[1] = 0;
  else if (x < 2) {
    const log = Math.log(2 / x) - EULER;
    z[1] = x * withHarmonics(x, 1, (k, h) => (log + h + 1 / (2 * k + 1)) / (2 * k + 1));
  } else z[1] = Math.PI / 2 - panels(k0, x, x + 42);
}

/** The integrals of (1 - J0(t)) / t from 0 to x and of Y0(t) / t from x to infinity. */
function it2j0y0Kernel(x: number): void {
  const a = Math.abs(x);
  const near = Math.min(a, 2);
  z[0] = ((near * near) / 8) * doubledSeries([1, 0, 1, 0], [2, 0, 2, 0, 2, 0], (-near * near) / 4);
  if (a > 2) z[0] += panels((t) => (1 - j0(t)) / t, 2, a);
  if (x < 0) z[1] = NaN;
  else if (x === 0) z[1] = -Infinity;
  else {
    const at = (t: number): number => {
      const log = Math.log(t / 2) + EULER;
      // The antiderivative of Y0(t) / t near 0; the constant makes it vanish at infinity (Mellin's transform).
      const sum = log * log - Math.PI ** 2 / 6;
      let term = 1;
      let h = 0;
      let rest = 0;
      for (let k = 1; k < 60; k++) {
        term *= (-t * t) / (4 * k * k);
        h += 1 / k;
        const value = (term / k) * (log - h - 1 / (2 * k));
        rest += value;
        if (Math.abs(value) < 1e-18) break;
      }
      return -(sum / Math.PI + rest / Math.PI);
    };
    z[1] = x <= 2 ? at(x) : at(2) - panels((t) => y0(t) / t, 2, x);
  }
}

/** The integrals of (I0(t) - 1) / t from 0 to x and of K0(t) / t from x to infinity. */
function it2i0k0Kernel(x: number): void {
  z[0] = ((x * x) / 8) * doubledSeries([1, 0, 1, 0], [2, 0, 2, 0, 2, 0], (x * x) / 4);
  if (x < 0) z[1] = NaN;
  else if (x === 0) z[1] = Infinity;
  else if (x < 2) {
    const log = Math.log(x / 2) + EULER;
    let sum = (log * log) / 2 + Math.PI ** 2 / 24;
    let term = 1;
    let h = 0;
    for (let k = 1; k < 60; k++) {
      term *= (x * x) / (4 * k * k);
      h += 1 / k;
      const value = (term / (2 * k)) * (log - h - 1 / (2 * k));
      sum += value;
      if (Math.abs(value) < 1e-18) break;
    }
    z[1] = sum;
  } else z[1] = panels((t) => k0(t) / t, x, x + 42);
}

/** The integral of x^a J(v, 2 l x) over [0, 1], by its series. */
function besselpolyKernel(a: number, l: number, v: number): number {
  if (l === 0) return v === 0 ? 1 / (a + 1) : 0;
  const s = a + v + 1;
  const sum = doubledSeries([s / 2, 0], [s / 2 + 1, 0, v + 1, 0], -l * l);
  return (Math.pow(l, v) * rgammaKernel(v + 1) * sum) / s;
}

/** The integrals from 0 to x of J0(t) and of Y0(t). */
export const itj0y0 = specialMulti<Special1Of<2>>('itj0y0', 2, itj0y0Kernel);
/** The integrals from 0 to x of I0(t) and of K0(t). */
export const iti0k0 = specialMulti<Special1Of<2>>('iti0k0', 2, iti0k0Kernel);
/** The integrals of (1 - J0(t)) / t from 0 to x and of Y0(t) / t from x to infinity. */
export const it2j0y0 = specialMulti<Special1Of<2>>('it2j0y0', 2, it2j0y0Kernel);
/** The integrals of (I0(t) - 1) / t from 0 to x and of K0(t) / t from x to infinity. */
export const it2i0k0 = specialMulti<Special1Of<2>>('it2i0k0', 2, it2i0k0Kernel);
/** The integral of x^a J(nu, 2 lambda x) over [0, 1], as a function of a, lambda, nu. */
export const besselpoly = special<Special3>('besselpoly', besselpolyKernel);
/** The integral of the Struve function H0 from 0 to x (DLMF 11.7). */
export const itstruve0 = special<Special1>('itstruve0', (x: number): number => {
  const a = Math.abs(x);
  if (a < 20) return ((a * a) / Math.PI) * doubledSeries([1, 0, 1, 0], [2, 0, 1.5, 0, 1.5, 0], (-a * a) / 4);
  return itstruveTo20() + panels((t) => struveKernel(0, t), 20, a);
});
const itstruveTo20 = (): number => (400 / Math.PI) * doubledSeries([1, 0, 1, 0], [2, 0, 1.5, 0, 1.5, 0], -100);
/** The integral of the modified Struve function L0 from 0 to x. */
export const itmodstruve0 = special<Special1>(
  'itmodstruve0',
  (x: number): number => ((x * x) / Math.PI) * doubledSeries([1, 0, 1, 0], [2, 0, 1.5, 0, 1.5, 0], (x * x) / 4),
);
/** The integral of H0(t) / t from x to infinity. */
export const it2struve0 = special<Special1>('it2struve0', (x: number): number => {
  const near = Math.min(Math.abs(x), 20);
  const inner = ((2 * near) / Math.PI) * doubledSeries([0.5, 0, 1, 0], [1.5, 0, 1.5, 0, 1.5, 0], (-near * near) / 4);
  const rest = Math.abs(x) > 20 ? panels((t) => struveKernel(0, t) / t, 20, Math.abs(x)) : 0;
  return x < 0 ? Math.PI / 2 + inner + rest : Math.PI / 2 - inner - rest;
});
