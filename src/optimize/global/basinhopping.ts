/** `basinhopping`: random jumps, each followed by a local search (D. Wales and J. Doye, J. Phys. Chem. A 101, 1997). */
import { saysStop } from '../callbacks.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions } from '../../core/errors.js';
import { type AbortLike } from '../calls.js';
import type { Vec } from '../dense/vector.js';
import { minimize } from '../minimize.js';
import type { OptimizeResult } from '../result.js';
import { handedOver, toVec, toVecOf, type Vector } from '../values.js';
import type { MinimizerKwargs } from './local.js';
import { randomOf, type Seeded } from './randomness.js';

/** Options of `basinhopping`. */
export interface BasinhoppingOptions extends Seeded {
  /** How many jumps. */
  niter?: number;
  /** The temperature of the test that accepts a higher minimum. */
  T?: number;
  /** The longest jump of a variable. */
  stepsize?: number;
  /** Options of the local searches. */
  minimizerKwargs?: MinimizerKwargs | null;
  /** Where to jump; may have a `stepsize` that is adapted. */
  takeStep?: (((x: Vector) => ArrayLike) & { stepsize?: number }) | null;
  /** May a step be accepted? 'force accept' accepts it whatever the temperature says. */
  acceptTest?: ((step: { fNew: number; xNew: Vector; fOld: number; xOld: Vector }) => boolean | 'force accept') | null;
  /** Called for every minimum found; returns true to stop. */
  callback?: ((x: Vector, f: number, accept: boolean) => boolean | void) | null;
  /** How often the length of the jumps is adapted. */
  interval?: number;
  disp?: boolean;
  /** Stop after so many jumps without a better minimum. */
  niterSuccess?: number | null;
  targetAcceptRate?: number;
  stepwiseFactor?: number;
  signal?: AbortLike;
}

/** What `basinhopping` finds. */
export interface BasinhoppingResult extends OptimizeResult {
  minimizationFailures: number;
  lowestOptimizationResult: OptimizeResult;
}

const KNOWN = [
  'niter', 'T', 'stepsize', 'minimizerKwargs', 'takeStep', 'acceptTest', 'callback', 'interval', 'disp', 'niterSuccess',
  'targetAcceptRate', 'stepwiseFactor', 'signal', 'rng', 'seed',
]; // prettier-ignore

/**
 * The lowest of many local minima, found by random jumps.
 *
 * @param func - gets a vector of n numbers (and `minimizerKwargs.args`), returns a number
 * @param x0 - where to start
 * @param options - number and length of the jumps, the local minimiser, `rng` or `seed`
 * @returns the lowest minimum and how it was found
 * @throws ValueError for options that do not fit
 * @example
 * basinhopping((x) => Math.cos(14.5 * x.item(0) - 0.3) + (x.item(0) + 0.2) * x.item(0), 1, { rng: 1 }).x; // array([-0.195...])
 */
export function basinhopping(
  func: (x: Vector, ...args: never[]) => ArrayLike,
  x0: ArrayLike,
  options: BasinhoppingOptions = {},
): BasinhoppingResult {
  const name = 'basinhopping';
  checkOptions(name, options, KNOWN);
  const {
    niter = 100,
    T = 1,
    interval = 50,
    callback,
    niterSuccess,
    targetAcceptRate = 0.5,
    stepwiseFactor = 0.9,
  } = options;
  if (typeof func !== 'function') throw new DTypeError(`${name}: func must be a function`);
  if (!(targetAcceptRate > 0 && targetAcceptRate < 1))
    throw new ValueError(`${name}: targetAcceptRate has to be in range (0, 1)`);
  if (!(stepwiseFactor > 0 && stepwiseFactor < 1))
    throw new ValueError(`${name}: stepwiseFactor has to be in range (0, 1)`);
  const random = randomOf(name, options);
  const { takeStep, acceptTest } = options;
  let stepsize = takeStep?.stepsize ?? options.stepsize ?? 0.5;
  const start = toVec(`${name}: x0`, x0);
  const n = start.length;
  const counts = { nfev: 0, njev: 0, nhev: 0, failures: 0 };
  const search = (x: Vec): OptimizeResult => {
    const result = minimize(func as never, handedOver(x), {
      ...(options.minimizerKwargs as object),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    counts.nfev += result.nfev;
    counts.njev += result.njev ?? 0;
    counts.nhev += result.nhev ?? 0;
    if (!result.success) counts.failures++;
    return result;
  };
  let current = search(start);
  let best = current;
  let accepted = 0;
  let since = 0;
  let nit = 0;
  const messages = [
    'requested number of basinhopping iterations completed successfully',
    'success condition satisfied',
    'callback function requested stop early by returning True',
  ];
  let message = messages[0]!;
  let stale = 0;
  if (callback && saysStop(() => callback(handedOver(current.x.storage as Vec), current.fun, true)))
    message = messages[2]!;
  else {
    for (; nit < niter;) {
      nit++;
      since++;
      const from = current.x.storage as Vec;
      const jumped = takeStep
        ? toVecOf(`${name}: takeStep`, takeStep(handedOver(from)), n)
        : from.map((t) => t + random.uniform(-stepsize, stepsize));
      const next = search(jumped);
      const lower = next.success || !current.success;
      const w =
        next.fun < current.fun && lower ? 1 : T === 0 ? 0 : Math.exp(Math.min(0, -(next.fun - current.fun) / T));
      let accept = w >= random.random() && lower;
      if (acceptTest) {
        const say = acceptTest({
          fNew: next.fun,
          xNew: handedOver(next.x.storage as Vec),
          fOld: current.fun,
          xOld: handedOver(from),
        });
        accept = say === 'force accept' || (accept && say);
      }
      if (!Number.isFinite(next.fun)) accept = false;
      if (accept) {
        accepted++;
        current = next;
      }
      if (since % interval === 0) {
        // Longer jumps where most are accepted.
        const rate = accepted / since;
        stepsize = rate > targetAcceptRate ? stepsize / stepwiseFactor : stepsize * stepwiseFactor;
        if (takeStep && takeStep.stepsize !== undefined) takeStep.stepsize = stepsize;
      }
      const found = accept && (next.success || !best.success) && next.fun < best.fun;
      if (found) best = next;
      if (options.disp)
        console.log(
          `basinhopping step ${nit}: f ${current.fun} trial_f ${next.fun} accepted ${Number(accept)} lowest_f ${best.fun}`,
        );
      if (callback && saysStop(() => callback(handedOver(next.x.storage as Vec), next.fun, accept))) {
        message = messages[2]!;
        break;
      }
      stale = found ? 0 : stale + 1;
      if (niterSuccess !== undefined && niterSuccess !== null && stale > niterSuccess) {
        message = messages[1]!;
        break;
      }
    }
  }
  return {
    x: best.x,
    fun: best.fun,
    nfev: counts.nfev,
    njev: counts.njev,
    nhev: counts.nhev,
    nit,
    success: best.success,
    status: best.success ? 0 : 1,
    message,
    minimizationFailures: counts.failures,
    lowestOptimizationResult: best,
  };
}
