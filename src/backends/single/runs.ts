/** Runs of equal elements in sorted data: where each begins. */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { specialised } from './specialise.js';

type Starts = (a: Storage, from: number, n: number, out: Int32Array) => number;

// Each start is written where the next one goes; what is no start is overwritten.
const NUMBERS = `(a, from, n, out) => { let k = 1; out[0] = 0;
  for (let i = 1; i < n; i++) { out[k] = i; k += a[from + i] !== a[from + i - 1] ? 1 : 0; } return k; }`;
const HALVES = `(a, from, n, out) => { let k = 1; out[0] = 0;
  for (let i = 1; i < n; i++) { const x = a[from + i], y = a[from + i - 1]; out[k] = i;
    k += (x !== y && ((x | y) & 0x7fff) !== 0) || (x & 0x7fff) > 0x7c00 ? 1 : 0; } return k; }`;
const PAIRS = `(a, from, n, out) => { let k = 1; out[0] = 0;
  for (let i = 1; i < n; i++) { const p = 2 * (from + i); out[k] = i;
    k += a[p] !== a[p - 2] || a[p + 1] !== a[p - 1] ? 1 : 0; } return k; }`;

/**
 * Where runs of equal elements begin; nan equals nothing, so that every nan is a run.
 *
 * @param info - the dtype
 * @param data - elements without gaps, equal ones next to each other
 * @param from - the first element
 * @param n - how many, at least one
 * @returns the places, counted from `from`
 */
export function runStarts(info: DTypeInfo, data: Storage, from: number, n: number): Int32Array {
  const out = new Int32Array(n);
  const text = info.lanes === 2 ? PAIRS : info.name === 'float16' ? HALVES : NUMBERS;
  const count = specialised<Starts>(text, info)(data, from, n, out);
  return out.subarray(0, count);
}

/** Which of `n` elements begin a run, as int32 numbers of runs from 0: element i lies in run `result[i]`. */
export function runNumbers(starts: Int32Array, n: number): Int32Array {
  const out = new Int32Array(n);
  for (let run = 0; run < starts.length; run++) {
    out.fill(run, starts[run], run + 1 < starts.length ? starts[run + 1] : n);
  }
  return out;
}
