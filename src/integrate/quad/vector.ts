/** quadVec: adaptive integrals of functions whose values are vectors (or arrays of any shape). */
import { asNDArray, type ArrayLike, type DTypeOf } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import { checkSignal, type AbortLike } from '../../core/abort.js';
import { checkSendable, isSpread, mapNumbers } from '../../ops/sharedMapping.js';
import { withArgs } from '../furtherArguments.js';
import { GK15, GK21 } from './gaussKronrod.js';
import { NORMS, kronrodRule, trapezoidRule, type Piece, type Vector } from './vectorRules.js';

/** The rules of `quadVec`. */
export type VectorRule = 'gk15' | 'gk21' | 'trapezoid';

/** Options of `quadVec`. */
export interface QuadVecOptions<A extends readonly unknown[] = []> {
  /** The absolute error that is allowed, in the norm; 1e-200. */
  epsabs?: number;
  /** The error allowed relative to the norm of the integral; 1e-8. */
  epsrel?: number;
  /** How errors of a vector are measured: `'2'` (default) or `'max'`. */
  norm?: '2' | 'max';
  /** The most intervals, 10000. */
  limit?: number;
  /** Places where the integrand is difficult: the interval is cut there first. */
  points?: ArrayLike | null;
  /** `'gk21'` (default), `'gk15'` (default for infinite intervals) or `'trapezoid'`. */
  quadrature?: VectorRule | null;
  /** Return a third element that says more? */
  fullOutput?: boolean;
  /** What `f` gets after x. */
  args?: A;
  /** Any number but 1 spreads the calls of a function made by `np.moduleFunction` over the threads backend. */
  workers?: number;
  /** Stops the work between two evaluations: its reason is thrown. */
  signal?: AbortLike;
}

/** What `quadVec` tells with `fullOutput`. */
export interface QuadVecInfo<R> {
  readonly success: boolean;
  /** 0: converged; 1: not within `limit` intervals; 2: rounding errors are larger than the tolerance; 3: not finite. */
  readonly status: 0 | 1 | 2 | 3;
  readonly message: string;
  /** How often the function was evaluated. */
  readonly neval: number;
  /** Beginnings and ends of the intervals, of shape (m, 2). */
  readonly intervals: NDArray<'float64'>;
  /** Their integrals, as `func` gives values. */
  readonly integrals: R[];
  /** Their errors. */
  readonly errors: NDArray<'float64'>;
}

/** The integral of a function that gives R. */
export type IntegralOf<R> = R extends number
  ? number
  : NDArray<DTypeOf<R> extends 'complex64' | 'complex128' ? 'complex128' : 'float64'>;

const OPTIONS = [
  'epsabs',
  'epsrel',
  'norm',
  'limit',
  'points',
  'quadrature',
  'fullOutput',
  'args',
  'workers',
  'signal',
];
const MESSAGES = [
  'Target precision reached.',
  'Target precision not reached.',
  'Target precision could not be reached due to rounding error.',
  'Non-finite values encountered.',
] as const;
/** The most intervals that are halved before errors are looked at again. */
const BATCH = 128;

/** Reads what the integrand returns into vectors, and turns vectors back. */
class Values {
  #kind: 'number' | 'float64' | 'complex128' | undefined;
  #shape: readonly number[] = [];

  read(value: unknown): Float64Array {
    if (typeof value === 'number' && (this.#kind === undefined || this.#kind === 'number')) {
      this.#kind = 'number';
      return Float64Array.of(value);
    }
    if (value === undefined || value === null) {
      throw new DTypeError(`quadVec: f must return a number or an array, it returned ${describe(value)}`);
    }
    const array = asNDArray('quadVec: f', value as ArrayLike);
    const kind = array.info.kind === 'c' ? 'complex128' : 'float64';
    if (this.#kind === undefined) {
      this.#kind = kind;
      this.#shape = array.shape;
    } else if (this.#kind !== kind || shapeText(this.#shape) !== shapeText(array.shape)) {
      throw new ValueError(
        `quadVec: f must return values of one shape and kind, it returned ${shapeText(array.shape)} after ${shapeText(this.#shape)}`,
      );
    }
    return (copyAs(array, DTYPES[kind]).data as Float64Array).slice();
  }

  give(values: Float64Array): unknown {
    if (this.#kind === 'number') return values[0];
    const lanes = this.#kind === 'complex128' ? 2 : 1;
    const steps = this.#shape.map((_, k) => this.#shape.slice(k + 1).reduce((a, b) => a * b, 1));
    const flat = asNDArray('quadVec', values);
    if (lanes === 1) return flat.strided(this.#shape, steps, 0);
    return new NDArray(DTYPES.complex128, values, this.#shape, steps, 0, null, true);
  }
}

/** Intervals by falling error: a heap whose first element has the largest. */
class Heap {
  readonly items: Piece[] = [];

  push(item: Piece): void {
    const { items } = this;
    let at = items.length;
    for (; at > 0; at = (at - 1) >> 1) {
      const parent = items[(at - 1) >> 1]!;
      if (parent.error >= item.error) break;
      items[at] = parent;
    }
    items[at] = item;
  }

  pop(): Piece {
    const { items } = this;
    const top = items[0]!;
    const last = items.pop()!;
    if (items.length === 0) return top;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && items[child + 1]!.error > items[child]!.error) child++;
      if (items[child]!.error <= last.error) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }
}

/** The integrand on a finite interval, and that interval's ends and inner points. */
function onFiniteInterval(
  f: Vector,
  a: number,
  b: number,
  points: readonly number[],
): { g: Vector; ends: number[]; back: (t: number) => number } {
  const scaled = (x: number, t: number): Float64Array => f(x).map((value) => value / (t * t));
  if (Number.isFinite(a) && Number.isFinite(b)) {
    return { g: f, ends: [a, ...points, b], back: (t) => t };
  }
  if (a === -Infinity && b === Infinity) {
    const back = (t: number): number => (1 - Math.abs(t)) / t;
    const inner = points.map((x) => (x === 0 ? [-1, 1] : 1 / (x + Math.sign(x)))).flat();
    return { g: (t) => (t === 0 ? f(0).map(() => 0) : scaled(back(t), t)), ends: [-1, 0, 1, ...inner], back };
  }
  // t = 1 / (1 + |x - end|) takes the half line to (0, 1].
  const [end, side] = a === -Infinity ? [b, -1] : [a, 1];
  const back = (t: number): number => end + side * ((1 - t) / t);
  return { g: (t) => scaled(back(t), t), ends: [0, ...points.map((x) => 1 / (1 + side * (x - end))), 1], back };
}

/**
 * The integral of a function whose values are vectors, over an interval that may be infinite.
 *
 * Globally adaptive bisection with Gauss-Kronrod pairs, errors as in R. Piessens et al., QUADPACK (1983).
 *
 * @param f - a function of a number that gives a number or an array-like, always of the same shape
 * @param a - where the interval begins; may be -Infinity
 * @param b - where it ends; may be Infinity, may lie below `a`
 * @param options - `epsabs` (1e-200), `epsrel` (1e-8), `norm` ('2' or 'max'), `limit`, `points`, `quadrature`, `args`, `workers`, `fullOutput`
 * @returns `[integral, error estimate]`, the error in the norm; with `fullOutput` a third element
 * @throws ValueError for options that make no sense or values of different shapes; what `f` throws
 * @example
 * const [moments] = quadVec((x) => [1, x, x * x], 0, 2);
 * moments.toArray(); // [2, 2, 2.666...]
 */
export function quadVec<R extends ArrayLike, A extends readonly unknown[] = []>(
  f: (x: number, ...args: A) => R,
  a: number,
  b: number,
  options: QuadVecOptions<A> & { fullOutput: true },
): [IntegralOf<R>, number, QuadVecInfo<IntegralOf<R>>];
export function quadVec<R extends ArrayLike, A extends readonly unknown[] = []>(
  f: (x: number, ...args: A) => R,
  a: number,
  b: number,
  options?: QuadVecOptions<A>,
): [IntegralOf<R>, number];
export function quadVec(
  f: (x: number, ...args: never[]) => ArrayLike,
  a: number,
  b: number,
  options: QuadVecOptions<readonly unknown[]> = {},
): [unknown, number] | [unknown, number, QuadVecInfo<unknown>] {
  checkOptions('quadVec', options, OPTIONS);
  const { args = [], workers = 1, signal } = options;
  const call = withArgs('quadVec', 'f', f, args);
  if (!Number.isInteger(workers) || workers === 0) {
    throw new ValueError(`quadVec: workers must be a whole number other than 0, got ${describe(workers)}`);
  }
  if (workers !== 1) checkSendable('quadVec', f, args);
  for (const [name, value] of [
    ['a', a],
    ['b', b],
  ] as const) {
    if (typeof value !== 'number' || Number.isNaN(value)) {
      throw new DTypeError(`quadVec: ${name} must be a number, got ${describe(value)}`);
    }
  }
  const { epsabs = 1e-200, epsrel = 1e-8, norm: normName = '2', limit = 10_000, fullOutput = false } = options;
  if (!Object.hasOwn(NORMS, normName)) {
    throw new ValueError(`quadVec: norm must be '2' or 'max', got ${describe(normName)}`);
  }
  const infinite = !Number.isFinite(a) || !Number.isFinite(b);
  const rule = options.quadrature ?? (infinite ? 'gk15' : 'gk21');
  if (!['gk15', 'gk21', 'trapezoid'].includes(rule)) {
    throw new ValueError(`quadVec: quadrature must be 'gk15', 'gk21' or 'trapezoid', got ${describe(rule)}`);
  }
  if (infinite && rule === 'trapezoid') {
    throw new ValueError("quadVec: quadrature 'trapezoid' needs a finite interval, it evaluates f at its ends");
  }
  if (!(Number.isInteger(limit) && limit >= 1)) {
    throw new ValueError(`quadVec: limit must be a whole number of at least 1, got ${describe(limit)}`);
  }
  const norm = NORMS[normName];
  const values = new Values();
  const [low, high] = b < a ? [b, a] : [a, b];
  const points = (asNDArray('quadVec', options.points ?? []).toFlatArray() as number[])
    .map(Number)
    .filter((point) => point > low && point < high);
  /** Values that were computed before they are asked for, and places that are noted instead of evaluated. */
  let ready: Float64Array[] | undefined;
  let noted: number[] | undefined;
  const { g, ends, back } = onFiniteInterval(
    (x) => {
      if (noted) {
        noted.push(x);
        return new Float64Array(1);
      }
      checkSignal(signal);
      return ready ? ready.pop()! : values.read(call(x));
    },
    low,
    high,
    points,
  );
  let neval = 0;
  const counted: Vector = (x) => {
    neval++;
    return g(x);
  };
  const evaluate = (from: number, to: number): Piece =>
    rule === 'trapezoid'
      ? trapezoidRule(counted, norm, from, to)
      : kronrodRule(rule === 'gk15' ? GK15 : GK21, counted, norm, from, to);

  const spread = workers !== 1 && isSpread(f);
  /** The rule over intervals; on many threads all values are computed first, in the order in which the rule asks for them. */
  const evaluateAll = (intervals: readonly (readonly [number, number])[]): Piece[] => {
    if (!spread) return intervals.map(([from, to]) => evaluate(from, to));
    const before = neval;
    const places = (noted = []) as number[];
    intervals.forEach(([from, to]) => evaluate(from, to));
    noted = undefined;
    neval = before;
    checkSignal(signal);
    const rows = mapNumbers(f, Float64Array.from(places), args);
    ready = places.map((_, k) => values.read(rows.ndim === 1 ? rows.item(k) : rows.at(k))).reverse();
    const pieces = intervals.map(([from, to]) => evaluate(from, to));
    ready = undefined;
    return pieces;
  };

  const heap = new Heap();
  const cuts = [...new Set(ends)].sort((x, y) => x - y);
  const pairs = cuts.slice(1).map((cut, k) => [cuts[k]!, cut] as const);
  for (const piece of evaluateAll(pairs.length === 0 ? [[cuts[0]!, cuts[0]!]] : pairs)) heap.push(piece);
  const total = new Float64Array(heap.items[0]!.value.length);
  let error = 0;
  let rounding = 0;
  const addUp = (): void => {
    total.fill(0);
    error = 0;
    rounding = 0;
    for (const piece of heap.items) {
      for (let i = 0; i < total.length; i++) total[i] = total[i]! + piece.value[i]!;
      error += piece.error;
      rounding += piece.rounding;
    }
  };
  addUp();
  const tolerance = (): number => Math.max(epsabs, epsrel * norm(total));
  const ending = (): 0 | 2 | 3 | undefined => {
    if (error <= tolerance() / 8) return 0;
    if (!Number.isFinite(error) || !total.every(Number.isFinite)) return 3;
    // Halving intervals does not make rounding errors smaller.
    return error <= 2 * rounding ? 2 : undefined;
  };
  let status = ending();
  while (status === undefined && heap.items.length < limit) {
    // The worst intervals, until the others are good enough together.
    const slack = error - tolerance() / 8;
    const batch: Piece[] = [];
    for (let found = 0; batch.length < BATCH && heap.items.length > 0 && (batch.length === 0 || found <= slack);) {
      const piece = heap.pop();
      batch.push(piece);
      found += piece.error;
    }
    const halves = batch.flatMap((piece) => {
      const middle = 0.5 * (piece.a + piece.b);
      return [[piece.a, middle] as const, [middle, piece.b] as const];
    });
    for (const half of evaluateAll(halves)) heap.push(half);
    addUp();
    status = ending();
  }
  const code = status ?? 1;
  const sign = b < a ? -1 : 1;
  const signed = (vector: Float64Array): unknown =>
    values.give(sign < 0 ? vector.map((value) => -value) : vector.slice());
  const bound = error + rounding;
  if (!fullOutput) return [signed(total), bound];
  const list = heap.items;
  const flat = Float64Array.from(list.flatMap((piece) => [back(piece.a), back(piece.b)]));
  return [
    signed(total),
    bound,
    {
      success: code === 0,
      status: code,
      message: MESSAGES[code],
      neval,
      intervals: (asNDArray('quadVec', flat) as NDArray<'float64'>).strided([list.length, 2], [2, 1], 0),
      integrals: list.map((piece) => signed(piece.value)),
      errors: asNDArray(
        'quadVec',
        Float64Array.from(list, (piece) => piece.error),
      ) as NDArray<'float64'>,
    },
  ];
}
