/** leastSquares, curveFit, leastsq, lsqLinear and nnls against SciPy. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as o from '../../src/optimize/index.js';
import { fixture } from '../oracle.js';
import { warningsOf } from './quiet.js';

type Fit = [number[], number[][]];
interface Fits extends Record<string, unknown> {
  x: number[];
  y: number[];
  deviations: number[];
}
const fits = fixture<Fits>('optimize/fits.json');
const linear = fixture<Record<string, unknown>[]>('optimize/linearLeastSquares.json');
const { x, y, deviations: sigma } = fits;
const model = (t: o.Vector, a: number, b: number, c: number): np.NDArray =>
  np.add(np.multiply(np.exp(np.multiply(t, -b)), a), c) as np.NDArray;

function close(actual: readonly number[], expected: readonly number[], rtol: number): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((t, i) =>
    expect(Math.abs(t - expected[i]!)).toBeLessThanOrEqual(rtol * (1e-6 + Math.abs(expected[i]!))),
  );
}

describe('curveFit', () => {
  const covariance = sigma.map((_, i) => sigma.map((s, j) => (i === j ? s * s : 0) + 1e-4));
  const options: Record<string, o.CurveFitOptions> = {
    plain: {},
    sigma: { sigma },
    absolute: { sigma, absoluteSigma: true },
    bounds: { bounds: [0, [3, 1, 0.5]] },
    covariance: { sigma: covariance, absoluteSigma: true },
    dogbox: { method: 'dogbox' },
    trf: { method: 'trf' },
  };
  for (const [key, given] of Object.entries(options)) {
    it(key, () => {
      const [popt, pcov] = o.curveFit(model, x, y, given);
      const [p, c] = fits[key] as Fit;
      close(popt.toFlatArray(), p, 1e-4);
      close(pcov.toFlatArray(), c.flat(), 2e-3);
    });
  }

  it('full output, a Jacobian, other kinds of data', () => {
    const jac = (t: o.Vector, a: number, b: number): number[][] =>
      t.toFlatArray().map((s) => [Math.exp(-b * s), -a * s * Math.exp(-b * s), 1]);
    const [popt, , info, message, ier] = o.curveFit(model, np.array(x), np.array(y), { jac, fullOutput: true });
    close(popt.toFlatArray(), (fits.plain as Fit)[0], 1e-5);
    expect(info.fvec.shape).toEqual([50]);
    expect(message.length).toBeGreaterThan(10);
    expect([1, 2, 3, 4]).toContain(ier);
  });

  it('bad input', () => {
    expect(() => o.curveFit(model, x, [...y.slice(1), NaN])).toThrow(/infs or NaNs/);
    expect(() => o.curveFit(model, x, [])).toThrow(/must not be empty/);
    expect(() => o.curveFit((t: o.Vector) => t, x, y)).toThrow(/number of fit parameters/);
    expect(() => o.curveFit(model, x, y, { method: 'lm', bounds: [0, 1] })).toThrow(/unconstrained/);
    expect(() => o.curveFit(model, [1, 2], [1, 2])).toThrow(/must not exceed/);
    expect(() => o.curveFit(model, x, y, { maxfev: 5 })).toThrow(/Optimal parameters not found/);
    const lines = warningsOf(() => o.curveFit((t: o.Vector, a: number, _b: number) => t.mul(a), [1, 2, 3], [1, 2, 3]));
    expect(lines[0]).toMatch(/Covariance of the parameters could not be estimated/);
  });
});

describe('leastSquares', () => {
  const residual = (p: o.Vector): np.NDArray => {
    const [a, b, c] = p as unknown as Iterable<number> as [number, number, number];
    return np.subtract(model(np.array(x), a, b, c), y) as np.NDArray;
  };
  for (const loss of ['linear', 'huber', 'soft_l1', 'cauchy', 'arctan'] as const) {
    for (const method of ['trf', 'dogbox'] as const) {
      it(`${loss} by ${method}`, () => {
        const found = o.leastSquares(residual, [1, 1, 0], { loss, fScale: 0.1, method });
        const scipy = fits[`${loss} ${method}`] as { x: number[]; cost: number };
        expect(found.success).toBe(true);
        close(found.x.toFlatArray(), scipy.x, 1e-3);
        expect(found.cost).toBeCloseTo(scipy.cost, 8);
      });
    }
  }

  for (const method of ['trf', 'dogbox'] as const) {
    it(`bounds, counters and the active mask of ${method}`, () => {
      const found = o.leastSquares((p) => [10 * (p.item(1) - p.item(0) ** 2), 1 - p.item(0)], [-2, 1.6], {
        method,
        bounds: [[-Infinity, 1.5], Infinity],
      });
      const scipy = fits[`bounded ${method}`] as {
        x: number[];
        cost: number;
        mask: number[];
        nfev: number;
        njev: number;
        status: number;
      };
      close(found.x.toFlatArray(), scipy.x, 1e-5);
      expect(found.activeMask.toFlatArray()).toEqual(scipy.mask);
      expect(Math.abs(found.nfev - scipy.nfev)).toBeLessThanOrEqual(1);
    });
  }

  it('finds columns of a banded Jacobian together', () => {
    const n = 60;
    let calls = 0;
    const banded = (p: o.Vector): number[] => {
      calls++;
      const t = p.toFlatArray();
      return t.map((v, i) => (3 - 2 * v) * v - (t[i - 1] ?? 0) - 2 * (t[i + 1] ?? 0) + 1);
    };
    const jacSparsity = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (__, j) => Number(Math.abs(i - j) <= 1)),
    );
    const found = o.leastSquares(banded, new Array<number>(n).fill(-1), { jacSparsity });
    expect(found.cost).toBeLessThan(1e-18);
    expect(calls).toBe(found.nfev + 3 * found.njev!);
  });

  it('leastsq', () => {
    const [p, cov, info, message, ier] = o.leastsq(residual, [1, 1, 0], { fullOutput: true });
    const scipy = fits.leastsq as { x: number[]; cov: number[][]; nfev: number; ier: number; message: string };
    close(p.toFlatArray(), scipy.x, 1e-5);
    close(cov!.toFlatArray(), scipy.cov.flat(), 1e-3);
    expect(info.nfev).toBe(scipy.nfev);
    expect(ier).toBe(scipy.ier);
    expect(message).toBe(scipy.message);
  });

  it('bad input', () => {
    const f = (p: o.Vector): number[] => [p.item(0) - 1, p.item(0)];
    expect(() => o.leastSquares(f, 1, { bounds: [2, 3] })).toThrow(/`x0` is infeasible/);
    expect(() => o.leastSquares(f, 1, { bounds: [3, 2] })).toThrow(/strictly less/);
    expect(() => o.leastSquares(f, 1, { method: 'lm', bounds: [0, 3] })).toThrow(/doesn't support bounds/);
    expect(() => o.leastSquares(() => [NaN], 1)).toThrow(/not finite in the initial point/);
    expect(() => o.leastSquares(() => [1], [1, 2], { method: 'lm' })).toThrow(/less than the number of variables/);
    expect(() => o.leastSquares(f, 1, { ftol: null, xtol: null, gtol: null })).toThrow(/tolerances/);
    expect(() => o.leastSquares(f, 1, { loss: 'square' as never })).toThrow(/loss/);
    expect(warningsOf(() => o.leastSquares(f, 1, { ftol: 1e-20 }))[0]).toMatch(/machine epsilon/);
    // Not finite half way: the region shrinks.
    const half = o.leastSquares((p) => [p.item(0) > 3.5 ? NaN : Math.log(4 - p.item(0)) - 0.1], 0);
    expect(half.x.item(0)).toBeCloseTo(4 - Math.exp(0.1), 6);
  });
});

describe('linear least squares', () => {
  it.each(linear.map((c, k) => [k, c] as const))('problem %i', (_, c) => {
    const given = c as unknown as {
      A: number[][];
      b: number[];
      lb: number[];
      ub: number[];
      nnls: number[];
      norm: number;
    } & Record<'trf' | 'bvls', { x: number[]; cost: number }>;
    const [z, norm] = o.nnls(given.A, given.b);
    expect(norm).toBeCloseTo(given.norm, 10);
    close(z.toFlatArray(), given.nnls, 1e-7);
    for (const method of ['trf', 'bvls'] as const) {
      const found = o.lsqLinear(given.A, given.b, { bounds: [given.lb, given.ub], method, maxIter: 1000 });
      expect(found.success).toBe(true);
      const best = Math.min(given.trf.cost, given.bvls.cost);
      expect(found.cost).toBeLessThan(best + 1e-7 * (1 + best));
      found.x.toFlatArray().forEach((t, i) => expect(t >= given.lb[i]! && t <= given.ub[i]!).toBe(true));
    }
  });
});
