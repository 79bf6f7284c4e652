/**
 * The derivative of the matrix exponential (A. H. Al-Mohy and N. J. Higham, Computing the Frechet derivative of the matrix exponential,
 * SIAM J. Matrix Anal. Appl. 30, 2009, algorithm 6.4): each step of scaling and squaring with Pade approximants is differentiated.
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, shapeText } from '../core/errors.js';
import type { ArrayOf } from '../core/ndarray.js';
import { oneOf } from './arguments.js';
import {
  combined,
  dense,
  denseOf,
  identityOf,
  mustBeSquare,
  norm1,
  normF,
  product,
  scaled,
  toArray,
  type Dense,
} from './dense.js';
import type { Matrix } from './engine/engine.js';
import { engine } from './engine/index.js';
import { PADE, sumOf } from './exponential.js';
import { isComplexKind, type CheckOptions, type MeetOf } from './matrices.js';
import { inDouble, rounded } from './precision.js';
import { denseSvdvals } from './singular.js';

/** The largest norm for each degree, from table 6.1. */
const LARGEST: Readonly<Record<number, number>> = { 3: 1.08e-2, 5: 2.0e-1, 7: 7.83e-1, 9: 1.78, 13: 4.74 };

/** Options of `expmFrechet`. */
export interface ExpmFrechetOptions extends CheckOptions {
  /** Accepted for SciPy's sake; the method is always that of `'SPS'`. */
  method?: 'SPS' | 'blockEnlarge';
  /** Give `[expm(A), derivative]` (the default) or the derivative alone. */
  computeExpm?: boolean;
}

/** Numerator and denominator `v + u`, `v - u` of an approximant, and their derivatives. */
interface Approximant {
  readonly u: Dense;
  readonly v: Dense;
  readonly du: Dense;
  readonly dv: Dense;
}

const plus = (a: Dense, b: Dense): Dense => combined(1, a, 1, b);

/** The derivative of a product. */
const both = (a: Dense, da: Dense, b: Dense, db: Dense): Dense => plus(product(a, db), product(da, b));

/** The approximant of a small degree. */
function approximant(a: Dense, e: Dense, degree: number): Approximant {
  const { b } = PADE[degree]!;
  const powers = [identityOf(a.kind, a.n), product(a, a)];
  const slopes = [dense(a.kind, a.n, a.n), both(a, e, a, e)];
  for (let k = 2; 2 * k < degree; k++) {
    powers.push(product(powers[k - 1]!, powers[1]!));
    slopes.push(both(powers[k - 1]!, slopes[k - 1]!, powers[1]!, slopes[1]!));
  }
  const terms = (matrices: readonly Dense[], odd: 0 | 1): Dense =>
    sumOf(matrices.map((matrix, k) => [b[2 * k + odd]!, matrix] as const));
  const w = terms(powers, 1);
  return {
    u: product(a, w),
    v: terms(powers, 0),
    du: both(a, e, w, terms(slopes, 1)),
    dv: terms(slopes, 0),
  };
}

/** Degree 13. */
function approximant13(a: Dense, e: Dense): Approximant {
  const { b } = PADE[13]!;
  const a2 = product(a, a);
  const m2 = both(a, e, a, e);
  const a4 = product(a2, a2);
  const m4 = both(a2, m2, a2, m2);
  const a6 = product(a2, a4);
  const m6 = both(a4, m4, a2, m2);
  const one = identityOf(a.kind, a.n);
  const high = (odd: 0 | 1, x2: Dense, x4: Dense, x6: Dense): Dense =>
    sumOf([
      [b[12 + odd]!, x6],
      [b[10 + odd]!, x4],
      [b[8 + odd]!, x2],
    ]);
  const low = (odd: 0 | 1, x2: Dense, x4: Dense, x6: Dense): Dense =>
    sumOf([
      [b[6 + odd]!, x6],
      [b[4 + odd]!, x4],
      [b[2 + odd]!, x2],
    ]);
  const half = (odd: 0 | 1): [value: Dense, slope: Dense] => {
    const top = high(odd, a2, a4, a6);
    return [
      plus(product(a6, top), combined(1, low(odd, a2, a4, a6), b[odd]!, one)),
      plus(both(a6, m6, top, high(odd, m2, m4, m6)), low(odd, m2, m4, m6)),
    ];
  };
  const [w, dw] = half(1);
  const [v, dv] = half(0);
  return { u: product(a, w), v, du: both(a, e, w, dw), dv };
}

/** The exponential of a and its derivative in a direction. */
function derivative(a: Dense, e: Dense): [Dense, Dense] {
  const { kind, n } = a;
  if (n === 0) return [a, e];
  const norm = norm1(a);
  if (!Number.isFinite(norm)) {
    const bad = (): Dense => ({ ...a, data: dense(kind, n, n).data.fill(NaN) as Matrix });
    return [bad(), bad()];
  }
  const degree = [3, 5, 7, 9].find((one) => norm <= LARGEST[one]!);
  const s = degree === undefined ? Math.max(Math.ceil(Math.log2(norm / LARGEST[13]!)), 0) : 0;
  const { u, v, du, dv } =
    degree === undefined ? approximant13(scaled(a, 2 ** -s), scaled(e, 2 ** -s)) : approximant(a, e, degree);
  const divisor = combined(1, v, -1, u);
  const pivots = new Int32Array(n);
  if (engine().getrf(kind, n, n, divisor.data, pivots) > 0) throw new LinAlgError('expmFrechet: Singular matrix');
  let value = plus(v, u);
  engine().getrs(kind, 'N', n, n, divisor.data, pivots, value.data);
  let slope = plus(plus(du, dv), product(combined(1, du, -1, dv), value));
  engine().getrs(kind, 'N', n, n, divisor.data, pivots, slope.data);
  for (let step = 0; step < s; step++) {
    slope = both(value, slope, value, slope);
    value = product(value, value);
  }
  return [value, slope];
}

/**
 * The Frechet derivative of the matrix exponential at A in the direction E (N. Higham, Functions of Matrices, section 3.1).
 *
 * @param A - array_like of shape (n, n)
 * @param E - array_like of shape (n, n)
 * @param options - `computeExpm`, `method`, `checkFinite` (true by default)
 * @returns `[expm(A), derivative]`; the derivative alone with `computeExpm: false`
 * @throws ValueError when shapes do not fit
 */
export function expmFrechet<A extends ArrayLike, E extends ArrayLike>(
  A: A,
  E: E,
  options: ExpmFrechetOptions & { computeExpm: false },
): ArrayOf<MeetOf<A, E>>;
export function expmFrechet<A extends ArrayLike, E extends ArrayLike>(
  A: A,
  E: E,
  options?: ExpmFrechetOptions,
): [expmA: ArrayOf<MeetOf<A, E>>, derivative: ArrayOf<MeetOf<A, E>>];
export function expmFrechet(A: ArrayLike, E: ArrayLike, options: ExpmFrechetOptions = {}): unknown {
  checkOptions('expmFrechet', options, ['method', 'computeExpm', 'checkFinite']);
  oneOf('expmFrechet', 'method', options.method, ['SPS', 'blockEnlarge'] as const);
  const [a, e] = denseOf('expmFrechet', { A, E }, options) as [Dense, Dense];
  mustBeSquare('expmFrechet', 'A', a);
  mustBeSquare('expmFrechet', 'E', e);
  if (a.n !== e.n) {
    throw new ValueError(
      `expmFrechet: expected A and E to be the same shape, got ${shapeText([a.n, a.n])} and ${shapeText([e.n, e.n])}`,
    );
  }
  const [value, slope] = derivative(inDouble(a), inDouble(e)).map((x) => toArray(rounded(x, a.kind)));
  return options.computeExpm === false ? slope : [value, slope];
}

/**
 * The relative condition number of the matrix exponential in the Frobenius norm: the norm of the derivative as a matrix.
 * Takes n^2 derivatives.
 *
 * @param A - array_like of shape (n, n)
 * @param options - `checkFinite` (true by default)
 * @returns the condition number
 * @throws ValueError when the matrix is not square
 */
export function expmCond(A: ArrayLike, options: CheckOptions = {}): number {
  checkOptions('expmCond', options, ['checkFinite']);
  const [given] = denseOf('expmCond', { A }, options) as [Dense];
  mustBeSquare('expmCond', 'A', given);
  const a = inDouble(given);
  const { n, kind } = a;
  const size = n * n;
  const map = dense(kind, size, size);
  const lanes = isComplexKind(kind) ? 2 : 1;
  let value = a;
  for (let k = 0; k < size; k++) {
    const direction = dense(kind, n, n);
    direction.data[k * lanes] = 1;
    const [exp, slope] = derivative(a, direction);
    value = exp;
    map.data.set(slope.data, k * size * lanes);
  }
  if (size === 0) return 0;
  return (denseSvdvals(map)[0]! * normF(a)) / normF(value);
}
