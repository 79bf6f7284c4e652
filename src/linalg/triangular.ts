/** Triangular systems, by substitution. */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { ArrayOf } from '../core/ndarray.js';
import { fromArray, toArray, toVector } from './dense.js';
import { engine } from './engine/index.js';
import type { Trans } from './engine/engine.js';
import {
  checkFiniteArray,
  eachMember,
  isComplexKind,
  kindOf,
  lanesOf,
  matrixOf,
  squareOf,
  typed,
  type CheckOptions,
  type MeetOf,
} from './matrices.js';

/** Which system: `a`, its transpose or its conjugate transpose. */
export type TransOption = 0 | 1 | 2 | 'N' | 'T' | 'C';

/** A `trans` option as LAPACK's letter. */
export function transOf(functionName: string, trans: TransOption, complex: boolean): Trans {
  const letter = typeof trans === 'number' ? 'NTC'[trans] : trans;
  if (letter !== 'N' && letter !== 'T' && letter !== 'C') {
    throw new ValueError(`${functionName}: trans must be 0, 1, 2, 'N', 'T' or 'C', got ${describe(trans)}`);
  }
  return letter === 'C' && !complex ? 'T' : letter;
}

/** Options of `solveTriangular`. */
export interface SolveTriangularOptions extends CheckOptions {
  /** Solve with `a` (0 or 'N'), its transpose (1, 'T') or its conjugate transpose (2, 'C'). */
  trans?: TransOption;
  /** Use the lower triangle; the upper one by default. */
  lower?: boolean;
  /** Take the diagonal as ones without reading it. */
  unitDiagonal?: boolean;
}

/**
 * Solve `a @ x = b` for a triangular matrix; the other triangle is not read.
 *
 * @param a - array_like of shape (..., n, n)
 * @param b - array_like of shape (n,) or (..., n, k)
 * @param options - `trans`, `lower`, `unitDiagonal`, `checkFinite` (true by default)
 * @returns x, of the shape of b
 * @throws LinAlgError when the diagonal holds a zero; ValueError when shapes do not fit
 * @example
 * np.linalg.solveTriangular([[2, 1], [0, 4]], [4, 8]).toArray(); // [1, 2]
 */
export function solveTriangular<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: SolveTriangularOptions = {},
): ArrayOf<MeetOf<A, B>> {
  checkOptions('solveTriangular', options, ['trans', 'lower', 'unitDiagonal', 'checkFinite']);
  const { trans = 0, lower = false, unitDiagonal = false, checkFinite = true } = options;
  const [left, right] = [squareOf('solveTriangular', a), matrixOf('solveTriangular', b, 1)];
  if (checkFinite) [left, right].forEach((array) => checkFiniteArray('solveTriangular', array));
  const n = left.shape[left.ndim - 1]!;
  const core = right.ndim === 1 ? 1 : 2;
  if (right.shape[right.ndim - core] !== n) {
    throw new ValueError(
      `solveTriangular: shapes of a ${shapeText(left.shape)} and b ${shapeText(right.shape)} are incompatible`,
    );
  }
  const kind = kindOf('solveTriangular', left.info, right.info);
  const op = transOf('solveTriangular', trans, isComplexKind(kind));
  const lanes = lanesOf(kind);
  const [x] = eachMember([left, right], [2, core], (matrix, rhs) => {
    const [m, r] = [fromArray(matrix!, kind), fromArray(rhs!, kind)];
    for (let i = 0; i < n && !unitDiagonal; i++) {
      const place = (i * n + i) * lanes;
      if (m.data[place] === 0 && (lanes === 1 || m.data[place + 1] === 0)) {
        throw new LinAlgError(`singular matrix: resolution failed at diagonal ${i}`);
      }
    }
    if (r.data.length > 0) {
      engine().trsm(kind, 'L', lower ? 'L' : 'U', op, unitDiagonal ? 'U' : 'N', n, r.n, m.data, r.data);
    }
    return [core === 1 ? toVector(r) : toArray(r)];
  });
  return typed(x!);
}
