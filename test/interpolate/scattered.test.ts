// Scattered data, triangulations and trees against SciPy.

import { describe } from 'vitest';
import * as np from '../../src/index.js';
import {
  CloughTocher2DInterpolator,
  LinearNDInterpolator,
  NearestNDInterpolator,
  RBFInterpolator,
  Rbf,
  griddata,
  type RBFKernel,
  type RbfFunction,
} from '../../src/interpolate/index.js';
import { Delaunay, KDTree } from '../../src/spatial/index.js';
import { check, tables } from './compare.js';

const { data, results } = tables('scattered.json.gz');
const { p2, p3, p4, f2, f3, f4, z2, q2, q3, q4 } = data as { [name in 'p2' | 'p3' | 'p4' | 'f2' | 'f3' | 'f4' | 'z2' | 'q2' | 'q3' | 'q4']: np.NDArray }; // prettier-ignore
const rows = q2.reshape(-1, 2);
const ordered = (a: np.NDArray): number[] =>
  (a.toArray() as number[][])
    .map((row) => [...row].sort((x, y) => x - y))
    .sort((a, b) => {
      const k = a.findIndex((x, i) => x !== b[i]);
      return k < 0 ? 0 : a[k]! - b[k]!;
    })
    .flat();

const cases: Record<string, () => unknown> = {};
for (const [name, p] of [['2', p2], ['3', p3], ['4', p4]] as const) {
  cases[`delaunay ${name}`] = () => ordered(new Delaunay(p).simplices);
  cases[`hull ${name}`] = () => ordered(new Delaunay(p).convexHull);
} // prettier-ignore
const tree = new KDTree(p3);
const [qx, qy] = [q2.at('...', 0), q2.at('...', 1)];
const column = (a: np.NDArray, k: number): np.NDArray => a.at(':', k);
Object.assign(cases, {
  'linear 2': () => new LinearNDInterpolator(p2, f2).evaluate(q2),
  'linear 3': () => new LinearNDInterpolator(p3, f3, { fillValue: -1 }).evaluate(q3),
  'linear 4': () => new LinearNDInterpolator(p4, f4).evaluate(q4),
  'linear complex': () => new LinearNDInterpolator<'complex128'>(p2, z2).evaluate(q2),
  'linear rescale': () =>
    new LinearNDInterpolator(np.multiply(p2, [1, 100]), f2, { rescale: true }).evaluate(np.multiply(q2, [1, 100])),
  'nearest 2': () => new NearestNDInterpolator(p2, f2).evaluate(q2),
  'nearest 3': () => new NearestNDInterpolator(p3, f3).evaluate(q3),
  clough: () => new CloughTocher2DInterpolator(p2, f2, { tol: 1e-13, maxiter: 4000 }).evaluate(q2),
  'clough default': () => new CloughTocher2DInterpolator(p2, f2).evaluate(q2),
  'clough complex': () =>
    new CloughTocher2DInterpolator<'complex128'>(p2, z2, { tol: 1e-13, maxiter: 4000 }).evaluate(q2),
  'query bound': () => tree.query(q3, { k: [1, 3], distanceUpperBound: 0.3 }),
  ball: () => tree.queryBallPoint(q3, 0.4),
  'ball length': () => tree.queryBallPoint(q3, 0.4, { p: 1, returnLength: true }),
  pairs: () => tree.queryPairs(0.3),
  count: () => new KDTree(q3).countNeighbors(tree, [0.1, 0.4, 1]),
  'rbf degree': () => new RBFInterpolator(p2, f2, { degree: 3, smoothing: np.linspace(0, 1, 40) }).evaluate(rows),
  'rbf no degree': () => new RBFInterpolator(p2, f2, { kernel: 'gaussian', epsilon: 3, degree: -1 }).evaluate(rows),
  'rbf complex': () => new RBFInterpolator<'complex128'>(p2, z2).evaluate(rows),
  'Rbf N-D': () =>
    new Rbf(column(p3, 0), column(p3, 1), column(p3, 2), f3, { mode: 'N-D', norm: 'cityblock' }).evaluate(
      column(q3, 0),
      column(q3, 1),
      column(q3, 2),
    ),
});
for (const method of ['nearest', 'linear', 'cubic'] as const) {
  cases[`griddata ${method}`] = () => griddata(p2, f2, [qx, qy], { method });
  cases[`griddata 1 ${method}`] = () => griddata(column(p2, 0), f2, q2.at(0, ':', 0), { method });
}
for (const p of [1, 2, 3, Infinity]) {
  cases[`query p=${p === Infinity ? 'inf' : p}`] = () => tree.query(q3, { k: 4, p });
}
for (const kernel of ['linear', 'thin_plate_spline', 'cubic', 'quintic', 'multiquadric', 'inverse_multiquadric', 'inverse_quadratic', 'gaussian'] as RBFKernel[]) {
  cases[`rbf ${kernel}`] = () => new RBFInterpolator(p2, f2, { kernel, epsilon: 3 }).evaluate(rows);
  cases[`rbf smooth ${kernel}`] = () => new RBFInterpolator(p3, f3, { kernel, epsilon: 2, smoothing: 0.1 }).evaluate(q3);
  cases[`rbf neighbors ${kernel}`] = () => new RBFInterpolator(p2, f2, { kernel, epsilon: 3, neighbors: 10 }).evaluate(rows);
} // prettier-ignore
for (const name of ['multiquadric', 'inverse', 'gaussian', 'linear', 'cubic', 'quintic', 'thin_plate'] as RbfFunction[]) {
  cases[`Rbf ${name}`] = () => new Rbf(column(p2, 0), column(p2, 1), f2, { function: name, smooth: 0.01 }).evaluate(qx, qy);
} // prettier-ignore

// The default estimate of gradients stops at 1e-6; dense systems of radial functions are ill-conditioned (up to 1e10 here).
describe('scattered data', () =>
  check(results, cases, 1e-11, {
    'clough default': 1e-5,
    'griddata cubic': 1e-5,
    'rbf gaussian': 1e-6,
    'rbf no degree': 1e-6,
  }));
