/**
 * `shgo`: local searches from the vertices of a triangulation of the box that are lower than their neighbours (S. Endres, C. Sandrock
 * and W. Focke, J. Global Optim. 72, 2018). The triangulation is Freudenthal's of a grid, halved in every iteration; sampled points are
 * joined to their nearest ones.
 */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import { Sobol } from '../../stats/qmc/sobol.js';
import { toBox, type BoundsLike } from '../bounds.js';
import type { AbortLike } from '../calls.js';
import { prepareConstraints, type ConstraintsLike } from '../constraints.js';
import type { Vec } from '../dense/vector.js';
import { minimize } from '../minimize.js';
import type { OptimizeResult } from '../result.js';
import { handedOver, shapeOf, toArray, toVec, type Vector } from '../values.js';
import { Candidates } from './candidates.js';
import { halton } from './differentialEvolution.js';
import type { MinimizerKwargs } from './local.js';

/** Options of `shgo`. */
export interface ShgoOptions<A extends readonly unknown[] = []> {
  args?: A;
  constraints?: ConstraintsLike | null;
  /** How many points are sampled, about. */
  n?: number | null;
  /** How often the triangulation is refined. */
  iters?: number;
  callback?: ((xk: Vector) => void) | null;
  minimizerKwargs?: MinimizerKwargs | null;
  /** Where the function is looked at: a triangulated grid, a sequence, or what a function of (n, dimensions) gives, points in the unit cube. */
  samplingMethod?: 'simplicial' | 'halton' | 'sobol' | ((n: number, dim: number) => ArrayLike);
  options?: {
    maxfev?: number;
    fMin?: number;
    fTol?: number;
    maxiter?: number;
    maxev?: number;
    minimizeEveryIter?: boolean;
    localIter?: number | boolean;
    disp?: boolean;
  };
  /** Any number but 1 spreads the calls of a function made by `np.moduleFunction` over the threads backend. */
  workers?: number;
  signal?: AbortLike;
}

/** What `shgo` finds. */
export interface ShgoResult extends OptimizeResult {
  /** All local minima, the lowest first. */
  xl: Vector;
  funl: Vector;
  nlfev: number;
  nljev: number;
  nlhev: number;
}

/** Points and who is whose neighbour. */
interface Complex {
  readonly points: Vec[];
  readonly neighbours: number[][];
}

/** A grid of `k + 1` points along each axis with Freudenthal's triangulation. */
function grid(n: number, k: number): Complex {
  const side = k + 1;
  const count = side ** n;
  const points: Vec[] = [];
  const neighbours: number[][] = [];
  for (let v = 0; v < count; v++) {
    const at = new Int32Array(n);
    for (let i = 0, rest = v; i < n; i++, rest = Math.floor(rest / side)) at[i] = rest % side;
    points.push(Float64Array.from(at, (t) => t / k));
    const list: number[] = [];
    for (let mask = 1; mask < 2 ** n; mask++) {
      for (const sign of [1, -1]) {
        let w = 0;
        let inside = true;
        for (let i = n - 1; i >= 0; i--) {
          const t = at[i]! + (mask & (1 << i) ? sign : 0);
          if (t < 0 || t > k) inside = false;
          w = w * side + t;
        }
        if (inside) list.push(w);
      }
    }
    neighbours.push(list);
  }
  return { points, neighbours };
}

/** The first points of a sequence in the unit cube. */
function sequence(
  method: Exclude<ShgoOptions['samplingMethod'], 'simplicial' | undefined>,
  n: number,
  each: number,
  draws: number,
): Vec[] {
  const count = each * draws;
  if (method === 'halton') return halton(count, n);
  let flat: Vec;
  if (method === 'sobol') {
    // Drawn in powers of two, in which they are even.
    const engine = new Sobol(n, { scramble: false });
    flat = new Float64Array(count * n);
    for (let k = 0; k < draws; k++) flat.set(toVec('shgo', engine.random(each)), k * each * n);
  } else {
    const given = method(count, n);
    const shape = shapeOf(given);
    if (shape.length !== 2 || shape[1] !== n) {
      throw new ValueError(`shgo: samplingMethod must return points of shape (${count},${n}), got ${shapeText(shape)}`);
    }
    flat = toVec('shgo: what samplingMethod returns', given);
  }
  return Array.from({ length: flat.length / n }, (_, k) => flat.slice(k * n, (k + 1) * n));
}

/** Points, each joined to its 2 n + 2 nearest. */
function joined(n: number, points: Vec[]): Complex {
  const neighbours: number[][] = points.map(() => []);
  points.forEach((p, k) => {
    const order = points
      .map((q, j) => ({ j, d: q.reduce((sum, t, i) => sum + (t - p[i]!) ** 2, 0) }))
      .filter(({ j }) => j !== k)
      .sort((a, b) => a.d - b.d)
      .slice(0, 2 * n + 2);
    for (const { j } of order) {
      neighbours[k]!.push(j);
      neighbours[j]!.push(k);
    }
  });
  return { points, neighbours };
}

/**
 * The global minimum of a function, and its local minima, by simplicial homology.
 *
 * @param func - gets a vector of n numbers, returns a number
 * @param bounds - bounds for each variable; infinite ones count as 1e50
 * @param options - constraints, number of points, the local minimiser
 * @returns the lowest minimum, `x` and `fun`, and all of them, `xl` and `funl`
 * @throws ValueError for bounds or options that do not fit
 * @example
 * shgo(rosen, [[0, 2], [0, 2]]).x; // array([1., 1.])
 */
export function shgo<A extends readonly unknown[] = []>(
  func: (x: Vector, ...args: A) => ArrayLike,
  bounds: BoundsLike,
  options: ShgoOptions<A> = {},
): ShgoResult {
  const name = 'shgo';
  checkOptions(name, options, [
    'args',
    'constraints',
    'n',
    'iters',
    'callback',
    'minimizerKwargs',
    'samplingMethod',
    'options',
    'workers',
    'signal',
  ]);
  const own = options.options ?? {};
  checkOptions('shgo (options)', own, [
    'maxfev',
    'fMin',
    'fTol',
    'maxiter',
    'maxev',
    'minimizeEveryIter',
    'localIter',
    'disp',
  ]);
  const { samplingMethod = 'simplicial', callback, constraints } = options;
  if (typeof samplingMethod !== 'function' && !['simplicial', 'halton', 'sobol'].includes(samplingMethod))
    throw new ValueError(`${name}: Unknown samplingMethod specified: ${describe(samplingMethod)}`);
  const n = Array.isArray(bounds)
    ? bounds.length
    : Math.max((bounds as { lb: Vector }).lb.size, (bounds as { ub: Vector }).ub.size);
  const box = toBox(name, bounds, n);
  const lb = box.lb.map((t) => Math.max(t, -1e50));
  const ub = box.ub.map((t) => Math.min(t, 1e50));
  const candidates = new Candidates(name, func, options.args ?? [], options.workers ?? 1, options.signal);
  const scaledUp = (u: Vec): Vec => u.map((t, i) => lb[i]! + t * (ub[i]! - lb[i]!));
  const constrained =
    constraints !== undefined && constraints !== null && !(Array.isArray(constraints) && constraints.length === 0);
  const prepared = constrained
    ? prepareConstraints(name, constraints, scaledUp(new Float64Array(n).fill(0.5)), undefined, options.signal)
    : [];
  const feasible = (x: Vec): boolean =>
    prepared.every((c) => c.values(x).every((t, i) => t >= c.lb[i]! - 1e-9 && t <= c.ub[i]! + 1e-9));
  const iters = own.maxiter ?? options.iters ?? 1;
  const known = new Map<string, number>();
  const minima: { x: Vec; f: number }[] = [];
  let nlfev = 0;
  let nljev = 0;
  let nlhev = 0;
  let nit = 0;
  const limits = Array.from({ length: n }, (_, i) => [box.lb[i]!, box.ub[i]!] as const);
  const searchFrom = (x: Vec): void => {
    const result = minimize((at: Vector) => candidates.value(at.storage as Vec), handedOver(x), {
      method: 'SLSQP',
      bounds: limits,
      ...(constrained ? { constraints } : {}),
      options: { ftol: 1e-12 },
      ...(options.minimizerKwargs as object | null | undefined),
    } as never);
    nlfev += result.nfev;
    nljev += result.njev ?? 0;
    nlhev += result.nhev ?? 0;
    const at = result.x.storage as Vec;
    if (!Number.isFinite(result.fun) || (constrained && !feasible(at.map((t) => t)))) return;
    if (minima.some((m) => m.x.every((t, i) => Math.abs(t - at[i]!) <= 1e-5 * Math.max(1, Math.abs(t))))) return;
    minima.push({ x: at.slice(), f: result.fun });
    callback?.(handedOver(at));
  };
  const started = new Set<string>();
  for (; nit < iters;) {
    nit++;
    let complex: Complex;
    if (samplingMethod === 'simplicial' && n <= 5) {
      const wanted = options.n ?? 2 ** n + 1;
      let k = Math.max(2, Math.ceil(wanted ** (1 / n)) - 1) * 2 ** (nit - 1);
      while (k > 2 && (k + 1) ** n > 2e5) k = Math.floor(k / 2);
      complex = grid(n, k);
    } else {
      const wanted = options.n ?? 128;
      const each = samplingMethod === 'sobol' ? 2 ** Math.ceil(Math.log2(wanted)) : wanted;
      complex = joined(n, sequence(samplingMethod === 'simplicial' ? 'halton' : samplingMethod, n, each, nit));
    }
    const x = complex.points.map(scaledUp);
    const keys = complex.points.map((p) => p.join());
    const fresh = x.map((_, k) => k).filter((k) => !known.has(keys[k]!));
    const good = fresh.filter((k) => feasible(x[k]!));
    for (const k of fresh) known.set(keys[k]!, Infinity);
    candidates
      .values(good.map((k) => x[k]!))
      .forEach((f, t) => known.set(keys[good[t]!]!, Number.isNaN(f) ? Infinity : f));
    const values = keys.map((key) => known.get(key)!);
    const pool = x
      .map((_, k) => k)
      .filter((k) => Number.isFinite(values[k]!) && complex.neighbours[k]!.every((j) => values[k]! <= values[j]!))
      .sort((a, b) => values[a]! - values[b]!);
    const most = typeof own.localIter === 'number' ? own.localIter : pool.length;
    for (const k of pool.slice(0, most)) {
      if (started.has(keys[k]!)) continue;
      started.add(keys[k]!);
      searchFrom(x[k]!);
      if (candidates.nfev >= (own.maxfev ?? Infinity)) break;
    }
    if (candidates.nfev >= (own.maxfev ?? Infinity)) break;
    const lowest = Math.min(...minima.map((m) => m.f));
    if (own.fMin !== undefined && Math.abs(lowest - own.fMin) <= (own.fTol ?? 1e-4) * Math.max(1, Math.abs(own.fMin)))
      break;
  }
  minima.sort((a, b) => a.f - b.f);
  const flat = new Float64Array(minima.length * n);
  minima.forEach((m, k) => flat.set(m.x, k * n));
  const best = minima[0];
  return {
    x: best ? handedOver(best.x) : toArray(new Float64Array(n).fill(NaN)),
    fun: best ? best.f : NaN,
    xl: toArray(flat, [minima.length, n]),
    funl: toArray(Float64Array.from(minima, (m) => m.f)),
    nfev: candidates.nfev,
    nlfev,
    nljev,
    nlhev,
    nit,
    success: best !== undefined,
    status: best ? 0 : 1,
    message: best ? 'Optimization terminated successfully.' : 'Failed to find a feasible minimizer point.',
  };
}
