/** dblquad, tplquad, nquad: integrals over regions, as integrals of integrals. */
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { withArgs } from '../furtherArguments.js';
import { quad, type QuadOptions } from './quad.js';

/** A bound that is a number or depends on the outer variables. */
export type Bound<Args extends number[]> = number | ((...outer: Args) => number);

/** Options of `dblquad` and `tplquad`. */
export interface NestedQuadOptions<A extends readonly unknown[] = []> {
  /** What `func` gets after the variables. */
  args?: A;
  epsabs?: number;
  epsrel?: number;
}

/** The interval of one variable of `nquad`: two numbers, or a function of the outer variables that gives them. */
export type Range = readonly [number, number] | ((...outer: number[]) => readonly [number, number]);

/** How one variable of `nquad` is integrated; may depend on the outer variables. */
export type RangeOptions = Omit<QuadOptions, 'fullOutput'> | ((...outer: number[]) => Omit<QuadOptions, 'fullOutput'>);

/** Options of `nquad`. */
export interface NquadOptions<A extends readonly unknown[] = []> {
  /** What `func`, and functions among `ranges` and `opts`, get after the variables. */
  args?: A;
  /** For `quad`: one for all variables, or one each. */
  opts?: RangeOptions | readonly RangeOptions[] | null;
  /** Return a third element that tells the number of evaluations? */
  fullOutput?: boolean;
}

const bound = <Args extends number[]>(value: Bound<Args>, ...outer: Args): number =>
  typeof value === 'function' ? value(...outer) : value;

/**
 * The integral of `func(y, x)` over x from a to b and y from gfun(x) to hfun(x).
 *
 * @param func - a function of y and x, in this order
 * @param a - where x begins
 * @param b - where x ends
 * @param gfun - where y begins, a number or a function of x
 * @param hfun - where y ends
 * @param options - `args`; `epsabs`, `epsrel` of the inner and the outer integral
 * @returns `[integral, error estimate]`
 * @throws as `quad`
 * @example
 * const [area] = dblquad((y, x) => x * y, 0, 1, 0, (x) => 1 - x);
 * area; // 1 / 24
 */
export function dblquad<A extends readonly unknown[] = []>(
  func: (y: number, x: number, ...args: A) => number,
  a: number,
  b: number,
  gfun: Bound<[x: number]>,
  hfun: Bound<[x: number]>,
  options: NestedQuadOptions<A> = {},
): [number, number] {
  checkOptions('dblquad', options, ['args', 'epsabs', 'epsrel']);
  const { args, ...opts } = options;
  const call = withArgs('dblquad', 'func', func, args);
  return nquad(call, [(x) => [bound(gfun, x!), bound(hfun, x!)], [a, b]], { opts });
}

/**
 * The integral of `func(z, y, x)` over x from a to b, y from gfun(x) to hfun(x) and z from qfun(x, y) to rfun(x, y).
 *
 * @param func - a function of z, y and x, in this order
 * @param a - where x begins
 * @param b - where x ends
 * @param gfun - where y begins, a number or a function of x
 * @param hfun - where y ends
 * @param qfun - where z begins, a number or a function of x and y
 * @param rfun - where z ends
 * @param options - `args`; `epsabs`, `epsrel`
 * @returns `[integral, error estimate]`
 * @throws as `quad`
 * @example
 * const [volume] = tplquad(() => 1, 0, 1, 0, (x) => 1 - x, 0, (x, y) => 1 - x - y);
 * volume; // 1 / 6
 */
export function tplquad<A extends readonly unknown[] = []>(
  func: (z: number, y: number, x: number, ...args: A) => number,
  a: number,
  b: number,
  gfun: Bound<[x: number]>,
  hfun: Bound<[x: number]>,
  qfun: Bound<[x: number, y: number]>,
  rfun: Bound<[x: number, y: number]>,
  options: NestedQuadOptions<A> = {},
): [number, number] {
  checkOptions('tplquad', options, ['args', 'epsabs', 'epsrel']);
  const { args, ...opts } = options;
  return nquad(
    withArgs('tplquad', 'func', func, args),
    [(y, x) => [bound(qfun, x!, y!), bound(rfun, x!, y!)], (x) => [bound(gfun, x!), bound(hfun, x!)], [a, b]],
    { opts },
  );
}

/**
 * The integral of a function over several variables.
 *
 * @param func - a function of x0, x1, ...
 * @param ranges - for each variable `[low, high]`, or a function of the variables after it that gives them
 * @param options - `args`, which functions of the variables get after them; `opts`: options of `quad`, one for all variables or one each; `fullOutput`
 * @returns `[integral, error estimate]`; with `fullOutput` a third element `{ neval }`
 * @throws ValueError when there are not as many options as ranges; as `quad`
 * @example
 * const [value] = nquad((x, y) => x * y, [[0, 1], [0, 2]]);
 * value; // 1
 */
export function nquad(
  func: (...x: number[]) => number,
  ranges: readonly Range[],
  options: NquadOptions & { fullOutput: true },
): [number, number, { neval: number }];
export function nquad(
  func: (...x: number[]) => number,
  ranges: readonly Range[],
  options?: NquadOptions,
): [number, number];
export function nquad(
  func: (...variables: never[]) => number,
  ranges: readonly (Range | ((...outer: never[]) => readonly [number, number]))[],
  options: NquadOptions<readonly unknown[]> & { fullOutput: true },
): [number, number, { neval: number }];
export function nquad(
  func: (...variables: never[]) => number,
  ranges: readonly (Range | ((...outer: never[]) => readonly [number, number]))[],
  options: NquadOptions<readonly unknown[]>,
): [number, number];
export function nquad(
  func: (...variables: never[]) => number,
  ranges: readonly (Range | ((...outer: never[]) => readonly [number, number]))[],
  options: NquadOptions<readonly unknown[]> = {},
): [number, number] | [number, number, { neval: number }] {
  checkOptions('nquad', options, ['args', 'opts', 'fullOutput']);
  const { args } = options;
  const call = withArgs('nquad', 'func', func, args);
  if (!Array.isArray(ranges) || ranges.length === 0) {
    throw new ValueError(`nquad: ranges must be a list of intervals, got ${describe(ranges)}`);
  }
  const depth = ranges.length;
  const { opts } = options;
  const each = Array.isArray(opts)
    ? (opts as readonly RangeOptions[])
    : new Array<RangeOptions>(depth).fill((opts ?? {}) as RangeOptions);
  if (each.length !== depth) {
    throw new ValueError(`nquad: opts must be one or as many as ranges, ${depth}, got ${each.length}`);
  }
  let neval = 0;
  let worst = 0;
  const integrate = (level: number, outer: readonly number[]): number => {
    const range = ranges[level]! as Range;
    const [low, high] = typeof range === 'function' ? withArgs('nquad', 'ranges', range, args)(...outer) : range;
    const own = each[level]!;
    const chosen: Omit<QuadOptions, 'fullOutput'> =
      typeof own === 'function' ? withArgs('nquad', 'opts', own, args)(...outer) : own;
    const [value, error] = quad(
      level === 0
        ? (x) => {
            neval++;
            return call(x, ...outer);
          }
        : (x) => integrate(level - 1, [x, ...outer]),
      low,
      high,
      chosen,
    );
    worst = Math.max(worst, error);
    return value;
  };
  const value = integrate(depth - 1, []);
  return options.fullOutput ? [value, worst, { neval }] : [value, worst];
}
