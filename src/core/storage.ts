/**
 * Where an array's memory comes from: ordinary typed arrays, garbage-collected. A backend may install an allocator of
 * its own (shared memory, say).
 *
 * An ArrayBuffer of its own costs half a microsecond, more than a small operation. So small arrays are cut from slabs, as
 * Node's Buffer does: `a.data.buffer` of a small array may hold other arrays' bytes too (look at `byteOffset`).
 */
import type { DType, DTypeInfo, StorageOf } from './dtype.js';

/** Makes buffers for arrays; see `setAllocator`. */
export interface Allocator {
  /** Storage of fewer bytes is taken from the ordinary heap and never asked for here. */
  readonly smallest: number;
  /** A buffer of so many bytes; its content is zero when `zeroed`, else it may be anything. */
  buffer(bytes: number, zeroed: boolean): ArrayBufferLike;
}

const SLAB_BYTES = 16384;
const SLAB_LARGEST = 1024;
/** From here on memory that is not first filled with zeros pays. */
const UNINITIALISED_FROM = 4096;

const nodeBuffer = (
  globalThis as {
    Buffer?: { allocUnsafeSlow(size: number): { buffer: ArrayBufferLike; byteOffset: number; byteLength: number } };
  }
).Buffer;

/**
 * From 128 KB on the C library maps memory afresh and unmaps it when it is freed; smaller blocks it gives back as soon as 128 KB
 * are free at the top of its heap, which is so after every collection of garbage. Either way results cost a page fault per 4 KB.
 * glibc stops doing so up to the size of the largest block that it has seen freed, at most 32 MB: one such block, never touched
 * and left to the garbage collector, makes later results of up to that size reuse memory (measured: adding 1e6 doubles took 1.5
 * to 8 ms before, 1.2 ms after; a fresh array of 80 KB 300 us before, 6 to 20 us after, where page faults are dear).
 */
const PRIMED_FROM = 2 ** 14;
const LARGEST_REUSED = 32 * 2 ** 20 - 65536;
let primed = false;

/** Make the C library reuse large blocks; see above. To be called before a large block is asked for. */
export function reuseLargeBlocks(): void {
  if (primed || !nodeBuffer) return;
  primed = true;
  nodeBuffer.allocUnsafeSlow(LARGEST_REUSED);
}

/** What a provider does about large buffers. */
export interface LargeBuffers {
  /** Make a buffer that need not be zeroed, of memory that was used before if possible. */
  reused(bytes: number, make: () => ArrayBufferLike): ArrayBufferLike;
  /** Look at a fresh buffer before anything is written to it: to ask for huge pages. */
  fresh(buffer: ArrayBufferLike): void;
}
let findLargeBuffers = (): LargeBuffers | undefined => undefined;
const LARGE_FROM = 4 * 2 ** 20;

/** Have a provider look after buffers of 4 MB and more; `find` is asked for it each time, and loads it at the first. */
export function setLargeBuffers(find: () => LargeBuffers | undefined): void {
  findLargeBuffers = find;
}

/** Show a large buffer that was made elsewhere, and not written yet, to the provider. */
export function showFresh(buffer: ArrayBufferLike): void {
  if (buffer.byteLength >= LARGE_FROM) findLargeBuffers()?.fresh(buffer);
}

/** A buffer that the garbage collector counts and frees. */
function heapBuffer(bytes: number, zeroed: boolean): ArrayBufferLike {
  if (bytes >= PRIMED_FROM) reuseLargeBlocks();
  const largeBuffers = bytes < LARGE_FROM ? undefined : findLargeBuffers();
  if (!largeBuffers) return plainBuffer(bytes, zeroed);
  const buffer = zeroed ? plainBuffer(bytes, true) : largeBuffers.reused(bytes, () => plainBuffer(bytes, false));
  largeBuffers.fresh(buffer);
  return buffer;
}

function plainBuffer(bytes: number, zeroed: boolean): ArrayBufferLike {
  if (!zeroed && nodeBuffer && bytes >= UNINITIALISED_FROM) {
    const made = nodeBuffer.allocUnsafeSlow(bytes);
    if (made.byteOffset === 0 && made.buffer.byteLength === bytes) return made.buffer;
  }
  return new ArrayBuffer(bytes);
}

let allocator: Allocator | undefined;
let allocatorFrom = Infinity;
let slab: ArrayBufferLike = new ArrayBuffer(0);
let slabUsed = 0;

/** Take large buffers from `next` from now on; undefined goes back to the ordinary heap. Arrays made before keep theirs. */
export function setAllocator(next?: Allocator): void {
  allocator = next;
  allocatorFrom = next ? next.smallest : Infinity;
}

/**
 * Storage for `length` elements of a dtype.
 *
 * @param info - the dtype
 * @param length - elements (a complex element takes two slots)
 * @param zeroed - must it be all zeros? If not, the caller writes every element.
 */
export function allocate<D extends DType>(info: DTypeInfo<D>, length: number, zeroed = false): StorageOf<D> {
  const bytes = length * info.itemsize;
  const slots = length * info.lanes;
  if (bytes >= allocatorFrom) return new info.Storage(allocator!.buffer(bytes, zeroed), 0, slots);
  if (bytes <= 64) return new info.Storage(slots);
  if (bytes <= SLAB_LARGEST) {
    if (slabUsed + bytes > slab.byteLength) {
      slab = heapBuffer(SLAB_BYTES, true);
      slabUsed = 0;
    }
    const made = new info.Storage(slab, slabUsed, slots);
    // Every byte of a slab is handed out once, so it is still zero here.
    slabUsed = (slabUsed + bytes + 15) & ~15;
    return made;
  }
  return new info.Storage(heapBuffer(bytes, zeroed), 0, slots);
}
