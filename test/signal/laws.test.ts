// What must hold whatever SciPy says: systems as objects, states carried over, poles placed, warnings, and clear errors.

import { afterEach, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as signal from '../../src/signal/index.js';
import { noise, tones } from './signals.js';

const values = (a: unknown): number[] => (a as np.NDArray).toFlatArray().map(Number);
const apart = (a: readonly number[], b: readonly number[]): number => Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));

const warnings: string[] = [];
signal.setWarningHandler((w) => warnings.push(w.message));
afterEach(() => void warnings.splice(0));

describe('filters', () => {
  it('go on where they stopped', () => {
    const x = tones(200, 3);
    const [b, a] = signal.butter(5, 0.2);
    const zi = values(signal.lfilterZi(b, a)).map((z) => z * x[0]!);
    const [whole] = signal.lfilter(b, a, x, { zi });
    const [first, state] = signal.lfilter(b, a, x.slice(0, 77), { zi });
    const [second] = signal.lfilter(b, a, x.slice(77), { zi: state });
    expect(apart(values(whole), [...values(first), ...values(second)])).toBeLessThan(1e-12);
    const sos = signal.butter(5, 0.2, { output: 'sos' });
    expect(apart(values(signal.sosfilt(sos, x)), values(signal.lfilter(b, a, x)))).toBeLessThan(1e-9);
  });

  it('keep single precision where all of it is single', () => {
    const one = np.array([1], { dtype: 'float32' });
    const x = np.array([1, 2, 3], { dtype: 'float32' });
    expect(signal.lfilter(one, one, x).dtype).toBe('float32');
    expect(signal.lfilter([1], [1], x).dtype).toBe('float64');
  });

  it('smooth lines of an image as they smooth a vector', () => {
    const x = tones(40, 2);
    const line = signal.cspline1d(x, { lamb: 2 });
    const rows = Array.from({ length: 30 }, () => [...x]);
    const image = signal.cspline2d(rows, { lamb: 2 });
    expect(apart(values(image.at(15)), values(line))).toBeLessThan(1e-9);
  });

  it('of bands that are not warn of bad coefficients', () => {
    signal.normalize([0, 1], [1, 2]);
    expect(warnings[0]).toMatch(/Badly conditioned filter coefficients/);
  });
});

describe('systems', () => {
  it('are the same in every form', () => {
    const tf = signal.lti([1, 3], [1, 2, 5]);
    const w = [0.1, 1, 10];
    const gain = (s: signal.SystemLike): number[] => values(signal.bode(s, { w })[1]);
    expect(apart(gain(tf.toZpk()), gain(tf))).toBeLessThan(1e-12);
    expect(apart(gain(tf.toSs()), gain(tf))).toBeLessThan(1e-12);
    expect(apart(values(signal.step(tf.toSs())[1]), values(signal.step([[1, 3], [1, 2, 5]])[1]))).toBeLessThan(1e-12); // prettier-ignore
  });

  it('know their kind of time', () => {
    const digital = signal.dlti([1], [1, -0.5], { dt: 0.1 });
    expect(() => signal.lsim(digital, [1], [0])).toThrow(/continuous-time/);
    expect(() => signal.dlsim(signal.lti([1], [1, 1]), [1])).toThrow(/discrete-time/);
    expect(values(signal.dstep(digital, { n: 3 })[1][0])).toEqual([0, 1, 1.5]);
  });

  it('get the poles that were asked for', () => {
    const A = [
      [1.38, -0.2077, 6.715, -5.676],
      [-0.5814, -4.29, 0, 0.675],
      [1.067, 4.273, -6.654, 5.893],
      [0.048, 4.273, 1.343, -2.104],
    ];
    const B = [
      [0, 5.679],
      [1.136, 1.136],
      [0, 0],
      [-3.146, 0],
    ];
    const pairs = [new np.Complex(-1, 2), new np.Complex(-1, -2)];
    for (const poles of [
      [-0.2, -0.5, -5.0566, -8.6659],
      [...pairs, -3, -4],
    ]) {
      const found = signal.placePoles(A, B, poles);
      const got = found.computedPoles.toFlatArray() as np.Complex[];
      for (const p of poles) {
        const z = typeof p === 'number' ? new np.Complex(p) : p;
        expect(Math.min(...got.map((q) => q.sub(z).abs()))).toBeLessThan(1e-8);
      }
    }
    expect(apart(values(signal.placePoles([[0, 1], [0, 0]], [[0], [1]], [-1, -2]).gainMatrix), [2, 3])).toBeLessThan(1e-12); // prettier-ignore
    expect(() => signal.placePoles(A, B, [-1, -1, -1, -2])).toThrow(/repeated more than rank/);
    expect(() => signal.placePoles(A, B, [...pairs.slice(1), -1, -2, -3])).toThrow(/conjugates/);
  });
});

describe('bad input', () => {
  const x = noise(20, 1);
  const bad: [name: string, call: () => unknown, message: RegExp][] = [
    ['order', () => signal.butter(-1, 0.2), /Filter order must be a nonnegative integer/],
    ['cut-off', () => signal.butter(2, 1.5), /Digital filter critical frequencies must be 0 < Wn < 1/],
    ['cut-off with fs', () => signal.butter(2, 600, { fs: 1000 }), /0 < Wn < fs\/2 \(fs=1000 -> fs\/2=500\)/],
    ['edges', () => signal.buttord(0.2, 1.3, 1, 40), /must be less than 1/],
    ['option', () => signal.butter(2, 0.2, { kind: 'low' } as never), /unexpected option 'kind'/],
    ['a[0]', () => signal.lfilter([1], [0, 1], x), /first element of a must not be 0/],
    ['short signal', () => signal.filtfilt([1], [1, 0.5], [1, 2]), /greater than padlen, which is 6/],
    ['sections', () => signal.sosfilt([[1, 2, 3]], x), /shape \(n_sections, 6\)/],
    ['window', () => signal.getWindow('nonsense', 5), /Unknown window type/],
    ['mode', () => signal.convolve([1], [1], { mode: 'all' as never }), /acceptable mode flags/],
    ['dimensions', () => signal.fftconvolve([1, 2], [[1]]), /same dimensionality/],
    ['overlap', () => signal.welch(x, { nperseg: 8, noverlap: 8 }), /noverlap must be less than nperseg/],
    ['distance', () => signal.findPeaks(x, { distance: 0 }), /greater or equal to 1/],
    ['no signal', () => signal.lfilter([1], [1], undefined as never), /x must be array_like/],
    ['text', () => signal.detrend('abc' as never), /expected numbers/],
  ];
  for (const [name, call, message] of bad) it(name, () => expect(call).toThrow(message));
});
