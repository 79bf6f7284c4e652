/**
 * The memory of arrays while threads compute: large ones lie on SharedArrayBuffers, so that workers see them without
 * copying.
 *
 * V8 does not count shared memory as a reason to collect garbage: a loop that makes an 8 MB result at each step holds
 * 11 GB after 1,500 steps (measured on Node 20 and 24), though all but one are garbage. So for every 32 MB of shared
 * memory handed out, as much ordinary memory is asked for and dropped untouched. It costs no physical memory, but is
 * counted, and the quick collection that follows frees young shared garbage too (measured: 100 to 200 MB in the same
 * loop). What has outlived two of those waits for a full collection; a larger piece asked for now and then brings one
 * about (measured, with four 24 MB results alive at a time: 1 GB instead of 9 GB after 400 steps).
 */
import { reuseLargeBlocks, type Allocator } from '../../core/storage.js';

const YOUNG_BYTES = 32 * 2 ** 20;
const OLD_BYTES = 256 * 2 ** 20;
const OLD_PULSE_BYTES = 128 * 2 ** 20;
let sinceYoung = 0;
let sinceOld = 0;

/** Count shared memory that this thread holds a handle of from now on. */
export function countShared(bytes: number): void {
  sinceYoung += bytes;
  sinceOld += bytes;
}

/** Collect garbage if much shared memory was counted. To be called while nothing new is held that will soon be garbage. */
export function collectShared(): void {
  if (sinceYoung < YOUNG_BYTES) return;
  sinceYoung = 0;
  if (sinceOld >= OLD_BYTES) sinceOld = 0;
  Buffer.allocUnsafeSlow(sinceOld === 0 ? OLD_PULSE_BYTES : YOUNG_BYTES);
}

/** Gives shared memory, always zeroed by the engine, to arrays of so many bytes and more. */
export function sharedAllocator(smallest: number): Allocator {
  return {
    smallest,
    buffer(bytes) {
      reuseLargeBlocks();
      countShared(bytes);
      collectShared();
      return new SharedArrayBuffer(bytes);
    },
  };
}

/** Does another thread see this memory? */
export function isShared(storage: { readonly buffer: ArrayBufferLike }): boolean {
  return storage.buffer instanceof SharedArrayBuffer;
}
