/** The arrays that the cases work on; oracle.py has the same under the same names. */
import * as np from '../../src/index.js';

export const a = np.arange(6).reshape(2, 3);
export const b = np.arange(24, { dtype: 'int32' }).reshape(2, 3, 4);
export const f = np.asfortranarray(a);
export const t = b.transpose(2, 0, 1);
export const s = b.at(':', '::2', '::-1');
export const e = np.zeros([0, 3]);
export const z = np.array(5);
export const v = np.array([3, 1, 2, 1, NaN, -0, Infinity, 1, -2]);
export const k = np.array([5, 3, 3, 9, 1, 5, 5], { dtype: 'int32' });
export const u = np.array([200, 3, 255, 0, 3], { dtype: 'uint8' });
export const q = np.array([3n, -1n, 2n ** 62n, 3n, 0n]);
export const h = np.array([1.5, -2, NaN, 0.25, 1.5], { dtype: 'float16' });
export const c = np.array([
  new np.Complex(1, 2),
  new np.Complex(1, -1),
  new np.Complex(0, 5),
  new np.Complex(1, -1),
  new np.Complex(NaN, 0),
]);
export const g = np.array([true, false, true, true, false]);
export const m = np.greater(a, 2);
export const w = np.array(
  [
    [2, 1, 2],
    [1, 3, 1],
    [2, 1, 2],
    [0, 5, 5],
  ],
  { dtype: 'int32' },
);
