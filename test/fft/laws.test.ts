// Laws of the transforms on random input, accuracy against extended precision, and both variants of the WebAssembly module.
import fc from '../properties.js';
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { fftwConfig } from '../../src/backends/native/fftw.js';
import { useVariant } from '../../src/fft/portable/plans.js';
import {
  PROVIDERS,
  answerArray,
  fixture,
  numbers,
  operand,
  relativeError,
  withProvider,
  type Answer,
  type Spec,
} from './operands.js';

const { fft, ifft, rfft, irfft, fftn, ifftn } = np.fft;
type Spectrum = np.NDArray<'complex128'>;

const complexOf = (n: number, seed: number): Spectrum => operand([[n], 'complex128', seed]) as Spectrum;

/** By the definition: n^2 products. */
function byDefinition(x: Spectrum, inverse: boolean): Spectrum {
  const n = x.size;
  const k = np.arange(n);
  const turns = np.divide(np.remainder(np.multiply(k.reshape(n, 1), k), n), n);
  const angle = np.multiply(turns, (inverse ? 2 : -2) * Math.PI);
  const matrix = np.add(np.cos(angle), np.multiply(np.sin(angle), new np.Complex(0, 1)));
  return np.divide(np.matmul(matrix, x) as np.NDArray, inverse ? n : 1) as Spectrum;
}

const lengths = fc.oneof(
  fc.integer({ min: 1, max: 130 }),
  fc.constantFrom(131, 169, 210, 256, 257, 343, 360, 509, 512),
);
const seeds = fc.integer({ min: 0, max: 1e6 });

for (const provider of PROVIDERS) {
  const law = (name: string, body: () => void): void => void it(name, () => withProvider(provider, body));
  describe(`laws, ${provider}`, () => {
    law('the definition', () => {
      fc.assert(
        fc.property(lengths, seeds, fc.boolean(), (n, seed, inverse) => {
          const x = complexOf(n, seed);
          expect(relativeError((inverse ? ifft : fft)(x), byDefinition(x, inverse))).toBeLessThan(1e-14);
        }),
        { numRuns: 150 },
      );
    });

    law('every length up to 200 comes back', () => {
      for (let n = 1; n <= 200; n++) {
        const x = complexOf(n, n);
        expect(relativeError(ifft(fft(x)), x)).toBeLessThan(1e-15);
        const r = np.array(numbers(n, n));
        expect(relativeError(irfft(rfft(r), { n }), r)).toBeLessThan(1e-15);
        for (const type of [1, 2, 3, 4] as const) {
          if (type > 1 || n > 1)
            expect(relativeError(np.fft.idct(np.fft.dct(r, { type }), { type }), r)).toBeLessThan(1e-14);
          expect(relativeError(np.fft.idst(np.fft.dst(r, { type }), { type }), r)).toBeLessThan(1e-14);
        }
      }
    });

    law('linearity, Parseval, shift, convolution', () => {
      fc.assert(
        fc.property(lengths, seeds, fc.integer({ min: 0, max: 500 }), (n, seed, by) => {
          const x = complexOf(n, seed);
          const y = complexOf(n, seed + 1);
          const z = new np.Complex(0.3, -1.7);
          const [X, Y] = [fft(x), fft(y)];
          expect(relativeError(fft(np.add(np.multiply(x, z), y)), np.add(np.multiply(X, z), Y))).toBeLessThan(1e-14);
          const energy = (a: Spectrum): number => np.sum(np.square(np.absolute(a))) as number;
          expect(energy(X) / n / energy(x)).toBeCloseTo(1, 12);
          // A shift turns the phases.
          const turns = np.divide(np.remainder(np.multiply(np.arange(n), by), n), n);
          const phases = np.exp(np.multiply(turns, new np.Complex(0, -2 * Math.PI)));
          expect(relativeError(fft(np.roll(x, by)), np.multiply(X, phases) as Spectrum)).toBeLessThan(1e-13);
          // A product of spectra is a cyclic convolution.
          const place = by % n;
          const reversed = np.roll(y.at('::-1') as Spectrum, place + 1);
          const direct = np.sum(np.multiply(x, reversed)) as np.Complex;
          const quick = ifft(np.multiply(X, Y)).item(place) as np.Complex;
          expect(quick.sub(direct).abs()).toBeLessThan(1e-13 * (n + 1));
        }),
        { numRuns: 60 },
      );
    });

    law('several axes are one after the other', () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }), seeds, (shape, seed) => {
          const x = operand([shape, 'complex128', seed]) as Spectrum;
          let one = x;
          for (let axis = 0; axis < shape.length; axis++) one = fft(one, { axis });
          const all = fftn(x);
          expect(relativeError(all, one)).toBeLessThan(1e-14);
          expect(relativeError(ifftn(all), x)).toBeLessThan(1e-14);
        }),
        { numRuns: 60 },
      );
    });

    law('cosine and sine transforms with orthogonal matrices', () => {
      for (const type of [1, 2, 3, 4] as const) {
        for (const n of [2, 5, 8, 13]) {
          for (const fn of [np.fft.dct, np.fft.dst]) {
            const matrix = fn(np.eye(n), { type, norm: 'ortho', axis: 0 });
            expect(
              np.allclose(np.matmul(matrix, matrix.T), np.eye(n), { atol: 1e-14 }),
              `${fn.name} ${type} ${n}`,
            ).toBe(true);
          }
        }
      }
    });

    law('long rows and columns, split, padded and cut', () => {
      for (const n of [2 ** 15, 3 * 2 ** 14, 40009, 2 ** 17, 3 ** 11]) {
        const x = complexOf(n, 7);
        const X = fft(x);
        expect(relativeError(ifft(X), x)).toBeLessThan(2e-15);
        // One number of the spectrum by the definition.
        const k = 12345 % n;
        let [re, im] = [0, 0];
        const data = x.data;
        for (let j = 0; j < n; j++) {
          const angle = (-2 * Math.PI * ((j * k) % n)) / n;
          re += data[2 * j]! * Math.cos(angle) - data[2 * j + 1]! * Math.sin(angle);
          im += data[2 * j]! * Math.sin(angle) + data[2 * j + 1]! * Math.cos(angle);
        }
        expect((X.item(k) as np.Complex).sub(new np.Complex(re, im)).abs()).toBeLessThan(1e-12 * n);
        const r = np.real(x) as np.NDArray<'float64'>;
        expect(relativeError(rfft(r), np.array(fft(r)).at(`:${Math.floor(n / 2) + 1}`) as np.NDArray)).toBeLessThan(
          1e-15,
        );
      }
      // Columns of more than 2^17 points, one by one; columns beside each other in pieces.
      const tall = operand([[2 ** 17, 2], 'complex128', 9]) as Spectrum;
      expect(
        relativeError(fft(tall, { axis: 0 }).at(':', 1) as np.NDArray, fft(tall.at(':', 1) as np.NDArray)),
      ).toBeLessThan(1e-15);
      const wide = operand([[100, 1500], 'complex128', 9]) as Spectrum;
      const columns = fft(wide, { axis: 0 });
      const rows = fft(np.array(wide.T), { axis: 1 });
      expect(relativeError(columns, rows.T)).toBeLessThan(1e-15);
    });
  });

  describe(`accuracy, ${provider}`, () => {
    it('grows as the root of log n', () => {
      withProvider(provider, () => {
        type Case = ['fft' | 'rfft', Spec, number, Answer];
        for (const [fn, spec, every, answer] of fixture<Case[]>('fft/accuracy.json.gz')) {
          const n = spec[0][0]!;
          const result = np.fft[fn](operand(spec)).at(`::${every}`) as np.NDArray;
          // Measured: 0.6 for lengths without large prime factors, 1.3 for those that are convolutions.
          const units = relativeError(result, answerArray(answer)) / 2 ** -53 / Math.sqrt(Math.log2(n));
          expect(units, `${fn} ${n}`).toBeLessThan(2);
        }
      });
    });
  });
}

describe('variants of the WebAssembly module', () => {
  afterAll(() => useVariant('relaxed'));

  it('without fused multiply-add computes the same to rounding', () => {
    withProvider('portable', () => {
      for (const n of [7, 8, 11, 35, 67, 105, 128, 1001, 16384]) {
        useVariant('relaxed');
        const x = complexOf(n, 3);
        const r = np.real(x) as np.NDArray<'float64'>;
        const all = (): np.NDArray[] => [fft(x), rfft(r), irfft(x), np.fft.dct(r), np.fft.dst(r, { type: 4 })];
        const fused = all();
        useVariant('plain');
        all().forEach((one, k) => expect(relativeError(one, fused[k]!)).toBeLessThan(1e-15));
      }
    });
  });
});

describe('FFTW', () => {
  it('is in use, or the reason is known', () => {
    const { float64, reason } = fftwConfig();
    expect(float64 !== undefined || (reason ?? '').length > 0).toBe(true);
  });
});
