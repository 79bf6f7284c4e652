// The older classes for initial value problems: every integrator against exact solutions, parameters, solout, failures.

import { describe, expect, it, vi } from 'vitest';
import * as np from '../../src/index.js';
import { complexOde, ode, type Integrator } from '../../src/integrate/index.js';

type State = np.NDArray<'float64'>;
const oscillator = (_t: number, y: State): number[] => [y.item(1), -y.item(0)];

describe('ode', () => {
  it.each(['vode', 'lsoda', 'dopri5', 'dop853', 'zvode'] as Integrator[])('%s follows an oscillator', (name) => {
    const r = new ode(oscillator).setIntegrator(name, { rtol: 1e-8, atol: 1e-10 }).setInitialValue([1, 0], 0.5);
    expect([r.t, r.y.toArray()]).toEqual([0.5, [1, 0]]);
    for (const t of [1, 2.5, 7.5, 3]) {
      const y = r.integrate(t);
      expect(r.successful()).toBe(true);
      expect(r.t).toBe(t);
      expect(r.y.toArray()).toEqual(y.toArray());
      expect(Math.abs(y.item(0) - Math.cos(t - 0.5))).toBeLessThan(1e-6);
      expect(Math.abs(y.item(1) + Math.sin(t - 0.5))).toBeLessThan(1e-6);
    }
  });

  it.each([
    ['vode', 'bdf'],
    ['lsoda', 'adams'],
  ] as const)('%s (%s) solves a stiff problem with its Jacobian', (name, method) => {
    let jacobians = 0;
    const r = new ode(
      (t, y: State) => [-1000 * (y.item(0) - Math.cos(t)) - Math.sin(t)],
      () => {
        jacobians++;
        return [[-1000]];
      },
    );
    r.setIntegrator(name, { method, rtol: 1e-6, atol: 1e-8, nsteps: 5000 }).setInitialValue(1);
    expect(r.integrate(2).item(0)).toBeCloseTo(Math.cos(2), 4);
    expect(r.successful()).toBe(true);
    expect(jacobians).toBeGreaterThan(0);
  });

  it('passes parameters', () => {
    const r = new ode((_t, y: State, rate: number) => [rate * y.item(0)]).setFParams(-0.5).setIntegrator('dopri5');
    r.setInitialValue([2]);
    expect(r.integrate(3).item(0)).toBeCloseTo(2 * Math.exp(-1.5), 6);
    const s = new ode(
      (_t, y: State, rate: number) => [rate * y.item(0)],
      (_t, _y: State, rate: number) => [[rate]],
    );
    s.setFParams(-0.5).setJacParams(-0.5).setIntegrator('vode', { method: 'bdf' }).setInitialValue([2]);
    expect(s.integrate(3).item(0)).toBeCloseTo(2 * Math.exp(-1.5), 4);
  });

  it('makes single steps', () => {
    const r = new ode(oscillator).setIntegrator('dopri5').setInitialValue([1, 0]);
    r.integrate(10, { step: true });
    expect(r.t).toBeGreaterThan(0);
    expect(r.t).toBeLessThan(10);
    const before = r.t;
    r.integrate(before + 1e-9, { relax: true });
    expect(r.t).toBeGreaterThan(before + 1e-9);
    expect(r.y.item(0)).toBeCloseTo(Math.cos(r.t), 6);
  });

  it('solout sees every step and may stop', () => {
    const seen: number[] = [];
    const r = new ode(oscillator).setIntegrator('dop853').setInitialValue([1, 0]);
    r.setSolout((t, y) => {
      seen.push(t);
      return y.item(0) < 0 ? -1 : 0;
    });
    r.integrate(10);
    expect(seen[0]).toBe(0);
    expect(r.t).toBe(seen.at(-1));
    expect(r.t).toBeGreaterThan(Math.PI / 2);
    expect(r.t).toBeLessThan(10);
    expect(r.getReturnCode()).toBe(2);
    expect(r.successful()).toBe(true);
  });

  it('tells of failures', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    try {
      const slow = new ode(oscillator).setIntegrator('dopri5', { nsteps: 3 }).setInitialValue([1, 0]);
      slow.integrate(100);
      expect(slow.successful()).toBe(false);
      expect(slow.getReturnCode()).toBe(-1);
      const pole = new ode((_t, y: State) => [y.item(0) ** 2]).setIntegrator('dopri5', { nsteps: 10_000 });
      pole.setInitialValue([1]).integrate(2);
      expect(pole.successful()).toBe(false);
      expect(warn).toHaveBeenCalledTimes(2);
    } finally {
      warn.mockRestore();
    }
  });

  it('refuses bad input', () => {
    const r = new ode(oscillator);
    expect(() => new ode(1 as never)).toThrow('ode: f must be a function, got 1');
    expect(() => r.setIntegrator('rk4' as 'vode')).toThrow(
      "name must be one of vode, zvode, lsoda, dopri5, dop853, got 'rk4'",
    );
    expect(() => r.setIntegrator('vode', { method: 'gear' as 'bdf' })).toThrow("method must be 'adams' or 'bdf'");
    expect(() => r.setIntegrator('vode', { rtl: 1 } as never)).toThrow("unexpected option 'rtl'");
    expect(() => r.integrate(1)).toThrow('call setInitialValue first');
    expect(() => r.setSolout(() => 0)).toThrow('vode does not support solout');
    expect(() => r.setInitialValue([1, 0], NaN)).toThrow('t must be a finite number');
    r.setInitialValue([1, 0]);
    expect(() => r.integrate(NaN)).toThrow('t must be a number');
    const error = new Error('mine');
    const bad = new ode(() => {
      throw error;
    }).setInitialValue([1]);
    expect(() => bad.integrate(1)).toThrow(error);
  });
});

describe('complexOde', () => {
  it.each(['vode', 'lsoda', 'dopri5', 'dop853'] as Integrator[])('%s turns a complex number', (name) => {
    const r = new complexOde((_t, y) => np.multiply(new np.Complex(0, 1), y));
    r.setIntegrator(name, { rtol: 1e-9, atol: 1e-11 }).setInitialValue([1, new np.Complex(0, 2)]);
    const y = r.integrate(Math.PI);
    expect(y.dtype).toBe('complex128');
    const [a, b] = y.toFlatArray();
    expect(Math.hypot(a!.re + 1, a!.im)).toBeLessThan(1e-6);
    expect(Math.hypot(b!.re, b!.im + 2)).toBeLessThan(2e-6);
  });

  it('refuses zvode; ode has it for complex states', () => {
    expect(() => new complexOde((_t, y) => y).setIntegrator('zvode')).toThrow('zvode must be used with ode');
    const r = new ode((_t, y) => np.multiply(new np.Complex(0, 1), y)).setIntegrator('zvode', {
      method: 'bdf',
      nsteps: 5000,
    });
    const y = r.setInitialValue([new np.Complex(1, 0)]).integrate(1) as unknown as np.NDArray<'complex128'>;
    expect(y.item(0).re).toBeCloseTo(Math.cos(1), 4);
    expect(y.item(0).im).toBeCloseTo(Math.sin(1), 4);
  });
});
