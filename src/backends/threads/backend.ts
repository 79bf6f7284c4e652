/**
 * The threads backend: each call is cut into chunks that the main thread and the workers take as they come, where its
 * work repays that; other calls are the single backend's. Results are bit for bit those of one thread, but for folds
 * and scans of one long row whose order of rounding must change (products, running float sums); these depend on the
 * length only, never on the number of workers.
 */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { sizeOf } from '../../core/shape.js';
import type { Backend, Kernel, StridedView } from '../backend.js';
import { singleBackend } from '../single/index.js';
import { planLoops } from '../single/iteration.js';
import { costOf, learn } from './costs.js';
import { Dispatcher, axisToCut, isReadable, isWritable, planned } from './dispatcher.js';
import { sharedAllocator } from './memory.js';
import type { Pool } from './pool.js';
import { Reductions } from './reductions.js';
import { Scans } from './scans.js';
import { Sorting } from './sorting.js';
import * as tasks from './tasks.js';
import type { Thresholds } from './thresholds.js';

/** Make the backend of a pool. */
export function threadsBackend(pool: Pool, thresholds: Thresholds): Backend {
  const { few } = thresholds;
  const dispatcher = new Dispatcher(pool, thresholds);
  const reductions = new Reductions(dispatcher);
  const scans = new Scans(dispatcher);
  const sorting = new Sorting(dispatcher);
  const canShare = (work: number, inputs: readonly StridedView[], outputs: readonly StridedView[]): boolean =>
    dispatcher.pays(work) && outputs.every(isWritable) && inputs.every((view) => isReadable(view, work));

  /** The least number of nanoseconds that is worth measuring a kernel with. */
  const measurable = 20_000;

  const alone = (kernel: Kernel, n: number, work: number, compute: () => void): void => {
    if (work < measurable) return compute();
    const begin = performance.now();
    compute();
    learn(kernel, n, performance.now() - begin);
  };

  /** Memory traffic of cheap kernels: what lies in one core's cache is not worth moving to another's. */
  const isTooSmall = (kernel: Kernel, n: number): boolean => kernel.cheap && n < thresholds.cheapFrom;

  return {
    name: 'threads',
    capabilities: { workers: pool.workers, shared: true, exact: false },
    allocator: sharedAllocator(thresholds.sharedFrom),

    elementwiseFlat(kernel, n, operands, still) {
      if (n < few) return singleBackend.elementwiseFlat(kernel, n, operands, still);
      const work = n * costOf(kernel);
      const inputs = kernel.inputs.length;
      if (isTooSmall(kernel, n) || !canShare(work, operands.slice(0, inputs), operands.slice(inputs))) {
        return alone(kernel, n, work, () => singleBackend.elementwiseFlat(kernel, n, operands, still));
      }
      const chunks = dispatcher.chunks(work, Math.ceil(n / 64));
      const { done, elapsed } = dispatcher.run(tasks.flat, chunks, kernel, n, still, operands);
      learn(kernel, (n / chunks) * done, elapsed);
    },

    elementwise(kernel, shape, inputs, outputs, mask) {
      const n = sizeOf(shape);
      if (n < few) return singleBackend.elementwise(kernel, shape, inputs, outputs, mask);
      const work = n * costOf(kernel);
      if (isTooSmall(kernel, n) || !canShare(work, mask ? [...inputs, mask] : inputs, outputs)) {
        return alone(kernel, n, work, () => singleBackend.elementwise(kernel, shape, inputs, outputs, mask));
      }
      const views = mask ? [...inputs, ...outputs, mask] : [...inputs, ...outputs];
      const plan = planLoops(shape, views, inputs.length);
      if (plan.shape.length === 0) return singleBackend.elementwise(kernel, shape, inputs, outputs, mask);
      const parts = planned(views, plan.steps);
      const chunks = dispatcher.chunks(work, Math.max(...plan.shape));
      const { done, elapsed } = dispatcher.run(
        tasks.strided,
        chunks,
        kernel,
        plan.shape,
        axisToCut(plan.shape, chunks),
        parts.slice(0, inputs.length),
        parts.slice(inputs.length, inputs.length + outputs.length),
        mask && parts[parts.length - 1],
      );
      learn(kernel, (n / chunks) * done, elapsed);
    },

    copy(shape, source, target, mask) {
      const n = sizeOf(shape);
      const cost = copyCost(source.info, target.info);
      if (mask || n < few || n < thresholds.cheapFrom || !canShare(n * cost, [source], [target])) {
        return singleBackend.copy(shape, source, target, mask);
      }
      const plan = planLoops(shape, [source, target], 1);
      const [from, to] = planned([source, target], plan.steps) as [StridedView, StridedView];
      const chunks = dispatcher.chunks(n * cost, Math.max(...plan.shape));
      dispatcher.run(tasks.copying, chunks, plan.shape, axisToCut(plan.shape, chunks), from, to);
    },

    reduce: (kernel, shape, source, out, mask) => reductions.reduce(kernel, shape, source, out, mask),
    argExtrema: (which, rest, source, step, n, out) => reductions.argExtrema(which, rest, source, step, n, out),
    squaredDeviations: (shape, source, mean, out) => reductions.squaredDeviations(shape, source, mean, out),
    scan: (kernel, shape, axis, source, out) => scans.scan(kernel, shape, axis, source, out),
    sort: (shape, target) => sorting.sort(shape, target),
    argsort: (shape, source, out) => sorting.argsort(shape, source, out),

    gather(view, positions, block, packed) {
      const n = positions.length * block;
      const work = positions.length * (1.5 + 0.3 * block);
      if (n < few || n < thresholds.cheapFrom || !canShare(work, [view], [packed])) {
        return singleBackend.gather(view, positions, block, packed);
      }
      const list: StridedView = { info: positionsInfo(positions), storage: positions, offset: 0, steps: [1] };
      if (!isReadable(list, work)) return singleBackend.gather(view, positions, block, packed);
      dispatcher.run(tasks.gathering, dispatcher.chunks(work, positions.length), view, list, block, packed);
    },

    // Places may come twice: the order counts.
    scatter: singleBackend.scatter,
    update: singleBackend.update,

    matmul(batch, m, k, n, a, b, out) {
      const work = sizeOf(batch) * m * k * n * productCost(out.info);
      if (!canShare(work, [a, b], [out])) return singleBackend.matmul(batch, m, k, n, a, b, out);
      const lengths = [...batch, m, n];
      // Each chunk packs its operands again: few chunks where there is one product.
      const wanted = this.capabilities.workers * (sizeOf(batch) >= 2 * this.capabilities.workers ? 4 : 2);
      let axis = batch.findIndex((length) => length >= wanted);
      if (axis < 0) axis = m >= n || m >= 8 * wanted ? batch.length : batch.length + 1;
      const chunks = Math.min(
        wanted,
        dispatcher.chunks(work, Math.ceil(lengths[axis]! / (axis < batch.length ? 1 : 8))),
      );
      // The views have an inner axis k between those of the result.
      dispatcher.run(tasks.multiplying, chunks, batch, m, k, n, axis, a, b, out);
    },

    run(task, chunks, work, ...args) {
      if (chunks < 2 || !dispatcher.pays(work)) return singleBackend.run(task, chunks, work, ...args);
      dispatcher.run(task, chunks, ...args);
    },
  };
}

/** Nanoseconds to copy an element. */
function copyCost(source: DTypeInfo, target: DTypeInfo): number {
  if (source === target) return 0.05 * source.itemsize;
  return source.domain === 'bigint' || target.domain === 'bigint' ? 15 : 1;
}

/** Nanoseconds of a multiplication and addition. */
function productCost(info: DTypeInfo): number {
  if (info.domain === 'bigint') return 10;
  return info.kind === 'c' ? 2.5 : 0.7;
}

function positionsInfo(positions: Int32Array | Float64Array): DTypeInfo {
  return (positions instanceof Int32Array ? DTYPES.int32 : DTYPES.float64) as DTypeInfo;
}
