/** Complete and incomplete elliptic integrals (Legendre's) and Jacobi's elliptic functions. */
import { special, specialMulti, z } from './define.js';
import type { Special1, Special2Of } from './types.js';

/** The arithmetic-geometric mean of 1 and b > 0 (DLMF 19.8.1). */
function agmOne(b: number): number {
  let a = 1;
  for (let k = 0; k < 12 && Math.abs(a - b) > 1e-9 * a; k++) {
    const mean = (a + b) / 2;
    b = Math.sqrt(a * b);
    a = mean;
  }
  return (a + b) / 2;
}

/** K(m) from p = 1 - m (DLMF 19.8.5). */
export function ellipkm1Kernel(p: number): number {
  if (p === 0) return Infinity;
  if (!(p > 0)) return NaN;
  if (p === Infinity) return 0;
  return Math.PI / (2 * agmOne(Math.sqrt(p)));
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
