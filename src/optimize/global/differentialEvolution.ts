/** `differentialEvolution` (R. Storn and K. Price, J. Global Optim. 11, 1997; constraints after J. Lampinen, CEC 2002). */
import { saysStop } from '../callbacks.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { Sobol } from '../../stats/qmc/sobol.js';
import { toBox, type BoundsLike } from '../bounds.js';
import type { AbortLike } from '../calls.js';
import { prepareConstraints, type ConstraintsLike, type PreparedConstraint } from '../constraints.js';
import type { Vec } from '../dense/vector.js';
import { minimize } from '../minimize.js';
import type { OptimizeResult } from '../result.js';
import { handedOver, toArray, toNumber, toRows, toVecOf, toVecOrScalar, type Vector } from '../values.js';
import { Candidates } from './candidates.js';
import { randomOf, type RandomNumbers, type Seeded } from './randomness.js';

/** How a trial is made: from which vectors, and whether crossover is binomial or exponential. */
export type DifferentialStrategy =
  `${'best1' | 'best2' | 'rand1' | 'rand2' | 'randtobest1' | 'currenttobest1'}${'bin' | 'exp'}`;

/** Options of `differentialEvolution`. */
export interface DifferentialEvolutionOptions<A extends readonly unknown[] = []> extends Seeded {
  args?: A;
  strategy?: DifferentialStrategy;
  /** The most generations. */
  maxiter?: number;
  /** Members of the population for each variable. */
  popsize?: number;
  /** End when the spread of the values is at most `atol + tol * |mean|`. */
  tol?: number;
  atol?: number;
  /** The weight of differences, or a range to draw it from in each generation. */
  mutation?: number | readonly [number, number];
  /** The probability of crossover. */
  recombination?: number;
  /** Called after each generation with the best point and the convergence; returns true to stop. */
  callback?: ((xk: Vector, convergence: number) => boolean | void) | null;
  disp?: boolean;
  /** Finish with L-BFGS-B (trust-constr with constraints). */
  polish?: boolean;
  init?: 'latinhypercube' | 'sobol' | 'halton' | 'random' | ArrayLike;
  /** Better trials take their place at once, or after the whole generation. */
  updating?: 'immediate' | 'deferred';
  /** Any number but 1 spreads the calls of a function made by `np.moduleFunction` over the threads backend. */
  workers?: number;
  constraints?: ConstraintsLike;
  x0?: ArrayLike | null;
  /** Which variables are whole numbers. */
  integrality?: ArrayLike | null;
  /** `func` takes (n, S) points at once and returns S values. */
  vectorized?: boolean;
  signal?: AbortLike;
}

/** What `differentialEvolution` finds. */
export interface DifferentialEvolutionResult extends OptimizeResult {
  population: Vector;
  populationEnergies: Vector;
}

const KNOWN = [
  'args', 'strategy', 'maxiter', 'popsize', 'tol', 'atol', 'mutation', 'recombination', 'callback', 'disp', 'polish', 'init',
  'updating', 'workers', 'constraints', 'x0', 'integrality', 'vectorized', 'signal', 'rng', 'seed',
]; // prettier-ignore

/** Points of Halton's sequence. */
export function halton(count: number, n: number, skip = 1): Vec[] {
  const primes: number[] = [];
  for (let p = 2; primes.length < n; p++) if (primes.every((q) => p % q !== 0)) primes.push(p);
  return Array.from({ length: count }, (_, k) =>
    Float64Array.from(primes, (p) => {
      let [f, r] = [1, 0];
      for (let i = k + skip; i > 0; i = Math.floor(i / p)) {
        f /= p;
        r += f * (i % p);
      }
      return r;
    }),
  );
}

/** The first population, in the unit cube. */
function firstPopulation(
  init: DifferentialEvolutionOptions['init'],
  count: number,
  n: number,
  random: RandomNumbers,
): Vec[] {
  if (init === 'random')
    return Array.from({ length: count }, () => Float64Array.from({ length: n }, () => random.random()));
  if (init === 'halton') return halton(count, n);
  if (init === 'sobol') {
    // A power of two of them, as many as the points need to be even.
    const points = new Sobol(n, { rng: random.generator }).randomBase2(Math.ceil(Math.log2(count))).data;
    return Array.from({ length: points.length / n }, (_, k) => Float64Array.from(points.subarray(k * n, (k + 1) * n)));
  }
  // One member in each of `count` slices of every axis.
  const points = Array.from({ length: count }, () => new Float64Array(n));
  for (let j = 0; j < n; j++) {
    const order = Int32Array.from({ length: count }, (_, k) => k);
    random.shuffle(order);
    for (let k = 0; k < count; k++) points[k]![j] = (order[k]! + random.random()) / count;
  }
  return points;
}

/**
 * The global minimum of a function between bounds, by differential evolution.
 *
 * @param func - gets a vector of n numbers, returns a number
 * @param bounds - finite bounds for each variable
 * @param options - strategy, size of the population, `rng` or `seed`; see `DifferentialEvolutionOptions`
 * @returns the best point and how it was found
 * @throws ValueError for bounds or options that do not fit
 * @example
 * differentialEvolution(rosen, [[0, 2], [0, 2]], { rng: 1 }).x; // array([1., 1.])
 */
export function differentialEvolution<A extends readonly unknown[] = []>(
  func: (x: Vector, ...args: A) => ArrayLike,
  bounds: BoundsLike,
  options: DifferentialEvolutionOptions<A> = {},
): DifferentialEvolutionResult {
  const name = 'differentialEvolution';
  checkOptions(name, options, KNOWN);
  const {
    strategy = 'best1bin',
    maxiter = 1000,
    popsize = 15,
    tol = 0.01,
    atol = 0,
    mutation = [0.5, 1],
    recombination = 0.7,
  } = options;
  const { callback, polish = true, init = 'latinhypercube', workers = 1, vectorized = false, signal } = options;
  const updating = workers !== 1 || vectorized ? 'deferred' : (options.updating ?? 'immediate');
  const parts = /^(best1|best2|rand1|rand2|randtobest1|currenttobest1)(bin|exp)$/.exec(strategy);
  if (!parts) throw new ValueError(`${name}: Please select a valid mutation strategy, got ${describe(strategy)}`);
  const [, kind, crossover] = parts as unknown as [string, string, 'bin' | 'exp'];
  const dither = typeof mutation === 'number' ? undefined : [...mutation].sort((a, b) => a - b);
  const weights = dither ?? [mutation as number];
  if (weights.some((t) => !(t >= 0 && t < 2)) || weights.length > 2)
    throw new ValueError(
      `${name}: The mutation constant must be a float in U[0, 2), or specified as a tuple(min, max) where min < max and min, max are in U[0, 2).`,
    );
  if (!(recombination >= 0 && recombination <= 1))
    throw new ValueError(`${name}: The recombination constant must be in [0, 1], got ${recombination}`);
  const n = Array.isArray(bounds)
    ? bounds.length
    : Math.max((bounds as { lb: Vector }).lb.size, (bounds as { ub: Vector }).ub.size);
  const box = toBox(name, bounds, n);
  if ([...box.lb, ...box.ub].some((t) => !Number.isFinite(t)))
    throw new ValueError(
      `${name}: bounds should be a sequence containing finite real valued (min, max) pairs for each value in x`,
    );
  const random = randomOf(name, options);
  const whole =
    options.integrality === undefined || options.integrality === null
      ? undefined
      : toVecOrScalar(`${name}: integrality`, options.integrality, n);
  if (whole) {
    for (let i = 0; i < n; i++) {
      if (!whole[i]) continue;
      const [low, high] = [Math.ceil(box.lb[i]!), Math.floor(box.ub[i]!)];
      if (high < low)
        throw new ValueError(
          `${name}: One of the integrality constraints does not have any possible integer values between the lower/upper bounds.`,
        );
      box.lb[i] = low - 0.5 + 1e-9;
      box.ub[i] = high + 0.5 - 1e-9;
    }
  }
  const scaledUp = (u: Vec): Vec =>
    u.map((t, i) => {
      const x = box.lb[i]! + t * (box.ub[i]! - box.lb[i]!);
      return whole?.[i] ? Math.round(x) : x;
    });
  const candidates = new Candidates(name, func, options.args ?? [], vectorized ? 1 : workers, signal);
  const evaluateAll = (points: Vec[]): Vec => {
    if (!vectorized) return candidates.values(points);
    const s = points.length;
    const columns = new Float64Array(n * s);
    points.forEach((x, k) => x.forEach((t, i) => (columns[i * s + k] = t)));
    candidates.nfev += s;
    return toVecOf(`${name}: what func returns`, func(toArray(columns, [n, s]), ...((options.args ?? []) as never)), s);
  };
  // Population.
  let members: Vec[];
  if (typeof init === 'string') {
    if (!['latinhypercube', 'sobol', 'halton', 'random'].includes(init))
      throw new ValueError(
        `${name}: The population initialization method must be one of 'latinhypercube', 'sobol', 'halton' or 'random', or an array, got ${describe(init)}`,
      );
    members = firstPopulation(init, Math.max(5, popsize * Math.max(1, n)), n, random);
  } else {
    const { a, m, n: width } = toRows(`${name}: init`, init);
    if (width !== n || m < 5)
      throw new ValueError(`${name}: The population supplied needs to have shape (S, len(x)), where S > 4.`);
    members = Array.from({ length: m }, (_, k) =>
      a
        .slice(k * n, k * n + n)
        .map((t, i) => Math.min(1, Math.max(0, (t - box.lb[i]!) / (box.ub[i]! - box.lb[i]! || 1)))),
    );
  }
  if (options.x0 !== undefined && options.x0 !== null) {
    const x0 = toVecOf(`${name}: x0`, options.x0, n);
    const u = x0.map((t, i) => (t - box.lb[i]!) / (box.ub[i]! - box.lb[i]! || 1));
    if (u.some((t) => !(t >= 0 && t <= 1)))
      throw new ValueError(`${name}: Some entries in x0 lay outside the specified bounds`);
    members[0] = u;
  }
  const count = members.length;
  const constrained =
    options.constraints !== undefined && !(Array.isArray(options.constraints) && options.constraints.length === 0);
  const constraints: PreparedConstraint[] = constrained
    ? prepareConstraints(name, options.constraints!, scaledUp(members[0]!), undefined, signal)
    : [];
  /** Violations, one for each value of a constraint. */
  const violations = (x: Vec): Vec => {
    const list: number[] = [];
    for (const c of constraints) c.values(x).forEach((t, i) => list.push(Math.max(0, c.lb[i]! - t, t - c.ub[i]!)));
    return Float64Array.from(list);
  };
  const total = (v: Vec): number => v.reduce((sum, t) => sum + t, 0);
  const energies = new Float64Array(count).fill(Infinity);
  const broken: Vec[] = members.map(() => new Float64Array(0));
  /** Values of the points that satisfy the constraints; inf for the others. */
  const judge = (points: Vec[]): { energy: Vec; v: Vec[] } => {
    const x = points.map(scaledUp);
    if (!constrained)
      return {
        energy: evaluateAll(x).map((t) => (Number.isNaN(t) ? Infinity : t)),
        v: points.map(() => new Float64Array(0)),
      };
    const v = x.map(violations);
    const good = x.map((_, k) => k).filter((k) => total(v[k]!) === 0);
    const values = evaluateAll(good.map((k) => x[k]!));
    const energy = new Float64Array(points.length).fill(Infinity);
    good.forEach((k, t) => (energy[k] = Number.isNaN(values[t]!) ? Infinity : values[t]!));
    return { energy, v };
  };
  const better = (f: number, v: Vec, than: number): boolean => {
    const [a, b] = [total(v), total(broken[than]!)];
    if (a === 0 && b === 0) return f <= energies[than]!;
    if (a === 0) return true;
    return b > 0 && v.every((t, i) => t <= broken[than]![i]!);
  };
  const swapBest = (): void => {
    let best = 0;
    for (let k = 1; k < count; k++) {
      const [a, b] = [total(broken[k]!), total(broken[best]!)];
      if (a < b || (a === b && energies[k]! < energies[best]!)) best = k;
    }
    if (best === 0) return;
    [members[0], members[best]] = [members[best]!, members[0]!];
    [energies[0], energies[best]] = [energies[best]!, energies[0]!];
    [broken[0], broken[best]] = [broken[best]!, broken[0]!];
  };
  {
    const { energy, v } = judge(members);
    energies.set(energy);
    v.forEach((t, k) => (broken[k] = t));
  }
  swapBest();
  let scale = weights[0]!;
  const others = (k: number, how: number): number[] => {
    const list: number[] = [];
    while (list.length < how) {
      const j = random.integer(count);
      if (j !== k && !list.includes(j)) list.push(j);
    }
    return list;
  };
  const trialOf = (k: number): Vec => {
    const base = members[k]!;
    const r = others(k, 5).map((j) => members[j]!);
    const best = members[0]!;
    const mutant = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const [a, b, c, d, e] = r.map((m) => m[i]!) as [number, number, number, number, number];
      switch (kind) {
        case 'best1':
          mutant[i] = best[i]! + scale * (a - b);
          break;
        case 'rand1':
          mutant[i] = a + scale * (b - c);
          break;
        case 'randtobest1':
          mutant[i] = a + scale * (best[i]! - a) + scale * (b - c);
          break;
        case 'currenttobest1':
          mutant[i] = base[i]! + scale * (best[i]! - base[i]! + a - b);
          break;
        case 'best2':
          mutant[i] = best[i]! + scale * (a + b - c - d);
          break;
        default:
          mutant[i] = a + scale * (b + c - d - e);
      }
    }
    const trial = base.slice();
    const fill = random.integer(n);
    if (crossover === 'bin') {
      for (let i = 0; i < n; i++) if (i === fill || random.random() < recombination) trial[i] = mutant[i]!;
    } else {
      for (let t = 0, i = fill; t < n && (t === 0 || random.random() < recombination); t++, i = (i + 1) % n)
        trial[i] = mutant[i]!;
    }
    for (let i = 0; i < n; i++) if (!(trial[i]! >= 0 && trial[i]! <= 1)) trial[i] = random.random();
    return trial;
  };
  /** The spread of the values, relative to the tolerance. */
  const spread = (): { std: number; mean: number } => {
    if (energies.some((t) => !Number.isFinite(t))) return { std: Infinity, mean: 0 };
    const mean = energies.reduce((sum, t) => sum + t, 0) / count;
    return { std: Math.sqrt(energies.reduce((sum, t) => sum + (t - mean) ** 2, 0) / count), mean };
  };
  let status = 2;
  let nit = 0;
  for (nit = 1; nit <= maxiter; nit++) {
    if (dither) scale = random.uniform(dither[0]!, dither[1]!);
    if (updating === 'immediate') {
      for (let k = 0; k < count; k++) {
        const trial = trialOf(k);
        const { energy, v } = judge([trial]);
        if (!better(energy[0]!, v[0]!, k)) continue;
        members[k] = trial;
        energies[k] = energy[0]!;
        broken[k] = v[0]!;
        const [a, b] = [total(broken[k]!), total(broken[0]!)];
        if (a < b || (a === b && energies[k]! < energies[0]!)) swapBest();
      }
    } else {
      const trials = members.map((_, k) => trialOf(k));
      const { energy, v } = judge(trials);
      for (let k = 0; k < count; k++) {
        if (!better(energy[k]!, v[k]!, k)) continue;
        members[k] = trials[k]!;
        energies[k] = energy[k]!;
        broken[k] = v[k]!;
      }
      swapBest();
    }
    const { std, mean } = spread();
    if (options.disp) console.log(`differentialEvolution step ${nit}: f(x)= ${energies[0]}`);
    const convergence = Number.isFinite(std) ? (std === 0 ? Infinity : (tol * Math.abs(mean) + atol) / std) : 0;
    if (callback && saysStop(() => callback(handedOver(scaledUp(members[0]!)), convergence))) {
      status = 1;
      break;
    }
    if (std <= atol + tol * Math.abs(mean)) {
      status = 0;
      break;
    }
  }
  nit = Math.min(nit, maxiter);
  let x = scaledUp(members[0]!);
  let fun = energies[0]!;
  let jac: Vector | undefined;
  if (polish && !whole?.every((t) => t !== 0) && status !== 1) {
    const fixed = whole ? x.map((t, i) => (whole[i] ? t : NaN)) : undefined;
    const lb = box.lb.map((t, i) => (fixed && !Number.isNaN(fixed[i]!) ? fixed[i]! : t));
    const ub = box.ub.map((t, i) => (fixed && !Number.isNaN(fixed[i]!) ? fixed[i]! : t));
    const counted = (at: Vector): number =>
      vectorized
        ? toNumber(name, func(toArray((at.storage as Vec).slice(), [n, 1]), ...((options.args ?? []) as never)))
        : candidates.value(at.storage as Vec);
    const before = candidates.nfev;
    const result = minimize(counted, toArray(x.slice()), {
      method: constrained ? 'trust-constr' : 'L-BFGS-B',
      bounds: Array.from({ length: n }, (_, i) => [lb[i]!, ub[i]!] as const),
      ...(constrained ? { constraints: options.constraints! } : {}),
    });
    if (vectorized) candidates.nfev = before + result.nfev;
    const feasible = !constrained || total(violations(result.x.storage as Vec)) <= 1e-8;
    if (result.fun < fun && feasible && result.x.toFlatArray().every((t, i) => t >= box.lb[i]! && t <= box.ub[i]!)) {
      x = (result.x.storage as Vec).slice();
      fun = result.fun;
      jac = result.jac;
    }
  }
  const violation = constrained ? Math.max(0, ...violations(x)) : 0;
  const flat = new Float64Array(count * n);
  members.forEach((u, k) => flat.set(scaledUp(u), k * n));
  const messages = [
    'Optimization terminated successfully.',
    'callback function requested stop early',
    'Maximum number of iterations has been exceeded.',
  ];
  const infeasible = violation > 1e-8;
  return {
    x: handedOver(x),
    fun,
    nfev: candidates.nfev,
    nit,
    success: status === 0 && !infeasible,
    status,
    message: infeasible ? `The solution does not satisfy the constraints, MAXCV = ${violation}` : messages[status]!,
    population: toArray(flat, [count, n]),
    populationEnergies: toArray(energies.slice()),
    ...(jac ? { jac } : {}),
    ...(constrained ? { maxcv: violation } : {}),
  };
}
