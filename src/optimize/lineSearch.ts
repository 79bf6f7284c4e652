/** `lineSearch`: a step along a direction that satisfies the strong Wolfe conditions. */
import type { ArrayLike } from '../core/arrayLike.js';
import { checkOptions } from '../core/errors.js';
import { bindArgs } from './calls.js';
import { along, dot, type Vec } from './dense/vector.js';
import { wolfeByZoom } from './line/wolfe.js';
import { handedOver, toNumber, toVec, toVecOf, type Vector } from './values.js';
import { warn } from './warnings.js';

/** Options of `lineSearch`. */
export interface LineSearchOptions<A extends readonly unknown[] = []> {
  /** The gradient at xk. */
  gfk?: ArrayLike | null;
  /** The values at xk and at the point before. */
  oldFval?: number | null;
  oldOldFval?: number | null;
  args?: A;
  c1?: number;
  c2?: number;
  amax?: number | null;
  /** A condition that a step must meet too. */
  extraCondition?: ((alpha: number, x: Vector, f: number, g: Vector) => boolean) | null;
  maxiter?: number;
}

/**
 * A step along a direction that satisfies the strong Wolfe conditions.
 *
 * @param f - gets a vector of n numbers, returns a number
 * @param myfprime - its gradient
 * @param xk - where to start
 * @param pk - the direction
 * @param options - what is known at xk, the conditions' constants
 * @returns `[alpha, fc, gc, newFval, oldFval, newSlope]`; alpha and the last null where no step is found
 * @example
 * lineSearch((x) => x.item(0) ** 2, (x) => [2 * x.item(0)], [1.8], [-1])[0]; // 1
 */
export function lineSearch<A extends readonly unknown[] = []>(
  f: (x: Vector, ...args: A) => ArrayLike,
  myfprime: (x: Vector, ...args: A) => ArrayLike,
  xk: ArrayLike,
  pk: ArrayLike,
  options: LineSearchOptions<A> = {},
): [alpha: number | null, fc: number, gc: number, newFval: number | null, oldFval: number, newSlope: Vector | null] {
  const name = 'lineSearch';
  checkOptions(name, options, [
    'gfk',
    'oldFval',
    'oldOldFval',
    'args',
    'c1',
    'c2',
    'amax',
    'extraCondition',
    'maxiter',
  ]);
  const fun = bindArgs(name, 'f', f, options.args);
  const grad = bindArgs(name, 'myfprime', myfprime, options.args);
  const x = toVec(`${name}: xk`, xk);
  const n = x.length;
  const p = toVecOf(`${name}: pk`, pk, n);
  let fc = 0;
  let gc = 0;
  let g: Vec | undefined;
  const value = (alpha: number): number => {
    fc++;
    return toNumber(`${name}: what f returns`, fun(handedOver(along(x, alpha, p))));
  };
  const gradient = (alpha: number): Vec => {
    gc++;
    return (g = toVecOf(`${name}: what myfprime returns`, grad(handedOver(along(x, alpha, p))), n));
  };
  const g0 =
    options.gfk === undefined || options.gfk === null
      ? toVecOf(`${name}: what myfprime returns`, grad(handedOver(x)), n)
      : toVecOf(`${name}: gfk`, options.gfk, n);
  const f0 = options.oldFval ?? toNumber(`${name}: what f returns`, fun(handedOver(x)));
  const { extraCondition, c1 = 1e-4, c2 = 0.9, maxiter = 10 } = options;
  const step = wolfeByZoom(
    { value, slope: (alpha) => dot(gradient(alpha), p) },
    f0,
    options.oldOldFval ?? null,
    dot(g0, p),
    {
      c1,
      c2,
      maxiter,
      ...(options.amax === undefined || options.amax === null ? {} : { amax: options.amax }),
      ...(extraCondition
        ? { accept: (alpha, phi) => extraCondition(alpha, handedOver(along(x, alpha, p)), phi, handedOver(g!)) }
        : {}),
    },
  );
  if (!step) {
    warn(`${name}: The line search algorithm did not converge`);
    return [null, fc, gc, null, f0, null];
  }
  return [step.alpha, fc, gc, step.phi, f0, step.slope === null ? null : handedOver(g!)];
}
