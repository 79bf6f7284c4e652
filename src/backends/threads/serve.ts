/** What a worker does: it waits for jobs, takes chunks of them, and returns when it is told to leave. */
import { receiveMessageOnPort, threadId, type MessagePort } from 'node:worker_threads';
import { WorkerError } from '../../core/errors.js';
import { exportOf } from '../moduleFunction.js';
import { callsUnregistered } from '../single/registeredFunctions.js';
import { taskNamed } from '../task.js';
import { encodeThrown } from './faults.js';
import { ASLEEP, INSIDE, JobCounters, LANE_WORDS, POSTED, SERVING, TAKEN, THREAD } from './mailbox.js';
import { collectShared, countShared } from './memory.js';
import { Decoder, type JobMessage } from './wire.js';

/** What a worker is started with. */
export interface LaneStart {
  readonly control: Int32Array;
  readonly lanes: number;
  readonly lane: number;
  /** Where messages come from and errors go. */
  readonly port: MessagePort;
  /** How often to look for work before sleeping. */
  readonly spins: number;
}

/** The message that ends the loop. */
export const LEAVE = 'leave';

/** Serve until told to leave. `loadAll` loads every module that defines tasks. */
export async function serve(start: LaneStart, loadAll: () => Promise<unknown>): Promise<void> {
  const { control, lane } = start;
  const decoder = new Decoder();
  const base = lane * LANE_WORDS;
  Atomics.store(control, base + THREAD, threadId);
  Atomics.store(control, base + INSIDE, 0);
  const taken = Atomics.load(control, base + TAKEN);
  Atomics.store(control, base + SERVING, 1);
  Atomics.notify(control, base + SERVING);
  try {
    await work(start, decoder, taken, loadAll);
  } finally {
    // Whatever happens, nobody waits for a worker that is not there.
    Atomics.store(control, base + INSIDE, 0);
    Atomics.store(control, base + SERVING, 0);
  }
}

/** The loop: wait for a message, take chunks. Ends with the message to leave. */
async function work(
  { control, lane, lanes, spins, port }: LaneStart,
  decoder: Decoder,
  before: number,
  loadAll: () => Promise<unknown>,
): Promise<void> {
  const base = lane * LANE_WORDS;
  let taken = before;
  let wantsAll = false;
  for (;;) {
    for (let spin = 0; Atomics.load(control, base + POSTED) === taken;) {
      if (++spin < spins) continue;
      Atomics.store(control, base + ASLEEP, 1);
      Atomics.wait(control, base + POSTED, taken);
      Atomics.store(control, base + ASLEEP, 0);
    }
    taken++;
    // Now, while the last job's memory is garbage already and the next one's is not here yet.
    collectShared();
    const received = receiveMessageOnPort(port) as { message: JobMessage | typeof LEAVE } | undefined;
    Atomics.store(control, base + TAKEN, taken);
    if (received === undefined) continue;
    if (received.message === LEAVE) break;
    const [ticket, name, chunks, args, kernels] = received.message;
    decoder.learn(kernels);
    const counters = new JobCounters(control, lanes, ticket, chunks);
    Atomics.store(control, base + INSIDE, ticket);
    try {
      const missing = decoder.missing(args);
      // A kernel comes once: what it needs is wanted until it has been loaded, also where the first attempt fails.
      wantsAll ||= kernels.some(({ results }) => callsUnregistered(results));
      if (missing.length > 0 || wantsAll || taskNamed(name) === undefined) {
        await loadAll();
        wantsAll = false;
        for (const place of missing) decoder.provide(place, await exportOf(place));
        if (taskNamed(name) === undefined) {
          throw new WorkerError(`worker: no module that a worker loads defines the task '${name}'`);
        }
      }
      let chunk = counters.claim();
      if (chunk >= 0) {
        const task = taskNamed(name)!;
        const decoded = decoder.decode(args, countShared);
        for (; chunk >= 0; chunk = counters.claim()) {
          try {
            if (!counters.failed) task.run(chunk, chunks, ...decoded);
          } catch (error) {
            port.postMessage({ ticket, error: encodeThrown(error) });
            counters.fail();
          } finally {
            counters.finish();
          }
        }
      }
    } catch (error) {
      // Before any chunk was claimed: a module could not be loaded here.
      // If the job is long over, nobody cares.
      if (counters.isOpen) {
        port.postMessage({ ticket, error: encodeThrown(error) });
        counters.fail();
      }
    }
    Atomics.store(control, base + INSIDE, 0);
  }
}
