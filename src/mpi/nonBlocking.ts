/** Collective operations that return at once with a request. Their buffers belong to the library until it is complete. */
import { checkOptions } from '../core/errors.js';
import { Message, fillParts, mustMatch, resolve, type Buffer_, type SendBuffer } from './buffer.js';
import { Collectives, type OpOptions, type ReduceOptions, type RootOptions } from './collectives.js';
import type { Integers } from './datatype.js';
import { mpi } from './library.js';
import { SUM, throwPendingFault } from './op.js';
import { computed, evenBlocks, scattered, scatteredEvenly } from './operands.js';
import { Request } from './request.js';

const rethrow = (): void => throwPendingFault();

/** Collective operations under way. */
export abstract class NonBlockingCollectives extends Collectives {
  /** Begin a barrier. */
  Ibarrier(): Request {
    return new Request('Ibarrier', undefined, (cell) => mpi().calls.MPI_Ibarrier(this.handle, cell));
  }

  /** Begin a `Bcast`. */
  Ibcast(buf: Buffer_, options: RootOptions = {}): Request {
    checkOptions('Ibcast', options, ['root']);
    const { pointer, count, type } = resolve(new Message(), 'Ibcast', 'buf', buf);
    const root = this.root('Ibcast', options.root ?? 0);
    return new Request('Ibcast', buf, (cell) => mpi().calls.MPI_Ibcast(pointer, count, type, root, this.handle, cell));
  }

  /** Begin a `Scatter`. */
  Iscatter(sendbuf: Buffer_ | null, recvbuf: SendBuffer, options: RootOptions = {}): Request {
    checkOptions('Iscatter', options, ['root']);
    const root = this.root('Iscatter', options.root ?? 0);
    const [send, receive] = [new Message(), new Message()];
    const whole = this.rank === root ? sendbuf : null;
    const [sends, receives] = evenBlocks('Iscatter', send, receive, whole, recvbuf, this.size, 1);
    return new Request('Iscatter', [send, receive], (cell) =>
      mpi().calls.MPI_Iscatter(
        send.pointer,
        sends,
        send.type,
        receive.pointer,
        receives,
        receive.type,
        root,
        this.handle,
        cell,
      ),
    );
  }

  /** Begin a `Gather`. */
  Igather(sendbuf: SendBuffer, recvbuf: Buffer_ | null, options: RootOptions = {}): Request {
    checkOptions('Igather', options, ['root']);
    const root = this.root('Igather', options.root ?? 0);
    const [send, receive] = [new Message(), new Message()];
    const whole = this.rank === root ? recvbuf : null;
    const [sends, receives] = evenBlocks('Igather', send, receive, sendbuf, whole, 1, this.size);
    return new Request('Igather', [send, receive], (cell) =>
      mpi().calls.MPI_Igather(
        send.pointer,
        sends,
        send.type,
        receive.pointer,
        receives,
        receive.type,
        root,
        this.handle,
        cell,
      ),
    );
  }

  /** Begin a `Scatterv`. */
  Iscatterv(sendbuf: Buffer_ | null, recvbuf: SendBuffer, options: RootOptions = {}): Request {
    checkOptions('Iscatterv', options, ['root']);
    const root = this.root('Iscatterv', options.root ?? 0);
    const send = resolve(new Message(), 'Iscatterv', 'sendbuf', this.rank === root ? sendbuf : null);
    const receive = resolve(new Message(), 'Iscatterv', 'recvbuf', recvbuf);
    mustMatch(send, receive, 'Iscatterv');
    fillParts(send, 'Iscatterv', 'sendbuf', this.size);
    return new Request('Iscatterv', [send, receive], (cell) =>
      mpi().calls.MPI_Iscatterv(
        send.pointer,
        send.counts ?? null,
        send.displacements ?? null,
        send.type,
        receive.pointer,
        receive.count,
        receive.type,
        root,
        this.handle,
        cell,
      ),
    );
  }

  /** Begin a `Gatherv`. */
  Igatherv(sendbuf: SendBuffer, recvbuf: Buffer_ | null, options: RootOptions = {}): Request {
    checkOptions('Igatherv', options, ['root']);
    const root = this.root('Igatherv', options.root ?? 0);
    const send = resolve(new Message(), 'Igatherv', 'sendbuf', sendbuf);
    const receive = resolve(new Message(), 'Igatherv', 'recvbuf', this.rank === root ? recvbuf : null);
    mustMatch(send, receive, 'Igatherv');
    fillParts(receive, 'Igatherv', 'recvbuf', this.size);
    return new Request('Igatherv', [send, receive], (cell) =>
      mpi().calls.MPI_Igatherv(
        send.pointer,
        send.count,
        send.type,
        receive.pointer,
        receive.counts ?? null,
        receive.displacements ?? null,
        receive.type,
        root,
        this.handle,
        cell,
      ),
    );
  }

  /** Begin an `Allgather`. */
  Iallgather(sendbuf: SendBuffer, recvbuf: Buffer_): Request {
    const [send, receive] = [new Message(), new Message()];
    const [sends, receives] = evenBlocks('Iallgather', send, receive, sendbuf, recvbuf, 1, this.size);
    return new Request('Iallgather', [send, receive], (cell) =>
      mpi().calls.MPI_Iallgather(
        send.pointer,
        sends,
        send.type,
        receive.pointer,
        receives,
        receive.type,
        this.handle,
        cell,
      ),
    );
  }

  /** Begin an `Allgatherv`. */
  Iallgatherv(sendbuf: SendBuffer, recvbuf: Buffer_): Request {
    const send = resolve(new Message(), 'Iallgatherv', 'sendbuf', sendbuf);
    const receive = resolve(new Message(), 'Iallgatherv', 'recvbuf', recvbuf);
    mustMatch(send, receive, 'Iallgatherv');
    fillParts(receive, 'Iallgatherv', 'recvbuf', this.size);
    return new Request('Iallgatherv', [send, receive], (cell) =>
      mpi().calls.MPI_Iallgatherv(
        send.pointer,
        send.count,
        send.type,
        receive.pointer,
        receive.counts!,
        receive.displacements!,
        receive.type,
        this.handle,
        cell,
      ),
    );
  }

  /** Begin an `Alltoall`. */
  Ialltoall(sendbuf: SendBuffer, recvbuf: Buffer_): Request {
    const [send, receive] = [new Message(), new Message()];
    const [sends, receives] = evenBlocks('Ialltoall', send, receive, sendbuf, recvbuf, this.size, this.size);
    return new Request('Ialltoall', [send, receive], (cell) =>
      mpi().calls.MPI_Ialltoall(
        send.pointer,
        sends,
        send.type,
        receive.pointer,
        receives,
        receive.type,
        this.handle,
        cell,
      ),
    );
  }

  /** Begin an `Alltoallv`. */
  Ialltoallv(sendbuf: SendBuffer, recvbuf: Buffer_): Request {
    const send = resolve(new Message(), 'Ialltoallv', 'sendbuf', sendbuf);
    const receive = resolve(new Message(), 'Ialltoallv', 'recvbuf', recvbuf);
    mustMatch(send, receive, 'Ialltoallv');
    fillParts(send, 'Ialltoallv', 'sendbuf', this.size);
    fillParts(receive, 'Ialltoallv', 'recvbuf', this.size);
    return new Request('Ialltoallv', [send, receive], (cell) =>
      mpi().calls.MPI_Ialltoallv(
        send.pointer,
        send.counts ?? null,
        send.displacements ?? null,
        send.type,
        receive.pointer,
        receive.counts!,
        receive.displacements!,
        receive.type,
        this.handle,
        cell,
      ),
    );
  }

  /** Begin a `Reduce`. */
  Ireduce(sendbuf: SendBuffer, recvbuf: Buffer_ | null, options: ReduceOptions = {}): Request {
    checkOptions('Ireduce', options, ['op', 'root']);
    const root = this.root('Ireduce', options.root ?? 0);
    const [send, receive] = [new Message(), new Message()];
    const main = computed('Ireduce', send, receive, sendbuf, this.rank === root ? recvbuf : null);
    const op = options.op ?? SUM;
    return new Request(
      'Ireduce',
      [send, receive, op],
      (cell) =>
        mpi().calls.MPI_Ireduce(
          send.pointer,
          receive.pointer,
          main.count,
          main.type,
          op.handle,
          root,
          this.handle,
          cell,
        ),
      rethrow,
    );
  }

  /** Begin a `ReduceScatter`. */
  IreduceScatter(
    sendbuf: SendBuffer,
    recvbuf: Buffer_,
    options: OpOptions & { readonly recvcounts?: Integers } = {},
  ): Request {
    const name = 'IreduceScatter';
    checkOptions(name, options, ['op', 'recvcounts']);
    const [send, receive] = [new Message(), new Message()];
    const { main, counts } = scattered(name, send, receive, sendbuf, recvbuf, this.size, this.rank, options.recvcounts);
    const op = options.op ?? SUM;
    return new Request(
      name,
      [send, receive, counts, op],
      (cell) =>
        mpi().calls.MPI_Ireduce_scatter(send.pointer, receive.pointer, counts, main.type, op.handle, this.handle, cell),
      rethrow,
    );
  }

  /** Begin a `ReduceScatterBlock`. */
  IreduceScatterBlock(sendbuf: SendBuffer, recvbuf: Buffer_, options: OpOptions = {}): Request {
    const name = 'IreduceScatterBlock';
    checkOptions(name, options, ['op']);
    const [send, receive] = [new Message(), new Message()];
    const { main, count } = scatteredEvenly(name, send, receive, sendbuf, recvbuf, this.size);
    const op = options.op ?? SUM;
    return new Request(
      name,
      [send, receive, op],
      (cell) =>
        mpi().calls.MPI_Ireduce_scatter_block(
          send.pointer,
          receive.pointer,
          count,
          main.type,
          op.handle,
          this.handle,
          cell,
        ),
      rethrow,
    );
  }

  /** Begin an `Allreduce`. */
  Iallreduce(sendbuf: SendBuffer, recvbuf: Buffer_, options: OpOptions = {}): Request {
    return this.#combining('MPI_Iallreduce', 'Iallreduce', sendbuf, recvbuf, options);
  }

  /** Begin a `Scan`. */
  Iscan(sendbuf: SendBuffer, recvbuf: Buffer_, options: OpOptions = {}): Request {
    return this.#combining('MPI_Iscan', 'Iscan', sendbuf, recvbuf, options);
  }

  /** Begin an `Exscan`. */
  Iexscan(sendbuf: SendBuffer, recvbuf: Buffer_, options: OpOptions = {}): Request {
    return this.#combining('MPI_Iexscan', 'Iexscan', sendbuf, recvbuf, options);
  }

  #combining(
    call: 'MPI_Iallreduce' | 'MPI_Iscan' | 'MPI_Iexscan',
    name: string,
    sendbuf: SendBuffer,
    recvbuf: Buffer_,
    options: OpOptions,
  ): Request {
    checkOptions(name, options, ['op']);
    const [send, receive] = [new Message(), new Message()];
    const main = computed(name, send, receive, sendbuf, recvbuf);
    const op = options.op ?? SUM;
    return new Request(
      name,
      [send, receive, op],
      (cell) => mpi().calls[call](send.pointer, receive.pointer, main.count, main.type, op.handle, this.handle, cell),
      rethrow,
    );
  }
}
