/** root and fsolve against SciPy. */
import { describe, expect, it } from 'vitest';
import * as o from '../../src/optimize/index.js';
import { fixture } from '../oracle.js';
import './quiet.js';

interface Outcome {
  x: number[];
  success: boolean;
  nfev: number | null;
  nit: number | null;
}
const systems = fixture<Record<string, Outcome> & { fsolve: { x: number[]; nfev: number; ier: number; mesg: string } }>(
  'optimize/systems.json',
);
const powell = (x: o.Vector): number[] => [
  x.item(0) + 0.5 * (x.item(0) - x.item(1)) ** 3 - 1,
  0.5 * (x.item(1) - x.item(0)) ** 3 + x.item(1),
];

describe('root', () => {
  for (const method of ['hybr', 'lm', 'broyden1', 'broyden2', 'anderson', 'diagbroyden', 'df-sane'] as const) {
    it(method, () => {
      const scipy = systems[method]!;
      const found = o.root(powell, [0, 0], { method });
      found.x.toFlatArray().forEach((t, i) => expect(t).toBeCloseTo(scipy.x[i]!, 5));
      expect(found.success).toBe(scipy.success);
      if (scipy.nfev !== null) expect(found.nfev).toBe(scipy.nfev);
      if (scipy.nit !== null) expect(found.nit).toBe(scipy.nit);
    });
  }

  it('krylov, on a system of 200', () => {
    const f = (x: o.Vector): number[] => {
      const t = x.toFlatArray();
      return t.map((v, i) => 2.5 * v - (t[i - 1] ?? 0) - (t[i + 1] ?? 1) + 0.1 * v ** 3);
    };
    const found = o.root(f, new Array<number>(200).fill(0), { method: 'krylov', tol: 1e-8 });
    expect(found.success).toBe(true);
    expect(Math.max(...f(found.x).map(Math.abs))).toBeLessThan(1e-7);
  });

  it('a Jacobian, alone or beside the values', () => {
    const jac = (x: o.Vector): number[][] => {
      const t = 1.5 * (x.item(0) - x.item(1)) ** 2;
      return [[1 + t, -t], [-t, 1 + t]]; // prettier-ignore
    };
    const given = o.root(powell, [0, 0], { jac });
    const both = o.root((x) => [powell(x), jac(x)] as const, [0, 0], { jac: true });
    for (const found of [given, both]) {
      expect(found.x.item(0)).toBeCloseTo(0.8411639, 6);
      expect(found.njev).toBeGreaterThan(0);
    }
  });

  it('methods under their own names', () => {
    for (const find of [o.broyden1, o.broyden2, o.anderson, o.diagbroyden, o.newtonKrylov]) {
      expect(find(powell, [0, 0]).item(0)).toBeCloseTo(0.84116, 4);
    }
    expect(() => o.linearmixing(powell, [0, 0], { maxiter: 10 })).toThrow(o.NoConvergence);
  });

  it('fsolve', () => {
    const f = (x: o.Vector): number[] => [x.item(0) * Math.cos(x.item(1)) - 4, x.item(1) * x.item(0) - x.item(1) - 5];
    const [x, info, ier, mesg] = o.fsolve(f, [1, 1], { fullOutput: true });
    x.toFlatArray().forEach((t, i) => expect(t).toBeCloseTo(systems.fsolve.x[i]!, 7));
    expect(info.nfev).toBe(systems.fsolve.nfev);
    expect([ier, mesg]).toEqual([systems.fsolve.ier, systems.fsolve.mesg]);
  });

  it('bad input', () => {
    expect(() => o.root(() => [1, 2, 3], [0, 0])).toThrow(/mismatch between the input and output shape/);
    expect(() => o.root(powell, [0, 0], { method: 'nope' as never })).toThrow(/Unknown solver/);
    expect(() => o.root(powell, [0, 0], { options: { nope: 1 } as never })).toThrow(/unexpected option 'nope'/);
    expect(() => o.fsolve(powell, [0, 0], { xtol: -1 })).toThrow(/xtol/);
    expect(o.root(() => [NaN], [0]).success).toBe(false);
    expect(o.root((x) => [x.item(0) ** 2 + 1], [1]).success).toBe(false);
  });
});
