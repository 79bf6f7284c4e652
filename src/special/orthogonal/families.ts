/** What the classical families are: recurrences, weights, intervals (DLMF 18.3, 18.9). */
import { gammaKernel, gammalnKernel } from '../gammaKernel.js';
import { gaussRule, type Recurrence, type Rule } from './nodes.js';

/** Gamma(a) Gamma(b) / Gamma(a + b). */
export function betaOf(a: number, b: number): number {
  if (a + b < 170) return (gammaKernel(a) * gammaKernel(b)) / gammaKernel(a + b);
  return Math.exp(gammalnKernel(a) + gammalnKernel(b) - gammalnKernel(a + b));
}

export function jacobiRecurrence(a: number, b: number): Recurrence {
  const s = a + b;
  return {
    a: (k) => (k === 0 ? (b - a) / (s + 2) : (b * b - a * a) / ((2 * k + s) * (2 * k + s + 2))),
    b: (k) =>
      k === 1
        ? (4 * (1 + a) * (1 + b)) / ((2 + s) * (2 + s) * (3 + s))
        : (4 * k * (k + a) * (k + b) * (k + s)) / ((2 * k + s) * (2 * k + s) * (2 * k + s + 1) * (2 * k + s - 1)),
    mass: Math.pow(2, s + 1) * betaOf(a + 1, b + 1),
    even: a === b,
  };
}

export const laguerreRecurrence = (alpha: number): Recurrence => ({
  a: (k) => 2 * k + alpha + 1,
  b: (k) => k * (k + alpha),
  mass: gammaKernel(alpha + 1),
  even: false,
});

/** The rule for x^alpha exp(-x): a last step of Newton's method in a form that is exact for the small nodes. */
export function laguerreRule(n: number, alpha: number): Rule {
  const rule = gaussRule(n, laguerreRecurrence(alpha));
  for (let i = 0; i < n && rule.x[i]! < 50; i++) {
    const x = rule.x[i]!;
    let d = -x / (alpha + 1);
    let p = 1 + d;
    for (let k = 1; k < n; k++) {
      d = (k * d - x * p) / (k + 1 + alpha);
      p += d;
    }
    // At a zero x L'(n) = n (L(n) - L(n - 1)) in this scale.
    rule.x[i] = x - (x * p) / (n * d);
  }
  return rule;
}

/** b(k) = c k: c = 1/2 physicists', 1 statisticians'. */
export const hermiteRecurrence = (c: number): Recurrence => ({
  a: () => 0,
  b: (k) => c * k,
  mass: Math.sqrt(2 * c * Math.PI),
  even: true,
});

/** Closed forms of Chebyshev's rules. */
export function chebytRule(n: number): Rule {
  // The sine is exact beside 0 and odd.
  const x = Float64Array.from({ length: n }, (_, k) => Math.sin((Math.PI * (2 * k + 1 - n)) / (2 * n)));
  return { x, w: new Float64Array(n).fill(Math.PI / n) };
}
export function chebyuRule(n: number): Rule {
  const x = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    x[k] = Math.sin((Math.PI * (2 * k + 1 - n)) / (2 * (n + 1)));
    w[k] = (Math.PI * Math.sin((Math.PI * (k + 1)) / (n + 1)) ** 2) / (n + 1);
  }
  return { x, w };
}

export const legendreRule = (n: number): Rule => gaussRule(n, { ...jacobiRecurrence(0, 0), mass: 2 });
