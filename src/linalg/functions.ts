/** General functions of matrices by the Schur and Parlett method (N. Higham, Functions of Matrices, sections 4.6 and 5.2). */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, describe } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { copyAs } from '../ops/creation.js';
import { dense, minus, norm1, product, toVector, type Dense } from './dense.js';
import { EPS, isComplexKind, type EitherOf } from './matrices.js';
import { functionOf, realIfReal, type MatrixFunctionOptions } from './roots.js';
import { backFrom, complexForm, entry, inner, setEntry, triangularForm, zerosLike } from './triangularForm.js';

/**
 * A function of square matrices, from what it does to numbers. Eigenvalues that nearly coincide without being equal make it
 * inaccurate; `expm`, `logm`, `sqrtm` and their like are better where they apply.
 *
 * @param A - array_like of shape (..., n, n)
 * @param func - takes a complex array of eigenvalues and gives the values, as `np.exp` does
 * @param options - `disp: false` gives `[result, errest]`
 * @returns an array of the same shape; real for real matrices with real results
 * @throws LinAlgError when the matrices are not square; ValueError when `func` gives another number of values
 * @example
 * np.allclose(np.linalg.funm([[1, 1], [0, 2]], np.exp), np.linalg.expm([[1, 1], [0, 2]])); // true
 */
export function funm<A extends ArrayLike>(
  A: A,
  func: (eigenvalues: NDArray<'complex128'>) => ArrayLike,
  options: { disp: false },
): [result: ArrayOf<EitherOf<A>>, errest: number];
export function funm<A extends ArrayLike>(
  A: A,
  func: (eigenvalues: NDArray<'complex128'>) => ArrayLike,
  options?: MatrixFunctionOptions,
): ArrayOf<EitherOf<A>>;
export function funm(
  A: ArrayLike,
  func: (eigenvalues: NDArray<'complex128'>) => ArrayLike,
  options: MatrixFunctionOptions = {},
): unknown {
  let error = 0;
  return functionOf(
    'funm',
    A,
    options,
    (a) => {
      const form = complexForm(triangularForm(a));
      const [f, errest] = parlett(form.t, func);
      error = errest;
      return realIfReal(backFrom(f, form.z), !isComplexKind(a.kind));
    },
    () => error,
  );
}

function parlett(t: Dense, func: (eigenvalues: NDArray<'complex128'>) => ArrayLike): [Dense, number] {
  const { n } = t;
  const eigenvalues = dense('z', n, 1);
  for (let i = 0; i < n; i++) setEntry(eigenvalues, i, 0, entry(t, i, i));
  const given = asNDArray('funm', func(toVector(eigenvalues) as NDArray<'complex128'>));
  if (given.size !== n) {
    throw new ValueError(`funm: func gave ${describe(given)} for ${n} eigenvalues; it must give one value for each`);
  }
  const values = copyAs(given, DTYPES.complex128).toFlatArray();
  const f = zerosLike(t);
  values.forEach((value, i) => setEntry(f, i, i, value));
  let least = norm1(t);
  for (let p = 1; p < n; p++) {
    for (let i = 0; i + p < n; i++) {
      const j = i + p;
      const sum = entry(t, i, j)
        .mul(entry(f, j, j).sub(entry(f, i, i)))
        .add(inner(t, i, f, j, i + 1, j))
        .sub(inner(f, i, t, j, i + 1, j));
      const distance = entry(t, j, j).sub(entry(t, i, i));
      const size = distance.abs();
      setEntry(f, i, j, size === 0 ? sum : sum.div(distance));
      least = Math.min(least, size);
    }
  }
  if (least === 0) least = EPS.d;
  const error = Math.min(1, Math.max(EPS.d, (EPS.d / least) * norm1(zeroDiagonal(t))));
  return [f, Number.isFinite(error) ? error : Infinity];
}

function zeroDiagonal(t: Dense): Dense {
  const result = { ...t, data: t.data.slice() as Dense['data'] };
  for (let i = 0; i < t.n; i++) setEntry(result, i, i, new Complex(0));
  return result;
}

/**
 * The sign of square matrices: eigenvalues in the right half plane become 1, those in the left one -1.
 *
 * @param A - array_like of shape (..., n, n)
 * @param options - `disp: false` gives `[sign, errest]`
 * @returns an array of the same shape
 * @throws LinAlgError when the matrices are not square; ValueError for nan or inf
 * @example
 * np.linalg.signm([[2, 0], [0, -3]]).toArray(); // [[1, 0], [0, -1]]
 */
export function signm<A extends ArrayLike>(
  A: A,
  options: { disp: false },
): [sign: ArrayOf<EitherOf<A>>, errest: number];
export function signm<A extends ArrayLike>(A: A, options?: MatrixFunctionOptions): ArrayOf<EitherOf<A>>;
export function signm(A: ArrayLike, options: MatrixFunctionOptions = {}): unknown {
  return functionOf(
    'signm',
    A,
    options,
    (a) => {
      const form = triangularForm(a);
      return realIfReal(backFrom(triangularSign(form.t), form.z), !isComplexKind(a.kind));
    },
    (_, sign) => norm1(minus(product(sign, sign), identityLike(sign))),
  );
}

function identityLike(a: Dense): Dense {
  const result = zerosLike(a);
  for (let i = 0; i < a.n; i++) setEntry(result, i, i, new Complex(1));
  return result;
}

function triangularSign(t: Dense): Dense {
  const { n } = t;
  const u = zerosLike(t);
  const tiny = 1e3 * EPS.d * norm1(t);
  for (let j = 0; j < n; j++) {
    const { re } = entry(t, j, j);
    setEntry(u, j, j, new Complex(Math.abs(re) <= tiny ? 0 : Math.sign(re)));
    for (let i = j - 1; i >= 0; i--) {
      const both = entry(u, i, i).add(entry(u, j, j));
      if (both.re !== 0 && Math.abs(both.re) === 2) {
        setEntry(u, i, j, new Complex(0).sub(inner(u, i, u, j, i + 1, j)).div(both));
        continue;
      }
      const distance = entry(t, i, i).sub(entry(t, j, j));
      if (distance.abs() === 0) continue;
      const sum = entry(t, i, j)
        .mul(entry(u, i, i).sub(entry(u, j, j)))
        .add(inner(u, i, t, j, i + 1, j))
        .sub(inner(t, i, u, j, i + 1, j));
      setEntry(u, i, j, sum.div(distance));
    }
  }
  return u;
}
