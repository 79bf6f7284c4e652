/** Filters over the rows of a signal: with many rows these are shared out over threads, each row on one of them. */
import { backend, type StridedView } from '../../backends/backend.js';
import { defineTask, share } from '../../backends/task.js';
import { beginning, ending } from '../convolution/direct.js';
import { fresh } from '../values.js';
import { filterLoop, filterSections } from './kernels.js';
import type { Coefficients } from './linear.js';
import { chunksFor, productCost, slide, viewOf } from './sliding.js';

/** From so many taps on a finite filter runs as a sliding sum; with fewer, as a recursion would. */
const SLIDE_FROM = 8;

const isSliding = (recursive: boolean, order: number): boolean => !recursive && order >= SLIDE_FROM;

/** Rows `from` to `to`; `states` holds `order` numbers a row and is changed. */
function filterPart(
  b: Float64Array,
  a: Float64Array,
  recursive: boolean,
  x: Float64Array,
  y: Float64Array,
  n: number,
  states: Float64Array,
  from: number,
  to: number,
): void {
  const order = b.length - 1;
  if (isSliding(recursive, order) && n >= order) {
    const back = b.slice().reverse();
    for (let row = from; row < to; row++) {
      const input = x.subarray(row * n, (row + 1) * n);
      const output = y.subarray(row * n, (row + 1) * n);
      const z = states.subarray(row * order, (row + 1) * order);
      const first = beginning(input, back);
      for (let k = 0; k < order; k++) output[k] = first[k]! + z[k]!;
      slide(input, back, output.subarray(order));
      z.set(ending(input, back));
    }
    return;
  }
  const loop = filterLoop(order, recursive);
  const z = new Float64Array(order);
  for (let row = from; row < to; row++) {
    z.set(states.subarray(row * order, (row + 1) * order));
    loop(b, a, x, y, row * n, n, z);
    states.set(z, row * order);
  }
}

const filtering = defineTask(
  'signal: filter rows',
  (
    chunk,
    chunks,
    b: Float64Array,
    a: Float64Array,
    recursive: boolean,
    rows: number,
    n: number,
    x: StridedView,
    before: StridedView,
    y: StridedView,
    states: StridedView,
  ) => {
    const [from, to] = share(rows, chunk, chunks);
    const order = b.length - 1;
    const z = states.storage as Float64Array;
    z.set((before.storage as Float64Array).subarray(from * order, to * order), from * order);
    filterPart(b, a, recursive, x.storage as Float64Array, y.storage as Float64Array, n, z, from, to);
  },
  [7, 8],
);

/**
 * Filter rows with real coefficients.
 *
 * @param states - `order` numbers a row; changed
 */
export function filterRows(
  c: Coefficients,
  x: Float64Array,
  rows: number,
  n: number,
  states: Float64Array,
  y = fresh(x.length),
): Float64Array {
  const { order, recursive } = c;
  const cost = isSliding(recursive, order) ? order * productCost() : order <= 12 ? 6 : 1.5 * order;
  const work = rows * n * cost;
  if (rows < 2 || order === 0 || backend().capabilities.workers === 1) {
    filterPart(c.b.re, c.a.re, recursive, x, y, n, states, 0, rows);
    return y;
  }
  const views = [viewOf(x), viewOf(states.slice()), viewOf(y), viewOf(states)] as const;
  backend().run(filtering, chunksFor(work, rows), work, c.b.re, c.a.re, recursive, rows, n, ...views);
  return y;
}

const sectioning = defineTask(
  'signal: sections of rows',
  (
    chunk,
    chunks,
    sos: Float64Array,
    rows: number,
    n: number,
    x: StridedView,
    before: StridedView,
    y: StridedView,
    states: StridedView,
  ) => {
    const [from, to] = share(rows, chunk, chunks);
    const size = sos.length / 3;
    const z = states.storage as Float64Array;
    z.set((before.storage as Float64Array).subarray(from * size, to * size), from * size);
    for (let row = from; row < to; row++) {
      const own = z.slice(row * size, (row + 1) * size);
      filterSections(sos, x.storage as Float64Array, y.storage as Float64Array, row * n, n, own);
      z.set(own, row * size);
    }
  },
  [5, 6],
);

/**
 * Filter rows with second-order sections.
 *
 * @param states - two numbers a section, row by row; changed
 */
export function sectionRows(
  sos: Float64Array,
  x: Float64Array,
  rows: number,
  n: number,
  states: Float64Array,
  y = fresh(x.length),
): Float64Array {
  if (sos.length === 0) {
    y.set(x);
    return y;
  }
  const work = rows * n * sos.length * 0.3;
  const views = [viewOf(x), viewOf(states.slice()), viewOf(y), viewOf(states)] as const;
  backend().run(sectioning, rows < 2 ? 1 : chunksFor(work, rows), work, sos, rows, n, ...views);
  return y;
}
