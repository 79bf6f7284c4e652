/**
 * Work in order: a task runs at once when nothing waits, else after all before it. Tasks settle their own errors; the
 * queue only keeps them apart.
 */

/** Something to do; a promise when it goes on after the call. */
export type Task = () => void | Promise<void>;

/** A queue of tasks, first in first out. */
export class Queue {
  private readonly waiting: Task[] = [];
  private busy = false;

  /** Run a task in its turn. It must not throw nor reject. */
  push(task: Task): void {
    if (this.busy) {
      this.waiting.push(task);
      return;
    }
    const pending = task();
    if (pending) this.continueAfter(pending);
  }

  /** Settles when everything queued so far has run. */
  drained(): Promise<void> {
    if (!this.busy) return Promise.resolve();
    return new Promise((resolve) => this.push(() => resolve()));
  }

  private continueAfter(pending: Promise<void>): void {
    this.busy = true;
    void this.drain(pending);
  }

  private async drain(pending: Promise<void>): Promise<void> {
    await pending;
    for (let task = this.waiting.shift(); task; task = this.waiting.shift()) {
      const next = task();
      if (next) await next;
    }
    this.busy = false;
  }
}
