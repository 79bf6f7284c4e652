/**
 * The matrix logarithm by inverse scaling and squaring on the Schur form (A. Al-Mohy and N. Higham, SIAM J. Sci. Comput. 34,
 * 2012; N. Higham, Functions of Matrices, chapter 11), and real powers with it.
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTypeError, LinAlgError, describe } from '../core/errors.js';
import type { ArrayOf } from '../core/ndarray.js';
import { matrixPower } from './chains.js';
import { exponential, hyperbolicSine, inverseTanh, logarithm, rootLessOne } from './complexScalars.js';
import { dense, fromArray, minus, norm1, scaled, shifted, toArray, type Dense } from './dense.js';
import { engine } from './engine/index.js';
import { denseExpm } from './exponential.js';
import { checkFiniteArray, eachMember, isComplexKind, kindOf, squareOf, typed, type EitherOf } from './matrices.js';
import { inDouble, rounded } from './precision.js';
import {
  functionOf,
  hasNegative,
  hasRealNegative,
  realIfReal,
  triangularRoot,
  type MatrixFunctionOptions,
} from './roots.js';
import { backFrom, complexForm, entry, setEntry, triangularForm } from './triangularForm.js';

/** The largest norm of `t - 1` for which the approximant of each degree (from 1) is good to double precision. */
const THETA = [1.1e-5, 1.82e-3, 1.62e-2, 5.39e-2, 1.14e-1, 1.87e-1, 2.64e-1];

/** Nodes and weights of Gauss and Legendre on [0, 1]. */
function gauss(n: number): [node: number, weight: number][] {
  return Array.from({ length: n }, (_, k) => {
    let x = Math.cos((Math.PI * (k + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 20; step++) {
      let [p0, p1] = [1, x];
      for (let j = 2; j <= n; j++) [p0, p1] = [p1, ((2 * j - 1) * x * p1 - (j - 1) * p0) / j];
      if (n === 1) [p0, p1] = [1, x];
      slope = (n * (x * p1 - p0)) / (x * x - 1);
      const change = p1 / slope;
      x -= change;
      if (Math.abs(change) < 1e-16) break;
    }
    return [(1 + x) / 2, 1 / ((1 - x * x) * slope * slope)];
  });
}

/** The logarithm of a nonsingular upper triangular matrix; real ones must have a positive diagonal. */
export function triangularLog(t: Dense): Dense {
  const { kind, n } = t;
  if (n === 0) return t;
  let root = t;
  let s = 0;
  let degree = 0;
  let last = Infinity;
  for (; s < 100;) {
    const size = norm1(shifted(root, -1));
    if (size <= THETA[6]!) {
      degree = THETA.findIndex((theta) => size <= theta) + 1;
      const half = THETA.findIndex((theta) => size / 2 <= theta) + 1;
      // One more root may save degrees, but only once.
      if (degree - half <= 1 || size > last) break;
    }
    last = size;
    const next = triangularRoot(root);
    if (!next) throw new LinAlgError('logm: the matrix has no logarithm');
    root = next;
    s++;
  }
  const x = shifted(root, -1);
  if (s > 0) {
    for (let i = 0; i < n; i++) setEntry(x, i, i, rootLessOne(entry(t, i, i), s));
    for (let i = 0; i < n - 1; i++) setEntry(x, i, i + 1, powerBeside(t, i, 2 ** -s));
  }
  const result = dense(kind, n, n);
  for (const [node, weight] of gauss(Math.max(degree, 1))) {
    const below = shifted(scaled(x, node), 1);
    const term = scaled(x, weight);
    engine().trsm(kind, 'L', 'U', 'N', 'N', n, n, below.data, term.data);
    for (let i = 0; i < result.data.length; i++) result.data[i]! += term.data[i]!;
  }
  const log = scaled(result, 2 ** s);
  // The diagonal and the one above it are known exactly.
  for (let i = 0; i < n; i++) setEntry(log, i, i, logarithm(entry(t, i, i)));
  for (let i = 0; i < n - 1; i++) setEntry(log, i, i + 1, logBeside(t, i));
  return log;
}

/** `log(y) - log(x)` by way of atanh, with the branch that the principal logarithms need. */
function logDifference(x: Complex, y: Complex): Complex {
  const z = y.sub(x).div(y.add(x));
  const [logX, logY] = [logarithm(x), logarithm(y)];
  const turns = Math.ceil((logY.im - logX.im - Math.PI) / (2 * Math.PI));
  return inverseTanh(z)
    .mul(2)
    .add(new Complex(0, 2 * Math.PI * turns));
}

/** Are two numbers so near that differences lose digits, yet not equal? */
function near(x: Complex, y: Complex): boolean {
  return y.sub(x).abs() < Math.min(x.abs(), y.abs()) / 2;
}

function logBeside(t: Dense, i: number): Complex {
  const [x, y, beside] = [entry(t, i, i), entry(t, i + 1, i + 1), entry(t, i, i + 1)];
  if (x.equals(y)) return beside.div(x);
  const difference = near(x, y) ? logDifference(x, y) : logarithm(y).sub(logarithm(x));
  return beside.mul(difference).div(y.sub(x));
}

/** The element above the diagonal of a power of a triangular matrix of two rows. */
function powerBeside(t: Dense, i: number, p: number): Complex {
  const [x, y, beside] = [entry(t, i, i), entry(t, i + 1, i + 1), entry(t, i, i + 1)];
  const [logX, logY] = [logarithm(x), logarithm(y)];
  if (x.equals(y)) return beside.mul(p).mul(exponential(logX.mul(p - 1)));
  if (!near(x, y)) {
    return beside.mul(exponential(logY.mul(p)).sub(exponential(logX.mul(p)))).div(y.sub(x));
  }
  const middle = exponential(logX.add(logY).mul(p / 2));
  return beside
    .mul(middle)
    .mul(2)
    .mul(hyperbolicSine(logDifference(x, y).mul(p / 2)))
    .div(y.sub(x));
}

/** Throws when a triangular matrix has a zero on its diagonal. */
function mustBeNonsingular(name: string, t: Dense): void {
  for (let i = 0; i < t.n; i++) {
    const x = entry(t, i, i);
    if (x.re === 0 && x.im === 0) throw new LinAlgError(`${name}: the matrix is singular: it has no logarithm`);
  }
}

/** The logarithm of a matrix in double precision. */
function denseLog(name: string, a: Dense): Dense {
  let form = triangularForm(a);
  mustBeNonsingular(name, form.t);
  const real = !isComplexKind(a.kind) && !hasRealNegative(form.t);
  if (hasNegative(form.t)) form = complexForm(form);
  return realIfReal(backFrom(triangularLog(form.t), form.z), real);
}

/**
 * The principal logarithm of square matrices: real for real matrices without negative eigenvalues, else complex.
 *
 * @param A - array_like of shape (..., n, n)
 * @param options - `disp: false` gives `[logarithm, errest]`
 * @returns an array of the same shape
 * @throws LinAlgError when a matrix is singular or not square; ValueError for nan or inf
 * @example
 * np.allclose(np.linalg.logm(np.linalg.expm([[1, 2], [0, 1]])), [[1, 2], [0, 1]]); // true
 */
export function logm<A extends ArrayLike>(
  A: A,
  options: { disp: false },
): [logarithm: ArrayOf<EitherOf<A>>, errest: number];
export function logm<A extends ArrayLike>(A: A, options?: MatrixFunctionOptions): ArrayOf<EitherOf<A>>;
export function logm(A: ArrayLike, options: MatrixFunctionOptions = {}): unknown {
  return functionOf(
    'logm',
    A,
    options,
    (a) => denseLog('logm', a),
    (a, log) => norm1(minus(denseExpm(log), a)) / norm1(a),
  );
}

/**
 * A real power of square matrices. Powers that are integers are products; the others come from the logarithm of the Schur form.
 *
 * @param A - array_like of shape (..., n, n)
 * @param t - the power
 * @returns an array of the same shape, real where the principal power is
 * @throws LinAlgError when a matrix is not square, or singular and t no whole number >= 0
 * @example
 * np.linalg.fractionalMatrixPower([[4, 0], [0, 9]], 0.5).toArray(); // [[2, 0], [0, 3]]
 */
export function fractionalMatrixPower<A extends ArrayLike>(A: A, t: number): ArrayOf<EitherOf<A>> {
  if (typeof t !== 'number' || !Number.isFinite(t)) {
    throw new DTypeError(`fractionalMatrixPower: t must be a finite number, got ${describe(t)}`);
  }
  const array = squareOf('fractionalMatrixPower', A);
  checkFiniteArray('fractionalMatrixPower', array);
  const kind = kindOf('fractionalMatrixPower', array.info);
  if (Number.isInteger(t)) return typed(matrixPower(toFloat(array, kind), t) as never);
  const [result] = eachMember([array], [2], (matrix) => {
    const a = inDouble(fromArray(matrix!, kind));
    let form = triangularForm(a);
    mustBeNonsingular('fractionalMatrixPower', form.t);
    const real = !isComplexKind(a.kind) && !hasRealNegative(form.t);
    if (hasNegative(form.t)) form = complexForm(form);
    const power = denseExpm(scaled(triangularLog(form.t), t));
    for (let i = 0; i < power.n; i++) setEntry(power, i, i, exponential(logarithm(entry(form.t, i, i)).mul(t)));
    return [toArray(rounded(realIfReal(backFrom(power, form.z), real), kind))];
  });
  return typed(result!);
}

function toFloat(a: Parameters<typeof fromArray>[0], kind: Dense['kind']): Parameters<typeof fromArray>[0] {
  if (a.info.kind === 'f' || a.info.kind === 'c') return a;
  const [copy] = eachMember([a], [2], (matrix) => [toArray(fromArray(matrix!, kind))]);
  return copy!;
}
