/** Pool: workers that do many calls, under the names of Python's multiprocessing. Results are promises: they come while the event loop turns. */
import { availableParallelism } from 'node:os';
import { decodeThrown } from '../backends/threads/faults.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { putBack, takeOut, type Exchanged } from '../messages/exchange.js';
import { deserialize, serialize } from '../messages/serialize.js';
import { makeCrew, type Crew } from './crew.js';
import { currentProcess } from './current.js';
import { checkContext, type ContextName } from './memory.js';
import type { PoolTask } from './poolTasks.js';
import { cloneFault } from './process.js';
import { targetPlace, type Exported } from './target.js';

/** How many processors this process may use. */
export function cpuCount(): number {
  return availableParallelism();
}

/** A function for a pool: `exported(import.meta.url, fn)`, or what `moduleFunction` gave. */
export type PoolFunction<A extends readonly unknown[], R> =
  Exported<(...args: never[]) => unknown> | ((...args: A) => R);

/** What a function for a pool returns. */
export type ResultOf<F> = F extends (...args: never[]) => infer R
  ? Awaited<R>
  : F extends Exported<infer G>
    ? G extends (...args: never[]) => infer R
      ? Awaited<R>
      : never
    : never;

type AnyTarget = Exported<(...args: never[]) => unknown> | ((...args: never[]) => unknown);

/** How a pool is made. */
export interface PoolOptions {
  /** What each worker calls first. */
  readonly initializer?: AnyTarget;
  readonly initargs?: readonly unknown[];
  /** Threads of this process if absent. */
  readonly context?: ContextName;
}

/** How work is cut. */
export interface MapOptions {
  /** Calls a worker does at a time; a quarter of a worker's share if absent. */
  readonly chunksize?: number;
}

/** The result of a call that was begun. */
export class AsyncResult<T> implements PromiseLike<T> {
  readonly #promise: Promise<T>;
  #state: 'running' | 'done' | 'failed' = 'running';

  /** For the library's own use. */
  constructor(promise: Promise<T>) {
    this.#promise = promise;
    promise.then(
      () => (this.#state = 'done'),
      () => (this.#state = 'failed'),
    );
  }

  /** The result, when it is there. */
  get(): Promise<T> {
    return this.#promise;
  }

  /** Wait until it is there, at most so many seconds. */
  async wait(timeout?: number | null): Promise<void> {
    const settled = this.#promise.then(
      () => undefined,
      () => undefined,
    );
    if (timeout === undefined || timeout === null) return settled;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([settled, new Promise<void>((resolve) => (timer = setTimeout(resolve, timeout * 1000)))]);
    clearTimeout(timer);
  }

  ready(): boolean {
    return this.#state !== 'running';
  }

  /** Did it end well? */
  successful(): boolean {
    if (this.#state === 'running') throw new ValueError('successful: the result is not ready');
    return this.#state === 'done';
  }

  then<A = T, B = never>(
    onfulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#promise.then(onfulfilled, onrejected);
  }
}

/**
 * Workers that do many calls.
 *
 * @example
 * const pool = new Pool(4);
 * const squares = await pool.map(exported(import.meta.url, square), [1, 2, 3]);
 * await pool.close();
 */
export class Pool implements AsyncDisposable {
  /** How many workers. */
  readonly processes: number;
  readonly context: ContextName;
  readonly #crew: Crew;
  readonly #initializer: PoolTask['initializer'];
  readonly #running = new Set<Promise<unknown>>();
  #closed = false;

  /**
   * @param processes - how many workers; one a processor if absent
   * @param options - `initializer`, `initargs`, `context`
   */
  constructor(processes: number = cpuCount(), options: PoolOptions = {}) {
    checkOptions('Pool', options, ['initializer', 'initargs', 'context']);
    if (!Number.isInteger(processes) || processes < 1) {
      throw new ValueError(`Pool: processes must be a whole number of at least 1, got ${describe(processes)}`);
    }
    this.processes = processes;
    this.context = checkContext('Pool', options.context);
    if (options.initializer !== undefined) {
      this.#initializer = {
        place: targetPlace('Pool', options.initializer),
        args: this.#message(options.initargs ?? []),
      };
    }
    this.#crew = makeCrew(this.context, processes);
  }

  #message(value: unknown): Exchanged | Uint8Array {
    return this.context === 'process' ? serialize('Pool', value, 'process') : takeOut(value, 'thread');
  }

  /** Do some calls in one worker. */
  async #chunk(place: PoolTask['place'], calls: readonly (readonly unknown[])[]): Promise<unknown[]> {
    const task: PoolTask = {
      place,
      calls: this.#message(calls),
      initializer: this.#initializer,
      worker: { name: 'PoolWorker', parent: currentProcess().name, pid: process.pid },
    };
    let answer;
    try {
      answer = await this.#crew.run(task);
    } catch (error) {
      throw cloneFault('Pool', error);
    }
    if ('thrown' in answer) {
      const error = decodeThrown(answer.thrown);
      if (error instanceof Error && answer.stack) error.stack = `${answer.stack}\n    in a worker of the pool`;
      throw error;
    }
    const { results } = answer;
    return (results instanceof Uint8Array ? deserialize(results) : putBack(results.value, results.taken)) as unknown[];
  }

  #open(functionName: string): void {
    if (this.#closed) throw new ValueError(`${functionName}: the pool is closed`);
  }

  /** Begin all chunks; their promises in order. */
  #begin(
    functionName: string,
    fn: unknown,
    calls: readonly (readonly unknown[])[],
    options: MapOptions,
    defaultSize?: number,
  ): Promise<unknown[]>[] {
    this.#open(functionName);
    checkOptions(functionName, options, ['chunksize']);
    const size = options.chunksize ?? defaultSize ?? Math.max(1, Math.ceil(calls.length / (4 * this.processes)));
    if (!Number.isInteger(size) || size < 1) {
      throw new ValueError(`${functionName}: chunksize must be a whole number of at least 1, got ${describe(size)}`);
    }
    const place = targetPlace(functionName, fn);
    const chunks: Promise<unknown[]>[] = [];
    for (let k = 0; k < calls.length; k += size) {
      const chunk = this.#chunk(place, calls.slice(k, k + size));
      this.#running.add(chunk);
      // A chunk that nobody asks for any more must not end the program.
      chunk.catch(() => undefined).finally(() => this.#running.delete(chunk));
      chunks.push(chunk);
    }
    return chunks;
  }

  #items(functionName: string, iterable: unknown): unknown[] {
    if (iterable === null || typeof iterable !== 'object' || !(Symbol.iterator in iterable)) {
      throw new DTypeError(
        `${functionName}: iterable must be a list or something else to walk over, got ${describe(iterable)}`,
      );
    }
    return [...(iterable as Iterable<unknown>)];
  }

  /**
   * Call a function with each item, in the workers.
   *
   * @param fn - `exported(import.meta.url, fn)`
   * @param iterable - the items
   * @param options - `chunksize`
   * @returns the results in order
   * @throws what a call throws, with the worker's stack; WorkerError when a worker dies
   */
  async map<F extends AnyTarget>(fn: F, iterable: Iterable<unknown>, options: MapOptions = {}): Promise<ResultOf<F>[]> {
    const calls = this.#items('map', iterable).map((item) => [item]);
    return (await Promise.all(this.#begin('map', fn, calls, options))).flat() as ResultOf<F>[];
  }

  /** As `map`; each item is the list of a call's arguments. */
  async starmap<F extends AnyTarget>(
    fn: F,
    iterable: Iterable<readonly unknown[]>,
    options: MapOptions = {},
  ): Promise<ResultOf<F>[]> {
    const calls = this.#items('starmap', iterable).map((args) => {
      if (!Array.isArray(args))
        throw new DTypeError(`starmap: each item must be a list of arguments, got ${describe(args)}`);
      return args as unknown[];
    });
    return (await Promise.all(this.#begin('starmap', fn, calls, options))).flat() as ResultOf<F>[];
  }

  /** As `map`, begun. */
  mapAsync<F extends AnyTarget>(
    fn: F,
    iterable: Iterable<unknown>,
    options: MapOptions = {},
  ): AsyncResult<ResultOf<F>[]> {
    return new AsyncResult(this.map(fn, iterable, options));
  }

  /** As `starmap`, begun. */
  starmapAsync<F extends AnyTarget>(
    fn: F,
    iterable: Iterable<readonly unknown[]>,
    options: MapOptions = {},
  ): AsyncResult<ResultOf<F>[]> {
    return new AsyncResult(this.starmap(fn, iterable, options));
  }

  /** The results in order, as they come: `for await (const result of pool.imap(fn, items))`. */
  async *imap<F extends AnyTarget>(
    fn: F,
    iterable: Iterable<unknown>,
    options: MapOptions = {},
  ): AsyncIterableIterator<ResultOf<F>> {
    const calls = this.#items('imap', iterable).map((item) => [item]);
    for (const chunk of this.#begin('imap', fn, calls, options, 1)) yield* (await chunk) as ResultOf<F>[];
  }

  /** The results in the order in which they come. */
  async *imapUnordered<F extends AnyTarget>(
    fn: F,
    iterable: Iterable<unknown>,
    options: MapOptions = {},
  ): AsyncIterableIterator<ResultOf<F>> {
    const calls = this.#items('imapUnordered', iterable).map((item) => [item]);
    const left = new Map(
      this.#begin('imapUnordered', fn, calls, options, 1).map((chunk, k) => [
        k,
        chunk.then((results) => ({ k, results })),
      ]),
    );
    for (const chunk of left.values()) chunk.catch(() => undefined);
    while (left.size > 0) {
      const { k, results } = await Promise.race(left.values());
      left.delete(k);
      yield* results as ResultOf<F>[];
    }
  }

  /** One call in a worker. */
  async apply<F extends AnyTarget>(fn: F, args: readonly unknown[] = []): Promise<ResultOf<F>> {
    const [chunk] = this.#begin('apply', fn, [args], {}, 1);
    return (await chunk!)[0] as ResultOf<F>;
  }

  /** One call in a worker, begun. */
  applyAsync<F extends AnyTarget>(fn: F, args: readonly unknown[] = []): AsyncResult<ResultOf<F>> {
    return new AsyncResult(this.apply(fn, args));
  }

  /** Take no more work, and end the workers when what was begun is done. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([...this.#running]);
    await this.#crew.end();
  }

  /** End the workers now. */
  async terminate(): Promise<void> {
    this.#closed = true;
    await this.#crew.end();
  }

  /** Wait until what was begun is done. */
  async join(): Promise<void> {
    await Promise.allSettled([...this.#running]);
  }

  /** `await using pool = new Pool()`: as leaving Python's `with Pool()`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.terminate();
  }
}
