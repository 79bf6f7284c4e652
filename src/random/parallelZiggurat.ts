// Long fills of normal and exponential draws on several threads, with the numbers of one thread: NumPy's.
//
// A draw takes one word of the stream, or several where it is rejected, so nobody knows in advance which word a draw begins
// with. But a reader that begins at the wrong word soon falls in step: after the first draw of one word that it shares with
// the right one they read the same. So each part reads from its first word on and notes where its first draws began;
// what the part before it took of its words then tells which of them are true.

import { DTYPES } from '../core/dtype.js';
import { allocate } from '../core/storage.js';
import { backend, type StridedView } from '../backends/backend.js';
import { defineTask } from '../backends/task.js';
import type { WordSource } from './drawBlock.js';
import { scale, type Scaling } from './parallelFill.js';
import { pcg64Kernel } from './pcg64Kernel.js';
import { statesOfParts, type Jump } from './streamParts.js';
import { readDraws, readPartNatively, type ZigguratKind } from './ziggurat.js';

/** Draws from which a fill is offered to other threads. */
export const ZIGGURAT_PARALLEL_FROM = 262_144;
/** Draws that are made at a time, into memory that is used again. */
const BATCH = 2 ** 20;
/** Words a part. */
const PART = 32768;
/** Words beyond a part that its last draw may take: more than ever happens. */
const BEYOND = 256;
/** How many draws of a part note where they began. */
const NOTED = 64;
/** Words that draws take on average, and a little more. */
const WORDS_A_DRAW: Readonly<Record<ZigguratKind, number>> = { normal: 1.009, exponential: 1.015 };
/** Nanoseconds a draw, and a copy of one. */
const COST = 4;
const COPY_COST = 0.7;

/** Words as a source to draw from. */
class Words implements WordSource {
  high = 0;
  position = 0;
  constructor(readonly words: Int32Array) {}

  nextUint64(): number {
    const low = this.words[this.position]!;
    this.high = this.words[this.position + 1]!;
    this.position += 2;
    return low;
  }

  nextDouble(): number {
    const low = this.nextUint64();
    return ((this.high >>> 0) * 0x200000 + (low >>> 11)) * 2 ** -53;
  }

  nextUint32(): number {
    return this.words[this.position++]! >>> 0;
  }
}

function wordsFrom(state: readonly number[], count: number): Words {
  const core = Int32Array.from(state);
  const words = new Int32Array(2 * count);
  const kernel = pcg64Kernel();
  for (let i = 0; i < count; i += 2048) {
    kernel.words(core, words.subarray(2 * i), Math.min(2048, count - i));
  }
  return new Words(words);
}

/** Counters of a part: its draws, the half words that its last draw took beyond it, then where its first draws began. */
const NOTES = 2 + NOTED;

const readPart = defineTask(
  'random draws',
  (
    chunk,
    _chunks,
    kind: ZigguratKind,
    states: readonly number[],
    values: StridedView,
    notes: StridedView,
    scaling: Scaling | null,
  ) => {
    const state = states.slice(8 * chunk, 8 * chunk + 8);
    const storage = values.storage as Float64Array | Float32Array;
    const most = drawsOf(storage);
    const out = storage.subarray(chunk * most, (chunk + 1) * most);
    const own = (notes.storage as Int32Array).subarray(chunk * NOTES, (chunk + 1) * NOTES);
    const core = Int32Array.from(state);
    const read = out instanceof Float64Array && native(kind, core, out, own.subarray(2), scaling);
    if (read) {
      own[0] = read.draws;
      own[1] = read.next - 2 * PART;
      return;
    }
    const source = wordsFrom(state, PART + BEYOND);
    const first = readDraws(kind, source, out, 0, NOTED, 2 * PART, own.subarray(2));
    own[0] = readDraws(kind, source, out, first, most, 2 * PART, null);
    own[1] = source.position - 2 * PART;
    if (scaling !== null) scale(out, 0, own[0], scaling);
  },
  [2, 3],
);

function native(
  kind: ZigguratKind,
  core: Int32Array,
  out: Float64Array,
  begins: Int32Array,
  scaling: Scaling | null,
): ReturnType<typeof readPartNatively> {
  return readPartNatively(kind, { core, limit: 2 * PART, begins }, pcg64Kernel().words, out, scaling);
}

/** Where the draws of a part that count lie among the draws made, how many, and where they go: three numbers a part. */
const placePart = defineTask(
  'random draws placed',
  (chunk, _chunks, moves: readonly number[], values: StridedView, out: StridedView) => {
    const [from, count, to] = moves.slice(3 * chunk, 3 * chunk + 3) as [number, number, number];
    (out.storage as Float64Array).set((values.storage as Float64Array).subarray(from, from + count), to);
  },
  [2],
);

let kept: { readonly owner: unknown; readonly buffer: ArrayBufferLike } | undefined;

/** Memory that other threads see, from fill to fill the same. */
function scratch(bytes: number): ArrayBufferLike {
  const owner = backend();
  if (kept?.owner !== owner || kept.buffer.byteLength < bytes) {
    kept = { owner, buffer: allocate(DTYPES.uint8, bytes).buffer };
  }
  return kept.buffer;
}

/** At most how many draws a part makes: in single precision each takes half a word or more. */
function drawsOf(out: Float64Array | Float32Array): number {
  return out instanceof Float32Array ? 2 * PART : PART;
}

/** The half word that was read last of a word of which one half was used; does the other one wait for the next draw? */
interface Spare {
  readonly waits: boolean;
  readonly half: number;
}

/** Set a state to a number of half words after another. */
function moveTo(state: Int32Array, from: readonly number[], halves: number, jump: Jump): Spare {
  const at = Int32Array.from(from);
  const last = Math.max(0, Math.ceil(halves / 2) - 1);
  jump(state, last)(at);
  const { words } = wordsFrom([...at], 1);
  const end = Int32Array.from(from);
  jump(state, Math.ceil(halves / 2))(end);
  state.set(end);
  return { waits: halves % 2 === 1, half: words[1]! };
}

/**
 * Fill the beginning of `out` from a stream of PCG64: up to 2**20 draws or, where a part never fell in step, those before
 * it.
 *
 * @param state - the stream's state, eight words, without a half word that waits; moved on as if the draws had been made one
 *   after another
 * @param jump - gives a function that moves a state by a number of words
 * @param out - receives the draws; singles take half a word or more each
 * @param scaling - what becomes of each draw
 * @returns how many draws were made, and the half word that was read last
 */
export function fillZigguratInParts(
  kind: ZigguratKind,
  state: Int32Array,
  jump: Jump,
  out: Float64Array | Float32Array,
  scaling: Scaling | null,
): { done: number; spare: Spare | null } {
  const n = Math.min(out.length, BATCH);
  const most = drawsOf(out);
  // A fill that goes on after this batch ends with a part: then none is read twice.
  const parts = n < out.length ? Math.floor(n / most) : Math.ceil((n * WORDS_A_DRAW[kind]) / most) + 1;
  const states = statesOfParts(state, jump, PART, parts);
  const memory = scratch(parts * (8 * PART + 4 * NOTES));
  const values =
    out instanceof Float32Array ? new Float32Array(memory, 0, parts * most) : new Float64Array(memory, 0, parts * most);
  const notes = new Int32Array(memory, 8 * parts * PART, parts * NOTES);
  const view = (storage: Float64Array | Float32Array | Int32Array): StridedView => ({
    info:
      storage instanceof Int32Array ? DTYPES.int32 : storage instanceof Float32Array ? DTYPES.float32 : DTYPES.float64,
    storage,
    offset: 0,
    steps: [1],
  });
  backend().run(readPart, parts, COST * n, kind, states, view(values), view(notes), scaling);
  const moves: number[] = [];
  let done = 0;
  let taken = 0;
  let spare: Spare | null = null;
  for (let part = 0; ; part++) {
    const own = notes.subarray(part * NOTES, (part + 1) * NOTES);
    const begins = own.subarray(2, 2 + Math.min(NOTED, own[0]!));
    const from = begins.indexOf(taken);
    const before = states.slice(8 * part, 8 * part + 8);
    if (from < 0) {
      if (done > 0) spare = moveTo(state, before, taken, jump);
      break;
    }
    const count = Math.min(n - done, own[0]! - from);
    moves.push(part * most + from, count, done);
    done += count;
    taken = own[1]!;
    if (from + count < own[0]!) {
      spare = moveTo(state, before, endOf(kind, before, from + count, out), jump);
      break;
    }
    if (part === parts - 1) {
      spare = moveTo(state, before, 2 * PART + taken, jump);
      break;
    }
  }
  const target = out.subarray(0, done);
  backend().run(placePart, moves.length / 3, COPY_COST * done, moves, view(values), view(target));
  return { done, spare };
}

/** The half word at which so many draws of a part end: the part is read once more. */
function endOf(kind: ZigguratKind, before: readonly number[], draws: number, out: Float64Array | Float32Array): number {
  if (out instanceof Float64Array) {
    const read = native(kind, Int32Array.from(before), new Float64Array(draws), new Int32Array(0), null);
    if (read) return read.next;
  }
  const source = wordsFrom(before, PART + BEYOND);
  readDraws(
    kind,
    source,
    new (out instanceof Float32Array ? Float32Array : Float64Array)(draws),
    0,
    draws,
    2 * PART,
    null,
  );
  return source.position;
}
