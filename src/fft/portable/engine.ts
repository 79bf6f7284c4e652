/**
 * The engine that needs nothing but WebAssembly: kernels in assembly/fft.ts. Arrays are taken in pieces (some rows, some
 * columns) that fit in cache where the axes allow it; float32 is computed in float64 and rounded once.
 */
import type { StridedView } from '../../backends/backend.js';
import { sizeOf } from '../../core/shape.js';
import type { ExponentialJob, FftEngine, Job, TrigonometricKind } from '../engine/engine.js';
import { cosinePlanOf, limitPlans, planOf, realPlanOf, wasm, type Plan, type RealPlan } from './plans.js';
import { load, unload } from './transfer.js';

/** Bytes of a piece. */
const PIECE_BYTES = 512 * 1024;
/** Bytes from which arrays are transformed one axis after the other, in pieces, and not in one. */
const LARGEST_BYTES = 64 * 2 ** 20;
/** Bytes of the columns that are transformed together. */
const COLUMN_BYTES = 128 * 1024;
/** From this length on columns are taken one by one, as rows are. */
const LONG_COLUMN = 2 ** 17;

/** How many columns of a length are transformed together. */
function columnsAtOnce(n: number, inner: number): number {
  if (inner === 1 || n >= LONG_COLUMN) return 1;
  return Math.min(inner, Math.max(4, Math.floor(COLUMN_BYTES / (16 * n))));
}

/** Lengths before, at and after an axis. */
function around(shape: readonly number[], axis: number): [outer: number, n: number, inner: number] {
  return [sizeOf(shape.slice(0, axis)), shape[axis]!, sizeOf(shape.slice(axis + 1))];
}

/** Bytes, a multiple of 64, of so many doubles. */
const doubles = (count: number): number => Math.ceil(count / 8) * 64;

/**
 * Call `work` for pieces of two views that have the same lengths along all axes but `axes`, which are never cut.
 *
 * @param shape - the lengths; along `axes` those of the source
 * @param targetShape - those of the target
 */
function inPieces(
  shape: readonly number[],
  targetShape: readonly number[],
  axes: readonly number[],
  source: StridedView,
  target: StridedView,
  work: (shape: readonly number[], targetShape: readonly number[], source: StridedView, target: StridedView) => void,
): void {
  if (shape.includes(0) || targetShape.includes(0)) return;
  const bytes = 16 * Math.max(sizeOf(shape), sizeOf(targetShape));
  let widest = -1;
  if (bytes > PIECE_BYTES) {
    for (let k = 0; k < shape.length; k++) {
      if (axes.includes(k) || shape[k] === 1) continue;
      if (widest < 0 || Math.abs(source.steps[k]!) > Math.abs(source.steps[widest]!)) widest = k;
    }
  }
  if (widest < 0) return work(shape, targetShape, source, target);
  const length = shape[widest]!;
  // Not fewer than a cache line's worth of neighbours.
  const least = Math.abs(source.steps[widest]!) === 1 ? Math.min(length, 8) : 1;
  const part = Math.max(least, Math.floor((length * PIECE_BYTES) / bytes));
  for (let from = 0; from < length; from += part) {
    const count = Math.min(part, length - from);
    const cut = (lengths: readonly number[]): number[] => lengths.map((n, k) => (k === widest ? count : n));
    const moved = (view: StridedView): StridedView => ({ ...view, offset: view.offset + from * view.steps[widest]! });
    const [pieceShape, pieceTarget] = [cut(shape), cut(targetShape)];
    if (count === length) work(pieceShape, pieceTarget, source, target);
    else if (part > least || least === 1) inPieces(pieceShape, pieceTarget, axes, moved(source), moved(target), work);
    else work(pieceShape, pieceTarget, moved(source), moved(target));
  }
}

/** One transform of a row that lies without gaps: the short way. */
function row(plan: Plan, job: ExponentialJob): void {
  const { source, target, scale } = job;
  const slots = 2 * plan.n;
  wasm.scratch((scratch, exports) => {
    const x = scratch.reserve(8 * slots);
    const work = scratch.reserve(plan.work(1));
    const from = source.offset * 2;
    const to = target.offset * 2;
    const view = scratch.doubles(x, slots);
    view.set((source.storage as Float64Array).subarray(from, from + slots));
    exports.transform(plan.address, x, x, 1, work);
    if (scale !== 1) exports.scale(x, 8 * slots, scale);
    (target.storage as Float64Array).set(view, to);
  });
}

/** One real row that lies without gaps, forward or back: the short way. */
function realRow(n: number, job: ExponentialJob, forward: boolean): void {
  const { source, target, inverse, scale } = job;
  const plan = realPlanOf(n, !forward, true);
  const half = 2 * Math.floor(n / 2) + 2;
  wasm.scratch((scratch, exports) => {
    const x = scratch.reserve(8 * n);
    const y = scratch.reserve(8 * half);
    const work = scratch.reserve(plan.work(1));
    const storage = source.storage as Float64Array;
    if (forward) {
      scratch.doubles(x, n).set(storage.subarray(source.offset, source.offset + n));
      exports.realForward(plan.address, x, y, 1, 1, 1, inverse, work);
    } else {
      scratch.doubles(y, half).set(storage.subarray(2 * source.offset, 2 * source.offset + half));
      exports.realBackward(plan.address, y, x, 1, 1, 1, !inverse, work);
    }
    const [from, count] = forward ? [y, half] : [x, n];
    if (scale !== 1) exports.scale(from, doubles(count), scale);
    (target.storage as Float64Array).set(scratch.doubles(from, count), target.offset * (forward ? 2 : 1));
  });
}

/** Is it one row without gaps? */
function isRow(shape: readonly number[], { source, target }: Job): boolean {
  return shape.length === 1 && source.steps[0] === 1 && target.steps[0] === 1;
}

function complex(shape: readonly number[], axes: readonly number[], job: ExponentialJob): void {
  limitPlans();
  const { inverse, scale, source, target } = job;
  if (axes.length === 1 && isRow(shape, job)) {
    return row(planOf(shape[0]!, inverse, true), job);
  }
  if (axes.length > 1 && 16 * sizeOf(shape) > LARGEST_BYTES) {
    let from = source;
    [...axes].reverse().forEach((axis, k) => {
      complex(shape, [axis], { source: from, target, inverse, scale: k === 0 ? scale : 1 });
      from = target;
    });
    return;
  }
  inPieces(shape, shape, axes, source, target, (piece, _, from, to) => {
    const size = sizeOf(piece);
    const passes = axes.map((axis) => {
      const [outer, n, inner] = around(piece, axis);
      const block = columnsAtOnce(n, inner);
      const plan = planOf(n, inverse, block === 1);
      return { outer, n, inner, block, plan, work: 16 * n * block + 64 + plan.work(block) };
    });
    wasm.scratch((scratch, exports) => {
      const x = scratch.reserve(16 * size);
      const work = scratch.reserve(Math.max(0, ...passes.map((pass) => pass.work)));
      const view = scratch.doubles(x, 2 * size);
      load(piece, from, view);
      for (const { outer, n, inner, block, plan } of passes) {
        exports.transformAlong(plan.address, x, outer, n, inner, block, work);
      }
      if (scale !== 1) exports.scale(x, 16 * size, scale);
      unload(piece, view, to);
    });
  });
}

/** The shape of the half spectrum. */
function halved(shape: readonly number[], axis: number): number[] {
  return shape.map((n, k) => (k === axis ? Math.floor(n / 2) + 1 : n));
}

function realWork(plan: RealPlan, block: number): number {
  return plan.work(block);
}

function realToComplex(shape: readonly number[], axis: number, job: ExponentialJob): void {
  limitPlans();
  if (isRow(shape, job)) return realRow(shape[0]!, job, true);
  const { inverse, scale } = job;
  inPieces(shape, halved(shape, axis), [axis], job.source, job.target, (piece, half, source, target) => {
    const [outer, n, inner] = around(piece, axis);
    const block = columnsAtOnce(n, inner);
    const plan = realPlanOf(n, false, block === 1);
    const [size, halfSize] = [sizeOf(piece), sizeOf(half)];
    wasm.scratch((scratch, exports) => {
      const x = scratch.reserve(doubles(size));
      const y = scratch.reserve(16 * halfSize);
      const work = scratch.reserve(realWork(plan, block));
      load(piece, source, scratch.doubles(x, size));
      exports.realForward(plan.address, x, y, outer, inner, block, inverse, work);
      if (scale !== 1) exports.scale(y, 16 * halfSize, scale);
      unload(half, scratch.doubles(y, 2 * halfSize), target);
    });
  });
}

function complexToReal(shape: readonly number[], axis: number, job: ExponentialJob): void {
  limitPlans();
  if (isRow(shape, job)) return realRow(shape[0]!, job, false);
  const { inverse, scale } = job;
  inPieces(halved(shape, axis), shape, [axis], job.source, job.target, (half, piece, source, target) => {
    const [outer, n, inner] = around(piece, axis);
    const block = columnsAtOnce(n, inner);
    const plan = realPlanOf(n, true, block === 1);
    const [size, halfSize] = [sizeOf(piece), sizeOf(half)];
    wasm.scratch((scratch, exports) => {
      const x = scratch.reserve(doubles(size));
      const y = scratch.reserve(16 * halfSize);
      const work = scratch.reserve(realWork(plan, block));
      load(half, source, scratch.doubles(y, 2 * halfSize));
      exports.realBackward(plan.address, y, x, outer, inner, block, !inverse, work);
      if (scale !== 1) exports.scale(x, doubles(size), scale);
      unload(piece, scratch.doubles(x, size), target);
    });
  });
}

function trigonometric(shape: readonly number[], axis: number, kind: TrigonometricKind, job: Job): void {
  limitPlans();
  const { scale } = job;
  inPieces(shape, shape, [axis], job.source, job.target, (piece, _, source, target) => {
    const [outer, n, inner] = around(piece, axis);
    const block = inner === 1 ? 1 : Math.min(inner, 8);
    const plan = cosinePlanOf(kind, n);
    const size = sizeOf(piece);
    wasm.scratch((scratch, exports) => {
      const x = scratch.reserve(doubles(size));
      const work = scratch.reserve(8 * n * block + 64 + plan.work(1));
      load(piece, source, scratch.doubles(x, size));
      exports.cosineAlong(plan.address, x, outer, inner, block, work);
      if (scale !== 1) exports.scale(x, doubles(size), scale);
      unload(piece, scratch.doubles(x, size), target);
    });
  });
}

export const portableEngine: FftEngine = { name: 'wasm', complex, realToComplex, complexToReal, trigonometric };
