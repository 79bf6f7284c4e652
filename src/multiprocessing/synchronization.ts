/**
 * Locks, semaphores, events, conditions and barriers on shared memory, under the names of Python's multiprocessing. Waiting blocks
 * the thread. Source: U. Drepper, Futexes Are Tricky, 2011.
 */
import { ValueError, checkOptions } from '../core/errors.js';
import { SHARE, registerShared, type Taken } from '../messages/exchange.js';
import {
  allocateBlock,
  checkContext,
  deadline,
  notifyWord,
  openBlock,
  ownId,
  timeLeft,
  waitWord,
  type Block,
  type BlockWire,
  type ContextName,
} from './memory.js';

/** Who shares an object: threads if absent. */
export interface ContextOptions {
  readonly context?: ContextName;
}

/** How an object is acquired. */
export interface AcquireOptions {
  /** Wait until it is free? True if absent. */
  readonly block?: boolean;
  /** Seconds to wait at most. */
  readonly timeout?: number | null;
}

/** An object made of words in shared memory. */
export abstract class SharedObject {
  protected readonly words: Int32Array;
  /** Who shares it. */
  readonly context: ContextName;
  readonly #wire: BlockWire;
  protected abstract readonly kind: string;

  constructor(block: Block, words = 8) {
    this.words = new Int32Array(block.buffer, 0, words);
    this.context = block.context;
    this.#wire = block.wire;
  }

  /** How it travels to another thread or process. */
  [SHARE](): Taken {
    return { kind: this.kind, fields: this.#wire };
  }
}

function block(functionName: string, options: ContextOptions | undefined): Block {
  checkOptions(functionName, options, ['context']);
  return allocateBlock(64, checkContext(functionName, options?.context));
}

const STATE = 0;
const OWNER = 1;
const DEPTH = 2;

/** What `Lock` and `RLock` share: 0 free, 1 held, 2 held and others wait. */
abstract class Mutex extends SharedObject {
  /** Take the lock, waiting for it; false when the time is over. */
  protected take(options: AcquireOptions): boolean {
    const { words } = this;
    if (Atomics.compareExchange(words, STATE, 0, 1) === 0) return true;
    if (options.block === false) return false;
    const until = deadline(options.timeout);
    while (Atomics.exchange(words, STATE, 2) !== 0) {
      const left = timeLeft(until);
      if (left === 0) return false;
      waitWord(words, STATE, 2, left);
    }
    return true;
  }

  protected give(): void {
    Atomics.store(this.words, OWNER, 0);
    if (Atomics.exchange(this.words, STATE, 0) === 2) notifyWord(this.words, STATE, 1);
  }

  /** Does this thread hold it? */
  protected get mine(): boolean {
    return Atomics.load(this.words, OWNER) === ownId(this.context);
  }

  protected own(): void {
    Atomics.store(this.words, OWNER, ownId(this.context));
  }

  abstract acquire(options?: AcquireOptions): boolean;
  abstract release(): void;

  /** Run a function while holding the lock: Python's `with lock:`. */
  with<T>(body: () => T): T {
    this.acquire();
    try {
      return body();
    } finally {
      this.release();
    }
  }
}

/**
 * A lock that one thread holds at a time.
 *
 * @example
 * const lock = new Lock();
 * lock.with(() => { counter.value += 1; });
 */
export class Lock extends Mutex {
  protected readonly kind: string = 'Lock';

  constructor(options?: ContextOptions | Block) {
    super(options && 'wire' in options ? options : block('Lock', options));
  }

  /**
   * Take the lock.
   *
   * @param options - `block`: wait for it (true if absent), `timeout`: seconds at most
   * @returns whether it was taken
   * @throws ValueError when this thread would wait for itself
   */
  acquire(options: AcquireOptions = {}): boolean {
    checkOptions('acquire', options, ['block', 'timeout']);
    if (options.block !== false && (options.timeout ?? null) === null && this.mine) {
      throw new ValueError(
        'acquire: this thread holds the lock already and would wait for itself; an RLock may be acquired again',
      );
    }
    if (!this.take(options)) return false;
    this.own();
    return true;
  }

  /**
   * Let the lock go.
   *
   * @throws ValueError when nobody holds it
   */
  release(): void {
    if (Atomics.load(this.words, STATE) === 0) throw new ValueError('release: the lock was released too many times');
    this.give();
  }

  /** Does anybody hold it? */
  locked(): boolean {
    return Atomics.load(this.words, STATE) !== 0;
  }
}

/** A lock that the thread which holds it may take again. */
export class RLock extends Mutex {
  protected readonly kind: string = 'RLock';

  constructor(options?: ContextOptions | Block) {
    super(options && 'wire' in options ? options : block('RLock', options));
  }

  acquire(options: AcquireOptions = {}): boolean {
    checkOptions('acquire', options, ['block', 'timeout']);
    if (!this.mine) {
      if (!this.take(options)) return false;
      this.own();
    }
    this.words[DEPTH]! += 1;
    return true;
  }

  release(): void {
    if (!this.mine) throw new ValueError('release: this thread does not hold the lock');
    this.words[DEPTH]! -= 1;
    if (this.words[DEPTH] === 0) this.give();
  }

  /** Let it go however often it was taken; how often that was. */
  releaseAll(): number {
    const depth = this.words[DEPTH]!;
    this.words[DEPTH] = 0;
    this.give();
    return depth;
  }
}

/** A counter that threads take from, waiting while it is 0. */
export class Semaphore extends SharedObject {
  protected readonly kind: string = 'Semaphore';

  /**
   * @param value - what the counter begins with, 1 if absent
   */
  constructor(value: number | Block = 1, options?: ContextOptions) {
    super(typeof value === 'object' ? value : block('Semaphore', options));
    if (typeof value === 'object') return;
    if (!Number.isInteger(value) || value < 0) {
      throw new ValueError(`Semaphore: value must be a whole number of at least 0, got ${value}`);
    }
    this.words[0] = value;
    this.words[1] = value;
  }

  acquire(options: AcquireOptions = {}): boolean {
    checkOptions('acquire', options, ['block', 'timeout']);
    const until = deadline(options.timeout);
    for (;;) {
      const value = Atomics.load(this.words, 0);
      if (value > 0) {
        if (Atomics.compareExchange(this.words, 0, value, value - 1) === value) return true;
        continue;
      }
      if (options.block === false) return false;
      const left = timeLeft(until);
      if (left === 0) return false;
      waitWord(this.words, 0, 0, left);
    }
  }

  /** Add to the counter. */
  release(n = 1): void {
    Atomics.add(this.words, 0, n);
    notifyWord(this.words, 0, n);
  }

  /** The counter now. */
  getValue(): number {
    return Atomics.load(this.words, 0);
  }

  /** Run a function while holding one: Python's `with semaphore:`. */
  with<T>(body: () => T): T {
    this.acquire();
    try {
      return body();
    } finally {
      this.release();
    }
  }
}

/** A semaphore whose counter may not pass what it began with. */
export class BoundedSemaphore extends Semaphore {
  protected override readonly kind: string = 'BoundedSemaphore';

  override release(n = 1): void {
    for (;;) {
      const value = Atomics.load(this.words, 0);
      if (value + n > this.words[1]!) throw new ValueError('release: the semaphore was released too many times');
      if (Atomics.compareExchange(this.words, 0, value, value + n) === value) break;
    }
    notifyWord(this.words, 0, n);
  }
}

/** A flag that threads wait for. */
export class Event extends SharedObject {
  protected readonly kind: string = 'Event';

  constructor(options?: ContextOptions | Block) {
    super(options && 'wire' in options ? options : block('Event', options));
  }

  isSet(): boolean {
    return Atomics.load(this.words, 0) !== 0;
  }

  set(): void {
    Atomics.store(this.words, 0, 1);
    notifyWord(this.words, 0);
  }

  clear(): void {
    Atomics.store(this.words, 0, 0);
  }

  /**
   * Wait until it is set.
   *
   * @param timeout - seconds at most
   * @returns whether it is set
   */
  wait(timeout?: number | null): boolean {
    const until = deadline(timeout);
    while (!this.isSet()) {
      const left = timeLeft(until);
      if (left === 0) return false;
      waitWord(this.words, 0, 0, left);
    }
    return true;
  }
}

/** A condition that threads wait for while others change it, under a lock. */
export class Condition implements Disposable {
  readonly #lock: Lock | RLock;
  /** How many wait; changed under the lock. */
  readonly #waiting: Semaphore;
  readonly #wake: Semaphore;

  /**
   * @param lock - the lock, a fresh `RLock` if absent
   */
  constructor(
    lock?: Lock | RLock | null,
    options?: ContextOptions & { readonly parts?: readonly [Semaphore, Semaphore] },
  ) {
    this.#lock = lock ?? new RLock({ context: options?.context });
    const context = { context: this.#lock.context };
    [this.#waiting, this.#wake] = options?.parts ?? [new Semaphore(0, context), new Semaphore(0, context)];
  }

  /** Who shares it. */
  get context(): ContextName {
    return this.#lock.context;
  }

  [SHARE](): Taken {
    return { kind: 'Condition', fields: [this.#lock, this.#waiting, this.#wake].map((part) => part[SHARE]()) };
  }

  [Symbol.dispose](): void {
    this.release();
  }

  acquire(options?: AcquireOptions): boolean {
    return this.#lock.acquire(options);
  }

  release(): void {
    this.#lock.release();
  }

  /** Run a function while holding the lock. */
  with<T>(body: () => T): T {
    return this.#lock.with(body);
  }

  /**
   * Let the lock go and wait until notified, then take it again.
   *
   * @param timeout - seconds at most
   * @returns false when the time was over
   */
  wait(timeout?: number | null): boolean {
    this.#waiting.release();
    const depth = this.#lock instanceof RLock ? this.#lock.releaseAll() : (this.#lock.release(), 1);
    let woken = this.#wake.acquire({ timeout: timeout ?? null });
    for (let k = 0; k < depth; k++) this.#lock.acquire();
    // The time was over; a notice that was sent meanwhile counts all the same.
    if (!woken && !this.#waiting.acquire({ block: false })) woken = this.#wake.acquire();
    return woken;
  }

  /** Wait until a predicate holds. */
  waitFor(predicate: () => boolean, timeout?: number | null): boolean {
    const until = deadline(timeout);
    while (!predicate()) {
      const left = timeLeft(until);
      if (left === 0) return false;
      this.wait(left === Infinity ? null : left / 1000);
    }
    return true;
  }

  /** Wake some of those who wait. */
  notify(n = 1): void {
    for (let k = 0; k < n && this.#waiting.acquire({ block: false }); k++) this.#wake.release();
  }

  /** Wake all who wait. */
  notifyAll(): void {
    this.notify(2 ** 30);
  }
}

/** A barrier was broken: by `abort`, or because somebody's time was over. */
export class BrokenBarrierError extends Error {
  override name = 'BrokenBarrierError';
}

const ARRIVED = 0;
const GENERATION = 1;
const BROKEN = 2;
const PARTIES = 3;

/** A place where threads wait for one another. */
export class Barrier extends SharedObject {
  protected readonly kind: string = 'Barrier';

  /**
   * @param parties - how many wait for one another
   */
  constructor(parties: number | Block, options?: ContextOptions) {
    super(typeof parties === 'object' ? parties : block('Barrier', options));
    if (typeof parties === 'object') return;
    if (!Number.isInteger(parties) || parties < 1) {
      throw new ValueError(`Barrier: parties must be a whole number of at least 1, got ${parties}`);
    }
    this.words[PARTIES] = parties;
  }

  /** How many wait for one another. */
  get parties(): number {
    return this.words[PARTIES]!;
  }

  /** How many wait now. */
  get nWaiting(): number {
    return Atomics.load(this.words, ARRIVED);
  }

  get broken(): boolean {
    return Atomics.load(this.words, BROKEN) !== 0;
  }

  /**
   * Wait for the others.
   *
   * @param timeout - seconds at most; then the barrier is broken
   * @returns a number from 0 to parties - 1, another for each
   * @throws BrokenBarrierError
   */
  wait(timeout?: number | null): number {
    const { words } = this;
    if (this.broken) throw new BrokenBarrierError('wait: the barrier is broken');
    const generation = Atomics.load(words, GENERATION);
    const place = Atomics.add(words, ARRIVED, 1);
    if (place + 1 === words[PARTIES]) {
      Atomics.store(words, ARRIVED, 0);
      Atomics.add(words, GENERATION, 1);
      notifyWord(words, GENERATION);
      return place;
    }
    const until = deadline(timeout);
    while (Atomics.load(words, GENERATION) === generation) {
      const left = timeLeft(until);
      if (left === 0) {
        this.abort();
        throw new BrokenBarrierError('wait: the others did not come in time; the barrier is broken');
      }
      waitWord(words, GENERATION, generation, left);
    }
    if (this.broken) throw new BrokenBarrierError('wait: the barrier is broken');
    return place;
  }

  /** Break the barrier. */
  abort(): void {
    Atomics.store(this.words, BROKEN, 1);
    Atomics.store(this.words, ARRIVED, 0);
    Atomics.add(this.words, GENERATION, 1);
    notifyWord(this.words, GENERATION);
  }

  /** Mend it; nobody may wait. */
  reset(): void {
    Atomics.store(this.words, ARRIVED, 0);
    Atomics.store(this.words, BROKEN, 0);
  }
}

registerShared('Lock', (wire: BlockWire) => new Lock(openBlock(wire)));
registerShared('RLock', (wire: BlockWire) => new RLock(openBlock(wire)));
registerShared('Semaphore', (wire: BlockWire) => new Semaphore(openBlock(wire)));
registerShared('BoundedSemaphore', (wire: BlockWire) => new BoundedSemaphore(openBlock(wire)));
registerShared('Event', (wire: BlockWire) => new Event(openBlock(wire)));
registerShared('Barrier', (wire: BlockWire) => new Barrier(openBlock(wire)));
registerShared('Condition', (parts: readonly { readonly kind: string; readonly fields: BlockWire }[]) => {
  const [lock, waiting, wake] = parts as [(typeof parts)[0], (typeof parts)[0], (typeof parts)[0]];
  const held = openBlock(lock.fields);
  return new Condition(lock.kind === 'Lock' ? new Lock(held) : new RLock(held), {
    parts: [new Semaphore(openBlock(waiting.fields)), new Semaphore(openBlock(wake.fields))],
  });
});
