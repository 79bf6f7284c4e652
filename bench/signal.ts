/**
 * numloom/signal beside SciPy, in one run: tsx bench/signal.ts [PYTHON [PATTERN]], where the pattern chooses cases. Processor times are compared, the best of many batches
 * on either side, which other work on the machine disturbs least.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as np from '../src/index.js';
import * as s from '../src/signal/index.js';

const python = process.argv[2] ?? 'python3';
const pattern = process.argv[3] ?? '';
const n = 1_000_000;
const x = Float64Array.from({ length: n }, (_, t) => Math.sin(0.01 * t) + 0.3 * Math.sin(1.3 * t + 0.002 * (t % 977)));
const [b4, a4] = s.butter(4, 0.1);
const [b8, a8] = s.butter(8, 0.1);
const sos = s.butter(8, 0.1, { output: 'sos' });
const fir = s.firwin(101, 0.2);
const kernel = s.firwin(10001, 0.1);
const image = np.reshape(np.array(x.slice(0, 250_000)), [500, 500]);
const ones = np.ones([7, 7]);
const short = x.slice(0, 100_000);
const times = Float64Array.from({ length: 1000 }, (_, i) => i * 0.01);
const input = x.slice(0, 1000);

const cases: Record<string, () => unknown> = {
  'lfilter, order 4, 1e6': () => s.lfilter(b4, a4, x),
  'lfilter, order 8, 1e6': () => s.lfilter(b8, a8, x),
  'lfilter, 101 taps, 1e6': () => s.lfilter(fir, 1, x),
  'sosfilt, 4 sections, 1e6': () => s.sosfilt(sos, x),
  'filtfilt, order 4, 1e6': () => s.filtfilt(b4, a4, x),
  'fftconvolve, 1e6 with 1e4': () => s.fftconvolve(x, kernel),
  'oaconvolve, 1e6 with 1e4': () => s.oaconvolve(x, kernel),
  'convolve2d, 500 x 500 with 7 x 7': () => s.convolve2d(image, ones, { mode: 'same' }),
  'findPeaks, 1e6': () => s.findPeaks(x),
  'findPeaks with height and distance, 1e6': () => s.findPeaks(x, { height: 0.5, distance: 20 }),
  'welch, 1e6': () => s.welch(x, { nperseg: 1024 }),
  'stft, 1e6': () => s.stft(x, { nperseg: 1024 }),
  'resamplePoly 3/2, 1e6': () => s.resamplePoly(x, 3, 2),
  'medfilt 5, 1e5': () => s.medfilt(short, { kernelSize: 5 }),
  'savgolFilter 11, 1e6': () => s.savgolFilter(x, 11, 3),
  'hilbert, 1e6': () => s.hilbert(x),
  'butter 8 as sos': () => s.butter(8, [0.1, 0.3], { btype: 'band', output: 'sos' }),
  'ellip 6': () => s.ellip(6, 0.5, 60, 0.3),
  'firwin 101': () => s.firwin(101, 0.3),
  'firls 101': () => s.firls(101, [0, 0.2, 0.3, 1], [1, 1, 0, 0]),
  'remez 100': () => s.remez(100, [0, 0.1, 0.15, 0.5], [1, 0]),
  'freqz 512': () => s.freqz(b8, { a: a8 }),
  'lsim, 1000 steps': () => s.lsim([[1], [1, 0.2, 4]], input, times),
};

/** Processor time of one run in microseconds: the best of many batches, once the compiler has had its time. */
function best(run: () => unknown): number {
  const warm = performance.now();
  while (performance.now() - warm < 400) run();
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
      run();
      count++;
    } while (spent(start) < 10000);
    least = Math.min(least, spent(start) / count);
  }
  return least;
}

const script = fileURLToPath(new URL('signal-scipy.py', import.meta.url));
const told = JSON.parse(execFileSync(python, [script, pattern], { encoding: 'utf8' })) as {
  scipy: string;
  times: Record<string, number>;
};
console.log(`| microseconds | numloom | SciPy ${told.scipy} | times faster |\n|---|---|---|---|`);
for (const [name, run] of Object.entries(cases)) {
  if (!new RegExp(pattern).test(name)) continue;
  const ours = best(run);
  const theirs = told.times[name]!;
  console.log(`| ${name} | ${ours.toFixed(0)} | ${theirs.toFixed(0)} | ${(theirs / ours).toFixed(1)} |`);
}
