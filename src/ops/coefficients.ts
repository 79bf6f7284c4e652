/** Vectors of polynomial coefficients and what every kind of polynomial does with them, whatever their order or basis. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { ValueError, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { promoteInfo } from '../core/promotion.js';
import { backend } from '../backends/backend.js';
import { complexEigenvalues, realEigenvalues, type Eigenvalues } from './matrices/eigenvalues.js';
import { asDType, copyAs } from './creation.js';

/** A vector: an array_like of one axis, or a scalar as a vector of one. */
export function vectorOf(functionName: string, name: string, value: ArrayLike): NDArray {
  const array = asNDArray(functionName, value);
  if (array.ndim > 1)
    throw new ValueError(`${functionName}: ${name} must be scalar or 1d, got shape ${shapeText(array.shape)}`);
  return array.ndim === 1 ? array : array.strided([1], [1], array.offset);
}

/** The dtype of a float vector with such values: integers and booleans become float64. */
export function inexact(info: DTypeInfo): DTypeInfo {
  return info.kind === 'f' || info.kind === 'c' ? info : DTYPES.float64;
}

/** The elements from `start` to `stop`: a view. */
export function part(a: NDArray, start: number, stop: number = a.shape[0]!): NDArray {
  return a.strided([Math.max(stop - start, 0)], [a.steps[0]!], a.offset + start * a.steps[0]!);
}

/** One element of the first axis as a view. */
export function row(a: NDArray, i: number): NDArray {
  return a.strided(a.shape.slice(1), a.steps.slice(1), a.offset + i * a.steps[0]!);
}

/** Is one element zero? */
export function isZeroAt(a: NDArray, i: number): boolean {
  const value = a.item(i);
  return value instanceof Complex ? value.re === 0 && value.im === 0 : Number(value) === 0;
}

/** A vector with zeros before and behind. */
export function padded(a: NDArray, before: number, behind: number, info: DTypeInfo = a.info): NDArray {
  const n = a.shape[0]!;
  const result = zerosArray(info, [before + n + behind]);
  backend().copy([n], a, part(result, before, before + n));
  return result;
}

/** All sums of products of neighbours, `result[k] = sum over i of a[i] * b[k - i]`: the coefficients of a product. */
export function convolution(a: NDArray, b: NDArray): NDArray {
  const info = promoteInfo(a.info, b.info);
  const [short, long] = a.shape[0]! <= b.shape[0]! ? [a, b] : [b, a];
  const k = short.shape[0]!;
  const n = long.shape[0]! + k - 1;
  const result = emptyArray(info, [Math.max(n, 0)]);
  if (k === 0) return result;
  // Each result is the product of one window of the padded longer vector with the shorter one backwards.
  const windows = padded(long, k - 1, k - 1, info);
  const weights = asDType('convolve', short, info);
  backend().matmul(
    [],
    n,
    k,
    1,
    { info, storage: windows.storage, offset: windows.offset, steps: [1, 1] },
    {
      info,
      storage: weights.storage,
      offset: weights.offset + (k - 1) * weights.steps[0]!,
      steps: [-weights.steps[0]!, 0],
    },
    { info, storage: result.storage, offset: 0, steps: [1, 1] },
  );
  return result;
}

/** Vectors and scalars one after another, in the dtype in which they meet. */
export function joined(...parts: readonly NDArray[]): NDArray {
  const info = parts.map((one) => one.info as DTypeInfo).reduce(promoteInfo);
  const result = emptyArray(info, [parts.reduce((n, one) => n + one.shape[0]!, 0)]);
  let at = 0;
  for (const one of parts) {
    backend().copy(one.shape, one, part(result, at, at + one.shape[0]!));
    at += one.shape[0]!;
  }
  return result;
}

/** The eigenvalues of a square matrix: real where all of them are. */
export function eigenvaluesOf(matrix: NDArray): NDArray {
  const n = matrix.shape[0]!;
  const complex = matrix.info.kind === 'c';
  let found: Eigenvalues;
  if (complex) {
    const values = copyAs(matrix, DTYPES.complex128).storage;
    const lane = (k: number): Float64Array => Float64Array.from({ length: n * n }, (_, i) => values[2 * i + k]!);
    found = complexEigenvalues(lane(0), lane(1), n);
  } else found = realEigenvalues(copyAs(matrix, DTYPES.float64).data, n);
  if (!complex && found.im.every((x) => x === 0)) return asNDArray('eigvals', found.re);
  return complexVector(found);
}

/** A complex vector of its parts. */
export function complexVector({ re, im }: Eigenvalues): NDArray<'complex128'> {
  const result = emptyArray(DTYPES.complex128, [re.length]);
  for (let i = 0; i < re.length; i++) {
    result.storage[2 * i] = re[i]!;
    result.storage[2 * i + 1] = im[i]!;
  }
  return result;
}

/** Are these the roots of a polynomial with real coefficients: do they come in conjugate pairs? */
export function inConjugatePairs(roots: NDArray): boolean {
  const values = copyAs(roots, DTYPES.complex128).storage;
  const key = (re: number, im: number): string => `${re + 0},${im + 0}`;
  const keys = (sign: number): string[] =>
    Array.from({ length: roots.size }, (_, i) => key(values[2 * i]!, sign * values[2 * i + 1]!)).sort();
  const other = keys(-1);
  return keys(1).every((one, i) => one === other[i]);
}

/** The real parts of a vector. */
export function realPart(a: NDArray): NDArray {
  return a.info.kind === 'c' ? copyAs(a, a.info === DTYPES.complex64 ? DTYPES.float32 : DTYPES.float64) : a;
}
