/** Global methods on functions of many minima; reproducible, within bounds, on several threads. */
import { afterEach, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as o from '../../src/optimize/index.js';
import './quiet.js';

const rastrigin = (x: o.Vector): number =>
  x.toFlatArray().reduce((s, t) => s + t * t - 10 * Math.cos(2 * Math.PI * t) + 10, 0);
const ackley = (x: o.Vector): number => {
  const t = x.toFlatArray();
  const mean = (f: (v: number) => number): number => t.reduce((s, v) => s + f(v), 0) / t.length;
  return (
    -20 * Math.exp(-0.2 * Math.sqrt(mean((v) => v * v))) -
    Math.exp(mean((v) => Math.cos(2 * Math.PI * v))) +
    20 +
    Math.E
  );
};
const box = [[-5.12, 4.1], [-4, 5.12]] as const; // prettier-ignore

afterEach(() => np.setBackend('single'));

describe('global methods', () => {
  for (const [name, f] of Object.entries({ rastrigin, ackley })) {
    it(`differentialEvolution on ${name}`, () =>
      expect(o.differentialEvolution(f, box, { rng: 1 }).fun).toBeLessThan(1e-6));
    it(`dualAnnealing on ${name}`, () =>
      expect(o.dualAnnealing(f, box, { rng: 1, maxiter: 300 }).fun).toBeLessThan(1e-6));
    it(`direct on ${name}`, () => expect(o.direct(f, box).fun).toBeLessThan(1e-3));
    it(`shgo on ${name}`, () => expect(o.shgo(f, box, { n: 100, iters: 2 }).fun).toBeLessThan(1e-6));
    it(`basinhopping on ${name}`, () =>
      expect(o.basinhopping(f, [1.5, -1.2], { rng: 3, niter: 200, stepsize: 1 }).fun).toBeLessThan(1e-6));
    it(`brute on ${name}`, () => expect(f(o.brute(f, box, { Ns: 101 }))).toBeLessThan(1e-3));
  }

  it('every strategy of differentialEvolution', () => {
    for (const kind of ['best1', 'best2', 'rand1', 'rand2', 'randtobest1', 'currenttobest1'] as const) {
      for (const crossover of ['bin', 'exp'] as const) {
        const found = o.differentialEvolution(o.rosen, [[-2, 2], [-2, 2]], { rng: 4, strategy: `${kind}${crossover}` }); // prettier-ignore
        expect(found.fun, kind + crossover).toBeLessThan(1e-6);
      }
    }
  });

  it('the same seed gives the same run', () => {
    for (const run of [
      () => o.differentialEvolution(rastrigin, box, { rng: 7, maxiter: 5 }),
      () => o.dualAnnealing(rastrigin, box, { seed: 7, maxiter: 20 }),
      () => o.basinhopping(rastrigin, [1, 1], { rng: np.random.defaultRng(7), niter: 5 }),
    ]) {
      const [a, b] = [run(), run()];
      expect(a.x.toFlatArray()).toEqual(b.x.toFlatArray());
      expect(a.nfev).toBe(b.nfev);
    }
  });

  it('stays within bounds, and with whole numbers where asked', () => {
    const seen: number[][] = [];
    const f = (x: o.Vector): number => {
      seen.push(x.toFlatArray());
      return rastrigin(x);
    };
    o.differentialEvolution(f, box, { rng: 2, maxiter: 10 });
    o.dualAnnealing(f, box, { rng: 2, maxiter: 20 });
    o.direct(f, box, { maxfun: 200 });
    o.shgo(f, box);
    for (const x of seen) x.forEach((t, i) => expect(t >= box[i]![0] - 1e-12 && t <= box[i]![1] + 1e-12).toBe(true));
    const whole = o.differentialEvolution((x) => (x.item(0) - 1.4) ** 2 + (x.item(1) - 0.6) ** 2, [[0, 3], [0, 3]], { rng: 1, integrality: [true, false] }); // prettier-ignore
    expect(whole.x.item(0)).toBe(1);
    expect(whole.x.item(1)).toBeCloseTo(0.6, 4);
  });

  it('differentialEvolution with constraints, a vectorised function, a population', () => {
    const limit = new o.NonlinearConstraint((x) => x.item(0) + x.item(1), -Infinity, 1.9);
    const found = o.differentialEvolution(o.rosen, [[0, 2], [0, 2]], { rng: 1, constraints: limit }); // prettier-ignore
    expect(found.x.item(0) + found.x.item(1)).toBeLessThanOrEqual(1.9 + 1e-8);
    expect(found.fun).toBeCloseTo(0.0011351, 4);
    const columns = (x: o.Vector): np.NDArray => np.sum(np.power(np.subtract(x, 1), 2), { axis: 0 }) as np.NDArray;
    expect(o.differentialEvolution(columns as never, [[0, 3], [0, 3]], { rng: 1, vectorized: true }).fun).toBeLessThan(1e-8); // prettier-ignore
    const init = Array.from({ length: 12 }, (_, k) => [k / 6, 2 - k / 6]);
    expect(o.differentialEvolution(o.rosen, [[0, 2], [0, 2]], { rng: 1, init }).population.shape).toEqual([12, 2]); // prettier-ignore
  });

  it('shgo finds all minima and respects constraints', () => {
    const found = o.shgo((x) => (x.item(0) ** 2 - 1) ** 2 + 0.1 * x.item(0), [[-2, 2]], { n: 30 });
    expect(found.xl.shape).toEqual([2, 1]);
    expect(found.funl.item(0)).toBeLessThan(found.funl.item(1));
    const limited = o.shgo(o.rosen, [[0, 2], [0, 2]], { n: 60, constraints: { type: 'ineq', fun: (x) => 1.9 - x.item(0) - x.item(1) } }); // prettier-ignore
    expect(limited.fun).toBeCloseTo(0.0011351, 4);
  });

  it('differential evolution does not call points without values a solution', () => {
    const found = o.differentialEvolution(() => NaN, box, { rng: 1, maxiter: 5 });
    expect(found.success).toBe(false);
    expect(found.message).toMatch('Maximum number of iterations');
  });

  it('workers spread a function of a module over threads', async () => {
    await np.setBackend('threads', { workers: 2 });
    const f = await np.moduleFunction<(x: o.Vector) => number>(
      new URL('./slowSphere.mjs', import.meta.url),
      'slowSphere',
    );
    const spread = o.differentialEvolution(f, box, { rng: 1, maxiter: 3, workers: -1, polish: false });
    await np.setBackend('single');
    const alone = o.differentialEvolution(f, box, { rng: 1, maxiter: 3, updating: 'deferred', polish: false });
    expect(spread.x.toFlatArray()).toEqual(alone.x.toFlatArray());
    expect(spread.nfev).toBe(alone.nfev);
    expect(() => o.brute(rastrigin, box, { workers: 2 })).toThrow(/cannot be sent to a worker/);
  });

  it('callbacks stop', () => {
    expect(o.differentialEvolution(rastrigin, box, { rng: 1, callback: () => true }).nit).toBe(1);
    expect(o.dualAnnealing(rastrigin, box, { rng: 1, callback: () => true }).message).toMatch(/requested stop/);
    expect(o.basinhopping(rastrigin, [1, 1], { rng: 1, callback: () => true }).nit).toBe(0);
    expect(o.direct(rastrigin, box, { callback: () => true }).nit).toBe(1);
  });

  it('bad input', () => {
    expect(() => o.differentialEvolution(rastrigin, [[0, Infinity]])).toThrow(/finite/);
    expect(() => o.differentialEvolution(rastrigin, [[1, 0]])).toThrow(/upper bound is less/);
    expect(() => o.differentialEvolution(rastrigin, box, { strategy: 'best3bin' as never })).toThrow(/strategy/);
    expect(() => o.dualAnnealing(rastrigin, box, { visit: 4 })).toThrow(/visit/);
    expect(() => o.dualAnnealing(() => NaN, box, { rng: 1 })).toThrow(/NaN/);
    expect(() => o.direct(rastrigin, box, { volTol: -1 })).toThrow(/volTol/);
    expect(() => o.brute(rastrigin, [])).toThrow(/ranges/);
    expect(() => o.differentialEvolution(rastrigin, box, { rng: 1, seed: 1 })).toThrow(/not both/);
  });
});
