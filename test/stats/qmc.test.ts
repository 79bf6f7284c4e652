/** Quasi-Monte Carlo: unscrambled points equal SciPy's, scrambled ones keep their laws, discrepancies, integrals, bad input. */
import { describe, expect, it, vi } from 'vitest';
import * as np from '../../src/index.js';
import { qmcQuad } from '../../src/integrate/index.js';
import { qmc } from '../../src/stats/index.js';
import { fixture } from '../oracle.js';

const data = fixture<{
  halton: number[][];
  haltonSkipped: number[][];
  sobol: number[][];
  sobolSkipped: number[][];
  sobolWeighted: number[];
  sobolLast: number[][];
  points: number[][];
  discrepancies: Record<qmc.DiscrepancyMethod, number>;
}>('stats/qmc.json');

describe('Halton', () => {
  it('has SciPy’s points without scrambling', () => {
    const engine = new qmc.Halton(5, { scramble: false });
    expect([...(engine.random(20).toArray() as number[][]), ...(engine.random(30).toArray() as number[][])]).toEqual(
      data.halton,
    );
    expect(engine.numGenerated).toBe(50);
    expect(engine.reset().random(2).toArray()).toEqual(data.halton.slice(0, 2));
    expect(new qmc.Halton(3, { scramble: false }).fastForward(1e6).random(2).toArray()).toEqual(data.haltonSkipped);
  });

  it('scrambled, still has one point in each part', () => {
    const engine = new qmc.Halton(3, { rng: 7 });
    const x = engine.random(30);
    for (const [k, base] of [2, 3, 5].entries()) {
      const column = x.at(':', k).toArray() as number[];
      expect(column.every((value) => value >= 0 && value < 1)).toBe(true);
      // The first base**2 points: one in each of as many equal parts.
      const parts = base * base;
      expect(new Set(column.slice(0, parts).map((value) => Math.floor(value * parts))).size).toBe(parts);
    }
    expect(engine.reset().random(30).toArray()).toEqual(x.toArray());
    expect(new qmc.Halton(3, { seed: 7 }).random(30).toArray()).toEqual(x.toArray());
    expect(new qmc.Halton(3, { rng: 8 }).random(30).toArray()).not.toEqual(x.toArray());
    expect(engine.reset().fastForward(10).random(20).toArray()).toEqual(x.at('10:').toArray());
  });
});

describe('Sobol', () => {
  it('has SciPy’s points without scrambling, in every dimension', () => {
    const engine = new qmc.Sobol(6, { scramble: false });
    expect(engine.randomBase2(3).toArray()).toEqual(data.sobol.slice(0, 8));
    expect(engine.randomBase2(3).toArray()).toEqual(data.sobol.slice(8));
    expect(new qmc.Sobol(3, { scramble: false }).fastForward(1000).random(3).toArray()).toEqual(data.sobolSkipped);
    const wide = new qmc.Sobol(160, { scramble: false }).random(256);
    const weighted = np.sum(np.multiply(wide, np.expandDims(np.arange(256), 1)), { axis: 0 });
    expect(np.allclose(weighted, data.sobolWeighted, { rtol: 1e-14 })).toBe(true);
    expect(wide.at([100, 255]).toArray()).toEqual(data.sobolLast);
  });

  it('scrambled, still has one point in each part', () => {
    for (const bits of [30, 32]) {
      const engine = new qmc.Sobol(4, { rng: 3, bits });
      const x = engine.randomBase2(6);
      for (let k = 0; k < 4; k++) {
        const column = x.at(':', k).toArray() as number[];
        expect(new Set(column.map((value) => Math.floor(value * 64))).size).toBe(64);
      }
      // The first two dimensions: one point in each of 8 x 8 squares.
      const cells = (x.toArray() as number[][]).map(([a, b]) => Math.floor(a! * 8) * 8 + Math.floor(b! * 8));
      expect(new Set(cells).size).toBe(64);
      expect(engine.reset().fastForward(32).random(32).toArray()).toEqual(x.at('32:').toArray());
    }
  });

  it('says what does not balance, and ends', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    try {
      new qmc.Sobol(2).random(3);
      expect(warn).toHaveBeenCalledOnce();
    } finally {
      warn.mockRestore();
    }
    const engine = new qmc.Sobol(2, { bits: 3, scramble: false });
    engine.random(4);
    expect(() => engine.randomBase2(1)).toThrow(
      'require n to be a power of 2. 4 points have been previously generated',
    );
    expect(engine.random(4).toArray()).toHaveLength(4);
    expect(() => engine.random(1)).toThrow('At most 2**3 = 8 distinct points can be generated');
    expect(() => new qmc.Sobol(161)).toThrow('Sobol: d must be at most 160, got 161');
    expect(() => new qmc.Sobol(2, { bits: 33 })).toThrow('bits must be an integer from 1 to 32');
  });
});

it('LatinHypercube has one coordinate in each part', () => {
  for (const scramble of [true, false]) {
    const x = new qmc.LatinHypercube(3, { rng: 1, scramble }).random(10);
    for (let k = 0; k < 3; k++) {
      const column = x.at(':', k).toArray() as number[];
      expect(new Set(column.map((value) => Math.floor(value * 10))).size).toBe(10);
      if (!scramble) expect(column.every((value) => Math.abs(((value * 10) % 1) - 0.5) < 1e-9)).toBe(true);
    }
  }
});

describe('measures', () => {
  it('discrepancies are SciPy’s', () => {
    for (const [method, value] of Object.entries(data.discrepancies)) {
      expect(qmc.discrepancy(data.points, { method: method as qmc.DiscrepancyMethod })).toBeCloseTo(value, 13);
    }
    expect(
      qmc.discrepancy([
        [0.1, 0.2],
        [0.3, 0.9],
      ]),
    ).toBeCloseTo(0.201411111111111, 14);
    const random = np.random.defaultRng(1).random([256, 3]);
    expect(qmc.discrepancy(new qmc.Sobol(3, { rng: 1 }).random(256))).toBeLessThan(0.1 * qmc.discrepancy(random));
  });

  it('scale goes both ways', () => {
    const box = qmc.scale(
      [
        [0.1, 0.2],
        [0.5, 1],
      ],
      [0, 1],
      [2, 3],
    );
    expect(
      np.allclose(box, [
        [0.2, 1.4],
        [1, 3],
      ]),
    ).toBe(true);
    expect(
      np.allclose(qmc.scale(box, [0, 1], [2, 3], { reverse: true }), [
        [0.1, 0.2],
        [0.5, 1],
      ]),
    ).toBe(true);
    expect(qmc.scale([[0.5, 0.5]], 0, 4).toArray()).toEqual([[2, 2]]);
  });

  it('bad input', () => {
    expect(() => qmc.scale([0.1, 0.2], 0, 1)).toThrow('scale: Sample is not a 2D array, got shape (2,)');
    expect(() => qmc.scale([[1.1]], 0, 1)).toThrow('Sample is not in unit hypercube');
    expect(() => qmc.scale([[0.1]], 1, 1)).toThrow("Bounds are not consistent 'lBounds' < 'uBounds'");
    expect(() => qmc.scale([[0.1]], [1, 2], 3)).toThrow('respect the sample dimension 1');
    expect(() => qmc.discrepancy([[2]])).toThrow('Sample is not in unit hypercube');
    expect(() => qmc.discrepancy([[0.5]], { method: 'XD' as 'CD' })).toThrow('method must be');
    expect(() => new qmc.Halton(-1)).toThrow('Halton: d must be a non-negative integer, got -1');
    expect(() => new qmc.Halton(2, { scrambled: true } as never)).toThrow("unexpected option 'scrambled'");
    expect(() => new qmc.Halton(2).random(-1)).toThrow('random: n must be a non-negative integer');
    expect(() => new qmc.Halton(2).fastForward(0.5)).toThrow('fastForward: n must be a non-negative integer');
  });
});

describe('qmcQuad', () => {
  const exact = (Math.sqrt(Math.PI) / 2) ** 2 * 0.8427007929497149 ** 2; // of exp(-x**2 - y**2) over the unit square

  it('integrates over boxes, with an error that holds', () => {
    const f = (x: np.NDArray<'float64'>): number => Math.exp(-(x.item(0) ** 2) - x.item(1) ** 2);
    for (const qrng of [
      new qmc.Halton(2, { rng: 3 }),
      new qmc.Sobol(2, { rng: 3 }),
      new qmc.LatinHypercube(2, { rng: 3 }),
    ]) {
      const { integral, standardError } = qmcQuad(f, [0, 0], [1, 1], { qrng, nPoints: 512 });
      expect(Math.abs(integral - exact)).toBeLessThan(5 * standardError);
      expect(standardError).toBeLessThan(3e-3);
    }
    const swapped = qmcQuad(f, [1, 0], [0, 1], { qrng: new qmc.Sobol(2, { rng: 3 }), nPoints: 512 });
    expect(swapped.integral).toBeCloseTo(-exact, 4);
    expect(qmcQuad(f, [0, 1], [1, 1])).toEqual({ integral: 0, standardError: 0 });
  });

  it('takes all points at once', () => {
    const { integral } = qmcQuad((x) => np.exp(np.negative(np.sum(np.multiply(x, x), { axis: 0 }))), [0, 0], [1, 1], {
      qrng: new qmc.Sobol(2, { rng: 1 }),
      vectorized: true,
      nEstimates: 4,
    });
    expect(integral).toBeCloseTo(exact, 4);
  });

  it('refuses bad input', () => {
    const one = (): number => 1;
    expect(() => qmcQuad(1 as never, 0, 1)).toThrow('func must be a function');
    expect(() => qmcQuad(one, [0, 0], [1, 1, 1])).toThrow('a and b must have as many limits, got 2 and 3');
    expect(() => qmcQuad(one, [0, 0], [1, 1], { qrng: new qmc.Halton(3) })).toThrow('qrng must have the dimension 2');
    expect(() => qmcQuad(one, 0, 1, { qrng: {} as never })).toThrow('qrng must be an engine');
    expect(() => qmcQuad(one, 0, 1, { nPoints: 0 })).toThrow('nPoints must be a positive integer');
    expect(() => qmcQuad(() => [1, 2], 0, 1)).toThrow('func must return a number');
    expect(() => qmcQuad(() => [1, 2], 0, 1, { vectorized: true })).toThrow('func must return 1024 values');
  });
});
