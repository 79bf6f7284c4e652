/** Lambert's W and Wright's ω of complex numbers, and Owen's T. */
import { give, z } from './define.js';
import { erfKernel, erfcKernel, expMinusHalfSquare, ndtrKernel } from './errorKernel.js';

const E_HIGH = Math.exp(-1);
/** 1/e minus its double. */
const E_LOW = -1.2428753672788363e-17;

/** Newton's and Halley's steps on w exp(w) = z (R. M. Corless et al., "On the Lambert W function", 1996). */
function refine(re: number, im: number, wRe: number, wIm: number): void {
  for (let k = 0; k < 60; k++) {
    // f = w - z exp(-w); Halley's step in it.
    const e = Math.exp(-wRe);
    const c = Math.cos(wIm) * e;
    const s = -Math.sin(wIm) * e;
    const zeRe = re * c - im * s;
    const zeIm = re * s + im * c;
    const fRe = wRe - zeRe;
    const fIm = wIm - zeIm;
    // w + 1 - (w + 2) f / (2w + 2)
    const aRe = wRe + 1;
    const d = 2 * (aRe * aRe + wIm * wIm);
    const pRe = (wRe + 2) * fRe - wIm * fIm;
    const pIm = (wRe + 2) * fIm + wIm * fRe;
    const qRe = aRe - (pRe * aRe + pIm * wIm) / d;
    const qIm = wIm - (pIm * aRe - pRe * wIm) / d;
    const m = qRe * qRe + qIm * qIm;
    if (m === 0) break;
    const stepRe = (fRe * qRe + fIm * qIm) / m;
    const stepIm = (fIm * qRe - fRe * qIm) / m;
    wRe -= stepRe;
    wIm -= stepIm;
    if (Math.abs(stepRe) + Math.abs(stepIm) < 1e-8 * (Math.abs(wRe) + Math.abs(wIm))) break;
  }
  give(wRe, wIm);
}

/** W_k(z). */
export function lambertwKernel(k: number, re: number, im: number): void {
  if (re !== re || im !== im || k !== k || k !== Math.floor(k)) return give(NaN, NaN);
  if (re === 0 && im === 0) return k === 0 ? give(0, im) : give(-Infinity, 0);
  if (re === Infinity && im === 0) return give(Infinity, 2 * Math.PI * k);
  if (re === -Infinity) return give(Infinity, (2 * k + 1) * Math.PI);
  // Distance from the branch point.
  const gapRe = re + E_HIGH + E_LOW;
  const gap = Math.hypot(gapRe, im);
  const upper = im > 0 || (im === 0 && !Object.is(im, -0));
  if (gap < 0.3 && (k === 0 || (k === -1 && upper) || (k === 1 && !upper))) {
    // The series in p = √(2(ez + 1)) (Corless et al., 4.22); the other sign on branches 1 and -1.
    const scale = 2 * Math.E;
    const size = Math.sqrt(Math.hypot(gapRe, im) * scale);
    const angle = Math.atan2(im, gapRe) / 2;
    const sign = k === 0 ? 1 : -1;
    const pRe = sign * size * Math.cos(angle);
    const pIm = sign * size * Math.sin(angle);
    const c = [-1, 1, -1 / 3, 11 / 72, -43 / 540, 769 / 17280, -221 / 8505, 680863 / 43545600];
    let wRe = 0;
    let wIm = 0;
    for (let j = c.length - 1; j >= 0; j--) {
      const a = wRe * pRe - wIm * pIm + c[j]!;
      wIm = wRe * pIm + wIm * pRe;
      wRe = a;
    }
    if (im === 0 && gapRe >= 0) wIm = 0;
    if (size < 5e-3) return give(wRe, wIm);
    return refine(re, im, wRe, wIm);
  }
  if (k === 0 && Math.hypot(re, im) <= 3) {
    // z / (1 + z) is near enough.
    const d = (1 + re) * (1 + re) + im * im;
    const wRe = (re * (1 + re) + im * im) / d;
    const wIm = im / d;
    if (re > -0.9) return refine(re, im, wRe, wIm);
  }
  if (k === -1 && im === 0 && re < 0 && re >= -E_HIGH) {
    const l = Math.log(-re);
    return refine(re, im, l - Math.log(-l), 0);
  }
  // log z + 2πik - log(log z + 2πik).
  const logRe = Math.log(Math.hypot(re, im));
  const logIm = Math.atan2(im, re) + 2 * Math.PI * k;
  const wRe = logRe - Math.log(Math.hypot(logRe, logIm));
  const wIm = logIm - Math.atan2(logIm, logRe);
  if (Math.hypot(re, im) > 1e300) return solveLog(logRe, logIm, wRe, wIm);
  refine(re, im, wRe, wIm);
  if (im === 0 && re > 0 && k === 0) z[1] = im;
}

/** w + log w = u by Newton's method, where exp(u) would overflow. */
function solveLog(uRe: number, uIm: number, wRe: number, wIm: number): void {
  for (let k = 0; k < 30; k++) {
    const rRe = uRe - wRe - Math.log(Math.hypot(wRe, wIm));
    const rIm = uIm - wIm - Math.atan2(wIm, wRe);
    // Step r w / (1 + w).
    const d = (1 + wRe) * (1 + wRe) + wIm * wIm;
    const fRe = (wRe * (1 + wRe) + wIm * wIm) / d;
    const fIm = wIm / d;
    const stepRe = rRe * fRe - rIm * fIm;
    const stepIm = rRe * fIm + rIm * fRe;
    wRe += stepRe;
    wIm += stepIm;
    if (Math.abs(stepRe) + Math.abs(stepIm) < 1e-16 * (Math.abs(wRe) + Math.abs(wIm))) break;
  }
  give(wRe, wIm);
}

/** ω(x), the w of w + log w = x (P. W. Lawrence, R. M. Corless and D. J. Jeffrey, Algorithm 917, 2012). */
export function wrightomegaKernel(x: number): number {
  if (x !== x) return x;
  if (x === -Infinity) return 0;
  if (x === Infinity || x > 1e20) return x;
  if (x < -50) return Math.exp(x);
  let w: number;
  if (x < -2) w = Math.exp(x);
  else if (x < 1) w = Math.exp((2 * (x - 1)) / 3);
  else w = x - Math.log(x) + Math.log(x) / x;
  for (let k = 0; k < 4; k++) {
    const r = x - w - Math.log(w);
    const w1 = w + 1;
    const t = w1 * (w1 + (2 / 3) * r);
    const factor = (r / w1) * ((2 * t - r) / (2 * t - 2 * r));
    w *= 1 + factor;
    if (Math.abs(r) < 1e-4) break;
  }
  return w;
}

/** ω(z) = W_K(exp(z)), K the unwinding number of z. */
export function wrightomegaComplex(re: number, im: number): void {
  if (re !== re || im !== im) return give(NaN, NaN);
  if (im === 0) return give(wrightomegaKernel(re), im);
  const k = Math.ceil((im - Math.PI) / (2 * Math.PI));
  if (re < -700 && Math.abs(im) < Math.PI) {
    const size = Math.exp(re);
    return give(size * Math.cos(im), size * Math.sin(im));
  }
  if (Math.abs(re) > 500) {
    const size = Math.log(Math.hypot(re, im));
    return solveLog(re, im, re - size, im - Math.atan2(im, re));
  }
  const size = Math.exp(re);
  lambertwKernel(k, size * Math.cos(im), size * Math.sin(im));
  // A last step in the equation itself.
  const [wRe, wIm] = [z[0]!, z[1]!];
  if (Math.hypot(wRe + 1, wIm) > 0.1 && Math.abs(wRe - re) + Math.abs(wIm - im) < 1e3) solveLogOnce(re, im, wRe, wIm);
}

function solveLogOnce(uRe: number, uIm: number, wRe: number, wIm: number): void {
  const rRe = uRe - wRe - Math.log(Math.hypot(wRe, wIm));
  let rIm = uIm - wIm - Math.atan2(wIm, wRe);
  rIm -= 2 * Math.PI * Math.round(rIm / (2 * Math.PI));
  const d = (1 + wRe) * (1 + wRe) + wIm * wIm;
  const fRe = (wRe * (1 + wRe) + wIm * wIm) / d;
  const fIm = wIm / d;
  give(wRe + rRe * fRe - rIm * fIm, wIm + rRe * fIm + rIm * fRe);
}

/** Gauss's rule of 20 points: nodes in (0, 1) and weights. */
const NODES = [
  0.07652652113349734, 0.22778585114164507, 0.37370608871541955, 0.5108670019508271, 0.636053680726515,
  0.7463319064601508, 0.8391169718222188, 0.912234428251326, 0.9639719272779138, 0.9931285991850949,
];
const WEIGHTS = [
  0.15275338713072584, 0.14917298647260374, 0.14209610931838204, 0.13168863844917664, 0.11819453196151841,
  0.10193011981724044, 0.08327674157670475, 0.06267204833410907, 0.04060142980038694, 0.017614007139152118,
];

/** T(h, a), 0 <= a <= 1, h >= 0: Gauss's rule on the defining integral, over where the integrand is not negligible. */
function owensNear(h: number, a: number): number {
  if (a === 0) return 0;
  if (h === 0) return Math.atan(a) / (2 * Math.PI);
  const end = Math.min(a, 9 / h);
  const pieces = end * h > 4 ? 2 : 1;
  let sum = 0;
  const half = end / pieces / 2;
  const square = (h * h) / 2;
  for (let p = 0; p < pieces; p++) {
    const middle = (2 * p + 1) * half;
    for (let k = 0; k < NODES.length; k++) {
      const x = middle + half * NODES[k]!;
      const y = middle - half * NODES[k]!;
      sum += WEIGHTS[k]! * (Math.exp(-square * x * x) / (1 + x * x) + Math.exp(-square * y * y) / (1 + y * y));
    }
  }
  return h < 39 ? (sum * half * expMinusHalfSquare(h)) / (2 * Math.PI) : 0;
}

/** Owen's T function. */
export function owensTKernel(h: number, a: number): number {
  if (h !== h || a !== a) return NaN;
  h = Math.abs(h);
  const sign = a < 0 ? -1 : 1;
  a = Math.abs(a);
  if (h === Infinity) return 0;
  let value: number;
  if (a === Infinity) value = 0.25 * erfcKernel(h * Math.SQRT1_2);
  else if (a <= 1) value = owensNear(h, a);
  else {
    const ah = a * h;
    if (h <= 0.67) {
      const p = erfKernel(h * Math.SQRT1_2) / 2;
      const q = erfKernel(ah * Math.SQRT1_2) / 2;
      value = 0.25 - p * q - owensNear(ah, 1 / a);
    } else {
      const p = ndtrKernel(-h);
      const q = ndtrKernel(-ah);
      value = 0.5 * (p + q) - p * q - owensNear(ah, 1 / a);
    }
  }
  return sign * value;
}
