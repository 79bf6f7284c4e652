/** Promotion, casting rules and conversions for every pair of dtypes, against NumPy 2. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { dtypeOfChar } from '../../src/core/dtype.js';
import { decode, expectClose, fixture } from '../oracle.js';

interface Tables {
  promotion: Record<string, string>;
  cast: Record<np.Casting, Record<string, boolean>>;
  astype: Record<string, [string, string]>;
}
const data = fixture<Tables>('core/casting.json.gz');
const name = (char: string): np.DType => dtypeOfChar(char).name;

describe('dtypes of two', () => {
  it('promoteTypes has NumPy 2’s table', () => {
    for (const [pair, want] of Object.entries(data.promotion)) {
      expect(`${pair} ${np.promoteTypes(name(pair[0]!), name(pair[1]!))}`).toBe(`${pair} ${name(want)}`);
    }
  });
  it('canCast has NumPy 2’s tables for every rule', () => {
    for (const [rule, table] of Object.entries(data.cast) as [np.Casting, Record<string, boolean>][]) {
      for (const [pair, want] of Object.entries(table)) {
        expect(`${rule} ${pair} ${np.canCast(name(pair[0]!), name(pair[1]!), { casting: rule })}`).toBe(
          `${rule} ${pair} ${want}`,
        );
      }
    }
  });
  it('astype converts as NumPy does', () => {
    for (const [pair, [from, to]] of Object.entries(data.astype)) {
      const [a, b] = pair as unknown as [string, string];
      expectClose(decode(a, from).astype(name(b)), decode(b, to), 0, `astype ${pair}`);
    }
  });
  it('has NumPy’s dtype objects, which are the names', () => {
    expect(np.zeros(2, { dtype: np.float32 }).dtype).toBe('float32');
    expect(np.zeros(2, { dtype: np.bool }).toArray()).toEqual([false, false]);
    expectTypeOf(np.zeros(2, { dtype: np.int8 })).toEqualTypeOf<np.NDArray<'int8'>>();
  });
  it('has the same table in the types', () => {
    expectTypeOf(np.promoteTypes('int8', 'uint8')).toEqualTypeOf<'int16'>();
    expectTypeOf(np.add(np.zeros(2, { dtype: 'int64' }), np.zeros(2, { dtype: 'uint64' }))).toEqualTypeOf<
      np.NDArray<'float64'>
    >();
    expectTypeOf(np.add(np.zeros(2, { dtype: 'float32' }), 1.5)).toEqualTypeOf<np.NDArray<'float32'>>();
    expectTypeOf(np.add(np.zeros(2, { dtype: 'int' }), 1)).toEqualTypeOf<np.NDArray<'int32'>>();
    expectTypeOf(np.add(np.zeros(2, { dtype: 'int' }), 1.5)).toEqualTypeOf<np.NDArray<'float64'>>();
    expectTypeOf(np.sqrt(np.zeros(2, { dtype: 'int8' }))).toEqualTypeOf<np.NDArray<'float16'>>();
    expectTypeOf(np.less([1, 2], 3)).toEqualTypeOf<np.NDArray<'bool'>>();
    expectTypeOf(
      np.array([
        [1, 2],
        [3, 4],
      ]),
    ).toEqualTypeOf<np.NDArray<'float64'>>();
    expectTypeOf(np.array([true, false])).toEqualTypeOf<np.NDArray<'bool'>>();
    expectTypeOf(np.add(1, 2)).toEqualTypeOf<number>();
  });
});
