/** `where`, `initial` and `out` of reductions: what numloom gives on the host, on every kind of device. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { ValueError } from '../../src/index.js';
import { assertAllclose } from '../../src/testing/index.js';
import { openAll } from './modes.js';

const rng = np.random.defaultRng(11);
const values = rng.standardNormal([6, 7, 5]).astype('float32');
const mask = rng.random([6, 7, 5]).gt(0.4);
const row = rng.random([5]).gt(0.5);

for (const { title, cp } of await openAll()) {
  describe.skipIf(cp === null)(title, () => {
    const on = cp!;
    const close = async (found: { get(): Promise<np.NDArray> }, wanted: np.NDArray | number): Promise<void> => {
      assertAllclose(await found.get(), wanted, { rtol: 3e-5, atol: 1e-5 });
    };

    it('take what a mask chooses', async () => {
      const [a, m, r] = [on.asarray(values), on.asarray(mask), on.asarray(row)];
      for (const axis of [null, 0, 2, [0, 2]] as const) {
        for (const [host, device] of [
          [mask, m],
          [row, r],
        ] as const) {
          const [h, d] = [
            { axis, where: host, keepdims: true },
            { axis, where: device, keepdims: true },
          ];
          await close(on.sum(a, d), np.sum(values, h));
          await close(on.prod(a, d), np.prod(values, h));
          await close(on.mean(a, d), np.mean(values, h));
          await close(on.std(a, { ...d, ddof: 1 }), np.std(values, { ...h, ddof: 1 }));
          await close(a.var(d), np.var(values, h));
          await close(on.max(a, { ...d, initial: -2 }), np.max(values, { ...h, initial: -2 }));
          await close(a.min({ ...d, initial: 0.5 }), np.min(values, { ...h, initial: 0.5 }));
          expect((await on.any(on.greater(a, 1), d).get()).tolist()).toEqual(
            np.asarray(np.any(values.gt(1), h)).tolist(),
          );
          expect((await on.all(on.greater(a, -1), d).get()).tolist()).toEqual(
            np.asarray(np.all(values.gt(-1), h)).tolist(),
          );
        }
      }
      await close(on.sum(a, { where: false, initial: 3 }), 3);
      // What is not taken does not matter, not even nan.
      const odd = on.asarray(Float32Array.of(1, NaN, 3));
      const finite = on.isfinite(odd);
      await close(on.mean(odd, { where: finite }), 2);
      await close(on.var(odd, { where: finite }), 1);
    });

    it('begin from a number', async () => {
      const a = on.asarray(values);
      await close(on.sum(a, { axis: 1, initial: 10 }), np.sum(values, { axis: 1, initial: 10 }));
      await close(on.prod(a, { axis: 1, initial: -2 }), np.prod(values, { axis: 1, initial: -2 }));
      expect(await on.max(on.zeros([0]), { initial: 4 }).item()).toBe(4);
      expect(await on.sum(on.asarray(Int32Array.of(1, 2)), { initial: 4 }).item()).toBe(7);
    });

    it('write into arrays', async () => {
      const a = on.asarray(values);
      const whole = on.zeros([6, 5]);
      const returned = on.sum(a, { axis: 1, out: whole });
      expect(returned).toBe(whole);
      await close(whole, np.sum(values, { axis: 1 }));
      const part = on.zeros([6, 10]);
      on.cumsum(on.asarray(Float32Array.of(1, 2, 3)), { out: part.at(0, ':3') });
      on.argmax(a, { axis: 1, out: part.at(':', '5:') });
      const got = await part.get();
      expect(got.at(0, ':3').tolist()).toEqual([1, 3, 6]);
      expect(got.at(':', '5:').tolist()).toEqual(np.argmax(values, { axis: 1 }).tolist());
    });

    it('refuse what does not fit', () => {
      const a = on.asarray(values);
      expect(() => on.max(a, { where: on.asarray(mask) })).toThrow(ValueError);
      expect(() => on.sum(a, { where: on.asarray(np.ones([4], { dtype: 'bool' })) })).toThrow(
        /^sum: where of shape \(4,?\) does not broadcast to the array's shape \(6, ?7, ?5\)$/,
      );
      expect(() => on.sum(a, { where: on.asarray(values) as never })).toThrow(
        /where must be boolean, got dtype float32/,
      );
      expect(() => on.sum(a, { axis: 0, out: on.zeros([6, 5]) })).toThrow(/shape/);
      expect(() => on.sum(a, { out: on.zeros([], { dtype: 'int32' }) })).toThrow(/Cannot cast/);
      expect(() => on.sum(a, { initial: 'a' as never })).toThrow(/initial must be a number, got/);
    });
  });
}
