/** Results of parts, to be joined afterwards: where they are kept, and how a long row is cut. */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { sizeOf, stepsC } from '../../core/shape.js';
import type { Kernel, StridedView } from '../backend.js';
import { singleBackend } from '../single/index.js';
import { isVisible } from './addresses.js';
import { countShared } from './memory.js';

/** Scratch of more bytes is not kept from call to call. */
const KEPT_BYTES = 256 * 2 ** 20;
const LINE = 64;

// Made when first wanted: this module is loaded where there may be no shared memory.
let arena: SharedArrayBuffer | undefined;
let used = 0;

/**
 * Begin a call: all scratch of earlier ones is free. Scratch is used again because memory fresh from the system costs a page
 * fault for every 4 KB, often more than the work itself.
 */
export function freeScratch(): void {
  used = 0;
  if (arena && arena.byteLength > KEPT_BYTES) arena = undefined;
}

/** A packed view that workers can write, its values undefined, good until the next `freeScratch`. */
export function sharedView(info: DTypeInfo, shape: readonly number[]): StridedView {
  const length = sizeOf(shape) * info.lanes;
  const bytes = length * info.Storage.BYTES_PER_ELEMENT;
  if (!arena || used + bytes > arena.byteLength) {
    // Views of the old arena keep it alive for the rest of the call.
    arena = new SharedArrayBuffer(Math.max(65536, Math.ceil(1.25 * (used + bytes))));
    countShared(arena.byteLength);
    used = 0;
  }
  const storage = new info.Storage(arena, used, length);
  used += Math.ceil(bytes / LINE) * LINE;
  return { info, storage, offset: 0, steps: stepsC(shape) };
}

/** The elements that a view shows of a shape, in shared memory; `filled` copies them there. */
export function staged(shape: readonly number[], view: StridedView, filled: boolean): StridedView {
  // What is repeated is copied once.
  const once = shape.map((length, k) => (view.steps[k] === 0 ? 1 : length));
  const copy = sharedView(view.info, once);
  if (filled) singleBackend.copy(once, view, copy);
  return { ...copy, steps: copy.steps.map((step, k) => (view.steps[k] === 0 ? 0 : step)) };
}

/**
 * Compute into a view that workers can write: `out` itself, or shared scratch that is copied back.
 *
 * @param shape - the shape of the work; `out` has steps of 0 along what is folded
 * @param filled - does the work need the values that are there before?
 */
export function intoShared(
  shape: readonly number[],
  out: StridedView,
  filled: boolean,
  compute: (out: StridedView) => void,
): void {
  if (isVisible(out.storage)) return compute(out);
  const scratch = staged(shape, out, filled);
  compute(scratch);
  const kept = shape.map((length, k) => (out.steps[k] === 0 ? 1 : length));
  singleBackend.copy(kept, scratch, out);
}

/** Where the fold of a part begins: zero, one, or its first element, which may be folded twice. */
export type Start = 'zero' | 'one' | 'first';

const STARTS: Readonly<Record<string, Start>> = {
  add: 'zero',
  multiply: 'one',
  maximum: 'first',
  minimum: 'first',
  fmax: 'first',
  fmin: 'first',
  logical_and: 'first',
  logical_or: 'first',
  bitwise_and: 'first',
  bitwise_or: 'first',
  bitwise_xor: 'zero',
  logical_xor: 'zero',
};

/** How the parts of a fold begin; undefined for kernels whose folds cannot be cut. */
export function startOf(kernel: Kernel): Start | undefined {
  return kernel.associative ? STARTS[kernel.id.slice(0, kernel.id.indexOf(':'))] : undefined;
}

/** Is this a sum of floats or complex numbers? */
export function isFloatSum(kernel: Kernel): boolean {
  const { kind } = kernel.outputs[0]!;
  return kernel.id.startsWith('add:') && (kind === 'f' || kind === 'c');
}

/** The dtype of partial results: sums of floats are kept in double precision. */
export function partialInfo(kernel: Kernel, out: DTypeInfo): DTypeInfo {
  if (!isFloatSum(kernel)) return out;
  return out.kind === 'c' ? DTYPES.complex128 : DTYPES.float64;
}

/** Give partial results their first values. */
export function begin(partials: StridedView, start: 'zero' | 'one', kernel: Kernel): void {
  const { storage, info } = partials;
  storage.fill((info.domain === 'bigint' ? 0n : 0) as never);
  if (start === 'one') {
    if (info.lanes === 2) for (let i = 0; i < storage.length; i += 2) storage[i] = 1;
    else storage.fill((info.domain === 'bigint' ? 1n : info.name === 'float16' ? 0x3c00 : 1) as never);
  } else if (isFloatSum(kernel)) {
    // -0 changes no sum; 0 would turn a sum of -0 into 0.
    storage.fill(-0 as never);
  }
}

/**
 * Places for the folds of a row's stretches, holding their first values.
 *
 * @param borders - where the stretches begin and end
 * @returns the places, and how many elements of each stretch they hold already
 */
export function beginRow(
  kernel: Kernel,
  source: StridedView,
  borders: readonly number[],
  out: DTypeInfo,
): { partials: StridedView; first: number } {
  const partials = sharedView(partialInfo(kernel, out), [borders.length - 1]);
  const start = startOf(kernel)!;
  if (start !== 'first') {
    begin(partials, start, kernel);
    return { partials, first: 0 };
  }
  const step = source.steps[0]!;
  borders.slice(0, -1).forEach((border, i) => {
    const one = { ...source, offset: source.offset + border * step, steps: [] };
    singleBackend.copy([], one, { ...partials, offset: i, steps: [] });
  });
  return { partials, first: 1 };
}

const LEAF = 32768;
const MOST_LEAVES = 512;

/** The size of the leaves into which a row of `n` is cut: a matter of `n` alone, so that results are too. */
function leafOf(n: number): number {
  return Math.max(LEAF, n / MOST_LEAVES);
}

/** Where single's pairwise sums halve a row, so that joined parts give the same bits. */
export const pairwiseHalf = (n: number): number => (n >>> 1) & -8;
/** Where single's sums of squared deviations halve a row. */
export const deviationHalf = (n: number): number => {
  const half = n >>> 1;
  return half - (half & 3);
};

/** The borders of the leaves of the binary tree in which a row is summed. */
export function treeBorders(n: number, half: (n: number) => number): number[] {
  const leaf = leafOf(n);
  const borders = [0];
  const walk = (length: number): void => {
    if (length <= leaf) borders.push(borders[borders.length - 1]! + length);
    else {
      const h = half(length);
      walk(h);
      walk(length - h);
    }
  };
  walk(n);
  return borders;
}

/** Join the sums of the leaves in the same tree. */
export function joinTree(
  sums: Float64Array,
  lanes: 1 | 2,
  lane: number,
  n: number,
  half: (n: number) => number,
): number {
  const leaf = leafOf(n);
  let next = 0;
  const walk = (length: number): number => {
    if (length <= leaf) return sums[lanes * next++ + lane]!;
    const h = half(length);
    const left = walk(h);
    return left + walk(length - h);
  };
  return walk(n);
}

/** Borders of equal blocks, a matter of `n` alone. */
export function blockBorders(n: number): number[] {
  const count = Math.max(1, Math.floor(n / leafOf(n)));
  return Array.from({ length: count + 1 }, (_, k) => Math.round((n * k) / count));
}
