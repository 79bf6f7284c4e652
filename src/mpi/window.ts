/** One-sided communication: memory that other ranks read and write without a receive. */
import { DTypeError, checkOptions, describe } from '../core/errors.js';
import type { Handle } from './abi/abi.js';
import { Message, resolve, type Buffer_, type BufferData } from './buffer.js';
import type { Comm } from './communicator.js';
import { COMM_SELF } from './communicator.js';
import { libraryRank } from './constants.js';
import type { Datatype } from './datatype.js';
import { handleCells, makeHandle, writeHandle } from './handles.js';
import { check, mpi } from './library.js';
import { SUM, type Op } from './op.js';
import { Request } from './request.js';
import { WindowEpochs } from './windowEpochs.js';

/** Where in a rank's window: a displacement, or `[displacement, count, datatype]`. */
export type Target = number | readonly [displacement: number, count?: number, datatype?: Datatype];

/** How a window is made. */
export interface WindowOptions {
  /** Bytes a displacement counts: the element size of typed memory, 1 for bytes if absent. */
  readonly dispUnit?: number;
  /** Whose window it is, `MPI.COMM_SELF` if absent. */
  readonly comm?: Comm;
}

const origin = new Message();
const result = new Message();

interface Place {
  readonly at: number;
  readonly count: number;
  readonly type: Handle;
}

function place(functionName: string, target: Target | undefined, message: Message): Place {
  const [at, count, datatype] = target === undefined ? [0] : typeof target === 'number' ? [target] : target;
  if (!Number.isInteger(at) || at < 0) {
    throw new DTypeError(
      `${functionName}: target must be a displacement or [displacement, count, datatype], got ${describe(target)}`,
    );
  }
  return { at, count: count ?? message.count, type: datatype?.handle ?? message.type };
}

/**
 * A window into the memory of every rank.
 *
 * @example
 * const mine = new Float64Array(10);
 * const win = MPI.Win.Create(mine, { comm });
 * win.Fence();
 * win.Put(Float64Array.of(comm.rank), (comm.rank + 1) % comm.size, { target: 3 });
 * win.Fence();
 */
export class Win extends WindowEpochs {
  /** This rank's part of the window. */
  readonly memory: Uint8Array;
  protected readonly ranks: number;

  private constructor(handle: Handle, memory: Uint8Array, comm: Comm) {
    super(handle);
    this.memory = memory;
    this.ranks = comm.size;
    const { abi, calls } = mpi();
    check(calls.MPI_Win_set_errhandler(handle, abi.handle('MPI_ERRORS_RETURN')), 'Win.Create');
    // The memory must live as long as the window.
    alive.add(this);
  }

  /**
   * Let others reach an array; all ranks of the communicator call it.
   *
   * @param memory - this rank's array, null for none
   * @param options - `comm`, `dispUnit`
   */
  static Create(memory: BufferData | null, options: WindowOptions = {}): Win {
    checkOptions('Win.Create', options, ['dispUnit', 'comm']);
    const comm = options.comm ?? COMM_SELF;
    const message = resolve(new Message(), 'Win.Create', 'memory', memory);
    const bytes = message.pointer === null ? 0 : message.available * message.datatype.basicSize;
    const unit = options.dispUnit ?? message.datatype.basicSize;
    const { abi, calls } = mpi();
    const pointer = bytes === 0 ? null : message.pointer;
    const handle = makeHandle((cell) =>
      check(calls.MPI_Win_create(pointer, bytes, unit, abi.handle('MPI_INFO_NULL'), comm.handle, cell), 'Win.Create'),
    );
    const view = message.pointer as ArrayBufferView | null;
    return new Win(handle, view ? new Uint8Array(view.buffer, view.byteOffset, bytes) : new Uint8Array(0), comm);
  }

  /** As `Create`, with fresh memory of so many bytes. */
  static Allocate(size: number, options: WindowOptions = {}): Win {
    return Win.Create(size > 0 ? new Uint8Array(size) : null, { dispUnit: 1, ...options });
  }

  /**
   * Memory that all ranks of one host see as it is; `sharedQuery(rank)` gives another rank's part.
   *
   * @param size - bytes of this rank's part
   */
  static AllocateShared(size: number, options: WindowOptions = {}): Win {
    checkOptions('Win.AllocateShared', options, ['dispUnit', 'comm']);
    const comm = options.comm ?? COMM_SELF;
    const { abi, calls, koffi } = mpi();
    const address = new BigInt64Array(1);
    const handle = makeHandle((cell) =>
      check(
        calls.MPI_Win_allocate_shared(
          size,
          options.dispUnit ?? 1,
          abi.handle('MPI_INFO_NULL'),
          comm.handle,
          address,
          cell,
        ),
        'Win.AllocateShared',
      ),
    );
    const memory = size > 0 ? new Uint8Array(koffi.view(address[0]!, size)) : new Uint8Array(0);
    return new Win(handle, memory, comm);
  }

  /** Another rank's part of a shared window. */
  sharedQuery(rank: number): Uint8Array {
    const { calls, koffi } = mpi();
    const size = new BigInt64Array(1);
    const unit = new Int32Array(1);
    const address = new BigInt64Array(1);
    const to = libraryRank('sharedQuery', 'rank', rank, this.ranks, 0);
    check(calls.MPI_Win_shared_query(this.handle, to, size, unit, address), 'sharedQuery');
    return size[0] === 0n ? new Uint8Array(0) : new Uint8Array(koffi.view(address[0]!, Number(size[0])));
  }

  /**
   * Begin a `Put`; between `Lock` and `Unlock` only. When the request is complete, `buf` may be used again.
   *
   * @param options - `target`
   */
  Rput(buf: Buffer_, targetRank: number, options: { readonly target?: Target } = {}): Request {
    return this.#begin('MPI_Rput', 'Rput', buf, targetRank, options);
  }

  /** Begin a `Get`; between `Lock` and `Unlock` only. When the request is complete, the data is there. */
  Rget(buf: Buffer_, targetRank: number, options: { readonly target?: Target } = {}): Request {
    return this.#begin('MPI_Rget', 'Rget', buf, targetRank, options);
  }

  #begin(
    call: 'MPI_Rput' | 'MPI_Rget',
    name: string,
    buf: Buffer_,
    targetRank: number,
    options: { readonly target?: Target },
  ): Request {
    checkOptions(name, options, ['target']);
    const message = resolve(new Message(), name, 'buf', buf);
    const { at, count, type } = place(name, options.target, message);
    const to = libraryRank(name, 'targetRank', targetRank, this.ranks, 1);
    return new Request(name, [this, buf], (cell) =>
      mpi().calls[call](message.pointer, message.count, message.type, to, at, count, type, this.handle, cell),
    );
  }

  /** Begin an `Accumulate`; between `Lock` and `Unlock` only. */
  Raccumulate(buf: Buffer_, targetRank: number, options: { readonly target?: Target; readonly op?: Op } = {}): Request {
    const name = 'Raccumulate';
    checkOptions(name, options, ['target', 'op']);
    const message = resolve(new Message(), name, 'buf', buf);
    const { at, count, type } = place(name, options.target, message);
    const to = libraryRank(name, 'targetRank', targetRank, this.ranks, 1);
    const op = (options.op ?? SUM).handle;
    return new Request(name, [this, buf], (cell) =>
      mpi().calls.MPI_Raccumulate(
        message.pointer,
        message.count,
        message.type,
        to,
        at,
        count,
        type,
        op,
        this.handle,
        cell,
      ),
    );
  }

  /** Begin a `GetAccumulate`; between `Lock` and `Unlock` only. */
  RgetAccumulate(
    buf: Buffer_,
    recvbuf: Buffer_,
    targetRank: number,
    options: { readonly target?: Target; readonly op?: Op } = {},
  ): Request {
    const name = 'RgetAccumulate';
    checkOptions(name, options, ['target', 'op']);
    const message = resolve(new Message(), name, 'buf', buf);
    const receive = resolve(new Message(), name, 'recvbuf', recvbuf);
    const { at, count, type } = place(name, options.target, message);
    const to = libraryRank(name, 'targetRank', targetRank, this.ranks, 1);
    const op = (options.op ?? SUM).handle;
    return new Request(name, [this, buf, recvbuf], (cell) =>
      mpi().calls.MPI_Rget_accumulate(
        message.pointer,
        message.count,
        message.type,
        receive.pointer,
        receive.count,
        receive.type,
        to,
        at,
        count,
        type,
        op,
        this.handle,
        cell,
      ),
    );
  }

  /**
   * Write to another rank's window.
   *
   * @param buf - what is written
   * @param targetRank - whose window
   * @param options - `target`: where, a displacement (0 if absent) or `[displacement, count, datatype]`
   */
  Put(buf: Buffer_, targetRank: number, options: { readonly target?: Target } = {}): void {
    this.#move('MPI_Put', 'Put', buf, targetRank, options);
  }

  /** Read from another rank's window. */
  Get(buf: Buffer_, targetRank: number, options: { readonly target?: Target } = {}): void {
    this.#move('MPI_Get', 'Get', buf, targetRank, options);
  }

  #move(
    call: 'MPI_Put' | 'MPI_Get',
    name: string,
    buf: Buffer_,
    targetRank: number,
    options: { readonly target?: Target },
  ): void {
    checkOptions(name, options, ['target']);
    const message = resolve(origin, name, 'buf', buf);
    const { at, count, type } = place(name, options.target, message);
    const to = libraryRank(name, 'targetRank', targetRank, this.ranks, 1);
    pinned.push(message.owner);
    check(mpi().calls[call](message.pointer, message.count, message.type, to, at, count, type, this.handle), name);
  }

  /**
   * Combine into another rank's window, element by element.
   *
   * @param options - `op`: `MPI.SUM` if absent, `target`
   */
  Accumulate(buf: Buffer_, targetRank: number, options: { readonly target?: Target; readonly op?: Op } = {}): void {
    checkOptions('Accumulate', options, ['target', 'op']);
    const message = resolve(origin, 'Accumulate', 'buf', buf);
    const { at, count, type } = place('Accumulate', options.target, message);
    const to = libraryRank('Accumulate', 'targetRank', targetRank, this.ranks, 1);
    pinned.push(message.owner);
    check(
      mpi().calls.MPI_Accumulate(
        message.pointer,
        message.count,
        message.type,
        to,
        at,
        count,
        type,
        (options.op ?? SUM).handle,
        this.handle,
      ),
      'Accumulate',
    );
  }

  /** As `Accumulate`, and bring what was there before into `recvbuf`. */
  GetAccumulate(
    buf: Buffer_,
    recvbuf: Buffer_,
    targetRank: number,
    options: { readonly target?: Target; readonly op?: Op } = {},
  ): void {
    const name = 'GetAccumulate';
    checkOptions(name, options, ['target', 'op']);
    const message = resolve(origin, name, 'buf', buf);
    const receive = resolve(result, name, 'recvbuf', recvbuf);
    const { at, count, type } = place(name, options.target, message);
    const to = libraryRank(name, 'targetRank', targetRank, this.ranks, 1);
    pinned.push(message.owner, receive.owner);
    check(
      mpi().calls.MPI_Get_accumulate(
        message.pointer,
        message.count,
        message.type,
        receive.pointer,
        receive.count,
        receive.type,
        to,
        at,
        count,
        type,
        (options.op ?? SUM).handle,
        this.handle,
      ),
      name,
    );
  }

  /** As `GetAccumulate` for one element. */
  FetchAndOp(
    buf: Buffer_,
    recvbuf: Buffer_,
    targetRank: number,
    options: { readonly targetDisp?: number; readonly op?: Op } = {},
  ): void {
    const name = 'FetchAndOp';
    checkOptions(name, options, ['targetDisp', 'op']);
    const message = resolve(origin, name, 'buf', buf);
    const receive = resolve(result, name, 'recvbuf', recvbuf);
    const to = libraryRank(name, 'targetRank', targetRank, this.ranks, 1);
    pinned.push(message.owner, receive.owner);
    check(
      mpi().calls.MPI_Fetch_and_op(
        message.pointer,
        receive.pointer,
        message.type,
        to,
        options.targetDisp ?? 0,
        (options.op ?? SUM).handle,
        this.handle,
      ),
      name,
    );
  }

  /** Replace one element if it equals `compare`, and bring what was there before into `recvbuf`. */
  CompareAndSwap(
    buf: Buffer_,
    compare: Buffer_,
    recvbuf: Buffer_,
    targetRank: number,
    { targetDisp = 0 }: { readonly targetDisp?: number } = {},
  ): void {
    const name = 'CompareAndSwap';
    const expected = resolve(new Message(), name, 'compare', compare);
    const message = resolve(origin, name, 'buf', buf);
    const receive = resolve(result, name, 'recvbuf', recvbuf);
    const to = libraryRank(name, 'targetRank', targetRank, this.ranks, 1);
    pinned.push(message.owner, receive.owner, expected.owner);
    check(
      mpi().calls.MPI_Compare_and_swap(
        message.pointer,
        expected.pointer,
        receive.pointer,
        message.type,
        to,
        targetDisp,
        this.handle,
      ),
      name,
    );
  }

  /** Free it; all ranks must. */
  Free(): void {
    const cell = handleCells(1);
    writeHandle(cell, 0, this.handle);
    check(mpi().calls.MPI_Win_free(cell), 'Free');
    this.forget();
    alive.delete(this);
  }
}

const alive = new Set<Win>();

/** Memory of operations that may still be under way: kept until so many others came that their epoch has surely ended, or for good in small programs. */
const MOST_PINNED = 65536;
const pinned = {
  list: [] as unknown[],
  push(...owners: unknown[]): void {
    this.list.push(...owners);
    if (this.list.length > 2 * MOST_PINNED) this.list.splice(0, MOST_PINNED);
  },
};
