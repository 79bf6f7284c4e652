/** Truth of elements that lie without gaps: stopping at the first that decides, and counting those that are not zero. */
import type { Storage } from '../../core/dtype.js';
import type { StridedView } from '../backend.js';
import { nativeCount } from '../native/kernels/moves.js';
import { nativeTruth } from '../native/kernels/reduce.js';
import { specialised } from './specialise.js';

type Scan = (a: Storage, from: number, to: number) => number;

// float16 keeps its sign in the top bit, so -0 has bits of its own.
const FIND = `(a, from, to) => { for (let i = from; i < to; i++) if (a[i] != 0) return i; return -1; }`;
const FIND_HALF = `(a, from, to) => { for (let i = from; i < to; i++) if ((a[i] & 0x7fff) !== 0) return i; return -1; }`;
const MISS = `(a, from, to) => { for (let i = from; i < to; i++) if (!(a[i] != 0)) return i; return -1; }`;
const MISS_HALF = `(a, from, to) => { for (let i = from; i < to; i++) if ((a[i] & 0x7fff) === 0) return i; return -1; }`;
const MISS_PAIR = `(a, from, to) => { for (let i = from; i < to; i += 2) if (!(a[i] != 0) && !(a[i + 1] != 0)) return i; return -1; }`;
const COUNT = `(a, from, to) => { let n = 0, m = 0, i = from; const e = to - 1;
  for (; i < e; i += 2) { n += a[i] != 0 ? 1 : 0; m += a[i + 1] != 0 ? 1 : 0; }
  if (i < to && a[i] != 0) n++; return n + m; }`;
const COUNT_HALF = `(a, from, to) => { let n = 0; for (let i = from; i < to; i++) n += (a[i] & 0x7fff) !== 0 ? 1 : 0; return n; }`;
const COUNT_PAIR = `(a, from, to) => { let n = 0; for (let i = from; i < to; i += 2) n += a[i] != 0 || a[i + 1] != 0 ? 1 : 0; return n; }`;

function choose(view: StridedView, real: string, half: string, pair: string): Scan {
  const { info } = view;
  return specialised<Scan>(info.lanes === 2 ? pair : info.name === 'float16' ? half : real, info);
}

/** Is any of `n` elements true (`stopAt` true), or are all of them (`stopAt` false)? */
export function truthFlat(view: StridedView, n: number, stopAt: boolean): boolean {
  const known = nativeTruth(view, n, stopAt);
  if (known !== undefined) return known;
  const { lanes } = view.info;
  const scan = stopAt ? choose(view, FIND, FIND_HALF, FIND) : choose(view, MISS, MISS_HALF, MISS_PAIR);
  const at = scan(view.storage, view.offset * lanes, (view.offset + n) * lanes);
  return stopAt ? at >= 0 : at < 0;
}

/** How many of `n` elements are not zero. */
export function countNonzeroFlat(view: StridedView, n: number): number {
  const known = nativeCount(view, n);
  if (known !== undefined) return known;
  const { lanes } = view.info;
  return choose(view, COUNT, COUNT_HALF, COUNT_PAIR)(view.storage, view.offset * lanes, (view.offset + n) * lanes);
}
