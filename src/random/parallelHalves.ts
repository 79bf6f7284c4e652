// Long fills that take one 32-bit draw an element, on several threads, with the numbers of one thread: single-precision
// uniform numbers, and integers in an interval. An integer's draw is refused or not whatever came before it (Lemire's
// method), so parts are filled independently, and what was refused is closed up afterwards.

import { DTYPES } from '../core/dtype.js';
import { backend, type StridedView } from '../backends/backend.js';
import { defineTask, share } from '../backends/task.js';
import { upperHalf } from './bounded.js';
import { pcg64Kernel } from './pcg64Kernel.js';
import { stateBefore, statesOfParts, type Jump } from './streamParts.js';

/** Elements from which a fill is offered to other threads. */
export const HALVES_PARALLEL_FROM = 262_144;
/** Draws a part, and a batch: what a refused draw moves lies within one. */
const PART = 32768;
const BATCH = 2 ** 20;
/** Nanoseconds a draw. */
const COST = 3;
const BLOCK = 2048;

/** Integers in [offset, offset + range], wrapped to 32 bits; range below 2**32 - 1. */
export interface Interval {
  readonly offset: number;
  readonly range: number;
}

/** Counters of a part: how many elements it has, and the last half word that it read. */
const NOTES = 2;

const fillPart = defineTask(
  'random 32-bit draws',
  (
    chunk,
    chunks,
    states: readonly number[],
    parts: number,
    n: number,
    interval: Interval | null,
    out: StridedView,
    notes: StridedView,
  ) => {
    const kernel = pcg64Kernel();
    const { storage } = out;
    const integers = new Int32Array(storage.buffer, storage.byteOffset, storage.length);
    const floats = new Float32Array(storage.buffer, storage.byteOffset, storage.length);
    const [first, last] = share(parts, chunk, chunks);
    const words = new Int32Array(2 * BLOCK);
    for (let part = first; part < last; part++) {
      const core = stateBefore(states, part);
      const end = Math.min(n, (part + 1) * PART);
      let at = part * PART;
      for (let i = at; i < end; i += 2 * BLOCK) {
        const count = Math.min(2 * BLOCK, end - i);
        kernel.words(core, words, count / 2);
        at =
          interval === null ? putFloats(words, count, floats, at) : putIntegers(words, count, integers, at, interval);
        (notes.storage as Int32Array)[NOTES * part + 1] = words[count - 1]!;
      }
      (notes.storage as Int32Array)[NOTES * part] = at - part * PART;
    }
  },
  [4, 5],
);

function putFloats(words: Int32Array, count: number, out: Float32Array, start: number): number {
  for (let k = 0; k < count; k++) out[start + k] = (words[k]! >>> 8) * 2 ** -24;
  return start + count;
}

function putIntegers(words: Int32Array, count: number, out: Int32Array, start: number, interval: Interval): number {
  const { offset, range } = interval;
  const width = range + 1;
  const threshold = (0xffffffff - range) % width;
  let at = start;
  for (let k = 0; k < count; k++) {
    const word = words[k]! >>> 0;
    const lower = Math.imul(word, width) >>> 0;
    if (lower >= threshold) out[at++] = upperHalf(word, width, lower) + offset;
  }
  return at;
}

/**
 * Fill the beginning of `out` from a stream of PCG64 of which no half word waits.
 *
 * @param state - the stream's state, eight words; moved on as if the draws had been made one after another
 * @param jump - gives a function that moves a state by a number of words
 * @param interval - the integers to draw; null for single-precision numbers in [0, 1)
 * @returns how many elements are filled, the few that are left are the caller's; and the last half word that was used
 */
export function fillHalvesInParts(
  state: Int32Array,
  jump: Jump,
  out: Float32Array | Int32Array,
  interval: Interval | null,
): { done: number; spare: number } {
  const info = out instanceof Int32Array ? DTYPES.int32 : DTYPES.float32;
  let done = 0;
  let spare = 0;
  while (out.length - done >= HALVES_PARALLEL_FROM) {
    // A batch never has more draws than elements are missing.
    const n = Math.min(BATCH, (out.length - done) & ~1);
    const parts = Math.ceil(n / PART);
    const states = statesOfParts(state, jump, PART / 2, parts);
    const target = out.subarray(done, done + n);
    const notes = new Int32Array(parts * NOTES);
    const view: StridedView = { info, storage: target, offset: 0, steps: [1] };
    const noted: StridedView = { info: DTYPES.int32, storage: notes, offset: 0, steps: [1] };
    backend().run(fillPart, parts, COST * n, states, parts, n, interval, view, noted);
    let end = 0;
    for (let part = 0; part < parts; part++) {
      const count = notes[NOTES * part]!;
      if (end !== part * PART) target.copyWithin(end, part * PART, part * PART + count);
      end += count;
    }
    done += end;
    spare = notes[NOTES * parts - 1]!;
    const at = stateBefore(states, parts - 1);
    jump(state, (n - (parts - 1) * PART) / 2)(at);
    state.set(at);
  }
  return { done, spare };
}
