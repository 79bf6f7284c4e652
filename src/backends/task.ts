/**
 * Work that comes in independent chunks, named so that another thread can find it: what travels is the name and the
 * arguments. Every module that defines tasks is loaded by the workers too.
 */

/** See `Backend.run`. The arguments are plain data, kernels, strided views and functions of modules. */
export interface Task<A extends readonly unknown[] = readonly unknown[]> {
  readonly name: string;
  /** Which of the arguments are views that the chunks write; together they write every slot of the view's storage. */
  readonly writes: readonly number[];
  /** Do one of `chunks` chunks. Chunks write to different places and may be done in any order. */
  run(chunk: number, chunks: number, ...args: A): void;
}

const tasks = new Map<string, Task>();

/**
 * Define a task.
 *
 * @param name - a name that no other task has
 * @param run - does one chunk
 * @param writes - which of the arguments, counted from 0 after `chunks`, are views whose storage the chunks write, all of it
 */
export function defineTask<A extends readonly unknown[]>(
  name: string,
  run: (chunk: number, chunks: number, ...args: A) => void,
  writes: readonly number[] = [],
): Task<A> {
  const task: Task<A> = { name, writes, run };
  tasks.set(name, task as unknown as Task);
  return task;
}

/** The task of a name; undefined if the module that defines it is not loaded. */
export function taskNamed(name: string): Task | undefined {
  return tasks.get(name);
}

/** The part of 0 to `length` that is the share of one chunk, its borders at multiples of `grain`. */
export function share(length: number, chunk: number, chunks: number, grain = 1): [start: number, end: number] {
  const border = (k: number): number =>
    k >= chunks ? length : Math.min(length, Math.round((length * k) / chunks / grain) * grain);
  return [border(chunk), border(chunk + 1)];
}
