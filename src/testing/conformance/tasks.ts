/** The tasks of the checks of `run`. Workers must load this module to know them. */
import type { StridedView } from '../../backends/backend.js';
import { defineTask, share } from '../../backends/task.js';

/** Adds 1 to the chunk's counter. */
export const countChunk = defineTask(
  'conformance: count chunk',
  (chunk: number, _chunks: number, counters: StridedView) => {
    Atomics.add(counters.storage as Int32Array, counters.offset + chunk, 1);
  },
  [0],
);

/** Writes `start + i * step` for the chunk's share of the elements. */
export const fillShare = defineTask(
  'conformance: fill share',
  (chunk: number, chunks: number, out: StridedView, n: number, start: number, step: number) => {
    const [from, to] = share(n, chunk, chunks);
    for (let i = from; i < to; i++) (out.storage as Float64Array)[out.offset + i * out.steps[0]!] = start + i * step;
  },
  [0],
);

/** Fails in one chunk. */
export const failAt = defineTask('conformance: fail at', (chunk: number, _chunks: number, bad: number) => {
  if (chunk === bad) throw new RangeError(`chunk ${chunk} cannot be done`);
});
