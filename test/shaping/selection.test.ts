/** Selection, searching, sorting and sets against NumPy. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { py, tables } from './compare.js';
import { a, b, c, e, f, g, h, k, m, q, s, t, u, v, w, z } from './operands.js';

const table = tables('selection');
const int = (...values: number[]): np.NDArray<'int32'> => np.array(values, { dtype: 'int32' });
const changed = (x: np.NDArray, change: (x: np.NDArray) => unknown): np.NDArray => {
  const copy = x.copy();
  change(copy);
  return copy;
};

describe('selection', () => {
  table('where, select, choose', [
    [py`np.where(m, a, 0)`, () => np.where(m, a, 0)],
    [py`np.where(m, 1.5, a.T.T)`, () => np.where(m, 1.5, a)],
    [py`np.where(g, u, np.uint8(7))`, () => np.where(g, u, 7)],
    [py`np.where(g, u, 7.5)`, () => np.where(g, u, 7.5)],
    [py`np.where(g, u, k[:5])`, () => np.where(g, u, k.at(':5'))],
    [py`np.where(g, h, h[::-1])`, () => np.where(g, h, h.at('::-1'))],
    [py`np.where(g, h, u)`, () => np.where(g, h, u)],
    [py`np.where(g, c, 1.)`, () => np.where(g, c, 1)],
    [py`np.where(g, q, q[::-1])`, () => np.where(g, q, q.at('::-1'))],
    [py`np.where(g, g[::-1], False)`, () => np.where(g, g.at('::-1'), false)],
    [py`np.where(k > 3, k, -k)`, () => np.where(np.greater(k, 3), k, np.negative(k))],
    [py`np.where(v, 1., 2.)`, () => np.where(v, 1, 2)],
    [py`np.where(m[:, :1], a[0], [[1.], [2.]])`, () => np.where(m.at(':', ':1'), a.at(0), [[1], [2]])],
    [py`np.where(t > 4, t, t[..., ::-1])`, () => np.where(np.greater(t, 4), t, t.at('...', '::-1'))],
    [py`np.where(e, e, 1.)`, () => np.where(e, e, 1)],
    [py`np.where(True, np.float32(1), np.ones(2, 'f4'))`, () => np.where(true, 1, np.ones(2, { dtype: 'float32' }))],
    [py`np.where(m)`, () => np.where(m)],
    [py`np.where(g, a, 1)`, () => np.where(g, a, 1)],
    [
      py`np.select([k < 3, k > 4], [k, k * 2], 99)`,
      () => np.select([np.less(k, 3), np.greater(k, 4)], [k, np.multiply(k, 2)], { default: 99 }),
    ],
    [py`np.select([m, a < 1], [a, 7.])`, () => np.select([m, np.less(a, 1)], [a, 7])],
    [
      py`np.select([k > 2, k > 1], [1., 2.], nan)`,
      () => np.select([np.greater(k, 2), np.greater(k, 1)], [1, 2], { default: NaN }),
    ],
    [py`np.select([m], [a, a])`, () => np.select([m], [a, a])],
    [py`np.select([], [])`, () => np.select([], [])],
    [py`np.select([a], [a])`, () => np.select([a], [a])],
    [
      py`np.choose([2, 0, 1], [[0., 1, 2], [10, 11, 12], [20, 21, 22]])`,
      () =>
        np.choose(
          [2, 0, 1],
          [
            [0, 1, 2],
            [10, 11, 12],
            [20, 21, 22],
          ],
        ),
    ],
    [py`np.choose(m, [a, -1.])`, () => np.choose(m, [a, -1])],
    [
      py`np.choose([4, -1], [k[:2], k[2:4]], mode='wrap')`,
      () => np.choose([4, -1], [k.at(':2'), k.at('2:4')], { mode: 'wrap' }),
    ],
    [
      py`np.choose([4, -1], [k[:2], k[2:4]], mode='clip')`,
      () => int(4, -1).choose([k.at(':2'), k.at('2:4')], { mode: 'clip' }),
    ],
    [py`np.choose([2, 0], [k[:2], k[2:4]])`, () => np.choose([2, 0], [k.at(':2'), k.at('2:4')])],
    [py`np.choose([-1, 0], [k[:2], k[2:4]])`, () => np.choose([-1, 0], [k.at(':2'), k.at('2:4')])],
  ]);
  table('take and compress', [
    [py`np.take(k, [0, -1, 3])`, () => np.take(k, [0, -1, 3])],
    [
      py`np.take(k, [[0, 1], [2, 3]])`,
      () =>
        k.take([
          [0, 1],
          [2, 3],
        ]),
    ],
    [py`np.take(a, [0, 5])`, () => np.take(a, [0, 5])],
    [py`np.take(a, [2, 0], axis=1)`, () => np.take(a, [2, 0], { axis: 1 })],
    [py`np.take(b, [[1, 0]], axis=1)`, () => np.take(b, [[1, 0]], { axis: 1 })],
    [py`np.take(t, [1, 0, 1], axis=-1)`, () => np.take(t, [1, 0, 1], { axis: -1 })],
    [py`np.take(s, [1], axis=0)`, () => np.take(s, [1], { axis: 0 })],
    [py`np.take(k, [10, -12], mode='wrap')`, () => np.take(k, [10, -12], { mode: 'wrap' })],
    [py`np.take(k, [10, -12], mode='clip')`, () => np.take(k, [10, -12], { mode: 'clip' })],
    [py`np.take(c, [3, 0])`, () => np.take(c, [3, 0])],
    [py`np.take(q, np.array([2, 0], 'i8'))`, () => np.take(q, np.array([2n, 0n]))],
    [py`np.take(a, 1, axis=0)`, () => np.take(a, 1, { axis: 0 })],
    [py`np.take(k, np.array([], 'i4'))`, () => np.take(k, [])],
    [py`np.take(z, [0], axis=0)`, () => np.take(z, [0], { axis: 0 })],
    [py`np.take(k, 7)`, () => np.take(k, 7)],
    [py`np.take(k, -8)`, () => np.take(k, -8)],
    [py`np.take(k, np.array([1.]))`, () => np.take(k, np.array([1]))],
    [py`np.take(k, [0], axis=1)`, () => np.take(k, [0], { axis: 1 })],
    [py`np.take(e, [0], axis=0)`, () => np.take(e, [0], { axis: 0 })],
    [py`np.take(k, [0, 1], out=np.zeros(2, 'i4'))`, () => np.take(k, [0, 1], { out: np.zeros(2, { dtype: 'int32' }) })],
    [py`np.compress([True, False, True], a, axis=1)`, () => np.compress([true, false, true], a, { axis: 1 })],
    [py`np.compress([0, 1, 1], a)`, () => np.compress([0, 1, 1], a)],
    [py`np.compress([True] * 3, a, axis=0)`, () => a.compress([true, true, true], { axis: 0 })],
    [py`np.compress([[True]], a)`, () => np.compress([[true]], a)],
    [py`np.extract(m, a)`, () => np.extract(m, a)],
    [py`np.extract([1, 0, 2], k)`, () => np.extract([1, 0, 2], k)],
    [py`np.take_along_axis(w, np.argsort(w, axis=1), 1)`, () => np.takeAlongAxis(w, np.argsort(w, { axis: 1 }), 1)],
    [py`np.take_along_axis(w, np.argsort(w, axis=0), 0)`, () => np.takeAlongAxis(w, np.argsort(w, { axis: 0 }), 0)],
    [py`np.take_along_axis(t, np.array([[[1], [0]]]), 2)`, () => np.takeAlongAxis(t, [[[1], [0]]], 2)],
    [py`np.take_along_axis(w, np.array([[-1, 0, 1]]), 0)`, () => np.takeAlongAxis(w, [[-1, 0, 1]], 0)],
    [py`np.take_along_axis(w, np.array([4, 0]), None)`, () => np.takeAlongAxis(w, [4, 0], null)],
    [py`np.take_along_axis(w, np.array([1]), 1)`, () => np.takeAlongAxis(w, [1], 1)],
    [py`np.take_along_axis(w, np.array([[3]] * 4), 1)`, () => np.takeAlongAxis(w, [[3], [3], [3], [3]], 1)],
  ]);
  table('writing', [
    [py`changed(k, np.put, [0, -1], [70, 80])`, () => changed(k, (x) => np.put(x, [0, -1], [70, 80]))],
    [py`changed(a, np.put, [4, 1, 0], [7.])`, () => changed(a, (x) => x.put([4, 1, 0], [7]))],
    [py`changed(a.T, np.put, [1, 4], [7., 8.])`, () => changed(a.T, (x) => np.put(x, [1, 4], [7, 8]))],
    [
      py`changed(k, np.put, [9, -9], [7, 8], mode='clip')`,
      () => changed(k, (x) => np.put(x, [9, -9], [7, 8], { mode: 'clip' })),
    ],
    [py`changed(k, np.put, [9], 1)`, () => changed(k, (x) => np.put(x, [9], 1))],
    [
      py`changed(k, np.putmask, k > 3, [10, 20, 30])`,
      () => changed(k, (x) => np.putmask(x, np.greater(k, 3), [10, 20, 30])),
    ],
    [
      py`changed(k, np.place, k > 3, [10, 20, 30])`,
      () => changed(k, (x) => np.place(x, np.greater(k, 3), [10, 20, 30])),
    ],
    [py`changed(k, np.place, k > 3, [])`, () => changed(k, (x) => np.place(x, np.greater(k, 3), []))],
    [py`changed(k, np.putmask, g, 1)`, () => changed(k, (x) => np.putmask(x, g, 1))],
    [
      py`changed(w, np.put_along_axis, np.array([[0], [1], [2], [0]]), 9, 1)`,
      () => changed(w, (x) => np.putAlongAxis(x, [[0], [1], [2], [0]], 9, 1)),
    ],
    [
      py`changed(w, np.put_along_axis, np.array([[3, 0, 1]]), [[7, 8, 9]], 0)`,
      () => changed(w, (x) => np.putAlongAxis(x, [[3, 0, 1]], [[7, 8, 9]], 0)),
    ],
    [py`changed(a, np.copyto, [1., 2., 3.])`, () => changed(a, (x) => np.copyto(x, [1, 2, 3]))],
    [py`changed(a, np.copyto, 9., where=m)`, () => changed(a, (x) => np.copyto(x, 9, { where: m }))],
    [py`changed(k, np.copyto, v[:7])`, () => changed(k, (x) => np.copyto(x, v.at(':7')))],
    [
      py`changed(k, np.copyto, np.arange(7) + .7, casting='unsafe')`,
      () => changed(k, (x) => np.copyto(x, np.add(np.arange(7), 0.7), { casting: 'unsafe' })),
    ],
    [py`changed(a, np.copyto, [1., 2.])`, () => changed(a, (x) => np.copyto(x, [1, 2]))],
    [py`changed(w, np.fill_diagonal, 0)`, () => changed(w, (x) => np.fillDiagonal(x, 0))],
    [
      py`changed(np.zeros((7, 2)), np.fill_diagonal, [1., 2., 3.], wrap=True)`,
      () => changed(np.zeros([7, 2]), (x) => np.fillDiagonal(x, [1, 2, 3], { wrap: true })),
    ],
    [
      py`changed(np.zeros((2, 2, 2)), np.fill_diagonal, 4)`,
      () => changed(np.zeros([2, 2, 2]), (x) => np.fillDiagonal(x, 4)),
    ],
    [py`changed(b, np.fill_diagonal, 4)`, () => changed(b, (x) => np.fillDiagonal(x, 4))],
  ]);
  table('nonzero, searchsorted', [
    [py`np.nonzero(w > 1)`, () => np.nonzero(np.greater(w, 1))],
    [py`np.nonzero(t % 5)`, () => np.remainder(t, 5).nonzero()],
    [py`np.nonzero(c)`, () => np.nonzero(c)],
    [py`np.nonzero(h)`, () => np.nonzero(h)],
    [py`np.nonzero(q)`, () => np.nonzero(q)],
    [py`np.nonzero(e)`, () => np.nonzero(e)],
    [py`np.flatnonzero(v)`, () => np.flatnonzero(v)],
    [py`np.argwhere(b % 7 == 0)`, () => np.argwhere(np.equal(np.remainder(b, 7), 0))],
    [py`np.argwhere(z)`, () => np.argwhere(z)],
    [py`b[b % 5 == 1]`, () => b.at(np.equal(np.remainder(b, 5), 1))],
    [py`t[t % 5 == 1]`, () => t.at(np.equal(np.remainder(t, 5), 1))],
    [py`np.searchsorted([1., 2, 2, 3], [2., 0, 9, nan])`, () => np.searchsorted([1, 2, 2, 3], [2, 0, 9, NaN])],
    [py`np.searchsorted([1., 2, 2, 3], 2., side='right')`, () => np.searchsorted([1, 2, 2, 3], 2, { side: 'right' })],
    [py`np.searchsorted(np.sort(k), k[::-1], 'right')`, () => np.sort(k).searchsorted(k.at('::-1'), { side: 'right' })],
    [
      py`np.searchsorted(k, [4, 5], sorter=np.argsort(k))`,
      () => np.searchsorted(k, int(4, 5), { sorter: np.argsort(k) }),
    ],
    [py`np.searchsorted(np.sort(u), a)`, () => np.searchsorted(np.sort(u), a)],
    [py`np.searchsorted(np.sort(q), q)`, () => np.searchsorted(np.sort(q), q)],
    [py`np.searchsorted(np.sort(c), c, 'right')`, () => np.searchsorted(np.sort(c), c, { side: 'right' })],
    [py`np.searchsorted(np.sort(h), h)`, () => np.searchsorted(np.sort(h), h)],
    [py`np.searchsorted([], [1.])`, () => np.searchsorted([], [1])],
    [py`np.searchsorted(a, 1)`, () => np.searchsorted(a, 1)],
    [py`np.searchsorted(k, 1, side='middle')`, () => np.searchsorted(k, 1, { side: 'middle' as 'left' })],
    [py`np.searchsorted(k, 1, sorter=[0, 1])`, () => np.searchsorted(k, 1, { sorter: [0, 1] })],
  ]);
  it('piecewise', () => {
    const x = np.linspace(-2, 2, 5);
    const parts = np.piecewise(
      x,
      [np.less(x, 0), np.greater(x, 0)],
      [(y) => np.negative(y), (y) => np.multiply(y, 10), 7],
    );
    expect(parts.toArray()).toEqual([2, 1, 7, 10, 20]);
    expect(np.piecewise(x, np.greater(x, 0), [1]).toArray()).toEqual([0, 0, 0, 1, 1]);
    expect(np.piecewise(np.array(3), [true], [9]).item()).toBe(9);
    expect(() => np.piecewise(x, [np.less(x, 0)], [1, 2, 3])).toThrow(np.ValueError);
  });
  it('a mask over a large array, a step, a transpose', () => {
    const x = np.arange(1000).reshape(10, 100);
    const odd = np.equal(np.remainder(x, 2), 1);
    expect(x.at(odd).toArray()).toEqual(Array.from({ length: 500 }, (_, i) => 2 * i + 1));
    expect(x.T.at(odd.T).size).toBe(500);
    expect(x.at(':', '::2').at(odd.at(':', '1::2')).size).toBe(500);
    const y = x.copy();
    y.set([odd], 0);
    expect(np.nonzero(y)[0]!.size).toBe(499);
  });
  it('infers types', () => {
    const checks = (): void => {
      expectTypeOf(np.where(m, u, 1)).toEqualTypeOf<np.NDArray<'uint8'>>();
      expectTypeOf(np.where(m, u, h)).toEqualTypeOf<np.NDArray<'float16'>>();
      expectTypeOf(np.where(m)).toEqualTypeOf<np.NDArray<'int32'>[]>();
      expectTypeOf(np.take(u, [1])).toEqualTypeOf<np.NDArray<'uint8'>>();
      expectTypeOf(np.searchsorted(k, 1)).toEqualTypeOf<number>();
      expectTypeOf(np.searchsorted(k, [1])).toEqualTypeOf<np.NDArray<'int32'>>();
      expectTypeOf(np.unique(k)).toEqualTypeOf<np.NDArray<'int32'>>();
      expectTypeOf(np.unique(h, { returnCounts: true })).toEqualTypeOf<[np.NDArray<'float16'>, np.NDArray<'int32'>]>();
      expectTypeOf(np.unique(h, { axis: 0, returnIndex: false })).toEqualTypeOf<np.NDArray<'float16'>>();
      expectTypeOf(np.intersect1d(u, h)).toEqualTypeOf<np.NDArray<'float16'>>();
    };
    expect(checks).toBeTypeOf('function');
  });
});

describe('sorting', () => {
  table('sort and argsort', [
    [py`np.sort(v)`, () => np.sort(v)],
    [py`np.sort(k)`, () => np.sort(k)],
    [py`np.sort(u)`, () => np.sort(u)],
    [py`np.sort(q)`, () => np.sort(q)],
    [py`np.sort(h)`, () => np.sort(h)],
    [py`np.sort(c)`, () => np.sort(c)],
    [py`np.sort(g)`, () => np.sort(g)],
    [py`np.sort(w, axis=0)`, () => np.sort(w, { axis: 0 })],
    [py`np.sort(w, axis=None)`, () => np.sort(w, { axis: null })],
    [py`np.sort(t[::-1, ::-1], axis=1)`, () => np.sort(t.at('::-1', '::-1'), { axis: 1 })],
    [py`np.sort(s)`, () => np.sort(s)],
    [py`np.sort(e)`, () => np.sort(e)],
    [py`np.sort(f, axis=0, kind='stable')`, () => np.sort(f, { axis: 0, kind: 'stable' })],
    [py`np.sort(z)`, () => np.sort(z)],
    [py`np.sort(w, axis=2)`, () => np.sort(w, { axis: 2 })],
    [py`np.sort(k, kind='bogo')`, () => np.sort(k, { kind: 'bogo' as 'stable' })],
    [py`changed(w, lambda x: x.T.sort())`, () => changed(w, (x) => x.T.sort())],
    [py`changed(w, lambda x: x[::2].sort(axis=0))`, () => changed(w, (x) => x.at('::2').sort({ axis: 0 }))],
    [py`np.argsort(v, kind='stable')`, () => np.argsort(v)],
    [py`np.argsort(k, kind='stable')`, () => k.argsort()],
    [py`np.argsort(u, kind='stable')`, () => np.argsort(u)],
    [py`np.argsort(q, kind='stable')`, () => np.argsort(q)],
    [py`np.argsort(h, kind='stable')`, () => np.argsort(h)],
    [py`np.argsort(c, kind='stable')`, () => np.argsort(c)],
    [py`np.argsort(w, axis=0, kind='stable')`, () => np.argsort(w, { axis: 0 })],
    [py`np.argsort(w, axis=None, kind='stable')`, () => np.argsort(w, { axis: null })],
    [py`np.argsort(t[:, ::-1], axis=1, kind='stable')`, () => np.argsort(t.at(':', '::-1'), { axis: 1 })],
    [py`np.argsort(z)`, () => np.argsort(z)],
    [py`np.argsort(e, axis=0)`, () => np.argsort(e, { axis: 0 })],
    [py`np.lexsort([k[::-1], k])`, () => np.lexsort([k.at('::-1'), k])],
    [py`np.lexsort(w)`, () => np.lexsort(w)],
    [py`np.lexsort([w, w[::-1]], axis=0)`, () => np.lexsort([w, w.at('::-1')], { axis: 0 })],
    [py`np.lexsort([u, h])`, () => np.lexsort([u, h])],
    [py`np.lexsort([k, u])`, () => np.lexsort([k, u])],
    [py`np.lexsort([])`, () => np.lexsort([])],
    [py`np.sort_complex(k)`, () => np.sortComplex(k)],
    [py`np.sort_complex(u)`, () => np.sortComplex(u)],
    [py`np.sort_complex(c[::-1])`, () => np.sortComplex(c.at('::-1'))],
    [py`np.sort(np.partition(v, 3)[:3])`, () => np.sort(np.partition(v, 3).at(':3'))],
    [py`np.partition(w, (1, 2), axis=0)`, () => np.partition(w, [1, 2], { axis: 0 })],
    [py`np.partition(k, -2)[-2]`, () => np.partition(k, -2).item(-2)],
    [py`np.partition(k, 7)`, () => np.partition(k, 7)],
    [py`v[np.argpartition(v, 4)][4]`, () => v.at(v.argpartition(4)).item(4)],
    [py`np.sort(w, axis=0)[2]`, () => np.takeAlongAxis(w, np.argpartition(w, 2, { axis: 0 }), 0).at(2)],
    [py`np.partition(k, 8)`, () => np.argpartition(k, 8)],
  ]);
  it('in-place methods give the array back, and respect read-only', () => {
    const x = np.array([3, 1, 2]);
    expect(x.sort()).toBe(x);
    expect(x.toArray()).toEqual([1, 2, 3]);
    expect(x.partition(1)).toBe(x);
    x.setflags({ write: false });
    expect(() => x.sort()).toThrow(/read-only/);
    expect(() => np.put(x, [0], 1)).toThrow(/read-only/);
    expect(() => x.fill(1)).toThrow(/read-only/);
  });
  it('large arrays of every dtype', () => {
    for (const dtype of [
      'bool',
      'int8',
      'uint8',
      'int16',
      'uint16',
      'int32',
      'uint32',
      'int64',
      'uint64',
      'float16',
      'float32',
      'float64',
    ] as const) {
      const raw = Float64Array.from(
        { length: 3000 },
        (_, i) => ((i * 7919) % 127) * (dtype === 'bool' ? 0.0 : 1) + (dtype === 'bool' ? i % 2 : 0),
      );
      const x = np.array(raw).astype(dtype);
      const sorted = [...raw].sort((p, r) => p - r);
      expect(np.sort(x).astype('float64').toArray()).toEqual(sorted);
      expect(np.sort(x.reshape(2, 1500).T, { axis: 0 }).T.astype('float64').at(1).toArray()).toEqual(
        [...raw.slice(1500)].sort((p, r) => p - r),
      );
      expect(x.at(np.argsort(x)).astype('float64').toArray()).toEqual(sorted);
      expect(np.partition(x, 1500).astype('float64').item(1500)).toBe(sorted[1500]);
    }
  });
});

describe('sets', () => {
  table('unique', [
    [py`np.unique(k)`, () => np.unique(k)],
    [py`np.unique(v)`, () => np.unique(v)],
    [py`np.unique(np.array([nan, 1, nan, 2]))`, () => np.unique([NaN, 1, NaN, 2])],
    [
      py`np.unique(np.array([nan, 1, nan, 2]), equal_nan=False)`,
      () => np.unique([NaN, 1, NaN, 2], { equalNan: false }),
    ],
    [
      py`np.unique(np.array([nan, 1, nan]), return_counts=True, return_inverse=True)`,
      () => np.unique([NaN, 1, NaN], { returnCounts: true, returnInverse: true }),
    ],
    [py`np.unique(h)`, () => np.unique(h)],
    [py`np.unique(q)`, () => np.unique(q)],
    [py`np.unique(c)`, () => np.unique(c)],
    [py`np.unique(g)`, () => np.unique(g)],
    [py`np.unique(e)`, () => np.unique(e)],
    [
      py`np.unique(e, return_index=True, return_inverse=True, return_counts=True)[3]`,
      () => np.unique(e, { returnIndex: true, returnInverse: true, returnCounts: true })[3],
    ],
    [
      py`np.unique(k, return_index=True, return_inverse=True, return_counts=True)`,
      () => np.unique(k, { returnIndex: true, returnInverse: true, returnCounts: true }),
    ],
    [
      py`np.unique(t % 5, return_index=True, return_counts=True)`,
      () => np.unique(np.remainder(t, 5), { returnIndex: true, returnCounts: true }),
    ],
    [py`np.unique(w, axis=0)`, () => np.unique(w, { axis: 0 })],
    [
      py`np.unique(w, axis=0, return_index=True, return_inverse=True, return_counts=True)`,
      () => np.unique(w, { axis: 0, returnIndex: true, returnInverse: true, returnCounts: true }),
    ],
    [py`np.unique(w, axis=1, return_counts=True)`, () => np.unique(w, { axis: 1, returnCounts: true })],
    [py`np.unique(b % 2, axis=2)`, () => np.unique(np.remainder(b, 2), { axis: 2 })],
    [py`np.unique(c.reshape(5, 1), axis=0)[:3]`, () => np.unique(c.reshape(5, 1), { axis: 0 }).at(':3')],
    [py`np.unique(e, axis=0)`, () => np.unique(e, { axis: 0 })],
    [py`np.unique(w, axis=2)`, () => np.unique(w, { axis: 2 })],
  ]);
  table('set operations', [
    [py`np.isin(k, [5, 9])`, () => np.isin(k, [5, 9])],
    [py`np.isin(w, k)`, () => np.isin(w, k)],
    [py`np.isin(u, k, invert=True)`, () => np.isin(u, k, { invert: true })],
    [py`np.isin(k, k[:2], kind='sort')`, () => np.isin(k, k.at(':2'), { kind: 'sort' })],
    [py`np.isin(k, np.array([3, 100000000], 'i4'))`, () => np.isin(k, int(3, 100000000))],
    [py`np.isin(v, [1., nan, inf])`, () => np.isin(v, [1, NaN, Infinity])],
    [py`np.isin(q, [3])`, () => np.isin(q, np.array([3n]))],
    [py`np.isin(c, [5j])`, () => np.isin(c, [new np.Complex(0, 5)])],
    [py`np.isin(k, [])`, () => np.isin(k, [])],
    [py`np.isin(g, [True])`, () => np.isin(g, [true])],
    [py`np.isin(v, v, kind='table')`, () => np.isin(v, v, { kind: 'table' })],
    [py`np.intersect1d(k, u)`, () => np.intersect1d(k, u)],
    [py`np.intersect1d(k, w, return_indices=True)`, () => np.intersect1d(k, w, { returnIndices: true })],
    [
      py`np.intersect1d(np.unique(k), np.unique(w), assume_unique=True, return_indices=True)`,
      () => np.intersect1d(np.unique(k), np.unique(w), { assumeUnique: true, returnIndices: true }),
    ],
    [py`np.intersect1d(k, [])`, () => np.intersect1d(k, [])],
    [py`np.union1d(k, u)`, () => np.union1d(k, u)],
    [py`np.union1d(a, [9., 0.])`, () => np.union1d(a, [9, 0])],
    [py`np.setdiff1d(k, [3, 9])`, () => np.setdiff1d(k, [3, 9])],
    [py`np.setdiff1d(k, [3, 9], assume_unique=True)`, () => np.setdiff1d(k, [3, 9], { assumeUnique: true })],
    [py`np.setxor1d(k, w)`, () => np.setxor1d(k, w)],
    [py`np.setxor1d([], [])`, () => np.setxor1d([], [])],
    [py`np.setxor1d(k, [])`, () => np.setxor1d(k, [])],
  ]);
  it('the Array API forms', () => {
    const { values, indices, inverseIndices, counts } = np.uniqueAll(w);
    expect(values.toArray()).toEqual([0, 1, 2, 3, 5]);
    expect(indices.toArray()).toEqual([9, 1, 0, 4, 10]);
    expect(counts.toArray()).toEqual([1, 4, 4, 1, 2]);
    expect(values.at(inverseIndices).toArray()).toEqual(w.toArray());
    expect(np.uniqueValues([NaN, NaN]).size).toBe(2);
    expect(np.uniqueCounts([1, 1, 2]).counts.toArray()).toEqual([2, 1]);
    expect(np.uniqueInverse(w).inverseIndices.shape).toEqual([4, 3]);
    expect(np.unique(w, { returnInverse: true })[1].shape).toEqual([4, 3]);
  });
});
