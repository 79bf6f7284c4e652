// Bad and odd input: one clear error that says what came, or what SciPy makes of it; nothing crashes and nothing is half done.

import { afterEach, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as s from '../../src/signal/index.js';

const values = (a: unknown): number[] => (a as np.NDArray).toFlatArray().map(Number);
const warnings: string[] = [];
s.setWarningHandler((w) => warnings.push(`${w.name}: ${w.message}`));
afterEach(() => void warnings.splice(0));

const x = [1, 2, 4, 3, 2, 1, 0, 2];
const sos = s.butter(4, 0.3, { output: 'sos' });

const refused: [name: string, run: () => unknown, message: RegExp][] = [
  ['cut-off at 0', () => s.butter(4, 0), /0 < Wn < 1|critical frequencies must be/i],
  ['cut-off at the Nyquist frequency', () => s.butter(4, 1), /0 < Wn < 1|critical frequencies must be/i],
  ['cut-off beyond the Nyquist frequency', () => s.butter(4, 600, { fs: 1000 }), /0 < Wn < fs\/2|critical frequencies must be/i],
  ['negative cut-off', () => s.cheby1(3, 1, -0.1), /critical frequencies must be|0 < Wn/i],
  ['nan as cut-off', () => s.butter(2, NaN), /critical frequencies must be|0 < Wn|finite/i],
  ['cut-offs that do not rise', () => s.butter(2, [0.4, 0.2], { btype: 'band' }), /Wn\[0\] must be less than Wn\[1\]/],
  ['one cut-off for a band', () => s.butter(2, 0.4, { btype: 'band' }), /Wn must specify start and stop|two/i],
  ['negative order', () => s.butter(-1, 0.4), /order|N must/i],
  ['order that is no whole number', () => s.butter(2.5, 0.4), /order|N must|integer/i],
  ['negative ripple', () => s.cheby1(3, -1, 0.2), /passband ripple|rp must/i],
  ['notch beyond the Nyquist frequency', () => s.iirnotch(1.5, 30), /w0 should be such that 0 < w0 < 1/],
  ['firwin beyond the Nyquist frequency', () => s.firwin(11, 1.2), /Invalid cutoff frequency|must be greater than 0 and less than/],
  ['firwin with an even number of taps and gain at the Nyquist frequency', () => s.firwin(10, 0.5, { passZero: false }), /even number/],
  ['firwin without taps', () => s.firwin(0, 0.5), /numtaps|positive/],
  ['firwin with a negative number of taps', () => s.firwin(-3, 0.5), /numtaps|positive/],
  ['remez with falling edges', () => s.remez(21, [0, 0.3, 0.2, 0.5], [1, 0]), /Band edges should be strictly increasing/],
  ['remez beyond the Nyquist frequency', () => s.remez(21, [0, 0.1, 0.2, 0.6], [1, 0]), /between 0 and fs\/2/],
  ['firls with an even length', () => s.firls(10, [0, 0.5, 0.6, 1], [1, 1, 0, 0]), /odd/],
  ['lfilter, a[0] = 0', () => s.lfilter([1], [0, 1], x), /first element of a must not be 0/],
  ['lfilter, no coefficients', () => s.lfilter([], [1], x), /b must have at least one element/],
  ['lfilter, a number', () => s.lfilter([1], [1], 3), /at least 1-D/],
  ['lfilter, states', () => s.lfilter([1, 2, 3], [1], x, { zi: [1] }), /Unexpected shape for zi/],
  ['lfilterZi, pole at 1', () => s.lfilterZi([1], [1, -1]), /pole at 1/],
  ['sosfilt, shape', () => s.sosfilt([[1, 2, 3]], x), /sos array must be|shape/],
  ['sosfilt, a0', () => s.sosfilt([[1, 0, 0, 2, 0, 0]], x), /sos\[:, 3\]/],
  ['filtfilt, short', () => s.filtfilt([1, 1], [1, 0.5], [1, 2, 3]), /length of the input vector x must be greater than padlen, which is 6, and it is 3/],
  ['sosfiltfilt, short', () => s.sosfiltfilt(sos, [1, 2, 3]), /must be greater than padlen/],
  ['filtfilt, none', () => s.filtfilt([1, 1], [1, 0.5], []), /must be greater than padlen/],
  ['savgolFilter, window longer than the signal', () => s.savgolFilter(x, 11, 2), /window_length must be less than or equal to the size of x, got 11 and 8/],
  ['savgolFilter, degree', () => s.savgolFilter(x, 5, 5), /polyorder must be less than window_length/],
  ['savgolFilter, negative window', () => s.savgolFilter(x, -5, 2), /window_length must be positive/],
  ['medfilt, even size', () => s.medfilt(x, { kernelSize: 4 }), /should be odd/],
  ['medfilt, negative size', () => s.medfilt(x, { kernelSize: -3 }), /should be odd|positive/],
  ['orderFilter, rank', () => s.orderFilter(x, [1, 1, 1], 3), /rank must be/],
  ['windows, negative length', () => s.windows.hann(-3), /M must be|Window length/i],
  ['windows, unknown name', () => s.getWindow('square' as never, 4), /Unknown window type/],
  ['windows, missing parameter', () => s.getWindow('kaiser' as never, 4), /needs one or more parameters/],
  ['welch, nperseg', () => s.welch(x, { nperseg: 0 }), /nperseg must be a positive integer/],
  ['welch, noverlap', () => s.welch(x, { nperseg: 4, noverlap: 4 }), /noverlap must be less than nperseg/],
  ['welch, nfft', () => s.welch(x, { nperseg: 4, nfft: 3 }), /nfft must be greater than or equal to nperseg/],
  ['istft, overlap', () => s.istft(s.stft(x, { nperseg: 4 })[2], { nperseg: 4, noverlap: 4 }), /noverlap must be less than nperseg/],
  ['resample, to none', () => s.resample([], 3), /at least one sample/],
  ['resamplePoly, factor', () => s.resamplePoly(x, 0, 2), /up and down must be >= 1/],
  ['upfirdn, no taps', () => s.upfirdn([], x), /non-zero length/],
  ['decimate, negative', () => s.decimate(x, -2), /positive integer/],
  ['findPeaks, matrix', () => s.findPeaks([[1, 2], [3, 4]]), /1-D/],
  ['findPeaks, distance', () => s.findPeaks(x, { distance: 0.5 }), /`distance` must be greater or equal to 1/],
  ['findPeaks, wlen', () => s.findPeaks(x, { prominence: 1, wlen: 1 }), /`wlen` must be larger than 1/],
  ['peakProminences, outside', () => s.peakProminences(x, [9]), /not a valid index/],
  ['peakWidths, negative height', () => s.peakWidths(x, [2], { relHeight: -1 }), /greater or equal to 0/],
  ['convolve, dimensions', () => s.convolve([1, 2], [[1]]), /same dimensionality/],
  ['convolve, valid', () => s.convolve(np.ones([2, 5]), np.ones([5, 2]), { mode: 'valid' }), /at least as large/],
  ['deconvolve, zero first', () => s.deconvolve([1, 2, 3], [0, 1]), /begin with a number that is not 0/],
  ['hilbert, complex', () => s.hilbert([new np.Complex(1, 2)]), /must be real/],
  ['chirp, method', () => s.chirp([0, 1], 1, 1, 2, { method: 'cubic' as never }), /method must be/],
  ['unitImpulse, outside', () => s.unitImpulse(3, { idx: 5 }), /out of bounds/],
  ['maxLenSeq, bits', () => s.maxLenSeq(1), /nbits must be between/],
  ['placePoles, repeated', () => s.placePoles(np.eye(2), np.ones([2, 1]), [1, 1]), /repeated more than rank/],
  ['placePoles, no conjugate', () => s.placePoles(np.eye(2), np.eye(2), [new np.Complex(1, 1), 2]), /conjugates/],
  ['lsim, uneven', () => s.lsim([[1], [1, 1]], [1, 1, 1], [0, 1, 3]), /equally spaced/],
]; // prettier-ignore

describe('refused', () => {
  for (const [name, run, message] of refused) it(name, () => expect(run).toThrow(message));
});

describe('odd but allowed', () => {
  it('nothing gives nothing', () => {
    expect(values(s.lfilter([1, 2], [1, 0.5], []))).toEqual([]);
    expect(values(s.sosfilt(sos, []))).toEqual([]);
    expect(s.sosfilt(sos, np.zeros([0, 5])).shape).toEqual([0, 5]);
    expect(s.lfilter([1, 2], [1, 0.5], np.zeros([3, 0])).shape).toEqual([3, 0]);
    expect(values(s.convolve([], [1, 2]))).toEqual([]);
    expect(values(s.findPeaks([])[0])).toEqual([]);
    expect(values(s.findPeaks([1, 2])[0])).toEqual([]);
    expect(values(s.medfilt([], { kernelSize: 1 }))).toEqual([]);
    expect(s.welch([])[1].size).toBe(0);
    expect(values(s.windows.hann(0))).toEqual([]);
    expect(values(s.windows.hann(1))).toEqual([1]);
    expect(values(s.detrend([3]))).toEqual([0]);
  });

  it('nan stays where filters of finite length reach, and goes on in recursive ones', () => {
    const y = values(s.lfilter([1, 1], 1, [1, NaN, 1, 1]));
    expect(y).toEqual([1, NaN, NaN, 2]);
    expect(values(s.lfilter([1], [1, -0.5], [1, NaN, 1])).map(Number.isNaN)).toEqual([false, true, true]);
    expect(values(s.sosfilt(sos, [1, NaN, 1])).map(Number.isNaN)).toEqual([false, true, true]);
    const smooth = values(s.savgolFilter([1, 2, 3, NaN, 5, 6, 7, 8, 9, 9, 9], 3, 1));
    expect(smooth.map(Number.isNaN)).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('peaks beside nan are none, and nan is a wall', () => {
    expect(values(s.findPeaks([0, 1, NaN, 1, 0, 2, 0])[0])).toEqual([5]);
    expect(values(s.peakProminences([0, NaN, -1, 2, 1, 3, 0], [3])[0])).toEqual([1]);
  });

  it('unstable filters grow, quietly', () => {
    const y = values(s.lfilter([1], [1, -2], [1, ...new Array<number>(1100).fill(0)]));
    expect(y[10]).toBe(1024);
    expect(y[1100]).toBe(Infinity);
    expect(warnings).toEqual([]);
    expect(s.filtfilt([1], [1, -1.1], [1, 2, 3, 4, 5, 6, 7, 8]).size).toBe(8);
  });

  it('elliptic filters need a stopband below the ripple', () => {
    expect(() => s.ellip(3, 60, 0.5, 0.3)).toThrow(/rs must be greater than rp, got rp 60 and rs 0.5/);
  });

  it('orders too high for one quotient of polynomials warn', () => {
    const [, a] = s.butter(40, 0.01);
    expect(a.size).toBe(41);
    const [z, p] = s.tf2zpk([1e-20, 1], [1, 0.5]);
    expect([z.size, p.size]).toEqual([0, 1]);
    expect(warnings.some((w) => w.startsWith('BadCoefficients'))).toBe(true);
  });

  it('windows longer than the signal are cut, with a warning', () => {
    expect(s.welch(x, { nperseg: 100 })[0].size).toBe(5);
    expect(warnings.join()).toMatch(/nperseg = 100 is greater than input length += 8/);
    expect(s.medfilt([1, 2], { kernelSize: 5 }).size).toBe(2);
    expect(warnings.join()).toMatch(/kernel_size exceeds volume extent/);
  });

  it('peaks without height warn when their prominence is asked for', () => {
    s.peakProminences([1, 1, 1], [1]);
    expect(warnings.join()).toMatch(/prominence of 0/);
  });
});

describe('prominences', () => {
  // By the definition, for signals long enough that the pass with a stack is taken.
  it('are the same by looking and by one pass', () => {
    const n = 3000;
    const y = Float64Array.from({ length: n }, (_, i) => i + 3 * Math.sin(1.7 * i) + Math.round(2 * Math.cos(0.9 * i)));
    const [peaks] = s.findPeaks(y);
    const [all, left, right] = s.peakProminences(y, peaks);
    const few = values(peaks).filter((_, k) => k % 50 === 0);
    const [some, l, r] = s.peakProminences(y, few);
    const every = (of: unknown): number[] => values(of).filter((_, k) => k % 50 === 0);
    expect(peaks.size).toBeGreaterThan(400);
    expect(values(some)).toEqual(every(all));
    expect(values(l)).toEqual(every(left));
    expect(values(r)).toEqual(every(right));
  });
});

describe('distance', () => {
  it('leaves what taking the highest first leaves', () => {
    for (const distance of [2, 5, 17, 90]) {
      const y = Float64Array.from({ length: 1500 }, (_, i) => Math.round(5 * (Math.sin(1.9 * i) + Math.sin(0.01 * i * i)))); // prettier-ignore
      const peaks = values(s.findPeaks(y)[0]);
      const order = peaks.map((_, k) => k).sort((a, b) => y[peaks[b]!]! - y[peaks[a]!]! || b - a);
      const gone = new Set<number>();
      for (const k of order) {
        if (gone.has(k)) continue;
        peaks.forEach((p, j) => j !== k && Math.abs(p - peaks[k]!) < distance && gone.add(j));
      }
      expect(values(s.findPeaks(y, { distance })[0])).toEqual(peaks.filter((_, k) => !gone.has(k)));
    }
  });
});
