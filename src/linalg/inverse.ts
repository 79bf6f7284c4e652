/** Inverses and determinants, from LU with partial pivoting (G. Golub and C. Van Loan, Matrix Computations, section 3.4). */
import type { ArrayLike, ScalarLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { LinAlgError, checkOptions } from '../core/errors.js';
import type { ArrayOf, Item, NDArray, ScalarOf } from '../core/ndarray.js';
import { plainIfScalar } from '../ops/matmul.js';
import type { Kind } from './engine/engine.js';
import { engine } from './engine/index.js';
import {
  REAL,
  arrayOf,
  at,
  checkFiniteArray,
  columns,
  isComplexKind,
  kindOf,
  squareOf,
  stackArray,
  typed,
  zerosOf,
  type CheckOptions,
  type FloatOf,
  type RealOf,
  type Stack,
} from './matrices.js';
import { detStack, invStack, isSmallStack } from './smallStacks.js';

/** A matrix seen in the types. */
type Rows = readonly (readonly ScalarLike[])[];

/** A number for each matrix: the plain value where one is seen, else as many as there are. */
export type PerMatrix<A, D> = [A] extends [Rows] ? ScalarOf<D> : ItemOf<D>;
type ItemOf<D> = [D] extends [infer E extends FloatName] ? Item<E> : never;
type FloatName = 'float32' | 'float64' | 'complex64' | 'complex128' | 'int32';

/** A checked square array-like. */
function checked(
  functionName: string,
  a: ArrayLike,
  options: CheckOptions,
): { array: NDArray; kind: Kind; small: boolean } {
  checkOptions(functionName, options, ['checkFinite']);
  const array = squareOf(functionName, a);
  if (options.checkFinite) checkFiniteArray(functionName, array);
  const kind = kindOf(functionName, array.info);
  const n = array.shape[array.ndim - 1]!;
  return { array, kind, small: n > 0 && isSmallStack(kind, array.size / (n * n), n, n) };
}

/**
 * The inverse of square matrices.
 *
 * @param a - array_like of shape (..., n, n)
 * @param options - `checkFinite`: make nan and inf an error
 * @returns an array of the same shape
 * @throws LinAlgError when a matrix is singular or not square
 * @example
 * np.linalg.inv([[2, 0], [0, 4]]).toArray(); // [[0.5, 0], [0, 0.25]]
 */
export function inv<A extends ArrayLike>(a: A, options: CheckOptions = {}): ArrayOf<FloatOf<A>> {
  const { array, kind: own, small } = checked('inv', a, options);
  if (small) return typed(invStack(own, array));
  const stack = columns(array, own);
  const { kind, n } = stack;
  const pivots = new Int32Array(n);
  for (let k = 0; k < stack.count && n > 0; k++) {
    const matrix = at(stack, k);
    if (engine().getrf(kind, n, n, matrix, pivots) > 0 || engine().getri(kind, n, matrix, pivots) > 0) {
      throw new LinAlgError('Singular matrix');
    }
  }
  return typed(stackArray(stack));
}

/** The signs and the logarithms of the moduli of determinants. */
function signsAndLogs(stack: Stack): { signs: Float64Array; logs: Float64Array } {
  const { kind, n } = stack;
  const complex = isComplexKind(kind);
  const signs = new Float64Array(stack.count * (complex ? 2 : 1));
  const logs = new Float64Array(stack.count);
  const pivots = new Int32Array(n);
  for (let k = 0; k < stack.count; k++) {
    const matrix = at(stack, k);
    const info = n > 0 ? engine().getrf(kind, n, n, matrix, pivots) : 0;
    if (info > 0) {
      logs[k] = -Infinity;
      continue;
    }
    let sign = new Complex(1);
    for (let i = 0; i < n; i++) {
      if (pivots[i] !== i + 1) sign = new Complex(-sign.re, -sign.im);
      const place = i * n + i;
      if (complex) {
        const [re, im] = [matrix[2 * place]!, matrix[2 * place + 1]!];
        const size = Math.hypot(re, im);
        sign = sign.mul(new Complex(re / size, im / size));
        logs[k]! += Math.log(size);
      } else {
        const x = matrix[place]!;
        if (x < 0) sign = new Complex(-sign.re);
        logs[k]! += Math.log(Math.abs(x));
      }
    }
    if (complex) {
      signs[2 * k] = sign.re;
      signs[2 * k + 1] = sign.im;
    } else signs[k] = Number.isNaN(logs[k]!) ? NaN : sign.re;
  }
  return { signs, logs };
}

/** Of determinants no further from 1 than this the logarithm is theirs. */
const MODERATE = 1e280;

/** The same of many small real matrices, from their determinants where these neither overflow nor vanish. */
function ofDeterminants(array: NDArray, kind: Kind): { signs: Float64Array; logs: Float64Array } {
  const determinants = detStack('d', array).data as Float64Array;
  const count = determinants.length;
  const [signs, logs] = [new Float64Array(count), new Float64Array(count)];
  let stack: Stack | undefined;
  for (let k = 0; k < count; k++) {
    const size = Math.abs(determinants[k]!);
    if (size < MODERATE && size > 1 / MODERATE) {
      signs[k] = Math.sign(determinants[k]!);
      logs[k] = Math.log(size);
    } else {
      stack ??= columns(array, kind);
      const one = signsAndLogs({ ...stack, count: 1, data: at(stack, k) });
      signs[k] = one.signs[0]!;
      logs[k] = one.logs[0]!;
    }
  }
  return { signs, logs };
}

/**
 * Determinants.
 *
 * @param a - array_like of shape (..., n, n)
 * @param options - `checkFinite`: make nan and inf an error
 * @returns the plain value of one matrix, an array of shape (...) of a stack
 * @throws LinAlgError when the matrices are not square
 * @example
 * np.linalg.det([[2, 1], [1, 3]]); // 5
 */
export function det<A extends ArrayLike>(a: A, options: CheckOptions = {}): PerMatrix<A, FloatOf<A>> {
  const { array, kind: own, small } = checked('det', a, options);
  if (small) return detStack(own, array) as never;
  const stack = columns(array, own);
  const { kind, n } = stack;
  const complex = isComplexKind(kind);
  const result = zerosOf(kind, stack.count);
  const pivots = new Int32Array(n);
  for (let k = 0; k < stack.count; k++) {
    const matrix = at(stack, k);
    let re = 1;
    let im = 0;
    if (n > 0) engine().getrf(kind, n, n, matrix, pivots);
    for (let i = 0; i < n; i++) {
      const place = i * n + i;
      const sign = pivots[i] !== i + 1 ? -1 : 1;
      if (complex) {
        const [x, y] = [sign * matrix[2 * place]!, sign * matrix[2 * place + 1]!];
        [re, im] = [re * x - im * y, re * y + im * x];
      } else re *= sign * matrix[place]!;
    }
    if (complex) {
      result[2 * k] = re;
      result[2 * k + 1] = im;
    } else result[k] = re;
  }
  return plainIfScalar(arrayOf(kind, stack.batch, result)) as never;
}

/** What `slogdet` gives. */
export interface Slogdet<S, L> {
  /** 1, -1 or 0; for complex matrices a number of modulus 1, or 0. */
  readonly sign: S;
  /** The natural logarithm of the modulus of the determinant; -Infinity for 0. */
  readonly logabsdet: L;
}

/**
 * Signs and logarithms of determinants, for those that would overflow or vanish.
 *
 * @param a - array_like of shape (..., n, n)
 * @returns `{ sign, logabsdet }`: plain values of one matrix, arrays of shape (...) of a stack
 * @throws LinAlgError when the matrices are not square
 * @example
 * np.linalg.slogdet([[0, 1], [1, 0]]); // { sign: -1, logabsdet: 0 }
 */
export function slogdet<A extends ArrayLike>(a: A): Slogdet<PerMatrix<A, FloatOf<A>>, PerMatrix<A, RealOf<A>>> {
  const { array, kind, small } = checked('slogdet', a, {});
  const batch = array.shape.slice(0, -2);
  const { signs, logs } = small ? ofDeterminants(array, kind) : signsAndLogs(columns(array, kind));
  const sign = zerosOf(kind, logs.length);
  sign.set(signs);
  const logabsdet = zerosOf(REAL[kind], logs.length);
  logabsdet.set(logs);
  const plain = (array: NDArray): NDArray => plainIfScalar(array);
  return {
    sign: plain(arrayOf(kind, batch, sign)),
    logabsdet: plain(arrayOf(REAL[kind], batch, logabsdet)),
  } as never;
}
