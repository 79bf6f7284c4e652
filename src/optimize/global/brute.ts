/** `brute`: the lowest value on a grid, polished by a local search. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import type { AbortLike } from '../calls.js';
import type { Vec } from '../dense/vector.js';
import { minimize } from '../minimize.js';
import { handedOver, toArray, type Vector } from '../values.js';
import { Candidates } from './candidates.js';

/** The grid along one axis: from low to high with `Ns` points, or with a step (without the end, as a slice). */
export type BruteRange = readonly [low: number, high: number] | readonly [low: number, high: number, step: number];

/** Options of `brute`. */
export interface BruteOptions<A extends readonly unknown[] = []> {
  args?: A;
  /** Points along an axis without a step. */
  Ns?: number;
  /** Return `[x0, fval, grid, Jout]`. */
  fullOutput?: boolean;
  /** Polishes the best point of the grid: from the point to a better one; null for none. Nelder-Mead by default. */
  finish?: ((func: (x: Vector) => number, x0: Vector) => ArrayLike) | null;
  disp?: boolean;
  /** Any number but 1 spreads the calls of a function made by `np.moduleFunction` over the threads backend. */
  workers?: number;
  signal?: AbortLike;
}

/** What `brute` returns. */
export type BruteResult<F> = F extends true ? [x0: Vector, fval: number, grid: Vector, Jout: Vector] : Vector;

/**
 * Minimise a function by trying all points of a grid.
 *
 * @param func - gets a vector of n numbers, returns a number
 * @param ranges - for each variable `[low, high]` or `[low, high, step]`
 * @param options - number of points, polishing
 * @returns the best point; with `fullOutput` also the value, the grid (n x ...) and the values on it
 * @throws ValueError for ranges that do not fit
 * @example
 * brute((x) => (x.item(0) - 1) ** 2, [[0, 3]]); // array([1.]), nearly
 */
export function brute<A extends readonly unknown[] = [], F extends boolean = false>(
  func: (x: Vector, ...args: A) => ArrayLike,
  ranges: readonly BruteRange[],
  options: BruteOptions<A> & { fullOutput?: F } = {},
): BruteResult<F> {
  const name = 'brute';
  checkOptions(name, options, ['args', 'Ns', 'fullOutput', 'finish', 'disp', 'workers', 'signal']);
  const { Ns = 20, finish, workers = 1 } = options;
  if (!Array.isArray(ranges) || ranges.length === 0)
    throw new ValueError(`${name}: ranges must be a list of [low, high] or [low, high, step], got ${describe(ranges)}`);
  const n = ranges.length;
  if (n > 40) throw new ValueError(`${name}: Brute Force not possible with more than 40 variables.`);
  const axes = ranges.map((range: BruteRange, k) => {
    const [low, high, step] = range;
    if (step === undefined)
      return Float64Array.from({ length: Ns }, (_, i) => (Ns === 1 ? low : low + ((high - low) * i) / (Ns - 1)));
    const count = Math.max(0, Math.ceil((high - low) / step));
    if (!Number.isFinite(count) || count === 0) throw new ValueError(`${name}: ranges[${k}] has no points`);
    return Float64Array.from({ length: count }, (_, i) => low + i * step);
  });
  const shape = axes.map((axis) => axis.length);
  const count = shape.reduce((product, t) => product * t, 1);
  const points: Vec[] = [];
  const place = new Int32Array(n);
  for (let v = 0; v < count; v++) {
    for (let i = n - 1, rest = v; i >= 0; i--) {
      place[i] = rest % shape[i]!;
      rest = Math.floor(rest / shape[i]!);
    }
    points.push(Float64Array.from(axes, (axis, i) => axis[place[i]!]!));
  }
  const candidates = new Candidates(name, func, options.args ?? [], workers, options.signal);
  const values = candidates.values(points);
  let best = 0;
  for (let k = 1; k < count; k++) if (values[k]! < values[best]!) best = k;
  let x = points[best]!;
  let f = values[best]!;
  const single = (at: Vector): number => candidates.value(at.storage as Vec);
  if (finish) x = Float64Array.from((finish(single, handedOver(x)) as Vector).toFlatArray() as number[]);
  else if (finish === undefined) {
    const polished = minimize(single, handedOver(x), { method: 'Nelder-Mead' });
    x = polished.x.storage as Vec;
    f = polished.fun;
  }
  if (finish) f = candidates.value(x);
  if (!options.fullOutput) return handedOver(x) as BruteResult<F>;
  const grid = new Float64Array(n * count);
  points.forEach((p, k) => p.forEach((t, i) => (grid[i * count + k] = t)));
  return [
    handedOver(x),
    f,
    toArray(grid, n === 1 ? shape : [n, ...shape]),
    toArray(values.slice(), shape),
  ] as BruteResult<F>;
}
