/** What functions that work along axes share: the shape that is left, axes moved to the end, and handing the result over. */
import type { DType, Scalar } from '../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray } from '../core/ndarray.js';
import { canCastInfo } from '../core/promotion.js';
import { isStepsC, sameShape, sizeOf, stepsC } from '../core/shape.js';
import { backend } from '../backends/backend.js';

/** The shape that is left when axes are reduced. */
export function reducedShape(shape: readonly number[], axes: readonly number[], keepdims: boolean): number[] {
  return keepdims ? shape.map((n, k) => (axes.includes(k) ? 1 : n)) : shape.filter((_, k) => !axes.includes(k));
}

/** A view with axes in another order. */
export function permuted<D extends DType>(a: NDArray<D>, order: readonly number[]): NDArray<D> {
  return a.strided(
    order.map((k) => a.shape[k]!),
    order.map((k) => a.steps[k]!),
    a.offset,
  );
}

/** A view with some axes moved to the end, in their order. */
export function axesLast<D extends DType>(a: NDArray<D>, axes: readonly number[]): NDArray<D> {
  const rest = a.shape.map((_, k) => k).filter((k) => !axes.includes(k));
  return permuted(a, [...rest, ...[...axes].sort((x, y) => x - y)]);
}

/** A view with axes of length 1 dropped. */
export function dropAxes<D extends DType>(a: NDArray<D>, axes: readonly number[]): NDArray<D> {
  const kept = a.shape.map((_, k) => k).filter((k) => !axes.includes(k));
  return permuted(a, kept);
}

/** An array laid out without gaps in C order: itself where it is so already, else a copy. */
export function packed<D extends DType>(a: NDArray<D>): NDArray<D> {
  if (a.isC && isStepsC(a.shape, a.steps)) return a;
  const result = emptyArray(a.info, a.shape);
  backend().copy(a.shape, a, result);
  return result;
}

/** The elements in another shape of the same size; a view where the layout allows it simply, else a copy. */
export function reshaped<D extends DType>(a: NDArray<D>, shape: readonly number[]): NDArray<D> {
  const source = packed(a);
  return source.strided(shape, stepsC(shape), source.offset);
}

/** All elements in C order as one axis. */
export function flattened<D extends DType>(a: NDArray<D>): NDArray<D> {
  return a.ndim === 1 ? a : reshaped(a, [a.size]);
}

/** The axes in `axes` reduced to rows: an array of shape (rows, elements a row), and the shape of the rows. */
export function rowsAlong<D extends DType>(
  a: NDArray<D>,
  axes: readonly number[],
): { rows: NDArray<D>; rest: number[] } {
  const rest = reducedShape(a.shape, axes, false);
  const length = sizeOf(axes.map((k) => a.shape[k]!));
  return { rows: reshaped(axesLast(a, axes), [sizeOf(rest), length]), rest };
}

/**
 * Check an output array before anything is written.
 *
 * @param functionName - for messages
 * @param out - what the caller gave
 * @param shape - the shape of the result
 * @param from - the dtype of the result
 */
export function checkOutput(
  functionName: string,
  out: unknown,
  shape: readonly number[],
  from: NDArray['info'],
): NDArray {
  if (!(out instanceof NDArray)) throw new DTypeError(`${functionName}: out must be an NDArray, got ${describe(out)}`);
  out.mustBeWriteable(functionName);
  if (!sameShape(out.shape, shape)) {
    throw new ValueError(
      `${functionName}: output parameter has shape ${shapeText(out.shape)}, the result has ${shapeText(shape)}`,
    );
  }
  if (!canCastInfo(from, out.info, 'same_kind')) {
    throw new DTypeError(
      `Cannot cast ${functionName} output from dtype('${from.name}') to dtype('${out.dtype}') with casting rule 'same_kind'`,
    );
  }
  return out;
}

/** Write a result to `out` if there is one. */
export function putOut(functionName: string, result: NDArray, out: NDArray | null | undefined): NDArray {
  if (out === undefined || out === null) return result;
  checkOutput(functionName, out, result.shape, result.info);
  backend().copy(out.shape, result, out);
  return out;
}

/**
 * Hand over what a reduction has computed with all its axes kept.
 *
 * @param functionName - for messages
 * @param kept - the result, reduced axes having length 1
 * @param axes - the reduced axes
 * @param options - what the caller asked for
 */
export function delivered(
  functionName: string,
  kept: NDArray,
  axes: readonly number[],
  options: { axis?: number | readonly number[] | null; keepdims?: boolean; out?: NDArray | null },
): NDArray | Scalar {
  const { axis, keepdims = false, out } = options;
  const result = keepdims ? kept : dropAxes(kept, axes);
  if (out !== undefined && out !== null) return putOut(functionName, result, out);
  if (!keepdims && (axis === undefined || axis === null)) return result.item();
  return result;
}
