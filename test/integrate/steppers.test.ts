// The solvers as classes: the steps of solveIvp one by one, dense output, and what goes wrong.

import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import * as np from '../../src/index.js';
import {
  BDF,
  DOP853,
  LSODA,
  OdeSolver,
  RK23,
  RK45,
  Radau,
  odeint,
  quad,
  solveIvp,
  type EventFunction,
} from '../../src/integrate/index.js';
import { assertAllclose } from '../../src/testing/index.js';

const oscillator = (_t: number, [x, v]: np.NDArray<'float64'>): number[] => [v!, -x!];

describe('solver classes', () => {
  it.each([RK23, RK45, DOP853, Radau, BDF, LSODA])('%o makes the steps of solveIvp', (Solver) => {
    const options = { rtol: 1e-5, atol: 1e-8 };
    const whole = solveIvp(oscillator, [0, 6], [1, 0], {
      ...options,
      method: Solver.name as 'RK45',
      denseOutput: true,
    });
    const solver = new Solver(oscillator, 0, [1, 0], 6, options);
    expect(solver).toBeInstanceOf(OdeSolver);
    expect([solver.n, solver.t, solver.tOld, solver.stepSize, solver.direction, solver.tBound]).toEqual([2, 0, null, null, 1, 6]); // prettier-ignore
    expect(() => solver.denseOutput()).toThrow('no step was made yet');
    const times = [solver.t];
    while (solver.status === 'running') {
      const before = solver.t;
      expect(solver.step()).toBeNull();
      expect(solver.tOld).toBe(before);
      expect(solver.stepSize).toBe(solver.t - before);
      times.push(solver.t);
      const piece = solver.denseOutput();
      expect([piece.tMin, piece.tMax]).toEqual([before, solver.t]);
      const middle = 0.5 * (before + solver.t);
      assertAllclose(piece.evaluate(middle), whole.sol!.evaluate(middle), { rtol: 1e-12 });
      expect(piece.evaluate([before, middle]).at(':', 1).toArray()).toEqual(piece.evaluate(middle).toArray());
    }
    assertAllclose(times, whole.t, { rtol: 1e-12 });
    assertAllclose(solver.y, whole.y.at(':', -1), { rtol: 1e-12 });
    expect([solver.nfev, solver.njev, solver.nlu]).toEqual([whole.nfev, whole.njev, whole.nlu]);
    expect(() => solver.step()).toThrow('the solver has finished');
  });

  it('goes backwards, and takes complex states', () => {
    const solver = new DOP853((_t, y) => np.multiply(new np.Complex(0, 1), y), 1, [new np.Complex(1, 0)], 0, { rtol: 1e-9, atol: 1e-12 }); // prettier-ignore
    expectTypeOf(solver.y).toEqualTypeOf<np.NDArray<'complex128'>>();
    while (solver.status === 'running') solver.step();
    expect(solver.direction).toBe(-1);
    expect(solver.y.item(0).re).toBeCloseTo(Math.cos(1), 8);
    expect(solver.y.item(0).im).toBeCloseTo(-Math.sin(1), 8);
  });

  it('says what is wrong', () => {
    const failing = new RK45((t, [y]) => [t > 0.5 ? NaN : y!], 0, [1], 1);
    let message: string | null = null;
    while (failing.status === 'running') message = failing.step();
    expect(failing.status).toBe('failed');
    expect(message).toMatch('less than spacing between numbers');
    expect(() => failing.step()).toThrow('failed');
    expect(() => new BDF(oscillator, 0, [1, 0], 1, { jac: [[1]] })).toThrow('BDF: jac must have shape (2,2)');
    expect(() => new RK45(oscillator, NaN, [1, 0], 1)).toThrow('RK45: t0 must be a number, got NaN');
    expect(() => new RK45('f' as never, 0, [1, 0], 1)).toThrow('RK45: fun must be a function');
    // @ts-expect-error an option of the implicit solvers
    expect(() => new RK45(oscillator, 0, [1, 0], 1, { jac: [[1]] })).toThrow("unexpected option 'jac'");
  });
});

describe('solveIvp', () => {
  it('hands args to fun, jac and events', () => {
    const half: EventFunction<'float64', [number, string]> = (_t, y, rate, name) => {
      expect([rate, name]).toEqual([2, 'decay']);
      return y.item(0) - 0.5;
    };
    half.terminal = true;
    const found = solveIvp((_t, [y], rate: number, _name: string) => [-rate * y!], [0, 5], [1], {
      method: 'BDF',
      args: [2, 'decay'],
      events: half,
      jac: (_t, _y, rate) => [[-rate]],
      rtol: 1e-8,
      atol: 1e-10,
    });
    expect(found.status).toBe(1);
    expect(found.tEvents![0]!.item(0)).toBeCloseTo(Math.LN2 / 2, 6);
  });

  it('lets the right-hand side keep or change its state', () => {
    const seen: np.NDArray<'float64'>[] = [];
    const kept = solveIvp((_t, y) => (seen.push(y), [y.item(1), -y.item(0)]), [0, 1], [1, 0]);
    const copies = seen.map((y) => y.toArray());
    expect(new Set(seen.map((y) => y.storage)).size).toBe(seen.length);
    const spoilt = solveIvp(
      (_t, y) => {
        const [x, v] = y;
        y.set([':'], NaN);
        return [v!, -x!];
      },
      [0, 1],
      [1, 0],
    );
    expect(spoilt.y.toArray()).toEqual(kept.y.toArray());
    expect(seen.map((y) => y.toArray())).toEqual(copies);
  });
});

describe('odeint', () => {
  it("tells SciPy's statistics, and keeps to its limits", () => {
    const times = np.linspace(0, 20, 11);
    const [y, info] = odeint((state, _t, rate: number) => [state.item(1), rate * (1 - state.item(0) ** 2) * state.item(1) - state.item(0)], [2, 0], times, { args: [50], fullOutput: true }); // prettier-ignore
    expect(y.shape).toEqual([11, 2]);
    for (const name of ['hu', 'tcur', 'tolsf', 'tsw', 'nst', 'nfe', 'nje', 'nqu', 'mused'] as const) {
      expect(info[name].shape, name).toEqual([10]);
    }
    // A stiff stretch: BDF at the end, of its orders, after a change.
    expect(info.mused.item(9)).toBe(2);
    expect(info.tsw.item(9)).toBeGreaterThan(0);
    expect(info.nqu.item(9)).toBeLessThanOrEqual(5);
    expect(info.nst.item(9)).toBeGreaterThan(info.nst.item(0));
    expect(info.nfe.item(9)).toBeGreaterThan(info.nst.item(9));
    expect((info.tcur.toArray() as number[]).every((t, k) => t >= times.item(k + 1))).toBe(true);
    const [, low] = odeint((state) => [state.item(1), -state.item(0)], [1, 0], [0, 5], { fullOutput: true, mxordn: 2, rtol: 1e-4, atol: 1e-6 }); // prettier-ignore
    expect(low.message).toBe('Integration successful.');
    expect(low.nqu.item(0)).toBeLessThanOrEqual(2);
    expect(() => odeint((state) => state, [1], [0, 1], { mxords: 6 })).toThrow(
      'mxords must be a whole number from 1 to 5',
    );
  });

  it('stops when told to', () => {
    const controller = new AbortController();
    const rate = (state: np.NDArray<'float64'>, t: number): number[] => {
      if (t > 0.5) controller.abort(new Error('stopped'));
      return [-state.item(0)];
    };
    expect(() => odeint(rate, [1], [0, 1, 2], { signal: controller.signal })).toThrow('stopped');
  });

  it('stops after mxstep steps, with a warning', () => {
    const warnings: string[] = [];
    const spy = vi.spyOn(process, 'emitWarning').mockImplementation((text) => void warnings.push(String(text)));
    const y = odeint((state) => [state.item(1), -state.item(0)], [1, 0], [0, 1e-3, 50], { mxstep: 60 });
    spy.mockRestore();
    expect(y.item(1, 0)).toBeCloseTo(1, 5);
    expect(y.item(2, 0)).toBeNaN();
    expect(warnings).toEqual(['ODEintWarning: odeint: Excess work done on this call (perhaps wrong Dfun type).']);
  });

  it('steps past no critical time', () => {
    let seen: number[] = [];
    const follow = (_state: np.NDArray<'float64'>, t: number): number[] => (seen.push(t), [Math.cos(t)]);
    odeint(follow, [0], [0, 0.5, 1.2, 2]);
    expect(seen).not.toContain(1);
    seen = [];
    const y = odeint(follow, [0], [0, 0.5, 1.2, 2], { tcrit: [1] });
    assertAllclose(y.at(':', 0), [0, Math.sin(0.5), Math.sin(1.2), Math.sin(2)], { atol: 1e-6 });
    expect(seen).toContain(1);
  });
});

describe('quad', () => {
  it('hands args to func, and integrates complex functions', () => {
    expect(quad((x, a: number, b: number) => a * x + b, 0, 2, { args: [3, 1] })[0]).toBeCloseTo(8, 12);
    const [value, error] = quad((x) => new np.Complex(Math.cos(x), Math.sin(x)), 0, Math.PI, { complexFunc: true });
    expectTypeOf(value).toEqualTypeOf<np.Complex>();
    expect(value.re).toBeCloseTo(0, 12);
    expect(value.im).toBeCloseTo(2, 12);
    expect(error.im).toBeLessThan(1e-12);
    expect(() => quad(Math.sin, 0, 1, { args: 3 as never })).toThrow('args must be an array');
  });
});
