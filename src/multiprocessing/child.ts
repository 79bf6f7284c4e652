/** What a child runs, thread or process: it loads the target's module, calls the function, and says how it ended. */
import { readFileSync, writeSync } from 'node:fs';
import { inspect } from 'node:util';
import { isMainThread, workerData } from 'node:worker_threads';
import { putBack, type Exchanged } from '../messages/exchange.js';
import { deserialize } from '../messages/serialize.js';
import { pumpAll } from './channel.js';
import { CHILD_VARIABLE, POOL_VARIABLE, becomeChild } from './current.js';
import './index.js';
import { notifyWord, openBlock, sleep } from './memory.js';
import { CHILD_DONE, CHILD_EXIT, CHILD_STATE, type ChildStart } from './process.js';
import { loadTarget } from './target.js';

interface Order {
  readonly start: ChildStart;
  readonly args: unknown[];
}

function order(): Order {
  const file = process.env[CHILD_VARIABLE];
  if (isMainThread && file !== undefined) {
    // Children of this one find what to do by variables of their own.
    delete process.env[CHILD_VARIABLE];
    return deserialize(readFileSync(file)) as Order;
  }
  const { value, taken } = (workerData as { numloomChild: Exchanged }).numloomChild;
  return putBack(value, taken) as Order;
}

/** A thread's output goes through the main thread's event loop, which may be blocked in join: write it directly. */
function writeDirectly(): void {
  const direct =
    (descriptor: number) =>
    (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      for (let at = 0; at < bytes.length;) {
        try {
          at += writeSync(descriptor, bytes, at);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') break;
          sleep(1);
        }
      }
      const done = typeof encoding === 'function' ? encoding : callback;
      if (typeof done === 'function') (done as () => void)();
      return true;
    };
  process.stdout.write = direct(1) as typeof process.stdout.write;
  process.stderr.write = direct(2) as typeof process.stderr.write;
}

async function run(): Promise<void> {
  const { start, args } = order();
  becomeChild(start.name, start.daemon, start.parent);
  if (!isMainThread) writeDirectly();
  const words = new Int32Array(openBlock(start.control).buffer);
  const end = (code: number): void => {
    if (Atomics.load(words, CHILD_STATE) === CHILD_DONE) return;
    // What others wait for must be written before this ends.
    while (pumpAll()) sleep(1);
    Atomics.store(words, CHILD_EXIT, code);
    Atomics.store(words, CHILD_STATE, CHILD_DONE);
    notifyWord(words, CHILD_STATE);
  };
  const fault = (error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? String(error)) : inspect(error);
    process.stderr.write(`Process ${start.name}:\n${text}\n`);
    end(1);
    process.exit(1);
  };
  process.on('exit', (code) => end(code));
  process.on('uncaughtException', fault);
  Atomics.store(words, CHILD_STATE, 1);
  notifyWord(words, CHILD_STATE);
  try {
    const target = await loadTarget(start.place);
    await target(...args);
  } catch (error) {
    fault(error);
    return;
  }
  end(0);
  process.exit(0);
}

if (process.env[POOL_VARIABLE] !== undefined && isMainThread) {
  delete process.env[POOL_VARIABLE];
  const { serveProcess } = await import('./poolTasks.js');
  serveProcess();
} else await run();
