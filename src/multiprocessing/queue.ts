/** Queues and pipes between threads or processes, under the names of Python's multiprocessing. */
import { ValueError, checkOptions } from '../core/errors.js';
import { SHARE, registerShared, type Taken } from '../messages/exchange.js';
import { Channel, until, type ChannelWire } from './channel.js';
import { checkContext, deadline, openBlock, type BlockWire, type ContextName } from './memory.js';
import { Semaphore, type ContextOptions } from './synchronization.js';

/** A queue had nothing within the time. */
export class Empty extends Error {
  override name = 'Empty';
}

/** A queue had no room within the time. */
export class Full extends Error {
  override name = 'Full';
}

/** The other end of a pipe is closed: Python's EOFError. */
export class EOFError extends Error {
  override name = 'EOFError';
}

/** Whether and how long to wait. */
export interface WaitingOptions {
  /** Wait? True if absent. */
  readonly block?: boolean;
  /** Seconds to wait at most. */
  readonly timeout?: number | null;
}

const limit = (options: WaitingOptions): number => (options.block === false ? 0 : deadline(options.timeout));

/** How a queue travels. */
interface QueueWire {
  readonly channel: ChannelWire;
  readonly room: BlockWire | null;
}

/**
 * A queue: whatever any thread or process puts in, another takes out, in order.
 *
 * @example
 * const queue = new Queue();
 * queue.put({ answer: 42 });
 * queue.get(); // { answer: 42 }
 */
export class Queue<T = unknown> {
  readonly #channel: Channel;
  /** How many more fit, where there is a limit. */
  readonly #room: Semaphore | undefined;

  /**
   * @param maxsize - how many fit, no limit if 0 or absent
   * @param options - `context`
   */
  constructor(maxsize = 0, options: ContextOptions & { readonly wire?: QueueWire } = {}) {
    if (options.wire) {
      this.#channel = Channel.open(options.wire.channel);
      this.#room = options.wire.room ? new Semaphore(openBlock(options.wire.room)) : undefined;
      return;
    }
    checkOptions('Queue', options, ['context']);
    const context = checkContext('Queue', options.context);
    this.#channel = Channel.make(context);
    this.#room = maxsize > 0 ? new Semaphore(maxsize, { context }) : undefined;
  }

  /** Who shares it. */
  get context(): ContextName {
    return this.#channel.context;
  }

  [SHARE](): Taken {
    const room = this.#room ? (this.#room[SHARE]() as { readonly fields: BlockWire }).fields : null;
    return { kind: 'Queue', fields: { channel: this.#channel.wire, room } satisfies QueueWire };
  }

  /**
   * Put a value in.
   *
   * @throws Full when there is no room within the time
   */
  put(value: T, options: WaitingOptions = {}): void {
    checkOptions('put', options, ['block', 'timeout']);
    if (this.#channel.closed) throw new ValueError('put: the queue is closed');
    if (this.#room && !this.#room.acquire(options)) throw new Full('put: the queue is full');
    this.#channel.send('put', value);
  }

  putNowait(value: T): void {
    this.put(value, { block: false });
  }

  /**
   * Take a value out, blocking until there is one.
   *
   * @throws Empty when there is none within the time
   */
  get(options: WaitingOptions = {}): T {
    checkOptions('get', options, ['block', 'timeout']);
    const got = this.#channel.receive(limit(options));
    if (!got) throw new Empty('get: the queue is empty');
    this.#room?.release();
    return got.value as T;
  }

  getNowait(): T {
    return this.get({ block: false });
  }

  /** Take a value out while the event loop turns. */
  async getAsync(options: WaitingOptions = {}): Promise<T> {
    const got = await until(() => this.#channel.receive(0), limit(options));
    if (!got) throw new Empty('getAsync: the queue is empty');
    this.#room?.release();
    return got.value as T;
  }

  /** How many values wait. */
  qsize(): number {
    return this.#channel.waiting;
  }

  empty(): boolean {
    return !this.#channel.ready;
  }

  full(): boolean {
    return this.#room !== undefined && this.#room.getValue() === 0;
  }

  /** Nothing more will be put in. */
  close(): void {
    this.#channel.close();
  }
}

/** One end of a pipe. */
export class Connection<T = unknown> {
  readonly #out: Channel | undefined;
  readonly #in: Channel | undefined;

  /** For the library's own use; `Pipe` makes a pair. */
  constructor(input: Channel | undefined, output: Channel | undefined) {
    this.#in = input;
    this.#out = output;
  }

  get context(): ContextName {
    return (this.#in ?? this.#out)!.context;
  }

  get readable(): boolean {
    return this.#in !== undefined;
  }

  get writable(): boolean {
    return this.#out !== undefined;
  }

  [SHARE](): Taken {
    return { kind: 'Connection', fields: { input: this.#in?.wire, output: this.#out?.wire } };
  }

  /** Send a value to the other end. */
  send(value: T): void {
    if (!this.#out) throw new ValueError('send: this end of the pipe only receives');
    this.#out.send('send', value);
  }

  /**
   * Receive a value from the other end, blocking until there is one.
   *
   * @throws EOFError when the other end is closed and nothing is left
   */
  recv(): T {
    const got = this.#input('recv').receive(Infinity);
    if (!got) throw new EOFError('recv: the other end of the pipe is closed');
    return got.value as T;
  }

  /** Receive a value while the event loop turns. */
  async recvAsync(): Promise<T> {
    const input = this.#input('recvAsync');
    const got = await until(() => input.receive(0) ?? (input.closed && !input.ready ? null : undefined), Infinity);
    if (!got) throw new EOFError('recvAsync: the other end of the pipe is closed');
    return got.value as T;
  }

  #input(functionName: string): Channel {
    if (!this.#in) throw new ValueError(`${functionName}: this end of the pipe only sends`);
    return this.#in;
  }

  /**
   * Is there something to receive?
   *
   * @param timeout - seconds to wait for it, 0 if absent
   */
  poll(timeout: number | null = 0): boolean {
    return this.#input('poll').poll(deadline(timeout));
  }

  /** Close this end. */
  close(): void {
    this.#out?.close();
  }
}

/**
 * A pipe: two ends; what is sent at one is received at the other.
 *
 * @param options - `duplex`: both ways? (true if absent; else the first end receives and the second sends), `context`
 * @example
 * const [here, there] = Pipe();
 * new Process({ target: exported(import.meta.url, work), args: [there] }).start();
 * here.recv();
 */
export function Pipe<T = unknown>(
  options: ContextOptions & { readonly duplex?: boolean } = {},
): [Connection<T>, Connection<T>] {
  checkOptions('Pipe', options, ['duplex', 'context']);
  const context = checkContext('Pipe', options.context);
  const forth = Channel.make(context);
  const back = options.duplex === false ? undefined : Channel.make(context);
  return [new Connection<T>(forth, back), new Connection<T>(back, forth)];
}

registerShared('Queue', (wire: QueueWire) => new Queue(0, { wire }));
registerShared(
  'Connection',
  ({ input, output }: { readonly input?: ChannelWire; readonly output?: ChannelWire }) =>
    new Connection(input && Channel.open(input), output && Channel.open(output)),
);
