/**
 * Airy functions of real and complex argument: Taylor series of the differential equation from tabulated points along the real axis,
 * Poincare's expansions far out (DLMF 9.7), elsewhere K of orders 1/3 and 2/3 and the connection formulas (DLMF 9.2, 9.6).
 */
import { AIRY } from './fits/airy.js';
import { z } from './define.js';
import { kvComplex, kveComplex } from './bessel/complexArgument.js';
import { wave } from './bessel/waves.js';

const EDGE = 16.25;
const TERMS = 30;
const ROOT_PI = Math.sqrt(Math.PI);

/** The sums over even and odd u(k) / zeta^k and v(k) / zeta^k with alternating signs where `sign` is -1. */
const sums = new Float64Array(4);
function expansion(zeta: number, sign: number): void {
  let u = 1;
  let ue = 1;
  let uo = 0;
  let ve = 1;
  let vo = 0;
  for (let k = 1; k < 40; k++) {
    u *= ((6 * k - 5) * (6 * k - 3) * (6 * k - 1)) / (216 * k * (2 * k - 1) * zeta);
    const v = (u * (6 * k + 1)) / (1 - 6 * k);
    // i^k on the negative axis: signs + + - -.
    const s = sign < 0 && k & 2 ? -1 : 1;
    if (k & 1) {
      uo += s * u;
      vo += s * v;
    } else {
      ue += s * u;
      ve += s * v;
    }
    if (u < 1e-17) break;
  }
  sums[0] = ue;
  sums[1] = uo;
  sums[2] = ve;
  sums[3] = vo;
}

/** Ai, Ai', Bi, Bi' into z[0..3]; with `scaled`, times exp(zeta), exp(zeta), exp(-zeta), exp(-zeta) for x >= 0. */
function real(x: number, scaled: boolean): void {
  if (Number.isNaN(x)) {
    z.fill(NaN, 0, 4);
    return;
  }
  const a = Math.abs(x);
  const zeta = (2 / 3) * a * Math.sqrt(a);
  if (a < EDGE) {
    const node = Math.round(2 * x);
    const at = 6 * (Math.max(-32, Math.min(32, node)) + 32);
    const x0 = at / 12 - 16;
    const h = x - x0;
    // Three coefficients back of each solution, from the tabulated value and slope.
    let p0 = AIRY[at]!;
    let p1 = AIRY[at + 1]!;
    let q0 = AIRY[at + 2]!;
    let q1 = AIRY[at + 3]!;
    let p2 = (x0 * p0) / 2;
    let q2 = (x0 * q0) / 2;
    let power = h;
    let ai = p0 + p1 * h;
    let aip = p1;
    let bi = q0 + q1 * h;
    let bip = q1;
    // At 0 every third term is nothing: two must be small.
    let ep = Infinity;
    let eq = Infinity;
    for (let n = 2; n < TERMS; n++) {
      aip += n * p2 * power;
      bip += n * q2 * power;
      power *= h;
      const dp = p2 * power;
      const dq = q2 * power;
      ai += dp;
      bi += dq;
      const f = 1 / ((n + 1) * n);
      const p3 = (x0 * p1 + p0) * f;
      const q3 = (x0 * q1 + q0) * f;
      p0 = p1;
      p1 = p2;
      p2 = p3;
      q0 = q1;
      q1 = q2;
      q2 = q3;
      if (
        (Math.abs(dp) + Math.abs(ep)) * n * 4 < 1e-17 * (Math.abs(ai) + Math.abs(aip)) &&
        (Math.abs(dq) + Math.abs(eq)) * n * 4 < 1e-17 * (Math.abs(bi) + Math.abs(bip))
      )
        break;
      ep = dp;
      eq = dq;
    }
    if (scaled && x >= 0) {
      const up = Math.exp(zeta);
      ai *= up;
      aip *= up;
      bi /= up;
      bip /= up;
    }
    z[0] = ai;
    z[1] = aip;
    z[2] = bi;
    z[3] = bip;
    return;
  }
  const root = Math.sqrt(Math.sqrt(a));
  if (x > 0) {
    if (x === Infinity) {
      z[0] = 0;
      z[1] = -0;
      z[2] = scaled ? 0 : Infinity;
      z[3] = Infinity;
      return;
    }
    expansion(zeta, 1);
    const c = 1 / ROOT_PI;
    // exp(zeta) in halves, so that it overflows only where the result does.
    const half = scaled ? 1 : Math.exp(zeta / 2);
    z[0] = ((c / 2) * (sums[0]! - sums[1]!)) / root / half / half;
    z[1] = (-(c / 2) * root * (sums[2]! - sums[3]!)) / half / half;
    z[2] = ((c * (sums[0]! + sums[1]!)) / root) * half * half;
    z[3] = c * root * (sums[2]! + sums[3]!) * half * half;
    return;
  }
  if (a === Infinity) {
    z[0] = z[2] = 0;
    z[1] = z[3] = NaN;
    return;
  }
  expansion(zeta, -1);
  // cos(zeta - pi / 4) and sin(zeta - pi / 4) written out.
  const f = Math.SQRT1_2 / ROOT_PI;
  const [ue, uo, ve, vo] = sums as unknown as [number, number, number, number];
  z[0] = (f / root) * wave(zeta, ue - uo, ue + uo);
  z[1] = f * root * wave(zeta, -ve - vo, ve - vo);
  z[2] = (f / root) * wave(zeta, ue + uo, uo - ue);
  z[3] = f * root * wave(zeta, ve - vo, ve + vo);
}

/** Ai, Ai', Bi, Bi' of real x into z. */
export function airyKernel(x: number): void {
  real(x, false);
}

/** The same, scaled; Ai and Ai' are NaN for x < 0, as their factor would be complex. */
export function airyeKernel(x: number): void {
  real(x, true);
  if (x < 0) z[0] = z[1] = NaN;
}

/** exp(zeta) Ai and exp(zeta) Ai' of complex argument with |arg| <= 2 pi / 3, and zeta. */
const A = new Float64Array(6);
function scaledAi(x: number, y: number): void {
  const r = Math.hypot(x, y);
  const t = Math.atan2(y, x);
  const size = (2 / 3) * r * Math.sqrt(r);
  const zr = size * Math.cos(1.5 * t);
  const zi = size * Math.sin(1.5 * t);
  // exp(zeta) K; in the left half of zeta it is not small, and the plain function times the factor serves.
  const of = (v: number): void => {
    if (zr >= 0) kveComplex(v, zr, zi);
    else {
      kvComplex(v, zr, zi);
      const e = Math.exp(zr);
      const c = e * Math.cos(zi);
      const s = e * Math.sin(zi);
      const re = z[0]!;
      z[0] = c * re - s * z[1]!;
      z[1] = c * z[1]! + s * re;
    }
  };
  of(1 / 3);
  const f = Math.sqrt(r / 3) / Math.PI;
  const c = f * Math.cos(t / 2);
  const s = f * Math.sin(t / 2);
  A[0] = c * z[0]! - s * z[1]!;
  A[1] = c * z[1]! + s * z[0]!;
  of(2 / 3);
  const g = -1 / (Math.PI * Math.sqrt(3));
  A[2] = g * (x * z[0]! - y * z[1]!);
  A[3] = g * (x * z[1]! + y * z[0]!);
  A[4] = zr;
  A[5] = zi;
}

const HALF_ROOT_3 = Math.sqrt(3) / 2;
/** result[at..] += exp(i angle) exp(-zeta + shift) A[from..]. */
const total = new Float64Array(8);
function add(at: number, from: number, angle: number, shiftRe: number, shiftIm: number): void {
  const e = Math.exp((shiftRe - A[4]!) / 2);
  const turn = angle + shiftIm - A[5]!;
  const c = Math.cos(turn);
  const s = Math.sin(turn);
  total[at]! += (c * A[from]! - s * A[from + 1]!) * e * e;
  total[at + 1]! += (c * A[from + 1]! + s * A[from]!) * e * e;
}

/** scaledAi at z exp(side 2 pi i / 3). */
function rotated(x: number, y: number, side: number): void {
  scaledAi(-0.5 * x - side * HALF_ROOT_3 * y, -0.5 * y + side * HALF_ROOT_3 * x);
}

/** Maclaurin's series of all four: |z| small. */
function maclaurin(x: number, y: number): void {
  const at = 6 * 32;
  // Coefficients of powers of z for Ai and Bi.
  const a = [AIRY[at]!, AIRY[at + 1]!, 0];
  const b = [AIRY[at + 2]!, AIRY[at + 3]!, 0];
  total.fill(0);
  let pr = 1;
  let pi = 0;
  let qr = 0;
  let qi = 0;
  for (let n = 0; n < 40; n++) {
    if (n > 2) {
      a.push(a[n - 3]! / (n * (n - 1)));
      b.push(b[n - 3]! / (n * (n - 1)));
    }
    total[0]! += a[n]! * pr;
    total[1]! += a[n]! * pi;
    total[4]! += b[n]! * pr;
    total[5]! += b[n]! * pi;
    total[2]! += n * a[n]! * qr;
    total[3]! += n * a[n]! * qi;
    total[6]! += n * b[n]! * qr;
    total[7]! += n * b[n]! * qi;
    qr = pr;
    qi = pi;
    pr = qr * x - qi * y;
    pi = qr * y + qi * x;
  }
}

function complexAiry(x: number, y: number, scaled: boolean): void {
  if (Number.isNaN(x) || Number.isNaN(y)) {
    z.fill(NaN);
    return;
  }
  const r = Math.hypot(x, y);
  const t = Math.atan2(y, x);
  const size = (2 / 3) * r * Math.sqrt(r);
  const zr = size * Math.cos(1.5 * t);
  const zi = size * Math.sin(1.5 * t);
  if (r < 1.2) {
    maclaurin(x, y);
    if (scaled) {
      const e = Math.exp(zr);
      const c = e * Math.cos(zi);
      const s = e * Math.sin(zi);
      for (const k of [0, 2]) {
        const re = total[k]!;
        total[k] = c * re - s * total[k + 1]!;
        total[k + 1] = c * total[k + 1]! + s * re;
      }
      const down = Math.exp(-Math.abs(zr));
      for (let k = 4; k < 8; k++) total[k]! *= down;
    }
    z.set(total);
    return;
  }
  total.fill(0);
  const third = (2 * Math.PI) / 3;
  const aRe = scaled ? zr : 0;
  const aIm = scaled ? zi : 0;
  const bRe = scaled ? -Math.abs(zr) : 0;
  const side = y >= 0 ? 1 : -1;
  const quarter = (side * Math.PI) / 2;
  // Bi = 2 exp(-+i pi / 6) Ai(z exp(-+2 pi i / 3)) +- i Ai(z), upper signs in the upper half (DLMF 9.2.11).
  rotated(x, y, -side);
  add(4, 0, (-side * Math.PI) / 6, bRe + Math.LN2, 0);
  add(6, 2, -side * (Math.PI / 6 + third), bRe + Math.LN2, 0);
  if (Math.abs(t) <= third) {
    scaledAi(x, y);
    add(0, 0, 0, aRe, aIm);
    add(2, 2, 0, aRe, aIm);
    add(4, 0, quarter, bRe, 0);
    add(6, 2, quarter, bRe, 0);
  } else {
    // Ai = -sum of exp(+-2 pi i / 3) Ai(z exp(+-2 pi i / 3)) (DLMF 9.2.12).
    for (const s of [-side, side]) {
      if (s === side) rotated(x, y, s);
      const angle = s * third + Math.PI;
      add(0, 0, angle, aRe, aIm);
      add(2, 2, angle + s * third, aRe, aIm);
      add(4, 0, angle + quarter, bRe, 0);
      add(6, 2, angle + s * third + quarter, bRe, 0);
    }
  }
  z.set(total);
}

/** Ai, Ai', Bi, Bi' of complex argument into z[0..7]. */
export function airyComplex(x: number, y: number): void {
  complexAiry(x, y, false);
}

/** The same with Ai, Ai' times exp(zeta) and Bi, Bi' times exp(-|Re zeta|), zeta = (2 / 3) z^(3/2). */
export function airyeComplex(x: number, y: number): void {
  complexAiry(x, y, true);
}

/** The integrals of Ai and Bi from 0 to x into out[at] and out[at + 1]. */
function integrals(x: number, out: Float64Array, at: number): void {
  const a = Math.abs(x);
  if (a < EDGE) {
    const row = 6 * (Math.max(-32, Math.min(32, Math.round(2 * x))) + 32);
    const x0 = row / 12 - 16;
    const h = x - x0;
    for (let k = 0; k < 2; k++) {
      let p0 = AIRY[row + 2 * k]!;
      let p1 = AIRY[row + 2 * k + 1]!;
      let p2 = (x0 * p0) / 2;
      let power = h * h;
      let sum = p0 * h + (p1 * power) / 2;
      for (let n = 2; n < 24; n++) {
        power *= h;
        sum += (p2 * power) / (n + 1);
        const p3 = (x0 * p1 + p0) / ((n + 1) * n);
        p0 = p1;
        p1 = p2;
        p2 = p3;
      }
      out[at + k] = AIRY[row + 4 + k]! + sum;
    }
    return;
  }
  // Terms c(k) = u(k) + (k - 1/2) c(k - 1): integrate Poincare's expansions by parts.
  const zeta = (2 / 3) * a * Math.sqrt(a);
  let u = 1;
  let c = 1;
  let even = 1;
  let odd = 0;
  for (let k = 1; k < 80; k++) {
    u *= ((6 * k - 5) * (6 * k - 3) * (6 * k - 1)) / (216 * k * (2 * k - 1) * zeta);
    const next = u + ((k - 0.5) * c) / zeta;
    if (next > c) break;
    c = next;
    const s = x < 0 && k & 2 ? -1 : 1;
    if (k & 1) odd += s * c;
    else even += s * c;
    if (c < 1e-17) break;
  }
  const scale = 1 / (ROOT_PI * Math.sqrt(1.5 * zeta));
  if (x > 0) {
    const half = Math.exp(zeta / 2);
    out[at] = 1 / 3 - (scale / 2) * (even - odd) * Math.exp(-zeta);
    out[at + 1] = scale * (even + odd) * half * half;
  } else {
    // The integral of Ai over (-inf, 0) is 2 / 3; cos and sin of zeta + pi / 4.
    const f = scale * Math.SQRT1_2;
    out[at] = -(2 / 3) + f * wave(zeta, even + odd, odd - even);
    out[at + 1] = f * wave(zeta, odd - even, -even - odd);
  }
}

/** The integrals from 0 to x of Ai(t), Bi(t), Ai(-t), Bi(-t), into z. */
export function itairyKernel(x: number): void {
  if (!Number.isFinite(x)) {
    z.fill(NaN, 0, 4);
    return;
  }
  integrals(x, z, 0);
  integrals(-x, z, 2);
  z[2] = -z[2]!;
  z[3] = -z[3]!;
}
