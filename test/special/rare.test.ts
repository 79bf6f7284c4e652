/** Mathieu, spheroidal and ellipsoidal functions, tables and states of errors: SciPy's values, and laws that hold for all. */
import { describe, expect, it, vi } from 'vitest';
import * as np from '../../src/index.js';
import * as special from '../../src/special/index.js';
import { fixture } from '../oracle.js';

type Points = [number[], number[]][];
const functions = special as unknown as Record<string, (...args: unknown[]) => unknown>;

/** SciPy's own error where it is larger than 2e-12. */
const LOOSE: Record<string, number> = {
  mathieuCem: 1e-9,
  mathieuSem: 1e-9,
  mathieuModcem1: 1e-9,
  mathieuModsem1: 1e-9,
  mathieuModcem2: 1e-8,
  mathieuModsem2: 1e-8,
  proRad2: 1e-6,
  oblRad2: 1e-6,
  ellipHarm2: 1e-9,
  ellipNormal: 1e-9,
};

function flat(result: unknown): number[] {
  if (typeof result === 'number') return [result];
  if (result instanceof np.NDArray) {
    return (result.toArray() as (number | np.Complex)[]).flatMap((x) => (typeof x === 'number' ? [x] : [x.re, x.im]));
  }
  return (result as unknown[]).flatMap(flat);
}

describe("values are SciPy's", () => {
  for (const [name, points] of Object.entries(fixture<Record<string, Points>>('special/rare.json'))) {
    it(name, () => {
      for (const [args, expected] of points) {
        const point = name === 'pbdnSeq' ? [args[0], new np.Complex(args[1]!, args[2])] : args;
        const got = flat(functions[name]!(...point));
        expect(got.length).toBe(expected.length);
        const size = Math.max(...expected.map(Math.abs));
        expected.forEach((want, k) => {
          const scale = name.startsWith('mathieu') || name.endsWith('Seq') ? Math.max(size, 1) : Math.abs(want);
          const error = Math.abs(got[k]! - want) / (scale || 1);
          expect(error, `${name}(${args.join(', ')})[${k}] = ${got[k]}, not ${want}`).toBeLessThan(
            LOOSE[name] ?? 2e-12,
          );
        });
      }
    });
  }
});

describe('laws', () => {
  it('modified Mathieu functions have the Wronskian 2 / pi', () => {
    for (const [m, q, x] of [
      [0, 1, 0.5],
      [3, 10, 1],
      [6, 40, 0.3],
      [12, 5, 2],
    ] as const) {
      for (const [first, second] of [
        [special.mathieuModcem1, special.mathieuModcem2],
        [special.mathieuModsem1, special.mathieuModsem2],
      ] as const) {
        if (m === 0 && first === special.mathieuModsem1) continue;
        const [a, da] = first(m, q, x);
        const [b, db] = second(m, q, x);
        expect(a * db - da * b).toBeCloseTo(2 / Math.PI, 10);
      }
    }
  });

  it('spheroidal radial functions have the Wronskian 1 / (c (x^2 - 1)) or 1 / (c (x^2 + 1))', () => {
    for (const [m, n, c, x] of [
      [0, 0, 2, 1.01],
      [1, 3, 5, 1.2],
      [2, 6, 10, 2],
      [0, 4, 1, 1.5],
    ] as const) {
      const [a, da] = special.proRad1(m, n, c, x);
      const [b, db] = special.proRad2(m, n, c, x);
      expect((a * db - da * b) * c * (x * x - 1)).toBeCloseTo(1, 8);
      const [d, dd] = special.oblRad1(m, n, c, x - 0.9);
      const [e, de] = special.oblRad2(m, n, c, x - 0.9);
      expect((d * de - dd * e) * c * ((x - 0.9) ** 2 + 1)).toBeCloseTo(1, 7);
    }
  });

  it('spheroidal radial functions of the second kind near the singular points, where SciPy is wrong', () => {
    // mpmath: the series at x = 20 in 40 digits, then the differential equation.
    const close = (got: unknown, want: number[]): void => {
      want.forEach((value, k) => expect(Math.abs((got as number[])[k]! / value - 1)).toBeLessThan(1e-13));
    };
    close(special.proRad2(1, 2, 2, 1.01), [-6.9758925362904612, 384.02322651204132]);
    close(special.oblRad2(0, 1, 2, 0.1), [-0.80627241869542317, 0.65816613241830506]);
    close(special.oblRad2(2, 3, 6, 0.1), [-0.24922984852297731, 0.28350604739633611]);
  });

  it('characteristic values that are given are used', () => {
    const cv = special.proCv(1, 3, 2);
    expect(special.proAng1Cv(1, 3, 2, cv, 0.3)).toEqual(special.proAng1(1, 3, 2, 0.3));
    expect(special.oblRad1Cv(0, 2, 2, special.oblCv(0, 2, 2), 0.3)).toEqual(special.oblRad1(0, 2, 2, 0.3));
  });

  it('Lame functions take the signs of their roots', () => {
    for (const p of [1, 2, 3, 4, 5]) {
      const plain = special.ellipHarm(5, 8, 2, p, 4);
      const turned = special.ellipHarm(5, 8, 2, p, 4, { signm: -1 });
      expect(Math.abs(turned)).toBe(Math.abs(plain));
      expect(special.ellipHarm(5, 8, 2, p, 4, { signm: -1, signn: -1 })).toBe(
        Math.sign(turned) * special.ellipHarm(5, 8, 2, p, 4, { signn: -1 }) * Math.sign(plain),
      );
    }
    expect(special.ellipHarm(8, 5, 2, 1, 4)).toBeNaN();
  });

  it('say what is wrong', () => {
    expect(() => special.mathieuEvenCoef(-1, 2)).toThrow(/mathieuEvenCoef: m must be an integer of at least 0/);
    expect(() => special.proCvSeq(3, 2, 1)).toThrow(/proCvSeq: n must be an integer of at least 3/);
    expect(() => special.lmbda(-1, 2)).toThrow(/lmbda: v must be a number of at least 0/);
    expect(() => special.riccatiJn(2.5, 2)).toThrow(/riccatiJn: n must be an integer/);
    expect(() => special.pbdnSeq(0.5, 1)).toThrow(/pbdnSeq: n must be an integer/);
    expect(special.proRad1(0, 1, 2, 0.5)).toEqual([NaN, NaN]);
    expect(special.mathieuA(-1, 2)).toBeNaN();
  });
});

describe('states of errors', () => {
  it('ignore, warn or raise', () => {
    expect(special.gammaln(0)).toBe(Infinity);
    expect(Object.values(special.geterr())).toEqual(Array(9).fill('ignore'));
    special.errstate({ all: 'raise' }, () => {
      expect(() => special.gammaln(0)).toThrow(special.SpecialFunctionError);
      expect(() => special.gammaln([1, 0])).toThrow('numloom/special/gammaln: singularity');
      expect(() => special.logit([0.5, 2])).toThrow('numloom/special/logit: domain error');
      expect(special.logit([NaN]).item(0)).toBeNaN();
      expect(special.gammaln(Infinity)).toBe(Infinity);
      expect(special.gamma([3, 4]).toArray()).toEqual([2, 6]);
    });
    expect(special.geterr().domain).toBe('ignore');
    const emitted = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const before = special.seterr({ domain: 'warn' });
    expect(special.ndtri(2)).toBeNaN();
    special.seterr(before);
    expect(special.ndtri(2)).toBeNaN();
    expect(emitted.mock.calls.map(([warning]) => (warning as Error).name)).toEqual(['SpecialFunctionWarning']);
    emitted.mockRestore();
    const scope = special.errstate({ singular: 'raise' });
    expect(() => special.psi([0])).toThrow(/singularity/);
    scope.restore();
    expect(special.psi(0)).toBe(-Infinity);
    expect(() => special.seterr({ domain: 'shout' as 'warn' })).toThrow(/seterr: domain must be/);
  });
});
