/*
 * 66. Conjugate gradients and power iteration on distributed arrays
 * Shows: iterative methods written as on one process: products, dot, norm. Run with: mpirun -np 4 npx tsx examples/66-mpi-solvers.ts
 */
import { DistributedArray, MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const n = 20;

// The second difference with a shift: symmetric, positive definite.
const matrix = DistributedArray.fromfunction((i, j) => (i === j ? 2.1 : Math.abs(i - j) === 1 ? -1 : 0), [n, n]);

/** Solve A x = b. */
function conjugateGradient(A: DistributedArray, b: DistributedArray, tolerance = 1e-10): [DistributedArray, number] {
  let x: DistributedArray = DistributedArray.zeros(b.shape);
  let r = b.copy();
  let p = r;
  let rho = r.dot(r);
  let steps = 0;
  for (; Math.sqrt(rho) > tolerance * b.norm(); steps++) {
    const q = A.matmul(p);
    const alpha = rho / p.dot(q);
    x = x.add(p.multiply(alpha));
    r = r.subtract(q.multiply(alpha));
    const next = r.dot(r);
    p = r.add(p.multiply(next / rho));
    rho = next;
  }
  return [x, steps];
}

/** The largest eigenvalue of A. */
function powerIteration(A: DistributedArray, steps = 500): number {
  let v: DistributedArray = DistributedArray.fromfunction((k) => (k % 2 ? -1 : 1) + k / n, [A.shape[0]!]);
  let value = 0;
  for (let k = 0; k < steps; k++) {
    v = v.divide(v.norm());
    const w = A.matmul(v);
    value = v.dot(w);
    v = w;
  }
  return value;
}

const b = DistributedArray.ones(n);
const [x, steps] = conjugateGradient(matrix, b);
const residual = matrix.matmul(x).subtract(b).norm();
const largest = powerIteration(matrix);
const exact = 2.1 + 2 * Math.cos(Math.PI / (n + 1));
if (comm.rank === 0) {
  console.log(`conjugate gradients: ${steps} steps, residual below 1e-9: ${residual < 1e-9}`);
  console.log(`largest eigenvalue: ${largest.toFixed(6)}, exactly ${exact.toFixed(6)}`);
}
