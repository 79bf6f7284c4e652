// What fixtures do not show: out, overwriteX, workers, errors, types, and the threads backend.
import { afterAll, describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import * as fft from '../../src/fft/index.js';
import { PROVIDERS, operand, relativeError, slots, withProvider } from './operands.js';

const { Complex } = np;

for (const provider of PROVIDERS) {
  describe(`results, ${provider}`, () => {
    const check = (name: string, body: () => void): void => void it(name, () => withProvider(provider, body));

    check('out', () => {
      const x = operand([[4, 6], 'complex128', 1]) as np.NDArray<'complex128'>;
      const expected = fft.fft(x);
      const out = np.zeros([4, 6], { dtype: 'complex128' });
      expect(fft.fft(x, { out })).toBe(out);
      expect(slots(out)).toEqual(slots(expected));
      // Other layout, other precision, the input itself, a part of it.
      const turned = np.zeros([6, 4], { dtype: 'complex128' }).T;
      fft.fft(x, { out: turned });
      expect(relativeError(turned, expected)).toBeLessThan(1e-15);
      const narrow = np.zeros([4, 6], { dtype: 'complex64' });
      fft.fft(x, { out: narrow });
      expect(relativeError(narrow, expected)).toBeLessThan(1e-7);
      const both = x.copy();
      fft.fft(both, { out: both });
      expect(relativeError(both, expected)).toBeLessThan(1e-15);
      const square = operand([[5, 5], 'complex128', 2]) as np.NDArray<'complex128'>;
      const transposed = fft.fft(square);
      fft.fft(square, { out: square.T });
      expect(relativeError(square.T, transposed)).toBeLessThan(1e-15);
      const real = np.zeros([4, 10]);
      fft.irfft(x, { out: real });
      expect(relativeError(real, fft.irfft(x))).toBeLessThan(1e-15);
      const many = np.zeros([4, 6], { dtype: 'complex128' });
      fft.fftn(np.ones([4, 6]), { out: many });
      expect(many.item(0, 0).re).toBe(24);
      expect(() => fft.fft(x, { out: np.zeros([4, 5], { dtype: 'complex128' }) })).toThrow(
        'output parameter has shape',
      );
      expect(() => fft.fft(x, { out: np.zeros([4, 6]) })).toThrow("Cannot cast fft output from dtype('complex128')");
      const frozen = np.zeros([4, 6], { dtype: 'complex128' });
      frozen.writeable = false;
      expect(() => fft.fft(x, { out: frozen })).toThrow('read-only');
    });

    check('overwriteX', () => {
      const x = operand([[30], 'complex128', 1]) as np.NDArray<'complex128'>;
      const expected = fft.fft(x);
      expect(fft.fft(x, { overwriteX: true })).toBe(x);
      expect(relativeError(x, expected)).toBeLessThan(1e-15);
      const r = operand([[3, 8], 'float64', 1]) as np.NDArray<'float64'>;
      const cosine = fft.dctn(r, { norm: 'ortho', type: 3 });
      expect(fft.dctn(r, { norm: 'ortho', type: 3, overwriteX: true })).toBe(r);
      expect(relativeError(r, cosine)).toBeLessThan(1e-15);
      expect(fft.fft([1, 2, 3], { overwriteX: true }).shape).toEqual([3]);
    });

    check('single precision is computed in single precision, and inf and nan stay', () => {
      const x = operand([[1000], 'complex64', 1]);
      expect(fft.fft(x).dtype).toBe('complex64');
      expect(relativeError(fft.fft(x), fft.fft(x.astype('complex128')))).toBeLessThan(3e-7);
      expect(slots(fft.fft([1, NaN, 2, 3])).some(Number.isNaN)).toBe(true);
      expect(Number.isFinite(fft.rfft([Infinity, 1, 2, 3]).item(0).re)).toBe(false);
    });

    check('empty batches, single points, unusual layouts', () => {
      expect(fft.fft(np.zeros([0, 4])).shape).toEqual([0, 4]);
      expect(fft.rfft(np.zeros([0, 4])).shape).toEqual([0, 3]);
      expect(fft.irfft(np.zeros([0, 4])).shape).toEqual([0, 6]);
      expect(fft.dct(np.zeros([2, 0]), { axis: 0 }).shape).toEqual([2, 0]);
      expect(fft.fftn(np.zeros([0, 4]), { axes: [1] }).shape).toEqual([0, 4]);
      expect(fft.fft([5]).item(0)).toEqual(new Complex(5, 0));
      expect(fft.irfft([5], { n: 1 }).toArray()).toEqual([5]);
      expect(fft.dst([5], { type: 1 }).toArray()).toEqual([10]);
      expect(fft.fftn([[1, 2]], { axes: [] }).toArray()).toEqual([[new Complex(1, 0), new Complex(2, 0)]]);
      const repeated = np.broadcastTo(np.array([1, 2, 3]), [4, 3]);
      expect(relativeError(fft.fft(repeated), fft.fft(np.array(repeated)))).toBe(0);
      expect(relativeError(fft.fft(repeated, { axis: 0 }), fft.fft(np.array(repeated), { axis: 0 }))).toBeLessThan(
        1e-15,
      );
      // The imaginary parts of the first and last number of a half spectrum do not count.
      expect(fft.irfft([new Complex(1, 9), new Complex(0, 7)]).toArray()).toEqual([0.5, 0.5]);
    });
  });
}

describe('errors', () => {
  const cases: [() => unknown, string][] = [
    [() => fft.fft([1, 2], { n: 0 }), 'fft: Invalid number of FFT data points (0) specified.'],
    [() => fft.rfft([1, 2], { n: -3 }), 'Invalid number of FFT data points (-3) specified.'],
    [() => fft.fft([]), 'Invalid number of FFT data points (0) specified.'],
    [() => fft.irfft([1]), 'Invalid number of FFT data points (0) specified.'],
    [() => fft.fft([1, 2], { n: 2.5 }), 'fft: n must be an integer, got 2.5'],
    [() => fft.fft(3), 'axis -1 is out of bounds for array of dimension 0'],
    [() => fft.fft([1, 2], { axis: 1 }), 'axis 1 is out of bounds for array of dimension 1'],
    [() => fft.fft([1, 2], { axis: 0.5 }), 'axis must be an integer'],
    [() => fft.fft2([1, 2]), 'axis -2 is out of bounds for array of dimension 1'],
    [
      () => fft.fft([1, 2], { norm: 'x' as never }),
      'Invalid norm value \'x\'; should be "backward", "ortho" or "forward".',
    ],
    [() => fft.fftn(np.ones([2, 3]), { axes: [0, 0] }), 'all axes must be unique'],
    [() => fft.rfftn(np.ones([2, 3]), { axes: [0, -2] }), 'all axes must be unique'],
    [() => fft.fftn(np.ones([2, 3]), { s: [2], axes: [0, 1] }), 'Shape and axes have different lengths'],
    [() => fft.fftn(np.ones([2, 3]), { s: [1, 2, 3] }), 'shape requires more axes than are present'],
    [() => fft.fftn(np.ones([2, 3]), { s: [0, 3] }), 'Invalid number of FFT data points (0) specified in (0,3)'],
    [() => fft.fftn(np.ones([2, 3]), { axes: [5] }), 'axis 5 is out of bounds for array of dimension 2'],
    [() => fft.rfftn(np.ones([2, 3]), { axes: [] }), 'at least 1 axis must be transformed'],
    [() => fft.irfftn(np.ones([2, 3]), { axes: [] }), 'at least 1 axis must be transformed'],
    [() => fft.rfft([new Complex(1, 2)]), 'rfft: x must be a real sequence'],
    [() => fft.ihfft([new Complex(1, 2)]), 'ihfft: x must be a real sequence'],
    [() => fft.dct([1, 2], { type: 5 as never }), 'invalid DCT type'],
    [() => fft.dst([1, 2], { type: 0 as never }), 'invalid DST type'],
    [() => fft.dct([1], { type: 1 }), 'needs at least 2 data points'],
    [() => fft.fft([1, 2], { workers: 0 }), 'workers must not be zero'],
    [() => fft.fft([1, 2], { workers: -1000 }), 'workers value out of range; got -1000'],
    [() => fft.fft([1, 2], { workers: 1.5 }), 'workers must be an integer'],
    [() => fft.fft([1, 2], { plan: 1 } as object), "fft() got an unexpected option 'plan'"],
    [() => fft.dctn([1, 2], { axis: 0 } as object), "dctn() got an unexpected option 'axis'"],
    [() => fft.setWorkers(0), 'workers must not be zero'],
  ];
  for (const [call, message] of cases) it(message, () => expect(call).toThrow(message));
});

describe('workers', () => {
  it('are set for a while', () => {
    const before = fft.getWorkers();
    expect(fft.setWorkers(3, () => fft.getWorkers())).toBe(3);
    expect(fft.getWorkers()).toBe(before);
    const scope = fft.setWorkers(-1);
    expect(fft.getWorkers()).toBeGreaterThan(0);
    scope.restore();
    expect(() => fft.setWorkers(2, () => fft.fft([]))).toThrow();
    expect(fft.getWorkers()).toBe(before);
  });
});

describe('types', () => {
  it('follow the precision of the input', () => {
    expectTypeOf(fft.fft([1, 2])).toEqualTypeOf<np.NDArray<'complex128'>>();
    expectTypeOf(fft.fft(new Float32Array(2))).toEqualTypeOf<np.NDArray<'complex64'>>();
    expectTypeOf(fft.irfft([1, 2])).toEqualTypeOf<np.NDArray<'float64'>>();
    expectTypeOf(fft.dct(np.ones(3, { dtype: 'float16' }))).toEqualTypeOf<np.NDArray<'float32'>>();
    expectTypeOf(fft.dct(np.ones(3, { dtype: 'complex64' }))).toEqualTypeOf<np.NDArray<'complex64'>>();
    // @ts-expect-error no such norm
    expect(() => fft.fft([1, 2], { norm: 'orthogonal' })).toThrow();
    expect(np.fft.fft).toBe(fft.fft);
  });
});

describe('threads', () => {
  afterAll(() => np.shutdown());

  for (const provider of PROVIDERS) {
    it(`shared out, ${provider}`, async () => {
      const make = (): [string, np.NDArray][] => {
        const z = operand([[96, 4, 250], 'complex128', 5]) as np.NDArray<'complex128'>;
        const r = operand([[300, 400], 'float64', 5]) as np.NDArray<'float64'>;
        return [
          ['fft', fft.fft(z)],
          ['fft axis 0', fft.fft(z, { axis: 0, norm: 'ortho' })],
          ['ifftn', fft.ifftn(z)],
          ['fftn of two axes', fft.fftn(z, { axes: [0, 2] })],
          ['fft2 of reals', fft.fft2(r)],
          ['rfft2', fft.rfft2(r)],
          ['irfft2', fft.irfft2(r)],
          ['hfft', fft.hfft(z)],
          ['dctn', fft.dctn(r)],
          ['dst axis 0', fft.dst(r, { axis: 0, type: 3 })],
          ['on one thread', fft.fft(z, { workers: 1 })],
        ];
      };
      const expected = withProvider(provider, make);
      await np.withBackend('threads', { workers: 2, leastWork: 0 }, () => {
        withProvider(provider, make).forEach(([name, result], k) => {
          expect(relativeError(result, expected[k]![1]), name).toBeLessThan(1e-15);
        });
      });
    });
  }
});
