/** Sums of exponentials and normalized exponentials along axes, without overflow. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import type { NDArray } from '../core/ndarray.js';
import { checkOptions, shapeText, ValueError } from '../core/errors.js';
import { add, divide, multiply, sign, subtract } from '../ops/ufuncs/arithmetic.js';
import { exp, log } from '../ops/ufuncs/elementary.js';
import { equal, isfinite } from '../ops/ufuncs/logic.js';
import { max, sum } from '../ops/reductions.js';
import { where } from '../ops/selection.js';
import { squeeze } from '../ops/reshaping.js';

/** An axis, several, or null for all. */
export type AxisLike = number | readonly number[] | null;

/** Options of `logsumexp`. */
export interface LogsumexpOptions {
  /** Sum along these axes; all by default. */
  axis?: AxisLike;
  /** Weights of the exponentials. */
  b?: ArrayLike | null;
  /** Keep the summed axes with length 1. */
  keepdims?: boolean;
  /** Also give the sum's sign, and the logarithm of its absolute value. */
  returnSign?: boolean;
}

/** The largest element along axes, with their length 1. */
function largestOf(functionName: string, values: NDArray, axis: AxisLike): NDArray {
  const axes = axis === null ? values.shape.map((_, k) => k) : typeof axis === 'number' ? [axis] : axis;
  if (axes.some((k) => values.shape.at(k) === 0)) {
    throw new ValueError(`${functionName}: expected at least one element to sum, got shape ${shapeText(values.shape)}`);
  }
  return max(values, { axis, keepdims: true } as never) as unknown as NDArray;
}

/** A float array of at least float32. */
function floats(functionName: string, a: ArrayLike): NDArray {
  const values = asNDArray(functionName, a);
  return values.info.kind === 'f' || values.info.kind === 'c' ? values : values.astype('float64');
}

/**
 * log Σ b exp(a), computed from the largest a down, so that it neither overflows nor vanishes.
 *
 * @param a - exponents
 * @param options - axis, weights, shape of the result
 * @returns the logarithm (a number where everything is summed), with `returnSign` a pair of it and the sum's sign
 * @example
 * special.logsumexp([1000, 1000]); // 1000.6931471805599
 */
export function logsumexp(
  a: ArrayLike,
  options: LogsumexpOptions & { returnSign: true; axis?: null; keepdims?: false },
): [number, number];
export function logsumexp(a: ArrayLike, options: LogsumexpOptions & { returnSign: true }): [NDArray, NDArray];
export function logsumexp(
  a: ArrayLike,
  options?: LogsumexpOptions & { axis?: null; keepdims?: false; returnSign?: false },
): number;
export function logsumexp(a: ArrayLike, options: LogsumexpOptions & { returnSign?: false }): NDArray;
export function logsumexp(a: ArrayLike, options: LogsumexpOptions = {}): unknown {
  checkOptions('logsumexp', options, ['axis', 'b', 'keepdims', 'returnSign']);
  const { axis = null, b = null, keepdims = false, returnSign = false } = options;
  let values = floats('logsumexp', a);
  let weights: NDArray | undefined;
  if (b !== null) {
    weights = floats('logsumexp', b);
    // Where the weight is 0 the exponent does not matter, not even an infinite one.
    values = where(equal(weights, 0), -Infinity, values) as NDArray;
  }
  const largest = largestOf('logsumexp', values, axis);
  const finite = where(isfinite(largest), largest, 0) as NDArray;
  let terms = exp(subtract(values, finite)) as NDArray;
  if (weights) terms = multiply(weights, terms) as NDArray;
  let total = sum(terms, { axis, keepdims: true } as never) as unknown as NDArray;
  let signs: NDArray | undefined;
  if (returnSign) {
    signs = sign(total) as NDArray;
    total = multiply(total, signs) as NDArray;
  }
  const result = add(log(total), finite) as NDArray;
  const shaped = (x: NDArray): unknown => {
    if (keepdims) return x;
    const small = axis === null ? x.reshape([]) : squeeze(x, { axis } as never);
    return (small as NDArray).ndim === 0 && axis === null ? (small as NDArray).item() : small;
  };
  return signs ? [shaped(result), shaped(signs)] : shaped(result);
}

/** Options of `softmax` and `logSoftmax`. */
export interface SoftmaxOptions {
  /** Normalize along these axes; over everything by default. */
  axis?: AxisLike;
}

/**
 * exp(x) / Σ exp(x).
 *
 * @param x - exponents
 * @param options - along which axis
 * @returns an array of the same shape that sums to 1 along the axes
 * @example
 * special.softmax([0, 0]).toArray(); // [0.5, 0.5]
 */
export function softmax(x: ArrayLike, options: SoftmaxOptions = {}): NDArray {
  checkOptions('softmax', options, ['axis']);
  const { axis = null } = options;
  const values = floats('softmax', x);
  const largest = largestOf('softmax', values, axis);
  const terms = exp(subtract(values, largest)) as NDArray;
  return divide(terms, sum(terms, { axis, keepdims: true } as never) as unknown as NDArray, { out: terms }) as NDArray;
}

/**
 * The logarithm of `softmax`.
 *
 * @param x - exponents
 * @param options - along which axis
 * @returns x - log Σ exp(x)
 * @example
 * special.logSoftmax([0, 0]).toArray(); // [-0.6931471805599453, -0.6931471805599453]
 */
export function logSoftmax(x: ArrayLike, options: SoftmaxOptions = {}): NDArray {
  checkOptions('logSoftmax', options, ['axis']);
  const { axis = null } = options;
  const values = floats('logSoftmax', x);
  const largest = largestOf('logSoftmax', values, axis);
  const finite = where(isfinite(largest), largest, 0) as NDArray;
  const shifted = subtract(values, finite) as NDArray;
  const total = sum(exp(shifted) as NDArray, { axis, keepdims: true } as never) as unknown as NDArray;
  return subtract(shifted, log(total) as NDArray, { out: shifted }) as NDArray;
}
