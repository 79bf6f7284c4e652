/** The messages that bench/mpi.ts times; rank 0 prints microseconds as one line of JSON. bench/mpi.py does the same. */
import { MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const { rank } = comm;
const times: Record<string, number> = {};

/** The best of some batches. */
function time(name: string, repeats: number, body: () => void): void {
  let best = Infinity;
  for (let batch = 0; batch < 5; batch++) {
    comm.Barrier();
    const start = MPI.Wtime();
    for (let k = 0; k < repeats; k++) body();
    best = Math.min(best, ((MPI.Wtime() - start) / repeats) * 1e6);
  }
  times[name] = best;
}

const TO_ONE = { source: 1, tag: 0 };
const TO_ZERO = { source: 0, tag: 0 };

function pingPong(buffer: Uint8Array): void {
  if (rank === 0) {
    comm.Send(buffer, 1);
    comm.Recv(buffer, TO_ONE);
  } else if (rank === 1) {
    comm.Recv(buffer, TO_ZERO);
    comm.Send(buffer, 0);
  }
}

function exchange(value: unknown): void {
  if (rank === 0) {
    comm.send(value, 1);
    comm.recv(TO_ONE);
  } else if (rank === 1) {
    comm.send(comm.recv(TO_ZERO), 0);
  }
}

const small = new Uint8Array(8);
const large = new Uint8Array(8 * 2 ** 20);
const [a, b] = [new Float64Array(1e6).fill(1), new Float64Array(1e6)];
time('ping-pong 8 bytes', 2000, () => pingPong(small));
time('ping-pong 8 MB', 20, () => pingPong(large));
time('Allreduce 1e6 float64', 20, () => comm.Allreduce(a, b));
time('object: small', 5000, () => exchange({ key1: 42, key2: 3.14 }));
const list = Array.from({ length: 1000 }, (_, k) => ({ id: k, name: `item ${k}`, value: k / 7 }));
time('object: 1000 records', 50, () => exchange(list));
time('object: allreduce of a number', 5000, () => comm.allreduce(rank + 0.5));
time('object: bcast of a record', 5000, () => comm.bcast({ key1: 42, key2: 3.14 }));
time('object: array of 1e6 float64', 2, () => exchange(a));
if (rank === 0) console.log(JSON.stringify(times));
