// Approximate Jacobians as objects, preconditioned Krylov steps, LSMR in least squares, and callbacks that stop.

import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as o from '../../src/optimize/index.js';
import { assertAllclose } from '../../src/testing/index.js';
import { fixture } from '../oracle.js';

const F = (x: o.Vector): number[] => [x.item(0) ** 2 + x.item(1) - 3, x.item(0) - x.item(1) ** 2 + 1];

describe('BroydenFirst', () => {
  it('keeps the secant equation, and all products agree with the matrix', () => {
    const j = new o.BroydenFirst({ alpha: 0.7 });
    expect(j.shape).toBeNull();
    j.setup([1, 2], F(np.array([1, 2])));
    let [x, f] = [np.array([1, 2]), np.array(F(np.array([1, 2])))];
    for (const next of [
      [1.2, 1.7],
      [1.4, 1.5],
      [1.1, 1.4],
    ]) {
      const [xNew, fNew] = [np.array(next), np.array(F(np.array(next)))];
      j.update(xNew, fNew);
      const [dx, df] = [np.subtract(xNew, x), np.subtract(fNew, f)];
      assertAllclose(j.matvec(dx), df, { rtol: 1e-9 });
      assertAllclose(j.solve(df), dx, { rtol: 1e-9 });
      [x, f] = [xNew, fNew];
    }
    const dense = j.todense();
    const v = [0.3, -1.1];
    assertAllclose(j.matvec(v), np.dot(dense, v), { rtol: 1e-10 });
    assertAllclose(j.rmatvec(v), np.dot(dense.T, v), { rtol: 1e-10 });
    assertAllclose(j.solve(v), np.linalg.solve(dense, v), { rtol: 1e-9 });
    assertAllclose(j.rsolve(v), np.linalg.solve(dense.T, v), { rtol: 1e-9 });
    const inverse = new o.InverseJacobian(j);
    assertAllclose(inverse.matvec(inverse.solve(v)), v, { rtol: 1e-9 });
    assertAllclose(inverse.rmatvec(inverse.rsolve(v)), v, { rtol: 1e-9 });
    expect(j.shape).toEqual([2, 2]);
  });

  it('refuses what makes no sense', () => {
    expect(() => new o.BroydenFirst().matvec([1])).toThrow('BroydenFirst: call setup');
    expect(() => new o.BroydenFirst({ reductionMethod: 'all' as never })).toThrow('rank reduction');
    expect(() => new o.InverseJacobian({} as never)).toThrow('must have a method solve');
  });

  type Reduction = 'restart' | 'simple' | 'svd' | ['svd', number];
  const broyden = fixture<{
    points: number[][];
    values: number[][];
    updates: [Reduction, number | null, number[][]][];
    runs: ['broyden1' | 'broyden2', Reduction, number | null, number, number][];
  }>('optimize/broyden.json');

  it.each(broyden.updates)('keeps few pairs as SciPy does: %j, %j', (reductionMethod, maxRank, steps) => {
    const j = new o.BroydenFirst({ alpha: 0.4, reductionMethod, maxRank });
    const { points, values } = broyden;
    j.setup(points[0]!, values[0]!);
    steps.forEach((expected, k) => {
      j.update(points[k + 1]!, values[k + 1]!);
      assertAllclose(j.solve([1, 2, 3, 4, 5, 6]), expected, { rtol: 1e-7, atol: 1e-7 });
    });
  });

  it.each(broyden.runs)('%s finds roots with %j, %j as SciPy does', (method, reductionMethod, maxRank, nit, calls) => {
    let made = 0;
    const band = (x: o.Vector): number[] => {
      made++;
      const v = x.toFlatArray();
      return v.map((s, i) => 2 * s + 0.05 * s ** 3 - 0.2 * (v[i - 1] ?? 0) - 0.1 * (v[i + 1] ?? 0) - Math.cos(i));
    };
    const found = o.root(band, new Array<number>(12).fill(0), {
      method,
      options: { maxiter: 300, fatol: 1e-8, jacOptions: { maxRank, reductionMethod } },
    });
    expect(found.success).toBe(true);
    expect(Math.abs(found.nit! - nit)).toBeLessThanOrEqual(1);
    expect(Math.abs(made - calls)).toBeLessThanOrEqual(6);
  });

  it('solves with few pairs, restarted', () => {
    const n = 12;
    const band = (x: o.Vector): number[] => {
      const v = x.toFlatArray();
      return v.map((s, i) => 2 * s + 0.05 * s ** 3 - 0.2 * (v[i - 1] ?? 0) - 0.1 * (v[i + 1] ?? 0) - Math.cos(i));
    };
    const found = o.root(band, new Array<number>(n).fill(0), {
      method: 'broyden1',
      options: { maxiter: 400, fatol: 1e-10, jacOptions: { maxRank: 4, reductionMethod: 'restart' } },
    });
    expect(found.success).toBe(true);
    expect(Math.max(...band(found.x).map(Math.abs))).toBeLessThan(1e-9);
  });
});

describe('KrylovJacobian', () => {
  it('multiplies and solves by differences', () => {
    const j = new o.KrylovJacobian();
    const at = [1.5, 0.5];
    j.setup(at, F(np.array(at)), F);
    assertAllclose(j.matvec([1, 0]), [3, 1], { rtol: 1e-6 });
    assertAllclose(j.solve([3, 1], { tol: 1e-10 }), [1, 0], { rtol: 1e-5, atol: 1e-6 });
  });

  it('needs fewer evaluations with a preconditioner', () => {
    // A stiff diagonal, which the inner iteration alone takes long to see.
    const n = 60;
    const scale = Array.from({ length: n }, (_, i) => 1 + i ** 2);
    let calls = 0;
    const fun = (x: o.Vector): number[] => {
      calls++;
      return x.toFlatArray().map((s, i) => scale[i]! * (s - 1) + 0.1 * Math.sin(s));
    };
    const count = (innerM?: o.InnerPreconditioner): number => {
      calls = 0;
      const x = o.newtonKrylov(fun, new Array<number>(n).fill(0), { fTol: 1e-8, innerM: innerM ?? null });
      expect(Math.max(...fun(x).map(Math.abs))).toBeLessThan(1e-7);
      return calls;
    };
    const alone = count();
    const matrix = np.diag(scale.map((s) => 1 / s));
    expect(count(matrix)).toBeLessThan(0.6 * alone);
    let learnt = 0;
    count({ matvec: (v) => np.divide(v, scale), update: () => void learnt++ });
    expect(learnt).toBeGreaterThan(1);
    expect(() => o.newtonKrylov(fun, [0, 0], { innerM: [[1, 2, 3]] })).toThrow('innerM must be a square matrix');
  });

  it('takes an inverse Jacobian that learns', () => {
    const x = o.newtonKrylov(F, [1.2, 1.2], { fTol: 1e-10, innerM: new o.InverseJacobian(new o.BroydenFirst()) });
    expect(Math.max(...F(x).map(Math.abs))).toBeLessThan(1e-9);
  });
});

describe('LSMR', () => {
  const rng = np.random.defaultRng(4);
  const A = rng.normal(0, 1, [30, 8]);
  const b = rng.normal(0, 1, 30);

  it('solves linear least squares as singular values do', () => {
    for (const bounds of [undefined, [-0.05, 0.1]] as const) {
      const exact = o.lsqLinear(A, b, bounds ? { bounds } : {});
      for (const lsmrTol of [1e-13, 'auto'] as const) {
        const found = o.lsqLinear(A, b, {
          lsqSolver: 'lsmr',
          lsmrTol,
          lsmrMaxiter: 100,
          ...(bounds ? { bounds } : {}),
        });
        expect(found.success).toBe(true);
        assertAllclose(found.x, exact.x, { atol: bounds || lsmrTol === 'auto' ? 1e-4 : 1e-9 });
        expect(found.cost).toBeLessThan(exact.cost * (1 + 1e-6));
      }
    }
    expect(() => o.lsqLinear(A, b, { method: 'bvls', lsqSolver: 'lsmr' })).toThrow("can't be used");
  });

  it.each(['trf', 'dogbox'] as const)('solves the subproblems of %s', (method) => {
    const t = np.linspace(0, 3, 40).toArray() as number[];
    const data = t.map((s) => 2.5 * Math.exp(-1.3 * s) + 0.5);
    const fit = (p: o.Vector): number[] => t.map((s, i) => p.item(0) * Math.exp(-p.item(1) * s) + p.item(2) - data[i]!);
    for (const bounds of [
      undefined,
      [
        [0, 0, 0.6],
        [2.4, 3, 3],
      ],
    ] as const) {
      const own = bounds ? { bounds: bounds as unknown as o.BoundsPair } : {};
      const exact = o.leastSquares(fit, [1, 1, 1], { method, ...own });
      const found = o.leastSquares(fit, [1, 1, 1], { method, trSolver: 'lsmr', ...own });
      expect(found.success).toBe(true);
      assertAllclose(found.x, exact.x, { rtol: 1e-3 });
      expect(found.cost).toBeLessThanOrEqual(exact.cost * 1.001 + 1e-10);
    }
    expect(() => o.leastSquares(fit, [1, 1, 1], { method, trSolver: 'lsmr', trOptions: { tol: 1 } as never })).toThrow('tol'); // prettier-ignore
  });
});

describe('callbacks', () => {
  it('stop a solver by StopIteration, and other errors come through', () => {
    const stop = (): void => {
      throw new o.StopIteration();
    };
    for (const method of [
      'BFGS',
      'Nelder-Mead',
      'L-BFGS-B',
      'SLSQP',
      'trust-constr',
      'COBYLA',
      'TNC',
      'Powell',
    ] as const) {
      const found = o.minimize(o.rosen, [1.3, 0.7], { method, callback: stop });
      expect(found.success, method).toBe(false);
      expect(found.nit, method).toBeLessThan(3);
    }
    expect(o.root(F, [1, 1], { method: 'broyden1', callback: stop }).success).toBe(false);
    expect(o.leastSquares(F, [1, 1], { callback: stop }).status).toBe(-2);
    expect(o.differentialEvolution(o.rosen, [[-2, 2], [-2, 2]], { rng: 1, callback: stop, polish: false }).success).toBe(false); // prettier-ignore
    const broken = (): void => {
      throw new RangeError('mine');
    };
    expect(() => o.minimize(o.rosen, [1.3, 0.7], { callback: broken })).toThrow('mine');
  });
});

describe('shgo', () => {
  it('samples by Sobol, and by a function', () => {
    const eggs = (x: o.Vector): number => {
      const [a, b] = x;
      return -(b! + 47) * Math.sin(Math.sqrt(Math.abs(a! / 2 + (b! + 47)))) - a! * Math.sin(Math.sqrt(Math.abs(a! - (b! + 47)))); // prettier-ignore
    };
    const box: [number, number][] = [[-512, 512], [-512, 512]]; // prettier-ignore
    expect(o.shgo(eggs, box, { samplingMethod: 'sobol', n: 250, iters: 3 }).fun).toBeCloseTo(-959.6407, 3);
    const wanted: [number, number][] = [];
    const found = o.shgo(o.rosen, [[0, 2], [0, 2]], {
      n: 30,
      samplingMethod: (n, dim) => (wanted.push([n, dim]), np.random.defaultRng(2).random([n, dim])),
    }); // prettier-ignore
    expect(wanted).toEqual([[30, 2]]);
    assertAllclose(found.x, [1, 1], { atol: 1e-4 });
    expect(() => o.shgo(o.rosen, [[0, 2], [0, 2]], { samplingMethod: () => [1, 2] })).toThrow('points of shape (128,2)'); // prettier-ignore
  });
});

describe('showOptions', () => {
  it('knows every solver', () => {
    expect(o.showOptions('rootScalar', 'halley', { disp: false })).toBe('rootScalar, halley: x0, fprime, fprime2, xtol, rtol, maxiter'); // prettier-ignore
    expect(o.showOptions('linprog', 'highs', { disp: false })).toMatch('mipRelGap');
    expect(o.showOptions('quadraticAssignment', undefined, { disp: false })).toMatch('2opt');
    expect(o.showOptions('minimize', 'nelder-mead', { disp: false })).toMatch('initialSimplex');
  });
});
