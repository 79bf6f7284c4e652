/** How many threads transforms may use: `workers`, as SciPy has it, on numloom's backends. */
import { backend } from '../backends/backend.js';
import { DTypeError, ValueError, describe } from '../core/errors.js';

let chosen: number | undefined;

function available(): number {
  const os = globalThis.process?.getBuiltinModule?.('node:os');
  return os ? os.availableParallelism() : 1;
}

/** A number of workers, negative ones counted back from the number of cores. */
function checkWorkers(functionName: string, workers: unknown): number {
  if (typeof workers !== 'number' || !Number.isInteger(workers)) {
    throw new DTypeError(`${functionName}: workers must be an integer, got ${describe(workers)}`);
  }
  if (workers === 0) throw new ValueError(`${functionName}: workers must not be zero`);
  if (workers > 0) return workers;
  const cores = available();
  if (workers < -cores) {
    throw new ValueError(
      `${functionName}: workers value out of range; got ${workers}, must not be less than ${-cores}`,
    );
  }
  return workers + cores + 1;
}

/** May this transform be shared out, by its option or else by `setWorkers`? */
export function mayShare(functionName: string, workers: number | null | undefined): boolean {
  if (workers === undefined || workers === null) return chosen !== 1;
  return checkWorkers(functionName, workers) > 1;
}

/** The number of workers for a while; it ends when `restore` is called (or, where the language has `using`, with its block). */
export interface WorkersScope {
  /** Put the number back that was in force before. */
  restore(): void;
}

/**
 * The default number of workers, for the length of one function, or until it is restored.
 *
 * Transforms are shared out by the threads backend, over as many threads as it has; 1 keeps them on the calling thread.
 *
 * @param workers - the number; negative ones count back from the number of cores, -1 means all
 * @param run - what runs with it; the number before comes back when it returns, throws or, if it is async, settles
 * @returns what `run` returns; without `run` an object whose `restore` puts the number back
 * @throws ValueError for 0 and numbers out of range, DTypeError for what is no integer
 * @example
 * fft.setWorkers(1, () => fft.fft([1, 2, 3, 4])).shape; // [4]
 */
export function setWorkers<R>(workers: number, run: () => R): R;
export function setWorkers(workers: number): WorkersScope;
export function setWorkers<R>(workers: number, run?: () => R): R | WorkersScope {
  const next = checkWorkers('setWorkers', workers);
  if (run !== undefined && typeof run !== 'function') {
    throw new DTypeError(`setWorkers: run must be a function, got ${describe(run)}`);
  }
  const before = chosen;
  chosen = next;
  const restore = (): void => {
    chosen = before;
  };
  if (run === undefined) {
    const dispose = (Symbol as { dispose?: symbol }).dispose;
    return dispose === undefined ? { restore } : Object.assign({ restore }, { [dispose]: restore });
  }
  let result: R;
  try {
    result = run();
  } catch (error) {
    restore();
    throw error;
  }
  if (result instanceof Promise) return result.finally(restore) as R;
  restore();
  return result;
}

/**
 * The default number of workers: that of `setWorkers`, else the number of threads that the backend computes on.
 *
 * @returns the number
 * @example
 * fft.getWorkers() >= 1; // true
 */
export function getWorkers(): number {
  return chosen ?? backend().capabilities.workers;
}
