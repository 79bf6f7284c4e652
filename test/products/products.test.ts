// dot, matmul and their kin against NumPy, and what fixtures do not show: out, overlap, errors, types.

import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { expectAnswer, fixture, operand, type Answer, type Spec } from './operands.js';

type Case = [fn: string, specs: Spec[], options: object, answer: Answer];
const cases = fixture<Case[]>('products');
const functions = np as unknown as Record<string, (...args: unknown[]) => unknown>;

describe('products as NumPy computes them', () => {
  for (const fn of new Set(cases.map(([name]) => name))) {
    it(fn, () => {
      for (const [name, specs, options, answer] of cases) {
        if (name !== fn) continue;
        const args = Object.keys(options).length > 0 ? [options] : [];
        expectAnswer(
          functions[fn]!(...specs.map(operand), ...args),
          answer,
          `${fn} ${JSON.stringify(specs)} ${JSON.stringify(options)}`,
        );
      }
    });
  }
});

describe('large products', () => {
  // Blocks of 64, 256 and 512, their remainders, rows and columns alone: against sums of outer products.
  const sizes = [
    [65, 257, 33],
    [3, 600, 514],
    [1, 300, 40],
    [40, 300, 1],
    [130, 5, 7],
  ] as const;
  for (const dtype of ['float64', 'float32', 'int32', 'uint32', 'int64', 'complex128', 'int8'] as const) {
    it(dtype, () => {
      for (const [m, k, n] of sizes) {
        for (const layout of [0, 1, 2, 3]) {
          const make = (rows: number, columns: number, turned: boolean): np.NDArray => {
            const a = np.remainder(np.multiply(np.arange(rows * columns), 7), 11).astype(dtype);
            return turned ? a.strided([rows, columns], [1, rows], 0) : a.strided([rows, columns], [columns, 1], 0);
          };
          const a = make(m, k, (layout & 1) === 1);
          const b = make(k, n, (layout & 2) === 2);
          const c = np.matmul(a, b) as np.NDArray;
          const expected = np.zeros([m, n], { dtype }) as np.NDArray;
          for (let l = 0; l < k; l++) np.add(expected, np.multiply(a.at(':', [l]), b.at([l])), { out: expected });
          expect(np.equal(c, expected).toFlatArray().every(Boolean), `${m} x ${k} x ${n}, layout ${layout}`).toBe(true);
        }
      }
    });
  }

  it('keeps nan and inf where they belong', () => {
    const a = np.ones([20, 20]);
    a.set([3, 4], NaN);
    a.set([5, 6], Infinity);
    const c = np.matmul(a, np.ones([20, 20]));
    expect(c.at(3).toFlatArray().every(Number.isNaN)).toBe(true);
    expect(c.item(5, 0)).toBe(Infinity);
    expect(c.item(4, 0)).toBe(20);
  });

  it('multiplies many small matrices', () => {
    const a = np.arange(4000 * 4).strided([4000, 2, 2], [4, 2, 1], 0);
    const c = np.matmul(a, a.mT);
    expect(c.at(1).toArray()).toEqual([
      [41, 59],
      [59, 85],
    ]);
    expect(c.item(3999, 1, 1)).toBe(15998 ** 2 + 15999 ** 2);
  });
});

describe('out', () => {
  const a = np.array([
    [1, 2],
    [3, 4],
  ]);
  const product = [
    [7, 10],
    [15, 22],
  ];

  it('takes results, also over the operands', () => {
    const out = np.zeros([2, 2]);
    expect(np.matmul(a, a, { out })).toBe(out);
    expect(out.toArray()).toEqual(product);
    expect(np.matmul(a, a, { out: np.zeros([2, 2], { dtype: 'float32' }) }).toArray()).toEqual(product);
    for (const f of [np.matmul, np.dot]) {
      const b = a.copy();
      expect(f(b, b, { out: b }).toArray()).toEqual(product);
    }
    const wide = np.zeros([2, 4]);
    np.matmul(a, a, { out: wide.at(':', '::2') });
    expect(wide.toArray()).toEqual([
      [7, 0, 10, 0],
      [15, 0, 22, 0],
    ]);
    const turned = a.copy();
    np.matmul(turned, turned, { out: turned.T });
    expect(turned.T.toArray()).toEqual(product);
    expect(np.outer([1, 2], [3, 4], { out: np.zeros([2, 2]) }).toArray()).toEqual([
      [3, 4],
      [6, 8],
    ]);
    expect(np.trace(a, { out: np.zeros([]) }).toArray()).toBe(5);
    expect(np.dot(a, 2, { out: np.zeros([2, 2]) }).toArray()).toEqual([
      [2, 4],
      [6, 8],
    ]);
  });

  it('converts under dtype and casting', () => {
    const i = a.astype('int32');
    expect(np.matmul(i, i, { dtype: 'float32' }).dtype).toBe('float32');
    expect(() => np.matmul(a, a, { dtype: 'int32' })).toThrow(
      /Cannot cast ufunc 'matmul' input 0 from dtype\('float64'\)/,
    );
    expect(np.matmul(a, a, { dtype: 'int32', casting: 'unsafe' }).toArray()).toEqual(product);
    expect(() => np.matmul(a, a, { out: np.zeros([2, 2], { dtype: 'int64' }) })).toThrow(
      /Cannot cast ufunc 'matmul' output/,
    );
    expect(() => np.matmul(a, a, { out: np.zeros([2, 3]) })).toThrow(/out has shape \(2,3\), the result has \(2,2\)/);
    expect(() => np.dot(a, a, { out: np.zeros([2, 2]).T })).toThrow(/output array is not acceptable/);
  });

  it('moves axes', () => {
    const x = np.arange(24).strided([2, 3, 4], [12, 4, 1], 0);
    const y = np.arange(20).strided([5, 4], [4, 1], 0);
    const c = np.matmul(x, y, {
      axes: [
        [1, 2],
        [1, 0],
        [0, 1],
      ],
    });
    expect(c.shape).toEqual([3, 5, 2]);
    expect(c.at(':', ':', 1).toArray()).toEqual((np.matmul(x.at(1), y.T) as np.NDArray).toArray());
    expect(np.vecdot(x, x, { axis: 0 }).shape).toEqual([3, 4]);
  });
});

describe('methods, scalars and errors', () => {
  it('has dot and trace on arrays', () => {
    const a = np.array(
      [
        [1, 2],
        [3, 4],
      ],
      { dtype: 'int' },
    );
    expect(a.dot([1, 1]).toArray()).toEqual([3, 7]);
    expect(a.trace()).toBe(5);
    expect(a.trace({ offset: 1 })).toBe(2);
    expect(a.dot(2).dtype).toBe('int32');
    expect(np.dot(2, 3)).toBe(6);
    expect(np.dot([1, 2], new np.Complex(0, 1)).toArray()).toEqual([new np.Complex(0, 1), new np.Complex(0, 2)]);
    expect(np.dot(np.array([1n, 2n]), np.array([3n, 4n]))).toBe(11n);
    expect(np.vdot([new np.Complex(1, 2)], [new np.Complex(3, 4)])).toEqual(new np.Complex(11, -2));
  });

  it('says what is wrong', () => {
    const a = np.ones([2, 3]);
    const errors: [() => unknown, string][] = [
      [
        () => np.matmul(a, a),
        'matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 2 is different from 3)',
      ],
      [
        () => np.matmul(a, 2),
        'matmul: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)',
      ],
      [
        () => np.matmul(np.ones([2, 2, 3]), np.ones([3, 3, 1])),
        'operands could not be broadcast together with shapes (2,) (3,)',
      ],
      [() => np.dot(a, a), 'shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)'],
      [() => np.inner(a, np.ones(2)), 'shapes (2,3) and (2,) not aligned: 3 (dim 1) != 2 (dim 0)'],
      [() => np.vdot(a, np.ones(2)), 'vdot: cannot reshape array of size 2 into shape (6,)'],
      [
        () => np.tensordot(a, a, { axes: 1 }),
        'tensordot: shape-mismatch for sum: shapes (2,3) (2,3) over axes [1] and [0]',
      ],
      [
        () => np.tensordot(a, a, { axes: 3 }),
        'tensordot: axes = 3 is more than the operands of shapes (2,3) (2,3) have',
      ],
      [
        () => np.cross([1, 2, 3, 4], [1, 2, 3]),
        'cross: incompatible dimensions for cross product (dimension must be 2 or 3), got 4 and 3',
      ],
      [() => np.trace([1, 2]), 'trace: diag requires an array of at least two dimensions, got shape (2,)'],
      [() => np.trace(a, { axis1: 0, axis2: -2 }), 'trace: axis1 and axis2 cannot be the same'],
      [() => np.trace(a, { axis1: 2 }), 'trace: axis 2 is out of bounds for array of dimension 2'],
      [
        () => np.vecdot(a, np.ones(2)),
        'vecdot: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n),(n)->() (size 2 is different from 3)',
      ],
      [
        () => np.matvec(np.ones(3), a),
        'matvec: Input operand 0 does not have enough dimensions (has 1, gufunc core with signature (m,n),(n)->(m) requires 2)',
      ],
      [
        () => np.matmul(a, a.T, { axis: 1 } as object),
        "matmul() got an unexpected option 'axis'; it takes out, dtype, casting, axes",
      ],
    ];
    for (const [f, message] of errors) expect(f).toThrow(message);
  });

  it('types results', () => {
    const f = np.ones([2, 2]);
    const i = np.ones([2, 2], { dtype: 'int32' });
    expectTypeOf(np.dot([1, 2], [3, 4])).toEqualTypeOf<number>();
    expectTypeOf(np.dot(new BigInt64Array(2), [1n, 2n])).toEqualTypeOf<bigint>();
    expectTypeOf(np.matmul(f, i).dtype).toEqualTypeOf<'float64'>();
    expectTypeOf(np.matmul(i, i, { dtype: 'complex64' }).dtype).toEqualTypeOf<'complex64'>();
    expectTypeOf(np.outer(i, i)).toEqualTypeOf<np.NDArray<'int32'>>();
    expectTypeOf(np.vdot(f, f)).toEqualTypeOf<number>();
    expectTypeOf(np.matvec(i, i).dtype).toEqualTypeOf<'int32'>();
  });
});
