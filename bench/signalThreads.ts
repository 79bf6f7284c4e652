/**
 * numloom/signal and numloom/interpolate on two threads against one, in one run: tsx bench/signalThreads.ts [PATTERN]. Elapsed
 * times in milliseconds, the best of many runs, either way in turn. The workers run what npm run build made.
 */
import * as np from '../src/index.js';
import * as ip from '../src/interpolate/index.js';
import * as s from '../src/signal/index.js';

const pattern = new RegExp(process.argv[2] ?? '');
const rng = np.random.defaultRng(0);
const x = rng.standardNormal(4_000_000);
const rows = rng.standardNormal([64, 50_000]);
const image = rng.standardNormal([1000, 1000]);
const [b, a] = s.butter(4, 0.1);
const sos = s.butter(8, 0.1, { output: 'sos' });
const fir = s.firwin(101, 0.2);
const t = np.linspace(0, 10, 1001);
const spline = ip.makeInterpSpline(t, np.sin(t));
const cubic = new ip.CubicSpline(t, np.sin(t));
const points = rng.uniform(0, 10, 2_000_000);
const g = np.linspace(0, 1, 50);
const grid = new ip.RegularGridInterpolator([g, g, g], rng.random([50, 50, 50]));
const cube = rng.random([2_000_000, 3]);
const flat = rng.random([10_000, 2]);
const linear = new ip.LinearNDInterpolator(flat, rng.random(10_000));
const smooth = new ip.CloughTocher2DInterpolator(flat, rng.random(10_000));
const queries = rng.random([500_000, 2]);
const rbf = new ip.RBFInterpolator(flat.at(':500'), rng.random(500));

const cases: Record<string, () => unknown> = {
  'lfilter, order 4, 64 rows of 5e4': () => s.lfilter(b, a, rows),
  'sosfilt, 4 sections, 64 rows of 5e4': () => s.sosfilt(sos, rows),
  'lfilter, 101 taps, 4e6': () => s.lfilter(fir, 1, x),
  'resamplePoly 3/2, 4e6': () => s.resamplePoly(x, 3, 2),
  'savgolFilter 51, 4e6': () => s.savgolFilter(x, 51, 3),
  'medfilt 5, 4e6': () => s.medfilt(x, { kernelSize: 5 }),
  'convolve2d, 1000 x 1000 with 15 x 15': () => s.convolve2d(image, image.at(':15', ':15'), { mode: 'same' }),
  'welch, 64 rows of 5e4': () => s.welch(rows, { nperseg: 1024 }),
  'stft, 64 rows of 5e4': () => s.stft(rows, { nperseg: 1024 }),
  'fftconvolve, 64 rows of 5e4 with 1e4': () => s.fftconvolve(rows, rows.at(':', ':10000'), { axes: 1 }),
  'CubicSpline, 2e6 mixed points': () => cubic.evaluate(points),
  'BSpline k=3, 2e6 mixed points': () => spline.evaluate(points),
  'RegularGridInterpolator 3-d linear, 2e6 points': () => grid.evaluate(cube),
  'LinearNDInterpolator, 5e5 points': () => linear.evaluate(queries),
  'CloughTocher2DInterpolator, 5e5 points': () => smooth.evaluate(queries),
  'RBFInterpolator of 500 points, 2e4 points': () => rbf.evaluate(queries.at(':20000')),
};

const timed = (run: () => unknown): number => {
  const begin = performance.now();
  run();
  return performance.now() - begin;
};

console.log('| milliseconds | one thread | two threads | ratio |\n|---|---|---|---|');
for (const [name, run] of Object.entries(cases)) {
  if (!pattern.test(name)) continue;
  const least = { single: Infinity, threads: Infinity };
  for (let round = 0; round < 3; round++) {
    for (const backend of ['single', 'threads'] as const) {
      await np.setBackend(backend as 'threads', backend === 'threads' ? { workers: 2 } : undefined);
      // The first runs on a thread are slower than all others.
      for (let i = 0; i < 3; i++) least[backend] = Math.min(least[backend], timed(run));
    }
  }
  const { single, threads } = least;
  console.log(`| ${name} | ${single.toFixed(1)} | ${threads.toFixed(1)} | ${(single / threads).toFixed(2)} |`);
}
await np.shutdown();
