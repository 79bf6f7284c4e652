/** quad: one-dimensional integrals of functions, after QUADPACK. */
import { DTypeError, ValueError, checkOptions, describe } from '../../core/errors.js';
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { Complex } from '../../core/complex.js';
import type { NDArray } from '../../core/ndarray.js';
import { Ending, integrateAdaptively, type Integral, type Request } from './adaptive.js';
import { fourierIntegral } from './fourier.js';
import { GK15, GK21, gaussKronrod } from './gaussKronrod.js';
import { algebraicRule, cauchyRule, oscillatingRule } from './weights.js';
import { IntegrationWarning, warn } from '../warnings.js';

/** The factors that `quad` integrates against. */
export type QuadWeight = 'cos' | 'sin' | 'alg' | 'alg-loga' | 'alg-logb' | 'alg-log' | 'cauchy';

/** Options of `quad`. */
export interface QuadOptions {
  /** The absolute error that is allowed. */
  epsabs?: number;
  /** The error allowed relative to the integral. */
  epsrel?: number;
  /** The most intervals. */
  limit?: number;
  /** Places within a finite interval where the integrand is difficult. */
  points?: ArrayLike | null;
  /** A factor of the integrand that is treated exactly. */
  weight?: QuadWeight | null;
  /** Its parameter: omega for cos and sin, `[alpha, beta]` for the alg family, c for cauchy. */
  wvar?: number | readonly [number, number] | null;
  /** The most cycles of an oscillating integrand over an infinite interval. */
  limlst?: number;
  /** Return a third element that says more? */
  fullOutput?: boolean;
  /** What `func` gets after x. */
  args?: readonly unknown[];
  /** Does `func` return `Complex` numbers? Both parts are integrated. */
  complexFunc?: boolean;
}

/** What `quad` tells with `fullOutput`. */
export interface QuadInfo {
  /** How often the function was evaluated. */
  readonly neval: number;
  /** How many intervals there are. */
  readonly last: number;
  /** Beginnings, ends, integrals and errors of the intervals. */
  readonly alist: NDArray<'float64'>;
  readonly blist: NDArray<'float64'>;
  readonly rlist: NDArray<'float64'>;
  readonly elist: NDArray<'float64'>;
  /** What went wrong; empty when nothing did. */
  readonly message: string;
}

const OPTIONS = [
  'epsabs', 'epsrel', 'limit', 'points', 'weight', 'wvar', 'limlst', 'fullOutput', 'maxp1', 'wopts', 'args', 'complexFunc',
]; // prettier-ignore
const WEIGHTS: readonly unknown[] = ['cos', 'sin', 'alg', 'alg-loga', 'alg-logb', 'alg-log', 'cauchy'];

const MESSAGES: Readonly<Record<Ending, string>> = {
  [Ending.Converged]: '',
  [Ending.Limit]:
    'The maximum number of subdivisions has been achieved. If increasing the limit yields no improvement it is advised to analyze the integrand in ' +
    'order to determine the difficulties. If the position of a local difficulty can be determined (singularity, discontinuity) one will probably gain from ' +
    'splitting up the interval and calling the integrator on the subranges.',
  [Ending.Roundoff]:
    'The occurrence of roundoff error is detected, which prevents the requested tolerance from being achieved. The error may be underestimated.',
  [Ending.BadPoint]: 'Extremely bad integrand behavior occurs at some points of the integration interval.',
  [Ending.NoConvergence]:
    'The algorithm does not converge. Roundoff error is detected in the extrapolation table. It is assumed that the requested tolerance cannot be ' +
    'achieved, and that the returned result is the best which can be obtained.',
  [Ending.Divergent]: 'The integral is probably divergent, or slowly convergent.',
  [Ending.BadInput]: 'The input is invalid.',
};

/** A function of one number as integrators call it, checked and counted. */
function integrand(functionName: string, func: unknown): { f: (x: number) => number; count: () => number } {
  if (typeof func !== 'function')
    throw new DTypeError(`${functionName}: func must be a function, got ${describe(func)}`);
  let calls = 0;
  const f = (x: number): number => {
    calls++;
    const value: unknown = (func as (x: number) => unknown)(x);
    if (typeof value === 'number') return value;
    const array = asNDArray(functionName, value as ArrayLike);
    if (array.size !== 1 || array.info.kind === 'c') {
      throw new DTypeError(`${functionName}: func must return a number, it returned ${describe(value)}`);
    }
    return Number(array.item());
  };
  return { f, count: () => calls };
}

function checkLimit(name: string, value: unknown): number {
  if (typeof value !== 'number' || Number.isNaN(value)) {
    throw new DTypeError(`quad: ${name} must be a number, got ${describe(value)}`);
  }
  return value;
}

/**
 * The integral of a function over an interval, which may be infinite.
 *
 * Adaptive Gauss-Kronrod rules with Wynn's epsilon algorithm: R. Piessens et al., QUADPACK (1983).
 *
 * @param func - a function of a number
 * @param a - where the interval begins; may be -Infinity
 * @param b - where it ends; may be Infinity, may lie below `a`
 * @param options - `epsabs`, `epsrel` (1.49e-8 each), `limit` (50), `points`, `weight` and `wvar`, `args`, `complexFunc`, `fullOutput`
 * @returns `[integral, error estimate]`; with `fullOutput` a third element; with `complexFunc` both are `Complex`. A doubtful result is
 *   warned of, as in SciPy
 * @throws ValueError for options that make no sense; what `func` throws
 * @example
 * const [area] = quad((x) => Math.exp(-x * x), -Infinity, Infinity);
 * area ** 2; // 3.14159265...
 */
export function quad(
  func: (x: number, ...args: never[]) => Complex | number,
  a: number,
  b: number,
  options: QuadOptions & { complexFunc: true },
): [Complex, Complex];
export function quad(
  func: (x: number, ...args: never[]) => number,
  a: number,
  b: number,
  options: QuadOptions & { fullOutput: true },
): [number, number, QuadInfo];
export function quad(
  func: (x: number, ...args: never[]) => number,
  a: number,
  b: number,
  options?: QuadOptions,
): [number, number];
export function quad(
  func: (x: number, ...args: never[]) => Complex | number,
  a: number,
  b: number,
  options: QuadOptions = {},
): [number, number] | [number, number, QuadInfo] | [Complex, Complex] {
  checkOptions('quad', options, OPTIONS);
  if (options.args !== undefined || options.complexFunc === true) return bound(func, a, b, options);
  checkLimit('a', a);
  checkLimit('b', b);
  const { epsabs = 1.49e-8, epsrel = 1.49e-8, limit = 50, fullOutput = false } = options;
  if (!(Number.isInteger(limit) && limit >= 1)) {
    throw new ValueError(`quad: limit must be a whole number of at least 1, got ${describe(limit)}`);
  }
  if (!(epsabs > 0) && !(epsrel >= 50 * Number.EPSILON)) {
    throw new ValueError(
      `quad: epsabs must be positive or epsrel at least ${(50 * Number.EPSILON).toExponential(1)}, got ${epsabs} and ${epsrel}`,
    );
  }
  const { f, count } = integrand('quad', func);
  if (a === b) return answer({ value: 0, error: 0, ending: Ending.Converged, pieces: [] }, 1, 0, fullOutput);
  const sign = b < a ? -1 : 1;
  const [low, high] = b < a ? [b, a] : [a, b];
  const request: Request = { epsabs, epsrel, limit };
  const found =
    options.weight !== undefined && options.weight !== null
      ? weighted(f, low, high, options, request)
      : unweighted(f, low, high, options, request);
  return answer(found, sign, count(), fullOutput);
}

/** With further arguments fixed, and parts of complex values one by one. */
function bound(
  func: (x: number, ...args: never[]) => Complex | number,
  a: number,
  b: number,
  { args = [], complexFunc = false, ...options }: QuadOptions,
): [number, number] | [Complex, Complex] {
  if (typeof func !== 'function') throw new DTypeError(`quad: func must be a function, got ${describe(func)}`);
  if (!Array.isArray(args)) throw new DTypeError(`quad: args must be an array, got ${describe(args)}`);
  const call = (x: number): Complex | number => (func as (...all: unknown[]) => Complex | number)(x, ...args);
  if (!complexFunc) return quad(call as (x: number) => number, a, b, options);
  if (options.fullOutput) throw new ValueError('quad: fullOutput cannot be had with complexFunc');
  const part = (which: 're' | 'im'): [number, number] =>
    quad(
      (x) => {
        const value = call(x);
        return value instanceof Complex ? value[which] : which === 're' ? value : 0;
      },
      a,
      b,
      options,
    );
  const [[re, reError], [im, imError]] = [part('re'), part('im')];
  return [new Complex(re, im), new Complex(reError, imError)];
}

function answer(
  found: Integral,
  sign: number,
  neval: number,
  fullOutput: boolean,
): [number, number] | [number, number, QuadInfo] {
  const message = MESSAGES[found.ending];
  const value = sign * found.value;
  if (!fullOutput) {
    if (message !== '') warn(new IntegrationWarning(message));
    return [value, found.error];
  }
  const list = (part: (piece: Integral['pieces'][number]) => number): NDArray<'float64'> =>
    asNDArray('quad', Float64Array.from(found.pieces, part)) as NDArray<'float64'>;
  return [
    value,
    found.error,
    {
      neval,
      last: found.pieces.length,
      alist: list((piece) => piece.a),
      blist: list((piece) => piece.b),
      rlist: list((piece) => piece.value),
      elist: list((piece) => piece.error),
      message,
    },
  ];
}

function unweighted(f: (x: number) => number, a: number, b: number, options: QuadOptions, request: Request): Integral {
  const points = breakPoints(options.points, a, b);
  if (Number.isFinite(a) && Number.isFinite(b)) {
    return integrateAdaptively((from, to) => gaussKronrod(GK21, f, from, to), [a, ...points, b], request);
  }
  if (points.length > 0) throw new ValueError('quad: points cannot be given with an infinite interval');
  // x = (1 - t) / t takes (0, 1] to [0, inf); both halves of the line are added.
  const g: (t: number) => number =
    a === -Infinity && b === Infinity
      ? (t) => (f((1 - t) / t) + f(-(1 - t) / t)) / (t * t)
      : a === -Infinity
        ? (t) => f(b - (1 - t) / t) / (t * t)
        : (t) => f(a + (1 - t) / t) / (t * t);
  return integrateAdaptively((from, to) => gaussKronrod(GK15, g, from, to), [0, 1], request);
}

function breakPoints(points: ArrayLike | null | undefined, a: number, b: number): number[] {
  if (points === undefined || points === null) return [];
  const list = (asNDArray('quad', points).toFlatArray() as number[]).map(Number);
  for (const point of list) {
    if (!(point >= a && point <= b)) {
      throw new ValueError(`quad: points must lie within the interval [${a}, ${b}], got ${point}`);
    }
  }
  return [...new Set(list)].filter((point) => point > a && point < b).sort((x, y) => x - y);
}

function weighted(f: (x: number) => number, a: number, b: number, options: QuadOptions, request: Request): Integral {
  const { weight, wvar, limlst = 50 } = options;
  if (!WEIGHTS.includes(weight)) {
    throw new ValueError(
      `quad: weight must be one of ${WEIGHTS.map((one) => `'${String(one)}'`).join(', ')}, got ${describe(weight)}`,
    );
  }
  if (weight === 'cos' || weight === 'sin') {
    if (typeof wvar !== 'number') throw new DTypeError(`quad: wvar must be the number omega, got ${describe(wvar)}`);
    if (Number.isFinite(a) && Number.isFinite(b)) {
      return integrateAdaptively(oscillatingRule(f, weight, wvar), [a, b], request);
    }
    if (a === -Infinity && b === Infinity) {
      throw new ValueError(`quad: cannot integrate with the weight '${weight}' from -Infinity to Infinity`);
    }
    const all = { ...request, cycles: limlst };
    if (Number.isFinite(a)) return fourierIntegral(f, a, weight, wvar, all);
    const mirrored = fourierIntegral((x) => f(-x), -b, weight, wvar, all);
    return weight === 'sin' ? { ...mirrored, value: -mirrored.value } : mirrored;
  }
  if (!Number.isFinite(a) || !Number.isFinite(b)) {
    throw new ValueError(`quad: cannot integrate with the weight '${weight!}' over an infinite interval`);
  }
  if (weight === 'cauchy') {
    if (typeof wvar !== 'number') throw new DTypeError(`quad: wvar must be the number c, got ${describe(wvar)}`);
    if (wvar === a || wvar === b) throw new ValueError(`quad: wvar must not be an end of the interval, got ${wvar}`);
    return principalValue(f, a, b, wvar, request);
  }
  const [alpha, beta] = Array.isArray(wvar) ? (wvar as readonly number[]) : [];
  if (typeof alpha !== 'number' || typeof beta !== 'number' || !(alpha > -1 && beta > -1)) {
    throw new ValueError(`quad: wvar must be [alpha, beta], both above -1, got ${describe(wvar)}`);
  }
  const logA = weight === 'alg-loga' || weight === 'alg-log';
  const logB = weight === 'alg-logb' || weight === 'alg-log';
  const rule = algebraicRule(f, { a, b, alpha, beta, logA, logB });
  return integrateAdaptively(rule, [a, 0.5 * (a + b), b], request, { extrapolates: false });
}

/** Intervals are cut beside c, so that it is never one of their ends. */
function principalValue(f: (x: number) => number, a: number, b: number, c: number, request: Request): Integral {
  const cut = (from: number, to: number): number => {
    const middle = 0.5 * (from + to);
    if (c > from && c <= middle) return 0.5 * (c + to);
    return c > middle && c < to ? 0.5 * (from + c) : middle;
  };
  return integrateAdaptively(cauchyRule(f, c), [a, b], request, { extrapolates: false, cut });
}
