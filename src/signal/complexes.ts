/** Arithmetic on short lists of complex numbers (poles and zeros) and on polynomials with such roots. */
import { Complex } from '../core/complex.js';
import { complexEigenvalues, realEigenvalues } from '../ops/matrices/eigenvalues.js';
import type { Parts } from './values.js';

/** A complex number. */
export const complex = (re: number, im = 0): Complex => new Complex(re, im);

/** The square root with a real part that is not negative. */
export function sqrtOf({ re, im }: Complex): Complex {
  if (re === 0 && im === 0) return new Complex(0, im);
  const modulus = Math.hypot(re, im);
  const t = Math.sqrt((modulus + Math.abs(re)) / 2);
  if (re >= 0) return new Complex(t, im / (2 * t));
  return new Complex(Math.abs(im) / (2 * t), im < 0 || Object.is(im, -0) ? -t : t);
}

/** exp(z) */
export function expOf({ re, im }: Complex): Complex {
  const size = Math.exp(re);
  return new Complex(size * Math.cos(im), size * Math.sin(im));
}

/** z to an integer power. */
export function powerOf(z: Complex, n: number): Complex {
  let result = new Complex(1, 0);
  let base = n < 0 ? new Complex(1, 0).div(z) : z;
  for (let k = Math.abs(n); k > 0; k = Math.floor(k / 2)) {
    if (k % 2 === 1) result = result.mul(base);
    base = base.mul(base);
  }
  return result;
}

/** The product of all; 1 for none. */
export function productOf(list: readonly Complex[]): Complex {
  let re = 1;
  let im = 0;
  for (const z of list) {
    const t = re * z.re - im * z.im;
    im = re * z.im + im * z.re;
    re = t;
  }
  return new Complex(re, im);
}

/** -z */
export const negative = (z: Complex): Complex => new Complex(0 - z.re, 0 - z.im);

/** The sum of all. */
export function sumOf(list: readonly Complex[]): Complex {
  let re = 0;
  let im = 0;
  for (const z of list) {
    re += z.re;
    im += z.im;
  }
  return new Complex(re, im);
}

/** Do these come in conjugate pairs, but for rounding? */
export function arePaired(roots: readonly Complex[]): boolean {
  const above: Complex[] = [];
  const below: Complex[] = [];
  for (const z of roots) {
    if (z.im > 0) above.push(z);
    else if (z.im < 0) below.push(z);
    else if (Number.isNaN(z.im)) return false;
  }
  if (above.length !== below.length) return false;
  const used = new Array<boolean>(below.length).fill(false);
  for (const z of above) {
    const close = 1e-13 * Math.hypot(z.re, z.im);
    const k = below.findIndex((w, i) => !used[i] && Math.abs(w.re - z.re) <= close && Math.abs(w.im + z.im) <= close);
    if (k < 0) return false;
    used[k] = true;
  }
  return true;
}

/** The coefficients, the highest power first, of `k` times the product of (x - root): real where the roots are paired. */
export function polynomialOf(roots: readonly Complex[], k = 1): Parts {
  const n = roots.length;
  const re = new Float64Array(n + 1);
  const im = new Float64Array(n + 1);
  re[0] = 1;
  for (let i = 0; i < n; i++) {
    const { re: a, im: b } = roots[i]!;
    for (let j = i + 1; j >= 1; j--) {
      const x = re[j - 1]!;
      const y = im[j - 1]!;
      re[j] = re[j]! - (a * x - b * y);
      im[j] = im[j]! - (a * y + b * x);
    }
  }
  for (let i = 0; i <= n; i++) {
    re[i]! *= k;
    im[i]! *= k;
  }
  return { re, im: im.every((x) => x === 0) || arePaired(roots) ? null : im };
}

/** The value of a polynomial, the highest power first. */
export function valueAt({ re, im }: Parts, z: Complex): Complex {
  let a = 0;
  let b = 0;
  for (let i = 0; i < re.length; i++) {
    const t = a * z.re - b * z.im + re[i]!;
    b = a * z.im + b * z.re + (im ? im[i]! : 0);
    a = t;
  }
  return new Complex(a, b);
}

/** The roots of a polynomial, the highest power first: eigenvalues of its companion matrix, and zeros split off. */
export function rootsOf({ re, im }: Parts): Complex[] {
  let start = 0;
  let end = re.length;
  const isZero = (i: number): boolean => re[i] === 0 && (!im || im[i] === 0);
  while (start < end && isZero(start)) start++;
  while (end > start && isZero(end - 1)) end--;
  if (start === end) return [];
  const n = end - start - 1;
  const zeros = Array.from({ length: re.length - end }, () => new Complex(0, 0));
  if (n === 0) return zeros;
  if (im && im.subarray(start, end).some((x) => x !== 0)) {
    const a = new Float64Array(n * n);
    const b = new Float64Array(n * n);
    const lead = new Complex(re[start]!, im[start]!);
    for (let k = 0; k < n; k++) {
      const c = new Complex(re[start + 1 + k]!, im[start + 1 + k]!).div(lead);
      a[k] = -c.re;
      b[k] = -c.im;
      if (k > 0) a[k * n + k - 1] = 1;
    }
    const found = complexEigenvalues(a, b, n);
    return [...Array.from(found.re, (x, i) => new Complex(x, found.im[i]!)), ...zeros];
  }
  const a = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    a[k] = -re[start + 1 + k]! / re[start]!;
    if (k > 0) a[k * n + k - 1] = 1;
  }
  const found = realEigenvalues(a, n);
  return [...Array.from(found.re, (x, i) => new Complex(x, found.im[i]!)), ...zeros];
}

/** The product of two polynomials. */
export function polynomialProduct(a: Parts, b: Parts): Parts {
  const n = a.re.length + b.re.length - 1;
  const re = new Float64Array(n);
  const im = a.im || b.im ? new Float64Array(n) : null;
  for (let i = 0; i < a.re.length; i++) {
    for (let j = 0; j < b.re.length; j++) {
      re[i + j]! += a.re[i]! * b.re[j]! - (a.im && b.im ? a.im[i]! * b.im[j]! : 0);
      if (im) im[i + j]! += a.re[i]! * (b.im ? b.im[j]! : 0) + (a.im ? a.im[i]! : 0) * b.re[j]!;
    }
  }
  return { re, im };
}

/** The sum of two polynomials, the highest power first, aligned at the lowest. */
export function polynomialSum(a: Parts, b: Parts): Parts {
  const n = Math.max(a.re.length, b.re.length);
  const re = new Float64Array(n);
  const im = a.im || b.im ? new Float64Array(n) : null;
  for (const p of [a, b]) {
    const shift = n - p.re.length;
    for (let i = 0; i < p.re.length; i++) {
      re[shift + i]! += p.re[i]!;
      if (im && p.im) im[shift + i]! += p.im[i]!;
    }
  }
  return { re, im };
}

/** Parts of a list. */
export function partsOfList(list: readonly Complex[]): { re: Float64Array; im: Float64Array } {
  return { re: Float64Array.from(list, (z) => z.re), im: Float64Array.from(list, (z) => z.im) };
}
