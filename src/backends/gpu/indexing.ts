/** Indices of arrays on a device: slices, index arrays and masks, for reading (`a.at(...)`) and for assignment (`a.set(...)`). */
import { DTYPES, type DType, type DTypeInfo } from '../../core/dtype.js';
import { DTypeError, IndexError, ValueError, describe, shapeText } from '../../core/errors.js';
import { arg, constant, eq, ne, select, sub } from '../../core/expression.js';
import { planIndex, type Index, type IndexPlan } from '../../core/indexing.js';
import { NDArray } from '../../core/ndarray.js';
import { normalizeAxis, sameShape, stepsC } from '../../core/shape.js';
import { GpuArray, type GpuDType } from './array.js';
import { assign, checkWholeNumber, mustBeWriteable } from './assign.js';
import { EXACT } from './elementwise.js';
import { fetched, fetchedPlaces, type Chosen, type Fetch } from './gather.js';
import { checkArray, toOperands } from './operands.js';
import { argsort, counting, searchsorted } from './order.js';
import { scanAxis } from './scan.js';
import { dropAxes, expandDims, ravel } from './shaping.js';
import { applyExpression } from './ufuncs.js';

/**
 * One part of an index: an integer, a slice (`'1:3'` or `np.slice(...)`), `'...'`, null for a new axis, or integers: a list
 * or array on the host, or an integer array of the device. Masks on the host too; for those on the device see `extract`.
 */
export type GpuIndex = Index | GpuArray;

const INDEX = DTYPES.int32 as DTypeInfo<GpuDType>;
const SINGLE = DTYPES.float32 as DTypeInfo<GpuDType>;

/** An array without memory, for plans that look at shape and steps only. */
function standIn(info: DTypeInfo, shape: readonly number[], steps: readonly number[], offset: number): NDArray<DType> {
  return new NDArray(info, new info.Storage(0) as never, shape, steps, offset, null) as NDArray<DType>;
}

/** Refuses masks on the device, whose count is not known here. */
function refuseMask(functionName: string): never {
  throw new DTypeError(
    `${functionName}: how many elements a mask on the device chooses is known there only; ` +
      'use await cp.extract(mask, a) or await cp.compress(mask, a, { axis }), cp.where(mask, x, y), or a mask on the host',
  );
}

/** An index worked out: a view, or what is fetched. */
interface Plan {
  readonly view: GpuArray;
  /** Undefined where slices and integers suffice. */
  readonly fetch: Fetch | undefined;
  /** What was sent for this plan only. */
  readonly sent: readonly GpuArray[];
}

function planFor(functionName: string, a: GpuArray, indices: readonly GpuIndex[]): Plan {
  const { device } = a;
  const places = new Map<NDArray, GpuArray>();
  const parts = indices.map((index): Index => {
    if (!(index instanceof GpuArray)) return index;
    checkArray(functionName, device, index);
    if (index.info.kind === 'b') refuseMask(functionName);
    if (index.info.kind === 'f') {
      throw new IndexError(
        `${functionName}: arrays used as indices must be of integer (or boolean) type, got ${index.dtype}; use astype('int32')`,
      );
    }
    if (index.ndim === 0) {
      throw new IndexError(
        `${functionName}: an index without axes on the device is not known here; use reshape(1), or its value: await index.item()`,
      );
    }
    const stand = standIn(DTYPES.int32, index.shape, index.steps, index.offset);
    places.set(stand, index);
    return stand;
  });
  const plan: IndexPlan = planIndex(functionName, standIn(a.info, a.shape, a.steps, a.offset), parts);
  const view = a.strided(plan.view.shape, plan.view.steps, plan.view.offset);
  if (plan.advanced.length === 0) return { view, fetch: undefined, sent: [] };
  const sent: GpuArray[] = [];
  const chosen = plan.advanced.map(({ axis, indices: list }): Chosen => {
    const known = places.get(list);
    if (known) return { axis, indices: known };
    const n = view.shape[axis]!;
    const values = Float32Array.from(list.toFlatArray() as number[], Number);
    const outside = values.find((value) => value < -n || value >= n);
    if (outside !== undefined)
      throw new IndexError(`index ${outside} is out of bounds for axis ${axis} with size ${n}`);
    const one = new GpuArray(device, INDEX, device.upload(functionName, values), list.shape);
    sent.push(one);
    return { axis, indices: one };
  });
  const { advancedShape: chosenShape, advancedAxis: chosenAxis } = plan;
  return { view, fetch: { source: view, chosen, chosenShape, chosenAxis }, sent };
}

/** The part of an array that an index names: a view for integers and slices, else a copy. */
export function at<D extends GpuDType>(a: GpuArray<D>, indices: readonly GpuIndex[]): GpuArray<D> {
  const { view, fetch, sent } = planFor('at', a, indices);
  if (!fetch) return view as GpuArray<D>;
  const result = fetched<D>('at', fetch);
  for (const one of sent) one.free();
  return result;
}

/** A value as an operand of the target's dtype. */
function valueFor(
  functionName: string,
  target: GpuArray,
  value: unknown,
): { operand: GpuArray | number; own: boolean } {
  checkWholeNumber(functionName, target, value);
  if (typeof value === 'boolean' || typeof value === 'number') {
    if (target.info.kind === 'b') return { operand: Number(value) === 0 ? 0 : 1, own: false };
    toOperands(functionName, target.device, [target, Number(value)]);
    return { operand: Number(value), own: false };
  }
  const array = checkArray(functionName, target.device, value);
  if (array.dtype === target.dtype) return { operand: array, own: false };
  return { operand: array.astype(target.dtype), own: true };
}

const operandOf = (target: GpuArray, value: GpuArray | number): ReturnType<typeof toOperands>[number] =>
  value instanceof GpuArray
    ? value
    : { info: target.info, buffer: null, shape: [], steps: [], offset: 0, value: Math.fround(value) };

const choice = select(ne(arg(0), constant(0)), arg(1), arg(2));

/** Assign at a mask on the device: the k-th chosen element gets the k-th of the values, or the only one. */
function assignMask(functionName: string, a: GpuArray, mask: GpuArray, value: GpuArray | number): void {
  if (mask.ndim > a.ndim || !sameShape(mask.shape, a.shape.slice(0, mask.ndim))) {
    throw new IndexError(
      `boolean index did not match indexed array: the mask has shape ${shapeText(mask.shape)}, the array ${shapeText(a.shape)}`,
    );
  }
  const rest = a.ndim - mask.ndim;
  let wide = mask;
  for (let k = 0; k < rest; k++) wide = expandDims(wide, wide.ndim);
  let values = value;
  if (value instanceof GpuArray && value.ndim > rest) {
    if (value.ndim > rest + 1) {
      throw new ValueError(
        `${functionName}: values of shape ${shapeText(value.shape)} have more axes than the mask chooses (${rest + 1})`,
      );
    }
    if (value.shape[0] === 1) values = dropAxes(value, [0]);
    else {
      const counts = scanAxis(functionName, ravel(mask), 'sum', 0, INDEX);
      const ranks = applyExpression(functionName, a.device, 'rank', sub(arg(0), constant(1)), INDEX, [counts]);
      const chosen = [{ axis: 0, indices: ranks.strided(mask.shape, stepsC(mask.shape), 0) }];
      values = fetched(functionName, { source: value, chosen, chosenShape: mask.shape, chosenAxis: 0 });
      for (const one of [counts, ranks]) one.free();
    }
  }
  const merged = applyExpression(functionName, a.device, 'where', choice, a.info, [wide, values, a]);
  if (!sameShape(merged.shape, a.shape)) {
    throw new ValueError(
      `${functionName}: could not broadcast input array from shape ${shapeText((values as GpuArray).shape)} into what the mask chooses of shape ${shapeText(a.shape)}`,
    );
  }
  assign(functionName, a, merged);
  merged.free();
}

/** Assign at index arrays. Where an element is named more than once, the last value counts. */
function assignPlaces(functionName: string, fetch: Fetch, value: GpuArray | number): void {
  const { source } = fetch;
  const { device, buffer } = source;
  mustBeWriteable(functionName, source);
  if (buffer.length >= EXACT) {
    throw new ValueError(
      `${functionName}: assignment at index arrays takes arrays of fewer than 2**24 elements, this one is (part of) one of ${buffer.length}; use slices or a mask`,
    );
  }
  const places = fetchedPlaces(functionName, fetch);
  if (places.size === 0) return;
  let values: GpuArray | number = value;
  if (value instanceof GpuArray) {
    const lead = Math.max(0, value.ndim - places.ndim);
    const shape = value.shape.slice(lead);
    const skip = places.ndim - shape.length;
    if (
      value.shape.slice(0, lead).some((n) => n !== 1) ||
      shape.some((n, k) => n !== 1 && n !== places.shape[skip + k])
    ) {
      throw new ValueError(
        `${functionName}: shape mismatch: value array of shape ${shapeText(value.shape)} could not be broadcast to indexing result of shape ${shapeText(places.shape)}`,
      );
    }
    const steps = places.shape.map((_, k) => (k < skip || shape[k - skip] === 1 ? 0 : value.steps[lead + k - skip]!));
    values = ravel(value.strided(places.shape, steps, value.offset));
  }
  const flat = ravel(places);
  const order = argsort(functionName, flat, 0);
  const take = (list: GpuArray, indices: GpuArray): GpuArray =>
    fetched(functionName, { source: list, chosen: [{ axis: 0, indices }], chosenShape: indices.shape, chosenAxis: 0 });
  const sorted = take(flat, order);
  const all = counting(functionName, device, buffer.length, SINGLE);
  const after = searchsorted(functionName, sorted, all, 'right');
  // -1, before all of them, reads the last one, which is another place.
  const last = applyExpression(functionName, device, 'rank', sub(arg(0), constant(1)), INDEX, [after]);
  const found = take(sorted, last);
  const which = take(order, last);
  const hit = applyExpression(functionName, device, 'same', eq(arg(0), arg(1)), DTYPES.bool, [
    new GpuArray(device, SINGLE, found.buffer, found.shape),
    all,
  ]);
  const given = values instanceof GpuArray ? take(values, which) : values;
  const old = new GpuArray(device, source.info, buffer, [buffer.length]);
  const merged = applyExpression(functionName, device, 'where', choice, source.info, [hit, given, old]);
  assign(functionName, old, merged);
  const made = [places, order, sorted, all, after, last, found, which, hit, merged];
  if (given instanceof GpuArray) made.push(given);
  for (const one of made) one.free();
}

/** NumPy's `a[indices] = value`: in its turn in the queue, for the array and all its views. */
export function set(a: GpuArray, indices: readonly GpuIndex[], value: unknown): void {
  if (!Array.isArray(indices)) {
    throw new DTypeError(`set: the index must be a list, such as [0, '1:3'], got ${describe(indices)}`);
  }
  mustBeWriteable('set', a);
  const { operand, own } = valueFor('set', a, value);
  const [mask] = indices;
  if (indices.length === 1 && mask instanceof GpuArray && mask.info.kind === 'b') {
    checkArray('set', a.device, mask);
    assignMask('set', a, mask, operand);
  } else {
    const { view, fetch, sent } = planFor('set', a, indices);
    if (fetch) assignPlaces('set', fetch, operand);
    else assign('set', view, operandOf(a, operand));
    for (const one of sent) one.free();
  }
  if (own) (operand as GpuArray).free();
}

/** NumPy's `take`. */
export function take(functionName: string, a: GpuArray, indices: unknown, axis: number | null): GpuArray {
  if (axis === null) return at(ravel(a), [asIndex(functionName, indices)]);
  const along = normalizeAxis(functionName, axis, a.ndim);
  return at(a, [...a.shape.slice(0, along).map(() => ':'), asIndex(functionName, indices)]);
}

function asIndex(functionName: string, indices: unknown): GpuIndex {
  if (typeof indices === 'string' || indices === null || indices === undefined) {
    throw new DTypeError(`${functionName}: indices must be integers, got ${describe(indices)}`);
  }
  return indices as GpuIndex;
}
