/**
 * numloom/optimize beside SciPy, in one run: tsx bench/optimize.ts [PYTHON] [PART OF A NAME]. Processor times are compared, the best of many
 * batches on either side, which other work on the machine disturbs least. The functions are written as one would write them
 * in either language: NumPy's array functions there, a loop over the elements here; a line marked "arrays" uses numloom's
 * array functions instead.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as np from '../src/index.js';
import * as o from '../src/optimize/index.js';

const python = process.argv[2] ?? 'python3';
const only = process.argv[3] ?? '';
o.setWarningHandler(() => {});
const x2 = [-1.2, 1];
const x10 = Array.from({ length: 10 }, (_, i) => (i % 2 ? 1 : -1.2));
const x100 = Array.from({ length: 100 }, (_, i) => (i % 2 ? 1 : -1.2));
const t = np.linspace(0, 4, 100);
const data = np.add(
  np.add(np.multiply(np.exp(np.multiply(t, -1.3)), 2.5), 0.5),
  np.multiply(np.sin(np.multiply(t, 37)), 0.05),
);
const [tList, dataList] = [t.toFlatArray(), data.toFlatArray() as number[]];
const exponential = (p: o.Vector): number[] => {
  const [a, b, c] = p;
  return tList.map((s, i) => a! * Math.exp(-b! * s) + c! - dataList[i]!);
};
const band = (x: o.Vector): number[] => {
  const v = x.toFlatArray();
  return v.map((s, i) => (3 - 2 * s) * s - (v[i - 1] ?? 0) - 2 * (v[i + 1] ?? 0) + 1);
};
const cost = np.random.defaultRng(0).random([300, 300]);
const disc: o.ConstraintDict = { type: 'ineq', fun: (x) => 1.5 - x.item(0) ** 2 - x.item(1) ** 2 };

const cases: Record<string, () => unknown> = {
  'BFGS, Rosenbrock, 2': () => o.minimize(o.rosen, x2, { method: 'BFGS' }),
  'BFGS, Rosenbrock, 10': () => o.minimize(o.rosen, x10, { method: 'BFGS' }),
  'BFGS with gradient, Rosenbrock, 10': () => o.minimize(o.rosen, x10, { method: 'BFGS', jac: o.rosenDer }),
  'Nelder-Mead, Rosenbrock, 2': () => o.minimize(o.rosen, x2, { method: 'Nelder-Mead' }),
  'Nelder-Mead, Rosenbrock, 10': () => o.minimize(o.rosen, x10, { method: 'Nelder-Mead' }),
  'L-BFGS-B with gradient, Rosenbrock, 100': () => o.minimize(o.rosen, x100, { method: 'L-BFGS-B', jac: o.rosenDer }),
  'SLSQP, Rosenbrock in a disc': () => o.minimize(o.rosen, [0.1, 0.1], { constraints: disc }),
  'leastSquares trf, exponential, 100 points': () => o.leastSquares(exponential, [1, 1, 0]),
  'leastSquares lm, exponential, 100 points': () => o.leastSquares(exponential, [1, 1, 0], { method: 'lm' }),
  'curveFit, exponential, 100 points': () =>
    o.curveFit((x: o.Vector, a: number, b: number, c: number) => x.data.map((s) => a * Math.exp(-b * s) + c), t, data),
  'root hybr, Broyden tridiagonal, 10': () => o.root(band, new Array<number>(10).fill(-1)),
  'brentq, cubic': () => o.brentq((x) => x ** 3 - 2 * x - 5, 0, 3),
  'differentialEvolution, Rosenbrock, 2': () => o.differentialEvolution(o.rosen, [[-2, 2], [-2, 2]], { rng: 1 }), // prettier-ignore
  'linearSumAssignment, 300': () => o.linearSumAssignment(cost),
};

/** The same model by numloom's array functions. */
const arrays: Record<string, () => unknown> = {
  'leastSquares trf, exponential, 100 points': () =>
    o.leastSquares(
      (p) => np.subtract(np.add(np.multiply(np.exp(np.multiply(t, -p.item(1))), p.item(0)), p.item(2)), data),
      [1, 1, 0],
    ),
  'curveFit, exponential, 100 points': () =>
    o.curveFit(
      (x: o.Vector, a: number, b: number, c: number) => np.add(np.multiply(np.exp(np.multiply(x, -b)), a), c),
      t,
      data,
    ),
};

/** Processor time of one run in microseconds: the best of many batches, once the compiler has had its time. */
function best(run: () => unknown): number {
  const warm = performance.now();
  while (performance.now() - warm < 600) run();
  const spent = (since?: NodeJS.CpuUsage): number => {
    const { user, system } = process.cpuUsage(since);
    return user + system;
  };
  const begin = performance.now();
  let least = Infinity;
  for (let batches = 0; batches < 3 || (performance.now() - begin < 400 && batches < 200); batches++) {
    const start = process.cpuUsage();
    let count = 0;
    do {
      for (let k = 0; k < 4; k++) run();
      count += 4;
    } while (spent(start) < 10000);
    least = Math.min(least, spent(start) / count);
  }
  return least;
}

const script = fileURLToPath(new URL('optimize.py', import.meta.url));
const told = JSON.parse(execFileSync(python, [script, only], { encoding: 'utf8' })) as {
  scipy: string;
  times: Record<string, number>;
};
console.log(`| microseconds | numloom | SciPy ${told.scipy} | times faster |\n|---|---|---|---|`);
const line = (name: string, ours: number, theirs: number): void =>
  console.log(`| ${name} | ${ours.toFixed(0)} | ${theirs.toFixed(0)} | ${(theirs / ours).toFixed(1)} |`);
for (const [name, run] of Object.entries(cases)) {
  if (!name.includes(only)) continue;
  line(name, best(run), told.times[name]!);
  if (arrays[name]) line(`${name}, arrays`, best(arrays[name]!), told.times[name]!);
}
