/** Scalar kernels as ufuncs: broadcasting, dtypes, `out`, `where`, several results, plain numbers. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as special from '../../src/special/index.js';

describe('special functions are ufuncs', () => {
  it('give a number for numbers and an array for array-likes', () => {
    expect(special.ellipk(0)).toBe(Math.PI / 2);
    expect(special.ellipk([0]).toArray()).toEqual([Math.PI / 2]);
    expect(special.ellipk(np.array([[0], [0]])).shape).toEqual([2, 1]);
  });

  it("have SciPy's dtypes", () => {
    const dtypeOf = (dtype: np.DTypeLike): string => special.ellipk(np.zeros([2], { dtype })).dtype;
    expect(['bool', 'int8', 'int16', 'uint16', 'float16', 'float32'].map((d) => dtypeOf(d as 'int8'))).toEqual(
      Array(6).fill('float32'),
    );
    expect(['int32', 'uint32', 'int64', 'uint64', 'float64'].map((d) => dtypeOf(d as 'int8'))).toEqual(
      Array(5).fill('float64'),
    );
    expect(() => special.ellipk(np.zeros([2], { dtype: 'complex128' }))).toThrow(/ufunc 'ellipk' not supported/);
  });

  it('round float32 results once', () => {
    const x = np.array([0.25, 0.5], { dtype: 'float32' });
    expect(special.ellipk(x).toArray()).toEqual([0.25, 0.5].map((m) => Math.fround(special.ellipk(m))));
  });

  it('write into `out`, only where the mask is true', () => {
    const out = np.full([3], 7);
    expect(special.ellipk([0, 0.5, 0], { out, where: [true, false, true] })).toBe(out);
    expect(out.toArray()).toEqual([Math.PI / 2, 7, Math.PI / 2]);
  });

  it('broadcast, in every layout, with several results', () => {
    const u = np.array([
      [0.1, 0.7],
      [1.2, 2.5],
    ]).T;
    const m = np.array([0.3, 0.9]);
    const [sn, cn, dn, ph] = special.ellipj(u, m);
    for (const i of [0, 1]) {
      for (const j of [0, 1]) {
        expect([sn, cn, dn, ph].map((one) => one.item(i, j))).toEqual(special.ellipj(u.item(i, j), m.item(j)));
      }
    }
    const out = np.zeros([2, 2]);
    const [, , , filled] = special.ellipj(u, m, { out: [null, null, null, out] });
    expect(filled).toBe(out);
    expect(out.toArray()).toEqual(ph.toArray());
    expect(() => special.ellipj(u, m, { out: [out] })).toThrow(/out must be 4 arrays/);
  });

  it('name what is missing or misspelt', () => {
    expect(() => (special.ellipk as (x?: number) => number)()).toThrow(
      /ellipk\(\) takes 1 operand; argument 1 is missing/,
    );
    expect(() => special.ellipk([1], { axis: 0 } as object)).toThrow(/ellipk/);
  });
});
