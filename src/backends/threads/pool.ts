/**
 * The pool: piscina's workers, each running one task that serves a lane until it is told to leave. Workers leave after a
 * while without work, so that a program that forgets to close the pool still ends; the next job calls them back.
 */
import { MessageChannel, receiveMessageOnPort, type MessagePort, type Worker } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { Kernel } from '../backend.js';
import type { Task } from '../task.js';
import { WorkerError } from '../../core/errors.js';
import { decodeThrown, type Thrown } from './faults.js';
import { ASLEEP, INSIDE, JobCounters, LANE_WORDS, POSTED, SERVING, TAKEN, THREAD, controlWords } from './mailbox.js';
import type { ResourceLimits, ThreadPool } from './options.js';
import { LEAVE, type LaneStart } from './serve.js';
import { encodeArguments, encodeKernel, type JobMessage } from './wire.js';

/** How long workers stay after the last job, in milliseconds. */
const IDLE_MS = 50;
/** How long a worker looks for the next job before it sleeps, in turns of its loop: half a millisecond or so. */
const SPINS = 150_000;
/** With more threads than cores, spinning takes time from those who work. */
const SPINS_CROWDED = 500;
/** How many turns the main thread looks for the last chunks before it sleeps. */
const MAIN_SPINS = 20_000;
/** How long the main thread sleeps at a time before it looks whether the workers live. */
const WATCH_MS = 50;
/** A lane that has not taken this many messages gets no more. */
const MOST_WAITING = 8;
const START_MS = 30_000;

type LaneState = 'absent' | 'serving' | 'leaving';

/** The main thread's side of one worker. */
class Lane {
  state: LaneState = 'absent';
  port: MessagePort | undefined;
  worker: Worker | undefined;
  /** Kernels that the worker knows. */
  known = new Set<Kernel>();
  readonly base: number;

  constructor(readonly index: number) {
    this.base = index * LANE_WORDS;
  }
}

/**
 * Has a worker that took a job ended? Its exit event comes only when the event loop turns. Until then its loop tells, whose
 * figures are read from the thread itself: once the thread has stopped its idle time is -1, or, if nobody asked while
 * it lived, all of them are 0 (so on Node 20 to 24; a test watches over it). A worker at work has been active for some time.
 */
function hasEnded(worker: Worker): boolean {
  if (worker.threadId === -1) return true;
  const { idle, active } = worker.performance.eventLoopUtilization();
  return idle < 0 || active === 0;
}

/** Workers that do chunks of jobs beside the main thread. */
export class Pool implements ThreadPool {
  readonly workers: number;
  /** Absent where the main thread computes alone. */
  readonly #piscina: Piscina | undefined;
  readonly #control: Int32Array;
  readonly #lanes: Lane[];
  readonly #spins: number;
  #ticket = 0;
  #ticketAtWatch = -1;
  #timer: NodeJS.Timeout | undefined;
  #busy = false;
  #closed = false;

  private constructor(piscina: Piscina | undefined, workers: number, cores: number) {
    this.workers = workers;
    this.#piscina = piscina;
    this.#control = new Int32Array(new SharedArrayBuffer(4 * controlWords(workers - 1)));
    this.#lanes = Array.from({ length: workers - 1 }, (_, index) => new Lane(index));
    this.#spins = workers > cores ? SPINS_CROWDED : SPINS;
  }

  /**
   * Start a pool and wait until every worker serves.
   *
   * @param workers - threads that compute, the calling one included
   * @param cores - how many cores there are
   * @param filename - the module that workers run
   */
  static async start(workers: number, cores: number, filename: string, limits?: ResourceLimits): Promise<Pool> {
    if (workers === 1) return new Pool(undefined, 1, cores);
    const { Piscina: PiscinaPool } = await import('piscina');
    const piscina = new PiscinaPool({
      filename,
      minThreads: workers - 1,
      maxThreads: workers - 1,
      atomics: 'disabled',
      ...(limits ? { resourceLimits: limits } : {}),
    });
    const pool = new Pool(piscina, workers, cores);
    // What a worker throws outside a job comes back as the rejection of its task; nothing is left for this event.
    piscina.on('error', () => undefined);
    const failures: unknown[] = [];
    for (const lane of pool.#lanes) pool.#enter(lane, (error) => failures.push(error));
    try {
      for (const lane of pool.#lanes) await pool.#served(lane, failures);
    } catch (error) {
      await pool.close();
      throw error;
    }
    pool.#watch();
    return pool;
  }

  /** Wait without blocking until a lane is served. */
  async #served(lane: Lane, failures: readonly unknown[]): Promise<void> {
    const deadline = Date.now() + START_MS;
    while (Atomics.load(this.#control, lane.base + SERVING) === 0) {
      if (failures.length > 0 || Date.now() > deadline) {
        const reason = failures[0] instanceof Error ? failures[0].message : 'it did not answer in time';
        throw new WorkerError(`setBackend: worker ${lane.index + 1} of the threads backend did not start: ${reason}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    this.#findWorker(lane);
  }

  #findWorker(lane: Lane): void {
    const id = Atomics.load(this.#control, lane.base + THREAD);
    lane.worker = this.#piscina!.threads.find((worker) => worker.threadId === id);
  }

  /** Have a worker serve a lane. */
  #enter(lane: Lane, onError?: (error: unknown) => void): void {
    const { port1, port2 } = new MessageChannel();
    port1.unref();
    lane.port?.close();
    lane.port = port1;
    lane.known = new Set();
    lane.worker = undefined;
    lane.state = 'serving';
    const control = this.#control;
    Atomics.store(control, lane.base + SERVING, 0);
    Atomics.store(control, lane.base + INSIDE, 0);
    Atomics.store(control, lane.base + ASLEEP, 0);
    // Messages to a worker that died are lost with its port.
    Atomics.store(control, lane.base + TAKEN, Atomics.load(control, lane.base + POSTED));
    const start: LaneStart = {
      control,
      lanes: this.#lanes.length,
      lane: lane.index,
      port: port2,
      spins: this.#spins,
    };
    const gone = (): void => {
      lane.state = 'absent';
      lane.worker = undefined;
    };
    this.#piscina!.run(start, { transferList: [port2] }).then(gone, (error: unknown) => {
      gone();
      onError?.(error);
    });
  }

  /** Let workers go when there has been no job for a while. */
  #watch(): void {
    if (this.#timer !== undefined || this.#closed) return;
    this.#ticketAtWatch = this.#ticket;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#ticket !== this.#ticketAtWatch) this.#watch();
      else this.#dismiss();
    }, IDLE_MS);
    this.#timer.unref();
  }

  #dismiss(): void {
    for (const lane of this.#lanes) {
      if (lane.state !== 'serving') continue;
      lane.state = 'leaving';
      this.#post(lane, LEAVE);
    }
  }

  #post(lane: Lane, message: JobMessage | typeof LEAVE): void {
    lane.port!.postMessage(message);
    Atomics.add(this.#control, lane.base + POSTED, 1);
    if (Atomics.load(this.#control, lane.base + ASLEEP) !== 0) {
      Atomics.notify(this.#control, lane.base + POSTED);
    }
  }

  /** Are any workers awake, so that they would begin at once? */
  get awake(): boolean {
    const control = this.#control;
    for (const lane of this.#lanes) {
      if (lane.state !== 'serving') return false;
      if (Atomics.load(control, lane.base + SERVING) === 0 || Atomics.load(control, lane.base + ASLEEP) !== 0)
        return false;
    }
    return true;
  }

  /** Is a job under way? A job's own chunks must not start another. */
  get busy(): boolean {
    return this.#busy;
  }

  /** The worker threads that live now, for tests and configuration. */
  get threads(): readonly Worker[] {
    return this.#piscina?.threads ?? [];
  }

  /**
   * Do the chunks of a task on all threads.
   *
   * @returns how many chunks the calling thread did, and in how many milliseconds
   * @throws what the task threw; WorkerError if a worker died in the middle of it
   */
  run(task: Task, chunks: number, args: readonly unknown[]): { done: number; elapsed: number } {
    const ticket = (this.#ticket = (this.#ticket + 1) & 0x7fffffff || 1);
    const counters = new JobCounters(this.#control, this.#lanes.length, ticket, chunks);
    counters.open();
    this.#watch();
    this.#busy = true;
    try {
      const asked = this.#ask(task, ticket, chunks, args);
      const begin = performance.now();
      let done = 0;
      let thrown: { value: unknown } | undefined;
      for (let chunk = counters.claim(); chunk >= 0; chunk = counters.claim()) {
        try {
          if (!counters.failed) task.run(chunk, chunks, ...args);
        } catch (value) {
          thrown ??= { value };
          counters.fail();
        }
        counters.finish();
        done++;
      }
      const elapsed = performance.now() - begin;
      if (counters.finished !== chunks) this.#await(task, counters, ticket, chunks, asked);
      if (thrown) throw thrown.value;
      if (counters.failed) throw this.#fault(ticket, asked);
      return { done, elapsed };
    } finally {
      this.#busy = false;
    }
  }

  /** Tell the workers of a job; returns the lanes that heard of it. */
  #ask(task: Task, ticket: number, chunks: number, args: readonly unknown[]): Lane[] {
    const asked: Lane[] = [];
    let encoded: ReturnType<typeof encodeArguments> | undefined;
    for (const lane of this.#lanes) {
      if (asked.length >= chunks - 1) break;
      if (lane.state === 'absent' && !this.#closed) this.#enter(lane);
      if (lane.state !== 'serving') continue;
      const control = this.#control;
      if (Atomics.load(control, lane.base + POSTED) - Atomics.load(control, lane.base + TAKEN) >= MOST_WAITING)
        continue;
      encoded ??= encodeArguments(args);
      const fresh = [...encoded.kernels].filter((kernel) => !lane.known.has(kernel));
      for (const kernel of fresh) lane.known.add(kernel);
      this.#post(lane, [ticket, task.name, chunks, encoded.wire, fresh.map(encodeKernel)]);
      asked.push(lane);
    }
    return asked;
  }

  /** Wait for the chunks that workers have claimed. */
  #await(task: Task, counters: JobCounters, ticket: number, chunks: number, asked: readonly Lane[]): void {
    for (let spin = 0; spin < MAIN_SPINS; spin++) if (counters.finished === chunks) return;
    let dead: Lane | undefined;
    for (;;) {
      const seen = counters.finished;
      if (seen === chunks) return;
      let working = false;
      for (const lane of asked) {
        // A worker is inside the job from before its first claim until after its last chunk.
        if (lane.state !== 'serving' || Atomics.load(this.#control, lane.base + INSIDE) !== ticket) continue;
        if (!lane.worker) this.#findWorker(lane);
        if (lane.worker && !hasEnded(lane.worker)) {
          working = true;
          continue;
        }
        dead = lane;
        this.#abandon(lane);
        // The others skip what is left.
        counters.fail();
      }
      if (counters.finished === chunks) return;
      if (!working) {
        throw new WorkerError(
          `${task.name}: ${dead ? `worker ${dead.index + 1}` : 'a worker'} of the threads backend ended in the middle of its ` +
            'work (out of memory, process.exit or terminated), so the result is incomplete; the next call goes on without ' +
            'it until a new worker has started',
        );
      }
      counters.sleep(seen, dead ? 1 : WATCH_MS);
    }
  }

  /** Forget a worker that died; its place is filled when piscina has a new thread. */
  #abandon(lane: Lane): void {
    lane.state = 'leaving';
    Atomics.store(this.#control, lane.base + INSIDE, 0);
    Atomics.store(this.#control, lane.base + SERVING, 0);
  }

  /** The error that a worker met in a job. */
  #fault(ticket: number, asked: readonly Lane[]): unknown {
    let found: { readonly thrown: unknown } | undefined;
    for (const lane of asked) {
      for (;;) {
        const received = receiveMessageOnPort(lane.port!) as { message: { ticket: number; error: Thrown } } | undefined;
        if (received === undefined) break;
        if (received.message.ticket === ticket) found ??= { thrown: decodeThrown(received.message.error) };
      }
    }
    return found
      ? found.thrown
      : new WorkerError('a worker of the threads backend met an error and could not tell which');
  }

  /** End the workers at once. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const lane of this.#lanes) lane.state = 'leaving';
    await this.#piscina?.destroy();
    for (const lane of this.#lanes) lane.port?.close();
  }
}
