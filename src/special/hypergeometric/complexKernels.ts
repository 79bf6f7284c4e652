/**
 * Hypergeometric functions of real parameters and complex arguments, which leave their results in `z`: series in pairs of doubles;
 * beyond their reach the expansion of 1F1 for large arguments (DLMF 13.7.2), Bessel functions for 0F1 (DLMF 10.39.9), and for 2F1
 * Taylor series of its differential equation (DLMF 15.10.1) along a path round the point 1.
 */
import { give, z as result } from '../define.js';
import { ivComplex } from '../bessel/complexArgument.js';
import { gammaKernel, rgammaKernel } from '../gammaKernel.js';
import { cospi, sinpi } from '../multiplesOfPi.js';
import { complexSeries, series } from './complexSeries.js';
import { hyp0f1Kernel, hyp1f1Kernel, isNonPositive } from './confluent.js';
import { pairOf } from './doubled.js';
import { hyp2f1Kernel } from './gauss.js';

const isNaNAmong = (...values: number[]): boolean => values.some((value) => value !== value);

/** r (cos angle + i sin angle). */
const polar = (r: number, angle: number): [number, number] => [r * Math.cos(angle), r * Math.sin(angle)];

/** Within this |z| the series of 0F1 holds in pairs of doubles. */
const REACH_0F1 = 200;

/** 0F1(; b; z). */
export function hyp0f1Complex(b: number, x: number, y: number): void {
  if (isNaNAmong(b, x, y) || isNonPositive(b)) return give(NaN, NaN);
  if (y === 0) return give(hyp0f1Kernel(b, x), 0);
  const size = Math.hypot(x, y);
  if (size < REACH_0F1) {
    complexSeries([], [[b, 0]], x, y);
    return give(series.re, series.im);
  }
  const [p, q] = polar(Math.sqrt(size), Math.atan2(y, x) / 2);
  ivComplex(b - 1, 2 * p, 2 * q);
  const [re, im] = [result[0]!, result[1]!];
  const [u, v] = polar(gammaKernel(b) * size ** ((1 - b) / 2), (Math.atan2(y, x) * (1 - b)) / 2);
  give(re * u - im * v, re * v + im * u);
}

/** The falling part of the sum over s of (p)_s (q)_s / s! z^-s, and its smallest term. */
function falling(p: number, q: number, x: number, y: number): { re: number; im: number; rest: number } {
  const size = x * x + y * y;
  const [u, v] = [x / size, -y / size];
  let a = 1;
  let b = 0;
  let re = 1;
  let im = 0;
  let before = 1;
  for (let s = 0; s < 300; s++) {
    const f = ((p + s) * (q + s)) / (s + 1);
    [a, b] = [f * (a * u - b * v), f * (a * v + b * u)];
    const next = Math.hypot(a, b);
    if (next > before && s > 2 && next !== 0) return { re, im, rest: before };
    re += a;
    im += b;
    before = next;
    if (next <= 1e-17 * Math.hypot(re, im)) return { re, im, rest: 0 };
  }
  return { re, im, rest: before };
}

/** 1F1 for large |z|, Re z >= 0; false where the expansion is not good enough. */
function confluentLarge(a: number, b: number, x: number, y: number): boolean {
  const size = Math.log(Math.hypot(x, y));
  const angle = Math.atan2(y, x);
  const main = falling(1 - a, b - a, x, y);
  const other = falling(a, a - b + 1, -x, -y);
  if (!(main.rest < 1e-15 && other.rest < 1e-15)) return false;
  const g = gammaKernel(b);
  const [c, low] = pairOf(a, -b);
  const [p, q] = polar(g * rgammaKernel(a) * Math.exp(x + (c + low) * size), y + c * angle);
  const [r, t] = polar(g * rgammaKernel(b - a) * Math.exp(-a * size), -a * angle);
  const turnRe = cospi(a);
  const turnIm = y >= 0 ? sinpi(a) : -sinpi(a);
  const [rr, tt] = [r * turnRe - t * turnIm, r * turnIm + t * turnRe];
  const re = p * main.re - q * main.im + rr * other.re - tt * other.im;
  const im = p * main.im + q * main.re + rr * other.im + tt * other.re;
  if (isNaNAmong(re, im)) return false;
  give(re, im);
  return true;
}

/** 1F1(a; b; z). */
export function hyp1f1Complex(a: number, b: number, x: number, y: number): void {
  if (isNaNAmong(a, b, x, y)) return give(NaN, NaN);
  if (y === 0) return give(hyp1f1Kernel(a, b, x), 0);
  if (a === 0) return give(1, 0);
  if (isNonPositive(b) && !(isNonPositive(a) && a > b)) return give(Infinity, 0);
  if (x < 0 && !isNonPositive(a) && !isNonPositive(b)) {
    // Kummer's transformation (DLMF 13.2.39).
    const [c, low] = pairOf(b, -a);
    confluentRight(c, low, b, -x, -y);
    const [u, v] = polar(Math.exp(x), y);
    const [re, im] = [result[0]!, result[1]!];
    return give(u * re - v * im, u * im + v * re);
  }
  confluentRight(a, 0, b, x, y);
}

/** 1F1(a + low; b; z), Re z >= 0 or a polynomial. */
function confluentRight(a: number, low: number, b: number, x: number, y: number): void {
  const isLarge = Math.hypot(x, y) > 30 && !isNonPositive(a) && !isNonPositive(b);
  if (isLarge && low === 0 && confluentLarge(a, b, x, y)) return;
  complexSeries([[a, low]], [[b, 0]], x, y);
  if (isLarge && !(series.loss < 1e14) && confluentLarge(a, b, x, y)) return;
  give(series.re, series.im);
}

/** A point, 2F1 there and its derivative. */
interface Place {
  x: number;
  y: number;
  re: number;
  im: number;
  dre: number;
  dim: number;
}

/** Follow 2F1's differential equation z(1 - z) w'' + (c - (a + b + 1) z) w' - a b w = 0 straight to a point. */
function followTo(place: Place, a: number, b: number, c: number, x: number, y: number): void {
  for (let step = 0; step < 500 && (place.x !== x || place.y !== y); step++) {
    const toX = x - place.x;
    const toY = y - place.y;
    const reach = 0.4 * Math.min(Math.hypot(place.x, place.y), Math.hypot(place.x - 1, place.y));
    const share = Math.min(1, reach / Math.hypot(toX, toY));
    const hx = toX * share;
    const hy = toY * share;
    // P = z(1 - z), P' = 1 - 2z, Q = c - (a + b + 1) z at this place; the coefficients a_n h^n follow a three-term recurrence.
    const [zx, zy] = [place.x, place.y];
    const [px, py] = [zx - (zx * zx - zy * zy), zy - 2 * zx * zy];
    const [rx, ry] = [1 - 2 * zx, -2 * zy];
    const [qx, qy] = [c - (a + b + 1) * zx, -(a + b + 1) * zy];
    const size = px * px + py * py;
    // h / P and h² / P.
    const [ix, iy] = [(hx * px + hy * py) / size, (hy * px - hx * py) / size];
    const [jx, jy] = [hx * ix - hy * iy, hx * iy + hy * ix];
    let [ux, uy] = [place.re, place.im];
    let [vx, vy] = [place.dre * hx - place.dim * hy, place.dre * hy + place.dim * hx];
    let [sx, sy] = [ux + vx, uy + vy];
    let [tx, ty] = [vx, vy];
    for (let n = 0; n < 200; n++) {
      const fx = (n + 1) * (n * rx + qx);
      const fy = (n + 1) * (n * ry + qy);
      const g = (n + a) * (n + b);
      const [mx, my] = [fx * vx - fy * vy, fx * vy + fy * vx];
      const k = (n + 2) * (n + 1);
      const wx = (g * (ux * jx - uy * jy) - (mx * ix - my * iy)) / k;
      const wy = (g * (ux * jy + uy * jx) - (mx * iy + my * ix)) / k;
      sx += wx;
      sy += wy;
      tx += (n + 2) * wx;
      ty += (n + 2) * wy;
      [ux, uy, vx, vy] = [vx, vy, wx, wy];
      if (n > 4 && Math.hypot(wx, wy) * (n + 2) < 1e-18 * (Math.hypot(sx, sy) + Math.hypot(tx, ty))) break;
    }
    const h2 = hx * hx + hy * hy;
    place.x = share === 1 ? x : zx + hx;
    place.y = share === 1 ? y : zy + hy;
    place.re = sx;
    place.im = sy;
    place.dre = (tx * hx + ty * hy) / h2;
    place.dim = (ty * hx - tx * hy) / h2;
  }
}

/** Within this |z| the series of 2F1 is summed. */
const REACH_2F1 = 0.9;

/** 2F1(a, b; c; z); on the cut, real z > 1, the value above it. */
export function hyp2f1Complex(a: number, b: number, c: number, x: number, y: number): void {
  if (isNaNAmong(a, b, c, x, y)) return give(NaN, NaN);
  if (y === 0 && x <= 1) return give(hyp2f1Kernel(a, b, c, x), 0);
  if (a === 0 || b === 0) return give(1, 0);
  const ends = isNonPositive(a) || isNonPositive(b);
  if (isNonPositive(c) && !((isNonPositive(a) && a >= c) || (isNonPositive(b) && b >= c))) return give(Infinity, 0);
  const size = Math.hypot(x, y);
  if (ends || size < REACH_2F1) {
    complexSeries([[a, 0], [b, 0]], [[c, 0]], x, y); // prettier-ignore
    return give(series.re, series.im);
  }
  // Pfaff's transformation (DLMF 15.8.1) where it leads into the circle.
  const d = (1 - x) * (1 - x) + y * y;
  const [px, py] = [(x * (x - 1) + y * y) / d, -y / d];
  if (Math.hypot(px, py) < REACH_2F1) {
    // z / (z - 1) = 1 - 1 / (1 - z): the rounding of its parts is small beside the rest.
    const first = Math.abs(a) <= Math.abs(b);
    const [keep, other] = first ? [a, b] : [b, a];
    complexSeries([[keep, 0], pairOf(c, -other)], [[c, 0]], px, py);
    const [u, v] = polar(d ** (-keep / 2), -keep * Math.atan2(-y, 1 - x));
    return give(u * series.re - v * series.im, u * series.im + v * series.re);
  }
  // From the edge of the circle: beside the cut round the point 1, on the side of z.
  const up = y < 0 ? -1 : 1;
  const around = x > 0.5 && Math.abs(y) < 0.6;
  const [sx, sy] = around ? [0.5, 0.6 * up] : [(0.8 * x) / size, (0.8 * y) / size];
  complexSeries([[a, 0], [b, 0]], [[c, 0]], sx, sy); // prettier-ignore
  const place: Place = { x: sx, y: sy, re: series.re, im: series.im, dre: 0, dim: 0 };
  complexSeries([[a + 1, 0], [b + 1, 0]], [[c + 1, 0]], sx, sy); // prettier-ignore
  place.dre = ((a * b) / c) * series.re;
  place.dim = ((a * b) / c) * series.im;
  if (around) followTo(place, a, b, c, x, 0.6 * up);
  followTo(place, a, b, c, x, y);
  give(place.re, place.im);
}
