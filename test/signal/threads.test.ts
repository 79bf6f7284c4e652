// Long signals and many rows on several threads: bit for bit what one thread gives, however many there are; and compiled loops
// against the portable ones.

import { afterAll, describe, expect, it } from 'vitest';
import { useProvider, wantedProvider } from '../../src/backends/provider.js';
import * as np from '../../src/index.js';
import * as s from '../../src/signal/index.js';
import { noise, tones } from './signals.js';

const x = tones(5000, 4);
const rows = np.array(noise(12 * 600, 7)).reshape(12, 600);
const image = np.array(noise(60 * 70, 5)).reshape(60, 70);
const [b, a] = s.butter(4, 0.2);
const fir = s.firwin(41, 0.3);
const broken = x.slice();
broken[700] = Infinity;
broken[2100] = NaN;
const sections = (n: number): np.NDArray => s.butter(2 * n, 0.3, { output: 'sos' }) as np.NDArray;

/** Whole numbers, wide stairs or narrow ones; some are infinite, in every third signal some are nan. */
const stairs = (n: number): Float64Array =>
  noise(n, n).map((v, i) => {
    if (n % 3 === 0 && i % 11 === 5) return NaN;
    return i % 17 === 9 ? Infinity : Math.round((n % 2 === 0 ? 4 : 40) * v);
  });

const cases: Record<string, () => unknown> = {
  'lfilter, a long signal, finite': () => s.lfilter(fir, 1, x),
  'lfilter, rows, finite': () => s.lfilter(fir, 1, rows),
  'lfilter, rows': () => s.lfilter(b, a, rows),
  'lfilter, columns with states': () => s.lfilter(b, a, rows, { axis: 0, zi: np.ones([4, 600]) }),
  'lfilter, fewer samples than taps': () => s.lfilter(fir, 1, rows.at(':', ':20')),
  'filtfilt, rows': () => s.filtfilt(b, a, rows),
  'sosfilt, one section': () => s.sosfilt(sections(1), x),
  'sosfilt, two sections': () => s.sosfilt(sections(2), x),
  'sosfilt, three sections': () => s.sosfilt(sections(3), x),
  'sosfilt, four sections': () => s.sosfilt(sections(4), x),
  'sosfilt, seven sections': () => s.sosfilt(sections(7), x),
  'sosfilt, short': () => s.sosfilt(sections(4), x.subarray(0, 33)),
  'sosfilt, rows with states': () => s.sosfilt(sections(3), rows, { zi: np.ones([3, 12, 2]) }),
  'sosfilt, infinite and nan': () => s.sosfilt(sections(3), broken),
  'sosfiltfilt, rows': () => s.sosfiltfilt(sections(3), rows),
  savgolFilter: () => s.savgolFilter(x, 11, 3),
  'savgolFilter, mirrored': () => s.savgolFilter(rows, 7, 2, { mode: 'mirror', deriv: 1 }),
  upfirdn: () => s.upfirdn(fir, x, { up: 3, down: 5 }),
  'upfirdn, rows, mirrored': () => s.upfirdn(fir, rows, { up: 2, down: 3, mode: 'reflect' }),
  resamplePoly: () => s.resamplePoly(x, 7, 4),
  'resamplePoly, infinite and nan': () => s.resamplePoly(broken, 3, 2),
  decimate: () => s.decimate(x, 4, { ftype: 'fir' }),
  convolve: () => s.convolve(x, fir, { method: 'direct' }),
  'convolve, infinite weights': () => s.convolve(x, [1, Infinity, 2, 0], { method: 'direct' }),
  convolve2d: () => s.convolve2d(image, image.at(':7', ':5'), { mode: 'same', boundary: 'symm' }),
  correlate2d: () => s.correlate2d(image, image.at(':7', ':5')),
  medfilt: () => s.medfilt(x, { kernelSize: 7 }),
  'medfilt, nan': () => s.medfilt(broken, { kernelSize: 5 }),
  medfilt2d: () => s.medfilt2d(image, { kernelSize: [3, 5] }),
  findPeaks: () => s.findPeaks(x)[0],
  'findPeaks, flat tops': () => s.findPeaks(x.map((v) => Math.round(3 * v)), { plateauSize: 1 })[1].leftEdges, // prettier-ignore
  'findPeaks, all lengths, flat tops across blocks of eight, infinite and nan': () =>
    Array.from({ length: 120 }, (_, n) => s.findPeaks(stairs(n))[0]),
  welch: () => s.welch(rows, { nperseg: 64 })[1],
  stft: () => s.stft(x, { nperseg: 64 })[2],
  fftconvolve: () => s.fftconvolve(rows, rows.at(':', ':99'), { axes: 1 }),
};

const numbers = (result: unknown): unknown[] =>
  (Array.isArray(result) ? result : [result]).flatMap((r) => (r as np.NDArray).toFlatArray());
const alone = Object.fromEntries(Object.entries(cases).map(([name, run]) => [name, numbers(run())]));

afterAll(async () => {
  np.setBackend('single');
  await np.shutdown();
});

describe.each([2, 3])('%i threads give what one gives', (workers) => {
  it.each(Object.keys(cases))('%s', async (name) => {
    await np.withBackend('threads', { workers, leastWork: 0 }, () => {
      expect(numbers(cases[name]!())).toEqual(alone[name]);
    });
  });
});

describe('portable loops give what compiled ones give', () => {
  it.each(Object.keys(cases).filter((name) => !/welch|stft|fftconvolve/.test(name)))('%s', (name) => {
    const before = wantedProvider();
    useProvider('portable');
    try {
      expect(numbers(cases[name]!())).toEqual(alone[name]);
    } finally {
      useProvider(before);
    }
  });
});
