/** The MPI libraries of this machine, and how programs are started with them. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from '../programs.js';

/** An MPI library with its launcher. */
export interface Launcher {
  readonly name: 'Open MPI' | 'MPICH';
  readonly mpirun: string;
}

function versionOf(command: string): string {
  const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout : '';
}

function find(name: Launcher['name'], commands: readonly string[], pattern: RegExp): Launcher | undefined {
  const mpirun = commands.find((command) => pattern.test(versionOf(command)));
  return mpirun === undefined ? undefined : { name, mpirun };
}

/** Those that are installed. */
export const launchers: readonly Launcher[] = [
  find('Open MPI', ['mpirun.openmpi', 'mpirun'], /Open MPI|OpenRTE/),
  find('MPICH', ['mpirun.mpich', 'mpiexec.hydra', 'mpirun'], /HYDRA/),
].filter((launcher) => launcher !== undefined);

/** Does continuous integration demand MPI? */
export const required = (process.env.NUMLOOM_REQUIRE ?? '').split(/[\s,]+/).includes('mpi');

/** What makes mpirun work as root, in a container, with more ranks than cores. */
export const environment: NodeJS.ProcessEnv = {
  OMPI_ALLOW_RUN_AS_ROOT: '1',
  OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1',
  OMPI_MCA_rmaps_base_oversubscribe: '1',
  OMPI_MCA_mpi_yield_when_idle: '1',
  NUMLOOM_MPI: '',
};

const root = fileURLToPath(new URL('../..', import.meta.url));
let giving: string | null | undefined;

/** The library that has MPICH's ranks give way while they wait, if this machine has a C compiler; see yield.c. */
function givingWay(): string | null {
  if (giving === undefined) {
    const library = `${root}build/mpi-yield-${process.pid}.so`;
    mkdirSync(`${root}build`, { recursive: true });
    const made = spawnSync('cc', ['-O2', '-shared', '-fPIC', '-o', library, `${root}test/mpi/yield.c`, '-ldl']);
    giving = made.status === 0 ? library : null;
    if (giving) process.on('exit', () => rmSync(library, { force: true }));
  }
  return giving;
}

/** Options of the launcher that make more ranks than cores bearable. */
function patience(launcher: Launcher): string[] {
  const library = launcher.name === 'MPICH' ? givingWay() : null;
  return library ? ['-genv', 'LD_PRELOAD', library] : [];
}

/** Start a program with so many ranks. */
export function mpirun(
  launcher: Launcher,
  ranks: number,
  program: string,
  options: {
    readonly args?: readonly string[];
    readonly env?: NodeJS.ProcessEnv;
    readonly timeout?: number;
    readonly launch?: readonly string[];
  } = {},
): SpawnSyncReturns<string> {
  return run(
    launcher.mpirun,
    [
      ...patience(launcher),
      ...(options.launch ?? []),
      '-np',
      String(ranks),
      process.execPath,
      program,
      ...(options.args ?? []),
    ],
    { ...options, env: { ...environment, ...options.env } },
  );
}

/** Lines of output in an order of their own: ranks print when they please. */
export function sortedLines(text: string): string[] {
  return text.split('\n').filter(Boolean).sort();
}
