/** Elements that are nan or infinite, replaced in place where they lie without gaps. */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { specialised } from './specialise.js';

const REPLACE = `(a, from, to, nan, above, below) => {
  for (let i = from; i < to; i++) {
    const v = a[i];
    if (v - v === 0) continue;
    a[i] = v !== v ? nan : v > 0 ? above : below;
  }
}`;
const REPLACE_NAN = `(a, from, to, nan) => { for (let i = from; i < to; i++) if (a[i] !== a[i]) a[i] = nan; }`;
const REPLACE_NAN_PAIR = `(a, from, to, nan) => {
  for (let i = from; i < to; i += 2) if (a[i] !== a[i] || a[i + 1] !== a[i + 1]) { a[i] = nan; a[i + 1] = 0; }
}`;

/**
 * Replace what is not finite among slots `from` to `to` of float32 or float64 storage.
 *
 * @param nan - put in the place of nan
 * @param above - put in the place of inf
 * @param below - put in the place of -inf
 */
export function replaceNonFinite(
  info: DTypeInfo,
  storage: Storage,
  from: number,
  to: number,
  nan: number,
  above: number,
  below: number,
): void {
  specialised<(a: Storage, ...numbers: number[]) => void>(REPLACE, info)(storage, from, to, nan, above, below);
}

/** Replace nan among slots `from` to `to`; a complex number that is nan in either part is replaced whole. */
export function replaceNan(info: DTypeInfo, storage: Storage, from: number, to: number, nan: number): void {
  specialised<(a: Storage, ...numbers: number[]) => void>(info.lanes === 2 ? REPLACE_NAN_PAIR : REPLACE_NAN, info)(
    storage,
    from,
    to,
    nan,
  );
}

const COUNT_NAN = `(a, from, to) => { let n = 0; for (let i = from; i < to; i++) n += a[i] !== a[i] ? 1 : 0; return n; }`;
const COUNT_NAN_HALF = `(a, from, to) => { let n = 0; for (let i = from; i < to; i++) n += (a[i] & 0x7fff) > 0x7c00 ? 1 : 0; return n; }`;
const COUNT_NAN_PAIR = `(a, from, to) => {
  let n = 0;
  for (let i = from; i < to; i += 2) n += a[i] !== a[i] || a[i + 1] !== a[i + 1] ? 1 : 0;
  return n;
}`;

/** How many of `n` elements from element `start` on are nan. */
export function countNan(info: DTypeInfo, storage: Storage, start: number, n: number): number {
  if (info.kind !== 'f' && info.kind !== 'c') return 0;
  const text = info.lanes === 2 ? COUNT_NAN_PAIR : info.name === 'float16' ? COUNT_NAN_HALF : COUNT_NAN;
  return specialised<(a: Storage, from: number, to: number) => number>(text, info)(
    storage,
    start * info.lanes,
    (start + n) * info.lanes,
  );
}
