/**
 * `direct`: the box divided into ever smaller rectangles where the function may be low, whatever its Lipschitz constant (D. Jones,
 * C. Perttunen and B. Stuckman, J. Optim. Theory Appl. 79, 1993; the local form by J. Gablonsky and C. Kelley, J. Global Optim. 21, 2001).
 */
import { saysStop } from '../callbacks.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import { toBox, type BoundsLike } from '../bounds.js';
import type { AbortLike } from '../calls.js';
import type { Vec } from '../dense/vector.js';
import type { OptimizeResult } from '../result.js';
import { handedOver, type Vector } from '../values.js';
import { Candidates } from './candidates.js';

/** Options of `direct`. */
export interface DirectOptions<A extends readonly unknown[] = []> {
  args?: A;
  /** The least improvement, relative to the best value, that a rectangle must promise. */
  eps?: number;
  /** The most calls; 1000 n by default. */
  maxfun?: number | null;
  maxiter?: number;
  /** One rectangle of each size, divided along one side: for few local minima. */
  locallyBiased?: boolean;
  /** The value of the global minimum, if known, and how near it is near enough. */
  fMin?: number;
  fMinRtol?: number;
  /** End when the best rectangle's volume or side falls below this. */
  volTol?: number;
  lenTol?: number;
  /** Called with the best point after each iteration; returns true to stop. */
  callback?: ((xk: Vector) => boolean | void) | null;
  signal?: AbortLike;
}

interface Rectangle {
  /** The centre, in the unit cube. */
  readonly c: Vec;
  readonly f: number;
  /** Side i is 3^-levels[i]. */
  readonly levels: Int32Array;
  size: number;
}

/**
 * The global minimum of a function between bounds, by dividing rectangles; nothing is drawn at random.
 *
 * @param func - gets a vector of n numbers, returns a number
 * @param bounds - finite bounds for each variable
 * @param options - limits and tolerances
 * @returns the best point and how it was found
 * @throws ValueError for bounds or options that do not fit
 * @example
 * direct((x) => (x.item(0) - 1) ** 2 + x.item(1) ** 2, [[-4, 4], [-4, 4]]).success; // true
 */
export function direct<A extends readonly unknown[] = []>(
  func: (x: Vector, ...args: A) => ArrayLike,
  bounds: BoundsLike,
  options: DirectOptions<A> = {},
): OptimizeResult {
  const name = 'direct';
  checkOptions(name, options, [
    'args',
    'eps',
    'maxfun',
    'maxiter',
    'locallyBiased',
    'fMin',
    'fMinRtol',
    'volTol',
    'lenTol',
    'callback',
    'signal',
  ]);
  const {
    eps = 1e-4,
    maxiter = 1000,
    locallyBiased = true,
    fMin = -Infinity,
    fMinRtol = 1e-4,
    volTol = 1e-16,
    lenTol = 1e-6,
    callback,
  } = options;
  const n = Array.isArray(bounds)
    ? bounds.length
    : Math.max((bounds as { lb: Vector }).lb.size, (bounds as { ub: Vector }).ub.size);
  const { lb, ub } = toBox(name, bounds, n);
  for (let i = 0; i < n; i++) {
    if (!(lb[i]! < ub[i]!)) throw new ValueError(`${name}: Bounds are not consistent min < max`);
    if (!Number.isFinite(lb[i]!) || !Number.isFinite(ub[i]!)) throw new ValueError(`${name}: Bounds must not be inf.`);
  }
  const check = (value: number, which: string): void => {
    if (!(value >= 0 && value <= 1)) throw new ValueError(`${name}: ${which} must be between 0 and 1.`);
  };
  check(volTol, 'volTol');
  check(lenTol, 'lenTol');
  check(fMinRtol, 'fMinRtol');
  if (!(eps >= 0)) throw new ValueError(`${name}: eps must not be negative, got ${eps}`);
  const maxfun = options.maxfun ?? 1000 * n;
  if (!(maxfun >= 1)) throw new ValueError(`${name}: maxfun must be of type int and positive.`);
  if (!(maxiter >= 1)) throw new ValueError(`${name}: maxiter must be > 0.`);
  const candidates = new Candidates(name, func, options.args ?? [], 1, options.signal);
  const scaledUp = (c: Vec): Vec => c.map((t, i) => lb[i]! + t * (ub[i]! - lb[i]!));
  const value = (c: Vec): number => {
    const f = candidates.value(scaledUp(c));
    return Number.isNaN(f) ? Infinity : f;
  };
  const sizeOf = (levels: Int32Array): number => {
    if (locallyBiased) return 0.5 * 3 ** -Math.min(...levels);
    let sum = 0;
    for (const t of levels) sum += 9 ** -t;
    return 0.5 * Math.sqrt(sum);
  };
  const first: Rectangle = { c: new Float64Array(n).fill(0.5), f: 0, levels: new Int32Array(n), size: 0 };
  const root: Rectangle = { ...first, f: value(first.c), size: sizeOf(first.levels) };
  let best = root;
  // Rectangles of one size, the lowest first.
  const groups = new Map<number, Rectangle[]>();
  const put = (r: Rectangle): void => {
    const key = Math.round(Math.log(r.size) * 1e9);
    const heap = groups.get(key) ?? [];
    if (heap.length === 0) groups.set(key, heap);
    let i = heap.push(r) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (heap[parent]!.f <= heap[i]!.f) break;
      [heap[parent], heap[i]] = [heap[i]!, heap[parent]!];
      i = parent;
    }
    if (r.f < best.f) best = r;
  };
  const take = (heap: Rectangle[]): Rectangle => {
    const top = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      for (let i = 0; ;) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2])
          if (child < heap.length && heap[child]!.f < heap[least]!.f) least = child;
        if (least === i) break;
        [heap[least], heap[i]] = [heap[i]!, heap[least]!];
        i = least;
      }
    }
    return top;
  };
  put(root);
  let status = 0;
  let nit = 0;
  const done = (): number => {
    if (Number.isFinite(fMin)) {
      const error = fMin === 0 ? best.f : (best.f - fMin) / Math.abs(fMin);
      if (error <= fMinRtol) return 3;
    }
    let volume = 1;
    for (const t of best.levels) volume *= 3 ** -t;
    if (volume <= volTol) return 4;
    if (best.size <= lenTol) return 5;
    return 0;
  };
  while (status === 0) {
    nit++;
    // The lower right hull of (size, value): rectangles that some Lipschitz constant makes the best.
    const tops = [...groups.values()].filter((heap) => heap.length > 0).sort((a, b) => a[0]!.size - b[0]!.size);
    const from = tops.findIndex((heap) => heap[0] === best || heap[0]!.f === best.f);
    const hull: Rectangle[][] = [];
    for (const heap of tops.slice(Math.max(0, from))) {
      const r = heap[0]!;
      while (hull.length > 0 && hull[hull.length - 1]![0]!.f >= r.f) {
        if (hull.length === 1 && hull[0]![0]!.f > r.f) hull.pop();
        else if (hull[hull.length - 1]![0]!.f >= r.f && hull[hull.length - 1]![0]!.size < r.size) hull.pop();
        else break;
      }
      while (hull.length > 1) {
        const [a, b] = [hull[hull.length - 2]![0]!, hull[hull.length - 1]![0]!];
        if ((b.f - a.f) * (r.size - b.size) >= (r.f - b.f) * (b.size - a.size)) hull.pop();
        else break;
      }
      hull.push(heap);
    }
    const chosen: Rectangle[][] = [];
    hull.forEach((heap, k) => {
      const r = heap[0]!;
      const next = hull[k + 1]?.[0];
      if (next) {
        const slope = (next.f - r.f) / (next.size - r.size);
        if (r.f - slope * r.size > best.f - eps * Math.abs(best.f)) return;
      }
      chosen.push(heap);
    });
    if (chosen.length === 0) chosen.push(hull[hull.length - 1] ?? tops[tops.length - 1]!);
    const parents: Rectangle[] = [];
    for (const heap of chosen) {
      const low = heap[0]!.f;
      parents.push(take(heap));
      if (!locallyBiased) while (heap.length > 0 && heap[0]!.f === low) parents.push(take(heap));
    }
    for (const r of parents) {
      const shortest = Math.min(...r.levels);
      let sides = [...r.levels.keys()].filter((i) => r.levels[i] === shortest);
      if (locallyBiased && sides.length > 1) sides = [sides[0]!];
      const delta = 3 ** -(shortest + 1);
      const trials = sides.map((i) => {
        const make = (sign: number): { c: Vec; f: number } => {
          const c = r.c.slice();
          c[i]! += sign * delta;
          return { c, f: value(c) };
        };
        const pair = [make(1), make(-1)] as const;
        return { i, pair, low: Math.min(pair[0].f, pair[1].f) };
      });
      trials.sort((a, b) => a.low - b.low);
      const levels = r.levels.slice();
      for (const { i, pair } of trials) {
        levels[i]!++;
        for (const { c, f } of pair) put({ c, f, levels: levels.slice(), size: sizeOf(levels) });
      }
      const centre: Rectangle = { c: r.c, f: r.f, levels, size: sizeOf(levels) };
      put(centre);
      if (best === r) best = centre;
    }
    if (callback && saysStop(() => callback(handedOver(scaledUp(best.c))))) {
      status = 6;
      break;
    }
    status = done();
    if (status === 0 && candidates.nfev > maxfun) status = 1;
    if (status === 0 && nit >= maxiter) status = 2;
  }
  const messages: Record<number, string> = {
    1: `Number of function evaluations done is larger than maxfun=${maxfun}`,
    2: `Number of iterations is larger than maxiter=${maxiter}`,
    3: `The best function value found is within a relative error=${fMinRtol} of the (known) global optimum f_min`,
    4: `The volume of the hyperrectangle containing the lowest function value found is below vol_tol=${volTol}`,
    5: `The side length measure of the hyperrectangle containing the lowest function value found is below len_tol=${lenTol}`,
    6: 'User has requested to stop via callback function.',
  };
  return {
    x: handedOver(scaledUp(best.c)),
    fun: best.f,
    nfev: candidates.nfev,
    nit,
    success: status > 2 && status < 6,
    status,
    message: messages[status]!,
  };
}
