/** What goes wrong: nan and inf, wrong lengths, functions that throw, bounds crossed, signals, nothing to do. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as o from '../../src/optimize/index.js';
import { warningsOf } from './quiet.js';

const METHODS = [
  'Nelder-Mead',
  'Powell',
  'CG',
  'BFGS',
  'L-BFGS-B',
  'TNC',
  'COBYLA',
  'COBYQA',
  'SLSQP',
  'trust-constr',
] as const;

describe.each(METHODS)('%s', (method) => {
  it('ends on nan and inf from the start', () => {
    for (const value of [NaN, Infinity]) {
      const found = o.minimize(() => value, [1, 2], { method, options: { maxiter: 20 } });
      expect(found.nfev).toBeLessThan(2000);
      expect(Object.is(found.fun, value)).toBe(true);
    }
  });

  it('goes on from nan half way', () => {
    const f = (x: o.Vector): number => (x.item(0) > 2.5 ? NaN : (x.item(0) - 1) ** 2 + x.item(1) ** 2);
    const found = o.minimize(f, [2.4, 1], { method, options: { maxiter: 500 } });
    expect(Number.isNaN(found.fun) ? found.success : false).toBe(false);
  });

  it('an error of the function comes through, and nothing stays behind', () => {
    const fault = new Error('mine');
    let calls = 0;
    const f = (x: o.Vector): number => {
      if (++calls === 4) throw fault;
      return o.rosen(x);
    };
    expect(() => o.minimize(f, [2, 2], { method })).toThrow(fault);
    expect(o.minimize((x) => (x.item(0) - 1) ** 2 + (x.item(1) - 2) ** 2, [0, 0], { method }).fun).toBeLessThan(1e-4);
  });

  it('an AbortSignal in the middle', () => {
    const controller = new AbortController();
    let calls = 0;
    const f = (x: o.Vector): number => {
      if (++calls === 5) controller.abort(new Error('enough'));
      return o.rosen(x);
    };
    expect(() => o.minimize(f, [2, 2], { method, signal: controller.signal })).toThrow('enough');
    expect(calls).toBe(5);
  });

  it('may be given a number to start from, and keeps its hands off it', () => {
    const x0 = np.array([5, 5]);
    o.minimize(
      (x) => {
        const value = o.rosen(x);
        x.itemset(0, 99);
        return value;
      },
      x0,
      { method, options: { maxiter: 3 } },
    );
    expect(x0.toFlatArray()).toEqual([5, 5]);
    const found = o.minimize((x) => (x.item(0) - 3) ** 2 + 4, 0, { method });
    expect(found.x.shape).toEqual([1]);
    expect(found.x.item(0)).toBeCloseTo(3, 3);
  });
});

describe('minimize', () => {
  it('has nothing to vary without variables', () => {
    for (const method of METHODS) {
      const found = o.minimize(() => 7, [], { method });
      expect([found.fun, found.nfev, found.success], method).toEqual([7, 1, true]);
    }
  });

  it('refuses what does not fit', () => {
    const f = o.rosen;
    expect(() => o.minimize(f, [[1, 2]])).toThrow(/one dimension/);
    expect(() => o.minimize(f, [1, 2], { method: 'nope' as never })).toThrow(/Unknown solver 'nope'/);
    expect(() => o.minimize(f, [1, 2], { nope: 1 } as never)).toThrow(/unexpected option 'nope'/);
    expect(() => o.minimize(f, [1, 2], { method: 'BFGS', options: { xatol: 1 } as never })).toThrow(
      /unexpected option 'xatol'/,
    );
    expect(() => o.minimize(3 as never, [1, 2])).toThrow(/fun must be a function/);
    expect(() => o.minimize(() => 'a' as never, [1, 2])).toThrow(/must be a number, got 'a'/);
    expect(() => o.minimize(() => [1, 2], [1, 2])).toThrow(/single number/);
    expect(() => o.minimize(f, [1, 2], { jac: () => [1, 2, 3] })).toThrow(/gradient must have 2 elements/);
    expect(() => o.minimize(f, [1, 2], { method: 'Newton-CG' })).toThrow(/Jacobian is required/);
    expect(() => o.minimize(f, [1, 2], { method: 'dogleg', jac: o.rosenDer })).toThrow(/Hessian is required/);
    expect(() => o.minimize(f, [1, 2], { method: 'BFGS', options: { c1: 0.5, c2: 0.2 } })).toThrow(/c1/);
    expect(() => o.minimize(f, [1, 2], { bounds: [[0, 1]] })).toThrow(/number of bounds/);
    expect(() => o.minimize(f, [1, 2], { bounds: [[0, 1], [2, 1]] })).toThrow(/upper bound is less than the corresponding lower bound/); // prettier-ignore
    expect(() => o.minimize(f, [1, 2], { constraints: { type: 'le' as never, fun: f } })).toThrow(
      /must be 'eq' or 'ineq'/,
    );
    expect(() => o.minimize(f, [1, 2], { method: 'Nelder-Mead', options: { initialSimplex: [[1, 2]] } })).toThrow(
      /initialSimplex/,
    );
  });

  it('moves a start outside bounds onto them, and says so', () => {
    let found: o.OptimizeResult | undefined;
    const lines = warningsOf(() => {
      found = o.minimize(o.rosen, [5, 5], { bounds: [[0, 2], [0, 2]] }); // prettier-ignore
    });
    expect(lines[0]).toMatch(/not within the specified bounds/);
    expect(found!.x.toFlatArray()).toEqual([expect.closeTo(1, 3), expect.closeTo(1, 3)]);
  });

  it('variables that bounds fix stay where they are', () => {
    for (const method of ['L-BFGS-B', 'SLSQP', 'TNC', 'Nelder-Mead', 'Powell', 'trust-constr'] as const) {
      const found = o.minimize((x) => (x.item(0) - 3) ** 2 + (x.item(1) - 1) ** 2, [2, 0], { method, bounds: [[2, 2], [-5, 5]] }); // prettier-ignore
      expect(found.x.item(0), method).toBe(2);
      expect(found.x.item(1), method).toBeCloseTo(1, 3);
    }
  });
});

describe('differentiation', () => {
  it('approxFprime, approxDerivative, checkGrad', () => {
    const f = (x: o.Vector): number => 3 * x.item(0) ** 2 + x.item(1);
    o.approxFprime([1, 2], f)
      .toFlatArray()
      .forEach((t, i) => expect(t).toBeCloseTo([6, 1][i]!, 5));
    expect(o.approxFprime([1, 2], (x) => [x.item(0), 2 * x.item(1), 5]).shape).toEqual([3, 2]);
    expect(o.checkGrad(o.rosen, o.rosenDer, [1.5, -1.5])).toBeLessThan(1e-4);
    expect(o.checkGrad(o.rosen, o.rosenDer, [1.5, -1.5], { direction: 'random', rng: 1 })).toBeLessThan(1e-3);
    const j = o.approxDerivative(
      (x) => [x.item(0) * Math.sin(x.item(1)), x.item(0) * Math.cos(x.item(1))],
      [1, Math.PI / 2],
      {
        bounds: [[1, 3], [0, Math.PI / 2]], // prettier-ignore
      },
    );
    [1, 0, 0, -1].forEach((t, i) => expect(j.toFlatArray()[i]).toBeCloseTo(t, 7));
    expect(
      np.allclose(
        o.approxDerivative((x) => o.rosenDer(x), [1.2, 0.7]),
        o.rosenHess([1.2, 0.7]),
        { rtol: 1e-6 },
      ),
    ).toBe(true);
  });

  it('steps stay within bounds', () => {
    const seen: number[] = [];
    const f = (x: o.Vector): number => {
      seen.push(x.item(0));
      return x.item(0) ** 2;
    };
    for (const method of ['2-point', '3-point'] as const)
      o.approxDerivative(f, [1], { method, bounds: [[0.5, 1]], relStep: 0.1 });
    expect(seen.every((t) => t >= 0.5 && t <= 1)).toBe(true);
  });

  it('lineSearch, showOptions', () => {
    const [alpha, , , value] = o.lineSearch(
      (x) => x.item(0) ** 2 + x.item(1) ** 2,
      (x) => [2 * x.item(0), 2 * x.item(1)],
      [1.8, 1.7],
      [-1, -1],
    );
    expect(alpha).toBe(1);
    expect(value).toBeCloseTo(1.13, 12);
    expect(o.showOptions('minimize', 'bfgs', { disp: false })).toMatch(/^minimize, BFGS: gtol/);
    expect(() => o.showOptions('nope' as never)).toThrow(/Unknown solver/);
  });
});
