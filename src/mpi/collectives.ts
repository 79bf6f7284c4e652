/** Collective operations on typed arrays and NDArrays, without serialisation: mpi4py's capitalised methods, blocking. */
import { checkOptions, ValueError } from '../core/errors.js';
import { Message, fillParts, mustMatch, resolve, type Buffer_, type SendBuffer } from './buffer.js';
import type { Integers } from './datatype.js';
import { check, mpi } from './library.js';
import { ObjectMessages } from './objectMessages.js';
import { SUM, throwPendingFault, type Op } from './op.js';
import { computed, evenBlocks, scattered, scatteredEvenly } from './operands.js';

/** Which rank gives or gets. */
export interface RootOptions {
  /** The rank that gives or gets, 0 if absent. */
  readonly root?: number;
}

/** Which operation combines. */
export interface OpOptions {
  /** `MPI.SUM` if absent. */
  readonly op?: Op;
}

/** Which operation combines, and who gets the result. */
export interface ReduceOptions extends OpOptions, RootOptions {}

const sending = new Message();
const receiving = new Message();

/** Collective operations that block. */
export abstract class Collectives extends ObjectMessages {
  /** Wait for every rank. */
  Barrier(): void {
    check(mpi().calls.MPI_Barrier(this.handle), 'Barrier');
  }

  /** Wait for every rank. */
  barrier(): void {
    check(mpi().calls.MPI_Barrier(this.handle), 'barrier');
  }

  /**
   * Give the root's array to all.
   *
   * @param buf - the data on the root, where it goes on the others
   * @param options - `root`
   */
  Bcast(buf: Buffer_, options: RootOptions = {}): void {
    checkOptions('Bcast', options, ['root']);
    const message = resolve(sending, 'Bcast', 'buf', buf);
    const root = this.root('Bcast', options.root ?? 0);
    check(mpi().calls.MPI_Bcast(message.pointer, message.count, message.type, root, this.handle), 'Bcast');
  }

  /**
   * Give each rank an equal part of the root's array.
   *
   * @param sendbuf - the whole on the root, null elsewhere
   * @param recvbuf - where this rank's part goes
   * @param options - `root`
   * @throws ValueError when the ranks cannot share evenly; `Scatterv` then
   */
  Scatter(sendbuf: Buffer_ | null, recvbuf: SendBuffer, options: RootOptions = {}): void {
    checkOptions('Scatter', options, ['root']);
    const root = this.root('Scatter', options.root ?? 0);
    const whole = this.rank === root ? sendbuf : null;
    const [sendCount, count] = evenBlocks('Scatter', sending, receiving, whole, recvbuf, this.size, 1);
    if (this.rank === root && !receiving.inPlace && count < sendCount) {
      throw new ValueError(`Scatter: recvbuf holds ${count} elements, fewer than the ${sendCount} for each rank`);
    }
    check(
      mpi().calls.MPI_Scatter(
        sending.pointer,
        sendCount,
        sending.type,
        receiving.pointer,
        count,
        receiving.type,
        root,
        this.handle,
      ),
      'Scatter',
    );
  }

  /**
   * Give each rank its part of the root's array.
   *
   * @param sendbuf - on the root `[data, counts]` or `[data, [counts, displacements], datatype]`, null elsewhere
   * @param recvbuf - where this rank's part goes
   * @param options - `root`
   */
  Scatterv(sendbuf: Buffer_ | null, recvbuf: SendBuffer, options: RootOptions = {}): void {
    checkOptions('Scatterv', options, ['root']);
    const root = this.root('Scatterv', options.root ?? 0);
    resolve(sending, 'Scatterv', 'sendbuf', this.rank === root ? sendbuf : null);
    resolve(receiving, 'Scatterv', 'recvbuf', recvbuf);
    mustMatch(sending, receiving, 'Scatterv');
    fillParts(sending, 'Scatterv', 'sendbuf', this.size);
    check(
      mpi().calls.MPI_Scatterv(
        sending.pointer,
        sending.counts ?? null,
        sending.displacements ?? null,
        sending.type,
        receiving.pointer,
        receiving.count,
        receiving.type,
        root,
        this.handle,
      ),
      'Scatterv',
    );
  }

  /**
   * Collect equal parts on the root.
   *
   * @param sendbuf - this rank's part
   * @param recvbuf - the whole on the root, null elsewhere
   * @param options - `root`
   */
  Gather(sendbuf: SendBuffer, recvbuf: Buffer_ | null, options: RootOptions = {}): void {
    checkOptions('Gather', options, ['root']);
    const root = this.root('Gather', options.root ?? 0);
    const whole = this.rank === root ? recvbuf : null;
    const [sendCount, count] = evenBlocks('Gather', sending, receiving, sendbuf, whole, 1, this.size);
    if (this.rank === root && !sending.inPlace && count < sendCount) {
      throw new ValueError(`Gather: recvbuf has room for ${count} elements of each rank, which send ${sendCount}`);
    }
    check(
      mpi().calls.MPI_Gather(
        sending.pointer,
        sendCount,
        sending.type,
        receiving.pointer,
        count,
        receiving.type,
        root,
        this.handle,
      ),
      'Gather',
    );
  }

  /**
   * Collect parts of any length on the root.
   *
   * @param sendbuf - this rank's part
   * @param recvbuf - on the root `[data, counts]` or `[data, [counts, displacements], datatype]`, null elsewhere
   * @param options - `root`
   */
  Gatherv(sendbuf: SendBuffer, recvbuf: Buffer_ | null, options: RootOptions = {}): void {
    checkOptions('Gatherv', options, ['root']);
    const root = this.root('Gatherv', options.root ?? 0);
    resolve(sending, 'Gatherv', 'sendbuf', sendbuf);
    resolve(receiving, 'Gatherv', 'recvbuf', this.rank === root ? recvbuf : null);
    mustMatch(sending, receiving, 'Gatherv');
    fillParts(receiving, 'Gatherv', 'recvbuf', this.size);
    check(
      mpi().calls.MPI_Gatherv(
        sending.pointer,
        sending.count,
        sending.type,
        receiving.pointer,
        receiving.counts ?? null,
        receiving.displacements ?? null,
        receiving.type,
        root,
        this.handle,
      ),
      'Gatherv',
    );
  }

  /** Collect equal parts on every rank. */
  Allgather(sendbuf: SendBuffer, recvbuf: Buffer_): void {
    const [sendCount, count] = evenBlocks('Allgather', sending, receiving, sendbuf, recvbuf, 1, this.size);
    if (!sending.inPlace && count < sendCount) {
      throw new ValueError(`Allgather: recvbuf has room for ${count} elements of each rank, which send ${sendCount}`);
    }
    check(
      mpi().calls.MPI_Allgather(
        sending.pointer,
        sendCount,
        sending.type,
        receiving.pointer,
        count,
        receiving.type,
        this.handle,
      ),
      'Allgather',
    );
  }

  /** Collect parts of any length on every rank. */
  Allgatherv(sendbuf: SendBuffer, recvbuf: Buffer_): void {
    resolve(sending, 'Allgatherv', 'sendbuf', sendbuf);
    resolve(receiving, 'Allgatherv', 'recvbuf', recvbuf);
    mustMatch(sending, receiving, 'Allgatherv');
    fillParts(receiving, 'Allgatherv', 'recvbuf', this.size);
    check(
      mpi().calls.MPI_Allgatherv(
        sending.pointer,
        sending.count,
        sending.type,
        receiving.pointer,
        receiving.counts!,
        receiving.displacements!,
        receiving.type,
        this.handle,
      ),
      'Allgatherv',
    );
  }

  /** Give every rank an equal part, and get one from each. */
  Alltoall(sendbuf: SendBuffer, recvbuf: Buffer_): void {
    const [sendCount, count] = evenBlocks('Alltoall', sending, receiving, sendbuf, recvbuf, this.size, this.size);
    check(
      mpi().calls.MPI_Alltoall(
        sending.pointer,
        sendCount,
        sending.type,
        receiving.pointer,
        count,
        receiving.type,
        this.handle,
      ),
      'Alltoall',
    );
  }

  /** Give every rank its part, and get one from each, of any length. */
  Alltoallv(sendbuf: SendBuffer, recvbuf: Buffer_): void {
    resolve(sending, 'Alltoallv', 'sendbuf', sendbuf);
    resolve(receiving, 'Alltoallv', 'recvbuf', recvbuf);
    mustMatch(sending, receiving, 'Alltoallv');
    fillParts(sending, 'Alltoallv', 'sendbuf', this.size);
    fillParts(receiving, 'Alltoallv', 'recvbuf', this.size);
    check(
      mpi().calls.MPI_Alltoallv(
        sending.pointer,
        sending.counts ?? null,
        sending.displacements ?? null,
        sending.type,
        receiving.pointer,
        receiving.counts!,
        receiving.displacements!,
        receiving.type,
        this.handle,
      ),
      'Alltoallv',
    );
  }

  /**
   * Combine the arrays of all ranks, element by element, on the root.
   *
   * @param sendbuf - this rank's array; on the root also `MPI.IN_PLACE`
   * @param recvbuf - where the result goes on the root, null elsewhere
   * @param options - `op` (`MPI.SUM` if absent), `root`
   */
  Reduce(sendbuf: SendBuffer, recvbuf: Buffer_ | null, options: ReduceOptions = {}): void {
    checkOptions('Reduce', options, ['op', 'root']);
    const root = this.root('Reduce', options.root ?? 0);
    const main = computed('Reduce', sending, receiving, sendbuf, this.rank === root ? recvbuf : null);
    if (this.rank === root && receiving.pointer === null) {
      throw new ValueError('Reduce: the root needs a recvbuf');
    }
    const code = mpi().calls.MPI_Reduce(
      sending.pointer,
      receiving.pointer,
      main.count,
      main.type,
      (options.op ?? SUM).handle,
      root,
      this.handle,
    );
    throwPendingFault();
    check(code, 'Reduce');
  }

  /**
   * Combine the arrays of all ranks, element by element, on every rank.
   *
   * @param sendbuf - this rank's array, or `MPI.IN_PLACE`
   * @param recvbuf - where the result goes
   * @param options - `op`: `MPI.SUM` if absent
   * @example
   * const total = new Float64Array(mine.length);
   * comm.Allreduce(mine, total, { op: MPI.MAX });
   */
  Allreduce(sendbuf: SendBuffer, recvbuf: Buffer_, options: OpOptions = {}): void {
    const main = computed('Allreduce', sending, receiving, sendbuf, recvbuf);
    const code = mpi().calls.MPI_Allreduce(
      sending.pointer,
      receiving.pointer,
      main.count,
      main.type,
      (options.op ?? SUM).handle,
      this.handle,
    );
    throwPendingFault();
    check(code, 'Allreduce');
  }

  /** Combine, and give each rank its part of the result; `recvcounts` says how many elements each gets. */
  ReduceScatter(
    sendbuf: SendBuffer,
    recvbuf: Buffer_,
    options: OpOptions & { readonly recvcounts?: Integers } = {},
  ): void {
    const name = 'ReduceScatter';
    checkOptions(name, options, ['op', 'recvcounts']);
    const { size, rank } = this;
    const { main, counts } = scattered(name, sending, receiving, sendbuf, recvbuf, size, rank, options.recvcounts);
    const code = mpi().calls.MPI_Reduce_scatter(
      sending.pointer,
      receiving.pointer,
      counts,
      main.type,
      (options.op ?? SUM).handle,
      this.handle,
    );
    throwPendingFault();
    check(code, name);
  }

  /** Combine, and give each rank an equal part of the result. */
  ReduceScatterBlock(sendbuf: SendBuffer, recvbuf: Buffer_, options: OpOptions = {}): void {
    const name = 'ReduceScatterBlock';
    checkOptions(name, options, ['op']);
    const { main, count } = scatteredEvenly(name, sending, receiving, sendbuf, recvbuf, this.size);
    const code = mpi().calls.MPI_Reduce_scatter_block(
      sending.pointer,
      receiving.pointer,
      count,
      main.type,
      (options.op ?? SUM).handle,
      this.handle,
    );
    throwPendingFault();
    check(code, name);
  }

  /** Combine the arrays of ranks 0 to this one. */
  Scan(sendbuf: SendBuffer, recvbuf: Buffer_, options: OpOptions = {}): void {
    this.#scan('MPI_Scan', 'Scan', sendbuf, recvbuf, options);
  }

  /** Combine the arrays of the ranks before this one; rank 0's result is left as it was. */
  Exscan(sendbuf: SendBuffer, recvbuf: Buffer_, options: OpOptions = {}): void {
    this.#scan('MPI_Exscan', 'Exscan', sendbuf, recvbuf, options);
  }

  #scan(
    call: 'MPI_Scan' | 'MPI_Exscan',
    name: string,
    sendbuf: SendBuffer,
    recvbuf: Buffer_,
    options: OpOptions,
  ): void {
    checkOptions(name, options, ['op']);
    const main = computed(name, sending, receiving, sendbuf, recvbuf);
    const code = mpi().calls[call](
      sending.pointer,
      receiving.pointer,
      main.count,
      main.type,
      (options.op ?? SUM).handle,
      this.handle,
    );
    throwPendingFault();
    check(code, name);
  }
}
