// np.poly, polyfit and their kin and poly1d against NumPy.

import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { argument, expectAnswer, fixture, type Answer, type Argument } from './answers.js';

const cases = fixture<[fn: string, args: Argument[], options: Record<string, Argument>, answer: Answer][]>('powers');
const functions = np as unknown as Record<string, (...args: unknown[]) => unknown>;

describe('polynomials as coefficient vectors', () => {
  for (const fn of new Set(cases.map(([name]) => name))) {
    it(fn, () => {
      for (const [name, args, options, answer] of cases) {
        if (name !== fn) continue;
        const given = Object.keys(options).length > 0 ? [options] : [];
        // A root that comes four times moves by the fourth root of an error; years are a badly conditioned abscissa.
        const tolerance =
          fn === 'roots'
            ? JSON.stringify(args).includes('-4,6,-4')
              ? 2e-3
              : 1e-8
            : JSON.stringify(args).includes('1900')
              ? 1e-6
              : 1e-9;
        expectAnswer(
          functions[fn]!(...args.map(argument), ...given),
          answer,
          `${fn} ${JSON.stringify([args, options])}`,
          tolerance,
          fn === 'roots',
        );
      }
    });
  }

  it('keeps integers and small floats', () => {
    const int = np.array([1, 2, 3], { dtype: 'int' });
    expect(np.polyadd(int, int).dtype).toBe('int32');
    expect(np.polymul(int, int).dtype).toBe('int32');
    expect(np.polyval(int, int).toArray()).toEqual([6, 11, 18]);
    expect(np.polyder(int).dtype).toBe('int32');
    expect(np.polyint(int).dtype).toBe('float64');
    expect(np.roots(np.array([1, 0, 1], { dtype: 'float32' })).dtype).toBe('complex64');
    expect(np.polymul(np.array([1n, 2n]), np.array([3n])).toArray()).toEqual([3n, 6n]);
  });

  it('finds many roots', () => {
    const p = np.poly(np.arange(1, 16));
    const found = np
      .roots(p)
      .toFlatArray()
      .map(Number)
      .sort((a, b) => a - b);
    found.forEach((x, i) => expect(x).toBeCloseTo(i + 1, 2));
    // The roots of x ** 40 - 1 lie on the unit circle.
    const unity = np.roots([1, ...new Array<number>(39).fill(0), -1]).toFlatArray() as unknown as np.Complex[];
    for (const z of unity) expect(Math.abs(z.abs() - 1)).toBeLessThan(1e-13);
    expect(() => np.roots([1, NaN, 2])).toThrow(np.LinAlgError);
  });

  it('says what is wrong', () => {
    const errors: [() => unknown, string][] = [
      [() => np.roots([[1]]), 'roots: Input must be a rank-1 array.'],
      [() => np.poly([[1, 2]]), 'poly: input must be 1d or non-empty square 2d array, got shape (1,2)'],
      [() => np.polyval([[1]], 2), 'polyval: Polynomial must be scalar or 1d, got shape (1,1)'],
      [() => np.polyder([1], { m: -1 }), 'polyder: Order of derivative must be positive, got m = -1'],
      [
        () => np.polyint([1], { m: 3, k: [1, 2] }),
        'polyint: k must be a scalar or a rank-1 array of length 1 or >m, got length 2 for m = 3',
      ],
      [() => np.polyfit([1, 2], [1], 1), 'polyfit: expected x and y to have same length, got 2 and 1'],
      [() => np.polyfit([1, 2], [1, 2], -1), 'polyfit: expected deg >= 0, got -1'],
      [
        () => np.polyfit([1, 2], [1, 2], 1, { cov: true }),
        'polyfit: the number of data points must exceed order to scale the covariance matrix',
      ],
      [() => np.polyfit([1, NaN], [1, 2], 1), 'SVD did not converge: the matrix holds nan or inf'],
      [
        () => np.polyfit([1, 2], [1, 2], 1, { weights: [1] } as object),
        "polyfit() got an unexpected option 'weights'; it takes rcond, full, w, cov",
      ],
    ];
    for (const [f, message] of errors) expect(f).toThrow(message);
  });

  it('types results', () => {
    expectTypeOf(np.polyval([1, 2], 3)).toEqualTypeOf<number>();
    expectTypeOf(np.polyval([1, 2], [3])).toEqualTypeOf<np.NDArray<'float64'>>();
    expectTypeOf(np.polyadd(new np.poly1d([1]), [1])).toEqualTypeOf<np.poly1d>();
    expectTypeOf(np.polyfit([1, 2], [1, 2], 1)).toEqualTypeOf<np.NDArray<'float64'>>();
    expectTypeOf(np.polyfit([1, 2], [1, 2], 0, { full: true })[2]).toEqualTypeOf<number>();
  });
});

describe('poly1d', () => {
  it('prints as NumPy does', () => {
    for (const [c, options, text] of fixture<[Argument, object, string][]>('poly1d')) {
      expect(String(new np.poly1d(argument(c) as number[], options)), JSON.stringify(c)).toBe(text);
    }
  });

  it('computes', () => {
    const p = new np.poly1d([1, 2, 3]);
    expect([p.order, p.o, p.length, p.at(0), p.at(2), p.at(7)]).toEqual([2, 2, 2, 3, 1, 0]);
    expect(p.evaluate(0.5)).toBe(4.25);
    expect(p.evaluate([0, 1]).toArray()).toEqual([3, 6]);
    expect(p.evaluate(new np.poly1d([1, 1])).c.toArray()).toEqual([1, 4, 6]);
    expect(p.add(1).c.toArray()).toEqual([1, 2, 4]);
    expect(p.sub([1, 2, 3]).c.toArray()).toEqual([0]);
    expect(p.mul(p).c.toArray()).toEqual([1, 4, 10, 12, 9]);
    expect(p.pow(2).equals(p.mul(p))).toBe(true);
    expect(p.pow(0).c.toArray()).toEqual([1]);
    expect(p.mul(2).neg().c.toArray()).toEqual([-2, -4, -6]);
    expect(p.div(2).c.toArray()).toEqual([0.5, 1, 1.5]);
    const [q, r] = p.div([1, 1]);
    expect([q.c.toArray(), r.c.toArray()]).toEqual([[1, 1], [2]]);
    expect(p.deriv().c.toArray()).toEqual([2, 2]);
    expect(p.integ({ m: 2, k: [1, 2] }).c.toArray()).toEqual([1 / 12, 1 / 3, 1.5, 1, 2]);
    expect(new np.poly1d([1, 2], { r: true }).c.toArray()).toEqual([1, -3, 2]);
    expect([...new np.poly1d([0, 0, 4, 5])]).toEqual([4, 5]);
    expect(new np.poly1d([1]).set(3, 5).c.toArray()).toEqual([5, 0, 0, 1]);
    expect(p.roots.toFlatArray().map((z) => (z as unknown as np.Complex).re)).toEqual([-1, -1]);
    expect(() => p.pow(-1)).toThrow('Power to non-negative integers only');
    expect(() => new np.poly1d([[1]])).toThrow('Polynomial must be scalar or 1d');
  });
});
