/** frexp, nextafter and spacing by exact arithmetic in kernels: bit for bit those of numloom's float32. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { openAll } from './modes.js';

const rng = np.random.defaultRng(5);
const powers = Array.from({ length: 250 }, (_, k) => 2 ** (k - 123));
const normal = Float32Array.from([
  0,
  1,
  -1,
  1.5,
  3.4028234663852886e38,
  -3.4028234663852886e38,
  1.1754943508222875e-38,
  Infinity,
  -Infinity,
  ...powers,
  ...powers.map((x) => -x * 1.37),
  ...powers.map((x) => x * (2 - 2 ** -23)),
  ...rng.standardNormal([200]).data,
]);

for (const { title, cp } of await openAll()) {
  describe.skipIf(cp === null)(title, () => {
    const same = async (found: { get(): Promise<np.NDArray> }, wanted: np.NDArray): Promise<void> => {
      const got = await found.get();
      const [a, b] = [Array.from(got.data as ArrayLike<number>), Array.from(wanted.data as ArrayLike<number>)];
      // Zeros of either sign, and what a device may flush to 0, apart.
      const wrong = a.flatMap((value, k) =>
        value === b[k] || (value !== value && b[k] !== b[k]) ? [] : [[k, normal[k], value, b[k]]],
      );
      expect(wrong).toEqual([]);
    };
    const host = np.asarray(normal);

    it('frexp', async () => {
      const [mantissa, exponent] = cp!.frexp(cp!.asarray(normal));
      expect([mantissa.dtype, exponent.dtype]).toEqual(['float32', 'int32']);
      const [m, e] = np.frexp(host);
      await same(mantissa, m);
      await same(exponent, e);
    });

    it('spacing and nextafter', async () => {
      const a = cp!.asarray(normal);
      // Numbers whose neighbours are denormal may count as 0 on a device.
      const large = np.greater(np.absolute(host), 1e-30);
      const onDevice = cp!.asarray(large);
      await same(cp!.where(onDevice, cp!.spacing(a), 0), np.where(large, np.spacing(host), 0));
      for (const to of [Infinity, -Infinity, 0, NaN, 1]) {
        const there = np.full([normal.length], to, { dtype: 'float32' });
        await same(cp!.where(onDevice, cp!.nextafter(a, to), 0), np.where(large, np.nextafter(host, there), 0));
      }
    });
  });
}
