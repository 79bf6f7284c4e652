/**
 * Associated Legendre functions of the first kind on [-1, 1] with Condon and Shortley's sign, and spherical harmonics (DLMF 14.3, 14.30).
 */
import { z } from './define.js';
import { gammaKernel, gammalnKernel, gammasgnKernel, rgammaKernel } from './gammaKernel.js';
import { hyp2f1Kernel } from './hypergeometric/gauss.js';

/** gamma(v - m + 1) / gamma(v + m + 1), m >= 0 an integer. */
function factorRatio(v: number, m: number): number {
  if (m < 40) {
    let ratio = 1;
    for (let k = -m + 1; k <= m; k++) ratio /= v + k;
    return ratio;
  }
  const sign = gammasgnKernel(v - m + 1) * gammasgnKernel(v + m + 1);
  return sign * Math.exp(gammalnKernel(v - m + 1) - gammalnKernel(v + m + 1));
}

/** P(v, m, x): order m an integer, degree v real, |x| <= 1. */
export function lpmvKernel(m: number, v: number, x: number): number {
  if (Number.isNaN(v) || !Number.isInteger(m) || !(Math.abs(x) <= 1)) return NaN;
  if (v < -0.5) v = -v - 1;
  if (m < 0) {
    if (Number.isInteger(v)) {
      if (-m > v) return NaN;
      return (m % 2 === 0 ? 1 : -1) * factorRatio(v, -m) * lpmvKernel(-m, v, x);
    }
    return (m % 2 === 0 ? 1 : -1) * factorRatio(v, -m) * lpmvKernel(-m, v, x);
  }
  if (Number.isInteger(v)) {
    if (m > v) return 0;
    const root = Math.sqrt((1 - x) * (1 + x));
    let now = 1;
    for (let k = 1; k <= m; k++) now *= -(2 * k - 1) * root;
    let before = 0;
    for (let n = m; n < v; n++) {
      const next = ((2 * n + 1) * x * now - (n + m) * before) / (n - m + 1);
      before = now;
      now = next;
    }
    return now;
  }
  if (x === -1) return m === 0 ? -Infinity : Infinity;
  if (x === 1) return m === 0 ? 1 : 0;
  if (v > m + 2 && v < 1e6) {
    // Upwards in the degree, which is stable inside (-1, 1).
    let n = m + v - Math.floor(v);
    let before = lpmvKernel(m, n, x);
    let now = lpmvKernel(m, n + 1, x);
    for (n += 1; n < v - 0.5; n++) {
      const next = ((2 * n + 1) * x * now - (n + m) * before) / (n - m + 1);
      before = now;
      now = next;
    }
    return now;
  }
  const f = hyp2f1Kernel(m - v, m + v + 1, m + 1, (1 - x) / 2);
  if (m === 0) return f;
  let scale = Math.pow((1 - x) * (1 + x), m / 2);
  if (m < 40) for (let k = 1; k <= m; k++) scale *= (-(v - m + k) * (v + k)) / (2 * k);
  else {
    const ratio = rgammaKernel(v - m + 1) === 0 ? 0 : 1 / factorRatio(v, m);
    scale *=
      (m % 2 === 0 ? 1 : -1) *
      ratio *
      Math.pow(2, -m) *
      (m < 170 ? 1 / gammaKernel(m + 1) : Math.exp(-gammalnKernel(m + 1)));
  }
  return scale * f;
}

/** The spherical harmonic of degree n and order m at the polar angle and the azimuth, into z. */
export function sphericalHarmonic(n: number, m: number, polar: number, azimuth: number): void {
  const a = Math.abs(m);
  if (!Number.isInteger(n) || !Number.isInteger(m) || n < 0 || Number.isNaN(polar) || Number.isNaN(azimuth)) {
    z[0] = z[1] = NaN;
    return;
  }
  if (a > n) {
    z[0] = z[1] = 0;
    return;
  }
  // Fully normalised functions: no factor grows with n. Small ones are kept in range by a power taken out.
  const x = Math.cos(polar);
  const root = Math.sin(polar);
  let now = Math.sqrt(1 / (4 * Math.PI));
  let powers = 0;
  for (let k = 1; k <= a; k++) {
    now *= -Math.sqrt((2 * k + 1) / (2 * k)) * root;
    if (Math.abs(now) < 1e-200 && now !== 0) {
      now *= 1e200;
      powers++;
    }
  }
  let before = 0;
  for (let k = a; k < n; k++) {
    const d = (k + 1) * (k + 1) - a * a;
    const s = Math.sqrt(((2 * k + 3) * (2 * k + 1)) / d);
    const t = k === a ? 0 : Math.sqrt(((2 * k + 3) * (k * k - a * a)) / ((2 * k - 1) * d));
    const next = s * x * now - t * before;
    before = now;
    now = next;
    if (powers > 0 && Math.abs(now) > 1) {
      now *= 1e-200;
      before *= 1e-200;
      powers--;
    }
  }
  if (powers > 0) now *= Math.pow(1e-200, powers);
  if (m < 0 && a % 2 !== 0) now = -now;
  z[0] = now * Math.cos(m * azimuth);
  z[1] = now * Math.sin(m * azimuth);
}
