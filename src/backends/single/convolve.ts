/** Sums of shifted products: discrete convolution of two rows. */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { specialised } from './specialise.js';

type Convolve = (a: Storage, v: Storage, out: Storage, start: number) => void;

const LANES = [0, 1, 2, 3, 4, 5, 6, 7];
const each = (line: (lane: number) => string): string => LANES.map(line).join(' ');

// Outputs in which the shorter row lies wholly within the longer one go eight at a time.
const text = (zero: string, step: (sum: string, x: string, y: string) => string): string => `(a, v, out, start) => {
  const n = a.length | 0, m = v.length | 0, count = out.length | 0;
  let i = 0;
  const single = (k) => {
    let sum = ${zero};
    const from = Math.max(0, k - n + 1), to = Math.min(m - 1, k);
    for (let j = from; j <= to; j++) ${step('sum', 'a[k - j]', 'v[j]')};
    return sum;
  };
  for (; i < count && i + start < m - 1; i++) out[i] = single(i + start);
  const inside = Math.min(count, n - start) | 0;
  for (; i + 7 < inside; i = i + 8 | 0) {
    ${each((k) => `let s${k} = ${zero};`)}
    let p = i + start | 0;
    for (let j = 0; j < m; j = j + 1 | 0, p = p - 1 | 0) {
      const c = v[j];
      ${each((k) => `${step(`s${k}`, `a[p + ${k} | 0]`, 'c')};`)}
    }
    ${each((k) => `out[i + ${k}] = s${k};`)}
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
