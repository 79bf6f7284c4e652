/** Says on which host each rank runs. */
import { MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const names = comm.gather(MPI.getProcessorName());
const onHost = comm.SplitType().size;
const sizes = comm.gather(onHost);
if (comm.rank === 0) console.log(JSON.stringify({ names, sizes }));
