/** Collective operations among the neighbours of a grid or graph of ranks. */
import { ValueError } from '../core/errors.js';
import { deserialize, serialize } from '../messages/serialize.js';
import type { Handle } from './abi/abi.js';
import { Message, fillParts, mustMatch, resolve, type Buffer_, type SendBuffer } from './buffer.js';
import { BYTE } from './datatype.js';
import { check, mpi } from './library.js';
import { checkLength } from './objectMessages.js';
import { evenBlocks } from './operands.js';
import { Request } from './request.js';

/** How many neighbours a rank receives from and sends to. */
export interface Degrees {
  readonly indegree: number;
  readonly outdegree: number;
}

type Even = 'allgather' | 'alltoall';

/** Equal blocks: one for all neighbours (`allgather`) or one for each (`alltoall`). Blocking if no request is wanted. */
export function evenNeighbors(
  kind: Even,
  name: string,
  comm: Handle,
  { indegree, outdegree }: Degrees,
  sendbuf: SendBuffer,
  recvbuf: Buffer_,
  nonBlocking: boolean,
): Request | undefined {
  const [send, receive] = [new Message(), new Message()];
  const parts = kind === 'allgather' ? 1 : Math.max(1, outdegree);
  const [sends, receives] = evenBlocks(name, send, receive, sendbuf, recvbuf, parts, Math.max(1, indegree));
  if (sends > receives && indegree > 0) {
    throw new ValueError(`${name}: recvbuf has room for ${receives} elements of each neighbour, which send ${sends}`);
  }
  const { calls } = mpi();
  if (!nonBlocking) {
    const call = calls[`MPI_Neighbor_${kind}`];
    check(call(send.pointer, sends, send.type, receive.pointer, receives, receive.type, comm), name);
    return undefined;
  }
  const call = calls[`MPI_Ineighbor_${kind}`];
  return new Request(name, [send, receive], (cell) =>
    call(send.pointer, sends, send.type, receive.pointer, receives, receive.type, comm, cell),
  );
}

/** One block for all neighbours, of any length. */
export function allgathervNeighbors(
  name: string,
  comm: Handle,
  { indegree }: Degrees,
  sendbuf: SendBuffer,
  recvbuf: Buffer_,
  nonBlocking: boolean,
): Request | undefined {
  const send = resolve(new Message(), name, 'sendbuf', sendbuf);
  const receive = resolve(new Message(), name, 'recvbuf', recvbuf);
  mustMatch(send, receive, name);
  fillParts(receive, name, 'recvbuf', indegree);
  const { calls } = mpi();
  const operands = [
    send.pointer,
    send.count,
    send.type,
    receive.pointer,
    receive.counts!,
    receive.displacements!,
    receive.type,
    comm,
  ] as const;
  if (!nonBlocking) {
    check(calls.MPI_Neighbor_allgatherv(...operands), name);
    return undefined;
  }
  return new Request(name, [send, receive], (cell) => calls.MPI_Ineighbor_allgatherv(...operands, cell));
}

/** A block for each neighbour, of any length. */
export function alltoallvNeighbors(
  name: string,
  comm: Handle,
  { indegree, outdegree }: Degrees,
  sendbuf: SendBuffer,
  recvbuf: Buffer_,
  nonBlocking: boolean,
): Request | undefined {
  const send = resolve(new Message(), name, 'sendbuf', sendbuf);
  const receive = resolve(new Message(), name, 'recvbuf', recvbuf);
  mustMatch(send, receive, name);
  fillParts(send, name, 'sendbuf', outdegree);
  fillParts(receive, name, 'recvbuf', indegree);
  const { calls } = mpi();
  const operands = [
    send.pointer,
    send.counts!,
    send.displacements!,
    send.type,
    receive.pointer,
    receive.counts!,
    receive.displacements!,
    receive.type,
    comm,
  ] as const;
  if (!nonBlocking) {
    check(calls.MPI_Neighbor_alltoallv(...operands), name);
    return undefined;
  }
  return new Request(name, [send, receive], (cell) => calls.MPI_Ineighbor_alltoallv(...operands, cell));
}

/** Values for the neighbours and from them; null from where there is none. Lengths travel first. */
export function valuesOfNeighbors(name: string, comm: Handle, degrees: Degrees, values: readonly unknown[]): unknown[] {
  const pieces = values.map((value) => checkLength(name, serialize(name, value)));
  const sends = Int32Array.from(pieces, (piece) => piece.length);
  const receives = new Int32Array(degrees.indegree);
  evenNeighbors('alltoall', name, comm, degrees, sends, receives, false);
  const bytes = Buffer.concat(pieces);
  const all = Buffer.allocUnsafeSlow(receives.reduce((a, b) => a + b, 0));
  alltoallvNeighbors(name, comm, degrees, [bytes, sends, BYTE], [all, receives, BYTE], false);
  let at = 0;
  return Array.from(receives, (length) => {
    const piece = all.subarray(at, at + length);
    at += length;
    return length === 0 ? null : deserialize(piece, length, false);
  });
}
