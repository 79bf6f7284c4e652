/** Starting the threads backend: its options, the worker module, the pool. */
import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { DTypeError, ValueError, WorkerError, describe } from '../../core/errors.js';
import { threadsBackend } from './backend.js';
import type { RunningThreads, ThreadsOptions } from './options.js';
import { Pool } from './pool.js';
import { SHARE_EVERYTHING, measureThresholds } from './thresholds.js';

/** More threads than so many a core are refused. */
const MOST_A_CORE = 4;
const ALWAYS_ALLOWED = 16;

/** Check a number of workers; `source` says where it came from. */
export function checkWorkers(source: string, workers: unknown): number {
  const most = Math.max(ALWAYS_ALLOWED, MOST_A_CORE * availableParallelism());
  if (typeof workers !== 'number') {
    throw new DTypeError(`setBackend: ${source} must be a number, got ${describe(workers)}`);
  }
  if (!Number.isInteger(workers) || workers < 1) {
    throw new ValueError(`setBackend: ${source} must be a whole number of at least 1, got ${workers}`);
  }
  if (workers > most) {
    throw new ValueError(
      `setBackend: ${source} must be at most ${most} on this machine of ${availableParallelism()} cores, got ${workers}`,
    );
  }
  return workers;
}

/** Check the options, before anything starts. */
export function checkThreadsOptions(options: ThreadsOptions): number {
  const { leastWork } = options;
  if (leastWork !== undefined && !(typeof leastWork === 'number' && leastWork >= 0)) {
    throw new ValueError(
      `setBackend: leastWork must be a number of microseconds of at least 0, got ${describe(leastWork)}`,
    );
  }
  if (typeof SharedArrayBuffer === 'undefined') {
    throw new WorkerError(
      "setBackend: the 'threads' backend needs SharedArrayBuffer, which this JavaScript engine does not have (or has " +
        "switched off); use 'single'",
    );
  }
  if (options.workers !== undefined) return checkWorkers('workers', options.workers);
  const fromEnvironment = process.env.NUMLOOM_NUM_THREADS;
  if (fromEnvironment !== undefined && fromEnvironment !== '') {
    const source = 'the environment variable NUMLOOM_NUM_THREADS';
    const workers = Number(fromEnvironment);
    if (Number.isNaN(workers)) throw new ValueError(`setBackend: ${source} must be a number, got '${fromEnvironment}'`);
    return checkWorkers(source, workers);
  }
  return shareOfCores();
}

/** The cores that this process may use: one of several ranks that a launcher of MPI started on this host leaves the others theirs. */
function shareOfCores(): number {
  const { OMPI_COMM_WORLD_LOCAL_SIZE: open, MPI_LOCALNRANKS: mpich } = process.env;
  const ranks = Number(open ?? mpich ?? 1);
  const share = ranks > 1 ? Math.max(1, Math.floor(cpus().length / ranks)) : Infinity;
  return Math.min(availableParallelism(), share);
}

/** The module that workers run, by way of the .cjs that the build writes beside it; when this file runs from its source, in dist/. */
function workerFile(): string {
  const here = import.meta.url;
  const file = fileURLToPath(new URL(here.endsWith('.ts') ? '../../../dist/worker.cjs' : './worker.cjs', here));
  if (!existsSync(file)) {
    throw new WorkerError(
      `setBackend: the worker module ${file} is missing; build numloom (npm run build), or keep it out of your bundle (esbuild --packages=external)`,
    );
  }
  return file;
}

/** Start the pool. */
export async function startThreads(workers: number, options: ThreadsOptions): Promise<RunningThreads> {
  const pool = await Pool.start(workers, availableParallelism(), workerFile(), options.resourceLimits);
  const least = options.leastWork;
  const thresholds =
    least === undefined
      ? measureThresholds(pool)
      : least === 0
        ? SHARE_EVERYTHING
        : { ...measureThresholds(pool), awake: least * 1000, asleep: least * 1000, cheapFrom: 0 };
  return { backend: threadsBackend(pool, thresholds), pool, thresholds };
}
