/** When windows may be reached: fences, locks, and the pairs of post and start. */
import { LOCK_EXCLUSIVE, libraryRank, lockType, windowAssertion } from './constants.js';
import { Group } from './group.js';
import { MPIObject, makeHandle } from './handles.js';
import { check, mpi } from './library.js';

/** The beginning and the end of access to windows. */
export abstract class WindowEpochs extends MPIObject {
  /** How many ranks the window has. */
  protected abstract readonly ranks: number;

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
    const to = libraryRank('Lock', 'rank', rank, this.ranks, 1);
    check(mpi().calls.MPI_Win_lock(lockType(kind), to, windowAssertion(assertion), this.handle), 'Lock');
  }

  /** End what `Lock` began: everything is done when it returns. */
  Unlock(rank: number): void {
    check(mpi().calls.MPI_Win_unlock(libraryRank('Unlock', 'rank', rank, this.ranks, 1), this.handle), 'Unlock');
  }

  LockAll({ assertion = 0 }: { readonly assertion?: number } = {}): void {
    check(mpi().calls.MPI_Win_lock_all(windowAssertion(assertion), this.handle), 'LockAll');
  }

  UnlockAll(): void {
    check(mpi().calls.MPI_Win_unlock_all(this.handle), 'UnlockAll');
  }

  /** Have everything sent to a rank done. */
  Flush(rank: number): void {
    check(mpi().calls.MPI_Win_flush(libraryRank('Flush', 'rank', rank, this.ranks, 1), this.handle), 'Flush');
  }

  FlushAll(): void {
    check(mpi().calls.MPI_Win_flush_all(this.handle), 'FlushAll');
  }

  FlushLocal(rank: number): void {
    check(
      mpi().calls.MPI_Win_flush_local(libraryRank('FlushLocal', 'rank', rank, this.ranks, 1), this.handle),
      'FlushLocal',
    );
  }

  FlushLocalAll(): void {
    check(mpi().calls.MPI_Win_flush_local_all(this.handle), 'FlushLocalAll');
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

  /** Has what `Post` began ended? */
  Test(): boolean {
    const flag = new Int32Array(1);
    check(mpi().calls.MPI_Win_test(this.handle, flag), 'Test');
    return flag[0] !== 0;
  }

  /** The processes of the window. */
  getGroup(): Group {
    return new Group(makeHandle((cell) => check(mpi().calls.MPI_Win_get_group(this.handle, cell), 'getGroup')));
  }
}
