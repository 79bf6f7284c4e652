/** Reductions and running folds by compiled loops against the generated JavaScript ones, over all dtypes, axes and layouts. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { DTYPE_LIST, type DType } from '../../src/core/dtype.js';
import { kernelsConfig } from '../../src/backends/native/kernels/library.js';
import { useProvider, wantedProvider } from '../../src/backends/provider.js';

const asked = wantedProvider();
useProvider('native');
const config = kernelsConfig();
const missing = config.loaded ? '' : ` (skipped: ${config.reason})`;

function sample(dtype: DType, rows: number, columns: number, special: boolean): np.NDArray {
  const rng = np.random.defaultRng(7);
  const size = [rows, columns];
  if (dtype === 'bool') return np.less(rng.random(size), special ? 0.5 : 0.001);
  let values: np.NDArray = np.multiply(np.subtract(rng.random(size), 0.5), 200);
  if (dtype === 'complex64' || dtype === 'complex128') {
    values = np.add(values, np.multiply(rng.random(size), new np.Complex(0, 1)));
  }
  const result = values.astype(dtype) as np.NDArray;
  if (special && /float|complex/.test(dtype)) {
    result.set([3, 5], NaN);
    result.set([rows - 1, 0], -0);
    result.set([0, columns - 1], Infinity);
  }
  return result;
}

const LAYOUTS: Readonly<Record<string, (a: np.NDArray) => np.NDArray>> = {
  'C order': (a) => a,
  'Fortran order': (a) => a.T,
  reversed: (a) => a.at('::-1', '::-1') as np.NDArray,
  'every second': (a) => a.at('1::2', '::2') as np.NDArray,
};

type Fold = (a: np.NDArray, options: { axis: number | null }) => unknown;
const FOLDS: Readonly<Record<string, Fold>> = {
  sum: np.sum as Fold,
  prod: np.prod as Fold,
  max: np.max as Fold,
  min: np.min as Fold,
  any: np.any as Fold,
  all: np.all as Fold,
  argmax: np.argmax as Fold,
  argmin: np.argmin as Fold,
  var: np['var'] as Fold,
  cumsum: np.cumsum as Fold,
  cumprod: np.cumprod as Fold,
  'maximum.accumulate': (a, { axis }) => np.maximum.accumulate(axis === null ? a.flatten() : a, { axis: axis ?? 0 }),
};

/** Sums across rows of float32 are rounded row by row, those of JavaScript every fourth. */
function tolerance(name: string, dtype: DType): number {
  if (dtype === 'float32' || dtype === 'complex64') return 1e-5;
  return name === 'var' || name === 'sum' ? 1e-14 : 1e-15;
}

function flat(value: unknown): unknown[] {
  return value instanceof np.NDArray ? value.toFlatArray() : [value];
}

const parts = (value: unknown): unknown[] => (value instanceof np.Complex ? [value.re, value.im] : [value]);

function compare(name: string, dtype: DType, got: unknown, expected: unknown): void {
  const [a, b] = [flat(got).flatMap(parts), flat(expected).flatMap(parts)];
  expect(a.length).toBe(b.length);
  let scale = 1;
  for (const value of b)
    if (typeof value === 'number' && Number.isFinite(value)) scale = Math.max(scale, Math.abs(value));
  a.forEach((value, i) => {
    const other = b[i];
    if (Object.is(value, other)) return;
    if (typeof value === 'number' && typeof other === 'number' && value !== 0) {
      if (Math.abs(value - other) <= tolerance(name, dtype) * scale) return;
    }
    expect.fail(`${name} of ${dtype}: ${String(value)} for ${String(other)} at ${i}`);
  });
}

describe.runIf(config.loaded)(`compiled reductions${missing}`, () => {
  beforeEach(() => useProvider('native'));
  afterAll(() => useProvider(asked));

  for (const [name, fold] of Object.entries(FOLDS)) {
    it(name, () => {
      for (const { name: dtype } of DTYPE_LIST) {
        for (const special of [false, true]) {
          const base = sample(dtype, 67, 83, special);
          for (const layout of Object.values(LAYOUTS)) {
            const a = layout(base);
            for (const axis of [null, 0, 1]) {
              const results = (['portable', 'native'] as const).map((provider) => {
                useProvider(provider);
                try {
                  return fold(a, { axis });
                } catch (error) {
                  return String(error);
                }
              });
              compare(name, dtype, results[1], results[0]);
            }
          }
        }
      }
    });
  }

  it('long rows: sums in the order of the portable loops', () => {
    const a = sample('float64', 1, 100_003, false).reshape(-1);
    const [portable, native] = (['portable', 'native'] as const).map((provider) => {
      useProvider(provider);
      return [np.sum(a), np.sum(a.at('::3') as np.NDArray), np.max(a), np.argmin(a)];
    });
    expect(native).toEqual(portable);
  });

  it('of two zeros the first counts, and nan wins wherever it stands', () => {
    for (const dtype of ['float32', 'float64'] as const) {
      const a = np.negative(np.ones(1000)).astype(dtype);
      a.set([500], -0);
      a.set([700], 0);
      expect(Object.is(np.max(a), -0)).toBe(true);
      a.set([999], NaN);
      expect(np.max(a)).toBeNaN();
      expect(np.argmax(a)).toBe(999);
    }
  });
});
