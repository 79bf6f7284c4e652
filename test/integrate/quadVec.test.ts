// Integrals of vectors: known values, SciPy's counts, every rule and norm, infinite intervals, bad input.

import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { quadVec } from '../../src/integrate/index.js';

const INF = Infinity;

describe('quadVec', () => {
  it('integrates vectors, arrays and numbers', () => {
    const a = np.linspace(0, 2, 5);
    const [powers, error] = quadVec((x) => np.power(x, a), 0, 2);
    // SciPy 1.10: 2, 1.88561808, 2, 2.2627417, 2.66666667
    expect(np.allclose(powers, [2, (4 / 3) * Math.SQRT2, 2, 1.6 * Math.SQRT2, 8 / 3], { rtol: 1e-9 })).toBe(true);
    expect(error).toBeLessThan(1e-7);
    const [square] = quadVec(
      (x) => [
        [1, x],
        [x * x, x ** 3],
      ],
      0,
      1,
    );
    expect(square.shape).toEqual([2, 2]);
    expect(
      np.allclose(
        square,
        [
          [1, 1 / 2],
          [1 / 3, 1 / 4],
        ],
        { rtol: 1e-14 },
      ),
    ).toBe(true);
    const [area] = quadVec((x) => Math.exp(x), 0, 1);
    expect(area).toBeCloseTo(Math.E - 1, 14);
    const [backwards] = quadVec((x) => [Math.exp(x)], 1, 0);
    expect(backwards.item(0)).toBeCloseTo(1 - Math.E, 14);
    const [nothing, none] = quadVec((x) => [x, 1], 1, 1);
    expect(nothing.toArray()).toEqual([0, 0]);
    expect(none).toBe(0);
    expectTypeOf(area).toEqualTypeOf<number>();
    expectTypeOf(powers).toEqualTypeOf<np.NDArray<'float64'>>();
  });

  it('takes infinite intervals', () => {
    const [gauss, , info] = quadVec((x) => [Math.exp(-x * x), x * Math.exp(-x * x)], -INF, INF, { fullOutput: true });
    expect(gauss.item(0)).toBeCloseTo(Math.sqrt(Math.PI), 9);
    expect(gauss.item(1)).toBeCloseTo(0, 12);
    expect(info.success).toBe(true);
    expect(info.intervals.item(0, 0)).not.toBeNaN();
    const [tail] = quadVec((x) => [Math.exp(-x), Math.exp(-2 * x)], 1, INF);
    expect(np.allclose(tail, [Math.exp(-1), Math.exp(-2) / 2], { rtol: 1e-9 })).toBe(true);
    const [left] = quadVec((x) => [Math.exp(x), Math.exp(2 * x)], -INF, 1, { points: [-3, 0] });
    expect(np.allclose(left, [Math.E, Math.exp(2) / 2], { rtol: 1e-9 })).toBe(true);
    const [cut] = quadVec((x) => [Math.exp(-Math.abs(x - 2))], -INF, INF, { points: [0, 2] });
    expect(cut.item(0)).toBeCloseTo(2, 9);
  });

  it('takes about as many evaluations as SciPy', () => {
    const a = np.linspace(0, 2, 5);
    const kinked = (x: number): np.NDArray<'float64'> => np.multiply(Math.sqrt(Math.abs(x - 0.3)), np.add(a, 1));
    const exact = (2 / 3) * (0.3 ** 1.5 + 0.7 ** 1.5);
    // SciPy 1.10: 924 and 7068
    const [value, error, info] = quadVec(kinked, 0, 1, { points: [0.3], epsrel: 1e-6, norm: 'max', fullOutput: true });
    expect(value.item(0)).toBeCloseTo(exact, 7);
    expect(error).toBeLessThan(1.5e-6);
    expect(info.neval).toBeLessThanOrEqual(1000);
    expect(info.message).toBe('Target precision reached.');
    const [rough, , trapezoids] = quadVec(kinked, 0, 1, { epsrel: 1e-6, quadrature: 'trapezoid', fullOutput: true });
    expect(rough.item(0)).toBeCloseTo(exact, 6);
    expect(trapezoids.neval).toBeLessThanOrEqual(9000);
    expect(trapezoids.neval % 3).toBe(0);
    expect(info.integrals.length).toBe(info.intervals.shape[0]);
    const sum = info.integrals.reduce((total, part) => total + part.item(2), 0);
    expect(sum).toBeCloseTo(value.item(2), 12);
  });

  it('says when it gives up', () => {
    const [value, error, info] = quadVec((x) => [Math.sqrt(Math.abs(x - 0.3))], 0, 1, {
      epsrel: 1e-10,
      limit: 5,
      fullOutput: true,
    });
    expect(info).toMatchObject({ success: false, status: 1, message: 'Target precision not reached.' });
    expect(Math.abs(value.item(0) - (2 / 3) * (0.3 ** 1.5 + 0.7 ** 1.5))).toBeLessThan(error);
    expect(quadVec((x) => [1 / x], -1, 1, { fullOutput: true })[2].status).toBe(3);
    expect(quadVec((x) => [Math.sqrt(Math.abs(x - 0.3))], 0, 1, { epsrel: 1e-17, fullOutput: true })[2].status).toBe(2);
  });

  it('takes complex values', () => {
    const [value] = quadVec((x) => [new np.Complex(Math.cos(x), Math.sin(x)), new np.Complex(x, 0)], 0, 3);
    expect(value.dtype).toBe('complex128');
    const [first, second] = value.toFlatArray();
    expect(first!.re).toBeCloseTo(Math.sin(3), 13);
    expect(first!.im).toBeCloseTo(1 - Math.cos(3), 13);
    expect(second!.re).toBeCloseTo(4.5, 13);
  });

  it('refuses bad input', () => {
    expect(() => quadVec(3 as never, 0, 1)).toThrow('quadVec: f must be a function, got 3');
    expect(() => quadVec((x) => [x], NaN, 1)).toThrow('quadVec: a must be a number, got NaN');
    expect(() => quadVec((x) => [x], 0, 1, { norm: '1' as '2' })).toThrow("norm must be '2' or 'max', got '1'");
    expect(() => quadVec((x) => [x], 0, 1, { quadrature: 'gk61' as 'gk21' })).toThrow('quadrature must be');
    expect(() => quadVec((x) => [x], 0, INF, { quadrature: 'trapezoid' })).toThrow('needs a finite interval');
    expect(() => quadVec((x) => [x], 0, 1, { limit: 0 })).toThrow('limit must be a whole number');
    expect(() => quadVec((x) => (x < 0.5 ? [1] : [1, 2]), 0, 1)).toThrow('values of one shape');
    expect(() => quadVec(() => undefined as never, 0, 1)).toThrow('it returned undefined');
    expect(() => quadVec((x) => [x], 0, 1, { epsabx: 1 } as never)).toThrow("unexpected option 'epsabx'");
  });

  it('hands further arguments on, and stops when told to', () => {
    const [area] = quadVec((x, k: number) => [x, k], 0, 2, { args: [3] });
    expect(area.item(0)).toBeCloseTo(2, 14);
    expect(area.item(1)).toBeCloseTo(6, 14);
    const controller = new AbortController();
    let calls = 0;
    const work = (x: number): number[] => {
      if (++calls === 30) controller.abort(new Error('enough'));
      return [Math.sqrt(x)];
    };
    expect(() => quadVec(work, 0, 1, { epsrel: 1e-12, signal: controller.signal })).toThrow('enough');
    expect(calls).toBe(30);
  });

  it('spreads the calls of a function of a module over threads', async () => {
    const place = new URL('./systems.mjs', import.meta.url);
    const peak = await np.moduleFunction<(x: number, width: number) => number[]>(place, 'peak');
    const one = quadVec(peak, -1, 3, { args: [0.01], fullOutput: true });
    await np.setBackend('threads', { workers: 2 });
    try {
      const spread = quadVec(peak, -1, 3, { args: [0.01], workers: -1, fullOutput: true });
      expect(spread[0].toArray()).toEqual(one[0].toArray());
      expect(spread[1]).toBe(one[1]);
      expect(spread[2].neval).toBe(one[2].neval);
      const half = quadVec(peak, 0, INF, { args: [0.1], workers: 2 })[0];
      expect(half.item(1)).toBeCloseTo(Math.PI / 2 / 0.1, 6);
      expect(() => quadVec((x) => [x], 0, 1, { workers: 2 })).toThrow(/cannot be sent to a worker/);
      expect(() => quadVec((x) => [x], 0, 1, { workers: 0 })).toThrow('workers must be a whole number other than 0');
    } finally {
      await np.setBackend('single');
    }
  });
});
