/**
 * Kelvin functions: real and imaginary parts of Bessel functions along the diagonals of the complex plane (DLMF 10.61), their
 * derivatives and zeros.
 */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import type { NDArray } from '../core/ndarray.js';
import { count, vector } from './arrays.js';
import { I, K, complexI, complexK } from './bessel/complexModified.js';
import { special, specialMulti, z } from './define.js';
import type { Special1, Special1Of } from './types.js';

/** ber, bei, ber', bei' of x >= 0 into F. ber x + i bei x = I0(x exp(i pi / 4)). */
const F = new Float64Array(4);
function first(x: number): void {
  if (x === 0) {
    F.fill(0);
    F[0] = 1;
    return;
  }
  const s = x * Math.SQRT1_2;
  // A large exponent is given in halves.
  const half = Math.exp(s / 2);
  complexI(0, s, s);
  F[0] = I[0]! * half * half;
  F[1] = I[1]! * half * half;
  complexI(1, s, s);
  // The derivative has a factor exp(i pi / 4).
  F[2] = Math.SQRT1_2 * (I[0]! - I[1]!) * half * half;
  F[3] = Math.SQRT1_2 * (I[0]! + I[1]!) * half * half;
}

/** ker, kei, ker', kei' of x > 0 into F. */
function second(x: number): void {
  const s = x * Math.SQRT1_2;
  complexK(0, s, s);
  const e = Math.exp(-s);
  const c = e * Math.cos(s);
  const d = -e * Math.sin(s);
  F[0] = c * K[0]! - d * K[1]!;
  F[1] = c * K[1]! + d * K[0]!;
  const re = c * K[2]! - d * K[3]!;
  const im = c * K[3]! + d * K[2]!;
  F[2] = -Math.SQRT1_2 * (re - im);
  F[3] = -Math.SQRT1_2 * (re + im);
}

const firstAt =
  (k: number, odd: boolean) =>
  (x: number): number => {
    if (Number.isNaN(x)) return NaN;
    if (Math.abs(x) > 1000) return NaN;
    first(Math.abs(x));
    return odd && x < 0 ? -F[k]! : F[k]!;
  };

const secondAt =
  (k: number, atZero: number) =>
  (x: number): number => {
    if (!(x >= 0)) return NaN;
    if (x === 0) return atZero;
    if (x === Infinity) return 0;
    second(x);
    return F[k]!;
  };

/**
 * The Kelvin function ber.
 *
 * @example
 * special.ber(1); // 0.98438178
 */
export const ber = special<Special1>('ber', firstAt(0, false));
/** The Kelvin function bei. */
export const bei = special<Special1>('bei', firstAt(1, false));
/** The derivative of ber. */
export const berp = special<Special1>('berp', firstAt(2, true));
/** The derivative of bei. */
export const beip = special<Special1>('beip', firstAt(3, true));
/** The Kelvin function ker; NaN for x < 0. */
export const ker = special<Special1>('ker', secondAt(0, Infinity));
/** The Kelvin function kei; NaN for x < 0. */
export const kei = special<Special1>('kei', secondAt(1, -Math.PI / 4));
/** The derivative of ker. */
export const kerp = special<Special1>('kerp', secondAt(2, -Infinity));
/** The derivative of kei. */
export const keip = special<Special1>('keip', secondAt(3, 0));

/** All eight, as four complex numbers, into z. */
function kelvinKernel(x: number, y: number): void {
  if (y !== 0 || Number.isNaN(x)) {
    z.fill(NaN);
    return;
  }
  first(Math.abs(x));
  z[0] = F[0]!;
  z[1] = F[1]!;
  const sign = x < 0 ? -1 : 1;
  z[4] = sign * F[2]!;
  z[5] = sign * F[3]!;
  if (x > 0) {
    second(x);
    z[2] = F[0]!;
    z[3] = F[1]!;
    z[6] = F[2]!;
    z[7] = F[3]!;
  } else if (x === 0) {
    z[2] = Infinity;
    z[3] = -Math.PI / 4;
    z[6] = -Infinity;
    z[7] = 0;
  } else z[2] = z[3] = z[6] = z[7] = NaN;
}

const ufunc = specialMulti<Special1Of<4>>('kelvin', 4, (x: number) => kelvinKernel(x, 0), { complex: kelvinKernel });

/**
 * The Kelvin functions as complex numbers: ber + i bei, ker + i kei and their derivatives.
 *
 * @param x - real
 * @returns four complex results
 */
export function kelvin(x: number): [Complex, Complex, Complex, Complex];
export function kelvin(
  x: ArrayLike,
): [NDArray<'complex128'>, NDArray<'complex128'>, NDArray<'complex128'>, NDArray<'complex128'>];
export function kelvin(x: ArrayLike): unknown {
  return ufunc(typeof x === 'number' ? new Complex(x, 0) : asNDArray('kelvin', x).astype('complex128'));
}

type Vector = NDArray<'float64'>;
type Function1 = (x: number) => number;

const KERNELS: readonly [string, Function1][] = [
  ['berZeros', firstAt(0, false)],
  ['beiZeros', firstAt(1, false)],
  ['kerZeros', secondAt(0, 0)],
  ['keiZeros', secondAt(1, 0)],
  ['berpZeros', firstAt(2, false)],
  ['beipZeros', firstAt(3, false)],
  ['kerpZeros', secondAt(2, 0)],
  ['keipZeros', secondAt(3, 0)],
];

/** The first nt zeros: sign changes at steps well below their distance of sqrt(2) pi, then bisection with secants. */
function zerosOf(k: number, nt: number): Float64Array {
  const [name, f] = KERNELS[k]!;
  count(name, 'nt', nt, 1);
  const list = new Float64Array(nt);
  const step = 0.5;
  let a = 0.1;
  let fa = f(a);
  for (let found = 0; found < nt; a += step) {
    const b = a + step;
    const fb = f(b);
    if (!Number.isFinite(fb)) return list.fill(NaN, found);
    if (fa < 0 !== fb < 0) list[found++] = refined(f, a, b, fa, fb);
    fa = fb;
  }
  return list;
}

/** Ridders' method (IEEE Trans. Circuits Syst. 26, 1979). */
function refined(f: Function1, a: number, b: number, fa: number, fb: number): number {
  let x = a;
  for (let k = 0; k < 60; k++) {
    const m = (a + b) / 2;
    const fm = f(m);
    const s = Math.sqrt(fm * fm - fa * fb);
    if (s === 0) return m;
    const next = m + ((m - a) * Math.sign(fa - fb) * fm) / s;
    const fx = f(next);
    if (fx === 0 || Math.abs(next - x) < 2e-16 * next) return next;
    x = next;
    if (fm < 0 !== fx < 0) {
      a = m;
      fa = fm;
      b = next;
      fb = fx;
    } else if (fa < 0 !== fx < 0) {
      b = next;
      fb = fx;
    } else {
      a = next;
      fa = fx;
    }
    if (Math.abs(b - a) < 4e-16 * Math.abs(b)) return next;
  }
  return x;
}

/** The first `nt` positive zeros of ber. */
export const berZeros = (nt: number): Vector => vector(zerosOf(0, nt));
/** The first `nt` positive zeros of bei. */
export const beiZeros = (nt: number): Vector => vector(zerosOf(1, nt));
/** The first `nt` zeros of ker. */
export const kerZeros = (nt: number): Vector => vector(zerosOf(2, nt));
/** The first `nt` zeros of kei. */
export const keiZeros = (nt: number): Vector => vector(zerosOf(3, nt));
/** The first `nt` positive zeros of the derivative of ber. */
export const berpZeros = (nt: number): Vector => vector(zerosOf(4, nt));
/** The first `nt` positive zeros of the derivative of bei. */
export const beipZeros = (nt: number): Vector => vector(zerosOf(5, nt));
/** The first `nt` zeros of the derivative of ker. */
export const kerpZeros = (nt: number): Vector => vector(zerosOf(6, nt));
/** The first `nt` zeros of the derivative of kei. */
export const keipZeros = (nt: number): Vector => vector(zerosOf(7, nt));
/** The first `nt` zeros of ber, bei, ker, kei and of their derivatives, in SciPy's order: eight arrays. */
export function kelvinZeros(nt: number): Vector[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((k) => vector(zerosOf(k, nt)));
}
