/**
 * `dualAnnealing`: generalised simulated annealing with local searches (C. Tsallis and D. Stariolo, Physica A 233, 1996; Y. Xiang,
 * D. Sun, W. Fan and X. Gong, Phys. Lett. A 233, 1997; Y. Xiang et al., The R Journal 5, 2013).
 */
import { saysStop } from '../callbacks.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import { toBox, type BoundsLike } from '../bounds.js';
import type { AbortLike } from '../calls.js';
import type { Vec } from '../dense/vector.js';
import { minimize } from '../minimize.js';
import type { OptimizeResult } from '../result.js';
import { handedOver, toArray, toVecOf, type Vector } from '../values.js';
import { Candidates } from './candidates.js';
import type { MinimizerKwargs } from './local.js';
import { randomOf, type RandomNumbers, type Seeded } from './randomness.js';

/** Options of `dualAnnealing`. */
export interface DualAnnealingOptions<A extends readonly unknown[] = []> extends Seeded {
  args?: A;
  maxiter?: number;
  minimizerKwargs?: MinimizerKwargs | null;
  initialTemp?: number;
  /** The temperature, relative to the first, at which annealing begins anew. */
  restartTempRatio?: number;
  /** The heavy tail of the visiting distribution, in (1, 3]. */
  visit?: number;
  /** The acceptance of higher points, in (-1e4, -5]. */
  accept?: number;
  maxfun?: number;
  noLocalSearch?: boolean;
  /** Called for each new minimum with its point, value, and 0 (annealing), 1 (local search) or 2 (dual search); true to stop. */
  callback?: ((x: Vector, f: number, context: 0 | 1 | 2) => boolean | void) | null;
  x0?: ArrayLike | null;
  signal?: AbortLike;
}

const KNOWN = [
  'args', 'maxiter', 'minimizerKwargs', 'initialTemp', 'restartTempRatio', 'visit', 'accept', 'maxfun', 'noLocalSearch', 'callback',
  'x0', 'signal', 'rng', 'seed',
]; // prettier-ignore

/** ln Gamma by Lanczos' approximation. */
function lgamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x);
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]; // prettier-ignore
  const t = x - 1;
  let sum = c[0]!;
  for (let i = 1; i < 9; i++) sum += c[i]! / (t + i);
  const w = t + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (t + 0.5) * Math.log(w) - w + Math.log(sum);
}

const TAIL = 1e8;

/** Draws steps from the distorted Cauchy-Lorentz distribution. */
class Visiting {
  private readonly factor2: number;
  private readonly factor3: number;
  private readonly factor4: number;
  private readonly factor6: number;
  constructor(
    private readonly q: number,
    private readonly random: RandomNumbers,
  ) {
    this.factor2 = Math.exp((4 - q) * Math.log(q - 1));
    this.factor3 = Math.exp(((2 - q) * Math.log(2)) / (q - 1));
    this.factor4 = (Math.sqrt(Math.PI) * this.factor2) / (this.factor3 * (3 - q));
    const factor5 = 1 / (q - 1) - 0.5;
    const d = 2 - factor5;
    this.factor6 = (Math.PI * (1 - factor5)) / Math.sin(Math.PI * (1 - factor5)) / Math.exp(lgamma(d));
  }

  step(temperature: number): number {
    const { q, random } = this;
    const factor1 = Math.exp(Math.log(temperature) / (q - 1));
    const x = random.normal() * Math.exp((-(q - 1) * Math.log(this.factor6 / (this.factor4 * factor1))) / (3 - q));
    const y = random.normal();
    const step = x / Math.exp(((q - 1) * Math.log(Math.abs(y))) / (3 - q));
    if (step > TAIL) return TAIL * random.random();
    return step < -TAIL ? -TAIL * random.random() : step;
  }
}

/**
 * The global minimum of a function between bounds, by dual annealing.
 *
 * @param func - gets a vector of n numbers, returns a number
 * @param bounds - finite bounds for each variable
 * @param options - temperatures, the local minimiser, `rng` or `seed`
 * @returns the best point and how it was found
 * @throws ValueError for bounds or options that do not fit
 * @example
 * dualAnnealing((x) => x.toFlatArray().reduce((s, t) => s + t * t - 10 * Math.cos(2 * Math.PI * t) + 10, 0), [[-5, 5], [-5, 5]], { rng: 1 }).fun;
 */
export function dualAnnealing<A extends readonly unknown[] = []>(
  func: (x: Vector, ...args: A) => ArrayLike,
  bounds: BoundsLike,
  options: DualAnnealingOptions<A> = {},
): OptimizeResult {
  const name = 'dualAnnealing';
  checkOptions(name, options, KNOWN);
  const {
    maxiter = 1000,
    initialTemp = 5230,
    restartTempRatio = 2e-5,
    visit = 2.62,
    accept = -5,
    maxfun = 1e7,
    noLocalSearch = false,
    callback,
  } = options;
  const n = Array.isArray(bounds)
    ? bounds.length
    : Math.max((bounds as { lb: Vector }).lb.size, (bounds as { ub: Vector }).ub.size);
  const { lb, ub } = toBox(name, bounds, n);
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(lb[i]!) || !Number.isFinite(ub[i]!))
      throw new ValueError(`${name}: Some bounds values are inf values or nan values`);
    if (!(lb[i]! < ub[i]!)) throw new ValueError(`${name}: Bounds are not consistent min < max`);
  }
  if (!(restartTempRatio > 0 && restartTempRatio < 1))
    throw new ValueError(`${name}: Restart temperature ratio has to be in range (0, 1)`);
  if (!(visit > 1 && visit <= 3)) throw new ValueError(`${name}: visit has to be in range (1, 3]`);
  if (!(accept > -1e4 && accept <= -5)) throw new ValueError(`${name}: accept has to be in range (-1e4, -5]`);
  const random = randomOf(name, options);
  const candidates = new Candidates(name, func, options.args ?? [], 1, options.signal);
  const visiting = new Visiting(visit, random);
  const range = ub.map((t, i) => t - lb[i]!);
  let njev = 0;
  let nhev = 0;
  let message: string | undefined;
  let best: Vec = new Float64Array(n);
  let bestF = Infinity;
  let current: Vec = best;
  let currentF = Infinity;
  const found = (x: Vec, f: number, context: 0 | 1 | 2): void => {
    best = x.slice();
    bestF = f;
    if (callback && saysStop(() => callback(handedOver(x), f, context)))
      message = 'Callback function requested stop early';
  };
  const draw = (): Vec => lb.map((t, i) => t + random.random() * range[i]!);
  const reset = (x0: Vec | undefined): void => {
    for (let k = 0; ; k++) {
      current = x0 ?? draw();
      currentF = candidates.value(current);
      if (Number.isFinite(currentF)) break;
      if (k === 1000 || x0)
        throw new ValueError(
          `${name}: Stopping algorithm because function create NaN or (+/-) infinity values even with trying new random parameters`,
        );
    }
    if (currentF < bestF) {
      best = current.slice();
      bestF = currentF;
    }
  };
  reset(options.x0 === undefined || options.x0 === null ? undefined : toVecOf(`${name}: x0`, options.x0, n));
  const limits = Array.from({ length: n }, (_, i) => [lb[i]!, ub[i]!] as const);
  const localFun = (x: Vector): number => candidates.value(x.storage as Vec);
  const search = (x: Vec, f: number): { x: Vec; f: number } => {
    const given = options.minimizerKwargs;
    const result = minimize(
      localFun,
      handedOver(x),
      given
        ? ({ bounds: limits, ...given } as never)
        : { method: 'L-BFGS-B', bounds: limits, options: { maxiter: Math.min(Math.max(n * 6, 100), 1000) } },
    );
    njev += result.njev ?? 0;
    nhev += result.nhev ?? 0;
    const at = result.x.storage as Vec;
    const fine = Number.isFinite(result.fun) && at.every((t, i) => Number.isFinite(t) && t >= lb[i]! && t <= ub[i]!);
    return fine && result.fun < f ? { x: at.slice(), f: result.fun } : { x, f };
  };
  /** Move one variable, or all, and fold back into the bounds. */
  const wrap = (x: number, i: number): number => {
    let t = (x - lb[i]!) % range[i]!;
    t = (t + range[i]!) % range[i]!;
    t += lb[i]!;
    return Math.abs(t - lb[i]!) < 1e-10 ? t + 1e-10 : t;
  };
  const propose = (x: Vec, j: number, temperature: number): Vec => {
    const result = x.slice();
    if (j < n) {
      for (let i = 0; i < n; i++) result[i] = wrap(x[i]! + visiting.step(temperature), i);
    } else result[j - n] = wrap(x[j - n]! + visiting.step(temperature), j - n);
    return result;
  };
  let nit = 0;
  let minF = currentF;
  let minX: Vec = current.slice();
  let unimproved = 0;
  let threshold = 1000;
  const t1 = Math.exp((visit - 1) * Math.log(2)) - 1;
  outer: while (message === undefined) {
    for (let i = 0; i < maxiter; i++) {
      const temperature = (initialTemp * t1) / (Math.exp((visit - 1) * Math.log(i + 2)) - 1);
      if (nit >= maxiter) {
        message = 'Maximum number of iteration reached';
        break outer;
      }
      if (temperature < initialTemp * restartTempRatio) {
        reset(undefined);
        break;
      }
      // A Markov chain of 2 n steps.
      const stepTemperature = temperature / (i + 1);
      unimproved++;
      let improved = i === 0;
      for (let j = 0; j < 2 * n; j++) {
        const x = propose(current, j, temperature);
        const f = candidates.value(x);
        if (f < currentF) {
          current = x;
          currentF = f;
          if (f < bestF) {
            found(x, f, 0);
            improved = true;
            unimproved = 0;
          }
        } else {
          const p = 1 - ((1 - accept) * (f - currentF)) / stepTemperature;
          const probability = p <= 0 ? 0 : Math.exp(Math.log(p) / (1 - accept));
          if (random.random() <= probability) {
            current = x;
            currentF = f;
          }
          if (unimproved >= threshold && (j === 0 || currentF < minF)) {
            minF = currentF;
            minX = current.slice();
          }
        }
        if (candidates.nfev >= maxfun) {
          message = 'Maximum number of function call reached during annealing';
          break outer;
        }
        if (message !== undefined) break outer;
      }
      if (!noLocalSearch) {
        if (improved) {
          const local = search(best, bestF);
          if (local.f < bestF) {
            unimproved = 0;
            found(local.x, local.f, 1);
            current = local.x;
            currentF = local.f;
            if (message !== undefined) break outer;
          }
        }
        // Long without anything better: search from the lowest point of the chain.
        if (unimproved >= threshold) {
          const local = search(minX, minF);
          minX = local.x;
          minF = local.f;
          unimproved = 0;
          threshold = n;
          if (local.f < bestF) {
            found(local.x, local.f, 2);
            current = local.x;
            currentF = local.f;
          }
          if (message !== undefined) break outer;
        }
        if (candidates.nfev >= maxfun) {
          message = 'Maximum number of function call reached during dual annealing';
          break outer;
        }
      }
      nit++;
    }
  }
  return {
    x: toArray(best.slice()),
    fun: bestF,
    nfev: candidates.nfev,
    njev,
    nhev,
    nit,
    success: !message!.startsWith('Callback'),
    status: 0,
    message: message!,
  };
}
