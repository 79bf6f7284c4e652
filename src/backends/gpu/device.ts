/** One opened device: its driver, its queue and its memory. Everything that computes comes down to `launch`. */
import { ValueError } from '../../core/errors.js';
import { valuesOf, type Driver, type Program } from './driver.js';
import { GpuLostError, GpuMemoryError, asGpuError } from './errors.js';
import { DeviceBuffer, Memory, mustBeAlive, type Cell } from './memory.js';
import { Queue } from './queue.js';

/** What a launch reads: buffers for arguments of type Array, numbers for the others. */
export type LaunchArgument = DeviceBuffer | number;

/** An opened device. */
export class GpuDevice {
  readonly queue = new Queue();
  readonly memory: Memory;
  /** The first failure of queued work that nobody has been told of. */
  private failure: Error | null = null;
  private closed = false;

  constructor(
    readonly driver: Driver,
    /** Convert float64, and integers that fit, without being asked each time. */
    readonly downcast: boolean,
    /** Why this mode. */
    readonly reason: string,
  ) {
    this.memory = new Memory(driver, this.queue);
  }

  /** Queue a program; its result is a buffer at once: a fresh one, or `into`, whose elements are all replaced in its turn. */
  launch(
    functionName: string,
    program: Program,
    output: readonly number[],
    args: readonly LaunchArgument[],
    into?: DeviceBuffer,
  ): DeviceBuffer {
    this.mustBeOpen(functionName);
    const sources = args.map((arg) => (typeof arg === 'number' ? arg : arg.cell));
    const cells = sources.filter((source): source is Cell => typeof source !== 'number');
    for (const cell of cells) mustBeAlive(functionName, cell);
    checkThreads(functionName, this.driver, output);
    if (into) mustBeAlive(functionName, into.cell);
    const result = into ?? this.memory.allocate(functionName, valuesOf(program, output));
    this.enqueue(functionName, result.cell, cells, () =>
      this.driver.run(
        program,
        output,
        sources.map((source) => (typeof source === 'number' ? source : source.handle)),
      ),
    );
    return result;
  }

  /** Queue the copying of host data, which must not change any more. */
  upload(functionName: string, data: Float32Array): DeviceBuffer {
    this.mustBeOpen(functionName);
    const result = this.memory.allocate(functionName, data.length);
    if (data.length > 0) this.enqueue(functionName, result.cell, [], () => this.driver.upload(data));
    return result;
  }

  /** Queue one step; its value, or what kept it from having one, goes into the cell. */
  private enqueue(
    functionName: string,
    cell: Cell,
    sources: readonly Cell[],
    step: () => Cell['handle'] | Promise<Cell['handle']>,
  ): void {
    cell.uses++;
    for (const source of sources) source.uses++;
    const finish = (): void => {
      this.memory.done(cell);
      for (const source of sources) this.memory.done(source);
    };
    const fail = (error: unknown): void => {
      cell.error = asGpuError(functionName, error);
      this.failure ??= cell.error;
      finish();
    };
    const succeed = (handle: Cell['handle']): void => {
      const before = cell.handle;
      cell.handle = handle;
      if (before) this.driver.release(before);
      finish();
    };
    this.queue.push(() => {
      const failed = [cell, ...sources].find((source) => source.error !== null);
      if (failed) {
        cell.error = failed.error;
        finish();
        return;
      }
      try {
        const value = step();
        if (value instanceof Promise) return value.then(succeed, fail);
        succeed(value);
      } catch (error) {
        fail(error);
      }
    });
  }

  /** The values of a part of a buffer, once they are there. */
  async read(functionName: string, buffer: DeviceBuffer, start: number, length: number): Promise<Float32Array> {
    this.mustBeOpen(functionName);
    const { cell } = buffer;
    mustBeAlive(functionName, cell);
    if (length === 0) return new Float32Array(0);
    cell.uses++;
    let data: Float32Array;
    try {
      data = await new Promise<Float32Array>((resolve, reject) => {
        this.queue.push(() => {
          if (cell.error) {
            if (this.failure === cell.error) this.failure = null;
            reject(cell.error);
            return;
          }
          // The device reads in its own order; the next task need not wait for the data.
          this.driver.read(cell.handle!, start, length).then(resolve, reject);
        });
      });
    } catch (error) {
      throw asGpuError(functionName, error);
    } finally {
      this.memory.done(cell);
    }
    const complaint = this.driver.complaint();
    if (complaint) throw asGpuError(functionName, complaint);
    return data;
  }

  /** Wait for everything queued; throws the first failure since the last time. */
  async synchronize(): Promise<void> {
    this.mustBeOpen('synchronize');
    await this.queue.drained();
    let complaint: Error | null;
    try {
      complaint = await this.driver.synchronize();
    } catch (error) {
      complaint = asGpuError('synchronize', error);
    }
    const failure = this.failure ?? complaint;
    this.failure = null;
    if (failure) throw asGpuError('synchronize', failure);
  }

  /** Finish what is queued and give the device back. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.queue.drained();
    this.memory.freeAll();
    await this.driver.close();
  }

  /** Refuses work on a closed device. */
  mustBeOpen(functionName: string): void {
    if (this.closed) throw new GpuLostError(`${functionName}: this device was closed; open() it again`);
  }
}

/** Refuses more threads along a dimension than a device runs. */
function checkThreads(functionName: string, driver: Driver, output: readonly number[]): void {
  if (output.length > 1 && output.some((n, k) => n > driver.maxThreads[k]!)) {
    throw new GpuMemoryError(
      `${functionName}: ${output.join(' x ')} threads are more than ${driver.mode} runs at once ` +
        `(${driver.maxThreads.join(' x ')}). Work on parts of the array.`,
    );
  }
}

/** Refuses arrays of another device. */
export function mustBeSame(functionName: string, mine: GpuDevice, other: GpuDevice): void {
  if (mine !== other) {
    throw new ValueError(
      `${functionName}: the arrays are on two devices (${mine.driver.mode}: ${mine.driver.device}; ` +
        `${other.driver.mode}: ${other.driver.device}); bring one over with asarray(await a.get())`,
    );
  }
}
