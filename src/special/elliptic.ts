/** Complete and incomplete elliptic integrals (Legendre's and Carlson's) and Jacobi's elliptic functions. */
import { elliprcKernel, elliprdKernel, elliprfKernel, elliprgKernel, elliprjKernel } from './carlsonKernel.js';
import { special, specialMulti, z } from './define.js';
import { ellipeLog, ellipeSmooth, ellipkLog, ellipkSmooth } from './fits/elliptic.js';
import type { Special1, Special2, Special2Of, Special3, Special4 } from './types.js';

/** K(1 - p), 0 < p <= 1. */
function completeFirst(p: number): number {
  return ellipkSmooth(p) - Math.log(p) * ellipkLog(p);
}

/** K(m) from p = 1 - m; p > 1 by DLMF 19.7.5. */
export function ellipkm1Kernel(p: number): number {
  if (p > 1) return p === Infinity ? 0 : completeFirst(1 / p) / Math.sqrt(p);
  if (p > 0) return completeFirst(p);
  return p === 0 ? Infinity : NaN;
}

/** E(m) by polynomials in 1 - m, one of them times its logarithm; negative m by DLMF 19.7.5. */
export function ellipeKernel(m: number): number {
  if (m === -Infinity) return Infinity;
  if (m === 1) return 1;
  const p = m < 0 ? 1 / (1 - m) : 1 - m;
  const value = ellipeSmooth(p) - Math.log(p) * p * ellipeLog(p);
  return m < 0 ? Math.sqrt(1 - m) * value : value;
}

/** The nearest whole multiple of π, and the sine and cosine of what is left of phi. */
function reduced(phi: number): { turns: number; s: number; c: number } {
  const turns = Math.round(phi / Math.PI);
  const sign = turns % 2 === 0 ? 1 : -1;
  return { turns, s: sign * Math.sin(phi), c: sign * Math.cos(phi) };
}

/** F(phi | m) = s R_F(c², 1 - m s², 1) and twice K for each half turn (DLMF 19.25.5). */
function ellipkincKernel(phi: number, m: number): number {
  if (phi !== phi || m !== m || m > 1) return NaN;
  if (m === -Infinity) return 0;
  if (Math.abs(phi) === Infinity) return phi;
  if (m === 0) return phi;
  if (m === 1) {
    if (Math.abs(phi) >= Math.PI / 2) return phi > 0 ? Infinity : -Infinity;
    return Math.asinh(Math.tan(phi));
  }
  if (Math.abs(phi) <= Math.PI / 2) {
    const s = Math.sin(phi);
    const c = Math.cos(phi);
    return s * elliprfKernel(c * c, 1 - m * s * s, 1);
  }
  const { turns, s, c } = reduced(phi);
  return s * elliprfKernel(c * c, 1 - m * s * s, 1) + 2 * turns * ellipkKernel(m);
}

/** E(phi | m), by the form without cancellation for the m (DLMF 19.25.9, 19.25.10). */
function ellipeincKernel(phi: number, m: number): number {
  if (phi !== phi || m !== m || m > 1) return NaN;
  if (Math.abs(phi) === Infinity) return phi;
  if (m === -Infinity) return -m;
  if (m === 0) return phi;
  const isShort = Math.abs(phi) <= Math.PI / 2;
  const { turns, s, c } = isShort ? { turns: 0, s: Math.sin(phi), c: Math.cos(phi) } : reduced(phi);
  const c2 = c * c;
  const d2 = 1 - m * s * s;
  let value: number;
  if (m === 1) value = s;
  else if (m > 0) {
    const rest = ((m * s * s) / 3) * elliprdKernel(c2, 1, d2);
    value = s * ((1 - m) * (elliprfKernel(c2, d2, 1) + rest) + (m * c) / Math.sqrt(d2));
  } else value = s * (elliprfKernel(c2, d2, 1) - ((m * s * s) / 3) * elliprdKernel(c2, d2, 1));
  return turns === 0 ? value : value + 2 * turns * ellipeKernel(m);
}

/** The arithmetic-geometric mean; nan for arguments of unlike signs. */
function agmKernel(a: number, b: number): number {
  if (a * b < 0 || a !== a || b !== b) return NaN;
  if (a === 0 || b === 0) return Math.abs(a) === Infinity || Math.abs(b) === Infinity ? NaN : 0;
  if (Math.abs(a) === Infinity || Math.abs(b) === Infinity) return a > 0 ? Infinity : -Infinity;
  const sign = a < 0 ? -1 : 1;
  let [u, v] = [Math.abs(a), Math.abs(b)];
  for (let k = 0; k < 30 && Math.abs(u - v) > 1e-9 * u; k++) {
    const mean = u / 2 + v / 2;
    v = Math.sqrt(u) * Math.sqrt(v);
    u = mean;
  }
  return (sign * (u + v)) / 2;
}

/** K(m). */
export function ellipkKernel(m: number): number {
  return ellipkm1Kernel(1 - m);
}

/**
 * The complete elliptic integral of the first kind, from the parameter m = k².
 *
 * @example
 * special.ellipk(0.5); // 1.8540746773013719
 */
export const ellipk = special<Special1>('ellipk', ellipkKernel);
/** The complete elliptic integral of the first kind around m = 1: K(1 - p). */
export const ellipkm1 = special<Special1>('ellipkm1', ellipkm1Kernel);

/** Scratch of the descending Landen transformation: so many steps square the parameter away. */
const A = new Float64Array(16);
const C = new Float64Array(16);

/** sn, cn, dn and the amplitude (DLMF 22.20(ii)). */
export function ellipjKernel(u: number, m: number): void {
  if (!(m >= 0 && m <= 1) || Number.isNaN(u)) {
    z.fill(NaN, 0, 4);
    return;
  }
  let phi: number;
  if (m === 1) {
    z[0] = Math.tanh(u);
    z[1] = z[2] = 1 / Math.cosh(u);
    z[3] = 2 * Math.atan(Math.tanh(u / 2));
    return;
  }
  let b = Math.sqrt(1 - m);
  let n = 0;
  A[0] = 1;
  C[0] = Math.sqrt(m);
  while (Math.abs(C[n]! / A[n]!) > 1.1e-16 && n < 12) {
    const a = A[n]!;
    n++;
    A[n] = (a + b) / 2;
    C[n] = (a - b) / 2;
    b = Math.sqrt(a * b);
  }
  phi = 2 ** n * A[n]! * u;
  let before = phi;
  for (; n > 0; n--) {
    before = phi;
    phi = (Math.asin((C[n]! * Math.sin(phi)) / A[n]!) + phi) / 2;
  }
  const sn = Math.sin(phi);
  const cn = Math.cos(phi);
  z[0] = sn;
  z[1] = cn;
  const gap = Math.cos(phi - before);
  // The quotient loses figures where both go to zero.
  z[2] = Math.abs(gap) < 0.1 || m < 0.5 ? Math.sqrt(1 - m * sn * sn) : cn / gap;
  z[3] = phi;
}

/**
 * Jacobi's elliptic functions of u and the parameter m in [0, 1].
 *
 * @returns sn, cn, dn and the amplitude
 * @example
 * const [sn, cn, dn, ph] = special.ellipj(0.5, 0.3);
 */
export const ellipj = specialMulti<Special2Of<4>>('ellipj', 4, ellipjKernel);

/**
 * The complete elliptic integral of the second kind, from the parameter m = k².
 *
 * @example
 * special.ellipe(0); // 1.5707963267948966
 */
export const ellipe = special<Special1>('ellipe', ellipeKernel);
/** The incomplete elliptic integral of the first kind: `ellipkinc(phi, m)`. */
export const ellipkinc = special<Special2>('ellipkinc', ellipkincKernel);
/** The incomplete elliptic integral of the second kind: `ellipeinc(phi, m)`. */
export const ellipeinc = special<Special2>('ellipeinc', ellipeincKernel);
/** Carlson's degenerate symmetric elliptic integral R_C(x, y). */
export const elliprc = special<Special2>('elliprc', elliprcKernel);
/** Carlson's symmetric elliptic integral of the second kind R_D(x, y, z). */
export const elliprd = special<Special3>('elliprd', elliprdKernel);
/** Carlson's completely symmetric elliptic integral of the first kind R_F(x, y, z). */
export const elliprf = special<Special3>('elliprf', elliprfKernel);
/** Carlson's completely symmetric elliptic integral of the second kind R_G(x, y, z). */
export const elliprg = special<Special3>('elliprg', elliprgKernel);
/** Carlson's symmetric elliptic integral of the third kind R_J(x, y, z, p). */
export const elliprj = special<Special4>('elliprj', elliprjKernel);
/** The arithmetic-geometric mean of two numbers. */
export const agm = special<Special2>('agm', agmKernel);
