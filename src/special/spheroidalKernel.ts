/**
 * Spheroidal wave functions of numbers (DLMF 30; C. Flammer, Spheroidal Wave Functions, 1957): expansions in Legendre functions and
 * in spherical Bessel functions, whose coefficients are an eigenvector. The radial functions of the second kind start far out, where
 * their series converges fast, and follow the differential equation inwards.
 */
import { give } from './define.js';
import { jv, yv } from './bessel/realOrder.js';
import { eigenvalue, eigenvector } from './tridiagonal.js';

/** Where radial functions of the second kind start. */
const FAR = 5;

/** c^2 for prolate functions, -c^2 for oblate ones. */
type Square = number;

/** Coefficients d(r), r = parity + 2k, of degree m + r; not normalized. */
interface Expansion {
  m: number;
  n: number;
  square: Square;
  value: number;
  d: Float64Array;
}

let last: Expansion | undefined;

const isDegree = (m: number, n: number): boolean =>
  m >= 0 && n >= m && Number.isInteger(m) && Number.isInteger(n) && n - m < 200;

function matrix(m: number, n: number, square: Square): { d: Float64Array; e: Float64Array; ratio: Float64Array } {
  const parity = (n - m) % 2;
  const size = Math.ceil((n - m) / 2 + 0.75 * Math.sqrt(Math.abs(square))) + 25;
  const d = new Float64Array(size);
  const e = new Float64Array(size - 1);
  const ratio = new Float64Array(size - 1);
  for (let k = 0; k < size; k++) {
    const r = parity + 2 * k;
    const l = m + r;
    d[k] = l * (l + 1) + ((2 * l * (l + 1) - 2 * m * m - 1) / ((2 * l - 1) * (2 * l + 3))) * square;
    if (k === size - 1) break;
    const upper = ((2 * m + r + 2) * (2 * m + r + 1)) / ((2 * l + 3) * (2 * l + 5));
    const lower = ((r + 2) * (r + 1)) / ((2 * l + 1) * (2 * l + 3));
    e[k] = square * Math.sqrt(upper * lower);
    ratio[k] = Math.sqrt(lower / upper);
  }
  return { d, e, ratio };
}

/** The characteristic value. */
function characteristic(m: number, n: number, square: Square): number {
  const { d, e } = matrix(m, n, square);
  return eigenvalue(
    d,
    e.map((x) => x * x),
    (n - m) >> 1,
  );
}

function expansion(m: number, n: number, square: Square, given?: number): Expansion {
  if (last && last.m === m && last.n === n && last.square === square && (given === undefined || given === last.value)) {
    return last;
  }
  const value = given ?? characteristic(m, n, square);
  const { d, e, ratio } = matrix(m, n, square);
  const v = eigenvector(d, e, value);
  let scale = 1;
  for (let k = 0; k < v.length; k++) {
    v[k]! *= scale;
    if (k < ratio.length) scale *= ratio[k]!;
  }
  last = { m, n, square, value, d: v };
  return last;
}

/** lambda of prolate functions. */
export function proCvKernel(m: number, n: number, c: number): number {
  return isDegree(m, n) && Number.isFinite(c) ? characteristic(m, n, c * c) : NaN;
}

/** lambda of oblate functions. */
export function oblCvKernel(m: number, n: number, c: number): number {
  return isDegree(m, n) && Number.isFinite(c) ? characteristic(m, n, -c * c) : NaN;
}

/** The sums over r of d(r) times P(m + r, m) and its derivative at x, without (1 - x^2)^(m/2) and (2m - 1)!!. */
function legendreSums({ m, n, d }: Expansion, x: number): [number, number] {
  const parity = (n - m) % 2;
  let before = 0;
  let now = 1;
  let slopeBefore = 0;
  let slope = 0;
  let value = 0;
  let derivative = 0;
  for (let r = 0; r < 2 * d.length; r++) {
    if (r % 2 === parity) {
      const c = d[r >> 1]!;
      value += c * now;
      derivative += c * slope;
    }
    const a = 2 * m + 2 * r + 1;
    const next = (a * x * now - (2 * m + r) * before) / (r + 1);
    const nextSlope = (a * (now + x * slope) - (2 * m + r) * slopeBefore) / (r + 1);
    before = now;
    now = next;
    slopeBefore = slope;
    slope = nextSlope;
  }
  return [value, derivative];
}

/** S and S' for |x| < 1, equal at 0 (or, of odd functions, of equal slope) to the Legendre function. */
function angular(one: Expansion, x: number): void {
  const { m, n } = one;
  const odd = (n - m) % 2 === 1;
  const unit = { ...one, d: new Float64Array(((n - m) >> 1) + 1) };
  unit.d[(n - m) >> 1] = 1;
  const at = odd ? 1 : 0;
  let scale = legendreSums(unit, 0)[at]! / legendreSums(one, 0)[at]!;
  for (let k = 1; k <= m; k++) scale *= 2 * k - 1;
  const [p, dp] = legendreSums(one, x);
  const s2 = (1 - x) * (1 + x);
  const power = s2 ** (m / 2);
  give(scale * power * p, scale * (power * dp - (m === 0 ? 0 : (m * x * power * p) / s2)));
}

/** The sum over Bessel functions: R and R' (Flammer 4.1.10), `sign` 1 for prolate, -1 for oblate functions. */
function besselSum({ m, n, d }: Expansion, c: number, x: number, second: boolean, sign: number): [number, number] {
  const parity = (n - m) % 2;
  const f = second ? yv : jv;
  const t = c * x;
  const factor = Math.sqrt(Math.PI / (2 * t));
  // (2m + r)! / r! against its value at the main term, so that nothing overflows.
  let weight = 1;
  const weights = new Float64Array(2 * d.length);
  for (let r = 0; r < weights.length; r++) {
    weights[r] = weight;
    weight *= (2 * m + r + 1) / (r + 1);
  }
  let norm = 0;
  let value = 0;
  let slope = 0;
  let size = 0;
  let here = f(m + parity + 0.5, t) * factor;
  for (let k = 0; k < d.length; k++) {
    const r = parity + 2 * k;
    const w = d[k]! * weights[r]!;
    norm += w;
    const l = m + r;
    const next = f(l + 1.5, t) * factor;
    const turn = (r + m - n) % 4 === 0 ? 1 : -1;
    const b = (l / t) * here - next;
    const term = turn * w * here;
    if (w !== 0 && Number.isFinite(term)) {
      value += term;
      slope += turn * w * b * c;
      size = Math.max(size, Math.abs(term));
      // Terms of an asymptotic kind would grow again.
      if (second && k > (n - m) / 2 + 2 && Math.abs(term) < 1e-18 * Math.abs(value)) {
        for (let j = k + 1; j < d.length; j++) norm += d[j]! * weights[parity + 2 * j]!;
        break;
      }
    }
    here = f(l + 2.5, t) * factor;
  }
  const gap = 1 - sign / (x * x);
  const power = gap ** (m / 2);
  const growth = m === 0 ? 0 : (sign * m) / (x * x * x * gap);
  return [(power * value) / norm, (power * (slope + growth * value)) / norm];
}

/** Follow ((x^2 - s) R')' = (lambda - c^2 x^2 + s m^2 / (x^2 - s)) R by Taylor series of R / |x^2 - s|^(m/2)... from x to `to`. */
function followed(
  one: Expansion,
  c: number,
  sign: number,
  from: number,
  start: [number, number],
  to: number,
): [number, number] {
  const { m, value: lambda } = one;
  let [x, y, slope] = [from, start[0], start[1]];
  const m2 = sign * m * m;
  for (let step = 0; x > to && step < 400; step++) {
    // The nearest singular points are 1, or i.
    const reach = sign > 0 ? x - 1 : Math.hypot(x, 1);
    const h = -Math.min(x - to, reach / 3, 3 / (1 + c));
    // With w = x^2 - s: w^2 y'' + 2 x w y' - ((lambda - c^2 x^2) w + s m^2) y = 0, in powers of the distance u.
    const w = x * x - sign;
    const [w1, w2] = [2 * x, 1];
    const p2 = [w * w, 2 * w * w1, w1 * w1 + 2 * w * w2, 2 * w1 * w2, w2 * w2];
    const p1 = [2 * x * w, 2 * w + 2 * x * w1, 2 * w1 + 2 * x * w2, 2 * w2];
    const g = [lambda - c * c * x * x, -2 * c * c * x, -c * c];
    const p0 = [
      g[0]! * w + m2,
      g[0]! * w1 + g[1]! * w,
      g[0]! * w2 + g[1]! * w1 + g[2]! * w,
      g[1]! * w2 + g[2]! * w1,
      g[2]! * w2,
    ];
    const a = [y, slope];
    let power = h;
    let sum = y + slope * h;
    let dsum = slope;
    for (let k = 0; k < 80; k++) {
      let rest = 0;
      for (let j = 1; j <= 4 && j <= k; j++) rest += p2[j]! * (k - j + 2) * (k - j + 1) * a[k - j + 2]!;
      for (let j = 0; j <= 3 && j <= k; j++) rest += p1[j]! * (k - j + 1) * a[k - j + 1]!;
      for (let j = 0; j <= 4 && j <= k; j++) rest -= p0[j]! * a[k - j]!;
      const next = -rest / (p2[0]! * (k + 2) * (k + 1));
      a.push(next);
      dsum += (k + 2) * next * power;
      power *= h;
      const term = next * power;
      sum += term;
      if (k > 6 && Math.abs(term) * (k + 2) < 1e-18 * (Math.abs(sum) + Math.abs(dsum * h))) break;
    }
    y = sum;
    slope = dsum;
    x = x + h <= to ? to : x + h;
  }
  return [y, slope];
}

function radial(m: number, n: number, c: number, x: number, sign: number, second: boolean, given?: number): void {
  if (!isDegree(m, n) || !(sign > 0 ? x > 1 : x >= 0) || !Number.isFinite(c) || !(c > 0)) return give(NaN, NaN);
  const one = expansion(m, n, sign * c * c, given);
  if (!second) {
    if (x === 0) {
      // Oblate at the centre: from beside it, by the symmetry of R.
      const [y, dy] = followed(one, c, sign, 0.5, besselSum(one, c, 0.5, false, sign), 0);
      return (n - m) % 2 === 0 ? give(y, 0) : give(0, dy);
    }
    return give(...besselSum(one, c, x, false, sign));
  }
  const far = Math.max(FAR, x, (n + 5) / c > 40 ? 40 : (n + 5) / c);
  const start = besselSum(one, c, far, true, sign);
  give(...(x < far ? followed(one, c, sign, far, start, x) : start));
}

function angularAt(m: number, n: number, c: number, x: number, sign: number, given?: number): void {
  if (!isDegree(m, n) || !(Math.abs(x) < 1) || !Number.isFinite(c)) return give(NaN, NaN);
  angular(expansion(m, n, sign * c * c, given), x);
}

export function proAng1Kernel(m: number, n: number, c: number, x: number): void {
  angularAt(m, n, c, x, 1);
}
export function oblAng1Kernel(m: number, n: number, c: number, x: number): void {
  angularAt(m, n, c, x, -1);
}
export function proAng1CvKernel(m: number, n: number, c: number, cv: number, x: number): void {
  angularAt(m, n, c, x, 1, cv);
}
export function oblAng1CvKernel(m: number, n: number, c: number, cv: number, x: number): void {
  angularAt(m, n, c, x, -1, cv);
}
export function proRad1Kernel(m: number, n: number, c: number, x: number): void {
  radial(m, n, c, x, 1, false);
}
export function oblRad1Kernel(m: number, n: number, c: number, x: number): void {
  radial(m, n, c, x, -1, false);
}
export function proRad1CvKernel(m: number, n: number, c: number, cv: number, x: number): void {
  radial(m, n, c, x, 1, false, cv);
}
export function oblRad1CvKernel(m: number, n: number, c: number, cv: number, x: number): void {
  radial(m, n, c, x, -1, false, cv);
}
export function proRad2Kernel(m: number, n: number, c: number, x: number): void {
  radial(m, n, c, x, 1, true);
}
export function oblRad2Kernel(m: number, n: number, c: number, x: number): void {
  radial(m, n, c, x, -1, true);
}
export function proRad2CvKernel(m: number, n: number, c: number, cv: number, x: number): void {
  radial(m, n, c, x, 1, true, cv);
}
export function oblRad2CvKernel(m: number, n: number, c: number, cv: number, x: number): void {
  radial(m, n, c, x, -1, true, cv);
}
