/**
 * numloom/special beside SciPy, in one run: tsx bench/special.ts [PYTHON] [ELEMENTS]. Processor times an element of the functions
 * that are used most, the best of several runs on either side. The last column is SciPy's time over numloom's.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as np from '../src/index.js';
import * as special from '../src/special/index.js';

const python = process.argv[2] ?? 'python3';
const N = Number(process.argv[3] ?? 1e6);

interface Case {
  name: string;
  scipy: string;
  ranges: [number, number][];
}
const one = (name: string, ...ranges: [number, number][]): Case => ({
  name,
  scipy: name.replace(/([A-Z])/g, (_, letter: string) => `_${letter.toLowerCase()}`),
  ranges,
});
const cases: Case[] = [
  one('gamma', [0.1, 50]),
  one('gammaln', [0.1, 50]),
  one('psi', [0.1, 50]),
  one('erf', [-3, 3]),
  one('erfc', [-3, 6]),
  one('erfinv', [-0.99, 0.99]),
  one('ndtr', [-4, 4]),
  one('ndtri', [0.001, 0.999]),
  one('expit', [-8, 8]),
  one('logit', [0.01, 0.99]),
  one('xlogy', [0, 5], [0.1, 5]),
  one('beta', [0.5, 20], [0.5, 20]),
  one('gammainc', [0.5, 20], [0.1, 30]),
  one('gammaincc', [0.5, 20], [0.1, 30]),
  one('betainc', [0.5, 20], [0.5, 20], [0.01, 0.99]),
  one('ellipk', [0, 0.99]),
  one('ellipe', [0, 0.99]),
  one('exp1', [0.1, 20]),
  one('expi', [0.1, 20]),
  one('zeta', [1.5, 10], [0.5, 5]),
  one('j0', [0, 50]),
  one('j1', [0, 50]),
  one('y0', [0.1, 50]),
  one('i0', [0, 20]),
  one('k0', [0.1, 20]),
  one('hyp2f1', [0.5, 1], [0.5, 1], [1.5, 2], [-0.9, 0.9]),
].filter(({ name }) => name in special);

/** The fractional parts of the golden ratio's multiples: the same points on both sides, evenly spread. */
const points = (k: number, [low, high]: [number, number]): np.NDArray =>
  np.array(
    Float64Array.from({ length: N }, (_, i) => low + (high - low) * (((i + 1) * 0.6180339887498949 + 0.37 * k) % 1)),
  );

/** Processor time of one run in seconds, the best of several. */
function best(run: () => unknown): number {
  run();
  run();
  let least = Infinity;
  const begin = performance.now();
  for (let rounds = 0; rounds < 3 || (performance.now() - begin < 500 && rounds < 50); rounds++) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}

const script = fileURLToPath(new URL('special.py', import.meta.url));
const told = JSON.parse(execFileSync(python, [script, String(N), JSON.stringify(cases)], { encoding: 'utf8' })) as {
  scipy: string;
  times: Record<string, number>;
};
// What the engine still compiles in the background would count as ours.
for (let k = 0; k < 20; k++) special.erf(points(k, [-1, 1]));
await new Promise((resolve) => setTimeout(resolve, 1500));
console.log(`| ns an element, ${N} elements | numloom | SciPy ${told.scipy} | times faster |\n|---|---|---|---|`);
for (const { name, ranges } of cases) {
  const args = ranges.map((range, k) => points(k, range));
  const fn = (special as unknown as Record<string, (...args: unknown[]) => unknown>)[name]!;
  const ours = (best(() => fn(...args)) / N) * 1e9;
  const theirs = told.times[name]!;
  console.log(`| ${name} | ${ours.toFixed(1)} | ${theirs.toFixed(1)} | ${(theirs / ours).toFixed(2)} |`);
}
