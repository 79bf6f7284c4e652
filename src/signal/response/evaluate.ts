/** Values of transfer functions at many points of the complex plane. */
import { fresh, type Parts } from '../values.js';
import { transformReal } from '../transforms.js';
import type { Complex } from '../../core/complex.js';

/** Values of a polynomial in z^-1, the constant first, at exp(j w). */
export function onCircle({ re, im }: Parts, w: Float64Array): { re: Float64Array; im: Float64Array } {
  const n = w.length;
  const result = { re: fresh(n), im: fresh(n) };
  const last = re.length - 1;
  for (let i = 0; i < n; i++) {
    const c = Math.cos(w[i]!);
    const s = -Math.sin(w[i]!);
    let a = 0;
    let b = 0;
    for (let k = last; k >= 0; k--) {
      const t = a * c - b * s + re[k]!;
      b = a * s + b * c + (im ? im[k]! : 0);
      a = t;
    }
    result.re[i] = a;
    result.im[i] = b;
  }
  return result;
}

/** The same at `n` equidistant frequencies from 0 to below pi (or 2 pi), for real coefficients: by a Fourier transform. */
export function onEvenCircle(b: Float64Array, n: number, whole: boolean): { re: Float64Array; im: Float64Array } {
  const points = whole ? n : 2 * n;
  // Longer polynomials are folded: z^-points is 1 at these frequencies.
  const folded = new Float64Array(points);
  for (let k = 0; k < b.length; k++) folded[k % points]! += b[k]!;
  const spectrum = transformReal(folded);
  const result = { re: fresh(n), im: fresh(n) };
  for (let i = 0; i < n; i++) {
    const mirror = 2 * i > points;
    const k = mirror ? points - i : i;
    result.re[i] = spectrum[2 * k]!;
    result.im[i] = mirror ? -spectrum[2 * k + 1]! : spectrum[2 * k + 1]!;
  }
  return result;
}

/** Values of a polynomial, the highest power first, at j w. */
export function onAxis({ re, im }: Parts, w: Float64Array): { re: Float64Array; im: Float64Array } {
  const n = w.length;
  const result = { re: fresh(n), im: fresh(n) };
  for (let i = 0; i < n; i++) {
    const s = w[i]!;
    let a = 0;
    let b = 0;
    for (let k = 0; k < re.length; k++) {
      const t = -b * s + re[k]!;
      b = a * s + (im ? im[k]! : 0);
      a = t;
    }
    result.re[i] = a;
    result.im[i] = b;
  }
  return result;
}

/** k times the product of (x - root) at points x. */
export function productAt(
  roots: readonly Complex[],
  x: { re: Float64Array; im: Float64Array },
  k = 1,
): { re: Float64Array; im: Float64Array } {
  const n = x.re.length;
  const result = { re: fresh(n).fill(k), im: fresh(n).fill(0) };
  for (const root of roots) {
    for (let i = 0; i < n; i++) {
      const a = x.re[i]! - root.re;
      const b = x.im[i]! - root.im;
      const t = result.re[i]! * a - result.im[i]! * b;
      result.im[i] = result.re[i]! * b + result.im[i]! * a;
      result.re[i] = t;
    }
  }
  return result;
}

/** a / b, in place of a. */
export function divideBy(
  a: { re: Float64Array; im: Float64Array },
  b: { re: Float64Array; im: Float64Array },
): { re: Float64Array; im: Float64Array } {
  for (let i = 0; i < a.re.length; i++) {
    const [x, y, c, d] = [a.re[i]!, a.im[i]!, b.re[i]!, b.im[i]!];
    if (Math.abs(c) >= Math.abs(d)) {
      const ratio = d / c;
      const size = c + d * ratio;
      a.re[i] = (x + y * ratio) / size;
      a.im[i] = (y - x * ratio) / size;
    } else {
      const ratio = c / d;
      const size = c * ratio + d;
      a.re[i] = (x * ratio + y) / size;
      a.im[i] = (y * ratio - x) / size;
    }
  }
  return a;
}
