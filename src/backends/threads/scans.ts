/**
 * Running folds on all threads: of many rows each thread takes some; one long row is cut in blocks, whose totals are
 * found first, so that each block knows what comes before it (Blelloch, "Prefix Sums and Their Applications", CMU-CS-90-190).
 */
import { sizeOf } from '../../core/shape.js';
import type { Kernel, StridedView } from '../backend.js';
import { singleBackend } from '../single/index.js';
import { nativeLibrary } from '../native/kernels/library.js';
import { axisToCut, isReadable, isWritable, type Dispatcher } from './dispatcher.js';
import { beginRow, blockBorders, freeScratch, sharedView, startOf } from './partials.js';
import * as tasks from './tasks.js';

/** Nanoseconds of one step. */
const STEP_COST = 1.2;
const STEP_COST_BIGINT = 15;

/** The part of the backend that scans. */
export class Scans {
  readonly #dispatcher: Dispatcher;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** See `Backend.scan`. */
  scan(kernel: Kernel, shape: readonly number[], axis: number, source: StridedView, out: StridedView): void {
    const size = sizeOf(shape);
    const work = size * (source.info.domain === 'bigint' ? STEP_COST_BIGINT : STEP_COST);
    if (size < 2 || !this.#dispatcher.pays(work, true) || !isWritable(out) || !isReadable(source)) {
      return singleBackend.scan(kernel, shape, axis, source, out);
    }
    const rows = size / shape[axis]!;
    const chunks = this.#dispatcher.chunks(work, size);
    if (rows >= 2 * this.#dispatcher.pool.workers) {
      const other = axisToCut(shape, chunks, axis);
      this.#dispatcher.run(tasks.scanning, Math.min(chunks, shape[other]!), kernel, shape, axis, other, source, out);
    } else if (rows === 1 && this.#cuts(kernel) && startOf(kernel) !== undefined && out.info === kernel.outputs[0]) {
      const along = (view: StridedView): StridedView => ({ ...view, steps: [view.steps[axis]!] });
      this.#row(kernel, shape[axis]!, along(source), along(out));
    } else singleBackend.scan(kernel, shape, axis, source, out);
  }

  /**
   * Is a long row cut? It is gone through twice then, by which compiled loops, as fast as memory, lose. Whether it is
   * must not depend on the number of workers, because rounding depends on the cuts.
   */
  #cuts(kernel: Kernel): boolean {
    return this.#dispatcher.thresholds.awake === 0 || kernel.outputs[0]!.name === 'float16' || !nativeLibrary();
  }

  #row(kernel: Kernel, n: number, source: StridedView, out: StridedView): void {
    const borders = blockBorders(n);
    const count = borders.length - 1;
    if (count < 2) return singleBackend.scan(kernel, [n], 0, source, out);
    freeScratch();
    const { partials: totals, first } = beginRow(kernel, source, borders, out.info);
    const step = source.steps[0]!;
    this.#dispatcher.run(tasks.folding, count, kernel, source, step, borders, first, totals);
    const before = sharedView(totals.info, [count]);
    singleBackend.scan(kernel, [count], 0, totals, before);
    // The last value of every block goes to its place now; the blocks fill in what lies between.
    for (let i = 0; i < count; i++) {
      const last = { ...tasks.from(out, 0, borders[i + 1]! - 1), steps: [] };
      singleBackend.copy([], { ...before, offset: i, steps: [] }, last);
    }
    this.#dispatcher.run(tasks.scanningOn, count, kernel, borders, source, out);
  }
}
