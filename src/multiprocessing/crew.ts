/** The workers of a pool, behind one interface: piscina's threads, or processes of their own. */
import { fork, type ChildProcess } from 'node:child_process';
import type { Piscina } from 'piscina';
import { WorkerError } from '../core/errors.js';
import { childFile } from './childFile.js';
import { POOL_VARIABLE } from './current.js';
import type { PoolAnswer, PoolTask } from './poolTasks.js';

/** Does chunks, as many at a time as there are workers. */
export interface Crew {
  run(task: PoolTask): Promise<PoolAnswer>;
  /** End the workers now; what is under way fails. */
  end(): Promise<void>;
}

const killed = (why: string): WorkerError =>
  new WorkerError(`Pool: a worker ended in the middle of its work (${why}); its results are lost`);

/** Threads. */
class ThreadCrew implements Crew {
  readonly #piscina: Promise<Piscina>;
  #ended = false;

  constructor(workers: number) {
    this.#piscina = import('piscina').then(({ Piscina: Threads }) => {
      const piscina = new Threads({
        filename: childFile('poolWorker'),
        minThreads: workers,
        maxThreads: workers,
        idleTimeout: Infinity,
        // Pools hold user functions that may block: let results wait for nothing.
        atomics: 'disabled',
      });
      piscina.on('error', () => undefined);
      return piscina;
    });
    // Told where it is awaited.
    this.#piscina.catch(() => undefined);
  }

  async run(task: PoolTask): Promise<PoolAnswer> {
    const piscina = await this.#piscina;
    try {
      return (await piscina.run(task)) as PoolAnswer;
    } catch (error) {
      if (this.#ended) throw new WorkerError('Pool: the pool was terminated');
      if (error instanceof Error && error.name === 'DataCloneError') throw error;
      throw killed(error instanceof Error ? error.message : String(error));
    }
  }

  async end(): Promise<void> {
    this.#ended = true;
    await (await this.#piscina).destroy();
  }
}

interface Waiting {
  readonly task: PoolTask;
  readonly resolve: (answer: PoolAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Processes. */
class ProcessCrew implements Crew {
  readonly #idle: ChildProcess[] = [];
  readonly #busy = new Map<ChildProcess, Waiting>();
  readonly #queue: Waiting[] = [];
  #ended = false;

  constructor(workers: number) {
    for (let k = 0; k < workers; k++) this.#hire();
  }

  #hire(): void {
    const child = fork(childFile('child'), [], {
      env: { ...process.env, [POOL_VARIABLE]: '1' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    child.on('message', (answer: PoolAnswer) => {
      const waiting = this.#busy.get(child);
      this.#busy.delete(child);
      this.#rest(child);
      waiting?.resolve(answer);
    });
    child.on('exit', (code, signal) => {
      const at = this.#idle.indexOf(child);
      if (at >= 0) this.#idle.splice(at, 1);
      const waiting = this.#busy.get(child);
      this.#busy.delete(child);
      waiting?.reject(
        this.#ended ? new WorkerError('Pool: the pool was terminated') : killed(signal ?? `exit code ${code}`),
      );
      if (!this.#ended) this.#hire();
    });
    this.#rest(child);
  }

  #rest(child: ChildProcess): void {
    const next = this.#queue.shift();
    if (next) this.#give(child, next);
    else {
      this.#idle.push(child);
      child.unref();
      child.channel?.unref();
    }
  }

  #give(child: ChildProcess, waiting: Waiting): void {
    this.#busy.set(child, waiting);
    child.ref();
    child.channel?.ref();
    child.send(waiting.task, (error) => {
      if (error) waiting.reject(killed(error.message));
    });
  }

  run(task: PoolTask): Promise<PoolAnswer> {
    return new Promise((resolve, reject) => {
      const waiting = { task, resolve, reject };
      const child = this.#idle.pop();
      if (child) this.#give(child, waiting);
      else this.#queue.push(waiting);
    });
  }

  end(): Promise<void> {
    this.#ended = true;
    const all = [...this.#idle, ...this.#busy.keys()];
    for (const waiting of this.#queue.splice(0)) waiting.reject(new WorkerError('Pool: the pool was terminated'));
    const gone = all.map(
      (child) =>
        new Promise<void>((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null) resolve();
          else child.once('exit', () => resolve());
          child.ref();
          child.kill('SIGKILL');
        }),
    );
    return Promise.all(gone).then(() => undefined);
  }
}

/** Workers of a kind. */
export function makeCrew(context: 'thread' | 'process', workers: number): Crew {
  return context === 'thread' ? new ThreadCrew(workers) : new ProcessCrew(workers);
}
