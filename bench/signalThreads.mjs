/**
 * numloom/signal and numloom/interpolate on two threads against one, in one run: node bench/signalThreads.mjs [PATTERN]. Elapsed
 * times in milliseconds, the best of many runs, either way in turn. Both sides run what npm run build made.
 */
import * as np from '../dist/index.js';
import * as ip from '../dist/interpolate/index.js';
import * as s from '../dist/signal/index.js';

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

const cases = {
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

const timed = (run) => {
  const begin = performance.now();
  run();
  return performance.now() - begin;
};

const chosen = Object.entries(cases).filter(([name]) => pattern.test(name));
const least = Object.fromEntries(chosen.map(([name]) => [name, { single: Infinity, threads: Infinity }]));
for (const backend of ['single', 'threads', 'single', 'threads']) {
  await np.setBackend(backend, backend === 'threads' ? { workers: 2 } : undefined);
  if (backend === 'threads') {
    // Workers are new: they load their modules at the first task.
    const begin = performance.now();
    while (performance.now() - begin < 2500) {
      cases['lfilter, order 4, 64 rows of 5e4']();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  for (const [name, run] of chosen) {
    const begin = performance.now();
    // And each has to compile what it runs.
    for (let i = 0; i < 6 || (i < 30 && performance.now() - begin < 400); i++) {
      least[name][backend] = Math.min(least[name][backend], timed(run));
    }
  }
}
console.log('| milliseconds | one thread | two threads | ratio |\n|---|---|---|---|');
for (const [name, { single, threads }] of Object.entries(least)) {
  console.log(`| ${name} | ${single.toFixed(1)} | ${threads.toFixed(1)} | ${(single / threads).toFixed(2)} |`);
}
await np.shutdown();
