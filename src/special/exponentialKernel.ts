/** Exponential, logarithmic, trigonometric and hyperbolic integrals and the dilogarithm of real numbers (DLMF 6, 25.12). */
import { z } from './define.js';
import { e1Far, einNear, eiFar, eiMiddle, eiRoot } from './fits/exponentialIntegral.js';
import { dilogarithm } from './fits/spence.js';
import { auxiliaryF, auxiliaryG, cinNear, siNear } from './fits/trigonometricIntegrals.js';
import { gammalnKernel } from './gammaKernel.js';
import { digammaKernel } from './digamma.js';

/** Euler's constant. */
export const EULER = 0.5772156649015329;
/** The root of Ei, in two parts. */
const ROOT = 0.37250741078136663;
const ROOT_LOW = 1.3140183414386028e-17;

/** E1(x) = ∫ exp(-t)/t dt from x to infinity. */
export function exp1Kernel(x: number): number {
  if (x <= 1) {
    if (x > 0) return x * einNear(x) - EULER - Math.log(x);
    return x === 0 ? Infinity : NaN;
  }
  if (x > 746) return 0;
  return (Math.exp(-x) * e1Far(1 / x)) / x;
}

/** Ei(x), the principal value of ∫ exp(t)/t dt from -infinity to x. */
export function expiKernel(x: number): number {
  if (x <= 0) return x === 0 ? -Infinity : -exp1Kernel(-x);
  if (x < 0.25) return EULER + Math.log(x) + x * einNear(-x);
  if (x < 1) return Math.log1p((x - ROOT - ROOT_LOW) / ROOT) * eiRoot(x);
  if (x < 16) return (Math.exp(x) * eiMiddle(x)) / x;
  if (x === Infinity) return x;
  const half = Math.exp(x / 2);
  return half * ((half * eiFar(1 / x)) / x);
}

/** E_n(x), n >= 0 a whole number. */
export function expnKernel(n: number, x: number): number {
  if (n !== n || x !== x) return NaN;
  if (n !== Math.floor(n) || n < 0 || x < 0) return NaN;
  if (x === 0) return n <= 1 ? Infinity : 1 / (n - 1);
  if (n === 0) return Math.exp(-x) / x;
  if (n === 1) return exp1Kernel(x);
  if (x > 750) return 0;
  if (n > 5000) {
    // The expansion for large n (DLMF 8.20.6) in n / (x + n)².
    const c = x + n;
    const a = n / (c * c);
    const terms = a * (1 + (a * (n - 2 * x)) / n + (a * a * (6 * x * x - 8 * n * x + n * n)) / (n * n));
    return ((1 + terms) * Math.exp(-x)) / c;
  }
  if (x > 1) {
    // Continued fraction (DLMF 8.19.17) by Lentz's method.
    let b = x + n;
    let c = 1e300;
    let d = 1 / b;
    let h = d;
    for (let i = 1; i < 1000; i++) {
      const a = -i * (n - 1 + i);
      b += 2;
      d = 1 / (a * d + b);
      c = b + a / c;
      const change = c * d;
      h *= change;
      if (Math.abs(change - 1) < 1.1e-16) break;
    }
    return h * Math.exp(-x);
  }
  // Series (DLMF 8.19.8).
  let sum = 1 / (n - 1);
  let factor = 1;
  for (let i = 1; i < 200; i++) {
    factor *= -x / i;
    const term = i === n - 1 ? factor * (-Math.log(x) + digammaKernel(n)) : -factor / (i - (n - 1));
    sum += term;
    if (i > n && Math.abs(term) < 1e-17 * Math.abs(sum)) break;
    if (i < n - 1 && Math.abs(term) < 1e-17 * Math.abs(sum)) {
      // What is left is the logarithm's term and smaller ones.
      const log = (n - 1) * Math.log(x) - gammalnKernel(n);
      if (log < -60) break;
    }
  }
  return sum;
}

/** Si(x) and Ci(x). */
export function siciKernel(x: number): void {
  const y = Math.abs(x);
  let si: number;
  let ci: number;
  if (y <= 4) {
    si = y * siNear(y * y);
    ci = y === 0 ? -Infinity : EULER + Math.log(y) - y * y * cinNear(y * y);
    // Beside its root at 0.6165 Ci loses figures; a series about it keeps them.
    if (Math.abs(y - CI_ROOT) < 0.2) ci = ciNearRoot(y);
  } else if (y === Infinity) {
    si = Math.PI / 2;
    ci = 0;
  } else if (y > 1e9) {
    si = Math.PI / 2 - Math.cos(y) / y;
    ci = Math.sin(y) / y;
  } else {
    const v = 1 / (y * y);
    const f = auxiliaryF(v) / y;
    const g = auxiliaryG(v) * v;
    const s = Math.sin(y);
    const c = Math.cos(y);
    si = Math.PI / 2 - f * c - g * s;
    ci = f * s - g * c;
  }
  if (y !== y) si = ci = NaN;
  z[0] = x < 0 ? -si : si;
  // Of negative numbers the real part; scipy.special gives that too.
  z[1] = x === -Infinity ? NaN : ci;
}

/** The first root of Ci, in two parts. */
const CI_ROOT = 0.6165054856207163;
const CI_ROOT_LOW = -4.209920321433186e-17;

/** Ci(x) as ∫ cos(t)/t dt from its root, by Gauss's rule of ten points. */
function ciNearRoot(x: number): number {
  const gap = x - CI_ROOT - CI_ROOT_LOW;
  const middle = CI_ROOT + gap / 2;
  const half = gap / 2;
  let sum = 0;
  for (let k = 0; k < GAUSS_NODES.length; k++) {
    const d = half * GAUSS_NODES[k]!;
    sum += GAUSS_WEIGHTS[k]! * (Math.cos(middle + d) / (middle + d) + Math.cos(middle - d) / (middle - d));
  }
  return sum * half;
}

const GAUSS_NODES = [
  0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717,
];
const GAUSS_WEIGHTS = [
  0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814,
];

/** Shi(x) and Chi(x). */
export function shichiKernel(x: number): void {
  const y = Math.abs(x);
  let shi: number;
  let chi: number;
  if (y < 1.5) {
    const s = y * y;
    let term = 1;
    let odd = 1;
    let even = 0;
    for (let k = 1; k < 20; k++) {
      term *= y / (2 * k - 1);
      if (k > 1) odd += term / (2 * k - 1) / y;
      term *= y / (2 * k);
      even += term / (2 * k);
      if (term < 1e-18) break;
    }
    shi = y * odd;
    if (s < 1e-300) shi = y;
    chi = y === 0 ? -Infinity : EULER + Math.log(y) + even;
    if (Math.abs(y - CHI_ROOT) < 0.2) chi = chiNearRoot(y);
  } else {
    const ei = expiKernel(y);
    const e1 = exp1Kernel(y);
    shi = (ei + e1) / 2;
    chi = (ei - e1) / 2;
  }
  z[0] = x < 0 ? -shi : shi;
  z[1] = chi;
}

/** The root of Chi, in two parts. */
const CHI_ROOT = 0.5238225713898644;
const CHI_ROOT_LOW = -2.6671382575502846e-17;

function chiNearRoot(x: number): number {
  const gap = x - CHI_ROOT - CHI_ROOT_LOW;
  const middle = CHI_ROOT + gap / 2;
  const half = gap / 2;
  let sum = 0;
  for (let k = 0; k < GAUSS_NODES.length; k++) {
    const d = half * GAUSS_NODES[k]!;
    sum += GAUSS_WEIGHTS[k]! * (Math.cosh(middle + d) / (middle + d) + Math.cosh(middle - d) / (middle - d));
  }
  return sum * half;
}

const PI2_6 = (Math.PI * Math.PI) / 6;

/** Li2(x), x <= 1 (DLMF 25.12). */
function polylog2(x: number): number {
  if (x < -1) {
    const l = Math.log(-x);
    return -PI2_6 - (l * l) / 2 - (1 / x) * dilogarithm(1 / x);
  }
  if (x <= 0.5) return x * dilogarithm(x);
  return x === 1 ? PI2_6 : PI2_6 - Math.log(x) * Math.log1p(-x) - (1 - x) * dilogarithm(1 - x);
}

/** Spence's function -∫ log(t)/(t - 1) dt from 1 to x: Li2(1 - x). */
export function spenceKernel(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x > 2) {
    const l = Math.log(x - 1);
    const u = 1 / (1 - x);
    return -PI2_6 - (l * l) / 2 - u * dilogarithm(u);
  }
  if (x < 0.5) return x === 0 ? PI2_6 : PI2_6 - Math.log(x) * Math.log1p(-x) - x * dilogarithm(x);
  return polylog2(1 - x);
}

/** E1 of a complex number: series near 0, continued fraction elsewhere (DLMF 6.6.2, 6.9.1). */
export function exp1Complex(re: number, im: number): void {
  if (im === 0 && re >= 0) {
    z[0] = exp1Kernel(re);
    z[1] = -im;
    return;
  }
  const size = Math.hypot(re, im);
  if (size < 5 || (re < 0 && Math.abs(im) < 3 && size < 45)) {
    let tRe = 1;
    let tIm = 0;
    let sRe = 0;
    let sIm = 0;
    for (let k = 1; k < 250; k++) {
      const a = -(tRe * re - tIm * im) / k;
      tIm = -(tRe * im + tIm * re) / k;
      tRe = a;
      sRe -= tRe / k;
      sIm -= tIm / k;
      if (Math.abs(tRe) + Math.abs(tIm) < 1e-17 * k * (Math.abs(sRe) + Math.abs(sIm))) break;
    }
    z[0] = sRe - EULER - Math.log(size);
    z[1] = sIm - Math.atan2(im, re);
    return;
  }
  // exp(-z) / (z + 1/(1 + 1/(z + 2/(1 + 2/(z + ...))))), from the far end.
  let cRe = 0;
  let cIm = 0;
  for (let k = size > 40 ? 60 : 250; k > 0; k--) {
    // k / (1 + k / (z + c))
    let aRe = re + cRe;
    let aIm = im + cIm;
    let d = k / (aRe * aRe + aIm * aIm);
    aRe = 1 + aRe * d;
    aIm = -aIm * d;
    d = k / (aRe * aRe + aIm * aIm);
    cRe = aRe * d;
    cIm = -aIm * d;
  }
  const dRe = re + cRe;
  const dIm = im + cIm;
  const d = dRe * dRe + dIm * dIm;
  const e = Math.exp(-re);
  const c = Math.cos(im) * e;
  const s = -Math.sin(im) * e;
  z[0] = (c * dRe + s * dIm) / d;
  z[1] = (s * dRe - c * dIm) / d;
  if (re < 0 && im === 0) z[1] = Object.is(im, -0) ? Math.PI : -Math.PI;
}

/** Ei of a complex number: -E1(-z) ± iπ. */
export function expiComplex(re: number, im: number): void {
  if (im === 0) {
    z[0] = expiKernel(re);
    z[1] = im;
    return;
  }
  exp1Complex(-re, -im);
  z[0] = -z[0]!;
  z[1] = -z[1]! + (im > 0 ? Math.PI : -Math.PI);
}
