/** Calls of users' functions: checked, counted, stopped by an AbortSignal. */
import { DTYPES } from '../core/dtype.js';
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { checkSignal, type AbortLike } from '../core/abort.js';
import { DTypeError, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import type { Vec } from './dense/vector.js';
import type { Vector } from './values.js';

export { checkSignal, type AbortLike };

/** A function of a vector that returns a number, an array or nested arrays. */
export type VectorFunction<A extends readonly unknown[] = []> = (x: Vector, ...args: A) => ArrayLike;

/** Any function of an array. */
export type AnyVectorFunction = (x: Vector) => unknown;

/** Fix the arguments after the first. */
export function bindArgs(
  functionName: string,
  argument: string,
  fun: unknown,
  args: readonly unknown[] | undefined,
): (...first: unknown[]) => unknown {
  if (typeof fun !== 'function') {
    throw new DTypeError(`${functionName}: ${argument} must be a function, got ${describe(fun)}`);
  }
  const call = fun as (...all: unknown[]) => unknown;
  if (args === undefined || args.length === 0) return call;
  if (!Array.isArray(args)) throw new DTypeError(`${functionName}: args must be an array, got ${describe(args)}`);
  return (...first) => call(...first, ...args);
}

/** The imaginary parts of what a function gives for a complex vector. */
export function imaginaryOf(name: string, fun: (x: never) => unknown, re: Vec, im: Vec): Vec {
  const storage = new Float64Array(2 * re.length);
  for (let i = 0; i < re.length; i++) {
    storage[2 * i] = re[i]!;
    storage[2 * i + 1] = im[i]!;
  }
  const z = new NDArray(DTYPES.complex128, storage, [re.length], [1], 0, null, true);
  const value = asNDArray(name, fun(z as never) as ArrayLike);
  return Float64Array.from(value.toFlatArray(), (v) => (v instanceof Complex ? v.im : 0));
}
