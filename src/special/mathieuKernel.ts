/**
 * Mathieu functions of numbers: characteristic values and Fourier coefficients as eigenvalues and eigenvectors (DLMF 28.4, 28.7;
 * D. Frenkel and R. Portugal, J. Phys. A 34, 2001), radial functions as sums of products of Bessel functions (DLMF 28.24).
 */
import { give, z } from './define.js';
import { jv, yv } from './bessel/realOrder.js';
import { eigenvalue, eigenvector } from './tridiagonal.js';

/** Coefficients of one function: of cos((2k + shift) x) or sin((2k + shift) x). */
interface Mathieu {
  even: boolean;
  m: number;
  q: number;
  value: number;
  shift: number;
  coefficients: Float64Array | undefined;
}

/** What was asked for last: arrays of points share it. */
let last: Mathieu = { even: true, m: -1, q: NaN, value: NaN, shift: 0, coefficients: undefined };

const isOrder = (m: number, least: number): boolean => m >= least && Number.isInteger(m) && m < 1e4;

/** The matrix of the coefficients: diagonal, and beside it. */
function matrix(even: boolean, m: number, q: number): { d: Float64Array; e: Float64Array; shift: number } {
  const odd = m % 2 === 1;
  const shift = odd ? 1 : even ? 0 : 2;
  const turn = Math.sqrt(m * m + 4 * Math.abs(q)) / 2;
  const n = Math.ceil(1.5 * turn) + 25;
  const d = Float64Array.from({ length: n }, (_, k) => (2 * k + shift) ** 2);
  const e = new Float64Array(n - 1).fill(q);
  if (odd) d[0]! += even ? q : -q;
  // The constant term counts twice in the norm.
  else if (even) e[0]! *= Math.SQRT2;
  return { d, e, shift };
}

/** The characteristic value and, if wanted, the coefficients for q >= 0. */
function mathieu(even: boolean, m: number, q: number, wanted: boolean): Mathieu {
  if (last.even === even && last.m === m && last.q === q && (last.coefficients || !wanted)) return last;
  const { d, e, shift } = matrix(even, m, q);
  const index = even ? m >> 1 : (m - 1) >> 1;
  const value = eigenvalue(
    d,
    e.map((x) => x * x),
    index,
  );
  last = { even, m, q, value, shift, coefficients: undefined };
  if (!wanted) return last;
  const v = eigenvector(d, e, value);
  if (shift === 0) v[0]! *= Math.SQRT1_2;
  // The sign at pi/2 (or, where the function vanishes there, of the slope) is that of the index.
  const slope = (even && shift === 1) || shift === 2;
  let sum = 0;
  for (let k = 0; k < v.length; k++) sum += (k % 2 === 0 ? 1 : -1) * v[k]! * (slope ? 2 * k + shift : 1);
  if (sum < 0 !== (index % 2 === 1)) for (let k = 0; k < v.length; k++) v[k] = -v[k]!;
  last.coefficients = v;
  return last;
}

/** a_m(q). */
export function mathieuAKernel(m: number, q: number): number {
  if (!isOrder(m, 0) || !Number.isFinite(q)) return NaN;
  return mathieu(true, m, q, false).value;
}

/** b_m(q). */
export function mathieuBKernel(m: number, q: number): number {
  if (!isOrder(m, 1) || !Number.isFinite(q)) return NaN;
  return mathieu(false, m, q, false).value;
}

/** The Fourier coefficients, q >= 0; not to be changed. */
export function mathieuCoefficients(even: boolean, m: number, q: number): Float64Array {
  return mathieu(even, m, q, true).coefficients!;
}

/** ce_m or se_m and its derivative at x (in radians), q >= 0. */
function angular(even: boolean, m: number, q: number, x: number): void {
  const { coefficients, shift } = mathieu(even, m, q, true);
  let value = 0;
  let slope = 0;
  for (let k = coefficients!.length - 1; k >= 0; k--) {
    const j = 2 * k + shift;
    const c = coefficients![k]!;
    value += c * (even ? Math.cos(j * x) : Math.sin(j * x));
    slope += j * c * (even ? -Math.sin(j * x) : Math.cos(j * x));
  }
  give(value, slope);
}

/** The same for any q, x in degrees; by DLMF 28.2.34 to 28.2.37 for q < 0. */
function angularAny(even: boolean, m: number, q: number, degrees: number): void {
  if (!isOrder(m, 0) || !Number.isFinite(q) || !Number.isFinite(degrees)) return give(NaN, NaN);
  if (m === 0 && !even) return give(0, 0);
  const x = ((degrees % 360) * Math.PI) / 180;
  if (q >= 0) return angular(even, m, q, x);
  const odd = m % 2 === 1;
  const index = even ? m >> 1 : (m - 1) >> 1;
  const sign = index % 2 === 0 ? 1 : -1;
  angular(odd ? !even : even, m, -q, (((90 - degrees) % 360) * Math.PI) / 180);
  give(sign * z[0]!, -sign * z[1]!);
}

/** ce_m(x, q) and its derivative. */
export function mathieuCemKernel(m: number, q: number, x: number): void {
  angularAny(true, m, q, x);
}

/** se_m(x, q) and its derivative. */
export function mathieuSemKernel(m: number, q: number, x: number): void {
  angularAny(false, m, q, x);
}

/** Bessel functions of the orders 0 to n, and one more for derivatives. */
function orders(f: (v: number, x: number) => number, n: number, x: number): Float64Array {
  const values = new Float64Array(n + 2);
  for (let k = 0; k < n + 2; k++) values[k] = f(k, x);
  return values;
}

/** An order of either sign. */
const at = (values: Float64Array, n: number): number => (n >= 0 ? values[n]! : (n % 2 === 0 ? 1 : -1) * values[-n]!);
const slopeAt = (values: Float64Array, n: number): number => (at(values, n - 1) - at(values, n + 1)) / 2;

/** Mc or Ms of the first or second kind and its derivative (DLMF 28.24). */
function radial(even: boolean, m: number, q: number, x: number, second: boolean): void {
  if (!isOrder(m, even ? 0 : 1) || !(q >= 0) || !Number.isFinite(x)) return give(NaN, NaN);
  const { coefficients, shift } = mathieu(even, m, q, true);
  const a = coefficients!;
  let count = 0;
  let s = 0;
  for (let k = 0; k < a.length; k++) {
    if (Math.abs(a[k]!) > Math.abs(a[s]!)) s = k;
    if (Math.abs(a[k]!) > 1e-18) count = k + 1;
  }
  const h = Math.sqrt(q);
  const inner = h * Math.exp(-x);
  const outer = h * Math.exp(x);
  const J = orders(jv, count + s + 3, inner);
  const C = orders(second ? yv : jv, count + s + 3, outer);
  // C at order l + s + shift and J at l - s, then the other way round.
  const sign = even ? 1 : -1;
  let value = 0;
  let slope = 0;
  for (let l = 0; l < count; l++) {
    const [p, r] = [l - s, l + s + shift];
    const c = (l % 2 === 0 ? 1 : -1) * a[l]!;
    const [jp, jr, cp, cr] = [at(J, p), at(J, r), at(C, p), at(C, r)];
    const first = jp === 0 ? 0 : jp * cr;
    const other = jr === 0 ? 0 : jr * cp;
    value += c * (first + sign * other);
    const inward = slopeAt(J, p) * cr + sign * slopeAt(J, r) * cp;
    const outward = jp * slopeAt(C, r) + sign * jr * slopeAt(C, p);
    slope += c * (outer * outward - inner * inward);
  }
  const index = even ? m >> 1 : (m - 1) >> 1;
  const scale = (index % 2 === 0 ? 1 : -1) / (a[s]! * (shift === 0 && s === 0 ? 2 : 1));
  give(scale * value, scale * slope);
}

/** Mc of the first kind. */
export function mathieuModcem1Kernel(m: number, q: number, x: number): void {
  radial(true, m, q, x, false);
}

/** Mc of the second kind. */
export function mathieuModcem2Kernel(m: number, q: number, x: number): void {
  radial(true, m, q, x, true);
}

/** Ms of the first kind. */
export function mathieuModsem1Kernel(m: number, q: number, x: number): void {
  radial(false, m, q, x, false);
}

/** Ms of the second kind. */
export function mathieuModsem2Kernel(m: number, q: number, x: number): void {
  radial(false, m, q, x, true);
}
