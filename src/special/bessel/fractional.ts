/**
 * Bessel functions of a small real order m, |m| <= 1/2, and of m + 1: where every recurrence in the order starts. Temme's series
 * near 0 (N. Temme, J. Comput. Phys. 19, 1975), Steed's continued fractions (A. Barnett et al., Comput. Phys. Commun. 8, 1974;
 * W. Thompson and A. Barnett, J. Comput. Phys. 64, 1986), Hankel's expansions far out (DLMF 10.17, 10.40).
 */
import { gammaOne, gammaTwo } from './fits/temme.js';
import { k0e, k1e } from './modified01.js';
import { j0, j1, y0, y1 } from './order01.js';
import { wave } from './waves.js';
import { gammaKernel } from '../gammaKernel.js';
import { cospi, sinpi } from '../multiplesOfPi.js';

const EPS = 2 ** -53;
const MAX_TERMS = 10000;
/** From here on Hankel's expansion of order up to 3/2 is exact to a double. */
export const HANKEL = 25;

/** Results: J(m), J(m + 1), Y(m), Y(m + 1). */
export const wavePair = new Float64Array(4);
/** Results: exp(x) K(m) and exp(x) K(m + 1). */
export const modifiedPair = new Float64Array(2);

/** Gamma(1 + v), v >= -1/2, from v itself where 1 + v would lose figures. */
export function gammaAfter(v: number): number {
  return v > 1 ? v * gammaKernel(v) : gammaKernel(1 + v);
}

/** J(v, x) and Y(v, x) by Hankel's expansion into wavePair[at] and [at + 2]; x large against v^2. */
export function hankelWaves(v: number, x: number, at: number): void {
  const mu = 4 * v * v;
  const step = 1 / (8 * x);
  let term = 1;
  let p = 1;
  let q = 0;
  for (let k = 1; k < 200; k += 2) {
    term *= ((mu - (2 * k - 1) ** 2) * step) / k;
    q += term;
    const next = (term * (mu - (2 * k + 1) ** 2) * step) / (k + 1);
    if (Math.abs(next) > Math.abs(term) && 2 * k > v) break;
    term = -next;
    p += term;
    if (Math.abs(term) < EPS * Math.abs(p)) break;
  }
  // chi = x - f pi, f = v / 2 + 1 / 4.
  const f = v / 2 + 0.25;
  const c = cospi(f);
  const s = sinpi(f);
  const scale = Math.sqrt(2 / (Math.PI * x));
  wavePair[at] = scale * wave(x, p * c + q * s, p * s - q * c);
  wavePair[at + 2] = scale * wave(x, q * c - p * s, p * c + q * s);
}

/** Temme's series for Y(m), Y(m + 1) or, with `sign` 1, K(m), K(m + 1); 0 < x <= 2. Into `out` at 0 and 1. */
function temme(m: number, x: number, sign: 1 | -1, out: Float64Array): void {
  const t = m * m;
  const g1 = gammaOne(t);
  const g2 = gammaTwo(t);
  const log = Math.log(2 / x);
  const sigma = m * log;
  const pm = Math.PI * m;
  const circular = Math.abs(pm) < 1e-9 ? 1 : pm / Math.sin(pm);
  const hyperbolic = Math.abs(sigma) < 1e-9 ? 1 : Math.sinh(sigma) / sigma;
  const e = Math.exp(sigma);
  let f = circular * (Math.cosh(sigma) * g1 + hyperbolic * log * g2);
  let p = (0.5 * e) / (g2 - m * g1);
  let q = 0.5 / (e * (g2 + m * g1));
  let r = 0;
  if (sign < 0) {
    f *= 2 / Math.PI;
    p *= 2 / Math.PI;
    q *= 2 / Math.PI;
    const half = Math.sin(pm / 2);
    r = m === 0 ? 0 : (2 * half * half) / m;
  }
  const d = (sign * x * x) / 4;
  let c = 1;
  let sum = f + r * q;
  let next = p;
  for (let k = 1; k < 100; k++) {
    f = (k * f + p + q) / (k * k - t);
    c *= d / k;
    p /= k - m;
    q /= k + m;
    const del = c * (f + r * q);
    sum += del;
    next += c * p - k * del;
    if (Math.abs(del) < EPS * Math.abs(sum) && Math.abs(c * p) < EPS * Math.abs(next)) break;
  }
  out[0] = sign * sum;
  out[1] = (sign * 2 * next) / x;
}

/** J(v + 1, x) / J(v, x) by its continued fraction (DLMF 10.10.1); the sign of J(v) is in ratioSign. */
export let ratioSign = 1;
export function ratioJ(v: number, x: number): number {
  const step = 2 / x;
  let b = (v + 1) * step;
  // Modified Lentz for 1 / (b1 - 1 / (b2 - ...)).
  let d = 1 / b;
  let c = Infinity;
  let h = d;
  let sign = d < 0 ? -1 : 1;
  for (let k = 0; k < MAX_TERMS + 2 * x; k++) {
    b += step;
    d = b - d;
    if (d === 0) d = 1e-300;
    c = b - 1 / c;
    if (c === 0) c = 1e-300;
    d = 1 / d;
    const delta = c * d;
    h *= delta;
    if (d < 0) sign = -sign;
    if (Math.abs(delta - 1) < EPS * 2) break;
  }
  ratioSign = sign;
  return h;
}

/** I(v + 1, x) / I(v, x) by its continued fraction (DLMF 10.33.1). */
export function ratioI(v: number, x: number): number {
  const step = 2 / x;
  let b = (v + 1) * step;
  let d = 1 / b;
  let c = Infinity;
  let h = d;
  for (let k = 0; k < MAX_TERMS + 2 * x; k++) {
    b += step;
    d = 1 / (b + d);
    c = b + 1 / c;
    const delta = c * d;
    h *= delta;
    if (Math.abs(delta - 1) < EPS * 2) break;
  }
  return h;
}

/** Steed's method for J and Y of order m and m + 1, x >= 2. */
function steed(m: number, x: number): void {
  const f = m / x - ratioJ(m, x);
  const sign = ratioSign;
  // p + i q = -1 / (2 x) + i + (i / x) (1/4 - m^2) / (2 (x + i) + (9/4 - m^2) / (2 (x + 2 i) + ...)), by Steed's forward sum.
  let a = 0.25 - m * m;
  const br = 2 * x;
  let bi = 2;
  let dr = br / (br * br + bi * bi);
  let di = -bi / (br * br + bi * bi);
  let er = a * dr;
  let ei = a * di;
  let hr = er;
  let hi = ei;
  for (let k = 1; k < MAX_TERMS; k++) {
    a = (k + 0.5) * (k + 0.5) - m * m;
    bi += 2;
    // d = 1 / (b + a d), the increment is multiplied by b d - 1.
    const nr = br + a * dr;
    const ni = bi + a * di;
    const n2 = nr * nr + ni * ni;
    dr = nr / n2;
    di = -ni / n2;
    const fr = br * dr - bi * di - 1;
    const fi = br * di + bi * dr;
    const t = er * fr - ei * fi;
    ei = er * fi + ei * fr;
    er = t;
    hr += er;
    hi += ei;
    if (Math.abs(er) + Math.abs(ei) < EPS * (Math.abs(hr) + Math.abs(hi))) break;
  }
  const p = -0.5 / x - hi / x;
  const q = 1 + hr / x;
  const w = 2 / (Math.PI * x);
  // With gamma = (p - f) / q: J = w / (q (1 + gamma^2)) under the root, Y = gamma J, Y' = p Y + q J.
  const gamma = (p - f) / q;
  const j = sign * Math.sqrt(w / (q * (1 + gamma * gamma)));
  const y = gamma * j;
  wavePair[0] = j;
  // J(m + 1) = m J / x - J' and J' = p J - q Y, which stays exact where J is near a zero.
  wavePair[1] = (m / x - p) * j + q * y;
  wavePair[2] = y;
  wavePair[3] = (m / x - p) * y - q * j;
}

/** J and Y of orders m and m + 1 into wavePair, |m| <= 1/2, x > 0. */
export function waves(m: number, x: number): void {
  if (m === 0) {
    wavePair[0] = j0(x);
    wavePair[1] = j1(x);
    wavePair[2] = y0(x);
    wavePair[3] = y1(x);
  } else if (m === 0.5 || m === -0.5) {
    const scale = Math.sqrt(2 / (Math.PI * x));
    const s = scale * Math.sin(x);
    const c = scale * Math.cos(x);
    if (m > 0) {
      wavePair[0] = s;
      wavePair[1] = x < 1 ? ratioJ(0.5, x) * s : s / x - c;
      wavePair[2] = -c;
      wavePair[3] = -c / x - s;
    } else {
      wavePair[0] = c;
      wavePair[1] = s;
      wavePair[2] = s;
      wavePair[3] = -c;
    }
  } else if (x < 2) {
    temme(m, x, -1, modifiedPair);
    const ym = modifiedPair[0]!;
    const yn = modifiedPair[1]!;
    const r = ratioJ(m, x);
    const j = 2 / (Math.PI * x) / (r * ym - yn);
    wavePair[0] = j;
    wavePair[1] = r * j;
    wavePair[2] = ym;
    wavePair[3] = yn;
  } else if (x < HANKEL) steed(m, x);
  else {
    hankelWaves(m, x, 0);
    hankelWaves(m + 1, x, 1);
  }
}

/** sqrt(2 x / pi) exp(x) K(v, x) by Hankel's expansion; x large against v^2. */
export function hankelK(v: number, x: number): number {
  const mu = 4 * v * v;
  const step = 1 / (8 * x);
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 200; k++) {
    term *= ((mu - (2 * k - 1) ** 2) * step) / k;
    sum += term;
    if (Math.abs(term) < EPS * Math.abs(sum)) break;
  }
  return sum;
}

/** exp(x) K of orders m and m + 1 into modifiedPair, |m| <= 1/2, x > 0. */
export function modified(m: number, x: number): void {
  if (m === 0) {
    modifiedPair[0] = k0e(x);
    modifiedPair[1] = k1e(x);
  } else if (x < 2) {
    temme(m, x, 1, modifiedPair);
    const e = Math.exp(x);
    modifiedPair[0]! *= e;
    modifiedPair[1]! *= e;
  } else if (x < HANKEL) {
    // Temme's normalised form of Steed's second continued fraction (J. Comput. Phys. 19, 1975, section 3).
    const a1 = 0.25 - m * m;
    let b = 2 * (1 + x);
    let d = 1 / b;
    let h = d;
    let del = d;
    let q1 = 0;
    let q2 = 1;
    let q = a1;
    let c = a1;
    let a = -a1;
    let s = 1 + q * del;
    for (let k = 2; k < MAX_TERMS; k++) {
      a -= 2 * (k - 1);
      c = (-a * c) / k;
      const qn = (q1 - b * q2) / a;
      q1 = q2;
      q2 = qn;
      q += c * qn;
      b += 2;
      d = 1 / (b + a * d);
      del *= b * d - 1;
      h += del;
      const ds = q * del;
      s += ds;
      if (Math.abs(ds) <= EPS * Math.abs(s)) break;
    }
    h *= a1;
    const value = Math.sqrt(Math.PI / (2 * x)) / s;
    modifiedPair[0] = value;
    modifiedPair[1] = (value * (m + x + 0.5 - h)) / x;
  } else {
    const scale = Math.sqrt(Math.PI / (2 * x));
    modifiedPair[0] = scale * hankelK(m, x);
    modifiedPair[1] = scale * hankelK(m + 1, x);
  }
}
