/**
 * numloom/interpolate and numloom/spatial beside SciPy, in one run: tsx bench/interpolate.ts [PYTHON [PATTERN]]. The best of many runs on either
 * side, in milliseconds.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as np from '../src/index.js';
import {
  CubicSpline,
  LinearNDInterpolator,
  RBFInterpolator,
  RegularGridInterpolator,
  interp1d,
  makeInterpSpline,
  makeSmoothingSpline,
  splev,
  splrep,
} from '../src/interpolate/index.js';
import { Delaunay, KDTree } from '../src/spatial/index.js';

const python = process.argv[2] ?? 'python3';
const pattern = process.argv[3] ?? '';
const rng = np.random.defaultRng(0);
const x = np.linspace(0, 10, 1001);
const y = np.sin(x);
const many = np.linspace(0, 10, 1_000_000);
const mixed = rng.permutation(many) as np.NDArray<'float64'>;
const cubic = new CubicSpline(x, y);
const spline = makeInterpSpline(x, y);
const quintic = makeInterpSpline(x, y, { k: 5 });
const tck = splrep(x, y);
const line = interp1d(x, y);
const g = np.linspace(0, 1, 50);
const values = rng.random([50, 50, 50]);
const grid = new RegularGridInterpolator([g, g, g], values);
const nearest = new RegularGridInterpolator([g, g, g], values, { method: 'nearest' });
const plane = new RegularGridInterpolator([g, g], values.at(0));
const p3 = rng.random([1_000_000, 3]);
const p2 = rng.random([1_000_000, 2]);
const noisy = np.add(y, np.multiply(rng.standardNormal(1001), 0.1));
const points = rng.random([10000, 2]);
const heights = rng.random(10000);
const queries = rng.random([100000, 2]);
const linear = new LinearNDInterpolator(new Delaunay(points), heights);
const few = rng.random([500, 2]);
const rbf = new RBFInterpolator(few, rng.random(500));
const tree = new KDTree(points);

const cases: Record<string, () => unknown> = {
  'CubicSpline, 1e6 sorted points': () => cubic.evaluate(many),
  'CubicSpline, 1e6 mixed points': () => cubic.evaluate(mixed),
  'BSpline k=3, 1e6 sorted points': () => spline.evaluate(many),
  'BSpline k=3, 1e6 mixed points': () => spline.evaluate(mixed),
  'BSpline k=5, 1e6 sorted points': () => quintic.evaluate(many),
  'splev, 1e6 sorted points': () => splev(many, tck),
  'interp1d linear, 1e6 mixed points': () => line(mixed),
  'RegularGridInterpolator 3-d linear, 1e6 points': () => grid.evaluate(p3),
  'RegularGridInterpolator 3-d nearest, 1e6 points': () => nearest.evaluate(p3),
  'RegularGridInterpolator 2-d linear, 1e6 points': () => plane.evaluate(p2),
  'CubicSpline of 1e3 points': () => new CubicSpline(x, y),
  'makeInterpSpline of 1e3 points': () => makeInterpSpline(x, y),
  'splrep of 1e3 points, s = 10': () => splrep(x, noisy, { s: 10 }),
  'makeSmoothingSpline of 1e3 points, lam = 1': () => makeSmoothingSpline(x, noisy, { lam: 1 }),
  'Delaunay of 1e4 points': () => new Delaunay(points),
  'LinearNDInterpolator, 1e5 points': () => linear.evaluate(queries),
  'RBFInterpolator of 500 points': () => new RBFInterpolator(few, few.at(':', 0)),
  'RBFInterpolator, 1e4 points': () => rbf.evaluate(queries.at(':10000')),
  'KDTree of 1e4 points': () => new KDTree(points),
  'KDTree.query, 1e5 points': () => tree.query(queries),
};

/** The best time of one run in milliseconds. */
function best(run: () => unknown): number {
  run();
  run();
  let least = Infinity;
  const begin = performance.now();
  do {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  } while (performance.now() - begin < 500);
  return least;
}

const script = fileURLToPath(new URL('interpolate.py', import.meta.url));
const told = JSON.parse(execFileSync(python, [script, pattern], { encoding: 'utf8' })) as {
  scipy: string;
  times: Record<string, number>;
};
console.log(`| milliseconds | numloom | SciPy ${told.scipy} | times faster |\n|---|---|---|---|`);
for (const [name, run] of Object.entries(cases)) {
  if (!new RegExp(pattern).test(name)) continue;
  const ours = best(run);
  const theirs = told.times[name]!;
  console.log(`| ${name} | ${ours.toFixed(2)} | ${theirs.toFixed(2)} | ${(theirs / ours).toFixed(2)} |`);
}
