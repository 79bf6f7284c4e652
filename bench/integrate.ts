/**
 * numloom/integrate beside SciPy, in one run: tsx bench/integrate.ts [PYTHON] [PART OF A NAME]. Both sides take turns, some 50 ms each, and the
 * medians of their times are compared. Functions are written as one would write them in either language: NumPy's slices there, a loop over the
 * elements here; a line marked "arrays" uses numloom's array functions instead, "own array" returns the same array at every call. The last lines compare numloom with itself: many problems on one
 * thread and on two (of the built library: npm run build first).
 */
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as np from '../src/index.js';
import { quad, solveIvp, type SolveIvpOptions } from '../src/integrate/index.js';

type State = np.NDArray<'float64'>;

const python = process.argv[2] ?? 'python3';
const only = process.argv[3] ?? '';
const ROUNDS = 5;

const oscillator = (_t: number, [x, v]: State): number[] => [v!, -0.5 * v! - 4 * x!];
const lorenz = (_t: number, [a, b, c]: State): number[] => [
  10 * (b! - a!),
  a! * (28 - c!) - b!,
  a! * b! - (8 / 3) * c!,
];
const wolves = (_t: number, [a, b]: State): number[] => [1.5 * a! - a! * b!, a! * b! - 3 * b!];
const robertson = (_t: number, [a, b, c]: State): number[] => {
  const slow = 0.04 * a!;
  const back = 1e4 * b! * c!;
  const fast = 3e7 * b! * b!;
  return [back - slow, slow - back - fast, fast];
};

const N = 10_000;
const width = 1 / (N + 1);
const bump = Float64Array.from({ length: N }, (_, i) => Math.sin(Math.PI * width * (i + 1)));
/** The heat equation on a line, as a method of lines. */
const heat = (scale: number) => (_t: number, y: State) => {
  const u = y.data;
  const d = new Float64Array(N);
  d[0] = scale * (u[1]! - 2 * u[0]!);
  for (let i = 1; i < N - 1; i++) d[i] = scale * (u[i - 1]! - 2 * u[i]! + u[i + 1]!);
  d[N - 1] = scale * (u[N - 2]! - 2 * u[N - 1]!);
  return d;
};
/** The same, always in one array of the function's own. */
const heatOwn = (scale: number) => {
  const d = new Float64Array(N);
  return (_t: number, y: State) => {
    const u = y.data;
    d[0] = scale * (u[1]! - 2 * u[0]!);
    for (let i = 1; i < N - 1; i++) d[i] = scale * (u[i - 1]! - 2 * u[i]! + u[i + 1]!);
    d[N - 1] = scale * (u[N - 2]! - 2 * u[N - 1]!);
    return d;
  };
};
const heatArrays = (scale: number) => (_t: number, y: State) => {
  const d = np.multiply(y, -2 * scale);
  const scaled = np.multiply(y, scale);
  const [left, right] = [d.at(':-1'), d.at('1:')];
  np.add(left, scaled.at('1:'), { out: left });
  np.add(right, scaled.at(':-1'), { out: right });
  return d;
};
const mild = 1e-4 / width ** 2;
const stiff = 1 / width ** 2;
const band = { lower: 1, upper: 1 };
const run = (fun: (t: number, y: State) => np.ArrayLike, end: number, y0: np.ArrayLike, options?: SolveIvpOptions<'float64'>) => () => solveIvp(fun, [0, end], y0, options); // prettier-ignore

const cases: Record<string, () => unknown> = {
  'RK45, damped oscillator': run(oscillator, 20, [1, 0], { rtol: 1e-6, atol: 1e-9 }),
  'RK45, Lorenz': run(lorenz, 5, [1, 1, 1], { rtol: 1e-6, atol: 1e-9 }),
  'RK45, Lotka-Volterra': run(wolves, 15, [10, 5], { rtol: 1e-6, atol: 1e-9 }),
  'DOP853, Lorenz': run(lorenz, 5, [1, 1, 1], { method: 'DOP853', rtol: 1e-8, atol: 1e-10 }),
  'BDF, Robertson': run(robertson, 1e4, [1, 0, 0], { method: 'BDF', rtol: 1e-5, atol: 1e-8 }),
  'Radau, Robertson': run(robertson, 1e4, [1, 0, 0], { method: 'Radau', rtol: 1e-5, atol: 1e-8 }),
  'LSODA, Robertson': run(robertson, 1e4, [1, 0, 0], { method: 'LSODA', rtol: 1e-5, atol: 1e-8 }),
  'quad, smooth': () => quad((x) => Math.exp(-x) * Math.cos(3 * x), 0, 2),
  'quad, singular': () => quad((x) => Math.log(x) / Math.sqrt(x), 0, 1),
  'quad, infinite': () => quad((x) => Math.exp(-x * x), -Infinity, Infinity),
  'RK45, heat, 10,000 unknowns': run(heat(mild), 0.01, bump),
  'RK45, heat, 10,000 unknowns, arrays': run(heatArrays(mild), 0.01, bump),
  'RK45, heat, 10,000 unknowns, own array': run(heatOwn(mild), 0.01, bump),
  'BDF, heat, 10,000 unknowns, banded': run(heat(stiff), 0.1, bump, { method: 'BDF', jacSparsity: band }),
  'Radau, heat, 10,000 unknowns, banded': run(heat(stiff), 0.1, bump, { method: 'Radau', jacSparsity: band }),
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

/** Milliseconds of one of `count` runs. */
function timed(work: () => unknown, count: number): number {
  const start = performance.now();
  for (let k = 0; k < count; k++) work();
  return (performance.now() - start) / count;
}

/** How many runs take about 50 ms, once the compiler has had its time. */
function calibrated(work: () => unknown): number {
  const begin = performance.now();
  let one = timed(work, 1);
  while (performance.now() - begin < 250) one = timed(work, Math.max(1, Math.min(1e5, Math.round(50 / one))));
  return Math.max(1, Math.round(50 / one));
}

const child = spawn(python, ['-u', fileURLToPath(new URL('integrate.py', import.meta.url))], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
const told = async (): Promise<string> => (await lines.next()).value as string;
const version = await told();

// The compiler sees every kind of use before anything is timed.
for (const [name, work] of Object.entries(cases)) if (!name.includes('heat')) for (let k = 0; k < 20; k++) work();

console.log(`| milliseconds | numloom | SciPy ${version} | times faster |\n|---|---|---|---|`);
for (const [name, work] of Object.entries(cases)) {
  if (!name.includes(only)) continue;
  const count = calibrated(work);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(timed(work, count));
    child.stdin.write(name.replace(/, (arrays|own array)$/, '') + '\n');
    theirs.push(Number(await told()));
  }
  const [a, b] = [median(ours), median(theirs)];
  const ratio = median(ours.map((value, k) => theirs[k]! / value));
  console.log(`| ${name} | ${a.toPrecision(3)} | ${b.toPrecision(3)} | ${ratio.toFixed(1)} |`);
}
child.stdin.end();

if ('solveIvpMany'.includes(only)) {
  // Workers load the built library: this part runs on it, in a process of its own.
  const many = fileURLToPath(new URL('integrateMany.mjs', import.meta.url));
  console.log('\n' + execFileSync(process.execPath, [many], { encoding: 'utf8' }));
}
