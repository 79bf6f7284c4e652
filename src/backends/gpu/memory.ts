/** Arrays on a device: who holds them, how much there is, and giving it back. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ValueError } from '../../core/errors.js';
import type { Driver, Handle } from './driver.js';
import { GpuMemoryError } from './errors.js';
import type { Queue } from './queue.js';

/** What `memoryInfo` gives; sizes in bytes. */
export interface MemoryInfo {
  /** Bytes that arrays hold now. */
  readonly used: number;
  /** How many arrays hold them; views share one. */
  readonly arrays: number;
  /** The most that `used` has been. */
  readonly peak: number;
  /** The largest array that the device holds. */
  readonly limit: number;
}

/** The device's side of a buffer; what queued work refers to. */
export interface Cell {
  handle: Handle | null;
  /** Why there is no value. */
  error: Error | null;
  freed: boolean;
  /** How much queued work still needs it; the work that makes it counts too. */
  uses: number;
  readonly bytes: number;
}

/** An array on the device, without a shape. It goes when no GpuArray shows it any more. */
export class DeviceBuffer {
  constructor(
    /** How many values. */
    readonly length: number,
    /** The device's side. */
    readonly cell: Cell,
  ) {}
}

/** Arrays whose wrappers are garbage are looked for whenever this many bytes have been added. */
const COLLECT_AFTER = 2 ** 29;

let collect: (() => void) | undefined;

/** Run the garbage collector: V8 does not see how much memory a small GpuArray stands for. */
function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}

/** Counts what is on a device, and frees it as soon as no queued work needs it. */
export class Memory {
  private used = 0;
  private readonly cells = new Set<Cell>();
  private peak = 0;
  private collectAt = COLLECT_AFTER;
  private readonly registry: FinalizationRegistry<Cell>;

  constructor(
    private readonly driver: Driver,
    private readonly queue: Queue,
  ) {
    this.registry = new FinalizationRegistry((cell) => this.release(cell));
  }

  /** A buffer whose value is still to come; `done` says when it has. */
  allocate(functionName: string, length: number): DeviceBuffer {
    if (length > this.driver.maxElements) {
      throw new GpuMemoryError(
        `${functionName}: an array of ${length} elements (${length * 4} bytes) is larger than this device holds: ` +
          `${this.driver.maxElements} elements (${this.driver.mode} on ${this.driver.device}). Work on parts of it.`,
      );
    }
    const cell: Cell = { handle: null, error: null, freed: false, uses: 0, bytes: length * 4 };
    const buffer = new DeviceBuffer(length, cell);
    this.used += cell.bytes;
    this.cells.add(cell);
    this.peak = Math.max(this.peak, this.used);
    this.registry.register(buffer, cell, cell);
    if (this.used > this.collectAt && !this.driver.collected) this.makeRoom();
    return buffer;
  }

  /** Between two steps of the queue, free what the program has dropped. */
  private makeRoom(): void {
    this.collectAt = Infinity;
    this.queue.push(async () => {
      collectGarbage();
      // Finalizers run in a turn of the event loop.
      for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
      this.collectAt = Math.max(COLLECT_AFTER, 2 * this.used);
    });
  }

  /** Give a buffer's memory back, once the work queued before is done with it. */
  free(buffer: DeviceBuffer): void {
    this.registry.unregister(buffer.cell);
    this.release(buffer.cell);
  }

  private release(cell: Cell): void {
    if (cell.freed) return;
    cell.freed = true;
    this.used -= cell.bytes;
    this.cells.delete(cell);
    if (cell.uses === 0) this.drop(cell);
  }

  /** Give all memory back. */
  freeAll(): void {
    for (const cell of this.cells) this.release(cell);
  }

  /** One piece of work is done with a cell. */
  done(cell: Cell): void {
    cell.uses--;
    if (cell.uses === 0 && cell.freed) this.drop(cell);
  }

  private drop(cell: Cell): void {
    if (cell.handle) this.driver.release(cell.handle);
    cell.handle = null;
  }

  /** How much there is. */
  info(): MemoryInfo {
    return { used: this.used, arrays: this.cells.size, peak: this.peak, limit: this.driver.maxElements * 4 };
  }
}

/** Refuses a buffer that was freed. */
export function mustBeAlive(functionName: string, cell: Cell): void {
  if (cell.freed) {
    throw new ValueError(
      `${functionName}: this GpuArray was freed (free() gives the memory back for the array and all its views)`,
    );
  }
}
