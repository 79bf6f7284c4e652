/** Trigonometric and hyperbolic functions of matrices, from exponentials (N. Higham, Functions of Matrices, chapter 12). */
import type { ArrayLike } from '../core/arrayLike.js';
import type { ArrayOf } from '../core/ndarray.js';
import { combined, dense, fromArray, partsOf, scaled, toArray, toComplex, type Dense } from './dense.js';
import { denseExpm } from './exponential.js';
import { eachMember, isComplexKind, kindOf, squareOf, typed, type FloatOf } from './matrices.js';
import { inDouble, rounded } from './precision.js';
import { solveDense } from './solve.js';

/** `a * i`. */
function timesI(a: Dense, sign: 1 | -1): Dense {
  const complex = toComplex(a);
  const result = dense(complex.kind, a.m, a.n);
  for (let k = 0; k < complex.data.length; k += 2) {
    result.data[k] = -sign * complex.data[k + 1]!;
    result.data[k + 1] = sign * complex.data[k]!;
  }
  return result;
}

function cosine(a: Dense): Dense {
  const forwards = denseExpm(timesI(a, 1));
  if (!isComplexKind(a.kind)) return partsOf(forwards, 0);
  return combined(0.5, forwards, 0.5, denseExpm(timesI(a, -1)));
}

function sine(a: Dense): Dense {
  const forwards = denseExpm(timesI(a, 1));
  if (!isComplexKind(a.kind)) return partsOf(forwards, 1);
  return timesI(combined(0.5, forwards, -0.5, denseExpm(timesI(a, -1))), -1);
}

const hyperbolicCosine = (a: Dense): Dense => combined(0.5, denseExpm(a), 0.5, denseExpm(scaled(a, -1)));
const hyperbolicSine = (a: Dense): Dense => combined(0.5, denseExpm(a), -0.5, denseExpm(scaled(a, -1)));

/** `below^-1 @ above`. */
function ratio(above: Dense, below: Dense): Dense {
  solveDense(below, above, 'gen');
  return above;
}

function applied<A extends ArrayLike>(name: string, A: A, each: (a: Dense) => Dense): ArrayOf<FloatOf<A>> {
  const array = squareOf(name, A);
  const kind = kindOf(name, array.info);
  const [result] = eachMember([array], [2], (matrix) => [
    toArray(rounded(each(inDouble(fromArray(matrix!, kind))), kind)),
  ]);
  return typed(result!);
}

/**
 * The cosine of square matrices.
 *
 * @param A - array_like of shape (..., n, n)
 * @returns an array of the same shape
 * @throws LinAlgError when the matrices are not square
 */
export function cosm<A extends ArrayLike>(A: A): ArrayOf<FloatOf<A>> {
  return applied('cosm', A, cosine);
}

/**
 * The sine of square matrices.
 *
 * @param A - array_like of shape (..., n, n)
 * @returns an array of the same shape
 * @throws LinAlgError when the matrices are not square
 */
export function sinm<A extends ArrayLike>(A: A): ArrayOf<FloatOf<A>> {
  return applied('sinm', A, sine);
}

/**
 * The tangent of square matrices.
 *
 * @param A - array_like of shape (..., n, n)
 * @returns an array of the same shape
 * @throws LinAlgError when the matrices are not square or the cosine is singular
 */
export function tanm<A extends ArrayLike>(A: A): ArrayOf<FloatOf<A>> {
  return applied('tanm', A, (a) => ratio(sine(a), cosine(a)));
}

/**
 * The hyperbolic cosine of square matrices.
 *
 * @param A - array_like of shape (..., n, n)
 * @returns an array of the same shape
 * @throws LinAlgError when the matrices are not square
 */
export function coshm<A extends ArrayLike>(A: A): ArrayOf<FloatOf<A>> {
  return applied('coshm', A, hyperbolicCosine);
}

/**
 * The hyperbolic sine of square matrices.
 *
 * @param A - array_like of shape (..., n, n)
 * @returns an array of the same shape
 * @throws LinAlgError when the matrices are not square
 */
export function sinhm<A extends ArrayLike>(A: A): ArrayOf<FloatOf<A>> {
  return applied('sinhm', A, hyperbolicSine);
}

/**
 * The hyperbolic tangent of square matrices.
 *
 * @param A - array_like of shape (..., n, n)
 * @returns an array of the same shape
 * @throws LinAlgError when the matrices are not square or the hyperbolic cosine is singular
 */
export function tanhm<A extends ArrayLike>(A: A): ArrayOf<FloatOf<A>> {
  return applied('tanhm', A, (a) => ratio(hyperbolicSine(a), hyperbolicCosine(a)));
}
