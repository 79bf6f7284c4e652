/**
 * Ordinary memory seen by other threads. Threads of a process share all of its memory; only JavaScript's ArrayBuffers are kept
 * apart. With koffi a worker gets a view of the same bytes by their address, so that arrays need not lie on
 * SharedArrayBuffers, which are zeroed at each allocation, page by page, and are collected late.
 *
 * That is sound because the calling thread waits until every chunk is done: while a worker looks, the owner holds the array,
 * and a buffer outside V8's heap never moves.
 */
import { wantedProvider } from '../provider.js';
import { koffi } from '../native/koffi.js';

/** Smaller storage travels with the message; below 64 bytes it may lie on V8's heap, where it moves. */
export const COPIED_BYTES = 4096;
/** Views that a worker keeps: memory that is used again has the same address. */
const KEPT_VIEWS = 64;

/** Can memory be seen by its address here? */
export function hasAddresses(): boolean {
  return wantedProvider() === 'native' && koffi() !== undefined;
}

/** Can other threads see this storage? */
export function isVisible(storage: ArrayBufferView): boolean {
  return storage.buffer instanceof SharedArrayBuffer || (storage.byteLength > COPIED_BYTES && hasAddresses());
}

/** Where storage begins, in bytes. */
export function addressOf(storage: ArrayBufferView): number {
  return Number(koffi()!.address(storage));
}

const views = new Map<string, ArrayBuffer>();

/** The bytes at an address, for a worker. */
export function bytesAt(address: number, bytes: number): ArrayBuffer {
  const key = `${address} ${bytes}`;
  let view = views.get(key);
  if (view) views.delete(key);
  else {
    // A view counts as memory for the garbage collector of this thread, which is the reason to keep some.
    view = koffi()!.view(address, bytes);
    if (views.size >= KEPT_VIEWS) views.delete(views.keys().next().value!);
  }
  views.set(key, view);
  return view;
}
