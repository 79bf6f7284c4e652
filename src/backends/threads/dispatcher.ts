/** Whether to share work out, into how many chunks, and along which axis: what the parts of the backend have in common. */
import type { StridedView } from '../backend.js';
import type { Task } from '../task.js';
import { MOST_CHUNKS } from './mailbox.js';
import { COPIED_BYTES, isVisible } from './addresses.js';
import type { Pool } from './pool.js';
import type { Thresholds } from './options.js';

/** Copying an element to where workers see it, or back, in nanoseconds. */
const STAGE_COST = 1.5;
/** Work is staged only where it takes so many times as long as the copying. */
const STAGE_FACTOR = 3;
/** Chunks a thread, so that one that was held up leaves its share to the others. */
const CHUNKS_A_THREAD = 24;
/** A chunk is not smaller than this, in nanoseconds. */
const CHUNK_WORK = 50_000;

/** What the parts of the backend share: the pool and the decision whether to use it. */
export class Dispatcher {
  /** Work that was not shared out because the workers slept, since they were last woken. */
  #missed = 0;

  constructor(
    readonly pool: Pool,
    readonly thresholds: Thresholds,
  ) {}

  /**
   * Is work of so many nanoseconds worth sharing out now?
   *
   * @param bound - must it be cut even on one thread, because its rounding depends on the cuts?
   */
  pays(work: number, bound = false): boolean {
    if (this.pool.workers === 1 && !bound) return false;
    if (work < this.thresholds.awake || this.pool.busy) return false;
    if (work >= this.thresholds.asleep || this.pool.awake) return true;
    // Waking the workers costs a part of a long call, but more than a short one gains. Short calls in a row pay for it
    // together.
    this.#missed += work;
    if (this.#missed < this.thresholds.asleep) return false;
    this.#missed = 0;
    return true;
  }

  /** How many chunks to cut work of so many nanoseconds into, `most` at most. */
  chunks(work: number, most: number): number {
    return Math.max(1, Math.min(most, Math.ceil(work / CHUNK_WORK), this.pool.workers * CHUNKS_A_THREAD, MOST_CHUNKS));
  }

  run<A extends readonly unknown[]>(task: Task<A>, chunks: number, ...args: A): { done: number; elapsed: number } {
    return this.pool.run(task as unknown as Task, chunks, args);
  }
}

/** Can workers write here? */
export function isWritable(view: StridedView): boolean {
  return isVisible(view.storage);
}

/** Can workers read here, or is this so small that it can travel with the message? */
export function isReadable(view: StridedView): boolean {
  return isVisible(view.storage) || view.storage.byteLength <= COPIED_BYTES;
}

/** Is work on so many elements worth copying operands to shared memory and results back? */
export function isWorthStaging(work: number, elements: number): boolean {
  return work > elements * STAGE_COST * STAGE_FACTOR;
}

/** The axis to cut, other than `except`: the outermost that is long enough, else the longest; -1 if there is none. */
export function axisToCut(shape: readonly number[], chunks: number, except = -1): number {
  let longest = -1;
  for (let k = 0; k < shape.length; k++) {
    if (k === except) continue;
    if (shape[k]! >= chunks) return k;
    if (longest < 0 || shape[k]! > shape[longest]!) longest = k;
  }
  return longest;
}

/** Views with the steps of a plan. */
export function planned(views: readonly StridedView[], steps: readonly (readonly number[])[]): StridedView[] {
  return views.map(({ info, storage, offset }, o) => ({ info, storage, offset, steps: steps[o]! }));
}
