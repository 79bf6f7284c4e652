/** newton from arrays of guesses and from complex ones: roots, SciPy's results, failures, types. */
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import * as np from '../../src/index.js';
import * as o from '../../src/optimize/index.js';

const cubes = np.linspace(1, 9, 5);

describe('newton on arrays', () => {
  it('finds all roots by every method', () => {
    const want = np.cbrt(cubes);
    const f = (x: np.NDArray<'float64'>): np.NDArray => np.subtract(np.power(x, 3), cubes);
    const d = (x: np.NDArray<'float64'>): np.NDArray => np.multiply(3, np.multiply(x, x));
    const dd = (x: np.NDArray<'float64'>): np.NDArray => np.multiply(6, x);
    const guesses = np.full(5, 1.5);
    for (const options of [{}, { fprime: d }, { fprime: d, fprime2: dd }, { x1: np.full(5, 2) }]) {
      const roots = o.newton(f, guesses, options);
      expect(np.allclose(roots, want, { rtol: 1e-10 })).toBe(true);
      expect(roots.shape).toEqual([5]);
    }
    expect(guesses.toArray()).toEqual([1.5, 1.5, 1.5, 1.5, 1.5]);
    const square = o.newton(
      (x) =>
        np.subtract(np.multiply(x, x), [
          [1, 4],
          [9, 16],
        ]),
      [
        [2, 2],
        [2, 2],
      ],
    );
    expect(
      np.allclose(square, [
        [1, 2],
        [3, 4],
      ]),
    ).toBe(true);
    expectTypeOf(square).toEqualTypeOf<np.NDArray<'float64'>>();
  });

  it('says which converged', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    try {
      // the second has no real root, the third starts where the derivative is zero
      const f = (x: np.NDArray<'float64'>): np.NDArray => np.add(np.multiply(x, x), [-2, 2, 1]);
      const d = (x: np.NDArray<'float64'>): np.NDArray => np.multiply(2, x);
      const [roots, converged, zeroDer] = o.newton(f, [1, 1, 0], { fprime: d, fullOutput: true });
      expect(roots.item(0)).toBeCloseTo(Math.SQRT2, 12);
      expect(converged.toArray()).toEqual([true, false, false]);
      expect(zeroDer.toArray()).toEqual([false, false, true]);
      expect(warn).not.toHaveBeenCalled();
      o.newton(f, [1, 1, 0], { fprime: d });
      expect(warn).toHaveBeenCalledOnce();
      expect(() => o.newton((x) => np.add(np.multiply(x, x), 1), [1, 2], { fprime: d })).toThrow(o.ConvergenceError);
    } finally {
      warn.mockRestore();
    }
  });

  it('takes complex guesses', () => {
    const i = new np.Complex(0, 1);
    const roots = o.newton(
      (z) => np.add(np.multiply(z, z), 4),
      np.array([new np.Complex(1, 1), new np.Complex(1, -3)]),
    );
    expectTypeOf(roots).toEqualTypeOf<np.NDArray<'complex128'>>();
    expect(np.allclose(roots, [new np.Complex(0, 2), new np.Complex(0, -2)], { atol: 1e-9 })).toBe(true);
    const root = o.newton((z) => new np.Complex(z.re ** 2 - z.im ** 2 + 1, 2 * z.re * z.im), new np.Complex(0.5, 0.5));
    expectTypeOf(root).toEqualTypeOf<np.Complex>();
    expect(Math.hypot(root.re, root.im - i.im)).toBeLessThan(1e-9);
    const byNewton = o.newton(
      (z) => new np.Complex(z.re ** 2 - z.im ** 2 + 1, 2 * z.re * z.im),
      new np.Complex(0.5, -0.5),
      { fprime: (z) => new np.Complex(2 * z.re, 2 * z.im), fprime2: () => 2 },
    );
    expect(Math.hypot(byNewton.re, byNewton.im + 1)).toBeLessThan(1e-12);
    expect(() => o.newton(() => new np.Complex(1, 0), i, { fprime: () => 0 })).toThrow(/Derivative was zero/);
  });

  it('refuses bad input', () => {
    expect(() => o.newton((x) => [x.item(0)], [1, 2])).toThrow('newton: func must return shape (2,), it returned (1,)');
    expect(() => o.newton((x) => np.multiply(x, new np.Complex(0, 1)), [1, 2])).toThrow('give a complex x0');
    expect(() => o.newton((x) => x, [1, 2], { x1: [1] })).toThrow('x1 must have the shape of x0');
    expect(() => o.newton((x) => x, [1], { tol: 0 })).toThrow('tol too small');
    expect(() => o.newton(3 as never, [1, 2])).toThrow('func must be a function, got 3');
    expect(() => o.newton(() => 'x' as never, new np.Complex(1, 1))).toThrow('must return a number or a Complex');
  });
});

it('differentialEvolution begins with Sobol points', () => {
  let first = 0;
  const found = o.differentialEvolution(
    ([x, y]) => {
      first++;
      return x! ** 2 + (y! - 1) ** 2;
    },
    [
      [-3, 2],
      [-1, 4],
    ],
    { init: 'sobol', rng: 5, maxiter: 1, polish: false, popsize: 5, tol: 0 },
  );
  // 10 members, rounded up to 16: the first generation and one more
  expect(first).toBe(32);
  expect(found.fun).toBeLessThan(1);
});

it('linearSumAssignment is the least of all permutations, on any costs', () => {
  const rng = np.random.defaultRng(3);
  const permutations = (n: number): number[][] =>
    n === 0
      ? [[]]
      : permutations(n - 1).flatMap((p) =>
          Array.from({ length: n }, (_, k) => [...p.slice(0, k), n - 1, ...p.slice(k)]),
        );
  for (let trial = 0; trial < 60; trial++) {
    const n = 2 + (trial % 5);
    const m = 1 + (trial % n);
    // ties, negative costs, and forbidden pairs
    const cost = np.subtract(rng.integers(0, 1 + (trial % 7), [m, n]), 2).astype('float64');
    if (trial % 3 === 0) cost.set([0, trial % n], Infinity);
    const [rows, columns] = o.linearSumAssignment(cost);
    const total = (list: readonly number[]): number => list.slice(0, m).reduce((sum, j, i) => sum + cost.item(i, j), 0);
    expect(rows.toArray()).toEqual(Array.from({ length: m }, (_, i) => i));
    expect(new Set(columns.toFlatArray()).size).toBe(m);
    expect(total(columns.toFlatArray())).toBe(Math.min(...permutations(n).map(total)));
  }
});
