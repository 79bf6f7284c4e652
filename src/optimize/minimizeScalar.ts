/** `minimizeScalar` and the classic names for minima of functions of one variable. */
import { ValueError, checkOptions, describe } from '../core/errors.js';
import type { AbortLike } from './calls.js';
import { bracketMinimum, type Bracket } from './scalar/bracketing.js';
import { ScalarCalls, type ScalarFunction } from './scalar/calls.js';
import { boundedMinimum, brentMinimum, goldenMinimum, type Minimum } from './scalar/minima.js';

/** No bracket was found; `bracket` has the last points. */
export class BracketError extends Error {
  override name = 'BracketError';
  constructor(
    message: string,
    readonly bracket: Bracket,
  ) {
    super(message);
  }
}

/** A minimum of a function of one variable. */
export interface ScalarResult {
  x: number;
  fun: number;
  nfev: number;
  nit: number;
  success: boolean;
  /** Bounded alone. */
  status?: number;
  message: string;
}

/** Two points to start from, or three around a minimum. */
export type BracketLike = readonly [number, number] | readonly [number, number, number];

/** Options of `minimizeScalar`. */
export interface MinimizeScalarOptions<A extends readonly unknown[] = []> {
  bracket?: BracketLike | null;
  /** For Bounded: the interval. */
  bounds?: readonly [number, number] | null;
  args?: A;
  /** By default Bounded with bounds, else Brent. */
  method?: 'Brent' | 'brent' | 'Bounded' | 'bounded' | 'Golden' | 'golden' | null;
  tol?: number | null;
  options?: { xtol?: number; xatol?: number; maxiter?: number; disp?: boolean | number };
  signal?: AbortLike;
}

/** Three points with a minimum between them, from two or three. */
function around(name: string, f: (x: number) => number, bracket: BracketLike | null | undefined): Bracket {
  if (!bracket || bracket.length === 2) {
    const found = bracketMinimum(f, ...((bracket as readonly [number, number] | null | undefined) ?? [0, 1]));
    if (!found.found) throw new BracketError(`${name}: ${found.reason}`, found);
    return found;
  }
  if (bracket.length !== 3) throw new ValueError(`${name}: Bracketing interval must be length 2 or 3 sequence.`);
  let [xa, xc] = [bracket[0], bracket[2]];
  const xb = bracket[1];
  if (xa > xc) [xa, xc] = [xc, xa];
  if (!(xa < xb && xb < xc))
    throw new ValueError(
      `${name}: Bracketing values (xa, xb, xc) do not fulfill this requirement: (xa < xb) and (xb < xc)`,
    );
  const [fa, fb, fc] = [f(xa), f(xb), f(xc)];
  if (!(fb < fa && fb < fc)) {
    throw new ValueError(
      `${name}: Bracketing values (xa, xb, xc) do not fulfill this requirement: (f(xb) < f(xa)) and (f(xb) < f(xc))`,
    );
  }
  return { xa, xb, xc, fa, fb, fc, calls: 3, found: true, reason: '' };
}

function checkXtol(name: string, xtol: number): void {
  if (!(xtol >= 0)) throw new ValueError(`${name}: tolerance should be >= 0, got ${xtol}`);
}

function report(m: Minimum, xtol: number): ScalarResult {
  const message =
    m.flag === 2
      ? 'NaN result encountered.'
      : m.flag === 1
        ? '\nMaximum number of iterations exceeded'
        : `\nOptimization terminated successfully;\nThe returned value satisfies the termination criteria\n(using xtol = ${xtol} )`;
  return { x: m.x, fun: m.fun, nfev: m.nfev, nit: m.nit, success: m.flag === 0, message };
}

function bounded(
  name: string,
  f: (x: number) => number,
  bounds: readonly [number, number],
  xatol: number,
  maxiter: number,
): ScalarResult {
  const [lower, upper] = bounds;
  if (!Array.isArray(bounds) || bounds.length !== 2)
    throw new ValueError(`${name}: bounds must have two elements, got ${describe(bounds)}`);
  if (!Number.isFinite(lower) || !Number.isFinite(upper))
    throw new ValueError(`${name}: Optimization bounds must be finite scalars.`);
  if (lower > upper) throw new ValueError(`${name}: The lower bound exceeds the upper bound.`);
  const m = boundedMinimum(f, lower, upper, xatol, maxiter);
  const messages = ['Solution found.', 'Maximum number of function calls reached.', 'NaN result encountered.'];
  return {
    x: m.x,
    fun: m.fun,
    nfev: m.nfev,
    nit: m.nit,
    success: m.flag === 0,
    status: m.flag,
    message: messages[m.flag]!,
  };
}

/**
 * Minimise a function of one variable.
 *
 * @param fun - a function of one number
 * @param options - bracket or bounds, method, tolerances
 * @returns the minimum and how it was found
 * @throws ValueError for a bracket or bounds that do not fit, BracketError where no bracket is found
 * @example
 * minimizeScalar((x) => (x - 2) * x * (x + 2) ** 2).x; // 1.28077640403
 */
export function minimizeScalar<A extends readonly unknown[] = []>(
  fun: ScalarFunction<A>,
  options: MinimizeScalarOptions<A> = {},
): ScalarResult {
  const name = 'minimizeScalar';
  checkOptions(name, options, ['bracket', 'bounds', 'args', 'method', 'tol', 'options', 'signal']);
  const { bracket, bounds, args, tol, signal } = options;
  const own = options.options ?? {};
  const wanted = options.method ?? (bounds ? 'bounded' : 'brent');
  const method = typeof wanted === 'string' ? wanted.toLowerCase() : wanted;
  const f = new ScalarCalls(name, fun, args, signal, 'fun').at;
  if (method === 'bounded') {
    checkOptions(`${name} (bounded)`, own, ['xatol', 'maxiter', 'disp']);
    if (!bounds) throw new ValueError(`${name}: The \`bounds\` parameter is mandatory for method \`bounded\`.`);
    return bounded(name, f, bounds, own.xatol ?? tol ?? 1e-5, own.maxiter ?? 500);
  }
  if (method !== 'brent' && method !== 'golden') throw new ValueError(`${name}: Unknown solver ${describe(wanted)}`);
  checkOptions(`${name} (${method})`, own, ['xtol', 'maxiter', 'disp']);
  if (bounds) throw new ValueError(`${name}: Use of \`bounds\` is incompatible with 'method=${wanted}'.`);
  const xtol = own.xtol ?? tol ?? (method === 'brent' ? 1.48e-8 : Math.sqrt(Number.EPSILON));
  checkXtol(name, xtol);
  const start = around(name, f, bracket);
  return report(
    method === 'brent'
      ? brentMinimum(f, start, xtol, own.maxiter ?? 500)
      : goldenMinimum(f, start, xtol, own.maxiter ?? 5000),
    xtol,
  );
}

/** Options of `brent` and `golden`. */
export interface ClassicMinimumOptions<A extends readonly unknown[] = []> {
  args?: A;
  brack?: BracketLike | null;
  tol?: number;
  /** Return `[xmin, fval, iter, funcalls]`. */
  fullOutput?: boolean;
  maxiter?: number;
  signal?: AbortLike;
}

type ClassicMinimum<O> = O extends { fullOutput: true }
  ? [xmin: number, fval: number, iter: number, funcalls: number]
  : number;

const CLASSIC = ['args', 'brack', 'tol', 'fullOutput', 'maxiter', 'signal'];

/**
 * The minimum of a function of one variable by Brent's method.
 *
 * @param func - a function of one number
 * @param options - `brack`, tolerance; `fullOutput` returns `[xmin, fval, iter, funcalls]`
 * @returns where the minimum is
 * @example
 * brent((x) => (x - 1) ** 2); // 1
 */
export function brent<A extends readonly unknown[] = [], O extends ClassicMinimumOptions<A> = ClassicMinimumOptions<A>>(
  func: ScalarFunction<A>,
  options?: O & ClassicMinimumOptions<A>,
): ClassicMinimum<O> {
  return classic('brent', func, (options ?? {}) as never) as ClassicMinimum<O>;
}

/**
 * The minimum of a function of one variable by golden sections.
 *
 * @param func - a function of one number
 * @param options - `brack`, tolerance; `fullOutput` returns `[xmin, fval, iter, funcalls]`
 * @returns where the minimum is
 * @example
 * golden((x) => (x - 1) ** 2, { brack: [0, 1, 2] }); // 1
 */
export function golden<
  A extends readonly unknown[] = [],
  O extends ClassicMinimumOptions<A> = ClassicMinimumOptions<A>,
>(func: ScalarFunction<A>, options?: O & ClassicMinimumOptions<A>): ClassicMinimum<O> {
  return classic('golden', func, (options ?? {}) as never) as ClassicMinimum<O>;
}

function classic(method: 'brent' | 'golden', func: unknown, options: ClassicMinimumOptions<never[]>): unknown {
  checkOptions(method, options, CLASSIC);
  const f = new ScalarCalls(method, func, options.args, options.signal, 'func').at;
  const tol = options.tol ?? (method === 'brent' ? 1.48e-8 : Math.sqrt(Number.EPSILON));
  checkXtol(method, tol);
  const start = around(method, f, options.brack);
  const m = (method === 'brent' ? brentMinimum : goldenMinimum)(
    f,
    start,
    tol,
    options.maxiter ?? (method === 'brent' ? 500 : 5000),
  );
  return options.fullOutput ? [m.x, m.fun, m.nit, m.nfev] : m.x;
}

/**
 * The minimum of a function of one variable within an interval.
 *
 * @param func - a function of one number
 * @param x1 - the lower end
 * @param x2 - the upper end
 * @param options - `xtol`, `maxfun`; `fullOutput` returns `[xopt, fval, ierr, numfunc]`
 * @returns where the minimum is
 * @example
 * fminbound((x) => (x - 1) ** 2, 3, 4); // 3.00000596
 */
export function fminbound<A extends readonly unknown[] = [], F extends boolean = false>(
  func: ScalarFunction<A>,
  x1: number,
  x2: number,
  options: { args?: A; xtol?: number; maxfun?: number; fullOutput?: F; disp?: number; signal?: AbortLike } = {},
): F extends true ? [xopt: number, fval: number, ierr: number, numfunc: number] : number {
  checkOptions('fminbound', options, ['args', 'xtol', 'maxfun', 'fullOutput', 'disp', 'signal']);
  const f = new ScalarCalls('fminbound', func, options.args, options.signal, 'func').at;
  const r = bounded('fminbound', f, [x1, x2], options.xtol ?? 1e-5, options.maxfun ?? 500);
  return (options.fullOutput ? [r.x, r.fun, r.status!, r.nfev] : r.x) as never;
}

/**
 * Three points with a minimum between them, found by going downhill from two.
 *
 * @param func - a function of one number
 * @param options - `xa`, `xb` to start from, `growLimit`, `maxiter`
 * @returns `[xa, xb, xc, fa, fb, fc, funcalls]`
 * @throws BracketError where none is found
 * @example
 * bracket((x) => 10 * x ** 2 + 3 * x + 5, { xa: 0.1, xb: 1 }); // [1, 0.1, -1.3562306, 18, 5.4, 19.3249226, 3]
 */
export function bracket<A extends readonly unknown[] = []>(
  func: ScalarFunction<A>,
  options: { xa?: number; xb?: number; args?: A; growLimit?: number; maxiter?: number; signal?: AbortLike } = {},
): [xa: number, xb: number, xc: number, fa: number, fb: number, fc: number, funcalls: number] {
  checkOptions('bracket', options, ['xa', 'xb', 'args', 'growLimit', 'maxiter', 'signal']);
  const f = new ScalarCalls('bracket', func, options.args, options.signal, 'func').at;
  const b = bracketMinimum(f, options.xa ?? 0, options.xb ?? 1, options.growLimit ?? 110, options.maxiter ?? 1000);
  if (!b.found) throw new BracketError(`bracket: ${b.reason}`, b);
  return [b.xa, b.xb, b.xc, b.fa, b.fb, b.fc, b.calls];
}
