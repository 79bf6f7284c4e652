/** Compiled gathers, scatters, choices, counts and integer products against the portable loops. */
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { kernelsConfig } from '../../src/backends/native/kernels/library.js';
import { useProvider, wantedProvider } from '../../src/backends/provider.js';

const asked = wantedProvider();
useProvider('native');
const config = kernelsConfig();
const missing = config.loaded ? '' : ` (skipped: ${config.reason})`;

/** What both providers give, as bytes. */
function both(compute: () => np.NDArray | number): [native: unknown, portable: unknown] {
  const of = (provider: 'native' | 'portable'): unknown => {
    useProvider(provider);
    const result = compute();
    if (!(result instanceof np.NDArray)) return result;
    const { data } = result;
    return [result.shape, result.dtype, Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')];
  };
  const native = of('native');
  return [native, of('portable')];
}

const rng = np.random.defaultRng(3);
const dtypes = ['bool', 'int8', 'uint16', 'float16', 'int32', 'float32', 'int64', 'float64', 'complex64', 'complex128'];
const n = 3011;
const source = rng.integers(-2, 3, [n]);
const order = rng.integers(-n, n, [2500], { dtype: 'int32' });
const masks = {
  none: np.zeros([n], { dtype: 'bool' }),
  all: np.ones([n], { dtype: 'bool' }),
  some: np.greater(rng.random([n]), 0.6),
  few: np.greater(rng.random([n]), 0.995),
};

describe.runIf(config.loaded)(`compiled moves${missing}`, () => {
  afterAll(() => useProvider(asked));

  it.each(dtypes)('%s', (dtype) => {
    const a = source.astype(dtype as 'float64');
    const b = np.flip(a).copy();
    const wide = a.at(`:${3000}`).reshape([1000, 3]);
    const places = np.mod(order, 1000);
    for (const [native, portable] of [
      both(() => np.take(a, order)),
      both(() => np.take(a.at('5:'), np.mod(order, 1000))),
      both(() => np.take(a.at('::-1'), np.mod(order, n))),
      both(() => np.take(wide, places, { axis: 0 })),
      both(() => a.at(order)),
      both(() => np.countNonzero(a)),
      both(() => np.countNonzero(a.at('7:'))),
      ...Object.values(masks).flatMap((mask) => [
        both(() => a.at(mask)),
        both(() => np.nonzero(mask)[0]!),
        both(() => np.countNonzero(mask)),
        both(() => np.where(mask, a, b)),
        both(() => np.where(mask.at('3:'), a.at('3:'), b.at(':-3'))),
        both(() => np.where(mask, a, a.item(4) as number)),
        both(() => {
          const c = a.copy();
          c.set([mask], b.at(mask));
          return c;
        }),
        both(() => {
          const c = a.copy();
          c.set([mask], a.item(4) as number);
          return c;
        }),
      ]),
    ]) {
      expect(native).toEqual(portable);
    }
  });

  it.each(['int32', 'uint32', 'float32', 'int64', 'uint64', 'float64'] as const)('sorts %s', (dtype) => {
    const special = np.tile([3, NaN, -Infinity, Infinity, -1.5, 1e-40], 60);
    const wide = rng.standardNormal([5000]).mul(1e9).astype(dtype);
    const lists = [
      wide,
      np.arange(2000).astype(dtype),
      np.arange(2000).at('::-1').astype(dtype),
      rng.integers(0, 3, [3000]).astype(dtype),
      wide.at(':4500').reshape([9, 500]),
      ...(dtype.startsWith('float') ? [special.astype(dtype)] : []),
    ];
    for (const list of lists) {
      const [native, portable] = both(() => np.sort(list));
      expect(native).toEqual(portable);
    }
  });

  it('minus zero and nan are what they are', () => {
    const values = np.tile([0, -0, NaN, 1, -Infinity], 400);
    for (const dtype of ['float16', 'float32', 'float64', 'complex64', 'complex128'] as const) {
      useProvider('native');
      expect(np.countNonzero(values.astype(dtype))).toBe(1200);
    }
  });

  it('an index out of bounds is found', () => {
    useProvider('native');
    for (const bad of [n, -n - 1, 2 ** 31 - 1, -(2 ** 31)]) {
      const places = np.zeros([2000], { dtype: 'int32' });
      places.set([1234], bad);
      expect(() => np.take(source, places)).toThrow(`index ${bad} is out of bounds`);
    }
  });

  it.each(['int8', 'int32', 'uint32', 'int64', 'uint64'] as const)('products of %s wrap as before', (dtype) => {
    const x = rng.integers(0, 127, [4000]).astype(dtype);
    const big = x.astype('int64').mul(123456789).astype(dtype);
    const y = np.flip(x).copy();
    for (const [native, portable] of [
      both(() => np.dot(x, y) as unknown as number),
      both(() => np.dot(big, big) as unknown as number),
      both(() => np.dot(big.at('::2'), y.at(':2000')) as unknown as number),
    ]) {
      expect(native).toEqual(portable);
    }
  });
});
