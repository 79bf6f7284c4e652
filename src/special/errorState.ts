/**
 * What happens where a special function has no value: nothing, a warning or an error. The kernels raise no flags, so the results
 * tell: NaN from numbers is a domain error, infinity from finite numbers a singularity or an overflow.
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { checkOptions, describe, ValueError } from '../core/errors.js';
import { any } from '../ops/reductions.js';
import { isfinite, isinf, isnan, logicalAnd, logicalNot, logicalOr } from '../ops/ufuncs/logic.js';

/** What to do about an error. */
export type SpecialErrorAction = 'ignore' | 'warn' | 'raise';

/** SciPy's categories of errors. */
export type SpecialErrorCategory =
  'singular' | 'underflow' | 'overflow' | 'slow' | 'loss' | 'no_result' | 'domain' | 'arg' | 'other';

/** An action for each category. */
export type SpecialErrorState = Record<SpecialErrorCategory, SpecialErrorAction>;

/** Actions to change; `all` is for every category. */
export type SpecialErrorOverrides = Partial<SpecialErrorState> & { all?: SpecialErrorAction };

/** A special function has no value where it was asked for: what `'raise'` throws. */
export class SpecialFunctionError extends RangeError {
  override name = 'SpecialFunctionError';
}

/** The same as a warning, which leaves through `process.emitWarning`. */
export class SpecialFunctionWarning extends Error {
  override name = 'SpecialFunctionWarning';
}

const CATEGORIES: readonly SpecialErrorCategory[] = [
  'singular',
  'underflow',
  'overflow',
  'slow',
  'loss',
  'no_result',
  'domain',
  'arg',
  'other',
];
const ACTIONS: readonly string[] = ['ignore', 'warn', 'raise'];

const stateOf = (action: SpecialErrorAction): SpecialErrorState =>
  Object.fromEntries(CATEGORIES.map((name) => [name, action])) as SpecialErrorState;

let current = stateOf('ignore');
/** Must results be looked at? */
export let isWatching = false;

function put(state: SpecialErrorState): void {
  current = state;
  isWatching = state.domain !== 'ignore' || state.singular !== 'ignore' || state.overflow !== 'ignore';
}

function changed(name: string, overrides: SpecialErrorOverrides): SpecialErrorState {
  checkOptions(name, overrides, [...CATEGORIES, 'all']);
  for (const [category, action] of Object.entries(overrides)) {
    if (!ACTIONS.includes(action)) {
      throw new ValueError(`${name}: ${category} must be 'ignore', 'warn' or 'raise', got ${describe(action)}`);
    }
  }
  const { all, ...rest } = overrides;
  return { ...(all === undefined ? current : stateOf(all)), ...rest };
}

/**
 * What happens about errors of special functions now.
 *
 * @returns a copy: an action for each category
 * @example
 * special.geterr().domain; // 'ignore'
 */
export function geterr(): SpecialErrorState {
  return { ...current };
}

/**
 * Choose what happens about errors of special functions. NaN from numbers counts as `domain`; infinity from finite numbers as
 * `singular` and `overflow` at once, of which the stricter action counts. The other categories are kept, but nothing is found in them.
 *
 * @param overrides - actions by category; `all` for every one
 * @returns the actions before
 * @throws ValueError for an unknown action, DTypeError for an unknown category; nothing is changed then
 * @example
 * const before = special.seterr({ all: 'raise' });
 * special.seterr(before);
 */
export function seterr(overrides: SpecialErrorOverrides): SpecialErrorState {
  const before = current;
  put(changed('seterr', overrides));
  return { ...before };
}

/** Actions for a while; they end when `restore` is called (or, where the language has `using`, with its block). */
export interface SpecialErrorScope {
  /** Put the actions back that were in force before. */
  restore(): void;
}

/**
 * What happens about errors of special functions for the length of one function, or of one block with `using`.
 *
 * @param overrides - as `seterr` takes them
 * @param run - what runs under them; the actions before come back when it returns, throws, or, if it is async, settles
 * @returns what `run` returns; without `run` an object whose `restore` puts the actions back
 * @throws what `seterr` and `run` throw
 * @example
 * special.errstate({ all: 'raise' }, () => special.gamma(5)); // 24
 */
export function errstate<R>(overrides: SpecialErrorOverrides, run: () => R): R;
export function errstate(overrides: SpecialErrorOverrides): SpecialErrorScope;
export function errstate<R>(overrides: SpecialErrorOverrides, run?: () => R): R | SpecialErrorScope {
  const before = current;
  const next = changed('errstate', overrides);
  if (run !== undefined && typeof run !== 'function') {
    throw new ValueError(`errstate: run must be a function, got ${describe(run)}`);
  }
  put(next);
  const restore = (): void => put(before);
  if (run === undefined) {
    // Not in the type: older language levels do not know Symbol.dispose.
    const dispose = (Symbol as { dispose?: symbol }).dispose;
    return dispose === undefined ? { restore } : Object.assign({ restore }, { [dispose]: restore });
  }
  let result: R;
  try {
    result = run();
  } catch (error) {
    restore();
    throw error;
  }
  if (result instanceof Promise) return result.finally(restore) as R;
  restore();
  return result;
}

function report(action: SpecialErrorAction, name: string, what: string): void {
  const message = `numloom/special/${name}: ${what}`;
  if (action === 'raise') throw new SpecialFunctionError(message);
  if (action !== 'warn') return;
  const { process } = globalThis as { process?: { emitWarning?(warning: Error): void } };
  process?.emitWarning?.(new SpecialFunctionWarning(message));
}

/**
 * Look at a result under the state in force, and give it back.
 *
 * @param name - SciPy's name of the function
 * @param operands - what it was called with
 * @param results - what it gave
 */
export function watched<R>(name: string, operands: readonly unknown[], results: R): R {
  const { domain } = current;
  const infinite =
    current.singular === 'raise' || current.overflow === 'raise'
      ? 'raise'
      : current.singular === 'warn'
        ? 'warn'
        : current.overflow;
  const fold = (test: (x: ArrayLike) => unknown, join: (a: ArrayLike, b: ArrayLike) => unknown): ArrayLike =>
    operands.map((x) => test(x as ArrayLike)).reduce((a, b) => join(a as ArrayLike, b as ArrayLike)) as ArrayLike;
  for (const result of (Array.isArray(results) ? results : [results]) as ArrayLike[]) {
    const among = (found: unknown, where: unknown): boolean =>
      Boolean(any(logicalAnd(found as ArrayLike, where as ArrayLike)));
    if (domain !== 'ignore' && among(isnan(result), logicalNot(fold(isnan, logicalOr)))) {
      report(domain, name, 'domain error');
    }
    if (infinite !== 'ignore' && among(isinf(result), fold(isfinite, logicalAnd))) {
      report(infinite, name, infinite === current.singular ? 'singularity' : 'overflow');
    }
  }
  return results;
}
