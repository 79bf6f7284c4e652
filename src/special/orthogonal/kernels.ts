/**
 * Values of the classical orthogonal polynomials: the three-term recurrence for whole degrees (DLMF 18.9), hypergeometric functions for
 * all others (DLMF 18.5, 18.20).
 */
import { z } from '../define.js';
import { gammaKernel, gammalnKernel, gammasgnKernel, rgammaKernel } from '../gammaKernel.js';
import { hyp1f1Kernel } from '../hypergeometric/confluent.js';
import { hyp2f1Kernel } from '../hypergeometric/gauss.js';

/** Beyond this degree Chebyshev polynomials are cosines of the angle. */
const LONG = 2000;

const whole = (n: number): boolean => n >= 0 && Number.isInteger(n);

/** gamma(n + a + 1) / (gamma(n + 1) gamma(a + 1)). */
function binomial(n: number, a: number): number {
  if (Math.abs(n) < 80 && Math.abs(a) < 80) return gammaKernel(n + a + 1) * rgammaKernel(n + 1) * rgammaKernel(a + 1);
  const sign = gammasgnKernel(n + a + 1) * gammasgnKernel(n + 1) * gammasgnKernel(a + 1);
  return sign * Math.exp(gammalnKernel(n + a + 1) - gammalnKernel(n + 1) - gammalnKernel(a + 1));
}

/** The Legendre polynomial P(n, x). */
export function legendre(n: number, x: number): number {
  if (Number.isNaN(n) || Number.isNaN(x)) return NaN;
  if (!Number.isInteger(n)) {
    if (!(n > 2 && n < 1e6 && Math.abs(x) < 1)) return hyp2f1Kernel(-n, n + 1, 1, (1 - x) / 2);
    // Upwards from the fractional part of the degree, which is stable inside (-1, 1).
    let v = n - Math.floor(n);
    let before = hyp2f1Kernel(-v, v + 1, 1, (1 - x) / 2);
    let now = hyp2f1Kernel(-v - 1, v + 2, 1, (1 - x) / 2);
    for (v += 1; v < n - 0.5; v++) {
      const next = ((2 * v + 1) * x * now - v * before) / (v + 1);
      before = now;
      now = next;
    }
    return now;
  }
  if (n < 0) n = -n - 1;
  if (n === 0) return 1;
  let before = 1;
  let now = x;
  for (let k = 1; k < n; k++) {
    const next = x * now + (k / (k + 1)) * (x * now - before);
    before = now;
    now = next;
  }
  return now;
}

/** The Chebyshev polynomial of the first kind T(n, x). */
export function chebyt(n: number, x: number): number {
  if (Number.isNaN(n) || Number.isNaN(x)) return NaN;
  if (!Number.isInteger(n)) return hyp2f1Kernel(-n, n, 0.5, (1 - x) / 2);
  n = Math.abs(n);
  if (n === 0) return 1;
  if (n > LONG) {
    if (Math.abs(x) <= 1) return Math.cos(n * Math.acos(x));
    return (x < 0 && n % 2 !== 0 ? -1 : 1) * Math.cosh(n * Math.acosh(Math.abs(x)));
  }
  let before = 1;
  let now = x;
  for (let k = 1; k < n; k++) {
    const next = 2 * x * now - before;
    before = now;
    now = next;
  }
  return now;
}

/** The Chebyshev polynomial of the second kind U(n, x). */
export function chebyu(n: number, x: number): number {
  if (Number.isNaN(n) || Number.isNaN(x)) return NaN;
  if (!Number.isInteger(n)) return (n + 1) * hyp2f1Kernel(-n, n + 2, 1.5, (1 - x) / 2);
  if (n === -1) return 0;
  if (n < -1) return -chebyu(-n - 2, x);
  let before = 0;
  let now = 1;
  for (let k = 0; k < n; k++) {
    const next = 2 * x * now - before;
    before = now;
    now = next;
  }
  return now;
}

/** C(n, x) = 2 T(n, x / 2). */
export const chebyc = (n: number, x: number): number => 2 * chebyt(n, x / 2);
/** S(n, x) = U(n, x / 2). */
export const chebys = (n: number, x: number): number => chebyu(n, x / 2);
export const shChebyt = (n: number, x: number): number => chebyt(n, 2 * x - 1);
export const shChebyu = (n: number, x: number): number => chebyu(n, 2 * x - 1);
export const shLegendre = (n: number, x: number): number => legendre(n, 2 * x - 1);

/** The Jacobi polynomial P(n, a, b, x). */
export function jacobi(n: number, a: number, b: number, x: number): number {
  if (Number.isNaN(n) || Number.isNaN(x) || Number.isNaN(a) || Number.isNaN(b)) return NaN;
  if (!whole(n)) return binomial(n, a) * hyp2f1Kernel(-n, n + a + b + 1, a + 1, (1 - x) / 2);
  if (n === 0) return 1;
  // Differences d of neighbours relative to P(k, 1): exact beside x = 1.
  const y = (x - 1) / 2;
  let d = ((a + b + 2) * y) / (a + 1);
  let p = d + 1;
  for (let k = 1; k < n; k++) {
    const t = 2 * k + a + b;
    d = (t * (t + 1) * (t + 2) * 2 * y * p + 2 * k * (k + b) * (t + 2) * d) / (2 * (k + a + 1) * (k + a + b + 1) * t);
    p += d;
  }
  let scale = 1;
  if (n < 50) for (let k = 1; k <= n; k++) scale *= (a + k) / k;
  else scale = binomial(n, a);
  return scale * p;
}

/** G(n, p, q, x): the Jacobi polynomial on [0, 1]. */
export function shJacobi(n: number, p: number, q: number, x: number): number {
  return jacobi(n, p - q, q - 1, 2 * x - 1) / binomial(n, n + p - 1);
}

/** The Gegenbauer polynomial C(n, a, x). */
export function gegenbauer(n: number, a: number, x: number): number {
  if (Number.isNaN(n) || Number.isNaN(x) || Number.isNaN(a)) return NaN;
  if (!whole(n)) {
    const factor = gammaKernel(n + 2 * a) * rgammaKernel(1 + n) * rgammaKernel(2 * a);
    return factor * hyp2f1Kernel(-n, n + 2 * a, a + 0.5, (1 - x) / 2);
  }
  if (n === 0) return 1;
  let before = 1;
  let now = 2 * a * x;
  for (let k = 1; k < n; k++) {
    const next = (2 * (k + a) * x * now - (k + 2 * a - 1) * before) / (k + 1);
    before = now;
    now = next;
  }
  return now;
}

/** The generalized Laguerre polynomial L(n, a, x). */
export function genlaguerre(n: number, a: number, x: number): number {
  if (Number.isNaN(n) || Number.isNaN(x) || !(a > -1)) return NaN;
  if (!whole(n)) return binomial(n, a) * hyp1f1Kernel(-n, a + 1, x);
  if (n === 0) return 1;
  // Differences of neighbours relative to L(k, a, 0) = (a + 1)_k / k!: exact beside 0.
  let d = -x / (a + 1);
  let p = 1 + d;
  let scale = 1 + a;
  for (let k = 1; k < n; k++) {
    d = (k * d - x * p) / (k + 1 + a);
    p += d;
    scale *= (k + 1 + a) / (k + 1);
  }
  return scale * p;
}
export const laguerre = (n: number, x: number): number => genlaguerre(n, 0, x);

/** The (statisticians') Hermite polynomial He(n, x). */
export function hermitenorm(n: number, x: number): number {
  if (Number.isNaN(x) || !Number.isInteger(n)) return NaN;
  if (n < 0) return 0;
  let before = 0;
  let now = 1;
  for (let k = 0; k < n; k++) {
    const next = x * now - k * before;
    before = now;
    now = next;
  }
  return now;
}

/** The (physicists') Hermite polynomial H(n, x). */
export function hermite(n: number, x: number): number {
  if (Number.isNaN(x) || !Number.isInteger(n)) return NaN;
  if (n < 0) return 0;
  let before = 0;
  let now = 1;
  for (let k = 0; k < n; k++) {
    const next = 2 * (x * now - k * before);
    before = now;
    now = next;
  }
  return now;
}

/**
 * A complex version for whole degrees: p(k + 1) = (s z + t) p(k) - u p(k - 1) with the coefficients that `at` leaves in `step`.
 */
export const step = new Float64Array(3);
export function complexRecurrence(n: number, x: number, y: number, at: (k: number) => void): void {
  if (!whole(n)) {
    z[0] = z[1] = NaN;
    return;
  }
  let br = 0;
  let bi = 0;
  let pr = 1;
  let pi = 0;
  for (let k = 0; k < n; k++) {
    at(k);
    const fr = step[0]! * x + step[1]!;
    const fi = step[0]! * y;
    const u = step[2]!;
    const r = fr * pr - fi * pi - u * br;
    const i = fr * pi + fi * pr - u * bi;
    br = pr;
    bi = pi;
    pr = r;
    pi = i;
  }
  z[0] = pr;
  z[1] = pi;
}
