/**
 * Requests: communication under way. A request can be waited for (blocking, as MPI means it), tested, or awaited, which lets the
 * event loop turn.
 */
import { ValueError, describe } from '../core/errors.js';
import { handleCells, readHandle, writeHandle, type HandleCells } from './handles.js';
import { check, fail, mpi } from './library.js';
import { Status, statusMemory } from './status.js';

/** Requests under way: their memory must not be collected before the library has done with it. */
const underWay = new Set<Request<unknown>>();

/** Receives of values that were posted but have no message yet, in order. Whoever waits looks after them. */
export const posted: { progress(): boolean }[] = [];

/** Give posted receives the messages that have come. */
export function progressPosted(): void {
  // A receive leaves the list when it has its message.
  for (const receive of [...posted]) receive.progress();
}

const flag = new Int32Array(1);

/** What a request tells those who wait for it. */
export interface WaitOptions {
  /** Receives source, tag and length. */
  readonly status?: Status | undefined;
}

/**
 * Communication under way. `T` is what it brings: a value for `irecv`, nothing for a capitalised method.
 *
 * @example
 * const request = comm.irecv({ source: 0 });
 * const data = await request; // the event loop turns meanwhile
 */
export class Request<T = void> implements PromiseLike<T> {
  /** The library's handle lives here; it writes the null handle when the request is complete. */
  protected readonly cell: HandleCells;
  /** What is known of the message once it has come. */
  protected readonly memory = statusMemory();
  #done = false;
  #fault: number = 0;
  #promise: Promise<T> | undefined;
  #owner: unknown;
  readonly #functionName: string;
  readonly #finish: ((memory: Int32Array) => T) | undefined;
  #result: { readonly value: T } | undefined;

  /**
   * For the library's own use.
   *
   * @param functionName - who made it, for messages of errors
   * @param owner - memory that must stay alive
   * @param start - starts it, writing the handle
   * @param finish - makes the result when it is complete
   */
  constructor(
    functionName: string,
    owner: unknown,
    start?: (cell: HandleCells) => number,
    finish?: (memory: Int32Array) => T,
  ) {
    this.#functionName = functionName;
    this.#owner = owner;
    this.#finish = finish;
    this.cell = handleCells(1);
    if (start) {
      check(start(this.cell), functionName);
      underWay.add(this as Request<unknown>);
    } else writeHandle(this.cell, 0, mpi().abi.handle('MPI_REQUEST_NULL'));
  }

  /** Is it complete? */
  protected get done(): boolean {
    return this.#done;
  }

  /** A persistent request is begun again. */
  protected reset(): void {
    this.#done = false;
    this.#result = undefined;
    this.#promise = undefined;
    underWay.add(this as Request<unknown>);
  }

  /** Note the end. */
  protected complete(code: number): void {
    this.#done = true;
    this.#fault = code;
    underWay.delete(this as Request<unknown>);
  }

  /** Look whether it is complete, without blocking. */
  poll(): boolean {
    if (this.#done) return true;
    const code = mpi().calls.MPI_Test(this.cell, flag, this.memory);
    if (code !== 0) this.complete(code);
    else if (flag[0] !== 0) this.complete(0);
    return this.#done;
  }

  /** Block until it is complete. */
  protected block(): void {
    if (this.#done) return;
    if (posted.length > 0) {
      // Others must get their messages too, or both sides might wait for ever.
      while (!this.poll()) progressPosted();
      return;
    }
    this.complete(mpi().calls.MPI_Wait(this.cell, this.memory));
  }

  /** The result of a complete request. */
  protected take(options: WaitOptions | Status | undefined): T {
    if (this.#fault !== 0) fail(this.#fault, this.#functionName);
    const status = options instanceof Status ? options : options?.status;
    if (status) status.memory.set(this.memory);
    this.#result ??= { value: (this.#finish ? this.#finish(this.memory) : undefined) as T };
    return this.#result.value;
  }

  /**
   * Block until it is complete.
   *
   * @param options - `status` receives source, tag and length
   * @returns what it brings
   */
  wait(options?: WaitOptions): T {
    this.block();
    return this.take(options);
  }

  /**
   * Look whether it is complete, without blocking.
   *
   * @returns whether it is, and if so what it brings
   */
  test(options?: WaitOptions): [flag: false, value: undefined] | [flag: true, value: T] {
    progressPosted();
    return this.poll() ? [true, this.take(options)] : [false, undefined];
  }

  /** Block until it is complete, as mpi4py's capitalised method. */
  Wait(status?: Status): true {
    this.block();
    this.take(status);
    return true;
  }

  /** Is it complete? */
  Test(status?: Status): boolean {
    progressPosted();
    if (!this.poll()) return false;
    this.take(status);
    return true;
  }

  /** Is it complete? Asking does not end it. */
  getStatus(status?: Status): boolean {
    if (!this.#done) progressPosted();
    if (this.#done) {
      status?.memory.set(this.memory);
      return true;
    }
    check(mpi().calls.MPI_Request_get_status(readHandle(this.cell), flag, this.memory), 'getStatus');
    if (flag[0] !== 0) status?.memory.set(this.memory);
    return flag[0] !== 0;
  }

  /** Ask for it to be cancelled; it must still be waited for. */
  Cancel(): void {
    check(mpi().calls.MPI_Cancel(this.cell), 'Cancel');
  }

  /** Ask for it to be cancelled; it must still be waited for. */
  cancel(): void {
    this.Cancel();
  }

  /** Give it up: it will complete, but nobody can ask. */
  Free(): void {
    if (this.#done) return;
    check(mpi().calls.MPI_Request_free(this.cell), 'Free');
    // The library may still read the memory, and nothing will tell when it has done: keep it.
    abandoned.push(this.#owner);
    this.#done = true;
    underWay.delete(this as Request<unknown>);
  }

  /** What makes `await request` work: the event loop turns until it is complete. */
  then<A = T, B = never>(
    onfulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.promise().then(onfulfilled, onrejected);
  }

  /** A promise of what it brings. */
  promise(): Promise<T> {
    this.#promise ??= new Promise<T>((fulfil, reject) => {
      watch(() => {
        try {
          progressPosted();
          if (!this.poll()) return false;
          // Not a thenable: a promise would unwrap it.
          fulfil(this.take(undefined));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        return true;
      });
    });
    return this.#promise;
  }

  /** Wait for all; the results in order. */
  static waitall<T>(requests: readonly Request<T>[]): T[] {
    for (const request of requests) request.block();
    return requests.map((request) => request.take(undefined));
  }

  /** Wait for all, as mpi4py's capitalised method. */
  static Waitall(requests: readonly Request<unknown>[], statuses?: readonly Status[]): true {
    for (const request of requests) request.block();
    requests.forEach((request, k) => request.take(statuses?.[k]));
    return true;
  }

  /** Wait until one is complete: its place and what it brings. */
  static waitany<T>(requests: readonly Request<T>[], options?: WaitOptions): [index: number, value: T] {
    if (requests.length === 0) throw new ValueError('waitany: there are no requests');
    for (;;) {
      progressPosted();
      for (let k = 0; k < requests.length; k++) if (requests[k]!.poll()) return [k, requests[k]!.take(options)];
    }
  }

  /** Wait until one is complete: its place. */
  static Waitany(requests: readonly Request<unknown>[], status?: Status): number {
    return Request.waitany(requests, { status })[0];
  }

  /** Wait until some are complete: their places. */
  static Waitsome(requests: readonly Request<unknown>[]): number[] {
    if (requests.length === 0) return [];
    for (;;) {
      progressPosted();
      const ready = requests.flatMap((request, k) => (request.poll() ? [k] : []));
      if (ready.length > 0) {
        for (const k of ready) requests[k]!.take(undefined);
        return ready;
      }
    }
  }

  /** Wait until some are complete: their places and what they bring. */
  static waitsome<T>(requests: readonly Request<T>[]): [indices: number[], values: T[]] {
    const ready = Request.Waitsome(requests);
    return [ready, ready.map((k) => requests[k]!.take(undefined))];
  }

  /** Is one complete? Its place and what it brings. */
  static testany<T>(
    requests: readonly Request<T>[],
    options?: WaitOptions,
  ): [flag: false, index: undefined, value: undefined] | [flag: true, index: number, value: T] {
    progressPosted();
    const k = requests.findIndex((request) => request.poll());
    return k < 0 ? [false, undefined, undefined] : [true, k, requests[k]!.take(options)];
  }

  /** Is one complete? */
  static Testany(requests: readonly Request<unknown>[], status?: Status): [flag: boolean, index: number | undefined] {
    const [found, index] = Request.testany(requests, { status });
    return [found, index];
  }

  /** The places of those that are complete, and what they bring. */
  static testsome<T>(requests: readonly Request<T>[]): [indices: number[], values: T[]] {
    progressPosted();
    const ready = requests.flatMap((request, k) => (request.poll() ? [k] : []));
    return [ready, ready.map((k) => requests[k]!.take(undefined))];
  }

  /** The places of those that are complete. */
  static Testsome(requests: readonly Request<unknown>[]): number[] {
    return Request.testsome(requests)[0];
  }

  /** Are all complete? If so, what they bring. */
  static testall<T>(requests: readonly Request<T>[]): [flag: false, values: undefined] | [flag: true, values: T[]] {
    progressPosted();
    // Each is polled: the library makes progress on all.
    const ready = requests.map((request) => request.poll());
    return ready.every(Boolean) ? [true, requests.map((request) => request.take(undefined))] : [false, undefined];
  }

  /** Are all complete? */
  static Testall(requests: readonly Request<unknown>[]): boolean {
    return Request.testall(requests)[0];
  }
}

const abandoned: unknown[] = [];

/**
 * A request that can be started again and again: made by `SendInit` and `RecvInit`.
 *
 * @example
 * const send = comm.SendInit(edge, 1);
 * for (let step = 0; step < 100; step++) {
 *   send.Start();
 *   send.Wait();
 * }
 */
export class Prequest extends Request {
  /** For the library's own use. */
  constructor(functionName: string, owner: unknown, make: (cell: HandleCells) => number) {
    super(functionName, owner, make);
    // Made, not started: complete as far as waiting goes.
    this.complete(0);
  }

  /** Begin. */
  Start(): this {
    if (!this.done) throw new ValueError('Start: the request is still under way; wait for it first');
    this.reset();
    check(mpi().calls.MPI_Start(this.cell), 'Start');
    return this;
  }

  /** Begin several. */
  static Startall(requests: readonly Prequest[]): void {
    for (const request of requests) {
      if (!(request instanceof Prequest)) {
        throw new ValueError(`Startall: only persistent requests can be started, got ${describe(request)}`);
      }
      request.Start();
    }
  }

  /** Free it; it must not be under way. */
  override Free(): void {
    if (!this.done) throw new ValueError('Free: the request is still under way; wait for it first');
    check(mpi().calls.MPI_Request_free(this.cell), 'Free');
  }
}

/** Watches of requests that are awaited; each says whether it is over. */
let watches: (() => boolean)[] = [];
let watching = false;
/** Turns of the event loop without news before polling slows down. */
const EAGER_TURNS = 2000;
const SLOW_MS = 1;
let idleTurns = 0;

/** Ask again and again, between turns of the event loop, until the answer is yes. */
export function watch(over: () => boolean): void {
  watches.push(over);
  idleTurns = 0;
  if (!watching) {
    watching = true;
    setImmediate(look);
  }
}

function look(): void {
  const before = watches;
  watches = [];
  const left = before.filter((over) => !over());
  idleTurns = left.length < before.length ? 0 : idleTurns + 1;
  watches = [...left, ...watches];
  if (watches.length === 0) watching = false;
  else if (idleTurns < EAGER_TURNS) setImmediate(look);
  else setTimeout(look, SLOW_MS);
}
