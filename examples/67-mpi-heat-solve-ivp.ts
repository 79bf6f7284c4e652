/*
 * 67. The heat equation by the method of lines: solveIvp on a distributed grid
 * Shows: every process computes its part of the right-hand side; all have the same state, so that all choose the same steps. Run with:
 * mpirun -np 2 npx tsx examples/67-mpi-heat-solve-ivp.ts
 */
import * as np from 'numloom';
import { solveIvp } from 'numloom/integrate';
import { DistributedArray, MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const n = 50;
const h = 1 / (n + 1);
const points = np.arange(1, n + 1).mul(h);

// This process's part of the grid.
const part = DistributedArray.zeros(n);
const [from, count] = [part.starts[0]!, part.local.size];
const counts = comm.allgather(count);

function heat(_t: number, u: np.NDArray<'float64'>): np.NDArray {
  const mine = new Float64Array(count);
  const all = u.data;
  for (let k = 0; k < count; k++) {
    const i = from + k;
    mine[k] = ((all[i - 1] ?? 0) - 2 * all[i]! + (all[i + 1] ?? 0)) / h ** 2;
  }
  const whole = new Float64Array(n);
  comm.Allgatherv(mine, [whole, counts]);
  return np.asarray(whole);
}

const start = np.sin(points.mul(Math.PI));
const { y, t, message } = solveIvp(heat, [0, 0.1], start, { method: 'BDF', rtol: 1e-6, atol: 1e-9 });
const end = y.at(':', -1);
const exact = start.mul(Math.exp(-(Math.PI ** 2) * 0.1));
if (comm.rank === 0) {
  console.log(message);
  console.log(`error below 1e-3: ${Number(np.max(np.absolute(end.sub(exact)))) < 1e-3}, at t = ${t.item(t.size - 1)}`);
}
