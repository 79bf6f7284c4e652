/** Shapes and axes against NumPy: reshaping, axes, broadcasting, splitting, repetition, rearrangement, insertion. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { py, tables } from './compare.js';
import { a, b, c, e, f, g, h, k, m, q, s, t, u, v, w, z } from './operands.js';

const table = tables('reshaping');

describe('shape', () => {
  table('reshape', [
    [py`np.reshape(a, (3, 2))`, () => np.reshape(a, [3, 2])],
    [py`np.reshape(a, -1)`, () => np.reshape(a, -1)],
    [py`np.reshape(a, (-1, 2), order='F')`, () => np.reshape(a, [-1, 2], { order: 'F' })],
    [py`np.reshape(f, (3, 2), order='A')`, () => np.reshape(f, [3, 2], { order: 'A' })],
    [py`np.reshape(a, (3, 2), order='A')`, () => np.reshape(a, [3, 2], { order: 'A' })],
    [py`np.reshape(t, (2, 2, 6))`, () => np.reshape(t, [2, 2, 6])],
    [py`np.reshape(t, (6, 4), order='F')`, () => t.reshape([6, 4], { order: 'F' })],
    [py`np.reshape(s, (2, 8))`, () => s.reshape(2, 8)],
    [py`np.reshape(s, (2, 2, 2, 2))`, () => s.reshape(2, 2, 2, 2)],
    [py`np.reshape(e, (3, 0))`, () => np.reshape(e, [3, 0])],
    [py`np.reshape(e, (-1, 3))`, () => np.reshape(e, [-1, 3])],
    [py`np.reshape(z, (1, 1))`, () => np.reshape(z, [1, 1])],
    [py`np.reshape([7.], ())`, () => np.reshape([7], [])],
    [py`np.reshape(a, 4)`, () => np.reshape(a, 4)],
    [py`np.reshape(a, (-1, -1))`, () => np.reshape(a, [-1, -1])],
    [py`np.reshape(a, (4, -1))`, () => np.reshape(a, [4, -1])],
    [py`np.reshape(e, (-1, 0))`, () => np.reshape(e, [-1, 0])],
    [py`np.reshape(a, (3, 2), order='X')`, () => np.reshape(a, [3, 2], { order: 'X' as 'C' })],
  ]);
  table('ravel, flatten, resize', [
    [py`np.ravel(t)`, () => np.ravel(t)],
    [py`np.ravel(b, order='F')`, () => np.ravel(b, { order: 'F' })],
    [py`np.ravel(t, order='K')`, () => np.ravel(t, { order: 'K' })],
    [py`np.ravel(f, order='A')`, () => np.ravel(f, { order: 'A' })],
    [py`np.ravel(z)`, () => np.ravel(z)],
    [py`s.flatten()`, () => s.flatten()],
    [py`s.flatten(order='F')`, () => s.flatten({ order: 'F' })],
    [py`c[::2].ravel()`, () => c.at('::2').ravel()],
    [py`np.resize(a, (3, 5))`, () => np.resize(a, [3, 5])],
    [py`np.resize(t, 7)`, () => np.resize(t, 7)],
    [py`np.resize(e, (2, 2))`, () => np.resize(e, [2, 2])],
    [py`np.resize(a, 0)`, () => np.resize(a, 0)],
    [py`np.resize(a, (-1, 2))`, () => np.resize(a, [-1, 2])],
  ]);
  table('squeeze, expand_dims, atleast', [
    [py`np.squeeze(np.ones((1, 2, 1)))`, () => np.squeeze(np.ones([1, 2, 1]))],
    [py`np.squeeze(np.ones((1, 2, 1)), axis=-1)`, () => np.squeeze(np.ones([1, 2, 1]), { axis: -1 })],
    [py`np.squeeze(np.ones((1, 2, 1)), axis=(0, 2))`, () => np.ones([1, 2, 1]).squeeze({ axis: [0, 2] })],
    [py`np.squeeze(a, axis=0)`, () => np.squeeze(a, { axis: 0 })],
    [py`np.squeeze(a, axis=2)`, () => np.squeeze(a, { axis: 2 })],
    [py`np.squeeze(a, axis=(0, 0))`, () => np.squeeze(a, { axis: [0, 0] })],
    [py`np.expand_dims(a, 1)`, () => np.expandDims(a, 1)],
    [py`np.expand_dims(a, (0, -1))`, () => np.expandDims(a, [0, -1])],
    [py`np.expand_dims(a, 3)`, () => np.expandDims(a, 3)],
    [py`np.atleast_1d(3., [1., 2.])`, () => np.atleast1d(3, [1, 2])],
    [py`np.atleast_2d(3.)`, () => np.atleast2d(3)],
    [py`np.atleast_2d(v)`, () => np.atleast2d(v)],
    [py`np.atleast_3d(z, v, a, b)`, () => np.atleast3d(z, v, a, b)],
  ]);
  table('transpose and its relatives', [
    [py`np.transpose(b)`, () => np.transpose(b)],
    [py`np.transpose(b, (1, 0, 2))`, () => np.permuteDims(b, [1, 0, 2])],
    [py`b.transpose(-1, 0, 1)`, () => b.transpose(-1, 0, 1)],
    [py`np.transpose(b, (1, 0))`, () => np.transpose(b, [1, 0])],
    [py`np.transpose(b, (0, 0, 1))`, () => np.transpose(b, [0, 0, 1])],
    [py`np.transpose(b, (0, 1, 3))`, () => np.transpose(b, [0, 1, 3])],
    [py`np.swapaxes(b, 0, -1)`, () => np.swapaxes(b, 0, -1)],
    [py`b.swapaxes(1, 2)`, () => np.matrixTranspose(b)],
    [py`b.swapaxes(0, 3)`, () => b.swapaxes(0, 3)],
    [py`np.moveaxis(b, 0, -1)`, () => np.moveaxis(b, 0, -1)],
    [py`np.moveaxis(b, [0, 1], [-1, -2])`, () => np.moveaxis(b, [0, 1], [-1, -2])],
    [py`np.moveaxis(b, [0, 1], [0])`, () => np.moveaxis(b, [0, 1], [0])],
    [py`np.moveaxis(b, [0, 0], [0, 1])`, () => np.moveaxis(b, [0, 0], [0, 1])],
    [py`np.moveaxis(b, 0, 3)`, () => np.moveaxis(b, 0, 3)],
    [py`np.rollaxis(b, 2)`, () => np.rollaxis(b, 2)],
    [py`np.rollaxis(b, 0, 3)`, () => np.rollaxis(b, 0, { start: 3 })],
    [py`np.rollaxis(b, 1, -1)`, () => np.rollaxis(b, 1, { start: -1 })],
    [py`np.rollaxis(b, 1, 4)`, () => np.rollaxis(b, 1, { start: 4 })],
  ]);
  table('broadcasting', [
    [py`np.broadcast_to(v[:3], (2, 3))`, () => np.broadcastTo(v.at(':3'), [2, 3])],
    [py`np.broadcast_to(5., (2, 0))`, () => np.broadcastTo(5, [2, 0])],
    [py`np.broadcast_to(a, (2, 2))`, () => np.broadcastTo(a, [2, 2])],
    [py`np.broadcast_to(a, (3,))`, () => np.broadcastTo(a, 3)],
    [py`np.broadcast_arrays(a, [[10.], [20.]], 1.)`, () => np.broadcastArrays(a, [[10], [20]], 1)],
    [py`np.broadcast_arrays(a, [1., 2.])`, () => np.broadcastArrays(a, [1, 2])],
    [py`list(np.broadcast([1., 2.], [[3.], [4.]]))`, () => [...np.broadcast([1, 2], [[3], [4]])]],
    [
      py`list(np.broadcast(np.ones((4, 1)), np.ones(3)).shape)`,
      () => [...np.broadcast(np.ones([4, 1]), np.ones(3)).shape],
    ],
  ]);
  table('split', [
    [py`np.split(k[:6], 3)`, () => np.split(k.at(':6'), 3)],
    [py`np.split(k, [2, 5])`, () => np.split(k, [2, 5])],
    [py`np.split(k, [5, 2, 9, -1])`, () => np.split(k, [5, 2, 9, -1])],
    [py`np.split(k, 3)`, () => np.split(k, 3)],
    [py`np.split(k, 0)`, () => np.split(k, 0)],
    [py`np.array_split(k, 3)`, () => np.arraySplit(k, 3)],
    [py`np.array_split(b, 2, axis=-1)`, () => np.arraySplit(b, 2, { axis: -1 })],
    [py`np.array_split(k[:2], 4)`, () => np.arraySplit(k.at(':2'), 4)],
    [py`np.hsplit(b, 3)`, () => np.hsplit(b, 3)],
    [py`np.hsplit(k, [3])`, () => np.hsplit(k, [3])],
    [py`np.vsplit(b, 2)`, () => np.vsplit(b, 2)],
    [py`np.dsplit(b, [1, 3])`, () => np.dsplit(b, [1, 3])],
    [py`np.vsplit(k, 1)`, () => np.vsplit(k, 1)],
    [py`np.dsplit(a, 1)`, () => np.dsplit(a, 1)],
    [py`np.hsplit(z, 1)`, () => np.hsplit(z, 1)],
    [py`list(b)`, () => np.unstack(b)],
    [py`list(np.moveaxis(b, 1, 0))`, () => np.unstack(b, { axis: 1 })],
  ]);
  table('tile and repeat', [
    [py`np.tile(a, 2)`, () => np.tile(a, 2)],
    [py`np.tile(a, (2, 1))`, () => np.tile(a, [2, 1])],
    [py`np.tile(a, (2, 1, 2))`, () => np.tile(a, [2, 1, 2])],
    [py`np.tile(t, (3, 2))`, () => np.tile(t, [3, 2])],
    [py`np.tile(g, 3)`, () => np.tile(g, 3)],
    [py`np.tile(z, (2, 3))`, () => np.tile(z, [2, 3])],
    [py`np.tile(a, (0, 2))`, () => np.tile(a, [0, 2])],
    [py`np.tile(a, ())`, () => np.tile(a, [])],
    [py`np.tile(c, 2)`, () => np.tile(c, 2)],
    [py`np.repeat(a, 2)`, () => np.repeat(a, 2)],
    [py`np.repeat(a, 2, axis=0)`, () => np.repeat(a, 2, { axis: 0 })],
    [py`np.repeat(t, 3, axis=1)`, () => t.repeat(3, { axis: 1 })],
    [py`np.repeat(a, 20, axis=1)`, () => a.repeat(20, { axis: 1 })],
    [py`np.repeat(a, [1, 0, 2], axis=-1)`, () => np.repeat(a, [1, 0, 2], { axis: -1 })],
    [py`np.repeat(t, [2, 1], axis=1)`, () => np.repeat(t, [2, 1], { axis: 1 })],
    [py`np.repeat(a, [1, 2], axis=0)`, () => np.repeat(a, [1, 2], { axis: 0 })],
    [py`np.repeat(h, [1, 2, 1, 0, 3])`, () => np.repeat(h, [1, 2, 1, 0, 3])],
    [py`np.repeat(c, 2)`, () => np.repeat(c, 2)],
    [py`np.repeat(3., 4)`, () => np.repeat(3, 4)],
    [py`np.repeat(a, [1, 2], axis=1)`, () => np.repeat(a, [1, 2], { axis: 1 })],
    [py`np.repeat(a, -1)`, () => np.repeat(a, -1)],
    [py`np.repeat(a, 0, axis=1)`, () => np.repeat(a, 0, { axis: 1 })],
    [py`np.repeat(e, 2, axis=1)`, () => np.repeat(e, 2, { axis: 1 })],
  ]);
  table('roll, flip, rot90', [
    [py`np.roll(k, 2)`, () => np.roll(k, 2)],
    [py`np.roll(k, -9)`, () => np.roll(k, -9)],
    [py`np.roll(a, 1)`, () => np.roll(a, 1)],
    [py`np.roll(a, 1, axis=0)`, () => np.roll(a, 1, { axis: 0 })],
    [py`np.roll(t, (1, 2), axis=(0, 2))`, () => np.roll(t, [1, 2], { axis: [0, 2] })],
    [py`np.roll(b, 1, axis=(0, 1))`, () => np.roll(b, 1, { axis: [0, 1] })],
    [py`np.roll(b, (1, 2), axis=1)`, () => np.roll(b, [1, 2], { axis: 1 })],
    [py`np.roll(b, (1, 2), axis=(0, 1, 2))`, () => np.roll(b, [1, 2], { axis: [0, 1, 2] })],
    [py`np.roll(b, 1, axis=3)`, () => np.roll(b, 1, { axis: 3 })],
    [py`np.roll(e, 1, axis=0)`, () => np.roll(e, 1, { axis: 0 })],
    [py`np.flip(b)`, () => np.flip(b)],
    [py`np.flip(b, axis=(0, 2))`, () => np.flip(b, { axis: [0, 2] })],
    [py`np.flip(e, axis=0)`, () => np.flip(e, { axis: 0 })],
    [py`np.flip(a, axis=2)`, () => np.flip(a, { axis: 2 })],
    [py`np.fliplr(a)`, () => np.fliplr(a)],
    [py`np.fliplr(k)`, () => np.fliplr(k)],
    [py`np.flipud(k)`, () => np.flipud(k)],
    [py`np.rot90(a)`, () => np.rot90(a)],
    [py`np.rot90(a, 2)`, () => np.rot90(a, { k: 2 })],
    [py`np.rot90(a, -1)`, () => np.rot90(a, { k: -1 })],
    [py`np.rot90(b, 1, axes=(1, 2))`, () => np.rot90(b, { axes: [1, 2] })],
    [py`np.rot90(b, 3, axes=(2, 0))`, () => np.rot90(b, { k: 3, axes: [2, 0] })],
    [py`np.rot90(a, axes=(0, 2))`, () => np.rot90(a, { axes: [0, 2] })],
    [py`np.rot90(a, axes=(0, -2))`, () => np.rot90(a, { axes: [0, -2] })],
  ]);
  table('append, insert, delete, trim_zeros', [
    [py`np.append(k, [7., 8.])`, () => np.append(k, [7, 8])],
    [py`np.append(a, [[9., 9., 9.]], axis=0)`, () => np.append(a, [[9, 9, 9]], { axis: 0 })],
    [py`np.append(a, [9., 9.], axis=0)`, () => np.append(a, [9, 9], { axis: 0 })],
    [py`np.insert(k, 2, 8)`, () => np.insert(k, 2, 8)],
    [py`np.insert(k, -1, [8, 9])`, () => np.insert(k, -1, [8, 9])],
    [py`np.insert(k, [1, 1, 4], [6, 7, 8])`, () => np.insert(k, [1, 1, 4], [6, 7, 8])],
    [py`np.insert(k, [4, 0], 9)`, () => np.insert(k, [4, 0], 9)],
    [py`np.insert(k, [2], [6, 7, 8])`, () => np.insert(k, [2], [6, 7, 8])],
    [py`np.insert(k, slice(1, 5, 2), [6, 7])`, () => np.insert(k, '1:5:2', [6, 7])],
    [py`np.insert(a, 1, 9., axis=1)`, () => np.insert(a, 1, 9, { axis: 1 })],
    [py`np.insert(a, 1, [8., 9.], axis=1)`, () => np.insert(a, 1, [8, 9], { axis: 1 })],
    [py`np.insert(a, [1], [[8.], [9.]], axis=1)`, () => np.insert(a, [1], [[8], [9]], { axis: 1 })],
    [py`np.insert(a, [0, 2], [8., 9.], axis=1)`, () => np.insert(a, [0, 2], [8, 9], { axis: 1 })],
    [py`np.insert(a, 2, [6., 7., 8.], axis=0)`, () => np.insert(a, 2, [6, 7, 8], { axis: 0 })],
    [py`np.insert(b, 1, [[1, 2, 3, 4]], axis=1)`, () => np.insert(b, 1, [[1, 2, 3, 4]], { axis: 1 })],
    [
      py`np.insert(b, [3, 0], np.ones((2, 1, 4)), axis=1)`,
      () => np.insert(b, [3, 0], np.ones([2, 1, 4], { dtype: 'int32' }), { axis: 1 }),
    ],
    [py`np.insert(a, 1, 9.)`, () => np.insert(a, 1, 9)],
    [py`np.insert(k, 9, 0)`, () => np.insert(k, 9, 0)],
    [py`np.insert(k, [1, 2], [1, 2, 3])`, () => np.insert(k, [1, 2], [1, 2, 3])],
    [py`np.delete(k, 2)`, () => np.delete(k, 2)],
    [py`np.delete(k, [0, -1, 0])`, () => np.delete(k, [0, -1, 0])],
    [py`np.delete(k, slice(None, None, 2))`, () => np.delete(k, '::2')],
    [py`np.delete(a, 1, axis=1)`, () => np.delete(a, 1, { axis: 1 })],
    [py`np.delete(a, 1)`, () => np.delete(a, 1)],
    [py`np.delete(k, k > 4)`, () => np.delete(k, np.greater(k, 4))],
    [py`np.delete(t, [0, 2], axis=0)`, () => np.delete(t, [0, 2], { axis: 0 })],
    [py`np.delete(k, 7)`, () => np.delete(k, 7)],
    [py`np.delete(k, [7])`, () => np.delete(k, [7])],
    [py`np.delete(k, [])`, () => np.delete(k, [])],
    [py`np.delete(k, [True])`, () => np.delete(k, [true])],
    [py`np.trim_zeros(np.array([0., 0, 1, 0, 2, 0]))`, () => np.trimZeros([0, 0, 1, 0, 2, 0])],
    [py`np.trim_zeros(np.array([0., 0, 1, 0, 2, 0]), 'f')`, () => np.trimZeros([0, 0, 1, 0, 2, 0], { trim: 'f' })],
    [py`np.trim_zeros(np.array([0., 0, 1, 0, 2, 0]), 'b')`, () => np.trimZeros([0, 0, 1, 0, 2, 0], { trim: 'b' })],
    [py`np.trim_zeros(np.zeros(3))`, () => np.trimZeros(np.zeros(3))],
  ]);
  table('sliding windows and strides', [
    [py`np.lib.stride_tricks.sliding_window_view(k, 3)`, () => np.strideTricks.slidingWindowView(k, 3)],
    [py`np.lib.stride_tricks.sliding_window_view(w, (2, 2))`, () => np.slidingWindowView(w, [2, 2])],
    [
      py`np.lib.stride_tricks.sliding_window_view(t, 2, axis=1)`,
      () => np.strideTricks.slidingWindowView(t, 2, { axis: 1 }),
    ],
    [
      py`np.lib.stride_tricks.sliding_window_view(k, (2, 3), axis=(0, 0))`,
      () => np.strideTricks.slidingWindowView(k, [2, 3], { axis: [0, 0] }),
    ],
    [py`np.lib.stride_tricks.sliding_window_view(k, 8)`, () => np.strideTricks.slidingWindowView(k, 8)],
    [py`np.lib.stride_tricks.sliding_window_view(w, 2)`, () => np.strideTricks.slidingWindowView(w, 2)],
    [
      py`np.lib.stride_tricks.as_strided(k, (3, 2), (8, 4))`,
      () => np.strideTricks.asStrided(k, { shape: [3, 2], strides: [8, 4] }),
    ],
  ]);
});

describe('views', () => {
  it('reshape, ravel and their like share memory where NumPy does', () => {
    const shares = (x: np.NDArray, y: np.NDArray): boolean => np.sharesMemory(x, y);
    expect(shares(a, a.reshape(3, 2))).toBe(true);
    expect(shares(t, np.reshape(t, [2, 2, 2, 3]))).toBe(true);
    expect(shares(t, np.reshape(t, [8, 3]))).toBe(false);
    expect(shares(a, np.ravel(a))).toBe(true);
    expect(shares(f, np.ravel(f, { order: 'F' }))).toBe(true);
    expect(shares(a, a.flatten())).toBe(false);
    expect(shares(b, np.moveaxis(b, 0, 2))).toBe(true);
    expect(shares(k, np.split(k, [2])[1]!)).toBe(true);
    expect(shares(k, np.flip(k))).toBe(true);
    expect(shares(a, np.rot90(a))).toBe(true);
  });
  it('writing through a view reaches the array; broadcasts and diagonals are read-only', () => {
    const x = np.zeros([2, 3]);
    x.reshape(3, 2).set([0, 0], 7);
    x.T.set([2, 1], 8);
    expect(x.toArray()).toEqual([
      [7, 0, 0],
      [0, 0, 8],
    ]);
    expect(() => np.broadcastTo(x, [2, 2, 3]).set([0], 1)).toThrow(/read-only/);
    expect(() => np.diagonal(x).set([0], 1)).toThrow(/read-only/);
    expect(() => np.strideTricks.slidingWindowView(x, [1, 1]).set([0], 1)).toThrow(/read-only/);
    const once = np.broadcastTo(1, 3).T;
    expect(once.writeable).toBe(false);
  });
  it('copy: false refuses to copy, copy: true always does', () => {
    expect(() => np.reshape(t, [24], { copy: false })).toThrow(np.ValueError);
    expect(np.sharesMemory(a, np.reshape(a, 6, { copy: false }))).toBe(true);
    expect(np.sharesMemory(a, np.reshape(a, 6, { copy: true }))).toBe(false);
  });
  it('asStrided never leaves the memory', () => {
    expect(() => np.strideTricks.asStrided(k, { shape: [8], strides: [4] })).toThrow(/leaves the memory/);
    expect(() => np.strideTricks.asStrided(k, { strides: [3] })).toThrow(/multiples/);
  });
  it('trims zeros of several axes', () => {
    const x = np.zeros([4, 4]);
    x.set(['1:3', 2], 5);
    expect(np.trimZeros(x).shape).toEqual([2, 1]);
    expect(np.trimZeros(x, { axis: 0 }).shape).toEqual([2, 4]);
    expect(np.trimZeros(np.zeros([2, 2])).shape).toEqual([0, 0]);
  });
  it('empty results keep dtype', () => {
    expect([np.tile(u, 0).dtype, np.repeat(q, 0).dtype, np.delete(m, '::').dtype]).toEqual(['uint8', 'int64', 'bool']);
    expect(np.roll(h, 1).dtype).toBe('float16');
    expect(np.flip(v).size).toBe(9);
    expect(g.reshape(5, 1).dtype).toBe('bool');
    expect(w.T.reshape(12).toArray()).toEqual([2, 1, 2, 0, 1, 3, 1, 5, 2, 1, 2, 5]);
  });
  it('unknown options are errors', () => {
    expect(() => np.reshape(a, 6, { ordre: 'C' } as object)).toThrow(/unexpected option 'ordre'/);
    expect(() => np.concatenate([a], { axes: 0 } as object)).toThrow(np.DTypeError);
  });
});
