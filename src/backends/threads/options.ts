/** What the threads backend is started with, and what runs then: types alone, for those who do not load it. */
import type { Backend } from '../backend.js';
import type { Task } from '../task.js';

/** Limits of a worker's own heap, as Node's `resourceLimits` takes them. */
export interface ResourceLimits {
  readonly maxOldGenerationSizeMb?: number;
  readonly maxYoungGenerationSizeMb?: number;
  readonly stackSizeMb?: number;
}

/** Options of the threads backend. */
export interface ThreadsOptions {
  /**
   * How many threads compute, the main one included; by default `NUMLOOM_NUM_THREADS`, else the number of cores (under
   * `mpirun` this rank's share of them). 1 computes on the main thread alone.
   */
  readonly workers?: number;
  /**
   * Share out only work that takes at least so many microseconds on one thread; by default what this machine's
   * measurements say. 0 shares out whatever has two parts.
   */
  readonly leastWork?: number;
  /** Limits of each worker's own JavaScript heap, as `new Worker` of node:worker_threads takes them. */
  readonly resourceLimits?: ResourceLimits;
}

/** Amounts of work on one thread, in nanoseconds, and of elements. */
export interface Thresholds {
  /** Worth sharing while the workers are awake. */
  readonly awake: number;
  /** Worth sharing while they sleep. */
  readonly asleep: number;
  /** Elements from which operations that only move memory are worth sharing. */
  readonly cheapFrom: number;
  /** Calls of fewer elements are not looked at any further. */
  readonly few: number;
  /** Arrays of fewer bytes stay on the ordinary heap. */
  readonly sharedFrom: number;
}

/** The pool of workers, as far as others see it. */
export interface ThreadPool {
  /** Threads that compute, the main one included. */
  readonly workers: number;
  /** Are all workers awake, so that they would begin at once? */
  readonly awake: boolean;
  /** The worker threads that live now. */
  readonly threads: readonly { terminate(): Promise<number> }[];
  /** Do the chunks of a task on all threads. */
  run(task: Task, chunks: number, args: readonly unknown[]): { done: number; elapsed: number };
  /** End the workers at once. */
  close(): Promise<void>;
}

/** What runs after `startThreads`. */
export interface RunningThreads {
  readonly backend: Backend;
  readonly pool: ThreadPool;
  readonly thresholds: Thresholds;
}
