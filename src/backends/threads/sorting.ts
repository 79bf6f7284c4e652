/** Sorting on all threads: many rows are dealt out. */
import { sizeOf } from '../../core/shape.js';
import type { StridedView } from '../backend.js';
import { singleBackend } from '../single/index.js';
import { axisToCut, isReadable, isWritable, type Dispatcher } from './dispatcher.js';
import * as tasks from './tasks.js';

/** Nanoseconds an element and binary digit of the row's length. */
const SORT_COST = 1.5;

/** The part of the backend that sorts. */
export class Sorting {
  readonly #dispatcher: Dispatcher;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  #work(shape: readonly number[]): number {
    return sizeOf(shape) * SORT_COST * Math.log2(2 + (shape[shape.length - 1] ?? 1));
  }

  /** See `Backend.sort`. */
  sort(shape: readonly number[], target: StridedView): void {
    const work = this.#work(shape);
    const outer = shape.slice(0, -1);
    const rows = sizeOf(outer);
    if (rows < 2 || !this.#dispatcher.pays(work) || !isWritable(target)) return singleBackend.sort(shape, target);
    const chunks = this.#dispatcher.chunks(work, rows);
    const axis = axisToCut(outer, chunks);
    this.#dispatcher.run(tasks.sortingRows, Math.min(chunks, outer[axis]!), shape, axis, target);
  }

  /** See `Backend.argsort`. */
  argsort(shape: readonly number[], source: StridedView, out: StridedView): void {
    const work = this.#work(shape);
    const outer = shape.slice(0, -1);
    const rows = sizeOf(outer);
    if (rows < 2 || !this.#dispatcher.pays(work) || !isWritable(out) || !isReadable(source, work)) {
      return singleBackend.argsort(shape, source, out);
    }
    const chunks = this.#dispatcher.chunks(work, rows);
    const axis = axisToCut(outer, chunks);
    this.#dispatcher.run(tasks.orderingRows, Math.min(chunks, outer[axis]!), shape, axis, source, out);
  }
}
