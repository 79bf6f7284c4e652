/** Square roots of matrices by the Schur method (A. Bjoerck and S. Hammarling, Linear Algebra Appl. 52/53, 1983). */
import type { ArrayLike } from '../core/arrayLike.js';
import { checkOptions } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { squareRoot } from './complexScalars.js';
import { fromArray, isNearlyReal, minus, normF, partsOf, product, toArray, toComplex, type Dense } from './dense.js';
import { checkFiniteArray, eachMember, isComplexKind, kindOf, squareOf, type EitherOf } from './matrices.js';
import { inDouble, rounded } from './precision.js';
import { backFrom, complexForm, entry, inner, setEntry, triangularForm, zerosLike } from './triangularForm.js';
import { warn } from './warnings.js';

/** The square root of an upper triangular matrix; null where there is none that is upper triangular. */
export function triangularRoot(t: Dense): Dense | null {
  const { n } = t;
  const r = zerosLike(t);
  for (let j = 0; j < n; j++) {
    setEntry(r, j, j, squareRoot(entry(t, j, j)));
    for (let i = j - 1; i >= 0; i--) {
      const above = entry(t, i, j).sub(inner(r, i, r, j, i + 1, j));
      const below = entry(r, i, i).add(entry(r, j, j));
      if (below.re === 0 && below.im === 0) {
        if (above.re !== 0 || above.im !== 0) return null;
        continue;
      }
      setEntry(r, i, j, above.div(below));
    }
  }
  return r;
}

/** Does a real triangular matrix have a negative eigenvalue, so that roots and logarithms are complex? */
export function hasNegative(t: Dense): boolean {
  if (isComplexKind(t.kind)) return false;
  for (let i = 0; i < t.n; i++) if (t.data[i * t.n + i]! < 0) return true;
  return false;
}

/** Real parts where a matrix of complex kind stands for a real one. */
export function realIfReal(a: Dense, wanted: boolean): Dense {
  return wanted && isNearlyReal(a, 1e-10) ? partsOf(a, 0) : a;
}

/** The principal square root of a matrix in double precision; null where there is none. */
export function denseRoot(a: Dense): Dense | null {
  let form = triangularForm(a);
  // A real matrix without negative eigenvalues has a real root.
  const real = !isComplexKind(a.kind) && !hasRealNegative(form.t);
  if (hasNegative(form.t)) form = complexForm(form);
  const root = triangularRoot(form.t);
  return root && realIfReal(backFrom(root, form.z), real);
}

/** Does a triangular matrix have an eigenvalue on the negative real axis? */
export function hasRealNegative(t: Dense): boolean {
  for (let i = 0; i < t.n; i++) {
    const x = entry(t, i, i);
    if (x.re < 0 && Math.abs(x.im) <= 1e-14 * Math.abs(x.re)) return true;
  }
  return false;
}

/** Options of matrix functions that can judge themselves. */
export interface MatrixFunctionOptions {
  /** False: give `[result, errest]`, an estimate of the relative error (for one matrix). */
  disp?: boolean;
}

/** Apply a matrix function to a stack; with `disp: false` give its error estimate too. */
export function functionOf(
  name: string,
  A: ArrayLike,
  options: MatrixFunctionOptions,
  each: (a: Dense) => Dense,
  judge: (a: Dense, result: Dense) => number,
): unknown {
  checkOptions(name, options, ['disp']);
  const array = squareOf(name, A);
  checkFiniteArray(name, array);
  const kind = kindOf(name, array.info);
  let errest = 0;
  const results = eachMember([array], [2], (matrix) => {
    const given = inDouble(fromArray(matrix!, kind));
    const result = each(given);
    if (options.disp === false) {
      const same = isComplexKind(result.kind) ? toComplex(given) : given;
      errest = Math.max(errest, judge(same, result));
    }
    return [toArray(rounded(result, kind))];
  });
  return options.disp === false ? [results[0] as NDArray, errest] : results[0]!;
}

/**
 * The principal square root of square matrices: real for real matrices without negative eigenvalues, else complex.
 *
 * @param A - array_like of shape (..., n, n)
 * @param options - `disp: false` gives `[root, errest]`
 * @returns an array of the same shape; nan, and a `LinAlgWarning`, where there is no root
 * @throws LinAlgError when the matrices are not square; ValueError for nan or inf
 * @example
 * np.linalg.sqrtm([[4, 0], [0, 9]]).toArray(); // [[2, 0], [0, 3]]
 */
export function sqrtm<A extends ArrayLike>(
  A: A,
  options: { disp: false },
): [root: ArrayOf<EitherOf<A>>, errest: number];
export function sqrtm<A extends ArrayLike>(A: A, options?: MatrixFunctionOptions): ArrayOf<EitherOf<A>>;
export function sqrtm(A: ArrayLike, options: MatrixFunctionOptions = {}): unknown {
  return functionOf(
    'sqrtm',
    A,
    options,
    (a) => {
      const root = denseRoot(a);
      if (root) return root;
      warn('sqrtm', 'Matrix is singular and may not have a square root.');
      const none = zerosLike(a);
      none.data.fill(NaN);
      return none;
    },
    (a, root) => (normF(a) === 0 ? 0 : normF(minus(product(root, root), a)) / normF(a)),
  );
}
