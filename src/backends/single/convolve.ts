/** Sums of shifted products: discrete convolution of two rows. */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { specialised } from './specialise.js';

type Convolve = (a: Storage, v: Storage, out: Storage, start: number) => void;

// Outputs in which the shorter row lies wholly within the longer one go four at a time.
const text = (zero: string, step: (sum: string, x: string, y: string) => string): string => `(a, v, out, start) => {
  const n = a.length, m = v.length, count = out.length;
  let i = 0;
  const single = (k) => {
    let sum = ${zero};
    const from = Math.max(0, k - n + 1), to = Math.min(m - 1, k);
    for (let j = from; j <= to; j++) ${step('sum', 'a[k - j]', 'v[j]')};
    return sum;
  };
  for (; i < count && i + start < m - 1; i++) out[i] = single(i + start);
  const inside = Math.min(count, n - start);
  for (; i + 3 < inside; i += 4) {
    let s = ${zero}, t = ${zero}, u = ${zero}, w = ${zero};
    let p = i + start;
    for (let j = 0; j < m; j++, p--) {
      const c = v[j];
      ${step('s', 'a[p]', 'c')}; ${step('t', 'a[p + 1]', 'c')}; ${step('u', 'a[p + 2]', 'c')}; ${step('w', 'a[p + 3]', 'c')};
    }
    out[i] = s; out[i + 1] = t; out[i + 2] = u; out[i + 3] = w;
  }
  for (; i < count; i++) out[i] = single(i + start);
}`;

const FLOAT = text('0', (sum, x, y) => `${sum} += ${x} * ${y}`);
const INTEGER = text('0', (sum, x, y) => `${sum} = (${sum} + Math.imul(${x}, ${y})) | 0`);
const BIG = text('0n', (sum, x, y) => `${sum} += ${x} * ${y}`);

/**
 * `out[i] = sum over j of a[start + i - j] * v[j]`, what lies outside counting as 0. All of one dtype; integers wrap.
 *
 * @param info - a real dtype other than float16
 * @param a - a row
 * @param v - a row that is not longer
 * @param out - where the results go
 * @param start - the index of the first result
 */
export function convolveFlat(info: DTypeInfo, a: Storage, v: Storage, out: Storage, start: number): void {
  const kind = info.domain === 'bigint' ? BIG : info.kind === 'f' ? FLOAT : INTEGER;
  specialised<Convolve>(kind, info)(a, v, out, start);
}
