/** `fixedPoint`: where a function gives its argument, by Steffensen's method with Aitken's acceleration or plain iteration. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { bindArgs, checkSignal, type AbortLike } from './calls.js';
import { ConvergenceError } from './rootScalar.js';
import { handedOver, shapeOf, toArray, toVec, type Vector } from './values.js';

/** Options of `fixedPoint`. */
export interface FixedPointOptions<A extends readonly unknown[] = []> {
  args?: A;
  /** Relative tolerance. */
  xtol?: number;
  maxiter?: number;
  /** Steffensen's method with Aitken's acceleration, or plain iteration. */
  method?: 'del2' | 'iteration';
  signal?: AbortLike;
}

/**
 * A fixed point: x with `func(x) = x`, element by element.
 *
 * @param func - of a number, or of a vector where `x0` is one
 * @param x0 - the guess
 * @param options - see `FixedPointOptions`
 * @returns the fixed point, a number or a vector as `x0`
 * @throws ConvergenceError where it is not found
 * @example
 * fixedPoint((x) => Math.cos(x), 1); // 0.7390851332151607
 */
export function fixedPoint<A extends readonly unknown[] = []>(
  func: (x: number, ...args: A) => ArrayLike,
  x0: number,
  options?: FixedPointOptions<A>,
): number;
export function fixedPoint<A extends readonly unknown[] = []>(
  func: (x: Vector, ...args: A) => ArrayLike,
  x0: ArrayLike,
  options?: FixedPointOptions<A>,
): Vector;
export function fixedPoint(func: unknown, x0: ArrayLike, options: FixedPointOptions<never[]> = {}): number | Vector {
  checkOptions('fixedPoint', options, ['args', 'xtol', 'maxiter', 'method', 'signal']);
  const { xtol = 1e-8, maxiter = 500, method = 'del2', signal } = options;
  if (method !== 'del2' && method !== 'iteration')
    throw new ValueError(`fixedPoint: method must be 'del2' or 'iteration', got ${describe(method)}`);
  const call = bindArgs('fixedPoint', 'func', func, options.args);
  const shape = shapeOf(x0);
  const scalar = shape.length === 0;
  const at = (x: Float64Array): Float64Array => {
    checkSignal(signal);
    const value = toVec('fixedPoint: what func returns', call(scalar ? x[0] : handedOver(x)));
    if (value.length !== x.length)
      throw new ValueError(`fixedPoint: func must return ${x.length} values, got ${value.length}`);
    return value;
  };
  let p0 = toVec('fixedPoint: x0', x0);
  for (let k = 0; k < maxiter; k++) {
    const p1 = at(p0);
    let p = p1;
    if (method === 'del2') {
      const p2 = at(p1);
      p = p2.map((t, i) => {
        const d = t - 2 * p1[i]! + p0[i]!;
        return d !== 0 ? p0[i]! - (p1[i]! - p0[i]!) ** 2 / d : t;
      });
    }
    if (p.every((t, i) => Math.abs(p0[i]! !== 0 ? (t - p0[i]!) / p0[i]! : t) < xtol))
      return scalar ? p[0]! : toArray(p, shape);
    p0 = p as Float64Array<ArrayBuffer>;
  }
  throw new ConvergenceError(`fixedPoint: Failed to converge after ${maxiter} iterations, value is ${p0.join(' ')}`);
}
