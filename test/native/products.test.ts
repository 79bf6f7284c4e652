// Products through the system's BLAS against the portable loops: any strides, stacks, results that lie anywhere.

import fc from '../properties.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { backend } from '../../src/backends/backend.js';
import { blas, blasFaults } from '../../src/backends/native/blas/library.js';
import { isForBlas } from '../../src/backends/native/blas/product.js';
import { useProvider } from '../../src/backends/provider.js';

const DTYPES = ['float32', 'float64', 'complex64', 'complex128'] as const;
type Name = (typeof DTYPES)[number];

const there = blas() !== undefined;
const ofBlas = there ? describe : describe.skip;

/** Whole numbers, so that every order of summation gives the same. */
function whole(dtype: Name, count: number, seed: number): np.NDArray {
  const values = np.array(Array.from({ length: count }, (_, i) => ((i * 7919 + seed * 104729) % 19) - 9));
  if (dtype === 'float32' || dtype === 'float64') return values.astype(dtype);
  return np.add(values, np.multiply(np.roll(values, 3), new np.Complex(0, 1))).astype(dtype);
}

/** How a matrix lies: by rows, by columns, as a part of a larger one, reversed, every other one, repeated. */
const LAYOUTS = ['rows', 'columns', 'part', 'turned part', 'reversed', 'sparse', 'one row', 'one column'] as const;
type Layout = (typeof LAYOUTS)[number];

function laid(dtype: Name, layout: Layout, lead: readonly number[], m: number, n: number, seed: number): np.NDArray {
  const count = lead.reduce((product, length) => product * length, 1);
  const make = (rows: number, columns: number): np.NDArray =>
    whole(dtype, count * rows * columns, seed).reshape(...lead, rows, columns);
  const axes = [...lead.keys(), lead.length + 1, lead.length];
  switch (layout) {
    case 'rows':
      return make(m, n);
    case 'columns':
      return np.transpose(make(n, m), axes);
    case 'part':
      return make(m + 3, n + 2).at('...', `1:${m + 1}`, `2:${n + 2}`);
    case 'turned part':
      return np.transpose(make(n + 3, m + 2), axes).at('...', `1:${m + 1}`, `2:${n + 2}`);
    case 'reversed':
      return make(m, n).at('...', '::-1', '::-1');
    case 'sparse':
      return make(2 * m, 3 * n).at('...', '::2', '::3');
    case 'one row':
      return np.broadcastTo(make(1, n), [...lead, m, n]);
    case 'one column':
      return np.broadcastTo(make(m, 1), [...lead, m, n]);
  }
}

const layout = fc.constantFrom(...LAYOUTS);
const written = fc.constantFrom('rows', 'columns', 'part', 'turned part', 'reversed', 'sparse') as fc.Arbitrary<Layout>;
const dtype = fc.constantFrom(...DTYPES);

ofBlas(`products through BLAS${there ? '' : ` (${blasFaults().join('; ')})`}`, () => {
  beforeAll(() => useProvider('native'));
  afterAll(() => useProvider('native'));

  /** Values to compare: which zero a sum of nothing but cancelling terms gives is up to a library's kernel. */
  const valuesOf = (x: np.NDArray): unknown => np.add(x, 0).toArray();

  /** The same computation with the portable loops. */
  const portable = <T>(compute: () => T): T => {
    useProvider('portable');
    try {
      return compute();
    } finally {
      useProvider('native');
    }
  };

  it('takes operands as they lie, and writes where it is told', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 45, max: 90 }), fc.integer({ min: 1, max: 24 })); // prettier-ignore
    fc.assert(
      fc.property(dtype, sizes, layout, layout, written, (name, [m, k, n], la, lb, lc) => {
        const a = laid(name, la, [], m, k, 1);
        const b = laid(name, lb, [], k, n, 2);
        const wanted = portable(() => np.matmul(a, b));
        const whole = laid(name, lc, [], m, n, 3);
        np.matmul(a, b, { out: whole });
        expect(valuesOf(whole)).toEqual(valuesOf(wanted));
        expect(valuesOf(np.matmul(a, b))).toEqual(valuesOf(wanted));
      }),
      { numRuns: 150 },
    );
  });

  it('leaves what lies around the result', () => {
    for (const name of DTYPES) {
      for (const turned of [false, true]) {
        const frame = np.full([40, 40], 7, { dtype: name });
        const out = (turned ? frame.T : frame).at('3:33', '5:35');
        const a = whole(name, 900, 1).reshape(30, 30);
        np.matmul(a, whole(name, 900, 2).reshape(30, 30), { out });
        np.subtract(out, out, { out });
        expect(np.sum(frame.real as np.NDArray)).toBe(7 * (1600 - 900));
      }
    }
  });

  it('multiplies stacks', () => {
    const stacks = fc.constantFrom<[number[], number[]]>([[3], [3]], [[3], []], [[], [3]], [[2, 1], [1, 3]], [[2, 3], [3]]); // prettier-ignore
    fc.assert(
      fc.property(dtype, stacks, layout, layout, fc.integer({ min: 1, max: 12 }), (name, [sa, sb], la, lb, n) => {
        const a = laid(name, la, sa, 11, 100, 1);
        const b = laid(name, lb, sb, 100, n, 2);
        const wanted = portable(() => np.matmul(a, b));
        expect(valuesOf(np.matmul(a, b))).toEqual(valuesOf(wanted));
      }),
      { numRuns: 80 },
    );
  });

  it('multiplies vectors whichever way they lie', () => {
    for (const name of DTYPES) {
      for (const step of [1, 3, -1, -2, 0]) {
        const x = step === 0 ? np.broadcastTo(whole(name, 1, 5), [1500]) : whole(name, 1500 * Math.abs(step), 1).at(`::${step}`); // prettier-ignore
        const y = whole(name, 3000, 2).at('::-2');
        const a = whole(name, 6000, 3).reshape(4, 1500);
        for (const compute of [
          () => np.dot(x, y),
          () => np.matmul(a, x),
          () => np.matmul(x, a.T),
          () => np.vdot(x, y),
          () => np.inner(a, x),
          () => np.tensordot(a, x, { axes: 1 }),
          () => np.einsum('ij,j->i', a, x),
        ]) {
          const [got, wanted] = [compute(), portable(compute)];
          expect(got instanceof np.NDArray ? got.toArray() : got).toEqual(
            wanted instanceof np.NDArray ? wanted.toArray() : wanted,
          );
        }
      }
    }
  });

  it('gives an exactly symmetric product of a matrix and its transpose', () => {
    const rng = np.random.defaultRng(1);
    for (const name of DTYPES) {
      for (const [m, k] of [
        [12, 40],
        [33, 70],
        [65, 3],
        [130, 64],
      ] as const) {
        // prettier-ignore
        const real = rng.standardNormal([m, k]);
        const a = (name.startsWith('c') ? np.add(real, np.multiply(rng.standardNormal([m, k]), new np.Complex(0, 1))) : real).astype(name); // prettier-ignore
        for (const x of [a, np.transpose(a.copy({ order: 'F' })).T as np.NDArray, np.array(a, { order: 'F' })]) {
          const c = np.matmul(x, x.T);
          expect(np.arrayEqual(c, c.T), name).toBe(true);
          const wanted = portable(() => np.matmul(x, x.T));
          expect(np.allclose(c, wanted, { rtol: 1e-4, atol: 1e-3 })).toBe(true);
          const t = np.matmul(x.T, x);
          expect(np.arrayEqual(t, t.T)).toBe(true);
        }
      }
    }
  });

  it('passes nan and infinity on, and reads nothing from out', () => {
    const a = np.ones([40, 40]);
    a.set([3, 4], NaN);
    a.set([5, 6], Infinity);
    const out = np.full([40, 40], NaN);
    np.matmul(a, np.ones([40, 40]), { out });
    expect(Number.isNaN(out.item(3, 0))).toBe(true);
    expect(out.item(5, 39)).toBe(Infinity);
    expect(out.item(0, 0)).toBe(40);
    const overlapping = np.ones([40, 40]);
    np.matmul(overlapping, overlapping, { out: overlapping });
    expect(overlapping.item(7, 7)).toBe(40);
  });

  it('has the dtypes that BLAS has, of some size', () => {
    const info = (name: np.DType): Parameters<typeof isForBlas>[0] => np.zeros(1, { dtype: name }).info as never;
    for (const name of DTYPES) expect(isForBlas(info(name), 20, 20, 20)).toBe(true);
    for (const name of ['float16', 'int32', 'int64', 'bool'] as const) {
      expect(isForBlas(info(name), 20, 20, 20)).toBe(false);
    }
    expect(isForBlas(info('float64'), 3, 3, 3)).toBe(false);
    expect(backend().name).toBe('single');
  });
});
