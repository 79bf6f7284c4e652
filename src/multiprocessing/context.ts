/** A context: the same names, all for threads or all for processes, as Python's get_context gives them. */
import { checkContext, type ContextName } from './memory.js';
import { Pool, type PoolOptions } from './pool.js';
import { Process, type ProcessOptions } from './process.js';
import { Connection, Pipe, Queue } from './queue.js';
import { Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore } from './synchronization.js';
import type { DTypeLike, Scalar } from '../core/dtype.js';
import {
  SharedArray,
  Value,
  sharedNdarray,
  type DTypeOfCode,
  type SharedValueOptions,
  type TypeCode,
} from './values.js';

/** What `getContext` gives. */
export type Context = ReturnType<typeof getContext>;

/**
 * The names of this module bound to threads or to processes.
 *
 * @param context - 'thread' or 'process'
 * @example
 * const mp = getContext('process');
 * const counter = mp.Value('i', 0);
 * const p = mp.Process({ target: exported(import.meta.url, increment), args: [counter] });
 */
export function getContext(context: ContextName) {
  checkContext('getContext', context);
  const bound = { context } as const;
  return {
    context,
    Process: (options: Omit<ProcessOptions, 'context'>): Process => new Process({ ...options, context }),
    Pool: (processes?: number, options: Omit<PoolOptions, 'context'> = {}): Pool =>
      new Pool(processes, { ...options, context }),
    Value: <C extends TypeCode>(
      typecode: C,
      value?: Scalar<DTypeOfCode<C>> | number,
      options: Omit<SharedValueOptions, 'context'> = {},
    ): Value<C> => new Value(typecode, value, { ...options, context }),
    Array: <C extends TypeCode>(
      typecode: C,
      sizeOrInitializer: number | Iterable<Scalar<DTypeOfCode<C>> | number>,
    ): SharedArray<C> => new SharedArray(typecode, sizeOrInitializer, bound),
    sharedNdarray: <T extends DTypeLike = 'float64'>(
      shape: number | readonly number[],
      options: { readonly dtype?: T } = {},
    ) => sharedNdarray<T>(shape, { ...options, context }),
    Lock: (): Lock => new Lock(bound),
    RLock: (): RLock => new RLock(bound),
    Semaphore: (value = 1): Semaphore => new Semaphore(value, bound),
    BoundedSemaphore: (value = 1): BoundedSemaphore => new BoundedSemaphore(value, bound),
    Event: (): Event => new Event(bound),
    Condition: (lock?: Lock | RLock): Condition => new Condition(lock, bound),
    Barrier: (parties: number): Barrier => new Barrier(parties, bound),
    Queue: <T = unknown>(maxsize = 0): Queue<T> => new Queue<T>(maxsize, bound),
    Pipe: <T = unknown>(options: { readonly duplex?: boolean } = {}): [Connection<T>, Connection<T>] =>
      Pipe<T>({ ...options, context }),
  };
}
