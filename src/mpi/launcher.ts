/** Which launcher started this process, as its environment says, and which MPI library it belongs to. */

/** What the environment tells. */
export interface Launch {
  /** Ranks in the world, as far as the launcher tells. */
  readonly size: number;
  /** The family of library that the launcher serves; undefined where any will do. */
  readonly family?: 'Open MPI' | 'MPICH';
  /** The launcher, for messages. */
  readonly launcher: string;
}

/**
 * The launcher of this process, or undefined when it was started by itself.
 *
 * @param environment - the environment variables
 */
export function findLaunch(environment: Readonly<Record<string, string | undefined>>): Launch | undefined {
  const number = (name: string): number | undefined => {
    const text = environment[name];
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
  };
  const open = number('OMPI_COMM_WORLD_SIZE');
  if (open !== undefined) return { size: open, family: 'Open MPI', launcher: "Open MPI's mpirun" };
  const hydra = number('PMI_SIZE');
  if (hydra !== undefined && environment['SLURM_PROCID'] === undefined) {
    return { size: hydra, family: 'MPICH', launcher: "MPICH's mpirun" };
  }
  // Under Slurm any library may be right: srun offers PMIx, PMI-2 or none.
  if (environment['SLURM_PROCID'] !== undefined && environment['SLURM_STEP_ID'] !== undefined) {
    const size = number('SLURM_NTASKS') ?? number('SLURM_STEP_NUM_TASKS') ?? 1;
    if (environment['PMIX_RANK'] !== undefined) return { size, family: 'Open MPI', launcher: 'srun (PMIx)' };
    if (environment['PMI_RANK'] !== undefined) return { size, family: 'MPICH', launcher: 'srun (PMI)' };
    return { size, launcher: 'srun' };
  }
  return undefined;
}
