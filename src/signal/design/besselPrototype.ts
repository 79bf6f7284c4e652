/**
 * Bessel and Thomson's prototype: its poles are the roots of a reverse Bessel polynomial. Its coefficients grow fast, so the
 * roots, found in double precision, are polished by Newton's method in fixed-point arithmetic of 320 bits.
 */
import { ValueError } from '../../core/errors.js';
import { Complex } from '../../core/complex.js';
import { complex } from '../complexes.js';
import { checkOrder } from './prototypes.js';
import { zpkTuple, type Zpk, type ZpkTuple } from './zpk.js';

/** What is 1 rad/s: where the phase is half its last value, the inverse of the delay, or where the gain is -3 dB. */
export type BesselNorm = 'phase' | 'delay' | 'mag';

const BITS = 320n;
const ONE = 1n << BITS;

/** The coefficients of the reverse Bessel polynomial, the lowest power first: exact integers. */
function coefficients(N: number): bigint[] {
  const factorial = [1n];
  for (let i = 1; i <= 2 * N; i++) factorial.push(factorial[i - 1]! * BigInt(i));
  return Array.from(
    { length: N + 1 },
    (_, k) => factorial[2 * N - k]! / (2n ** BigInt(N - k) * factorial[k]! * factorial[N - k]!),
  );
}

const toFixed = (x: number): bigint => BigInt(Math.round(x * 2 ** 45)) << (BITS - 45n);

function toNumber(x: bigint): number {
  // Sixty-four leading bits are enough for a double.
  const size = x < 0n ? -x : x;
  const length = size.toString(2).length;
  const drop = BigInt(Math.max(0, length - 64));
  const value = Number(size >> drop) * 2 ** (Number(drop) - Number(BITS));
  return x < 0n ? -value : value;
}

type Fixed = readonly [re: bigint, im: bigint];
const product = ([a, b]: Fixed, [c, d]: Fixed): Fixed => [(a * c - b * d) >> BITS, (a * d + b * c) >> BITS];

function quotient([a, b]: Fixed, [c, d]: Fixed): Fixed {
  const size = (c * c + d * d) >> BITS;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
}

/** Newton's method at one root. */
function polished(start: Complex, c: readonly bigint[]): Complex {
  let s: Fixed = [toFixed(start.re), toFixed(start.im)];
  for (let step = 0; step < 12; step++) {
    let p: Fixed = [0n, 0n];
    let slope: Fixed = [0n, 0n];
    for (let k = c.length - 1; k >= 0; k--) {
      const t = product(slope, s);
      slope = [t[0] + p[0], t[1] + p[1]];
      const u = product(p, s);
      p = [u[0] + c[k]! * ONE, u[1]];
    }
    const change = quotient(p, slope);
    s = [s[0] - change[0], s[1] - change[1]];
    if (change[0] ** 2n + change[1] ** 2n < 1n << (2n * BITS - 140n)) break;
  }
  return complex(toNumber(s[0]), toNumber(s[1]));
}

/** The roots by Aberth's iteration (Math. Comp. 27, 1973), in the upper half plane and on the axis, then mirrored. */
function findRoots(N: number): Complex[] {
  const exact = coefficients(N);
  // Scaled so that the roots lie near the unit circle.
  const scale = Number(exact[0]! / exact[1]!) === 0 ? 1 : Math.exp(logOf(exact[0]!) / N);
  const logs = exact.map((c, k) => logOf(c) + k * Math.log(scale));
  const top = Math.max(...logs);
  const c = logs.map((x) => Math.exp(x - top));
  let roots = Array.from({ length: N }, (_, i) => {
    const angle = Math.PI / 2 + (Math.PI * (i + 0.5)) / N;
    return complex(Math.cos(angle), Math.sin(angle));
  });
  for (let step = 0; step < 60; step++) {
    let largest = 0;
    roots = roots.map((z, i) => {
      let p = complex(0);
      let slope = complex(0);
      for (let k = N; k >= 0; k--) {
        slope = slope.mul(z).add(p);
        p = p.mul(z).add(c[k]!);
      }
      const newton = p.div(slope);
      let sum = complex(0);
      roots.forEach((w, j) => {
        if (j !== i) sum = sum.add(complex(1).div(z.sub(w)));
      });
      const change = newton.div(complex(1).sub(newton.mul(sum)));
      largest = Math.max(largest, change.abs());
      return z.sub(change);
    });
    if (largest < 1e-10) break;
  }
  const upper = roots
    .filter((z) => z.im > -1e-6)
    .map((z) => polished(complex(z.re * scale, z.im * scale), exact))
    .map((z) => (Math.abs(z.im) < 1e-12 * z.abs() ? complex(z.re) : z));
  return [...upper, ...upper.filter((z) => z.im !== 0).map((z) => z.conj())].sort((a, b) => a.im - b.im);
}

function logOf(x: bigint): number {
  const length = x.toString(2).length;
  const drop = Math.max(0, length - 60);
  return Math.log(Number(x >> BigInt(drop))) + drop * Math.LN2;
}

const kept = new Map<number, readonly Complex[]>();

function rootsOfOrder(N: number): readonly Complex[] {
  let roots = kept.get(N);
  if (!roots) kept.set(N, (roots = findRoots(N)));
  return roots;
}

/** Where the gain is 1 / sqrt(2): Newton's method on its logarithm, which falls steadily. */
function halfPower(p: readonly Complex[], logGain: number): number {
  const excess = (w: number): number => {
    let sum = logGain;
    for (const { re, im } of p) sum -= Math.log(Math.hypot(re, w - im));
    return sum + Math.LN2 / 2;
  };
  let low = 0;
  let high = 1;
  while (excess(high) > 0) high *= 2;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Bessel's prototype. */
export function besselPrototype(N: number, norm: BesselNorm): Zpk {
  if (norm !== 'phase' && norm !== 'delay' && norm !== 'mag')
    throw new ValueError(`bessel: normalization not understood, got '${String(norm)}'`);
  if (N === 0) return { z: [], p: [], k: 1 };
  const roots = rootsOfOrder(N);
  const last = logOf(coefficients(N)[0]!);
  const factor = norm === 'phase' ? Math.exp(-last / N) : norm === 'delay' ? 1 : 1 / halfPower(roots, last);
  const p = roots.map((z) => complex(z.re * factor, z.im * factor));
  const first = Number(coefficients(N)[0]!);
  const k = norm === 'phase' ? 1 : norm === 'delay' ? first : first * factor ** N;
  return { z: [], p, k };
}

/**
 * The poles of an analog Bessel prototype.
 *
 * @param N - the order
 * @param options - `norm`: what is at 1 rad/s; half the last phase (`'phase'`, the default), the inverse of the delay
 *   (`'delay'`) or a gain of -3 dB (`'mag'`)
 * @returns zeros (none), poles and gain
 * @throws ValueError when N is negative or fractional, or for an unknown norm
 * @example
 * const [, p] = besselap(3);
 * p.size; // 3
 */
export function besselap(N: number, options: { norm?: BesselNorm } = {}): ZpkTuple {
  return zpkTuple(besselPrototype(checkOrder('besselap', N), options.norm ?? 'phase'));
}
