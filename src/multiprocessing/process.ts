/** Process: a function that runs beside the program, in a thread or in a process of its own, under Python's names. */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { takeOut } from '../messages/exchange.js';
import { serialize } from '../messages/serialize.js';
import { pumpAll, until } from './channel.js';
import { childFile } from './childFile.js';
import { CHILD_VARIABLE, currentProcess } from './current.js';
import {
  allocateBlock,
  checkContext,
  deadline,
  timeLeft,
  waitWord,
  type Block,
  type BlockWire,
  type ContextName,
} from './memory.js';
import { targetPlace, type Exported } from './target.js';

/** How a process is made. */
export interface ProcessOptions<A extends readonly unknown[] = readonly unknown[]> {
  /** The function: `exported(import.meta.url, fn)`. */
  readonly target: Exported<(...args: never[]) => unknown> | ((...args: never[]) => unknown);
  /** Its arguments. Values, arrays, locks, queues and the like made for the same context are shared. */
  readonly args?: A;
  /** `Process-1` and so on if absent. */
  readonly name?: string;
  /** Does it end with the program? False if absent: the program waits for it. */
  readonly daemon?: boolean;
  /** A thread of this process if absent. */
  readonly context?: ContextName;
}

/** What a child is told. */
export interface ChildStart {
  readonly place: { readonly url: string; readonly name: string };
  readonly name: string;
  readonly daemon: boolean;
  readonly parent: { readonly name: string; readonly pid: number };
  readonly control: BlockWire;
}

/** Words of a child's control block. */
export const CHILD_STATE = 0;
export const CHILD_EXIT = 1;
export const CHILD_DONE = 2;

/** How long a wait lasts before it is asked whether the child lives. */
const WATCH_MS = 50;
const SIGTERM = 15;
const SIGKILL = 9;

let made = 0;
const children = new Set<Process>();

/** The children that run. */
export function activeChildren(): Process[] {
  return [...children].filter((child) => child.isAlive());
}

/**
 * A function that runs beside the program: in a thread of this process, which shares memory, or with `{ context: 'process' }` in a
 * process of its own.
 *
 * @example
 * const counter = new Value('i', 0);
 * const processes = Array.from({ length: 4 }, () =>
 *   new Process({ target: exported(import.meta.url, increment), args: [counter] }));
 * for (const p of processes) p.start();
 * for (const p of processes) p.join();
 */
export class Process {
  readonly name: string;
  readonly daemon: boolean;
  readonly context: ContextName;
  readonly #place: ChildStart['place'];
  readonly #args: readonly unknown[];
  #worker: Worker | undefined;
  #child: ChildProcess | undefined;
  #control: Block | undefined;
  #words: Int32Array | undefined;
  #exit: number | null = null;
  #folder: string | undefined;
  #seenActive = false;

  constructor(options: ProcessOptions) {
    checkOptions('Process', options, ['target', 'args', 'name', 'daemon', 'context']);
    this.#place = targetPlace('Process', options.target);
    const args = options.args ?? [];
    if (!Array.isArray(args)) throw new DTypeError(`Process: args must be a list, got ${describe(args)}`);
    this.#args = args;
    this.name = options.name ?? `Process-${++made}`;
    this.daemon = options.daemon ?? false;
    this.context = checkContext('Process', options.context);
  }

  /** Start it. */
  start(): void {
    if (this.#words) throw new ValueError(`start: ${this.name} was started before; a process is started once`);
    const control = allocateBlock(64, this.context);
    const start: ChildStart = {
      place: this.#place,
      name: this.name,
      daemon: this.daemon,
      parent: { name: currentProcess().name, pid: process.pid },
      control: control.wire,
    };
    if (this.context === 'thread') this.#startThread(start);
    else this.#startProcess(start);
    this.#control = control;
    this.#words = new Int32Array(control.buffer);
    children.add(this);
  }

  #startThread(start: ChildStart): void {
    const message = takeOut({ start, args: this.#args }, 'thread');
    let worker: Worker;
    try {
      worker = new Worker(childFile('child'), { workerData: { numloomChild: message }, name: this.name });
    } catch (error) {
      throw cloneFault('start', error);
    }
    // The child tells its own faults; nothing is left for these events but to note that it ended.
    worker.on('error', (error: unknown) => {
      process.stderr.write(`Process ${this.name}:\n${error instanceof Error ? error.stack : String(error)}\n`);
      this.#exit ??= 1;
    });
    worker.on('exit', (code) => this.#ended(code));
    if (this.daemon) worker.unref();
    this.#worker = worker;
  }

  #startProcess(start: ChildStart): void {
    const bytes = serialize('start', { start, args: this.#args }, 'process');
    const folder = mkdtempSync(join(tmpdir(), 'numloom-'));
    const file = join(folder, 'start');
    writeFileSync(file, bytes, { mode: 0o600 });
    this.#folder = folder;
    const child = fork(childFile('child'), [], {
      env: { ...process.env, [CHILD_VARIABLE]: file },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    child.on('exit', (code, signal) => this.#ended(code ?? -(signal === 'SIGKILL' ? SIGKILL : SIGTERM)));
    if (this.daemon) {
      child.unref();
      child.channel?.unref();
      process.on('exit', () => child.kill());
    }
    this.#child = child;
  }

  #ended(code: number): void {
    const words = this.#words;
    this.#exit ??= words && Atomics.load(words, CHILD_STATE) === CHILD_DONE ? Atomics.load(words, CHILD_EXIT) : code;
    children.delete(this);
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  /** Has the child ended without saying so? Its exit event comes only when the event loop turns. */
  #hasDied(): boolean {
    if (this.#worker) {
      const worker = this.#worker;
      if (worker.threadId === -1) return true;
      const { idle, active } = worker.performance.eventLoopUtilization();
      // Before its loop turns its figures are 0, and may be so again once it has stopped; see the threads backend's pool.
      if (active > 0) this.#seenActive = true;
      return idle < 0 || (active === 0 && this.#seenActive);
    }
    const { pid } = this.#child!;
    if (pid === undefined) return true;
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    if (process.platform !== 'linux') return false;
    try {
      // Ended, but not yet waited for by the event loop.
      return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    } catch {
      return true;
    }
  }

  /**
   * Wait until it ends, blocking as Python does; `await p.joinAsync()` lets the event loop turn.
   *
   * @param timeout - seconds at most
   */
  join(timeout?: number | null): void {
    const words = this.#started('join');
    const end = deadline(timeout);
    while (this.#exit === null) {
      if (Atomics.load(words, CHILD_STATE) === CHILD_DONE) this.#exit = Atomics.load(words, CHILD_EXIT);
      else if (this.#hasDied()) {
        const done = Atomics.load(words, CHILD_STATE) === CHILD_DONE;
        this.#exit ??= done ? Atomics.load(words, CHILD_EXIT) : this.#asked ? -this.#asked : 1;
      } else {
        const left = timeLeft(end);
        if (left === 0) return;
        waitWord(words, CHILD_STATE, Atomics.load(words, CHILD_STATE) === 0 ? 0 : 1, Math.min(left, WATCH_MS));
        pumpAll();
      }
    }
    children.delete(this);
  }

  /** Wait until it ends while the event loop turns. */
  async joinAsync(timeout?: number | null): Promise<void> {
    const words = this.#started('joinAsync');
    await until(() => {
      if (this.#exit === null && Atomics.load(words, CHILD_STATE) === CHILD_DONE) {
        this.#exit = Atomics.load(words, CHILD_EXIT);
      }
      return this.#exit === null ? undefined : true;
    }, deadline(timeout));
  }

  #started(functionName: string): Int32Array {
    if (!this.#words) throw new ValueError(`${functionName}: ${this.name} was not started`);
    return this.#words;
  }

  /** Is it running? */
  isAlive(): boolean {
    if (!this.#words || this.#exit !== null) return false;
    return Atomics.load(this.#words, CHILD_STATE) !== CHILD_DONE && !this.#hasDied();
  }

  /** 0 when it ended well, 1 after an exception, minus a signal's number when it was ended; null while it runs. */
  get exitcode(): number | null {
    const words = this.#words;
    if (this.#exit === null && words && Atomics.load(words, CHILD_STATE) === CHILD_DONE) {
      this.#exit = Atomics.load(words, CHILD_EXIT);
    }
    return this.#exit;
  }

  /** The number of the process it runs in; undefined before it starts. */
  get pid(): number | undefined {
    if (!this.#words) return undefined;
    return this.#child ? this.#child.pid : process.pid;
  }

  #asked = 0;

  #end(signal: number): void {
    this.#started('terminate');
    if (this.exitcode !== null) return;
    this.#asked = signal;
    if (this.#child) this.#child.kill(signal === SIGKILL ? 'SIGKILL' : 'SIGTERM');
    else void this.#worker!.terminate();
    // A thread reports an exit code of its own; Python's is the signal's.
    if (this.#worker) this.#exit = -signal;
    children.delete(this);
  }

  /** End it now. A lock that it holds stays held. */
  terminate(): void {
    this.#end(SIGTERM);
  }

  /** End it now, come what may. */
  kill(): void {
    this.#end(SIGKILL);
  }

  /** Forget it; it must have ended. */
  close(): void {
    if (this.isAlive()) throw new ValueError(`close: ${this.name} is still running; join it first`);
    this.#worker = undefined;
    this.#child = undefined;
    this.#control = undefined;
  }
}

/** The error of an argument that cannot be cloned. */
export function cloneFault(functionName: string, error: unknown): Error {
  if (error instanceof Error && error.name === 'DataCloneError') {
    return new DTypeError(`${functionName}: an argument cannot be sent to another thread (${error.message})`, {
      cause: error,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}
