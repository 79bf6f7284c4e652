/** State-space models, and their conversion to and from transfer functions and zeros and poles. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../../core/errors.js';
import { polynomialOf } from '../complexes.js';
import {
  normalized,
  normalizedPair,
  rowsArray,
  zpk2tf,
  zpkOfQuotient,
  type TfTuple,
} from '../design/transferFunction.js';
import { zpkTuple, type ZpkTuple } from '../design/zpk.js';
import { partsArray, realParts, type Parts, type Reals } from '../values.js';
import { eigenvalues, matrix, multiply, part, plus, toArray, type Matrix } from './matrix.js';

/** x' = A x + B u, y = C x + D u. */
export interface Abcd {
  readonly A: Matrix;
  readonly B: Matrix;
  readonly C: Matrix;
  readonly D: Matrix;
}

/** The matrices as users get them. */
export type SsTuple = [A: Reals, B: Reals, C: Reals, D: Reals];

export const ssTuple = ({ A, B, C, D }: Abcd): SsTuple => [toArray(A), toArray(B), toArray(C), toArray(D)];

function given(functionName: string, name: string, value: ArrayLike | null | undefined): Matrix | null {
  if (value === undefined || value === null) return null;
  const { re, shape } = realParts(functionName, name, value);
  if (shape.length > 2)
    throw new ValueError(`${functionName}: ${name} must have at most two dimensions, got shape ${shapeText(shape)}`);
  if (shape.length === 1 && shape[0] === 0) return matrix(0, 0);
  return shape.length === 2 ? matrix(shape[0]!, shape[1]!, re) : matrix(1, re.length, re);
}

/** Four matrices of shapes that fit; what is not given is zero. */
export function abcdOf(
  functionName: string,
  a: ArrayLike | null | undefined,
  b: ArrayLike | null | undefined,
  c: ArrayLike | null | undefined,
  d: ArrayLike | null | undefined,
): Abcd {
  const [A, B, C, D] = [
    given(functionName, 'A', a),
    given(functionName, 'B', b),
    given(functionName, 'C', c),
    given(functionName, 'D', d),
  ];
  const p = A ? A.m : (B?.m ?? C?.n);
  const q = B ? B.n : D?.n;
  const r = C ? C.m : D?.m;
  if (p === undefined || q === undefined || r === undefined)
    throw new ValueError(`${functionName}: Not enough information on the system.`);
  const fit = (x: Matrix | null, name: string, m: number, n: number): Matrix => {
    if (!x || (x.a.length === 0 && m * n === 0)) return matrix(m, n);
    if (x.a.length === 0) return matrix(m, n);
    if (x.m !== m || x.n !== n)
      throw new ValueError(
        `${functionName}: The input arrays have incompatible shapes: ${name} has shape (${x.m},${x.n}), (${m},${n}) is wanted.`,
      );
    return x;
  };
  return { A: fit(A, 'A', p, p), B: fit(B, 'B', p, q), C: fit(C, 'C', r, p), D: fit(D, 'D', r, q) };
}

/** Options of `abcdNormalize`. */
export interface AbcdOptions {
  A?: ArrayLike | null;
  B?: ArrayLike | null;
  C?: ArrayLike | null;
  D?: ArrayLike | null;
}

/**
 * State-space matrices of shapes that fit; those not given are filled with zeros.
 *
 * @param options - the matrices `A`, `B`, `C`, `D`, as many as are known
 * @returns the four matrices
 * @throws ValueError when shapes do not fit or too little is known
 * @example
 * abcdNormalize({ A: [[1, 2], [3, 4]], B: [[1], [0]], C: [[1, 1]] })[3].shape; // [1, 1]
 */
export function abcdNormalize(options: AbcdOptions = {}): SsTuple {
  checkOptions('abcdNormalize', options, ['A', 'B', 'C', 'D']);
  return ssTuple(abcdOf('abcdNormalize', options.A, options.B, options.C, options.D));
}

/** The controller canonical form of a quotient, or of several with one denominator. */
export function ssOfQuotient(functionName: string, num: ArrayLike, den: ArrayLike): Abcd {
  const { rows, a } = normalized(functionName, num, den);
  const K = a.re.length;
  const M = rows[0]?.re.length ?? 0;
  if (M > K) throw new ValueError(`${functionName}: Improper transfer function. \`num\` is longer than \`den\`.`);
  if (M === 0) return { A: matrix(0, 0), B: matrix(0, 0), C: matrix(0, 0), D: matrix(0, 0) };
  if (a.im || rows.some((row) => row.im)) throw new ValueError(`${functionName}: coefficients must be real`);
  const padded = rows.map((row) => {
    const full = new Float64Array(K);
    full.set(row.re, K - M);
    return full;
  });
  const outputs = padded.length;
  const D = matrix(
    outputs,
    1,
    Float64Array.from(padded, (row) => row[0]!),
  );
  // A constant has one state that does nothing.
  if (K === 1) return { A: matrix(1, 1), B: matrix(1, 1), C: matrix(outputs, 1), D };
  const n = K - 1;
  const A = matrix(n, n);
  for (let j = 0; j < n; j++) {
    A.a[j] = -a.re[j + 1]!;
    if (j > 0) A.a[j * n + j - 1] = 1;
  }
  const B = matrix(n, 1);
  B.a[0] = 1;
  const C = matrix(outputs, n);
  padded.forEach((row, i) => {
    for (let j = 0; j < n; j++) C.a[i * n + j] = row[j + 1]! - row[0]! * a.re[j + 1]!;
  });
  return { A, B, C, D };
}

/**
 * A state-space model of a transfer function, in controller canonical form.
 *
 * @param num - the numerator, the highest power first; several as rows
 * @param den - the denominator
 * @returns the four matrices
 * @throws ValueError when the numerator is longer than the denominator
 * @example
 * tf2ss([1, 3, 3], [1, 2, 1])[0].toArray(); // [[-2, -1], [1, 0]]
 */
export function tf2ss(num: ArrayLike, den: ArrayLike): SsTuple {
  return ssTuple(ssOfQuotient('tf2ss', num, den));
}

/** Numerators, one for each output, and the denominator of one input. */
export function quotientOfSs(functionName: string, s: Abcd, input: number): { rows: Parts[]; a: Parts } {
  const { A, B, C, D } = s;
  if (!Number.isInteger(input) || input < 0 || input >= D.n) {
    throw new ValueError(`${functionName}: System does not have the input specified: ${input} of ${D.n}.`);
  }
  const b = part(B, 0, B.m, input, input + 1);
  const real = (p: Parts): Parts => ({ re: p.re, im: null });
  const den = real(polynomialOf(eigenvalues(A)));
  const rows = Array.from({ length: C.m }, (_, k) => {
    const d = D.a[k * D.n + input]!;
    if (A.n === 0) return { re: Float64Array.of(d), im: null };
    const p = polynomialOf(eigenvalues(plus(A, multiply(b, part(C, k, k + 1, 0, C.n)), -1)));
    return { re: p.re.map((v, i) => v + (d - 1) * den.re[i]!), im: null };
  });
  return { rows, a: den };
}

/**
 * The transfer function of a state-space model, from one input to all outputs.
 *
 * @param A - the matrix of states
 * @param B - the matrix of inputs
 * @param C - the matrix of outputs
 * @param D - the matrix of what goes through
 * @param options - `input`: which input, 0 by default
 * @returns numerators as rows, and the denominator
 * @throws ValueError when shapes do not fit or there is no such input
 * @example
 * const [num, den] = ss2tf([[-2, -1], [1, 0]], [[1], [0]], [[1, 2]], [[1]]);
 * den.toArray(); // [1, 2, 1]
 */
export function ss2tf(
  A: ArrayLike,
  B: ArrayLike,
  C: ArrayLike,
  D: ArrayLike,
  options: { input?: number } = {},
): TfTuple {
  checkOptions('ss2tf', options, ['input']);
  const { rows, a } = quotientOfSs('ss2tf', abcdOf('ss2tf', A, B, C, D), options.input ?? 0);
  const num = rowsArray(rows);
  return [num.ndim === 2 ? num : (num.strided([1, num.size], [num.size, 1], num.offset) as typeof num), partsArray(a)];
}

/**
 * A state-space model with given zeros, poles and gain.
 *
 * @param z - zeros
 * @param p - poles
 * @param k - gain
 * @returns the four matrices
 * @throws ValueError when there are more zeros than poles
 * @example
 * zpk2ss([], [-1], 2)[0].toArray(); // [[-1]]
 */
export function zpk2ss(z: ArrayLike, p: ArrayLike, k: number): SsTuple {
  return ssTuple(ssOfQuotient('zpk2ss', ...zpk2tf(z, p, k)));
}

/**
 * Zeros, poles and gain of a state-space model.
 *
 * @param A - the matrix of states
 * @param B - the matrix of inputs
 * @param C - the matrix of outputs
 * @param D - the matrix of what goes through
 * @param options - `input`: which input, 0 by default
 * @returns zeros, poles and gain
 * @throws ValueError when shapes do not fit, there is no such input, or there are several outputs
 * @example
 * const [z, p, k] = ss2zpk([[-1]], [[1]], [[2]], [[0]]);
 * k; // 2
 */
export function ss2zpk(
  A: ArrayLike,
  B: ArrayLike,
  C: ArrayLike,
  D: ArrayLike,
  options: { input?: number } = {},
): ZpkTuple {
  checkOptions('ss2zpk', options, ['input']);
  const { rows, a } = quotientOfSs('ss2zpk', abcdOf('ss2zpk', A, B, C, D), options.input ?? 0);
  const q = normalizedPair('ss2zpk', rowsArray(rows), partsArray(a));
  return zpkTuple(zpkOfQuotient(q.b, q.a));
}
