/** Which process of the program this is. */
import { isMainThread, threadId } from 'node:worker_threads';

/** What a child knows of itself. */
export interface ProcessInfo {
  readonly name: string;
  readonly pid: number;
  /** The thread's number, 0 on the main thread. */
  readonly ident: number;
  readonly daemon: boolean;
}

/** The environment variable by which a process of its own finds what to do. */
export const CHILD_VARIABLE = 'NUMLOOM_MULTIPROCESSING_CHILD';
/** Set in pools' processes. */
export const POOL_VARIABLE = 'NUMLOOM_MULTIPROCESSING_POOL';

const store = globalThis as {
  [key: symbol]: { own: ProcessInfo; parent: { readonly name: string; readonly pid: number } } | undefined;
};
/** On the global object: a program may load numloom twice, bundled and not. */
const KEY = Symbol.for('numloom.multiprocessing.current');

/** Note that this thread or process is a child. */
export function becomeChild(
  name: string,
  daemon: boolean,
  parent: { readonly name: string; readonly pid: number },
): void {
  store[KEY] = { own: { name, pid: process.pid, ident: threadId, daemon }, parent };
}

/** This thread or process: its name and numbers. */
export function currentProcess(): ProcessInfo {
  return store[KEY]?.own ?? { name: 'MainProcess', pid: process.pid, ident: threadId, daemon: false };
}

/** The one that started this; null in the main program. */
export function parentProcess(): { readonly name: string; readonly pid: number } | null {
  return store[KEY]?.parent ?? null;
}

/** Is this the main program, and not a child that loads its module? Python's `__name__ == '__main__'`. */
export const isMainProcess: boolean =
  isMainThread && process.env[CHILD_VARIABLE] === undefined && process.env[POOL_VARIABLE] === undefined;
