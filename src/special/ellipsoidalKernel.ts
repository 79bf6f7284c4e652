/**
 * Lamé functions of numbers (DLMF 29; H. Volkmer): each of the four species is a factor times a polynomial in t = s², which solves
 * a Heun equation with the singular points 0, h² and k²; in powers of w = t - h² its coefficients are an eigenvector of a tridiagonal
 * matrix. Integrals over ellipses are periodic ones, which the trapezoidal rule sums at once.
 */
import { eigenvalue, eigenvector } from './tridiagonal.js';

/** One function: exponents of s, of |s² - h²| and of |s² - k²| (halves or none), and the monic polynomial in w. */
interface Lame {
  h2: number;
  k2: number;
  n: number;
  p: number;
  powers: readonly [number, number, number];
  coefficients: Float64Array;
}

let last: Lame | undefined;

/** Species 0 to 3 of the function p = 1, ..., 2 n + 1, and its place in it. */
function speciesOf(n: number, p: number): [number, number] {
  const r = n >> 1;
  const sizes = [r + 1, n - r, n - r, r];
  let index = p - 1;
  for (let k = 0; k < 4; k++) {
    if (index < sizes[k]!) return [k, index];
    index -= sizes[k]!;
  }
  return [3, index];
}

function lame(h2: number, k2: number, n: number, p: number): Lame {
  if (last && last.h2 === h2 && last.k2 === k2 && last.n === n && last.p === p) return last;
  const [species, index] = speciesOf(n, p);
  const odd = n % 2;
  const alpha = [
    species === 0 || species === 3 ? odd : 1 - odd,
    species === 1 || species === 3 ? 1 : 0,
    species >= 2 ? 1 : 0,
  ];
  const degree = (n - alpha[0]! - alpha[1]! - alpha[2]!) / 2;
  const [g0, g1, g2] = alpha.map((a) => a + 0.5) as [number, number, number];
  const sum = g0 + g1 + g2;
  const beta = k2 - h2;
  const d = new Float64Array(degree + 1);
  const upper = new Float64Array(degree);
  const lower = new Float64Array(degree);
  for (let j = 0; j <= degree; j++) {
    d[j] = (h2 - beta) * j * (j - 1) + (g1 * (h2 - beta) + g2 * h2 - g0 * beta) * j;
    if (j === degree) break;
    upper[j] = -h2 * beta * (j + 1) * (j + g1);
    lower[j] = j * (j - 1 + sum) - degree * (degree - 1 + sum);
  }
  const squares = lower.map((x, j) => Math.max(0, x * upper[j]!));
  const value = eigenvalue(d, squares, degree - index);
  // Symmetric after a change of scale; then of leading coefficient 1.
  const v = eigenvector(
    d,
    squares.map((x) => -Math.sqrt(x)),
    value,
  );
  let scale = 1;
  for (let j = degree; j >= 0; j--) {
    v[j]! *= scale;
    if (j > 0) scale *= Math.sqrt(upper[j - 1]! / lower[j - 1]!);
  }
  const top = v[degree]!;
  for (let j = 0; j <= degree; j++) v[j]! /= top;
  last = { h2, k2, n, p, powers: [alpha[0]!, alpha[1]!, alpha[2]!], coefficients: v };
  return last;
}

const isValid = (h2: number, k2: number, n: number, p: number): boolean =>
  h2 >= 0 && h2 <= k2 && n >= 0 && n < 500 && Number.isInteger(n) && Number.isInteger(p) && p >= 1 && p <= 2 * n + 1;

function polynomial({ coefficients: c }: Lame, w: number): number {
  let value = 0;
  for (let j = c.length - 1; j >= 0; j--) value = value * w + c[j]!;
  return value;
}

function evaluate(one: Lame, s: number): number {
  const [a0, a1, a2] = one.powers;
  const t = s * s;
  const factor = (a1 ? Math.abs(t - one.h2) : 1) * (a2 ? Math.abs(t - one.k2) : 1);
  return (a0 ? s : 1) * Math.sqrt(factor) * polynomial(one, t - one.h2);
}

/** The Lamé function of the first kind, with positive roots. */
export function ellipHarmKernel(h2: number, k2: number, n: number, p: number, s: number): number {
  return isValid(h2, k2, n, p) ? evaluate(lame(h2, k2, n, p), s) : NaN;
}

/** The sign that roots of the signs signm and signn give. */
export function ellipSignKernel(n: number, p: number, signm: number, signn: number): number {
  if (Math.abs(signm) !== 1 || Math.abs(signn) !== 1) return NaN;
  const [species] = speciesOf(n, p);
  return (species % 2 === 1 ? signm : 1) * (species >= 2 ? signn : 1);
}

/** The function of the second kind: (2n + 1) E(s) times the integral over u from 0 to 1/s of 1 / (E(1/u)² √...), s > k. */
export function ellipHarm2Kernel(h2: number, k2: number, n: number, p: number, s: number): number {
  if (!isValid(h2, k2, n, p) || !(s * s > k2)) return NaN;
  const one = lame(h2, k2, n, p);
  const end = 1 / s;
  // With u^2n taken out, 1 / E(1/u)² is a smooth function.
  const [, a1, a2] = one.powers;
  const shift = one.h2;
  const integrand = (u: number): number => {
    const u2 = u * u;
    let value = 0;
    // The polynomial times u^(2 degree).
    let power = 1;
    const w = 1 - shift * u2;
    for (let j = one.coefficients.length - 1; j >= 0; j--) {
      value += one.coefficients[j]! * power * w ** j;
      power *= u2;
    }
    const [gapH, gapK] = [1 - h2 * u2, 1 - k2 * u2];
    const square = value * value * (a1 ? gapH : 1) * (a2 ? gapK : 1);
    return u ** (2 * n) / (square * Math.sqrt(gapH * gapK));
  };
  // The double exponential rule on [0, end] (H. Takahasi and M. Mori, 1974).
  let value = 0;
  let before = NaN;
  for (let step = 0.25; step > 0.003; step /= 2) {
    value = 0;
    for (let t = -3.6; t <= 3.6; t += step) {
      const q = Math.exp(-Math.PI * Math.sinh(t));
      const x = 1 / (1 + q);
      const weight = (Math.PI * Math.cosh(t) * q) / ((1 + q) * (1 + q));
      const f = integrand(end * x);
      if (weight > 0 && Number.isFinite(f)) value += weight * f;
    }
    value *= step * end;
    if (Math.abs(value - before) <= 4e-16 * Math.abs(value)) break;
    before = value;
  }
  return (2 * n + 1) * evaluate(one, s) * value;
}

/** The normalization constant: the integral of (E(x) E(y))² over an ellipsoid's coordinates. */
export function ellipNormalKernel(h2: number, k2: number, n: number, p: number): number {
  if (!isValid(h2, k2, n, p) || !(h2 > 0 && h2 < k2)) return NaN;
  const one = lame(h2, k2, n, p);
  let before = NaN;
  let result = NaN;
  for (let count = 32; count <= 65536; count *= 2) {
    let [x0, x2, y0, y2] = [0, 0, 0, 0];
    for (let j = 0; j < count; j++) {
      const angle = ((j + 0.5) * Math.PI) / (2 * count);
      const [s, c] = [Math.sin(angle) ** 2, Math.cos(angle) ** 2];
      // x = h sin: dx / √(h² - x²) is the angle's; y² = h² cos² + k² sin² likewise.
      const x = h2 * s;
      const e = evaluate(one, Math.sqrt(x)) ** 2 / Math.sqrt(k2 - x);
      x0 += e;
      x2 += e * x;
      const y = h2 * c + k2 * s;
      const f = evaluate(one, Math.sqrt(y)) ** 2 / Math.sqrt(y);
      y0 += f;
      y2 += f * y;
    }
    const weight = (Math.PI / 2 / count) ** 2;
    result = 8 * weight * (x0 * y2 - x2 * y0);
    if (Math.abs(result - before) <= 1e-15 * Math.abs(result)) break;
    before = result;
  }
  return result;
}
