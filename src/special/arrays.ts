/** Plain numbers as arrays, and checks of the integers that count results. */
import { describe, ValueError } from '../core/errors.js';
import { DTYPES } from '../core/dtype.js';
import { NDArray } from '../core/ndarray.js';

/** An array over plain float64 values, or over interleaved parts of complex128 ones; it shares their memory. */
export function vector(values: Float64Array, shape?: readonly number[]): NDArray<'float64'>;
export function vector(
  values: Float64Array,
  shape: readonly number[] | undefined,
  type: 'complex128',
): NDArray<'complex128'>;
export function vector(
  values: Float64Array,
  shape?: readonly number[],
  type: 'float64' | 'complex128' = 'float64',
): NDArray {
  const length = type === 'float64' ? values.length : values.length / 2;
  const dims = shape ?? [length];
  const steps = new Array<number>(dims.length);
  let step = 1;
  for (let k = dims.length - 1; k >= 0; k--) {
    steps[k] = step;
    step *= dims[k]!;
  }
  return new NDArray(DTYPES[type], values, dims, steps, 0, null, true);
}

/** An integer of at least `least`. */
export function count(functionName: string, name: string, value: unknown, least = 0): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw new ValueError(`${functionName}: ${name} must be an integer of at least ${least}, got ${describe(value)}`);
  }
  return value;
}
