/** Do two arrays show the same memory? */
import type { NDArray } from './ndarray.js';
import { sizeOf } from './shape.js';

/** The bytes between which an array's elements lie. */
export function byteBounds(array: NDArray): [number, number] {
  const { itemsize } = array.info;
  let low = array.offset;
  let high = array.offset;
  for (let k = 0; k < array.shape.length; k++) {
    const reach = (array.shape[k]! - 1) * array.steps[k]!;
    if (reach < 0) low += reach;
    else high += reach;
  }
  const start = array.storage.byteOffset;
  return [start + low * itemsize, start + (high + 1) * itemsize];
}

/** May they share memory? Judged by the bytes between their first and last elements. */
export function sharesMemory(a: NDArray, b: NDArray): boolean {
  if (a.storage.buffer !== b.storage.buffer || sizeOf(a.shape) === 0 || sizeOf(b.shape) === 0) return false;
  const [aLow, aHigh] = byteBounds(a);
  const [bLow, bHigh] = byteBounds(b);
  return aLow < bHigh && bLow < aHigh;
}
