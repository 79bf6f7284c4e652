// Random reordering of arrays of any layout: which element goes where is drawn as a shuffle of int32 positions, the
// elements are moved by the backend. One-dimensional numbers without gaps are shuffled where they lie.

import { NDArray, emptyArray, wrapTypedArray } from '../core/ndarray.js';
import { isStepsF } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { copyAs } from '../ops/creation.js';
import { getItem } from '../ops/indexing.js';
import { memoryOf } from './arguments.js';
import type { BitGenerator } from './bitGenerator.js';
import { permutation, shuffle } from './permute.js';

/** The subarrays along `axis` in the order that `order` gives: a fresh array. */
export function taken(x: NDArray, order: NDArray, axis: number): NDArray {
  return getItem(x, [...new Array<string>(axis).fill(':'), order]);
}

/** The subarrays along `axis` in random order: a fresh array. */
export function permutedAlong(bits: BitGenerator, x: NDArray, axis: number): NDArray {
  return taken(x, wrapTypedArray(permutation(bits, x.shape[axis]!)), axis);
}

/** Puts the subarrays along `axis` into random order, in place. */
export function shuffleAlong(bits: BitGenerator, x: NDArray, axis: number): void {
  if (x.ndim === 1 && x.info.lanes === 1 && x.isC) {
    shuffle(bits, memoryOf<Float64Array>(x));
    return;
  }
  if (x.size === 0) return;
  backend().copy(x.shape, permutedAlong(bits, x, axis), x);
}

/** Shuffles all elements of an array in place: in the order of its memory if that has no gaps, else in C order. */
export function shuffleAll(bits: BitGenerator, x: NDArray): void {
  const whole = x.isC || isStepsF(x.shape, x.steps);
  if (whole) {
    shuffleAlong(bits, x.strided([x.size], [1], x.offset), 0);
    return;
  }
  const packed = copyAs(x, x.info);
  shuffleAlong(bits, packed.strided([x.size], [1], 0), 0);
  backend().copy(x.shape, packed, x);
}

/** Shuffles every line along `axis` on its own, in place; the lines are drawn in C order of the other axes. */
export function shuffleLines(bits: BitGenerator, x: NDArray, axis: number): void {
  const n = x.shape[axis]!;
  if (x.size === 0) return;
  const last = <T>(list: readonly T[]): T[] => [...list.slice(0, axis), ...list.slice(axis + 1), list[axis]!];
  const lines = x.strided(last(x.shape), last(x.steps), x.offset);
  const positions = new Int32Array(x.size);
  for (let i = 0; i < positions.length; i++) positions[i] = i;
  for (let start = 0; start < positions.length; start += n) shuffle(bits, positions.subarray(start, start + n));
  const packed = copyAs(lines, lines.info);
  const moved = emptyArray(lines.info, lines.shape);
  backend().gather(packed, positions, 1, moved);
  backend().copy(lines.shape, moved, lines);
}
