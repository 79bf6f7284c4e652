/** Messages of typed arrays and NDArrays between two ranks, without serialisation: mpi4py's capitalised methods. */
import { checkOptions } from '../core/errors.js';
import { Message, resolve, type Buffer_, type SendBuffer } from './buffer.js';
import type { Calls } from './calls.js';
import { CommunicatorBase } from './communicatorBase.js';
import { ANY_SOURCE, ANY_TAG, PROC_NULL, libraryRank, libraryTag } from './constants.js';
import { MPIError } from './errors.js';
import { check, mpi } from './library.js';
import { Prequest, Request, posted, progressPosted } from './request.js';
import { bytesOf, statusMemory, type Status } from './status.js';

/** Which tag a message bears. */
export interface TagOptions {
  readonly tag?: number;
}

/** Which message to receive. */
export interface ReceiveOptions {
  /** The rank that sends; whoever does if absent. */
  readonly source?: number;
  /** The tag; any if absent. */
  readonly tag?: number;
}

/** Which message to receive, and where to note what is known of it. */
export interface ReceiveStatusOptions extends ReceiveOptions {
  readonly status?: Status;
}

/** Both halves of an exchange. */
export interface SendrecvOptions {
  readonly sendtag?: number;
  /** Where the received data goes. */
  readonly recvbuf: Buffer_;
  readonly source?: number;
  readonly recvtag?: number;
  readonly status?: Status;
}

const outgoing = new Message();
const incoming = new Message();
const received = statusMemory();

type SendCall = 'MPI_Send' | 'MPI_Ssend' | 'MPI_Rsend' | 'MPI_Bsend';
type BeginCall = 'MPI_Isend' | 'MPI_Issend' | 'MPI_Irsend' | 'MPI_Ibsend';
type IsendCall = BeginCall | 'MPI_Send_init' | 'MPI_Ssend_init' | 'MPI_Rsend_init' | 'MPI_Bsend_init';

/** Bytes must make whole elements: else the two sides do not agree about the type. */
function checkWhole(functionName: string, message: Message, memory: Int32Array): void {
  const size = message.datatype.basicSize;
  if (size === 1) return;
  const bytes = bytesOf(memory);
  if (bytes % size !== 0) {
    throw new MPIError(
      `${functionName}: received ${bytes} bytes, which is no whole number of ${message.datatype.dtype ?? message.datatype.name} elements: sender and receiver use different types`,
      0,
      'ERR_TYPE',
    );
  }
}

/** Sending and receiving between two ranks. */
export abstract class PointToPoint extends CommunicatorBase {
  #send(call: SendCall, name: string, buffer: SendBuffer, dest: number, options: TagOptions | undefined): void {
    const tag = options === undefined ? 0 : libraryTag(name, 'tag', options.tag ?? 0, false);
    const to = libraryRank(name, 'dest', dest, this.size, 1);
    const message = resolve(outgoing, name, 'buf', buffer);
    if (posted.length > 0 && call !== 'MPI_Bsend') {
      this.#startSend(call === 'MPI_Ssend' ? 'MPI_Issend' : 'MPI_Isend', name, buffer, dest, options).Wait();
      return;
    }
    check(mpi().calls[call](message.pointer, message.count, message.type, to, tag, this.handle), name);
  }

  #startSend(
    call: BeginCall,
    name: string,
    buffer: SendBuffer,
    dest: number,
    options: TagOptions | undefined,
  ): Request {
    const start = this.#sendStarter(call, name, buffer, dest, options);
    return new Request(name, buffer, start);
  }

  #sendStarter(
    call: IsendCall,
    name: string,
    buffer: SendBuffer,
    dest: number,
    options: TagOptions | undefined,
  ): (cell: Parameters<Calls[IsendCall]>[6]) => number {
    checkOptions(name, options, ['tag']);
    const tag = libraryTag(name, 'tag', options?.tag ?? 0, false);
    const to = libraryRank(name, 'dest', dest, this.size, 1);
    const { pointer, count, type } = resolve(new Message(), name, 'buf', buffer);
    return (cell) => mpi().calls[call](pointer, count, type, to, tag, this.handle, cell);
  }

  /**
   * Send an array. Blocks until the memory may be used again.
   *
   * @param buf - a typed array, an NDArray (strided views too) or `[data, count, datatype]`
   * @param dest - the rank that receives
   * @param options - `tag`
   * @throws ValueError when `dest` is no rank
   * @example
   * if (comm.rank === 0) comm.Send(np.arange(1000), 1, { tag: 13 });
   */
  Send(buf: Buffer_, dest: number, options?: TagOptions): void {
    this.#send('MPI_Send', 'Send', buf, dest, options);
  }

  /** Send an array; returns only when the receiver has begun to receive. */
  Ssend(buf: Buffer_, dest: number, options?: TagOptions): void {
    this.#send('MPI_Ssend', 'Ssend', buf, dest, options);
  }

  /** Send an array to a receiver that is already waiting. */
  Rsend(buf: Buffer_, dest: number, options?: TagOptions): void {
    this.#send('MPI_Rsend', 'Rsend', buf, dest, options);
  }

  /** Send an array through the buffer that `MPI.attachBuffer` gave. */
  Bsend(buf: Buffer_, dest: number, options?: TagOptions): void {
    this.#send('MPI_Bsend', 'Bsend', buf, dest, options);
  }

  /**
   * Receive into an array. Blocks until the data is there.
   *
   * @param buf - where the data goes; may be longer than the message
   * @param options - `source`, `tag`, `status`
   * @throws MPIError (`ERR_TRUNCATE`) when the message is longer than the memory
   * @example
   * const data = np.empty(1000);
   * comm.Recv(data, { source: 0, tag: 13 });
   */
  Recv(buf: Buffer_, options?: ReceiveStatusOptions): void {
    const source = options?.source ?? ANY_SOURCE;
    const tag = options?.tag ?? ANY_TAG;
    const from = libraryRank('Recv', 'source', source, this.size, 2);
    const label = libraryTag('Recv', 'tag', tag, true);
    const message = resolve(incoming, 'Recv', 'buf', buf);
    const memory = options?.status ? options.status.memory : received;
    if (posted.length > 0) {
      this.Irecv(buf, { source, tag }).Wait(options?.status);
      return;
    }
    check(mpi().calls.MPI_Recv(message.pointer, message.count, message.type, from, label, this.handle, memory), 'Recv');
    checkWhole('Recv', message, memory);
  }

  /**
   * Send one array and receive another, without the deadlock that two blocking sends may end in.
   *
   * @param sendbuf - what is sent
   * @param dest - to whom
   * @param options - `recvbuf`, `source`, `sendtag`, `recvtag`, `status`
   * @example
   * comm.Sendrecv(mine, right, { recvbuf: theirs, source: left });
   */
  Sendrecv(sendbuf: Buffer_, dest: number, options: SendrecvOptions): void {
    const name = 'Sendrecv';
    checkOptions(name, options, ['recvbuf', 'sendtag', 'source', 'recvtag', 'status']);
    const send = resolve(outgoing, name, 'sendbuf', sendbuf);
    const receive = resolve(incoming, name, 'recvbuf', options.recvbuf);
    const memory = options.status ? options.status.memory : received;
    check(
      mpi().calls.MPI_Sendrecv(
        send.pointer,
        send.count,
        send.type,
        libraryRank(name, 'dest', dest, this.size, 1),
        libraryTag(name, 'sendtag', options.sendtag ?? 0, false),
        receive.pointer,
        receive.count,
        receive.type,
        libraryRank(name, 'source', options.source ?? ANY_SOURCE, this.size, 2),
        libraryTag(name, 'recvtag', options.recvtag ?? ANY_TAG, true),
        this.handle,
        memory,
      ),
      name,
    );
    if (options.source !== PROC_NULL) checkWhole(name, receive, memory);
  }

  /** Send an array and receive another into its memory. */
  SendrecvReplace(buf: Buffer_, dest: number, options: Omit<SendrecvOptions, 'recvbuf'> = {}): void {
    const name = 'SendrecvReplace';
    checkOptions(name, options, ['sendtag', 'source', 'recvtag', 'status']);
    const message = resolve(outgoing, name, 'buf', buf);
    check(
      mpi().calls.MPI_Sendrecv_replace(
        message.pointer,
        message.count,
        message.type,
        libraryRank(name, 'dest', dest, this.size, 1),
        libraryTag(name, 'sendtag', options.sendtag ?? 0, false),
        libraryRank(name, 'source', options.source ?? ANY_SOURCE, this.size, 2),
        libraryTag(name, 'recvtag', options.recvtag ?? ANY_TAG, true),
        this.handle,
        options.status ? options.status.memory : received,
      ),
      name,
    );
  }

  /** Begin to send an array; it must not be changed before the request is complete. */
  Isend(buf: Buffer_, dest: number, options?: TagOptions): Request {
    return this.#startSend('MPI_Isend', 'Isend', buf, dest, options);
  }

  /** Begin to send an array; complete only when the receiver has begun to receive. */
  Issend(buf: Buffer_, dest: number, options?: TagOptions): Request {
    return this.#startSend('MPI_Issend', 'Issend', buf, dest, options);
  }

  /** Begin to send an array to a receiver that is already waiting. */
  Irsend(buf: Buffer_, dest: number, options?: TagOptions): Request {
    return this.#startSend('MPI_Irsend', 'Irsend', buf, dest, options);
  }

  /** Begin to send an array through the buffer that `MPI.attachBuffer` gave. */
  Ibsend(buf: Buffer_, dest: number, options?: TagOptions): Request {
    return this.#startSend('MPI_Ibsend', 'Ibsend', buf, dest, options);
  }

  /** Begin to receive into an array; it must not be touched before the request is complete. */
  Irecv(buf: Buffer_, options?: ReceiveOptions): Request {
    const message = new Message();
    const start = this.#receiveStarter('MPI_Irecv', 'Irecv', message, buf, options);
    return new Request('Irecv', buf, start, (memory) => checkWhole('Irecv', message, memory));
  }

  #receiveStarter(
    call: 'MPI_Irecv' | 'MPI_Recv_init',
    name: string,
    message: Message,
    buf: Buffer_,
    options: ReceiveOptions | undefined,
  ): (cell: Parameters<Calls['MPI_Irecv']>[6]) => number {
    checkOptions(name, options, ['source', 'tag']);
    const from = libraryRank(name, 'source', options?.source ?? ANY_SOURCE, this.size, 2);
    const tag = libraryTag(name, 'tag', options?.tag ?? ANY_TAG, true);
    const { pointer, count, type } = resolve(message, name, 'buf', buf);
    return (cell) => mpi().calls[call](pointer, count, type, from, tag, this.handle, cell);
  }

  /** A send that can be started again and again. */
  SendInit(buf: Buffer_, dest: number, options?: TagOptions): Prequest {
    return new Prequest('SendInit', buf, this.#sendStarter('MPI_Send_init', 'SendInit', buf, dest, options));
  }

  /** A synchronous send that can be started again and again. */
  SsendInit(buf: Buffer_, dest: number, options?: TagOptions): Prequest {
    return new Prequest('SsendInit', buf, this.#sendStarter('MPI_Ssend_init', 'SsendInit', buf, dest, options));
  }

  /** A send to a receiver that is already waiting, which can be started again and again. */
  RsendInit(buf: Buffer_, dest: number, options?: TagOptions): Prequest {
    return new Prequest('RsendInit', buf, this.#sendStarter('MPI_Rsend_init', 'RsendInit', buf, dest, options));
  }

  /** A buffered send that can be started again and again. */
  BsendInit(buf: Buffer_, dest: number, options?: TagOptions): Prequest {
    return new Prequest('BsendInit', buf, this.#sendStarter('MPI_Bsend_init', 'BsendInit', buf, dest, options));
  }

  /** A receive that can be started again and again. */
  RecvInit(buf: Buffer_, options?: ReceiveOptions): Prequest {
    return new Prequest(
      'RecvInit',
      buf,
      this.#receiveStarter('MPI_Recv_init', 'RecvInit', new Message(), buf, options),
    );
  }

  /**
   * Block until a message could be received, without receiving it.
   *
   * @param options - `source`, `tag`, `status`
   */
  Probe(options: ReceiveStatusOptions = {}): true {
    while (posted.length > 0) {
      progressPosted();
      if (this.Iprobe(options)) return true;
    }
    checkOptions('Probe', options, ['source', 'tag', 'status']);
    check(
      mpi().calls.MPI_Probe(
        libraryRank('Probe', 'source', options.source ?? ANY_SOURCE, this.size, 2),
        libraryTag('Probe', 'tag', options.tag ?? ANY_TAG, true),
        this.handle,
        options.status ? options.status.memory : received,
      ),
      'Probe',
    );
    return true;
  }

  /** Is there a message that could be received? */
  Iprobe(options: ReceiveStatusOptions = {}): boolean {
    checkOptions('Iprobe', options, ['source', 'tag', 'status']);
    const flag = new Int32Array(1);
    check(
      mpi().calls.MPI_Iprobe(
        libraryRank('Iprobe', 'source', options.source ?? ANY_SOURCE, this.size, 2),
        libraryTag('Iprobe', 'tag', options.tag ?? ANY_TAG, true),
        this.handle,
        flag,
        options.status ? options.status.memory : received,
      ),
      'Iprobe',
    );
    return flag[0] !== 0;
  }
}
