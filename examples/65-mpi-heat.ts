/*
 * 65. The heat equation in two dimensions on many processes, and a picture of the result
 * Shows: a field cut in blocks, the exchange of margins, gather, numloom/pyplot. Run with:
 * mpirun -np 4 npx tsx examples/65-mpi-heat.ts heat.png
 */
import * as np from 'numloom';
import { DistributedArray, MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const [n, steps] = [Number(process.argv[3] ?? 64), Number(process.argv[4] ?? 200)];
const grid = MPI.computeDims(comm.size, 2);

// A hot square in a cold plate whose rim stays cold.
const hot = (i: number, j: number): number => (Math.abs(i - n / 2) < n / 6 && Math.abs(j - n / 2) < n / 6 ? 1 : 0);
const u = DistributedArray.fromfunction(hot, [n, n], { grid }).halo();
const heat = np.empty(u.interior.shape);
// Views of the block and of its neighbourhood: they see every change.
const here = u.interior;
const [north, south, west, east] = [u.shifted(-1, 0), u.shifted(1, 0), u.shifted(0, -1), u.shifted(0, 1)];
const before = Number(u.toArray().sum());

// u[i, j] += r (u[i-1, j] + u[i+1, j] + u[i, j-1] + u[i, j+1] - 4 u[i, j]), stable for r <= 1/4
const r = 0.2;
// Steps are timed fifty at a time: the first ones also load and compile what they use.
let [start, seconds] = [0, Infinity];
for (let step = 0; step < steps; step++) {
  if (step % 50 === 0) {
    comm.barrier();
    if (step > 0) seconds = Math.min(seconds, (MPI.Wtime() - start) / 50);
    start = MPI.Wtime();
  }
  u.exchange();
  np.add(north, south, { out: heat });
  np.add(heat, west, { out: heat });
  np.add(heat, east, { out: heat });
  np.multiply(heat, r, { out: heat });
  np.multiply(here, 1 - 4 * r, { out: here });
  np.add(here, heat, { out: here });
}

const after = Number(u.toArray().sum());
const largest = u.toArray().max();
const result = u.toArray().gather() as np.NDArray<'float64'> | null;
if (comm.rank === 0) {
  console.log(
    `heat ${before.toFixed(0)} before, ${after.toFixed(6)} after ${steps} steps, largest ${Number(largest).toFixed(6)}`,
  );
  console.log(`centre ${result!.item(n / 2, n / 2).toFixed(6)}`);
  const picture = process.argv[2];
  if (picture) {
    // Only this process draws.
    const plt = await import('numloom/pyplot');
    plt.imshow(result!, { cmap: 'inferno' });
    plt.colorbar();
    plt.title(`Heat after ${steps} steps on ${comm.size} processes`);
    plt.savefig(picture);
  }
  if (process.argv.includes('--time')) console.log(`${(seconds * 1000).toFixed(3)} ms a step`);
}
