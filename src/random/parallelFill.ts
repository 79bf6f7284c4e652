// Long fills from one stream, cut in parts that any thread can make: each part knows the state of the stream where it
// begins, so that the numbers are those of one thread, and NumPy's, whatever the number of workers.

import { DTYPES } from '../core/dtype.js';
import { backend, type StridedView } from '../backends/backend.js';
import { nativeRandom } from '../backends/native/kernels/random.js';
import { defineTask, share } from '../backends/task.js';
import { pcg64Kernel } from './pcg64Kernel.js';
import { stateBefore, statesOfParts, type Jump } from './streamParts.js';

/** Numbers from which a fill is offered to other threads: a compiled loop makes one in a nanosecond. */
export const PARALLEL_FROM = 262_144;
export const NATIVE_PARALLEL_FROM = 2 ** 20;
/** Numbers a part: at least so many, and more where there would be too many parts, whose states travel to the workers. */
const LEAST_PART = 32768;
const PARTS_A_WORKER = 16;
const MOST_PARTS = 64;
/** Nanoseconds a number. */
const COST = 1;

/** What becomes of a draw x: `offset + factor * x`. */
export type Scaling = readonly [offset: number, factor: number];

/** Scale draws in place. */
export function scale(out: Float64Array | Float32Array, start: number, end: number, scaling: Scaling): void {
  const [offset, factor] = scaling;
  for (let i = start; i < end; i++) out[i] = offset + factor * out[i]!;
}

/** `states` holds the state before each part, eight words apiece. */
const fillPart = defineTask(
  'random',
  (
    chunk,
    chunks,
    states: readonly number[],
    parts: number,
    part: number,
    n: number,
    out: StridedView,
    scaling: Scaling | null,
  ) => {
    const kernel = pcg64Kernel();
    const native = nativeRandom();
    const [first, last] = share(parts, chunk, chunks);
    for (let k = first; k < last; k++) {
      const core = stateBefore(states, k);
      const start = k * part;
      const end = Math.min(n, start + part);
      const storage = out.storage as Float64Array;
      if (native && scaling !== null) native.doubles(core, storage, start, end, scaling[0], scaling[1]);
      else {
        kernel.doubles(core, storage, start, end);
        if (scaling !== null) scale(storage, start, end, scaling);
      }
    }
  },
  [4],
);

/**
 * Fill `out[start]` to `out[end - 1]` with doubles in [0, 1).
 *
 * @param jump - moves a state by a number of draws
 * @param core - the stream's state, moved on as if all had been drawn one after another
 * @param scaling - what becomes of each draw
 */
export function fillDoublesInParts(
  core: Int32Array,
  jump: Jump,
  out: Float64Array,
  start: number,
  end: number,
  scaling: Scaling | null = null,
): void {
  const n = end - start;
  const most = Math.max(MOST_PARTS, PARTS_A_WORKER * backend().capabilities.workers);
  const part = Math.max(LEAST_PART, Math.ceil(n / most));
  const parts = Math.ceil(n / part);
  const states = statesOfParts(core, jump, part, parts);
  const view: StridedView = { info: DTYPES.float64, storage: out.subarray(start, end), offset: 0, steps: [1] };
  backend().run(fillPart, parts, COST * n, states, parts, part, n, view, scaling);
  const state = stateBefore(states, parts - 1);
  jump(state, n - (parts - 1) * part)(state);
  core.set(state);
}
