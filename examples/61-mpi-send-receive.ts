/*
 * 61. Sending an object to another process (course, "Parallel Computing with MPI4Py")
 * Shows: send and recv of any value. Run with: mpirun -np 2 npx tsx examples/61-mpi-send-receive.ts
 *
 * Python under mpirun:
 *     from mpi4py import MPI
 *
 *     comm = MPI.COMM_WORLD
 *     rank = comm.Get_rank()
 *
 *     if rank == 0:
 *         data = {'key1': 42, 'key2': 3.14}
 *         comm.send(data, dest=1)
 *         print("Sent data from process 0")
 *     elif rank == 1:
 *         data = comm.recv(source=0)
 *         print("Received data at process 1:", data)
 */
import { MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const rank = comm.getRank();

if (comm.getSize() === 1) console.log('This program needs two processes: mpirun -np 2 ...');
else if (rank === 0) {
  const data = { key1: 42, key2: 3.14 };
  comm.send(data, 1);
  console.log('Sent data from process 0');
} else if (rank === 1) {
  const data = comm.recv<{ key1: number; key2: number }>({ source: 0 });
  console.log('Received data at process 1:', `{'key1': ${data.key1}, 'key2': ${data.key2}}`);
}
