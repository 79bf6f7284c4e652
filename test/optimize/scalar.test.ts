/** Roots and minima of functions of one variable against SciPy. */
import fc from '../properties.js';
import { describe, expect, it } from 'vitest';
import * as o from '../../src/optimize/index.js';
import { fixture } from '../oracle.js';
import { warningsOf } from './quiet.js';

interface RootCase {
  f: string;
  method: o.RootScalarMethod;
  bracket?: [number, number];
  root: number;
  iterations: number;
  calls: number;
}
interface MinimumCase {
  method: 'brent' | 'golden' | 'bounded';
  options: { bracket?: [number, number]; bounds?: [number, number] };
  x: number;
  fun: number;
  nit: number;
  nfev: number;
}

const { roots, minima, bracket } = fixture<{ roots: RootCase[]; minima: MinimumCase[]; bracket: number[] }>(
  'optimize/scalar.json',
);
const FUNCTIONS: Record<string, (x: number) => number> = {
  cubic: (x) => x ** 3 - 2 * x - 5,
  cosine: (x) => Math.cos(x) - x * Math.exp(x),
  steep: (x) => Math.exp(5 * x) - 2,
  flat: (x) => (x - 1.25) ** 5,
};

describe('rootScalar', () => {
  for (const c of roots) {
    it(`${c.method} on ${c.f}`, () => {
      const found = o.rootScalar(FUNCTIONS[c.f]!, {
        method: c.method,
        ...(c.bracket
          ? { bracket: c.bracket }
          : { x0: 2, x1: 3, fprime: (x: number) => 3 * x * x - 2, fprime2: (x: number) => 6 * x }),
      });
      expect(found.converged).toBe(true);
      if (c.f === 'flat') expect(Math.abs(FUNCTIONS.flat!(found.root))).toBeLessThan(1e-8);
      else expect(found.root).toBeCloseTo(c.root, 10);
      // Algorithm 748 and Ridders' method differ in details of safeguarding.
      const slack = c.method === 'toms748' ? 4 : c.method === 'ridder' ? 2 : 0;
      if (c.f !== 'flat') {
        expect(Math.abs(found.iterations - c.iterations)).toBeLessThanOrEqual(slack);
        expect(Math.abs(found.functionCalls - c.calls)).toBeLessThanOrEqual(2 * slack);
      }
    });
  }

  it('every bracketing method encloses the root of any monotonic cubic', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        (r, s) => {
          const f = (x: number): number => s * (x - r) + (x - r) ** 3;
          for (const method of ['bisect', 'brentq', 'brenth', 'ridder', 'toms748'] as const) {
            const found = o.rootScalar(f, { method, bracket: [-60, 61], maxiter: 300 });
            expect(Math.abs(found.root - r)).toBeLessThan(1e-9 * (1 + Math.abs(r)));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('classic names return the root, or it and the results', () => {
    const f = FUNCTIONS.cubic!;
    for (const find of [o.bisect, o.brentq, o.brenth, o.ridder, o.toms748]) {
      expect(find(f, 0, 3)).toBeCloseTo(2.0945514815, 9);
      const [x, results] = find(f, 0, 3, { fullOutput: true });
      expect(results.root).toBe(x);
    }
    expect(o.newton(f, 2)).toBeCloseTo(2.0945514815, 9);
    expect(o.newton((x: number, a: number) => x * x - a, 2, { args: [5], fprime: (x: number) => 2 * x })).toBeCloseTo(
      Math.sqrt(5),
      12,
    );
  });

  it('derivatives may come with the value', () => {
    const found = o.rootScalar((x) => [x ** 3 - 1, 3 * x ** 2], { x0: 0.2, fprime: true });
    expect(found.method).toBe('newton');
    expect(found.root).toBeCloseTo(1, 10);
  });

  it('bad input', () => {
    const f = FUNCTIONS.cubic!;
    expect(() => o.brentq(f, 3, 4)).toThrow(/f\(a\) and f\(b\) must have different signs/);
    expect(() => o.brentq(f, NaN, 4)).toThrow(/a is not finite/);
    expect(() => o.brentq(f, 0, 3, { xtol: -1 })).toThrow(/xtol too small/);
    expect(() => o.brentq(f, 0, 3, { maxiter: 2 })).toThrow(/Failed to converge after 2 iterations/);
    expect(warningsOf(() => o.brentq(f, 0, 3, { rtol: 1e-20 }))[0]).toMatch(/rtol too small/);
    expect(() => o.brentq(() => NaN, 0, 3)).toThrow(/is NaN/);
    expect(() => o.rootScalar(f)).toThrow(/neither bracket nor starting point/);
    expect(() => o.newton(() => 1, 0, { fprime: () => 0 })).toThrow(/Derivative was zero/);
    expect(o.rootScalar(f, { x0: 2, maxiter: 1 }).converged).toBe(false);
  });
});

describe('minimizeScalar', () => {
  for (const c of minima) {
    it(`${c.method} ${JSON.stringify(c.options)}`, () => {
      const found = o.minimizeScalar((x) => (x - 2) * x * (x + 2) ** 2, { method: c.method, ...c.options });
      expect(found.x).toBeCloseTo(c.x, 7);
      expect(found.fun).toBeCloseTo(c.fun, 10);
      expect(Math.abs(found.nfev - c.nfev)).toBeLessThanOrEqual(c.method === 'golden' ? 2 : 0);
      expect(found.success).toBe(true);
    });
  }

  it('bracket, classic names', () => {
    const found = o.bracket((x) => 10 * x ** 2 + 3 * x + 5, { xa: 0.1, xb: 1 });
    found.forEach((t, i) => expect(t).toBeCloseTo(bracket[i]!, 12));
    expect(o.brent((x) => (x - 1) ** 2)).toBeCloseTo(1, 8);
    expect(o.golden((x) => (x - 1) ** 2, { brack: [0, 1, 3] })).toBeCloseTo(1, 6);
    expect(o.fminbound((x) => (x - 1) ** 2, 3, 4)).toBeCloseTo(3, 4);
    expect(() => o.bracket((x) => -x)).toThrow(/valid bracket/);
    expect(() => o.minimizeScalar((x) => x, { bounds: [3, 2] })).toThrow(/lower bound exceeds/);
  });

  it('fixedPoint of numbers and vectors', () => {
    expect(o.fixedPoint(Math.cos, 1)).toBeCloseTo(0.7390851332151607, 12);
    const found = o.fixedPoint(
      (x: o.Vector) => x.toFlatArray().map((t, i) => Math.sqrt([10, 12][i]! / (t + [3, 5][i]!))),
      [1.2, 1.3],
    );
    expect(found.toFlatArray()).toEqual([expect.closeTo(1.4920333, 6), expect.closeTo(1.37228132, 6)]);
    expect(() => o.fixedPoint((x: number) => x + 1, 0, { maxiter: 5, method: 'iteration' })).toThrow(
      /Failed to converge/,
    );
  });
});
