/** Which backend computes: setBackend, withBackend, shutdown, and what showConfig tells of it. */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { chosenBackend, useBackend } from './backend.js';
import { singleBackend } from './single/index.js';
import type { RunningThreads, ThreadsOptions } from './threads/options.js';

export type { ThreadsOptions };

/** The names of the backends for arrays on the host. */
export type BackendName = 'single' | 'threads';

const NAMES: readonly string[] = ['single', 'threads'];
const THREADS_OPTIONS = ['workers', 'leastWork', 'resourceLimits'] as const;

interface Running extends RunningThreads {
  readonly workers: number;
  readonly options: ThreadsOptions;
}

let running: Running | undefined;
/** Starts and stops come one after another. */
let queue: Promise<unknown> = Promise.resolve();
let inWorker = false;
/** Counts the calls of setBackend: the last one has the last word, however long a pool takes to start. */
let switches = 0;

/** For the threads backend's own workers: they compute on one thread. */
export function enterWorker(): void {
  inWorker = true;
}

/** The threads that run, for showConfig and tests. */
export function runningThreads(): RunningThreads | undefined {
  return running;
}

function checkName(functionName: string, name: unknown): asserts name is BackendName {
  if (typeof name === 'string' && NAMES.includes(name)) return;
  const gpu =
    typeof name === 'string' && /gpu|webasm/.test(name) ? "; a GPU's arrays come from open() of numloom/gpu" : '';
  throw new ValueError(
    `${functionName}: name must be one of ${NAMES.map((one) => `'${one}'`).join(', ')}, got ${describe(name)}${gpu}`,
  );
}

function sameOptions(a: ThreadsOptions, b: ThreadsOptions): boolean {
  return a.leastWork === b.leastWork && JSON.stringify(a.resourceLimits) === JSON.stringify(b.resourceLimits);
}

/**
 * Compute on another backend from now on. Everything stays synchronous and every array keeps working; only where the loops
 * run changes.
 *
 * @param name - `'single'`: one thread, at once, nothing to wait for. `'threads'`: all cores; await the promise, then the
 *   workers are there
 * @param options - of `'threads'`: `workers`, how many threads compute, the main one included (default:
 *   `NUMLOOM_NUM_THREADS`, else the cores); `leastWork`, in microseconds; `resourceLimits`
 * @returns a promise that is fulfilled when the backend computes
 * @throws ValueError for an unknown name or a number of workers that makes no sense, WorkerError where workers cannot
 *   be started
 * @example
 * await np.setBackend('threads', { workers: 2 });
 * const y = np.exp(np.linspace(0, 1, 1e6)); // on two cores
 * np.setBackend('single');
 */
export function setBackend(name: 'single'): Promise<void>;
export function setBackend(name: 'threads', options?: ThreadsOptions): Promise<void>;
export function setBackend(name: BackendName, options?: ThreadsOptions): Promise<void>;
export function setBackend(name: BackendName, options: ThreadsOptions = {}): Promise<void> {
  checkName('setBackend', name);
  if (name === 'single') {
    checkOptions('setBackend', options, []);
    switches++;
    useBackend(singleBackend);
    return Promise.resolve();
  }
  checkOptions('setBackend', options, THREADS_OPTIONS);
  if (inWorker) {
    throw new ValueError(
      'setBackend: this is a worker of the threads backend, and computes on one thread; switch in the main program only',
    );
  }
  const turn = ++switches;
  return enqueue(() => start(options, turn));
}

function enqueue<T>(work: () => Promise<T>): Promise<T> {
  const result = queue.then(work);
  queue = result.catch(() => undefined);
  return result;
}

async function start(options: ThreadsOptions, turn: number): Promise<void> {
  const { checkThreadsOptions, startThreads } = await import('./threads/start.js');
  const workers = checkThreadsOptions(options);
  if (running && running.workers === workers && sameOptions(running.options, options)) {
    if (turn === switches) useBackend(running.backend);
    return;
  }
  await stop();
  running = { ...(await startThreads(workers, options)), workers, options };
  if (turn === switches) useBackend(running.backend);
}

async function stop(): Promise<void> {
  const ending = running;
  running = undefined;
  if (!ending) return;
  if (chosenBackend() === ending.backend) useBackend(singleBackend);
  await ending.pool.close();
}

/**
 * Call a function with another backend, and go back to the one before when it has ended.
 *
 * @param name - the backend
 * @param options - as for `setBackend`
 * @param fn - what to do; may be asynchronous. The switch is the whole program's: what runs meanwhile uses it too
 * @returns what `fn` returns
 * @throws as `setBackend`, and what `fn` throws
 * @example
 * const total = await np.withBackend('threads', { workers: 2 }, () => np.sum(np.sin(np.arange(1e6))));
 */
export function withBackend<T>(name: BackendName, fn: () => T | Promise<T>): Promise<T>;
export function withBackend<T>(name: BackendName, options: ThreadsOptions, fn: () => T | Promise<T>): Promise<T>;
export async function withBackend<T>(
  name: BackendName,
  options: ThreadsOptions | (() => T | Promise<T>),
  fn?: () => T | Promise<T>,
): Promise<T> {
  checkName('withBackend', name);
  const [given, work] = typeof options === 'function' ? [{}, options] : [options, fn];
  if (typeof work !== 'function') {
    throw new DTypeError(`withBackend: the last argument must be a function, got ${describe(work)}`);
  }
  const before = chosenBackend();
  await setBackend(name, name === 'single' && Object.keys(given).length === 0 ? undefined : given);
  try {
    return await work();
  } finally {
    // A pool that was closed meanwhile cannot be gone back to.
    useBackend(before === singleBackend || before === running?.backend ? before : singleBackend);
  }
}

/**
 * End the workers at once and compute on one thread. A program ends by itself without this; it frees the threads
 * earlier.
 *
 * @returns a promise that is fulfilled when the workers have ended
 * @example await np.shutdown();
 */
export function shutdown(): Promise<void> {
  if (running && chosenBackend() === running.backend) useBackend(singleBackend);
  return enqueue(stop);
}

/** Start what the environment variable `NUMLOOM_BACKEND` asks for. */
export async function startFromEnvironment(): Promise<void> {
  const { NUMLOOM_BACKEND: name, NUMLOOM_LEAST_WORK: least } = globalThis.process?.env ?? {};
  if (name === undefined || name === '' || inWorker) return;
  if (!NAMES.includes(name)) {
    throw new ValueError(
      `numloom: the environment variable NUMLOOM_BACKEND must be one of ${NAMES.join(', ')}, got '${name}'`,
    );
  }
  if (name === 'threads') await setBackend('threads', least ? { leastWork: Number(least) } : {});
}
