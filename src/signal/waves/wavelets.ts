/** Wavelets and the continuous wavelet transform. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { convolve } from '../convolution/convolve.js';
import { complex, polynomialOf, polynomialProduct, rootsOf } from '../complexes.js';
import {
  complexArray,
  partsArray,
  realArray,
  reals,
  shapedParts,
  wholeNumber,
  type Complexes,
  type Numbers,
  type Reals,
} from '../values.js';

/**
 * The Ricker wavelet, the Mexican hat.
 *
 * @param points - how many points
 * @param a - the width
 * @returns the wavelet
 * @example
 * ricker(3, 1).size; // 3
 */
export function ricker(points: number, a: number): Reals {
  const A = 2 / (Math.sqrt(3 * a) * Math.PI ** 0.25);
  const n = Math.max(0, Math.ceil(points));
  return realArray(
    Float64Array.from({ length: n }, (_, i) => {
      const t = (i - (points - 1) / 2) ** 2 / (a * a);
      return A * (1 - t) * Math.exp(-t / 2);
    }),
  );
}

/** Options of `morlet`. */
export interface MorletOptions {
  /** The frequency. Default 5. */
  w?: number;
  /** The scale: the wavelet is taken from -2 pi s to 2 pi s. Default 1. */
  s?: number;
  /** Correct the mean to zero? Default true. */
  complete?: boolean;
}

/**
 * The complex Morlet wavelet.
 *
 * @param M - how many points
 * @returns the wavelet
 * @example
 * morlet(5).size; // 5
 */
export function morlet(M: number, options: MorletOptions = {}): Complexes {
  checkOptions('morlet', options, ['w', 's', 'complete']);
  const { w = 5, s = 1, complete = true } = options;
  const re = new Float64Array(M);
  const im = new Float64Array(M);
  for (let i = 0; i < M; i++) {
    const x = -s * 2 * Math.PI + (M > 1 ? (s * 4 * Math.PI * i) / (M - 1) : 0);
    const size = Math.exp(-0.5 * x * x) * Math.PI ** -0.25;
    re[i] = (Math.cos(w * x) - (complete ? Math.exp(-0.5 * w * w) : 0)) * size;
    im[i] = Math.sin(w * x) * size;
  }
  return complexArray({ re, im });
}

/**
 * The complex Morlet wavelet for `cwt`.
 *
 * @param M - how many points
 * @param s - the width
 * @param options - `w`: the frequency, 5 by default
 * @returns the wavelet
 * @example
 * morlet2(5, 1).size; // 5
 */
export function morlet2(M: number, s: number, options: { w?: number } = {}): Complexes {
  checkOptions('morlet2', options, ['w']);
  const { w = 5 } = options;
  const n = Math.max(0, Math.ceil(M));
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const x = (i - (M - 1) / 2) / s;
    const size = (Math.exp(-0.5 * x * x) * Math.PI ** -0.25) / Math.sqrt(s);
    re[i] = Math.cos(w * x) * size;
    im[i] = Math.sin(w * x) * size;
  }
  return complexArray({ re, im });
}

/** A wavelet for `cwt`: of a length and a width. */
export type Wavelet = (points: number, width: number) => ArrayLike;

/**
 * The continuous wavelet transform.
 *
 * @param data - the signal
 * @param wavelet - the wavelet of a length and a width, e.g. `ricker`
 * @param widths - the widths
 * @returns an array of shape (widths, samples), complex where the wavelet is
 * @throws ValueError for a signal that is not one-dimensional
 * @example
 * cwt([1, 2, 3, 2, 1], ricker, [1, 2]).shape; // [2, 5]
 */
export function cwt(data: ArrayLike, wavelet: Wavelet, widths: ArrayLike): Numbers {
  const x = shapedParts('cwt', 'data', data);
  if (x.shape.length !== 1) throw new ValueError('cwt: data must be 1-D');
  const n = x.re.length;
  const list = reals('cwt', 'widths', widths);
  const re = new Float64Array(n * list.length);
  let im: Float64Array | null = null;
  list.forEach((width, k) => {
    const w = shapedParts('cwt', 'wavelet', wavelet(Math.min(10 * width, n), width));
    const turned = partsArray({ re: w.re.slice().reverse(), im: w.im ? w.im.map((v) => -v).reverse() : null });
    const row = shapedParts('cwt', 'result', convolve(data, turned, { mode: 'same' }));
    re.set(row.re.subarray(0, n), k * n);
    if (row.im) (im ??= new Float64Array(re.length)).set(row.im.subarray(0, n), k * n);
  });
  return partsArray({ re, im }, [list.length, n]);
}

/**
 * The coefficients of Daubechies' lowpass filter of a number of vanishing moments.
 *
 * @param p - how many moments vanish, from 1 to 34
 * @returns 2 p coefficients
 * @throws ValueError when p is out of range
 * @example
 * daub(1).toArray(); // [0.7071067811865475, 0.7071067811865475]
 */
export function daub(p: number): Reals {
  wholeNumber('daub', 'p', p);
  if (p < 1) throw new ValueError(`daub: p must be at least 1, got ${p}`);
  if (p >= 35) throw new ValueError(`daub: Polynomial factorization does not work well for p too large, got ${p}`);
  // The halfband polynomial in y = (2 - z - 1/z) / 4; of each pair of roots in z the one within the circle.
  const c = new Float64Array(p);
  let binomial = 1;
  for (let k = 0; k < p; k++) {
    c[p - 1 - k] = binomial / (p < 5 ? 1 : 4 ** k);
    binomial = (binomial * (p - 1 + k + 1)) / (k + 1);
  }
  const ys = rootsOf({ re: c, im: null }).map((y) => (p < 5 ? y : complex(y.re / 4, y.im / 4)));
  const zs = ys.map((y) => {
    const middle = complex(1 - 2 * y.re, -2 * y.im);
    const square = middle.mul(middle).sub(1);
    const size = Math.sqrt(square.abs());
    const root = complex(size * Math.cos(square.arg() / 2), size * Math.sin(square.arg() / 2));
    const z = middle.add(root);
    return z.abs() < 1 ? z : middle.sub(root);
  });
  const half = { re: Float64Array.of(1, 1), im: null };
  let q = { re: polynomialOf(zs).re, im: null as Float64Array | null };
  for (let k = 0; k < p; k++) q = polynomialProduct(q, half) as typeof q;
  const sum = q.re.reduce((a, b) => a + b, 0);
  return realArray(q.re.map((v) => (v / sum) * Math.SQRT2));
}

/**
 * The highpass filter that belongs to a lowpass one (quadrature mirror).
 *
 * @param hk - the lowpass filter
 * @returns the highpass filter
 * @example
 * qmf([1, 2, 3, 4]).toArray(); // [4, -3, 2, -1]
 */
export function qmf(hk: ArrayLike): Reals {
  const h = reals('qmf', 'hk', hk);
  return realArray(h.map((_, i) => h[h.length - 1 - i]! * (i % 2 === 0 ? 1 : -1)));
}

/**
 * The scaling function and the wavelet that belong to a lowpass filter, at dyadic points.
 *
 * @param hk - the lowpass filter
 * @param options - `J`: points are J-fold halves apart; 7 by default
 * @returns points, the scaling function and the wavelet there
 * @throws ValueError when J is too large or negative for the filter
 * @example
 * const [x, phi, psi] = cascade(daub(2), { J: 3 });
 * x.size; // 24
 */
export function cascade(hk: ArrayLike, options: { J?: number } = {}): [x: Reals, phi: Reals, psi: Reals] {
  checkOptions('cascade', options, ['J']);
  const { J = 7 } = options;
  const h = reals('cascade', 'hk', hk);
  const N = h.length - 1;
  if (J > 30 - Math.log2(N + 1)) throw new ValueError(`cascade: Too many levels, got ${describe(J)}.`);
  if (J < 1) throw new ValueError(`cascade: Too few levels, got ${describe(J)}.`);
  const g = h.map((_, i) => h[N - i]! * (i % 2 === 0 ? 1 : -1));
  // At whole numbers phi is an eigenvector of the matrix of sqrt(2) h[2 i - j] to the eigenvalue 1, with sum 1: by iteration
  // of the linear system with the last equation replaced.
  const at = (k: number): number => (k >= 0 && k <= N ? h[k]! : 0);
  const m = N + 1;
  const a = new Float64Array(m * (m + 1));
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) a[i * (m + 1) + j] = i === m - 1 ? 1 : Math.SQRT2 * at(2 * i - j) - (i === j ? 1 : 0);
    a[i * (m + 1) + m] = i === m - 1 ? 1 : 0;
  }
  const whole = solveRows(a, m);
  const points = N * 2 ** J;
  const phi = new Float64Array(points);
  const psi = new Float64Array(points);
  const scale = 2 ** J;
  for (let i = 0; i < N; i++) phi[i * scale] = whole[i]!;
  const value = (index: number): number =>
    index >= 0 && index < points ? phi[index]! : index === points ? whole[N]! : 0;
  for (let level = 1; level <= J; level++) {
    const step = 2 ** (J - level);
    for (let i = step; i < points; i += 2 * step) {
      let sum = 0;
      for (let k = 0; k <= N; k++) sum += h[k]! * value(2 * i - k * scale);
      phi[i] = Math.SQRT2 * sum;
    }
  }
  for (let i = 0; i < points; i++) {
    let sum = 0;
    for (let k = 0; k <= N; k++) sum += g[k]! * value(2 * i - k * scale);
    psi[i] = Math.SQRT2 * sum;
  }
  return [realArray(Float64Array.from({ length: points }, (_, i) => i / scale)), realArray(phi), realArray(psi)];
}

/** Gaussian elimination with pivots, of m rows with the right-hand side last. */
function solveRows(a: Float64Array, m: number): Float64Array {
  const w = m + 1;
  for (let k = 0; k < m; k++) {
    let p = k;
    for (let i = k + 1; i < m; i++) if (Math.abs(a[i * w + k]!) > Math.abs(a[p * w + k]!)) p = i;
    for (let j = 0; j < w; j++) [a[k * w + j], a[p * w + j]] = [a[p * w + j]!, a[k * w + j]!];
    for (let i = k + 1; i < m; i++) {
      const f = a[i * w + k]! / a[k * w + k]!;
      for (let j = k; j < w; j++) a[i * w + j]! -= f * a[k * w + j]!;
    }
  }
  const x = new Float64Array(m);
  for (let i = m - 1; i >= 0; i--) {
    let sum = a[i * w + m]!;
    for (let j = i + 1; j < m; j++) sum -= a[i * w + j]! * x[j]!;
    x[i] = sum / a[i * w + i]!;
  }
  return x;
}
