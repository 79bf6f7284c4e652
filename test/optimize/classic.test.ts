/** Minimisers under their older names give what `minimize` gives. */
import { describe, expect, it } from 'vitest';
import * as o from '../../src/optimize/index.js';
import './quiet.js';

const x0 = [1.3, 0.7];

describe('classic names', () => {
  it('one method of minimize each', () => {
    const same = (x: o.Vector, method: o.MinimizeMethod, more: object = {}): void =>
      expect(x.toFlatArray()).toEqual(o.minimize(o.rosen, x0, { method, ...more }).x.toFlatArray());
    same(o.fmin(o.rosen, x0), 'Nelder-Mead');
    same(o.fminPowell(o.rosen, x0), 'Powell');
    same(o.fminBfgs(o.rosen, x0), 'BFGS');
    same(o.fminCg(o.rosen, x0, { fprime: o.rosenDer }), 'CG', { jac: o.rosenDer });
    same(o.fminNcg(o.rosen, x0, o.rosenDer, { fhess: o.rosenHess }), 'Newton-CG', {
      jac: o.rosenDer,
      hess: o.rosenHess,
    });
    same(o.fminLBfgsB(o.rosen, x0, { approxGrad: true })[0], 'L-BFGS-B');
    same(o.fminTnc(o.rosen, x0, { approxGrad: true })[0], 'TNC');
  });

  it('full output', () => {
    const [x, f, nit, calls, flag] = o.fmin(o.rosen, x0, { fullOutput: true });
    expect(f).toBe(o.rosen(x));
    expect([nit > 10, calls > nit, flag]).toEqual([true, true, 0]);
    const [, , gradient, inverse] = o.fminBfgs(o.rosen, x0, { fullOutput: true });
    expect([gradient.shape, inverse.shape]).toEqual([[2], [2, 2]]);
    const [, value, info] = o.fminLBfgsB((p) => [o.rosen(p), o.rosenDer(p)] as const, x0);
    expect(value).toBeLessThan(1e-8);
    expect(info.task).toMatch(/^CONVERGENCE/);
  });

  it('constraints', () => {
    expect(o.fminSlsqp((x) => x.item(0) ** 2, [3], { ieqcons: [(x) => x.item(0) - 1] }).item(0)).toBeCloseTo(1, 6);
    const [x, fx, , imode] = o.fminSlsqp((p) => (p.item(0) - 2) ** 2 + p.item(1) ** 2, [0, 0], {
      fEqcons: (p) => [p.item(0) + p.item(1) - 1],
      bounds: [[0, 5], [0, 5]], // prettier-ignore
      fullOutput: true,
    });
    expect(x.toFlatArray()).toEqual([expect.closeTo(1, 5), expect.closeTo(0, 5)]);
    expect([Math.round(fx), imode]).toEqual([1, 0]);
    expect(
      o.fminCobyla((p) => p.item(0) * p.item(1), [0, 0.1], [(p) => 1 - p.item(0) ** 2 - p.item(1) ** 2]).item(0),
    ).toBeCloseTo(-Math.SQRT1_2, 2);
  });
});
