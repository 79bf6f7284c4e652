/** Checks of `run`: every chunk once, arguments as they were given, errors at the call. */
import { DTYPES, type DTypeInfo, type Storage } from '../../core/dtype.js';
import { attempt, type Bench } from './harness.js';
import { storageFor, type Operand } from './operands.js';
import { ConformanceError, type BackendCheck } from './report.js';
import type { Element } from './scalars.js';
import { countChunk, failAt, fillShare } from './tasks.js';

/** Estimates of the work, in nanoseconds: some not worth sharing, some that are. */
const WORK = [0, 1e4, 1e8] as const;

/** A result that is all of its storage, as tasks have them. */
function whole(info: DTypeInfo, n: number, storage: Storage): Operand {
  return { view: { info, storage, offset: 0, steps: [1] }, shape: [n], layout: 'contiguous' };
}

function checkEveryChunk(bench: Bench): void {
  for (const chunks of [0, 1, 2, 3, 7, 64, 200]) {
    for (const work of WORK) {
      // Counters that all threads see: a task that adds to what is there cannot work on a copy.
      const counters = new Int32Array(new SharedArrayBuffer(4 * chunks));
      const output = whole(DTYPES.int32, chunks, counters);
      attempt({
        what: `run of ${chunks} chunks, ${work} ns`,
        inputs: [],
        outputs: [{ output, elements: Array.from({ length: chunks }, (): Element => [1n]) }],
        call: () => bench.backend.run(countChunk, chunks, work, output.view),
      });
    }
  }
}

function checkArguments(bench: Bench): void {
  const n = 1001;
  for (const work of WORK) {
    const output = whole(DTYPES.float64, n, storageFor(bench.backend, DTYPES.float64, n));
    attempt({
      what: `run with a view and numbers, ${work} ns`,
      inputs: [],
      outputs: [{ output, elements: Array.from({ length: n }, (_, i): Element => [0.5 + i * 0.25]) }],
      call: () => bench.backend.run(fillShare, 13, work, output.view, n, 0.5, 0.25),
    });
  }
}

function checkErrors({ backend }: Bench): void {
  for (const work of WORK) {
    for (const bad of [0, 5, 11]) {
      let met: unknown;
      try {
        backend.run(failAt, 12, work, bad);
      } catch (error) {
        met = error;
      }
      if (!(met instanceof Error) || !met.message.includes(`chunk ${bad} cannot be done`)) {
        throw new ConformanceError(
          `run, ${work} ns: chunk ${bad} threw a RangeError, but the call ${met === undefined ? 'returned' : `threw ${String(met)}`}`,
        );
      }
    }
    // And it goes on working.
    try {
      backend.run(failAt, 12, work, -1);
    } catch (error) {
      throw new ConformanceError(`run after a failed one threw ${String(error)}`, { cause: error });
    }
  }
}

/** The checks of tasks. */
export function* taskChecks(bench: Bench): Iterable<BackendCheck> {
  yield { name: 'run: every chunk once', run: () => checkEveryChunk(bench) };
  yield { name: 'run: arguments', run: () => checkArguments(bench) };
  yield { name: 'run: errors reach the caller', run: () => checkErrors(bench) };
}
