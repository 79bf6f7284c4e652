/** Polynomials and quotients of them as poly1d: lagrange, pade. */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions } from '../core/errors.js';
import { poly1d } from '../ops/poly1d.js';
import { BandMatrix } from './bandSystem.js';
import { realVector, wholeNumber } from './data.js';

/**
 * The polynomial through points, in powers of x. Only for few points: about 20 are too many.
 *
 * @param x - n distinct points
 * @param w - n values
 * @returns a poly1d
 * @throws ValueError when lengths differ
 * @example
 * lagrange([0, 1, 2], [0, 1, 8]).coef; // [3, -2, 0]
 */
export function lagrange(x: ArrayLike, w: ArrayLike): poly1d {
  const points = realVector('lagrange', 'x', x);
  const values = realVector('lagrange', 'w', w);
  const n = points.length;
  if (values.length !== n)
    throw new ValueError(`lagrange: x and w must have the same length, got ${n} and ${values.length}`);
  if (new Set(points).size !== n) throw new ValueError('lagrange: the points must be distinct');
  const sum = new Float64Array(Math.max(n, 1));
  for (let j = 0; j < n; j++) {
    // The product of the other points' factors, lowest power first.
    const p = new Float64Array(n);
    p[0] = values[j]!;
    let degree = 0;
    for (let k = 0; k < n; k++) {
      if (k === j) continue;
      const factor = points[j]! - points[k]!;
      degree++;
      for (let i = degree; i >= 0; i--) p[i] = ((i > 0 ? p[i - 1]! : 0) - points[k]! * p[i]!) / factor;
    }
    for (let i = 0; i < n; i++) sum[i]! += p[i]!;
  }
  return new poly1d(Array.from(sum).reverse());
}

/**
 * The quotient of two polynomials whose Taylor series begins as given.
 *
 * @param an - Taylor coefficients, the constant first
 * @param m - the degree of the denominator
 * @param options - `n`, the degree of the numerator (`an.length - 1 - m`)
 * @returns `[p, q]`, numerator and denominator as poly1d
 * @throws ValueError when m or n is negative or too large; LinAlgError when there is no such quotient
 * @example
 * const [p, q] = pade([1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120], 2);
 * p.evaluate(1) / (q.evaluate(1) as number); // about e
 */
export function pade(an: ArrayLike, m: number, options: { n?: number | null } = {}): [p: poly1d, q: poly1d] {
  checkOptions('pade', options, ['n']);
  const a = realVector('pade', 'an', an);
  wholeNumber('pade', 'm', m);
  const n = options.n ?? a.length - 1 - m;
  if (n < 0) throw new ValueError(`pade: Order of q <m> must be smaller than len(an)-1 = ${a.length - 1}, got ${m}`);
  wholeNumber('pade', 'n', n);
  const total = m + n;
  if (total > a.length - 1)
    throw new ValueError(`pade: Order of q+p <m+n> must be smaller than len(an) = ${a.length}, got ${total}`);
  const at = (i: number): number => (i >= 0 ? a[i]! : 0);
  // q * a has no powers n + 1 to n + m.
  const q = new Float64Array(m);
  if (m > 0) {
    const system = new BandMatrix(m, m - 1, m - 1);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < m; j++) system.set(i, j, at(n + 1 + i - (j + 1)));
      q[i] = -at(n + 1 + i);
    }
    try {
      system.solve(q, 1, 'pade');
    } catch (error) {
      if (error instanceof LinAlgError) throw new LinAlgError('pade: Singular matrix: there is no such quotient');
      throw error;
    }
  }
  const p = Float64Array.from({ length: n + 1 }, (_, i) => {
    let sum = at(i);
    for (let j = 1; j <= m && j <= i; j++) sum += q[j - 1]! * at(i - j);
    return sum;
  });
  return [new poly1d(Array.from(p).reverse()), new poly1d([...Array.from(q).reverse(), 1])];
}
