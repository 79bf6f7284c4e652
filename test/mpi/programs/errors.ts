/** Bad input: each case says what it threw; prints them as JSON from rank 0. Some cases end the world. */
import * as np from 'numloom';
import { MPI, MPIError } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const { rank, size } = comm;
const results: Record<string, string> = {};

function told(label: string, body: () => unknown): void {
  try {
    const value = body();
    results[label] = `no error: ${String(value)}`;
  } catch (error) {
    const found = error as Error;
    results[label] = `${found.name}${found instanceof MPIError ? ` ${found.errorClass}` : ''}: ${found.message}`;
  }
}

switch (process.argv[2]) {
  case 'cases': {
    told('dest', () => comm.send(1, size));
    told('source', () => comm.recv({ source: -7 }));
    told('root', () => comm.bcast(1, { root: size }));
    told('tag', () => comm.send(1, 0, { tag: -5 }));
    told('option', () => comm.send(1, 0, { tga: 5 } as never));
    told('function', () => comm.send({ f: () => 1 }, 0));
    told('promise', () => comm.send([Promise.resolve(1)], 0));
    told('plain array', () => comm.Send([1, 2, 3] as never, 0));
    told('number', () => comm.Bcast(3 as never));
    told('types', () => comm.Allreduce(new Float64Array(2), new Int32Array(2)));
    told('datatype', () => comm.Send([new Float64Array(2), MPI.INT], 0));
    told('count', () => comm.Send([new Float64Array(2), 3, MPI.DOUBLE], 0));
    told('short', () => comm.Allreduce(new Float64Array(3), new Float64Array(2)));
    told('uneven', () => comm.Scatter(new Float64Array(size + 1), new Float64Array(1), { root: rank }));
    told('counts', () => comm.Allgatherv(new Float64Array(1), [new Float64Array(9), [1]]));
    told('outside', () => comm.Allgatherv(new Float64Array(1), [new Float64Array(1), Array(size).fill(5)]));
    told('strided', () => comm.Allreduce(np.zeros([4, 4]).at(':', 0), new Float64Array(4)));
    told('float16', () => comm.Allreduce(np.zeros(2, { dtype: 'float16' }), np.zeros(2, { dtype: 'float16' })));
    told('scatter list', () => comm.scatter([1], { root: rank }));
    told('reduce values', () => MPI.SUM.combine({ a: 1 }, { a: 2 }));
    told('grid', () => comm.CreateCart([size + 1]));
    told('free', () => comm.Free());
    const vector = MPI.DOUBLE.CreateVector(3, 1, 4).Commit();
    told('derived', () => comm.Send([new Float64Array(8), 1, vector], 0));
    vector.Free();
    told('recvcounts', () =>
      comm.ReduceScatter(new Float64Array(3), new Float64Array(9), { recvcounts: Array(size).fill(9) }),
    );
    told('share', () => comm.ReduceScatterBlock(new Float64Array(3 * size), new Float64Array(2)));
    told('neighbour', () => comm.CreateDistGraphAdjacent([size], [0]));
    told('attach', () => MPI.attachBuffer(-1));
    told('freed', () => {
      const copy = comm.Dup();
      copy.Free();
      copy.barrier();
    });
    told('no file', () => MPI.File.Open(MPI.COMM_SELF, '/nowhere/at/all'));
    comm.barrier();
    // Longer than the memory it is received into, and of another type.
    const right = (rank + 1) % size;
    const first = comm.Isend(new Float64Array(10), right, { tag: 1 });
    told('truncated', () => comm.Recv(new Float64Array(3), { tag: 1 }));
    first.Wait();
    const second = comm.Isend(new Uint8Array(5), right, { tag: 2 });
    told('mismatched', () => comm.Recv(new Float64Array(3), { tag: 2 }));
    second.Wait();
    const third = comm.Isend(Float64Array.of(1.5), right, { tag: 3 });
    told('no value', () => comm.recv({ tag: 3 }));
    third.Wait();
    if (rank === 0) console.log(JSON.stringify(results));
    break;
  }
  case 'exception':
    comm.barrier();
    if (rank === 1) throw new TypeError('rank 1 is unwell');
    comm.recv({ source: 1 });
    break;
  case 'rejection':
    comm.barrier();
    if (rank === 1) void Promise.reject(new RangeError('rank 1 promised'));
    else comm.recv({ source: 1 });
    break;
  case 'exit':
    comm.barrier();
    if (rank === 1) process.exit(3);
    comm.recv({ source: 1 });
    break;
  case 'killed':
    comm.barrier();
    if (rank === 1) process.kill(process.pid, 'SIGKILL');
    comm.recv({ source: 1 });
    break;
  case 'caught':
    // A program that handles its own exceptions goes on.
    process.on('uncaughtException', () => {
      comm.barrier();
      if (rank === 0) console.log('went on');
    });
    throw new Error('handled');
  default:
    console.log(comm.size);
}
