/**
 * Parabolic cylinder functions (DLMF 12): D(v, x) = U(-v - 1/2, x) and V by Tricomi's and Kummer's functions (12.7(iv)), W by the power
 * series of its differential equation.
 */
import { sinpi } from './multiplesOfPi.js';
import { z } from './define.js';
import { rgammaKernel } from './gammaKernel.js';
import { hyp1f1Kernel } from './hypergeometric/confluent.js';
import { hyperuKernel } from './hypergeometric/tricomi.js';
import { hermitenorm } from './orthogonal/kernels.js';

/** D(v, x). */
export function cylinderD(v: number, x: number): number {
  const t = (x * x) / 2;
  const e = Math.exp(-t / 2);
  if (v >= 0 && Number.isInteger(v)) return e * hermitenorm(v, x);
  if (x > 0) return Math.pow(2, v / 2) * e * hyperuKernel(-v / 2, 0.5, t);
  // The even and the odd solution (DLMF 12.4.1, 12.2.6, 12.2.7).
  const even = Math.sqrt(Math.PI) * Math.pow(2, v / 2) * rgammaKernel((1 - v) / 2);
  const odd = -Math.sqrt(Math.PI) * Math.pow(2, (v + 1) / 2) * rgammaKernel(-v / 2);
  return e * (even * hyp1f1Kernel(-v / 2, 0.5, t) + odd * x * hyp1f1Kernel((1 - v) / 2, 1.5, t));
}

/** D(v, x) and its derivative x D / 2 - D(v + 1), into z. */
export function pbdvKernel(v: number, x: number): void {
  if (Number.isNaN(v) || Number.isNaN(x)) {
    z[0] = z[1] = NaN;
    return;
  }
  const d = cylinderD(v, x);
  // The form without cancellation: D' = v D(v - 1) - x D / 2 for x < 0, where D(v + 1) is as large as x D.
  z[1] = x > 0 ? (x / 2) * d - cylinderD(v + 1, x) : v * cylinderD(v - 1, x) - (x / 2) * d;
  z[0] = d;
}

/** V(a, x) (DLMF 12.2.20 with 12.2.6, 12.4.2): gamma(1/2 + a) (sin(pi a) U(a, x) + U(a, -x)) / pi, through even and odd parts. */
function cylinderV(v: number, x: number): number {
  // SciPy's V(v, x) is V of the parameter a = -v - 1/2.
  const a = -v - 0.5;
  const t = (x * x) / 2;
  const e = Math.exp(-t / 2);
  // DLMF 12.2.8, 12.2.9: V(a, 0) and V'(a, 0).
  const even = Math.pow(2, a / 2 + 0.25) * sinpi(0.75 - a / 2) * rgammaKernel(0.75 - a / 2);
  const odd = Math.pow(2, a / 2 + 0.75) * sinpi(0.25 - a / 2) * rgammaKernel(0.25 - a / 2);
  return e * (even * hyp1f1Kernel(a / 2 + 0.25, 0.5, t) + odd * x * hyp1f1Kernel(a / 2 + 0.75, 1.5, t));
}

/** V(v, x) and its derivative, into z. */
export function pbvvKernel(v: number, x: number): void {
  if (Number.isNaN(v) || Number.isNaN(x)) {
    z[0] = z[1] = NaN;
    return;
  }
  const value = cylinderV(v, x);
  // DLMF 12.8.7: V' = x V / 2 + (a - 1/2) V(a - 1) with a = -v - 1/2.
  z[1] = (x / 2) * value - (v + 1) * cylinderV(v + 1, x);
  z[0] = value;
}

/** W(a, x) and its derivative by the power series of y'' = (a - x^2 / 4) y, into z: |x| of moderate size. */
export function pbwaKernel(a: number, x: number): void {
  if (Number.isNaN(a) || !(Math.abs(x) <= 20)) {
    z[0] = z[1] = NaN;
    return;
  }
  // DLMF 12.14.2, 12.14.3: W(a, 0) and W'(a, 0).
  const g1 = gammaModulus(0.25, a / 2);
  const g3 = gammaModulus(0.75, a / 2);
  let c0 = Math.pow(2, -0.75) * Math.sqrt(g1 / g3);
  let c1 = -Math.pow(2, -0.25) * Math.sqrt(g3 / g1);
  let c2 = (a * c0) / 2;
  let c3 = (a * c1) / 6;
  let power = x;
  let sum = c0 + c1 * x;
  let slope = c1;
  for (let n = 2; n < 600; n++) {
    slope += n * c2 * power;
    power *= x;
    const term = c2 * power;
    sum += term;
    const c4 = (a * c2 - c0 / 4) / ((n + 2) * (n + 1));
    c0 = c1;
    c1 = c2;
    c2 = c3;
    c3 = c4;
    // Every other term may be nothing: four coefficients must be small.
    const size = Math.abs(c0) + Math.abs(c1 * x) + Math.abs(c2 * x * x) + Math.abs(c3 * x * x * x);
    if (n > 8 && size * Math.abs(power) * n < 1e-18 * (Math.abs(sum) + Math.abs(slope))) break;
  }
  z[0] = sum;
  z[1] = slope;
}

/** |gamma(p + i q)| by Stirling's series after shifting p up. */
function gammaModulus(p: number, q: number): number {
  let shift = 0;
  let x = p;
  while (x < 12) {
    shift += Math.log(Math.hypot(x, q));
    x++;
  }
  const r2 = x * x + q * q;
  const re = x / r2;
  const im = -q / r2;
  const r3 = re * (re * re - 3 * im * im);
  const r5 = re ** 5 - 10 * re ** 3 * im * im + 5 * re * im ** 4;
  const series =
    re / 12 -
    r3 / 360 +
    r5 / 1260 -
    (re ** 7 - 21 * re ** 5 * im ** 2 + 35 * re ** 3 * im ** 4 - 7 * re * im ** 6) / 1680;
  const log = (x - 0.5) * 0.5 * Math.log(r2) - q * Math.atan2(q, x) - x + 0.9189385332046728 + series;
  return Math.exp(log - shift);
}
