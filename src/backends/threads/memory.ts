/**
 * The memory of arrays while threads compute: large ones lie on SharedArrayBuffers, so that workers see them without
 * copying.
 *
 * V8 does not count shared memory as a reason to collect garbage: a loop that makes an 8 MB result at each step holds
 * 11 GB after 1,500 steps (measured on Node 20 and 24), though all but one are garbage. So for every 64 MB of shared
 * memory handed out, as much ordinary memory is asked for and dropped untouched. It costs no physical memory, but is
 * counted, and the collection that follows frees the shared garbage too (measured: 100 to 200 MB in the same loop).
 */
import { reuseLargeBlocks, type Allocator } from '../../core/storage.js';

const PULSE_BYTES = 32 * 2 ** 20;
let sincePulse = 0;

/** Count shared memory that this thread now holds a handle of, and make the collector aware of it. */
export function countShared(bytes: number): void {
  sincePulse += bytes;
  if (sincePulse < PULSE_BYTES) return;
  sincePulse = 0;
  Buffer.allocUnsafeSlow(PULSE_BYTES);
}

/** Gives shared memory, always zeroed by the engine, to arrays of so many bytes and more. */
export function sharedAllocator(smallest: number): Allocator {
  return {
    smallest,
    buffer(bytes) {
      reuseLargeBlocks();
      countShared(bytes);
      return new SharedArrayBuffer(bytes);
    },
  };
}

/** Does another thread see this memory? */
export function isShared(storage: { readonly buffer: ArrayBufferLike }): boolean {
  return storage.buffer instanceof SharedArrayBuffer;
}
