// np.polynomial against NumPy: every function of each family, the classes, their printing.

import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { argument, expectAnswer, fixture, type Answer, type Argument } from './answers.js';

type Case = [module: string, fn: string, args: Argument[] | null, options: Record<string, Argument>, answer: Answer];
const cases = fixture<Case[]>('families');
import polynomial = np.polynomial;
type Functions = Record<string, (...args: unknown[]) => unknown>;
const modules = polynomial as unknown as Record<string, Functions>;

describe('the functions of each family', () => {
  for (const module of new Set(cases.map(([name]) => name))) {
    it(module, () => {
      for (const [name, fn, args, options, answer] of cases) {
        if (name !== module) continue;
        const label = `${fn} ${JSON.stringify(args)} ${JSON.stringify(options)}`;
        const found = modules[module]![fn]!;
        expect(found, label).toBeDefined();
        if (args === null) expectAnswer(found, answer, label);
        else {
          const given = args.map(argument);
          const result = Object.keys(options).length > 0 ? found(...given, options) : found(...given);
          expectAnswer(
            result,
            answer,
            label,
            1e-9,
            fn.endsWith('roots') && !fn.includes('from') && JSON.stringify(args).includes('"c"'),
          );
        }
      }
    });
  }

  it('integrates many nodes', () => {
    for (const [rule, power, exact] of [
      [polynomial.legendre.leggauss, 4, 2 / 5],
      [polynomial.hermite.hermgauss, 4, (3 / 4) * Math.sqrt(Math.PI)],
      [polynomial.hermiteE.hermegauss, 4, 3 * Math.sqrt(2 * Math.PI)],
      [polynomial.laguerre.laggauss, 4, 24],
      [polynomial.chebyshev.chebgauss, 4, (3 / 8) * Math.PI],
    ] as const) {
      for (const n of [3, 64, 100]) {
        const [x, w] = rule(n);
        expect(Math.abs((np.dot(np.power(x, power), w) as number) / exact - 1)).toBeLessThan(1e-12);
      }
    }
  });

  it('interpolates', () => {
    const c = polynomial.chebyshev.chebinterpolate((x) => np.exp(x), 12);
    expect(Math.abs((polynomial.chebyshev.chebval(0.3, c) as number) - Math.exp(0.3))).toBeLessThan(1e-12);
  });

  it('maps domains', () => {
    const { getdomain, mapdomain, mapparms, trimseq, asSeries } = polynomial.polyutils;
    expect(getdomain([4, 1, 3]).toArray()).toEqual([1, 4]);
    expect(getdomain([new np.Complex(1, 2), new np.Complex(0, 5)]).toArray()).toEqual([
      new np.Complex(0, 2),
      new np.Complex(1, 5),
    ]);
    expect(mapparms([-1, 1], [0, 1])).toEqual([0.5, 0.5]);
    expect(mapdomain([-1, 0, 1], [-1, 1], [0, 1]).toArray()).toEqual([0, 0.5, 1]);
    expect(trimseq([0, 0, 0]).toArray()).toEqual([0]);
    expect(asSeries([[1, 2, 0], 3]).map((a) => a.toArray())).toEqual([[1, 2], [3]]);
  });

  it('says what is wrong', () => {
    const { chebval, chebder, chebint, chebdiv, chebpow, chebfit, chebroots, chebvander2d, chebpts2, chebval2d } =
      polynomial.chebyshev;
    const errors: [() => unknown, string][] = [
      [() => polynomial.chebyshev.chebadd([], [1]), 'Coefficient array is empty'],
      [() => polynomial.chebyshev.chebadd([[1]], [1]), 'Coefficient array is not 1-d'],
      [() => chebder([1], { m: -1 }), 'chebder: The order of derivation must be non-negative, got -1'],
      [() => chebint([1], { m: 1, k: [1, 2] }), 'chebint: Too many integration constants: 2 for m = 1'],
      [() => chebdiv([1, 2], [0]), 'chebdiv: division by zero'],
      [() => chebpow([1, 2], 17), 'chebpow: Power is too large: 17 > maxpower 16'],
      [() => chebpow([1, 2], 0.5), 'chebpow: Power must be a non-negative integer, got 0.5'],
      [() => chebfit([1, 2], [1], 1), 'chebfit: expected x and y to have same length, got 2 and 1'],
      [() => chebfit([1, 2], [1, 2], -1), 'chebfit: expected deg >= 0'],
      [() => chebval(1, [1], { tensr: true } as object), "chebval() got an unexpected option 'tensr'; it takes tensor"],
      [() => chebroots([1, Infinity, 2, NaN, 3]), 'Array must not contain infs or NaNs'],
      [() => chebvander2d([1], [1], [1]), 'chebvander2d: Expected 2 degrees, got [1]'],
      [() => chebpts2(1), 'chebpts2: npts must be >= 2, got 1'],
      [() => chebval2d([1, 2], [1], [[1]]), 'chebval2d: x, y are incompatible: shapes (2,) (1,)'],
      [() => polynomial.legendre.leggauss(0), 'leggauss: deg must be a positive integer'],
    ];
    for (const [f, message] of errors) expect(f, message).toThrow(message);
  });
});

describe('the classes', () => {
  for (const [name, answers] of fixture<[string, Record<string, Answer>][]>('classes')) {
    it(name, () => {
      const S = (polynomial as unknown as Record<string, typeof polynomial.Polynomial>)[name]!;
      const p = new S([1, 2, 3], { domain: [0, 2] });
      const q = new S([1, -1, 0.5, 2], { domain: [0, 2] });
      const u = new S([1, -1, 0.5, 2]);
      const [x, y] = [
        [0, 1, 2, 3, 4],
        [1, 3, 2, 5, 4],
      ];
      const results: Record<string, unknown> = {
        'p(0.5)': p.evaluate(0.5),
        'q([0,1.5])': q.evaluate([0, 1.5]),
        'p+q': p.add(q),
        'p-q': p.sub(q),
        'p*q': p.mul(q),
        'q//p': q.floordiv(p),
        'q%p': q.mod(p),
        'p**3': p.pow(3),
        '-p': p.neg(),
        'p/2': p.truediv(2),
        'p+[1]': p.add([1]),
        deriv: q.deriv({ m: 2 }),
        integ: q.integ({ m: 2, k: [1, 2], lbnd: 0.5 }),
        integ1: q.integ(),
        roots: q.roots(),
        linspace: p.linspace(3),
        trim: new S([1, 2, 1e-3]).trim({ tol: 0.01 }),
        truncate: q.truncate(2),
        cutdeg: q.cutdeg(2),
        convert: q.convert({ domain: [-1, 1] }),
        'to Polynomial': q.convert({ kind: polynomial.Polynomial }),
        'to Chebyshev': u.convert({ kind: polynomial.Chebyshev, domain: [0, 3] }),
        mapparms: p.mapparms(),
        degree: q.degree(),
        fromroots: S.fromroots([1, 2, 3]),
        'fromroots none': S.fromroots([1, 2, 3], { domain: null }),
        identity: S.identity({ domain: [0, 4] }),
        basis: S.basis(3),
        cast: S.cast(new polynomial.Legendre([1, 2, 3])),
        fit: S.fit(x, y, 2),
        'fit full': S.fit(x, y, 1, { full: true })[1].slice(1, 3),
        'p(q)': u.evaluate(new S([1, 2])),
        complex: new S([1, new np.Complex(0, 1)]).evaluate(2),
        'fit list': S.fit(x, y, [0, 2], { domain: [] }),
      };
      for (const [key, answer] of Object.entries(answers)) expectAnswer(results[key], answer, `${name} ${key}`, 1e-9);
    });
  }

  it('print as NumPy does', () => {
    for (const [name, values, unicode, ascii] of fixture<[string, (number | string)[], string, string][]>('texts')) {
      const S = (polynomial as unknown as Record<string, typeof polynomial.Polynomial>)[name]!;
      const p = new S(values.map((x) => (typeof x === 'string' ? (x === 'inf' ? Infinity : -Infinity) : x)));
      expect(String(p), JSON.stringify(values)).toBe(unicode);
      expect(p.format('ascii')).toBe(ascii);
    }
    // NumPy 2 shows the map of the domain.
    expect(String(new polynomial.Polynomial([1, 2, 3], { domain: [0, 2] }))).toBe(
      '1.0 + 2.0·(-1.0 + x) + 3.0·(-1.0 + x)²',
    );
    expect(String(new polynomial.Polynomial([1, 2], { domain: [0, 4], symbol: 't' }))).toBe('1.0 + 2.0·(-1.0 + 0.5t)');
    expect(String(new polynomial.Polynomial([new np.Complex(1, 2), 3]))).toBe('(1+2j) + (3+0j)·x');
    polynomial.setDefaultPrintstyle('ascii');
    expect(String(new polynomial.Chebyshev([1, -2]))).toBe('1.0 - 2.0 T_1(x)');
    polynomial.setDefaultPrintstyle('unicode');
  });

  it('refuse what does not fit', () => {
    const { Polynomial, Chebyshev } = polynomial;
    const p = new Polynomial([1, 2]);
    expect(() => p.add(new Chebyshev([1]))).toThrow('Polynomial types differ');
    expect(() => p.add(new Polynomial([1], { domain: [0, 1] }))).toThrow('Domains differ');
    expect(() => p.add(new Polynomial([1], { window: [0, 1] }))).toThrow('Windows differ');
    expect(() => p.add(new Polynomial([1], { symbol: 't' }))).toThrow('Polynomial symbols differ');
    expect(() => p.pow(101)).toThrow('Power is too large');
    expect(() => new Polynomial([])).toThrow('Coefficient array is empty');
    expect(() => new Polynomial([1], { domain: [1, 2, 3] })).toThrow('Domain has wrong number of elements: 3');
    expect(() => new Polynomial([1], { symbol: '2x' })).toThrow('Symbol string must be a valid Python identifier');
    expect(() => new Polynomial([1], { dom: [0, 1] } as object)).toThrow("Polynomial() got an unexpected option 'dom'");
    expect(p.equals(p.copy())).toBe(true);
    expect(p.equals(new Polynomial([1, 3]))).toBe(false);
    expect([...p]).toEqual([1, 2]);
    expect([p.length, p.hasSameType(p), p.hasSameCoef(new Chebyshev([1, 2]))]).toEqual([2, true, true]);
  });

  it('type results', () => {
    const { Polynomial, Chebyshev } = polynomial;
    const p = new Polynomial([1, 2]);
    expectTypeOf(p.evaluate(2)).toEqualTypeOf<number>();
    expectTypeOf(p.evaluate([2])).toEqualTypeOf<np.NDArray>();
    expectTypeOf(p.mul(p)).toEqualTypeOf<polynomial.Polynomial>();
    expectTypeOf(p.convert({ kind: Chebyshev })).toEqualTypeOf<polynomial.Chebyshev>();
    expectTypeOf(Chebyshev.fit([1, 2], [3, 4], 1)).toEqualTypeOf<polynomial.Chebyshev>();
    expectTypeOf(polynomial.chebyshev.chebval(1, [1, 2])).toEqualTypeOf<number>();
  });
});
