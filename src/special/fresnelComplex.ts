/** Fresnel's integrals of complex numbers: power series near 0 (DLMF 7.6.4, 7.6.6), error functions elsewhere (7.5.8). */
import { z } from './define.js';
import { erfComplex } from './faddeeva.js';
import { fresnelKernel } from './fresnelKernel.js';

const HALF_ROOT_PI = Math.sqrt(Math.PI) / 2;

/** S(w) and C(w) into z. */
export function fresnelComplex(re: number, im: number): void {
  if (im === 0) {
    fresnelKernel(re);
    z[2] = z[1]!;
    z[1] = z[3] = 0;
    return;
  }
  if (re * re + im * im < 2.25) return series(re, im);
  // (1 + i)/2 erf(√π/2 (1 - i) w) = C + iS, and with i for -i: C - iS.
  erfComplex(HALF_ROOT_PI * (re + im), HALF_ROOT_PI * (im - re));
  const [aRe, aIm] = [(z[0]! - z[1]!) / 2, (z[0]! + z[1]!) / 2];
  erfComplex(HALF_ROOT_PI * (re - im), HALF_ROOT_PI * (im + re));
  const [bRe, bIm] = [(z[0]! + z[1]!) / 2, (z[1]! - z[0]!) / 2];
  z[0] = (aIm - bIm) / 2;
  z[1] = (bRe - aRe) / 2;
  z[2] = (aRe + bRe) / 2;
  z[3] = (aIm + bIm) / 2;
}

function series(re: number, im: number): void {
  // u = (π/2 w²)², terms w u^k (-1)^k / ((2k)! (4k + 1)) and the like.
  const half = Math.PI / 2;
  const sRe = half * (re - im) * (re + im);
  const sIm = half * 2 * re * im;
  let tRe = re;
  let tIm = im;
  const sums = [0, 0, 0, 0] as [number, number, number, number];
  for (let k = 0; k < 60; k++) {
    // t = w s^k / k!, signs of period 4: C takes even k, S odd ones.
    const sign = k % 4 < 2 ? 1 : -1;
    const d = sign / (2 * k + 1);
    const at = k % 2 === 0 ? 2 : 0;
    sums[at]! += tRe * d;
    sums[at + 1]! += tIm * d;
    const next = (tRe * sRe - tIm * sIm) / (k + 1);
    tIm = (tRe * sIm + tIm * sRe) / (k + 1);
    tRe = next;
    if (k > 2 && Math.abs(tRe) + Math.abs(tIm) < 1e-18 * (Math.abs(sums[0]) + Math.abs(sums[1]))) break;
  }
  z.set(sums);
}
