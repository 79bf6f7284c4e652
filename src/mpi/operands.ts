/** The buffers of collective operations, checked against each other and against the number of ranks. */
import { ValueError } from '../core/errors.js';
import { Message, mustCompute, mustMatch, perRank, resolve, type Buffer_, type SendBuffer } from './buffer.js';
import { int32, type Integers } from './datatype.js';

/** Two buffers of an operation that computes: their common length and type. */
export function computed(
  functionName: string,
  send: Message,
  receive: Message,
  sendbuf: SendBuffer,
  recvbuf: Buffer_ | null,
): Message {
  resolve(send, functionName, 'sendbuf', sendbuf);
  resolve(receive, functionName, 'recvbuf', recvbuf);
  const main = send.inPlace ? receive : send;
  mustCompute(main, functionName, send.inPlace ? 'recvbuf' : 'sendbuf');
  if (!send.inPlace && receive.pointer !== null) {
    mustCompute(receive, functionName, 'recvbuf');
    mustMatch(send, receive, functionName);
    if (receive.available >= 0 && receive.count < send.count) {
      throw new ValueError(
        `${functionName}: recvbuf holds ${receive.count} elements, fewer than the ${send.count} of sendbuf`,
      );
    }
  }
  return main;
}

/** Buffers that each rank has one block of: counts a rank. */
export function evenBlocks(
  functionName: string,
  send: Message,
  receive: Message,
  sendbuf: SendBuffer,
  recvbuf: SendBuffer,
  sendBlocks: number,
  receiveBlocks: number,
): [sendCount: number, receiveCount: number] {
  resolve(send, functionName, 'sendbuf', sendbuf);
  resolve(receive, functionName, 'recvbuf', recvbuf);
  mustMatch(send, receive, functionName);
  return [perRank(send, functionName, 'sendbuf', sendBlocks), perRank(receive, functionName, 'recvbuf', receiveBlocks)];
}

/** The counts of a reduction whose result is divided among the ranks. */
export function scattered(
  functionName: string,
  send: Message,
  receive: Message,
  sendbuf: SendBuffer,
  recvbuf: Buffer_,
  size: number,
  rank: number,
  recvcounts: Integers | undefined,
): { readonly main: Message; readonly counts: Int32Array } {
  resolve(send, functionName, 'sendbuf', sendbuf);
  resolve(receive, functionName, 'recvbuf', recvbuf);
  mustMatch(send, receive, functionName);
  const main = send.inPlace ? receive : send;
  mustCompute(main, functionName, 'sendbuf');
  mustCompute(receive, functionName, 'recvbuf');
  const counts = recvcounts
    ? int32(functionName, 'recvcounts', recvcounts)
    : new Int32Array(size).map((_, k) => Math.floor(main.count / size) + (k < main.count % size ? 1 : 0));
  if (counts.length !== size) {
    throw new ValueError(`${functionName}: there are ${counts.length} recvcounts for ${size} ranks`);
  }
  const total = counts.reduce((a, b) => a + b, 0);
  if (main.available >= 0 && (main.available < total || counts.some((count) => count < 0))) {
    throw new ValueError(
      `${functionName}: the recvcounts add up to ${total}, but there are ${main.available} elements`,
    );
  }
  if (receive.available >= 0 && receive.available < counts[rank]!) {
    throw new ValueError(
      `${functionName}: recvbuf holds ${receive.available} elements, fewer than the ${counts[rank]} of this rank`,
    );
  }
  return { main, counts };
}

/** The count of a reduction whose result is divided evenly among the ranks. */
export function scatteredEvenly(
  functionName: string,
  send: Message,
  receive: Message,
  sendbuf: SendBuffer,
  recvbuf: Buffer_,
  size: number,
): { readonly main: Message; readonly count: number } {
  resolve(send, functionName, 'sendbuf', sendbuf);
  resolve(receive, functionName, 'recvbuf', recvbuf);
  mustMatch(send, receive, functionName);
  const main = send.inPlace ? receive : send;
  mustCompute(main, functionName, 'sendbuf');
  mustCompute(receive, functionName, 'recvbuf');
  const count = perRank(main, functionName, 'sendbuf', size);
  if (receive.available >= 0 && receive.available < count) {
    throw new ValueError(
      `${functionName}: recvbuf holds ${receive.available} elements, fewer than the ${count} for each rank`,
    );
  }
  return { main, count };
}
