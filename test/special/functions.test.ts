/** Functions that are no ufuncs: sums of exponentials, counting, branches, and what options do. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as special from '../../src/special/index.js';

describe('hypergeometric functions of complex arguments', () => {
  it('agree with the real ones, and keep their rules', () => {
    const z = np.array([0.5, new np.Complex(0.5, 0.25)]);
    const values = special.hyp2f1(1, 2, 3, z).toArray() as np.Complex[];
    expect(values[0]!.re).toBeCloseTo(special.hyp2f1(1, 2, 3, 0.5), 14);
    expect(special.hyp1f1(1, 1, new np.Complex(0, Math.PI / 2)).im).toBeCloseTo(1, 14);
    expect(special.hyp0f1(-1, new np.Complex(1, 1)).re).toBeNaN();
    expect(special.hyp1f1(1, -2, new np.Complex(1, 1)).re).toBe(Infinity);
    // -log(1 - z) / z, above and below the cut.
    expect(special.hyp2f1(1, 1, 2, new np.Complex(2, 0)).im).toBeCloseTo(Math.PI / 2, 12);
    expect(special.hyp2f1(1, 1, 2, new np.Complex(2, -1e-14)).im).toBeCloseTo(-Math.PI / 2, 12);
    expect(() => special.hyp1f1(new np.Complex(1, 1) as never, 1, 1)).toThrow(/hyp1f1/);
  });
});

describe('hyp2f1', () => {
  it('takes parameters whose products overflow', () => {
    // As a and c grow in proportion, (1 - x a/c)^-b.
    expect(special.hyp2f1(1e80, 0.5, 2e80, 0.5)).toBeCloseTo(0.75 ** -0.5, 14);
    expect(special.hyp2f1(1e160, 1, 2e160, 0.5)).toBeCloseTo(1 / 0.75, 14);
  });
});

describe('logsumexp, softmax, logSoftmax', () => {
  it('name themselves when there is nothing to sum', () => {
    expect(() => special.logsumexp([])).toThrow(/logsumexp: expected at least one element to sum, got shape \(0,\)/);
    expect(() => special.softmax(np.zeros([0, 2]), { axis: 0 })).toThrow(/softmax: expected/);
    expect(special.softmax(np.zeros([0, 2]), { axis: 1 }).shape).toEqual([0, 2]);
  });

  it('neither overflow nor vanish', () => {
    expect(special.logsumexp([1000, 1000])).toBeCloseTo(1000 + Math.LN2, 12);
    expect(special.logsumexp([-1000, -1000])).toBeCloseTo(-1000 + Math.LN2, 12);
    expect(special.logsumexp([-Infinity, -Infinity])).toBe(-Infinity);
    expect(special.logsumexp([Infinity, 1])).toBe(Infinity);
    expect(special.softmax([1000, 1000, -1000]).toArray()).toEqual([0.5, 0.5, 0]);
    expect(special.logSoftmax([1000, -1000]).toArray()).toEqual([0, -2000]);
  });

  it('go along axes', () => {
    const a = np.array([
      [0, 1],
      [2, 3],
    ]);
    const rows = special.logsumexp(a, { axis: 1 });
    expect(rows.toArray()).toEqual([1, 3].map((x) => expect.closeTo(x + Math.log1p(Math.exp(-1)), 14) as number));
    expect(special.logsumexp(a, { axis: 1, keepdims: true }).shape).toEqual([2, 1]);
    expect(special.logsumexp(a, { axis: [0, 1] }).item()).toBeCloseTo(special.logsumexp(a), 14);
    expect(np.sum(special.softmax(a, { axis: 0 }), { axis: 0 }).toArray()).toEqual([
      expect.closeTo(1, 14),
      expect.closeTo(1, 14),
    ]);
    expect(special.softmax(np.array([1, 2], { dtype: 'float32' })).dtype).toBe('float32');
  });

  it('take weights and give signs', () => {
    const [size, sign] = special.logsumexp([1, 2], { b: [1, -1], returnSign: true });
    expect(size).toBeCloseTo(Math.log(Math.exp(2) - Math.exp(1)), 14);
    expect(sign).toBe(-1);
    // A weight of 0 hides an infinite exponent.
    expect(special.logsumexp([1, Infinity], { b: [1, 0] })).toBe(1);
    expect(special.logsumexp([1, 2], { b: [1, -1] })).toBeNaN();
  });
});

describe('counting', () => {
  it('comb and perm, exactly and not', () => {
    expect(special.comb(10, 3)).toBe(120);
    expect(special.comb(50, 25)).toBe(126410606437752);
    expect(special.comb([5, 6], [2, 7]).toArray()).toEqual([10, 0]);
    expect(special.comb(200, 100, { exact: true })).toBe(90548514656103281165404177077484163874504589675413336841320n);
    expect(special.comb(4, 2, { exact: true, repetition: true })).toBe(10n);
    expect(special.comb(4, 2, { repetition: true })).toBe(10);
    expect(special.comb(3, 5, { exact: true })).toBe(0n);
    expect(special.perm(10, 3)).toBe(720);
    expect(special.perm(25, 20, { exact: true })).toBe(129260083694424883200000n);
    expect(() => special.comb(2.5, 1, { exact: true })).toThrow(/comb: N must be a whole number/);
  });

  it('factorials', () => {
    expect(special.factorial(5)).toBe(120);
    expect(special.factorial(-1)).toBe(0);
    expect(special.factorial([3, 4]).toArray()).toEqual([6, 24]);
    expect(special.factorial(25, { exact: true })).toBe(15511210043330985984000000n);
    expect(special.factorial2(7)).toBe(105);
    expect(special.factorial2(8, { exact: true })).toBe(384n);
    expect(special.factorialk(9, 3)).toBe(162n);
    expect(special.factorialk([5, 7], 3).toArray()).toEqual([10, 28]);
    expect(() => special.factorialk(5, 0)).toThrow(/factorialk: k must be a positive whole number, got 0/);
  });

  it('Stirling, Bernoulli and Euler numbers', () => {
    expect(special.stirling2(10, 4)).toBe(34105);
    expect(special.stirling2([4, 5], 2).toArray()).toEqual([7, 15]);
    expect(special.stirling2(12, 5, { exact: true })).toBe(1379400n);
    expect(special.bernoulli(8).toArray()).toEqual([1, -0.5, 1 / 6, 0, -1 / 30, 0, 1 / 42, 0, -1 / 30]);
    expect(special.bernoulli(60).item(60) / -2.1399949257225334e34).toBeCloseTo(1, 13);
    expect(special.euler(10).toArray()).toEqual([1, 0, -1, 0, 5, 0, -61, 0, 1385, 0, -50521]);
    expect(() => special.bernoulli(-1)).toThrow(/bernoulli: n must be a non-negative integer/);
  });
});

describe('branches and options', () => {
  it("Lambert's W solves its equation on every branch", () => {
    for (const k of [-2, -1, 0, 1, 3]) {
      for (const z of [
        new np.Complex(1, 0),
        new np.Complex(1, 2),
        new np.Complex(-0.2, 0),
        new np.Complex(-3, -0.5),
        new np.Complex(1e5, 0),
      ]) {
        const w = special.lambertw(z, { k });
        const size = Math.exp(w.re);
        const [a, b] = [size * Math.cos(w.im), size * Math.sin(w.im)];
        expect(w.re * a - w.im * b).toBeCloseTo(z.re, Math.abs(z.re) > 1e3 ? 6 : 12);
        expect(w.re * b + w.im * a).toBeCloseTo(z.im, Math.abs(z.re) > 1e3 ? 6 : 12);
      }
    }
    const w = special.lambertw(np.array([new np.Complex(1, 0), new np.Complex(-0.1, 0)]), { k: -1 });
    expect((w.item(1) as np.Complex).re).toBeCloseTo(-3.577152063957297, 13);
    expect((w.item(1) as np.Complex).im).toBe(0);
  });

  it('zeta with and without q', () => {
    expect(special.zeta(2)).toBeCloseTo(Math.PI ** 2 / 6, 15);
    expect(special.zeta(2, 2)).toBeCloseTo(Math.PI ** 2 / 6 - 1, 15);
    expect(special.zeta([2, 3], { q: 2 }).shape).toEqual([2]);
    const out = np.zeros(1);
    expect(special.zeta([2], { out })).toBe(out);
  });

  it('multigammaln checks its dimension', () => {
    expect(special.multigammaln(10, 1)).toBeCloseTo(special.gammaln(10), 14);
    expect(special.multigammaln([10, 11], 2).shape).toEqual([2]);
    expect(() => special.multigammaln(1, 5)).toThrow(/condition a \(1\) > 0.5 \* \(d-1\) \(2\) not met/);
    expect(() => special.multigammaln(10, 1.5)).toThrow(/d should be a positive integer/);
  });

  it('zeros of erf and of the Fresnel integrals are zeros', () => {
    const zeros = special.erfZeros(3);
    const values = special.erf(zeros);
    expect(Math.max(...(np.absolute(values).toArray() as number[]))).toBeLessThan(1e-13);
    expect((zeros.item(0) as np.Complex).re).toBeCloseTo(1.4506161632436756, 13);
    const [ofS, ofC] = special.fresnelZeros(2);
    expect((ofS.item(0) as np.Complex).re).toBeCloseTo(2.00925701, 7);
    expect((ofC.item(0) as np.Complex).re).toBeCloseTo(1.74366749, 7);
  });

  it('degrees are exact where the function is', () => {
    expect([30, 150, 210, 360, -30].map((x) => special.sindg(x))).toEqual([0.5, 0.5, -0.5, 0, -0.5]);
    expect([60, 90, 120, 180, 300].map((x) => special.cosdg(x))).toEqual([0.5, 0, -0.5, -1, 0.5]);
    expect([45, 135, 180].map((x) => special.tandg(x))).toEqual([1, -1, 0]);
  });
});

describe('inverses invert', () => {
  const p = np.array([1e-6, 0.01, 0.3, 0.7, 0.99]);
  const pairs: [string, np.NDArray, np.NDArray][] = [
    ['gammaincinv', special.gammainc(3.5, special.gammaincinv(3.5, p)), p],
    ['gammainccinv', special.gammaincc(0.3, special.gammainccinv(0.3, p)), p],
    ['betaincinv', special.betainc(2, 0.5, special.betaincinv(2, 0.5, p)), p],
    ['stdtrit', special.stdtr(3, special.stdtrit(3, p)), p],
    ['nctdtrit', special.nctdtr(4, 1, special.nctdtrit(4, 1, p)), p],
    ['ncfdtri', special.ncfdtr(3, 5, 2, special.ncfdtri(3, 5, 2, p)), p],
    ['chndtrix', special.chndtr(special.chndtrix(p, 3, 2), 3, 2), p],
    ['kolmogi', special.kolmogorov(special.kolmogi(p)), p],
    ['smirnovi', special.smirnov(20, special.smirnovi(20, p)), p],
    ['chndtrinc', special.chndtr(3, 4, special.chndtrinc(3, 4, [0.1, 0.2])), np.array([0.1, 0.2])],
    ['nctdtridf', special.nctdtridf(special.nctdtr([3, 6], 1, 2.5), 1, 2.5), np.array([3, 6])],
    ['nbdtrik', special.nbdtr(np.floor(special.nbdtrik([0.4, 0.9], 5, 0.3)), 5, 0.3), np.array([0.4, 0.9])],
  ];
  it.each(pairs.slice(0, -1))('%s', (_, got, want) => {
    const error = np.max(np.absolute(np.subtract(np.divide(got, want), 1)));
    expect(error).toBeLessThan(1e-10);
  });

  it('nbdtrik gives the k between two whole ones', () => {
    const [, got, want] = pairs.at(-1)!;
    expect(np.all(np.lessEqual(got, want))).toBe(true);
  });
});
