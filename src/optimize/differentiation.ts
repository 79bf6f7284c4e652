/** Numerical derivatives for users: `approxFprime`, `approxDerivative`, `checkGrad`. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { toBox, type BoundsLike } from './bounds.js';
import { bindArgs, imaginaryOf } from './calls.js';
import { norm2, type Vec } from './dense/vector.js';
import { differenceJacobian, groupColumns } from './difference/gradient.js';
import type { DifferenceMethod } from './difference/steps.js';
import { randomOf, type Seeded } from './global/randomness.js';
import { EPSILON } from './objective.js';
import { handedOver, shapeOf, toArray, toMat, toVec, toVecOf, toVecOrScalar, type Vector } from './values.js';

/**
 * The gradient (or the Jacobian) of a function by forward differences.
 *
 * @param xk - the point, n numbers
 * @param f - gets a vector of n numbers, returns one number or m numbers
 * @param epsilon - the step: one, or one for each variable; by default the square root of eps
 * @param args - arguments that `f` gets after x
 * @returns n derivatives, or m x n
 * @example
 * approxFprime([1, 2], (x) => 3 * x.item(0) ** 2 + x.item(1)); // array([6., 1.]), nearly
 */
export function approxFprime<A extends readonly unknown[] = []>(
  xk: ArrayLike,
  f: (x: Vector, ...args: A) => ArrayLike,
  epsilon: ArrayLike = EPSILON,
  ...args: A
): Vector {
  const call = bindArgs('approxFprime', 'f', f, args);
  const x = toVec('approxFprime: xk', xk);
  const step = toVecOrScalar('approxFprime: epsilon', epsilon, x.length);
  let scalar = true;
  const fun = (at: Vec): Vec => {
    const value = call(handedOver(at));
    scalar = shapeOf(value).length === 0;
    return toVec('approxFprime: what f returns', value);
  };
  const f0 = fun(x);
  const j = differenceJacobian(fun, () => f0, x, f0, '2-point', { absStep: step });
  return toArray(j, scalar ? [x.length] : f0.length === 1 ? [x.length] : [f0.length, x.length]);
}

/** Options of `approxDerivative`. */
export interface ApproxDerivativeOptions<A extends readonly unknown[] = []> {
  method?: DifferenceMethod;
  /** The relative step; the absolute one. */
  relStep?: ArrayLike | null;
  absStep?: ArrayLike | null;
  /** The values at x0, if known. */
  f0?: ArrayLike | null;
  bounds?: BoundsLike;
  /** Where the Jacobian may be other than zero (m x n). */
  sparsity?: ArrayLike | null;
  args?: A;
}

/**
 * The derivatives of a function of several variables by finite differences.
 *
 * @param fun - gets a vector of n numbers (complex ones for 'cs'), returns one or m
 * @param x0 - the point
 * @param options - how, with which steps, within which bounds
 * @returns n derivatives of one value, or m x n
 * @example
 * approxDerivative((x) => [x.item(0) * Math.sin(x.item(1)), x.item(0) * Math.cos(x.item(1))], [1, Math.PI / 2]);
 */
export function approxDerivative<A extends readonly unknown[] = []>(
  fun: (x: Vector, ...args: A) => ArrayLike,
  x0: ArrayLike,
  options: ApproxDerivativeOptions<A> = {},
): Vector {
  const name = 'approxDerivative';
  checkOptions(name, options, ['method', 'relStep', 'absStep', 'f0', 'bounds', 'sparsity', 'args']);
  const { method = '3-point' } = options;
  if (method !== '2-point' && method !== '3-point' && method !== 'cs')
    throw new ValueError(`${name}: Unknown method ${describe(method)}.`);
  const call = bindArgs(name, 'fun', fun, options.args);
  const x = toVec(`${name}: x0`, x0);
  const n = x.length;
  const vec = (which: string, value: ArrayLike | null | undefined): Vec | undefined =>
    value === undefined || value === null ? undefined : toVecOrScalar(`${name}: ${which}`, value, n);
  const first = options.f0 ?? (call(handedOver(x)) as ArrayLike);
  const f0 = toVec(`${name}: what fun returns`, first);
  const m = f0.length;
  const structure = options.sparsity
    ? Uint8Array.from(toMat(`${name}: sparsity`, options.sparsity, m, n), (t) => (t ? 1 : 0))
    : undefined;
  const box = options.bounds ? toBox(name, options.bounds, n) : undefined;
  if (box && x.some((t, i) => t < box.lb[i]! || t > box.ub[i]!))
    throw new ValueError(`${name}: \`x0\` violates bound constraints.`);
  const j = differenceJacobian(
    (at) => toVecOf(`${name}: what fun returns`, call(handedOver(at)), m),
    (re, im) => imaginaryOf(name, call as never, re, im),
    x,
    f0,
    method,
    { relStep: vec('relStep', options.relStep), absStep: vec('absStep', options.absStep), box },
    structure ? groupColumns(structure, m, n) : undefined,
    structure,
  );
  return toArray(j, shapeOf(first).length === 0 ? [n] : [m, n]);
}

/** Options of `checkGrad`. */
export interface CheckGradOptions<A extends readonly unknown[] = []> extends Seeded {
  args?: A;
  epsilon?: number;
  /** Along all axes, or along one random direction. */
  direction?: 'all' | 'random';
}

/**
 * How far a gradient is from forward differences: the length of the difference.
 *
 * @param func - gets a vector of n numbers, returns one
 * @param grad - its gradient
 * @param x0 - the point
 * @param options - step and direction
 * @returns the length of the difference
 * @example
 * checkGrad((x) => x.item(0) ** 2 - 0.5 * x.item(1) ** 3, (x) => [2 * x.item(0), -1.5 * x.item(1) ** 2], [1.5, -1.5]); // 2.98e-8
 */
export function checkGrad<A extends readonly unknown[] = []>(
  func: (x: Vector, ...args: A) => ArrayLike,
  grad: (x: Vector, ...args: A) => ArrayLike,
  x0: ArrayLike,
  options: CheckGradOptions<A> = {},
): number {
  checkOptions('checkGrad', options, ['args', 'epsilon', 'direction', 'rng', 'seed']);
  const { epsilon = EPSILON, direction = 'all' } = options;
  const f = bindArgs('checkGrad', 'func', func, options.args) as (x: Vector) => ArrayLike;
  const g = bindArgs('checkGrad', 'grad', grad, options.args);
  const x = toVec('checkGrad: x0', x0);
  const analytic = toVecOf('checkGrad: what grad returns', g(handedOver(x)), x.length);
  if (direction === 'all') {
    const numeric = approxFprime(toArray(x), f, epsilon).storage as Vec;
    return norm2(analytic.map((t, i) => t - numeric[i]!));
  }
  if (direction !== 'random')
    throw new ValueError(`checkGrad: ${describe(direction)} is not a valid string for \`\`direction\`\` argument`);
  const random = randomOf('checkGrad', options);
  const v = Float64Array.from(x, () => random.normal());
  const slope = analytic.reduce((sum, t, i) => sum + t * v[i]!, 0);
  const along = (t: Vector): ArrayLike => f(toArray(x.map((s, i) => s + t.item(0) * v[i]!)));
  return Math.abs(slope - approxFprime([0], along, epsilon).item(0));
}
