// Integrals: known values, QUADPACK's families of test integrands, samples against SciPy, and bad input.

import { describe, expect, it, vi } from 'vitest';
import * as np from '../../src/index.js';
import {
  IntegrationWarning,
  cumulativeSimpson,
  cumulativeTrapezoid,
  dblquad,
  fixedQuad,
  newtonCotes,
  nquad,
  quad,
  romb,
  simpson,
  tplquad,
  type QuadOptions,
} from '../../src/integrate/index.js';
import { fixture } from '../oracle.js';

const { PI, E, log, sqrt, exp, sin, cos, tan, abs } = Math;
const INF = Infinity;
const CATALAN = 0.915965594177219;
const EULER = 0.5772156649015329;

type Case = [name: string, f: (x: number) => number, a: number, b: number, exact: number, options?: QuadOptions];

// The integrands of QUADPACK (1983), section 4, with their parameters, and others with closed forms.
const CASES: Case[] = [
  ['x**2', (x) => x * x, 0, 1, 1 / 3],
  ['exp', exp, 0, 1, E - 1],
  ['backwards', exp, 1, 0, 1 - E],
  ['gauss', (x) => exp(-x * x), -INF, INF, sqrt(PI)],
  ['half line', (x) => 1 / (1 + x * x), 0, INF, PI / 2],
  ['to the left', exp, -INF, 0, 1],
  ['log', log, 0, 1, -1],
  ['1/sqrt', (x) => 1 / sqrt(x), 0, 1, 2],
  ['log/sqrt', (x) => log(x) / sqrt(x), 0, 1, -4],
  ['log(1/x)**2', (x) => log(1 / x) ** 2, 0, 1, 2],
  ['x log(1 + x)', (x) => x * log(1 + x), 0, 1, 0.25],
  ['sin(50 x)', (x) => sin(50 * x), 0, 3, (1 - cos(150)) / 50],
  [
    'peak',
    (x) => 4 ** -4 / ((x - PI / 4) ** 2 + 16 ** -4),
    0,
    1,
    Math.atan((4 - PI) * 4 ** 3) + Math.atan(PI * 4 ** 3),
  ],
  ['cos(2**5 sin)', (x) => cos(8 * sin(x)), 0, PI, PI * 0.1716508071375539],
  ['kink', (x) => abs(x - 1 / 3), 0, 1, 5 / 18],
  ['power inside', (x) => abs(x - 0.3) ** -0.4, 0, 1, (0.3 ** 0.6 + 0.7 ** 0.6) / 0.6],
  ['power at a point', (x) => abs(x - 0.3) ** -0.4, 0, 1, (0.3 ** 0.6 + 0.7 ** 0.6) / 0.6, { points: [0.3] }],
  ['step', (x) => (x > 0.3 ? 1 : 0), 0, 1, 0.7],
  ['catalan', (x) => x / sin(x), 0, PI / 2, 2 * CATALAN],
  ['euler', (x) => -exp(-x) * log(x), 0, INF, EULER],
  ['fresnel-like', (x) => log(tan(x)) ** 2, 0, PI / 2, PI ** 3 / 8],
  ['x**alpha', (x) => x ** -0.9 * log(1 / x), 0, 1, 100],
  ['cos weight', exp, 0, 3, (exp(3) * (cos(120) + 40 * sin(120)) - 1) / 1601, { weight: 'cos', wvar: 40 }],
  ['sin weight', exp, 0, 3, (exp(3) * (sin(21) - 7 * cos(21)) + 7) / 50, { weight: 'sin', wvar: 7 }],
  ['sin weight, slow', () => 1, 0, 2, (1 - cos(1)) / 0.5, { weight: 'sin', wvar: 0.5 }],
  ['sin weight, fast', (x) => x, 0, 1, sin(1e4) / 1e8 - cos(1e4) / 1e4, { weight: 'sin', wvar: 1e4 }],
  ['cos to infinity', (x) => exp(-x), 0, INF, 0.1, { weight: 'cos', wvar: 3 }],
  ['sin to infinity', (x) => exp(-x), 0, INF, 0.3, { weight: 'sin', wvar: 3 }],
  ['sin from the left', (x) => exp(x), -INF, 0, -0.3, { weight: 'sin', wvar: 3 }],
  ['1/(1+x**2) cos', (x) => 1 / (1 + x * x), 0, INF, (PI / 2) * exp(-2), { weight: 'cos', wvar: 2 }],
];

const beta = (a: number, b: number): number => (gamma(a) * gamma(b)) / gamma(a + b);
/** Gamma by Stirling's series, shifted. */
function gamma(x: number): number {
  let shift = 1;
  while (x < 20) shift *= x++;
  return (exp((x - 0.5) * log(x) - x + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5)) * sqrt(2 * PI)) / shift;
}

describe('quad', () => {
  for (const [name, f, a, b, exact, options] of CASES) {
    it(name, () => {
      const [value, error, info] = quad(f, a, b, { ...options, fullOutput: true });
      expect(info.message).toBe('');
      // Near a strong singularity the integrand itself is only known to some digits.
      const slack = name === 'x**alpha' ? 1e-11 : 4e-15;
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(error + slack * abs(exact) + 1e-17);
      expect(error).toBeLessThanOrEqual(Math.max(1.49e-8, 1.49e-8 * abs(exact)) * 1.0001);
    });
  }

  it('integrates algebraic and logarithmic ends exactly', () => {
    // Beta integrals, and their derivatives with respect to the exponents.
    const scale = (alpha: number, b: number): number => 2 ** (alpha + b + 1) * beta(alpha + 1, b + 1);
    for (const [alpha, b] of [
      [-0.5, 0.3],
      [0, 0],
      [-0.9, -0.2],
      [1.5, 2],
    ] as const) {
      const [value] = quad(() => 1, 0, 2, { weight: 'alg', wvar: [alpha, b] });
      expect(value / scale(alpha, b)).toBeCloseTo(1, 11);
      const h = 1e-4;
      const inA = (scale(alpha + h, b) - scale(alpha - h, b)) / (2 * h);
      const inB = (scale(alpha, b + h) - scale(alpha, b - h)) / (2 * h);
      const both =
        (scale(alpha + h, b + h) - scale(alpha + h, b - h) - scale(alpha - h, b + h) + scale(alpha - h, b - h)) /
        (4 * h * h);
      const got = (['alg-loga', 'alg-logb', 'alg-log'] as const).map(
        (weight) => quad(() => 1, 0, 2, { weight, wvar: [alpha, b] })[0],
      );
      [inA, inB, both].forEach((expected, k) =>
        expect(abs(got[k]! - expected) / Math.max(1, abs(expected))).toBeLessThan(2e-4),
      );
    }
  });

  it('takes principal values', () => {
    // p.v. of 1/(x - c) is log((b - c) / (c - a)); with a polynomial the rest is elementary.
    for (const c of [-0.9, 0, 0.5, 1, 1.25, 2.75]) {
      const [value] = quad((x) => x * x + 1, -1, 3, { weight: 'cauchy', wvar: c });
      const exact = (9 - 1) / 2 + 4 * c + (c * c + 1) * log((3 - c) / (c + 1));
      expect(value).toBeCloseTo(exact, 10);
    }
    const [outside] = quad((x) => x, 0, 1, { weight: 'cauchy', wvar: -0.05 });
    expect(outside).toBeCloseTo(1 - 0.05 * log(1.05 / 0.05), 10);
  });

  it('says when a result is doubtful', () => {
    const [, , info] = quad((x) => 1 / x, 0, 1, { fullOutput: true });
    expect(info.message).not.toBe('');
    expect(info.last).toBe(info.alist.size);
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    quad((x) => sin(1 / x), 0, 1, { limit: 3 });
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]![0]).toBeInstanceOf(IntegrationWarning);
    quad(() => NaN, 0, 1);
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });

  it('refuses what makes no sense', () => {
    expect(() => quad(1 as never, 0, 1)).toThrow('quad: func must be a function, got 1');
    expect(() => quad(exp, 0, 1, { limit: 0 })).toThrow('limit must be a whole number of at least 1, got 0');
    expect(() => quad(exp, 0, 1, { epsabs: 0, epsrel: 0 })).toThrow('epsabs must be positive or epsrel at least');
    expect(() => quad(exp, 0, 1, { points: [2] })).toThrow('points must lie within the interval [0, 1], got 2');
    expect(() => quad(exp, 0, INF, { points: [2] })).toThrow('infinite interval');
    expect(() => quad(exp, 0, 1, { weight: 'tan' as never })).toThrow("weight must be one of 'cos'");
    expect(() => quad(exp, 0, 1, { weight: 'alg', wvar: [-2, 0] })).toThrow('both above -1');
    expect(() => quad(exp, 0, 1, { weight: 'cauchy', wvar: 1 })).toThrow('must not be an end of the interval');
    expect(() => quad((() => 'x') as never, 0, 1)).toThrow(/got 'x'|returned 'x'/);
    expect(() =>
      quad(
        () => {
          throw new Error('mine');
        },
        0,
        1,
      ),
    ).toThrow('mine');
    // @ts-expect-error an option of another name
    expect(() => quad(exp, 0, 1, { eps: 1 })).toThrow("unexpected option 'eps'");
  });
});

describe('several variables', () => {
  it('integrates over regions', () => {
    expect(
      dblquad(
        (y, x) => x * y,
        0,
        1,
        0,
        (x) => 1 - x,
      )[0],
    ).toBeCloseTo(1 / 24, 13);
    expect(dblquad((y, x) => exp(-x * x - y * y), -INF, INF, -INF, INF)[0]).toBeCloseTo(PI, 8);
    expect(
      tplquad(
        (z, y, x) => x + y * z,
        0,
        1,
        0,
        (x) => 1 - x,
        0,
        (x, y) => 1 - x - y,
      )[0],
    ).toBeCloseTo(1 / 24 + 1 / 120, 12);
    const [value, error, info] = nquad((a, b, c, d) => a * b + c * d, [[0, 1], (c) => [0, c!], [1, 2], [0, 3]], {
      fullOutput: true,
    });
    expect(value).toBeCloseTo(3 * 0.5 * (7 / 3) * 0.5 + (7 / 3) * 4.5, 10);
    expect(error).toBeLessThan(1e-8);
    expect(info.neval).toBeGreaterThan(21 ** 3);
    expect(() => nquad((x) => x!, [[0, 1]], { opts: [{}, {}] })).toThrow(
      'opts must be one or as many as ranges, 1, got 2',
    );
  });
});

interface Samples {
  readonly rows: { y: number[]; x: number[]; trapezoid: number[]; simpson?: number; romb?: number }[];
  readonly cotes: Record<string, [number[], number]>;
  readonly rough: [number[], number];
}

describe('samples', () => {
  const { rows, cotes, rough } = fixture<Samples>('integrate/samples.json');

  it('agrees with SciPy', () => {
    for (const row of rows) {
      const { y, x } = row;
      cumulativeTrapezoid(y, { x, initial: 0 })
        .toFlatArray()
        .forEach((value, i) => expect(value).toBeCloseTo(row.trapezoid[i]!, 13));
      if (row.simpson !== undefined) expect(simpson(y, { x })).toBeCloseTo(row.simpson, 12);
      if (row.romb !== undefined) expect(romb(y, { dx: 0.3 })).toBeCloseTo(row.romb, 12);
    }
    for (const [n, [weights, error]] of Object.entries(cotes)) {
      const [own, ownError] = newtonCotes(Number(n));
      own.toFlatArray().forEach((value, i) => expect(value).toBeCloseTo(weights[i]!, 10));
      expect(ownError / error).toBeCloseTo(1, 3);
    }
    const [weights, error] = newtonCotes([0, 0.7, 2.5, 3]);
    weights.toFlatArray().forEach((value, i) => expect(value).toBeCloseTo(rough[0][i]!, 12));
    expect(error).toBeCloseTo(rough[1], 12);
  });

  it('is exact for parabolas, evenly spaced or not, along any axis', () => {
    const f = (x: number): number => 3 * x * x - x + 2;
    const antiderivative = (x: number): number => x ** 3 - (x * x) / 2 + 2 * x;
    for (const x of [
      [0, 1, 2, 3, 4],
      [0, 0.3, 1, 2.5, 2.6, 4],
      [0, 1, 3],
      [1, 1.5, 1.75, 4],
    ]) {
      const y = x.map(f);
      const whole = antiderivative(x[x.length - 1]!) - antiderivative(x[0]!);
      expect(simpson(y, { x })).toBeCloseTo(whole, 12);
      cumulativeSimpson(y, { x })
        .toFlatArray()
        .forEach((value, i) => expect(value).toBeCloseTo(antiderivative(x[i + 1]!) - antiderivative(x[0]!), 12));
      const columns = np.array([y, y.map((v) => 2 * v)]).T;
      expect((simpson(columns, { x, axis: 0 }) as np.NDArray).toFlatArray()[1]).toBeCloseTo(2 * whole, 12);
      expect(cumulativeSimpson(columns, { x, axis: 0, initial: 5 }).shape).toEqual([x.length, 2]);
    }
  });

  it('integrates polynomials exactly by Gauss', () => {
    expect(fixedQuad((x) => x.pow(9), 0, 2)[0]).toBeCloseTo(102.4, 10);
    const [both] = fixedQuad((x) => np.stack([x, x.mul(x)]), 0, 3, { n: 2 });
    expect((both as np.NDArray).toFlatArray().map((v) => (v as number).toFixed(9))).toEqual([
      '4.500000000',
      '9.000000000',
    ]);
  });

  it('refuses what makes no sense', () => {
    expect(() => simpson([1, 2, 3], { x: [1, 2] })).toThrow('as many elements as y along the axis, 3, got shape (2,)');
    expect(() => romb([1, 2, 3, 4])).toThrow('one plus a non-negative power of 2, got 4');
    expect(() => cumulativeSimpson([1, 2, 3], { x: [0, 2, 1] })).toThrow('x must be strictly increasing');
    expect(() => fixedQuad((x) => x, 0, INF)).toThrow('only available for finite limits');
    expect(() => newtonCotes([1, 2])).toThrow('must start at 0 and end at N');
    expect(() => simpson([])).toThrow('y must not be empty');
  });

  it('hands further arguments on', () => {
    expect(
      dblquad(
        (y, x, k: number) => k * x * y,
        0,
        1,
        0,
        (x) => 1 - x,
        { args: [24] },
      )[0],
    ).toBeCloseTo(1, 12);
    expect(tplquad((z, _y, _x, k: number) => k * z, 0, 1, 0, 1, 0, 1, { args: [2] })[0]).toBeCloseTo(1, 12);
    expect(fixedQuad((x, k: number) => np.multiply(x, k), 0, 1, { args: [4], n: 3 })[0]).toBeCloseTo(2, 14);
    // As in SciPy, the functions that give ranges and options get them too.
    const ranges = [(y: number, k: number) => [0, k * y] as const, [0, 1] as const];
    const [area, , { neval }] = nquad((x: number, y: number, k: number) => k * x * y, ranges as never, {
      args: [2],
      opts: (...outer: number[]) => ({ epsabs: outer[outer.length - 1] === 2 ? 1e-8 : NaN }),
      fullOutput: true,
    });
    expect(area).toBeCloseTo(1, 12);
    expect(neval).toBe(441);
    expect(() => dblquad(() => 1, 0, 1, 0, 1, { args: 3 as never })).toThrow('dblquad: args must be an array, got 3');
    expect(() => nquad(3 as never, [[0, 1]])).toThrow('nquad: func must be a function, got 3');
  });
});
