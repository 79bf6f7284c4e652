/**
 * How the main thread and the workers meet: counters in shared memory. Messages themselves travel over MessagePorts,
 * which both sides read synchronously; the counters say when there is one, and deal out the chunks of a job.
 *
 * A job is done by whoever comes: each thread claims one chunk after another until none is left. A worker that wakes
 * late finds nothing to do and nobody has waited for it; a worker that died without a claim costs nothing.
 */

/** One lane of counters a worker, on cache lines of its own. */
export const LANE_WORDS = 32;
/** Messages posted to the lane, counted by the main thread. */
export const POSTED = 0;
/** Messages that the worker has taken. */
export const TAKEN = 1;
/** 1 while the worker sleeps in `Atomics.wait` on POSTED. */
export const ASLEEP = 2;
/** 1 while the worker runs its loop. */
export const SERVING = 3;
/** The worker's thread id. */
export const THREAD = 4;
/** The ticket of the job whose chunks the worker is claiming, 0 for none. */
export const INSIDE = 5;

/** The counters of jobs: a ring, so that a worker may be late by many jobs without mistaking one for another. */
export const SLOTS = 256;
const SLOT_WORDS = 32;
/** The job's ticket and the next chunk to claim. */
const CLAIM = 0;
/** Chunks that are done. */
const FINISHED = 1;
/** 1 once a thread has met an error: what is left of the job is skipped. */
const FAULT = 2;
/** 1 while the main thread sleeps until FINISHED changes. */
const WAITING = 3;

/** The claim word holds a chunk number of 12 bits below a ticket of 19. */
export const MOST_CHUNKS = 4095;
const CHUNK_BITS = 12;
const TICKETS = 2 ** 19;

/** How many 32-bit words the counters of `lanes` workers take. */
export function controlWords(lanes: number): number {
  return lanes * LANE_WORDS + SLOTS * SLOT_WORDS;
}

/** The counters of one job. */
export class JobCounters {
  readonly #words: Int32Array;
  readonly #base: number;
  readonly #tag: number;
  readonly #chunks: number;

  /**
   * @param words - the control block
   * @param lanes - how many lanes lie before the slots
   * @param ticket - the job's number, from 1
   * @param chunks - how many chunks it has
   */
  constructor(words: Int32Array, lanes: number, ticket: number, chunks: number) {
    this.#words = words;
    this.#base = lanes * LANE_WORDS + (ticket % SLOTS) * SLOT_WORDS;
    this.#tag = (ticket % TICKETS) << CHUNK_BITS;
    this.#chunks = chunks;
  }

  /** Make the chunks available. Only the main thread calls this, before it tells the workers. */
  open(): void {
    const [words, base] = [this.#words, this.#base];
    Atomics.store(words, base + FINISHED, 0);
    Atomics.store(words, base + FAULT, 0);
    Atomics.store(words, base + WAITING, 0);
    Atomics.store(words, base + CLAIM, this.#tag);
  }

  /** The next chunk for the caller; -1 when there is none, or the slot belongs to a later job. */
  claim(): number {
    const [words, at] = [this.#words, this.#base + CLAIM];
    for (;;) {
      const word = Atomics.load(words, at);
      const chunk = word - this.#tag;
      if (chunk < 0 || chunk >= this.#chunks) return -1;
      if (Atomics.compareExchange(words, at, word, word + 1) === word) return chunk;
    }
  }

  /** Does the slot still belong to this job? */
  get isOpen(): boolean {
    const chunk = Atomics.load(this.#words, this.#base + CLAIM) - this.#tag;
    return chunk >= 0 && chunk <= this.#chunks;
  }

  /** A claimed chunk is done, well or not. */
  finish(): void {
    const [words, base] = [this.#words, this.#base];
    Atomics.add(words, base + FINISHED, 1);
    if (Atomics.load(words, base + WAITING) !== 0) Atomics.notify(words, base + FINISHED);
  }

  /** How many chunks are done. */
  get finished(): number {
    return Atomics.load(this.#words, this.#base + FINISHED);
  }

  /** Sleep until the number of chunks done is not `seen` any more, or some milliseconds have passed. */
  sleep(seen: number, milliseconds: number): void {
    const [words, base] = [this.#words, this.#base];
    Atomics.store(words, base + WAITING, 1);
    Atomics.wait(words, base + FINISHED, seen, milliseconds);
    Atomics.store(words, base + WAITING, 0);
  }

  /** Note that a thread met an error. */
  fail(): void {
    Atomics.store(this.#words, this.#base + FAULT, 1);
  }

  /** Has a thread met an error? */
  get failed(): boolean {
    return Atomics.load(this.#words, this.#base + FAULT) !== 0;
  }
}
