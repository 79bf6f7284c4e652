/**
 * Sorting along the last axis of strided views: rows are packed where they have gaps, sorted by the kernels in sort/,
 * and put back.
 */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { sizeOf, stepsC } from '../../core/shape.js';
import { allocate } from '../../core/storage.js';
import type { StridedView } from '../backend.js';
import { copy } from './copy.js';
import { argpartitionSegment, argsortRow, partitionSegment, sortRow } from './sort/index.js';

/** Visit every row: its storage positions in two views. */
function forEachRow(
  shape: readonly number[],
  first: StridedView,
  second: StridedView,
  visit: (first: number, second: number) => void,
): void {
  const last = shape.length - 1;
  const walk = (axis: number, p: number, q: number): void => {
    if (axis >= last) return visit(p, q);
    for (let i = 0; i < shape[axis]!; i++) walk(axis + 1, p + i * first.steps[axis]!, q + i * second.steps[axis]!);
  };
  walk(0, first.offset, second.offset);
}

/** Scratch space in which a shape lies without gaps. */
function scratch(info: DTypeInfo, shape: readonly number[]): StridedView {
  return { info, storage: allocate(info, sizeOf(shape)), offset: 0, steps: stepsC(shape) };
}

/** Rearrange every row in place with a kernel for packed elements. */
function inPlace(
  shape: readonly number[],
  target: StridedView,
  arrange: (data: Storage, start: number, end: number) => void,
): void {
  const last = shape.length - 1;
  if (last < 0 || sizeOf(shape) === 0 || shape[last]! < 2) return;
  const n = shape[last]!;
  const { info, steps } = target;
  const work = steps[last] === 1 ? target : scratch(info, shape);
  if (work !== target) copy(shape, target, work);
  forEachRow(shape, work, work, (start) => arrange(work.storage, start, start + n));
  if (work !== target) copy(shape, work, target);
}

/** Write every row's order to the rows of `out`. */
function orderRows(
  shape: readonly number[],
  source: StridedView,
  out: StridedView,
  order: (data: Storage, start: number, end: number, indices: Int32Array, at: number) => void,
): void {
  const last = shape.length - 1;
  if (last < 0 || sizeOf(shape) === 0) return;
  const n = shape[last]!;
  const from = source.steps[last] === 1 || n === 1 ? source : scratch(source.info, shape);
  const to = out.steps[last] === 1 || n === 1 ? out : scratch(out.info, shape);
  if (from !== source) copy(shape, source, from);
  const indices = to.storage as Int32Array;
  forEachRow(shape, from, to, (start, at) => order(from.storage, start, start + n, indices, at));
  if (to !== out) copy(shape, to, out);
}

/** See `Backend.sort`. */
export function sort(shape: readonly number[], target: StridedView): void {
  inPlace(shape, target, (data, start, end) => sortRow(data, target.info, start, end));
}

/** See `Backend.argsort`. */
export function argsort(shape: readonly number[], source: StridedView, out: StridedView): void {
  const { info } = source;
  orderRows(shape, source, out, (data, start, end, indices, at) => argsortRow(data, info, start, end, indices, at));
}

/**
 * Rearrange every row in place so that the elements at the places `kths` are those that sorting would put there, with
 * none larger before and none smaller after them.
 *
 * @param kths - places within a row, non-negative
 */
export function partition(shape: readonly number[], target: StridedView, kths: readonly number[]): void {
  const { name } = target.info;
  inPlace(shape, target, (data, start, end) => partitionSegment(data, name, start, end, kths));
}

/** Write to `out` (int32) an order that partitions every row of `source`; see `partition`. */
export function argpartition(
  shape: readonly number[],
  source: StridedView,
  out: StridedView,
  kths: readonly number[],
): void {
  const { name } = source.info;
  orderRows(shape, source, out, (data, start, end, indices, at) =>
    argpartitionSegment(data, name, start, end, kths, indices, at),
  );
}
