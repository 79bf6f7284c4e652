// Elementary functions in WebAssembly against values to 40 digits (oracle.py), in ulp; and through numloom: special values,
// layouts, dtypes, and that an element's value does not depend on where it lies.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { useProvider } from '../../src/backends/provider.js';
import { elementary } from './variants.js';

useProvider('portable');

/** Argument, value as a double, what that leaves. */
type Row = [x: number, value: number, rest: number];
const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/wasm/elementary.json', import.meta.url), 'utf8'),
) as Record<string, Row[]>;

/** The distance of the double of at least this size to the next one. */
function ulp(value: number): number {
  return 2 ** Math.max(Math.floor(Math.log2(Math.abs(value))) - 52, -1074);
}

/** Largest error in ulp, a little over what was found among 6,000 to 9,000 arguments each. */
const BOUNDS: Record<string, number> = {
  exp: 0.67,
  exp2: 1.2,
  expm1: 1.05,
  log: 0.75,
  log2: 0.85,
  log10: 0.75,
  log1p: 0.75,
  sin: 0.87,
  cos: 0.87,
  tan: 1.9,
  sinh: 1.6,
  cosh: 1.3,
  tanh: 1,
  asin: 0.85,
  acos: 0.85,
  atan: 0.75,
};

/** Of those that are computed in floats. */
const BOUNDS_OF_FLOATS: Record<string, number> = { exp: 0.9, log: 0.9, sin: 1.6, cos: 1.6, tanh: 1.1 };

for (const { variant, module } of elementary) {
  describe(`elementary functions, ${variant}`, () => {
    for (const [name, rows] of Object.entries(fixture)) {
      it(name, () =>
        module.scratch((scratch, exports) => {
          const n = rows.length;
          const [x, y, list] = [0, 0, 0].map(() => scratch.reserve(8 * n + 32)) as [number, number, number];
          scratch.doubles(x, n).set(rows.map(([argument]) => argument));
          const left = exports[`${name}Doubles`]!(n, x, y, list);
          const skipped = new Set(scratch.ints(list, left));
          expect(left).toBeLessThan(n / 50);
          const values = scratch.doubles(y, n);
          let worst = 0;
          rows.forEach(([, value, rest], i) => {
            if (skipped.has(i)) return;
            const error = Math.abs(values[i]! - value - rest) / ulp(value);
            if (!(error <= worst)) worst = error;
          });
          expect(worst).toBeLessThanOrEqual(BOUNDS[name]!);

          // Floats: rounded from doubles, or computed in floats.
          const singles = rows.map(([argument]) => Math.fround(argument));
          scratch.floats(x, n).set(singles);
          const missing = new Set(scratch.ints(list, exports[`${name}Floats`]!(n, x, y, list)));
          const floats = scratch.floats(y, n).slice();
          scratch.doubles(x, n).set(singles);
          const others = new Set(scratch.ints(list, exports[`${name}Doubles`]!(n, x, y, list)));
          scratch.doubles(y, n).forEach((value, i) => {
            if (others.has(i) || missing.has(i)) return;
            const bound = BOUNDS_OF_FLOATS[name];
            if (bound === undefined) expect(floats[i], `${singles[i]}`).toBe(Math.fround(value));
            else
              expect(Math.abs(floats[i]! - value) / (ulp(value) * 2 ** 29), `${singles[i]}`).toBeLessThanOrEqual(bound);
          });
        }),
      );
    }

    it('lists what is left, at every length', () =>
      module.scratch((scratch, exports) => {
        const [x, y, list] = [0, 0, 0].map(() => scratch.reserve(256)) as [number, number, number];
        for (const kind of ['Doubles', 'Floats'])
          for (let n = 1; n <= 9; n++)
            for (let bad = 0; bad < n; bad++)
              for (const value of [NaN, Infinity, -Infinity, 1e30]) {
                const view = kind === 'Doubles' ? scratch.doubles(x, n) : scratch.floats(x, n);
                view.fill(0.25)[bad] = value;
                const left = exports[`sin${kind}`]!(n, x, y, list);
                expect([...scratch.ints(list, left)]).toEqual([bad]);
              }
      }));
  });
}

const names = {
  exp: Math.exp,
  exp2: (x: number) => 2 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
} as const;

describe('elementary ufuncs', () => {
  const special = [0, -0, 1, -1, Infinity, -Infinity, NaN, 1e308, -1e308, 5e-324, -5e-324, 1e-310, 710, -746, 1e22, 2];
  for (const [name, scalar] of Object.entries(names) as [keyof typeof names, (x: number) => number][]) {
    it(`${name}: special values`, () => {
      const values = np[name](np.array(special)).toArray() as number[];
      special.forEach((x, i) => {
        const wanted = scalar(x);
        if (!Number.isFinite(wanted) || wanted === 0) expect(values[i], `${name}(${x})`).toBe(wanted);
        else expect(Math.abs(values[i]! - wanted) / ulp(wanted), `${name}(${x})`).toBeLessThanOrEqual(2.5);
      });
    });

    it(`${name}: the same value wherever an element lies`, () => {
      const n = 2 * 2048 + 37;
      const x = np
        .arange(n)
        .multiply(1.7 / n)
        .subtract(0.8) as np.NDArray<'float64'>;
      const whole = np[name](x).data as Float64Array;
      for (const length of [1, 2, 3, 31, 33, 2047, 2049]) {
        const part = np[name](x.at(`5:${5 + length}`)).data as Float64Array;
        expect([...part]).toEqual([...whole.subarray(5, 5 + length)]);
      }
      expect(np[name](x.item(7))).toEqual(whole[7]);
      expect([...(np[name](x.at('::-1')).at('::-1').copy().data as Float64Array)]).toEqual([...whole]);
      const table = x.at(`:${60 * 68}`).reshape(60, 68) as np.NDArray<'float64'>;
      const turned = np[name](table.T).T.copy().data as Float64Array;
      expect([...turned]).toEqual([...whole.subarray(0, 60 * 68)]);
      const out = np.zeros([60, 136]);
      np[name](table.at(':', '::2'), { out: out.at(':', '3:71:2') });
      const [a, b] = [out.at(':', '3:71:2').copy().data, np[name](table.copy()).at(':', '::2').copy().data];
      expect([...(a as Float64Array)]).toEqual([...(b as Float64Array)]);
    });
  }

  it('takes other dtypes, one element for many, and works in place', () => {
    const whole = np.exp(np.array([0, 1, 2, 3])).toArray();
    expect(np.exp(np.array([0, 1, 2, 3], { dtype: 'int32' })).toArray()).toEqual(whole);
    expect(np.exp(np.array([0, 1, 2, 3], { dtype: 'uint32' })).toArray()).toEqual(whole);
    expect((np.exp(np.array([0, 1, 2, 3], { dtype: 'int64' })).toArray() as number[])[2]).toBeCloseTo(Math.E ** 2, 12);
    const single = np.exp(np.array([0.5, 1], { dtype: 'float32' }));
    expect(single.dtype).toBe('float32');
    (single.toArray() as number[]).forEach((value, i) =>
      expect(Math.abs(value / Math.exp((i + 1) / 2) - 1)).toBeLessThan(2 ** -23),
    );
    expect(np.exp(np.broadcastTo(np.array(1), [5])).toArray()).toEqual(Array<number>(5).fill(Math.E));
    const out = np.zeros([4], { dtype: 'float32' });
    np.exp(np.array([0, 1, 2, 3]), { out, casting: 'same_kind' });
    expect(out.toArray()).toEqual((whole as number[]).map(Math.fround));
    const x = np.array([0, 1, 2, 3]);
    np.exp(x, { out: x });
    expect(x.toArray()).toEqual(whole);
    const masked = np.zeros([4]);
    np.exp(np.array([0, 1, 2, 3]), { out: masked, where: np.array([true, false, true, false]) });
    expect(masked.at('1::2').toArray()).toEqual([0, 0]);
    expect((masked.toArray() as number[])[2]).toBeCloseTo(Math.E ** 2, 12);
    expect(np.exp(np.zeros([0])).shape).toEqual([0]);
  });
});
