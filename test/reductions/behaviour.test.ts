/** What a table of NumPy's results does not show: errors, outputs, methods, NumPy 2's additions, and types. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';

const grid = np.array([
  [1, 5, 2],
  [4, 3, 6],
]);

describe('errors', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['axis out of bounds', () => np.sum(grid, { axis: 2 }), /sum: axis 2 is out of bounds for array of dimension 2/],
    ['axis twice', () => np.mean(grid, { axis: [0, -2] }), /duplicate value in 'axis'/],
    ['unknown option', () => np.sum(grid, { axes: 0 } as never), /sum\(\) got an unexpected option 'axes'/],
    ['empty maximum', () => np.max([]), /zero-size array to reduction operation maximum which has no identity/],
    ['empty argmax', () => np.argmax([]), /attempt to get argmax of an empty sequence/],
    [
      'out of another shape',
      () => np.mean(grid, { axis: 0, out: np.zeros(2) }),
      /mean: output parameter has shape \(2,\)/,
    ],
    [
      'out of another kind',
      () => np.std(grid, { axis: 0, out: np.zeros(3, { dtype: 'int32' }) }),
      /Cannot cast std output/,
    ],
    ['where without initial', () => np.min(grid, { where: np.greater(grid, 3) }), /does not have an identity/],
    ['ddof and correction', () => np.var(grid, { ddof: 1, correction: 1 }), /can't be provided simultaneously/],
    ['boolean ptp', () => np.ptp([true, false]), /numpy boolean subtract/],
    ['nothing but nan', () => np.nanargmax([NaN, NaN]), /All-NaN slice/],
    ['quantile out of range', () => np.quantile([1, 2], 1.5), /Quantiles must be in the range \[0, 1\]/],
    ['percentile out of range', () => np.percentile([1, 2], -1), /Percentiles must be in the range \[0, 100\]/],
    ['unknown method', () => np.quantile([1, 2], 0.5, { method: 'best' as never }), /'best' is not a valid method/],
    [
      'weights and linear',
      () => np.quantile([1, 2], 0.5, { weights: [1, 1] }),
      /Only method 'inverted_cdf' supports weights/,
    ],
    [
      'complex quantile',
      () => np.median([1]) && np.quantile([new np.Complex(1, 1)], 0.5),
      /must be an array of real numbers/,
    ],
    ['weights sum to zero', () => np.average([1, 2], { weights: [1, -1] }), /Weights sum to zero/],
    ['bins fall', () => np.histogram([1], { bins: [3, 2, 1] }), /must increase monotonically/],
    ['no bins', () => np.histogram([1], { bins: 0 }), /must be positive/],
    ['infinite range', () => np.histogram([1, Infinity]), /autodetected range of \[1, Infinity\] is not finite/],
    ['negative count', () => np.bincount([1, -1]), /must have no negative elements/],
    ['fractional count', () => np.bincount([1.5]), /must be integers/],
    ['bins in no order', () => np.digitize([1], [1, 3, 2]), /monotonically increasing or decreasing/],
    ['points and values differ', () => np.interp(1, [1, 2], [1]), /not of the same length/],
    ['empty convolution', () => np.convolve([], [1]), /a cannot be empty/],
    [
      'unknown mode',
      () => np.correlate([1], [1], { mode: 'half' as never }),
      /mode must be one of 'valid', 'same', or 'full'/,
    ],
    ['negative order', () => np.diff([1, 2], { n: -1 }), /order must be a non-negative integer but got -1/],
    ['too few samples', () => np.gradient([1], { axis: 0 }), /too small to calculate a numerical gradient/],
    ['fractional decimals', () => np.round([1], { decimals: 0.5 }), /decimals must be an integer/],
    ['ambiguous infinity', () => np.isposinf([new np.Complex(1, 1)]), /would be ambiguous/],
    ['clip beyond the dtype', () => np.clip(np.zeros(2, { dtype: 'uint8' }), 0, 300), /out of bounds for uint8/],
    ['cumulativeSum needs an axis', () => np.cumulativeSum(grid), /`axis` argument is required/],
    ['imaginary part of real numbers', () => (np.zeros(2).imag = 1 as never), /cannot set imaginary part/],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message);
  });

  it('leaves out as it was', () => {
    const out = np.full(2, 7);
    expect(() => np.sum(grid, { axis: 0, out })).toThrow();
    expect(out.toArray()).toEqual([7, 7]);
  });
});

describe('results', () => {
  it('go to out', () => {
    const out = np.zeros(3, { dtype: 'float32' });
    expect(np.sum(grid, { axis: 0, out })).toBe(out);
    expect(out.toArray()).toEqual([5, 8, 8]);
    for (const fn of [np.mean, np.std, np.median, np.max, np.nanmean] as ((
      a: np.NDArray,
      options?: object,
    ) => unknown)[]) {
      const whole = np.zeros([]);
      expect(fn(grid, { out: whole })).toBe(whole);
      expect(whole.item()).toBe(fn(grid));
    }
    const places = np.zeros(3, { dtype: 'int32' });
    np.argmax(grid, { axis: 0, out: places });
    expect(places.toArray()).toEqual([1, 0, 1]);
    const middle = np.zeros([2, 3]);
    expect(np.quantile(grid, [0, 1], { axis: 0, out: middle })).toBe(middle);
    expect(middle.toArray()).toEqual([
      [1, 3, 2],
      [4, 5, 6],
    ]);
  });

  it('are plain over everything', () => {
    expect(np.sum([1n, 2n])).toBe(3n);
    expect(np.sum(np.array([1, 2], { dtype: 'int32' }))).toBe(3);
    expect(np.sum(np.array([1, 2], { dtype: 'int32' }), { dtype: 'int64' })).toBe(3n);
    expect(np.sum([true, true, false])).toBe(2);
    expect(np.any([0, 0])).toBe(false);
    expect(np.sum([new np.Complex(1, 2)])).toEqual(new np.Complex(1, 2));
    expect(np.mean([])).toBeNaN();
    expect(np.sum([])).toBe(0);
    expect(np.prod([])).toBe(1);
  });

  it('do not depend on the sign of zero or on the order of nan', () => {
    expect(np.sum([-0, -0])).toBe(-0);
    const values = new Float64Array(1000).map((_, i) => Math.sin(i));
    values[997] = NaN;
    expect(np.max(values)).toBeNaN();
    expect(np.min(values)).toBeNaN();
    expect(np.argmax(values)).toBe(997);
    expect(np.nanmax(values)).toBe(Math.max(...values.filter((v) => v === v)));
  });

  it('are pairwise sums', () => {
    const n = 1 << 20;
    expect(Math.abs(np.sum(np.full(n, 0.1)) - n * 0.1)).toBeLessThan(1e-9);
    expect(Math.abs(np.mean(np.full(n, 0.1, { dtype: 'float32' })) - Math.fround(0.1))).toBe(0);
    expect(np.var(np.add(np.arange(n), 1e9))).toBeCloseTo((n * n - 1) / 12, -1);
  });

  it.each([5, 300, 5000])('of %i rows are those of a plain loop', (rows) => {
    for (const dtype of ['float64', 'float32', 'int32', 'uint8', 'bool'] as const) {
      const table = np.empty([rows, 7], { dtype }) as np.NDArray;
      for (let i = 0; i < table.size; i++) table.storage[i] = (i * 7919) % (dtype === 'bool' ? 2 : 31);
      for (const axis of [0, 1]) {
        const lines = axis === 0 ? table.T : table;
        const all = lines.toArray() as (number | boolean)[][];
        const numbers = all.map((line) => line.map(Number));
        expect((np.sum(table, { axis }) as np.NDArray).toFlatArray().map(Number)).toEqual(
          numbers.map((line) => line.reduce((s, x) => s + x)),
        );
        expect((np.max(table, { axis }) as np.NDArray).toFlatArray().map(Number)).toEqual(
          numbers.map((line) => Math.max(...line)),
        );
        expect((np.argmin(table, { axis }) as np.NDArray).toFlatArray()).toEqual(
          numbers.map((line) => line.indexOf(Math.min(...line))),
        );
        expect(
          (np.cumsum(table, { axis }) as np.NDArray)
            .at(...(axis === 0 ? [-1] : ['...', -1]))
            .toFlatArray()
            .map(Number),
        ).toEqual(numbers.map((line) => line.reduce((s, x) => s + x)));
        const spread = (np.var(table, { axis }) as np.NDArray).toFlatArray() as number[];
        const expected = numbers.map((line) => {
          const m = line.reduce((s, x) => s + x) / line.length;
          return line.reduce((s, x) => s + (x - m) ** 2, 0) / line.length;
        });
        spread.forEach((v, i) =>
          expect(Math.abs(v - expected[i]!)).toBeLessThanOrEqual(
            (dtype === 'float32' ? 1e-5 : 1e-11) * (1 + expected[i]!),
          ),
        );
      }
    }
  });
});

describe('NumPy 2', () => {
  it('has cumulativeSum and cumulativeProd', () => {
    expect(np.cumulativeSum([1, 2, 3], { includeInitial: true }).toArray()).toEqual([0, 1, 3, 6]);
    expect(np.cumulativeProd(grid, { axis: 1, includeInitial: true }).toArray()).toEqual([
      [1, 1, 5, 10],
      [1, 4, 12, 72],
    ]);
    expect(np.cumulativeSum(np.array([1, 2], { dtype: 'int8' })).dtype).toBe('int64');
    expect(np.cumulativeSum([new np.Complex(0, 1)], { includeInitial: true }).item(1)).toEqual(new np.Complex(0, 1));
  });
  it('has correction and mean for var', () => {
    expect(np.var([1, 2, 3, 4], { correction: 1 })).toBe(np.var([1, 2, 3, 4], { ddof: 1 }));
    const mean = np.mean(grid, { axis: 1, keepdims: true });
    expect(np.std(grid, { axis: 1, mean }).toArray()).toEqual(np.std(grid, { axis: 1 }).toArray());
  });
  it('weighs quantiles', () => {
    const repeated = [1, 2, 2, 2, 5, 5, 9];
    for (const q of [0, 0.1, 0.3, 0.5, 0.6, 0.7, 0.9, 1]) {
      const weighted = np.quantile([5, 1, 9, 2], q, { method: 'inverted_cdf', weights: [2, 1, 1, 3] });
      expect(weighted).toBe(np.quantile(repeated, q, { method: 'inverted_cdf' }));
    }
    expect(np.quantile([1, 2, 3], 0, { method: 'inverted_cdf', weights: [0, 1, 1] })).toBe(2);
    expect(np.quantile(grid, [0.5], { axis: 1, method: 'inverted_cdf', weights: [1, 1, 5] }).toArray()).toEqual([
      [2, 6],
    ]);
  });
  it('takes the closest observation with the even number', () => {
    expect(np.quantile([10, 20, 30, 40], 0.375, { method: 'closest_observation' })).toBe(20);
    expect(np.quantile([10, 20, 30, 40], 0.625, { method: 'closest_observation' })).toBe(20);
  });
  it('keeps the bins of integers at least 1 wide', () => {
    const values = np.array([1, 1, 2, 2, 3, 3, 3, 4], { dtype: 'int32' });
    expect(np.histogramBinEdges(values, { bins: 'stone' }).size).toBeLessThanOrEqual(5);
  });
});

describe('methods', () => {
  it('are the functions', () => {
    expect(grid.sum()).toBe(21);
    expect(grid.max({ axis: 0 }).toArray()).toEqual([4, 5, 6]);
    expect(grid.argmin()).toBe(0);
    expect(grid.cumsum({ axis: 1 }).toArray()).toEqual([
      [1, 6, 8],
      [4, 7, 13],
    ]);
    expect(grid.clip(2, 4).toArray()).toEqual([
      [2, 4, 2],
      [4, 3, 4],
    ]);
    expect(grid.ptp({ axis: 1 }).toArray()).toEqual([4, 3]);
    expect(grid.mul(2).sub(1).div(grid).item(0)).toBe(1);
    expect(grid.gt(3).any()).toBe(true);
    expect(grid.neg().abs().eq(grid).all()).toBe(true);
    expect(grid.pow(2).mod(7).floorDivide(2).item(1)).toBe(2);
    expect(grid.lt(3).logicalOr(grid.ge(5)).logicalNot().toArray()).toEqual([
      [false, false, false],
      [true, true, false],
    ]);
    const bits = np.array([5, 6], { dtype: 'uint8' });
    expect(bits.bitwiseAnd(3).leftShift(1).invert().toArray()).toEqual([253, 251]);
  });
  it('work in place', () => {
    const a = np.array([1, 2, 3]);
    expect(a.iadd(1)).toBe(a);
    a.imul([2, 2, 1]).isub(1).idiv(2).ipow(2).ifloordiv(1).imod(3);
    expect(a.toArray()).toEqual([2, 0, 2]);
    expect(() => np.array([1, 2], { dtype: 'int32' }).idiv(2)).toThrow(/Cannot cast ufunc 'divide' output/);
  });
  it('give parts of complex arrays as views', () => {
    const z = np.zeros([2, 3], { dtype: 'complex64' });
    expect(z.real.dtype).toBe('float32');
    expect(z.imag.strides).toEqual([24, 8]);
    z.T.real = np.array(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      { dtype: 'float32' },
    );
    z.imag = 1;
    z.at(1).imag.set([0], -1);
    expect(z.at(1).toArray()).toEqual([new np.Complex(2, -1), new np.Complex(4, 1), new np.Complex(6, 1)]);
    expect(grid.imag.writeable).toBe(false);
    expect(z.conj().imag.sum()).toBe(-4);
    expect(np.realIfClose(z)).toBe(z);
    expect(np.realIfClose([new np.Complex(1, 1e-15)]).dtype).toBe('float64');
    expect(np.iscomplexobj(z) && np.isrealobj(grid)).toBe(true);
  });
});

describe('in place and by reference', () => {
  it('nanToNum works in the array itself', () => {
    const a = np.array([NaN, 1, Infinity, NaN]).at('::2');
    expect(np.nanToNum(a, { copy: false, posinf: 5 })).toBe(a);
    expect(a.toArray()).toEqual([0, 5]);
  });
  it('medians and quantiles leave their input alone', () => {
    const values = new Float64Array([3, 1, 2]);
    np.median(values);
    np.quantile(values, [0.1, 0.9]);
    expect([...values]).toEqual([3, 1, 2]);
  });
  it('histogramdd takes coordinates as arrays', () => {
    const x = np.array([0, 1, 1]);
    expect(np.histogramdd([x, x], { bins: 2 })[0].toArray()).toEqual(np.histogram2d(x, x, { bins: 2 })[0].toArray());
  });
});

it('types', () => {
  const ints = np.zeros(3, { dtype: 'int32' });
  const singles = np.zeros([2, 3], { dtype: 'float32' });
  expectTypeOf(np.sum(ints)).toEqualTypeOf<number>();
  expectTypeOf(np.sum(ints, { axis: 0 })).toEqualTypeOf<np.NDArray<'int64'>>();
  expectTypeOf(np.sum([1n])).toEqualTypeOf<bigint>();
  expectTypeOf(np.sum(singles, { axis: 0, dtype: 'float' })).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(np.mean(ints, { keepdims: true })).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(np.mean(singles, { axis: [0, 1] })).toEqualTypeOf<np.NDArray<'float32'>>();
  expectTypeOf(np.max([[1, 2]])).toEqualTypeOf<number>();
  expectTypeOf(np.var(np.zeros(2, { dtype: 'complex64' }), { axis: 0 })).toEqualTypeOf<np.NDArray<'float32'>>();
  expectTypeOf(np.all([true])).toEqualTypeOf<boolean>();
  expectTypeOf(np.argmax(singles)).toEqualTypeOf<number>();
  expectTypeOf(np.argmax(singles, { axis: 0 })).toEqualTypeOf<np.NDArray<'int32'>>();
  expectTypeOf(singles.sum({ axis: 0 })).toEqualTypeOf<np.NDArray<'float32'>>();
  expectTypeOf(singles.mean()).toEqualTypeOf<number>();
  expectTypeOf(singles.add(ints)).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(singles.add(1)).toEqualTypeOf<np.NDArray<'float32'>>();
  expectTypeOf(ints.lt(2)).toEqualTypeOf<np.NDArray<'bool'>>();
  expectTypeOf(ints.div(2)).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(np.zeros(2, { dtype: 'complex128' }).real).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(np.cumsum(ints)).toEqualTypeOf<np.NDArray<'int64'>>();
  expectTypeOf(np.quantile(ints, 0.5)).toEqualTypeOf<number>();
  expectTypeOf(np.quantile(ints, 0.5, { axis: 0, method: 'lower' })).toEqualTypeOf<np.NDArray<'int32'>>();
  expectTypeOf(np.average([1, 2], { weights: [1, 2] })).toEqualTypeOf<number>();
  expectTypeOf(np.average(singles, { axis: 0, returned: true })).toEqualTypeOf<
    [np.NDArray<'float32'>, np.NDArray<'float32'>]
  >();
  expectTypeOf(np.clip(singles, 0, 1)).toEqualTypeOf<np.NDArray<'float32'>>();
  expectTypeOf(np.clip(2, 0, 1)).toEqualTypeOf<number>();
  expectTypeOf(np.histogram([1])[0]).toEqualTypeOf<np.NDArray<'int32'>>();
  expectTypeOf(np.convolve(ints, singles.at(0))).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(np.isclose(1, 2)).toEqualTypeOf<boolean>();
  expectTypeOf(np.trapezoid([1, 2])).toEqualTypeOf<number>();
  // @ts-expect-error an option that is not there
  expect(() => np.mean([1], { initial: 2 })).toThrow();
  // @ts-expect-error a rule that is not there
  expect(() => np.histogram([1], { bins: 'guess', range: 'all' })).toThrow();
});
