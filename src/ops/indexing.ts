/** Reading and assigning parts of arrays by index: `a.at(...)` and `a.set([...], value)`. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES, type DType } from '../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { planIndex, positionsOf, type Index } from '../core/indexing.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { sharesMemory } from '../core/overlap.js';
import { canCastInfo } from '../core/promotion.js';
import { broadcastSteps, sameShape } from '../core/shape.js';
import { backend, type StridedView } from '../backends/backend.js';
import { chooseFlat } from '../backends/single/choosing.js';

/**
 * The part of an array that an index names: a view for integers and slices, a copy for index arrays and masks.
 *
 * @param a - the array
 * @param indices - the parts of the index
 */
export function getItem<D extends DType>(a: NDArray<D>, indices: readonly Index[]): NDArray<D> {
  const plan = planIndex('at', a, indices);
  if (plan.advanced.length === 0) return plan.view as NDArray<D>;
  const { positions, block, offset, shape } = positionsOf(plan);
  const result = emptyArray(a.info, shape);
  const view: StridedView = { info: a.info, storage: a.storage, offset, steps: [] };
  if (positions.length > 0) backend().gather(view, positions, block, result);
  return result;
}

/** A value to assign, spread over the shape that it goes to. */
function spreadValue(functionName: string, value: NDArray, shape: readonly number[]): StridedView {
  // Leading axes of length 1 may be more than the target has, as in NumPy.
  let from = value;
  while (from.ndim > shape.length && from.shape[0] === 1) {
    from = from.strided(from.shape.slice(1), from.steps.slice(1), from.offset);
  }
  const lead = shape.length - from.ndim;
  if (lead < 0 || from.shape.some((n, k) => n !== 1 && n !== shape[lead + k])) {
    throw new ValueError(
      `${functionName}: could not broadcast input array from shape ${shapeText(value.shape)} into shape ${shapeText(shape)}`,
    );
  }
  return {
    info: from.info,
    storage: from.storage,
    offset: from.offset,
    steps: broadcastSteps(from.shape, from.steps, shape),
  };
}

/** Assign one value where a mask over a whole array is true; false where array and mask are not so simple. */
function setMasked(a: NDArray, mask: NDArray, value: NDArray): boolean {
  if (mask.info !== DTYPES.bool || !mask.isC || !a.isC || !sameShape(mask.shape, a.shape) || a.ndim === 0) return false;
  const one = emptyArray(a.info, []);
  backend().copy([], value, one);
  if (sharesMemory(mask, a)) return false;
  chooseFlat(a.size, mask, one, true, a, false, a);
  return true;
}

/**
 * Assign to the part of an array that an index names.
 *
 * @param a - the array
 * @param indices - the parts of the index
 * @param value - array_like, broadcast to that part; plain numbers must fit the dtype
 * @throws DTypeError when the value's dtype cannot be converted to the array's without loss of kind
 */
export function setItem(a: NDArray, indices: readonly Index[], value: ArrayLike): void {
  if (!Array.isArray(indices)) {
    throw new DTypeError(`set: the index must be a list such as [0, '1:3'], got ${describe(indices)}`);
  }
  a.mustBeWriteable('set');
  let source = asNDArray('set', value, a.info);
  if (!canCastInfo(source.info, a.info, 'same_kind')) {
    throw new DTypeError(
      `set: cannot assign ${source.dtype} values to an array of ${a.dtype} without loss; convert them with astype('${a.dtype}')`,
    );
  }
  const [mask] = indices;
  if (indices.length === 1 && mask instanceof NDArray && source.ndim === 0 && setMasked(a, mask, source)) return;
  const plan = planIndex('set', a, indices);
  if (sharesMemory(source, a)) {
    const copy = emptyArray(source.info, source.shape);
    backend().copy(source.shape, source, copy);
    source = copy;
  }
  if (plan.advanced.length === 0) {
    backend().copy(plan.shape, spreadValue('set', source, plan.shape), plan.view);
    return;
  }
  const { positions, block, offset, shape } = positionsOf(plan);
  const packed = emptyArray(a.info, shape);
  backend().copy(shape, spreadValue('set', source, shape), packed);
  const view: StridedView = { info: a.info, storage: a.storage, offset, steps: [] };
  if (positions.length > 0) backend().scatter(view, positions, block, packed);
}
