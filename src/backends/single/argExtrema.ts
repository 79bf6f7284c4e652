/** Where the largest or smallest element of a row lies: the first one, and the first nan before any number. */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { sizeOf } from '../../core/shape.js';
import type { StridedView } from '../backend.js';
import { nativeArgExtrema } from '../native/kernels/reduce.js';
import { forEachOuter } from './iteration.js';
import { specialised } from './specialise.js';

type Find = (a: Storage, p: number, s: number, n: number) => number;

// One comparison an element finds both what is better and what is nan.
const real = (worse: string): string => `(a, p, s, n) => {
  let m = a[p], at = 0, i = 1;
  if (m !== m) return 0;
  if (s === 1) for (; i + 7 < n; i += 8) {
    const q = p + i;
    if (a[q] ${worse} m && a[q + 1] ${worse} m && a[q + 2] ${worse} m && a[q + 3] ${worse} m &&
        a[q + 4] ${worse} m && a[q + 5] ${worse} m && a[q + 6] ${worse} m && a[q + 7] ${worse} m) continue;
    for (let j = i; j < i + 8; j++) { const v = a[p + j]; if (!(v ${worse} m)) { if (v !== v) return j; m = v; at = j; } }
  }
  for (; i < n; i++) { const v = a[p + i * s]; if (!(v ${worse} m)) { if (v !== v) return i; m = v; at = i; } }
  return at;
}`;

const complex = (better: string): string => `(a, p, s, n) => {
  let re = a[2 * p], im = a[2 * p + 1], at = 0;
  if (re !== re || im !== im) return 0;
  for (let i = 1; i < n; i++) {
    const q = 2 * (p + i * s), x = a[q], y = a[q + 1];
    if (x !== x || y !== y) return i;
    if (x ${better} re || (x === re && y ${better} im)) { re = x; im = y; at = i; }
  }
  return at;
}`;

const TEXTS = {
  max: { real: real('<='), complex: complex('>') },
  min: { real: real('>='), complex: complex('<') },
};

/** Does `argExtrema` take this dtype? float16 must be converted first. */
export function hasOrderedStorage(info: DTypeInfo): boolean {
  return info.name !== 'float16';
}

/**
 * For every row, the index of its extreme element.
 *
 * @param which - the extreme
 * @param rest - the shape of the rows' places
 * @param source - one step per axis of `rest`
 * @param step - between neighbours of a row
 * @param n - elements a row, at least 1
 * @param out - int32, one step per axis of `rest`
 */
export function argExtrema(
  which: 'max' | 'min',
  rest: readonly number[],
  source: StridedView,
  step: number,
  n: number,
  out: StridedView,
): void {
  if (sizeOf(rest) === 0) return;
  if (nativeArgExtrema(which, rest, source, step, n, out)) return;
  const find = specialised<Find>(TEXTS[which][source.info.lanes === 2 ? 'complex' : 'real'], source.info);
  const plan = { shape: [...rest], steps: [[...source.steps], [...out.steps]] };
  const indices = out.storage as Int32Array;
  forEachOuter(plan, 0, [source.offset, out.offset], (o) => {
    indices[o[1]!] = find(source.storage, o[0]!, step, n);
  });
}
