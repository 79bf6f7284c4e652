/**
 * Sorting one long row, on one thread or several: a sample tells how values are spread; elements are moved to a few ranges of
 * values, in their order; then each range, which lies closer to the processor, is sorted by itself (sample sort: Frazer and
 * McKellar, J. ACM 17, 1970).
 *
 * Elements are moved without branches and without counters in memory: every range has its next place in a local
 * variable, the element is written to all of them, and only its own range's place moves on (measured: 2 to 4 ns an
 * element, where a table of counters took 12 to 20). Hence few ranges, and one spare place behind each part of one.
 */
import { DTYPES, type DTypeInfo, type Storage } from '../../../core/dtype.js';
import { sizeOf, stepsC } from '../../../core/shape.js';
import { allocate } from '../../../core/storage.js';
import type { StridedView } from '../../backend.js';
import { defineTask, share, type Task } from '../../task.js';
import { specialised } from '../specialise.js';
import { argsortSegment } from './order.js';
import { sortSegment } from './segment.js';

/** Rows of fewer elements are sorted in one piece. */
export const LEAST_ROW = 4e6;
const MOST_RANGES = 8;
/** From here on smaller ranges, which fit a core's cache, pay even with few threads. */
const LARGE_ROW = 4e6;
/** How many elements are looked at to find the ranges; a row must have as many. */
export const SAMPLE = 1024;
/** With more than this part of the sample in one range, sorting in ranges does not pay. */
const MOST_IN_RANGE = 0.75;

/** Can this dtype's rows be sorted in ranges? */
export function hasRanges(info: DTypeInfo): boolean {
  return info.domain === 'number' && info.name !== 'float16' && info.kind !== 'b';
}

/** Values that cut the row in ranges of about equal size; undefined if there are none. */
function splittersOf(storage: Storage, offset: number, n: number, ranges: number): number[] | undefined {
  const sample = new Float64Array(SAMPLE);
  for (let i = 0; i < SAMPLE; i++) sample[i] = storage[offset + Math.floor((i * n) / SAMPLE)] as number;
  // nan last, where it is sorted to as well
  sample.sort();
  const splitters = Array.from({ length: ranges - 1 }, (_, k) => sample[Math.floor(((k + 1) * SAMPLE) / ranges)]!);
  const below = [...splitters.map((splitter) => sample.filter((value) => value < splitter).length), SAMPLE];
  const largest = Math.max(...below.map((count, k) => count - (below[k - 1] ?? 0)));
  return largest > MOST_IN_RANGE * SAMPLE ? undefined : splitters;
}

type Count = (a: Storage, start: number, end: number, splitters: readonly number[], counts: Int32Array) => void;
type Move = (
  a: Storage,
  start: number,
  end: number,
  splitters: readonly number[],
  places: readonly number[],
  to: Storage,
  order: Int32Array | null,
  first: number,
) => void;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, k) => k);

/** Counts how many elements lie below each splitter. */
function countText(ranges: number): string {
  const ks = numbers(ranges - 1);
  return `(a, start, end, t, counts) => {
    const ${ks.map((k) => `t${k} = t[${k}]`).join(', ')};
    let ${ks.map((k) => `c${k} = 0`).join(', ')};
    for (let i = start; i < end; i = i + 1 | 0) { const v = a[i]; ${ks.map((k) => `c${k} = c${k} + ((v < t${k}) | 0) | 0;`).join(' ')} }
    ${ks.map((k) => `counts[${k}] = c${k};`).join(' ')}
  }`;
}

/** Moves elements to the next place of their range. */
function moveText(ranges: number, ordered: boolean): string {
  const ks = numbers(ranges - 1);
  const write = (k: number): string => `to[p${k}] = v;${ordered ? ` order[p${k}] = i - first | 0;` : ''}`;
  const step = (k: number): string =>
    k === 0 ? 'b0' : k === ranges - 1 ? `1 - b${k - 1} | 0` : `b${k} - b${k - 1} | 0`;
  return `(a, start, end, t, places, to, order, first) => {
    const ${ks.map((k) => `t${k} = t[${k}]`).join(', ')};
    let ${numbers(ranges)
      .map((k) => `p${k} = places[${k}] | 0`)
      .join(', ')};
    for (let i = start; i < end; i = i + 1 | 0) {
      const v = a[i], ${ks.map((k) => `b${k} = (v < t${k}) | 0`).join(', ')};
      ${numbers(ranges)
        .map((k) => `${write(k)} p${k} = p${k} + (${step(k)}) | 0;`)
        .join(' ')}
    }
  }`;
}

/** How many elements of each part lie below each splitter. */
const counting = defineTask(
  'sort: count',
  (chunk, chunks, row: StridedView, n: number, splitters: readonly number[], counts: StridedView) => {
    const [start, end] = share(n, chunk, chunks);
    const count = specialised<Count>(countText(splitters.length + 1), row.info);
    const own = (counts.storage as Int32Array).subarray(chunk * counts.steps[0]!);
    count(row.storage, row.offset + start, row.offset + end, splitters, own);
  },
);

/** The elements of each part to the places of its ranges. */
const moving = defineTask(
  'sort: move',
  (
    chunk,
    chunks,
    row: StridedView,
    n: number,
    splitters: readonly number[],
    places: readonly number[],
    to: StridedView,
    order: StridedView | null,
  ) => {
    const [start, end] = share(n, chunk, chunks);
    const ranges = splitters.length + 1;
    const move = specialised<Move>(moveText(ranges, order !== null), row.info);
    move(
      row.storage,
      row.offset + start,
      row.offset + end,
      splitters,
      places.slice(chunk * ranges, (chunk + 1) * ranges),
      to.storage,
      order && (order.storage as Int32Array),
      row.offset,
    );
  },
);

/** Join the parts of a range: `places` and `counts` lie part by part. */
function joined(
  range: number,
  ranges: number,
  places: readonly number[],
  counts: readonly number[],
  from: Storage,
  to: Storage,
  start: number,
): void {
  let at = start;
  for (let k = range; k < places.length; k += ranges) {
    (to as Float64Array).set((from as Float64Array).subarray(places[k]!, places[k]! + counts[k]!), at);
    at += counts[k]!;
  }
}

const sortingRanges = defineTask(
  'sort: ranges',
  (
    chunk,
    ranges,
    borders: readonly number[],
    places: readonly number[],
    counts: readonly number[],
    from: StridedView,
    target: StridedView,
  ) => {
    const start = target.offset + borders[chunk]!;
    joined(chunk, ranges, places, counts, from.storage, target.storage, start);
    sortRow(target.storage, target.info, start, target.offset + borders[chunk + 1]!);
  },
);

const orderingRanges = defineTask(
  'argsort: ranges',
  (
    chunk,
    ranges,
    borders: readonly number[],
    places: readonly number[],
    counts: readonly number[],
    from: StridedView,
    order: StridedView,
    out: StridedView,
  ) => {
    const n = borders[chunk + 1]! - borders[chunk]!;
    const values = new from.info.Storage(n);
    const origins = new Int32Array(n);
    const local = new Int32Array(n);
    joined(chunk, ranges, places, counts, from.storage, values, 0);
    joined(chunk, ranges, places, counts, order.storage, origins, 0);
    argsortRow(values, from.info, 0, n, local, 0);
    const result = out.storage as Int32Array;
    for (let i = 0, at = out.offset + borders[chunk]!; i < n; i++, at++) result[at] = origins[local[i]!]!;
  },
);

/** Where a row is sorted: on how many threads, and in what memory. */
export interface RangeWork {
  readonly workers: number;
  /** Do the chunks of a task. */
  run<A extends readonly unknown[]>(task: Task<A>, chunks: number, ...args: A): unknown;
  /** A packed view of undefined values that every thread can write. */
  scratch(info: DTypeInfo, shape: readonly number[]): StridedView;
}

const alone: RangeWork = {
  workers: 1,
  run(task, chunks, ...args) {
    for (let chunk = 0; chunk < chunks; chunk++) task.run(chunk, chunks, ...args);
  },
  scratch: (info, shape) => ({ info, storage: allocate(info, sizeOf(shape)), offset: 0, steps: stepsC(shape) }),
};

/** Sort a packed row, nan last, on this thread. */
export function sortRow(data: Storage, info: DTypeInfo, start: number, end: number): void {
  const n = end - start;
  if (n >= LEAST_ROW && hasRanges(info)) {
    const row: StridedView = { info, storage: data, offset: start, steps: [1] };
    if (sortInRanges(alone, row, n, row, false)) return;
  }
  sortSegment(data, info.name, start, end);
}

/** Write the order of a packed row to `out`, nan last, on this thread. */
export function argsortRow(
  data: Storage,
  info: DTypeInfo,
  start: number,
  end: number,
  out: Int32Array,
  at: number,
): void {
  const n = end - start;
  if (n >= LEAST_ROW && hasRanges(info)) {
    const row: StridedView = { info, storage: data, offset: start, steps: [1] };
    const order: StridedView = { info: DTYPES.int32, storage: out, offset: at, steps: [1] };
    if (sortInRanges(alone, row, n, order, true)) return;
  }
  argsortSegment(data, info.name, start, end, out, at);
}

/**
 * Sort or order a row that lies without gaps where all threads see it.
 *
 * @param work - where it is done
 * @param target - where the sorted row, or with `ordered` the order (int32), goes; without gaps
 * @returns false where the values are too much alike to be cut in ranges; nothing is changed then
 */
export function sortInRanges(
  work: RangeWork,
  row: StridedView,
  n: number,
  target: StridedView,
  ordered: boolean,
): boolean {
  const { workers } = work;
  const ranges = n >= LARGE_ROW ? MOST_RANGES : Math.max(2, Math.min(MOST_RANGES, workers));
  const splitters = splittersOf(row.storage, row.offset, n, ranges);
  if (splitters === undefined) return false;
  const parts = 4 * workers;
  const below = work.scratch(DTYPES.int32, [parts, 32]);
  work.run(counting, parts, row, n, splitters, below);
  // Ranges one after another, in each the parts one after another, so that equal elements keep their order.
  const places = new Array<number>(parts * ranges).fill(0);
  const counts = new Array<number>(parts * ranges).fill(0);
  const borders = [0];
  let place = 0;
  for (let range = 0; range < ranges; range++) {
    let size = 0;
    for (let part = 0; part < parts; part++) {
      const [start, end] = share(n, part, parts);
      const upTo = (k: number): number =>
        k < 0 ? 0 : k === ranges - 1 ? end - start : (below.storage[part * 32 + k] as number);
      const count = upTo(range) - upTo(range - 1);
      places[part * ranges + range] = place;
      counts[part * ranges + range] = count;
      place += count + 1;
      size += count;
    }
    borders.push(borders[range]! + size);
  }
  const scratch = work.scratch(row.info, [place]);
  const order = ordered ? work.scratch(DTYPES.int32, [place]) : null;
  work.run(moving, parts, row, n, splitters, places, scratch, order);
  if (order) work.run(orderingRanges, ranges, borders, places, counts, scratch, order, target);
  else work.run(sortingRanges, ranges, borders, places, counts, scratch, target);
  return true;
}
