/**
 * Systems of linear equations with square matrices. Unless told what the matrix is, `solve` looks: a triangular or
 * banded matrix costs far less than a full one, a positive definite one half.
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, shapeText } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import { sizeOf } from '../core/shape.js';
import { oneOf } from './arguments.js';
import { bandFromDense } from './banded.js';
import { copyOf, norm1, transposed, type Dense } from './dense.js';
import { engine } from './engine/index.js';
import type { Matrix } from './engine/engine.js';
import {
  EPS,
  at,
  checkFiniteArray,
  columnOf,
  columns,
  commonBatch,
  isComplexKind,
  kindOf,
  lanesOf,
  matrixOf,
  overBatch,
  squareOf,
  stackArray,
  typed,
  type CheckOptions,
  type MeetOf,
} from './matrices.js';
import { isSmallStack, solveStack } from './smallStacks.js';
import { bandOf, equalsTranspose } from './structure.js';
import { warnIfIll } from './warnings.js';

/** What a matrix may be known to be. */
export type Structure =
  | 'gen'
  | 'general'
  | 'sym'
  | 'symmetric'
  | 'her'
  | 'hermitian'
  | 'pos'
  | 'positive definite'
  | 'diagonal'
  | 'tridiagonal'
  | 'banded'
  | 'upper triangular'
  | 'lower triangular';

const STRUCTURES: readonly Structure[] = [
  'gen',
  'general',
  'sym',
  'symmetric',
  'her',
  'hermitian',
  'pos',
  'positive definite',
  'diagonal',
  'tridiagonal',
  'banded',
  'upper triangular',
  'lower triangular',
];

/** Options of `solve`. */
export interface SolveOptions extends CheckOptions {
  /** What the matrix is; it is looked at when this is left out. Nothing checks that it is true. */
  assumeA?: Structure;
  /** With `'sym'`, `'her'` and `'pos'`: read the lower triangle; the upper one by default. */
  lower?: boolean;
  /** Solve `a.T @ x = b`. */
  transposed?: boolean;
}

/** The short name of a structure. */
function shortName(structure: Structure): Structure {
  switch (structure) {
    case 'general':
      return 'gen';
    case 'symmetric':
      return 'sym';
    case 'hermitian':
      return 'her';
    case 'positive definite':
      return 'pos';
    default:
      return structure;
  }
}

/** What a matrix turns out to be. Small ones count as general: looking would cost more than it saves. */
export function structureOf(a: Dense): Structure {
  if (a.n < 4) return 'gen';
  const [below, above] = bandOf(a);
  if (below === 0 && above === 0) return 'diagonal';
  if (below === 0) return 'upper triangular';
  if (above === 0) return 'lower triangular';
  if (below <= 1 && above <= 1) return 'tridiagonal';
  if (a.n > 50 && below + above < a.n / 8) return 'banded';
  if (equalsTranspose(a, true)) return 'pos';
  if (isComplexKind(a.kind) && equalsTranspose(a, false)) return 'sym';
  return 'gen';
}

const singular = (): LinAlgError => new LinAlgError('Singular matrix');

/** The reciprocal condition estimate of a triangular matrix, from that of its inverse. */
function triangularCondition(a: Dense, upper: boolean): number {
  const inverse = copyOf(a);
  if (engine().trtri(a.kind, upper ? 'U' : 'L', 'N', a.n, inverse.data) > 0) return 0;
  return 1 / (norm1(a) * norm1(inverse));
}

/** Solve one system in place; `transpose` solves with the transpose of a. `a` is lost. */
export function solveDense(
  a: Dense,
  b: Dense,
  structure: Structure | null,
  { lower = false, transpose = false, judge = false }: { lower?: boolean; transpose?: boolean; judge?: boolean } = {},
): void {
  const { kind, n } = a;
  const k = b.n;
  if (n === 0 || k === 0) return;
  const chosen = structure === null ? structureOf(a) : shortName(structure);
  const eps = EPS[kind];
  switch (chosen) {
    case 'diagonal':
      solveDiagonal(a, b, judge);
      return;
    case 'upper triangular':
    case 'lower triangular': {
      const upper = chosen === 'upper triangular';
      const lanes = lanesOf(kind);
      for (let i = 0; i < n; i++) {
        const place = (i * n + i) * lanes;
        if (a.data[place] === 0 && (lanes === 1 || a.data[place + 1] === 0)) throw singular();
      }
      if (judge && n <= 200) warnIfIll('solve', triangularCondition(a, upper), eps);
      engine().trsm(kind, 'L', upper ? 'U' : 'L', transpose ? 'T' : 'N', 'N', n, k, a.data, b.data);
      return;
    }
    case 'tridiagonal':
    case 'banded': {
      const matrix = transpose ? transposed(a) : a;
      const [below, above] = chosen === 'tridiagonal' ? [1, 1] : bandOf(matrix);
      const band = bandFromDense(matrix, below, above);
      if (engine().gbsv(kind, n, below, above, k, band, new Int32Array(n), b.data) > 0) throw singular();
      return;
    }
    case 'pos': {
      const matrix = transpose && isComplexKind(kind) ? transposed(a) : a;
      const uplo = lower !== (transpose && isComplexKind(kind)) ? 'L' : 'U';
      const norm = norm1(matrix);
      const factor = structure === null ? (matrix.data.slice() as Matrix) : matrix.data;
      const info = engine().potrf(kind, uplo, n, factor);
      if (info === 0) {
        if (judge) warnIfIll('solve', engine().pocon(kind, uplo, n, factor, norm), eps);
        engine().potrs(kind, uplo, n, k, factor, b.data);
        return;
      }
      if (structure !== null) {
        throw new LinAlgError(
          `solve: Matrix is not positive definite: the leading minor of order ${info} is not positive`,
        );
      }
      solveIndefinite(matrix, b, isComplexKind(kind), uplo);
      return;
    }
    case 'sym':
      solveIndefinite(a, b, false, lower ? 'L' : 'U');
      return;
    case 'her': {
      const flip = transpose && isComplexKind(kind);
      solveIndefinite(flip ? transposed(a) : a, b, isComplexKind(kind), lower !== flip ? 'L' : 'U');
      return;
    }
    default: {
      const norm = judge ? norm1(a) : 0;
      const pivots = new Int32Array(n);
      if (engine().getrf(kind, n, n, a.data, pivots) > 0) throw singular();
      if (judge && !transpose) {
        warnIfIll('solve', engine().getrsCondition(kind, n, k, a.data, pivots, b.data, norm), eps);
        return;
      }
      if (judge) warnIfIll('solve', engine().gecon(kind, '1', n, a.data, norm), eps);
      engine().getrs(kind, transpose ? 'T' : 'N', n, k, a.data, pivots, b.data);
    }
  }
}

function solveDiagonal(a: Dense, b: Dense, judge: boolean): void {
  const { kind, n } = a;
  const lanes = lanesOf(kind);
  let [least, largest] = [Infinity, 0];
  for (let i = 0; i < n; i++) {
    const [re, im] = [a.data[(i * n + i) * lanes]!, lanes === 2 ? a.data[(i * n + i) * 2 + 1]! : 0];
    const size = Math.hypot(re, im);
    if (size === 0) throw singular();
    least = Math.min(least, size);
    largest = Math.max(largest, size);
    for (let j = 0; j < b.n; j++) {
      const place = (j * n + i) * lanes;
      if (lanes === 1) b.data[place]! /= re;
      else {
        const [x, y] = [b.data[place]! / size, b.data[place + 1]! / size];
        const [c, s] = [re / size, im / size];
        b.data[place] = x * c + y * s;
        b.data[place + 1] = y * c - x * s;
      }
    }
  }
  if (judge) warnIfIll('solve', least / largest, EPS[kind]);
}

function solveIndefinite(a: Dense, b: Dense, hermitian: boolean, uplo: 'L' | 'U'): void {
  const pivots = new Int32Array(a.n);
  if (engine().sytrf(a.kind, hermitian, uplo, a.n, a.data, pivots) > 0) throw singular();
  engine().sytrs(a.kind, hermitian, uplo, a.n, b.n, a.data, pivots, b.data);
}

/**
 * Solve `a @ x = b`.
 *
 * Without `assumeA` a single matrix is examined and solved as what it is: diagonal, triangular, tridiagonal, banded,
 * positive definite (Cholesky), symmetric or Hermitian (Bunch and Kaufman), or general (LU with partial pivoting). A single matrix whose reciprocal
 * condition number is below the machine precision causes a `LinAlgWarning`.
 *
 * @param a - array_like of shape (..., n, n)
 * @param b - array_like of shape (n,) or (..., n, k)
 * @param options - `assumeA`, `lower`, `transposed`, `checkFinite`
 * @returns x, of the shape of b (broadcast over the stack)
 * @throws LinAlgError when a matrix is singular or not square; ValueError when shapes do not fit
 * @example
 * np.linalg.solve([[3, 1], [1, 2]], [9, 8]).toArray(); // [2, 3]
 */
export function solve<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: SolveOptions = {},
): ArrayOf<MeetOf<A, B>> {
  checkOptions('solve', options, ['assumeA', 'lower', 'transposed', 'checkFinite']);
  const left = squareOf('solve', a);
  const right = matrixOf('solve', b, 1);
  const structure = options.assumeA === undefined ? null : oneOf('solve', 'assumeA', options.assumeA, STRUCTURES);
  if (options.checkFinite) [left, right].forEach((array) => checkFiniteArray('solve', array));
  const kind = kindOf('solve', left.info, right.info);
  const n = left.shape[left.ndim - 1]!;
  const vector = right.ndim === 1;
  const rhs: NDArray = vector ? columnOf(right) : right;
  if (rhs.shape[rhs.ndim - 2] !== n) {
    throw new ValueError(
      `solve: Input operand 1 has a mismatch in its core dimension 0: b has shape ${shapeText(right.shape)}, the matrix has ${n} rows`,
    );
  }
  const batch = commonBatch([left, 2], [rhs, 2]);
  const count = sizeOf(batch);
  if (
    structure === null &&
    !options.transposed &&
    rhs.shape[rhs.ndim - 1]! <= n &&
    isSmallStack(kind, count, n, rhs.shape[rhs.ndim - 1]!)
  ) {
    return typed(vectorResult(solveStack(kind, overBatch(left, batch, 2), overBatch(rhs, batch, 2)), vector));
  }
  const matrices = columns(overBatch(left, batch, 2), kind);
  const x = columns(overBatch(rhs, batch, 2), kind);
  const single = matrices.count === 1;
  for (let k = 0; k < matrices.count; k++) {
    solveDense(
      { kind, m: n, n, data: at(matrices, k) },
      { kind, m: n, n: x.n, data: at(x, k) },
      structure ?? (single ? null : 'gen'),
      { lower: options.lower ?? false, transpose: options.transposed ?? false, judge: single },
    );
  }
  return typed(vectorResult(stackArray(x), vector));
}

/** A result of one column as a vector. */
function vectorResult(x: NDArray, vector: boolean): NDArray {
  return vector ? x.strided(x.shape.slice(0, -1), x.steps.slice(0, -1), x.offset) : x;
}
