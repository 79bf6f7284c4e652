/**
 * All Legendre functions up to a degree and an order at one point, with derivatives: the recurrences in degree and order (DLMF 14.10),
 * downwards where the function of the second kind is the small solution (W. Gautschi, SIAM Rev. 9, 1967).
 */
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { Complex } from '../core/complex.js';
import type { NDArray } from '../core/ndarray.js';
import { logarithm, squareRoot } from '../linalg/complexScalars.js';
import { count, vector } from './arrays.js';

type Real = NDArray<'float64'>;
type Cplx = NDArray<'complex128'>;

function realPoint(name: string, z: unknown): number {
  if (typeof z !== 'number') throw new ValueError(`${name}: z must be a real number, got ${describe(z)}`);
  return z;
}

function orderOf(name: string, m: unknown, n: number): number {
  if (typeof m !== 'number' || !Number.isInteger(m) || Math.abs(m) > n) {
    throw new ValueError(`${name}: m must be an integer with |m| <= n, got ${describe(m)}`);
  }
  return m;
}

/** P(k, m) and derivatives for m = 0..mm, k = 0..n as rows; `ferrers` chooses the sign inside the cut. Complex throughout. */
function firstKind(
  mm: number,
  n: number,
  x: number,
  y: number,
  ferrers: boolean,
): { p: Float64Array; d: Float64Array } {
  const width = n + 1;
  const p = new Float64Array(2 * (mm + 1) * width);
  const d = new Float64Array(2 * (mm + 1) * width);
  const zz = new Complex(x, y);
  // s^2 = z^2 - 1 (type 3) or 1 - z^2 (type 2), as products so that the branch is that of squareRoot(z - 1) squareRoot(z + 1).
  const minus = zz.sub(1);
  const plus = zz.add(1);
  const root = ferrers ? squareRoot(minus.mul(-1)).mul(squareRoot(plus)) : squareRoot(minus).mul(squareRoot(plus));
  const gap = minus.mul(plus);
  const sign = ferrers ? -1 : 1;
  let top = new Complex(1, 0);
  for (let m = 0; m <= mm; m++) {
    if (m > 0) top = top.mul(root).mul(sign * (2 * m - 1));
    let before = new Complex(0, 0);
    let now = top;
    for (let k = m; k <= n; k++) {
      const at = 2 * (m * width + k);
      p[at] = now.re;
      p[at + 1] = now.im;
      // (z^2 - 1) P' = k z P(k) - (k + m) P(k - 1).
      const slope =
        gap.re === 0 && gap.im === 0
          ? new Complex(atOne(m, k, x, ferrers), 0)
          : zz
              .mul(now)
              .mul(k)
              .sub(before.mul(k + m))
              .div(gap);
      d[at] = slope.re;
      d[at + 1] = slope.im;
      const next = zz
        .mul(now)
        .mul(2 * k + 1)
        .sub(before.mul(k + m))
        .div(k - m + 1);
      before = now;
      now = next;
    }
  }
  return { p, d };
}

/** The derivative at x = +-1. */
function atOne(m: number, k: number, x: number, ferrers: boolean): number {
  const parity = x < 0 && k % 2 === 0 ? -1 : 1;
  if (m === 0) return (parity * k * (k + 1)) / 2;
  if (m === 1) return k === 0 ? 0 : ferrers ? Infinity : Infinity;
  if (m === 2) return ((ferrers ? -1 : 1) * parity * (k + 2) * (k + 1) * k * (k - 1)) / 4;
  return 0;
}

/** Rows for negative orders: times (-1)^m (k - m)! / (k + m)! inside the cut. */
function reflect(values: Float64Array, mm: number, n: number, ferrers: boolean): void {
  const width = n + 1;
  for (let m = 1; m <= mm; m++) {
    for (let k = m; k <= n; k++) {
      let f = ferrers && m % 2 !== 0 ? -1 : 1;
      for (let j = k - m + 1; j <= k + m; j++) f /= j;
      const at = 2 * (m * width + k);
      values[at]! *= f;
      values[at + 1]! *= f;
    }
  }
}

const realParts = (values: Float64Array, shape: readonly number[]): Real =>
  vector(
    Float64Array.from({ length: values.length / 2 }, (_, k) => values[2 * k]!),
    shape,
  );

/**
 * Legendre polynomials of degrees 0 to n at z and their derivatives.
 *
 * @param n - the highest degree
 * @param z - one real or complex point
 * @returns two arrays of n + 1 values
 * @example
 * special.lpn(2, 0.5)[0].toArray(); // [1, 0.5, -0.125]
 */
export function lpn(n: number, z: number): [Real, Real];
export function lpn(n: number, z: Complex): [Cplx, Cplx];
export function lpn(n: number, z: number | Complex): [NDArray, NDArray] {
  count('lpn', 'n', n);
  if (z instanceof Complex) {
    const { p, d } = firstKind(0, n, z.re, z.im, true);
    return [vector(p, [n + 1], 'complex128'), vector(d, [n + 1], 'complex128')];
  }
  const { p, d } = firstKind(0, n, realPoint('lpn', z), 0, true);
  return [realParts(p, [n + 1]), realParts(d, [n + 1])];
}

/**
 * Associated Legendre functions of the first kind of orders 0 to m and degrees 0 to n at a real z, and their derivatives.
 *
 * @param m - the highest order, |m| <= n; below 0 the orders are 0 to m
 * @param n - the highest degree
 * @param z - one real point; for |z| > 1 the functions are those of `clpmn` of type 3
 * @returns two arrays of shape (|m| + 1, n + 1)
 */
export function lpmn(m: number, n: number, z: number): [Real, Real] {
  count('lpmn', 'n', n);
  const mm = Math.abs(orderOf('lpmn', m, n));
  const x = realPoint('lpmn', z);
  const ferrers = Math.abs(x) <= 1;
  const { p, d } = firstKind(mm, n, x, 0, ferrers);
  if (m < 0) [p, d].forEach((values) => reflect(values, mm, n, ferrers));
  const shape = [mm + 1, n + 1];
  return [realParts(p, shape), realParts(d, shape)];
}

/**
 * Associated Legendre functions of the first kind at a complex z, and their derivatives.
 *
 * @param m - the highest order, |m| <= n
 * @param n - the highest degree
 * @param z - one point
 * @param options - `type`: 3 (default) cuts the plane along (-1, 1), 2 along |x| > 1
 * @returns two complex arrays of shape (|m| + 1, n + 1)
 */
export function clpmn(m: number, n: number, z: number | Complex, options: { type?: 2 | 3 } = {}): [Cplx, Cplx] {
  checkOptions('clpmn', options, ['type']);
  const { type = 3 } = options;
  if (type !== 2 && type !== 3) throw new ValueError(`clpmn: type must be 2 or 3, got ${describe(type)}`);
  count('clpmn', 'n', n);
  const mm = Math.abs(orderOf('clpmn', m, n));
  const point = z instanceof Complex ? z : new Complex(realPoint('clpmn', z), 0);
  const { p, d } = firstKind(mm, n, point.re, point.im, type === 2);
  if (m < 0) [p, d].forEach((values) => reflect(values, mm, n, type === 2));
  const shape = [mm + 1, n + 1];
  return [vector(p, shape, 'complex128'), vector(d, shape, 'complex128')];
}

/** Q(k), k = 0..n, into interleaved complex values. */
function secondKind(n: number, point: Complex): Complex[] {
  const inside = point.abs() <= 1;
  const one = point.add(1);
  // ln((1 + z) / (1 - z)) / 2 inside, ln((z + 1) / (z - 1)) / 2 outside.
  const other = inside ? point.mul(-1).add(1) : point.sub(1);
  const zero = point.im === 0 && inside ? new Complex(Math.atanh(point.re), 0) : logarithm(one.div(other)).mul(0.5);
  const first = point.mul(zero).sub(1);
  const list = [zero, first];
  const modulus = point.abs();
  if (inside || (modulus < 1.1 && Math.abs(point.im) < 0.3)) {
    for (let k = 1; k < n; k++) {
      list.push(
        point
          .mul(list[k]!)
          .mul(2 * k + 1)
          .sub(list[k - 1]!.mul(k))
          .div(k + 1),
      );
    }
    return list.slice(0, n + 1);
  }
  // Downwards from far enough that what was started with has died out.
  const growth = Math.log(point.add(squareRoot(point.sub(1)).mul(squareRoot(one))).abs());
  const start = n + 5 + Math.ceil(20 / Math.max(growth, 1e-3));
  let above = new Complex(0, 0);
  let now = new Complex(1e-300, 0);
  const values: Complex[] = [];
  for (let k = start; k >= 0; k--) {
    // now is Q(k), above Q(k + 1), up to a factor.
    if (k <= n) values[k] = now;
    if (k === 0) break;
    const below = point
      .mul(now)
      .mul(2 * k + 1)
      .sub(above.mul(k + 1))
      .div(k);
    above = now;
    now = below;
    if (now.abs() > 1e200) {
      now = now.mul(1e-200);
      above = above.mul(1e-200);
      for (let j = k; j <= n; j++) values[j] = values[j]!.mul(1e-200);
    }
  }
  const factor = zero.div(now);
  return values.map((value) => value.mul(factor));
}

function pack(list: readonly Complex[]): Float64Array {
  const values = new Float64Array(2 * list.length);
  list.forEach((value, k) => {
    values[2 * k] = value.re;
    values[2 * k + 1] = value.im;
  });
  return values;
}

/** (z^2 - 1) Q' = k (z Q(k) - Q(k - 1)). */
function slopes(list: readonly Complex[], point: Complex): Complex[] {
  const gap = point.sub(1).mul(point.add(1));
  return list.map((q, k) =>
    k === 0
      ? new Complex(-1, 0).div(gap)
      : point
          .mul(q)
          .sub(list[k - 1]!)
          .mul(k)
          .div(gap),
  );
}

/**
 * Legendre functions of the second kind of degrees 0 to n at z and their derivatives.
 *
 * @param n - the highest degree
 * @param z - one real or complex point
 * @returns two arrays of n + 1 values
 */
export function lqn(n: number, z: number): [Real, Real];
export function lqn(n: number, z: Complex): [Cplx, Cplx];
export function lqn(n: number, z: number | Complex): [NDArray, NDArray] {
  count('lqn', 'n', n);
  if (!(z instanceof Complex)) {
    const x = realPoint('lqn', z);
    if (Math.abs(x) === 1) {
      const infinite = new Float64Array(n + 1).fill(Infinity);
      return [vector(infinite), vector(infinite.slice())];
    }
    const list = secondKind(n, new Complex(x, 0));
    return [realParts(pack(list), [n + 1]), realParts(pack(slopes(list, new Complex(x, 0))), [n + 1])];
  }
  const list = secondKind(n, z);
  return [vector(pack(list), [n + 1], 'complex128'), vector(pack(slopes(list, z)), [n + 1], 'complex128')];
}

/**
 * Associated Legendre functions of the second kind of orders 0 to m and degrees 0 to n at z, and their derivatives.
 *
 * @param m - the highest order, at least 0
 * @param n - the highest degree
 * @param z - one real or complex point
 * @returns two arrays of shape (m + 1, n + 1)
 */
export function lqmn(m: number, n: number, z: number): [Real, Real];
export function lqmn(m: number, n: number, z: Complex): [Cplx, Cplx];
export function lqmn(m: number, n: number, z: number | Complex): [NDArray, NDArray] {
  count('lqmn', 'm', m);
  count('lqmn', 'n', n);
  const point = z instanceof Complex ? z : new Complex(realPoint('lqmn', z), 0);
  const shape = [m + 1, n + 1];
  if (point.im === 0 && Math.abs(point.re) === 1) {
    const infinite = (): Real => vector(new Float64Array((m + 1) * (n + 1)).fill(Infinity), shape);
    return [infinite(), infinite()];
  }
  const inside = point.abs() <= 1;
  const gap = point.sub(1).mul(point.add(1));
  const root = squareRoot(inside ? gap.mul(-1) : gap);
  const base = secondKind(n, point);
  const firstSlopes = slopes(base, point);
  // Order 1: -(1 - x^2)^(1/2) Q' inside, (z^2 - 1)^(1/2) Q' outside; then DLMF 14.10.1, 14.10.6.
  const rows: Complex[][] = [base, firstSlopes.map((q) => q.mul(root).mul(inside ? -1 : 1))];
  for (let order = 0; order + 2 <= m + 1; order++) {
    const a = rows[order]!;
    const b = rows[order + 1]!;
    const f = point.div(root).mul(-2 * (order + 1));
    rows.push(b.map((q, k) => f.mul(q).add(a[k]!.mul((inside ? -1 : 1) * (k - order) * (k + order + 1)))));
  }
  const values: Complex[] = [];
  const derived: Complex[] = [];
  for (let order = 0; order <= m; order++) {
    for (let k = 0; k <= n; k++) {
      const q = rows[order]![k]!;
      values.push(q);
      // (z^2 - 1) Q' = m z Q + |z^2 - 1|^(1/2) Q(m + 1).
      const next = rows[order + 1]![k]!.mul(root);
      derived.push(point.mul(q).mul(order).add(next).div(gap));
    }
  }
  if (z instanceof Complex)
    return [vector(pack(values), shape, 'complex128'), vector(pack(derived), shape, 'complex128')];
  return [realParts(pack(values), shape), realParts(pack(derived), shape)];
}
