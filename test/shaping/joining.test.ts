/** Joining and padding against NumPy. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { py, tables } from './compare.js';
import { a, b, c, e, f, g, h, k, m, q, t, u, v, w, z } from './operands.js';

const table = tables('joining');

describe('joining', () => {
  table('concatenate and stack', [
    [py`np.concatenate([k, k[:2]])`, () => np.concatenate([k, k.at(':2')])],
    [py`np.concatenate([k, u, h])`, () => np.concatenate([k, u, h])],
    [py`np.concatenate([u, q])`, () => np.concatenate([u, q])],
    [py`np.concatenate([g, u])`, () => np.concatenate([g, u])],
    [py`np.concatenate([c, h])`, () => np.concatenate([c, h])],
    [py`np.concatenate((a, a), axis=1)`, () => np.concatenate([a, a], { axis: 1 })],
    [py`np.concatenate((a, a[:, :1]), axis=-1)`, () => np.concatenate([a, a.at(':', ':1')], { axis: -1 })],
    [py`np.concatenate((a, e, a))`, () => np.concatenate([a, e, a])],
    [py`np.concatenate((a, v), axis=None)`, () => np.concatenate([a, v], { axis: null })],
    [py`np.concatenate((t, t[::-1]), axis=2)`, () => np.concatenate([t, t.at('::-1')], { axis: 2 })],
    [py`np.concatenate(b)`, () => np.concatenate(b)],
    [py`np.concatenate((f, f), axis=0)`, () => np.concatenate([f, f], { axis: 0 })],
    [
      py`np.concatenate([k, u], dtype='f4', casting='unsafe')`,
      () => np.concat([k, u], { dtype: 'float32', casting: 'unsafe' }),
    ],
    [py`np.concatenate([v, v], dtype='i4')`, () => np.concatenate([v, v], { dtype: 'int32' })],
    [
      py`np.concatenate([a, a], out=np.zeros((4, 3), 'f4'))`,
      () => np.concatenate([a, a], { out: np.zeros([4, 3], { dtype: 'float32' }) }),
    ],
    [py`np.concatenate([a, a], out=np.zeros((4, 2)))`, () => np.concatenate([a, a], { out: np.zeros([4, 2]) })],
    [py`np.concatenate([])`, () => np.concatenate([])],
    [py`np.concatenate([z, z])`, () => np.concatenate([z, z])],
    [py`np.concatenate([a, v])`, () => np.concatenate([a, v])],
    [py`np.concatenate([a, a[:1]], axis=1)`, () => np.concatenate([a, a.at(':1')], { axis: 1 })],
    [py`np.concatenate([a, a], axis=2)`, () => np.concatenate([a, a], { axis: 2 })],
    [py`np.stack([a, a + 1])`, () => np.stack([a, np.add(a, 1)])],
    [py`np.stack([a, a], axis=-1)`, () => np.stack([a, a], { axis: -1 })],
    [py`np.stack([u, k[:5]], axis=1)`, () => np.stack([u, k.at(':5')], { axis: 1 })],
    [py`np.stack([a, a], axis=4)`, () => np.stack([a, a], { axis: 4 })],
    [py`np.stack([a, a[:1]])`, () => np.stack([a, a.at(':1')])],
    [py`np.stack([])`, () => np.stack([])],
    [py`np.stack([a, a], dtype='f4')`, () => np.stack([a, a], { dtype: 'float32' })],
    [py`np.vstack([v, v])`, () => np.vstack([v, v])],
    [py`np.vstack([a, v[:3]])`, () => np.vstack([a, v.at(':3')])],
    [py`np.hstack([a, a])`, () => np.hstack([a, a])],
    [py`np.hstack([v, 1., [2.]])`, () => np.hstack([v, 1, [2]])],
    [py`np.hstack([a, v])`, () => np.hstack([a, v])],
    [py`np.dstack([a, a])`, () => np.dstack([a, a])],
    [py`np.dstack([k, k])`, () => np.dstack([k, k])],
    [py`np.column_stack([k, k])`, () => np.columnStack([k, k])],
    [py`np.column_stack([a, [8., 9.]])`, () => np.columnStack([a, [8, 9]])],
    [py`np.hstack([k, k], dtype='f8')`, () => np.hstack([k, k], { dtype: 'float64' })],
  ]);
  table('block', [
    [
      py`np.block([[np.eye(2), np.zeros((2, 1))], [np.ones((1, 3))]])`,
      () => np.block([[np.eye(2), np.zeros([2, 1])], [np.ones([1, 3])]]),
    ],
    [py`np.block([1., 2., v])`, () => np.block([1, 2, v])],
    [py`np.block([[1.], [2.]])`, () => np.block([[1], [2]])],
    [py`np.block([a, a])`, () => np.block([a, a])],
    [py`np.block([[a], [a]])`, () => np.block([[a], [a]])],
    [py`np.block([[[a]], [[a]]])`, () => np.block([[[a]], [[a]]])],
    [py`np.block([[v[:3], 4.], [np.ones(4)]])`, () => np.block([[v.at(':3'), 4], [np.ones(4)]])],
    [py`np.block(a)`, () => np.block(a)],
    [py`np.block([[1.], 2.])`, () => np.block([[1], 2])],
    [py`np.block([[1.], []])`, () => np.block([[1], []])],
    [py`np.block([[a, v]])`, () => np.block([[a, v]])],
  ]);
  it('infers the dtype', () => {
    expectTypeOf(np.concatenate([k, u])).toEqualTypeOf<np.NDArray<'int32'>>();
    expectTypeOf(np.concatenate([u, h])).toEqualTypeOf<np.NDArray<'float16'>>();
    expectTypeOf(
      np.stack([
        [1, 2],
        [3, 4],
      ]),
    ).toEqualTypeOf<np.NDArray<'float64'>>();
    expectTypeOf(np.concatenate([a, a], { dtype: 'int', casting: 'unsafe' })).toEqualTypeOf<np.NDArray<'int32'>>();
    expectTypeOf(np.append(k, q)).toEqualTypeOf<np.NDArray<'int64'>>();
    expect(np.concatenate([f, f], { axis: 1 }).flags.fContiguous).toBe(true);
  });
});

describe('pad', () => {
  table('modes', [
    [py`np.pad(k, 2)`, () => np.pad(k, 2)],
    [py`np.pad(k, (1, 3), constant_values=(7, 8))`, () => np.pad(k, [1, 3], { constantValues: [7, 8] })],
    [
      py`np.pad(a, ((1, 2), (0, 1)), constant_values=((1, 2), (3, 4)))`,
      () =>
        np.pad(
          a,
          [
            [1, 2],
            [0, 1],
          ],
          {
            constantValues: [
              [1, 2],
              [3, 4],
            ],
          },
        ),
    ],
    [py`np.pad(b, ((1,), (0,), (2,)))`, () => np.pad(b, [[1], [0], [2]])],
    [py`np.pad(a, ((1, 2),), 'edge')`, () => np.pad(a, [[1, 2]], { mode: 'edge' })],
    [py`np.pad(b, ((0, 0), (1, 0), (0, 2)), 'edge')`, () => np.pad(b, { 1: [1, 0], '-1': [0, 2] }, { mode: 'edge' })],
    [py`np.pad(a, 3, 'linear_ramp')`, () => np.pad(a, 3, { mode: 'linear_ramp' }), 1e-15],
    [
      py`np.pad(k, (3, 2), 'linear_ramp', end_values=(-4, 20))`,
      () => np.pad(k, [3, 2], { mode: 'linear_ramp', endValues: [-4, 20] }),
    ],
    [
      py`np.pad(a, (2, 1), 'linear_ramp', end_values=((1, 2), (3, 4)))`,
      () =>
        np.pad(a, [2, 1], {
          mode: 'linear_ramp',
          endValues: [
            [1, 2],
            [3, 4],
          ],
        }),
      1e-15,
    ],
    [py`np.pad(w, 2, 'maximum')`, () => np.pad(w, 2, { mode: 'maximum' })],
    [py`np.pad(w, 2, 'minimum', stat_length=2)`, () => np.pad(w, 2, { mode: 'minimum', statLength: 2 })],
    [py`np.pad(w, (1, 2), 'mean')`, () => np.pad(w, [1, 2], { mode: 'mean' })],
    [
      py`np.pad(a, (1, 2), 'mean', stat_length=((1, 2), (2, 1)))`,
      () =>
        np.pad(a, [1, 2], {
          mode: 'mean',
          statLength: [
            [1, 2],
            [2, 1],
          ],
        }),
    ],
    [py`np.pad(w, (1, 2), 'median')`, () => np.pad(w, [1, 2], { mode: 'median' })],
    [
      py`np.pad(k, (1, 2), 'median', stat_length=(3, 2))`,
      () => np.pad(k, [1, 2], { mode: 'median', statLength: [3, 2] }),
    ],
    [py`np.pad(k, (4, 3), 'reflect')`, () => np.pad(k, [4, 3], { mode: 'reflect' })],
    [py`np.pad(k[:3], (7, 0), 'reflect')`, () => np.pad(k.at(':3'), [7, 0], { mode: 'reflect' })],
    [py`np.pad(k[:3], (0, 8), 'symmetric')`, () => np.pad(k.at(':3'), [0, 8], { mode: 'symmetric' })],
    [
      py`np.pad(a, ((1, 1), (2, 1)), 'reflect')`,
      () =>
        np.pad(
          a,
          [
            [1, 1],
            [2, 1],
          ],
          { mode: 'reflect' },
        ),
    ],
    [
      py`np.pad(k, (4, 3), 'reflect', reflect_type='odd')`,
      () => np.pad(k, [4, 3], { mode: 'reflect', reflectType: 'odd' }),
    ],
    [
      py`np.pad(a[1], (2, 2), 'symmetric', reflect_type='odd')`,
      () => np.pad(a.at(1), 2, { mode: 'symmetric', reflectType: 'odd' }),
    ],
    [py`np.pad(a, 2, 'symmetric')`, () => np.pad(a, 2, { mode: 'symmetric' })],
    [py`np.pad(k[:1], 2, 'reflect')`, () => np.pad(k.at(':1'), 2, { mode: 'reflect' })],
    [py`np.pad(k, (2, 3), 'wrap')`, () => np.pad(k, [2, 3], { mode: 'wrap' })],
    [py`np.pad(t, (1, 1), 'wrap')`, () => np.pad(t, [1, 1], { mode: 'wrap' })],
    [py`np.pad(a, (2, 1), 'empty')[2:4, 2:5]`, () => np.pad(a, [2, 1], { mode: 'empty' }).at('2:4', '2:5')],
    [py`np.pad(g, 1)`, () => np.pad(g, 1)],
    [py`np.pad(c, 1, 'edge')`, () => np.pad(c, 1, { mode: 'edge' })],
    [py`np.pad(h, 2, 'reflect')`, () => np.pad(h, 2, { mode: 'reflect' })],
    [py`np.pad(q, 1, 'symmetric')`, () => np.pad(q, 1, { mode: 'symmetric' })],
    [py`np.pad(u, 2, 'mean')`, () => np.pad(u, 2, { mode: 'mean' })],
    [
      py`np.pad(e, ((1, 0), (0, 0)))`,
      () =>
        np.pad(e, [
          [1, 0],
          [0, 0],
        ]),
    ],
    [
      py`np.pad(e, ((0, 0), (1, 0)), 'edge')`,
      () =>
        np.pad(
          e,
          [
            [0, 0],
            [1, 0],
          ],
          { mode: 'edge' },
        ),
    ],
    [py`np.pad(e, 1, 'edge')`, () => np.pad(e, 1, { mode: 'edge' })],
    [py`np.pad(k, -1)`, () => np.pad(k, -1)],
    [py`np.pad(k, (1, 2, 3))`, () => np.pad(k, [1, 2, 3])],
    [py`np.pad(k, 1, 'nonsense')`, () => np.pad(k, 1, { mode: 'nonsense' as 'edge' })],
    [py`np.pad(k, 1, 'maximum', stat_length=0)`, () => np.pad(k, 1, { mode: 'maximum', statLength: 0 })],
    [py`np.pad(k, 1.5)`, () => np.pad(k, 1.5)],
  ]);
  it('a function writes the border itself', () => {
    const withTens: np.PadFunction = (vector, [before, after], _axis, { value }) => {
      vector.set([`:${before}`], value as number);
      vector.set([`${vector.size - after}:`], value as number);
    };
    expect(np.pad(a, 1, { mode: withTens, value: 10 }).toArray()).toEqual([
      [10, 10, 10, 10, 10],
      [10, 0, 1, 2, 10],
      [10, 3, 4, 5, 10],
      [10, 10, 10, 10, 10],
    ]);
  });
  it('reflections longer than the array stay periodic, as in NumPy 2', () => {
    expect(np.pad([0, 1, 2], [1, 9], { mode: 'reflect' }).toArray()).toEqual([1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1]);
    expect(np.pad([0, 1, 2], [4, 4], { mode: 'wrap' }).toArray()).toEqual([2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0]);
  });
  it('refuses options of other modes', () => {
    expect(() => np.pad(k, 1, { mode: 'edge', constantValues: 1 })).toThrow(/constantValues/);
    expect(m.dtype).toBe('bool');
    expect(v.size).toBe(9);
  });
});
