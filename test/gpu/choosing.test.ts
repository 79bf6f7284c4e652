/** Index arrays, masks, assignment, sorting, and the options of ufuncs: in every mode what numloom gives on the host. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { open, type GpuArray, type GpuIndex } from '../../src/backends/gpu/index.js';
import { openAll } from './modes.js';

const values = async (a: GpuArray): Promise<unknown> => (await a.get()).toArray();

const host = np.arange(24, { dtype: 'float32' }).reshape(4, 6);
const ints = np.array(
  [
    [5, -3, 5, 0, 2, 9],
    [1, 1, 0, 7, -8, 3],
  ],
  { dtype: 'int32' },
);
const holes = np.array([3, NaN, -Infinity, 2, 2, NaN, Infinity, -0.5, 0, 1, 2], { dtype: 'float32' });
const rows = np.array([3, 0, -1], { dtype: 'int32' });
const columns = np.array([[0], [5], [2]], { dtype: 'int32' });

/** Indices; arrays of them are tried from the host and from the device. */
const INDICES: readonly (readonly np.Index[])[] = [
  [[2, 0]],
  [rows],
  [':', rows],
  [rows, [1, -1, 2]],
  [rows, columns],
  [':', columns],
  ['1:', rows, null],
  [1, rows],
  [np.array([true, false, false, true])],
  [np.greater(host, 7)],
  [':', np.array([true, false, false, true, true, false])],
  [np.array([], { dtype: 'int32' })],
];

/** Assignments: an index and a value. */
const ASSIGNMENTS: readonly (readonly [readonly np.Index[], number | np.NDArray])[] = [
  [['...'], -1],
  [[1], 7.5],
  [['1:3', '::2'], np.array([[1, 2, 3]], { dtype: 'float32' })],
  [['::-2', '::-3'], np.array([[1], [2]], { dtype: 'float32' })],
  [[2, 3], np.array(4, { dtype: 'int32' })],
  [[rows], np.arange(6, { dtype: 'float32' })],
  [[rows, [1, 1, 1]], np.array([1, 2, 3], { dtype: 'float32' })],
  [
    [
      [1, 1, 1],
      [2, 2, 2],
    ],
    np.array([1, 2, 3], { dtype: 'float32' }),
  ],
  [[np.greater(host, 7)], 0],
  [[np.array([], { dtype: 'int32' })], 3],
];

const parts = (indices: readonly np.Index[]): string =>
  indices
    .map((one) => (one instanceof np.NDArray ? `${one.dtype}[${one.shape.join()}]` : JSON.stringify(one)))
    .join(', ');

for (const { title, cp: opened } of await openAll()) {
  const cp = opened!;
  const send = (a: np.NDArray): GpuArray => cp.asarray(a as np.NDArray<'float32'>);
  const sent = (indices: readonly np.Index[]): GpuIndex[] =>
    indices.map((one) => (one instanceof np.NDArray && one.dtype === 'int32' ? send(one) : one));

  describe.skipIf(opened === null)(title, () => {
    it.each(INDICES.map((one) => [parts(one), one] as const))('at(%s)', async (_, indices) => {
      const a = send(host);
      expect(await values(a.at(...indices))).toEqual(host.at(...indices).toArray());
      expect(await values(a.at(...sent(indices)))).toEqual(host.at(...indices).toArray());
      const turned = [...indices];
      if (indices.length === 1 && indices[0] === rows)
        expect(await values(a.T.at(':', ...turned))).toEqual(host.T.at(':', ...turned).toArray());
    });

    it('refuses indices that do not fit, before anything is queued', async () => {
      const a = send(host);
      expect(() => a.at([4])).toThrow(/index 4 is out of bounds for axis 0 with size 4/);
      expect(() => a.at([0], [0], [0])).toThrow(/too many indices/);
      expect(() => a.at(cp.array([0.5]))).toThrow(/must be of integer .*use astype\('int32'\)/);
      expect(() => a.at(cp.greater(a, 1))).toThrow(/await cp.extract\(mask, a\)/);
      expect(() => a.set([[0, 9]], 1)).toThrow(/index 9 is out of bounds/);
      expect(() => a.set(['1:3'], cp.ones([5]))).toThrow(
        /could not broadcast input array from shape \(5,\) into shape \(2,6\)/,
      );
      expect(() => a.set([rows], cp.ones([5]))).toThrow(/shape mismatch/);
      expect(() => cp.broadcastTo(cp.ones([1, 6]), [4, 6]).set([0], 1)).toThrow(/read-only/);
      expect(() => cp.ones([2], { dtype: 'int32' }).set([0], 1.5)).toThrow(/lose its fraction/);
      // One on the device is looked at there.
      expect(await values(a.at(cp.array([4], { dtype: 'int32' })))).toEqual([[NaN, NaN, NaN, NaN, NaN, NaN]]);
      expect(await values(a)).toEqual(host.toArray());
    });

    it.each(ASSIGNMENTS.map((one) => [parts(one[0]), ...one] as const))('set([%s])', async (_, indices, value) => {
      const want = host.copy();
      want.set([...indices], value);
      const given = typeof value === 'number' ? value : send(value);
      for (const index of [[...indices], sent(indices)]) {
        const a = send(host);
        const view = a.T;
        a.set(index, given);
        expect(await values(a)).toEqual(want.toArray());
        expect(await values(view)).toEqual(want.T.toArray());
      }
    });

    it('assigns at masks of the device, through views, and from itself', async () => {
      const a = send(host);
      a.set([cp.greater(a, 20)], cp.array([-1, -2, -3]));
      a.set([cp.array([true, false, false, false])], cp.zeros([6]));
      const want = host.copy();
      want.set([np.greater(host, 20)], [-1, -2, -3]);
      want.set([0], 0);
      expect(await values(a)).toEqual(want.toArray());
      const b = cp.arange(6);
      const before = b.add(0);
      b.at('::-1').set(['...'], b);
      expect(await values(b)).toEqual([5, 4, 3, 2, 1, 0]);
      b.set(['1:'], b.at(':-1'));
      expect(await values(b)).toEqual([5, 5, 4, 3, 2, 1]);
      expect(await values(before)).toEqual([0, 1, 2, 3, 4, 5]);
      b.fill(2);
      expect(await values(b)).toEqual([2, 2, 2, 2, 2, 2]);
    });

    it('chooses what only the device can count', async () => {
      const a = send(ints);
      const big = cp.greater(a, 1);
      const hostBig = np.greater(ints, 1);
      expect(await values(await cp.extract(big, a))).toEqual(np.extract(hostBig, ints).toArray());
      const places = await cp.nonzero(big);
      expect(await Promise.all(places.map(values))).toEqual(np.nonzero(hostBig).map((one) => one.toArray()));
      expect(await values(await cp.flatnonzero(a))).toEqual(np.flatnonzero(ints).toArray());
      const keep = cp.array([true, false, true, true, false, false]);
      expect(await values(await cp.compress(keep, a, { axis: 1 }))).toEqual([
        [5, 5, 0],
        [1, 0, 7],
      ]);
      expect((await cp.extract(cp.less(a, -100), a)).shape).toEqual([0]);
      expect(await values(cp.countNonzero(a, { axis: 1 }))).toEqual([5, 5]);
      expect(await cp.countNonzero(a).item()).toBe(10);
      expect(await values(cp.take(a, [0, -1]))).toEqual([5, 3]);
      expect(await values(cp.take(a, [0, -1], { axis: 1 }))).toEqual([
        [5, 9],
        [1, 3],
      ]);
      await expect(cp.extract(keep, a)).rejects.toThrow(/the condition has 6 elements/);
    });

    it('sorts and searches', async () => {
      for (const axis of [0, 1, -1, null]) {
        const a = send(ints);
        expect(await values(cp.sort(a, { axis }))).toEqual(np.sort(ints, { axis }).toArray());
        expect(await values(cp.argsort(a, { axis }))).toEqual(np.argsort(ints, { axis, kind: 'stable' }).toArray());
      }
      const h = send(holes);
      expect(await values(cp.sort(h))).toEqual(np.sort(holes).toArray());
      expect(await values(cp.argsort(h))).toEqual(np.argsort(holes, { kind: 'stable' }).toArray());
      expect(await values(cp.takeAlongAxis(h, cp.argsort(h), { axis: 0 }))).toEqual(np.sort(holes).toArray());
      const list = np.sort(holes);
      for (const side of ['left', 'right'] as const) {
        expect(await values(cp.searchsorted(cp.sort(h), h, { side }))).toEqual(
          np.searchsorted(list, holes, { side }).toArray(),
        );
      }
      const own = cp.array([3, 1, 2]);
      own.sort();
      expect(await values(own)).toEqual([1, 2, 3]);
      expect(await values(cp.sort(cp.zeros([0])))).toEqual([]);
    });

    it('ufuncs take out, where and dtype', async () => {
      const a = send(host);
      const o = cp.zeros([4, 6]);
      expect(cp.add(a, 1, { out: o })).toBe(o);
      expect(await values(o)).toEqual(np.add(host, 1).toArray());
      // What is written may be what is read, and a part of a larger array.
      cp.multiply(o, o, { out: o.at(':', '::-1') });
      const want = np.add(host, 1);
      np.multiply(want, want, { out: want.at(':', '::-1') });
      expect(await values(o)).toEqual(want.toArray());
      const odd = cp.equal(cp.mod(a, 2), 1);
      cp.negative(a, { out: o, where: odd });
      np.negative(host, { out: want, where: np.equal(np.mod(host, 2), 1) });
      expect(await values(o)).toEqual(want.toArray());
      expect(await values(cp.negative(a, { where: odd }).at(0))).toEqual([0, -1, 0, -3, 0, -5].map((v) => v + 0));
      cp.exp(a, { out: o, where: false });
      expect(await values(o)).toEqual(want.toArray());
      const sums = cp.add(cp.array([true, true]), true, { dtype: 'int32' });
      expect(sums.dtype).toBe('int32');
      expect(await values(sums)).toEqual([2, 2]);
      expect(cp.sqrt(send(ints), { dtype: 'float32' }).dtype).toBe('float32');
      const whole = cp.zeros([4, 6]);
      const [q, r] = cp.divmod(a, 5, { out: [whole, null] });
      expect(q).toBe(whole);
      expect(await values(r)).toEqual(np.remainder(host, 5).toArray());
      expect(await values(q)).toEqual(np.floorDivide(host, 5).toArray());
    });

    it('refuses options that do not fit', () => {
      const a = send(host);
      expect(() => cp.add(a, 1, { out: cp.zeros([6, 4]) })).toThrow(
        /non-broadcastable output operand with shape \(6,4\)/,
      );
      expect(() => cp.add(a, 1, { out: cp.zeros([4, 6], { dtype: 'int32' }) })).toThrow(
        /Cannot cast ufunc 'add' output from dtype\('float32'\) to dtype\('int32'\)/,
      );
      expect(() => cp.add(a, 1, { where: cp.ones([4, 6]) as never })).toThrow(
        /where must be boolean, got dtype float32/,
      );
      expect(() => cp.add(a, 1, { dtype: 'int32' })).toThrow(/Cannot cast ufunc 'add' input 0/);
      expect(() => cp.add(a, 1, { out: cp.broadcastTo(cp.zeros([1]), [4, 6]) })).toThrow(/read-only/);
      expect(() => cp.add(a, 1, { axis: 1 } as never)).toThrow(/unexpected option 'axis'; it takes out, where, dtype/);
      const gone = cp.zeros([4, 6]);
      gone.free();
      expect(() => cp.add(a, 1, { out: gone })).toThrow(/was freed/);
      expect(() => cp.add(a, 1, { out: host as never })).toThrow(/expected a GpuArray/);
    });

    it('random: orders and choices of numloom, and generators of one’s own', async () => {
      const [one, other] = [cp.random.defaultRng(7), np.random.defaultRng(7)];
      expect(await values(one.permutation(9))).toEqual(other.permutation(9).toArray());
      expect(await values(one.choice(9, [2, 3]))).toEqual(other.choice(9, [2, 3]).toArray());
      expect(await values(one.choice(9, 4, { replace: false }))).toEqual(
        other.choice(9, 4, { replace: false }).toArray(),
      );
      expect(await values(one.exponential(2, 3))).toEqual(
        np.multiply(other.standardExponential(3, { dtype: 'float32' }), 2).toArray(),
      );
      const a = send(host);
      one.shuffle(a);
      expect(await values(cp.sort(a, { axis: 0 }))).toEqual(host.toArray());
      expect(one.choice(a).shape).toEqual([6]);
      cp.random.seed(3);
      expect(await values(cp.random.randint(0, 9, 5))).toEqual(np.random.defaultRng(3).integers(0, 9, 5).toArray());
    });
  });
}

it('options have types', async () => {
  const cp = await open({ mode: 'cpu' });
  const f = cp.ones([2]);
  const i = cp.ones([2], { dtype: 'int32' });
  expectTypeOf(cp.add(i, i, { out: f })).toEqualTypeOf<GpuArray<'float32'>>();
  expectTypeOf(cp.add(i, i, { dtype: 'int8' })).toEqualTypeOf<GpuArray<'int8'>>();
  expectTypeOf(cp.add(i, i, { where: cp.less(i, 1) })).toEqualTypeOf<GpuArray<'int32'>>();
  expectTypeOf(cp.argsort(f)).toEqualTypeOf<GpuArray<'int32'>>();
  expectTypeOf(await cp.extract(cp.less(i, 1), i)).toEqualTypeOf<GpuArray<'int32'>>();
  // @ts-expect-error a mask is bool
  expect(() => cp.add(f, 1, { where: f })).toThrow();
});
