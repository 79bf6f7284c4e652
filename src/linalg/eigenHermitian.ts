/**
 * Eigenvalues and vectors of symmetric and Hermitian matrices, alone or with a second, positive definite matrix (Golub and
 * Van Loan, sections 8.3 and 8.7).
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, describe, shapeText } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { secondArray } from './arguments.js';
import { adjointOp, fromArray, part, toArray, toVector, dense, type Dense } from './dense.js';
import type { Matrix, Uplo } from './engine/engine.js';
import { engine } from './engine/index.js';
import { hermitianEigen } from './hermitianEigen.js';
import {
  REAL,
  checkFiniteArray,
  eachMember,
  isComplexKind,
  kindOf,
  squareOf,
  typed,
  type CheckOptions,
  type FloatOf,
  type RealOf,
} from './matrices.js';
import { eighStack, isSmallStack } from './smallStacks.js';

/** Options of `eigvalsh`. */
export interface EigvalshOptions extends CheckOptions {
  /** Which triangle is read: `'L'` (the default) or `'U'`. */
  UPLO?: 'L' | 'U' | 'l' | 'u';
  /** The same as SciPy has it: true for the lower triangle. */
  lower?: boolean;
  /** With b: 1 for `a @ v = w * b @ v` (the default), 2 for `a @ b @ v = w * v`, 3 for `b @ a @ v = w * v`. */
  type?: 1 | 2 | 3;
  /** Only the eigenvalues from this place to that, both included, counting from the smallest. */
  subsetByIndex?: readonly [first: number, last: number] | null;
  /** Only the eigenvalues in the half-open interval `(low, high]`. */
  subsetByValue?: readonly [low: number, high: number] | null;
}

/** Options of `eigh`. */
export type EighOptions = EigvalshOptions;

const KNOWN = ['UPLO', 'lower', 'type', 'subsetByIndex', 'subsetByValue', 'checkFinite'];

/** Eigenvalues with eigenvectors. */
export interface Eigh<W, V> {
  /** Rising. */
  readonly eigenvalues: W;
  /** As columns. */
  readonly eigenvectors: V;
}

function triangleOf(functionName: string, { UPLO, lower }: EigvalshOptions): Uplo {
  if (UPLO === undefined) return lower === false ? 'U' : 'L';
  const letter = String(UPLO).toUpperCase();
  if (letter !== 'L' && letter !== 'U') {
    throw new ValueError(`${functionName}: UPLO argument must be 'L' or 'U', got ${describe(UPLO)}`);
  }
  if (lower !== undefined && lower !== (letter === 'L')) {
    throw new ValueError(`${functionName}: UPLO '${letter}' and lower ${lower} contradict each other`);
  }
  return letter;
}

/** The places of the eigenvalues that are wanted. */
function wanted(functionName: string, w: Matrix, options: EigvalshOptions): [from: number, to: number] {
  const { subsetByIndex, subsetByValue } = options;
  if (subsetByIndex && subsetByValue) {
    throw new ValueError(`${functionName}: only one of subsetByIndex and subsetByValue may be given`);
  }
  if (subsetByIndex) {
    const [first, last] = subsetByIndex;
    if (!Number.isInteger(first) || !Number.isInteger(last) || first < 0 || last < first || last >= w.length) {
      throw new ValueError(
        `${functionName}: subsetByIndex must lie in [0, ${w.length - 1}] with the first not above the last, got [${first}, ${last}]`,
      );
    }
    return [first, last + 1];
  }
  if (subsetByValue) {
    const [low, high] = subsetByValue;
    if (!(low < high)) {
      throw new ValueError(`${functionName}: subsetByValue must be [low, high] with low < high, got [${low}, ${high}]`);
    }
    let [from, to] = [0, w.length];
    while (from < w.length && !(w[from]! > low)) from++;
    while (to > from && !(w[to - 1]! <= high)) to--;
    return [from, to];
  }
  return [0, w.length];
}

/** Fill the other triangle from the one that is given. */
function completed(a: Dense, uplo: Uplo): Dense {
  const { n, data, kind } = a;
  const complex = isComplexKind(kind);
  for (let j = 0; j < n; j++) {
    if (complex) data[2 * (j * n + j) + 1] = 0;
    for (let i = j + 1; i < n; i++) {
      const [to, from] = uplo === 'L' ? [i * n + j, j * n + i] : [j * n + i, i * n + j];
      if (complex) {
        data[2 * to] = data[2 * from]!;
        data[2 * to + 1] = -data[2 * from + 1]!;
      } else data[to] = data[from]!;
    }
  }
  return a;
}

/** The generalised problem of one pair; both matrices are lost. */
export function generalEigenHermitian(
  functionName: string,
  a: Dense,
  b: Dense,
  uplo: Uplo,
  type: 1 | 2 | 3,
  vectors: boolean,
): { w: Matrix; v: Dense | null } {
  const { kind, n } = a;
  const lapack = engine();
  const op = adjointOp(kind);
  completed(a, uplo);
  const info = n > 0 ? lapack.potrf(kind, uplo, n, b.data) : 0;
  if (info > 0) {
    throw new LinAlgError(
      `${functionName}: The leading minor of order ${info} of b is not positive definite. The factorization of b could not be completed and no eigenvalues or eigenvectors were computed.`,
    );
  }
  if (n === 0) return hermitianEigen(a, uplo, vectors);
  // b = l @ l^H, where l is the factor itself or the adjoint of the upper one.
  const [plain, adjoint] = uplo === 'L' ? (['N', op] as const) : ([op, 'N'] as const);
  if (type === 1) {
    lapack.trsm(kind, 'L', uplo, plain, 'N', n, n, b.data, a.data);
    lapack.trsm(kind, 'R', uplo, adjoint, 'N', n, n, b.data, a.data);
  } else {
    const factor = triangleAlone(b, uplo);
    const half = { ...a, data: a.data.slice() as Matrix };
    lapack.gemm(kind, 'N', plain, n, n, n, 1, a.data, factor.data, 0, half.data);
    lapack.gemm(kind, adjoint, 'N', n, n, n, 1, factor.data, half.data, 0, a.data);
  }
  const { w, v } = hermitianEigen(a, uplo, vectors);
  if (!v) return { w, v };
  if (type !== 3) {
    lapack.trsm(kind, 'L', uplo, adjoint, 'N', n, n, b.data, v.data);
    return { w, v };
  }
  const result = dense(kind, n, n);
  lapack.gemm(kind, plain, 'N', n, n, n, 1, triangleAlone(b, uplo).data, v.data, 0, result.data);
  return { w, v: result };
}

function triangleAlone(a: Dense, uplo: Uplo): Dense {
  const copy = { ...a, data: a.data.slice() as Matrix };
  const lanes = isComplexKind(a.kind) ? 2 : 1;
  for (let j = 0; j < a.n; j++) {
    if (uplo === 'L') copy.data.fill(0, j * a.m * lanes, (j * a.m + j) * lanes);
    else copy.data.fill(0, (j * a.m + j + 1) * lanes, (j + 1) * a.m * lanes);
  }
  return copy;
}

function compute(
  functionName: string,
  a: ArrayLike,
  b: ArrayLike | null,
  options: EigvalshOptions,
  vectors: boolean,
): NDArray[] {
  const uplo = triangleOf(functionName, options);
  const { type = 1 } = options;
  if (type !== 1 && type !== 2 && type !== 3) {
    throw new ValueError(`${functionName}: type must be 1, 2 or 3, got ${describe(type)}`);
  }
  const arrays = [squareOf(functionName, a)];
  if (b !== null) arrays.push(squareOf(functionName, b));
  if (arrays[1] && arrays[1].shape[arrays[1].ndim - 1] !== arrays[0]!.shape[arrays[0]!.ndim - 1]) {
    throw new ValueError(
      `${functionName}: wrong b dimensions ${shapeText(arrays[1].shape)}, a should have ${shapeText(arrays[0]!.shape)}`,
    );
  }
  if (options.checkFinite) for (const array of arrays) checkFiniteArray(functionName, array);
  const kind = kindOf(functionName, ...arrays.map((array) => array.info));
  const [first] = arrays as [NDArray];
  const n = first.shape[first.ndim - 1]!;
  const whole = arrays.length === 1 && !options.subsetByIndex && !options.subsetByValue;
  if (whole && n > 0 && isSmallStack(kind, first.size / (n * n), n, n)) {
    const found = eighStack(kind, first, uplo, vectors);
    if (found) return found;
  }
  return eachMember(
    arrays,
    arrays.map(() => 2),
    (...members) => {
      const [left, right] = members.map((member) => fromArray(member, kind));
      const { w, v } = right
        ? generalEigenHermitian(functionName, left!, right, uplo, type, vectors)
        : hermitianEigen(left!, uplo, vectors);
      const [from, to] = wanted(functionName, w, options);
      const real = REAL[kind];
      const values = toVector(dense(real, to - from, 1, w.slice(from, to) as Matrix));
      return v ? [values, toArray(part(v, 0, v.m, from, to))] : [values];
    },
  );
}

/**
 * Eigenvalues and eigenvectors of symmetric or Hermitian matrices, alone or with a positive definite `b`. Only one triangle is read.
 *
 * @param a - array_like of shape (..., n, n)
 * @param b - array_like of shape (..., n, n), for `a @ v = w * b @ v`; may be left out
 * @param options - `UPLO` or `lower`, `type`, `subsetByIndex`, `subsetByValue`, `checkFinite`
 * @returns `{ eigenvalues, eigenvectors }`: real values, rising, and columns; orthonormal (with b of types 1 and 2:
 *   `v^H @ b @ v` is the identity)
 * @throws LinAlgError when a matrix is not square, `b` is not positive definite, or the iteration does not end
 * @example
 * np.linalg.eigh([[2, 1], [1, 2]]).eigenvalues.toArray(); // [1, 3]
 */
export function eigh<A extends ArrayLike>(
  a: A,
  b?: ArrayLike | EighOptions | null,
  options?: EighOptions,
): Eigh<ArrayOf<RealOf<A>>, ArrayOf<FloatOf<A>>> {
  const [second, chosen] = secondArray('eigh', b, options, KNOWN);
  const [w, v] = compute('eigh', a, second, chosen, true);
  return { eigenvalues: typed(w!), eigenvectors: typed(v!) };
}

/**
 * Eigenvalues of symmetric or Hermitian matrices; see `eigh`.
 *
 * @param a - array_like of shape (..., n, n)
 * @param b - array_like of shape (..., n, n); may be left out
 * @param options - `UPLO` or `lower`, `type`, `subsetByIndex`, `subsetByValue`, `checkFinite`
 * @returns real values, rising, of shape (..., n)
 * @example
 * np.linalg.eigvalsh([[2, 1], [1, 2]]).toArray(); // [1, 3]
 */
export function eigvalsh<A extends ArrayLike>(
  a: A,
  b?: ArrayLike | EigvalshOptions | null,
  options?: EigvalshOptions,
): ArrayOf<RealOf<A>> {
  const [second, chosen] = secondArray('eigvalsh', b, options, KNOWN);
  return typed(compute('eigvalsh', a, second, chosen, false)[0]!);
}
