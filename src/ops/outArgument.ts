/** The `out` option of functions that are no ufuncs: checked, and filled from a result that is ready. */
import type { DTypeInfo } from '../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { canCastInfo, type Casting } from '../core/promotion.js';
import { sameShape } from '../core/shape.js';
import { backend } from '../backends/backend.js';

/**
 * Check an `out` array against the result that it is to take.
 *
 * @throws DTypeError when it is no array or its dtype does not do, ValueError when its shape differs or it is read-only
 */
export function checkOutput(
  functionName: string,
  out: unknown,
  info: DTypeInfo,
  shape: readonly number[],
  casting: Casting = 'same_kind',
): NDArray {
  if (!(out instanceof NDArray)) throw new DTypeError(`${functionName}: out must be an NDArray, got ${describe(out)}`);
  out.mustBeWriteable(functionName);
  if (!sameShape(out.shape, shape)) {
    throw new ValueError(
      `${functionName}: output array has shape ${shapeText(out.shape)}, the result has ${shapeText(shape)}`,
    );
  }
  if (!canCastInfo(info, out.info, casting)) {
    throw new DTypeError(
      `${functionName}: cannot cast the result from ${info.name} to ${out.dtype} according to the rule '${casting}'`,
    );
  }
  return out;
}

/** The result, or `out` with the result's values. */
export function deliver(
  functionName: string,
  result: NDArray,
  out: NDArray | null | undefined,
  casting: Casting = 'same_kind',
): NDArray {
  if (out === undefined || out === null) return result;
  checkOutput(functionName, out, result.info, result.shape, casting);
  backend().copy(result.shape, result, out);
  return out;
}
