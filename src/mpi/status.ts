/** What is known of a message that was received: its source, its tag, how long it is. */
import { publicRank } from './constants.js';
import type { Datatype } from './datatype.js';
import { check, mpi } from './library.js';

/** The memory of a status as the library lays it out. */
export function statusMemory(count = 1): Int32Array {
  return new Int32Array(8 * count);
}

/**
 * What is known of a message that was received. Give one to `Recv`, `recv`, `Probe` and the like as the option `status`.
 *
 * @example
 * const status = new MPI.Status();
 * const data = comm.recv({ source: MPI.ANY_SOURCE, status });
 * status.source; // the rank that sent it
 */
export class Status {
  /** The library's memory; for the library's own use. */
  readonly memory: Int32Array = statusMemory();

  /** The rank that sent the message. */
  get source(): number {
    return publicRank(this.memory[mpi().abi.status.source]!);
  }

  /** The message's tag. */
  get tag(): number {
    return this.memory[mpi().abi.status.tag]!;
  }

  /** The error code; only meaningful after a call that completes several requests. */
  get error(): number {
    return this.memory[mpi().abi.status.error]!;
  }

  /** Bytes that were received. */
  get count(): number {
    return bytesOf(this.memory);
  }

  /** The rank that sent the message. */
  getSource(): number {
    return this.source;
  }

  /** The message's tag. */
  getTag(): number {
    return this.tag;
  }

  /** The error code. */
  getError(): number {
    return this.error;
  }

  /**
   * How many whole elements were received; `MPI.UNDEFINED` if the bytes are no whole number of them.
   *
   * @param datatype - the element type, bytes if absent
   */
  getCount(datatype?: Datatype): number {
    if (!datatype) return this.count;
    const { calls } = mpi();
    const count = new Int32Array(1);
    check(calls.MPI_Get_count(this.memory, datatype.handle, count), 'getCount');
    return count[0]!;
  }

  /**
   * How many elements of the basic type were received.
   *
   * @param datatype - the datatype that was received
   */
  getElements(datatype: Datatype): number {
    const { calls } = mpi();
    const count = new Int32Array(1);
    check(calls.MPI_Get_elements(this.memory, datatype.handle, count), 'getElements');
    return count[0]!;
  }

  /** Was the request cancelled? */
  isCancelled(): boolean {
    const flag = new Int32Array(1);
    check(mpi().calls.MPI_Test_cancelled(this.memory, flag), 'isCancelled');
    return flag[0] !== 0;
  }
}

const counted = new Int32Array(1);

/** How many bytes a status tells of. */
export function bytesOf(memory: Int32Array): number {
  const { abi, calls } = mpi();
  const { bytes, highShift } = abi.status;
  if (bytes) return (memory[bytes[0]]! >>> 0) + (memory[bytes[1]]! >>> (highShift ?? 0)) * 2 ** 32;
  check(calls.MPI_Get_count(memory, abi.handle('MPI_BYTE'), counted), 'getCount');
  return counted[0]!;
}
