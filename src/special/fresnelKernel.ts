/** Fresnel's integrals of real numbers: series by rational approximations below x⁴ = 8, auxiliary functions beyond (DLMF 7.5). */
import { z } from './define.js';
import { fresnelC, fresnelF, fresnelG, fresnelS } from './fits/fresnel.js';
import { cospi, sinpi } from './multiplesOfPi.js';

const SPLIT = 134217729;

/** x² mod 4, with the square's rounding error put back. */
function squareMod4(x: number): number {
  const square = x * x;
  const big = SPLIT * x;
  const high = big - (big - x);
  const low = x - high;
  const rest = high * high - square + 2 * high * low + low * low;
  return (square % 4) + rest;
}

/** f(x) and g(x) into z[0], z[1], x⁴ >= 8. */
function auxiliary(x: number): void {
  const fourth = x * x * x * x;
  const v = 1 / fourth;
  z[0] = fresnelF(v) / (Math.PI * x);
  z[1] = fresnelG(v) / (Math.PI * Math.PI * x * x * x);
}

/** S(x) and C(x). */
export function fresnelKernel(x: number): void {
  const y = Math.abs(x);
  const square = y * y;
  if (square * square < 8) {
    const t = square * square;
    z[0] = x * square * fresnelS(t);
    z[1] = x * fresnelC(t);
    return;
  }
  if (!(y < 1e16)) {
    const limit = x === x ? 0.5 * Math.sign(x) : x;
    z[0] = z[1] = limit;
    return;
  }
  const phase = squareMod4(y) / 2;
  const [sine, cosine] = [sinpi(phase), cospi(phase)];
  auxiliary(y);
  const [f, g] = [z[0]!, z[1]!];
  const s = 0.5 - f * cosine - g * sine;
  const c = 0.5 + f * sine - g * cosine;
  z[0] = x < 0 ? -s : s;
  z[1] = x < 0 ? -c : c;
}

/** f and g for any x >= 0, into z[0] and z[1]. */
function auxiliaryAny(u: number): void {
  if (u * u * u * u >= 8) return auxiliary(u);
  fresnelKernel(u);
  const [s, c] = [0.5 - z[0]!, 0.5 - z[1]!];
  const phase = (u * u) / 2;
  const [sine, cosine] = [sinpi(phase), cospi(phase)];
  z[0] = s * cosine - c * sine;
  z[1] = c * cosine + s * sine;
}

/** F+(x) = ∫ exp(it²) dt from x to infinity, and K+(x) = exp(-i(x² + π/4)) F+(x) / √π. */
export function modfresnelpKernel(x: number): void {
  const size = Math.abs(x);
  const u = size * Math.sqrt(2 / Math.PI);
  auxiliaryAny(u);
  const [f, g] = [z[0]!, z[1]!];
  const c = Math.cos(x * x);
  const s = Math.sin(x * x);
  const scale = Math.sqrt(Math.PI / 2);
  let re = scale * (g * c - f * s);
  let im = scale * (g * s + f * c);
  let kRe = (g + f) / 2;
  let kIm = (f - g) / 2;
  if (x < 0) {
    // The whole integral is √π exp(iπ/4).
    re = scale - re;
    im = scale - im;
    kRe = c - kRe;
    kIm = -s - kIm;
  }
  z[0] = re;
  z[1] = im;
  z[2] = kRe;
  z[3] = kIm;
}

/** F-(x) and K-(x), the complex conjugates. */
export function modfresnelmKernel(x: number): void {
  modfresnelpKernel(x);
  z[1] = -z[1]!;
  z[3] = -z[3]!;
}
