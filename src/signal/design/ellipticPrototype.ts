/**
 * Elliptic (Cauer) prototypes: ripple in both bands (S. Orfanidis, Lecture notes on elliptic filter design, 2006). The
 * degree equation is solved through nomes.
 */
import { ValueError } from '../../core/errors.js';
import { ellipjKernel, ellipkKernel, ellipkm1Kernel } from '../../special/elliptic.js';
import { z as kernelResults } from '../../special/define.js';
import { complex, negative, productOf } from '../complexes.js';
import type { Complex } from '../../core/complex.js';
import { checkOrder } from './prototypes.js';
import { zpkTuple, type Zpk, type ZpkTuple } from './zpk.js';

/** sn, cn and dn. */
function jacobi(u: number, m: number): [sn: number, cn: number, dn: number] {
  ellipjKernel(u, m);
  return [kernelResults[0]!, kernelResults[1]!, kernelResults[2]!];
}

/** 10 ** (0.1 x) - 1 without cancellation. */
const powerRatio = (decibels: number): number => Math.expm1(0.1 * Math.LN10 * decibels);

/** The parameter m of the degree equation N K(1 - m) / K(m) = K(1 - m1) / K(m1). */
export function degreeParameter(N: number, m1: number): number {
  const q = Math.exp((-Math.PI * ellipkm1Kernel(m1)) / ellipkKernel(m1)) ** (1 / N);
  let top = 0;
  let bottom = 1;
  for (let k = 0; k < 8; k++) {
    top += q ** (k * (k + 1));
    bottom += 2 * q ** ((k + 1) * (k + 1));
  }
  return 16 * q * (top / bottom) ** 4;
}

/** The u of sc(u, 1 - m) = w: Carlson's integral RF by duplication (DLMF 19.25.5 and 19.36). */
function inverseSc(w: number, m: number): number {
  const size = 1 + w * w;
  let x = 1 / size;
  let y = (1 + m * w * w) / size;
  let z = 1;
  for (let k = 0; k < 40; k++) {
    const mean = (x + y + z) / 3;
    if (Math.max(Math.abs(mean - x), Math.abs(mean - y), Math.abs(mean - z)) < 1e-4 * mean) break;
    const shift = Math.sqrt(x * y) + Math.sqrt(y * z) + Math.sqrt(z * x);
    x = (x + shift) / 4;
    y = (y + shift) / 4;
    z = (z + shift) / 4;
  }
  const mean = (x + y + z) / 3;
  const [dx, dy] = [1 - x / mean, 1 - y / mean];
  const dz = -dx - dy;
  const e2 = dx * dy - dz * dz;
  const e3 = dx * dy * dz;
  const rf = (1 - e2 / 10 + e3 / 14 + (e2 * e2) / 24 - (3 * e2 * e3) / 44) / Math.sqrt(mean);
  return (w / Math.sqrt(size)) * rf;
}

/** The elliptic prototype. */
export function elliptic(N: number, rp: number, rs: number): Zpk {
  if (N === 0) return { z: [], p: [], k: 10 ** (-rp / 20) };
  const eps2 = powerRatio(rp);
  if (N === 1) {
    const p = -Math.sqrt(1 / eps2);
    return { z: [], p: [complex(p)], k: -p };
  }
  const ck1 = eps2 / powerRatio(rs);
  if (!(ck1 < 1)) throw new ValueError(`ellip: rs must be greater than rp, got rp ${rp} and rs ${rs}`);
  if (ck1 === 0) throw new ValueError('ellip: Cannot design a filter with given rp and rs specifications.');
  const eps = Math.sqrt(eps2);
  const k1 = ellipkKernel(ck1);
  const m = degreeParameter(N, ck1);
  const capk = ellipkKernel(m);
  const v0 = (capk * inverseSc(1 / eps, ck1)) / (N * k1);
  const [sv, cv, dv] = jacobi(v0, 1 - m);
  const zeros: Complex[] = [];
  const poles: Complex[] = [];
  for (let j = 1 - (N % 2); j < N; j += 2) {
    const [s, c, d] = jacobi((j * capk) / N, m);
    if (Math.abs(s) > 2e-16) zeros.push(complex(0, 1 / (Math.sqrt(m) * s)));
    const below = 1 - (d * sv) ** 2;
    poles.push(complex((-c * d * sv * cv) / below, (-s * dv) / below));
  }
  const z = [...zeros, ...zeros.map((x) => x.conj())];
  const p = [...poles, ...poles.filter((x) => Math.abs(x.im) > 2e-16 * x.abs()).map((x) => x.conj())];
  let k = productOf(p.map(negative)).div(productOf(z.map(negative))).re;
  if (N % 2 === 0) k /= Math.sqrt(1 + eps2);
  return { z, p, k };
}

/**
 * The zeros and poles of an analog elliptic prototype.
 *
 * @param N - the order
 * @param rp - the ripple in the passband, in dB
 * @param rs - the attenuation in the stopband, in dB
 * @returns zeros, poles and gain
 * @throws ValueError when N is negative or fractional
 * @example
 * const [z] = ellipap(3, 1, 40);
 * z.size; // 2
 */
export function ellipap(N: number, rp: number, rs: number): ZpkTuple {
  return zpkTuple(elliptic(checkOrder('ellipap', N), rp, rs));
}
