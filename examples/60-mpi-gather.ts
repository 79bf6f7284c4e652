/*
 * 60. Parallel computation with MPI (course, "Parallel Computation with mpi4py")
 * Shows: COMM_WORLD, rank and size, gather. Run with: mpirun -np 4 npx tsx examples/60-mpi-gather.ts
 *
 * Python under mpirun:
 *     from mpi4py import MPI
 *
 *     # Initialize MPI communicator
 *     comm = MPI.COMM_WORLD
 *     rank = comm.Get_rank() # Get process ID
 *     size = comm.Get_size() # Get total number of processes
 *
 *     # Each process prints its rank
 *     print(f"Process {rank} of {size} says hello!")
 *
 *     # Example: Each process performs a calculation and sends results to rank 0
 *     data = rank**2 # Example computation
 *
 *     # Gather results at rank 0
 *     results = comm.gather(data, root=0)
 *     if rank == 0:
 *         print("Gathered results from all processes:", results)
 */
import { MPI } from 'numloom/mpi';

// The communicator of all processes
const comm = MPI.COMM_WORLD;
const rank = comm.getRank(); // this process's number
const size = comm.getSize(); // how many processes there are

// Each process prints its rank
console.log(`Process ${rank} of ${size} says hello!`);

// Each process performs a calculation and sends its result to rank 0
const data = rank ** 2;

// Gather results at rank 0
const results = comm.gather(data, { root: 0 });
if (rank === 0) console.log(`Gathered results from all processes: [${results!.join(', ')}]`);
