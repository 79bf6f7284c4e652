/** Riemann's and Hurwitz's zeta functions as functions of numbers. */
import { pow } from '../backends/single/scalar/power.js';
import { zetac12 } from './fits/zeta.js';
import { gammaKernel, gammalnKernel } from './gammaKernel.js';
import { sinpi } from './multiplesOfPi.js';

/** B(2k) / (2k)!, k from 1. */
const BERNOULLI = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
  43867 / 5109094217170944000,
];

/** ζ(s, q) = Σ (q + k)^-s for s > 1: first terms, then Euler and Maclaurin's formula (DLMF 2.10.1). */
export function hurwitzZeta(s: number, q: number): number {
  if (s === 1) return Infinity;
  if (!(s > 1)) return NaN;
  if (q <= 0) {
    if (q === Math.floor(q)) return Infinity;
    if (s !== Math.floor(s)) return NaN;
  }
  if (!(q > -1e7)) return NaN;
  if (q > 1e8) return (1 / (s - 1) + 1 / (2 * q)) * pow(q, 1 - s);
  let term = pow(q, -s);
  let sum = term;
  let a = q;
  // Enough terms that the rest's series is below rounding.
  const until = Math.max(9, Math.min(s, 30));
  let k = 0;
  while (k < 9 || a <= until) {
    a += 1;
    term = pow(a, -s);
    sum += term;
    k++;
    if (Math.abs(term) < 1e-17 * Math.abs(sum) && a > 0) return sum;
  }
  const last = term;
  sum += (last * a) / (s - 1) - last / 2;
  let factor = s;
  let power = last / a;
  const square = 1 / (a * a);
  for (let j = 0; j < BERNOULLI.length; j++) {
    term = BERNOULLI[j]! * factor * power;
    sum += term;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
    factor *= (s + 2 * j + 1) * (s + 2 * j + 2);
    power *= square;
  }
  return sum;
}

/** ζ(x) - 1. */
export function zetacKernel(x: number): number {
  if (x >= 2) {
    if (x > 64) return x === Infinity ? 0 : pow(2, -x) + pow(3, -x);
    return tail(x);
  }
  if (x === 1) return Infinity;
  if (x >= 0) return zetac12(x) + 1 / (x - 1);
  return x < 0 ? zetaNegative(x) - 1 : x;
}

/** Σ k^-x from k = 2 on, x >= 2. */
function tail(x: number): number {
  let sum = 0;
  for (let k = 9; k >= 2; k--) sum += pow(k, -x);
  const last = pow(10, -x);
  sum += (last * 10) / (x - 1) + last / 2;
  let factor = x;
  let power = last / 10;
  for (let j = 0; j < BERNOULLI.length; j++) {
    const term = BERNOULLI[j]! * factor * power;
    sum += term;
    if (Math.abs(term) < 1e-18 * sum) break;
    factor *= (x + 2 * j + 1) * (x + 2 * j + 2);
    power *= 0.01;
  }
  return sum;
}

/** ζ(x), x < 0, by reflection (DLMF 25.4.1). */
function zetaNegative(x: number): number {
  const s = 1 - x;
  if (x === -Infinity) return NaN;
  const sine = sinpi(x / 2);
  if (sine === 0) return 0;
  const other = 1 + zetacKernel(s);
  if (s < 150) return (2 * sine * other * gammaKernel(s)) / pow(2 * Math.PI, s);
  const size = Math.exp(gammalnKernel(s) - s * Math.log(2 * Math.PI));
  return 2 * sine * other * size;
}

/** ζ(x). */
export function riemannZeta(x: number): number {
  if (x === 1) return Infinity;
  if (x < 0) return zetaNegative(x);
  if (x < 2) return 1 + zetac12(x) + 1 / (x - 1);
  return 1 + zetacKernel(x);
}
