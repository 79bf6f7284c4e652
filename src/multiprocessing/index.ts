/**
 * Parallel programs on one machine, under the names of Python's multiprocessing: processes (threads by default), shared values and
 * arrays, locks, queues, pools.
 */
import '../setup.js';

export { Process, activeChildren, type ProcessOptions } from './process.js';
export { currentProcess, isMainProcess, parentProcess, type ProcessInfo } from './current.js';
export { exported, type Exported } from './target.js';
export {
  SharedArray as Array,
  SharedArray,
  Value,
  sharedNdarray,
  type SharedValueOptions,
  type TypeCode,
} from './values.js';
export {
  Barrier,
  BoundedSemaphore,
  BrokenBarrierError,
  Condition,
  Event,
  Lock,
  RLock,
  Semaphore,
  type AcquireOptions,
  type ContextOptions,
} from './synchronization.js';
export { Connection, EOFError, Empty, Full, Pipe, Queue, type WaitingOptions } from './queue.js';
export { AsyncResult, Pool, cpuCount, type MapOptions, type PoolOptions } from './pool.js';
export { Parallel, delayed, type DelayedCall, type ParallelOptions } from './parallel.js';
export { getContext, type Context } from './context.js';
export { moduleFunction } from '../backends/moduleFunction.js';
export type { ContextName } from './memory.js';
