/**
 * Message passing: mpi4py's interface on the MPI library of the machine (Open MPI, MPICH, or the standard ABI), and arrays cut in
 * blocks over its processes.
 *
 *     import { MPI } from 'numloom/mpi';
 *     const comm = MPI.COMM_WORLD;
 *     console.log(`Process ${comm.rank} of ${comm.size}`);   // mpirun -np 4 node program.js
 */
import '../setup.js';

export * as MPI from './namespace.js';
export { MPIError } from './errors.js';
export {
  DistributedArray,
  type DistributedCreationOptions,
  type DistributedOperand,
  type DistributionOptions,
} from './distributed/distributedArray.js';
export { Halo, type HaloOptions } from './distributed/halo.js';
