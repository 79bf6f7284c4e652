/** LDL factorisation of symmetric and Hermitian indefinite matrices (J. Bunch and L. Kaufman, Math. Comp. 31, 1977). */
import type { ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { checkOptions } from '../core/errors.js';
import { emptyArray, type ArrayOf, type NDArray } from '../core/ndarray.js';
import { dense, fromArray, identityOf, toArray, type Dense } from './dense.js';
import { engine } from './engine/index.js';
import {
  checkFiniteArray,
  eachMember,
  isComplexKind,
  kindOf,
  lanesOf,
  squareOf,
  typed,
  type CheckOptions,
  type FloatOf,
} from './matrices.js';

/** Options of `ldl`. */
export interface LdlOptions extends CheckOptions {
  /** Read the lower triangle and give a lower factor (the default), or the upper one. */
  lower?: boolean;
  /** Complex matrices are Hermitian (the default) or symmetric. */
  hermitian?: boolean;
}

/**
 * LDL decomposition, `a = lu @ d @ lu^H` (`lu.T` for symmetric complex matrices): d has blocks of 1 x 1 and 2 x 2 on its
 * diagonal, `lu[perm]` is triangular with unit diagonal.
 *
 * @param A - array_like of shape (..., n, n)
 * @param options - `lower` (true), `hermitian` (true), `checkFinite` (true)
 * @returns `[lu, d, perm]`
 * @throws LinAlgError when the matrix is not square; ValueError for nan or inf
 * @example
 * const [lu, d, perm] = np.linalg.ldl([[2, -1, 3], [-1, 2, 0], [3, 0, 1]]);
 */
export function ldl<A extends ArrayLike>(
  A: A,
  options: LdlOptions = {},
): [lu: ArrayOf<FloatOf<A>>, d: ArrayOf<FloatOf<A>>, perm: NDArray<'int32'>] {
  checkOptions('ldl', options, ['lower', 'hermitian', 'checkFinite']);
  const { lower = true, hermitian = true, checkFinite = true } = options;
  const array = squareOf('ldl', A);
  if (checkFinite) checkFiniteArray('ldl', array);
  const kind = kindOf('ldl', array.info);
  const conjugated = hermitian && isComplexKind(kind);
  const [lu, d, perm] = eachMember([array], [2], (matrix) => {
    const packed = fromArray(matrix!, kind);
    const pivots = new Int32Array(packed.n);
    if (packed.n > 0) engine().sytrf(kind, conjugated, lower ? 'L' : 'U', packed.n, packed.data, pivots);
    const { factor, blocks, order } = unpack(packed, pivots, lower, conjugated);
    const places = emptyArray(DTYPES.int32, [packed.n]);
    order.forEach((from, to) => (places.storage[from] = to));
    return [toArray(factor), toArray(blocks), places as NDArray];
  });
  return [typed(lu!), typed(d!), typed(perm!)];
}

/** The factors out of what Bunch and Kaufman's method leaves. */
function unpack(
  packed: Dense,
  pivots: Int32Array,
  lower: boolean,
  conjugated: boolean,
): { factor: Dense; blocks: Dense; order: number[] } {
  const { kind, n, data } = packed;
  const lanes = lanesOf(kind);
  const factor = identityOf(kind, n);
  const blocks = dense(kind, n, n);
  const order = Array.from({ length: n }, (_, i) => i);
  const copy = (from: number, to: number, target: Dense, conjugate = false): void => {
    target.data[to * lanes] = data[from * lanes]!;
    if (lanes === 2) target.data[to * 2 + 1] = conjugate ? -data[from * 2 + 1]! : data[from * 2 + 1]!;
  };
  const swap = (i: number, k: number): void => {
    if (i === k) return;
    for (let j = 0; j < n; j++) {
      for (let lane = 0; lane < lanes; lane++) {
        const [p, q] = [(j * n + i) * lanes + lane, (j * n + k) * lanes + lane];
        [factor.data[p], factor.data[q]] = [factor.data[q]!, factor.data[p]!];
      }
    }
    [order[i], order[k]] = [order[k]!, order[i]!];
  };
  // Each step's columns, the last step first; then its interchange of rows.
  const steps: number[][] = [];
  for (let k = 0; k < n;) {
    const pair = pivots[k]! < 0;
    steps.push(pair ? [k, k + 1] : [k]);
    k += pair ? 2 : 1;
  }
  for (const places of lower ? steps.reverse() : steps) {
    const [first, second] = places as [number, number?];
    for (const j of places) {
      copy(j * n + j, j * n + j, blocks);
      const [from, to] = lower ? [(second ?? first) + 1, n] : [0, first];
      for (let i = from; i < to; i++) copy(j * n + i, j * n + i, factor);
    }
    if (second !== undefined) {
      const beside = lower ? first * n + second : second * n + first;
      const mirrored = lower ? second * n + first : first * n + second;
      copy(beside, beside, blocks);
      copy(beside, mirrored, blocks, conjugated);
      swap(lower ? second : first, -pivots[first]! - 1);
    } else swap(first, pivots[first]! - 1);
  }
  return { factor, blocks, order };
}
