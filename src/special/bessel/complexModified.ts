/**
 * K and I of real order v >= 0 in the right half of the complex plane: Temme's series near 0, the normalised continued fraction of
 * Temme and of Thompson and Barnett (J. Comput. Phys. 64, 1986), which holds there too, Hankel's expansions far out (DLMF 10.40),
 * upward recurrence of K, and I from its continued fraction and the Wronskian. All other Bessel functions follow from these two.
 */
import { HANKEL, gammaAfter } from './fractional.js';
import { gammaOne, gammaTwo } from './fits/temme.js';

const EPS = 2 ** -53;
const BIG = 1e200;
const LOG_BIG = Math.log(BIG);

/** exp(z) K(v, z) and exp(z) K(v + 1, z): real and imaginary parts, and the logarithm of a factor taken out of all four. */
export const K = new Float64Array(5);
/** exp(-Re z) I(v, z): real and imaginary part. */
export const I = new Float64Array(2);

/** K of orders m and m + 1, |m| <= 1/2, by Temme's series: |z| < 2. */
function temmeK(m: number, x: number, y: number): void {
  const t = m * m;
  const g1 = gammaOne(t);
  const g2 = gammaTwo(t);
  const lr = Math.log(2 / Math.hypot(x, y));
  const li = -Math.atan2(y, x);
  const sr = m * lr;
  const si = m * li;
  const pm = Math.PI * m;
  const circular = m === 0 ? 1 : pm / Math.sin(pm);
  // cosh(s) and sinh(s) / s.
  const cr = Math.cosh(sr) * Math.cos(si);
  const ci = Math.sinh(sr) * Math.sin(si);
  let hr = 1;
  let hi = 0;
  const s2 = sr * sr + si * si;
  if (s2 < 1e-8) {
    hr += (sr * sr - si * si) / 6;
    hi += (sr * si) / 3;
  } else {
    const ar = Math.sinh(sr) * Math.cos(si);
    const ai = Math.cosh(sr) * Math.sin(si);
    hr = (ar * sr + ai * si) / s2;
    hi = (ai * sr - ar * si) / s2;
  }
  let fr = circular * (cr * g1 + (hr * lr - hi * li) * g2);
  let fi = circular * (ci * g1 + (hr * li + hi * lr) * g2);
  const er = Math.exp(sr);
  const cosine = Math.cos(si);
  const sine = Math.sin(si);
  const gp = 0.5 / (g2 - m * g1);
  const gq = 0.5 / (g2 + m * g1);
  let pr = er * cosine * gp;
  let pi = er * sine * gp;
  let qr = (cosine / er) * gq;
  let qi = (-sine / er) * gq;
  const dr = (x * x - y * y) / 4;
  const di = (x * y) / 2;
  let ar = 1;
  let ai = 0;
  let ur = fr;
  let ui = fi;
  let wr = pr;
  let wi = pi;
  for (let k = 1; k < 100; k++) {
    const n = k * k - t;
    fr = (k * fr + pr + qr) / n;
    fi = (k * fi + pi + qi) / n;
    const b = (ar * dr - ai * di) / k;
    ai = (ar * di + ai * dr) / k;
    ar = b;
    pr /= k - m;
    pi /= k - m;
    qr /= k + m;
    qi /= k + m;
    const tr = ar * fr - ai * fi;
    const ti = ar * fi + ai * fr;
    ur += tr;
    ui += ti;
    const vr = ar * pr - ai * pi - k * tr;
    const vi = ar * pi + ai * pr - k * ti;
    wr += vr;
    wi += vi;
    if (
      Math.abs(tr) + Math.abs(ti) < EPS * (Math.abs(ur) + Math.abs(ui)) &&
      Math.abs(vr) + Math.abs(vi) < EPS * (Math.abs(wr) + Math.abs(wi))
    )
      break;
  }
  // K(m + 1) has a factor 2 / z; both get exp(z).
  const e = Math.exp(x);
  const c = e * Math.cos(y);
  const s = e * Math.sin(y);
  const n = 2 / (x * x + y * y);
  const zr = (wr * x + wi * y) * n;
  const zi = (wi * x - wr * y) * n;
  K[0] = ur * c - ui * s;
  K[1] = ur * s + ui * c;
  K[2] = zr * c - zi * s;
  K[3] = zr * s + zi * c;
}

/** sqrt(pi / (2 z)) times (r + i s), into K[at] and K[at + 1]. */
function amplitude(x: number, y: number, r: number, s: number, at: number): void {
  const modulus = Math.sqrt(Math.PI / 2 / Math.hypot(x, y));
  const angle = -0.5 * Math.atan2(y, x);
  const c = modulus * Math.cos(angle);
  const d = modulus * Math.sin(angle);
  K[at] = c * r - d * s;
  K[at + 1] = c * s + d * r;
}

/** The sum of a(k, v) (sign / z)^k: Hankel's expansion; into H. */
const H = new Float64Array(2);
function hankel(v: number, x: number, y: number, sign: number): void {
  const mu = 4 * v * v;
  const n = sign / (8 * (x * x + y * y));
  const dr = x * n;
  const di = -y * n;
  let tr = 1;
  let ti = 0;
  let sr = 1;
  let si = 0;
  for (let k = 1; k < 200; k++) {
    const f = (mu - (2 * k - 1) ** 2) / k;
    const a = (tr * dr - ti * di) * f;
    ti = (tr * di + ti * dr) * f;
    tr = a;
    sr += tr;
    si += ti;
    if (Math.abs(tr) + Math.abs(ti) < EPS * (Math.abs(sr) + Math.abs(si))) break;
  }
  H[0] = sr;
  H[1] = si;
}

function asymptoticK(v: number, x: number, y: number, at: number): void {
  hankel(v, x, y, 1);
  amplitude(x, y, H[0]!, H[1]!, at);
}

/** K of orders m and m + 1 by the continued fraction: Re z >= 0, |z| >= 2, m not +-1/2. */
function fractionK(m: number, x: number, y: number): void {
  const a1 = 0.25 - m * m;
  let br = 2 * (1 + x);
  const bi = 2 * y;
  let n = br * br + bi * bi;
  let dr = br / n;
  let di = -bi / n;
  let hr = dr;
  let hi = di;
  let er = dr;
  let ei = di;
  let q1r = 0;
  let q1i = 0;
  let q2r = 1;
  let q2i = 0;
  let qr = a1;
  let qi = 0;
  let c = a1;
  let a = -a1;
  let sr = 1 + a1 * er;
  let si = a1 * ei;
  for (let k = 2; k < 5000; k++) {
    a -= 2 * (k - 1);
    c = (-a * c) / k;
    const nr = (q1r - (br * q2r - bi * q2i)) / a;
    const ni = (q1i - (br * q2i + bi * q2r)) / a;
    q1r = q2r;
    q1i = q2i;
    q2r = nr;
    q2i = ni;
    qr += c * nr;
    qi += c * ni;
    br += 2;
    const gr = br + a * dr;
    const gi = bi + a * di;
    n = gr * gr + gi * gi;
    dr = gr / n;
    di = -gi / n;
    const fr = br * dr - bi * di - 1;
    const fi = br * di + bi * dr;
    const t = er * fr - ei * fi;
    ei = er * fi + ei * fr;
    er = t;
    hr += er;
    hi += ei;
    const ur = qr * er - qi * ei;
    const ui = qr * ei + qi * er;
    sr += ur;
    si += ui;
    if (Math.abs(ur) + Math.abs(ui) <= EPS * (Math.abs(sr) + Math.abs(si))) break;
  }
  n = sr * sr + si * si;
  amplitude(x, y, sr / n, -si / n, 0);
  // K(m + 1) = K(m) (m + z + 1/2 - h) / z.
  const ur = m + x + 0.5 - a1 * hr;
  const ui = y - a1 * hi;
  n = x * x + y * y;
  const wr = (ur * x + ui * y) / n;
  const wi = (ui * x - ur * y) / n;
  K[2] = K[0]! * wr - K[1]! * wi;
  K[3] = K[0]! * wi + K[1]! * wr;
}

/** exp(z) K of orders v and v + 1 into K, v >= 0, Re z >= 0, z not 0. */
export function complexK(v: number, x: number, y: number): void {
  K[4] = 0;
  const r = Math.hypot(x, y);
  if (r > HANKEL && v * v < r) {
    asymptoticK(v, x, y, 0);
    asymptoticK(v + 1, x, y, 2);
    return;
  }
  const n = Math.round(v);
  const m = v - n;
  if (m === 0.5 || m === -0.5 || r >= HANKEL) {
    asymptoticK(m, x, y, 0);
    asymptoticK(m + 1, x, y, 2);
  } else if (r < 2) temmeK(m, x, y);
  else fractionK(m, x, y);
  let ar = K[0]!;
  let ai = K[1]!;
  let br = K[2]!;
  let bi = K[3]!;
  const zr = (2 * (x / r)) / r;
  const zi = (-2 * (y / r)) / r;
  for (let k = 1; k <= n; k++) {
    const f = m + k;
    const cr = f * (zr * br - zi * bi) + ar;
    const ci = f * (zr * bi + zi * br) + ai;
    ar = br;
    ai = bi;
    br = cr;
    bi = ci;
    if (Math.abs(br) + Math.abs(bi) > BIG) {
      ar /= BIG;
      ai /= BIG;
      br /= BIG;
      bi /= BIG;
      K[4]! += LOG_BIG;
    }
  }
  K[0] = ar;
  K[1] = ai;
  K[2] = br;
  K[3] = bi;
}

/** exp(-Re z) I(v, z) into I, v >= 0, Re z >= 0, z not 0. */
export function complexI(v: number, x: number, y: number): void {
  const r = Math.hypot(x, y);
  if (v <= 50 && r * r < 4 * (v + 1)) {
    seriesI(v, x, y);
    return;
  }
  if (r > HANKEL && v * v < r) {
    asymptoticI(v, x, y);
    return;
  }
  complexK(v, x, y);
  // The ratio I(v + 1) / I(v) = 1 / (b1 + 1 / (b2 + ...)), b(k) = 2 (v + k) / z, by modified Lentz.
  const zr = (2 * (x / r)) / r;
  const zi = (-2 * (y / r)) / r;
  let f = v + 1;
  let n = (zr * zr + zi * zi) * f;
  let dr = zr / n;
  let di = -zi / n;
  let hr = dr;
  let hi = di;
  let cr = 0;
  let ci = 0;
  for (let k = 0; k < 10000 + 2 * r; k++) {
    f++;
    const br = f * zr;
    const bi = f * zi;
    let ur = br + dr;
    let ui = bi + di;
    n = ur * ur + ui * ui;
    if (n === 0) n = ur = 1e-150;
    dr = ur / n;
    di = -ui / n;
    // c = b + 1 / c; the first c is infinite.
    if (k === 0) {
      cr = br;
      ci = bi;
    } else {
      n = cr * cr + ci * ci;
      if (n === 0) n = 1e-300;
      ui = bi - ci / n;
      cr = br + cr / n;
      ci = ui;
    }
    const er = cr * dr - ci * di;
    const ei = cr * di + ci * dr;
    const t = hr * er - hi * ei;
    hi = hr * ei + hi * er;
    hr = t;
    if (Math.abs(er - 1) + Math.abs(ei) < 2 * EPS) break;
  }
  const wr = K[2]! + hr * K[0]! - hi * K[1]!;
  const wi = K[3]! + hr * K[1]! + hi * K[0]!;
  const pr = x * wr - y * wi;
  const pi = x * wi + y * wr;
  const size = Math.hypot(pr, pi);
  const scale = Math.exp(-K[4]!) / size;
  const ar = (pr / size) * scale;
  const ai = (-pi / size) * scale;
  const c = Math.cos(y);
  const s = Math.sin(y);
  I[0] = ar * c - ai * s;
  I[1] = ar * s + ai * c;
}

function seriesI(v: number, x: number, y: number): void {
  const dr = (x * x - y * y) / 4;
  const di = (x * y) / 2;
  let tr = 1;
  let ti = 0;
  let sr = 1;
  let si = 0;
  for (let k = 1; k < 200; k++) {
    const f = 1 / (k * (v + k));
    const a = (tr * dr - ti * di) * f;
    ti = (tr * di + ti * dr) * f;
    tr = a;
    sr += tr;
    si += ti;
    if (Math.abs(tr) + Math.abs(ti) < EPS * (Math.abs(sr) + Math.abs(si))) break;
  }
  const size = (Math.pow(Math.hypot(x, y) / 2, v) / gammaAfter(v)) * Math.exp(-x);
  const angle = v * Math.atan2(y, x);
  const c = size * Math.cos(angle);
  const s = size * Math.sin(angle);
  I[0] = c * sr - s * si;
  I[1] = c * si + s * sr;
}

/** DLMF 10.40.5: both exponentials. */
function asymptoticI(v: number, x: number, y: number): void {
  hankel(v, x, y, -1);
  const ar = H[0]!;
  const ai = H[1]!;
  // exp(i y) a + exp(-2 x - i y +- i pi (v + 1/2)) b.
  let c = Math.cos(y);
  let s = Math.sin(y);
  let pr = ar * c - ai * s;
  let pi = ar * s + ai * c;
  if (x < 20) {
    hankel(v, x, y, 1);
    const e = Math.exp(-2 * x);
    const up = y >= 0 ? 1 : -1;
    // exp(i pi (v + 1/2)) exp(-i y) with the order's part reduced first.
    const turn = v + 0.5 - 2 * Math.round((v + 0.5) / 2);
    const a = Math.cos(Math.PI * turn);
    const b = up * Math.sin(Math.PI * turn);
    const gr = e * (a * c + b * s);
    const gi = e * (b * c - a * s);
    pr += gr * H[0]! - gi * H[1]!;
    pi += gr * H[1]! + gi * H[0]!;
  }
  const modulus = 1 / Math.sqrt(2 * Math.PI * Math.hypot(x, y));
  const angle = -0.5 * Math.atan2(y, x);
  c = modulus * Math.cos(angle);
  s = modulus * Math.sin(angle);
  I[0] = c * pr - s * pi;
  I[1] = c * pi + s * pr;
}
