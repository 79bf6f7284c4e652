/** Fractions of whole numbers of any size. */
import { ValueError } from '../core/errors.js';

export interface Rational {
  readonly p: bigint;
  /** Positive, without common factor with p. */
  readonly q: bigint;
}

export const abs = (a: bigint): bigint => (a < 0n ? -a : a);

export function gcd(a: bigint, b: bigint): bigint {
  a = abs(a);
  b = abs(b);
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

export function rational(p: bigint, q = 1n): Rational {
  if (q === 0n) throw new ValueError('symbolic: division by zero');
  const g = gcd(p, q) || 1n;
  const s = q < 0n ? -1n : 1n;
  return { p: (s * p) / g, q: (s * q) / g };
}

export const addRational = (a: Rational, b: Rational): Rational => rational(a.p * b.q + b.p * a.q, a.q * b.q);
export const mulRational = (a: Rational, b: Rational): Rational => rational(a.p * b.p, a.q * b.q);

export function powRational(a: Rational, n: bigint): Rational {
  return n >= 0n ? rational(a.p ** n, a.q ** n) : rational(a.q ** -n, a.p ** -n);
}

/** The whole root of a whole number, or null; `n` small. */
export function wholeRoot(value: bigint, n: number): bigint | null {
  if (value < 0n) return null;
  if (value < 2n) return value;
  let x = BigInt(Math.round(Number(value) ** (1 / n)));
  const m = BigInt(n);
  for (let k = 0; k < 200; k++) {
    const next = ((m - 1n) * x + value / x ** (m - 1n)) / m;
    if (abs(next - x) <= 1n) break;
    x = next;
  }
  for (let d = -2n; d <= 2n; d++) if (x + d >= 0n && (x + d) ** m === value) return x + d;
  return null;
}

/** value = outside^n * inside, with `outside` as large as small primes make it. */
export function splitRoot(value: bigint, n: number): [bigint, bigint] {
  let outside = 1n;
  let inside = value;
  const m = BigInt(n);
  for (let d = 2n; d < 2000n && d ** m <= inside; d++) {
    while (inside % d ** m === 0n) {
      inside /= d ** m;
      outside *= d;
    }
  }
  const whole = wholeRoot(inside, n);
  return whole !== null ? [outside * whole, 1n] : [outside, inside];
}
