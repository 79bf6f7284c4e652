/** Whether to share work out, into how many chunks, and along which axis: what the parts of the backend have in common. */
import type { StridedView } from '../backend.js';
import type { Task } from '../task.js';
import { MOST_CHUNKS } from './mailbox.js';
import { isShared } from './memory.js';
import type { Pool } from './pool.js';
import type { Thresholds } from './thresholds.js';

/** Unshared operands up to so many bytes are copied to the workers; larger ones if the work is worth it. */
const COPIED_BYTES = 65536;
/** Copying a byte to where workers see it, in nanoseconds. */
const COPY_COST = 0.3;
/** Chunks a thread, so that one that was held up leaves its share to the others. */
const CHUNKS_A_THREAD = 12;
/** A chunk is not smaller than this, in nanoseconds. */
const CHUNK_WORK = 25_000;

/** What the parts of the backend share: the pool and the decision whether to use it. */
export class Dispatcher {
  constructor(
    readonly pool: Pool,
    readonly thresholds: Thresholds,
  ) {}

  /** Is work of so many nanoseconds worth sharing out now? */
  pays(work: number): boolean {
    if (work < this.thresholds.awake || this.pool.busy) return false;
    return work >= this.thresholds.asleep || this.pool.awake;
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
  return isShared(view.storage);
}

/** Can workers read here without more copying than the work is worth? */
export function isReadable(view: StridedView, work: number): boolean {
  const { storage } = view;
  return isShared(storage) || storage.byteLength <= COPIED_BYTES || storage.byteLength * COPY_COST * 4 < work;
}

/** The axis to cut: the outermost that is long enough, else the longest. */
export function axisToCut(shape: readonly number[], chunks: number): number {
  let longest = 0;
  for (let k = 0; k < shape.length; k++) {
    if (shape[k]! >= chunks) return k;
    if (shape[k]! > shape[longest]!) longest = k;
  }
  return longest;
}

/** Views with the steps of a plan. */
export function planned(views: readonly StridedView[], steps: readonly (readonly number[])[]): StridedView[] {
  return views.map(({ info, storage, offset }, o) => ({ info, storage, offset, steps: steps[o]! }));
}
