/** Sorting on all threads: many rows are dealt out, one long row is sorted in ranges of values. */
import { sizeOf } from '../../core/shape.js';
import type { StridedView } from '../backend.js';
import { singleBackend } from '../single/index.js';
import { isVisible } from './addresses.js';
import { axisToCut, type Dispatcher } from './dispatcher.js';
import { freeScratch, sharedView, staged } from './partials.js';
import { LEAST_ROW, SAMPLE, hasRanges, sortInRanges, type RangeWork } from '../single/sort/ranges.js';
import * as tasks from './tasks.js';

/** Nanoseconds an element and binary digit of the row's length. */
const SORT_COST = 1.5;

/** The part of the backend that sorts. */
export class Sorting {
  readonly #dispatcher: Dispatcher;
  readonly #ranges: RangeWork;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
    this.#ranges = {
      workers: dispatcher.pool.workers,
      run: (task, chunks, ...args) => dispatcher.run(task, chunks, ...args),
      scratch: sharedView,
    };
  }

  #work(shape: readonly number[]): number {
    return sizeOf(shape) * SORT_COST * Math.log2(2 + (shape[shape.length - 1] ?? 1));
  }

  /** See `Backend.sort`. */
  sort(shape: readonly number[], target: StridedView): void {
    const work = this.#work(shape);
    const outer = shape.slice(0, -1);
    const rows = sizeOf(outer);
    const many = rows >= 2 * this.#dispatcher.pool.workers;
    if ((!many && !this.#isLong(shape, target)) || !this.#dispatcher.pays(work)) {
      return singleBackend.sort(shape, target);
    }
    freeScratch();
    const last = shape.length - 1;
    const seen = isVisible(target.storage) && (many || target.steps[last] === 1);
    const rowsSeen = seen ? target : staged(shape, target, true);
    if (many) {
      const chunks = this.#dispatcher.chunks(work, rows);
      const axis = axisToCut(outer, chunks);
      this.#dispatcher.run(tasks.sortingRows, Math.min(chunks, outer[axis]!), shape, axis, rowsSeen);
    } else {
      for (const offset of rowOffsets(outer, rowsSeen)) {
        const row = { ...rowsSeen, offset, steps: [1] };
        if (!sortInRanges(this.#ranges, row, shape[last]!, row, false)) singleBackend.sort([shape[last]!], row);
      }
    }
    if (!seen) singleBackend.copy(shape, rowsSeen, target);
  }

  /** See `Backend.argsort`. */
  argsort(shape: readonly number[], source: StridedView, out: StridedView): void {
    const work = this.#work(shape);
    const outer = shape.slice(0, -1);
    const rows = sizeOf(outer);
    const many = rows >= 2 * this.#dispatcher.pool.workers;
    if ((!many && !this.#isLong(shape, source)) || !this.#dispatcher.pays(work)) {
      return singleBackend.argsort(shape, source, out);
    }
    freeScratch();
    const last = shape.length - 1;
    const from = isVisible(source.storage) && (many || source.steps[last] === 1) ? source : staged(shape, source, true);
    const to = isVisible(out.storage) && (many || out.steps[last] === 1) ? out : staged(shape, out, false);
    if (many) {
      const chunks = this.#dispatcher.chunks(work, rows);
      const axis = axisToCut(outer, chunks);
      this.#dispatcher.run(tasks.orderingRows, Math.min(chunks, outer[axis]!), shape, axis, from, to);
    } else {
      const n = shape[last]!;
      const places = rowOffsets(outer, to);
      rowOffsets(outer, from).forEach((offset, i) => {
        const row = { ...from, offset, steps: [1] };
        const order = { ...to, offset: places[i]!, steps: [1] };
        if (!sortInRanges(this.#ranges, row, n, order, true)) singleBackend.argsort([n], row, order);
      });
    }
    if (to !== out) singleBackend.copy(shape, to, out);
  }

  /** Is the last axis long enough to be sorted in ranges? */
  #isLong(shape: readonly number[], view: StridedView): boolean {
    const { thresholds } = this.#dispatcher;
    return (
      hasRanges(view.info) &&
      shape.length > 0 &&
      shape[shape.length - 1]! >= (thresholds.awake === 0 ? SAMPLE : LEAST_ROW)
    );
  }
}

/** Where the rows of a view begin. */
function rowOffsets(outer: readonly number[], view: StridedView): number[] {
  let offsets = [view.offset];
  outer.forEach((length, k) => {
    offsets = offsets.flatMap((offset) => Array.from({ length }, (_, i) => offset + i * view.steps[k]!));
  });
  return offsets;
}
