/** Results have the fields of SciPy's, under their names in camelCase. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as integrate from '../../src/integrate/index.js';
import * as optimize from '../../src/optimize/index.js';
import { fixture } from '../oracle.js';

type Point = readonly [number, number];
const rosen = ([x, y]: Point): number => 100 * (y - x * x) ** 2 + (1 - x) ** 2;
const jac = ([x, y]: Point): number[] => [-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)];
const hess = ([x, y]: Point): number[][] => [
  [1200 * x * x - 400 * y + 2, -400 * x],
  [-400 * x, 200],
];
const box = [
  [-2, 2],
  [-2, 2],
];
const SECOND_ORDER = ['Newton-CG', 'dogleg', 'trust-ncg', 'trust-exact', 'trust-krylov'];
const RUNS: Record<string, (method: never) => object | Promise<object>> = {
  minimize: (method: string) =>
    optimize.minimize(rosen as never, [0.5, 0.5], {
      method: method as never,
      ...((SECOND_ORDER.includes(method) ? { jac, hess } : {}) as object),
    }),
  minimizeScalar: (method: string) =>
    optimize.minimizeScalar((x) => (x - 1) ** 2, {
      method: method as never,
      ...((method === 'bounded' ? { bounds: [0, 3] } : {}) as object),
    }),
  root: (method) =>
    optimize.root((([x, y]: Point) => [x - 1 + 0.1 * x * x, y - 2 + 0.1 * y * y]) as never, [0, 0], { method }),
  rootScalar: () => optimize.rootScalar((x) => x * x - 2, { bracket: [0, 2], method: 'brentq' }),
  leastSquares: (method) =>
    optimize.leastSquares((([x, y]: Point) => [10 * (y - x * x), 1 - x]) as never, [0, 0], { method }),
  lsqLinear: (method) => optimize.lsqLinear(np.eye(2), [1, 2], { bounds: [0, 3], method }),
  linprog: () => optimize.linprog([1, 1], { AUb: [[-1, -1]], bUb: [-1] }),
  milp: () => optimize.milp([1, 1], { bounds: new optimize.Bounds(0, 3) }),
  differentialEvolution: () => optimize.differentialEvolution(rosen as never, box as never, { seed: 1 }),
  dualAnnealing: () => optimize.dualAnnealing(rosen as never, box as never, { seed: 1, maxiter: 20 }),
  basinhopping: () => optimize.basinhopping(rosen as never, [0, 0], { niter: 2, seed: 1 }),
  shgo: () => optimize.shgo(rosen as never, box as never),
  direct: () => optimize.direct(rosen as never, box as never),
  solveIvp: (method) => integrate.solveIvp((_, [y]) => [-y!], [0, 1], [1], { method }),
  solveBvp: () =>
    integrate.solveBvp(
      ((_: unknown, y: np.NDArray<'float64'>) => np.stack([y.at(1), np.negative(y.at(0))])) as never,
      (([a]: Point, [b]: Point) => [a, b - 1]) as never,
      np.linspace(0, 1, 5),
      np.zeros([2, 5]),
    ),
};
const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const fields = fixture<Record<string, string[]>>('optimize/fields.json');

describe('results have the fields of SciPy', () => {
  it.each(Object.entries(fields))('%s', async (key, expected) => {
    const [name, method] = key.split(' ');
    const result = await RUNS[name!]!(method as never);
    expect(expected.map(camel).filter((field) => !(field in result))).toEqual([]);
  });
});
