// Frequencies, shifts, quick lengths and the fast Hankel transform against SciPy.
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { answerArray, expectNear, fixture, numbers, type Answer } from './operands.js';

type Offset = [dln: number, mu: number, options: np.fft.FhtOffsetOptions, answer: number];
type Hankel = ['fht' | 'ifht', number[], number, number, np.fft.FhtOptions, Answer];
type Frequencies = ['fftfreq' | 'rfftfreq', [number, number], object, Answer];
const { frequencies, lengths, hankel, offsets } = fixture<{
  frequencies: Frequencies[];
  lengths: Record<'next' | 'nextReal' | 'prev' | 'prevReal', [number, number][]>;
  hankel: Hankel[];
  offsets: Offset[];
}>('fft/rest.json.gz');

describe('frequencies', () => {
  it('fftfreq and rfftfreq', () => {
    for (const [fn, [n, d], , answer] of frequencies) {
      expectNear(np.fft[fn](n, d), answerArray(answer), `${fn}(${n}, ${d})`, 1);
      expect(np.fft[fn](n, { d }).toArray()).toEqual(np.fft[fn](n, d).toArray());
    }
    expect(np.fft.fftfreq(5).toArray()).toEqual([0, 0.2, 0.4, -0.4, -0.2]);
    expect(() => np.fft.fftfreq(2.5)).toThrow('n should be an integer');
    expect(() => np.fft.rfftfreq(0)).toThrow('n must be at least 1');
    expect(() => np.fft.fftfreq(4, 0)).toThrow('d must not be zero');
    // @ts-expect-error no such option
    expect(() => np.fft.fftfreq(4, { e: 1 })).toThrow("unexpected option 'e'");
  });

  it('fftshift and ifftshift', () => {
    expect(np.fft.fftshift(np.arange(5)).toArray()).toEqual([3, 4, 0, 1, 2]);
    expect(np.fft.ifftshift(np.arange(5)).toArray()).toEqual([2, 3, 4, 0, 1]);
    expect(np.fft.fftshift(np.arange(4)).toArray()).toEqual([2, 3, 0, 1]);
    const a = np.arange(6, { dtype: 'int16' }).reshape(2, 3);
    expectTypeOf(np.fft.fftshift(a)).toEqualTypeOf<np.NDArray<'int16'>>();
    expect(np.fft.fftshift(a).toArray()).toEqual([
      [5, 3, 4],
      [2, 0, 1],
    ]);
    expect(np.fft.fftshift(a, { axes: 1 }).toArray()).toEqual([
      [2, 0, 1],
      [5, 3, 4],
    ]);
    expect(np.fft.ifftshift(a, { axes: [-1] }).toArray()).toEqual([
      [1, 2, 0],
      [4, 5, 3],
    ]);
    expect(np.fft.ifftshift(np.fft.fftshift(a)).toArray()).toEqual(a.toArray());
    expect(() => np.fft.fftshift(a, { axes: 2 })).toThrow('axis 2 is out of bounds for array of dimension 2');
  });
});

describe('quick lengths', () => {
  it('are the nearest without large prime factors', () => {
    for (const [n, m] of lengths.next) expect([n, np.fft.nextFastLen(n)]).toEqual([n, m]);
    for (const [n, m] of lengths.nextReal) expect([n, np.fft.nextFastLen(n, { real: true })]).toEqual([n, m]);
    for (const [n, m] of lengths.prev) expect([n, np.fft.prevFastLen(n)]).toEqual([n, m]);
    for (const [n, m] of lengths.prevReal) expect([n, np.fft.prevFastLen(n, { real: true })]).toEqual([n, m]);
  });

  it('complain of what is no length', () => {
    expect(() => np.fft.nextFastLen(-1)).toThrow('Target length must be positive');
    expect(() => np.fft.prevFastLen(2.5)).toThrow('target must be an integer');
  });
});

describe('fast Hankel transform', () => {
  it('fht and ifht', () => {
    for (const [fn, shape, dln, mu, options, answer] of hankel) {
      const n = shape[shape.length - 1]!;
      const seed = shape.length > 1 ? 5 : n;
      const a = np
        .array(
          numbers(
            shape.reduce((x, y) => x * y, 1),
            seed,
          ),
        )
        .reshape(shape);
      const label = `${fn} ${n} ${dln} ${mu} ${JSON.stringify(options)}`;
      expectNear(np.fft[fn](a, dln, mu, options), answerArray(answer), label, 1000);
    }
  });

  it('fhtoffset', () => {
    for (const [dln, mu, options, answer] of offsets) {
      expect(np.fft.fhtoffset(dln, mu, options)).toBeCloseTo(answer, 11);
    }
  });

  it('is its own inverse with an offset of low ringing', () => {
    const r = np.logspace(-7, 1, 128);
    const dln = Math.log(r.item(1) / r.item(0));
    const mu = 1;
    // The transform of r^(mu + 1) exp(-r^2 / 2) is k^(mu + 1) exp(-k^2 / 2).
    const f = np.multiply(np.power(r, mu + 1), np.exp(np.multiply(np.square(r), -0.5)));
    const offset = np.fft.fhtoffset(dln, mu, { initial: -6 * Math.LN10 });
    const k = np.multiply(Math.exp(offset), np.divide(1, r.at('::-1')));
    const expected = np.multiply(np.power(k, mu + 1), np.exp(np.multiply(np.square(k), -0.5)));
    const F = np.fft.fht(f, dln, mu, { offset });
    expect(np.allclose(F, expected, { atol: 1e-7 })).toBe(true);
    expect(np.allclose(np.fft.ifht(F, dln, mu, { offset }), f)).toBe(true);
    expect(np.fft.fht(f.astype('float32'), dln, mu, { bias: 0.1 }).dtype).toBe('float32');
  });

  it('complains', () => {
    expect(() => np.fft.fht([new np.Complex(0, 1)], 0.1, 1)).toThrow('must be a real sequence');
    expect(() => np.fft.fht(3, 0.1, 1)).toThrow('out of bounds');
  });
});
