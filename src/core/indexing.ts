/**
 * What an index means: integers, slices, newaxis and ellipsis make a view; boolean and integer arrays among them choose
 * elements, and the places of the chosen ones in the storage are worked out here. Nothing is copied here.
 */
import { asNDArray, type ArrayLike } from './arrayLike.js';
import { IndexError, ValueError, describe, shapeText } from './errors.js';
import { NDArray } from './ndarray.js';
import { flatNonzero, nonzeroOf } from './nonzero.js';
import { broadcastShapes, broadcastSteps, sameShape, sizeOf } from './shape.js';

/** A range along one axis, as Python's `start:stop:step`. */
export class Slice {
  constructor(
    readonly start: number | null = null,
    readonly stop: number | null = null,
    readonly step: number | null = null,
  ) {}

  /** As the index string that stands for it: `'1:3'`. */
  toString(): string {
    const text = `${this.start ?? ''}:${this.stop ?? ''}`;
    return this.step === null ? text : `${text}:${this.step}`;
  }
}

/**
 * A slice as a value: `slice(stop)`, `slice(start, stop)` or `slice(start, stop, step)`; null leaves a place open.
 *
 * @example
 * np.arange(10).at(np.slice(2, 8, 3)).toArray(); // [2, 5]
 */
export function slice(stop: number | null): Slice;
export function slice(start: number | null, stop: number | null, step?: number | null): Slice;
export function slice(...args: (number | null | undefined)[]): Slice {
  return args.length < 2
    ? new Slice(null, args[0] ?? null)
    : new Slice(args[0] ?? null, args[1] ?? null, args[2] ?? null);
}

/**
 * One part of an index: an integer, a slice (`'1:3'`, `'::-1'` or `slice(...)`), `np.newaxis` (null), `'...'`, or an array of
 * booleans or integers.
 */
export type Index = number | string | Slice | null | boolean | NDArray | ArrayLike;

/** The axis of length 1 that an index may insert. */
export const newaxis = null;

const slices = new Map<string, Slice>();

function parseSlice(text: string): Slice {
  let parsed = slices.get(text);
  if (parsed) return parsed;
  const parts = text.split(':').map((part) => part.trim());
  const numbers = parts.map((part) => (part === '' ? null : Number(part)));
  if (parts.length < 2 || parts.length > 3 || numbers.some((n) => n !== null && !Number.isInteger(n))) {
    throw new IndexError(
      `index '${text}' is not understood: slices are written 'start:stop' or 'start:stop:step' with integers, the rest '...'`,
    );
  }
  parsed = new Slice(numbers[0] ?? null, numbers[1] ?? null, numbers[2] ?? null);
  if (slices.size < 1000) slices.set(text, parsed);
  return parsed;
}

/** A slice given as itself or as a string. */
export function sliceOf(index: string | Slice): Slice {
  return typeof index === 'string' ? parseSlice(index) : index;
}

/** Where a slice of an axis begins, how far it goes and how many elements it has. */
export function resolveSlice(range: Slice, length: number): { start: number; step: number; count: number } {
  const step = range.step ?? 1;
  if (step === 0) throw new ValueError('slice step cannot be zero');
  for (const part of [range.start, range.stop, step]) {
    if (part !== null && !Number.isInteger(part))
      throw new IndexError(`slice indices must be integers, got ${describe(part)}`);
  }
  const clip = (value: number | null, otherwise: number): number => {
    if (value === null) return otherwise;
    const fromFront = value < 0 ? value + length : value;
    return step > 0 ? Math.min(Math.max(fromFront, 0), length) : Math.min(Math.max(fromFront, -1), length - 1);
  };
  const start = clip(range.start, step > 0 ? 0 : length - 1);
  const stop = clip(range.stop, step > 0 ? length : -1);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return { start, step, count };
}

type Part =
  | { kind: 'integer'; value: number }
  | { kind: 'slice'; value: Slice }
  | { kind: 'newaxis' }
  | { kind: 'ellipsis' }
  | { kind: 'array'; value: NDArray }
  | { kind: 'mask'; value: NDArray };

function parse(functionName: string, index: Index): Part {
  if (typeof index === 'number') {
    if (!Number.isInteger(index)) {
      throw new IndexError(
        `${functionName}: only integers, slices ('1:3'), ellipsis ('...'), np.newaxis (null) and integer or boolean arrays are valid indices, got ${index}`,
      );
    }
    return { kind: 'integer', value: index };
  }
  if (typeof index === 'string')
    return index.trim() === '...' ? { kind: 'ellipsis' } : { kind: 'slice', value: parseSlice(index) };
  if (index === null) return { kind: 'newaxis' };
  if (index instanceof Slice) return { kind: 'slice', value: index };
  if (index === undefined) throw new IndexError(`${functionName}: an index is undefined; newaxis is null`);
  let array = asNDArray(functionName, index);
  if (array.info.kind === 'b') return { kind: 'mask', value: array };
  if (array.info.kind === 'i' || array.info.kind === 'u') {
    return array.ndim === 0 ? { kind: 'integer', value: Number(array.item()) } : { kind: 'array', value: array };
  }
  if (array.size === 0 && !(index instanceof NDArray)) array = asNDArray(functionName, new Int32Array(0));
  else if (
    index instanceof NDArray ||
    array.info.kind !== 'f' ||
    !array.toFlatArray().every((n) => Number.isInteger(n))
  ) {
    throw new IndexError(
      `${functionName}: arrays used as indices must be of integer (or boolean) type, got ${array.dtype}${array.info.kind === 'f' && index instanceof NDArray ? "; use astype('int')" : ''}`,
    );
  }
  return array.ndim === 0 ? { kind: 'integer', value: Number(array.item()) } : { kind: 'array', value: array };
}

/** What an index comes to. */
export interface IndexPlan {
  /** The view that the basic parts make, the axes of index arrays still whole. */
  readonly view: NDArray;
  /** The axes of `view` that arrays index, with the arrays (integers, one per axis); empty for a basic index. */
  readonly advanced: readonly { axis: number; indices: NDArray }[];
  /** The shape of the result. */
  readonly shape: readonly number[];
  /** Where in the result the axes of the index arrays lie. */
  readonly advancedAxis: number;
  /** The common shape of the index arrays. */
  readonly advancedShape: readonly number[];
}

/**
 * Work out an index.
 *
 * @param functionName - for messages
 * @param array - what is indexed
 * @param indices - the parts of the index
 * @throws IndexError for too many indices, indices out of bounds, masks that do not fit, arrays that do not broadcast
 */
export function planIndex(functionName: string, array: NDArray, indices: readonly Index[]): IndexPlan {
  const parts = indices.map((index) => parse(functionName, index));
  const consumed = parts.reduce(
    (n, p) => n + (p.kind === 'mask' ? p.value.ndim : p.kind === 'newaxis' || p.kind === 'ellipsis' ? 0 : 1),
    0,
  );
  if (consumed > array.ndim) {
    throw new IndexError(
      `too many indices for array: array is ${array.ndim}-dimensional, but ${consumed} were indexed`,
    );
  }
  if (parts.filter((p) => p.kind === 'ellipsis').length > 1) {
    throw new IndexError("an index can only have a single ellipsis ('...')");
  }
  const [first] = parts;
  if (
    parts.length === 1 &&
    first!.kind === 'mask' &&
    array.isC &&
    sameShape(first!.value.shape, array.shape) &&
    array.ndim > 0
  ) {
    // A mask over all of an array without gaps: the array is one axis.
    const places = flatNonzero(first!.value);
    const view = array.strided([array.size], [1], array.offset);
    const { shape } = places;
    return { view, advanced: [{ axis: 0, indices: places }], shape, advancedAxis: 0, advancedShape: shape };
  }
  const anyArray = parts.some((p) => p.kind === 'array' || p.kind === 'mask');
  const full = array.ndim - consumed;
  const shape: number[] = [];
  const steps: number[] = [];
  let { offset } = array;
  let axis = 0;
  const advanced: { axis: number; indices: NDArray }[] = [];
  // Index arrays side by side put their axes where they stand; with anything between them, in front.
  let firstArray = -1;
  let lastArray = -1;
  const keep = (): void => {
    shape.push(array.shape[axis]!);
    steps.push(array.steps[axis]!);
    axis++;
  };
  if (!parts.some((p) => p.kind === 'ellipsis')) parts.push({ kind: 'ellipsis' });
  let scalarMask: boolean | undefined;
  parts.forEach((part, at) => {
    switch (part.kind) {
      case 'integer': {
        const length = array.shape[axis]!;
        const { value } = part;
        if (value < -length || value >= length) {
          throw new IndexError(`index ${value} is out of bounds for axis ${axis} with size ${length}`);
        }
        if (anyArray) {
          // Beside index arrays an integer is one of them.
          if (firstArray < 0) firstArray = at;
          lastArray = at;
          advanced.push({
            axis: shape.length,
            indices: asNDArray(functionName, Int32Array.of(value)).strided([], [], 0),
          });
          keep();
        } else {
          offset += (value < 0 ? value + length : value) * array.steps[axis]!;
          axis++;
        }
        return;
      }
      case 'slice': {
        const { start, step, count } = resolveSlice(part.value, array.shape[axis]!);
        if (count > 0) offset += start * array.steps[axis]!;
        shape.push(count);
        steps.push(step * array.steps[axis]!);
        axis++;
        return;
      }
      case 'newaxis':
        shape.push(1);
        steps.push(0);
        return;
      case 'ellipsis':
        for (let k = 0; k < full; k++) keep();
        return;
      case 'array':
        if (firstArray < 0) firstArray = at;
        lastArray = at;
        advanced.push({ axis: shape.length, indices: part.value });
        keep();
        return;
      case 'mask': {
        if (firstArray < 0) firstArray = at;
        lastArray = at;
        const mask = part.value;
        if (mask.ndim === 0) {
          scalarMask = (scalarMask ?? true) && Boolean(mask.item());
          return;
        }
        for (let k = 0; k < mask.ndim; k++) {
          if (mask.shape[k] !== array.shape[axis + k]) {
            throw new IndexError(
              `boolean index did not match indexed array along axis ${axis + k}; size of axis is ${array.shape[axis + k]} but size of corresponding boolean axis is ${mask.shape[k]}`,
            );
          }
        }
        for (const indices of nonzeroOf(mask)) {
          advanced.push({ axis: shape.length, indices });
          keep();
        }
        return;
      }
    }
  });
  if (scalarMask !== undefined) {
    // A boolean without axes indexes an axis of length 1 put in its place.
    shape.unshift(1);
    steps.unshift(0);
    for (const one of advanced) one.axis++;
    advanced.unshift({ axis: 0, indices: asNDArray(functionName, scalarMask ? Int32Array.of(0) : new Int32Array(0)) });
  }
  const view = array.strided(shape, steps, offset);
  if (!anyArray) return { view, advanced, shape, advancedAxis: 0, advancedShape: [] };
  let advancedShape: number[];
  try {
    advancedShape = broadcastShapes(...advanced.map((one) => one.indices.shape));
  } catch {
    throw new IndexError(
      `shape mismatch: indexing arrays could not be broadcast together with shapes ${advanced.map((one) => shapeText(one.indices.shape)).join(' ')}`,
    );
  }
  const together = parts
    .slice(firstArray, lastArray + 1)
    .every((p) => p.kind === 'array' || p.kind === 'mask' || p.kind === 'integer');
  const advancedAxis = together && scalarMask === undefined ? advanced[0]!.axis : 0;
  const chosen = new Set(advanced.map((one) => one.axis));
  const others = shape.filter((_, k) => !chosen.has(k));
  return {
    view,
    advanced,
    shape: [...others.slice(0, advancedAxis), ...advancedShape, ...others.slice(advancedAxis)],
    advancedAxis,
    advancedShape,
  };
}

/** The places of the elements that an advanced index chooses. */
export interface ChosenPositions {
  /** The shape of the result. */
  readonly shape: readonly number[];
  /** For each block of the result in C order, where it lies, in blocks from `offset`. */
  readonly positions: Int32Array | Float64Array;
  /** How many neighbouring elements each position stands for. */
  readonly block: number;
  /** The element of the storage from which positions count. */
  readonly offset: number;
}

function outOfBounds(index: number, axis: number, length: number): IndexError {
  return new IndexError(`index ${index} is out of bounds for axis ${axis} with size ${length}`);
}

/** Add to `sums` the index values, made non-negative and multiplied by the axis' step, spread over the common shape. */
function addSteps(
  sums: Float64Array,
  plan: IndexPlan,
  one: { axis: number; indices: NDArray },
  blockScale: number,
): void {
  const { axis, indices } = one;
  const length = plan.view.shape[axis]!;
  const step = plan.view.steps[axis]! / blockScale;
  const { storage, offset } = indices;
  if (storage instanceof Int32Array && indices.isC && sameShape(indices.shape, plan.advancedShape)) {
    for (let i = 0; i < sums.length; i++) {
      const value = storage[offset + i]!;
      const place = value < 0 ? value + length : value;
      if (place < 0 || place >= length) throw outOfBounds(value, axis, length);
      sums[i]! += place * step;
    }
    return;
  }
  const steps = broadcastSteps(indices.shape, indices.steps, plan.advancedShape);
  let i = 0;
  indices.strided(plan.advancedShape, steps, offset).forEachPosition((position) => {
    const value = Number(storage[position]);
    const place = value < 0 ? value + length : value;
    if (place < 0 || place >= length) throw outOfBounds(value, axis, length);
    sums[i++]! += place * step;
  });
}

/** Positions along one axis, `step` blocks apart; the index array itself where it is that already. */
function positionsOnAxis(indices: NDArray<'int32'>, axis: number, length: number, step: number): Int32Array {
  const { data } = indices;
  const count = data.length;
  let least = 0;
  for (let i = 0; i < count; i++) {
    const value = data[i]!;
    if (value < -length || value >= length) throw outOfBounds(value, axis, length);
    if (value < least) least = value;
  }
  if (least === 0 && step === 1) return data;
  const positions = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const value = data[i]!;
    positions[i] = (value < 0 ? value + length : value) * step;
  }
  return positions;
}

/** The places that an advanced index of an array chooses. */
export function positionsOf(plan: IndexPlan): ChosenPositions {
  const { view, advanced, advancedShape, advancedAxis } = plan;
  const chosen = new Set(advanced.map((one) => one.axis));
  const otherShape: number[] = [];
  const otherSteps: number[] = [];
  view.shape.forEach((length, k) => {
    if (!chosen.has(k)) {
      otherShape.push(length);
      otherSteps.push(view.steps[k]!);
    }
  });
  // Whole rows behind the index arrays move as blocks.
  let block = 1;
  let trailing = otherShape.length;
  while (trailing > advancedAxis && (otherSteps[trailing - 1] === block || otherShape[trailing - 1] === 1)) {
    block *= otherShape[trailing - 1]!;
    trailing--;
  }
  const arraySteps = advanced.map((one) => view.steps[one.axis]!);
  const stepsLeft = [...arraySteps, ...otherSteps.slice(0, trailing)];
  if (block === 0 || !stepsLeft.every((step) => step % block === 0)) {
    block = 1;
    trailing = otherShape.length;
  }
  const count = sizeOf(advancedShape);
  const [only] = advanced;
  const inOne = block !== 0 && trailing === 0 && advanced.length === 1 && view.storage.length < 2 ** 31;
  if (inOne && only!.indices.storage instanceof Int32Array && only!.indices.isC) {
    const indices = only!.indices as NDArray<'int32'>;
    const positions = positionsOnAxis(indices, only!.axis, view.shape[only!.axis]!, view.steps[only!.axis]! / block);
    return { shape: plan.shape, positions, block, offset: view.offset };
  }
  const arrays = new Float64Array(count);
  for (const one of advanced) addSteps(arrays, plan, one, block);
  const before = offsetsOf(otherShape.slice(0, advancedAxis), otherSteps.slice(0, advancedAxis), block);
  const after = offsetsOf(otherShape.slice(advancedAxis, trailing), otherSteps.slice(advancedAxis, trailing), block);
  const total = before.length * count * after.length;
  const positions = view.storage.length < 2 ** 31 ? new Int32Array(total) : new Float64Array(total);
  let i = 0;
  for (let u = 0; u < before.length; u++) {
    for (let v = 0; v < count; v++) {
      const base = before[u]! + arrays[v]!;
      for (let w = 0; w < after.length; w++) positions[i++] = base + after[w]!;
    }
  }
  return { shape: plan.shape, positions: block === 0 ? positions.slice(0, 0) : positions, block, offset: view.offset };
}

/** The offsets of all indices of a shape, in C order, in blocks. */
function offsetsOf(shape: readonly number[], steps: readonly number[], block: number): Float64Array {
  const size = sizeOf(shape);
  const result = new Float64Array(size);
  const index = new Array<number>(shape.length).fill(0);
  let offset = 0;
  for (let i = 0; i < size; i++) {
    result[i] = offset;
    for (let k = shape.length - 1; k >= 0; k--) {
      offset += steps[k]! / block;
      if (++index[k]! < shape[k]!) break;
      offset -= (steps[k]! / block) * shape[k]!;
      index[k] = 0;
    }
  }
  return result;
}

/** The places of the elements that any index chooses, counted from the array's own offset, one element each. */
export function indexPositions(
  functionName: string,
  array: NDArray,
  indices: readonly Index[],
): { shape: readonly number[]; positions: Int32Array | Float64Array } {
  const plan = planIndex(functionName, array, indices);
  if (plan.advanced.length === 0) {
    const offsets = offsetsOf(plan.view.shape, plan.view.steps, 1);
    return { shape: plan.shape, positions: offsets.map((o) => o + plan.view.offset - array.offset) };
  }
  const { shape, positions, block, offset } = positionsOf(plan);
  const flat = new Float64Array(positions.length * block);
  let i = 0;
  for (const position of positions)
    for (let k = 0; k < block; k++) flat[i++] = position * block + k + offset - array.offset;
  return { shape, positions: flat };
}
