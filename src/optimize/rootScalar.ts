/** `rootScalar` and the classic names for roots of functions of one variable. */
import type { ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import type { TypedArray } from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import type { AbortLike } from './calls.js';
import {
  newtonFromArray,
  newtonFromComplex,
  type NewtonArrayOptions,
  type NewtonComplexOptions,
  type RootOf,
} from './newtonArrays.js';
import { bisection, brentRoot, ridders, type Interval, type RootFound } from './scalar/bracketedRoots.js';
import { ScalarCalls, type ScalarFunction } from './scalar/calls.js';
import { newtonRoot, secantRoot, type OpenRoot } from './scalar/openRoots.js';
import { toms748Root } from './scalar/toms748.js';
import { warn } from './warnings.js';

/** An algorithm that did not come to an end: SciPy's RuntimeError. */
export class ConvergenceError extends Error {
  override name = 'ConvergenceError';
}

/** A root and how it was found: SciPy's `RootResults`. */
export interface RootResults {
  readonly root: number;
  readonly iterations: number;
  readonly functionCalls: number;
  readonly converged: boolean;
  readonly flag: string;
  readonly method: RootScalarMethod;
}

/** The methods of `rootScalar`. */
export type RootScalarMethod = 'bisect' | 'brentq' | 'brenth' | 'ridder' | 'toms748' | 'newton' | 'secant' | 'halley';

const XTOL = 2e-12;
const RTOL = 4 * Number.EPSILON;

/** Options of the methods that keep a root between two points. */
export interface BracketOptions<A extends readonly unknown[] = []> {
  /** Arguments that `f` gets after x. */
  args?: A;
  /** Absolute tolerance of the root. */
  xtol?: number;
  /** Relative tolerance, at least 4 eps. */
  rtol?: number;
  maxiter?: number;
  /** Return the result beside the root. */
  fullOutput?: boolean;
  /** Throw where it does not converge. */
  disp?: boolean;
  signal?: AbortLike;
}

const BRACKET_OPTIONS = ['args', 'xtol', 'rtol', 'maxiter', 'fullOutput', 'disp', 'signal'];

type Bracketed = (interval: Interval, xtol: number, rtol: number, maxiter: number, k: number) => RootFound;

const BRACKETED: Readonly<Record<'bisect' | 'brentq' | 'brenth' | 'ridder' | 'toms748', Bracketed>> = {
  bisect: bisection,
  brentq: (i, x, r, m) => brentRoot(i, x, r, m, false),
  brenth: (i, x, r, m) => brentRoot(i, x, r, m, true),
  ridder: ridders,
  toms748: toms748Root,
};

type BracketedName = keyof typeof BRACKETED;

interface Settings {
  args?: readonly unknown[] | undefined;
  xtol?: number | undefined;
  rtol?: number | undefined;
  maxiter?: number | undefined;
  signal?: AbortLike | undefined;
  disp?: boolean | undefined;
  k?: number | undefined;
}

/** SciPy's checks of a bracket and tolerances, and the search. */
function solveBracketed(
  name: string,
  method: BracketedName,
  f: unknown,
  a: number,
  b: number,
  s: Settings,
): RootResults {
  const { xtol = XTOL, maxiter = 100, disp = true, k = 1 } = s;
  let { rtol = RTOL } = s;
  if (!(xtol > 0)) throw new ValueError(`${name}: xtol too small (${xtol} <= 0)`);
  if (rtol < RTOL) {
    if (!(rtol >= 0)) throw new ValueError(`${name}: rtol too small (${rtol} < ${RTOL})`);
    warn(`${name}: rtol too small (${rtol} < ${RTOL}); ${RTOL} is used`);
    rtol = RTOL;
  }
  if (!Number.isInteger(maxiter) || maxiter < 1)
    throw new ValueError(`${name}: maxiter must be >= 1, got ${describe(maxiter)}`);
  if (!Number.isFinite(a)) throw new ValueError(`${name}: a is not finite ${a}`);
  if (!Number.isFinite(b)) throw new ValueError(`${name}: b is not finite ${b}`);
  if (method === 'toms748') {
    if (a >= b) throw new ValueError(`${name}: a and b are not an interval [${a}, ${b}]`);
    if (!(k >= 1)) throw new ValueError(`${name}: k too small (${k} < 1)`);
  }
  const calls = new ScalarCalls(name, f, s.args, s.signal);
  const at = (x: number): number => {
    const value = calls.at(x);
    if (Number.isNaN(value))
      throw new ValueError(`${name}: The function value at x=${x} is NaN; solver cannot continue.`);
    return value;
  };
  const fa = at(a);
  const fb = at(b);
  if (fa !== 0 && fb !== 0 && fa > 0 === fb > 0)
    throw new ValueError(`${name}: f(a) and f(b) must have different signs`);
  const found = BRACKETED[method]({ f: at, a, b, fa, fb }, xtol, rtol, maxiter, k);
  if (!found.converged && disp) {
    throw new ConvergenceError(`${name}: Failed to converge after ${maxiter} iterations, value is ${found.root}.`);
  }
  return resultOf(found, calls.calls, method);
}

function resultOf(found: OpenRoot, functionCalls: number, method: RootScalarMethod): RootResults {
  const { root, iterations, converged } = found;
  return { root, iterations, functionCalls, converged, flag: converged ? 'converged' : 'convergence error', method };
}

/** What a classic root finder returns. */
type Classic<O> = O extends { fullOutput: true } ? [number, RootResults] : number;

function classic(
  method: BracketedName,
  f: unknown,
  a: number,
  b: number,
  options: BracketOptions<never[]> & { k?: number },
): unknown {
  checkOptions(method, options, method === 'toms748' ? [...BRACKET_OPTIONS, 'k'] : BRACKET_OPTIONS);
  const result = solveBracketed(method, method, f, a, b, options);
  return options.fullOutput ? [result.root, result] : result.root;
}

/**
 * A root between a and b by bisection.
 *
 * @param f - a continuous function of one number
 * @param a - one end
 * @param b - the other end; f has another sign there
 * @param options - tolerances; `fullOutput` returns `[root, results]`
 * @returns the root
 * @throws ValueError where the signs do not differ, ConvergenceError after `maxiter` iterations
 * @example
 * bisect((x) => x * x - 2, 0, 2); // 1.414213562371...
 */
export function bisect<A extends readonly unknown[] = [], O extends BracketOptions<A> = BracketOptions<A>>(
  f: ScalarFunction<A>,
  a: number,
  b: number,
  options?: O & BracketOptions<A>,
): Classic<O> {
  return classic('bisect', f, a, b, (options ?? {}) as never) as Classic<O>;
}

/**
 * A root between a and b by Brent's method with inverse quadratic interpolation: the usual choice.
 *
 * @param f - a continuous function of one number
 * @param a - one end
 * @param b - the other end; f has another sign there
 * @param options - tolerances; `fullOutput` returns `[root, results]`
 * @returns the root
 * @throws ValueError where the signs do not differ, ConvergenceError after `maxiter` iterations
 * @example
 * brentq((x) => x ** 3 - 2, 0, 2); // 1.2599210498948732
 */
export function brentq<A extends readonly unknown[] = [], O extends BracketOptions<A> = BracketOptions<A>>(
  f: ScalarFunction<A>,
  a: number,
  b: number,
  options?: O & BracketOptions<A>,
): Classic<O> {
  return classic('brentq', f, a, b, (options ?? {}) as never) as Classic<O>;
}

/**
 * A root between a and b by Brent's method with hyperbolic extrapolation.
 *
 * @param f - a continuous function of one number
 * @param a - one end
 * @param b - the other end; f has another sign there
 * @param options - tolerances; `fullOutput` returns `[root, results]`
 * @returns the root
 * @throws ValueError where the signs do not differ, ConvergenceError after `maxiter` iterations
 * @example
 * brenth((x) => x ** 3 - 2, 0, 2); // 1.2599210498948732
 */
export function brenth<A extends readonly unknown[] = [], O extends BracketOptions<A> = BracketOptions<A>>(
  f: ScalarFunction<A>,
  a: number,
  b: number,
  options?: O & BracketOptions<A>,
): Classic<O> {
  return classic('brenth', f, a, b, (options ?? {}) as never) as Classic<O>;
}

/**
 * A root between a and b by Ridders' method.
 *
 * @param f - a continuous function of one number
 * @param a - one end
 * @param b - the other end; f has another sign there
 * @param options - tolerances; `fullOutput` returns `[root, results]`
 * @returns the root
 * @throws ValueError where the signs do not differ, ConvergenceError after `maxiter` iterations
 * @example
 * ridder((x) => x ** 3 - 2, 0, 2); // 1.259921049894...
 */
export function ridder<A extends readonly unknown[] = [], O extends BracketOptions<A> = BracketOptions<A>>(
  f: ScalarFunction<A>,
  a: number,
  b: number,
  options?: O & BracketOptions<A>,
): Classic<O> {
  return classic('ridder', f, a, b, (options ?? {}) as never) as Classic<O>;
}

/**
 * A root between a and b by algorithm 748 of Alefeld, Potra and Shi.
 *
 * @param f - a continuous function of one number
 * @param a - the lower end
 * @param b - the upper end; f has another sign there
 * @param options - tolerances; `k`, Newton steps in each iteration; `fullOutput` returns `[root, results]`
 * @returns the root
 * @throws ValueError where the signs do not differ, ConvergenceError after `maxiter` iterations
 * @example
 * toms748((x) => x ** 3 - 1, 0, 1.5); // 1
 */
export function toms748<
  A extends readonly unknown[] = [],
  O extends BracketOptions<A> & { k?: number } = BracketOptions<A> & { k?: number },
>(f: ScalarFunction<A>, a: number, b: number, options?: O & BracketOptions<A>): Classic<O> {
  return classic('toms748', f, a, b, (options ?? {}) as never) as Classic<O>;
}

/** Options of `newton`. */
export interface NewtonOptions<A extends readonly unknown[] = []> {
  /** The derivative; without it, the secant method. */
  fprime?: ScalarFunction<A> | null;
  /** The second derivative: Halley's method. */
  fprime2?: ScalarFunction<A> | null;
  args?: A;
  /** The allowable error of the root. */
  tol?: number;
  maxiter?: number;
  /** A second guess for the secant method. */
  x1?: number | null;
  rtol?: number;
  fullOutput?: boolean;
  disp?: boolean;
  signal?: AbortLike;
}

const NEWTON_OPTIONS = ['fprime', 'fprime2', 'args', 'tol', 'maxiter', 'x1', 'rtol', 'fullOutput', 'disp', 'signal'];

function solveOpen(name: string, f: unknown, x0: number, o: NewtonOptions<never[]>): RootResults {
  const { tol = 1.48e-8, maxiter = 50, rtol = 0, disp = true, fprime, fprime2, x1, args, signal } = o;
  if (!(tol > 0)) throw new ValueError(`${name}: tol too small (${tol} <= 0)`);
  if (!(maxiter >= 1)) throw new ValueError(`${name}: maxiter must be greater than 0`);
  if (typeof x0 !== 'number') throw new DTypeError(`${name}: x0 must be a number, got ${describe(x0)}`);
  const calls = new ScalarCalls(name, f, args, signal);
  let found: OpenRoot;
  let method: RootScalarMethod = 'secant';
  let others = 0;
  if (fprime) {
    method = fprime2 ? 'halley' : 'newton';
    const d1 = new ScalarCalls(name, fprime, args, signal, 'fprime');
    const d2 = fprime2 ? new ScalarCalls(name, fprime2, args, signal, 'fprime2') : undefined;
    found = newtonRoot(calls.at, d1.at, d2?.at, x0, tol, rtol, maxiter);
    others = d1.calls + (d2?.calls ?? 0);
  } else {
    if (x1 === x0) throw new ValueError(`${name}: x1 and x0 must be different`);
    found = secantRoot(calls.at, x0, x1 ?? undefined, tol, rtol, maxiter);
  }
  if (!found.converged && disp) {
    throw new ConvergenceError(
      `${name}: ${found.reason ? `${found.reason} ` : ''}Failed to converge after ${found.iterations} iterations, value is ${found.root}.`,
    );
  }
  return resultOf(found, calls.calls + others, method);
}

/**
 * A root near a guess by Newton's method, Halley's with a second derivative, or the secant method without derivatives.
 *
 * The guess may be complex, or an array of guesses: then functions take and give arrays of its shape, and all roots are looked for at
 * once. For guesses that lead nowhere there is a warning, and an error if there is no other.
 *
 * @param func - a function of one number, or of an array
 * @param x0 - the guess
 * @param options - derivatives and tolerances; `fullOutput` returns `[root, results]`, for arrays `[roots, converged, zeroDer]`
 * @returns the root or roots
 * @throws ConvergenceError where it is not found
 * @example
 * newton((x) => x ** 3 - 1, 1.5, { fprime: (x) => 3 * x ** 2 }); // 1
 * newton((x: np.NDArray) => np.subtract(np.power(x, 2), [2, 3]), [1, 1]).toArray(); // [1.414..., 1.732...]
 */
export function newton<X extends readonly unknown[] | NDArray | TypedArray>(
  func: (x: NDArray<RootOf<X>>) => ArrayLike,
  x0: X & ArrayLike,
  options: NewtonArrayOptions<X> & { fullOutput: true },
): [NDArray<RootOf<X>>, NDArray<'bool'>, NDArray<'bool'>];
export function newton<X extends readonly unknown[] | NDArray | TypedArray>(
  func: (x: NDArray<RootOf<X>>) => ArrayLike,
  x0: X & ArrayLike,
  options?: NewtonArrayOptions<X>,
): NDArray<RootOf<X>>;
export function newton(func: (x: Complex) => Complex | number, x0: Complex, options?: NewtonComplexOptions): Complex;
export function newton<A extends readonly unknown[] = [], O extends NewtonOptions<A> = NewtonOptions<A>>(
  func: ScalarFunction<A>,
  x0: number,
  options?: O & NewtonOptions<A>,
): Classic<O>;
export function newton(func: unknown, x0: unknown, options?: unknown): unknown {
  const given = (options ?? {}) as NewtonOptions<never[]>;
  checkOptions('newton', given, NEWTON_OPTIONS);
  if (typeof x0 === 'object' && x0 !== null) {
    if (typeof func !== 'function') throw new DTypeError(`newton: func must be a function, got ${describe(func)}`);
    return x0 instanceof Complex
      ? complexRoot(func as never, x0, given as NewtonComplexOptions)
      : arrayRoots(func as never, x0 as ArrayLike, given as NewtonArrayOptions<ArrayLike>);
  }
  const result = solveOpen('newton', func, x0 as number, given);
  return given.fullOutput ? [result.root, result] : result.root;
}

function complexRoot(func: (x: Complex) => Complex | number, x0: Complex, options: NewtonComplexOptions): Complex {
  const { root, converged, flat, iterations } = newtonFromComplex(func, x0, options);
  if (converged) return root;
  throw new ConvergenceError(
    `newton: ${flat ? 'Derivative was zero. ' : ''}Failed to converge after ${iterations} iterations, value is ${String(root)}.`,
  );
}

function arrayRoots(func: (x: NDArray) => ArrayLike, x0: ArrayLike, options: NewtonArrayOptions<ArrayLike>): unknown {
  const { roots, converged, zeroDer, all } = newtonFromArray(func, x0, options);
  if (!all && options.fullOutput !== true) {
    const some = (converged.data as Uint8Array).includes(1);
    if (!some) throw new ConvergenceError(`newton: all of ${roots.size} guesses failed to converge`);
    globalThis.process?.emitWarning?.('newton: some guesses failed to converge; see fullOutput');
  }
  return options.fullOutput === true ? [roots, converged, zeroDer] : roots;
}

/** Options of `rootScalar`. */
export interface RootScalarOptions<A extends readonly unknown[] = []> {
  args?: A;
  method?: RootScalarMethod | null;
  /** Two points between which the sign changes. */
  bracket?: readonly [number, number] | null;
  /** The derivative; true if `f` returns `[value, derivative]`. */
  fprime?: ScalarFunction<A> | boolean | null;
  /** The second derivative; true if `f` returns it as a third value. */
  fprime2?: ScalarFunction<A> | boolean | null;
  x0?: number | null;
  x1?: number | null;
  xtol?: number | null;
  rtol?: number | null;
  maxiter?: number | null;
  /** More options of the method: `k` of toms748. */
  options?: { k?: number };
  signal?: AbortLike;
}

/**
 * A root of a function of one variable.
 *
 * @param f - the function of one number
 * @param options - `bracket`, or `x0` with or without derivatives; the method follows from what is given
 * @returns the root and how it was found
 * @throws ValueError where what the method needs is missing
 * @example
 * rootScalar((x) => x ** 3 - 1, { bracket: [0, 3] }).root; // 1
 */
export function rootScalar<A extends readonly unknown[] = []>(
  f: ScalarFunction<A>,
  options: RootScalarOptions<A> = {},
): RootResults {
  checkOptions('rootScalar', options, [
    'args',
    'method',
    'bracket',
    'fprime',
    'fprime2',
    'x0',
    'x1',
    'xtol',
    'rtol',
    'maxiter',
    'options',
    'signal',
  ]);
  const { args, bracket, x0, x1, signal } = options;
  checkOptions('rootScalar (options)', options.options, ['k']);
  if (typeof f !== 'function') throw new DTypeError(`rootScalar: f must be a function, got ${describe(f)}`);
  let fun: (...all: never[]) => unknown = f as never;
  let { fprime, fprime2 } = options;
  if (fprime === true) {
    // One call gives all; the last point is kept.
    const call = f as unknown as (...all: unknown[]) => readonly unknown[];
    let at: unknown;
    let values: readonly unknown[] = [];
    const part =
      (k: number) =>
      (x: unknown, ...rest: unknown[]): unknown => {
        if (x !== at || values.length === 0) {
          values = call(x, ...rest);
          at = x;
        }
        return values[k];
      };
    fun = part(0) as never;
    fprime = part(1) as never;
    fprime2 = fprime2 === true ? (part(2) as never) : fprime2;
  }
  const derivative = typeof fprime === 'function' ? fprime : undefined;
  const second = typeof fprime2 === 'function' ? fprime2 : undefined;
  let { method } = options;
  if (!method) {
    if (bracket) method = 'brentq';
    else if (x0 === undefined || x0 === null) {
      throw new ValueError('rootScalar: Unable to select a solver as neither bracket nor starting point provided.');
    } else method = derivative ? (second ? 'halley' : 'newton') : 'secant';
  }
  const lower = method.toLowerCase() as RootScalarMethod;
  const maxiter = options.maxiter ?? undefined;
  const xtol = options.xtol ?? undefined;
  const rtol = options.rtol ?? undefined;
  if (Object.hasOwn(BRACKETED, lower)) {
    if (!bracket) throw new ValueError(`rootScalar: Bracket needed for ${lower}`);
    if (!Array.isArray(bracket) || bracket.length !== 2)
      throw new ValueError(`rootScalar: bracket must be two numbers, got ${describe(bracket)}`);
    return solveBracketed('rootScalar', lower as BracketedName, fun, bracket[0] as number, bracket[1] as number, {
      args,
      xtol,
      rtol,
      maxiter,
      signal,
      disp: false,
      k: options.options?.k,
    });
  }
  if (lower !== 'newton' && lower !== 'secant' && lower !== 'halley')
    throw new ValueError(`rootScalar: Unknown solver ${describe(method)}`);
  if (x0 === undefined || x0 === null) throw new ValueError(`rootScalar: x0 must not be None for ${lower}`);
  if (lower !== 'secant' && !derivative) throw new ValueError(`rootScalar: fprime must be specified for ${lower}`);
  if (lower === 'halley' && !second) throw new ValueError('rootScalar: fprime2 must be specified for halley');
  return solveOpen('rootScalar', fun, x0, {
    args: args as never,
    fprime: lower === 'secant' ? null : (derivative as never),
    fprime2: lower === 'halley' ? (second as never) : null,
    x1: x1 ?? null,
    ...(xtol === undefined ? {} : { tol: xtol }),
    ...(rtol === undefined ? {} : { rtol }),
    ...(maxiter === undefined ? {} : { maxiter }),
    disp: false,
    ...(signal ? { signal } : {}),
  });
}
