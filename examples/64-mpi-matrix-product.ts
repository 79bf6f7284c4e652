/*
 * 64. A matrix product on many processes
 * Shows: DistributedArray, fromfunction, matmul; the time that one and several processes take. Run with:
 * mpirun -np 2 npx tsx examples/64-mpi-matrix-product.ts 1000 --time
 */
import { DistributedArray, MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const n = Number(process.argv[2] ?? 200);
const grid = MPI.computeDims(comm.size, 2);

const a = DistributedArray.fromfunction((i, j) => ((i + 2 * j) % 7) - 3, [n, n], { grid });
const b = DistributedArray.fromfunction((i, j) => ((3 * i + j) % 5) - 2, [n, n], { grid });

const timed = process.argv.includes('--time');
let c = a.matmul(b);
let seconds = Infinity;
// The first product also loads BLAS: only later ones tell how long a product takes.
for (let round = 0; round < (timed ? 8 : 0); round++) {
  comm.barrier();
  const start = MPI.Wtime();
  c = a.matmul(b);
  comm.barrier();
  seconds = Math.min(seconds, MPI.Wtime() - start);
}

// Freivalds' check: (A B) x = A (B x).
const x = DistributedArray.fromfunction((k) => (k % 3) - 1, [n]);
const difference = c
  .matmul(x)
  .subtract(a.matmul(b.matmul(x)))
  .absolute()
  .max();
const trace = comm.allreduce(
  (c.local.toFlatArray() as number[]).reduce((sum, value, k) => {
    const [rows, columns] = c.starts as [number, number];
    const width = c.local.shape[1]!;
    return Math.floor(k / width) + rows === (k % width) + columns ? sum + value : sum;
  }, 0),
);
if (comm.rank === 0) {
  console.log(`${n} x ${n} on a grid of ${grid.join(' x ')}: trace ${trace}, difference ${String(difference)}`);
  if (timed) console.log(`${(seconds * 1000).toFixed(1)} ms`);
}
