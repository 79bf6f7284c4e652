/** One-sided communication: memory that other ranks read and write without a receive. */
import { DTypeError, checkOptions, describe } from '../core/errors.js';
import type { Handle } from './abi/abi.js';
import { Message, resolve, type Buffer_, type BufferData } from './buffer.js';
import type { Comm } from './communicator.js';
import { COMM_SELF } from './communicator.js';
import { LOCK_EXCLUSIVE, libraryRank, lockType, windowAssertion } from './constants.js';
import type { Datatype } from './datatype.js';
import type { Group } from './group.js';
import { MPIObject, handleCells, makeHandle, writeHandle } from './handles.js';
import { check, mpi } from './library.js';
import { SUM, type Op } from './op.js';

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
export class Win extends MPIObject {
  /** This rank's part of the window. */
  readonly memory: Uint8Array;
  readonly #size: number;

  private constructor(handle: Handle, memory: Uint8Array, comm: Comm) {
    super(handle);
    this.memory = memory;
    this.#size = comm.size;
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
    const to = libraryRank('sharedQuery', 'rank', rank, this.#size, 0);
    check(calls.MPI_Win_shared_query(this.handle, to, size, unit, address), 'sharedQuery');
    return size[0] === 0n ? new Uint8Array(0) : new Uint8Array(koffi.view(address[0]!, Number(size[0])));
  }

  /** Separate what came before from what comes after, on all ranks. */
  Fence({ assertion = 0 }: { readonly assertion?: number } = {}): void {
    check(mpi().calls.MPI_Win_fence(windowAssertion(assertion), this.handle), 'Fence');
  }

  /** Begin to reach one rank's window, alone or with others that only read. */
  Lock(
    rank: number,
    {
      lockType: kind = LOCK_EXCLUSIVE,
      assertion = 0,
    }: { readonly lockType?: number; readonly assertion?: number } = {},
  ): void {
    const to = libraryRank('Lock', 'rank', rank, this.#size, 1);
    check(mpi().calls.MPI_Win_lock(lockType(kind), to, windowAssertion(assertion), this.handle), 'Lock');
  }

  /** End what `Lock` began: everything is done when it returns. */
  Unlock(rank: number): void {
    check(mpi().calls.MPI_Win_unlock(libraryRank('Unlock', 'rank', rank, this.#size, 1), this.handle), 'Unlock');
  }

  LockAll({ assertion = 0 }: { readonly assertion?: number } = {}): void {
    check(mpi().calls.MPI_Win_lock_all(windowAssertion(assertion), this.handle), 'LockAll');
  }

  UnlockAll(): void {
    check(mpi().calls.MPI_Win_unlock_all(this.handle), 'UnlockAll');
  }

  /** Have everything sent to a rank done. */
  Flush(rank: number): void {
    check(mpi().calls.MPI_Win_flush(libraryRank('Flush', 'rank', rank, this.#size, 1), this.handle), 'Flush');
  }

  FlushAll(): void {
    check(mpi().calls.MPI_Win_flush_all(this.handle), 'FlushAll');
  }

  FlushLocal(rank: number): void {
    check(
      mpi().calls.MPI_Win_flush_local(libraryRank('FlushLocal', 'rank', rank, this.#size, 1), this.handle),
      'FlushLocal',
    );
  }

  Sync(): void {
    check(mpi().calls.MPI_Win_sync(this.handle), 'Sync');
  }

  /** Let the ranks of a group reach this window. */
  Post(group: Group, { assertion = 0 }: { readonly assertion?: number } = {}): void {
    check(mpi().calls.MPI_Win_post(group.handle, windowAssertion(assertion), this.handle), 'Post');
  }

  /** Begin to reach the windows of a group that has posted. */
  Start(group: Group, { assertion = 0 }: { readonly assertion?: number } = {}): void {
    check(mpi().calls.MPI_Win_start(group.handle, windowAssertion(assertion), this.handle), 'Start');
  }

  /** End what `Start` began. */
  Complete(): void {
    check(mpi().calls.MPI_Win_complete(this.handle), 'Complete');
  }

  /** End what `Post` began. */
  Wait(): void {
    check(mpi().calls.MPI_Win_wait(this.handle), 'Wait');
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
    const to = libraryRank(name, 'targetRank', targetRank, this.#size, 1);
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
    const to = libraryRank('Accumulate', 'targetRank', targetRank, this.#size, 1);
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
    const to = libraryRank(name, 'targetRank', targetRank, this.#size, 1);
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
    const to = libraryRank(name, 'targetRank', targetRank, this.#size, 1);
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
    const to = libraryRank(name, 'targetRank', targetRank, this.#size, 1);
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
