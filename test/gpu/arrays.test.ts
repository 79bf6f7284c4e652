/** GpuArrays in every mode: transfer, views, methods, integers, memory, random numbers, the queue. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { GpuArray, GpuError, open } from '../../src/backends/gpu/index.js';
import { openAll } from './modes.js';

const values = async (a: GpuArray): Promise<unknown> => (await a.get()).toArray();

for (const { title, mode, cp: opened } of await openAll()) {
  const cp = opened!;
  describe.skipIf(opened === null)(title, () => {
    it('says what it is', () => {
      expect(cp.mode).toBe(mode);
      expect(cp.describe()).toContain(`mode ${mode} on ${cp.device}`);
      expect(cp.reason).toBe('asked for');
    });

    it('sends and brings back every dtype that a device holds', async () => {
      for (const dtype of ['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'float32'] as const) {
        const host = np.array(
          [
            [0, 1, 1],
            [1, 0, 1],
          ],
          { dtype },
        );
        const back = await cp.asarray(host).get();
        expect(back.dtype).toBe(dtype);
        expect(back.toArray()).toEqual(host.toArray());
      }
      expect(cp.array([1, 2]).dtype).toBe('float32');
      expect(cp.array([true, false]).dtype).toBe('bool');
      expect(cp.array(3).shape).toEqual([]);
      expect(await cp.array(new Uint8Array([7, 255])).get()).toMatchObject({ dtype: 'uint8' });
      expect(cp.asarray(np.array([1.5], { dtype: 'float16' })).dtype).toBe('float32');
      const strided = np.arange(12, { dtype: 'float32' }).reshape(3, 4).T;
      expect(await values(cp.asarray(strided))).toEqual(strided.toArray());
    });

    it('does not see changes made to host data afterwards', async () => {
      const data = new Float32Array([1, 2, 3]);
      const a = cp.asarray(data);
      data[0] = 99;
      expect(await values(a)).toEqual([1, 2, 3]);
    });

    it('makes arrays', async () => {
      expect(await values(cp.zeros([2, 2]))).toEqual([
        [0, 0],
        [0, 0],
      ]);
      expect(await values(cp.full([2], 2.5))).toEqual([2.5, 2.5]);
      expect(await values(cp.full([2], true, { dtype: 'bool' }))).toEqual([true, true]);
      expect(await values(cp.onesLike(cp.array([1, 2], { dtype: 'int32' })))).toEqual([1, 1]);
      expect(await values(cp.arange(1, 7, 2, { dtype: 'int32' }))).toEqual([1, 3, 5]);
      expect(await values(cp.arange(3))).toEqual([0, 1, 2]);
      expect(await values(cp.linspace(0, 1, 5))).toEqual([0, 0.25, 0.5, 0.75, 1]);
      expect(await values(cp.eye(2, 3, { k: 1 }))).toEqual([
        [0, 1, 0],
        [0, 0, 1],
      ]);
      expect((await cp.zeros([0, 3]).get()).shape).toEqual([0, 3]);
      expect(await values(cp.zeros([0, 3]).sum({ axis: 0 }))).toEqual([0, 0, 0]);
      expect(await values(cp.add(cp.zeros([0]), 1))).toEqual([]);
    });

    it('takes parts as views', async () => {
      const a = cp.arange(24).reshape(2, 3, 4);
      const host = np.arange(24).reshape(2, 3, 4);
      expect(await values(a.at(1))).toEqual(host.at(1).toArray());
      expect(await values(a.at(-1, '::-1', '1:3'))).toEqual(host.at(-1, '::-1', '1:3').toArray());
      expect(await values(a.at('...', 2))).toEqual(host.at('...', 2).toArray());
      expect(await values(a.at(0, null, 1, np.slice(0, 4, 3)))).toEqual(
        host.at(0, null, 1, np.slice(0, 4, 3)).toArray(),
      );
      expect(a.at(1).buffer).toBe(a.buffer);
      expect(await values(a.at(1, '1:').add(a.at(0, ':2')))).toEqual(host.at(1, '1:').add(host.at(0, ':2')).toArray());
      expect(await values(a.transpose([2, 0, 1]).sum({ axis: 1 }))).toEqual(
        host.transpose([2, 0, 1]).sum({ axis: 1 }).toArray(),
      );
      expect(await values(a.at('...', '::2').max({ axis: [0, 2] }))).toEqual([14, 18, 22]);
      expect(await a.item(1, 2, 3)).toBe(23);
    });

    it('has the methods', async () => {
      const a = cp.array([
        [1, -2],
        [3, 4],
      ]);
      expect(await values(a.add(1).mul(2).sub(a).div(2))).toEqual([
        [1.5, 0],
        [2.5, 3],
      ]);
      expect(await values(a.neg().abs().pow(2))).toEqual([
        [1, 4],
        [9, 16],
      ]);
      expect(await values(a.gt(0))).toEqual([
        [true, false],
        [true, true],
      ]);
      expect(await values(a.T.dot(a))).toEqual([
        [10, 10],
        [10, 20],
      ]);
      expect(await a.sum().item()).toBe(6);
      expect(a.sum().shape).toEqual([]);
      expect(await values(a.astype('int8').floorDivide(2))).toEqual([
        [0, -1],
        [1, 2],
      ]);
      expect(await values(a.clip(0, 3).ravel())).toEqual([1, 0, 3, 3]);
      expect(await a.argmax().item()).toBe(3);
      expect(await values(a.cumsum({ axis: 1 }))).toEqual([
        [1, -1],
        [3, 7],
      ]);
      expect(String(a)).toBe(`GpuArray(shape=(2,2), dtype=float32, device=${mode})`);
    });

    it('puts arrays together', async () => {
      const a = cp.array([
        [1, 2],
        [3, 4],
      ]);
      const b = cp.array([[5], [6]]);
      expect(await values(cp.concatenate([a, b, a], { axis: 1 }))).toEqual([
        [1, 2, 5, 1, 2],
        [3, 4, 6, 3, 4],
      ]);
      expect(await values(cp.concatenate([a.T, b.T]))).toEqual([
        [1, 3],
        [2, 4],
        [5, 6],
      ]);
      expect(await values(cp.stack([a, a.T], { axis: 2 }))).toEqual([
        [
          [1, 1],
          [2, 3],
        ],
        [
          [3, 2],
          [4, 4],
        ],
      ]);
      expect(await values(cp.concatenate([cp.zeros([0]), cp.ones([2])]))).toEqual([1, 1]);
      const [q, r] = cp.divmod(cp.array([7, -7]), 3);
      expect([await values(q), await values(r)]).toEqual([
        [2, -3],
        [1, 2],
      ]);
      const [fraction, whole] = cp.modf(cp.array([-3.5, 2.25]));
      expect([await values(fraction), await values(whole)]).toEqual([
        [-0.5, 0.25],
        [-3, 2],
      ]);
      expect(await values(cp.ldexp(cp.array([1.5, 3]), cp.array([4, -1], { dtype: 'int32' })))).toEqual([24, 1.5]);
    });

    it('keeps integers exact or tells of it', async () => {
      const a = cp.array([2 ** 23, -5], { dtype: 'int32' });
      expect(await values(a.add(a))).toEqual([2 ** 24, -10]);
      await expect(a.mul(4).get()).rejects.toThrow(GpuError);
      await expect(a.mul(4).get()).rejects.toThrow(/int32 result left the range.*-2\*\*24 to 2\*\*24/);
      await expect(a.mul(4).gt(0).get()).rejects.toThrow(GpuError);
      await expect(cp.array([200], { dtype: 'uint8' }).add(100).get()).rejects.toThrow(/uint8/);
      await expect(cp.full([300, 300], 1000, { dtype: 'int32' }).sum().get()).rejects.toThrow(GpuError);
      expect(() => cp.array([2 ** 24 + 1], { dtype: 'int32' })).toThrow(/does not fit int32 on a device/);
      expect(() => cp.array([1], { dtype: 'uint8' }).add(256)).toThrow(/out of bounds for uint8/);
      expect(await values(cp.array([250], { dtype: 'uint8' }).astype('float32').mul(1000))).toEqual([250000]);
    });

    it('draws the same numbers from the same seed', async () => {
      cp.random.seed(42);
      const first = await values(cp.random.rand([4]));
      const rng = np.random.defaultRng(42);
      expect(first).toEqual(rng.random(4, { dtype: 'float32' }).toArray());
      const normal = await values(cp.random.normal(10, 2, [3]));
      const drawn = rng.standardNormal(3, { dtype: 'float32' }).toArray() as number[];
      expect(normal).toEqual(drawn.map((z) => Math.fround(10 + 2 * z)));
      const whole = (await values(cp.random.integers(-3, 4, [200]))) as number[];
      expect(new Set(whole)).toEqual(new Set([-3, -2, -1, 0, 1, 2, 3]));
      cp.random.seed(42);
      expect(await values(cp.random.rand(4))).toEqual(first);
      const uniform = (await values(cp.random.uniform(5, 6, 100))) as number[];
      expect(uniform.every((x) => x >= 5 && x <= 6)).toBe(true);
    });

    it('queues work and waits for it', async () => {
      await cp.synchronize();
      let x = cp.ones([8, 8]);
      for (let i = 0; i < 50; i++) x = cp.matmul(x, cp.eye(8)).add(1);
      const reading = x.get();
      const later = x.mul(2);
      await cp.synchronize();
      expect((await reading).item(3, 3)).toBe(51);
      expect(await later.item(0, 0)).toBe(102);
      await cp.synchronize();
    });

    // Tiles in webasm come in whole rows; it has no such limit.
    if (mode !== 'webasm')
      it('splits products with more rows, columns or matrices than the device has threads', async () => {
        const own = await open({ mode });
        Object.defineProperty(own.ones([1]).device.driver, 'maxThreads', { value: [24, 10, 3] });
        const [a, b] = [np.random.defaultRng(1).random([5, 2, 23, 6]), np.random.defaultRng(2).random([2, 6, 50])];
        const c = own.matmul(own.asarray(a, { dtype: 'float32' }), own.asarray(b, { dtype: 'float32' }));
        const host = await c.get();
        expect(host.shape).toEqual([5, 2, 23, 50]);
        expect(np.allclose(host, np.matmul(a, b), { rtol: 1e-5 })).toBe(true);
      });

    // Host arrays are garbage-collected without help.
    if (mode === 'webgpu')
      it('frees what the program has dropped', async () => {
        const own = await open({ mode });
        let x = own.zeros([1]);
        Object.assign(x.device.memory, { collectAt: 2 ** 20 });
        for (let i = 0; i < 24; i++) x = own.full([2 ** 16], i);
        await own.synchronize();
        expect(await x.at(-1).item()).toBe(23);
        await own.synchronize();
        expect(own.memoryInfo().peak).toBeGreaterThan(20 * 2 ** 18);
        expect(own.memoryInfo().used).toBeLessThan(5 * 2 ** 18);
        await own.close();
      });

    it('counts memory and gives it back', async () => {
      const own = await open({ mode });
      expect(own.memoryInfo()).toMatchObject({ used: 0, arrays: 0, peak: 0 });
      const a = own.zeros([100, 10]);
      const b = a.add(1);
      expect(own.memoryInfo()).toMatchObject({ used: 8000, arrays: 2, peak: 8000 });
      expect(own.memoryInfo().limit).toBeGreaterThan(2 ** 20);
      const view = a.at(0);
      a.free();
      a.free();
      expect(a.freed && view.freed).toBe(true);
      expect(own.memoryInfo()).toMatchObject({ used: 4000, arrays: 1, peak: 8000 });
      expect(await b.sum().item()).toBe(1000);
      await own.synchronize();
      await own.close();
      expect(own.memoryInfo()).toMatchObject({ used: 0, arrays: 0 });
      expect(b.freed).toBe(true);
      expect(() => own.zeros([1])).toThrow(/closed/);
    });
  });
}
