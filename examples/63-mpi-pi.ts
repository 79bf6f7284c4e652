/*
 * 63. Pi by the Monte Carlo method on many processes
 * Shows: random streams that are independent by construction (SeedSequence's spawn), allreduce. Run with:
 * mpirun -np 4 npx tsx examples/63-mpi-pi.ts
 */
import * as np from 'numloom';
import { MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const total = Number(process.argv[2] ?? 1_000_000);

// One stream for each process, all from one seed.
const streams = new np.random.SeedSequence(2024).spawn(comm.size);
const rng = np.random.defaultRng(streams[comm.rank]);

const mine = Math.floor(total / comm.size) + (comm.rank < total % comm.size ? 1 : 0);
const x = rng.random([2, mine]);
const inside = Number(np.sum(x.mul(x), { axis: 0 }).lessEqual(1).sum());

const hits = comm.allreduce(inside);
const pi = (4 * hits) / total;
const error = 4 * Math.sqrt(((pi / 4) * (1 - pi / 4)) / total);
if (comm.rank === 0)
  console.log(`pi = ${pi.toFixed(4)} +- ${error.toFixed(4)} from ${total} points on ${comm.size} processes`);
