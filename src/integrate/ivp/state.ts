/**
 * States of ordinary differential equations as solvers see them: plain Float64Arrays, complex components as pairs of parts. Here user
 * functions, which take and give arrays, are wrapped so that small systems do not drown in the overhead of arrays.
 */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, shapeText } from '../../core/errors.js';
import { NDArray } from '../../core/ndarray.js';
import { allocate } from '../../core/storage.js';
import { copyAs } from '../../ops/creation.js';

/** The element types that states have. */
export type StateDType = 'float64' | 'complex128';

/** `out = f(t, y)`; with `fresh` y is not used again, so that the user may have it without a copy. */
export type Derivative = (t: number, y: Float64Array, out: Float64Array, fresh?: boolean) => void;

/** Numbers a component: 1, or 2 for a complex one. */
export type Lanes = 1 | 2;

/** Memory for a state, every element of which is written next. */
export function freshState(length: number): Float64Array {
  return length <= 8 ? new Float64Array(length) : allocate(DTYPES.float64, length);
}

/** A copy of a state. */
export function copyState(state: Float64Array): Float64Array {
  if (state.length <= 64) return state.slice();
  const copy = freshState(state.length);
  copy.set(state);
  return copy;
}

/** An array over a state's own memory. */
export function stateArray(state: Float64Array, lanes: Lanes, shape: readonly number[]): NDArray<StateDType> {
  const info = lanes === 1 ? DTYPES.float64 : DTYPES.complex128;
  const steps = shape.length === 1 ? [1] : [shape[1]!, 1];
  return new NDArray<StateDType>(info, state, shape, steps, 0, null, true);
}

/**
 * Read what a user function returned into `out`: a number, numbers, nested arrays or an array with as many elements.
 *
 * @param source - the function's name in messages, e.g. `solveIvp: fun`
 */
export function readState(source: string, value: unknown, lanes: Lanes, out: Float64Array): void {
  const n = out.length / lanes;
  if (lanes === 1) {
    if (typeof value === 'number' && n === 1) {
      out[0] = value;
      return;
    }
    if (Array.isArray(value) && value.length === n) {
      let i = 0;
      for (; i < n; i++) {
        const item: unknown = value[i];
        if (typeof item !== 'number') break;
        out[i] = item;
      }
      if (i === n) return;
    }
    if (value instanceof Float64Array && value.length === n) {
      out.set(value);
      return;
    }
  }
  if (value === undefined || value === null) {
    throw new DTypeError(`${source} must return ${n} value${n === 1 ? '' : 's'}, it returned ${String(value)}`);
  }
  const array = asNDArray(source, value as ArrayLike);
  if (array.size !== n) {
    throw new ValueError(
      `${source} must return as many values as the state has, ${n}; it returned shape ${shapeText(array.shape)}`,
    );
  }
  if (array.info.kind === 'c' && lanes === 1) {
    throw new DTypeError(`${source} returned complex values for a real state; give a complex y0`);
  }
  if (array.info.num === DTYPES.float64.num && array.isC && lanes === 1) {
    const { storage, offset } = array as NDArray<'float64'>;
    if (n > 32) out.set(storage.subarray(offset, offset + n));
    else for (let i = 0; i < n; i++) out[i] = storage[offset + i]!;
    return;
  }
  out.set(copyAs(array, lanes === 1 ? DTYPES.float64 : DTYPES.complex128).data as Float64Array);
}

/** A state from what the user gave as y0. */
export function initialState(functionName: string, y0: ArrayLike): { state: Float64Array; lanes: Lanes } {
  const array = asNDArray(functionName, y0);
  if (array.ndim !== 1) {
    throw new ValueError(`${functionName}: y0 must be 1-dimensional, got shape ${shapeText(array.shape)}`);
  }
  const lanes = array.info.kind === 'c' ? 2 : 1;
  const state = copyAs(array, lanes === 1 ? DTYPES.float64 : DTYPES.complex128).data as Float64Array;
  for (const part of state) {
    if (!Number.isFinite(part)) {
      throw new ValueError(`${functionName}: all components of the initial state y0 must be finite`);
    }
  }
  // The solver keeps it; what the user gave stays the user's.
  return { state: state.slice(), lanes };
}
