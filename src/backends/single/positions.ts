/** Lists of positions for `gather` and `scatter`: indices checked or wrapped, repeated for every row, or in runs. */

import { nativeWrap } from '../native/kernels/moves.js';

/** What becomes of an index out of bounds: an error, counted round and round, or the nearest one. */
export type IndexMode = 'raise' | 'wrap' | 'clip';

/**
 * Indices into an axis made non-negative.
 *
 * @param indices - the indices; negative ones count from the end (not for `'clip'`)
 * @param length - the length of the axis, not 0
 * @param mode - what becomes of an index out of bounds
 * @param out - receives the indices; may be `indices` itself
 * @returns where the first index out of bounds stands under `'raise'`, or -1
 */
export function wrapIndices(indices: Int32Array, length: number, mode: IndexMode, out: Int32Array): number {
  const n = indices.length;
  if (mode === 'raise') {
    const known = nativeWrap(indices, length, out);
    if (known !== undefined) return known;
    for (let i = 0; i < n; i++) {
      const index = indices[i]!;
      const place = index < 0 ? index + length : index;
      if (place < 0 || place >= length) return i;
      out[i] = place;
    }
  } else if (mode === 'wrap') {
    for (let i = 0; i < n; i++) {
      const rest = indices[i]! % length;
      out[i] = rest < 0 ? rest + length : rest;
    }
  } else {
    for (let i = 0; i < n; i++) {
      const index = indices[i]!;
      out[i] = index < 0 ? 0 : index >= length ? length - 1 : index;
    }
  }
  return -1;
}

const listFor = (count: number, largest: number): Int32Array | Float64Array =>
  largest < 2 ** 31 ? new Int32Array(count) : new Float64Array(count);

/**
 * The same indices in each of several rows.
 *
 * @param indices - non-negative indices within a row
 * @param length - the length of a row
 * @param rows - how many rows
 */
export function positionsInRows(indices: Int32Array, length: number, rows: number): Int32Array | Float64Array {
  if (rows === 1) return indices;
  const n = indices.length;
  const positions = listFor(n * rows, length * rows);
  for (let row = 0, at = 0; row < rows; row++) {
    const start = row * length;
    for (let i = 0; i < n; i++) positions[at++] = start + indices[i]!;
  }
  return positions;
}

/**
 * Each place of a row several times in a row, for each of several rows.
 *
 * @param counts - how often each place of a row comes
 * @param rows - how many rows
 */
export function runPositions(counts: Int32Array, rows: number): Int32Array | Float64Array {
  const length = counts.length;
  let total = 0;
  for (let i = 0; i < length; i++) total += counts[i]!;
  const positions = listFor(total * rows, length * rows);
  for (let row = 0, at = 0, start = 0; row < rows; row++, start += length) {
    for (let i = 0; i < length; i++) {
      for (let end = at + counts[i]!; at < end; at++) positions[at] = start + i;
    }
  }
  return positions;
}

/**
 * Positions of elements along one axis of packed rows: element `[o, i, w]` of `indices` (packed, of `rows` by `count`
 * by `width`) points into `[o, :, w]` of an array of `rows` by `length` by `width`.
 *
 * @param indices - non-negative indices
 */
export function positionsAlong(
  indices: Int32Array,
  rows: number,
  count: number,
  width: number,
  length: number,
): Int32Array | Float64Array {
  const positions = listFor(rows * count * width, rows * length * width);
  for (let row = 0, at = 0; row < rows; row++) {
    const start = row * length * width;
    for (let i = 0; i < count; i++) {
      for (let w = 0; w < width; w++, at++) positions[at] = start + indices[at]! * width + w;
    }
  }
  return positions;
}
