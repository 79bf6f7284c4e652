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
import { hasAddresses } from './addresses.js';
import { costOf, learn } from './costs.js';
import { Dispatcher, axisToCut, isReadable, isWorthStaging, isWritable, planned } from './dispatcher.js';
import { sharedAllocator } from './memory.js';
import { freeScratch, intoShared, sharedView, staged } from './partials.js';
import type { Pool } from './pool.js';
import { Reductions } from './reductions.js';
import { Scans } from './scans.js';
import { Sorting } from './sorting.js';
import * as tasks from './tasks.js';
import { isForWasm } from '../wasm/matmul.js';
import type { Thresholds } from './options.js';
import { isForBlas, isForBlasThreads, onBlasThreads } from '../native/blas/product.js';

/** What a product by BLAS takes, against JavaScript. */
const BLAS_FACTOR = 0.1;

/** Make the backend of a pool. */
export function threadsBackend(pool: Pool, thresholds: Thresholds): Backend {
  const { few } = thresholds;
  // Workers that see any memory by its address need none of a special kind.
  const shared = !hasAddresses();
  const dispatcher = new Dispatcher(pool, thresholds);
  const reductions = new Reductions(dispatcher);
  const scans = new Scans(dispatcher);
  const sorting = new Sorting(dispatcher);
  const areSeen = (inputs: readonly StridedView[], outputs: readonly StridedView[]): boolean =>
    outputs.every(isWritable) && inputs.every(isReadable);
  const canShare = (work: number, inputs: readonly StridedView[], outputs: readonly StridedView[]): boolean =>
    areSeen(inputs, outputs) && dispatcher.pays(work);

  /** Compute with copies of the operands in shared memory. */
  const onStage = (
    shape: readonly number[],
    inputs: readonly StridedView[],
    outputs: readonly StridedView[],
    masked: boolean,
    compute: (inputs: StridedView[], outputs: StridedView[]) => void,
  ): void => {
    freeScratch();
    const from = inputs.map((view) => (isReadable(view) ? view : staged(shape, view, true)));
    const to = outputs.map((view) => (isWritable(view) ? view : staged(shape, view, masked)));
    compute(from, to);
    to.forEach((view, j) => {
      if (view !== outputs[j]) singleBackend.copy(shape, view, outputs[j]!);
    });
  };

  /** The least number of nanoseconds that is worth measuring a kernel with. */
  const measurable = 20_000;

  const alone = (kernel: Kernel, n: number, work: number, compute: () => void): void => {
    if (work < measurable) return compute();
    const begin = performance.now();
    compute();
    learn(kernel, n, performance.now() - begin);
  };

  /** Too little work in any case; for cheap kernels also what lies in one core's cache and would move to another's. */
  const isTooSmall = (kernel: Kernel, n: number, work: number): boolean =>
    work < thresholds.awake || (kernel.cheap && n < thresholds.cheapFrom);

  const shareFlat = (
    kernel: Kernel,
    n: number,
    operands: readonly StridedView[],
    still: number,
    work: number,
  ): void => {
    const chunks = dispatcher.chunks(work, Math.ceil(n / 64));
    const { done, elapsed } = dispatcher.run(tasks.flat, chunks, kernel, n, still, operands);
    learn(kernel, (n / chunks) * done, elapsed);
  };

  const shareStrided = (
    kernel: Kernel,
    shape: readonly number[],
    inputs: readonly StridedView[],
    outputs: readonly StridedView[],
    mask: StridedView | undefined,
    work: number,
  ): void => {
    const n = sizeOf(shape);
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
  };

  const shareProduct = (
    batch: readonly number[],
    m: number,
    k: number,
    n: number,
    a: StridedView,
    b: StridedView,
    out: StridedView,
    work: number,
  ): void => {
    const lengths = [...batch, m, n];
    // Each chunk packs its operands again: few chunks where there is one product.
    const few = sizeOf(batch) < 2 * pool.workers && Math.max(m, n) < 256 * pool.workers;
    const wanted = pool.workers * (few ? 2 : 4);
    let axis = batch.findIndex((length) => length >= wanted);
    if (axis < 0) axis = m >= n || m >= 8 * wanted ? batch.length : batch.length + 1;
    const chunks = Math.min(wanted, dispatcher.chunks(work, Math.ceil(lengths[axis]! / (axis < batch.length ? 1 : 8))));
    // The views have an inner axis k between those of the result.
    dispatcher.run(tasks.multiplying, chunks, batch, m, k, n, axis, a, b, out);
  };

  return {
    name: 'threads',
    capabilities: { workers: pool.workers, shared, exact: false },
    ...(shared ? { allocator: sharedAllocator(thresholds.sharedFrom) } : {}),

    elementwiseFlat(kernel, n, operands, still) {
      if (n < few) return singleBackend.elementwiseFlat(kernel, n, operands, still);
      const work = n * costOf(kernel);
      const single = (): void => singleBackend.elementwiseFlat(kernel, n, operands, still);
      if (isTooSmall(kernel, n, work)) return alone(kernel, n, work, single);
      const inputs = operands.slice(0, kernel.inputs.length);
      const outputs = operands.slice(kernel.inputs.length);
      const seen = areSeen(inputs, outputs);
      if ((!seen && !isWorthStaging(work, n * operands.length)) || !dispatcher.pays(work)) {
        return alone(kernel, n, work, single);
      }
      if (!seen) {
        const flat = operands.map(({ info, storage, offset }, o) => ({
          info,
          storage,
          offset,
          steps: [((still >> o) & 1) === 1 ? 0 : 1],
        }));
        const count = inputs.length;
        return onStage([n], flat.slice(0, count), flat.slice(count), false, (from, to) =>
          shareFlat(kernel, n, [...from, ...to], still, work),
        );
      }
      shareFlat(kernel, n, operands, still, work);
    },

    elementwise(kernel, shape, inputs, outputs, mask) {
      const n = sizeOf(shape);
      if (n < few) return singleBackend.elementwise(kernel, shape, inputs, outputs, mask);
      const work = n * costOf(kernel);
      const single = (): void => singleBackend.elementwise(kernel, shape, inputs, outputs, mask);
      if (isTooSmall(kernel, n, work)) return alone(kernel, n, work, single);
      const read = mask ? [...inputs, mask] : inputs;
      const seen = areSeen(read, outputs);
      const staging = n * (read.length + outputs.length);
      if ((!seen && !isWorthStaging(work, staging)) || !dispatcher.pays(work)) {
        return alone(kernel, n, work, single);
      }
      if (!seen) {
        return onStage(shape, read, outputs, mask !== undefined, (from, to) =>
          shareStrided(kernel, shape, from.slice(0, inputs.length), to, from[inputs.length], work),
        );
      }
      shareStrided(kernel, shape, inputs, outputs, mask, work);
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
      const unshared: StridedView = { info: positionsInfo(positions), storage: positions, offset: 0, steps: [1] };
      freeScratch();
      const list = isReadable(unshared) ? unshared : staged([positions.length], unshared, true);
      dispatcher.run(tasks.gathering, dispatcher.chunks(work, positions.length), view, list, block, packed);
    },

    // Places may come twice: the order counts.
    scatter: singleBackend.scatter,
    update: singleBackend.update,

    matmul(batch, m, k, n, a, b, out) {
      // BLAS has threads of its own.
      if (isForBlasThreads(out.info, m, k, n)) {
        return onBlasThreads(pool.workers, () => singleBackend.matmul(batch, m, k, n, a, b, out));
      }
      const count = sizeOf(batch);
      const cost = isForBlas(out.info, m, k, n)
        ? BLAS_FACTOR * productCost(out.info, false)
        : productCost(out.info, isForWasm(out.info, count, m, k, n));
      const work = count * m * k * n * cost;
      if (!areSeen([a, b], [out])) {
        const elements = sizeOf(batch) * (m * k + k * n + m * n);
        if (!isWorthStaging(work, elements) || !dispatcher.pays(work)) {
          return singleBackend.matmul(batch, m, k, n, a, b, out);
        }
        freeScratch();
        const see = (view: StridedView, rows: number, columns: number): StridedView =>
          isReadable(view) ? view : staged([...batch, rows, columns], view, true);
        return intoShared([...batch, m, n], out, false, (result) =>
          shareProduct(batch, m, k, n, see(a, m, k), see(b, k, n), result, work),
        );
      }
      if (!dispatcher.pays(work)) return singleBackend.matmul(batch, m, k, n, a, b, out);
      shareProduct(batch, m, k, n, a, b, out, work);
    },

    run(task, chunks, work, ...args) {
      if (chunks < 2 || !dispatcher.pays(work)) return singleBackend.run(task, chunks, work, ...args);
      const unseen = task.writes.filter((k) => !isWritable(args[k] as StridedView));
      if (unseen.length === 0) return void dispatcher.run(task, chunks, ...args);
      freeScratch();
      const seen = [...args] as unknown as typeof args;
      for (const k of unseen) {
        const view = args[k] as StridedView;
        const copy = sharedView(view.info, [view.storage.length / view.info.lanes]);
        (seen as unknown as unknown[])[k] = { ...view, storage: copy.storage };
      }
      dispatcher.run(task, chunks, ...seen);
      for (const k of unseen) (args[k] as StridedView).storage.set((seen[k] as StridedView).storage as never);
    },
  };
}

/** Nanoseconds to copy an element. */
function copyCost(source: DTypeInfo, target: DTypeInfo): number {
  if (source === target) return 0.05 * source.itemsize;
  return source.domain === 'bigint' || target.domain === 'bigint' ? 15 : 1;
}

/** Nanoseconds of a multiplication and addition, in WebAssembly or not. */
function productCost(info: DTypeInfo, wasm: boolean): number {
  if (wasm) return 0.0125 * info.itemsize * info.lanes;
  if (info.domain === 'bigint') return 10;
  return info.kind === 'c' ? 2.5 : 0.7;
}

function positionsInfo(positions: Int32Array | Float64Array): DTypeInfo {
  return (positions instanceof Int32Array ? DTYPES.int32 : DTYPES.float64) as DTypeInfo;
}
