/** Bounds on variables, as `Bounds` or as a list of pairs, turned into two vectors; stepping back into them. */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { Vec } from './dense/vector.js';
import { toArray, toVec, toVecOrScalar, type Vector } from './values.js';
import { warn } from './warnings.js';

/** Bounds `lb <= x <= ub`: SciPy's `Bounds`. */
export class Bounds {
  readonly lb: Vector;
  readonly ub: Vector;
  readonly keepFeasible: boolean | readonly boolean[];

  /**
   * @param lb - the lower bounds, one for each variable or one for all; -inf for none
   * @param ub - the upper bounds
   * @param options - `keepFeasible`: never evaluate outside
   * @example
   * new Bounds([0, -Infinity], 2);
   */
  constructor(
    lb: ArrayLike = -Infinity,
    ub: ArrayLike = Infinity,
    options: { keepFeasible?: boolean | readonly boolean[] } = {},
  ) {
    checkOptions('Bounds', options, ['keepFeasible']);
    this.lb = toArray(toVec('Bounds: lb', lb));
    this.ub = toArray(toVec('Bounds: ub', ub));
    this.keepFeasible = options.keepFeasible ?? false;
    const n = Math.max(this.lb.size, this.ub.size);
    if (![1, n].includes(this.lb.size) || ![1, n].includes(this.ub.size)) {
      throw new ValueError(`Bounds: lb and ub must be broadcastable, got ${this.lb.size} and ${this.ub.size} elements`);
    }
  }

  /** How far `x` is from the lower and the upper bounds; negative outside. */
  residual(x: ArrayLike): [Vector, Vector] {
    const v = toVec('residual', x);
    const lb = toVecOrScalar('lb', this.lb, v.length);
    const ub = toVecOrScalar('ub', this.ub, v.length);
    return [toArray(v.map((t, i) => t - lb[i]!)), toArray(v.map((t, i) => ub[i]! - t))];
  }
}

/** One pair per variable; null or undefined for no bound. */
export type BoundPair = readonly [number | null | undefined, number | null | undefined];

/** Bounds as functions take them. */
export type BoundsLike = Bounds | readonly BoundPair[];

/** Bounds as two vectors. */
export interface Box {
  readonly lb: Vec;
  readonly ub: Vec;
}

/**
 * Bounds of n variables.
 *
 * @throws ValueError for a wrong length or a lower bound above the upper one
 */
export function toBox(functionName: string, bounds: BoundsLike, n: number): Box {
  let lb: Vec;
  let ub: Vec;
  if (bounds instanceof Bounds) {
    lb = toVecOrScalar(`${functionName}: bounds.lb`, bounds.lb, n);
    ub = toVecOrScalar(`${functionName}: bounds.ub`, bounds.ub, n);
  } else {
    if (!Array.isArray(bounds)) {
      throw new DTypeError(
        `${functionName}: bounds must be a Bounds or a list of [min, max] pairs, got ${describe(bounds)}`,
      );
    }
    if (bounds.length !== n) {
      throw new ValueError(
        `${functionName}: The number of bounds is not compatible with the length of \`x0\`: ${bounds.length} and ${n}.`,
      );
    }
    lb = new Float64Array(n);
    ub = new Float64Array(n);
    bounds.forEach((pair: BoundPair, i: number) => {
      if (!Array.isArray(pair) || pair.length !== 2) {
        throw new ValueError(`${functionName}: bounds[${i}] must be a [min, max] pair, got ${describe(pair)}`);
      }
      lb[i] = pair[0] ?? -Infinity;
      ub[i] = pair[1] ?? Infinity;
    });
  }
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(lb[i]!) || Number.isNaN(ub[i]!))
      throw new ValueError(`${functionName}: bounds of variable ${i} hold nan`);
    if (lb[i]! > ub[i]!) {
      throw new ValueError(
        `${functionName}: An upper bound is less than the corresponding lower bound: variable ${i} has [${lb[i]}, ${ub[i]}].`,
      );
    }
  }
  return { lb, ub };
}

/** No bounds. */
export function freeBox(n: number): Box {
  return { lb: new Float64Array(n).fill(-Infinity), ub: new Float64Array(n).fill(Infinity) };
}

/** The nearest point within bounds, fresh. */
export function clipTo(x: Vec, { lb, ub }: Box): Vec {
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = Math.min(Math.max(x[i]!, lb[i]!), ub[i]!);
  return result;
}

/** Is a point within bounds? */
export function within(x: Vec, { lb, ub }: Box): boolean {
  for (let i = 0; i < x.length; i++) if (!(x[i]! >= lb[i]! && x[i]! <= ub[i]!)) return false;
  return true;
}

/** A start within bounds: clipped, with SciPy's warning, where it is not. */
export function startWithin(functionName: string, x0: Vec, box: Box): Vec {
  if (within(x0, box)) return x0;
  warn(`${functionName}: Initial guess is not within the specified bounds`);
  return clipTo(x0, box);
}
