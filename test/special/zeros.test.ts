/** Zeros, quadrature, polynomial objects, tables of Legendre functions: laws that hold whatever the values. */
import { describe, expect, it } from 'vitest';
import { Complex, type NDArray } from '../../src/index.js';
import * as special from '../../src/special/index.js';

const numbers = (a: NDArray): number[] => a.toArray() as number[];

describe('zeros of Bessel functions', () => {
  it.each([0, 1, 5, 40])('are where the functions vanish, order %i', (n) => {
    const [j, dj, y, dy] = special.jnynZeros(n, 30);
    for (const x of numbers(j)) expect(Math.abs(special.jv(n, x))).toBeLessThan(2e-15 * Math.max(n, x));
    for (const x of numbers(y)) expect(Math.abs(special.yv(n, x))).toBeLessThan(2e-15 * Math.max(n, x));
    for (const x of numbers(dj)) expect(Math.abs(special.jvp(n, x))).toBeLessThan(2e-15 * Math.max(n, x));
    for (const x of numbers(dy)) expect(Math.abs(special.yvp(n, x))).toBeLessThan(2e-15 * Math.max(n, x));
    // Zeros of neighbours interlace: none is missing.
    numbers(j).forEach((x, k) => {
      expect(x).toBeGreaterThan(numbers(y)[k]!);
      if (k > 0) expect(numbers(y)[k]!).toBeGreaterThan(numbers(j)[k - 1]!);
    });
  });

  it('of J and its derivatives together come by size', () => {
    const [x, n, m, t] = special.jnjnpZeros(4).map(numbers);
    expect(x).toEqual([...x!].sort((a, b) => a - b));
    expect(n).toEqual([0, 1, 0, 2]);
    expect(m).toEqual([0, 1, 1, 1]);
    expect(t).toEqual([1, 1, 0, 1]);
  });

  it('of Y0 may be complex', () => {
    const [at, slope] = special.y0Zeros(3, { complex: true });
    for (const z of at.toArray() as Complex[]) expect((special.yv(0, z) as Complex).abs()).toBeLessThan(1e-14);
    expect((slope.toArray() as Complex[])[0]!.im).toBeCloseTo(0.8819677101, 9);
  });

  it('of Airy functions', () => {
    const [a, ap, ai, aip] = special.aiZeros(40);
    for (const x of numbers(a)) expect(Math.abs(special.airy(x)[0])).toBeLessThan(1e-13);
    for (const x of numbers(ap)) expect(Math.abs(special.airy(x)[1])).toBeLessThan(1e-12);
    expect(ai.item(0)).toBeCloseTo(0.5356566560156999, 14);
    expect(aip.item(0)).toBeCloseTo(0.7012108227206906, 14);
  });

  it('of Kelvin functions', () => {
    for (const x of numbers(special.berZeros(5)))
      expect(Math.abs(special.ber(x)) * Math.exp(-x / 1.414)).toBeLessThan(1e-14);
    expect(special.berZeros(1).item(0)).toBeCloseTo(2.84891782, 7);
  });

  it('are counted by a whole number', () => {
    expect(() => special.jnZeros(0.5, 3)).toThrow(/jnZeros: n must be an integer, got 0.5/);
    expect(() => special.jnZeros(0, 0)).toThrow(/jnZeros: nt must be an integer of at least 1, got 0/);
  });
});

describe('Gauss rules', () => {
  it.each([1, 2, 7, 40])('with %i nodes integrate powers', (n) => {
    const [x, w] = special.rootsLegendre(n).map(numbers);
    for (let k = 0; k < 2 * n; k++) {
      const sum = x!.reduce((s, t, i) => s + w![i]! * t ** k, 0);
      expect(sum).toBeCloseTo(k % 2 === 0 ? 2 / (k + 1) : 0, 13);
    }
    const [h, v] = special.rootsHermite(n).map(numbers);
    if (n > 1) expect(h!.reduce((s, t, i) => s + v![i]! * t * t, 0)).toBeCloseTo(Math.sqrt(Math.PI) / 2, 13);
    const [l, u, mass] = special.rootsGenlaguerre(n, 0.5, { mu: true });
    expect(numbers(u).reduce((s, t) => s + t, 0)).toBeCloseTo(mass, 13);
    if (n > 1) expect(numbers(l).reduce((s, t, i) => s + t * numbers(u)[i]!, 0)).toBeCloseTo(special.gamma(2.5), 12);
  });

  it('have nodes at the zeros of the polynomials', () => {
    for (const x of numbers(special.rootsJacobi(12, 0.3, 1.2)[0]))
      expect(Math.abs(special.evalJacobi(12, 0.3, 1.2, x))).toBeLessThan(1e-13);
  });

  it('want parameters in range', () => {
    expect(() => special.rootsJacobi(3, -1, 0)).toThrow(/rootsJacobi: alpha must be greater than -1, got -1/);
    expect(() => special.rootsLegendre(0)).toThrow(/rootsLegendre: n must be an integer of at least 1, got 0/);
  });
});

describe('polynomial objects', () => {
  it('evaluate, and have coefficients and weights', () => {
    const p = special.legendre(3);
    expect(numbers(p.coeffs)).toEqual([2.5, 0, -1.5, 0]);
    expect(p.evaluate(0.5)).toBe(-0.4375);
    expect(numbers(p.weights.at(1) as NDArray)[1]).toBeCloseTo(8 / 9, 15);
    expect(numbers(special.chebyt(3, { monic: true }).coeffs)).toEqual([1, 0, -0.75, 0]);
    expect(special.hermite(2).limits).toEqual([-Infinity, Infinity]);
    expect(special.hermite(2).normcoef).toBeCloseTo(Math.sqrt(8 * Math.sqrt(Math.PI)), 13);
  });
});

describe('tables of Legendre functions', () => {
  it('agree with the single functions', () => {
    const [p, d] = special.lpmn(2, 4, 0.3);
    for (let m = 0; m <= 2; m++)
      for (let n = m; n <= 4; n++) expect(p.item(m, n)).toBeCloseTo(special.lpmv(m, n, 0.3), 13);
    expect(d.item(0, 2)).toBeCloseTo(0.9, 14);
    expect(numbers(special.lpn(2, 0.5)[0])).toEqual([1, 0.5, -0.125]);
  });

  it('satisfy the Wronskian', () => {
    for (const x of [0.4, 1.7, 6]) {
      const [p, dp] = special.lpn(5, x).map(numbers);
      const [q, dq] = special.lqn(5, x).map(numbers);
      for (let n = 0; n <= 5; n++) expect((p![n]! * dq![n]! - dp![n]! * q![n]!) * (1 - x * x)).toBeCloseTo(1, 10);
    }
  });
});

describe('complex arguments', () => {
  it('give complex results with their dtype', () => {
    expect(special.hankel1(0, 1)).toBeInstanceOf(Complex);
    expect(special.hankel1(0, [1, 2]).dtype).toBe('complex128');
    expect(special.hankel1([0, 1], 2).dtype).toBe('complex128');
    const h = special.hankel1(0.5, 2);
    expect(h.re).toBeCloseTo(special.jv(0.5, 2), 15);
    expect(h.im).toBeCloseTo(special.yv(0.5, 2), 15);
    const [be, ke] = special.kelvin(1);
    expect([be.re, be.im, ke.re, ke.im]).toEqual(
      [1, 1, 1, 1].map((x, k) => [special.ber, special.bei, special.ker, special.kei][k]!(x)),
    );
  });
});
