/** Messages of any value between two ranks, serialised: mpi4py's lower-case methods. */
import { DTypeError, checkOptions } from '../core/errors.js';
import type { Handle } from './abi/abi.js';
import { Message, resolve, type Buffer_ } from './buffer.js';
import { ANY_SOURCE, ANY_TAG, libraryRank, libraryTag } from './constants.js';
import { BYTE } from './datatype.js';
import { handleCells, type HandleCells } from './handles.js';
import { check, mpi } from './library.js';
import { PointToPoint, type ReceiveStatusOptions, type ReceiveOptions, type TagOptions } from './pointToPoint.js';
import { Request, posted, progressPosted, type WaitOptions } from './request.js';
import { deserialize, encode, sent, serialize } from '../messages/serialize.js';
import { Status, bytesOf, statusMemory } from './status.js';

const memory = statusMemory();
const flag = new Int32Array(1);
let messageCell: HandleCells | undefined;

/** Longer messages would need counts that do not fit MPI's int. */
const MOST_BYTES = 2 ** 31 - 1;

/** Refuse what does not fit one message. */
export function checkSize(functionName: string, length: number): void {
  if (length <= MOST_BYTES) return;
  throw new RangeError(
    `${functionName}: the value takes ${length} bytes, more than one message holds (2 GiB); send it in parts, or as a typed array with the capitalised method`,
  );
}

/** Refuse a message that is too long. */
export function checkLength(functionName: string, bytes: Uint8Array): Uint8Array {
  checkSize(functionName, bytes.length);
  return bytes;
}

/** Short messages come into memory that is used again and again. */
const shortBytes = Buffer.allocUnsafeSlow(2 ** 16);

/** Receive a message that a probe has matched. */
export function receiveMatched(cell: HandleCells, probed: Int32Array, functionName: string, status?: Status): unknown {
  const { calls } = mpi();
  const length = bytesOf(probed);
  const short = length <= shortBytes.length;
  // Else memory of its own: the value may go on living in it.
  const bytes = short ? shortBytes : Buffer.allocUnsafeSlow(length);
  check(calls.MPI_Mrecv(bytes, length, BYTE.handle, cell, probed), functionName);
  if (status) status.memory.set(probed);
  if (length === 0) return null;
  try {
    return deserialize(bytes, length, !short);
  } catch (error) {
    throw new DTypeError(
      `${functionName}: a message of ${length} bytes came that no lower-case method sent; receive it with Recv`,
      { cause: error },
    );
  }
}

/** A receive of a value: it looks for its message when somebody asks. */
class ValueReceive<T> extends Request<T> {
  readonly #comm: Handle;
  readonly #source: number;
  readonly #tag: number;
  #value: T | undefined;

  constructor(comm: Handle, source: number, tag: number) {
    super('irecv', undefined, undefined, () => this.#value as T);
    this.#comm = comm;
    this.#source = source;
    this.#tag = tag;
    posted.push(this);
  }

  /** Could this receive take a message? */
  matches(comm: Handle, source: number, tag: number): boolean {
    const { constants } = mpi().abi;
    return (
      this.#comm === comm &&
      (this.#source === constants.ANY_SOURCE || this.#source === source) &&
      (this.#tag === constants.ANY_TAG || this.#tag === tag)
    );
  }

  /** Take a message that a probe has matched. */
  accept(cell: HandleCells, probed: Int32Array): void {
    this.#value = receiveMatched(cell, probed, 'irecv') as T;
    this.memory.set(probed);
    this.#leave();
    this.complete(0);
  }

  #leave(): void {
    const at = posted.indexOf(this);
    if (at >= 0) posted.splice(at, 1);
  }

  progress(): boolean {
    if (this.done) return true;
    const cell = handleCells(1);
    const probed = statusMemory();
    check(mpi().calls.MPI_Improbe(this.#source, this.#tag, this.#comm, flag, cell, probed), 'irecv');
    if (flag[0] === 0) return false;
    claim(this.#comm, probed)!.accept(cell, probed);
    return this.done;
  }

  override poll(): boolean {
    if (!this.done) progressPosted();
    return this.done;
  }

  protected override block(): void {
    while (!this.poll());
  }

  override getStatus(status?: Status): boolean {
    if (!this.poll()) return false;
    status?.memory.set(this.memory);
    return true;
  }

  override Cancel(): void {
    this.#leave();
    this.complete(0);
  }

  override Free(): void {
    this.Cancel();
  }
}

/** The receive that was posted first among those that could take a message. */
function claim(comm: Handle, probed: Int32Array): ValueReceive<unknown> | undefined {
  const { status } = mpi().abi;
  const [source, tag] = [probed[status.source]!, probed[status.tag]!];
  return (posted as ValueReceive<unknown>[]).find((receive) => receive.matches(comm, source, tag));
}

/** A message that `mprobe` has matched: only `recv` on it receives it. */
export class MatchedMessage {
  readonly #cell: HandleCells;
  readonly #memory: Int32Array;
  #taken = false;

  /** For the library's own use. */
  constructor(cell: HandleCells, probed: Int32Array) {
    this.#cell = cell;
    this.#memory = probed;
  }

  /** Receive it. */
  recv<T = unknown>({ status }: WaitOptions = {}): T {
    if (this.#taken) throw new RangeError('recv: this message has been received already');
    this.#taken = true;
    return receiveMatched(this.#cell, this.#memory, 'recv', status) as T;
  }

  /**
   * Receive it into an array.
   *
   * @param buf - where the data goes
   */
  Recv(buf: Buffer_, { status }: WaitOptions = {}): void {
    if (this.#taken) throw new RangeError('Recv: this message has been received already');
    const { pointer, count, type } = resolve(new Message(), 'Recv', 'buf', buf);
    this.#taken = true;
    check(mpi().calls.MPI_Mrecv(pointer, count, type, this.#cell, this.#memory), 'Recv');
    if (status) status.memory.set(this.#memory);
  }
}

/** Sending and receiving values. */
export abstract class ObjectMessages extends PointToPoint {
  /**
   * Send a value: whatever structured cloning takes (objects, arrays, maps, dates, typed arrays ...), NDArrays and `Complex`.
   *
   * @param obj - the value
   * @param dest - the rank that receives
   * @param options - `tag`
   * @throws DTypeError when the value holds a function; ValueError when `dest` is no rank
   * @example
   * if (comm.rank === 0) comm.send({ key1: 42, key2: 3.14 }, 1);
   * else if (comm.rank === 1) console.log(comm.recv({ source: 0 }));
   */
  send(obj: unknown, dest: number, options?: TagOptions): void {
    checkOptions('send', options, ['tag']);
    const to = libraryRank('send', 'dest', dest, this.size, 1);
    const tag = libraryTag('send', 'tag', options?.tag ?? 0, false);
    if (posted.length > 0) {
      this.Isend(checkLength('send', serialize('send', obj)), dest, options).Wait();
      return;
    }
    const { bytes, length } = encode('send', obj);
    checkSize('send', length);
    check(mpi().calls.MPI_Send(bytes, length, BYTE.handle, to, tag, this.handle), 'send');
    sent();
  }

  /** Send a value; returns only when the receiver has begun to receive. */
  ssend(obj: unknown, dest: number, options?: TagOptions): void {
    this.Ssend(checkLength('ssend', serialize('ssend', obj)), dest, options);
  }

  /** Send a value through the buffer that `MPI.attachBuffer` gave. */
  bsend(obj: unknown, dest: number, options?: TagOptions): void {
    this.Bsend(checkLength('bsend', serialize('bsend', obj)), dest, options);
  }

  /**
   * Receive a value that `send` sent. Blocks until it is there.
   *
   * @param options - `source` and `tag` (any if absent), `status`
   * @returns the value
   */
  recv<T = unknown>(options: ReceiveStatusOptions = {}): T {
    checkOptions('recv', options, ['source', 'tag', 'status']);
    const from = libraryRank('recv', 'source', options.source ?? ANY_SOURCE, this.size, 2);
    const tag = libraryTag('recv', 'tag', options.tag ?? ANY_TAG, true);
    const { calls } = mpi();
    const cell = (messageCell ??= handleCells(1));
    if (posted.length === 0) {
      check(calls.MPI_Mprobe(from, tag, this.handle, cell, memory), 'recv');
      return receiveMatched(cell, memory, 'recv', options.status) as T;
    }
    for (;;) {
      progressPosted();
      check(calls.MPI_Improbe(from, tag, this.handle, flag, cell, memory), 'recv');
      if (flag[0] === 0) continue;
      const earlier = claim(this.handle, memory);
      if (earlier) earlier.accept(cell, memory);
      else return receiveMatched(cell, memory, 'recv', options.status) as T;
    }
  }

  /** Begin to send a value. */
  isend(obj: unknown, dest: number, options?: TagOptions): Request {
    return this.Isend(checkLength('isend', serialize('isend', obj)), dest, options);
  }

  /** Begin to send a value; complete only when the receiver has begun to receive. */
  issend(obj: unknown, dest: number, options?: TagOptions): Request {
    return this.Issend(checkLength('issend', serialize('issend', obj)), dest, options);
  }

  /** Begin to send a value through the buffer that `MPI.attachBuffer` gave. */
  ibsend(obj: unknown, dest: number, options?: TagOptions): Request {
    return this.Ibsend(checkLength('ibsend', serialize('ibsend', obj)), dest, options);
  }

  /**
   * Begin to receive a value, of any length.
   *
   * @returns a request: `request.wait()` blocks, `await request` lets the event loop turn
   */
  irecv<T = unknown>(options: ReceiveOptions = {}): Request<T> {
    checkOptions('irecv', options, ['source', 'tag']);
    return new ValueReceive<T>(
      this.handle,
      libraryRank('irecv', 'source', options.source ?? ANY_SOURCE, this.size, 2),
      libraryTag('irecv', 'tag', options.tag ?? ANY_TAG, true),
    );
  }

  /**
   * Send a value and receive another.
   *
   * @param sendobj - the value to send
   * @param dest - to whom
   * @param options - `source`, `sendtag`, `recvtag`, `status`
   */
  sendrecv<T = unknown>(
    sendobj: unknown,
    dest: number,
    options: {
      readonly sendtag?: number;
      readonly source?: number;
      readonly recvtag?: number;
      readonly status?: Status;
    } = {},
  ): T {
    checkOptions('sendrecv', options, ['sendtag', 'source', 'recvtag', 'status']);
    const request = this.isend(sendobj, dest, { tag: options.sendtag ?? 0 });
    const value = this.recv<T>({
      source: options.source ?? ANY_SOURCE,
      tag: options.recvtag ?? ANY_TAG,
      ...(options.status ? { status: options.status } : {}),
    });
    request.Wait();
    return value;
  }

  /** Block until a message could be received, without receiving it. */
  probe(options: ReceiveStatusOptions = {}): true {
    return this.Probe(options);
  }

  /** Is there a message that could be received? */
  iprobe(options: ReceiveStatusOptions = {}): boolean {
    return this.Iprobe(options);
  }

  /** Block until there is a message, and reserve it. */
  mprobe(options: ReceiveStatusOptions = {}): MatchedMessage {
    for (;;) {
      const message = this.improbe(options);
      if (message) return message;
    }
  }

  /** Reserve a message if there is one. */
  improbe(options: ReceiveStatusOptions = {}): MatchedMessage | null {
    checkOptions('improbe', options, ['source', 'tag', 'status']);
    progressPosted();
    const cell = handleCells(1);
    const probed = statusMemory();
    check(
      mpi().calls.MPI_Improbe(
        libraryRank('improbe', 'source', options.source ?? ANY_SOURCE, this.size, 2),
        libraryTag('improbe', 'tag', options.tag ?? ANY_TAG, true),
        this.handle,
        flag,
        cell,
        probed,
      ),
      'improbe',
    );
    if (flag[0] === 0) return null;
    if (options.status) options.status.memory.set(probed);
    return new MatchedMessage(cell, probed);
  }

  /** Block until there is a message, and reserve it. */
  Mprobe(options: ReceiveStatusOptions = {}): MatchedMessage {
    return this.mprobe(options);
  }

  /** Reserve a message if there is one. */
  Improbe(options: ReceiveStatusOptions = {}): MatchedMessage | null {
    return this.improbe(options);
  }
}
