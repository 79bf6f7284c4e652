/** What reductions share beside the fold itself: `where`, `initial` and `out`. */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { DTypeError, ValueError, checkMask, describe, shapeText } from '../../core/errors.js';
import { add, arg, constant, mul, ne, select, type Expr } from '../../core/expression.js';
import { broadcastShapes, sameShape, sizeOf } from '../../core/shape.js';
import { GpuArray, type GpuDType } from './array.js';
import { assign, mustBeWriteable } from './assign.js';
import { checkArray } from './operands.js';
import { foldAxes, type Fold } from './reduce.js';
import { dropAxes } from './shaping.js';
import { applyExpression, applyUfunc, checkOut } from './ufuncs.js';
import { tableNamed } from './ufuncNames.js';

/** Which elements a reduction takes: null for all. */
export type Mask = GpuArray | null;

const chosen = select(ne(arg(0), constant(0)), arg(1), arg(2));

/**
 * The mask that `where` stands for.
 *
 * @param functionName - for messages
 * @param a - the array that is folded; the mask broadcasts to its shape
 * @param where - the option: an array of truth values on the same device, or a plain truth value
 */
export function maskOf(functionName: string, a: GpuArray, where: unknown): Mask {
  if (where === undefined || where === true) return null;
  if (where === false) {
    return applyExpression(functionName, a.device, 'nowhere', constant(0), DTYPES.bool, [a]);
  }
  const mask = checkArray(functionName, a.device, where);
  checkMask(functionName, mask, 'cp');
  let fits = false;
  try {
    fits = sameShape(broadcastShapes(mask.shape, a.shape), a.shape);
  } catch {
    fits = false;
  }
  if (!fits) {
    throw new ValueError(
      `${functionName}: where of shape ${shapeText(mask.shape)} does not broadcast to the array's shape ${shapeText(a.shape)}`,
    );
  }
  return mask;
}

/** The array with another number wherever the mask is false. */
export function replaced(functionName: string, a: GpuArray, mask: Mask, number: number): GpuArray {
  if (mask === null) return a;
  return applyExpression(functionName, a.device, 'masked', chosen, a.info, [mask, a, number]);
}

/**
 * How many elements each part of a reduction has: a number without a mask, else an array with the folded axes of length 1.
 */
export function countsOf(functionName: string, a: GpuArray, mask: Mask, axes: readonly number[]): number | GpuArray {
  if (mask === null) return sizeOf(axes.map((k) => a.shape[k]!));
  const ones = applyExpression(functionName, a.device, 'counted', chosen, DTYPES.float32, [
    mask,
    // Gives the shape of the array, and 1 also where an element is nan.
    applyExpression(functionName, a.device, 'one', constant(1), DTYPES.float32, [a]),
    0,
  ]);
  const counts = foldAxes(functionName, ones, 'sum', axes, DTYPES.float32 as DTypeInfo<GpuDType>);
  if (counts.buffer !== ones.buffer) ones.free();
  return counts;
}

/** `counts`, less `ddof`, not below 0: what sums of squares are divided by. */
export function reducedBy(functionName: string, counts: number | GpuArray, ddof: number): number | GpuArray {
  if (typeof counts === 'number') return Math.max(counts - ddof, 0);
  const device = counts.device;
  return applyUfunc(functionName, device, tableNamed('maximum'), [
    applyExpression(functionName, device, 'reducedBy', add(arg(0), arg(1)), DTYPES.float32, [counts, -ddof]),
    0,
  ])[0]!;
}

const START: Readonly<Record<'sum' | 'prod', Expr>> = { sum: add(arg(0), arg(1)), prod: mul(arg(0), arg(1)) };

/** Let a fold begin from a number: computed with the result, since folds of numbers may be taken in any order. */
export function startedFrom(functionName: string, folded: GpuArray, fold: Fold, initial: number | undefined): GpuArray {
  if (initial === undefined) return folded;
  if (fold === 'sum' || fold === 'prod') {
    return applyExpression(functionName, folded.device, `from ${fold}`, START[fold], folded.info, [folded, initial]);
  }
  const bound = tableNamed(fold === 'max' ? 'maximum' : 'minimum');
  return applyUfunc(functionName, folded.device, bound, [folded, initial])[0]!;
}

/** The starting value, checked. */
export function checkedInitial(functionName: string, initial: unknown): number | undefined {
  if (initial === undefined || typeof initial === 'number') return initial;
  if (typeof initial === 'boolean') return Number(initial);
  throw new DTypeError(`${functionName}: initial must be a number, got ${describe(initial)}`);
}

/** Put a reduction's result into `out`, if one was given. */
export function putOut(functionName: string, result: GpuArray, out: unknown): GpuArray {
  if (out === undefined || out === null) return result;
  const target = checkArray(functionName, result.device, out);
  mustBeWriteable(functionName, target);
  checkOut(functionName, target, result.info, result.shape);
  const cast = result.dtype === target.dtype ? result : result.astype(target.dtype);
  assign(functionName, target, cast);
  if (cast !== result) cast.free();
  if (result.buffer !== target.buffer) result.free();
  return target;
}

/** Folded axes taken out, unless they are to stay. */
export function finished(kept: GpuArray, axes: readonly number[], keepdims: boolean | undefined): GpuArray {
  return keepdims ? kept : dropAxes(kept, axes);
}
