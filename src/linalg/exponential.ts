/**
 * The matrix exponential by scaling and squaring of Pade approximants (A. Al-Mohy and N. Higham, SIAM J. Matrix Anal. Appl.
 * 31, 2009).
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import type { ArrayOf } from '../core/ndarray.js';
import { exponential, sinhQuotient } from './complexScalars.js';
import {
  combined,
  dense,
  fromArray,
  identityOf,
  isTriangular,
  modulus,
  norm1,
  product,
  scaled,
  toArray,
  type Dense,
} from './dense.js';
import type { Matrix } from './engine/engine.js';
import { inDouble, rounded } from './precision.js';
import { eachMember, isComplexKind, kindOf, squareOf, typed, type FloatOf } from './matrices.js';
import { solveDense } from './solve.js';

/** For each degree the coefficients of the numerator, the largest norm, and the leading coefficient of the error. */
export const PADE: Readonly<Record<number, { b: readonly number[]; theta: number; error: number }>> = {
  3: { b: [120, 60, 12, 1], theta: 1.495585217958292e-2, error: 1 / 100800 },
  5: { b: [30240, 15120, 3360, 420, 30, 1], theta: 2.53939833006323e-1, error: 1 / 10059033600 },
  7: {
    b: [17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1],
    theta: 9.504178996162932e-1,
    error: 1 / 4487938430976000,
  },
  9: {
    b: [17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1],
    theta: 2.097847961257068,
    error: 1 / 5914384781877411840000,
  },
  13: {
    b: [
      64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
      670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
    ],
    theta: 4.25,
    error: 1 / 113250775606021113483283660800000000,
  },
};

/** The 1-norm of a power of the matrix of moduli, exactly: its largest column sum. */
function normOfPower(a: Dense, power: number): number {
  const { n } = a;
  const sizes = Float64Array.from({ length: n * n }, (_, i) => modulus(a, i));
  let sums = new Float64Array(n).fill(1);
  for (let step = 0; step < power; step++) {
    const next = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += sums[i]! * sizes[j * n + i]!;
      next[j] = sum;
    }
    sums = next;
  }
  return sums.reduce((most, x) => Math.max(most, x), 0);
}

/** How many more halvings rounding errors call for. */
function extraHalvings(a: Dense, degree: number): number {
  const norm = norm1(a);
  if (norm === 0) return 0;
  const alpha = (PADE[degree]!.error * normOfPower(a, 2 * degree + 1)) / norm;
  if (alpha === 0) return 0;
  return Math.max(Math.ceil(Math.log2(alpha / 2 ** -53) / (2 * degree)), 0);
}

/** A sum of multiples of matrices. */
export function sumOf(terms: readonly (readonly [factor: number, matrix: Dense])[]): Dense {
  const [first, ...rest] = terms as readonly [readonly [number, Dense], ...(readonly [number, Dense])[]];
  const result = scaled(first[1], first[0]);
  for (const [factor, matrix] of rest) {
    for (let i = 0; i < result.data.length; i++) result.data[i]! += factor * matrix.data[i]!;
  }
  return result;
}

/** `(v - u)^-1 (v + u)`. */
function quotient(u: Dense, v: Dense): Dense {
  const result = combined(1, v, 1, u);
  solveDense(combined(1, v, -1, u), result, 'gen');
  return result;
}

/** The approximant of a small degree from even powers of a: identity, a^2, a^4 ... */
function approximant(a: Dense, degree: number, powers: readonly Dense[]): Dense {
  const { b } = PADE[degree]!;
  const odd = powers.slice(0, (degree + 1) / 2).map((power, k) => [b[2 * k + 1]!, power] as const);
  const even = powers.slice(0, (degree + 1) / 2).map((power, k) => [b[2 * k]!, power] as const);
  return quotient(product(a, sumOf(odd)), sumOf(even));
}

/** Degree 13, in six products. */
function approximant13(a: Dense, a2: Dense, a4: Dense, a6: Dense): Dense {
  const { b } = PADE[13]!;
  const one = identityOf(a.kind, a.n);
  const high = (odd: 0 | 1): Dense =>
    sumOf([
      [b[12 + odd]!, a6],
      [b[10 + odd]!, a4],
      [b[8 + odd]!, a2],
    ]);
  const low = (odd: 0 | 1): Dense =>
    sumOf([
      [b[6 + odd]!, a6],
      [b[4 + odd]!, a4],
      [b[2 + odd]!, a2],
      [b[odd]!, one],
    ]);
  const u = product(a, combined(1, product(a6, high(1)), 1, low(1)));
  return quotient(u, combined(1, product(a6, high(0)), 1, low(0)));
}

/** The exponential of a matrix in double precision. */
export function denseExpm(a: Dense): Dense {
  const { kind, n } = a;
  if (n === 0) return dense(kind, 0, 0);
  if (n === 1) {
    const result = dense(kind, 1, 1);
    const value = exponential(new Complex(a.data[0]!, isComplexKind(kind) ? a.data[1]! : 0));
    result.data[0] = value.re;
    if (isComplexKind(kind)) result.data[1] = value.im;
    return result;
  }
  if (!Number.isFinite(norm1(a))) return { ...dense(kind, n, n), data: dense(kind, n, n).data.fill(NaN) as Matrix };
  const one = identityOf(kind, n);
  const a2 = product(a, a);
  const a4 = product(a2, a2);
  const a6 = product(a2, a4);
  const d4 = norm1(a4) ** (1 / 4);
  const d6 = norm1(a6) ** (1 / 6);
  const first = Math.max(d4, d6);
  for (const degree of [3, 5]) {
    if (first < PADE[degree]!.theta && extraHalvings(a, degree) === 0) return approximant(a, degree, [one, a2, a4]);
  }
  const a8 = product(a4, a4);
  const d8 = norm1(a8) ** (1 / 8);
  const third = Math.max(d6, d8);
  for (const degree of [7, 9]) {
    if (third < PADE[degree]!.theta && extraHalvings(a, degree) === 0) {
      return approximant(a, degree, [one, a2, a4, a6, a8]);
    }
  }
  const d10 = norm1(product(a4, a6)) ** (1 / 10);
  const size = Math.min(third, Math.max(d8, d10));
  let s = size === 0 ? 0 : Math.max(Math.ceil(Math.log2(size / PADE[13]!.theta)), 0);
  s += extraHalvings(scaled(a, 2 ** -s), 13);
  if (s === 0) return approximant13(a, a2, a4, a6);
  let result = approximant13(scaled(a, 2 ** -s), scaled(a2, 4 ** -s), scaled(a4, 16 ** -s), scaled(a6, 64 ** -s));
  const upper = isTriangular(a, 'upper');
  if (upper) exactDiagonals(result, a, -s);
  for (let step = s - 1; step >= 0; step--) {
    result = product(result, result);
    if (upper) exactDiagonals(result, a, -step);
  }
  return result;
}

/** The diagonal and the one above it of the exponential of `a * 2^exponent` for triangular a, put in exactly. */
function exactDiagonals(result: Dense, a: Dense, exponent: number): void {
  const { n } = a;
  const factor = 2 ** exponent;
  const complex = isComplexKind(a.kind);
  const value = (i: number, j: number): Complex =>
    complex
      ? new Complex(a.data[2 * (j * n + i)]! * factor, a.data[2 * (j * n + i) + 1]! * factor)
      : new Complex(a.data[j * n + i]! * factor);
  const put = (i: number, j: number, x: Complex): void => {
    if (complex) {
      result.data[2 * (j * n + i)] = x.re;
      result.data[2 * (j * n + i) + 1] = x.im;
    } else result.data[j * n + i] = x.re;
  };
  for (let i = 0; i < n; i++) {
    put(i, i, exponential(value(i, i)));
    if (i === n - 1) continue;
    const [x, y] = [value(i, i), value(i + 1, i + 1)];
    put(
      i,
      i + 1,
      value(i, i + 1)
        .mul(exponential(x.add(y).div(2)))
        .mul(sinhQuotient(y.sub(x).div(2))),
    );
  }
}

/**
 * The exponential of square matrices.
 *
 * @param A - array_like of shape (..., n, n)
 * @returns an array of the same shape
 * @throws LinAlgError when the matrices are not square
 * @example
 * np.linalg.expm([[0, 0], [0, 0]]).toArray(); // [[1, 0], [0, 1]]
 */
export function expm<A extends ArrayLike>(A: A): ArrayOf<FloatOf<A>> {
  const array = squareOf('expm', A);
  const kind = kindOf('expm', array.info);
  const [result] = eachMember([array], [2], (matrix) => [
    toArray(rounded(denseExpm(inDouble(fromArray(matrix!, kind))), kind)),
  ]);
  return typed(result!);
}
