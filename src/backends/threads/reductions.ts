/**
 * Folds over axes on all threads. Where there are enough results, each thread makes some of them as the single backend
 * would; where one long fold remains, it is cut in parts whose borders depend on its length alone.
 */
import { DTYPES } from '../../core/dtype.js';
import { sizeOf } from '../../core/shape.js';
import type { Kernel, StridedView } from '../backend.js';
import { singleBackend } from '../single/index.js';
import { planLoops } from '../single/iteration.js';
import { nativeLibrary } from '../native/kernels/library.js';
import { costOf } from './costs.js';
import { axisToCut, isReadable, planned, type Dispatcher } from './dispatcher.js';
import {
  begin,
  beginRow,
  blockBorders,
  deviationHalf,
  freeScratch,
  intoShared,
  isFloatSum,
  joinTree,
  pairwiseHalf,
  partialInfo,
  sharedView,
  startOf,
  treeBorders,
} from './partials.js';
import * as tasks from './tasks.js';

/** Results along the fastest axis are cut in no smaller parts: fewer would be folded in another order. */
const LEAST_COLUMNS = 8;

/**
 * Compiled folds run at the speed of memory, which several cores hardly get faster together than one: they count for so little
 * that only very long ones are shared out.
 */
const COMPILED_COST = 0.1;

function foldCost(kernel: Kernel, source: StridedView): number {
  if (source.info.name !== 'float16' && nativeLibrary()) return COMPILED_COST;
  if (source.info.domain === 'bigint') return 12;
  if (source.info.name === 'float16') return 4;
  return Math.max(0.7, costOf(kernel) - 0.6);
}

/** The axis of a plan to cut among those that are kept; -1 if there are too few results. */
function keptAxis(shape: readonly number[], outSteps: readonly number[], chunks: number): number {
  let best = -1;
  for (let k = 0; k < shape.length; k++) {
    if (outSteps[k] === 0) continue;
    const parts = k === shape.length - 1 ? Math.floor(shape[k]! / LEAST_COLUMNS) : shape[k]!;
    if (parts >= chunks) return k;
    if (parts >= 2 && (best < 0 || shape[k]! > shape[best]!)) best = k;
  }
  return best;
}

/** The parts of the backend that fold. */
export class Reductions {
  readonly #dispatcher: Dispatcher;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** See `Backend.reduce`. */
  reduce(kernel: Kernel, shape: readonly number[], source: StridedView, out: StridedView, mask?: StridedView): void {
    const n = sizeOf(shape);
    const work = n < this.#few ? 0 : n * foldCost(kernel, source);
    if (!this.#pays(work, source) || (mask && !isReadable(mask))) {
      return singleBackend.reduce(kernel, shape, source, out, mask);
    }
    const plan = planLoops(shape, mask ? [source, out, mask] : [source, out], 0);
    const chunks = this.#dispatcher.chunks(work, n);
    const axis = keptAxis(plan.shape, plan.steps[1]!, this.#dispatcher.pool.workers * 2);
    if (axis >= 0) {
      intoShared(plan.shape, planned([source, out], plan.steps)[1]!, true, (result) => {
        const [from, , where] = planned(mask ? [source, out, mask] : [source, out], plan.steps);
        const most = Math.min(chunks, plan.shape[axis]!);
        this.#dispatcher.run(tasks.reducing, most, kernel, plan.shape, axis, from!, result, where);
      });
      return;
    }
    const folds = plan.steps[1]!.includes(0);
    if (mask || !folds || startOf(kernel) === undefined) return singleBackend.reduce(kernel, shape, source, out, mask);
    const [from, to] = planned([source, out], plan.steps) as [StridedView, StridedView];
    if (plan.shape.length === 1) this.#foldRow(kernel, plan.shape[0]!, from, to);
    else this.#foldBlocks(kernel, plan.shape, from, to);
  }

  get #few(): number {
    return this.#dispatcher.thresholds.few;
  }

  #pays(work: number, source: StridedView): boolean {
    if (work === 0 || !this.#dispatcher.pays(work, true) || !isReadable(source)) return false;
    freeScratch();
    return true;
  }

  /** One row into one result. */
  #foldRow(kernel: Kernel, n: number, source: StridedView, out: StridedView): void {
    const step = source.steps[0]!;
    const sum = isFloatSum(kernel);
    const borders = sum ? treeBorders(n, pairwiseHalf) : blockBorders(n);
    const count = borders.length - 1;
    const { partials, first } = beginRow(kernel, source, borders, out.info);
    this.#dispatcher.run(tasks.folding, count, kernel, source, step, borders, first, partials);
    if (sum) {
      const sums = partials.storage as Float64Array;
      const { lanes } = partials.info;
      for (let lane = 0; lane < lanes; lane++) sums[lane] = joinTree(sums.slice(), lanes, lane, n, pairwiseHalf);
      singleBackend.reduce(kernel, [1], partials, { ...out, steps: [0] });
    } else singleBackend.reduce(kernel, [count], partials, { ...out, steps: [0] });
  }

  /** Blocks along a folded axis, each into a set of partial results of its own. */
  #foldBlocks(kernel: Kernel, shape: readonly number[], source: StridedView, out: StridedView): void {
    let axis = -1;
    shape.forEach((length, k) => {
      if (out.steps[k] === 0 && (axis < 0 || length > shape[axis]!)) axis = k;
    });
    const start = startOf(kernel)!;
    const perPlace = sizeOf(shape) / shape[axis]!;
    const length = shape[axis]!;
    const count = Math.min(length, blockBorders(length * perPlace).length - 1);
    const kept = shape.map((n, k) => (out.steps[k] === 0 ? 1 : n));
    const partials = sharedView(partialInfo(kernel, out.info), [count, ...kept]);
    const inner = partials.steps.slice(1).map((step, k) => (out.steps[k] === 0 ? 0 : step));
    const borders = Array.from({ length: count + 1 }, (_, k) => Math.round((length * k) / count));
    if (start === 'first') {
      borders.slice(0, -1).forEach((border, i) => {
        singleBackend.copy(kept, tasks.from(source, axis, border), {
          ...partials,
          offset: i * partials.steps[0]!,
          steps: inner,
        });
      });
    } else begin(partials, start, kernel);
    this.#dispatcher.run(
      tasks.foldingBlocks,
      count,
      kernel,
      shape,
      axis,
      borders,
      source,
      { ...partials, steps: inner },
      partials.steps[0]!,
    );
    singleBackend.reduce(kernel, [count, ...kept], partials, { ...out, steps: [0, ...out.steps] });
  }

  /** See `Backend.argExtrema`. */
  argExtrema(
    which: 'max' | 'min',
    rest: readonly number[],
    source: StridedView,
    step: number,
    n: number,
    out: StridedView,
  ): void {
    const rows = sizeOf(rest);
    const work = rows * n < this.#few ? 0 : rows * n * 0.7;
    if (!this.#pays(work, source)) return singleBackend.argExtrema(which, rest, source, step, n, out);
    const chunks = this.#dispatcher.chunks(work, rows * n);
    if (rows >= 2 * this.#dispatcher.pool.workers) {
      const axis = axisToCut(rest, chunks);
      intoShared(rest, out, true, (result) =>
        this.#dispatcher.run(
          tasks.findingExtrema,
          Math.min(chunks, rest[axis]!),
          which,
          rest,
          axis,
          source,
          step,
          n,
          result,
        ),
      );
      return;
    }
    const index = rest.map(() => 0);
    for (let row = 0; row < rows; row++) {
      const at = (view: StridedView): StridedView => ({
        ...view,
        offset: index.reduce((sum, i, k) => sum + i * view.steps[k]!, view.offset),
        steps: [],
      });
      this.#extremum(which, at(source), step, n, at(out));
      for (let k = rest.length - 1; k >= 0 && ++index[k]! >= rest[k]!; k--) index[k] = 0;
    }
  }

  #extremum(which: 'max' | 'min', source: StridedView, step: number, n: number, out: StridedView): void {
    const borders = blockBorders(n);
    const count = borders.length - 1;
    const found = sharedView(DTYPES.int32, [count]);
    this.#dispatcher.run(tasks.findingExtremum, count, which, source, step, borders, found);
    // The winners' values side by side; the first of the best wins again.
    const places = found.storage as Int32Array;
    const { info, storage } = source;
    const winners: StridedView = { info, storage: new info.Storage(count * info.lanes), offset: 0, steps: [1] };
    places.forEach((place, i) => {
      const at = source.offset + (borders[i]! + place) * step;
      for (let lane = 0; lane < info.lanes; lane++)
        winners.storage[i * info.lanes + lane] = storage[at * info.lanes + lane]!;
    });
    const best = new Int32Array(1);
    const place: StridedView = { info: DTYPES.int32, storage: best, offset: 0, steps: [] };
    singleBackend.argExtrema(which, [], { ...winners, steps: [] }, 1, count, place);
    (out.storage as Int32Array)[out.offset] = borders[best[0]!]! + places[best[0]!]!;
  }

  /** See `Backend.squaredDeviations`. */
  squaredDeviations(shape: readonly number[], source: StridedView, mean: StridedView, out: StridedView): void {
    const n = sizeOf(shape);
    const work = n < this.#few ? 0 : n;
    if (!this.#pays(work, source)) return singleBackend.squaredDeviations(shape, source, mean, out);
    const plan = planLoops(shape, [source, mean, out], 0);
    const [from, middle, to] = planned([source, mean, out], plan.steps) as [StridedView, StridedView, StridedView];
    const axis = keptAxis(plan.shape, to.steps, this.#dispatcher.pool.workers * 2);
    if (axis >= 0 && isReadable(mean)) {
      intoShared(plan.shape, to, true, (result) => {
        const chunks = Math.min(this.#dispatcher.chunks(work, n), plan.shape[axis]!);
        this.#dispatcher.run(tasks.squaringDeviations, chunks, plan.shape, axis, from, middle, result);
      });
      return;
    }
    if (plan.shape.length !== 1 || to.steps[0] !== 0) return singleBackend.squaredDeviations(shape, source, mean, out);
    const length = plan.shape[0]!;
    const borders = treeBorders(length, deviationHalf);
    const count = borders.length - 1;
    const partials = sharedView(DTYPES.float64, [count]);
    partials.storage.fill(0 as never);
    this.#dispatcher.run(tasks.squaringSegments, count, from, from.steps[0]!, borders, middle, partials);
    const sums = partials.storage as Float64Array;
    (out.storage as Float64Array)[out.offset]! += joinTree(sums, 1, 0, length, deviationHalf);
  }
}
