/**
 * p cos(x) + q sin(x) for x >= 0, with one reduction of x: what Bessel functions of large argument come down to.
 */
import { cosineRest, sineRest } from './fits/circle.js';

const TWO_OVER_PI = 2 / Math.PI;
/** pi / 2 in three parts of 33 bits: k times each of the first two is exact up to k = 2^20. */
const PART1 = 1.570796326734125614;
const PART2 = 6.0771005063039659e-11;
const PART3 = 2.0222662487959506e-21;
const FAR = 1e6;

/** p cos(x) + q sin(x), x >= 0. */
export function wave(x: number, p: number, q: number): number {
  if (!(x < FAR)) return x === Infinity ? 0 : p * Math.cos(x) + q * Math.sin(x);
  const k = Math.round(x * TWO_OVER_PI);
  const head = x - k * PART1;
  const tail = k * PART2;
  const r = head - tail;
  const low = head - r - tail - k * PART3;
  const t = r * r;
  // First order in what the reduced argument lost: sin(r + low) and cos(r + low).
  const s = r * sineRest(t) + low;
  const c = 1 - (t * 0.5 - t * t * cosineRest(t)) - r * low;
  switch (k & 3) {
    case 0:
      return p * c + q * s;
    case 1:
      return q * c - p * s;
    case 2:
      return -(p * c + q * s);
    default:
      return p * s - q * c;
  }
}
