/** What workers and the main thread do with one chunk: the methods of the single backend on a part of the operands. */
import type { Kernel, StridedView } from '../backend.js';
import { singleBackend } from '../single/index.js';
import { continueScan } from '../single/scan.js';
import { defineTask, share } from '../task.js';

/** The part of a view from `start` on along an axis. */
export function from(view: StridedView, axis: number, start: number): StridedView {
  const { info, storage, steps } = view;
  return { info, storage, offset: view.offset + start * steps[axis]!, steps };
}

/** A shape with another length of one axis. */
export function withLength(shape: readonly number[], axis: number, length: number): number[] {
  const result = [...shape];
  result[axis] = length;
  return result;
}

/** Elements between the borders of flat chunks: no two threads write to one cache line. */
const GRAIN = 64;

/** Does nothing; measures what a job costs. */
export const nothing = defineTask('nothing', () => undefined);

export const flat = defineTask(
  'elementwise',
  (chunk, chunks, kernel: Kernel, n: number, still: number, operands: readonly StridedView[]) => {
    const [start, end] = share(n, chunk, chunks, GRAIN);
    if (end === start) return;
    const parts = operands.map((view, o) =>
      ((still >> o) & 1) === 1
        ? view
        : { info: view.info, storage: view.storage, offset: view.offset + start, steps: view.steps },
    );
    singleBackend.elementwiseFlat(kernel, end - start, parts, still);
  },
);

export const strided = defineTask(
  'elementwise with strides',
  (
    chunk,
    chunks,
    kernel: Kernel,
    shape: readonly number[],
    axis: number,
    inputs: readonly StridedView[],
    outputs: readonly StridedView[],
    mask: StridedView | undefined,
  ) => {
    const grain = axis === shape.length - 1 && shape[axis]! >= GRAIN * chunks ? GRAIN : 1;
    const [start, end] = share(shape[axis]!, chunk, chunks, grain);
    if (end === start) return;
    const part = (view: StridedView): StridedView => from(view, axis, start);
    singleBackend.elementwise(
      kernel,
      withLength(shape, axis, end - start),
      inputs.map(part),
      outputs.map(part),
      mask && part(mask),
    );
  },
);

export const copying = defineTask(
  'copy',
  (chunk, chunks, shape: readonly number[], axis: number, source: StridedView, target: StridedView) => {
    const [start, end] = share(shape[axis]!, chunk, chunks, axis === shape.length - 1 ? GRAIN : 1);
    if (end === start) return;
    singleBackend.copy(withLength(shape, axis, end - start), from(source, axis, start), from(target, axis, start));
  },
);

/** Each result belongs to one chunk. */
export const reducing = defineTask(
  'reduce',
  (
    chunk,
    chunks,
    kernel: Kernel,
    shape: readonly number[],
    axis: number,
    source: StridedView,
    out: StridedView,
    mask: StridedView | undefined,
  ) => {
    const [start, end] = share(shape[axis]!, chunk, chunks, axis === shape.length - 1 ? 8 : 1);
    if (end === start) return;
    singleBackend.reduce(
      kernel,
      withLength(shape, axis, end - start),
      from(source, axis, start),
      from(out, axis, start),
      mask && from(mask, axis, start),
    );
  },
);

/** One result a segment of a row: `partials[i]` holds the start of the fold. */
export const folding = defineTask(
  'reduce a row',
  (
    chunk,
    _chunks,
    kernel: Kernel,
    source: StridedView,
    step: number,
    borders: readonly number[],
    first: number,
    partials: StridedView,
  ) => {
    const start = borders[chunk]! + first;
    const end = borders[chunk + 1]!;
    if (end <= start) return;
    singleBackend.reduce(
      kernel,
      [end - start],
      { info: source.info, storage: source.storage, offset: source.offset + start * step, steps: [step] },
      { info: partials.info, storage: partials.storage, offset: partials.offset + chunk, steps: [0] },
    );
  },
);

/** Blocks along a folded axis: block i into the partial results that begin at `i * apart`. */
export const foldingBlocks = defineTask(
  'reduce in blocks',
  (
    chunk,
    _chunks,
    kernel: Kernel,
    shape: readonly number[],
    axis: number,
    borders: readonly number[],
    source: StridedView,
    partials: StridedView,
    apart: number,
  ) => {
    const start = borders[chunk]!;
    const length = borders[chunk + 1]! - start;
    const { info, storage, offset, steps } = partials;
    singleBackend.reduce(kernel, withLength(shape, axis, length), from(source, axis, start), {
      info,
      storage,
      offset: offset + chunk * apart,
      steps,
    });
  },
);

/** Rows are independent. */
export const scanning = defineTask(
  'scan',
  (
    chunk,
    chunks,
    kernel: Kernel,
    shape: readonly number[],
    along: number,
    axis: number,
    source: StridedView,
    out: StridedView,
  ) => {
    const [start, end] = share(shape[axis]!, chunk, chunks, axis === shape.length - 1 ? 8 : 1);
    if (end === start) return;
    singleBackend.scan(
      kernel,
      withLength(shape, axis, end - start),
      along,
      from(source, axis, start),
      from(out, axis, start),
    );
  },
);

/** A stretch of one long row; what comes before it is already in place, and so is its own last value. */
export const scanningOn = defineTask(
  'scan a row',
  (chunk, _chunks, kernel: Kernel, borders: readonly number[], source: StridedView, out: StridedView) => {
    const start = borders[chunk]!;
    const end = borders[chunk + 1]! - 1;
    if (end <= start) return;
    const [a, b] = [from(source, 0, start), from(out, 0, start)];
    if (start === 0) singleBackend.scan(kernel, [end], 0, a, b);
    else continueScan(kernel, end - start, a, b);
  },
);

/** Rows of the left matrix. */
export const multiplying = defineTask(
  'matmul',
  (
    chunk,
    chunks,
    batch: readonly number[],
    m: number,
    k: number,
    n: number,
    axis: number,
    a: StridedView,
    b: StridedView,
    out: StridedView,
  ) => {
    const nb = batch.length;
    if (axis < nb) {
      const [start, end] = share(batch[axis]!, chunk, chunks);
      if (end > start) {
        const part = withLength(batch, axis, end - start);
        singleBackend.matmul(part, m, k, n, from(a, axis, start), from(b, axis, start), from(out, axis, start));
      }
    } else if (axis === nb) {
      const [start, end] = share(m, chunk, chunks, 8);
      if (end > start) singleBackend.matmul(batch, end - start, k, n, from(a, nb, start), b, from(out, nb, start));
    } else {
      const [start, end] = share(n, chunk, chunks, 8);
      if (end > start) singleBackend.matmul(batch, m, k, end - start, a, from(b, axis, start), from(out, axis, start));
    }
  },
);

/** Rows sorted in place. */
export const sortingRows = defineTask(
  'sort',
  (chunk, chunks, shape: readonly number[], axis: number, target: StridedView) => {
    const [start, end] = share(shape[axis]!, chunk, chunks);
    if (end > start) singleBackend.sort(withLength(shape, axis, end - start), from(target, axis, start));
  },
);

export const orderingRows = defineTask(
  'argsort',
  (chunk, chunks, shape: readonly number[], axis: number, source: StridedView, out: StridedView) => {
    const [start, end] = share(shape[axis]!, chunk, chunks);
    if (end > start) {
      singleBackend.argsort(withLength(shape, axis, end - start), from(source, axis, start), from(out, axis, start));
    }
  },
);

export const findingExtrema = defineTask(
  'argmax or argmin',
  (
    chunk,
    chunks,
    which: 'max' | 'min',
    rest: readonly number[],
    axis: number,
    source: StridedView,
    step: number,
    n: number,
    out: StridedView,
  ) => {
    const [start, end] = share(rest[axis]!, chunk, chunks);
    if (end > start) {
      const part = withLength(rest, axis, end - start);
      singleBackend.argExtrema(which, part, from(source, axis, start), step, n, from(out, axis, start));
    }
  },
);

/** The extreme of each stretch of one row: its place in the stretch. */
export const findingExtremum = defineTask(
  'argmax or argmin of a row',
  (
    chunk,
    _chunks,
    which: 'max' | 'min',
    source: StridedView,
    step: number,
    borders: readonly number[],
    out: StridedView,
  ) => {
    const start = borders[chunk]!;
    const n = borders[chunk + 1]! - start;
    const { info, storage } = source;
    const row: StridedView = { info, storage, offset: source.offset + start * step, steps: [] };
    singleBackend.argExtrema(which, [], row, step, n, { ...out, offset: out.offset + chunk, steps: [] });
  },
);

export const squaringDeviations = defineTask(
  'squared deviations',
  (chunk, chunks, shape: readonly number[], axis: number, source: StridedView, mean: StridedView, out: StridedView) => {
    const [start, end] = share(shape[axis]!, chunk, chunks, axis === shape.length - 1 ? 8 : 1);
    if (end === start) return;
    singleBackend.squaredDeviations(
      withLength(shape, axis, end - start),
      from(source, axis, start),
      from(mean, axis, start),
      from(out, axis, start),
    );
  },
);

/** The squared deviations of segments of one row. */
export const squaringSegments = defineTask(
  'squared deviations of a row',
  (
    chunk,
    _chunks,
    source: StridedView,
    step: number,
    borders: readonly number[],
    mean: StridedView,
    partials: StridedView,
  ) => {
    const start = borders[chunk]!;
    const length = borders[chunk + 1]! - start;
    const { info, storage } = source;
    singleBackend.squaredDeviations(
      [length],
      { info, storage, offset: source.offset + start * step, steps: [step] },
      { ...mean, steps: [0] },
      { ...partials, offset: partials.offset + chunk, steps: [0] },
    );
  },
);

/** Blocks of elements fetched from scattered places. */
export const gathering = defineTask(
  'gather',
  (chunk, chunks, view: StridedView, positions: StridedView, block: number, packed: StridedView) => {
    const list = positions.storage as Int32Array | Float64Array;
    const [start, end] = share(list.length, chunk, chunks, 16);
    if (end === start) return;
    singleBackend.gather(view, list.subarray(start, end), block, {
      ...packed,
      offset: packed.offset + start * block,
    });
  },
);
