/** Parallel and delayed, as joblib has them: a list of calls, done by a pool, with a bar that shows how far it is. */
import { DTypeError, checkOptions, describe } from '../core/errors.js';
import type { ContextName } from './memory.js';
import { Pool, cpuCount, type ResultOf } from './pool.js';
import { targetPlace, type Exported } from './target.js';

type AnyTarget = Exported<(...args: never[]) => unknown> | ((...args: never[]) => unknown);

type ParametersOf<F> = F extends (...args: infer A) => unknown
  ? A
  : F extends Exported<infer G>
    ? G extends (...args: infer A) => unknown
      ? A
      : unknown[]
    : unknown[];

/** A call that was written down, to be done later. */
export interface DelayedCall<R = unknown> {
  readonly target: AnyTarget;
  readonly args: readonly unknown[];
  readonly result?: R;
}

/**
 * Write calls down instead of making them.
 *
 * @param fn - `exported(import.meta.url, fn)`
 * @returns a function that takes the arguments and gives the call
 */
export function delayed<F extends AnyTarget>(fn: F): (...args: ParametersOf<F>) => DelayedCall<ResultOf<F>> {
  targetPlace('delayed', fn);
  return (...args) => ({ target: fn, args });
}

/** How calls are done. */
export interface ParallelOptions {
  /** How many workers; -1 is one a processor, -2 one fewer, and so on. One if absent. */
  readonly nJobs?: number;
  /** Draw a bar on stderr, when that is a terminal. */
  readonly progress?: boolean;
  /** Draw it wherever stderr goes. */
  readonly verbose?: number;
  readonly context?: ContextName;
}

/** A bar of so many cells. */
const CELLS = 30;

/** The line that shows how far something is. */
export function progressLine(done: number, total: number, seconds: number): string {
  const share = total === 0 ? 1 : done / total;
  const full = Math.round(share * CELLS);
  const left = done > 0 ? ((seconds / done) * (total - done)).toFixed(1) : '?';
  return `[${'#'.repeat(full)}${'.'.repeat(CELLS - full)}] ${Math.round(100 * share)}% ${done}/${total}, ${seconds.toFixed(1)} s, ${left} s left`;
}

/**
 * Do calls in parallel.
 *
 * @param options - `nJobs`, `progress`, `context`
 * @returns a function that takes calls and promises their results in order
 * @example
 * const results = await Parallel({ nJobs: 4, progress: true })(
 *   [1, 2, 3].map((x) => delayed(exported(import.meta.url, square))(x)),
 * );
 */
export function Parallel(options: ParallelOptions = {}): <R>(calls: Iterable<DelayedCall<R>>) => Promise<R[]> {
  checkOptions('Parallel', options, ['nJobs', 'progress', 'verbose', 'context']);
  const { nJobs = 1, progress = false, verbose = 0, context } = options;
  if (!Number.isInteger(nJobs) || nJobs === 0) {
    throw new DTypeError(`Parallel: nJobs must be a whole number other than 0, got ${describe(nJobs)}`);
  }
  const workers = nJobs > 0 ? nJobs : Math.max(1, cpuCount() + 1 + nJobs);
  return async <R>(calls: Iterable<DelayedCall<R>>): Promise<R[]> => {
    const list = [...calls];
    for (const call of list) {
      if (typeof call !== 'object' || call === null || !('target' in call)) {
        throw new DTypeError(`Parallel: each item must be delayed(fn)(...), got ${describe(call)}`);
      }
    }
    const draws = (progress && process.stderr.isTTY) || verbose > 0;
    const began = performance.now();
    let done = 0;
    const draw = (): void => {
      if (draws) process.stderr.write(`\r${progressLine(done, list.length, (performance.now() - began) / 1000)}`);
    };
    const pool = new Pool(Math.min(workers, Math.max(1, list.length)), { ...(context ? { context } : {}) });
    try {
      draw();
      return await Promise.all(
        list.map(async ({ target, args }) => {
          const result = (await pool.apply(target, args)) as R;
          done++;
          draw();
          return result;
        }),
      );
    } finally {
      if (draws) process.stderr.write('\n');
      await pool.terminate();
    }
  };
}
