/** minimize against SciPy: the same points, values, counters and messages on Rosenbrock's function; options; laws. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import {
  BFGS,
  Bounds,
  LbfgsInvHessProduct,
  SR1,
  minimize,
  rosen,
  rosenDer,
  rosenHess,
  rosenHessProd,
  type MinimizeMethod,
} from '../../src/optimize/index.js';
import { fixture } from '../oracle.js';
import { warningsOf } from './quiet.js';

interface Case {
  method: MinimizeMethod;
  x0: number[];
  jac: boolean;
  bounds?: [number, number][];
  options?: Record<string, number | boolean>;
  result: {
    x: number[];
    fun: number;
    nit: number;
    nfev: number;
    njev?: number;
    nhev?: number;
    status: number;
    success: boolean;
    message: string;
  };
}

const cases = fixture<Case[]>('optimize/minimize.json');
/** SciPy 1.10 writes L-BFGS-B's messages with underscores. */
const words = (message: string): string =>
  message.replace('REL_REDUCTION', 'RELATIVE REDUCTION').replace(/_/g, ' ').toUpperCase().trim();

describe("minimize takes SciPy's way on Rosenbrock's function", () => {
  for (const { method, x0, jac, bounds, options, result } of cases) {
    it(`${method} ${x0.length} ${jac ? 'jac ' : ''}${bounds ? 'bounds ' : ''}${JSON.stringify(options ?? '')}`, () => {
      const found = minimize(rosen, x0, {
        method,
        ...(jac ? { jac: rosenDer, hess: rosenHess } : {}),
        ...(bounds ? { bounds } : {}),
        ...(options ? { options: options as never } : {}),
      });
      // Rounding takes Powell's and trust-exact's steps apart; they end at the same place.
      const loose = bounds && method === 'Powell';
      found.x.toFlatArray().forEach((t, i) => expect(t).toBeCloseTo(result.x[i]!, loose || options?.gtol ? 2 : 5));
      expect(Math.abs(found.fun - result.fun)).toBeLessThan((options?.gtol ? 1e-5 : 1e-7) * (1 + Math.abs(result.fun)));
      expect(found.success).toBe(result.success);
      expect(found.status).toBe(result.status);
      const ends = /BFGS|SLSQP/.test(method) && result.success;
      if (!ends) expect(words(found.message)).toBe(words(result.message));
      if (loose) return;
      // Rounding in differences shifts the end by an iteration or two.
      const noisy = method === 'SLSQP' || (!jac && /BFGS/.test(method));
      if (noisy) {
        expect(Math.abs(found.nit - result.nit)).toBeLessThanOrEqual(2);
        expect(Math.abs(found.nfev - result.nfev)).toBeLessThanOrEqual(10);
        return;
      }
      expect(found.nit).toBe(result.nit);
      expect(found.nfev).toBe(result.nfev);
      if (result.njev) expect(found.njev).toBe(result.njev);
    });
  }
});

describe('options of minimize', () => {
  const x0 = [-1.2, 1];
  it('chooses BFGS, L-BFGS-B or SLSQP', () => {
    expect(minimize(rosen, x0).hessInv).toBeInstanceOf(np.NDArray);
    expect(minimize(rosen, x0, { bounds: [[-2, 2], [-2, 2]] }).hessInv).toBeInstanceOf(LbfgsInvHessProduct); // prettier-ignore
    expect(minimize(rosen, x0, { constraints: { type: 'ineq', fun: (x) => x.item(0) } }).multipliers?.shape).toEqual([
      1,
    ]);
  });

  it('takes the gradient with the value, as differences, or from a function with arguments', () => {
    const both = minimize((x) => [rosen(x), rosenDer(x)] as const, x0, { jac: true });
    expect(both.nfev).toBe(both.njev);
    for (const jac of ['2-point', '3-point'] as const) {
      expect(minimize(rosen, x0, { jac }).fun).toBeLessThan(1e-9);
    }
    const complex = minimize((x) => np.sum(np.power(np.subtract(x, [1, 2]), 2)) as never, x0, { jac: 'cs' });
    expect(complex.x.toFlatArray()).toEqual([expect.closeTo(1, 6), expect.closeTo(2, 6)]);
    const shifted = minimize((x, a: number, b: number) => (x.item(0) - a) ** 2 + (x.item(1) - b) ** 2, x0, {
      args: [3, 4],
      jac: (x, a, b) => [2 * (x.item(0) - a), 2 * (x.item(1) - b)],
    });
    expect(shifted.x.toFlatArray()).toEqual([expect.closeTo(3, 6), expect.closeTo(4, 6)]);
  });

  it('takes products with the Hessian', () => {
    for (const method of ['Newton-CG', 'trust-ncg', 'trust-krylov', 'trust-constr'] as const) {
      const found = minimize(rosen, x0, { method, jac: rosenDer, hessp: rosenHessProd });
      expect(found.fun, method).toBeLessThan(1e-7);
      expect(found.nhev).toBeGreaterThan(0);
    }
  });

  it('takes quasi-Newton strategies', () => {
    for (const hess of [new BFGS(), new BFGS({ exceptionStrategy: 'damp_update' }), new SR1()]) {
      expect(minimize(rosen, x0, { method: 'trust-constr', jac: rosenDer, hess }).fun).toBeLessThan(1e-10);
    }
  });

  it('stops where the callback says so, and shows it each point', () => {
    for (const method of [
      'Nelder-Mead',
      'Powell',
      'CG',
      'BFGS',
      'L-BFGS-B',
      'SLSQP',
      'trust-constr',
      'COBYLA',
      'TNC',
    ] as const) {
      let calls = 0;
      const found = minimize(rosen, x0, {
        method,
        callback: (x, { fun }) => {
          expect(fun).toBeCloseTo(rosen(x), 12);
          return ++calls === 2;
        },
      });
      expect(calls, method).toBe(2);
      expect(found.success, method).toBe(false);
    }
  });

  it('returns all solutions where asked', () => {
    const found = minimize(rosen, x0, { method: 'BFGS', options: { returnAll: true } });
    expect(found.allvecs).toHaveLength(found.nit + 1);
  });

  it('tol sets the tolerances of the method', () => {
    const loose = minimize(rosen, x0, { method: 'Nelder-Mead', tol: 1e-1 });
    const tight = minimize(rosen, x0, { method: 'Nelder-Mead', tol: 1e-9 });
    expect(loose.nfev).toBeLessThan(tight.nfev);
    expect(tight.fun).toBeLessThan(1e-16);
  });

  it('warns of what a method does not use', () => {
    expect(warningsOf(() => minimize(rosen, x0, { method: 'Nelder-Mead', jac: rosenDer }))[0]).toMatch(
      /gradient information/,
    );
    expect(warningsOf(() => minimize(rosen, x0, { method: 'BFGS', hess: rosenHess }))[0]).toMatch(
      /Hessian information/,
    );
    expect(warningsOf(() => minimize(rosen, x0, { method: 'BFGS', bounds: new Bounds(0, 2) }))[0]).toMatch(/bounds/);
  });

  it('the inverse Hessian of L-BFGS-B is symmetric and maps as its matrix does', () => {
    const found = minimize(rosen, [1.3, 0.7, 0.8], { method: 'L-BFGS-B' });
    const h = (found.hessInv as LbfgsInvHessProduct).todense();
    const v = [1, -2, 0.5];
    const product = (found.hessInv as LbfgsInvHessProduct).matvec(v as never);
    expect(np.allclose(h, h.T, { rtol: 1e-8 })).toBe(true);
    expect(np.allclose(np.matmul(h, v), product, { rtol: 1e-8 })).toBe(true);
  });

  it('handles thousands of variables', () => {
    const n = 2000;
    const found = minimize(rosen, new Array<number>(n).fill(1.2), {
      method: 'L-BFGS-B',
      jac: rosenDer,
      options: { maxiter: 500, maxfun: 5000 },
    });
    expect(found.fun).toBeLessThan(1e-3);
  });
});
