/** What a pool's workers do: a chunk of calls at a time, results or the error back. */
import { encodeThrown, type Thrown } from '../backends/threads/faults.js';
import type { FunctionPlace } from '../backends/moduleFunction.js';
import { putBack, takeOut, type Exchanged } from '../messages/exchange.js';
import { deserialize, serialize } from '../messages/serialize.js';
import { becomeChild } from './current.js';
import './index.js';
import { loadTarget } from './target.js';

/** A chunk of calls. */
export interface PoolTask {
  readonly place: FunctionPlace;
  /** The arguments of each call; taken out for a thread, as bytes for a process. */
  readonly calls: Exchanged | Uint8Array;
  /** What every worker does first, once. */
  readonly initializer?: { readonly place: FunctionPlace; readonly args: Exchanged | Uint8Array } | undefined;
  readonly worker: { readonly name: string; readonly parent: string; readonly pid: number };
}

/** What comes of it. */
export type PoolAnswer =
  { readonly results: Exchanged | Uint8Array } | { readonly thrown: Thrown; readonly stack: string | undefined };

let initialised = false;

function read(message: Exchanged | Uint8Array): unknown {
  return message instanceof Uint8Array ? deserialize(message) : putBack(message.value, message.taken);
}

/** Do a chunk. */
export async function work(task: PoolTask): Promise<PoolAnswer> {
  try {
    if (!initialised) {
      initialised = true;
      becomeChild(task.worker.name, true, { name: task.worker.parent, pid: task.worker.pid });
      if (task.initializer) {
        const first = await loadTarget(task.initializer.place);
        await first(...(read(task.initializer.args) as unknown[]));
      }
    }
    const fn = await loadTarget(task.place);
    const results: unknown[] = [];
    for (const args of read(task.calls) as unknown[][]) results.push(await fn(...args));
    const toProcess = task.calls instanceof Uint8Array;
    return { results: toProcess ? serialize('Pool', results, 'process') : takeOut(results, 'thread') };
  } catch (error) {
    return { thrown: encodeThrown(error), stack: error instanceof Error ? error.stack : undefined };
  }
}

/** Serve as a process of its own. */
export function serveProcess(): void {
  process.on('message', (task: PoolTask) => {
    void work(task).then((answer) => process.send!(answer));
  });
  process.on('disconnect', () => process.exit(0));
}
