/** Where the elements of a mask are true: counted first, then written without branching on the values. */
import { DTYPES } from './dtype.js';
import { NDArray, emptyArray } from './ndarray.js';
import { allocate } from './storage.js';

/** A provider's loops over masks. */
export interface MaskLoops {
  /** From so many elements on they pay. */
  readonly from: number;
  /** How many bytes are not 0; undefined where the provider is not to be had. */
  count(bytes: Uint8Array, start: number, size: number): number | undefined;
  /** Write the index of each byte that is not 0; false where the provider is not to be had. */
  places(bytes: Uint8Array, start: number, size: number, out: Int32Array): boolean;
}
let maskLoops: MaskLoops | undefined;

/** Have a provider look through masks. */
export function setMaskLoops(loops: MaskLoops): void {
  maskLoops = loops;
}

/** The bytes of a mask in C order; its own storage where it lies without gaps. */
function bytesOf(mask: NDArray): { bytes: Uint8Array; start: number } {
  if (mask.isC) return { bytes: mask.storage as Uint8Array, start: mask.offset };
  const bytes = new Uint8Array(mask.size);
  const source = mask.storage as Uint8Array;
  let n = 0;
  mask.forEachPosition((position) => {
    bytes[n++] = source[position]!;
  });
  return { bytes, start: 0 };
}

// (0 - byte) >>> 31 is 1 for every byte but 0: counting must not branch on a mask without order.

function countTrue(bytes: Uint8Array, start: number, size: number): number {
  const end = start + size;
  const even = end - (size % 4);
  let a = 0;
  let b = 0;
  let i = start;
  for (; i < even; i += 4) {
    a += ((0 - bytes[i]!) >>> 31) + ((0 - bytes[i + 1]!) >>> 31);
    b += ((0 - bytes[i + 2]!) >>> 31) + ((0 - bytes[i + 3]!) >>> 31);
  }
  for (; i < end; i++) a += (0 - bytes[i]!) >>> 31;
  return a + b;
}

/** Each index is written where the next true one goes; the last true element ends the loop. */
function writePlaces(bytes: Uint8Array, start: number, out: Int32Array): void {
  const count = out.length;
  for (let n = 0, i = 0; n < count; i++) {
    out[n] = i;
    n += (0 - bytes[start + i]!) >>> 31;
  }
}

/**
 * The flat C-order indices of the true elements of a mask.
 *
 * @param mask - an array of dtype bool
 */
export function flatNonzero(mask: NDArray): NDArray<'int32'> {
  const { bytes, start } = bytesOf(mask);
  const { size } = mask;
  const loops = maskLoops && size >= maskLoops.from ? maskLoops : undefined;
  const count = loops?.count(bytes, start, size) ?? countTrue(bytes, start, size);
  const result = emptyArray(DTYPES.int32, [count]);
  if (!loops?.places(bytes, start, size, result.storage)) writePlaces(bytes, start, result.storage);
  return result;
}

/**
 * The coordinates of the true elements of a mask, one int32 array an axis.
 *
 * @param mask - an array of dtype bool with at least one axis
 */
export function nonzeroOf(mask: NDArray): NDArray<'int32'>[] {
  const flat = flatNonzero(mask);
  const { shape } = mask;
  const last = shape.length - 1;
  if (last === 0) return [flat];
  const count = flat.size;
  const results = shape.map(() => emptyArray(DTYPES.int32, [count]));
  let rest = flat.storage;
  for (let k = last; k > 0; k--) {
    const length = shape[k]!;
    const out = results[k]!.storage;
    const quotients = k === 1 ? results[0]!.storage : (allocate(DTYPES.int32, count) as Int32Array);
    for (let i = 0; i < count; i++) {
      const index = rest[i]!;
      const quotient = (index / length) | 0;
      out[i] = index - quotient * length;
      quotients[i] = quotient;
    }
    rest = quotients;
  }
  return results;
}
