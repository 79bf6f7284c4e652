/**
 * Tricomi's function U(a, b, x) for x > 0: the expansion for large x (DLMF 13.7.3), polynomials, recurrence in a (DLMF 13.3.7) and,
 * in the middle, the Laplace integral (DLMF 13.4.4), whose positive integrand a trapezoidal rule after a double exponential change of
 * variable (H. Takahasi and M. Mori, 1974) sums to full precision.
 */
import { gammaKernel, gammalnKernel, rgammaKernel } from '../gammaKernel.js';
import { falling, fallingLost, hyp1f1Kernel, isNonPositive } from './confluent.js';

/** The Laplace integral, a > 0. */
function integral(a: number, b: number, x: number): number {
  // t = exp((pi / 2) sinh u); the logarithm of the integrand in u. It has one maximum.
  const g = (u: number): number => {
    const s = (Math.PI / 2) * Math.sinh(u);
    const t = Math.exp(s);
    const long = s > 40 ? s : Math.log1p(t);
    return -x * t + a * s + (b - a - 1) * long + Math.log(Math.cosh(u));
  };
  // The maximum on a coarse grid, then where the integrand has fallen by 1e-18 of it.
  let top = -Infinity;
  let at = 0;
  for (let u = -6; u <= 6; u += 0.125) {
    const v = g(u);
    if (v > top) {
      top = v;
      at = u;
    }
  }
  const end = (direction: number): number => {
    let step = 0.25;
    let u = at;
    while (step > 0.02 && Math.abs(u) < 8) {
      if (g(u + direction * step) > top - 42) u += direction * step;
      else step /= 2;
    }
    return u + direction * step;
  };
  const lo = end(-1);
  const hi = end(1);
  const sumFrom = (start: number, h: number): number => {
    let s = 0;
    for (let u = start; u <= hi; u += h) s += Math.exp(g(u) - top);
    return s;
  };
  let h = (hi - lo) / 32;
  let total = sumFrom(lo, h);
  let value = total * h;
  for (let k = 0; k < 6; k++) {
    total += sumFrom(lo + h / 2, h);
    h /= 2;
    const next = total * h;
    const done = Math.abs(next - value) < 1e-12 * next;
    value = next;
    // The error is squared by halving the step.
    if (done) break;
  }
  const scale = (value * Math.PI) / 2;
  return a < 100 && Math.abs(top) < 600
    ? scale * Math.exp(top) * rgammaKernel(a)
    : scale * Math.exp(top - gammalnKernel(a));
}

/** U(a, b, x); NaN for x < 0. */
export function hyperuKernel(a: number, b: number, x: number): number {
  if (Number.isNaN(a) || Number.isNaN(b) || !(x >= 0)) return NaN;
  if (x === 0) {
    if (a === 0) return 1;
    // DLMF 13.2.16 to 13.2.22.
    return b > 1 ? Infinity : b === 1 && !isNonPositive(a) ? Infinity : gammaKernel(1 - b) * rgammaKernel(a - b + 1);
  }
  if (a === 0) return 1;
  if (x === Infinity) return a > 0 ? 0 : Infinity;
  if (isNonPositive(a)) return polynomial(-a, b, x);
  const c = a - b + 1;
  if (isNonPositive(c)) return Math.pow(x, 1 - b) * polynomial(-c, 2 - b, x);
  const tail = falling(a, c, -1 / x);
  if (fallingLost() < 2) return Math.pow(x, -a) * tail;
  // Close above 0 the integrand falls too slowly.
  if (a > 0.3) return integral(a, b, x);
  if (c > 0.3) return Math.pow(x, 1 - b) * integral(c, 2 - b, x);
  // Down from two values with a > 0.
  let at = a + Math.ceil(-a);
  if (at < 0.3) at++;
  let high = integral(at + 1, b, x);
  let now = integral(at, b, x);
  while (at > a + 0.5) {
    const next = (x + 2 * at - b) * now - at * (at - b + 1) * high;
    high = now;
    now = next;
    at--;
  }
  return now;
}

/** U(-m, b, x) = (-1)^m (b)_m M(-m, b, x), by the recurrence in m, which needs no division by b. */
function polynomial(m: number, b: number, x: number): number {
  let before = 1;
  let now = x - b;
  if (m === 0) return 1;
  for (let k = 1; k < m; k++) {
    const next = (x - b - 2 * k) * now - k * (b + k - 1) * before;
    before = now;
    now = next;
  }
  return now;
}

/** The same by 1F1, where b is no integer and x small (DLMF 13.2.42); a check of the others. */
export function hyperuByKummer(a: number, b: number, x: number): number {
  return (
    gammaKernel(1 - b) * rgammaKernel(a - b + 1) * hyp1f1Kernel(a, b, x) +
    gammaKernel(b - 1) * rgammaKernel(a) * Math.pow(x, 1 - b) * hyp1f1Kernel(a - b + 1, 2 - b, x)
  );
}
