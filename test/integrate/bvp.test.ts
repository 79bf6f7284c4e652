// Boundary value problems with known solutions, odeint, and many problems at once.

import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { odeint, solveBvp, solveIvp, solveIvpMany } from '../../src/integrate/index.js';

type Values = np.NDArray<'float64'>;
const last = (a: np.NDArray): number => a.item(a.size - 1) as number;

describe('solveBvp', () => {
  it('solves the Bratu problem', () => {
    // y'' + exp(y) = 0: y = -2 log(cosh(t (x - 1/2) / 2) / cosh(t / 4)) with t = sqrt(2) cosh(t / 4).
    const t = 1.5171645990507543;
    const exact = (x: number): number => -2 * Math.log(Math.cosh((t * (x - 0.5)) / 2) / Math.cosh(t / 4));
    const fun = (_: Values, y: Values): np.ArrayLike => np.stack([y.at(1), np.exp(y.at(0)).neg()]);
    const bc = (a: Values, b: Values): number[] => [a.item(0), b.item(0)];
    for (const tol of [1e-3, 1e-8]) {
      const found = solveBvp(fun, bc, np.linspace(0, 1, 5), np.zeros([2, 5]), { tol });
      expect(found.status).toBe(0);
      expect(Math.max(...(found.rmsResiduals.toFlatArray() as number[]))).toBeLessThanOrEqual(tol);
      for (const x of [0, 0.1, 0.37, 0.5, 0.9, 1]) {
        expect(Math.abs(found.sol.evaluate(x).item(0) - exact(x))).toBeLessThan(10 * tol);
        expect(Math.abs(found.sol.evaluate(x, { nu: 1 }).item(0) - found.sol.evaluate(x).item(1))).toBeLessThan(
          10 * tol,
        );
      }
      expect(found.y.shape).toEqual([2, found.x.size]);
    }
  });

  it('takes a singular term', () => {
    // Emden: y'' = -2 / x y' - y**5, y'(0) = 0, y(1) = sqrt(3 / 4): y = 1 / sqrt(1 + x**2 / 3)
    const fun = (_: Values, y: Values): np.ArrayLike => np.stack([y.at(1), np.power(y.at(0), 5).neg()]);
    const funJac = (x: Values, y: Values): np.ArrayLike => {
      const dy = np.zeros([2, 2, x.size]);
      dy.set([0, 1], 1);
      dy.set([1, 0], np.power(y.at(0), 4).mul(-5));
      return dy;
    };
    const bc = (a: Values, b: Values): number[] => [a.item(1), b.item(0) - Math.sqrt(0.75)];
    const guess = np.full([2, 5], 0.5);
    const S = [
      [0, 0],
      [0, -2],
    ];
    for (const options of [{}, { funJac }]) {
      const found = solveBvp(fun, bc, np.linspace(0, 1, 5), guess, { S, tol: 1e-7, ...options });
      expect(found.success).toBe(true);
      for (const x of [0, 0.2, 0.5, 0.9]) {
        expect(Math.abs(found.sol.evaluate(x).item(0) - 1 / Math.sqrt(1 + (x * x) / 3))).toBeLessThan(1e-7);
      }
      expect(found.y.item(1, 0)).toBe(0);
    }
    expect(guess.item(1, 0)).toBe(0.5);
    expect(() => solveBvp(fun, bc, np.linspace(0, 1, 5), guess, { S: [[1]] })).toThrow(
      'S is expected to have shape (2,2), but actually has (1,1)',
    );
  });

  it('finds unknown parameters, with derivatives given or not', () => {
    // y'' + k**2 y = 0, y(0) = y(1) = 0, y'(0) = k: k is a multiple of pi.
    const fun = (_: Values, y: Values, p: Values): np.ArrayLike => np.stack([y.at(1), y.at(0).mul(-(p.item(0) ** 2))]);
    const bc = (a: Values, b: Values, p: Values): number[] => [a.item(0), b.item(0), a.item(1) - p.item(0)];
    const funJac = (x: Values, y: Values, p: Values): readonly [np.ArrayLike, np.ArrayLike] => {
      const m = x.size;
      const dy = np.zeros([2, 2, m]);
      dy.set([0, 1], 1);
      dy.set([1, 0], -(p.item(0) ** 2));
      const dp = np.zeros([2, 1, m]);
      dp.set([1, 0], y.at(0).mul(-2 * p.item(0)));
      return [dy, dp];
    };
    const guess = np.zeros([2, 5]);
    guess.set([0, 1], 1);
    guess.set([0, 3], -1);
    for (const options of [{}, { funJac }]) {
      const found = solveBvp(fun, bc, np.linspace(0, 1, 5), guess, { p: [6], tol: 1e-6, ...options });
      expect(found.success).toBe(true);
      expect(found.p!.item(0)).toBeCloseTo(2 * Math.PI, 6);
      expect(found.sol.evaluate(0.25).item(0)).toBeCloseTo(1, 6);
    }
  });

  it('follows a boundary layer with its mesh', () => {
    // e y'' + y' = 0: y = (1 - exp(-x / e)) / (1 - exp(-1 / e)).
    const e = 1e-3;
    const found = solveBvp(
      (_, y) => np.stack([y.at(1), y.at(1).mul(-1 / e)]),
      (a, b) => [a.item(0), b.item(0) - 1],
      np.linspace(0, 1, 20),
      np.ones([2, 20]),
      { tol: 1e-5, maxNodes: 2000 },
    );
    expect(found.success).toBe(true);
    expect(found.sol.evaluate(e).item(0)).toBeCloseTo(1 - Math.exp(-1), 4);
    const inside = (found.x.toFlatArray() as number[]).filter((x) => x < 10 * e).length;
    expect(inside).toBeGreaterThan(found.x.size / 3);
  });

  it('says why it cannot go on, and refuses what makes no sense', () => {
    const fun = (_: Values, y: Values): np.ArrayLike => np.stack([y.at(1), y.at(0)]);
    const bc = (a: Values, b: Values): number[] => [a.item(0), b.item(0) - 1];
    const x = np.linspace(0, 1, 4);
    expect(solveBvp(fun, bc, x, np.zeros([2, 4]), { tol: 1e-10, maxNodes: 6 }).status).toBe(1);
    const singular = solveBvp(fun, (a) => [a.item(0), a.item(0)], x, np.zeros([2, 4]));
    expect(singular.status).toBe(2);
    expect(singular.message).toMatch(/singular Jacobian/);
    expect(() => solveBvp(fun, bc, [0, 1, 1], np.zeros([2, 3]))).toThrow('x must be strictly increasing');
    expect(() => solveBvp(fun, bc, x, np.zeros([2, 3]))).toThrow('y is expected to have 4 columns');
    expect(() => solveBvp(fun, () => [0], x, np.zeros([2, 4]))).toThrow(
      'what bc returns is expected to have shape (2,)',
    );
    expect(() => solveBvp((_, y) => y.at(0), bc, x, np.zeros([2, 4]))).toThrow('expected to have shape (2,4)');
  });
});

describe('odeint', () => {
  it('agrees with the exact solution, in either order of arguments', () => {
    const times = [0, 1, 1, 2.5, 4];
    const y = odeint((state) => [state.item(1), -state.item(0)], [1, 0], times);
    const swapped = odeint((_, state) => [state.item(1), -state.item(0)], [1, 0], times, { tfirst: true });
    expect(y.shape).toEqual([5, 2]);
    times.forEach((t, k) => {
      expect(y.item(k, 0)).toBeCloseTo(Math.cos(t), 6);
      expect(swapped.item(k, 1)).toBeCloseTo(-Math.sin(t), 6);
    });
    const [, info] = odeint((state) => [-state.item(0)], 1, [0, 1], { fullOutput: true, Dfun: () => [[-1]] });
    expect(info.message).toBe('Integration successful.');
    expect(() => odeint((state) => state, [1], [0, 2, 1])).toThrow('monotonically');
  });
});

describe('solveIvpMany', () => {
  afterAll(() => np.shutdown());

  it('solves each problem as solveIvp does', () => {
    const rates = [0.5, 1, 2];
    const found = solveIvpMany((_, y, rate: number) => [-rate * y.item(0)], [0, 2], [3], {
      params: rates,
      tEval: [1, 2],
    });
    expect(found.y.shape).toEqual([3, 1, 2]);
    rates.forEach((rate, k) => {
      const alone = solveIvp((_, [y]) => [-rate * y!], [0, 2], [3], { tEval: [1, 2] });
      expect(found.y.at(k).toArray()).toEqual(alone.y.toArray());
      expect(found.nfev.item(k)).toBe(alone.nfev);
    });
    expect(found.success).toBe(true);
    const blown = solveIvpMany((_, y) => [y.item(0) ** 2], [0, 2], [[1], [0.1]]);
    expect(blown.status.toArray()).toEqual([-1, 0]);
    expect(Number.isNaN(last(blown.y.at(0)))).toBe(true);
    expect(() => solveIvpMany(() => [0], [0, 1], [[1], [2]], { params: [1, 2, 3] })).toThrow('is for 2 problems');
  });

  it('gives the same on several threads', async () => {
    const url = new URL('./systems.mjs', import.meta.url);
    const oscillator = await np.moduleFunction<(t: number, y: Values, k: Values) => number[]>(url, 'oscillator');
    const params = np.random.defaultRng(3).uniform(0.5, 2, [40, 2]);
    const alone = solveIvpMany(oscillator, [0, 5], [1, 0], { params, rtol: 1e-8 });
    await np.setBackend('threads', { workers: 2, leastWork: 0 });
    const shared = solveIvpMany(oscillator, [0, 5], [1, 0], { params, rtol: 1e-8 });
    np.setBackend('single');
    expect(shared.y.toArray()).toEqual(alone.y.toArray());
    expect(shared.nfev.toArray()).toEqual(alone.nfev.toArray());
    expect(shared.success).toBe(true);
  });
});
